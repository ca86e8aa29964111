//! The assessment as JSON: `habilita/assessment/1`. Other programs rely on this form; the schema is generated from it.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::names::{Names, date_text};
use crate::eval::assessment::{self as eval, Finding, Question, Reason, Verdict};
use crate::model::framework::Framework;
use crate::model::program::{NodeId, NodeKind, Note, NoteKind};
use crate::model::text::Texts;
use crate::record::evidence::Record;

/// The schema name and version.
pub const SCHEMA: &str = "habilita/assessment/1";

/// A text by language tag.
pub type TextMap = IndexMap<String, String>;

/// The assessment of one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessmentDocument {
    /// `habilita/assessment/1`
    pub schema: String,
    /// `met`, `unmet` or `undetermined`
    pub verdict: VerdictWord,
    /// The verdict with everything under way taken as finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_completion: Option<VerdictWord>,
    /// Evidence that expires before what is under way is expected to end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expiring: Vec<String>,
    /// The assessment date.
    pub as_of: String,
    /// The date that decides the version in force, as far as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub governing_date: Option<String>,
    /// The name of the grant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<String>,
    /// The framework version that decided; of several, the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework: Option<FrameworkReference>,
    /// The record.
    pub record: RecordReference,
    /// Why nothing was assessed: `no-grant` or `no-version`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nothing: Option<String>,
    /// How many requirements are met.
    pub progress: Progress,
    /// The requirements of the version that decided.
    pub requirements: Vec<FindingDocument>,
    /// Assumptions on which the verdict rests.
    pub assumptions: Vec<AssumptionDocument>,
    /// Sources cited that nobody has read.
    pub unverified: Vec<String>,
    /// The verdict without any decision of an authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without_decisions: Option<VerdictWord>,
    /// Decisions of authorities in the record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<DecisionDocument>,
    /// Where the governing date reaches several versions: all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<VersionDocument>,
}

/// A verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictWord {
    /// It holds, whatever is still unknown.
    Met,
    /// It does not hold, whatever is still unknown.
    Unmet,
    /// Something unknown decides.
    Undetermined,
}

impl From<Verdict> for VerdictWord {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Met => Self::Met,
            Verdict::Unmet => Self::Unmet,
            Verdict::Undetermined => Self::Undetermined,
        }
    }
}

/// A framework version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameworkReference {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its text.
    pub sha256: String,
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordReference {
    /// The pseudonym.
    pub person: String,
    /// SHA-256 of its text.
    pub sha256: String,
}

/// How many requirements are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// Met.
    pub met: usize,
    /// Applicable.
    pub of: usize,
}

/// The verdict of one of several versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VersionDocument {
    /// The version.
    pub framework: FrameworkReference,
    /// Its verdict.
    pub verdict: VerdictWord,
    /// How many requirements are met.
    pub progress: Progress,
    /// Its requirements.
    pub requirements: Vec<FindingDocument>,
}

/// An assumption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssumptionDocument {
    /// Its key.
    pub key: String,
    /// What is assumed.
    pub text: TextMap,
}

/// A decision of an authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionDocument {
    /// Who decided.
    pub author: String,
    /// When.
    pub date: String,
    /// Why.
    pub reason: String,
    /// File number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// A citation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CiteDocument {
    /// Key of the source.
    pub source: String,
    /// Its title.
    pub title: String,
    /// The place in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Somebody has read it.
    pub verified: bool,
}

/// A quantity between two values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RangeDocument {
    /// The sure value, or the smaller one.
    pub low: String,
    /// The possible value, or the larger one; absent: unbounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
}

/// Evidence that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountedDocument {
    /// Id of the evidence.
    pub evidence: String,
    /// How much of it counts.
    #[serde(rename = "as")]
    pub amount: String,
    /// The sure amount, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sure: Option<String>,
    /// Which portion of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portion: Option<String>,
    /// The line by which it counts as evidence of another kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<AcceptedDocument>,
}

/// A line that lets evidence count as evidence of another kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptedDocument {
    /// The kinds that it becomes.
    pub becomes: Vec<String>,
    /// The line as the framework has it.
    pub line: String,
    /// Citations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<CiteDocument>,
}

/// A line that can be met, but not together with others and with the same evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClashDocument {
    /// The full id of the requirement or route it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The line as the framework has it; of a block, its modifiers.
    pub line: String,
    /// Which modifier of the line it is, counted from 1; absent: what the line asks for itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// Citations: its own, or those of the line above.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<CiteDocument>,
}

