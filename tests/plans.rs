//! Plans: the command on the examples, and the plan against every subset of small offers.

use habilita::analysis::plan::{Closing, Minimise};
use habilita::assess::plan::{FoundPlan, Offer, PlanQuestion, plan_for};
use habilita::assess::{Question, assess};
use habilita::check;
use habilita::diagnostic::{Severity, render};
use habilita::eval::Verdict;
use habilita::model::framework::Framework;
use habilita::record::{self, read_curricula};
use habilita::report::plan::{ClosingWord, PlanDocument};
use habilita::source::{FileId, SourceMap};
use habilita::syntax;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

#[cfg(feature = "cli")]
use super::command_line::{Folder, habilita};
#[cfg(feature = "cli")]
use super::is_current;

// ---- the examples ----

/// Framework, record, offers, the status expected, and the snapshot.
#[cfg(feature = "cli")]
const EXAMPLES: &[(&str, &str, &[&str], u8, &str)] = &[
    ("us.tx.chw", "texas-chw", &["texas-evenings"], 0, "texas"),
    ("us.tx.chw", "texas-chw", &["texas-evenings", "texas-online"], 0, "texas-two"),
    ("co.nursing-auxiliary", "colombia-auxiliar", &["colombia-complementos"], 3, "colombia"),
    ("br.cofen.nursing-technician", "brazil-tecnico", &["brazil-estagio"], 0, "brazil"),
    ("br.cofen.nursing-technician", "brazil-tecnico", &["texas-evenings"], 1, "brazil-none"),
];

#[cfg(feature = "cli")]
fn run(example: &(&str, &str, &[&str], u8, &str), more: &[&str]) -> super::command_line::Run {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let (framework, record, offers, ..) = example;
    let record = format!("{folder}/{record}.yaml");
    let offers: Vec<String> = offers.iter().map(|offer| format!("{folder}/offers/{offer}.yaml")).collect();
    let mut arguments = vec!["plan", framework, &record, "--as-of", "2027-03-01"];
    offers.iter().for_each(|offer| arguments.extend(["--offer", offer]));
    arguments.extend(more);
    habilita(&arguments)
}

#[cfg(feature = "cli")]
#[test]
fn every_offer_is_run() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/offers");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known =
            EXAMPLES.iter().any(|(_, _, offers, ..)| offers.iter().any(|offer| format!("{offer}.yaml") == name));
        assert!(known, "{name} is not run");
    }
}

#[cfg(feature = "cli")]
#[test]
fn examples_are_planned() {
    for example in EXAMPLES {
        let language = match example.4 {
            "colombia" => "es",
            "brazil" | "brazil-none" => "pt",
            _ => "en",
        };
        let run = run(example, &["--lang", language]);
        assert_eq!((run.status, run.messages.as_str()), (example.3, ""), "{}\n{}", example.4, run.output);
        is_current(&format!("tests/snapshots/plans/{}.txt", example.4), &run.output);
    }
}

#[cfg(feature = "cli")]
#[test]
fn plans_fit_the_terminal_in_every_language() {
    for example in EXAMPLES {
        for language in ["en", "es", "pt", "fr"] {
            let run = run(example, &["--lang", language]);
            assert_eq!(run.status, example.3, "{} {language}", example.4);
            let wide = run.output.lines().find(|line| line.chars().count() > 80);
            assert_eq!(wide, None, "{} {language}", example.4);
            assert!(!run.output.contains("plan-"), "{} {language}: a key\n{}", example.4, run.output);
            if example.4 == "texas" {
                is_current(&format!("tests/snapshots/plans/texas-{language}.txt"), &run.output);
            }
        }
    }
}

#[cfg(feature = "cli")]
#[test]
fn plans_as_json() {
    for example in EXAMPLES {
        let run = run(example, &["--format", "json"]);
        assert_eq!((run.status, run.messages.as_str()), (example.3, ""), "{}", example.4);
        let document: PlanDocument = serde_json::from_str(&run.output).unwrap();
        assert!(document.proven_least, "{}", example.4);
        let open =
            document.requirements.iter().any(|it| !matches!(it.closing, ClosingWord::Met | ClosingWord::Planned));
        assert_eq!(open, example.3 != 0, "{}", example.4);
        if matches!(example.4, "texas-two" | "colombia") {
            is_current(&format!("tests/snapshots/plans/{}.json", example.4), &run.output);
        }
    }
}

