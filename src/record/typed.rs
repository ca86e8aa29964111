//! Gives the values of a [`Tree`] their types, and finds all that is wrong with them in one go.
//!
//! `serde` stops at the first problem. So the value that is wrong is taken out and the reading begins again, until the
//! rest is right: each problem is then told once, with its place.

use std::collections::HashSet;
use std::fmt;

use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::locate::{Path, Side, Step, find};
use super::scalar::{NUMBER_KEY, TEXT_WANTED, shorten};
use super::tree::{Node, Tree, is_null, is_number};
use crate::diagnostic::{Code, Diagnostic, nearest};

/// Problems told of one document. Who misspells a key in each of thousand courses wants to know it once.
pub(super) const PROBLEM_LIMIT: usize = 25;

/// How unquoted scalars are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// YAML: an unquoted word or number is a text where a text is wanted.
    Yaml,
    /// JSON: only what stands in quotes is a text.
    Json,
}

/// A typed value, or what is right of it.
#[derive(Debug)]
pub(super) struct Typed<T> {
    /// The value; none if too much is wrong.
    pub(super) value: Option<T>,
    /// Nothing was wrong.
    pub(super) sound: bool,
    /// No element of a list was left out, so that its elements stand where they stand in the text.
    pub(super) aligned: bool,
}

/// Reads a typed value: all of it, or what is left without what is wrong.
pub(super) fn read<T: DeserializeOwned>(
    tree: &mut Tree,
    notation: Notation,
    diagnostics: &mut Vec<Diagnostic>,
) -> Typed<T> {
    let (mut sound, mut aligned) = (true, true);
    let mut taken: HashSet<(String, String)> = HashSet::new();
    let mut told = 0;
    loop {
        let fault = match T::deserialize(Reader { tree, notation }) {
            Ok(value) => return Typed { value: Some(value), sound, aligned },
            Err(fault) => fault,
        };
        sound = false;
        let path = fault.path();
        // What is missing because it was taken out has been told.
        let known = match &fault.what {
            What::Missing(key) => taken.contains(&(path.to_string(), (*key).to_owned())),
            What::Expected(_)
            | What::UnknownKey { .. }
            | What::UnknownWord { .. }
            | What::Repeated(_)
            | What::Told(_) => false,
        };
        if !known {
            told += 1;
            diagnostics.push(fault.diagnostic(tree, &path));
        }
        let Some((above, last)) = path.split() else { break };
        match last {
            Step::Key(key) => {
                taken.insert((above.to_string(), key.clone()));
            }
            Step::Index(_) => aligned = false,
        }
        if told >= PROBLEM_LIMIT {
            if let Some(last) = diagnostics.last_mut() {
                last.notes.push("there may be more problems of this document".to_owned());
            }
            break;
        }
        if !take_out(tree, &path) {
            break;
        }
    }
    Typed { value: None, sound, aligned }
}

/// Leaves a hole where a path leads.
fn take_out(tree: &mut Tree, path: &Path) -> bool {
    let mut here = tree;
    for step in path.steps() {
        let next = match (&mut here.node, step) {
            (Node::Map(entries), Step::Key(key)) => {
                entries.iter_mut().find(|entry| entry.key == *key).map(|entry| &mut entry.value)
            }
            (Node::List(list), Step::Index(index)) => list.get_mut(*index),
            (Node::Plain(_) | Node::Text(_) | Node::Hole | Node::Map(_) | Node::List(_), _) => None,
        };
        match next {
            Some(next) => here = next,
            None => return false,
        }
    }
    let whole = here.node != Node::Hole;
    here.node = Node::Hole;
    whole
}

/// A problem on its way up.
#[derive(Debug)]
pub(super) struct Fault {
    what: What,
    side: Side,
    /// The steps of its path, the last one first.
    steps: Vec<Step>,
}

