//! Whether facts and days can be as the lines of a way ask, whatever the record.

use std::collections::BTreeMap;

use super::branches::Line;
use super::build::fact_is;
use super::dates::{Calendar, Day, Term};
use super::draft::elsewhere;
use crate::model::date::Length;
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::model::program::{Comparison, Constant, DateComparison, DateId, DateTerm, FactTest, NodeKind};
use crate::model::vocabulary::{FactId, FactType};

/// A day as a term of which all that is not calendar arithmetic may be any day.
pub(super) fn term(framework: &Framework, id: DateId) -> Term {
    let other = || Term::Of(Day::Other(id.index()));
    match framework.program.date(id) {
        DateTerm::Fixed(interval) => Term::Stated(*interval),
        DateTerm::Application => Term::Of(Day::Application),
        DateTerm::Assessment => Term::Of(Day::Assessment),
        DateTerm::Birth => Term::Of(Day::Birth),
        DateTerm::Fact(fact) => Term::Of(Day::Fact(*fact)),
        DateTerm::Bound(..) | DateTerm::Grant(..) | DateTerm::Picked(..) | DateTerm::Next { .. } => other(),
        DateTerm::Offset(length, of) => Term::After(*length, Box::new(term(framework, *of))),
        DateTerm::Edge { end, year, of } => Term::Edge { end: *end, year: *year, of: Box::new(term(framework, *of)) },
        DateTerm::Earlier(one, two) => Term::Earlier(Box::new(term(framework, *one)), Box::new(term(framework, *two))),
        DateTerm::Later(one, two) => Term::Later(Box::new(term(framework, *one)), Box::new(term(framework, *two))),
        DateTerm::PeriodStart(period) => {
            framework.program.periods.get(period.index()).map_or_else(other, |period| term(framework, period.from))
        }
        DateTerm::PeriodEnd(period) => framework.program.periods.get(period.index()).map_or_else(other, |period| {
            let length = Length { months: period.length.months, days: period.length.days - 1 };
            Term::After(length, Box::new(term(framework, period.from)))
        }),
    }
}

/// Asks of two days what a comparison says, or its contrary.
pub(super) fn compare(calendar: &mut Calendar, left: Term, comparison: DateComparison, right: Term, holds: bool) {
    match (comparison, holds) {
        (DateComparison::Before, true) | (DateComparison::From, false) => calendar.order(left, right, true),
        (DateComparison::Before, false) | (DateComparison::From, true) => calendar.order(right, left, false),
        (DateComparison::After, true) | (DateComparison::Until, false) => calendar.order(right, left, true),
        (DateComparison::After, false) | (DateComparison::Until, true) => calendar.order(left, right, false),
        (DateComparison::On, true) => {
            calendar.order(left.clone(), right.clone(), false);
            calendar.order(right, left, false);
        }
        // Before or after: nothing follows for either.
        (DateComparison::On, false) => {}
    }
}

/// So much time has passed, or has not. `step` is the unit in which it is counted.
fn elapsed(
    calendar: &mut Calendar,
    (from, at): (Term, Term),
    comparison: Comparison,
    (length, step): (Length, Length),
    holds: bool,
) {
    let after = |length| Term::After(length, Box::new(from.clone()));
    let reached = after(length);
    let over = after(Length { months: length.months + step.months, days: length.days + step.days });
    let (first, second, apart) = match comparison {
        Comparison::AtLeast => (reached, at, false),
        Comparison::Over => (reached, at, true),
        Comparison::Under => (at, reached, true),
        Comparison::AtMost if step == Length::default() => (at, reached, false),
        Comparison::AtMost => (at, over, true),
    };
    if holds {
        calendar.order(first, second, apart);
    } else {
        calendar.order(second, first, !apart);
    }
}

