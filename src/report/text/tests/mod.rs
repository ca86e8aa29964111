//! Reports of small frameworks and records.

mod build;
mod example;

use jiff::civil::date;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use self::build::{
    HOURS, assessment, counted, empty, finding, four, item, least, node, parent, range, record, requirement, route,
    texts, version, whole,
};
use self::example::example;
use super::*;
use crate::eval::assessment::{Needed, Nothing, Question, Range, Reason, Refused, Uncovered};
use crate::model::date::Interval;
use crate::model::framework::Status;
use crate::model::number::Number;
use crate::model::program::{NodeId, NodeKind, Note};
use crate::model::vocabulary::{AttributeId, CompetencyId, FactId, Kind, Kinds, builtin};
use crate::report::framework;

fn options(language: Language) -> TextOptions {
    TextOptions { language, ..TextOptions::default() }
}

fn fits(text: &str, width: usize) {
    for line in text.lines() {
        assert!(line.width() <= width, "{} columns: {line}", line.width());
        assert_eq!(line, line.trim_end(), "space at the end");
    }
}

#[test]
fn all_languages() {
    let it = example();
    for language in Language::ALL {
        let text = text(&it.assessment, &[&it.framework], &[Some(&it.record)], &options(language));
        fits(&text, 80);
        insta::with_settings!({ snapshot_suffix => language.tag() }, { insta::assert_snapshot!(text) });
    }
}

#[test]
fn shown_framework_in_all_languages() {
    let it = example();
    for language in Language::ALL {
        let text = framework::show(&it.framework, &options(language));
        fits(&text, 80);
        insta::with_settings!({ snapshot_suffix => language.tag() }, { insta::assert_snapshot!(text) });
    }
    insta::assert_snapshot!("shown_json", framework::show_json(&it.framework));
}

