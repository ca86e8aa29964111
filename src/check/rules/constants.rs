//! Constants in predicates: what a value means is decided by the attribute it is compared with.

use super::amounts::{Unit, value_word};
use super::dates::{Edge, fixed, year};
use super::env::{Found, Ground};
use super::{Gap, Lowering};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::number::Number;
use crate::model::program::{Constant, DateId};
use crate::model::text::Place;
use crate::model::vocabulary::{AttributeId, AttributeType, Level, ScaleId, TitleId, builtin};
use crate::source::Span;
use crate::syntax::ast::{Comparison, Value, ValueKind};

impl<'a> Lowering<'_, 'a> {
    /// A value as a constant of the attribute's type.
    pub(super) fn constant(&mut self, id: AttributeId, value: &'a Value) -> Result<Constant, Gap> {
        let Some(kind) = self.attribute_of(id).map(|attribute| attribute.kind) else { return Err(Gap::Broken) };
        // A defined value gives way to a symbol of the same name.
        let ground = match self.ground(value)? {
            Ground::Value(ground) => ground,
            Ground::Competency(_) | Ground::Set(_) => return self.mismatch(id, "a competency", value.span),
        };
        match &ground.kind {
            ValueKind::None => return Err(Gap::Absent),
            ValueKind::Unknown => return Err(Gap::Unknown),
            ValueKind::Quantity(_)
            | ValueKind::Date(_)
            | ValueKind::Path(_)
            | ValueKind::Text(_)
            | ValueKind::Yes
            | ValueKind::No => {}
        }
        match kind {
            AttributeType::YesNo => {
                let yes = ground.kind == ValueKind::Yes;
                if yes || ground.kind == ValueKind::No {
                    return Ok(Constant::YesNo(yes));
                }
                self.mismatch(id, value_word(&ground.kind), value.span)
            }
            AttributeType::Number => Ok(Constant::Number(self.number(ground)?)),
            AttributeType::Date => self.mismatch(id, value_word(&ground.kind), value.span),
            AttributeType::Text => self.text(id, ground, value.span),
            AttributeType::Place => {
                if let ValueKind::Path(code) = &ground.kind {
                    return Ok(Constant::Place(self.place(code, ground.span)?));
                }
                self.mismatch(id, value_word(&ground.kind), value.span)
            }
            AttributeType::Symbol => self.symbol(id, ground, value.span),
            AttributeType::Title => {
                if let ValueKind::Path(path) = &ground.kind {
                    return Ok(Constant::Title(self.title(path, ground.span)?));
                }
                let message = format!("a title is needed, and this is {}", value_word(&ground.kind));
                let wrong = Diagnostic::new(Code::TypeMismatch, message).at(value.span, "not a title");
                self.fail(wrong.help("compare texts with `name`, or declare a `title`"))
            }
            AttributeType::Level => Ok(Constant::Level(self.level(ground)?)),
        }
    }

    fn mismatch<T>(&mut self, id: AttributeId, found: &str, span: Span) -> Result<T, Gap> {
        let name = self.attribute_name(id);
        let kind = self.attribute_of(id).map_or("something else", |attribute| type_word(attribute.kind));
        let message = format!("`{name}` is {kind}, and it is compared with {found}");
        self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, format!("not {kind}")))
    }

    /// A number; a percentage is a fraction of one.
    pub(super) fn number(&mut self, value: &'a Value) -> Result<Number, Gap> {
        let ground = match self.ground(value)? {
            Ground::Value(ground) => ground,
            Ground::Competency(_) | Ground::Set(_) => return self.not_a_number("a competency", value.span),
        };
        match &ground.kind {
            ValueKind::Quantity(quantity) => {
                let amount = self.quantity_value(quantity)?;
                match amount.unit {
                    Unit::Count => Ok(amount.number),
                    Unit::Percent => Ok(amount.number / Number::whole(100)),
                    Unit::Time(_) | Unit::Of(_) => {
                        let message = "a number without a unit is needed".to_owned();
                        self.fail(Diagnostic::new(Code::UnitMismatch, message).at(value.span, "has a unit"))
                    }
                }
            }
            ValueKind::Path(path) => {
                let defined = self.defined_value(path, ground.span)?;
                if matches!(defined.kind, ValueKind::Path(_)) {
                    return self.not_a_number("a name", value.span);
                }
                self.number(defined)
            }
            ValueKind::None => Err(Gap::Absent),
            ValueKind::Unknown => Err(Gap::Unknown),
            other @ (ValueKind::Date(_) | ValueKind::Text(_) | ValueKind::Yes | ValueKind::No) => {
                self.not_a_number(value_word(other), value.span)
            }
        }
    }

    fn not_a_number<T>(&mut self, found: &str, span: Span) -> Result<T, Gap> {
        let message = format!("a number is needed, and this is {found}");
        self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "not a number"))
    }

    /// A level of a scale.
    pub(super) fn level(&mut self, value: &'a Value) -> Result<Level, Gap> {
        let ground = match self.ground(value)? {
            Ground::Value(ground) => ground,
            Ground::Competency(_) | Ground::Set(_) => return self.not_a_level("a competency", value.span),
        };
        match &ground.kind {
            ValueKind::Path(path) => self.declared_level(path, ground.span),
            ValueKind::None => Err(Gap::Absent),
            ValueKind::Unknown => Err(Gap::Unknown),
            other @ (ValueKind::Quantity(_)
            | ValueKind::Date(_)
            | ValueKind::Text(_)
            | ValueKind::Yes
            | ValueKind::No) => self.not_a_level(value_word(other), value.span),
        }
    }

    /// A level named after `at`, which may be a parameter or column.
    pub(super) fn level_name(&mut self, path: &'a str, span: Span) -> Result<Level, Gap> {
        match self.lookup(path, span) {
            None => self.declared_level(path, span),
            Some(found) => match found? {
                Found::Ground(Ground::Value(value)) => self.level(value),
                Found::Ground(Ground::Competency(_) | Ground::Set(_)) | Found::Row | Found::Let(..) => {
                    self.not_a_level("something else", span)
                }
            },
        }
    }

    fn not_a_level<T>(&mut self, found: &str, span: Span) -> Result<T, Gap> {
        let message = format!("a level of a scale is needed, and this is {found}");
        self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "not a level"))
    }

    fn declared_level(&mut self, path: &str, span: Span) -> Result<Level, Gap> {
        let vocabulary = &self.names.vocabulary;
        if let Some(level) = crate::check::scales::level(vocabulary, path) {
            return Ok(level);
        }
        if self.is_broken(path) {
            return Err(Gap::Broken);
        }
        let all = crate::check::scales::all_levels(vocabulary);
        let ending = format!(".{path}");
        let alike: Vec<&String> = all.iter().filter(|level| level.ends_with(&ending)).collect();
        if let [first, second, ..] = alike.as_slice() {
            let message = format!("several scales have a level `{path}`");
            let which = Diagnostic::new(Code::UnknownLevel, message).at(span, "of which scale?");
            return self.fail(which.note(format!("there is `{first}` and `{second}`")));
        }
        let message = format!("no level `{path}` of any scale");
        let unknown = Diagnostic::new(Code::UnknownLevel, message).at(span, "not a level");
        let scale = path.split_once('.').and_then(|(scale, _)| vocabulary.scales.get(scale));
        let unknown = match scale {
            // Where levels are numbered, the nearest one is no better a guess than any other.
            Some(scale) => {
                let levels = scale.levels.iter().map(|(level, _)| level.as_str());
                unknown.note(format!("`{}` has {}", scale.name, crate::check::library::list(levels)))
            }
            None => {
                let words = vocabulary.scales.values().flat_map(|scale| &scale.levels).map(|(level, _)| level.as_str());
                unknown.suggest(nearest(path, all.iter().map(String::as_str).chain(words)))
            }
        };
        self.fail(unknown)
    }

    /// The place of a code.
    pub(super) fn place(&mut self, code: &str, span: Span) -> Result<Place, Gap> {
        match crate::check::places::read(code, span) {
            Ok(place) => Ok(place),
            Err(diagnostic) => self.fail(*diagnostic),
        }
    }

    /// The title of a path.
    pub(super) fn title(&mut self, path: &str, span: Span) -> Result<TitleId, Gap> {
        let names = self.names;
        if let Some(key) = self.key(path, span, |key| names.titles.contains_key(key)) {
            self.mark("title", &key);
            return names.titles.get(&key).map(|index| TitleId(*index)).ok_or(Gap::Broken);
        }
        if self.is_broken(path) {
            return Err(Gap::Broken);
        }
        let near = nearest(path, names.titles.keys().map(String::as_str));
        let message = format!("no title `{path}` is declared");
        let unknown = Diagnostic::new(Code::UnknownTitle, message).at(span, "not declared").suggest(near);
        self.fail(unknown)
    }

    /// A text, compared for equality. A number is taken as it is written (`0913`).
    fn text(&mut self, id: AttributeId, value: &'a Value, span: Span) -> Result<Constant, Gap> {
        match &value.kind {
            ValueKind::Text(text) => Ok(Constant::Symbol(self.names.symbol(text))),
            ValueKind::Path(path) if id == builtin::GRANT => Ok(Constant::Symbol(self.grant_symbol(path, value.span)?)),
            ValueKind::Path(path) => Ok(Constant::Symbol(self.names.symbol(path))),
            ValueKind::Quantity(_) => Ok(Constant::Symbol(self.names.symbol(self.source(value.span).trim()))),
            other @ (ValueKind::Date(_) | ValueKind::Yes | ValueKind::No | ValueKind::None | ValueKind::Unknown) => {
                self.mismatch(id, value_word(other), span)
            }
        }
    }

    fn symbol(&mut self, id: AttributeId, value: &'a Value, span: Span) -> Result<Constant, Gap> {
        let word = match &value.kind {
            ValueKind::Path(word) => word.as_str(),
            ValueKind::Text(word) => word.as_str(),
            ValueKind::Quantity(_) => self.source(value.span).trim(),
            other @ (ValueKind::Date(_) | ValueKind::Yes | ValueKind::No | ValueKind::None | ValueKind::Unknown) => {
                return self.mismatch(id, value_word(other), span);
            }
        };
        let names = self.names;
        let Some((_, attribute)) = names.vocabulary.attributes.get_index(id.index()) else { return Err(Gap::Broken) };
        // Symbols have no alias, but somebody may write that of the catalog which declares them.
        let bare = names.aliases.iter().find_map(|(_, alias)| word.strip_prefix(alias)?.strip_prefix('.'));
        for candidate in [Some(word), bare].into_iter().flatten() {
            let symbol = names.vocabulary.symbols.get_index_of(candidate);
            let declared = symbol.map(crate::model::vocabulary::SymbolId::from_index);
            if let Some(symbol) = declared.filter(|symbol| attribute.values.contains_key(symbol)) {
                return Ok(Constant::Symbol(symbol));
            }
        }
        if let Some(key) = self.key(word, value.span, |key| names.values.contains_key(key)) {
            let defined = self.defined_value(&key, value.span)?;
            if !matches!(&defined.kind, ValueKind::Path(path) if *path == *word) {
                return self.deeper(span, |this| this.symbol(id, defined, span));
            }
        }
        if attribute.values.is_empty() {
            return Ok(Constant::Symbol(names.symbol(word)));
        }
        if self.is_broken(&attribute.name) {
            return Err(Gap::Broken);
        }
        let known = attribute.values.keys().map(|symbol| self.word(*symbol));
        let near = nearest(word, known.clone());
        let all: Vec<&str> = known.collect();
        let message = format!("`{word}` is none of the values of `{}`", attribute.name);
        let unknown = Diagnostic::new(Code::UnknownSymbol, message).at(span, "not declared");
        let unknown = match near {
            Some(near) => unknown.suggest(Some(near)),
            None => unknown.note(format!("values are {}", crate::check::library::list(all))),
        };
        self.fail(unknown)
    }

    /// A date that stands where a value may.
    pub(super) fn day(&mut self, value: &'a Value, edge: Edge) -> Result<DateId, Gap> {
        let ground = match self.ground(value)? {
            Ground::Value(ground) => ground,
            Ground::Competency(_) | Ground::Set(_) => return self.not_a_day("a competency", value.span),
        };
        let written = match &ground.kind {
            ValueKind::Date(written) => Some(*written),
            ValueKind::Quantity(quantity) => year(quantity),
            ValueKind::None => return Err(Gap::Absent),
            ValueKind::Unknown => return Err(Gap::Unknown),
            ValueKind::Path(_) | ValueKind::Text(_) | ValueKind::Yes | ValueKind::No => None,
        };
        match written {
            Some(written) => Ok(self.add_date(fixed(written, edge))),
            None => self.not_a_day(value_word(&ground.kind), value.span),
        }
    }

    fn not_a_day<T>(&mut self, found: &str, span: Span) -> Result<T, Gap> {
        let message = format!("a date is needed, and this is {found}");
        self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "not a date"))
    }

    /// Refuses levels of scales between which there is no map, for no evidence could be compared with all of them.
    pub(super) fn one_scale(&mut self, constants: &[Constant], values: &[Value]) -> Result<(), Gap> {
        let mut first: Option<ScaleId> = None;
        for (constant, value) in constants.iter().zip(values) {
            let Constant::Level(level) = constant else { continue };
            match first {
                None => first = Some(level.scale),
                Some(other) => self.comparable(other, level.scale, value.span)?,
            }
        }
        Ok(())
    }

    /// Refuses two scales between which there is no map.
    pub(super) fn comparable(&mut self, one: ScaleId, other: ScaleId, span: Span) -> Result<(), Gap> {
        let scales = &self.names.vocabulary.scales;
        let scale = |id: ScaleId| scales.get_index(id.index()).map(|(_, scale)| scale);
        let maps = |from: ScaleId, to: ScaleId| {
            scale(from).is_some_and(|scale| scale.maps.iter().any(|(target, _)| *target == to))
        };
        if one == other || maps(one, other) || maps(other, one) {
            return Ok(());
        }
        let name = |id: ScaleId| scale(id).map_or("?", |scale| scale.name.as_str());
        let (one, other) = (name(one), name(other));
        let message = format!("levels of `{one}` and of `{other}` cannot be compared");
        let mismatch = Diagnostic::new(Code::ScaleMismatch, message).at(span, format!("a level of `{other}`"));
        self.fail(mismatch.note(format!("no `map` between `{one}` and `{other}` is declared")))
    }
}

