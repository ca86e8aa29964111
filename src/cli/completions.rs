//! `habilita completions`

use clap::CommandFactory;

use super::io::{ExitStatus, Io};
use super::options::Common;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  habilita completions bash > ~/.local/share/bash-completion/completions/habilita
  habilita completions zsh > ~/.zfunc/_habilita
  habilita completions fish > ~/.config/fish/completions/habilita.fish")]
pub(super) struct Args {
    /// The shell
    shell: clap_complete::Shell,
}

pub(super) fn run(args: &Args, _: &Common, io: &mut Io<'_>) -> ExitStatus {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Arguments::command(), "habilita", &mut script);
    io.print(&String::from_utf8_lossy(&script));
    ExitStatus::Clean
}
