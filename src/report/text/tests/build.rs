//! A small framework and record, made by hand.

use crate::eval::assessment::{Assessment, Counted, Finding, Needed, QuantityUnit, Range, Verdict, VersionAssessment};
use crate::model::date::{Interval, Length, MonthEnd};
use crate::model::framework::{Framework, Policy, Source, Status};
use crate::model::number::Number;
use crate::model::program::{
    Alternative, Bounds, Claim, Constant, DateTerm, Formula, Measure, Node, NodeId, NodeKind, Note, NoteKind, Program,
    Row, RowKind, Selection, SelectionId, Straddle, Test, Window,
};
use crate::model::text::{Citation, Place, Texts};
use crate::model::vocabulary::{CompetencyId, Kind, Kinds, SymbolId, Unit, UnitId, Vocabulary, builtin};
use crate::record::evidence::{self, Complete, FactValue, Item, Portion, Record};
use crate::source::{FileId, Span};
use jiff::civil::date;

pub(super) const HOURS: QuantityUnit = QuantityUnit::Unit(UnitId(0));

pub(super) fn whole(value: i64) -> Number {
    Number::whole(value)
}

pub(super) fn texts(list: &[(&str, &str)]) -> Texts {
    Texts(list.iter().map(|(tag, text)| ((*tag).to_owned(), (*text).to_owned())).collect())
}

/// A text in all four languages.
pub(super) fn four(en: &str, es: &str, pt: &str, fr: &str) -> Texts {
    texts(&[("en", en), ("es", es), ("pt", pt), ("fr", fr)])
}

pub(super) fn cite(source: usize, places: &[&str]) -> Vec<Citation> {
    vec![Citation { source, places: places.iter().map(|place| (*place).to_owned()).collect() }]
}

pub(super) fn range(low: i64, high: i64, unit: QuantityUnit) -> Option<Range> {
    Some(Range { low: whole(low), high: Some(whole(high)), unit })
}

pub(super) fn least(value: i64, unit: QuantityUnit) -> Option<Needed> {
    Some(Needed { least: Some(whole(value)), most: None, unit })
}

pub(super) fn finding(node: NodeId, verdict: Verdict) -> Finding {
    Finding {
        node,
        row: None,
        verdict,
        by_decision: None,
        applicable: true,
        taken: true,
        on_completion: None,
        needed: None,
        measured: None,
        shortfall: None,
        excess: None,
        counted: Vec::new(),
        refused: Vec::new(),
        questions: Vec::new(),
        uncovered: Vec::new(),
        clash: Vec::new(),
        bound: None,
        children: Vec::new(),
    }
}

pub(super) fn parent(node: NodeId, verdict: Verdict, children: Vec<Finding>) -> Finding {
    Finding { children, ..finding(node, verdict) }
}

pub(super) fn counted(item: usize, low: i64, high: i64, unit: QuantityUnit) -> Counted {
    Counted { item, amount: Range { low: whole(low), high: Some(whole(high)), unit }, portion: None, by: None }
}

/// A framework without anything, for country X.
pub(super) fn empty(id: &str, status: Status) -> Framework {
    let mut vocabulary = Vocabulary::default();
    builtin::fill(&mut vocabulary);
    for name in ["h", "min"] {
        let unit = Unit {
            name: name.to_owned(),
            text: Texts::default(),
            base: None,
            least: Number::ONE,
            most: None,
            by_mode: Vec::new(),
            cite: Vec::new(),
        };
        vocabulary.units.insert(name.to_owned(), unit);
    }
    Framework {
        id: id.to_owned(),
        version: "2026".to_owned(),
        sha256: "0123456789abcdef0123456789abcdef".to_owned(),
        name: four("Health aide", "Auxiliar de salud", "Auxiliar de saúde", "Aide de santé"),
        about: texts(&[("en", "An occupation made up for tests."), ("es", "Una ocupación inventada para pruebas.")]),
        languages: Vec::new(),
        family: None,
        country: Place::parse("XX"),
        occupation: vec![("isco".to_owned(), "3253".to_owned())],
        regulator: texts(&[("en", "Ministry")]),
        status,
        status_since: None,
        in_force: Interval { lo: Some(date(2026, 3, 1)), hi: None },
        governed: None,
        replaces: None,
        policy: Policy { month_end: MonthEnd::Clamp, days_per_month: whole(30) },
        sources: Vec::new(),
        assumptions: Vec::new(),
        vocabulary,
        grants: Vec::new(),
        acts: Vec::new(),
        scopes: Vec::new(),
        provisions: Vec::new(),
        program: Program::default(),
        notes: vec![Note::default()],
        validities: Vec::new(),
        span: Span::new(FileId(0), 0, 0),
    }
}

