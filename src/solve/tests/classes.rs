//! Each class against all amounts in whole numbers.

use proptest::prelude::*;

use super::{check_clash, grid, holds, n, sense, value, variables};
use crate::model::number::Number;
use crate::solve::{Answer, Exact, Limit, Method, Problem, Sense, Solver};

/// Adds the nested or disjoint sets of one family: cuts of an order of the variables into halves.
fn family(problem: &mut Problem, order: &[usize], rows: &[(Sense, i64)], start: usize, end: usize, at: usize) {
    if let Some((sense, bound)) = rows.get(at)
        && end > start
    {
        let terms = order[start..end].iter().map(|variable| (*variable, Number::ONE)).collect();
        problem.row(terms, *sense, n(*bound));
        let middle = start + (end - start).div_ceil(2);
        if end - start > 1 {
            family(problem, order, rows, start, middle, 2 * at + 1);
            family(problem, order, rows, middle, end, 2 * at + 2);
        }
    }
}

fn two_families(integral: bool) -> impl Strategy<Value = Problem> {
    let rows = || proptest::collection::vec((sense(), 0_i64..6), 0..6);
    let order = || Just((0..5_usize).collect::<Vec<_>>()).prop_shuffle();
    (variables(5, 2, integral), order(), rows(), order(), rows()).prop_map(
        |(mut problem, one, first, other, second)| {
            family(&mut problem, &one, &first, 0, 5, 0);
            family(&mut problem, &other, &second, 0, 5, 0);
            problem
        },
    )
}

/// Rows with any coefficients over some of the variables.
fn rows(problem: Problem, coefficients: std::ops::RangeInclusive<i64>, most: i64) -> impl Strategy<Value = Problem> {
    let count = problem.variables.len();
    let row = (proptest::collection::vec(coefficients, count), sense(), -2..=most);
    proptest::collection::vec(row, 1..6).prop_map(move |rows| {
        let mut problem = problem.clone();
        for (coefficients, sense, bound) in rows {
            let terms = coefficients.into_iter().enumerate().map(|(variable, a)| (variable, n(a))).collect();
            problem.row(terms, sense, n(bound));
        }
        problem
    })
}

fn whole() -> impl Strategy<Value = Problem> {
    variables(5, 2, true).prop_flat_map(|problem| rows(problem, -2..=3, 8))
}

/// Sets of which some are to cover each member exactly once.
fn exact_cover() -> impl Strategy<Value = Problem> {
    proptest::collection::vec(1_u8..32, 6..9).prop_map(|sets| {
        let mut problem = Problem::default();
        for _ in &sets {
            problem.variable(Number::ZERO, Some(Number::ONE), true);
        }
        for member in 0..5 {
            let terms: Vec<_> =
                (0..sets.len()).filter(|set| sets[*set] >> member & 1 == 1).map(|set| (set, n(1))).collect();
            problem.row(terms.clone(), Sense::AtLeast, n(1));
            problem.row(terms, Sense::AtMost, n(1));
        }
        problem
    })
}

/// Amounts of which some are to add up to a sum, in two ways at once.
fn subset_sum() -> impl Strategy<Value = Problem> {
    (proptest::collection::vec((1_i64..30, 1_i64..30), 8), 10_i64..60, 0_i64..6, 10_i64..60).prop_map(
        |(weights, sum, slack, other)| {
            let mut problem = Problem::default();
            for _ in &weights {
                problem.variable(Number::ZERO, Some(Number::ONE), true);
            }
            let terms: Vec<_> = weights.iter().enumerate().map(|(item, weight)| (item, n(weight.0))).collect();
            problem.row(terms.clone(), Sense::AtLeast, n(sum));
            problem.row(terms, Sense::AtMost, n(sum + slack));
            let terms = weights.iter().enumerate().map(|(item, weight)| (item, n(weight.1))).collect();
            problem.row(terms, Sense::AtMost, n(other));
            problem
        },
    )
}

/// Costs, often the same for several.
fn costs() -> impl Strategy<Value = Vec<i64>> {
    prop_oneof![
        proptest::collection::vec(-2_i64..=2, 5),
        (1_u8..32, prop_oneof![Just(1_i64), Just(-1)])
            .prop_map(|(set, cost)| (0..5).map(|at| if set >> at & 1 == 1 { cost } else { 0 }).collect()),
    ]
}

fn objective(costs: &[i64]) -> Vec<(usize, Number)> {
    costs.iter().enumerate().filter(|(_, cost)| **cost != 0).map(|(variable, cost)| (variable, n(*cost))).collect()
}

/// Feasibility, the least cost and the arrangement against the whole grid.
fn compare(problem: &Problem, costs: &[i64], order: &[usize]) {
    let all = grid(problem);
    let objective = objective(costs);
    match Exact.minimize(problem, &objective, Limit::DEFAULT) {
        Answer::Holds(amounts) => {
            assert!(holds(problem, &amounts));
            let least = all.iter().map(|amounts| value(&objective, amounts)).min();
            assert_eq!(Some(value(&objective, &amounts)), least);
        }
        Answer::Fails => assert!(all.is_empty(), "{problem:?} holds"),
        other @ (Answer::Unbounded | Answer::Unknown(_)) => panic!("{other:?} of {problem:?}"),
    }
    match Exact.arrange(problem, order, Limit::DEFAULT) {
        Answer::Holds(amounts) => {
            assert!(holds(problem, &amounts));
            let key = |amounts: &Vec<Number>| order.iter().map(|variable| amounts[*variable]).collect::<Vec<_>>();
            assert_eq!(Some(key(&amounts)), all.iter().map(key).max(), "{problem:?}");
        }
        Answer::Fails => assert!(all.is_empty(), "{problem:?} holds"),
        other @ (Answer::Unbounded | Answer::Unknown(_)) => panic!("{other:?} of {problem:?}"),
    }
}

fn order() -> impl Strategy<Value = Vec<usize>> {
    (Just((0..5_usize).collect::<Vec<_>>()).prop_shuffle(), 0_usize..6)
        .prop_map(|(order, length)| order[..length].to_vec())
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(2_000))]

    /// Whole bounds give whole amounts, so the grid decides divisible amounts too.
    #[test]
    fn two_nested_families(problem in two_families(false), costs in costs(), order in order()) {
        compare(&problem, &costs, &order);
        prop_assert!(Exact.method(&problem, &[]) <= Method::Flow);
    }

    #[test]
    fn two_nested_families_in_whole_numbers(problem in two_families(true), costs in costs(), order in order()) {
        compare(&problem, &costs, &order);
        prop_assert!(Exact.method(&problem, &[]) <= Method::Flow);
    }

    #[test]
    fn overlaps_in_whole_numbers(problem in whole(), costs in costs(), order in order()) {
        compare(&problem, &costs, &order);
    }

    #[test]
    fn exact_covers(problem in exact_cover(), costs in costs(), order in order()) {
        compare(&problem, &costs, &order);
    }

    #[test]
    fn subset_sums(problem in subset_sum(), costs in costs(), order in order()) {
        compare(&problem, &costs, &order);
    }

    #[test]
    fn clashes_lose_nothing(
        problem in prop_oneof![two_families(false), two_families(true), whole(), exact_cover(), subset_sum()],
        fixed in any::<u32>(),
    ) {
        check_clash(&problem, &|_| false, &|problem| !grid(problem).is_empty());
        check_clash(&problem, &|row| fixed >> row & 3 == 3, &|problem| !grid(problem).is_empty());
    }
}
