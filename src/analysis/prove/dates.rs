//! Days that satisfy what the rules ask of them: bounds are passed on between them until nothing changes.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::date::{Interval, Length, MonthEnd, shift};
use crate::model::vocabulary::{AttributeId, FactId};

/// An end of an item's time, or another date of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    /// Its end, or its one date.
    Main,
    /// Its begin.
    Started,
    /// Its issue.
    Issued,
    /// Its expiry.
    Expires,
    /// An attribute that is a date.
    Attribute(AttributeId),
}

/// A day that is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Day {
    /// Of birth.
    Birth,
    /// Of application.
    Application,
    /// Of assessment.
    Assessment,
    /// A fact.
    Fact(FactId),
    /// Of an item.
    Item(usize, Slot),
    /// Something of which nothing is known, by number.
    Other(usize),
}

/// A day, or one that follows from others.
#[derive(Debug, Clone)]
pub(super) enum Term {
    /// Stated.
    Stated(Interval),
    /// Looked for.
    Of(Day),
    /// So much after another.
    After(Length, Box<Term>),
    /// First or last day of the month or year.
    Edge {
        /// Last instead of first.
        end: bool,
        /// Year instead of month.
        year: bool,
        /// The day.
        of: Box<Term>,
    },
    /// The earlier of two.
    Earlier(Box<Term>, Box<Term>),
    /// The later of two.
    Later(Box<Term>, Box<Term>),
}

/// One day is not after another, or before it.
#[derive(Debug, Clone)]
pub(super) struct Order {
    /// The first.
    pub(super) first: Term,
    /// The second.
    pub(super) second: Term,
    /// They differ.
    pub(super) apart: bool,
}

/// The earliest and the latest that a day can be.
type Range = (Option<Date>, Option<Date>);

/// What is known of the days.
#[derive(Debug, Clone, Default)]
pub(super) struct Calendar {
    pub(super) orders: Vec<Order>,
    pub(super) ranges: BTreeMap<Day, Range>,
    pub(super) month_end: MonthEnd,
    /// A stated month or year is as bad as it may be (to find days that surely satisfy), instead of as good.
    pub(super) strict: bool,
}

/// Each round passes a bound on by one step at least; a chain of lengths could go on for centuries.
const ROUNDS: usize = 200;

/// A length is undone to the day within this many days: months have 28 to 31.
const SLACK: i32 = 4;

impl Calendar {
    /// Adds what is asked of two days.
    pub(super) fn order(&mut self, first: Term, second: Term, apart: bool) {
        self.orders.push(Order { first, second, apart });
    }

    /// Fixes a day.
    pub(super) fn fix(&mut self, day: Day, date: Date) {
        self.ranges.insert(day, (Some(date), Some(date)));
    }

    /// The range of a day.
    pub(super) fn range(&self, day: Day) -> Range {
        self.ranges.get(&day).copied().unwrap_or((None, None))
    }

    /// Passes bounds on; false if some day has none left.
    pub(super) fn settle(&mut self) -> bool {
        if self.opposed() {
            return false;
        }
        for _ in 0..ROUNDS {
            let before = self.ranges.clone();
            for at in 0..self.orders.len() {
                let Some(Order { first, second, apart }) = self.orders.get(at).cloned() else { continue };
                if let Some(latest) = self.latest(&second) {
                    let latest = if apart { shift(latest, -1) } else { latest };
                    if !self.not_after(&first, latest) {
                        return false;
                    }
                }
                if let Some(earliest) = self.earliest(&first) {
                    let earliest = if apart { shift(earliest, 1) } else { earliest };
                    if !self.not_before(&second, earliest) {
                        return false;
                    }
                }
            }
            if self.ranges == before {
                break;
            }
        }
        self.ranges.values().all(|(lo, hi)| !matches!((lo, hi), (Some(lo), Some(hi)) if lo > hi))
    }

    /// Whether two orders of the same two days contradict one another whatever the days are: 35 years old at least, and
    /// under 30.
    fn opposed(&self) -> bool {
        let plain: Vec<(Moved, Moved, bool)> = self
            .orders
            .iter()
            .filter_map(|order| Some((plain(&order.first)?, plain(&order.second)?, order.apart)))
            .collect();
        let alone = plain.iter().any(|(first, second, apart)| first.0 == second.0 && later(first.1, second.1, *apart));
        alone
            || plain.iter().any(|(first, second, apart)| {
                plain.iter().any(|(third, fourth, too)| {
                    let apart = *apart || *too;
                    // first ≤ second = third ≤ fourth
                    second == third && first.0 == fourth.0 && later(first.1, fourth.1, apart)
                })
            })
    }

