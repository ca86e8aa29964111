//! The reference tells the truth: its examples are checked, its records bound, its cases run, its commands typed.
//!
//! The first line of a block says how it is tested:
//!
//! - ` ```habilita ` is a whole file and must be without faults and warnings;
//! - ` ```habilita fragment=WHAT ` stands in the frame that [`framed`] puts around it; `refused=CODE` means that exactly
//!   this problem must be found;
//! - ` ```yaml record ` is read and bound, ` ```yaml record=ID ` to this framework, else to that of its application;
//! - ` ```yaml curriculum ` is read, and bound to the framework that it claims;
//! - ` ```yaml case ` is run, against the frameworks and records of its page and the library;
//! - ` file=PATH ` behind any of them: that file of the project has the same text;
//!
//! Commands with what they print are tested in papers.rs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use habilita::assess::cases;
use habilita::diagnostic::{Code, Diagnostic, Severity, render};
use habilita::library::{Builtin, Chain, File, Loader, Memory, load};
use habilita::record;
use habilita::source::SourceMap;

/// What the examples of the reference take as declared.
const PRELUDE: &str = r#"
  name "Example"@en
  country AQ
  regulator "Health Council of the Stations"@en
  status regulated cite ACT
  in force from 2020-01-01
  governed by application

  source ACT "Station Health Act" by "Health Council of the Stations" published 2025-11-03
  source GUIDE "Guide to the Act" by "Health Council of the Stations"
  assume DAY-OF-APPLICATION "Ages are those on the day of the application."@en about ACT "art. 3"

  competency first-aid "First aid"@en cite ACT {
    competency bleeding "Stopping bleeding"@en
    competency resuscitation "Resuscitation"@en
  }
  competency hygiene "Hygiene"@en cite ACT
  competency record-keeping "Keeping records"@en cite ACT
  set core "Core tasks"@en = first-aid, hygiene, record-keeping
  set life-saving "Life-saving tasks"@en = first-aid

  values role { assistant "Assistant"@en nurse "Nurse"@en }
  values category { approved "Approved"@en other "Other"@en }
  values topic { law "Law"@en ethics "Ethics"@en safety "Safety"@en }
  values part { written "Written"@en practical "Practical"@en }
  values area { ward "Ward"@en clinic "Clinic"@en expedition "Expedition"@en }
  values approved-by { council "The Council"@en }
  values issuer { council "The Council"@en navy "The navy"@en }
  values type { reference "Letter of reference"@en }
  scale skill { knows "Knows"@en shows "Shows"@en does "Does"@en }
  scale grades { pass "Pass"@en merit "Merit"@en distinction "Distinction"@en }
  title care-aide "Care aide"@en { level isced.3 country AQ }
  title nurse "Nurse"@en { level isced.6 country AQ }
  unit credit "credit"@en = 25 h to 30 h workload cite ACT
  table skills-asked (skill: set, minimum: count, live: count) {
    row bleeding, 5, 2
    row resuscitation, 3, none
    row hygiene, unknown, none
  }

  fact fit: yes-no "Is the person fit for work at a station?"@en cite ACT
  fact arrival: date "When did the person arrive at the station?"@en cite ACT
  fact crew: number "How many people live at the station?"@en cite ACT
  fact home-port: place "From where did the person travel?"@en cite ACT
  define approved-course: course where approved-by is council
  define window = 3 years cite ACT
"#;

/// The grants and the standard that the examples take as declared.
const GRANTS: &str = r#"
  standard basic-programme (hours: quantity) "Basic programme"@en cite ACT { at least hours of all training }
  grant licence licence "Licence"@en valid 3 years cite ACT {
    requirement age "Of age"@en cite ACT { age at least 18 years }
  }
  grant renewal renewal of licence "Renewal"@en valid 3 years cite ACT {
    requirement held "Holds the licence"@en cite ACT { holds licence }
  }
"#;

/// A block of a page.
#[derive(Debug, Clone)]
struct Block {
    /// Page and line: `docs/language.md:12`.
    place: String,
    /// What stands behind the three signs: `habilita fragment=lines`.
    info: String,
    text: String,
}

