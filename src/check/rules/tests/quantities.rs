//! Quantities, coverage, shares.

use super::grant;

#[test]
fn measures() {
    insta::assert_snapshot!(grant(r#"
a course
an exam
at least 3 of exam
at least 180 h of course
at least 90 min of cpd
at least 6 credit of qualification
at least 8 weeks of placement
at least 1.5 years of experience
no credential where status is suspended
at most 4 of exam
exactly 14 of demonstration
between 2 and 4 of exam
between 1600 h and 1800 h of all training
at most 10 h of all course
exactly 20 h of all course
at least core.window of experience
"#), @"");
}

#[test]
fn both_bounds_with_rows() {
    insta::assert_snapshot!(grant(r#"
between 2 and 4 of exam { from one area }
no exam { within any 12 months }
no exam { from one area }
"#), @"");
}

#[test]
fn bare_upper_limits() {
    insta::assert_snapshot!(grant(r#"
at most 10 h of course
between 10 h and 20 h of course
exactly 2 years of experience
"#), @"");
}

#[test]
fn units_that_do_not_fit() {
    insta::assert_snapshot!(grant(r#"
at least 20 h of exam
at least 3 weeks of cpd
at least 60 % of course
at least 1.5 of exam
at least 20 h of (course or experience)
at least 6 credit of experience
between 2 weeks and 3 months of all experience
at least 6 creditos of course
at least 6 Credit of course
a course within 20 h before application
at least 20 h of course { including at least 3 where mode is theory }
at least core.missing of exam
"#), @"");
}

#[test]
fn coverage() {
    insta::assert_snapshot!(grant(r#"
cover all of core
cover all of core.routine at done by demonstration
cover at least 2 of core.routine by (course or placement)
cover at least 80 % of core { including at least 1 of core.head }
cover all of core.head by course { from one provider }
"#), @"");
}

#[test]
fn sets_too_small() {
    insta::assert_snapshot!(grant(r#"
cover at least 5 of core
cover at least 120 % of core
cover at least 2 of core { including at least 3 of core.head }
cover at least 2 of core.head { including at least 1 of core.chest }
cover all of core.routine at dun
cover all of core { including at least 3 h where mode is theory }
at least 2 of exam { including at least 1 of core.head }
"#), @"");
}

#[test]
fn shares() {
    insta::assert_snapshot!(grant(r#"
training where mode is practice makes at least 60 % of all training
exam where result is passed makes at most 50 % of all exam
experience where paid makes at least 10 % of all experience
training makes at least 60 % of all experience
course makes at least 60 h of all course
"#), @"");
}

#[test]
fn each_of_the_last_years() {
    insta::assert_snapshot!(grant(r#"
at least 10 h of cpd in each of the last 3 years where category is law
at least 1 of cpd in each of the last 2 months
at least 1 of cpd in each of the last 100 years
let x = cpd in each of the last 3 years
"#), @"");
}
