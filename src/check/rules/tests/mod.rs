//! One test for each construct and each problem. Each shows the lines of a grant, what becomes of them, and what is
//! said of them.

mod bounds;
mod dates;
mod joint;
mod limits;
mod lines;
mod loops;
mod names;
mod quantities;
mod rows;
mod selections;
mod standards;

use std::sync::Arc;

use super::dump::Dump;
use super::lower;
use crate::check::declarations;
use crate::check::library::Library;
use crate::check::{Input, lints};
use crate::diagnostic::{Diagnostic, render};
use crate::source::{FileId, SourceMap};
use crate::syntax;

/// Words that the tests share.
const CATALOG: &str = r#"
catalog c version 1 {
  competency head "Head" { competency h1 "Skull" competency h2 "Jaw" }
  competency chest "Chest" { competency k1 "Lung" competency k2 "Ribs" }
  set routine "Routine" = h1, k1, k2
  table skills (skill: set, minimum: count, hours: quantity, simulated: yes-no, mode: symbol, begun: date) {
    row h1, 5, 20 h, yes, theory, 2020-01-01
    row k1, none, unknown, no, practice, 2021
  }
  scale skill { seen "Seen" done "Done" }
  title nurse "Nurse" { level isced.5 }
  title aide "Aide"
  values category { law "Law" ethics "Ethics" other "Other" }
  values topic { wounds "Wounds" drugs "Drugs" }
  values role { chw "CHW" }
  attribute impaired: yes-no of demonstration, placement
  attribute patient-age: number of demonstration
  unit credit = 25 h to 30 h workload
  unit point = opaque
  fact fit: yes-no "Fit?"
  fact hired: date "When?"
  fact years: number "How many?"
  fact home: place "Where?"
  define approved: course where approved-by is dshs
  define window = 3 years
  define rising = 2 until 2019-12-31 = 3 from 2020-01-01
}
"#;

/// What becomes of texts: the grants called `g` and the rest of the rules, then what is said of them.
fn rules(texts: &[(&str, &str)]) -> String {
    let mut map = SourceMap::default();
    let mut parsed = Vec::new();
    for (name, text) in texts {
        let text: Arc<str> = (*text).into();
        let file = map.add(*name, text.clone());
        let parse = syntax::parse(file, &text);
        let said = render::human(&map, &parse.diagnostics, render::Style::default());
        assert!(parse.diagnostics.is_empty(), "{said}");
        parsed.push((file, parse.file, text));
    }
    let inputs: Vec<Input<'_>> = parsed.iter().map(|(file, tree, text)| Input { file: *file, tree, text }).collect();
    let library = Library::new(&inputs);
    let mut dump = String::new();
    let mut said: Vec<Diagnostic> = Vec::new();
    for entry in library.entries.iter().filter(|entry| entry.id() != "c") {
        let imports = library.imports(*entry);
        let names = declarations::declare(&library, *entry, &imports);
        assert!(lints::circles::check(&names));
        let rules = lower(&names, entry.item);
        check_tables(&rules);
        dump.push_str(&Dump { rules: &rules, names: &names }.all());
        said.append(&mut names.diagnostics.take());
    }
    let said = render::sorted(said);
    format!("{dump}\n{}", render::human(&map, &said, render::Style::default())).trim().to_owned()
}

/// Reads texts that may be full of faults.
fn read(texts: &[(&str, &str)]) {
    let files: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(index, (_, text))| {
            let file = FileId(u32::try_from(index).unwrap());
            (file, syntax::parse(file, text).file, *text)
        })
        .collect();
    let inputs: Vec<Input<'_>> = files.iter().map(|(file, tree, text)| Input { file: *file, tree, text }).collect();
    let library = Library::new(&inputs);
    for entry in &library.entries {
        let names = declarations::declare(&library, *entry, &library.imports(*entry));
        if lints::circles::check(&names) {
            check_tables(&lower(&names, entry.item));
        }
    }
}

/// What readers see of the nodes of texts without problems.
fn notes(texts: &[(&str, &str)]) -> String {
    use std::fmt::Write as _;
    let files = texts.iter().enumerate().map(|(index, (_, text))| (FileId(u32::try_from(index).unwrap()), *text));
    let files: Vec<_> = files.map(|(file, text)| (file, syntax::parse(file, text).file, text)).collect();
    let inputs: Vec<Input<'_>> = files.iter().map(|(file, tree, text)| Input { file: *file, tree, text }).collect();
    let library = Library::new(&inputs);
    let mut shown = String::new();
    for entry in library.entries.iter().filter(|entry| entry.id() != "c") {
        let names = declarations::declare(&library, *entry, &library.imports(*entry));
        let rules = lower(&names, entry.item);
        assert!(names.diagnostics.borrow().is_empty());
        for note in &rules.notes {
            let id = note.id.as_deref().unwrap_or("-");
            writeln!(shown, "{:?} {id} | {}", note.kind, note.line).unwrap();
            if let Some(doc) = &note.doc {
                writeln!(shown, "    doc {doc}").unwrap();
            }
            for (language, text) in &note.text.0 {
                writeln!(shown, "    {language} {text}").unwrap();
            }
            for cite in &note.cite {
                writeln!(shown, "    cite {} {:?}", cite.source, cite.places).unwrap();
            }
            if !note.assume.is_empty() || !note.was.is_empty() {
                writeln!(shown, "    assume {:?} was {:?}", note.assume, note.was).unwrap();
            }
        }
    }
    shown
}

/// What holds of every program: children stand before parents, and every id leads somewhere.
fn check_tables(rules: &super::Rules) {
    use crate::model::program::{Formula, NodeKind};
    let program = &rules.program;
    for (index, node) in program.nodes.iter().enumerate() {
        assert!((node.note as usize) < rules.notes.len());
        let children =
            if let NodeKind::All(children) | NodeKind::Any(children) | NodeKind::AtLeast(_, children) = &node.kind {
                children.clone()
            } else if let NodeKind::Named(child)
            | NodeKind::Joint(_, child)
            | NodeKind::Bind(_, child)
            | NodeKind::Guarded { body: child, .. } = &node.kind
            {
                vec![*child]
            } else {
                Vec::new()
            };
        assert!(children.iter().all(|child| child.index() < index));
    }
    for selection in &program.selections {
        for alternative in &selection.alternatives {
            if let Formula::Test { test, .. } = alternative.formula {
                assert!(test.index() < program.tests.len());
            }
        }
    }
    for grant in &rules.grants {
        assert_eq!(program.nodes[grant.root.index()].free, 0, "nothing is unbound in a whole grant");
    }
}

/// What becomes of a framework with these declarations.
fn framework(declarations: &str) -> String {
    let text = format!("framework f version 1 {{ use c as core\n{declarations}\n}}\n");
    rules(&[("c.hab", CATALOG), ("f.hab", &text)])
}

/// What becomes of a grant with these lines.
fn grant(lines: &str) -> String {
    framework(&format!("grant g award {{\n{lines}\n}}"))
}