impl Block {
    fn language(&self) -> &str {
        self.info.split(' ').next().unwrap_or_default()
    }

    /// Whether a word stands in the first line, as itself or as `word=value`.
    fn says(&self, word: &str) -> bool {
        self.info.split(' ').any(|said| said == word || said.starts_with(&format!("{word}=")))
    }

    fn value(&self, key: &str) -> Option<&str> {
        self.info.split(' ').find_map(|said| said.strip_prefix(key)?.strip_prefix('='))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The reference: all pages of the folder, and the first page of the project if it is there.
fn pages() -> Vec<String> {
    let mut pages: Vec<String> = std::fs::read_dir(root().join("docs"))
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter(|name| name.ends_with(".md"))
        .map(|name| format!("docs/{name}"))
        .collect();
    if root().join("README.md").exists() {
        pages.push("README.md".to_owned());
    }
    pages.sort();
    pages
}

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|problem| panic!("{name}: {problem}"))
}

fn blocks(name: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (index, line) in page(name).lines().enumerate() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(info), None) => {
                let place = format!("{name}:{}", index + 1);
                open = Some(Block { place, info: info.trim().to_owned(), text: String::new() });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "{name}: the last block is not closed");
    blocks
}

/// The files that an example stands for: one, or one for each of its lines where a line is one example.
fn framed(block: &Block) -> Vec<String> {
    let Some(what) = block.value("fragment") else { return vec![block.text.clone()] };
    let framework = |declarations: &str, grants: &str| {
        format!("framework aq.example version 1 {{\n{PRELUDE}\n{declarations}\n{grants}\n}}\n")
    };
    let requirement = |lines: &str| {
        framework(
            "",
            &format!(
                "{GRANTS}\n  grant trial renewal of licence \"Trial\"@en cite ACT {{\n    period cycle = 2 years from \
                 licence.issued\n    requirement rule \"The rule\"@en cite ACT {{\n{lines}\n    }}\n    requirement \
                 cycles \"Uses the period\"@en cite ACT {{ at least 0.5 h of cpd during cycle }}\n  }}"
            ),
        )
    };
    let each = |make: &dyn Fn(&str) -> String| {
        let lines = block.text.lines().map(|line| line.split("  //").next().unwrap_or_default().trim());
        lines.filter(|line| !line.is_empty()).map(|line| requirement(&make(line))).collect()
    };
    match what {
        "declaration" => vec![framework(&block.text, GRANTS)],
        "grant" => vec![framework("", &block.text)],
        "requirement" => vec![framework(
            "",
            &format!("{GRANTS}\n  grant trial award \"Trial\"@en cite ACT {{\n{}\n  }}", block.text),
        )],
        "lines" => vec![requirement(&block.text)],
        "line" => each(&|line| line.to_owned()),
        "selection" => each(&|line| format!("at least 1 of {line}")),
        "window" => each(&|line| format!("at least 20 h of cpd {line}")),
        "test" => each(&|line| format!("let programme = qualification\nat least 1 of course where {line}")),
        "date" => each(&|line| {
            format!(
                "let programme = qualification\na course where part-of is programme\ndate application not before ({line})"
            )
        }),
        "condition" => each(&|line| format!("when {line} {{ fact fit }}")),
        "modifier" => each(&|line| format!("at least 20 h of course {{ {line} }}")),
        other => panic!("{}: no frame `{other}`", block.place),
    }
}

fn problems(text: String) -> (SourceMap, Vec<Diagnostic>) {
    let mut map = SourceMap::default();
    let file = File::new("example.hab", text);
    let diagnostics = load(&Builtin, &[&file], &mut map).diagnostics;
    (map, diagnostics)
}

fn shown(map: &SourceMap, diagnostics: Vec<Diagnostic>) -> String {
    render::human(map, &render::sorted(diagnostics), render::Style::default())
}

