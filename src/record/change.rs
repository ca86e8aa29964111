//! Makes the record of a case: the base, or the record inside the case, with the changes done.

use super::bind::bind_at;
use super::case::{Case, Change, Removal};
use super::document::{self, Document};
use super::evidence::Record;
use super::locate::{Path, Places};
use super::read::{finish, schema, trees, typed_document};
use super::scalar::shorten;
use super::tree::{Entry, Node, Tree, is_null, is_number};
use super::typed::Notation;
use crate::diagnostic::{Checked, Code, Diagnostic, nearest};
use crate::model::framework::Framework;
use crate::source::{FileId, Span};

/// The record of a case.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The record.
    pub document: Document,
    /// Its text: that of the base, or, where anything was changed, JSON made of it.
    pub text: String,
    tree: Tree,
}

impl Changed {
    /// Where its parts stand: in the file of the base, or in that of the case.
    #[must_use]
    pub const fn places(&self) -> Places<'_> {
        Places::of_tree(&self.tree)
    }

    /// Binds it to one of several versions of a framework.
    #[must_use]
    pub fn bind(&self, framework: &Framework, versions: &[&Framework]) -> Checked<Record> {
        bind_at(&self.document, framework, versions, &self.places(), &self.text)
    }
}

/// Makes the record of a case. `base` is the file of its base, if it has one.
#[must_use]
pub fn apply(case: &Case, base: Option<(FileId, &str)>) -> Checked<Changed> {
    let mut diagnostics = Vec::new();
    let value = make(case, base, &mut diagnostics);
    let mut checked = Checked { value, diagnostics };
    finish(&mut checked);
    checked
}

fn make(case: &Case, base: Option<(FileId, &str)>, diagnostics: &mut Vec<Diagnostic>) -> Option<Changed> {
    let source = case.source.tree.as_ref()?;
    let (mut tree, notation, text) = match base {
        Some((file, text)) => {
            let (trees, notation, found) = trees(file, text, super::document::SCHEMA);
            diagnostics.extend(found);
            let tree = trees.into_iter().next()?;
            if !schema(&tree, document::SCHEMA, diagnostics) {
                return None;
            }
            (tree, notation, Some(text))
        }
        None => (inside(source)?, Notation::Yaml, None),
    };
    let changes = case.change.as_deref().unwrap_or_default();
    let values = source.get("change");
    for (index, change) in changes.iter().enumerate() {
        let Some(Node::List(list)) = values.map(|values| &values.node) else { break };
        let Some(written) = list.get(index) else { break };
        let path = Path::top().key("change").index(index);
        if let Err(diagnostic) = apply_one(&mut tree, change, written, &path) {
            diagnostics.push(*diagnostic);
        }
    }
    if !diagnostics.is_empty() {
        return None;
    }
    // A value of the case may stand unquoted in a base of JSON.
    let notation = if changes.is_empty() { notation } else { Notation::Yaml };
    let text = match text {
        Some(text) if changes.is_empty() => text.to_owned(),
        Some(_) | None => json(&tree),
    };
    let document = typed_document(&tree, notation, diagnostics)?;
    Some(Changed { document, text, tree })
}

/// The record inside a case, which need not say what it is.
fn inside(source: &Tree) -> Option<Tree> {
    let mut tree = source.get("record")?.clone();
    if tree.get("habilita").is_none() {
        let span = tree.head();
        if let Node::Map(entries) = &mut tree.node {
            let value = Tree { span, node: Node::Plain(document::SCHEMA.to_owned()) };
            entries.insert(0, Entry { key: "habilita".to_owned(), key_span: span, value });
        }
    }
    Some(tree)
}

type Outcome = Result<(), Box<Diagnostic>>;

/// A problem of a change.
fn fault(code: Code, span: Span, path: &Path, message: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(code, message).at(span, "").in_path(path.to_string()))
}

fn apply_one(tree: &mut Tree, change: &Change, written: &Tree, path: &Path) -> Outcome {
    if let Some(added) = written.get("add") {
        let span = added.head();
        return match evidence(tree, span) {
            Some(list) => {
                list.push(added.clone());
                Ok(())
            }
            None => Err(no_list(span, &path.key("add"))),
        };
    }
    let target = match &change.evidence {
        None => tree,
        Some(id) => {
            let span = written.get("evidence").map_or(written.span, |value| value.span);
            let path = path.key("evidence");
            let Some(list) = evidence(tree, span) else { return Err(no_list(span, &path)) };
            let Some(index) = list.iter().position(|item| item.get("id").and_then(scalar) == Some(id)) else {
                let ids = list.iter().filter_map(|item| item.get("id").and_then(scalar));
                let message = format!("the record has no evidence with the id `{}`", shorten(id));
                let near = nearest(id, ids);
                let diagnostic = Diagnostic::new(Code::UnknownEvidence, message).at(span, "").suggest(near);
                return Err(Box::new(diagnostic.in_path(path.to_string())));
            };
            if change.remove == Some(Removal::Whole) {
                list.remove(index);
                return Ok(());
            }
            match list.get_mut(index) {
                Some(item) => item,
                None => return Ok(()),
            }
        }
    };
    if let Some(Node::Map(values)) = written.get("set").map(|set| &set.node) {
        for value in values {
            let path = path.key("set").key(&value.key);
            set(target, &value.key, value.value.clone(), value.key_span, &path)?;
        }
    }
    if let (Some(Removal::Paths(paths)), Some(Node::List(list))) =
        (&change.remove, written.get("remove").map(|remove| &remove.node))
    {
        for (index, (place, value)) in paths.iter().zip(list).enumerate() {
            remove(target, place, value.span, &path.key("remove").index(index))?;
        }
    }
    Ok(())
}

