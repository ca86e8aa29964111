//! Each problem that a record may have: where it is, what was found, what is expected.

use super::{said, with};

#[test]
fn misspelt_keys_at_every_level() {
    let text = "habilita: record/1\nperson: P-1\nborne: 1999\nevidence:\n  - { id: c1, kind: course, hourz: 20, \
                provider: { nme: X } }\n";
    insta::assert_snapshot!(said(text), @r"
    error[unknown-key]: no key `borne` here
     --> record.yaml:3:1
      |
    3 | borne: 1999
      | ^^^^^ not a key
      |
      = path: borne
      = help: did you mean `born`?

    error[unknown-key]: no key `hourz` here
     --> record.yaml:5:29
      |
    5 |   - { id: c1, kind: course, hourz: 20, provider: { nme: X } }
      |                             ^^^^^ not a key
      |
      = path: evidence[0].hourz
      = help: did you mean `hours`?

    error[unknown-key]: no key `nme` here
     --> record.yaml:5:52
      |
    5 |   - { id: c1, kind: course, hourz: 20, provider: { nme: X } }
      |                                                    ^^^ not a key
      |
      = path: evidence[0].provider.nme
      = help: did you mean `name`?
    ");
}

#[test]
fn all_problems_of_a_record_at_once() {
    let text = "habilita: record/1\nperson: P-1\nborn: 31.12.1999\nresidence:\n  - { place: tx, from: 2019-02-30 }\n\
                evidence:\n  - { id: c1, kind: corse, hours: lots }\n  - { kind: exam, date: 2020-13 }\n  - just a word\n";
    insta::assert_snapshot!(said(text), @r"
    error[invalid-date]: `31.12.1999` is not a date such as 2019-03-02, 2019-03 or
                         2019
     --> record.yaml:3:7
      |
    3 | born: 31.12.1999
      |       ^^^^^^^^^^
      |
      = path: born

    error[invalid-date]: there is no such date: `2019-02-30`
     --> record.yaml:5:24
      |
    5 |   - { place: tx, from: 2019-02-30 }
      |                        ^^^^^^^^^^
      |
      = path: residence[0].from

    error[unknown-kind]: there is no kind of evidence `corse`
     --> record.yaml:7:21
      |
    7 |   - { id: c1, kind: corse, hours: lots }
      |                     ^^^^^ not known
      |
      = path: evidence[0].kind
      = help: did you mean `course`?

    error[invalid-value]: `lots` is not an amount such as `80 h` or `60 ects`
     --> record.yaml:7:35
      |
    7 |   - { id: c1, kind: corse, hours: lots }
      |                                   ^^^^
      |
      = path: evidence[0].hours

    error[missing-key]: the key `id` is missing
     --> record.yaml:8:7
      |
    8 |   - { kind: exam, date: 2020-13 }
      |       ^^^^^^^^^^ here
      |
      = path: evidence[1]

    error[invalid-date]: there is no such date: `2020-13`
     --> record.yaml:8:25
      |
    8 |   - { kind: exam, date: 2020-13 }
      |                         ^^^^^^^
      |
      = path: evidence[1].date

    error[invalid-value]: expected a piece of evidence, found `just a word`
     --> record.yaml:9:5
      |
    9 |   - just a word
      |     ^^^^^^^^^^^ not of this form
      |
      = path: evidence[2]
    ");
}

#[test]
fn keys_of_another_kind() {
    let text = with("  - { id: x1, kind: experience, role: chw, completed: 2020, grade: A }\n");
    insta::assert_snapshot!(said(&text), @r"
    error[unknown-key]: a piece of evidence of kind `experience` has no `completed`
     --> record.yaml:4:44
      |
    4 |   - { id: x1, kind: experience, role: chw, completed: 2020, grade: A }
      |                                            ^^^^^^^^^
      |
      = path: evidence[0].completed
      = note: `completed` belongs to course, placement, qualification, cpd
      = help: did you mean `ended`?

    error[unknown-key]: a piece of evidence of kind `experience` has no `grade`
     --> record.yaml:4:61
      |
    4 |   - { id: x1, kind: experience, role: chw, completed: 2020, grade: A }
      |                                                             ^^^^^
      |
      = path: evidence[0].grade
      = note: `grade` belongs to course, exam
    ");
}

#[test]
fn amounts() {
    let text = with(
        "  - { id: c1, kind: course, hours: -3 }\n  - { id: c2, kind: course, hours: 1e3 }\n  \
         - { id: c3, kind: course, hours: 20h }\n  - { id: c4, kind: course, hours: { theory: many } }\n  \
         - { id: c5, kind: course, hours: [ { mode: theory } ] }\n  - { id: c6, kind: course, hours: true }\n  \
         - { id: c7, kind: course, hours: 1.1234567 }\n",
    );
    insta::assert_snapshot!(said(&text), @r"
    error[invalid-number]: `-3` is less than 0
     --> record.yaml:4:36
      |
    4 |   - { id: c1, kind: course, hours: -3 }
      |                                    ^^
      |
      = path: evidence[0].hours

    error[invalid-number]: `1e3` is not a plain decimal up to 1000000000 with at
                           most six decimals, such as 7.5
     --> record.yaml:5:36
      |
    5 |   - { id: c2, kind: course, hours: 1e3 }
      |                                    ^^^
      |
      = path: evidence[1].hours

    error[invalid-value]: `20h` is not an amount such as `80 h` or `60 ects`
     --> record.yaml:6:36
      |
    6 |   - { id: c3, kind: course, hours: 20h }
      |                                    ^^^
      |
      = path: evidence[2].hours

    error[invalid-value]: `many` is not an amount such as `80 h` or `60 ects`
     --> record.yaml:7:46
      |
    7 |   - { id: c4, kind: course, hours: { theory: many } }
      |                                              ^^^^
      |
      = path: evidence[3].hours.theory

    error[missing-key]: the key `amount` is missing
     --> record.yaml:8:40
      |
    8 |   - { id: c5, kind: course, hours: [ { mode: theory } ] }
      |                                        ^^^^^^^^^^^^ here
      |
      = path: evidence[4].hours[0]

    error[invalid-value]: expected a number, an amount such as `60 ects`, amounts by
                          mode such as `{ theory: 120, practice: 60 }`, or a list of
                          portions, found `true`
     --> record.yaml:9:36
      |
    9 |   - { id: c6, kind: course, hours: true }
      |                                    ^^^^ not of this form
      |
      = path: evidence[5].hours

    error[invalid-number]: `1.1234567` is not a plain decimal up to 1000000000 with
                           at most six decimals, such as 7.5
      --> record.yaml:10:36
       |
    10 |   - { id: c7, kind: course, hours: 1.1234567 }
       |                                    ^^^^^^^^^
       |
       = path: evidence[6].hours
    ");
}

#[test]
fn credits_need_their_unit() {
    let text = with("  - { id: c1, kind: course, credits: 6 }\n");
    insta::assert_snapshot!(said(&text), @r"
    error[invalid-value]: credits need their unit
     --> record.yaml:4:38
      |
    4 |   - { id: c1, kind: course, credits: 6 }
      |                                      ^
      |
      = path: evidence[0].credits
      = help: write `6 ects`, or what credits these are
    ");
}

#[test]
fn truth_values_are_true_and_false() {
    let text = with("  - { id: c1, kind: course, passed: yes }\n  - { id: c2, kind: course, verified: \"true\" }\n");
    insta::assert_snapshot!(said(&text), @r#"
    error[invalid-value]: expected true or false, found `yes`
     --> record.yaml:4:37
      |
    4 |   - { id: c1, kind: course, passed: yes }
      |                                     ^^^ not of this form
      |
      = path: evidence[0].passed
      = help: did you mean `true`?

    error[invalid-value]: expected true or false, found the text `"true"`
     --> record.yaml:5:39
      |
    5 |   - { id: c2, kind: course, verified: "true" }
      |                                       ^^^^^^ not of this form
      |
      = path: evidence[1].verified
    "#);
}

#[test]
fn ids_stand_once() {
    let text = with("  - { id: c1, kind: course }\n  - { id: c1, kind: exam }\n");
    insta::assert_snapshot!(said(&text), @r"
    error[duplicate-evidence]: two pieces of evidence have the id `c1`
     --> record.yaml:5:11
      |
    4 |   - { id: c1, kind: course }
      |           -- first here
    5 |   - { id: c1, kind: exam }
      |           ^^
      |
      = path: evidence[1].id
    ");
}

#[test]
fn parts_of_what_does_not_exist_or_has_none() {
    let text = with(
        "  - { id: q1, kind: qualification }\n  - { id: c1, kind: course, part-of: q2 }\n  \
         - { id: c2, kind: course, part-of: c1 }\n",
    );
    insta::assert_snapshot!(said(&text), @r"
    error[unknown-evidence]: no evidence has the id `q2`
     --> record.yaml:5:38
      |
    5 |   - { id: c1, kind: course, part-of: q2 }
      |                                      ^^
      |
      = path: evidence[1].part-of
      = help: did you mean `c2`?

    error[invalid-value]: `c1` is of kind `course`; evidence can be part of a
                          qualification only
     --> record.yaml:6:38
      |
    6 |   - { id: c2, kind: course, part-of: c1 }
      |                                      ^^
      |
      = path: evidence[2].part-of
    ");
}

#[test]
fn ends_before_beginnings() {
    let text = with(
        "  - { id: c1, kind: course, started: 2025-03-02, completed: 2025-03-01 }\n  \
         - { id: x1, kind: experience, started: 2025, ended: 2024-12-31 }\n  \
         - { id: k1, kind: credential, issued: 2025-02, expires: 2024 }\n",
    );
    insta::assert_snapshot!(said(&text), @r"
    error[invalid-value]: this ends before it begins: 2025-03-01 is before
                          2025-03-02
     --> record.yaml:4:61
      |
    4 |   - { id: c1, kind: course, started: 2025-03-02, completed: 2025-03-01 }
      |                                                             ^^^^^^^^^^
      |
      = path: evidence[0].completed

    error[invalid-value]: this ends before it begins: 2024-12-31 is before 2025
     --> record.yaml:5:55
      |
    5 |   - { id: x1, kind: experience, started: 2025, ended: 2024-12-31 }
      |                                                       ^^^^^^^^^^
      |
      = path: evidence[1].ended

    error[invalid-value]: this expires before it is issued: 2024 is before 2025-02
     --> record.yaml:6:59
      |
    6 |   - { id: k1, kind: credential, issued: 2025-02, expires: 2024 }
      |                                                           ^^^^
      |
      = path: evidence[2].expires
    ");
}

#[test]
fn what_can_hardly_be_meant_is_a_warning() {
    let text = "habilita: record/1\nperson: P-1\nborn: 1999-03-02\nevidence:\n  \
                - { id: c1, kind: course, started: 2025-03-01, completed: 2025-03-02, hours: 50 }\n  \
                - { id: c2, kind: course, completed: 1998 }\n  - { id: x1, kind: experience, load: 37.5 }\n  \
                - { id: c3, kind: course, hours: 20, minutes-per-hour: 600 }\n";
    insta::assert_snapshot!(said(text), @r"
    warning[implausible-value]: 50 h within 2 days is more than 24 hours a day
     --> record.yaml:5:80
      |
    5 | ...01, completed: 2025-03-02, hours: 50 }
      |                                      ^^
      |
      = path: evidence[0].hours

    warning[implausible-value]: 1998 is before the date of birth, 1999-03-02
     --> record.yaml:6:40
      |
    6 |   - { id: c2, kind: course, completed: 1998 }
      |                                        ^^^^
      |
      = path: evidence[1].completed

    warning[implausible-value]: more than full time: a load is a fraction such as
                                0.5
     --> record.yaml:7:39
      |
    7 |   - { id: x1, kind: experience, load: 37.5 }
      |                                       ^^^^
      |
      = path: evidence[2].load

    warning[implausible-value]: an hour of 600 minutes can hardly be meant
     --> record.yaml:8:58
      |
    8 |   - { id: c3, kind: course, hours: 20, minutes-per-hour: 600 }
      |                                                          ^^^
      |
      = path: evidence[3].minutes-per-hour
    ");
}

#[test]
fn decisions_say_one_thing_in_full() {
    let text = "habilita: record/1\nperson: P-1\ndecisions:\n  \
                - { author: A, date: 2026, reason: R }\n  \
                - { waive: x/y/z, exclude: c1, author: A, date: 2026, reason: R }\n  \
                - { pin: c1, author: A, date: 2026, reason: R }\n  \
                - { limit: c1, to: much, author: A, date: 2026, reason: R }\n  \
                - { waive: x/y/z, for: c1, author: \"\", date: 2026, reason: R }\n";
    insta::assert_snapshot!(said(text), @r#"
    error[missing-key]: a decision says one of `waive`, `accept`, `pin`, `exclude`
                        or `limit`
     --> record.yaml:4:7
      |
    4 |   - { author: A, date: 2026, reason: R }
      |       ^^^^^^^^^
      |
      = path: decisions[0]

    error[invalid-value]: a decision says one thing, and this one says `waive` and
                          `exclude`
     --> record.yaml:5:21
      |
    5 |   - { waive: x/y/z, exclude: c1, author: A, date: 2026, reason: R }
      |                     ^^^^^^^
      |
      = path: decisions[1].exclude
      = help: write two decisions

    error[missing-key]: `pin` needs the key `to`
     --> record.yaml:6:7
      |
    6 |   - { pin: c1, author: A, date: 2026, reason: R }
      |       ^^^^^^^
      |
      = path: decisions[2]

    error[invalid-value]: `much` is not an amount such as `20 h` or 5
     --> record.yaml:7:22
      |
    7 |   - { limit: c1, to: much, author: A, date: 2026, reason: R }
      |                      ^^^^
      |
      = path: decisions[3].to

    error[unknown-key]: `waive` has no `for`
     --> record.yaml:8:21
      |
    8 |   - { waive: x/y/z, for: c1, author: "", date: 2026, reason: R }
      |                     ^^^
      |
      = path: decisions[4].for

    error[invalid-value]: the author of a decision is empty
     --> record.yaml:8:38
      |
    8 |   - { waive: x/y/z, for: c1, author: "", date: 2026, reason: R }
      |                                      ^^
      |
      = path: decisions[4].author
    "#);
}

#[test]
fn decisions_need_a_date_and_a_reason() {
    let text = "habilita: record/1\nperson: P-1\ndecisions:\n  - { waive: x/y/z, author: A }\n";
    insta::assert_snapshot!(said(text), @r"
    error[missing-key]: the key `date` is missing
     --> record.yaml:4:7
      |
    4 |   - { waive: x/y/z, author: A }
      |       ^^^^^^^^^^^^ here
      |
      = path: decisions[0]
    ");
}

#[test]
fn listed_in_full() {
    let text = "habilita: record/1\nperson: P-1\ncomplete: [course, exams, credential where issuer = dshs]\n";
    insta::assert_snapshot!(said(text), @r"
    error[unknown-kind]: no kind of evidence `exams`
     --> record.yaml:3:20
      |
    3 | complete: [course, exams, credential where issuer = dshs]
      |                    ^^^^^
      |
      = path: complete[1]
      = help: did you mean `exam`?

    error[invalid-value]: `credential where issuer = dshs` is not of the form
                          `credential where issuer is dshs`
     --> record.yaml:3:27
      |
    3 | complete: [course, exams, credential where issuer = dshs]
      |                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = path: complete[2]
    ");
    insta::assert_snapshot!(said("habilita: record/1\nperson: P-1\ncomplete: true\n"), @r"
    error[invalid-value]: expected `all`, or a list such as `[course, exam,
                          credential where issuer is dshs]`, found `true`
     --> record.yaml:3:11
      |
    3 | complete: true
      |           ^^^^ not of this form
      |
      = path: complete
    ");
}

#[test]
fn hours_split_in_two_ways() {
    let text = with(
        "  - { id: c1, kind: course, hours: { theory: 4, practice: 4 }, topics: [{ topic: law, hours: 2 }] }\n  \
         - { id: c2, kind: course, hours: 4, topics: { law: 2, ethics: 3 } }\n",
    );
    insta::assert_snapshot!(said(&text), @r"
    error[invalid-value]: hours are told apart here by topic, and under `hours` in
                          another way
     --> record.yaml:4:64
      |
    4 |   - { id: c1, kind: course, hours: { theory: 4, practice: 4 }, topics: [{...
      |                                                                ^^^^^^
      |
      = path: evidence[0].topics
      = help: write a list under `hours`, each portion with its `topic`

    error[invalid-value]: the topics have 5 h, more than the 4 h of the whole
     --> record.yaml:5:49
      |
    5 |   - { id: c2, kind: course, hours: 4, topics: { law: 2, ethics: 3 } }
      |                                                 ^^^^^^
      |
      = path: evidence[1].topics
    ");
}

#[test]
fn competencies_twice_or_for_longer_than_the_whole() {
    let text = with(
        "  - id: c1\n    kind: course\n    hours: 10\n    covers:\n      - a.b/c\n      \
         - { competency: a.b/c, hours: 12 }\n  - { id: c2, kind: course, covers: some }\n",
    );
    insta::assert_snapshot!(said(&text), @r"
    error[invalid-value]: the competency `a.b/c` is listed twice
     --> record.yaml:9:11
      |
    8 |       - a.b/c
      |         ----- first here
    9 |       - { competency: a.b/c, hours: 12 }
      |           ^^^^^^^^^^^^^^^^^
      |
      = path: evidence[0].covers[1]

    warning[implausible-value]: 12 h on one competency, more than the 10 h of the
                                whole
     --> record.yaml:9:37
      |
    9 |       - { competency: a.b/c, hours: 12 }
      |                                     ^^
      |
      = path: evidence[0].covers[1].hours

    error[invalid-value]: expected a list of competencies, or `unknown`, found
                          `some`
      --> record.yaml:10:37
       |
    10 |   - { id: c2, kind: course, covers: some }
       |                                     ^^^^ not of this form
       |
       = path: evidence[1].covers
    ");
}

#[test]
fn states_of_credentials_and_of_other_evidence() {
    let text = with("  - { id: c1, kind: course, status: active }\n  - { id: c2, kind: course, status: finished }\n");
    insta::assert_snapshot!(said(&text), @r"
    error[invalid-value]: only a credential can be `active`; evidence is completed,
                          in-progress or planned
     --> record.yaml:4:37
      |
    4 |   - { id: c1, kind: course, status: active }
      |                                     ^^^^^^
      |
      = path: evidence[0].status

    error[unknown-word]: `finished` is none of the words expected here
     --> record.yaml:5:37
      |
    5 |   - { id: c2, kind: course, status: finished }
      |                                     ^^^^^^^^ not known
      |
      = path: evidence[1].status
      = note: expected is one of `completed`, `in-progress`, `planned`, `active`,
              `lapsed`, `suspended`, `revoked`
    ");
}

#[test]
fn many_problems_are_cut_short() {
    let evidence: String = (0..500).map(|i| format!("  - {{ id: c{i}, kind: course, hourz: 20 }}\n")).collect();
    let said = said(&with(&evidence));
    assert_eq!(said.matches("error[").count(), super::super::typed::PROBLEM_LIMIT);
    assert!(said.contains("there may be more problems of this document"));
}
