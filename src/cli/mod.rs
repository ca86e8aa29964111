//! The command line: one file per command, the terminal, and the only touch with files, environment and clock.
//!
//! It decides nothing: it finds texts, hands them to the other rooms, and prints what comes back.

mod assess;
mod check;
mod completions;
mod curriculum;
mod explain;
mod folder;
mod input;
mod io;
mod list;
mod load;
mod options;
mod plan;
mod schema;
mod show;
mod test;
mod witness;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use io::{ExitStatus, Io, Surroundings};
pub use options::{Colour, Common, Format};

/// Tell what a person still lacks for a health occupation, and by which article
///
/// The rules of many countries are built in; `habilita list` shows them. A person is a training record in YAML or JSON.
#[derive(Debug, Parser)]
#[command(
    name = "habilita",
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    infer_subcommands = false,
    max_term_width = 80,
    after_long_help = "\
Exit status: 0 qualified, or no faults; 1 not qualified, or faults found; 3 undetermined, for data is missing; \
2 trouble: wrong usage, an unreadable file. Of several records the gravest counts: 2, then 1, then 3.

Examples:
  habilita list
  habilita assess us.tx.chw maria.yaml
  habilita assess us.tx.chw maria.yaml --lang es --as-of 2026-03-01
  habilita check my-framework.hab
  habilita explain unknown-symbol"
)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    Assess(assess::Args),
    Curriculum(curriculum::Args),
    Plan(plan::Args),
    Test(test::Args),
    List(list::Args),
    Show(show::Args),
    Explain(explain::Args),
    Schema(schema::Args),
    Completions(completions::Args),
}

/// Runs the command with the arguments, streams, environment and clock of this process.
#[must_use]
pub fn main() -> ExitCode {
    let surroundings = Surroundings::of_this_process();
    let (mut input, mut output, mut errors) = (std::io::stdin(), std::io::stdout(), std::io::stderr());
    let mut io = Io::new(&mut input, &mut output, &mut errors, surroundings);
    run(std::env::args_os(), &mut io).into()
}

/// Runs the command; the first argument is the name of the program.
///
/// Everything it reads from outside but files comes through `io`, so that it can be run inside another program.
pub fn run(arguments: impl IntoIterator<Item = OsString>, io: &mut Io<'_>) -> ExitStatus {
    let matches = Arguments::command().try_get_matches_from(arguments);
    let arguments = match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(problem) => return usage(&problem, io),
    };
    let common = &arguments.common;
    let status = match arguments.command {
        Command::Check(args) => check::run(&args, common, io),
        Command::Assess(args) => assess::run(&args, common, io),
        Command::Curriculum(args) => curriculum::run(&args, common, io),
        Command::Plan(args) => plan::run(&args, common, io),
        Command::Test(args) => test::run(&args, common, io),
        Command::List(args) => list::run(&args, common, io),
        Command::Show(args) => show::run(&args, common, io),
        Command::Explain(args) => explain::run(&args, common, io),
        Command::Schema(args) => schema::run(&args, common, io),
        Command::Completions(args) => completions::run(&args, common, io),
    };
    io.finish(status)
}

/// Prints what clap says: help and version are results, wrong usage is a message.
fn usage(problem: &clap::Error, io: &mut Io<'_>) -> ExitStatus {
    let styled = problem.render();
    let colour =
        if problem.use_stderr() { io.surroundings().colour_errors() } else { io.surroundings().colour_output() };
    let text = if colour { styled.ansi().to_string() } else { styled.to_string() };
    if problem.use_stderr() {
        io.message(&text);
        return io.finish(ExitStatus::Trouble);
    }
    io.print(&text);
    io.finish(ExitStatus::Clean)
}
