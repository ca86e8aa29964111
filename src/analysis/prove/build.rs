//! A record made for one way: every line adds the items, facts and days that it asks for.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::branches::{Line, Way};
use super::dates::{Calendar, Day, Slot, Term};
use super::draft::{Draft, Person, Stated, compares, elsewhere};
use crate::model::date::Length;
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::model::program::{
    Alternative, BindingId, Claim, Comparison, Constant, DateComparison, DateId, DateTerm, Event, FactTest, Formula,
    Measure, NodeId, NodeKind, Per, RowKind, SelectionId, Straddle, Test, TestId, TimeUnit,
};
use crate::model::text::Place;
use crate::model::vocabulary::{AttributeId, AttributeType, CompetencyId, FactId, Kind, SymbolId, TitleId, builtin};

/// Tests with what they must come to.
pub(super) type Literals = Vec<(TestId, bool)>;

/// How many ways one formula may hold that are tried.
const FORMULA_WAYS: usize = 16;

/// How many kinds of item are offered to one line: each combination of what its rows speak of.
const OFFERS: usize = 24;

/// How many values of one test are offered each by an item of its own.
const VALUES: usize = 4;

/// How many like items a line with limits per day or value may need.
const COPIES: usize = 40;

/// A record in the making, with what is known of its days.
#[derive(Debug, Clone)]
pub(super) struct Builder<'a> {
    pub(super) framework: &'a Framework,
    pub(super) day: Date,
    pub(super) person: Person,
    pub(super) calendar: Calendar,
    /// Which item a name stands for.
    pub(super) named: BTreeMap<BindingId, usize>,
    /// Items that stay whatever the amounts come to.
    pub(super) fixed: BTreeSet<usize>,
    picked: BTreeMap<SelectionId, usize>,
    credentials: BTreeMap<SymbolId, usize>,
    /// What each item was made for.
    made_for: Vec<Literals>,
    facts: BTreeMap<FactId, Vec<(FactTest, bool)>>,
    /// Items that serve one line may serve another.
    merge: bool,
    /// Where a test leaves several values, which one is tried first.
    begin: usize,
}

impl<'a> Builder<'a> {
    /// Makes all that a way asks for; none if that was not possible.
    pub(super) fn of(framework: &'a Framework, way: &Way, day: Date, merge: bool) -> Option<Self> {
        let calendar = Calendar { month_end: framework.policy.month_end, strict: true, ..Calendar::default() };
        let person = Person { complete: true, ..Person::default() };
        let mut builder = Self {
            framework,
            day,
            person,
            calendar,
            named: BTreeMap::new(),
            fixed: BTreeSet::new(),
            picked: BTreeMap::new(),
            credentials: BTreeMap::new(),
            made_for: Vec::new(),
            facts: BTreeMap::new(),
            merge,
            begin: 0,
        };
        builder.calendar.fix(Day::Assessment, day);
        builder.calendar.order(Term::Of(Day::Application), Term::Of(Day::Assessment), false);
        builder.calendar.order(Term::Of(Day::Birth), Term::Of(Day::Assessment), false);
        for name in &way.names {
            builder.name(*name)?;
        }
        builder.governed()?;
        for line in &way.lines {
            builder.line(line)?;
        }
        builder.facts()?;
        for line in &way.lines {
            builder.avoid(line);
        }
        for item in builder.person.items.iter_mut().flatten() {
            item.finish(framework);
        }
        builder.settle_values();
        builder.days()?;
        Some(builder)
    }

