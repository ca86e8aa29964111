//! Makes a bound record independent of the order in which its document lists things: numbers of words, values of
//! lists, portions of an item.

use super::words::Words;
use crate::model::number::Number;
use crate::model::vocabulary::{AttributeId, SymbolId, UnitId};
use crate::record::evidence::{DecisionKind, Portion, Record, Value};

/// What portions are sorted by: their attributes, then their amounts.
type PortionKey = (Vec<(AttributeId, Vec<u32>, String)>, Option<Number>, Vec<(UnitId, Number)>);

/// Numbers the words of the record anew in the order of the alphabet, and sorts what is in the order of the document.
pub(super) fn canonical(record: &mut Record, words: Words<'_, '_, '_>) {
    let first = words.vocabulary.symbols.len();
    let own = words.into_own();
    let mut sorted: Vec<(usize, String)> = own.into_iter().enumerate().collect();
    sorted.sort_by(|(_, a), (_, b)| a.cmp(b));
    let mut numbers = vec![0; sorted.len()];
    for (new, (old, _)) in sorted.iter().enumerate() {
        if let Some(number) = numbers.get_mut(*old) {
            *number = new;
        }
    }
    let number = |symbol: SymbolId| match symbol.index().checked_sub(first).and_then(|old| numbers.get(old)) {
        Some(new) => SymbolId::from_index(first + new),
        None => symbol,
    };
    let renumber = |value: &mut Value| match value {
        Value::Symbol(symbol) => *symbol = number(*symbol),
        Value::Symbols(list) => {
            for symbol in list.iter_mut() {
                *symbol = number(*symbol);
            }
            list.sort_unstable();
            list.dedup();
        }
        Value::Title(_) | Value::Number(_) | Value::Date(_) | Value::Place(_) | Value::YesNo(_) | Value::Level(_) => {}
    };
    for item in &mut record.items {
        item.attributes.iter_mut().for_each(|(_, value)| renumber(value));
    }
    for portion in &mut record.portions {
        portion.attributes.iter_mut().for_each(|(_, value)| renumber(value));
    }
    record.complete.partly.iter_mut().for_each(|(.., value)| renumber(value));
    record.complete.partly.sort_by_cached_key(|(kind, id, value)| (*kind, key(*id, value)));
    for decision in &mut record.decisions {
        if let DecisionKind::Accept { attributes, .. } = &mut decision.kind {
            attributes.iter_mut().for_each(|(_, value)| renumber(value));
        }
    }
    record.words = sorted.into_iter().map(|(_, word)| word).collect();
    for item in &record.items {
        if let Some(portions) = record.portions.get_mut(item.portions.clone())
            && portions.len() > 1
        {
            portions.sort_by_cached_key(portion_key);
        }
    }
}

fn portion_key(portion: &Portion) -> PortionKey {
    // A portion of which less is known stands behind those that say what they are.
    let unknown = portion.attributes.is_empty().then(|| (AttributeId(u32::MAX), Vec::new(), String::new()));
    let known = portion.attributes.iter().map(|(id, value)| key(*id, value));
    (known.chain(unknown).collect(), portion.minutes, portion.amounts.clone())
}

fn key(id: AttributeId, value: &Value) -> (AttributeId, Vec<u32>, String) {
    match value {
        Value::Symbol(symbol) => (id, vec![symbol.0], String::new()),
        Value::Symbols(list) => (id, list.iter().map(|symbol| symbol.0).collect(), String::new()),
        Value::Title(title) => (id, vec![title.0], String::new()),
        Value::Level(level) => (id, vec![level.scale.0, u32::from(level.rank)], String::new()),
        Value::YesNo(value) => (id, vec![u32::from(*value)], String::new()),
        Value::Place(place) => (id, Vec::new(), place.code().to_owned()),
        Value::Number(number) => (id, Vec::new(), number.to_string()),
        Value::Date(date) => (id, Vec::new(), format!("{date:?}")),
    }
}
