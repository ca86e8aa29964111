//! Which amounts can be counted: linear rows over classes of evidence, exactly.
//!
//! A [`Problem`] asks for amounts `0 ≤ y ≤ w`, one for each class, that satisfy rows of the form `Σ a·y ≥ b` or
//! `Σ a·y ≤ b` (`docs/semantics.md`, sections 4 and 9). Rows that are nested or disjoint sets are decided in one pass
//! over their tree ([`laminar`]); anything else by a simplex with exact fractions and, for counts, by branching.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use crate::model::number::Number;

/// Which way a row limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
}

/// One linear row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinearRow {
    /// A coefficient for each class.
    pub coefficients: Vec<Number>,
    /// At least or at most.
    pub sense: Sense,
    /// The constant.
    pub bound: Number,
}

/// Amounts to be found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// The least amount of each class.
    pub lower: Vec<Number>,
    /// The most of each class; none is unbounded.
    pub upper: Vec<Option<Number>>,
    /// Rows.
    pub rows: Vec<LinearRow>,
    /// Amounts must be whole.
    pub integral: bool,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The best value and amounts that reach it.
    Best(Number, Vec<Number>),
    /// The objective grows without limit.
    Unbounded,
    /// No amounts satisfy the rows.
    Infeasible,
    /// The limit of steps was reached.
    Unknown,
}

/// How many branches a problem in whole numbers may take. The classes of one claim are few; real rules need none.
pub const BRANCH_LIMIT: usize = 10_000;

/// How many pivots one linear program may take; Bland's rule ends, but its worst case is long.
pub const PIVOT_LIMIT: usize = 20_000;

fn big(number: Number) -> BigRational {
    let (numerator, denominator) = number.parts();
    BigRational::new(BigInt::from(numerator), BigInt::from(denominator))
}

/// None if it does not fit, which amounts of a record never reach.
fn small(number: &BigRational) -> Option<Number> {
    let part = |value: &BigInt| i64::try_from(value).ok();
    Number::fraction(part(number.numer())?, part(number.denom())?)
}

impl Problem {
    /// Maximizes `Σ objective·y`.
    #[must_use]
    pub fn maximize(&self, objective: &[Number]) -> Outcome {
        if !self.integral {
            return self.relaxed(objective);
        }
        let mut best: Option<(Number, Vec<Number>)> = None;
        let mut open = vec![self.clone()];
        let mut branches = 0;
        while let Some(problem) = open.pop() {
            branches += 1;
            if branches > BRANCH_LIMIT {
                return Outcome::Unknown;
            }
            match problem.relaxed(objective) {
                Outcome::Infeasible => {}
                Outcome::Unbounded => return Outcome::Unbounded,
                Outcome::Unknown => return Outcome::Unknown,
                Outcome::Best(value, amounts) => {
                    if best
                        .as_ref()
                        .is_some_and(|(known, _)| Number::whole(value.floor()) <= *known && integral(objective))
                        || best.as_ref().is_some_and(|(known, _)| value <= *known)
                    {
                        continue;
                    }
                    match amounts.iter().position(|amount| amount.parts().1 != 1) {
                        None => best = Some((value, amounts)),
                        Some(at) => {
                            let amount = amounts.get(at).copied().unwrap_or(Number::ZERO);
                            let mut below = problem.clone();
                            if let Some(upper) = below.upper.get_mut(at) {
                                *upper = Some(Number::whole(amount.floor()));
                            }
                            let mut above = problem;
                            if let Some(lower) = above.lower.get_mut(at) {
                                *lower = Number::whole(amount.ceil());
                            }
                            open.push(below);
                            open.push(above);
                        }
                    }
                }
            }
        }
        best.map_or(Outcome::Infeasible, |(value, amounts)| Outcome::Best(value, amounts))
    }

    /// Whether any amounts satisfy the rows; none if the limit was reached.
    #[must_use]
    pub fn feasible(&self) -> Option<bool> {
        match self.maximize(&vec![Number::ZERO; self.lower.len()]) {
            Outcome::Best(..) | Outcome::Unbounded => Some(true),
            Outcome::Infeasible => Some(false),
            Outcome::Unknown => None,
        }
    }

