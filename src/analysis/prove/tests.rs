use super::*;
use crate::diagnostic::render::{self, Style};
use crate::diagnostic::{Code, Diagnostic};
use crate::library::{self, Builtin, File, Loader as _, Memory};
use crate::source::SourceMap;

const HEAD: &str = r#"framework aq.test version 1 {
  name "Test"@en
  country AQ
  status regulated
  in force from 2020-01-01
  governed by application
  source ACT "Act"
  competency first "First"@en cite ACT
  competency second "Second"@en cite ACT
  set both = first, second
  values category { a "A"@en  b "B"@en  c "C"@en }
  values area { ward "Ward"@en  field "Field"@en }
  values role { aide "Aide"@en  nurse "Nurse"@en }
  values part { written "Written"@en  oral "Oral"@en }
  title aide "Aide"@en cite ACT
  title nurse "Nurse"@en cite ACT
  unit point "Point"@en = opaque cite ACT
  fact fit: yes-no "Fit?"@en cite ACT
  fact years: number "Years?"@en cite ACT
  fact begun: date "Begun?"@en cite ACT
  fact home: place "Home?"@en cite ACT
"#;

/// A framework of requirements, each a body with its article.
fn framework(bodies: &[(&str, &str)]) -> String {
    let mut text = format!("{HEAD}  grant card permit \"Card\"@en cite ACT {{\n");
    for (index, (article, body)) in bodies.iter().enumerate() {
        text.push_str(&format!(
            "    requirement r{index} \"R{index}\"@en cite ACT \"{article}\" {{\n      {body}\n    }}\n"
        ));
    }
    text.push_str("  }\n}\n");
    text
}

fn load(text: &str) -> (Vec<Framework>, SourceMap) {
    let mut map = SourceMap::default();
    let file = File::new("test.hab", text.to_owned());
    let checked = library::load(&Memory::new(Vec::new()), &[&file], &mut map);
    let shown = render::human(&map, &checked.diagnostics, Style::default());
    (checked.value.unwrap_or_else(|| panic!("{shown}")), map)
}

/// What is proven of requirements: the codes, and the words.
fn said(bodies: &[(&str, &str)]) -> (Vec<&'static str>, String) {
    let (frameworks, map) = load(&framework(bodies));
    let found: Vec<Diagnostic> = all_problems(&frameworks, &|_| true);
    let codes = found.iter().map(|problem| problem.code.name()).collect();
    (codes, render::human(&map, &found, Style::default()))
}

/// The example of requirements; none if nothing was found.
fn example(bodies: &[(&str, &str)]) -> Option<Witness> {
    let (frameworks, _) = load(&framework(bodies));
    witness(&[&frameworks[0]], 0, &frameworks[0].grants[0])
}

fn builtin() -> Vec<Framework> {
    let files: Vec<&File> = Builtin.files().into_iter().filter(|file| file.name.ends_with(".hab")).collect();
    library::load(&Builtin, &files, &mut SourceMap::default()).value.unwrap()
}

