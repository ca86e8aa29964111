//! The words of a record as numbers of the framework's vocabulary.
//!
//! A record may serve several frameworks, so not every word must be known here:
//!
//! - An id with the prefix of a catalog that this framework uses must exist there, in this version or in another one;
//!   with another prefix it is left to the frameworks that know it.
//! - A value of an attribute whose values the framework declares is an error if it looks like one of them
//!   misspelt; else it is taken for another word, with a warning. `other:WORD` says that another word is meant.
//! - Facts, attributes and levels that the framework does not know are left out, with a warning.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::model::text::Place;
use crate::model::vocabulary::{
    Attribute, AttributeId, AttributeType, CompetencyId, Kind, Level, ScaleId, SymbolId, TitleId, UnitId, Vocabulary,
    builtin,
};
use crate::record::evidence::Value;
use crate::record::faults::Faults;
use crate::record::locate::{At, Side};
use crate::record::scalar::{PartialDate, Scalar, Scalars, date_fault, number_fault, shorten};
use crate::record::typed::truth;

/// Before a word that is none of the declared ones, and is meant so.
pub const OTHER: &str = "other:";

/// Names shown in a note at most.
const NAMES_SHOWN: usize = 8;

/// Gives the words of one record their numbers.
#[derive(Debug)]
pub(super) struct Words<'a, 'f, 't> {
    pub(super) framework: &'a Framework,
    /// Other versions of it: what one of them knows is not misspelt.
    pub(super) versions: &'a [&'a Framework],
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) faults: Faults<'f, 't>,
    /// Words that the framework does not have.
    own: IndexSet<String>,
    /// Catalogs whose names the framework knows.
    catalogs: BTreeSet<&'a str>,
    /// Earlier ids of competencies and titles.
    earlier: Option<Earlier<'a>>,
    /// Words that are none of the declared ones: each is told once.
    unknown_words: BTreeSet<(AttributeId, String)>,
    /// Names that are left out: each is told once.
    left_out: BTreeSet<String>,
}

#[derive(Debug, Default)]
struct Earlier<'a> {
    competencies: BTreeMap<&'a str, usize>,
    titles: BTreeMap<&'a str, usize>,
}

/// The catalog of a full id.
fn catalog(id: &str) -> Option<&str> {
    id.split_once('/').map(|(catalog, _)| catalog)
}

impl<'a, 'f, 't> Words<'a, 'f, 't> {
    pub(super) fn new(framework: &'a Framework, versions: &'a [&'a Framework], faults: Faults<'f, 't>) -> Self {
        let vocabulary = &framework.vocabulary;
        let ids = vocabulary.competencies.keys().chain(vocabulary.titles.keys());
        let mut catalogs: BTreeSet<&str> = ids.filter_map(|id| catalog(id)).collect();
        catalogs.insert(&framework.id);
        Self {
            framework,
            versions,
            vocabulary,
            faults,
            own: IndexSet::new(),
            catalogs,
            earlier: None,
            unknown_words: BTreeSet::new(),
            left_out: BTreeSet::new(),
        }
    }

    /// The words that the framework does not have.
    pub(super) fn into_own(self) -> Vec<String> {
        self.own.into_iter().collect()
    }

    /// Whether another version knows something.
    pub(super) fn elsewhere(&self, knows: impl Fn(&Vocabulary) -> bool) -> bool {
        self.versions.iter().any(|version| knows(&version.vocabulary))
    }

    fn earlier(&mut self) -> &Earlier<'a> {
        let vocabulary = self.vocabulary;
        self.earlier.get_or_insert_with(|| {
            let mut earlier = Earlier::default();
            for (index, competency) in vocabulary.competencies.values().enumerate() {
                earlier.competencies.extend(competency.was.iter().map(|was| (was.as_str(), index)));
            }
            for (index, title) in vocabulary.titles.values().enumerate() {
                earlier.titles.extend(title.was.iter().map(|was| (was.as_str(), index)));
            }
            earlier
        })
    }

    /// The number of a word, of the framework or of the record.
    pub(super) fn intern(&mut self, word: &str) -> SymbolId {
        let known = &self.vocabulary.symbols;
        let index = known.get_index_of(word).unwrap_or_else(|| {
            let place = self.own.get_index_of(word).unwrap_or_else(|| self.own.insert_full(word.to_owned()).0);
            known.len() + place
        });
        SymbolId::from_index(index)
    }

