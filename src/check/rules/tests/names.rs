//! Names of many sorts, and what is said once.

use super::{framework, grant};

#[test]
fn what_is_broken_is_said_once() {
    insta::assert_snapshot!(grant(r#"
requirement r "R" {
  let p = qualification where colour is red
  a exam after p.date
  at least 20 h of training where part-of is p
}
for each c in core.nothing { a course on c where role is chw }
"#), @r#"
    Award f/g
      all <f/g> Grant
        named <f/g/r> Requirement
          all
            all
            all
        all

    error[unknown-attribute]: evidence has no attribute `colour`
     --> f.hab:5:31
      |
    5 |   let p = qualification where colour is red
      |                               ^^^^^^ not an attribute
      |
      = note: `qualification` has `title`, `field`, `recognised.by`,
              `recognised.as`, `recognised.date` and 15 more

    error[unknown-competency]: no competency or set `core.nothing` is declared
     --> f.hab:9:15
      |
    9 | for each c in core.nothing { a course on c where role is chw }
      |               ^^^^^^^^^^^^ not declared
      |
      = help: did you mean `core.routine`?

    error[unknown-attribute]: evidence of the kind `course` has no attribute `role`
     --> f.hab:9:50
      |
    9 | for each c in core.nothing { a course on c where role is chw }
      |                                                  ^^^^ not of `course`
      |
      = note: `course` has `code`, `accredited-by`, `grade`, `passed`, `delivery`
              and 16 more
    "#);
}

#[test]
fn copies_do_not_repeat_faults() {
    insta::assert_snapshot!(grant(r#"
for each c in core { at least 20 h of course on c where role is chw }
"#), @r#"
    Award f/g
      all <f/g> Grant
        all
          all Member "Skull"
            all
          all Member "Jaw"
            all
          all Member "Lung"
            all
          all Member "Ribs"
            all

    error[unknown-attribute]: evidence of the kind `course` has no attribute `role`
     --> f.hab:4:57
      |
    4 | for each c in core { at least 20 h of course on c where role is chw }
      |                                                         ^^^^ not of `course`
      |
      = note: `course` has `code`, `accredited-by`, `grade`, `passed`, `delivery`
              and 16 more
    "#);
}

#[test]
fn kinds_of_grant() {
    insta::assert_snapshot!(framework(r#"
grant g licence of base { fact fit }
grant h renewal of g { fact fit }
grant base award { fact fit }
"#), @r#"
    Licence f/g of f/base
      all <f/g> Grant
        fact fit
    Renewal f/h of f/g
      all <f/h> Grant
        fact fit
    Award f/base
      all <f/base> Grant
        fact fit
    "#);
}
