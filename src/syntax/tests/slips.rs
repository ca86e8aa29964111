//! What is said about texts with slips: source and answer side by side.

use insta::assert_snapshot;

use super::{slips, slips_in_block, slips_in_framework};

#[test]
fn the_place_of_a_slip_is_exact() {
    assert_snapshot!(slips_in_framework("  status regulated since\n  family community"), @r"
        syntax: expected a date such as `2017-01-31`, found `family`
            family community
            ^^^^^^ not expected here
        ");
    assert_snapshot!(slips_in_framework("  use us.tx.chw-core as\n  fact fit: yes-no \"Fit?\"@en"), @r#"
        syntax: expected a name, found `fact`
            fact fit: yes-no "Fit?"@en
            ^^^^ not expected here
        "#);
    assert_snapshot!(slips_in_framework("  country Texas"), @r"
        syntax: expected a place such as `US-TX`, found `Texas`
            country Texas
                    ^^^^^ not expected here
        ");
    assert_snapshot!(slips_in_framework("  name Nurse"), @r"
        syntax: expected a text in quotes, found `Nurse`
            name Nurse
                 ^^^^^ not expected here
        ");
    assert_snapshot!(slips_in_framework("  source TAC by \"DSHS\""), @r#"
        syntax: expected a text in quotes, found `by`
            source TAC by "DSHS"
                       ^^ not expected here
        "#);
    assert_snapshot!(slips_in_framework("  provision fee about authority topic none"), @r"
        syntax: expected a name or a dotted path, found `none`
            provision fee about authority topic none
                                                ^^^^ not expected here
        ");
    assert_snapshot!(slips_in_framework("  grant licence \"Licence\"@en { }"), @r#"
        syntax: expected a kind of grant such as `licence`, found `"Licence"`
            grant licence "Licence"@en { }
                          ^^^^^^^^^ not expected here
        "#);
    assert_snapshot!(slips_in_framework("  values role { nurse chw \"Chw\"@en \"\"\"@en }"), @r#"
        syntax: this text is never closed
            values role { nurse chw "Chw"@en """@en }
                                               ^ no `"` closes it on this line
          note: a text ends on the line on which it begins; `\n` stands for a new line
        "#);
    assert_snapshot!(slips_in_block("at least 180 of course with 3 years"), @r"
        syntax: expected `{`, `where`, `on`, a line of a requirement or a window of time, found `with`
          at least 180 of course with 3 years
                                 ^^^^ not expected here
        ");
    assert_snapshot!(slips_in_block("at least 180 h of course within 3 years application"), @r"
        syntax: expected `before`, `after` or `of`, found `application`
          at least 180 h of course within 3 years application
                                                  ^^^^^^^^^^^ not expected here
        ");
    assert_snapshot!(slips_in_block("at least 180 h of course where role chw"), @r"
        syntax: expected `{`, `is`, `in`, `at least` or `at most`, found `chw`
          at least 180 h of course where role chw
                                              ^^^ not expected here
        ");
    assert_snapshot!(slips_in_block("cover all of"), @r"
        syntax: expected a name or a dotted path, found `}`
          } } }
          ^ not expected here
        ");
    assert_snapshot!(slips_in_block("age 18 years"), @r"
        syntax: expected `at least`, `at most`, `over` or `under`, found `18`
          age 18 years
              ^^ not expected here
        ");
    assert_snapshot!(slips_in_block("when fact fit"), @r"
        syntax: expected `{`, `is`, `at least`, `at most` or `before`, found `}`
          } } }
          ^ not expected here
        ");
    assert_snapshot!(slips_in_block("for each in core { }"), @r"
        syntax: expected `in`, found `core`
          for each in core { }
                      ^^^^ not expected here
        ");
}

#[test]
fn a_slip_of_the_pen_has_a_suggestion() {
    assert_snapshot!(slips_in_framework("  regualtor \"Board\"@en\n  family community"), @r#"
        syntax: expected a declaration, found `regualtor`
            regualtor "Board"@en
            ^^^^^^^^^ not expected here
          help: did you mean `regulator`?
          fix: `regualtor` -> `regulator`
        "#);
    assert_snapshot!(slips_in_framework("  goverened by application"), @r"
        syntax: expected a declaration, found `goverened`
            goverened by application
            ^^^^^^^^^ not expected here
          help: did you mean `governed by`?
          fix: `goverened` -> `governed`
        ");
    assert_snapshot!(slips_in_framework("  governed application"), @r"
        syntax: expected a declaration, found `governed`
            governed application
            ^^^^^^^^ not expected here
          help: did you mean `governed by`?
          fix: `governed` -> `governed by`
        ");
    assert_snapshot!(slips_in_block("at leats 3 of course"), @r"
        syntax: expected a line of a requirement, found `at`
          at leats 3 of course
          ^^ not expected here
          help: did you mean `at least`?
          fix: `at leats` -> `at least`
        ");
    assert_snapshot!(slips_in_block("any { route a \"A\"@en { fact x } }"), @r#"
        syntax: expected a line of a requirement, found `any`
          any { route a "A"@en { fact x } }
          ^^^ not expected here
          help: did you mean `any of`?
          fix: `any` -> `any of`
        "#);
    assert_snapshot!(slips_in_block("Fact fit"), @r"
        syntax: expected a line of a requirement, found `Fact`
          Fact fit
          ^^^^ not expected here
          help: did you mean `fact`?
          fix: `Fact` -> `fact`
        ");
    assert_snapshot!(slips_in_block("at least 20 h of cpd { inclding at least 3 h where topic is law }"), @r"
        syntax: expected a modifier, found `inclding`
          at least 20 h of cpd { inclding at least 3 h where topic is law }
                                 ^^^^^^^^ not expected here
          help: did you mean `including`?
          fix: `inclding` -> `including`
        ");
}

#[test]
fn one_slip_does_not_hide_the_rest() {
    assert_snapshot!(slips(r#"
framework a version 1 {
  country Texas
  grant certification award "Certificate"@en valid for 2 years {
    requirement age "Age" { age at leest 16 years }
    requirement home "Home"@en cit TAC { resident of US-TX }
    requirment exam "Exam"@en {
      an exam whre passed
    }
    requirement hours "Hours"@en {
      any of {
        route a "A"@en { at least 10 h course }
        route b "B"@en { at least h of course }
      }
      at least 3 of course {
        including at most 2 where topic is law
        whole
      }
    }
  }
  fact fit yes-no "Fit?"@en
  competency care "Care"@en {
    aligned close esco "http://example.org"
    competency child "Child"@en { knd core }
  }
}

catalog b { }

framework c version 1 {
  status regulated sinc 2020
}
"#), @r#"
        syntax: expected a place such as `US-TX`, found `Texas`
            country Texas
                    ^^^^^ not expected here
        syntax: expected a number, `indefinitely`, `unknown` or `until`, found `for`
            grant certification award "Certificate"@en valid for 2 years {
                                                             ^^^ not expected here
        syntax: expected `at least`, `at most`, `over` or `under`, found `at`
              requirement age "Age" { age at leest 16 years }
                                          ^^ not expected here
          help: did you mean `at least`?
          fix: `at leest` -> `at least`
        syntax: expected `{` or a text in quotes, found `cit`
              requirement home "Home"@en cit TAC { resident of US-TX }
                                         ^^^ not expected here
        syntax: expected `{`, `where`, `on`, a line of a requirement or a window of time, found `whre`
                an exam whre passed
                        ^^^^ not expected here
          help: did you mean `where`?
          fix: `whre` -> `where`
        syntax: `of` is missing between the quantity and what it counts
                  route a "A"@en { at least 10 h course }
                                                ^ `of` is expected
          help: write `of`
          fix: `` -> ` of`
        syntax: expected `at least`, found `at most`
                  including at most 2 where topic is law
                            ^^^^^^^ not expected here
        syntax: expected `:`, found `yes-no`
            fact fit yes-no "Fit?"@en
                     ^^^^^^ not expected here
        syntax: expected `:`, found `"http://example.org"`
              aligned close esco "http://example.org"
                                 ^^^^^^^^^^^^^^^^^^^^ not expected here
        syntax: expected a line of a competency, found `knd`
              competency child "Child"@en { knd core }
                                            ^^^ not expected here
          help: did you mean `kind`?
          fix: `knd` -> `kind`
        syntax: expected `version`, found `{`
          catalog b { }
                    ^ not expected here
        syntax: expected a declaration or `since`, found `sinc`
            status regulated sinc 2020
                             ^^^^ not expected here
          help: did you mean `since`?
          fix: `sinc` -> `since`
        "#);
}

#[test]
fn what_belongs_elsewhere_is_said() {
    assert_snapshot!(slips("country US"), @r"
        syntax: expected a catalog or framework, found `country`
          country US
          ^^^^^^^ not expected here
          note: declarations stand inside a `catalog` or a `framework`
        ");
    assert_snapshot!(slips_in_framework("  requirement age \"Age\"@en { age at least 16 years }"), @r#"
        syntax: expected a declaration, found `requirement`
            requirement age "Age"@en { age at least 16 years }
            ^^^^^^^^^^^ not expected here
          note: requirements and their lines stand inside a `grant` or a `standard`
        "#);
    assert_snapshot!(slips_in_framework("  at least 3 of course"), @r"
        syntax: expected a declaration, found `at least`
            at least 3 of course
            ^^^^^^^^ not expected here
          note: requirements and their lines stand inside a `grant` or a `standard`
        ");
    assert_snapshot!(slips_in_block("source TAC \"Code\""), @r#"
        syntax: expected a line of a requirement, found `source`
          source TAC "Code"
          ^^^^^^ not expected here
          note: declarations stand outside of grants, standards and requirements
        "#);
    assert_snapshot!(slips_in_block("route a \"A\"@en { fact fit }"), @r#"
        syntax: the route `a` is not one of several
          route a "A"@en { fact fit }
                ^ belongs into `any of { … }` or `at least 2 of { … }`
        "#);
    assert_snapshot!(slips_in_block("period cycle = 2 years from application"), @r"
        syntax: the period `cycle` stands inside another block
          period cycle = 2 years from application
                 ^^^^^ belongs directly into a `grant`
        ");
    assert_snapshot!(slips_in_block("fact fit { whole }"), @r"
        misplaced-modifier: modifiers in braces stand only behind a quantity or `cover`
          fact fit { whole }
                   ^^^^^^^^^ does not belong here
          fact fit { whole }
          ^^^^^^^^ this line counts nothing
        ");
    assert_snapshot!(slips_in_block("for each c in course where topic is law { fact fit }"), @r"
        syntax: `for each` goes through a set, a catalog or a table, not through evidence
          for each c in course where topic is law { fact fit }
                        ^^^^^^^^^^^^^^^^^^^^^^^^^ a name is expected
        ");
    assert_snapshot!(slips_in_block("at least 2 h of { fact a fact b }"), @r"
        syntax: `2 h` does not count ways
          at least 2 h of { fact a fact b }
                   ^^^ a bare number is expected before `of {`
        ");
    assert_snapshot!(slips_in_block("at least 20 h of course where verified within 3 years before application on core.law"), @r"
        syntax: `on …` stands behind `where`
          at least 20 h of course where verified within 3 years before application on core.law
                                                                                   ^^^^^^^^^^^ belongs before `where`
          help: write `on core.law` before `where`
        ");
}

#[test]
fn brackets_without_a_partner_are_found_by_indentation() {
    assert_snapshot!(slips(r#"
framework a version 1 {
  grant g award {
    requirement one "One"@en {
      fact a
    requirement two "Two"@en { fact b }
  }
  fact a: yes-no "A?"@en
}
"#), @r#"
        syntax: this `{` is never closed
              requirement one "One"@en {
                                       ^ opens here
              requirement two "Two"@en { fact b }
              ^^^^^^^^^^^ `}` is missing before this
        "#);
    assert_snapshot!(slips(r#"
framework a version 1 {
  grant g award {
    requirement one "One"@en
      fact a
    }
    requirement two "Two"@en { fact b or }
  }
}
"#), @r#"
        syntax: this `}` closes nothing
              }
              ^ nothing is open here
              requirement one "One"@en
              ^^^^^^^^^^^ perhaps `{` is missing behind this
        syntax: expected `{`, `is`, `at least`, `at most` or `before`, found `or`
              requirement two "Two"@en { fact b or }
                                                ^^ not expected here
          help: did you mean `for each`?
          fix: `or` -> `for each`
        "#);
    assert_snapshot!(slips(r#"
framework a version 1
  grant g award {
    requirement one "One"@en { fact a }
  }
  countri US
}
"#), @r"
        syntax: expected a declaration, found `countri`
            countri US
            ^^^^^^^ not expected here
          help: did you mean `country`?
          fix: `countri` -> `country`
        syntax: this `}` closes nothing
          }
          ^ nothing is open here
          framework a version 1
          ^^^^^^^^^ perhaps `{` is missing behind this
        ");
    assert_snapshot!(slips(r#"
framework a version 1 {
  grant g award {
    requirement one "One"@en { when (fact a and fact b { fact c } }
  }
"#), @r#"
        syntax: this `{` is never closed
          framework a version 1 {
                                ^ opens here
            }
             ^ `}` is missing before this
        syntax: this `(` is never closed
              requirement one "One"@en { when (fact a and fact b { fact c } }
                                              ^ opens here
              requirement one "One"@en { when (fact a and fact b { fact c } }
                                                                            ^ `)` is missing before this
        "#);
    assert_snapshot!(slips("framework a version 1 { } }"), @r"
        syntax: this `}` closes nothing
          framework a version 1 { } }
                                    ^ nothing is open here
        ");
    assert_snapshot!(slips("framework a version 1 { country US ) }"), @r"
        syntax: this `)` closes nothing
          framework a version 1 { country US ) }
                                             ^ nothing is open here
        ");
}

#[test]
fn texts_and_comments_that_are_never_closed() {
    assert_snapshot!(slips_in_framework("  name \"Nurse@en \"Enfermera\"@es\n  country Texas"), @r#"
        syntax: this text is never closed
            name "Nurse@en "Enfermera"@es
                                     ^ no `"` closes it on this line
          note: a text ends on the line on which it begins; `\n` stands for a new line
        syntax: expected a place such as `US-TX`, found `Texas`
            country Texas
                    ^^^^^ not expected here
        "#);
    assert_snapshot!(slips_in_framework("  name \"Nurse\n  country Texas"), @r#"
        syntax: this text is never closed
            name "Nurse
                 ^ no `"` closes it on this line
          note: a text ends on the line on which it begins; `\n` stands for a new line
        syntax: expected a place such as `US-TX`, found `Texas`
            country Texas
                    ^^^^^ not expected here
        "#);
    assert_snapshot!(slips_in_framework("  grant g award \"Licence@en {\n    requirement a \"A\"@en { age 3 }\n  }"), @r#"
        syntax: this text is never closed
            grant g award "Licence@en {
                          ^ no `"` closes it on this line
          note: a text ends on the line on which it begins; `\n` stands for a new line
        syntax: expected `at least`, `at most`, `over` or `under`, found `3`
              requirement a "A"@en { age 3 }
                                         ^ not expected here
        "#);
    assert_snapshot!(slips_in_framework("  about \"A long text\n    over two lines.\"@en\n  country Texas"), @r#"
        syntax: this text runs over several lines
            about "A long text
                  ^^^^^^^^^^^^ ends on another line
          note: a text ends on the line on which it begins; `\n` stands for a new line
        syntax: expected a place such as `US-TX`, found `Texas`
            country Texas
                    ^^^^^ not expected here
        "#);
    assert_snapshot!(slips("framework a version 1 { } /* and so on"), @r"
        syntax: this comment is never closed
          framework a version 1 { } /* and so on
                                    ^^ `*/` is missing
        ");
}

#[test]
fn endings() {
    assert_snapshot!(slips("framework"), @r"
        syntax: expected a name or a dotted path, found the end of the text
          framework
                   ^ not expected here
        ");
    assert_snapshot!(slips("framework a version 1"), @r"
        syntax: expected `{`, found the end of the text
          framework a version 1
                               ^ not expected here
        ");
    assert_snapshot!(slips("framework a version 1 {"), @r"
        syntax: this `{` is never closed
          framework a version 1 {
                                ^ opens here
          framework a version 1 {
                                 ^ `}` is missing before this
        ");
    assert_snapshot!(slips("language"), @r"
        syntax: expected the tag of a language, found the end of the text
          language
                  ^ not expected here
        ");
    assert_snapshot!(slips("nonsense"), @r"
        syntax: expected a catalog or framework, found `nonsense`
          nonsense
          ^^^^^^^^ not expected here
        ");
    assert_snapshot!(slips("language es nonsense framework a version 1 { country XX0 }"), @r"
        syntax: expected a catalog or framework, found `nonsense`
          language es nonsense framework a version 1 { country XX0 }
                      ^^^^^^^^ not expected here
        syntax: expected a place such as `US-TX`, found `XX0`
          language es nonsense framework a version 1 { country XX0 }
                                                               ^^^ not expected here
        ");
    assert_snapshot!(slips(""), @"");
}
