//! What can be wrong with a document whatever the framework: keys of another kind of evidence, ids that stand twice,
//! ends before beginnings, and values that can hardly be meant.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::document::{Decided, Document, Evidence, State};
use super::faults::Faults;
use super::forms::{Complete, CoverEntry, Covers, Hours, KINDS, Topic, Topics};
use super::keys;
use super::locate::{At, Places, Side};
use super::scalar::{Amount, End, Named, PartialDate, Scalar, shorten};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::date::{Interval, Truth};
use crate::model::number::Number;
use crate::model::text::Place;
use crate::model::vocabulary::Kind;

/// Finds what is wrong with a document.
pub(super) fn document(document: &Document, places: &Places<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut faults = Faults::new(places, diagnostics);
    let top = At::Top;
    if document.person.trim().is_empty() {
        faults.value(Code::InvalidValue, &top.key("person"), "the pseudonym is empty");
    }
    for (index, home) in document.residence.iter().flatten().enumerate() {
        let homes = top.key("residence");
        let path = homes.index(index);
        place(&mut faults, &path.key("place"), &home.place);
        if let Some(End::On(to)) = home.to {
            order(&mut faults, home.from, Some(to), &path.key("to"), "the residence ends before it begins");
        }
    }
    if let Some(Complete::These(list)) = &document.complete {
        for (index, entry) in list.iter().enumerate() {
            complete(&mut faults, &top.key("complete").index(index), entry);
        }
    }
    let evidence = document.evidence.as_deref().unwrap_or_default();
    let path = top.key("evidence");
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, item) in evidence.iter().enumerate() {
        let here = path.index(index);
        match ids.get(item.id.as_str()) {
            Some(first) => {
                let first = faults.place(&path.index(*first).key("id"));
                let message = format!("two pieces of evidence have the id `{}`", shorten(&item.id));
                faults.tell(Code::DuplicateEvidence, &here.key("id"), Side::Value, message, |diagnostic| {
                    diagnostic.also(first, "first here")
                });
            }
            None => {
                ids.insert(&item.id, index);
            }
        }
        piece(&mut faults, &here, item);
        born_later(&mut faults, &here, document.born, item);
    }
    for (index, item) in evidence.iter().enumerate() {
        part_of(&mut faults, &path.index(index), item, evidence, &ids);
    }
    for (index, decision) in document.decisions.iter().flatten().enumerate() {
        decided(&mut faults, &top.key("decisions").index(index), decision);
    }
}

/// An entry of `complete`, taken apart: `credential where issuer is dshs`.
pub(super) fn complete_entry(entry: &str) -> Option<(&str, Option<(&str, &str)>)> {
    let mut words = entry.splitn(5, char::is_whitespace);
    let kind = words.next()?;
    match (words.next(), words.next(), words.next(), words.next()) {
        (None, ..) => Some((kind, None)),
        (Some("where"), Some(attribute), Some("is"), Some(value)) => Some((kind, Some((attribute, value.trim())))),
        _ => None,
    }
}

fn complete(faults: &mut Faults<'_, '_>, path: &At<'_>, entry: &str) {
    let shown = shorten(entry);
    match complete_entry(entry) {
        None => {
            let message = format!("`{shown}` is not of the form `credential where issuer is dshs`");
            faults.value(Code::InvalidValue, path, message);
        }
        Some((kind, _)) if kind == "training" || Kind::from_name(kind).is_some() => {}
        Some((kind, condition)) => {
            let message = format!("no kind of evidence `{}`", shorten(kind));
            let near = nearest(kind, KINDS.iter().copied().chain(["training"]));
            // The fix would replace the condition too.
            let near = near.filter(|_| condition.is_none());
            faults.meant(Code::UnknownKind, path, message, || near);
        }
    }
}

/// A country or subdivision of the right form.
pub(super) fn place(faults: &mut Faults<'_, '_>, path: &At<'_>, code: &str) {
    if Place::parse(code).is_some() {
        return;
    }
    let message = format!("`{}` is not a country or subdivision such as `US` or `US-TX`", shorten(code));
    let upper = code.to_ascii_uppercase();
    let near = Place::parse(&upper).map(|_| upper.as_str());
    faults.meant(Code::UnknownPlace, path, message, || near);
}

fn order(
    faults: &mut Faults<'_, '_>,
    begin: Option<PartialDate>,
    end: Option<PartialDate>,
    path: &At<'_>,
    message: &str,
) {
    let (Some(begin), Some(end)) = (begin, end) else { return };
    if end.interval().before(begin.interval()) == Truth::True {
        faults.value(Code::InvalidValue, path, format!("{message}: {end} is before {begin}"));
    }
}

