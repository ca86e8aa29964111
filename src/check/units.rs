//! Units of amounts: each is traced back to minutes, or to a unit of its own.

use std::collections::BTreeMap;

use super::declarations::{Context, Scope};
use super::names::class;
use super::texts;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::number::Number;
use crate::model::text::{Citation, Texts};
use crate::model::vocabulary::{AttributeId, Base, SymbolId, Unit, UnitId, builtin};
use crate::source::Span;
use crate::syntax::ast::{self, DeclKind, UnitDef, UnitWorth};

/// The built-in units, in minutes. Their base is that of the evidence which they measure.
const BUILT_IN: &[(&str, i64)] = &[("h", 60), ("min", 1)];

/// Units of the calendar, which no amount is converted to.
pub(crate) const CALENDAR: &[&str] = &["day", "days", "week", "weeks", "month", "months", "year", "years"];

/// Other words for the built-in units.
const MEANT: &[(&str, &str)] =
    &[("hour", "h"), ("hours", "h"), ("hr", "h"), ("hrs", "h"), ("mins", "min"), ("minute", "min"), ("minutes", "min")];

/// What one unit is worth: base, least, most.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Worth {
    base: Option<Base>,
    least: Number,
    most: Option<Number>,
    by_mode: Vec<(SymbolId, Number, Option<Number>)>,
}

/// A declared unit, not yet traced.
#[derive(Debug)]
struct Pending<'a> {
    id: UnitId,
    name: &'a ast::Name,
    definition: &'a UnitDef,
    own: bool,
}

/// Declares `h` and `min`.
pub(crate) fn built_in(context: &mut Context<'_>) {
    for (name, minutes) in BUILT_IN {
        let worth = Worth {
            base: None,
            least: Number::whole(*minutes),
            most: Some(Number::whole(*minutes)),
            by_mode: Vec::new(),
        };
        add(context, name, Texts::default(), worth, Vec::new());
    }
}

fn add(context: &mut Context<'_>, name: &str, text: Texts, worth: Worth, cite: Vec<Citation>) {
    let Worth { base, least, most, by_mode } = worth;
    let unit = Unit { name: name.to_owned(), text, base, least, most, by_mode, cite };
    context.names.vocabulary.units.insert(name.to_owned(), unit);
}

/// Reads the units of all items, then traces each back to its base.
pub(crate) fn units<'a>(context: &mut Context<'a>, scopes: &[&Scope<'a>]) {
    let mut pending: Vec<Pending<'a>> = Vec::new();
    for scope in scopes {
        for decl in &scope.item.decls {
            let DeclKind::Unit { name, text, definition, suffix } = &decl.kind else { continue };
            if context.placed.contains_key(&decl.span) {
                continue;
            }
            let word = name.value.as_str();
            if BUILT_IN.iter().any(|(known, _)| *known == word) || CALENDAR.contains(&word) {
                let message = format!("`{word}` is a unit already");
                context.names.report(Diagnostic::new(Code::DuplicateName, message).at(name.span, "built in"));
                continue;
            }
            if !context.claim(class::UNIT, name.value.clone(), name) {
                continue;
            }
            let (cite, _) = texts::cite(&context.names, suffix);
            let text = texts::texts(&context.names, text);
            let id = UnitId::from_index(context.names.vocabulary.units.len());
            context.placed.insert(decl.span, id.index());
            // Until it is traced, and if it cannot be: a unit of its own, so that its uses are not reported as well.
            let worth =
                Worth { base: Some(Base::Own(id)), least: Number::ONE, most: Some(Number::ONE), by_mode: Vec::new() };
            add(context, word, text, worth, cite);
            pending.push(Pending { id, name, definition, own: scope.own() });
        }
    }
    for index in order(context, &pending) {
        let Some(unit) = pending.get(index) else { continue };
        if let Some(worth) = trace(context, unit)
            && let Some((_, slot)) = context.names.vocabulary.units.get_index_mut(unit.id.index())
        {
            slot.base = worth.base;
            slot.least = worth.least;
            slot.most = worth.most;
            slot.by_mode = worth.by_mode;
        }
    }
}

/// The quantities that a definition is made of.
fn quantities(definition: &UnitDef) -> Vec<&ast::Quantity> {
    match &definition.worth {
        UnitWorth::Range(low, high) => vec![low, high],
        UnitWorth::AtLeast(low) => vec![low],
        UnitWorth::Opaque => Vec::new(),
        UnitWorth::ByMode(modes) => modes.iter().map(|(_, _, quantity)| quantity).collect(),
    }
}

