//! The command as a person runs it, but for the process: arguments in, output, messages and status out.

use std::ffi::OsString;
use std::path::Path;

use super::is_current;

use habilita::cli::{ExitStatus, Io, Surroundings, run};
use habilita::diagnostic::Code;

/// What a run gave.
pub(crate) struct Run {
    pub(crate) status: u8,
    pub(crate) output: String,
    pub(crate) messages: String,
}

/// The day on which all runs of the tests take place.
pub(crate) const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

pub(crate) fn habilita(arguments: &[&str]) -> Run {
    habilita_in(Surroundings { today: Some(TODAY), ..Surroundings::default() }, arguments, b"")
}

pub(crate) fn habilita_in(surroundings: Surroundings, arguments: &[&str], mut input: &[u8]) -> Run {
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
    let run = habilita(&["list", "--frameworks", "no/such"]);
    assert_eq!((run.status, run.output.as_str()), (2, ""));
    assert_eq!(run.messages, "error[unreadable-file]: cannot read `no/such`: no such file or folder\n");
}

const RECORD: &str = "habilita: record/1\nperson: P-0001\nborn: 2000-01-01\n";

/// A framework of one requirement, in a folder of its own that is removed at the end.
pub(crate) struct Folder(std::path::PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("cases")).unwrap();
        let this = Self(folder);
        this.write("example.hab", EXAMPLE);
        this
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub(crate) fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) const EXAMPLE: &str = r#"framework example version 1 {
  name "Example"@en
  country CO
  regulator "The authority"@en
  status regulated
  in force from 2000-01-01
  source LAW "Law 1"
  grant certificate award "Certificate"@en cite LAW {
    requirement age "Of age"@en cite LAW { age at least 18 years }
  }
  grant licence licence of certificate "Licence"@en cite LAW {
    requirement older "Older"@en cite LAW { age at least 30 years }
  }
}
"#;

/// A text without its line breaks and indentation.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|problem| panic!("{problem}: {text}"))
}

#[test]
fn the_verdict_is_the_status() {
    let folder = Folder::new("verdict");
    let ask = |born: &str, more: &[&str]| {
        let record = folder.write("record.yaml", format!("habilita: record/1\nperson: P-1\n{born}\n"));
        let mut arguments = vec!["assess", "example", &record, "--frameworks", folder.path(), "--format", "json"];
        arguments.extend(more);
        let run = habilita(&arguments);
        assert_eq!(run.messages, "");
        (run.status, json(&run.output)["verdict"].as_str().unwrap().to_owned())
    };
    assert_eq!(ask("born: 2000-01-01", &[]), (0, "met".to_owned()));
    assert_eq!(ask("born: 2000-01-01", &["--grant", "licence"]), (1, "unmet".to_owned()));
    assert_eq!(ask("", &[]), (3, "undetermined".to_owned()));
    assert_eq!(ask("born: 2008-11-22", &[]), (0, "met".to_owned()), "the eighteenth birthday is today");
    assert_eq!(ask("born: 2008-11-22", &["--as-of", "2026-11-21"]), (1, "unmet".to_owned()));
    assert_eq!(ask("application: { grant: example/licence, date: 2026-01-01 }\nborn: 2000-01-01", &[]).0, 1);
}

#[test]
fn several_persons_and_the_gravest_status() {
    let folder = Folder::new("several");
    let met = folder.write("met.yaml", RECORD);
    let two = folder.write("two.yaml", format!("{RECORD}---\nhabilita: record/1\nperson: P-0002\n"));
    let unmet = folder.write("unmet.yaml", RECORD.replace("2000", "2020"));
    let broken = folder.write("broken.yaml", "habilita: record/1\nperson: [\n");
    let ask = |records: &[&str]| {
        let mut arguments = vec!["assess", "example", "--frameworks", folder.path(), "--format", "json"];
        arguments.extend(records);
        habilita(&arguments)
    };
    assert!(json(&ask(&[&met]).output).is_object());
    let run = ask(&[&two]);
    let persons: Vec<String> =
        json(&run.output).as_array().unwrap().iter().map(|one| one["record"]["person"].to_string()).collect();
    assert_eq!((run.status, persons), (3, vec!["\"P-0001\"".to_owned(), "\"P-0002\"".to_owned()]));
    assert_eq!(ask(&[&met, &two, &unmet]).status, 1);
    let run = ask(&[&broken, &unmet, &met]);
    assert_eq!(run.status, 2);
    assert_eq!(json(&run.output).as_array().unwrap().len(), 2, "the others are assessed all the same");
    assert!(run.messages.contains("record-syntax"));
}

