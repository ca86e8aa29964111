//! Claims: whether evidence satisfies a demand with its rows, on each of the two sides, and what is missing.
//!
//! `open` counts the best of what the person may leave out, under `rows` and `choices`; `closed` counts everything;
//! `time` measures the calendar; `gap` finds the least new evidence.

mod choices;
mod closed;
mod gap;
mod linear;
mod open;
mod rows;
mod time;

pub(crate) use self::linear::ItemRow;

use super::context::{Context, Use};
use super::joint::Clashing;
use super::measure::{Entry, Portions};
use crate::model::date::Truth;
use crate::model::number::Number;
use crate::model::program::{Claim, Formula, Measure, RowKind};
use crate::record::evidence::DecisionKind;

/// On which side a claim is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// What is sure.
    Sure,
    /// What is possible.
    Possible,
}

/// What a side comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The claim holds.
    pub(crate) holds: bool,
    /// The most that can be counted; none is unbounded.
    pub(crate) total: Option<Number>,
    /// The least new evidence that would make it hold; zero if it holds, none if nothing would.
    pub(crate) gap: Option<Number>,
    /// By how much an upper limit is exceeded.
    pub(crate) excess: Option<Number>,
    /// For each entry, how much of it is counted; none is unbounded.
    pub(crate) counted: Vec<Option<Number>>,
    /// The limit of steps was reached before it was decided.
    pub(crate) undecided: bool,
    /// Lines that cannot hold together: nodes and rows. Only looked for where counting competes.
    pub(crate) clash: Vec<Clashing>,
}

impl Answer {
    /// An answer of which only this is known.
    pub(crate) const fn plain(holds: bool) -> Self {
        Self { holds, total: None, gap: None, excess: None, counted: Vec::new(), undecided: false, clash: Vec::new() }
    }
}

/// A claim read on both sides.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    /// Evidence that fits, at least possibly.
    pub(crate) entries: Vec<Entry>,
    pub(crate) sure: Answer,
    pub(crate) possible: Answer,
    /// The upper limit forbids and the kind is not listed in full: a question.
    pub(crate) incomplete: bool,
    /// Members covered, for coverage.
    pub(crate) coverage: Vec<(Truth, Option<crate::model::vocabulary::Level>)>,
}

/// One way to choose what is counted: which entries may be.
type Choice = Vec<bool>;

/// One side's evidence: weights and entries that belong.
struct Pool {
    weights: Vec<Option<Number>>,
    belongs: Vec<bool>,
}

fn pool(entries: &[Entry], side: Side) -> Pool {
    Pool {
        weights: entries.iter().map(|entry| if side == Side::Sure { Some(entry.low) } else { entry.high }).collect(),
        belongs: entries.iter().map(|entry| entry.fit == Truth::True || side == Side::Possible).collect(),
    }
}

impl<'a> Context<'a> {
    /// Reads a claim on both sides. With `explain`, gaps and amounts counted are worked out as well.
    pub(crate) fn claim(&mut self, claim: &'a Claim, explain: bool) -> Reading {
        let derives = !claim.closed && !self.framework.program.conversions.is_empty();
        if claim.competes || derives {
            let entries = self.claim_entries(claim);
            if claim.competes || entries.iter().any(|entry| entry.derived.is_some()) {
                let mut reading = self.competing_claim(claim, entries, explain);
                if !claim.bounds.exactly && claim.bounds.most.is_some() {
                    self.forbid(claim, &mut reading);
                }
                return reading;
            }
        }
        let mut entries = match &claim.measure {
            Measure::Amount(unit) => self.amount_entries(claim.selection, *unit, Use::For),
            Measure::Count | Measure::Covered { .. } => self.count_entries(claim.selection, Use::For),
            Measure::Time(unit) => return self.time_claim(claim, *unit, explain),
        };
        self.direct(claim, &mut entries);
        if let Measure::Covered { members, level } = &claim.measure {
            return self.coverage_claim(claim, entries, members, *level, explain);
        }
        if claim.closed {
            return self.closed_claim(claim, entries);
        }
        let (sure, possible) = self.both_sides(claim, &entries, explain);
        let mut reading = Reading { entries, sure, possible, incomplete: false, coverage: Vec::new() };
        if !claim.bounds.exactly && claim.bounds.most.is_some() {
            self.forbid(claim, &mut reading);
        }
        reading
    }

    /// Applies decisions that move evidence: pinned elsewhere, accepted here.
    pub(in crate::eval) fn direct(&mut self, claim: &'a Claim, entries: &mut Vec<Entry>) {
        if !self.directed {
            return;
        }
        let record = self.record;
        for (index, decision) in record.decisions.iter().enumerate() {
            if !self.applies(index) {
                continue;
            }
            match &decision.kind {
                DecisionKind::Pin(item, to) if !self.path.contains(&to.as_str()) => {
                    entries.retain(|entry| entry.item != *item);
                }
                DecisionKind::Accept { item, requirement, .. } if self.path.contains(&requirement.as_str()) => {
                    if let Some(entry) = entries.iter_mut().find(|entry| entry.item == *item) {
                        entry.fit = Truth::True;
                    } else if let Some(entry) = self.accepted(claim, *item) {
                        let at = entries.partition_point(|known| known.item < *item);
                        entries.insert(at, entry);
                    }
                }
                DecisionKind::Pin(..)
                | DecisionKind::Accept { .. }
                | DecisionKind::Exclude(_)
                | DecisionKind::Limit(..)
                | DecisionKind::Waive(_) => {}
            }
        }
    }

