//! Binds a document to the words of one framework version.

mod amounts;
mod decisions;
mod order;
mod words;

use sha2::{Digest, Sha256};

use self::amounts::Draft;
use self::decisions::Items;
use self::words::Words;
use super::document::{Complete as CompleteList, CoverEntry, Covers, Document, Evidence, State};
use super::evidence::{Complete, Cover, FactValue, Item, Portion, Record, Residence, Status, Value};
use super::locate::{Path, Places, Side};
use super::read::finish;
use super::scalar::{End, Named, Scalar, Scalars, shorten};
use super::typed::truth;
use super::validate::{Faults, complete_entry};
use crate::diagnostic::{Checked, Code, nearest};
use crate::model::date::Interval;
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::model::text::Place;
use crate::model::vocabulary::{AttributeId, AttributeType, FactType, Kind, Kinds, Level, builtin};
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
    let top = Path::top();

    let facts = facts(&mut words, document.facts.as_ref(), &top.key("facts"));
    let complete = complete(&mut words, document.complete.as_ref(), &top.key("complete"));
    let applied_for = applied_for(&mut words, document);

    let evidence = document.evidence.as_deref().unwrap_or_default();
    let mut drafts: Vec<(Item, Vec<Draft>, &Evidence)> = Vec::with_capacity(evidence.len());
    for (index, one) in evidence.iter().enumerate() {
        let (item, portions) = item(&mut words, one, &top.key("evidence").index(index));
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

fn facts(words: &mut Words<'_, '_, '_>, stated: Option<&Named<Scalar>>, path: &Path) -> Vec<Option<FactValue>> {
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

fn complete(words: &mut Words<'_, '_, '_>, stated: Option<&CompleteList>, path: &Path) -> Complete {
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
    known_grant(words, grant, &Path::top().key("application").key("grant"));
    Some(grant.clone())
}

/// Tells if a grant is of this framework and does not exist there.
fn known_grant(words: &mut Words<'_, '_, '_>, grant: &str, path: &Path) {
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

/// Attributes that a catalog or framework declares.
fn declared(
    words: &mut Words<'_, '_, '_>,
    kind: Kind,
    stated: Option<&Named<Scalars>>,
    attributes: &mut Vec<(AttributeId, Value)>,
    path: &Path,
) {
    for (name, value) in stated.iter().flat_map(|named| &named.0) {
        let path = path.key(name);
        let known = &words.vocabulary.attributes;
        let Some((index, _, attribute)) = known.get_full(name) else {
            if words.elsewhere(|version| version.attributes.contains_key(name)) {
                continue;
            }
            let message = format!("the framework has no attribute `{}`", shorten(name));
            words.left_out(Code::UnknownAttribute, &path, message, name, known.keys().map(String::as_str));
            continue;
        };
        let id = AttributeId::from_index(index);
        if id <= builtin::ENDED || id == builtin::ID {
            let message = format!("`{name}` is a key of the evidence itself, not one of its `attributes`");
            words.faults.tell(Code::UnknownAttribute, &path, Side::Key, message, |diagnostic| diagnostic);
            continue;
        }
        if !attribute.of.has(kind) {
            let kinds: Vec<&str> = attribute.of.iter().map(Kind::name).collect();
            let message = format!("evidence of kind `{}` has no `{name}`", kind.name());
            words.faults.tell(Code::UnknownAttribute, &path, Side::Key, message, |diagnostic| {
                diagnostic.note(format!("`{name}` belongs to {}", kinds.join(", ")))
            });
            continue;
        }
        if attributes.iter().any(|(known, _)| *known == id) {
            let message = format!("`{name}` is stated twice: as a key and among the attributes");
            words.faults.tell(Code::DuplicateKey, &path, Side::Key, message, |diagnostic| diagnostic);
            continue;
        }
        if let Some(value) = words.declared(id, value, &path) {
            attributes.push((id, value));
        }
    }
}

/// One piece of evidence with its portions.
fn item(words: &mut Words<'_, '_, '_>, one: &Evidence, path: &Path) -> (Item, Vec<Draft>) {
    let (ended, ongoing) = match one.ended {
        None => (None, false),
        Some(End::On(date)) => (Some(date), false),
        Some(End::Ongoing) => (None, true),
    };
    let completed = one.completed.or(ended);
    let date = if ongoing { None } else { completed.or(one.issued).or(one.date) };
    let mut attributes = attributes(words, one, path);
    declared(words, one.kind, one.attributes.as_ref(), &mut attributes, &path.key("attributes"));
    result(words, one, &mut attributes);
    let covers = covers(words, one, &mut attributes, path);
    let failed = failed(one, &attributes);
    let passed = attributes.iter().any(|(id, value)| *id == builtin::PASSED && *value == Value::YesNo(true));
    let attests = match one.kind {
        Kind::Qualification | Kind::Credential | Kind::Statement => true,
        Kind::Exam => passed && !failed,
        Kind::Course | Kind::Placement | Kind::Experience | Kind::Demonstration | Kind::Cpd | Kind::Language => false,
    };
    let portions = amounts::portions(words, one, path);
    attributes.sort_by_key(|(id, _)| *id);
    let item = Item {
        id: one.id.clone(),
        kind: one.kind,
        status: match one.status {
            Some(State::InProgress) => Status::InProgress,
            Some(State::Planned) => Status::Planned,
            None | Some(State::Completed | State::Active | State::Lapsed | State::Suspended | State::Revoked) => {
                Status::Completed
            }
        },
        part_of: None,
        complete: one.complete.unwrap_or(false),
        has_parts: false,
        started: interval(one.started),
        completed: interval(completed),
        ongoing,
        issued: interval(one.issued),
        expires: one.expires.map(super::scalar::PartialDate::interval),
        date: interval(date),
        attributes,
        covers,
        covers_unknown: matches!(one.covers, Some(Covers::Unknown)),
        attests,
        failed,
        count: one.count.map_or(Number::ONE, |count| count.0),
        load: one.load.map(|load| load.0),
        portions: 0..0,
    };
    (item, portions)
}

/// The attributes that are keys of the evidence.
fn attributes(words: &mut Words<'_, '_, '_>, one: &Evidence, path: &Path) -> Vec<(AttributeId, Value)> {
    use builtin as b;
    let mut all: Vec<(AttributeId, Value)> = Vec::new();
    let provider = one.provider.as_ref();
    let recognised = one.recognised.as_ref();
    for (id, text) in [
        (b::ID, Some(&one.id)),
        (b::NAME, one.name.as_ref()),
        (b::FIELD, one.field.as_ref()),
        (b::PROVIDER_NAME, provider.and_then(|provider| provider.name.as_ref())),
        (b::CODE, one.code.as_ref()),
        (b::SITE, one.site.as_ref()),
        (b::EMPLOYER, one.employer.as_ref()),
        (b::ENCOUNTER, one.encounter.as_ref()),
        (b::NUMBER, one.number.as_ref()),
        (b::AUTHOR, one.author.as_ref()),
    ] {
        if let Some(text) = text {
            all.push((id, Value::Symbol(words.intern(text))));
        }
    }
    for (id, key, word) in [
        (b::DELIVERY, "delivery", one.delivery.as_ref()),
        (b::MODE, "mode", one.mode.as_ref()),
        (b::SETTING, "setting", one.setting.as_ref()),
        (b::GRADE, "grade", one.grade.as_ref()),
        (b::PURPOSE, "purpose", one.purpose.as_ref()),
        (b::SUPERVISOR, "supervisor", one.supervisor.as_ref()),
        (b::PART, "part", one.part.as_ref()),
        (b::RESULT, "result", one.result.as_ref()),
        (b::SCALE, "scale", one.scale.as_ref()),
        (b::ROLE, "role", one.role.as_ref()),
        (b::ISSUER, "issuer", one.issuer.as_ref()),
        (b::CATEGORY, "category", one.category.as_ref()),
        (b::LANGUAGE, "language", one.language.as_ref()),
        (b::TYPE, "type", one.statement.as_ref()),
    ] {
        if let Some(symbol) = word.and_then(|word| words.symbol(id, word, &path.key(key))) {
            all.push((id, Value::Symbol(symbol)));
        }
    }
    if let Some(role) = one.assessor.as_ref().and_then(|assessor| assessor.role.as_ref())
        && let Some(symbol) = words.symbol(b::ASSESSOR_ROLE, role, &path.key("assessor").key("role"))
    {
        all.push((b::ASSESSOR_ROLE, Value::Symbol(symbol)));
    }
    for (id, key, list) in [
        (b::APPROVED_BY, "approved-by", one.approved_by.as_ref()),
        (b::ACCREDITED_BY, "accredited-by", one.accredited_by.as_ref()),
        (b::AREA, "area", one.area.as_ref()),
        (b::SUPERVISED_BY, "supervised-by", one.supervised_by.as_ref()),
    ] {
        if let Some(list) = list {
            let listed = matches!(list, super::scalar::Words::Many(_));
            all.push((id, words.symbols(id, list.all(), &path.key(key), listed)));
        }
    }
    for (id, value) in
        [(b::VERIFIED, one.verified), (b::PASSED, one.passed), (b::PAID, one.paid), (b::SUCCESS, one.success)]
    {
        all.extend(value.map(|value| (id, Value::YesNo(value))));
    }
    for (id, value) in [(b::SCORE, one.score), (b::LOAD, one.load)] {
        all.extend(value.map(|value| (id, Value::Number(value.0))));
    }
    for (id, code) in [
        (b::COUNTRY, one.country.as_ref()),
        (b::PROVIDER_COUNTRY, provider.and_then(|provider| provider.country.as_ref())),
    ] {
        all.extend(code.and_then(|code| Words::place(code)).map(|place| (id, place)));
    }
    if let Some(title) = &one.title {
        all.push((b::TITLE, words.title(title, &path.key("title"))));
    }
    if let Some(level) = &one.level {
        all.extend(words.level(level, Some(one.kind), &path.key("level")).map(|level| (b::LEVEL, Value::Level(level))));
    }
    if let Some(recognised) = recognised {
        let path = path.key("recognised");
        if let Some(by) = &recognised.by {
            let symbol = words.symbol(b::RECOGNISED_BY, by, &path.key("by"));
            all.extend(symbol.map(|symbol| (b::RECOGNISED_BY, Value::Symbol(symbol))));
        }
        if let Some(title) = &recognised.as_title {
            all.push((b::RECOGNISED_AS, words.title(title, &path.key("as"))));
        }
        all.extend(recognised.date.map(|date| (b::RECOGNISED_DATE, Value::Date(date.interval()))));
    }
    if let Some(grant) = &one.grant {
        known_grant(words, grant, &path.key("grant"));
        all.push((b::GRANT, Value::Symbol(words.intern(grant))));
    }
    if let Some(state) = one.status.filter(|state| state.of_credential()) {
        all.push((b::STATUS, Value::Symbol(words.intern(state.word()))));
    }
    all
}

/// An examination's result says whether it was passed, and the other way round.
fn result(words: &mut Words<'_, '_, '_>, one: &Evidence, attributes: &mut Vec<(AttributeId, Value)>) {
    if one.kind != Kind::Exam {
        return;
    }
    let find = |wanted: AttributeId| attributes.iter().find(|(id, _)| *id == wanted).map(|(_, value)| value);
    match (find(builtin::RESULT), find(builtin::PASSED)) {
        (Some(_), None) => {
            let passed = one.result.as_deref() == Some("passed");
            attributes.push((builtin::PASSED, Value::YesNo(passed)));
        }
        (None, Some(Value::YesNo(passed))) => {
            let word = if *passed { "passed" } else { "failed" };
            attributes.push((builtin::RESULT, Value::Symbol(words.intern(word))));
        }
        (Some(_), Some(_)) | (None, _) => {}
    }
}

/// Whether it failed, or was taken away.
fn failed(one: &Evidence, attributes: &[(AttributeId, Value)]) -> bool {
    let not_passed = attributes.iter().any(|(id, value)| *id == builtin::PASSED && *value == Value::YesNo(false));
    not_passed || one.status == Some(State::Revoked)
}

/// What the evidence covers. A title says what the record itself does not: level, country, competencies.
fn covers(
    words: &mut Words<'_, '_, '_>,
    one: &Evidence,
    attributes: &mut Vec<(AttributeId, Value)>,
    path: &Path,
) -> Vec<Cover> {
    let title = attributes.iter().find_map(|(id, value)| {
        let Value::Title(title) = value else { return None };
        (*id == builtin::TITLE).then(|| words.vocabulary.titles.get_index(title.index()))?
    });
    let mut covers = Vec::new();
    if let Some((_, title)) = title {
        let has = |wanted: AttributeId| attributes.iter().any(|(id, _)| *id == wanted);
        let level = title.level.filter(|_| !has(builtin::LEVEL)).map(|level| (builtin::LEVEL, Value::Level(level)));
        let country =
            title.country.filter(|_| !has(builtin::COUNTRY)).map(|place| (builtin::COUNTRY, Value::Place(place)));
        attributes.extend(level.into_iter().chain(country));
        if one.covers.is_none() {
            covers.extend(title.covers.iter().map(|id| Cover { competency: *id, level: None, minutes: None }));
        }
    }
    if let Some(Covers::Listed(list)) = &one.covers {
        for (index, entry) in list.iter().enumerate() {
            covers.extend(cover(words, one, entry, &path.key("covers").index(index)));
        }
    }
    if let Some(list) = &one.competency {
        let listed = matches!(list, super::scalar::Words::Many(_));
        let level = attributes.iter().find_map(|(id, value)| {
            let Value::Level(level) = value else { return None };
            (*id == builtin::LEVEL).then_some(*level)
        });
        for (index, id) in list.all().iter().enumerate() {
            let path = path.key("competency");
            let competency = words.competency(id, &if listed { path.index(index) } else { path });
            covers.extend(competency.map(|competency| Cover { competency, level, minutes: None }));
        }
    }
    covers.sort_by_key(|cover| (cover.competency, cover.level, cover.minutes));
    covers
}

fn cover(words: &mut Words<'_, '_, '_>, one: &Evidence, entry: &CoverEntry, path: &Path) -> Option<Cover> {
    let more = match entry {
        CoverEntry::Id(id) => {
            let competency = words.competency(id, path)?;
            return Some(Cover { competency, level: None, minutes: None });
        }
        CoverEntry::More(more) => more,
    };
    let competency = words.competency(&more.competency, &path.key("competency"));
    let level: Option<Level> = match (&more.level, &more.rating) {
        (Some(level), _) => words.level(level, None, &path.key("level")),
        (None, Some(rating)) => words.level(rating, None, &path.key("rating")),
        (None, None) => None,
    };
    let minutes = more.hours.as_ref().and_then(|amount| {
        let path = path.key("hours");
        match amounts::quantity(words, one, amount, None, &path) {
            amounts::Quantity::Minutes(minutes) => Some(minutes),
            amounts::Quantity::Own(..) | amounts::Quantity::Foreign => None,
        }
    });
    Some(Cover { competency: competency?, level, minutes })
}
