//! A finding without the levels of the tree that say nothing of their own.

use crate::eval::assessment::{Finding, QuantityUnit};
use crate::model::number::Number;
use crate::model::program::{Measure, NodeKind, Note, NoteKind, RowKind};
use crate::model::text::Citation;
use crate::report::language::capital;
use crate::report::speech::Speech;

/// A line as it is shown: what names it, and the finding that holds what was measured.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown<'f> {
    /// The line itself.
    pub(super) outer: &'f Finding,
    /// The finding below it that says more; often the same.
    pub(super) body: &'f Finding,
}

impl<'f> Shown<'f> {
    /// Goes down as long as there is one child, which has no name of its own.
    pub(super) fn of(speech: &Speech<'_>, finding: &'f Finding) -> Self {
        let mut body = finding;
        while let [child] = body.children.as_slice() {
            let note = speech.note(child);
            let anonymous = child.row.is_none() && note.is_none_or(|note| note.text.is_empty() && note.id.is_none());
            if !silent(body) || !anonymous || !child.applicable || child.verdict != body.verdict {
                break;
            }
            body = child;
        }
        Self { outer: finding, body }
    }

    /// All findings from the line down to its body.
    pub(super) fn chain(&self) -> impl Iterator<Item = &'f Finding> {
        let end: *const Finding = self.body;
        let mut next = Some(self.outer);
        std::iter::from_fn(move || {
            let this = next?;
            next = if std::ptr::eq(this, end) { None } else { this.children.first() };
            Some(this)
        })
    }

    /// Citations of the line and of what was left out below it.
    pub(super) fn citations(&self, speech: &Speech<'_>) -> Vec<Citation> {
        let mut all: Vec<Citation> = Vec::new();
        for finding in self.chain().filter(|finding| finding.row.is_none()) {
            for citation in speech.note(finding).map(|note| note.cite.as_slice()).unwrap_or_default() {
                if !all.contains(citation) {
                    all.push(citation.clone());
                }
            }
        }
        all
    }

    /// Keys of the assumptions of the line.
    pub(super) fn assumptions(&self, speech: &Speech<'_>) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for finding in self.chain().filter(|finding| finding.row.is_none()) {
            for index in speech.note(finding).map(|note| note.assume.as_slice()).unwrap_or_default() {
                if let Some(known) = speech.framework.assumptions.get(*index)
                    && !all.contains(&known.key)
                {
                    all.push(known.key.clone());
                }
            }
        }
        all
    }

    /// Whether the framework gives the line a text.
    pub(super) fn named(&self, speech: &Speech<'_>) -> bool {
        self.outer.row.is_none() && speech.note(self.outer).is_some_and(|note| !note.text.is_empty())
    }

    /// What names the line: its text, else what it asks for.
    pub(super) fn label(&self, speech: &Speech<'_>) -> String {
        if self.named(speech) {
            return speech.note(self.outer).map_or_else(String::new, |note| speech.text(&note.text).to_owned());
        }
        described(speech, self.body)
    }

    /// What the line asks for, where its label does not say so.
    pub(super) fn rule(&self, speech: &Speech<'_>) -> Option<String> {
        if !self.named(speech) || !self.body.children.iter().all(|child| child.row.is_some()) {
            return None;
        }
        match speech.kind_of(self.body)? {
            NodeKind::Claim(_) | NodeKind::Share { .. } | NodeKind::Since { .. } | NodeKind::DateOrder(..) => {
                Some(described(speech, self.body))
            }
            NodeKind::Fact(..) => Some(described(speech, self.body)).filter(|rule| *rule != self.label(speech)),
            NodeKind::All(_)
            | NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Choose { .. }
            | NodeKind::Guarded { .. }
            | NodeKind::Bind(..)
            | NodeKind::Named(_)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Judged { .. }
            | NodeKind::Open => None,
        }
    }

    /// Whether it is a requirement, a route, or another line that stands in the law under its own name.
    pub(super) fn is_named_rule(&self, speech: &Speech<'_>) -> bool {
        self.outer.row.is_none()
            && speech.note(self.outer).is_some_and(|note| match note.kind {
                NoteKind::Requirement | NoteKind::Route => true,
                NoteKind::Grant | NoteKind::Standard | NoteKind::Line | NoteKind::Member | NoteKind::Accepted => false,
            })
    }
}

