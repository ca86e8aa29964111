//! Calendar time: each day once, whole months and days by the calendar.

use super::{Answer, Reading, Side, pool};
use crate::eval::context::{Context, Use};
use crate::eval::measure::{Entry, Run, length, merge, total};
use crate::model::date::{Interval, Length, Truth, shift};
use crate::model::number::Number;
use crate::model::program::{Claim, RowKind, SelectionId, TimeUnit, Window};

impl<'a> Context<'a> {
    pub(super) fn time_claim(&mut self, claim: &'a Claim, unit: TimeUnit, explain: bool) -> Reading {
        let mut entries = self.count_entries(claim.selection, Use::For);
        self.direct(claim, &mut entries);
        let answers = [Side::Sure, Side::Possible].map(|side| self.time_side(claim, &entries, unit, side, explain));
        let [sure, possible] = answers;
        for (index, entry) in entries.iter_mut().enumerate() {
            entry.low = sure.counted.get(index).copied().flatten().unwrap_or(Number::ZERO);
            entry.high = possible.counted.get(index).copied().unwrap_or(None);
        }
        Reading { entries, sure, possible, incomplete: false, coverage: Vec::new() }
    }

    pub(super) fn time_side(
        &mut self,
        claim: &'a Claim,
        entries: &[Entry],
        unit: TimeUnit,
        side: Side,
        explain: bool,
    ) -> Answer {
        let least = claim.bounds.least.unwrap_or(Number::ZERO);
        let per_month = self.framework.policy.days_per_month;
        let mut ranges: Vec<(usize, Run)> = Vec::new();
        let mut unbounded = false;
        for (index, entry) in entries.iter().enumerate() {
            if entry.fit != Truth::True && side == Side::Sure {
                continue;
            }
            let Some(item) = self.item(entry.item) else { continue };
            let windows = self.windows_of(claim.selection, entry);
            match self.span(item, &windows, side == Side::Possible) {
                Some((first, last)) => {
                    ranges.push((index, Run { first, last, load: item.load.unwrap_or(Number::ONE) }));
                }
                None => unbounded |= side == Side::Possible && item.started.lo.is_none(),
            }
        }
        let own = |wanted: usize| {
            let run = ranges.iter().find(|(index, _)| *index == wanted);
            Some(run.map_or(Number::ZERO, |(_, run)| total(&[*run], unit, per_month)))
        };
        let counted: Vec<Option<Number>> = if explain { (0..entries.len()).map(own).collect() } else { Vec::new() };
        if unbounded {
            return Answer { gap: Some(Number::ZERO), counted, ..Answer::plain(true) };
        }
        let needs_rows = claim.rows.iter().any(|row| {
            matches!(
                row.kind,
                RowKind::Including(..)
                    | RowKind::Counting(..)
                    | RowKind::IncludingShare(..)
                    | RowKind::CountingShare(..)
            )
        });
        if needs_rows {
            return self.time_rows(claim, entries, &ranges, unit, side, explain);
        }
        let mut runs = merge(&ranges.iter().map(|(_, run)| *run).collect::<Vec<_>>());
        let mut holds_others = true;
        for row in &claim.rows {
            match &row.kind {
                RowKind::NoBreak(longest) => runs = self.best_unbroken(runs, *longest, unit),
                RowKind::Distinct { least, attribute, each } => {
                    let each = each.unwrap_or(Number::ZERO);
                    let enough = |inside: &dyn Fn(usize) -> bool| {
                        let inside = ranges.iter().filter(|(index, _)| inside(*index)).map(|(_, run)| *run);
                        let runs = merge(&inside.collect::<Vec<_>>());
                        let total = total(&runs, unit, per_month);
                        total >= each && total > Number::ZERO
                    };
                    let groups = self.groups(entries, side, *attribute);
                    let of = |mask: &Vec<bool>| enough(&|index| mask.get(index).copied().unwrap_or(false));
                    let mut have = groups.iter().filter(|mask| of(mask)).count();
                    if side == Side::Possible {
                        let known: Vec<bool> =
                            entries.iter().map(|entry| self.values(entry, *attribute).is_some()).collect();
                        let unknown = |index: usize| !known.get(index).copied().unwrap_or(false);
                        if enough(&unknown) {
                            let others = ranges.iter().filter(|(index, _)| unknown(*index)).count();
                            // Where no value is stated at all, the one group is that of all values.
                            let have_known = if known.contains(&true) { have } else { 0 };
                            have = self.or_others(*attribute, have_known, others);
                        }
                    }
                    holds_others &= have >= *least as usize;
                }
                RowKind::FromAtMost(_, attribute) => {
                    let best = self.groups(entries, side, *attribute).into_iter().map(|mask| {
                        let inside: Vec<Run> = ranges
                            .iter()
                            .filter(|(index, _)| mask.get(*index).copied().unwrap_or(false))
                            .map(|(_, run)| *run)
                            .collect();
                        let merged = merge(&inside);
                        (total(&merged, unit, per_month), merged)
                    });
                    runs = best.max_by_key(|(total, _)| *total).map(|(_, runs)| runs).unwrap_or_default();
                }
                RowKind::Over(_)
                | RowKind::WithinAny(_)
                | RowKind::Consecutive(_)
                | RowKind::TogetherCover { .. }
                | RowKind::IncludingMembers { .. }
                | RowKind::Including(..)
                | RowKind::IncludingShare(..)
                | RowKind::Counting(..)
                | RowKind::CountingShare(..)
                | RowKind::CountingPer(..)
                | RowKind::Gate { .. } => {}
            }
        }
        let total = total(&runs, unit, per_month);
        let gap = (least - total).max(Number::ZERO);
        let holds = total >= least && holds_others;
        Answer { total: Some(total), gap: Some(gap), counted, ..Answer::plain(holds) }
    }

