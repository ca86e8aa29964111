//! Laws of lines that compete for evidence.

use proptest::test_runner::TestCaseError;
use proptest::{prop_assert, prop_assert_eq};

use super::generate::Case;
use super::generate::joint::{Sort, competing};
use super::twin::{Truth, Twin};
use super::{assess, law, prepared, truth};

const SORTS: [Sort; 5] = [Sort::Rows, Sort::Once, Sort::Block, Sort::Nested, Sort::Accepted];

/// The verdict of the twin, with hours in whole numbers, and in parts where that is not what is expected.
fn twin_of(case: &Case, expected: Truth) -> Truth {
    let mut verdict = Twin::new(&case.rules, &case.record).grant().verdict();
    for scale in [2, 3, 4] {
        if verdict == expected {
            break;
        }
        verdict = Twin::finer(&case.rules, &case.record, scale).grant().verdict();
    }
    verdict
}

fn same_as_twin(case: &Case) -> Result<(), TestCaseError> {
    let (framework, record) = prepared(case)?;
    let said = truth(assess(&framework, &record).verdict);
    prop_assert_eq!(said, twin_of(case, said), "program, twin");
    Ok(())
}

#[test]
fn l5_rows_that_overlap() {
    law(300, competing(Sort::Rows), |case| same_as_twin(&case));
}

#[test]
fn l5_counted_once() {
    law(300, competing(Sort::Once), |case| same_as_twin(&case));
}

#[test]
fn l5_modifiers_over_several_lines() {
    law(300, competing(Sort::Block), |case| same_as_twin(&case));
}

#[test]
fn l5_scopes_with_choices() {
    law(300, competing(Sort::Nested), |case| same_as_twin(&case));
}

#[test]
fn l5_accepted_as_another_kind() {
    law(300, competing(Sort::Accepted), |case| same_as_twin(&case));
}

// ---- the generator ----

/// The laws would say nothing if all were met, or nothing were.
#[test]
fn competing_cases_differ() {
    use std::cell::RefCell;
    for sort in SORTS {
        let counts = RefCell::new([0_u32; 4]);
        law(200, competing(sort), |case| {
            let begun = std::time::Instant::now();
            let place = match Twin::new(&case.rules, &case.record).grant().verdict() {
                Truth::No => 0,
                Truth::Unknown => 1,
                Truth::Yes => 2,
            };
            counts.borrow_mut()[place] += 1;
            if begun.elapsed().as_millis() > 300 {
                println!("{} ms {case:?}", begun.elapsed().as_millis());
            }
            if let Err(problem) = super::framework(&super::print::framework(&case.rules)) {
                counts.borrow_mut()[3] += 1;
                if std::env::var_os("HABILITA_REFUSED").is_some() {
                    println!("{problem} {case:?}");
                }
            }
            Ok(())
        });
        let [unmet, undetermined, met, refused] = counts.into_inner();
        println!("{sort:?}: {unmet} unmet, {undetermined} undetermined, {met} met; {refused} refused");
    }
}

/// Prints the smallest disagreements of many cases.
#[test]
#[ignore = "to look for disagreements by hand"]
fn explore() {
    use std::cell::RefCell;
    use std::time::Instant;
    let name = std::env::var("HABILITA_SORT").unwrap_or_default();
    for sort in SORTS.into_iter().filter(|sort| name.is_empty() || format!("{sort:?}") == name) {
        let found = RefCell::new(Vec::new());
        let times = RefCell::new([0_u128; 3]);
        let slow = RefCell::new((0_u128, String::new()));
        law(200, competing(sort), |case| {
            let Ok((framework, record)) = prepared(&case) else { return Ok(()) };
            let begun = Instant::now();
            let said = truth(assess(&framework, &record).verdict);
            let program = begun.elapsed().as_micros();
            let begun = Instant::now();
            let expected = twin_of(&case, said);
            let mut times = times.borrow_mut();
            times[0] += program;
            times[1] += begun.elapsed().as_micros();
            times[2] += 1;
            if program > slow.borrow().0 {
                *slow.borrow_mut() = (program, format!("{case:?}"));
            }
            if said != expected {
                found.borrow_mut().push(format!("program {said:?}, twin {expected:?} {case:?}"));
            }
            Ok(())
        });
        let mut found = found.into_inner();
        found.sort_by_key(String::len);
        let [program, twin, count] = times.into_inner();
        println!("==== {sort:?}: {} of {count}, program {} ms, twin {} ms", found.len(), program / 1000, twin / 1000);
        let (slowest, case) = slow.into_inner();
        println!("slowest {} ms {case}", slowest / 1000);
        for one in found.iter().take(6) {
            println!("{one}");
        }
    }
}