/// One piece of evidence.
pub(super) fn piece(faults: &mut Faults<'_, '_>, path: &At<'_>, item: &Evidence) {
    if item.id.trim().is_empty() {
        faults.value(Code::InvalidValue, &path.key("id"), "the id is empty");
    }
    keys::foreign(faults, path, item);
    if item.status.is_some_and(State::of_credential) && item.kind != Kind::Credential {
        let word = item.status.map(State::word).unwrap_or_default();
        let message = format!("only a credential can be `{word}`; evidence is completed, in-progress or planned");
        faults.value(Code::InvalidValue, &path.key("status"), message);
    }
    for (code, key) in [
        (item.country.as_ref(), path.key("country")),
        (item.provider.as_ref().and_then(|provider| provider.country.as_ref()), path.key("provider").key("country")),
    ] {
        if let Some(code) = code {
            place(faults, &key, code);
        }
    }
    let ended = match item.ended {
        Some(End::On(date)) => Some(date),
        Some(End::Ongoing) | None => None,
    };
    order(faults, item.started, item.completed, &path.key("completed"), "this ends before it begins");
    order(faults, item.started, ended, &path.key("ended"), "this ends before it begins");
    let begin = item.issued.or(item.completed).or(item.date);
    order(faults, begin, item.expires, &path.key("expires"), "this expires before it is issued");
    amounts(faults, path, item, ended);
    one(faults, &path.key("minutes-per-hour"), item.minutes_per_hour.map(|it| it.0), 30, 90, "an hour of");
    if item.load.is_some_and(|load| load.0 > Number::ONE) {
        let message = "more than full time: a load is a fraction such as 0.5";
        faults.value(Code::ImplausibleValue, &path.key("load"), message);
    }
    if item.count.is_some_and(|count| count.0.parts().1 != 1) {
        faults.value(Code::InvalidNumber, &path.key("count"), "a count is a whole number");
    }
    if let Some(text) = &item.duration
        && !is_length(text)
    {
        let message = format!("`{}` is not a length of time such as `10 months`", shorten(text));
        faults.value(Code::InvalidValue, &path.key("duration"), message);
    }
    if item.kind == Kind::Exam {
        let says = item.result.as_deref().map(|result| result == "passed");
        if says.zip(item.passed).is_some_and(|(result, passed)| result != passed) {
            let message = "`passed` contradicts the result";
            faults.value(Code::InvalidValue, &path.key("passed"), message);
        }
    }
}

/// A value far from what it can be.
fn one(faults: &mut Faults<'_, '_>, path: &At<'_>, value: Option<Number>, low: i64, high: i64, what: &str) {
    let Some(value) = value else { return };
    if value.is_zero() {
        faults.value(Code::InvalidNumber, path, format!("{what} 0 minutes"));
    } else if value < Number::whole(low) || value > Number::whole(high) {
        let message = format!("{what} {value} minutes can hardly be meant");
        faults.value(Code::ImplausibleValue, path, message);
    }
}

/// Whether a text is a length of time.
pub(super) fn is_length(text: &str) -> bool {
    let Some((number, unit)) = text.split_once(' ') else { return false };
    let unit = unit.trim().trim_end_matches('s');
    Number::parse(number).is_some_and(|number| number >= Number::ZERO)
        && matches!(unit, "day" | "week" | "month" | "year" | "h" | "min")
}

