//! The single values of a record document: dates that may be partial, exact numbers, amounts with a unit, words.
//!
//! Each reads the same from JSON and YAML. A number is always taken as written, digit by digit, never by way of a
//! binary fraction; where the format asks for a text, an unquoted `0913` or `NO` is that text.

use std::borrow::Cow;
use std::fmt;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::diagnostic::Code;
use crate::model::date::Interval;
use crate::model::number::Number;

/// The key under which `serde_json` hands over a number as written, if it is not a whole one of moderate size.
pub(super) const NUMBER_KEY: &str = "$serde_json::private::Number";

/// Tells the reader of YAML that an unquoted word is a text here, whatever it looks like.
pub(super) const TEXT_WANTED: &str = "text";

/// Makes a problem with a code of its own; the typed reader takes it apart again.
pub(super) fn problem<E: de::Error>(code: Code, message: impl fmt::Display) -> E {
    E::custom(format_args!("{}: {message}", code.name()))
}

/// Reads the digits of a number that `serde_json` hands over as a map of one.
pub(super) fn number_text<'de, A: MapAccess<'de>>(mut map: A, expected: &dyn de::Expected) -> Result<String, A::Error> {
    match map.next_key::<Cow<'de, str>>()? {
        Some(key) if key == NUMBER_KEY => map.next_value(),
        Some(_) | None => Err(de::Error::invalid_type(de::Unexpected::Map, expected)),
    }
}

/// A civil date, perhaps without its day or month: `2019`, `2019-03`, `2019-03-02`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartialDate {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// Reads a date; none if it is not one, or does not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then_some(())
        };
        let mut parts = text.split('-');
        let year = parts.next()?;
        digits(year, 4)?;
        let mut two = || match parts.next() {
            None => Some(None),
            Some(part) => {
                digits(part, 2)?;
                part.parse::<u8>().ok().map(Some)
            }
        };
        let (month, day) = (two()?, two()?);
        let date = Self { year: year.parse().ok()?, month, day };
        (parts.next().is_none() && Interval::partial(date.year, month, day).is_some()).then_some(date)
    }

    /// The days that it may be.
    #[must_use]
    pub fn interval(self) -> Interval {
        Interval::partial(self.year, self.month, self.day).unwrap_or(Interval::UNKNOWN)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = PartialDate;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as 2019-03-02, 2019-03 or 2019")
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<PartialDate, E> {
                self.visit_str(&value.to_string())
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<PartialDate, E> {
                self.visit_str(&value.to_string())
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<PartialDate, E> {
                PartialDate::parse(text).ok_or_else(|| problem(Code::InvalidDate, date_fault(text)))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PartialDate, A::Error> {
                let text = number_text(map, &self)?;
                self.visit_str(&text)
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

/// Says what is wrong with a date: it is written otherwise, or there is no such day.
pub(super) fn date_fault(text: &str) -> String {
    let shown = shorten(text);
    let looks_right = text.len() <= 10 && text.split('-').all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if looks_right && matches!(text.len(), 4 | 7 | 10) {
        format!("there is no such date: `{shown}`")
    } else {
        format!("`{shown}` is not a date such as 2019-03-02, 2019-03 or 2019")
    }
}

/// Cuts a text of the record to a length that fits a message.
pub(super) fn shorten(text: &str) -> Cow<'_, str> {
    const LENGTH: usize = 60;
    if text.chars().count() <= LENGTH && !text.contains(['\n', '\r', '\t']) {
        return Cow::Borrowed(text);
    }
    let mut short: String = text.chars().take(LENGTH).map(|c| if c.is_control() { ' ' } else { c }).collect();
    short.push('…');
    Cow::Owned(short)
}

impl JsonSchema for PartialDate {
    fn schema_name() -> Cow<'static, str> {
        "PartialDate".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A date, perhaps without its day or month: 2019-03-02, 2019-03 or 2019.",
            "anyOf": [
                { "type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$" },
                { "type": "integer", "minimum": 1, "maximum": 9999 },
            ],
        })
    }
}

/// A day on which something ended, or `ongoing`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// On this date.
    On(PartialDate),
    /// Not yet.
    Ongoing,
}

