//! What a claim may choose between: groups, windows, runs, gates; and rows that only more evidence can help.

use super::rows::{Limit, SideRow};
use super::{Choice, Pool, Side};
use crate::eval::context::Context;
use crate::eval::measure::{Entry, day_number};
use crate::model::date::{Interval, Length, Truth, shift};
use crate::model::number::Number;
use crate::model::program::{Claim, Event, Measure, Per, RowKind};
use crate::model::vocabulary::{AttributeId, SymbolId};

/// The groups that an entry may belong to.
#[derive(Debug, Clone)]
enum Keys {
    /// To all of these.
    These(Vec<u32>),
    /// To any one in between.
    Between(Option<u32>, Option<u32>),
}

impl<'a> Context<'a> {
    /// The ways to choose a group or a window: for each, which entries may be counted.
    pub(super) fn choices(&mut self, claim: &'a Claim, entries: &[Entry], base: &Pool, side: Side) -> Vec<Choice> {
        let mut choices = vec![base.belongs.clone()];
        for row in &claim.rows {
            let masks: Vec<Choice> = match &row.kind {
                RowKind::FromAtMost(_, attribute) => self.groups(entries, side, *attribute),
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
    pub(in crate::eval) fn groups(&self, entries: &[Entry], side: Side, attribute: AttributeId) -> Vec<Choice> {
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
            // What is known to have no value belongs to no group.
            masks.push(values.iter().map(Option::is_none).collect());
        }
        masks
    }

    /// One mask for each first day: what surely (or possibly) lies between it and the end of the window.
    pub(in crate::eval) fn windows(&mut self, entries: &[Entry], side: Side, length: Length) -> Vec<Choice> {
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

    /// One mask for each run of successive values: the longest ones; on the possible side also those whose holes can be
    /// filled by evidence without a stated value.
    pub(in crate::eval) fn consecutive(
        &mut self,
        entries: &[Entry],
        side: Side,
        attribute: AttributeId,
    ) -> Vec<Choice> {
        let values: Vec<Option<i64>> = entries.iter().map(|entry| self.place_in_order(entry, attribute)).collect();
        let mut all: Vec<i64> = values.iter().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        let open = side == Side::Possible;
        let unknown = values.iter().filter(|value| value.is_none()).count();
        let fill = if open { i64::try_from(unknown).unwrap_or(i64::MAX) } else { 0 };
        let mut runs: Vec<(i64, i64)> = Vec::new();
        let mut from_place = 0;
        for (place, to) in all.iter().enumerate() {
            // The longest run that ends here: its holes are the values in it less those that are there.
            while all.get(from_place).is_some_and(|from| {
                let there = i64::try_from(place - from_place).unwrap_or(i64::MAX);
                to.saturating_sub(*from).saturating_sub(there) > fill
            }) {
                from_place += 1;
            }
            let Some(from) = all.get(from_place) else { continue };
            match runs.last_mut() {
                Some((first, last)) if first == from => *last = *to,
                _ => runs.push((*from, *to)),
            }
        }
        let in_run =
            |(from, to): &(i64, i64)| values.iter().map(|v| v.map_or(open, |v| (*from..=*to).contains(&v))).collect();
        let mut masks: Vec<Choice> = runs.iter().map(in_run).collect();
        if open && masks.is_empty() {
            masks.push(vec![true; entries.len()]);
        }
        masks
    }

    /// The place of an entry's value in the order of the attribute: the number, the level, the year of a date, the
    /// place of a symbol in its declaration.
    pub(in crate::eval) fn place_in_order(&mut self, entry: &Entry, attribute: AttributeId) -> Option<i64> {
        use crate::model::vocabulary::AttributeType;
        use crate::record::evidence::Value;
        let (_, known) = self.framework.vocabulary.attributes.get_index(attribute.index())?;
        let portion = self.record.portions.get(entry.portions.first())?;
        if known.kind == AttributeType::Date {
            let date = self.date_attribute(portion, attribute);
            let (lo, hi) = date.lo.zip(date.hi)?;
            return (lo.year() == hi.year()).then(|| i64::from(lo.year()));
        }
        match self.record.attribute(portion, attribute)? {
            Value::Number(number) => Some(number.floor()),
            Value::Level(level) => Some(i64::from(level.rank)),
            Value::Symbol(symbol) if !known.values.is_empty() => {
                known.values.get_index_of(symbol).and_then(|place| i64::try_from(place).ok())
            }
            Value::Symbol(symbol) => self.record.word(self.framework, *symbol).parse().ok(),
            Value::Symbols(_) | Value::Title(_) | Value::Date(_) | Value::Place(_) | Value::YesNo(_) => None,
        }
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

    /// The groups of `counting at most q per …`. On the sure side what is not stated may be in every group, and a
    /// partial date in every group that its days reach.
    pub(in crate::eval) fn per(&mut self, entries: &[Entry], side: Side, per: Per) -> Vec<Vec<bool>> {
        let keys: Vec<Keys> = entries.iter().map(|entry| self.keys(entry, per)).collect();
        let mut all: Vec<u32> = Vec::new();
        for keys in &keys {
            match keys {
                Keys::These(list) => all.extend(list),
                Keys::Between(lo, hi) => all.extend([lo, hi].into_iter().flatten()),
            }
        }
        all.sort_unstable();
        all.dedup();
        if all.is_empty() && keys.iter().any(|keys| matches!(keys, Keys::Between(..))) {
            all.push(0);
        }
        let open = side == Side::Sure;
        let inside = |keys: &Keys, wanted: u32| match keys {
            Keys::These(list) => list.contains(&wanted),
            Keys::Between(lo, hi) => open && lo.is_none_or(|lo| lo <= wanted) && hi.is_none_or(|hi| wanted <= hi),
        };
        all.into_iter().map(|wanted| keys.iter().map(|keys| inside(keys, wanted)).collect()).collect()
    }

    fn keys(&mut self, entry: &Entry, per: Per) -> Keys {
        match per {
            Per::Attribute(attribute) => self.values(entry, attribute).map_or(Keys::Between(None, None), |list| {
                Keys::These(list.into_iter().map(|symbol| symbol.0).collect())
            }),
            Per::Item => Keys::These(u32::try_from(entry.item).into_iter().collect()),
            Per::Day | Per::Month | Per::Year => {
                let Some(item) = self.item(entry.item) else { return Keys::Between(None, None) };
                let date = self.event(item, Event::Date);
                let key = |date: jiff::civil::Date| match per {
                    Per::Day => day_number(date),
                    Per::Month => u32::from(date.year().unsigned_abs()) * 12 + u32::from(date.month().unsigned_abs()),
                    Per::Year | Per::Attribute(_) | Per::Item => u32::from(date.year().unsigned_abs()),
                };
                match (date.lo.map(key), date.hi.map(key)) {
                    (Some(lo), Some(hi)) if lo == hi => Keys::These(vec![lo]),
                    (lo, hi) => Keys::Between(lo, hi),
                }
            }
        }
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
        // On the possible side what is not stated may be any value: more of those that are there, or others.
        let open: Option<Number> =
            if side == Side::Possible { unknown.iter().copied().sum() } else { Some(Number::ZERO) };
        let mut have = sums.iter().filter(|(_, sum)| enough(&sum.zip(open).map(|(a, b)| a + b))).count();
        if side == Side::Possible && enough(&open) {
            have = self.or_others(attribute, have, unknown.len());
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

    /// So many values, and as many others as evidence without a stated value may have: each one, up to the number of
    /// values that exist.
    pub(in crate::eval) fn or_others(&self, attribute: AttributeId, have: usize, unknown: usize) -> usize {
        let exist =
            self.framework.vocabulary.attributes.get_index(attribute.index()).map_or(0, |(_, a)| a.values.len());
        (have + unknown).min(if exist == 0 { usize::MAX } else { exist }).max(have)
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
