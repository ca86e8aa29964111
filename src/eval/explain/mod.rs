//! The tree of findings: every line judged, with what was measured, counted, refused and asked.
//!
//! Blocks that divide evidence are explained in `joint`, rows of claims and blocks in `rows`.
//!
//! Verdicts of parents are made from their children as shown (law L10). Only names (`let`, programmes) and conditions
//! ask the two-sided evaluator, to choose the item that is shown and the branch that applies.

mod joint;
mod rows;

use super::assessment::{Counted, Finding, Needed, QuantityUnit, Question, Range, Reason, Refused, Uncovered, Verdict};
use super::claim::{Reading, Side};
use super::context::Context;
use super::measure::Entry;
use super::verdict::Sides;
use crate::model::date::{Interval, Truth};
use crate::model::number::Number;
use crate::model::program::{
    Alternative, Claim, Comparison, Condition, DateId, DateTerm, Event, FactTest, Formula, Measure, NodeId, NodeKind,
    RowKind, SelectionId, Test,
};
use crate::model::vocabulary::{AttributeId, Kind, Kinds, builtin};
use crate::record::evidence::{DecisionKind, Status, Value};

/// The readings that one explanation needs: as decided, without decisions, and with items under way finished.
#[derive(Debug)]
pub(crate) struct Explainer<'a> {
    pub(crate) main: Context<'a>,
    pub(crate) plain: Option<Context<'a>>,
    pub(crate) completed: Option<Context<'a>>,
    /// The arrangements of the blocks around the line that is explained.
    pub(crate) arranged: Vec<joint::Shown>,
}

fn finding(node: NodeId, verdict: Verdict) -> Finding {
    Finding {
        node,
        row: None,
        verdict,
        by_decision: None,
        applicable: true,
        taken: true,
        on_completion: None,
        needed: None,
        measured: None,
        shortfall: None,
        excess: None,
        counted: Vec::new(),
        refused: Vec::new(),
        questions: Vec::new(),
        uncovered: Vec::new(),
        clash: Vec::new(),
        bound: None,
        children: Vec::new(),
    }
}

fn truth_verdict(truth: Truth) -> Verdict {
    Verdict::from_sides(truth == Truth::True, truth != Truth::False)
}

/// Kleene's "and" over children that count.
pub(crate) fn all_of(children: &[Finding], advisory: impl Fn(&Finding) -> bool) -> Verdict {
    let judged = children.iter().filter(|child| child.applicable && !advisory(child));
    judged.map(|child| child.verdict).min().unwrap_or(Verdict::Met)
}

fn at_least(least: usize, children: &[Finding], advisory: impl Fn(&Finding) -> bool) -> Verdict {
    let judged = || children.iter().filter(|child| child.applicable && !advisory(child));
    let sure = judged().filter(|child| child.verdict == Verdict::Met).count();
    let possible = judged().filter(|child| child.verdict != Verdict::Unmet).count();
    Verdict::from_sides(sure >= least, possible >= least)
}

impl<'a> Explainer<'a> {
    /// The finding of a node.
    pub(crate) fn explain(&mut self, id: NodeId) -> Finding {
        let Some(node) = self.main.node(id) else { return finding(id, Verdict::Met) };
        let in_force = self.main.in_force(node);
        if in_force == Truth::False {
            return Finding { applicable: false, ..finding(id, Verdict::Met) };
        }
        let name = self.main.id_of(node);
        if let Some(name) = name
            && let Some(decision) = self.main.waived(name)
        {
            let mut waived = Finding { by_decision: Some(decision), ..finding(id, Verdict::Met) };
            if let Some(plain) = &mut self.plain
                && plain.sides(id).sure
            {
                waived.by_decision = None;
            }
            return waived;
        }
        if let Some(name) = name {
            for context in self.contexts() {
                context.path.push(name);
            }
        }
        let mut answer = self.explain_kind(id, &node.kind);
        if name.is_some() {
            for context in self.contexts() {
                context.path.pop();
            }
        }
        if in_force == Truth::Unknown && answer.verdict != Verdict::Met {
            answer.verdict = Verdict::Undetermined;
            self.governing_question(&mut answer);
        }
        if name.is_some() {
            self.decorate(id, &mut answer);
        }
        answer
    }

