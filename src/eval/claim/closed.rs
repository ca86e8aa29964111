//! Claims and shares of all evidence, from which nothing may be left out, and upper limits that forbid.

use super::{Answer, Reading, Side, pool, reaches};
use crate::eval::context::{Context, Use};
use crate::eval::measure::Entry;
use crate::model::date::Truth;
use crate::model::number::Number;
use crate::model::program::{Claim, Measure, NodeKind, RowKind, SelectionId};

impl<'a> Context<'a> {
    pub(super) fn closed_claim(&mut self, claim: &'a Claim, entries: Vec<Entry>) -> Reading {
        let least = claim.bounds.least.unwrap_or(Number::ZERO);
        let low: Number = entries.iter().filter(|entry| entry.fit == Truth::True).map(|entry| entry.low).sum();
        let high: Option<Number> = entries.iter().map(|entry| entry.high).sum();
        let limited = claim.rows.iter().any(|row| match row.kind {
            RowKind::IncludingShare(..)
            | RowKind::CountingShare(..)
            | RowKind::Counting(..)
            | RowKind::CountingPer(..)
            | RowKind::Gate { .. }
            | RowKind::FromAtMost(..)
            | RowKind::WithinAny(_)
            | RowKind::Consecutive(_)
            | RowKind::NoBreak(_) => true,
            RowKind::Including(..)
            | RowKind::Distinct { .. }
            | RowKind::Over(_)
            | RowKind::TogetherCover { .. }
            | RowKind::IncludingMembers { .. } => false,
        });
        let incomplete = (claim.bounds.most.is_some() || limited) && !self.complete(claim.selection);
        let mut sure =
            low >= least && claim.bounds.most.is_none_or(|most| high.is_some_and(|high| high <= most)) && !incomplete;
        let mut possible = high.is_none_or(|high| high >= least) && claim.bounds.most.is_none_or(|most| low <= most);
        let mut gap_sure = (least - low).max(Number::ZERO);
        let mut gap_possible = high.map_or(Number::ZERO, |high| (least - high).max(Number::ZERO));
        for row in &claim.rows {
            let (formula, at_least, amount, share) = match &row.kind {
                RowKind::Including(q, formula) => (formula, true, *q, None),
                RowKind::Counting(q, formula) => (formula, false, *q, None),
                RowKind::IncludingShare(share, formula) => (formula, true, Number::ZERO, Some(*share)),
                RowKind::CountingShare(share, formula) => (formula, false, Number::ZERO, Some(*share)),
                RowKind::CountingPer(..)
                | RowKind::Gate { .. }
                | RowKind::Distinct { .. }
                | RowKind::FromAtMost(..)
                | RowKind::Over(_)
                | RowKind::TogetherCover { .. }
                | RowKind::WithinAny(_)
                | RowKind::Consecutive(_)
                | RowKind::NoBreak(_)
                | RowKind::IncludingMembers { .. } => {
                    sure &= self.closed_row(claim, &row.kind, &entries, Side::Sure);
                    possible &= self.closed_row(claim, &row.kind, &entries, Side::Possible);
                    continue;
                }
            };
            // Σ_P y − r·Σ y ≥ b, or ≤ b: worst and best case over what is unknown.
            let r = share.unwrap_or(Number::ZERO);
            let mut worst = Some(Number::ZERO);
            let mut best = Some(Number::ZERO);
            for entry in &entries {
                let inside = self.entry_formula(formula, entry);
                let (w, b) = bounds_of(entry, inside, r);
                let (w, b) = if at_least { (w, b) } else { (b, w) };
                worst = worst.zip(w).map(|(sum, one)| sum + one);
                best = best.zip(b).map(|(sum, one)| sum + one);
            }
            let (holds_sure, holds_possible) = if at_least {
                (worst.is_some_and(|worst| worst >= amount), best.is_none_or(|best| best >= amount))
            } else {
                (worst.is_some_and(|worst| worst <= amount), best.is_none_or(|best| best <= amount))
            };
            sure &= holds_sure;
            possible &= holds_possible;
            if at_least {
                let per = Number::ONE - r;
                let lack = |value: Option<Number>| {
                    value.and_then(|value| (amount - value).max(Number::ZERO).checked_div(per)).unwrap_or(Number::ZERO)
                };
                gap_sure = gap_sure.max(lack(worst));
                gap_possible = gap_possible.max(lack(best));
            }
        }
        let excess = |total: Option<Number>| {
            claim.bounds.most.and_then(|most| total.map(|total| total - most)).filter(|over| *over > Number::ZERO)
        };
        let counted = |take: fn(&Entry) -> Option<Number>| entries.iter().map(take).collect();
        let sure = Answer {
            holds: sure,
            total: Some(low),
            gap: Some(gap_sure),
            excess: excess(high),
            counted: counted(|entry| Some(if entry.fit == Truth::True { entry.low } else { Number::ZERO })),
            ..Answer::plain(sure)
        };
        let possible = Answer {
            holds: possible,
            total: high,
            gap: Some(gap_possible),
            excess: excess(Some(low)),
            counted: counted(|entry| entry.high),
            ..Answer::plain(possible)
        };
        Reading { entries, sure, possible, incomplete, coverage: Vec::new() }
    }