fn scalar(tree: &Tree) -> Option<&str> {
    match &tree.node {
        Node::Plain(text) | Node::Text(text) => Some(text),
        Node::List(_) | Node::Map(_) | Node::Hole => None,
    }
}

fn no_list(span: Span, path: &Path) -> Box<Diagnostic> {
    fault(Code::InvalidValue, span, path, "the record's evidence is not a list".to_owned())
}

/// The list of evidence, which may be empty.
fn evidence(tree: &mut Tree, span: Span) -> Option<&mut Vec<Tree>> {
    let Node::Map(entries) = &mut tree.node else { return None };
    let value = value_of(entries, "evidence", span)?;
    if value.is_nothing() {
        value.node = Node::List(Vec::new());
    }
    match &mut value.node {
        Node::List(list) => Some(list),
        Node::Plain(_) | Node::Text(_) | Node::Map(_) | Node::Hole => None,
    }
}

/// The value of a key; nothing if there was none.
fn value_of<'t>(entries: &'t mut Vec<Entry>, key: &str, span: Span) -> Option<&'t mut Tree> {
    let place = match entries.iter().position(|entry| entry.key == key) {
        Some(place) => place,
        None => {
            let value = Tree { span, node: Node::Plain(String::new()) };
            entries.push(Entry { key: key.to_owned(), key_span: span, value });
            entries.len() - 1
        }
    };
    entries.get_mut(place).map(|entry| &mut entry.value)
}

/// A step of a path that a case writes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Hop<'p> {
    /// `.key`
    Key(&'p str),
    /// `[3]`, or `[us.tx.chw-core/advocacy]`: the element that says so.
    Element(&'p str),
}

/// Takes a path apart: `covers[us.tx.chw-core/advocacy].hours`.
fn hops(text: &str) -> Option<Vec<Hop<'_>>> {
    let mut hops = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('[') {
            let (element, behind) = inner.split_once(']')?;
            hops.push(Hop::Element(element.trim()));
            rest = match behind.strip_prefix('.') {
                Some(key) if !key.is_empty() => key,
                Some(_) => return None,
                None if behind.is_empty() || behind.starts_with('[') => behind,
                None => return None,
            };
            continue;
        }
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (key, behind) = rest.split_at_checked(end)?;
        if key.is_empty() {
            return None;
        }
        hops.push(Hop::Key(key));
        rest = match behind.strip_prefix('.') {
            Some(next) if next.is_empty() || next.starts_with('[') => return None,
            Some(next) => next,
            None => behind,
        };
    }
    (!hops.is_empty()).then_some(hops)
}

/// Puts a value at a path, and makes the keys on the way.
fn set(target: &mut Tree, text: &str, value: Tree, span: Span, path: &Path) -> Outcome {
    let (way, last) = way(text, span, path)?;
    let here = walk(target, &way, span, path)?;
    match last {
        Hop::Key(key) => match &mut here.node {
            Node::Map(entries) => match value_of(entries, key, span) {
                Some(slot) => *slot = value,
                None => return Err(not_a_map(text, span, path)),
            },
            Node::Plain(_) | Node::Text(_) | Node::List(_) | Node::Hole => return Err(not_a_map(text, span, path)),
        },
        Hop::Element(name) => {
            let (list, index) = element(here, name, span, path)?;
            if let Some(slot) = list.get_mut(index) {
                *slot = value;
            }
        }
    }
    Ok(())
}

/// Removes what stands at a path.
fn remove(target: &mut Tree, text: &str, span: Span, path: &Path) -> Outcome {
    let (way, last) = way(text, span, path)?;
    let here = walk(target, &way, span, path)?;
    match last {
        Hop::Key(key) => match &mut here.node {
            Node::Map(entries) if entries.iter().any(|entry| entry.key == key) => {
                entries.retain(|entry| entry.key != key);
            }
            Node::Map(_) | Node::Plain(_) | Node::Text(_) | Node::List(_) | Node::Hole => {
                let message = format!("nothing stands at `{}`, so nothing can be removed", shorten(text));
                return Err(fault(Code::InvalidValue, span, path, message));
            }
        },
        Hop::Element(name) => {
            let (list, index) = element(here, name, span, path)?;
            list.remove(index);
        }
    }
    Ok(())
}

