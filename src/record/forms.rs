//! Values of a document that may be written in several forms: hours, topics, competencies covered, what is complete.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::document::{Covered, Part};
use super::keyed::keyed;
use super::scalar::{Amount, Decimal, NUMBER_KEY, Named, TEXT_WANTED, collect, whole};
use crate::model::vocabulary::Kind;

/// The words of kinds.
pub(super) const KINDS: &[&str] = &[
    "course",
    "placement",
    "qualification",
    "exam",
    "experience",
    "demonstration",
    "credential",
    "cpd",
    "language",
    "statement",
];

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl Visitor<'_> for Visit {
            type Value = Kind;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "one of {}", KINDS.join(", "))
            }
            fn visit_str<E: de::Error>(self, word: &str) -> Result<Kind, E> {
                Kind::from_name(word).ok_or_else(|| E::unknown_variant(word, KINDS))
            }
        }
        deserializer.deserialize_str(Visit)
    }
}

impl JsonSchema for Kind {
    fn schema_name() -> Cow<'static, str> {
        "Kind".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "The kind of evidence.", "enum": KINDS })
    }
}

/// What is listed in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Complete {
    /// Everything.
    All,
    /// These: a kind, or `credential where issuer is dshs`.
    These(Vec<String>),
}

impl<'de> Deserialize<'de> for Complete {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Complete;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`all`, or a list such as `[course, exam, credential where issuer is dshs]`")
            }
            fn visit_str<E: de::Error>(self, word: &str) -> Result<Complete, E> {
                match word {
                    "all" => Ok(Complete::All),
                    _ => Err(E::invalid_value(de::Unexpected::Str(word), &self)),
                }
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Complete, A::Error> {
                collect(list).map(Complete::These)
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

impl JsonSchema for Complete {
    fn schema_name() -> Cow<'static, str> {
        "Complete".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let kinds = KINDS.join("|");
        json_schema!({
            "description": "`all`, or what is listed in full: kinds of evidence, `training` for courses and placements, \
                            or a kind where an attribute has a value (`credential where issuer is dshs`).",
            "anyOf": [
                { "const": "all" },
                { "type": "array", "items": {
                    "type": "string", "pattern": format!("^(training|{kinds})( where \\S+ is \\S.*)?$") } },
            ],
        })
    }
}

/// Hours or credits of one piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hours {
    /// One amount.
    One(Amount),
    /// Amounts by mode.
    ByMode(Named<Amount>),
    /// Portions.
    Parts(Vec<Part>),
}

