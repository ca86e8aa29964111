//! Binds a document to the words of one framework version.

mod amounts;
mod decisions;
mod item;
mod order;
mod words;

use sha2::{Digest, Sha256};

use self::amounts::Draft;
use self::decisions::Items;
use self::words::Words;
use super::document::{Document, Evidence};
use super::evidence::{Complete, FactValue, Item, Portion, Record, Residence, Value};
use super::faults::Faults;
use super::forms::Complete as CompleteList;
use super::locate::{At, Places, Side};
use super::read::finish;
use super::scalar::{End, Named, Scalar, Scalars, shorten};
use super::typed::truth;
use super::validate::complete_entry;
use crate::diagnostic::{Checked, Code, nearest};
use crate::model::date::Interval;
use crate::model::framework::Framework;
use crate::model::text::Place;
use crate::model::vocabulary::{AttributeId, AttributeType, FactType, Kind, Kinds};
use crate::source::FileId;

pub use self::words::OTHER;

/// Binds a document to the words of a framework. `text` is that of the whole file, `file` its number.
///
/// The document is one that was read without errors ([`super::read()`]).
#[must_use]
pub fn bind(document: &Document, framework: &Framework, file: FileId, text: &str) -> Checked<Record> {
    bind_among(document, framework, &[], file, text)
}

/// Binds a document to one of several versions: a word that another version knows is not a problem of the record, it
/// only means nothing to this version.
#[must_use]
pub fn bind_among(
    document: &Document,
    framework: &Framework,
    versions: &[&Framework],
    file: FileId,
    text: &str,
) -> Checked<Record> {
    let places = Places::of_text(file, text, document.place.index);
    let own = document.place.span.and_then(|span| text.get(span.start as usize..span.end as usize));
    bind_at(document, framework, versions, &places, own.unwrap_or(text))
}

/// Binds a document whose parts stand at these places; `text` is what its digest is made of.
#[must_use]
pub fn bind_at(
    document: &Document,
    framework: &Framework,
    versions: &[&Framework],
    places: &Places<'_>,
    text: &str,
) -> Checked<Record> {
    let mut diagnostics = Vec::new();
    let mut words = Words::new(framework, versions, Faults::new(places, &mut diagnostics));
    let top = At::Top;

    let facts = facts(&mut words, document.facts.as_ref(), &top.key("facts"));
    let complete = complete(&mut words, document.complete.as_ref(), &top.key("complete"));
    let applied_for = applied_for(&mut words, document);

    let evidence = document.evidence.as_deref().unwrap_or_default();
    let mut drafts: Vec<(Item, Vec<Draft>, &Evidence)> = Vec::with_capacity(evidence.len());
    for (index, one) in evidence.iter().enumerate() {
        let (item, portions) = item::bind(&mut words, one, &top.key("evidence").index(index));
        drafts.push((item, portions, one));
    }
    drafts.sort_by(|(a, ..), (b, ..)| item_order(a).cmp(&item_order(b)));

    let mut items = Vec::with_capacity(drafts.len());
    let mut portions = Vec::with_capacity(drafts.len());
    let mut by_id = Items::new();
    for (index, (mut item, parts, one)) in drafts.into_iter().enumerate() {
        by_id.insert(&one.id, (index, one));
        let first = portions.len();
        portions.extend(parts.into_iter().map(|draft| Portion {
            item: index,
            minutes: draft.minutes,
            amounts: draft.amounts,
            attributes: draft.attributes,
            unlisted: false,
        }));
        item.portions = first..portions.len();
        items.push(item);
    }
    programmes(&by_id, &mut items, &mut portions);
    let decisions = decisions::bind(&mut words, document, &by_id);

    let mut record = Record {
        person: document.person.clone(),
        sha256: sha256(text),
        born: interval(document.born),
        residence: residence(document),
        facts,
        application: interval(document.application.as_ref().and_then(|application| application.date)),
        applied_for,
        complete,
        items,
        portions,
        decisions,
        words: Vec::new(),
    };
    order::canonical(&mut record, words);
    let mut checked = Checked { value: Some(record), diagnostics };
    finish(&mut checked);
    checked
}

