//! Quantities in words: kinds and units with their plurals, what is there of what is asked, and what counts.

use super::language::{Rounding, Value, plural};
use super::layout::GLUE;
use super::speech::Speech;
use crate::eval::assessment::{Counted, Needed, QuantityUnit, Range};
use crate::model::number::Number;
use crate::model::program::TimeUnit;
use crate::model::vocabulary::Kinds;

/// The longest label of a unit that is written behind a number; a longer one explains the unit, and its name is shorter.
const MAX_UNIT_LABEL: usize = 24;

impl Speech<'_> {
    /// Kinds, as many as the number says: `courses`.
    pub(crate) fn kinds(&self, kinds: Kinds, number: Number) -> String {
        let say = |key: &str| self.words.with(key, [("n", plural(number))]);
        if kinds == Kinds::TRAINING {
            return say("kind-training");
        }
        if kinds == Kinds::ALL || kinds == Kinds::default() {
            return say("kind-evidence");
        }
        let all: Vec<String> = kinds.iter().map(|kind| say(&format!("kind-{}", kind.name()))).collect();
        self.words.or(&all)
    }

    /// Every one of these kinds: `courses and examinations`.
    pub(crate) fn all_kinds(&self, kinds: Kinds) -> String {
        let all: Vec<String> = kinds.iter().map(|kind| self.kinds(Kinds::one(kind), Number::whole(2))).collect();
        self.words.and(&all)
    }

    /// A number with its unit: `180 h`, `3 courses`.
    pub(crate) fn quantity(&self, number: Number, unit: QuantityUnit, rounding: Rounding) -> String {
        self.unit(&self.words.number(number, rounding), number, unit)
    }

    /// A written number with its unit; `number` chooses the plural.
    fn unit(&self, written: &str, number: Number, unit: QuantityUnit) -> String {
        let say = |key: &str| {
            let values = [("number", Value::from(written)), ("n", plural(number))];
            self.words.with(key, values)
        };
        let text = match unit {
            QuantityUnit::Unit(id) => {
                let known = self.framework.vocabulary.units.get_index(id.index());
                let name = known.map_or("", |(name, _)| name.as_str());
                let key = format!("unit-{name}");
                if self.words.has(&key) {
                    say(&key)
                } else {
                    let label = known.map_or("", |(_, unit)| self.text(&unit.text));
                    let short = !label.is_empty() && label.chars().count() <= MAX_UNIT_LABEL;
                    format!("{written} {}", if short { label } else { name })
                }
            }
            QuantityUnit::Count(kinds) => format!("{written} {}", self.kinds(kinds, number)),
            QuantityUnit::Time(TimeUnit::Days) => say("unit-days"),
            QuantityUnit::Time(TimeUnit::Weeks) => say("unit-weeks"),
            QuantityUnit::Time(TimeUnit::Months) => say("unit-months"),
            QuantityUnit::Time(TimeUnit::Years) | QuantityUnit::Age => say("unit-years"),
            QuantityUnit::Competencies(_) => say("unit-competencies"),
            QuantityUnit::Percent => say("unit-percent"),
            QuantityUnit::Ways => say("unit-ways"),
            QuantityUnit::Values => say("unit-values"),
        };
        // The number and the first word of its unit stay on one line.
        text.replacen(' ', &GLUE.to_string(), 1)
    }

    /// A range with its unit: `8 to 20 h`; one quantity if both ends are equal.
    pub(crate) fn range(&self, range: &Range, rounding: Rounding) -> String {
        let low = self.words.number(range.low, rounding);
        match range.high {
            Some(high) if high == range.low => self.unit(&low, high, range.unit),
            Some(high) if range.low.is_zero() => {
                let high = self.quantity(high, range.unit, rounding);
                self.words.with("up-to", [("quantity", high.into())])
            }
            Some(high) => self.unit(&self.between(&low, high, rounding), high, range.unit),
            None => self.words.with("or-more", [("quantity", self.unit(&low, range.low, range.unit).into())]),
        }
    }

    fn between(&self, low: &str, high: Number, rounding: Rounding) -> String {
        let high = self.words.number(high, rounding);
        if high == low {
            return high;
        }
        self.words.with("number-range", [("low", low.into()), ("high", high.into())])
    }

    /// What is there against what is asked: `150 of 180 h`. With `bare`, counts stand without the words counted.
    pub(crate) fn measured(&self, measured: &Range, needed: &Needed, bare: bool) -> String {
        let unit = needed.unit;
        let bare =
            bare && matches!(unit, QuantityUnit::Count(_) | QuantityUnit::Competencies(_) | QuantityUnit::Values);
        let quantity = |number: Number| {
            if bare { self.words.number(number, Rounding::Up) } else { self.quantity(number, unit, Rounding::Up) }
        };
        // Of a limit, more is worse: there the larger number does not flatter.
        let rounding = if needed.least.is_none() { Rounding::Up } else { Rounding::Down };
        let there = || self.range(measured, rounding);
        match (needed.least, needed.most) {
            (Some(least), Some(most)) if least == most => {
                self.words.with("measured-exactly", [("measured", there().into()), ("needed", quantity(least).into())])
            }
            (Some(least), Some(most)) => self.words.with(
                "measured-between",
                [
                    ("measured", there().into()),
                    ("least", self.words.number(least, Rounding::Up).into()),
                    ("most", quantity(most).into()),
                ],
            ),
            (Some(least), None) if unit == QuantityUnit::Age => {
                self.words.with("measured-age", [("measured", there().into()), ("needed", quantity(least).into())])
            }
            (Some(_), None) if Self::single(needed) => {
                let found = self.words.number(measured.low, rounding);
                let key = match (measured.low, measured.high) {
                    (low, _) if low >= Number::ONE => "measured-found",
                    (_, Some(high)) if high.is_zero() => "measured-none",
                    (_, _) => "measured-perhaps",
                };
                self.words.with(key, [("number", found.into()), ("n", plural(measured.low))])
            }
            (Some(least), None) => {
                let low = self.words.number(measured.low, rounding);
                let measured = match measured.high {
                    Some(high) => self.between(&low, high, rounding),
                    None => self.words.with("or-more", [("quantity", low.into())]),
                };
                self.words.with("measured-of", [("measured", measured.into()), ("needed", quantity(least).into())])
            }
            (None, Some(most)) if unit == QuantityUnit::Age => {
                self.words.with("measured-age-limit", [("measured", there().into()), ("most", quantity(most).into())])
            }
            (None, Some(most)) if most.is_zero() => {
                let values = [("measured", there().into()), ("n", plural(measured.high.unwrap_or(measured.low)))];
                self.words.with("measured-forbidden", values)
            }
            (None, Some(most)) => {
                let counts = matches!(unit, QuantityUnit::Count(_));
                let most = if counts { self.words.number(most, Rounding::Up) } else { quantity(most) };
                self.words.with("measured-limit", [("measured", there().into()), ("most", most.into())])
            }
            (None, None) => there(),
        }
    }

    /// Whether it is a single thing that is there or not: then nothing needs to be said of how much lacks.
    pub(crate) fn single(needed: &Needed) -> bool {
        needed.least == Some(Number::ONE) && needed.most.is_none() && matches!(needed.unit, QuantityUnit::Count(_))
    }

    /// What counts, item by item: `c1 12 h (theory) + 8 h (practice)`.
    pub(crate) fn counted(&self, list: &[Counted]) -> Vec<String> {
        let mut all: Vec<((usize, Option<usize>), String)> = Vec::new();
        for counted in list {
            let portion = counted.portion.as_ref().map(|portion| {
                let all: Vec<String> = portion.split(", ").map(|word| self.symbol(word)).collect();
                format!("({})", all.join(", "))
            });
            let parts: Vec<String> = self.counted_amount(&counted.amount).into_iter().chain(portion).collect();
            let text = parts.join(" ").replace(' ', &GLUE.to_string());
            match all.last_mut() {
                Some((of, known)) if *of == (counted.item, counted.by) && !text.is_empty() => {
                    known.push_str(if known.is_empty() { "" } else { " + " });
                    known.push_str(&text);
                }
                Some(_) | None => all.push(((counted.item, counted.by), text)),
            }
        }
        let said = |((item, by), text): ((usize, Option<usize>), String)| {
            let id = self.item(item);
            let said = if text.is_empty() { id.to_owned() } else { format!("{id}{GLUE}{text}") };
            by.and_then(|by| self.counted_as(by)).map_or(said.clone(), |by| format!("{said} ({by})"))
        };
        all.into_iter().map(said).collect()
    }

    /// As which kind evidence counts, and by which line: `as courses [Order 8, art. 3]`.
    fn counted_as(&self, conversion: usize) -> Option<String> {
        let conversion = self.framework.program.conversions.get(conversion)?;
        let kinds = self.kinds(conversion.kinds, Number::ONE);
        let said = self.words.with("counted-as", [("kinds", kinds.into())]);
        let note = self.framework.notes.get(conversion.note as usize);
        let cite = note.map(|note| self.first_citations(&note.cite)).filter(|cite| !cite.is_empty());
        Some(cite.map_or(said.clone(), |cite| format!("{said} [{cite}]")))
    }

    /// An amount, unless it is one whole item.
    fn counted_amount(&self, amount: &Range) -> Option<String> {
        if amount.low.is_zero() && amount.high.is_none() {
            return Some(self.words.say("counted-unknown"));
        }
        if !matches!(amount.unit, QuantityUnit::Count(_)) {
            return Some(self.range(amount, Rounding::Down));
        }
        if amount.low == Number::ONE && amount.high == Some(Number::ONE) {
            return None;
        }
        let low = self.words.number(amount.low, Rounding::Down);
        Some(match amount.high {
            Some(high) if amount.low.is_zero() && high == Number::ONE => self.words.say("counted-perhaps"),
            Some(high) => self.between(&low, high, Rounding::Down),
            None => self.words.with("or-more", [("quantity", low.into())]),
        })
    }
}
