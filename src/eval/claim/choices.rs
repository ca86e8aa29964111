//! What a claim may choose between: groups, windows, runs, gates; and rows that only more evidence can help.

use super::rows::{Limit, SideRow};
use super::{Choice, Pool, Side};
use crate::eval::context::Context;
use crate::eval::measure::{Entry, day_number};
use crate::model::date::{Interval, Length, Truth, shift};
use crate::model::number::Number;
use crate::model::program::{Claim, Event, Measure, Per, RowKind};
use crate::model::vocabulary::{AttributeId, SymbolId};

impl<'a> Context<'a> {
    /// The ways to choose a group or a window: for each, which entries may be counted.
    pub(super) fn choices(&mut self, claim: &'a Claim, entries: &[Entry], base: &Pool, side: Side) -> Vec<Choice> {
        let mut choices = vec![base.belongs.clone()];
        for row in &claim.rows {
            let masks: Vec<Choice> = match &row.kind {
                RowKind::FromOne(attribute) => self.groups(entries, side, *attribute),
                RowKind::WithinAny(length) => self.windows(entries, side, *length),
                RowKind::Consecutive(attribute) => self.consecutive(entries, side, *attribute),
                RowKind::Including(..)
                | RowKind::IncludingShare(..)
                | RowKind::Counting(..)
                | RowKind::CountingShare(..)
                | RowKind::CountingPer(..)
                | RowKind::Gate { .. }
                | RowKind::Distinct { .. }
                | RowKind::Over(_)
                | RowKind::TogetherCover { .. }
                | RowKind::NoBreak(_)
                | RowKind::IncludingMembers { .. } => continue,
            };
            let old = std::mem::take(&mut choices);
            for choice in &old {
                for mask in &masks {
                    choices.push(choice.iter().zip(mask).map(|(a, b)| *a && *b).collect());
                }
            }
        }
        choices
    }

    /// One mask for each value of an attribute. What has no known value belongs to no group on the sure side, to any
    /// on the possible side.
    pub(super) fn groups(&self, entries: &[Entry], side: Side, attribute: AttributeId) -> Vec<Choice> {
        let values: Vec<Option<Vec<SymbolId>>> = entries.iter().map(|entry| self.values(entry, attribute)).collect();
        let mut all: Vec<SymbolId> = values.iter().flatten().flatten().copied().collect();
        all.sort();
        all.dedup();
        let open = side == Side::Possible;
        let mut masks: Vec<Choice> = all
            .iter()
            .map(|wanted| values.iter().map(|has| has.as_ref().map_or(open, |has| has.contains(wanted))).collect())
            .collect();
        if open && masks.is_empty() {
            masks.push(vec![true; entries.len()]);
        }
        masks
    }

    /// One mask for each first day: what surely (or possibly) lies between it and the end of the window.
    pub(super) fn windows(&mut self, entries: &[Entry], side: Side, length: Length) -> Vec<Choice> {
        let dates: Vec<Interval> = entries
            .iter()
            .map(|entry| self.item(entry.item).map_or(Interval::UNKNOWN, |item| self.event(item, Event::Date)))
            .collect();
        let mut starts: Vec<_> = dates.iter().flat_map(|date| [date.lo, date.hi]).flatten().collect();
        starts.sort();
        starts.dedup();
        let mut masks: Vec<Choice> = Vec::new();
        for start in starts {
            let first = Interval::day(start);
            let last = self.add(first, length);
            let mask: Choice = dates
                .iter()
                .map(|date| {
                    let inside = first.until(*date).min(date.until(last));
                    if side == Side::Sure { inside == Truth::True } else { inside != Truth::False }
                })
                .collect();
            if !masks.contains(&mask) {
                masks.push(mask);
            }
        }
        if side == Side::Possible && masks.is_empty() {
            masks.push(vec![true; entries.len()]);
        }
        masks
    }

