//! Lines that compete for evidence, and small records for them.

use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

use super::super::language::{
    Accept, Atom, Attribute, Claim, Condition, Cover, Covers, End, Group, Hours, Item, Joint, Kind, Length, Limit,
    Line, Measure, Partial, Predicate, Quantity, Record, Row, Rules, SETS, Selection, Shape, Status, Term, VARIABLE,
    Value, Way, Window,
};
use super::{Case, Choices, common, value};

/// What competes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The rows of one line.
    Rows,
    /// `each counted once`, of plain lines.
    Once,
    /// Modifiers over several lines.
    Block,
    /// All of it, inside one another, with choices.
    Nested,
    /// `accept … as`.
    Accepted,
}

/// Cases in which evidence competes.
pub fn competing(sort: Sort) -> impl Strategy<Value = Case> {
    let choices = |most: usize| vec(any::<u16>(), 0..most);
    (any::<u8>(), choices(120), choices(6), vec(choices(16), 0..7)).prop_map(move |(theme, line, facts, items)| {
        let kinds = theme_of(sort, theme);
        Case { rules: rules(sort, kinds, &line), record: record(kinds, &facts, &items) }
    })
}

/// What lacks something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    Rows,
    Once,
    Block,
}

/// Cases that speak of categories and of what is verified, and of nothing else: in hours, or in pieces.
pub fn gaps(gap: Gap, hours: bool) -> impl Strategy<Value = Case> {
    let choices = |most: usize| vec(any::<u16>(), 0..most);
    (choices(60), choices(1), vec(choices(12), 0..4)).prop_map(move |(line, facts, items)| {
        let kinds = &[Kind::Cpd];
        let unit = if hours { Unit::Hours } else { Unit::Count };
        let mut maker = Maker {
            sort: Sort::Rows,
            kinds,
            choices: Choices::new(&line),
            lets: Vec::new(),
            member: false,
            plain: true,
        };
        let lines = |maker: &mut Maker<'_, '_>, rows: bool| -> Vec<Line> {
            (0..2)
                .map(|_| {
                    let rows = rows && maker.choices.chance(40);
                    Line::Atom(Atom::Claim(maker.claim(unit, rows)))
                })
                .collect()
        };
        let joint = |once: bool, rows: Vec<Row>, lines: Vec<Line>| {
            Line::Joint(Joint { once, twice: None, measure: measure_of(unit), rows, lines })
        };
        let line = match gap {
            Gap::Rows => Line::Atom(Atom::Claim(maker.claim(unit, true))),
            Gap::Once => {
                let lines = lines(&mut maker, true);
                joint(true, Vec::new(), lines)
            }
            Gap::Block => {
                let lines = lines(&mut maker, false);
                let mut rows = maker.rows(unit, 1);
                // What a block asks for together with its lines is mended by more than one piece; see the roadmap.
                rows.retain(|row| matches!(row, Row::Counting(..)));
                joint(false, rows, lines)
            }
        };
        let mut record = record(kinds, &facts, &items);
        for item in &mut record.items {
            item.end = End::On(Partial::Day(2024, 3, 15));
            item.status = Status::Completed;
        }
        Case { rules: Rules::of(vec![line]), record }
    })
}

/// Items that a record may also have.
pub fn further(kinds: &[Kind], lists: &[Vec<u16>]) -> Vec<Item> {
    lists.iter().enumerate().map(|(index, list)| item(&mut Choices::new(list), kinds, &format!("n{index}"))).collect()
}

fn theme_of(sort: Sort, theme: u8) -> &'static [Kind] {
    const ACCEPTED: &[&[Kind]] = &[&[Kind::Cpd, Kind::Course], &[Kind::Cpd, Kind::Placement]];
    const OTHER: &[&[Kind]] = &[
        &[Kind::Cpd],
        &[Kind::Course, Kind::Placement],
        &[Kind::Exam],
        &[Kind::Demonstration],
        &[Kind::Cpd, Kind::Course],
        &[Kind::Cpd],
        &[Kind::Course, Kind::Exam],
        &[Kind::Course, Kind::Placement, Kind::Qualification],
    ];
    let list = if sort == Sort::Accepted { ACCEPTED } else { OTHER };
    list[usize::from(theme) % list.len()]
}

