//! Quantities as a case writes them: `1 h`, `1 to 5 h`, `2 of 12`, `2 years`, `3`.

use crate::eval::assessment::{QuantityUnit, Range};
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::model::program::TimeUnit;

/// A quantity that is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    low: Number,
    high: High,
    /// The unit as written; empty if none is.
    unit: String,
    /// `of 12`
    of: Option<Number>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum High {
    /// The same as the low one.
    Same,
    Known(Number),
    /// `or more`
    Open,
}

/// Reads a quantity.
pub(super) fn read(text: &str) -> Option<Wanted> {
    let text = text.trim();
    let (number, rest) = number(text)?;
    let (high, rest) = if let Some(rest) = rest.strip_prefix("to ") {
        let (high, rest) = self::number(rest.trim_start())?;
        (High::Known(high), rest)
    } else if let Some(rest) = rest.strip_prefix("or more") {
        (High::Open, rest.trim_start())
    } else {
        (High::Same, rest)
    };
    if let Some(of) = rest.strip_prefix("of ") {
        let (of, rest) = self::number(of.trim_start())?;
        return Some(Wanted { low: number, high, unit: rest.to_owned(), of: Some(of) });
    }
    Some(Wanted { low: number, high, unit: rest.to_owned(), of: None })
}

/// A number at the head of a text (`7.5`, or `100/3` where it is no decimal), and what stands behind it.
fn number(text: &str) -> Option<(Number, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '/').unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let number = match digits.split_once('/') {
        Some((above, below)) => Number::parse(above)?.checked_div(Number::parse(below)?)?,
        None => Number::parse(digits)?,
    };
    Some((number, rest.trim_start()))
}

/// Whether a range is the one expected.
pub(super) fn fits(wanted: &Wanted, range: &Range, framework: &Framework) -> bool {
    let high = match wanted.high {
        High::Same => range.high == Some(wanted.low),
        High::Known(high) => range.high == Some(high),
        High::Open => range.high.is_none(),
    };
    let of = match (wanted.of, range.unit) {
        (None, _) => true,
        (Some(of), QuantityUnit::Competencies(all)) => i64::try_from(all).is_ok_and(|all| Number::whole(all) == of),
        (Some(_), _) => false,
    };
    range.low == wanted.low && high && of && same_unit(&wanted.unit, range.unit, framework)
}

fn same_unit(written: &str, unit: QuantityUnit, framework: &Framework) -> bool {
    let singular = written.strip_suffix('s').unwrap_or(written);
    match unit {
        QuantityUnit::Unit(id) => name(id.index(), framework) == written,
        QuantityUnit::Count(kinds) => {
            matches!(written, "") || kinds.iter().any(|kind| kind.name() == written || kind.name() == singular)
        }
        QuantityUnit::Time(time) => time_word(time).strip_suffix('s') == Some(singular),
        QuantityUnit::Competencies(_) => matches!(written, "" | "competency" | "competencies"),
        QuantityUnit::Percent => written == "%",
        QuantityUnit::Age => matches!(written, "" | "year" | "years"),
        QuantityUnit::Ways => matches!(written, "" | "way" | "ways"),
        QuantityUnit::Values => matches!(written, ""),
    }
}

fn name(unit: usize, framework: &Framework) -> &str {
    framework.vocabulary.units.get_index(unit).map_or("", |(name, _)| name.as_str())
}

const fn time_word(time: TimeUnit) -> &'static str {
    match time {
        TimeUnit::Days => "days",
        TimeUnit::Weeks => "weeks",
        TimeUnit::Months => "months",
        TimeUnit::Years => "years",
    }
}

/// Writes a range as a case would.
pub(super) fn show(range: &Range, framework: &Framework) -> String {
    let amount = match range.high {
        Some(high) if high == range.low => range.low.to_string(),
        Some(high) => format!("{} to {high}", range.low),
        None => format!("{} or more", range.low),
    };
    match range.unit {
        QuantityUnit::Unit(id) => format!("{amount} {}", name(id.index(), framework)),
        QuantityUnit::Time(time) => format!("{amount} {}", time_word(time)),
        QuantityUnit::Competencies(all) => format!("{amount} of {all}"),
        QuantityUnit::Percent => format!("{amount} %"),
        QuantityUnit::Age => format!("{amount} years"),
        QuantityUnit::Count(_) | QuantityUnit::Ways | QuantityUnit::Values => amount,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(String, High, String, Option<String>)> {
        let wanted = read(text)?;
        Some((wanted.low.to_string(), wanted.high, wanted.unit, wanted.of.map(|of| of.to_string())))
    }

    #[test]
    fn reads_what_a_case_writes() {
        assert_eq!(of("1 h"), Some(("1".into(), High::Same, "h".into(), None)));
        assert_eq!(of("7.5 ce-credit"), Some(("7.5".into(), High::Same, "ce-credit".into(), None)));
        assert_eq!(of("1 to 5 h"), Some(("1".into(), High::Known(Number::whole(5)), "h".into(), None)));
        assert_eq!(of("1 or more h"), Some(("1".into(), High::Open, "h".into(), None)));
        assert_eq!(of("5 of 12"), Some(("5".into(), High::Same, String::new(), Some("12".into()))));
        assert_eq!(of("20 %"), of("20%"));
        assert_eq!(of("3"), Some(("3".into(), High::Same, String::new(), None)));
        assert_eq!(of("much"), None);
        assert_eq!(of(""), None);
    }

    #[test]
    fn fractions_are_read_as_shown() {
        assert_eq!(of("100/3 h"), Some(("100/3".into(), High::Same, "h".into(), None)));
        assert_eq!(of("1/0 h"), None);
    }
}
