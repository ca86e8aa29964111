//! A dense tableau with all bounds as rows and Bland's rule: slow, plain, and without any code of the room.

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