/// What is least depends on what is asked for: cheaper and longer, or shorter and dearer.
#[cfg(feature = "cli")]
#[test]
fn hours_modules_or_cost() {
    let plan = |what: &str| {
        let run = run(&EXAMPLES[1], &["--format", "json", "--minimise", what]);
        assert_eq!((run.status, run.messages.as_str()), (0, ""), "{what}");
        serde_json::from_str::<PlanDocument>(&run.output).unwrap()
    };
    let (hours, modules, cost) = (plan("hours"), plan("modules"), plan("cost"));
    let taken = |plan: &PlanDocument| -> Vec<String> {
        plan.take
            .iter()
            .map(|one| format!("{} {}", one.curriculum, one.module.as_deref().unwrap_or_default()))
            .collect()
    };
    let evenings = |code: &str| format!("us.tx.example-college.evenings-2027 {code}");
    assert_eq!((hours.hours.as_str(), taken(&hours)), ("28 h", vec![evenings("ADV"), evenings("EVB")]));
    assert_eq!(modules.modules, 2);
    assert_eq!(cost.cost.as_deref(), Some("165"), "{:?}", taken(&cost));
}

#[cfg(feature = "cli")]
#[test]
fn what_cannot_be_read_is_trouble() {
    let folder = Folder::new("plan-trouble");
    let record = folder.write("record.yaml", "habilita: record/1\nperson: P-1\nborn: 2000-01-01\n");
    let offer =
        folder.write("offer.yaml", "habilita: curriculum/1\nid: x\ntitle: X\nmodules: [{ code: A, hours: 20 }]\n");
    let broken = folder.write("broken.yaml", "habilita: curriculum/1\nid: x\n");
    let ask = |record: &str, offer: &str, more: &[&str]| {
        let mut arguments = vec!["plan", "example", record, "--offer", offer, "--frameworks", folder.path()];
        arguments.extend(more);
        habilita(&arguments)
    };
    let run = ask(&record, &offer, &[]);
    assert_eq!((run.status, run.messages.as_str()), (0, ""));
    assert!(run.output.contains("NOTHING IS MISSING"), "{}", run.output);
    assert_eq!(ask(&record, &broken, &[]).status, 2);
    assert_eq!(ask("no/such.yaml", &offer, &[]).status, 2);
    assert_eq!(ask(&record, "no/such.yaml", &[]).status, 2);
    let grant = ask(&record, &offer, &["--grant", "license"]);
    assert!(grant.status == 2 && grant.messages.contains("did you mean `licence`"), "{}", grant.messages);
    // What no training gives: an age.
    let young = folder.write("young.yaml", "habilita: record/1\nperson: P-2\nborn: 2020-01-01\n");
    let run = ask(&young, &offer, &[]);
    assert_eq!(run.status, 1);
    assert!(run.output.contains("NOTHING ON OFFER CLOSES THE GAP"), "{}", run.output);
    let unknown = folder.write("unknown.yaml", "habilita: record/1\nperson: P-3\n");
    assert_eq!(ask(&unknown, &offer, &[]).status, 3);
}

// ---- small cases ----

const DAY: Date = date(2026, 3, 1);

const CATALOG: &str = r#"
catalog t.core version 1 {
  name "Core"
  competency alpha "Alpha"
  competency beta "Beta"
  competency gamma "Gamma"
  set three "Three" = alpha, beta, gamma
  title aide "Aide"
}
"#;

