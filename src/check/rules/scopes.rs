//! Joint scopes: blocks whose lines divide evidence between them, or are limited together.
//!
//! The lines are lowered first. What they may count then says what the modifiers of the block speak of: predicates are
//! read over all kinds of evidence in it, and each row in the measure that its number has.

use super::amounts::Unit;
use super::nodes::fold;
use super::rows::{MAX_ROWS, Shape};
use super::selections::kinds_of;
use super::{Gap, Lowering};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::program::{Claim, JointScope, Measure, NodeId, NodeKind, Note, NoteKind, Row};
use crate::model::vocabulary::{Kinds, UnitId};
use crate::source::Span;
use crate::syntax::ast::{self, Modifier, ModifierKind};

/// `each counted once`
#[derive(Debug, Clone, Copy)]
pub(super) struct Once<'a> {
    /// `except twice where …`
    pub(super) except_twice: Option<&'a ast::Predicate>,
    /// The note of the block.
    pub(super) note: u32,
}

/// What the lines of a block count.
#[derive(Debug, Default)]
struct Counted {
    /// How many of them choose what they count.
    open: usize,
    /// One of them sees everything.
    closed: bool,
    /// Kinds of evidence.
    kinds: Kinds,
    /// Measures; of those that differ by a fixed rate, the first.
    measures: Vec<Measure>,
}

impl Counted {
    /// The measure of all lines, if they have one.
    fn common(&self) -> Option<&Measure> {
        if let [only] = self.measures.as_slice() { Some(only) } else { None }
    }
}