#[test]
fn records_and_frameworks_from_the_standard_input() {
    let folder = Folder::new("stdin");
    let surroundings =
        || Surroundings { today: Some(TODAY), frameworks: Some(folder.path().to_owned()), ..Surroundings::default() };
    let run = habilita_in(surroundings(), &["assess", "example", "-"], RECORD.as_bytes());
    assert_eq!((run.status, run.messages.as_str()), (0, ""));
    let as_json = br#"{ "habilita": "record/1", "person": "P-1", "born": "2020-01-01" }"#;
    assert_eq!(habilita_in(surroundings(), &["assess", "example", "-"], as_json).status, 1);
    let run = habilita_in(surroundings(), &["check", "-"], EXAMPLE.as_bytes());
    assert_eq!((run.status, run.output.as_str(), run.messages.as_str()), (0, "", "checked 1 file: no faults\n"));
    let run = habilita_in(surroundings(), &["check", "-"], b"framework x");
    assert_eq!(run.status, 1);
    assert!(run.output.contains("<stdin>:1:"), "{}", run.output);
}

#[test]
fn frameworks_by_file_find_what_lies_beside_them() {
    let folder = Folder::new("beside");
    folder.write("core.hab", "catalog example.core version 1 {\n  name \"Core\"@en\n  source LAW \"Law\"\n  competency pulse \"Pulse\"@en cite LAW\n}\n");
    let using = EXAMPLE
        .replace("  source", "  use example.core as core\n  source")
        .replace("age at least 18 years", "cover all of core");
    let own = folder.write("own.hab", using.replace("framework example", "framework own"));
    let record = folder.write("record.yaml", RECORD);
    let run = habilita(&["assess", &own, &record]);
    assert_eq!((run.status, run.messages.as_str()), (1, ""));
    let run = habilita(&["check", &own]);
    assert_eq!((run.status, run.output.as_str()), (0, ""));
}

#[test]
fn unknown_names_suggest_the_nearest() {
    let folder = Folder::new("names");
    let record = folder.write("record.yaml", RECORD);
    let ask = |framework: &str, more: &[&str]| {
        let mut arguments = vec!["assess", framework, &record, "--frameworks", folder.path()];
        arguments.extend(more);
        let run = habilita(&arguments);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{framework}");
        run.messages
    };
    assert!(ask("exmaple", &[]).contains("did you mean `example`?"));
    assert!(ask("us.tx.hcw", &[]).contains("did you mean `us.tx.chw`?"));
    assert!(ask("us.tx.chw-core", &[]).contains("is a catalog"));
    assert!(ask("nothing.like-it", &[]).contains("`habilita list` shows all"));
    assert!(ask("example@2", &[]).contains("there are: `1`"));
    assert!(ask("example", &["--grant", "certifcate"]).contains("did you mean `certificate`?"));
    assert!(ask("example", &["--as-of", "yesterday"]).contains("expected a day such as 2026-03-01"));
    assert!(ask("no/such.hab", &[]).contains("cannot read `no/such.hab`: no such file or folder"));
}

#[test]
fn check_prints_faults_and_counts_them() {
    let folder = Folder::new("check");
    folder.write(
        "faulty.hab",
        EXAMPLE.replace("example", "faulty").replace("years }\n  }\n  grant", "yeers }\n  }\n  grant"),
    );
    let run = habilita(&["check", folder.path()]);
    assert_eq!((run.status, run.messages.as_str()), (1, "checked 2 files: 1 error\n"));
    assert!(run.output.contains("faulty.hab:9:"), "{}", run.output);
    let quiet = habilita(&["check", folder.path(), "--quiet"]);
    assert_eq!((quiet.status, quiet.messages.as_str()), (1, ""));
    let faults = json(&habilita(&["check", folder.path(), "--format", "json"]).output);
    assert_eq!(faults.as_array().unwrap().len(), 1);
    assert_eq!(habilita(&["check", folder.path(), "no/such"]).status, 2);
    let colour = habilita(&["check", folder.path(), "--color", "always"]);
    assert!(colour.output.contains('\u{1b}'));
    assert!(!run.output.contains('\u{1b}'));
}