    /// A row that is no sum, where nothing may be left out: everything that fits is counted.
    fn closed_row(&mut self, claim: &'a Claim, row: &'a RowKind, entries: &[Entry], side: Side) -> bool {
        let sure = side == Side::Sure;
        // What helps is there surely; what hurts may be there. On the possible side the other way round.
        let helping = pool(entries, side);
        let hurting: Vec<bool> = entries.iter().map(|entry| sure || entry.fit == Truth::True).collect();
        let weight = |entry: &Entry| if sure { entry.high } else { Some(entry.low) };
        let inside_one = |masks: Vec<Vec<bool>>, most: u32| covered_by(&hurting, &masks, most);
        match row {
            RowKind::FromAtMost(most, attribute) => inside_one(self.groups(entries, side, *attribute), *most),
            RowKind::WithinAny(length) => inside_one(self.windows(entries, side, *length), 1),
            RowKind::Consecutive(attribute) => inside_one(self.consecutive(entries, side, *attribute), 1),
            RowKind::CountingPer(most, per) => self.per(entries, side, *per).iter().all(|group| {
                let inside = entries.iter().zip(&hurting).zip(group).filter(|((_, may), inside)| **may && **inside);
                inside.map(|((entry, _), _)| weight(entry)).sum::<Option<Number>>().is_some_and(|sum| sum <= *most)
            }),
            RowKind::Gate { gated, least, by } => {
                let gated = self.members(gated, entries, side, false);
                let closed = hurting.iter().zip(&gated).all(|(may, gated)| !(*may && *gated));
                let members = self.members(by, entries, side, true);
                let opening = helping.weights.iter().zip(&helping.belongs).zip(&members);
                let sum: Option<Number> =
                    opening.filter(|((_, may), inside)| **may && **inside).map(|((weight, _), _)| *weight).sum();
                closed || sum.is_none_or(|sum| sum >= *least)
            }
            RowKind::Distinct { least, attribute, each } => {
                let mask = helping.belongs.clone();
                self.distinct(claim, entries, &helping, &mask, side, (*least, *attribute, *each)).0
            }
            RowKind::Over(length) => self.over(entries, &helping.belongs, side, *length),
            RowKind::TogetherCover { members, least } => {
                let there = entries.iter().zip(&helping.belongs).filter(|(_, may)| **may);
                let there: Vec<Entry> = there.map(|(entry, _)| entry.clone()).collect();
                let covered = self.coverage(&there, members, None);
                covered.iter().filter(|(truth, _)| reaches(*truth, side)).count() >= *least as usize
            }
            RowKind::Including(..)
            | RowKind::IncludingShare(..)
            | RowKind::Counting(..)
            | RowKind::CountingShare(..)
            | RowKind::NoBreak(_)
            | RowKind::IncludingMembers { .. } => true,
        }
    }