    /// The attribute of a number.
    pub(super) fn attribute(&self, id: AttributeId) -> Option<&'a Attribute> {
        self.vocabulary.attributes.get_index(id.index()).map(|(_, attribute)| attribute)
    }

    /// A word as a value of an attribute.
    pub(super) fn symbol(&mut self, id: AttributeId, word: &str, path: &At<'_>) -> Option<SymbolId> {
        if let Some(other) = word.strip_prefix(OTHER) {
            return Some(self.intern(other.trim()));
        }
        let attribute = self.attribute(id)?;
        if attribute.values.is_empty() {
            return Some(self.intern(word));
        }
        if let Some(index) = self.vocabulary.symbols.get_index_of(word) {
            let symbol = SymbolId::from_index(index);
            if attribute.values.contains_key(&symbol) {
                return Some(symbol);
            }
        }
        if self.unknown_words.insert((id, word.to_owned()))
            && !self.elsewhere(|version| declares(version, &attribute.name, word))
        {
            self.unknown_symbol(id, attribute, word, path);
        }
        Some(self.intern(word))
    }

    fn unknown_symbol(&mut self, id: AttributeId, attribute: &Attribute, word: &str, path: &At<'_>) {
        let known = attribute.values.keys().filter_map(|symbol| self.vocabulary.symbols.get_index(symbol.index()));
        let known: Vec<&str> = known.map(String::as_str).collect();
        let (name, shown) = (&attribute.name, shorten(word));
        let message = format!("`{shown}` is no `{name}` that the framework declares");
        let near = nearest(word, known.iter().copied());
        // What an examination's result says decides whether it counts at all.
        if near.is_some() || id == builtin::RESULT {
            self.faults.tell(Code::UnknownSymbol, path, Side::Value, message, |diagnostic| {
                diagnostic.note(format!("if another word is meant, write `{OTHER}{shown}`")).suggest(near)
            });
        } else {
            self.faults.warn(Code::UnknownSymbol, path, Side::Value, message, |diagnostic| {
                diagnostic.note(format!("declared are {}", names(&known)))
            });
        }
    }

    /// Words as the value of an attribute that takes several.
    pub(super) fn symbols(&mut self, id: AttributeId, words: &[String], path: &At<'_>, listed: bool) -> Value {
        let mut symbols = Vec::with_capacity(words.len());
        for (index, word) in words.iter().enumerate() {
            let here = if listed { &path.index(index) } else { path };
            symbols.extend(self.symbol(id, word, here));
        }
        Value::Symbols(symbols)
    }

    /// A competency; none if it is of another framework, or unknown.
    pub(super) fn competency(&mut self, id: &str, path: &At<'_>) -> Option<CompetencyId> {
        let known = self.vocabulary.competencies.get_index_of(id);
        if let Some(index) = known.or_else(|| self.earlier().competencies.get(id).copied()) {
            return Some(CompetencyId::from_index(index));
        }
        if !self.elsewhere(|version| version.competencies.contains_key(id)) {
            let ids = self.vocabulary.competencies.keys().map(String::as_str);
            self.unknown(Code::UnknownCompetency, "competency", id, ids, path);
        }
        None
    }

    /// A title, or a word in its place if it is of another framework or version.
    pub(super) fn title(&mut self, id: &str, path: &At<'_>) -> Value {
        let known = self.vocabulary.titles.get_index_of(id);
        if let Some(index) = known.or_else(|| self.earlier().titles.get(id).copied()) {
            return Value::Title(TitleId::from_index(index));
        }
        if !self.elsewhere(|version| version.titles.contains_key(id)) {
            let ids = self.vocabulary.titles.keys().map(String::as_str);
            self.unknown(Code::UnknownTitle, "title", id, ids, path);
        }
        Value::Symbol(self.intern(id))
    }

    /// Tells that there is no such id, unless it belongs to a catalog that this framework does not use.
    fn unknown(&mut self, code: Code, what: &str, id: &str, ids: impl Iterator<Item = &'a str>, path: &At<'_>) {
        let shown = shorten(id);
        match catalog(id) {
            Some(catalog) if !self.catalogs.contains(catalog) => {}
            Some(catalog) => {
                let message = format!("`{catalog}` has no {what} `{shown}`");
                self.faults.meant(code, path, message, || nearest(id, ids));
            }
            None => {
                let same = |full: &str| full.rsplit_once('/').is_some_and(|(_, name)| name == id);
                let message = format!("a {what} is written with its catalog, `CATALOG/NAME`, found `{shown}`");
                self.faults.meant(code, path, message, || {
                    let mut full = ids.filter(|full| same(full));
                    full.next().filter(|_| full.next().is_none())
                });
            }
        }
    }

    /// A level: `isced.4`, or the bare word if one scale alone has it. Of a language, CEFR unless it says otherwise.
    pub(super) fn level(&mut self, word: &str, kind: Option<Kind>, path: &At<'_>) -> Option<Level> {
        let scales = &self.vocabulary.scales;
        let find = |scale: usize, name: &str| {
            let (_, scale_data) = scales.get_index(scale)?;
            let rank = scale_data.levels.iter().position(|(level, _)| level.eq_ignore_ascii_case(name))?;
            Some(Level { scale: ScaleId::from_index(scale), rank: u16::try_from(rank).ok()? })
        };
        if let Some((scale, name)) = word.rsplit_once('.') {
            // A scale of another framework.
            let index = scales.get_index_of(scale)?;
            let found = find(index, name);
            if found.is_none() && !self.elsewhere(|version| has_level(version, Some(scale), name)) {
                let levels = scales.get_index(index).map(|(_, scale)| &scale.levels).into_iter().flatten();
                let full: Vec<String> = levels.map(|(level, _)| format!("{scale}.{level}")).collect();
                let message = format!("the scale `{scale}` has no level `{}`", shorten(name));
                let near = nearest(word, full.iter().map(String::as_str));
                self.faults.meant(Code::UnknownLevel, path, message, || near);
            }
            return found;
        }
        if kind == Some(Kind::Language)
            && let Some(level) = scales.get_index_of("cefr").and_then(|cefr| find(cefr, word))
        {
            return Some(level);
        }
        let found: Vec<Level> = (0..scales.len()).filter_map(|scale| find(scale, word)).collect();
        let scale_name = |level: &Level| scales.get_index(level.scale.index()).map_or("", |(name, _)| name.as_str());
        let shown = shorten(word);
        match found.as_slice() {
            [level] => return Some(*level),
            [] if self.elsewhere(|version| has_level(version, None, word)) => {}
            [] => {
                let all: Vec<&str> =
                    scales.values().flat_map(|scale| scale.levels.iter().map(|(level, _)| level.as_str())).collect();
                let near = nearest(word, all.iter().copied());
                let message = format!("no scale of the framework has a level `{shown}`");
                match near {
                    Some(near) => self.faults.meant(Code::UnknownLevel, path, message, || Some(near)),
                    None => self.faults.warn(Code::UnknownLevel, path, Side::Value, message, |diagnostic| diagnostic),
                }
            }
            [first, ..] => {
                let full = format!("{}.{word}", scale_name(first));
                let scales: Vec<&str> = found.iter().map(scale_name).collect();
                let message = format!("`{shown}` is a level of several scales: {}", names(&scales));
                self.faults.tell(Code::UnknownLevel, path, Side::Value, message, |diagnostic| {
                    diagnostic.help(format!("write the scale before it, such as `{full}`"))
                });
            }
        }
        None
    }

    /// A unit; none if the framework does not have it.
    pub(super) fn unit(&mut self, name: &str, path: &At<'_>) -> Option<UnitId> {
        let units = &self.vocabulary.units;
        if let Some(index) = units.get_index_of(name) {
            return Some(UnitId::from_index(index));
        }
        if self.elsewhere(|version| version.units.contains_key(name)) {
            return None;
        }
        let near = match name.to_lowercase().as_str() {
            "hour" | "hours" | "hr" | "hrs" | "hora" | "horas" => Some("h"),
            "minute" | "minutes" | "mins" | "minuto" | "minutos" => Some("min"),
            _ => nearest(name, units.keys().map(String::as_str)),
        };
        if near.is_some() {
            let message = format!("the framework has no unit `{}`", shorten(name));
            // The place is that of the whole amount, so nothing is to be put in its place.
            self.faults.tell(Code::UnknownUnit, path, Side::Value, message, |mut diagnostic| {
                diagnostic = diagnostic.suggest(near);
                diagnostic.fix = None;
                diagnostic
            });
        }
        None
    }

    /// A country or subdivision; its form has been checked.
    pub(super) fn place(code: &str) -> Option<Value> {
        Place::parse(code).map(Value::Place)
    }

    /// The value of an attribute that a catalog or framework declares.
    pub(super) fn declared(&mut self, id: AttributeId, value: &Scalars, path: &At<'_>) -> Option<Value> {
        let attribute = self.attribute(id)?;
        match value {
            Scalars::One(scalar) => {
                let one = self.scalar(id, attribute, scalar, path)?;
                if let Value::Symbol(symbol) = one
                    && attribute.many
                {
                    return Some(Value::Symbols(vec![symbol]));
                }
                Some(one)
            }
            Scalars::Many(list) => {
                let words = matches!(attribute.kind, AttributeType::Symbol | AttributeType::Text);
                if !words || !(attribute.many || attribute.listing) {
                    let message = format!("`{}` takes one value, found a list", attribute.name);
                    self.faults.value(Code::TypeMismatch, path, message);
                    return None;
                }
                let mut symbols = Vec::with_capacity(list.len());
                for (index, scalar) in list.iter().enumerate() {
                    if let Some(Value::Symbol(symbol)) = self.scalar(id, attribute, scalar, &path.index(index)) {
                        symbols.push(symbol);
                    }
                }
                Some(Value::Symbols(symbols))
            }
        }
    }

    fn scalar(&mut self, id: AttributeId, attribute: &Attribute, scalar: &Scalar, path: &At<'_>) -> Option<Value> {
        let mismatch = |this: &mut Self, expected: &str| {
            let message = format!("`{}` is {expected}, found `{}`", attribute.name, shorten(scalar.text()));
            this.faults.value(Code::TypeMismatch, path, message);
            None
        };
        match (attribute.kind, scalar) {
            (AttributeType::YesNo, Scalar::YesNo(value)) => Some(Value::YesNo(*value)),
            (AttributeType::YesNo, scalar) => {
                let message = format!("`{}` is true or false, found `{}`", attribute.name, shorten(scalar.text()));
                self.faults.meant(Code::TypeMismatch, path, message, || truth(scalar.text()));
                None
            }
            (AttributeType::Number, Scalar::Number(text)) => self.number(text, path).map(Value::Number),
            (AttributeType::Number, _) => mismatch(self, "a number"),
            (AttributeType::Date, Scalar::Number(text) | Scalar::Text(text)) => {
                self.date(text, path).map(|date| Value::Date(date.interval()))
            }
            (AttributeType::Date, Scalar::YesNo(_)) => mismatch(self, "a date"),
            (AttributeType::Place, scalar) => match Self::place(scalar.text()) {
                Some(place) => Some(place),
                None => mismatch(self, "a country or subdivision such as `US-TX`"),
            },
            (AttributeType::Symbol | AttributeType::Text, Scalar::YesNo(_)) => mismatch(self, "a word"),
            (AttributeType::Symbol, scalar) => self.symbol(id, scalar.text(), path).map(Value::Symbol),
            (AttributeType::Text, scalar) => Some(Value::Symbol(self.intern(scalar.text()))),
            (AttributeType::Title, scalar) => Some(self.title(scalar.text(), path)),
            (AttributeType::Level, scalar) => self.level(scalar.text(), None, path).map(Value::Level),
        }
    }

    /// A number that may be negative.
    pub(super) fn number(&mut self, text: &str, path: &At<'_>) -> Option<Number> {
        let number = Number::parse(text);
        if number.is_none() {
            self.faults.value(Code::InvalidNumber, path, number_fault(text));
        }
        number
    }

    /// A date.
    pub(super) fn date(&mut self, text: &str, path: &At<'_>) -> Option<PartialDate> {
        let date = PartialDate::parse(text);
        if date.is_none() {
            self.faults.value(Code::InvalidDate, path, date_fault(text));
        }
        date
    }

    /// Warns of a name that the framework does not know, and that is left out.
    pub(super) fn left_out<'n>(
        &mut self,
        code: Code,
        path: &At<'_>,
        message: String,
        name: &str,
        known: impl Iterator<Item = &'n str>,
    ) {
        if !self.left_out.insert(name.to_owned()) {
            return;
        }
        self.faults
            .warn(code, path, Side::Key, message, |diagnostic: Diagnostic| diagnostic.suggest(nearest(name, known)));
    }
}

/// Whether a version declares this word as a value of an attribute.
fn declares(version: &Vocabulary, attribute: &str, word: &str) -> bool {
    let symbol = version.symbols.get_index_of(word).map(SymbolId::from_index);
    let attribute = version.attributes.get(attribute);
    attribute.zip(symbol).is_some_and(|(attribute, symbol)| attribute.values.contains_key(&symbol))
}

/// Whether a version has a level, of this scale or of any.
fn has_level(version: &Vocabulary, scale: Option<&str>, name: &str) -> bool {
    version.scales.iter().any(|(known, levels)| {
        scale.is_none_or(|scale| scale == known)
            && levels.levels.iter().any(|(level, _)| level.eq_ignore_ascii_case(name))
    })
}

/// Some names in backticks.
fn names(all: &[&str]) -> String {
    let shown: Vec<String> = all.iter().take(NAMES_SHOWN).map(|name| format!("`{name}`")).collect();
    let rest = if all.len() > NAMES_SHOWN { " and others" } else { "" };
    format!("{}{rest}", shown.join(", "))
}
