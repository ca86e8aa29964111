//! A record in the making: items with the values that lines ask for, and the text that the ordinary commands read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::civil::Date;

use super::dates::Slot;
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::model::program::{Comparison, Constant};
use crate::model::text::Place;
use crate::model::vocabulary::{
    AttributeId, AttributeType, CompetencyId, FactId, Kind, Level, SymbolId, UnitId, builtin,
};

/// A piece of evidence in the making.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) kind: Kind,
    /// Values; of an attribute that takes several, all of them.
    pub(super) values: BTreeMap<AttributeId, Vec<Constant>>,
    /// Values that it must not have.
    pub(super) not: BTreeMap<AttributeId, Vec<Constant>>,
    pub(super) covers: BTreeSet<CompetencyId>,
    /// The level at which it covers.
    pub(super) level: Option<Level>,
    pub(super) part_of: Option<usize>,
    /// Dates that it states, as soon as they are known.
    pub(super) dates: BTreeMap<Slot, Option<Date>>,
    /// All its parts are listed.
    pub(super) complete: bool,
    /// In minutes.
    pub(super) minutes: Option<Number>,
    pub(super) amounts: BTreeMap<UnitId, Number>,
    pub(super) count: i64,
}

/// A person in the making.
#[derive(Debug, Clone, Default)]
pub(super) struct Person {
    pub(super) born: Option<Date>,
    pub(super) residence: Vec<(Place, bool)>,
    pub(super) application: Option<Date>,
    pub(super) facts: BTreeMap<FactId, Stated>,
    pub(super) complete: bool,
    pub(super) waived: BTreeSet<String>,
    /// Some are left out again: then the place is empty, so that numbers stay.
    pub(super) items: Vec<Option<Draft>>,
}

/// The value of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    Value(Constant),
    Day(Date),
}

/// A place in a country that has no law of health occupations.
pub(super) fn elsewhere(not: &[Constant]) -> Option<Place> {
    ["AQ", "BV", "TF", "HM"]
        .into_iter()
        .filter_map(Place::parse)
        .find(|place| !not.iter().any(|other| matches!(other, Constant::Place(other) if other.contains(place))))
}

impl Draft {
    pub(super) fn new(kind: Kind) -> Self {
        let mut dates = BTreeMap::new();
        dates.insert(if kind == Kind::Credential { Slot::Issued } else { Slot::Main }, None);
        Self {
            kind,
            values: BTreeMap::new(),
            not: BTreeMap::new(),
            covers: BTreeSet::new(),
            level: None,
            part_of: None,
            dates,
            complete: false,
            minutes: None,
            amounts: BTreeMap::new(),
            count: 1,
        }
    }

    /// The slot that is its date.
    pub(super) fn main(&self) -> Slot {
        if self.kind == Kind::Credential { Slot::Issued } else { Slot::Main }
    }

    /// Gives an attribute one of these values; false if it has others, or none of them can be.
    pub(super) fn is(&mut self, framework: &Framework, attribute: AttributeId, wanted: &[Constant]) -> bool {
        self.is_one(framework, attribute, wanted, 0)
    }

    /// The same, beginning with the value of this number.
    pub(super) fn is_one(
        &mut self,
        framework: &Framework,
        attribute: AttributeId,
        wanted: &[Constant],
        begin: usize,
    ) -> bool {
        let Some((_, known)) = framework.vocabulary.attributes.get_index(attribute.index()) else { return false };
        if !known.of.has(self.kind) {
            return false;
        }
        let not = self.not.get(&attribute).map(Vec::as_slice).unwrap_or_default();
        let may = |constant: &&Constant| **constant != Constant::Unknown && !not.iter().any(|no| same(no, constant));
        let have = self.values.entry(attribute).or_default();
        if have.iter().any(|have| wanted.iter().any(|wanted| within(have, wanted))) {
            return true;
        }
        if !have.is_empty() && !known.many {
            return false;
        }
        let mut may_be = wanted.iter().skip(begin).chain(wanted.iter().take(begin)).filter(may);
        let Some(first) = may_be.next() else { return false };
        have.push(*first);
        true
    }

