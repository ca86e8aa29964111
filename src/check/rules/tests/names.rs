//! Names of many sorts, and what is said once.

use super::{framework, grant};

#[test]
fn what_is_broken_is_said_once() {
    insta::assert_snapshot!(grant(r#"
requirement r "R" {
  let p = qualification where colour is red
  a exam after p.date
  at least 20 h of training where part-of is p
}
for each c in core.nothing { a course on c where role is chw }
"#), @"");
}

#[test]
fn copies_do_not_repeat_faults() {
    insta::assert_snapshot!(grant(r#"
for each c in core { at least 20 h of course on c where role is chw }
"#), @"");
}

#[test]
fn kinds_of_grant() {
    insta::assert_snapshot!(framework(r#"
grant g licence of base { fact fit }
grant h renewal of g { fact fit }
grant base award { fact fit }
"#), @"");
}