    fn claim(&self, id: NodeId) -> Option<&'a Claim> {
        match &self.framework.program.nodes.get(id.index())?.kind {
            NodeKind::Claim(claim) => Some(claim),
            NodeKind::All(_)
            | NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Choose { .. }
            | NodeKind::Guarded { .. }
            | NodeKind::Bind(..)
            | NodeKind::Named(_)
            | NodeKind::Joint(..)
            | NodeKind::Share { .. }
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Judged { .. }
            | NodeKind::Open => None,
        }
    }

    // ---- days ----

    /// The version is in force on the day that governs.
    fn governed(&mut self) -> Option<()> {
        let period = self.framework.in_force;
        let by = match &self.framework.governed {
            Some(governed) => self.term(governed.by)?,
            None => Term::Of(Day::Assessment),
        };
        if let Some(lo) = period.lo {
            let first = Term::Stated(crate::model::date::Interval::day(lo));
            self.calendar.order(first, by.clone(), false);
        }
        if let Some(hi) = period.hi {
            let last = Term::Stated(crate::model::date::Interval::day(hi));
            self.calendar.order(by, last, false);
        }
        Some(())
    }

    fn term(&mut self, id: DateId) -> Option<Term> {
        let term = match self.framework.program.date(id) {
            DateTerm::Fixed(interval) => Term::Stated(*interval),
            DateTerm::Application => Term::Of(Day::Application),
            DateTerm::Assessment => Term::Of(Day::Assessment),
            DateTerm::Birth => Term::Of(Day::Birth),
            DateTerm::Fact(fact) => Term::Of(Day::Fact(*fact)),
            DateTerm::Bound(name, event) => {
                let item = *self.named.get(name)?;
                Term::Of(self.event(item, *event))
            }
            DateTerm::Grant(grant, event) => {
                let item = self.credential(*grant)?;
                Term::Of(self.event(item, *event))
            }
            DateTerm::Picked(_, event, selection) => {
                let item = match self.picked.get(selection) {
                    Some(item) => *item,
                    None => {
                        let item = self.one(*selection)?;
                        self.picked.insert(*selection, item);
                        item
                    }
                };
                Term::Of(self.event(item, *event))
            }
            DateTerm::Offset(length, of) => Term::After(*length, Box::new(self.term(*of)?)),
            DateTerm::Edge { end, year, of } => Term::Edge { end: *end, year: *year, of: Box::new(self.term(*of)?) },
            // The next such day is within a year.
            DateTerm::Next { after, .. } => {
                let after = self.term(*after)?;
                let next = Day::Other(self.calendar.orders.len());
                self.calendar.order(after.clone(), Term::Of(next), true);
                let year = Length { months: 12, days: 0 };
                self.calendar.order(Term::Of(next), Term::After(year, Box::new(after)), false);
                Term::Of(next)
            }
            DateTerm::Earlier(one, other) => Term::Earlier(Box::new(self.term(*one)?), Box::new(self.term(*other)?)),
            DateTerm::Later(one, other) => Term::Later(Box::new(self.term(*one)?), Box::new(self.term(*other)?)),
            DateTerm::PeriodStart(period) => {
                let from = self.framework.program.periods.get(period.index())?.from;
                self.term(from)?
            }
            DateTerm::PeriodEnd(period) => {
                let period = self.framework.program.periods.get(period.index())?;
                let length = Length { months: period.length.months, days: period.length.days - 1 };
                Term::After(length, Box::new(self.term(period.from)?))
            }
        };
        Some(term)
    }

    fn credential(&mut self, grant: SymbolId) -> Option<usize> {
        if let Some(item) = self.credentials.get(&grant) {
            return Some(*item);
        }
        let wanted = [Constant::Symbol(grant)];
        let there = self.person.items.iter().position(|item| {
            let values = item.as_ref().and_then(|item| item.values.get(&builtin::GRANT));
            values.is_some_and(|values| values.as_slice() == wanted)
        });
        let item = match there {
            Some(item) => item,
            None => {
                let item = self.add(Kind::Credential);
                let framework = self.framework;
                let made = self.draft(item)?.is(framework, builtin::GRANT, &wanted);
                if !made {
                    return None;
                }
                item
            }
        };
        self.fixed.insert(item);
        self.credentials.insert(grant, item);
        Some(item)
    }

    /// The day of an event of an item, which the record then states.
    fn event(&mut self, item: usize, event: Event) -> Day {
        let main = self.person.items.get(item).and_then(Option::as_ref).map_or(Slot::Main, Draft::main);
        let slot = match event {
            Event::Date | Event::Completed => main,
            Event::Started => Slot::Started,
            Event::Issued | Event::FirstIssued => Slot::Issued,
            Event::Expires => Slot::Expires,
        };
        self.slot(item, slot)
    }

    fn slot(&mut self, item: usize, slot: Slot) -> Day {
        let day = Day::Item(item, slot);
        let Some(draft) = self.draft(item) else { return day };
        let main = draft.main();
        if draft.dates.insert(slot, None).is_none() {
            let (this, end) = (Term::Of(day), Term::Of(Day::Item(item, main)));
            match slot {
                Slot::Started => self.calendar.order(this, end, false),
                Slot::Issued => {
                    self.calendar.order(end, this.clone(), false);
                    self.calendar.order(this, Term::Of(Day::Assessment), false);
                }
                Slot::Expires => self.calendar.order(end, this, false),
                Slot::Main | Slot::Attribute(_) => self.calendar.order(this, Term::Of(Day::Assessment), false),
            }
        }
        day
    }

    fn add(&mut self, kind: Kind) -> usize {
        let item = self.person.items.len();
        let draft = Draft::new(kind);
        let main = draft.main();
        self.person.items.push(Some(draft));
        self.made_for.push(Vec::new());
        self.calendar.order(Term::Of(Day::Item(item, main)), Term::Of(Day::Assessment), false);
        if kind == Kind::Experience {
            self.slot(item, Slot::Started);
        }
        item
    }

    fn draft(&mut self, item: usize) -> Option<&mut Draft> {
        self.person.items.get_mut(item)?.as_mut()
    }

    fn compare(&mut self, left: Term, comparison: DateComparison, right: Term, holds: bool) {
        let calendar = &mut self.calendar;
        match (comparison, holds) {
            (DateComparison::Before, true) | (DateComparison::From, false) => calendar.order(left, right, true),
            (DateComparison::Before, false) | (DateComparison::From, true) => calendar.order(right, left, false),
            (DateComparison::After, true) | (DateComparison::Until, false) => calendar.order(right, left, true),
            (DateComparison::After, false) | (DateComparison::Until, true) => calendar.order(left, right, false),
            (DateComparison::On, true) => {
                calendar.order(left.clone(), right.clone(), false);
                calendar.order(right, left, false);
            }
            (DateComparison::On, false) => calendar.order(left, right, true),
        }
    }

    /// So much time has passed, or not: `step` is the unit in which it is counted.
    fn elapsed(&mut self, from: Term, comparison: Comparison, length: Length, step: Length, at: Term, holds: bool) {
        let after = |length| Term::After(length, Box::new(from.clone()));
        let reached = after(length);
        let over = after(Length { months: length.months + step.months, days: length.days + step.days });
        let whole = step == Length::default();
        let (first, second, apart) = match comparison {
            Comparison::AtLeast => (reached, at, false),
            Comparison::Over => (reached, at, true),
            Comparison::Under => (at, reached, true),
            Comparison::AtMost if whole => (at, reached, false),
            Comparison::AtMost => (at, over, true),
        };
        if holds {
            self.calendar.order(first, second, apart);
        } else {
            self.calendar.order(second, first, !apart);
        }
    }

    /// Gives all days a date.
    fn days(&mut self) -> Option<()> {
        let today = self.day;
        let earlier = |years: i32| {
            let back = Length { months: -12 * years, days: 0 };
            crate::model::date::MonthEnd::Clamp.add(today, back).lo.unwrap_or(today)
        };
        let mut order = vec![(Day::Application, today)];
        let facts: BTreeSet<Day> =
            self.calendar.orders.iter().flat_map(|order| [&order.first, &order.second]).flat_map(days_of).collect();
        order.extend(facts.iter().filter(|day| matches!(day, Day::Fact(_))).map(|day| (*day, today)));
        order.push((Day::Birth, earlier(30)));
        for (index, item) in self.person.there() {
            order.push((Day::Item(index, item.main()), today));
            for slot in item.dates.keys().filter(|slot| **slot != item.main()) {
                let wanted = match slot {
                    Slot::Started if item.kind == Kind::Experience => earlier(2),
                    Slot::Expires => crate::model::date::shift(today, 365),
                    Slot::Main | Slot::Started | Slot::Issued | Slot::Attribute(_) => today,
                };
                order.push((Day::Item(index, *slot), wanted));
            }
        }
        order.extend(facts.iter().filter(|day| matches!(day, Day::Other(_))).map(|day| (*day, today)));
        self.calendar.choose(&order).then_some(())?;
        let calendar = &self.calendar;
        let exact = |day: Day| calendar.range(day).0;
        if facts.contains(&Day::Birth) {
            self.person.born = exact(Day::Birth);
        }
        self.person.application = exact(Day::Application);
        for day in &facts {
            if let (Day::Fact(fact), Some(date)) = (day, exact(*day)) {
                self.person.facts.insert(*fact, Stated::Day(date));
            }
        }
        for (index, item) in self.person.items.iter_mut().enumerate() {
            for (slot, date) in item.iter_mut().flat_map(|item| &mut item.dates) {
                *date = exact(Day::Item(index, *slot));
            }
        }
        Some(())
    }

    // ---- items ----

    /// An item that a name stands for.
    fn name(&mut self, name: BindingId) -> Option<()> {
        let selection = self.framework.program.bindings.get(name.0 as usize)?.selection;
        let item = self.one(selection)?;
        self.named.insert(name, item);
        Some(())
    }

    /// One item that fits a selection and stays.
    fn one(&mut self, selection: SelectionId) -> Option<usize> {
        let item = self.offers(selection, &[], true, 1).pop()?;
        self.fixed.insert(item);
        Some(item)
    }

    /// Items that fit a selection and these formulas (or not): of each alternative and kind the first way that can be.
    fn offers(&mut self, selection: SelectionId, besides: &[(&Formula, bool)], merge: bool, most: usize) -> Vec<usize> {
        let Some(known) = self.framework.program.selections.get_index(selection.index()) else { return Vec::new() };
        let mut found = Vec::new();
        for alternative in &known.alternatives {
            for kind in alternative.kinds.iter() {
                if found.len() >= most {
                    return found;
                }
                found.extend(self.offer(alternative, kind, besides, merge));
            }
        }
        found
    }

    fn offer(
        &mut self,
        alternative: &Alternative,
        kind: Kind,
        besides: &[(&Formula, bool)],
        merge: bool,
    ) -> Option<usize> {
        let mut all = ways_of(&alternative.formula, true);
        for (formula, holds) in besides {
            all = product(&all, &ways_of(formula, *holds));
        }
        for literals in &all {
            if merge && self.merge {
                let alike = |(index, item): (usize, &Draft)| {
                    let shared = self.made_for.get(index).is_some_and(|made| {
                        made.iter().any(|literal| literals.contains(literal) && !self.is_part(literal.0))
                    });
                    (item.kind == kind && (shared || self.is_this(index, literals))).then_some(index)
                };
                let like: Vec<usize> = self.person.there().filter_map(alike).collect();
                for item in like {
                    let mut tried = self.clone();
                    if tried.fit(item, alternative, literals) {
                        *self = tried;
                        return Some(item);
                    }
                }
            }
            let mut tried = self.clone();
            let item = tried.add(kind);
            if tried.fit(item, alternative, literals) {
                *self = tried;
                return Some(item);
            }
        }
        None
    }

    fn is_part(&self, test: TestId) -> bool {
        matches!(self.framework.program.tests.get_index(test.index()), Some(Test::PartOf(_)))
    }

    /// Whether tests speak of this very item.
    fn is_this(&self, item: usize, literals: &Literals) -> bool {
        literals.iter().any(|(test, holds)| {
            *holds
                && matches!(self.framework.program.tests.get_index(test.index()),
                    Some(Test::Is(name)) if self.named.get(name) == Some(&item))
        })
    }

    /// Makes an item fit an alternative; false if it cannot.
    fn fit(&mut self, item: usize, alternative: &Alternative, literals: &Literals) -> bool {
        for window in &alternative.windows {
            let main = self.person.items.get(item).and_then(Option::as_ref).map_or(Slot::Main, Draft::main);
            let kind = self.person.items.get(item).and_then(Option::as_ref).map_or(Kind::Course, |item| item.kind);
            let cut = kind == Kind::Experience || window.straddle != Straddle::EndInside;
            let end = Term::Of(self.slot(item, main));
            let begin = if cut { Term::Of(self.slot(item, Slot::Started)) } else { end.clone() };
            if let Some((from, excluded)) = window.from {
                let Some(from) = self.term(from) else { return false };
                self.calendar.order(from, begin, excluded);
            }
            if let Some((until, excluded)) = window.until {
                let Some(until) = self.term(until) else { return false };
                self.calendar.order(end, until, excluded);
            }
        }
        if let Some(on) = alternative.on
            && let Some(draft) = self.draft(item)
        {
            draft.covers.insert(on);
        }
        if let Some(programme) = alternative.programme
            && !self.part(item, programme)
        {
            return false;
        }
        // What must not be comes first, then what leaves the fewest values: then the others choose among what is left.
        let width = |test: &TestId| {
            let test = self.framework.program.tests.get_index(test.index());
            if let Some(Test::OneOf(_, values)) = test { values.len() } else { 0 }
        };
        let mut literals = literals.clone();
        literals.sort_by_key(|(test, holds)| (*holds, width(test)));
        literals.iter().all(|(test, holds)| self.literal(item, *test, *holds)) && self.calendar.clone().settle()
    }

    fn part(&mut self, item: usize, programme: BindingId) -> bool {
        let Some(whole) = self.named.get(&programme).copied() else { return false };
        if whole == item {
            return false;
        }
        if let Some(draft) = self.draft(whole) {
            draft.complete = true;
        }
        match self.draft(item) {
            Some(draft) if draft.part_of.is_none_or(|known| known == whole) => {
                draft.part_of = Some(whole);
                true
            }
            Some(_) | None => false,
        }
    }

    /// Makes a test come out so; false if it cannot.
    pub(super) fn literal(&mut self, item: usize, id: TestId, holds: bool) -> bool {
        let framework = self.framework;
        let Some(test) = framework.program.tests.get_index(id.index()) else { return false };
        if let Some(made) = self.made_for.get_mut(item)
            && !made.contains(&(id, holds))
        {
            made.push((id, holds));
        }
        let begin = self.begin;
        match test {
            Test::OneOf(attribute, wanted) => self.draft(item).is_some_and(|draft| {
                if holds {
                    draft.is_one(framework, *attribute, wanted, begin)
                } else {
                    draft.is_not(framework, *attribute, wanted)
                }
            }),
            Test::Number(attribute, comparison, number) => {
                let comparison = if holds { *comparison } else { against(*comparison) };
                self.draft(item).is_some_and(|draft| draft.compares(*attribute, comparison, *number))
            }
            Test::Level(attribute, comparison, level) => {
                let comparison = if holds { *comparison } else { against(*comparison) };
                self.draft(item).is_some_and(|draft| draft.at_level(framework, *attribute, comparison, *level))
            }
            Test::Date(attribute, comparison, date) => {
                let Some(date) = self.term(*date) else { return false };
                let own = Term::Of(self.date_of(item, *attribute));
                self.compare(own, *comparison, date, holds);
                true
            }
            Test::Between(attribute, from, until) => {
                let (Some(from), Some(until)) = (self.term(*from), self.term(*until)) else { return false };
                let own = Term::Of(self.date_of(item, *attribute));
                if holds {
                    self.calendar.order(from, own.clone(), false);
                    self.calendar.order(own, until, false);
                } else {
                    self.calendar.order(own, from, true);
                }
                true
            }
            Test::Current(day) => {
                let Some(day) = self.term(*day) else { return false };
                self.current(item, &day, holds)
            }
            Test::PartOf(name) if holds => self.part(item, *name),
            Test::PartOf(name) => {
                let whole = self.named.get(name).copied();
                self.draft(item).is_some_and(|draft| draft.part_of != whole)
            }
            Test::Is(name) => (self.named.get(name) == Some(&item)) == holds,
            Test::Unknown => false,
        }
    }

    fn date_of(&mut self, item: usize, attribute: AttributeId) -> Day {
        match attribute {
            builtin::DATE => self.event(item, Event::Date),
            builtin::STARTED => self.event(item, Event::Started),
            builtin::COMPLETED | builtin::ENDED => self.event(item, Event::Completed),
            builtin::ISSUED => self.event(item, Event::Issued),
            builtin::EXPIRES => self.event(item, Event::Expires),
            other => self.slot(item, Slot::Attribute(other)),
        }
    }

    fn current(&mut self, item: usize, day: &Term, holds: bool) -> bool {
        let Some(kind) = self.draft(item).map(|draft| draft.kind) else { return false };
        let end = match kind {
            Kind::Credential => Some(self.slot(item, Slot::Expires)),
            Kind::Experience => Some(self.slot(item, Slot::Main)),
            Kind::Course
            | Kind::Placement
            | Kind::Qualification
            | Kind::Exam
            | Kind::Demonstration
            | Kind::Cpd
            | Kind::Language
            | Kind::Statement => None,
        };
        let begin = match kind {
            Kind::Experience => Slot::Started,
            Kind::Credential => Slot::Issued,
            Kind::Qualification if self.draft(item).is_some_and(|draft| draft.dates.contains_key(&Slot::Issued)) => {
                Slot::Issued
            }
            Kind::Course
            | Kind::Placement
            | Kind::Qualification
            | Kind::Exam
            | Kind::Demonstration
            | Kind::Cpd
            | Kind::Language
            | Kind::Statement => Slot::Main,
        };
        let begin = Term::Of(Day::Item(item, begin));
        match (end, holds) {
            (Some(end), true) => {
                self.calendar.order(begin, day.clone(), false);
                self.calendar.order(day.clone(), Term::Of(end), false);
            }
            (Some(end), false) => self.calendar.order(Term::Of(end), day.clone(), true),
            (None, true) => self.calendar.order(begin, day.clone(), false),
            (None, false) => self.calendar.order(day.clone(), begin, true),
        }
        true
    }

    // ---- lines ----

    fn line(&mut self, line: &Line) -> Option<()> {
        let node = self.framework.program.nodes.get(line.node.index())?;
        let holds = line.holds;
        match &node.kind {
            NodeKind::Claim(claim) => {
                if holds && claim.bounds.least.is_some_and(|least| least > Number::ZERO) {
                    self.demand(claim, line)?;
                }
            }
            NodeKind::Share { part, whole, at_least, .. } => {
                let (wanted, other) = if *at_least { (part, whole) } else { (whole, part) };
                let found = self.offers(*wanted, &[], false, 2).len() + self.offers(*other, &[], false, 2).len();
                (found > 0).then_some(())?;
            }
            NodeKind::Fact(fact, FactTest::Date(comparison, date)) => {
                let date = self.term(*date)?;
                self.compare(Term::Of(Day::Fact(*fact)), *comparison, date, holds);
            }
            NodeKind::Fact(fact, test) => self.facts.entry(*fact).or_default().push((test.clone(), holds)),
            NodeKind::Age { comparison, age, at } => {
                let at = self.term(*at)?;
                let year = Length { months: 12, days: 0 };
                self.elapsed(Term::Of(Day::Birth), *comparison, *age, year, at, holds);
            }
            NodeKind::Since { comparison, length, since } => {
                let since = self.term(*since)?;
                let today = Term::Of(Day::Assessment);
                self.elapsed(since, *comparison, *length, Length::default(), today, holds);
            }
            NodeKind::DateOrder(left, comparison, right) => {
                let (left, right) = (self.term(*left)?, self.term(*right)?);
                self.compare(left, *comparison, right, holds);
            }
            NodeKind::Resident { place, .. } => {
                let home = if holds { *place } else { elsewhere(&[Constant::Place(*place)])? };
                if !self.person.residence.contains(&(home, holds)) {
                    self.person.residence.push((home, holds));
                }
            }
            NodeKind::Judged { .. } => {
                let id = self.framework.notes.get(node.note as usize)?.id.clone()?;
                self.person.waived.insert(id);
            }
            NodeKind::All(_)
            | NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Choose { .. }
            | NodeKind::Guarded { .. }
            | NodeKind::Bind(..)
            | NodeKind::Named(_)
            | NodeKind::Joint(..)
            | NodeKind::Open => return None,
        }
        Some(())
    }

    /// Chooses the values of facts.
    fn facts(&mut self) -> Option<()> {
        for (fact, tests) in &self.facts {
            let mut values: Vec<Constant> = vec![Constant::YesNo(true), Constant::YesNo(false)];
            for (test, _) in tests {
                match test {
                    FactTest::Is(Constant::Place(place)) => {
                        values.push(Constant::Place(*place));
                        values.extend(elsewhere(&[Constant::Place(*place)]).map(Constant::Place));
                    }
                    FactTest::Is(Constant::Number(number)) | FactTest::Number(_, number) => {
                        let one = Number::ONE;
                        values.extend([*number, *number + one, *number - one].map(Constant::Number));
                    }
                    FactTest::Is(constant) => values.push(*constant),
                    FactTest::Yes | FactTest::Date(..) => {}
                }
            }
            let value =
                values.into_iter().find(|value| tests.iter().all(|(test, holds)| fact_is(value, test) == Some(*holds)));
            self.person.facts.insert(*fact, Stated::Value(value?));
        }
        Some(())
    }

    /// The evidence that a claim asks for.
    fn demand(&mut self, claim: &'a Claim, line: &Line) -> Option<()> {
        match &claim.measure {
            Measure::Covered { members, level } => self.cover(claim, members, *level),
            Measure::Time(unit) => self.time(claim, *unit),
            Measure::Count if claim.rows.is_empty() && !claim.closed && claim.bounds.least == Some(Number::ONE) => {
                let once = line.frames.iter().any(|frame| self.once(*frame));
                let item = self.offers(claim.selection, &[], !once, 1).pop()?;
                self.fixed.insert(item);
                Some(())
            }
            Measure::Count | Measure::Amount(_) => self.amount(claim, line),
        }
    }

    fn once(&self, frame: NodeId) -> bool {
        let node = self.framework.program.nodes.get(frame.index());
        matches!(node.map(|node| &node.kind), Some(NodeKind::Joint(scope, _)) if scope.once)
    }

    /// Offers items for an amount or number: one for each combination of what the rows speak of.
    fn amount(&mut self, claim: &'a Claim, line: &Line) -> Option<()> {
        let framework = self.framework;
        let mut rows: Vec<&RowKind> = claim.rows.iter().map(|row| &row.kind).collect();
        for frame in &line.frames {
            if let Some(NodeKind::Joint(scope, _)) = framework.program.nodes.get(frame.index()).map(|node| &node.kind) {
                rows.extend(scope.rows.iter().map(|(_, row)| &row.kind));
            }
        }
        let mut formulas: Vec<&Formula> = Vec::new();
        let (mut attributes, mut copies, mut per) = (Vec::new(), 1, None);
        let mut longest = None;
        let mut together: &[CompetencyId] = &[];
        for row in rows {
            match row {
                RowKind::Including(_, formula)
                | RowKind::IncludingShare(_, formula)
                | RowKind::Counting(_, formula)
                | RowKind::CountingShare(_, formula)
                | RowKind::Gate { gated: formula, .. } => {
                    if !formulas.contains(&formula) {
                        formulas.push(formula);
                    }
                }
                RowKind::CountingPer(most, by) => {
                    let least = claim.bounds.least.unwrap_or(Number::ONE);
                    let wanted = least
                        .checked_div(*most)
                        .map_or(COPIES, |times| usize::try_from(times.ceil()).unwrap_or(COPIES));
                    if wanted > COPIES {
                        return None;
                    }
                    match by {
                        Per::Attribute(attribute) => attributes.push((*attribute, wanted)),
                        Per::Day | Per::Month | Per::Year | Per::Item => {
                            copies = copies.max(wanted);
                            per = Some(*by);
                        }
                    }
                }
                RowKind::Distinct { least, attribute, .. } => attributes.push((*attribute, *least as usize)),
                RowKind::FromAtMost(_, attribute) => attributes.push((*attribute, 1)),
                RowKind::Over(length) => longest = Some(*length),
                RowKind::TogetherCover { members, .. } => together = members,
                RowKind::WithinAny(_)
                | RowKind::Consecutive(_)
                | RowKind::NoBreak(_)
                | RowKind::IncludingMembers { .. } => {}
            }
        }
        let mut offered = Vec::new();
        // Of tests that leave several values each is offered.
        let values = self.values_left(claim.selection, &formulas);
        for signs in signs(formulas.len()) {
            let besides: Vec<(&Formula, bool)> = formulas.iter().copied().zip(signs).collect();
            for begin in 0..values {
                if offered.len() >= OFFERS {
                    break;
                }
                self.begin = begin;
                for item in self.offers(claim.selection, &besides, false, 2) {
                    offered.extend(self.variants(item, &attributes));
                }
            }
        }
        self.begin = 0;
        for item in &offered {
            if let Some(draft) = self.draft(*item) {
                draft.covers.extend(together);
            }
            if let Some(length) = longest {
                let begin = Term::Of(self.slot(*item, Slot::Started));
                let end = Term::Of(self.slot(*item, Slot::Main));
                self.calendar.order(Term::After(length, Box::new(begin)), end, false);
            }
        }
        self.copies(&offered, copies, per);
        (!offered.is_empty()).then_some(())
    }

    /// The most values that any test of a selection or formula leaves.
    fn values_left(&self, selection: SelectionId, formulas: &[&Formula]) -> usize {
        let known = self.framework.program.selections.get_index(selection.index());
        let own = known.into_iter().flat_map(|known| known.alternatives.iter().map(|one| &one.formula));
        own.chain(formulas.iter().copied()).map(|formula| self.width(formula)).max().unwrap_or(1).min(VALUES)
    }

    fn width(&self, formula: &Formula) -> usize {
        match formula {
            Formula::True => 1,
            Formula::And(list) | Formula::Or(list) => list.iter().map(|one| self.width(one)).max().unwrap_or(1),
            Formula::Test { test, .. } => {
                let test = self.framework.program.tests.get_index(test.index());
                if let Some(Test::OneOf(_, values)) = test { values.len().max(1) } else { 1 }
            }
        }
    }

    /// The item with as many values of attributes as rows ask for, one each.
    fn variants(&mut self, item: usize, attributes: &[(AttributeId, usize)]) -> Vec<usize> {
        let mut made = vec![item];
        for (attribute, wanted) in attributes {
            let values = self.values_of(*attribute, *wanted);
            let mut more = Vec::new();
            for item in made {
                let stated = self.draft(item).is_some_and(|draft| draft.values.contains_key(attribute));
                if stated {
                    more.push(item);
                    continue;
                }
                for (index, value) in values.iter().enumerate() {
                    let item = if index == 0 { item } else { self.copy(item) };
                    let framework = self.framework;
                    if index == 0 {
                        more.push(item);
                        continue;
                    }
                    if self.draft(item).is_some_and(|draft| draft.is(framework, *attribute, &[*value])) {
                        more.push(item);
                    } else if let Some(place) = self.person.items.get_mut(item) {
                        *place = None;
                    }
                }
                // The first value last: copies are made of what has none.
                let framework = self.framework;
                if let (Some(value), Some(draft)) = (values.first(), self.draft(item)) {
                    draft.is(framework, *attribute, &[*value]);
                }
            }
            made = more;
        }
        made
    }

    fn values_of(&self, attribute: AttributeId, wanted: usize) -> Vec<Constant> {
        let vocabulary = &self.framework.vocabulary;
        let Some((_, known)) = vocabulary.attributes.get_index(attribute.index()) else { return Vec::new() };
        match known.kind {
            AttributeType::Number => (1..=wanted)
                .map(|number| Constant::Number(Number::whole(i64::try_from(number).unwrap_or(i64::MAX))))
                .collect(),
            AttributeType::YesNo => [true, false].into_iter().map(Constant::YesNo).take(wanted).collect(),
            AttributeType::Title => {
                let titles = (0..vocabulary.titles.len()).map(TitleId::from_index);
                titles.map(Constant::Title).take(wanted).collect()
            }
            AttributeType::Place => {
                let places = ["AQ", "BV", "TF", "HM", "GS", "IO", "UM"];
                places.into_iter().filter_map(Place::parse).map(Constant::Place).take(wanted).collect()
            }
            AttributeType::Symbol | AttributeType::Text | AttributeType::Date | AttributeType::Level => {
                if known.values.is_empty() {
                    // Any words of the framework are different words.
                    let symbols = (0..vocabulary.symbols.len()).map(SymbolId::from_index);
                    symbols.map(Constant::Symbol).take(wanted).collect()
                } else {
                    known.values.keys().map(|symbol| Constant::Symbol(*symbol)).take(wanted).collect()
                }
            }
        }
    }

    fn copy(&mut self, item: usize) -> usize {
        let Some(draft) = self.person.items.get(item).cloned().flatten() else { return item };
        let made = self.add(draft.kind);
        let orders: Vec<_> = self.calendar.orders.clone();
        for order in orders {
            let (first, second) = (moved(&order.first, item, made), moved(&order.second, item, made));
            if first.is_some() || second.is_some() {
                let first = first.unwrap_or(order.first);
                self.calendar.order(first, second.unwrap_or(order.second), order.apart);
            }
        }
        if let Some(place) = self.person.items.get_mut(made) {
            *place = Some(draft);
        }
        let literals = self.made_for.get(item).cloned().unwrap_or_default();
        if let Some(place) = self.made_for.get_mut(made) {
            *place = literals;
        }
        made
    }

    /// As many copies of each item as a limit for each day, month, year or item asks for.
    fn copies(&mut self, offered: &[usize], copies: usize, per: Option<Per>) {
        let Some(per) = per else { return };
        let apart = match per {
            Per::Day => Length { months: 0, days: 1 },
            Per::Month => Length { months: 0, days: 31 },
            Per::Year => Length { months: 0, days: 366 },
            Per::Attribute(_) | Per::Item => Length::default(),
        };
        for item in offered {
            // All of them first: a copy has the orders of what it is made of.
            let mut row = vec![*item];
            row.extend((1..copies).map(|_| self.copy(*item)));
            for pair in row.windows(2) {
                let [later, earlier] = pair else { continue };
                let main = self.person.items.get(*item).and_then(Option::as_ref).map_or(Slot::Main, Draft::main);
                let before = Term::After(apart, Box::new(Term::Of(Day::Item(*earlier, main))));
                self.calendar.order(before, Term::Of(Day::Item(*later, main)), false);
            }
        }
    }

    /// Evidence that covers members of a set: of demonstrations one for each way of showing them.
    fn cover(
        &mut self,
        claim: &'a Claim,
        members: &[CompetencyId],
        level: Option<crate::model::vocabulary::Level>,
    ) -> Option<()> {
        let least = usize::try_from(claim.bounds.least?.ceil()).ok()?;
        let mut wanted: Vec<CompetencyId> = Vec::new();
        for row in &claim.rows {
            if let RowKind::IncludingMembers { least, members } = &row.kind {
                let have = wanted.iter().filter(|member| members.contains(member)).count();
                let more = members.iter().filter(|member| !wanted.contains(member)).copied();
                let more: Vec<CompetencyId> = more.take((*least as usize).saturating_sub(have)).collect();
                wanted.extend(more);
            }
        }
        let rest: Vec<CompetencyId> = members.iter().copied().filter(|member| !wanted.contains(member)).collect();
        wanted.extend(rest.into_iter().take(least.saturating_sub(wanted.len())));
        let known = self.framework.program.selections.get_index(claim.selection.index())?;
        let shows = known.alternatives.first().is_some_and(|one| one.kinds.iter().next() == Some(Kind::Demonstration));
        let mut groups: Vec<(Option<SelectionId>, Vec<CompetencyId>)> = Vec::new();
        for member in wanted {
            let shown_by =
                self.framework.vocabulary.competencies.get_index(member.index()).and_then(|(_, it)| it.shown_by);
            let shown_by = shown_by.filter(|_| shows);
            match groups.iter_mut().find(|(by, _)| *by == shown_by) {
                Some((_, group)) => group.push(member),
                None => groups.push((shown_by, vec![member])),
            }
        }
        for (shown_by, group) in groups {
            let formula = shown_by
                .and_then(|by| self.framework.program.selections.get_index(by.index()))
                .and_then(|selection| selection.alternatives.first())
                .map(|alternative| &alternative.formula);
            let besides: Vec<(&Formula, bool)> = formula.into_iter().map(|formula| (formula, true)).collect();
            let item = self.offers(claim.selection, &besides, false, 1).pop()?;
            self.fixed.insert(item);
            let draft = self.draft(item)?;
            draft.covers.extend(group);
            if level.is_some() {
                draft.level = level;
            }
        }
        Some(())
    }

    /// Work, or practice, for so long.
    fn time(&mut self, claim: &'a Claim, unit: TimeUnit) -> Option<()> {
        let least = claim.bounds.least?;
        let mut pieces: Vec<(Number, Vec<(&Formula, bool)>)> = Vec::new();
        let (mut formulas, mut caps) = (Vec::new(), Vec::new());
        for row in &claim.rows {
            match &row.kind {
                RowKind::Including(amount, formula) => {
                    formulas.push(formula);
                    pieces.push((*amount, vec![(formula, true)]));
                }
                RowKind::Counting(_, formula)
                | RowKind::CountingShare(_, formula)
                | RowKind::Gate { gated: formula, .. } => caps.push(formula),
                RowKind::IncludingShare(share, formula) => {
                    formulas.push(formula);
                    pieces.push((least * *share, vec![(formula, true)]));
                }
                RowKind::Distinct { .. }
                | RowKind::CountingPer(..)
                | RowKind::FromAtMost(..)
                | RowKind::Over(_)
                | RowKind::TogetherCover { .. }
                | RowKind::WithinAny(_)
                | RowKind::Consecutive(_)
                | RowKind::NoBreak(_)
                | RowKind::IncludingMembers { .. } => {}
            }
        }
        let have: Number = pieces.iter().map(|(amount, _)| *amount).sum();
        if have < least {
            pieces.push((least - have, Vec::new()));
        }
        let mut later: Option<usize> = None;
        for (amount, mut besides) in pieces {
            for cap in &caps {
                if !besides.iter().any(|(formula, _)| formula == cap) {
                    besides.push((cap, false));
                }
            }
            let so_many = i32::try_from(amount.ceil()).ok()?;
            let length = match unit {
                TimeUnit::Days => Length { months: 0, days: so_many },
                TimeUnit::Weeks => Length { months: 0, days: so_many.checked_mul(7)? },
                TimeUnit::Months => Length { months: so_many, days: 0 },
                TimeUnit::Years => Length { months: so_many.checked_mul(12)?, days: 0 },
            };
            let item = self.offers(claim.selection, &besides, false, 1).pop()?;
            self.fixed.insert(item);
            let begin = Term::Of(self.slot(item, Slot::Started));
            let end = Term::Of(self.slot(item, Slot::Main));
            // The last day counts as well.
            let last = Length { months: length.months, days: length.days - 1 };
            self.calendar.order(Term::After(last, Box::new(begin)), end.clone(), false);
            if let Some(later) = later {
                let next = Term::Of(Day::Item(later, Slot::Started));
                self.calendar.order(end, next, true);
            }
            later = Some(item);
        }
        Some(())
    }

    /// Keeps items out of what a line forbids, where that can be said of them.
    fn avoid(&mut self, line: &Line) {
        let Some(claim) = self.claim(line.node) else { return };
        let forbids = if line.holds {
            claim.bounds.most == Some(Number::ZERO)
        } else {
            claim.bounds.least.is_some_and(|least| least <= Number::ONE)
        };
        let Some(known) = self.framework.program.selections.get_index(claim.selection.index()).filter(|_| forbids)
        else {
            return;
        };
        for alternative in &known.alternatives {
            let kept = ways_of(&alternative.formula, false);
            let items: Vec<usize> = self
                .person
                .there()
                .filter(|(_, item)| alternative.kinds.has(item.kind))
                .map(|(index, _)| index)
                .collect();
            for item in items {
                for literals in &kept {
                    let mut tried = self.clone();
                    if literals.iter().all(|(test, holds)| tried.literal(item, *test, *holds))
                        && tried.calendar.clone().settle()
                    {
                        *self = tried;
                        break;
                    }
                }
            }
        }
    }

    /// States a value where some must not be had.
    fn settle_values(&mut self) {
        let framework = self.framework;
        for item in self.person.items.iter_mut().flatten() {
            let open: Vec<AttributeId> =
                item.not.keys().copied().filter(|attribute| !item.values.contains_key(attribute)).collect();
            for attribute in open {
                let Some((_, known)) = framework.vocabulary.attributes.get_index(attribute.index()) else { continue };
                let not = item.not.get(&attribute).cloned().unwrap_or_default();
                if known.many {
                    item.values.insert(attribute, Vec::new());
                    continue;
                }
                let value = match known.kind {
                    AttributeType::YesNo => {
                        [true, false].map(Constant::YesNo).into_iter().find(|value| !not.contains(value))
                    }
                    AttributeType::Place => elsewhere(&not).map(Constant::Place),
                    AttributeType::Number => {
                        let numbers = (0..=64).map(|number| Constant::Number(Number::whole(number)));
                        numbers.into_iter().find(|value| !not.contains(value))
                    }
                    AttributeType::Title => {
                        let titles = (0..framework.vocabulary.titles.len()).map(TitleId::from_index);
                        titles.map(Constant::Title).find(|value| !not.contains(value))
                    }
                    AttributeType::Symbol => {
                        let declared = known.values.keys().map(|symbol| Constant::Symbol(*symbol));
                        declared.into_iter().find(|value| !not.contains(value)).or(Some(Constant::Unknown))
                    }
                    AttributeType::Text | AttributeType::Date | AttributeType::Level => Some(Constant::Unknown),
                };
                if let Some(value) = value {
                    item.values.insert(attribute, vec![value]);
                }
            }
        }
    }
}

