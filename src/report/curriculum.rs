//! What a curriculum guarantees: as text, and as JSON (`habilita/curriculum-analysis/1`).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::json::{self, FindingDocument, FrameworkReference, TextMap};
use super::names::Names;
use crate::analysis::{Analysis, Nearest, Outcome, Requirement, Way};
use crate::model::framework::Framework;
use crate::model::program::{NodeId, Note};
use crate::record::curriculum::Curriculum;
use crate::record::evidence::Record;

pub use super::text::curriculum::text;

/// The schema name and version.
pub const SCHEMA: &str = "habilita/curriculum-analysis/1";

/// What is reported.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The curriculum.
    pub curriculum: &'a Curriculum,
    /// The framework.
    pub framework: &'a Framework,
    /// Full id of the grant.
    pub grant: Option<&'a str>,
    /// The standard, if it was judged by one alone.
    pub standard: Option<&'a str>,
    /// The day on which graduates finish.
    pub as_of: Date,
    /// The record of somebody who took all modules.
    pub record: &'a Record,
    /// What was found.
    pub analysis: &'a Analysis,
    /// The curriculum says that it satisfies the framework.
    pub claimed: bool,
}

/// What a curriculum guarantees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CurriculumDocument {
    /// `habilita/curriculum-analysis/1`
    pub schema: String,
    /// What comes of all requirements together.
    pub outcome: OutcomeWord,
    /// The day on which graduates finish, and are judged.
    pub as_of: String,
    /// Full id of the grant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<String>,
    /// The standard, if it was judged by one alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// The framework version that judges.
    pub framework: FrameworkReference,
    /// The curriculum.
    pub curriculum: CurriculumReference,
    /// Each requirement.
    pub requirements: Vec<RequirementDocument>,
    /// What is taught where.
    pub taught: Vec<TaughtDocument>,
    /// Hours by mode.
    pub hours: Vec<HoursDocument>,
    /// Codes of modules that no requirement counts.
    pub idle: Vec<String>,
    /// Competencies asked for that only electives teach.
    pub only_in_electives: Vec<String>,
}

/// What comes of a requirement over all ways through a curriculum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeWord {
    /// It holds on every way.
    Guaranteed,
    /// It holds on some ways and fails on others.
    Possible,
    /// It fails on every way.
    Impossible,
    /// Something that decides is not stated.
    Undetermined,
    /// No module has any influence on it.
    LeftToTheIndividual,
    /// It does not apply.
    NotApplicable,
    /// The limit of steps was reached.
    Unknown,
}

/// A curriculum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CurriculumReference {
    /// Its id.
    pub id: String,
    /// SHA-256 of its file.
    pub sha256: String,
    /// It says that it satisfies the framework.
    pub claimed: bool,
    /// Codes of the modules that everybody takes.
    pub compulsory: Vec<String>,
    /// Codes of the modules that may be chosen.
    pub electives: Vec<String>,
}

/// What comes of one requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequirementDocument {
    /// The line.
    pub line: LineDocument,
    /// What comes of it.
    pub outcome: OutcomeWord,
    /// Shown, and not part of the whole.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub advisory: bool,
    /// A choice with which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub works: Option<WayDocument>,
    /// A choice with which it fails, or with which something that decides is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fails: Option<WayDocument>,
    /// What lacks at best, line by line, where it fails on every way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nearest: Vec<NearestDocument>,
    /// Lines that cannot all hold on one way, though each can.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clash: Vec<LineDocument>,
    /// Lines within it that are left to the individual.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<LineDocument>,
    /// Ways of a choice that are the individual's, and were set aside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aside: Vec<LineDocument>,
}

/// A line of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LineDocument {
    /// Full id of a requirement or route.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its text.
    pub text: TextMap,
    /// The line as written.
    pub line: String,
    /// Citations.
    pub cite: Vec<json::CiteDocument>,
}

/// A way through the curriculum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WayDocument {
    /// Codes of the electives chosen.
    pub chosen: Vec<String>,
    /// Codes of all modules taken.
    pub taken: Vec<String>,
    /// It surely is as said; else something that decides is not stated.
    pub sure: bool,
    /// What an assessment of such a graduate finds.
    pub finding: FindingDocument,
}

/// What lacks at best.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NearestDocument {
    /// The line.
    pub line: LineDocument,
    /// A choice with which it lacks least.
    pub way: WayDocument,
    /// No other choice lacks less; else this was not shown.
    pub least: bool,
}

/// Where a competency is taught.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaughtDocument {
    /// Full id of the competency.
    pub competency: String,
    /// A requirement asks for it.
    pub asked: bool,
    /// The modules that cover it.
    pub modules: Vec<CellDocument>,
}

/// How a module covers a competency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CellDocument {
    /// Code of the module.
    pub module: String,
    /// Everybody takes it.
    pub compulsory: bool,
    /// At which level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Hours on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// It covers something below the competency, not the whole of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partly: bool,
}

/// Hours of one mode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursDocument {
    /// The mode; `null`: not stated.
    pub mode: Option<String>,
    /// All hours, whatever their mode.
    pub whole: bool,
    /// Hours of compulsory modules.
    pub compulsory: String,
    /// The least that a graduate has; absent if not found within the limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<String>,
    /// The most that a graduate has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<String>,
}

/// The JSON Schema (2020-12) of the analysis of a curriculum.
#[must_use]
pub fn schema() -> String {
    json::pretty(&schemars::schema_for!(CurriculumDocument))
}

