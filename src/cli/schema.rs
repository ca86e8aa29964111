//! `habilita schema`

use clap::ValueEnum;

use super::io::{ExitStatus, Io};
use super::options::Common;
use crate::{record, report};

/// Print the JSON Schema of a kind of file
///
/// The schemas (2020-12) are made of the types that read and write the files. Editors use them to check a record while
/// it is being written.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  habilita schema record > record.schema.json
  habilita schema assessment")]
pub(super) struct Args {
    /// What the schema is of
    #[arg(value_enum, value_name = "KIND")]
    kind: Kind,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// A person's training record
    Record,
    /// A case that tests a framework
    Case,
    /// A curriculum
    Curriculum,
    /// The answer of `habilita assess --format json`
    Assessment,
    /// The answer of `habilita curriculum --format json`
    CurriculumAnalysis,
    /// The answer of `habilita plan --format json`
    Plan,
    /// The answer of `habilita show --format json`
    Framework,
    /// The answer of `habilita list --format json`
    List,
}

pub(super) fn run(args: &Args, _: &Common, io: &mut Io<'_>) -> ExitStatus {
    io.print(&match args.kind {
        Kind::Record => pretty(&schemars::schema_for!(record::Document)),
        Kind::Case => pretty(&schemars::schema_for!(record::Case)),
        Kind::Curriculum => format!("{:#}\n", record::curriculum_schema()),
        Kind::Assessment => report::json::schema(),
        Kind::CurriculumAnalysis => report::curriculum::schema(),
        Kind::Plan => report::plan::schema(),
        Kind::Framework => pretty(&schemars::schema_for!(report::framework::FrameworkDocument)),
        Kind::List => pretty(&schemars::schema_for!(report::framework::ListDocument)),
    });
    ExitStatus::Clean
}

fn pretty(schema: &schemars::Schema) -> String {
    format!("{:#}\n", schema.as_value())
}
