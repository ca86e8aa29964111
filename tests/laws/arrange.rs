//! Looks for an arrangement: whole numbers within bounds whose sums satisfy rows and tests.
//!
//! One number after the other is tried, the largest first. What is known to have failed is remembered by what the sums
//! came to so far, and sums that no later number can spoil are no longer told apart: so many portions that are alike
//! cost little more than a few.

use std::collections::HashSet;

/// What a number adds to a sum: so much for each one, and so much once if it is not nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub number: usize,
    pub each: i64,
    pub once: i64,
}

/// A sum, with what it must be at least and at most.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sum {
    pub shares: Vec<Share>,
    pub least: Option<i64>,
    pub most: Option<i64>,
    /// It is looked at by a test, which cannot tell apart what is larger than this.
    pub seen: Option<i64>,
}

impl Sum {
    pub fn at_least(least: i64) -> Self {
        Self { least: Some(least), ..Self::default() }
    }

    pub fn at_most(most: i64) -> Self {
        Self { most: Some(most), ..Self::default() }
    }

    /// For a test, up to so much.
    pub fn seen(up_to: i64) -> Self {
        Self { seen: Some(up_to), ..Self::default() }
    }

    pub fn add(&mut self, number: usize, each: i64) {
        self.shares.push(Share { number, each, once: 0 });
    }

    pub fn mark(&mut self, number: usize) {
        self.shares.push(Share { number, each: 0, once: 1 });
    }
}

type Test = Box<dyn Fn(&dyn Fn(usize) -> i64) -> bool>;

/// Numbers that are looked for.
#[derive(Default)]
pub struct Arrangement {
    /// What each may be at most.
    most: Vec<i64>,
    sums: Vec<Sum>,
    /// Asked in the end; each may look at sums that are seen.
    tests: Vec<Test>,
}

/// A sum that can no longer fail.
const SAFE: i64 = i64::MIN;

impl Arrangement {
    pub fn number(&mut self, most: i64) -> usize {
        self.most.push(most);
        self.most.len() - 1
    }

    pub fn sum(&mut self, sum: Sum) -> usize {
        if let Some(known) = self.sums.iter().position(|known| *known == sum) {
            return known;
        }
        self.sums.push(sum);
        self.sums.len() - 1
    }

    pub fn test(&mut self, test: impl Fn(&dyn Fn(usize) -> i64) -> bool + 'static) {
        self.tests.push(Box::new(test));
    }

    /// Whether there is nothing but sums.
    pub fn only_sums(&self) -> bool {
        self.tests.is_empty()
    }

    /// Whether there is one.
    pub fn exists(&self) -> bool {
        let mut by_number: Vec<Vec<(usize, i64, i64)>> = vec![Vec::new(); self.most.len()];
        for (index, sum) in self.sums.iter().enumerate() {
            for share in &sum.shares {
                let list = &mut by_number[share.number];
                match list.iter_mut().find(|(known, ..)| *known == index) {
                    Some((_, each, once)) => {
                        *each += share.each;
                        *once += share.once;
                    }
                    None => list.push((index, share.each, share.once)),
                }
            }
        }
        // What the numbers still to come can add to each sum at least and at most.
        let mut rest = vec![vec![(0, 0); self.sums.len()]; self.most.len() + 1];
        for at in (0..self.most.len()).rev() {
            rest[at] = rest[at + 1].clone();
            for (index, each, once) in &by_number[at] {
                let values = [1, self.most[at]].map(|amount| if self.most[at] == 0 { 0 } else { each * amount + once });
                rest[at][*index].0 += values[0].min(values[1]).min(0);
                rest[at][*index].1 += values[0].max(values[1]).max(0);
            }
        }
        let mut search = Search { arrangement: self, by_number, rest, failed: HashSet::new() };
        search.extend(0, vec![0; self.sums.len()])
    }

    /// Whether more of a number can do no harm.
    fn harmless(&self, shares: &[(usize, i64, i64)]) -> bool {
        shares.iter().all(|(index, each, once)| {
            let sum = &self.sums[*index];
            sum.seen.is_none()
                && (sum.most.is_none() || *each <= 0 && *once <= 0)
                && (sum.least.is_none() || *each >= 0 && *once >= 0)
        })
    }
}

struct Search<'a> {
    arrangement: &'a Arrangement,
    by_number: Vec<Vec<(usize, i64, i64)>>,
    rest: Vec<Vec<(i64, i64)>>,
    failed: HashSet<(usize, Vec<i64>)>,
}

impl Search<'_> {
    fn extend(&mut self, at: usize, mut sums: Vec<i64>) -> bool {
        for ((value, sum), (low, high)) in sums.iter_mut().zip(&self.arrangement.sums).zip(&self.rest[at]) {
            if let Some(up_to) = sum.seen {
                *value = (*value).min(up_to);
                continue;
            }
            if *value == SAFE {
                continue;
            }
            if sum.least.is_some_and(|least| *value + high < least) || sum.most.is_some_and(|most| *value + low > most)
            {
                return false;
            }
            if sum.least.is_none_or(|least| *value + low >= least) && sum.most.is_none_or(|most| *value + high <= most)
            {
                *value = SAFE;
            }
        }
        let Some(most) = self.arrangement.most.get(at).copied() else {
            return self.arrangement.tests.iter().all(|test| test(&|index| sums[index]));
        };
        if self.failed.contains(&(at, sums.clone())) {
            return false;
        }
        let least = if self.arrangement.harmless(&self.by_number[at]) { most } else { 0 };
        for amount in (least..=most).rev() {
            let mut next = sums.clone();
            for (index, each, once) in &self.by_number[at] {
                if next[*index] != SAFE && amount > 0 {
                    next[*index] += each * amount + once;
                }
            }
            if self.extend(at + 1, next) {
                return true;
            }
        }
        self.failed.insert((at, sums));
        false
    }
}
