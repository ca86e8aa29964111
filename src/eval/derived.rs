//! Evidence that stands for another kind of evidence: `accept S as KIND … at X = Y` (`docs/semantics.md`, section 7).
//!
//! A derived portion has the dates and the provider of its source and the attributes that the line asserts; every other
//! attribute is known to be absent. It serves needs only: this file is asked by open claims, never by prohibitions.

use super::context::{Context, Use, compare_dates};
use super::measure::{Entry, Portions, Run, total};
use crate::model::date::Truth;
use crate::model::number::Number;
use crate::model::program::{
    Alternative, Comparison, Constant, Conversion, Formula, Measure, SelectionId, Test, TestId, TimeUnit, Window,
};
use crate::model::vocabulary::{AttributeId, Kind, Kinds, SymbolId, UnitId, builtin};
use crate::record::evidence::Value;

/// An amount between two values; no upper value is unbounded.
type Bounds = (Number, Option<Number>);

impl<'a> Context<'a> {
    /// The entries that conversions add to a claim on a selection in a measure, in the order of items.
    pub(crate) fn derived_entries(&mut self, selection: SelectionId, measure: &Measure) -> Vec<Entry> {
        let framework = self.framework;
        let mut entries: Vec<Entry> = Vec::new();
        if framework.program.conversions.is_empty() {
            return entries;
        }
        let Some(wanted) = framework.program.selections.get_index(selection.index()) else { return entries };
        for (index, conversion) in framework.program.conversions.iter().enumerate() {
            let suits = wanted.alternatives.iter().any(|one| takes(one.kinds, conversion.kinds) && one.on.is_none());
            let Some(per) = self.rate(conversion, measure).filter(|_| suits) else { continue };
            let in_force = self.within_period(conversion.in_force);
            for (item, portions, fit, amount) in self.sources(conversion) {
                let mut truth = Truth::False;
                for alternative in &wanted.alternatives {
                    truth = truth.max(self.derived_fit(index, conversion, alternative, item, &portions));
                }
                let fit = fit.min(truth).min(in_force);
                let converted = |amount: Number| {
                    let steps = amount.checked_div(conversion.from.1).unwrap_or(Number::ZERO);
                    let steps = if conversion.each_full { Number::whole(steps.floor()) } else { steps };
                    steps * per
                };
                let (low, high) = (converted(amount.0), amount.1.map(converted));
                if fit != Truth::False && high != Some(Number::ZERO) {
                    entries.push(Entry { item, portions, fit, low, high, derived: Some(index) });
                }
            }
        }
        entries.sort_by_key(|entry| (entry.item, entry.derived));
        entries
    }

