//! The laws of curricula, against enumeration of all ways; and what is left to the individual.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::project::{Matter, Projector};
use super::ways::Ways;
use super::{Analysis, Goal, Outcome, Subject, Trouble, analyse};
use crate::check;
use crate::diagnostic::render;
use crate::eval::Part;
use crate::model::date::Interval;
use crate::model::framework::Framework;
use crate::model::program::NodeId;
use crate::model::vocabulary::{Kind, Kinds};
use crate::record::curriculum::{AWARD_ID, Curriculum, bind_curriculum};
use crate::record::evidence::Record;
use crate::record::read_curricula;
use crate::source::{FileId, SourceMap};
use crate::syntax;

const DAY: Date = date(2026, 3, 1);

const CATALOG: &str = r#"
catalog t.core version 1 {
  name "Core"
  competency alpha "Alpha" { competency alpha-a "Alpha a" competency alpha-b "Alpha b" }
  competency beta "Beta"
  competency gamma "Gamma"
  set three "Three" = alpha, beta, gamma
  set four "Four" = alpha-a, alpha-b, beta, gamma
  title nurse "Nurse"
  title aide "Aide"
}
"#;

/// A framework of one grant with these requirements.
fn framework(requirements: &str) -> Framework {
    let text = format!(
        r#"
framework t.work version 1 {{
  name "Work"
  country CO
  status regulated
  in force from 2000-01-01
  source LAW "Law"
  use t.core as core
  fact healthy: yes-no "Healthy?"
  values topic {{ law "Law" ethics "Ethics" other "Other" }}
  standard programme "Programme" cite LAW {{
    between 60 h and 120 h of all training
    training where mode is practice makes at least 40 % of all training
  }}
  grant licence licence "Licence" cite LAW "1" {{
    {requirements}
  }}
}}
"#
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
    let drawn = || {
        let syntax = parses.iter().flat_map(|(_, _, parse)| parse.diagnostics.clone());
        render::human(&map, &syntax.chain(checked.diagnostics.clone()).collect::<Vec<_>>(), Default::default())
    };
    let Some(mut frameworks) = checked.value.clone() else { panic!("{}", drawn()) };
    frameworks.remove(0)
}

fn curriculum(text: &str) -> Curriculum {
    let text = format!("habilita: curriculum/1\nid: x\ntitle: X\naward: {{ title: t.core/aide }}\n{text}");
    let read = read_curricula(FileId(0), &text);
    let mut map = SourceMap::default();
    map.add("curriculum.yaml", text.as_str());
    let Some(mut curricula) = read.value else {
        panic!("{text}\n{}", render::human(&map, &read.diagnostics, Default::default()));
    };
    curricula.remove(0)
}

/// A curriculum bound to a framework.
struct Bound {
    framework: Framework,
    curriculum: Curriculum,
    record: Record,
}

impl Bound {
    fn new(framework: Framework, curriculum: Curriculum) -> Self {
        let record = bind_curriculum(&curriculum, &framework, &[], DAY, "").value.expect("it fits");
        Self { framework, curriculum, record }
    }

    fn analyse(&self) -> Result<Analysis, Trouble> {
        let Self { framework, curriculum, record } = self;
        let governing = Interval::day(DAY);
        let subject = Subject { framework, curriculum, record, as_of: DAY, governing, text: "" };
        analyse(subject, Goal::Grant(&framework.grants[0]))
    }

    /// All ways through the curriculum, by the text of its structure.
    fn ways(&self) -> Vec<Vec<usize>> {
        let modules = &self.curriculum.modules;
        let amount = |index: usize| match modules[index].hours.as_deref() {
            Some(crate::record::forms::Hours::ByMode(modes)) => modes.0.values().map(|it| it.number).sum(),
            Some(crate::record::forms::Hours::One(amount)) => amount.number,
            _ => crate::model::number::Number::ZERO,
        };
        let all = (0..1_usize << modules.len())
            .map(|bits| -> Vec<usize> { (0..modules.len()).filter(|index| bits >> index & 1 == 1).collect() });
        all.filter(|taken| {
            let has = |code: &String| taken.iter().any(|index| modules[*index].code == *code);
            let closed = taken.iter().all(|index| modules[*index].requires.iter().flatten().all(has));
            let Some(structure) = &self.curriculum.structure else { return taken.len() == modules.len() };
            closed
                && structure.iter().all(|entry| {
                    entry.all.iter().flatten().all(has)
                        && entry.choose.iter().all(|choice| {
                            let chosen: Vec<usize> =
                                taken.iter().copied().filter(|it| choice.of.contains(&modules[*it].code)).collect();
                            let worth = |bound: &crate::record::scalar::Amount| match bound.unit {
                                Some(_) => chosen.iter().map(|it| amount(*it)).sum(),
                                None => crate::model::number::Number::whole(chosen.len() as i64),
                            };
                            choice.at_least.iter().all(|least| worth(least) >= least.number)
                                && choice.at_most.iter().all(|most| worth(most) <= most.number)
                        })
                })
        })
        .collect()
    }

    /// The two sides of a line for a graduate, whose record is made and bound anew.
    fn sides(&self, rules: &Framework, node: NodeId, taken: &[usize]) -> (bool, bool) {
        let record = self.curriculum.bind(taken, &self.framework, DAY, "").value.unwrap();
        let mut part = Part::new(rules, &record, (DAY, Interval::day(DAY)), &[]);
        let (sure, possible, _) = part.sides(node);
        (sure, possible)
    }
}

/// What an outcome is to be, of all pairs of sides.
fn expected(sides: &[(bool, bool)]) -> &'static str {
    let sure = |(sure, _): &(bool, bool)| *sure;
    let possible = |(_, possible): &(bool, bool)| *possible;
    if sides.iter().all(sure) {
        "guaranteed"
    } else if !sides.iter().any(possible) {
        "impossible"
    } else if sides.iter().all(possible) {
        "undetermined"
    } else {
        "possible"
    }
}