/// Hours, credits, topics and the hours on competencies.
fn amounts(faults: &mut Faults<'_, '_>, path: &At<'_>, item: &Evidence, ended: Option<PartialDate>) {
    let mut hours = Number::ZERO;
    let mut add = |amount: &Amount| {
        if amount.unit.as_deref().is_none_or(|unit| unit == "h") {
            hours += amount.number;
        }
    };
    match item.hours.as_deref() {
        None => {}
        Some(Hours::One(amount)) => add(amount),
        Some(Hours::ByMode(Named(modes))) => modes.values().for_each(&mut add),
        Some(Hours::Parts(parts)) => parts.iter().for_each(|part| add(&part.amount)),
    }
    for (index, amount) in each(item.credits.as_deref()).into_iter() {
        if amount.unit.is_none() {
            let credits = path.key("credits");
            let message = "credits need their unit";
            let help = format!("write `{} ects`, or what credits these are", amount.number);
            let tell = |path: &At<'_>| {
                faults.tell(Code::InvalidValue, path, Side::Value, message, |diagnostic| diagnostic.help(help));
            };
            match index {
                None => tell(&credits),
                Some(Ok(key)) => tell(&credits.key(key)),
                Some(Err(index)) => tell(&credits.index(index).key("amount")),
            }
        }
    }
    if let (Some(begin), Some(end)) = (item.started, item.completed.or(ended))
        && let Some(days) = days(begin.interval(), end.interval())
        && hours > Number::whole(24) * Number::whole(days)
    {
        let message = format!("{hours} h within {days} days is more than 24 hours a day");
        faults.value(Code::ImplausibleValue, &path.key("hours"), message);
    }
    let split = matches!(item.hours.as_deref(), Some(Hours::ByMode(_) | Hours::Parts(_)));
    let timed = match &item.topics {
        None => false,
        Some(Topics::ByTopic(_)) => true,
        Some(Topics::Listed(list)) => {
            list.iter().any(|topic| matches!(topic, Topic::Timed(timed) if timed.hours.is_some()))
        }
    };
    if split && timed {
        let message = "hours are told apart here by topic, and under `hours` in another way";
        let help = "write a list under `hours`, each portion with its `topic`";
        faults.tell(Code::InvalidValue, &path.key("topics"), Side::Key, message, |diagnostic| diagnostic.help(help));
    } else if timed && !hours.is_zero() {
        let sum = topic_hours(item.topics.as_ref());
        if sum > hours {
            let message = format!("the topics have {sum} h, more than the {hours} h of the whole");
            faults.value(Code::InvalidValue, &path.key("topics"), message);
        }
    }
    covered(faults, path, item, hours);
}

/// Every amount of hours or credits, with the way to it: keys are `Ok`, indexes `Err`.
fn each(hours: Option<&Hours>) -> Vec<(Option<Result<&str, usize>>, &Amount)> {
    match hours {
        None => Vec::new(),
        Some(Hours::One(amount)) => vec![(None, amount)],
        Some(Hours::ByMode(Named(modes))) => {
            modes.iter().map(|(mode, amount)| (Some(Ok(mode.as_str())), amount)).collect()
        }
        Some(Hours::Parts(parts)) => {
            parts.iter().enumerate().map(|(index, part)| (Some(Err(index)), &part.amount)).collect()
        }
    }
}

fn topic_hours(topics: Option<&Topics>) -> Number {
    let in_hours = |amount: &Amount| match amount.unit.as_deref() {
        None | Some("h") => amount.number,
        Some(_) => Number::ZERO,
    };
    match topics {
        None => Number::ZERO,
        Some(Topics::ByTopic(Named(topics))) => topics.values().map(in_hours).sum(),
        Some(Topics::Listed(list)) => list
            .iter()
            .map(|topic| match topic {
                Topic::Word(_) => Number::ZERO,
                Topic::Timed(timed) => timed.hours.as_ref().map_or(Number::ZERO, in_hours),
            })
            .sum(),
    }
}

/// Competencies: none twice, none with more hours than the whole, ratings only in statements.
fn covered(faults: &mut Faults<'_, '_>, path: &At<'_>, item: &Evidence, hours: Number) {
    let Some(Covers::Listed(list)) = &item.covers else { return };
    let path = path.key("covers");
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, entry) in list.iter().enumerate() {
        let here = path.index(index);
        let id = match entry {
            CoverEntry::Id(id) => id,
            CoverEntry::More(more) => {
                if more.rating.is_some() && more.level.is_some() {
                    let message = "a level and a rating: a rating is a level, one of them is enough";
                    faults.value(Code::InvalidValue, &here.key("rating"), message);
                }
                if let Some(Amount { number, unit: None }) = more.hours
                    && number > hours
                    && !hours.is_zero()
                {
                    let message = format!("{number} h on one competency, more than the {hours} h of the whole");
                    faults.value(Code::ImplausibleValue, &here.key("hours"), message);
                }
                &more.competency
            }
        };
        if let Some(first) = seen.insert(id, index) {
            let first = faults.place(&path.index(first));
            let message = format!("the competency `{}` is listed twice", shorten(id));
            faults.tell(Code::InvalidValue, &here, Side::Value, message, |it| it.also(first, "first here"));
        }
    }
}

/// The days from a first to a last one, both included, if both are known to the day.
fn days(begin: Interval, end: Interval) -> Option<i64> {
    let number = |date: Date| date.duration_since(Date::constant(1, 1, 1)).as_hours() / 24;
    let (begin, end) = (begin.exact()?, end.exact()?);
    (end >= begin).then(|| number(end) - number(begin) + 1)
}

