//! The table of rooms (ARCHITECTURE.md) against the `use` lines of `src/`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What each room may use besides itself; `source` is open to all.
///
/// `cli` sees the public surface only, which is everything that `lib.rs` makes public.
const ROOMS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostic", &[]),
    ("syntax", &["diagnostic"]),
    ("model", &[]),
    ("check", &["syntax", "model", "diagnostic"]),
    ("record", &["model", "diagnostic"]),
    ("solve", &["model"]),
    ("eval", &["model", "record", "solve"]),
    ("analysis", &["model", "record", "eval", "solve", "diagnostic"]),
    ("report", &["model", "record", "eval", "analysis"]),
    ("library", &["syntax", "check", "model", "diagnostic"]),
    ("cases", &["model", "record", "eval", "diagnostic"]),
    ("assess", &["analysis", "cases", "library", "model", "record", "eval", "report", "diagnostic"]),
    ("cli", &["analysis", "assess", "diagnostic", "syntax", "model", "check", "record", "eval", "report", "library"]),
];

/// Crates that only some rooms may use, with those rooms. Paths are prefixes of files under `src/`.
const CRATES: &[(&str, &[&str])] = &[
    ("pest", &["syntax/"]),
    ("pest_derive", &["syntax/"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/"]),
    ("annotate_snippets", &["diagnostic/render/"]),
    ("fluent_bundle", &["report/"]),
    ("unic_langid", &["report/"]),
    ("serde_yaml", &["record/"]),
    ("serde", &["record/", "report/", "diagnostic/render/json.rs", "cli/"]),
    ("serde_json", &["record/", "report/", "diagnostic/render/json.rs", "cli/"]),
    ("schemars", &["record/", "report/", "cli/"]),
];

fn sources() -> BTreeMap<String, String> {
    fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                gather(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    gather(&root, &mut found);
    let relative = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    // Tests of a room may go through all others; they stand in files named `tests`, or at the end of a file.
    let is_test = |name: &str| name.split('/').any(|part| part == "tests" || part == "tests.rs");
    let texts = found.iter().map(|path| (relative(path), std::fs::read_to_string(path).unwrap()));
    texts.filter(|(name, _)| !is_test(name)).collect()
}

/// The code before the file's own tests; comments are left out, for documentation may link anywhere.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let tests = text.lines().position(|line| line.trim() == "#[cfg(test)]").unwrap_or(usize::MAX);
    text.lines().take(tests).filter(|line| !line.trim_start().starts_with("//"))
}

/// Rooms that a line names by `crate::ROOM`, braces included.
fn named(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in line.split("crate::").skip(1) {
        let list = rest.strip_prefix('{').map_or(rest, |inner| inner.split('}').next().unwrap_or(inner));
        let heads: Vec<&str> = if rest.starts_with('{') { list.split(',').collect() } else { vec![rest] };
        for head in heads {
            let word = |character: char| character.is_alphanumeric() || character == '_';
            found.push(head.trim().chars().take_while(|character| word(*character)).collect());
        }
    }
    found
}

#[test]
fn rooms_use_only_what_they_may() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some((room, _)) = path.split_once('/') else { continue };
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("src/{path}: the room `{room}` is not in the table"));
            continue;
        };
        for line in code(&text) {
            for used in named(line) {
                let known = ROOMS.iter().any(|(name, _)| *name == used);
                if known && used != room && used != "source" && !allowed.contains(&used.as_str()) {
                    wrong.push(format!("src/{path}: `{room}` must not use `{used}`: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for line in code(&text) {
            for (name, rooms) in CRATES {
                let used = line.contains(&format!("{name}::"))
                    && !line.contains(&format!("_{name}::"))
                    && (line.contains(&format!(" {name}::"))
                        || line.contains(&format!("({name}::"))
                        || line.starts_with(name));
                if used && !rooms.iter().any(|room| path.starts_with(room)) {
                    wrong.push(format!("src/{path}: `{name}` belongs to {rooms:?}: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `eval` is total and silent: it sees no text of a file and no diagnostics.
#[test]
fn the_evaluator_sees_no_places() {
    let seen = |text: &str| code(text).any(|line| line.contains("Diagnostic") || line.contains("SourceMap"));
    let wrong: Vec<String> = sources()
        .into_iter()
        .filter(|(path, text)| path.starts_with("eval/") && seen(text))
        .map(|(path, _)| path)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
