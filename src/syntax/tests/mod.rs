//! Tests of the room as a whole: source and answer side by side.

#![expect(clippy::wildcard_enum_match_arm, clippy::string_slice, reason = "tests look for one thing, and may fail")]

mod corpus;
mod foreign;
mod print;
mod robust;
mod slips;
mod trees;

use super::ast::{DeclKind, File, Statement, StatementKind};
use super::{Parse, parse};
use crate::source::FileId;

/// Reads a text without slips.
fn good(text: &str) -> Parse {
    let parse = parse(FileId(0), text);
    assert_eq!(show(text, &parse), "", "this text has no slips");
    parse
}

/// Draws what is wrong with a text.
fn slips(text: &str) -> String {
    show(text, &parse(FileId(0), text))
}

/// Draws what is wrong with the declarations of a framework.
fn slips_in_framework(decls: &str) -> String {
    slips(&format!("framework a version 1 {{\n{decls}\n}}"))
}

/// Draws what is wrong with the lines of a requirement.
fn slips_in_block(lines: &str) -> String {
    slips(&format!("framework a version 1 {{ grant g award {{ requirement r \"R\"@en {{\n{lines}\n}} }} }}"))
}

/// The lines of the first requirement of the first grant.
fn statements(file: &File) -> Vec<Statement> {
    let decls = file.items.iter().flat_map(|item| &item.decls);
    let mut grants = decls.filter_map(|decl| match &decl.kind {
        DeclKind::Grant(grant) => Some(grant),
        _ => None,
    });
    let lines = &grants.next().expect("a grant").block.statements;
    match &lines.first().expect("a line").kind {
        StatementKind::Requirement(requirement) => requirement.block.statements.clone(),
        _ => panic!("a requirement"),
    }
}

/// The lines with what is said about them. Much simpler than the real thing, and so a better witness.
fn show(text: &str, parse: &Parse) -> String {
    let mut shown = Vec::new();
    for diagnostic in &parse.diagnostics {
        let mut lines = vec![format!("{}: {}", diagnostic.code.name(), diagnostic.message)];
        for label in diagnostic.primary.iter().chain(&diagnostic.secondary) {
            let (start, end) = (label.span.start as usize, label.span.end as usize);
            let line_start = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
            let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
            let width = text[start..end.clamp(start, line_end)].chars().count().max(1);
            let indent = text[line_start..start].chars().count();
            lines.push(format!("  {}", text[line_start..line_end].trim_end()));
            lines.push(format!("  {}{} {}", " ".repeat(indent), "^".repeat(width), label.text));
        }
        lines.extend(diagnostic.notes.iter().map(|note| format!("  note: {note}")));
        lines.extend(diagnostic.help.iter().map(|help| format!("  help: {help}")));
        if let Some(fix) = &diagnostic.fix {
            let old = &text[fix.span.start as usize..fix.span.end as usize];
            lines.push(format!("  fix: `{old}` -> `{}`", fix.replacement));
        }
        shown.push(lines.join("\n"));
    }
    // What a reader of this file would not see.
    shown.join("\n").replace(['\0', '\u{1b}', '\u{feff}', '\u{a0}'], "·")
}

#[test]
fn the_example_of_the_design_is_read() {
    let parse = good(include_str!("example.hab"));
    assert_eq!(parse.file.items.len(), 2);
}
