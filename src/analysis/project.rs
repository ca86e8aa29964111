//! What of the rules is for a curriculum to give, and what is left to the individual.
//!
//! The rules are copied, and lines that no module can influence are made neutral, so that the ordinary evaluator judges
//! the rest (`docs/semantics.md`, section 15).

use std::collections::BTreeMap;

use crate::eval::Part;
use crate::model::date::Truth;
use crate::model::framework::Framework;
use crate::model::program::{BindingId, Claim, Condition, NodeId, NodeKind, NoteKind, SelectionId};
use crate::model::vocabulary::{Kind, Kinds};

/// Whose matter a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Matter {
    /// The curriculum decides it.
    Curriculum,
    /// No module has any influence on it.
    Individual,
    /// Some of it is for the curriculum, some for the individual.
    Mixed,
    /// It does not apply on the governing date, or on no graduate's.
    Absent,
}

/// Rules in which what is left to the individual is neutral.
#[derive(Debug)]
pub(crate) struct Projection {
    /// The rules.
    pub(crate) framework: Framework,
    /// Whose matter each line is that was looked at.
    pub(crate) matter: BTreeMap<NodeId, Matter>,
    /// Ways of a choice that were set aside, because the curriculum has ways of its own: under the choice.
    pub(crate) aside: BTreeMap<NodeId, Vec<NodeId>>,
    /// Names that stand for the programme, whatever is chosen, below the line that binds them.
    pub(crate) names: BTreeMap<NodeId, Vec<(BindingId, usize)>>,
}

impl Projection {
    /// The rules as they are: nothing is left aside.
    pub(crate) fn whole(framework: &Framework) -> Self {
        Self { framework: framework.clone(), matter: BTreeMap::new(), aside: BTreeMap::new(), names: BTreeMap::new() }
    }
}

/// Looks at the rules line by line.
pub(crate) struct Projector<'a, 'p> {
    /// The record of somebody who took all modules.
    pub(crate) part: &'p mut Part<'a>,
    /// The rules.
    pub(crate) rules: &'a Framework,
    /// The index of the programme in the record.
    pub(crate) award: usize,
    /// Kinds of which the curriculum has anything.
    pub(crate) given: Kinds,
    edits: BTreeMap<NodeId, NodeKind>,
    matter: BTreeMap<NodeId, Matter>,
    aside: BTreeMap<NodeId, Vec<NodeId>>,
    names: BTreeMap<NodeId, Vec<(BindingId, usize)>>,
    bound: Vec<(BindingId, usize)>,
}

impl<'a, 'p> Projector<'a, 'p> {
    pub(crate) fn new(part: &'p mut Part<'a>, rules: &'a Framework, award: usize, given: Kinds) -> Self {
        Self {
            part,
            rules,
            award,
            given,
            edits: BTreeMap::new(),
            matter: BTreeMap::new(),
            aside: BTreeMap::new(),
            names: BTreeMap::new(),
            bound: Vec::new(),
        }
    }

    /// Makes neutral, below a line, what is left to the individual.
    pub(crate) fn project(mut self, root: NodeId, bound: Vec<(BindingId, usize)>) -> Projection {
        self.part.bind(&bound);
        self.bound = bound;
        self.look(root);
        let mut framework = self.rules.clone();
        let nodes = &mut framework.program.nodes;
        // A choice without ways never holds; what asks for nothing under a condition that fails is neutral.
        let never = NodeId::from_index(nodes.len());
        if let Some(node) = nodes.get(root.index()).cloned() {
            let note = 0;
            nodes.push(crate::model::program::Node { kind: NodeKind::Any(Vec::new()), in_force: None, note, ..node });
        }
        let neutral = || NodeKind::Choose { condition: Condition::Node(never), then: never, otherwise: None };
        for (id, matter) in &self.matter {
            if *matter == Matter::Individual
                && *id != root
                && let Some(node) = nodes.get_mut(id.index())
            {
                node.kind = neutral();
            }
        }
        for (id, kind) in self.edits {
            if self.matter.get(&id) != Some(&Matter::Individual)
                && let Some(node) = nodes.get_mut(id.index())
            {
                node.kind = kind;
            }
        }
        Projection { framework, matter: self.matter, aside: self.aside, names: self.names }
    }

    fn look(&mut self, id: NodeId) -> Matter {
        let rules = self.rules;
        let Some(node) = rules.program.nodes.get(id.index()) else { return Matter::Absent };
        let matter = if self.part.in_force(id) == Truth::False { Matter::Absent } else { self.kind(id, &node.kind) };
        self.names.insert(id, self.bound.clone());
        self.matter.insert(id, matter);
        matter
    }

