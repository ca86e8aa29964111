//! Lines of the rules as sentences: how much of what is asked for, and on which condition.

use super::language::Rounding;
use super::speech::Speech;
use crate::eval::assessment::QuantityUnit;
use crate::model::number::Number;
use crate::model::program::{
    Bounds, Claim, Comparison, Condition, DateComparison, Measure, NodeKind, RowKind, SelectionId,
};
use crate::model::vocabulary::Kinds;

/// Conditions nest no deeper than blocks do in a file.
const MAX_DEPTH: usize = 64;

impl Speech<'_> {
    /// A condition.
    pub(crate) fn condition(&self, condition: &Condition) -> String {
        self.condition_within(condition, MAX_DEPTH)
    }

    /// A demand on evidence in a sentence.
    pub(crate) fn claim_said(&self, claim: &Claim, with_competency: bool) -> String {
        let Bounds { least, most, exactly } = claim.bounds;
        let mut what = self.claim(claim, with_competency);
        if let Measure::Covered { members, .. } = &claim.measure {
            what = format!("{what} ({})", self.members(members));
        }
        bounded(self, (least, most), exactly, self.claim_unit(claim), what)
    }

    /// A line in a sentence.
    pub(crate) fn statement(&self, kind: &NodeKind) -> String {
        let words = self.words;
        match kind {
            NodeKind::Claim(claim) => self.claim_said(claim, true),
            NodeKind::Share { part, whole, at_least, share, .. } => {
                let values = [("part", self.selection(*part).into()), ("whole", self.selection(*whole).into())];
                let share = Some(*share * Number::whole(100));
                let bounds = if *at_least { (share, None) } else { (None, share) };
                bounded(self, bounds, false, QuantityUnit::Percent, words.with("label-share", values))
            }
            NodeKind::Fact(fact, test) => self.fact(*fact, test),
            NodeKind::Age { comparison, age, at } => {
                let least = matches!(comparison, Comparison::AtLeast | Comparison::Over);
                let values =
                    [("age", self.length(*age).into()), ("date", self.against(DateComparison::On, *at).into())];
                words.with(if least { "asked-age-least" } else { "asked-age-most" }, values)
            }
            NodeKind::Resident { place, from, to } => self.residence(*place, *from, *to),
            NodeKind::Since { comparison, length, since } => self.since(*comparison, *length, *since),
            NodeKind::DateOrder(left, comparison, right) => self.date_order(*left, *comparison, *right),
            NodeKind::Judged { by } => words.with("rule-judged", [("by", by.as_str().into())]),
            NodeKind::Open => words.say("predicate-unknown"),
            NodeKind::All(_)
            | NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Choose { .. }
            | NodeKind::Guarded { .. }
            | NodeKind::Bind(..)
            | NodeKind::Joint(..)
            | NodeKind::Named(_) => String::new(),
        }
    }

    /// The unit in which a claim is measured.
    pub(crate) fn claim_unit(&self, claim: &Claim) -> QuantityUnit {
        match &claim.measure {
            Measure::Amount(unit) => QuantityUnit::Unit(*unit),
            Measure::Count => QuantityUnit::Count(self.selected_kinds(claim.selection)),
            Measure::Time(unit) => QuantityUnit::Time(*unit),
            Measure::Covered { members, .. } => QuantityUnit::Competencies(members.len()),
        }
    }

    /// The unit in which the rows of a claim are measured: of coverage, pieces of evidence.
    pub(crate) fn row_unit(&self, claim: &Claim) -> QuantityUnit {
        match &claim.measure {
            Measure::Covered { .. } => QuantityUnit::Count(self.selected_kinds(claim.selection)),
            Measure::Amount(_) | Measure::Count | Measure::Time(_) => self.claim_unit(claim),
        }
    }

    /// The kinds of evidence of a selection.
    pub(crate) fn selected_kinds(&self, selection: SelectionId) -> Kinds {
        let known = self.framework.program.selections.get_index(selection.index());
        let all = known.map(|known| known.alternatives.as_slice()).unwrap_or_default();
        all.iter().fold(Kinds::default(), |kinds, one| kinds.union(one.kinds))
    }

    /// A row that the sentence of its claim does not say.
    pub(crate) fn row_said(&self, claim: &Claim, row: &RowKind) -> Option<String> {
        self.row_in(row, self.row_unit(claim))
    }

    /// A row that says how much of something is counted, in a unit.
    pub(crate) fn row_in(&self, row: &RowKind, unit: QuantityUnit) -> Option<String> {
        let words = self.words;
        let quantity = |number: Number| self.quantity(number, unit, Rounding::Up);
        match row {
            RowKind::Including(number, formula) => Some(words.with(
                "asked-including",
                [("quantity", quantity(*number).into()), ("what", self.formula(formula).into())],
            )),
            RowKind::Counting(number, formula) => Some(words.with(
                "asked-counting",
                [("quantity", quantity(*number).into()), ("what", self.formula(formula).into())],
            )),
            RowKind::IncludingMembers { least, members } => {
                let number = Number::whole(i64::from(*least));
                let unit = QuantityUnit::Competencies(members.len());
                let quantity = self.quantity(number, unit, Rounding::Up);
                let values = [("quantity", quantity.into()), ("what", self.members(members).into())];
                Some(words.with("asked-including", values))
            }
            RowKind::IncludingShare(..)
            | RowKind::CountingShare(..)
            | RowKind::CountingPer(..)
            | RowKind::Gate { .. }
            | RowKind::Distinct { .. }
            | RowKind::FromAtMost(..)
            | RowKind::Over(_)
            | RowKind::TogetherCover { .. }
            | RowKind::WithinAny(_)
            | RowKind::Consecutive(_)
            | RowKind::NoBreak(_) => None,
        }
    }

    /// A condition in a sentence.
    fn condition_within(&self, condition: &Condition, depth: usize) -> String {
        let Some(depth) = depth.checked_sub(1) else { return "…".to_owned() };
        let words = self.words;
        let several = |list: &[Condition]| -> Vec<String> {
            list.iter()
                .map(|one| {
                    let text = self.condition_within(one, depth);
                    if matches!(one, Condition::And(_) | Condition::Or(_)) { format!("({text})") } else { text }
                })
                .collect()
        };
        match condition {
            Condition::And(list) => words.and(&several(list)),
            Condition::Or(list) => words.or(&several(list)),
            Condition::Not(one) => words.with("rule-not", [("condition", self.condition_within(one, depth).into())]),
            Condition::Node(id) => {
                let node = self.framework.program.nodes.get(id.index());
                let text = node.map(|node| self.statement(&node.kind)).unwrap_or_default();
                let question = node.is_some_and(|node| matches!(node.kind, NodeKind::Fact(..)));
                let text = if question { words.with("quoted", [("text", text.into())]) } else { text };
                if text.is_empty() {
                    let note = node.and_then(|node| self.framework.notes.get(node.note as usize));
                    note.map_or_else(String::new, |note| note.line.clone())
                } else {
                    text
                }
            }
        }
    }
}

