//! Streams, environment, clock and exit status.

use std::io::{ErrorKind, IsTerminal, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What the process tells the one who called it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// 0: qualified, or no faults.
    Clean,
    /// 3: undetermined, for data is missing.
    Undetermined,
    /// 1: a well-formed no: not qualified, or faults found.
    No,
    /// 2: wrong usage, an unreadable file, or a fault of the program.
    Trouble,
}

impl ExitStatus {
    /// The number.
    ///
    /// ```
    /// use habilita::cli::ExitStatus;
    ///
    /// assert_eq!(ExitStatus::Undetermined.number(), 3);
    /// ```
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::No => 1,
            Self::Trouble => 2,
            Self::Undetermined => 3,
        }
    }

    /// The graver of two: trouble, then a no, then undetermined.
    ///
    /// ```
    /// use habilita::cli::ExitStatus;
    ///
    /// assert_eq!(ExitStatus::Undetermined.worst(ExitStatus::No), ExitStatus::No);
    /// ```
    #[must_use]
    pub const fn worst(self, other: Self) -> Self {
        if other.gravity() > self.gravity() { other } else { self }
    }

    const fn gravity(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Undetermined => 1,
            Self::No => 2,
            Self::Trouble => 3,
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status.number())
    }
}

/// What a command may know of the world around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The locale, out of `LC_ALL`, `LC_MESSAGES` or `LANG`.
    pub locale: Option<String>,
    /// `HABILITA_FRAMEWORKS`.
    pub frameworks: Option<String>,
    /// `NO_COLOR` is set, or the terminal is a dumb one.
    pub no_colour: bool,
    /// The output is a terminal.
    pub output_is_terminal: bool,
    /// The stream of messages is a terminal.
    pub errors_are_terminal: bool,
    /// The day today; none: the clock is asked when the day is needed.
    pub today: Option<Date>,
}

impl Surroundings {
    /// Reads the environment, the terminal and the clock of this process.
    #[must_use]
    pub fn of_this_process() -> Self {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            locale: ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable),
            frameworks: variable("HABILITA_FRAMEWORKS"),
            no_colour: variable("NO_COLOR").is_some() || variable("TERM").is_some_and(|terminal| terminal == "dumb"),
            output_is_terminal: std::io::stdout().is_terminal(),
            errors_are_terminal: std::io::stderr().is_terminal(),
            today: None,
        }
    }

    /// The day today, where the person is.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today.unwrap_or_else(|| jiff::Timestamp::now().to_zoned_datetime(time_zone()).date())
    }

    /// Tells whether the output may be coloured, if nobody asks otherwise.
    #[must_use]
    pub const fn colour_output(&self) -> bool {
        self.output_is_terminal && !self.no_colour
    }

    /// Tells whether messages may be coloured, if nobody asks otherwise.
    #[must_use]
    pub const fn colour_errors(&self) -> bool {
        self.errors_are_terminal && !self.no_colour
    }
}

/// The time zone of `TZ` if it is a name (`America/Bogota`), else that of the system.
fn time_zone() -> TimeZone {
    let name = std::env::var("TZ").unwrap_or_default();
    let name = name.trim_start_matches(':');
    let plain = name.contains('/') && !name.starts_with('/') && !name.contains("..");
    let file = Path::new("/usr/share/zoneinfo").join(name);
    let named = || TimeZone::tzif(name, &std::fs::read(file).ok()?).ok();
    plain.then(named).flatten().unwrap_or_else(TimeZone::system)
}

/// The streams of a command, and what surrounds it.
pub struct Io<'a> {
    input: &'a mut dyn Read,
    output: &'a mut dyn Write,
    errors: &'a mut dyn Write,
    surroundings: Surroundings,
    /// The reader of the output has gone away; the rest is not written.
    closed: bool,
    /// The output cannot be written, and why.
    failed: Option<String>,
}

impl std::fmt::Debug for Io<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Io").field("surroundings", &self.surroundings).finish_non_exhaustive()
    }
}

impl<'a> Io<'a> {
    /// Puts streams and surroundings together.
    pub fn new(
        input: &'a mut dyn Read,
        output: &'a mut dyn Write,
        errors: &'a mut dyn Write,
        surroundings: Surroundings,
    ) -> Self {
        Self { input, output, errors, surroundings, closed: false, failed: None }
    }

    /// What surrounds the command.
    #[must_use]
    pub const fn surroundings(&self) -> &Surroundings {
        &self.surroundings
    }

    /// The standard input.
    pub fn input(&mut self) -> &mut dyn Read {
        self.input
    }

    /// Writes a result.
    pub fn print(&mut self, text: &str) {
        if self.closed || self.failed.is_some() {
            return;
        }
        match self.output.write_all(text.as_bytes()) {
            Ok(()) => {}
            Err(problem) if problem.kind() == ErrorKind::BrokenPipe => self.closed = true,
            Err(problem) => self.failed = Some(problem.to_string()),
        }
    }

    /// Writes a message. If even that cannot be written there is nobody to tell.
    pub fn message(&mut self, text: &str) {
        let _ = self.errors.write_all(text.as_bytes());
    }

    /// Ends the output: a reader that has gone away is no error, a full disk is one.
    pub(super) fn finish(&mut self, status: ExitStatus) -> ExitStatus {
        match self.output.flush() {
            Err(problem) if problem.kind() != ErrorKind::BrokenPipe => self.failed = Some(problem.to_string()),
            Ok(()) | Err(_) => {}
        }
        let Some(problem) = self.failed.take() else { return status };
        self.message(&format!("error: cannot write the output: {problem}\n"));
        ExitStatus::Trouble
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_status_counts() {
        use ExitStatus::{Clean, No, Trouble, Undetermined};
        let order = [Clean, Undetermined, No, Trouble];
        for (at, less) in order.iter().enumerate() {
            for more in &order[at..] {
                assert_eq!(less.worst(*more), *more);
                assert_eq!(more.worst(*less), *more);
            }
        }
        assert_eq!(order.map(ExitStatus::number), [0, 3, 1, 2]);
    }

    struct Broken(ErrorKind);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn print_to(mut output: Broken) -> (ExitStatus, String) {
        let (mut input, mut errors) = (std::io::empty(), Vec::new());
        let mut io = Io::new(&mut input, &mut output, &mut errors, Surroundings::default());
        io.print("a");
        io.print("b");
        let status = io.finish(ExitStatus::No);
        (status, String::from_utf8(errors).unwrap())
    }

    #[test]
    fn a_closed_pipe_is_no_error() {
        assert_eq!(print_to(Broken(ErrorKind::BrokenPipe)), (ExitStatus::No, String::new()));
    }

    #[test]
    fn a_full_disk_is_one() {
        let (status, message) = print_to(Broken(ErrorKind::StorageFull));
        assert_eq!(status, ExitStatus::Trouble);
        assert!(message.starts_with("error: cannot write the output: "), "{message}");
    }
}