    /// An upper limit on a count: it sees everything visible, and silence does not acquit.
    pub(in crate::eval) fn forbid(&mut self, claim: &'a Claim, reading: &mut Reading) {
        let Some(most) = claim.bounds.most else { return };
        let entries = self.count_entries(claim.selection, Use::Against);
        reading.incomplete = !self.complete(claim.selection);
        let mut high = Number::ZERO;
        let mut low = Number::ZERO;
        let length = claim.rows.iter().find_map(|row| match &row.kind {
            RowKind::WithinAny(length) => Some(*length),
            RowKind::Including(..)
            | RowKind::IncludingShare(..)
            | RowKind::Counting(..)
            | RowKind::CountingShare(..)
            | RowKind::CountingPer(..)
            | RowKind::Gate { .. }
            | RowKind::Distinct { .. }
            | RowKind::FromAtMost(..)
            | RowKind::Over(_)
            | RowKind::TogetherCover { .. }
            | RowKind::Consecutive(_)
            | RowKind::NoBreak(_)
            | RowKind::IncludingMembers { .. } => None,
        });
        let run = claim
            .rows
            .iter()
            .find_map(|row| if let RowKind::Consecutive(attribute) = &row.kind { Some(*attribute) } else { None });
        // Against the person, the sure side takes the most that may be in one window.
        let masks = |context: &mut Self, side| match (length, run) {
            (Some(length), _) => context.windows(&entries, side, length),
            (None, Some(attribute)) => context.consecutive(&entries, side, attribute),
            (None, None) => vec![vec![true; entries.len()]],
        };
        for mask in masks(self, Side::Possible) {
            let sum = entries.iter().zip(&mask).filter(|(_, may)| **may).map(|(entry, _)| entry.low).sum();
            high = high.max(sum);
        }
        for mask in masks(self, Side::Sure) {
            let sum = entries
                .iter()
                .zip(&mask)
                .filter(|(entry, may)| **may && entry.fit == Truth::True)
                .map(|(entry, _)| entry.low)
                .sum();
            low = low.max(sum);
        }
        if claim.bounds.least.is_none() {
            reading.sure = Answer { total: Some(low), gap: Some(Number::ZERO), ..Answer::plain(true) };
            reading.possible = Answer { total: Some(high), ..reading.sure.clone() };
            reading.sure.counted = entries
                .iter()
                .map(|entry| Some(if entry.fit == Truth::True { entry.low } else { Number::ZERO }))
                .collect();
            reading.possible.counted = entries.iter().map(|entry| Some(entry.low)).collect();
            reading.entries = entries;
        }
        reading.sure.holds &= !reading.incomplete && high <= most;
        reading.possible.holds &= low <= most;
        let over = |amount: Number| Some(amount - most).filter(|over| *over > Number::ZERO);
        reading.sure.excess = over(high);
        reading.possible.excess = over(low);
    }

    // ---- shares ----

    /// `part makes at least r % of all whole`, on both sides: holds, and the gap in new evidence of the part.
    pub(crate) fn share(&mut self, kind: &'a NodeKind) -> Option<ShareReading> {
        let NodeKind::Share { part, whole, at_least, share, measure } = kind else { return None };
        let mut entries: Vec<(Entry, Truth, Truth)> = Vec::new();
        for (selection, first) in [(*part, true), (*whole, false)] {
            let list = match measure {
                Measure::Amount(unit) => self.amount_entries(selection, *unit, Use::For),
                Measure::Count | Measure::Time(_) | Measure::Covered { .. } => self.count_entries(selection, Use::For),
            };
            for entry in list {
                let known = entries.iter_mut().find(|(known, _, _)| known.portions == entry.portions);
                match (known, first) {
                    (Some((_, in_part, _)), true) => *in_part = entry.fit,
                    (Some((_, _, in_whole)), false) => *in_whole = entry.fit,
                    (None, true) => {
                        let fit = entry.fit;
                        entries.push((entry, fit, Truth::False));
                    }
                    (None, false) => {
                        let fit = entry.fit;
                        entries.push((entry, Truth::False, fit));
                    }
                }
            }
        }
        let value = |side: Side| -> Option<Number> {
            // A − r·B ≥ 0 with A for and B against the person; for an upper limit the other way round.
            let mut sum = Number::ZERO;
            for (entry, in_part, in_whole) in &entries {
                let (part_helps, whole_helps) = (*at_least, !*at_least);
                let counts = |truth: Truth, helps: bool| {
                    if (side == Side::Sure) == helps { truth == Truth::True } else { truth != Truth::False }
                };
                let mut coefficient = Number::ZERO;
                if counts(*in_part, part_helps) {
                    coefficient += Number::ONE;
                }
                if counts(*in_whole, whole_helps) {
                    coefficient += -*share;
                }
                if !*at_least {
                    coefficient = -coefficient;
                }
                if coefficient.is_zero() {
                    continue;
                }
                let low = (side == Side::Sure) == (coefficient > Number::ZERO);
                sum += coefficient * if low { entry.low } else { entry.high? };
            }
            Some(sum)
        };
        // What of the part is not listed could only help to reach a share.
        let incomplete = !self.complete(*whole) || !*at_least && !self.complete(*part);
        let sure_value = value(Side::Sure);
        let possible_value = value(Side::Possible);
        let holds = |value: Option<Number>, otherwise: bool| value.map_or(otherwise, |value| value >= Number::ZERO);
        // New evidence of the part also adds to the whole, unless it can lie outside it.
        let per = if self.lies_in(*part, *whole) { Number::ONE - *share } else { Number::ONE };
        let lack = |value: Option<Number>| -> Option<Number> {
            let missing = value.map_or(Number::ZERO, |value| (-value).max(Number::ZERO));
            if *at_least { missing.checked_div(per) } else { None }
        };
        let total = |wanted: fn(&(Entry, Truth, Truth)) -> Truth, side: Side| -> Option<Number> {
            entries
                .iter()
                .filter(|entry| reaches(wanted(entry), side))
                .map(|(entry, _, _)| if side == Side::Sure { Some(entry.low) } else { entry.high })
                .sum()
        };
        Some(ShareReading {
            sure: holds(sure_value, false) && !incomplete,
            possible: holds(possible_value, true),
            gap: (lack(possible_value), lack(sure_value)),
            part: (total(|entry| entry.1, Side::Sure).unwrap_or(Number::ZERO), total(|entry| entry.1, Side::Possible)),
            whole: (total(|entry| entry.2, Side::Sure).unwrap_or(Number::ZERO), total(|entry| entry.2, Side::Possible)),
            incomplete,
            entries: entries.into_iter().map(|(entry, in_part, _)| Entry { fit: in_part, ..entry }).collect(),
        })
    }
}

