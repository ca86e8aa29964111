//! A finding without the levels of the tree that say nothing of their own.

use crate::eval::assessment::{Finding, QuantityUnit};
use crate::model::number::Number;
use crate::model::program::{NodeKind, Note, NoteKind, RowKind};
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
    /// Goes down as long as there is one child and nothing is lost: first to what has a name, then to what measures.
    pub(super) fn of(speech: &Speech<'_>, finding: &'f Finding) -> Self {
        let mut outer = finding;
        while let [child] = outer.children.as_slice() {
            if !silent(outer) || !anonymous(speech, outer) || !same(outer, child) {
                break;
            }
            outer = child;
        }
        let mut body = outer;
        while let [child] = body.children.as_slice() {
            if !silent(body) || !anonymous(speech, child) || !same(body, child) {
                break;
            }
            body = child;
        }
        Self { outer, body }
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

    /// What the authors of the rules say about the line.
    pub(super) fn doc<'a>(&self, speech: &Speech<'a>) -> Option<&'a str> {
        speech.note(self.outer).filter(|_| self.outer.row.is_none())?.doc.as_deref()
    }

    /// What names the line: its text, else what it asks for.
    pub(super) fn label(&self, speech: &Speech<'_>) -> String {
        if self.named(speech) {
            return speech.note(self.outer).map_or_else(String::new, |note| speech.text(&note.text).to_owned());
        }
        described(speech, self.body)
    }

    /// The same, and what the record answers if it is a question.
    pub(super) fn answered(&self, speech: &Speech<'_>) -> String {
        let label = self.label(speech);
        if self.named(speech) {
            return label;
        }
        let Some(NodeKind::Fact(fact, _)) = speech.kind_of(self.body) else { return label };
        match speech.fact_answer(*fact) {
            Some(answer) => speech.words.with("fact-answer", [("question", label.into()), ("answer", answer.into())]),
            None => label,
        }
    }

    /// What the line asks for, where its label does not say so.
    pub(super) fn rule(&self, speech: &Speech<'_>) -> Option<String> {
        if !self.named(speech) || !self.body.children.iter().all(|child| child.row.is_some()) {
            return None;
        }
        let label = self.label(speech);
        match speech.kind_of(self.body)? {
            NodeKind::Claim(_) | NodeKind::Share { .. } | NodeKind::Since { .. } | NodeKind::DateOrder(..) => {
                Some(described(speech, self.body))
            }
            NodeKind::Fact(fact, _) => {
                let asked = described(speech, self.body);
                match speech.fact_answer(*fact) {
                    Some(answer) => {
                        Some(speech.words.with("fact-answer", [("question", asked.into()), ("answer", answer.into())]))
                    }
                    None => Some(asked).filter(|asked| *asked != label),
                }
            }
            NodeKind::All(_)
            | NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Choose { .. }
            | NodeKind::Guarded { .. }
            | NodeKind::Bind(..)
            | NodeKind::Joint(..)
            | NodeKind::Named(_)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Open => None,
            NodeKind::Judged { by } => Some(speech.words.with("rule-judged", [("by", by.as_str().into())])),
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

/// A line to be shown, and what is said before it.
#[derive(Debug)]
pub(super) struct Entry<'f> {
    /// Said once before this line, for this and the lines behind it.
    pub(super) caption: Option<String>,
    /// What was said before says what this line asks for: it is one of the members of a set.
    pub(super) member: bool,
    /// The line.
    pub(super) finding: &'f Finding,
}

/// The lines below a finding. Blocks without a name stand for their lines, except as ways of a choice.
pub(super) fn lines<'f>(speech: &Speech<'_>, finding: &'f Finding) -> Vec<Entry<'f>> {
    let choice = matches!(speech.kind_of(finding), Some(NodeKind::Any(_) | NodeKind::AtLeast(..)));
    let mut entries = Vec::new();
    let each = each(speech, finding);
    let member = each.is_some();
    gather(speech, &finding.children, choice, each, member, &mut entries);
    entries
}

/// The requirements of a grant. One programme that is meant throughout is said once, before them.
pub(super) fn top<'f>(speech: &Speech<'_>, findings: &'f [Finding]) -> Vec<Entry<'f>> {
    let mut entries = Vec::new();
    for finding in findings {
        match &finding.bound {
            Some((name, Some(item))) if anonymous(speech, finding) && !finding.children.is_empty() => {
                let values = [("name", speech.bound_name(name).into()), ("item", item.as_str().into())];
                let said = Some(speech.words.with("tree-bound", values));
                gather(speech, &finding.children, false, said, false, &mut entries);
            }
            Some(_) | None => gather(speech, std::slice::from_ref(finding), false, None, false, &mut entries),
        }
    }
    entries
}

fn gather<'f>(
    speech: &Speech<'_>,
    findings: &'f [Finding],
    choice: bool,
    mut said: Option<String>,
    member: bool,
    entries: &mut Vec<Entry<'f>>,
) {
    for child in findings {
        let block = !choice
            && silent(child)
            && anonymous(speech, child)
            && child.applicable
            && child.taken
            && !child.children.is_empty()
            && matches!(speech.kind_of(child), Some(NodeKind::All(_)));
        if block {
            let each = each(speech, child);
            let member = each.is_some();
            gather(speech, &child.children, false, each.or_else(|| said.take()), member, entries);
        } else {
            entries.push(Entry { caption: said.take(), member, finding: child });
        }
    }
}

