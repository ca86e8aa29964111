//! Random instances that are the same on every machine.

use habilita::model::number::Number;
use habilita::solve::{Problem, Sense};

/// A generator of numbers (SplitMix64).
struct Dice(u64);

impl Dice {
    fn new(family: u64, seed: u64) -> Self {
        Self(family << 32 ^ seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut value = self.0;
        value = (value ^ value >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        value = (value ^ value >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        value ^ value >> 31
    }

    /// From `low` to `high`, both included.
    fn roll(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low + 1).unsigned_abs()).cast_signed()
    }

    /// `count` different numbers below `below`, in order.
    fn pick(&mut self, count: usize, below: usize) -> Vec<usize> {
        let mut all: Vec<usize> = (0..below).collect();
        for at in 0..count {
            let other = at + (self.next() as usize) % (below - at);
            all.swap(at, other);
        }
        all.truncate(count);
        all.sort_unstable();
        all
    }
}

fn n(value: i64) -> Number {
    Number::whole(value)
}

fn ones(variables: &[usize]) -> Vec<(usize, Number)> {
    variables.iter().map(|variable| (*variable, Number::ONE)).collect()
}

/// Items, of which each goes to one pool that takes it, and what each pool needs.
#[derive(Debug, Clone)]
pub struct Pools {
    pub items: Vec<Vec<usize>>,
    pub needs: Vec<i64>,
}

/// 45 items over 9 overlapping pools; each item fits one to four of them.
pub fn pools(seed: u64) -> Pools {
    let mut dice = Dice::new(1, seed);
    let items: Vec<Vec<usize>> = (0..45)
        .map(|_| {
            let count = dice.roll(1, 4) as usize;
            dice.pick(count, 9)
        })
        .collect();
    let total = dice.roll(35, 44);
    let mut needs = vec![1; 9];
    for _ in 9..total {
        // Three pools ask for more than their share.
        let most = if dice.roll(0, 1) == 0 { 2 } else { 8 };
        needs[dice.roll(0, most) as usize] += 1;
    }
    Pools { items, needs }
}

impl Pools {
    pub fn problem(&self) -> Problem {
        let mut problem = Problem::default();
        let mut pools: Vec<Vec<usize>> = vec![Vec::new(); self.needs.len()];
        for fits in &self.items {
            let used: Vec<usize> = fits
                .iter()
                .map(|pool| {
                    let variable = problem.variable(Number::ZERO, Some(Number::ONE), true);
                    pools[*pool].push(variable);
                    variable
                })
                .collect();
            problem.row(ones(&used), Sense::AtMost, Number::ONE);
        }
        for (pool, need) in pools.iter().zip(&self.needs) {
            problem.row(ones(pool), Sense::AtLeast, n(*need));
        }
        problem
    }

