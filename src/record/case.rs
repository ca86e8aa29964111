//! A case: a record, or a base record and a few changes, a date, and what an assessment is expected to say.
//!
//! Cases stand beside the framework they test. The texts are read here; running them, and opening the file of the
//! base, is for others.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};

use super::document::Document;
use super::faults::Faults;
use super::keyed::{Absent, keyed, words};
use super::locate::{At, Places, Side};
use super::read::{finish, schema, trees};
use super::scalar::{Named, PartialDate, Scalar, TEXT_WANTED, collect, shorten};
use super::tree::Tree;
use super::typed;
use crate::diagnostic::{Checked, Code};
use crate::source::FileId;

/// What the `habilita:` line of a case says.
pub const SCHEMA: &str = "case/1";

keyed! {
    /// A case that tests a framework.
    pub struct Case := "the keys of a case" {
        /// The format and its version: `case/1`.
        #[schemars(schema_with = "schema_line")]
        habilita: String = "habilita",
        /// What the case shows, in one sentence.
        title: String = "title",
        /// The framework, perhaps with its version: `us.tx.chw@2026`.
        about: String = "about",
        /// The grant assessed; the first one if not stated.
        grant: Option<String> = "grant",
        /// The assessment date.
        as_of: PartialDate = "as-of",
        /// The language of the report.
        language: Option<String> = "language",
        /// The file of the base record, relative to that of the case.
        base: Option<String> = "base",
        /// The record itself, where there is no base.
        #[schemars(with = "Option<Document>")]
        record: Option<Anything> = "record",
        /// What is changed before the assessment, one after the other.
        change: Option<Vec<Change>> = "change",
        /// What is expected. What is not named is not checked.
        expect: Expectation = "expect",
    }
    beside {
        /// The case as written.
        source: Source,
    }

    /// A change of the record: of one piece of evidence, or of the record's own keys.
    pub struct Change := "a change, such as `{ evidence: c1, set: { hours: 19 } }`" {
        /// The id of the evidence changed; not stated: the record's own keys are changed.
        evidence: Option<String> = "evidence",
        /// New values by path: `hours`, `facts.photo`, `covers[us.tx.chw-core/advocacy].hours`.
        set: Option<Named<Anything>> = "set",
        /// `true` removes the evidence; a list removes what stands at these paths.
        remove: Option<Removal> = "remove",
        /// A piece of evidence added.
        add: Option<Anything> = "add",
    }

    /// What is expected of an assessment.
    pub struct Expectation := "expectations, such as `{ verdict: unmet, requirements: { age: unmet } }`" {
        /// The verdict of the whole.
        verdict: Option<Answer> = "verdict",
        /// The verdict with everything under way finished.
        on_completion: Option<Answer> = "on-completion",
        /// Expectations by requirement id; the framework and grant before it may be left out.
        requirements: Option<Named<Expected>> = "requirements",
    }

    /// What is expected of one requirement.
    pub struct ExpectedMore := "a verdict, or a map such as `{ verdict: unmet, shortfall: \"1 h\" }`" {
        /// The verdict.
        verdict: Option<Answer> = "verdict",
        /// What is missing: `1 h`, `2 of 12`, `2 years`.
        shortfall: Option<Scalar> = "shortfall",
        /// What is too much.
        excess: Option<Scalar> = "excess",
        /// Whether it holds by a decision only.
        by: Option<By> = "by",
        /// Whether it applies at all.
        applicable: Option<bool> = "applicable",
        /// The verdict with everything under way finished.
        on_completion: Option<Answer> = "on-completion",
    }
}

words! {
    /// A verdict.
    pub enum Answer {
        /// It holds.
        Met = "met",
        /// It does not.
        Unmet = "unmet",
        /// Something unknown decides.
        Undetermined = "undetermined",
    }

    /// What a verdict rests on.
    pub enum By {
        /// On a decision of an authority.
        Decision = "decision",
        /// On the evidence.
        Evidence = "evidence",
    }
}

impl Absent for Expectation {
    fn absent() -> Option<Self> {
        None
    }
}

fn schema_line(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": SCHEMA })
}

/// A value that is taken as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anything;

impl<'de> Deserialize<'de> for Anything {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

impl JsonSchema for Anything {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Anything".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({})
    }
}

/// What is removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Removal {
    /// The evidence as a whole.
    Whole,
    /// What stands at these paths.
    Paths(Vec<String>),
}

impl<'de> Deserialize<'de> for Removal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Removal;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true, or a list of paths such as `[facts.photo]`")
            }
            fn visit_bool<E: de::Error>(self, value: bool) -> Result<Removal, E> {
                if value { Ok(Removal::Whole) } else { Err(E::invalid_value(de::Unexpected::Bool(false), &self)) }
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Removal, A::Error> {
                collect(list).map(Removal::Paths)
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

impl JsonSchema for Removal {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Removal".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "const": true }, { "type": "array", "items": { "type": "string" } }] })
    }
}

/// What is expected of one requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Its verdict.
    Verdict(Answer),
    /// More.
    More(Box<ExpectedMore>),
}

