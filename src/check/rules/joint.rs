//! What the evaluator of single claims cannot decide: counting in which evidence competes.
//!
//! A claim whose rows are only needs counts everything and tests each row. With an upper row it must be known what to
//! leave out: that is easy if the sets of the rows are nested or exclude one another, and hard otherwise
//! (`docs/semantics.md`, section 10). What is hard is refused here, so that no approximate answer is ever given.

use super::relations::attribute_of;
use super::rows::Rows;
use super::{Gap, Lowering};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::program::{Claim, Formula, Measure, Per, Row, RowKind};
use crate::source::Span;

/// What a row is, for the question of what competes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// It asks for more.
    Need,
    /// It limits a set by a number.
    Cap,
    /// It limits a set by a share of what is counted.
    Share,
    /// It limits each group by a number.
    PerGroup,
    /// It closes a set unless another is large enough.
    Gate,
    /// It asks for values, members or days of what is counted.
    Spread,
    /// It counts one group, window or run out of several.
    Choice,
}

fn sort(row: &RowKind) -> Sort {
    match row {
        RowKind::Including(..) | RowKind::IncludingMembers { .. } => Sort::Need,
        RowKind::Counting(..) => Sort::Cap,
        RowKind::IncludingShare(..) | RowKind::CountingShare(..) => Sort::Share,
        RowKind::CountingPer(..) => Sort::PerGroup,
        RowKind::Gate { .. } => Sort::Gate,
        RowKind::Distinct { .. } | RowKind::TogetherCover { .. } | RowKind::Over(_) => Sort::Spread,
        RowKind::FromAtMost(..) | RowKind::WithinAny(_) | RowKind::Consecutive(_) | RowKind::NoBreak(_) => Sort::Choice,
    }
}

fn limits(sort: Sort) -> bool {
    match sort {
        Sort::Cap | Sort::Share | Sort::PerGroup | Sort::Gate => true,
        Sort::Need | Sort::Spread | Sort::Choice => false,
    }
}

/// The set that a row speaks of.
fn set_of(row: &RowKind) -> Option<&Formula> {
    match row {
        RowKind::Including(_, formula)
        | RowKind::IncludingShare(_, formula)
        | RowKind::Counting(_, formula)
        | RowKind::CountingShare(_, formula) => Some(formula),
        RowKind::CountingPer(..)
        | RowKind::Gate { .. }
        | RowKind::Distinct { .. }
        | RowKind::FromAtMost(..)
        | RowKind::Over(_)
        | RowKind::TogetherCover { .. }
        | RowKind::WithinAny(_)
        | RowKind::Consecutive(_)
        | RowKind::NoBreak(_)
        | RowKind::IncludingMembers { .. } => None,
    }
}

/// Two places whose rows compete.
struct Clash {
    why: &'static str,
    first: Span,
    second: Span,
    /// Other sets would not compete.
    by_sets: bool,
}

impl Clash {
    const fn new(why: &'static str, first: Span, second: Span) -> Self {
        Self { why, first, second, by_sets: false }
    }

    const fn of_sets(why: &'static str, first: Span, second: Span) -> Self {
        Self { why, first, second, by_sets: true }
    }
}

impl Lowering<'_, '_> {
    /// Refuses what needs joint counting.
    pub(super) fn joint<T>(
        &mut self,
        message: String,
        span: Span,
        label: &str,
        other: Option<(Span, &str)>,
        help: Option<&str>,
    ) -> Result<T, Gap> {
        let mut refused = Diagnostic::new(Code::NeedsJointCounting, message).at(span, label);
        if let Some((other, label)) = other.filter(|(other, _)| *other != span) {
            refused = refused.also(other, label);
        }
        if let Some(help) = help {
            refused = refused.help(help);
        }
        self.fail(refused.note("this release does not count evidence that competes"))
    }

    /// Refuses rows that the evaluator cannot decide exactly.
    pub(super) fn countable(&mut self, claim: &Claim, rows: &Rows, span: Span) -> Result<(), Gap> {
        // Where nothing may be left out, nothing is chosen: each row is simply tested.
        if claim.closed {
            return Ok(());
        }
        let Some(clash) = self.competing(claim, rows, span) else { return Ok(()) };
        let help = "say it with sets of which one lies in the other, or of which no evidence is in both";
        let first = Some((clash.first, "with this"));
        self.joint(clash.why.to_owned(), clash.second, "competes", first, clash.by_sets.then_some(help))
    }

