//! The solver against brute force, and against a dense tableau that shares no code with it.

mod classes;
mod dense;
mod laws;

use proptest::prelude::*;

use super::{Exact, Limit, Problem, Sense, Solver};
use crate::model::number::Number;

fn n(value: i64) -> Number {
    Number::whole(value)
}

/// Whether amounts satisfy everything.
fn holds(problem: &Problem, amounts: &[Number]) -> bool {
    problem.variables.iter().zip(amounts).all(|(variable, amount)| {
        variable.lower <= *amount
            && variable.upper.is_none_or(|upper| *amount <= upper)
            && (!variable.integral || amount.parts().1 == 1)
    }) && problem.rows.iter().all(|row| {
        let sum: Number = row.terms.iter().map(|(variable, a)| *a * amounts[*variable]).sum();
        match row.sense {
            Sense::AtLeast => sum >= row.bound,
            Sense::AtMost => sum <= row.bound,
        }
    })
}

/// All amounts in whole numbers that satisfy a problem with whole bounds.
fn grid(problem: &Problem) -> Vec<Vec<Number>> {
    let mut all: Vec<Vec<Number>> = vec![Vec::new()];
    for variable in &problem.variables {
        let (low, high) = (variable.lower.ceil(), variable.upper.expect("bounded").floor());
        all = all
            .into_iter()
            .flat_map(|some| (low..=high).map(move |value| [some.clone(), vec![n(value)]].concat()))
            .collect();
    }
    all.retain(|amounts| holds(problem, amounts));
    all
}

fn value(objective: &[(usize, Number)], amounts: &[Number]) -> Number {
    objective.iter().map(|(variable, cost)| *cost * amounts[*variable]).sum()
}

/// Some rows of a problem.
fn only(problem: &Problem, rows: &[usize]) -> Problem {
    Problem { variables: problem.variables.clone(), rows: rows.iter().map(|row| problem.rows[*row].clone()).collect() }
}

/// A clash is one, and loses nothing: `feasible` says whether a problem has a solution.
fn check_clash(problem: &Problem, fixed: &dyn Fn(usize) -> bool, feasible: &dyn Fn(&Problem) -> bool) {
    let clash = Exact.clash(problem, fixed, Limit::DEFAULT);
    let always: Vec<usize> = (0..problem.rows.len()).filter(|row| fixed(*row)).collect();
    let with = |rows: &[usize]| {
        let mut rows = [rows, &always[..]].concat();
        rows.sort_unstable();
        only(problem, &rows)
    };
    if feasible(problem) {
        assert_eq!(clash, Vec::<usize>::new());
        return;
    }
    assert!(clash.iter().all(|row| !fixed(*row)));
    assert!(!feasible(&with(&clash)), "{clash:?} does not clash in {problem:?}");
    for left_out in &clash {
        let fewer: Vec<usize> = clash.iter().copied().filter(|row| row != left_out).collect();
        assert!(feasible(&with(&fewer)), "{clash:?} without {left_out} clashes too in {problem:?}");
    }
}

/// Variables with whole bounds.
fn variables(count: usize, most: i64, integral: bool) -> impl Strategy<Value = Problem> {
    proptest::collection::vec((0_i64..2, 0..=most), count).prop_map(move |bounds| {
        let mut problem = Problem::default();
        for (lower, range) in bounds {
            let lower = if lower == 1 && range > 0 { 1 } else { 0 };
            problem.variable(n(lower), Some(n(lower + range)), integral);
        }
        problem
    })
}

fn sense() -> impl Strategy<Value = Sense> {
    prop_oneof![Just(Sense::AtLeast), Just(Sense::AtMost)]
}