#[test]
fn listed() {
    let mut older = empty("xx.aide", Status::Regulated);
    older.version = "2019".to_owned();
    older.in_force = Interval { lo: None, hi: Some(date(2026, 2, 28)) };
    let newer = empty("xx.aide", Status::Regulated);
    let absent = empty("yy.aide", Status::Absent);
    let all = [&newer, &older, &absent];
    insta::assert_snapshot!(framework::list(&all, &options(Language::English)), @r"
    xx.aide – Health aide
      XX · regulated · isco:3253
      version 2019: until 28 February 2026
      version 2026: since 1 March 2026
    yy.aide – Health aide
      XX · no such occupation · isco:3253
      version 2026: since 1 March 2026
    ");
    let json: serde_json::Value = serde_json::from_str(&framework::list_json(&all)).unwrap();
    assert_eq!(json["frameworks"][0]["versions"][0]["in_force"]["until"], "2026-02-28");
}

#[test]
fn colour_repeats_what_signs_say() {
    let it = example();
    let plain = text(&it.assessment, &[&it.framework], &[Some(&it.record)], &TextOptions::default());
    let coloured = TextOptions { colour: true, ..TextOptions::default() };
    let coloured = text(&it.assessment, &[&it.framework], &[Some(&it.record)], &coloured);
    assert!(coloured.contains("\u{1b}[31m✗"));
    let mut bare = coloured;
    for code in ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[31m", "\u{1b}[32m", "\u{1b}[33m"] {
        bare = bare.replace(code, "");
    }
    assert_eq!(bare, plain);
}

#[test]
fn nothing_to_assess() {
    let mut absent = empty("xx.aide", Status::Absent);
    absent.status_since = Interval::partial(1969, Some(10), None);
    let mut none = assessment(Verdict::Unmet, Vec::new());
    none.nothing = Some(Nothing::NoGrant);
    let text_of = |framework: &Framework, assessment: &Assessment, language| {
        text(assessment, &[framework], &[None], &options(language))
    };
    insta::assert_snapshot!("absent", text_of(&absent, &none, Language::Portuguese));
    none.nothing = Some(Nothing::NoVersion);
    none.governing = Interval::day(date(2025, 1, 1));
    let regulated = empty("xx.aide", Status::Regulated);
    insta::assert_snapshot!("no_version", text_of(&regulated, &none, Language::French));
}

#[test]
fn several_versions() {
    let mut it = example();
    let age = it.assessment.versions[0].findings[1].clone();
    let older = version(Verdict::Met, vec![age.clone()], (1, 1));
    let mut newer = version(Verdict::Unmet, vec![parent(age.node, Verdict::Unmet, age.children)], (0, 1));
    newer.framework = 1;
    it.assessment = assessment(Verdict::Undetermined, vec![older, newer]);
    it.assessment.governing = Interval { lo: Some(date(2026, 1, 1)), hi: Some(date(2026, 12, 31)) };
    let both = [&it.framework, &it.framework];
    let records = [Some(&it.record), Some(&it.record)];
    let all = text(&it.assessment, &both, &records, &options(Language::English));
    insta::assert_snapshot!(all);
    it.assessment.choice = true;
    let choice = text(&it.assessment, &both, &records, &options(Language::Spanish));
    let unwrapped = choice.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(unwrapped.contains("la persona puede elegir una:"), "{choice}");
}

#[test]
fn many_refused_fold_into_one_line() {
    let mut it = empty("xx.aide", Status::Regulated);
    let only = node(&mut it, NodeKind::Open, requirement("a", texts(&[("en", "A")]), Vec::new()));
    let items = (0..9).map(|at| item(&format!("i{at}"), Kind::Cpd, at..at + 1)).collect();
    let record = record(items);
    let mut refused: Vec<Refused> = (0..7).map(|item| Refused { item, reason: Reason::CapReached }).collect();
    refused.push(Refused { item: 7, reason: Reason::Failed });
    refused.push(Refused { item: 999, reason: Reason::Failed });
    let line = Finding {
        refused,
        counted: vec![counted(8, 1, 1, HOURS)],
        measured: range(1, 1, HOURS),
        needed: least(3, HOURS),
        ..finding(only, Verdict::Unmet)
    };
    let whole = assessment(Verdict::Unmet, vec![version(Verdict::Unmet, vec![line], (0, 1))]);
    let text = text(&whole, &[&it], &[Some(&record)], &TextOptions::default());
    assert!(text.contains("not counted: i0, i1, i2, i3, i4 and 2 more – the limit is used up"), "{text}");
    assert!(text.contains("not counted: i7, ? – failed, absent, annulled or revoked"), "{text}");
    assert!(!text.contains("i5"), "{text}");
}

#[test]
fn ways_not_needed_fold_into_one_line() {
    let mut it = empty("xx.aide", Status::Regulated);
    let ways: Vec<NodeId> = ["One", "Two", "Three"]
        .iter()
        .map(|name| node(&mut it, NodeKind::Open, route(name, texts(&[("en", name)]))))
        .collect();
    let unnamed = node(&mut it, NodeKind::Open, Note::default());
    let all = ways.iter().copied().chain([unnamed]).collect();
    let any = node(&mut it, NodeKind::Any(all), requirement("a", texts(&[("en", "A")]), Vec::new()));
    let mut children = vec![finding(ways[0], Verdict::Met)];
    for id in [ways[1], ways[2], unnamed] {
        children.push(Finding { taken: false, ..finding(id, Verdict::Unmet) });
    }
    let met = version(Verdict::Met, vec![parent(any, Verdict::Met, children)], (1, 1));
    let text = text(&assessment(Verdict::Met, vec![met]), &[&it], &[None], &TextOptions::default());
    assert!(text.contains("  ✓ MET – 1 of 1 requirement is met\n"), "{text}");
    let tree = "✓ A\n  met\n  One of these 4 ways\n  ✓ One\n    met\n  – Not needed, for another way is met: Two; Three and 1 more\n";
    assert!(text.contains(tree), "{text}");
}

#[test]
fn rounding_does_not_flatter() {
    let words = Language::Spanish.words();
    let third = Number::fraction(100, 3).unwrap();
    assert_eq!(words.number(third, crate::report::language::Rounding::Down), "33,33");
    assert_eq!(words.number(third, crate::report::language::Rounding::Up), "33,34");
}

#[test]
fn texts_of_others_cannot_move_the_cursor() {
    let mut it = empty("xx.aide", Status::Regulated);
    let evil = "A\u{1b}[2J\r\nB\u{202e}\u{7}\tC";
    let only = node(&mut it, NodeKind::Open, requirement("a", texts(&[("en", evil)]), Vec::new()));
    let mut whole =
        assessment(Verdict::Unmet, vec![version(Verdict::Unmet, vec![finding(only, Verdict::Unmet)], (0, 1))]);
    whole.person = "\u{1b}]0;x\u{7}".to_owned();
    let text = text(&whole, &[&it], &[None], &TextOptions::default());
    assert!(text.chars().all(|letter| letter == '\n' || !letter.is_control() && letter != '\u{202e}'), "{text:?}");
    assert!(text.contains("✗ A [2J B C"), "{text}");
}

#[test]
fn indexes_out_of_range_are_left_out() {
    let it = empty("xx.aide", Status::NotFound);
    let bad = Finding {
        row: Some(7),
        by_decision: Some(9),
        counted: vec![counted(77, 1, 2, QuantityOf::Count.unit())],
        refused: vec![Refused { item: 5, reason: Reason::OtherValue(AttributeId(9999)) }],
        questions: vec![
            Question::Attribute { item: 8, attribute: AttributeId(9999) },
            Question::Fact(FactId(99)),
            Question::Framework,
        ],
        uncovered: vec![Uncovered { competency: CompetencyId(99), best: None, possible: false }],
        bound: Some((String::new(), None)),
        measured: Some(Range { low: whole(0), high: None, unit: HOURS }),
        needed: Some(Needed { least: None, most: None, unit: HOURS }),
        excess: range(0, 0, HOURS),
        ..finding(NodeId(12345), Verdict::Undetermined)
    };
    let mut bad_version = version(Verdict::Undetermined, vec![bad], (3, 1));
    bad_version.assumptions = vec![4];
    bad_version.unverified = vec![4];
    let mut missing = bad_version.clone();
    missing.framework = 5;
    let mut whole = assessment(Verdict::Undetermined, vec![bad_version, missing]);
    whole.person = String::new();
    whole.governing = Interval::UNKNOWN;
    for language in Language::ALL {
        fits(&text(&whole, &[&it], &[], &options(language)), 80);
        fits(&text(&whole, &[], &[], &options(language)), 80);
        fits(&framework::show(&it, &options(language)), 80);
    }
}

enum QuantityOf {
    Count,
}

impl QuantityOf {
    fn unit(&self) -> crate::eval::assessment::QuantityUnit {
        crate::eval::assessment::QuantityUnit::Count(Kinds::one(Kind::Exam))
    }
}

fn any_verdict() -> impl Strategy<Value = Verdict> {
    prop_oneof![Just(Verdict::Met), Just(Verdict::Unmet), Just(Verdict::Undetermined)]
}

/// Findings of any shape over the nodes of the example.
fn any_finding() -> impl Strategy<Value = Finding> {
    let leaf =
        (0..40_u32, any_verdict(), any::<[bool; 4]>(), 0..300_i64, proptest::option::of(0..300_i64), 0..20_usize);
    let leaf = leaf.prop_map(|(id, verdict, flags, low, high, item)| Finding {
        applicable: flags[0],
        taken: flags[1],
        row: flags[2].then_some(item),
        needed: flags[3].then(|| Needed { least: Some(whole(low)), most: high.map(whole), unit: HOURS }),
        measured: Some(Range { low: whole(low), high: high.map(whole), unit: HOURS }),
        shortfall: range(low, low, HOURS).filter(|_| flags[0]),
        counted: vec![counted(item, low, low, HOURS)],
        refused: vec![Refused { item, reason: Reason::NotStated(builtin::TOPIC) }],
        questions: vec![Question::Attribute { item, attribute: builtin::TOPIC }],
        ..finding(NodeId(id), verdict)
    });
    leaf.prop_recursive(6, 40, 5, |inner| {
        (0..40_u32, any_verdict(), any::<bool>(), proptest::collection::vec(inner, 0..5)).prop_map(
            |(id, verdict, bound, children)| Finding {
                bound: bound.then(|| ("programme".to_owned(), Some("q1".to_owned()))),
                ..parent(NodeId(id), verdict, children)
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_findings_fit_any_width(
        findings in proptest::collection::vec(any_finding(), 0..5),
        width in 0..130_usize,
        language in prop_oneof![Just(Language::English), Just(Language::French)],
        name in "\\PC{0,120}",
    ) {
        let mut it = example();
        for note in &mut it.framework.notes {
            note.text.0.iter_mut().for_each(|(_, text)| text.push_str(&name));
        }
        let whole = assessment(Verdict::Unmet, vec![version(Verdict::Unmet, findings, (1, 2))]);
        let options = TextOptions { language, width, colour: false };
        let text = text(&whole, &[&it.framework], &[Some(&it.record)], &options);
        fits(&text, width.clamp(40, 200));
    }
}

#[test]
fn wide_and_combining_letters_are_measured() {
    let mut it = empty("xx.aide", Status::Regulated);
    let wide = "看護師".repeat(40);
    let text_of = four(&wide, "e\u{301}".repeat(100).as_str(), "a", "👩‍⚕️".repeat(60).as_str());
    let only = node(&mut it, NodeKind::Open, Note { text: text_of, ..Note::default() });
    let whole = assessment(Verdict::Unmet, vec![version(Verdict::Unmet, vec![finding(only, Verdict::Unmet)], (0, 1))]);
    for language in Language::ALL {
        fits(&text(&whole, &[&it], &[None], &options(language)), 80);
    }
}
