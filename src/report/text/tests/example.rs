//! A framework with one of most things, and an assessment by it.

use crate::eval::assessment::{
    Assessment, Counted, Finding, Needed, QuantityUnit, Question, Reason, Refused, Uncovered, Verdict,
};
use crate::model::date::{Interval, Length};
use crate::model::framework::{
    Act, Assumption, Autonomy, Framework, Grant, GrantKind, Provision, ProvisionValue, Scope, ScopeLine, Status,
    Validity,
};
use crate::model::program::{
    Comparison, Condition, DateTerm, FactTest, Formula, Measure, NodeKind, Note, NoteKind, RowKind,
};
use crate::model::text::{Place, Texts};
use crate::model::vocabulary::{
    Attribute, Competency, CompetencyId, Fact, FactId, FactType, Kind, Kinds, SymbolId, UnitId, builtin,
};
use crate::record::evidence::{Decision, DecisionKind, Item, Record};
use indexmap::IndexMap;
use jiff::civil::date;

use super::build::{
    HOURS, assessment, cite, claim, counted, empty, finding, four, is, item, least, node, parent, range, record,
    requirement, route, selection, source, texts, version, whole,
};

/// A framework with one of most things, and the assessment of a record that lacks something of each.
pub(super) struct Example {
    pub(super) framework: Framework,
    pub(super) record: Record,
    pub(super) assessment: Assessment,
}

fn words(framework: &mut Framework) {
    let competency = |id: &str, text: Texts| Competency {
        id: id.to_owned(),
        text,
        parent: None,
        children: Vec::new(),
        end: 0,
        kind: None,
        shown_by: None,
        was: Vec::new(),
        aligned: Vec::new(),
        cite: Vec::new(),
    };
    for (id, text) in [
        ("xx.core/advocacy", four("Advocacy", "Abogacía", "Advocacia", "Plaidoyer")),
        ("xx.core/teaching", four("Teaching", "Enseñanza", "Ensino", "Enseignement")),
    ] {
        framework.vocabulary.competencies.insert(id.to_owned(), competency(id, text));
    }
    for (name, text) in [
        ("fit", four("Is the person fit to work?", "¿Es apta?", "Está apta?", "La personne est-elle apte ?")),
        ("extended", four("Was the period extended?", "¿Hubo prórroga?", "Houve prorrogação?", "Y a-t-il eu report ?")),
    ] {
        let fact = Fact { name: name.to_owned(), kind: FactType::YesNo, text, cite: Vec::new() };
        framework.vocabulary.facts.insert(name.to_owned(), fact);
    }
    let law = four("Law", "Derecho", "Direito", "Droit");
    let (symbol, _) = framework.vocabulary.symbols.insert_full("law".to_owned());
    let mut values = IndexMap::new();
    values.insert(SymbolId::from_index(symbol), law);
    let topic: &mut Attribute = framework.vocabulary.attributes.get_mut("topic").unwrap();
    topic.values = values;
    framework.sources =
        vec![source("LAW", "Health Act §146.6", false), source("MEMO", "Circular told from memory", true)];
    framework.assumptions = vec![Assumption {
        key: "A1".to_owned(),
        text: four(
            "Years are counted back from the application.",
            "Los años se cuentan hacia atrás desde la solicitud.",
            "Os anos se contam para trás a partir do pedido.",
            "Les années se comptent à rebours depuis la demande.",
        ),
        about: cite(0, &["(a)(4)"]).pop(),
    }];
}

