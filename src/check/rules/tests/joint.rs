//! What needs joint counting, and what does not.

use super::{framework, grant};

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
"#), @r"
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
    ");
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
"#), @r"
    Award f/g
      all <f/g> Grant
        claim 20.. h cpd competes
          - including 5 of topic=wounds
          - counting 5 of topic=drugs
        claim 20.. h cpd whole competes
          - counting 5 of category=law
        claim 20.. h cpd competes
          - from at most 2 category
        claim 20.. h cpd competes
          - distinct 2 category
          - counting 5 of category=law
        claim 20.. items demonstration competes
          - counting setting=simulated only if 15 of setting=live
          - counting 5 of impaired=yes
        claim 4.. covered of [h1 h2 k1 k2] by demonstration competes
          - counting 10 of setting=simulated
        claim 20.. h cpd competes
          - including share 0.2 of category=law
          - counting share 0.2 of category=other
        claim 20.. h cpd competes
          - from one provider.name
          - from one category
        claim 20.. items demonstration competes
          - counting 2 per Day
          - including 5 of setting=live
        claim exactly 3 items exam competes
          - including 1 of area=icu
          - including 1 of area=ward
        claim 20.. h cpd whole competes
          - including share 0.5 of category=law
        claim 20.. h cpd competes
          - counting 5 per topic
        claim 20.. h cpd competes
          - including share 0.6 of category=law
          - including 2 of topic=drugs
        claim 20.. h cpd whole competes
          - from one provider.name
          - counting 5 per Year
        claim 3.. items exam competes
          - consecutive by part
          - counting 1 of area=icu
    ");
}