/// A framework of one grant with these lines, a requirement each.
fn framework(lines: &[String]) -> Result<Framework, String> {
    let requirements: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| format!("requirement r{index} \"R{index}\" cite LAW {{ {line} }}"))
        .collect();
    let text = format!(
        r#"
framework t.work version 1 {{
  name "Work"
  country CO
  status regulated
  in force from 2000-01-01
  source LAW "Law"
  use t.core as core
  values topic {{ law "Law" ethics "Ethics" other "Other" }}
  standard programme "Programme" cite LAW {{
    between 40 h and 90 h of all training
    training where mode is practice makes at least 40 % of all training
  }}
  grant licence licence "Licence" cite LAW "1" {{
    {}
  }}
}}
"#,
        requirements.join("\n    ")
    );
    let mut map = SourceMap::default();
    let parses: Vec<_> = [CATALOG, &text]
        .into_iter()
        .map(|text| {
            let file = map.add("test.hab", text);
            (file, text, syntax::parse(file, text))
        })
        .collect();
    let inputs: Vec<_> =
        parses.iter().map(|(file, text, parse)| check::Input { file: *file, tree: &parse.file, text }).collect();
    let checked = check::check(&inputs);
    let syntax = parses.iter().flat_map(|(_, _, parse)| parse.diagnostics.clone());
    let all: Vec<_> = syntax.chain(checked.diagnostics.clone()).collect();
    let errors: Vec<_> = all.into_iter().filter(|one| one.severity == Severity::Error).collect();
    match checked.value.filter(|_| errors.is_empty()) {
        Some(mut frameworks) => Ok(frameworks.remove(0)),
        None => Err(render::human(&map, &errors, Default::default())),
    }
}

/// A module as plain values.
#[derive(Debug, Clone)]
struct Module {
    theory: u32,
    practice: u32,
    /// Its hours are not stated.
    silent: bool,
    topics: Vec<&'static str>,
    covers: Vec<&'static str>,
    /// It asks for the one before it.
    after: bool,
    weeks: u32,
    cost: Option<u32>,
}

impl Module {
    fn hours(&self) -> u32 {
        self.theory + self.practice
    }

    /// What it says of itself, in a curriculum as in a record.
    fn said(&self) -> String {
        let covers: Vec<String> = self.covers.iter().map(|name| format!("t.core/{name}")).collect();
        let hours = match self.silent {
            true => String::new(),
            false => format!("hours: {{ theory: {}, practice: {} }}, ", self.theory, self.practice),
        };
        format!("{hours}topics: [{}], covers: [{}]", self.topics.join(", "), covers.join(", "))
    }
}

/// What is on offer: a programme with an award, of which the first modules are compulsory.
#[derive(Debug, Clone)]
struct Programme {
    modules: Vec<Module>,
    compulsory: usize,
    /// Among the others so many at least, and so many more at most.
    choice: (usize, usize),
}

#[derive(Debug, Clone)]
struct Example {
    lines: Vec<String>,
    programme: Programme,
    own: Vec<Module>,
    complete: bool,
}

impl Programme {
    fn text(&self) -> String {
        let mut text =
            "habilita: curriculum/1\nid: offer\ntitle: Offer\naward: { title: t.core/aide }\nmodules:\n".to_owned();
        for (index, module) in self.modules.iter().enumerate() {
            let after = if module.after && index > 0 { format!("requires: [M{}], ", index - 1) } else { String::new() };
            let cost = module.cost.map(|cost| format!("cost: {cost}, ")).unwrap_or_default();
            let said = module.said();
            text.push_str(&format!(
                "  - {{ code: M{index}, {after}{cost}duration: {} weeks, {said} }}\n",
                module.weeks
            ));
        }
        let codes =
            |range: std::ops::Range<usize>| range.map(|index| format!("M{index}")).collect::<Vec<_>>().join(", ");
        let count = self.modules.len();
        text.push_str(&format!("structure:\n  - all: [{}]\n", codes(0..self.compulsory)));
        let (least, more) = self.choice;
        if self.compulsory < count {
            let of = codes(self.compulsory..count);
            text.push_str(&format!("  - choose: {{ at-least: {least}, at-most: {}, of: [{of}] }}\n", least + more));
        }
        text
    }

    /// Whether a set of modules, perhaps with the award, can be taken.
    fn allows(&self, taken: &[usize], award: bool) -> bool {
        let has = |index: usize| taken.contains(&index);
        let before = taken.iter().all(|index| !self.modules[*index].after || *index == 0 || has(index - 1));
        let chosen = taken.iter().filter(|index| **index >= self.compulsory).count();
        let (least, more) = self.choice;
        let choice = self.compulsory == self.modules.len() || (least..=least + more).contains(&chosen);
        before && (!award || (0..self.compulsory).all(has) && choice)
    }