/// Why a block does not hold what the page promises, if it does not.
fn wrong(block: &Block) -> Option<String> {
    let fragment = block.says("fragment");
    for text in framed(block) {
        let (map, mut diagnostics) = problems(text);
        // An example declares what nothing around it uses.
        diagnostics.retain(|one| !fragment || one.code != Code::Unused);
        match block.value("refused") {
            Some(code) => {
                let code = Code::named(code).unwrap_or_else(|| panic!("{}: no code `{code}`", block.place));
                let raised = diagnostics.iter().any(|diagnostic| diagnostic.code == code);
                let other = diagnostics.iter().any(|one| one.code != code && one.severity == Severity::Error);
                if !raised || other {
                    return Some(format!("{}\n{}", block.place, shown(&map, diagnostics)));
                }
            }
            None if diagnostics.is_empty() => {}
            None => return Some(format!("{}\n{}", block.place, shown(&map, diagnostics))),
        }
    }
    None
}

#[test]
fn examples_of_the_language_are_what_the_checker_accepts() {
    let wrong: Vec<String> = pages()
        .iter()
        .flat_map(|page| blocks(page))
        .filter(|block| block.language() == "habilita")
        .filter_map(|block| wrong(&block))
        .collect();
    assert!(wrong.is_empty(), "{} examples are wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn examples_with_a_file_are_that_file() {
    for block in pages().iter().flat_map(|page| blocks(page)) {
        let Some(name) = block.value("file") else { continue };
        let path = root().join(name);
        if std::env::var_os("HABILITA_UPDATE").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &block.text).unwrap();
        }
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(there == block.text, "{}: {name} differs; `HABILITA_UPDATE=1 cargo test docs` writes it", block.place);
    }
}

/// The whole files of a page, to be found by the records and cases on it.
fn library(blocks: &[Block]) -> Chain<Memory, Builtin> {
    let whole = blocks.iter().filter(|block| block.language() == "habilita" && !block.says("fragment"));
    // A page that builds a framework step by step holds it several times: the last one is meant.
    let mut files: Vec<File> = Vec::new();
    for block in whole {
        let file = File::new(name_of(block), block.text.clone());
        files.retain(|known| known.headers != file.headers);
        files.push(file);
    }
    let yaml = blocks.iter().filter(|block| block.language() == "yaml" && block.says("record"));
    files.extend(yaml.map(|block| File::new(name_of(block), block.text.clone())));
    Chain { first: Memory::new(files), second: Builtin }
}

fn name_of(block: &Block) -> String {
    block.value("file").map_or_else(|| block.place.replace(':', "-"), str::to_owned)
}

