//! Selections, predicates, `let`.

use super::{framework, grant};

#[test]
fn heads() {
    insta::assert_snapshot!(grant(r#"
at least 20 h of training
at least 20 h of core.approved within core.window before application where mode is practice
a (course or exam or core.approved) after 2020 where verified
a course on core.h1
"#), @r#"
    Award f/g
      all <f/g> Grant
        claim 20.. h course+placement
        claim 20.. h course [application-36m .. application] where (approved-by=dshs & mode=practice)
        claim 1.. items (course [2020-12-31! .. ] where verified=yes | exam [2020-12-31! .. ] where verified=yes | course [2020-12-31! .. ] where (approved-by=dshs & verified=yes))
        claim 1.. items course on h1
    "#);
}

#[test]
fn unknown_heads() {
    insta::assert_snapshot!(grant(r#"
a cuorse
a core.aproved where nothing is known
a course on core.h9
at least 20 h of (course or exma) where approved-by is dshs
"#), @r#"
    Award f/g
      all <f/g> Grant
        all
        all
        all
        all

    error[unknown-kind]: no kind of evidence or definition is called `cuorse`
     --> f.hab:4:3
      |
    4 | a cuorse
      |   ^^^^^^ not known
      |
      = help: did you mean `course`?

    error[unknown-kind]: no kind of evidence or definition is called `core.aproved`
     --> f.hab:5:3
      |
    5 | a core.aproved where nothing is known
      |   ^^^^^^^^^^^^ not known
      |
      = help: did you mean `core.approved`?

    error[unknown-competency]: no competency or set `core.h9` is declared
     --> f.hab:6:13
      |
    6 | a course on core.h9
      |             ^^^^^^^ not declared
      |
      = help: did you mean `core.h1`?

    error[unknown-kind]: no kind of evidence or definition is called `exma`
     --> f.hab:7:29
      |
    7 | at least 20 h of (course or exma) where approved-by is dshs
      |                             ^^^^ not known
      |
      = help: did you mean `exam`?
    "#);
}

#[test]
fn predicates() {
    insta::assert_snapshot!(grant(r#"
a qualification where level at least isced.4 and not (title is core.nurse or country is US) and field is 0913
a demonstration where patient-age over 65 and impaired is no and encounter is "E-1"
a language where language is es and level at least cefr.b2
a cpd where category in (law, ethics) and topic not in (wounds)
a exam where not (result is passed) and part is 2
a credential where grant is g and current at application and issuer in (US-WA, dshs)
a course where completed before 2020 and started within 3 years of birth and date is 2021-05
a placement where not verified or not current
a experience where load at least 50 % and paid is not yes
a course where assessor-role is nurse
"#), @r#"
    Award f/g
      all <f/g> Grant
        claim 1.. items qualification where (level AtLeast isced.4 & not title=c/nurse & not country=US & field=0913)
        claim 1.. items demonstration where (patient-age Over 65 & impaired=no & encounter=E-1)
        claim 1.. items language where (language=es & level AtLeast cefr.b2)
        claim 1.. items cpd where (category=law,ethics & not topic=wounds)
        claim 1.. items exam where (not result=passed & part=2) (result)
        claim 1.. items credential where (grant=f/g & current at application & issuer=US-WA,dshs)
        claim 1.. items course where (completed Before 2020-01-01 & started in birth-36m..birth+36m & date in 2021-05-01..2021-05-31)
        claim 1.. items placement where (not verified=yes | not current at assessment)
        claim 1.. items experience where (load AtLeast 0.5 & not paid=yes)
        all

    error[unknown-attribute]: evidence of the kind `course` has no attribute
                              `assessor-role`
      --> f.hab:13:16
       |
    13 | a course where assessor-role is nurse
       |                ^^^^^^^^^^^^^ not of `course`
       |
       = note: `course` has `code`, `accredited-by`, `grade`, `passed`, `delivery`
               and 16 more
    "#);
}

#[test]
fn attributes_that_are_not_there() {
    insta::assert_snapshot!(grant(r#"
a course where role is chw
a exam where colour is red
a (course or exam) where mode is theory
a course where mod is theory
a placement where part-of is nothing
a exam where part-of is programme
a credential where part-of is x
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

    error[unknown-attribute]: evidence of the kind `course` has no attribute `role`
     --> f.hab:4:16
      |
    4 | a course where role is chw
      |                ^^^^ not of `course`
      |
      = note: `course` has `code`, `accredited-by`, `grade`, `passed`, `delivery`
              and 16 more

    error[unknown-attribute]: evidence has no attribute `colour`
     --> f.hab:5:14
      |
    5 | a exam where colour is red
      |              ^^^^^^ not an attribute
      |
      = note: `exam` has `part`, `result`, `grade`, `passed`, `score` and 11 more

    error[unknown-attribute]: evidence of the kind `exam` has no attribute `mode`
     --> f.hab:6:26
      |
    6 | a (course or exam) where mode is theory
      |                          ^^^^ not of `exam`
      |
      = note: `exam` has `part`, `result`, `grade`, `passed`, `score` and 11 more

    error[unknown-attribute]: evidence has no attribute `mod`
     --> f.hab:7:16
      |
    7 | a course where mod is theory
      |                ^^^ not an attribute
      |
      = help: did you mean `mode`?

    error[unknown-event]: no `let` of this block is called `nothing`
     --> f.hab:8:30
      |
    8 | a placement where part-of is nothing
      |                              ^^^^^^^ not known

    error[unknown-event]: no `let` of this block is called `programme`
     --> f.hab:9:25
      |
    9 | a exam where part-of is programme
      |                         ^^^^^^^^^ not known

    error[unknown-attribute]: evidence of the kind `credential` is never part of a
                              programme
      --> f.hab:10:31
       |
    10 | a credential where part-of is x
       |                               ^ part of what?
       |
       = note: courses, placements, examinations and demonstrations may be part of
               one
    "#);
}

#[test]
fn values_of_another_type() {
    insta::assert_snapshot!(grant(r#"
a cpd where category is lav
a cpd where category is 3
a cpd where category is unlikely
a cpd where verified is 3
a cpd where category
a cpd where category at least law
a cpd where provider.country is Texas
a cpd where date at least 3
a demonstration where patient-age is old
a qualification where title is "Nurse"
a qualification where title is core.nurse2
a qualification where level is isced.9
a qualification where level in (isced.4, cefr.b2)
a demonstration where level at least seen and level is 3
a language where level at least isced.4
a qualification where level at least cefr.b2
a demonstration where level at least seen and level under isced.4
a qualification where level at least isced4
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
        all
        all
        all

    error[unknown-symbol]: `lav` is none of the values of `category`
     --> f.hab:4:25
      |
    4 | a cpd where category is lav
      |                         ^^^ not declared
      |
      = help: did you mean `law`?

    error[unknown-symbol]: `3` is none of the values of `category`
     --> f.hab:5:25
      |
    5 | a cpd where category is 3
      |                         ^ not declared
      |
      = note: values are `law`, `ethics` and `other`

    error[unknown-symbol]: `unlikely` is none of the values of `category`
     --> f.hab:6:25
      |
    6 | a cpd where category is unlikely
      |                         ^^^^^^^^ not declared
      |
      = note: values are `law`, `ethics` and `other`

    error[type-mismatch]: `verified` is yes or no, and it is compared with a number
     --> f.hab:7:25
      |
    7 | a cpd where verified is 3
      |                         ^ not yes or no

    error[type-mismatch]: `category` is not answered by yes or no
     --> f.hab:8:13
      |
    8 | a cpd where category
      |             ^^^^^^^^ compared with what?
      |
      = help: write `category is …`

    error[type-mismatch]: `category` has no order, so nothing is more or less than
                          it
     --> f.hab:9:13
      |
    9 | a cpd where category at least law
      |             ^^^^^^^^ neither a number nor a level

    error[unknown-place]: `Texas` is not a code of a place
      --> f.hab:10:33
       |
    10 | a cpd where provider.country is Texas
       |                                 ^^^^^ not a code
       |
       = note: codes are those of ISO 3166: `US` for a country, `US-TX` for a part
               of one

    error[type-mismatch]: `date` has no order, so nothing is more or less than it
      --> f.hab:11:13
       |
    11 | a cpd where date at least 3
       |             ^^^^ neither a number nor a level
       |
       = help: compare dates by `before`, `after`, `from` and `until`

    error[unknown-value]: no value, parameter or column `old` is known here
      --> f.hab:12:38
       |
    12 | a demonstration where patient-age is old
       |                                      ^^^ not known

    error[type-mismatch]: a title is needed, and this is a text
      --> f.hab:13:32
       |
    13 | a qualification where title is "Nurse"
       |                                ^^^^^^^ not a title
       |
       = help: compare texts with `name`, or declare a `title`

    error[unknown-title]: no title `core.nurse2` is declared
      --> f.hab:14:32
       |
    14 | a qualification where title is core.nurse2
       |                                ^^^^^^^^^^^ not declared
       |
       = help: did you mean `core.nurse`?

    error[unknown-level]: no level `isced.9` of any scale
      --> f.hab:15:32
       |
    15 | a qualification where level is isced.9
       |                                ^^^^^^^ not a level
       |
       = note: `isced` has `0`, `1`, `2`, `3`, `4` and 4 more

    error[scale-mismatch]: levels of `isced` and of `cefr` cannot be compared
      --> f.hab:16:42
       |
    16 | a qualification where level in (isced.4, cefr.b2)
       |                                          ^^^^^^^ a level of `cefr`
       |
       = note: no `map` between `isced` and `cefr` is declared

    error[type-mismatch]: a level of a scale is needed, and this is a number
      --> f.hab:17:56
       |
    17 | a demonstration where level at least seen and level is 3
       |                                                        ^ not a level

    error[scale-mismatch]: levels of `cefr` and of `isced` cannot be compared
      --> f.hab:18:18
       |
    18 | a language where level at least isced.4
       |                  ^^^^^^^^^^^^^^^^^^^^^^ a level of `isced`
       |
       = note: no `map` between `cefr` and `isced` is declared

    error[scale-mismatch]: levels of `isced` and of `cefr` cannot be compared
      --> f.hab:19:23
       |
    19 | a qualification where level at least cefr.b2
       |                       ^^^^^^^^^^^^^^^^^^^^^^ a level of `cefr`
       |
       = note: no `map` between `isced` and `cefr` is declared

    error[scale-mismatch]: levels of `skill` and of `isced` cannot be compared
      --> f.hab:20:23
       |
    20 | a demonstration where level at least seen and level under isced.4
       |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a level of `isced`
       |
       = note: no `map` between `skill` and `isced` is declared

    error[unknown-level]: no level `isced4` of any scale
      --> f.hab:21:38
       |
    21 | a qualification where level at least isced4
       |                                      ^^^^^^ not a level
       |
       = help: did you mean `isced.4`?
    "#);
}

#[test]
fn contradictions() {
    insta::assert_snapshot!(grant(r#"
a cpd where category is law and category is ethics
a cpd where topic is wounds and topic is drugs
a core.approved where approved-by is not dshs
a demonstration where patient-age at least 65 and patient-age under 18
a cpd where verified and not verified
"#), @r#"
    Award f/g
      all <f/g> Grant
        all
        claim 1.. items cpd where (topic=wounds & topic=drugs)
        all
        all
        all

    error[never-met]: no evidence fits this, for what is asked of `category`
                      contradicts itself
     --> f.hab:4:13
      |
    4 | a cpd where category is law and category is ethics
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ never fits

    error[never-met]: no evidence fits this, for what is asked of `approved-by`
                      contradicts itself
     --> f.hab:6:23
      |
    6 | a core.approved where approved-by is not dshs
      |                       ^^^^^^^^^^^^^^^^^^^^^^^ never fits

    error[never-met]: no evidence fits this, for what is asked of `patient-age`
                      contradicts itself
     --> f.hab:7:23
      |
    7 | a demonstration where patient-age at least 65 and patient-age under 18
      |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ never fits

    error[never-met]: no evidence fits this, for what is asked of `verified`
                      contradicts itself
     --> f.hab:8:13
      |
    8 | a cpd where verified and not verified
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^ never fits
    "#);
}

#[test]
fn lets() {
    insta::assert_snapshot!(grant(r#"
requirement joint "Joint" {
  let p = last qualification where level at least isced.4
  let x = exam within 3 years after p.completed where result is passed
  at least 1600 h of training where part-of is p
  date x.date after p.completed
  a p where verified
}
requirement again "Again" {
  let p = last qualification where level at least isced.4
  a exam after p.date
}
"#), @r#"
    Award f/g
      all <f/g> Grant
        named <f/g/joint> Requirement
          bind p #0 = Last qualification where level AtLeast isced.4
            bind x #1 = exam [#0.Completed .. #0.Completed+36m] where result=passed (result) free 1
              all free 11
                claim 1600.. h course+placement where part of #0 free 1
                #1.Date After #0.Completed free 11
                claim 1.. items qualification where (is #0 & verified=yes) free 1
        named <f/g/again> Requirement
          bind p #0 = Last qualification where level AtLeast isced.4
            claim 1.. items exam [#0.Date! .. ] free 1
    "#);
}

#[test]
fn let_faults() {
    insta::assert_snapshot!(grant(r#"
requirement unused "Unused" { let p = qualification  fact fit }
requirement forbids "Forbids" { let q = qualification  no exam after q.completed }
requirement attempts "Attempts" { let q = first exam  at most 3 of exam within 5 years after q.date }
requirement many "Many" {
  let x = exam where part is 1
  let y = exam where part is 2
  let z = exam where part is 3
  date x.date before y.date
  date y.date before z.date
}
requirement late "Late" { fact fit  let p = qualification  a exam after p.date }
requirement twice "Twice" { let g = qualification  let p = exam  let p = exam  a exam after g.date  a exam after p.date }
requirement parts "Parts" { let x = exam  a course where part-of is x }
"#), @r#"
    Award f/g
      all <f/g> Grant
        named <f/g/unused> Requirement
          bind p #0 = qualification
            fact fit
        named <f/g/forbids> Requirement
          bind q #1 = qualification
            claim ..0 items exam [#1.Completed! .. ] free 10
        named <f/g/attempts> Requirement
          bind q #2 = First exam
            claim ..3 items exam [#2.Date .. #2.Date+60m] free 100
        named <f/g/many> Requirement
          bind x #3 = exam where part=1
            bind y #4 = exam where part=2 free 1000
              bind z #5 = exam where part=3 free 11000
                all free 111000
                  #3.Date Before #4.Date free 11000
                  #4.Date Before #5.Date free 110000
        named <f/g/late> Requirement
          bind p #0 = qualification
            all free 1
              fact fit
              claim 1.. items exam [#0.Date! .. ] free 1
        named <f/g/twice> Requirement
          bind g #6 = qualification
            bind p #7 = exam free 1000000
              bind p #8 = exam free 1000000
                all free 101000000
                  claim 1.. items exam [#6.Date! .. ] free 1000000
                  claim 1.. items exam [#8.Date! .. ] free 100000000
        named <f/g/parts> Requirement
          bind x #9 = exam
            all

    warning[unused]: `p` is never used
     --> f.hab:4:35
      |
    4 | requirement unused "Unused" { let p = qualification  fact fit }
      |                                   ^ never used
      |
      = note: the block still asks that there is such evidence

    warning[let-only-forbids]: only prohibitions speak of `q`, so the person may
                               choose which item it is
     --> f.hab:5:37
      |
    5 | requirement forbids "Forbids" { let q = qualification  no exam after q.co...
      |                                     ^ used only to forbid
      |
      = note: the law probably means every such item
      = help: write `first` or `last` before the selection, or put it into the
              prohibition

    warning[many-lets]: 3 pieces of evidence are named at once, and every
                        combination of them is tried
      --> f.hab:10:7
       |
     8 |   let x = exam where part is 1
       |       - the first one
     9 |   let y = exam where part is 2
    10 |   let z = exam where part is 3
       |       ^ one more

    error[misplaced-declaration]: `p` is named behind lines of the block that it is
                                  to hold for
      --> f.hab:14:37
       |
    14 | requirement late "Late" { fact fit  let p = qualification  a exam after ...
       |                                     ^^^^^^^^^^^^^^^^^^^^^ too late
       |
       = help: move it to the head of the block

    error[duplicate-name]: `g` is already the name of a grant
      --> f.hab:15:33
       |
    15 | requirement twice "Twice" { let g = qualification  let p = exam  let p =...
       |                                 ^ hides it

    warning[unused]: `p` is never used
      --> f.hab:15:56
       |
    15 | requirement twice "Twice" { let g = qualification  let p = exam  let p =...
       |                                                        ^ never used
       |
       = note: the block still asks that there is such evidence

    error[duplicate-name]: `p` is already the name of something else here
      --> f.hab:15:70
       |
    15 | ...qualification  let p = exam  let p = exam  a exam after g.date  a exa...
       |                       - named here  ^ hides the other

    warning[many-lets]: 3 pieces of evidence are named at once, and every
                        combination of them is tried
      --> f.hab:15:70
       |
    15 | ...ice" { let g = qualification  let p = exam  let p = exam  a exam afte...
       |               - the first one                      ^ one more

    error[type-mismatch]: `x` is not a qualification, and only those have parts
      --> f.hab:16:69
       |
    16 | requirement parts "Parts" { let x = exam  a course where part-of is x }
       |                                                                     ^ not a qualification
    "#);
}

#[test]
fn many_bindings() {
    let lets: Vec<String> = (0..70)
        .map(|index| format!("requirement r{index} \"R\" {{ let e = exam where part is {index} a exam after e.date }}"))
        .collect();
    let shown = grant(&lets.join("\n"));
    let (_, said) = shown.split_once("error").unwrap();
    insta::assert_snapshot!(said, @r#"
    [too-much]: more than 64 pieces of evidence are named by `let` and `meets`
      --> f.hab:67:27
       |
    67 | requirement r64 "R" { let e = exam where part is 64 a exam after e.date }
       |                           ^ beyond the limit
    "#);
}

#[test]
fn definitions_are_read_once_for_faults() {
    insta::assert_snapshot!(framework(r#"
define wrong: course where role is chw
define unused: exam where role is chw
grant g award { a wrong  a wrong }
"#), @r#"
    Award f/g
      all <f/g> Grant
        all
        all

    error[unknown-attribute]: evidence of the kind `course` has no attribute `role`
     --> f.hab:3:28
      |
    3 | define wrong: course where role is chw
      |                            ^^^^ not of `course`
      |
      = note: `course` has `code`, `accredited-by`, `grade`, `passed`, `delivery`
              and 16 more

    error[unknown-attribute]: evidence of the kind `exam` has no attribute `role`
     --> f.hab:4:27
      |
    4 | define unused: exam where role is chw
      |                           ^^^^ not of `exam`
      |
      = note: `exam` has `part`, `result`, `grade`, `passed`, `score` and 11 more
    "#);
}
