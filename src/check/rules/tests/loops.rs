//! Repetition over sets and tables.

use super::{framework, grant};

#[test]
fn over_sets() {
    insta::assert_snapshot!(grant(r#"
for each c in core.routine { at least 20 h of course on c  requirement r "R" { a demonstration on c } }
for at least 2 of c in core { a demonstration on c }
for each c in core.head { a demonstration on c }
"#), @"");
}

#[test]
fn over_tables() {
    insta::assert_snapshot!(grant(r#"
for each s in core.skills {
  at least s.minimum of demonstration on s.skill where setting is live or s.simulated
  at least s.hours of course on s.skill where mode is s.mode and started from s.since
}
"#), @"");
}

#[test]
fn cells_decide() {
    insta::assert_snapshot!(grant(r#"
for each s in core.skills {
  a demonstration on s.skill where s.minimum at least 5
  a demonstration on s.skill where not s.simulated
  a demonstration on s.skill where s.mode is theory and success
  a course on s.skill where s.hours at least 20 h
}
"#), @"");
}

#[test]
fn wrong_loops() {
    insta::assert_snapshot!(grant(r#"
for each c in core.routin { a demonstration on c }
for at least 4 of c in core.routine { a demonstration on c }
for each s in core.skills { at least s.minimun of exam }
for each s in core.skills { a demonstration on s }
for each c in core.routine { for each c in core.head { a demonstration on c } }
for each core in core.routine { a demonstration on core }
a course on core.routine
"#), @"");
}

#[test]
fn too_many_lines() {
    let shown = framework(
        r#"
grant g award {
  for each a in core { for each b in core { for each c in core { for each d in core {
    for each e in core { for each f in core { for each h in core { a demonstration on h } } } } } } }
}
"#,
    );
    let (_, said) = shown.split_once("error").unwrap();
    insta::assert_snapshot!(said, @"");
}
