//! Bounds that never or always hold.

use super::grant;

#[test]
fn never_met() {
    insta::assert_snapshot!(grant(r#"
between 20 h and 10 h of all course
at least 20 h of cpd { including at least 10 h where category is law  counting at most 5 h where category in (law, ethics) }
at least 20 h of cpd {
  counting at most 5 h where category is law
  counting at most 5 h where category is ethics
  counting at most 5 h where category is other
}
exactly 3 of demonstration {
  including at least 2 where setting is live
  including at least 2 where setting is simulated
}
at least 20 h of cpd { including at least 120 % where category is law }
at least 20 h of cpd { from at least 4 distinct category }
at least 3 of { fact fit  fact years at least 2 }
training where mode is practice makes at least 120 % of all training
at least 20 h of cpd {
  including at least 60 % where category is law
  including at least 60 % where category is ethics
}
at least 20 h of cpd { from at most 0 distinct category }
"#), @"");
}

#[test]
fn always_met() {
    insta::assert_snapshot!(grant(r#"
at least 0 h of course
at least 0 of { fact fit }
for at least 0 of c in core { a course on c }
at least 20 h of cpd { including at least 0 h where category is law }
at least 20 h of cpd { counting at most 100 % where category is law }
training where mode is practice makes at most 100 % of all training
placement makes at least 120 % of all course
"#), @"");
}