/// Evidence that does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusedDocument {
    /// Id of the evidence.
    pub evidence: String,
    /// The reason, out of a fixed catalogue.
    pub because: String,
    /// The attribute that the reason is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>,
}

/// A question that would decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MissingDocument {
    /// What sort of question: `attribute`, `amount`, `covers`, `fact`, `birth`, `application`, `residence`, `complete`,
    /// `complete-parts`, `grant-dates`, `judgement`, `framework`, `undecided`.
    pub kind: String,
    /// Id of the evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Attribute, fact, kinds or grant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>,
    /// The question as the framework words it, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<TextMap>,
}

/// A competency not covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UncoveredDocument {
    /// Its id.
    pub competency: String,
    /// Its label.
    pub text: TextMap,
    /// The best level reached.
    pub best: Option<String>,
    /// Something unknown decides.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub possible: bool,
}

/// Something the framework itself leaves open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenDocument {
    /// What is open.
    pub text: TextMap,
    /// Where.
    pub cite: Vec<CiteDocument>,
}

/// One line of the rules, judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingDocument {
    /// The full id of a requirement or route.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `requirement`, `route`, `standard`, `member`, `accepted`, `line` or `row`
    pub kind: String,
    /// Its text by language.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub text: TextMap,
    /// The line as the framework has it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub line: String,
    /// The verdict.
    pub verdict: VerdictWord,
    /// `decision`: it holds only because an authority decided so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// False: a condition or period excludes it.
    pub applicable: bool,
    /// False: a way that is not needed, because another one holds; in a block that divides evidence also one that lacks
    /// more than the one shown.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub taken: bool,
    /// True: shown, not judged.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub advisory: bool,
    /// The verdict with everything under way taken as finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_completion: Option<VerdictWord>,
    /// Citations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<CiteDocument>,
    /// Keys of assumptions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<String>,
    /// What is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<RangeDocument>,
    /// What is asked: `at least 180 h`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<String>,
    /// The least new evidence that mends it, on the sure side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortfall: Option<String>,
    /// The same if everything unknown turns out well, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortfall_at_best: Option<String>,
    /// By how much a limit is exceeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excess: Option<String>,
    /// Which evidence a name stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<BoundDocument>,
    /// What the framework itself leaves open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<OpenDocument>,
    /// Questions that would decide.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingDocument>,
    /// Competencies not covered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uncovered: Vec<UncoveredDocument>,
    /// Evidence counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<CountedDocument>,
    /// Evidence of the right kind that is not counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<RefusedDocument>,
    /// A smallest set of lines below that cannot be met with the same evidence, though any fewer of them could.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clash: Vec<ClashDocument>,
    /// Lines below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<FindingDocument>,
}

/// A name and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoundDocument {
    /// The name.
    pub name: String,
    /// Id of the evidence; none: nothing fits.
    pub evidence: Option<String>,
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_yes(value: &bool) -> bool {
    *value
}

