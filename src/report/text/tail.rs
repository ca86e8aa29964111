//! What the verdict rests on: assumptions, sources nobody has read, decisions, digests.

use crate::eval::assessment::{Assessment, VersionAssessment};
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::record::evidence::{Decision, DecisionKind};
use crate::report::language::{Rounding, Words, capital};
use crate::report::layout::{Page, Piece, Tone};
use crate::report::speech::Speech;

/// Digits of a digest that are shown; enough to tell texts apart, and JSON has all.
const DIGEST_DIGITS: usize = 16;

/// All of it.
pub(super) fn tail(
    page: &mut Page,
    words: &'static Words,
    assessment: &Assessment,
    frameworks: &[&Framework],
    shown: &[(Speech<'_>, &VersionAssessment)],
) {
    assumptions(page, words, shown);
    unverified(page, words, shown);
    if let Some((speech, _)) = shown.last() {
        decisions(page, words, speech);
    }
    page.heading(&words.say("heading-digests"));
    let digest = |text: &str| text.chars().take(DIGEST_DIGITS).collect::<String>();
    let used: Vec<&Framework> = match shown {
        [] => frameworks.to_vec(),
        some => some.iter().map(|(speech, _)| speech.framework).collect(),
    };
    for framework in used {
        let values = [
            ("id", framework.id.as_str().into()),
            ("version", framework.version.as_str().into()),
            ("digest", digest(&framework.sha256).into()),
        ];
        page.write(0, 2, &[Piece::new(words.with("digest-framework", values), Tone::Dim)]);
    }
    let values = [("person", assessment.person.as_str().into()), ("digest", digest(&assessment.record_sha256).into())];
    page.write(0, 2, &[Piece::new(words.with("digest-record", values), Tone::Dim)]);
}

fn assumptions(page: &mut Page, words: &Words, shown: &[(Speech<'_>, &VersionAssessment)]) {
    let mut lines: Vec<(String, String, String)> = Vec::new();
    for (speech, version) in shown {
        for assumption in version.assumptions.iter().filter_map(|index| speech.framework.assumptions.get(*index)) {
            let cite = assumption.about.as_ref().and_then(|about| speech.citation(about)).unwrap_or_default();
            let line = (assumption.key.clone(), speech.text(&assumption.text).to_owned(), cite);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    if lines.is_empty() {
        return;
    }
    page.heading(&words.say("heading-assumptions"));
    for (key, text, cite) in lines {
        page.write(0, 2, &[Piece::new(key, Tone::Strong), Piece::plain(" "), Piece::plain(text)]);
        page.write(2, 2, &[Piece::new(cite, Tone::Dim)]);
    }
}

fn unverified(page: &mut Page, words: &Words, shown: &[(Speech<'_>, &VersionAssessment)]) {
    let mut titles: Vec<&str> = Vec::new();
    for (speech, version) in shown {
        for source in version.unverified.iter().filter_map(|index| speech.framework.sources.get(*index)) {
            if !titles.contains(&source.title.as_str()) {
                titles.push(&source.title);
            }
        }
    }
    if titles.is_empty() {
        return;
    }
    page.heading(&words.say("heading-unverified"));
    for title in titles {
        page.write(0, 2, &[Piece::plain("• "), Piece::plain(title)]);
    }
}

fn decisions(page: &mut Page, words: &Words, speech: &Speech<'_>) {
    let list: &[Decision] = speech.record.map(|record| record.decisions.as_slice()).unwrap_or_default();
    if list.is_empty() {
        return;
    }
    page.heading(&words.say("heading-decisions"));
    for (index, decision) in list.iter().enumerate() {
        let number = format!("{}.", index + 1);
        let hang = number.len() + 1;
        page.write(0, hang, &[Piece::plain(number), Piece::plain(" "), Piece::plain(what(words, speech, decision))]);
        let mut made = words.with(
            "decision-by",
            [("author", decision.author.as_str().into()), ("date", words.date(decision.date).into())],
        );
        if let Some(reference) = &decision.reference {
            made = format!("{made}, {reference}");
        }
        if let Some(until) = decision.until {
            made = format!("{made}; {}", words.with("decision-until", [("date", words.date(until).into())]));
        }
        page.write(hang, hang, &[Piece::new(made, Tone::Dim)]);
        page.write(hang, hang, &[Piece::plain(decision.reason.as_str())]);
    }
}

/// What was decided.
fn what(words: &Words, speech: &Speech<'_>, decision: &Decision) -> String {
    let item = |index: &usize| capital(&speech.items(&[*index])).into();
    match &decision.kind {
        DecisionKind::Exclude(index) => words.with("decision-exclude", [("item", item(index))]),
        DecisionKind::Limit(index, number) => words
            .with("decision-limit", [("item", item(index)), ("amount", limit(words, speech, *index, *number).into())]),
        DecisionKind::Pin(index, id) => {
            words.with("decision-pin", [("item", item(index)), ("requirement", speech.requirement(id).into())])
        }
        DecisionKind::Accept { item: index, requirement, .. } => words
            .with("decision-accept", [("item", item(index)), ("requirement", speech.requirement(requirement).into())]),
        DecisionKind::Waive(id) => words.with("decision-waive", [("requirement", speech.requirement(id).into())]),
    }
}

/// A limit is in minutes where the item is measured in time.
fn limit(words: &Words, speech: &Speech<'_>, index: usize, number: Number) -> String {
    let portions = speech.record.and_then(|record| record.portions.get(record.items.get(index)?.portions.clone()));
    let timed = portions.is_some_and(|portions| portions.iter().any(|portion| portion.minutes.is_some()));
    if !timed {
        return words.number(number, Rounding::Down);
    }
    let hours = number.checked_div(Number::whole(60)).unwrap_or(number);
    words.with("unit-h", [("number", words.number(hours, Rounding::Down).into())])
}
