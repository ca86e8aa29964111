//! Strategies for rules and records.
//!
//! A value is read from lists of choices, one list for each line of the grant and each item of the record. Choice 0 is
//! always the plainest, and a list that ends goes on with 0: so what `proptest` makes of a failing case by dropping lists
//! and lowering numbers is a smaller case.

pub mod joint;

use std::fmt;

use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

use super::language::{
    Atom, Attribute, By, COMPETENCIES, Claim, Compare, CompareDate, Complete, Condition, Cover, Covers, End, Group,
    Hours, Item, Kind, Length, Line, Measure, Partial, Pick, Predicate, Quantity, Record, Row, Rules, SETS, SKILLS,
    Selection, Shape, Status, Term, VARIABLE, Value, Way, Window,
};
use super::print;

/// Rules and a record.
#[derive(Clone, PartialEq, Eq)]
pub struct Case {
    pub rules: Rules,
    pub record: Record,
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = print::framework(&self.rules);
        let own: Vec<&str> = text.lines().skip_while(|line| !line.contains("fact hired:")).skip(1).collect();
        write!(f, "\n{}\n{}\n", own.join("\n"), print::record(&self.record).print())
    }
}

/// Which part of the language is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// One claim, which the person may choose evidence for.
    OpenClaim,
    /// Lines that more evidence never hurts: no prohibitions, `of all`, `first` or `last`, and no conditions on
    /// evidence.
    Monotone,
}

/// Cases.
pub fn cases(part: Part) -> impl Strategy<Value = Case> {
    let lines = if part == Part::OpenClaim { 1..2 } else { 1..3_usize };
    let choices = |most: usize| vec(any::<u16>(), 0..most);
    (any::<u8>(), choices(60), vec(choices(90), lines), choices(24), vec(choices(40), 0..7)).prop_map(
        move |(theme, head, lines, facts, items)| {
            let kinds = theme_of(theme);
            Case { rules: rules(part, kinds, &head, &lines), record: record(kinds, &facts, &items) }
        },
    )
}

/// Items that a record of these kinds may also have.
pub fn more_items(most: usize) -> impl Strategy<Value = (u8, Vec<Vec<u16>>)> {
    (any::<u8>(), vec(vec(any::<u16>(), 0..40), 1..=most))
}

/// The items of choices, named after a letter that no other item of the case has.
pub fn items_of(kinds: &[Kind], lists: &[Vec<u16>]) -> Vec<Item> {
    let mut items: Vec<Item> = lists
        .iter()
        .enumerate()
        .map(|(index, list)| item(&mut Choices::new(list), kinds, &format!("n{index}")))
        .collect();
    assign(&mut items, lists);
    items
}

const THEMES: &[&[Kind]] = &[
    &[Kind::Cpd],
    &[Kind::Course, Kind::Placement],
    &[Kind::Exam],
    &[Kind::Experience],
    &[Kind::Demonstration],
    &[Kind::Course, Kind::Placement, Kind::Qualification],
    &[Kind::Qualification, Kind::Exam, Kind::Course],
    &[Kind::Credential, Kind::Qualification],
    &[Kind::Cpd, Kind::Course],
    &[Kind::Cpd],
    &[Kind::Course, Kind::Placement, Kind::Qualification],
    &Kind::ALL,
];

/// The kinds of a case: few, so that rules and records have to do with one another.
pub fn theme_of(theme: u8) -> &'static [Kind] {
    THEMES[usize::from(theme) % THEMES.len()]
}

/// Reads choices.
struct Choices<'a> {
    list: std::slice::Iter<'a, u16>,
}

impl<'a> Choices<'a> {
    fn new(list: &'a [u16]) -> Self {
        Self { list: list.iter() }
    }

    fn below(&mut self, count: usize) -> usize {
        usize::from(self.list.next().copied().unwrap_or(0)) % count
    }

    fn range(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below(usize::try_from(to - from + 1).unwrap())).unwrap()
    }

    /// True in so many of a hundred.
    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// An index by weights.
    fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut at = self.below(weights.iter().sum());
        weights
            .iter()
            .position(|weight| {
                let here = at < *weight;
                at = at.saturating_sub(*weight);
                here
            })
            .unwrap()
    }
}

// ---- records ----

/// Days at the edges of what the rules ask, and partial dates around them.
const DATES: &[Partial] = &[
    Partial::Day(2024, 3, 15),
    Partial::Day(2024, 3, 1),
    Partial::Day(2024, 2, 29),
    Partial::Day(2023, 6, 15),
    Partial::Day(2023, 6, 14),
    Partial::Day(2025, 6, 15),
    Partial::Day(2024, 12, 31),
    Partial::Day(2025, 1, 1),
    Partial::Month(2024, 3),
    Partial::Year(2024),
    Partial::Month(2025, 6),
    Partial::Day(2025, 6, 16),
    Partial::Day(2022, 1, 1),
];

const STARTS: &[Partial] = &[
    Partial::Day(2024, 3, 1),
    Partial::Day(2024, 3, 2),
    Partial::Day(2024, 3, 4),
    Partial::Day(2024, 2, 28),
    Partial::Day(2024, 1, 31),
    Partial::Day(2023, 6, 15),
    Partial::Month(2024, 3),
    Partial::Year(2023),
];

const ENDS: &[Partial] = &[
    Partial::Day(2024, 3, 3),
    Partial::Day(2024, 3, 4),
    Partial::Day(2024, 3, 5),
    Partial::Day(2024, 3, 31),
    Partial::Day(2024, 6, 30),
    Partial::Month(2024, 3),
    Partial::Day(2025, 6, 15),
    Partial::Day(2025, 6, 20),
    Partial::Year(2024),
];

