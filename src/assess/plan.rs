//! From checked frameworks, a document and curricula to a plan: the least further training that closes the gap.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::analysis::plan::{Minimise, Offered, Plan, Request, Structure, Trouble, plan};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::eval::{self, Request as Question, Version};
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::record::curriculum::{Curriculum, bind_curriculum};
use crate::record::document::{Application, Document};
use crate::record::evidence::Record;
use crate::record::scalar::{Amount, PartialDate};
use crate::record::{self};
use crate::source::FileId;

/// What is asked about a person and what is on offer.
#[derive(Debug, Clone, Copy)]
pub struct PlanQuestion<'a> {
    /// Name or full id of the grant; else the one that the record applies for, else the framework's first.
    pub grant: Option<&'a str>,
    /// The day on which the training is finished, applied with, and judged.
    pub as_of: Date,
    /// One version, whatever the governing date; else the one in force on it.
    pub version: Option<&'a str>,
    /// What is to be least.
    pub minimise: Minimise,
}

/// A curriculum on offer, with the text of its file.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// The curriculum.
    pub curriculum: &'a Curriculum,
    /// The text of its file.
    pub text: &'a str,
}

/// A module or award on offer, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Which offer.
    pub offer: usize,
    /// Which of its modules; none is the award of the whole programme.
    pub module: Option<usize>,
}

/// The answer, with what was said on the way.
#[derive(Debug)]
pub struct PlanAnswer {
    /// What was found; none if the record or an offer does not fit the framework.
    pub found: Option<FoundPlan>,
    /// What is wrong with the record or the offers, or odd about them.
    pub diagnostics: Vec<Diagnostic>,
}

/// What was found.
#[derive(Debug)]
pub struct FoundPlan {
    /// Index of the framework.
    pub framework: usize,
    /// Full id of the grant.
    pub grant: String,
    /// The day on which the training is finished and judged.
    pub as_of: Date,
    /// What is on offer.
    pub offered: Vec<Offered>,
    /// Where each of it comes from.
    pub sources: Vec<Source>,
    /// The plan.
    pub plan: Plan,
    /// The application that the record states lies before that day, and was taken as made on it.
    pub moved: bool,
}

