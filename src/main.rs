//! The command.

fn main() -> std::process::ExitCode {
    habilita::cli::main()
}
