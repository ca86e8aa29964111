//! Repetition over sets and tables.

use super::{framework, grant};

#[test]
fn over_sets() {
    insta::assert_snapshot!(grant(r#"
for each c in core.routine { at least 20 h of course on c  requirement r "R" { a demonstration on c } }
for at least 2 of c in core { a demonstration on c }
for each c in core.head { a demonstration on c }
"#), @r#"
    Award f/g
      all <f/g> Grant
        all
          all Member "Skull"
            claim 20.. h course on h1
            named <f/g/h1/r> Requirement
              claim 1.. items demonstration on h1
          all Member "Lung"
            claim 20.. h course on k1
            named <f/g/k1/r> Requirement
              claim 1.. items demonstration on k1
          all Member "Ribs"
            claim 20.. h course on k2
            named <f/g/k2/r> Requirement
              claim 1.. items demonstration on k2
        at least 2 of
          all Member "Skull"
            claim 1.. items demonstration on h1
          all Member "Jaw"
            claim 1.. items demonstration on h2
          all Member "Lung"
            claim 1.. items demonstration on k1
          all Member "Ribs"
            claim 1.. items demonstration on k2
        all
          all Member "Skull"
            claim 1.. items demonstration on h1
          all Member "Jaw"
            claim 1.. items demonstration on h2
    "#);
}

#[test]
fn over_tables() {
    insta::assert_snapshot!(grant(r#"
for each s in core.skills {
  at least s.minimum of demonstration on s.skill where setting is live or s.simulated
  at least s.hours of course on s.skill where mode is s.mode and started from s.begun
}
"#), @r#"
    Award f/g
      all <f/g> Grant
        all
          all Member "Skull"
            claim 5.. items demonstration on h1
            claim 20.. h course on h1 where (mode=theory & started From 2020-01-01)
          all Member "Lung"
            all
            open
    "#);
}

#[test]
fn cells_decide() {
    insta::assert_snapshot!(grant(r#"
for each s in core.skills {
  a demonstration on s.skill where s.minimum at least 5
  a demonstration on s.skill where not s.simulated
  a demonstration on s.skill where s.mode is theory and success
  a course on s.skill where s.hours at least 20 h
}
"#), @r#"
    Award f/g
      all <f/g> Grant
        all
          all Member "Skull"
            claim 1.. items demonstration on h1
            claim 1.. items demonstration on h1 where false
            claim 1.. items demonstration on h1 where success=yes (result)
            claim 1.. items course on h1
          all Member "Lung"
            claim 1.. items demonstration on k1
            claim 1.. items demonstration on k1
            claim 1.. items demonstration on k1 where false (result)
            claim 1.. items course on k1 where unknown
    "#);
}

#[test]
fn wrong_loops() {
    insta::assert_snapshot!(grant(r#"
for each c in core.routin { a demonstration on c }
for at least 4 of c in core.routine { a demonstration on c }
for each s in core.skills { at least s.minimun of exam }
for each s in core.skills { a demonstration on s }
for each c in core.routine { for each c in core.head { a demonstration on c } }
for each core in core.routine { a demonstration on core }
a course on core.routine
"#), @r#"
    Award f/g
      all <f/g> Grant
        all
        all
        all
          all Member "Skull"
            all
          all Member "Lung"
            all
        all
          all Member "Skull"
            all
          all Member "Lung"
            all
        all
          all Member "Skull"
            all
              all Member "Skull"
                claim 1.. items demonstration on h1
              all Member "Jaw"
                claim 1.. items demonstration on h2
          all Member "Lung"
            all
              all Member "Skull"
                claim 1.. items demonstration on h1
              all Member "Jaw"
                claim 1.. items demonstration on h2
          all Member "Ribs"
            all
              all Member "Skull"
                claim 1.. items demonstration on h1
              all Member "Jaw"
                claim 1.. items demonstration on h2
        all
          all Member "Skull"
            claim 1.. items demonstration on h1
          all Member "Lung"
            claim 1.. items demonstration on k1
          all Member "Ribs"
            claim 1.. items demonstration on k2
        all

    error[unknown-competency]: no competency or set `core.routin` is declared
     --> f.hab:4:15
      |
    4 | for each c in core.routin { a demonstration on c }
      |               ^^^^^^^^^^^ not declared
      |
      = help: did you mean `core.routine`?

    error[set-too-small]: 4 of `core.routine` are asked for, and it has 3
     --> f.hab:5:14
      |
    5 | for at least 4 of c in core.routine { a demonstration on c }
      |              ^ more than there are

    error[unknown-value]: the table has no column `minimun`
     --> f.hab:6:38
      |
    6 | for each s in core.skills { at least s.minimun of exam }
      |                                      ^^^^^^^^^ no such column
      |
      = help: did you mean `s.minimum`?

    error[type-mismatch]: `s` is not a competency
     --> f.hab:7:48
      |
    7 | for each s in core.skills { a demonstration on s }
      |                                                ^ not a competency

    error[duplicate-name]: `c` is already the name of something else here
     --> f.hab:8:39
      |
    8 | for each c in core.routine { for each c in core.head { a demonstration on...
      |          - named here                 ^ hides the other

    error[duplicate-name]: `core` is already the name of a catalog
     --> f.hab:9:10
      |
    9 | for each core in core.routine { a demonstration on core }
      |          ^^^^ hides it

    error[type-mismatch]: `core.routine` is a set, and one competency is needed
      --> f.hab:10:13
       |
    10 | a course on core.routine
       |             ^^^^^^^^^^^^ a set
       |
       = help: repeat the line for each member: `for each x in core.routine { … }`
    "#);
}

#[test]
fn too_many_lines() {
    let shown = framework(
        r#"
grant g award {
  for each v in core { for each b in core { for each c in core { for each d in core {
    for each e in core { for each f in core { for each h in core { a demonstration on h } } } } } } }
}
"#,
    );
    let (_, said) = shown.split_once("error").unwrap();
    insta::assert_snapshot!(said, @r#"
    [too-much]: repetitions make more than 2000 lines out of one grant
     --> f.hab:5:47
      |
    5 | ... in core { for each h in core { a demonstration on h } } } } } } }
      |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ grows beyond the limit
    "#);
}
