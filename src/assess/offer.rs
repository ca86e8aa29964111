//! What curricula offer to a person: modules and awards, as evidence beside their own.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::plan::{Offer, Source};
use crate::analysis::plan::{Offered, Structure};
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::model::vocabulary::{Base, Kind, UnitId};
use crate::record::curriculum::{Curriculum, Module};
use crate::record::document::{Document, Evidence, Provider, State};
use crate::record::evidence::{Portion, Record};
use crate::record::scalar::Amount;

/// What is on offer, and the record of somebody who takes all of it.
pub(super) fn offer(
    document: &Document,
    offers: &[Offer<'_>],
    on: Date,
    counted: &BTreeSet<String>,
) -> (Vec<Offered>, Vec<Source>, Vec<Structure>, Document) {
    let own = document.evidence.as_deref().unwrap_or_default();
    let mut ids: BTreeSet<String> = own.iter().map(|item| item.id.clone()).collect();
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
        let attended = attended(curriculum, own);
        // Without an award there is no programme, only courses.
        let awarded = curriculum.award.is_some() && attended.is_none();
        let mut items = curriculum.offered(on, &named);
        if !awarded {
            items.retain(|item| item.id != award);
            for item in &mut items {
                item.part_of = item.part_of.take().and(attended.map(str::to_owned));
            }
        }
        evidence.extend(items);
        let first = offered.len();
        let has: Vec<Vec<&str>> = curriculum.modules.iter().map(|module| had(curriculum, module, own)).collect();
        let done = |module: usize| has.get(module).is_some_and(|items| !items.is_empty());
        for (index, module) in curriculum.modules.iter().enumerate() {
            // What the person has already is not asked for again.
            let requires = module.requires.iter().flatten().filter_map(|code| curriculum.module(code));
            offered.push(Offered {
                id: named(Some(index)),
                hours: hours(curriculum, index),
                cost: module.cost.map(|cost| cost.0),
                days: module.duration.as_deref().and_then(days),
                module: true,
                had: has.get(index).is_some_and(|items| items.iter().any(|id| counted.contains(*id))),
                requires: requires.filter(|place| !done(*place)).map(|place| first + place).collect(),
            });
            sources.push(Source { offer: at, module: Some(index) });
        }
        if awarded {
            structure.extend(asked(curriculum, first, offered.len(), &done));
            offered.push(Offered {
                id: award.clone(),
                hours: Some(Number::ZERO),
                cost: Some(Number::ZERO),
                days: None,
                module: false,
                had: false,
                requires: compulsory(curriculum, &done).into_iter().map(|module| first + module).collect(),
            });
            sources.push(Source { offer: at, module: None });
        }
    }
    whole.evidence = Some(evidence);
    (offered, sources, structure, whole)
}

/// The programme of the person that a curriculum is of: the same title, from the same institution, and completed. What
/// is taken of it then is part of that programme.
fn attended<'a>(curriculum: &Curriculum, own: &'a [Evidence]) -> Option<&'a str> {
    let title = curriculum.award.as_ref()?.title.as_ref()?;
    let institution = curriculum.institution.as_ref()?.name.as_ref()?;
    let is_it = |item: &&Evidence| {
        item.kind == Kind::Qualification
            && item.title.as_ref() == Some(title)
            && item.provider.as_ref().and_then(|provider| provider.name.as_ref()) == Some(institution)
            && item.status.is_none_or(|status| status == State::Completed)
            && item.completed.is_some()
    };
    own.iter().find(is_it).map(|item| item.id.as_str())
}

