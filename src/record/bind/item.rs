//! One piece of evidence: its dates, attributes, coverage and portions.

use super::amounts::{self, Draft};
use super::words::Words;
use super::{interval, known_grant};
use crate::diagnostic::Code;
use crate::model::number::Number;
use crate::model::vocabulary::{AttributeId, Kind, Level, builtin};
use crate::record::document::{Evidence, State};
use crate::record::evidence::{Cover, Item, Status, Value};
use crate::record::forms::{CoverEntry, Covers};
use crate::record::locate::{At, Side};
use crate::record::scalar::{self, End, Named, PartialDate, Scalars, shorten};

/// Attributes that a catalog or framework declares.
pub(super) fn declared(
    words: &mut Words<'_, '_, '_>,
    kind: Kind,
    stated: Option<&Named<Scalars>>,
    attributes: &mut Vec<(AttributeId, Value)>,
    path: &At<'_>,
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
pub(super) fn bind(words: &mut Words<'_, '_, '_>, one: &Evidence, path: &At<'_>) -> (Item, Vec<Draft>) {
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
        expires: one.expires.map(PartialDate::interval),
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
fn attributes(words: &mut Words<'_, '_, '_>, one: &Evidence, path: &At<'_>) -> Vec<(AttributeId, Value)> {
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
            let listed = matches!(list, scalar::Words::Many(_));
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
    path: &At<'_>,
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
        let listed = matches!(list, scalar::Words::Many(_));
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

fn cover(words: &mut Words<'_, '_, '_>, one: &Evidence, entry: &CoverEntry, path: &At<'_>) -> Option<Cover> {
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