fn name(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Guaranteed => "guaranteed",
        Outcome::Possible { .. } => "possible",
        Outcome::Impossible { .. } => "impossible",
        Outcome::Undetermined { .. } => "undetermined",
        Outcome::Individual => "individual",
        Outcome::Absent => "absent",
        Outcome::Unknown => "unknown",
    }
}

fn module() -> impl Strategy<Value = String> {
    let hours = prop_oneof![
        4 => (1..6_u32, 0..6_u32).prop_map(|(theory, practice)| {
            format!("hours: {{ theory: {}, practice: {} }}, ", theory * 5, practice * 5)
        }),
        2 => (1..8_u32).prop_map(|hours| format!("hours: {}, ", hours * 5)),
    ];
    let topics = prop_oneof![
        3 => prop::sample::subsequence(vec!["law", "ethics", "other"], 0..3)
            .prop_map(|topics| format!("topics: [{}], ", topics.join(", "))),
        1 => Just(String::new()),
    ];
    let covers =
        prop::sample::subsequence(vec!["alpha", "alpha-a", "alpha-b", "beta", "gamma"], 0..3).prop_map(|covers| {
            let covers: Vec<String> = covers.iter().map(|name| format!("t.core/{name}")).collect();
            format!("covers: [{}], ", covers.join(", "))
        });
    let delivery = prop_oneof![
        Just("delivery: in-person, ".to_owned()),
        Just("delivery: self-paced, ".to_owned()),
        Just(String::new()),
    ];
    let kind = prop_oneof![4 => Just(""), 1 => Just("kind: placement, ")];
    (hours, topics, covers, delivery, kind)
        .prop_map(|(hours, topics, covers, delivery, kind)| format!("{kind}{hours}{topics}{covers}{delivery}"))
}

