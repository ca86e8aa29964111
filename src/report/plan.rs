//! A plan of further training: as text, and as JSON (`habilita/plan/1`).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::curriculum::LineDocument;
use super::json::{self, FindingDocument, FrameworkReference};
use crate::analysis::plan::{Closing, Lack, Minimise};
use crate::analysis::plan::{FoundPlan, Offer};
use crate::eval::Verdict;
use crate::model::framework::Framework;
use crate::model::program::{NodeId, Note};

pub use super::text::plan::text;

/// The schema name and version.
pub const SCHEMA: &str = "habilita/plan/1";

/// What is reported.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// What is on offer.
    pub offers: &'a [Offer<'a>],
    /// What was found.
    pub found: &'a FoundPlan,
    /// What was to be least.
    pub minimise: Minimise,
}

/// A plan of further training.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanDocument {
    /// `habilita/plan/1`
    pub schema: String,
    /// The verdict once the plan is carried out.
    pub verdict: VerdictWord,
    /// The day on which the training is finished and judged.
    pub as_of: String,
    /// Full id of the grant.
    pub grant: String,
    /// The framework version that judges.
    pub framework: FrameworkReference,
    /// Pseudonym of the person.
    pub person: String,
    /// What is least: hours, modules or cost.
    pub minimise: String,
    /// Whether it is proven that nothing less would do.
    pub proven_least: bool,
    /// Hours in all, of the modules that state them.
    pub hours: String,
    /// Modules that do not state their hours; absent: none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub modules_without_hours: usize,
    /// Modules in all.
    pub modules: usize,
    /// Cost in all; absent if a module does not state it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<String>,
    /// Days until the last module ends; absent if a module does not state how long it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// What to take, prerequisites first.
    pub take: Vec<TakenDocument>,
    /// Each requirement.
    pub requirements: Vec<PlannedDocument>,
}

/// A verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictWord {
    /// It is met.
    Met,
    /// Something still lacks.
    Unmet,
    /// Something that decides is not stated.
    Undetermined,
}

/// Something to take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakenDocument {
    /// Id of the curriculum.
    pub curriculum: String,
    /// Code of the module; absent: the award of the whole programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<String>,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Hours that it takes; absent: not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
}

/// What comes of a requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlannedDocument {
    /// The line.
    pub line: LineDocument,
    /// What comes of it.
    pub closing: ClosingWord,
    /// What it lacks at best, or what of it is not stated, line by line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nearest: Vec<LackDocument>,
    /// Lines together with which it cannot be closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clash: Vec<LineDocument>,
}

/// What a line lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LackDocument {
    /// It is proven that nothing on offer brings it nearer.
    pub proven_least: bool,
    /// The finding.
    pub finding: FindingDocument,
}

/// What comes of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClosingWord {
    /// It is met already.
    Met,
    /// The plan makes it met.
    Planned,
    /// Nothing on offer makes it met.
    Beyond,
    /// What decides is not stated.
    Undetermined,
    /// It could be closed, but not together with others.
    NotTogether,
    /// It was not found within the limit of steps.
    Unknown,
}

/// The JSON Schema (2020-12) of a plan.
#[must_use]
pub fn schema() -> String {
    json::pretty(&schemars::schema_for!(PlanDocument))
}

/// A plan as a document.
#[must_use]
pub fn document(shown: &Shown<'_>) -> PlanDocument {
    let Shown { framework, found, .. } = *shown;
    let plan = &found.plan;
    let taken = |place: &usize| -> Option<TakenDocument> {
        let (one, source) = (found.offered.get(*place)?, found.sources.get(*place)?);
        let curriculum = shown.offers.get(source.offer)?.curriculum;
        let module = source.module.and_then(|module| curriculum.modules.get(module));
        Some(TakenDocument {
            curriculum: curriculum.id.clone(),
            module: module.map(|module| module.code.clone()),
            title: module.map_or_else(|| Some(curriculum.title.clone()), |module| module.title.clone()),
            hours: one.hours.map(|hours| format!("{hours} h")),
        })
    };
    PlanDocument {
        schema: SCHEMA.to_owned(),
        verdict: match found.verdict {
            Verdict::Met => VerdictWord::Met,
            Verdict::Unmet => VerdictWord::Unmet,
            Verdict::Undetermined => VerdictWord::Undetermined,
        },
        as_of: found.as_of.to_string(),
        grant: found.grant.clone(),
        framework: json::reference(framework),
        person: plan.record.person.clone(),
        minimise: match shown.minimise {
            Minimise::Hours => "hours",
            Minimise::Modules => "modules",
            Minimise::Cost => "cost",
        }
        .to_owned(),
        proven_least: plan.least,
        hours: format!("{} h", plan.hours),
        modules_without_hours: plan.unstated,
        modules: plan.modules,
        cost: plan.cost.map(|cost| cost.to_string()),
        days: plan.days,
        take: plan.taken.iter().filter_map(taken).collect(),
        requirements: plan
            .requirements
            .iter()
            .map(|(node, closing)| PlannedDocument {
                line: line(framework, *node),
                closing: match closing {
                    Closing::Met => ClosingWord::Met,
                    Closing::Planned => ClosingWord::Planned,
                    Closing::Beyond(_) => ClosingWord::Beyond,
                    Closing::Undetermined(_) => ClosingWord::Undetermined,
                    Closing::NotTogether(_) => ClosingWord::NotTogether,
                    Closing::Unknown => ClosingWord::Unknown,
                },
                nearest: match closing {
                    Closing::Beyond(lacks) | Closing::Undetermined(lacks) => {
                        lacks.iter().map(|lack| lacking(framework, lack)).collect()
                    }
                    Closing::Met | Closing::Planned | Closing::NotTogether(_) | Closing::Unknown => Vec::new(),
                },
                clash: match closing {
                    Closing::NotTogether(clash) => clash.iter().map(|node| line(framework, *node)).collect(),
                    Closing::Met
                    | Closing::Planned
                    | Closing::Beyond(_)
                    | Closing::Undetermined(_)
                    | Closing::Unknown => Vec::new(),
                },
            })
            .collect(),
    }
}

fn lacking(framework: &Framework, lack: &Lack) -> LackDocument {
    LackDocument { proven_least: lack.least, finding: json::finding(framework, &lack.record, &lack.finding) }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference to what it may leave out")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

fn line(framework: &Framework, node: NodeId) -> LineDocument {
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
