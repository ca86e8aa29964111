//! Open claims: the person may leave evidence out, and the best way to count is taken.

use super::rows::{Limit, SideRow, Solved};
use super::{Answer, Choice, Pool, Side, pool, reaches};
use crate::eval::context::Context;
use crate::eval::measure::Entry;
use crate::model::number::Number;
use crate::model::program::{Claim, Measure, RowKind};

impl<'a> Context<'a> {
    pub(super) fn open_side(&mut self, claim: &'a Claim, entries: &[Entry], side: Side, explain: bool) -> Answer {
        let base = pool(entries, side);
        let limits = self.item_limits(claim, entries);
        let least = claim.bounds.least.unwrap_or(Number::ZERO);
        if claim.rows.is_empty() && limits.is_empty() && !claim.bounds.exactly {
            // K0: count everything.
            let total = sum(&base, &base.belongs);
            let holds = total.is_none_or(|total| total >= least);
            let gap = Some(total.map_or(Number::ZERO, |total| (least - total).max(Number::ZERO)));
            let counted = counted_whole(&base);
            return Answer { total, gap, counted, ..Answer::plain(holds) };
        }
        let mut best: Option<Answer> = None;
        for choice in self.choices(claim, entries, &base, side) {
            for rows in self.branches(claim, entries, &choice, side) {
                let answer = self.rows_hold(claim, entries, &base, rows, &limits, side, explain);
                let better = best.as_ref().is_none_or(|known| {
                    let key = |answer: &Answer| {
                        (answer.holds, answer.gap.map(|gap| -gap), answer.total.unwrap_or(Number::whole(i64::MAX / 2)))
                    };
                    // No gap at all is worse than any gap.
                    let (a, b) = (key(&answer), key(known));
                    (a.0, a.1.is_some(), a.1, a.2) > (b.0, b.1.is_some(), b.1, b.2)
                });
                if better {
                    best = Some(answer);
                }
            }
        }
        best.unwrap_or(Answer {
            holds: least <= Number::ZERO,
            total: Some(Number::ZERO),
            gap: Some(least.max(Number::ZERO)),
            excess: None,
            counted: vec![Some(Number::ZERO); entries.len()],
            ..Answer::plain(false)
        })
    }

    /// Limits that decisions set on items: entries of the item, and the limit in the unit of the claim.
    pub(in crate::eval) fn item_limits(&mut self, claim: &Claim, entries: &[Entry]) -> Vec<(Vec<bool>, Number)> {
        let mut limits = Vec::new();
        let mut previous = None;
        for entry in entries {
            if previous.replace(entry.item) == Some(entry.item) {
                continue;
            }
            let Some(limit) = self.limit(entry.item) else { continue };
            let minutes = self.item(entry.item).is_some_and(|item| {
                item.portions.clone().any(|index| self.record.portions.get(index).is_some_and(|p| p.minutes.is_some()))
            });
            let limit = match (&claim.measure, minutes) {
                (Measure::Amount(unit), true) => {
                    let unit = self.framework.vocabulary.units.get_index(unit.index()).map(|(_, unit)| unit.least);
                    unit.and_then(|least| limit.checked_div(least)).unwrap_or(limit)
                }
                (Measure::Amount(_) | Measure::Count | Measure::Time(_) | Measure::Covered { .. }, _) => limit,
            };
            limits.push((entries.iter().map(|other| other.item == entry.item).collect(), limit));
        }
        limits
    }

