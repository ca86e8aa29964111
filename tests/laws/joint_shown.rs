//! Laws about what is shown of lines that compete: witnesses, clashes, parents, refusals.

use proptest::test_runner::TestCaseError;
use proptest::{prop_assert, prop_assert_eq, prop_assume};

use habilita::eval::Verdict;
use habilita::eval::assessment::Finding;
use habilita::model::framework::Framework;
use habilita::model::number::Number;
use habilita::model::program::NodeKind;

use super::generate::Case;
use super::generate::joint::{Sort, competing};
use super::joint::{SORTS, asks_of_evidence};
use super::language::{Line, Quantity, Record};
use super::shown::{judged, unexplained, walk};
use super::twin::{Shown, Twin};
use super::{assess, bound, law, prepared, print};

fn kind<'f>(framework: &'f Framework, finding: &Finding) -> Option<&'f NodeKind> {
    framework.program.nodes.get(finding.node.index()).map(|node| &node.kind)
}

/// All findings of lines on ways that are taken, in their order.
fn lines<'a>(framework: &Framework, findings: &'a [Finding], into: &mut Vec<&'a Finding>) {
    for finding in findings.iter().filter(|one| one.taken && one.row.is_none()) {
        if matches!(kind(framework, finding), Some(NodeKind::Claim(_))) {
            into.push(finding);
        }
        lines(framework, &finding.children, into);
    }
}

// ---- L6 ----

/// The record with nothing but what is shown as counted or meant.
fn shown_alone(framework: &Framework, record: &habilita::record::Record, findings: &[Finding], case: &Case) -> Record {
    let mut kept: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    lines(framework, findings, &mut found);
    let counted = |finding: &Finding| -> Vec<usize> { finding.counted.iter().map(|one| one.item).collect() };
    let mut items: Vec<usize> = found.into_iter().flat_map(counted).collect();
    // What a block counts beside its lines is shown of the block itself, or of its rows.
    walk(findings, &mut |finding| {
        if matches!(kind(framework, finding), Some(NodeKind::Joint(..))) {
            items.extend(counted(finding));
        }
    });
    kept.extend(items.into_iter().map(|item| record.items[item].id.as_str()));
    walk(findings, &mut |finding| {
        if let Some((_, Some(item))) = &finding.bound {
            kept.push(item);
        }
    });
    let mut alone = case.record.clone();
    alone.items.retain(|item| kept.contains(&item.id.as_str()));
    alone
}

/// What is shown as counted is enough by itself.
#[test]
fn l6_what_is_counted_is_enough_alone() {
    for sort in SORTS {
        law(20, competing(sort), |case| {
            prop_assume!(!asks_of_evidence(&case.rules.lines));
            let (framework, record) = prepared(&case)?;
            let assessment = assess(&framework, &record);
            prop_assume!(assessment.verdict == Verdict::Met);
            let alone = shown_alone(&framework, &record, &assessment.versions[0].findings, &case);
            let text = print::record(&alone).print();
            let again = bound(&framework, &text).map_err(TestCaseError::reject)?;
            prop_assert_eq!(assess(&framework, &again).verdict, Verdict::Met, "{}", text);
            Ok(())
        });
    }
}

/// The amounts shown satisfy all rows, as the twin reads them.
#[test]
fn l6_the_arrangement_shown_satisfies_the_rules() {
    for sort in [Sort::Rows, Sort::Once, Sort::Block] {
        law(30, competing(sort), |case| {
            let (framework, record) = prepared(&case)?;
            let assessment = assess(&framework, &record);
            prop_assume!(assessment.verdict == Verdict::Met);
            let mut found = Vec::new();
            lines(&framework, &assessment.versions[0].findings, &mut found);
            let amounts = || found.iter().flat_map(|finding| &finding.counted).map(|one| one.amount.low.parts().1);
            let scale = amounts().fold(1, |all, part| all / gcd(all, part) * part);
            // A minute where something of a value must be counted, and a third beside it: more parts say nothing new.
            prop_assume!(scale <= 120);
            let scale = i64::try_from(scale).unwrap();
            let times = |number: Number| {
                let (numerator, denominator) = number.parts();
                i64::try_from(numerator).unwrap() * scale / i64::try_from(denominator).unwrap()
            };
            let shown: Vec<Shown> = found
                .iter()
                .map(|finding| {
                    let place = |item: usize| {
                        let id = &record.items[item].id;
                        case.record.items.iter().position(|one| one.id == *id).unwrap()
                    };
                    finding.counted.iter().map(|one| (place(one.item), times(one.amount.low))).collect()
                })
                .collect();
            let [line] = case.rules.lines.as_slice() else { return Ok(()) };
            let twin = Twin::finer(&case.rules, &case.record, scale);
            prop_assert!(twin.shown_holds(line, &shown), "in parts of 1/{} h: {:?}", scale, shown);
            Ok(())
        });
    }
}

fn gcd(one: i128, other: i128) -> i128 {
    if other == 0 { one } else { gcd(other, one % other) }
}

