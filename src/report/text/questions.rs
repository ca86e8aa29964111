//! What would decide, and what the rules themselves leave open.

use indexmap::IndexMap;

use super::shown::{Shown, top};
use super::{Section, sign};
use crate::eval::assessment::{Finding, Question, Verdict, VersionAssessment};
use crate::model::program::NodeKind;
use crate::model::vocabulary::Kind;
use crate::report::layout::{Piece, Tone};
use crate::report::speech::Speech;

/// Questions of one sort, so that many items are asked in one line.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Sort {
    Attribute(Option<Kind>, u32),
    Amount(Option<Kind>),
    Covers(Option<Kind>),
    Other(usize),
}

impl Section<'_, '_> {
    /// Questions by requirement.
    pub(super) fn questions(&mut self, version: &VersionAssessment) {
        let mut first = true;
        for entry in top(&self.speech, &version.findings) {
            let finding = entry.finding;
            let mut asked = Vec::new();
            collect(&self.speech, finding, &mut asked);
            let lines = worded(&self.speech, &asked);
            if lines.is_empty() {
                continue;
            }
            if std::mem::take(&mut first) {
                self.page.heading(&self.speech.words.say("heading-questions"));
            }
            let label = Shown::of(&self.speech, finding).label(&self.speech);
            self.page.write(0, 2, &[sign(finding), Piece::plain(" "), Piece::plain(label)]);
            for line in lines {
                self.page.write(2, 4, &[Piece::plain("• "), Piece::new(line, Tone::Strong)]);
            }
        }
    }

    /// The questions of one finding, and what the framework does not know about it.
    pub(super) fn doubts(&mut self, finding: &Finding, indent: usize) {
        // What is only recommended is asked about as well, if it is the finding itself.
        let within = if self.advisory(finding) { finding.children.as_slice() } else { std::slice::from_ref(finding) };
        let mut asked = Vec::new();
        let mut found = Vec::new();
        for finding in within {
            collect(&self.speech, finding, &mut asked);
            gaps(&self.speech, finding, &mut found);
        }
        for line in worded(&self.speech, &asked) {
            self.page.write(indent, indent + 2, &[Piece::plain("• "), Piece::plain(line)]);
        }
        for finding in found {
            let shown = Shown { outer: finding, body: finding };
            let text =
                self.speech.words.with("curriculum-framework-open", [("text", shown.label(&self.speech).into())]);
            self.page.write(indent, indent + 2, &[Piece::plain("• "), Piece::plain(text)]);
        }
    }

    /// What the framework does not know.
    pub(super) fn open(&mut self, version: &VersionAssessment) {
        let mut found = Vec::new();
        for finding in &version.findings {
            gaps(&self.speech, finding, &mut found);
        }
        if found.is_empty() {
            return;
        }
        self.page.heading(&self.speech.words.say("heading-open"));
        for finding in found {
            let shown = Shown { outer: finding, body: finding };
            self.page.write(0, 2, &[Piece::plain("• "), Piece::plain(shown.label(&self.speech))]);
            let cite = self.speech.citations(&shown.citations(&self.speech));
            self.page.write(2, 2, &[Piece::new(cite, Tone::Dim)]);
        }
    }
}

fn passes(speech: &Speech<'_>, finding: &Finding) -> bool {
    let advisory = finding.row.is_none() && speech.note(finding).is_some_and(|note| note.advisory);
    finding.verdict != Verdict::Met && finding.applicable && finding.taken && !advisory
}

/// The questions on the way to "met": of what is undetermined, and of the nearest way of what is unmet.
fn collect<'f>(speech: &Speech<'_>, finding: &'f Finding, into: &mut Vec<(&'f Question, &'f Finding)>) {
    if !passes(speech, finding) {
        return;
    }
    if finding.verdict == Verdict::Undetermined {
        for question in &finding.questions {
            if into.iter().all(|(known, _)| *known != question) {
                into.push((question, finding));
            }
        }
    }
    let choice = matches!(speech.kind_of(finding), Some(NodeKind::Any(_) | NodeKind::AtLeast(..)));
    let unmet = finding.verdict == Verdict::Unmet;
    let children = finding.children.iter().take(if choice && unmet { 1 } else { usize::MAX });
    for child in children {
        collect(speech, child, into);
    }
}