/// Indexes in such an order that each unit stands behind those it is declared in. Circles are reported and left out.
fn order(context: &Context<'_>, pending: &[Pending<'_>]) -> Vec<usize> {
    let by_name: BTreeMap<&str, usize> =
        pending.iter().enumerate().map(|(index, unit)| (unit.name.value.as_str(), index)).collect();
    let edges: Vec<Vec<usize>> = pending
        .iter()
        .map(|unit| {
            let named = quantities(unit.definition).into_iter().filter_map(|quantity| quantity.unit.as_ref());
            named.filter_map(|unit| by_name.get(unit.value.as_str()).copied()).collect()
        })
        .collect();
    let sorted = super::graph::sort(&edges);
    for circle in &sorted.circles {
        let mut units = circle.iter().filter_map(|index| pending.get(*index));
        let Some(first) = units.next() else { continue };
        let way: Vec<&str> = units.map(|unit| unit.name.value.as_str()).collect();
        let message = super::graph::message(&first.name.value, "is declared in itself", &way);
        context.names.report(Diagnostic::new(Code::Cycle, message).at(first.name.span, "in a circle"));
    }
    sorted.order
}

/// Traces a definition, all units of which are already traced.
fn trace(context: &Context<'_>, unit: &Pending<'_>) -> Option<Worth> {
    let stated = match &unit.definition.base {
        None => None,
        Some(word) => Some(base(context, word)?),
    };
    match &unit.definition.worth {
        UnitWorth::Opaque => Some(match stated {
            Some(base) => Worth { base: Some(base), least: Number::ZERO, most: None, by_mode: Vec::new() },
            None => Worth {
                base: Some(Base::Own(unit.id)),
                least: Number::ONE,
                most: Some(Number::ONE),
                by_mode: Vec::new(),
            },
        }),
        UnitWorth::AtLeast(low) => {
            let low = amount(context, unit, low)?;
            let base = agree(context, unit, stated, &[&low])?;
            Some(Worth { base, least: low.least, most: None, by_mode: Vec::new() })
        }
        UnitWorth::Range(first, last) => {
            let low = amount(context, unit, first)?;
            let high = amount(context, unit, last)?;
            let base = agree(context, unit, stated, &[&low, &high])?;
            if high.most.is_some_and(|most| most < low.least) {
                let message = format!("the worth of `{}` ends below its beginning", unit.name.value);
                let falls = Diagnostic::new(Code::InvalidNumber, message).at(last.span, "less than the beginning");
                context.names.report(falls.also(first.span, "the beginning"));
                return None;
            }
            Some(Worth { base, least: low.least, most: high.most, by_mode: Vec::new() })
        }
        UnitWorth::ByMode(modes) => by_mode(context, unit, stated, modes),
    }
}

/// Rates by mode. Where the mode is not known, or is none of those named, a unit is worth what any of them is.
fn by_mode(
    context: &Context<'_>,
    unit: &Pending<'_>,
    stated: Option<Base>,
    modes: &[(ast::Name, bool, ast::Quantity)],
) -> Option<Worth> {
    let mut worths: Vec<(SymbolId, Worth)> = Vec::new();
    let mut sound = true;
    for (mode, at_least, quantity) in modes {
        let (symbol, amount) = (self::mode(context, mode), amount(context, unit, quantity));
        let (Some(symbol), Some(mut amount)) = (symbol, amount) else {
            sound = false;
            continue;
        };
        if worths.iter().any(|(known, _)| *known == symbol) {
            let message = format!("the mode `{}` stands twice in the unit `{}`", mode.value, unit.name.value);
            context.names.report(Diagnostic::new(Code::DuplicateName, message).at(mode.span, "stands again"));
            sound = false;
        }
        if *at_least {
            amount.most = None;
        }
        worths.push((symbol, amount));
    }
    if !sound {
        return None;
    }
    let all: Vec<&Worth> = worths.iter().map(|(_, worth)| worth).collect();
    let base = agree(context, unit, stated, &all)?;
    let least = all.iter().map(|worth| worth.least).min()?;
    let most = all.iter().map(|worth| worth.most).collect::<Option<Vec<_>>>().and_then(|most| most.into_iter().max());
    let by_mode = worths.into_iter().map(|(symbol, worth)| (symbol, worth.least, worth.most)).collect();
    Some(Worth { base, least, most, by_mode })
}

fn base(context: &Context<'_>, word: &ast::Name) -> Option<Base> {
    const BASES: &[(&str, Base)] =
        &[("contact", Base::Contact), ("workload", Base::Workload), ("experience", Base::Experience)];
    let found = BASES.iter().find(|(known, _)| *known == word.value).map(|(_, base)| *base);
    if found.is_none() {
        let message = format!("`{}` is not a base of units", word.value);
        let unknown = Diagnostic::new(Code::UnknownWord, message).at(word.span, "not a base");
        let unknown = unknown.note("bases are `contact`, `workload` and `experience`");
        context.names.report(unknown.suggest(nearest(&word.value, BASES.iter().map(|(known, _)| *known))));
    }
    found
}