// ---- records ----

fn record(kinds: &[Kind], facts: &[u16], lists: &[Vec<u16>]) -> Record {
    let choices = &mut Choices::new(facts);
    let items: Vec<Item> =
        lists.iter().enumerate().map(|(at, list)| item(&mut Choices::new(list), kinds, &format!("i{at}"))).collect();
    let mut record = Record::new(items);
    let programme = record.items.iter().find(|item| item.kind == Kind::Qualification).map(|item| item.id.clone());
    for (item, list) in record.items.iter_mut().zip(lists) {
        if item.kind.is_part() && list.len() % 3 != 0 {
            item.part_of.clone_from(&programme);
        }
    }
    record.fit = choices.chance(65).then(|| choices.chance(60));
    record.years = choices.chance(65).then(|| choices.range(0, 3));
    if choices.chance(30) {
        record.complete.kinds = kinds.to_vec();
    }
    record
}

fn item(choices: &mut Choices<'_>, kinds: &[Kind], id: &str) -> Item {
    let kind = choices.pick(kinds);
    let mut item = Item::new(id, kind);
    if kind.has_hours() {
        item.hours = match choices.weighted(&[80, 14, 6]) {
            1 if matches!(kind, Kind::Course | Kind::Placement) => {
                Hours::ByMode(vec![("theory", choices.range(1, 3)), ("practice", choices.range(1, 3))])
            }
            2 => Hours::NotStated,
            _ => Hours::Whole(choices.range(1, 5)),
        };
    }
    for attribute in kind.attributes() {
        let stated = choices.below(100) < 86;
        let value = match attribute {
            Attribute::Result => Value::Word(if choices.chance(8) { "failed" } else { "passed" }),
            Attribute::Success | Attribute::Passed => Value::YesNo(true),
            _ => value(choices, *attribute),
        };
        if stated && !(*attribute == Attribute::Mode && matches!(item.hours, Hours::ByMode(_))) {
            item.attributes.insert(*attribute, value);
        }
    }
    item.end = match choices.weighted(&[70, 15, 6, 5, 4]) {
        1 => End::On(Partial::Day(2023, 6, 15)),
        2 => End::On(Partial::Day(2022, 1, 1)),
        3 => End::On(Partial::Year(2024)),
        4 => End::NotStated,
        _ => End::On(Partial::Day(2024, 3, 15)),
    };
    if choices.chance(4) {
        item.status = Status::InProgress;
        item.end = End::On(Partial::Day(2026, 1, 1));
    }
    if kind == Kind::Demonstration {
        item.count = 1 + i64::from(choices.chance(25));
    }
    let covers = matches!(kind, Kind::Course | Kind::Placement | Kind::Demonstration | Kind::Cpd);
    if covers {
        let mut list = vec![choices.pick(&["b", "a1", "a2", "c", "trunk"])];
        if choices.chance(50) {
            list.push(choices.pick(&["a1", "a2", "b", "c"]));
        }
        list.dedup();
        item.covers = Covers::Listed(list.into_iter().map(|one| (one, None, None)).collect());
    }
    item
}

// ---- rules ----

/// How the lines of a block must measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Any,
    Hours,
    Count,
}

struct Maker<'k, 'c> {
    sort: Sort,
    kinds: &'k [Kind],
    choices: Choices<'c>,
    /// Kinds of the `let`s around.
    lets: Vec<Kind>,
    member: bool,
    /// Two attributes only, and rows that limit or need amounts.
    plain: bool,
}

