//! Reads documents from YAML or JSON.
//!
//! A JSON text goes straight into the types. Only if that fails, and for YAML, the text becomes a tree first, where
//! every value has its place, so that all problems are told with line, column and path.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};

use super::document::{Document, Place, SCHEMA};
use super::locate::Places;
use super::scalar::{collect, shorten};
use super::tree::{self, Node, SIZE_LIMIT, Tree};
use super::typed::{self, Notation};
use super::validate;
use crate::diagnostic::{Checked, Code, Diagnostic, Severity};
use crate::source::{FileId, Span};

/// Reads the documents of a file as it lies on the disk.
///
/// ```
/// use habilita::record::read_bytes;
/// use habilita::source::FileId;
///
/// let read = read_bytes(FileId(0), b"habilita: record/1\nperson: P-1\n");
/// assert_eq!(read.value.unwrap()[0].person, "P-1");
/// ```
#[must_use]
pub fn read_bytes(file: FileId, bytes: &[u8]) -> Checked<Vec<Document>> {
    match decode(file, bytes) {
        Ok(text) => read(file, text),
        Err(diagnostic) => Checked { value: None, diagnostics: vec![*diagnostic] },
    }
}

/// Takes bytes for text: UTF-8, perhaps with a byte-order mark, without NUL.
///
/// # Errors
///
/// Says where the bytes are no text, or that there are too many.
pub fn decode(file: FileId, bytes: &[u8]) -> Result<&str, Box<Diagnostic>> {
    if bytes.len() > SIZE_LIMIT {
        return Err(Box::new(too_large(file, bytes.len())));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let message = "the text is in UTF-16, expected UTF-8";
        return Err(Box::new(Diagnostic::new(Code::NotText, message).at(Span::new(file, 0, 0), "")));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let place = error.valid_up_to();
        let byte = bytes.get(place).copied().unwrap_or_default();
        let message = format!("byte {} (hexadecimal {byte:02x}) is not UTF-8 text", place + 1);
        Box::new(Diagnostic::new(Code::NotText, message).at(at(file, place), "not text"))
    })
}

/// Reads the documents of a text.
#[must_use]
pub fn read(file: FileId, text: &str) -> Checked<Vec<Document>> {
    if text.len() > SIZE_LIMIT {
        return Checked { value: None, diagnostics: vec![too_large(file, text.len())] };
    }
    let mut checked = match straight(file, text) {
        Some(documents) => {
            let mut diagnostics = Vec::new();
            for document in &documents {
                let places = Places::of_text(file, text, document.place.index);
                validate::document(document, &places, &mut diagnostics);
            }
            Checked { value: Some(documents), diagnostics }
        }
        None => by_tree(file, text),
    };
    finish(&mut checked);
    checked
}

/// Sorts what was said, and takes the value away if there is an error.
pub(super) fn finish<T>(checked: &mut Checked<T>) {
    let key = |diagnostic: &Diagnostic| diagnostic.primary.as_ref().map(|label| label.span);
    checked
        .diagnostics
        .sort_by(|a, b| (key(a), a.code, &a.path, &a.message).cmp(&(key(b), b.code, &b.path, &b.message)));
    checked.diagnostics.dedup();
    if checked.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        checked.value = None;
    }
}

/// A byte of a file.
fn at(file: FileId, place: usize) -> Span {
    let start = u32::try_from(place).unwrap_or(u32::MAX);
    Span::new(file, start, start.saturating_add(1))
}

fn too_large(file: FileId, size: usize) -> Diagnostic {
    let message = format!("the file has {size} bytes, more than the {SIZE_LIMIT} that a record may have");
    Diagnostic::new(Code::TooLarge, message).at(Span::new(file, 0, 0), "")
}

/// Whether a text begins like JSON.
fn begins_as_json(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
}

/// Reads JSON straight into the types; none if it is not JSON, or anything is wrong with it.
fn straight(file: FileId, text: &str) -> Option<Vec<Document>> {
    if !begins_as_json(text) {
        return None;
    }
    let documents = json(text).ok()?;
    let sound = !documents.is_empty() && documents.iter().all(|document| document.habilita == SCHEMA);
    sound.then(|| placed(file, text, documents))
}

