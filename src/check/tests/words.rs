//! Attributes, symbols, facts, units and scales.

use super::problem_of;
use crate::diagnostic::Code;

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
  unit module = 3 points
  unit lesson = 2 hours"#,
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

    error[unknown-unit]: no unit `hours` is declared
     --> 1.hab:6:19
      |
    6 |   unit lesson = 2 hours
      |                   ^^^^^ not declared
      |
      = help: did you mean `h`?
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