fn rules(sort: Sort, kinds: &[Kind], list: &[u16]) -> Rules {
    // Programmes are not counted: they are what a `let` means.
    let counted: Vec<Kind> = kinds.iter().copied().filter(|kind| *kind != Kind::Qualification).collect();
    let mut maker =
        Maker { sort, kinds: &counted, choices: Choices::new(list), lets: Vec::new(), member: false, plain: false };
    let accepts = if sort == Sort::Accepted { maker.accepts() } else { Vec::new() };
    let programmes = kinds.contains(&Kind::Qualification);
    let line = match sort {
        Sort::Rows => maker.single(),
        Sort::Once => maker.once(1, false),
        Sort::Block => maker.block(1, false),
        Sort::Nested if programmes => {
            let selection = Selection::of(Kind::Qualification);
            maker.lets.push(Kind::Qualification);
            let lines = vec![if maker.choices.chance(60) { maker.once(0, true) } else { maker.block(0, true) }];
            maker.lets.pop();
            Line::Let { pick: None, selection, lines }
        }
        Sort::Nested => {
            if maker.choices.chance(70) {
                maker.once(0, true)
            } else {
                maker.block(0, true)
            }
        }
        Sort::Accepted => match maker.choices.weighted(&[4, 4, 2]) {
            0 => maker.once(1, false),
            1 => maker.atom(Unit::Hours, true),
            _ => maker.block(1, false),
        },
    };
    Rules { accepts, ..Rules::of(vec![line]) }
}

impl Maker<'_, '_> {
    fn accepts(&mut self) -> Vec<Accept> {
        let kind = self.kinds[1];
        let count = if self.choices.chance(25) { 2 } else { 1 };
        (0..count)
            .map(|_| {
                let mut source = Selection::of(Kind::Cpd);
                if self.choices.chance(30) {
                    source.predicate = Some(self.predicate(&[Kind::Cpd], true));
                }
                let mut attributes = Vec::new();
                if self.choices.chance(50) {
                    attributes.push((Attribute::Mode, self.choices.pick(&["practice", "theory"])));
                }
                if self.choices.chance(20) {
                    attributes.push((Attribute::Setting, "live"));
                }
                let limit = match self.choices.weighted(&[4, 3, 2, 2]) {
                    1 => Limit::Hours(self.choices.range(1, 3)),
                    2 => Limit::OfNeed(self.choices.pick(&[50, 25])),
                    3 => Limit::OfCounted(self.choices.pick(&[50, 25])),
                    _ => Limit::None,
                };
                let (from, to) = self.choices.pick(&[(1, 1), (2, 1), (1, 2), (2, 3)]);
                Accept { source, kind, attributes, from, to, each_full: self.choices.chance(25), limit }
            })
            .collect()
    }

    /// One line, with rows of any sort.
    fn single(&mut self) -> Line {
        if self.kinds.iter().any(|kind| covering(*kind)) && self.choices.chance(20) {
            let rows = 1 + self.choices.below(2);
            return self.cover(rows);
        }
        self.atom(Unit::Any, true)
    }

    fn once(&mut self, depth: usize, choose: bool) -> Line {
        let with_rows = self.choices.chance(15);
        let unit = if with_rows { self.unit() } else { Unit::Any };
        let twice = self.choices.chance(25).then(|| self.predicate(&self.kinds.to_vec(), false));
        let lines = self.lines(unit, depth, choose);
        let rows = if with_rows { self.rows(unit, 1) } else { Vec::new() };
        Line::Joint(Joint { once: true, twice, measure: measure_of(unit), rows, lines })
    }

    fn block(&mut self, depth: usize, choose: bool) -> Line {
        let unit = self.unit();
        let lines = self.lines(unit, depth, choose);
        let rows = 1 + self.choices.below(2);
        let rows = self.rows(unit, rows);
        Line::Joint(Joint { once: false, twice: None, measure: measure_of(unit), rows, lines })
    }

    fn unit(&mut self) -> Unit {
        let hours = self.kinds.iter().any(|kind| kind.has_hours());
        if hours && self.choices.chance(70) { Unit::Hours } else { Unit::Count }
    }

    /// At least two lines that choose what they count, and others.
    fn lines(&mut self, unit: Unit, depth: usize, choose: bool) -> Vec<Line> {
        let mut lines: Vec<Line> = (0..2)
            .map(|_| {
                let rows = self.choices.chance(35);
                self.atom(unit, rows)
            })
            .collect();
        let more = if choose { 1 + self.choices.below(2) } else { self.choices.below(2) };
        for _ in 0..more {
            let line = if choose { self.other(unit, depth) } else { self.atom(unit, false) };
            lines.push(line);
        }
        lines
    }

