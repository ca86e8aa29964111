//! One test for each construct and each problem.

use std::sync::Arc;

use super::dump::Dump;
use super::lower;
use crate::check::declarations;
use crate::check::library::Library;
use crate::check::{Input, lints};
use crate::diagnostic::{Diagnostic, render};
use crate::source::SourceMap;
use crate::syntax;

/// The programs of all frameworks in texts, and what is said of their rules.
fn lowered(texts: &[(String, String)]) -> (String, String) {
    let mut map = SourceMap::default();
    let mut parsed = Vec::new();
    for (name, text) in texts {
        let text: Arc<str> = text.as_str().into();
        let file = map.add(name.clone(), text.clone());
        let parse = syntax::parse(file, &text);
        let said = render::human(&map, &parse.diagnostics, render::Style::default());
        assert!(parse.diagnostics.is_empty(), "{said}");
        parsed.push((file, parse.file, text));
    }
    let inputs: Vec<Input<'_>> = parsed.iter().map(|(file, tree, text)| Input { file: *file, tree, text }).collect();
    let library = Library::new(&inputs);
    let mut dump = String::new();
    let mut said: Vec<Diagnostic> = Vec::new();
    for entry in &library.entries {
        let imports = library.imports(*entry);
        let names = declarations::declare(&library, *entry, &imports);
        assert!(lints::circles::check(&names));
        let rules = lower(&names, entry.item);
        dump.push_str(&Dump { rules: &rules, names: &names }.all());
        said.append(&mut names.diagnostics.take());
    }
    let said = render::sorted(said);
    (dump, render::human(&map, &said, render::Style::default()))
}

#[test]
fn real() {
    let Ok(folder) = std::env::var("REAL") else { return };
    let mut texts = Vec::new();
    let mut folders = vec![std::path::PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "hab") {
                texts.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let (dump, said) = lowered(&texts);
    println!("{dump}\n=====\n{said}");
}
