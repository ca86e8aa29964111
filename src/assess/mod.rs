//! From checked frameworks and a document to an assessment, and the running of cases.
//!
//! In come the versions of a framework and a person's document; out comes the assessment with everything that is to be
//! said about the document. It judges nothing itself: `record` binds, `eval` decides.

pub mod cases;
pub mod curriculum;
mod offer;
pub mod plan;

use jiff::civil::Date;

use crate::diagnostic::{Checked, Code, Diagnostic, nearest};
use crate::eval::{self, Assessment, Request, Version};
use crate::model::framework::Framework;
use crate::record::Record;

/// What is asked about a person.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Name or full id of the grant; else the one that the record applies for, else the framework's first.
    pub grant: Option<&'a str>,
    /// The assessment date.
    pub as_of: Date,
    /// One version, whatever the governing date; else those in force on it.
    pub version: Option<&'a str>,
}

/// The answer, with what was said on the way.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The assessment; none if the record does not fit a version that decides.
    pub assessment: Option<Assessment>,
    /// The record bound to each framework, in their order.
    pub records: Vec<Option<Record>>,
    /// What is wrong with the record, or odd about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Assesses a document by the versions of a framework. `bind` binds it to one of them.
///
/// Only what concerns the versions that decide is said: a word that an earlier version does not have is no fault of a
/// record that a later one judges.
pub fn assess(
    frameworks: &[Framework],
    question: Question<'_>,
    bind: impl Fn(&Framework, &[&Framework]) -> Checked<Record>,
) -> Answer {
    let all: Vec<&Framework> = frameworks.iter().collect();
    let bound: Vec<Checked<Record>> = all.iter().map(|framework| bind(framework, &all)).collect();
    let versions: Vec<Version<'_>> =
        all.iter().zip(&bound).map(|(framework, bound)| Version { framework, record: bound.value.as_ref() }).collect();
    let grant = question.grant.map(str::to_owned).or_else(|| applied_for(frameworks, &bound));
    let version =
        question.version.and_then(|wanted| frameworks.iter().position(|framework| framework.version == wanted));
    let request = Request { grant: grant.as_deref(), as_of: question.as_of, version };
    let mut deciding = eval::in_force(&versions, request).versions;
    if deciding.is_empty() {
        deciding.extend(versions.len().checked_sub(1));
    }
    let fits = |index: &usize| versions.get(*index).is_some_and(|version| version.record.is_some());
    let assessment = deciding.iter().all(fits).then(|| eval::assess(&versions, request));
    let (mut records, mut diagnostics) = (Vec::new(), Vec::new());
    for (index, bound) in bound.into_iter().enumerate() {
        records.push(bound.value);
        if deciding.contains(&index) {
            diagnostics.extend(bound.diagnostics);
        }
    }
    Answer { assessment, records, diagnostics }
}

/// The grant that the record applies for, if it is one of this framework.
fn applied_for(frameworks: &[Framework], bound: &[Checked<Record>]) -> Option<String> {
    let wanted = bound.iter().rev().find_map(|bound| bound.value.as_ref()?.applied_for.clone())?;
    frameworks.iter().any(|framework| framework.grant(Some(&wanted)).is_some()).then_some(wanted)
}

/// Says that no version has such a grant, and which may have been meant. A framework without any grants has its own
/// answer, which is no fault.
#[must_use]
pub fn unknown_grant(wanted: &str, frameworks: &[Framework]) -> Option<Diagnostic> {
    let mut all: Vec<&str> = frameworks.iter().flat_map(|it| &it.grants).map(|grant| grant.name.as_str()).collect();
    if all.is_empty() || frameworks.iter().any(|framework| framework.grant(Some(wanted)).is_some()) {
        return None;
    }
    all.sort_unstable();
    all.dedup();
    let id = frameworks.first().map_or("", |framework| framework.id.as_str());
    let names: Vec<String> = all.iter().map(|name| format!("`{name}`")).collect();
    let diagnostic = Diagnostic::new(Code::UnknownGrant, format!("there is no grant `{wanted}` in `{id}`"));
    Some(diagnostic.note(format!("there are: {}", names.join(", "))).suggest(nearest(wanted, all.into_iter())))
}

/// Says that there is no such version, and which may have been meant.
#[must_use]
pub fn unknown_version(wanted: &str, frameworks: &[Framework]) -> Option<Diagnostic> {
    let known: Vec<&str> = frameworks.iter().map(|framework| framework.version.as_str()).collect();
    if known.contains(&wanted) {
        return None;
    }
    let id = frameworks.first().map_or("", |framework| framework.id.as_str());
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let diagnostic = Diagnostic::new(Code::UnknownFramework, format!("there is no version `{wanted}` of `{id}`"));
    Some(diagnostic.note(format!("there are: {}", names.join(", "))).suggest(nearest(wanted, known.into_iter())))
}
