//! Portions: the finest parts of a piece of evidence that the record tells apart.
//!
//! Hours are split by mode, by topic, or by a list. Credits beside split hours belong to no portion of hours in
//! particular: they become a portion of their own, without hours, whose mode and topic are unknown.

use super::words::Words;
use crate::model::number::Number;
use crate::model::vocabulary::{AttributeId, SymbolId, UnitId, builtin};
use crate::record::document::{Evidence, Part};
use crate::record::evidence::Value;
use crate::record::forms::{Hours, TimedTopic, Topic, Topics};
use crate::record::locate::At;
use crate::record::scalar::{Amount, Named, Words as WordList};

/// An amount in the units of the framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    /// Time, in minutes.
    Minutes(Number),
    /// Another unit.
    Own(UnitId, Number),
    /// In a unit that the framework does not have.
    Foreign,
}

/// A portion before it has its item.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) minutes: Option<Number>,
    pub(super) amounts: Vec<(UnitId, Number)>,
    pub(super) attributes: Vec<(AttributeId, Value)>,
}

type Split = Vec<(Quantity, Vec<(AttributeId, Value)>)>;

/// The portions of a piece of evidence, at least one.
pub(super) fn portions(words: &mut Words<'_, '_, '_>, item: &Evidence, path: &At<'_>) -> Vec<Draft> {
    let hours = split(words, item, item.hours.as_deref(), &path.key("hours"));
    let hours = by_topic(words, item, hours, path);
    let credits = split(words, item, item.credits.as_deref(), &path.key("credits"));
    join(hours, credits)
}

/// An amount; a bare number is hours.
pub(super) fn quantity(
    words: &mut Words<'_, '_, '_>,
    item: &Evidence,
    amount: &Amount,
    mode: Option<SymbolId>,
    path: &At<'_>,
) -> Quantity {
    match amount.unit.as_deref() {
        None | Some("h") => Quantity::Minutes(amount.number * hour(words, item, mode)),
        Some("min") => Quantity::Minutes(amount.number),
        Some(unit) => words.unit(unit, path).map_or(Quantity::Foreign, |unit| Quantity::Own(unit, amount.number)),
    }
}

/// How many minutes an hour has: as the record says, else as the framework does.
fn hour(words: &Words<'_, '_, '_>, item: &Evidence, mode: Option<SymbolId>) -> Number {
    if let Some(minutes) = item.minutes_per_hour {
        return minutes.0;
    }
    let Some(unit) = words.vocabulary.units.get("h") else { return Number::whole(60) };
    let by_mode = mode.and_then(|mode| unit.by_mode.iter().find(|(known, ..)| *known == mode));
    let least = by_mode.map_or(unit.least, |(_, least, _)| *least);
    if least.is_zero() { Number::whole(60) } else { least }
}

fn split(words: &mut Words<'_, '_, '_>, item: &Evidence, hours: Option<&Hours>, path: &At<'_>) -> Split {
    match hours {
        None => Vec::new(),
        Some(Hours::One(amount)) => {
            let mode = item.mode.as_deref().map(|mode| words.intern(mode));
            vec![(quantity(words, item, amount, mode, path), Vec::new())]
        }
        Some(Hours::ByMode(Named(modes))) => modes
            .iter()
            .map(|(mode, amount)| {
                let path = path.key(mode);
                let symbol = words.symbol(builtin::MODE, mode, &path);
                let attributes = symbol.map(|symbol| (builtin::MODE, Value::Symbol(symbol))).into_iter().collect();
                (quantity(words, item, amount, symbol, &path), attributes)
            })
            .collect(),
        Some(Hours::Parts(parts)) => {
            parts.iter().enumerate().map(|(index, part)| listed(words, item, part, &path.index(index))).collect()
        }
    }
}

/// A portion of a list.
fn listed(
    words: &mut Words<'_, '_, '_>,
    item: &Evidence,
    part: &Part,
    path: &At<'_>,
) -> (Quantity, Vec<(AttributeId, Value)>) {
    let mut attributes = Vec::new();
    let mut mode = None;
    for (id, key, word) in [
        (builtin::MODE, "mode", &part.mode),
        (builtin::DELIVERY, "delivery", &part.delivery),
        (builtin::SETTING, "setting", &part.setting),
        (builtin::CATEGORY, "category", &part.category),
        (builtin::PURPOSE, "purpose", &part.purpose),
    ] {
        let Some(word) = word else { continue };
        let Some(symbol) = words.symbol(id, word, &path.key(key)) else { continue };
        if id == builtin::MODE {
            mode = Some(symbol);
        }
        attributes.push((id, Value::Symbol(symbol)));
    }
    for (id, key, list) in [(builtin::TOPIC, "topic", &part.topic), (builtin::AREA, "area", &part.area)] {
        let Some(list) = list else { continue };
        let many = matches!(list, WordList::Many(_));
        attributes.push((id, words.symbols(id, list.all(), &path.key(key), many)));
    }
    super::item::declared(words, item.kind, part.attributes.as_ref(), &mut attributes, &path.key("attributes"));
    attributes.sort_by_key(|(id, _)| *id);
    (quantity(words, item, &part.amount, mode, &path.key("amount")), attributes)
}

