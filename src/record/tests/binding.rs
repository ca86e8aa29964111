//! What becomes of a document when it is bound to a framework.

use super::{bound, bound_said, framework_of, good, with};
use crate::model::number::Number;
use crate::model::vocabulary::builtin as b;
use crate::model::vocabulary::{AttributeId, Kind};
use crate::record::evidence::{FactValue, Item, Portion, Status, Value};
use crate::record::{Record, bind, bind_among};
use crate::source::FileId;

fn item<'a>(record: &'a Record, id: &str) -> &'a Item {
    record.items.iter().find(|item| item.id == id).unwrap()
}

fn portions<'a>(record: &'a Record, id: &str) -> &'a [Portion] {
    &record.portions[item(record, id).portions.clone()]
}

fn minutes(record: &Record, id: &str) -> Vec<Option<i64>> {
    portions(record, id).iter().map(|portion| portion.minutes.map(Number::floor)).collect()
}

/// The words of an attribute of a portion.
fn words(record: &Record, portion: &Portion, attribute: AttributeId) -> String {
    let framework = super::framework();
    match record.attribute(portion, attribute) {
        None => "?".to_owned(),
        Some(Value::Symbol(symbol)) => record.word(&framework, *symbol).to_owned(),
        Some(Value::Symbols(list)) => {
            list.iter().map(|symbol| record.word(&framework, *symbol)).collect::<Vec<_>>().join("+")
        }
        Some(Value::YesNo(value)) => value.to_string(),
        Some(other) => format!("{other:?}"),
    }
}

fn word(record: &Record, id: &str, attribute: AttributeId) -> String {
    words(record, &portions(record, id)[0], attribute)
}

#[test]
fn items_are_sorted_by_date_and_id() {
    let text = with(
        "  - { id: b, kind: exam, date: 2024-05 }\n  - { id: a, kind: exam, date: 2024-05 }\n  \
         - { id: z, kind: exam, date: 2023 }\n  - { id: n, kind: exam }\n  \
         - { id: x, kind: experience, started: 2020, ended: ongoing }\n",
    );
    let (record, _) = bound(&text);
    let ids: Vec<_> = record.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["z", "a", "b", "n", "x"]);
    assert!(item(&record, "x").ongoing && item(&record, "x").date.is_unknown());
}

#[test]
fn dates_of_items() {
    let text = with(
        "  - { id: q, kind: qualification, completed: 2024-01-02, issued: 2024-03 }\n  \
         - { id: k, kind: credential, issued: 2024-03, expires: 2026-02-28 }\n  \
         - { id: x, kind: experience, started: 2020, ended: 2021-05 }\n",
    );
    let (record, _) = bound(&text);
    assert_eq!(item(&record, "q").date, item(&record, "q").completed);
    assert_eq!(item(&record, "k").date, item(&record, "k").issued);
    assert_eq!(item(&record, "k").expires.unwrap().exact().unwrap().to_string(), "2026-02-28");
    assert_eq!(item(&record, "x").completed, item(&record, "x").date);
    assert!(!item(&record, "x").date.is_unknown());
}

#[test]
fn hours_become_minutes_by_mode() {
    let text = with(
        "  - { id: c, kind: course, hours: { theory: 7.5, practice: 60 } }\n  - { id: d, kind: course, hours: 90 min }\n  \
         - { id: e, kind: course, hours: 10, minutes-per-hour: 45 }\n  - { id: f, kind: course }\n",
    );
    let (record, _) = bound(&text);
    assert_eq!(minutes(&record, "c"), [Some(450), Some(3600)]);
    assert_eq!(words(&record, &portions(&record, "c")[1], b::MODE), "practice");
    assert_eq!(minutes(&record, "d"), [Some(90)]);
    assert_eq!(minutes(&record, "e"), [Some(450)]);
    assert_eq!(minutes(&record, "f"), [None]);
}

#[test]
fn listed_portions_win_over_their_item() {
    let text = with(
        "  - id: c\n    kind: cpd\n    delivery: in-person\n    hours:\n      \
         - { amount: 3, topic: [law, ethics], delivery: self-paced }\n      - { amount: 2 h }\n",
    );
    let (record, _) = bound(&text);
    let [first, second] = portions(&record, "c") else { panic!() };
    assert_eq!(
        (words(&record, first, b::DELIVERY), words(&record, first, b::TOPIC)),
        ("self-paced".into(), "law+ethics".into())
    );
    assert_eq!(
        (words(&record, second, b::DELIVERY), words(&record, second, b::TOPIC)),
        ("in-person".into(), "?".into())
    );
}

