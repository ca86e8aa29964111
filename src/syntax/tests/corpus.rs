//! Real frameworks as a corpus: read without slips, and one slip gives few reports.

#![expect(clippy::disallowed_methods, reason = "the corpus is read from the folder of the project")]

use std::path::{Path, PathBuf};

use super::super::{headers, parse};
use super::{print, show};
use crate::source::FileId;
use crate::syntax::ast::ItemKind;
use crate::syntax::headers::HeaderKind;

/// All framework files of the project.
pub(super) fn corpus() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/frameworks")), &mut files);
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

#[test]
fn headers_agree_with_the_tree() {
    for (path, text) in corpus() {
        let found: Vec<_> = headers(&text).into_iter().map(|header| (header.kind, header.id, header.version)).collect();
        let read: Vec<_> = parse(FileId(0), &text)
            .file
            .items
            .into_iter()
            .map(|item| {
                let kind = match item.kind {
                    ItemKind::Catalog => HeaderKind::Catalog,
                    ItemKind::Framework => HeaderKind::Framework,
                };
                (kind, item.id.value, item.version.value)
            })
            .collect();
        assert_eq!(found, read, "in {}", path.display());
    }
}

/// The plainest form of a tree leaves nothing out: no text is empty, and every item has its declarations.
#[test]
fn every_declaration_of_the_corpus_is_in_the_tree() {
    for (path, text) in corpus() {
        let file = parse(FileId(0), &text).file;
        let decls: usize = file.items.iter().map(|item| item.decls.len()).sum();
        let lines = print::file(&file).lines().count();
        let heads = 2 * file.items.len() + usize::from(file.language.is_some());
        assert_eq!(lines, decls + heads, "in {}", path.display());
    }
}

/// A word exchanged anywhere in a real file: the slip is found, and said in few words.
#[test]
fn one_slip_gives_few_reports() {
    for (path, text) in corpus() {
        let words: Vec<usize> = text.match_indices(' ').map(|(at, _)| at + 1).collect();
        for start in words.iter().step_by(words.len() / 5 + 1) {
            let end = text[*start..].find([' ', '\n']).map_or(text.len(), |at| start + at);
            let mangled = format!("{}?{}", &text[..*start], &text[end..]);
            let read = parse(FileId(0), &mangled);
            let shown = show(&mangled, &read);
            assert!(read.diagnostics.len() <= 3, "in {} at byte {start}:\n{shown}", path.display());
        }
    }
}
