//! The ways in which a grant can be met: each a list of lines that all hold, with no choice left among them.

use jiff::civil::Date;

use crate::model::framework::Framework;
use crate::model::program::{BindingId, Condition, NodeId, NodeKind};

/// How many ways are told apart. Laws have some dozens; what has more is looked at in part (examples), or without
/// the choices that make it so many (proofs).
const WAYS: usize = 64;

/// A line that holds, or a line of a condition that does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its node.
    pub(super) node: NodeId,
    /// False: the way needs it to fail.
    pub(super) holds: bool,
    /// Blocks around it whose lines divide evidence or are limited together, outermost first.
    pub(super) frames: Vec<NodeId>,
    /// Names bound around it.
    pub(super) names: Vec<BindingId>,
}

/// One way.
#[derive(Debug, Clone, Default)]
pub(super) struct Way {
    /// Its lines, in the order of the file.
    pub(super) lines: Vec<Line>,
    /// Names that stand for an item, outermost first.
    pub(super) names: Vec<BindingId>,
    /// Lines that the framework leaves open.
    pub(super) open: Vec<NodeId>,
}

/// What the ways are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose {
    /// An example on a day: lines out of force then are left out, and not every way need be there.
    Example(Date),
    /// A proof: every record that meets the grant meets the lines of one of the ways. Where that would take too many
    /// ways, lines are left out instead.
    Proof,
}

pub(super) struct Ways<'a> {
    framework: &'a Framework,
    purpose: Purpose,
    frames: Vec<NodeId>,
    names: Vec<BindingId>,
    /// A node that is taken to ask nothing.
    without: &'a dyn Fn(NodeId) -> bool,
}

/// All ways of a node. `without` names nodes that are taken to ask nothing.
pub(super) fn ways(
    framework: &Framework,
    root: NodeId,
    purpose: Purpose,
    without: &dyn Fn(NodeId) -> bool,
) -> Vec<Way> {
    Ways { framework, purpose, frames: Vec::new(), names: Vec::new(), without }.of(root)
}

