//! Which amounts can be counted: linear rows over classes of evidence, exactly.
//!
//! A [`Problem`] asks for amounts within bounds, some of them whole numbers, that satisfy linear rows
//! (`docs/semantics.md`, sections 4, 9 and 10). Comes in: a problem and a limit of steps. Goes out: an [`Answer`]. This room
//! knows nothing of rules, records or people; it never reads a clock, and the same problem gives the same answer on
//! every machine.

mod branch;
mod exact;
mod flow;
mod form;
mod int;
mod meter;
pub(crate) mod nested;
mod propagate;
mod simplex;
mod store;
#[cfg(test)]
mod tests;

use crate::model::number::Number;

pub use self::exact::{Exact, Method};

/// What is looked for: an amount within bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variable {
    /// At least.
    pub lower: Number,
    /// At most; none is unbounded.
    pub upper: Option<Number>,
    /// It must be a whole number.
    pub integral: bool,
}

/// Which way a row limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
}

/// One linear row: `Σ a·y ≥ b` or `Σ a·y ≤ b`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Variables, each at most once and in order, with their coefficients, none of them zero.
    pub terms: Vec<(usize, Number)>,
    /// At least or at most.
    pub sense: Sense,
    /// The constant.
    pub bound: Number,
}

/// Amounts to be found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// Variables.
    pub variables: Vec<Variable>,
    /// Rows.
    pub rows: Vec<Row>,
}

/// How many steps an answer may take. A step is a pivot, an augmenting path or a branch: never a second, so that the
/// answer does not depend on the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(pub u64);

impl Limit {
    /// The usual limit. Sixty pieces of evidence in fifteen competing requirements take some 130 steps, and whole items at
    /// 97 % of what there is some 500 (`benches/solve.rs`); what is not decided after two hundred times as many seldom is
    /// soon after, and a person should not wait for more than a second or so.
    pub const DEFAULT: Self = Self(100_000);
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Amounts that satisfy all rows; of an objective, with the least value that any have.
    Holds(Vec<Number>),
    /// No amounts do.
    Fails,
    /// The objective falls without limit.
    Unbounded,
    /// The limit was reached first.
    Unknown(Bounds),
}

/// What is known of an objective when the limit is reached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bounds {
    /// No amounts have a smaller value; none: nothing is known.
    pub least: Option<Number>,
    /// The best amounts found so far; none: it is not known whether there are any.
    pub best: Option<Vec<Number>>,
}

/// Something that solves problems.
pub trait Solver {
    /// Amounts that satisfy all rows and minimize `Σ objective·y`; an empty objective asks for any amounts.
    fn minimize(&self, problem: &Problem, objective: &[(usize, Number)], limit: Limit) -> Answer;

    /// Whether any amounts satisfy all rows.
    fn solve(&self, problem: &Problem, limit: Limit) -> Answer {
        self.minimize(problem, &[], limit)
    }

    /// Amounts that satisfy all rows and, going through these variables in order, are as large as the rest allows.
    fn arrange(&self, problem: &Problem, order: &[usize], limit: Limit) -> Answer {
        let mut problem = problem.clone();
        let mut answer = self.solve(&problem, limit);
        for variable in order {
            if !matches!(answer, Answer::Holds(_)) {
                return answer;
            }
            let most = self.minimize(&problem, &[(*variable, -Number::ONE)], limit);
            let Answer::Holds(amounts) = most else { return most };
            let amount = amounts.get(*variable).copied().unwrap_or(Number::ZERO);
            if let Some(known) = problem.variables.get_mut(*variable) {
                (known.lower, known.upper) = (amount, Some(amount));
            }
            answer = Answer::Holds(amounts);
        }
        answer
    }

    /// Rows that clash: no amounts satisfy all of them, and without any one of them some would. Of rows for which
    /// `fixed` says so none is left out and none is named. Empty if not all clash, or if the limit was reached before
    /// anything was shown; where it is reached on the way, rows not tried are named.
    fn clash(&self, problem: &Problem, fixed: &dyn Fn(usize) -> bool, limit: Limit) -> Vec<usize> {
        if self.solve(problem, limit) != Answer::Fails {
            return Vec::new();
        }
        let mut kept: Vec<usize> = (0..problem.rows.len()).collect();
        let mut at = kept.len();
        while at > 0 {
            at -= 1;
            let Some(row) = kept.get(at).copied().filter(|row| !fixed(*row)) else { continue };
            let fewer = Problem {
                variables: problem.variables.clone(),
                rows: kept
                    .iter()
                    .filter(|other| **other != row)
                    .filter_map(|other| problem.rows.get(*other).cloned())
                    .collect(),
            };
            if self.solve(&fewer, limit) == Answer::Fails {
                kept.remove(at);
            }
        }
        kept.retain(|row| !fixed(*row));
        kept
    }
}

impl Problem {
    /// Adds a variable and tells its number.
    pub fn variable(&mut self, lower: Number, upper: Option<Number>, integral: bool) -> usize {
        self.variables.push(Variable { lower, upper, integral });
        self.variables.len() - 1
    }

    /// Adds a row and tells its number. Terms of one variable are added up.
    pub fn row(&mut self, mut terms: Vec<(usize, Number)>, sense: Sense, bound: Number) -> usize {
        terms.sort_unstable_by_key(|(variable, _)| *variable);
        terms.dedup_by(|next, first| {
            let same = next.0 == first.0;
            if same {
                first.1 += next.1;
            }
            same
        });
        terms.retain(|(_, coefficient)| !coefficient.is_zero());
        self.rows.push(Row { terms, sense, bound });
        self.rows.len() - 1
    }
}
