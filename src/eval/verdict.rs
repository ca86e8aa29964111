//! Nodes: the two sides of every line, from the leaves up.

use super::context::{Context, Use, compare_dates};
use crate::model::date::{Interval, Length, Truth, shift};
use crate::model::program::{BindingId, Comparison, Condition, Constant, FactTest, Node, NodeId, NodeKind, Pick};
use crate::model::text::Place;
use crate::record::evidence::FactValue;

/// What a node comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sides {
    /// It holds on the sure side.
    pub(crate) sure: bool,
    /// It holds on the possible side.
    pub(crate) possible: bool,
    /// Whether it applies: a node outside its period, or whose condition surely fails, is neutral.
    pub(crate) applies: Truth,
}

impl Sides {
    pub(crate) const NEUTRAL: Self = Self { sure: true, possible: true, applies: Truth::False };

    pub(crate) const fn new(sure: bool, possible: bool) -> Self {
        Self { sure, possible, applies: Truth::True }
    }

    fn of(truth: Truth) -> Self {
        Self::new(truth == Truth::True, truth != Truth::False)
    }
}

impl<'a> Context<'a> {
    pub(crate) fn node(&self, id: NodeId) -> Option<&'a Node> {
        self.framework.program.nodes.get(id.index())
    }

    /// Full id of a requirement or route.
    pub(crate) fn id_of(&self, node: &Node) -> Option<&'a str> {
        self.framework.notes.get(node.note as usize).and_then(|note| note.id.as_deref())
    }

    /// Whether a node is in force on the governing date.
    pub(crate) fn in_force(&self, node: &Node) -> Truth {
        self.within_period(node.in_force)
    }

    /// Whether a period holds the governing date.
    pub(crate) fn within_period(&self, period: Option<Interval>) -> Truth {
        period.map_or(Truth::True, |period| {
            let begun = period.lo.map_or(Truth::True, |lo| Interval::day(lo).until(self.governing));
            begun.min(period.hi.map_or(Truth::True, |hi| self.governing.until(Interval::day(hi))))
        })
    }

    /// Both sides of a node.
    pub(crate) fn sides(&mut self, id: NodeId) -> Sides {
        let Some(node) = self.node(id) else { return Sides::NEUTRAL };
        let in_force = self.in_force(node);
        if in_force == Truth::False {
            return Sides::NEUTRAL;
        }
        let name = self.id_of(node);
        if let Some(name) = name {
            if self.waived(name).is_some() {
                return Sides::new(true, true);
            }
            self.path.push(name);
        }
        let mut sides = self.kind_sides(id, &node.kind);
        if name.is_some() {
            self.path.pop();
        }
        if in_force == Truth::Unknown {
            sides.possible = true;
            sides.applies = sides.applies.min(Truth::Unknown);
        }
        sides
    }

    fn kind_sides(&mut self, id: NodeId, kind: &'a NodeKind) -> Sides {
        match kind {
            NodeKind::All(children) => {
                let mut all = Sides::new(true, true);
                let mut applies = Truth::from_bool(children.is_empty());
                for child in children {
                    if self.advisory(*child) {
                        applies = Truth::True;
                        continue;
                    }
                    let sides = self.sides(*child);
                    all.sure &= sides.sure;
                    all.possible &= sides.possible;
                    applies = applies.max(sides.applies);
                    if !all.possible {
                        break;
                    }
                }
                // What applies only perhaps is no sure way of a choice, and neither is a block of nothing else.
                Sides { applies, ..all }
            }
            NodeKind::Any(children) => self.at_least(1, children),
            NodeKind::AtLeast(least, children) => self.at_least(*least, children),
            NodeKind::Named(child) => self.sides(*child),
            NodeKind::Joint(scope, body) => self.joint_sides(id, scope, *body),
            NodeKind::Choose { condition, then, otherwise } => {
                let (holds, fails) = self.condition(condition);
                let otherwise = otherwise.map(|node| self.sides(node));
                if otherwise.is_none() && fails.sure {
                    return Sides::NEUTRAL;
                }
                let then = self.sides(*then);
                let other = otherwise.unwrap_or(Sides::new(true, true));
                let mut sides = Sides::new(
                    (fails.sure || then.sure) && (holds.sure || other.sure),
                    (holds.possible && then.possible) || (fails.possible && other.possible),
                );
                if otherwise.is_none() && !holds.sure {
                    sides.applies = Truth::Unknown;
                }
                sides
            }
            NodeKind::Guarded { condition, body } => {
                let (holds, _) = self.condition(condition);
                if !holds.possible {
                    return Sides::new(false, false);
                }
                let body = self.sides(*body);
                // A way that does not speak of the person is no way, whatever closes it.
                Sides { applies: body.applies, ..Sides::new(holds.sure && body.sure, body.possible) }
            }
            NodeKind::Bind(binding, body) => self.bind(*binding, *body),
            NodeKind::Claim(claim) => {
                let reading = self.claim(claim, false);
                Sides::new(reading.sure.holds, reading.possible.holds)
            }
            NodeKind::Share { .. } => {
                let reading = self.share(kind);
                reading.map_or(Sides::NEUTRAL, |reading| Sides::new(reading.sure, reading.possible))
            }
            NodeKind::Fact(fact, test) => {
                let value = self.fact(*fact);
                Sides::of(self.fact_test(value, test))
            }
            NodeKind::Age { comparison, age, at } => {
                let born = self.record.born;
                let at = self.date(*at);
                let year = Length { months: 12, days: 0 };
                Sides::of(self.elapsed(born, *comparison, *age, year, at))
            }
            NodeKind::Resident { place, from, to } => {
                let from = from.map(|date| self.date(date));
                let to = to.map(|date| self.date(date));
                Sides::of(self.resident(*place, from, to))
            }
            NodeKind::Since { comparison, length, since } => {
                let since = self.date(*since);
                let today = Interval::day(self.as_of);
                Sides::of(self.elapsed(since, *comparison, *length, Length::default(), today))
            }
            NodeKind::DateOrder(left, comparison, right) => {
                let left = self.date(*left);
                let right = self.date(*right);
                Sides::of(compare_dates(left, *comparison, right))
            }
            NodeKind::Judged { .. } | NodeKind::Open => Sides::new(false, true),
        }
    }

    /// Whether a node is an advisory requirement: shown, not judged.
    pub(crate) fn advisory(&self, id: NodeId) -> bool {
        self.node(id).is_some_and(|node| self.framework.notes.get(node.note as usize).is_some_and(|note| note.advisory))
    }

    fn at_least(&mut self, least: u32, children: &[NodeId]) -> Sides {
        let (mut sure, mut possible) = (0, 0);
        for child in children {
            if self.advisory(*child) {
                continue;
            }
            let sides = self.sides(*child);
            if sides.applies == Truth::False {
                continue;
            }
            sure += u32::from(sides.sure && sides.applies == Truth::True);
            possible += u32::from(sides.possible);
            if sure >= least {
                break;
            }
        }
        Sides::new(sure >= least, possible >= least)
    }

    // ---- names ----

    /// The items that a name may stand for, with the truth that it is meant.
    pub(crate) fn candidates(&mut self, binding: BindingId) -> Vec<(usize, Truth)> {
        let Some(known) = self.framework.program.bindings.get(binding.0 as usize) else { return Vec::new() };
        let fits = self.item_fits(known.selection, Use::For);
        let Some(pick) = known.pick else { return fits };
        // "And no other one is dated before it" is a prohibition: it sees what failed as well.
        let others = self.item_fits(known.selection, Use::Against);
        let complete = self.complete(known.selection);
        let mut answer = Vec::new();
        for (item, fit) in fits {
            let own = self.item(item).map_or(Interval::UNKNOWN, |item| self.item_date(item));
            let mut truth = fit;
            for (other, other_fit) in others.iter().filter(|(other, _)| *other != item) {
                let date = self.item(*other).map_or(Interval::UNKNOWN, |item| self.item_date(item));
                let earlier = if pick == Pick::First { date.before(own) } else { own.before(date) };
                truth = truth.min(earlier.min(*other_fit).negate());
            }
            if !complete {
                truth = truth.min(Truth::Unknown);
            }
            if truth != Truth::False {
                answer.push((item, truth));
            }
        }
        answer
    }

    fn bind(&mut self, binding: BindingId, body: NodeId) -> Sides {
        let mut answer = Sides::new(false, false);
        for (item, fit) in self.candidates(binding) {
            let sides = self.with_bound(binding, item, |context| context.sides(body));
            answer.sure |= sides.sure && fit == Truth::True;
            answer.possible |= sides.possible;
            if answer.sure {
                break;
            }
        }
        answer
    }

    /// Runs something with a name bound to an item.
    pub(crate) fn with_bound<T>(&mut self, binding: BindingId, item: usize, run: impl FnOnce(&mut Self) -> T) -> T {
        let slot = binding.0 as usize;
        let before = self.bound.get(slot).copied().flatten();
        if let Some(bound) = self.bound.get_mut(slot) {
            *bound = Some(item);
        }
        let answer = run(self);
        if let Some(bound) = self.bound.get_mut(slot) {
            *bound = before;
        }
        answer
    }

    // ---- conditions ----

    /// A condition: whether it holds, and whether it fails, each on both sides. Silence proves no failure.
    pub(crate) fn condition(&mut self, condition: &'a Condition) -> (Sides, Sides) {
        match condition {
            Condition::And(list) => {
                let (mut holds, mut fails) = (Sides::new(true, true), Sides::new(false, false));
                for one in list {
                    let (h, f) = self.condition(one);
                    holds = Sides::new(holds.sure && h.sure, holds.possible && h.possible);
                    fails = Sides::new(fails.sure || f.sure, fails.possible || f.possible);
                }
                (holds, fails)
            }
            Condition::Or(list) => {
                let (mut holds, mut fails) = (Sides::new(false, false), Sides::new(true, true));
                for one in list {
                    let (h, f) = self.condition(one);
                    holds = Sides::new(holds.sure || h.sure, holds.possible || h.possible);
                    fails = Sides::new(fails.sure && f.sure, fails.possible && f.possible);
                }
                (holds, fails)
            }
            Condition::Not(one) => {
                let (holds, fails) = self.condition(one);
                (fails, holds)
            }
            Condition::Node(id) => {
                let sides = self.sides(*id);
                let listed = self.listed(*id);
                (sides, Sides::new(!sides.possible && listed, !sides.sure))
            }
        }
    }

    /// Whether the evidence that a condition asks about is listed in full.
    pub(crate) fn listed(&self, id: NodeId) -> bool {
        let Some(node) = self.node(id) else { return true };
        match &node.kind {
            NodeKind::Claim(claim) => {
                claim.bounds.most.is_some() && !claim.bounds.exactly && claim.bounds.least.is_none()
                    || self.complete(claim.selection)
            }
            NodeKind::Share { part, whole, .. } => self.complete(*part) && self.complete(*whole),
            NodeKind::All(children) | NodeKind::Any(children) | NodeKind::AtLeast(_, children) => {
                children.iter().all(|child| self.listed(*child))
            }
            NodeKind::Named(child)
            | NodeKind::Joint(_, child)
            | NodeKind::Bind(_, child)
            | NodeKind::Guarded { body: child, .. } => self.listed(*child),
            NodeKind::Choose { then, otherwise, .. } => {
                self.listed(*then) && otherwise.is_none_or(|otherwise| self.listed(otherwise))
            }
            NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Judged { .. }
            | NodeKind::Open => true,
        }
    }

    // ---- facts ----

    fn fact_test(&mut self, value: Option<FactValue>, test: &FactTest) -> Truth {
        match (value, test) {
            (Some(FactValue::YesNo(value)), FactTest::Yes) => Truth::from_bool(value),
            (Some(FactValue::YesNo(value)), FactTest::Is(Constant::YesNo(wanted))) => {
                Truth::from_bool(value == *wanted)
            }
            (Some(FactValue::Number(value)), FactTest::Is(Constant::Number(wanted))) => {
                Truth::from_bool(value == *wanted)
            }
            (Some(FactValue::Place(value)), FactTest::Is(Constant::Place(wanted))) => {
                Truth::from_sides(wanted.contains(&value), wanted.contains(&value) || value.contains(wanted))
            }
            (Some(FactValue::Number(value)), FactTest::Number(comparison, wanted)) => {
                Truth::from_bool(match comparison {
                    Comparison::AtLeast => value >= *wanted,
                    Comparison::AtMost => value <= *wanted,
                    Comparison::Over => value > *wanted,
                    Comparison::Under => value < *wanted,
                })
            }
            (Some(FactValue::Date(value)), FactTest::Date(comparison, date)) => {
                let date = self.date(*date);
                compare_dates(value, *comparison, date)
            }
            (None, FactTest::Date(..)) | (None, _) | (_, FactTest::Is(Constant::Unknown)) => Truth::Unknown,
            (Some(_), FactTest::Yes | FactTest::Is(_) | FactTest::Number(..) | FactTest::Date(..)) => Truth::False,
        }
    }

    /// Whether so much time has passed from a date to a day. `step` is the unit in which completed time is counted:
    /// being at most 35 years old lasts until the day before the 36th birthday.
    fn elapsed(&self, from: Interval, comparison: Comparison, length: Length, step: Length, at: Interval) -> Truth {
        let reached = self.add(from, length);
        let over = self.add(from, Length { months: length.months + step.months, days: length.days + step.days });
        match comparison {
            Comparison::AtLeast => reached.until(at),
            // Older than 16: the day after the 16th birthday.
            Comparison::Over => reached.before(at),
            Comparison::Under => at.before(reached),
            Comparison::AtMost if step == Length::default() => at.until(reached),
            Comparison::AtMost => at.before(over),
        }
    }

    /// Residence on the assessment date, or throughout a period. Nothing stated about a day is unknown; a residence
    /// elsewhere on that day is a no.
    fn resident(&self, place: Place, from: Option<Interval>, to: Option<Interval>) -> Truth {
        let today = Interval::day(self.as_of);
        let to = to.unwrap_or(today);
        let from = from.unwrap_or(to);
        let mut here: Vec<(Interval, Interval)> = Vec::new();
        let mut elsewhere = Truth::False;
        let open_end = Interval { lo: Some(jiff::civil::Date::MAX), hi: None };
        for residence in &self.record.residence {
            let until = residence.to.unwrap_or(open_end);
            // A residence that states no begin is read as begun before anything asked, as a person would.
            let begin = if residence.from.is_unknown() {
                Interval { lo: None, hi: Some(jiff::civil::Date::MIN) }
            } else {
                residence.from
            };
            if place.contains(&residence.place) {
                here.push((begin, until));
            } else {
                let overlaps = begin.until(to).min(from.until(until));
                let other = if residence.place.contains(&place) { Truth::Unknown } else { overlaps };
                elsewhere = elsewhere.max(other);
            }
        }
        // Walk through the period along the residences here, in order of their begin.
        here.sort_by_key(|(begin, _)| (begin.hi, begin.lo));
        let walk = |sure: bool| {
            let (Some(mut need), Some(last)) = (if sure { from.lo } else { from.hi }, if sure { to.hi } else { to.lo })
            else {
                return !sure && !here.is_empty();
            };
            for (begin, until) in &here {
                let begin = if sure { begin.hi } else { begin.lo.or(begin.hi) };
                let until = if sure { until.lo } else { until.hi.or(Some(jiff::civil::Date::MAX)) };
                if begin.is_none_or(|begin| begin <= need) && (!sure || begin.is_some()) {
                    let Some(until) = until else { continue };
                    if until >= last {
                        return true;
                    }
                    if until >= need {
                        need = shift(until, 1);
                    }
                }
            }
            false
        };
        if walk(true) {
            Truth::True
        } else if walk(false) || elsewhere != Truth::True {
            Truth::Unknown
        } else {
            Truth::False
        }
    }
}