impl<'a> Lowering<'_, 'a> {
    /// Puts the lines of a block into a joint scope, if it says anything about all of them together.
    pub(super) fn scoped(
        &mut self,
        children: Vec<NodeId>,
        once: Option<Once<'a>>,
        modifiers: &[&'a Modifier],
    ) -> Vec<NodeId> {
        if once.is_none() && modifiers.is_empty() {
            return children;
        }
        let counted = self.counted_by(&children);
        let mut undecided = Vec::new();
        let scope = self.joint_scope(once, modifiers, &counted, &mut undecided);
        // With a single line that chooses, nothing competes.
        let once_only = scope.rows.is_empty() && !scope.whole;
        let mut nodes = if once_only && (!scope.once || counted.open < 2) {
            children
        } else {
            let body = self.all(children);
            let note = self.scope_note(once, modifiers);
            vec![self.node(NodeKind::Joint(Box::new(scope), body), note)]
        };
        for span in undecided {
            let note = self.line(span);
            nodes.push(self.gap(Gap::Unknown, note));
        }
        nodes
    }

    /// What readers see of a scope: its head, if it has one, and its modifiers.
    fn scope_note(&mut self, once: Option<Once<'a>>, modifiers: &[&'a Modifier]) -> u32 {
        let Some(first) = modifiers.first() else { return once.map_or(0, |once| once.note) };
        let known = once.and_then(|once| self.rules.notes.get(once.note as usize)).cloned();
        let mut note = known.unwrap_or_else(|| Note { line: String::new(), ..self.line_note(first.span) });
        for modifier in modifiers {
            if !note.line.is_empty() {
                note.line.push_str("; ");
            }
            note.line.push_str(&fold(self.source(modifier.span)));
        }
        match once {
            None => self.note(note),
            Some(once) => {
                if let Some(known) = self.rules.notes.get_mut(once.note as usize) {
                    *known = note;
                }
                once.note
            }
        }
    }

    /// The scope, and the places of rows that nobody can decide, because a cell says `unknown`.
    fn joint_scope(
        &mut self,
        once: Option<Once<'a>>,
        modifiers: &[&'a Modifier],
        counted: &Counted,
        undecided: &mut Vec<Span>,
    ) -> JointScope {
        let mut scope = JointScope { once: once.is_some(), ..JointScope::default() };
        if counted.open == 0 {
            self.nothing_chooses(modifiers, counted);
            return scope;
        }
        if let Some(predicate) = once.and_then(|once| once.except_twice) {
            scope.twice = self.predicate(predicate, counted.kinds).ok();
        }
        if let Some(beyond) = modifiers.get(MAX_ROWS) {
            let message = format!("a block has more than {MAX_ROWS} modifiers");
            self.report(Diagnostic::new(Code::TooMuch, message).at(beyond.span, "beyond the limit"));
            return scope;
        }
        for modifier in modifiers {
            if modifier.kind == ModifierKind::Whole {
                scope.whole = true;
                continue;
            }
            match self.scope_row(modifier, counted) {
                Ok((measure, kind)) => scope.rows.push((measure, Row { kind, span: modifier.span })),
                Err(Gap::Unknown) => undecided.push(modifier.span),
                Err(Gap::Absent | Gap::Broken) => {}
            }
        }
        self.sensible_scope(&scope.rows);
        scope
    }

    /// Lines that leave nothing out have nothing that a modifier could change; where no line is left, its fault or its
    /// `none` has been said.
    fn nothing_chooses(&mut self, modifiers: &[&'a Modifier], counted: &Counted) {
        let Some(first) = modifiers.first().filter(|_| counted.closed) else { return };
        let message = "the lines of this block see all evidence, and so nothing chooses what they count".to_owned();
        let wrong = Diagnostic::new(Code::MisplacedModifier, message).at(first.span, "of what?");
        self.report(wrong.help("put it inside the braces of one line"));
    }

    fn scope_row(
        &mut self,
        modifier: &'a Modifier,
        counted: &Counted,
    ) -> Result<(Measure, crate::model::program::RowKind), Gap> {
        let span = modifier.span;
        self.fits_a_block(modifier, counted)?;
        let measure = self.row_measure(modifier, counted)?;
        let shape = Shape { kinds: counted.kinds, measure: measure.clone(), least: None, exactly: false, span };
        let kind = self.row(modifier, &shape)?;
        Ok((measure, kind))
    }

    /// Refuses what has no meaning over several lines.
    fn fits_a_block(&mut self, modifier: &Modifier, counted: &Counted) -> Result<(), Gap> {
        let (message, label, help) = match &modifier.kind {
            ModifierKind::IncludingOf(..) => (
                "the members of a set are counted by each `cover` line for itself",
                "over several lines",
                "put it inside the braces of the `cover` line that is meant",
            ),
            ModifierKind::Counting { of_need: true, .. } => (
                "several lines have no one need of which this could be a share",
                "of which need?",
                "write the number that is meant, or put it inside the braces of one line",
            ),
            ModifierKind::NoBreak(_) if !matches!(counted.common(), Some(Measure::Time(_))) => (
                "only lines that all measure calendar time can together be without a break",
                "measured otherwise",
                "put it inside the braces of one line",
            ),
            ModifierKind::Including(..)
            | ModifierKind::Counting { .. }
            | ModifierKind::CountingPer(..)
            | ModifierKind::Gate { .. }
            | ModifierKind::DistinctAtLeast(..)
            | ModifierKind::DistinctAtMost(..)
            | ModifierKind::Over(_)
            | ModifierKind::TogetherCover(..)
            | ModifierKind::WithinAny(_)
            | ModifierKind::Consecutive(_)
            | ModifierKind::NoBreak(_)
            | ModifierKind::Whole => return Ok(()),
        };
        let wrong = Diagnostic::new(Code::MisplacedModifier, message.to_owned()).at(modifier.span, label);
        self.fail(wrong.help(help))
    }

    /// The measure of a row: that of its number, which must be one in which a line of the block counts.
    fn row_measure(&mut self, modifier: &'a Modifier, counted: &Counted) -> Result<Measure, Gap> {
        let amount = match &modifier.kind {
            ModifierKind::Including(amount, _)
            | ModifierKind::Counting { most: amount, .. }
            | ModifierKind::CountingPer(amount, _)
            | ModifierKind::Gate { least: amount, .. }
            | ModifierKind::DistinctAtLeast(_, _, Some(amount)) => self.amount(amount)?,
            ModifierKind::IncludingOf(..)
            | ModifierKind::DistinctAtLeast(_, _, None)
            | ModifierKind::DistinctAtMost(..)
            | ModifierKind::Over(_)
            | ModifierKind::TogetherCover(..)
            | ModifierKind::WithinAny(_)
            | ModifierKind::Consecutive(_)
            | ModifierKind::NoBreak(_)
            | ModifierKind::Whole => return Ok(counted.common().cloned().unwrap_or(Measure::Count)),
        };
        if amount.unit == Unit::Percent {
            return match counted.common() {
                Some(common) => Ok(common.clone()),
                None => self.no_common_measure(amount.span, counted),
            };
        }
        let own = match amount.unit {
            Unit::Count | Unit::Percent => Measure::Count,
            Unit::Time(unit) => Measure::Time(unit),
            Unit::Of(unit) => Measure::Amount(unit),
        };
        if let Some(fitting) = counted.measures.iter().find(|known| self.alike(known, &own)) {
            return Ok(fitting.clone());
        }
        let message = format!("no line of this block is measured in {}", self.measure_word(&own));
        let measured = format!("its lines are measured in {}", self.measure_words(counted));
        self.fail(Diagnostic::new(Code::UnitMismatch, message).at(amount.span, "another unit").note(measured))
    }

    fn no_common_measure<T>(&mut self, span: Span, counted: &Counted) -> Result<T, Gap> {
        let message = "a percentage of what several lines count needs lines that are measured alike".to_owned();
        let mixed = Diagnostic::new(Code::UnitMismatch, message).at(span, "of what?");
        self.fail(mixed.note(format!("they are measured in {}", self.measure_words(counted))))
    }

    fn measure_words(&self, counted: &Counted) -> String {
        let words: Vec<String> = counted.measures.iter().map(|measure| self.measure_word(measure)).collect();
        match words.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            Some((last, _)) => last.clone(),
            None => String::new(),
        }
    }

    /// What the lines below count, standards and repetitions written out. Conditions are asked, and count nothing.
    fn counted_by(&self, nodes: &[NodeId]) -> Counted {
        let mut counted = Counted::default();
        // A title that is held, and what is accepted in place of a line, are other evidence than the block speaks of.
        let mut beside = Counted::default();
        let mut ahead: Vec<NodeId> = nodes.iter().rev().copied().collect();
        while let Some(id) = ahead.pop() {
            let Some(node) = self.rules.program.nodes.get(id.index()) else { continue };
            match &node.kind {
                NodeKind::All(children) | NodeKind::Any(children) | NodeKind::AtLeast(_, children) => {
                    ahead.extend(children.iter().rev());
                }
                NodeKind::Choose { then, otherwise, .. } => {
                    ahead.extend(*otherwise);
                    ahead.push(*then);
                }
                NodeKind::Guarded { body: child, .. }
                | NodeKind::Bind(_, child)
                | NodeKind::Named(child)
                | NodeKind::Joint(_, child) => ahead.push(*child),
                NodeKind::Claim(claim) => {
                    let note = self.rules.notes.get(node.note as usize);
                    let accepted = note.is_some_and(|note| note.kind == NoteKind::Accepted);
                    let list = if accepted || self.held.contains(&id) { &mut beside } else { &mut counted };
                    self.add_claim(claim, list);
                }
                NodeKind::Share { .. }
                | NodeKind::Fact(..)
                | NodeKind::Age { .. }
                | NodeKind::Resident { .. }
                | NodeKind::Since { .. }
                | NodeKind::DateOrder(..)
                | NodeKind::Judged { .. }
                | NodeKind::Open => {}
            }
        }
        if counted.open == 0 {
            counted.kinds = beside.kinds;
            counted.measures = beside.measures;
        }
        counted.open += beside.open;
        counted
    }

    fn add_claim(&self, claim: &Claim, to: &mut Counted) {
        if !chooses(claim) {
            to.closed = true;
            return;
        }
        to.open += 1;
        to.kinds = to.kinds.union(self.kinds_in(claim));
        // Of coverage, the pieces of evidence used are counted.
        let covers = matches!(claim.measure, Measure::Covered { .. });
        let measure = if covers { &Measure::Count } else { &claim.measure };
        if !to.measures.iter().any(|known| self.alike(known, measure)) {
            to.measures.push(measure.clone());
        }
    }

    fn kinds_in(&self, claim: &Claim) -> Kinds {
        let selection = self.rules.program.selections.get_index(claim.selection.index());
        selection.map_or(Kinds::default(), |selection| kinds_of(&selection.alternatives))
    }

    /// Whether numbers in one measure can be said in the other, exactly.
    fn alike(&self, one: &Measure, other: &Measure) -> bool {
        match (one, other) {
            (Measure::Amount(one), Measure::Amount(other)) => self.same_unit(*one, *other),
            (Measure::Time(one), Measure::Time(other)) => super::amounts::same_time(*one, *other),
            (Measure::Count, Measure::Count) => true,
            (Measure::Amount(_) | Measure::Count | Measure::Time(_) | Measure::Covered { .. }, _) => false,
        }
    }

    fn same_unit(&self, one: UnitId, other: UnitId) -> bool {
        self.convert(crate::model::number::Number::ONE, one, other).is_some()
    }
}

/// Whether a claim chooses what it counts, so that it takes evidence that others might need. What sees everything, and
/// what forbids, takes nothing.
const fn chooses(claim: &Claim) -> bool {
    !claim.closed && claim.bounds.least.is_some()
}