impl<'de> Deserialize<'de> for End {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = End;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as 2019-03-02, or `ongoing`")
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<End, E> {
                self.visit_str(&value.to_string())
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<End, E> {
                self.visit_str(&value.to_string())
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<End, E> {
                if text == "ongoing" {
                    return Ok(End::Ongoing);
                }
                let fault = || problem(Code::InvalidDate, format_args!("{}, or `ongoing`", date_fault(text)));
                PartialDate::parse(text).map(End::On).ok_or_else(fault)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<End, A::Error> {
                let text = number_text(map, &self)?;
                self.visit_str(&text)
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

impl JsonSchema for End {
    fn schema_name() -> Cow<'static, str> {
        "End".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let date = generator.subschema_for::<PartialDate>();
        json_schema!({ "description": "A date, or `ongoing`.", "anyOf": [ { "const": "ongoing" }, date ] })
    }
}

/// An exact number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal(pub Number);

impl Decimal {
    /// Reads a number that is not negative.
    pub(super) fn read<E: de::Error>(text: &str) -> Result<Self, E> {
        let number = Number::parse(text).ok_or_else(|| problem(Code::InvalidNumber, number_fault(text)))?;
        if number < Number::ZERO {
            return Err(problem(Code::InvalidNumber, format_args!("`{}` is less than 0", shorten(text))));
        }
        Ok(Self(number))
    }
}

/// Takes a whole number, which `serde_json` hands over as such.
pub(super) fn whole<E: de::Error>(value: u64) -> Result<Number, E> {
    match i64::try_from(value) {
        Ok(small) if small <= Number::LIMIT => Ok(Number::whole(small)),
        Ok(_) | Err(_) => Err(problem(Code::InvalidNumber, number_fault(&value.to_string()))),
    }
}

/// Says what is wrong with a number.
pub(super) fn number_fault(text: &str) -> String {
    let limit = Number::LIMIT;
    format!("`{}` is not a plain decimal up to {limit} with at most six decimals, such as 7.5", shorten(text))
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Decimal;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Decimal, E> {
                whole(value).map(Decimal)
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Decimal, E> {
                Decimal::read(&value.to_string())
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Decimal, A::Error> {
                Decimal::read(&number_text(map, &self)?)
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

impl JsonSchema for Decimal {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Decimal".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "minimum": 0, "maximum": Number::LIMIT })
    }
}

/// An amount: a bare number, or a number with its unit (`80 h`, `60 ects`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// How much.
    pub number: Number,
    /// The unit; none: as the key says (hours under `hours`).
    pub unit: Option<String>,
}

impl Amount {
    /// Reads `80 h`.
    pub(super) fn read<E: de::Error>(text: &str) -> Result<Self, E> {
        let fault = || {
            let shown = shorten(text);
            problem(Code::InvalidValue, format_args!("`{shown}` is not an amount such as `80 h` or `60 ects`"))
        };
        let (number, unit) = text.trim().split_once(char::is_whitespace).ok_or_else(fault)?;
        let unit = unit.trim_start();
        let plain = |c: char| c.is_alphanumeric() || c == '-';
        if unit.is_empty() || !unit.chars().all(plain) || !number.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        {
            return Err(fault());
        }
        Ok(Self { number: Decimal::read(number)?.0, unit: Some(unit.to_owned()) })
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Amount;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or a number with its unit such as `60 ects`")
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Amount, E> {
                Ok(Amount { number: whole(value)?, unit: None })
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Amount, E> {
                Ok(Amount { number: Decimal::read::<E>(&value.to_string())?.0, unit: None })
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
                Amount::read(text)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Amount, A::Error> {
                Ok(Amount { number: Decimal::read::<A::Error>(&number_text(map, &self)?)?.0, unit: None })
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A number (of hours under `hours`), or a number with its unit: `80 h`, `60 ects`.",
            "anyOf": [
                { "type": "number", "minimum": 0, "maximum": Number::LIMIT },
                { "type": "string", "pattern": "^[0-9]+(\\.[0-9]{1,6})? +[\\p{L}0-9-]+$" },
            ],
        })
    }
}

/// A single value whose type only a framework knows: that of a fact or of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar {
    /// `true` or `false`.
    YesNo(bool),
    /// A number, as written.
    Number(String),
    /// Anything else.
    Text(String),
}

impl Scalar {
    /// The value as written.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::YesNo(true) => "true",
            Self::YesNo(false) => "false",
            Self::Number(text) | Self::Text(text) => text,
        }
    }
}

struct ScalarVisit;

impl<'de> Visitor<'de> for ScalarVisit {
    type Value = Scalar;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, or true or false")
    }
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar::Number(value.to_string()))
    }
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar::Number(value.to_string()))
    }
    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar::YesNo(value))
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(text.to_owned()))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Scalar, A::Error> {
        number_text(map, &self).map(Scalar::Number)
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisit)
    }
}

