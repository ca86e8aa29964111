//! New evidence: what is the least that would make a demand hold (`docs/semantics.md`, section 8).
//!
//! New evidence of a group may satisfy any of its predicates that one item can satisfy together, and lies under a limit
//! only if its predicates ask for it. What several claims may count at once is new once, except where each piece counts
//! once.

use super::demand::{Demanded, Group};
use super::encode::{Encoder, Novel, Origin, Sum};
use super::lines::Ask;
use crate::eval::context::Context;
use crate::model::number::Number;
use crate::model::program::{Formula, Measure};
use crate::solve::Sense;

/// Predicates beyond so many are not combined with one another: new evidence then satisfies one, or all that agree.
/// Claims of real rules have at most five.
const COMBINED: usize = 6;

/// What new evidence there may be, worked out before rows are made.
#[derive(Debug, Default)]
pub(super) struct Novelties {
    /// For each group the kinds of new evidence: for each of its rows, whether it lies in the row's set.
    kinds: Vec<Vec<Vec<bool>>>,
    /// Groups whose new evidence may be the same: the number of the set.
    same: Vec<usize>,
    /// What a unit of each group's new evidence costs.
    cost: Vec<Number>,
    /// For each group and kind the rows of scopes under whose limit it falls: group and row.
    under: Vec<Vec<Vec<(usize, usize)>>>,
    /// The variables of each group, beside the kind they are of.
    variables: Vec<Vec<usize>>,
    /// Members newly covered, of each group.
    members: Vec<Vec<usize>>,
}

impl Novelties {
    pub(super) fn of(context: &Context<'_>, demanded: &Demanded<'_>) -> Self {
        let groups = &demanded.groups;
        let subsets: Vec<Vec<Vec<usize>>> = groups.iter().map(|group| subsets(context, group)).collect();
        let kinds = groups.iter().zip(&subsets).map(|(group, subsets)| kinds(context, group, subsets)).collect();
        let under = groups
            .iter()
            .zip(&subsets)
            .map(|(group, subsets)| subsets.iter().map(|subset| under(context, demanded, group, subset)).collect())
            .collect();
        let claims = || groups.iter().filter(|group| group.claim.is_some());
        let one_unit = claims().all(|group| claims().next().is_some_and(|first| same_unit(first, group)));
        let cost = groups.iter().map(|group| if one_unit { Number::ONE } else { per_need(group) }).collect();
        let mut same: Vec<usize> = Vec::new();
        for (index, group) in groups.iter().enumerate() {
            let known = (0..index).find(|first| {
                same.get(*first) == Some(first)
                    && (0..index).filter(|other| same.get(*other) == Some(first)).all(|other| {
                        groups.get(other).is_some_and(|other| may_be_same(context, demanded, other, group))
                    })
            });
            same.push(known.unwrap_or(index));
        }
        let empty = || groups.iter().map(|_| Vec::new()).collect();
        Self { kinds, same, cost, under, variables: empty(), members: empty() }
    }
}

fn same_unit(one: &Group<'_>, other: &Group<'_>) -> bool {
    match (one.measure, other.measure) {
        (Measure::Covered { .. }, Measure::Covered { .. }) => true,
        (one, other) => one == other,
    }
}

/// One by what a claim needs, so that different units can be added up.
fn per_need(group: &Group<'_>) -> Number {
    let need = group.claim.and_then(|claim| claim.bounds.least).filter(|least| *least > Number::ZERO);
    need.and_then(|need| Number::ONE.checked_div(need)).unwrap_or(Number::ONE)
}