/// A curriculum of some modules: one or two compulsory, the rest in choices by number or by hours.
fn curricula() -> impl Strategy<Value = String> {
    let bounds = || (0..3_usize, 0..4_usize, any::<bool>(), any::<bool>());
    (prop::collection::vec(module(), 3..8), 0..3_usize, bounds(), bounds(), any::<prop::sample::Index>(), 0..4_u32)
        .prop_map(|(modules, fixed, one, other, split, requires)| {
            let count = modules.len();
            let fixed = fixed.min(count - 1);
            let mut text = "modules:\n".to_owned();
            for (index, module) in modules.iter().enumerate() {
                let needs = if requires == 0 && index + 1 == count { "requires: [M1], " } else { "" };
                text.push_str(&format!("  - {{ code: M{index}, {module}{needs} }}\n"));
            }
            let codes =
                |range: std::ops::Range<usize>| range.map(|index| format!("M{index}")).collect::<Vec<_>>().join(", ");
            text.push_str(&format!("structure:\n  - all: [{}]\n", codes(0..fixed)));
            let split = fixed + split.index(count - fixed);
            for (range, (least, more, hours, capped)) in [(fixed..split, one), (split..count, other)] {
                if range.is_empty() {
                    continue;
                }
                let size = range.len();
                let (least, most) = (least.min(size), (least.min(size) + more).min(size));
                let bounds = match (hours, capped) {
                    (true, true) => format!("at-most: {} h", 20 + 15 * most),
                    (true, false) => format!("at-least: {} h", 3 * least),
                    (false, true) => format!("at-least: {least}, at-most: {most}"),
                    (false, false) => format!("at-least: {least}"),
                };
                text.push_str(&format!("  - choose: {{ {bounds}, of: [{}] }}\n", codes(range)));
            }
            text
        })
}

