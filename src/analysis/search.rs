//! Finds a way through a curriculum on which a requirement holds, or one on which it fails; or shows that there is none.
//!
//! What is taken are 0/1 variables of a linear problem with the rows of the structure. Sums go into the problem as they
//! are. Whatever else a requirement asks is learned: a way is proposed, the evaluator is asked, and if the answer is not
//! the wanted one, a row is added that excludes this way and all others that must answer alike. A line for which more
//! never hurts teaches the fewest modules that suffice, or the most that do not; any other line only the modules it looks
//! at, as they were taken. Each round excludes at least the way proposed, so the search ends.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::formula::{Asked, Formula, Question, Sum};
use super::project::Projection;
use super::ways::Ways;
use crate::eval::assessment::Finding;
use crate::eval::{Part, Verdict};
use crate::model::date::{Interval, Truth};
use crate::model::number::Number;
use crate::model::program::{BindingId, NodeId, NodeKind};
use crate::record::evidence::Record;
use crate::solve::{Answer, Exact, Limit, Problem, Sense, Solver};

/// Rounds of one search at most. Each excludes all ways that fail or hold for the same reason; a requirement of a real
/// framework is settled in some tens of rounds.
const ROUND_LIMIT: u32 = 2_000;
/// Questions to the evaluator in one analysis at most: some seconds of work.
const QUESTION_LIMIT: u32 = 200_000;
/// Steps of the solver in one round at most: far more than the rows of a choice among hundreds of modules take.
const SOLVER_LIMIT: Limit = Limit(200_000);

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// A way: what is taken.
    Way(Vec<bool>),
    /// There is none.
    None,
    /// The limit was reached first.
    Unknown,
}

/// What a way is to be like, beside what it must be.
#[derive(Debug, Clone)]
pub(crate) enum Aim {
    /// Whatever comes first.
    Any,
    /// As few modules as possible, and of these the ones that stand first.
    Short,
    /// The most of a sum.
    Most(Vec<(usize, Number)>),
}

/// What was asked: the line, what of it, on which side, and what names around it stand for.
type Key = (NodeId, Asked, bool, Vec<(BindingId, usize)>);

fn key(question: &Question) -> Key {
    (question.node, question.asked, question.sure, question.names.clone())
}

/// Asks of ways through one curriculum under one set of rules.
pub(crate) struct Search<'a> {
    pub(crate) ways: &'a Ways,
    pub(crate) rules: &'a Projection,
    pub(crate) record: &'a Record,
    /// The module of each item; none is the programme.
    pub(crate) modules: &'a [Option<usize>],
    pub(crate) as_of: Date,
    pub(crate) governing: Interval,
    /// A way that is filled in where nothing asks for another.
    pub(crate) usual: Vec<bool>,
    known: BTreeMap<Key, BTreeMap<Vec<bool>, bool>>,
    /// Reasons for answers that were not the wanted ones: later searches need not find them again.
    learned: BTreeMap<(Key, bool), Vec<Reason>>,
    asked: u32,
}

impl<'a> Search<'a> {
    pub(crate) fn new(
        ways: &'a Ways,
        rules: &'a Projection,
        record: &'a Record,
        modules: &'a [Option<usize>],
        (as_of, governing): (Date, Interval),
    ) -> Self {
        let usual = ways.fixed.clone();
        Self {
            ways,
            rules,
            record,
            modules,
            as_of,
            governing,
            usual,
            known: BTreeMap::new(),
            learned: BTreeMap::new(),
            asked: 0,
        }
    }

    /// The record of somebody who took these modules, out of that of somebody who took all.
    pub(crate) fn graduate(&self, taken: &[bool]) -> Record {
        self.record.only(|item| match self.modules.get(item) {
            Some(Some(module)) => taken.get(*module).copied().unwrap_or(false),
            Some(None) | None => true,
        })
    }

    /// The index of an item in the record of somebody who took these modules; none if it is not in it.
    fn moved(&self, item: usize, taken: &[bool]) -> Option<usize> {
        let kept = |item: usize| match self.modules.get(item) {
            Some(Some(module)) => taken.get(*module).copied().unwrap_or(false),
            Some(None) | None => true,
        };
        kept(item).then(|| (0..item).filter(|before| kept(*before)).count())
    }

