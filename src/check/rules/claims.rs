//! Demands on evidence: quantities, coverage, shares.

use super::amounts::{Amount, Unit};
use super::rows::{Rows, Shape};
use super::selections::kinds_of;
use super::{Gap, Lowering};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::number::Number;
use crate::model::program::{Bounds, Claim, Measure, NodeKind, Selection};
use crate::model::vocabulary::{Kind, Kinds, UnitId};
use crate::source::Span;
use crate::syntax::ast::{self, CoverQuantity, Modifier, ModifierKind, Quantifier};

/// How many years or months `in each of the last …` may count back: a working life in years.
const MAX_EACH: i64 = 60;

/// The unit in which shares of time are measured: both sides are in the same, so that any would do.
const HOURS: UnitId = UnitId(0);

/// A quantity atom.
#[derive(Debug, Clone)]
pub(super) struct QuantityParts<'a> {
    pub(super) quantity: &'a Quantifier,
    pub(super) all: bool,
    pub(super) selection: &'a ast::Selection,
    pub(super) modifiers: Vec<&'a Modifier>,
    pub(super) span: Span,
}

/// A coverage atom.
#[derive(Debug, Clone)]
pub(super) struct CoverParts<'a> {
    pub(super) quantity: &'a CoverQuantity,
    pub(super) set: &'a ast::Name,
    pub(super) level: Option<&'a ast::Name>,
    pub(super) by: Option<&'a ast::Selection>,
    pub(super) modifiers: Vec<&'a Modifier>,
    pub(super) span: Span,
}

/// How much is asked, with units.
#[derive(Debug, Clone, Copy, Default)]
struct Need {
    least: Option<Amount>,
    most: Option<Amount>,
    exactly: bool,
}

impl Need {
    fn any(&self) -> Option<Amount> {
        self.least.or(self.most)
    }
}

