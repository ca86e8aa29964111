//! From checked frameworks and a curriculum to what the curriculum guarantees.

use jiff::civil::Date;

use crate::analysis::{self, Analysis, Goal, Subject, Trouble};
use crate::diagnostic::{Checked, Code, Diagnostic, nearest};
use crate::eval::{self, Request, Version};
use crate::model::date::Interval;
use crate::model::framework::Framework;
use crate::record::curriculum::{Curriculum, bind_curriculum};
use crate::record::evidence::Record;

/// What is asked about a curriculum.
#[derive(Debug, Clone, Copy)]
pub struct CurriculumQuestion<'a> {
    /// Name or full id of the grant; else the framework's first.
    pub grant: Option<&'a str>,
    /// A standard in place of a grant: the curriculum is the programme that is measured.
    pub standard: Option<&'a str>,
    /// The day on which graduates finish, and are assessed.
    pub as_of: Date,
    /// One version, whatever the governing date; else the one in force on it.
    pub version: Option<&'a str>,
}

/// The answer, with what was said on the way.
#[derive(Debug)]
pub struct CurriculumAnswer {
    /// What was found; none if the curriculum does not fit the framework, or cannot be judged.
    pub found: Option<FoundCurriculum>,
    /// What is wrong with the curriculum, or odd about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// What was found of a curriculum.
#[derive(Debug)]
pub struct FoundCurriculum {
    /// Index of the framework.
    pub framework: usize,
    /// The grant, by its full id; none of a standard.
    pub grant: Option<String>,
    /// The standard.
    pub standard: Option<String>,
    /// The day on which graduates finish.
    pub as_of: Date,
    /// The record of somebody who took all modules.
    pub record: Record,
    /// What the curriculum guarantees.
    pub analysis: Analysis,
    /// The curriculum says that it satisfies the framework.
    pub claimed: bool,
}

/// Judges a curriculum by the version of a framework that is in force for those who finish on a day.
#[must_use]
pub fn curriculum(
    frameworks: &[Framework],
    curriculum: &Curriculum,
    text: &str,
    question: CurriculumQuestion<'_>,
) -> CurriculumAnswer {
    let all: Vec<&Framework> = frameworks.iter().collect();
    let bound: Vec<Checked<Record>> =
        all.iter().map(|framework| bind_curriculum(curriculum, framework, &all, question.as_of, text)).collect();
    let refuse = |diagnostics| CurriculumAnswer { found: None, diagnostics };
    let Some((index, governing)) = reached(&all, &bound, question) else {
        let id = all.first().map_or("", |framework| framework.id.as_str());
        let message = format!("no version of `{id}` is in force for those who finish on {}", question.as_of);
        return refuse(vec![Diagnostic::new(Code::UnknownFramework, message)]);
    };
    let mut bound = bound;
    let (Some(framework), true) = (all.get(index), index < bound.len()) else { return refuse(Vec::new()) };
    let Checked { value, mut diagnostics } = bound.swap_remove(index);
    let Some(record) = value else { return refuse(diagnostics) };
    let grant = match (question.grant, question.standard) {
        // A standard is looked for in the framework's own grants, unless one is named.
        (None, Some(_)) => None,
        (wanted, _) => match framework.grant(wanted) {
            Some(grant) => Some(grant),
            None => {
                diagnostics.push(no_grant(framework, wanted));
                return refuse(diagnostics);
            }
        },
    };
    let goal = match (question.standard, grant) {
        (Some(wanted), grant) => match analysis::standard(framework, wanted, grant) {
            Some(node) => Goal::Standard(node),
            None => {
                diagnostics.push(no_standard(framework, wanted));
                return refuse(diagnostics);
            }
        },
        (None, Some(grant)) => Goal::Grant(grant),
        (None, None) => return refuse(diagnostics),
    };
    let subject = Subject { framework, curriculum, record: &record, as_of: question.as_of, governing, text };
    match analysis::analyse(subject, goal) {
        Ok(analysis) => {
            let found = FoundCurriculum {
                framework: index,
                grant: grant.map(|grant| grant.id.clone()),
                standard: question.standard.map(str::to_owned),
                as_of: question.as_of,
                analysis,
                claimed: claims(curriculum, framework),
                record,
            };
            CurriculumAnswer { found: Some(found), diagnostics }
        }
        Err(trouble) => {
            diagnostics.push(said(curriculum, framework, &trouble));
            refuse(diagnostics)
        }
    }
}

/// The version that judges those who finish on a day: the latest that is reached.
fn reached(
    frameworks: &[&Framework],
    bound: &[Checked<Record>],
    question: CurriculumQuestion<'_>,
) -> Option<(usize, Interval)> {
    let versions: Vec<Version<'_>> = frameworks
        .iter()
        .zip(bound)
        .map(|(framework, bound)| Version { framework, record: bound.value.as_ref() })
        .collect();
    let version =
        question.version.and_then(|wanted| frameworks.iter().position(|framework| framework.version == wanted));
    let request = Request { grant: question.grant, as_of: question.as_of, version };
    let reached = eval::in_force(&versions, request);
    let begun = |index: &usize| frameworks.get(*index).and_then(|framework| framework.in_force.lo);
    let latest = reached.versions.iter().copied().max_by_key(begun)?;
    Some((latest, reached.governing))
}

/// Whether a curriculum says that it satisfies a framework, of any version or of this one.
fn claims(curriculum: &Curriculum, framework: &Framework) -> bool {
    curriculum.claims.iter().flatten().any(|claimed| {
        let (id, version) = claimed.split_once('@').map_or((claimed.as_str(), None), |(id, it)| (id, Some(it)));
        id == framework.id && version.is_none_or(|version| version == framework.version)
    })
}

fn no_grant(framework: &Framework, wanted: Option<&str>) -> Diagnostic {
    let id = &framework.id;
    let message = match wanted {
        Some(wanted) => format!("version {} of `{id}` has no grant `{wanted}`", framework.version),
        None => format!("version {} of `{id}` grants nothing, so there is nothing to reach", framework.version),
    };
    let names = framework.grants.iter().map(|grant| grant.name.as_str());
    Diagnostic::new(Code::UnknownGrant, message).suggest(wanted.and_then(|wanted| nearest(wanted, names)))
}

fn no_standard(framework: &Framework, wanted: &str) -> Diagnostic {
    let known = analysis::standards(framework);
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let message = format!("no grant of `{}` asks for a standard `{wanted}`", framework.id);
    let diagnostic = Diagnostic::new(Code::UnknownStandard, message);
    let diagnostic =
        if names.is_empty() { diagnostic } else { diagnostic.note(format!("there are: {}", names.join(", "))) };
    diagnostic.suggest(nearest(wanted, known.into_iter()))
}

/// Says why there is no answer.
fn said(curriculum: &Curriculum, framework: &Framework, trouble: &Trouble) -> Diagnostic {
    let at = |diagnostic: Diagnostic| match curriculum.place() {
        Some(place) => diagnostic.at(place, ""),
        None => diagnostic,
    };
    match trouble {
        Trouble::NoWay => {
            let message = "no choice of modules satisfies all of the structure with its prerequisites";
            at(Diagnostic::new(Code::ImpossibleChoice, message))
        }
        Trouble::Unknown => {
            let message = "whether there is any way through the structure was not found within the limit of steps";
            at(Diagnostic::new(Code::TooMuch, message))
        }
        Trouble::Disagreement { node, taken } => {
            let node = framework.program.nodes.get(node.index());
            let note = node.and_then(|node| framework.notes.get(node.note as usize));
            let line = note.map_or("", |note| note.id.as_deref().unwrap_or(&note.line));
            let codes = taken.iter().filter_map(|module| curriculum.modules.get(*module));
            let codes: Vec<&str> = codes.map(|module| module.code.as_str()).collect();
            let message = format!("the analysis and the evaluator disagree about `{line}`; there is no answer");
            let note = format!("the graduate took {}", codes.join(", "));
            at(Diagnostic::new(Code::Disagreement, message)).note(note)
        }
    }
}