fn line() -> impl Strategy<Value = String> {
    let amount = || (2..16_u32).prop_map(|tens| tens * 10);
    let leaf = prop_oneof![
        amount().prop_map(|hours| format!("at least {hours} h of course")),
        amount().prop_map(|hours| format!("at least {} h of training where mode is practice", hours / 2)),
        (amount(), 1..6_u32).prop_map(|(all, cap)| format!(
            "at least {} h of course {{ counting at most {} h where topic is law }}",
            all / 2,
            cap * 5
        )),
        (amount(), 1..4_u32).prop_map(|(all, least)| {
            format!("at least {} h of course {{ including at least {} h where topic is ethics }}", all / 2, least * 5)
        }),
        (1..4_u32).prop_map(|least| format!("at least {least} of course where topic is law")),
        (1..3_u32).prop_map(|least| format!("at least {least} of course where topic is not law")),
        Just("cover all of core.three by training".to_owned()),
        (1..4_u32).prop_map(|least| format!("cover at least {least} of core.four by course")),
        (1..6_u32, 4..12_u32)
            .prop_map(|(low, more)| { format!("between {} h and {} h of all training", low * 10, (low + more) * 10) }),
        (2..8_u32)
            .prop_map(|tenths| format!("training where mode is practice makes at least {tenths}0 % of all training")),
        (1..6_u32)
            .prop_map(|tenths| format!("course where delivery is self-paced makes at most {tenths}0 % of all course")),
        Just("no course where delivery is self-paced".to_owned()),
        (1..3_u32).prop_map(|most| format!("at most {most} of course where topic is law")),
        Just("meets programme".to_owned()),
        (1..5_u32, 1..5_u32).prop_map(|(one, other)| format!(
            "each counted once {{ at least {one}0 h of course where topic is law
             at least {other}0 h of course where topic is ethics }}"
        )),
        (1..4_u32).prop_map(|least| format!(
            "all of {{ let e = course where topic is law  at least {least}0 h of course where topic is ethics }}"
        )),
        Just("age at least 18 years".to_owned()),
        Just("a qualification where title is core.aide".to_owned()),
        Just("at least 100 h of experience".to_owned()),
        (1..4_u32).prop_map(|least| format!("at least {}0 h of course {{ from at least 2 distinct delivery }}", least)),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|list| format!("any of {{ {} }}", list.join("\n"))),
            prop::collection::vec(inner.clone(), 3..4)
                .prop_map(|list| format!("at least 2 of {{ {} }}", list.join("\n"))),
            prop::collection::vec(inner.clone(), 2..3).prop_map(|list| format!("all of {{ {} }}", list.join("\n"))),
            (inner.clone(), inner).prop_map(|(one, other)| format!(
                "all of {{ when (at least 2 of course where topic is law) {{ {one} }} otherwise {{ {other} }} }}"
            )),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    /// A curriculum that guarantees something yields it for every graduate, *possible* yields both, *impossible* none:
    /// for each requirement and for all together, against all ways there are.
    #[test]
    fn outcomes_are_those_of_all_ways(lines in prop::collection::vec(line(), 1..4), modules in curricula()) {
        let requirements: Vec<String> = lines
            .iter()
            .enumerate()
            .map(|(index, line)| format!("requirement r{index} \"R{index}\" cite LAW {{ {line} }}"))
            .collect();
        let bound = Bound::new(framework(&requirements.join("\n")), curriculum(&modules));
        let ways = bound.ways();
        let analysis = match bound.analyse() {
            Ok(analysis) => analysis,
            Err(trouble) => {
                prop_assert_eq!(trouble, Trouble::NoWay);
                prop_assert!(ways.is_empty());
                return Ok(());
            }
        };
        prop_assert!(!ways.is_empty());
        let mut all = vec![(true, true); ways.len()];
        let mut judged = false;
        for requirement in &analysis.requirements {
            let found = name(&requirement.outcome);
            if found == "individual" || found == "absent" {
                continue;
            }
            judged = true;
            let sides: Vec<(bool, bool)> =
                ways.iter().map(|taken| bound.sides(&analysis.rules, requirement.node, taken)).collect();
            for (all, (sure, possible)) in all.iter_mut().zip(&sides) {
                *all = (all.0 && *sure, all.1 && *possible);
            }
            prop_assert_eq!(found, expected(&sides), "{:?}", requirement.node);
            // The ways shown are ways, and are as said.
            let of = |taken: &Vec<usize>| ways.iter().position(|way| way == taken).map(|at| sides[at]);
            match &requirement.outcome {
                Outcome::Possible { works, sure, fails } => {
                    prop_assert_eq!(of(&works.taken), Some((*sure, true)));
                    prop_assert_eq!(of(&fails.taken), Some((false, false)));
                }
                Outcome::Undetermined { works, doubtful } => {
                    prop_assert_eq!(of(&doubtful.taken), Some((false, true)));
                    prop_assert_eq!(works.as_ref().map(|works| of(&works.taken)), works.as_ref().map(|_| Some((true, true))));
                    prop_assert_eq!(works.is_some(), sides.contains(&(true, true)));
                }
                Outcome::Impossible { nearest, clash } => {
                    for near in nearest {
                        prop_assert!(ways.contains(&near.way.taken));
                        let gap = |taken: &[usize]| {
                            let record = bound.curriculum.bind(taken, &bound.framework, DAY, "").value.unwrap();
                            let award = record.items.iter().position(|item| item.id == AWARD_ID).unwrap();
                            let names: Vec<_> = (0..bound.framework.program.bindings.len())
                                .map(|id| (crate::model::program::BindingId(id as u32), award))
                                .collect();
                            let part = Part::new(&analysis.rules, &record, (DAY, Interval::day(DAY)), &names);
                            part.explain(near.node).shortfall.map(|gap| gap.low)
                        };
                        if let (true, Some(least)) = (near.least, gap(&near.way.taken)) {
                            let less = ways.iter().filter_map(|taken| gap(taken)).find(|gap| *gap < least);
                            prop_assert_eq!(less, None, "less than {} lacks", least);
                        }
                    }
                    let _ = clash;
                }
                Outcome::Guaranteed | Outcome::Individual | Outcome::Absent | Outcome::Unknown => {}
            }
        }
        if judged {
            let found = name(&analysis.together);
            prop_assert_eq!(found, expected(&all), "all together");
        }
        for total in &analysis.totals {
            prop_assert!(total.range.is_some_and(|(least, most)| least <= most));
        }
    }

    /// Where nothing is left to the individual, the rules as they are written say the same of every graduate.
    #[test]
    fn the_rules_themselves_say_the_same(line in line(), modules in curricula()) {
        let bound = Bound::new(framework(&format!("requirement r \"R\" cite LAW {{ {line} }}")), curriculum(&modules));
        let Ok(analysis) = bound.analyse() else { return Ok(()) };
        let requirement = &analysis.requirements[0];
        if !requirement.left.is_empty() || !requirement.aside.is_empty() || name(&requirement.outcome) == "individual" {
            return Ok(());
        }
        for taken in bound.ways() {
            let plain = bound.sides(&bound.framework, requirement.node, &taken);
            prop_assert_eq!(plain, bound.sides(&analysis.rules, requirement.node, &taken));
        }
    }

    /// The rows of the structure allow what its text allows.
    #[test]
    fn rows_are_the_structure(modules in curricula()) {
        let bound = Bound::new(framework("requirement r \"R\" cite LAW { at least 1 h of course }"), curriculum(&modules));
        let ways = Ways::of(&bound.curriculum);
        let allowed = bound.ways();
        let count = bound.curriculum.modules.len();
        for bits in 0..1_usize << count {
            let taken: Vec<bool> = (0..count).map(|index| bits >> index & 1 == 1).collect();
            let list: Vec<usize> = (0..count).filter(|index| taken[*index]).collect();
            prop_assert_eq!(ways.allows(&taken), allowed.contains(&list));
        }
    }
}

