//! Whole numbers of three widths, checked.
//!
//! All methods of this room work on whole numbers in a common unit. Most instances fit into 64 bits; one whose numbers
//! grow beyond is solved again in 128, and then without limit.

use std::cmp::Ordering;
use std::fmt::Debug;

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

/// Why a method ended without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// A number does not fit; the next width does it again.
    Overflow,
    /// The limit of steps.
    Limit,
}

/// A result, or why there is none.
pub(super) type Sure<T> = Result<T, Stop>;

/// A whole number of some width.
pub(super) trait Int: Clone + Default + Ord + Debug {
    /// Converts.
    fn of(value: i128) -> Sure<Self>;
    fn plus(&self, other: &Self) -> Sure<Self>;
    fn minus(&self, other: &Self) -> Sure<Self>;
    fn times(&self, other: &Self) -> Sure<Self>;
    /// `self·p − other·q`.
    fn combined(&self, p: &Self, other: &Self, q: &Self) -> Sure<Self>;
    /// Compares `self·p` with `other·q`.
    fn compared(&self, p: &Self, other: &Self, q: &Self) -> Sure<Ordering>;
    /// The quotient rounded down; the divisor is positive.
    fn floor(&self, divisor: &Self) -> Self;
    /// The greatest common divisor, not negative.
    fn gcd(&self, other: &Self) -> Self;
    /// −1, 0 or 1.
    fn sign(&self) -> i8;
    fn big(&self) -> BigInt;
    /// As 128 bits, if it fits.
    fn narrow(&self) -> Option<i128>;

    fn one() -> Self {
        Self::of(1).unwrap_or_default()
    }

    fn is_none(&self) -> bool {
        self.sign() == 0
    }

    fn negative(&self) -> Sure<Self> {
        Self::default().minus(self)
    }

    /// The quotient rounded up; the divisor is positive.
    fn ceil(&self, divisor: &Self) -> Sure<Self> {
        self.negative()?.floor(divisor).negative()
    }

    /// The least common multiple of two positive numbers.
    fn lcm(&self, other: &Self) -> Sure<Self> {
        let gcd = self.gcd(other);
        if gcd.is_none() { Ok(Self::default()) } else { self.floor(&gcd).times(other) }
    }
}

macro_rules! fixed {
    ($kind:ty, $unsigned:ty, $wide:ty) => {
        impl Int for $kind {
            fn of(value: i128) -> Sure<Self> {
                Self::try_from(value).map_err(|_| Stop::Overflow)
            }

            fn plus(&self, other: &Self) -> Sure<Self> {
                self.checked_add(*other).ok_or(Stop::Overflow)
            }

            fn minus(&self, other: &Self) -> Sure<Self> {
                self.checked_sub(*other).ok_or(Stop::Overflow)
            }

            fn times(&self, other: &Self) -> Sure<Self> {
                self.checked_mul(*other).ok_or(Stop::Overflow)
            }

            fn combined(&self, p: &Self, other: &Self, q: &Self) -> Sure<Self> {
                let (p, q) = (<$wide>::from(*p), <$wide>::from(*q));
                let one = <$wide>::from(*self).checked_mul(p).ok_or(Stop::Overflow)?;
                let two = <$wide>::from(*other).checked_mul(q).ok_or(Stop::Overflow)?;
                let both = one.checked_sub(two).ok_or(Stop::Overflow)?;
                Self::try_from(both).map_err(|_| Stop::Overflow)
            }

            fn compared(&self, p: &Self, other: &Self, q: &Self) -> Sure<Ordering> {
                let (p, q) = (<$wide>::from(*p), <$wide>::from(*q));
                let one = <$wide>::from(*self).checked_mul(p).ok_or(Stop::Overflow)?;
                let two = <$wide>::from(*other).checked_mul(q).ok_or(Stop::Overflow)?;
                Ok(one.cmp(&two))
            }

            fn floor(&self, divisor: &Self) -> Self {
                self.checked_div_euclid(*divisor).unwrap_or_default()
            }

            fn gcd(&self, other: &Self) -> Self {
                let (mut a, mut b) = (self.unsigned_abs(), other.unsigned_abs());
                while b != 0 {
                    (a, b) = (b, a % b);
                }
                Self::try_from(a).unwrap_or(1)
            }

            fn sign(&self) -> i8 {
                match self.cmp(&0) {
                    Ordering::Less => -1,
                    Ordering::Equal => 0,
                    Ordering::Greater => 1,
                }
            }

            fn big(&self) -> BigInt {
                BigInt::from(*self)
            }

            fn narrow(&self) -> Option<i128> {
                Some(i128::from(*self))
            }
        }
    };
}

fixed!(i64, u64, i128);
fixed!(i128, u128, i128);

impl Int for BigInt {
    fn of(value: i128) -> Sure<Self> {
        Ok(Self::from(value))
    }

    fn plus(&self, other: &Self) -> Sure<Self> {
        Ok(self + other)
    }

    fn minus(&self, other: &Self) -> Sure<Self> {
        Ok(self - other)
    }

    fn times(&self, other: &Self) -> Sure<Self> {
        Ok(self * other)
    }

    fn combined(&self, p: &Self, other: &Self, q: &Self) -> Sure<Self> {
        Ok(self * p - other * q)
    }

    fn compared(&self, p: &Self, other: &Self, q: &Self) -> Sure<Ordering> {
        Ok((self * p).cmp(&(other * q)))
    }

    fn floor(&self, divisor: &Self) -> Self {
        if divisor.is_zero() {
            return Self::default();
        }
        let quotient = self / divisor;
        if Signed::is_negative(self) && &quotient * divisor != *self { quotient - 1 } else { quotient }
    }

    fn gcd(&self, other: &Self) -> Self {
        let (mut a, mut b) = (self.abs(), other.abs());
        while !b.is_zero() {
            let rest = &a % &b;
            a = std::mem::replace(&mut b, rest);
        }
        a
    }

    fn sign(&self) -> i8 {
        match self.sign() {
            num_bigint::Sign::Minus => -1,
            num_bigint::Sign::NoSign => 0,
            num_bigint::Sign::Plus => 1,
        }
    }

    fn big(&self) -> BigInt {
        self.clone()
    }

    fn narrow(&self) -> Option<i128> {
        self.to_i128()
    }
}