#[test]
fn cases_of_a_folder_and_of_a_file() {
    let folder = Folder::new("cases");
    let case = |title: &str, born: &str, verdict: &str| {
        format!(
            "habilita: case/1\ntitle: {title}\nabout: example\nas-of: 2026-01-01\nbase: base.yaml\n\
             change: [ {{ set: {{ born: {born} }} }} ]\nexpect:\n  verdict: {verdict}\n  requirements:\n    age: {verdict}\n"
        )
    };
    folder.write("cases/base.yaml", RECORD);
    let good = folder.write("cases/good.yaml", case("Of age", "2000-01-01", "met"));
    let run = habilita(&["test", folder.path()]);
    assert_eq!(run.status, 0, "{}{}", run.output, run.messages);
    assert_eq!(run.messages, "1 case: 1 as expected; 2 requirements not decided both ways\n");
    let said = words(&run.output);
    assert!(said.contains("`example/certificate/age` both ways: it is never unmet"), "{}", run.output);
    assert!(said.contains("`example/licence/older` both ways: it is never met and never unmet"));

    folder.write("cases/wrong.yaml", case("Under age", "2020-01-01", "met"));
    let run = habilita(&["test", folder.path(), "--quiet"]);
    assert_eq!(run.status, 1);
    assert!(run.output.contains("the whole is unmet, expected met"), "{}", run.output);
    assert!(run.output.contains("`age` is unmet, expected met"));
    assert!(run.output.contains("case: Under age"));
    assert_eq!(habilita(&["test", &good, "--quiet"]).status, 0, "only the file named is run");

    let all = json(&habilita(&["test", folder.path(), "--format", "json"]).output);
    let outcomes: Vec<&str> =
        all["cases"].as_array().unwrap().iter().map(|one| one["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["passed", "failed"]);

    folder.write("cases/wrong.yaml", "habilita: case/1\ntitle: Broken\n");
    assert_eq!(habilita(&["test", folder.path()]).status, 2);
    assert_eq!(habilita(&["test", "no/such/cases/x.yaml"]).status, 2);
}

#[test]
fn a_case_about_something_that_is_not_there() {
    let folder = Folder::new("about");
    let case = |about: &str, base: &str, more: &str| {
        folder.write(
            "cases/one.yaml",
            format!("habilita: case/1\ntitle: T\nabout: {about}\nas-of: 2026-01-01\nbase: {base}\n{more}expect:\n  requirements: {{ agee: met }}\n"),
        );
        habilita(&["test", folder.path()])
    };
    folder.write("cases/base.yaml", RECORD);
    assert!(case("exmaple", "base.yaml", "").output.contains("did you mean `example`?"));
    assert!(case("example@3", "base.yaml", "").output.contains("no version `3`"));
    assert!(case("example", "none.yaml", "").output.contains("cases/none.yaml`"));
    assert!(case("example", "base.yaml", "grant: licens\n").output.contains("did you mean `licence`?"));
    let run = case("example", "base.yaml", "");
    assert!(run.output.contains("did you mean `age`?"), "{}", run.output);
}

/// Every framework can be read in every language, without a word missing and within the columns of a terminal.
#[test]
fn every_framework_is_shown_in_every_language() {
    let listed = json(&habilita(&["list", "--format", "json"]).output);
    let mut shown = 0;
    for entry in listed["frameworks"].as_array().unwrap() {
        for version in entry["versions"].as_array().unwrap() {
            let version = &version["version"];
            let name = format!("{}@{}", entry["id"].as_str().unwrap(), version.as_str().unwrap());
            for language in ["en", "es", "pt", "fr"] {
                let run = habilita(&["show", &name, "--lang", language]);
                assert_eq!((run.status, run.messages.as_str()), (0, ""), "{name}");
                let wide = run.output.lines().find(|line| line.chars().count() > 80);
                assert_eq!(wide, None, "{name} in {language}");
            }
            let object = json(&habilita(&["show", &name, "--format", "json"]).output);
            assert_eq!(object["schema"], "habilita/framework/1");
            assert_eq!(object["version"], *version);
            shown += 1;
        }
    }
    assert!(shown > 0);
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
    is_current("docs/command-line.md", &page);
}

/// The schemas that others rely on change only on purpose.
#[test]
fn the_schemas_are_current() {
    for kind in ["record", "case", "curriculum", "assessment", "curriculum-analysis", "framework", "list"] {
        let run = habilita(&["schema", kind]);
        assert_eq!((run.status, run.messages.as_str()), (0, ""));
        let schema: serde_json::Value = serde_json::from_str(&run.output).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        is_current(&format!("docs/schemas/{kind}.json"), &run.output);
    }
}

#[test]
fn a_witness_is_a_record_that_is_met() {
    let file = "docs/tour/assistant.hab";
    let run = habilita(&["check", "--witness", file, "--quiet"]);
    assert_eq!((run.status, run.messages.as_str()), (0, ""));
    let comment = run.output.lines().next().unwrap();
    let day = comment.strip_prefix("# aq.assistant@2026, licence: met on ").unwrap();
    let surroundings = Surroundings { today: Some(TODAY), ..Surroundings::default() };
    let arguments = ["assess", file, "-", "--as-of", day, "--format", "json"];
    let assessed = habilita_in(surroundings, &arguments, run.output.as_bytes());
    assert_eq!((assessed.status, assessed.messages.as_str()), (0, ""), "{}", run.output);
    let json = habilita(&["check", "--witness", file, "--format", "json"]);
    assert!(json.output.contains("\"grant\": \"licence\""), "{}", json.output);
}
