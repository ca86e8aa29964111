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
"#), @r"
    Award f/g
      all <f/g> Grant
        claim 20.. h cpd
          - including 3 of category=law
          - counting 5 of category=other
        claim 20.. h cpd
          - including share 0.6 of category=law
        claim 20.. h cpd
          - counting 5 of category=other
        claim 20.. h cpd
          - counting share 0.25 of category=other
        claim 20.. items demonstration
          - counting 2 per Day
        claim 20.. items demonstration
          - counting 2 per setting
        claim 20.. h cpd
          - counting 2 per Item
        claim 20.. items demonstration
          - counting setting=simulated only if 15 of setting=live
        claim 18.. months experience
          - distinct 2 area with 6 each
        claim 20.. h cpd competes
          - from one provider.name
          - within any 12m
        claim 20.. h course
          - over 56d
          - together cover 2 of [h1 h2]
        claim 3.. items exam
          - consecutive by part
        claim 2.. years experience
          - without a break of 6m
        claim 20.. h cpd whole
          - including 0.5 of category=law
    ");
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

    error[misplaced-modifier]: only a length of calendar time can be without a break
     --> f.hab:4:24
      |
    4 | at least 20 h of cpd { without a break of more than 2 years }
      | -----------------------^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^--
      | |                      |
      | |                      of what length?
      | measured otherwise

    error[type-mismatch]: `provider.name` has no order in which values could follow
                          one another
     --> f.hab:5:24
      |
    5 | at least 20 h of cpd { consecutive by provider.name }
      |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ without order

    error[misplaced-modifier]: a prohibition sees all evidence, and so nothing
                               chooses what it counts
     --> f.hab:6:21
      |
    6 | at most 3 of exam { counting at most 2 per day }
      | --------------------^^^^^^^^^^^^^^^^^^^^^^^^^^--
      | |                   |
      | |                   not in a prohibition
      | forbids
      |
      = note: only `within any` and `consecutive by` can stand here

    error[unknown-attribute]: evidence of the kind `cpd` has no attribute `area`
     --> f.hab:7:49
      |
    7 | at least 20 h of cpd { from at least 2 distinct area }
      |                                                 ^^^^ not of `cpd`
      |
      = note: `cpd` has `category`, `delivery`, `mode`, `topic`, `purpose` and 12
              more

    error[invalid-number]: at least one value has to be asked for
     --> f.hab:8:24
      |
    8 | at least 20 h of cpd { from at least 0 distinct category }
      |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not above zero

    error[unit-mismatch]: `of the need` belongs to a percentage
     --> f.hab:9:41
      |
    9 | at least 20 h of cpd { counting at most 2 h of the need where category is...
      |                                         ^^^ not a percentage

    error[unit-mismatch]: a length of time in days, weeks, months or years is needed
      --> f.hab:10:38
       |
    10 | at least 20 h of cpd { over at least 3 h }
       |                                      ^^^ not such a length

    error[misplaced-modifier]: this modifier does not fit a line that counts
                               competencies
      --> f.hab:11:21
       |
    11 | cover all of core { over at least 8 weeks }
       | --------------------^^^^^^^^^^^^^^^^^^^^^--
       | |                   |
       | |                   not here
       | counts competencies
       |
       = note: a set of competencies has no length in time
    "#);
}

#[test]
fn cells_in_rows() {
    insta::assert_snapshot!(grant(r#"
for each s in core.skills { at least 9 of demonstration on s.skill { including at least s.minimum where success } }
"#), @r#"
    Award f/g
      all <f/g> Grant
        all
          all Member "Skull"
            claim 9.. items demonstration on h1
              - including 5 of success=yes
          all Member "Lung"
            claim 9.. items demonstration on k1
    "#);
}