impl<'de> Deserialize<'de> for Expected {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Expected;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a verdict, or a map such as `{ verdict: unmet, shortfall: \"1 h\" }`")
            }
            fn visit_str<E: de::Error>(self, word: &str) -> Result<Expected, E> {
                Answer::deserialize(de::value::StrDeserializer::new(word)).map(Expected::Verdict)
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Expected, A::Error> {
                let more = ExpectedMore::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Expected::More(Box::new(more)))
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Expected, D::Error> {
                inner.deserialize_any(self)
            }
        }
        deserializer.deserialize_newtype_struct(TEXT_WANTED, Visit)
    }
}

impl JsonSchema for Expected {
    fn schema_name() -> Cow<'static, str> {
        "Expected".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let verdict = generator.subschema_for::<Answer>();
        let more = generator.subschema_for::<ExpectedMore>();
        json_schema!({ "anyOf": [verdict, more] })
    }
}

/// The case as written, from which changes take their values, and problems their places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    pub(super) tree: Option<Tree>,
}

impl Case {
    /// Where the parts of the case stand.
    #[must_use]
    pub fn places(&self) -> Option<Places<'_>> {
        self.source.tree.as_ref().map(Places::of_tree)
    }

    /// The framework it is about, and the version if one is named.
    #[must_use]
    pub fn framework(&self) -> (&str, Option<&str>) {
        match self.about.split_once('@') {
            Some((id, version)) => (id, Some(version)),
            None => (&self.about, None),
        }
    }
}

/// Reads the cases of a text: YAML documents, or JSON.
#[must_use]
pub fn read_cases(file: FileId, text: &str) -> Checked<Vec<Case>> {
    let (trees, notation, mut diagnostics) = trees(file, text, SCHEMA);
    let mut cases = Vec::new();
    for mut tree in trees {
        if !schema(&tree, SCHEMA, &mut diagnostics) {
            continue;
        }
        let whole = tree.clone();
        let typed = typed::read::<Case>(&mut tree, notation, &mut diagnostics);
        if !typed.sound && !typed.aligned {
            continue;
        }
        let Some(mut case) = typed.value else { continue };
        case.source = Source { tree: Some(whole) };
        if let Some(places) = case.places() {
            validate(&case, &places, &mut diagnostics);
        }
        cases.push(case);
    }
    let mut checked = Checked { value: Some(cases), diagnostics };
    finish(&mut checked);
    checked
}

fn validate(case: &Case, places: &Places<'_>, diagnostics: &mut Vec<crate::diagnostic::Diagnostic>) {
    let mut faults = Faults::new(places, diagnostics);
    let top = At::Top;
    if case.as_of.interval().exact().is_none() {
        let message = format!("`{}` is not one day; an assessment is made on a day", case.as_of);
        faults.value(Code::InvalidDate, &top.key("as-of"), message);
    }
    match (&case.base, &case.record) {
        (None, None) => faults.value(Code::MissingKey, &top, "a case needs a `base` or a `record`"),
        (Some(_), Some(_)) => {
            let message = "a case has a `base` or a `record`, not both";
            faults.tell(Code::InvalidValue, &top.key("record"), Side::Key, message, |diagnostic| diagnostic);
        }
        (Some(_), None) | (None, Some(_)) => {}
    }
    for (index, change) in case.change.iter().flatten().enumerate() {
        let changes = top.key("change");
        let path = changes.index(index);
        let acts = [change.set.is_some(), change.remove.is_some(), change.add.is_some()];
        let acts = acts.into_iter().filter(|act| *act).count();
        if acts == 0 {
            faults.value(Code::MissingKey, &path, "a change says one of `set`, `remove` or `add`");
        } else if change.add.is_some() && (acts > 1 || change.evidence.is_some()) {
            let message = "`add` stands alone in its change";
            faults.tell(Code::InvalidValue, &path.key("add"), Side::Key, message, |diagnostic| diagnostic);
        } else if acts > 1 {
            let message = "a change does one thing";
            faults.tell(Code::InvalidValue, &path.key("remove"), Side::Key, message, |diagnostic| {
                diagnostic.help("write two changes")
            });
        } else if change.remove == Some(Removal::Whole) && change.evidence.is_none() {
            let message = "`remove: true` needs the id of the `evidence` that is removed";
            faults.tell(Code::MissingKey, &path.key("remove"), Side::Key, message, |diagnostic| diagnostic);
        }
    }
    if case.about.trim().is_empty() || case.about.contains(char::is_whitespace) {
        let message = format!("`{}` is not a framework such as `us.tx.chw@2026`", shorten(&case.about));
        faults.value(Code::InvalidValue, &top.key("about"), message);
    }
}
