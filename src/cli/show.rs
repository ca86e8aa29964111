//! `habilita show`

use super::folder;
use super::io::{ExitStatus, Io};
use super::load::{self, Wanted};
use super::options::{Common, Format};
use crate::diagnostic::{Checked, Severity};
use crate::report::framework;
use crate::source::SourceMap;

/// Show a framework in readable form, with its sources
///
/// What it asks, requirement by requirement with citations; what its holders may do; its other rules, assumptions and
/// sources. Without a version, the last one is shown.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  habilita show us.tx.chw
  habilita show us.tx.chw@2019 --lang es
  habilita show ./my-framework.hab --format json")]
pub(super) struct Args {
    /// Id of a framework, perhaps with @VERSION, or a file
    #[arg(value_name = "FRAMEWORK")]
    framework: String,
}

pub(super) fn run(args: &Args, common: &Common, io: &mut Io<'_>) -> ExitStatus {
    let mut map = SourceMap::default();
    let wanted = Wanted::parse(&args.framework);
    let mut checked = match folder::library(common, &mut map, io) {
        Ok(library) => load::frameworks(&wanted, &library, &mut map, io),
        Err(problem) => Checked { value: None, diagnostics: vec![*problem] },
    };
    checked.diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
    common.complain(&map, checked.diagnostics, io);
    let Some(mut frameworks) = checked.value else { return ExitStatus::Trouble };
    frameworks.sort_by_key(|framework| framework.in_force.lo);
    let named = |version: &String| frameworks.iter().position(|framework| framework.version == *version);
    let at = wanted.version.as_ref().and_then(named).unwrap_or(frameworks.len().saturating_sub(1));
    let Some(shown) = frameworks.get(at) else { return ExitStatus::Trouble };
    let options = common.text_options(io.surroundings());
    io.print(&match common.format {
        Format::Text => framework::show(shown, &options),
        Format::Json => framework::show_json(shown),
    });
    ExitStatus::Clean
}
