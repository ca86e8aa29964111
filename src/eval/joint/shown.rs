//! What of a joint scope is shown: who counts what, which ways are taken, what is missing, and which lines clash.
//!
//! Of all arrangements with the least gap one is shown, always the same: the first way that an optimum allows, then,
//! going through items by date and id and through claims in the order of the file, as much as an optimum allows.

use super::demand::{Demand, Demanded, Group, Part, UNSTATED};
use super::encode::{Active, Amount, Encoded, Origin, Taken, all_there, encode, encode_gap};
use crate::eval::claim::{Answer, Reading, Side};
use crate::eval::context::Context;
use crate::eval::measure::Entry;
use crate::model::date::Truth;
use crate::model::number::Number;
use crate::model::program::{BindingId, Measure, NodeId};
use crate::model::vocabulary::{CompetencyId, Level};
use crate::solve::{Answer as Solved, Exact, Limit, Problem, Sense, Solver};

/// A line that clashes with others: a node and its row.
pub(crate) type Clashing = (NodeId, Option<usize>);

/// A way of a choice: the choice, the way, what a name means on it, whether it is taken.
pub(crate) type TakenWay = (NodeId, NodeId, Option<(BindingId, usize)>, bool);

/// One side of a demand, arranged.
#[derive(Debug, Clone)]
pub(crate) struct Arrangement {
    /// It holds; none: the limit of steps was reached first.
    pub(crate) holds: Option<bool>,
    /// For each group its node, and how much of each entry is counted; none is unbounded.
    pub(crate) counted: Vec<(NodeId, Vec<Option<Number>>)>,
    /// The evidence of each group.
    pub(crate) entries: Vec<Vec<Entry>>,
    /// How each group is measured.
    pub(crate) measures: Vec<Measure>,
    /// For each group the new evidence it needs; none: no new evidence helps, or how much was not found.
    pub(crate) gaps: Vec<Option<Number>>,
    /// The new evidence in all, by the measure of costs.
    pub(crate) gap: Option<Number>,
    /// Ways of choices: the choice, the way, what a name means on it, whether it is taken.
    pub(crate) taken: Vec<TakenWay>,
    /// Lines that cannot hold together with the evidence there is.
    pub(crate) clash: Vec<Clashing>,
    /// Which groups are asked on the ways that are taken.
    pub(crate) active: Vec<bool>,
    /// The scopes around each group in which evidence counts once.
    pub(crate) once: Vec<Vec<usize>>,
}

impl Arrangement {
    /// What it says of a claim that was asked by itself.
    pub(crate) fn answer(self, entries: usize, side: Side) -> Answer {
        let counted = self.counted.into_iter().next().map(|(_, counted)| counted);
        let counted = counted.unwrap_or_else(|| vec![Some(Number::ZERO); entries]);
        Answer {
            total: counted.iter().copied().sum(),
            gap: self.gaps.first().copied().flatten(),
            counted,
            undecided: self.holds.is_none(),
            clash: self.clash,
            // Not decided: not sure, and possible.
            ..Answer::plain(self.holds.unwrap_or(side == Side::Possible))
        }
    }

    /// Which group stands for a node on the ways that are taken.
    pub(crate) fn group(&self, node: NodeId) -> Option<usize> {
        (0..self.counted.len()).find(|group| {
            self.active.get(*group).copied().unwrap_or(false)
                && self.counted.get(*group).is_some_and(|(known, _)| *known == node)
        })
    }
}

impl<'a> Context<'a> {
    /// The arrangements of both sides that are shown. Where the sides ask the same, there is one.
    pub(crate) fn arrangements(&self, sure: &Demanded<'a>, possible: &Demanded<'a>) -> [Arrangement; 2] {
        let [strict, open] = [sure, possible].map(|side| encode(side, Problem::default(), &all_there));
        let arranged = self.arrangement(sure, &strict);
        let same = strict.problem == open.problem && strict.impossible == open.impossible;
        if same && sure.same_evidence(possible) {
            return [arranged.clone(), arranged];
        }
        [arranged, self.arrangement(possible, &open)]
    }