/// Whose matter the only requirement is.
fn matter(line: &str) -> Matter {
    let bound = Bound::new(
        framework(&format!("requirement r \"R\" cite LAW {{ {line} }}")),
        curriculum("modules: [{ code: A, hours: { theory: 40, practice: 60 }, topics: [law] }]"),
    );
    let days = (DAY, Interval::day(DAY));
    let mut part = Part::new(&bound.framework, &bound.record, days, &[]);
    let award = bound.record.items.iter().position(|item| item.id == AWARD_ID).unwrap();
    let given = Kinds::TRAINING.union(Kinds::one(Kind::Qualification));
    let root = bound.framework.grants[0].root;
    let rules = Projector::new(&mut part, &bound.framework, award, given).project(root, Vec::new());
    rules.matter[&root]
}

#[test]
fn what_no_module_can_give_is_left_to_the_individual() {
    for (line, expected) in [
        ("age at least 18 years", Matter::Individual),
        ("resident of CO", Matter::Individual),
        ("fact healthy", Matter::Individual),
        ("a exam where passed", Matter::Individual),
        ("no credential where status is suspended", Matter::Individual),
        ("at least 10 h of experience", Matter::Individual),
        ("a qualification where title is core.nurse", Matter::Individual),
        ("a qualification where title is core.aide", Matter::Curriculum),
        ("at least 500 h of course", Matter::Curriculum),
        ("meets programme", Matter::Curriculum),
        ("any of { at least 500 h of course  at least 10 h of experience }", Matter::Curriculum),
        ("any of { fact healthy  age at least 18 years }", Matter::Individual),
        ("all of { at least 5 h of course  fact healthy }", Matter::Mixed),
        ("any of { fact healthy  all of { at least 5 h of course  age at least 18 years } }", Matter::Individual),
        ("at least 2 of { fact healthy  at least 5 h of course }", Matter::Mixed),
        ("when fact healthy { age at least 18 years }", Matter::Individual),
        ("when fact healthy { at least 500 h of course }", Matter::Mixed),
    ] {
        assert_eq!(matter(line), expected, "{line}");
    }
}

