//! The rows of a claim or scope over the parts that may be counted: sets of parts, and what is asked of them.

use super::demand::{Group, Part};
use crate::eval::claim::Side;
use crate::eval::context::Context;
use crate::eval::derived::days_of;
use crate::eval::measure::{Entry, Run, total};
use crate::model::date::{Interval, Length, Truth, shift};
use crate::model::number::Number;
use crate::model::program::{Claim, Event, Formula, Measure, Row, RowKind, TimeUnit};
use crate::model::vocabulary::{AttributeId, CompetencyId, Level, SymbolId};

/// A row with its number; none is a limit that the evaluator itself sets.
#[derive(Debug, Clone)]
pub(crate) struct Asked<'a> {
    /// Which row of the claim or scope; none: the claim's own bound.
    pub(crate) row: Option<usize>,
    /// What it asks.
    pub(crate) ask: Ask,
    /// The predicate that evidence for it satisfies, where it has one.
    pub(crate) formula: Option<&'a Formula>,
    /// It is no line of the rules, but says what evidence there is.
    pub(crate) fixed: bool,
}

/// What a row asks of sets of parts; no set means all parts.
#[derive(Debug, Clone)]
pub(crate) enum Ask {
    /// At least so much.
    Least { set: Option<usize>, least: Number },
    /// At most so much.
    Most { set: Option<usize>, most: Number },
    /// At least this fraction of what is counted.
    ShareLeast { set: usize, share: Number },
    /// At most this fraction of what is counted.
    ShareMost { set: usize, share: Number },
    /// The first set only if at least so much of the second.
    Gate { gated: usize, least: Number, by: usize },
    /// All that is counted lies in so many of these sets.
    Within { sets: Vec<usize>, most: u32 },
    /// All of one of these sets is counted, and nothing else.
    Exactly { sets: Vec<usize> },
    /// Something of each value of one run of values, and nothing else: the sets of values; of each run the places of its
    /// values and the set of all of it.
    Runs { values: Vec<usize>, runs: Vec<(Vec<usize>, usize)> },
    /// So many of these sets, with so much of each; parts of unknown value may be further ones.
    Distinct { least: u32, each: Number, values: Vec<usize>, unknown: usize, others: usize },
    /// Something of a part of the first set, and something of a part behind it, for each begin: begin, ends.
    Over { pairs: Vec<(usize, Vec<usize>)> },
    /// So many of these sets have something counted.
    Together { members: Vec<usize>, least: u32 },
    /// So many of these sets have an item counted.
    Cover { members: Vec<usize>, least: Number },
    /// So many of these members of the coverage (places in it).
    Including { of: Vec<usize>, least: u32 },
}

impl Ask {
    /// Whether counting less may satisfy it where counting more does not.
    pub(crate) fn limits(&self) -> bool {
        match self {
            Self::Least { .. }
            | Self::Distinct { .. }
            | Self::Over { .. }
            | Self::Together { .. }
            | Self::Cover { .. }
            | Self::Including { .. } => false,
            Self::Most { .. }
            | Self::ShareLeast { .. }
            | Self::ShareMost { .. }
            | Self::Gate { .. }
            | Self::Within { .. }
            | Self::Runs { .. }
            | Self::Exactly { .. } => true,
        }
    }

    /// Whether it can tell apart parts that are in the same sets.
    pub(crate) fn tells_apart(&self) -> bool {
        match self {
            Self::Over { .. } | Self::Together { .. } | Self::Cover { .. } | Self::Including { .. } => true,
            Self::Exactly { .. } | Self::Runs { .. } => true,
            // Each part of unknown value may be a value of its own.
            Self::Distinct { .. } => true,
            Self::Least { .. }
            | Self::Most { .. }
            | Self::ShareLeast { .. }
            | Self::ShareMost { .. }
            | Self::Gate { .. }
            | Self::Within { .. } => false,
        }
    }

    /// Renumbers parts that were cut into several.
    pub(crate) fn resegment(&mut self, from: &[usize]) {
        if let Self::Over { pairs } = self {
            let new = |old: usize| from.iter().enumerate().filter(move |(_, was)| **was == old).map(|(part, _)| part);
            let old = std::mem::take(pairs);
            for (begin, ends) in old {
                let ends: Vec<usize> = ends.iter().flat_map(|end| new(*end)).collect();
                pairs.extend(new(begin).map(|begin| (begin, ends.clone())));
            }
        }
    }
}

/// Puts a set of parts to a group, from the entries that belong.
fn set(group: &mut Group<'_>, entries: &[bool]) -> usize {
    let inside = |part: &Part| entries.get(part.entry).copied().unwrap_or(false);
    let parts = group.parts.iter().map(inside).collect();
    group.sets.push(parts);
    group.sets.len() - 1
}

