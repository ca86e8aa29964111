//! `habilita curriculum`

use std::path::PathBuf;

use jiff::civil::Date;

use super::folder;
use super::input;
use super::io::{ExitStatus, Io};
use super::load::{self, Wanted};
use super::options::{Common, Format};
use crate::analysis::Outcome;
use crate::assess::curriculum::{CurriculumQuestion, FoundCurriculum, curriculum};
use crate::assess::unknown_grant;
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::model::framework::Framework;
use crate::record::{self, Curriculum};
use crate::report::curriculum::{CurriculumDocument, Shown, document, text};
use crate::report::json::json_array;
use crate::source::SourceMap;

/// Tell what every graduate of a curriculum, some, or none will have
///
/// FRAMEWORK is an id of the library, an id with a version, or a file. CURRICULUM is a file in YAML or JSON with one
/// curriculum or several; `-` reads the standard input.
///
/// A requirement is guaranteed if it holds whatever a student chooses. Where it is not, a choice that fails and one that
/// works are shown, each judged again as an ordinary record. What no module can give (age, examinations, residence) is
/// left to the individual, and said so.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Exit status: 0 guaranteed, but for what is left to the individual; 1 some graduates \
lack something, or all do; 3 undetermined, for something that decides is not stated, or the limit of steps was \
reached; 2 trouble.

Examples:
  habilita curriculum us.tx.chw our-course.yaml
  habilita curriculum co.nursing-auxiliary plan.yaml --standard programme-2009
  habilita curriculum br.mec.nursing-technician plan.yaml --lang pt --as-of 2026-12-01
  habilita curriculum us.tx.chw@2019 our-course.yaml --format json")]
pub(super) struct Args {
    /// Id of a framework, perhaps with @VERSION, or a file
    #[arg(value_name = "FRAMEWORK")]
    framework: String,
    /// Curricula in YAML or JSON (can be repeated)
    #[arg(value_name = "CURRICULUM", required = true)]
    curricula: Vec<PathBuf>,
    /// Judge by this grant of the framework; else by its first
    #[arg(long, value_name = "GRANT")]
    grant: Option<String>,
    /// Judge by this standard alone: the curriculum is the programme that it measures
    #[arg(long, value_name = "STANDARD")]
    standard: Option<String>,
    /// Judge those who finish on this day; else today
    #[arg(long, value_name = "DATE", value_parser = super::assess::date)]
    as_of: Option<Date>,
}

pub(super) fn run(args: &Args, common: &Common, io: &mut Io<'_>) -> ExitStatus {
    let mut map = SourceMap::default();
    let wanted = Wanted::parse(&args.framework);
    let checked = match folder::library(common, &mut map, io) {
        Ok(library) => load::frameworks(&wanted, &library, &mut map, io),
        Err(problem) => Checked { value: None, diagnostics: vec![*problem] },
    };
    let errors = |it: &Diagnostic| it.severity == Severity::Error;
    common.complain(&map, checked.diagnostics.into_iter().filter(errors).collect(), io);
    let Some(frameworks) = checked.value else { return ExitStatus::Trouble };
    if let Some(problem) = args.grant.as_deref().and_then(|grant| unknown_grant(grant, &frameworks)) {
        common.complain(&map, vec![problem], io);
        return ExitStatus::Trouble;
    }
    let question = CurriculumQuestion {
        grant: args.grant.as_deref(),
        standard: args.standard.as_deref(),
        as_of: args.as_of.unwrap_or_else(|| io.surroundings().today()),
        version: wanted.version.as_deref(),
    };
    let mut session = Session { frameworks: &frameworks, question, common, seen: 0, documents: Vec::new() };
    let mut status = ExitStatus::Clean;
    for path in &args.curricula {
        let file = match input::read(path, input::RECORD_LIMIT, &mut map, io) {
            Ok(file) => file,
            Err(problem) => {
                session.seen += 1;
                common.complain(&map, vec![*problem], io);
                status = status.worst(ExitStatus::Trouble);
                continue;
            }
        };
        let read = record::read_curricula(file, map.text(file));
        common.complain(&map, read.diagnostics, io);
        let Some(curricula) = read.value else {
            session.seen += 1;
            status = status.worst(ExitStatus::Trouble);
            continue;
        };
        for one in &curricula {
            status = status.worst(session.one(one, map.text(file), &map, io));
        }
    }
    session.finish(io);
    status
}

struct Session<'a> {
    frameworks: &'a [Framework],
    question: CurriculumQuestion<'a>,
    common: &'a Common,
    /// Curricula seen so far, judged or not.
    seen: usize,
    /// Gathered for the end, because one curriculum is written as an object and several as an array.
    documents: Vec<CurriculumDocument>,
}

impl Session<'_> {
    fn one(&mut self, one: &Curriculum, file: &str, map: &SourceMap, io: &mut Io<'_>) -> ExitStatus {
        self.seen += 1;
        let answer = curriculum(self.frameworks, one, file, self.question);
        self.common.complain(map, answer.diagnostics, io);
        let Some(found) = &answer.found else { return ExitStatus::Trouble };
        let Some(framework) = self.frameworks.get(found.framework) else { return ExitStatus::Trouble };
        let shown = Shown {
            curriculum: one,
            framework,
            grant: found.grant.as_deref(),
            standard: found.standard.as_deref(),
            as_of: found.as_of,
            record: &found.record,
            analysis: &found.analysis,
            claimed: found.claimed,
        };
        match self.common.format {
            Format::Text => {
                let gap = if self.seen > 1 { "\n" } else { "" };
                io.print(&format!("{gap}{}", text(&shown, &self.common.text_options(io.surroundings()))));
            }
            Format::Json => self.documents.push(document(&shown)),
        }
        status(found)
    }

    fn finish(self, io: &mut Io<'_>) {
        match (self.seen, self.documents.as_slice()) {
            (1, [one]) => {
                let text = serde_json::to_string_pretty(one).unwrap_or_default();
                io.print(&(text + "\n"));
            }
            (_, []) => {}
            (_, several) => io.print(&json_array(several)),
        }
    }
}

/// The status of what was found.
fn status(found: &FoundCurriculum) -> ExitStatus {
    match &found.analysis.together {
        Outcome::Guaranteed | Outcome::Individual | Outcome::Absent => ExitStatus::Clean,
        Outcome::Possible { .. } | Outcome::Impossible { .. } => ExitStatus::No,
        Outcome::Undetermined { .. } | Outcome::Unknown => ExitStatus::Undetermined,
    }
}