    /// The linear program without whole numbers: two-phase simplex by Bland's rule.
    fn relaxed(&self, objective: &[Number]) -> Outcome {
        let classes = self.lower.len();
        if self.lower.iter().zip(&self.upper).any(|(lower, upper)| upper.is_some_and(|upper| upper < *lower)) {
            return Outcome::Infeasible;
        }
        // y = lower + x with x ≥ 0; every row becomes Σ a·x ≤ b.
        let mut rows: Vec<(Vec<BigRational>, BigRational)> = Vec::new();
        for row in &self.rows {
            let shift: BigRational = row.coefficients.iter().zip(&self.lower).map(|(a, l)| big(*a) * big(*l)).sum();
            let sign = if row.sense == Sense::AtMost { BigRational::one() } else { -BigRational::one() };
            let coefficients = row.coefficients.iter().map(|a| big(*a) * &sign).collect();
            rows.push((coefficients, (big(row.bound) - shift) * &sign));
        }
        for (class, (lower, upper)) in self.lower.iter().zip(&self.upper).enumerate() {
            if let Some(upper) = upper {
                let mut coefficients = vec![BigRational::zero(); classes];
                if let Some(slot) = coefficients.get_mut(class) {
                    *slot = BigRational::one();
                }
                rows.push((coefficients, big(*upper - *lower)));
            }
        }
        let mut tableau = Tableau::new(classes, rows);
        match tableau.make_feasible() {
            Some(true) => {}
            Some(false) => return Outcome::Infeasible,
            None => return Outcome::Unknown,
        }
        let costs: Vec<BigRational> = objective.iter().map(|cost| big(*cost)).collect();
        match tableau.optimize(&costs) {
            None => Outcome::Unknown,
            Some(false) => Outcome::Unbounded,
            Some(true) => {
                let amounts: Option<Vec<Number>> =
                    tableau.amounts(classes).iter().zip(&self.lower).map(|(x, l)| small(x).map(|x| x + *l)).collect();
                let Some(amounts) = amounts else { return Outcome::Unknown };
                let value = amounts.iter().zip(objective).map(|(amount, cost)| *amount * *cost).sum();
                Outcome::Best(value, amounts)
            }
        }
    }
}

fn integral(objective: &[Number]) -> bool {
    objective.iter().all(|cost| cost.parts().1 == 1)
}

/// A simplex tableau: each line is a basic variable as a function of the others.
#[derive(Debug)]
struct Tableau {
    /// Lines of coefficients, the constant last. Columns: classes, slacks, and the artificial one.
    lines: Vec<Vec<BigRational>>,
    /// The basic variable of each line.
    basis: Vec<usize>,
    columns: usize,
    pivots: usize,
}

impl Tableau {
    fn new(classes: usize, rows: Vec<(Vec<BigRational>, BigRational)>) -> Self {
        let slacks = rows.len();
        let columns = classes + slacks + 1;
        let mut lines = Vec::with_capacity(slacks);
        let mut basis = Vec::with_capacity(slacks);
        for (index, (mut coefficients, constant)) in rows.into_iter().enumerate() {
            coefficients.resize(columns, BigRational::zero());
            if let Some(slot) = coefficients.get_mut(classes + index) {
                *slot = BigRational::one();
            }
            if let Some(slot) = coefficients.last_mut() {
                *slot = -BigRational::one();
            }
            coefficients.push(constant);
            lines.push(coefficients);
            basis.push(classes + index);
        }
        Self { lines, basis, columns, pivots: 0 }
    }

    fn constant(line: &[BigRational]) -> BigRational {
        line.last().cloned().unwrap_or_default()
    }

    fn pivot(&mut self, row: usize, column: usize) {
        self.pivots += 1;
        let Some(mut line) = self.lines.get(row).cloned() else { return };
        let Some(factor) = line.get(column).cloned().filter(|factor| !factor.is_zero()) else { return };
        for value in &mut line {
            *value /= &factor;
        }
        for (index, other) in self.lines.iter_mut().enumerate() {
            if index == row {
                other.clone_from(&line);
                continue;
            }
            let Some(factor) = other.get(column).cloned().filter(|factor| !factor.is_zero()) else { continue };
            for (value, pivot) in other.iter_mut().zip(&line) {
                *value -= pivot * &factor;
            }
        }
        if let Some(slot) = self.basis.get_mut(row) {
            *slot = column;
        }
    }

