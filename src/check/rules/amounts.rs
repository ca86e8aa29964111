//! Amounts: numbers with units, lengths of time, percentages, and the measures they belong to.

use super::env::{Found, Ground};
use super::nodes::intersection;
use super::{Dated, Gap, Lowering};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::date::{Interval, Length};
use crate::model::number::Number;
use crate::model::program::{Measure, TimeUnit};
use crate::model::vocabulary::{Base, Kind, Kinds, UnitId};
use crate::source::Span;
use crate::syntax::ast::{self, Value, ValueKind};

/// A number with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    /// The number.
    pub(super) number: Number,
    /// Its unit.
    pub(super) unit: Unit,
    /// Where it is written.
    pub(super) span: Span,
}

/// The unit of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// None: a count.
    Count,
    /// `%`
    Percent,
    /// Calendar time.
    Time(TimeUnit),
    /// A unit of amounts.
    Of(UnitId),
}

/// Kinds whose evidence has hours or credits.
const WITH_AMOUNTS: Kinds = Kinds(
    Kinds::TRAINING.0 | Kinds::one(Kind::Qualification).0 | Kinds::one(Kind::Experience).0 | Kinds::one(Kind::Cpd).0,
);

/// Kinds whose calendar time can be measured.
const WITH_TIME: Kinds = Kinds(Kinds::TRAINING.0 | Kinds::one(Kind::Experience).0);

/// Words of calendar time.
const TIMES: &[(&str, TimeUnit)] = &[
    ("day", TimeUnit::Days),
    ("days", TimeUnit::Days),
    ("week", TimeUnit::Weeks),
    ("weeks", TimeUnit::Weeks),
    ("month", TimeUnit::Months),
    ("months", TimeUnit::Months),
    ("year", TimeUnit::Years),
    ("years", TimeUnit::Years),
];