const LATER: &[Partial] = &[Partial::Day(2026, 1, 1), Partial::Day(2025, 6, 16), Partial::Year(2026)];

fn record(kinds: &[Kind], facts: &[u16], lists: &[Vec<u16>]) -> Record {
    let choices = &mut Choices::new(facts);
    let mut items: Vec<Item> = lists
        .iter()
        .enumerate()
        .map(|(index, list)| item(&mut Choices::new(list), kinds, &format!("i{index}")))
        .collect();
    assign(&mut items, lists);
    let mut complete = Complete { kinds: Vec::new(), partly: Vec::new() };
    for kind in kinds {
        match choices.weighted(&[5, 4, 1]) {
            0 => {}
            1 => complete.kinds.push(*kind),
            _ => {
                let word = kind.attributes().iter().find_map(|attribute| match attribute.shape() {
                    Shape::One(words) if *attribute != Attribute::Provider => Some((*kind, *attribute, words[0])),
                    _ => None,
                });
                complete.partly.extend(word);
            }
        }
    }
    let mut residence = Vec::new();
    for _ in 0..choices.below(3) {
        let place = choices.pick(&["US-TX", "CO"]);
        let from = choices.chance(50).then(|| choices.pick(DATES));
        residence.push((place, from, None));
    }
    Record {
        born: choices.chance(70).then(|| {
            choices.pick(&[
                Partial::Day(2007, 6, 15),
                Partial::Day(2007, 6, 16),
                Partial::Day(1980, 2, 29),
                Partial::Month(2007, 6),
                Partial::Year(2007),
            ])
        }),
        application: choices.chance(60).then(|| {
            choices.pick(&[
                Partial::Day(2025, 6, 15),
                Partial::Day(2024, 3, 15),
                Partial::Month(2024, 3),
                Partial::Year(2024),
                Partial::Day(2025, 6, 20),
            ])
        }),
        fit: choices.chance(65).then(|| choices.chance(60)),
        years: choices.chance(65).then(|| choices.range(0, 4)),
        hired: choices.chance(60).then(|| choices.pick(DATES)),
        residence,
        complete,
        items,
    }
}

/// Puts items into programmes, and makes dates plausible.
fn assign(items: &mut [Item], lists: &[Vec<u16>]) {
    let programmes: Vec<String> =
        items.iter().filter(|item| item.kind == Kind::Qualification).map(|item| item.id.clone()).collect();
    for (item, list) in items.iter_mut().zip(lists) {
        let sum: usize = list.iter().map(|choice| usize::from(*choice)).sum();
        if item.kind.is_part() && !programmes.is_empty() && sum % 4 != 0 {
            item.part_of = Some(programmes[sum % programmes.len()].clone());
        }
        if let (Some(started), End::On(ended)) = (item.started, item.end)
            && last(ended) < first(started)
        {
            item.started = None;
        }
        if let (Some(expires), End::On(issued)) = (item.expires, item.end)
            && last(expires) < first(issued)
        {
            item.expires = None;
        }
    }
}

fn first(date: Partial) -> (i16, i8, i8) {
    match date {
        Partial::Day(y, m, d) => (y, m, d),
        Partial::Month(y, m) => (y, m, 1),
        Partial::Year(y) => (y, 1, 1),
    }
}

fn last(date: Partial) -> (i16, i8, i8) {
    match date {
        Partial::Day(y, m, d) => (y, m, d),
        Partial::Month(y, m) => (y, m, 28),
        Partial::Year(y) => (y, 12, 31),
    }
}

fn item(choices: &mut Choices<'_>, kinds: &[Kind], id: &str) -> Item {
    let kind = choices.pick(kinds);
    let mut item = Item::new(id, kind);
    let stays = !matches!(kind, Kind::Experience | Kind::Credential);
    item.status = match choices.weighted(&[91, 6, 3]) {
        1 if stays => Status::InProgress,
        2 if stays => Status::Planned,
        _ => Status::Completed,
    };
    if kind == Kind::Experience {
        item.started = (!choices.chance(8)).then(|| choices.pick(STARTS));
        item.end = match choices.weighted(&[80, 15, 5]) {
            0 => End::On(choices.pick(ENDS)),
            1 => End::Ongoing,
            _ => End::NotStated,
        };
    } else {
        let dates = if item.status == Status::Completed { DATES } else { LATER };
        item.end = if choices.chance(12) { End::NotStated } else { End::On(choices.pick(dates)) };
        let lasts = matches!(kind, Kind::Course | Kind::Placement | Kind::Qualification | Kind::Cpd);
        item.started = (lasts && choices.chance(25)).then(|| choices.pick(STARTS));
        let expires = matches!(kind, Kind::Credential | Kind::Qualification);
        item.expires = (expires && choices.chance(40)).then(|| choices.pick(DATES));
    }
    if kind.has_hours() || kind == Kind::Qualification && choices.chance(30) {
        item.hours = match choices.weighted(&[62, 28, 10]) {
            0 => Hours::Whole(choices.range(1, 6)),
            1 if matches!(kind, Kind::Course | Kind::Placement) => {
                Hours::ByMode(vec![("theory", choices.range(1, 4)), ("practice", choices.range(1, 4))])
            }
            1 => Hours::Whole(choices.range(1, 6)),
            _ => Hours::NotStated,
        };
    }
    for attribute in kind.attributes() {
        let stated = choices.below(100) < 80;
        let value = value(choices, *attribute);
        if stated && !(*attribute == Attribute::Mode && matches!(item.hours, Hours::ByMode(_))) {
            item.attributes.insert(*attribute, value);
        }
    }
    if kind == Kind::Demonstration {
        item.count = 1 + i64::from(choices.chance(20));
    }
    if kind == Kind::Qualification {
        item.complete = choices.chance(50);
    }
    item.covers = covers(choices, &item);
    item
}