/// Tells hours apart by topic, where topics have hours. What is left of the whole has the topics without hours, or,
/// if there are none, topics that are not known.
fn by_topic(words: &mut Words<'_, '_, '_>, item: &Evidence, whole: Split, path: &At<'_>) -> Split {
    let path = path.key("topics");
    let mut timed: Vec<(&str, &Amount, Option<usize>)> = Vec::new();
    let mut untimed: Vec<SymbolId> = Vec::new();
    match &item.topics {
        None => return whole,
        Some(Topics::ByTopic(Named(topics))) => {
            timed.extend(topics.iter().map(|(word, amount)| (word.as_str(), amount, None)));
        }
        Some(Topics::Listed(list)) => {
            for (index, topic) in list.iter().enumerate() {
                let here = path.index(index);
                match topic {
                    Topic::Word(word) | Topic::Timed(TimedTopic { topic: word, hours: None }) => {
                        untimed.extend(words.symbol(builtin::TOPIC, word, &here));
                    }
                    Topic::Timed(TimedTopic { topic, hours: Some(hours) }) => {
                        timed.push((topic, hours, Some(index)));
                    }
                }
            }
        }
    }
    // An empty list says that there is no topic; a map without entries says nothing.
    let known = matches!(item.topics, Some(Topics::Listed(_)));
    let of = |symbols: Vec<SymbolId>| vec![(builtin::TOPIC, Value::Symbols(symbols))];
    if timed.is_empty() {
        return match whole.as_slice() {
            _ if !known => whole,
            [] => vec![(Quantity::Foreign, of(untimed))],
            _ => whole.into_iter().map(|(quantity, attributes)| (quantity, topped(attributes, &untimed))).collect(),
        };
    }
    let mut parts: Split = Vec::new();
    let mut used = Number::ZERO;
    for (word, amount, index) in timed {
        let (entry, named) = (path.index(index.unwrap_or_default()), path.key(word));
        let (word_path, amount_path) = match index {
            Some(_) => (entry.key("topic"), entry.key("hours")),
            None => (named, named),
        };
        let quantity = quantity(words, item, amount, None, &amount_path);
        if let Quantity::Minutes(minutes) = quantity {
            used += minutes;
        }
        let symbol = words.symbol(builtin::TOPIC, word, &word_path);
        parts.push((quantity, of(symbol.into_iter().collect())));
    }
    let rest = |symbols: Vec<SymbolId>| if symbols.is_empty() { Vec::new() } else { of(symbols) };
    match whole.as_slice() {
        [(Quantity::Minutes(minutes), _)] if *minutes > used => {
            parts.push((Quantity::Minutes(*minutes - used), rest(untimed)));
        }
        [(Quantity::Minutes(_), _)] => {}
        [] if untimed.is_empty() => {}
        _ => parts.push((Quantity::Foreign, rest(untimed))),
    }
    parts
}

/// Adds topics to the attributes of a portion that has none of its own.
fn topped(mut attributes: Vec<(AttributeId, Value)>, topics: &[SymbolId]) -> Vec<(AttributeId, Value)> {
    if !attributes.iter().any(|(id, _)| *id == builtin::TOPIC) {
        attributes.push((builtin::TOPIC, Value::Symbols(topics.to_vec())));
        attributes.sort_by_key(|(id, _)| *id);
    }
    attributes
}

/// Puts hours and credits together.
fn join(hours: Split, credits: Split) -> Vec<Draft> {
    let both = !hours.is_empty() && !credits.is_empty();
    let same = hours.len() == credits.len()
        && hours
            .iter()
            .zip(&credits)
            .all(|((_, one), (_, other))| one == other || other.is_empty() && hours.len() == 1);
    let draft = |(quantity, attributes): (Quantity, Vec<(AttributeId, Value)>)| {
        let mut draft = Draft { attributes, ..Draft::default() };
        draft.add(quantity);
        draft
    };
    if both && same {
        let pairs = hours.into_iter().zip(credits);
        return pairs
            .map(|(hours, (credits, _))| {
                let mut draft = draft(hours);
                draft.add(credits);
                draft
            })
            .collect();
    }
    let units: Vec<UnitId> = credits
        .iter()
        .filter_map(|(quantity, _)| match quantity {
            Quantity::Own(unit, _) => Some(*unit),
            Quantity::Minutes(_) | Quantity::Foreign => None,
        })
        .collect();
    let timed = hours.iter().any(|(quantity, _)| matches!(quantity, Quantity::Minutes(_)));
    let mut drafts: Vec<Draft> = hours.into_iter().map(draft).collect();
    if both {
        // These hours are known to carry none of the credits that stand beside them.
        for draft in &mut drafts {
            for unit in &units {
                if !draft.amounts.iter().any(|(known, _)| known == unit) {
                    draft.amounts.push((*unit, Number::ZERO));
                }
            }
            draft.amounts.sort_by_key(|(unit, _)| *unit);
        }
    }
    for credit in credits {
        let mut draft = draft(credit);
        if both && timed && draft.minutes.is_none() {
            draft.minutes = Some(Number::ZERO);
        }
        drafts.push(draft);
    }
    if drafts.is_empty() {
        drafts.push(Draft::default());
    }
    drafts
}

impl Draft {
    fn add(&mut self, quantity: Quantity) {
        match quantity {
            Quantity::Minutes(minutes) => self.minutes = Some(minutes),
            Quantity::Own(unit, number) => {
                self.amounts.push((unit, number));
                self.amounts.sort_by_key(|(unit, _)| *unit);
            }
            Quantity::Foreign => {}
        }
    }
}