    /// One mask for each longest run of successive values (numbers, or years of the date).
    pub(super) fn consecutive(&mut self, entries: &[Entry], side: Side, attribute: AttributeId) -> Vec<Choice> {
        let values: Vec<Option<i64>> = entries
            .iter()
            .map(|entry| {
                let portion = self.record.portions.get(entry.portions.first())?;
                match self.record.attribute(portion, attribute) {
                    Some(crate::record::evidence::Value::Number(number)) => Some(number.floor()),
                    Some(crate::record::evidence::Value::Date(date)) => date.exact().map(|date| i64::from(date.year())),
                    Some(crate::record::evidence::Value::Symbol(symbol)) => {
                        self.record.word(self.framework, *symbol).parse().ok()
                    }
                    Some(
                        crate::record::evidence::Value::Symbols(_)
                        | crate::record::evidence::Value::Title(_)
                        | crate::record::evidence::Value::Place(_)
                        | crate::record::evidence::Value::YesNo(_)
                        | crate::record::evidence::Value::Level(_),
                    ) => None,
                    None => {
                        let item = self.item(entry.item)?;
                        self.event(item, Event::Date).exact().map(|date| i64::from(date.year()))
                    }
                }
            })
            .collect();
        let mut all: Vec<i64> = values.iter().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        let mut runs: Vec<(i64, i64)> = Vec::new();
        for value in all {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == value => *last = value,
                _ => runs.push((value, value)),
            }
        }
        let open = side == Side::Possible;
        // An unknown value may fill a hole: on the possible side all values may then belong to one run.
        if open && values.iter().any(Option::is_none) {
            return vec![vec![true; entries.len()]];
        }
        let in_run =
            |(from, to): &(i64, i64)| values.iter().map(|v| v.is_some_and(|v| (*from..=*to).contains(&v))).collect();
        runs.iter().map(in_run).collect()
    }

    /// The two ways of each gate: without what it gates, or with it and what it asks.
    pub(super) fn branches(
        &mut self,
        claim: &'a Claim,
        entries: &[Entry],
        choice: &Choice,
        side: Side,
    ) -> Vec<(Choice, Vec<SideRow<'a>>)> {
        let mut branches: Vec<(Choice, Vec<SideRow<'a>>)> = vec![(choice.clone(), Vec::new())];
        for row in &claim.rows {
            let RowKind::Gate { gated, least, by } = &row.kind else { continue };
            let gated = self.members(gated, entries, side, false);
            let members = self.members(by, entries, side, true);
            let old = std::mem::take(&mut branches);
            for (mask, rows) in old {
                let closed = mask.iter().zip(&gated).map(|(may, gated)| *may && !*gated).collect();
                let mut open = rows.clone();
                open.push(SideRow { members: members.clone(), kind: Limit::Least(*least), formula: Some(by) });
                branches.push((closed, rows));
                branches.push((mask, open));
            }
        }
        branches
    }

    /// The groups of `counting at most q per …`. On the sure side an unknown value may be in every group.
    pub(super) fn per(&mut self, entries: &[Entry], side: Side, per: Per) -> Vec<Vec<bool>> {
        let keys: Vec<Option<Vec<u32>>> = entries
            .iter()
            .map(|entry| match per {
                Per::Attribute(attribute) => {
                    self.values(entry, attribute).map(|list| list.into_iter().map(|symbol| symbol.0).collect())
                }
                Per::Item => u32::try_from(entry.item).ok().map(|item| vec![item]),
                Per::Day | Per::Month | Per::Year => {
                    let item = self.item(entry.item)?;
                    let date = self.event(item, Event::Date);
                    let key = |date: jiff::civil::Date| match per {
                        Per::Day => day_number(date),
                        Per::Month => {
                            u32::from(date.year().unsigned_abs()) * 12 + u32::from(date.month().unsigned_abs())
                        }
                        Per::Year | Per::Attribute(_) | Per::Item => u32::from(date.year().unsigned_abs()),
                    };
                    let (lo, hi) = date.lo.zip(date.hi)?;
                    (key(lo) == key(hi)).then(|| vec![key(lo)])
                }
            })
            .collect();
        let mut all: Vec<u32> = keys.iter().flatten().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        if all.is_empty() && keys.iter().any(Option::is_none) {
            all.push(0);
        }
        let open = side == Side::Sure;
        all.iter()
            .map(|wanted| keys.iter().map(|has| has.as_ref().map_or(open, |has| has.contains(wanted))).collect())
            .collect()
    }

    /// `from at least k distinct a [with at least q each]`: whether it holds, and what is missing.
    pub(super) fn distinct(
        &mut self,
        claim: &Claim,
        entries: &[Entry],
        base: &Pool,
        mask: &[bool],
        side: Side,
        (least, attribute, each): (u32, AttributeId, Option<Number>),
    ) -> (bool, Number) {
        let mut sums: Vec<(SymbolId, Option<Number>)> = Vec::new();
        let mut unknown: Vec<Option<Number>> = Vec::new();
        for ((entry, weight), may) in entries.iter().zip(&base.weights).zip(mask) {
            if !*may || *weight == Some(Number::ZERO) {
                continue;
            }
            match self.values(entry, attribute) {
                None => unknown.push(*weight),
                Some(values) => {
                    for value in values {
                        match sums.iter_mut().find(|(known, _)| *known == value) {
                            Some((_, sum)) => *sum = sum.zip(*weight).map(|(a, b)| a + b),
                            None => sums.push((value, *weight)),
                        }
                    }
                }
            }
        }
        let enough = |sum: &Option<Number>| sum.is_none_or(|sum| each.is_none_or(|each| sum >= each));
        let mut have = sums.iter().filter(|(_, sum)| enough(sum)).count();
        if side == Side::Possible {
            // Each unknown value may be a new one, up to the number of values that exist.
            let exist =
                self.framework.vocabulary.attributes.get_index(attribute.index()).map_or(0, |(_, a)| a.values.len());
            let further = unknown.iter().filter(|weight| enough(weight)).count();
            let filled =
                if each.is_some() && !unknown.is_empty() { sums.len() + unknown.len() } else { have + further };
            have = filled.min(if exist == 0 { usize::MAX } else { exist }).max(have);
        }
        let wanted = least as usize;
        if have >= wanted {
            return (true, Number::ZERO);
        }
        let missing = wanted - have;
        let amount = match each {
            Some(each) => {
                let mut lacks: Vec<Number> =
                    sums.iter().filter(|(_, sum)| !enough(sum)).map(|(_, sum)| each - sum.unwrap_or(each)).collect();
                lacks.sort();
                lacks.resize(missing.max(lacks.len()), each);
                lacks.into_iter().take(missing).sum()
            }
            None if matches!(claim.measure, Measure::Count) => {
                Number::whole(i64::try_from(missing).unwrap_or(i64::MAX))
            }
            // A minute of each further value is enough; in amounts that is told by the row.
            None => Number::ZERO,
        };
        (false, amount)
    }

    /// From the first begin to the last end of what is counted.
    pub(super) fn over(&mut self, entries: &[Entry], mask: &[bool], side: Side, length: Length) -> bool {
        let (mut first, mut last) = (None, None);
        for (entry, may) in entries.iter().zip(mask) {
            let Some(item) = self.item(entry.item).filter(|_| *may) else { continue };
            let end = self.event(item, Event::Completed);
            let begin = if item.started.is_unknown() { end } else { item.started };
            let (begin, end) = if side == Side::Sure { (begin.hi, end.lo) } else { (begin.lo, end.hi) };
            let (Some(begin), Some(end)) = (begin, end) else {
                if side == Side::Possible {
                    return true;
                }
                continue;
            };
            first = Some(first.map_or(begin, |known: jiff::civil::Date| known.min(begin)));
            last = Some(last.map_or(end, |known: jiff::civil::Date| known.max(end)));
        }
        let Some((first, last)) = first.zip(last) else { return false };
        // Eight weeks from Monday end on the Sunday before the day eight weeks later.
        let until = self.add(Interval::day(first), length).map(|date| Some(shift(date, -1)));
        until.until(Interval::day(last)) == Truth::True
    }
}
