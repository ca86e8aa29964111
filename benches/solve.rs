//! How long exact counting takes, and how much of the hard it decides. Quote ratios of one run: machines are noisy.
//!
//!     cargo bench --bench solve
//!
//! Before the usual table stands one of distributions: for each family the share that holds, fails and stays unknown at
//! the usual limit, the median and the 99th percentile; and how often giving each item to the first pool that still needs
//! it misses a solution.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![expect(clippy::indexing_slicing, clippy::print_stdout, reason = "a benchmark may fail at once, and prints")]
#![expect(clippy::expect_used, reason = "a benchmark may fail at once")]

mod instances;

use std::time::{Duration, Instant};

use divan::{Bencher, black_box};
use habilita::solve::{Answer, Exact, Limit, Problem, Solver};

fn main() {
    if std::env::args().any(|argument| argument == "--bench") {
        distributions();
    }
    divan::main();
}

fn distributions() {
    println!("family      holds  fails  unknown      median         p99");
    line("pools", &|seed| instances::pools(seed).problem(), 1_000);
    line("joint", &instances::joint, 300);
    line("tight", &instances::tight, 100);
    line("cover", &instances::cover, 100);
    line("partition", &instances::partition, 100);
    let solvable = |seed: &u64| matches!(solve(&instances::pools(*seed).problem()), Answer::Holds(_));
    let solvable: Vec<u64> = (0..1_000).filter(solvable).collect();
    let missed = solvable.iter().filter(|seed| !instances::pools(**seed).greedy()).count();
    println!("greedy misses {missed} of {} pools with a solution\n", solvable.len());
}

fn solve(problem: &Problem) -> Answer {
    Exact.solve(problem, Limit::DEFAULT)
}

fn line(name: &str, make: &dyn Fn(u64) -> Problem, count: u64) {
    let (mut holds, mut fails, mut unknown) = (0, 0, 0);
    let mut times: Vec<Duration> = Vec::new();
    for seed in 0..count {
        let problem = make(seed);
        let start = Instant::now();
        let answer = solve(&problem);
        times.push(start.elapsed());
        match answer {
            Answer::Holds(_) => holds += 1,
            Answer::Fails => fails += 1,
            Answer::Unbounded | Answer::Unknown(_) => unknown += 1,
        }
    }
    times.sort_unstable();
    let (median, last) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    println!("{name:10} {holds:6} {fails:6} {unknown:8} {median:>11.1?} {last:>11.1?}");
}

/// The instances of one family, one after another.
fn each(bencher: Bencher<'_, '_>, make: impl Fn(u64) -> Problem) {
    let problems: Vec<Problem> = (0..40).map(make).collect();
    bencher
        .counter(divan::counter::ItemsCount::new(problems.len()))
        .bench(|| problems.iter().map(|problem| solve(black_box(problem))).collect::<Vec<_>>());
}

/// Building the problem included.
#[divan::bench]
fn pools(bencher: Bencher<'_, '_>) {
    let pools: Vec<_> = (0..40).map(instances::pools).collect();
    bencher
        .counter(divan::counter::ItemsCount::new(pools.len()))
        .bench(|| pools.iter().map(|pools| solve(&black_box(pools).problem())).collect::<Vec<_>>());
}

#[divan::bench]
fn pools_arranged(bencher: Bencher<'_, '_>) {
    let problems: Vec<Problem> = (0..40).map(|seed| instances::pools(seed).problem()).collect();
    bencher.counter(divan::counter::ItemsCount::new(problems.len())).bench(|| {
        let arranged = problems.iter().map(|problem| {
            let order: Vec<usize> = (0..problem.variables.len()).collect();
            Exact.arrange(black_box(problem), &order, Limit::DEFAULT)
        });
        arranged.collect::<Vec<_>>()
    });
}

#[divan::bench]
fn joint(bencher: Bencher<'_, '_>) {
    each(bencher, instances::joint);
}

#[divan::bench]
fn joint_arranged(bencher: Bencher<'_, '_>) {
    let problems: Vec<Problem> = (0..40).map(instances::joint).collect();
    bencher.counter(divan::counter::ItemsCount::new(problems.len())).bench(|| {
        let arranged = problems.iter().map(|problem| {
            let order: Vec<usize> = (0..problem.variables.len()).collect();
            Exact.arrange(black_box(problem), &order, Limit::DEFAULT)
        });
        arranged.collect::<Vec<_>>()
    });
}

#[divan::bench]
fn clash(bencher: Bencher<'_, '_>) {
    let fails = |problem: &Problem| solve(problem) == Answer::Fails;
    let problem = (0..).map(instances::joint).find(fails).expect("some fail");
    bencher.bench(|| Exact.clash(black_box(&problem), &|_| false, Limit::DEFAULT));
}

#[divan::bench(sample_count = 10)]
fn tight(bencher: Bencher<'_, '_>) {
    each(bencher, instances::tight);
}

#[divan::bench]
fn cover(bencher: Bencher<'_, '_>) {
    each(bencher, instances::cover);
}

#[divan::bench]
fn partition(bencher: Bencher<'_, '_>) {
    each(bencher, instances::partition);
}
