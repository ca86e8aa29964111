//! Divisible amounts against the dense tableau; mixtures; limits; what the rows' numbers may be.

use proptest::prelude::*;

use super::dense::{LinearRow, Outcome, Problem as Dense, Sense as DenseSense};
use super::{check_clash, holds, n, sense, value};
use crate::model::number::Number;
use crate::solve::{Answer, Bounds, Exact, Limit, Problem, Sense, Solver};

fn dense(problem: &Problem) -> Dense {
    Dense {
        lower: problem.variables.iter().map(|variable| variable.lower).collect(),
        upper: problem.variables.iter().map(|variable| variable.upper).collect(),
        rows: problem
            .rows
            .iter()
            .map(|row| {
                let mut coefficients = vec![Number::ZERO; problem.variables.len()];
                for (variable, a) in &row.terms {
                    coefficients[*variable] = *a;
                }
                let sense = match row.sense {
                    Sense::AtLeast => DenseSense::AtLeast,
                    Sense::AtMost => DenseSense::AtMost,
                };
                LinearRow { coefficients, sense, bound: row.bound }
            })
            .collect(),
        integral: false,
    }
}

/// Fractions as rules have them: halves, thirds, percents.
fn number() -> impl Strategy<Value = Number> {
    (-20_i64..60, prop_oneof![Just(1_i64), Just(2), Just(3), Just(100)])
        .prop_map(|(numerator, denominator)| Number::fraction(numerator, denominator).expect("not zero"))
}

fn divisible() -> impl Strategy<Value = Problem> {
    let variable = (0_i64..3, proptest::option::weighted(0.8, 0_i64..20));
    let row = (
        proptest::collection::vec(prop_oneof![2 => Just(Number::ZERO), 2 => Just(n(1)), 1 => number()], 6),
        sense(),
        number(),
    );
    (proptest::collection::vec(variable, 6), proptest::collection::vec(row, 1..7)).prop_map(|(variables, rows)| {
        let mut problem = Problem::default();
        for (lower, range) in variables {
            problem.variable(
                n(lower),
                range.map(|range| n(lower) + Number::fraction(range, 2).expect("not zero")),
                false,
            );
        }
        for (coefficients, sense, bound) in rows {
            problem.row(coefficients.into_iter().enumerate().collect(), sense, bound);
        }
        problem
    })
}

fn feasible(problem: &Problem) -> bool {
    dense(problem).feasible().expect("small")
}