/// So much of something: `at least 180 h: courses …`.
fn bounded(
    speech: &Speech<'_>,
    bounds: (Option<Number>, Option<Number>),
    exactly: bool,
    unit: QuantityUnit,
    what: String,
) -> String {
    let words = speech.words;
    // What is counted stands behind the number already.
    let bare = matches!(unit, QuantityUnit::Count(_));
    let quantity = |number: Number| {
        if bare { words.number(number, Rounding::Up) } else { speech.quantity(number, unit, Rounding::Up) }
    };
    match bounds {
        (_, Some(most)) if most.is_zero() => words.with("asked-none", [("what", what.into())]),
        (Some(least), Some(most)) if exactly || least == most => {
            words.with("asked-exactly", [("quantity", quantity(least).into()), ("what", what.into())])
        }
        (Some(least), Some(most)) => {
            let least = words.number(least, Rounding::Up);
            let values = [("least", least.into()), ("most", quantity(most).into()), ("what", what.into())];
            words.with("asked-between", values)
        }
        (Some(least), None) if bare && least == Number::ONE => what,
        (Some(least), None) => words.with("asked-least", [("quantity", quantity(least).into()), ("what", what.into())]),
        (None, Some(most)) => words.with("asked-most", [("quantity", quantity(most).into()), ("what", what.into())]),
        (None, None) => what,
    }
}
