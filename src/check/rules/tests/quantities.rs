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
"#), @r#"
    Award f/g
      all <f/g> Grant
        claim 1.. items course
        claim 1.. items exam
        claim 3.. items exam
        claim 180.. h course
        claim 90.. min cpd
        claim 6.. credit qualification
        claim 8.. weeks placement
        claim 1.5.. years experience
        claim ..0 items credential where status=suspended (result)
        claim ..4 items exam
        claim exactly 14 items demonstration
        claim 2..4 items exam
        claim 1600..1800 h of all course+placement
        claim ..10 h of all course
        claim 20..20 h of all course
        claim 3.. years experience
    "#);
}

#[test]
fn both_bounds_with_rows() {
    insta::assert_snapshot!(grant(r#"
between 2 and 4 of exam { from one area }
no exam { within any 12 months }
no exam { from one area }
"#), @r#"
    Award f/g
      all <f/g> Grant
        all
          claim 2.. items exam
            - from one area
          claim ..4 items exam
        claim ..0 items exam
          - within any 12m
        all

    error[misplaced-modifier]: a prohibition sees all evidence, and so nothing
                               chooses what it counts
     --> f.hab:6:11
      |
    6 | no exam { from one area }
      | ----------^^^^^^^^^^^^^--
      | |         |
      | |         not in a prohibition
      | forbids
      |
      = note: only `within any` and `consecutive by` can stand here
    "#);
}

#[test]
fn bare_upper_limits() {
    insta::assert_snapshot!(grant(r#"
at most 10 h of course
between 10 h and 20 h of course
exactly 2 years of experience
"#), @r#"
    Award f/g
      all <f/g> Grant
        all
        all
        all

    error[bare-upper-limit]: an upper limit on an amount that may leave evidence out
                             limits nothing
     --> f.hab:4:1
      |
    4 | at most 10 h of course
      | ^^^^^^^^^^^^^^^^^^^^^^ does not say `of all`
      |
      = help: write `of all` to forbid more, or `counting at most … where …` inside
              another line to count no more

    error[bare-upper-limit]: an upper limit on an amount that may leave evidence out
                             limits nothing
     --> f.hab:5:1
      |
    5 | between 10 h and 20 h of course
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ does not say `of all`
      |
      = help: write `of all` before what is measured

    error[bare-upper-limit]: an upper limit on an amount that may leave evidence out
                             limits nothing
     --> f.hab:6:1
      |
    6 | exactly 2 years of experience
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ does not say `of all`
      |
      = help: write `of all` before what is measured
    "#);
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

    error[unit-mismatch]: no hours or credits are measured of evidence of the kind
                          `exam`
     --> f.hab:4:10
      |
    4 | at least 20 h of exam
      |          ^^^^    ---- `exam` here
      |          |
      |          this unit

    error[unit-mismatch]: no length in calendar time is measured of evidence of the
                          kind `cpd`
     --> f.hab:5:10
      |
    5 | at least 3 weeks of cpd
      |          ^^^^^^^    --- `cpd` here
      |          |
      |          this unit

    error[unit-mismatch]: a percentage of evidence says nothing without a whole
     --> f.hab:6:10
      |
    6 | at least 60 % of course
      |          ^^^^ of what?
      |
      = help: write a share: `… makes at least 60 % of all …`

    error[type-mismatch]: pieces of evidence are counted whole
     --> f.hab:7:10
      |
    7 | at least 1.5 of exam
      |          ^^^ not whole

    error[unit-mismatch]: hours of experience and hours of training cannot be added
     --> f.hab:8:10
      |
    8 | at least 20 h of (course or experience)
      |          ^^^^    ---------------------- experience and training
      |          |
      |          one amount of both

    error[unit-mismatch]: `credit` measures training, and this is other evidence
     --> f.hab:9:10
      |
    9 | at least 6 credit of experience
      |          ^^^^^^^^    ---------- measured here
      |          |
      |          a unit of training

    error[unit-mismatch]: the line is measured in weeks, and this is another unit
      --> f.hab:10:21
       |
    10 | between 2 weeks and 3 months of all experience
       |                     ^^^^^^^^ not in weeks

    error[unknown-unit]: no unit `creditos` is declared
      --> f.hab:11:12
       |
    11 | at least 6 creditos of course
       |            ^^^^^^^^ not a unit
       |
       = help: did you mean `credit`?

    error[unknown-unit]: no unit `Credit` is declared
      --> f.hab:12:12
       |
    12 | at least 6 Credit of course
       |            ^^^^^^ not a unit
       |
       = help: did you mean `credit`?

    error[unit-mismatch]: a length of time in days, weeks, months or years is needed
      --> f.hab:13:17
       |
    13 | a course within 20 h before application
       |                 ^^^^ not such a length

    error[unit-mismatch]: the line is measured in `h`, and this is another unit
      --> f.hab:14:46
       |
    14 | at least 20 h of course { including at least 3 where mode is theory }
       |                                              ^ not in `h`

    error[unknown-value]: no value, parameter or column `core.missing` is known here
      --> f.hab:15:10
       |
    15 | at least core.missing of exam
       |          ^^^^^^^^^^^^ not known
       |
       = help: did you mean `core.rising`?
    "#);
}

#[test]
fn coverage() {
    insta::assert_snapshot!(grant(r#"
cover all of core
cover all of core.routine at done by demonstration
cover at least 2 of core.routine by (course or placement)
cover at least 80 % of core { including at least 1 of core.head }
cover all of core.head by course { from one provider }
"#), @r#"
    Award f/g
      all <f/g> Grant
        claim 4.. covered of [h1 h2 k1 k2] by anything
        claim 3.. covered of [h1 k1 k2] at skill.done by demonstration
        claim 2.. covered of [h1 k1 k2] by (course | placement)
        claim 4.. covered of [h1 h2 k1 k2] by anything
          - including 1 of [h1 h2]
        claim 2.. covered of [h1 h2] by course competes
          - from one provider.name
    "#);
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
cover all of core at done by demonstration where level at least isced.4
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

    error[set-too-small]: 5 are asked for, and the set has 4
     --> f.hab:4:1
      |
    4 | cover at least 5 of core
      | ^^^^^^^^^^^^^^^^^^^^^^^^ more than there are

    error[set-too-small]: 5 are asked for, and the set has 4
     --> f.hab:5:1
      |
    5 | cover at least 120 % of core
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ more than there are

    error[set-too-small]: 3 of `core.head` are asked for, and the set has 2 of them
     --> f.hab:6:28
      |
    6 | cover at least 2 of core { including at least 3 of core.head }
      | ---------------------------^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^--
      | |                          |
      | |                          more than there are
      | covered here

    error[set-too-small]: 1 of `core.chest` are asked for, and the set has 0 of them
     --> f.hab:7:33
      |
    7 | cover at least 2 of core.head { including at least 1 of core.chest }
      | --------------------------------^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^--
      | |                               |
      | |                               more than there are
      | covered here
      |
      = note: 2 members of `core.chest` are not in the set that is covered

    error[unknown-level]: no level `dun` of any scale
     --> f.hab:8:30
      |
    8 | cover all of core.routine at dun
      |                              ^^^ not a level

    error[misplaced-modifier]: this modifier does not fit a line that counts
                               competencies
     --> f.hab:9:21
      |
    9 | cover all of core { including at least 3 h where mode is theory }
      | --------------------^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^--
      | |                   |
      | |                   not here
      | counts competencies
      |
      = note: write `including at least … of` and the name of a set

    error[misplaced-modifier]: the members of a set are counted only by a `cover`
                               line
      --> f.hab:10:22
       |
    10 | at least 2 of exam { including at least 1 of core.head }
       | ---------------------^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^--
       | |                    |
       | |                    not here
       | counts no competencies

    error[scale-mismatch]: levels of `isced` and of `skill` cannot be compared
      --> f.hab:11:22
       |
    11 | cover all of core at done by demonstration where level at least isced.4
       |                      ^^^^ a level of `skill`
       |
       = note: no `map` between `isced` and `skill` is declared
    "#);
}

#[test]
fn shares() {
    insta::assert_snapshot!(grant(r#"
training where mode is practice makes at least 60 % of all training
exam where result is passed makes at most 50 % of all exam
experience where paid makes at least 10 % of all experience
training makes at least 60 % of all experience
course makes at least 60 h of all course
"#), @r#"
    Award f/g
      all <f/g> Grant
        share course+placement where mode=practice >= 0.6 h of course+placement
        share exam where result=passed (result) <= 0.5 items of exam
        share experience where paid=yes >= 0.1 h of experience
        all
        all

    error[unit-mismatch]: a share compares two amounts in hours of one sort, or two
                          counts
     --> f.hab:7:37
      |
    7 | training makes at least 60 % of all experience
      | -------- the part                   ^^^^^^^^^^ measured otherwise

    error[unit-mismatch]: a percentage is needed
     --> f.hab:8:23
      |
    8 | course makes at least 60 h of all course
      |                       ^^^^ not a percentage
    "#);
}

#[test]
fn each_of_the_last_years() {
    insta::assert_snapshot!(grant(r#"
at least 10 h of cpd in each of the last 3 years where category is law
at least 1 of cpd in each of the last 2 months
at least 1 of cpd in each of the last 100 years
let x = cpd in each of the last 3 years
"#), @r#"
    Award f/g
      all <f/g> Grant
        all
          all
            claim 10.. h cpd [assessment-12m! .. assessment] where category=law
            claim 10.. h cpd [assessment-24m! .. assessment-12m] where category=law
            claim 10.. h cpd [assessment-36m! .. assessment-24m] where category=law
          all
            claim 1.. items cpd [assessment-1m! .. assessment]
            claim 1.. items cpd [assessment-2m! .. assessment-1m]
          all

    error[too-much]: from 1 to 60 years or months can be counted back, and 100 are
     --> f.hab:6:19
      |
    6 | at least 1 of cpd in each of the last 100 years
      |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ out of range

    error[misplaced-declaration]: `x` is named behind lines of the block that it is
                                  to hold for
     --> f.hab:7:1
      |
    7 | let x = cpd in each of the last 3 years
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ too late
      |
      = help: move it to the head of the block

    warning[unused]: `x` is never used
     --> f.hab:7:5
      |
    7 | let x = cpd in each of the last 3 years
      |     ^ never used
      |
      = note: the block still asks that there is such evidence

    error[misplaced-modifier]: `in each of the last …` cannot stand here, because it
                               makes several lines of one
     --> f.hab:7:13
      |
    7 | let x = cpd in each of the last 3 years
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ not here
      |
      = note: it belongs into a line that asks for a quantity
    "#);
}
