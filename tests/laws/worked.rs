//! Cases worked out by hand: what the twin says of them, and the program.

use super::language::{
    Accept, Atom, Attribute, Claim, CompareDate, Condition, Cover, Covers, End, Hours, Item, Joint, Kind, Length,
    Limit, Line, Measure, Partial, Predicate, Quantity, Record, Row, Rules, Selection, Term, Value, Way, Window,
};
use super::twin::{Truth, Twin};
use super::{assess, bound, framework, print, truth};

use Truth::{No, Unknown, Yes};

/// Compares twin and program with the verdict that was worked out.
fn is(rules: &Rules, record: &Record, expected: Truth) {
    let text = print::framework(rules);
    assert_eq!(Twin::new(rules, record).grant().verdict(), expected, "twin\n{text}\n{:?}", record.items);
    let framework = framework(&text).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
    let record = bound(&framework, &print::record(record).print()).unwrap_or_else(|problem| panic!("{problem}"));
    assert_eq!(truth(assess(&framework, &record).verdict), expected, "program\n{text}");
}

fn item(id: &str, kind: Kind) -> Item {
    let mut item = Item::new(id, kind);
    item.end = End::On(Partial::Day(2024, 3, 15));
    item
}

fn hours(id: &str, kind: Kind, hours: i64) -> Item {
    Item { hours: Hours::Whole(hours), ..item(id, kind) }
}

fn with(mut item: Item, attribute: Attribute, value: Value) -> Item {
    item.attributes.insert(attribute, value);
    item
}

fn category(item: Item, word: &'static str) -> Item {
    with(item, Attribute::Category, Value::Word(word))
}

