//! Exact numbers. Nothing in the model is floating point.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

use num_rational::Ratio;

/// An exact fraction.
///
/// Whole numbers, by far the most frequent, are added and compared without any division. Numbers that enter from a text
/// are limited to [`Number::LIMIT`] with at most six decimals, and at most some ten thousand of them are added, so that
/// 128 bits cannot overflow (release builds check it all the same).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number(Ratio<i128>);

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Self = Self(Ratio::new_raw(1, 1));
    /// The largest number that a text may state: more hours than a million lives.
    pub const LIMIT: i64 = 1_000_000_000;

    /// Makes a whole number.
    #[must_use]
    pub const fn whole(value: i64) -> Self {
        Self(Ratio::new_raw(value as i128, 1))
    }

    /// Makes a fraction; none if the denominator is zero.
    #[must_use]
    pub fn fraction(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self(Ratio::new(i128::from(numerator), i128::from(denominator))))
    }

    /// Makes a fraction out of wide numbers; none if the denominator is not positive.
    #[must_use]
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 1 {
            return Some(Self(Ratio::new_raw(numerator, 1)));
        }
        (denominator > 0 && numerator != i128::MIN).then(|| Self(Ratio::new(numerator, denominator)))
    }

    /// Makes `digits` × 10^-`scale`.
    #[must_use]
    pub fn decimal(digits: i64, scale: u8) -> Self {
        Self(Ratio::new(i128::from(digits), 10_i128.pow(u32::from(scale.min(18)))))
    }

    /// Reads a plain decimal (`180`, `7.5`); none if it is not one, has more than six decimals or exceeds the limit.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (integer, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if integer.is_empty() || !plain(integer) || !plain(decimals) || integer.len() > 10 || decimals.len() > 6 {
            return None;
        }
        if digits.contains('.') && decimals.is_empty() {
            return None;
        }
        let all: i64 = format!("{integer}{decimals}").parse().ok()?;
        let value = Self::decimal(if negative { -all } else { all }, u8::try_from(decimals.len()).ok()?);
        (value <= Self::whole(Self::LIMIT) && value >= Self::whole(-Self::LIMIT)).then_some(value)
    }

    /// Tells whether it is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        *self.0.numer() == 0
    }

    /// Numerator and denominator in lowest terms, the denominator positive.
    #[must_use]
    pub fn parts(self) -> (i128, i128) {
        (*self.0.numer(), *self.0.denom())
    }

    /// The whole number at or below it.
    #[must_use]
    pub fn floor(self) -> i64 {
        i64::try_from(self.0.floor().to_integer()).unwrap_or(i64::MAX)
    }

    /// The whole number at or above it.
    #[must_use]
    pub fn ceil(self) -> i64 {
        i64::try_from(self.0.ceil().to_integer()).unwrap_or(i64::MAX)
    }

    /// The quotient; none if the divisor is zero.
    #[must_use]
    pub fn checked_div(self, divisor: Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| self / divisor)
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Add for Number {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        if *self.0.denom() == 1 && *other.0.denom() == 1 {
            Self(Ratio::new_raw(self.0.numer() + other.0.numer(), 1))
        } else {
            Self(self.0 + other.0)
        }
    }
}

impl AddAssign for Number {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Number {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Neg for Number {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul for Number {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

impl Div for Number {
    type Output = Self;
    /// Divides; the divisor is not zero ([`Number::checked_div`] asks).
    fn div(self, other: Self) -> Self {
        Self(self.0 / other.0)
    }
}

impl std::iter::Sum for Number {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if *self.0.denom() == 1 && *other.0.denom() == 1 {
            self.0.numer().cmp(other.0.numer())
        } else {
            self.0.cmp(&other.0)
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Writes a decimal if it is one with at most six decimals (`7.5`), else a fraction (`100/3`).
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (numerator, denominator) = self.parts();
        if denominator == 1 {
            return write!(f, "{numerator}");
        }
        let million = 1_000_000_i128;
        if million % denominator == 0 {
            let scaled = numerator * (million / denominator);
            let text = format!("{:06}", (scaled % million).abs());
            let sign = if scaled < 0 && scaled / million == 0 { "-" } else { "" };
            return write!(f, "{sign}{}.{}", scaled / million, text.trim_end_matches('0'));
        }
        write!(f, "{numerator}/{denominator}")
    }
}