fn value(choices: &mut Choices<'_>, attribute: Attribute) -> Value {
    match attribute.shape() {
        Shape::YesNo => Value::YesNo(!choices.chance(40)),
        Shape::One(words) => {
            if choices.chance(45) {
                Value::Word(choices.pick(words))
            } else {
                Value::Word(words[0])
            }
        }
        Shape::Many(words) => {
            let bits = [1, 2, 3, 0][choices.below(4)];
            Value::Words(words.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, w)| *w).collect())
        }
        Shape::Number => Value::Number(choices.range(0, 3)),
        Shape::Level => Value::Level(u8::try_from(choices.range(3, 5)).unwrap()),
    }
}

fn covers(choices: &mut Choices<'_>, item: &Item) -> Covers {
    let demonstration = item.kind == Kind::Demonstration;
    if !choices.chance(45) && !demonstration {
        return Covers::Listed(Vec::new());
    }
    if choices.chance(8) && !demonstration {
        return Covers::Unknown;
    }
    let mut list: Vec<(&'static str, Option<&'static str>, Option<i64>)> = Vec::new();
    let all = match &item.hours {
        Hours::NotStated => 0,
        Hours::Whole(hours) => *hours,
        Hours::ByMode(modes) => modes.iter().map(|(_, hours)| hours).sum(),
    };
    let mut left = all;
    for _ in 0..choices.range(1, 2) {
        let competency = choices.pick(&["a1", "b", "a2", "trunk", "c"]);
        let level = choices.chance(70).then(|| choices.pick(&SKILLS));
        let hours = (left > 0 && choices.chance(50)).then(|| choices.range(1, left));
        left -= hours.unwrap_or(0);
        if list.iter().all(|(known, ..)| *known != competency) {
            list.push((competency, level, hours));
        }
    }
    if demonstration {
        let level = list[0].1;
        for entry in &mut list {
            entry.1 = level;
        }
    }
    Covers::Listed(list)
}

// ---- rules ----

/// What a line may speak of.
#[derive(Debug, Clone)]
struct Scope<'k> {
    part: Part,
    kinds: &'k [Kind],
    /// Kinds of the `let`s around.
    lets: Vec<Kind>,
    standard: bool,
    /// Inside a `for`.
    member: bool,
    standards: usize,
    depth: usize,
}

impl Scope<'_> {
    fn deeper(&self) -> Self {
        Self { depth: self.depth + 1, ..self.clone() }
    }
}

fn rules(part: Part, kinds: &[Kind], head: &[u16], lists: &[Vec<u16>]) -> Rules {
    let choices = &mut Choices::new(head);
    let scope = Scope { part, kinds, lets: Vec::new(), standard: false, member: false, standards: 0, depth: 0 };
    let mut standards = Vec::new();
    let programmes = kinds.contains(&Kind::Qualification) && part == Part::Whole;
    if programmes && choices.chance(60) {
        let inner = Scope { standard: true, depth: 1, ..scope.clone() };
        let count = 1 + choices.below(2);
        standards.push((0..count).map(|_| Line::Atom(atom(choices, &inner, false))).collect());
    }
    let by_application = part == Part::Whole && choices.chance(30);
    let scope = Scope { standards: standards.len(), ..scope };
    let lines = lists
        .iter()
        .map(|list| {
            let choices = &mut Choices::new(list);
            match part {
                Part::OpenClaim => Line::Atom(Atom::Claim(claim(choices, &scope, true))),
                Part::Whole | Part::Monotone => line(choices, &scope),
            }
        })
        .collect();
    Rules { by_application, standards, accepts: Vec::new(), lines }
}

fn lines(choices: &mut Choices<'_>, scope: &Scope<'_>) -> Vec<Line> {
    (0..1 + choices.below(2)).map(|_| line(choices, scope)).collect()
}