#[derive(Debug)]
enum What {
    Expected(String),
    UnknownKey {
        key: String,
        known: &'static [&'static str],
    },
    UnknownWord {
        word: String,
        known: &'static [&'static str],
    },
    Missing(&'static str),
    Repeated(&'static str),
    /// A code's name, and what is to be said.
    Told(String),
}

impl Fault {
    const fn new(what: What) -> Self {
        Self { what, side: Side::Value, steps: Vec::new() }
    }

    fn below(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    fn on_key(mut self, key: &str) -> Self {
        self.side = Side::Key;
        self.below(Step::Key(key.to_owned()))
    }

    fn path(&self) -> Path {
        Path::of(self.steps.iter().rev().cloned().collect())
    }

    fn diagnostic(self, tree: &Tree, path: &Path) -> Diagnostic {
        let span = find(tree, path, self.side);
        let diagnostic = match self.what {
            What::Expected(expected) => {
                let found = value_at(tree, path).map_or_else(|| "nothing".to_owned(), describe);
                Diagnostic::new(Code::InvalidValue, format!("expected {expected}, found {found}"))
                    .at(span, "not of this form")
                    .suggest(truth_meant(&expected, &found))
            }
            What::UnknownKey { key, known } => {
                let shown = shorten(&key);
                let message = format!("no key `{shown}` here");
                let near = nearest(&key, known.iter().copied());
                let diagnostic = Diagnostic::new(Code::UnknownKey, message).at(span, "not a key").suggest(near);
                match near {
                    None => diagnostic.note(format!("the keys here are {}", list(known))),
                    Some(_) => diagnostic,
                }
            }
            What::UnknownWord { word, known } => {
                let shown = shorten(&word);
                let (code, message) = if matches!(path.steps().last(), Some(Step::Key(key)) if key == "kind") {
                    (Code::UnknownKind, format!("there is no kind of evidence `{shown}`"))
                } else {
                    (Code::UnknownWord, format!("`{shown}` is none of the words expected here"))
                };
                let near = nearest(&word, known.iter().copied());
                let diagnostic = Diagnostic::new(code, message).at(span, "not known").suggest(near);
                match near {
                    None => diagnostic.note(format!("expected is one of {}", list(known))),
                    Some(_) => diagnostic,
                }
            }
            What::Missing(key) => {
                Diagnostic::new(Code::MissingKey, format!("the key `{key}` is missing")).at(span, "here")
            }
            What::Repeated(key) => {
                Diagnostic::new(Code::DuplicateKey, format!("the key `{key}` stands twice")).at(span, "here")
            }
            What::Told(text) => {
                let (code, message) = told(&text);
                Diagnostic::new(code, message).at(span, "")
            }
        };
        if path.steps().is_empty() { diagnostic } else { diagnostic.in_path(path.to_string()) }
    }
}

/// Takes a problem with a code of its own apart again (see [`super::scalar::problem`]).
fn told(text: &str) -> (Code, &str) {
    let coded = text
        .split_once(": ")
        .and_then(|(name, message)| Code::ALL.iter().find(|code| code.name() == name).map(|code| (*code, message)));
    coded.unwrap_or((Code::InvalidValue, text))
}

/// The words of a list, at most so many that a message stays readable.
fn list(words: &[&str]) -> String {
    const MOST: usize = 16;
    let shown: Vec<String> = words.iter().take(MOST).map(|word| format!("`{word}`")).collect();
    let rest = if words.len() > MOST { " and others" } else { "" };
    format!("{}{rest}", shown.join(", "))
}

/// Somebody who writes `yes` for a truth value.
fn truth_meant(expected: &str, found: &str) -> Option<&'static str> {
    if expected != TRUTH {
        return None;
    }
    truth(found)
}

/// The truth value of a word that means one in some language, or in YAML 1.1.
pub(super) fn truth(word: &str) -> Option<&'static str> {
    match word.trim_matches('`').to_ascii_lowercase().as_str() {
        "yes" | "y" | "on" | "si" | "sí" | "sim" | "oui" => Some("true"),
        "no" | "n" | "off" | "não" | "non" => Some("false"),
        _ => None,
    }
}

const TRUTH: &str = "true or false";

fn value_at<'a>(tree: &'a Tree, path: &Path) -> Option<&'a Tree> {
    path.steps().iter().try_fold(tree, |here, step| match (&here.node, step) {
        (Node::Map(_), Step::Key(key)) => here.get(key),
        (Node::List(list), Step::Index(index)) => list.get(*index),
        (Node::Plain(_) | Node::Text(_) | Node::Hole | Node::Map(_) | Node::List(_), _) => None,
    })
}

/// Says what stands somewhere.
fn describe(tree: &Tree) -> String {
    match &tree.node {
        Node::Plain(text) if is_null(text) => "nothing".to_owned(),
        Node::Plain(text) => format!("`{}`", shorten(text)),
        Node::Text(text) => format!("the text `\"{}\"`", shorten(text)),
        Node::List(list) if list.is_empty() => "an empty list".to_owned(),
        Node::List(_) => "a list".to_owned(),
        Node::Map(_) => "keys with values".to_owned(),
        Node::Hole => "nothing".to_owned(),
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.what)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(What::Told(message.to_string()))
    }
    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(What::Expected(expected.to_string()))
    }
    fn invalid_value(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(What::Expected(expected.to_string()))
    }
    fn invalid_length(_: usize, expected: &dyn de::Expected) -> Self {
        Self::new(What::Expected(expected.to_string()))
    }
    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        Self::new(What::UnknownWord { word: word.to_owned(), known })
    }
    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        if key == NUMBER_KEY {
            return Self::new(What::Expected("a text, or keys with values".to_owned()));
        }
        Self::new(What::UnknownKey { key: key.to_owned(), known })
    }
    fn missing_field(key: &'static str) -> Self {
        Self::new(What::Missing(key))
    }
    fn duplicate_field(key: &'static str) -> Self {
        Self::new(What::Repeated(key))
    }
}