    /// Phase one: minimizes the artificial variable. None if the limit of pivots was reached.
    fn make_feasible(&mut self) -> Option<bool> {
        let artificial = self.columns - 1;
        let worst = (0..self.lines.len())
            .min_by_key(|row| self.lines.get(*row).map(|line| Self::constant(line)).unwrap_or_default());
        let Some(worst) = worst else { return Some(true) };
        if !self.lines.get(worst).is_some_and(|line| Self::constant(line).is_negative()) {
            self.drop_artificial(artificial);
            return Some(true);
        }
        self.pivot(worst, artificial);
        let mut costs = vec![BigRational::zero(); self.columns];
        if let Some(slot) = costs.last_mut() {
            *slot = -BigRational::one();
        }
        self.run(&costs)?;
        if let Some(row) = self.basis.iter().position(|variable| *variable == artificial) {
            if self.lines.get(row).is_some_and(|line| Self::constant(line).is_positive()) {
                return Some(false);
            }
            let column = (0..artificial)
                .find(|column| self.lines.get(row).and_then(|line| line.get(*column)).is_some_and(|v| !v.is_zero()));
            match column {
                Some(column) => self.pivot(row, column),
                None => {
                    self.lines.remove(row);
                    self.basis.remove(row);
                }
            }
        }
        self.drop_artificial(artificial);
        Some(true)
    }

    fn drop_artificial(&mut self, artificial: usize) {
        for line in &mut self.lines {
            if let Some(slot) = line.get_mut(artificial) {
                *slot = BigRational::zero();
            }
        }
    }

    /// Phase two. `Some(false)` is unbounded.
    fn optimize(&mut self, objective: &[BigRational]) -> Option<bool> {
        let mut costs = objective.to_vec();
        costs.resize(self.columns, BigRational::zero());
        self.run(&costs)
    }

    fn run(&mut self, costs: &[BigRational]) -> Option<bool> {
        loop {
            if self.pivots > PIVOT_LIMIT {
                return None;
            }
            // Reduced cost of each column; Bland: the first that improves.
            let entering = (0..self.columns).find(|column| {
                if self.basis.contains(column) {
                    return false;
                }
                let basic: BigRational = self
                    .basis
                    .iter()
                    .zip(&self.lines)
                    .map(|(variable, line)| match (costs.get(*variable), line.get(*column)) {
                        (Some(cost), Some(value)) if !cost.is_zero() && !value.is_zero() => cost * value,
                        _ => BigRational::zero(),
                    })
                    .sum();
                costs.get(*column).is_some_and(|cost| (cost - basic).is_positive())
            });
            let Some(column) = entering else { return Some(true) };
            let mut leaving: Option<(BigRational, usize, usize)> = None;
            for (row, line) in self.lines.iter().enumerate() {
                let Some(value) = line.get(column).filter(|value| value.is_positive()) else { continue };
                let ratio = Self::constant(line) / value;
                let variable = self.basis.get(row).copied().unwrap_or(usize::MAX);
                if leaving.as_ref().is_none_or(|(best, known, _)| (&ratio, variable) < (best, *known)) {
                    leaving = Some((ratio, variable, row));
                }
            }
            match leaving {
                None => return Some(false),
                Some((_, _, row)) => self.pivot(row, column),
            }
        }
    }

    fn amounts(&self, classes: usize) -> Vec<BigRational> {
        let mut amounts = vec![BigRational::zero(); classes];
        for (variable, line) in self.basis.iter().zip(&self.lines) {
            if let Some(slot) = amounts.get_mut(*variable) {
                *slot = Self::constant(line);
            }
        }
        amounts
    }
}

/// A set of classes with what must and what may be counted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetRow {
    /// The classes, as bits.
    pub classes: u64,
    /// At least so much.
    pub least: Number,
    /// At most so much.
    pub most: Option<Number>,
}

