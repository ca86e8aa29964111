//! Cases: what they may say, and the records they make.

use super::with;
use crate::diagnostic::{Diagnostic, render};
use crate::record::case::{Answer, By, Expected};
use crate::record::{Case, Document, apply, case_schema, read_cases};
use crate::source::{FileId, SourceMap};

const CASE: FileId = FileId(0);
const BASE: FileId = FileId(1);

fn drawn(case: &str, base: &str, diagnostics: &[Diagnostic]) -> String {
    let mut map = SourceMap::default();
    map.add("case.yaml", case);
    map.add("base.yaml", base);
    render::human(&map, diagnostics, render::Style::default())
}

fn case(change: &str) -> String {
    format!(
        "habilita: case/1\ntitle: T\nabout: t.work@1\nas-of: 2026-03-01\nbase: base.yaml\nchange:\n{change}expect: {{ verdict: met }}\n"
    )
}

fn cases(text: &str) -> Vec<Case> {
    let read = read_cases(CASE, text);
    assert!(read.diagnostics.is_empty(), "{}", drawn(text, "", &read.diagnostics));
    read.value.unwrap()
}

fn cases_said(text: &str) -> String {
    drawn(text, "", &read_cases(CASE, text).diagnostics)
}

fn base() -> String {
    with(
        "  - id: c1\n    kind: course\n    hours: 180\n    covers: [a.b/c, { competency: a.b/d, hours: 20 }]\n  \
         - { id: c2, kind: course, hours: { theory: 4 } }\n",
    ) + "facts: { photo: true }\n"
}

fn changed(change: &str) -> Document {
    let (text, base) = (case(change), base());
    let applied = apply(&cases(&text)[0], Some((BASE, &base)));
    assert!(applied.diagnostics.is_empty(), "{}", drawn(&text, &base, &applied.diagnostics));
    applied.value.unwrap().document
}

fn change_said(change: &str) -> String {
    let (text, base) = (case(change), base());
    let applied = apply(&cases(&text)[0], Some((BASE, &base)));
    assert_eq!(applied.value.is_none(), !applied.diagnostics.is_empty());
    drawn(&text, &base, &applied.diagnostics)
}