impl<'de> Deserialize<'de> for Box<Hours> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Box<Hours>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "a number, an amount such as `60 ects`, amounts by mode such as `{ theory: 120, practice: 60 }`, \
                     or a list of portions",
                )
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Box<Hours>, E> {
                Ok(Box::new(Hours::One(Amount { number: whole(value)?, unit: None })))
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Box<Hours>, E> {
                let number = Decimal::read::<E>(&value.to_string())?.0;
                Ok(Box::new(Hours::One(Amount { number, unit: None })))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Box<Hours>, E> {
                Amount::read(text).map(|amount| Box::new(Hours::One(amount)))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Box<Hours>, A::Error> {
                let first = map.next_key::<String>()?;
                if first.as_deref() != Some(NUMBER_KEY) {
                    return Named::read(first, map).map(|modes| Box::new(Hours::ByMode(modes)));
                }
                let text: String = map.next_value()?;
                let number = Decimal::read::<A::Error>(&text)?.0;
                Ok(Box::new(Hours::One(Amount { number, unit: None })))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Box<Hours>, A::Error> {
                collect(list).map(|parts| Box::new(Hours::Parts(parts)))
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

impl JsonSchema for Hours {
    fn schema_name() -> Cow<'static, str> {
        "Hours".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let amount = generator.subschema_for::<Amount>();
        let part = generator.subschema_for::<Part>();
        json_schema!({
            "description": "One amount, amounts by mode, or a list of portions.",
            "anyOf": [
                amount,
                { "type": "object", "additionalProperties": amount },
                { "type": "array", "items": part },
            ],
        })
    }
}

/// Topics, perhaps with hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Topics {
    /// A list of topics, or of topics with hours.
    Listed(Vec<Topic>),
    /// Hours by topic.
    ByTopic(Named<Amount>),
}

/// A topic, perhaps with its hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Topic {
    /// Only its word.
    Word(String),
    /// With hours.
    Timed(TimedTopic),
}

keyed! {
    /// A topic with its hours.
    pub struct TimedTopic := "a topic, such as `ethics` or `{ topic: ethics, hours: 2 }`" {
        /// The topic.
        topic: String = "topic",
        /// Its hours.
        hours: Option<Amount> = "hours",
    }
}

impl<'de> Deserialize<'de> for Topics {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Topics;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of topics, or topics with hours such as `{ ethics: 2, law: 1 }`")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Topics, A::Error> {
                Named::read(None, map).map(Topics::ByTopic)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Topics, A::Error> {
                collect(list).map(Topics::Listed)
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

impl<'de> Deserialize<'de> for Topic {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        word_or(deserializer, "a topic, such as `ethics` or `{ topic: ethics, hours: 2 }`", Topic::Word, Topic::Timed)
    }
}

impl JsonSchema for Topics {
    fn schema_name() -> Cow<'static, str> {
        "Topics".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let amount = generator.subschema_for::<Amount>();
        let timed = generator.subschema_for::<TimedTopic>();
        json_schema!({
            "description": "Topics, perhaps with their hours.",
            "anyOf": [
                { "type": "array", "items": { "anyOf": [{ "type": "string" }, timed] } },
                { "type": "object", "additionalProperties": amount },
            ],
        })
    }
}

/// The competencies that evidence covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Covers {
    /// Not known.
    Unknown,
    /// These and no others.
    Listed(Vec<CoverEntry>),
}

/// A competency covered, perhaps with more about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CoverEntry {
    /// Only its id.
    Id(String),
    /// With hours or a level.
    More(Covered),
}

impl<'de> Deserialize<'de> for Covers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Covers;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of competencies, or `unknown`")
            }
            fn visit_str<E: de::Error>(self, word: &str) -> Result<Covers, E> {
                match word {
                    "unknown" => Ok(Covers::Unknown),
                    _ => Err(E::invalid_value(de::Unexpected::Str(word), &self)),
                }
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Covers, A::Error> {
                collect(list).map(Covers::Listed)
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

impl<'de> Deserialize<'de> for CoverEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        word_or(
            deserializer,
            "a competency, such as `us.tx.chw-core/advocacy` or `{ competency: us.tx.chw-core/advocacy, hours: 20 }`",
            CoverEntry::Id,
            CoverEntry::More,
        )
    }
}

impl JsonSchema for Covers {
    fn schema_name() -> Cow<'static, str> {
        "Covers".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let more = generator.subschema_for::<Covered>();
        json_schema!({
            "description": "The competencies covered, and no others; `unknown` leaves it open.",
            "anyOf": [
                { "const": "unknown" },
                { "type": "array", "items": { "anyOf": [{ "type": "string" }, more] } },
            ],
        })
    }
}

/// Reads a word, or a map that says more.
fn word_or<'de, D, T, M>(
    deserializer: D,
    expecting: &'static str,
    word: fn(String) -> T,
    more: fn(M) -> T,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    M: Deserialize<'de>,
{
    struct Visit<T, M> {
        expecting: &'static str,
        word: fn(String) -> T,
        more: fn(M) -> T,
    }
    impl<'de, T, M: Deserialize<'de>> Visitor<'de> for Visit<T, M> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.expecting)
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            Ok((self.word)(text.to_owned()))
        }
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            M::deserialize(de::value::MapAccessDeserializer::new(map)).map(self.more)
        }
        fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<T, D::Error> {
            inner.deserialize_any(self)
        }
    }
    deserializer.deserialize_newtype_struct(TEXT_WANTED, Visit { expecting, word, more })
}
