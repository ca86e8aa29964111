//! Real frameworks as a corpus: read without slips, and never a panic when they are cut or mangled.

use std::path::{Path, PathBuf};

use super::super::parse;
use super::show;
use crate::source::FileId;

/// All framework files of the project.
fn corpus() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let root =
        std::env::var("HABILITA_CORPUS").unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/frameworks").to_owned());
    collect(Path::new(&root), &mut files);
    files.push((PathBuf::from("example.hab"), include_str!("example.hab").to_owned()));
    files
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "hab") {
            files.push((path.clone(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn every_framework_is_read_without_slips() {
    for (path, text) in corpus() {
        let shown = show(&text, &parse(FileId(0), &text));
        assert_eq!(shown, "", "in {}", path.display());
    }
}

/// One slip is one report: a word taken out or exchanged anywhere in a real file.
#[test]
fn one_slip_is_reported_a_few_times_at_most() {
    for (path, text) in corpus() {
        let words: Vec<usize> = text.match_indices(' ').map(|(at, _)| at + 1).collect();
        let mut worst = (0, String::new());
        for start in words.iter().step_by(words.len() / 60 + 1) {
            let end = text[*start..].find([' ', '\n']).map_or(text.len(), |at| start + at);
            let mangled = format!("{}{}{}", &text[..*start], "?", &text[end..]);
            let read = parse(FileId(0), &mangled);
            if read.diagnostics.len() > worst.0 {
                worst = (read.diagnostics.len(), show(&mangled, &read));
            }
        }
        println!("{} {}\n{}", path.display(), worst.0, worst.1);
    }
}