    /// A line of another sort.
    fn other(&mut self, unit: Unit, depth: usize) -> Line {
        let deep = depth >= 1;
        let scopes = if deep { 0 } else { 3 };
        match self.choices.weighted(&[1, 4, 2, 4, scopes, scopes, 2, 1, 1, 1]) {
            1 => {
                let ways = self.ways(unit, 2);
                Line::Any(ways)
            }
            2 => {
                let least = self.choices.range(1, 2);
                Line::AtLeast(u32::try_from(least).unwrap(), self.ways(unit, 3))
            }
            3 => {
                let condition = self.condition();
                let unless = self.choices.chance(30);
                let then = vec![self.atom(unit, false)];
                let otherwise = (!unless && self.choices.chance(50)).then(|| vec![self.atom(unit, false)]);
                Line::When { condition, unless, then, otherwise }
            }
            4 => self.nested(unit, depth),
            5 => {
                let lines = self.lines(unit, depth + 1, false);
                Line::Joint(Joint { once: true, twice: None, measure: measure_of(unit), rows: Vec::new(), lines })
            }
            6 => {
                let kind = self.choices.pick(self.kinds);
                let mut selection = Selection::of(kind);
                if self.choices.chance(40) {
                    selection.predicate = Some(self.predicate(&[kind], false));
                }
                self.lets.push(kind);
                let own = Term::Meant(self.lets.len() - 1);
                let mut inside = self.claim(unit, false);
                if self.choices.chance(60) {
                    inside.selection.windows = vec![Window::WithinBefore(Length::Years(1), own)];
                }
                let inside = vec![Line::Atom(Atom::Claim(inside))];
                self.lets.pop();
                Line::Let { pick: None, selection, lines: inside }
            }
            7 => Line::Requirement { advisory: false, in_force: None, lines: vec![self.atom(unit, true)] },
            8 if unit != Unit::Hours && self.kinds.iter().all(|kind| covering(*kind)) => {
                let set = self.choices.pick(&["few", "two"]);
                self.member = true;
                let kind = self.choices.pick(self.kinds);
                let selection = Selection { on: Some(VARIABLE), ..Selection::of(kind) };
                let quantity = Quantity::AtLeast(1);
                let claim = Claim { quantity, measure: Measure::Count, all: false, selection, rows: Vec::new() };
                self.member = false;
                let least = self.choices.chance(30).then_some(1);
                Line::For { least, set, lines: vec![Line::Atom(Atom::Claim(claim))] }
            }
            9 => Line::Atom(Atom::Fit(true)),
            _ => self.atom(unit, true),
        }
    }

    fn nested(&mut self, unit: Unit, depth: usize) -> Line {
        let unit = if unit == Unit::Any { self.unit() } else { unit };
        let lines = self.lines(unit, depth + 1, false);
        let rows = self.rows(unit, 1);
        Line::Joint(Joint { once: false, twice: None, measure: measure_of(unit), rows, lines })
    }

    fn ways(&mut self, unit: Unit, count: usize) -> Vec<Way> {
        (0..count)
            .map(|_| {
                let route = self.choices.chance(50);
                let when = (route && self.choices.chance(30)).then(|| self.condition());
                let line = if !route && self.choices.chance(12) {
                    Line::Atom(Atom::Fit(true))
                } else {
                    self.atom(unit, false)
                };
                Way { when, lines: vec![line], route }
            })
            .collect()
    }

    fn condition(&mut self) -> Condition {
        match self.choices.weighted(&[5, 2, 2]) {
            1 => Condition::Is(Box::new(Atom::Years(super::compare(&mut self.choices), 1))),
            2 => {
                let claim = self.claim(Unit::Any, false);
                let claim = Condition::Is(Box::new(Atom::Claim(claim)));
                if self.choices.chance(50) { Condition::Not(Box::new(claim)) } else { claim }
            }
            _ => Condition::Is(Box::new(Atom::Fit(true))),
        }
    }

    fn atom(&mut self, unit: Unit, rows: bool) -> Line {
        if unit != Unit::Hours
            && self.sort != Sort::Accepted
            && self.kinds.iter().any(|kind| covering(*kind))
            && self.choices.chance(15)
        {
            return self.cover(0);
        }
        Line::Atom(Atom::Claim(self.claim(unit, rows)))
    }

