//! Laws of reading: nothing makes it panic, and JSON and YAML of one record are one record.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::diagnostic::{Code, Severity};
use crate::model::framework::Framework;
use crate::record::{apply, bind, read, read_bytes, read_cases};
use crate::source::FileId;

const FILE: FileId = FileId(0);

static WORK: LazyLock<Framework> = LazyLock::new(super::framework);

/// A record that has a little of everything.
const RECORD: &str = r#"habilita: record/1
person: P-0147
born: 1999-03-02
residence: [{ place: US-TX, from: 2019-08-01, to: ongoing }]
facts: { healthy: true, begun: 2019, children: 2 }
application: { grant: t.work/licence, date: 2026-03-01 }
complete: [course, "credential where issuer is dshs"]
evidence:
  - &a { id: q1, kind: qualification, title: t.core/nurse, complete: true, recognised: { by: X, date: 2020 } }
  - id: c1
    kind: course
    part-of: q1
    name: "Course \u00f1 \"x\""
    hours: [{ amount: 80 h, mode: theory, topic: [law] }, { amount: 7.5 }]
    covers: [t.core/alpha-a, { competency: t.core/beta, hours: 20, level: does }]
  - { id: x1, kind: experience, started: 2023-02, ended: ongoing, load: 0.5 }
  - { id: d1, kind: demonstration, competency: t.core/alpha-b, attributes: { patient-age: 71 }, count: 3 }
  - { id: k1, kind: cpd, credits: 6 credit, topics: { law: 2 }, date: 2024-05 }
decisions:
  - { limit: c1, to: 20 h, author: A, date: 2026-01-10, reason: R }
"#;

const CASE: &str = "habilita: case/1\ntitle: T\nabout: t.work@1\nas-of: 2026-03-01\nbase: base.yaml\nchange:\n  \
- { evidence: c1, set: { \"covers[t.core/beta].hours\": 19, hours: 3 } }\n  - { remove: [facts.healthy] }\n  \
- { add: { id: z, kind: exam } }\nexpect: { verdict: met, requirements: { age: { shortfall: 1 h } } }\n";

/// Reads and binds whatever it is; every diagnostic has a place inside the text, at the borders of characters.
fn survive(text: &str) {
    let check = |text: &str, diagnostics: &[crate::diagnostic::Diagnostic]| {
        for diagnostic in diagnostics {
            let span = diagnostic.primary.as_ref().unwrap().span;
            if span.file == FILE {
                let (start, end) = (span.start as usize, span.end as usize);
                assert!(start <= end && start <= text.len(), "{diagnostic:?}");
            }
        }
    };
    let documents = read(FILE, text);
    check(text, &documents.diagnostics);
    let framework = &*WORK;
    for document in documents.value.iter().flatten() {
        check(text, &bind(document, framework, FILE, text).diagnostics);
    }
    let cases = read_cases(FILE, text);
    check(text, &cases.diagnostics);
    for case in cases.value.iter().flatten() {
        check(text, &apply(case, Some((FileId(1), RECORD))).diagnostics);
    }
    super::drawn(text, &documents.diagnostics);
}

#[test]
fn the_example_is_sound() {
    let (record, _) = super::bound(RECORD);
    assert_eq!(record.items.len(), 5);
}

#[test]
fn every_prefix() {
    for text in [RECORD.to_owned(), CASE.to_owned(), to_json(RECORD)] {
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            survive(text.get(..end).unwrap());
        }
    }
}

/// The record of a YAML text as JSON text.
fn to_json(text: &str) -> String {
    let empty = "habilita: case/1\ntitle: T\nabout: x\nas-of: 2026-03-01\nbase: b\nchange: [{ set: { person: P-0147 } }]\nexpect: {}\n";
    apply(&read_cases(FILE, empty).value.unwrap()[0], Some((FileId(1), text))).value.unwrap().text
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\n".to_owned()),
        Just("  ".to_owned()),
        Just(": ".to_owned()),
        Just("- ".to_owned()),
        Just("{".to_owned()),
        Just("}".to_owned()),
        Just("[".to_owned()),
        Just("]".to_owned()),
        Just("\"".to_owned()),
        Just("'".to_owned()),
        Just(",".to_owned()),
        Just("&a ".to_owned()),
        Just("*a".to_owned()),
        Just("<<: *a".to_owned()),
        Just("!!str ".to_owned()),
        Just("|\n".to_owned()),
        Just("---\n".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("\r".to_owned()),
        Just("\t".to_owned()),
        Just("ñ€😀".to_owned()),
        Just("-".to_owned()),
        Just("99999999999999999999".to_owned()),
        Just("1e400".to_owned()),
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("unknown".to_owned()),
        "[a-z0-9. /:@-]{0,6}",
        any::<char>().prop_map(String::from),
    ]
}

fn mutated(text: &'static str) -> impl Strategy<Value = String> {
    proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..12, piece()), 1..5).prop_map(move |edits| {
        let mut characters: Vec<char> = text.chars().collect();
        for (at, cut, piece) in edits {
            let start = at.index(characters.len() + 1);
            let end = (start + cut).min(characters.len());
            characters.splice(start..end, piece.chars());
        }
        characters.into_iter().collect()
    })
}