impl<'a> Context<'a> {
    /// How long a run of days is.
    pub(crate) fn time_of(
        &self,
        first: jiff::civil::Date,
        last: jiff::civil::Date,
        load: Option<Number>,
        unit: TimeUnit,
    ) -> Number {
        let load = load.unwrap_or(Number::ONE).min(Number::ONE);
        total(&[Run { first, last, load }], unit, self.framework.policy.days_per_month)
    }

    /// The rows of a claim.
    pub(crate) fn asks_of_claim(
        &mut self,
        claim: &'a Claim,
        group: &mut Group<'a>,
        limits: &[(Vec<bool>, Number)],
        side: Side,
    ) {
        let least = claim.bounds.least.unwrap_or(Number::ZERO);
        let push = |group: &mut Group<'a>, ask, fixed| {
            group.asks.push(Asked { row: None, ask, formula: None, fixed });
        };
        if let Measure::Covered { members, level } = &claim.measure {
            let sets = self.covering(members, *level, group, side);
            push(group, Ask::Cover { members: sets, least }, false);
        } else {
            push(group, Ask::Least { set: None, least }, false);
            if claim.bounds.exactly {
                push(group, Ask::Most { set: None, most: least }, false);
            }
        }
        for (members, most) in limits {
            let set = Some(set(group, members));
            push(group, Ask::Most { set, most: *most }, true);
        }
        self.conversion_limits(claim, group);
        for (index, row) in claim.rows.iter().enumerate() {
            self.ask_of_row((index, row), group, Some(claim), side);
        }
    }

    /// The limits of conversions, for each claim that counts what they give.
    fn conversion_limits(&mut self, claim: &Claim, group: &mut Group<'a>) {
        use crate::model::program::ConversionLimit;
        let framework = self.framework;
        for (index, conversion) in framework.program.conversions.iter().enumerate() {
            let members: Vec<bool> = group.entries.iter().map(|entry| entry.derived == Some(index)).collect();
            if !members.contains(&true) {
                continue;
            }
            let need = claim.bounds.least.unwrap_or(Number::ZERO);
            let set = set(group, &members);
            let ask = match conversion.limit {
                ConversionLimit::None => continue,
                ConversionLimit::Amount(unit, most) => {
                    let to = Measure::Amount(unit);
                    let factor = match (&to, &claim.measure) {
                        (Measure::Amount(from), Measure::Amount(to)) => self.between(*from, *to),
                        _ => Some(Number::ONE),
                    };
                    Ask::Most { set: Some(set), most: most * factor.unwrap_or(Number::ONE) }
                }
                ConversionLimit::Time(unit, most) => {
                    let per_month = self.framework.policy.days_per_month;
                    let Measure::Time(own) = &claim.measure else { continue };
                    let days = most * days_of(unit, per_month);
                    let most = days.checked_div(days_of(*own, per_month)).unwrap_or(most);
                    Ask::Most { set: Some(set), most }
                }
                ConversionLimit::Count(most) => Ask::Most { set: Some(set), most },
                ConversionLimit::OfNeed(share) => Ask::Most { set: Some(set), most: need * share },
                ConversionLimit::OfCounted(share) => Ask::ShareMost { set, share },
            };
            group.asks.push(Asked { row: None, ask, formula: None, fixed: true });
        }
    }

    /// One row.
    pub(crate) fn ask_of_row(
        &mut self,
        (index, row): (usize, &'a Row),
        group: &mut Group<'a>,
        claim: Option<&'a Claim>,
        side: Side,
    ) {
        let entries = group.entries.clone();
        let mut formula_of = None;
        let ask = match &row.kind {
            RowKind::Including(least, formula) => {
                formula_of = Some(formula);
                let members = self.members(formula, &entries, side, true);
                Ask::Least { set: Some(set(group, &members)), least: *least }
            }
            RowKind::IncludingShare(share, formula) => {
                formula_of = Some(formula);
                let members = self.members(formula, &entries, side, true);
                Ask::ShareLeast { set: set(group, &members), share: *share }
            }
            RowKind::Counting(most, formula) => {
                formula_of = Some(formula);
                let members = self.members(formula, &entries, side, false);
                Ask::Most { set: Some(set(group, &members)), most: *most }
            }
            RowKind::CountingShare(share, formula) => {
                formula_of = Some(formula);
                let members = self.members(formula, &entries, side, false);
                Ask::ShareMost { set: set(group, &members), share: *share }
            }
            RowKind::CountingPer(most, per) => {
                for members in self.per(&entries, side, *per) {
                    let set = Some(set(group, &members));
                    group.asks.push(Asked {
                        row: Some(index),
                        ask: Ask::Most { set, most: *most },
                        formula: None,
                        fixed: false,
                    });
                }
                return;
            }
            RowKind::Gate { gated, least, by } => {
                formula_of = Some(by);
                let gated = self.members(gated, &entries, side, false);
                let by = self.members(by, &entries, side, true);
                let gated = set(group, &gated);
                Ask::Gate { gated, least: *least, by: set(group, &by) }
            }
            RowKind::FromAtMost(most, attribute) => {
                let masks = self.groups(&entries, side, *attribute);
                Ask::Within { sets: masks.iter().map(|mask| set(group, mask)).collect(), most: *most }
            }
            RowKind::WithinAny(length) => {
                let masks = self.windows(&entries, side, *length);
                Ask::Within { sets: masks.iter().map(|mask| set(group, mask)).collect(), most: 1 }
            }
            RowKind::Consecutive(attribute) => match self.successive(&entries, side, *attribute, group) {
                Some(ask) => ask,
                None => {
                    let masks = self.consecutive(&entries, side, *attribute);
                    self.runs(masks, group, side)
                }
            },
            RowKind::NoBreak(longest) => {
                let masks = self.stretches(group, *longest);
                self.runs(masks, group, side)
            }
            RowKind::Distinct { least, attribute, each } => self.distinct_ask(*least, *attribute, *each, group, side),
            RowKind::Over(length) => Ask::Over { pairs: self.spans_of(group, *length, side) },
            RowKind::TogetherCover { members, least } => {
                Ask::Together { members: self.covering(members, None, group, side), least: *least }
            }
            RowKind::IncludingMembers { least, members: subset } => {
                let Some(Measure::Covered { members, .. }) = claim.map(|claim| &claim.measure) else { return };
                let of = members.iter().enumerate().filter(|(_, member)| subset.contains(member));
                Ask::Including { of: of.map(|(place, _)| place).collect(), least: *least }
            }
        };
        group.asks.push(Asked { row: Some(index), ask, formula: formula_of, fixed: false });
    }

    /// Runs of which no piece may be missing: on the sure side all of one run is counted, so that nothing breaks it.
    fn runs(&self, masks: Vec<Vec<bool>>, group: &mut Group<'a>, side: Side) -> Ask {
        let sets = masks.iter().map(|mask| set(group, mask)).collect();
        if side == Side::Sure { Ask::Exactly { sets } } else { Ask::Within { sets, most: 1 } }
    }

    /// Successive values, where they are all stated and not too many: each run of them.
    fn successive(
        &mut self,
        entries: &[Entry],
        side: Side,
        attribute: AttributeId,
        group: &mut Group<'a>,
    ) -> Option<Ask> {
        /// Runs grow with the square of the values; examinations have a handful of parts or sessions.
        const VALUES: usize = 16;
        let places: Vec<Option<i64>> = entries.iter().map(|entry| self.place_in_order(entry, attribute)).collect();
        let mut known: Vec<i64> = places.iter().flatten().copied().collect();
        known.sort_unstable();
        known.dedup();
        // What is not stated may fill a hole on the possible side: then runs are told by what may lie in them.
        if known.len() > VALUES || side == Side::Possible && places.iter().any(Option::is_none) {
            return None;
        }
        let values: Vec<usize> = known
            .iter()
            .map(|value| {
                let members: Vec<bool> = places.iter().map(|place| *place == Some(*value)).collect();
                set(group, &members)
            })
            .collect();
        let mut runs = Vec::new();
        for first in 0..known.len() {
            for last in first..known.len() {
                let of = known.get(first..=last)?;
                if !of.windows(2).all(|pair| matches!(pair, [a, b] if a.checked_add(1) == Some(*b))) {
                    break;
                }
                let members: Vec<bool> =
                    places.iter().map(|place| place.is_some_and(|place| of.contains(&place))).collect();
                runs.push(((first..=last).collect(), set(group, &members)));
            }
        }
        Some(Ask::Runs { values, runs })
    }

    /// Stretches of days without too long a break, as entries.
    fn stretches(&self, group: &Group<'a>, longest: Length) -> Vec<Vec<bool>> {
        let mut days: Vec<(jiff::civil::Date, jiff::civil::Date, usize)> =
            group.parts.iter().filter_map(|part| part.days.map(|(first, last)| (first, last, part.entry))).collect();
        days.sort();
        let mut stretches: Vec<(jiff::civil::Date, Vec<usize>)> = Vec::new();
        for (first, last, entry) in days {
            let joins = stretches.last().is_some_and(|(end, _)| {
                let until = self.add(Interval::day(*end), longest);
                Interval::day(first).until(until.map(|date| Some(shift(date, 1)))) == Truth::True
            });
            match stretches.last_mut() {
                Some((end, members)) if joins => {
                    *end = (*end).max(last);
                    members.push(entry);
                }
                _ => stretches.push((last, vec![entry])),
            }
        }
        let of = |members: &Vec<usize>| (0..group.entries.len()).map(|entry| members.contains(&entry)).collect();
        stretches.iter().map(|(_, members)| of(members)).collect()
    }

    /// What a minute, or one, or a day is in a measure: the least that is anything at all.
    pub(crate) fn least_of(&self, measure: &Measure) -> Number {
        let day = |days: Number| Number::ONE.checked_div(days).unwrap_or(Number::ONE);
        match measure {
            Measure::Amount(unit) => {
                let minutes = self.unit(*unit).map(|unit| unit.least).filter(|least| *least > Number::ONE);
                minutes.map_or(Number::fraction(1, 60).unwrap_or(Number::ONE), day)
            }
            Measure::Count | Measure::Covered { .. } => Number::ONE,
            Measure::Time(unit) => match unit {
                TimeUnit::Days => Number::ONE,
                TimeUnit::Weeks => day(Number::whole(7)),
                TimeUnit::Months => day(self.framework.policy.days_per_month),
                TimeUnit::Years => day(self.framework.policy.days_per_month * Number::whole(12)),
            },
        }
    }

    fn distinct_ask(
        &mut self,
        least: u32,
        attribute: AttributeId,
        each: Option<Number>,
        group: &mut Group<'a>,
        side: Side,
    ) -> Ask {
        let entries = group.entries.clone();
        let values: Vec<Option<Vec<SymbolId>>> = entries.iter().map(|entry| self.values(entry, attribute)).collect();
        let mut known: Vec<SymbolId> = values.iter().flatten().flatten().copied().collect();
        known.sort();
        known.dedup();
        let has = |value: SymbolId| -> Vec<bool> {
            values.iter().map(|list| list.as_ref().is_some_and(|list| list.contains(&value))).collect()
        };
        let sets: Vec<usize> = known.iter().map(|value| set(group, &has(*value))).collect();
        let open: Vec<bool> = values.iter().map(|list| list.is_none() && side == Side::Possible).collect();
        let unknown = set(group, &open);
        let others = self.or_others(attribute, known.len(), open.iter().filter(|open| **open).count()) - known.len();
        let each = each.unwrap_or_else(|| self.least_of(group.measure));
        Ask::Distinct { least, each, values: sets, unknown, others }
    }

    /// Pairs of parts from whose begin to whose end so much time passes.
    fn spans_of(&mut self, group: &Group<'a>, length: Length, side: Side) -> Vec<(usize, Vec<usize>)> {
        let items: Vec<usize> = group.parts.iter().map(|part| part.item).collect();
        self.spans(&items, length, side)
    }

    /// Pairs of items from whose begin to whose end so much time passes: by their place in the list.
    pub(crate) fn spans(&mut self, items: &[usize], length: Length, side: Side) -> Vec<(usize, Vec<usize>)> {
        let mut days = Vec::new();
        for item in items {
            let Some(item) = self.item(*item) else { continue };
            let end = self.event(item, Event::Completed);
            let begin = if item.started.is_unknown() { end } else { item.started };
            let (begin, end) = if side == Side::Sure { (begin.hi, end.lo) } else { (begin.lo, end.hi) };
            days.push((begin, end));
        }
        let open = side == Side::Possible;
        let long = |begin: Option<jiff::civil::Date>, end: Option<jiff::civil::Date>| {
            let Some((begin, end)) = begin.zip(end) else { return open };
            let until = self.add(Interval::day(begin), length).map(|date| Some(shift(date, -1)));
            until.until(Interval::day(end)) == Truth::True
        };
        let mut pairs = Vec::new();
        for (first, (begin, _)) in days.iter().enumerate() {
            let ends: Vec<usize> =
                days.iter().enumerate().filter(|(_, (_, end))| long(*begin, *end)).map(|(part, _)| part).collect();
            if !ends.is_empty() {
                pairs.push((first, ends));
            }
        }
        pairs
    }

    /// For each member of a set, the parts that cover it on a side.
    fn covering(
        &mut self,
        members: &[CompetencyId],
        level: Option<Level>,
        group: &mut Group<'a>,
        side: Side,
    ) -> Vec<usize> {
        let mut covers: Vec<Vec<bool>> = vec![Vec::new(); members.len()];
        let entries: Vec<Entry> = group.entries.clone();
        for entry in &entries {
            let one = self.coverage(std::slice::from_ref(entry), members, level);
            for (list, (truth, _)) in covers.iter_mut().zip(one) {
                let inside = if side == Side::Sure { truth == Truth::True } else { truth != Truth::False };
                list.push(inside && entry.derived.is_none());
            }
        }
        covers.iter().map(|entries| set(group, entries)).collect()
    }
}
