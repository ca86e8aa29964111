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
    if let Some(problem) = args.grant.as_deref().and_then(|grant| assess::unknown_grant(grant, &frameworks)) {
        common.complain(&map, vec![problem], io);
        return ExitStatus::Trouble;
    }
    let session = Session {
        frameworks,
        grant: args.grant.clone(),
        as_of: args.as_of.unwrap_or(io.surroundings().today),
        version: wanted.version.clone(),
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

struct Session {
    frameworks: Vec<Framework>,
    grant: Option<String>,
    as_of: Date,
    version: Option<String>,
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
        let question = Question { grant: self.grant.as_deref(), as_of: self.as_of, version: self.version.as_deref() };
        let answer = assess::assess(&self.frameworks, question, |framework, versions| {
            record::bind_among(document, framework, versions, file, map.text(file))
        });
        common.complain(map, answer.diagnostics, io);
        match &answer.assessment {
            Some(assessment) => show(assessment, &self.frameworks, &answer.records, documents, common, io),
            None => ExitStatus::Trouble,
        }
    }
}

fn show(
    assessment: &Assessment,
    frameworks: &[Framework],
    records: &[Option<Record>],
    documents: &mut Documents,
    common: &Common,
    io: &mut Io<'_>,
) -> ExitStatus {
    let frameworks: Vec<&Framework> = frameworks.iter().collect();
    let records: Vec<Option<&Record>> = records.iter().map(Option::as_ref).collect();
    match common.format {
        Format::Text => {
            let options = report::text::TextOptions {
                language: common.language(io.surroundings()),
                colour: common.colour_output(io.surroundings()),
                ..report::text::TextOptions::default()
            };
            io.print(&report::text::text(assessment, &frameworks, &records, &options));
        }
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
