//! A requirement as a formula over the modules taken.
//!
//! Lines that are plain sums become rows, coverage one question for each member, and whatever is neither is asked of the
//! ordinary evaluator for one choice at a time. All of it speaks of one side: what is sure, or what is possible.

use super::project::Projection;
use crate::eval::{ItemRow, Part};
use crate::model::date::{Interval, Truth};
use crate::model::number::Number;
use crate::model::program::{BindingId, Claim, Condition, Measure, Node, NodeId, NodeKind, RowKind};
use crate::model::vocabulary::CompetencyId;
use crate::record::evidence::Record;

/// Items that a name may stand for, of which each is a way of its own; where there are more, the evaluator is asked.
const CANDIDATES: usize = 12;

/// What is asked of the evaluator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Asked {
    /// Whether the line holds.
    Holds,
    /// Whether a member of its coverage is covered, by number.
    Member(usize),
    /// Whether less than this lacks: lines outstanding, then the sum of what lacks of each by what it asks.
    Nearer(usize, Number),
}

/// A question to the evaluator about one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    /// The line.
    pub(crate) node: NodeId,
    /// What is asked of it.
    pub(crate) asked: Asked,
    /// What is sure, or what is possible.
    pub(crate) sure: bool,
    /// More modules never turn a yes into a no.
    pub(crate) monotone: bool,
    /// Modules that may have an influence, in order.
    pub(crate) relevant: Vec<usize>,
    /// Names that stand for items (of the record of somebody who took everything) around the line.
    pub(crate) names: Vec<(BindingId, usize)>,
}

/// `Σ a·z ≥ b` over modules; what the programme itself adds is in the constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sum {
    /// Modules with their coefficients.
    pub(crate) terms: Vec<(usize, Number)>,
    /// The constant.
    pub(crate) bound: Number,
}

/// A requirement on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Formula {
    /// The same for everybody.
    Constant(bool),
    /// A sum.
    Sum(Sum),
    /// A question to the evaluator.
    Ask(Question),
    /// All of them.
    All(Vec<Self>),
    /// At least so many of them.
    AtLeast(usize, Vec<Self>),
}

impl Formula {
    /// The modules that may have an influence.
    pub(crate) fn relevant(&self, into: &mut Vec<usize>) {
        match self {
            Self::Constant(_) => {}
            Self::Sum(sum) => into.extend(sum.terms.iter().map(|(module, _)| *module)),
            Self::Ask(question) => into.extend(&question.relevant),
            Self::All(list) | Self::AtLeast(_, list) => list.iter().for_each(|one| one.relevant(into)),
        }
    }
}

/// Makes formulas of lines.
pub(crate) struct Former<'a> {
    part: Part<'a>,
    rules: &'a Projection,
    record: &'a Record,
    /// The module of each item; none is the programme.
    modules: &'a [Option<usize>],
    /// Names that stand for items, around the line that is formed.
    bound: Vec<(BindingId, usize)>,
    /// Questions to the evaluator are accompanied by sums that a yes needs, so that fewer of them are asked.
    guided: bool,
}

impl<'a> Former<'a> {
    pub(crate) fn new(
        rules: &'a Projection,
        record: &'a Record,
        modules: &'a [Option<usize>],
        (as_of, governing): (jiff::civil::Date, Interval),
    ) -> Self {
        let part = Part::new(&rules.framework, record, (as_of, governing), &[]);
        Self { part, rules, record, modules, bound: Vec::new(), guided: false }
    }

    /// One whose questions are accompanied by what a yes needs.
    pub(crate) fn guided(self) -> Self {
        Self { guided: true, ..self }
    }

    /// Whether decisions say where evidence counts: then only requirements are asked, not their lines.
    pub(crate) fn directed(&self) -> bool {
        self.part.directed()
    }

    /// Whether a decision takes a line as met.
    pub(crate) fn waived(&self, id: NodeId) -> bool {
        self.part.waived(id)
    }

