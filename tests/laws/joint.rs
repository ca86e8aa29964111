//! Laws of lines that compete for evidence: the twin, completions, extensions, order, more evidence.

use std::cell::RefCell;

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::TestCaseError;
use proptest::{prop_assert, prop_assert_eq, prop_assume};

use habilita::eval::{self, Verdict};

use super::generate::joint::{Sort, competing, further};
use super::generate::{Case, completed};
use super::language::{Atom, Condition, End, Hours, Item, Kind, Line, Partial, Record, Row, Status};
use super::twin::{Truth, Twin, attributes_of_lines, completions_of};
use super::verdicts::extension;
use super::{assess, bound, json, law, prepared, print, truth};

pub const SORTS: [Sort; 5] = [Sort::Rows, Sort::Once, Sort::Block, Sort::Nested, Sort::Accepted];

// ---- L5 ----

/// The verdict of the twin, with hours in whole numbers, and in parts where that is less than what is expected: what
/// whole hours can be arranged, parts of them can.
pub fn twin_of(case: &Case, expected: Truth) -> Truth {
    let mut verdict = Twin::new(&case.rules, &case.record).grant().verdict();
    for scale in [2, 3, 4] {
        if verdict >= expected {
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
    law(150, competing(Sort::Rows), |case| same_as_twin(&case));
}

#[test]
fn l5_counted_once() {
    law(150, competing(Sort::Once), |case| same_as_twin(&case));
}

#[test]
fn l5_modifiers_over_several_lines() {
    law(150, competing(Sort::Block), |case| same_as_twin(&case));
}

#[test]
fn l5_scopes_with_choices() {
    law(80, competing(Sort::Nested), |case| same_as_twin(&case));
}

#[test]
fn l5_accepted_as_another_kind() {
    law(150, competing(Sort::Accepted), |case| same_as_twin(&case));
}

/// Met means that one arrangement is valid in every completion; and for lines that compete it means nothing more.
///
/// Of predicates that ask for each attribute once, of rows that are sums, and without choices, as for a single line.
#[test]
fn l5_met_is_one_arrangement_for_every_completion_of_a_scope() {
    for sort in [Sort::Once, Sort::Block] {
        law(60, competing(sort), |mut case| {
            for item in &mut case.record.items {
                item.status = Status::Completed;
                item.end = End::On(match item.end {
                    End::On(Partial::Day(y, m, d)) => Partial::Day(y, m, d),
                    End::On(_) | End::NotStated | End::Ongoing => Partial::Day(2024, 3, 15),
                });
                if let Hours::ByMode(modes) = &item.hours {
                    item.hours = Hours::Whole(modes.iter().map(|(_, hours)| hours).sum());
                }
            }
            let [line @ Line::Joint(joint)] = case.rules.lines.as_slice() else { return Ok(()) };
            let plain = |line: &Line| matches!(line, Line::Atom(Atom::Claim(_)));
            prop_assume!(joint.lines.iter().all(plain) && rows_of(&case.rules.lines).iter().all(|row| is_sum(row)));
            let lists = attributes_of_lines(&case.rules.lines);
            let once = lists.iter().all(|list| {
                let mut list = list.clone();
                list.sort();
                list.windows(2).all(|pair| pair[0] != pair[1])
            });
            prop_assume!(once);
            let Some(all) = completions_of(&lists, &case.record, 200) else {
                return Err(TestCaseError::reject("too many"));
            };
            let (framework, record) = prepared(&case)?;
            let said = assess(&framework, &record).verdict == Verdict::Met;
            let mut expected = Twin::new(&case.rules, &case.record).holds_in_all(line, &all);
            for scale in [2, 3] {
                if said != expected {
                    expected = Twin::finer(&case.rules, &case.record, scale).holds_in_all(line, &all);
                }
            }
            prop_assert_eq!(said, expected, "met by the program, by all of {} completions", all.len());
            Ok(())
        });
    }
}

/// The rows of all lines and scopes.
pub fn rows_of(lines: &[Line]) -> Vec<&Row> {
    let mut all = Vec::new();
    for line in lines {
        match line {
            Line::Atom(Atom::Claim(claim)) => all.extend(&claim.rows),
            Line::Atom(Atom::Cover { rows, .. }) => all.extend(rows),
            Line::All(lines) | Line::Requirement { lines, .. } | Line::Let { lines, .. } | Line::For { lines, .. } => {
                all.extend(rows_of(lines));
            }
            Line::Any(ways) | Line::AtLeast(_, ways) => all.extend(ways.iter().flat_map(|way| rows_of(&way.lines))),
            Line::When { then, otherwise, .. } => {
                all.extend(rows_of(then));
                all.extend(otherwise.iter().flat_map(|lines| rows_of(lines)));
            }
            Line::Joint(joint) => {
                all.extend(&joint.rows);
                all.extend(rows_of(&joint.lines));
            }
            Line::Atom(_) | Line::Meets(..) | Line::Judged | Line::Open => {}
        }
    }
    all
}

fn is_sum(row: &Row) -> bool {
    match row {
        Row::Including(..)
        | Row::IncludingShare(..)
        | Row::Counting(..)
        | Row::CountingShare(..)
        | Row::CountingOfNeed(..)
        | Row::CountingPer(..)
        | Row::Whole => true,
        Row::Gate { .. }
        | Row::Distinct { .. }
        | Row::FromOne(_)
        | Row::FromAtMost(..)
        | Row::Together(..)
        | Row::WithinAny(_)
        | Row::Consecutive(_)
        | Row::NoBreak(_)
        | Row::Members(..) => false,
    }
}

// ---- L1, L2, L3, L4 ----

#[test]
fn l1_what_is_filled_in_overturns_no_scope() {
    for sort in SORTS {
        let lists = vec(vec(any::<u16>(), 0..40), 1..8);
        law(25, (competing(sort), lists, any::<bool>()), |(case, lists, all)| {
            let (framework, record) = prepared(&case)?;
            let before = assess(&framework, &record).verdict;
            prop_assume!(before != Verdict::Undetermined);
            let refined = completed(&case.record, &lists, all);
            let Ok(bound) = bound(&framework, &print::record(&refined).print()) else {
                return Err(TestCaseError::reject("no record"));
            };
            let after = assess(&framework, &bound).verdict;
            prop_assert_eq!(before, after, "{}", print::record(&refined).print());
            Ok(())
        });
    }
}

#[test]
fn l2_a_scope_that_is_met_stays_met_by_what_was_not_listed() {
    for sort in SORTS {
        law(20, (competing(sort), more()), |(case, lists)| {
            let (framework, record) = prepared(&case)?;
            prop_assume!(assess(&framework, &record).verdict == Verdict::Met);
            let longer = extension(&case.record, further(&kinds_of(&case.record), &lists), false);
            let after = bound(&framework, &print::record(&longer).print()).map_err(TestCaseError::reject)?;
            prop_assert_eq!(assess(&framework, &after).verdict, Verdict::Met, "{}", print::record(&longer).print());
            Ok(())
        });
    }
}

#[test]
fn l3_order_changes_nothing_where_evidence_competes() {
    for sort in SORTS {
        law(20, (competing(sort), any::<u8>()), |(case, by)| {
            let (framework, record) = prepared(&case)?;
            let text = print::record(&case.record).turned(usize::from(by)).print();
            let mut turned = bound(&framework, &text).map_err(TestCaseError::reject)?;
            turned.sha256.clone_from(&record.sha256);
            prop_assert_eq!(json(&framework, &record), json(&framework, &turned));
            Ok(())
        });
    }
}

#[test]
fn l4_more_evidence_never_hurts_a_scope() {
    for sort in SORTS {
        law(20, (competing(sort), more()), |(case, lists)| {
            prop_assume!(!asks_of_evidence(&case.rules.lines));
            let (framework, record) = prepared(&case)?;
            let before = assess(&framework, &record).verdict;
            let mut longer = case.record.clone();
            longer.items.extend(further(&kinds_of(&case.record), &lists));
            let after = bound(&framework, &print::record(&longer).print()).map_err(TestCaseError::reject)?;
            let after = assess(&framework, &after).verdict;
            prop_assert!(before <= after, "{before:?} became {after:?} in {}", print::record(&longer).print());
            Ok(())
        });
    }
}

fn more() -> impl proptest::strategy::Strategy<Value = Vec<Vec<u16>>> {
    vec(vec(any::<u16>(), 0..16), 1..3)
}

fn kinds_of(record: &Record) -> Vec<Kind> {
    let kinds: Vec<Kind> =
        record.items.iter().map(|item: &Item| item.kind).filter(|kind| *kind != Kind::Qualification).collect();
    if kinds.is_empty() { vec![Kind::Cpd, Kind::Exam] } else { kinds }
}

/// Whether lines have conditions on evidence.
pub fn asks_of_evidence(lines: &[Line]) -> bool {
    fn evidence(condition: &Condition) -> bool {
        match condition {
            Condition::Is(atom) => matches!(**atom, Atom::Claim(_) | Atom::Share { .. } | Atom::Cover { .. }),
            Condition::Not(one) => evidence(one),
            Condition::And(list) | Condition::Or(list) => list.iter().any(evidence),
        }
    }
    lines.iter().any(|line| match line {
        Line::Atom(_) | Line::Meets(..) | Line::Judged | Line::Open => false,
        Line::All(lines) | Line::Requirement { lines, .. } | Line::Let { lines, .. } | Line::For { lines, .. } => {
            asks_of_evidence(lines)
        }
        Line::Any(ways) | Line::AtLeast(_, ways) => {
            ways.iter().any(|way| way.when.as_ref().is_some_and(evidence) || asks_of_evidence(&way.lines))
        }
        Line::When { condition, then, otherwise, .. } => {
            evidence(condition)
                || asks_of_evidence(then)
                || otherwise.as_ref().is_some_and(|lines| asks_of_evidence(lines))
        }
        Line::Joint(joint) => asks_of_evidence(&joint.lines),
    })
}

#[test]
fn the_verdict_without_explanation_is_the_same_where_evidence_competes() {
    for sort in SORTS {
        law(25, competing(sort), |case| {
            let (framework, record) = prepared(&case)?;
            let assessment = assess(&framework, &record);
            let grant = &framework.grants[0];
            let alone = eval::verdict(&framework, &record, grant, super::language::TODAY, assessment.governing);
            prop_assert_eq!(assessment.verdict, alone);
            Ok(())
        });
    }
}

// ---- the generator ----

/// The laws would say nothing if nearly all were met, or nothing were, or most were refused.
#[test]
fn competing_cases_are_accepted_and_differ() {
    for sort in SORTS {
        let counts = RefCell::new([0_u32; 4]);
        law(80, competing(sort), |case| {
            let place = match super::framework(&print::framework(&case.rules)) {
                Ok(_) => match Twin::new(&case.rules, &case.record).grant().verdict() {
                    Truth::No => 0,
                    Truth::Unknown => 1,
                    Truth::Yes => 2,
                },
                Err(_) => 3,
            };
            counts.borrow_mut()[place] += 1;
            Ok(())
        });
        let [unmet, undetermined, met, refused] = counts.into_inner();
        let all = unmet + undetermined + met + refused;
        let said = format!("{sort:?}: {unmet} unmet, {undetermined} undetermined, {met} met, {refused} refused");
        assert!(refused * 5 < all && met * 12 > all && undetermined > 0, "{said}");
    }
}

/// Shows the smallest disagreements of many cases: of the sort that `HABILITA_SORT` names, and without the words in
/// `HABILITA_WITHOUT`, which are those of disagreements that are known.
#[test]
#[ignore = "to look for several disagreements at once"]
fn disagreements() {
    let words = |name: &str| -> Vec<String> {
        let text = std::env::var(name).unwrap_or_default();
        text.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (sorts, without) = (words("HABILITA_SORT"), words("HABILITA_WITHOUT"));
    let found = RefCell::new(Vec::new());
    for sort in SORTS.into_iter().filter(|sort| sorts.is_empty() || sorts.contains(&format!("{sort:?}"))) {
        law(200, competing(sort), |case| {
            let Ok((framework, record)) = prepared(&case) else { return Ok(()) };
            let said = truth(assess(&framework, &record).verdict);
            let expected = twin_of(&case, said);
            let text = format!("program {said:?}, twin {expected:?} {case:?}");
            if said != expected && !without.iter().any(|word| text.contains(word)) {
                found.borrow_mut().push(text);
            }
            Ok(())
        });
    }
    let mut found = found.into_inner();
    found.sort_by_key(String::len);
    let smallest = found.iter().take(8).cloned().collect::<Vec<_>>().join("\n");
    assert!(found.is_empty(), "{} disagreements\n{smallest}", found.len());
}