impl<'a> Lowering<'_, 'a> {
    /// An amount as written, or the value, parameter or column it names.
    pub(super) fn amount(&mut self, amount: &'a ast::Amount) -> Result<Amount, Gap> {
        match amount {
            ast::Amount::Quantity(quantity) => self.quantity_value(quantity),
            ast::Amount::Named(name) => match self.lookup(&name.value, name.span) {
                Some(Ok(Found::Ground(Ground::Value(value)))) => self.amount_value(value, name.span),
                Some(Ok(_)) => {
                    let message = format!("`{}` is not a quantity", name.value);
                    self.fail(Diagnostic::new(Code::TypeMismatch, message).at(name.span, "not a quantity"))
                }
                Some(Err(gap)) => Err(gap),
                None => {
                    let value = self.defined_value(&name.value, name.span)?;
                    self.amount_value(value, name.span)
                }
            },
        }
    }

    /// A quantity as written.
    pub(super) fn quantity_value(&mut self, quantity: &ast::Quantity) -> Result<Amount, Gap> {
        let number = Number::decimal(quantity.number.digits, quantity.number.scale);
        let unit = match &quantity.unit {
            None => Unit::Count,
            Some(name) => self.unit(name)?,
        };
        Ok(Amount { number, unit, span: quantity.span })
    }

    fn unit(&mut self, name: &ast::Name) -> Result<Unit, Gap> {
        let word = name.value.as_str();
        if word == "%" {
            return Ok(Unit::Percent);
        }
        if let Some((_, time)) = TIMES.iter().find(|(known, _)| *known == word) {
            return Ok(Unit::Time(*time));
        }
        let units = &self.names.vocabulary.units;
        if let Some(index) = units.get_index_of(word) {
            self.names.mark("unit", word);
            return Ok(Unit::Of(UnitId::from_index(index)));
        }
        if self.is_broken(word) {
            return Err(Gap::Broken);
        }
        let known = units.keys().map(String::as_str).chain(TIMES.iter().map(|(word, _)| *word));
        let message = format!("no unit `{word}` is declared");
        let unknown = Diagnostic::new(Code::UnknownUnit, message).at(name.span, "not a unit");
        let unknown = unknown.suggest(nearest(word, known));
        self.fail(unknown)
    }

    /// The amount that a cell, argument or definition holds.
    fn amount_value(&mut self, value: &'a Value, written: Span) -> Result<Amount, Gap> {
        match &value.kind {
            ValueKind::Quantity(quantity) => {
                let amount = self.quantity_value(quantity)?;
                Ok(Amount { span: written, ..amount })
            }
            ValueKind::Path(path) => {
                let value = self.defined_value(path, value.span)?;
                self.deeper(value.span, |this| this.amount_value(value, written))
            }
            ValueKind::None => Err(Gap::Absent),
            ValueKind::Unknown => Err(Gap::Unknown),
            ValueKind::Date(_) | ValueKind::Text(_) | ValueKind::Yes | ValueKind::No => {
                let message = format!("a quantity is needed, and this is {}", value_word(&value.kind));
                self.fail(Diagnostic::new(Code::TypeMismatch, message).at(written, "not a quantity"))
            }
        }
    }

    /// The value of `define NAME = …`; of a dated one, that whose turn it is.
    pub(super) fn defined_value(&mut self, path: &str, span: Span) -> Result<&'a Value, Gap> {
        let names = self.names;
        let Some(key) = self.key(path, span, |key| names.values.contains_key(key)) else {
            if self.is_broken(path) {
                return Err(Gap::Broken);
            }
            let vars = self.env.vars.iter().map(|var| var.name);
            let nearest = nearest(path, vars.chain(names.values.keys().map(String::as_str)));
            let message = format!("no value, parameter or column `{path}` is known here");
            let unknown = Diagnostic::new(Code::UnknownValue, message).at(span, "not known");
            let unknown = unknown.suggest(nearest);
            return self.fail(unknown);
        };
        self.mark("value", &key);
        let values: &'a [ast::DatedValue] = names.values.get(&key).ok_or(Gap::Broken)?.0;
        if let [only] = values
            && only.from.is_none()
            && only.until.is_none()
        {
            return Ok(&only.value);
        }
        let index = match self.dated.iter().find(|dated| dated.path == key) {
            Some(dated) => dated.choice,
            None => {
                let day = |date: &Option<ast::Spanned<ast::DateText>>| {
                    date.as_ref().map(|date| crate::check::texts::date(date.value))
                };
                let period = |value: &ast::DatedValue| Interval {
                    lo: day(&value.from).and_then(|days| days.lo),
                    hi: day(&value.until).and_then(|days| days.hi),
                };
                self.dated.push(Dated { path: key, choice: 0, periods: values.iter().map(period).collect() });
                0
            }
        };
        values.get(index).map(|value| &value.value).ok_or(Gap::Broken)
    }

    /// Reads a line once for each of the dated values in it, each copy in force in the period of its value.
    pub(super) fn with_dates(
        &mut self,
        mut line: impl FnMut(&mut Self) -> crate::model::program::NodeId,
    ) -> crate::model::program::NodeId {
        let base = self.dated.len();
        let again = self.again;
        let mut copies = Vec::new();
        loop {
            let period = self.dated.iter().skip(base).try_fold(Interval::UNKNOWN, period_of);
            // The first copy is made in any case, for only in it the dated values are met.
            if copies.is_empty() || period.is_some() {
                let node = line(self);
                if self.dated.len() == base {
                    return node;
                }
                let period = self.dated.iter().skip(base).try_fold(Interval::UNKNOWN, period_of);
                if period.is_some() {
                    self.limit(node, period);
                    copies.push(node);
                }
            }
            self.again = true;
            if !self.next_dates(base) {
                break;
            }
        }
        self.again = again;
        self.dated.truncate(base);
        self.all(copies)
    }

    /// Goes on to the next combination of dated values.
    fn next_dates(&mut self, base: usize) -> bool {
        for dated in self.dated.iter_mut().skip(base) {
            dated.choice += 1;
            if dated.choice < dated.periods.len() {
                return true;
            }
            dated.choice = 0;
        }
        false
    }

    /// A length of calendar time.
    pub(super) fn length(&mut self, amount: &'a ast::Amount) -> Result<Length, Gap> {
        let amount = self.amount(amount)?;
        self.length_of(amount)
    }

    /// An amount as a length of calendar time.
    pub(super) fn length_of(&mut self, amount: Amount) -> Result<Length, Gap> {
        let Unit::Time(unit) = amount.unit else {
            let message = "a length of time in days, weeks, months or years is needed".to_owned();
            return self.fail(Diagnostic::new(Code::UnitMismatch, message).at(amount.span, "not such a length"));
        };
        let (factor, months) = match unit {
            TimeUnit::Days => (1, false),
            TimeUnit::Weeks => (7, false),
            TimeUnit::Months => (1, true),
            TimeUnit::Years => (12, true),
        };
        let value = amount.number * Number::whole(factor);
        // The calendar of the program ends in the year 9999.
        let whole = (value.parts().1 == 1 && value <= Number::whole(4_000_000)).then(|| value.floor());
        let Some(whole) = whole.and_then(|whole| i32::try_from(whole).ok()) else {
            let what = if months { "months" } else { "days" };
            let message = format!("a length of {value} {what} is not a whole number that a calendar has");
            return self.fail(Diagnostic::new(Code::InvalidNumber, message).at(amount.span, "not a length"));
        };
        Ok(if months { Length { months: whole, days: 0 } } else { Length { months: 0, days: whole } })
    }

    /// An amount as a count.
    pub(super) fn count(&mut self, amount: Amount) -> Result<u32, Gap> {
        let whole = amount.unit == Unit::Count && amount.number.parts().1 == 1;
        match u32::try_from(amount.number.floor()) {
            Ok(count) if whole => Ok(count),
            _ => {
                let message = "a whole number without a unit is needed".to_owned();
                self.fail(Diagnostic::new(Code::UnitMismatch, message).at(amount.span, "not a count"))
            }
        }
    }

    /// A percentage as a fraction of one.
    pub(super) fn share(&mut self, amount: Amount) -> Result<Number, Gap> {
        if amount.unit == Unit::Percent {
            return Ok(amount.number / Number::whole(100));
        }
        let message = "a percentage is needed".to_owned();
        self.fail(Diagnostic::new(Code::UnitMismatch, message).at(amount.span, "not a percentage"))
    }

    /// The measure that a unit is for these kinds of evidence.
    pub(super) fn measure(&mut self, amount: Amount, kinds: Kinds, selection: Span) -> Result<Measure, Gap> {
        match amount.unit {
            Unit::Count => {
                if amount.number.parts().1 != 1 {
                    let message = "pieces of evidence are counted whole".to_owned();
                    return self.fail(Diagnostic::new(Code::TypeMismatch, message).at(amount.span, "not whole"));
                }
                Ok(Measure::Count)
            }
            Unit::Percent => {
                let message = "a percentage of evidence says nothing without a whole".to_owned();
                let percent = Diagnostic::new(Code::UnitMismatch, message).at(amount.span, "of what?");
                self.fail(percent.help("write a share: `… makes at least 60 % of all …`"))
            }
            Unit::Time(unit) => {
                self.fits(WITH_TIME, kinds, amount.span, selection, "no length in calendar time is measured of")?;
                Ok(Measure::Time(unit))
            }
            Unit::Of(unit) => {
                self.fits(WITH_AMOUNTS, kinds, amount.span, selection, "no hours or credits are measured of")?;
                self.one_base(unit, kinds, amount.span, selection)?;
                Ok(Measure::Amount(unit))
            }
        }
    }

    fn fits(&mut self, known: Kinds, kinds: Kinds, unit: Span, selection: Span, what: &str) -> Result<(), Gap> {
        let Some(stranger) = kinds.iter().find(|kind| !known.has(*kind)) else { return Ok(()) };
        let message = format!("{what} evidence of the kind `{}`", stranger.name());
        let mismatch = Diagnostic::new(Code::UnitMismatch, message).at(unit, "this unit");
        self.fail(mismatch.also(selection, format!("`{}` here", stranger.name())))
    }

    /// Hours of work and hours of training do not mix, nor a unit with evidence of another base.
    fn one_base(&mut self, unit: UnitId, kinds: Kinds, span: Span, selection: Span) -> Result<(), Gap> {
        let work = kinds.has(Kind::Experience);
        let training = kinds.iter().any(|kind| kind != Kind::Experience);
        if work && training {
            let message = "hours of experience and hours of training cannot be added".to_owned();
            let mixed = Diagnostic::new(Code::UnitMismatch, message).at(span, "one amount of both");
            return self.fail(mixed.also(selection, "experience and training"));
        }
        let Some((name, unit)) = self.names.vocabulary.units.get_index(unit.index()) else { return Err(Gap::Broken) };
        let wrong = match unit.base {
            None | Some(Base::Own(_)) => return Ok(()),
            Some(Base::Contact | Base::Workload) => work.then_some("training"),
            Some(Base::Experience) => training.then_some("experience"),
        };
        let Some(of) = wrong else { return Ok(()) };
        let message = format!("`{name}` measures {of}, and this is other evidence");
        let mismatch = Diagnostic::new(Code::UnitMismatch, message).at(span, format!("a unit of {of}"));
        self.fail(mismatch.also(selection, "measured here"))
    }

    /// An amount in the unit of a measure.
    pub(super) fn in_measure(&mut self, amount: Amount, measure: &Measure) -> Result<Number, Gap> {
        let converted = match (amount.unit, measure) {
            (Unit::Count, Measure::Count | Measure::Covered { .. }) => {
                (amount.number.parts().1 == 1).then_some(amount.number)
            }
            (Unit::Of(from), Measure::Amount(to)) => self.convert(amount.number, from, *to),
            (Unit::Time(from), Measure::Time(to)) => convert_time(amount.number, from, *to),
            (Unit::Count | Unit::Percent | Unit::Time(_) | Unit::Of(_), _) => None,
        };
        if let Some(number) = converted {
            return Ok(number);
        }
        let unit = self.measure_word(measure);
        let message = format!("the line is measured in {unit}, and this is another unit");
        self.fail(Diagnostic::new(Code::UnitMismatch, message).at(amount.span, format!("not in {unit}")))
    }

    /// Converts between units whose rate is exact.
    pub(super) fn convert(&self, number: Number, from: UnitId, to: UnitId) -> Option<Number> {
        if from == to {
            return Some(number);
        }
        let units = &self.names.vocabulary.units;
        let exact = |id: UnitId| {
            let (_, unit) = units.get_index(id.index())?;
            (unit.most == Some(unit.least) && unit.by_mode.is_empty()).then_some((unit.base, unit.least))
        };
        let ((from_base, from_worth), (to_base, to_worth)) = (exact(from)?, exact(to)?);
        // `h` and `min` take the base of the evidence.
        let same = from_base == to_base || from_base.is_none() || to_base.is_none();
        if same { (number * from_worth).checked_div(to_worth) } else { None }
    }

    /// A measure in words.
    pub(super) fn measure_word(&self, measure: &Measure) -> String {
        match measure {
            Measure::Amount(unit) => {
                let name = self.names.vocabulary.units.get_index(unit.index()).map_or("?", |(name, _)| name);
                format!("`{name}`")
            }
            Measure::Count => "pieces of evidence".to_owned(),
            Measure::Covered { .. } => "competencies".to_owned(),
            Measure::Time(TimeUnit::Days) => "days".to_owned(),
            Measure::Time(TimeUnit::Weeks) => "weeks".to_owned(),
            Measure::Time(TimeUnit::Months) => "months".to_owned(),
            Measure::Time(TimeUnit::Years) => "years".to_owned(),
        }
    }
}

