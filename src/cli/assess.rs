//! `habilita assess`

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::folder;
use super::input;
use super::io::{ExitStatus, Io};
use super::load::{self, Wanted};
use super::options::{Common, Format};
use crate::diagnostic::{Checked, Code, Diagnostic, Severity, nearest};
use crate::eval::{self, Assessment, Request, Verdict, Version};
use crate::model::framework::Framework;
use crate::record::{self, Document, Record};
use crate::report;
use crate::source::{FileId, SourceMap};

/// Tell what a person still lacks, by how much, and by which article
///
/// FRAMEWORK is an id of the library, an id with a version, or a file. RECORD is a file in YAML or JSON with one person
/// or several; `-` reads the standard input.
///
/// The version in force follows from the record (the date of application, say); naming one overrides that. Without
/// `--grant`, what the record applies for is assessed, else the framework's first grant.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Exit status: 0 qualified; 1 not qualified; 3 undetermined; 2 trouble.

Examples:
  habilita assess us.tx.chw maria.yaml
  habilita assess us.tx.chw maria.yaml --grant renewal --lang es
  habilita assess us.tx.chw@2019 maria.yaml --as-of 2026-03-01
  habilita assess ./my-framework.hab class-of-2026/*.yaml --format json
  cat maria.yaml | habilita assess us.tx.chw -")]
pub(super) struct Args {
    /// Id of a framework, perhaps with @VERSION, or a file
    #[arg(value_name = "FRAMEWORK")]
    framework: String,
    /// Training records in YAML or JSON (can be repeated)
    #[arg(value_name = "RECORD", required = true)]
    records: Vec<PathBuf>,
    /// Assess for this grant of the framework
    #[arg(long, value_name = "GRANT")]
    grant: Option<String>,
    /// Assess as of this day; else today
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
}

/// Reads a day, and says what a day looks like if it is none.
fn date(text: &str) -> Result<Date, String> {
    let plain = text.len() == 10;
    text.parse().ok().filter(|_| plain).ok_or_else(|| "expected a day such as 2026-03-01".to_owned())
}

pub(super) fn run(args: &Args, common: &Common, io: &mut Io<'_>) -> ExitStatus {
    let mut map = SourceMap::default();
    let wanted = Wanted::parse(&args.framework);
    let checked = match folder::library(common, &mut map, io) {
        Ok(library) => load::frameworks(&wanted, &library, &mut map, io),
        Err(problem) => Checked { value: None, diagnostics: vec![*problem] },
    };
    // Warnings about a framework are for its author, not for the person who is assessed.
    let errors = |it: &Diagnostic| it.severity == Severity::Error;
    common.complain(&map, checked.diagnostics.into_iter().filter(errors).collect(), io);
    let Some(frameworks) = checked.value else { return ExitStatus::Trouble };
    if let Some(problem) = args.grant.as_deref().and_then(|grant| unknown_grant(grant, &frameworks)) {
        common.complain(&map, vec![problem], io);
        return ExitStatus::Trouble;
    }
    let session = Session {
        frameworks,
        grant: args.grant.clone(),
        as_of: args.as_of.unwrap_or(io.surroundings().today),
        version: wanted.version.is_some(),
    };
    let (mut status, mut documents) = (ExitStatus::Clean, Vec::new());
    for path in &args.records {
        status = status.worst(session.file(path, &mut documents, common, &mut map, io));
    }
    if common.format == Format::Json {
        io.print(&json(&documents));
    }
    status
}

/// Says that no version has such a grant. A framework without grants has its own answer, which is no error.
fn unknown_grant(wanted: &str, frameworks: &[Framework]) -> Option<Diagnostic> {
    let all: Vec<&str> = frameworks.iter().flat_map(|it| &it.grants).map(|grant| grant.name.as_str()).collect();
    if all.is_empty() || frameworks.iter().any(|framework| framework.grant(Some(wanted)).is_some()) {
        return None;
    }
    let id = frameworks.first().map_or("", |framework| framework.id.as_str());
    let mut names: Vec<String> = all.iter().map(|name| format!("`{name}`")).collect();
    names.sort();
    names.dedup();
    let message = format!("there is no grant `{wanted}` in `{id}`");
    let diagnostic = Diagnostic::new(Code::UnknownGrant, message).note(format!("there are: {}", names.join(", ")));
    Some(diagnostic.suggest(nearest(wanted, all.into_iter())))
}

struct Session {
    frameworks: Vec<Framework>,
    grant: Option<String>,
    as_of: Date,
    /// One version was named, and `frameworks` holds only that.
    version: bool,
}

/// What is gathered for the end, because one person is written as an object and several as an array.
type Documents = Vec<report::json::AssessmentDocument>;

impl Session {
    /// Assesses all persons of a file.
    fn file(
        &self,
        path: &Path,
        documents: &mut Documents,
        common: &Common,
        map: &mut SourceMap,
        io: &mut Io<'_>,
    ) -> ExitStatus {
        let file = match input::read(path, input::RECORD_LIMIT, map, io) {
            Ok(file) => file,
            Err(problem) => {
                common.complain(map, vec![*problem], io);
                return ExitStatus::Trouble;
            }
        };
        let read = record::read(file, map.text(file));
        let Some(persons) = read.value else {
            common.complain(map, read.diagnostics, io);
            return ExitStatus::Trouble;
        };
        common.complain(map, read.diagnostics, io);
        let mut status = ExitStatus::Clean;
        for person in &persons {
            status = status.worst(self.person(person, file, documents, common, map, io));
        }
        status
    }

    fn person(
        &self,
        document: &Document,
        file: FileId,
        documents: &mut Documents,
        common: &Common,
        map: &SourceMap,
        io: &mut Io<'_>,
    ) -> ExitStatus {
        let bound: Vec<Checked<Record>> =
            self.frameworks.iter().map(|it| record::bind(document, it, file, map.text(file))).collect();
        let versions: Vec<Version<'_>> = self
            .frameworks
            .iter()
            .zip(&bound)
            .map(|(framework, bound)| Version { framework, record: bound.value.as_ref() })
            .collect();
        let grant = self.grant.clone().or_else(|| self.applied_for(&bound));
        let request = Request { grant: grant.as_deref(), as_of: self.as_of, version: self.version.then_some(0) };
        // A word that an earlier version does not know is no fault of a record that is judged by a later one.
        let mut reached = eval::in_force(&versions, request).versions;
        if reached.is_empty() {
            reached.extend(versions.len().checked_sub(1));
        }
        let said = bound.iter().enumerate().filter(|(index, _)| reached.contains(index));
        common.complain(map, said.flat_map(|(_, bound)| bound.diagnostics.iter().cloned()).collect(), io);
        if reached.iter().any(|index| versions.get(*index).is_none_or(|version| version.record.is_none())) {
            return ExitStatus::Trouble;
        }
        let assessment = eval::assess(&versions, request);
        show(&assessment, &versions, documents, common, io)
    }

    /// The grant that the record applies for, if it is one of this framework.
    fn applied_for(&self, bound: &[Checked<Record>]) -> Option<String> {
        let wanted = bound.iter().rev().find_map(|bound| bound.value.as_ref()?.applied_for.clone())?;
        self.frameworks.iter().any(|framework| framework.grant(Some(&wanted)).is_some()).then_some(wanted)
    }
}

fn show(
    assessment: &Assessment,
    versions: &[Version<'_>],
    documents: &mut Documents,
    common: &Common,
    io: &mut Io<'_>,
) -> ExitStatus {
    let frameworks: Vec<&Framework> = versions.iter().map(|version| version.framework).collect();
    let records: Vec<Option<&Record>> = versions.iter().map(|version| version.record).collect();
    match common.format {
        Format::Text => io.print(&report::json::json(assessment, &frameworks, &records)),
        Format::Json => documents.push(report::json::document(assessment, &frameworks, &records)),
    }
    match assessment.verdict {
        Verdict::Met => ExitStatus::Clean,
        Verdict::Undetermined => ExitStatus::Undetermined,
        Verdict::Unmet => ExitStatus::No,
    }
}

/// One object for one person, an array for several, nothing for none.
fn json(documents: &Documents) -> String {
    match documents.as_slice() {
        [] => String::new(),
        [one] => serde_json::to_string_pretty(one).map(|text| text + "\n").unwrap_or_default(),
        several => report::json::json_array(several),
    }
}