fn way<'p>(text: &'p str, span: Span, path: &Path) -> Result<(Vec<Hop<'p>>, Hop<'p>), Box<Diagnostic>> {
    let hops = hops(text).and_then(|mut hops| hops.pop().map(|last| (hops, last)));
    hops.ok_or_else(|| {
        let message = format!("`{}` is not a path such as `covers[us.tx.chw-core/advocacy].hours`", shorten(text));
        fault(Code::InvalidValue, span, path, message)
    })
}

fn not_a_map(text: &str, span: Span, path: &Path) -> Box<Diagnostic> {
    let message = format!("the path `{}` leads through something that has no keys", shorten(text));
    fault(Code::InvalidValue, span, path, message)
}

/// Follows a path, making keys that are not there.
fn walk<'t>(target: &'t mut Tree, way: &[Hop<'_>], span: Span, path: &Path) -> Result<&'t mut Tree, Box<Diagnostic>> {
    let mut here = target;
    let mut list_key = "";
    for hop in way {
        match hop {
            Hop::Key(key) => {
                list_key = key;
                if here.is_nothing() {
                    here.node = Node::Map(Vec::new());
                }
                let next = match &mut here.node {
                    Node::Map(entries) => value_of(entries, key, span),
                    Node::Plain(_) | Node::Text(_) | Node::List(_) | Node::Hole => None,
                };
                here = next.ok_or_else(|| not_a_map(key, span, path))?;
            }
            Hop::Element(name) => {
                let (list, index) = element(here, name, span, path)?;
                let next = list.get_mut(index).ok_or_else(|| not_a_map(name, span, path))?;
                name_it(next, list_key);
                here = next;
            }
        }
    }
    if here.is_nothing() {
        here.node = Node::Map(Vec::new());
    }
    Ok(here)
}

/// An entry that is only a word becomes a map, so that more can be said of it.
fn name_it(element: &mut Tree, list_key: &str) {
    let key = match list_key {
        "covers" => "competency",
        "topics" => "topic",
        _ => return,
    };
    if matches!(element.node, Node::Plain(_) | Node::Text(_)) {
        let value = element.clone();
        element.node = Node::Map(vec![Entry { key: key.to_owned(), key_span: value.span, value }]);
    }
}

/// An element of a list: by its number from 0, or the one that is a word or says it under a key of names.
fn element<'t>(
    here: &'t mut Tree,
    name: &str,
    span: Span,
    path: &Path,
) -> Result<(&'t mut Vec<Tree>, usize), Box<Diagnostic>> {
    const NAMES: [&str; 6] = ["competency", "id", "topic", "mode", "place", "grant"];
    let Node::List(list) = &mut here.node else {
        let message = format!("`[{}]` needs a list", shorten(name));
        return Err(fault(Code::InvalidValue, span, path, message));
    };
    let says = |tree: &Tree| match &tree.node {
        Node::Plain(text) | Node::Text(text) => text == name,
        Node::Map(_) => NAMES.iter().any(|key| tree.get(key).and_then(scalar) == Some(name)),
        Node::List(_) | Node::Hole => false,
    };
    let number = name.parse::<usize>().ok().filter(|index| *index < list.len());
    let Some(index) = list.iter().position(says).or(number) else {
        let names = list
            .iter()
            .filter_map(|tree| scalar(tree).or_else(|| NAMES.iter().find_map(|key| tree.get(key).and_then(scalar))));
        let message = format!("no element `{}` in this list", shorten(name));
        let diagnostic = Diagnostic::new(Code::InvalidValue, message).at(span, "");
        let near = nearest(name, names);
        let help = near.map(|near| format!("did you mean `[{near}]`?"));
        let diagnostic = match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        };
        return Err(Box::new(diagnostic.in_path(path.to_string())));
    };
    Ok((list, index))
}

/// The tree as JSON, the same for the same values.
fn json(tree: &Tree) -> String {
    let mut text = String::new();
    write_json(tree, &mut text);
    text.push('\n');
    text
}

fn write_json(tree: &Tree, text: &mut String) {
    match &tree.node {
        Node::Hole => text.push_str("null"),
        Node::Plain(word) if is_null(word) => text.push_str("null"),
        Node::Plain(word) if matches!(word.as_str(), "true" | "false") => text.push_str(word),
        Node::Plain(word) if is_json_number(word) => text.push_str(word),
        Node::Plain(word) | Node::Text(word) => text.push_str(&serde_json::Value::from(word.as_str()).to_string()),
        Node::List(list) => {
            text.push('[');
            for (index, element) in list.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_json(element, text);
            }
            text.push(']');
        }
        Node::Map(entries) => {
            text.push('{');
            for (index, entry) in entries.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                text.push_str(&serde_json::Value::from(entry.key.as_str()).to_string());
                text.push(':');
                write_json(&entry.value, text);
            }
            text.push('}');
        }
    }
}

/// Whether a number of YAML is one of JSON: no leading zeros or plus sign.
fn is_json_number(word: &str) -> bool {
    is_number(word) && serde_json::from_str::<serde_json::Number>(word).is_ok()
}
