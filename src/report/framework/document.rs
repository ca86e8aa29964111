//! The form of a framework and of a list of frameworks in JSON. Other programs rely on it; schemas are generated from it.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::json::{CiteDocument, TextMap};

/// The schema name and version of one framework.
pub const SCHEMA: &str = "habilita/framework/1";
/// The schema name and version of a list.
pub const LIST_SCHEMA: &str = "habilita/list/1";

/// One version of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameworkDocument {
    /// `habilita/framework/1`
    pub schema: String,
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its text.
    pub sha256: String,
    /// Its name.
    pub name: TextMap,
    /// What it is.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub about: TextMap,
    /// Family of occupations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Country or subdivision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Codes of the occupation: `isco:3253`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub occupation: Vec<String>,
    /// Regulator.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub regulator: TextMap,
    /// `regulated`, `unregulated`, `absent`, `closed`, `draft` or `not-found`
    pub status: String,
    /// Since when the status holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_since: Option<String>,
    /// When this version is in force.
    pub in_force: PeriodDocument,
    /// The version it replaces: `us.tx.chw@2019`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// What it grants.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<GrantDocument>,
    /// Evidence that counts as evidence of another kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<AcceptedDocument>,
    /// What holders may do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<ScopeDocument>,
    /// Rules that no record can show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provisions: Vec<ProvisionDocument>,
    /// Facts asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<NamedDocument>,
    /// What the law leaves to the reader.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<AssumedDocument>,
    /// Sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceDocument>,
    /// Competencies, parents before their children.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub competencies: Vec<CompetencyDocument>,
}

/// A period; an absent end is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodDocument {
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// A grant and what it takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantDocument {
    /// Its name.
    pub name: String,
    /// Its full id.
    pub id: String,
    /// `admission`, `award`, `registration`, `licence`, `endorsement`, `permit`, `renewal` or `post`
    pub kind: String,
    /// Full id of the grant it builds on or renews.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Its label.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub text: TextMap,
    /// How long it holds: `2 years`, `indefinitely`, `unknown`, `until 2030-12-31`, `until` and a date that depends on
    /// the record is `until computed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid: Option<String>,
    /// When it is granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<PeriodDocument>,
    /// Citations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<CiteDocument>,
    /// Its requirements.
    pub requirements: Vec<RuleDocument>,
}

/// A line of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleDocument {
    /// The full id of a requirement or route.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `requirement`, `route`, `standard`, `member`, `accepted` or `line`
    pub kind: String,
    /// What the line is: `all-of`, `any-of`, `at-least`, `counted-once` (evidence serves one of the lines below),
    /// `limited-together` (the lines below are limited as a whole; `line` has the limits), `when`, `let`, `evidence`, `share`, `fact`, `age`, `resident`,
    /// `since`, `date`, `judged`, `open`
    pub says: String,
    /// Its text by language.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub text: TextMap,
    /// The line as the framework has it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub line: String,
    /// What its authors say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<String>,
    /// Shown, not judged.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub advisory: bool,
    /// When it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<PeriodDocument>,
    /// Citations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<CiteDocument>,
    /// Keys of assumptions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<String>,
    /// The lines of its condition as the framework has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub condition: Vec<String>,
    /// Lines below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Self>,
}

/// Evidence that counts as evidence of another kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptedDocument {
    /// The line as the framework has it.
    pub line: String,
    /// The kinds that it becomes.
    pub becomes: Vec<String>,
    /// What its authors say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<String>,
    /// When it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<PeriodDocument>,
    /// Citations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<CiteDocument>,
    /// Keys of assumptions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<String>,
}

/// What holders of a grant may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScopeDocument {
    /// Full id of the grant.
    pub of: String,
    /// Citations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<CiteDocument>,
    /// Its lines.
    pub lines: Vec<ScopeLineDocument>,
}

/// A line of a scope of practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScopeLineDocument {
    /// `independent`, `supervised`, `supervised-directly`, `delegated`, `assisting`, `on-prescription` or `prohibited`
    pub how: String,
    /// The role that supervises, delegates or is assisted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The acts.
    pub acts: Vec<NamedDocument>,
    /// Circumstances.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub condition: TextMap,
    /// What it takes besides the grant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<RuleDocument>,
    /// When it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<PeriodDocument>,
    /// Citations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<CiteDocument>,
    /// Keys of assumptions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<String>,
}

/// A rule that no record can show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProvisionDocument {
    /// Its name.
    pub name: String,
    /// Whom or what it is about.
    pub about: String,
    /// Its text.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub text: TextMap,
    /// Its topic.
    pub topic: String,
    /// `text`, `values`, `none` or `not-found`
    pub value: String,
    /// Values as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// When it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<PeriodDocument>,
    /// Citations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<CiteDocument>,
    /// Keys of assumptions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<String>,
}

/// A name with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedDocument {
    /// The name.
    pub name: String,
    /// Its text.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub text: TextMap,
    /// Citations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<CiteDocument>,
}

/// An assumption with the place that leaves it open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssumedDocument {
    /// Its key.
    pub key: String,
    /// What is assumed.
    pub text: TextMap,
    /// The place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<CiteDocument>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceDocument {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Author or authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Somebody has read it.
    pub verified: bool,
    /// The catalog that declares it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalog: Option<String>,
}

/// A competency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompetencyDocument {
    /// Its full id.
    pub id: String,
    /// Its label.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub text: TextMap,
    /// Full id of the competency above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

/// A list of frameworks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListDocument {
    /// `habilita/list/1`
    pub schema: String,
    /// The frameworks.
    pub frameworks: Vec<ListedDocument>,
}

/// A framework in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListedDocument {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: TextMap,
    /// `regulated`, `unregulated`, `absent`, `closed`, `draft` or `not-found`
    pub status: String,
    /// Country or subdivision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Codes of the occupation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub occupation: Vec<String>,
    /// Its versions, the oldest first.
    pub versions: Vec<ListedVersionDocument>,
}

/// A version in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListedVersionDocument {
    /// Its name.
    pub version: String,
    /// When it is in force.
    pub in_force: PeriodDocument,
}