    fn cover(&mut self, rows: usize) -> Line {
        let (set, members) = self.choices.pick(&SETS);
        let how = if self.choices.chance(60) {
            Cover::AtLeast(self.choices.range(1, 2))
        } else if members.len() == 2 {
            Cover::All
        } else {
            Cover::Percent(50)
        };
        let kinds: Vec<Kind> = self.kinds.iter().copied().filter(|kind| covering(*kind)).collect();
        let kind = self.choices.pick(&kinds);
        let mut by = Selection::of(kind);
        if self.choices.chance(30) {
            by.predicate = Some(self.predicate(&[kind], false));
        }
        let rows = (0..rows)
            .map(|_| match self.choices.weighted(&[5, 2, 2, 1]) {
                1 => Row::Including(1, self.predicate(&[kind], false)),
                2 => Row::FromAtMost(1, self.group(&[kind], false)),
                3 => Row::CountingPer(1, Group::Of(self.group(&[kind], false))),
                _ => Row::Counting(self.choices.range(0, 1), self.predicate(&[kind], false)),
            })
            .collect();
        Line::Atom(Atom::Cover { how, set, level: None, by: Some(by), rows })
    }

    fn claim(&mut self, unit: Unit, with_rows: bool) -> Claim {
        let hours: Vec<Kind> = self.kinds.iter().copied().filter(|kind| kind.has_hours()).collect();
        let by_hours = match unit {
            _ if hours.is_empty() => false,
            Unit::Hours => true,
            Unit::Count => false,
            // A line that converts hours says nothing of how many courses they are.
            Unit::Any => self.sort == Sort::Accepted || self.choices.chance(65),
        };
        let kinds = if by_hours { hours } else { self.kinds.to_vec() };
        let kind = self.choices.pick(&kinds);
        let mut selection = Selection::of(kind);
        if kinds.contains(&Kind::Course) && kinds.contains(&Kind::Placement) && self.choices.chance(50) {
            selection.heads = vec![(vec![Kind::Course, Kind::Placement], None)];
        } else if kinds.len() > 1 && self.choices.chance(40) {
            selection.heads = kinds.iter().map(|kind| (vec![*kind], None)).collect();
        }
        let kinds = selection.kinds();
        if self.choices.chance(40) {
            selection.predicate = Some(self.predicate(&kinds, by_hours));
        }
        let programme = self.lets.iter().position(|kind| *kind == Kind::Qualification);
        if let Some(programme) = programme
            && kinds.iter().all(|kind| kind.is_part())
            && self.choices.chance(60)
        {
            selection.predicate = Some(Predicate::PartOf(programme));
        }
        if !self.plain && self.choices.chance(10) {
            selection.windows.push(Window::WithinBefore(Length::Years(1), Term::On(Partial::Day(2024, 6, 1))));
        }
        let quantity = if by_hours {
            Quantity::AtLeast(self.choices.range(1, 5))
        } else if self.choices.chance(15) {
            Quantity::Exactly(self.choices.range(1, 2))
        } else {
            Quantity::AtLeast(self.choices.range(1, 2))
        };
        let measure = if by_hours { Measure::Hours } else { Measure::Count };
        let mut rows = Vec::new();
        if with_rows {
            let count = if self.sort == Sort::Rows { 1 + self.choices.below(4) } else { 1 + self.choices.below(2) };
            rows = self.some_rows(&kinds, by_hours, true, count);
        }
        Claim { quantity, measure, all: false, selection, rows }
    }

    fn rows(&mut self, unit: Unit, count: usize) -> Vec<Row> {
        let kinds: Vec<Kind> =
            self.kinds.iter().copied().filter(|kind| unit == Unit::Count || kind.has_hours()).collect();
        self.some_rows(&kinds, unit == Unit::Hours, false, count)
    }

