//! Laws about what is shown: order, parents, refusals.

use proptest::prelude::any;
use proptest::{prop_assert, prop_assert_eq, prop_assume};

use habilita::eval::Verdict;
use habilita::eval::assessment::Finding;
use habilita::model::framework::Framework;
use habilita::model::program::{Claim, NodeKind};
use habilita::record::Record;

use super::generate::{Part, cases};
use super::{assess, bound, json, law, prepared, print};

pub fn walk<'a>(findings: &'a [Finding], visit: &mut dyn FnMut(&'a Finding)) {
    for finding in findings {
        visit(finding);
        walk(&finding.children, visit);
    }
}

/// L3: neither the order of items nor that of keys changes a byte, but for the digest of the record's text.
#[test]
fn l3_order_changes_nothing() {
    law(150, (cases(Part::Whole), any::<u8>()), |(case, by)| {
        let (framework, record) = prepared(&case)?;
        let text = print::record(&case.record).turned(usize::from(by)).print();
        let turned = bound(&framework, &text);
        prop_assume!(turned.is_ok());
        let mut turned = turned.expect("it is bound");
        turned.sha256.clone_from(&record.sha256);
        prop_assert_eq!(json(&framework, &record), json(&framework, &turned));
        Ok(())
    });
}

/// L10: a parent is the Kleene value of its children as shown.
#[test]
fn l10_parents_follow_from_their_children() {
    law(250, cases(Part::Whole), |case| {
        let (framework, record) = prepared(&case)?;
        let assessment = assess(&framework, &record);
        let mut wrong = Vec::new();
        for version in &assessment.versions {
            let judged = version.findings.iter().filter(|one| judged(&framework, one));
            let least = judged.map(|one| one.verdict).min();
            if least.unwrap_or(Verdict::Met) != version.verdict {
                wrong.push(format!("the whole is {:?}", version.verdict));
            }
            walk(&version.findings, &mut |finding| {
                if let Some(expected) = parent(&framework, finding)
                    && expected != finding.verdict
                {
                    wrong.push(format!("{:?} is {:?}, its children say {expected:?}", finding.node, finding.verdict));
                }
            });
        }
        prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        Ok(())
    });
}

/// Whether a finding decides: it applies, and it is not only advice.
pub fn judged(framework: &Framework, finding: &Finding) -> bool {
    let note = framework.program.nodes.get(finding.node.index()).map(|node| node.note as usize);
    let advisory = note.and_then(|note| framework.notes.get(note)).is_some_and(|note| note.advisory);
    finding.applicable && !advisory
}

/// What the children of a block, choice or requirement say; none for lines without children, and for conditions, whose
/// value also depends on the condition.
fn parent(framework: &Framework, finding: &Finding) -> Option<Verdict> {
    let children: Vec<&Finding> = finding.children.iter().filter(|child| child.row.is_none()).collect();
    if children.is_empty() || !finding.applicable || finding.by_decision.is_some() {
        return None;
    }
    let judged = || children.iter().filter(|child| judged(framework, child));
    let kind = &framework.program.nodes.get(finding.node.index())?.kind;
    if let NodeKind::Any(_) | NodeKind::AtLeast(..) = kind {
        let least = if let NodeKind::AtLeast(least, _) = kind { *least as usize } else { 1 };
        let met = judged().filter(|child| child.verdict == Verdict::Met).count();
        let may = judged().filter(|child| child.verdict != Verdict::Unmet).count();
        return Some(Verdict::from_sides(met >= least, may >= least));
    }
    if let NodeKind::All(_) | NodeKind::Bind(..) = kind {
        return Some(judged().map(|child| child.verdict).min().unwrap_or(Verdict::Met));
    }
    None
}

/// L11: every item of the right kind is counted, at least possibly, or refused for one reason, and never both.
#[test]
fn l11_what_is_not_counted_has_one_reason() {
    law(250, cases(Part::Whole), |case| {
        let (framework, record) = prepared(&case)?;
        let assessment = assess(&framework, &record);
        let mut wrong = Vec::new();
        for version in &assessment.versions {
            walk(&version.findings, &mut |finding| {
                let node = framework.program.nodes.get(finding.node.index());
                if finding.row.is_some() {
                    return;
                }
                if let Some(NodeKind::Claim(claim)) = node.map(|node| &node.kind) {
                    wrong.extend(unexplained(&framework, &record, claim, finding));
                }
            });
        }
        prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        Ok(())
    });
}

pub fn unexplained(framework: &Framework, record: &Record, claim: &Claim, finding: &Finding) -> Vec<String> {
    let selection = framework.program.selections.get_index(claim.selection.index());
    let kinds = |kind| selection.is_some_and(|one| one.alternatives.iter().any(|way| way.kinds.has(kind)));
    let mut wrong = Vec::new();
    for (index, item) in record.items.iter().enumerate().filter(|(_, item)| kinds(item.kind)) {
        let counted = finding.counted.iter().any(|one| one.item == index);
        let reasons = finding.refused.iter().filter(|one| one.item == index).count();
        if usize::from(counted) + reasons != 1 {
            wrong.push(format!("{}: counted {counted}, {reasons} reasons", item.id));
        }
    }
    wrong
}