    fn kind(&mut self, id: NodeId, kind: &NodeKind) -> Matter {
        match kind {
            NodeKind::All(children) => {
                let mut all = Vec::new();
                for child in children {
                    let matter = self.look(*child);
                    if !self.advisory(*child) {
                        all.push(matter);
                    }
                }
                join(&all)
            }
            NodeKind::Any(children) => self.choice(id, 1, children),
            NodeKind::AtLeast(least, children) => self.choice(id, *least, children),
            NodeKind::Named(child) | NodeKind::Joint(_, child) => self.look(*child),
            NodeKind::Guarded { condition, body } => {
                let guard = self.condition(condition);
                let body_matter = self.look(*body);
                match (guard, body_matter) {
                    // The person must be one to whom the way is open.
                    (Matter::Individual, Matter::Individual) => Matter::Individual,
                    (Matter::Individual, _) => {
                        self.edits.insert(id, NodeKind::Named(*body));
                        Matter::Mixed
                    }
                    (_, Matter::Individual) if self.settled(condition) != Some(false) => Matter::Individual,
                    (_, Matter::Individual) => Matter::Curriculum,
                    (Matter::Mixed, _) | (_, Matter::Mixed) => Matter::Mixed,
                    (_, _) => Matter::Curriculum,
                }
            }
            NodeKind::Choose { condition, then, otherwise } => self.choose(condition, *then, *otherwise),
            NodeKind::Bind(binding, body) => self.bind(id, *binding, *body),
            NodeKind::Claim(Claim { selection, .. }) => self.evidence(&[*selection]),
            NodeKind::Share { part, whole, .. } => self.evidence(&[*part, *whole]),
            NodeKind::Fact(..) | NodeKind::Age { .. } | NodeKind::Resident { .. } | NodeKind::Judged { .. } => {
                Matter::Individual
            }
            NodeKind::Since { .. } | NodeKind::DateOrder(..) => {
                let (sure, possible, _) = self.part.sides(id);
                if sure == possible { Matter::Curriculum } else { Matter::Individual }
            }
            NodeKind::Open => Matter::Curriculum,
        }
    }

    /// Evidence of kinds that no module is. Of qualifications, the curriculum gives only its own.
    fn evidence(&mut self, selections: &[SelectionId]) -> Matter {
        let kinds = selections.iter().fold(Kinds::default(), |kinds, id| kinds.union(self.part.kinds(*id)));
        let mut common = self.given.iter().filter(|kind| kinds.has(*kind));
        let matter = match (common.next(), common.next()) {
            (None, _) => false,
            (Some(Kind::Qualification), None) => {
                let award = self.award;
                selections.iter().any(|id| self.part.items(*id).contains(&award))
            }
            (Some(_), _) => true,
        };
        if matter { Matter::Curriculum } else { Matter::Individual }
    }

    /// Of a choice, the ways that are the curriculum's alone decide, if they are enough. Otherwise the person is taken to
    /// go every way that is theirs.
    fn choice(&mut self, id: NodeId, least: u32, children: &[NodeId]) -> Matter {
        let looked: Vec<(NodeId, Matter)> = children.iter().map(|child| (*child, self.look(*child))).collect();
        let ways = |wanted: &[Matter]| -> Vec<NodeId> {
            let of = looked.iter().filter(|(child, matter)| wanted.contains(matter) && !self.advisory(*child));
            of.map(|(child, _)| *child).collect()
        };
        let (own, mixed, theirs) = (ways(&[Matter::Curriculum]), ways(&[Matter::Mixed]), ways(&[Matter::Individual]));
        let count = |list: &[NodeId]| u32::try_from(list.len()).unwrap_or(u32::MAX);
        let remade = |least: u32, ways: Vec<NodeId>| {
            if least == 1 { NodeKind::Any(ways) } else { NodeKind::AtLeast(least, ways) }
        };
        if count(&own) >= least {
            let aside: Vec<NodeId> = ways(&[Matter::Mixed, Matter::Individual]);
            if !aside.is_empty() {
                self.edits.insert(id, remade(least, own));
                self.aside.insert(id, aside);
            }
            return Matter::Curriculum;
        }
        if own.is_empty() && mixed.is_empty() && theirs.is_empty() {
            return Matter::Curriculum;
        }
        if count(&theirs) >= least {
            return Matter::Individual;
        }
        let kept: Vec<NodeId> = ways(&[Matter::Curriculum, Matter::Mixed]);
        let any = !theirs.is_empty() || !mixed.is_empty();
        self.edits.insert(id, remade(least - count(&theirs), kept));
        if any { Matter::Mixed } else { Matter::Curriculum }
    }

