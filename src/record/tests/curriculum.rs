//! Curricula: what is said about them, and their graduates.

use super::{drawn, framework};
use crate::record::curriculum::{Curriculum, bind_curriculum};
use crate::record::{self, read_curricula};
use crate::source::FileId;
use jiff::civil::date;

fn said(text: &str) -> String {
    drawn(text, &read_curricula(FileId(0), text).diagnostics)
}

fn good(text: &str) -> Vec<Curriculum> {
    let read = read_curricula(FileId(0), text);
    assert!(read.diagnostics.is_empty(), "{}", drawn(text, &read.diagnostics));
    read.value.unwrap()
}

/// A curriculum of these modules and this structure.
fn with(modules: &str, structure: &str) -> String {
    format!("habilita: curriculum/1\nid: x.y\ntitle: X\nmodules:\n{modules}{structure}")
}

#[test]
fn all_that_a_curriculum_may_say_is_read() {
    let text = "habilita: curriculum/1
id: co.example-institute.auxiliar-2026
title: Auxiliar
institution: { name: Example institute, country: CO }
award: { title: t.core/aide, level: isced.4, duration: 18 months }
claims: [t.work]
modules:
  - { code: N1, title: One, hours: { theory: 40, practice: 60.5 }, covers: [t.core/alpha], cost: 120.50 }
  - { code: N2, hours: [{ amount: 80 h, mode: theory, topic: ethics }], requires: [N1], approved-by: [dshs] }
  - { code: P1, kind: placement, hours: 200, site: Hospital, setting: live, requires: [N1, N2] }
  - { code: X1, kind: exam, part: written }
  - { code: C1, credits: 6 ects }
structure:
  - all: [N1, N2, P1, X1]
  - choose: { name: Electives, at-least: 1, at-most: 6 ects, of: [C1] }
---
habilita: curriculum/1
id: second
title: Second
modules: [{ code: A }]
";
    let curricula = good(text);
    assert_eq!(curricula.len(), 2);
    assert_eq!(curricula[0].modules.len(), 5);
    assert_eq!(curricula[0].module("P1"), Some(2));
    assert_eq!(curricula[1].structure, None);
}

#[test]
fn json_is_read_as_well() {
    let text = r#"{"habilita": "curriculum/1", "id": "a", "title": "A", "modules": [{"code": "N1", "hours": 40}],
        "structure": [{"choose": {"at-least": "20 h", "of": ["N1"]}}]}"#;
    assert_eq!(good(text)[0].modules.len(), 1);
    assert!(
        said(r#"{"habilita": "curriculum/1", "id": "a", "title": "A", "modules": [{"code": 7}]}"#).contains("a text")
    );
}

#[test]
fn what_is_wrong_with_its_form() {
    insta::assert_snapshot!(said("habilita: curriculum/1\nid: a\ntitel: A\nmodules:\n  - { code: N1, hour: 4 }\n"));
}

#[test]
fn a_record_is_no_curriculum() {
    insta::assert_snapshot!(said("habilita: record/1\nperson: x\n"));
    insta::assert_snapshot!(said(""));
}

#[test]
fn modules_that_stand_twice_or_nowhere() {
    let modules = "  - { code: N1, hours: 40 }\n  - { code: N1 }\n  - { code: N2, requires: [N3] }\n  - { code: E1 }\n";
    insta::assert_snapshot!(said(&with(modules, "structure:\n  - all: [N1, N1, M2]\n  - choose: { of: [N2] }\n")));
}

#[test]
fn prerequisites_in_circles() {
    let modules = "  - { code: A, requires: [C] }\n  - { code: B, requires: [A] }\n  - { code: C, requires: [B] }
  - { code: D, requires: [D] }\n  - { code: E, requires: [A] }\n";
    insta::assert_snapshot!(said(&with(modules, "")));
}

#[test]
fn choices_that_nobody_can_make() {
    let modules = "  - { code: A, hours: 40 }\n  - { code: B, hours: 30 }\n  - { code: C, credits: 6 ects }\n";
    let structure = "structure:
  - all: [C]
  - choose: { at-least: 3, of: [A, B] }
  - choose: { at-least: 80 h, of: [A, B] }
  - choose: { at-least: 2, at-most: 1, of: [A, B] }
  - choose: { at-least: 1.5, of: [A, B] }
  - choose: { at-least: 20 h, of: [A, C] }
  - choose: { of: [] }
  - { all: [A], choose: { of: [B] } }
  - {}
";
    insta::assert_snapshot!(said(&with(modules, structure)));
}

#[test]
fn modules_have_the_keys_of_their_kind() {
    let modules =
        "  - { code: A, category: law }\n  - { code: B, kind: experience }\n  - { code: C, kind: exam, hours: 3 }
  - { code: D, hours: 40, covers: [{ competency: t.core/alpha, hours: 50 }], minutes-per-hour: 20 }\n";
    insta::assert_snapshot!(said(&with(modules, "")));
}

#[test]
fn problems_of_words_have_their_place_in_the_curriculum() {
    let framework = framework();
    let modules = "  - { code: A, hours: 40, covers: [t.core/alhpa] }\n  - { code: B, kind: exam }\n";
    let text = with(modules, "award: { title: t.core/aid }\n");
    let curriculum = &good(&text)[0];
    let bound = bind_curriculum(curriculum, &framework, &[], date(2026, 3, 1), &text);
    insta::assert_snapshot!(drawn(&text, &bound.diagnostics));
}

#[test]
fn a_graduate_is_an_ordinary_record() {
    let framework = framework();
    let modules = "  - { code: A, hours: 40, covers: [t.core/alpha] }\n  - { code: B, hours: 30, requires: [A] }
  - { code: P, kind: placement, hours: 100, duration: 10 weeks }\n";
    let text = with(modules, "award: { title: t.core/aide, duration: 6 months }\n");
    let curriculum = &good(&text)[0];
    let record = curriculum.bind(&[0, 2], &framework, date(2026, 3, 1), &text).value.unwrap();
    let items: Vec<(&str, bool)> = record.items.iter().map(|item| (item.id.as_str(), item.part_of.is_some())).collect();
    assert_eq!(items, [("A", true), ("P", true), ("the programme", false)]);
    assert!(record.items[2].complete && record.items[2].has_parts);
    assert_eq!(record.items[2].started.exact(), Some(date(2025, 9, 2)));
    assert_eq!(record.items[1].started.exact(), Some(date(2025, 12, 22)));
    assert_eq!(record.application.exact(), Some(date(2026, 3, 1)));
    assert!(record.complete.kinds.has(crate::model::vocabulary::Kind::Placement));
    assert!(!record.complete.kinds.has(crate::model::vocabulary::Kind::Exam));
}

#[test]
fn any_prefix_of_a_curriculum_gives_an_answer() {
    let text = with("  - { code: A, hours: 40, requires: [B] }\n  - { code: B }\n", "structure:\n  - all: [A, B]\n");
    for end in 0..text.len() {
        let _ = read_curricula(FileId(0), &text[..end]);
    }
    assert!(record::read_curricula(FileId(0), "habilita: curriculum/1\nmodules: 3\n").value.is_none());
}
