//! The rows of a line or of a scope, over what is counted (`docs/semantics.md`, section 4).

use std::collections::BTreeSet;

use super::super::arrange::{Arrangement, Sum};
use super::super::language::{Attribute, Group, Predicate, Row, Shape, TODAY};
use super::joint::enough;
use super::{Days, Entry, Env, Side, Twin, belongs, evidenced, members, moved};

/// Something that may be counted.
#[derive(Debug, Clone)]
pub(super) struct Counted<'a> {
    pub entry: Entry<'a>,
    /// The number that says how much of it is counted.
    pub number: usize,
    /// What one of that number is where more helps.
    pub plus: i64,
    /// What one of that number is where more hurts.
    pub minus: i64,
}

impl<'a> Twin<'a> {
    /// Adds rows to an arrangement.
    #[expect(clippy::too_many_arguments, reason = "what rows speak of")]
    pub(super) fn rows(
        &self,
        arrangement: &mut Arrangement,
        counted: &[Counted<'a>],
        rows: &[Row],
        scale: i64,
        need: i64,
        side: Side,
        env: &Env,
    ) {
        for row in rows {
            self.row(arrangement, counted, row, scale, need, side, env);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what rows speak of")]
    fn row(
        &self,
        arrangement: &mut Arrangement,
        counted: &[Counted<'a>],
        row: &Row,
        scale: i64,
        need: i64,
        side: Side,
        env: &Env,
    ) {
        let inside = |predicate: &Predicate, helps: bool| -> Vec<&Counted<'a>> {
            let fits = |one: &&Counted<'a>| belongs(self.predicate(predicate, &one.entry.portion, env), side, helps);
            counted.iter().filter(fits).collect()
        };
        let rest = |predicate: &Predicate, helps: bool| inside(&Predicate::Not(Box::new(predicate.clone())), helps);
        match row {
            Row::Including(least, of) => {
                let mut sum = Sum::at_least(least * scale);
                inside(of, true).iter().for_each(|one| sum.add(one.number, one.plus));
                arrangement.sum(sum);
            }
            Row::Counting(most, of) => {
                let mut sum = Sum::at_most(most * scale);
                inside(of, false).iter().for_each(|one| sum.add(one.number, one.minus));
                arrangement.sum(sum);
            }
            Row::CountingOfNeed(percent, of) => {
                let mut sum = Sum::at_most(need * percent * scale);
                inside(of, false).iter().for_each(|one| sum.add(one.number, 100 * one.minus));
                arrangement.sum(sum);
            }
            Row::IncludingShare(percent, of) => {
                let mut sum = Sum::at_least(0);
                inside(of, true).iter().for_each(|one| sum.add(one.number, (100 - percent) * one.plus));
                rest(of, false).iter().for_each(|one| sum.add(one.number, -percent * one.minus));
                arrangement.sum(sum);
            }
            Row::CountingShare(percent, of) => {
                let mut sum = Sum::at_most(0);
                inside(of, false).iter().for_each(|one| sum.add(one.number, (100 - percent) * one.minus));
                rest(of, true).iter().for_each(|one| sum.add(one.number, -percent * one.plus));
                arrangement.sum(sum);
            }
            Row::CountingPer(most, group) => {
                let entries: Vec<Entry<'a>> = counted.iter().map(|one| one.entry.clone()).collect();
                for group in self.groups(&entries, *group, side) {
                    let mut sum = Sum::at_most(most * scale);
                    let inside = counted.iter().zip(group).filter(|(_, inside)| *inside);
                    inside.for_each(|(one, _)| sum.add(one.number, one.minus));
                    arrangement.sum(sum);
                }
            }
            Row::Gate { gated, least, by } => {
                let least = least * scale;
                let (mut closed, mut open) = (Sum::seen(1), Sum::seen(least));
                inside(gated, false).iter().for_each(|one| closed.mark(one.number));
                inside(by, true).iter().for_each(|one| open.add(one.number, one.plus));
                let (closed, open) = (arrangement.sum(closed), arrangement.sum(open));
                arrangement.test(move |sum| sum(closed) == 0 || sum(open) >= least);
            }
            Row::Distinct { least, of, each } => {
                self.distinct(arrangement, counted, *least as usize, *of, each.map_or(1, |each| each * scale), side);
            }
            Row::FromOne(of) => self.from_at_most(arrangement, counted, 1, *of, side),
            Row::FromAtMost(most, of) => self.from_at_most(arrangement, counted, *most, *of, side),
            Row::WithinAny(length) => {
                let days = self.marks(arrangement, counted, |one| self.date(one.entry.portion.item));
                let length = *length;
                arrangement.test(move |sum| {
                    let counted: Vec<Days> =
                        days.iter().filter(|(_, at)| sum(*at) > 0).map(|(days, _)| *days).collect();
                    match side {
                        Side::Sure => {
                            let Some(start) = counted.iter().map(|days| days.0).min() else { return true };
                            start.is_some_and(|start| {
                                let end = moved(start, length, 1);
                                counted.iter().all(|days| days.1.is_some_and(|hi| hi <= end))
                            })
                        }
                        Side::Possible => {
                            let start = counted.iter().filter_map(|days| days.1).min();
                            start.is_none_or(|start| {
                                let end = moved(start, length, 1);
                                counted.iter().all(|days| days.0.is_none_or(|lo| lo <= end))
                            })
                        }
                    }
                });
            }
            Row::Consecutive(by) => {
                let mut unknown = Sum::seen(99);
                for one in counted.iter().filter(|one| self.place(&one.entry.portion, *by).is_none()) {
                    unknown.mark(one.number);
                }
                let unknown = arrangement.sum(unknown);
                let places = self.marks(arrangement, counted, |one| self.place(&one.entry.portion, *by));
                arrangement.test(move |sum| {
                    let known: BTreeSet<i64> =
                        places.iter().filter(|(_, at)| sum(*at) > 0).filter_map(|(place, _)| *place).collect();
                    if sum(unknown) > 0 && side == Side::Sure {
                        return false;
                    }
                    let span = known.last().zip(known.first()).map_or(0, |(last, first)| last - first + 1);
                    span - i64::try_from(known.len()).unwrap() <= sum(unknown)
                });
            }
            Row::Together(how, set) => {
                let seen: Vec<usize> = members(set)
                    .iter()
                    .map(|member| {
                        let mut sum = Sum::seen(1);
                        for one in counted {
                            if belongs(one.entry.fits.min(evidenced(one.entry.portion.item, member, None)), side, true)
                            {
                                sum.mark(one.number);
                            }
                        }
                        arrangement.sum(sum)
                    })
                    .collect();
                let how = *how;
                arrangement.test(move |sum| enough(how, seen.iter().filter(|at| sum(**at) > 0).count(), seen.len()));
            }
            Row::Whole | Row::Members(..) => {}
            Row::NoBreak(_) => panic!("no row of hours or counts: {row:?}"),
        }
    }

    /// Tells apart what is counted by something: for each value, a sum that says whether any of it is counted.
    fn marks<K: PartialEq>(
        &self,
        arrangement: &mut Arrangement,
        counted: &[Counted<'a>],
        key: impl Fn(&Counted<'a>) -> K,
    ) -> Vec<(K, usize)> {
        let mut sums: Vec<(K, Sum)> = Vec::new();
        for one in counted {
            let key = key(one);
            match sums.iter_mut().find(|(known, _)| *known == key) {
                Some((_, sum)) => sum.mark(one.number),
                None => {
                    let mut sum = Sum::seen(1);
                    sum.mark(one.number);
                    sums.push((key, sum));
                }
            }
        }
        sums.into_iter().map(|(key, sum)| (key, arrangement.sum(sum))).collect()
    }

    /// All that is counted shares so many values. What has no value on the sure side belongs to no group; on the
    /// possible side to any.
    fn from_at_most(
        &self,
        arrangement: &mut Arrangement,
        counted: &[Counted<'a>],
        most: u32,
        of: Attribute,
        side: Side,
    ) {
        let values = self.marks(arrangement, counted, |one| self.values(&one.entry.portion, of));
        let words: BTreeSet<&'static str> = values.iter().filter_map(|(v, _)| v.as_ref()).flatten().copied().collect();
        let words: Vec<&'static str> = words.into_iter().collect();
        arrangement.test(move |sum| {
            (0..1_usize << words.len()).filter(|bits| bits.count_ones() <= most).any(|bits| {
                let chosen =
                    |word: &&str| words.iter().position(|one| one == word).is_some_and(|at| bits >> at & 1 == 1);
                values.iter().filter(|(_, at)| sum(*at) > 0).all(|(values, _)| match values {
                    Some(values) => values.iter().any(|word| chosen(word)),
                    None => side == Side::Possible,
                })
            })
        });
    }

    /// So many different values, each with enough.
    ///
    /// On the possible side, what is not stated may be any value: it may raise every value that is there to what is
    /// asked, and each such portion may be a value of its own.
    fn distinct(
        &self,
        arrangement: &mut Arrangement,
        counted: &[Counted<'a>],
        least: usize,
        of: Attribute,
        each: i64,
        side: Side,
    ) {
        let there = match of.shape() {
            _ if of == Attribute::Provider => usize::MAX,
            Shape::One(words) | Shape::Many(words) => words.len(),
            Shape::YesNo | Shape::Number | Shape::Level => usize::MAX,
        };
        let values: Vec<Option<Vec<&'static str>>> =
            counted.iter().map(|one| self.values(&one.entry.portion, of)).collect();
        let words: BTreeSet<&'static str> = values.iter().flatten().flatten().copied().collect();
        let of_words: Vec<usize> = words
            .iter()
            .map(|word| {
                let mut sum = Sum::seen(each);
                let with = counted.iter().zip(&values).filter(|(_, v)| v.as_ref().is_some_and(|v| v.contains(word)));
                with.for_each(|(one, _)| sum.add(one.number, one.plus));
                arrangement.sum(sum)
            })
            .collect();
        let (mut open, mut unknown) = (Sum::seen(each), Sum::seen(99));
        for (one, _) in counted.iter().zip(&values).filter(|(_, v)| v.is_none()) {
            open.add(one.number, one.plus);
            unknown.mark(one.number);
        }
        let (open, unknown) = (arrangement.sum(open), arrangement.sum(unknown));
        arrangement.test(move |sum| {
            let open = if side == Side::Sure { 0 } else { sum(open) };
            let have = of_words.iter().filter(|at| sum(**at) > 0 && sum(**at) + open >= each).count();
            if open < each {
                return have >= least;
            }
            let unknown = usize::try_from(sum(unknown)).unwrap();
            (have + unknown).min(there.max(have)) >= least
        });
    }

    /// For each group, which entries belong to it: in doubt to all on the sure side, to none on the possible side.
    pub(super) fn groups(&self, entries: &[Entry<'a>], group: Group, side: Side) -> Vec<Vec<bool>> {
        match group {
            Group::Item => entries
                .iter()
                .map(|one| entries.iter().map(|other| one.portion.index == other.portion.index).collect())
                .collect(),
            Group::Of(attribute) => {
                let values: Vec<_> = entries.iter().map(|entry| self.values(&entry.portion, attribute)).collect();
                let mut all: Vec<Option<&str>> = values.iter().flatten().flatten().map(|word| Some(*word)).collect();
                all.push(None);
                all.sort_unstable();
                all.dedup();
                all.iter()
                    .map(|wanted| {
                        let inside = |has: &Option<Vec<&'static str>>| match has {
                            None => side == Side::Sure,
                            Some(has) => wanted.is_some_and(|wanted| has.contains(&wanted)),
                        };
                        values.iter().map(inside).collect()
                    })
                    .collect()
            }
            Group::Day | Group::Month | Group::Year => {
                let days: Vec<Days> = entries.iter().map(|entry| self.date(entry.portion.item)).collect();
                let around = |date: jiff::civil::Date| match group {
                    Group::Day | Group::Item | Group::Of(_) => (date, date),
                    Group::Month => (date.first_of_month(), date.last_of_month()),
                    Group::Year => (date.first_of_year(), date.last_of_year()),
                };
                let all = days.iter().flat_map(|days| [days.0, days.1]).flatten().chain([TODAY]);
                let mut all: Vec<_> = all.map(around).collect();
                all.sort_unstable();
                all.dedup();
                all.into_iter()
                    .map(|(first, last)| {
                        let inside = |days: &Days| match side {
                            Side::Sure => days.0.is_none_or(|lo| lo <= last) && days.1.is_none_or(|hi| hi >= first),
                            Side::Possible => {
                                days.0.is_some_and(|lo| lo >= first) && days.1.is_some_and(|hi| hi <= last)
                            }
                        };
                        days.iter().map(inside).collect()
                    })
                    .collect()
            }
        }
    }
}
