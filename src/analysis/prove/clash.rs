//! Lines that no record satisfies together, and lines that others imply.

use std::collections::BTreeSet;

use super::branches::{Line, Purpose, Way, ways};
use super::evidence::Evidence;
use super::scalars::{calendar, facts_clash};
use crate::model::framework::{Framework, Grant};
use crate::model::program::{NodeId, NodeKind};
use crate::model::text::Citation;

/// Whether no record satisfies all of these lines.
fn impossible(framework: &Framework, lines: &[Line]) -> bool {
    if facts_clash(framework, lines) {
        return true;
    }
    let calendar = calendar(framework, lines);
    !calendar.clone().settle() || Evidence::new(framework, &calendar).clashes(lines)
}

/// Whether a way is closed to everybody.
fn closed(framework: &Framework, way: &Way) -> bool {
    // A name that stands twice would be read as one item.
    let names: BTreeSet<_> = way.names.iter().collect();
    names.len() == way.names.len() && impossible(framework, &way.lines)
}

/// Whether nobody can meet a node.
fn nobody(framework: &Framework, root: NodeId, without: &dyn Fn(NodeId) -> bool) -> bool {
    ways(framework, root, Purpose::Proof, without).iter().all(|way| closed(framework, way))
}

/// Lines under a node that are judged, conditions left out.
pub(super) fn lines_under(framework: &Framework, root: NodeId) -> Vec<NodeId> {
    let mut found = Vec::new();
    gather(framework, root, &mut found);
    let mut seen = BTreeSet::new();
    found.retain(|id| seen.insert(*id));
    found
}

fn gather(framework: &Framework, id: NodeId, found: &mut Vec<NodeId>) {
    let Some(node) = framework.program.nodes.get(id.index()) else { return };
    if framework.notes.get(node.note as usize).is_some_and(|note| note.advisory) {
        return;
    }
    match &node.kind {
        NodeKind::All(children) | NodeKind::Any(children) | NodeKind::AtLeast(_, children) => {
            for child in children {
                gather(framework, *child, found);
            }
        }
        NodeKind::Choose { then, otherwise, .. } => {
            gather(framework, *then, found);
            if let Some(otherwise) = otherwise {
                gather(framework, *otherwise, found);
            }
        }
        NodeKind::Named(body) | NodeKind::Bind(_, body) | NodeKind::Joint(_, body) | NodeKind::Guarded { body, .. } => {
            gather(framework, *body, found)
        }
        NodeKind::Claim(_)
        | NodeKind::Share { .. }
        | NodeKind::Fact(..)
        | NodeKind::Age { .. }
        | NodeKind::Resident { .. }
        | NodeKind::Since { .. }
        | NodeKind::DateOrder(..) => found.push(id),
        NodeKind::Judged { .. } | NodeKind::Open => {}
    }
}

/// A line by itself.
fn alone(node: NodeId) -> Line {
    Line { node, holds: true, frames: Vec::new(), names: Vec::new() }
}

/// Lines of a grant that nobody can satisfy, each by itself.
pub(super) fn never(framework: &Framework, grant: &Grant) -> Vec<NodeId> {
    lines_under(framework, grant.root).into_iter().filter(|id| impossible(framework, &[alone(*id)])).collect()
}

/// The smallest set of lines for which nobody can meet a grant; none if that is not proven. Without any one of them it
/// is no longer proven.
pub(super) fn clash(framework: &Framework, grant: &Grant) -> Option<Vec<NodeId>> {
    if !nobody(framework, grant.root, &|_| false) {
        return None;
    }
    let mut kept: Vec<NodeId> = all_lines(framework, grant.root);
    let mut size = kept.len().div_ceil(2).max(1);
    loop {
        let mut at = 0;
        while at < kept.len() {
            let left: Vec<NodeId> = kept
                .iter()
                .enumerate()
                .filter(|(index, _)| *index < at || *index >= at + size)
                .map(|(_, id)| *id)
                .collect();
            if nobody(framework, grant.root, &|id| is_line(framework, id) && !left.contains(&id)) {
                kept = left;
            } else {
                at += size;
            }
        }
        if size == 1 {
            return Some(kept);
        }
        size = size.div_ceil(2);
    }
}