    /// When the last of these ends, each beginning when the one it asks for has ended.
    fn ends(&self, taken: &[usize]) -> u32 {
        let end = |index: usize| {
            let mut end = self.modules[index].weeks;
            let mut at = index;
            while at > 0 && self.modules[at].after {
                at -= 1;
                end += self.modules[at].weeks;
            }
            end
        };
        taken.iter().map(|index| end(*index)).max().unwrap_or(0)
    }

    fn worth(&self, taken: &[usize], minimise: Minimise) -> [u32; 4] {
        let all = || taken.iter().map(|index| &self.modules[*index]);
        // What is not stated is taken last.
        let many = self.modules.iter().filter(|it| !it.silent).map(Module::hours).sum::<u32>() + 1;
        let dear = self.modules.iter().filter_map(|it| it.cost).sum::<u32>() + 1;
        let hours = all().map(|it| if it.silent { many } else { it.hours() }).sum();
        let cost = all().map(|it| it.cost.unwrap_or(dear)).sum();
        let modules = taken.len() as u32;
        match minimise {
            Minimise::Hours => [hours, modules, self.ends(taken), 0],
            Minimise::Modules => [modules, hours, self.ends(taken), 0],
            Minimise::Cost => [cost, hours, modules, self.ends(taken)],
        }
    }
}

impl Example {
    /// The person's record, with modules taken besides.
    fn record(&self, taken: &[usize], award: bool) -> String {
        let complete = if self.complete { "complete: [training]\n" } else { "" };
        let mut text = format!(
            "habilita: record/1\nperson: P-1\nborn: 2000-01-01\n{complete}application: {{ date: {DAY} }}\nevidence:\n"
        );
        for (index, own) in self.own.iter().enumerate() {
            text.push_str(&format!("  - {{ id: own{index}, kind: course, completed: 2025-06-01, {} }}\n", own.said()));
        }
        let part = if award { "part-of: offer, " } else { "" };
        for index in taken {
            let said = self.programme.modules[*index].said();
            text.push_str(&format!(
                "  - {{ id: M{index}, kind: course, code: M{index}, {part}completed: {DAY}, {said} }}\n"
            ));
        }
        if award {
            text.push_str(&format!(
                "  - {{ id: offer, kind: qualification, title: t.core/aide, complete: true, completed: {DAY}, issued: {DAY} }}\n"
            ));
        }
        if self.own.is_empty() && taken.is_empty() && !award {
            text = text.replace("evidence:\n", "evidence: []\n");
        }
        text
    }

    /// The verdict of the whole and of each requirement.
    fn judge(&self, framework: &Framework, taken: &[usize], award: bool) -> (Verdict, Vec<Verdict>) {
        let text = self.record(taken, award);
        let read = record::read(FileId(0), &text);
        let document = &read.value.unwrap_or_else(|| panic!("{:?}\n{text}", read.diagnostics))[0];
        let question = Question { grant: None, as_of: DAY, version: None };
        let answer = assess(std::slice::from_ref(framework), question, |framework, all| {
            record::bind_among(document, framework, all, FileId(0), &text)
        });
        let assessment = answer.assessment.unwrap_or_else(|| panic!("{:?}\n{text}", answer.diagnostics));
        let each = assessment.versions[0].findings.iter().map(|finding| finding.verdict).collect();
        (assessment.verdict, each)
    }

    fn plan(&self, framework: &Framework, minimise: Minimise) -> FoundPlan {
        let text = self.record(&[], false);
        let document = &record::read(FileId(0), &text).value.unwrap()[0];
        let offer = self.programme.text();
        let read = read_curricula(FileId(1), &offer);
        let curricula = read.value.unwrap_or_else(|| panic!("{:?}\n{offer}", read.diagnostics));
        assert_eq!(curricula.len(), 1, "{:?}\n{offer}", read.diagnostics);
        let offers = [Offer { curriculum: &curricula[0], text: &offer }];
        let question = PlanQuestion { grant: None, as_of: DAY, version: None, minimise };
        let answer = plan_for(std::slice::from_ref(framework), (document, FileId(0), &text), &offers, question);
        answer.found.unwrap_or_else(|| panic!("{:?}\n{text}\n{offer}", answer.diagnostics))
    }
}