    /// The conversions whose evidence may serve a claim on a selection in a measure.
    pub(crate) fn conversions_for(&self, selection: SelectionId, measure: &Measure) -> Vec<&'a Conversion> {
        let Some(wanted) = self.framework.program.selections.get_index(selection.index()) else { return Vec::new() };
        let all = self.framework.program.conversions.iter();
        all.filter(|conversion| {
            let suits = wanted.alternatives.iter().any(|one| takes(one.kinds, conversion.kinds) && one.on.is_none());
            suits && self.rate(conversion, measure).is_some() && self.within_period(conversion.in_force) != Truth::False
        })
        .collect()
    }

    /// What one step of a conversion is worth in a claim's measure; none if it is measured in something else.
    pub(crate) fn rate(&self, conversion: &Conversion, measure: &Measure) -> Option<Number> {
        let (to, worth) = &conversion.to;
        match (to, measure) {
            (Measure::Count, Measure::Count) => Some(*worth),
            (Measure::Amount(from), Measure::Amount(to)) => Some(*worth * self.between(*from, *to)?),
            (Measure::Time(from), Measure::Time(to)) => {
                let per_month = self.framework.policy.days_per_month;
                (*worth * days_of(*from, per_month)).checked_div(days_of(*to, per_month))
            }
            (Measure::Count | Measure::Amount(_) | Measure::Time(_) | Measure::Covered { .. }, _) => None,
        }
    }

    /// How much of one unit another is, where both are fixed amounts of one base.
    pub(crate) fn between(&self, from: UnitId, to: UnitId) -> Option<Number> {
        if from == to {
            return Some(Number::ONE);
        }
        let (from, to) = (self.unit(from)?, self.unit(to)?);
        let fixed = |unit: &crate::model::vocabulary::Unit| unit.by_mode.is_empty() && unit.most == Some(unit.least);
        let same = from.base == to.base && fixed(from) && fixed(to);
        same.then(|| from.least.checked_div(to.least)).flatten()
    }

    /// The evidence a conversion accepts, with its amount in the measure that it names.
    fn sources(&mut self, conversion: &Conversion) -> Vec<(usize, Portions, Truth, Bounds)> {
        let entries = match &conversion.from.0 {
            Measure::Amount(unit) => self.amount_entries(conversion.source, *unit, Use::For),
            Measure::Count | Measure::Covered { .. } | Measure::Time(_) => {
                self.count_entries(conversion.source, Use::For)
            }
        };
        let per_month = self.framework.policy.days_per_month;
        let mut answer = Vec::new();
        for entry in entries {
            let amount = if let Measure::Time(unit) = &conversion.from.0 {
                let Some(item) = self.item(entry.item) else { continue };
                let windows = self.windows_of(conversion.source, &entry);
                let load = item.load.unwrap_or(Number::ONE);
                let mut long = |possible| {
                    let span = self.span(item, &windows, possible);
                    span.map(|(first, last)| total(&[Run { first, last, load }], *unit, per_month))
                };
                let (low, high) = (long(false).unwrap_or(Number::ZERO), long(true));
                // Without a begin there is no longest time.
                (low, high)
            } else {
                (entry.low, entry.high)
            };
            answer.push((entry.item, entry.portions, entry.fit, amount));
        }
        answer
    }

    fn derived_fit(
        &mut self,
        index: usize,
        conversion: &Conversion,
        alternative: &'a Alternative,
        item: usize,
        portions: &Portions,
    ) -> Truth {
        if !takes(alternative.kinds, conversion.kinds) || alternative.on.is_some() || alternative.programme.is_some() {
            return Truth::False;
        }
        let mut truth = self.derived_formula(index, &alternative.formula, portions.first());
        let windows: &'a [Window] = &alternative.windows;
        for window in windows {
            // Work is inside as far as it overlaps; what is not work, or does not stand for it, counts by its end.
            let work = conversion.kinds.has(Kind::Experience)
                && self.item(item).is_some_and(|item| item.kind == Kind::Experience);
            let kind = if work { Kind::Experience } else { Kind::Course };
            truth = truth.min(self.window_as(window, item, kind));
        }
        truth
    }

    /// A formula for a derived portion.
    pub(crate) fn derived_formula(&mut self, conversion: usize, formula: &'a Formula, portion: usize) -> Truth {
        match formula {
            Formula::True => Truth::True,
            Formula::Test { test, negated } => {
                let truth = self.derived_test(conversion, *test, portion);
                if *negated { truth.negate() } else { truth }
            }
            Formula::And(list) => {
                let all = list.iter().map(|one| self.derived_formula(conversion, one, portion));
                all.min().unwrap_or(Truth::True)
            }
            Formula::Or(list) => {
                let all = list.iter().map(|one| self.derived_formula(conversion, one, portion));
                all.max().unwrap_or(Truth::False)
            }
        }
    }

    fn derived_test(&mut self, conversion: usize, test: TestId, portion: usize) -> Truth {
        let program = &self.framework.program;
        let (Some(known), Some(test)) = (program.conversions.get(conversion), program.tests.get_index(test.index()))
        else {
            return Truth::False;
        };
        let Some(source) = self.record.portions.get(portion) else { return Truth::False };
        let own = |attribute: AttributeId| matches!(attribute, builtin::PROVIDER_NAME | builtin::PROVIDER_COUNTRY);
        let asserted: Vec<Value> =
            known.attributes.iter().filter(|(id, _)| Some(*id) == asked(test)).filter_map(|(_, c)| value(c)).collect();
        match test {
            Test::OneOf(attribute, constants) if own(*attribute) => {
                self.one_of(self.record.attribute(source, *attribute), constants)
            }
            Test::OneOf(_, constants) => {
                let each = asserted.iter().map(|value| self.one_of(Some(value), constants));
                each.max().unwrap_or(Truth::False)
            }
            Test::Number(_, comparison, wanted) => Truth::from_bool(asserted.iter().any(|value| {
                matches!(value, Value::Number(number) if match comparison {
                    Comparison::AtLeast => number >= wanted,
                    Comparison::AtMost => number <= wanted,
                    Comparison::Over => number > wanted,
                    Comparison::Under => number < wanted,
                })
            })),
            Test::Level(_, comparison, wanted) => {
                let each = asserted.iter().map(|value| match value {
                    Value::Level(level) => self.compare_level(*level, *comparison, *wanted),
                    Value::Symbol(_)
                    | Value::Symbols(_)
                    | Value::Title(_)
                    | Value::Number(_)
                    | Value::Date(_)
                    | Value::Place(_)
                    | Value::YesNo(_) => Truth::False,
                });
                each.max().unwrap_or(Truth::False)
            }
            Test::Date(attribute, comparison, date) => {
                if !dated(*attribute) {
                    return Truth::False;
                }
                let date = self.date(*date);
                compare_dates(self.date_attribute(source, *attribute), *comparison, date)
            }
            Test::Between(attribute, from, until) => {
                if !dated(*attribute) {
                    return Truth::False;
                }
                let (from, until) = (self.date(*from), self.date(*until));
                let date = self.date_attribute(source, *attribute);
                from.until(date).min(date.until(until))
            }
            Test::Current(day) => {
                let day = self.date(*day);
                self.current(source.item, day)
            }
            Test::PartOf(_) | Test::Is(_) => Truth::False,
            Test::Unknown => Truth::Unknown,
        }
    }

    /// The values of an attribute of derived evidence; none are stated that the line does not assert.
    pub(crate) fn derived_values(&self, conversion: usize, entry: &Entry, attribute: AttributeId) -> Vec<SymbolId> {
        if matches!(attribute, builtin::PROVIDER_NAME | builtin::PROVIDER_COUNTRY) {
            let source = Entry { derived: None, ..entry.clone() };
            return self.values(&source, attribute).unwrap_or_default();
        }
        let known = self.framework.program.conversions.get(conversion);
        let asserted = known.into_iter().flat_map(|known| &known.attributes);
        asserted
            .filter(|(id, _)| *id == attribute)
            .filter_map(|(_, constant)| match constant {
                Constant::Symbol(symbol) => Some(*symbol),
                Constant::Title(title) => Some(SymbolId(title.0)),
                Constant::YesNo(value) => Some(SymbolId(u32::from(*value))),
                Constant::Level(level) => Some(SymbolId(u32::from(level.rank))),
                Constant::Number(number) => u32::try_from(number.floor()).ok().map(SymbolId),
                Constant::Place(_) | Constant::Unknown => None,
            })
            .collect()
    }
}