    fn node(&self, id: NodeId) -> Option<&'a Node> {
        self.rules.framework.program.nodes.get(id.index())
    }

    fn names(&self, id: NodeId) -> Vec<(BindingId, usize)> {
        let mut names = self.rules.names.get(&id).cloned().unwrap_or_default();
        names.extend(&self.bound);
        names
    }

    /// The formula of a line on a side.
    pub(crate) fn form(&mut self, id: NodeId, sure: bool) -> Formula {
        let Some(node) = self.node(id) else { return Formula::Constant(true) };
        self.part.bind(&self.names(id));
        match self.part.in_force(id) {
            Truth::False => return Formula::Constant(true),
            Truth::Unknown if !sure => return Formula::Constant(true),
            Truth::Unknown | Truth::True => {}
        }
        if self.part.waived(id) {
            return Formula::Constant(true);
        }
        // What a decision says of a requirement holds for the lines below it, and these are asked with it.
        if self.part.directed() {
            return self.ask(id, Asked::Holds, sure);
        }
        match &node.kind {
            NodeKind::All(children) => {
                let judged: Vec<NodeId> = children.iter().copied().filter(|child| !self.advisory(*child)).collect();
                all(judged.into_iter().map(|child| self.form(child, sure)).collect())
            }
            NodeKind::Any(children) => self.choice(id, 1, children, sure),
            NodeKind::AtLeast(least, children) => self.choice(id, *least, children, sure),
            NodeKind::Named(child) => self.form(*child, sure),
            NodeKind::Guarded { condition, body } => {
                if !self.is_constant(condition) {
                    return self.ask(id, Asked::Holds, sure);
                }
                let [(holds, may_hold), _] = self.part.condition(condition);
                if if sure { holds } else { may_hold } { self.form(*body, sure) } else { Formula::Constant(false) }
            }
            NodeKind::Choose { condition, then, otherwise } => {
                if !self.is_constant(condition) {
                    return self.ask(id, Asked::Holds, sure);
                }
                let [(holds, may_hold), (fails, may_fail)] = self.part.condition(condition);
                let then = self.form(*then, sure);
                let other = otherwise.map_or(Formula::Constant(true), |node| self.form(node, sure));
                if sure {
                    let then = if fails { Formula::Constant(true) } else { then };
                    let other = if holds { Formula::Constant(true) } else { other };
                    all(vec![then, other])
                } else {
                    let then = if may_hold { then } else { Formula::Constant(false) };
                    let other = if may_fail { other } else { Formula::Constant(false) };
                    at_least(1, vec![then, other])
                }
            }
            NodeKind::Bind(binding, body) => {
                let known = self.rules.framework.program.bindings.get(binding.0 as usize);
                if known.is_some_and(|known| !self.part.fits_alone(known.selection)) {
                    return self.ask(id, Asked::Holds, sure);
                }
                if known.is_some_and(|known| known.pick.is_some()) {
                    return self.ask(id, Asked::Holds, sure);
                }
                let candidates = self.part.candidates(*binding);
                if candidates.len() > CANDIDATES {
                    return self.ask(id, Asked::Holds, sure);
                }
                let mut ways = Vec::new();
                for (item, truth) in candidates {
                    if sure && truth != Truth::True {
                        continue;
                    }
                    let taken = match self.modules.get(item).copied().flatten() {
                        Some(module) => Formula::Sum(Sum { terms: vec![(module, Number::ONE)], bound: Number::ONE }),
                        None => Formula::Constant(true),
                    };
                    // Where the rules name the programme already, lines below say it themselves.
                    let named = self.rules.names.get(body).is_some_and(|names| names.contains(&(*binding, item)));
                    if !named {
                        self.bound.push((*binding, item));
                    }
                    let body = self.form(*body, sure);
                    if !named {
                        self.bound.pop();
                    }
                    ways.push(all(vec![taken, body]));
                }
                at_least(1, ways)
            }
            NodeKind::Claim(claim) => self.claim(id, claim, sure),
            NodeKind::Share { .. } => self.sums(id, sure).unwrap_or_else(|| self.ask(id, Asked::Holds, sure)),
            NodeKind::Joint(scope, body) => {
                let asked = self.ask(id, Asked::Holds, sure);
                let needed = self.needed(*body, scope.once && scope.twice.is_none(), sure);
                all(vec![needed, asked])
            }
            NodeKind::Since { since, .. } if !self.part.date_alone(*since) => self.ask(id, Asked::Holds, sure),
            NodeKind::DateOrder(one, _, other) if !self.part.date_alone(*one) || !self.part.date_alone(*other) => {
                self.ask(id, Asked::Holds, sure)
            }
            NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Judged { .. }
            | NodeKind::Open => {
                let (holds, possible, _) = self.part.sides(id);
                Formula::Constant(if sure { holds } else { possible })
            }
        }
    }

    fn advisory(&self, id: NodeId) -> bool {
        let note = self.node(id).and_then(|node| self.rules.framework.notes.get(node.note as usize));
        note.is_some_and(|note| note.advisory)
    }

    /// Whether a line applies, or does not, whatever is taken.
    fn applies_alone(&self, id: NodeId) -> bool {
        self.node(id).is_none_or(|node| match &node.kind {
            NodeKind::All(children) => children.iter().all(|child| self.applies_alone(*child)),
            NodeKind::Named(child) | NodeKind::Joint(_, child) | NodeKind::Guarded { body: child, .. } => {
                self.applies_alone(*child)
            }
            NodeKind::Choose { condition, otherwise, .. } => otherwise.is_some() || self.is_constant(condition),
            NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Bind(..)
            | NodeKind::Claim(_)
            | NodeKind::Share { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Judged { .. }
            | NodeKind::Open => true,
        })
    }

    fn choice(&mut self, id: NodeId, least: u32, children: &[NodeId], sure: bool) -> Formula {
        let mut ways = Vec::new();
        for child in children {
            if self.advisory(*child) {
                continue;
            }
            if !self.applies_alone(*child) {
                return self.ask(id, Asked::Holds, sure);
            }
            self.part.bind(&self.names(*child));
            match self.part.sides(*child).2 {
                Truth::False => {}
                Truth::True => ways.push(*child),
                // Whether it is a way at all may depend on what is taken.
                Truth::Unknown => return self.ask(id, Asked::Holds, sure),
            }
        }
        let ways = ways.into_iter().map(|way| self.form(way, sure)).collect();
        at_least(least as usize, ways)
    }

    /// What a line of a block needs, however the lines of the block divide evidence. Nothing is asked of the evaluator.
    fn needed(&mut self, id: NodeId, apart: bool, sure: bool) -> Formula {
        let Some(node) = self.node(id).filter(|_| self.guided) else { return Formula::Constant(true) };
        self.part.bind(&self.names(id));
        if self.part.in_force(id) != Truth::True || self.part.waived(id) {
            return Formula::Constant(true);
        }
        match &node.kind {
            NodeKind::All(children) => {
                let judged: Vec<NodeId> = children.iter().copied().filter(|child| !self.advisory(*child)).collect();
                let mut list: Vec<Formula> = judged.iter().map(|child| self.needed(*child, apart, sure)).collect();
                if apart {
                    let claims: Vec<&Claim> = judged.iter().filter_map(|child| self.claim_of(*child)).collect();
                    self.part.bind(&self.names(id));
                    let together = self.part.needed_apart(&claims, sure);
                    list.extend(together.map(|row| self.sum(&row)));
                }
                all(list)
            }
            NodeKind::Any(children) => {
                let applies = |former: &mut Self, child: &NodeId| {
                    former.part.bind(&former.names(*child));
                    former.part.sides(*child).2 == Truth::True
                };
                let judged: Vec<NodeId> = children.iter().copied().filter(|child| !self.advisory(*child)).collect();
                if judged.iter().any(|child| !self.applies_alone(*child) || !applies(self, child)) {
                    return Formula::Constant(true);
                }
                at_least(1, judged.into_iter().map(|child| self.needed(child, apart, sure)).collect())
            }
            NodeKind::Named(child) => self.needed(*child, apart, sure),
            NodeKind::Joint(scope, body) => self.needed(*body, apart || scope.once && scope.twice.is_none(), sure),
            NodeKind::Claim(claim) => {
                let rows = self.part.needed(claim, sure);
                all(rows.iter().map(|row| self.sum(row)).collect())
            }
            NodeKind::AtLeast(..)
            | NodeKind::Guarded { .. }
            | NodeKind::Choose { .. }
            | NodeKind::Bind(..)
            | NodeKind::Share { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Judged { .. }
            | NodeKind::Open => Formula::Constant(true),
        }
    }

    /// The claim that a line is, if it is in force and nobody decided otherwise.
    fn claim_of(&self, id: NodeId) -> Option<&'a Claim> {
        if self.part.in_force(id) != Truth::True || self.part.waived(id) {
            return None;
        }
        match &self.node(id)?.kind {
            NodeKind::Claim(claim) if claim.bounds.least.is_some() && !claim.closed => Some(claim),
            NodeKind::Named(child) => self.claim_of(*child),
            NodeKind::Claim(_)
            | NodeKind::All(_)
            | NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Guarded { .. }
            | NodeKind::Choose { .. }
            | NodeKind::Bind(..)
            | NodeKind::Joint(..)
            | NodeKind::Share { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Judged { .. }
            | NodeKind::Open => None,
        }
    }

    /// A question to the evaluator about a claim, with what a yes needs.
    fn asked_claim(&mut self, id: NodeId, sure: bool) -> Formula {
        let asked = self.ask(id, Asked::Holds, sure);
        let needed = self.needed(id, false, sure);
        all(vec![needed, asked])
    }

    fn claim(&mut self, id: NodeId, claim: &Claim, sure: bool) -> Formula {
        let Measure::Covered { members, .. } = &claim.measure else {
            return self.sums(id, sure).unwrap_or_else(|| self.asked_claim(id, sure));
        };
        let plain = claim.rows.iter().all(|row| matches!(row.kind, RowKind::IncludingMembers { .. }))
            && self.rules.framework.program.conversions.is_empty();
        if claim.competes || claim.whole || claim.closed || !plain || claim.bounds.most.is_some() {
            return self.ask(id, Asked::Holds, sure);
        }
        let count = |number: Number| usize::try_from(number.ceil().max(0)).unwrap_or(usize::MAX);
        let least = count(claim.bounds.least.unwrap_or(Number::ZERO));
        let asked: Vec<Formula> = (0..members.len())
            .map(|member| {
                let mut question = self.question(id, Asked::Member(member), sure);
                if let Some(member) = members.get(member) {
                    question.relevant.retain(|module| self.touches(*module, *member));
                }
                Formula::Ask(question)
            })
            .collect();
        let mut rows = vec![at_least(least, asked.clone())];
        for row in &claim.rows {
            let RowKind::IncludingMembers { least, members: subset } = &row.kind else { continue };
            let inside = members.iter().zip(&asked).filter(|(member, _)| subset.contains(member));
            rows.push(at_least(*least as usize, inside.map(|(_, asked)| asked.clone()).collect()));
        }
        all(rows)
    }

    /// Whether a module covers a competency, something above it or something below it.
    fn touches(&self, module: usize, member: CompetencyId) -> bool {
        let end = |id: CompetencyId| {
            let known = self.rules.framework.vocabulary.competencies.get_index(id.index());
            known.map_or(id.0 + 1, |(_, competency)| competency.end.max(id.0 + 1))
        };
        let item = self.modules.iter().position(|it| *it == Some(module)).and_then(|item| self.record.items.get(item));
        item.is_none_or(|item| {
            item.covers_unknown
                || item.covers.iter().any(|cover| {
                    let id = cover.competency;
                    (member.0..end(member)).contains(&id.0) || (id.0..end(id)).contains(&member.0)
                })
        })
    }

    /// A line that is a plain sum.
    fn sums(&mut self, id: NodeId, sure: bool) -> Option<Formula> {
        self.part.bind(&self.names(id));
        let rows = self.part.linear(id, sure)?;
        Some(all(rows.iter().map(|row| self.sum(row)).collect()))
    }

    fn sum(&self, row: &ItemRow) -> Formula {
        let mut sum = Sum { terms: Vec::new(), bound: row.bound };
        for (item, coefficient) in &row.terms {
            match self.modules.get(*item).copied().flatten() {
                Some(module) => sum.terms.push((module, *coefficient)),
                None => sum.bound += -*coefficient,
            }
        }
        sum.terms.sort_by_key(|(module, _)| *module);
        if sum.terms.is_empty() { Formula::Constant(sum.bound <= Number::ZERO) } else { Formula::Sum(sum) }
    }

    /// A question to the evaluator.
    pub(crate) fn ask(&mut self, node: NodeId, asked: Asked, sure: bool) -> Formula {
        Formula::Ask(self.question(node, asked, sure))
    }

    fn question(&mut self, node: NodeId, asked: Asked, sure: bool) -> Question {
        let mut selections = Vec::new();
        let alone = self.selections(node, &mut selections, 0);
        // Evidence that stands for other evidence only ever helps.
        let monotone = self.monotone(node);
        self.part.bind(&self.names(node));
        let mut relevant: Vec<usize> = if alone {
            let items = selections.into_iter().flat_map(|id| self.part.items(id));
            items.filter_map(|item| self.modules.get(item).copied().flatten()).collect()
        } else {
            self.modules.iter().flatten().copied().collect()
        };
        relevant.sort_unstable();
        relevant.dedup();
        let names = self.bound.clone();
        Question { node, asked, sure, monotone, relevant, names }
    }

    /// Gathers the selections of a line; false if evidence fits by other evidence, so that all may matter.
    fn selections(&self, id: NodeId, into: &mut Vec<crate::model::program::SelectionId>, depth: usize) -> bool {
        /// Blocks nest no deeper than a file allows; beyond that everything may matter.
        const DEEP: usize = 500;
        let Some(node) = self.node(id) else { return true };
        if depth > DEEP {
            return false;
        }
        let next = depth + 1;
        match &node.kind {
            NodeKind::All(children) | NodeKind::Any(children) | NodeKind::AtLeast(_, children) => {
                children.iter().all(|child| self.selections(*child, into, next))
            }
            NodeKind::Named(child) => self.selections(*child, into, next),
            NodeKind::Joint(scope, child) => {
                scope.twice.is_none()
                    && self.rules.framework.program.conversions.is_empty()
                    && self.selections(*child, into, next)
            }
            NodeKind::Guarded { condition, body } => {
                self.of_condition(condition, into, next) && self.selections(*body, into, next)
            }
            NodeKind::Choose { condition, then, otherwise } => {
                self.of_condition(condition, into, next)
                    && self.selections(*then, into, next)
                    && otherwise.is_none_or(|node| self.selections(node, into, next))
            }
            // Another item may be meant; inside, selections speak of it.
            NodeKind::Bind(..) => false,
            NodeKind::Claim(claim) => {
                into.push(claim.selection);
                self.part.alone(claim) && self.rules.framework.program.conversions.is_empty()
            }
            NodeKind::Share { part, whole, .. } => {
                into.extend([*part, *whole]);
                self.part.fits_alone(*part) && self.part.fits_alone(*whole)
            }
            NodeKind::Since { since, .. } => self.part.date_alone(*since),
            NodeKind::DateOrder(one, _, other) => self.part.date_alone(*one) && self.part.date_alone(*other),
            NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Judged { .. }
            | NodeKind::Open => true,
        }
    }

    fn of_condition(
        &self,
        condition: &Condition,
        into: &mut Vec<crate::model::program::SelectionId>,
        depth: usize,
    ) -> bool {
        match condition {
            Condition::And(list) | Condition::Or(list) => list.iter().all(|one| self.of_condition(one, into, depth)),
            Condition::Not(one) => self.of_condition(one, into, depth),
            Condition::Node(id) => self.selections(*id, into, depth),
        }
    }

    /// Whether a condition is the same whatever is taken.
    fn is_constant(&self, condition: &Condition) -> bool {
        match condition {
            Condition::And(list) | Condition::Or(list) => list.iter().all(|one| self.is_constant(one)),
            Condition::Not(one) => self.is_constant(one),
            Condition::Node(id) => self.node(*id).is_none_or(|node| match &node.kind {
                NodeKind::All(children) | NodeKind::Any(children) | NodeKind::AtLeast(_, children) => {
                    children.iter().all(|child| self.is_constant(&Condition::Node(*child)))
                }
                NodeKind::Named(child) => self.is_constant(&Condition::Node(*child)),
                NodeKind::Fact(..)
                | NodeKind::Age { .. }
                | NodeKind::Resident { .. }
                | NodeKind::Judged { .. }
                | NodeKind::Open => true,
                NodeKind::Since { since, .. } => self.part.date_alone(*since),
                NodeKind::DateOrder(one, _, other) => self.part.date_alone(*one) && self.part.date_alone(*other),
                NodeKind::Choose { .. }
                | NodeKind::Guarded { .. }
                | NodeKind::Bind(..)
                | NodeKind::Claim(_)
                | NodeKind::Joint(..)
                | NodeKind::Share { .. } => false,
            }),
        }
    }

    /// Whether more modules never turn a yes into a no (`docs/semantics.md`, section 3: what may be left out never
    /// hurts).
    fn monotone(&self, id: NodeId) -> bool {
        let Some(node) = self.node(id) else { return true };
        match &node.kind {
            NodeKind::All(children) | NodeKind::Any(children) | NodeKind::AtLeast(_, children) => {
                children.iter().all(|child| self.monotone(*child))
            }
            NodeKind::Named(child) | NodeKind::Joint(_, child) => self.monotone(*child),
            NodeKind::Guarded { condition, body } => self.is_constant(condition) && self.monotone(*body),
            NodeKind::Choose { condition, then, otherwise } => {
                self.is_constant(condition) && self.monotone(*then) && otherwise.is_none_or(|node| self.monotone(node))
            }
            NodeKind::Bind(binding, body) => {
                let known = self.rules.framework.program.bindings.get(binding.0 as usize);
                known.is_some_and(|known| known.pick.is_none() && self.part.fits_alone(known.selection))
                    && self.monotone(*body)
            }
            NodeKind::Claim(claim) => {
                let limited = claim.bounds.most.is_some() && (claim.closed || !claim.bounds.exactly);
                let closed_rows =
                    claim.closed && claim.rows.iter().any(|row| !matches!(row.kind, RowKind::Including(..)));
                self.part.alone(claim) && !limited && !closed_rows
            }
            NodeKind::Share { .. } => false,
            NodeKind::Since { since, .. } => self.part.date_alone(*since),
            NodeKind::DateOrder(one, _, other) => self.part.date_alone(*one) && self.part.date_alone(*other),
            NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Judged { .. }
            | NodeKind::Open => true,
        }
    }
}

/// All of them, without what is the same for everybody.
pub(crate) fn all(list: Vec<Formula>) -> Formula {
    if list.contains(&Formula::Constant(false)) {
        return Formula::Constant(false);
    }
    let mut kept: Vec<Formula> = Vec::new();
    for one in list {
        match one {
            Formula::Constant(_) => {}
            Formula::All(inner) => kept.extend(inner),
            Formula::Sum(_) | Formula::Ask(_) | Formula::AtLeast(..) => kept.push(one),
        }
    }
    match kept.len() {
        0 => Formula::Constant(true),
        1 => kept.pop().unwrap_or(Formula::Constant(true)),
        _ => Formula::All(kept),
    }
}

/// At least so many of them, without what is the same for everybody.
pub(crate) fn at_least(least: usize, list: Vec<Formula>) -> Formula {
    let sure = list.iter().filter(|one| **one == Formula::Constant(true)).count();
    let least = least.saturating_sub(sure);
    let mut kept: Vec<Formula> = list.into_iter().filter(|one| !matches!(one, Formula::Constant(_))).collect();
    if least == 0 {
        Formula::Constant(true)
    } else if kept.len() < least {
        Formula::Constant(false)
    } else if kept.len() == least {
        all(kept)
    } else if kept.len() == 1 {
        kept.pop().unwrap_or(Formula::Constant(true))
    } else {
        Formula::AtLeast(least, kept)
    }
}