/// Narrows a period to that of the value whose turn it is; none if no day is left.
fn period_of(period: Interval, dated: &Dated) -> Option<Interval> {
    let own = dated.periods.get(dated.choice).copied().unwrap_or(Interval::UNKNOWN);
    let both = intersection(period, own);
    both.lo.zip(both.hi).is_none_or(|(lo, hi)| lo <= hi).then_some(both)
}

/// Converts between units of time that have a fixed rate: months and years, days and weeks.
fn convert_time(number: Number, from: TimeUnit, to: TimeUnit) -> Option<Number> {
    let worth = |unit: TimeUnit| match unit {
        TimeUnit::Days => (false, Number::ONE),
        TimeUnit::Weeks => (false, Number::whole(7)),
        TimeUnit::Months => (true, Number::ONE),
        TimeUnit::Years => (true, Number::whole(12)),
    };
    let ((from_months, from_worth), (to_months, to_worth)) = (worth(from), worth(to));
    if from_months == to_months { (number * from_worth).checked_div(to_worth) } else { None }
}

/// Whether two units of time have a fixed rate.
pub(super) fn same_time(one: TimeUnit, other: TimeUnit) -> bool {
    convert_time(Number::ONE, one, other).is_some()
}

/// What a value is, in words.
pub(super) fn value_word(value: &ValueKind) -> &'static str {
    match value {
        ValueKind::Quantity(_) => "a number",
        ValueKind::Date(_) => "a date",
        ValueKind::Path(_) => "a name",
        ValueKind::Text(_) => "a text",
        ValueKind::Yes | ValueKind::No => "yes or no",
        ValueKind::None => "`none`",
        ValueKind::Unknown => "`unknown`",
    }
}