    /// Keeps an attribute from having any of these values; false if it has.
    pub(super) fn is_not(&mut self, framework: &Framework, attribute: AttributeId, unwanted: &[Constant]) -> bool {
        let Some((_, known)) = framework.vocabulary.attributes.get_index(attribute.index()) else { return false };
        if !known.of.has(self.kind) || unwanted.contains(&Constant::Unknown) {
            return false;
        }
        let have = self.values.get(&attribute).map(Vec::as_slice).unwrap_or_default();
        if have.iter().any(|have| unwanted.iter().any(|unwanted| within(have, unwanted) || within(unwanted, have))) {
            return false;
        }
        self.not.entry(attribute).or_default().extend(unwanted);
        true
    }

    /// Gives a number that compares so.
    pub(super) fn compares(&mut self, attribute: AttributeId, comparison: Comparison, number: Number) -> bool {
        let one = Number::ONE;
        let wanted = match comparison {
            Comparison::AtLeast | Comparison::AtMost => number,
            Comparison::Over => number + one,
            Comparison::Under => number - one,
        };
        let have = self.values.entry(attribute).or_default();
        match have.first() {
            None => {
                have.push(Constant::Number(wanted));
                true
            }
            Some(Constant::Number(have)) => compares(*have, comparison, number),
            Some(_) => false,
        }
    }

    /// Gives a level that compares so.
    pub(super) fn at_level(
        &mut self,
        framework: &Framework,
        attribute: AttributeId,
        comparison: Comparison,
        level: Level,
    ) -> bool {
        let rank = match comparison {
            Comparison::AtLeast | Comparison::AtMost => Some(level.rank),
            Comparison::Over => Some(level.rank + 1),
            Comparison::Under => level.rank.checked_sub(1),
        };
        let Some(rank) = rank else { return false };
        let exists = framework
            .vocabulary
            .scales
            .get_index(level.scale.index())
            .is_some_and(|(_, scale)| usize::from(rank) < scale.levels.len());
        let have = self.values.entry(attribute).or_default();
        match have.first() {
            None if exists => {
                have.push(Constant::Level(Level { scale: level.scale, rank }));
                true
            }
            Some(Constant::Level(have)) if have.scale == level.scale => {
                let number = |rank: u16| Number::whole(i64::from(rank));
                compares(number(have.rank), comparison, number(level.rank))
            }
            None | Some(_) => false,
        }
    }

    /// States what has been left open and could otherwise be taken for something unwanted.
    pub(super) fn finish(&mut self, framework: &Framework) {
        match self.kind {
            Kind::Exam => {
                let stated = |attribute| self.values.contains_key(&attribute);
                if !stated(builtin::RESULT) && !stated(builtin::PASSED) {
                    let passed = framework.vocabulary.symbols.get_index_of("passed");
                    if let Some(passed) = passed {
                        let symbol = SymbolId::from_index(passed);
                        self.is(framework, builtin::RESULT, &[Constant::Symbol(symbol)]);
                    }
                }
            }
            Kind::Credential => {
                let active = framework.vocabulary.symbols.get_index_of("active");
                if let Some(active) = active.filter(|_| !self.values.contains_key(&builtin::STATUS)) {
                    let symbol = SymbolId::from_index(active);
                    self.is(framework, builtin::STATUS, &[Constant::Symbol(symbol)]);
                }
            }
            Kind::Course
            | Kind::Placement
            | Kind::Qualification
            | Kind::Experience
            | Kind::Demonstration
            | Kind::Cpd
            | Kind::Language
            | Kind::Statement => {}
        }
    }
}

pub(super) fn compares(have: Number, comparison: Comparison, number: Number) -> bool {
    match comparison {
        Comparison::AtLeast => have >= number,
        Comparison::AtMost => have <= number,
        Comparison::Over => have > number,
        Comparison::Under => have < number,
    }
}

fn same(one: &Constant, other: &Constant) -> bool {
    within(one, other) || within(other, one)
}

/// Whether a value is what is wanted.
fn within(have: &Constant, wanted: &Constant) -> bool {
    match (have, wanted) {
        (Constant::Place(have), Constant::Place(wanted)) => wanted.contains(have),
        (
            Constant::Symbol(_)
            | Constant::Title(_)
            | Constant::Number(_)
            | Constant::YesNo(_)
            | Constant::Place(_)
            | Constant::Level(_)
            | Constant::Unknown,
            _,
        ) => have == wanted && *have != Constant::Unknown,
    }
}