/// The example.
#[expect(clippy::too_many_lines, reason = "a fixture is read from top to bottom")]
pub(super) fn example() -> Example {
    let mut it = empty("xx.aide", Status::Regulated);
    words(&mut it);
    let f = &mut it;
    let application = f.program.add_date(DateTerm::Application);

    let age = NodeKind::Age { comparison: Comparison::AtLeast, age: Length { months: 192, days: 0 }, at: application };
    let age = node(f, age, Note::default());
    let text = four("At least 16 years old", "Al menos 16 años", "Pelo menos 16 anos", "Au moins 16 ans");
    let old = node(f, NodeKind::Named(age), requirement("age", text, cite(0, &["(a)(2)"])));
    let old_finding = parent(
        old,
        Verdict::Met,
        vec![Finding {
            measured: range(27, 27, QuantityUnit::Age),
            needed: least(16, QuantityUnit::Age),
            ..finding(age, Verdict::Met)
        }],
    );

    let fit = node(f, NodeKind::Fact(FactId(0), FactTest::Yes), Note::default());
    let text = four("Fit to work", "Apta para trabajar", "Apta para trabalhar", "Apte au travail");
    let fitness = node(f, NodeKind::Named(fit), requirement("fitness", text, cite(0, &["(a)(3)"])));
    let fitness_finding = parent(fitness, Verdict::Unmet, vec![finding(fit, Verdict::Unmet)]);

    let courses = Kinds::one(Kind::Course);
    let dshs = is(f, builtin::APPROVED_BY, "ministry");
    let law = is(f, builtin::TOPIC, "law");
    let all = selection(f, courses, None, dshs.clone());
    let rows = vec![RowKind::Including(whole(5), law.clone()), RowKind::Counting(whole(10), law)];
    let hours = node(f, claim(all, Measure::Amount(UnitId(0)), 180, rows), Note::default());
    let mut members = Vec::new();
    let mut member_findings = Vec::new();
    for (index, (have, gap)) in [(0, 20), (20, 0)].into_iter().enumerate() {
        let on = CompetencyId::from_index(index);
        let some = selection(f, courses, Some(on), dshs.clone());
        let inner = node(f, claim(some, Measure::Amount(UnitId(0)), 20, Vec::new()), Note::default());
        let text = f.vocabulary.competencies.get_index(index).unwrap().1.text.clone();
        let member = node(f, NodeKind::All(vec![inner]), Note { kind: NoteKind::Member, text, ..Note::default() });
        members.push(member);
        let verdict = if gap > 0 { Verdict::Unmet } else { Verdict::Met };
        let leaf = Finding {
            measured: range(have, have, HOURS),
            needed: least(20, HOURS),
            shortfall: range(gap, gap, HOURS).filter(|_| gap > 0),
            counted: if have > 0 { vec![counted(1, 20, 20, HOURS)] } else { Vec::new() },
            ..finding(inner, verdict)
        };
        member_findings.push(parent(member, verdict, vec![leaf]));
    }
    let each = node(f, NodeKind::All(members), Note::default());
    let text = four("By training", "Por formación", "Por formação", "Par la formation");
    let training = node(f, NodeKind::All(vec![hours, each]), route("training", text));
    let work = selection(f, Kinds::one(Kind::Experience), None, Formula::True);
    let work = node(f, claim(work, Measure::Amount(UnitId(0)), 1000, Vec::new()), Note::default());
    let text = four("By experience", "Por experiencia", "Por experiência", "Par l'expérience");
    let experience = node(f, NodeKind::Named(work), route("experience", text));
    let ways = node(f, NodeKind::Any(vec![training, experience]), Note::default());
    let text = four("Competence", "Competencia", "Competência", "Compétence");
    let note = Note { assume: vec![0], ..requirement("competence", text, cite(0, &["(a)(4)"])) };
    let competence = node(f, NodeKind::Named(ways), note);
    let row = |row: usize, have: i64, need: Needed, verdict: Verdict| Finding {
        row: Some(row),
        measured: range(have, have, HOURS),
        shortfall: need.least.filter(|_| verdict == Verdict::Unmet).and(range(2, 2, HOURS)),
        needed: Some(need),
        ..finding(hours, verdict)
    };
    let hours_finding = Finding {
        measured: range(150, 150, HOURS),
        needed: least(180, HOURS),
        shortfall: range(30, 30, HOURS),
        counted: vec![
            Counted { portion: Some("theory".to_owned()), ..counted(0, 120, 120, HOURS) },
            Counted { portion: Some("practice".to_owned()), ..counted(0, 10, 10, HOURS) },
            counted(1, 20, 20, HOURS),
        ],
        refused: (2..10)
            .map(|item| Refused { item, reason: Reason::OutsideWindow })
            .chain([Refused { item: 10, reason: Reason::NotStated(builtin::APPROVED_BY) }])
            .collect(),
        children: vec![
            row(0, 3, Needed { least: Some(whole(5)), most: None, unit: HOURS }, Verdict::Unmet),
            row(1, 3, Needed { least: None, most: Some(whole(10)), unit: HOURS }, Verdict::Met),
        ],
        ..finding(hours, Verdict::Unmet)
    };
    let training_finding =
        parent(training, Verdict::Unmet, vec![hours_finding, parent(each, Verdict::Unmet, member_findings)]);
    let work_finding = Finding {
        measured: range(640, 640, HOURS),
        needed: least(1000, HOURS),
        shortfall: range(360, 360, HOURS),
        counted: vec![counted(11, 640, 640, HOURS)],
        ..finding(work, Verdict::Unmet)
    };
    let experience_finding = parent(experience, Verdict::Unmet, vec![work_finding]);
    let competence_finding = parent(
        competence,
        Verdict::Unmet,
        vec![parent(ways, Verdict::Unmet, vec![training_finding, experience_finding])],
    );

    let set = vec![CompetencyId(0), CompetencyId(1)];
    let shown = selection(f, Kinds::one(Kind::Demonstration), None, Formula::True);
    let cover = node(f, claim(shown, Measure::Covered { members: set, level: None }, 2, Vec::new()), Note::default());
    let text = four("Both competencies shown", "Ambas demostradas", "Ambas demonstradas", "Les deux prouvées");
    let coverage = node(f, NodeKind::Named(cover), requirement("coverage", text, cite(1, &[])));
    let unit = QuantityUnit::Competencies(2);
    let coverage_finding = parent(
        coverage,
        Verdict::Undetermined,
        vec![Finding {
            measured: range(1, 2, unit),
            needed: least(2, unit),
            shortfall: range(0, 1, unit),
            counted: vec![counted(12, 1, 1, QuantityUnit::Count(Kinds::one(Kind::Demonstration)))],
            uncovered: vec![Uncovered { competency: CompetencyId(1), best: None, possible: true }],
            questions: vec![
                Question::Covers { item: 12 },
                Question::Attribute { item: 0, attribute: builtin::DATE },
                Question::Attribute { item: 0, attribute: builtin::VERIFIED },
                Question::Attribute { item: 0, attribute: builtin::TOPIC },
                Question::Attribute { item: 1, attribute: builtin::TOPIC },
                Question::Amount { item: 11 },
                Question::Fact(FactId(1)),
                Question::Birth,
                Question::Application,
                Question::Residence,
                Question::Complete(courses.union(Kinds::one(Kind::Exam))),
                Question::CompleteParts { item: 13 },
                Question::GrantDates("xx.aide/licence".to_owned()),
            ],
            ..finding(cover, Verdict::Undetermined)
        }],
    );

    let judged = NodeKind::Judged { by: "Council".to_owned() };
    let text = four("Equivalent title", "Título equivalente", "Título equivalente", "Titre équivalent");
    let judged = node(f, judged, Note { text, ..Note::default() });
    let text = four(
        "Annex II could not be read",
        "No se pudo leer el anexo II",
        "Não se pôde ler o anexo II",
        "L'annexe II n'a pu être lue",
    );
    let open = node(f, NodeKind::Open, Note { text, cite: cite(0, &["annex II"]), ..Note::default() });
    let text = four("Equivalence", "Equivalencia", "Equivalência", "Équivalence");
    let equivalence = node(f, NodeKind::All(vec![judged, open]), requirement("equivalence", text, cite(0, &["(b)"])));
    let equivalence_finding = parent(
        equivalence,
        Verdict::Undetermined,
        vec![
            Finding {
                questions: vec![Question::Judgement("Council".to_owned())],
                ..finding(judged, Verdict::Undetermined)
            },
            Finding { questions: vec![Question::Framework], ..finding(open, Verdict::Undetermined) },
        ],
    );

    let condition = node(f, NodeKind::Fact(FactId(1), FactTest::Yes), Note::default());
    let late = NodeKind::Choose { condition: Condition::Node(condition), then: fit, otherwise: None };
    let text = four("Only after an extension", "Solo tras prórroga", "Só após prorrogação", "Seulement après report");
    let late = node(f, late, requirement("late", text, Vec::new()));
    let late_finding = Finding { applicable: false, ..finding(late, Verdict::Met) };

    let text = four("Lives in the country", "Vive en el país", "Mora no país", "Habite le pays");
    let lives = NodeKind::Resident { place: Place::parse("XX").unwrap(), from: None, to: None };
    let lives = node(f, lives, requirement("residence", text, cite(0, &["(a)(1)"])));
    let lives_finding = Finding { by_decision: Some(0), ..finding(lives, Verdict::Met) };

    let text = four("First aid", "Primeros auxilios", "Primeiros socorros", "Premiers secours");
    let note = Note { advisory: true, ..requirement("first-aid", text, Vec::new()) };
    let exam = selection(f, Kinds::one(Kind::Exam), None, Formula::True);
    let exam = node(f, claim(exam, Measure::Count, 1, Vec::new()), Note::default());
    let aid = node(f, NodeKind::Named(exam), note);
    let unit = QuantityUnit::Count(Kinds::one(Kind::Exam));
    let aid_finding = parent(
        aid,
        Verdict::Unmet,
        vec![Finding {
            measured: range(0, 0, unit),
            needed: least(1, unit),
            shortfall: range(1, 1, unit),
            ..finding(exam, Verdict::Unmet)
        }],
    );

    let requirements = vec![lives, old, fitness, competence, coverage, equivalence, late, aid];
    let root = node(f, NodeKind::All(requirements), Note { kind: NoteKind::Grant, ..Note::default() });
    f.grants = vec![Grant {
        name: "licence".to_owned(),
        id: "xx.aide/licence".to_owned(),
        kind: GrantKind::Licence,
        of: None,
        text: four("Licence", "Licencia", "Licença", "Licence d'exercice"),
        valid: Validity::For(Length { months: 24, days: 0 }),
        in_force: None,
        cite: cite(0, &["(c)"]),
        root,
    }];
    f.acts = vec![Act { name: "vaccinate".to_owned(), text: texts(&[("en", "Vaccinate")]), cite: Vec::new() }];
    f.scopes = vec![Scope {
        of: "xx.aide/licence".to_owned(),
        lines: vec![ScopeLine {
            how: Autonomy::Supervised { directly: true, by: "nurse".to_owned() },
            acts: vec![0],
            requires: Some(fit),
            condition: texts(&[("en", "in hospitals")]),
            cite: cite(0, &["(d)"]),
            assume: vec![0],
            in_force: None,
        }],
        cite: Vec::new(),
    }];
    f.provisions = vec![
        Provision {
            name: "fee".to_owned(),
            about: "authority".to_owned(),
            text: texts(&[("en", "A fee is due.")]),
            topic: "registration.fee".to_owned(),
            value: ProvisionValue::Values(vec!["160 h".to_owned(), "\"a\"".to_owned()]),
            cite: cite(0, &["(e)"]),
            assume: Vec::new(),
            in_force: None,
        },
        Provision {
            name: "insurance".to_owned(),
            about: "school".to_owned(),
            text: Texts::default(),
            topic: "insurance".to_owned(),
            value: ProvisionValue::NotFound,
            cite: Vec::new(),
            assume: Vec::new(),
            in_force: Some(Interval::day(date(2026, 3, 1))),
        },
    ];

    let mut items: Vec<Item> = (0..11).map(|at| item(&format!("c{at}"), Kind::Course, at..at + 1)).collect();
    items.push(item("x1", Kind::Experience, 11..12));
    items.push(item("d1", Kind::Demonstration, 12..13));
    items.push(item("q1", Kind::Qualification, 13..14));
    let mut record = record(items);
    record.decisions = vec![
        Decision {
            kind: DecisionKind::Waive("xx.aide/licence/residence".to_owned()),
            author: "Ministry".to_owned(),
            date: Interval::day(date(2026, 1, 1)),
            until: Some(Interval::partial(2027, Some(1), None).unwrap()),
            reason: "Displaced by a flood".to_owned(),
            reference: Some("file 2026/0193".to_owned()),
        },
        Decision {
            kind: DecisionKind::Limit(11, whole(900)),
            author: "Ministry".to_owned(),
            date: Interval::partial(2026, None, None).unwrap(),
            until: None,
            reason: "Part-time".to_owned(),
            reference: None,
        },
    ];
    let findings = vec![
        lives_finding,
        old_finding,
        fitness_finding,
        competence_finding,
        coverage_finding,
        equivalence_finding,
        late_finding,
        aid_finding,
    ];
    let mut one = version(Verdict::Unmet, findings, (2, 6));
    one.without_decisions = Some(Verdict::Undetermined);
    one.assumptions = vec![0];
    one.unverified = vec![1];
    let mut whole = assessment(Verdict::Unmet, vec![one]);
    whole.on_completion = Some(Verdict::Undetermined);
    whole.expiring = vec!["c3".to_owned(), "c4".to_owned()];
    Example { framework: it, record, assessment: whole }
}