fn module() -> impl Strategy<Value = Module> {
    let topics = prop_oneof![
        4 => prop::sample::select(vec!["law", "ethics", "other"]).prop_map(|topic| vec![topic]),
        1 => Just(vec![]),
    ];
    let covers = prop::sample::subsequence(vec!["alpha", "beta", "gamma"], 0..3);
    let cost = prop::option::weighted(0.8, (1..9_u32).prop_map(|tens| tens * 10));
    (1..5_u32, 0..5_u32, prop::bool::weighted(0.1), topics, covers, prop::bool::weighted(0.25), 1..5_u32, cost)
        .prop_map(|(theory, practice, silent, topics, covers, after, weeks, cost)| Module {
            theory: theory * 5,
            practice: practice * 5,
            silent,
            topics,
            covers,
            after,
            weeks,
            cost,
        })
}

fn line() -> impl Strategy<Value = String> {
    let hours = || (1..9_u32).prop_map(|tens| tens * 10);
    let leaf = prop_oneof![
        hours().prop_map(|hours| format!("at least {hours} h of course")),
        hours().prop_map(|hours| format!("at least {} h of training where mode is practice", hours / 2)),
        (hours(), 0..4_u32).prop_map(|(all, cap)| format!(
            "at least {all} h of course {{ counting at most {} h where topic is other }}",
            cap * 5
        )),
        (hours(), 0..3_u32, 1..4_u32).prop_map(|(all, cap, least)| format!(
            "at least {all} h of course {{ counting at most {} h where topic is other  including at least {} h where mode is practice }}",
            cap * 5, least * 5
        )),
        (1..4_u32).prop_map(|least| format!("at least {least} of course where topic in (law, ethics)")),
        Just("cover all of core.three by training".to_owned()),
        (1..3_u32).prop_map(|least| format!("cover at least {least} of core.three by course")),
        (1..3_u32, 1..3_u32).prop_map(|(one, other)| format!(
            "each counted once {{ at least {one} of course where topic in (law, ethics)  at least {other} of course where topic in (law, other) }}"
        )),
        (1..5_u32, 1..5_u32).prop_map(|(one, other)| format!(
            "each counted once {{ at least {one}0 h of course where topic in (law, ethics)  at least {other}0 h of course }}"
        )),
        (1..3_u32).prop_map(|most| format!("at most {most} of course where topic is other")),
        Just("no course where topic is ethics".to_owned()),
        (2..6_u32).prop_map(|tenths| format!("training where mode is practice makes at least {tenths}0 % of all training")),
        (3..9_u32).prop_map(|most| format!("between 10 h and {most}0 h of all training")),
        Just("at least 20 h of course { from at least 2 distinct topic }".to_owned()),
        Just("a qualification where title is core.aide".to_owned()),
        Just("meets programme by qualification where title is core.aide".to_owned()),
        (1..8_u32).prop_map(|hours| format!(
            "let p = qualification where title is core.aide  at least {hours}0 h of course where part-of is p"
        )),
        Just("age at least 30 years".to_owned()),
        Just("resident of CO".to_owned()),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|list| format!(
                "any of {{ {} }}",
                list.iter().map(|one| format!("all of {{ {one} }}")).collect::<Vec<_>>().join("\n")
            )),
            prop::collection::vec(inner.clone(), 2..3).prop_map(|list| {
                list.iter().map(|one| format!("all of {{ {one} }}")).collect::<Vec<_>>().join("\n")
            }),
            (inner.clone(), inner).prop_map(|(one, other)| format!(
                "when (at least 2 of course where topic is law) {{ {one} }} otherwise {{ {other} }}"
            )),
        ]
    })
}

