//! Warnings.

use super::problem;
use crate::diagnostic::Code;

#[test]
fn what_is_declared_is_used() {
    let shown = problem(
        Code::Unused,
        &[r#"
catalog c version 1 { competency alpha "A" }
catalog words version 1 { values category { law "Law" } }
framework f version 1 {
  name "F" country US status absent in force from 2020-01-01
  source TAC "25 TAC"
  source OLD "Old text"
  assume A1 "So." about TAC
  use c as core
  use words as words
  fact fit: yes-no "Fit?"
  attribute colour: symbol of course "Colour"
  unit credit = 10 h
  unit half-credit = 5 h
  unit double = 2 credit
  competency alpha "A"
  set some = alpha
  table t (skill: set) { row alpha }
  define window = 3 years
  define dshs: course
  act outreach "Outreach"
}
"#],
    );
    insta::assert_snapshot!(shown, @r#"
    warning[unused]: the source `OLD` is declared and never used
     --> 1.hab:7:10
      |
    7 |   source OLD "Old text"
      |          ^^^ never used

    warning[unused]: the assumption `A1` is declared and never used
     --> 1.hab:8:10
      |
    8 |   assume A1 "So." about TAC
      |          ^^ never used

    warning[unused]: the catalog `core` is declared and never used
     --> 1.hab:9:12
      |
    9 |   use c as core
      |            ^^^^ never used

    warning[unused]: the fact `fit` is declared and never used
      --> 1.hab:11:8
       |
    11 |   fact fit: yes-no "Fit?"
       |        ^^^ never used

    warning[unused]: the attribute `colour` is declared and never used
      --> 1.hab:12:13
       |
    12 |   attribute colour: symbol of course "Colour"
       |             ^^^^^^ never used

    warning[unused]: the set `some` is declared and never used
      --> 1.hab:17:7
       |
    17 |   set some = alpha
       |       ^^^^ never used

    warning[unused]: the table `t` is declared and never used
      --> 1.hab:18:9
       |
    18 |   table t (skill: set) { row alpha }
       |         ^ never used

    warning[unused]: the value `window` is declared and never used
      --> 1.hab:19:10
       |
    19 |   define window = 3 years
       |          ^^^^^^ never used

    warning[unused]: the definition `dshs` is declared and never used
      --> 1.hab:20:10
       |
    20 |   define dshs: course
       |          ^^^^ never used

    warning[unused]: the act `outreach` is declared and never used
      --> 1.hab:21:7
       |
    21 |   act outreach "Outreach"
       |       ^^^^^^^^ never used
    "#);
}

#[test]
fn what_is_used_is_not_reported() {
    let shown = problem(
        Code::Unused,
        &[r#"
catalog c version 1 { competency alpha "A" source S "S" }
framework f version 1 {
  name "F" country US status regulated cite TAC in force from 2020-01-01
  source TAC "25 TAC"
  assume A1 "So." about TAC
  use c as core
  fact fit: yes-no "Fit?"
  fact hired: date "When?"
  attribute colour: symbol of course "Colour"
  unit credit = 10 h
  competency beta "B"
  set some = beta
  set more = some
  table t (skill: set) { row more }
  define window = 3 years
  define dshs: course within window before fact hired where colour is red
  act outreach "Outreach"
  grant g award "G" {
    requirement age "Of age" cite TAC assume A1 {
      at least 10 credit of dshs
      fact fit
      for each row-of in t { cover all of row-of.skill }
      cover all of core.alpha
    }
  }
  scope of g cite TAC { independent: outreach }
}
"#],
    );
    insta::assert_snapshot!(shown, @r#"
    warning[unused]: the source `S` is declared and never used
     --> 1.hab:2:51
      |
    2 | catalog c version 1 { competency alpha "A" source S "S" }
      |                                                   ^ never used
    "#);
}

#[test]
fn requirements_and_provisions_cite() {
    let shown = problem(
        Code::MissingCitation,
        &[r#"
framework f version 1 {
  name "F" country US status regulated in force from 2020-01-01
  source TAC "25 TAC"
  provision fee about authority "No fee." topic registration.fee none
  grant g award "G" cite TAC {
    requirement age "Of age" { age at least 18 years }
    requirement outer "Outer" cite TAC {
      requirement inner "Inner" { age at least 16 years }
    }
    requirement parts "Parts" {
      requirement lone "One" cite TAC { age at least 17 years }
      requirement two "Two" cite TAC { age at most 70 years }
    }
    any of {
      route alpha "A" cite TAC { requirement deep "Deep" { age at least 21 years } }
      route b "B" cite TAC { requirement deeper "Deeper" cite TAC { age at least 30 years } }
    }
  }
}
"#],
    );
    insta::assert_snapshot!(shown, @r#"
    warning[missing-citation]: the provision `fee` cites no source
     --> 1.hab:5:13
      |
    5 |   provision fee about authority "No fee." topic registration.fee none
      |             ^^^ without `cite`

    warning[missing-citation]: the requirement `age` cites no source
     --> 1.hab:7:17
      |
    7 |     requirement age "Of age" { age at least 18 years }
      |                 ^^^ without `cite`

    warning[missing-citation]: the requirement `deep` cites no source
      --> 1.hab:16:46
       |
    16 |       route alpha "A" cite TAC { requirement deep "Deep" { age at least ...
       |                                              ^^^^ without `cite`
    "#);
}

#[test]
fn texts_have_all_languages() {
    let shown = problem(
        Code::MissingTranslation,
        &[r#"language es
framework f version 1 {
  name "F" "F"@en
  country US status regulated in force from 2020-01-01
  languages es, en, pt-BR
  source TAC "25 TAC"
  regulator "R" "R"@en "R"@pt-BR
  values category { law "Ley" "Law"@en-GB "Lei"@pt-BR-x-a }
  grant g award "G" "G"@en "G"@pt-BR {
    requirement age "Edad" "Age"@pt cite TAC { open "?" "?"@en "?"@pt-BR cite TAC }
  }
}
"#],
    );
    insta::assert_snapshot!(shown, @r#"
    warning[missing-translation]: this text is missing in `pt-BR`
     --> 1.hab:3:8
      |
    3 |   name "F" "F"@en
      |        ^^^^^^^^^^ not in all `languages`

    warning[missing-translation]: this text is missing in `en` and `pt-BR`
      --> 1.hab:10:21
       |
    10 |     requirement age "Edad" "Age"@pt cite TAC { open "?" "?"@en "?"@pt-BR...
       |                     ^^^^^^^^^^^^^^^ not in all `languages`
    "#);
}