/// A value of the format, or something near it.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0_u32..3000).prop_map(Value::from),
        (0_u32..30_000).prop_map(|n| serde_json::from_str(&format!("{}.{:02}", n / 100, n % 100)).unwrap()),
        "[a-zñ0-9 .:/@#&*!|>'\"%{},\\[\\]-]{0,10}".prop_map(Value::from),
        prop::sample::select(vec![
            "2019",
            "2019-03",
            "2019-03-02",
            "course",
            "exam",
            "t.core/alpha",
            "t.core/nurse",
            "NO",
            "on",
            "0913",
            "1.10",
            "unknown",
            "ongoing",
            "all",
            "60 credit",
            "20 h",
            "law",
            "true",
            "null",
            "~",
            "",
            "c1",
            "passed",
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::vec((key(), inner), 0..3)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "theory",
        "amount",
        "mode",
        "topic",
        "competency",
        "hours",
        "name",
        "country",
        "role",
        "by",
    ])
    .prop_map(str::to_owned)
}

fn evidence() -> impl Strategy<Value = Value> {
    let keys = prop::sample::select(crate::record::document::Evidence::KEYS.to_vec());
    let kind = prop::sample::select(crate::model::vocabulary::Kind::ALL.to_vec());
    let entries = proptest::collection::vec((keys, value()), 0..4);
    ("[a-z]{1,2}[0-9]?", kind, entries).prop_map(|(id, kind, entries)| {
        let mut item = json!({ "id": id, "kind": kind.name() });
        for (key, value) in entries {
            item[key] = value;
        }
        item
    })
}

fn document() -> impl Strategy<Value = Value> {
    let keys = prop::sample::select(crate::record::Document::KEYS.to_vec());
    (proptest::collection::vec(evidence(), 0..4), proptest::collection::vec((keys, value()), 0..2)).prop_map(
        |(evidence, entries)| {
            let mut record = json!({ "habilita": "record/1", "person": "P-1", "evidence": evidence });
            for (key, value) in entries {
                record[key] = value;
            }
            record
        },
    )
}

/// Writes a value as YAML in block style, texts in quotes where they need them.
fn yaml(value: &Value, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    match value {
        Value::Array(list) if !list.is_empty() => {
            for element in list {
                out.push_str(&format!("\n{pad}-"));
                yaml(element, indent + 2, out);
            }
        }
        Value::Object(entries) if !entries.is_empty() => {
            for (key, element) in entries {
                out.push_str(&format!("\n{pad}{key}:"));
                yaml(element, indent + 2, out);
            }
        }
        Value::String(text) => {
            let plain = !text.is_empty()
                && text.chars().all(|c| c.is_ascii_alphabetic())
                && !["true", "null"].contains(&text.as_str());
            if plain {
                out.push_str(&format!(" {text}"))
            } else {
                out.push_str(&format!(" {}", Value::from(text.as_str())))
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            out.push_str(&format!(" {value}"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let read = read_bytes(FILE, &bytes);
        prop_assert!(read.value.is_some() || !read.diagnostics.is_empty());
    }

    #[test]
    fn mutations_never_panic(text in mutated(RECORD)) {
        survive(&text);
    }

    #[test]
    fn mutated_cases_never_panic(text in mutated(CASE)) {
        survive(&text);
    }

    #[test]
    fn pieces_never_panic(pieces in proptest::collection::vec(piece(), 0..30)) {
        survive(&pieces.concat());
    }

    #[test]
    fn json_and_yaml_are_one_record(value in document()) {
        let json = value.to_string();
        let mut text = String::new();
        yaml(&value, 0, &mut text);
        let (one, other) = (read(FILE, &json), read(FILE, &text));
        if one.value.is_some() {
            prop_assert_eq!(&one.value, &other.value, "{}\n{}", json, text);
        } else if other.value.is_some() {
            // An unquoted number or `true` of YAML may be a text; JSON has quotes to say so.
            let errors = one.diagnostics.iter().filter(|it| it.severity == Severity::Error);
            prop_assert!(errors.map(|it| it.code).all(|code| code == Code::InvalidValue), "{json}\n{text}");
        }
        if let (Some(documents), Some(others)) = (&one.value, &other.value) {
            let mut first = bind(&documents[0], &WORK, FILE, &json);
            let mut second = bind(&others[0], &WORK, FILE, &text);
            for record in first.value.iter_mut().chain(second.value.iter_mut()) {
                record.sha256.clear();
            }
            prop_assert_eq!(format!("{:?}", first.value), format!("{:?}", second.value));
        }
    }

    #[test]
    fn the_order_of_evidence_changes_nothing(value in document().prop_filter("read", |value| read(FILE, &value.to_string()).value.is_some())) {
        let bound = |value: &Value| {
            let text = value.to_string();
            let read = read(FILE, &text).value.unwrap();
            bind(&read[0], &WORK, FILE, &text).value.map(|mut record| {
                record.sha256.clear();
                // Words are numbered as they come.
                let words = std::mem::take(&mut record.words);
                (record.items.iter().map(|item| (item.id.clone(), item.date, item.portions.clone())).collect::<Vec<_>>(), words.len())
            })
        };
        let mut turned = value.clone();
        if let Some(list) = turned["evidence"].as_array_mut() {
            list.reverse();
        }
        prop_assert_eq!(bound(&value), bound(&turned));
    }
}