    fn choose(&mut self, condition: &Condition, then: NodeId, otherwise: Option<NodeId>) -> Matter {
        let guard = self.condition(condition);
        let then_matter = self.look(then);
        let other = otherwise.map(|node| self.look(node));
        match self.settled(condition).filter(|_| guard == Matter::Curriculum) {
            Some(true) => return then_matter,
            Some(false) => return other.unwrap_or(Matter::Absent),
            None => {}
        }
        let branches = [Some(then_matter), other];
        let mut branches = branches.into_iter().flatten();
        if branches.clone().all(|matter| matches!(matter, Matter::Individual | Matter::Absent)) {
            return Matter::Individual;
        }
        let mixed =
            guard != Matter::Curriculum || branches.any(|matter| matches!(matter, Matter::Individual | Matter::Mixed));
        if mixed { Matter::Mixed } else { Matter::Curriculum }
    }

    fn bind(&mut self, id: NodeId, binding: BindingId, body: NodeId) -> Matter {
        let Some(known) = self.rules.program.bindings.get(binding.0 as usize) else { return Matter::Absent };
        let kinds = self.part.kinds(known.selection);
        let common: Vec<Kind> = self.given.iter().filter(|kind| kinds.has(*kind)).collect();
        if common.is_empty() {
            return Matter::Individual;
        }
        let candidates: Vec<usize> = self.part.candidates(binding).into_iter().map(|(item, _)| item).collect();
        if candidates.is_empty() && common == [Kind::Qualification] {
            let node = self.rules.program.nodes.get(id.index());
            let note = node.and_then(|node| self.rules.notes.get(node.note as usize));
            let standard = note.is_some_and(|note| note.kind == NoteKind::Standard);
            // A programme that is measured is this one; any other qualification is one that the person brings.
            return if standard { Matter::Curriculum } else { Matter::Individual };
        }
        let depth = self.bound.len();
        if candidates == [self.award] {
            self.bound.push((binding, self.award));
        }
        self.part.bind(&self.bound);
        let matter = self.look(body);
        self.bound.truncate(depth);
        self.part.bind(&self.bound);
        matter
    }

    /// Whose matter a condition is.
    fn condition(&mut self, condition: &Condition) -> Matter {
        match condition {
            Condition::And(list) | Condition::Or(list) => {
                let all: Vec<Matter> = list.iter().map(|one| self.condition(one)).collect();
                join(&all)
            }
            Condition::Not(one) => self.condition(one),
            Condition::Node(id) => {
                // A line of a condition is asked as it stands: nothing in it is made neutral.
                let (edits, matter) = (self.edits.clone(), self.matter.clone());
                let answer = self.look(*id);
                (self.edits, self.matter) = (edits, matter);
                answer
            }
        }
    }

    /// What a condition comes to, if it is the same for everybody.
    fn settled(&mut self, condition: &Condition) -> Option<bool> {
        match condition {
            Condition::And(list) => {
                let all: Vec<Option<bool>> = list.iter().map(|one| self.settled(one)).collect();
                if all.contains(&Some(false)) {
                    Some(false)
                } else {
                    all.iter().all(|one| *one == Some(true)).then_some(true)
                }
            }
            Condition::Or(list) => {
                let all: Vec<Option<bool>> = list.iter().map(|one| self.settled(one)).collect();
                if all.contains(&Some(true)) {
                    Some(true)
                } else {
                    all.iter().all(|one| *one == Some(false)).then_some(false)
                }
            }
            Condition::Not(one) => self.settled(one).map(|holds| !holds),
            Condition::Node(id) => {
                let kind = self.rules.program.nodes.get(id.index()).map(|node| &node.kind);
                let dates = matches!(kind, Some(NodeKind::DateOrder(..) | NodeKind::Since { .. }));
                let (sure, possible, _) = self.part.sides(*id);
                (dates && sure == possible).then_some(sure)
            }
        }
    }

    fn advisory(&self, id: NodeId) -> bool {
        let node = self.rules.program.nodes.get(id.index());
        node.and_then(|node| self.rules.notes.get(node.note as usize)).is_some_and(|note| note.advisory)
    }
}

/// Whose matter lines are together.
fn join(all: &[Matter]) -> Matter {
    let has = |matter: Matter| all.contains(&matter);
    match (has(Matter::Individual), has(Matter::Curriculum), has(Matter::Mixed)) {
        (_, _, true) | (true, true, false) => Matter::Mixed,
        (true, false, false) => Matter::Individual,
        (false, true, false) => Matter::Curriculum,
        (false, false, false) if all.is_empty() => Matter::Curriculum,
        (false, false, false) => Matter::Absent,
    }
}