/// The analysis of a curriculum as a document.
#[must_use]
pub fn document(shown: &Shown<'_>) -> CurriculumDocument {
    let Shown { curriculum, framework, analysis, record, .. } = shown;
    let writer = Writer { shown };
    let codes = |compulsory: bool| -> Vec<String> {
        let all = curriculum.modules.iter().zip(&analysis.compulsory);
        all.filter(|(_, it)| **it == compulsory).map(|(module, _)| module.code.clone()).collect()
    };
    let competency = |id: crate::model::vocabulary::CompetencyId| {
        let known = framework.vocabulary.competencies.get_index(id.index());
        known.map(|(name, _)| name.clone()).unwrap_or_default()
    };
    let compulsory = |module: usize| analysis.compulsory.get(module) == Some(&true);
    let names = Names::new(framework);
    let only = analysis
        .taught
        .iter()
        .filter(|one| one.asked && !one.cells.is_empty() && !one.cells.iter().any(|cell| compulsory(cell.module)));
    CurriculumDocument {
        schema: SCHEMA.to_owned(),
        outcome: word(&analysis.together),
        as_of: shown.as_of.to_string(),
        grant: shown.grant.map(str::to_owned),
        standard: shown.standard.map(str::to_owned),
        framework: json::reference(framework),
        curriculum: CurriculumReference {
            id: curriculum.id.clone(),
            sha256: record.sha256.clone(),
            claimed: shown.claimed,
            compulsory: codes(true),
            electives: codes(false),
        },
        requirements: analysis.requirements.iter().map(|one| writer.requirement(one)).collect(),
        taught: analysis
            .taught
            .iter()
            .map(|one| TaughtDocument {
                competency: competency(one.competency),
                asked: one.asked,
                modules: one
                    .cells
                    .iter()
                    .map(|cell| CellDocument {
                        module: writer.code(cell.module),
                        compulsory: compulsory(cell.module),
                        level: cell.level.map(|level| names.level(level)),
                        hours: cell.hours.map(|hours| format!("{hours} h")),
                        partly: cell.partly,
                    })
                    .collect(),
            })
            .collect(),
        hours: analysis
            .totals
            .iter()
            .map(|total| HoursDocument {
                mode: total.mode.map(|mode| record.word(framework, mode).to_owned()),
                whole: total.whole,
                compulsory: format!("{} h", total.compulsory),
                least: total.range.map(|(least, _)| format!("{least} h")),
                most: total.range.map(|(_, most)| format!("{most} h")),
            })
            .collect(),
        idle: analysis.idle.iter().map(|module| writer.code(*module)).collect(),
        only_in_electives: only.map(|one| competency(one.competency)).collect(),
    }
}

const fn word(outcome: &Outcome) -> OutcomeWord {
    match outcome {
        Outcome::Guaranteed => OutcomeWord::Guaranteed,
        Outcome::Possible { .. } => OutcomeWord::Possible,
        Outcome::Impossible { .. } => OutcomeWord::Impossible,
        Outcome::Undetermined { .. } => OutcomeWord::Undetermined,
        Outcome::Individual => OutcomeWord::LeftToTheIndividual,
        Outcome::Absent => OutcomeWord::NotApplicable,
        Outcome::Unknown => OutcomeWord::Unknown,
    }
}

struct Writer<'a> {
    shown: &'a Shown<'a>,
}

impl Writer<'_> {
    fn code(&self, module: usize) -> String {
        self.shown.curriculum.modules.get(module).map_or_else(String::new, |module| module.code.clone())
    }

    fn line(&self, node: NodeId) -> LineDocument {
        let framework = self.shown.framework;
        let blank = Note::default();
        let known = framework.program.nodes.get(node.index());
        let note = known.and_then(|node| framework.notes.get(node.note as usize)).unwrap_or(&blank);
        LineDocument {
            id: note.id.clone(),
            text: json::map(&note.text),
            line: note.line.clone(),
            cite: json::cite(framework, note),
        }
    }

    fn lines(&self, nodes: &[NodeId]) -> Vec<LineDocument> {
        nodes.iter().map(|node| self.line(*node)).collect()
    }

    fn way(&self, way: &Way, sure: bool) -> WayDocument {
        let compulsory = |module: &usize| self.shown.analysis.compulsory.get(*module) == Some(&true);
        WayDocument {
            chosen: way.taken.iter().filter(|module| !compulsory(module)).map(|module| self.code(*module)).collect(),
            taken: way.taken.iter().map(|module| self.code(*module)).collect(),
            sure,
            finding: json::finding(&self.shown.analysis.rules, &way.record, &way.finding),
        }
    }

    fn requirement(&self, one: &Requirement) -> RequirementDocument {
        let mut document = RequirementDocument {
            line: self.line(one.node),
            outcome: word(&one.outcome),
            advisory: one.advisory,
            works: None,
            fails: None,
            nearest: Vec::new(),
            clash: Vec::new(),
            left: self.lines(&one.left),
            aside: self.lines(&one.aside),
        };
        match &one.outcome {
            Outcome::Possible { works, sure, fails } => {
                document.works = Some(self.way(works, *sure));
                document.fails = Some(self.way(fails, true));
            }
            Outcome::Undetermined { works, doubtful } => {
                document.works = works.as_ref().map(|works| self.way(works, true));
                document.fails = Some(self.way(doubtful, false));
            }
            Outcome::Impossible { nearest, clash } => {
                document.nearest = nearest.iter().map(|near| self.nearest(near)).collect();
                document.clash = self.lines(clash);
            }
            Outcome::Guaranteed | Outcome::Individual | Outcome::Absent | Outcome::Unknown => {}
        }
        document
    }

    fn nearest(&self, near: &Nearest) -> NearestDocument {
        NearestDocument { line: self.line(near.node), way: self.way(&near.way, true), least: near.least }
    }
}