    fn contexts(&mut self) -> impl Iterator<Item = &mut Context<'a>> {
        std::iter::once(&mut self.main).chain(self.plain.as_mut()).chain(self.completed.as_mut())
    }

    /// Adds what the other readings say of a requirement or route.
    fn decorate(&mut self, id: NodeId, answer: &mut Finding) {
        if let Some(plain) = &mut self.plain
            && answer.verdict == Verdict::Met
            && answer.by_decision.is_none()
            && self.arranged.is_empty()
            && !plain.sides(id).sure
        {
            let decisions = 0..self.main.record.decisions.len();
            let acting = |index: &usize| {
                self.main.applies(*index)
                    && self.main.record.decisions.get(*index).is_some_and(|decision| match &decision.kind {
                        DecisionKind::Accept { requirement, .. } | DecisionKind::Waive(requirement) => {
                            self.main.path.contains(&requirement.as_str())
                                || self.main.node(id).and_then(|node| self.main.id_of(node)).is_some_and(|name| {
                                    name == requirement || requirement.starts_with(&format!("{name}/"))
                                })
                        }
                        DecisionKind::Exclude(_) | DecisionKind::Limit(..) | DecisionKind::Pin(..) => false,
                    })
            };
            let first =
                decisions.clone().find(acting).or_else(|| decisions.clone().find(|index| self.main.applies(*index)));
            answer.by_decision = first;
        }
        // What lies in a block that divides evidence is not judged by itself.
        if !self.arranged.is_empty() {
            return;
        }
        if let Some(completed) = &mut self.completed {
            let sides = completed.sides(id);
            answer.on_completion = Some(Verdict::from_sides(sides.sure, sides.possible));
        }
    }

    fn explain_kind(&mut self, id: NodeId, kind: &'a NodeKind) -> Finding {
        match kind {
            NodeKind::All(children) => {
                let children: Vec<Finding> = self.explain_all(children);
                let verdict = self.all(&children);
                let applicable = children.is_empty() || children.iter().any(|child| child.applicable);
                Finding { children, applicable, ..finding(id, verdict) }
            }
            NodeKind::Any(children) => self.explain_ways(id, 1, children),
            NodeKind::AtLeast(least, children) => self.explain_ways(id, *least as usize, children),
            NodeKind::Named(child) => {
                let inner = self.explain(*child);
                // A body of several lines is shown as the lines, not as one more level.
                let plain_all = matches!(self.main.node(*child).map(|node| &node.kind), Some(NodeKind::All(_)));
                if plain_all {
                    Finding { node: id, ..inner }
                } else {
                    let verdict = inner.verdict;
                    let applicable = inner.applicable;
                    Finding { children: vec![inner], applicable, ..finding(id, verdict) }
                }
            }
            NodeKind::Choose { condition, then, otherwise } => self.explain_choose(id, condition, *then, *otherwise),
            NodeKind::Guarded { condition, body } => {
                let (holds, _) = self.main.condition(condition);
                let mut inner = self.explain(*body);
                let gate = Verdict::from_sides(holds.sure, holds.possible);
                if gate == Verdict::Met || gate == Verdict::Undetermined && !inner.applicable {
                    return Finding { node: id, ..inner };
                }
                if gate == Verdict::Unmet {
                    inner.questions.clear();
                }
                let verdict = gate.min(inner.verdict);
                let mut children = Vec::new();
                self.condition_findings(id, condition, gate, &mut children);
                children.push(inner);
                Finding { children, ..finding(id, verdict) }
            }
            NodeKind::Bind(binding, body) => self.explain_bind(id, *binding, *body),
            NodeKind::Joint(scope, body) => self.explain_joint(id, scope, *body),
            NodeKind::Claim(claim) => self.explain_claim(id, claim),
            NodeKind::Share { .. } => self.explain_share(id, kind),
            NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Judged { .. }
            | NodeKind::Open => self.explain_fact(id, kind),
        }
    }

    fn explain_all(&mut self, children: &[NodeId]) -> Vec<Finding> {
        let mut answer = Vec::with_capacity(children.len());
        for child in children {
            answer.push(self.explain(*child));
        }
        answer
    }

    pub(crate) fn all(&self, children: &[Finding]) -> Verdict {
        all_of(children, |child| self.main.advisory(child.node))
    }

    fn explain_ways(&mut self, id: NodeId, least: usize, children: &[NodeId]) -> Finding {
        let mut children = self.explain_all(children);
        for child in &mut children {
            self.perhaps_no_way(child);
        }
        if self.take_ways(id, &mut children) {
            let taken = |this: &Self, children: &[Finding]| {
                at_least(least, children, |child| this.main.advisory(child.node) || !child.taken)
            };
            let mut verdict = taken(self, &children);
            if verdict == Verdict::Unmet && self.block_is_open() {
                // What is sure takes a way that cannot hold; what is possible lies on another.
                for child in &mut children {
                    child.taken |= child.verdict != Verdict::Unmet;
                }
                verdict = taken(self, &children);
            }
            children.sort_by_key(|child| !child.taken);
            return Finding { children, ..finding(id, verdict) };
        }
        let verdict = at_least(least, &children, |child| self.main.advisory(child.node));
        if verdict == Verdict::Met {
            let mut left = least;
            for child in &mut children {
                child.taken = left > 0 && child.verdict == Verdict::Met && child.applicable;
                left -= usize::from(child.taken);
            }
            children.sort_by_key(|child| !child.taken);
        } else {
            // The nearest way first: the smallest sum of gap by need, then fewest lines outstanding, then the file.
            children.sort_by_cached_key(|child| (!child.applicable, self.distance(child)));
        }
        let have = children.iter().filter(|child| child.verdict == Verdict::Met && child.applicable).count();
        let number = |count: usize| Number::whole(i64::try_from(count).unwrap_or(i64::MAX));
        let mut answer = finding(id, verdict);
        if least > 1 {
            let high = children.iter().filter(|child| child.verdict != Verdict::Unmet && child.applicable).count();
            answer.needed = Some(Needed { least: Some(number(least)), most: None, unit: QuantityUnit::Ways });
            answer.measured = Some(Range { low: number(have), high: Some(number(high)), unit: QuantityUnit::Ways });
        }
        answer.children = children;
        answer
    }

    /// Marks a way that holds but applies only perhaps: it is no way if it does not.
    fn perhaps_no_way(&mut self, way: &mut Finding) {
        if way.verdict != Verdict::Met || self.main.sides(way.node).applies != Truth::Unknown {
            return;
        }
        let mut applies = finding(way.node, Verdict::Undetermined);
        self.applicability_questions(way.node, &mut applies.questions);
        way.verdict = Verdict::Undetermined;
        way.children.insert(0, applies);
    }

    /// What decides whether a node applies.
    fn applicability_questions(&mut self, id: NodeId, questions: &mut Vec<Question>) {
        let Some(node) = self.main.node(id) else { return };
        if self.main.in_force(node) == Truth::Unknown {
            let mut governing = finding(id, Verdict::Undetermined);
            self.governing_question(&mut governing);
            questions.append(&mut governing.questions);
        }
        match &node.kind {
            NodeKind::Named(child) => self.applicability_questions(*child, questions),
            NodeKind::All(children) => {
                for child in children {
                    self.applicability_questions(*child, questions);
                }
            }
            NodeKind::Choose { condition, otherwise: None, .. } => self.condition_questions(condition, questions),
            NodeKind::Joint(_, body) => self.applicability_questions(*body, questions),
            NodeKind::Choose { .. }
            | NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Guarded { .. }
            | NodeKind::Bind(..)
            | NodeKind::Claim(_)
            | NodeKind::Share { .. }
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Judged { .. }
            | NodeKind::Open => {}
        }
    }

    fn explain_choose(
        &mut self,
        id: NodeId,
        condition: &'a Condition,
        then: NodeId,
        otherwise: Option<NodeId>,
    ) -> Finding {
        let (holds, fails) = self.main.condition(condition);
        if fails.sure {
            return match otherwise {
                None => Finding { applicable: false, ..finding(id, Verdict::Met) },
                Some(otherwise) => {
                    let inner = self.explain(otherwise);
                    let verdict = inner.verdict;
                    Finding { children: vec![inner], ..finding(id, verdict) }
                }
            };
        }
        if holds.sure {
            let inner = self.explain(then);
            let verdict = inner.verdict;
            return Finding { children: vec![inner], ..finding(id, verdict) };
        }
        let mut answer = finding(id, Verdict::Undetermined);
        let then = self.explain(then);
        let other = otherwise.map(|otherwise| self.explain(otherwise));
        let other_verdict = other.as_ref().map_or(Verdict::Met, |other| other.verdict);
        let met = |verdict: Verdict| verdict == Verdict::Met;
        let may = |verdict: Verdict| verdict != Verdict::Unmet;
        // In a block that divides evidence only the branch that the arrangement takes can be possible.
        let taken = self.taken_ways(id);
        let open = |node: Option<NodeId>| {
            node.is_none_or(|node| taken.iter().find(|(way, _)| *way == node).is_none_or(|(_, taken)| *taken))
        };
        let (then_open, other_open) = (open(Some(then.node)), open(other.as_ref().map(|other| other.node)));
        answer.verdict = Verdict::from_sides(
            met(then.verdict) && met(other_verdict),
            holds.possible && then_open && may(then.verdict) || fails.possible && other_open && may(other_verdict),
        );
        if answer.verdict == Verdict::Undetermined {
            self.condition_questions(condition, &mut answer.questions);
        }
        answer.children = std::iter::once(then).chain(other).collect();
        answer
    }

    fn explain_bind(&mut self, id: NodeId, binding: crate::model::program::BindingId, body: NodeId) -> Finding {
        let known = self.main.framework.program.bindings.get(binding.0 as usize);
        let (Some(known), candidates) = (known, self.main.candidates(binding)) else {
            return finding(id, Verdict::Unmet);
        };
        if let Some(item) = self.taken_item(id)
            && let Some((_, fit)) = candidates.iter().find(|(candidate, _)| *candidate == item).copied()
        {
            let inner = self.bound_to(binding, item, body);
            return self.named(id, binding, (item, fit), body, inner);
        }
        // The item shown: one that holds on the sure side, else on the possible side, else the nearest.
        type Nearness = (Verdict, std::cmp::Reverse<(Number, usize)>);
        let mut best: Option<(Nearness, usize, Truth, Option<Finding>)> = None;
        let single = candidates.len() == 1;
        for (item, fit) in candidates {
            let sides = self.main.with_bound(binding, item, |context| context.sides(body));
            let verdict = Verdict::from_sides(sides.sure && fit == Truth::True, sides.possible);
            if verdict == Verdict::Met || single {
                best = Some(((verdict, std::cmp::Reverse((Number::ZERO, 0))), item, fit, None));
                break;
            }
            let shown = self.bound_to(binding, item, body);
            let key = (verdict, std::cmp::Reverse(self.distance(&shown)));
            if best.as_ref().is_none_or(|(known, ..)| key > *known) {
                best = Some((key, item, fit, Some(shown)));
            }
        }
        let Some((_, item, fit, shown)) = best else {
            // Nothing can be what the name means: the lines below speak of nothing.
            let mut answer = finding(id, Verdict::Unmet);
            answer.bound = Some((known.name.clone(), None));
            answer.refused = self.refusals(known.selection, &[], &Measure::Count);
            self.unjudged(body, &mut answer.children);
            return answer;
        };
        let inner = match shown {
            Some(shown) => shown,
            None => self.bound_to(binding, item, body),
        };
        self.named(id, binding, (item, fit), body, inner)
    }

    /// The finding of a block with the item that its name stands for.
    fn named(
        &mut self,
        id: NodeId,
        binding: crate::model::program::BindingId,
        (item, fit): (usize, Truth),
        body: NodeId,
        inner: Finding,
    ) -> Finding {
        let Some(known) = self.main.framework.program.bindings.get(binding.0 as usize) else { return inner };
        let mut meant = finding(id, truth_verdict(fit));
        let item_id = self.main.item(item).map(|item| item.id.clone());
        if fit != Truth::True {
            self.fit_questions(known.selection, item, &mut meant.questions);
            if known.pick.is_some() && !self.main.complete(known.selection) {
                let kinds = self.kinds(known.selection);
                meant.questions.push(Question::Complete(kinds));
            }
        }
        meant.bound = Some((known.name.clone(), item_id.clone()));
        // Several lines are shown as the lines, not as one more level. What says something itself stays: a further name,
        // or a block with a period of its own.
        let plain = self.main.node(body).is_some_and(|node| {
            matches!(node.kind, NodeKind::All(_)) && node.in_force.is_none() && self.main.id_of(node).is_none()
        });
        let mut children = if plain { inner.children } else { vec![inner] };
        if fit != Truth::True {
            children.insert(0, meant);
        }
        let verdict = self.all(&children);
        Finding { children, bound: Some((known.name.clone(), item_id)), ..finding(id, verdict) }
    }

    /// The requirements below a name that nothing fits: none of them can be met.
    fn unjudged(&self, id: NodeId, into: &mut Vec<Finding>) {
        let Some(node) = self.main.node(id) else { return };
        let children: Vec<NodeId> = match &node.kind {
            NodeKind::All(children) | NodeKind::Any(children) | NodeKind::AtLeast(_, children) => children.clone(),
            NodeKind::Named(child)
            | NodeKind::Joint(_, child)
            | NodeKind::Bind(_, child)
            | NodeKind::Guarded { body: child, .. } => vec![*child],
            NodeKind::Choose { then, otherwise, .. } => std::iter::once(*then).chain(*otherwise).collect(),
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
        let named = matches!(node.kind, NodeKind::Named(_)) && self.main.id_of(node).is_some();
        if self.main.in_force(node) == Truth::False {
            return;
        }
        if named {
            let mut below = finding(id, Verdict::Unmet);
            for child in children {
                self.unjudged(child, &mut below.children);
            }
            into.push(below);
        } else {
            for child in children {
                self.unjudged(child, into);
            }
        }
    }

    fn bound_to(&mut self, binding: crate::model::program::BindingId, item: usize, body: NodeId) -> Finding {
        let slot = binding.0 as usize;
        let mut before = Vec::new();
        for context in self.contexts() {
            if let Some(bound) = context.bound.get_mut(slot) {
                before.push(bound.replace(item));
            }
        }
        let answer = self.explain(body);
        for (context, old) in self.contexts().zip(before) {
            if let Some(bound) = context.bound.get_mut(slot) {
                *bound = old;
            }
        }
        answer
    }

    /// How far a finding is from being met: the sum of gap by need, and the lines outstanding. Of a choice only the
    /// nearest ways count. A line without a quantity, such as a fact, is missing as a whole: it counts one.
    fn distance(&self, finding: &Finding) -> (Number, usize) {
        if finding.verdict == Verdict::Met || !finding.applicable || self.main.advisory(finding.node) {
            return (Number::ZERO, 0);
        }
        let mut inner: Vec<(Number, usize)> = finding
            .children
            .iter()
            .filter(|child| child.row.is_none() && child.applicable)
            .map(|child| self.distance(child))
            .collect();
        if inner.is_empty() {
            let gap = finding.shortfall.as_ref().map(|gap| gap.high.unwrap_or(gap.low));
            let need = finding.needed.as_ref().and_then(|needed| needed.least);
            let share = gap.zip(need).and_then(|(gap, need)| gap.checked_div(need));
            return (share.unwrap_or(Number::ONE), 1);
        }
        let mut id = finding.node;
        let ways = loop {
            match self.main.node(id).map(|node| &node.kind) {
                Some(NodeKind::Any(_)) => break 1,
                Some(NodeKind::AtLeast(least, _)) => break *least as usize,
                Some(NodeKind::Guarded { body, .. }) => id = *body,
                Some(
                    NodeKind::All(_)
                    | NodeKind::Joint(..)
                    | NodeKind::Choose { .. }
                    | NodeKind::Bind(..)
                    | NodeKind::Named(_)
                    | NodeKind::Claim(_)
                    | NodeKind::Share { .. }
                    | NodeKind::Fact(..)
                    | NodeKind::Age { .. }
                    | NodeKind::Resident { .. }
                    | NodeKind::Since { .. }
                    | NodeKind::DateOrder(..)
                    | NodeKind::Judged { .. }
                    | NodeKind::Open,
                )
                | None => break inner.len(),
            }
        };
        inner.sort();
        inner.into_iter().take(ways).fold((Number::ZERO, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }

    // ---- claims ----

    fn explain_claim(&mut self, id: NodeId, claim: &'a Claim) -> Finding {
        let (reading, verdict) = match self.arranged_claim(id, claim) {
            Some(arranged) => arranged,
            None => {
                let reading = self.main.claim(claim, true);
                let verdict = Verdict::from_sides(reading.sure.holds, reading.possible.holds);
                (reading, verdict)
            }
        };
        let unit = self.unit(claim);
        let mut answer = finding(id, verdict);
        answer.needed = Some(Needed { least: claim.bounds.least, most: claim.bounds.most, unit });
        answer.measured =
            Some(Range { low: reading.sure.total.unwrap_or(Number::ZERO), high: reading.possible.total, unit });
        if verdict != Verdict::Met {
            if let Some(most) = reading.sure.gap.filter(|gap| *gap > Number::ZERO) {
                let low = reading.possible.gap.unwrap_or(Number::ZERO);
                answer.shortfall = Some(Range { low, high: Some(most), unit });
            }
            if let Some(most) = reading.sure.excess {
                let low = reading.possible.excess.unwrap_or(Number::ZERO);
                answer.excess = Some(Range { low, high: Some(most), unit });
            }
        }
        if let Measure::Covered { members, .. } = &claim.measure {
            for (member, (truth, best)) in members.iter().zip(&reading.coverage) {
                if *truth != Truth::True {
                    let possible = *truth == Truth::Unknown;
                    answer.uncovered.push(Uncovered { competency: *member, best: *best, possible });
                }
            }
        }
        self.count(claim, &reading, unit, &mut answer);
        if verdict == Verdict::Undetermined {
            if let Some(counted) = self.counted_only(&reading) {
                answer.questions = self.claim_questions(claim, &counted);
            }
            if answer.questions.is_empty() {
                answer.questions = self.claim_questions(claim, &reading);
            }
            if reading.sure.undecided || reading.possible.undecided {
                answer.questions.push(Question::Undecided);
            }
        }
        if verdict != Verdict::Met {
            let side = if verdict == Verdict::Unmet { &reading.possible } else { &reading.sure };
            answer.clash = side.clash.iter().map(|(_, row)| (id, *row)).collect();
        }
        answer.children = self.rows(id, claim, &reading, unit, verdict);
        answer
    }

    fn unit(&self, claim: &Claim) -> QuantityUnit {
        match &claim.measure {
            Measure::Amount(unit) => QuantityUnit::Unit(*unit),
            Measure::Count => QuantityUnit::Count(self.kinds(claim.selection)),
            Measure::Time(unit) => QuantityUnit::Time(*unit),
            Measure::Covered { members, .. } => QuantityUnit::Competencies(members.len()),
        }
    }

    fn kinds(&self, selection: SelectionId) -> Kinds {
        let known = self.main.framework.program.selections.get_index(selection.index());
        known.map_or(Kinds::default(), |known| {
            known.alternatives.iter().fold(Kinds::default(), |kinds, one| kinds.union(one.kinds))
        })
    }

    /// What is counted of each entry, and why the rest is not.
    fn count(&mut self, claim: &'a Claim, reading: &Reading, unit: QuantityUnit, answer: &mut Finding) {
        let covers = if let Measure::Covered { members, .. } = &claim.measure { Some(members) } else { None };
        let mut counted_items: Vec<usize> = Vec::new();
        for (index, entry) in reading.entries.iter().enumerate() {
            let low = reading.sure.counted.get(index).copied().flatten().unwrap_or(Number::ZERO);
            let high = reading.possible.counted.get(index).copied().unwrap_or(Some(low));
            if low.is_zero() && high == Some(Number::ZERO) {
                continue;
            }
            if let Some(members) = covers {
                let touches = self.main.item(entry.item).is_some_and(|item| self.main.touches_any(item, members));
                if !touches {
                    continue;
                }
                counted_items.push(entry.item);
                let unit = QuantityUnit::Count(self.kinds(claim.selection));
                answer.counted.push(Counted {
                    item: entry.item,
                    amount: Range { low, high: Some(Number::ONE), unit },
                    portion: None,
                    by: entry.derived,
                });
                continue;
            }
            counted_items.push(entry.item);
            let portion = self.portion_name(entry);
            match answer.counted.last_mut() {
                Some(last) if last.item == entry.item && last.portion == portion && last.by == entry.derived => {
                    last.amount.low += low;
                    last.amount.high = last.amount.high.zip(high).map(|(a, b)| a + b);
                }
                _ => answer.counted.push(Counted {
                    item: entry.item,
                    amount: Range { low, high, unit },
                    portion,
                    by: entry.derived,
                }),
            }
        }
        counted_items.dedup();
        answer.refused = self.refusals(claim.selection, &counted_items, &claim.measure);
        self.source_refusals(claim, &counted_items, &mut answer.refused);
        for refused in &mut answer.refused {
            let fits = reading.entries.binary_search_by_key(&refused.item, |entry| entry.item).is_ok();
            let grouped = claim.rows.iter().any(|row| {
                matches!(
                    row.kind,
                    RowKind::FromAtMost(..) | RowKind::WithinAny(_) | RowKind::Consecutive(_) | RowKind::NoBreak(_)
                )
            });
            if fits && covers.is_none() {
                refused.reason = if self.counted_elsewhere(answer.node, refused.item) {
                    Reason::CountedElsewhere
                } else if grouped {
                    Reason::OutsideGroup
                } else {
                    Reason::CapReached
                };
            } else if fits {
                let touches = covers.is_some_and(|members| {
                    self.main.item(refused.item).is_some_and(|item| self.main.touches_any(item, members))
                });
                refused.reason = if !touches {
                    Reason::CoversNothing
                } else if self.counted_elsewhere(answer.node, refused.item) {
                    Reason::CountedElsewhere
                } else if grouped {
                    Reason::OutsideGroup
                } else {
                    Reason::CapReached
                };
            }
        }
    }

    /// The word that tells a portion from the item's others.
    fn portion_name(&self, entry: &Entry) -> Option<String> {
        let portion = self.main.record.portions.get(entry.portions.first())?;
        let item = self.main.item(entry.item)?;
        if entry.portions.len() != 1 || item.portions.len() < 2 {
            return None;
        }
        let words: Vec<&str> = portion
            .attributes
            .iter()
            .filter_map(|(_, value)| match value {
                Value::Symbol(symbol) => Some(self.main.record.word(self.main.framework, *symbol)),
                Value::Symbols(_)
                | Value::Title(_)
                | Value::Number(_)
                | Value::Date(_)
                | Value::Place(_)
                | Value::YesNo(_)
                | Value::Level(_) => None,
            })
            .collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// One reason for every item of the right kind that is not counted.
    fn refusals(&mut self, selection: SelectionId, counted: &[usize], measure: &Measure) -> Vec<Refused> {
        let Some(known) = self.main.framework.program.selections.get_index(selection.index()) else {
            return Vec::new();
        };
        let mut refused = Vec::new();
        for index in 0..self.main.record.items.len() {
            if counted.binary_search(&index).is_ok() {
                continue;
            }
            let Some(item) = self.main.item(index) else { continue };
            let alternative = known.alternatives.iter().find(|one| one.kinds.has(item.kind));
            let Some(alternative) = alternative else { continue };
            let reason = self.reason(alternative, index, measure);
            refused.push(Refused { item: index, reason });
        }
        refused
    }

    /// The same for items that could count as another kind: why not as that.
    fn source_refusals(&mut self, claim: &'a Claim, counted: &[usize], refused: &mut Vec<Refused>) {
        if claim.closed || claim.bounds.least.is_none() {
            return;
        }
        let known = refused.len();
        for conversion in self.main.conversions_for(claim.selection, &claim.measure) {
            for one in self.refusals(conversion.source, counted, &conversion.from.0) {
                if refused.iter().all(|known| known.item != one.item) {
                    refused.push(one);
                }
            }
        }
        if refused.len() > known {
            refused.sort_by_key(|one| one.item);
        }
    }

    fn reason(&mut self, alternative: &'a Alternative, index: usize, measure: &Measure) -> Reason {
        let context = &mut self.main;
        let Some(item) = context.item(index) else { return Reason::AfterAssessment };
        if context.visible(index) == Truth::False {
            return match item.status {
                Status::Planned => Reason::Planned,
                Status::InProgress => Reason::InProgress,
                Status::Completed => Reason::AfterAssessment,
            };
        }
        for (at, decision) in context.record.decisions.iter().enumerate() {
            if !context.applies(at) {
                continue;
            }
            match &decision.kind {
                DecisionKind::Exclude(excluded) if *excluded == index => return Reason::Excluded,
                DecisionKind::Pin(pinned, to) if *pinned == index && !context.path.contains(&to.as_str()) => {
                    return Reason::PinnedElsewhere;
                }
                DecisionKind::Exclude(_)
                | DecisionKind::Pin(..)
                | DecisionKind::Limit(..)
                | DecisionKind::Accept { .. }
                | DecisionKind::Waive(_) => {}
            }
        }
        if context.done(index) == Truth::False {
            return if item.status == Status::Planned { Reason::Planned } else { Reason::InProgress };
        }
        if !alternative.speaks_of_result && context.failed(item) == Truth::True {
            return Reason::Failed;
        }
        let portion = item.portions.start;
        let mut unknown = None;
        if let Some(on) = alternative.on {
            let touches = item.covers.iter().any(|cover| {
                cover.competency == on
                    || context.is_ancestor(on, cover.competency)
                    || context.is_ancestor(cover.competency, on)
            });
            if !touches && !item.covers_unknown {
                return Reason::OtherCompetency;
            }
        }
        match context.formula(&alternative.formula, portion) {
            Truth::False => {
                if let Some(reason) = blame(context, &alternative.formula, portion, Truth::False) {
                    return reason;
                }
            }
            Truth::Unknown => unknown = blame(context, &alternative.formula, portion, Truth::Unknown),
            Truth::True => {}
        }
        for window in &alternative.windows {
            match context.window(window, index) {
                Truth::False => return Reason::OutsideWindow,
                Truth::Unknown => unknown = unknown.or(Some(Reason::DateNotStated)),
                Truth::True => {}
            }
        }
        if let Some(unknown) = unknown {
            return unknown;
        }
        match measure {
            Measure::Covered { level, .. } => {
                let best = item.covers.iter().map(|cover| context.level_reached(cover.level, *level)).max();
                match best {
                    Some(Truth::False) => Reason::LevelTooLow,
                    Some(Truth::Unknown) if !item.covers.is_empty() => Reason::LevelNotStated,
                    Some(Truth::True | Truth::Unknown) | None => Reason::CoversNothing,
                }
            }
            Measure::Amount(_) | Measure::Time(_) => Reason::AmountNotStated,
            Measure::Count => Reason::OutsideGroup,
        }
    }

    /// Rows of a claim as lines below it: sums always, other conditions where they fail.
    fn rows(
        &mut self,
        id: NodeId,
        claim: &'a Claim,
        reading: &Reading,
        unit: QuantityUnit,
        verdict: Verdict,
    ) -> Vec<Finding> {
        let mut lines = Vec::new();
        let counted = |answer: &super::claim::Answer| {
            let missing = reading.entries.len().saturating_sub(answer.counted.len());
            answer.counted.iter().copied().chain(std::iter::repeat_n(Some(Number::ZERO), missing)).collect::<Vec<_>>()
        };
        let sure = (reading.entries.clone(), counted(&reading.sure));
        let possible = (reading.entries.clone(), counted(&reading.possible));
        for (index, row) in claim.rows.iter().enumerate() {
            let (formula, least, most) = match &row.kind {
                RowKind::Including(q, formula) => (formula, Some(*q), None),
                RowKind::Counting(q, formula) => (formula, None, Some(*q)),
                RowKind::IncludingMembers { least, members } => {
                    let Measure::Covered { members: all, .. } = &claim.measure else { continue };
                    let count = |side: Side| {
                        let covered = all.iter().zip(&reading.coverage).filter(|(member, (truth, _))| {
                            members.contains(member)
                                && (*truth == Truth::True || side == Side::Possible && *truth == Truth::Unknown)
                        });
                        Number::whole(i64::try_from(covered.count()).unwrap_or(i64::MAX))
                    };
                    let (low, high, least) =
                        (count(Side::Sure), count(Side::Possible), Number::whole(i64::from(*least)));
                    let unit = QuantityUnit::Competencies(members.len());
                    lines.push(row_line(id, index, (low, Some(high)), (Some(least), None), unit));
                    continue;
                }
                RowKind::IncludingShare(..)
                | RowKind::Gate { .. }
                | RowKind::Distinct { .. }
                | RowKind::Over(_)
                | RowKind::TogetherCover { .. } => {
                    let gate = matches!(row.kind, RowKind::Gate { .. });
                    let place = rows::Place { node: id, row: index, kind: &row.kind, measure: &claim.measure, unit };
                    let line = self.row_finding(place, &sure, &possible);
                    let fails = |line: &Finding| if gate { line.closed() } else { line.verdict != Verdict::Met };
                    lines.extend(line.filter(|line| verdict != Verdict::Met && fails(line)));
                    continue;
                }
                // Limits and groups choose what counts; the sentence of the claim says so.
                RowKind::CountingShare(..)
                | RowKind::CountingPer(..)
                | RowKind::FromAtMost(..)
                | RowKind::WithinAny(_)
                | RowKind::Consecutive(_)
                | RowKind::NoBreak(_) => continue,
            };
            let (mut low, mut high) = (Number::ZERO, Some(Number::ZERO));
            for (at, entry) in reading.entries.iter().enumerate() {
                let inside = Some(match entry.derived {
                    Some(_) => self.main.entry_formula(formula, entry),
                    None => {
                        let each = entry.portions.iter().map(|portion| self.main.formula(formula, portion));
                        each.max().unwrap_or(Truth::False)
                    }
                });
                let sure = reading.sure.counted.get(at).copied().flatten().unwrap_or(Number::ZERO);
                let possible = reading.possible.counted.get(at).copied().unwrap_or(Some(sure));
                if inside == Some(Truth::True) {
                    low += sure;
                }
                if inside.is_some_and(|inside| inside != Truth::False) {
                    high = high.zip(possible).map(|(a, b)| a + b);
                }
            }
            lines.push(row_line(id, index, (low, high), (least, most), unit));
        }
        lines
    }

    fn explain_share(&mut self, id: NodeId, kind: &'a NodeKind) -> Finding {
        let NodeKind::Share { part, whole, at_least, share, measure } = kind else { return finding(id, Verdict::Met) };
        let Some(reading) = self.main.share(kind) else { return finding(id, Verdict::Met) };
        let verdict = Verdict::from_sides(reading.sure, reading.possible);
        let mut answer = finding(id, verdict);
        let hundred = Number::whole(100);
        let bound = Some(*share * hundred);
        answer.needed = Some(Needed {
            least: bound.filter(|_| *at_least),
            most: bound.filter(|_| !*at_least),
            unit: QuantityUnit::Percent,
        });
        let percent = |part: Option<Number>, whole: Option<Number>| {
            part.zip(whole).and_then(|(part, whole)| (part * hundred).checked_div(whole))
        };
        answer.measured = Some(Range {
            low: percent(Some(reading.part.0), reading.whole.1).unwrap_or(Number::ZERO),
            high: percent(reading.part.1, Some(reading.whole.0)),
            unit: QuantityUnit::Percent,
        });
        let unit = match measure {
            Measure::Amount(unit) => QuantityUnit::Unit(*unit),
            Measure::Count | Measure::Time(_) | Measure::Covered { .. } => QuantityUnit::Count(self.kinds(*part)),
        };
        if verdict != Verdict::Met
            && let (Some(low), Some(high)) = reading.gap
            && high > Number::ZERO
        {
            answer.shortfall = Some(Range { low, high: Some(high), unit });
        }
        for entry in &reading.entries {
            if entry.fit != Truth::False {
                let low = if entry.fit == Truth::True { entry.low } else { Number::ZERO };
                let portion = self.portion_name(entry);
                answer.counted.push(Counted {
                    item: entry.item,
                    amount: Range { low, high: entry.high, unit },
                    portion,
                    by: None,
                });
            }
        }
        let mut items: Vec<usize> = answer.counted.iter().map(|counted| counted.item).collect();
        items.dedup();
        answer.refused = self.refusals(*part, &items, measure);
        if verdict == Verdict::Undetermined {
            for entry in &reading.entries {
                if entry.fit == Truth::Unknown {
                    self.fit_questions(*part, entry.item, &mut answer.questions);
                    self.fit_questions(*whole, entry.item, &mut answer.questions);
                } else if entry.high != Some(entry.low) {
                    answer.questions.push(Question::Amount { item: entry.item });
                }
            }
            if reading.incomplete {
                let listed = self.main.complete(*whole);
                self.complete_question(if listed { *part } else { *whole }, &mut answer.questions);
            }
            answer.questions.dedup();
        }
        answer
    }

    // ---- facts ----

    fn explain_fact(&mut self, id: NodeId, kind: &'a NodeKind) -> Finding {
        let Sides { sure, possible, .. } = self.main.sides(id);
        let verdict = Verdict::from_sides(sure, possible);
        let mut answer = finding(id, verdict);
        let undetermined = verdict == Verdict::Undetermined;
        match kind {
            NodeKind::Fact(fact, test) => {
                if undetermined {
                    if self.main.fact(*fact).is_none() {
                        answer.questions.push(Question::Fact(*fact));
                    }
                    if let FactTest::Date(_, date) = test {
                        self.date_questions(*date, &mut answer.questions);
                    }
                }
            }
            NodeKind::Age { comparison, age, at } => {
                let years = Number::fraction(i64::from(age.months), 12);
                let at_least = matches!(comparison, Comparison::AtLeast | Comparison::Over);
                answer.needed = Some(Needed {
                    least: years.filter(|_| at_least),
                    most: years.filter(|_| !at_least),
                    unit: QuantityUnit::Age,
                });
                let day = self.main.date(*at);
                let completed = |born: Option<jiff::civil::Date>, day: Option<jiff::civil::Date>| {
                    let (born, day) = born.zip(day)?;
                    let mut years = i64::from(day.year()) - i64::from(born.year());
                    let birthday = self.main.add(
                        Interval::day(born),
                        crate::model::date::Length { months: i32::try_from(years * 12).ok()?, days: 0 },
                    );
                    if birthday.lo? > day {
                        years -= 1;
                    }
                    Some(Number::whole(years.max(0)))
                };
                let born = self.main.record.born;
                if let Some(low) = completed(born.hi, day.lo) {
                    answer.measured = Some(Range { low, high: completed(born.lo, day.hi), unit: QuantityUnit::Age });
                    if let (Verdict::Unmet, true, Some(years)) = (verdict, at_least, years) {
                        let gap = (years - low).max(Number::ZERO);
                        if gap > Number::ZERO {
                            answer.shortfall = Some(Range { low: gap, high: Some(gap), unit: QuantityUnit::Age });
                        }
                    }
                }
                if undetermined {
                    if born.exact().is_none() {
                        answer.questions.push(Question::Birth);
                    }
                    self.date_questions(*at, &mut answer.questions);
                }
            }
            NodeKind::Resident { from, to, .. } => {
                if undetermined {
                    answer.questions.push(Question::Residence);
                    for date in [from, to].into_iter().flatten() {
                        self.date_questions(*date, &mut answer.questions);
                    }
                }
            }
            NodeKind::Since { since, .. } => {
                if undetermined {
                    self.date_questions(*since, &mut answer.questions);
                }
            }
            NodeKind::DateOrder(left, _, right) => {
                if undetermined {
                    self.date_questions(*left, &mut answer.questions);
                    self.date_questions(*right, &mut answer.questions);
                }
            }
            NodeKind::Judged { by } => answer.questions.push(Question::Judgement(by.clone())),
            NodeKind::Open => answer.questions.push(Question::Framework),
            NodeKind::All(_)
            | NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Choose { .. }
            | NodeKind::Guarded { .. }
            | NodeKind::Bind(..)
            | NodeKind::Joint(..)
            | NodeKind::Named(_)
            | NodeKind::Claim(_)
            | NodeKind::Share { .. } => {}
        }
        answer
    }

    // ---- questions ----

    fn governing_question(&mut self, answer: &mut Finding) {
        if let Some(governed) = &self.main.framework.governed {
            let by = governed.by;
            self.date_questions(by, &mut answer.questions);
        }
    }

    fn condition_questions(&mut self, condition: &'a Condition, questions: &mut Vec<Question>) {
        match condition {
            Condition::And(list) | Condition::Or(list) => {
                for one in list {
                    self.condition_questions(one, questions);
                }
            }
            Condition::Not(one) => self.condition_questions(one, questions),
            Condition::Node(id) => {
                let inner = self.explain(*id);
                let listed = self.main.listed(*id);
                if inner.verdict == Verdict::Unmet
                    && !listed
                    && let Some(NodeKind::Claim(claim)) = self.main.node(*id).map(|node| &node.kind)
                {
                    self.complete_question(claim.selection, questions);
                }
                collect_questions(&inner, questions);
            }
        }
    }

    /// A condition as lines: its parts where all of them must hold, else one line for the whole.
    fn condition_findings(&mut self, id: NodeId, condition: &'a Condition, gate: Verdict, into: &mut Vec<Finding>) {
        match condition {
            Condition::Node(node) => into.push(self.explain(*node)),
            Condition::And(list) => {
                for one in list {
                    let (holds, _) = self.main.condition(one);
                    self.condition_findings(id, one, Verdict::from_sides(holds.sure, holds.possible), into);
                }
            }
            Condition::Or(_) | Condition::Not(_) => {
                let mut line = finding(id, gate);
                if gate == Verdict::Undetermined {
                    self.condition_questions(condition, &mut line.questions);
                }
                into.push(line);
            }
        }
    }

    /// What is unknown of a date.
    fn date_questions(&mut self, date: DateId, questions: &mut Vec<Question>) {
        let value = self.main.date(date);
        if value.exact().is_some() {
            return;
        }
        match self.main.framework.program.date(date) {
            DateTerm::Application => questions.push(Question::Application),
            DateTerm::Birth => questions.push(Question::Birth),
            DateTerm::Fact(fact) => questions.push(Question::Fact(*fact)),
            DateTerm::Bound(binding, _) => {
                if let Some(item) = self.main.bound.get(binding.0 as usize).copied().flatten() {
                    questions.push(Question::Attribute { item, attribute: builtin::DATE });
                }
            }
            DateTerm::Grant(grant, _) => {
                let word = self.main.record.word(self.main.framework, *grant).to_owned();
                questions.push(Question::GrantDates(word));
            }
            DateTerm::Picked(_, _, selection) => self.complete_question(*selection, questions),
            DateTerm::Offset(_, of) | DateTerm::Edge { of, .. } | DateTerm::Next { after: of, .. } => {
                self.date_questions(*of, questions);
            }
            DateTerm::Earlier(one, other) | DateTerm::Later(one, other) => {
                self.date_questions(*one, questions);
                self.date_questions(*other, questions);
            }
            DateTerm::PeriodStart(period) | DateTerm::PeriodEnd(period) => {
                if let Some(period) = self.main.framework.program.periods.get(period.index()) {
                    self.date_questions(period.from, questions);
                }
            }
            DateTerm::Fixed(_) | DateTerm::Assessment => {}
        }
    }

    fn complete_question(&mut self, selection: SelectionId, questions: &mut Vec<Question>) {
        let Some(known) = self.main.framework.program.selections.get_index(selection.index()) else { return };
        let programme = known.alternatives.iter().find_map(|one| one.programme);
        let bound = programme.and_then(|binding| self.main.bound.get(binding.0 as usize).copied().flatten());
        questions.push(match bound {
            Some(item) => Question::CompleteParts { item },
            None => Question::Complete(self.kinds(selection)),
        });
    }

    /// The unknowns that the possible side needs: each is dropped if the claim may hold without it.
    fn claim_questions(&mut self, claim: &'a Claim, reading: &Reading) -> Vec<Question> {
        let mut questions = Vec::new();
        let forbids = claim.bounds.most.is_some() && !claim.bounds.exactly;
        if reading.incomplete {
            self.complete_question(claim.selection, &mut questions);
        }
        let mut entries = reading.entries.clone();
        let mut index = 0;
        while let Some(entry) = entries.get(index).cloned() {
            index += 1;
            let unsettled =
                entry.fit == Truth::Unknown || entry.high != Some(entry.low) || self.covers_open(claim, &entry);
            if !unsettled {
                continue;
            }
            if !forbids && !claim.closed && claim.rows.is_empty() && entry.fit == Truth::Unknown {
                let mut fewer = entries.clone();
                fewer.remove(index - 1);
                if self.may_hold(claim, &fewer) {
                    entries = fewer;
                    index -= 1;
                    continue;
                }
            }
            let before = questions.len();
            if let Some(conversion) = entry.derived {
                // What stands for another kind is asked about as what it is.
                let before = questions.len();
                let source = self.main.framework.program.conversions.get(conversion).map(|known| known.source);
                if let Some(source) = source {
                    self.fit_questions(source, entry.item, &mut questions);
                }
                if entry.high != Some(entry.low) {
                    questions.push(Question::Amount { item: entry.item });
                }
                let begun = self.main.item(entry.item).is_some_and(|item| !item.started.is_unknown());
                if questions.len() == before && !begun {
                    // It fits but for the days on which it lies.
                    questions.push(Question::Attribute { item: entry.item, attribute: builtin::STARTED });
                }
                continue;
            }
            if entry.fit == Truth::Unknown {
                self.fit_questions(claim.selection, entry.item, &mut questions);
            }
            if entry.high != Some(entry.low) && !matches!(claim.measure, Measure::Covered { .. } | Measure::Count) {
                let known = self.main.framework.program.selections.get_index(claim.selection.index());
                let on = known.is_some_and(|known| known.alternatives.iter().any(|one| one.on.is_some()));
                questions.push(if on {
                    Question::Covers { item: entry.item }
                } else {
                    Question::Amount { item: entry.item }
                });
            }
            if questions.len() == before {
                questions.push(Question::Covers { item: entry.item });
            }
        }
        for row in &claim.rows {
            if let RowKind::Including(_, formula)
            | RowKind::Counting(_, formula)
            | RowKind::IncludingShare(_, formula)
            | RowKind::CountingShare(_, formula) = &row.kind
            {
                for entry in reading.entries.iter().filter(|entry| entry.derived.is_none()) {
                    let portion = entry.portions.first();
                    if self.main.formula(formula, portion) == Truth::Unknown {
                        self.formula_questions(formula, portion, entry.item, &mut questions);
                    }
                }
            }
            if let RowKind::FromAtMost(_, attribute) | RowKind::Distinct { attribute, .. } = &row.kind {
                for entry in &reading.entries {
                    if self.main.values(entry, *attribute).is_none() {
                        questions.push(Question::Attribute { item: entry.item, attribute: *attribute });
                    }
                }
            }
        }
        let mut seen: Vec<Question> = Vec::new();
        questions.retain(|question| {
            let new = !seen.contains(question);
            if new {
                seen.push(question.clone());
            }
            new
        });
        questions
    }

    /// Coverage: whether something about the item's coverage itself is open.
    fn covers_open(&self, claim: &Claim, entry: &Entry) -> bool {
        let Measure::Covered { members, level } = &claim.measure else { return false };
        self.main.item(entry.item).is_some_and(|item| {
            item.covers_unknown
                || item.covers.iter().any(|cover| {
                    members.iter().any(|member| {
                        let above = self.main.is_ancestor(cover.competency, *member);
                        (above && !item.attests)
                            || (*member == cover.competency
                                && self.main.level_reached(cover.level, *level) == Truth::Unknown)
                    })
                })
        })
    }

    fn may_hold(&mut self, claim: &'a Claim, entries: &[Entry]) -> bool {
        let least = claim.bounds.least.unwrap_or(Number::ZERO);
        match &claim.measure {
            Measure::Covered { members, level } => {
                let covered = self.main.coverage(entries, members, *level);
                let count = covered.iter().filter(|(truth, _)| *truth != Truth::False).count();
                Number::whole(i64::try_from(count).unwrap_or(i64::MAX)) >= least
            }
            Measure::Amount(_) | Measure::Count => {
                let total: Option<Number> = entries.iter().map(|entry| entry.high).sum();
                total.is_none_or(|total| total >= least)
            }
            Measure::Time(_) => false,
        }
    }

    /// Why it is unknown whether an item fits a selection.
    fn fit_questions(&mut self, selection: SelectionId, index: usize, questions: &mut Vec<Question>) {
        let Some(known) = self.main.framework.program.selections.get_index(selection.index()) else { return };
        let Some(item) = self.main.item(index) else { return };
        let mut add = |question: Question| {
            if !questions.contains(&question) {
                questions.push(question);
            }
        };
        if self.main.visible(index) == Truth::Unknown {
            let attribute = if item.kind == Kind::Experience { builtin::STARTED } else { builtin::DATE };
            add(Question::Attribute { item: index, attribute });
        }
        for alternative in known.alternatives.iter().filter(|one| one.kinds.has(item.kind)) {
            if !alternative.speaks_of_result && self.main.failed(item) == Truth::Unknown {
                let attribute = if item.kind == Kind::Credential { builtin::STATUS } else { builtin::RESULT };
                if !questions.contains(&Question::Attribute { item: index, attribute }) {
                    questions.push(Question::Attribute { item: index, attribute });
                }
            }
            for portion in item.portions.clone() {
                if self.main.formula(&alternative.formula, portion) == Truth::Unknown {
                    self.formula_questions(&alternative.formula, portion, index, questions);
                }
            }
            if alternative.on.is_some() && (item.covers_unknown || !item.covers.is_empty()) && !item.attests {
                let on = alternative.on;
                let direct = item.covers.iter().any(|cover| {
                    on.is_some_and(|on| cover.competency == on || self.main.is_ancestor(on, cover.competency))
                });
                if !direct {
                    questions.push(Question::Covers { item: index });
                }
            }
            for window in &alternative.windows {
                if self.main.window(window, index) == Truth::Unknown {
                    let date = self.main.item_date(item);
                    if date.exact().is_none() {
                        questions.push(Question::Attribute { item: index, attribute: builtin::DATE });
                    }
                    for (end, _) in [window.from, window.until].into_iter().flatten() {
                        self.date_questions(end, questions);
                    }
                }
            }
        }
    }

    fn formula_questions(&mut self, formula: &'a Formula, portion: usize, item: usize, questions: &mut Vec<Question>) {
        match formula {
            Formula::True => {}
            Formula::And(list) | Formula::Or(list) => {
                for one in list {
                    if self.main.formula(one, portion) == Truth::Unknown {
                        self.formula_questions(one, portion, item, questions);
                    }
                }
            }
            Formula::Test { test, .. } => {
                let Some(test) = self.main.framework.program.tests.get_index(test.index()) else { return };
                let (attribute, dates) = tested(test);
                if let Some(attribute) = attribute {
                    // Of a credential whose expiry is stated or follows from its grant, only the status can be open.
                    let known = self.main.item(item);
                    let expires = known.map(|known| self.main.event(known, Event::Expires));
                    let dated = expires.is_some_and(|expires| !expires.is_unknown());
                    let attribute = if matches!(test, Test::Current(_)) && dated { builtin::STATUS } else { attribute };
                    let question = Question::Attribute { item, attribute };
                    let stated = self
                        .main
                        .record
                        .portions
                        .get(portion)
                        .and_then(|p| self.main.record.attribute(p, attribute))
                        .is_some();
                    if !stated && !questions.contains(&question) {
                        questions.push(question);
                    }
                }
                for date in dates.into_iter().flatten() {
                    self.date_questions(date, questions);
                }
                if matches!(test, Test::Unknown) && !questions.contains(&Question::Framework) {
                    questions.push(Question::Framework);
                }
            }
        }
    }
}

/// The attribute and dates that a test speaks of.
fn tested(test: &Test) -> (Option<AttributeId>, [Option<DateId>; 2]) {
    match test {
        Test::OneOf(attribute, _) | Test::Number(attribute, ..) | Test::Level(attribute, ..) => {
            (Some(*attribute), [None, None])
        }
        Test::Date(attribute, _, date) => (Some(*attribute), [Some(*date), None]),
        Test::Between(attribute, from, until) => (Some(*attribute), [Some(*from), Some(*until)]),
        Test::Current(date) => (Some(builtin::EXPIRES), [Some(*date), None]),
        Test::PartOf(_) | Test::Is(_) | Test::Unknown => (None, [None, None]),
    }
}

/// The test of a formula that makes it false (or unknown), as a reason.
fn blame<'a>(context: &mut Context<'a>, formula: &'a Formula, portion: usize, wanted: Truth) -> Option<Reason> {
    match formula {
        Formula::True => None,
        Formula::And(list) | Formula::Or(list) => {
            for one in list {
                if context.formula(one, portion) == wanted
                    && let Some(reason) = blame(context, one, portion, wanted)
                {
                    return Some(reason);
                }
            }
            None
        }
        Formula::Test { test, .. } => {
            let test = context.framework.program.tests.get_index(test.index())?;
            match test {
                Test::PartOf(_) => Some(Reason::NotPartOfProgramme),
                Test::Is(_) => Some(Reason::NotTheOneMeant),
                Test::OneOf(..)
                | Test::Number(..)
                | Test::Level(..)
                | Test::Date(..)
                | Test::Between(..)
                | Test::Current(_) => tested(test).0.map(|attribute| {
                    if wanted == Truth::False { Reason::OtherValue(attribute) } else { Reason::NotStated(attribute) }
                }),
                Test::Unknown => None,
            }
        }
    }
}

fn row_line(
    id: NodeId,
    row: usize,
    (low, high): (Number, Option<Number>),
    (least, most): (Option<Number>, Option<Number>),
    unit: QuantityUnit,
) -> Finding {
    let sure = least.is_none_or(|least| low >= least);
    let possible = least.is_none_or(|least| high.is_none_or(|high| high >= least));
    let mut line = finding(id, Verdict::from_sides(sure, possible));
    line.row = Some(row);
    line.needed = Some(Needed { least, most, unit });
    line.measured = Some(Range { low, high, unit });
    if let Some(least) = least.filter(|_| !sure) {
        let possible_gap = high.map_or(Number::ZERO, |high| (least - high).max(Number::ZERO));
        line.shortfall = Some(Range { low: possible_gap, high: Some(least - low), unit });
    }
    line
}

/// All questions of a finding and what lies below it.
pub(crate) fn collect_questions(finding: &Finding, into: &mut Vec<Question>) {
    for question in &finding.questions {
        if !into.contains(question) {
            into.push(question.clone());
        }
    }
    for child in &finding.children {
        collect_questions(child, into);
    }
}