fn line(choices: &mut Choices<'_>, scope: &Scope<'_>) -> Line {
    let inner = scope.deeper();
    let deep = scope.depth >= 2;
    let weights = if deep {
        [10, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    } else {
        [24, 4, 5, 4, 6, 4, 7, if scope.standards > 0 { 8 } else { 0 }, 3, 1]
    };
    match choices.weighted(&weights) {
        1 => Line::All(lines(choices, &inner)),
        2 => Line::Any(ways(choices, &inner)),
        3 => {
            let ways = ways(choices, &inner);
            let least = 1 + choices.below(ways.len());
            Line::AtLeast(u32::try_from(least).unwrap(), ways)
        }
        4 => {
            let condition = condition(choices, &inner, 0);
            let unless = choices.chance(30);
            let then = lines(choices, &inner);
            let otherwise = choices.chance(50).then(|| lines(choices, &inner));
            // An `unless` has no `otherwise`.
            let otherwise = otherwise.filter(|_| !unless);
            Line::When { condition, unless, then, otherwise }
        }
        5 => {
            let advisory = scope.depth == 0 && choices.chance(10);
            let in_force = (scope.part == Part::Whole && choices.chance(40)).then(|| {
                let how = choices.pick(&[CompareDate::From, CompareDate::Until]);
                let date = choices.pick(&[
                    Partial::Day(2025, 6, 15),
                    Partial::Day(2025, 6, 16),
                    Partial::Day(2024, 3, 15),
                    Partial::Year(2024),
                ]);
                (how, date)
            });
            Line::Requirement { advisory, in_force, lines: lines(choices, &inner) }
        }
        6 => {
            let kind = choices.pick(scope.kinds);
            let mut meant = Selection::of(kind);
            if choices.chance(40) {
                meant.predicate = Some(predicate(choices, &inner, &[kind], false, 0));
            }
            let pick = match choices.weighted(&[7, 2, 2]) {
                1 if scope.part == Part::Whole => Some(Pick::First),
                2 if scope.part == Part::Whole => Some(Pick::Last),
                _ => None,
            };
            let mut inner = inner;
            inner.lets.push(kind);
            Line::Let { pick, selection: meant, lines: lines(choices, &inner) }
        }
        7 => {
            let by = match choices.weighted(&[6, 2, 2]) {
                0 => By::AnyProgramme,
                1 => By::AllTraining,
                _ => {
                    let mut by = Selection::of(Kind::Qualification);
                    by.predicate = Some(predicate(choices, &inner, &[Kind::Qualification], false, 0));
                    By::Selection(by)
                }
            };
            Line::Meets(choices.below(scope.standards), by)
        }
        8 => {
            let inner = Scope { member: true, depth: 2, ..inner };
            let (set, members) = choices.pick(&SETS);
            let least = choices.chance(40).then(|| choices.range(1, i64::try_from(members.len()).unwrap()));
            Line::For { least, set, lines: vec![Line::Atom(atom(choices, &inner, false))] }
        }
        9 => {
            if choices.chance(50) {
                Line::Open
            } else {
                Line::Judged
            }
        }
        _ => Line::Atom(atom(choices, scope, false)),
    }
}

fn ways(choices: &mut Choices<'_>, scope: &Scope<'_>) -> Vec<Way> {
    (0..2 + choices.below(2))
        .map(|_| {
            let route = choices.chance(50);
            if route {
                let when = choices.chance(40).then(|| condition(choices, scope, 0));
                return Way { when, lines: lines(choices, scope), route };
            }
            let one = line(choices, scope);
            // A bare condition is no way.
            let one = if matches!(one, Line::When { .. }) { Line::All(vec![one]) } else { one };
            Way { when: None, lines: vec![one], route }
        })
        .collect()
}

fn condition(choices: &mut Choices<'_>, scope: &Scope<'_>, depth: usize) -> Condition {
    let several = |choices: &mut Choices<'_>| (0..2).map(|_| condition(choices, scope, depth + 1)).collect();
    match choices.weighted(if depth > 1 { &[1, 0, 0, 0] } else { &[5, 2, 1, 1] }) {
        1 => Condition::Not(Box::new(condition(choices, scope, depth + 1))),
        2 => Condition::And(several(choices)),
        3 => Condition::Or(several(choices)),
        _ => Condition::Is(Box::new(atom(choices, scope, true))),
    }
}

fn atom(choices: &mut Choices<'_>, scope: &Scope<'_>, in_condition: bool) -> Atom {
    let monotone = scope.part == Part::Monotone;
    // Conditions on evidence are not monotone.
    let evidence = if in_condition && monotone { 0 } else { 1 };
    let facts = if scope.standard { 0 } else { 1 };
    let closed = if monotone { 0 } else { evidence };
    match choices.weighted(&[
        30 * evidence,
        4 * closed,
        5 * evidence,
        4 * facts,
        2 * facts,
        2 * facts,
        2 * facts,
        2 * facts,
        2,
        facts,
    ]) {
        0 if evidence == 1 => Atom::Claim(claim(choices, scope, !in_condition)),
        1 => share(choices, scope),
        2 => {
            let (set, members) = choices.pick(&SETS);
            let there = i64::try_from(members.len()).unwrap();
            let how = match choices.weighted(&[3, 4, 2]) {
                0 => Cover::All,
                1 => Cover::AtLeast(choices.range(1, there)),
                _ => Cover::Percent(choices.pick(&[50, 75, 34])),
            };
            let level = choices.chance(50).then(|| choices.pick(&SKILLS));
            let by = choices.chance(60).then(|| selection(choices, scope, Measure::Count));
            let by = by.map(|by| Selection { on: None, ..by });
            let rows = (set == "leaves" && !in_condition && choices.chance(25))
                .then(|| Row::Members(choices.range(1, 2), choices.pick(&["few", "two"])));
            Atom::Cover { how, set, level, by, rows: rows.into_iter().collect() }
        }
        4 => Atom::Years(compare(choices), choices.range(0, 3)),
        5 => Atom::Hired(compare_date(choices), plain_term(choices)),
        6 => {
            let at = match choices.weighted(&[6, 2, 2]) {
                0 => None,
                1 => Some(Term::Application),
                _ => Some(Term::On(Partial::Day(2025, 6, 14))),
            };
            Atom::Age(compare(choices), choices.range(17, 19), at)
        }
        7 => Atom::Since(choices.chance(70), length(choices), point(choices, scope)),
        8 => Atom::Order(point(choices, scope), compare_date(choices), point(choices, scope)),
        9 => Atom::Resident(choices.pick(&["US-TX", "US"])),
        _ => Atom::Fit(!choices.chance(25)),
    }
}

fn compare(choices: &mut Choices<'_>) -> Compare {
    choices.pick(&[Compare::AtLeast, Compare::AtMost, Compare::Over, Compare::Under])
}

fn compare_date(choices: &mut Choices<'_>) -> CompareDate {
    choices.pick(&[CompareDate::Before, CompareDate::After, CompareDate::From, CompareDate::Until])
}

fn length(choices: &mut Choices<'_>) -> Length {
    choices.pick(&[Length::Years(1), Length::Years(2), Length::Months(12), Length::Months(1), Length::Days(30)])
}

/// A date on one side of a comparison, perhaps a partial one.
fn plain_term(choices: &mut Choices<'_>) -> Term {
    Term::On(choices.pick(&[
        Partial::Day(2024, 3, 15),
        Partial::Day(2024, 3, 1),
        Partial::Day(2025, 1, 1),
        Partial::Month(2024, 3),
        Partial::Year(2024),
        Partial::Day(2023, 6, 15),
    ]))
}

/// A date that may be moved, never a partial one of the framework.
fn point(choices: &mut Choices<'_>, scope: &Scope<'_>) -> Term {
    let facts = usize::from(!scope.standard);
    let lets = if scope.lets.is_empty() { 0 } else { 6 };
    let programme = if scope.standard { 2 } else { 0 };
    match choices.weighted(&[4, 3, 2 * facts, facts, lets, programme, 2]) {
        0 => Term::Assessment,
        1 => Term::On(choices.pick(&[Partial::Day(2024, 3, 15), Partial::Day(2023, 6, 15), Partial::Day(2025, 1, 1)])),
        2 => Term::Application,
        3 => Term::Hired,
        4 => Term::Meant(choices.below(scope.lets.len())),
        5 => Term::Programme,
        _ => {
            let by = length(choices);
            let today = choices.chance(50);
            let of = Box::new(if today { Term::Assessment } else { Term::On(Partial::Day(2024, 3, 31)) });
            if choices.chance(50) { Term::After(by, of) } else { Term::Before(by, of) }
        }
    }
}

fn term_for_compare(choices: &mut Choices<'_>, scope: &Scope<'_>) -> Term {
    if choices.chance(50) { point(choices, scope) } else { plain_term(choices) }
}

/// Attributes that all these kinds have.
fn common(kinds: &[Kind]) -> Vec<Attribute> {
    let first = kinds[0].attributes();
    first.iter().copied().filter(|one| kinds.iter().all(|kind| kind.attributes().contains(one))).collect()
}

fn predicate(
    choices: &mut Choices<'_>,
    scope: &Scope<'_>,
    kinds: &[Kind],
    by_portion: bool,
    depth: usize,
) -> Predicate {
    let weights: &[usize] = if depth >= 1 { &[10, 2, 1, 2, 0, 0, 0] } else { &[10, 2, 1, 2, 1, 2, 1] };
    match choices.weighted(weights) {
        1 => Predicate::Date(compare_date(choices), term_for_compare(choices, scope)),
        2 if kinds.iter().all(|kind| matches!(kind, Kind::Credential | Kind::Qualification)) => {
            Predicate::Current(point(choices, scope))
        }
        3 if kinds.iter().all(|kind| kind.is_part()) && scope.lets.contains(&Kind::Qualification) => {
            let places = scope.lets.iter().enumerate().filter(|(_, kind)| **kind == Kind::Qualification);
            let places: Vec<usize> = places.map(|(place, _)| place).collect();
            Predicate::PartOf(choices.pick(&places))
        }
        4 => Predicate::Not(Box::new(predicate(choices, scope, kinds, by_portion, depth + 1))),
        5 => Predicate::And(two(choices, scope, kinds, by_portion, depth)),
        6 => Predicate::Or(two(choices, scope, kinds, by_portion, depth)),
        _ => test(choices, kinds, by_portion),
    }
}

fn two(choices: &mut Choices<'_>, scope: &Scope<'_>, kinds: &[Kind], by_portion: bool, depth: usize) -> Vec<Predicate> {
    (0..2).map(|_| predicate(choices, scope, kinds, by_portion, depth + 1)).collect()
}

fn test(choices: &mut Choices<'_>, kinds: &[Kind], by_portion: bool) -> Predicate {
    let mut attributes = common(kinds);
    // Items are counted as a whole: whether one with two modes is of a mode is no question of counting.
    attributes.retain(|one| by_portion || *one != Attribute::Mode);
    let attribute = choices.pick(&attributes);
    match attribute.shape() {
        Shape::YesNo => Predicate::Yes(attribute),
        Shape::One(words) | Shape::Many(words) => {
            let mut list = vec![choices.pick(words)];
            if words.len() > 2 && choices.chance(25) {
                list.push(choices.pick(words));
                list.dedup();
            }
            if choices.chance(20) { Predicate::IsNot(attribute, list) } else { Predicate::Is(attribute, list) }
        }
        Shape::Number => Predicate::Number(attribute, compare(choices), choices.range(1, 2)),
        Shape::Level => Predicate::Level(compare(choices), u8::try_from(choices.range(3, 5)).unwrap()),
    }
}

fn window(choices: &mut Choices<'_>, scope: &Scope<'_>) -> Window {
    match choices.weighted(&[3, 3, 1, 1]) {
        0 => Window::WithinBefore(length(choices), point(choices, scope)),
        1 => Window::Compare(compare_date(choices), term_for_compare(choices, scope)),
        2 => Window::Between(Term::On(Partial::Day(2024, 3, 1)), Term::On(Partial::Month(2024, 12))),
        _ => Window::WithinAfter(length(choices), point(choices, scope)),
    }
}

/// The kinds of a head: one, or courses and placements together.
fn head(choices: &mut Choices<'_>, scope: &Scope<'_>, measure: Measure) -> Vec<Kind> {
    let able = |kind: &Kind| match measure {
        Measure::Hours => matches!(kind, Kind::Course | Kind::Placement | Kind::Cpd | Kind::Experience),
        Measure::Count => true,
        Measure::Days | Measure::Months => *kind == Kind::Experience,
    };
    let kinds: Vec<Kind> = scope.kinds.iter().copied().filter(able).collect();
    let kinds = if kinds.is_empty() {
        vec![if measure == Measure::Hours { Kind::Course } else { Kind::Experience }]
    } else {
        kinds
    };
    let kind = choices.pick(&kinds);
    let training = matches!(kind, Kind::Course | Kind::Placement);
    if training && choices.chance(40) { vec![Kind::Course, Kind::Placement] } else { vec![kind] }
}

fn selection(choices: &mut Choices<'_>, scope: &Scope<'_>, measure: Measure) -> Selection {
    let kinds = head(choices, scope, measure);
    let mut one = Selection { heads: vec![(kinds.clone(), None)], ..Selection::of(kinds[0]) };
    if choices.chance(8) {
        let other = head(choices, scope, measure);
        let work = |kinds: &[Kind]| kinds.contains(&Kind::Experience);
        if work(&other) == work(&kinds) && !other.iter().any(|kind| kinds.contains(kind)) {
            // The last one: `(cpd where verified or course)` would read `course` as a part of the predicate.
            let own = predicate(choices, scope, &other, measure == Measure::Hours, 1);
            one.heads = vec![(kinds, None), (other, Some(own))];
        }
    }
    let kinds = one.kinds();
    let covering =
        kinds.iter().all(|kind| matches!(kind, Kind::Course | Kind::Placement | Kind::Cpd | Kind::Demonstration));
    if covering && scope.member && choices.chance(85) {
        one.on = Some(VARIABLE);
    } else if covering && choices.chance(10) {
        one.on = Some(choices.pick(&COMPETENCIES));
    }
    if choices.chance(22) {
        one.windows.push(window(choices, scope));
        one.wholly = kinds == [Kind::Course] && choices.chance(20);
    }
    if choices.chance(32) {
        let by_portion = measure == Measure::Hours && one.on.is_none();
        one.predicate = Some(predicate(choices, scope, &kinds, by_portion, 0));
    }
    one
}

fn share(choices: &mut Choices<'_>, scope: &Scope<'_>) -> Atom {
    let measure = if scope.kinds.iter().any(|kind| kind.has_hours()) { Measure::Hours } else { Measure::Count };
    let whole = Selection { on: None, ..selection(choices, scope, measure) };
    let mut part = whole.clone();
    if choices.chance(30) {
        let other = Selection { on: None, ..selection(choices, scope, measure) };
        let work = |one: &Selection| one.kinds().contains(&Kind::Experience);
        if work(&other) == work(&whole) {
            part = other;
        }
    } else if part.predicate.is_none() {
        part.predicate = Some(predicate(choices, scope, &part.kinds(), measure == Measure::Hours, 0));
    }
    // Work that straddles a window lies in it only in part, and differently for part and whole.
    if whole.kinds().contains(&Kind::Experience) {
        part.windows = whole.windows.clone();
    }
    // Programmes are measured in hours, and mostly state none.
    if [&part, &whole].iter().any(|one| one.kinds().contains(&Kind::Qualification)) {
        return Atom::Fit(true);
    }
    Atom::Share { part, at_least: choices.chance(70), percent: choices.pick(&[50, 20, 60, 75, 34]), whole }
}

fn claim(choices: &mut Choices<'_>, scope: &Scope<'_>, with_rows: bool) -> Claim {
    let open_only = scope.part != Part::Whole;
    let hours = scope.kinds.iter().any(|kind| kind.has_hours());
    let work = scope.kinds.contains(&Kind::Experience) && !scope.standard;
    let measure =
        match choices.weighted(&[if hours { 6 } else { 0 }, if hours { 3 } else { 6 }, if work { 3 } else { 0 }]) {
            0 if hours => Measure::Hours,
            2 => choices.pick(&[Measure::Days, Measure::Months]),
            _ => Measure::Count,
        };
    let selection = selection(choices, scope, measure);
    let closed =
        !open_only && measure == Measure::Hours && selection.on.is_none() && (scope.standard || choices.chance(20));
    let limit = |choices: &mut Choices<'_>, low: i64, high: i64| choices.range(low, high);
    let quantity = match measure {
        Measure::Days => Quantity::AtLeast(limit(choices, 1, 6)),
        Measure::Months => Quantity::AtLeast(limit(choices, 1, 4)),
        Measure::Hours if closed => match choices.weighted(&[3, 2, 3, 1]) {
            0 => Quantity::AtLeast(limit(choices, 1, 6)),
            1 => Quantity::AtMost(limit(choices, 2, 8)),
            2 => {
                let least = limit(choices, 1, 4);
                Quantity::Between(least, least + choices.range(1, 6))
            }
            _ => Quantity::Exactly(limit(choices, 2, 6)),
        },
        Measure::Hours => Quantity::AtLeast(limit(choices, 1, 7)),
        Measure::Count => match choices.weighted(if open_only { &[6, 2, 0, 0] } else { &[6, 1, 4, 2] }) {
            1 => Quantity::Exactly(limit(choices, 1, 2)),
            2 => Quantity::AtMost(limit(choices, 0, 2)),
            3 => {
                let least = limit(choices, 1, 2);
                Quantity::Between(least, least + choices.range(0, 1))
            }
            _ => Quantity::AtLeast(limit(choices, 1, 3)),
        },
    };
    let mut rows = Vec::new();
    if with_rows {
        let count = choices.below(4);
        let all = if closed || scope.standard && measure == Measure::Hours { Rows::Closed } else { Rows::Open };
        rows = self::rows(choices, scope, &selection, measure, quantity, all, count);
    }
    Claim { quantity, measure, all: closed, selection, rows }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    Open,
    Closed,
}

fn rows(
    choices: &mut Choices<'_>,
    scope: &Scope<'_>,
    selection: &Selection,
    measure: Measure,
    quantity: Quantity,
    sort: Rows,
    count: usize,
) -> Vec<Row> {
    let kinds = selection.kinds();
    let common = common(&kinds);
    let by_portion = measure == Measure::Hours && selection.on.is_none();
    let groups: Vec<Attribute> = common
        .iter()
        .copied()
        .filter(|one| matches!(one.shape(), Shape::One(_) | Shape::Many(_)) && (by_portion || *one != Attribute::Mode))
        .collect();
    if matches!(measure, Measure::Days | Measure::Months) {
        return (0..count.min(1))
            .map(|_| match choices.weighted(&[3, 2, 2]) {
                1 => Row::Distinct {
                    least: 2,
                    of: choices.pick(&[Attribute::Role, Attribute::Area]),
                    each: choices.chance(50).then(|| choices.range(1, 3)),
                },
                2 => Row::FromOne(choices.pick(&[Attribute::Role, Attribute::Area])),
                _ => {
                    Row::NoBreak(choices.pick(&[Length::Days(0), Length::Days(1), Length::Days(30), Length::Months(1)]))
                }
            })
            .collect();
    }
    if let Quantity::AtMost(_) = quantity
        && sort == Rows::Open
    {
        return (0..count.min(1)).map(|_| Row::WithinAny(length(choices))).collect();
    }
    // Sets of one attribute with a single value, of which each lies in another or apart from it.
    let single: Vec<Attribute> = groups.iter().copied().filter(|one| matches!(one.shape(), Shape::One(_))).collect();
    let family = if single.is_empty() { None } else { Some(choices.pick(&single)) };
    let nested = |choices: &mut Choices<'_>| -> Predicate {
        let Some(family) = family else { return Predicate::Yes(Attribute::Verified) };
        let Shape::One(words) = family.shape() else { return Predicate::Yes(Attribute::Verified) };
        let word = choices.pick(words);
        match choices.weighted(&[5, 2, 2]) {
            1 if words.len() > 2 => Predicate::Is(family, words[..2].to_vec()),
            2 => Predicate::And(vec![Predicate::Is(family, vec![word]), Predicate::Yes(Attribute::Verified)]),
            _ => Predicate::Is(family, vec![word]),
        }
    };
    // What goes together: rows that compete are refused by the checker.
    let style = match choices.weighted(&[3, 7, 2, 2, 3, 2, 3]) {
        0 => Style::Needs,
        2 if measure == Measure::Hours || sort == Rows::Closed => Style::Share,
        3 if sort == Rows::Open => Style::PerGroup,
        4 if sort == Rows::Open && !groups.is_empty() => Style::Choice,
        5 if sort == Rows::Open => Style::Gate,
        6 if sort == Rows::Open && !groups.is_empty() => Style::Spread,
        _ => Style::Limits,
    };
    let style =
        if matches!(quantity, Quantity::Exactly(_)) && matches!(style, Style::Gate | Style::Spread | Style::Share) {
            Style::Limits
        } else {
            style
        };
    let percent = [50, 20, 60, 75, 25];
    let including = |choices: &mut Choices<'_>| {
        let any = matches!(style, Style::Needs | Style::Spread)
            && sort == Rows::Open
            && choices.chance(50)
            && !matches!(quantity, Quantity::Exactly(_));
        let of = if any { predicate(choices, scope, &kinds, by_portion, 0) } else { nested(choices) };
        Row::Including(choices.range(1, 3), of)
    };
    let mut rows: Vec<Row> = Vec::new();
    for index in 0..count {
        let row = match (style, index) {
            (Style::Needs, 0)
                if sort == Rows::Open && choices.chance(20) && !matches!(quantity, Quantity::Exactly(_)) =>
            {
                Row::Whole
            }
            (Style::Limits | Style::Choice, 1..) | (Style::Limits, 0) => {
                match choices.weighted(&[5, 4, usize::from(sort == Rows::Open)]) {
                    0 => Row::Counting(choices.range(0, 3), nested(choices)),
                    1 => including(choices),
                    _ => Row::CountingOfNeed(choices.pick(&percent), nested(choices)),
                }
            }
            (Style::Share, 0) => {
                let (share, of) = (choices.pick(&percent), nested(choices));
                if choices.chance(50) { Row::CountingShare(share, of) } else { Row::IncludingShare(share, of) }
            }
            (Style::Share, _) => {
                if choices.chance(50) {
                    Row::Counting(choices.range(0, 3), nested(choices))
                } else {
                    including(choices)
                }
            }
            (Style::PerGroup, _) => {
                let group = match choices.weighted(&[2, 2, 2, 2, if groups.is_empty() { 0 } else { 4 }]) {
                    0 => Group::Item,
                    1 => Group::Day,
                    2 => Group::Month,
                    3 => Group::Year,
                    _ => Group::Of(choices.pick(&groups)),
                };
                Row::CountingPer(choices.range(1, 3), group)
            }
            (Style::Choice, 0) => match choices.weighted(&[4, 3, if kinds == [Kind::Exam] { 3 } else { 0 }]) {
                0 => Row::FromOne(choices.pick(&groups)),
                1 => Row::WithinAny(length(choices)),
                _ => Row::Consecutive(choices.pick(&[Attribute::Part, Attribute::Score])),
            },
            (Style::Gate, 0) => Row::Gate {
                gated: nested(choices),
                least: choices.range(1, 3),
                by: predicate(choices, scope, &kinds, by_portion, 1),
            },
            (Style::Spread, 0) => {
                let each = choices.chance(40).then(|| choices.range(1, 3));
                Row::Distinct { least: u32::try_from(choices.range(1, 2)).unwrap(), of: choices.pick(&groups), each }
            }
            (Style::Needs | Style::Gate | Style::Spread, _) => including(choices),
        };
        rows.push(row);
    }
    // A limit that stands beside a run is refused.
    if rows.iter().any(|row| matches!(row, Row::Consecutive(_))) {
        rows.retain(|row| !matches!(row, Row::Counting(..) | Row::CountingOfNeed(..)));
    }
    rows
}