/// Whether one piece of new evidence may serve both.
fn may_be_same(context: &Context<'_>, demanded: &Demanded<'_>, one: &Group<'_>, other: &Group<'_>) -> bool {
    if !same_unit(one, other) || matches!(one.measure, Measure::Covered { .. }) {
        return false;
    }
    // The rows of a scope speak of what its claims count.
    let inner = |scope: &Group<'_>, claim: &Group<'_>| scope.of_scope.is_some_and(|of| claim.frames.contains(&of));
    if inner(one, other) || inner(other, one) {
        return true;
    }
    let once = one
        .frames
        .iter()
        .filter(|frame| other.frames.contains(frame))
        .any(|frame| demanded.frames.get(*frame).is_some_and(|frame| frame.scope.once));
    if once {
        return false;
    }
    let selection = |group: &Group<'_>| {
        let claim = group.claim?;
        context.framework.program.selections.get_index(claim.selection.index())
    };
    let (Some(first), Some(second)) = (selection(one), selection(other)) else { return true };
    first.alternatives.iter().any(|a| {
        second.alternatives.iter().any(|b| {
            a.kinds.iter().any(|kind| b.kinds.has(kind))
                && (a.on.is_none() || b.on.is_none() || a.on == b.on)
                && !context.disjoint(&a.formula, &b.formula)
        })
    })
}

/// The predicate that all evidence of a claim satisfies.
fn selection<'a>(context: &Context<'a>, group: &Group<'_>) -> Option<&'a Formula> {
    let known = context.framework.program.selections.get_index(group.claim?.selection.index())?;
    if let [only] = known.alternatives.as_slice() { Some(&only.formula) } else { None }
}

/// Whether evidence of a group that satisfies some of its rows surely falls under a limit.
fn falls_under(context: &Context<'_>, group: &Group<'_>, subset: &[usize], limit: &Formula) -> bool {
    selection(context, group).is_some_and(|own| context.within(own, limit))
        || subset.iter().any(|at| {
            let formula = group.asks.get(*at).and_then(|asked| asked.formula);
            formula.is_some_and(|formula| context.within(formula, limit))
        })
}

/// The rows of scopes under whose limit new evidence of a claim falls.
fn under(context: &Context<'_>, demanded: &Demanded<'_>, group: &Group<'_>, subset: &[usize]) -> Vec<(usize, usize)> {
    let mut rows = Vec::new();
    for (index, scope) in demanded.groups.iter().enumerate() {
        let around = scope.of_scope.is_some_and(|frame| group.frames.contains(&frame));
        if group.claim.is_none() || !around || !same_unit(scope, group) {
            continue;
        }
        for (at, asked) in scope.asks.iter().enumerate() {
            let limit = asked.formula.filter(|_| matches!(asked.ask, Ask::Most { .. }));
            if limit.is_some_and(|limit| falls_under(context, group, subset, limit)) {
                rows.push((index, at));
            }
        }
    }
    rows
}

/// The sets of rows that one piece of new evidence may satisfy together.
fn subsets(context: &Context<'_>, group: &Group<'_>) -> Vec<Vec<usize>> {
    let formula = |at: usize| group.asks.get(at).and_then(|asked| asked.formula);
    let selection = selection(context, group);
    let asking: Vec<usize> = group
        .asks
        .iter()
        .enumerate()
        .filter(|(_, asked)| asked.formula.is_some())
        .filter(|(_, asked)| matches!(asked.ask, Ask::Least { .. } | Ask::ShareLeast { .. } | Ask::Gate { .. }))
        .map(|(at, _)| at)
        .collect();
    let clash = |one: Option<&Formula>, other: Option<&Formula>| {
        one.zip(other).is_some_and(|(one, other)| context.disjoint(one, other))
    };
    let fits = |subset: &[usize]| {
        !subset.iter().any(|one| {
            clash(selection, formula(*one))
                || subset.iter().any(|other| one < other && clash(formula(*one), formula(*other)))
        })
    };
    let mut subsets: Vec<Vec<usize>> = if asking.len() <= COMBINED {
        (0_u32..1 << asking.len())
            .map(|bits| asking.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, row)| *row).collect())
            .collect()
    } else {
        // As many as agree, beginning with each.
        let from = |first: usize| {
            let mut subset = vec![first];
            for other in &asking {
                let mut more = subset.clone();
                more.push(*other);
                if *other != first && fits(&more) {
                    subset = more;
                }
            }
            subset.sort_unstable();
            subset
        };
        asking.iter().flat_map(|row| [vec![*row], from(*row)]).chain([Vec::new()]).collect()
    };
    subsets.sort();
    subsets.dedup();
    subsets.retain(|subset| fits(subset));
    subsets
}