fn mode(context: &Context<'_>, name: &ast::Name) -> Option<SymbolId> {
    let AttributeId(index) = builtin::MODE;
    let vocabulary = &context.names.vocabulary;
    let (_, attribute) = vocabulary.attributes.get_index(index as usize)?;
    let found = vocabulary.symbols.get_index_of(&name.value).map(SymbolId::from_index);
    let found = found.filter(|symbol| attribute.values.contains_key(symbol));
    if found.is_none() {
        let known = attribute.values.keys().filter_map(|symbol| vocabulary.symbols.get_index(symbol.index()));
        let message = format!("`{}` is not a mode of training", name.value);
        let unknown = Diagnostic::new(Code::UnknownSymbol, message).at(name.span, "not a mode");
        context.names.report(unknown.suggest(nearest(&name.value, known.map(String::as_str))));
    }
    found
}

/// The worth of a quantity.
fn amount(context: &Context<'_>, unit: &Pending<'_>, quantity: &ast::Quantity) -> Option<Worth> {
    let number = Number::decimal(quantity.number.digits, quantity.number.scale);
    if number <= Number::ZERO {
        let message = format!("`{}` is worth {number}, which is not more than nothing", unit.name.value);
        context.names.report(Diagnostic::new(Code::InvalidNumber, message).at(quantity.span, "not above zero"));
        return None;
    }
    let Some(name) = &quantity.unit else {
        let message = format!("`{}` is worth a number without a unit", unit.name.value);
        context.names.report(Diagnostic::new(Code::UnitMismatch, message).at(quantity.span, "of what?"));
        return None;
    };
    let known = known(context, name)?;
    if unit.own {
        context.names.mark(class::UNIT, &name.value);
    }
    Some(Worth {
        base: known.base,
        least: number * known.least,
        most: known.most.map(|most| number * most),
        by_mode: Vec::new(),
    })
}

/// The unit of a name, or a report that there is none.
fn known<'c>(context: &'c Context<'_>, name: &ast::Name) -> Option<&'c Unit> {
    let units = &context.names.vocabulary.units;
    let found = units.get(&name.value);
    if found.is_none() {
        let diagnostic = if CALENDAR.contains(&name.value.as_str()) || name.value == "%" {
            let message = format!("`{}` is not a unit that an amount can be converted to", name.value);
            Diagnostic::new(Code::UnitMismatch, message).at(name.span, "time of the calendar, or a share")
        } else {
            unknown(&name.value, name.span, units.keys().map(String::as_str))
        };
        context.names.report(diagnostic);
    }
    found
}

/// Says that there is no such unit, and how it is declared.
pub(crate) fn unknown<'n>(name: &str, span: Span, known: impl Iterator<Item = &'n str>) -> Diagnostic {
    let unknown = Diagnostic::new(Code::UnknownUnit, format!("no unit `{name}` is declared")).at(span, "not declared");
    let meant = MEANT.iter().find(|(other, _)| *other == name).map(|(_, unit)| *unit);
    match meant.or_else(|| nearest(name, known)) {
        Some(nearest) => unknown.suggest(Some(nearest)),
        None if name == "ects" => unknown.help("declare it, as the law has it: `unit ects = 25 h to 30 h workload`"),
        None => unknown.help(format!("declare it: `unit {name} = …`, or `unit {name} = opaque`")),
    }
}

/// The base that a definition states and that its amounts have; they must not differ. None of the outer option is a fault;
/// none of the inner one is the base of the evidence measured.
fn agree(context: &Context<'_>, unit: &Pending<'_>, stated: Option<Base>, worths: &[&Worth]) -> Option<Option<Base>> {
    let mut found = stated;
    for worth in worths {
        match (found, worth.base) {
            (Some(one), Some(other)) if one != other => {
                let message = format!(
                    "`{}` is declared in {} and in {}, which do not mix",
                    unit.name.value,
                    base_word(context, one),
                    base_word(context, other)
                );
                let span = unit.definition.span;
                context.names.report(Diagnostic::new(Code::UnitMismatch, message).at(span, "two bases"));
                return None;
            }
            (None, base) => found = base,
            (Some(_), _) => {}
        }
    }
    Some(found)
}

/// A base in words.
fn base_word(context: &Context<'_>, base: Base) -> String {
    match base {
        Base::Contact => "hours of contact".to_owned(),
        Base::Workload => "hours of workload".to_owned(),
        Base::Experience => "hours of experience".to_owned(),
        Base::Own(id) => {
            let unit = context.names.vocabulary.units.get_index(id.index());
            unit.map_or_else(String::new, |(name, _)| format!("`{name}`"))
        }
    }
}
