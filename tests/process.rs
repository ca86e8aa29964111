//! What only a real process shows: its status, its environment, a reader that goes away.

use std::process::{Command, Stdio};

fn habilita() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_habilita"));
    command.env_clear().current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn output(command: &mut Command) -> (Option<i32>, String, String) {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const ASSESS: [&str; 5] = ["assess", "us.tx.chw", "examples/texas-chw.yaml", "--as-of", "2026-11-24"];

#[test]
fn the_status_of_the_process() {
    assert_eq!(output(habilita().args(ASSESS)).0, Some(1));
    assert_eq!(output(habilita().arg("list")).0, Some(0));
    assert_eq!(output(habilita().arg("lst")).0, Some(2));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    for arguments in [&["schema", "record"][..], &["explain"], &["--help"], &ASSESS] {
        let mut child = habilita().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments:?}");
        assert!(output.status.code().is_some_and(|status| status < 2), "{arguments:?}");
    }
}

#[test]
fn the_language_follows_the_locale() {
    let spoken = |variables: &[(&str, &str)]| output(habilita().args(ASSESS).envs(variables.iter().copied())).1;
    let english = spoken(&[]);
    let spanish = spoken(&[("LANG", "es_CO.UTF-8")]);
    assert_ne!(english, spanish);
    assert_eq!(spoken(&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "es")]), spanish);
    assert_eq!(spoken(&[("LANG", "fr"), ("LC_MESSAGES", "fr"), ("LC_ALL", "es_AR")]), spanish);
    assert_eq!(spoken(&[("LANG", "C.UTF-8")]), english);
    let asked = output(habilita().args(ASSESS).args(["--lang", "es"]).env("LANG", "fr")).1;
    assert_eq!(asked, spanish);
}

#[test]
fn no_colour_into_a_pipe_unless_asked() {
    let coloured = |arguments: &[&str]| output(habilita().args(ASSESS).args(arguments)).1.contains('\u{1b}');
    assert!(!coloured(&[]));
    assert!(coloured(&["--color", "always"]));
    assert!(!coloured(&["--color", "never"]));
}

#[test]
fn the_folder_of_frameworks_from_the_environment() {
    let (status, listed, _) = output(habilita().args(["list"]).env("HABILITA_FRAMEWORKS", "no/such"));
    assert_eq!((status, listed.as_str()), (Some(2), ""));
}

#[test]
fn today_is_read_from_the_clock_and_printed() {
    let (_, text, _) = output(habilita().args(["assess", "us.tx.chw", "examples/texas-chw.yaml", "--format", "json"]));
    let found: serde_json::Value = serde_json::from_str(&text).unwrap();
    let day = found["as_of"].as_str().unwrap().parse::<jiff::civil::Date>().unwrap();
    assert!(day >= jiff::civil::date(2025, 1, 1));
}

#[test]
fn today_is_the_day_where_the_person_is() {
    let day = |zone: &str| {
        let assess = ["assess", "us.tx.chw", "examples/texas-chw.yaml", "--format", "json"];
        let (_, text, _) = output(habilita().args(assess).env("TZ", zone));
        let found: serde_json::Value = serde_json::from_str(&text).unwrap();
        found["as_of"].as_str().unwrap().to_owned()
    };
    // Written as rules, so that no database of time zones is needed: 26 hours apart, never the same day.
    assert!(day("EAST-14") > day("WEST+12"));
    if std::path::Path::new("/usr/share/zoneinfo/Pacific/Kiritimati").exists() {
        assert!(day("Pacific/Kiritimati") > day("WEST+12"));
    }
}