/// Plans what a person still has to learn, out of what is on offer.
#[must_use]
pub fn plan_for(
    frameworks: &[Framework],
    (document, file, text): (&Document, FileId, &str),
    offers: &[Offer<'_>],
    question: PlanQuestion<'_>,
) -> PlanAnswer {
    let all: Vec<&Framework> = frameworks.iter().collect();
    let refuse = |diagnostics| PlanAnswer { found: None, diagnostics };
    let (offered, sources, structure, whole) = offer(document, offers, question.as_of);
    let moved = applied_before(document, question.as_of);
    let bound: Vec<Checked<Record>> =
        all.iter().map(|framework| record::bind_among(&whole, framework, &all, file, text)).collect();
    let versions: Vec<Version<'_>> =
        all.iter().zip(&bound).map(|(framework, bound)| Version { framework, record: bound.value.as_ref() }).collect();
    let version =
        question.version.and_then(|wanted| frameworks.iter().position(|framework| framework.version == wanted));
    let applied = bound.iter().rev().find_map(|bound| bound.value.as_ref()?.applied_for.clone());
    let applied = applied.filter(|wanted| all.iter().any(|framework| framework.grant(Some(wanted)).is_some()));
    let grant = question.grant.map(str::to_owned).or(applied);
    let asked = Question { grant: grant.as_deref(), as_of: question.as_of, version };
    let reached = eval::in_force(&versions, asked);
    let begun = |index: &usize| all.get(*index).and_then(|framework| framework.in_force.lo);
    let Some(index) = reached.versions.iter().copied().max_by_key(begun) else {
        let id = all.first().map_or("", |framework| framework.id.as_str());
        let message = format!("no version of `{id}` is in force for who finishes on {}", question.as_of);
        return refuse(vec![Diagnostic::new(Code::UnknownFramework, message)]);
    };
    let Some(framework) = all.get(index) else { return refuse(Vec::new()) };
    let mut diagnostics = Vec::new();
    // What is wrong with an offer has its place there; what is wrong with the record, in the record.
    for offer in offers {
        diagnostics.extend(bind_curriculum(offer.curriculum, framework, &all, question.as_of, offer.text).diagnostics);
    }
    let own = document.evidence.as_ref().map_or(0, Vec::len);
    let of_record = |diagnostic: &Diagnostic| {
        let path = diagnostic.path.as_deref().and_then(|path| path.strip_prefix("evidence["));
        let place = path.and_then(|path| path.split_once(']')).and_then(|(place, _)| place.parse::<usize>().ok());
        place.is_none_or(|place| place < own)
    };
    let mut record = None;
    for (at, bound) in bound.into_iter().enumerate() {
        if at == index {
            diagnostics.extend(bound.diagnostics.into_iter().filter(of_record));
            record = bound.value;
        }
    }
    let (Some(record), Some(granted)) = (record, framework.grant(grant.as_deref())) else { return refuse(diagnostics) };
    let request = Request {
        framework,
        root: granted.root,
        record: &record,
        offered: &offered,
        structure: &structure,
        as_of: question.as_of,
        governing: reached.governing,
        minimise: question.minimise,
    };
    match plan(&request) {
        Ok(plan) => PlanAnswer {
            found: Some(FoundPlan {
                framework: index,
                grant: granted.id.clone(),
                as_of: question.as_of,
                offered,
                sources,
                plan,
                moved,
            }),
            diagnostics,
        },
        Err(Trouble::Disagreement { taken }) => {
            let ids = taken.iter().filter_map(|place| offered.get(*place)).map(|one| one.id.as_str());
            let note = format!("the plan took {}", ids.collect::<Vec<_>>().join(", "));
            let message = "the plan and the evaluator disagree; there is no answer".to_owned();
            diagnostics.push(Diagnostic::new(Code::Disagreement, message).note(note));
            refuse(diagnostics)
        }
    }
}

/// Whether the record states an application before a day.
fn applied_before(document: &Document, on: Date) -> bool {
    let date = document.application.as_ref().and_then(|application| application.date.as_ref());
    date.is_some_and(|date| date.interval().hi.is_some_and(|stated| stated < on))
}

/// What is on offer, and the record of somebody who takes all of it.
fn offer(document: &Document, offers: &[Offer<'_>], on: Date) -> (Vec<Offered>, Vec<Source>, Vec<Structure>, Document) {
    let mut ids: BTreeSet<String> = document.evidence.iter().flatten().map(|item| item.id.clone()).collect();
    let done: BTreeSet<String> = document
        .evidence
        .iter()
        .flatten()
        .flat_map(|item| item.code.clone().into_iter().chain([item.id.clone()]))
        .collect();
    let (mut offered, mut sources, mut structure): (Vec<Offered>, Vec<Source>, Vec<Structure>) = Default::default();
    let mut whole = document.clone();
    let mut evidence = whole.evidence.take().unwrap_or_default();
    for (at, offer) in offers.iter().enumerate() {
        let curriculum = offer.curriculum;
        let mut fresh = |wanted: &str| -> String {
            let mut id = wanted.to_owned();
            if ids.contains(&id) {
                id = format!("{}/{wanted}", curriculum.id);
            }
            while !ids.insert(id.clone()) {
                id.push('+');
            }
            id
        };
        let names: Vec<String> = curriculum.modules.iter().map(|module| fresh(&module.code)).collect();
        let award = fresh(&curriculum.id);
        let named = |module: Option<usize>| match module {
            Some(module) => names.get(module).cloned().unwrap_or_default(),
            None => award.clone(),
        };
        evidence.extend(curriculum.offered(on, &named));
        let first = offered.len();
        for (index, module) in curriculum.modules.iter().enumerate() {
            // What the person has already is not asked for again.
            let requires = module.requires.iter().flatten().filter(|code| !done.contains(*code));
            offered.push(Offered {
                id: named(Some(index)),
                hours: hours(curriculum, index),
                cost: module.cost.map(|cost| cost.0),
                days: module.duration.as_deref().and_then(days),
                module: true,
                requires: requires.filter_map(|code| curriculum.module(code)).map(|place| first + place).collect(),
            });
            sources.push(Source { offer: at, module: Some(index) });
        }
        let place = offered.len();
        structure.extend(asked(curriculum, first, place, &done));
        offered.push(Offered {
            id: award.clone(),
            hours: Number::ZERO,
            cost: None,
            days: None,
            module: false,
            requires: compulsory(curriculum, &done).into_iter().map(|module| first + module).collect(),
        });
        sources.push(Source { offer: at, module: None });
    }
    whole.evidence = Some(evidence);
    let grant = document.application.as_ref().and_then(|application| application.grant.clone());
    let date = PartialDate::parse(&on.to_string());
    // Whoever is still learning applies when it is done.
    let stated = document.application.as_ref().and_then(|application| application.date);
    let later = stated.filter(|_| !applied_before(document, on));
    whole.application = Some(Application { grant, date: later.or(date) });
    (offered, sources, structure, whole)
}

/// The hours of a module; none stated are none.
fn hours(curriculum: &Curriculum, module: usize) -> Number {
    let unit = Amount { number: Number::ZERO, unit: Some("h".to_owned()) };
    curriculum.worth(module, &unit).unwrap_or(Number::ZERO)
}

/// The modules that everybody takes, but for those that the person has.
fn compulsory(curriculum: &Curriculum, done: &BTreeSet<String>) -> Vec<usize> {
    let open = |module: &usize| curriculum.modules.get(*module).is_some_and(|module| !done.contains(&module.code));
    match &curriculum.structure {
        None => (0..curriculum.modules.len()).filter(open).collect(),
        Some(entries) => {
            let all = entries.iter().flat_map(|entry| entry.all.as_deref().unwrap_or_default());
            all.filter_map(|code| curriculum.module(code)).filter(open).collect()
        }
    }
}

/// What a programme asks for its award besides what everybody takes.
fn asked(curriculum: &Curriculum, first: usize, award: usize, done: &BTreeSet<String>) -> Vec<Structure> {
    let mut rows = Vec::new();
    let entries = curriculum.structure.as_deref().unwrap_or_default();
    for choice in entries.iter().filter_map(|entry| entry.choose.as_ref()) {
        for (bound, at_least) in [(&choice.at_least, true), (&choice.at_most, false)] {
            let Some(bound) = bound else { continue };
            let mut terms = Vec::new();
            let mut had = Number::ZERO;
            for module in choice.of.iter().filter_map(|code| curriculum.module(code)) {
                let Some(worth) = curriculum.worth(module, bound) else { continue };
                if curriculum.modules.get(module).is_some_and(|module| done.contains(&module.code)) {
                    had += worth;
                } else {
                    terms.push((first + module, worth));
                }
            }
            let bound = (bound.number - had).max(Number::ZERO);
            rows.push(Structure { award, terms, at_least, bound });
        }
    }
    rows
}

/// The days of a length such as `10 weeks`; a month is 30 days, a year 365: only the order of ends depends on it.
fn days(length: &str) -> Option<i64> {
    let (number, unit) = length.split_once(' ')?;
    let number: i64 = number.parse().ok()?;
    let each = match unit.trim().trim_end_matches('s') {
        "day" => 1,
        "week" => 7,
        "month" => 30,
        "year" => 365,
        _ => return None,
    };
    number.checked_mul(each)
}
