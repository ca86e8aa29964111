//! One test for each problem that the declarations can have; each shows the text and what is said of it.

mod catalogs;
mod heads;
mod lints;
mod models;
mod names;
mod things;
mod words;

use std::sync::Arc;

use crate::check::{Input, check};
use crate::diagnostic::{Checked, Code, Diagnostic, Severity, render};
use crate::model::framework::Framework;
use crate::source::SourceMap;
use crate::syntax;

/// Checks texts as one library; they must follow the grammar.
fn library(texts: &[&str]) -> (SourceMap, Checked<Vec<Framework>>) {
    let mut map = SourceMap::default();
    let mut parsed = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let text: Arc<str> = (*text).into();
        let file = map.add(format!("{}.hab", index + 1), text.clone());
        let parse = syntax::parse(file, &text);
        let said = render::human(&map, &parse.diagnostics, render::Style::default());
        assert!(parse.diagnostics.is_empty(), "{said}");
        parsed.push((file, parse.file, text));
    }
    let inputs: Vec<Input<'_>> = parsed.iter().map(|(file, tree, text)| Input { file: *file, tree, text }).collect();
    let checked = check(&inputs);
    (map, checked)
}

/// What is said of one code in these texts. No other error may be said.
fn problem(code: Code, texts: &[&str]) -> String {
    let (map, checked) = library(texts);
    let (wanted, rest): (Vec<Diagnostic>, Vec<Diagnostic>) =
        checked.diagnostics.into_iter().partition(|diagnostic| diagnostic.code == code);
    let errors: Vec<Diagnostic> = rest.into_iter().filter(|other| other.severity == Severity::Error).collect();
    let others = render::human(&map, &errors, render::Style::default());
    assert!(errors.is_empty(), "{others}");
    assert_eq!(checked.value.is_none(), wanted.iter().any(|wanted| wanted.severity == Severity::Error));
    render::human(&map, &wanted, render::Style::default())
}

/// A framework about an occupation that does not exist, which needs no grants, with further declarations.
fn framework(lines: &str) -> String {
    let head = r#"name "F" country US status absent in force from 2020-01-01"#;
    format!("framework f version 1 {{\n  {head}\n{lines}\n}}\n")
}

/// What is said of one code of a framework with these declarations.
fn problem_of(code: Code, lines: &str) -> String {
    problem(code, &[&framework(lines)])
}

/// The frameworks of texts without errors.
fn sound(texts: &[&str]) -> Vec<Framework> {
    let (map, checked) = library(texts);
    let said = render::human(&map, &checked.diagnostics, render::Style::default());
    checked.value.unwrap_or_else(|| panic!("{said}"))
}