fn example() -> impl Strategy<Value = Example> {
    let programme = (prop::collection::vec(module(), 1..6), 0..3_usize, 0..3_usize, 0..3_usize).prop_map(
        |(modules, compulsory, least, more)| {
            let compulsory = compulsory.min(modules.len());
            let least = least.min(modules.len() - compulsory);
            Programme { compulsory, choice: (least, more), modules }
        },
    );
    (prop::collection::vec(line(), 1..4), programme, prop::collection::vec(module(), 0..3), any::<bool>())
        .prop_map(|(lines, programme, own, complete)| Example { lines, programme, own, complete })
}

/// Tries so many cases, the same in every run unless `HABILITA_SEED` says otherwise.
fn law<S: Strategy>(cases: u32, strategy: S, test: impl Fn(S::Value) -> Result<(), TestCaseError>)
where
    S::Value: std::fmt::Debug,
{
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u32>().ok());
    let config = Config {
        cases: number("HABILITA_CASES").unwrap_or(cases),
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..Config::default()
    };
    let mut seed = [13_u8; 32];
    seed[..4].copy_from_slice(&number("HABILITA_SEED").unwrap_or(0).to_le_bytes());
    match TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed)).run(&strategy, test) {
        Ok(()) => {}
        Err(TestError::Abort(why)) => panic!("{why}"),
        Err(TestError::Fail(why, case)) => panic!("{why}\n{case:#?}"),
    }
}

/// L13: there is a plan iff some subset of the offer leads to met, no such subset is worth less, and what is said of each
/// requirement is so of all subsets.
#[test]
fn plans_are_the_least_of_all_subsets() {
    law(160, (example(), 0..3_u8), |(example, minimise)| {
        let minimise = [Minimise::Hours, Minimise::Modules, Minimise::Cost][usize::from(minimise)];
        // Not every combination of lines makes sense.
        let framework = framework(&example.lines).map_err(TestCaseError::reject)?;
        let found = example.plan(&framework, minimise);
        let count = example.programme.modules.len();
        let mut subsets = Vec::new();
        for bits in 0..2_usize << count {
            let taken: Vec<usize> = (0..count).filter(|index| bits >> index & 1 == 1).collect();
            let award = bits >> count & 1 == 1;
            if example.programme.allows(&taken, award) {
                let judged = example.judge(&framework, &taken, award);
                subsets.push((taken, award, judged));
            }
        }
        let mut taken: Vec<usize> = found.plan.taken.iter().copied().filter(|place| *place < count).collect();
        taken.sort_unstable();
        let award = found.plan.taken.contains(&count);
        let own = subsets.iter().find(|(all, with, _)| (all, *with) == (&taken, award));
        prop_assert!(own.is_some(), "the plan cannot be taken: {taken:?} {award}");
        let (verdict, each) = own.map(|(_, _, judged)| judged.clone()).unwrap();
        prop_assert_eq!(found.verdict, verdict);
        prop_assert!(found.plan.least);
        let met = || subsets.iter().filter(|(_, _, (verdict, _))| *verdict == Verdict::Met);
        prop_assert_eq!(verdict == Verdict::Met, met().next().is_some(), "{:?}", taken);
        if verdict == Verdict::Met {
            let least = met().map(|(taken, ..)| example.programme.worth(taken, minimise)).min();
            prop_assert_eq!(Some(example.programme.worth(&taken, minimise)), least, "{:?}", taken);
        }
        let (_, bare) = &subsets[0].2;
        for (index, (_, closing)) in found.plan.requirements.iter().enumerate() {
            let all = || subsets.iter().map(|(_, _, (_, each))| each[index]);
            match closing {
                Closing::Met => prop_assert_eq!((bare[index], each[index]), (Verdict::Met, Verdict::Met)),
                Closing::Planned => {
                    prop_assert_ne!(bare[index], Verdict::Met);
                    prop_assert_eq!(each[index], Verdict::Met);
                }
                Closing::Beyond(lacks) => {
                    prop_assert!(!lacks.is_empty() && all().all(|verdict| verdict != Verdict::Met));
                }
                Closing::Undetermined(_) => {
                    prop_assert!(all().all(|verdict| verdict != Verdict::Met));
                    prop_assert_eq!(each[index], Verdict::Undetermined);
                }
                Closing::NotTogether(_) => prop_assert_ne!(each[index], Verdict::Met),
                Closing::Unknown => prop_assert!(false, "nothing this small reaches a limit"),
            }
        }
        // Where each requirement can be closed, as many are closed as can be, and what was met stays met.
        let closable = (0..each.len()).all(|index| subsets.iter().any(|(_, _, (_, each))| each[index] == Verdict::Met));
        if closable {
            let kept = |each: &[Verdict]| {
                bare.iter().zip(each).all(|(bare, now)| *bare != Verdict::Met || *now == Verdict::Met)
            };
            let number = |each: &[Verdict]| each.iter().filter(|verdict| **verdict == Verdict::Met).count();
            let most =
                subsets.iter().map(|(_, _, (_, each))| each).filter(|each| kept(each)).map(|each| number(each)).max();
            prop_assert_eq!(Some(number(&each)), most);
        }
        Ok(())
    });
}

