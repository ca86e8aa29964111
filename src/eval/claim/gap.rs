//! The least new evidence that makes a claim hold.

use super::rows::{Limit, SideRow, Solved};
use crate::eval::context::{Context, conjuncts_of};
use crate::model::number::Number;
use crate::model::program::{Claim, Constant, Formula, Test};
use crate::model::vocabulary::AttributeId;
use crate::solve::{Answer, Exact, Limit as Steps, Problem, Sense, Solver};

/// The least number of further members that mends a coverage with minimums on subsets.
pub(super) fn further_members(covered: &[bool], least: Number, needs: &[(Vec<bool>, Number)]) -> Option<Number> {
    // Subsets without common members: what each lacks, and whatever the whole still lacks besides.
    let disjoint = (0..covered.len())
        .all(|index| needs.iter().filter(|(inside, _)| inside.get(index).copied().unwrap_or(false)).count() <= 1);
    if disjoint {
        let count = |wanted: &dyn Fn(usize) -> bool| {
            Number::whole(i64::try_from((0..covered.len()).filter(|index| wanted(*index)).count()).unwrap_or(i64::MAX))
        };
        let is_covered = |index: usize| covered.get(index).copied().unwrap_or(false);
        let mut lacking = Number::ZERO;
        for (inside, least) in needs {
            let within = |index: usize| inside.get(index).copied().unwrap_or(false);
            let lack = (*least - count(&|index| within(index) && is_covered(index))).max(Number::ZERO);
            if lack > count(&|index| within(index) && !is_covered(index)) {
                return None;
            }
            lacking += lack;
        }
        return Some(lacking.max(least - count(&is_covered)));
    }
    let mut classes: Vec<(Vec<bool>, i64, i64)> = Vec::new();
    for (index, covered) in covered.iter().enumerate() {
        let signature: Vec<bool> =
            needs.iter().map(|(inside, _)| inside.get(index).copied().unwrap_or(false)).collect();
        let (have, lack) = if *covered { (1, 0) } else { (0, 1) };
        match classes.iter_mut().find(|(known, _, _)| *known == signature) {
            Some((_, known_have, known_lack)) => {
                *known_have += have;
                *known_lack += lack;
            }
            None => classes.push((signature, have, lack)),
        }
    }
    let have = |inside: &dyn Fn(&[bool]) -> bool| {
        Number::whole(classes.iter().filter(|(signature, _, _)| inside(signature)).map(|(_, have, _)| have).sum())
    };
    let mut problem = Problem::default();
    for (_, _, lack) in &classes {
        problem.variable(Number::ZERO, Some(Number::whole(*lack)), true);
    }
    let sum = |inside: &dyn Fn(&[bool]) -> bool| -> Vec<(usize, Number)> {
        let classes = classes.iter().enumerate().filter(|(_, (signature, _, _))| inside(signature));
        classes.map(|(class, _)| (class, Number::ONE)).collect()
    };
    problem.row(sum(&|_| true), Sense::AtLeast, least - have(&|_| true));
    for (index, (_, least)) in needs.iter().enumerate() {
        let inside = |signature: &[bool]| signature.get(index).copied().unwrap_or(false);
        problem.row(sum(&inside), Sense::AtLeast, *least - have(&inside));
    }
    match Exact.minimize(&problem, &sum(&|_| true), Steps::DEFAULT) {
        Answer::Holds(amounts) => Some(amounts.into_iter().sum()),
        Answer::Unbounded | Answer::Fails | Answer::Unknown(_) => None,
    }
}