#[test]
fn each_may_be_had_and_not_both() {
    let requirements = "requirement a \"A\" cite LAW { at least 1 of course where topic is law }
        requirement b \"B\" cite LAW { at least 1 of course where topic is ethics }";
    let modules = "modules: [{ code: A, topics: [law] }, { code: B, topics: [ethics] }]
structure: [{ choose: { at-least: 1, at-most: 1, of: [A, B] } }]";
    let analysis = Bound::new(framework(requirements), curriculum(modules)).analyse().unwrap();
    let names: Vec<&str> = analysis.requirements.iter().map(|it| name(&it.outcome)).collect();
    assert_eq!(names, ["possible", "possible"]);
    let Outcome::Impossible { nearest, clash } = &analysis.together else { panic!("{:?}", analysis.together) };
    assert_eq!((nearest.len(), clash.len()), (0, 2));
}

#[test]
fn no_way_through_is_said() {
    let modules = "modules: [{ code: A }, { code: B, requires: [A] }, { code: C }]
structure: [{ choose: { at-most: 1, of: [A, C] } }, { choose: { at-least: 1, of: [C] } }, { all: [B] }]";
    let bound = Bound::new(framework("requirement r \"R\" cite LAW { a course }"), curriculum(modules));
    assert_eq!(bound.analyse().err(), Some(Trouble::NoWay));
}

#[test]
fn modules_that_serve_nothing_are_named() {
    let modules = "modules: [{ code: A, hours: 40, topics: [law] }, { code: B, hours: 40, topics: [ethics] }]";
    let rule = "requirement r \"R\" cite LAW { at least 20 h of course where topic is law }";
    let analysis = Bound::new(framework(rule), curriculum(modules)).analyse().unwrap();
    assert_eq!(analysis.idle, [1]);
}

/// A curriculum of sixty modules with five elective groups, as `benches/` measures it, stays within the limits.
#[test]
fn sixty_modules_are_decided() {
    let (framework, curriculum) = large();
    let bound = Bound::new(framework, curriculum);
    let analysis = bound.analyse().unwrap();
    let names: Vec<&str> = analysis.requirements.iter().map(|it| name(&it.outcome)).collect();
    assert_eq!(names, ["guaranteed", "possible", "possible", "guaranteed"]);
}

fn large() -> (Framework, Curriculum) {
    let rules = "requirement hours \"Hours\" cite LAW { between 900 h and 2000 h of all training }
        requirement share \"Share\" cite LAW { training where mode is practice makes at least 44 % of all training }
        requirement law \"Law\" cite LAW { at least 320 h of course where topic is law }
        requirement covered \"Covered\" cite LAW { cover all of core.four by training }";
    let mut text = "modules:\n".to_owned();
    let covers = ["alpha-a", "alpha-b", "beta", "gamma"];
    for index in 0..60 {
        let topic = ["law", "ethics", "other"][index % 3];
        text.push_str(&format!(
            "  - {{ code: M{index}, hours: {{ theory: {}, practice: {} }}, topics: [{topic}], covers: [t.core/{}] }}\n",
            12 + index % 5,
            8 + index % 7,
            covers[index % 4]
        ));
    }
    text.push_str("structure:\n  - all: [");
    text.push_str(&(0..30).map(|index| format!("M{index}")).collect::<Vec<_>>().join(", "));
    text.push_str("]\n");
    for group in 0..5 {
        let codes: Vec<String> = (0..6).map(|index| format!("M{}", 30 + group * 6 + index)).collect();
        text.push_str(&format!("  - choose: {{ at-least: 2, at-most: 3, of: [{}] }}\n", codes.join(", ")));
    }
    (framework(rules), curriculum(&text))
}