fn plain(hours: u32, topics: &[&'static str]) -> Module {
    Module {
        theory: hours,
        practice: 0,
        silent: false,
        topics: topics.to_vec(),
        covers: vec![],
        after: false,
        weeks: 1,
        cost: None,
    }
}

fn small(lines: &[&str], modules: Vec<Module>) -> (Framework, Example) {
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let programme = Programme { compulsory: 0, choice: (0, modules.len()), modules };
    (
        framework(&lines).unwrap_or_else(|said| panic!("{said}")),
        Example { lines, programme, own: vec![], complete: true },
    )
}

/// Two requirements that each can be closed and not together: which one is closed does not depend on luck, and the other
/// one names it.
#[test]
fn what_clashes_is_named() {
    let (framework, example) = small(
        &[
            "at most 1 of course",
            "at least 1 of course where topic is law",
            "at least 1 of course where topic is ethics",
        ],
        vec![plain(10, &["law"]), plain(5, &["ethics"])],
    );
    let found = example.plan(&framework, Minimise::Hours);
    let closings: Vec<&Closing> = found.plan.requirements.iter().map(|(_, closing)| closing).collect();
    let [Closing::Met, Closing::Planned, Closing::NotTogether(clash)] = closings.as_slice() else {
        panic!("{closings:?}")
    };
    assert_eq!(clash.len(), 2);
    assert_eq!((found.verdict, found.plan.taken.as_slice()), (Verdict::Unmet, &[0][..]));
}

/// Of a requirement that an age keeps open, the hours are planned all the same.
#[test]
fn the_rest_of_a_requirement_is_planned() {
    let (framework, example) =
        small(&["age at least 30 years  at least 10 h of course"], vec![plain(20, &["law"]), plain(15, &["law"])]);
    let found = example.plan(&framework, Minimise::Hours);
    let [(_, Closing::Beyond(lacks))] = found.plan.requirements.as_slice() else {
        panic!("{:?}", found.plan.requirements)
    };
    assert_eq!((lacks.len(), found.plan.taken.as_slice()), (1, &[1][..]));
}

/// Sixty modules, every kind of line at once; `benches/` measures it.
#[test]
fn sixty_modules_are_planned() {
    let modules: Vec<Module> = (0..60)
        .map(|index| Module {
            practice: 5 * (index % 3),
            covers: vec![["alpha", "beta", "gamma"][index as usize % 3]],
            after: index % 7 == 3,
            weeks: 1 + index % 4,
            cost: Some(10 + index * 7 % 50),
            ..plain(5 + index % 5 * 5, &[["law", "ethics", "other"][index as usize % 3]])
        })
        .collect();
    let (framework, example) = small(
        &[
            "at least 200 h of course { counting at most 20 h where topic is other }",
            "cover all of core.three by training",
            "each counted once { at least 60 h of course where topic in (law, ethics)  at least 90 h of course where topic in (law, other) }",
            "training where mode is practice makes at least 30 % of all training",
        ],
        modules,
    );
    let found = example.plan(&framework, Minimise::Hours);
    assert_eq!((found.verdict, found.plan.least), (Verdict::Met, true), "{}", found.plan.hours);
    assert_eq!(found.plan.hours, habilita::model::number::Number::whole(210));
}