/// All lines of a grant, those of conditions as well, in the order of the file.
fn all_lines(framework: &Framework, root: NodeId) -> Vec<NodeId> {
    let found = ways(framework, root, Purpose::Proof, &|_| false);
    let mut lines: Vec<NodeId> = found.into_iter().flat_map(|way| way.lines).map(|line| line.node).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

fn is_line(framework: &Framework, id: NodeId) -> bool {
    framework.program.nodes.get(id.index()).is_some_and(|node| match node.kind {
        NodeKind::Claim(_)
        | NodeKind::Share { .. }
        | NodeKind::Fact(..)
        | NodeKind::Age { .. }
        | NodeKind::Resident { .. }
        | NodeKind::Since { .. }
        | NodeKind::DateOrder(..)
        | NodeKind::Judged { .. } => true,
        NodeKind::All(_)
        | NodeKind::Any(_)
        | NodeKind::AtLeast(..)
        | NodeKind::Choose { .. }
        | NodeKind::Guarded { .. }
        | NodeKind::Bind(..)
        | NodeKind::Named(_)
        | NodeKind::Joint(..)
        | NodeKind::Open => false,
    })
}

/// How many lines are tried as the reason of another: more do not stand in one block.
const REASONS: usize = 12;

/// Lines of a grant that others imply, each with the fewest that do.
pub(super) fn implied(framework: &Framework, grant: &Grant) -> Vec<(NodeId, Vec<NodeId>)> {
    let all = ways(framework, grant.root, Purpose::Proof, &|_| false);
    let cited = citations(framework, grant);
    let mut found: Vec<(NodeId, Vec<NodeId>)> = Vec::new();
    for node in lines_under(framework, grant.root) {
        let with: Vec<&Way> = all.iter().filter(|way| way.lines.iter().any(|line| line.node == node)).collect();
        let Some(line) = with.first().and_then(|way| way.lines.iter().find(|line| line.node == node)) else { continue };
        // Lines that other articles ask for restate; that is the law's affair.
        let alike = |other: &NodeId| cited_alike(&cited, node, *other);
        let gone: Vec<NodeId> = found.iter().map(|(node, _)| *node).collect();
        let related = |other: &&Line| {
            other.node != node
                && other.holds
                && !gone.contains(&other.node)
                && alike(&other.node)
                && same_sort(framework, node, other.node)
        };
        let reasons: BTreeSet<NodeId> =
            with.iter().flat_map(|way| way.lines.iter().filter(related)).map(|line| line.node).collect();
        if reasons.is_empty() || reasons.len() > REASONS {
            continue;
        }
        let mut kept: Vec<NodeId> = reasons.into_iter().collect();
        // In every way that has the line, these lines imply it; a way that is closed anyway says nothing.
        let holds = |kept: &[NodeId]| {
            with.iter().all(|way| {
                let lines: Vec<Line> = way.lines.iter().filter(|line| kept.contains(&line.node)).cloned().collect();
                !lines.is_empty() && implies(framework, &lines, line)
            })
        };
        if !holds(&kept) {
            continue;
        }
        let live = with.iter().any(|way| {
            let lines: Vec<Line> = way.lines.iter().filter(|line| kept.contains(&line.node)).cloned().collect();
            !impossible(framework, &lines)
        });
        if !live {
            continue;
        }
        let mut at = 0;
        while at < kept.len() {
            let mut fewer = kept.clone();
            fewer.remove(at);
            if holds(&fewer) {
                kept = fewer;
            } else {
                at += 1;
            }
        }
        found.push((node, kept));
    }
    found
}

/// Whether every record that satisfies these lines satisfies another.
fn implies(framework: &Framework, lines: &[Line], other: &Line) -> bool {
    let node = framework.program.nodes.get(other.node.index()).map(|node| &node.kind);
    match node {
        Some(NodeKind::Claim(_)) => {
            let calendar = calendar(framework, lines);
            Evidence::new(framework, &calendar).implies(lines, other)
        }
        Some(NodeKind::Fact(..) | NodeKind::Age { .. } | NodeKind::Since { .. } | NodeKind::DateOrder(..)) => {
            let mut all = lines.to_vec();
            all.push(Line { holds: false, ..other.clone() });
            facts_clash(framework, &all) || !calendar(framework, &all).settle()
        }
        Some(NodeKind::Resident { place, from, to }) => lines.iter().any(|line| {
            let known = framework.program.nodes.get(line.node.index()).map(|node| &node.kind);
            matches!(known, Some(NodeKind::Resident { place: here, from: since, to: until })
                if place.contains(here) && from == since && to == until)
        }),
        Some(
            NodeKind::All(_)
            | NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Choose { .. }
            | NodeKind::Guarded { .. }
            | NodeKind::Bind(..)
            | NodeKind::Named(_)
            | NodeKind::Joint(..)
            | NodeKind::Share { .. }
            | NodeKind::Judged { .. }
            | NodeKind::Open,
        )
        | None => false,
    }
}

/// Whether one line can be a reason of another: both ask for evidence of a kind, or speak of one fact or of days.
fn same_sort(framework: &Framework, one: NodeId, other: NodeId) -> bool {
    let kind = |id: NodeId| framework.program.nodes.get(id.index()).map(|node| &node.kind);
    match (kind(one), kind(other)) {
        (Some(NodeKind::Claim(one)), Some(NodeKind::Claim(other))) => {
            let kinds = |selection: crate::model::program::SelectionId| {
                let known = framework.program.selections.get_index(selection.index());
                known.map_or(0, |known| known.alternatives.iter().fold(0, |all, one| all | one.kinds.0))
            };
            std::mem::discriminant(&one.measure) == std::mem::discriminant(&other.measure)
                && kinds(one.selection) & kinds(other.selection) != 0
        }
        (Some(NodeKind::Fact(one, _)), Some(NodeKind::Fact(other, _))) => one == other,
        (Some(NodeKind::Resident { .. }), Some(NodeKind::Resident { .. }))
        | (
            Some(NodeKind::Age { .. } | NodeKind::Since { .. } | NodeKind::DateOrder(..)),
            Some(NodeKind::Age { .. } | NodeKind::Since { .. } | NodeKind::DateOrder(..)),
        ) => true,
        (Some(_) | None, Some(_) | None) => false,
    }
}

// ---- citations ----

/// The citations that hold for each line: its own, else those of what it stands in.
pub(super) fn citations(framework: &Framework, grant: &Grant) -> Vec<(NodeId, Vec<Citation>)> {
    let mut found = Vec::new();
    cite(framework, grant.root, &grant.cite, &mut found);
    found
}

fn cite(framework: &Framework, id: NodeId, around: &[Citation], found: &mut Vec<(NodeId, Vec<Citation>)>) {
    let Some(node) = framework.program.nodes.get(id.index()) else { return };
    let own = framework.notes.get(node.note as usize).map(|note| note.cite.as_slice()).unwrap_or_default();
    let here = if own.is_empty() { around } else { own };
    match &node.kind {
        NodeKind::All(children) | NodeKind::Any(children) | NodeKind::AtLeast(_, children) => {
            for child in children {
                cite(framework, *child, here, found);
            }
        }
        NodeKind::Choose { then, otherwise, .. } => {
            cite(framework, *then, here, found);
            if let Some(otherwise) = otherwise {
                cite(framework, *otherwise, here, found);
            }
        }
        NodeKind::Named(body) | NodeKind::Bind(_, body) | NodeKind::Joint(_, body) | NodeKind::Guarded { body, .. } => {
            cite(framework, *body, here, found)
        }
        NodeKind::Claim(_)
        | NodeKind::Share { .. }
        | NodeKind::Fact(..)
        | NodeKind::Age { .. }
        | NodeKind::Resident { .. }
        | NodeKind::Since { .. }
        | NodeKind::DateOrder(..)
        | NodeKind::Judged { .. }
        | NodeKind::Open => found.push((id, here.to_vec())),
    }
}

fn cited_alike(cited: &[(NodeId, Vec<Citation>)], one: NodeId, other: NodeId) -> bool {
    let of = |node: NodeId| cited.iter().find(|(known, _)| *known == node).map(|(_, cite)| cite);
    of(one).is_some() && of(one) == of(other)
}