fn against(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::AtLeast => Comparison::Under,
        Comparison::AtMost => Comparison::Over,
        Comparison::Over => Comparison::AtMost,
        Comparison::Under => Comparison::AtLeast,
    }
}

/// Whether a value of a fact passes a test; none if it is of another type.
pub(super) fn fact_is(value: &Constant, test: &FactTest) -> Option<bool> {
    match (value, test) {
        (Constant::YesNo(value), FactTest::Yes) => Some(*value),
        (Constant::YesNo(value), FactTest::Is(Constant::YesNo(wanted))) => Some(value == wanted),
        (Constant::Number(value), FactTest::Is(Constant::Number(wanted))) => Some(value == wanted),
        (Constant::Place(value), FactTest::Is(Constant::Place(wanted))) => Some(wanted.contains(value)),
        (Constant::Number(value), FactTest::Number(comparison, wanted)) => Some(compares(*value, *comparison, *wanted)),
        (
            Constant::Symbol(_)
            | Constant::Title(_)
            | Constant::Number(_)
            | Constant::YesNo(_)
            | Constant::Place(_)
            | Constant::Level(_)
            | Constant::Unknown,
            _,
        ) => None,
    }
}

/// The ways in which a formula holds, or fails, as tests; as many as are tried.
pub(super) fn ways_of(formula: &Formula, holds: bool) -> Vec<Literals> {
    match (formula, holds) {
        (Formula::True, true) => vec![Vec::new()],
        (Formula::True, false) => Vec::new(),
        (Formula::Test { test, negated }, holds) => vec![vec![(*test, holds != *negated)]],
        (Formula::And(list), true) | (Formula::Or(list), false) => {
            list.iter().fold(vec![Vec::new()], |all, one| product(&all, &ways_of(one, holds)))
        }
        (Formula::And(list), false) | (Formula::Or(list), true) => {
            list.iter().flat_map(|one| ways_of(one, holds)).take(FORMULA_WAYS).collect()
        }
    }
}