impl Person {
    /// The items that are there.
    pub(super) fn there(&self) -> impl Iterator<Item = (usize, &Draft)> {
        self.items.iter().enumerate().filter_map(|(index, item)| Some((index, item.as_ref()?)))
    }

    /// The id of an item: its kind and number.
    pub(super) fn id(&self, index: usize) -> String {
        let kind = self.items.get(index).and_then(Option::as_ref).map_or("item", |item| item.kind.name());
        format!("{kind}-{}", index + 1)
    }

    /// The record as a text.
    pub(super) fn text(&self, framework: &Framework, grant: &str) -> String {
        let mut text = String::from("habilita: record/1\nperson: EXAMPLE\n");
        if let Some(born) = self.born {
            line(&mut text, 0, &format!("born: {born}"));
        }
        if !self.residence.is_empty() {
            line(&mut text, 0, "residence:");
            for (place, _) in &self.residence {
                line(&mut text, 1, &format!("- {{ place: {} }}", plain(place.code())));
            }
        }
        if let Some(application) = self.application {
            line(&mut text, 0, &format!("application: {{ grant: {}, date: {application} }}", plain(grant)));
        }
        if !self.facts.is_empty() {
            line(&mut text, 0, "facts:");
            for (fact, stated) in &self.facts {
                let Some((name, _)) = framework.vocabulary.facts.get_index(fact.index()) else { continue };
                let value = match stated {
                    Stated::Day(date) => date.to_string(),
                    Stated::Value(value) => word(framework, value, None),
                };
                line(&mut text, 1, &format!("{}: {value}", plain(name)));
            }
        }
        if self.complete {
            line(&mut text, 0, "complete: all");
        }
        if self.there().next().is_some() {
            line(&mut text, 0, "evidence:");
            for (index, item) in self.there() {
                self.item(&mut text, framework, index, item);
            }
        }
        if !self.waived.is_empty() {
            line(&mut text, 0, "decisions:");
            for id in &self.waived {
                let what =
                    format!("- {{ waive: {}, author: Authority, date: 1900-01-01, reason: Granted }}", plain(id));
                line(&mut text, 1, &what);
            }
        }
        text
    }

    fn item(&self, text: &mut String, framework: &Framework, index: usize, item: &Draft) {
        line(text, 1, &format!("- id: {}", self.id(index)));
        let mut say = |key: &str, value: &str| line(text, 2, &format!("{key}: {value}"));
        say("kind", item.kind.name());
        if let Some(part_of) = item.part_of.filter(|of| self.items.get(*of).is_some_and(Option::is_some)) {
            say("part-of", &self.id(part_of));
        }
        let (mut nested, mut declared): (BTreeMap<&str, Vec<String>>, Vec<String>) = (BTreeMap::new(), Vec::new());
        for (attribute, values) in &item.values {
            let Some((name, known)) = framework.vocabulary.attributes.get_index(attribute.index()) else { continue };
            let words: Vec<String> = values.iter().map(|value| word(framework, value, Some(*attribute))).collect();
            let value = if known.many { format!("[{}]", words.join(", ")) } else { words.join(", ") };
            if *attribute > builtin::ID {
                declared.push(format!("{}: {value}", plain(name)));
            } else if let Some((outer, inner)) = name.split_once('.') {
                nested.entry(outer).or_default().push(format!("{inner}: {value}"));
            } else {
                let key = if *attribute == builtin::TOPIC { "topics" } else { name.as_str() };
                say(key, &value);
            }
        }
        for (slot, date) in &item.dates {
            let Some(date) = date else { continue };
            match slot {
                Slot::Main => say(main_key(item.kind), &date.to_string()),
                Slot::Started => say("started", &date.to_string()),
                Slot::Issued => say("issued", &date.to_string()),
                Slot::Expires => say("expires", &date.to_string()),
                Slot::Attribute(builtin::RECOGNISED_DATE) => {
                    nested.entry("recognised").or_default().push(format!("date: {date}"));
                }
                Slot::Attribute(attribute) => {
                    if let Some((name, _)) = framework.vocabulary.attributes.get_index(attribute.index()) {
                        declared.push(format!("{}: {date}", plain(name)));
                    }
                }
            }
        }
        for (outer, inner) in nested {
            say(outer, &format!("{{ {} }}", inner.join(", ")));
        }
        if let Some(minutes) = item.minutes {
            say("hours", &hours(minutes));
        }
        if let Some((unit, amount)) = item.amounts.iter().next()
            && let Some((name, _)) = framework.vocabulary.units.get_index(unit.index())
        {
            say("credits", &format!("{} {name}", decimal(*amount)));
        }
        if item.count > 1 {
            say("count", &item.count.to_string());
        }
        if !item.covers.is_empty() {
            let named = item.covers.iter().filter_map(|id| framework.vocabulary.competencies.get_index(id.index()));
            let level = item.level.map(|level| word(framework, &Constant::Level(level), None));
            let inside = matches!(item.kind, Kind::Demonstration);
            let named: Vec<String> = named
                .map(|(id, _)| {
                    let key = if item.kind == Kind::Statement { "rating" } else { "level" };
                    let level = level.as_ref().filter(|_| !inside);
                    level.map_or_else(|| plain(id), |level| format!("{{ competency: {}, {key}: {level} }}", plain(id)))
                })
                .collect();
            let key = if inside { "competency" } else { "covers" };
            line(text, 2, &format!("{key}:"));
            for one in named {
                line(text, 3, &format!("- {one}"));
            }
            if let Some(level) = level.filter(|_| inside && !item.values.contains_key(&builtin::LEVEL)) {
                line(text, 2, &format!("level: {level}"));
            }
        }
        if item.complete {
            line(text, 2, "complete: true");
        }
        if !declared.is_empty() {
            line(text, 2, &format!("attributes: {{ {} }}", declared.join(", ")));
        }
    }
}