    fn arrangement(&self, demanded: &Demanded<'a>, encoded: &Encoded) -> Arrangement {
        let solved = if encoded.impossible { Solved::Fails } else { Exact.solve(&encoded.problem, Limit::DEFAULT) };
        match solved {
            Solved::Holds(amounts) => {
                let amounts = settle(encoded, demanded, amounts);
                let gaps = vec![Some(Number::ZERO); demanded.groups.len()];
                arranged(demanded, encoded, &amounts, Some(true), gaps, Some(Number::ZERO), Vec::new())
            }
            Solved::Fails => {
                let clash = clash(demanded, encoded);
                self.with_new(demanded, Some(false), clash)
            }
            Solved::Unbounded | Solved::Unknown(_) => {
                let gaps = vec![None; demanded.groups.len()];
                let amounts = vec![Number::ZERO; encoded.problem.variables.len()];
                arranged(demanded, encoded, &amounts, None, gaps, None, Vec::new())
            }
        }
    }

    /// The arrangement with the least new evidence.
    fn with_new(&self, demanded: &Demanded<'a>, holds: Option<bool>, clash: Vec<Clashing>) -> Arrangement {
        let mut encoded = encode_gap(self, demanded);
        let solved = if encoded.impossible {
            Solved::Fails
        } else {
            Exact.minimize(&encoded.problem, &encoded.objective, Limit::DEFAULT)
        };
        let Solved::Holds(amounts) = solved else {
            // No new evidence makes it hold, or how much was not found: what there is, is shown as far as it goes.
            let gaps = vec![None; demanded.groups.len()];
            let (relaxed, amounts) = self.as_far_as_it_goes(demanded);
            return arranged(demanded, &relaxed, &amounts, holds, gaps, None, clash);
        };
        let value = |terms: &[(usize, Number)]| -> Number {
            terms.iter().map(|(variable, cost)| at(&amounts, *variable) * *cost).sum()
        };
        let gap = value(&encoded.objective);
        // How much is new is settled, and not yet for which line: first each item gives what it can.
        let objective = encoded.objective.clone();
        encoded.problem.row(objective, Sense::AtMost, gap);
        encoded.origins.push(Origin::Given);
        let amounts = settle(&encoded, demanded, amounts);
        let mut gaps = vec![Some(Number::ZERO); demanded.groups.len()];
        for novel in &encoded.novel {
            if let Some(slot) = gaps.get_mut(novel.group) {
                *slot = slot.map(|sum| sum + at(&amounts, novel.variable));
            }
        }
        arranged(demanded, &encoded, &amounts, holds, gaps, Some(gap), clash)
    }

    /// As much as the limits allow, where no amount of new evidence would do.
    fn as_far_as_it_goes(&self, demanded: &Demanded<'a>) -> (Encoded, Vec<Number>) {
        let mut encoded = encode(demanded, Problem::default(), &all_there);
        let kept: Vec<bool> = encoded
            .problem
            .rows
            .iter()
            .zip(&encoded.origins)
            .map(|(row, origin)| *origin == Origin::Given || row.sense == Sense::AtMost)
            .collect();
        let mut keep = kept.iter();
        encoded.problem.rows.retain(|_| keep.next().copied().unwrap_or(true));
        let mut keep = kept.iter();
        encoded.origins.retain(|_| keep.next().copied().unwrap_or(true));
        let count = encoded.problem.variables.len();
        let amounts = match Exact.solve(&encoded.problem, Limit::DEFAULT) {
            Solved::Holds(amounts) => settle(&encoded, demanded, amounts),
            Solved::Fails | Solved::Unbounded | Solved::Unknown(_) => vec![Number::ZERO; count],
        };
        (encoded, amounts)
    }

    /// What the counted items of a coverage cover.
    pub(crate) fn coverage_counted(
        &mut self,
        reading: &Reading,
        members: &[CompetencyId],
        level: Option<Level>,
    ) -> Vec<(Truth, Option<Level>)> {
        let of = |counted: &[Option<Number>]| -> Vec<Entry> {
            let some = |amount: &Option<Number>| amount.is_none_or(|amount| amount > Number::ZERO);
            reading
                .entries
                .iter()
                .zip(counted)
                .filter(|(_, amount)| some(amount))
                .map(|(entry, _)| entry.clone())
                .collect()
        };
        let sure = of(&reading.sure.counted);
        let possible = of(&reading.possible.counted);
        let sure = self.coverage(&sure, members, level);
        let possible = self.coverage(&possible, members, level);
        let mut both = Vec::with_capacity(sure.len());
        for ((sure, level), (possible, other)) in sure.into_iter().zip(possible) {
            let truth = if sure == Truth::True { sure } else { possible.min(Truth::Unknown) };
            both.push((truth, level.or(other)));
        }
        both
    }
}

