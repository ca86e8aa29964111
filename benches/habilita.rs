//! How long the parts take. Quote ratios of one run: machines are noisy.
//!
//!     cargo bench
//!
//! The record of 80 pieces of evidence is `examples/arrt-radiographer.yaml`; the larger ones repeat its evidence.

#![expect(clippy::expect_used, reason = "a benchmark may fail at once")]

use divan::{Bencher, black_box};
use habilita::analysis::plan::Minimise;
use habilita::assess;
use habilita::assess::curriculum::CurriculumQuestion;
use habilita::assess::plan::{Offer, PlanQuestion, plan_for};
use habilita::diagnostic::Severity;
use habilita::eval::{self, Request, Version};
use habilita::library::{Builtin, Loader, load};
use habilita::model::framework::Framework;
use habilita::record::{self, Record, bind};
use habilita::source::{FileId, SourceMap};
use jiff::civil::{Date, date};

const RECORD: &str = include_str!("../examples/arrt-radiographer.yaml");
const AS_OF: Date = date(2026, 11, 24);

fn main() {
    divan::main();
}

fn frameworks() -> Vec<Framework> {
    let mut map = SourceMap::default();
    let files = Builtin.find("us.arrt.radiography");
    let checked = load(&Builtin, &files, &mut map);
    assert!(checked.diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error));
    checked.value.expect("the built-in framework is sound")
}

fn framework() -> Framework {
    let all = frameworks();
    all.into_iter().find(|framework| framework.version == "2022").expect("version 2022 is built in")
}

/// The example record with its evidence repeated.
fn record(framework: &Framework, times: usize) -> Record {
    let mut text = RECORD.to_owned();
    let start = text.find("\n  - id:").expect("the record has evidence") + 1;
    let evidence = text.get(start..).expect("a boundary").to_owned();
    for copy in 1..times {
        // A copy of a programme would be a second programme: only demonstrations are repeated.
        for item in evidence.split("\n  - ").map(|item| item.trim_start_matches("  - ")) {
            if item.contains("kind: demonstration") {
                let item = item.replacen("id: ", &format!("id: c{copy}-"), 1);
                text.push_str("\n  - ");
                text.push_str(item.trim_end());
            }
        }
    }
    text.push('\n');
    let documents = record::read(FileId(0), &text);
    let document = documents.value.and_then(|mut list| list.pop()).expect("the example reads");
    bind(&document, framework, FileId(0), &text).value.expect("the example binds")
}

#[divan::bench(args = [1, 10, 100])]
fn verdict(bencher: Bencher<'_, '_>, times: usize) {
    let framework = framework();
    let record = record(&framework, times);
    let grant = framework.grant(None).expect("it has grants");
    let governing = habilita::model::date::Interval::day(AS_OF);
    bencher
        .counter(divan::counter::ItemsCount::new(record.items.len()))
        .bench(|| eval::verdict(black_box(&framework), black_box(&record), grant, AS_OF, governing));
}

#[divan::bench(args = [1, 10, 100])]
fn explained(bencher: Bencher<'_, '_>, times: usize) {
    let framework = framework();
    let record = record(&framework, times);
    let version = [Version { framework: &framework, record: Some(&record) }];
    let request = Request { grant: None, as_of: AS_OF, version: Some(0) };
    bencher
        .counter(divan::counter::ItemsCount::new(record.items.len()))
        .bench(|| eval::assess(black_box(&version), request));
}

/// A record of about 8 kB as JSON.
fn json() -> String {
    let mut evidence = Vec::new();
    for index in 0..60 {
        evidence.push(serde_json::json!({
            "id": format!("d{index}"), "kind": "demonstration", "competency": "us.arrt.procedures/hed-01",
            "level": "competent", "date": "2025-04-11", "setting": "live", "encounter": format!("E-{index}"),
        }));
    }
    serde_json::json!({ "habilita": "record/1", "person": "P-0211", "born": "1999-03-02", "evidence": evidence })
        .to_string()
}

#[divan::bench]
fn read_json(bencher: Bencher<'_, '_>) {
    let text = json();
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench(|| record::read(FileId(0), black_box(&text)));
}

#[divan::bench]
fn read_json_by_serde_json_alone(bencher: Bencher<'_, '_>) {
    let text = json();
    bencher
        .counter(divan::counter::BytesCount::of_str(&text))
        .bench(|| serde_json::from_str::<serde_json::Value>(black_box(&text)));
}

#[divan::bench]
fn read_yaml(bencher: Bencher<'_, '_>) {
    bencher.counter(divan::counter::BytesCount::of_str(RECORD)).bench(|| record::read(FileId(0), black_box(RECORD)));
}

#[divan::bench]
fn bind_record(bencher: Bencher<'_, '_>) {
    let framework = framework();
    let documents = record::read(FileId(0), RECORD).value.expect("the example reads");
    let document = documents.first().expect("one document");
    bencher.bench(|| bind(black_box(document), &framework, FileId(0), RECORD));
}

