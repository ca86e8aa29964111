//! Laws about verdicts: the twin, refinement, extensions, more evidence, completion.

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::TestCaseError;
use proptest::{prop_assert, prop_assert_eq, prop_assume};

use habilita::eval::{self, Assessment, Verdict};
use habilita::model::framework::Framework;

use super::generate::{Case, Part, cases, completed, items_of, more_items};
use super::language::{Atom, End, Hours, Item, Line, Partial, Record, Row, Status};
use super::twin::{Truth, Twin, attributes_of, completions_of};
use super::{assess, bound, law, prepared, print, truth};

/// The verdicts of the whole and of each line of the grant.
fn verdicts(assessment: &Assessment) -> Vec<Verdict> {
    let lines = assessment.versions.iter().flat_map(|version| &version.findings).map(|finding| finding.verdict);
    std::iter::once(assessment.verdict).chain(lines).collect()
}

fn verdicts_of(framework: &Framework, record: &Record) -> Option<Vec<Verdict>> {
    let record = bound(framework, &print::record(record).print()).ok()?;
    Some(verdicts(&assess(framework, &record)))
}

// ---- L5 ----

fn same_as_twin(case: &Case) -> Result<(), TestCaseError> {
    let (framework, record) = prepared(case)?;
    let said = truth(assess(&framework, &record).verdict);
    let mut expected = Twin::new(&case.rules, &case.record).grant().verdict();
    for scale in [2, 3, 4, 12] {
        if said == expected {
            break;
        }
        expected = Twin::finer(&case.rules, &case.record, scale).grant().verdict();
    }
    prop_assert_eq!(said, expected, "program, twin");
    Ok(())
}

#[test]
fn l5_the_verdict_is_that_of_the_twin() {
    law(400, cases(Part::Whole), |case| same_as_twin(&case));
}

#[test]
fn l5_the_verdict_of_a_claim_is_that_of_the_twin() {
    law(400, cases(Part::OpenClaim), |case| same_as_twin(&case));
}

/// Met means that one arrangement is valid in every completion; and for a claim it means nothing more.
///
/// Values are enumerated of attributes only, and of predicates that ask for each attribute once: where one asks twice,
/// three-valued logic is less sharp than the completions, and says so. Rows that choose a group are left out as well:
/// each completion may have a group of its own.
#[test]
fn l5_met_is_one_arrangement_for_every_completion() {
    law(250, cases(Part::OpenClaim), |mut case| {
        for item in &mut case.record.items {
            item.status = Status::Completed;
            item.started = None;
            item.end = End::On(match item.end {
                End::On(Partial::Day(y, m, d)) => Partial::Day(y, m, d),
                End::On(_) | End::NotStated | End::Ongoing => Partial::Day(2024, 3, 15),
            });
            if let Hours::ByMode(modes) = &item.hours {
                item.hours = Hours::Whole(modes.iter().map(|(_, hours)| hours).sum());
            }
        }
        let [line @ Line::Atom(Atom::Claim(claim))] = case.rules.lines.as_slice() else { return Ok(()) };
        let simple = claim.rows.iter().all(|row| match row {
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
        });
        let once = attributes_of(claim).iter().all(|list| {
            let mut list = list.clone();
            list.sort();
            list.windows(2).all(|pair| pair[0] != pair[1])
        });
        prop_assume!(simple && once && claim.selection.on.is_none());
        let Some(all) = completions_of(&attributes_of(claim), &case.record, 300) else {
            return Err(TestCaseError::reject("too many"));
        };
        let (framework, record) = prepared(&case)?;
        let said = assess(&framework, &record).verdict == Verdict::Met;
        let mut expected = Twin::new(&case.rules, &case.record).holds_in_all(line, &all);
        if said != expected {
            expected = Twin::finer(&case.rules, &case.record, 12).holds_in_all(line, &all);
        }
        prop_assert_eq!(said, expected, "met by the program, by all of {} completions", all.len());
        Ok(())
    });
}

// ---- L1 ----

#[test]
fn l1_what_is_filled_in_overturns_nothing() {
    let lists = vec(vec(any::<u16>(), 0..40), 1..8);
    law(300, (cases(Part::Whole), lists, any::<bool>()), |(case, lists, all)| {
        let (framework, record) = prepared(&case)?;
        let before = verdicts(&assess(&framework, &record));
        let refined = completed(&case.record, &lists, all);
        // What is filled in may contradict itself; that is then no record.
        let Some(after) = verdicts_of(&framework, &refined) else { return Err(TestCaseError::reject("no record")) };
        for (before, after) in before.iter().zip(&after) {
            prop_assert!(
                *before == Verdict::Undetermined || before == after,
                "{before:?} became {after:?} in {}",
                print::record(&refined).print()
            );
        }
        Ok(())
    });
}

// ---- L2 ----