/// SHA-256 in hexadecimal.
fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// By date, then id; what has no date comes last.
fn item_order(item: &Item) -> (bool, Option<jiff::civil::Date>, Option<jiff::civil::Date>, &str) {
    (item.date.lo.is_none(), item.date.lo, item.date.hi, &item.id)
}

fn interval(date: Option<super::scalar::PartialDate>) -> Interval {
    date.map_or(Interval::UNKNOWN, super::scalar::PartialDate::interval)
}

/// Links parts to their programmes.
fn programmes(by_id: &Items<'_>, items: &mut [Item], portions: &mut [Portion]) {
    let mut wholes = Vec::new();
    for (index, one) in by_id.values() {
        let whole = one.part_of.as_ref().and_then(|id| by_id.get(id.as_str())).map(|(whole, _)| *whole);
        if let Some(item) = items.get_mut(*index) {
            item.part_of = whole;
        }
        wholes.extend(whole);
    }
    for whole in wholes {
        if let Some(item) = items.get_mut(whole) {
            item.has_parts = true;
        }
    }
    for portion in portions {
        let Some(item) = items.get(portion.item) else { continue };
        let stated = portion.minutes.is_some() || !portion.amounts.is_empty();
        portion.unlisted = item.kind == Kind::Qualification && !item.has_parts && stated;
    }
}

fn residence(document: &Document) -> Vec<Residence> {
    let homes = document.residence.iter().flatten();
    let mut all: Vec<Residence> = homes
        .filter_map(|home| {
            let to = match home.to {
                Some(End::On(date)) => Some(date.interval()),
                Some(End::Ongoing) | None => None,
            };
            Some(Residence { place: Place::parse(&home.place)?, from: interval(home.from), to })
        })
        .collect();
    all.sort_by_key(|home| (home.from.lo, home.from.hi, home.place, home.to.map(|to| (to.lo, to.hi))));
    all
}

fn facts(words: &mut Words<'_, '_, '_>, stated: Option<&Named<Scalar>>, path: &At<'_>) -> Vec<Option<FactValue>> {
    let known = &words.vocabulary.facts;
    let mut facts = vec![None; known.len()];
    for (name, value) in stated.iter().flat_map(|named| &named.0) {
        let path = path.key(name);
        let Some((index, _, fact)) = known.get_full(name) else {
            if words.elsewhere(|version| version.facts.contains_key(name)) {
                continue;
            }
            let message = format!("the framework does not ask for a fact `{}`", shorten(name));
            words.left_out(Code::UnknownFact, &path, message, name, known.keys().map(String::as_str));
            continue;
        };
        let expected = match (fact.kind, value) {
            (FactType::YesNo, Scalar::YesNo(value)) => Ok(Some(FactValue::YesNo(*value))),
            (FactType::YesNo, Scalar::Number(_) | Scalar::Text(_)) => Err("true or false"),
            (FactType::Date, Scalar::Number(text) | Scalar::Text(text)) => {
                Ok(words.date(text, &path).map(|date| FactValue::Date(date.interval())))
            }
            (FactType::Date, Scalar::YesNo(_)) => Err("a date"),
            (FactType::Number, Scalar::Number(text)) => Ok(words.number(text, &path).map(FactValue::Number)),
            (FactType::Number, Scalar::YesNo(_) | Scalar::Text(_)) => Err("a number"),
            (FactType::Place, value) => match Place::parse(value.text()) {
                Some(place) => Ok(Some(FactValue::Place(place))),
                None => Err("a country or subdivision such as `US-TX`"),
            },
        };
        match expected {
            Ok(value) => {
                if let Some(slot) = facts.get_mut(index) {
                    *slot = value;
                }
            }
            Err(expected) => {
                let message = format!("the fact `{name}` is {expected}, found `{}`", shorten(value.text()));
                let near = || if fact.kind == FactType::YesNo { truth(value.text()) } else { None };
                words.faults.meant(Code::TypeMismatch, &path, message, near);
            }
        }
    }
    facts
}