/// The days that lines speak of, with what they ask.
pub(super) fn calendar(framework: &Framework, lines: &[Line]) -> Calendar {
    let mut calendar = Calendar { month_end: framework.policy.month_end, ..Calendar::default() };
    for line in lines {
        let Some(node) = framework.program.nodes.get(line.node.index()) else { continue };
        match &node.kind {
            NodeKind::Fact(fact, FactTest::Date(comparison, date)) => {
                let own = Term::Of(Day::Fact(*fact));
                compare(&mut calendar, own, *comparison, term(framework, *date), line.holds);
            }
            NodeKind::Age { comparison, age, at } => {
                let days = (Term::Of(Day::Birth), term(framework, *at));
                let year = Length { months: 12, days: 0 };
                elapsed(&mut calendar, days, *comparison, (*age, year), line.holds);
            }
            NodeKind::Since { comparison, length, since } => {
                let days = (term(framework, *since), Term::Of(Day::Assessment));
                elapsed(&mut calendar, days, *comparison, (*length, Length::default()), line.holds);
            }
            NodeKind::DateOrder(left, comparison, right) => {
                let (left, right) = (term(framework, *left), term(framework, *right));
                compare(&mut calendar, left, *comparison, right, line.holds);
            }
            NodeKind::All(_)
            | NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Choose { .. }
            | NodeKind::Guarded { .. }
            | NodeKind::Bind(..)
            | NodeKind::Named(_)
            | NodeKind::Claim(_)
            | NodeKind::Joint(..)
            | NodeKind::Share { .. }
            | NodeKind::Fact(..)
            | NodeKind::Resident { .. }
            | NodeKind::Judged { .. }
            | NodeKind::Open => {}
        }
    }
    calendar
}

/// Whether facts cannot be as these lines ask.
pub(super) fn facts_clash(framework: &Framework, lines: &[Line]) -> bool {
    let mut asked: BTreeMap<FactId, Vec<(&FactTest, bool)>> = BTreeMap::new();
    for line in lines {
        let kind = framework.program.nodes.get(line.node.index()).map(|node| &node.kind);
        if let Some(NodeKind::Fact(fact, test)) = kind
            && !matches!(test, FactTest::Date(..) | FactTest::Is(Constant::Unknown))
        {
            asked.entry(*fact).or_default().push((test, line.holds));
        }
    }
    asked.iter().any(|(fact, tests)| {
        let kind = framework.vocabulary.facts.get_index(fact.index()).map(|(_, fact)| fact.kind);
        let values = values(kind, tests);
        !values.is_empty()
            && !values
                .iter()
                .any(|value| tests.iter().all(|(test, holds)| fact_is(value, test).unwrap_or(false) == *holds))
    })
}

/// A value of each sort that these tests tell apart.
fn values(kind: Option<FactType>, tests: &[(&FactTest, bool)]) -> Vec<Constant> {
    match kind {
        Some(FactType::YesNo) => vec![Constant::YesNo(true), Constant::YesNo(false)],
        Some(FactType::Number) => {
            let mut numbers: Vec<Number> = tests
                .iter()
                .filter_map(|(test, _)| match test {
                    FactTest::Number(_, number) | FactTest::Is(Constant::Number(number)) => Some(*number),
                    FactTest::Yes | FactTest::Is(_) | FactTest::Date(..) => None,
                })
                .collect();
            around(&mut numbers).into_iter().map(Constant::Number).collect()
        }
        Some(FactType::Place) => {
            let places: Vec<Constant> = tests
                .iter()
                .filter_map(|(test, _)| match test {
                    FactTest::Is(Constant::Place(place)) => Some(Constant::Place(*place)),
                    FactTest::Is(_) | FactTest::Yes | FactTest::Number(..) | FactTest::Date(..) => None,
                })
                .collect();
            // Without a place outside all of them nothing is proven.
            let Some(other) = elsewhere(&places) else { return Vec::new() };
            places.into_iter().chain([Constant::Place(other)]).collect()
        }
        Some(FactType::Date) | None => Vec::new(),
    }
}

/// The numbers, one between each two neighbours, one below and one above all.
pub(super) fn around(numbers: &mut Vec<Number>) -> Vec<Number> {
    numbers.sort_unstable();
    numbers.dedup();
    let between = numbers.windows(2).filter_map(|pair| match pair {
        [one, other] => (*one + *other).checked_div(Number::whole(2)),
        _ => None,
    });
    let ends = [numbers.first().map(|first| *first - Number::ONE), numbers.last().map(|last| *last + Number::ONE)];
    let more: Vec<Number> = between.chain(ends.into_iter().flatten()).collect();
    numbers.iter().copied().chain(more).collect()
}