/// Adds a node with its note.
pub(super) fn node(framework: &mut Framework, kind: NodeKind, note: Note) -> NodeId {
    let index = framework.notes.len();
    framework.notes.push(note);
    let note = u32::try_from(index).unwrap();
    framework.program.nodes.push(Node { kind, in_force: None, note, free: 0 });
    NodeId::from_index(framework.program.nodes.len() - 1)
}

pub(super) fn requirement(id: &str, text: Texts, cite: Vec<Citation>) -> Note {
    let id = Some(format!("xx.aide/licence/{id}"));
    Note { kind: NoteKind::Requirement, id, text, cite, ..Note::default() }
}

pub(super) fn route(id: &str, text: Texts) -> Note {
    Note { kind: NoteKind::Route, ..requirement(id, text, Vec::new()) }
}

pub(super) fn source(key: &str, title: &str, unverified: bool) -> Source {
    Source {
        key: key.to_owned(),
        title: title.to_owned(),
        by: Some("Parliament".to_owned()),
        published: Interval::partial(2024, Some(9), None),
        read: None,
        url: Some("https://example.org/a-very-long-address-that-does-not-fit-on-a-line-of-a-terminal/law".to_owned()),
        unverified,
        catalog: None,
    }
}

pub(super) fn selection(
    framework: &mut Framework,
    kinds: Kinds,
    on: Option<CompetencyId>,
    formula: Formula,
) -> SelectionId {
    let application = framework.program.add_date(DateTerm::Application);
    let from = framework.program.add_date(DateTerm::Offset(Length { months: -36, days: 0 }, application));
    let windows =
        vec![Window { from: Some((from, false)), until: Some((application, false)), straddle: Straddle::EndInside }];
    let alternative = Alternative { kinds, on, windows, formula, speaks_of_result: false, programme: None };
    framework.program.add_selection(Selection { alternatives: vec![alternative] })
}

pub(super) fn is(framework: &mut Framework, attribute: crate::model::vocabulary::AttributeId, word: &str) -> Formula {
    let (symbol, _) = framework.vocabulary.symbols.insert_full(word.to_owned());
    let symbol = Constant::Symbol(SymbolId::from_index(symbol));
    Formula::Test { test: framework.program.add_test(Test::OneOf(attribute, vec![symbol])), negated: false }
}

pub(super) fn claim(selection: SelectionId, measure: Measure, least: i64, rows: Vec<RowKind>) -> NodeKind {
    let span = Span::new(FileId(0), 0, 0);
    NodeKind::Claim(Claim {
        selection,
        measure,
        bounds: Bounds { least: Some(whole(least)), most: None, exactly: false },
        closed: false,
        whole: false,
        competes: false,
        rows: rows.into_iter().map(|kind| Row { kind, span }).collect(),
    })
}

pub(super) fn item(id: &str, kind: Kind, portions: std::ops::Range<usize>) -> Item {
    Item {
        id: id.to_owned(),
        kind,
        status: evidence::Status::Completed,
        part_of: None,
        complete: false,
        has_parts: false,
        started: Interval::UNKNOWN,
        completed: Interval::UNKNOWN,
        ongoing: false,
        issued: Interval::UNKNOWN,
        expires: None,
        date: Interval::UNKNOWN,
        attributes: Vec::new(),
        covers: Vec::new(),
        covers_unknown: false,
        attests: false,
        failed: false,
        count: Number::ONE,
        load: None,
        portions,
    }
}

pub(super) fn record(items: Vec<Item>) -> Record {
    let portion = |item: usize| Portion {
        item,
        minutes: Some(whole(600)),
        amounts: Vec::new(),
        attributes: Vec::new(),
        unlisted: false,
    };
    Record {
        person: "P-0147".to_owned(),
        sha256: "fedcba9876543210fedcba9876543210".to_owned(),
        born: Interval::UNKNOWN,
        residence: Vec::new(),
        facts: vec![Some(FactValue::YesNo(false)), None],
        application: Interval::UNKNOWN,
        applied_for: None,
        complete: Complete::default(),
        portions: (0..items.len()).map(portion).collect(),
        items,
        decisions: Vec::new(),
        words: Vec::new(),
    }
}

pub(super) fn assessment(verdict: Verdict, versions: Vec<VersionAssessment>) -> Assessment {
    Assessment {
        verdict,
        on_completion: None,
        expiring: Vec::new(),
        as_of: date(2026, 11, 22),
        governing: Interval::day(date(2026, 11, 2)),
        choice: false,
        versions,
        nothing: None,
        person: "P-0147".to_owned(),
        record_sha256: "fedcba9876543210fedcba9876543210".to_owned(),
    }
}

pub(super) fn version(verdict: Verdict, findings: Vec<Finding>, progress: (usize, usize)) -> VersionAssessment {
    VersionAssessment {
        framework: 0,
        grant: "xx.aide/licence".to_owned(),
        verdict,
        without_decisions: None,
        findings,
        progress,
        assumptions: Vec::new(),
        unverified: Vec::new(),
    }
}