/// Whether so many of these sets hold all that is there.
fn covered_by(there: &[bool], sets: &[Vec<bool>], most: u32) -> bool {
    let Some(first) = there.iter().position(|there| *there) else { return true };
    most > 0
        && sets.iter().filter(|set| set.get(first) == Some(&true)).any(|set| {
            let rest: Vec<bool> = there.iter().zip(set).map(|(there, inside)| *there && !*inside).collect();
            covered_by(&rest, sets, most - 1)
        })
}

impl Context<'_> {
    /// Whether everything that fits the first selection fits the second: kinds, windows and predicate of some
    /// alternative are wider.
    fn lies_in(&self, part: SelectionId, whole: SelectionId) -> bool {
        let known = |id: SelectionId| self.framework.program.selections.get_index(id.index());
        let (Some(part), Some(whole)) = (known(part), known(whole)) else { return false };
        part.alternatives.iter().all(|one| {
            whole.alternatives.iter().any(|other| {
                one.kinds.iter().all(|kind| other.kinds.has(kind))
                    && (other.on.is_none() || other.on == one.on)
                    && other.windows.iter().all(|window| one.windows.contains(window))
                    && (other.formula == one.formula || self.within(&one.formula, &other.formula))
            })
        })
    }
}

/// A share on both sides.
#[derive(Debug, Clone)]
pub(crate) struct ShareReading {
    pub(crate) sure: bool,
    pub(crate) possible: bool,
    /// New evidence of the part that would mend it: possible side, sure side; none for an upper limit.
    pub(crate) gap: (Option<Number>, Option<Number>),
    /// The part, sure and possible.
    pub(crate) part: (Number, Option<Number>),
    /// The whole, sure and possible.
    pub(crate) whole: (Number, Option<Number>),
    pub(crate) incomplete: bool,
    /// All evidence of the part or the whole; the fit is that of the part.
    pub(crate) entries: Vec<Entry>,
}

/// Least and most that an entry adds to `Σ_P y − r·Σ y`; none is unbounded.
pub(super) fn bounds_of(entry: &Entry, inside: Truth, share: Number) -> (Option<Number>, Option<Number>) {
    let in_coefficient = Number::ONE - share;
    let mut low: Option<Number> = None;
    let mut high: Option<Number> = None;
    let mut add = |coefficient: Number| {
        let ends = if coefficient >= Number::ZERO {
            (
                Some(coefficient * entry.low),
                if coefficient.is_zero() { Some(Number::ZERO) } else { entry.high.map(|h| coefficient * h) },
            )
        } else {
            (entry.high.map(|h| coefficient * h), Some(coefficient * entry.low))
        };
        (low, high) = match (low, high, ends) {
            (None, None, ends) => ends,
            (l, h, (a, b)) => (l.zip(a).map(|(x, y)| x.min(y)), h.zip(b).map(|(x, y)| x.max(y))),
        };
    };
    if inside != Truth::False {
        add(in_coefficient);
    }
    if inside != Truth::True {
        add(-share);
    }
    if entry.fit == Truth::Unknown {
        // It may not belong at all.
        (low, high) = (low.map(|low| low.min(Number::ZERO)), high.map(|high| high.max(Number::ZERO)));
    }
    (low, high)
}
