//! The head of an item, and what belongs where.

use super::{problem, problem_of};
use crate::diagnostic::Code;

#[test]
fn a_framework_says_what_it_is() {
    let shown = problem(
        Code::MissingDeclaration,
        &[r#"
framework f version 1 {
  name "F"
  status regulated
}
"#],
    );
    insta::assert_snapshot!(shown, @r"
    error[missing-declaration]: the framework `f` lacks `country`, `in force` and
                                `grant`
     --> 1.hab:2:11
      |
    2 | framework f version 1 {
      |           ^ incomplete
    ");
}

#[test]
fn a_catalog_grants_nothing() {
    let shown = problem(
        Code::MisplacedDeclaration,
        &[r#"
catalog c version 1 {
  name "C"
  provision fee about authority "No fee." topic registration.fee none
}
"#],
    );
    insta::assert_snapshot!(shown, @r#"
    error[misplaced-declaration]: `provision` stands in a catalog, and belongs in a
                                  framework
     --> 1.hab:4:3
      |
    4 |   provision fee about authority "No fee." topic registration.fee none
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not in a catalog
    "#);
}

#[test]
fn a_head_line_stands_once() {
    let shown = problem_of(Code::DuplicateName, r#"  country CA"#);
    insta::assert_snapshot!(shown, @r#"
    error[duplicate-name]: `country` is stated twice
     --> 1.hab:3:3
      |
    2 |   name "F" country US status absent in force from 2020-01-01
      |            ---------- first stated here
    3 |   country CA
      |   ^^^^^^^^^^ stated again
    "#);
}

#[test]
fn a_status_is_one_of_six() {
    let shown = problem(
        Code::UnknownWord,
        &[r#"
framework f version 1 {
  name "F" country US in force from 2020-01-01
  status absnt
}
"#],
    );
    insta::assert_snapshot!(shown, @r"
    error[unknown-word]: `absnt` is not a status
     --> 1.hab:4:10
      |
    4 |   status absnt
      |          ^^^^^ not a status
      |
      = note: it is one of `regulated`, `unregulated`, `absent`, `closed`, `draft`,
              `not-found`
      = help: did you mean `absent`?
    ");
}

#[test]
fn a_month_ends_in_one_of_three_ways() {
    let shown = problem_of(Code::UnknownWord, r#"  month-end last"#);
    insta::assert_snapshot!(shown, @r"
    error[unknown-word]: `last` is not a way to end a month
     --> 1.hab:3:13
      |
    3 |   month-end last
      |             ^^^^ not a way to end a month
      |
      = note: it is one of `clamp`, `next-day`, `next-working-day`
    ");
}

#[test]
fn a_month_has_a_month_of_days() {
    let shown = problem_of(Code::InvalidNumber, r#"  days-per-month 300"#);
    insta::assert_snapshot!(shown, @r"
    error[invalid-number]: a month of 300 days, and months have 28 to 31
     --> 1.hab:3:18
      |
    3 |   days-per-month 300
      |                  ^^^ not the length of a month
    ");
}

#[test]
fn a_country_exists() {
    let shown = problem(
        Code::UnknownPlace,
        &[r#"
framework f version 1 {
  name "F" country UK status absent in force from 2020-01-01
}
"#],
    );
    insta::assert_snapshot!(shown, @r#"
    error[unknown-place]: no country has the code `UK`
     --> 1.hab:3:20
      |
    3 |   name "F" country UK status absent in force from 2020-01-01
      |                    ^^ no such country
      |
      = help: did you mean `GB`?
    "#);
}

#[test]
fn days_in_force_exist() {
    let shown = problem(
        Code::EmptyPeriod,
        &[r#"
framework f version 1 {
  name "F" country US status absent
  in force from 2020-01-01 until 2019-12-31
}
"#],
    );
    insta::assert_snapshot!(shown, @r"
    error[empty-period]: the period ends on 2019-12-31, before it begins on
                         2020-01-01
     --> 1.hab:4:3
      |
    4 |   in force from 2020-01-01 until 2019-12-31
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ has no day
    ");
}

#[test]
fn nothing_replaces_itself() {
    let shown = problem_of(Code::Cycle, r#"  replaces f@1"#);
    insta::assert_snapshot!(shown, @r"
    error[cycle]: `f` version `1` replaces itself
     --> 1.hab:3:12
      |
    3 |   replaces f@1
      |            ^^^ itself
    ");
}

#[test]
fn versions_do_not_overlap() {
    let shown = problem(
        Code::VersionOverlap,
        &[r#"
framework f version 1 {
  name "F" country US status absent in force from 2019-01-01 until 2020-01-01
}
framework f version 2 {
  name "F" country US status absent in force from 2020-01-01
}
"#],
    );
    insta::assert_snapshot!(shown, @r"
    error[version-overlap]: `f` has two versions in force on 2020-01-01, `1` and `2`
     --> 1.hab:6:37
      |
    3 | ... absent in force from 2019-01-01 until 2020-01-01
      |            ----------------------------------------- version `1`
    ...
    6 | ... absent in force from 2020-01-01
      |            ^^^^^^^^^^^^^^^^^^^^^^^^ version `2`
    ");
}

#[test]
fn versions_leave_no_day_out() {
    let shown = problem(
        Code::VersionHole,
        &[r#"
framework f version 1 {
  name "F" country US status absent in force until 2019-12-30
}
framework f version 2 {
  name "F" country US status absent in force from 2020-01-01
}
"#],
    );
    insta::assert_snapshot!(shown, @r#"
    warning[version-hole]: no version of `f` is in force on 2019-12-31
     --> 1.hab:6:37
      |
    3 |   name "F" country US status absent in force until 2019-12-30
      |                                     ------------------------- version `1` ends
    ...
    6 |   name "F" country US status absent in force from 2020-01-01
      |                                     ^^^^^^^^^^^^^^^^^^^^^^^^ version `2` begins later
    "#);
}

#[test]
fn a_version_is_declared_once() {
    let shown = problem(
        Code::DuplicateName,
        &[r#"
framework f version 1 {
  name "F" country US status absent in force until 2019-12-31
}
framework f version 1 {
  name "F" country US status absent in force from 2020-01-01
}
"#],
    );
    insta::assert_snapshot!(shown, @r"
    error[duplicate-name]: `f` version `1` is declared twice
     --> 1.hab:5:21
      |
    2 | framework f version 1 {
      |                     - first declared here
    ...
    5 | framework f version 1 {
      |                     ^ declared again
    ");
}

#[test]
fn provisions_have_a_topic_of_the_list() {
    let shown = problem_of(
        Code::UnknownWord,
        r#"  source S "Law"
  provision alpha about shcool "A." topic programme.hours cite S
  provision b about school "B." topic training.attendance cite S
  provision c about school "C." topic programme.colour cite S"#,
    );
    insta::assert_snapshot!(shown, @r#"
    error[unknown-word]: `shcool` is not something that provisions are about
     --> 1.hab:4:25
      |
    4 |   provision alpha about shcool "A." topic programme.hours cite S
      |                         ^^^^^^ not something that provisions are about
      |
      = help: did you mean `school`?

    error[unknown-word]: `training.attendance` is not a topic of provisions
     --> 1.hab:5:39
      |
    5 |   provision b about school "B." topic training.attendance cite S
      |                                       ^^^^^^^^^^^^^^^^^^^ not a topic of provisions
      |
      = help: did you mean `programme.attendance`?

    error[unknown-word]: `programme.colour` is not a topic of provisions
     --> 1.hab:6:39
      |
    6 |   provision c about school "C." topic programme.colour cite S
      |                                       ^^^^^^^^^^^^^^^^ not a topic of provisions
      |
      = note: there is `programme`, `programme.additions`, `programme.approval`,
              `programme.articulation`, `programme.assessment`,
              `programme.attendance`, `programme.certificate`, `programme.content`,
              `programme.credits`, `programme.delivery`, `programme.duration`,
              `programme.hours`, `programme.level`, `programme.place`,
              `programme.practice-share`, `programme.provider`,
              `programme.revision`, `programme.sharing`, `programme.staff`,
              `programme.transfer`
    "#);
}

#[test]
fn provisions_have_names_of_their_own() {
    let shown = problem_of(
        Code::DuplicateName,
        r#"  source S "Law"
  provision alpha about school "A." topic programme.hours value 160 h cite S
  provision alpha about school "B." topic programme.hours none cite S"#,
    );
    insta::assert_snapshot!(shown, @r#"
    error[duplicate-name]: the provision `alpha` is declared twice
     --> 1.hab:5:13
      |
    4 |   provision alpha about school "A." topic programme.hours value 160 h cite S
      |             ----- first declared here
    5 |   provision alpha about school "B." topic programme.hours none cite S
      |             ^^^^^ declared again
    "#);
}
