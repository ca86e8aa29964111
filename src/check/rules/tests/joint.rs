//! What needs joint counting, and what does not.

use super::grant;

#[test]
fn nested_and_disjoint() {
    insta::assert_snapshot!(grant(r#"
at least 20 h of cpd {
  including at least 5 h where category is law
  counting at most 10 h where category in (law, ethics)
  counting at most 5 h where category is other
}
at least 20 h of cpd {
  including at least 1 h where topic is wounds
  including at least 1 h where topic is drugs
}
between 10 h and 20 h of all cpd {
  counting at most 5 h where topic is wounds
  including at least 5 h where verified
}
at least 20 of demonstration {
  counting at most 5 where patient-age under 18
  counting at most 5 where patient-age at least 65
  counting at most 2 where patient-age at least 80
}
at least 20 h of cpd { from one provider  counting at most 5 h where category is law }
at least 20 of demonstration { counting at most 2 per setting  including at least 5 where setting is live }
at least 20 of demonstration { counting at most 2 per day  counting at most 9 per year }
"#), @"");
}

#[test]
fn competing() {
    insta::assert_snapshot!(grant(r#"
at least 20 h of cpd {
  including at least 5 h where topic is wounds
  counting at most 5 h where topic is drugs
}
at least 20 h of cpd { whole  counting at most 5 h where category is law }
at least 20 h of cpd { from at most 2 distinct category }
at least 20 h of cpd { from at least 2 distinct category  counting at most 5 h where category is law }
at least 20 of demonstration {
  counting where setting is simulated only if at least 15 where setting is live
  counting at most 5 where impaired
}
cover all of core by demonstration { counting at most 10 where setting is simulated }
at least 20 h of cpd {
  including at least 20 % where category is law
  counting at most 20 % where category is other
}
at least 20 h of cpd { from one provider  from one category }
at least 20 of demonstration { counting at most 2 per day  including at least 5 where setting is live }
exactly 3 of exam { including at least 1 where area is a  including at least 1 where area is b }
at least 20 h of cpd { whole  including at least 50 % where category is law }
"#), @"");
}