/// The assessment as a document. `frameworks` are those assessed by, and `records` the record bound to each of them;
/// [`eval::VersionAssessment::framework`] points into both.
#[must_use]
pub fn document(
    assessment: &eval::Assessment,
    frameworks: &[&Framework],
    records: &[Option<&Record>],
) -> AssessmentDocument {
    let pair = |version: &eval::VersionAssessment| {
        Some((*frameworks.get(version.framework)?, records.get(version.framework).copied().flatten()?))
    };
    let versions: Vec<VersionDocument> = assessment
        .versions
        .iter()
        .filter_map(|version| {
            let (framework, record) = pair(version)?;
            let writer = Writer { framework, record, names: Names::new(framework) };
            Some(VersionDocument {
                framework: reference(framework),
                verdict: version.verdict.into(),
                progress: Progress { met: version.progress.0, of: version.progress.1 },
                requirements: version
                    .findings
                    .iter()
                    .map(|finding| writer.finding(finding, &Above::default()))
                    .collect(),
            })
        })
        .collect();
    let last = assessment.versions.last();
    let shown = last.and_then(pair);
    let (mut requirements, mut progress, mut framework) = (Vec::new(), Progress { met: 0, of: 0 }, None);
    if let Some(version) = versions.last() {
        requirements.clone_from(&version.requirements);
        progress = version.progress;
        framework = Some(version.framework.clone());
    }
    let (mut assumptions, mut unverified, mut decisions) = (Vec::new(), Vec::new(), Vec::new());
    if let (Some(version), Some((framework, record))) = (last, shown) {
        let known = |index: &usize| framework.assumptions.get(*index);
        assumptions = version
            .assumptions
            .iter()
            .filter_map(known)
            .map(|one| AssumptionDocument { key: one.key.clone(), text: map(&one.text) })
            .collect();
        let source = |index: &usize| framework.sources.get(*index).map(|source| source.key.clone());
        unverified = version.unverified.iter().filter_map(source).collect();
        decisions = record
            .decisions
            .iter()
            .map(|decision| DecisionDocument {
                author: decision.author.clone(),
                date: date_text(decision.date),
                reason: decision.reason.clone(),
                reference: decision.reference.clone(),
            })
            .collect();
    }
    let short = |id: &str| id.rsplit_once('/').map_or(id, |(_, name)| name).to_owned();
    AssessmentDocument {
        schema: SCHEMA.to_owned(),
        verdict: assessment.verdict.into(),
        on_completion: assessment.on_completion.map(Into::into),
        expiring: assessment.expiring.clone(),
        as_of: assessment.as_of.to_string(),
        governing_date: (!assessment.governing.is_unknown()).then(|| date_text(assessment.governing)),
        grant: last.map(|version| short(&version.grant)),
        framework: framework.or_else(|| frameworks.last().map(|framework| reference(framework))),
        record: RecordReference { person: assessment.person.clone(), sha256: assessment.record_sha256.clone() },
        nothing: assessment.nothing.map(|nothing| {
            match nothing {
                eval::Nothing::NoGrant => "no-grant",
                eval::Nothing::NoVersion => "no-version",
            }
            .to_owned()
        }),
        progress,
        requirements,
        assumptions,
        unverified,
        without_decisions: last.and_then(|version| version.without_decisions).map(Into::into),
        decisions,
        versions: if versions.len() > 1 { versions } else { Vec::new() },
    }
}

/// The assessment as pretty JSON with a final line end.
#[must_use]
pub fn json(assessment: &eval::Assessment, frameworks: &[&Framework], records: &[Option<&Record>]) -> String {
    pretty(&document(assessment, frameworks, records))
}

/// A finding as a document.
pub(super) fn finding(framework: &Framework, record: &Record, finding: &Finding) -> FindingDocument {
    Writer { framework, record, names: Names::new(framework) }.finding(finding, &Above::default())
}

/// The citations of a line.
pub(super) fn cite(framework: &Framework, note: &Note) -> Vec<CiteDocument> {
    note.cite
        .iter()
        .filter_map(|citation| {
            let source = framework.sources.get(citation.source)?;
            Some(CiteDocument {
                source: source.key.clone(),
                title: source.title.clone(),
                place: (!citation.places.is_empty()).then(|| citation.places.join(", ")),
                verified: !source.unverified,
            })
        })
        .collect()
}

/// Several documents as one JSON array.
#[must_use]
pub fn json_array<T: Serialize>(documents: &[T]) -> String {
    pretty(&documents)
}

/// The JSON Schema (2020-12) of an assessment.
#[must_use]
pub fn schema() -> String {
    pretty(&schemars::schema_for!(AssessmentDocument))
}

pub(super) fn pretty(value: &impl Serialize) -> String {
    // These types hold only strings, numbers and lists, which always serialize.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

pub(super) fn reference(framework: &Framework) -> FrameworkReference {
    FrameworkReference {
        id: framework.id.clone(),
        version: framework.version.clone(),
        sha256: framework.sha256.clone(),
    }
}

pub(super) fn map(texts: &Texts) -> TextMap {
    texts.0.iter().cloned().collect()
}

/// What stands above a line.
#[derive(Debug, Clone, Copy, Default)]
struct Above<'a> {
    /// The requirement or route.
    id: Option<&'a str>,
    /// The note with the citations that hold.
    cite: Option<&'a Note>,
}

struct Writer<'a> {
    framework: &'a Framework,
    record: &'a Record,
    names: Names<'a>,
}

