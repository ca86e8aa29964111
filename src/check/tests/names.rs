//! Names, sources and definitions.

use super::{problem, problem_of};
use crate::diagnostic::Code;

#[test]
fn a_name_is_declared_once() {
    let shown = problem_of(
        Code::DuplicateName,
        r#"  competency chest "Chest"
  set chest = skull
  competency skull "Skull""#,
    );
    insta::assert_snapshot!(shown, @r#"
    error[duplicate-name]: `chest` is declared twice
     --> 1.hab:4:7
      |
    3 |   competency chest "Chest"
      |              ----- first declared here
    4 |   set chest = skull
      |       ^^^^^ declared again
    "#);
}

#[test]
fn a_word_of_a_catalog_is_not_declared_again() {
    let shown = problem(
        Code::DuplicateName,
        &[r#"
catalog c version 1 { unit credit = 10 h }
framework f version 1 {
  name "F" country US status absent in force from 2020-01-01
  use c as c
  unit credit = 12 h
}
"#],
    );
    insta::assert_snapshot!(shown, @r"
    error[duplicate-name]: `credit` is declared twice
     --> 1.hab:6:8
      |
    2 | catalog c version 1 { unit credit = 10 h }
      |                            ------ first declared here
    ...
    6 |   unit credit = 12 h
      |        ^^^^^^ declared again
    ");
}

#[test]
fn a_source_is_declared() {
    let shown = problem_of(
        Code::UnknownSource,
        r#"  source TAC "25 TAC"
  fact fit: yes-no "Fit?" cite TCA "(alpha)""#,
    );
    insta::assert_snapshot!(shown, @r#"
    error[unknown-source]: no source `TCA` is declared
     --> 1.hab:4:32
      |
    4 |   fact fit: yes-no "Fit?" cite TCA "(alpha)"
      |                                ^^^ not declared
      |
      = help: did you mean `TAC`?
    "#);
}

#[test]
fn an_assumption_is_declared() {
    let shown = problem_of(
        Code::UnknownAssumption,
        r#"  source TAC "25 TAC"
  assume A1 "So."
  provision p about school "P." topic programme.hours cite TAC assume A2"#,
    );
    insta::assert_snapshot!(shown, @r#"
    error[unknown-assumption]: no assumption `A2` is declared
     --> 1.hab:5:71
      |
    5 |   provision p about school "P." topic programme.hours cite TAC assume A2
      |                                                                       ^^ not declared
      |
      = help: did you mean `A1`?
    "#);
}

#[test]
fn definitions_do_not_define_themselves() {
    let shown = problem_of(
        Code::Cycle,
        r#"  define alpha: b where passed
  define b: (course or alpha)
  define c: exam within 3 years after first completed of (c where passed)"#,
    );
    insta::assert_snapshot!(shown, @r"
    error[cycle]: `alpha` is defined by itself, by way of `b`
     --> 1.hab:3:10
      |
    3 |   define alpha: b where passed
      |          ^^^^^ in a circle

    error[cycle]: `c` is defined by itself
     --> 1.hab:5:10
      |
    5 |   define c: exam within 3 years after first completed of (c where passed)
      |          ^ in a circle
    ");
}

#[test]
fn standards_do_not_ask_for_themselves() {
    let shown = problem_of(
        Code::Cycle,
        r#"  standard lone "One" { meets two }
  standard two "Two" { all of { meets lone } }"#,
    );
    insta::assert_snapshot!(shown, @r#"
    error[cycle]: `lone` asks for itself, by way of `two`
     --> 1.hab:3:12
      |
    3 |   standard lone "One" { meets two }
      |            ^^^^ in a circle
    "#);
}