    /// Reads a graduate's record for a line: names stand for the items that they stand for in it.
    pub(crate) fn part<'p>(&self, record: &'p Record, rules: &'p Projection, node: NodeId) -> Part<'p> {
        let of_programme = |item: usize| self.modules.get(item) == Some(&None);
        let award = record.items.iter().position(|item| item.id == crate::record::curriculum::AWARD_ID);
        let names = rules.names.get(&node).map(Vec::as_slice).unwrap_or_default();
        let names = names.iter().filter(|(_, item)| of_programme(*item));
        let names: Vec<_> = names.filter_map(|(binding, _)| Some((*binding, award?))).collect();
        Part::new(&rules.framework, record, (self.as_of, self.governing), &names)
    }

    /// Asks the evaluator, once for each choice among the modules that matter.
    fn answer(&mut self, question: &Question, taken: &[bool]) -> Option<bool> {
        let is_taken = |module: &usize| taken.get(*module).copied().unwrap_or(false);
        let choice: Vec<bool> = question.relevant.iter().map(is_taken).collect();
        let key = key(question);
        if let Some(known) = self.known.get(&key).and_then(|known| known.get(&choice)) {
            return Some(*known);
        }
        if self.asked >= QUESTION_LIMIT {
            return None;
        }
        self.asked += 1;
        let record = self.graduate(taken);
        let mut part = self.part(&record, self.rules, question.node);
        if !question.names.is_empty() {
            let mut names = part.names();
            names.extend(question.names.iter().filter_map(|(name, item)| Some((*name, self.moved(*item, taken)?))));
            part.bind(&names);
        }
        let answer = match question.asked {
            Asked::Holds => {
                let (sure, possible, _) = part.sides(question.node);
                if question.sure { sure } else { possible }
            }
            Asked::Member(member) => {
                let truth = part.covered(question.node).get(member).copied().unwrap_or(Truth::False);
                if question.sure { truth == Truth::True } else { truth != Truth::False }
            }
            Asked::Nearer(lines, share) => self.lack(&part.explain(question.node)) < (lines, share),
        };
        self.known.entry(key).or_default().insert(choice, answer);
        Some(answer)
    }

