//! The rows of one claim over classes of evidence, and the amounts shown as counted.

use super::Pool;
use crate::model::number::Number;
use crate::model::program::Formula;
use crate::solve::dense::{LinearRow, Outcome, Problem, Sense, SetRow, laminar};

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

    pub(super) fn row(&self, row: usize, limit: Limit) -> LinearRow {
        let inside = |signature: &Vec<bool>| signature.get(row).copied().unwrap_or(false);
        let (share, sense, bound) = match limit {
            Limit::Least(least) => (Number::ZERO, Sense::AtLeast, least),
            Limit::Most(most) => (Number::ZERO, Sense::AtMost, most),
            Limit::ShareLeast(share) => (share, Sense::AtLeast, Number::ZERO),
            Limit::ShareMost(share) => (share, Sense::AtMost, Number::ZERO),
        };
        let coefficients = self
            .signatures
            .iter()
            .map(|signature| if inside(signature) { Number::ONE - share } else { -share })
            .collect();
        LinearRow { coefficients, sense, bound }
    }

    pub(super) fn problem(&self, with_minimums: bool) -> Problem {
        let rows =
            self.limits.iter().enumerate().filter(|(_, limit)| with_minimums || !matches!(limit, Limit::Least(_)));
        Problem {
            lower: vec![Number::ZERO; self.weights.len()],
            upper: self.weights.clone(),
            rows: rows.map(|(row, limit)| self.row(row, *limit)).collect(),
            integral: self.integral,
        }
    }

    /// The most that can be counted under the upper limits, and whether all rows can be satisfied.
    pub(super) fn total(&self) -> (Option<Number>, bool) {
        if let Some(sets) = self.sets()
            && let Some((total, holds)) = laminar(&self.weights, &sets)
        {
            return (total, holds);
        }
        let objective = vec![Number::ONE; self.weights.len()];
        let total = match self.problem(false).maximize(&objective) {
            Outcome::Best(value, _) => Some(value),
            Outcome::Unbounded => None,
            Outcome::Infeasible | Outcome::Unknown => Some(Number::ZERO),
        };
        (total, self.problem(true).feasible() == Some(true))
    }

    /// How much of each entry is counted: going through them in order, each as much as an optimum allows.
    pub(super) fn arrangement(&self, feasible: bool) -> Vec<Option<Number>> {
        let mut problem = self.problem(feasible);
        let objective = vec![Number::ONE; self.weights.len()];
        match problem.maximize(&objective) {
            Outcome::Best(value, _) => {
                problem.rows.push(LinearRow { coefficients: objective, sense: Sense::AtLeast, bound: value })
            }
            Outcome::Unbounded | Outcome::Infeasible | Outcome::Unknown => {}
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
            let mut wanted = vec![Number::ZERO; self.weights.len()];
            if let Some(slot) = wanted.get_mut(class) {
                *slot = Number::ONE;
            }
            let so_far = problem.lower.get(class).copied().unwrap_or(Number::ZERO);
            let most = match problem.maximize(&wanted) {
                Outcome::Best(value, _) => (value - so_far).min(weight),
                Outcome::Unbounded | Outcome::Infeasible | Outcome::Unknown => weight,
            }
            .max(Number::ZERO);
            if let Some(slot) = problem.lower.get_mut(class) {
                *slot = so_far + most;
            }
            // What is not counted of this entry cannot be made up by a later one of the same class beyond what is left.
            if let Some(slot) = left.get_mut(class) {
                *slot = slot.map(|left| left - weight);
                let rest = slot.map(|left| so_far + most + left);
                if let Some(upper) = problem.upper.get_mut(class) {
                    *upper = rest;
                }
            }
            counted.push(Some(most));
        }
        counted
    }
}