/// Items that the record does not claim to have listed.
pub fn extension(record: &Record, mut items: Vec<Item>, join: bool) -> Record {
    items.retain(|item| {
        !record.complete.kinds.contains(&item.kind)
            && record.complete.partly.iter().all(|(kind, ..)| *kind != item.kind)
    });
    // A programme that states its hours and lists no parts would lose those hours with its first part.
    let has_parts = |id: &str| record.items.iter().any(|item| item.part_of.as_deref() == Some(id));
    let open = record.items.iter().find(|item| {
        item.kind == super::language::Kind::Qualification
            && !item.complete
            && (item.hours == Hours::NotStated || has_parts(&item.id))
    });
    let ids: Vec<String> = items.iter().map(|item| item.id.clone()).collect();
    for item in &mut items {
        if join && item.kind.is_part() && open.is_some() {
            item.part_of = open.map(|open| open.id.clone());
        } else if item.part_of.as_ref().is_some_and(|whole| !ids.contains(whole)) {
            item.part_of = None;
        }
    }
    let mut record = record.clone();
    record.items.extend(items);
    record
}

#[test]
fn l2_what_is_met_stays_met_by_what_was_not_listed() {
    law(300, (cases(Part::Whole), more_items(2), any::<bool>()), |(case, (theme, lists), join)| {
        let (framework, record) = prepared(&case)?;
        let before = verdicts(&assess(&framework, &record));
        let kinds = super::generate::theme_of(theme);
        let longer = extension(&case.record, items_of(kinds, &lists), join);
        let Some(after) = verdicts_of(&framework, &longer) else { return Err(TestCaseError::reject("no record")) };
        for (before, after) in before.iter().zip(&after) {
            prop_assert!(
                *before != Verdict::Met || *after == Verdict::Met,
                "met became {after:?} in {}",
                print::record(&longer).print()
            );
        }
        Ok(())
    });
}

// ---- L4 ----

#[test]
fn l4_more_evidence_never_hurts() {
    law(300, (cases(Part::Monotone), more_items(2)), |(case, (_, lists))| {
        let (framework, record) = prepared(&case)?;
        let before = verdicts(&assess(&framework, &record));
        let mut longer = case.record.clone();
        let kinds: Vec<_> = case.record.items.iter().map(|item| item.kind).collect();
        let kinds = if kinds.is_empty() { super::language::Kind::ALL.to_vec() } else { kinds };
        longer.items.extend(items_of(&kinds, &lists));
        let Some(after) = verdicts_of(&framework, &longer) else { return Err(TestCaseError::reject("no record")) };
        for (before, after) in before.iter().zip(&after) {
            prop_assert!(before <= after, "{before:?} became {after:?} in {}", print::record(&longer).print());
        }
        Ok(())
    });
}

// ---- completion, and the two ways to a verdict ----

#[test]
fn completion_is_the_verdict_with_items_under_way_finished() {
    law(150, cases(Part::Whole), |mut case| {
        if let Some(item) =
            case.record.items.iter_mut().find(|item| {
                !matches!(item.kind, super::language::Kind::Experience | super::language::Kind::Credential)
            })
        {
            item.status = Status::InProgress;
        }
        let (framework, record) = prepared(&case)?;
        let said = assess(&framework, &record).on_completion.map(truth);
        let mut finished = case.record.clone();
        let mut any = false;
        for item in finished.items.iter_mut().filter(|item| item.status == Status::InProgress) {
            item.status = Status::Completed;
            item.end = End::On(Partial::Day(2025, 6, 15));
            any = true;
        }
        let twin = |scale| Twin::finer(&case.rules, &finished, scale).grant().verdict();
        let expected = any.then(|| [1, 12].map(twin));
        prop_assert!(
            expected.map_or(said.is_none(), |each| each.map(Some).contains(&said)),
            "{said:?} instead of {expected:?}"
        );
        Ok(())
    });
}

#[test]
fn the_verdict_without_explanation_is_the_same() {
    law(200, cases(Part::Whole), |case| {
        let (framework, record) = prepared(&case)?;
        let assessment = assess(&framework, &record);
        let grant = &framework.grants[0];
        let alone = eval::verdict(&framework, &record, grant, super::language::TODAY, assessment.governing);
        prop_assert_eq!(assessment.verdict, alone);
        Ok(())
    });
}

// ---- the generator ----

/// The laws would say nothing if all cases were refused, or all were met.
#[test]
fn generated_cases_are_accepted_and_differ() {
    use std::cell::RefCell;
    for part in [Part::Whole, Part::OpenClaim, Part::Monotone] {
        let counts = RefCell::new([0_u32; 4]);
        law(200, cases(part), |case| {
            let place = match prepared(&case) {
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
        let least = [unmet, undetermined, met].into_iter().min().unwrap_or(0);
        assert!(refused * 4 < all && least * 20 > all, "{part:?}: {unmet} {undetermined} {met}, {refused} refused");
    }
}
