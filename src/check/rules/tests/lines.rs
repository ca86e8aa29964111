//! Grants, requirements, routes, conditions and other lines.

use super::{framework, grant};

#[test]
fn grants() {
    insta::assert_snapshot!(framework(r#"
governed by application or choice
grant g award "Certificate" valid 2 years in force from 2020-01-01 {
  requirement age "Old enough" was adult was g.grown { age at least 18 years }
  advisory requirement home "Lives here" { resident of US-TX from 2020-01-01 to assessment }
}
grant r renewal of g valid until end of month of 2 years after g.issued {
  period cycle = 2 years from g.issued
  at least 20 h of cpd during cycle
}
grant i permit valid indefinitely { fact fit }
grant u permit of us.tx.chw.certification valid unknown { fact fit }
"#), @"");
}

#[test]
fn nested_names() {
    insta::assert_snapshot!(grant(r#"
requirement outer "Outer" {
  requirement inner "Inner" { fact fit }
  any of {
    route one "One" when fact fit { judged equal "Equal"@en by "the board" }
    route two "Two" in force until 2020 { open "Not read"@en }
    age over 16 years at application
  }
  at least 2 of { fact fit  age under 99 years  all of { fact fit  fact years at least 3 } }
}
"#), @"");
}

#[test]
fn names_are_unique() {
    insta::assert_snapshot!(grant(r#"
requirement age "Old enough" was old { fact fit }
requirement age "Old enough" was old { fact fit }
any of { route a "A" { fact fit }  route a "B" { fact fit } }
"#), @"");
}

#[test]
fn conditions() {
    insta::assert_snapshot!(grant(r#"
when fact fit and not (age at least 18 years or resident of US) { fact fit } otherwise { fact years over 2 }
unless a credential where status is suspended { fact fit }
unless not fact fit { fact fit }
when (at least 2 of exam { from one area }) { fact fit }
"#), @"");
}

#[test]
fn a_condition_is_no_way() {
    insta::assert_snapshot!(grant(r#"
any of {
  when fact fit { a course }
  a placement
  unless fact fit { a course }
}
at least 3 of { fact fit  when fact fit { a course } }
"#), @"");
}

#[test]
fn facts() {
    insta::assert_snapshot!(grant(r#"
fact fit
fact fit is no
fact years is 3
fact years at most 3
fact home is US-TX
fact hired before 2020
fact hired until 2020-05
fact hired is 2020
fact hired after birth
"#), @"");
}

#[test]
fn facts_of_another_type() {
    insta::assert_snapshot!(grant(r#"
fact years
fact fit is 3
fact home is UK
fact home at least 3
fact hired is US
fact years is not 3
fact nothing
fact fot
"#), @"");
}

#[test]
fn held() {
    insta::assert_snapshot!(grant(r#"
holds core.nurse
holds core.nurse current
holds g current at application
holds f.g
holds us.tx.chw.certification
"#), @"");
}

#[test]
fn nothing_of_this_name_is_held() {
    insta::assert_snapshot!(grant(r#"
holds core.nurze
holds certificate
holds titles.aide
"#), @"");
}

#[test]
fn accepted_for() {
    insta::assert_snapshot!(framework(r#"
accept credential where issuer is US-WA for g
accept exam for g.training
accept exam for short
grant g award {
  requirement training "Training" { at least 20 h of course  any of { route short "Short" { a course } } }
}
"#), @"");
}

#[test]
fn accepted_for_nothing() {
    insta::assert_snapshot!(framework(r#"
accept exam for trainin
accept exam for twice
grant g award {
  requirement training "Training" { requirement twice "Twice" { fact fit } }
  requirement other "Other" { requirement twice "Twice" { fact fit } }
}
"#), @"");
}

#[test]
fn scopes() {
    insta::assert_snapshot!(framework(r#"
act visit "Visit"
act inject "Inject"
grant g award { fact fit }
scope of g in force from 2020 {
  independent: visit
  supervised directly by nurse: inject requires { a course where topic is drugs }
  delegated by physician: inject in force until 2021
  assisting nurse: visit
  on-prescription: inject
  prohibited: visit where "Never"@en
  independent: inyect
}
"#), @"");
}

#[test]
fn shown() {
    insta::assert_snapshot!(framework(r#"
competency geriatric "Geriatric" { shown by demonstration where patient-age at least 65 and impaired }
grant g award { cover all of geriatric }
"#), @"");
}

#[test]
fn dated_values() {
    insta::assert_snapshot!(grant(r#"
requirement dated "Dated" { at least core.rising of exam }
when at most core.rising of exam { fact fit }
"#), @"");
}

#[test]
fn modifiers_of_a_block() {
    insta::assert_snapshot!(grant(r#"
requirement one "One" {
  from one provider
  fact fit
  at least 20 h of course { including at least 5 h where mode is practice }
}
requirement several "Several" {
  counting at most 10 where setting is simulated
  at least 5 of demonstration on core.h1
  at least 5 of demonstration on core.k1
}
requirement none "None" { whole  fact fit }
"#), @"");
}

#[test]
fn counted_once() {
    insta::assert_snapshot!(grant(r#"
requirement alone "Alone" { each counted once { at least 2 of exam  fact fit } }
requirement both "Both" {
  each counted once except twice where category is law { at least 2 h of cpd  at least 3 h of cpd where category is law }
}
"#), @"");
}

#[test]
fn accepted_as() {
    insta::assert_snapshot!(framework(r#"
accept experience as training at 2000 h = 500 h up to 25 % of the need
grant g award { at least 20 h of training }
"#), @"");
}
