//! Grants, requirements, routes, conditions and other lines.

use super::{framework, grant};

#[test]
fn grants() {
    insta::assert_snapshot!(framework(r#"
governed by application or choice
grant g award "Certificate" valid 2 years in force from 2020-01-01 {
  requirement age "Old enough" was adult was g.grown { age at least 18 years }
  advisory requirement home "Lives here" { resident of US-TX from 2020-01-01 to assessment }
}
grant r renewal of g valid until end of month of 2 years after g.issued {
  period cycle = 2 years from g.issued
  at least 20 h of cpd during cycle
}
grant i permit valid indefinitely { fact fit }
grant u permit of us.tx.chw.certification valid unknown { fact fit }
"#), @r#"
    governed by application or choice
    period cycle = 24m from f/g.Issued
    Award f/g valid 24m
      all <f/g> Grant
        named <f/g/age> Requirement was f/g/adult, f/g/grown
          age AtLeast 216m at assessment
        named <f/g/home> Requirement advisory
          resident US-TX from 2020-01-01 to assessment
    Renewal f/r of f/g valid until end of month of f/g.Issued+24m
      all <f/r> Grant
        claim 20.. h cpd [cycle.start .. cycle.end]
    Permit f/i valid indefinitely
      all <f/i> Grant
        fact fit
    Permit f/u of us.tx.chw/certification valid unknown
      all <f/u> Grant
        fact fit
    "#);
}

#[test]
fn nested_names() {
    insta::assert_snapshot!(grant(r#"
requirement outer "Outer" {
  requirement inner "Inner" { fact fit }
  any of {
    route first-way "One" when fact fit { judged equal "Equal"@en by "the board" }
    route second-way "Two" in force until 2020 { open "Not read"@en }
    age over 16 years at application
  }
  at least 2 of { fact fit  age under 99 years  all of { fact fit  fact years at least 3 } }
}
"#), @r#"
    Award f/g
      all <f/g> Grant
        named <f/g/outer> Requirement
          all
            named <f/g/outer/inner> Requirement
              fact fit
            any
              named <f/g/outer/first-way> Route
                guarded (fact fit)
                  judged by the board <f/g/outer/first-way/equal>
              named <f/g/outer/second-way> Route in force ..2020-12-31
                open
              age Over 192m at application
            at least 2 of
              fact fit
              age Under 1188m at assessment
              all
                fact fit
                fact years AtLeast 3
    "#);
}

#[test]
fn names_are_unique() {
    insta::assert_snapshot!(grant(r#"
requirement age "Old enough" was old { fact fit }
requirement age "Old enough" was old { fact fit }
any of { route way "A" { fact fit }  route way "B" { fact fit } }
"#), @r#"
    Award f/g
      all <f/g> Grant
        named <f/g/age> Requirement was f/g/old
          fact fit
        named <f/g/age> Requirement was f/g/old
          fact fit
        any
          named <f/g/way> Route
            fact fit
          named <f/g/way> Route
            fact fit

    error[duplicate-name]: `age` is declared twice
     --> f.hab:5:13
      |
    4 | requirement age "Old enough" was old { fact fit }
      |             --- first declared here
    5 | requirement age "Old enough" was old { fact fit }
      |             ^^^ declared again

    error[duplicate-name]: two requirements say that they were `old`
     --> f.hab:5:34
      |
    4 | requirement age "Old enough" was old { fact fit }
      |                                  --- first said here
    5 | requirement age "Old enough" was old { fact fit }
      |                                  ^^^ said again

    error[duplicate-name]: `way` is declared twice
     --> f.hab:6:44
      |
    6 | any of { route way "A" { fact fit }  route way "B" { fact fit } }
      |                --- first declared here     ^^^ declared again
    "#);
}

#[test]
fn conditions() {
    insta::assert_snapshot!(grant(r#"
when fact fit and not (age at least 18 years or resident of US) { fact fit } otherwise { fact years over 2 }
unless a credential where status is suspended { fact fit }
unless not fact fit { fact fit }
when (at least 2 of exam { from one area }) { fact fit }
"#), @r"
    Award f/g
      all <f/g> Grant
        choose ((fact fit) and not ((age AtLeast 216m at assessment) or (resident US)))
         then
          fact fit
         otherwise
          fact years Over 2
        choose not (claim 1.. items credential where status=suspended (result))
         then
          fact fit
        choose (fact fit)
         then
          fact fit
        choose (claim 2.. items exam;   - from one area)
         then
          fact fit

    error[misplaced-modifier]: a condition has no modifiers
     --> f.hab:7:28
      |
    7 | when (at least 2 of exam { from one area }) { fact fit }
      |       ---------------------^^^^^^^^^^^^^--
      |       |                    |
      |       |                    not in a condition
      |       the condition
    ");
}

#[test]
fn a_condition_is_no_way() {
    insta::assert_snapshot!(grant(r#"
any of {
  when fact fit { a course }
  a placement
  unless fact fit { a course }
}
at least 3 of { fact fit  when fact fit { a course } }
"#), @r#"
    Award f/g
      all <f/g> Grant
        any
          choose (fact fit)
           then
            claim 1.. items course
          claim 1.. items placement
          choose not (fact fit)
           then
            claim 1.. items course
        all

    error[condition-in-choice]: as a way of a choice, `when` would be met by
                                everybody whom it does not concern
     --> f.hab:5:3
      |
    5 |   when fact fit { a course }
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^ a condition as a way
      |
      = help: write `route NAME when … { … }`, which the condition closes

    error[condition-in-choice]: as a way of a choice, `unless` would be met by
                                everybody whom it does not concern
     --> f.hab:7:3
      |
    7 |   unless fact fit { a course }
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a condition as a way
      |
      = help: write `route NAME when not … { … }`, which the condition closes

    error[never-met]: 3 ways are asked for, and there are 2
     --> f.hab:9:10
      |
    9 | at least 3 of { fact fit  when fact fit { a course } }
      |          ^ more than there are

    error[condition-in-choice]: as a way of a choice, `when` would be met by
                                everybody whom it does not concern
     --> f.hab:9:27
      |
    9 | at least 3 of { fact fit  when fact fit { a course } }
      |                           ^^^^^^^^^^^^^^^^^^^^^^^^^^ a condition as a way
      |
      = help: write `route NAME when … { … }`, which the condition closes
    "#);
}

#[test]
fn facts() {
    insta::assert_snapshot!(grant(r#"
fact fit
fact fit is no
fact years is 3
fact years at most 3
fact home is US-TX
fact hired before 2020
fact hired until 2020-05
fact hired is 2020
fact hired after birth
"#), @r#"
    Award f/g
      all <f/g> Grant
        fact fit
        fact fit is no
        fact years is 3
        fact years AtMost 3
        fact home is US-TX
        fact hired Before 2020-01-01
        fact hired Until 2020-05-31
        all
          fact hired From 2020-01-01
          fact hired Until 2020-12-31
        fact hired After birth
    "#);
}

#[test]
fn facts_of_another_type() {
    insta::assert_snapshot!(grant(r#"
fact years
fact fit is 3
fact home is UK
fact home at least 3
fact hired is US
fact years is not 3
fact nothing
fact fot
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

    error[type-mismatch]: the fact `years` is a number, and is compared with nothing
     --> f.hab:4:6
      |
    4 | fact years
      |      ^^^^^ compared with what?

    error[type-mismatch]: the fact `fit` is yes or no, and this is something else
     --> f.hab:5:13
      |
    5 | fact fit is 3
      |             ^ not yes or no

    error[unknown-place]: no country has the code `UK`
     --> f.hab:6:14
      |
    6 | fact home is UK
      |              ^^ no such country
      |
      = help: did you mean `GB`?

    error[type-mismatch]: the fact `home` is a place, and this is something else
     --> f.hab:7:20
      |
    7 | fact home at least 3
      |                    ^ not a place

    error[type-mismatch]: a date is needed, and this is a name
     --> f.hab:8:15
      |
    8 | fact hired is US
      |               ^^ not a date

    error[type-mismatch]: a fact is not compared by `is not`
     --> f.hab:9:19
      |
    9 | fact years is not 3
      |                   ^ not this
      |
      = help: write `unless fact years is … { … }`

    error[unknown-fact]: no fact `nothing` is declared
      --> f.hab:10:6
       |
    10 | fact nothing
       |      ^^^^^^^ not declared

    error[unknown-fact]: no fact `fot` is declared
      --> f.hab:11:6
       |
    11 | fact fot
       |      ^^^ not declared
       |
       = help: did you mean `fit`?
    "#);
}

#[test]
fn held() {
    insta::assert_snapshot!(grant(r#"
holds core.nurse
holds core.nurse current
holds g current at application
holds f.g
holds us.tx.chw.certification
"#), @r#"
    Award f/g
      all <f/g> Grant
        claim 1.. items qualification where title=c/nurse
        claim 1.. items qualification where (title=c/nurse & current at assessment)
        claim 1.. items credential where (grant=f/g & current at application)
        claim 1.. items credential where grant=f/g
        claim 1.. items credential where grant=us.tx.chw/certification
    "#);
}

#[test]
fn nothing_of_this_name_is_held() {
    insta::assert_snapshot!(grant(r#"
holds core.nurze
holds certificate
holds titles.aide
"#), @r#"
    Award f/g
      all <f/g> Grant
        all
        all
        all

    error[unknown-title]: no grant or title `core.nurze` is declared
     --> f.hab:4:7
      |
    4 | holds core.nurze
      |       ^^^^^^^^^^ not declared
      |
      = help: did you mean `core.nurse`?

    error[unknown-grant]: no grant or title `certificate` is declared
     --> f.hab:5:7
      |
    5 | holds certificate
      |       ^^^^^^^^^^^ not declared

    error[unknown-grant]: no grant or title `titles.aide` is declared
     --> f.hab:6:7
      |
    6 | holds titles.aide
      |       ^^^^^^^^^^^ not declared
    "#);
}

#[test]
fn accepted_for() {
    insta::assert_snapshot!(framework(r#"
accept credential where issuer is US-WA for g
accept exam for g.training
accept exam for short
grant g award {
  requirement training "Training" { at least 20 h of course  any of { route short "Short" { a course } } }
}
"#), @r#"
    Award f/g
      all <f/g> Grant
        any
          named <f/g/training> Requirement
            any
              all
                claim 20.. h course
                any
                  named <f/g/training/short> Route
                    any
                      claim 1.. items course
                      claim 1.. items exam Accepted
              claim 1.. items exam Accepted
          claim 1.. items credential where issuer=US-WA Accepted
    "#);
}

#[test]
fn accepted_for_nothing() {
    insta::assert_snapshot!(framework(r#"
accept exam for trainin
accept exam for twice
grant g award {
  requirement training "Training" { requirement twice "Twice" { fact fit } }
  requirement other "Other" { requirement twice "Twice" { fact fit } }
}
"#), @r#"
    Award f/g
      all <f/g> Grant
        named <f/g/training> Requirement
          named <f/g/training/twice> Requirement
            any
              fact fit
              claim 1.. items exam Accepted
        named <f/g/other> Requirement
          named <f/g/other/twice> Requirement
            any
              fact fit
              claim 1.. items exam Accepted

    error[unknown-requirement]: no grant, requirement or route `trainin` is declared
     --> f.hab:3:17
      |
    3 | accept exam for trainin
      |                 ^^^^^^^ not declared
      |
      = help: did you mean `training`?

    error[unknown-requirement]: several requirements are called `twice`
     --> f.hab:4:17
      |
    4 | accept exam for twice
      |                 ^^^^^ which of them?
      |
      = note: there is `f/g/other/twice` and `f/g/training/twice`
    "#);
}

#[test]
fn scopes() {
    insta::assert_snapshot!(framework(r#"
act visit "Visit"
act inject "Inject"
grant g award { fact fit }
scope of g in force from 2020 {
  independent: visit
  supervised directly by nurse: inject requires { a course where topic is drugs }
  delegated by physician: inject in force until 2021
  assisting nurse: visit
  on-prescription: inject
  prohibited: visit where "Never"@en
  independent: inyect
}
"#), @r#"
    Award f/g
      all <f/g> Grant
        fact fit
    scope of f/g
      Independent [0] in force 2020-01-01..
      Supervised { directly: true, by: "nurse" } [1] in force 2020-01-01..
        claim 1.. items course where topic=drugs
      Delegated { by: "physician" } [1] in force ..2021-12-31
      Assisting { role: "nurse" } [0] in force 2020-01-01..
      OnPrescription [1] in force 2020-01-01..
      Prohibited [0] in force 2020-01-01..
      Independent [] in force 2020-01-01..

    error[unknown-act]: no act `inyect` is declared
      --> f.hab:13:16
       |
    13 |   independent: inyect
       |                ^^^^^^ not declared
       |
       = help: did you mean `inject`?
    "#);
}

#[test]
fn shown() {
    insta::assert_snapshot!(framework(r#"
competency geriatric "Geriatric" { shown by demonstration where patient-age at least 65 and impaired }
grant g award { cover all of geriatric }
"#), @r#"
    Award f/g
      all <f/g> Grant
        claim 1.. covered of [geriatric] by anything
    geriatric shown by demonstration where (patient-age AtLeast 65 & impaired=yes)
    "#);
}

#[test]
fn dated_values() {
    insta::assert_snapshot!(grant(r#"
requirement dated "Dated" { at least core.rising of exam }
when at most core.rising of exam { fact fit }
"#), @r#"
    Award f/g
      all <f/g> Grant
        named <f/g/dated> Requirement
          all
            claim 2.. items exam in force ..2019-12-31
            claim 3.. items exam in force 2020-01-01..
        all
          choose (claim ..2 items exam) in force ..2019-12-31
           then
            fact fit
          choose (claim ..3 items exam) in force 2020-01-01..
           then
            fact fit
    "#);
}

#[test]
fn modifiers_of_a_block() {
    insta::assert_snapshot!(grant(r#"
requirement single "Single" {
  from one provider
  fact fit
  at least 20 h of course { including at least 5 h where mode is practice }
}
requirement condition "Condition" {
  when at least 100 h of placement { at least 20 h of cpd }
  no credential where status is suspended
  counting at most 5 h where category is other
}
requirement dated "Dated" { at least core.rising of exam  counting at most 1 where verified }
requirement several "Several" {
  counting at most 10 where setting is simulated
  at least 5 of demonstration on core.h1
  at least 5 of demonstration on core.k1
}
requirement nothing "Nothing" { whole  fact fit }
"#), @r#"
    Award f/g
      all <f/g> Grant
        named <f/g/single> Requirement
          all
            fact fit
            claim 20.. h course
              - including 5 of mode=practice
              - from one provider.name
        named <f/g/condition> Requirement
          all
            choose (claim 100.. h placement)
             then
              claim 20.. h cpd
                - counting 5 of category=other
            claim ..0 items credential where status=suspended (result)
        named <f/g/dated> Requirement
          all
            claim 2.. items exam in force ..2019-12-31
              - counting 1 of verified=yes
            claim 3.. items exam in force 2020-01-01..
              - counting 1 of verified=yes
        named <f/g/several> Requirement
          joint
            - counting 10 of setting=simulated (items)
            all
              claim 5.. items demonstration on h1
              claim 5.. items demonstration on k1
        named <f/g/nothing> Requirement
          fact fit

    error[misplaced-modifier]: there is no line in this block whose counting this
                               could change
      --> f.hab:20:33
       |
    20 | requirement nothing "Nothing" { whole  fact fit }
       |                                 ^^^^^ of what?
    "#);
}

#[test]
fn counted_once() {
    insta::assert_snapshot!(grant(r#"
requirement alone "Alone" { each counted once { at least 2 of exam  fact fit } }
requirement both "Both" {
  each counted once except twice where category is law { at least 2 h of cpd  at least 3 h of cpd where category is law }
}
"#), @r"
    Award f/g
      all <f/g> Grant
        named <f/g/alone> Requirement
          all
            claim 2.. items exam
            fact fit
        named <f/g/both> Requirement
          joint once except twice category=law
            all
              claim 2.. h cpd
              claim 3.. h cpd where category=law
    ");
}

#[test]
fn what_readers_see() {
    let text = r#"
framework f version 1 {
  use c as core
  source LAW "The law"
  assume A1 "So."
  /// For all.
  grant g award "Certificate" cite LAW {
    /// Long.
    requirement age "Old enough"@en "Edad"@es was adult cite LAW "(a)" "(b)" assume A1 {
      any of {
        route adult "Adult" { age at least 18 // R2
          years }
      }
      for each c in core.head { a demonstration /* any */ on c }

    }
  }
}
"#;
    insta::assert_snapshot!(super::notes(&[("c.hab", super::CATALOG), ("f.hab", text)]), @r#"
    Line - | 
    Line - | age at least 18 years
    Route f/g/age/adult | route adult "Adult"
        en Adult
    Line - | any of
    Line - | for each c in core.head
    Line - | a demonstration on c
    Member - | h1
        en Skull
    Line - | a demonstration on c
    Member - | h2
        en Jaw
    Requirement f/g/age | requirement age "Old enough"@en "Edad"@es was adult cite LAW "(a)" "(b)" assume A1
        doc Long.
        en Old enough
        es Edad
        cite 0 ["(a)", "(b)"]
        assume [0] was ["f/g/adult"]
    Grant f/g | grant g award "Certificate" cite LAW
        en Certificate
        cite 0 []
    "#);
}

#[test]
fn accepted_as() {
    insta::assert_snapshot!(framework(r#"
source LAW "The law"
accept experience as training where mode is practice at 2000 h = 500 h up to 25 % of the need cite LAW "art. 2"
accept experience where role is chw as course where topic is wounds, topic is drugs, delivery is in-person
  at 12 months = 1 credit each full up to 10 credit cite LAW in force from 2020-01-01 until 2024-12-31
accept qualification where title is core.nurse as exam where part is written at 1 = 1 up to 2
accept course as experience at 100 h = 1 months up to 1 years
accept cpd as cpd where category is law at 60 min = 1 h up to 50 % of what is counted
grant g award { at least 20 h of training }
"#), @r"
    accept experience as course+placement mode=practice at 2000 h = 500 h up to 0.25 of the need (1 cited)
    accept experience where role=chw as course topic=wounds topic=drugs delivery=in-person at 12 months = 1 credit each full up to 10 credit in force 2020-01-01..2024-12-31 (1 cited)
    accept qualification where title=c/nurse as exam part=written at 1 items = 1 items up to 2 items
    accept course as experience at 100 h = 1 months up to 12 months
    accept cpd as cpd category=law at 60 min = 1 h up to 0.5 of what is counted
    Award f/g
      all <f/g> Grant
        claim 20.. h course+placement
    ");
    insta::assert_snapshot!(framework(r#"
accept experience as training where colour is red at 2000 h = 500 h
accept experience as training where mode is practise at 2000 h = 500 h
accept experience as training where mode is practice, mode is theory at 2000 h = 500 h
accept experience as training where topic is none at 2000 h = 500 h
accept experience as training where completed is 2020 at 2000 h = 500 h
accept experience as training at 0 h = 500 h
accept experience as training at 25 % = 500 h
accept experience as exam at 2000 h = 500 h
accept exam as course at 2 h = 2 h
accept (experience or course) as cpd at 2 h = 2 h
accept experience as training at 2 h = 2 h up to 25 %
accept experience as training at 2 h = 2 h up to 25 h of the need
accept experience as training at 2 h = 2 h up to 100 % of what is counted
accept experience as training at 2 h = 2 h up to 3
accept experience as training at 2 h = 2 h up to 0 h
accept internship as training at 2 h = 2 h
accept experience where role is porter as training at 2 lessons = 2 h
grant g award { at least 20 h of training }
"#), @r"
    accept experience as course+placement at 2 h = 2 h up to 1 of what is counted
    Award f/g
      all <f/g> Grant
        claim 20.. h course+placement

    error[unknown-attribute]: evidence has no attribute `colour`
     --> f.hab:3:37
      |
    3 | accept experience as training where colour is red at 2000 h = 500 h
      |                                     ^^^^^^ not an attribute
      |
      = note: `course` has `code`, `accredited-by`, `grade`, `passed`, `delivery`
              and 16 more

    error[unknown-symbol]: `practise` is none of the values of `mode`
     --> f.hab:4:45
      |
    4 | accept experience as training where mode is practise at 2000 h = 500 h
      |                                             ^^^^^^^^ not declared
      |
      = help: did you mean `practice`?

    error[duplicate-name]: `mode` is asserted twice
     --> f.hab:5:55
      |
    5 | accept experience as training where mode is practice, mode is theory at 2...
      |                                     ----              ^^^^ said again
      |                                     |
      |                                     first said here

    error[type-mismatch]: a value of `topic` is needed
     --> f.hab:6:46
      |
    6 | accept experience as training where topic is none at 2000 h = 500 h
      |                                              ^^^^ not a value
      |
      = help: leave it out: what is not asserted is known to be absent

    error[type-mismatch]: `completed` is a date, and evidence that is accepted keeps
                          its dates
     --> f.hab:7:37
      |
    7 | accept experience as training where completed is 2020 at 2000 h = 500 h
      |                                     ^^^^^^^^^ not to be asserted

    error[invalid-number]: a rate of nothing accepts nothing
     --> f.hab:8:34
      |
    8 | accept experience as training at 0 h = 500 h
      |                                  ^^^ not above zero

    error[unit-mismatch]: a percentage of evidence says nothing without a whole
     --> f.hab:9:34
      |
    9 | accept experience as training at 25 % = 500 h
      |                                  ^^^^ of what?
      |
      = help: write a share: `… makes at least 60 % of all …`

    error[unit-mismatch]: no hours or credits are measured of evidence of the kind
                          `exam`
      --> f.hab:10:39
       |
    10 | accept experience as exam at 2000 h = 500 h
       |                      ---- `exam` here ^^^^^ this unit

    error[unit-mismatch]: no hours or credits are measured of evidence of the kind
                          `exam`
      --> f.hab:11:26
       |
    11 | accept exam as course at 2 h = 2 h
       |        ---- `exam` here  ^^^ this unit

    error[unit-mismatch]: hours of experience and hours of training cannot be added
      --> f.hab:12:41
       |
    12 | accept (experience or course) as cpd at 2 h = 2 h
       |        ----------------------           ^^^ one amount of both
       |        |
       |        experience and training

    error[unit-mismatch]: a percentage alone does not say of what it is a share
      --> f.hab:13:50
       |
    13 | accept experience as training at 2 h = 2 h up to 25 %
       |                                                  ^^^^ of what?
       |
       = help: write `of the need` or `of what is counted` behind it

    error[unit-mismatch]: a percentage is needed
      --> f.hab:14:50
       |
    14 | accept experience as training at 2 h = 2 h up to 25 h of the need
       |                                                  ^^^^ not a percentage

    warning[always-met]: all that is needed or counted may be of this kind, which is
                         no limit
      --> f.hab:15:50
       |
    15 | accept experience as training at 2 h = 2 h up to 100 % of what is counted
       |                                                  ^^^^^ limits nothing

    error[unit-mismatch]: the line is measured in `h`, and this is another unit
      --> f.hab:16:50
       |
    16 | accept experience as training at 2 h = 2 h up to 3
       |                                                  ^ not in `h`

    error[invalid-number]: a limit of nothing accepts nothing
      --> f.hab:17:50
       |
    17 | accept experience as training at 2 h = 2 h up to 0 h
       |                                                  ^^^ not above zero

    error[unknown-kind]: no kind of evidence or definition is called `internship`
      --> f.hab:18:8
       |
    18 | accept internship as training at 2 h = 2 h
       |        ^^^^^^^^^^ not known

    error[unknown-symbol]: `porter` is none of the values of `role`
      --> f.hab:19:33
       |
    19 | accept experience where role is porter as training at 2 lessons = 2 h
       |                                 ^^^^^^ not declared
       |
       = note: values are `chw`
    ");
}