/// The record that a change should make.
fn expected(edit: &[(&str, &str)]) -> Document {
    let text = edit.iter().fold(base(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    super::good(&text).remove(0)
}

#[test]
fn a_case_with_all_keys() {
    let text = "habilita: case/1\ntitle: T\nabout: t.work@1\ngrant: licence\nas-of: 2026-03-01\nlanguage: es\n\
                record: { person: P-1 }\nexpect:\n  verdict: unmet\n  on-completion: met\n  requirements:\n    \
                age: met\n    hours: { verdict: unmet, shortfall: 1 h, excess: 2, by: decision, applicable: true, on-completion: undetermined }\n";
    let case = cases(text).remove(0);
    assert_eq!(case.framework(), ("t.work", Some("1")));
    assert_eq!(case.expect.verdict, Some(Answer::Unmet));
    let requirements = case.expect.requirements.as_ref().unwrap();
    assert_eq!(requirements.0["age"], Expected::Verdict(Answer::Met));
    let Expected::More(more) = &requirements.0["hours"] else { panic!() };
    assert_eq!((more.by, more.applicable), (Some(By::Decision), Some(true)));
    assert_eq!(more.shortfall.as_ref().unwrap().text(), "1 h");
    let record = apply(&case, None).value.unwrap();
    assert_eq!(record.document.person, "P-1");
}

#[test]
fn without_changes_the_record_is_the_base() {
    let text = "habilita: case/1\ntitle: T\nabout: t.work\nas-of: 2026-03-01\nbase: base.yaml\nexpect: {}\n";
    let base = base();
    let applied = apply(&cases(text)[0], Some((BASE, &base))).value.unwrap();
    assert_eq!(applied.document, super::good(&base).remove(0));
    assert_eq!(applied.text, base);
}

#[test]
fn values_are_set() {
    assert_eq!(changed("  - { evidence: c1, set: { hours: 179 } }\n"), expected(&[("180", "179")]));
    assert_eq!(
        changed("  - { evidence: c1, set: { \"covers[a.b/d].hours\": 19 } }\n"),
        expected(&[("hours: 20", "hours: 19")])
    );
    assert_eq!(
        changed("  - { evidence: c1, set: { \"covers[a.b/c].hours\": 19 } }\n"),
        expected(&[("[a.b/c,", "[{ competency: a.b/c, hours: 19 },")])
    );
    assert_eq!(
        changed("  - { evidence: c2, set: { hours.theory: 5, hours.practice: 1 } }\n"),
        expected(&[("theory: 4", "theory: 5, practice: 1")])
    );
    assert_eq!(changed("  - { set: { facts.photo: false } }\n"), expected(&[("photo: true", "photo: false")]));
    assert_eq!(
        changed("  - { set: { application.date: 2026-01-02 } }\n"),
        expected(&[("evidence:", "application: { date: 2026-01-02 }\nevidence:")])
    );
    assert_eq!(changed("  - { set: { \"evidence[c2].hours.theory\": 5 } }\n"), expected(&[("theory: 4", "theory: 5")]));
}

#[test]
fn things_are_removed_and_added() {
    assert_eq!(
        changed("  - { evidence: c1, remove: [covers] }\n"),
        expected(&[("    covers: [a.b/c, { competency: a.b/d, hours: 20 }]\n", "")])
    );
    assert_eq!(changed("  - { evidence: c1, remove: [\"covers[a.b/c]\"] }\n"), expected(&[("[a.b/c, ", "[")]));
    assert_eq!(changed("  - { remove: [facts.photo] }\n"), expected(&[("photo: true", "")]));
    assert_eq!(
        changed("  - { evidence: c2, remove: true }\n"),
        expected(&[("  - { id: c2, kind: course, hours: { theory: 4 } }\n", "")])
    );
    let added = changed("  - { evidence: c2, remove: true }\n  - add:\n      id: c2\n      kind: exam\n");
    assert_eq!(added.evidence.unwrap()[1].kind, crate::model::vocabulary::Kind::Exam);
}

#[test]
fn the_same_changes_make_the_same_text() {
    let text = case("  - { evidence: c1, set: { hours: 179 } }\n");
    let base = base();
    let make = || apply(&cases(&text)[0], Some((BASE, &base))).value.unwrap().text;
    assert_eq!(make(), make());
    insta::assert_snapshot!(make(), @r#"
    {"habilita":"record/1","person":"P-1","evidence":[{"id":"c1","kind":"course","hours":179,"covers":["a.b/c",{"competency":"a.b/d","hours":20}]},{"id":"c2","kind":"course","hours":{"theory":4}}],"facts":{"photo":true}}
    "#);
    assert_eq!(
        super::good(&make()).remove(0).evidence,
        apply(&cases(&text)[0], Some((BASE, &base))).value.unwrap().document.evidence
    );
}

#[test]
fn changes_that_cannot_be_made() {
    insta::assert_snapshot!(change_said("  - { evidence: c3, set: { hours: 1 } }\n"), @r"
    error[unknown-evidence]: the record has no evidence with the id `c3`
     --> case.yaml:7:17
      |
    7 |   - { evidence: c3, set: { hours: 1 } }
      |                 ^^
      |
      = path: change[0].evidence
      = help: did you mean `c1`?
    ");
    insta::assert_snapshot!(change_said("  - { evidence: c1, set: { \"covers[a.b/e].hours\": 1 } }\n"), @r#"
    error[invalid-value]: no element `a.b/e` in this list
     --> case.yaml:7:28
      |
    7 |   - { evidence: c1, set: { "covers[a.b/e].hours": 1 } }
      |                            ^^^^^^^^^^^^^^^^^^^^^
      |
      = path: change[0].set.covers[a.b/e].hours
      = help: did you mean `[a.b/c]`?
    "#);
    insta::assert_snapshot!(change_said("  - { evidence: c1, set: { hours.theory: 1 } }\n"), @r"
    error[invalid-value]: the path `hours.theory` leads through something that has
                          no keys
     --> case.yaml:7:28
      |
    7 |   - { evidence: c1, set: { hours.theory: 1 } }
      |                            ^^^^^^^^^^^^
      |
      = path: change[0].set.hours.theory
    ");
    insta::assert_snapshot!(change_said("  - { evidence: c1, set: { \"covers[\": 1 } }\n"), @r#"
    error[invalid-value]: `covers[` is not a path such as
                          `covers[us.tx.chw-core/advocacy].hours`
     --> case.yaml:7:28
      |
    7 |   - { evidence: c1, set: { "covers[": 1 } }
      |                            ^^^^^^^^^
      |
      = path: change[0].set.covers[
    "#);
    insta::assert_snapshot!(change_said("  - { remove: [facts.foto] }\n"), @r"
    error[invalid-value]: nothing stands at `facts.foto`, so nothing can be removed
     --> case.yaml:7:16
      |
    7 |   - { remove: [facts.foto] }
      |                ^^^^^^^^^^
      |
      = path: change[0].remove[0]
    ");
}

#[test]
fn a_wrong_value_is_shown_where_the_case_writes_it() {
    insta::assert_snapshot!(change_said("  - { evidence: c1, set: { hours: many, hourz: 2 } }\n"), @r"
    error[invalid-value]: `many` is not an amount such as `80 h` or `60 ects`
     --> case.yaml:7:35
      |
    7 |   - { evidence: c1, set: { hours: many, hourz: 2 } }
      |                                   ^^^^
      |
      = path: evidence[0].hours

    error[unknown-key]: no key `hourz` here
     --> case.yaml:7:41
      |
    7 |   - { evidence: c1, set: { hours: many, hourz: 2 } }
      |                                         ^^^^^ not a key
      |
      = path: evidence[0].hourz
      = help: did you mean `hours`?
    ");
    insta::assert_snapshot!(change_said("  - { evidence: c1, set: { id: c2 } }\n"), @r"
    error[duplicate-evidence]: two pieces of evidence have the id `c2`
     --> base.yaml:8:11
      |
    8 |   - { id: c2, kind: course, hours: { theory: 4 } }
      |           ^^
      |
     ::: case.yaml:7:32
      |
    7 |   - { evidence: c1, set: { id: c2 } }
      |                                -- first here
      |
      = path: evidence[1].id
    ");
}

#[test]
fn cases_that_are_wrong() {
    insta::assert_snapshot!(cases_said("habilita: case/1\ntitle: T\nabout: x\nas-of: 2026\nexpect: { verdict: fine }\n"), @r"
    error[missing-key]: a case needs a `base` or a `record`
     --> case.yaml:1:1
      |
    1 | habilita: case/1
      | ^^^^^^^^^^^^^^^^
      |
      = path:

    error[invalid-date]: `2026` is not one day; an assessment is made on a day
     --> case.yaml:4:8
      |
    4 | as-of: 2026
      |        ^^^^
      |
      = path: as-of

    error[unknown-word]: `fine` is none of the words expected here
     --> case.yaml:5:20
      |
    5 | expect: { verdict: fine }
      |                    ^^^^ not known
      |
      = path: expect.verdict
      = note: expected is one of `met`, `unmet`, `undetermined`
    ");
    insta::assert_snapshot!(cases_said(&case("  - { evidence: c1 }\n  - { add: {}, evidence: c1 }\n  - { remove: true }\n  - { evidence: c1, sett: {} }\n")), @r"
    error[missing-key]: a change says one of `set`, `remove` or `add`
     --> case.yaml:7:7
      |
    7 |   - { evidence: c1 }
      |       ^^^^^^^^^^^^
      |
      = path: change[0]

    error[invalid-value]: `add` stands alone in its change
     --> case.yaml:8:7
      |
    8 |   - { add: {}, evidence: c1 }
      |       ^^^
      |
      = path: change[1].add

    error[missing-key]: `remove: true` needs the id of the `evidence` that is
                        removed
     --> case.yaml:9:7
      |
    9 |   - { remove: true }
      |       ^^^^^^
      |
      = path: change[2].remove

    error[missing-key]: a change says one of `set`, `remove` or `add`
      --> case.yaml:10:7
       |
    10 |   - { evidence: c1, sett: {} }
       |       ^^^^^^^^^^^^
       |
       = path: change[3]

    error[unknown-key]: no key `sett` here
      --> case.yaml:10:21
       |
    10 |   - { evidence: c1, sett: {} }
       |                     ^^^^ not a key
       |
       = path: change[3].sett
       = help: did you mean `set`?
    ");
    insta::assert_snapshot!(cases_said("habilita: record/1\nperson: P-1\n"), @r"
    error[wrong-schema]: this is a record (`record/1`), expected a case
     --> case.yaml:1:11
      |
    1 | habilita: record/1
      |           ^^^^^^^^
      |
      = path: habilita
    ");
    insta::assert_snapshot!(cases_said("habilita: case/1\ntitle: T\nabout: x\nas-of: 2026-01\nbase: b\nrecord: {}\nexpect: { requirements: { age: { verdict: met, short: 1 } } }\n"), @r"
    error[invalid-date]: `2026-01` is not one day; an assessment is made on a day
     --> case.yaml:4:8
      |
    4 | as-of: 2026-01
      |        ^^^^^^^
      |
      = path: as-of

    error[invalid-value]: a case has a `base` or a `record`, not both
     --> case.yaml:6:1
      |
    6 | record: {}
      | ^^^^^^
      |
      = path: record

    error[unknown-key]: no key `short` here
     --> case.yaml:7:48
      |
    7 | expect: { requirements: { age: { verdict: met, short: 1 } } }
      |                                                ^^^^^ not a key
      |
      = path: expect.requirements.age.short
      = note: the keys here are `verdict`, `shortfall`, `excess`, `by`,
              `applicable`, `on-completion`
    ");
}

#[test]
fn the_schema_of_cases_contains_that_of_records() {
    let schema = case_schema();
    assert!(schema.pointer("/$defs/Evidence/allOf").is_some());
    assert!(schema.pointer("/properties/expect").is_some());
}
