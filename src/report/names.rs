//! Names and quantities in canonical form, as JSON and cases have them: `180 h`, `12 months`, `3`.

use crate::eval::assessment::{Needed, QuantityUnit};
use crate::model::date::Interval;
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::model::program::TimeUnit;
use crate::model::vocabulary::{AttributeId, Level};

/// The words of a framework in canonical form.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    framework: &'a Framework,
}

impl<'a> Names<'a> {
    /// The words of a framework.
    #[must_use]
    pub const fn new(framework: &'a Framework) -> Self {
        Self { framework }
    }

    /// The name of an attribute.
    #[must_use]
    pub fn attribute(&self, attribute: AttributeId) -> &'a str {
        let known = self.framework.vocabulary.attributes.get_index(attribute.index());
        known.map(|(name, _)| name.as_str()).unwrap_or_default()
    }

    /// The name of a level: `isced.4`.
    #[must_use]
    pub fn level(&self, level: Level) -> String {
        let scale = self.framework.vocabulary.scales.get_index(level.scale.index()).map(|(_, scale)| scale);
        let name = scale.and_then(|scale| scale.levels.get(usize::from(level.rank)).map(|(name, _)| name.as_str()));
        format!("{}.{}", scale.map(|scale| scale.name.as_str()).unwrap_or_default(), name.unwrap_or_default())
    }

    /// The unit of a quantity; empty for counts.
    #[must_use]
    pub fn unit(&self, unit: QuantityUnit) -> &'a str {
        match unit {
            QuantityUnit::Unit(unit) => {
                let known = self.framework.vocabulary.units.get_index(unit.index());
                known.map(|(name, _)| name.as_str()).unwrap_or_default()
            }
            QuantityUnit::Time(TimeUnit::Days) => "days",
            QuantityUnit::Time(TimeUnit::Weeks) => "weeks",
            QuantityUnit::Time(TimeUnit::Months) => "months",
            QuantityUnit::Time(TimeUnit::Years) | QuantityUnit::Age => "years",
            QuantityUnit::Percent => "%",
            QuantityUnit::Count(_) | QuantityUnit::Competencies(_) | QuantityUnit::Ways | QuantityUnit::Values => "",
        }
    }

    /// A quantity: `180 h`.
    #[must_use]
    pub fn quantity(&self, number: Number, unit: QuantityUnit) -> String {
        let unit = self.unit(unit);
        if unit.is_empty() { number.to_string() } else { format!("{number} {unit}") }
    }

    /// What is asked: `at least 180 h`.
    #[must_use]
    pub fn needed(&self, needed: &Needed) -> String {
        let quantity = |number| self.quantity(number, needed.unit);
        match (needed.least, needed.most) {
            (Some(least), Some(most)) if least == most => format!("exactly {}", quantity(least)),
            (Some(least), Some(most)) => format!("between {} and {}", quantity(least), quantity(most)),
            (Some(least), None) => format!("at least {}", quantity(least)),
            (None, Some(most)) => format!("at most {}", quantity(most)),
            (None, None) => String::new(),
        }
    }
}

/// A date as ISO 8601; a partial or unknown one as an interval with `..`.
#[must_use]
pub fn date_text(date: Interval) -> String {
    match (date.lo, date.hi) {
        (Some(lo), Some(hi)) if lo == hi => lo.to_string(),
        (Some(lo), Some(hi)) if lo.day() == 1 && hi == lo.last_of_month() => {
            format!("{:04}-{:02}", lo.year(), lo.month())
        }
        (Some(lo), Some(hi)) if lo == lo.first_of_year() && hi == lo.last_of_year() => format!("{:04}", lo.year()),
        (lo, hi) => {
            let end = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string()).unwrap_or_default();
            format!("{}..{}", end(lo), end(hi))
        }
    }
}
