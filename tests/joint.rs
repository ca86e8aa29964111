//! What reports say of blocks that divide evidence: rules, record and report together.

use std::path::Path;

use habilita::eval::{self, Request, Version};
use habilita::model::framework::Framework;
use habilita::record::{self, Record};
use habilita::report::language::Language;
use habilita::report::text::{TextOptions, text};
use habilita::source::SourceMap;
use habilita::{check, report, syntax};

/// The day of all assessments here.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 28);

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/joint").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()))
}

fn framework(source: &str) -> Framework {
    let mut map = SourceMap::default();
    let file = map.add("joint.hab", source);
    let parsed = syntax::parse(file, source);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let checked = check::check(&[check::Input { file, tree: &parsed.file, text: source }]);
    checked.value.unwrap_or_else(|| panic!("{:?}", checked.diagnostics)).remove(0)
}

fn bound(framework: &Framework, source: &str) -> Record {
    let mut map = SourceMap::default();
    let file = map.add("record.yaml", source);
    let read = record::read(file, source);
    let documents = read.value.unwrap_or_else(|| panic!("{:?}", read.diagnostics));
    let checked = record::bind(&documents[0], framework, file, source);
    checked.value.unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
}

/// The report of a record in a language, without the digests.
fn told(rules: &str, person: &str, language: Language) -> String {
    let framework = framework(rules);
    let record = bound(&framework, person);
    let request = Request { grant: None, as_of: TODAY, version: None };
    let assessment = eval::assess(&[Version { framework: &framework, record: Some(&record) }], request);
    let options = TextOptions { language, ..TextOptions::default() };
    let said = text(&assessment, &[&framework], &[Some(&record)], &options);
    let wide = said.lines().find(|line| line.chars().count() > 80);
    assert_eq!(wide, None, "{said}");
    let digests = said.lines().position(|line| line.contains("SHA-256")).unwrap();
    said.lines().take(digests - 3).skip(3).collect::<Vec<_>>().join("\n")
}

/// Rules, record and report.
fn whole(name: &str) -> String {
    let (rules, person) = (file(&format!("{name}.hab")), file(&format!("{name}.yaml")));
    let report = told(&rules, &person, Language::English);
    [rules.trim_end(), person.trim_end(), report.as_str()].join("\n\n~~~\n\n")
}

#[test]
fn lines_that_take_the_same_evidence() {
    insta::assert_snapshot!("once", whole("once"));
}

#[test]
fn conditions_over_all_lines_of_a_block() {
    insta::assert_snapshot!("block", whole("block"));
}

#[test]
fn what_lines_cover_together() {
    insta::assert_snapshot!("cover", whole("cover"));
}

#[test]
fn a_choice_and_a_gate_in_a_block() {
    insta::assert_snapshot!("ways", whole("ways"));
}

#[test]
fn evidence_that_counts_as_another_kind_and_a_share_against_a_limit() {
    insta::assert_snapshot!("accepted", whole("accepted"));
}

#[test]
fn in_other_languages() {
    for language in Language::ALL.into_iter().filter(|language| *language != Language::English) {
        for name in ["once", "cover"] {
            let said = told(&file(&format!("{name}.hab")), &file(&format!("{name}.yaml")), language);
            insta::assert_snapshot!(format!("{name}_{}", language.tag()), said);
        }
    }
}

/// Of an examination without an area it is not known whether it serves both lines.
#[test]
fn something_unknown_decides() {
    let person = file("once.yaml").replace("id: exam-a, kind: exam, area: a", "id: exam-a, kind: exam");
    let person = format!("{person}  - {{ id: exam-c, kind: exam, date: 2026-03-10, result: passed }}\n");
    insta::assert_snapshot!("once_open", told(&file("once.hab"), &person, Language::English));
}

#[test]
fn the_clash_in_json() {
    let rules = framework(&file("once.hab"));
    let record = bound(&rules, &file("once.yaml"));
    let request = Request { grant: None, as_of: TODAY, version: None };
    let assessment = eval::assess(&[Version { framework: &rules, record: Some(&record) }], request);
    let said = report::json::json(&assessment, &[&rules], &[Some(&record)]);
    let document: serde_json::Value = serde_json::from_str(&said).unwrap();
    let block = &document["requirements"][0]["children"][0];
    insta::assert_snapshot!(serde_json::to_string_pretty(&block["clash"]).unwrap());
}