/// Whether a selection takes all kinds that derived evidence may be.
fn takes(selection: Kinds, derived: Kinds) -> bool {
    derived.iter().all(|kind| selection.has(kind))
}

/// How many days a unit of time is.
pub(crate) fn days_of(unit: TimeUnit, per_month: Number) -> Number {
    match unit {
        TimeUnit::Days => Number::ONE,
        TimeUnit::Weeks => Number::whole(7),
        TimeUnit::Months => per_month,
        TimeUnit::Years => per_month * Number::whole(12),
    }
}

fn asked(test: &Test) -> Option<AttributeId> {
    match test {
        Test::OneOf(attribute, _)
        | Test::Number(attribute, ..)
        | Test::Level(attribute, ..)
        | Test::Date(attribute, ..)
        | Test::Between(attribute, ..) => Some(*attribute),
        Test::Current(_) | Test::PartOf(_) | Test::Is(_) | Test::Unknown => None,
    }
}

/// The dates that derived evidence has from its source.
fn dated(attribute: AttributeId) -> bool {
    matches!(
        attribute,
        builtin::DATE | builtin::STARTED | builtin::COMPLETED | builtin::ENDED | builtin::ISSUED | builtin::EXPIRES
    )
}

fn value(constant: &Constant) -> Option<Value> {
    match constant {
        Constant::Symbol(symbol) => Some(Value::Symbol(*symbol)),
        Constant::Title(title) => Some(Value::Title(*title)),
        Constant::Number(number) => Some(Value::Number(*number)),
        Constant::YesNo(value) => Some(Value::YesNo(*value)),
        Constant::Place(place) => Some(Value::Place(*place)),
        Constant::Level(level) => Some(Value::Level(*level)),
        Constant::Unknown => None,
    }
}
