//! Texts that are no records, or hardly texts. Each has a place, and none takes long.

#![allow(clippy::disallowed_methods, reason = "refusals must not take long")]

use std::time::{Duration, Instant};

use super::{drawn, said, with};
use crate::diagnostic::Code;
use crate::record::{SIZE_LIMIT, read, read_bytes};
use crate::source::FileId;

/// Time that a refusal may take, in a debug build on a busy machine.
const SOON: Duration = Duration::from_secs(20);

fn codes(bytes: &[u8]) -> Vec<Code> {
    let begun = Instant::now();
    let read = read_bytes(FileId(0), bytes);
    assert!(begun.elapsed() < SOON, "took {:?}", begun.elapsed());
    assert!(read.value.is_none() != read.diagnostics.is_empty());
    for diagnostic in &read.diagnostics {
        let place = diagnostic.primary.as_ref().map(|label| label.span);
        assert!(place.is_some_and(|span| span.start <= span.end), "{diagnostic:?} has no place");
    }
    read.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn an_empty_file() {
    insta::assert_snapshot!(said(""), @r"
    error[missing-key]: the file holds no record
     --> record.yaml:1:1
      |
    1 |
      | ^ nothing here
      |
      = help: begin it with `habilita: record/1`
    ");
    assert_eq!(codes(b"\n\n# nothing\n"), [Code::MissingKey]);
    assert_eq!(codes(b"[]"), [Code::MissingKey]);
}

#[test]
fn no_record_at_all() {
    insta::assert_snapshot!(said("Dear Sir or Madam\n"), @r"
    error[record-syntax]: expected a record with keys such as `habilita: record/1`
     --> record.yaml:1:1
      |
    1 | Dear Sir or Madam
      | ^^^^^^^^^^^^^^^^^ no keys
    ");
    insta::assert_snapshot!(said("person: P-1\n"), @r"
    error[missing-key]: a record begins with `habilita: record/1`, and this document
                        does not say what it is
     --> record.yaml:1:1
      |
    1 | person: P-1
      | ^^^^^^^^^^^ here
    ");
}

#[test]
fn another_schema() {
    insta::assert_snapshot!(said("habilita: record/2\nperson: P-1\n"), @r"
    error[wrong-schema]: this record is of version `2`, and this program reads
                         version 1
     --> record.yaml:1:11
      |
    1 | habilita: record/2
      |           ^^^^^^^^
      |
      = path: habilita
    ");
    insta::assert_snapshot!(said("habilita: curriculum/1\nid: x\n"), @r"
    error[wrong-schema]: this is a curriculum (`curriculum/1`), expected a record
     --> record.yaml:1:11
      |
    1 | habilita: curriculum/1
      |           ^^^^^^^^^^^^
      |
      = path: habilita
    ");
    insta::assert_snapshot!(said("{\"habilita\": \"case/1\", \"title\": \"x\"}"), @r#"
    error[wrong-schema]: this is a case (`case/1`), expected a record
     --> record.yaml:1:14
      |
    1 | {"habilita": "case/1", "title": "x"}
      |              ^^^^^^^^
      |
      = path: habilita
    "#);
    insta::assert_snapshot!(said("habilita: [record]\n"), @r"
    error[wrong-schema]: expected `record/1` behind `habilita`
     --> record.yaml:1:12
      |
    1 | habilita: [record]
      |            ^^^^^^
      |
      = path: habilita
    ");
    insta::assert_snapshot!(said("habilita: person\n"), @r"
    error[wrong-schema]: `person` is not a format, expected `record/1`
     --> record.yaml:1:11
      |
    1 | habilita: person
      |           ^^^^^^
      |
      = path: habilita
    ");
}

#[test]
fn a_file_of_cases_is_one_mistake() {
    let said = said("habilita: case/1\n---\nhabilita: case/1\n---\nhabilita: case/1\n");
    assert_eq!(said.matches("error[").count(), 1);
}

#[test]
fn bytes_that_are_no_text() {
    let bytes = b"habilita: record/1\nperson: P-\xff1\n";
    let read = read_bytes(FileId(0), bytes);
    insta::assert_snapshot!(drawn(&String::from_utf8_lossy(bytes), &read.diagnostics), @r"
    error[not-text]: byte 30 (hexadecimal ff) is not UTF-8 text
     --> record.yaml:2:11
      |
    2 | person: P-�1
      |           ^ not text
    ");
    assert_eq!(codes(b"\xff\xfeh\0a\0b\0"), [Code::NotText]);
}

#[test]
fn nul_bytes() {
    let text = "habilita: record/1\nperson: P\0-1\n";
    insta::assert_snapshot!(said(text), @r"
    error[not-text]: byte 29 is NUL, which no text has
     --> record.yaml:2:10
      |
    2 | person: P␀-1
      |          ^ not text
    ");
    assert_eq!(codes(b"{\"habilita\": \"record/1\", \"person\": \"P\0\"}"), [Code::NotText]);
}

#[test]
fn a_byte_order_mark_is_no_content() {
    assert_eq!(super::good("\u{feff}habilita: record/1\nperson: P-1\n")[0].person, "P-1");
    assert_eq!(super::good("\u{feff}{\"habilita\": \"record/1\", \"person\": \"P-1\"}")[0].person, "P-1");
    let text = "\u{feff}habilita: record/1\nperson: P-1\nborne: 1999\n";
    insta::assert_snapshot!(said(text), @r"
    error[unknown-key]: no key `borne` here
     --> record.yaml:3:1
      |
    3 | borne: 1999
      | ^^^^^ not a key
      |
      = path: borne
      = help: did you mean `born`?
    ");
}

#[test]
fn line_ends_of_all_sorts() {
    let text = with("  - { id: c1, kind: course, hours: 20 }\n");
    let expected = super::good(&text);
    assert_eq!(super::good(&text.replace('\n', "\r\n")), expected);
    let broken = text.replace("hours", "hourz").replace('\n', "\r\n");
    insta::assert_snapshot!(said(&broken), @r"
    error[unknown-key]: no key `hourz` here
     --> record.yaml:4:29
      |
    4 |   - { id: c1, kind: course, hourz: 20 }
      |                             ^^^^^ not a key
      |
      = path: evidence[0].hourz
      = help: did you mean `hours`?
    ");
}

#[test]
fn doubled_keys() {
    insta::assert_snapshot!(said("habilita: record/1\nperson: P-1\nperson: P-2\n"), @r"
    error[duplicate-key]: the key `person` stands twice
     --> record.yaml:3:1
      |
    2 | person: P-1
      | ------ first here
    3 | person: P-2
      | ^^^^^^ again here
    ");
    insta::assert_snapshot!(said("{\"habilita\": \"record/1\", \"person\": \"P-1\", \"person\": \"P-2\"}"), @r#"
    error[duplicate-key]: the key `person` stands twice
     --> record.yaml:1:43
      |
    1 | {"habilita": "record/1", "person": "P-1", "person": "P-2"}
      |                          --------         ^^^^^^^^ again here
      |                          |
      |                          first here
    "#);
    let nested = "habilita: record/1\nperson: P-1\nfacts: { a: true, b: 1, a: false }\n";
    insta::assert_snapshot!(said(nested), @r"
    error[duplicate-key]: the key `a` stands twice
     --> record.yaml:3:25
      |
    3 | facts: { a: true, b: 1, a: false }
      |          - first here   ^ again here
    ");
    let many: String = (0..20_000).map(|_| "a: 1\n").collect();
    assert!(codes(many.as_bytes()).iter().all(|code| matches!(code, Code::DuplicateKey | Code::MissingKey)));
}

#[test]
fn alias_bombs() {
    let mut text = "habilita: record/1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let below = format!("*a{}", level - 1);
        text.push_str(&format!("a{level}: &a{level} [{}]\n", [below.as_str(); 10].join(", ")));
    }
    assert_eq!(codes(text.as_bytes()), [Code::TooMuch]);
    // Many aliases of one large list.
    let large = vec!["x"; 5_000].join(", ");
    let text = format!("a: &a [{large}]\nb: [{}]\n", vec!["*a"; 5_000].join(", "));
    assert_eq!(codes(text.as_bytes()), [Code::TooMuch]);
    // Anchors within anchors.
    let text = format!("a: {}x{}\n", (0..60).map(|i| format!("&a{i} [")).collect::<String>(), "]".repeat(60));
    assert!(!codes(text.as_bytes()).is_empty());
    assert_eq!(codes(b"a: &a [*a]\n"), [Code::RecordSyntax]);
    assert_eq!(codes(b"a: *b\n"), [Code::RecordSyntax]);
}

#[test]
fn an_alias_where_one_is_useful() {
    let text = with(
        "  - { id: c1, kind: course, provider: &p { name: X, country: CO } }\n  \
         - { id: c2, kind: course, provider: *p }\n",
    );
    let document = super::good(&text).remove(0);
    let evidence = document.evidence.unwrap();
    assert_eq!(evidence[0].provider, evidence[1].provider);
}

#[test]
fn deep_nestings() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("{\"a\":", "}")] {
        for depth in [100, 10_000, 1_000_000] {
            let text = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            assert!(!codes(text.as_bytes()).is_empty(), "{open} {depth}");
        }
    }
    let block: String = (0..500).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(codes(block.as_bytes()), [Code::TooDeep]);
}

#[test]
fn lines_of_a_hundred_megabytes() {
    let line = "x".repeat(100 << 20);
    assert_eq!(codes(line.as_bytes()), [Code::TooLarge]);
    assert_eq!(codes(format!("{{\"habilita\": \"{line}\"}}").as_bytes()), [Code::TooLarge]);
    let read = read(FileId(0), &line);
    assert_eq!(read.diagnostics[0].code, Code::TooLarge);
}

#[test]
fn as_large_as_may_be() {
    for piece in ["- ", "a ", "[", "\"", "a: ", "- a\n", "{},", "\t", "&a ", "? ", "x: {}\n", "%", "!a "] {
        let text = piece.repeat((SIZE_LIMIT / 8) / piece.len());
        let begun = Instant::now();
        let _ = read(FileId(0), &text);
        assert!(begun.elapsed() < SOON, "{piece:?} took {:?}", begun.elapsed());
    }
}

#[test]
fn slips_of_yaml() {
    insta::assert_snapshot!(said("habilita: record/1\nperson: \"P-1\n"), @r#"
    error[record-syntax]: a text in quotes is not closed
     --> record.yaml:2:9
      |
    2 | person: "P-1
      |         ^ here
    "#);
    insta::assert_snapshot!(said("habilita: record/1\n\tperson: P-1\n"), @r"
    error[record-syntax]: a tab stands where spaces are expected
     --> record.yaml:1:11
      |
    1 | habilita: record/1
      |           ^ here
    ");
    insta::assert_snapshot!(said("habilita: record/1\nevidence:\n  - { id: c1, kind: course\nperson: P-1\n"), @r"
    error[record-syntax]: a map that begins with `{` is not closed with `}`
     --> record.yaml:3:5
      |
    3 |   - { id: c1, kind: course
      |     ^ here
    ");
    insta::assert_snapshot!(said("habilita: record/1\nperson: P-1: 2\n"), @r"
    error[record-syntax]: a `:` stands where no key is expected; a text that
                          contains `: ` needs quotes
     --> record.yaml:2:12
      |
    2 | person: P-1: 2
      |            ^ here
    ");
    insta::assert_snapshot!(said("habilita: record/1\nperson: @me\n"), @r"
    error[record-syntax]: the character `@` cannot stand here; a text that begins
                          with it needs quotes
     --> record.yaml:2:9
      |
    2 | person: @me
      |         ^ here
    ");
    insta::assert_snapshot!(said("habilita: !record record/1\nperson: P-1\n"), @r"
    error[record-syntax]: tags such as `!record` have no meaning in a record
     --> record.yaml:1:19
      |
    1 | habilita: !record record/1
      |                   ^^^^^^^^ tagged
    ");
    insta::assert_snapshot!(said("habilita: record/1\n[a, b]: P-1\n"), @r"
    error[record-syntax]: a list or map stands where a key is expected
     --> record.yaml:2:2
      |
    2 | [a, b]: P-1
      |  ^ not a key
    ");
}

#[test]
fn slips_of_json() {
    insta::assert_snapshot!(said("{\"habilita\": \"record/1\", \"person\": \"P-1}"), @r#"
    error[record-syntax]: a text in quotes is not closed
     --> record.yaml:1:40
      |
    1 | {"habilita": "record/1", "person": "P-1}
      |                                        ^ here
    "#);
    insta::assert_snapshot!(said("{\n  \"habilita\": \"record/1\",\n  \"evidence\": [ { \"id\": \"c1\" \n}"), @r"
    error[record-syntax]: a list that begins with `[` is not closed with `]`
     --> record.yaml:4:1
      |
    4 | }
      | ^ here
    ");
    insta::assert_snapshot!(said("{\"habilita\": \"record/1\", \"person\": 5}"), @r#"
    error[invalid-value]: expected a text, found `5`
     --> record.yaml:1:36
      |
    1 | {"habilita": "record/1", "person": 5}
      |                                    ^ not of this form
      |
      = path: person
    "#);
    insta::assert_snapshot!(said("{\"habilita\": \"record/1\", \"person\": \"P-1\", \"evidence\": [{\"id\": \"c1\", \"kind\": \"course\", \"provider\": [\"X\", \"CO\"]}]}"), @r#"
    error[invalid-value]: expected a provider, such as `{ name: "…", country: CO }`,
                          found a list
     --> record.yaml:1:100
      |
    1 | ...: "course", "provider": ["X", "CO"]}]}
      |                             ^^^ not of this form
      |
      = path: evidence[0].provider
    "#);
}