impl<'a> Lowering<'_, 'a> {
    /// A quantity atom; `in each of the last …` makes one copy for each.
    pub(super) fn quantity(&mut self, parts: &QuantityParts<'a>, note: u32) -> Result<NodeKind, Gap> {
        let Some((count, span)) = self.each_of_last(parts.selection).filter(|_| self.each.is_none()) else {
            return self.one_quantity(parts, note);
        };
        self.copies(count, span, note, |this| this.one_quantity(parts, note))
    }

    fn copies(
        &mut self,
        count: i64,
        span: Span,
        note: u32,
        mut make: impl FnMut(&mut Self) -> Result<NodeKind, Gap>,
    ) -> Result<NodeKind, Gap> {
        if !(1..=MAX_EACH).contains(&count) {
            let message = format!("from 1 to {MAX_EACH} years or months can be counted back, and {count} are");
            return self.fail(Diagnostic::new(Code::TooMuch, message).at(span, "out of range"));
        }
        let mut nodes = Vec::new();
        for index in 0..count {
            self.each = Some(index);
            let made = make(self);
            self.each = None;
            let kind = made?;
            nodes.push(self.node(kind, note));
        }
        Ok(NodeKind::All(nodes))
    }

    fn one_quantity(&mut self, parts: &QuantityParts<'a>, note: u32) -> Result<NodeKind, Gap> {
        let outer = self.against;
        self.against |= matches!(parts.quantity, Quantifier::None | Quantifier::AtMost(_));
        let selection = self.selection(parts.selection);
        let need = self.need(parts.quantity, parts.span);
        self.against = outer;
        let (selection, kinds) = selection?;
        let need = need?;
        let Some(any) = need.any() else { return Err(Gap::Broken) };
        let measure = self.measure(any, kinds, parts.selection.span)?;
        let least = need.least.map(|least| self.in_measure(least, &measure)).transpose()?;
        let most = need.most.map(|most| self.in_measure(most, &measure)).transpose()?;
        let counted = matches!(measure, Measure::Count);
        let closed = parts.all || (self.env.in_standard() && !counted);
        if !closed && !counted && most.is_some() {
            return self.bare_upper_limit(parts, &need);
        }
        let exactly = need.exactly && counted && !closed;
        let bounds = Bounds { least, most, exactly };
        self.sensible_bounds(&bounds, &measure, parts.span)?;
        let forbids = counted && !closed && most.is_some() && !exactly;
        if forbids && least.is_none() {
            self.only_runs(&parts.modifiers, parts.span)?;
        }
        let shape = Shape { kinds, measure: measure.clone(), least, exactly, span: parts.span };
        let rows = self.rows(&parts.modifiers, &shape)?;
        let claim = Claim { selection, measure, bounds, closed, whole: false, competes: false, rows: Vec::new() };
        if forbids && least.is_some() && !rows.rows.is_empty() {
            // The lower bound chooses what it counts, and its rows speak of that; the upper one sees everything.
            let lower = Claim { bounds: Bounds { most: None, ..bounds }, ..claim.clone() };
            let lower = self.with_rows(lower, rows, parts.span)?;
            let upper = NodeKind::Claim(Claim { bounds: Bounds { least: None, ..bounds }, ..claim });
            let (lower, upper) = (self.node(lower, note), self.node(upper, note));
            return Ok(NodeKind::All(vec![lower, upper]));
        }
        self.with_rows(claim, rows, parts.span)
    }

    /// Puts rows to a claim.
    fn with_rows(&mut self, claim: Claim, rows: Rows, span: Span) -> Result<NodeKind, Gap> {
        self.sensible_rows(&claim, &rows, span)?;
        let claim = Claim { whole: rows.whole, ..claim };
        let competes = self.competes(&claim, &rows.rows);
        Ok(NodeKind::Claim(Claim { competes, rows: rows.rows, ..claim }))
    }

    fn need(&mut self, quantity: &'a Quantifier, span: Span) -> Result<Need, Gap> {
        let plain = |number| Amount { number, unit: Unit::Count, span };
        Ok(match quantity {
            Quantifier::One => Need { least: Some(plain(Number::ONE)), ..Need::default() },
            Quantifier::None => Need { most: Some(plain(Number::ZERO)), ..Need::default() },
            Quantifier::AtLeast(least) => Need { least: Some(self.amount(least)?), ..Need::default() },
            Quantifier::AtMost(most) => Need { most: Some(self.amount(most)?), ..Need::default() },
            Quantifier::Exactly(exactly) => {
                let amount = self.amount(exactly)?;
                Need { least: Some(amount), most: Some(amount), exactly: true }
            }
            Quantifier::Between(least, most) => {
                let (least, most) = (self.amount(least), self.amount(most));
                match (least, most) {
                    // A bound that a cell does not state is none.
                    (Err(Gap::Absent), Ok(most)) => Need { most: Some(most), ..Need::default() },
                    (Ok(least), Err(Gap::Absent)) => Need { least: Some(least), ..Need::default() },
                    (least, most) => Need { least: Some(least?), most: Some(most?), exactly: false },
                }
            }
        })
    }

    fn bare_upper_limit<T>(&mut self, parts: &QuantityParts<'a>, need: &Need) -> Result<T, Gap> {
        let message = "an upper limit on an amount that may leave evidence out limits nothing".to_owned();
        let bare = Diagnostic::new(Code::BareUpperLimit, message).at(parts.span, "does not say `of all`");
        let bare = if need.least.is_some() {
            bare.help("write `of all` before what is measured")
        } else {
            bare.help(
                "write `of all` to forbid more, or `counting at most … where …` inside another line to count no more",
            )
        };
        self.fail(bare)
    }

    /// Prohibitions see everything, and so take no modifiers but runs and windows.
    fn only_runs(&mut self, modifiers: &[&'a Modifier], span: Span) -> Result<(), Gap> {
        let other = modifiers
            .iter()
            .find(|modifier| !matches!(modifier.kind, ModifierKind::WithinAny(_) | ModifierKind::Consecutive(_)));
        let Some(other) = other else { return Ok(()) };
        let message = "a prohibition sees all evidence, and so nothing chooses what it counts".to_owned();
        let wrong = Diagnostic::new(Code::MisplacedModifier, message).at(other.span, "not in a prohibition");
        let wrong = wrong.also(span, "forbids");
        self.fail(wrong.note("only `within any` and `consecutive by` can stand here"))
    }

    /// A coverage atom.
    pub(super) fn cover(&mut self, parts: &CoverParts<'a>, note: u32) -> Result<NodeKind, Gap> {
        let each = parts.by.and_then(|by| self.each_of_last(by)).filter(|_| self.each.is_none());
        let Some((count, span)) = each else { return self.one_cover(parts) };
        self.copies(count, span, note, |this| this.one_cover(parts))
    }

    fn one_cover(&mut self, parts: &CoverParts<'a>) -> Result<NodeKind, Gap> {
        let members = self.set(&parts.set.value, parts.set.span);
        let level = parts.level.map(|level| self.level_name(&level.value, level.span));
        let alternatives = match parts.by {
            Some(by) => self.alternatives(by),
            None => Ok(self.all_alternatives()),
        };
        let members = members?;
        let least = self.cover_need(parts.quantity, &members, parts.span)?;
        let level = match level {
            None | Some(Err(Gap::Absent)) => None,
            Some(level) => Some(level?),
        };
        let alternatives = alternatives?;
        let kinds = kinds_of(&alternatives);
        if let (Some(level), Some(at)) = (level, parts.level) {
            let mut scales = Vec::new();
            alternatives.iter().for_each(|one| self.scales_in(&one.formula, &mut scales));
            scales.into_iter().try_for_each(|scale| self.comparable(scale, level.scale, at.span))?;
        }
        let selection = self.add_selection(Selection { alternatives });
        let least = Number::whole(i64::from(least));
        let bounds = Bounds { least: Some(least), most: None, exactly: false };
        let measure = Measure::Covered { members: members.to_vec(), level };
        self.sensible_bounds(&bounds, &measure, parts.span)?;
        let shape = Shape { kinds, measure: measure.clone(), least: Some(least), exactly: false, span: parts.span };
        let rows = self.rows(&parts.modifiers, &shape)?;
        self.with_rows(
            Claim { selection, measure, bounds, closed: false, whole: false, competes: false, rows: Vec::new() },
            rows,
            parts.span,
        )
    }

    /// `A makes at least r % of all B`
    pub(super) fn share_atom(
        &mut self,
        part: &'a ast::Selection,
        comparison: ast::Comparison,
        percent: &'a ast::Amount,
        whole: &'a ast::Selection,
        span: Span,
    ) -> Result<NodeKind, Gap> {
        let (part_at, whole_at) = (part.span, whole.span);
        let part = self.selection(part);
        let whole = self.selection(whole);
        let share = self.amount(percent).and_then(|percent| self.share(percent));
        let ((part, part_kinds), (whole, whole_kinds)) = (part?, whole?);
        let share = share?;
        let measure = match (in_hours(part_kinds), in_hours(whole_kinds)) {
            (Some(one), Some(other)) if one == other => one,
            _ => {
                let message = "a share compares two amounts in hours of one sort, or two counts".to_owned();
                let mixed = Diagnostic::new(Code::UnitMismatch, message).at(whole_at, "measured otherwise");
                return self.fail(mixed.also(part_at, "the part"));
            }
        };
        let measure = if measure == Sort::Counts { Measure::Count } else { Measure::Amount(HOURS) };
        let at_least = match comparison {
            ast::Comparison::AtLeast => true,
            ast::Comparison::AtMost => false,
            ast::Comparison::Is
            | ast::Comparison::IsNot
            | ast::Comparison::Over
            | ast::Comparison::Under
            | ast::Comparison::Before
            | ast::Comparison::After
            | ast::Comparison::From
            | ast::Comparison::Until => {
                let message = "a share is `at least` or `at most` a percentage".to_owned();
                return self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "compared otherwise"));
            }
        };
        self.sensible_share(part, whole, at_least, share, span)?;
        Ok(NodeKind::Share { part, whole, at_least, share, measure })
    }
}

/// What evidence is measured in, where shares are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Training,
    Work,
    Counts,
}

fn in_hours(kinds: Kinds) -> Option<Sort> {
    let sort = |kind: Kind| match kind {
        Kind::Course | Kind::Placement | Kind::Qualification | Kind::Cpd => Sort::Training,
        Kind::Experience => Sort::Work,
        Kind::Exam | Kind::Demonstration | Kind::Credential | Kind::Language | Kind::Statement => Sort::Counts,
    };
    let mut sorts = kinds.iter().map(sort);
    let first = sorts.next()?;
    sorts.all(|sort| sort == first).then_some(first)
}