/// The key of an item's main date.
const fn main_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Course | Kind::Placement | Kind::Qualification => "completed",
        Kind::Experience => "ended",
        Kind::Exam | Kind::Demonstration | Kind::Cpd | Kind::Language | Kind::Statement => "date",
        Kind::Credential => "issued",
    }
}

fn line(text: &mut String, depth: usize, what: &str) {
    // Writing into a string does not fail.
    let _ = writeln!(text, "{}{what}", "  ".repeat(depth));
}

/// A number as records write it: a decimal with at most six places, rounded up.
pub(super) fn decimal(number: Number) -> String {
    let million = Number::whole(1_000_000);
    let (_, denominator) = (number * million).parts();
    let number = if denominator == 1 { number } else { Number::whole((number * million).ceil()) / million };
    number.to_string()
}

fn hours(minutes: Number) -> String {
    let hours = minutes / Number::whole(60);
    let (_, denominator) = (hours * Number::whole(1_000_000)).parts();
    if denominator == 1 { hours.to_string() } else { format!("{} min", decimal(minutes)) }
}

/// A value as records write it.
fn word(framework: &Framework, value: &Constant, attribute: Option<AttributeId>) -> String {
    let vocabulary = &framework.vocabulary;
    match value {
        Constant::Symbol(symbol) => {
            let word = vocabulary.symbols.get_index(symbol.index()).map_or("else", String::as_str);
            plain(word)
        }
        Constant::Title(title) => {
            vocabulary.titles.get_index(title.index()).map_or_else(String::new, |(id, _)| plain(id))
        }
        Constant::Number(number) => decimal(*number),
        Constant::YesNo(value) => value.to_string(),
        Constant::Place(place) => plain(place.code()),
        Constant::Level(level) => {
            let Some((scale, known)) = vocabulary.scales.get_index(level.scale.index()) else { return String::new() };
            let name = known.levels.get(usize::from(level.rank)).map_or("", |(name, _)| name.as_str());
            plain(&format!("{scale}.{name}"))
        }
        // A word that no framework declares.
        Constant::Unknown => {
            let closed = attribute
                .and_then(|attribute| vocabulary.attributes.get_index(attribute.index()))
                .is_some_and(|(_, known)| known.kind == AttributeType::Symbol);
            if closed { "\"other:else\"".to_owned() } else { "\"else\"".to_owned() }
        }
    }
}

/// A text, in quotes unless it is a plain word: the code of Norway must not be taken for a no.
fn plain(text: &str) -> String {
    let plain = text.chars().next().is_some_and(char::is_alphabetic)
        && text.chars().all(|character| character.is_alphanumeric() || "-./_".contains(character))
        && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(&text.to_ascii_lowercase().as_str());
    if plain { text.to_owned() } else { quote(text) }
}

fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
