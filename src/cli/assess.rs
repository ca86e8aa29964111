//! `habilita assess`

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::folder;
use super::input;
use super::io::{ExitStatus, Io};
use super::load::{self, Wanted};
use super::options::{Common, Format};
use crate::assess::{self, Question};
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::eval::{Assessment, Verdict};
use crate::model::framework::Framework;
use crate::record::{self, Document, Record};
use crate::report::{self, json::AssessmentDocument};
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
pub(super) fn date(text: &str) -> Result<Date, String> {
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
    if let Some(problem) = args.grant.as_deref().and_then(|grant| assess::unknown_grant(grant, &frameworks)) {
        common.complain(&map, vec![problem], io);
        return ExitStatus::Trouble;
    }
    let mut session = Session {
        frameworks: &frameworks,
        grant: args.grant.as_deref(),
        as_of: args.as_of.unwrap_or_else(|| io.surroundings().today()),
        version: wanted.version.as_deref(),
        common,
        io,
        persons: 0,
        documents: Vec::new(),
    };
    let mut status = ExitStatus::Clean;
    for path in &args.records {
        status = status.worst(session.file(path, &mut map));
    }
    session.finish();
    status
}

struct Session<'a, 'io> {
    frameworks: &'a [Framework],
    grant: Option<&'a str>,
    as_of: Date,
    version: Option<&'a str>,
    common: &'a Common,
    io: &'a mut Io<'io>,
    /// Persons seen so far, assessed or not.
    persons: usize,
    /// Gathered for the end, because one person is written as an object and several as an array.
    documents: Vec<AssessmentDocument>,
}

impl Session<'_, '_> {
    /// Assesses all persons of a file.
    fn file(&mut self, path: &Path, map: &mut SourceMap) -> ExitStatus {
        let file = match input::read(path, input::RECORD_LIMIT, map, self.io) {
            Ok(file) => file,
            Err(problem) => {
                self.persons += 1;
                self.common.complain(map, vec![*problem], self.io);
                return ExitStatus::Trouble;
            }
        };
        let read = record::read(file, map.text(file));
        self.common.complain(map, read.diagnostics, self.io);
        let Some(persons) = read.value else {
            self.persons += 1;
            return ExitStatus::Trouble;
        };
        let mut status = ExitStatus::Clean;
        for person in &persons {
            self.persons += 1;
            status = status.worst(self.person(person, file, map));
        }
        status
    }

    fn person(&mut self, document: &Document, file: FileId, map: &SourceMap) -> ExitStatus {
        let question = Question { grant: self.grant, as_of: self.as_of, version: self.version };
        let answer = assess::assess(self.frameworks, question, |framework, versions| {
            record::bind_among(document, framework, versions, file, map.text(file))
        });
        self.common.complain(map, answer.diagnostics, self.io);
        let Some(assessment) = &answer.assessment else { return ExitStatus::Trouble };
        self.show(assessment, &answer.records);
        match assessment.verdict {
            Verdict::Met => ExitStatus::Clean,
            Verdict::Undetermined => ExitStatus::Undetermined,
            Verdict::Unmet => ExitStatus::No,
        }
    }

    fn show(&mut self, assessment: &Assessment, records: &[Option<Record>]) {
        let frameworks: Vec<&Framework> = self.frameworks.iter().collect();
        let records: Vec<Option<&Record>> = records.iter().map(Option::as_ref).collect();
        match self.common.format {
            Format::Text => {
                let options = self.common.text_options(self.io.surroundings());
                let gap = if self.persons > 1 { "\n" } else { "" };
                self.io.print(&format!("{gap}{}", report::text::text(assessment, &frameworks, &records, &options)));
            }
            Format::Json => self.documents.push(report::json::document(assessment, &frameworks, &records)),
        }
    }

    /// Writes what was gathered: one object if one person was asked about, else an array.
    fn finish(self) {
        match (self.persons, self.documents.as_slice()) {
            (1, [one]) => {
                let text = serde_json::to_string_pretty(one).unwrap_or_default();
                self.io.print(&(text + "\n"));
            }
            (_, []) => {}
            (_, several) => self.io.print(&report::json::json_array(several)),
        }
    }
}
