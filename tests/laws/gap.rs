//! L7: the gap is what has to be added, and nothing smaller will do.
//!
//! New evidence is tried out: of every sort that the rules can tell apart, so many hours or pieces together. The rules
//! speak of two attributes only, so that there are few sorts.

use proptest::prop_assert_eq;
use proptest::test_runner::TestCaseError;

use habilita::eval::Verdict;
use habilita::eval::assessment::{Finding, Range};
use habilita::model::program::NodeKind;

use super::generate::Case;
use super::generate::joint::{Gap, gaps};
use super::language::{Attribute, End, Hours, Item, Kind, Partial, Value};
use super::twin::{Truth, Twin};
use super::{assess, law, prepared};

/// More than this is not tried out.
const MOST: i64 = 4;

/// The sorts of new evidence.
fn sorts() -> Vec<Item> {
    let mut sorts = Vec::new();
    for category in ["law", "ethics", "other"] {
        for verified in [true, false] {
            let mut item = Item::new("new", Kind::Cpd);
            item.end = End::On(Partial::Day(2024, 3, 15));
            item.attributes.insert(Attribute::Category, Value::Word(category));
            item.attributes.insert(Attribute::Verified, Value::YesNo(verified));
            sorts.push(item);
        }
    }
    sorts
}

/// Every way to divide an amount among so many sorts.
fn divisions(amount: i64, sorts: usize) -> Vec<Vec<i64>> {
    if sorts == 1 {
        return vec![vec![amount]];
    }
    (0..=amount)
        .flat_map(|first| {
            divisions(amount - first, sorts - 1).into_iter().map(move |rest| [vec![first], rest].concat())
        })
        .collect()
}

/// The least amount of new evidence with which a side holds; none if nothing up to the limit does.
fn least(case: &Case, hours: bool, sure: bool) -> Option<i64> {
    let sorts = sorts();
    (0..=MOST).find(|amount| {
        divisions(*amount, sorts.len()).iter().any(|division| {
            let mut longer = case.clone();
            for (sort, amount) in sorts.iter().zip(division) {
                let count = if hours { i64::from(*amount > 0) } else { *amount };
                for _ in 0..count {
                    let id = format!("n{}", longer.record.items.len());
                    let hours = Hours::Whole(if hours { *amount } else { 1 });
                    longer.record.items.push(Item { id, hours, ..sort.clone() });
                }
            }
            let state = Twin::new(&longer.rules, &longer.record).grant();
            if sure { state.sure } else { state.possible }
        })
    })
}

/// What the finding of a line or scope says is missing.
fn shortfall<'a>(framework: &habilita::model::framework::Framework, findings: &'a [Finding]) -> Option<&'a Range> {
    findings.iter().find_map(|finding| {
        let node = framework.program.nodes.get(finding.node.index()).map(|node| &node.kind);
        match node {
            Some(NodeKind::Claim(_) | NodeKind::Joint(..)) if finding.row.is_none() => finding.shortfall.as_ref(),
            _ => shortfall(framework, &finding.children),
        }
    })
}

fn is_least(case: &Case, hours: bool) -> Result<bool, TestCaseError> {
    let (framework, record) = prepared(case)?;
    let assessment = assess(&framework, &record);
    if assessment.verdict == Verdict::Met {
        return Ok(false);
    }
    let Some(range) = shortfall(&framework, &assessment.versions[0].findings) else { return Ok(false) };
    let whole = |sure: bool, said: i64| {
        // An amount beyond what is tried out is shown to be no smaller than that.
        let found = least(case, hours, sure);
        if said > MOST { (None, found) } else { (Some(said), found) }
    };
    if let Some(high) = range.high {
        let (said, found) = whole(true, high.ceil());
        prop_assert_eq!(said, found, "for certain: said {:?}, tried out", range);
    }
    let (said, found) = whole(false, range.low.ceil());
    prop_assert_eq!(said, found, "possibly: said {:?}, tried out", range);
    let state = Twin::new(&case.rules, &case.record).grant();
    prop_assert_eq!(range.low.is_zero(), state.verdict() != Truth::No);
    Ok(true)
}

fn gap_law(cases: u32, gap: Gap, hours: bool) {
    let tried = std::cell::Cell::new(0_u32);
    law(cases, gaps(gap, hours), |case| {
        tried.set(tried.get() + u32::from(is_least(&case, hours)?));
        Ok(())
    });
    assert!(tried.get() * 8 > cases, "{} gaps of {cases} cases", tried.get());
}

#[test]
fn l7_the_gap_of_lines_that_count_once() {
    let _ = (Gap::Rows, Gap::Block);
    gap_law(30, Gap::Once, true);
    gap_law(30, Gap::Once, false);
}
