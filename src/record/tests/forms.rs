//! What may be written in several ways, and what YAML would like to take for something else.

use super::{good, with};
use crate::model::number::Number;
use crate::model::vocabulary::Kind;
use crate::record::forms::{Complete, Covers, Hours, Topics};
use crate::record::scalar::{Decimal, Scalar};
use crate::record::{Document, record_schema};

fn one(evidence: &str) -> crate::record::document::Evidence {
    good(&with(evidence)).remove(0).evidence.unwrap().remove(0)
}

fn decimal(digits: i64, scale: u8) -> Decimal {
    Decimal(Number::decimal(digits, scale))
}

#[test]
fn words_that_look_like_something_else_are_texts_where_texts_are_expected() {
    let item = one("  - { id: 0913, kind: qualification, country: NO, field: 0913, name: 1.10, level: on }\n");
    assert_eq!(item.id, "0913");
    assert_eq!(item.country.as_deref(), Some("NO"));
    assert_eq!(item.field.as_deref(), Some("0913"));
    assert_eq!(item.name.as_deref(), Some("1.10"));
    assert_eq!(item.level.as_deref(), Some("on"));
    let item = one("  - { id: c1, kind: exam, area: 101, part: true, passed: true }\n");
    assert_eq!(item.area.unwrap().all(), ["101"]);
    assert_eq!(item.part.as_deref(), Some("true"));
    let item = one("  - { id: c1, kind: exam, area: [101, no] }\n");
    assert_eq!(item.area.unwrap().all(), ["101", "no"]);
}

#[test]
fn json_texts_stand_in_quotes() {
    let text = r#"{"habilita":"record/1","person":"P-1","evidence":[{"id":913,"kind":"qualification"}]}"#;
    insta::assert_snapshot!(super::said(text), @r#"
    error[invalid-value]: expected a text, found `913`
     --> record.yaml:1:57
      |
    1 | ...:"P-1","evidence":[{"id":913,"kind":"qualification"}]}
      |                             ^^^ not of this form
      |
      = path: evidence[0].id
    "#);
}

#[test]
fn dates_may_be_partial() {
    for (written, lo, hi) in [
        ("1999", "1999-01-01", "1999-12-31"),
        ("1999-02", "1999-02-01", "1999-02-28"),
        ("1999-02-03", "1999-02-03", "1999-02-03"),
        ("\"1999\"", "1999-01-01", "1999-12-31"),
    ] {
        let document = good(&format!("habilita: record/1\nperson: P-1\nborn: {written}\n")).remove(0);
        let interval = document.born.unwrap().interval();
        assert_eq!(interval.lo.unwrap().to_string(), lo);
        assert_eq!(interval.hi.unwrap().to_string(), hi);
    }
    for written in ["99", "1999-2", "1999-00", "1999-02-29", "0000", "1999-02-03-04", "1999-02-03T00:00", "-1999"] {
        assert!(super::said(&format!("habilita: record/1\nperson: P-1\nborn: {written}\n")).contains("invalid-date"));
    }
}

#[test]
fn nothing_is_not_stated() {
    let item = one("  - { id: c1, kind: course, hours: null, name: ~, completed: , covers: }\n");
    assert_eq!((item.hours, item.name, item.completed, item.covers), (None, None, None, None));
}

#[test]
fn numbers_are_exact() {
    let item = one("  - { id: x1, kind: experience, load: 0.1, hours: 999999999.999999 }\n");
    assert_eq!(item.load, Some(decimal(1, 1)));
    let text = r#"{"habilita":"record/1","person":"P","evidence":[{"id":"x1","kind":"experience","load":0.1,"hours":999999999.999999}]}"#;
    let json = good(text).remove(0).evidence.unwrap().remove(0);
    assert_eq!(json, item);
    let Some(Hours::One(amount)) = item.hours.as_deref() else { panic!() };
    assert_eq!(amount.number, Number::decimal(999_999_999_999_999, 6));
    let long = text.replace("0.1", "0.10000000000000000001");
    assert!(super::said(&long).contains("invalid-number"));
}

#[test]
fn hours_in_all_forms() {
    assert!(matches!(one("  - { id: c, kind: course, hours: 180 }\n").hours.as_deref(), Some(Hours::One(_))));
    assert!(matches!(one("  - { id: c, kind: course, hours: 90 min }\n").hours.as_deref(), Some(Hours::One(_))));
    assert!(matches!(one("  - { id: c, kind: course, credits: 60 ects }\n").credits.as_deref(), Some(Hours::One(_))));
    let by_mode = one("  - { id: c, kind: course, hours: { theory: 120, practice: 60 h } }\n");
    assert!(matches!(by_mode.hours.as_deref(), Some(Hours::ByMode(modes)) if modes.0.len() == 2));
    let parts =
        one("  - { id: c, kind: course, hours: [{ amount: 80 h, mode: theory }, { amount: 20, topic: [law] }] }\n");
    assert!(matches!(parts.hours.as_deref(), Some(Hours::Parts(parts)) if parts.len() == 2));
}

