//! Any bytes as framework, record or case: a diagnostic with a place, the right status, no panic, no flood.

use super::command_line::{Folder, Run, TODAY, habilita_in};
use habilita::cli::Surroundings;

/// Bytes of messages that a person can still read.
const READABLE: usize = 64 * 1024;

fn run(arguments: &[&str], input: &[u8]) -> Run {
    let folder = Folder::new(&format!("bad-{:?}", std::thread::current().id()).replace(['(', ')'], ""));
    let surroundings =
        Surroundings { today: Some(TODAY), frameworks: Some(folder.path().to_owned()), ..Surroundings::default() };
    let run = habilita_in(surroundings, arguments, input);
    assert!(run.messages.len() + run.output.len() < READABLE, "a flood of {} bytes", run.messages.len());
    assert!(!run.messages.contains('\u{1b}') && !run.messages.contains('\0'), "{:?}", run.messages);
    run
}

/// Reads a record, which must be refused with this code.
#[track_caller]
fn record(input: impl AsRef<[u8]>, code: &str) -> String {
    let run = run(&["assess", "example", "-"], input.as_ref());
    assert_eq!((run.status, run.output.as_str()), (2, ""), "{}", run.messages);
    assert!(run.messages.contains(&format!("error[{code}]")), "expected {code}:\n{}", run.messages);
    run.messages
}

/// Checks a framework, which must be refused with this code.
#[track_caller]
fn framework(input: impl AsRef<[u8]>, code: &str) -> String {
    let run = run(&["check", "-"], input.as_ref());
    assert_eq!(run.status, 1, "{}{}", run.output, run.messages);
    assert!(run.output.contains(&format!("error[{code}]")), "expected {code}:\n{}", run.output);
    run.output
}

const RECORD: &str = "habilita: record/1\nperson: P-1\nborn: 2000-01-01\n";

#[test]
fn bytes_that_are_no_text() {
    assert!(record(b"habilita: record/1\nperson: Mar\xeda\n", "not-text").contains("<stdin>:2:12"));
    assert!(framework(b"framework a version 1 {\n  name \"Mar\xeda\"\n}", "not-text").contains("<stdin>:2:"));
    record(b"\xff\xfeh\0a\0", "not-text");
    framework(b"\x89PNG\r\n\x1a\n\0\0\0", "not-text");
}

#[test]
fn nul_bytes() {
    record("habilita: record/1\nperson: \"a\0b\"\n", "not-text");
    let run = run(&["check", "-"], b"framework a\0 version 1 { }");
    assert_eq!(run.status, 1);
}

#[test]
fn nothing_at_all() {
    for input in ["", "\n", "   ", "# only a comment\n", "---\n", "\u{feff}"] {
        let run = run(&["assess", "example", "-"], input.as_bytes());
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{input:?}: {}", run.messages);
        assert!(run.messages.starts_with("error["), "{input:?}: {}", run.messages);
    }
}

#[test]
fn byte_order_marks_and_other_line_ends_do_no_harm() {
    for input in [format!("\u{feff}{RECORD}"), RECORD.replace('\n', "\r\n")] {
        assert_eq!(run(&["assess", "example", "-"], input.as_bytes()).status, 0);
    }
}

#[test]
fn keys_that_stand_twice() {
    let said = record(format!("{RECORD}born: 2010-01-01\n"), "duplicate-key");
    assert!(said.contains("<stdin>:4:"), "{said}");
    record(r#"{ "habilita": "record/1", "person": "a", "person": "b" }"#, "duplicate-key");
}

#[test]
fn alias_bombs() {
    let mut bomb = String::from("habilita: record/1\nperson: P-1\nfacts:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let list = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("  a{level}: &a{level} [{list}]\n"));
    }
    let run = run(&["assess", "example", "-"], bomb.as_bytes());
    assert_eq!((run.status, run.output.as_str()), (2, ""));
}

#[test]
fn deep_nestings() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("{\"a\": ", "}")] {
        let text =
            format!("{{\"habilita\": \"record/1\", \"facts\": {}{}}}", open.repeat(100_000), close.repeat(100_000));
        let run = run(&["assess", "example", "-"], text.as_bytes());
        assert_eq!((run.status, run.output.as_str()), (2, ""));
    }
    for open in ["{", "(", "all of {", "(not "] {
        let text = format!("framework a version 1 {{ grant g award {{ {}", open.repeat(20_000));
        framework(text, "too-deep");
    }
}

#[test]
fn lines_of_megabytes() {
    let long = "x".repeat(10 * 1024 * 1024);
    record(format!("habilita: record/1\nperson: P-1\n{long}: 1\n"), "record-syntax");
    let text = format!("{{\"habilita\": \"record/1\", \"person\": \"P-1\", \"{long}\": 1}}");
    assert_eq!(run(&["assess", "example", "-"], text.as_bytes()).status, 2);
    record(format!("{RECORD}evidence: [{}]\n", "{}, ".repeat(100_000)), "missing-key");
    record("x".repeat(100 * 1024 * 1024), "too-large");
    framework("x".repeat(100 * 1024 * 1024), "too-large");
    framework("x".repeat(1024 * 1024 + 1), "too-large");
    framework("x ".repeat(300_000), "syntax");
}

#[test]
fn another_schema() {
    assert!(record("habilita: record/2\nperson: P-1\n", "wrong-schema").contains("record/2"));
    record("habilita: case/1\ntitle: x\n", "wrong-schema");
    let run = run(&["assess", "example", "-"], b"person: P-1\n");
    assert_eq!(run.status, 2);
}

#[test]
fn misspelt_keys_are_suggested() {
    let said = record(format!("{RECORD}evidnece: []\n"), "unknown-key");
    assert!(said.contains("did you mean `evidence`?"), "{said}");
}

#[test]
fn cases_are_read_as_warily() {
    let folder = Folder::new("bad-cases");
    for (text, code) in [
        (&b"habilita: case/1\ntitle: \xff\n"[..], "not-text"),
        (b"habilita: case/1\ntitle: T\n", "missing-key"),
        (b"habilita: case/7\n", "wrong-schema"),
        (b"habilita: case/1\n[[[[[", "record-syntax"),
    ] {
        folder.write("cases/bad.yaml", text);
        let run = habilita_in(Surroundings::default(), &["test", folder.path()], b"");
        assert_eq!(run.status, 2, "{code}: {}{}", run.output, run.messages);
        assert!(run.output.contains(&format!("error[{code}]")), "{code}: {}", run.output);
    }
}

#[test]
fn every_prefix_of_a_framework_and_of_a_record() {
    let text = super::command_line::EXAMPLE;
    for (end, _) in text.char_indices().step_by(7) {
        let run = run(&["check", "-"], &text.as_bytes()[..end]);
        assert!(run.status <= 1, "{end}: {}", run.output);
    }
    let text =
        format!("{RECORD}evidence:\n  - {{ id: c1, kind: course, hours: {{ theory: 20 h }}, completed: 2025-06 }}\n");
    for end in 0..text.len() {
        let _ = run(&["assess", "example", "-"], &text.as_bytes()[..end]);
    }
}