/// What says `a text` where `serde` says `a string`.
struct Expecting(&'static str);

impl de::Expected for Expecting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

fn expected<T>(what: &'static str) -> Result<T, Fault> {
    Err(de::Error::invalid_type(de::Unexpected::Unit, &Expecting(what)))
}

#[derive(Clone, Copy)]
struct Reader<'t> {
    tree: &'t Tree,
    notation: Notation,
}

impl<'t> Reader<'t> {
    const fn of(self, tree: &'t Tree) -> Self {
        Self { tree, notation: self.notation }
    }

    fn map(self, entries: &'t [super::tree::Entry]) -> Entries<'t> {
        Entries { reader: self, rest: entries.iter(), entry: None }
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.tree.node {
            Node::Plain(text) if is_null(text) => visitor.visit_unit(),
            Node::Plain(text) => match text.as_str() {
                "true" | "True" | "TRUE" => visitor.visit_bool(true),
                "false" | "False" | "FALSE" => visitor.visit_bool(false),
                text if is_number(text) => visitor.visit_map(Digits(Some(text))),
                text => visitor.visit_str(text),
            },
            Node::Text(text) => visitor.visit_str(text),
            Node::List(list) => visitor.visit_seq(Elements { reader: self, rest: list.iter().enumerate() }),
            Node::Map(entries) => visitor.visit_map(self.map(entries)),
            Node::Hole => expected("something else"),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.tree.node {
            Node::Plain(text) => match text.as_str() {
                "true" | "True" | "TRUE" => visitor.visit_bool(true),
                "false" | "False" | "FALSE" => visitor.visit_bool(false),
                _ => expected(TRUTH),
            },
            Node::Text(_) | Node::List(_) | Node::Map(_) | Node::Hole => expected(TRUTH),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match (&self.tree.node, self.notation) {
            (Node::Text(text), _) => visitor.visit_str(text),
            (Node::Plain(text), Notation::Yaml) if !is_null(text) => visitor.visit_str(text),
            (Node::Plain(_) | Node::List(_) | Node::Map(_) | Node::Hole, _) => expected("a text"),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.tree.is_nothing() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        match (&self.tree.node, self.notation) {
            (Node::Plain(text), Notation::Yaml) if name == TEXT_WANTED && !is_null(text) => visitor.visit_str(text),
            (Node::Plain(_) | Node::Text(_) | Node::List(_) | Node::Map(_) | Node::Hole, _) => {
                visitor.visit_newtype_struct(self)
            }
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.tree.node {
            Node::Map(entries) => visitor.visit_map(self.map(entries)),
            Node::Plain(_) | Node::Text(_) | Node::List(_) | Node::Hole => {
                Err(de::Error::invalid_type(de::Unexpected::Unit, &visitor))
            }
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.tree.node {
            Node::List(list) => visitor.visit_seq(Elements { reader: self, rest: list.iter().enumerate() }),
            Node::Plain(_) | Node::Text(_) | Node::Map(_) | Node::Hole => expected("a list"),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct enum
        identifier
    }
}

/// A number as `serde_json` hands it over: as written, under a key of its own.
struct Digits<'t>(Option<&'t str>);

impl<'de> MapAccess<'de> for Digits<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        match self.0 {
            Some(_) => seed.deserialize(NUMBER_KEY.into_deserializer()).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        seed.deserialize(self.0.take().unwrap_or_default().into_deserializer())
    }
}

struct Elements<'t> {
    reader: Reader<'t>,
    rest: std::iter::Enumerate<std::slice::Iter<'t, Tree>>,
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some((index, tree)) = self.rest.by_ref().find(|(_, tree)| tree.node != Node::Hole) else {
            return Ok(None);
        };
        seed.deserialize(self.reader.of(tree)).map(Some).map_err(|fault| fault.below(Step::Index(index)))
    }
}

struct Entries<'t> {
    reader: Reader<'t>,
    rest: std::slice::Iter<'t, super::tree::Entry>,
    entry: Option<&'t super::tree::Entry>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        self.entry = self.rest.by_ref().find(|entry| entry.value.node != Node::Hole);
        let Some(entry) = self.entry else { return Ok(None) };
        let key = de::value::StrDeserializer::<Fault>::new(&entry.key);
        seed.deserialize(key).map(Some).map_err(|fault| fault.on_key(&entry.key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let Some(entry) = self.entry.take() else { return expected("a value") };
        seed.deserialize(self.reader.of(&entry.value)).map_err(|fault| fault.below(Step::Key(entry.key.clone())))
    }
}
