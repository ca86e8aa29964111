//! Declarations that are faulty in themselves or name what is not there.

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
fn a_unit_is_not_built_in() {
    let shown = problem_of(Code::DuplicateName, r#"  unit h = 50 min"#);
    insta::assert_snapshot!(shown, @r"
    error[duplicate-name]: `h` is a unit already
     --> 1.hab:3:8
      |
    3 |   unit h = 50 min
      |        ^ built in
    ");
}

#[test]
fn an_attribute_is_not_built_in() {
    let shown = problem_of(Code::DuplicateName, r#"  attribute category: symbol of course "Category""#);
    insta::assert_snapshot!(shown, @r#"
    error[duplicate-name]: `category` is an attribute that evidence has already
     --> 1.hab:3:13
      |
    3 |   attribute category: symbol of course "Category"
      |             ^^^^^^^^ built in
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
fn a_fact_has_a_type() {
    let shown = problem_of(Code::UnknownWord, r#"  fact fit: yes-or-no "Fit?""#);
    insta::assert_snapshot!(shown, @r#"
    error[unknown-word]: `yes-or-no` is not a type of facts
     --> 1.hab:3:13
      |
    3 |   fact fit: yes-or-no "Fit?"
      |             ^^^^^^^^^ not a type
      |
      = note: types are `yes-no`, `date`, `number` and `place`
      = help: did you mean `yes-no`?
    "#);
}

#[test]
fn an_attribute_has_a_type_and_kinds() {
    let shown = problem_of(Code::UnknownWord, r#"  attribute impaired: bool of demonstration "Impaired""#);
    insta::assert_snapshot!(shown, @r#"
    error[unknown-word]: `bool` is not a type of attributes
     --> 1.hab:3:23
      |
    3 |   attribute impaired: bool of demonstration "Impaired"
      |                       ^^^^ not a type
      |
      = note: types are `yes-no`, `number`, `date`, `text`, `place` and `symbol`
    "#);
}

#[test]
fn values_are_of_an_attribute() {
    let shown = problem_of(
        Code::UnknownAttribute,
        r#"  values catgory { alpha "A" }
  values shade { b "B" }"#,
    );
    insta::assert_snapshot!(shown, @r#"
    error[unknown-attribute]: no attribute `catgory` of any kind of evidence
     --> 1.hab:3:10
      |
    3 |   values catgory { alpha "A" }
      |          ^^^^^^^ not an attribute
      |
      = help: did you mean `category`?

    error[unknown-attribute]: no attribute `shade` of any kind of evidence
     --> 1.hab:4:10
      |
    4 |   values shade { b "B" }
      |          ^^^^^ not an attribute
      |
      = help: declare it: `attribute shade: symbol of …`
    "#);
}

#[test]
fn values_are_of_a_symbol() {
    let shown = problem_of(Code::TypeMismatch, r#"  values level { high "High" }"#);
    insta::assert_snapshot!(shown, @r#"
    error[type-mismatch]: `level` is a level, and only attributes with symbols have
                          `values`
     --> 1.hab:3:10
      |
    3 |   values level { high "High" }
      |          ^^^^^ a level
    "#);
}

#[test]
fn a_symbol_is_declared_once() {
    let shown = problem_of(Code::DuplicateName, r#"  values category { alpha "A" b "B" alpha "C" }"#);
    insta::assert_snapshot!(shown, @r#"
    error[duplicate-name]: `alpha` is declared twice
     --> 1.hab:3:37
      |
    3 |   values category { alpha "A" b "B" alpha "C" }
      |                     -----           ^^^^^ declared again
      |                     |
      |                     first declared here
    "#);
}

#[test]
fn a_unit_is_declared_in_known_units() {
    let shown = problem_of(
        Code::UnknownUnit,
        r#"  unit credit = 2 ects
  unit class-hour = 45 mni
  unit module = 3 points"#,
    );
    insta::assert_snapshot!(shown, @r"
    error[unknown-unit]: no unit `ects` is declared
     --> 1.hab:3:19
      |
    3 |   unit credit = 2 ects
      |                   ^^^^ not declared
      |
      = help: declare it, as the law has it: `unit ects = 25 h to 30 h workload`

    error[unknown-unit]: no unit `mni` is declared
     --> 1.hab:4:24
      |
    4 |   unit class-hour = 45 mni
      |                        ^^^ not declared
      |
      = help: did you mean `min`?

    error[unknown-unit]: no unit `points` is declared
     --> 1.hab:5:19
      |
    5 |   unit module = 3 points
      |                   ^^^^^^ not declared
      |
      = help: declare it: `unit points = …`, or `unit points = opaque`
    ");
}

#[test]
fn a_unit_is_not_declared_in_days() {
    let shown = problem_of(
        Code::UnitMismatch,
        r#"  unit week-of-work = 5 days
  unit ects = 25 h to 30 h workload
  unit session = 2 ects contact
  unit bare = 3"#,
    );
    insta::assert_snapshot!(shown, @r"
    error[unit-mismatch]: `days` is not a unit that an amount can be converted to
     --> 1.hab:3:25
      |
    3 |   unit week-of-work = 5 days
      |                         ^^^^ time of the calendar, or a share

    error[unit-mismatch]: `session` is declared in hours of contact and in hours of
                          workload, which do not mix
     --> 1.hab:5:18
      |
    5 |   unit session = 2 ects contact
      |                  ^^^^^^^^^^^^^^ two bases

    error[unit-mismatch]: `bare` is worth a number without a unit
     --> 1.hab:6:15
      |
    6 |   unit bare = 3
      |               ^ of what?
    ");
}

#[test]
fn a_unit_is_not_declared_in_itself() {
    let shown = problem_of(
        Code::Cycle,
        r#"  unit alpha = 2 b
  unit b = 3 c
  unit c = 4 alpha"#,
    );
    insta::assert_snapshot!(shown, @r"
    error[cycle]: `alpha` is declared in itself, by way of `b` and `c`
     --> 1.hab:3:8
      |
    3 |   unit alpha = 2 b
      |        ^^^^^ in a circle
    ");
}

#[test]
fn a_unit_is_worth_something() {
    let shown = problem_of(
        Code::InvalidNumber,
        r#"  unit alpha = 0 h
  unit b = 30 h to 25 h workload"#,
    );
    insta::assert_snapshot!(shown, @r"
    error[invalid-number]: `alpha` is worth 0, which is not more than nothing
     --> 1.hab:3:16
      |
    3 |   unit alpha = 0 h
      |                ^^^ not above zero

    error[invalid-number]: the worth of `b` ends below its beginning
     --> 1.hab:4:20
      |
    4 |   unit b = 30 h to 25 h workload
      |            ----    ^^^^ less than the beginning
      |            |
      |            the beginning
    ");
}

#[test]
fn a_unit_by_mode_names_modes() {
    let shown = problem_of(
        Code::UnknownSymbol,
        r#"  unit pe-credit = by mode { theory = at least 16 h  practise = at least 32 h } workload"#,
    );
    insta::assert_snapshot!(shown, @r"
    error[unknown-symbol]: `practise` is not a mode of training
     --> 1.hab:3:54
      |
    3 | ... theory = at least 16 h  practise = at least 32 h } workload
      |                             ^^^^^^^^ not a mode
      |
      = help: did you mean `practice`?
    ");
}

#[test]
fn a_map_names_scales_and_levels() {
    let shown = problem_of(
        Code::UnknownLevel,
        r#"  scale grade { low "Low" high "High" }
  map grade to skill { low = alpha high = b }
  map grade to cefr { low = a1 higher = a2 }"#,
    );
    insta::assert_snapshot!(shown, @r"
    error[unknown-level]: no scale `skill` is declared
     --> 1.hab:4:16
      |
    4 |   map grade to skill { low = alpha high = b }
      |                ^^^^^ not declared

    error[unknown-level]: the scale `grade` has no level `higher`
     --> 1.hab:5:32
      |
    5 |   map grade to cefr { low = a1 higher = a2 }
      |                                ^^^^^^ not a level of this scale
      |
      = help: did you mean `high`?
    ");
}

#[test]
fn a_map_is_complete_and_in_order() {
    let shown = problem_of(
        Code::InvalidMap,
        r#"  scale grade { low "Low" middle "Middle" high "High" }
  scale lone { x "X" y "Y" }
  map grade to cefr { low = a2 middle = a1 high = b1 }
  map grade to isced { low = isced.1 high = isced.2 }
  map lone to cefr { x = a1 x = a2 y = b1 }"#,
    );
    insta::assert_snapshot!(shown, @r"
    error[invalid-map]: the map from `grade` to `cefr` turns the order round
     --> 1.hab:5:32
      |
    5 |   map grade to cefr { low = a2 middle = a1 high = b1 }
      |                       ---      ^^^^^^ a higher level, mapped to a lower one
      |                       |
      |                       than this one

    error[invalid-map]: the map from `grade` says nothing about `middle`
     --> 1.hab:6:7
      |
    6 |   map grade to isced { low = isced.1 high = isced.2 }
      |       ^^^^^ not all levels are mapped

    error[invalid-map]: the level `x` is mapped twice
     --> 1.hab:7:29
      |
    7 |   map lone to cefr { x = a1 x = a2 y = b1 }
      |                      -      ^ mapped again
      |                      |
      |                      mapped first here
    ");
}

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

#[test]
fn dated_values_do_not_overlap() {
    let shown =
        problem_of(Code::VersionOverlap, r#"  define window = 12 months until 2020-06-30 = 24 months from 2020-01-01"#);
    insta::assert_snapshot!(shown, @r"
    error[version-overlap]: two values of `window` hold on one day
     --> 1.hab:3:48
      |
    3 |   define window = 12 months until 2020-06-30 = 24 months from 2020-01-01
      |                   --------- holds already      ^^^^^^^^^ holds as well
    ");
}