#[test]
fn records_of_the_reference_are_read_and_bound() {
    let mut faults = Vec::new();
    for page in pages() {
        let blocks = blocks(&page);
        let library = library(&blocks);
        for block in blocks.iter().filter(|block| block.language() == "yaml" && block.says("record")) {
            let mut map = SourceMap::default();
            let file = map.add(block.place.as_str(), block.text.as_str());
            let read = record::read(file, &block.text);
            let mut diagnostics = read.diagnostics;
            for document in read.value.iter().flatten() {
                let applied = document.application.as_ref().and_then(|application| application.grant.as_deref());
                let id = block
                    .value("record")
                    .or_else(|| applied?.split('/').next())
                    .unwrap_or_else(|| panic!("{}: for which framework?", block.place));
                let frameworks = load(&library, &library.find(id), &mut map).value.unwrap_or_default();
                let framework = frameworks.iter().rfind(|framework| framework.id == id);
                let framework = framework.unwrap_or_else(|| panic!("{}: no framework `{id}`", block.place));
                diagnostics.extend(record::bind(document, framework, file, &block.text).diagnostics);
            }
            if !diagnostics.is_empty() {
                faults.push(format!("{}\n{}", block.place, shown(&map, diagnostics)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn curricula_of_the_reference_are_read_and_bound() {
    let mut faults = Vec::new();
    for page in pages() {
        let blocks = blocks(&page);
        let library = library(&blocks);
        for block in blocks.iter().filter(|block| block.language() == "yaml" && block.says("curriculum")) {
            let mut map = SourceMap::default();
            let file = map.add(block.place.as_str(), block.text.as_str());
            let read = record::read_curricula(file, &block.text);
            let mut diagnostics = read.diagnostics;
            for curriculum in read.value.iter().flatten() {
                let id = &curriculum.claims.as_ref().unwrap()[0];
                let frameworks = load(&library, &library.find(id), &mut map).value.unwrap_or_default();
                let framework = frameworks.iter().rfind(|framework| framework.id == *id);
                let framework = framework.unwrap_or_else(|| panic!("{}: no framework `{id}`", block.place));
                let day = jiff::civil::date(2026, 3, 1);
                diagnostics.extend(record::bind_curriculum(curriculum, framework, &[], day, &block.text).diagnostics);
            }
            if !diagnostics.is_empty() {
                faults.push(format!("{}\n{}", block.place, shown(&map, diagnostics)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn cases_of_the_reference_pass() {
    let mut faults = Vec::new();
    for page in pages() {
        let blocks = blocks(&page);
        let library = library(&blocks);
        for block in blocks.iter().filter(|block| block.language() == "yaml" && block.says("case")) {
            let mut map = SourceMap::default();
            let file = File::new(name_of(block), block.text.clone());
            let mut results = cases::run(&library, &[&file], &mut map);
            // A few cases need not decide every requirement both ways.
            results.diagnostics.retain(|one| one.code != Code::UndecidedRequirement);
            let passed = !results.outcomes.is_empty() && results.outcomes.iter().all(|one| one.passed == Some(true));
            if !passed || !results.diagnostics.is_empty() {
                faults.push(format!("{}\n{}", block.place, shown(&map, results.diagnostics)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The words of a rule of the grammar: what stands in quotes from its name to the closing brace.
fn words_of(rule: &str) -> BTreeSet<String> {
    let grammar = include_str!("../grammar/lexical.pest");
    let start = grammar.find(&format!("\n{rule} = _{{")).unwrap();
    let body = grammar[start..].split("\n}").next().unwrap();
    // Before the first `~` of a line stands only the letter with which its words begin.
    let lists = body.lines().filter_map(|line| line.split_once(" ~ ")).map(|(_, list)| list);
    lists.flat_map(|list| list.split('"').skip(1).step_by(2)).map(str::to_owned).collect()
}

/// The words of the list under a heading of the reference.
fn listed(heading: &str) -> BTreeSet<String> {
    let page = page("docs/language.md");
    let section = page.split(&format!("\n{heading}\n")).nth(1).unwrap_or_else(|| panic!("no heading `{heading}`"));
    let list = section.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    list.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn the_lists_of_words_are_those_of_the_grammar() {
    assert_eq!(listed("### Words that are never names"), words_of("reserved"));
    assert_eq!(listed("### Words that are never units"), words_of("contextual"));
    let topics = habilita::check::topics::TOPICS.iter().map(|topic| (*topic).to_owned());
    assert_eq!(listed("### Topics of provisions"), topics.collect());
}

#[test]
fn every_word_of_the_language_occurs_in_the_reference() {
    let page = page("docs/language.md");
    let code: Vec<&str> = page.split('`').collect();
    let text: String =
        code.iter().map(|part| format!(" {} ", part.split_whitespace().collect::<Vec<_>>().join(" "))).collect();
    let keywords = include_str!("../src/syntax/keywords.rs");
    let words: BTreeSet<&str> = keywords.split("Word(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(words.len() > 100);
    let letter = |letter: char| letter.is_alphanumeric() || letter == '-';
    let occurs = |word: &str| {
        text.match_indices(word)
            .any(|(at, _)| !text[..at].ends_with(letter) && !text[at + word.len()..].starts_with(letter))
    };
    let missing: Vec<&str> = words.into_iter().filter(|word| !occurs(word)).collect();
    assert!(missing.is_empty(), "the reference does not speak of {missing:?}");
}

#[test]
fn links_lead_somewhere() {
    let mut broken = Vec::new();
    for name in pages() {
        let text = page(&name);
        let folder = root().join(&name).parent().map(Path::to_owned).unwrap_or_default();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.contains("://") || link.contains(' ') || link.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target: PathBuf = if file.is_empty() { root().join(&name) } else { folder.join(file) };
            let found = target.exists() && (anchor.is_empty() || anchors(&target).contains(anchor));
            if !found {
                broken.push(format!("{name}: {link}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// The anchors that headings of a page make.
fn anchors(page: &Path) -> BTreeSet<String> {
    let text = std::fs::read_to_string(page).unwrap_or_default();
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            let kept = line.trim_start_matches('#').trim().to_lowercase();
            let kept = kept.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | ' ' | '_'));
            kept.collect::<String>().replace(' ', "-")
        })
        .collect()
}

/// Commands of a block with what they print.
#[cfg(feature = "cli")]
fn commands(block: &Block) -> Vec<(String, Vec<String>)> {
    let mut commands: Vec<(String, Vec<String>)> = Vec::new();
    for line in block.text.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), Vec::new())),
            (None, Some((_, output))) => output.push(line.trim_end().to_owned()),
            (None, None) => panic!("{}: begins with no command", block.place),
        }
    }
    commands
}

/// Whether lines are as promised, where `...` stands for any lines.
#[cfg(feature = "cli")]
fn fits(promised: &[String], lines: &[&str]) -> bool {
    match promised.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "..." => (0..=lines.len()).any(|skipped| fits(rest, &lines[skipped..])),
        Some((first, rest)) => lines.split_first().is_some_and(|(line, more)| line == first && fits(rest, more)),
    }
}

/// Writes what a command prints into its page, as many lines as there were before lines left out, if `HABILITA_UPDATE`
/// asks for it.
#[cfg(feature = "cli")]
fn anew(place: &str, promised: &[String], lines: &[&str]) -> bool {
    let Some(path) = place.split(':').next().filter(|_| std::env::var_os("HABILITA_UPDATE").is_some()) else {
        return false;
    };
    let kept = promised.iter().position(|line| line == "...");
    let mut new: Vec<&str> = lines.iter().copied().take(kept.unwrap_or(usize::MAX)).collect();
    new.extend(kept.map(|_| "..."));
    let page = std::fs::read_to_string(root().join(path)).unwrap();
    std::fs::write(root().join(path), page.replacen(&promised.join("\n"), &new.join("\n"), 1)).unwrap();
    true
}

#[cfg(feature = "cli")]
#[test]
fn commands_print_what_is_shown() {
    let mut faults = Vec::new();
    for block in pages().iter().flat_map(|page| blocks(page)) {
        if block.language() != "console" {
            continue;
        }
        for (command, promised) in commands(&block) {
            let Some(arguments) = command.strip_prefix("habilita ") else { continue };
            // Only what needs no shell is typed.
            if arguments.contains(['|', '>', '*', '"', '\'', '\\', '$']) {
                continue;
            }
            let run = assert_cmd::Command::new(env!("CARGO_BIN_EXE_habilita"))
                .args(arguments.split_whitespace())
                .current_dir(root())
                .env_clear()
                .env("LANG", "en_US.UTF-8")
                .output()
                .unwrap();
            let printed = format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
            let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
            if !promised.is_empty() && !fits(&promised, &lines) && !anew(&block.place, &promised, &lines) {
                faults.push(format!("{}: {command}\nprints\n{printed}", block.place));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The keys that a JSON Schema speaks of.
fn keys_of(schema: &serde_json::Value, keys: &mut BTreeSet<String>) {
    if let Some(properties) = schema.get("properties").and_then(|properties| properties.as_object()) {
        keys.extend(properties.keys().cloned());
    }
    match schema {
        serde_json::Value::Object(map) => map.values().for_each(|inner| keys_of(inner, keys)),
        serde_json::Value::Array(list) => list.iter().for_each(|inner| keys_of(inner, keys)),
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => {}
    }
}

#[test]
fn every_key_of_records_and_cases_is_explained() {
    let mut keys = BTreeSet::new();
    for name in ["docs/schemas/record.json", "docs/schemas/case.json", "docs/schemas/curriculum.json"] {
        keys_of(&serde_json::from_str(&page(name)).unwrap(), &mut keys);
    }
    let page = page("docs/records.md");
    let missing: Vec<String> = keys.into_iter().filter(|key| !page.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "docs/records.md does not speak of {missing:?}");
}
