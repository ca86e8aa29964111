//! Selections, predicates, `let`.

use super::{framework, grant};

#[test]
fn heads() {
    insta::assert_snapshot!(grant(r#"
at least 20 h of training
at least 20 h of core.approved within core.window before application where mode is practice
a (course or (exam where passed) or core.approved) after 2020 where verified
a course on core.h1
"#), @"");
}

#[test]
fn unknown_heads() {
    insta::assert_snapshot!(grant(r#"
a cuorse
a core.aproved where nothing is known
a course on core.h9
at least 20 h of (course or exma) where approved-by is dshs
"#), @"");
}

#[test]
fn predicates() {
    insta::assert_snapshot!(grant(r#"
a qualification where level at least isced.4 and not (title is core.nurse or country is US) and field is 0913
a demonstration where patient-age over 65 and impaired is no and encounter is "E-1"
a language where language is es and level at least cefr.b2
a cpd where category in (law, ethics) and topic not in (wounds)
a exam where not (result is passed) and part is 2
a credential where grant is g and current at application and issuer in (US-WA, dshs)
a course where completed before 2020 and started within 3 years of birth and date is 2021-05
a placement where not verified or not current
a experience where load at least 50 % and paid is not yes
a course where assessor-role is nurse
"#), @"");
}

#[test]
fn attributes_that_are_not_there() {
    insta::assert_snapshot!(grant(r#"
a course where role is chw
a exam where colour is red
a (course or exam) where mode is theory
a course where mod is theory
a placement where part-of is nothing
a exam where part-of is programme
a credential where part-of is x
"#), @"");
}

#[test]
fn values_of_another_type() {
    insta::assert_snapshot!(grant(r#"
a cpd where category is lav
a cpd where category is 3
a cpd where category is unlikely
a cpd where verified is 3
a cpd where category
a cpd where category at least law
a cpd where provider.country is Texas
a cpd where date at least 3
a demonstration where patient-age is old
a qualification where title is "Nurse"
a qualification where title is core.nurse2
a qualification where level is isced.9
a qualification where level in (isced.4, cefr.b2)
a demonstration where level at least seen and level is 3
"#), @"");
}

#[test]
fn contradictions() {
    insta::assert_snapshot!(grant(r#"
a cpd where category is law and category is ethics
a cpd where topic is wounds and topic is drugs
a core.approved where approved-by is not dshs
a demonstration where patient-age at least 65 and patient-age under 18
a cpd where verified and not verified
"#), @"");
}

#[test]
fn lets() {
    insta::assert_snapshot!(grant(r#"
requirement joint "Joint" {
  let p = last qualification where level at least isced.4
  let x = exam within 3 years after p.completed where result is passed
  at least 1600 h of training where part-of is p
  date x.date after p.completed
  a p where verified
}
requirement again "Again" {
  let p = last qualification where level at least isced.4
  a exam after p.date
}
"#), @"");
}

#[test]
fn let_faults() {
    insta::assert_snapshot!(grant(r#"
requirement unused "Unused" { let p = qualification  fact fit }
requirement forbids "Forbids" { let q = qualification  no exam after q.completed }
requirement attempts "Attempts" { let q = first exam  at most 3 of exam within 5 years after q.date }
requirement many "Many" {
  let a = exam where part is 1
  let b = exam where part is 2
  let c = exam where part is 3
  date a.date before b.date
  date b.date before c.date
}
requirement late "Late" { fact fit  let p = qualification  a exam after p.date }
requirement twice "Twice" { let g = qualification  let p = exam  let p = exam  a exam after g.date  a exam after p.date }
requirement parts "Parts" { let x = exam  a course where part-of is x }
"#), @"");
}

#[test]
fn many_bindings() {
    let lets: Vec<String> = (0..70)
        .map(|index| format!("requirement r{index} \"R\" {{ let e = exam where part is {index} a exam after e.date }}"))
        .collect();
    let shown = grant(&lets.join("\n"));
    let (_, said) = shown.split_once("error").unwrap();
    insta::assert_snapshot!(said, @"");
}

#[test]
fn definitions_are_read_once_for_faults() {
    insta::assert_snapshot!(framework(r#"
define wrong: course where role is chw
define unused: exam where role is chw
grant g award { a wrong  a wrong }
"#), @"");
}
