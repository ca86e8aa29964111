//! Competencies, sets, tables and titles.

use super::problem_of;
use crate::diagnostic::Code;

#[test]
fn a_title_names_a_level() {
    let shown = problem_of(Code::UnknownLevel, r#"  title aide "Aide" { level isced.9 }"#);
    insta::assert_snapshot!(shown, @r#"
    error[unknown-level]: the scale `isced` has no level `isced.9`
     --> 1.hab:3:29
      |
    3 |   title aide "Aide" { level isced.9 }
      |                             ^^^^^^^ not a level of this scale
      |
      = note: its levels are `0`, `1`, `2`, `3`, `4` and 4 more
    "#);
}

#[test]
fn a_title_names_a_country() {
    let shown = problem_of(Code::UnknownPlace, r#"  title aide "Aide" { country BX }"#);
    insta::assert_snapshot!(shown, @r#"
    error[unknown-place]: no country has the code `BX`
     --> 1.hab:3:31
      |
    3 |   title aide "Aide" { country BX }
      |                               ^^ no such country
    "#);
}

#[test]
fn a_title_attests_a_standard() {
    let shown = problem_of(
        Code::UnknownStandard,
        r#"  standard auxiliary "Auxiliary" { at least 10 h of all training }
  title aide "Aide" { attests auxilliary from 2010-01-01 }"#,
    );
    insta::assert_snapshot!(shown, @r#"
    error[unknown-standard]: no standard `auxilliary` is declared
     --> 1.hab:4:31
      |
    4 |   title aide "Aide" { attests auxilliary from 2010-01-01 }
      |                               ^^^^^^^^^^ not declared
      |
      = help: did you mean `auxiliary`?
    "#);
}

#[test]
fn a_title_is_issued_on_some_day() {
    let shown = problem_of(
        Code::EmptyPeriod,
        r#"  standard auxiliary "Auxiliary" { at least 10 h of all training }
  title aide "Aide" { attests auxiliary from 2010-01-01 until 2009 }"#,
    );
    insta::assert_snapshot!(shown, @r#"
    error[empty-period]: the period ends on 2009-12-31, before it begins on
                         2010-01-01
     --> 1.hab:4:31
      |
    4 |   title aide "Aide" { attests auxiliary from 2010-01-01 until 2009 }
      |                               ^^^^^^^^^ has no day
    "#);
}

#[test]
fn a_set_has_known_members() {
    let shown = problem_of(
        Code::UnknownCompetency,
        r#"  competency head "Head" { competency skull "Skull" }
  set all-of-them = head, skul
  set more = all-of-them, head
  title aide "Aide" { covers haed }"#,
    );
    insta::assert_snapshot!(shown, @r#"
    error[unknown-competency]: no competency or set `skul` is declared
     --> 1.hab:4:27
      |
    4 |   set all-of-them = head, skul
      |                           ^^^^ not declared
      |
      = help: did you mean `skull`?

    error[unknown-competency]: no competency or set `haed` is declared
     --> 1.hab:6:30
      |
    6 |   title aide "Aide" { covers haed }
      |                              ^^^^ not declared
      |
      = help: did you mean `head`?
    "#);
}

#[test]
fn a_set_is_not_a_member_of_itself() {
    let shown = problem_of(
        Code::Cycle,
        r#"  competency alpha "A"
  set lone = alpha, two
  set two = lone"#,
    );
    insta::assert_snapshot!(shown, @r"
    error[cycle]: `lone` is a member of itself, by way of `two`
     --> 1.hab:4:7
      |
    4 |   set lone = alpha, two
      |       ^^^^ in a circle
    ");
}

#[test]
fn a_set_has_members() {
    let shown = problem_of(
        Code::EmptySet,
        r#"  competency alpha "A" { kind mandatory }
  competency b "B" { kind elective }
  set none-left = alpha, b without alpha, b
  set optional = alpha where kind is mandatry"#,
    );
    insta::assert_snapshot!(shown, @r"
    error[empty-set]: the set `none-left` has no members
     --> 1.hab:5:7
      |
    5 |   set none-left = alpha, b without alpha, b
      |       ^^^^^^^^^ is empty

    error[empty-set]: none of these competencies is of the kind `mandatry`
     --> 1.hab:6:38
      |
    6 |   set optional = alpha where kind is mandatry
      |                                      ^^^^^^^^ of no competency
      |
      = help: did you mean `mandatory`?
    ");
}

#[test]
fn a_relation_is_one_of_five() {
    let shown = problem_of(Code::UnknownWord, r#"  competency alpha "A" { aligned same esco:"x" }"#);
    insta::assert_snapshot!(shown, @r#"
    error[unknown-word]: `same` is not a relation of alignments
     --> 1.hab:3:34
      |
    3 |   competency alpha "A" { aligned same esco:"x" }
      |                                  ^^^^ not a relation
      |
      = note: relations are `exact`, `close`, `broader`, `narrower` and `related`
    "#);
}

#[test]
fn a_row_has_as_many_cells_as_columns() {
    let shown = problem_of(
        Code::WrongArguments,
        r#"  competency alpha "A"
  table skills (skill: set, least: count) {
    row alpha, 3
    row alpha
  }"#,
    );
    insta::assert_snapshot!(shown, @r"
    error[wrong-arguments]: this row fills 1 of the 2 columns of `skills`
     --> 1.hab:6:9
      |
    4 |   table skills (skill: set, least: count) {
      |         ------ the table
    5 |     row alpha, 3
    6 |     row alpha
      |         ^^^^^ in this row
    ");
}

#[test]
fn a_cell_has_the_type_of_its_column() {
    let shown = problem_of(
        Code::TypeMismatch,
        r#"  competency alpha "A"
  table skills (skill: set, least: count, simulated: yes-no) {
    row alpha, 3 h, yes
    row "a", 3, 3
    row alpha, unknown, none
  }"#,
    );
    insta::assert_snapshot!(shown, @r#"
    error[type-mismatch]: a cell of type `count` cannot hold a quantity
     --> 1.hab:5:16
      |
    5 |     row alpha, 3 h, yes
      |                ^^^ not a `count`

    error[type-mismatch]: a cell of type `set` cannot hold a text
     --> 1.hab:6:9
      |
    6 |     row "a", 3, 3
      |         ^^^ not a `set`

    error[type-mismatch]: a cell of type `yes-no` cannot hold a quantity
     --> 1.hab:6:17
      |
    6 |     row "a", 3, 3
      |                 ^ not a `yes-no`
    "#);
}

#[test]
fn a_table_has_columns_of_known_types() {
    let shown = problem_of(
        Code::UnknownWord,
        r#"  table skills (skill: text) {
    row "a"
  }"#,
    );
    insta::assert_snapshot!(shown, @r"
    error[unknown-word]: `text` is not a type of columns
     --> 1.hab:3:24
      |
    3 |   table skills (skill: text) {
      |                        ^^^^ not a type
      |
      = note: types are `competency`, `count`, `quantity`, `yes-no`, `symbol`,
              `level`, `set`, `date`
    ");
}

#[test]
fn a_table_has_rows() {
    let shown = problem_of(Code::EmptySet, r#"  table skills (least: count) { }"#);
    insta::assert_snapshot!(shown, @r"
    error[empty-set]: the table `skills` has no rows
     --> 1.hab:3:9
      |
    3 |   table skills (least: count) { }
      |         ^^^^^^ is empty
    ");
}
