//! The rows of one claim over classes of evidence, and the amounts shown as counted.

use super::Pool;
use crate::model::number::Number;
use crate::model::program::Formula;
use crate::solve::nested::{SetRow, laminar};
use crate::solve::{Answer, Exact, Limit as Steps, Problem, Sense, Solver};

/// How a row limits its set, on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    Least(Number),
    Most(Number),
    ShareLeast(Number),
    ShareMost(Number),
}

/// A row with the entries that belong to it on one side.
#[derive(Debug, Clone)]
pub(super) struct SideRow<'a> {
    pub(super) members: Vec<bool>,
    pub(super) kind: Limit,
    /// The predicate that members satisfy; none: the row is about the claim as a whole, or about one item.
    pub(super) formula: Option<&'a Formula>,
}

/// The evidence of one branch in classes: entries that the rows cannot tell apart are added up.
pub(super) struct Solved {
    /// The class of each entry; none if it may not be counted.
    pub(super) class_of: Vec<Option<usize>>,
    pub(super) weights: Vec<Option<Number>>,
    /// Which rows each class belongs to.
    pub(super) signatures: Vec<Vec<bool>>,
    pub(super) entry_weights: Vec<Option<Number>>,
    pub(super) limits: Vec<Limit>,
    pub(super) integral: bool,
}

impl Solved {
    pub(super) fn new(base: &Pool, mask: &[bool], rows: &[SideRow<'_>], integral: bool) -> Self {
        let mut signatures: Vec<Vec<bool>> = Vec::new();
        let mut weights: Vec<Option<Number>> = Vec::new();
        let mut class_of = Vec::new();
        for (index, (weight, may)) in base.weights.iter().zip(mask).enumerate() {
            if !*may {
                class_of.push(None);
                continue;
            }
            let signature: Vec<bool> =
                rows.iter().map(|row| row.members.get(index).copied().unwrap_or(false)).collect();
            let class = signatures.iter().position(|known| *known == signature).unwrap_or_else(|| {
                signatures.push(signature);
                weights.push(Some(Number::ZERO));
                signatures.len() - 1
            });
            if let Some(slot) = weights.get_mut(class) {
                *slot = slot.zip(*weight).map(|(a, b)| a + b);
            }
            class_of.push(Some(class));
        }
        Self {
            class_of,
            weights,
            signatures,
            entry_weights: base.weights.clone(),
            limits: rows.iter().map(|row| row.kind).collect(),
            integral,
        }
    }

    pub(super) fn bits(&self, row: usize) -> u64 {
        self.signatures.iter().enumerate().fold(0, |bits, (class, signature)| {
            let inside = signature.get(row).copied().unwrap_or(false);
            bits | u64::from(inside) << class.min(63)
        })
    }

    pub(super) fn sets(&self) -> Option<Vec<SetRow>> {
        let sets = self.limits.iter().enumerate().map(|(row, limit)| match limit {
            Limit::Least(least) => Some(SetRow { classes: self.bits(row), least: *least, most: None }),
            Limit::Most(most) => Some(SetRow { classes: self.bits(row), least: Number::ZERO, most: Some(*most) }),
            Limit::ShareLeast(_) | Limit::ShareMost(_) => None,
        });
        (self.weights.len() <= 63).then(|| sets.collect()).flatten()
    }

    fn row(&self, problem: &mut Problem, row: usize, limit: Limit) {
        let inside = |signature: &Vec<bool>| signature.get(row).copied().unwrap_or(false);
        let (share, sense, bound) = match limit {
            Limit::Least(least) => (Number::ZERO, Sense::AtLeast, least),
            Limit::Most(most) => (Number::ZERO, Sense::AtMost, most),
            Limit::ShareLeast(share) => (share, Sense::AtLeast, Number::ZERO),
            Limit::ShareMost(share) => (share, Sense::AtMost, Number::ZERO),
        };
        let coefficient = |signature| if inside(signature) { Number::ONE - share } else { -share };
        problem.row(self.signatures.iter().map(coefficient).enumerate().collect(), sense, bound);
    }

    /// The amounts of the classes, with a row for each limit in their order.
    pub(super) fn problem(&self, with_minimums: bool) -> Problem {
        let mut problem = Problem::default();
        for weight in &self.weights {
            problem.variable(Number::ZERO, *weight, self.integral);
        }
        for (row, limit) in self.limits.iter().enumerate() {
            if with_minimums || !matches!(limit, Limit::Least(_)) {
                self.row(&mut problem, row, *limit);
            }
        }
        problem
    }

    /// The sum of all classes, times a factor.
    fn all(&self, factor: Number) -> Vec<(usize, Number)> {
        (0..self.weights.len()).map(|class| (class, factor)).collect()
    }

    /// The most that can be counted under the upper limits, and whether all rows can be satisfied.
    pub(super) fn total(&self) -> (Option<Number>, bool) {
        if let Some(sets) = self.sets()
            && let Some((total, holds)) = laminar(&self.weights, &sets)
        {
            return (total, holds);
        }
        let total = match Exact.minimize(&self.problem(false), &self.all(-Number::ONE), Steps::DEFAULT) {
            Answer::Holds(amounts) => Some(amounts.into_iter().sum()),
            Answer::Unbounded => None,
            Answer::Fails | Answer::Unknown(_) => Some(Number::ZERO),
        };
        (total, matches!(Exact.solve(&self.problem(true), Steps::DEFAULT), Answer::Holds(_)))
    }

    /// How much of each entry is counted: going through them in order, each as much as an optimum allows.
    pub(super) fn arrangement(&self, feasible: bool) -> Vec<Option<Number>> {
        let mut problem = self.problem(feasible);
        match Exact.minimize(&problem, &self.all(-Number::ONE), Steps::DEFAULT) {
            Answer::Holds(amounts) => {
                problem.row(self.all(Number::ONE), Sense::AtLeast, amounts.into_iter().sum());
            }
            Answer::Unbounded | Answer::Fails | Answer::Unknown(_) => {}
        }
        let mut left = self.weights.clone();
        let mut counted = Vec::with_capacity(self.class_of.len());
        for (class, weight) in self.class_of.iter().zip(&self.entry_weights) {
            let Some(class) = *class else {
                counted.push(Some(Number::ZERO));
                continue;
            };
            let limited = self.signatures.get(class).is_some_and(|signature| {
                signature.iter().zip(&self.limits).any(|(inside, limit)| *inside && !matches!(limit, Limit::Least(_)))
            }) || self
                .limits
                .iter()
                .any(|limit| matches!(limit, Limit::ShareLeast(_) | Limit::ShareMost(_)));
            let Some(weight) = weight.filter(|_| limited) else {
                counted.push(*weight);
                continue;
            };
            let so_far = problem.variables.get(class).map_or(Number::ZERO, |variable| variable.lower);
            let most = match Exact.minimize(&problem, &[(class, -Number::ONE)], Steps::DEFAULT) {
                Answer::Holds(amounts) => (amounts.get(class).copied().unwrap_or(Number::ZERO) - so_far).min(weight),
                Answer::Unbounded | Answer::Fails | Answer::Unknown(_) => weight,
            }
            .max(Number::ZERO);
            let variable = problem.variables.get_mut(class);
            // What is not counted of this entry cannot be made up by a later one of the same class beyond what is left.
            if let (Some(slot), Some(variable)) = (left.get_mut(class), variable) {
                *slot = slot.map(|left| left - weight);
                variable.lower = so_far + most;
                variable.upper = slot.map(|left| so_far + most + left);
            }
            counted.push(Some(most));
        }
        counted
    }
}