    /// How much lacks: lines outstanding, then the sum of what lacks of each by what it asks (`docs/semantics.md`, section
    /// 8: of `any of`).
    pub(crate) fn lack(&self, finding: &Finding) -> (usize, Number) {
        let nothing = (0, Number::ZERO);
        let node = self.rules.framework.program.nodes.get(finding.node.index());
        let note = node.and_then(|node| self.rules.framework.notes.get(node.note as usize));
        let advisory = note.is_some_and(|note| note.advisory);
        if finding.verdict != Verdict::Unmet || !finding.applicable || advisory {
            return nothing;
        }
        let children = finding.children.iter().filter(|child| child.row.is_none());
        let mut below: Vec<(usize, Number)> = children.map(|child| self.lack(child)).collect();
        if below.is_empty() {
            let asked = finding.needed.as_ref();
            let gap = finding.shortfall.as_ref().map(|gap| gap.low).filter(|gap| !gap.is_zero());
            let share = match gap {
                Some(gap) => asked.and_then(|asked| asked.least).and_then(|least| gap.checked_div(least)),
                None => {
                    let excess = finding.excess.as_ref().map(|excess| excess.low);
                    excess.zip(asked.and_then(|asked| asked.most)).and_then(|(excess, most)| excess.checked_div(most))
                }
            };
            return (1, share.unwrap_or(Number::ONE));
        }
        let ways = match node.map(|node| &node.kind) {
            Some(NodeKind::Any(_)) => 1,
            Some(NodeKind::AtLeast(least, _)) => *least as usize,
            Some(_) | None => below.len(),
        };
        below.sort_unstable();
        below.into_iter().take(ways).fold(nothing, |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }

    /// A way on which a formula has a value.
    pub(crate) fn find(&mut self, formula: &Formula, wanted: bool) -> Found {
        // What must hold all together fails as soon as one of it does: each is a smaller search.
        if let (Formula::All(list), false) = (formula, wanted) {
            let mut unknown = false;
            for one in list {
                match self.find(one, false) {
                    Found::Way(way) => return Found::Way(way),
                    Found::None => {}
                    Found::Unknown => unknown = true,
                }
            }
            return if unknown { Found::Unknown } else { Found::None };
        }
        self.best(formula, wanted, &Aim::Short)
    }

    /// The best way on which a formula has a value.
    pub(crate) fn best(&mut self, formula: &Formula, wanted: bool, aim: &Aim) -> Found {
        let mut relevant = Vec::new();
        formula.relevant(&mut relevant);
        if let Aim::Most(terms) = aim {
            relevant.extend(terms.iter().map(|(module, _)| *module));
        }
        let mut master = Master::new(self.ways, &relevant);
        if !master.require(formula, wanted, None) {
            return Found::None;
        }
        for lazy in master.lazy.clone() {
            for reason in self.learned.get(&(key(&lazy.question), lazy.wanted)).into_iter().flatten() {
                master.learn(&lazy, reason);
            }
        }
        let costs = master.costs(aim);
        for _ in 0..ROUND_LIMIT {
            let values = match Exact.minimize(&master.problem, &costs, SOLVER_LIMIT) {
                Answer::Holds(values) => values,
                Answer::Fails => return Found::None,
                Answer::Unbounded | Answer::Unknown(_) => return Found::Unknown,
            };
            let taken = master.taken(&values, &self.usual);
            match self.refute(&mut master, &values, &taken) {
                Refuted::No => return Found::Way(taken),
                Refuted::Yes => {}
                Refuted::Unknown => return Found::Unknown,
            }
        }
        Found::Unknown
    }

    /// Asks what is only asked of the evaluator, and learns from the first answer that is not the wanted one.
    fn refute(&mut self, master: &mut Master<'_>, values: &[Number], taken: &[bool]) -> Refuted {
        let mut refuted = Refuted::No;
        for index in 0..master.lazy.len() {
            let Some(lazy) = master.lazy.get(index).cloned() else { continue };
            let active = lazy.guard.is_none_or(|guard| values.get(guard).is_some_and(|value| *value == Number::ONE));
            if !active {
                continue;
            }
            match self.answer(&lazy.question, taken) {
                None => return Refuted::Unknown,
                Some(answer) if answer == lazy.wanted => {}
                Some(_) => {
                    let Some(learned) = self.learn(&lazy, taken) else { return Refuted::Unknown };
                    master.learn(&lazy, &learned);
                    self.learned.entry((key(&lazy.question), lazy.wanted)).or_default().push(learned);
                    refuted = Refuted::Yes;
                }
            }
        }
        refuted
    }

    /// The modules that are reason enough for an answer that is not the wanted one: those taken, and those not taken.
    fn learn(&mut self, lazy: &Lazy, taken: &[bool]) -> Option<Reason> {
        let question = &lazy.question;
        let is_taken = |module: &usize| taken.get(*module).copied().unwrap_or(false);
        let open: Vec<usize> =
            question.relevant.iter().copied().filter(|module| !self.ways.is_fixed(*module)).collect();
        let (mut with, mut without): (Vec<usize>, Vec<usize>) = open.into_iter().partition(is_taken);
        if !question.monotone {
            return Some(Reason { with, without });
        }
        // It is `!wanted` here; leave out (or add) what does not change that, the last first.
        let mut choice = taken.to_vec();
        let kept = if lazy.wanted { &mut without } else { &mut with };
        for module in kept.clone().into_iter().rev() {
            set(&mut choice, module, lazy.wanted);
            if self.answer(question, &choice)? == lazy.wanted {
                set(&mut choice, module, !lazy.wanted);
            } else {
                kept.retain(|it| *it != module);
            }
        }
        if lazy.wanted {
            with.clear()
        } else {
            without.clear()
        }
        Some(Reason { with, without })
    }

    /// The least or the most of a sum over all ways; none if the limit was reached.
    pub(crate) fn extreme(&mut self, terms: &[(usize, Number)], most: bool) -> Option<Number> {
        let aim: Vec<(usize, Number)> =
            terms.iter().map(|(module, value)| (*module, if most { *value } else { -*value })).collect();
        match self.best(&Formula::Constant(true), true, &Aim::Most(aim)) {
            Found::Way(way) => {
                let counts = terms.iter().filter(|(module, _)| way.get(*module).copied().unwrap_or(false));
                Some(counts.map(|(_, value)| *value).sum())
            }
            Found::None | Found::Unknown => None,
        }
    }
}

fn set(choice: &mut [bool], module: usize, value: bool) {
    if let Some(slot) = choice.get_mut(module) {
        *slot = value;
    }
}

enum Refuted {
    No,
    Yes,
    Unknown,
}

/// Why a way does not do.
#[derive(Debug, Clone)]
struct Reason {
    with: Vec<usize>,
    without: Vec<usize>,
}

/// A question that is asked once a way is proposed.
#[derive(Debug, Clone)]
struct Lazy {
    question: Question,
    wanted: bool,
    /// It only matters if this variable is 1.
    guard: Option<usize>,
}

/// The linear problem: which modules to propose next.
struct Master<'a> {
    ways: &'a Ways,
    problem: Problem,
    /// The variable of each module; none is fixed, or does not matter here.
    variable: Vec<Option<usize>>,
    lazy: Vec<Lazy>,
}

