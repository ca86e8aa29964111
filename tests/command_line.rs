//! The command as a person runs it, but for the process: arguments in, output, messages and status out.

use std::ffi::OsString;

use habilita::cli::{ExitStatus, Io, Surroundings, run};
use habilita::diagnostic::Code;

/// What a run gave.
struct Run {
    status: u8,
    output: String,
    messages: String,
}

/// The day on which all runs of the tests take place.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

fn habilita(arguments: &[&str]) -> Run {
    habilita_in(Surroundings { today: TODAY, ..Surroundings::default() }, arguments, b"")
}

fn habilita_in(surroundings: Surroundings, arguments: &[&str], mut input: &[u8]) -> Run {
    let (mut output, mut messages) = (Vec::new(), Vec::new());
    let all = std::iter::once("habilita").chain(arguments.iter().copied()).map(OsString::from);
    let status: ExitStatus = run(all, &mut Io::new(&mut input, &mut output, &mut messages, surroundings));
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: status.number(), output: text(output), messages: text(messages) }
}

#[test]
fn help_is_a_result_and_wrong_usage_a_message() {
    let help = habilita(&["--help"]);
    assert_eq!((help.status, help.messages.as_str()), (0, ""));
    assert!(help.output.contains("Usage: habilita"));
    let version = habilita(&["--version"]);
    assert_eq!(version.output, format!("habilita {}\n", env!("CARGO_PKG_VERSION")));
    for wrong in [&[][..], &["asess"], &["explain", "--no-such"], &["list", "--format", "xml"]] {
        let run = habilita(wrong);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{wrong:?}");
        assert!(run.messages.contains("--help"), "{}", run.messages);
    }
}

#[test]
fn every_code_is_explained() {
    for code in Code::ALL {
        let run = habilita(&["explain", code.name()]);
        assert_eq!((run.status, run.messages.as_str()), (0, ""));
        assert!(run.output.starts_with(code.name()));
        assert!(!run.output.contains("```") && !run.output.contains("\n#"), "{}", run.output);
        let wide = run.output.lines().find(|line| line.chars().count() > 81);
        assert_eq!(wide, None, "{}", code.name());
    }
}

#[test]
fn an_unknown_code_suggests_the_nearest() {
    let run = habilita(&["explain", "unknown-symbl"]);
    assert_eq!((run.status, run.output.as_str()), (2, ""));
    assert!(run.messages.contains("did you mean `unknown-symbol`?"), "{}", run.messages);
}

#[test]
fn codes_are_listed_in_both_formats() {
    let text = habilita(&["explain"]);
    assert_eq!(text.output.lines().count(), Code::ALL.len());
    let json = habilita(&["explain", "--format", "json"]);
    let parsed: Vec<serde_json::Value> = serde_json::from_str(&json.output).unwrap();
    assert_eq!(parsed.len(), Code::ALL.len());
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = habilita(&["completions", shell]);
        assert_eq!(run.status, 0);
        assert!(run.output.contains("habilita"), "{shell}");
    }
}

#[test]
fn a_folder_of_frameworks_that_is_not_there() {
    for arguments in [&["list", "--frameworks", "no/such"][..]] {
        let run = habilita(arguments);
        assert_eq!((run.status, run.output.as_str()), (2, ""));
        assert_eq!(run.messages, "error[unreadable-file]: cannot read `no/such`: no such file or folder\n");
    }
}

/// The page of the command line is what the command says of itself. `HABILITA_UPDATE=1 cargo test` writes it anew.
#[test]
fn the_reference_is_what_the_command_says() {
    let mut page = String::from("# The command line\n\nWhat `habilita --help` says, and the help of each command.\n");
    let overview = habilita(&["--help"]).output;
    let commands: Vec<&str> = overview
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|word| !word.is_empty())
        .collect();
    let mut section = |name: &str, text: &str| {
        page.push_str(&format!("\n## {name}\n\n```text\n"));
        text.lines().for_each(|line| page.push_str(&format!("{}\n", line.trim_end())));
        page.push_str("```\n");
    };
    section("habilita", &overview);
    for command in commands {
        let help = habilita(&[command, "--help"]).output;
        // What all commands share stands in the overview.
        let own: Vec<&str> = help.split("\nCommon options:\n").collect();
        let examples = own.get(1).and_then(|rest| rest.split("for every command.\n").nth(1)).unwrap_or_default();
        section(&format!("habilita {command}"), &format!("{}\n{}", own[0].trim_end(), examples.trim_end()));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/command-line.md");
    if std::env::var_os("HABILITA_UPDATE").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == page, "docs/command-line.md is out of date: HABILITA_UPDATE=1 cargo test reference");
}