fn library() -> Vec<&'static habilita::library::File> {
    Builtin.files().into_iter().filter(|file| !file.headers.is_empty()).collect()
}

/// Parsing and checking the whole library; the counter is in files.
#[divan::bench]
fn check_library(bencher: Bencher<'_, '_>) {
    let files = library();
    bencher.counter(divan::counter::ItemsCount::new(files.len())).bench(|| {
        let mut map = SourceMap::default();
        load(&Builtin, black_box(&files), &mut map)
    });
}

#[divan::bench]
fn parse_library(bencher: Bencher<'_, '_>) {
    let files = library();
    bencher.counter(divan::counter::ItemsCount::new(files.len())).bench(|| {
        files
            .iter()
            .map(|file| habilita::syntax::parse(FileId(0), black_box(&file.text)).file.items.len())
            .sum::<usize>()
    });
}

// ---- joint counting ----

/// A framework of one grant with these lines.
fn made(lines: &str) -> Framework {
    let text = format!(
        "framework bench.joint version 1 {{ name \"B\"@en country US status unregulated cite S \
         in force from 2019-01-01 source S \"s\" values area {{ a \"a\"@en b \"b\"@en c \"c\"@en d \"d\"@en e \"e\"@en \
         f \"f\"@en g \"g\"@en h \"h\"@en i \"i\"@en }} values category {{ one \"1\"@en two \"2\"@en three \"3\"@en }} \
         grant g award \"G\"@en valid indefinitely cite S {{ requirement r \"r\"@en cite S {{ {lines} }} }} }}"
    );
    let mut map = SourceMap::default();
    let loader = habilita::library::Memory::new(vec![habilita::library::File::new("bench.hab", text)]);
    let files = loader.files();
    let checked = load(&loader, &files, &mut map);
    assert!(checked.diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error));
    checked.value.expect("the framework is sound").pop().expect("there is one")
}

/// A curriculum of sixty modules for the nursing auxiliary of Colombia: thirty compulsory ones, five choices among six.
/// Its practice is above 60 % with most choices, not with all.
fn curriculum() -> String {
    let mut text = "habilita: curriculum/1\nid: bench\ntitle: Bench\naward: { title: co.titles/auxiliar-enfermeria }
claims: [co.nursing-auxiliary]\nmodules:\n"
        .to_owned();
    for index in 0..60 {
        let (theory, practice) = if index < 30 { (15, 25) } else { (10 + index % 7 * 2, 12 + index % 5 * 3) };
        text.push_str(&format!(
            "  - code: M{index}\n    delivery: in-person\n    covers: [co.nclo.nursing/n{}]\n    hours:
      - {{ amount: {theory} h, mode: theory, attributes: {{ accompanied: true }} }}
      - {{ amount: {practice} h, mode: practice, attributes: {{ supervised-practice: true }} }}\n",
            index % 15 + 1
        ));
    }
    let codes = |from: usize, to: usize| (from..to).map(|index| format!("M{index}")).collect::<Vec<_>>().join(", ");
    text.push_str(&format!("structure:\n  - all: [{}]\n", codes(0, 30)));
    for group in 0..5 {
        let of = codes(30 + group * 6, 36 + group * 6);
        text.push_str(&format!("  - choose: {{ at-least: 2, at-most: 4, of: [{of}] }}\n"));
    }
    text
}

#[divan::bench]
fn curriculum_of_sixty_modules(bencher: Bencher<'_, '_>) {
    let mut map = SourceMap::default();
    let frameworks =
        load(&Builtin, &Builtin.find("co.nursing-auxiliary"), &mut map).value.expect("the framework is sound");
    let text = curriculum();
    let read = record::read_curricula(FileId(0), &text).value.and_then(|mut list| list.pop());
    let curriculum = read.expect("the curriculum reads");
    let question = CurriculumQuestion { grant: None, standard: None, as_of: date(2024, 6, 28), version: None };
    bencher.bench(|| {
        let answer = assess::curriculum::curriculum(&frameworks, black_box(&curriculum), &text, question);
        assert!(answer.found.is_some());
        answer
    });
}

/// A record of these pieces of evidence.
fn evidence(framework: &Framework, items: &[serde_json::Value]) -> Record {
    let text = serde_json::json!({ "habilita": "record/1", "person": "P-1", "evidence": items }).to_string();
    let documents = record::read(FileId(0), &text);
    let document = documents.value.and_then(|mut list| list.pop()).expect("the record reads");
    bind(&document, framework, FileId(0), &text).value.expect("the record binds")
}

/// A number out of a seed: the same on every machine.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

const AREAS: [&str; 9] = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];