impl Writer<'_> {
    fn note(&self, finding: &Finding) -> Option<&Note> {
        let node = self.framework.program.nodes.get(finding.node.index())?;
        self.framework.notes.get(node.note as usize)
    }

    /// What a finding puts above the lines below it.
    fn at<'b>(&'b self, finding: &Finding, above: &Above<'b>) -> Above<'b> {
        let Some(note) = self.note(finding).filter(|_| finding.row.is_none()) else { return *above };
        Above {
            id: note.id.as_deref().or(above.id),
            cite: Some(note).filter(|note| !note.cite.is_empty()).or(above.cite),
        }
    }

    fn clash(&self, finding: &Finding, here: &Above<'_>) -> Vec<ClashDocument> {
        let one = |(node, row): &(NodeId, Option<usize>)| {
            let place = self.find(finding, *node, here).unwrap_or(*here);
            let known = self.framework.program.nodes.get(node.index());
            let note = known.and_then(|node| self.framework.notes.get(node.note as usize));
            ClashDocument {
                id: place.id.map(str::to_owned),
                line: note.map(|note| note.line.clone()).unwrap_or_default(),
                row: row.map(|row| row + 1),
                cite: place.cite.map(|note| cite(self.framework, note)).unwrap_or_default(),
            }
        };
        // A single line says by itself what lacks.
        if finding.clash.len() < 2 { Vec::new() } else { finding.clash.iter().map(one).collect() }
    }

    /// Where a node stands below a finding.
    fn find<'b>(&'b self, finding: &Finding, node: NodeId, here: &Above<'b>) -> Option<Above<'b>> {
        if finding.node == node {
            return Some(*here);
        }
        let below = finding.children.iter().filter(|child| child.row.is_none());
        below.map(|child| self.find(child, node, &self.at(child, here))).find(Option::is_some).flatten()
    }

    fn accepted(&self, conversion: usize) -> Option<AcceptedDocument> {
        let conversion = self.framework.program.conversions.get(conversion)?;
        let note = self.framework.notes.get(conversion.note as usize)?;
        Some(AcceptedDocument {
            becomes: conversion.kinds.iter().map(|kind| kind.name().to_owned()).collect(),
            line: note.line.clone(),
            cite: cite(self.framework, note),
        })
    }

    fn item(&self, item: usize) -> String {
        self.record.items.get(item).map(|item| item.id.clone()).unwrap_or_default()
    }

    fn finding(&self, finding: &Finding, above: &Above<'_>) -> FindingDocument {
        let here = self.at(finding, above);
        let blank = Note::default();
        let note = self.note(finding).filter(|_| finding.row.is_none()).unwrap_or(&blank);
        let kind = if finding.row.is_some() {
            "row"
        } else {
            match note.kind {
                NoteKind::Grant => "grant",
                NoteKind::Requirement => "requirement",
                NoteKind::Route => "route",
                NoteKind::Standard => "standard",
                NoteKind::Line => "line",
                NoteKind::Member => "member",
                NoteKind::Accepted => "accepted",
            }
        };
        let is_open = self
            .framework
            .program
            .nodes
            .get(finding.node.index())
            .is_some_and(|node| matches!(node.kind, NodeKind::Open));
        let shortfall = finding.shortfall.as_ref();
        let best = shortfall.filter(|range| range.high.is_some_and(|high| high != range.low));
        let needed = finding.needed.as_ref().map(|needed| self.names.needed(needed));
        FindingDocument {
            id: note.id.clone(),
            kind: kind.to_owned(),
            text: map(&note.text),
            line: note.line.clone(),
            verdict: finding.verdict.into(),
            by: finding.by_decision.map(|_| "decision".to_owned()),
            applicable: finding.applicable,
            taken: finding.taken,
            advisory: note.advisory,
            on_completion: finding.on_completion.map(Into::into),
            cite: cite(self.framework, note),
            assumptions: note
                .assume
                .iter()
                .filter_map(|index| self.framework.assumptions.get(*index))
                .map(|one| one.key.clone())
                .collect(),
            measured: finding.measured.as_ref().map(|range| RangeDocument {
                low: self.names.quantity(range.low, range.unit),
                high: range.high.map(|high| self.names.quantity(high, range.unit)),
            }),
            needed: needed.filter(|needed| !needed.is_empty()),
            shortfall: shortfall.map(|range| self.names.quantity(range.high.unwrap_or(range.low), range.unit)),
            shortfall_at_best: best.map(|range| self.names.quantity(range.low, range.unit)),
            excess: finding
                .excess
                .as_ref()
                .map(|range| self.names.quantity(range.high.unwrap_or(range.low), range.unit)),
            bound: finding
                .bound
                .as_ref()
                .map(|(name, evidence)| BoundDocument { name: name.clone(), evidence: evidence.clone() }),
            open: if is_open {
                vec![OpenDocument { text: map(&note.text), cite: cite(self.framework, note) }]
            } else {
                Vec::new()
            },
            missing: finding
                .questions
                .iter()
                .filter(|question| **question != Question::Framework)
                .map(|one| self.question(one))
                .collect(),
            uncovered: finding
                .uncovered
                .iter()
                .filter_map(|one| {
                    let (id, competency) = self.framework.vocabulary.competencies.get_index(one.competency.index())?;
                    Some(UncoveredDocument {
                        competency: id.clone(),
                        text: map(&competency.text),
                        best: one.best.map(|level| self.names.level(level)),
                        possible: one.possible,
                    })
                })
                .collect(),
            counted: finding
                .counted
                .iter()
                .map(|one| {
                    let high = one.amount.high.map(|high| self.names.quantity(high, one.amount.unit));
                    let low = self.names.quantity(one.amount.low, one.amount.unit);
                    let exact = high.as_ref() == Some(&low);
                    CountedDocument {
                        evidence: self.item(one.item),
                        amount: high.unwrap_or_else(|| "unknown".to_owned()),
                        sure: (!exact).then_some(low),
                        portion: one.portion.clone(),
                        accepted: one.by.and_then(|by| self.accepted(by)),
                    }
                })
                .collect(),
            refused: finding
                .refused
                .iter()
                .map(|one| {
                    let (because, attribute) = reason(&one.reason);
                    RefusedDocument {
                        evidence: self.item(one.item),
                        because: because.to_owned(),
                        attribute: attribute.map(|attribute| self.names.attribute(attribute).to_owned()),
                    }
                })
                .collect(),
            clash: self.clash(finding, &here),
            children: finding.children.iter().map(|child| self.finding(child, &here)).collect(),
        }
    }

    fn question(&self, question: &Question) -> MissingDocument {
        let mut answer = MissingDocument { kind: String::new(), evidence: None, attribute: None, question: None };
        let kind = match question {
            Question::Attribute { item, attribute } => {
                answer.evidence = Some(self.item(*item));
                answer.attribute = Some(self.names.attribute(*attribute).to_owned());
                "attribute"
            }
            Question::Amount { item } => {
                answer.evidence = Some(self.item(*item));
                "amount"
            }
            Question::Covers { item } => {
                answer.evidence = Some(self.item(*item));
                "covers"
            }
            Question::Fact(fact) => {
                let known = self.framework.vocabulary.facts.get_index(fact.index()).map(|(_, fact)| fact);
                answer.attribute = known.map(|fact| fact.name.clone());
                answer.question = known.map(|fact| map(&fact.text));
                "fact"
            }
            Question::Birth => "birth",
            Question::Application => "application",
            Question::Residence => "residence",
            Question::Complete(kinds) => {
                answer.attribute =
                    Some(kinds.iter().map(crate::model::vocabulary::Kind::name).collect::<Vec<_>>().join(", "));
                "complete"
            }
            Question::CompleteParts { item } => {
                answer.evidence = Some(self.item(*item));
                "complete-parts"
            }
            Question::GrantDates(grant) => {
                answer.attribute = Some(grant.clone());
                "grant-dates"
            }
            Question::Judgement(by) => {
                answer.attribute = Some(by.clone());
                "judgement"
            }
            Question::Framework => "framework",
            Question::Undecided => "undecided",
        };
        kind.clone_into(&mut answer.kind);
        answer
    }
}