/// The lines that are shown to clash do clash: without the others the rules are as impossible as before, and without any
/// one of them they are not.
#[test]
fn l6_what_clashes_is_a_contradiction() {
    for sort in [Sort::Once, Sort::Block] {
        let tried = std::cell::Cell::new(0);
        law(120, competing(sort), |case| {
            let (framework, record) = prepared(&case)?;
            let assessment = assess(&framework, &record);
            if assessment.verdict != Verdict::Unmet {
                return Ok(());
            }
            let mut scope = None;
            walk(&assessment.versions[0].findings, &mut |one| {
                if matches!(kind(&framework, one), Some(NodeKind::Joint(..))) && one.row.is_none() {
                    scope = scope.or(Some(one));
                }
            });
            let Some(finding) = scope else { return Ok(()) };
            if finding.clash.is_empty() {
                return Ok(());
            }
            let [Line::Joint(joint)] = case.rules.lines.as_slice() else { return Ok(()) };
            let mut found = Vec::new();
            lines(&framework, std::slice::from_ref(finding), &mut found);
            if found.len() != joint.lines.len() {
                return Ok(());
            }
            // A line stays if its need clashes; else its rows alone may.
            let mut fewer = joint.clone();
            fewer.rows = joint
                .rows
                .iter()
                .enumerate()
                .filter(|(at, row)| {
                    matches!(row, super::language::Row::Whole)
                        || finding.clash.contains(&(finding.node, Some(rank(&joint.rows, *at))))
                })
                .map(|(_, row)| row.clone())
                .collect();
            for (line, shown) in fewer.lines.iter_mut().zip(&found) {
                let Line::Atom(super::language::Atom::Claim(claim)) = line else { return Ok(()) };
                let rows = claim.rows.clone();
                claim.rows = rows
                    .iter()
                    .enumerate()
                    .filter(|(at, row)| {
                        matches!(row, super::language::Row::Whole)
                            || finding.clash.contains(&(shown.node, Some(rank(&rows, *at))))
                    })
                    .map(|(_, row)| row.clone())
                    .collect();
                if !finding.clash.contains(&(shown.node, None)) {
                    // The need does not clash. What limits a percentage of it keeps its number.
                    let of_need = rows.iter().any(|row| matches!(row, super::language::Row::CountingOfNeed(..)));
                    if of_need || matches!(claim.quantity, Quantity::Exactly(_)) {
                        return Ok(());
                    }
                    claim.quantity = Quantity::AtLeast(0);
                }
            }
            tried.set(tried.get() + 1);
            let rules = super::language::Rules { lines: vec![Line::Joint(fewer)], ..case.rules.clone() };
            let fewer = Case { rules, record: case.record.clone() };
            prop_assert_eq!(
                super::joint::twin_of(&fewer, super::twin::Truth::No),
                super::twin::Truth::No,
                "{:?} of {:?}",
                finding.clash,
                fewer
            );
            Ok(())
        });
        assert!(tried.get() > 5, "{sort:?}: {} clashes", tried.get());
    }
}

/// The place of a row among those that the program keeps: `whole` is none.
fn rank(rows: &[super::language::Row], at: usize) -> usize {
    rows[..at].iter().filter(|row| !matches!(row, super::language::Row::Whole)).count()
}

// ---- L10, L11 ----

#[test]
fn l10_parents_follow_from_their_children_in_scopes() {
    for sort in SORTS {
        law(30, competing(sort), |case| {
            let (framework, record) = prepared(&case)?;
            let assessment = assess(&framework, &record);
            let mut wrong = Vec::new();
            for version in &assessment.versions {
                let judged = version.findings.iter().filter(|one| judged(&framework, one));
                if judged.map(|one| one.verdict).min().unwrap_or(Verdict::Met) != version.verdict {
                    wrong.push(format!("the whole is {:?}", version.verdict));
                }
                walk(&version.findings, &mut |finding| {
                    if let Some(expected) = parent(&framework, finding)
                        && expected != finding.verdict
                    {
                        let own: Vec<_> = finding
                            .children
                            .iter()
                            .map(|child| (child.node, child.row, child.verdict, child.taken))
                            .collect();
                        wrong.push(format!("{:?} is {:?}, not {expected:?}: {own:?}", finding.node, finding.verdict));
                    }
                });
            }
            prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
            Ok(())
        });
    }
}

/// What the children say: of a choice those that are taken, of a scope its rows as well.
fn parent(framework: &Framework, finding: &Finding) -> Option<Verdict> {
    if finding.children.is_empty() || !finding.applicable || finding.by_decision.is_some() || finding.row.is_some() {
        return None;
    }
    let all = finding.children.iter().filter(|child| judged(framework, child));
    match kind(framework, finding)? {
        own @ (NodeKind::Any(_) | NodeKind::AtLeast(..)) => {
            let least = if let NodeKind::AtLeast(least, _) = own { *least as usize } else { 1 };
            let ways: Vec<_> = all.filter(|child| child.row.is_none() && child.taken).collect();
            let met = ways.iter().filter(|child| child.verdict == Verdict::Met).count();
            let may = ways.iter().filter(|child| child.verdict != Verdict::Unmet).count();
            Some(Verdict::from_sides(met >= least, may >= least))
        }
        NodeKind::All(_) | NodeKind::Bind(..) | NodeKind::Joint(..) => {
            Some(all.map(|child| child.verdict).min().unwrap_or(Verdict::Met))
        }
        _ => None,
    }
}

/// L11: every item of the right kind is counted, at least possibly, or refused for one reason, and never both.
#[test]
fn l11_what_a_scope_does_not_count_has_one_reason() {
    for sort in SORTS {
        law(30, competing(sort), |case| {
            let (framework, record) = prepared(&case)?;
            let assessment = assess(&framework, &record);
            let mut wrong = Vec::new();
            for version in &assessment.versions {
                let mut found = Vec::new();
                lines(&framework, &version.findings, &mut found);
                for finding in found {
                    if let Some(NodeKind::Claim(claim)) = kind(&framework, finding) {
                        wrong.extend(unexplained(&framework, &record, claim, finding));
                    }
                }
            }
            prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
            Ok(())
        });
    }
}
