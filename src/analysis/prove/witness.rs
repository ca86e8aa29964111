//! A smallest record that meets a grant: one is made for some way, confirmed, and then made smaller.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::amounts::amounts;
use super::branches::{Purpose, Way, ways};
use super::build::Builder;
use super::draft::{Draft, Person};
use super::replay;
use crate::eval::Verdict;
use crate::model::date::{Interval, Length, MonthEnd};
use crate::model::framework::{Framework, Grant};
use crate::model::number::Number;
use crate::model::program::{NodeId, NodeKind};

/// A record that meets a grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The day on which it does.
    pub as_of: Date,
    /// The record as the commands read it.
    pub text: String,
    /// Lines that the framework leaves open: it is met except for these.
    pub open: Vec<NodeId>,
}

/// How many ways are tried before the search for an example is given up.
const TRIES: usize = 24;

/// How often an amount is tried to be lowered. Each step halves what is left, then goes down by one.
const LOWERINGS: u32 = 60;

/// Looks for a record; `small` makes it irreducible.
pub(super) fn witness(versions: &[&Framework], this: usize, grant: &Grant, small: bool) -> Option<Witness> {
    let framework = versions.get(this)?;
    let mut relaxed: Option<Vec<Framework>> = None;
    for day in days(framework, grant) {
        let all = ways(framework, grant.root, Purpose::Example(day), &|_| false);
        for way in all.iter().take(TRIES) {
            if !way.open.is_empty() && relaxed.is_none() {
                relaxed = Some(versions.iter().map(|version| without_open(version)).collect());
            }
            let judges: Vec<&Framework> = match (&relaxed, way.open.is_empty()) {
                (Some(relaxed), false) => relaxed.iter().collect(),
                (_, _) => versions.to_vec(),
            };
            let judge = Judge { versions: &judges, this, grant, day };
            let Some(person) = found(framework, way, &judge) else { continue };
            let person = if small { smaller(person, &judge) } else { person };
            return Some(Witness { as_of: day, text: person.text(framework, &grant.id), open: way.open.clone() });
        }
    }
    None
}

/// The days on which an example may be assessed: within the period of the version and of the grant.
fn days(framework: &Framework, grant: &Grant) -> Vec<Date> {
    let both = [Some(framework.in_force), grant.in_force].into_iter().flatten();
    let (mut lo, mut hi): (Option<Date>, Option<Date>) = (None, None);
    for Interval { lo: from, hi: until } in both {
        lo = lo.max(from);
        hi = match (hi, until) {
            (Some(known), Some(until)) => Some(known.min(until)),
            (known, until) => known.or(until),
        };
    }
    let move_by =
        |date: Date, years: i32| MonthEnd::Clamp.add(date, Length { months: 12 * years, days: 0 }).lo.unwrap_or(date);
    let within = |date: Date| lo.is_none_or(|lo| lo <= date) && hi.is_none_or(|hi| date <= hi);
    let mut days: Vec<Date> = Vec::new();
    days.extend(lo.map(|lo| move_by(lo, 1)));
    days.extend(hi.map(|hi| move_by(hi, -1)));
    days.extend([hi, lo, Date::new(2026, 1, 1).ok()].into_iter().flatten());
    days.retain(|day| within(*day));
    // What began in force long after leaves time for what must come before.
    days.extend(lo.filter(|_| hi.is_none()).map(|lo| move_by(lo, 15)));
    let mut seen = BTreeSet::new();
    days.retain(|day| seen.insert(*day));
    days
}

/// The framework with its open lines taken as met.
fn without_open(framework: &Framework) -> Framework {
    let mut copy = framework.clone();
    for node in &mut copy.program.nodes {
        if matches!(node.kind, NodeKind::Open) {
            node.kind = NodeKind::All(Vec::new());
        }
    }
    copy
}

struct Judge<'j> {
    versions: &'j [&'j Framework],
    this: usize,
    grant: &'j Grant,
    day: Date,
}

impl Judge<'_> {
    fn meets(&self, person: &Person) -> bool {
        let Some(framework) = self.versions.get(self.this) else { return false };
        let text = person.text(framework, &self.grant.id);
        replay::verdict(self.versions, self.this, &self.grant.id, self.day, &text) == Some(Verdict::Met)
    }
}

fn found(framework: &Framework, way: &Way, judge: &Judge<'_>) -> Option<Person> {
    [true, false].into_iter().find_map(|merge| {
        let builder = Builder::of(framework, way, judge.day, merge)?;
        let person = amounts(&builder, way, &judge.grant.id)?;
        judge.meets(&person).then_some(person)
    })
}

/// Leaves out what is not needed and lowers amounts until nothing can be left out or lowered by one.
fn smaller(mut person: Person, judge: &Judge<'_>) -> Person {
    loop {
        let before = (person.items.iter().flatten().count(), person.text_length(judge));
        leave_out(&mut person, judge);
        for index in 0..person.items.len() {
            lower(&mut person, index, judge);
        }
        if (person.items.iter().flatten().count(), person.text_length(judge)) == before {
            return person;
        }
    }
}