proptest! {
    // The twin is slow: fewer cases than elsewhere.
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn divisible_amounts(problem in divisible(), costs in proptest::collection::vec(-3_i64..4, 6)) {
        let objective: Vec<_> = costs.iter().enumerate().map(|(at, cost)| (at, n(*cost))).collect();
        let negated: Vec<_> = costs.iter().map(|cost| n(-cost)).collect();
        match (Exact.minimize(&problem, &objective, Limit::DEFAULT), dense(&problem).maximize(&negated)) {
            (Answer::Holds(amounts), Outcome::Best(best, _)) => {
                prop_assert!(holds(&problem, &amounts));
                prop_assert_eq!(value(&objective, &amounts), -best);
            }
            (Answer::Fails, Outcome::Infeasible) | (Answer::Unbounded, Outcome::Unbounded) => {}
            (ours, theirs) => prop_assert!(false, "{ours:?} against {theirs:?} of {problem:?}"),
        }
    }

    #[test]
    fn arrangements_of_divisible_amounts(problem in divisible(), order in Just((0..6_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let mut twin = dense(&problem);
        let mut most = Vec::new();
        let mut end = None;
        for variable in &order {
            let mut wanted = vec![Number::ZERO; 6];
            wanted[*variable] = Number::ONE;
            match twin.maximize(&wanted) {
                Outcome::Best(best, _) => {
                    twin.rows.push(LinearRow { coefficients: wanted, sense: DenseSense::AtLeast, bound: best });
                    most.push(best);
                }
                Outcome::Unbounded => end = Some(Answer::Unbounded),
                Outcome::Infeasible => end = Some(Answer::Fails),
                Outcome::Unknown => panic!("small"),
            }
            if end.is_some() {
                break;
            }
        }
        let answer = Exact.arrange(&problem, &order, Limit::DEFAULT);
        if let (Answer::Holds(amounts), None) = (&answer, &end) {
            prop_assert!(holds(&problem, amounts));
            prop_assert_eq!(order.iter().map(|variable| amounts[*variable]).collect::<Vec<_>>(), most);
        } else {
            prop_assert_eq!(Some(answer), end);
        }
    }

    #[test]
    fn clashes_of_divisible_amounts(problem in divisible(), fixed in any::<u32>()) {
        check_clash(&problem, &|_| false, &feasible);
        check_clash(&problem, &|row| fixed >> row & 1 == 1, &feasible);
    }

}

proptest! {
    // The twin tries each choice by a dense tableau for each variable: fewer cases.
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    /// Some amounts whole, some not: each choice of whole ones leaves a linear program.
    #[test]
    fn mixtures(mut problem in divisible(), costs in proptest::collection::vec(-3_i64..4, 6), order in Just((0..6_usize).collect::<Vec<_>>()).prop_shuffle()) {
        for (at, variable) in problem.variables.iter_mut().enumerate() {
            variable.integral = at < 2;
            variable.upper = Some(variable.upper.unwrap_or(n(8)).min(variable.lower + n(if at < 2 { 3 } else { 9 })));
        }
        let objective: Vec<_> = costs.iter().enumerate().map(|(at, cost)| (at, n(*cost))).collect();
        let negated: Vec<_> = costs.iter().map(|cost| n(-cost)).collect();
        let range = |at: usize| problem.variables[at].lower.ceil()..=problem.variables[at].upper.expect("set").floor();
        let mut best: Option<Number> = None;
        let mut most: Option<Vec<Number>> = None;
        for one in range(0) {
            for other in range(1) {
                let mut fixed = dense(&problem);
                for (at, value) in [(0, one), (1, other)] {
                    fixed.lower[at] = n(value);
                    fixed.upper[at] = Some(n(value));
                }
                if let Outcome::Best(found, _) = fixed.maximize(&negated) {
                    best = Some(best.map_or(-found, |best| best.min(-found)));
                }
                let mut amounts = Vec::new();
                for variable in &order {
                    let mut wanted = vec![Number::ZERO; 6];
                    wanted[*variable] = Number::ONE;
                    if let Outcome::Best(found, _) = fixed.maximize(&wanted) {
                        fixed.lower[*variable] = found;
                        amounts.push(found);
                    }
                }
                if amounts.len() == order.len() {
                    most = most.max(Some(amounts));
                }
            }
        }
        match Exact.minimize(&problem, &objective, Limit::DEFAULT) {
            Answer::Holds(amounts) => {
                prop_assert!(holds(&problem, &amounts));
                prop_assert_eq!(Some(value(&objective, &amounts)), best);
            }
            Answer::Fails => prop_assert_eq!(best, None),
            other @ (Answer::Unbounded | Answer::Unknown(_)) => prop_assert!(false, "{other:?} of {problem:?}"),
        }
        match Exact.arrange(&problem, &order, Limit::DEFAULT) {
            Answer::Holds(amounts) => {
                prop_assert!(holds(&problem, &amounts));
                prop_assert_eq!(Some(order.iter().map(|variable| amounts[*variable]).collect::<Vec<_>>()), most);
            }
            Answer::Fails => prop_assert_eq!(most, None),
            other @ (Answer::Unbounded | Answer::Unknown(_)) => prop_assert!(false, "{other:?} of {problem:?}"),
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    /// Whatever the limit, what is said holds; and a larger limit never takes an answer back.
    #[test]
    fn limits(problem in divisible(), whole in 0_usize..7, costs in proptest::collection::vec(-3_i64..4, 6), limit in 0_u64..40) {
        let mut problem = problem;
        for variable in problem.variables.iter_mut().take(whole) {
            variable.integral = true;
        }
        for variable in &mut problem.variables {
            variable.upper = Some(variable.upper.unwrap_or(n(5)));
        }
        let objective: Vec<_> = costs.iter().enumerate().map(|(at, cost)| (at, n(*cost))).collect();
        let full = Exact.minimize(&problem, &objective, Limit::DEFAULT);
        match Exact.minimize(&problem, &objective, Limit(limit)) {
            Answer::Unknown(Bounds { least, best }) => {
                if let Answer::Holds(amounts) = &full {
                    prop_assert!(least.is_none_or(|least| least <= value(&objective, amounts)));
                }
                if let Some(best) = best {
                    prop_assert!(holds(&problem, &best));
                }
            }
            answer @ (Answer::Holds(_) | Answer::Fails | Answer::Unbounded) => prop_assert_eq!(answer, full),
        }
    }
}