/// The most that can be counted when all sets are nested or disjoint, and whether every minimum can be reached with
/// that (class K1). None if two sets overlap.
///
/// `weights` holds what each class has; none is unbounded. The answer's first part is none if it is unbounded.
#[must_use]
pub fn laminar(weights: &[Option<Number>], sets: &[SetRow]) -> Option<(Option<Number>, bool)> {
    if weights.len() > 64 {
        return None;
    }
    let mut order: Vec<&SetRow> = sets.iter().filter(|set| set.classes != 0 || set.least > Number::ZERO).collect();
    order.sort_by_key(|set| set.classes.count_ones());
    for (index, one) in order.iter().enumerate() {
        for other in order.iter().skip(index + 1) {
            let common = one.classes & other.classes;
            if common != 0 && common != one.classes && common != other.classes {
                return None;
            }
        }
    }
    // Smallest sets first: each takes the unclaimed classes and finished sets inside it, with what they need together.
    let mut holds = true;
    let mut done: Vec<(u64, Number, Option<Number>)> = weights
        .iter()
        .enumerate()
        .map(|(class, weight)| {
            (1_u64.checked_shl(u32::try_from(class).unwrap_or(64)).unwrap_or(0), Number::ZERO, *weight)
        })
        .collect();
    for set in order {
        let (inside, outside): (Vec<_>, Vec<_>) =
            done.into_iter().partition(|(classes, ..)| *classes != 0 && classes & set.classes == *classes);
        let need = inside.iter().map(|(_, need, _)| *need).sum::<Number>().max(set.least);
        let sum = inside.iter().try_fold(Number::ZERO, |sum, (.., most)| most.map(|most| sum + most));
        let most = match (sum, set.most) {
            (Some(sum), Some(cap)) => Some(sum.min(cap)),
            (one, None) | (None, one) => one,
        };
        holds &= most.is_none_or(|most| most >= need);
        done = outside;
        done.push((set.classes, need, most));
    }
    let total = done.iter().try_fold(Number::ZERO, |sum, (.., most)| most.map(|most| sum + most));
    Some((total, holds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(value: i64) -> Number {
        Number::whole(value)
    }

    fn row(coefficients: &[i64], sense: Sense, bound: i64) -> LinearRow {
        LinearRow { coefficients: coefficients.iter().map(|c| n(*c)).collect(), sense, bound: n(bound) }
    }

    #[test]
    fn overlapping_caps_are_solved_exactly() {
        // Two caps of 5 that share a class: of 4 + 4 + 4, at most 8 by taking none of the shared one but 2.
        let problem = Problem {
            lower: vec![n(0); 3],
            upper: vec![Some(n(4)); 3],
            rows: vec![row(&[1, 1, 0], Sense::AtMost, 5), row(&[0, 1, 1], Sense::AtMost, 5)],
            integral: false,
        };
        let Outcome::Best(value, amounts) = problem.maximize(&[n(1), n(1), n(1)]) else { panic!("solvable") };
        assert_eq!((value, amounts), (n(9), vec![n(4), n(1), n(4)]));
    }

    #[test]
    fn whole_numbers_branch() {
        let problem = Problem {
            lower: vec![n(0); 3],
            upper: vec![Some(n(1)); 3],
            rows: vec![
                row(&[1, 1, 0], Sense::AtMost, 1),
                row(&[0, 1, 1], Sense::AtMost, 1),
                row(&[1, 0, 1], Sense::AtMost, 1),
            ],
            integral: true,
        };
        let Outcome::Best(value, _) = problem.maximize(&[n(1), n(1), n(1)]) else { panic!("solvable") };
        assert_eq!(value, n(1));
    }

    #[test]
    fn minimums_that_clash_are_infeasible() {
        let problem = Problem {
            lower: vec![n(0); 2],
            upper: vec![Some(n(10)), None],
            rows: vec![row(&[1, 1], Sense::AtLeast, 20), row(&[0, 1], Sense::AtMost, 5)],
            integral: false,
        };
        assert_eq!(problem.feasible(), Some(false));
    }

    #[test]
    fn nested_sets_take_one_pass() {
        // 15 other, 5 certified; at most 5 of other, at least 5 certified, at least 20 in all.
        let weights = [Some(n(15)), Some(n(5))];
        let sets = [
            SetRow { classes: 0b01, least: n(0), most: Some(n(5)) },
            SetRow { classes: 0b10, least: n(5), most: None },
            SetRow { classes: 0b11, least: n(20), most: None },
        ];
        assert_eq!(laminar(&weights, &sets), Some((Some(n(10)), false)));
    }
}
