//! Tests of reading and binding: the text, and what is said about it.

mod bad_input;
mod binding;
mod cases;
mod curriculum;
mod decisions;
mod faults;
mod forms;
mod properties;

use crate::check;
use crate::diagnostic::{Diagnostic, render};
use crate::model::framework::Framework;
use crate::record::{self, Document, Record, read};
use crate::source::{FileId, SourceMap};
use crate::syntax;

/// Draws what was said about a text.
fn drawn(text: &str, diagnostics: &[Diagnostic]) -> String {
    let mut map = SourceMap::default();
    map.add("record.yaml", text);
    render::human(&map, diagnostics, render::Style::default())
}

/// What is said when a text is read.
fn said(text: &str) -> String {
    let read = read(FileId(0), text);
    assert_eq!(
        read.value.is_none(),
        read.diagnostics.iter().any(|it| it.severity == crate::diagnostic::Severity::Error)
    );
    drawn(text, &read.diagnostics)
}

/// Reads a text in which nothing is wrong.
fn good(text: &str) -> Vec<Document> {
    let read = read(FileId(0), text);
    assert!(read.diagnostics.is_empty(), "{}", drawn(text, &read.diagnostics));
    read.value.unwrap()
}

/// A record with this evidence.
fn with(evidence: &str) -> String {
    format!("habilita: record/1\nperson: P-1\nevidence:\n{evidence}")
}

const CATALOG: &str = r#"
catalog t.core version 1 {
  name "Core"
  competency alpha "Alpha" { competency alpha-a "Alpha a" competency alpha-b "Alpha b" { was old-b } }
  competency beta "Beta"
  title nurse "Nurse" { level isced.4 country CO covers alpha }
  title aide "Aide"
}
"#;

const FRAMEWORK: &str = r#"
framework t.work version 1 {
  name "Work"
  country CO
  status regulated
  in force from 2000-01-01
  source LAW "Law"
  use t.core as core
  fact healthy: yes-no "Healthy?"
  fact begun: date "Begun?"
  fact children: number "Children?"
  fact home: place "Home?"
  values category { certified "Certified" other-licence "Other licence" }
  values topic { law "Law" ethics "Ethics" }
  scale skill { sees "Sees" does "Does" }
  unit credit "Credit" = opaque
  attribute patient-age: number of demonstration "Age"
  attribute night: yes-no of experience "Night"
  attribute grip: symbol of demonstration "Grip"
  values grip { left "Left" right "Right" }
  attribute hired: date of experience "Hired"
  grant licence licence "Licence" cite LAW "1" {
    requirement age "Age" was years cite LAW "2" { age at least 18 years }
  }
}
"#;

/// A framework with words of all sorts, the grant `t.work/licence` and the requirement `t.work/licence/age`, which
/// once was `t.work/licence/years`.
fn framework() -> Framework {
    framework_of(&[CATALOG, FRAMEWORK]).remove(0)
}

fn framework_of(texts: &[&str]) -> Vec<Framework> {
    let mut map = SourceMap::default();
    let parses: Vec<_> = texts
        .iter()
        .map(|text| {
            let file = map.add("test.hab", *text);
            let parse = syntax::parse(file, text);
            assert!(parse.diagnostics.is_empty(), "{}", render::human(&map, &parse.diagnostics, Default::default()));
            (file, *text, parse)
        })
        .collect();
    let inputs: Vec<_> =
        parses.iter().map(|(file, text, parse)| check::Input { file: *file, tree: &parse.file, text }).collect();
    let checked = check::check(&inputs);
    let Some(frameworks) = checked.value else {
        panic!("{}", render::human(&map, &checked.diagnostics, Default::default()));
    };
    frameworks
}

/// What is said when a text is bound.
fn bound_said(text: &str) -> String {
    let document = good(text).remove(0);
    let bound = record::bind(&document, &framework(), FileId(0), text);
    drawn(text, &bound.diagnostics)
}

/// Binds a text in which nothing is wrong.
fn bound(text: &str) -> (Record, Framework) {
    let document = good(text).remove(0);
    let framework = framework();
    let bound = record::bind(&document, &framework, FileId(0), text);
    assert!(bound.diagnostics.is_empty(), "{}", drawn(text, &bound.diagnostics));
    (bound.value.unwrap(), framework)
}