/// Which rows stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Needs,
    Limits,
    Share,
    PerGroup,
    Choice,
    Gate,
    Spread,
}

/// Every value that a record may leave out, filled in.
pub fn completed(record: &Record, lists: &[Vec<u16>], all: bool) -> Record {
    let mut record = record.clone();
    let blank = Vec::new();
    for (index, item) in record.items.iter_mut().enumerate() {
        let list = lists.get(index).unwrap_or(&blank);
        complete_item(&mut Choices::new(list), item, all);
    }
    let choices = &mut Choices::new(lists.last().unwrap_or(&blank));
    let fill = |choices: &mut Choices<'_>| all || choices.chance(50);
    if record.fit.is_none() && fill(choices) {
        record.fit = Some(choices.chance(50));
    }
    if record.years.is_none() && fill(choices) {
        record.years = Some(choices.range(0, 4));
    }
    for date in [&mut record.born, &mut record.application, &mut record.hired] {
        if fill(choices) {
            *date = Some(narrowed(choices, *date));
        }
    }
    record
}

/// A day of a partial date.
fn narrowed(choices: &mut Choices<'_>, date: Option<Partial>) -> Partial {
    match date {
        None => choices.pick(DATES),
        Some(Partial::Day(y, m, d)) => Partial::Day(y, m, d),
        Some(Partial::Month(y, m)) => Partial::Day(y, m, choices.pick(&[15, 1, 14, 16, 28])),
        Some(Partial::Year(y)) => {
            let (m, d) = choices.pick(&[(3, 15), (1, 1), (12, 31), (3, 1), (6, 15), (6, 16)]);
            Partial::Day(y, m, d)
        }
    }
}