fn complete(words: &mut Words<'_, '_, '_>, stated: Option<&CompleteList>, path: &At<'_>) -> Complete {
    let list = match stated {
        None => return Complete::default(),
        Some(CompleteList::All) => return Complete { kinds: Kinds::ALL, partly: Vec::new() },
        Some(CompleteList::These(list)) => list,
    };
    let mut complete = Complete::default();
    for (index, entry) in list.iter().enumerate() {
        let path = path.index(index);
        let Some((kind, condition)) = complete_entry(entry) else { continue };
        let kinds =
            if kind == "training" { Kinds::TRAINING } else { Kind::from_name(kind).map_or(Kinds(0), Kinds::one) };
        let Some((name, value)) = condition else {
            complete.kinds = complete.kinds.union(kinds);
            continue;
        };
        let attributes = &words.vocabulary.attributes;
        let Some((index, _, attribute)) = attributes.get_full(name) else {
            if words.elsewhere(|version| version.attributes.contains_key(name)) {
                continue;
            }
            let message = format!("the framework has no attribute `{}`", shorten(name));
            words.left_out(Code::UnknownAttribute, &path, message, name, attributes.keys().map(String::as_str));
            continue;
        };
        let id = AttributeId::from_index(index);
        let scalar = match (attribute.kind, value) {
            (AttributeType::YesNo, "yes" | "true") => Scalar::YesNo(true),
            (AttributeType::YesNo, "no" | "false") => Scalar::YesNo(false),
            (AttributeType::Number, _) => Scalar::Number(value.to_owned()),
            _ => Scalar::Text(value.to_owned()),
        };
        let bound = match words.declared(id, &Scalars::One(scalar), &path) {
            Some(Value::Symbols(symbols)) => symbols.first().copied().map(Value::Symbol),
            other => other,
        };
        if let Some(bound) = bound {
            complete.partly.extend(kinds.iter().map(|kind| (kind, id, bound.clone())));
        }
    }
    complete
}

fn applied_for(words: &mut Words<'_, '_, '_>, document: &Document) -> Option<String> {
    let grant = document.application.as_ref()?.grant.as_ref()?;
    known_grant(words, grant, &At::Top.key("application").key("grant"));
    Some(grant.clone())
}

/// Tells if a grant is of this framework and does not exist there.
fn known_grant(words: &mut Words<'_, '_, '_>, grant: &str, path: &At<'_>) {
    let framework = words.framework;
    if framework.grants.is_empty() || words.versions.iter().any(|version| version.grant(Some(grant)).is_some()) {
        return;
    }
    let own = grant.split_once('/').is_some_and(|(prefix, _)| prefix == framework.id);
    let bare = !grant.contains('/');
    let grants = framework.grants.iter().map(|grant| grant.id.as_str());
    let known = || grants.clone().chain(framework.validities.iter().map(|(id, _)| id.as_str()));
    if bare {
        let full = format!("{}/{grant}", framework.id);
        let near = known().find(|id| *id == full);
        let message = format!("a grant is written in full, `FRAMEWORK/NAME`, found `{}`", shorten(grant));
        words.faults.meant(Code::UnknownGrant, path, message, || near);
    } else if own && !known().any(|id| id == grant) {
        // It may be one of another version.
        let message = format!("version {} of `{}` has no grant `{}`", framework.version, framework.id, shorten(grant));
        words.faults.warn(Code::UnknownGrant, path, Side::Value, message, |diagnostic| {
            diagnostic.suggest(nearest(grant, known()))
        });
    }
}
