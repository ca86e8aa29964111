//! The words that readers see, in four languages, from the Fluent files in `locales/`.
//!
//! Only the language asked for is parsed, once per process. Numbers and dates follow the language; what a message says
//! is a whole sentence or a whole label, so that each language orders its words as it likes.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::Date;
use unic_langid::LanguageIdentifier;

use crate::model::date::Interval;
use crate::model::number::Number;

/// A language of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
    /// Portuguese.
    Portuguese,
    /// French.
    French,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 4] = [Self::English, Self::Spanish, Self::Portuguese, Self::French];

    /// Its tag: `es`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::Portuguese => "pt",
            Self::French => "fr",
        }
    }

    /// The language of a tag or locale (`es-CO`, `pt_BR.UTF-8`); none if reports do not speak it.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next()?;
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// The Fluent file.
    const fn source(self) -> &'static str {
        match self {
            Self::English => include_str!("../../locales/en.ftl"),
            Self::Spanish => include_str!("../../locales/es.ftl"),
            Self::Portuguese => include_str!("../../locales/pt.ftl"),
            Self::French => include_str!("../../locales/fr.ftl"),
        }
    }

    /// Its words. The first call parses them.
    pub(crate) fn words(self) -> &'static Words {
        static WORDS: [OnceLock<Words>; 4] = [const { OnceLock::new() }; 4];
        static NONE: OnceLock<Words> = OnceLock::new();
        let slot = match self {
            Self::English => WORDS.first(),
            Self::Spanish => WORDS.get(1),
            Self::Portuguese => WORDS.get(2),
            Self::French => WORDS.get(3),
        };
        slot.unwrap_or(&NONE).get_or_init(|| Words::new(self))
    }
}

/// In which direction a number is rounded that has more than two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rounding {
    /// Down: what a person has.
    Down,
    /// Up: what a person lacks, and what is too much.
    Up,
}

/// A value in a message.
pub(crate) type Value<'a> = FluentValue<'a>;

/// The words of one language.
pub(crate) struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Words {
    fn new(language: Language) -> Self {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // The marks that isolate a variable from text of the other direction would count as columns.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(language.source().to_owned()).unwrap_or_else(|(sound, _)| sound);
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
    }

    /// The language.
    pub(crate) const fn language(&self) -> Language {
        self.language
    }

    /// Whether there is such a message.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A message without variables.
    pub(crate) fn say(&self, key: &str) -> String {
        self.with(key, [])
    }

    /// A message. A key that is missing is shown as such: a test keeps that from happening.
    pub(crate) fn with<'a, const N: usize>(&self, key: &str, values: [(&'static str, Value<'a>); N]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut args = FluentArgs::with_capacity(N);
        for (name, value) in values {
            args.set(name, value);
        }
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// A number as the language writes it, with at most two decimals.
    pub(crate) fn number(&self, number: Number, rounding: Rounding) -> String {
        let plain = decimal(number, rounding);
        match self.language {
            Language::English => plain,
            Language::Spanish | Language::Portuguese | Language::French => plain.replace('.', ","),
        }
    }

    /// A day: `1 March 2026`.
    pub(crate) fn day(&self, date: Date) -> String {
        self.with(
            "date-day",
            [
                ("day", i64::from(date.day()).into()),
                ("month", self.month(date.month()).into()),
                ("year", date.year().to_string().into()),
            ],
        )
    }

    /// The name of a month.
    pub(crate) fn month(&self, month: i8) -> String {
        self.say(&format!("month-{month}"))
    }

    /// A date that may be partial: `March 2026`, `2026`, `between … and …`.
    pub(crate) fn date(&self, date: Interval) -> String {
        match (date.lo, date.hi) {
            (Some(lo), Some(hi)) if lo == hi => self.day(lo),
            (Some(lo), Some(hi)) if lo.day() == 1 && hi == lo.last_of_month() => self
                .with("date-month", [("month", self.month(lo.month()).into()), ("year", lo.year().to_string().into())]),
            (Some(lo), Some(hi)) if lo == lo.first_of_year() && hi == lo.last_of_year() => {
                self.with("date-year", [("year", lo.year().to_string().into())])
            }
            (Some(lo), Some(hi)) => {
                self.with("date-between", [("from", self.day(lo).into()), ("until", self.day(hi).into())])
            }
            (Some(lo), None) => self.with("date-not-before", [("from", self.day(lo).into())]),
            (None, Some(hi)) => self.with("date-not-after", [("until", self.day(hi).into())]),
            (None, None) => self.say("date-unknown"),
        }
    }

    /// A period: `since 1 March 2026`.
    pub(crate) fn period(&self, period: Interval) -> String {
        match (period.lo, period.hi) {
            (Some(lo), Some(hi)) => {
                self.with("period-both", [("from", self.day(lo).into()), ("until", self.day(hi).into())])
            }
            (Some(lo), None) => self.with("period-since", [("from", self.day(lo).into())]),
            (None, Some(hi)) => self.with("period-until", [("until", self.day(hi).into())]),
            (None, None) => self.say("period-always"),
        }
    }

    /// A list joined by "and".
    pub(crate) fn and(&self, list: &[String]) -> String {
        self.join("list-and", list)
    }

    /// A list joined by "or".
    pub(crate) fn or(&self, list: &[String]) -> String {
        self.join("list-or", list)
    }

    fn join(&self, key: &str, list: &[String]) -> String {
        match list {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => self.with(key, [("first", first.join(", ").into()), ("last", last.as_str().into())]),
        }
    }

    /// At most so many words of a list, and how many more there are.
    pub(crate) fn some(&self, list: &[String], most: usize) -> String {
        if list.len() <= most {
            return list.join(", ");
        }
        let shown: Vec<&str> = list.iter().take(most).map(String::as_str).collect();
        self.with("list-more", [("list", shown.join(", ").into()), ("count", (list.len() - shown.len()).into())])
    }
}

