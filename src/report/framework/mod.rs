//! A framework for people and for programs: what it asks, what its holders may do, and on which sources it rests.

mod json;
mod text;

pub use json::{SCHEMA, json};
pub use text::text;

use crate::model::framework::{Framework, Grant};
use crate::model::program::{NodeId, NodeKind, Note, NoteKind};
use crate::model::text::Texts;

/// One line of the rules with those below it; copies of a `for each` are one line.
#[derive(Debug)]
struct Line<'a> {
    note: &'a Note,
    /// It holds if the condition above does not.
    otherwise: bool,
    /// For whom it is said again and again: labels of members.
    members: Vec<&'a Texts>,
    children: Vec<Line<'a>>,
}

/// The lines below a node, each copy of a loop but the first left out.
fn lines<'a>(framework: &'a Framework, id: NodeId, depth: usize) -> Vec<Line<'a>> {
    /// The checker lets nothing nest so deeply.
    const DEPTH: usize = 256;
    let Some(node) = framework.program.nodes.get(id.index()).filter(|_| depth < DEPTH) else { return Vec::new() };
    let Some(note) = framework.notes.get(usize::try_from(node.note).unwrap_or_default()) else { return Vec::new() };
    let below: Vec<NodeId> = match &node.kind {
        NodeKind::All(children) | NodeKind::Any(children) | NodeKind::AtLeast(_, children) => children.clone(),
        NodeKind::Choose { then, otherwise, .. } => std::iter::once(*then).chain(*otherwise).collect(),
        NodeKind::Guarded { body, .. } | NodeKind::Bind(_, body) | NodeKind::Named(body) => vec![*body],
        NodeKind::Claim(_)
        | NodeKind::Share { .. }
        | NodeKind::Fact(..)
        | NodeKind::Age { .. }
        | NodeKind::Resident { .. }
        | NodeKind::Since { .. }
        | NodeKind::DateOrder(..)
        | NodeKind::Judged { .. }
        | NodeKind::Open => Vec::new(),
    };
    let mut members = Vec::new();
    let mut children: Vec<Line<'a>> = Vec::new();
    for (index, child) in below.into_iter().enumerate() {
        let otherwise = index > 0 && matches!(node.kind, NodeKind::Choose { .. });
        for mut line in lines(framework, child, depth + 1) {
            if line.note.kind == NoteKind::Member {
                if members.is_empty() {
                    children.extend(line.children);
                }
                members.push(&line.note.text);
            } else {
                line.otherwise |= otherwise;
                children.push(line);
            }
        }
    }
    if matches!(node.kind, NodeKind::Bind(..)) {
        // What follows a `let` stands beside it, as in the file.
        let head = Line { note, otherwise: false, members, children: Vec::new() };
        return std::iter::once(head).chain(children).collect();
    }
    let silent = node.note == 0 || (note.kind == NoteKind::Line && note.line.is_empty() && note.text.is_empty());
    if silent && members.is_empty() { children } else { vec![Line { note, otherwise: false, members, children }] }
}

/// The lines of a grant.
fn lines_of<'a>(framework: &'a Framework, grant: &Grant) -> Vec<Line<'a>> {
    let below = lines(framework, grant.root, 0);
    let is_root = |line: &Line<'_>| line.note.kind == NoteKind::Grant;
    below.into_iter().flat_map(|line| if is_root(&line) { line.children } else { vec![line] }).collect()
}