/// Reads a text by way of a tree, and tells all that is wrong with it.
fn by_tree(file: FileId, text: &str) -> Checked<Vec<Document>> {
    let (trees, notation, mut diagnostics) = trees(file, text, SCHEMA);
    let mut documents = Vec::new();
    let several = trees.len() > 1;
    for (index, tree) in trees.into_iter().enumerate() {
        if !schema(&tree, SCHEMA, &mut diagnostics) {
            continue;
        }
        if let Some(mut document) = typed_document(&tree, notation, &mut diagnostics) {
            document.place = Place { index, span: several.then_some(tree.span) };
            documents.push(document);
        }
    }
    Checked { value: Some(documents), diagnostics }
}

/// Gives a document its types and checks it; none if anything is wrong with its form.
pub(super) fn typed_document(tree: &Tree, notation: Notation, diagnostics: &mut Vec<Diagnostic>) -> Option<Document> {
    let mut rest = tree.clone();
    let typed = typed::read::<Document>(&mut rest, notation, diagnostics);
    if !typed.sound && !typed.aligned {
        return None;
    }
    let document = typed.value?;
    let mut found = Vec::new();
    validate::document(&document, &Places::of_tree(tree), &mut found);
    // What is missing may have been left out because it was wrong.
    diagnostics.extend(found.into_iter().filter(|it| typed.sound || it.code != Code::MissingKey));
    typed.sound.then_some(document)
}

/// The trees of a text that is to hold documents of a schema, how it is written, and what is wrong with its form.
pub(super) fn trees(file: FileId, text: &str, expected: &str) -> (Vec<Tree>, Notation, Vec<Diagnostic>) {
    if text.len() > SIZE_LIMIT {
        return (Vec::new(), Notation::Yaml, vec![too_large(file, text.len())]);
    }
    if let Some(place) = text.bytes().position(|byte| byte == 0) {
        let nul = Diagnostic::new(Code::NotText, format!("byte {} is NUL, which no text has", place + 1));
        return (Vec::new(), Notation::Yaml, vec![nul.at(at(file, place), "not text")]);
    }
    let mut forest = tree::documents(file, text);
    let slip = if begins_as_json(text) { json_slip(file, text) } else { None };
    let notation = if begins_as_json(text) && slip.is_none() { Notation::Json } else { Notation::Yaml };
    let broken = |diagnostic: &Diagnostic| diagnostic.code == Code::RecordSyntax;
    if let Some(slip) = slip
        && forest.diagnostics.iter().any(broken)
    {
        // Neither JSON nor YAML: what begins like JSON is meant as JSON.
        forest.diagnostics.retain(|diagnostic| !broken(diagnostic));
        forest.diagnostics.push(slip);
    }
    if forest.trees.is_empty() && forest.diagnostics.is_empty() {
        let what = expected.split('/').next().unwrap_or(expected);
        let message = format!("the file holds no {what}");
        let help = format!("begin it with `habilita: {expected}`");
        let empty = Diagnostic::new(Code::MissingKey, message).at(Span::new(file, 0, 0), "nothing here");
        forest.diagnostics.push(empty.help(help));
    }
    (forest.trees, notation, forest.diagnostics)
}

/// Whether a document is of the schema expected; else says what it is.
pub(super) fn schema(tree: &Tree, expected: &str, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let (what, version) = expected.split_once('/').unwrap_or((expected, ""));
    let Node::Map(_) = tree.node else {
        let message = format!("expected a {what} with keys such as `habilita: {expected}`");
        diagnostics.push(Diagnostic::new(Code::RecordSyntax, message).at(tree.head(), "no keys"));
        return false;
    };
    let Some(line) = tree.get("habilita") else {
        let message = format!("a {what} begins with `habilita: {expected}`, and this document does not say what it is");
        diagnostics.push(Diagnostic::new(Code::MissingKey, message).at(tree.head(), "here"));
        return false;
    };
    let (Node::Plain(found) | Node::Text(found)) = &line.node else {
        let message = format!("expected `{expected}` behind `habilita`");
        diagnostics.push(Diagnostic::new(Code::WrongSchema, message).at(line.head(), "").in_path("habilita"));
        return false;
    };
    if found == expected {
        return true;
    }
    let shown = shorten(found);
    let (found_what, found_version) = found.split_once('/').unwrap_or((found, ""));
    let message = if found_what == what {
        let found_version = shorten(found_version);
        format!("this {what} is of version `{found_version}`, and this program reads version {version}")
    } else {
        match found_what {
            "record" | "case" | "curriculum" => format!("this is a {found_what} (`{shown}`), expected a {what}"),
            "assessment" => format!("this is the result of an assessment (`{shown}`), expected a {what}"),
            _ => format!("`{shown}` is not a format, expected `{expected}`"),
        }
    };
    // A file of fifty cases is one mistake, not fifty.
    if !diagnostics.iter().any(|told| told.code == Code::WrongSchema && told.message == message) {
        diagnostics.push(Diagnostic::new(Code::WrongSchema, message).at(line.span, "").in_path("habilita"));
    }
    false
}

