//! The verdict.

use super::{Section, verdict_sign};
use crate::eval::assessment::{Assessment, Nothing, Verdict, VersionAssessment};
use crate::model::framework::{Framework, Status};
use crate::model::number::Number;
use crate::report::bars;
use crate::report::language::Words;
use crate::report::layout::{Page, Piece, Tone};
use crate::report::speech::Speech;

/// Who, for what, under which rules, and the answer.
pub(super) fn head(
    page: &mut Page,
    words: &'static Words,
    assessment: &Assessment,
    frameworks: &[&Framework],
    shown: &[(Speech<'_>, &VersionAssessment)],
) {
    let last = shown.last();
    let framework = last.map(|(speech, _)| speech.framework).or_else(|| frameworks.last().copied());
    if let Some(framework) = framework {
        let speech = Speech { words, framework, record: None };
        let name = speech.text(&framework.name);
        let name = if name.is_empty() { framework.id.as_str() } else { name };
        page.write(0, 0, &[Piece::new(name, Tone::Strong)]);
        if let Some((speech, version)) = last {
            page.write(0, 0, &[Piece::new(speech.grant(&version.grant), Tone::Strong)]);
        }
        page.blank();
    }
    let person = if assessment.person.is_empty() { "?" } else { assessment.person.as_str() };
    let date = words.day(assessment.as_of);
    page.write(0, 0, &[Piece::plain(words.with("head-person", [("person", person.into()), ("date", date.into())]))]);
    if let ([(_, _)], Some(framework)) = (shown, framework) {
        page.write(0, 0, &[Piece::plain(rules(words, framework))]);
        if assessment.governing.exact() != Some(assessment.as_of) && !assessment.governing.is_unknown() {
            let governing = words.date(assessment.governing);
            page.write(0, 0, &[Piece::plain(words.with("head-governing", [("date", governing.into())]))]);
        }
    }
    page.blank();
    result(page, words, assessment.verdict, shown);
    if let Some(nothing) = assessment.nothing {
        why_nothing(page, words, nothing, assessment, frameworks);
    } else if shown.len() > 1 {
        several(page, words, assessment, shown);
    }
    for (_, version) in shown.iter().filter(|_| shown.len() == 1) {
        if let Some(without) = version.without_decisions.filter(|without| *without != version.verdict) {
            note(page, &words.with("head-without-decisions", [("verdict", word(words, without).into())]));
        }
    }
    if let Some(completion) = assessment.on_completion {
        let key = if completion == assessment.verdict { "head-on-completion-same" } else { "head-on-completion" };
        note(page, &words.with(key, [("verdict", word(words, completion).into())]));
    }
    if !assessment.expiring.is_empty() {
        note(page, &words.with("head-expiring", [("items", words.and(&assessment.expiring).into())]));
    }
}

/// `us.tx.chw version 2026, in force since …`
pub(super) fn rules(words: &'static Words, framework: &Framework) -> String {
    words.with(
        "head-rules",
        [
            ("id", framework.id.as_str().into()),
            ("version", framework.version.as_str().into()),
            ("period", words.period(framework.in_force).into()),
        ],
    )
}

fn word(words: &Words, verdict: Verdict) -> String {
    words.say(match verdict {
        Verdict::Met => "verdict-met",
        Verdict::Unmet => "verdict-unmet",
        Verdict::Undetermined => "verdict-undetermined",
    })
}

fn note(page: &mut Page, text: &str) {
    page.write(4, 4, &[Piece::plain(text)]);
}

/// The answer in one line.
fn result(page: &mut Page, words: &'static Words, verdict: Verdict, shown: &[(Speech<'_>, &VersionAssessment)]) {
    let (sign, tone) = verdict_sign(verdict);
    let word = words.say(match verdict {
        Verdict::Met => "result-met",
        Verdict::Unmet => "result-unmet",
        Verdict::Undetermined => "result-undetermined",
    });
    let mut pieces = vec![Piece::new(sign, tone), Piece::plain(" "), Piece::new(word, tone)];
    if let [(_, version)] = shown {
        // A bar parts the answer from the count well enough.
        pieces.push(Piece::plain(if version.progress.1 > 1 { " " } else { " – " }));
        pieces.push(Piece::plain(progress(words, version)));
    }
    page.write(2, 4, &pieces);
}

