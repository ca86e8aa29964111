//! What README and docs show is what the command says.
//!
//! A block marked `console` holds a command behind `$ ` and what it prints; a line `...` stands for lines left out.
//! Records in blocks marked `yaml` are read.

use std::path::{Path, PathBuf};

use super::command_line::habilita;

/// The Markdown files at the root and in `docs/`; the pages of diagnostics have tests of their own.
fn papers() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |folder: PathBuf| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = files(root.to_owned())
        .chain(files(root.join("docs")))
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    found.sort();
    found
}

/// The fenced blocks of this language, with the number of their first line.
fn blocks(text: &str, language: &str) -> Vec<(usize, String)> {
    let fence = format!("```{language}");
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if line.trim() == fence {
            let block = lines.by_ref().map(|(_, line)| line).take_while(|line| line.trim() != "```");
            found.push((number + 2, block.map(|line| format!("{line}\n")).collect()));
        }
    }
    found
}

/// Whether a text is what a block shows, where `...` stands for any number of lines.
fn shows(block: &[&str], text: &[&str]) -> bool {
    match block.split_first() {
        None => text.is_empty(),
        Some((first, rest)) if first.trim() == "..." => (0..=text.len()).any(|skipped| shows(rest, &text[skipped..])),
        Some((first, rest)) => text.first() == Some(first) && shows(rest, &text[1..]),
    }
}

/// What a command prints that is shown in a paper.
fn printed(command: &str) -> String {
    let run = habilita(&command.split_whitespace().collect::<Vec<_>>());
    if run.output.is_empty() { run.messages } else { run.output }
}

/// `HABILITA_UPDATE=1` writes anew what the papers show, as many lines as they showed before lines left out.
#[test]
fn commands_print_what_is_shown() {
    for path in papers() {
        let mut text = std::fs::read_to_string(&path).unwrap();
        for (number, block) in blocks(&text.clone(), "console") {
            let mut parts = block.split("$ habilita ").skip(1).peekable();
            assert!(parts.peek().is_some(), "{}:{number}: no command `$ habilita …`", path.display());
            for part in parts {
                let (command, shown) = part.split_once('\n').unwrap_or((part, ""));
                let said = printed(command);
                let (lines, all): (Vec<&str>, Vec<&str>) = (shown.lines().collect(), said.lines().collect());
                if std::env::var_os("HABILITA_UPDATE").is_some() && !shows(&lines, &all) {
                    let until = lines.iter().position(|line| *line == "...");
                    let mut anew: Vec<&str> = all.iter().copied().take(until.unwrap_or(usize::MAX)).collect();
                    anew.extend(until.map(|_| "..."));
                    text = text.replacen(shown, &format!("{}\n", anew.join("\n")), 1);
                    std::fs::write(&path, &text).unwrap();
                    continue;
                }
                assert!(shows(&lines, &all), "{}:{number}: `habilita {command}` prints\n{said}", path.display());
            }
        }
    }
}

#[test]
fn records_that_are_shown_can_be_read() {
    for path in papers() {
        for (number, block) in blocks(&std::fs::read_to_string(&path).unwrap(), "yaml") {
            let mut map = habilita::source::SourceMap::default();
            let file = map.add("example.yaml", block.as_str());
            let diagnostics = match block.split_whitespace().nth(1) {
                Some("record/1") => habilita::record::read(file, &block).diagnostics,
                Some("case/1") => habilita::record::read_cases(file, &block).diagnostics,
                _ => continue,
            };
            assert!(diagnostics.is_empty(), "{}:{number}: {diagnostics:#?}", path.display());
        }
    }
}

#[test]
fn left_out_lines() {
    let text = ["a", "b", "c"];
    assert!(shows(&["a", "...", "c"], &text));
    assert!(shows(&["..."], &text));
    assert!(shows(&["a", "b", "c", "..."], &text));
    assert!(!shows(&["a", "..."], &text[1..]));
    assert!(!shows(&["a", "b"], &text));
}