impl JsonSchema for Scalar {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean"] })
    }
}

/// One value or a list of values, whose types only a framework knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalars {
    /// One.
    One(Scalar),
    /// Several; an empty list is known to be empty.
    Many(Vec<Scalar>),
}

impl<'de> Deserialize<'de> for Scalars {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Scalars;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a number, true or false, or a list of them")
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Scalars, E> {
                ScalarVisit.visit_u64(value).map(Scalars::One)
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Scalars, E> {
                ScalarVisit.visit_i64(value).map(Scalars::One)
            }
            fn visit_bool<E: de::Error>(self, value: bool) -> Result<Scalars, E> {
                ScalarVisit.visit_bool(value).map(Scalars::One)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalars, E> {
                ScalarVisit.visit_str(text).map(Scalars::One)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Scalars, A::Error> {
                number_text(map, &self).map(|text| Scalars::One(Scalar::Number(text)))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Scalars, A::Error> {
                collect(list).map(Scalars::Many)
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

/// Reads all elements of a list.
pub(super) fn collect<'de, A: SeqAccess<'de>, T: Deserialize<'de>>(mut list: A) -> Result<Vec<T>, A::Error> {
    let mut all = Vec::new();
    while let Some(element) = list.next_element()? {
        all.push(element);
    }
    Ok(all)
}

impl JsonSchema for Scalars {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Scalars".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<Scalar>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

/// One word or a list of words; an empty list is known to be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Words {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[String] {
        match self {
            Self::One(word) => std::slice::from_ref(word),
            Self::Many(words) => words,
        }
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Words;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a list of texts")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Words, E> {
                Ok(Words::One(text.to_owned()))
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Words, D::Error> {
                inner.deserialize_any(self)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Words, A::Error> {
                collect(list).map(Words::Many)
            }
        }
        deserializer.deserialize_newtype_struct(TEXT_WANTED, Visit)
    }
}

impl JsonSchema for Words {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Words".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] })
    }
}

/// Values by name, in the order of the file; no name stands twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<T>(pub IndexMap<String, T>);

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self(IndexMap::new())
    }
}

impl<T> Named<T> {
    /// Reads the entries; the key of the first one may have been taken already.
    pub(super) fn read<'de, A: MapAccess<'de>>(first: Option<String>, mut map: A) -> Result<Self, A::Error>
    where
        T: Deserialize<'de>,
    {
        let mut entries = IndexMap::new();
        let mut first = first;
        loop {
            let key = match first.take() {
                Some(key) => key,
                None => match map.next_key::<String>()? {
                    Some(key) => key,
                    None => return Ok(Self(entries)),
                },
            };
            if key == NUMBER_KEY {
                return Err(de::Error::invalid_type(de::Unexpected::Unit, &"names with values"));
            }
            let value = map.next_value()?;
            if entries.contains_key(&key) {
                return Err(problem(Code::DuplicateKey, format_args!("the key `{}` stands twice", shorten(&key))));
            }
            entries.insert(key, value);
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Visit<T> {
            type Value = Named<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("names with values")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Named<T>, A::Error> {
                Named::read(None, map)
            }
        }
        deserializer.deserialize_map(Visit(std::marker::PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Named<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("Named{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "additionalProperties": value })
    }
}