    fn latest(&self, term: &Term) -> Option<Date> {
        match term {
            Term::Stated(interval) => {
                if self.strict {
                    interval.lo.or(interval.hi)
                } else {
                    interval.hi
                }
            }
            Term::Of(day) => self.range(*day).1,
            Term::After(length, of) => self.month_end.add(self.latest(of)?, *length).hi,
            Term::Edge { end, year, of } => Some(edge(self.latest(of)?, *end, *year)),
            Term::Earlier(one, other) => match (self.latest(one), self.latest(other)) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            },
            Term::Later(one, other) => Some(self.latest(one)?.max(self.latest(other)?)),
        }
    }

    fn earliest(&self, term: &Term) -> Option<Date> {
        match term {
            Term::Stated(interval) => {
                if self.strict {
                    interval.hi.or(interval.lo)
                } else {
                    interval.lo
                }
            }
            Term::Of(day) => self.range(*day).0,
            Term::After(length, of) => self.month_end.add(self.earliest(of)?, *length).lo,
            Term::Edge { end, year, of } => Some(edge(self.earliest(of)?, *end, *year)),
            Term::Earlier(one, other) => Some(self.earliest(one)?.min(self.earliest(other)?)),
            Term::Later(one, other) => match (self.earliest(one), self.earliest(other)) {
                (Some(one), Some(other)) => Some(one.max(other)),
                (one, other) => one.or(other),
            },
        }
    }

    /// The term is not after a date; false if it cannot be.
    fn not_after(&mut self, term: &Term, date: Date) -> bool {
        match term {
            Term::Stated(_) => self.earliest(term).is_none_or(|earliest| earliest <= date),
            Term::Of(day) => {
                let range = self.ranges.entry(*day).or_insert((None, None));
                range.1 = Some(range.1.map_or(date, |known| known.min(date)));
                range.0.is_none_or(|lo| range.1.is_none_or(|hi| lo <= hi))
            }
            Term::After(length, of) => {
                let about = self.month_end.add(date, -*length).hi.unwrap_or(date);
                let fits = |day: &Date| self.month_end.add(*day, *length).lo.is_none_or(|moved| moved <= date);
                let latest = (-SLACK..=SLACK).rev().map(|days| shift(about, days)).find(fits);
                latest.is_none_or(|latest| self.not_after(of, latest))
            }
            Term::Edge { end, year, of } => {
                let latest = if *end { date } else { edge(date, true, *year) };
                self.not_after(of, latest)
            }
            Term::Later(one, other) => self.not_after(one, date) && self.not_after(other, date),
            // One of them is enough.
            Term::Earlier(one, other) if self.strict => self.not_after(one, date) || self.not_after(other, date),
            Term::Earlier(..) => self.earliest(term).is_none_or(|earliest| earliest <= date),
        }
    }

    /// The term is not before a date; false if it cannot be.
    fn not_before(&mut self, term: &Term, date: Date) -> bool {
        match term {
            Term::Stated(_) => self.latest(term).is_none_or(|latest| latest >= date),
            Term::Of(day) => {
                let range = self.ranges.entry(*day).or_insert((None, None));
                range.0 = Some(range.0.map_or(date, |known| known.max(date)));
                range.0.is_none_or(|lo| range.1.is_none_or(|hi| lo <= hi))
            }
            Term::After(length, of) => {
                let about = self.month_end.add(date, -*length).lo.unwrap_or(date);
                let fits = |day: &Date| self.month_end.add(*day, *length).hi.is_none_or(|moved| moved >= date);
                let earliest = (-SLACK..=SLACK).map(|days| shift(about, days)).find(fits);
                earliest.is_none_or(|earliest| self.not_before(of, earliest))
            }
            Term::Edge { end, year, of } => {
                let earliest = if *end { edge(date, false, *year) } else { date };
                self.not_before(of, earliest)
            }
            Term::Earlier(one, other) => self.not_before(one, date) && self.not_before(other, date),
            Term::Later(one, other) if self.strict => self.not_before(one, date) || self.not_before(other, date),
            Term::Later(..) => self.latest(term).is_none_or(|latest| latest >= date),
        }
    }

    /// Gives every day a date, in this order, each the wanted one if it can be, else the nearest that can. False if some
    /// day has none.
    pub(super) fn choose(&mut self, order: &[(Day, Date)]) -> bool {
        if !self.settle() {
            return false;
        }
        for (day, wanted) in order {
            let (lo, hi) = self.range(*day);
            let nearest = lo.map_or(*wanted, |lo| lo.max(*wanted));
            let nearest = hi.map_or(nearest, |hi| hi.min(nearest));
            let tries = [Some(nearest), hi, lo];
            let found = tries.into_iter().flatten().find_map(|date| {
                let mut tried = self.clone();
                tried.fix(*day, date);
                tried.settle().then_some(tried)
            });
            let Some(found) = found else { return false };
            *self = found;
        }
        true
    }
}

