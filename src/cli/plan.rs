//! `habilita plan`

use std::path::PathBuf;

use jiff::civil::Date;

use super::folder;
use super::input;
use super::io::{ExitStatus, Io};
use super::load::{self, Wanted};
use super::options::{Common, Format};
use crate::analysis::plan::Minimise;
use crate::assess::plan::{FoundPlan, Offer, PlanQuestion, plan_for};
use crate::assess::unknown_grant;
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::eval::Verdict;
use crate::model::framework::Framework;
use crate::record::{self, Document};
use crate::report::json::json_array;
use crate::report::plan::{PlanDocument, Shown, document, text};
use crate::source::{FileId, SourceMap};

/// Find the least further training that closes a person's gap, out of what is on offer
///
/// FRAMEWORK is an id of the library, an id with a version, or a file. RECORD is a file in YAML or JSON with one person
/// or several; `-` reads the standard input. What is on offer are the modules of curricula, each by itself, and the
/// award of a programme to whoever takes all that it asks for.
///
/// The plan is the one with the fewest hours, then the fewest modules, then the earliest end. What nothing on offer gives
/// (age, an examination, residence) is told apart, with what it lacks at best. The training is taken as finished on one
/// day; a person who applied before that day, and did not have everything then, is taken to apply again on it.
#[derive(Debug, clap::Args)]
#[command(
    after_long_help = "Exit status: 0 the plan closes the gap, or nothing is missing; 1 something is missing that \
nothing on offer gives; 3 undetermined, for something that decides is not stated; 2 trouble.

Examples:
  habilita plan us.tx.chw maria.yaml --offer spring-courses.yaml
  habilita plan co.nursing-auxiliary ana.yaml --offer school-a.yaml --offer school-b.yaml --minimise cost
  habilita plan us.tx.chw maria.yaml --offer courses.yaml --as-of 2027-06-30 --format json"
)]
pub(super) struct Args {
    /// Id of a framework, perhaps with @VERSION, or a file
    #[arg(value_name = "FRAMEWORK")]
    framework: String,
    /// Training records in YAML or JSON (can be repeated)
    #[arg(value_name = "RECORD", required = true)]
    records: Vec<PathBuf>,
    /// A curriculum whose modules are on offer (can be repeated)
    #[arg(long = "offer", value_name = "CURRICULUM", required = true)]
    offers: Vec<PathBuf>,
    /// Plan for this grant of the framework
    #[arg(long, value_name = "GRANT")]
    grant: Option<String>,
    /// The day on which the training is finished; else today
    #[arg(long, value_name = "DATE", value_parser = super::assess::date)]
    as_of: Option<Date>,
    /// What is to be least
    #[arg(long, value_name = "WHAT", default_value = "hours")]
    minimise: Least,
}

/// What is to be least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Least {
    /// Hours, then modules, then time
    Hours,
    /// Modules, then hours, then time
    Modules,
    /// Cost, then hours, then modules, then time
    Cost,
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
    let mut curricula = Vec::new();
    for path in &args.offers {
        let file = match input::read(path, input::RECORD_LIMIT, &mut map, io) {
            Ok(file) => file,
            Err(problem) => {
                common.complain(&map, vec![*problem], io);
                return ExitStatus::Trouble;
            }
        };
        let read = record::read_curricula(file, map.text(file));
        let broken = read.diagnostics.iter().any(|it| it.severity == Severity::Error);
        common.complain(&map, read.diagnostics, io);
        let Some(read) = read.value.filter(|_| !broken) else { return ExitStatus::Trouble };
        curricula.extend(read.into_iter().map(|one| (file, one)));
    }
    let minimise = match args.minimise {
        Least::Hours => Minimise::Hours,
        Least::Modules => Minimise::Modules,
        Least::Cost => Minimise::Cost,
    };
    let question = PlanQuestion {
        grant: args.grant.as_deref(),
        as_of: args.as_of.unwrap_or_else(|| io.surroundings().today()),
        version: wanted.version.as_deref(),
        minimise,
    };
    let mut session =
        Session { frameworks: &frameworks, question, common, curricula: &curricula, seen: 0, documents: Vec::new() };
    let mut status = ExitStatus::Clean;
    for path in &args.records {
        let file = match input::read(path, input::RECORD_LIMIT, &mut map, io) {
            Ok(file) => file,
            Err(problem) => {
                session.seen += 1;
                common.complain(&map, vec![*problem], io);
                status = status.worst(ExitStatus::Trouble);
                continue;
            }
        };
        let read = record::read(file, map.text(file));
        common.complain(&map, read.diagnostics, io);
        let Some(persons) = read.value else {
            session.seen += 1;
            status = status.worst(ExitStatus::Trouble);
            continue;
        };
        for person in &persons {
            status = status.worst(session.person(person, file, &map, io));
        }
    }
    session.finish(io);
    status
}

struct Session<'a> {
    frameworks: &'a [Framework],
    question: PlanQuestion<'a>,
    common: &'a Common,
    curricula: &'a [(FileId, record::Curriculum)],
    /// Persons seen so far, planned for or not.
    seen: usize,
    /// Gathered for the end, because one person is written as an object and several as an array.
    documents: Vec<PlanDocument>,
}

impl Session<'_> {
    fn person(&mut self, person: &Document, file: FileId, map: &SourceMap, io: &mut Io<'_>) -> ExitStatus {
        self.seen += 1;
        let offers: Vec<Offer<'_>> =
            self.curricula.iter().map(|(file, curriculum)| Offer { curriculum, text: map.text(*file) }).collect();
        let answer = plan_for(self.frameworks, (person, file, map.text(file)), &offers, self.question);
        self.common.complain(map, answer.diagnostics, io);
        let Some(found) = &answer.found else { return ExitStatus::Trouble };
        let Some(framework) = self.frameworks.get(found.framework) else { return ExitStatus::Trouble };
        let shown = Shown { framework, offers: &offers, found, minimise: self.question.minimise };
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

/// The status of a plan: that of the person once it is carried out.
fn status(found: &FoundPlan) -> ExitStatus {
    match found.verdict {
        Verdict::Met => ExitStatus::Clean,
        Verdict::Unmet => ExitStatus::No,
        Verdict::Undetermined => ExitStatus::Undetermined,
    }
}
