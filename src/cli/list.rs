//! `habilita list`

use serde_json::json;

use super::folder;
use super::io::{ExitStatus, Io};
use super::options::{Common, Format};
use crate::library::{Header, Loader};
use crate::source::SourceMap;

/// List the frameworks and catalogs of the library
///
/// Shows each with its versions. With words, only those whose name holds all of them.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  habilita list
  habilita list co. nursing
  habilita list --frameworks ./my-frameworks --format json")]
pub(super) struct Args {
    /// Words that the id must hold
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
    let headers = library.headers();
    let wanted = |id: &str| args.words.iter().all(|word| id.contains(&word.to_lowercase()));
    let found: Vec<(&str, &Vec<&Header>)> =
        headers.iter().filter(|(id, _)| wanted(id)).map(|(id, all)| (*id, all)).collect();
    let text = match common.format {
        Format::Text => table(&found),
        Format::Json => {
            let object = |(id, all): &(&str, &Vec<&Header>)| {
                let versions: Vec<&str> = all.iter().map(|header| header.version.as_ref()).collect();
                json!({ "id": id, "kind": kind(all), "versions": versions })
            };
            format!("{:#}\n", serde_json::Value::Array(found.iter().map(object).collect()))
        }
    };
    io.print(&text);
    if found.is_empty() { ExitStatus::No } else { ExitStatus::Clean }
}

fn kind(headers: &[&Header]) -> &'static str {
    if headers.iter().any(|header| header.framework) { "framework" } else { "catalog" }
}

fn table(found: &[(&str, &Vec<&Header>)]) -> String {
    let width = found.iter().map(|(id, _)| id.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for (id, headers) in found {
        let versions: Vec<&str> = headers.iter().map(|header| header.version.as_ref()).collect();
        text.push_str(&format!("{id:<width$}  {:<9}  {}\n", kind(headers), versions.join(", ")));
    }
    text
}