/// The kinds of new evidence of a group: which rows' sets it lies in.
fn kinds(context: &Context<'_>, group: &Group<'_>, subsets: &[Vec<usize>]) -> Vec<Vec<bool>> {
    let inside = |subset: &[usize], at: usize| {
        let Some(asked) = group.asks.get(at) else { return false };
        let asked_for = |limit: &Formula| falls_under(context, group, subset, limit);
        match &asked.ask {
            Ask::Least { set: None, .. } => true,
            Ask::Least { .. } | Ask::ShareLeast { .. } | Ask::Gate { .. } => subset.contains(&at),
            // An exact number counts what is new as well; limits on one item or one group do not.
            Ask::Most { set: None, .. } => true,
            Ask::Most { .. } | Ask::ShareMost { .. } => asked.formula.is_some_and(asked_for),
            Ask::Within { .. }
            | Ask::Exactly { .. }
            | Ask::Runs { .. }
            | Ask::Distinct { .. }
            | Ask::Over { .. }
            | Ask::Together { .. }
            | Ask::Cover { .. }
            | Ask::Including { .. } => false,
        }
    };
    subsets.iter().map(|subset| (0..group.asks.len()).map(|at| inside(subset, at)).collect()).collect()
}

impl Encoder<'_, '_> {
    /// Adds the variables of a group's new evidence.
    pub(super) fn invent(&mut self, index: usize) {
        let Some(group) = self.demanded.groups.get(index) else { return };
        let Some(novelties) = &mut self.novelties else { return };
        if matches!(group.measure, Measure::Covered { .. }) {
            return;
        }
        let integral = matches!(group.measure, Measure::Count);
        let kinds = novelties.kinds.get(index).map_or(0, Vec::len);
        for _ in 0..kinds {
            let variable = self.encoded.problem.variable(Number::ZERO, None, integral);
            if let Some(list) = novelties.variables.get_mut(index) {
                list.push(variable);
            }
            self.encoded.novel.push(Novel { group: index, variable });
        }
    }

    fn new_where(&self, index: usize, at: usize, inside: bool) -> Vec<usize> {
        let Some(novelties) = &self.novelties else { return Vec::new() };
        let kinds = novelties.kinds.get(index).map(Vec::as_slice).unwrap_or_default();
        let variables = novelties.variables.get(index).map(Vec::as_slice).unwrap_or_default();
        let of = |kind: &Vec<bool>| kind.get(at).copied().unwrap_or(false) == inside;
        kinds.iter().zip(variables).filter(|(kind, _)| of(kind)).map(|(_, variable)| *variable).collect()
    }

    /// New evidence in the set of a row.
    pub(super) fn new_in(&self, index: usize, at: usize, factor: Number, sum: &mut Sum) {
        for variable in self.new_where(index, at, true) {
            sum.add(variable, factor);
        }
    }

    /// New evidence outside the set of a row.
    pub(super) fn new_outside(&self, index: usize, at: usize, factor: Number, sum: &mut Sum) {
        for variable in self.new_where(index, at, false) {
            sum.add(variable, factor);
        }
    }

    /// New evidence of the claims of a scope that falls under a limit of the scope: of each claim, or of all where each
    /// piece counts once.
    pub(super) fn new_under(&self, index: usize, at: usize) -> Vec<Vec<usize>> {
        let Some(novelties) = &self.novelties else { return Vec::new() };
        let frame = self.demanded.groups.get(index).and_then(|group| group.of_scope);
        let once = frame.and_then(|frame| self.demanded.frames.get(frame)).is_some_and(|frame| frame.scope.once);
        let mut lists: Vec<Vec<usize>> = Vec::new();
        for (under, variables) in novelties.under.iter().zip(&novelties.variables) {
            let falls = |(rows, _): &(&Vec<(usize, usize)>, &usize)| rows.contains(&(index, at));
            let own: Vec<usize> = under.iter().zip(variables).filter(falls).map(|(_, variable)| *variable).collect();
            match lists.first_mut() {
                Some(first) if once => first.extend(own),
                _ if own.is_empty() => {}
                _ => lists.push(own),
            }
        }
        lists
    }

    fn all_new(&self, index: usize) -> Vec<usize> {
        let variables = self.novelties.as_ref().and_then(|novelties| novelties.variables.get(index));
        variables.cloned().unwrap_or_default()
    }

