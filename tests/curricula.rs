//! The example curricula: what the command says of them, in four languages and as JSON.

use habilita::report::curriculum::{CurriculumDocument, OutcomeWord};

use super::command_line::habilita;
use super::is_current;

/// Framework, example, the day on which graduates finish, and the status expected.
const EXAMPLES: &[(&str, &str, &str, u8)] = &[
    ("us.tx.chw", "texas-sound", "2026-11-22", 0),
    ("us.tx.chw", "texas-hole", "2026-11-22", 1),
    ("us.tx.chw", "texas-impossible", "2026-11-22", 1),
    ("co.nursing-auxiliary", "colombia-sound", "2024-06-28", 0),
    ("co.nursing-auxiliary", "colombia-hole", "2024-06-28", 1),
    ("co.nursing-auxiliary", "colombia-impossible", "2024-06-28", 1),
    ("br.mec.nursing-technician", "brazil-sound", "2026-11-22", 0),
    ("br.mec.nursing-technician", "brazil-hole", "2026-11-22", 1),
    ("br.mec.nursing-technician", "brazil-impossible", "2026-11-22", 1),
];

fn file(name: &str) -> String {
    format!("{}/examples/curricula/{name}.yaml", env!("CARGO_MANIFEST_DIR"))
}

fn run(framework: &str, name: &str, day: &str, more: &[&str]) -> super::command_line::Run {
    let file = file(name);
    let mut arguments = vec!["curriculum", framework, &file, "--as-of", day];
    arguments.extend(more);
    habilita(&arguments)
}

#[test]
fn every_example_is_run() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/curricula");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known = EXAMPLES.iter().any(|(_, example, ..)| format!("{example}.yaml") == name);
        assert!(known, "{name} is not run");
    }
}

#[test]
fn examples_say_what_they_are_to_say() {
    for (framework, name, day, status) in EXAMPLES {
        let language = if name.starts_with("texas") {
            "en"
        } else if name.starts_with("brazil") {
            "pt"
        } else {
            "es"
        };
        let run = run(framework, name, day, &["--lang", language]);
        assert_eq!((run.status, run.messages.as_str()), (*status, ""), "{name}");
        is_current(&format!("tests/snapshots/curricula/{name}.txt"), &run.output);
    }
}

#[test]
fn reports_fit_the_terminal_in_every_language() {
    for (framework, name, day, status) in EXAMPLES {
        for language in ["en", "es", "pt", "fr"] {
            let run = run(framework, name, day, &["--lang", language]);
            assert_eq!(run.status, *status, "{name} {language}");
            let wide = run.output.lines().find(|line| line.chars().count() > 80);
            assert_eq!(wide, None, "{name} {language}");
            assert!(!run.output.contains("curriculum-"), "{name} {language}: a key\n{}", run.output);
        }
    }
}

#[test]
fn json_says_the_same() {
    for (framework, name, day, status) in EXAMPLES {
        let run = run(framework, name, day, &["--format", "json"]);
        assert_eq!((run.status, run.messages.as_str()), (*status, ""), "{name}");
        let document: CurriculumDocument = serde_json::from_str(&run.output).unwrap();
        let expected = match name.rsplit('-').next() {
            Some("sound") => OutcomeWord::Guaranteed,
            Some("hole") => OutcomeWord::Possible,
            _ => OutcomeWord::Impossible,
        };
        assert_eq!(document.outcome, expected, "{name}");
        if *name == "texas-hole" {
            // The framework may be worded anew without another answer.
            let stable = run.output.replace(&document.framework.sha256, "(of the framework)");
            is_current("tests/snapshots/curricula/texas-hole.json", &stable);
        }
    }
}

#[test]
fn a_standard_alone_may_be_asked_about() {
    let run = run("co.nursing-auxiliary", "colombia-hole", "2026-11-22", &["--standard", "programme-2009"]);
    assert_eq!(run.status, 1, "{}{}", run.output, run.messages);
    is_current("tests/snapshots/curricula/colombia-hole-standard.txt", &run.output);
    let wrong =
        habilita(&["curriculum", "co.nursing-auxiliary", &file("colombia-hole"), "--standard", "programme-2008"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.messages.contains("did you mean `programme-2009`"), "{}", wrong.messages);
}

/// Since November 2024 the framework itself does not know what Decreto 1409 asks: that is no fault of a curriculum.
#[test]
fn what_the_framework_leaves_open_is_undetermined() {
    let run = run("co.nursing-auxiliary", "colombia-sound", "2026-11-22", &[]);
    assert_eq!(run.status, 3, "{}", run.output);
    is_current("tests/snapshots/curricula/colombia-sound-2026.txt", &run.output);
}

#[test]
fn several_curricula_are_an_array_and_the_gravest_counts() {
    let (sound, hole) = (file("texas-sound"), file("texas-hole"));
    let run = habilita(&["curriculum", "us.tx.chw", &sound, &hole, "--format", "json"]);
    assert_eq!(run.status, 1);
    let documents: Vec<CurriculumDocument> = serde_json::from_str(&run.output).unwrap();
    assert_eq!(documents.len(), 2);
    let missing = habilita(&["curriculum", "us.tx.chw", &sound, "no/such.yaml"]);
    assert_eq!(missing.status, 2);
    assert!(missing.output.contains("GUARANTEED"), "{}", missing.output);
}

#[test]
fn a_framework_that_is_not_claimed_is_noted() {
    let run = habilita(&["curriculum", "us.tx.chw@2019", &file("texas-sound")]);
    assert!(run.output.contains("does not say that it satisfies us.tx.chw"), "{}", run.output);
}
