//! Paths into a document (`evidence[3].hours.practice`), and the places where they stand in its text.

use std::fmt;

use super::tree::{self, Node, Tree};
use crate::source::{FileId, Span};

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into the value of a key.
    Key(String),
    /// Into an element of a list, from 0.
    Index(usize),
}

/// A path from the top of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Path(Vec<Step>);

impl Path {
    /// The top.
    #[must_use]
    pub const fn top() -> Self {
        Self(Vec::new())
    }

    /// Made of steps.
    #[must_use]
    pub const fn of(steps: Vec<Step>) -> Self {
        Self(steps)
    }

    /// One step into a key.
    #[must_use]
    pub fn key(&self, key: impl Into<String>) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Key(key.into()));
        Self(steps)
    }

    /// One step into an element.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Index(index));
        Self(steps)
    }

    /// Its steps.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The path without its last step, and that step; none at the top.
    #[must_use]
    pub fn split(&self) -> Option<(Self, &Step)> {
        self.0.split_last().map(|(last, rest)| (Self(rest.to_vec()), last))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) if place == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
            }
        }
        Ok(())
    }
}

/// A path while a document is walked: it costs nothing until something is wrong.
#[derive(Debug, Clone, Copy)]
pub enum At<'a> {
    /// The top.
    Top,
    /// Into the value of a key.
    Key(&'a At<'a>, &'a str),
    /// Into an element of a list, from 0.
    Index(&'a At<'a>, usize),
}

impl At<'_> {
    /// One step into a key.
    #[must_use]
    pub const fn key<'b>(&'b self, key: &'b str) -> At<'b> {
        At::Key(self, key)
    }

    /// One step into an element.
    #[must_use]
    pub const fn index(&self, index: usize) -> At<'_> {
        At::Index(self, index)
    }

    /// The path itself.
    #[must_use]
    pub fn path(&self) -> Path {
        let mut steps = Vec::new();
        let mut here = self;
        loop {
            here = match here {
                At::Top => break,
                At::Key(above, key) => {
                    steps.push(Step::Key((*key).to_owned()));
                    above
                }
                At::Index(above, index) => {
                    steps.push(Step::Index(*index));
                    above
                }
            };
        }
        steps.reverse();
        Path(steps)
    }
}

/// Which part of an entry is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Its key.
    Key,
    /// Its value.
    Value,
}

/// Where the parts of a document stand. The text is only walked once somebody asks.
#[derive(Debug)]
pub struct Places<'a> {
    file: FileId,
    source: Source<'a>,
}

#[derive(Debug)]
enum Source<'a> {
    Text { text: &'a str, index: usize, tree: std::cell::OnceCell<Option<Tree>> },
    Tree(&'a Tree),
}

impl<'a> Places<'a> {
    /// Of the document of this number in a text.
    #[must_use]
    pub const fn of_text(file: FileId, text: &'a str, index: usize) -> Self {
        Self { file, source: Source::Text { text, index, tree: std::cell::OnceCell::new() } }
    }

    /// Of a document that is already a tree.
    #[must_use]
    pub(super) const fn of_tree(tree: &'a Tree) -> Self {
        Self { file: tree.span.file, source: Source::Tree(tree) }
    }

    fn tree(&self) -> Option<&Tree> {
        match &self.source {
            Source::Tree(tree) => Some(tree),
            Source::Text { text, index, tree } => {
                tree.get_or_init(|| tree::documents(self.file, text).trees.into_iter().nth(*index)).as_ref()
            }
        }
    }

    /// The place of a path: of its last key or of its value. If there is no such path, the place of the nearest part
    /// above it.
    #[must_use]
    pub fn find(&self, path: &Path, side: Side) -> Span {
        let Some(tree) = self.tree() else { return Span::new(self.file, 0, 0) };
        find(tree, path, side)
    }
}

/// The place of a path in a tree.
pub(super) fn find(tree: &Tree, path: &Path, side: Side) -> Span {
    let mut here = tree;
    let mut key = None;
    for step in path.steps() {
        let (next, next_key) = match (&here.node, step) {
            (Node::Map(entries), Step::Key(key)) => match entries.iter().find(|entry| entry.key == *key) {
                Some(entry) => (&entry.value, Some(entry.key_span)),
                None => return here.head(),
            },
            (Node::List(list), Step::Index(index)) => match list.get(*index) {
                Some(element) => (element, None),
                None => return here.head(),
            },
            (Node::Map(_) | Node::List(_) | Node::Plain(_) | Node::Text(_) | Node::Hole, _) => return here.head(),
        };
        here = next;
        key = next_key;
    }
    match (side, key) {
        (Side::Key, Some(key)) => key,
        (Side::Key, None) | (Side::Value, _) => here.head(),
    }
}