/// Evidence that ended before the person was born.
fn born_later(faults: &mut Faults<'_, '_>, path: &At<'_>, born: Option<PartialDate>, item: &Evidence) {
    let Some(born) = born else { return };
    let ended = match item.ended {
        Some(End::On(date)) => Some(date),
        Some(End::Ongoing) | None => None,
    };
    for (key, date) in [
        ("started", item.started),
        ("completed", item.completed),
        ("ended", ended),
        ("date", item.date),
        ("issued", item.issued),
    ] {
        if let Some(date) = date
            && date.interval().before(born.interval()) == Truth::True
        {
            let message = format!("{date} is before the date of birth, {born}");
            faults.value(Code::ImplausibleValue, &path.key(key), message);
            return;
        }
    }
}

/// `part-of` names a qualification.
fn part_of(
    faults: &mut Faults<'_, '_>,
    path: &At<'_>,
    item: &Evidence,
    evidence: &[Evidence],
    ids: &BTreeMap<&str, usize>,
) {
    let Some(whole) = &item.part_of else { return };
    let path = path.key("part-of");
    match ids.get(whole.as_str()).and_then(|index| evidence.get(*index)) {
        None => {
            let message = format!("no evidence has the id `{}`", shorten(whole));
            faults.meant(Code::UnknownEvidence, &path, message, || nearest(whole, ids.keys().copied()));
        }
        Some(whole) if whole.kind != Kind::Qualification => {
            let (id, kind) = (shorten(&whole.id), whole.kind.name());
            let message = format!("`{id}` is of kind `{kind}`; evidence can be part of a qualification only");
            faults.value(Code::InvalidValue, &path, message);
        }
        Some(_) => {}
    }
}

/// One verb, and what it takes.
fn decided(faults: &mut Faults<'_, '_>, path: &At<'_>, decision: &Decided) {
    let verbs = [
        ("waive", decision.waive.is_some()),
        ("accept", decision.accept.is_some()),
        ("pin", decision.pin.is_some()),
        ("exclude", decision.exclude.is_some()),
        ("limit", decision.limit.is_some()),
    ];
    let mut said = verbs.iter().filter(|(_, said)| *said).map(|(verb, _)| *verb);
    let Some(verb) = said.next() else {
        let message = "a decision says one of `waive`, `accept`, `pin`, `exclude` or `limit`";
        faults.value(Code::MissingKey, path, message);
        return;
    };
    if let Some(second) = said.next() {
        let message = format!("a decision says one thing, and this one says `{verb}` and `{second}`");
        faults.tell(Code::InvalidValue, &path.key(second), Side::Key, message, |diagnostic| {
            diagnostic.help("write two decisions")
        });
    }
    for (key, there, wanted) in [
        ("for", decision.for_requirement.is_some(), verb == "accept"),
        ("to", decision.to.is_some(), matches!(verb, "pin" | "limit")),
    ] {
        if wanted && !there {
            let message = format!("`{verb}` needs the key `{key}`");
            faults.value(Code::MissingKey, path, message);
        } else if there && !wanted {
            let message = format!("`{verb}` has no `{key}`");
            faults.tell(Code::UnknownKey, &path.key(key), Side::Key, message, |diagnostic| diagnostic);
        }
    }
    if decision.as_attributes.is_some() && verb != "accept" {
        let message = format!("`{verb}` has no `as`");
        faults.tell(Code::UnknownKey, &path.key("as"), Side::Key, message, |diagnostic| diagnostic);
    }
    if verb == "pin" && matches!(decision.to, Some(Scalar::YesNo(_) | Scalar::Number(_))) {
        faults.value(Code::InvalidValue, &path.key("to"), "`pin` needs the id of a requirement under `to`");
    }
    if verb == "limit"
        && let Some(to) = &decision.to
        && limit_amount(to).is_none()
    {
        let message = format!("`{}` is not an amount such as `20 h` or 5", shorten(to.text()));
        faults.value(Code::InvalidValue, &path.key("to"), message);
    }
    order(faults, Some(decision.date), decision.until, &path.key("until"), "the decision ends before it is made");
    for (key, text) in [("author", &decision.author), ("reason", &decision.reason)] {
        if text.trim().is_empty() {
            faults.value(Code::InvalidValue, &path.key(key), format!("the {key} of a decision is empty"));
        }
    }
}

/// The amount of a `limit`.
pub(super) fn limit_amount(to: &Scalar) -> Option<Amount> {
    let plain = |text: &str| Number::parse(text).filter(|number| *number >= Number::ZERO);
    match to {
        Scalar::YesNo(_) => None,
        Scalar::Number(text) => Some(Amount { number: plain(text)?, unit: None }),
        Scalar::Text(text) => {
            let (number, unit) = text.trim().split_once(' ')?;
            Some(Amount { number: plain(number)?, unit: Some(unit.trim().to_owned()) })
        }
    }
}
