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

    error[never-met]: nothing lies between 20 and 10 `h`
     --> f.hab:4:1
      |
    4 | between 20 h and 10 h of all course
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the first is more than the second

    error[never-met]: no record can meet this line
     --> f.hab:5:24
      |
    5 | ... { including at least 10 h where category is law  counting at most 5 h where category in (law, ethics) }
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^  ---------------------------------------------------- than may be counted
      |       |
      |       asks for more

    error[never-met]: every value of `category` is limited, to 15 in all, and 20 are
                      asked for
     --> f.hab:6:1
      |
    6 | at least 20 h of cpd {
      | ^^^^^^^^^^^^^^^^^^^^^^ asks for more
    ...
    9 |   counting at most 5 h where category is other
      |   -------------------------------------------- the last of the limits

    error[never-met]: no record can meet this line
      --> f.hab:13:3
       |
    11 | exactly 3 of demonstration {
       | ---------------------------- the limit
    12 |   including at least 2 where setting is live
    13 |   including at least 2 where setting is simulated
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ too much together with the others

    error[never-met]: more than all of what is counted is asked for
      --> f.hab:15:24
       |
    15 | at least 20 h of cpd { including at least 120 % where category is law }
       |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ more than 100 %

    error[never-met]: 4 values of `category` are asked for, and 3 are declared
      --> f.hab:16:24
       |
    16 | at least 20 h of cpd { from at least 4 distinct category }
       |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ more than there are

    error[never-met]: 3 ways are asked for, and there are 2
      --> f.hab:17:10
       |
    17 | at least 3 of { fact fit  fact years at least 2 }
       |          ^ more than there are

    error[never-met]: a part is never more than 100 % of the whole it lies in
      --> f.hab:18:1
       |
    18 | training where mode is practice makes at least 120 % of all training
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ more than 100 %

    error[never-met]: no record can meet this line
      --> f.hab:21:3
       |
    20 |   including at least 60 % where category is law
       |   --------------------------------------------- for this
    21 |   including at least 60 % where category is ethics
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leaves no room

    error[never-met]: evidence from no `category` at all can count nothing
      --> f.hab:23:24
       |
    23 | at least 20 h of cpd { from at most 0 distinct category }
       |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leaves nothing
    "#);
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
"#), @r#"
    Award f/g
      all <f/g> Grant
        claim 0.. h course
        at least 0 of
          fact fit
        at least 0 of
          all Member "Skull"
            claim 1.. items course on h1
          all Member "Jaw"
            claim 1.. items course on h2
          all Member "Lung"
            claim 1.. items course on k1
          all Member "Ribs"
            claim 1.. items course on k2
        claim 20.. h cpd
          - including 0 of category=law
        claim 20.. h cpd
          - counting share 1 of category=law
        share course+placement where mode=practice <= 1 h of course+placement
        share placement >= 1.2 h of course

    warning[always-met]: at least nothing is asked, which every record has
     --> f.hab:4:1
      |
    4 | at least 0 h of course
      | ^^^^^^^^^^^^^^^^^^^^^^ always met

    warning[always-met]: none of the ways is needed
     --> f.hab:5:10
      |
    5 | at least 0 of { fact fit }
      |          ^ always met

    warning[always-met]: none of the members is needed
     --> f.hab:6:14
      |
    6 | for at least 0 of c in core { a course on c }
      |              ^ always met

    warning[always-met]: this modifier is met by whatever is counted
     --> f.hab:7:24
      |
    7 | at least 20 h of cpd { including at least 0 h where category is law }
      |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ always met

    warning[always-met]: this modifier is met by whatever is counted
     --> f.hab:8:24
      |
    8 | at least 20 h of cpd { counting at most 100 % where category is law }
      |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ always met

    warning[always-met]: this modifier is met by whatever is counted
     --> f.hab:9:1
      |
    9 | training where mode is practice makes at most 100 % of all training
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ always met
    "#);
}