/// Findings whose own question is for the authors of the rules.
fn gaps<'f>(speech: &Speech<'_>, finding: &'f Finding, into: &mut Vec<&'f Finding>) {
    if !passes(speech, finding) {
        return;
    }
    if finding.questions.contains(&Question::Framework) && into.iter().all(|known| known.node != finding.node) {
        into.push(finding);
    }
    for child in &finding.children {
        gaps(speech, child, into);
    }
}

/// Sentences, with questions of one sort in one.
fn worded(speech: &Speech<'_>, asked: &[(&Question, &Finding)]) -> Vec<String> {
    let mut groups: IndexMap<Sort, Vec<usize>> = IndexMap::new();
    for (index, (question, _)) in asked.iter().enumerate() {
        let (sort, item) = match question {
            Question::Attribute { item, attribute } => {
                (Sort::Attribute(speech.item_kind(*item), attribute.0), Some(*item))
            }
            Question::Amount { item } => (Sort::Amount(speech.item_kind(*item)), Some(*item)),
            Question::Covers { item } => (Sort::Covers(speech.item_kind(*item)), Some(*item)),
            Question::Framework => continue,
            Question::Fact(_)
            | Question::Birth
            | Question::Application
            | Question::Residence
            | Question::Complete(_)
            | Question::CompleteParts { .. }
            | Question::GrantDates(_)
            | Question::Undecided
            | Question::Judgement(_) => (Sort::Other(index), None),
        };
        groups.entry(sort).or_default().extend(item);
    }
    let words = speech.words;
    let mut lines = Vec::new();
    for (sort, items) in &groups {
        let subject = || speech.items(items);
        let line = match sort {
            Sort::Attribute(_, attribute) => {
                let attribute = crate::model::vocabulary::AttributeId(*attribute);
                words.with(
                    "question-attribute",
                    [
                        ("items", subject().into()),
                        ("sort", speech.attribute_sort(attribute).into()),
                        ("attribute", speech.attribute(attribute).into()),
                    ],
                )
            }
            Sort::Amount(_) => words.with("question-amount", [("items", subject().into())]),
            Sort::Covers(_) => words.with("question-covers", [("items", subject().into())]),
            Sort::Other(index) => match asked.get(*index) {
                Some((question, finding)) => other(speech, question, finding),
                None => continue,
            },
        };
        lines.push(line);
    }
    lines
}

fn other(speech: &Speech<'_>, question: &Question, finding: &Finding) -> String {
    let words = speech.words;
    match question {
        Question::Fact(fact) => {
            let known = speech.framework.vocabulary.facts.get_index(fact.index());
            known.map_or_else(String::new, |(name, fact)| {
                let text = speech.text(&fact.text);
                let text = if text.is_empty() { name.as_str() } else { text };
                words.with("question-fact", [("question", text.into()), ("name", name.as_str().into())])
            })
        }
        Question::Undecided => words.say("question-undecided"),
        Question::Birth => words.say("question-birth"),
        Question::Application => words.say("question-application"),
        Question::Residence => words.say("question-residence"),
        Question::Complete(kinds) => {
            let names: Vec<&str> = kinds.iter().map(Kind::name).collect();
            words.with(
                "question-complete",
                [("kinds", speech.all_kinds(*kinds).into()), ("names", names.join(", ").into())],
            )
        }
        Question::CompleteParts { item } => {
            words.with("question-complete-parts", [("items", speech.items(&[*item]).into())])
        }
        Question::GrantDates(grant) => words.with("question-grant-dates", [("grant", speech.grant(grant).into())]),
        Question::Judgement(by) => {
            let shown = Shown { outer: finding, body: finding };
            words.with("question-judgement", [("by", by.as_str().into()), ("what", shown.label(speech).into())])
        }
        Question::Attribute { .. } | Question::Amount { .. } | Question::Covers { .. } | Question::Framework => {
            String::new()
        }
    }
}
