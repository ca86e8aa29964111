//! Every code has its page, and the pages tell the truth.

use habilita::analysis::prove;
use habilita::assess::cases;
use habilita::diagnostic::{Code, Diagnostic, Severity, render};
use habilita::library::{Builtin, File, Memory, load};
use habilita::record;
use habilita::source::SourceMap;

const HEADINGS: [&str; 4] = ["## What it means", "## Why it matters", "## Example", "## Instead"];

#[test]
fn pages_have_the_headings() {
    for code in Code::ALL {
        let page = code.page();
        assert_eq!(page.lines().next(), Some(format!("# {}", code.name()).as_str()));
        let found: Vec<&str> = page.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(found, HEADINGS, "{}", code.name());
        for part in page.split("## ").skip(1) {
            let text = part.split_once('\n').map_or("", |(_, text)| text).trim();
            assert!(!text.is_empty(), "{}: a heading without text", code.name());
        }
    }
}

#[test]
fn no_page_is_left_over() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let code = name.strip_suffix(".md").and_then(Code::named);
        assert!(code.is_some() || name == "README.md", "{name} explains no code");
    }
}

#[test]
fn names_are_kebab_case_and_unique() {
    let mut names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    let plain = |name: &&str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    assert!(names.iter().all(plain));
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}

/// A page's example and what to write instead: the language of the fence, and the text in it.
fn blocks(code: Code) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut current: Option<(String, String)> = None;
    for line in code.page().lines() {
        match (line.strip_prefix("```"), &mut current) {
            (Some(language), None) => current = Some((language.to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(current.take()),
            (None, Some((_, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

const HEAD: &str = r#"framework example version 1 {
  name "Example"@en
  country CO
  regulator "The authority"@en
  status regulated
  in force from 2000-01-01
  governed by application
  source LAW "Law 1" by "Congress" published 2000-01-01
"#;

const GRANT: &str = r#"  grant certificate award "Certificate"@en cite LAW {
"#;

const AGE: &str = r#"    requirement age "Of age"@en cite LAW { age at least 18 years }
"#;

/// Words with which declarations begin.
const DECLARATIONS: &[&str] = &[
    "requirement",
    "define",
    "values",
    "competency",
    "title",
    "grant",
    "standard",
    "fact",
    "unit",
    "source",
    "assume",
    "act",
    "scale",
    "map",
    "set",
    "table",
    "provision",
    "languages",
    "use",
    "scope",
];

/// Puts the lines of an example into the frame that docs/diagnostics/README.md tells of.
fn framed(example: &str) -> String {
    let first = example.split_whitespace().next().unwrap_or_default();
    if ["framework", "catalog", "language"].contains(&first) {
        return example.to_owned();
    }
    let is_requirement = |line: &str| line.starts_with("requirement");
    if example.lines().any(|line| line.trim_start().starts_with("grant")) {
        return format!("{HEAD}{example}}}\n");
    }
    if example.lines().any(is_requirement) {
        let at = example.lines().position(is_requirement).unwrap_or_default();
        let (before, after): (Vec<_>, Vec<_>) = example.lines().enumerate().partition(|(line, _)| *line < at);
        let join =
            |lines: Vec<(usize, &str)>| lines.into_iter().map(|(_, line)| format!("{line}\n")).collect::<String>();
        return format!("{HEAD}{}{GRANT}{}  }}\n}}\n", join(before), join(after));
    }
    if DECLARATIONS.contains(&first) {
        return format!("{HEAD}{example}{GRANT}{AGE}  }}\n}}\n");
    }
    format!("{HEAD}{GRANT}    requirement rule \"The rule\"@en cite LAW {{\n{example}    }}\n  }}\n}}\n")
}

fn check(text: String) -> (SourceMap, Vec<Diagnostic>) {
    let mut map = SourceMap::default();
    let file = File::new("example.hab", text);
    let checked = load(&Builtin, &[&file], &mut map);
    let mut diagnostics = checked.diagnostics;
    diagnostics.extend(prove::all_problems(&checked.value.unwrap_or_default(), &|_| true));
    (map, diagnostics)
}

/// Why an example does not show what its page says, if it does not.
fn untrue(code: Code) -> Option<String> {
    let blocks = blocks(code);
    let mut faults = Vec::new();
    for (at, (language, text)) in blocks.iter().enumerate() {
        let (map, diagnostics) = match language.as_str() {
            "habilita" => check(framed(text)),
            "yaml" => read(text),
            _ => continue,
        };
        let raised = diagnostics.iter().any(|diagnostic| diagnostic.code == code);
        let sound = diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning);
        let shown = render::human(&map, &render::sorted(diagnostics), render::Style::default());
        match at {
            0 if !raised => faults.push(format!("the example does not raise it, but:\n{shown}")),
            1 if raised || !sound => faults.push(format!("what to write instead has faults:\n{shown}")),
            _ => {}
        }
    }
    (!faults.is_empty()).then(|| format!("== {}\n{}", code.name(), faults.join("\n")))
}

/// Reads records and binds them to a framework of two requirements, or runs cases of it.
fn read(text: &str) -> (SourceMap, Vec<Diagnostic>) {
    let mut map = SourceMap::default();
    let is_case = text.starts_with("habilita: case/");
    let training = "    requirement training \"Trained\"@en cite LAW { at least 20 h of course }\n";
    let grant = format!("{GRANT}{AGE}{}  }}\n", if is_case { "" } else { training });
    let framework = File::new("example.hab", framed(&grant));
    if is_case {
        let case = File::new("cases/example.yaml", text.to_owned());
        let library = Memory::new(vec![framework, case.clone()]);
        let diagnostics = cases::run(&library, &[&case], &mut map).diagnostics;
        return (map, diagnostics);
    }
    let frameworks = load(&Builtin, &[&framework], &mut map).value.expect("the frame is sound");
    let file = map.add("example.yaml", text);
    if text.starts_with("habilita: curriculum/") {
        let diagnostics = record::read_curricula(file, text).diagnostics;
        return (map, diagnostics);
    }
    let read = record::read(file, text);
    let mut diagnostics = read.diagnostics;
    for document in read.value.iter().flatten() {
        diagnostics.extend(record::bind(document, &frameworks[0], file, text).diagnostics);
    }
    (map, diagnostics)
}

#[test]
fn pages_tell_the_truth() {
    let untrue: Vec<String> = Code::ALL.iter().filter_map(|code| untrue(*code)).collect();
    assert!(untrue.is_empty(), "{} pages are wrong\n{}", untrue.len(), untrue.join("\n"));
}

/// What each page's example makes the command say, for people to judge the messages together. Written anew by
/// `HABILITA_UPDATE=1 cargo test`.
#[test]
fn messages_of_the_pages() {
    let mut text = String::new();
    for code in Code::ALL {
        let Some((language, example)) = blocks(*code).into_iter().next() else { continue };
        let (map, mut said) = match language.as_str() {
            "habilita" => check(framed(&example)),
            "yaml" => read(&example),
            _ => continue,
        };
        said.retain(|diagnostic| diagnostic.code == *code);
        text.push_str(&render::human(&map, &render::sorted(said), render::Style::default()));
        text.push('\n');
    }
    super::is_current("tests/snapshots/diagnostics.txt", &text);
}
