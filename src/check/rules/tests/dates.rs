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
"#), @r#"
    period cycle = 24m from next 7-31 after f/base.Expires
    Licence f/base
      all <f/base> Grant
        fact fit
    Renewal f/g of f/base
      all <f/g> Grant
        application Before birth+36m
        assessment After 2020-12-31
        assessment From cycle.start
        assessment Until cycle.end
        f/base.FirstIssued After earlier(fact hired, 2020-01-01)
        f/base.Expires Before later(start of month of birth, end of year of application)
        us.tx.chw/certification.Issued Before assessment
        First Completed of (qualification where verified=yes) Before Last Date of (exam)
        AtLeast 60m since f/base.Issued
        AtMost 30d since fact hired
        age AtMost 420m at 2020-12-31
    "#);
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
"#), @r#"
    period cycle = 12m from f/base.Issued
    Licence f/base
      all <f/base> Grant
        fact fit
    Renewal f/g of f/base
      all <f/g> Grant
        claim 1.. items cpd [application-36m .. application]
        claim 1.. items cpd [2020-01-01 .. 2020-12-31+3m]
        claim 1.. items cpd [birth-14d .. birth+14d]
        claim 1.. items cpd [ .. 2020-05-01!]
        claim 1.. items cpd [2020-05-31! .. ]
        claim 1.. items cpd [2020-05-01 .. ] [ .. 2021-12-31]
        claim 1.. items cpd [2019-01-01 .. 2020-12-31]
        claim 1.. items cpd [f/base.Issued .. f/base.Expires]
        claim 1.. items cpd [f/base.Issued .. f/base.Expires]Wholly
        claim 1.. items cpd [cycle.start .. cycle.end]ProRata
        claim 1.. items cpd [assessment-36m .. assessment] [birth! .. ]
    "#);
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
"#), @r#"
    Award f/g
      all <f/g> Grant
        all
        all
        all
        all
        all
        all
        all
        all
        all
        all
        all

    error[unknown-event]: nothing with a date is called `program` here
     --> f.hab:4:13
      |
    4 | a cpd after program.completed
      |             ^^^^^^^^^^^^^^^^^ not known

    error[unknown-event]: evidence has no date called `expired`
     --> f.hab:5:13
      |
    5 | a cpd after g.expired
      |             ^^^^^^^^^ not a date of evidence
      |
      = help: did you mean `expires`?

    error[unknown-event]: `g` has several dates
     --> f.hab:6:13
      |
    6 | a cpd after g
      |             ^ which date of it?
      |
      = note: dates are `g.date`, `g.started`, `g.completed`, `g.issued` and
              `g.expires`

    error[unknown-event]: `g` is not a period
     --> f.hab:7:14
      |
    7 | a cpd during g
      |              ^ not a period
      |
      = help: write `during g.period`

    error[unknown-event]: nothing with a date is called `cycle` here
     --> f.hab:8:14
      |
    8 | a cpd during cycle
      |              ^^^^^ not known

    error[misplaced-modifier]: `wholly` and `pro rata` say what of a window counts,
                               and there is none
     --> f.hab:9:7
      |
    9 | a cpd wholly
      |       ^^^^^^ of which window?

    error[empty-period]: the window ends on 2020-12-31, before it begins on
                         2021-01-01
      --> f.hab:10:7
       |
    10 | a cpd between 2021 and 2020
       |       ^^^^^^^^^^^^^^^^^^^^^ has no day

    error[type-mismatch]: the fact `fit` is not a date
      --> f.hab:11:18
       |
    11 | a cpd after fact fit
       |                  ^^^ not a date

    error[type-mismatch]: a date is needed, and this is a number
      --> f.hab:12:13
       |
    12 | a cpd after core.window
       |             ^^^^^^^^^^^ not a date

    error[unit-mismatch]: a length of time in days, weeks, months or years is needed
      --> f.hab:13:14
       |
    13 | a cpd within 3 before application
       |              ^ not such a length

    error[unknown-event]: nothing with a date is called `gg` here
      --> f.hab:14:18
       |
    14 | date 2020 before gg.issued
       |                  ^^^^^^^^^ not known
       |
       = help: did you mean `g.issued`?
    "#);
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
"#), @r#"
    period cycle = 24m from f/g.Issued
    period idle = 3d from f/g.Issued
    Award f/g
      all <f/g> Grant
        all
        all

    error[duplicate-name]: the period `cycle` is declared twice
     --> f.hab:5:10
      |
    4 |   period cycle = 2 years from g.issued
      |          ----- first declared here
    5 |   period cycle = 3 years from g.issued
      |          ^^^^^ declared again

    error[unit-mismatch]: a length of time in days, weeks, months or years is needed
     --> f.hab:6:19
      |
    6 |   period unused = 3 h from g.issued
      |                   ^^^ not such a length

    warning[unused]: the period `idle` is declared and never used
     --> f.hab:7:10
      |
    7 |   period idle = 3 days from g.issued
      |          ^^^^ never used

    error[unknown-event]: a period has a `start` and an `end`
     --> f.hab:8:8
      |
    8 |   date cycle.begin before cycle.end
      |        ^^^^^^^^^^^ which day of it?

    error[unknown-event]: `cycle.period` is not a period
     --> f.hab:9:16
      |
    9 |   a cpd during cycle.period
      |                ^^^^^^^^^^^^ not a period
      |
      = help: write `during cycle`
    "#);
}

#[test]
fn validity() {
    insta::assert_snapshot!(framework(r#"
grant g award valid 2 { fact fit }
grant h award valid 30 h { fact fit }
grant i certificate valid until g.issued { fact fit }
grant j renewal of nothing { fact fit }
"#), @r#"
    Award f/g valid unknown
      all <f/g> Grant
        fact fit
    Award f/h valid unknown
      all <f/h> Grant
        fact fit
    Award f/i valid until f/g.Issued
      all <f/i> Grant
        fact fit
    Renewal f/j
      all <f/j> Grant
        fact fit

    error[unit-mismatch]: how long `g` holds needs a unit
     --> f.hab:3:21
      |
    3 | grant g award valid 2 { fact fit }
      |                     ^ years, months?

    error[unit-mismatch]: a length of time in days, weeks, months or years is needed
     --> f.hab:4:21
      |
    4 | grant h award valid 30 h { fact fit }
      |                     ^^^^ not such a length

    error[unknown-word]: `certificate` is not a kind of grant
     --> f.hab:5:9
      |
    5 | grant i certificate valid until g.issued { fact fit }
      |         ^^^^^^^^^^^ not a kind of grant
      |
      = note: kinds are `admission`, `award`, `registration`, `licence`,
              `endorsement`, `permit`, `renewal`, `post`

    error[unknown-grant]: no grant or title `nothing` is declared
     --> f.hab:6:20
      |
    6 | grant j renewal of nothing { fact fit }
      |                    ^^^^^^^ not declared
    "#);
}
