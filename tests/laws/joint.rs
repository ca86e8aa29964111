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
