//! What is too much, too deep or cut off: a diagnostic at most, and no panic.

use std::fmt::Write as _;

use super::{CATALOG, framework, grant, read, rules};

/// A framework with a bit of everything.
const EVERYTHING: &str = r#"
framework f version 1 {
  use c as core
  governed by later of (application, 3 years before assessment) or choice
  act visit "Visit"
  accept credential where issuer is dshs and current for g.training
  define dshs: (course or placement) on core.head within core.window before application where verified
  standard s(norms: set, minimum: quantity) "S" {
    let x = first exam where result is passed
    training where mode is practice makes at least 60 % of all training
    between 100 h and 1800 h of training
    at least minimum of training
    cover at least 80 % of norms at done by course { including at least 1 of core.head }
    date x.date not before programme.completed
    any of { route long "L" when fact fit { judged same "Same"@en by "board" } a programme where verified }
  }
  grant g award "G"@en valid until end of month of 2 years after g.issued {
    period cycle = 2 years from next 31 July after g.issued
    requirement training "Training"@en was old cite LAW "(a)" in force from 2020 {
      meets s(core.routine, 1600 h) by qualification where title in (core.nurse, core.aide) and level at least isced.4
      for each r in core.skills { at least r.minimum of demonstration on r.skill where setting is live or r.simulated }
      unless age under 18 years at application or not (holds core.nurse current) { open "No"@en } otherwise { fact years over 2 }
      at least core.rising of cpd in each of the last 2 years where not (category in (law) or topic is not drugs)
    }
    each counted once { at least 20 h of cpd during cycle pro rata { counting at most 5 h where category is other } }
    at least 20 of demonstration { counting where setting is simulated only if at least 9 where setting is live }
  }
  scope of g { supervised directly by nurse: visit requires { a course before first date of (exam where passed) } }
}
"#;

#[test]
fn cut_anywhere() {
    for end in (0..EVERYTHING.len()).step_by(97) {
        read(&[("c.hab", CATALOG), ("f.hab", &EVERYTHING[..end])]);
    }
    assert!(!rules(&[("c.hab", CATALOG), ("f.hab", EVERYTHING)]).contains("error[type"));
}

#[test]
fn words_left_out() {
    let words: Vec<&str> = EVERYTHING.split_inclusive(' ').collect();
    for out in (0..words.len()).filter(|out| out % 11 == 0 && !words[*out].trim().is_empty()) {
        let text: String = words.iter().enumerate().filter(|(index, _)| *index != out).map(|(_, word)| *word).collect();
        read(&[("c.hab", CATALOG), ("f.hab", &text)]);
    }
}

#[test]
fn words_exchanged() {
    let words: Vec<&str> = EVERYTHING.split(' ').filter(|word| !word.trim().is_empty()).collect();
    for (step, index) in (0..words.len()).step_by(13).enumerate() {
        let mut words = words.clone();
        let other = (step * 37 + 11) % words.len();
        words.swap(index, other);
        read(&[("c.hab", CATALOG), ("f.hab", &words.join(" "))]);
    }
}

#[test]
fn definitions_lie_deep() {
    let mut text = String::from("define d0: course\n");
    for index in 1..200 {
        writeln!(text, "define d{index}: d{} where verified", index - 1).unwrap();
    }
    text.push_str("grant g award { a d199 }");
    let shown = framework(&text);
    let (_, said) = shown.split_once("error").unwrap();
    insta::assert_snapshot!(said, @r#"
    [too-much]: lines, standards and definitions lie in one another more than
                     80 deep
       --> f.hab:123:14
        |
    123 | define d121: d120 where verified
        |              ^^^^ too deep
    "#);
}

#[test]
fn standards_lie_deep() {
    let mut text = String::from("standard s0 { a course }\n");
    for index in 1..200 {
        let (open, close) = ("all of { ".repeat(20), " }".repeat(20));
        writeln!(text, "standard s{index} {{ {open} meets s{} {close} }}", index - 1).unwrap();
    }
    text.push_str("grant g award { meets s199 }");
    let shown = framework(&text);
    let (_, said) = shown.split_once("error").unwrap();
    insta::assert_snapshot!(said, @r#"
    [too-much]: lines, standards and definitions lie in one another more than
                     80 deep
       --> f.hab:198:161
        |
    198 | ...of { all of { all of { all of { all of {  meets s195  } } } } } } } ...
        |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ too deep
    "#);
}

#[test]
fn definitions_multiply() {
    let mut text = String::from("define d0: course\n");
    for index in 1..20 {
        writeln!(text, "define d{index}: (d{0} or d{0})", index - 1).unwrap();
    }
    text.push_str("grant g award { a d19 }");
    let shown = framework(&text);
    let (_, said) = shown.split_once("error").unwrap();
    insta::assert_snapshot!(said, @r#"
    [too-much]: the selection stands for more than 256 others
      --> f.hab:11:12
       |
    11 | define d9: (d8 or d8)
       |            ^^^^^^^^^^ beyond the limit
    "#);
}

#[test]
fn long_chains() {
    let nots = "not ".repeat(15);
    let days = "1 day after ".repeat(15);
    let shown = grant(&format!("a course after {days} birth where {nots} verified"));
    assert!(shown.contains("where not verified=yes"), "{shown}");
}

#[test]
fn lines_grow_long() {
    let many = "including at least 1 h where verified ".repeat(70);
    let values = vec!["law"; 2001].join(", ");
    let shown = grant(&format!("at least 9 h of cpd {{ {many} }}\na cpd where category in ({values})"));
    assert!(shown.contains("error[too-much]: a line has more than 64 modifiers"), "{shown}");
    assert!(shown.contains("error[too-much]: a predicate has more than 200 comparisons"), "{shown}");
}
