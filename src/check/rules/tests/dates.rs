//! Dates and windows.

use super::{framework, grant};

#[test]
fn dates() {
    insta::assert_snapshot!(framework(r#"
grant base licence { fact fit }
grant g renewal of base {
  period cycle = 2 years from next 31 July after base.expires
  date application before 3 years after birth
  date assessment after 2020
  date assessment not before cycle.start
  date assessment not after cycle.end
  date base.first-issued after earlier of (fact hired, 2020-01-01)
  date grant.expires before later of (start of month of birth, end of year of application)
  date us.tx.chw.certification.issued before assessment
  date first completed of (qualification where verified) before last date of (exam)
  at least 5 years since base.issued
  at most 30 days since fact hired
  age at most 35 years at 2020
}
"#), @"");
}

#[test]
fn windows() {
    insta::assert_snapshot!(framework(r#"
grant base licence { fact fit }
grant g renewal of base {
  period cycle = 1 year from base.issued
  a cpd within 3 years before application
  a cpd within 3 months after 2020
  a cpd within 2 weeks of birth
  a cpd before 2020-05
  a cpd after 2020-05
  a cpd from 2020-05 until 2021
  a cpd between 2019 and 2020
  a cpd during base.period
  a cpd during grant.period wholly
  a cpd during cycle pro rata
  a cpd within core.window before assessment after birth
}
"#), @"");
}

#[test]
fn dates_that_are_not_there() {
    insta::assert_snapshot!(grant(r#"
a cpd after program.completed
a cpd after g.expired
a cpd after g
a cpd during g
a cpd during cycle
a cpd wholly
a cpd between 2021 and 2020
a cpd after fact fit
a cpd after core.window
a cpd within 3 before application
date 2020 before gg.issued
"#), @"");
}

#[test]
fn periods() {
    insta::assert_snapshot!(framework(r#"
grant g award {
  period cycle = 2 years from g.issued
  period cycle = 3 years from g.issued
  period unused = 3 h from g.issued
  period idle = 3 days from g.issued
  date cycle.begin before cycle.end
  a cpd during cycle.period
}
"#), @"");
}

#[test]
fn validity() {
    insta::assert_snapshot!(framework(r#"
grant g award valid 2 { fact fit }
grant h award valid 30 h { fact fit }
grant i certificate valid until g.issued { fact fit }
grant j renewal of nothing { fact fit }
"#), @"");
}