/// A day and what is added to it.
type Moved = (Day, Length);

/// The day and what is added to it, if a term is no more than that.
fn plain(term: &Term) -> Option<Moved> {
    match term {
        Term::Of(day) => Some((*day, Length::default())),
        Term::After(length, of) => match of.as_ref() {
            Term::Of(day) => Some((*day, *length)),
            Term::Stated(_) | Term::After(..) | Term::Edge { .. } | Term::Earlier(..) | Term::Later(..) => None,
        },
        Term::Stated(_) | Term::Edge { .. } | Term::Earlier(..) | Term::Later(..) => None,
    }
}

/// Whether one length after any day is surely later than another, or with `apart` not earlier.
const fn later(one: Length, other: Length, apart: bool) -> bool {
    let not_less = one.months >= other.months && one.days >= other.days;
    let more = one.months > other.months || one.days > other.days;
    not_less && (more || apart)
}

fn edge(date: Date, end: bool, year: bool) -> Date {
    let month = if !year {
        date.month()
    } else if end {
        12
    } else {
        1
    };
    let first = Date::new(date.year(), month, 1).unwrap_or(date);
    if end { first.last_of_month() } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(years: i32) -> Length {
        Length { months: 12 * years, days: 0 }
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn an_age_bounds_the_birth() {
        let mut calendar = Calendar { strict: true, ..Calendar::default() };
        calendar.fix(Day::Assessment, day("2024-02-28"));
        let grown = Term::After(years(18), Box::new(Term::Of(Day::Birth)));
        calendar.order(grown, Term::Of(Day::Assessment), false);
        assert!(calendar.settle());
        assert_eq!(calendar.range(Day::Birth), (None, Some(day("2006-02-28"))));
        calendar.order(Term::Stated(Interval::day(day("2006-03-01"))), Term::Of(Day::Birth), false);
        assert!(!calendar.settle());
    }

    #[test]
    fn ages_exclude_one_another_on_any_day() {
        for (least, under, fits) in [(35, 30, false), (30, 30, false), (18, 36, true)] {
            let mut calendar = Calendar::default();
            let at = |age| Term::After(years(age), Box::new(Term::Of(Day::Birth)));
            calendar.order(at(least), Term::Of(Day::Application), false);
            calendar.order(Term::Of(Day::Application), at(under), true);
            assert_eq!(calendar.settle(), fits, "{least} and under {under}");
        }
    }

    #[test]
    fn a_partial_date_is_as_bad_as_it_may_be_or_as_good() {
        for (strict, fits) in [(true, false), (false, true)] {
            let mut calendar = Calendar { strict, ..Calendar::default() };
            calendar.fix(Day::Application, day("2024-06-15"));
            let year = Term::Stated(Interval::partial(2024, None, None).unwrap());
            calendar.order(year, Term::Of(Day::Application), false);
            assert_eq!(calendar.settle(), fits);
        }
    }

    #[test]
    fn chosen_days_satisfy_all() {
        let mut calendar = Calendar { strict: true, ..Calendar::default() };
        calendar.fix(Day::Assessment, day("2026-01-01"));
        let programme = Day::Item(0, Slot::Main);
        calendar.order(Term::Of(programme), Term::Of(Day::Assessment), false);
        let before = Length { months: -3, days: 0 };
        calendar.order(Term::After(before, Box::new(Term::Of(programme))), Term::Of(Day::Application), false);
        calendar.order(Term::Of(Day::Application), Term::Stated(Interval::day(day("2020-12-31"))), false);
        assert!(calendar.choose(&[(Day::Application, day("2026-01-01")), (programme, day("2026-01-01"))]));
        assert_eq!(calendar.range(Day::Application).0, Some(day("2020-12-31")));
        assert_eq!(calendar.range(programme).0, Some(day("2021-03-31")));
    }
}