    /// New evidence is as long as is asked: one of it is enough.
    pub(super) fn new_end(&mut self, index: usize, sum: &mut Sum) {
        let all = self.all_new(index);
        if all.is_empty() {
            return;
        }
        for variable in all {
            sum.add(variable, Number::ONE);
        }
    }

    /// A member is newly covered.
    pub(super) fn new_member(&mut self, index: usize, sum: &mut Sum) {
        let Some(group) = self.demanded.groups.get(index) else { return };
        if self.novelties.is_none() {
            return;
        }
        if matches!(group.measure, Measure::Covered { .. }) {
            let variable = self.encoded.problem.variable(Number::ZERO, Some(Number::ONE), true);
            if let Some(list) = self.novelties.as_mut().and_then(|novelties| novelties.members.get_mut(index)) {
                list.push(variable);
            }
            self.encoded.novel.push(Novel { group: index, variable });
            sum.add(variable, Number::ONE);
            return;
        }
        // One new piece may cover all that is asked.
        let least = self.least(index);
        let each = Number::ONE.checked_div(least).unwrap_or(Number::ONE);
        for variable in self.all_new(index) {
            sum.add(variable, each);
        }
    }

    /// New evidence of a value that is there already.
    pub(super) fn new_of_value(&mut self, index: usize, factor: Number, sum: &mut Sum) {
        let all = self.all_new(index);
        if all.is_empty() {
            return;
        }
        let integral = self.demanded.groups.get(index).is_some_and(|group| matches!(group.measure, Measure::Count));
        let variable = self.encoded.problem.variable(Number::ZERO, None, integral);
        if let Some(list) = self.novelties.as_mut().and_then(|novelties| novelties.members.get_mut(index)) {
            list.push(variable);
        }
        sum.add(variable, factor);
    }

    /// New values, each with so much new evidence; all of it together is new evidence of the group.
    pub(super) fn new_values(&mut self, index: usize, each: Number, reached: &mut Sum) {
        let all = self.all_new(index);
        if all.is_empty() {
            return;
        }
        let further = self.encoded.problem.variable(Number::ZERO, None, true);
        reached.add(further, Number::ONE);
        let mut sum = Sum::default();
        for variable in all {
            sum.add(variable, Number::ONE);
        }
        sum.add(further, -each);
        let of_values =
            self.novelties.as_mut().and_then(|novelties| novelties.members.get_mut(index)).map(std::mem::take);
        for variable in of_values.unwrap_or_default() {
            sum.add(variable, -Number::ONE);
        }
        self.row(sum, Sense::AtLeast, Number::ZERO, Origin::Given);
    }

    /// What new evidence costs: each set of groups that may share it pays once.
    pub(super) fn price(&mut self) {
        let Some(novelties) = self.novelties.take() else { return };
        let groups = self.demanded.groups.len();
        for first in 0..groups {
            let of: Vec<usize> = (0..groups).filter(|group| novelties.same.get(*group) == Some(&first)).collect();
            let variables = |group: usize| {
                let amounts = novelties.variables.get(group).into_iter().flatten();
                let covered = novelties.members.get(group).into_iter().flatten();
                let covers = self
                    .demanded
                    .groups
                    .get(group)
                    .is_some_and(|group| matches!(group.measure, Measure::Covered { .. }));
                amounts.chain(covered.filter(move |_| covers)).copied().collect::<Vec<usize>>()
            };
            let cost = novelties.cost.get(first).copied().unwrap_or(Number::ONE);
            if let [only] = of.as_slice() {
                for variable in variables(*only) {
                    self.encoded.objective.push((variable, cost));
                }
                continue;
            }
            let lists: Vec<Vec<usize>> = of.iter().map(|group| variables(*group)).collect();
            if lists.iter().all(Vec::is_empty) {
                continue;
            }
            let together = self.encoded.problem.variable(Number::ZERO, None, false);
            self.encoded.objective.push((together, cost));
            for list in lists {
                let mut sum = Sum::default();
                for variable in list {
                    sum.add(variable, Number::ONE);
                }
                sum.add(together, -Number::ONE);
                self.row(sum, Sense::AtMost, Number::ZERO, Origin::Given);
            }
        }
    }
}