/// Gives documents their places in the file.
fn placed(file: FileId, text: &str, mut documents: Vec<Document>) -> Vec<Document> {
    if let [_, _, ..] = documents.as_slice() {
        let trees = tree::documents(file, text).trees;
        for (index, document) in documents.iter_mut().enumerate() {
            document.place = Place { index, span: trees.get(index).map(|tree| tree.span) };
        }
    }
    documents
}

/// One document, or a list of them.
struct Several(Vec<Document>);

impl<'de> Deserialize<'de> for Several {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Several;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a record or a list of records")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Several, A::Error> {
                Document::deserialize(MapAccessDeserializer::new(map)).map(|document| Several(vec![document]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Several, A::Error> {
                collect(list).map(Several)
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

/// Reads JSON straight into the types: one value, or one behind the other.
fn json(text: &str) -> Result<Vec<Document>, serde_json::Error> {
    let begin = text.trim_start_matches('\u{feff}');
    let mut documents = Vec::new();
    for several in serde_json::Deserializer::from_str(begin).into_iter::<Several>() {
        documents.extend(several?.0);
    }
    Ok(documents)
}

/// Where a text that begins like JSON is not JSON.
fn json_slip(file: FileId, text: &str) -> Option<Diagnostic> {
    let begin = text.trim_start_matches('\u{feff}');
    let values = serde_json::Deserializer::from_str(begin).into_iter::<serde::de::IgnoredAny>();
    let error = values.filter_map(Result::err).next()?;
    let line_start = begin.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let place = text.len() - begin.len() + line_start + error.column().saturating_sub(1);
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let message = match said {
        "EOF while parsing a string" => "a text in quotes is not closed".to_owned(),
        "EOF while parsing a list" => "a list that begins with `[` is not closed with `]`".to_owned(),
        "EOF while parsing an object" => "a map that begins with `{` is not closed with `}`".to_owned(),
        "EOF while parsing a value" => "the text ends where a value is expected".to_owned(),
        "trailing comma" => "a comma stands before the closing bracket".to_owned(),
        "key must be a string" => "a key without quotes".to_owned(),
        "recursion limit exceeded" => "values are nested too deep".to_owned(),
        other => format!("the text is not well-formed JSON: {other}"),
    };
    let last = text.len().saturating_sub(1);
    Some(Diagnostic::new(Code::RecordSyntax, message).at(at(file, place.min(last)), "here"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_takes_the_straight_way_whatever_its_values_look_like() {
        for item in [
            r#""hours": 20"#,
            r#""hours": 7.5"#,
            r#""hours": "20 h""#,
            r#""hours": {"theory": 120, "practice": 60.5}"#,
            r#""hours": [{"amount": 80, "mode": "theory"}, {"amount": 0.5, "topic": ["law"]}]"#,
            r#""credits": "6 ects", "minutes-per-hour": 45, "completed": 2025, "started": "2024-05""#,
            r#""topics": ["law", {"topic": "ethics", "hours": 2}], "covers": ["a/b", {"competency": "a/c", "hours": 2}]"#,
            r#""topics": {"law": 2}, "covers": "unknown", "verified": true, "name": null"#,
            r#""attributes": {"a": 1, "b": 1.5, "c": true, "d": "x", "e": [1, "y"], "f": -1, "g": -1.5}"#,
        ] {
            let record = r#"{"habilita": "record/1", "person": "P", "born": 1999, "facts": {"a": 1, "b": -1.5}, "evidence": [
                {"id": "c", "kind": "course", ITEM}]}"#;
            let text = record.replace("ITEM", item);
            let straight = json(&text).unwrap_or_else(|error| panic!("{item}: {error}"));
            assert_eq!(Some(straight), by_tree(FileId(0), &text).value, "{item}");
        }
    }
}
