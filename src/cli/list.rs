//! `habilita list`

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::folder;
use super::io::{ExitStatus, Io};
use super::options::{Common, Format};
use crate::diagnostic::{Diagnostic, Severity};
use crate::library::{self, Loader};
use crate::model::framework::Framework;
use crate::report::framework::{list, list_json};
use crate::source::SourceMap;

/// List the frameworks of the library
///
/// Shows each with its name and its versions. With words, only those that hold all of them in their id or name.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  habilita list
  habilita list co. auxiliar
  habilita list --catalogs
  habilita list --frameworks ./my-frameworks --format json")]
pub(super) struct Args {
    /// Words that the id or the name must hold
    words: Vec<String>,
    /// List the catalogs that frameworks can use instead
    #[arg(long)]
    catalogs: bool,
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
    if args.catalogs {
        return catalogs(&library, &words, common, io);
    }
    let (frameworks, problems) = frameworks(&library, &mut map);
    let status = if problems.is_empty() { ExitStatus::Clean } else { ExitStatus::Trouble };
    common.complain(&map, problems, io);
    let mentions = |framework: &&Framework, word: &String| {
        let names = framework.name.0.iter().map(|(_, name)| name);
        framework.id.contains(word) || names.into_iter().any(|name| name.to_lowercase().contains(word))
    };
    let found: Vec<&Framework> =
        frameworks.iter().filter(|framework| words.iter().all(|word| mentions(framework, word))).collect();
    io.print(&match common.format {
        Format::Text => list(&found, &common.text_options(io.surroundings())),
        Format::Json => list_json(&found),
    });
    status.worst(if found.is_empty() { ExitStatus::No } else { ExitStatus::Clean })
}

/// Checks all frameworks; those with faults are told and left out.
fn frameworks(library: &dyn Loader, map: &mut SourceMap) -> (Vec<Framework>, Vec<Diagnostic>) {
    let (mut sound, mut problems) = (Vec::new(), Vec::new());
    for (id, headers) in library.headers() {
        if !headers.iter().any(|header| header.framework) {
            continue;
        }
        let checked = library::load(library, &library.find(id), map);
        sound.extend(checked.value.into_iter().flatten().filter(|framework| framework.id == id));
        problems.extend(checked.diagnostics.into_iter().filter(|it| it.severity == Severity::Error));
    }
    (sound, problems)
}

/// Lists catalogs by id with their versions.
fn catalogs(library: &dyn Loader, words: &[String], common: &Common, io: &mut Io<'_>) -> ExitStatus {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, headers) in library.headers() {
        let catalogs = headers.iter().filter(|header| !header.framework);
        let versions: Vec<&str> = catalogs.map(|header| header.version.as_ref()).collect();
        if !versions.is_empty() && words.iter().all(|word| id.contains(word)) {
            found.insert(id, versions);
        }
    }
    let width = found.keys().map(|id| id.chars().count()).max().unwrap_or_default();
    io.print(&match common.format {
        Format::Text => found.iter().map(|(id, versions)| format!("{id:<width$}  {}\n", versions.join(", "))).collect(),
        Format::Json => {
            let object = |(id, versions): (&&str, &Vec<&str>)| json!({ "id": id, "versions": versions });
            format!("{:#}\n", Value::Array(found.iter().map(object).collect()))
        }
    });
    if found.is_empty() { ExitStatus::No } else { ExitStatus::Clean }
}