/// Tries a change; what does not meet the grant any more is undone.
fn attempt(person: &mut Person, judge: &Judge<'_>, change: impl FnOnce(&mut Person)) -> bool {
    let mut tried = person.clone();
    change(&mut tried);
    let better = judge.meets(&tried);
    if better {
        *person = tried;
    }
    better
}

fn leave_out(person: &mut Person, judge: &Judge<'_>) {
    for index in 0..person.items.len() {
        if person.items.get(index).is_some_and(Option::is_some) {
            attempt(person, judge, |person| {
                if let Some(slot) = person.items.get_mut(index) {
                    *slot = None;
                }
            });
        }
    }
    for fact in person.facts.keys().copied().collect::<Vec<_>>() {
        attempt(person, judge, |person| {
            person.facts.remove(&fact);
        });
    }
    for id in person.waived.clone() {
        attempt(person, judge, |person| {
            person.waived.remove(&id);
        });
    }
    if person.born.is_some() {
        attempt(person, judge, |person| person.born = None);
    }
    if person.application.is_some() {
        attempt(person, judge, |person| person.application = None);
    }
    for home in person.residence.clone() {
        attempt(person, judge, |person| person.residence.retain(|other| *other != home));
    }
    if person.complete {
        attempt(person, judge, |person| person.complete = false);
    }
    for index in 0..person.items.len() {
        bare(person, index, judge);
    }
}

/// Leaves out what an item states and nothing asks.
fn bare(person: &mut Person, index: usize, judge: &Judge<'_>) {
    let Some(item) = person.items.get(index).cloned().flatten() else { return };
    let mut change = |change: &dyn Fn(&mut Draft)| {
        attempt(person, judge, |person| {
            if let Some(item) = person.items.get_mut(index).and_then(Option::as_mut) {
                change(item);
            }
        })
    };
    if item.minutes.is_some() {
        change(&|item| item.minutes = None);
    }
    for unit in item.amounts.keys() {
        change(&|item| {
            item.amounts.remove(unit);
        });
    }
    for attribute in item.values.keys() {
        change(&|item| {
            item.values.remove(attribute);
        });
    }
    for slot in item.dates.keys().filter(|slot| **slot != item.main()) {
        change(&|item| {
            item.dates.remove(slot);
        });
    }
    if item.part_of.is_some() {
        change(&|item| item.part_of = None);
    }
    if item.complete {
        change(&|item| item.complete = false);
    }
    if item.level.is_some() {
        change(&|item| item.level = None);
    }
    // All at once first: most often all are needed, or none.
    if !item.covers.is_empty() && !change(&|item| item.covers.clear()) {
        for competency in &item.covers {
            change(&|item| {
                item.covers.remove(competency);
            });
        }
    }
}

/// Lowers the amounts of an item as far as they can be.
fn lower(person: &mut Person, index: usize, judge: &Judge<'_>) {
    let Some(item) = person.items.get(index).cloned().flatten() else { return };
    let hour = Number::whole(60);
    let set_minutes = |item: &mut Draft, amount: Number| item.minutes = Some(amount);
    if let Some(minutes) = item.minutes {
        let whole = minutes.parts().0 % 60 == 0 && minutes.parts().1 == 1;
        lower_by(person, index, judge, (minutes, if whole { hour } else { Number::ONE }), &set_minutes);
    }
    for (unit, amount) in &item.amounts {
        let set = |item: &mut Draft, amount: Number| {
            item.amounts.insert(*unit, amount);
        };
        lower_by(person, index, judge, (*amount, Number::ONE), &set);
    }
    if item.count > 1 {
        let set = |item: &mut Draft, amount: Number| item.count = amount.floor();
        lower_by(person, index, judge, (Number::whole(item.count - 1), Number::ONE), &|item, amount| {
            set(item, amount + Number::ONE);
        });
    }
}

fn lower_by(
    person: &mut Person,
    index: usize,
    judge: &Judge<'_>,
    (mut amount, unit): (Number, Number),
    set: &dyn Fn(&mut Draft, Number),
) {
    let mut step = amount;
    for _ in 0..LOWERINGS {
        let lower = amount - step;
        let lowered = lower >= Number::ZERO
            && attempt(person, judge, |person| {
                if let Some(item) = person.items.get_mut(index).and_then(Option::as_mut) {
                    set(item, lower);
                }
            });
        if lowered {
            amount = lower;
        } else if step <= unit {
            return;
        }
        if !lowered || step > amount {
            let halves = (step / Number::whole(2) / unit).floor();
            step = unit * Number::whole(halves.max(1));
        }
        if amount <= Number::ZERO {
            return;
        }
    }
}

impl Person {
    fn text_length(&self, judge: &Judge<'_>) -> usize {
        judge.versions.get(judge.this).map_or(0, |framework| self.text(framework, &judge.grant.id).len())
    }
}