#[test]
fn every_grant_of_the_library_has_an_example() {
    let all = builtin();
    let mut text = String::new();
    for framework in &all {
        let (versions, this) = versions(&all, framework);
        for grant in &framework.grants {
            let found = witness(&versions, this, grant);
            text.push_str(&format!("== {}@{}, {}\n", framework.id, framework.version, grant.name));
            match found {
                None => text.push_str("no example\n"),
                Some(found) => {
                    text.push_str(&format!("as of {}, open: {}\n{}", found.as_of, found.open.len(), found.text));
                }
            }
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn what_is_proven_of_the_library() {
    let mut map = SourceMap::default();
    let files: Vec<&File> = Builtin.files().into_iter().filter(|file| file.name.ends_with(".hab")).collect();
    let all = library::load(&Builtin, &files, &mut map).value.unwrap();
    let found = all_problems(&all, &|_| true);
    assert!(found.iter().all(|problem| problem.code != Code::NeverMet));
    insta::assert_snapshot!(render::human(&map, &found, Style::default()));
}

/// Lines that nobody can satisfy together, though most can be satisfied alone.
const CLASHES: &[(&str, &str)] = &[
    ("at least 600 h of placement", "between 0 h and 400 h of all placement"),
    ("at least 600 h of placement where area is ward", "between 0 h and 400 h of all training"),
    ("at least 2 of exam where part is oral", "at most 1 of exam where part is oral"),
    ("an exam where part is oral", "no exam"),
    ("age at least 35 years", "age under 30 years"),
    ("fact fit", "fact fit is no"),
    ("fact years at least 5", "fact years at most 4"),
    ("date fact begun before 2021-01-01", "date fact begun after 2021-06-01"),
    ("date application after 2022-01-01", "date application before (1 month before application)"),
    ("fact home is US", "fact home is CO"),
    (
        "at least 10 h of course  course where mode is theory makes at least 60 % of all course",
        "course where mode is practice makes at least 50 % of all course",
    ),
    ("fact fit", "at least 12 h of cpd where category in (a, b) { from at least 3 distinct category }"),
    ("fact fit", "at least 12 h of cpd where category in (a, b) { counting at most 5 h per category }"),
    ("fact fit", "an exam after 2021-01-01 where date before 2020-06-01"),
    (
        "fact fit",
        "all of { counting at most 8 h where mode is practice  at least 10 h of course where mode is practice }",
    ),
    ("fact fit", "any of { all of { at least 5 of exam  at most 2 of exam } no exam }  an exam"),
];

#[test]
fn lines_that_clash_are_named_with_their_articles() {
    let mut shown = String::new();
    for (one, other) in CLASHES {
        let (codes, text) = said(&[("1", "a statement"), ("2", one), ("3", other)]);
        shown.push_str(&format!("== {one} | {other}\n{codes:?}\n{text}\n"));
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn what_can_be_met_is_met() {
    let bodies = [
        "at least 600 h of placement  between 0 h and 900 h of all placement",
        "at least 20 h of cpd { including at least 5 h where category is a  counting at most 5 h where category is b }",
        "at least 20 h of cpd { counting at most 8 h per day }",
        "at least 12 h of cpd { from at least 3 distinct category with at least 2 h each }",
        "course where mode is practice makes at least 60 % of all course  at least 100 h of course",
        "each counted once { at least 2 of exam where part is oral  at least 1 of exam }",
        "cover all of both by training",
        "at least 18 months of experience { including at least 6 months where role is aide  including at least 6 months where role is nurse }",
        "when fact fit { at least 10 h of course } otherwise { at least 20 h of course }",
        "at least 2 of { a course  an exam where part is oral  age at least 18 years }",
        "let degree = qualification where title is nurse  an exam after degree.completed  at least 1 year since fact begun",
        "judged good \"Good\"@en by \"Council\"",
        "a credential where current at application and grant is card",
        "no course where mode is theory  at least 10 h of course",
        "at least 30 point of course within 2 years before application",
        "resident of AQ  fact home is US  fact years over 3",
        "open \"x\"@en  fact fit",
    ];
    let mut shown = String::new();
    for body in bodies {
        let found = example(&[("1", body)]);
        let found = found.map(|found| format!("as of {}, open: {}\n{}", found.as_of, found.open.len(), found.text));
        shown.push_str(&format!("== {body}\n{}\n", found.unwrap_or_else(|| "no example\n".to_owned())));
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn lines_that_others_imply() {
    let bodies = [
        "at least 100 h of course  at least 120 h of course where mode is practice",
        "at least 100 h of course  at least 80 h of course where mode is practice",
        "age at least 16 years  age at least 18 years",
        "an exam  an exam where part is oral",
        "at least 50 h of course where mode is practice  at least 120 h of course { including at least 60 h where mode is practice }",
        "at least 100 h of course  at least 60 h of course where mode is theory  at least 60 h of course where mode is practice",
        "at least 100 h of course  at least 60 h of course where topic is x  at least 60 h of course where topic is y",
        "each counted once { at least 100 h of course  at least 120 h of course }",
        "cover all of both by course  cover at least 1 of both by course",
        "fact years at least 3  fact years at least 5",
        "date application not before 2021-01-01  date application not before 2022-01-01",
        "any of { all of { an exam  an exam where part is oral } fact fit }",
    ];
    let mut shown = String::new();
    for body in bodies {
        let (codes, text) = said(&[("1", body)]);
        shown.push_str(&format!("== {body}\n{codes:?}\n{text}\n"));
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn what_two_articles_ask_for_is_the_laws_affair() {
    let one = ("1", "at least 100 h of course");
    let other = |article| (article, "at least 120 h of course");
    assert_eq!(said(&[one, other("1")]).0, ["implied-line"]);
    assert_eq!(said(&[one, other("2")]).0, Vec::<&str>::new());
}

// ---- against brute force ----

/// A line on hours of three categories; a set is three bits.
#[derive(Debug, Clone)]
enum Line {
    Least(u8, i64),
    Between(u8, i64, i64),
    /// So much at least, of one category at most so much.
    Capped(u8, i64, usize, i64),
}

const CATEGORIES: [&str; 3] = ["a", "b", "c"];

impl Line {
    fn text(&self) -> String {
        let of = |set: &u8| {
            let names: Vec<&str> = (0..3).filter(|at| set >> at & 1 == 1).map(|at| CATEGORIES[at]).collect();
            format!("cpd where category in ({})", names.join(", "))
        };
        match self {
            Self::Least(set, least) => format!("at least {least} h of {}", of(set)),
            Self::Between(set, least, most) => format!("between {least} h and {most} h of all {}", of(set)),
            Self::Capped(set, least, one, most) => {
                let category = CATEGORIES[*one];
                format!(
                    "at least {least} h of {} {{ counting at most {most} h where category is {category} }}",
                    of(set)
                )
            }
        }
    }

    /// Whether half hours of each category satisfy it.
    fn holds(&self, halves: [i64; 3]) -> bool {
        let sum = |set: u8| (0..3).filter(|at| set >> at & 1 == 1).map(|at| halves[at]).sum::<i64>();
        match *self {
            Self::Least(set, least) => sum(set) >= 2 * least,
            Self::Between(set, least, most) => (2 * least..=2 * most).contains(&sum(set)),
            Self::Capped(set, least, one, most) => {
                let capped = if set >> one & 1 == 1 { (halves[one] - 2 * most).max(0) } else { 0 };
                sum(set) - capped >= 2 * least
            }
        }
    }
}

/// All records of up to five hours of each category, in half hours.
fn small_records() -> impl Iterator<Item = [i64; 3]> {
    (0..=10).flat_map(|a| (0..=10).flat_map(move |b| (0..=10).map(move |c| [a, b, c])))
}

fn lines() -> impl proptest::strategy::Strategy<Value = Vec<Line>> {
    use proptest::prelude::*;
    let line = prop_oneof![
        (1_u8..8, 1_i64..5).prop_map(|(set, least)| Line::Least(set, least)),
        (1_u8..8, 0_i64..3, 0_i64..4).prop_map(|(set, least, more)| Line::Between(set, least, least + more)),
        (1_u8..8, 1_i64..5, 0_usize..3, 1_i64..4)
            .prop_map(|(set, least, one, most)| Line::Capped(set, least, one, most)),
    ];
    proptest::collection::vec(line, 1..5)
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 96, ..Default::default() })]

    #[test]
    fn what_is_proven_agrees_with_all_small_records(lines in lines()) {
        let texts: Vec<String> = lines.iter().map(Line::text).collect();
        let bodies: Vec<(&str, &str)> = texts.iter().map(|text| ("1", text.as_str())).collect();
        let text = framework(&bodies);
        let mut map = SourceMap::default();
        let file = File::new("test.hab", text.clone());
        // What the checker refuses at once has its own tests.
        let Some(frameworks) = library::load(&Memory::new(Vec::new()), &[&file], &mut map).value else { return Ok(()) };
        let found = all_problems(&frameworks, &|_| true);
        let some = small_records().any(|record| lines.iter().all(|line| line.holds(record)));
        let never = found.iter().any(|problem| problem.code == Code::NeverMet);
        proptest::prop_assert_eq!(some, !never, "{}", render::human(&map, &found, Style::default()));
        let example = witness(&[&frameworks[0]], 0, &frameworks[0].grants[0]);
        proptest::prop_assert_eq!(some, example.is_some(), "{}", text);
        for problem in found.iter().filter(|problem| problem.code == Code::ImpliedLine) {
            let index = |label: &crate::diagnostic::Label| {
                text[..label.span.start as usize].matches("requirement r").count() - 1
            };
            let implied = &lines[index(problem.primary.as_ref().unwrap())];
            let by: Vec<&Line> = problem.secondary.iter().map(|label| &lines[index(label)]).collect();
            let counter = small_records().find(|record| by.iter().all(|line| line.holds(*record)) && !implied.holds(*record));
            proptest::prop_assert_eq!(counter, None, "{}", render::human(&map, &found, Style::default()));
        }
    }
}

/// Nothing of an example can be left out or lowered: with an hour less the total falls below.
#[test]
fn an_example_has_no_more_than_it_needs() {
    let found = example(&[("1", "at least 20 h of cpd { including at least 15 h where category is a }")]).unwrap();
    let hours: Vec<i64> =
        found.text.lines().filter_map(|line| line.trim().strip_prefix("hours: ")?.parse().ok()).collect();
    assert_eq!(hours.iter().sum::<i64>(), 20, "{}", found.text);
}