#[test]
fn topics_covers_and_complete_in_all_forms() {
    let item = one("  - { id: c, kind: cpd, hours: 9, topics: [law, { topic: ethics, hours: 2 }], covers: unknown }\n");
    assert!(matches!(item.topics, Some(Topics::Listed(list)) if list.len() == 2));
    assert_eq!(item.covers, Some(Covers::Unknown));
    let item = one("  - { id: c, kind: cpd, topics: { law: 1, ethics: 2 }, covers: [] }\n");
    assert!(matches!(item.topics, Some(Topics::ByTopic(topics)) if topics.0.len() == 2));
    assert_eq!(item.covers, Some(Covers::Listed(Vec::new())));
    let head = "habilita: record/1\nperson: P-1\ncomplete: ";
    assert_eq!(good(&format!("{head}all\n"))[0].complete, Some(Complete::All));
    let list = format!("{head}[course, training, \"credential where issuer is dshs\"]\n");
    assert!(matches!(&good(&list)[0].complete, Some(Complete::These(list)) if list.len() == 3));
}

#[test]
fn facts_keep_their_form() {
    let document =
        good("habilita: record/1\nperson: P-1\nfacts: { a: true, b: 1.10, c: NO, d: 2019-03, e: \"true\" }\n");
    let facts = document[0].facts.as_ref().unwrap().0.values().cloned().collect::<Vec<_>>();
    let text = |text: &str| Scalar::Text(text.to_owned());
    let expected = [Scalar::YesNo(true), Scalar::Number("1.10".into()), text("NO"), text("2019-03"), text("true")];
    assert_eq!(facts, expected);
}

#[test]
fn several_documents() {
    let names = |text: &str| good(text).into_iter().map(|document| document.person).collect::<Vec<_>>();
    let yaml = "---\nhabilita: record/1\nperson: A\n---\n# nothing\n---\nhabilita: record/1\nperson: B\n...\n";
    assert_eq!(names(yaml), ["A", "B"]);
    let (a, b) = (r#"{"habilita":"record/1","person":"A"}"#, r#"{"habilita":"record/1","person":"B"}"#);
    assert_eq!(names(&format!("[{a},{b}]")), ["A", "B"]);
    assert_eq!(names(&format!("{a}\n{b}\n")), ["A", "B"]);
    assert_eq!(names(&format!("- {a}\n- {b}\n")), ["A", "B"]);
    assert_eq!(names("{ habilita: record/1, person: A }\n"), ["A"]);
}

#[test]
fn each_document_has_its_place_and_its_own_problems() {
    let (a, b) = (r#"{"habilita":"record/1","person":"A"}"#, r#"{"habilita":"record/1","person":"B"}"#);
    for text in [format!("[{a},\n {b}]"), format!("{a}\n{b}\n"), format!("{a}\n---\n{b}\n")] {
        let documents = good(&text);
        let span = documents[1].place.span.unwrap();
        assert_eq!(text.get(span.start as usize..span.end as usize).unwrap(), b, "{text}");
        assert_eq!(documents[1].place.index, 1);
    }
    let text = format!("{a}\n{}\n", b.replace("person", "persn"));
    insta::assert_snapshot!(super::said(&text), @r#"
    error[missing-key]: the key `person` is missing
     --> record.yaml:2:2
      |
    2 | {"habilita":"record/1","persn":"B"}
      |  ^^^^^^^^^^^^^^^^^^^^^ here

    error[unknown-key]: no key `persn` here
     --> record.yaml:2:24
      |
    2 | {"habilita":"record/1","persn":"B"}
      |                        ^^^^^^^ not a key
      |
      = path: persn
      = help: did you mean `person`?
    "#);
}

#[test]
fn yaml_and_json_are_the_same_to_us() {
    let yaml = with("  - { id: c1, kind: course, hours: 180.5, completed: 2025, approved-by: [x] }\n");
    let json = r#"{"habilita":"record/1","person":"P-1","evidence":[
        {"id":"c1","kind":"course","hours":180.5,"completed":2025,"approved-by":["x"]}]}"#;
    assert_eq!(good(&yaml), good(json));
}

#[test]
fn every_kind_has_its_keys() {
    for kind in Kind::ALL {
        good(&with(&format!("  - {{ id: a, kind: {}, name: N, verified: true, attributes: {{}} }}\n", kind.name())));
    }
}

#[test]
fn the_schema_knows_every_key_and_says_what_it_means() {
    let schema = record_schema();
    let top = schema.pointer("/properties").unwrap().as_object().unwrap();
    assert_eq!(
        top.keys().map(String::as_str).collect::<std::collections::BTreeSet<_>>(),
        Document::KEYS.iter().copied().collect()
    );
    let evidence = schema.pointer("/$defs/Evidence/properties").unwrap().as_object().unwrap();
    for (key, value) in evidence {
        let described = value.get("description").is_some() || value.get("$ref").is_some();
        assert!(described, "{key} has no description");
    }
    assert_eq!(schema.pointer("/$defs/Evidence/required").unwrap(), &serde_json::json!(["id", "kind"]));
    assert_eq!(schema.pointer("/additionalProperties").unwrap(), false);
}