    fn competing(&self, claim: &Claim, rows: &Rows, span: Span) -> Option<Clash> {
        let all = &rows.rows;
        let limit = all.iter().find(|row| limits(sort(&row.kind)));
        let exactly = claim.bounds.exactly.then_some(span);
        let upper = limit.map(|row| row.span).or(exactly);
        let of = |wanted: Sort| all.iter().filter(move |row| sort(&row.kind) == wanted);
        if let (Some(whole), Some(upper)) = (rows.whole, upper) {
            return Some(Clash::new("what is taken whole cannot be cut to fit an upper limit", upper, whole));
        }
        let choices: Vec<&Row> = of(Sort::Choice).collect();
        if let [first, second, ..] = choices.as_slice() {
            let why = "two choices of what to count have to be made at once";
            return Some(Clash::new(why, first.span, second.span));
        }
        let upper = upper?;
        if matches!(claim.measure, Measure::Covered { .. })
            && let Some(limit) = limit
        {
            let why = "one piece of evidence may cover several competencies, and only some may be counted";
            return Some(Clash::new(why, span, limit.span));
        }
        let run = all.iter().find(|row| matches!(row.kind, RowKind::Consecutive(_) | RowKind::NoBreak(_)));
        if let Some(spread) = of(Sort::Spread).next().or(run) {
            let why = "what an upper limit leaves out may be what is asked for here";
            return Some(Clash::new(why, upper, spread.span));
        }
        if let Some(gate) = of(Sort::Gate).next() {
            let other = all.iter().find(|row| limits(sort(&row.kind)) && sort(&row.kind) != Sort::Gate);
            let other = other.map(|row| row.span).or(exactly)?;
            let why = "what opens a way to count also falls under an upper limit";
            return Some(Clash::new(why, other, gate.span));
        }
        self.per_group(all).or_else(|| self.shares(all)).or_else(|| self.overlapping(all, exactly.is_some()))
    }

    /// A limit for each group is decided group by group, if every other set is made of whole groups.
    fn per_group(&self, rows: &[Row]) -> Option<Clash> {
        let grouped = rows.iter().find_map(|row| {
            let RowKind::CountingPer(_, per) = row.kind else { return None };
            Some((row, per))
        });
        let (row, per) = grouped?;
        if let Per::Attribute(attribute) = per
            && self.attribute_of(attribute).is_some_and(|attribute| attribute.many)
        {
            let why = "evidence may belong to several of these groups at once";
            return Some(Clash::new(why, row.span, row.span));
        }
        rows.iter().filter(|other| other.span != row.span).find_map(|other| {
            let fits = if let RowKind::CountingPer(_, other) = other.kind {
                nested(per, other)
            } else {
                match (set_of(&other.kind), per) {
                    (Some(Formula::True), _) => true,
                    (Some(formula), Per::Attribute(attribute)) => self.only_on(formula, attribute),
                    (Some(_), Per::Day | Per::Month | Per::Year | Per::Item) => false,
                    (None, _) => sort(&other.kind) == Sort::Choice,
                }
            };
            let why = "a limit for each group competes with what else is asked";
            (!fits).then_some(Clash::of_sets(why, row.span, other.span))
        })
    }

    /// Whether a formula looks at one attribute only.
    fn only_on(&self, formula: &Formula, attribute: crate::model::vocabulary::AttributeId) -> bool {
        match formula {
            Formula::True => true,
            Formula::Test { test, .. } => {
                self.rules.program.tests.get_index(test.index()).and_then(attribute_of) == Some(attribute)
                    && self.attribute_of(attribute).is_some_and(|attribute| !attribute.many)
            }
            Formula::And(parts) | Formula::Or(parts) => parts.iter().all(|part| self.only_on(part, attribute)),
        }
    }

    /// One share is decided by counting all of its set; then every other set must lie on one side of it.
    fn shares(&self, rows: &[Row]) -> Option<Clash> {
        let logic = self.logic();
        let shares: Vec<&Row> = rows.iter().filter(|row| sort(&row.kind) == Sort::Share).collect();
        if let [first, second, ..] = shares.as_slice() {
            let why = "two shares of what is counted depend on one another";
            return Some(Clash::new(why, first.span, second.span));
        }
        let share = shares.first()?;
        let of = set_of(&share.kind)?;
        rows.iter().filter(|row| row.span != share.span).find_map(|row| {
            let set = set_of(&row.kind)?;
            let one_side = logic.within(set, of) || logic.disjoint(set, of);
            let why = "a share of what is counted competes with this";
            (!one_side).then_some(Clash::of_sets(why, share.span, row.span))
        })
    }

    /// Sets that overlap. Two needs may, unless evidence of theirs falls under a limit.
    fn overlapping(&self, rows: &[Row], exactly: bool) -> Option<Clash> {
        let logic = self.logic();
        let sets: Vec<(&Formula, &Row)> = rows.iter().filter_map(|row| Some((set_of(&row.kind)?, row))).collect();
        let free = |set: &Formula| {
            let mut limits = sets.iter().filter(|(_, row)| limits(sort(&row.kind)));
            !exactly && limits.all(|(limited, row)| sort(&row.kind) == Sort::Cap && logic.disjoint(set, limited))
        };
        sets.iter().enumerate().find_map(|(index, (one, first))| {
            sets.iter().skip(index + 1).find_map(|(two, second)| {
                let apart = logic.within(one, two) || logic.within(two, one) || logic.disjoint(one, two);
                let needs = sort(&first.kind) == Sort::Need && sort(&second.kind) == Sort::Need;
                if apart || (needs && free(one) && free(two)) {
                    return None;
                }
                let why = "evidence may fall under both of these, and an upper limit makes it matter";
                Some(Clash::of_sets(why, first.span, second.span))
            })
        })
    }
}

/// Whether the groups of one sort lie within those of another, or the other way round.
fn nested(one: Per, other: Per) -> bool {
    let rank = |per: Per| match per {
        Per::Item => Some(0),
        Per::Day => Some(1),
        Per::Month => Some(2),
        Per::Year => Some(3),
        Per::Attribute(_) => None,
    };
    one == other || (rank(one).is_some() && rank(other).is_some())
}