fn at(amounts: &[Number], variable: usize) -> Number {
    amounts.get(variable).copied().unwrap_or(Number::ZERO)
}

/// Moves a solution to the one that is shown.
fn settle(encoded: &Encoded, demanded: &Demanded<'_>, amounts: Vec<Number>) -> Vec<Number> {
    let mut problem = encoded.problem.clone();
    let mut best = amounts;
    let fix = |problem: &mut Problem, variable: usize, amount: Number| {
        if let Some(known) = problem.variables.get_mut(variable) {
            (known.lower, known.upper) = (amount, Some(amount));
        }
    };
    // The first ways that an optimum allows.
    for taken in &encoded.taken {
        let Active::If(variable) = taken.by else { continue };
        if at(&best, variable) != Number::ONE {
            let mut tried = problem.clone();
            fix(&mut tried, variable, Number::ONE);
            if let Solved::Holds(found) = Exact.solve(&tried, Limit::DEFAULT) {
                best = found;
            }
        }
        fix(&mut problem, variable, at(&best, variable));
    }
    // Other choices stay as they were found; then items by date and id, and claims in the order of the file.
    let mut order: Vec<(usize, usize, usize)> = Vec::new();
    let mut cells_of: Vec<usize> = Vec::new();
    for (index, (group, cells)) in demanded.groups.iter().zip(&encoded.cells).enumerate() {
        for cell in cells {
            let (Amount::Part(variable) | Amount::Whole(variable)) = cell.amount else { continue };
            cells_of.push(variable);
            let item = cell.parts.first().and_then(|part| group.parts.get(*part)).map_or(usize::MAX, |part| part.item);
            if group.of_scope.is_none() {
                order.push((item, index, variable));
            }
        }
    }
    let chosen = |variable: &usize| {
        problem.variables.get(*variable).is_some_and(|known| known.integral && known.upper == Some(Number::ONE))
    };
    let choices: Vec<usize> = (0..problem.variables.len()).filter(chosen).filter(|v| !cells_of.contains(v)).collect();
    for variable in choices {
        fix(&mut problem, variable, at(&best, variable));
    }
    order.sort_unstable();
    let order: Vec<usize> = order.into_iter().map(|(_, _, variable)| variable).collect();
    match Exact.arrange(&problem, &order, Limit::DEFAULT) {
        Solved::Holds(found) => found,
        Solved::Fails | Solved::Unbounded | Solved::Unknown(_) => best,
    }
}

/// The lines that clash, in the order of the file.
fn clash(demanded: &Demanded<'_>, encoded: &Encoded) -> Vec<Clashing> {
    let fixed = |row: usize| encoded.origins.get(row).is_none_or(|origin| *origin == Origin::Given);
    let rows = Exact.clash(&encoded.problem, &fixed, Limit::DEFAULT);
    let mut lines: Vec<Clashing> = Vec::new();
    for row in rows {
        let Some(Origin::Line(group, line)) = encoded.origins.get(row).copied() else { continue };
        let Some(group) = demanded.groups.get(group) else { continue };
        if !lines.contains(&(group.node, line)) {
            lines.push((group.node, line));
        }
    }
    lines.sort_unstable();
    lines
}

fn arranged(
    demanded: &Demanded<'_>,
    encoded: &Encoded,
    amounts: &[Number],
    holds: Option<bool>,
    gaps: Vec<Option<Number>>,
    gap: Option<Number>,
    clash: Vec<Clashing>,
) -> Arrangement {
    let mut counted: Vec<(NodeId, Vec<Option<Number>>)> =
        demanded.groups.iter().map(|group| (group.node, vec![Some(Number::ZERO); group.entries.len()])).collect();
    spread(demanded, encoded, amounts, &mut counted);
    let active = |by: Active| match by {
        Active::Always => true,
        Active::Never => false,
        Active::If(variable) => at(amounts, variable) == Number::ONE,
    };
    let way = |taken: &Taken| (taken.choice, taken.node, taken.bound, active(taken.by));
    let taken: Vec<_> = encoded.taken.iter().map(way).collect();
    let mut asked: Vec<bool> = vec![false; demanded.groups.len()];
    walk(demanded, &demanded.demand, true, &mut taken.iter(), &mut asked);
    let entries = demanded.groups.iter().map(|group| group.entries.clone()).collect();
    let counts_once = |frame: &usize| demanded.frames.get(*frame).is_some_and(|frame| frame.scope.once);
    let once = |group: &Group<'_>| group.frames.iter().copied().filter(counts_once).collect();
    let once = demanded.groups.iter().map(once).collect();
    let measures = demanded.groups.iter().map(|group| group.measure.clone()).collect();
    Arrangement { holds, counted, entries, measures, gaps, gap, taken, clash, active: asked, once }
}