/// The ids of the person's evidence that is a module already: the same code and kind, completed and not failed, and
/// nothing else said of who teaches.
fn had<'a>(curriculum: &Curriculum, module: &Module, own: &'a [Evidence]) -> Vec<&'a str> {
    let name = |provider: &Option<Provider>| provider.as_ref().and_then(|provider| provider.name.clone());
    let teaches = name(&module.provider).or_else(|| name(&curriculum.institution));
    let is_it = |item: &&Evidence| {
        let code = item.code.as_deref().unwrap_or(&item.id) == module.code || item.id == module.code;
        let taught = name(&item.provider).zip(teaches.clone()).is_none_or(|(one, other)| one == other);
        let done = item.status.is_none_or(|status| status == State::Completed) && item.passed != Some(false);
        let passed = item.result.as_deref().is_none_or(|result| result == "passed") && item.success != Some(false);
        item.kind == module.kind() && code && taught && done && passed
    };
    own.iter().filter(is_it).map(|item| item.id.as_str()).collect()
}

/// The hours of a module; none: not stated. Who is examined, or shows something, takes no course.
fn hours(curriculum: &Curriculum, module: usize) -> Option<Number> {
    let unit = Amount { number: Number::ZERO, unit: Some("h".to_owned()) };
    let teaches = |module: &Module| matches!(module.kind(), Kind::Course | Kind::Placement | Kind::Cpd);
    let nothing = curriculum.modules.get(module).is_some_and(|module| !teaches(module));
    curriculum.worth(module, &unit).or(nothing.then_some(Number::ZERO))
}

/// Reads credits as hours, where a module states nothing else and the framework has a rate: the most that they may be.
pub(super) fn credits(
    framework: &Framework,
    record: &Record,
    offered: &mut [Offered],
    sources: &[Source],
    offers: &[Offer<'_>],
) {
    let hour = framework.vocabulary.units.get("h").map(|unit| unit.least).filter(|least| !least.is_zero());
    let hour = hour.unwrap_or(Number::whole(60));
    for (one, source) in offered.iter_mut().zip(sources) {
        let stated = offers
            .get(source.offer)
            .zip(source.module)
            .and_then(|(offer, module)| offer.curriculum.modules.get(module));
        if one.hours.is_some() || stated.is_none_or(|module| module.credits.is_none()) {
            continue;
        }
        let Some(item) = record.items.iter().find(|item| item.id == one.id) else { continue };
        let portions = record.portions.get(item.portions.clone()).unwrap_or_default();
        let minutes = |portion: &Portion| {
            let worth = |(unit, amount): &(UnitId, Number)| {
                let (_, unit) = framework.vocabulary.units.get_index(unit.index())?;
                let by_time = matches!(unit.base, None | Some(Base::Contact | Base::Workload));
                Some(*amount * unit.most.filter(|most| by_time && !most.is_zero())?)
            };
            portion.minutes.or_else(|| portion.amounts.iter().find_map(worth))
        };
        let sum: Option<Number> = portions.iter().map(minutes).sum();
        one.hours = sum.filter(|sum| !sum.is_zero()).and_then(|sum| sum.checked_div(hour));
    }
}

/// The modules that everybody takes, but for those that the person has.
fn compulsory(curriculum: &Curriculum, done: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let open = |module: &usize| !done(*module);
    match &curriculum.structure {
        None => (0..curriculum.modules.len()).filter(open).collect(),
        Some(entries) => {
            let all = entries.iter().flat_map(|entry| entry.all.as_deref().unwrap_or_default());
            all.filter_map(|code| curriculum.module(code)).filter(open).collect()
        }
    }
}

/// What a programme asks for its award besides what everybody takes.
fn asked(curriculum: &Curriculum, first: usize, award: usize, done: &dyn Fn(usize) -> bool) -> Vec<Structure> {
    let mut rows = Vec::new();
    let entries = curriculum.structure.as_deref().unwrap_or_default();
    for choice in entries.iter().filter_map(|entry| entry.choose.as_ref()) {
        for (bound, at_least) in [(&choice.at_least, true), (&choice.at_most, false)] {
            let Some(bound) = bound else { continue };
            let mut terms = Vec::new();
            let mut had = Number::ZERO;
            for module in choice.of.iter().filter_map(|code| curriculum.module(code)) {
                let Some(worth) = curriculum.worth(module, bound) else { continue };
                if done(module) {
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
