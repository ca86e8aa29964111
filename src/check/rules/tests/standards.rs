//! Standards.

use super::{CATALOG, framework, rules};

#[test]
fn measured_on_one_programme() {
    insta::assert_snapshot!(framework(r#"
standard s(norms: set, minimum: quantity) "Standard" in force from 2020 {
  between minimum and 1800 h of training
  at least 3 of exam
  training where mode is practice makes at least 60 % of all training
  cover all of norms by course
  cover at least 1 of norms
  a qualification where level at least isced.3
  let x = exam where result is passed
  date x.date before programme.completed
  a programme where verified
  requirement hours "Hours" { at least 8 weeks of placement }
}
grant g award {
  meets s(core.routine, 1600 h) by qualification where level at least isced.4
  requirement pooled "Pooled" { meets t by all training }
  requirement inner "Inner" { meets t }
}
standard t { at least 20 h of course }
"#), @"");
}

#[test]
fn attested_by_titles() {
    let titles = r#"
catalog t version 1 {
  title old "Old" { attests s until 2005-12-31 }
  title older "Older" { attests s until 2005-12-31 }
  title new "New" { attests s from 2010 }
}
"#;
    let text = r#"
framework f version 1 {
  use c as core
  use t as titles
  standard s { at least 20 h of course }
  grant g award { meets s by qualification where verified }
}
"#;
    insta::assert_snapshot!(rules(&[("c.hab", CATALOG), ("t.hab", titles), ("f.hab", text)]), @"");
}

#[test]
fn of_a_catalog() {
    let catalog = r#"
catalog k version 1 {
  competency one "One"
  set own = one
  source LAW "Law"
  define mine: course where verified
  standard s(minimum: quantity) cite LAW { cover all of own  at least minimum of mine  for each x in own { a course on x } }
}
"#;
    let text = r#"framework f version 1 { use k as kit grant g award { meets kit.s(20 h) } }"#;
    insta::assert_snapshot!(rules(&[("k.hab", catalog), ("f.hab", text)]), @"");
}

#[test]
fn wrong_uses() {
    insta::assert_snapshot!(framework(r#"
standard s(norms: set) { cover all of norms }
standard p { a course within 3 years before programme.completed }
grant g award {
  meets s
  meets s(20 h)
  meets s(core.routin)
  meets z
  meets s(core.routine) by course
  meets p by all training
  requirement twice "Twice" { meets q  meets q }
}
standard q { requirement r "R" { a course } }
"#), @"");
}

#[test]
fn unused_standards_are_read() {
    insta::assert_snapshot!(framework(r#"
standard s(norms: set) { cover all of norms by course where role is chw  at least 20 h of programme }
grant g award { fact fit }
"#), @"");
}
