//! Claims: whether evidence satisfies a demand with its rows, on each of the two sides, and what is missing.

use super::context::{Context, Use, conjuncts_of};
use super::measure::{Entry, Run, day_number, length, merge};
use super::solve::{LinearRow, Outcome, Problem, Sense, SetRow, laminar};
use crate::model::date::{Interval, Length, Truth};
use crate::model::number::Number;
use crate::model::program::{
    Claim, Constant, Event, Formula, Measure, NodeKind, Per, RowKind, SelectionId, Test, TimeUnit, Window,
};
use crate::model::vocabulary::{AttributeId, SymbolId};
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
    fn direct(&mut self, claim: &'a Claim, entries: &mut Vec<Entry>) {
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
        let portions: Vec<usize> = item.portions.clone().collect();
        let (low, high) = match &claim.measure {
            Measure::Amount(unit) => portions.iter().fold((Number::ZERO, Some(Number::ZERO)), |sum, portion| {
                let amount = self.record.portions.get(*portion).map_or((Number::ZERO, None), |p| self.amount(p, *unit));
                (sum.0 + amount.0, sum.1.zip(amount.1).map(|(a, b)| a + b))
            }),
            Measure::Count | Measure::Covered { .. } => (item.count, Some(item.count)),
            Measure::Time(_) => return None,
        };
        let same_base = high.is_some() || low > Number::ZERO;
        same_base.then_some(Entry { item: index, portions, fit: Truth::True, low, high })
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
                | RowKind::FromOne(_)
                | RowKind::Over(_)
                | RowKind::TogetherCover { .. }
                | RowKind::WithinAny(_)
                | RowKind::Consecutive(_)
                | RowKind::NoBreak(_)
                | RowKind::IncludingMembers { .. } => false,
            })
    }

    /// Whether an entry fits a row's predicate; unknown if its portions disagree.
    fn entry_formula(&mut self, formula: &'a Formula, entry: &Entry) -> Truth {
        let mut answer: Option<Truth> = None;
        for portion in &entry.portions {
            let truth = self.formula(formula, *portion);
            answer = Some(match answer {
                None => truth,
                Some(known) if known == truth => known,
                Some(_) => Truth::Unknown,
            });
        }
        answer.unwrap_or(Truth::Unknown)
    }

    /// Which entries belong to a row's set, in its sense and on a side.
    fn members(&mut self, formula: &'a Formula, entries: &[Entry], side: Side, helps: bool) -> Vec<bool> {
        let strict = (side == Side::Sure) == helps;
        let list = entries.iter().map(|entry| {
            let truth = self.entry_formula(formula, entry);
            if strict { truth == Truth::True } else { truth != Truth::False }
        });
        list.collect()
    }

    // ---- open claims: the person may leave evidence out ----

    fn open_side(&mut self, claim: &'a Claim, entries: &[Entry], side: Side, explain: bool) -> Answer {
        let base = pool(entries, side);
        let limits = self.item_limits(claim, entries);
        let least = claim.bounds.least.unwrap_or(Number::ZERO);
        if claim.rows.is_empty() && limits.is_empty() && !claim.bounds.exactly {
            // K0: count everything.
            let total = sum(&base, &base.belongs);
            let holds = total.is_none_or(|total| total >= least);
            let gap = Some(total.map_or(Number::ZERO, |total| (least - total).max(Number::ZERO)));
            let counted = counted_whole(&base);
            return Answer { holds, total, gap, excess: None, counted };
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
        })
    }

    /// Limits that decisions set on items: entries of the item, and the limit in the unit of the claim.
    fn item_limits(&mut self, claim: &Claim, entries: &[Entry]) -> Vec<(Vec<bool>, Number)> {
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

    /// The ways to choose a group or a window: for each, which entries may be counted.
    fn choices(&mut self, claim: &'a Claim, entries: &[Entry], base: &Pool, side: Side) -> Vec<Choice> {
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
    fn groups(&self, entries: &[Entry], side: Side, attribute: AttributeId) -> Vec<Choice> {
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
    fn windows(&mut self, entries: &[Entry], side: Side, length: Length) -> Vec<Choice> {
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
    fn consecutive(&mut self, entries: &[Entry], side: Side, attribute: AttributeId) -> Vec<Choice> {
        let values: Vec<Option<i64>> = entries
            .iter()
            .map(|entry| {
                let portion = self.record.portions.get(entry.portions.first().copied()?)?;
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
    fn branches(
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

    #[expect(clippy::too_many_arguments, reason = "the parts of one problem, used once")]
    fn rows_hold(
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
                | RowKind::FromOne(_)
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
                gap =
                    if rows_ok { Some(Number::ZERO) } else { self.new_evidence(&solved, &rows, claim.bounds.exactly) };
                gap = gap.map(|gap| gap.max(missing_others));
            }
            counted = solved.arrangement(rows_ok);
        }
        Answer { holds, total, gap, excess: None, counted }
    }

    /// The groups of `counting at most q per …`. On the sure side an unknown value may be in every group.
    fn per(&mut self, entries: &[Entry], side: Side, per: Per) -> Vec<Vec<bool>> {
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
    fn distinct(
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
    fn over(&mut self, entries: &[Entry], mask: &[bool], side: Side, length: Length) -> bool {
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
        let until = self.add(Interval::day(first), length).map(|date| Some(crate::model::date::shift(date, -1)));
        until.until(Interval::day(last)) == Truth::True
    }

    // ---- closed claims: nothing may be left out ----

    fn closed_claim(&mut self, claim: &'a Claim, entries: Vec<Entry>) -> Reading {
        let least = claim.bounds.least.unwrap_or(Number::ZERO);
        let low: Number = entries.iter().filter(|entry| entry.fit == Truth::True).map(|entry| entry.low).sum();
        let high: Option<Number> = entries.iter().map(|entry| entry.high).sum();
        let shares = claim.rows.iter().any(|row| {
            matches!(row.kind, RowKind::IncludingShare(..) | RowKind::CountingShare(..) | RowKind::Counting(..))
        });
        let incomplete = (claim.bounds.most.is_some() || shares) && !self.complete(claim.selection);
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
                | RowKind::FromOne(_)
                | RowKind::Over(_)
                | RowKind::TogetherCover { .. }
                | RowKind::WithinAny(_)
                | RowKind::Consecutive(_)
                | RowKind::NoBreak(_)
                | RowKind::IncludingMembers { .. } => continue,
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
        };
        let possible = Answer {
            holds: possible,
            total: high,
            gap: Some(gap_possible),
            excess: excess(Some(low)),
            counted: counted(|entry| entry.high),
        };
        Reading { entries, sure, possible, incomplete, coverage: Vec::new() }
    }

    /// An upper limit on a count: it sees everything visible, and silence does not acquit.
    fn forbid(&mut self, claim: &'a Claim, reading: &mut Reading) {
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
            | RowKind::FromOne(_)
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
            reading.sure =
                Answer { holds: true, total: Some(low), gap: Some(Number::ZERO), excess: None, counted: Vec::new() };
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
                further_members(&covered, least, &needs)
            } else {
                None
            };
            Answer { holds, total: Some(total), gap, excess: None, counted: Vec::new() }
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

    // ---- calendar time ----

    fn time_claim(&mut self, claim: &'a Claim, unit: TimeUnit, explain: bool) -> Reading {
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

    fn time_side(&mut self, claim: &'a Claim, entries: &[Entry], unit: TimeUnit, side: Side, explain: bool) -> Answer {
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
            Some(run.map_or(Number::ZERO, |(_, run)| length(run, unit, per_month)))
        };
        let counted: Vec<Option<Number>> = if explain { (0..entries.len()).map(own).collect() } else { Vec::new() };
        if unbounded {
            return Answer { holds: true, total: None, gap: Some(Number::ZERO), excess: None, counted };
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
                    let mut groups = 0;
                    for mask in self.groups(entries, side, *attribute) {
                        let inside: Vec<Run> = ranges
                            .iter()
                            .filter(|(index, _)| mask.get(*index).copied().unwrap_or(false))
                            .map(|(_, run)| *run)
                            .collect();
                        let total: Number = merge(&inside).iter().map(|run| length(run, unit, per_month)).sum();
                        groups += u32::from(total >= each.unwrap_or(Number::ZERO) && total > Number::ZERO);
                    }
                    holds_others &= groups >= *least;
                }
                RowKind::FromOne(attribute) => {
                    let best = self.groups(entries, side, *attribute).into_iter().map(|mask| {
                        let inside: Vec<Run> = ranges
                            .iter()
                            .filter(|(index, _)| mask.get(*index).copied().unwrap_or(false))
                            .map(|(_, run)| *run)
                            .collect();
                        let merged = merge(&inside);
                        (merged.iter().map(|run| length(run, unit, per_month)).sum::<Number>(), merged)
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
        let total: Number = runs.iter().map(|run| length(run, unit, per_month)).sum();
        let gap = (least - total).max(Number::ZERO);
        Answer { holds: total >= least && holds_others, total: Some(total), gap: Some(gap), excess: None, counted }
    }

    fn windows_of(&self, selection: SelectionId, entry: &Entry) -> Vec<&'a Window> {
        let known = self.framework.program.selections.get_index(selection.index());
        let portion = entry.portions.first().and_then(|index| self.record.portions.get(*index));
        let Some((known, portion)) = known.zip(portion) else { return Vec::new() };
        let alternative = known.alternatives.iter().find(|one| self.kind_fits(one, portion) != Truth::False);
        alternative.map_or_else(Vec::new, |alternative| alternative.windows.iter().collect())
    }

    /// The longest stretch whose gaps are short enough.
    fn best_unbroken(&self, runs: Vec<Run>, longest: Length, unit: TimeUnit) -> Vec<Run> {
        let per_month = self.framework.policy.days_per_month;
        let mut stretches: Vec<Vec<Run>> = Vec::new();
        for run in runs {
            let joins = stretches.last().and_then(|stretch| stretch.last()).is_some_and(|last| {
                let until = self.add(Interval::day(last.last), longest);
                Interval::day(run.first).until(until.map(|date| Some(crate::model::date::shift(date, 1))))
                    == Truth::True
            });
            match stretches.last_mut() {
                Some(stretch) if joins => stretch.push(run),
                _ => stretches.push(vec![run]),
            }
        }
        let total = |stretch: &Vec<Run>| stretch.iter().map(|run| length(run, unit, per_month)).sum::<Number>();
        stretches.into_iter().max_by_key(total).unwrap_or_default()
    }

    /// Calendar time under rows: each stretch of days between two ends is divided among the items active in it.
    fn time_rows(
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
            ranges.iter().flat_map(|(_, run)| [run.first, crate::model::date::shift(run.last, 1)]).collect();
        cuts.sort();
        cuts.dedup();
        let mut parts: Vec<Entry> = Vec::new();
        let mut capacities: Vec<(std::ops::Range<usize>, Number)> = Vec::new();
        for pair in cuts.windows(2) {
            let [first, next] = pair else { continue };
            let from = parts.len();
            let last = crate::model::date::shift(*next, -1);
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
        let incomplete = !self.complete(*part) || !self.complete(*whole);
        let sure_value = value(Side::Sure);
        let possible_value = value(Side::Possible);
        let holds = |value: Option<Number>, otherwise: bool| value.map_or(otherwise, |value| value >= Number::ZERO);
        let per = Number::ONE - *share;
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

fn reaches(truth: Truth, side: Side) -> bool {
    if side == Side::Sure { truth == Truth::True } else { truth != Truth::False }
}

/// Least and most that an entry adds to `Σ_P y − r·Σ y`; none is unbounded.
fn bounds_of(entry: &Entry, inside: Truth, share: Number) -> (Option<Number>, Option<Number>) {
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

fn sum(pool: &Pool, mask: &[bool]) -> Option<Number> {
    pool.weights.iter().zip(mask).filter(|(_, may)| **may).map(|(weight, _)| *weight).sum()
}

fn counted_whole(pool: &Pool) -> Vec<Option<Number>> {
    pool.weights
        .iter()
        .zip(&pool.belongs)
        .map(|(weight, may)| if *may { *weight } else { Some(Number::ZERO) })
        .collect()
}

/// The least number of further members that mends a coverage with minimums on subsets.
fn further_members(covered: &[bool], least: Number, needs: &[(Vec<bool>, Number)]) -> Option<Number> {
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
    let mut rows = vec![LinearRow {
        coefficients: vec![Number::ONE; classes.len()],
        sense: Sense::AtLeast,
        bound: least - have(&|_| true),
    }];
    for (index, (_, least)) in needs.iter().enumerate() {
        let inside = |signature: &[bool]| signature.get(index).copied().unwrap_or(false);
        rows.push(LinearRow {
            coefficients: classes.iter().map(|(s, _, _)| if inside(s) { Number::ONE } else { Number::ZERO }).collect(),
            sense: Sense::AtLeast,
            bound: *least - have(&inside),
        });
    }
    let problem = Problem {
        lower: vec![Number::ZERO; classes.len()],
        upper: classes.iter().map(|(_, _, lack)| Some(Number::whole(*lack))).collect(),
        rows,
        integral: true,
    };
    match problem.maximize(&vec![-Number::ONE; classes.len()]) {
        Outcome::Best(value, _) => Some(-value),
        Outcome::Unbounded | Outcome::Infeasible | Outcome::Unknown => None,
    }
}

/// How a row limits its set, on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Limit {
    Least(Number),
    Most(Number),
    ShareLeast(Number),
    ShareMost(Number),
}

/// A row with the entries that belong to it on one side.
#[derive(Debug, Clone)]
struct SideRow<'a> {
    members: Vec<bool>,
    kind: Limit,
    /// The predicate that members satisfy; none: the row is about the claim as a whole, or about one item.
    formula: Option<&'a Formula>,
}

/// The evidence of one branch in classes: entries that the rows cannot tell apart are added up.
struct Solved {
    /// The class of each entry; none if it may not be counted.
    class_of: Vec<Option<usize>>,
    weights: Vec<Option<Number>>,
    /// Which rows each class belongs to.
    signatures: Vec<Vec<bool>>,
    entry_weights: Vec<Option<Number>>,
    limits: Vec<Limit>,
    integral: bool,
}

impl Solved {
    fn new(base: &Pool, mask: &[bool], rows: &[SideRow<'_>], integral: bool) -> Self {
        let mut signatures: Vec<Vec<bool>> = Vec::new();
        let mut weights: Vec<Option<Number>> = Vec::new();
        let mut class_of = Vec::new();
        for (index, (weight, may)) in base.weights.iter().zip(mask).enumerate() {
            if !*may {
                class_of.push(None);
                continue;
            }
            let signature: Vec<bool> =
                rows.iter().map(|row| row.members.get(index).copied().unwrap_or(false)).collect();
            let class = signatures.iter().position(|known| *known == signature).unwrap_or_else(|| {
                signatures.push(signature);
                weights.push(Some(Number::ZERO));
                signatures.len() - 1
            });
            if let Some(slot) = weights.get_mut(class) {
                *slot = slot.zip(*weight).map(|(a, b)| a + b);
            }
            class_of.push(Some(class));
        }
        Self {
            class_of,
            weights,
            signatures,
            entry_weights: base.weights.clone(),
            limits: rows.iter().map(|row| row.kind).collect(),
            integral,
        }
    }

    fn bits(&self, row: usize) -> u64 {
        self.signatures.iter().enumerate().fold(0, |bits, (class, signature)| {
            let inside = signature.get(row).copied().unwrap_or(false);
            bits | u64::from(inside) << class.min(63)
        })
    }

    fn sets(&self) -> Option<Vec<SetRow>> {
        let sets = self.limits.iter().enumerate().map(|(row, limit)| match limit {
            Limit::Least(least) => Some(SetRow { classes: self.bits(row), least: *least, most: None }),
            Limit::Most(most) => Some(SetRow { classes: self.bits(row), least: Number::ZERO, most: Some(*most) }),
            Limit::ShareLeast(_) | Limit::ShareMost(_) => None,
        });
        (self.weights.len() <= 63).then(|| sets.collect()).flatten()
    }

    fn row(&self, row: usize, limit: Limit) -> LinearRow {
        let inside = |signature: &Vec<bool>| signature.get(row).copied().unwrap_or(false);
        let (share, sense, bound) = match limit {
            Limit::Least(least) => (Number::ZERO, Sense::AtLeast, least),
            Limit::Most(most) => (Number::ZERO, Sense::AtMost, most),
            Limit::ShareLeast(share) => (share, Sense::AtLeast, Number::ZERO),
            Limit::ShareMost(share) => (share, Sense::AtMost, Number::ZERO),
        };
        let coefficients = self
            .signatures
            .iter()
            .map(|signature| if inside(signature) { Number::ONE - share } else { -share })
            .collect();
        LinearRow { coefficients, sense, bound }
    }

    fn problem(&self, with_minimums: bool) -> Problem {
        let rows =
            self.limits.iter().enumerate().filter(|(_, limit)| with_minimums || !matches!(limit, Limit::Least(_)));
        Problem {
            lower: vec![Number::ZERO; self.weights.len()],
            upper: self.weights.clone(),
            rows: rows.map(|(row, limit)| self.row(row, *limit)).collect(),
            integral: self.integral,
        }
    }

    /// The most that can be counted under the upper limits, and whether all rows can be satisfied.
    fn total(&self) -> (Option<Number>, bool) {
        if let Some(sets) = self.sets()
            && let Some((total, holds)) = laminar(&self.weights, &sets)
        {
            return (total, holds);
        }
        let objective = vec![Number::ONE; self.weights.len()];
        let total = match self.problem(false).maximize(&objective) {
            Outcome::Best(value, _) => Some(value),
            Outcome::Unbounded => None,
            Outcome::Infeasible | Outcome::Unknown => Some(Number::ZERO),
        };
        (total, self.problem(true).feasible() == Some(true))
    }

    /// How much of each entry is counted: going through them in order, each as much as an optimum allows.
    fn arrangement(&self, feasible: bool) -> Vec<Option<Number>> {
        let mut problem = self.problem(feasible);
        let objective = vec![Number::ONE; self.weights.len()];
        match problem.maximize(&objective) {
            Outcome::Best(value, _) => {
                problem.rows.push(LinearRow { coefficients: objective, sense: Sense::AtLeast, bound: value })
            }
            Outcome::Unbounded | Outcome::Infeasible | Outcome::Unknown => {}
        }
        let mut left = self.weights.clone();
        let mut counted = Vec::with_capacity(self.class_of.len());
        for (class, weight) in self.class_of.iter().zip(&self.entry_weights) {
            let Some(class) = *class else {
                counted.push(Some(Number::ZERO));
                continue;
            };
            let limited = self.signatures.get(class).is_some_and(|signature| {
                signature.iter().zip(&self.limits).any(|(inside, limit)| *inside && !matches!(limit, Limit::Least(_)))
            }) || self
                .limits
                .iter()
                .any(|limit| matches!(limit, Limit::ShareLeast(_) | Limit::ShareMost(_)));
            let Some(weight) = weight.filter(|_| limited) else {
                counted.push(*weight);
                continue;
            };
            let mut wanted = vec![Number::ZERO; self.weights.len()];
            if let Some(slot) = wanted.get_mut(class) {
                *slot = Number::ONE;
            }
            let so_far = problem.lower.get(class).copied().unwrap_or(Number::ZERO);
            let most = match problem.maximize(&wanted) {
                Outcome::Best(value, _) => (value - so_far).min(weight),
                Outcome::Unbounded | Outcome::Infeasible | Outcome::Unknown => weight,
            }
            .max(Number::ZERO);
            if let Some(slot) = problem.lower.get_mut(class) {
                *slot = so_far + most;
            }
            // What is not counted of this entry cannot be made up by a later one of the same class beyond what is left.
            if let Some(slot) = left.get_mut(class) {
                *slot = slot.map(|left| left - weight);
                let rest = slot.map(|left| so_far + most + left);
                if let Some(upper) = problem.upper.get_mut(class) {
                    *upper = rest;
                }
            }
            counted.push(Some(most));
        }
        counted
    }
}

impl Context<'_> {
    /// The least new evidence that satisfies all rows: new evidence may be of any kind the predicates allow together.
    fn new_evidence(&self, solved: &Solved, rows: &[SideRow<'_>], exactly: bool) -> Option<Number> {
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
            problem.lower.push(Number::ZERO);
            problem.upper.push(None);
            for (row, limit) in solved.limits.iter().enumerate() {
                let whole = formula(row).is_none();
                let inside = match limit {
                    Limit::Least(_) | Limit::ShareLeast(_) => whole || subset.contains(&row),
                    // The exact number counts new evidence too; limits on one item or one group do not.
                    Limit::Most(_) if whole => {
                        exactly && rows.get(row).is_some_and(|row| row.members.iter().all(|m| *m))
                    }
                    Limit::Most(_) | Limit::ShareMost(_) => formula(row).is_some_and(|cap| {
                        subset.iter().any(|one| formula(*one).is_some_and(|formula| self.implies(formula, cap)))
                    }),
                };
                let share = match limit {
                    Limit::ShareLeast(share) | Limit::ShareMost(share) => *share,
                    Limit::Least(_) | Limit::Most(_) => Number::ZERO,
                };
                if let Some(row) = problem.rows.get_mut(row) {
                    row.coefficients.push(if inside { Number::ONE - share } else { -share });
                }
            }
        }
        let objective: Vec<Number> =
            (0..problem.lower.len()).map(|at| if at < existing { Number::ZERO } else { -Number::ONE }).collect();
        match problem.maximize(&objective) {
            Outcome::Best(value, _) => Some(-value),
            Outcome::Unbounded | Outcome::Infeasible | Outcome::Unknown => None,
        }
    }

    /// Whether no item can satisfy both predicates: they ask different values of one attribute with a single value.
    fn disjoint(&self, one: &Formula, other: &Formula) -> bool {
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

    /// Whether the first predicate surely implies the second.
    fn implies(&self, one: &Formula, other: &Formula) -> bool {
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
    fn constants(&self, formula: &Formula) -> Vec<(AttributeId, Vec<Constant>)> {
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