fn product(one: &[Literals], other: &[Literals]) -> Vec<Literals> {
    let both = one.iter().flat_map(|first| {
        other.iter().map(move |second| {
            let mut all = first.clone();
            all.extend(second.iter().filter(|literal| !first.contains(literal)));
            all
        })
    });
    both.take(FORMULA_WAYS).collect()
}

/// Which of so many formulas hold: all combinations of a few, else each by itself and all.
fn signs(count: usize) -> Vec<Vec<bool>> {
    if count <= 4 {
        let all = 1_u32 << count;
        return (0..all).rev().map(|bits| (0..count).map(|at| bits >> at & 1 == 1).collect()).collect();
    }
    let mut found: Vec<Vec<bool>> = (0..count).map(|one| (0..count).map(|at| at == one).collect()).collect();
    found.push(vec![false; count]);
    found.push(vec![true; count]);
    found
}

fn days_of(term: &Term) -> Vec<Day> {
    match term {
        Term::Stated(_) => Vec::new(),
        Term::Of(day) => vec![*day],
        Term::After(_, of) | Term::Edge { of, .. } => days_of(of),
        Term::Earlier(one, other) | Term::Later(one, other) => [days_of(one), days_of(other)].concat(),
    }
}

/// The term with the days of one item replaced by those of another; none if it has none.
fn moved(term: &Term, from: usize, to: usize) -> Option<Term> {
    match term {
        Term::Of(Day::Item(item, slot)) if *item == from => Some(Term::Of(Day::Item(to, *slot))),
        Term::Stated(_) | Term::Of(_) => None,
        Term::After(length, of) => Some(Term::After(*length, Box::new(moved(of, from, to)?))),
        Term::Edge { end, year, of } => Some(Term::Edge { end: *end, year: *year, of: Box::new(moved(of, from, to)?) }),
        Term::Earlier(one, other) | Term::Later(one, other) => {
            let (first, second) = (moved(one, from, to), moved(other, from, to));
            if first.is_none() && second.is_none() {
                return None;
            }
            let first = Box::new(first.unwrap_or_else(|| (**one).clone()));
            let second = Box::new(second.unwrap_or_else(|| (**other).clone()));
            Some(if matches!(term, Term::Earlier(..)) {
                Term::Earlier(first, second)
            } else {
                Term::Later(first, second)
            })
        }
    }
}