impl<'a> Master<'a> {
    /// The ways, as far as choices depend on these modules.
    fn new(ways: &'a Ways, relevant: &[usize]) -> Self {
        let mut touched: Vec<usize> = relevant
            .iter()
            .filter(|module| !ways.is_fixed(**module))
            .filter_map(|module| ways.group.get(*module).copied())
            .collect();
        touched.sort_unstable();
        touched.dedup();
        let mut problem = Problem::default();
        let variable: Vec<Option<usize>> = (0..ways.count())
            .map(|module| {
                let matters = ways.group.get(module).is_some_and(|group| touched.binary_search(group).is_ok());
                (matters && !ways.is_fixed(module)).then(|| problem.variable(Number::ZERO, Some(Number::ONE), true))
            })
            .collect();
        let mut master = Self { ways, problem, variable, lazy: Vec::new() };
        for row in &ways.rows {
            let (terms, fixed) = master.split(&row.terms);
            if !terms.is_empty() {
                master.problem.row(terms, row.sense, row.bound - fixed);
            }
        }
        master
    }

    /// The terms of what is open, and the sum of what is fixed.
    fn split(&self, terms: &[(usize, Number)]) -> (Vec<(usize, Number)>, Number) {
        let mut open = Vec::new();
        let mut fixed = Number::ZERO;
        for (module, coefficient) in terms {
            match self.variable.get(*module).copied().flatten() {
                Some(variable) => open.push((variable, *coefficient)),
                None if self.ways.is_fixed(*module) => fixed += *coefficient,
                None => {}
            }
        }
        (open, fixed)
    }

    fn costs(&self, aim: &Aim) -> Vec<(usize, Number)> {
        match aim {
            Aim::Any => Vec::new(),
            Aim::Most(terms) => {
                let (open, _) = self.split(terms);
                open.into_iter().map(|(variable, value)| (variable, -value)).collect()
            }
            Aim::Short => {
                let count = i64::try_from(self.variable.len()).unwrap_or(i64::MAX);
                let open = self.variable.iter().enumerate().filter_map(|(module, it)| Some((module, (*it)?)));
                let cost = |module: usize| count.saturating_mul(count) + i64::try_from(module).unwrap_or(count);
                open.map(|(module, variable)| (variable, Number::whole(cost(module)))).collect()
            }
        }
    }

    fn taken(&self, values: &[Number], usual: &[bool]) -> Vec<bool> {
        let value = |(module, variable): (usize, &Option<usize>)| match variable {
            Some(variable) => values.get(*variable).is_some_and(|value| *value == Number::ONE),
            None => usual.get(module).copied().unwrap_or(false),
        };
        self.variable.iter().enumerate().map(value).collect()
    }

