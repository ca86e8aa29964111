//! Decisions of authorities.

use super::{bound, bound_said, with};
use crate::model::number::Number;
use crate::record::evidence::DecisionKind;

const BY: &str = "author: A, date: 2026-01-10, reason: R";

fn record(decisions: &[&str]) -> String {
    let mut text = with("  - { id: c1, kind: course, hours: 30 }\n  - { id: d1, kind: demonstration, count: 9 }\n");
    text.push_str("decisions:\n");
    for decision in decisions {
        text.push_str(&format!("  - {{ {decision}, {BY} }}\n"));
    }
    text
}

#[test]
fn each_verb_sorted_as_they_apply() {
    let text = record(&[
        "waive: t.work/licence/age, reference: file 7, until: 2027",
        "accept: d1, for: t.work/licence/age, as: { setting: live, patient-age: 7 }",
        "pin: c1, to: t.work/licence/age",
        "limit: d1, to: 5",
        "limit: c1, to: 20 h",
        "exclude: c2",
    ]);
    let text = text.replace("  - { id: d1", "  - { id: c2, kind: course }\n  - { id: d1");
    let (record, _) = bound(&text);
    let kinds: Vec<_> = record.decisions.iter().map(|decision| decision.kind.clone()).collect();
    let place = |id: &str| record.items.iter().position(|item| item.id == id).unwrap();
    let age = "t.work/licence/age".to_owned();
    assert_eq!(kinds[0], DecisionKind::Exclude(place("c2")));
    assert_eq!(kinds[1], DecisionKind::Limit(place("c1"), Number::whole(1200)));
    assert_eq!(kinds[2], DecisionKind::Limit(place("d1"), Number::whole(5)));
    assert_eq!(kinds[3], DecisionKind::Pin(place("c1"), age.clone()));
    let DecisionKind::Accept { item, requirement, attributes } = &kinds[4] else { panic!() };
    assert_eq!((*item, requirement, attributes.len()), (place("d1"), &age, 2));
    assert_eq!(kinds[5], DecisionKind::Waive(age));
    assert_eq!(record.decisions[5].reference.as_deref(), Some("file 7"));
}

#[test]
fn what_does_not_exist() {
    let text = record(&[
        "waive: t.work/licence/years",
        "waive: t.work/licence/aeg",
        "waive: age",
        "exclude: c9",
        "accept: c1, for: t.work/licence/age, as: { setting: lvie }",
        "waive: x.other/licence/age",
    ]);
    insta::assert_snapshot!(bound_said(&text), @r"
    error[unknown-requirement]: the requirement `t.work/licence/years` is now
                                `t.work/licence/age`
     --> record.yaml:7:14
      |
    7 |   - { waive: t.work/licence/years, author: A, date: 2026-01-10, reason: R }
      |              ^^^^^^^^^^^^^^^^^^^^
      |
      = path: decisions[0].waive
      = note: a decision speaks of the rule as it was; whether it still holds is for
              the authority to say
      = help: did you mean `t.work/licence/age`?

    error[unknown-requirement]: `t.work` has no requirement `t.work/licence/aeg`
     --> record.yaml:8:14
      |
    8 |   - { waive: t.work/licence/aeg, author: A, date: 2026-01-10, reason: R }
      |              ^^^^^^^^^^^^^^^^^^
      |
      = path: decisions[1].waive
      = help: did you mean `t.work/licence/age`?

    error[unknown-requirement]: a requirement is written in full,
                                `FRAMEWORK/GRANT/NAME`, found `age`
     --> record.yaml:9:14
      |
    9 |   - { waive: age, author: A, date: 2026-01-10, reason: R }
      |              ^^^
      |
      = path: decisions[2].waive
      = help: did you mean `t.work/licence/age`?

    error[unknown-evidence]: no evidence has the id `c9`
      --> record.yaml:10:16
       |
    10 |   - { exclude: c9, author: A, date: 2026-01-10, reason: R }
       |                ^^
       |
       = path: decisions[3].exclude
       = help: did you mean `c1`?

    error[unknown-symbol]: `lvie` is no `setting` that the framework declares
      --> record.yaml:11:59
       |
    11 |   - { accept: c1, for: t.work/licence/age, as: { setting: lvie }, author...
       |                                                           ^^^^
       |
       = path: decisions[4].as.setting
       = note: if another word is meant, write `other:lvie`
       = help: did you mean `live`?
    ");
}

#[test]
fn contradictions() {
    let text = record(&["exclude: c1", "pin: c1, to: t.work/licence/age", "limit: d1, to: 3", "limit: d1, to: 4"]);
    insta::assert_snapshot!(bound_said(&text), @r"
    error[contradictory-decisions]: two decisions on one piece of evidence
                                    contradict one another
     --> record.yaml:8:7
      |
    7 |   - { exclude: c1, author: A, date: 2026-01-10, reason: R }
      |       ----------- the other decision
    8 |   - { pin: c1, to: t.work/licence/age, author: A, date: 2026-01-10, reaso...
      |       ^^^^^^^
      |
      = path: decisions[1]

    error[contradictory-decisions]: two decisions on one piece of evidence
                                    contradict one another
      --> record.yaml:10:7
       |
     9 |   - { limit: d1, to: 3, author: A, date: 2026-01-10, reason: R }
       |       --------- the other decision
    10 |   - { limit: d1, to: 4, author: A, date: 2026-01-10, reason: R }
       |       ^^^^^^^^^
       |
       = path: decisions[3]
    ");
    let text = record(&["limit: d1, to: 3, until: 2026-02", "limit: d1, to: 4"])
        .replace(&format!("to: 4, {BY}"), "to: 4, author: A, date: 2026-03-01, reason: R");
    assert_eq!(bound(&text).0.decisions.len(), 2, "one after the other");
    let text = record(&["exclude: c1", "exclude: c1", "limit: d1, to: 3", "limit: d1, to: 3"]);
    assert_eq!(bound(&text).0.decisions.len(), 4, "the same twice");
}