/// The key of a reason, in the catalogue of messages and in JSON, and the attribute it is about.
pub(crate) fn reason(reason: &Reason) -> (&'static str, Option<crate::model::vocabulary::AttributeId>) {
    match reason {
        Reason::AfterAssessment => ("after-assessment", None),
        Reason::Excluded => ("excluded", None),
        Reason::PinnedElsewhere => ("pinned-elsewhere", None),
        Reason::InProgress => ("in-progress", None),
        Reason::Planned => ("planned", None),
        Reason::Failed => ("failed", None),
        Reason::NotPartOfProgramme => ("not-part-of-programme", None),
        Reason::OtherCompetency => ("other-competency", None),
        Reason::OutsideWindow => ("outside-window", None),
        Reason::OtherValue(attribute) => ("other-value", Some(*attribute)),
        Reason::NotStated(attribute) => ("not-stated", Some(*attribute)),
        Reason::DateNotStated => ("date-not-stated", None),
        Reason::AmountNotStated => ("amount-not-stated", None),
        Reason::LevelTooLow => ("level-too-low", None),
        Reason::LevelNotStated => ("level-not-stated", None),
        Reason::OnlyAncestor => ("only-ancestor", None),
        Reason::CapReached => ("cap-reached", None),
        Reason::CountedElsewhere => ("counted-elsewhere", None),
        Reason::OutsideGroup => ("outside-group", None),
        Reason::NotTheOneMeant => ("not-the-one-meant", None),
        Reason::CoversNothing => ("covers-nothing", None),
    }
}