    /// Asks that a formula have a value if `guard` is 1; false if it never has.
    fn require(&mut self, formula: &Formula, wanted: bool, guard: Option<usize>) -> bool {
        match formula {
            Formula::Constant(value) => *value == wanted || self.never(guard),
            Formula::Sum(sum) => self.sum(sum, wanted, guard),
            Formula::Ask(question) => {
                self.lazy.push(Lazy { question: question.clone(), wanted, guard });
                true
            }
            Formula::All(list) if wanted => list.iter().all(|one| self.require(one, true, guard)),
            Formula::All(list) => self.several(list, false, 1, guard),
            Formula::AtLeast(least, list) if wanted => self.several(list, true, *least, guard),
            Formula::AtLeast(least, list) => self.several(list, false, (list.len() + 1).saturating_sub(*least), guard),
        }
    }

    /// At least so many of a list have a value.
    fn several(&mut self, list: &[Formula], wanted: bool, least: usize, guard: Option<usize>) -> bool {
        let mut terms = Vec::new();
        for one in list {
            let chosen = self.problem.variable(Number::ZERO, Some(Number::ONE), true);
            terms.push((chosen, Number::ONE));
            self.require(one, wanted, Some(chosen));
        }
        let least = Number::whole(i64::try_from(least).unwrap_or(i64::MAX));
        match guard {
            Some(guard) => {
                terms.push((guard, -least));
                self.problem.row(terms, Sense::AtLeast, Number::ZERO);
            }
            None => {
                self.problem.row(terms, Sense::AtLeast, least);
            }
        }
        true
    }

    /// Nothing does.
    fn never(&mut self, guard: Option<usize>) -> bool {
        if let Some(guard) = guard {
            self.problem.row(vec![(guard, Number::ONE)], Sense::AtMost, Number::ZERO);
        }
        guard.is_some()
    }

    /// A sum reaches its bound, or stays below it.
    fn sum(&mut self, sum: &Sum, wanted: bool, guard: Option<usize>) -> bool {
        let (terms, fixed) = self.split(&sum.terms);
        let bound = sum.bound - fixed;
        // Either `Σ a·z ≥ b`, or `Σ −a·z ≥ −b + step`, where sums come in steps of one over their common denominator.
        let (terms, bound) = if wanted {
            (terms, bound)
        } else {
            let mut parts = terms.iter().map(|(_, value)| value.parts().1).chain([bound.parts().1]);
            let Some(step) =
                parts.try_fold(1_i128, common).and_then(|all| Number::fraction(1, i64::try_from(all).ok()?))
            else {
                return self.never(guard);
            };
            (terms.into_iter().map(|(variable, value)| (variable, -value)).collect(), step - bound)
        };
        let least: Number = terms.iter().map(|(_, value)| (*value).min(Number::ZERO)).sum();
        let most: Number = terms.iter().map(|(_, value)| (*value).max(Number::ZERO)).sum();
        if most < bound {
            return self.never(guard);
        }
        if least >= bound {
            return true;
        }
        let mut terms: Vec<(usize, Number)> = terms;
        match guard {
            // If the guard is 0, the row asks for no more than there always is.
            Some(guard) => {
                terms.push((guard, least - bound));
                self.problem.row(terms, Sense::AtLeast, least);
            }
            None => {
                self.problem.row(terms, Sense::AtLeast, bound);
            }
        }
        true
    }

    /// Excludes a way and all others that have the same reason.
    fn learn(&mut self, lazy: &Lazy, reason: &Reason) {
        // One of those taken must go, or one of those not taken must come: Σ without + Σ (1 − with) ≥ 1.
        let variable = |module: &usize| self.variable.get(*module).copied().flatten();
        let mut terms: Vec<(usize, Number)> = Vec::new();
        let mut bound = Number::ONE;
        for with in reason.with.iter().filter_map(variable) {
            terms.push((with, -Number::ONE));
            bound += -Number::ONE;
        }
        terms.extend(reason.without.iter().filter_map(variable).map(|without| (without, Number::ONE)));
        if let Some(guard) = lazy.guard {
            terms.push((guard, -Number::ONE));
            bound += -Number::ONE;
        }
        self.problem.row(terms, Sense::AtLeast, bound);
    }
}

/// The least common multiple, if it is small enough to be exact.
fn common(one: i128, other: i128) -> Option<i128> {
    let (mut a, mut b) = (one, other);
    while b != 0 {
        (a, b) = (b, a.checked_rem(b)?);
    }
    one.checked_div(a)?.checked_mul(other).filter(|all| *all <= i128::from(Number::LIMIT))
}