    /// An item that a decision lets fit: in its own amount, if it has the base that the claim measures.
    fn accepted(&mut self, claim: &Claim, index: usize) -> Option<Entry> {
        let item = self.item(index)?;
        let portions = Portions::of(item.portions.clone());
        let (low, high) = match &claim.measure {
            Measure::Amount(unit) => portions.iter().fold((Number::ZERO, Some(Number::ZERO)), |sum, portion| {
                let amount = self.record.portions.get(portion).map_or((Number::ZERO, None), |p| self.amount(p, *unit));
                (sum.0 + amount.0, sum.1.zip(amount.1).map(|(a, b)| a + b))
            }),
            Measure::Count | Measure::Covered { .. } => (item.count, Some(item.count)),
            Measure::Time(_) => return None,
        };
        let same_base = high.is_some() || low > Number::ZERO;
        same_base.then_some(Entry { item: index, portions, fit: Truth::True, low, high, derived: None })
    }

    fn both_sides(&mut self, claim: &'a Claim, entries: &[Entry], explain: bool) -> (Answer, Answer) {
        let sure = self.open_side(claim, entries, Side::Sure, explain);
        if self.settled(claim, entries) {
            let possible = sure.clone();
            return (sure, possible);
        }
        let possible = self.open_side(claim, entries, Side::Possible, explain);
        (sure, possible)
    }

    /// Nothing is unknown: both sides coincide.
    fn settled(&mut self, claim: &'a Claim, entries: &[Entry]) -> bool {
        let known = entries.iter().all(|entry| entry.fit == Truth::True && entry.high == Some(entry.low));
        known
            && claim.rows.iter().all(|row| match &row.kind {
                RowKind::Including(_, formula)
                | RowKind::IncludingShare(_, formula)
                | RowKind::Counting(_, formula)
                | RowKind::CountingShare(_, formula) => {
                    entries.iter().all(|entry| self.entry_formula(formula, entry) != Truth::Unknown)
                }
                RowKind::Gate { .. }
                | RowKind::CountingPer(..)
                | RowKind::Distinct { .. }
                | RowKind::FromAtMost(..)
                | RowKind::Over(_)
                | RowKind::TogetherCover { .. }
                | RowKind::WithinAny(_)
                | RowKind::Consecutive(_)
                | RowKind::NoBreak(_)
                | RowKind::IncludingMembers { .. } => false,
            })
    }

    /// Whether an entry fits a row's predicate; unknown if its portions disagree.
    pub(in crate::eval) fn entry_formula(&mut self, formula: &'a Formula, entry: &Entry) -> Truth {
        let mut answer: Option<Truth> = None;
        for portion in entry.portions.iter() {
            let truth = match entry.derived {
                None => self.formula(formula, portion),
                Some(conversion) => self.derived_formula(conversion, formula, portion),
            };
            answer = Some(match answer {
                None => truth,
                Some(known) if known == truth => known,
                Some(_) => Truth::Unknown,
            });
        }
        answer.unwrap_or(Truth::Unknown)
    }

    /// Which entries belong to a row's set, in its sense and on a side.
    pub(in crate::eval) fn members(
        &mut self,
        formula: &'a Formula,
        entries: &[Entry],
        side: Side,
        helps: bool,
    ) -> Vec<bool> {
        let strict = (side == Side::Sure) == helps;
        let list = entries.iter().map(|entry| {
            let truth = self.entry_formula(formula, entry);
            if strict { truth == Truth::True } else { truth != Truth::False }
        });
        list.collect()
    }

    // ---- coverage ----

    fn coverage_claim(
        &mut self,
        claim: &'a Claim,
        entries: Vec<Entry>,
        members: &[crate::model::vocabulary::CompetencyId],
        level: Option<crate::model::vocabulary::Level>,
        explain: bool,
    ) -> Reading {
        let coverage = self.coverage(&entries, members, level);
        let least = claim.bounds.least.unwrap_or(Number::ZERO);
        let mut answers = [Side::Sure, Side::Possible].map(|side| {
            let covered: Vec<bool> = coverage.iter().map(|(truth, _)| reaches(*truth, side)).collect();
            let count = |list: &mut dyn Iterator<Item = bool>| {
                Number::whole(i64::try_from(list.filter(|covered| *covered).count()).unwrap_or(i64::MAX))
            };
            let total = count(&mut covered.iter().copied());
            let mut holds = total >= least;
            let mut needs: Vec<(Vec<bool>, Number)> = Vec::new();
            for row in &claim.rows {
                if let RowKind::IncludingMembers { least, members: subset } = &row.kind {
                    let inside: Vec<bool> = members.iter().map(|member| subset.contains(member)).collect();
                    let have = count(&mut covered.iter().zip(&inside).map(|(covered, inside)| *covered && *inside));
                    let least = Number::whole(i64::from(*least));
                    holds &= have >= least;
                    needs.push((inside, least));
                }
            }
            let gap = if holds {
                Some(Number::ZERO)
            } else if needs.is_empty() {
                Some(least - total)
            } else if explain {
                gap::further_members(&covered, least, &needs)
            } else {
                None
            };
            Answer { total: Some(total), gap, ..Answer::plain(holds) }
        });
        let [sure, possible] = &mut answers;
        sure.counted = entries
            .iter()
            .map(|entry| Some(if entry.fit == Truth::True { Number::ONE } else { Number::ZERO }))
            .collect();
        possible.counted = vec![Some(Number::ONE); entries.len()];
        let [sure, possible] = answers;
        Reading { entries, sure, possible, incomplete: false, coverage }
    }
}

fn reaches(truth: Truth, side: Side) -> bool {
    if side == Side::Sure { truth == Truth::True } else { truth != Truth::False }
}
