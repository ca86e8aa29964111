//! What needs joint counting, and what does not.

use super::grant;

#[test]
fn nested_and_disjoint() {
    insta::assert_snapshot!(grant(r#"
at least 15 h of cpd {
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
exactly 10 of demonstration { including at least 25 % where setting is live }
exactly 10 of demonstration { counting at most 25 % where setting is live }
at least 20 h of cpd {
  counting at most 5 h where provider.country is US
  including at least 2 h where provider.country is CO and topic is drugs
  including at least 2 h where provider.country is CO and topic is wounds
}
at least 20 h of cpd {
  including at least 60 % where category is law
  including at least 2 h where category is ethics
}
"#), @r#"
    Award f/g
      all <f/g> Grant
        claim 15.. h cpd
          - including 5 of category=law
          - counting 10 of category=law,ethics
          - counting 5 of category=other
        claim 20.. h cpd
          - including 1 of topic=wounds
          - including 1 of topic=drugs
        claim 10..20 h of all cpd
          - counting 5 of topic=wounds
          - including 5 of verified=yes
        claim 20.. items demonstration
          - counting 5 of patient-age Under 18
          - counting 5 of patient-age AtLeast 65
          - counting 2 of patient-age AtLeast 80
        claim 20.. h cpd
          - from one provider.name
          - counting 5 of category=law
        claim 20.. items demonstration
          - counting 2 per setting
          - including 5 of setting=live
        claim 20.. items demonstration
          - counting 2 per Day
          - counting 9 per Year
        claim exactly 10 items demonstration
          - including 3 of setting=live
        claim exactly 10 items demonstration
          - counting 2 of setting=live
        claim 20.. h cpd
          - counting 5 of provider.country=US
          - including 2 of (provider.country=CO & topic=drugs)
          - including 2 of (provider.country=CO & topic=wounds)
        claim 20.. h cpd
          - including share 0.6 of category=law
          - including 2 of category=ethics
    "#);
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
exactly 3 of exam { including at least 1 where area is icu  including at least 1 where area is ward }
at least 20 h of cpd { whole  including at least 50 % where category is law }
at least 20 h of cpd { counting at most 5 h per topic }
at least 20 h of cpd {
  including at least 60 % where category is law
  including at least 2 h where topic is drugs
}
at least 20 h of cpd { from one provider  whole  counting at most 5 h per year }
at least 3 of exam { consecutive by part  counting at most 1 where area is icu }
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
        all
        all
        all
        all

    error[needs-joint-counting]: evidence may fall under both of these, and an upper
                                 limit makes it matter
     --> f.hab:6:3
      |
    5 |   including at least 5 h where topic is wounds
      |   -------------------------------------------- with this
    6 |   counting at most 5 h where topic is drugs
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ competes
      |
      = note: this release does not count evidence that competes
      = help: say it with sets of which one lies in the other, or of which no
              evidence is in both

    error[needs-joint-counting]: what is taken whole cannot be cut to fit an upper
                                 limit
     --> f.hab:8:24
      |
    8 | at least 20 h of cpd { whole  counting at most 5 h where category is law }
      |                        ^^^^^  ------------------------------------------ with this
      |                        |
      |                        competes
      |
      = note: this release does not count evidence that competes

    error[needs-joint-counting]: which 2 values of `category` are best has to be
                                 found among all of them at once
     --> f.hab:9:24
      |
    9 | at least 20 h of cpd { from at most 2 distinct category }
      | -----------------------^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^--
      | |                      |
      | |                      chooses several
      | what is counted
      |
      = note: this release does not count evidence that competes
      = help: `from one …` can be decided

    error[needs-joint-counting]: what an upper limit leaves out may be what is asked
                                 for here
      --> f.hab:10:24
       |
    10 | ... { from at least 2 distinct category  counting at most 5 h where category is law }
       |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^  ------------------------------------------ with this
       |       |
       |       competes
       |
       = note: this release does not count evidence that competes

    error[needs-joint-counting]: what opens a way to count also falls under an upper
                                 limit
      --> f.hab:12:3
       |
    12 |   counting where setting is simulated only if at least 15 where setting is live
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ competes
    13 |   counting at most 5 where impaired
       |   --------------------------------- with this
       |
       = note: this release does not count evidence that competes

    error[needs-joint-counting]: one piece of evidence may cover several
                                 competencies, and only some may be counted
      --> f.hab:15:38
       |
    15 | cover all of core by demonstration { counting at most 10 where setting is simulated }
       | -------------------------------------^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^--
       | |                                    |
       | |                                    competes
       | with this
       |
       = note: this release does not count evidence that competes

    error[needs-joint-counting]: two shares of what is counted depend on one another
      --> f.hab:18:3
       |
    17 |   including at least 20 % where category is law
       |   --------------------------------------------- with this
    18 |   counting at most 20 % where category is other
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ competes
       |
       = note: this release does not count evidence that competes

    error[needs-joint-counting]: two choices of what to count have to be made at
                                 once
      --> f.hab:20:43
       |
    20 | at least 20 h of cpd { from one provider  from one category }
       |                        -----------------  ^^^^^^^^^^^^^^^^^ competes
       |                        |
       |                        with this
       |
       = note: this release does not count evidence that competes

    error[needs-joint-counting]: a limit for each group competes with what else is
                                 asked
      --> f.hab:21:60
       |
    21 | ... { counting at most 2 per day  including at least 5 where setting is live }
       |       --------------------------  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ competes
       |       |
       |       with this
       |
       = note: this release does not count evidence that competes
       = help: say it with sets of which one lies in the other, or of which no
               evidence is in both

    error[needs-joint-counting]: evidence may fall under both of these, and an upper
                                 limit makes it matter
      --> f.hab:22:61
       |
    22 | ... { including at least 1 where area is icu  including at least 1 where area is ward }
       |       --------------------------------------  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ competes
       |       |
       |       with this
       |
       = note: this release does not count evidence that competes
       = help: say it with sets of which one lies in the other, or of which no
               evidence is in both

    error[needs-joint-counting]: what is taken whole cannot be cut to fit an upper
                                 limit
      --> f.hab:23:24
       |
    23 | ... { whole  including at least 50 % where category is law }
       |       ^^^^^  --------------------------------------------- with this
       |       |
       |       competes
       |
       = note: this release does not count evidence that competes

    error[needs-joint-counting]: evidence may belong to several of these groups at
                                 once
      --> f.hab:24:24
       |
    24 | at least 20 h of cpd { counting at most 5 h per topic }
       |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ competes
       |
       = note: this release does not count evidence that competes

    error[needs-joint-counting]: a share of what is counted competes with this
      --> f.hab:27:3
       |
    26 |   including at least 60 % where category is law
       |   --------------------------------------------- with this
    27 |   including at least 2 h where topic is drugs
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ competes
       |
       = note: this release does not count evidence that competes
       = help: say it with sets of which one lies in the other, or of which no
               evidence is in both

    error[needs-joint-counting]: what is taken whole cannot be cut to fit an upper
                                 limit
      --> f.hab:29:43
       |
    29 | ... provider  whole  counting at most 5 h per year }
       |               ^^^^^  ----------------------------- with this
       |               |
       |               competes
       |
       = note: this release does not count evidence that competes

    error[needs-joint-counting]: what an upper limit leaves out may be what is asked
                                 for here
      --> f.hab:30:22
       |
    30 | ...am { consecutive by part  counting at most 1 where area is icu }
       |         ^^^^^^^^^^^^^^^^^^^  ------------------------------------ with this
       |         |
       |         competes
       |
       = note: this release does not count evidence that competes
    "#);
}
