//! Whole numbers by branching, with the exact linear program as bound.

use super::{Answer, Bounds, Limit, Problem, Sense, Solver};
use crate::model::number::Number;
use crate::solve::dense::{LinearRow, Outcome, Problem as Dense, Sense as DenseSense};

/// The exact solver.
#[derive(Debug, Clone, Copy, Default)]
pub struct Exact;

impl Solver for Exact {
    fn minimize(&self, problem: &Problem, objective: &[(usize, Number)], limit: Limit) -> Answer {
        let count = problem.variables.len();
        let dense = |terms: &[(usize, Number)], sign: Number| {
            let mut row = vec![Number::ZERO; count];
            for (variable, coefficient) in terms {
                if let Some(slot) = row.get_mut(*variable) {
                    *slot = *coefficient * sign;
                }
            }
            row
        };
        let relaxed = Dense {
            lower: problem.variables.iter().map(|variable| variable.lower).collect(),
            upper: problem.variables.iter().map(|variable| variable.upper).collect(),
            rows: problem
                .rows
                .iter()
                .map(|row| LinearRow {
                    coefficients: dense(&row.terms, Number::ONE),
                    sense: match row.sense {
                        Sense::AtLeast => DenseSense::AtLeast,
                        Sense::AtMost => DenseSense::AtMost,
                    },
                    bound: row.bound,
                })
                .collect(),
            integral: false,
        };
        let costs = dense(objective, -Number::ONE);
        let mut best: Option<(Number, Vec<Number>)> = None;
        let mut open = vec![relaxed];
        let mut steps = 0;
        while let Some(node) = open.pop() {
            steps += 1;
            if steps > limit.0 {
                return Answer::Unknown(Bounds { least: None, best: best.map(|(_, amounts)| amounts) });
            }
            match node.maximize(&costs) {
                Outcome::Infeasible => {}
                Outcome::Unbounded => return Answer::Unbounded,
                Outcome::Unknown => return Answer::Unknown(Bounds::default()),
                Outcome::Best(value, amounts) => {
                    if best.as_ref().is_some_and(|(known, _)| value <= *known) {
                        continue;
                    }
                    let split = amounts
                        .iter()
                        .zip(&problem.variables)
                        .position(|(amount, variable)| variable.integral && amount.parts().1 != 1);
                    let Some(at) = split else {
                        if objective.is_empty() {
                            return Answer::Holds(amounts);
                        }
                        best = Some((value, amounts));
                        continue;
                    };
                    let amount = amounts.get(at).copied().unwrap_or(Number::ZERO);
                    let (mut below, mut above) = (node.clone(), node);
                    if let Some(upper) = below.upper.get_mut(at) {
                        *upper = Some(Number::whole(amount.floor()));
                    }
                    if let Some(lower) = above.lower.get_mut(at) {
                        *lower = Number::whole(amount.ceil());
                    }
                    open.push(below);
                    open.push(above);
                }
            }
        }
        best.map_or(Answer::Fails, |(_, amounts)| Answer::Holds(amounts))
    }
}
