//! `habilita list`

use std::collections::BTreeMap;

use serde_json::json;

use super::folder;
use super::io::{ExitStatus, Io};
use super::options::{Common, Format};
use crate::library::Loader;
use crate::model::text::Texts;
use crate::source::{FileId, SourceMap};
use crate::syntax;
use crate::syntax::ast::{Decl, DeclKind, Text};

/// List the frameworks and catalogs of the library
///
/// Shows each with its versions, its country and its name. With words, only those that hold all of them in their id or
/// name.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  habilita list
  habilita list co. auxiliar
  habilita list --frameworks ./my-frameworks --format json")]
pub(super) struct Args {
    /// Words that the id or the name must hold
    words: Vec<String>,
}

pub(super) fn run(args: &Args, common: &Common, io: &mut Io<'_>) -> ExitStatus {
    let mut map = SourceMap::default();
    let library = match folder::library(common, &mut map, io) {
        Ok(library) => library,
        Err(problem) => {
            common.complain(&map, vec![*problem], io);
            return ExitStatus::Trouble;
        }
    };
    let words: Vec<String> = args.words.iter().map(|word| word.to_lowercase()).collect();
    let mut entries = entries(&library);
    entries.retain(|_, entry| words.iter().all(|word| entry.mentions(word)));
    let text = match common.format {
        Format::Text => {
            let language = common.language(io.surroundings()).tag();
            let width = entries.keys().map(|id| id.chars().count()).max().unwrap_or_default();
            entries.values().map(|entry| entry.lines(width, language)).collect()
        }
        Format::Json => {
            let objects = entries.values().map(Entry::object).collect();
            format!("{:#}\n", serde_json::Value::Array(objects))
        }
    };
    io.print(&text);
    if entries.is_empty() { ExitStatus::No } else { ExitStatus::Clean }
}

/// What is listed of all versions of one framework or catalog; names are those of the last.
#[derive(Debug, Default)]
struct Entry {
    id: String,
    framework: bool,
    versions: Vec<String>,
    name: Texts,
    country: Option<String>,
    status: Option<String>,
}

/// Reads the heads of all files. Files with faults are listed as far as they can be read.
fn entries(library: &dyn Loader) -> BTreeMap<String, Entry> {
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for file in library.files().into_iter().filter(|file| !file.headers.is_empty()) {
        // Places are not asked for, so any number of a file does.
        let tree = syntax::parse(FileId(0), &file.text).file;
        for header in file.headers.iter() {
            let entry = entries.entry(header.id.to_string()).or_default();
            entry.id = header.id.to_string();
            entry.framework |= header.framework;
            entry.versions.push(header.version.to_string());
        }
        let language = tree.language.as_ref().map_or("en", |language| language.value.as_str());
        for item in &tree.items {
            if let Some(entry) = entries.get_mut(&item.id.value) {
                entry.read(&item.decls, language);
            }
        }
    }
    entries
}

impl Entry {
    fn read(&mut self, decls: &[Decl], language: &str) {
        for decl in decls {
            if let DeclKind::Name(texts) = &decl.kind {
                let tag = |text: &Text| text.language.as_ref().map_or(language, |tag| &tag.value).to_owned();
                self.name = Texts(texts.iter().map(|text| (tag(text), text.value.clone())).collect());
            } else if let DeclKind::Country(country) = &decl.kind {
                self.country = Some(country.value.clone());
            } else if let DeclKind::Status { status, .. } = &decl.kind {
                self.status = Some(status.value.clone());
            }
        }
    }

    const fn kind(&self) -> &'static str {
        if self.framework { "framework" } else { "catalog" }
    }

    fn mentions(&self, word: &str) -> bool {
        self.id.contains(word) || self.name.0.iter().any(|(_, name)| name.to_lowercase().contains(word))
    }

    fn lines(&self, width: usize, language: &str) -> String {
        let mut text = format!("{:<width$}  {:<9}  {}", self.id, self.kind(), self.versions.join(", "));
        for word in self.country.iter().chain(&self.status) {
            text.push_str(&format!("  {word}"));
        }
        text.push('\n');
        if let Some(name) = self.name.get(language) {
            text.push_str(&format!("  {name}\n"));
        }
        text
    }

    fn object(&self) -> serde_json::Value {
        let name: serde_json::Map<String, serde_json::Value> =
            self.name.0.iter().map(|(tag, name)| (tag.clone(), name.as_str().into())).collect();
        json!({
            "id": self.id, "kind": self.kind(), "versions": self.versions, "name": name, "country": self.country,
            "status": self.status,
        })
    }
}