impl Context<'_> {
    /// The least new evidence that satisfies all rows: new evidence may be of any kind the predicates allow together.
    pub(super) fn new_evidence(&self, claim: &Claim, solved: &Solved, rows: &[SideRow<'_>]) -> Option<Number> {
        let exactly = claim.bounds.exactly;
        // What all evidence of the claim satisfies, new evidence satisfies as well.
        let selection = self.framework.program.selections.get_index(claim.selection.index());
        let own = selection
            .and_then(|known| if let [only] = known.alternatives.as_slice() { Some(&only.formula) } else { None });
        let formula = |row: usize| rows.get(row).and_then(|row| row.formula);
        let asking: Vec<usize> = solved
            .limits
            .iter()
            .enumerate()
            .filter(|(row, limit)| matches!(limit, Limit::Least(_) | Limit::ShareLeast(_)) && formula(*row).is_some())
            .map(|(row, _)| row)
            .collect();
        // Every set of rows that one new item may satisfy together. More than eight asking rows do not occur in one
        // claim; then only single rows and all of them are tried.
        let subsets: Vec<Vec<usize>> = if asking.len() <= 8 {
            (0_u32..1 << asking.len())
                .map(|bits| {
                    asking.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, row)| *row).collect()
                })
                .collect()
        } else {
            asking.iter().map(|row| vec![*row]).chain([Vec::new(), asking.clone()]).collect()
        };
        let mut problem = solved.problem(true);
        let existing = solved.weights.len();
        for subset in subsets {
            let clash = subset.iter().any(|one| {
                subset.iter().any(|other| {
                    one < other && formula(*one).zip(formula(*other)).is_some_and(|(a, b)| self.disjoint(a, b))
                })
            });
            if clash {
                continue;
            }
            let new = problem.variable(Number::ZERO, None, solved.integral);
            for (row, limit) in solved.limits.iter().enumerate() {
                let whole = formula(row).is_none();
                let inside = match limit {
                    Limit::Least(_) | Limit::ShareLeast(_) => whole || subset.contains(&row),
                    // The exact number counts new evidence too; limits on one item or one group do not.
                    Limit::Most(_) if whole => {
                        exactly && rows.get(row).is_some_and(|row| row.members.iter().all(|m| *m))
                    }
                    Limit::Most(_) | Limit::ShareMost(_) => formula(row).is_some_and(|cap| {
                        own.is_some_and(|own| self.within(own, cap))
                            || subset.iter().any(|one| formula(*one).is_some_and(|formula| self.within(formula, cap)))
                    }),
                };
                let share = match limit {
                    Limit::ShareLeast(share) | Limit::ShareMost(share) => *share,
                    Limit::Least(_) | Limit::Most(_) => Number::ZERO,
                };
                let coefficient = if inside { Number::ONE - share } else { -share };
                if let Some(row) = problem.rows.get_mut(row).filter(|_| !coefficient.is_zero()) {
                    row.terms.push((new, coefficient));
                }
            }
        }
        let objective: Vec<(usize, Number)> =
            (existing..problem.variables.len()).map(|new| (new, Number::ONE)).collect();
        match Exact.minimize(&problem, &objective, Steps::DEFAULT) {
            Answer::Holds(amounts) => Some(amounts.into_iter().skip(existing).sum()),
            Answer::Unbounded | Answer::Fails | Answer::Unknown(_) => None,
        }
    }

    /// Whether no item can satisfy both predicates: they ask different values of one attribute with a single value.
    pub(in crate::eval) fn disjoint(&self, one: &Formula, other: &Formula) -> bool {
        self.constants(one).iter().any(|(attribute, values)| {
            let single =
                self.framework.vocabulary.attributes.get_index(attribute.index()).is_some_and(|(_, a)| !a.many);
            single
                && self
                    .constants(other)
                    .iter()
                    .any(|(known, others)| known == attribute && values.iter().all(|value| !others.contains(value)))
        })
    }

    /// Whether a predicate is surely within a wider one: each test the wider one asks is asked by it too, or it asks
    /// fewer of the values. Predicates with choices other than of values are never surely wider.
    pub(in crate::eval) fn within(&self, one: &Formula, wider: &Formula) -> bool {
        let mut given = Vec::new();
        conjuncts_of(one, &mut given);
        match wider {
            Formula::True => true,
            Formula::Test { test, negated: false } => given.contains(test) || self.implies(one, wider),
            Formula::And(list) => list.iter().all(|each| self.within(one, each)),
            Formula::Or(list) => list.iter().any(|each| self.within(one, each)),
            Formula::Test { negated: true, .. } => false,
        }
    }

    /// Whether the first predicate surely implies the second.
    pub(in crate::eval) fn implies(&self, one: &Formula, other: &Formula) -> bool {
        let given = self.constants(one);
        let mut asked = Vec::new();
        conjuncts_of(other, &mut asked);
        let asked_for = self.constants(other);
        !asked.is_empty()
            && asked.len() == asked_for.len()
            && asked_for.iter().all(|(attribute, values)| {
                given
                    .iter()
                    .any(|(known, others)| known == attribute && others.iter().all(|value| values.contains(value)))
            })
    }

    /// The values that a predicate demands of attributes.
    pub(super) fn constants(&self, formula: &Formula) -> Vec<(AttributeId, Vec<Constant>)> {
        let mut tests = Vec::new();
        conjuncts_of(formula, &mut tests);
        tests
            .iter()
            .filter_map(|test| match self.framework.program.tests.get_index(test.index()) {
                Some(Test::OneOf(attribute, constants)) => Some((*attribute, constants.clone())),
                _ => None,
            })
            .collect()
    }
}