    /// One branch: the rows of the claim over what it leaves to be counted.
    #[expect(clippy::too_many_arguments, reason = "the parts of one problem, used once")]
    pub(super) fn rows_hold(
        &mut self,
        claim: &'a Claim,
        entries: &[Entry],
        base: &Pool,
        (mask, mut rows): (Choice, Vec<SideRow<'a>>),
        limits: &[(Vec<bool>, Number)],
        side: Side,
        explain: bool,
    ) -> Answer {
        let least = claim.bounds.least.unwrap_or(Number::ZERO);
        let all = vec![true; entries.len()];
        rows.push(SideRow { members: all.clone(), kind: Limit::Least(least), formula: None });
        if claim.bounds.exactly {
            rows.push(SideRow { members: all, kind: Limit::Most(least), formula: None });
        }
        for (members, limit) in limits {
            rows.push(SideRow { members: members.clone(), kind: Limit::Most(*limit), formula: None });
        }
        let mut others = true;
        let mut missing_others = Number::ZERO;
        for row in &claim.rows {
            match &row.kind {
                RowKind::Including(q, formula) => {
                    let members = self.members(formula, entries, side, true);
                    rows.push(SideRow { members, kind: Limit::Least(*q), formula: Some(formula) });
                }
                RowKind::Counting(q, formula) => {
                    let members = self.members(formula, entries, side, false);
                    rows.push(SideRow { members, kind: Limit::Most(*q), formula: Some(formula) });
                }
                RowKind::IncludingShare(share, formula) => {
                    let members = self.members(formula, entries, side, true);
                    rows.push(SideRow { members, kind: Limit::ShareLeast(*share), formula: Some(formula) });
                }
                RowKind::CountingShare(share, formula) => {
                    let members = self.members(formula, entries, side, false);
                    rows.push(SideRow { members, kind: Limit::ShareMost(*share), formula: Some(formula) });
                }
                RowKind::CountingPer(q, per) => {
                    for members in self.per(entries, side, *per) {
                        rows.push(SideRow { members, kind: Limit::Most(*q), formula: None });
                    }
                }
                RowKind::Distinct { least, attribute, each } => {
                    let (holds, missing) =
                        self.distinct(claim, entries, base, &mask, side, (*least, *attribute, *each));
                    others &= holds;
                    missing_others = missing_others.max(missing);
                }
                RowKind::Over(length) => {
                    let holds = self.over(entries, &mask, side, *length);
                    others &= holds;
                    if !holds {
                        missing_others = missing_others.max(Number::ONE);
                    }
                }
                RowKind::TogetherCover { members, least } => {
                    let chosen: Vec<Entry> =
                        entries.iter().zip(&mask).filter(|(_, may)| **may).map(|(entry, _)| entry.clone()).collect();
                    let covered = self.coverage(&chosen, members, None);
                    let count = covered.iter().filter(|(truth, _)| reaches(*truth, side)).count();
                    let holds = count >= *least as usize;
                    others &= holds;
                    if !holds {
                        missing_others = missing_others.max(Number::ONE);
                    }
                }
                RowKind::Gate { .. }
                | RowKind::FromAtMost(..)
                | RowKind::WithinAny(_)
                | RowKind::Consecutive(_)
                | RowKind::NoBreak(_)
                | RowKind::IncludingMembers { .. } => {}
            }
        }
        let integral = matches!(claim.measure, Measure::Count);
        let solved = Solved::new(base, &mask, &rows, integral);
        let (total, rows_ok) = solved.total();
        let holds = rows_ok && others;
        let mut gap = Some(Number::ZERO);
        let mut counted = Vec::new();
        if explain {
            if !holds {
                gap = if rows_ok { Some(Number::ZERO) } else { self.new_evidence(claim, &solved, &rows) };
                gap = gap.map(|gap| gap.max(missing_others));
            }
            counted = solved.arrangement(rows_ok);
        }
        Answer { total, gap, counted, ..Answer::plain(holds) }
    }
}

pub(super) fn sum(pool: &Pool, mask: &[bool]) -> Option<Number> {
    pool.weights.iter().zip(mask).filter(|(_, may)| **may).map(|(weight, _)| *weight).sum()
}

pub(super) fn counted_whole(pool: &Pool) -> Vec<Option<Number>> {
    pool.weights
        .iter()
        .zip(&pool.belongs)
        .map(|(weight, may)| if *may { *weight } else { Some(Number::ZERO) })
        .collect()
}
