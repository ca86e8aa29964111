//! Standards.

use super::{CATALOG, framework, rules};

#[test]
fn measured_on_one_programme() {
    insta::assert_snapshot!(framework(r#"
standard s(norms: set, minimum: quantity) "Standard" in force from 2020 {
  between minimum and 1800 h of training
  at least 3 of exam
  training where mode is practice makes at least 60 % of all training
  cover all of norms by course
  cover at least 1 of norms
  a qualification where level at least isced.3
  let x = exam where result is passed
  date x.date before programme.completed
  a programme where verified
  requirement hours "Hours" { at least 8 weeks of placement }
}
grant g award {
  meets s(core.routine, 1600 h) by qualification where level at least isced.4
  requirement pooled "Pooled" { meets t by all training }
  requirement inner "Inner" { meets t }
}
standard t { at least 20 h of course }
"#), @r#"
    Award f/g
      all <f/g> Grant
        bind programme #0 = qualification where level AtLeast isced.4 Standard in force 2020-01-01..
          bind x #1 = exam where (part of #0 & result=passed) (result) (part of #0) free 1
            all free 11
              claim 1600..1800 h of all course+placement where part of #0 (part of #0) free 1
              claim 3.. items exam where part of #0 (part of #0) free 1
              share course+placement where (part of #0 & mode=practice) (part of #0) >= 0.6 h of course+placement where part of #0 (part of #0) free 1
              claim 3.. covered of [h1 k1 k2] by course where part of #0 (part of #0) free 1
              claim 1.. covered of [h1 k1 k2] by (course+placement+exam+demonstration where part of #0 (part of #0) | qualification where is #0) free 1
              claim 1.. items qualification where level AtLeast isced.3
              #1.Date Before #0.Completed free 11
              claim 1.. items qualification where (is #0 & verified=yes) free 1
              named <f/g/hours> Requirement free 1
                claim 8.. weeks of all placement where part of #0 (part of #0) free 1
        named <f/g/pooled> Requirement
          all Standard
            claim 20.. h of all course
        named <f/g/inner> Requirement
          bind programme #2 = qualification Standard
            claim 20.. h of all course where part of #2 (part of #2) free 100

    error[misplaced-declaration]: `x` is named behind lines of the block that it is
                                  to hold for
      --> f.hab:10:3
       |
    10 |   let x = exam where result is passed
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ too late
       |
       = help: move it to the head of the block
    "#);
}

#[test]
fn attested_by_titles() {
    let titles = r#"
catalog t version 1 {
  title old "Old" { attests s until 2005-12-31 }
  title older "Older" { attests s until 2005-12-31 }
  title new "New" { attests s from 2010 }
}
"#;
    let text = r#"
framework f version 1 {
  use c as core
  use t as titles
  standard s { at least 20 h of course }
  grant g award { meets s by qualification where verified }
}
"#;
    insta::assert_snapshot!(rules(&[("c.hab", CATALOG), ("t.hab", titles), ("f.hab", text)]), @r#"
    Award f/g
      all <f/g> Grant
        any
          bind programme #0 = qualification where verified=yes Standard
            claim 20.. h of all course where part of #0 (part of #0) free 1
          claim 1.. items (qualification where (title=t/old,t/older & issued Until 2005-12-31 & verified=yes) | qualification where (title=t/new & issued From 2010-01-01 & verified=yes)) Accepted
    "#);
}

#[test]
fn of_a_catalog() {
    let catalog = r#"
catalog k version 1 {
  competency alone "Alone"
  set own = alone
  source LAW "Law"
  define mine: course where verified
  standard s(minimum: quantity) cite LAW { cover all of own  at least minimum of mine  for each x in own { a course on x } }
}
"#;
    let text = r#"framework f version 1 { use k as kit grant g award { meets kit.s(20 h) } }"#;
    insta::assert_snapshot!(rules(&[("k.hab", catalog), ("f.hab", text)]), @r#"
    Award f/g
      all <f/g> Grant
        bind programme #0 = qualification Standard
          all free 1
            claim 1.. covered of [alone] by (course+placement+exam+demonstration where part of #0 (part of #0) | qualification where is #0) free 1
            claim 20.. h of all course where (part of #0 & verified=yes) (part of #0) free 1
            all free 1
              all Member "Alone" free 1
                claim 1.. items course on alone where part of #0 (part of #0) free 1
    "#);
}

#[test]
fn wrong_uses() {
    insta::assert_snapshot!(framework(r#"
standard s(norms: set) { cover all of norms }
standard p { a course within 3 years before programme.completed }
grant g award {
  meets s
  meets s(20 h)
  meets s(core.routin)
  meets z
  meets s(core.routine) by course
  meets p by all training
  requirement twice "Twice" { meets q  meets q }
}
standard q { requirement r "R" { a course } }
"#), @r#"
    Award f/g
      all <f/g> Grant
        all Standard
        bind programme #0 = qualification Standard
          all
        bind programme #0 = qualification Standard
          all
        all
        all Standard
        all Standard
          all
        named <f/g/twice> Requirement
          all
            bind programme #0 = qualification Standard
              named <f/g/twice/r> Requirement free 1
                claim 1.. items course where part of #0 (part of #0) free 1
            bind programme #0 = qualification Standard
              named <f/g/twice/r> Requirement free 1
                claim 1.. items course where part of #0 (part of #0) free 1

    error[unknown-event]: there is no programme where the standard is measured `by
                          all training`
     --> f.hab:4:45
      |
    4 | standard p { a course within 3 years before programme.completed }
      |                                             ^^^^^^^^^^^^^^^^^^^ names nothing

    error[wrong-arguments]: the standard has 1 parameter, and 0 are given
     --> f.hab:6:9
      |
    3 | standard s(norms: set) { cover all of norms }
      |          - the standard
    ...
    6 |   meets s
      |         ^ given here

    error[type-mismatch]: a set is needed here
     --> f.hab:7:11
      |
    7 |   meets s(20 h)
      |           ^^^^ not a set

    error[unknown-competency]: no competency or set `core.routin` is declared
     --> f.hab:8:11
      |
    8 |   meets s(core.routin)
      |           ^^^^^^^^^^^ not declared
      |
      = help: did you mean `core.routine`?

    error[unknown-standard]: no standard `z` is declared
     --> f.hab:9:9
      |
    9 |   meets z
      |         ^ not declared

    error[type-mismatch]: a programme is a qualification, and this is `course`
      --> f.hab:10:28
       |
    10 |   meets s(core.routine) by course
       |                            ^^^^^^ not a qualification

    error[duplicate-name]: `r` stands twice under one id, `f/g/twice/r`
      --> f.hab:14:26
       |
    14 | standard q { requirement r "R" { a course } }
       |                          ^ made twice from here
       |
       = help: give each use of the standard a requirement or route of its own
    "#);
}

#[test]
fn parameters_and_standards_inside() {
    let titles = r#"
catalog t version 1 { title nurse "Nurse" { attests base } }
"#;
    let text = r#"
framework f version 1 {
  use c as core
  use t as titles
  define short = 2 years
  standard whole(skill: set, grade: level, hours: quantity, span: quantity) {
    at least hours of course within span before programme.completed
    cover all of skill at grade by demonstration
    for each c in skill { a course on c }
    meets base
  }
  standard base { at least 20 h of course }
  grant g award {
    for each s in core.skills { meets whole(s.skill, done, s.hours, short) }
  }
}
"#;
    insta::assert_snapshot!(rules(&[("c.hab", CATALOG), ("t.hab", titles), ("f.hab", text)]), @r#"
    Award f/g
      all <f/g> Grant
        all
          all Member "Skull"
            bind programme #0 = qualification Standard
              all free 1
                claim 20.. h of all course [#0.Completed-24m .. #0.Completed] where part of #0 (part of #0) free 1
                claim 1.. covered of [h1] at skill.done by demonstration where part of #0 (part of #0) free 1
                all free 1
                  all Member "Skull" free 1
                    claim 1.. items course on h1 where part of #0 (part of #0) free 1
                any free 1
                  all Standard free 1
                    claim 20.. h of all course where part of #0 (part of #0) free 1
                  claim 1.. items qualification where (title=t/nurse & is #0) Accepted free 1
          all Member "Lung"
            bind programme #0 = qualification Standard
              all free 1
                open
                claim 1.. covered of [k1] at skill.done by demonstration where part of #0 (part of #0) free 1
                all free 1
                  all Member "Lung" free 1
                    claim 1.. items course on k1 where part of #0 (part of #0) free 1
                any free 1
                  all Standard free 1
                    claim 20.. h of all course where part of #0 (part of #0) free 1
                  claim 1.. items qualification where (title=t/nurse & is #0) Accepted free 1
    "#);
}

#[test]
fn unused_standards_are_read() {
    insta::assert_snapshot!(framework(r#"
standard s(norms: set) { cover all of norms by course where role is chw  at least 20 h of programme }
grant g award { fact fit }
"#), @r#"
    Award f/g
      all <f/g> Grant
        fact fit

    error[unknown-attribute]: evidence of the kind `course` has no attribute `role`
     --> f.hab:3:61
      |
    3 | ...of norms by course where role is chw  at least 20 h of programme }
      |                             ^^^^ not of `course`
      |
      = note: `course` has `code`, `accredited-by`, `grade`, `passed`, `delivery`
              and 16 more
    "#);
}
