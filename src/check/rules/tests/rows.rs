//! Modifiers.

use super::grant;

#[test]
fn rows() {
    insta::assert_snapshot!(grant(r#"
at least 20 h of cpd {
  including at least 3 h where category is law
  counting at most 5 h where category is other
}
at least 20 h of cpd { including at least 60 % where category is law }
at least 20 h of cpd { counting at most 25 % of the need where category is other }
at least 20 h of cpd { counting at most 25 % where category is other }
at least 20 of demonstration { counting at most 2 per day }
at least 20 of demonstration { counting at most 2 per setting }
at least 20 h of cpd { counting at most 2 h per activity }
at least 20 of demonstration { counting where setting is simulated only if at least 15 where setting is live }
at least 18 months of experience { from at least 2 distinct area with at least 6 months each }
at least 20 h of cpd { from one provider  within any 1 year }
at least 20 h of course { over at least 8 weeks  together cover all of core.head }
at least 3 of exam { consecutive by part }
at least 2 years of experience { without a break of more than 6 months }
at least 20 h of cpd { whole  including at least 30 min where category is law }
"#), @"");
}

#[test]
fn misplaced() {
    insta::assert_snapshot!(grant(r#"
at least 20 h of cpd { without a break of more than 2 years }
at least 20 h of cpd { consecutive by provider.name }
at most 3 of exam { counting at most 2 per day }
at least 20 h of cpd { from at least 2 distinct area }
at least 20 h of cpd { from at least 0 distinct category }
at least 20 h of cpd { counting at most 2 h of the need where category is law }
at least 20 h of cpd { over at least 3 h }
cover all of core { over at least 8 weeks }
"#), @"");
}

#[test]
fn cells_in_rows() {
    insta::assert_snapshot!(grant(r#"
for each s in core.skills { at least 9 of demonstration on s.skill { including at least s.minimum where success } }
"#), @"");
}