#[test]
fn topics_with_hours_are_portions_and_the_rest_is_open() {
    let text = with(
        "  - { id: c, kind: cpd, hours: 8, topics: { law: 2, ethics: 1 } }\n  \
         - { id: d, kind: cpd, hours: 8, topics: [law, { topic: ethics, hours: 1 }] }\n  \
         - { id: e, kind: cpd, topics: { law: 2 } }\n  - { id: f, kind: cpd, hours: 8, topics: [law, ethics] }\n  \
         - { id: g, kind: cpd, hours: 8, topics: [] }\n  - { id: h, kind: cpd, topics: [law] }\n",
    );
    let (record, _) = bound(&text);
    let shown = |id: &str| {
        let of = |portion: &Portion| {
            format!("{:?} {}", portion.minutes.map(Number::floor), words(&record, portion, b::TOPIC))
        };
        portions(&record, id).iter().map(of).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(shown("c"), "Some(120) law, Some(60) ethics, Some(300) ?");
    assert_eq!(shown("d"), "Some(420) law, Some(60) ethics");
    assert_eq!(shown("e"), "Some(120) law");
    assert_eq!(shown("f"), "Some(480) law+ethics");
    assert_eq!(shown("g"), "Some(480) ");
    assert_eq!(shown("h"), "None law");
}

#[test]
fn credits_beside_hours() {
    let text = with(
        "  - { id: c, kind: course, hours: 30, credits: 6 credit }\n  \
         - { id: d, kind: course, hours: { theory: 10, practice: 20 }, credits: 6 credit }\n  \
         - { id: e, kind: course, credits: 6 ects }\n",
    );
    let (record, framework) = bound(&text);
    let unit = framework.vocabulary.units.get_index_of("credit").unwrap();
    let shown = |id: &str| {
        let of = |portion: &Portion| {
            let credits: Vec<i64> = portion
                .amounts
                .iter()
                .map(|(id, number)| {
                    assert_eq!(id.index(), unit);
                    number.floor()
                })
                .collect();
            (portion.minutes.map(Number::floor), credits)
        };
        portions(&record, id).iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(shown("c"), [(Some(1800), vec![6])]);
    assert_eq!(shown("d"), [(Some(600), vec![0]), (Some(1200), vec![0]), (Some(0), vec![6])]);
    assert_eq!(shown("e"), [(None, vec![])]);
}

#[test]
fn a_qualification_without_parts_gives_its_hours_unlisted() {
    let text = with(
        "  - { id: p, kind: qualification, hours: 1600 }\n  - { id: q, kind: qualification, hours: 1600, complete: true }\n  \
         - { id: c, kind: course, part-of: q, hours: 20 }\n  - { id: r, kind: qualification }\n",
    );
    let (record, _) = bound(&text);
    assert!(portions(&record, "p")[0].unlisted && !item(&record, "p").has_parts);
    assert!(!portions(&record, "q")[0].unlisted && item(&record, "q").has_parts && item(&record, "q").complete);
    assert!(!portions(&record, "r")[0].unlisted);
    let whole = item(&record, "c").part_of.unwrap();
    assert_eq!(record.items[whole].id, "q");
}

#[test]
fn examinations_pass_or_fail() {
    let text = with(
        "  - { id: a, kind: exam, result: passed, covers: [t.core/alpha] }\n  - { id: b, kind: exam, result: absent }\n  \
         - { id: c, kind: exam, passed: true }\n  - { id: d, kind: exam, passed: false }\n  - { id: e, kind: exam }\n",
    );
    let (record, _) = bound(&text);
    let of = |id: &str| {
        let item = item(&record, id);
        (item.failed, item.attests, word(&record, id, b::PASSED), word(&record, id, b::RESULT))
    };
    assert_eq!(of("a"), (false, true, "true".into(), "passed".into()));
    assert_eq!(of("b"), (true, false, "false".into(), "absent".into()));
    assert_eq!(of("c"), (false, true, "true".into(), "passed".into()));
    assert_eq!(of("d"), (true, false, "false".into(), "failed".into()));
    assert_eq!(of("e"), (false, false, "?".into(), "?".into()));
}

#[test]
fn states() {
    let text = with(
        "  - { id: a, kind: course, status: in-progress }\n  - { id: b, kind: credential, status: revoked }\n  \
         - { id: c, kind: credential, status: suspended }\n  - { id: d, kind: course, passed: false }\n",
    );
    let (record, _) = bound(&text);
    assert_eq!(item(&record, "a").status, Status::InProgress);
    assert!(item(&record, "b").failed && item(&record, "b").status == Status::Completed);
    assert!(!item(&record, "c").failed);
    assert_eq!(word(&record, "c", b::STATUS), "suspended");
    assert!(item(&record, "d").failed);
}

#[test]
fn titles_give_what_the_record_does_not_state() {
    let text = with(
        "  - { id: a, kind: qualification, title: t.core/nurse }\n  \
         - { id: b, kind: qualification, title: t.core/nurse, level: isced.5, country: PE, covers: [t.core/beta] }\n  \
         - { id: c, kind: qualification, title: x.other/nurse }\n",
    );
    let (record, framework) = bound(&text);
    let level = |id: &str| match record.attribute(&portions(&record, id)[0], b::LEVEL) {
        Some(Value::Level(level)) => level.rank,
        _ => 99,
    };
    let covers = |id: &str| {
        let ids = item(&record, id).covers.iter().map(|cover| cover.competency.index());
        ids.map(|index| framework.vocabulary.competencies.get_index(index).unwrap().0.as_str()).collect::<Vec<_>>()
    };
    assert_eq!((level("a"), covers("a")), (4, vec!["t.core/alpha"]));
    assert_eq!((level("b"), covers("b")), (5, vec!["t.core/beta"]));
    assert!(
        matches!(record.attribute(&portions(&record, "b")[0], b::COUNTRY), Some(Value::Place(place)) if place.code() == "PE")
    );
    assert_eq!(word(&record, "c", b::TITLE), "x.other/nurse");
    assert!(item(&record, "a").attests);
}

#[test]
fn coverage_with_hours_levels_and_earlier_names() {
    let text = with(
        "  - id: c\n    kind: course\n    hours: 10\n    covers: [{ competency: t.core/alpha-a, hours: 7.5, level: does }, t.core/beta]\n  \
         - { id: d, kind: demonstration, competency: [t.core/alpha-a, t.core/alpha-b], level: skill.sees, count: 12 }\n  \
         - { id: e, kind: statement, covers: [{ competency: t.core/beta, rating: does }] }\n  \
         - { id: f, kind: course, covers: unknown }\n  - { id: g, kind: course, covers: [x.other/one] }\n",
    );
    let (record, _) = bound(&text);
    let covers = |id: &str| {
        let of = |cover: &crate::record::evidence::Cover| {
            (cover.competency.index(), cover.level.map(|level| level.rank), cover.minutes.map(Number::floor))
        };
        item(&record, id).covers.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(covers("c"), [(1, Some(1), Some(450)), (3, None, None)]);
    assert_eq!(covers("d"), [(1, Some(0), None), (2, Some(0), None)]);
    assert_eq!(item(&record, "d").count, Number::whole(12));
    assert_eq!(covers("e"), [(3, Some(1), None)]);
    assert!(item(&record, "f").covers_unknown);
    assert_eq!(covers("g"), []);
}

#[test]
fn words_of_the_record_follow_those_of_the_framework() {
    let text = with("  - { id: x, kind: experience, role: chw, employer: Clinic }\n");
    let (record, framework) = bound(&text);
    assert_eq!(record.words, ["Clinic", "chw", "x"]);
    let Some(Value::Symbol(symbol)) = record.attribute(&record.portions[0], b::ROLE) else { panic!() };
    assert_eq!(symbol.index(), framework.vocabulary.symbols.len() + 1);
    assert_eq!(record.word(&framework, *symbol), "chw");
}

#[test]
fn facts_by_type() {
    let text = "habilita: record/1\nperson: P-1\nfacts: { healthy: true, begun: 2019, children: 2, home: CO-DC }\n";
    let (record, framework) = bound(text);
    let fact = |name: &str| record.facts[framework.vocabulary.facts.get_index_of(name).unwrap()];
    assert_eq!(fact("healthy"), Some(FactValue::YesNo(true)));
    assert_eq!(fact("children"), Some(FactValue::Number(Number::whole(2))));
    assert!(matches!(fact("begun"), Some(FactValue::Date(date)) if date.hi.unwrap().to_string() == "2019-12-31"));
    assert!(matches!(fact("home"), Some(FactValue::Place(place)) if place.code() == "CO-DC"));
    insta::assert_snapshot!(bound_said("habilita: record/1\nperson: P-1\nfacts: { healthy: yes, helthy: true, home: 5 }\n"), @r"
    error[type-mismatch]: the fact `healthy` is true or false, found `yes`
     --> record.yaml:3:19
      |
    3 | facts: { healthy: yes, helthy: true, home: 5 }
      |                   ^^^
      |
      = path: facts.healthy
      = help: did you mean `true`?

    warning[unknown-fact]: the framework does not ask for a fact `helthy`
     --> record.yaml:3:24
      |
    3 | facts: { healthy: yes, helthy: true, home: 5 }
      |                        ^^^^^^
      |
      = path: facts.helthy
      = help: did you mean `healthy`?

    error[type-mismatch]: the fact `home` is a country or subdivision such as
                          `US-TX`, found `5`
     --> record.yaml:3:44
      |
    3 | facts: { healthy: yes, helthy: true, home: 5 }
      |                                            ^
      |
      = path: facts.home
    ");
}

#[test]
fn declared_attributes() {
    let text = with(
        "  - { id: d, kind: demonstration, attributes: { patient-age: 71, grip: left } }\n  \
         - { id: x, kind: experience, attributes: { night: true, hired: 2019-05 } }\n",
    );
    let (record, framework) = bound(&text);
    let id = |name: &str| AttributeId::from_index(framework.vocabulary.attributes.get_index_of(name).unwrap());
    assert_eq!(
        record.attribute(&portions(&record, "d")[0], id("patient-age")),
        Some(&Value::Number(Number::whole(71)))
    );
    assert_eq!(word(&record, "d", id("grip")), "left");
    assert_eq!(word(&record, "x", id("night")), "true");
    let text = with(
        "  - { id: d, kind: demonstration, attributes: { patient-age: old, grip: lft, night: true, agee: 3, completed: 2020 } }\n  \
         - { id: e, kind: demonstration, setting: live, attributes: { setting: live, grip: [left] } }\n",
    );
    insta::assert_snapshot!(bound_said(&text), @r"
    error[type-mismatch]: `patient-age` is a number, found `old`
     --> record.yaml:4:62
      |
    4 |   - { id: d, kind: demonstration, attributes: { patient-age: old, grip: l...
      |                                                              ^^^
      |
      = path: evidence[0].attributes.patient-age

    error[unknown-symbol]: `lft` is no `grip` that the framework declares
     --> record.yaml:4:73
      |
    4 | ...butes: { patient-age: old, grip: lft, night: true, agee: 3, completed:...
      |                                     ^^^
      |
      = path: evidence[0].attributes.grip
      = note: if another word is meant, write `other:lft`
      = help: did you mean `left`?

    error[unknown-attribute]: evidence of kind `demonstration` has no `night`
     --> record.yaml:4:78
      |
    4 | ... { patient-age: old, grip: lft, night: true, agee: 3, completed: 2020 } }
      |                                    ^^^^^
      |
      = path: evidence[0].attributes.night
      = note: `night` belongs to experience

    warning[unknown-attribute]: the framework has no attribute `agee`
     --> record.yaml:4:91
      |
    4 | ...ge: old, grip: lft, night: true, agee: 3, completed: 2020 } }
      |                                     ^^^^
      |
      = path: evidence[0].attributes.agee

    error[unknown-attribute]: `completed` is a key of the evidence itself, not one
                              of its `attributes`
     --> record.yaml:4:100
      |
    4 | ...p: lft, night: true, agee: 3, completed: 2020 } }
      |                                  ^^^^^^^^^
      |
      = path: evidence[0].attributes.completed

    error[duplicate-key]: `setting` is stated twice: as a key and among the
                          attributes
     --> record.yaml:5:64
      |
    5 |   - { id: e, kind: demonstration, setting: live, attributes: { setting: l...
      |                                                                ^^^^^^^
      |
      = path: evidence[1].attributes.setting

    error[type-mismatch]: `grip` takes one value, found a list
     --> record.yaml:5:86
      |
    5 | ...ributes: { setting: live, grip: [left] } }
      |                                     ^^^^
      |
      = path: evidence[1].attributes.grip
    ");
}

#[test]
fn what_the_framework_does_not_know() {
    let text = with(
        "  - { id: a, kind: course, covers: [t.core/alpa, alpha-a, t.core/thre] }\n  \
         - { id: b, kind: qualification, title: t.core/nurce }\n  - { id: c, kind: cpd, category: certifed, hours: 3 hrs }\n  \
         - { id: d, kind: cpd, category: university }\n  - { id: e, kind: cpd, category: \"other:certifeid\" }\n  \
         - { id: f, kind: demonstration, level: dos }\n  - { id: g, kind: qualification, level: isced.11 }\n  \
         - { id: h, kind: exam, result: good }\n  - { id: i, kind: credential, grant: t.work/license }\n  \
         - { id: j, kind: credential, grant: licence }\n",
    );
    insta::assert_snapshot!(bound_said(&text), @r"
    error[unknown-competency]: `t.core` has no competency `t.core/alpa`
     --> record.yaml:4:37
      |
    4 |   - { id: a, kind: course, covers: [t.core/alpa, alpha-a, t.core/thre] }
      |                                     ^^^^^^^^^^^
      |
      = path: evidence[0].covers[0]
      = help: did you mean `t.core/alpha`?

    error[unknown-competency]: a competency is written with its catalog,
                               `CATALOG/NAME`, found `alpha-a`
     --> record.yaml:4:50
      |
    4 |   - { id: a, kind: course, covers: [t.core/alpa, alpha-a, t.core/thre] }
      |                                                  ^^^^^^^
      |
      = path: evidence[0].covers[1]
      = help: did you mean `t.core/alpha-a`?

    error[unknown-competency]: `t.core` has no competency `t.core/thre`
     --> record.yaml:4:59
      |
    4 |   - { id: a, kind: course, covers: [t.core/alpa, alpha-a, t.core/thre] }
      |                                                           ^^^^^^^^^^^
      |
      = path: evidence[0].covers[2]

    error[unknown-title]: `t.core` has no title `t.core/nurce`
     --> record.yaml:5:42
      |
    5 |   - { id: b, kind: qualification, title: t.core/nurce }
      |                                          ^^^^^^^^^^^^
      |
      = path: evidence[1].title
      = help: did you mean `t.core/nurse`?

    error[unknown-symbol]: `certifed` is no `category` that the framework declares
     --> record.yaml:6:35
      |
    6 |   - { id: c, kind: cpd, category: certifed, hours: 3 hrs }
      |                                   ^^^^^^^^
      |
      = path: evidence[2].category
      = note: if another word is meant, write `other:certifed`
      = help: did you mean `certified`?

    error[unknown-unit]: the framework has no unit `hrs`
     --> record.yaml:6:52
      |
    6 |   - { id: c, kind: cpd, category: certifed, hours: 3 hrs }
      |                                                    ^^^^^
      |
      = path: evidence[2].hours
      = help: did you mean `h`?

    warning[unknown-symbol]: `university` is no `category` that the framework
                             declares
     --> record.yaml:7:35
      |
    7 |   - { id: d, kind: cpd, category: university }
      |                                   ^^^^^^^^^^
      |
      = path: evidence[3].category
      = note: declared are `certified`, `other-licence`

    error[unknown-level]: no scale of the framework has a level `dos`
     --> record.yaml:9:42
      |
    9 |   - { id: f, kind: demonstration, level: dos }
      |                                          ^^^
      |
      = path: evidence[5].level
      = help: did you mean `does`?

    error[unknown-level]: the scale `isced` has no level `11`
      --> record.yaml:10:42
       |
    10 |   - { id: g, kind: qualification, level: isced.11 }
       |                                          ^^^^^^^^
       |
       = path: evidence[6].level
       = help: did you mean `isced.1`?

    error[unknown-symbol]: `good` is no `result` that the framework declares
      --> record.yaml:11:34
       |
    11 |   - { id: h, kind: exam, result: good }
       |                                  ^^^^
       |
       = path: evidence[7].result
       = note: if another word is meant, write `other:good`

    warning[unknown-grant]: version 1 of `t.work` has no grant `t.work/license`
      --> record.yaml:12:39
       |
    12 |   - { id: i, kind: credential, grant: t.work/license }
       |                                       ^^^^^^^^^^^^^^
       |
       = path: evidence[8].grant
       = help: did you mean `t.work/licence`?

    error[unknown-grant]: a grant is written in full, `FRAMEWORK/NAME`, found
                          `licence`
      --> record.yaml:13:39
       |
    13 |   - { id: j, kind: credential, grant: licence }
       |                                       ^^^^^^^
       |
       = path: evidence[9].grant
       = help: did you mean `t.work/licence`?
    ");
}

#[test]
fn what_is_listed_in_full() {
    let head = "habilita: record/1\nperson: P-1\ncomplete: ";
    let kinds = |text: &str| bound(&format!("{head}{text}\n")).0.complete.kinds.iter().collect::<Vec<_>>();
    assert_eq!(kinds("all").len(), 10);
    assert_eq!(kinds("[training, exam]"), [Kind::Course, Kind::Placement, Kind::Exam]);
    let (record, _) = bound(&format!("{head}[credential where issuer is dshs, cpd where category is certified]\n"));
    assert_eq!(record.complete.kinds.iter().count(), 0);
    let [(Kind::Credential, b::ISSUER, Value::Symbol(_)), (Kind::Cpd, b::CATEGORY, Value::Symbol(_))] =
        record.complete.partly.as_slice()
    else {
        panic!("{:?}", record.complete)
    };
}

#[test]
fn a_language_is_measured_by_cefr() {
    let text = with("  - { id: l, kind: language, language: es, level: B2 }\n");
    let (record, framework) = bound(&text);
    let Some(Value::Level(level)) = record.attribute(&record.portions[0], b::LEVEL) else { panic!() };
    assert_eq!(framework.vocabulary.scales.get_index(level.scale.index()).unwrap().0, "cefr");
    assert_eq!(level.rank, 3);
}

#[test]
fn what_another_version_knows_is_no_problem() {
    let old = "catalog t.core version 1 { name \"Core\" competency alpha \"One\" }
        framework t.work version 1 { name \"Work\" country CO status regulated source LAW \"Law\" grant licence licence \"L\" cite LAW \"1\" { }
          use t.core version 1 as core fact old: yes-no \"Old?\"
          values category { plain \"Plain\" } in force until 2019-12-31 }";
    let new = "catalog t.core version 2 { name \"Core\" competency alpha \"One\" competency ten \"Ten\" }
        framework t.work version 2 { name \"Work\" country CO status regulated source LAW \"Law\" grant licence licence \"L\" cite LAW \"1\" { }
          use t.core version 2 as core
          values category { plane \"Plane\" } in force from 2020-01-01 }";
    let frameworks = framework_of(&[old, new]);
    let versions: Vec<_> = frameworks.iter().collect();
    let text = "habilita: record/1\nperson: P-1\nfacts: { old: true }\nevidence:\n  \
                - { id: c, kind: cpd, category: plain, covers: [t.core/ten] }\n";
    let document = good(text).remove(0);
    for framework in &frameworks {
        let alone = bind(&document, framework, FileId(0), text);
        assert!(!alone.diagnostics.is_empty());
        let among = bind_among(&document, framework, &versions, FileId(0), text);
        assert!(among.diagnostics.is_empty() && among.value.is_some(), "{:?}", among.diagnostics);
    }
    let unknown = text.replace("ten", "tenn");
    let document = good(&unknown).remove(0);
    assert!(bind_among(&document, &frameworks[1], &versions, FileId(0), &unknown).value.is_none());
}

#[test]
fn the_digest_is_that_of_the_text() {
    let (record, _) = bound("habilita: record/1\nperson: P-1\n");
    // printf 'habilita: record/1\nperson: P-1\n' | sha256sum
    assert_eq!(record.sha256, "41d6fa82141745822a8f3db868866c2006ca572fafa5428e937eec9069bee743");
    let text = "{\"habilita\":\"record/1\",\"person\":\"A\"}\n{\"habilita\":\"record/1\",\"person\":\"P-1\"}\n";
    let documents = good(text);
    let framework = super::framework();
    let bound = |index: usize| bind(&documents[index], &framework, FileId(0), text).value.unwrap().sha256;
    assert_ne!(bound(0), bound(1));
}