/// Marks the groups on the ways that are taken; the ways come in the order in which they were encoded.
fn walk(
    demanded: &Demanded<'_>,
    demand: &Demand,
    asked: bool,
    taken: &mut dyn Iterator<Item = &TakenWay>,
    groups: &mut [bool],
) {
    match demand {
        Demand::Settled(_) => {}
        Demand::All(all) => all.iter().for_each(|one| walk(demanded, one, asked, taken, groups)),
        Demand::Group(group) => {
            if let Some(slot) = groups.get_mut(*group) {
                *slot = asked;
            }
        }
        Demand::Scope(frame, inner) => {
            for (slot, group) in groups.iter_mut().zip(&demanded.groups) {
                if group.of_scope == Some(*frame) {
                    *slot = asked;
                }
            }
            walk(demanded, inner, asked, taken, groups);
        }
        Demand::Ways { ways, .. } => {
            for way in ways {
                let by = taken.next().is_some_and(|(.., by)| *by);
                // A way that can never hold is not encoded.
                if !matches!(way.demand, Demand::Settled(false)) {
                    walk(demanded, &way.demand, asked && by, taken, groups);
                }
            }
        }
    }
}

/// Divides what is counted of each class among its items: in their order, to the claims in the order of the file.
fn spread(
    demanded: &Demanded<'_>,
    encoded: &Encoded,
    amounts: &[Number],
    counted: &mut [(NodeId, Vec<Option<Number>>)],
) {
    let part = |group: usize, part: usize| -> Option<&Part> { demanded.groups.get(group)?.parts.get(part) };
    // How much of each item of a class is used up: items of a class count the same for all claims.
    let mut used: Vec<(usize, Number)> = Vec::new();
    for (index, cells) in encoded.cells.iter().enumerate() {
        let divides = demanded.groups.get(index).is_some_and(|group| {
            group.of_scope.is_none()
                && group.frames.iter().any(|frame| demanded.frames.get(*frame).is_some_and(|f| f.scope.once))
        });
        for cell in cells {
            let mut left = match cell.amount {
                Amount::Full => None,
                Amount::Part(variable) => Some(at(amounts, variable)),
                Amount::Whole(variable) if at(amounts, variable) == Number::ONE => None,
                Amount::Whole(_) => Some(Number::ZERO),
            };
            let merged = cell.parts.len() > 1;
            for number in &cell.parts {
                let Some(part) = part(index, *number) else { continue };
                let taken = match &mut left {
                    None => part.plus,
                    Some(left) if !merged => Some(*left),
                    Some(left) => {
                        let plus = part.plus.unwrap_or(*left);
                        let twice = demanded.frames.iter().any(|frame| frame.twice.contains(&(index, *number)));
                        let times = if twice { Number::whole(2) } else { Number::ONE };
                        let before = used.iter().find(|(item, _)| divides && *item == part.item).map(|(_, used)| *used);
                        let free = (plus * times - before.unwrap_or(Number::ZERO)).max(Number::ZERO).min(plus);
                        let taken = free.min(*left);
                        *left = *left - taken;
                        match used.iter_mut().find(|(item, _)| *item == part.item) {
                            Some((_, used)) => *used += taken,
                            None => used.push((part.item, taken)),
                        }
                        Some(taken)
                    }
                };
                // So much as that is no amount, but one that is not stated.
                let taken = taken.filter(|taken| *taken + *taken < UNSTATED);
                let slot = counted.get_mut(index).and_then(|(_, counted)| counted.get_mut(part.entry));
                if let Some(slot) = slot {
                    *slot = slot.zip(taken).map(|(a, b)| a + b);
                }
            }
        }
    }
}
