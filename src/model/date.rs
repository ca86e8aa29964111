//! Civil dates, partial dates as intervals, lengths of time, and calendar arithmetic under a month-end policy.

use jiff::ToSpan;
use jiff::civil::Date;

/// The days on which something may have happened, both ends included; an absent end is unbounded.
///
/// A partial date (`2019`, `2019-03`) is the interval of its days. An unknown date is unbounded on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The earliest day.
    pub lo: Option<Date>,
    /// The latest day.
    pub hi: Option<Date>,
}

/// Truth of a statement about something that may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold.
    False,
    /// It may or may not hold.
    Unknown,
    /// It holds.
    True,
}

impl Truth {
    /// Kleene's negation.
    #[must_use]
    pub const fn negate(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }

    /// From a two-valued answer.
    #[must_use]
    pub const fn from_bool(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }

    /// From the two sides: whether it surely holds, whether it possibly holds.
    #[must_use]
    pub const fn from_sides(sure: bool, possible: bool) -> Self {
        if sure {
            Self::True
        } else if possible {
            Self::Unknown
        } else {
            Self::False
        }
    }
}

impl Interval {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { lo: None, hi: None };

    /// One day.
    #[must_use]
    pub const fn day(date: Date) -> Self {
        Self { lo: Some(date), hi: Some(date) }
    }

    /// The days of a year, a month or a day; none if there is no such date.
    #[must_use]
    pub fn partial(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        let (lo, hi) = match (month, day) {
            (None, _) => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
            (Some(month), None) => {
                let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
                (first, first.last_of_month())
            }
            (Some(month), Some(day)) => {
                let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
                (date, date)
            }
        };
        Some(Self { lo: Some(lo), hi: Some(hi) })
    }

    /// The one day it is, if it is one.
    #[must_use]
    pub fn exact(self) -> Option<Date> {
        self.lo.filter(|_| self.lo == self.hi)
    }

    /// Whether both sides are unbounded.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        self.lo.is_none() && self.hi.is_none()
    }

    /// Whether it lies before the other, the day excluded.
    #[must_use]
    pub fn before(self, other: Self) -> Truth {
        let sure = matches!((self.hi, other.lo), (Some(a), Some(b)) if a < b);
        let never = matches!((self.lo, other.hi), (Some(a), Some(b)) if a >= b);
        Truth::from_sides(sure, !never)
    }

    /// Whether it lies on or before the other.
    #[must_use]
    pub fn until(self, other: Self) -> Truth {
        other.before(self).negate()
    }

    /// The earlier of both.
    #[must_use]
    pub fn earlier(self, other: Self) -> Self {
        Self {
            lo: self.lo.zip(other.lo).map(|(a, b)| a.min(b)),
            hi: match (self.hi, other.hi) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (one, None) | (None, one) => one,
            },
        }
    }

    /// The later of both.
    #[must_use]
    pub fn later(self, other: Self) -> Self {
        Self {
            lo: match (self.lo, other.lo) {
                (Some(a), Some(b)) => Some(a.max(b)),
                (one, None) | (None, one) => one,
            },
            hi: self.hi.zip(other.hi).map(|(a, b)| a.max(b)),
        }
    }

    /// Applies a monotone function to both ends.
    #[must_use]
    pub fn map(self, f: impl Fn(Date) -> Option<Date>) -> Self {
        Self { lo: self.lo.and_then(&f), hi: self.hi.and_then(&f) }
    }
}

/// A length of calendar time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Length {
    /// Months (a year is twelve).
    pub months: i32,
    /// Days (a week is seven).
    pub days: i32,
}

/// What becomes of a date whose day the month does not have (29 February and one year).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MonthEnd {
    /// The last day of the month.
    #[default]
    Clamp,
    /// The first day of the next month.
    NextDay,
    /// The first working day of the next month; without a calendar of holidays, one of its first ten days.
    NextWorkingDay,
}

impl MonthEnd {
    /// Adds a length to a day, once; the result is an interval only where working days are not known.
    #[must_use]
    pub fn add(self, date: Date, length: Length) -> Interval {
        let Ok(moved) = date.checked_add(i64::from(length.months).months()) else { return Interval::UNKNOWN };
        let clamped = length.months != 0 && moved.day() != date.day();
        let (lo, hi) = match self {
            Self::Clamp => (moved, moved),
            _ if !clamped => (moved, moved),
            Self::NextDay => (shift(moved, 1), shift(moved, 1)),
            Self::NextWorkingDay => (shift(moved, 1), shift(moved, 10)),
        };
        Interval { lo: Some(shift(lo, length.days)), hi: Some(shift(hi, length.days)) }
    }

    /// Adds a length to every day of an interval.
    #[must_use]
    pub fn add_to(self, interval: Interval, length: Length) -> Interval {
        Interval {
            lo: interval.lo.and_then(|date| self.add(date, length).lo),
            hi: interval.hi.and_then(|date| self.add(date, length).hi),
        }
    }
}

/// Moves a date by days, stopping at the ends of the calendar.
#[must_use]
pub fn shift(date: Date, days: i32) -> Date {
    date.saturating_add(i64::from(days).days())
}

/// A length of time taken backwards.
impl std::ops::Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self { months: -self.months, days: -self.days }
    }
}