fn complete_item(choices: &mut Choices<'_>, item: &mut Item, all: bool) {
    let fill = |choices: &mut Choices<'_>| all || choices.chance(50);
    for attribute in item.kind.attributes() {
        let split = *attribute == Attribute::Mode && !matches!(item.hours, Hours::Whole(_));
        let value = value(choices, *attribute);
        if !item.attributes.contains_key(attribute) && !split && fill(choices) {
            item.attributes.insert(*attribute, value);
        }
    }
    // A missing split, where no mode is said of the whole.
    if let Hours::Whole(hours) = item.hours
        && matches!(item.kind, Kind::Course | Kind::Placement)
        && !item.attributes.contains_key(&Attribute::Mode)
        && hours > 1
        && choices.chance(50)
    {
        let theory = choices.range(1, hours - 1);
        item.hours = Hours::ByMode(vec![("theory", theory), ("practice", hours - theory)]);
    }
    if item.hours == Hours::NotStated && item.kind.has_hours() && fill(choices) {
        item.hours = Hours::Whole(choices.pick(&[0, 1, 2, 3, 5, 9]));
    }
    let before = item.clone();
    if item.kind == Kind::Experience {
        if let Some(date) = item.started
            && fill(choices)
        {
            item.started = Some(narrowed(choices, Some(date)));
        }
        if item.started.is_none() && fill(choices) {
            let date = choices.pick(STARTS);
            item.started = Some(narrowed(choices, Some(date)));
        }
    }
    match item.end {
        End::On(date) if fill(choices) => item.end = End::On(narrowed(choices, Some(date))),
        End::NotStated if fill(choices) => {
            let dates = if item.kind == Kind::Experience { ENDS } else { DATES };
            let date = choices.pick(dates);
            item.end = End::On(narrowed(choices, Some(date)));
        }
        End::On(_) | End::NotStated | End::Ongoing => {}
    }
    // An end before the beginning, or an expiry before the issue, is no record.
    let after = |one: Option<Partial>, other: End| match (one, other) {
        (Some(one), End::On(other)) => last(other) < first(one),
        _ => false,
    };
    if after(item.started, item.end) {
        item.started = before.started;
        item.end = before.end;
    }
    if let (Some(expires), End::On(issued)) = (item.expires, item.end)
        && last(expires) < first(issued)
    {
        item.end = before.end;
    }
    if item.kind == Kind::Credential && item.expires.is_none() && fill(choices) {
        let expires = choices.pick(&[Partial::Day(2025, 6, 15), Partial::Day(2026, 1, 1), Partial::Day(2025, 6, 14)]);
        if !matches!(item.end, End::On(issued) if last(expires) < first(issued)) {
            item.expires = Some(expires);
        }
    }
    if item.covers == Covers::Unknown && fill(choices) {
        let competency = choices.pick(&COMPETENCIES);
        item.covers = Covers::Listed(vec![(competency, Some(choices.pick(&SKILLS)), None)]);
    }
    if let Covers::Listed(list) = &mut item.covers {
        let level = choices.pick(&SKILLS);
        for entry in list {
            if entry.1.is_none() && fill(choices) {
                entry.1 = Some(level);
            }
        }
    }
    if item.kind == Kind::Demonstration
        && let Covers::Listed(list) = &mut item.covers
        && let Some(level) = list.iter().find_map(|(_, level, _)| *level)
    {
        for entry in list {
            entry.1 = Some(level);
        }
    }
}