impl Ways<'_> {
    fn nothing() -> Vec<Way> {
        vec![Way::default()]
    }

    fn of(&mut self, id: NodeId) -> Vec<Way> {
        let Some(node) = self.framework.program.nodes.get(id.index()) else { return Self::nothing() };
        if (self.without)(id) {
            return Self::nothing();
        }
        if let Some(period) = node.in_force {
            match self.purpose {
                Purpose::Example(day) => {
                    if period.lo.is_some_and(|lo| day < lo) || period.hi.is_some_and(|hi| day > hi) {
                        return Self::nothing();
                    }
                }
                Purpose::Proof => return Self::nothing(),
            }
        }
        match &node.kind {
            NodeKind::All(children) => {
                let parts: Vec<Vec<Way>> = self.judged(children).into_iter().map(|child| self.of(child)).collect();
                self.all(parts)
            }
            NodeKind::Any(children) => self.at_least(1, children),
            NodeKind::AtLeast(least, children) => self.at_least(*least as usize, children),
            NodeKind::Named(child) => self.of(*child),
            NodeKind::Choose { condition, then, otherwise } => {
                let fails = self.condition(condition, false);
                let other = otherwise.map_or_else(Self::nothing, |node| self.of(node));
                let mut found = self.all(vec![fails, other]);
                let holds = self.condition(condition, true);
                let then = self.of(*then);
                found.extend(self.all(vec![holds, then]));
                self.few(found)
            }
            NodeKind::Guarded { condition, body } => {
                let parts = vec![self.condition(condition, true), self.of(*body)];
                self.all(parts)
            }
            NodeKind::Bind(name, body) => {
                self.names.push(*name);
                let mut found = self.of(*body);
                self.names.pop();
                for way in &mut found {
                    way.names.insert(0, *name);
                }
                found
            }
            NodeKind::Joint(_, body) => {
                self.frames.push(id);
                let found = self.of(*body);
                self.frames.pop();
                found
            }
            NodeKind::Open => vec![Way { open: vec![id], ..Way::default() }],
            NodeKind::Claim(_)
            | NodeKind::Share { .. }
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Judged { .. } => self.line(id, true),
        }
    }

    fn line(&self, node: NodeId, holds: bool) -> Vec<Way> {
        let line = Line { node, holds, frames: self.frames.clone(), names: self.names.clone() };
        vec![Way { lines: vec![line], ..Way::default() }]
    }

    /// The children that are judged.
    fn judged(&self, children: &[NodeId]) -> Vec<NodeId> {
        let note = |id: &NodeId| {
            let node = self.framework.program.nodes.get(id.index())?;
            self.framework.notes.get(node.note as usize)
        };
        children.iter().copied().filter(|id| !note(id).is_some_and(|note| note.advisory)).collect()
    }

    /// Every part at once.
    fn all(&self, parts: Vec<Vec<Way>>) -> Vec<Way> {
        let mut found = Self::nothing();
        for part in parts {
            if matches!(self.purpose, Purpose::Proof) && found.len() * part.len() > WAYS {
                // One way of this part holds, whichever: it is left out, which asks less.
                continue;
            }
            found = found.iter().flat_map(|way| part.iter().map(move |other| way.with(other))).take(WAYS).collect();
        }
        found
    }

    /// No more ways than are told apart.
    fn few(&self, mut found: Vec<Way>) -> Vec<Way> {
        if found.len() > WAYS {
            match self.purpose {
                Purpose::Example(_) => found.truncate(WAYS),
                Purpose::Proof => return Self::nothing(),
            }
        }
        found
    }

    fn at_least(&mut self, least: usize, children: &[NodeId]) -> Vec<Way> {
        let children = self.judged(children);
        if least == 0 {
            return Self::nothing();
        }
        // Where a child may be out of force, fewer are asked than stand there.
        let uncertain = children
            .iter()
            .any(|id| self.framework.program.nodes.get(id.index()).is_some_and(|node| node.in_force.is_some()));
        if uncertain && matches!(self.purpose, Purpose::Proof) {
            return Self::nothing();
        }
        let ways: Vec<Vec<Way>> = children.iter().map(|child| self.of(*child)).collect();
        if least == 1 {
            let mut found: Vec<Way> = ways.into_iter().flatten().collect();
            found.sort_by_key(|way| way.open.len());
            return self.few(found);
        }
        let Some(picks) = choose(ways.len(), least) else {
            return match self.purpose {
                // The first so many.
                Purpose::Example(_) => self.all(ways.into_iter().take(least).collect()),
                Purpose::Proof => Self::nothing(),
            };
        };
        let found = picks.into_iter().flat_map(|pick| {
            let parts = pick.iter().filter_map(|index| ways.get(*index).cloned()).collect();
            self.all(parts)
        });
        let found = found.collect();
        self.few(found)
    }

    fn condition(&mut self, condition: &Condition, holds: bool) -> Vec<Way> {
        match condition {
            Condition::Not(one) => self.condition(one, !holds),
            Condition::And(list) | Condition::Or(list) => {
                let parts: Vec<Vec<Way>> = list.iter().map(|one| self.condition(one, holds)).collect();
                if matches!(condition, Condition::And(_)) == holds {
                    self.all(parts)
                } else {
                    let found = parts.into_iter().flatten().collect();
                    self.few(found)
                }
            }
            Condition::Node(id) if holds => self.of(*id),
            Condition::Node(id) => self.fails(*id),
        }
    }

    fn fails(&mut self, id: NodeId) -> Vec<Way> {
        let unknown = || match self.purpose {
            Purpose::Example(_) => Vec::new(),
            Purpose::Proof => Self::nothing(),
        };
        let Some(node) = self.framework.program.nodes.get(id.index()) else { return unknown() };
        if (self.without)(id) {
            return Self::nothing();
        }
        if node.in_force.is_some() {
            return unknown();
        }
        match &node.kind {
            NodeKind::Named(child) => self.fails(*child),
            NodeKind::Any(children) => {
                let parts = self.judged(children).into_iter().map(|child| self.fails(child)).collect();
                self.all(parts)
            }
            NodeKind::All(children) => {
                let found = self.judged(children).into_iter().flat_map(|child| self.fails(child)).collect();
                self.few(found)
            }
            NodeKind::Claim(_)
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..) => self.line(id, false),
            NodeKind::AtLeast(..)
            | NodeKind::Choose { .. }
            | NodeKind::Guarded { .. }
            | NodeKind::Bind(..)
            | NodeKind::Joint(..)
            | NodeKind::Share { .. }
            | NodeKind::Judged { .. }
            | NodeKind::Open => unknown(),
        }
    }
}

impl Way {
    fn with(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.lines.extend(other.lines.iter().cloned());
        both.names.extend(other.names.iter().copied());
        both.open.extend(&other.open);
        both
    }
}

/// All choices of so many out of so many, if they are not too many.
fn choose(of: usize, so_many: usize) -> Option<Vec<Vec<usize>>> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..so_many {
        found = found
            .iter()
            .flat_map(|pick| {
                let next = pick.last().map_or(0, |last| last + 1);
                (next..of).map(move |index| pick.iter().copied().chain([index]).collect())
            })
            .take(WAYS * WAYS)
            .collect();
        if found.len() >= WAYS * WAYS {
            return None;
        }
    }
    (found.len() <= WAYS).then_some(found)
}