    /// Each item to the first pool that still needs it: whether that meets all needs.
    pub fn greedy(&self) -> bool {
        let mut left = self.needs.clone();
        for fits in &self.items {
            if let Some(pool) = fits.iter().find(|pool| left[**pool] > 0) {
                left[*pool] -= 1;
            }
        }
        left.iter().all(|left| *left == 0)
    }
}

/// 60 pieces of evidence in hours and 15 competing requirements, each with a nested minimum, every other one with a cap that
/// overlaps it and every fifth with a share.
pub fn joint(seed: u64) -> Problem {
    let mut dice = Dice::new(2, seed);
    let mut problem = Problem::default();
    let mut claims: Vec<Vec<(usize, i64, usize)>> = vec![Vec::new(); 15];
    for _ in 0..60 {
        let hours = dice.roll(2, 80);
        let weight = Number::fraction(hours, 2).expect("two is not zero");
        let category = dice.roll(0, 3) as usize;
        let count = dice.roll(1, 4) as usize;
        let used: Vec<usize> = dice
            .pick(count, 15)
            .into_iter()
            .map(|claim| {
                let variable = problem.variable(Number::ZERO, Some(weight), false);
                claims[claim].push((variable, hours, category));
                variable
            })
            .collect();
        problem.row(ones(&used), Sense::AtMost, weight);
    }
    let of = |claim: &[(usize, i64, usize)], categories: &[usize]| -> Vec<usize> {
        claim.iter().filter(|item| categories.contains(&item.2)).map(|item| item.0).collect()
    };
    for (number, claim) in claims.iter().enumerate() {
        let half: i64 = claim.iter().map(|item| item.1).sum::<i64>() / 2;
        let need = half * dice.roll(25, 40) / 100;
        problem.row(ones(&of(claim, &[0, 1, 2, 3])), Sense::AtLeast, n(need));
        let nested = claim.iter().filter(|item| item.2 == 0).map(|item| item.1).sum::<i64>() / 2;
        problem.row(ones(&of(claim, &[0])), Sense::AtLeast, n((need / 10).min(nested / 4)));
        if number % 2 == 0 {
            problem.row(ones(&of(claim, &[0, 1])), Sense::AtMost, n(need * 7 / 10));
            problem.row(ones(&of(claim, &[1, 2])), Sense::AtMost, n(need * 8 / 10));
        }
        if number % 5 == 0 && claim.iter().any(|item| item.2 == 3) {
            let share = Number::fraction(1, 5).expect("five is not zero");
            let terms = claim.iter().map(|item| (item.0, if item.2 == 3 { Number::ONE - share } else { -share }));
            problem.row(terms.collect(), Sense::AtLeast, Number::ZERO);
        }
    }
    problem
}

/// 40 items taken whole and 8 requirements, at 95 to 99 % of what there is. Every second instance has a solution by
/// construction.
pub fn tight(seed: u64) -> Problem {
    let mut dice = Dice::new(3, seed);
    let tightness = dice.roll(95, 99);
    let mut problem = Problem::default();
    let mut claims: Vec<Vec<(usize, Number)>> = vec![Vec::new(); 8];
    let mut planted = [0_i64; 8];
    let mut total = 0;
    for _ in 0..40 {
        let weight = dice.roll(5, 60);
        total += weight;
        let count = dice.roll(2, 5) as usize;
        let fits = dice.pick(count, 8);
        planted[fits[dice.roll(0, count as i64 - 1) as usize]] += weight;
        let used: Vec<usize> = fits
            .into_iter()
            .map(|claim| {
                let variable = problem.variable(Number::ZERO, Some(Number::ONE), true);
                claims[claim].push((variable, n(weight)));
                variable
            })
            .collect();
        problem.row(ones(&used), Sense::AtMost, Number::ONE);
    }
    let mut needs: Vec<i64> = planted.iter().map(|sum| sum * tightness / 100).collect();
    if seed % 2 == 1 {
        // Nearly equal needs, whatever the items allow.
        let each = total * tightness / 800;
        needs = needs.iter().map(|_| each + dice.roll(-each / 20, each / 20)).collect();
    }
    for (claim, need) in claims.into_iter().zip(needs) {
        problem.row(claim, Sense::AtLeast, n(need));
    }
    problem
}

/// 60 modules of which at most so many are to cover 30 competencies: one or two fewer than by taking the most useful
/// first.
pub fn cover(seed: u64) -> Problem {
    let mut dice = Dice::new(4, seed);
    let modules: Vec<Vec<usize>> = (0..60)
        .map(|_| {
            let count = dice.roll(2, 5) as usize;
            dice.pick(count, 30)
        })
        .collect();
    let mut open: Vec<usize> = (0..30).filter(|member| modules.iter().any(|module| module.contains(member))).collect();
    let all = open.clone();
    let mut taken = 0;
    while !open.is_empty() {
        let gain = |module: &&Vec<usize>| module.iter().filter(|member| open.contains(member)).count();
        let best = modules.iter().max_by_key(gain).cloned().unwrap_or_default();
        open.retain(|member| !best.contains(member));
        taken += 1;
    }
    let mut problem = Problem::default();
    let variables: Vec<usize> =
        modules.iter().map(|_| problem.variable(Number::ZERO, Some(Number::ONE), true)).collect();
    for member in all {
        let terms: Vec<usize> = variables.iter().copied().filter(|module| modules[*module].contains(&member)).collect();
        problem.row(ones(&terms), Sense::AtLeast, Number::ONE);
    }
    problem.row(ones(&variables), Sense::AtMost, n(taken - 1 - i64::from(seed % 2 == 1)));
    problem
}

/// 60 sets of which some are to cover each of 30 members exactly once. Every second instance has a solution by
/// construction.
pub fn partition(seed: u64) -> Problem {
    let mut dice = Dice::new(5, seed);
    let mut sets: Vec<Vec<usize>> = (0..60)
        .map(|_| {
            let count = dice.roll(3, 5) as usize;
            dice.pick(count, 30)
        })
        .collect();
    if seed.is_multiple_of(2) {
        let mut members: Vec<usize> = (0..30).collect();
        for at in 0..30 {
            members.swap(at, dice.roll(at as i64, 29) as usize);
        }
        for (at, chunk) in members.chunks(4).enumerate() {
            sets[7 * at] = chunk.to_vec();
        }
    }
    let mut problem = Problem::default();
    let variables: Vec<usize> = sets.iter().map(|_| problem.variable(Number::ZERO, Some(Number::ONE), true)).collect();
    for member in 0..30 {
        let terms: Vec<usize> = variables.iter().copied().filter(|set| sets[*set].contains(&member)).collect();
        problem.row(ones(&terms), Sense::AtLeast, Number::ONE);
        problem.row(ones(&terms), Sense::AtMost, Number::ONE);
    }
    problem
}