/// It only passes on what stands below it.
const fn silent(finding: &Finding) -> bool {
    finding.row.is_none()
        && finding.needed.is_none()
        && finding.measured.is_none()
        && finding.bound.is_none()
        && finding.counted.is_empty()
        && finding.refused.is_empty()
        && finding.questions.is_empty()
        && finding.uncovered.is_empty()
        && finding.by_decision.is_none()
}

/// What a line without a text asks for.
fn described(speech: &Speech<'_>, finding: &Finding) -> String {
    let words = speech.words;
    let line = || {
        let note: Option<&Note> = speech.note(finding);
        note.map_or_else(String::new, |note| {
            if note.text.is_empty() { note.line.clone() } else { speech.text(&note.text).to_owned() }
        })
    };
    let Some(kind) = speech.kind_of(finding) else { return line() };
    if let (Some(row), NodeKind::Claim(claim)) = (finding.row, kind) {
        return claim.rows.get(row).map_or_else(line, |row| row_described(speech, &row.kind));
    }
    match kind {
        NodeKind::Claim(claim) => {
            let evidence = speech.selection(claim.selection);
            match claim.measure {
                Measure::Covered { .. } => words.with("label-coverage", [("evidence", evidence.into())]),
                Measure::Amount(_) | Measure::Count | Measure::Time(_) => capital(&evidence),
            }
        }
        NodeKind::Share { part, whole, .. } => words.with(
            "label-share",
            [("part", speech.selection(*part).into()), ("whole", speech.selection(*whole).into())],
        ),
        NodeKind::Fact(fact, _) => {
            let known = speech.framework.vocabulary.facts.get_index(fact.index());
            let text = known.map_or("", |(_, fact)| speech.text(&fact.text));
            if text.is_empty() { line() } else { text.to_owned() }
        }
        NodeKind::Age { .. } => words.say("label-age"),
        NodeKind::Resident { place, .. } => words.with("label-residence", [("place", place.code().to_owned().into())]),
        NodeKind::All(_) => words.say("label-all"),
        NodeKind::Any(ways) => words.with("label-any", [("count", ways.len().into())]),
        NodeKind::AtLeast(least, ways) => {
            words.with("label-at-least", [("least", i64::from(*least).into()), ("count", ways.len().into())])
        }
        NodeKind::Bind(..)
        | NodeKind::Choose { .. }
        | NodeKind::Guarded { .. }
        | NodeKind::Named(_)
        | NodeKind::Since { .. }
        | NodeKind::DateOrder(..)
        | NodeKind::Judged { .. }
        | NodeKind::Open => line(),
    }
}

/// What a row of a claim says.
fn row_described(speech: &Speech<'_>, row: &RowKind) -> String {
    let words = speech.words;
    match row {
        RowKind::Including(_, formula) | RowKind::IncludingShare(_, formula) => {
            words.with("row-including", [("what", speech.formula(formula).into())])
        }
        RowKind::Counting(_, formula) | RowKind::CountingShare(_, formula) => {
            words.with("row-counting", [("what", speech.formula(formula).into())])
        }
        RowKind::IncludingMembers { members, .. } | RowKind::TogetherCover { members, .. } => {
            let names: Vec<String> = members.iter().map(|member| speech.competency(*member)).collect();
            words.with("row-members", [("what", words.some(&names, 3).into())])
        }
        RowKind::CountingPer(..)
        | RowKind::Gate { .. }
        | RowKind::Distinct { .. }
        | RowKind::FromOne(_)
        | RowKind::Over(_)
        | RowKind::WithinAny(_)
        | RowKind::Consecutive(_)
        | RowKind::NoBreak(_) => words.say("row-other"),
    }
}

/// Whether a bar helps: not for an age, nor for a single thing that is there or not.
pub(super) fn wants_bar(finding: &Finding) -> bool {
    let Some(needed) = &finding.needed else { return false };
    match (needed.unit, needed.least) {
        (QuantityUnit::Age, _) | (_, None) => false,
        (QuantityUnit::Count(_) | QuantityUnit::Ways, Some(least)) => least > Number::ONE,
        (
            QuantityUnit::Unit(_) | QuantityUnit::Time(_) | QuantityUnit::Competencies(_) | QuantityUnit::Percent,
            Some(least),
        ) => least > Number::ZERO,
    }
}