    pub(in crate::eval) fn windows_of(&self, selection: SelectionId, entry: &Entry) -> Vec<&'a Window> {
        let known = self.framework.program.selections.get_index(selection.index());
        let portion = self.record.portions.get(entry.portions.first());
        let Some((known, portion)) = known.zip(portion) else { return Vec::new() };
        let alternative = known.alternatives.iter().find(|one| self.kind_fits(one, portion) != Truth::False);
        alternative.map_or_else(Vec::new, |alternative| alternative.windows.iter().collect())
    }

    /// The longest stretch whose gaps are short enough.
    pub(in crate::eval) fn best_unbroken(&self, runs: Vec<Run>, longest: Length, unit: TimeUnit) -> Vec<Run> {
        let per_month = self.framework.policy.days_per_month;
        let mut stretches: Vec<Vec<Run>> = Vec::new();
        for run in runs {
            let joins = stretches.last().and_then(|stretch| stretch.last()).is_some_and(|last| {
                let until = self.add(Interval::day(last.last), longest);
                Interval::day(run.first).until(until.map(|date| Some(shift(date, 1)))) == Truth::True
            });
            match stretches.last_mut() {
                Some(stretch) if joins => stretch.push(run),
                _ => stretches.push(vec![run]),
            }
        }
        stretches.into_iter().max_by_key(|stretch| total(stretch, unit, per_month)).unwrap_or_default()
    }

    /// Calendar time under rows: each stretch of days between two ends is divided among the items active in it.
    pub(super) fn time_rows(
        &mut self,
        claim: &'a Claim,
        entries: &[Entry],
        ranges: &[(usize, Run)],
        unit: TimeUnit,
        side: Side,
        explain: bool,
    ) -> Answer {
        let per_month = self.framework.policy.days_per_month;
        let mut cuts: Vec<jiff::civil::Date> =
            ranges.iter().flat_map(|(_, run)| [run.first, shift(run.last, 1)]).collect();
        cuts.sort();
        cuts.dedup();
        let mut parts: Vec<Entry> = Vec::new();
        let mut capacities: Vec<(std::ops::Range<usize>, Number)> = Vec::new();
        for pair in cuts.windows(2) {
            let [first, next] = pair else { continue };
            let from = parts.len();
            let last = shift(*next, -1);
            for (index, run) in ranges.iter().filter(|(_, run)| run.first <= *first && *first <= run.last) {
                let Some(entry) = entries.get(*index) else { continue };
                let amount = length(&Run { first: *first, last, load: run.load.min(Number::ONE) }, unit, per_month);
                parts.push(Entry { low: amount, high: Some(amount), fit: Truth::True, ..entry.clone() });
            }
            if parts.len() > from + 1 {
                let full = length(&Run { first: *first, last, load: Number::ONE }, unit, per_month);
                capacities.push((from..parts.len(), full));
            }
        }
        let base = pool(&parts, side);
        let limits: Vec<(Vec<bool>, Number)> = capacities
            .iter()
            .map(|(range, full)| ((0..parts.len()).map(|index| range.contains(&index)).collect(), *full))
            .collect();
        let mask = base.belongs.clone();
        let mut answer = self.rows_hold(claim, &parts, &base, (mask, Vec::new()), &limits, side, explain);
        // Back from stretches to items.
        let mut counted = vec![Some(Number::ZERO); entries.len()];
        for (part, amount) in parts.iter().zip(&answer.counted) {
            if let Some(at) = entries.iter().position(|entry| entry.item == part.item)
                && let Some(slot) = counted.get_mut(at)
            {
                *slot = slot.zip(*amount).map(|(a, b)| a + b);
            }
        }
        answer.counted = counted;
        answer
    }
}