/// 45 examinations, each in one to four of nine areas, of which each needs some and none may count twice: whole records,
/// from the selections to the verdict.
#[divan::bench]
fn joint_pools(bencher: Bencher<'_, '_>) {
    let lines: Vec<String> = AREAS.iter().map(|area| format!("at least 4 of exam where area is {area}")).collect();
    let framework = made(&format!("each counted once {{ {} }}", lines.join(" ")));
    let grant = framework.grant(None).expect("it has a grant");
    let mut seed = 7;
    let records: Vec<Record> = (0..64)
        .map(|_| {
            let items: Vec<serde_json::Value> = (0..45)
                .map(|item| {
                    let first = usize::try_from(next(&mut seed)).unwrap_or(0) % 9;
                    let more = usize::try_from(next(&mut seed)).unwrap_or(0) % 4;
                    let areas: Vec<&str> =
                        (0..=more).filter_map(|at| AREAS.get((first + at * at) % 9)).copied().collect();
                    serde_json::json!({ "id": format!("x{item}"), "kind": "exam", "area": areas, "date": "2025-04-11",
                        "result": "passed" })
                })
                .collect();
            evidence(&framework, &items)
        })
        .collect();
    let governing = habilita::model::date::Interval::day(AS_OF);
    bencher.counter(divan::counter::ItemsCount::new(records.len())).bench(|| {
        records
            .iter()
            .filter(|record| {
                eval::verdict(&framework, black_box(record), grant, AS_OF, governing) == eval::Verdict::Met
            })
            .count()
    });
}

/// 60 pieces of continuing education under 15 requirements with nested minimums, limits that overlap and a share, each
/// hour counted once.
#[divan::bench]
fn joint_hours(bencher: Bencher<'_, '_>) {
    let topics: Vec<String> = (0..12).map(|topic| format!("at least 6 h of cpd where topic is t{topic}")).collect();
    let lines = format!(
        "each counted once {{ {} at least 10 h of cpd {{ counting at most 5 h where category is one \
         including at least 2 h where category is two }} at least 8 h of cpd where category is three \
         at least 6 h of cpd {{ including at least 10 % where category is two \
         counting at most 3 h where category is three }} }}",
        topics.join(" ")
    );
    let framework = made(&lines);
    let grant = framework.grant(None).expect("it has a grant");
    let mut seed = 11;
    let items: Vec<serde_json::Value> = (0..60)
        .map(|item| {
            let topic = next(&mut seed) % 12;
            let other = next(&mut seed) % 12;
            let category = ["one", "two", "three"].get(usize::try_from(next(&mut seed)).unwrap_or(0) % 3);
            serde_json::json!({ "id": format!("c{item}"), "kind": "cpd", "date": "2025-04-11", "category": category,
                "topics": [format!("t{topic}"), format!("t{other}")], "hours": 1 + next(&mut seed) % 3 })
        })
        .collect();
    let record = evidence(&framework, &items);
    let governing = habilita::model::date::Interval::day(AS_OF);
    bencher.bench(|| eval::verdict(&framework, black_box(&record), grant, AS_OF, governing));
}

const CHW_RECORD: &str = include_str!("../examples/texas-chw.yaml");

/// Sixty short courses of different length and cost over the nine competencies of community health workers in Texas,
/// some of which ask for another.
fn courses() -> String {
    const TOPICS: [&str; 9] = [
        "advocacy",
        "communication",
        "interpersonal",
        "service-coordination",
        "capacity-building",
        "teaching",
        "organizational",
        "knowledge-base",
        "evaluation-research",
    ];
    let mut text = "habilita: curriculum/1\nid: bench\ntitle: Bench\nmodules:\n".to_owned();
    for index in 0..60 {
        let after = if index % 7 == 3 { format!("requires: [M{}], ", index - 1) } else { String::new() };
        text.push_str(&format!(
            "  - {{ code: M{index}, {after}hours: {}, cost: {}, duration: {} weeks, approved-by: [dshs], covers: [us.tx.chw-core/{}] }}\n",
            3 + index * 5 % 11,
            20 + index * 37 % 90,
            1 + index % 4,
            TOPICS.get(index % TOPICS.len()).copied().unwrap_or_default(),
        ));
    }
    text
}

#[divan::bench(args = [Minimise::Hours, Minimise::Modules, Minimise::Cost])]
fn plan_among_sixty_modules(bencher: Bencher<'_, '_>, minimise: Minimise) {
    let mut map = SourceMap::default();
    let frameworks = load(&Builtin, &Builtin.find("us.tx.chw"), &mut map).value.expect("the framework is sound");
    let text = courses();
    let read = record::read_curricula(FileId(0), &text).value.and_then(|mut list| list.pop());
    let curriculum = read.expect("the curriculum reads");
    let documents = record::read(FileId(1), CHW_RECORD).value.expect("the record reads");
    let document = documents.first().expect("there is one person");
    let question = PlanQuestion { grant: None, as_of: date(2027, 3, 1), version: None, minimise };
    bencher.bench(|| {
        let offers = [Offer { curriculum: black_box(&curriculum), text: &text }];
        let answer = plan_for(&frameworks, (document, FileId(1), CHW_RECORD), &offers, question);
        assert!(answer.found.as_ref().is_some_and(|found| found.plan.least));
        answer
    });
}