fn topics(item: Item, words: &[&'static str]) -> Item {
    with(item, Attribute::Topic, Value::Words(words.to_vec()))
}

fn verified(item: Item) -> Item {
    with(item, Attribute::Verified, Value::YesNo(true))
}

fn covering(item: Item, leaves: &[&'static str]) -> Item {
    Item { covers: Covers::Listed(leaves.iter().map(|leaf| (*leaf, None, None)).collect()), ..item }
}

fn passed(id: &str, areas: &[&'static str]) -> Item {
    let exam = with(item(id, Kind::Exam), Attribute::Result, Value::Word("passed"));
    with(exam, Attribute::Area, Value::Words(areas.to_vec()))
}

fn claim(quantity: Quantity, measure: Measure, selection: Selection, rows: Vec<Row>) -> Claim {
    Claim { quantity, measure, all: false, selection, rows }
}

fn line(claim: Claim) -> Line {
    Line::Atom(Atom::Claim(claim))
}

/// `at least q h of KIND { rows }`
fn at_least(least: i64, kind: Kind, rows: Vec<Row>) -> Line {
    line(claim(Quantity::AtLeast(least), Measure::Hours, Selection::of(kind), rows))
}

/// `at least q h of KIND where …`
fn at_least_where(least: i64, kind: Kind, predicate: Predicate) -> Line {
    let selection = Selection { predicate: Some(predicate), ..Selection::of(kind) };
    line(claim(Quantity::AtLeast(least), Measure::Hours, selection, Vec::new()))
}

/// `at least n of KIND where … { rows }`
fn count(least: i64, kind: Kind, predicate: Option<Predicate>, rows: Vec<Row>) -> Line {
    let selection = Selection { predicate, ..Selection::of(kind) };
    line(claim(Quantity::AtLeast(least), Measure::Count, selection, rows))
}

fn once(lines: Vec<Line>) -> Line {
    Line::Joint(Joint { once: true, twice: None, measure: Measure::Hours, rows: Vec::new(), lines })
}

fn block(measure: Measure, rows: Vec<Row>, lines: Vec<Line>) -> Line {
    Line::Joint(Joint { once: false, twice: None, measure, rows, lines })
}

fn is_word(attribute: Attribute, word: &'static str) -> Predicate {
    Predicate::Is(attribute, vec![word])
}

fn law() -> Predicate {
    is_word(Attribute::Category, "law")
}

fn ethics() -> Predicate {
    is_word(Attribute::Category, "ethics")
}

fn other() -> Predicate {
    is_word(Attribute::Category, "other")
}

fn cpd(least: i64, rows: Vec<Row>) -> Line {
    at_least(least, Kind::Cpd, rows)
}

// ---- the examples of section 13 ----

#[test]
fn unknown_under_a_cap() {
    let rules = Rules::of(vec![cpd(20, vec![Row::Counting(5, other())])]);
    let without = hours("a", Kind::Cpd, 15);
    let certified = category(hours("b", Kind::Cpd, 5), "law");
    is(&rules, &Record::new(vec![without.clone(), certified.clone()]), Unknown);
    is(&rules, &Record::new(vec![category(without.clone(), "law"), certified.clone()]), Yes);
    is(&rules, &Record::new(vec![category(without, "other"), certified]), No);
}

#[test]
fn a_gate() {
    let simulated = is_word(Attribute::Setting, "simulated");
    let live = is_word(Attribute::Setting, "live");
    let gate = || Row::Gate { gated: simulated.clone(), least: 20, by: live.clone() };
    let shown = |id: &str, word: &'static str, count: i64| {
        let one = with(item(id, Kind::Demonstration), Attribute::Setting, Value::Word(word));
        Item { count, ..covering(one, &["b"]) }
    };
    let rules = |need: i64| {
        let lines = vec![
            count(need, Kind::Demonstration, None, Vec::new()),
            count(2, Kind::Demonstration, Some(simulated.clone()), Vec::new()),
        ];
        Rules::of(vec![block(Measure::Count, vec![gate()], lines)])
    };
    let record = |live: i64| Record::new(vec![shown("a", "live", live), shown("b", "simulated", 6)]);
    is(&rules(25), &record(19), No);
    is(&rules(26), &record(20), Yes);
    is(&rules(27), &record(20), No);
    let single = Rules::of(vec![count(20, Kind::Demonstration, None, vec![gate()])]);
    is(&single, &record(19), No);
    is(&single, &record(20), Yes);
}

#[test]
fn once_two_of_either_and_one_of_the_second() {
    let either = Predicate::Is(Attribute::Area, vec!["ward", "clinic"]);
    let lines = || {
        vec![
            count(2, Kind::Exam, Some(either.clone()), Vec::new()),
            count(1, Kind::Exam, Some(is_word(Attribute::Area, "clinic")), Vec::new()),
        ]
    };
    let two = vec![passed("a1", &["ward"]), passed("b1", &["clinic"])];
    is(&Rules::of(lines()), &Record::new(two.clone()), Yes);
    is(&Rules::of(vec![once(lines())]), &Record::new(two.clone()), No);
    let mut three = two.clone();
    three.push(passed("a2", &["ward"]));
    is(&Rules::of(vec![once(lines())]), &Record::new(three), Yes);
    // An exam of a second sort whose result is not stated.
    let mut open = two;
    let mut third = passed("b2", &["clinic"]);
    third.attributes.remove(&Attribute::Result);
    open.push(third);
    is(&Rules::of(vec![once(lines())]), &Record::new(open), Unknown);
}

#[test]
fn one_binding() {
    let inside = |least: i64| {
        line(claim(
            Quantity::AtLeast(least),
            Measure::Hours,
            Selection { predicate: Some(Predicate::PartOf(0)), ..Selection::of(Kind::Placement) },
            Vec::new(),
        ))
    };
    let window = Window::WithinAfter(Length::Years(3), Term::Meant(0));
    let late = line(claim(
        Quantity::AtLeast(1),
        Measure::Count,
        Selection { windows: vec![window], ..Selection::of(Kind::Exam) },
        Vec::new(),
    ));
    let bound = |lines: Vec<Line>| Line::Let { pick: None, selection: Selection::of(Kind::Qualification), lines };
    let mut first = item("p1", Kind::Qualification);
    first.end = End::On(Partial::Day(2018, 6, 1));
    let second = item("p2", Kind::Qualification);
    let mut exam = passed("e", &["ward"]);
    exam.end = End::On(Partial::Day(2020, 5, 1));
    let mut practice = hours("w", Kind::Placement, 16);
    practice.part_of = Some("p2".to_owned());
    let record = Record::new(vec![first, second, exam, practice]);
    is(&Rules::of(vec![bound(vec![late.clone(), inside(16)])]), &record, No);
    is(&Rules::of(vec![bound(vec![late.clone()]), bound(vec![inside(16)])]), &record, Yes);
    is(&Rules::of(vec![bound(vec![once(vec![late, inside(16)])])]), &record, No);
}

#[test]
fn overlap() {
    let rows = || {
        vec![
            Row::Including(15, law()),
            Row::Counting(5, other()),
            Row::Including(1, is_word(Attribute::Topic, "wounds")),
            Row::Including(1, is_word(Attribute::Topic, "drugs")),
        ]
    };
    let rules = Rules::of(vec![cpd(20, rows())]);
    let law =
        |id: &str, amount: i64, words: &[&'static str]| topics(category(hours(id, Kind::Cpd, amount), "law"), words);
    let other =
        |id: &str, amount: i64, words: &[&'static str]| topics(category(hours(id, Kind::Cpd, amount), "other"), words);
    is(&rules, &Record::new(vec![law("a", 15, &["wounds"]), other("b", 9, &["drugs"])]), Yes);
    is(&rules, &Record::new(vec![law("a", 14, &["wounds"]), other("b", 9, &["drugs"])]), No);
    // Of the 5 h that may be of the other sort, one is needed for drugs: and they have it in common.
    is(&rules, &Record::new(vec![law("a", 15, &[]), other("b", 4, &["wounds"]), other("c", 1, &["drugs"])]), Yes);
    is(&rules, &Record::new(vec![law("a", 15, &[]), other("b", 5, &["wounds"])]), No);
}

// ---- counted once ----

#[test]
fn hours_are_divided_between_lines() {
    let rules = Rules::of(vec![once(vec![
        at_least_where(3, Kind::Cpd, law()),
        at_least_where(3, Kind::Cpd, Predicate::Yes(Attribute::Verified)),
    ])]);
    let one = |amount: i64| Record::new(vec![verified(category(hours("a", Kind::Cpd, amount), "law"))]);
    is(&rules, &one(5), No);
    is(&rules, &one(6), Yes);
    // The greedy way, the first line first, would take both hours of the item that only the second line can use.
    let greedy = Rules::of(vec![once(vec![
        at_least_where(2, Kind::Cpd, Predicate::Is(Attribute::Category, vec!["law", "ethics"])),
        at_least_where(2, Kind::Cpd, law()),
    ])]);
    let items = vec![category(hours("a", Kind::Cpd, 2), "law"), category(hours("b", Kind::Cpd, 2), "ethics")];
    is(&greedy, &Record::new(items), Yes);
}

#[test]
fn items_are_not_divided() {
    let rules = Rules::of(vec![once(vec![
        count(1, Kind::Cpd, Some(law()), Vec::new()),
        count(1, Kind::Cpd, Some(Predicate::Yes(Attribute::Verified)), Vec::new()),
    ])]);
    let both = |id: &str| verified(category(hours(id, Kind::Cpd, 9), "law"));
    is(&rules, &Record::new(vec![both("a")]), No);
    is(&rules, &Record::new(vec![both("a"), both("b")]), Yes);
}

#[test]
fn what_is_counted_as_an_item_is_taken_whole() {
    let rules = Rules::of(vec![once(vec![count(1, Kind::Cpd, None, Vec::new()), cpd(2, Vec::new())])]);
    is(&rules, &Record::new(vec![hours("a", Kind::Cpd, 9)]), No);
    is(&rules, &Record::new(vec![hours("a", Kind::Cpd, 9), hours("b", Kind::Cpd, 1)]), Yes);
    is(&rules, &Record::new(vec![hours("a", Kind::Cpd, 1), hours("b", Kind::Cpd, 1)]), No);
}

#[test]
fn what_may_serve_twice() {
    let rules = Rules::of(vec![Line::Joint(Joint {
        once: true,
        twice: Some(law()),
        measure: Measure::Hours,
        rows: Vec::new(),
        lines: vec![cpd(3, Vec::new()), cpd(3, Vec::new())],
    })]);
    let law = |amount: i64| category(hours("a", Kind::Cpd, amount), "law");
    let rest = |amount: i64| category(hours("b", Kind::Cpd, amount), "other");
    is(&rules, &Record::new(vec![law(3)]), Yes);
    is(&rules, &Record::new(vec![law(2), rest(2)]), Yes);
    is(&rules, &Record::new(vec![law(2), rest(1)]), No);
    // Twice is not three times within one line: each line counts an hour once.
    is(&rules, &Record::new(vec![law(2)]), No);
    is(&rules, &Record::new(vec![hours("a", Kind::Cpd, 3)]), Unknown);
}

#[test]
fn a_route_not_taken_uses_nothing() {
    let way = |lines: Vec<Line>| Way { when: None, lines, route: true };
    let rules = Rules::of(vec![once(vec![
        Line::Any(vec![
            way(vec![at_least_where(4, Kind::Cpd, law())]),
            way(vec![at_least_where(3, Kind::Cpd, ethics())]),
        ]),
        at_least_where(2, Kind::Cpd, Predicate::Is(Attribute::Category, vec!["law", "other"])),
    ])]);
    let law = |amount: i64| category(hours("a", Kind::Cpd, amount), "law");
    let ethics = |amount: i64| category(hours("b", Kind::Cpd, amount), "ethics");
    is(&rules, &Record::new(vec![law(4)]), No);
    is(&rules, &Record::new(vec![law(6)]), Yes);
    is(&rules, &Record::new(vec![law(4), ethics(3)]), Yes);
    is(&rules, &Record::new(vec![law(1), ethics(3)]), No);
}

#[test]
fn two_of_three_routes_share_nothing() {
    let way = |lines: Vec<Line>| Way { when: None, lines, route: false };
    let exam =
        |area: &'static str, least: i64| count(least, Kind::Exam, Some(is_word(Attribute::Area, area)), Vec::new());
    let rules = Rules::of(vec![once(vec![Line::AtLeast(
        2,
        vec![way(vec![exam("ward", 1)]), way(vec![exam("clinic", 1)]), way(vec![exam("clinic", 2)])],
    )])]);
    let both = |id: &str| passed(id, &["ward", "clinic"]);
    is(&rules, &Record::new(vec![both("a")]), No);
    is(&rules, &Record::new(vec![both("a"), both("b")]), Yes);
    let clinic = |id: &str| passed(id, &["clinic"]);
    is(&rules, &Record::new(vec![clinic("a"), clinic("b")]), No);
    is(&rules, &Record::new(vec![clinic("a"), clinic("b"), clinic("c")]), Yes);
}

#[test]
fn a_condition_that_is_unknown_asks_for_both() {
    let rules = Rules::of(vec![once(vec![
        Line::When {
            condition: Condition::Is(Box::new(Atom::Fit(true))),
            unless: false,
            then: vec![at_least_where(2, Kind::Cpd, law())],
            otherwise: Some(vec![at_least_where(2, Kind::Cpd, ethics())]),
        },
        cpd(2, Vec::new()),
    ])]);
    let record = |law: i64, ethics: i64, fit: Option<bool>| {
        let items =
            vec![category(hours("a", Kind::Cpd, law), "law"), category(hours("b", Kind::Cpd, ethics), "ethics")];
        Record { fit, ..Record::new(items) }
    };
    is(&rules, &record(2, 2, Some(true)), Yes);
    is(&rules, &record(2, 2, None), Unknown);
    is(&rules, &record(3, 3, None), Yes);
    is(&rules, &record(1, 3, Some(true)), No);
}

#[test]
fn coverage_takes_items_whole() {
    let cover = |set: &'static str| {
        Line::Atom(Atom::Cover {
            how: Cover::All,
            set,
            level: None,
            by: Some(Selection::of(Kind::Course)),
            rows: vec![],
        })
    };
    let rules = Rules::of(vec![once(vec![cover("two"), cover("few")])]);
    let course = |id: &str, leaves: &[&'static str]| covering(item(id, Kind::Course), leaves);
    is(&rules, &Record::new(vec![course("a", &["a1", "a2", "b"])]), No);
    is(&rules, &Record::new(vec![course("a", &["a1", "a2"]), course("b", &["a1", "b"])]), Yes);
    is(&rules, &Record::new(vec![course("a", &["a1"]), course("b", &["a2"]), course("c", &["b"])]), No);
}

// ---- rows of several lines, and rows that overlap ----

#[test]
fn a_limit_over_several_lines() {
    let rules = Rules::of(vec![block(
        Measure::Hours,
        vec![Row::Counting(3, other())],
        vec![cpd(4, Vec::new()), at_least_where(4, Kind::Cpd, Predicate::Yes(Attribute::Verified))],
    )]);
    let plain = |id: &str, amount: i64, word: &'static str| {
        with(category(hours(id, Kind::Cpd, amount), word), Attribute::Verified, Value::YesNo(false))
    };
    // Both lines may count the same 3 h of the other sort, and the hour of law.
    let (first, second) = (verified(plain("a", 3, "other")), plain("b", 3, "other"));
    let law = |id: &str| verified(plain(id, 1, "law"));
    is(&rules, &Record::new(vec![first.clone(), second.clone(), law("c")]), Yes);
    // Of the two sorts together no more than 3 h: the second line has 3 h, the first could have 6.
    is(&rules, &Record::new(vec![first.clone(), second.clone(), plain("c", 1, "law")]), No);
    // 2 h each of what only one line can count are 4 h.
    let apart = Rules::of(vec![block(
        Measure::Hours,
        vec![Row::Counting(3, other())],
        vec![
            at_least_where(2, Kind::Cpd, is_word(Attribute::Topic, "wounds")),
            at_least_where(2, Kind::Cpd, is_word(Attribute::Topic, "drugs")),
        ],
    )]);
    let items = vec![topics(plain("a", 2, "other"), &["wounds"]), topics(plain("b", 2, "other"), &["drugs"])];
    is(&apart, &Record::new(items), No);
    is(&apart, &Record::new(vec![topics(plain("a", 2, "other"), &["wounds", "drugs"])]), Yes);
}

#[test]
fn overlapping_rows_of_counts() {
    // Two exams, one of the ward, one of the clinic, at most one that is verified.
    let rows = vec![
        Row::Including(1, is_word(Attribute::Area, "ward")),
        Row::Including(1, is_word(Attribute::Area, "clinic")),
        Row::Counting(1, Predicate::Yes(Attribute::Verified)),
    ];
    let rules = Rules::of(vec![count(2, Kind::Exam, None, rows)]);
    let plain = |exam: Item, value: bool| with(exam, Attribute::Verified, Value::YesNo(value));
    let (ward, clinic) = (passed("a", &["ward"]), passed("b", &["clinic"]));
    is(&rules, &Record::new(vec![plain(ward.clone(), true), plain(clinic.clone(), true)]), No);
    is(&rules, &Record::new(vec![plain(ward.clone(), true), plain(clinic.clone(), false)]), Yes);
    let both = plain(passed("c", &["ward", "clinic"]), true);
    is(&rules, &Record::new(vec![both.clone(), plain(ward.clone(), true)]), No);
    is(&rules, &Record::new(vec![both, plain(passed("d", &[]), false)]), Yes);
    is(&rules, &Record::new(vec![plain(ward, true), clinic]), Unknown);
}

#[test]
fn exactly_so_many() {
    let exactly = |number: i64, rows: Vec<Row>| {
        line(claim(Quantity::Exactly(number), Measure::Count, Selection::of(Kind::Exam), rows))
    };
    let ward = || is_word(Attribute::Area, "ward");
    let clinic = || is_word(Attribute::Area, "clinic");
    let both = || passed("z", &["ward", "clinic"]);
    let rules = Rules::of(vec![exactly(1, vec![Row::Including(1, ward()), Row::Including(1, clinic())])]);
    is(&rules, &Record::new(vec![passed("a", &["ward"]), passed("b", &["clinic"])]), No);
    is(&rules, &Record::new(vec![passed("a", &["ward"]), passed("b", &["clinic"]), both()]), Yes);
    let shared = Rules::of(vec![once(vec![
        exactly(2, vec![Row::Including(1, ward())]),
        exactly(1, vec![Row::Including(1, ward())]),
    ])]);
    is(&shared, &Record::new(vec![both(), passed("b", &["ward"])]), No);
    is(&shared, &Record::new(vec![both(), passed("b", &["ward"]), passed("c", &[])]), Yes);
}

#[test]
fn whole_under_a_cap() {
    let rules = Rules::of(vec![cpd(8, vec![Row::Whole, Row::Counting(10, other())])]);
    let one = |amount: i64| category(hours("a", Kind::Cpd, amount), "other");
    is(&rules, &Record::new(vec![one(8)]), Yes);
    is(&rules, &Record::new(vec![one(11)]), No);
    let two = |first: i64, second: i64| Record::new(vec![one(first), category(hours("b", Kind::Cpd, second), "other")]);
    is(&rules, &two(6, 5), No);
    is(&rules, &two(6, 4), Yes);
    // How long it was is not known: it could be too long, or too short.
    let open = category(item("a", Kind::Cpd), "other");
    is(&rules, &Record::new(vec![open]), Unknown);
}

#[test]
fn from_two_providers_at_most() {
    let rules = Rules::of(vec![count(3, Kind::Demonstration, None, vec![Row::FromAtMost(2, Attribute::Setting)])]);
    let shown = |id: &str, word: Option<&'static str>| {
        let one = covering(item(id, Kind::Demonstration), &["b"]);
        match word {
            Some(word) => with(one, Attribute::Setting, Value::Word(word)),
            None => one,
        }
    };
    let three = |last: Option<&'static str>| {
        Record::new(vec![shown("a", Some("live")), shown("b", Some("simulated")), shown("c", last)])
    };
    is(&rules, &three(Some("laboratory")), No);
    is(&rules, &three(Some("live")), Yes);
    is(&rules, &three(None), Unknown);
}

#[test]
fn what_covers_together_under_a_cap() {
    let rows = || vec![Row::Together(Cover::All, "few"), Row::Counting(1, Predicate::Yes(Attribute::Verified))];
    let rules = Rules::of(vec![count(2, Kind::Course, None, rows())]);
    let course = |id: &str, leaves: &[&'static str], value: bool| {
        with(covering(item(id, Kind::Course), leaves), Attribute::Verified, Value::YesNo(value))
    };
    is(&rules, &Record::new(vec![course("a", &["a1"], true), course("b", &["b"], true)]), No);
    is(&rules, &Record::new(vec![course("a", &["a1"], true), course("b", &["b"], false)]), Yes);
    let limited = Rules::of(vec![Line::Atom(Atom::Cover {
        how: Cover::All,
        set: "few",
        level: None,
        by: Some(Selection::of(Kind::Course)),
        rows: vec![Row::Counting(1, Predicate::Yes(Attribute::Verified))],
    })]);
    is(&limited, &Record::new(vec![course("a", &["a1"], true), course("b", &["b"], true)]), No);
    is(&limited, &Record::new(vec![course("a", &["a1", "b"], true)]), Yes);
}

#[test]
fn a_share_of_what_is_counted_beside_a_cap() {
    // At least half in law, at most 2 h of ethics, 6 h: 4 h of law reach for 8, but without ethics only other is left.
    let rules = Rules::of(vec![cpd(
        6,
        vec![Row::IncludingShare(50, law()), Row::Counting(1, ethics()), Row::Counting(1, other())],
    )]);
    let plain = |id: &str, amount: i64, word: &'static str| category(hours(id, Kind::Cpd, amount), word);
    is(&rules, &Record::new(vec![plain("a", 3, "law"), plain("b", 3, "ethics"), plain("c", 3, "other")]), No);
    is(&rules, &Record::new(vec![plain("a", 4, "law"), plain("b", 3, "ethics"), plain("c", 3, "other")]), Yes);
}

// ---- one thing for another ----

fn accepted(each_full: bool, limit: Limit) -> Accept {
    Accept {
        source: Selection::of(Kind::Cpd),
        kind: Kind::Course,
        attributes: vec![(Attribute::Mode, "practice")],
        from: 2,
        to: 1,
        each_full,
        limit,
    }
}

#[test]
fn accepted_as_another_kind() {
    let rules = |accept: Accept, lines: Vec<Line>| Rules { accepts: vec![accept], ..Rules::of(lines) };
    let course = |least: i64| at_least(least, Kind::Course, Vec::new());
    let items = |cpd: i64, own: i64| Record::new(vec![hours("a", Kind::Cpd, cpd), hours("b", Kind::Course, own)]);
    is(&rules(accepted(false, Limit::None), vec![course(4)]), &items(4, 2), Yes);
    is(&rules(accepted(false, Limit::None), vec![course(4)]), &items(3, 2), No);
    is(&rules(accepted(false, Limit::Hours(1)), vec![course(4)]), &items(4, 2), No);
    is(&rules(accepted(false, Limit::Hours(1)), vec![course(4)]), &items(2, 3), Yes);
    // A quarter of 4 h is 1 h; a quarter of what is counted likewise, as long as nothing more is there to be counted.
    is(&rules(accepted(false, Limit::OfNeed(25)), vec![course(4)]), &items(9, 3), Yes);
    is(&rules(accepted(false, Limit::OfNeed(25)), vec![course(4)]), &items(9, 2), No);
    is(&rules(accepted(false, Limit::OfCounted(25)), vec![course(4)]), &items(9, 3), Yes);
    is(&rules(accepted(false, Limit::OfCounted(25)), vec![course(4)]), &items(9, 2), No);
    // Whole steps: 5 h are two.
    is(&rules(accepted(true, Limit::None), vec![course(2)]), &items(5, 0), Yes);
    is(&rules(accepted(true, Limit::None), vec![course(3)]), &items(5, 0), No);
    // It has the mode that is asserted, and no provider but that of its source.
    let practice = at_least_where(2, Kind::Course, is_word(Attribute::Mode, "practice"));
    is(&rules(accepted(false, Limit::None), vec![practice]), &items(4, 0), Yes);
    let theory = at_least_where(2, Kind::Course, is_word(Attribute::Mode, "theory"));
    is(&rules(accepted(false, Limit::None), vec![theory]), &items(4, 0), No);
    let setting = at_least_where(2, Kind::Course, is_word(Attribute::Setting, "live"));
    is(&rules(accepted(false, Limit::None), vec![setting]), &items(4, 0), No);
}

#[test]
fn the_derived_shares_the_hours_of_its_source() {
    let rules = |lines: Vec<Line>| Rules { accepts: vec![accepted(false, Limit::None)], ..Rules::of(lines) };
    let course = || at_least(2, Kind::Course, Vec::new());
    let own = || cpd(3, Vec::new());
    let items = |amount: i64| Record::new(vec![hours("a", Kind::Cpd, amount)]);
    // Outside a block that counts once, each line has all of it.
    is(&rules(vec![course(), own()]), &items(4), Yes);
    is(&rules(vec![once(vec![course(), own()])]), &items(6), No);
    is(&rules(vec![once(vec![course(), own()])]), &items(7), Yes);
    // And within one line.
    let both = line(claim(
        Quantity::AtLeast(4),
        Measure::Hours,
        Selection { heads: vec![(vec![Kind::Cpd], None), (vec![Kind::Course], None)], ..Selection::of(Kind::Cpd) },
        Vec::new(),
    ));
    is(&rules(vec![both.clone()]), &items(4), Yes);
    is(&rules(vec![both]), &items(3), No);
}

#[test]
fn what_is_derived_proves_nothing_against_anybody() {
    let accept = accepted(false, Limit::None);
    let none = line(claim(Quantity::AtMost(0), Measure::Count, Selection::of(Kind::Course), Vec::new()));
    let rules = Rules { accepts: vec![accept], ..Rules::of(vec![none]) };
    let mut record = Record::new(vec![hours("a", Kind::Cpd, 4)]);
    is(&rules, &record, Unknown);
    record.complete.kinds.push(Kind::Course);
    is(&rules, &record, Yes);
}

#[test]
fn a_day_of_its_own() {
    // A window that only one of two lines sees: the other keeps what lies outside.
    let late = Selection {
        windows: vec![Window::Compare(CompareDate::From, Term::On(Partial::Day(2024, 1, 1)))],
        ..Selection::of(Kind::Cpd)
    };
    let rules = Rules::of(vec![once(vec![
        line(claim(Quantity::AtLeast(2), Measure::Hours, late, Vec::new())),
        cpd(2, Vec::new()),
    ])]);
    let early = Item { end: End::On(Partial::Day(2023, 6, 1)), ..hours("a", Kind::Cpd, 2) };
    let dated = |end: End| Item { end, ..hours("b", Kind::Cpd, 2) };
    is(&rules, &Record::new(vec![early.clone(), dated(End::On(Partial::Day(2024, 3, 1)))]), Yes);
    is(&rules, &Record::new(vec![early.clone(), dated(End::On(Partial::Day(2023, 3, 1)))]), No);
    is(&rules, &Record::new(vec![early, dated(End::NotStated)]), Unknown);
}