/// Compares two constants of a framework; none if they cannot be compared so.
pub(super) fn compare_constants(left: &ValueKind, comparison: Comparison, right: &ValueKind) -> Option<bool> {
    let equal = match (left, right) {
        (ValueKind::Quantity(left), ValueKind::Quantity(right)) => {
            let unit = |quantity: &crate::syntax::ast::Quantity| quantity.unit.as_ref().map(|unit| unit.value.clone());
            if unit(left) != unit(right) {
                return None;
            }
            let number = |quantity: &crate::syntax::ast::Quantity| {
                Number::decimal(quantity.number.digits, quantity.number.scale)
            };
            let (left, right) = (number(left), number(right));
            return Some(match comparison {
                Comparison::Is => left == right,
                Comparison::IsNot => left != right,
                Comparison::AtLeast | Comparison::From => left >= right,
                Comparison::AtMost | Comparison::Until => left <= right,
                Comparison::Over | Comparison::After => left > right,
                Comparison::Under | Comparison::Before => left < right,
            });
        }
        (ValueKind::Yes, ValueKind::Yes) | (ValueKind::No, ValueKind::No) | (ValueKind::None, ValueKind::None) => true,
        (ValueKind::Yes, ValueKind::No) | (ValueKind::No, ValueKind::Yes) => false,
        (ValueKind::Path(left), ValueKind::Path(right)) | (ValueKind::Text(left), ValueKind::Text(right)) => {
            left == right
        }
        (ValueKind::Date(left), ValueKind::Date(right)) => left == right,
        // A cell that says `none` is no value at all: it is equal to nothing, and limits nothing.
        (ValueKind::None, _) | (_, ValueKind::None) => {
            return Some(match comparison {
                Comparison::Is => false,
                Comparison::IsNot
                | Comparison::AtLeast
                | Comparison::AtMost
                | Comparison::Over
                | Comparison::Under
                | Comparison::Before
                | Comparison::After
                | Comparison::From
                | Comparison::Until => true,
            });
        }
        _ => return None,
    };
    match comparison {
        Comparison::Is => Some(equal),
        Comparison::IsNot => Some(!equal),
        Comparison::AtLeast
        | Comparison::AtMost
        | Comparison::Over
        | Comparison::Under
        | Comparison::Before
        | Comparison::After
        | Comparison::From
        | Comparison::Until => None,
    }
}

/// A type in words.
pub(super) const fn type_word(kind: AttributeType) -> &'static str {
    match kind {
        AttributeType::YesNo => "yes or no",
        AttributeType::Number => "a number",
        AttributeType::Date => "a date",
        AttributeType::Text => "a text",
        AttributeType::Place => "a place",
        AttributeType::Symbol => "a symbol",
        AttributeType::Title => "a title",
        AttributeType::Level => "a level",
    }
}