    fn some_rows(&mut self, kinds: &[Kind], hours: bool, of_line: bool, count: usize) -> Vec<Row> {
        (0..count)
            .map(|_| {
                let own = usize::from(of_line);
                let covers = usize::from(kinds.iter().all(|kind| covering(*kind)));
                let exams = usize::from(kinds == [Kind::Exam]);
                let shares = usize::from(hours);
                let other = usize::from(!self.plain);
                match self.choices.weighted(&[
                    14,
                    10,
                    2 * own,
                    2 * shares * other,
                    2 * shares * other,
                    3 * other,
                    2,
                    3 * other,
                    2 * other,
                    2 * other,
                    other,
                    2 * other,
                    covers * other,
                    2 * exams * own,
                ]) {
                    1 => Row::Including(self.choices.range(1, 2), self.predicate(kinds, hours)),
                    2 => Row::CountingOfNeed(self.choices.pick(&[50, 25]), self.predicate(kinds, hours)),
                    3 => Row::CountingShare(self.choices.pick(&[50, 25]), self.predicate(kinds, hours)),
                    4 => Row::IncludingShare(self.choices.pick(&[50, 75]), self.predicate(kinds, hours)),
                    5 => {
                        let group = match self.choices.weighted(&[3, 1, 1, 1]) {
                            1 => Group::Item,
                            2 => Group::Day,
                            3 => Group::Year,
                            _ => Group::Of(self.group(kinds, hours)),
                        };
                        Row::CountingPer(self.choices.range(1, 3), group)
                    }
                    6 => {
                        let gated = self.predicate(kinds, hours);
                        Row::Gate { gated, least: self.choices.range(1, 3), by: self.predicate(kinds, hours) }
                    }
                    7 => {
                        let each = self.choices.chance(30).then(|| self.choices.range(1, 2));
                        Row::Distinct { least: 2, of: self.group(kinds, hours), each }
                    }
                    8 => Row::FromOne(self.group(kinds, hours)),
                    9 => Row::FromAtMost(2, self.group(kinds, hours)),
                    10 => Row::WithinAny(Length::Months(12)),
                    11 => Row::Whole,
                    12 => Row::Together(
                        Cover::AtLeast(self.choices.range(1, 2)),
                        self.choices.pick(&["few", "two", "leaves"]),
                    ),
                    13 => Row::Consecutive(Attribute::Part),
                    _ => Row::Counting(self.choices.range(1, 3), self.predicate(kinds, hours)),
                }
            })
            .collect()
    }

    /// An attribute that evidence can be grouped by.
    fn group(&mut self, kinds: &[Kind], hours: bool) -> Attribute {
        let groups: Vec<Attribute> = common(kinds)
            .into_iter()
            .filter(|one| matches!(one.shape(), Shape::One(_) | Shape::Many(_)) && (hours || *one != Attribute::Mode))
            .filter(|one| *one != Attribute::Result)
            .collect();
        if groups.is_empty() { Attribute::Provider } else { self.choices.pick(&groups) }
    }

    fn predicate(&mut self, kinds: &[Kind], hours: bool) -> Predicate {
        let one = self.test(kinds, hours);
        match self.choices.weighted(&[12, 2, 1, 1]) {
            1 => Predicate::And(vec![one, self.test(kinds, hours)]),
            2 => Predicate::Not(Box::new(one)),
            3 => Predicate::Or(vec![one, self.test(kinds, hours)]),
            _ => one,
        }
    }

    fn test(&mut self, kinds: &[Kind], hours: bool) -> Predicate {
        let plain = |one: &Attribute| {
            (hours || *one != Attribute::Mode)
                && (!self.plain || matches!(one, Attribute::Category | Attribute::Verified))
                && !matches!(one, Attribute::Result | Attribute::Passed | Attribute::Success | Attribute::Score)
        };
        let attributes: Vec<Attribute> = common(kinds).into_iter().filter(plain).collect();
        let attribute = self.choices.pick(&attributes);
        match attribute.shape() {
            Shape::One(words) | Shape::Many(words) => {
                let word = if self.choices.chance(50) { self.choices.pick(words) } else { words[0] };
                Predicate::Is(attribute, vec![word])
            }
            Shape::YesNo | Shape::Number | Shape::Level => Predicate::Yes(attribute),
        }
    }
}

fn measure_of(unit: Unit) -> Measure {
    if unit == Unit::Hours { Measure::Hours } else { Measure::Count }
}

fn covering(kind: Kind) -> bool {
    matches!(kind, Kind::Course | Kind::Placement | Kind::Demonstration | Kind::Cpd)
}
