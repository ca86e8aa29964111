//! `habilita check`

use std::path::PathBuf;

use super::folder;
use super::input::{FRAMEWORK_LIMIT, Refusal};
use super::io::{ExitStatus, Io};
use super::options::{Common, Format};
use super::witness;
use crate::analysis::prove;
use crate::diagnostic::render::{self, Style};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::library::{self, Chain, File, Loader, Memory};
use crate::model::framework::Framework;
use crate::source::SourceMap;

/// Check framework files, and say what is wrong and where
///
/// Reads files, folders with all that is in them, and the standard input for `-`, together with the catalogs that they use from the library.
/// Without a path, the built-in library is checked.
///
/// Faults are printed with their place; `habilita explain CODE` explains a code. Warnings alone do not count as faults.
///
/// What can be proven is proven: that nobody can be granted something, and that a line follows from others. `--witness` prints a smallest
/// record for each grant instead: one that meets it, and of which nothing can be left out.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  habilita check
  habilita check my-framework.hab
  habilita check frameworks/us frameworks/co --format json
  habilita check --witness my-framework.hab > examples.yaml")]
pub(super) struct Args {
    /// Framework files and folders (can be repeated)
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print a smallest record that meets each grant
    #[arg(long)]
    witness: bool,
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
    let (own, mut problems) =
        if args.paths.is_empty() { (Vec::new(), Vec::new()) } else { read(&args.paths, &mut map, io) };
    let everything = args.paths.is_empty();
    let beside: Vec<File> =
        args.paths.iter().filter(|path| path.is_file()).flat_map(|path| folder::beside(path).into_files()).collect();
    let library = Chain { first: Memory::new(own), second: Chain { first: Memory::new(beside), second: library } };
    let files = if everything { library.files() } else { library.first.files() };
    let files: Vec<&File> = files.into_iter().filter(|file| file.name.ends_with(".hab") || !everything).collect();
    let asked: Vec<String> = files.iter().map(|file| file.name.to_string()).collect();
    let checked = library::load(&library, &files, &mut map);
    // Warnings about catalogs that are only used are for those who check the catalogs.
    let concerns = |diagnostic: &Diagnostic| {
        let file = diagnostic.primary.as_ref().map(|label| map.name(label.span.file));
        diagnostic.severity == Severity::Error || file.is_none_or(|name| asked.iter().any(|one| one == name))
    };
    let frameworks = checked.value.unwrap_or_default();
    let wanted = |framework: &Framework| asked.iter().any(|name| name == map.name(framework.span.file));
    let proven = prove::all_problems(&frameworks, &wanted);
    problems.extend(checked.diagnostics.into_iter().chain(proven).filter(concerns));
    let status = status(&problems);
    let (errors, warnings) = count(&problems);
    if args.witness {
        let examples = witness::examples(&frameworks, &wanted);
        io.print(&match common.format {
            Format::Text => witness::text(&examples),
            Format::Json => witness::json(&examples),
        });
        common.complain(&map, problems, io);
        return status;
    }
    let shown = common.wanted(problems);
    io.print(&match common.format {
        Format::Text => render::human(&map, &shown, Style { colour: common.colour_output(io.surroundings()) }),
        Format::Json => render::json(&map, &shown),
    });
    common.summarize(&summary(asked.len(), errors, warnings), io);
    status
}

/// Reads the files of all paths. What cannot be read is told; the rest is checked all the same.
fn read(paths: &[PathBuf], map: &mut SourceMap, io: &mut Io<'_>) -> (Vec<File>, Vec<Diagnostic>) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        let found: Result<Vec<PathBuf>, Refusal> =
            if path.is_dir() { folder::files(path, &[".hab"]) } else { Ok(vec![path.clone()]) };
        match found {
            Ok(found) => {
                for path in found {
                    match folder::file(&path, FRAMEWORK_LIMIT, map, io) {
                        Ok(file) => files.push(file),
                        Err(problem) => problems.push(*problem),
                    }
                }
            }
            Err(problem) => problems.push(*problem),
        }
    }
    (files, problems)
}

/// A file that cannot be opened is trouble; one that is no framework is a fault found.
fn status(problems: &[Diagnostic]) -> ExitStatus {
    if problems.iter().any(|problem| problem.code == Code::UnreadableFile) {
        return ExitStatus::Trouble;
    }
    let faulty = problems.iter().any(|problem| problem.severity == Severity::Error);
    if faulty { ExitStatus::No } else { ExitStatus::Clean }
}

fn count(problems: &[Diagnostic]) -> (usize, usize) {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    (errors, problems.len() - errors)
}

fn summary(files: usize, errors: usize, warnings: usize) -> String {
    let many = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let mut text = format!("checked {}: ", many(files, "file"));
    match (errors, warnings) {
        (0, 0) => text.push_str("no faults"),
        (_, 0) => text.push_str(&many(errors, "error")),
        (0, _) => text.push_str(&many(warnings, "warning")),
        _ => text.push_str(&format!("{}, {}", many(errors, "error"), many(warnings, "warning"))),
    }
    text.push('\n');
    text
}