/// How many requirements are met, with a bar.
fn progress(words: &Words, version: &VersionAssessment) -> String {
    let (met, of) = version.progress;
    let number = |count: usize| Number::whole(i64::try_from(count).unwrap_or(i64::MAX));
    let text = words.with("progress", [("met", met.into()), ("of", of.into())]);
    if of > 1 { format!("{} {text}", bars::bar(number(met), Some(number(met)), number(of))) } else { text }
}

/// Why there is nothing to assess.
fn why_nothing(
    page: &mut Page,
    words: &'static Words,
    nothing: Nothing,
    assessment: &Assessment,
    frameworks: &[&Framework],
) {
    let latest = frameworks.last();
    match nothing {
        Nothing::NoGrant => {
            let key = match latest.map(|framework| framework.status) {
                Some(Status::Absent) => "nothing-absent",
                Some(Status::Closed) => "nothing-closed",
                Some(Status::Unregulated) => "nothing-unregulated",
                Some(Status::NotFound) => "nothing-not-found",
                Some(Status::Draft) => "nothing-draft",
                Some(Status::Regulated) | None => "nothing-no-grant",
            };
            note(page, &words.say(key));
            if let Some(framework) = latest {
                if let Some(since) = framework.status_since {
                    note(page, &words.with("nothing-since", [("date", words.date(since).into())]));
                }
                let speech = Speech { words, framework, record: None };
                let about = speech.text(&framework.about);
                if !about.is_empty() {
                    page.blank();
                    note(page, about);
                }
                for provision in &framework.provisions {
                    let text = speech.text(&provision.text);
                    if !text.is_empty() {
                        page.write(4, 6, &[Piece::plain("• "), Piece::plain(text)]);
                        let cite = speech.citations(&provision.cite);
                        page.write(6, 6, &[Piece::new(cite, Tone::Dim)]);
                    }
                }
            }
        }
        Nothing::NoVersion => {
            let date = words.date(assessment.governing);
            note(page, &words.with("nothing-no-version", [("date", date.into())]));
            for framework in frameworks {
                page.write(4, 6, &[Piece::plain("• "), Piece::plain(rules(words, framework))]);
            }
        }
    }
}

/// Several versions: each with its verdict, and why there are several.
fn several(
    page: &mut Page,
    words: &'static Words,
    assessment: &Assessment,
    shown: &[(Speech<'_>, &VersionAssessment)],
) {
    let date = words.date(assessment.governing);
    let key = if assessment.choice { "several-choice" } else { "several-all" };
    note(page, &words.with(key, [("date", date.into()), ("count", shown.len().into())]));
    for (speech, version) in shown {
        let (sign, tone) = verdict_sign(version.verdict);
        let pieces = [
            Piece::new(sign, tone),
            Piece::plain(" "),
            Piece::plain(rules(words, speech.framework)),
            Piece::plain(" – "),
            Piece::new(word(words, version.verdict), tone),
            Piece::plain(", "),
            Piece::plain(progress(words, version)),
        ];
        page.write(4, 6, &pieces);
    }
    if !assessment.choice {
        note(page, &words.say("several-hint"));
    }
}

/// The heading of one of several versions.
pub(super) fn version(section: &mut Section<'_, '_>, version: &VersionAssessment) {
    let words = section.speech.words;
    section.page.blank();
    let rule = "═".repeat(section.page.width());
    section.page.write(0, 0, &[Piece::new(rule, Tone::Dim)]);
    section.page.write(0, 0, &[Piece::new(rules(words, section.speech.framework), Tone::Strong)]);
    let speech = section.speech;
    result(section.page, words, version.verdict, &[(speech, version)]);
    if let Some(without) = version.without_decisions.filter(|without| *without != version.verdict) {
        note(section.page, &words.with("head-without-decisions", [("verdict", word(words, without).into())]));
    }
}