#[test]
fn counted_once() {
    insta::assert_snapshot!(grant(r#"
each counted once { at least 2 of exam where area is icu  at least 1 of exam }
requirement twice "Twice" {
  each counted once except twice where topic is wounds { at least 2 h of cpd  at least 3 h of cpd where category is law }
}
requirement one "One" { each counted once except twice where verified { at least 2 of exam  no exam where area is icu } }
requirement held "Held" { each counted once { at least 1 of qualification  holds core.nurse } }
each counted once {
  let first-try = first exam
  at least 2 of exam after first-try.date
  any of { route a { at least 20 h of cpd } route b when age at least 30 years { at least 10 h of cpd } }
  when at least 3 of demonstration { cover all of core.head by demonstration }
  course where mode is practice makes at least 60 % of all course
  between 10 h and 20 h of all cpd
}
each counted once { for each c in core.head { at least 5 of demonstration on c } }
each counted once { at least 3 of exam { including at least 1 where area is icu }  each counted once { a course  a placement } }
"#), @r#"
    Award f/g
      all <f/g> Grant
        joint once
          all
            claim 2.. items exam where area=icu
            claim 1.. items exam
        named <f/g/twice> Requirement
          joint once except twice topic=wounds
            all
              claim 2.. h cpd
              claim 3.. h cpd where category=law
        named <f/g/one> Requirement
          all
            claim 2.. items exam
            claim ..0 items exam where area=icu
        named <f/g/held> Requirement
          joint once
            all
              claim 1.. items qualification
              claim 1.. items qualification where title=c/nurse
        bind first-try #0 = First exam
          joint once free 1
            all free 1
              claim 2.. items exam [#0.Date! .. ] free 1
              any
                named <f/g/a> Route
                  claim 20.. h cpd
                named <f/g/b> Route
                  guarded (age AtLeast 360m at assessment)
                    claim 10.. h cpd
              choose (claim 3.. items demonstration)
               then
                claim 2.. covered of [h1 h2] by demonstration
              share course where mode=practice >= 0.6 h of course
              claim 10..20 h of all cpd
        joint once
          all
            all Member "Skull"
              claim 5.. items demonstration on h1
            all Member "Jaw"
              claim 5.. items demonstration on h2
        joint once
          all
            claim 3.. items exam
              - including 1 of area=icu
            joint once
              all
                claim 1.. items course
                claim 1.. items placement
    "#);
}

#[test]
fn block_limits() {
    insta::assert_snapshot!(framework(r#"
define most = 3 until 2019-12-31 = 5 from 2020-01-01
standard s(hours: quantity) "S" { at least hours of course  at least 2 of exam  counting at most 1 where part is oral }
grant g award {
  requirement arrt "All" {
    cover all of core.head by demonstration
    cover at least 1 of core.chest by demonstration
    counting at most 10 where setting is simulated
  }
  requirement hours "Hours" {
    at least 20 h of cpd where topic is wounds
    at least 10 h of cpd where topic is drugs
    at least 3 of exam
    counting at most 300 min where verified
    counting at most 1 where verified
    whole
  }
  requirement share "Share" {
    at least 20 h of cpd where topic is wounds
    at least 10 h of cpd where topic is drugs
    no cpd where verified
    including at least 25 % where category is law
    counting at most 10 % where category is other
    counting at most 8 h per day
    counting where category is ethics only if at least 5 h where category is law
    from at least 2 distinct category with at least 1 h each
    within any 2 years
    from at most 2 distinct provider
  }
  requirement time "Time" {
    at least 2 years of experience where role is chw
    at least 6 months of experience where verified
    without a break of more than 1 year
    counting at most 12 months where verified
  }
  requirement once "Once" {
    each counted once { at least 2 of exam  at least 1 of course  counting at most 1 where verified  within any 1 year }
  }
  requirement nested "Nested" {
    counting at most 9 where verified
    at least 5 of exam
    all of { at least 4 of course  at least 3 of course where mode is practice  counting at most 2 where verified }
  }
  requirement by-name "By name" {
    let p = qualification
    at least 2 of exam where part-of is p
    at least 2 of demonstration where part-of is p
    counting at most 1 where date before p.completed
  }
  requirement dated "Dated" { at least 2 of exam  a course  counting at most most where verified }
  requirement standard "Standard" { meets s(20 h) }
  requirement beside "Beside" {
    counting at most 5 h where category is other
    at least 20 h of cpd
    no credential where status is suspended
    at most 100 h of all course
  }
  requirement cells "Cells" {
    for each s in core.skills { at least 1 of demonstration on s.skill  a course  counting at most s.minimum where verified }
  }
}
"#), @r#"
    Award f/g
      all <f/g> Grant
        named <f/g/arrt> Requirement
          joint
            - counting 10 of setting=simulated (items)
            all
              claim 2.. covered of [h1 h2] by demonstration
              claim 1.. covered of [k1 k2] by demonstration
        named <f/g/hours> Requirement
          joint whole
            - counting 5 of verified=yes (h)
            - counting 1 of verified=yes (items)
            all
              claim 20.. h cpd where topic=wounds
              claim 10.. h cpd where topic=drugs
              claim 3.. items exam
        named <f/g/share> Requirement
          joint
            - including share 0.25 of category=law (h)
            - counting share 0.1 of category=other (h)
            - counting 8 per Day (h)
            - counting category=ethics only if 5 of category=law (h)
            - distinct 2 category with 1 each (h)
            - within any 24m (h)
            - from at most 2 provider.name (h)
            all
              claim 20.. h cpd where topic=wounds
              claim 10.. h cpd where topic=drugs
              claim ..0 items cpd where verified=yes
        named <f/g/time> Requirement
          joint
            - without a break of 12m (years)
            - counting 1 of verified=yes (years)
            all
              claim 2.. years experience where role=chw
              claim 6.. months experience where verified=yes
        named <f/g/once> Requirement
          joint once
            - counting 1 of verified=yes (items)
            - within any 12m (items)
            all
              claim 2.. items exam
              claim 1.. items course
        named <f/g/nested> Requirement
          joint
            - counting 9 of verified=yes (items)
            all
              claim 5.. items exam
              all
                joint
                  - counting 2 of verified=yes (items)
                  all
                    claim 4.. items course
                    claim 3.. items course where mode=practice
        named <f/g/by-name> Requirement
          bind p #0 = qualification
            joint free 1
              - counting 1 of date Before #0.Completed (items)
              all free 1
                claim 2.. items exam where part of #0 free 1
                claim 2.. items demonstration where part of #0 free 1
        all
          named <f/g/dated> Requirement in force ..2019-12-31
            joint
              - counting 3 of verified=yes (items)
              all
                claim 2.. items exam
                claim 1.. items course
          named <f/g/dated> Requirement in force 2020-01-01..
            joint
              - counting 5 of verified=yes (items)
              all
                claim 2.. items exam
                claim 1.. items course
        named <f/g/standard> Requirement
          bind programme #1 = qualification Standard
            joint free 10
              - counting 1 of part=oral (items)
              all free 10
                claim 20.. h of all course where part of #1 (part of #1) free 10
                claim 2.. items exam where part of #1 (part of #1) free 10
        named <f/g/beside> Requirement
          all
            claim 20.. h cpd
              - counting 5 of category=other
            claim ..0 items credential where status=suspended (result)
            claim ..100 h of all course
        named <f/g/cells> Requirement
          all
            all Member "Skull"
              joint
                - counting 5 of verified=yes (items)
                all
                  claim 1.. items demonstration on h1
                  claim 1.. items course
            all Member "Lung"
              claim 1.. items demonstration on k1
              claim 1.. items course
    "#);
}

#[test]
fn misplaced() {
    insta::assert_snapshot!(grant(r#"
requirement members "Members" {
  cover all of core.head by demonstration
  cover all of core.chest by course
  including at least 1 of core.head
}
requirement need "Need" { at least 2 of exam  a course  counting at most 50 % of the need where verified }
requirement breaks "Breaks" { at least 2 years of experience  at least 20 h of cpd  without a break of more than 1 year }
requirement unit "Unit" { at least 2 of exam  at least 20 h of cpd  counting at most 2 credit where verified }
requirement percent "Percent" { at least 2 of exam  at least 20 h of cpd  counting at most 20 % where verified }
requirement closed "Closed" { at most 20 h of all cpd  no exam  counting at most 2 where verified }
requirement kinds "Kinds" { at least 2 of exam  at least 20 h of cpd  counting at most 2 where category is law }
requirement never "Never" {
  at least 2 of exam
  at least 3 of exam where verified
  including at least 5 where area is icu
  counting at most 4 where area is icu
}
requirement twice "Twice" { each counted once except twice where category is law { at least 2 of exam  a course } }
cover all of core.head by course { counting at most 20 % where verified }
at least 20 h of cpd { from at most 3 distinct category }
at least 20 h of cpd { from at most 0 distinct topic }
"#), @r"
    Award f/g
      all <f/g> Grant
        named <f/g/members> Requirement
          all
            claim 2.. covered of [h1 h2] by demonstration
            claim 2.. covered of [k1 k2] by course
        named <f/g/need> Requirement
          all
            claim 2.. items exam
            claim 1.. items course
        named <f/g/breaks> Requirement
          all
            claim 2.. years experience
            claim 20.. h cpd
        named <f/g/unit> Requirement
          all
            claim 2.. items exam
            claim 20.. h cpd
        named <f/g/percent> Requirement
          all
            claim 2.. items exam
            claim 20.. h cpd
        named <f/g/closed> Requirement
          all
            claim ..20 h of all cpd
            claim ..0 items exam
        named <f/g/kinds> Requirement
          all
            claim 2.. items exam
            claim 20.. h cpd
        named <f/g/never> Requirement
          joint
            - including 5 of area=icu (items)
            - counting 4 of area=icu (items)
            all
              claim 2.. items exam
              claim 3.. items exam where verified=yes
        named <f/g/twice> Requirement
          joint once
            all
              claim 2.. items exam
              claim 1.. items course
        all
        claim 20.. h cpd competes
          - from at most 3 category
        all

    error[misplaced-modifier]: the members of a set are counted by each `cover` line
                               for itself
     --> f.hab:7:3
      |
    7 |   including at least 1 of core.head
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ over several lines
      |
      = help: put it inside the braces of the `cover` line that is meant

    error[misplaced-modifier]: several lines have no one need of which this could be
                               a share
     --> f.hab:9:57
      |
    9 | ...e  counting at most 50 % of the need where verified }
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ of which need?
      |
      = help: write the number that is meant, or put it inside the braces of one
              line

    error[misplaced-modifier]: only lines that all measure calendar time can
                               together be without a break
      --> f.hab:10:85
       |
    10 | ...f cpd  without a break of more than 1 year }
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ measured otherwise
       |
       = help: put it inside the braces of one line

    error[unit-mismatch]: no line of this block is measured in `credit`
      --> f.hab:11:86
       |
    11 | ...f cpd  counting at most 2 credit where verified }
       |                            ^^^^^^^^ another unit
       |
       = note: its lines are measured in pieces of evidence and `h`

    error[unit-mismatch]: a percentage of what several lines count needs lines that
                          are measured alike
      --> f.hab:12:92
       |
    12 | ... h of cpd  counting at most 20 % where verified }
       |                                ^^^^ of what?
       |
       = note: they are measured in pieces of evidence and `h`

    error[misplaced-modifier]: the lines of this block see all evidence, and so
                               nothing chooses what they count
      --> f.hab:13:65
       |
    13 | ...pd  no exam  counting at most 2 where verified }
       |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ of what?
       |
       = help: put it inside the braces of one line

    error[unknown-attribute]: evidence of the kind `exam` has no attribute
                              `category`
      --> f.hab:14:96
       |
    14 | ...unting at most 2 where category is law }
       |                           ^^^^^^^^ not of `exam`
       |
       = note: `exam` has `part`, `result`, `grade`, `passed`, `score` and 11 more

    error[never-met]: no record can meet this line
      --> f.hab:18:3
       |
    18 |   including at least 5 where area is icu
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ asks for more
    19 |   counting at most 4 where area is icu
       |   ------------------------------------ than may be counted

    error[unknown-attribute]: evidence of the kind `course` has no attribute
                              `category`
      --> f.hab:21:66
       |
    21 | ...ce except twice where category is law { at least 2 of exam  a course } }
       |                          ^^^^^^^^ not of `course`
       |
       = note: `course` has `code`, `accredited-by`, `grade`, `passed`, `delivery`
               and 16 more

    error[misplaced-modifier]: this modifier does not fit a line that counts
                               competencies
      --> f.hab:22:53
       |
    22 | cover all of core.head by course { counting at most 20 % where verified }
       | ----------------------------------------------------^^^^-----------------
       | |                                                   |
       | |                                                   not here
       | counts competencies
       |
       = note: write how many pieces of evidence may be counted, or `of the need`
               behind the percentage

    warning[always-met]: this modifier is met by whatever is counted
      --> f.hab:23:24
       |
    23 | at least 20 h of cpd { from at most 3 distinct category }
       |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ always met

    error[never-met]: evidence from no `topic` at all can count nothing
      --> f.hab:24:24
       |
    24 | at least 20 h of cpd { from at most 0 distinct topic }
       |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leaves nothing
    ");
}
