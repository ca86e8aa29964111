//! The laws of `docs/semantics.md`, section 11, on generated rules and records.
//!
//! `language` holds rules and records as plain values, `generate` makes them, `print` writes them as texts, and `twin`
//! says what they mean by enumeration, without any code of the evaluator; where evidence competes, `arrange` looks for
//! an arrangement. `worked` holds cases worked out by hand. The laws are in `verdicts` and `shown`, those of lines that
//! compete in `joint`, `joint_shown` and `gap`, and those of two spellings of one rule in `spellings`.
//!
//! `HABILITA_CASES=20000` tries more cases than the few hundred of a usual run, `HABILITA_SEED=7` others.

#![allow(
    dead_code,
    clippy::all,
    clippy::wildcard_enum_match_arm,
    clippy::float_arithmetic,
    reason = "a model of the rules that is written to be compared by eye; parts of it wait for further laws"
)]

mod arrange;
mod gap;
mod generate;
mod joint;
mod joint_shown;
mod language;
mod print;
mod shown;
mod spellings;
mod twin;
mod verdicts;
mod worked;

use std::fmt::Debug;

use habilita::diagnostic::Severity;
use habilita::eval::{self, Assessment, Request, Verdict, Version};
use habilita::model::framework::Framework;
use habilita::record::Record;
use habilita::source::SourceMap;
use habilita::{check, record, report, syntax};
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use generate::Case;
use language::TODAY;
use twin::Truth;

/// Tries a law on so many cases, or as many as `HABILITA_CASES` says.
///
/// The cases are the same in every run unless `HABILITA_SEED` is set, so that a build never fails by luck.
fn law<S: Strategy>(cases: u32, strategy: S, test: impl Fn(S::Value) -> Result<(), TestCaseError>)
where
    S::Value: Debug,
{
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u32>().ok());
    let cases = number("HABILITA_CASES").unwrap_or(cases);
    let config = Config {
        cases,
        failure_persistence: None,
        max_global_rejects: cases.saturating_mul(20),
        max_shrink_iters: number("HABILITA_SHRINK").unwrap_or(4000),
        ..Config::default()
    };
    let mut seed = [11_u8; 32];
    seed[..4].copy_from_slice(&number("HABILITA_SEED").unwrap_or(0).to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    match TestRunner::new_with_rng(config, rng).run(&strategy, test) {
        Ok(()) => {}
        Err(TestError::Abort(why)) => panic!("{why}"),
        Err(TestError::Fail(why, case)) => panic!("{why}\n{case:?}"),
    }
}

/// The framework of a text, or what is wrong with it.
fn framework(text: &str) -> Result<Framework, String> {
    let mut map = SourceMap::default();
    let file = map.add("law.hab", text);
    let parse = syntax::parse(file, text);
    let errors = |list: &[habilita::diagnostic::Diagnostic]| {
        let errors = list.iter().filter(|one| one.severity == Severity::Error);
        errors.map(|one| format!("{}: {}", one.code.name(), one.message)).collect::<Vec<_>>().join("\n")
    };
    let slips = errors(&parse.diagnostics);
    assert!(slips.is_empty(), "what is printed can be parsed: {slips}\n{text}");
    let checked = check::check(&[check::Input { file, tree: &parse.file, text }]);
    let said = errors(&checked.diagnostics);
    let mut frameworks = checked.value.ok_or(said)?;
    Ok(frameworks.remove(0))
}

/// The record of a text, bound to a framework, or what is wrong with it.
fn bound(framework: &Framework, text: &str) -> Result<Record, String> {
    let mut map = SourceMap::default();
    let file = map.add("record.json", text);
    let said = |list: &[habilita::diagnostic::Diagnostic]| {
        list.iter().map(|one| format!("{}: {}", one.code.name(), one.message)).collect::<Vec<_>>().join("\n")
    };
    let read = record::read(file, text);
    let documents = read.value.ok_or_else(|| said(&read.diagnostics))?;
    let checked = record::bind(&documents[0], framework, file, text);
    checked.value.ok_or_else(|| said(&checked.diagnostics))
}

fn request() -> Request<'static> {
    Request { grant: None, as_of: TODAY, version: None }
}

fn assess(framework: &Framework, record: &Record) -> Assessment {
    eval::assess(&[Version { framework, record: Some(record) }], request())
}

fn json(framework: &Framework, record: &Record) -> String {
    report::json::json(&assess(framework, record), &[framework], &[Some(record)])
}

fn truth(verdict: Verdict) -> Truth {
    match verdict {
        Verdict::Met => Truth::Yes,
        Verdict::Undetermined => Truth::Unknown,
        Verdict::Unmet => Truth::No,
    }
}

/// A case as the program sees it. Rejected if the rules are: not every combination makes sense.
fn prepared(case: &Case) -> Result<(Framework, Record), TestCaseError> {
    let framework = framework(&print::framework(&case.rules)).map_err(TestCaseError::reject)?;
    let record = bound(&framework, &print::record(&case.record).print()).map_err(TestCaseError::reject)?;
    Ok((framework, record))
}
