//! Joint counting: blocks whose lines divide evidence, and claims whose rows compete (`docs/semantics.md`, sections 3, 8, 9).
//!
//! `demand` reads a node on one side, `lines` its rows, `encode` makes a problem of linear rows of it, which the room
//! `solve` decides; `gap` adds new evidence; `shown` picks the arrangement, the gap and the clash that are shown.

mod demand;
mod encode;
mod gap;
mod lines;
mod shown;

use super::claim::{Answer, Reading, Side};
use super::context::Context;
use super::measure::Entry;
use super::verdict::Sides;
use crate::model::program::{Claim, JointScope, NodeId};
use crate::solve::{Answer as Solved, Exact, Limit, Problem, Solver};

pub(crate) use self::demand::Demanded;
pub(crate) use self::encode::{all_there, encode};
pub(crate) use self::shown::{Arrangement, Clashing};

/// Whether a demand can be satisfied; none if the limit of steps was reached first.
pub(crate) fn holds(problem: &Problem) -> Option<bool> {
    match Exact.solve(problem, Limit::DEFAULT) {
        Solved::Holds(_) | Solved::Unbounded => Some(true),
        Solved::Fails => Some(false),
        Solved::Unknown(_) => None,
    }
}

/// The node that stands for a claim which is read by itself.
const ALONE: NodeId = NodeId(u32::MAX);

impl<'a> Context<'a> {
    /// Both sides of a joint scope.
    pub(crate) fn joint_sides(&mut self, id: NodeId, scope: &'a JointScope, body: NodeId) -> Sides {
        let plain = self.sides(body);
        // What fails where everything is shared fails where it is divided.
        if !plain.possible || plain.applies == crate::model::date::Truth::False {
            return plain;
        }
        let possible = self.demand(id, Side::Possible);
        if scope.rows.is_empty() && !possible.competes() {
            return plain;
        }
        let encoded = encode(&possible, Problem::default(), &all_there);
        let may = if encoded.impossible { Some(false) } else { holds(&encoded.problem) };
        if may == Some(false) {
            return Sides { sure: false, possible: false, ..plain };
        }
        let sure = plain.sure && {
            let demanded = self.demand(id, Side::Sure);
            let strict = encode(&demanded, Problem::default(), &all_there);
            !strict.impossible
                && if strict.problem == encoded.problem {
                    may == Some(true)
                } else {
                    holds(&strict.problem) == Some(true)
                }
        };
        Sides { sure, possible: true, ..plain }
    }

    /// A claim whose rows compete, or that evidence of another kind may serve.
    pub(crate) fn competing_claim(&mut self, claim: &'a Claim, entries: Vec<Entry>, explain: bool) -> Reading {
        let [strict, open] = [Side::Sure, Side::Possible].map(|side| self.demand_of_claim(ALONE, claim, side));
        let [sure, possible] = if explain {
            let [sure, possible] = self.arrangements(&strict, &open);
            [sure.answer(entries.len(), Side::Sure), possible.answer(entries.len(), Side::Possible)]
        } else {
            let [strict, open] = [strict, open].map(|side| encode(&side, Problem::default(), &all_there));
            let holds =
                |encoded: &encode::Encoded| if encoded.impossible { Some(false) } else { holds(&encoded.problem) };
            let sure = holds(&strict);
            let same = strict.problem == open.problem && strict.impossible == open.impossible;
            let possible = if same { sure } else { holds(&open) };
            // Not decided: not sure, and possible.
            let answer = |holds: Option<bool>, otherwise| Answer {
                undecided: holds.is_none(),
                ..Answer::plain(holds.unwrap_or(otherwise))
            };
            [answer(sure, false), answer(possible, true)]
        };
        let mut reading = Reading { entries, sure, possible, incomplete: false, coverage: Vec::new() };
        if let crate::model::program::Measure::Covered { members, level } = &claim.measure {
            reading.coverage = self.coverage_counted(&reading, members, *level);
        }
        reading
    }
}

impl Demanded<'_> {
    /// Whether both count the same pieces of the same evidence.
    pub(crate) fn same_evidence(&self, other: &Self) -> bool {
        self.groups.len() == other.groups.len()
            && self.groups.iter().zip(&other.groups).all(|(one, two)| {
                one.node == two.node
                    && one.parts.len() == two.parts.len()
                    && one.parts.iter().zip(&two.parts).all(|(a, b)| a.entry == b.entry && a.plus == b.plus)
            })
    }

    /// Whether nothing is left to be counted: something else decides.
    pub(crate) fn settled(&self) -> bool {
        matches!(self.demand, demand::Demand::Settled(_))
    }

    /// Whether any item may serve two claims that divide it.
    pub(crate) fn competes(&self) -> bool {
        let mut used: Vec<(usize, usize)> = Vec::new();
        for (index, group) in self.groups.iter().enumerate() {
            if group.of_scope.is_some() {
                return true;
            }
            let once = group.frames.iter().any(|frame| self.frames.get(*frame).is_some_and(|frame| frame.scope.once));
            if once {
                used.extend(group.parts.iter().map(|part| (part.item, index)));
            }
        }
        used.sort_unstable();
        used.dedup();
        used.windows(2).any(|pair| matches!(pair, [(one, _), (other, _)] if one == other))
    }
}