/// The value by which a message chooses its plural.
pub(crate) fn plural(number: Number) -> Value<'static> {
    FluentValue::try_number(&decimal(number, Rounding::Down)).into_owned()
}

/// At most two decimals, with a point.
fn decimal(number: Number, rounding: Rounding) -> String {
    let (numerator, denominator) = number.parts();
    let Some(scaled) = numerator.checked_mul(100) else { return number.to_string() };
    let down = scaled.div_euclid(denominator);
    let exact = scaled.rem_euclid(denominator) == 0;
    let hundredths = if exact || rounding == Rounding::Down { down } else { down + 1 };
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{}", format!("{rest:02}").trim_end_matches('0'))
}

/// The text with its first letter in capitals.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn tags() {
        let known = [("es-CO", Language::Spanish), ("pt_BR.UTF-8", Language::Portuguese), ("FR", Language::French)];
        for (tag, language) in known {
            assert_eq!(Language::from_tag(tag), Some(language), "{tag}");
        }
        for tag in ["nl", "", "C", "POSIX", "english"] {
            assert_eq!(Language::from_tag(tag), None, "{tag}");
        }
        for language in Language::ALL {
            assert_eq!(Language::from_tag(language.tag()), Some(language));
        }
    }

    #[test]
    fn numbers() {
        let number = |text: &str, rounding| Language::French.words().number(Number::parse(text).unwrap(), rounding);
        assert_eq!(number("7.5", Rounding::Down), "7,5");
        assert_eq!(number("1600", Rounding::Down), "1600");
        assert_eq!(number("59.999", Rounding::Down), "59,99");
        assert_eq!(number("59.999", Rounding::Up), "60");
        assert_eq!(number("0.001", Rounding::Up), "0,01");
        assert_eq!(number("0.001", Rounding::Down), "0");
        assert_eq!(number("-0.5", Rounding::Down), "-0,5");
        assert_eq!(number("-0.001", Rounding::Down), "-0,01");
        assert_eq!(number("-0.001", Rounding::Up), "0");
        assert_eq!(Language::English.words().number(Number::parse("7.25").unwrap(), Rounding::Down), "7.25");
        assert_eq!(Language::English.words().number(Number::fraction(100, 3).unwrap(), Rounding::Up), "33.34");
    }

    #[test]
    fn dates() {
        let first = Interval::day(date(2026, 3, 1));
        let said = Language::ALL.map(|language| language.words().date(first));
        assert_eq!(said, ["1 March 2026", "1 de marzo de 2026", "1º de março de 2026", "1er mars 2026"]);
        let month = Interval::partial(2026, Some(3), None).unwrap();
        let said = Language::ALL.map(|language| language.words().date(month));
        assert_eq!(said, ["March 2026", "marzo de 2026", "março de 2026", "mars 2026"]);
        let year = Interval::partial(2026, None, None).unwrap();
        assert!(Language::ALL.iter().all(|language| language.words().date(year) == "2026"));
        let long = Interval { lo: Some(date(2026, 3, 1)), hi: Some(date(2026, 4, 2)) };
        let said = Language::ALL.map(|language| language.words().date(long));
        assert_eq!(said[1], "entre el 1 de marzo de 2026 y el 2 de abril de 2026");
        assert_eq!(said[3], "entre le 1er mars 2026 et le 2 avril 2026");
        let said = Language::ALL.map(|language| language.words().period(Interval { lo: first.lo, hi: None }));
        assert_eq!(said[0], "since 1 March 2026");
        assert_eq!(said[3], "depuis le 1er mars 2026");
    }

    #[test]
    fn plurals_follow_the_language() {
        let days = |language: Language, number: &str| {
            let value = Number::parse(number).unwrap();
            let words = language.words();
            words.with("unit-days", [("number", words.number(value, Rounding::Up).into()), ("n", plural(value))])
        };
        assert_eq!(days(Language::English, "1"), "1 day");
        assert_eq!(days(Language::English, "1.5"), "1.5 days");
        assert_eq!(days(Language::French, "1.5"), "1,5 jour");
        assert_eq!(days(Language::Spanish, "2"), "2 días");
    }

    #[test]
    fn lists() {
        let words = Language::English.words();
        let list: Vec<String> = ["a", "b", "c"].map(str::to_owned).to_vec();
        assert_eq!(words.and(&list), "a, b and c");
        assert_eq!(words.or(&[]), "");
        assert_eq!(words.some(&list, 3), "a, b, c");
        assert_eq!(words.some(&list, 1), "a and 2 more");
    }
}