/// The sentence before the members of a set.
fn each(speech: &Speech<'_>, finding: &Finding) -> Option<String> {
    let rule = caption(speech, finding)?;
    Some(speech.words.with("tree-each", [("rule", rule.into())]))
}

/// What every member of a set is asked for, if that is the same but for the member.
fn caption(speech: &Speech<'_>, finding: &Finding) -> Option<String> {
    let mut said: Option<String> = None;
    for child in &finding.children {
        let member = child.row.is_none() && speech.note(child).is_some_and(|note| note.kind == NoteKind::Member);
        let NodeKind::Claim(claim) = speech.kind_of(Shown::of(speech, child).body)? else { return None };
        let this = speech.claim(claim, false);
        if !member || said.as_ref().is_some_and(|said| *said != this) {
            return None;
        }
        said = Some(this);
    }
    said.filter(|_| finding.children.len() > 1)
}

/// It has no name and stands for no line of the law of its own.
fn anonymous(speech: &Speech<'_>, finding: &Finding) -> bool {
    finding.row.is_none() && speech.note(finding).is_none_or(|note| note.text.is_empty() && note.id.is_none())
}

/// The child says all that the parent says.
fn same(parent: &Finding, child: &Finding) -> bool {
    child.row.is_none()
        && child.applicable
        && child.taken
        && child.verdict == parent.verdict
        && child.node != parent.node
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
        && finding.clash.len() < 2
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
    if let Some((row, unit)) = speech.row_of(finding) {
        return row_described(speech, row, unit, matches!(kind, NodeKind::Joint(..)));
    }
    match kind {
        NodeKind::Claim(claim) => capital(&speech.claim(claim, true)),
        NodeKind::Share { part, whole, .. } => capital(&words.with(
            "label-share",
            [("part", speech.selection(*part).into()), ("whole", speech.selection(*whole).into())],
        )),
        NodeKind::Fact(fact, test) => speech.fact(*fact, test),
        NodeKind::Age { .. } => words.say("label-age"),
        NodeKind::Resident { place, from, to } => speech.residence(*place, *from, *to),
        NodeKind::Since { comparison, length, since } => speech.since(*comparison, *length, *since),
        NodeKind::DateOrder(left, comparison, right) => capital(&speech.date_order(*left, *comparison, *right)),
        NodeKind::All(_) | NodeKind::Joint(..) => words.say("label-all"),
        NodeKind::Any(ways) => words.with("label-any", [("count", ways.len().into())]),
        NodeKind::AtLeast(least, ways) => {
            words.with("label-at-least", [("least", i64::from(*least).into()), ("count", ways.len().into())])
        }
        NodeKind::Choose { .. } => words.say("label-depends"),
        NodeKind::Guarded { condition, .. } => {
            words.with("rule-only-if", [("condition", speech.condition(condition).into())])
        }
        NodeKind::Bind(binding, _) => words.with("label-bind", [("name", speech.binding(*binding).into())]),
        NodeKind::Named(_) | NodeKind::Judged { .. } | NodeKind::Open => line(),
    }
}

/// What a row of a claim or a block says, but for how much of a sum it asks.
fn row_described(speech: &Speech<'_>, row: &RowKind, unit: QuantityUnit, block: bool) -> String {
    let words = speech.words;
    match row {
        RowKind::Including(_, formula) if block => {
            words.with("row-block-including", [("what", speech.formula(formula).into())])
        }
        RowKind::Including(_, formula) => words.with("row-including", [("what", speech.formula(formula).into())]),
        RowKind::Counting(_, formula) => words.with("row-counting", [("what", speech.formula(formula).into())]),
        RowKind::IncludingMembers { members, .. } => {
            words.with("row-including", [("what", speech.members(members).into())])
        }
        RowKind::IncludingShare(..)
        | RowKind::CountingShare(..)
        | RowKind::TogetherCover { .. }
        | RowKind::CountingPer(..)
        | RowKind::Gate { .. }
        | RowKind::Distinct { .. }
        | RowKind::FromAtMost(..)
        | RowKind::Over(_)
        | RowKind::WithinAny(_)
        | RowKind::Consecutive(_)
        | RowKind::NoBreak(_) => speech.row(row, unit).unwrap_or_default(),
    }
}

/// A gate that is not open: what it keeps out does not count.
pub(super) fn closed_gate(speech: &Speech<'_>, finding: &Finding) -> bool {
    finding.closed() && speech.row_of(finding).is_some_and(|(row, _)| matches!(row, RowKind::Gate { .. }))
}

/// Whether a bar helps: not for an age, nor for a single thing that is there or not.
pub(super) fn wants_bar(finding: &Finding) -> bool {
    let Some(needed) = &finding.needed else { return false };
    match (needed.unit, needed.least) {
        (QuantityUnit::Age, _) | (_, None) => false,
        (QuantityUnit::Count(_) | QuantityUnit::Ways | QuantityUnit::Values, Some(least)) => least > Number::ONE,
        (
            QuantityUnit::Unit(_) | QuantityUnit::Time(_) | QuantityUnit::Competencies(_) | QuantityUnit::Percent,
            Some(least),
        ) => least > Number::ZERO,
    }
}
