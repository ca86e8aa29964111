//! `habilita test`

use std::path::{Path, PathBuf};

use serde_json::json;

use super::folder::{self, Library};
use super::input::Refusal;
use super::io::{ExitStatus, Io};
use super::options::{Common, Format};
use crate::assess::cases::{self, Results};
use crate::diagnostic::render::{self, Style};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::library::{Chain, File, Loader};
use crate::source::SourceMap;

/// Run the cases beside frameworks
///
/// A case is a person, a date, and what the assessment is expected to say. Cases lie in folders named `cases`, in or
/// below the folders given; without a path, those of the built-in library are run. Requirements that no case decides
/// both ways, met and unmet, are listed.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Exit status: 0 all as expected; 1 a case failed; 2 trouble.

Examples:
  habilita test
  habilita test my-frameworks
  habilita test my-frameworks/chw/cases/age.yaml --format json")]
pub(super) struct Args {
    /// Folders of frameworks, or files of cases (can be repeated)
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

pub(super) fn run(args: &Args, common: &Common, io: &mut Io<'_>) -> ExitStatus {
    let mut map = SourceMap::default();
    let results = match results(args, common, &mut map, io) {
        Ok(results) => results,
        Err(problem) => {
            common.complain(&map, vec![*problem], io);
            return ExitStatus::Trouble;
        }
    };
    let status = status(&results);
    match common.format {
        Format::Text => {
            let style = Style { colour: common.colour_output(io.surroundings()) };
            io.print(&render::human(&map, &common.wanted(results.diagnostics.clone()), style));
            common.summarize(&summary(&results), io);
        }
        Format::Json => io.print(&as_json(&map, &results)),
    }
    status
}

fn results(args: &Args, common: &Common, map: &mut SourceMap, io: &mut Io<'_>) -> Result<Results, Refusal> {
    let library = folder::library(common, map, io)?;
    if args.paths.is_empty() {
        let files: Vec<&File> = library.files().into_iter().filter(|file| file.is_case()).collect();
        return Ok(cases::run(&library, &files, map));
    }
    let mut all = Results::default();
    for path in &args.paths {
        let one = of_path(path, &library, map)?;
        all.outcomes.extend(one.outcomes);
        all.diagnostics.extend(one.diagnostics);
    }
    Ok(all)
}

/// Runs the cases of a folder, or those of a file with the frameworks of the folder around its `cases`.
fn of_path(path: &Path, library: &Library, map: &mut SourceMap) -> Result<Results, Refusal> {
    let name = folder::display(path);
    let around = if path.is_dir() { Some(path) } else { path.parent().and_then(Path::parent) };
    let around = around.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (own, problems) = folder::read(around, map)?;
    let library = Chain { first: own, second: library };
    let wanted = |file: &&File| if path.is_dir() { file.is_case() } else { same(&file.name, &name) };
    let files: Vec<&File> = library.first.files().into_iter().filter(wanted).collect();
    if files.is_empty() && !path.is_dir() {
        super::input::open(path, &name)?;
    }
    let mut results = cases::run(&library, &files, map);
    results.diagnostics.extend(problems);
    Ok(results)
}

/// Whether two names are of one file, but for a `./` before one of them.
fn same(one: &str, other: &str) -> bool {
    one.trim_start_matches("./") == other.trim_start_matches("./")
}

fn status(results: &Results) -> ExitStatus {
    let trouble = |it: &&Diagnostic| {
        it.severity == Severity::Error && it.code != Code::CaseFailed && it.code != Code::UnknownRequirement
    };
    if results.diagnostics.iter().any(|it| trouble(&it)) {
        return ExitStatus::Trouble;
    }
    let failed = results.outcomes.iter().any(|outcome| outcome.passed != Some(true));
    if failed { ExitStatus::No } else { ExitStatus::Clean }
}

/// How many cases have which outcome.
fn count(results: &Results, passed: Option<bool>) -> usize {
    results.outcomes.iter().filter(|outcome| outcome.passed == passed).count()
}

fn summary(results: &Results) -> String {
    let cases = results.outcomes.len();
    let mut text =
        format!("{cases} case{}: {} as expected", if cases == 1 { "" } else { "s" }, count(results, Some(true)));
    for (outcome, words) in [(Some(false), "failed"), (None, "could not be run")] {
        let count = count(results, outcome);
        if count > 0 {
            text.push_str(&format!(", {count} {words}"));
        }
    }
    let undecided = results.diagnostics.iter().filter(|it| it.code == Code::UndecidedRequirement).count();
    if undecided > 0 {
        text.push_str(&format!(
            "; {undecided} requirement{} not decided both ways",
            if undecided == 1 { "" } else { "s" }
        ));
    }
    text + "\n"
}

fn as_json(map: &SourceMap, results: &Results) -> String {
    let case = |outcome: &cases::Outcome| {
        json!({
            "file": map.name(outcome.file), "title": outcome.title, "about": outcome.about,
            "outcome": match outcome.passed { Some(true) => "passed", Some(false) => "failed", None => "not-run" },
        })
    };
    let diagnostics = render::json(map, &render::sorted(results.diagnostics.clone()));
    let diagnostics: serde_json::Value = serde_json::from_str(&diagnostics).unwrap_or_default();
    let cases: Vec<_> = results.outcomes.iter().map(case).collect();
    format!("{:#}\n", json!({ "cases": cases, "diagnostics": diagnostics }))
}
