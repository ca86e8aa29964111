//! Definitions, values and standards that refer to themselves. Rules written with them would have no end.

use std::collections::BTreeMap;

use crate::check::graph;
use crate::check::names::Names;
use crate::check::walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{
    DateExpr, DateExprKind, Name, Predicate, PredicateKind, Selection, SelectionHead, StatementKind, ValueKind,
    WindowKind,
};

/// Something that may refer to others of its sort.
struct Node<'n> {
    path: &'n str,
    span: Span,
    refers_to: Vec<String>,
}

/// Reports circles; true if there are none.
pub(crate) fn check(names: &Names<'_>) -> bool {
    let selections: Vec<Node<'_>> = names
        .selections
        .iter()
        .map(|(path, (selection, span))| {
            let mut found = Vec::new();
            self::selection(selection, &mut found);
            node(names, path, *span, &found)
        })
        .collect();
    let values: Vec<Node<'_>> = names
        .values
        .iter()
        .map(|(path, (values, span))| {
            let named = values.iter().filter_map(|value| match &value.value.kind {
                ValueKind::Path(path) => Some(names.qualify(path, value.value.span)),
                ValueKind::Quantity(_)
                | ValueKind::Date(_)
                | ValueKind::Text(_)
                | ValueKind::Yes
                | ValueKind::No
                | ValueKind::None
                | ValueKind::Unknown => None,
            });
            Node { path, span: *span, refers_to: named.collect() }
        })
        .collect();
    let standards: Vec<Node<'_>> = names
        .standards
        .iter()
        .map(|(path, standard)| {
            let mut found = Vec::new();
            walk::statements(standard.block, &mut |statement| {
                if let StatementKind::Meets { standard, .. } = &statement.kind {
                    found.push(standard);
                }
            });
            node(names, path, standard.span, &found)
        })
        .collect();
    let sound = [
        circles(names, &selections, "is defined by itself"),
        circles(names, &values, "is defined by itself"),
        circles(names, &standards, "asks for itself"),
    ];
    sound.into_iter().all(|sound| sound)
}

fn node<'n>(names: &Names<'_>, path: &'n str, span: Span, found: &[&Name]) -> Node<'n> {
    Node { path, span, refers_to: found.iter().map(|name| names.qualify(&name.value, name.span)).collect() }
}

fn circles(names: &Names<'_>, nodes: &[Node<'_>], says: &str) -> bool {
    let by_path: BTreeMap<&str, usize> = nodes.iter().enumerate().map(|(index, node)| (node.path, index)).collect();
    let edges: Vec<Vec<usize>> = nodes
        .iter()
        .map(|node| node.refers_to.iter().filter_map(|path| by_path.get(path.as_str()).copied()).collect())
        .collect();
    let sorted = graph::sort(&edges);
    for circle in &sorted.circles {
        let mut way = circle.iter().filter_map(|index| nodes.get(*index));
        let Some(first) = way.next() else { continue };
        let rest: Vec<&str> = way.map(|node| node.path).collect();
        let message = graph::message(first.path, says, &rest);
        names.report(Diagnostic::new(Code::Cycle, message).at(first.span, "in a circle"));
    }
    sorted.circles.is_empty()
}

/// The names that a selection is made of.
fn selection<'a>(selection: &'a Selection, found: &mut Vec<&'a Name>) {
    match &selection.head {
        SelectionHead::Named(name) => found.push(name),
        SelectionHead::AnyOf(parts) => parts.iter().for_each(|part| self::selection(part, found)),
    }
    for window in &selection.windows {
        match &window.kind {
            WindowKind::Within(_, _, day)
            | WindowKind::Before(day)
            | WindowKind::After(day)
            | WindowKind::From(day)
            | WindowKind::Until(day) => date(day, found),
            WindowKind::Between(first, last) => {
                date(first, found);
                date(last, found);
            }
            WindowKind::During(_) | WindowKind::EachOfLast(..) | WindowKind::Wholly | WindowKind::ProRata => {}
        }
    }
    if let Some(predicate) = &selection.predicate {
        self::predicate(predicate, found);
    }
}

fn date<'a>(day: &'a DateExpr, found: &mut Vec<&'a Name>) {
    match &day.kind {
        DateExprKind::Pick(_, _, inner) => selection(inner, found),
        DateExprKind::Offset(_, _, of) | DateExprKind::Edge { of, .. } | DateExprKind::Next { after: of, .. } => {
            date(of, found);
        }
        DateExprKind::Earlier(one, other) | DateExprKind::Later(one, other) => {
            date(one, found);
            date(other, found);
        }
        DateExprKind::Date(_)
        | DateExprKind::Application
        | DateExprKind::Assessment
        | DateExprKind::Birth
        | DateExprKind::Fact(_)
        | DateExprKind::Event(_) => {}
    }
}

fn predicate<'a>(predicate: &'a Predicate, found: &mut Vec<&'a Name>) {
    match &predicate.kind {
        PredicateKind::And(parts) | PredicateKind::Or(parts) => {
            parts.iter().for_each(|part| self::predicate(part, found));
        }
        PredicateKind::Not(inner) => self::predicate(inner, found),
        PredicateKind::CompareDate(_, _, day) | PredicateKind::Within(_, _, _, day) => date(day, found),
        PredicateKind::Current(day) => day.iter().for_each(|day| date(day, found)),
        PredicateKind::Compare(..) | PredicateKind::In(..) | PredicateKind::Flag(_) | PredicateKind::PartOf(_) => {}
    }
}
