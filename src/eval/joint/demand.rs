//! What a node asks of the evidence on one side: a tree of choices over groups of evidence with their rows.
//!
//! Everything that does not compete (facts, ages, prohibitions, claims of all evidence) is decided here by the ordinary
//! evaluator and is gone from the tree. What is left is encoded by [`super::encode`].

use super::lines::{Ask, Asked};
use crate::eval::claim::{Answer, Reading, Side};
use crate::eval::context::{Context, Use};
use crate::eval::measure::Entry;
use crate::model::date::Truth;
use crate::model::number::Number;
use crate::model::program::{BindingId, Claim, JointScope, Measure, NodeId, NodeKind, TimeUnit};

/// What is asked, on one side.
#[derive(Debug)]
pub(crate) enum Demand {
    /// It holds, or not, whatever is counted here.
    Settled(bool),
    /// All of them.
    All(Vec<Demand>),
    /// At least so many of them.
    Ways {
        /// The choice.
        node: NodeId,
        /// How many.
        least: usize,
        /// The ways.
        ways: Vec<Way>,
    },
    /// A group with its rows.
    Group(usize),
    /// A scope around a demand.
    Scope(usize, Box<Demand>),
}

/// One way of a choice.
#[derive(Debug)]
pub(crate) struct Way {
    /// The node of the way; of a name the node it stands before.
    pub(crate) node: NodeId,
    /// The item that a name means on this way.
    pub(crate) bound: Option<(BindingId, usize)>,
    /// What it asks.
    pub(crate) demand: Demand,
}

/// A part of an entry that can be counted by itself.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// Which entry of the group.
    pub(crate) entry: usize,
    /// Its item.
    pub(crate) item: usize,
    /// What helps counts so much of it; none is unbounded.
    pub(crate) plus: Option<Number>,
    /// What hurts counts so much of it, if it is taken whole; none is unbounded.
    pub(crate) minus: Option<Number>,
    /// How much of the claim's measure all of the portion is: counting so much uses it up. None: it is never used up.
    pub(crate) full: Option<Number>,
    /// The stretch of calendar time it lies in.
    pub(crate) segment: Option<usize>,
    /// Its days on this side, for calendar time, and what comes of them.
    pub(crate) days: Option<(jiff::civil::Date, jiff::civil::Date)>,
    pub(crate) clock: Option<Clock>,
}

/// Stands for an amount that is not stated and may be anything: more than any sum that texts state. As a number it can be
/// divided, so that it is shared and limited like any other.
pub(crate) const UNSTATED: Number = Number::whole(1_000_000_000);

impl Part {
    /// The same with a number for what is not stated.
    fn stated(mut self) -> Self {
        self.plus = self.plus.or(Some(UNSTATED));
        self.minus = self.minus.or(Some(UNSTATED));
        self.full = self.full.or(Some(UNSTATED));
        self
    }
}

/// What calendar time is worth: so much for each unit, perhaps in whole steps only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
    unit: TimeUnit,
    factor: Number,
    step: Option<Number>,
}

impl Clock {
    const fn plain(unit: TimeUnit) -> Self {
        Self { unit, factor: Number::ONE, step: None }
    }

    fn worth(self, time: Number) -> Number {
        let steps = self.step.and_then(|step| Some(Number::whole(time.checked_div(step)?.floor()) * step));
        steps.unwrap_or(time) * self.factor
    }
}

/// How what a group counts may be divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Division {
    /// At will.
    Parts,
    /// In whole numbers.
    Counts,
    /// An item with all it has, or not at all.
    Whole,
}

/// Evidence that one claim, or the rows of one scope, may count.
#[derive(Debug)]
pub(crate) struct Group<'a> {
    /// The claim's node, or the scope's.
    pub(crate) node: NodeId,
    /// The claim; none: the rows of a scope.
    pub(crate) claim: Option<&'a Claim>,
    /// How it is measured.
    pub(crate) measure: &'a Measure,
    /// All evidence that fits, surely or possibly.
    pub(crate) entries: Vec<Entry>,
    /// What may be counted on this side.
    pub(crate) parts: Vec<Part>,
    /// Sets of parts that rows speak of.
    pub(crate) sets: Vec<Vec<bool>>,
    /// Rows, with their number in the claim or scope.
    pub(crate) asks: Vec<Asked<'a>>,
    /// How it may be divided.
    pub(crate) division: Division,
    /// The scopes around it, outermost first. The rows of a scope lie in the scopes around that.
    pub(crate) frames: Vec<usize>,
    /// Rows of which scope it is.
    pub(crate) of_scope: Option<usize>,
}

impl Group<'_> {
    /// Whether a set of parts has this one.
    pub(crate) fn inside(&self, set: usize, part: usize) -> bool {
        self.sets.get(set).and_then(|set| set.get(part)).copied().unwrap_or(false)
    }

    /// Whether counting less can ever be asked of it.
    pub(crate) fn limited(&self) -> bool {
        self.asks.iter().any(|asked| asked.ask.limits())
    }
}

/// A scope in use.
#[derive(Debug)]
pub(crate) struct Frame<'a> {
    /// Its node.
    pub(crate) node: NodeId,
    /// What it says.
    pub(crate) scope: &'a JointScope,
    /// Parts of groups that may serve two claims: group, part.
    pub(crate) twice: Vec<(usize, usize)>,
}

/// The demand of a node with its groups and scopes.
#[derive(Debug)]
pub(crate) struct Demanded<'a> {
    pub(crate) demand: Demand,
    pub(crate) groups: Vec<Group<'a>>,
    pub(crate) frames: Vec<Frame<'a>>,
    /// For each group the least that is anything in its measure: a minute, or one, or a day.
    pub(crate) least: Vec<Number>,
}

struct Builder<'c, 'a> {
    context: &'c mut Context<'a>,
    side: Side,
    groups: Vec<Group<'a>>,
    frames: Vec<Frame<'a>>,
    around: Vec<usize>,
}

impl<'a> Context<'a> {
    /// What a node asks on a side.
    pub(crate) fn demand(&mut self, id: NodeId, side: Side) -> Demanded<'a> {
        let mut builder = Builder { context: self, side, groups: Vec::new(), frames: Vec::new(), around: Vec::new() };
        let demand = builder.node(id);
        builder.finish(demand)
    }

    /// What one claim asks on a side, its prohibitions left aside.
    pub(crate) fn demand_of_claim(&mut self, id: NodeId, claim: &'a Claim, side: Side) -> Demanded<'a> {
        let mut builder = Builder { context: self, side, groups: Vec::new(), frames: Vec::new(), around: Vec::new() };
        let demand = builder.group(id, claim);
        builder.finish(demand)
    }

    /// All evidence that may serve a claim, derived evidence among it.
    pub(crate) fn claim_entries(&mut self, claim: &'a Claim) -> Vec<Entry> {
        let mut entries = match &claim.measure {
            Measure::Amount(unit) => self.amount_entries(claim.selection, *unit, Use::For),
            Measure::Count | Measure::Covered { .. } | Measure::Time(_) => {
                self.count_entries(claim.selection, Use::For)
            }
        };
        self.direct(claim, &mut entries);
        let derived = self.derived_entries(claim.selection, &claim.measure);
        if !derived.is_empty() {
            entries.extend(derived);
            entries.sort_by_key(|entry| entry.item);
        }
        entries
    }
}

impl<'a> Builder<'_, 'a> {
    fn finish(mut self, demand: Demand) -> Demanded<'a> {
        self.scope_groups();
        self.segments();
        let least = self.groups.iter().map(|group| self.context.least_of(group.measure)).collect();
        Demanded { demand, groups: self.groups, frames: self.frames, least }
    }

    fn sure(&self) -> bool {
        self.side == Side::Sure
    }

    fn settled(&mut self, id: NodeId) -> Demand {
        let sides = self.context.sides(id);
        Demand::Settled(if self.sure() { sides.sure } else { sides.possible })
    }

    fn node(&mut self, id: NodeId) -> Demand {
        let Some(node) = self.context.node(id) else { return Demand::Settled(true) };
        match self.context.in_force(node) {
            Truth::False => return Demand::Settled(true),
            Truth::Unknown if !self.sure() => return Demand::Settled(true),
            Truth::Unknown | Truth::True => {}
        }
        let name = self.context.id_of(node);
        if let Some(name) = name {
            if self.context.waived(name).is_some() {
                return Demand::Settled(true);
            }
            self.context.path.push(name);
        }
        let demand = self.kind(id, &node.kind);
        if name.is_some() {
            self.context.path.pop();
        }
        demand
    }

    fn kind(&mut self, id: NodeId, kind: &'a NodeKind) -> Demand {
        match kind {
            NodeKind::All(children) => {
                let mut all = Vec::new();
                for child in children {
                    if self.context.advisory(*child) {
                        continue;
                    }
                    let demand = self.node(*child);
                    if matches!(demand, Demand::Settled(false)) {
                        return demand;
                    }
                    all.push(demand);
                }
                all_of(all)
            }
            NodeKind::Any(children) => self.ways(id, 1, children),
            NodeKind::AtLeast(least, children) => self.ways(id, *least as usize, children),
            NodeKind::Named(child) => self.node(*child),
            NodeKind::Joint(scope, body) => {
                self.frames.push(Frame { node: id, scope, twice: Vec::new() });
                let frame = self.frames.len() - 1;
                self.around.push(frame);
                let inner = self.node(*body);
                self.around.pop();
                // Rows of a scope may ask for something even if its lines do not.
                if matches!(inner, Demand::Settled(false)) { inner } else { Demand::Scope(frame, Box::new(inner)) }
            }
            NodeKind::Choose { condition, then, otherwise } => {
                let (holds, fails) = self.context.condition(condition);
                if otherwise.is_none() && fails.sure {
                    return Demand::Settled(true);
                }
                let (ask_then, ask_other) = if self.sure() {
                    // Both branches, unless it is sure which one.
                    (!fails.sure, !holds.sure)
                } else {
                    (holds.possible, fails.possible)
                };
                let nodes = [(ask_then, Some(*then)), (ask_other, *otherwise)];
                let mut demands = Vec::new();
                for (asked, node) in nodes {
                    if asked {
                        demands.push((node.unwrap_or(id), node.map_or(Demand::Settled(true), |node| self.node(node))));
                    }
                }
                if self.sure() {
                    let all: Vec<Demand> = demands.into_iter().map(|(_, demand)| demand).collect();
                    return all_of(all);
                }
                let ways = demands.into_iter().map(|(node, demand)| Way { node, bound: None, demand }).collect();
                choice(id, 1, ways)
            }
            NodeKind::Guarded { condition, body } => {
                let (holds, _) = self.context.condition(condition);
                let open = if self.sure() { holds.sure } else { holds.possible };
                if open { self.node(*body) } else { Demand::Settled(false) }
            }
            NodeKind::Bind(binding, body) => {
                let mut ways = Vec::new();
                for (item, fit) in self.context.candidates(*binding) {
                    if self.sure() && fit != Truth::True {
                        continue;
                    }
                    let slot = binding.0 as usize;
                    let before = self.context.bound.get(slot).copied().flatten();
                    if let Some(bound) = self.context.bound.get_mut(slot) {
                        *bound = Some(item);
                    }
                    let demand = self.node(*body);
                    if let Some(bound) = self.context.bound.get_mut(slot) {
                        *bound = before;
                    }
                    ways.push(Way { node: *body, bound: Some((*binding, item)), demand });
                }
                choice(id, 1, ways)
            }
            NodeKind::Claim(claim) => {
                let forbids = claim.bounds.most.is_some() && !claim.bounds.exactly;
                if claim.closed || (forbids && claim.bounds.least.is_none()) {
                    return self.settled(id);
                }
                if forbids && !self.allowed(claim) {
                    return Demand::Settled(false);
                }
                self.group(id, claim)
            }
            NodeKind::Share { .. }
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Judged { .. }
            | NodeKind::Open => self.settled(id),
        }
    }

    /// Whether the upper limit of a claim that forbids more is kept.
    fn allowed(&mut self, claim: &'a Claim) -> bool {
        let answer = Answer::plain(true);
        let mut reading = Reading {
            entries: Vec::new(),
            sure: answer.clone(),
            possible: answer,
            incomplete: false,
            coverage: Vec::new(),
        };
        self.context.forbid(claim, &mut reading);
        if self.sure() { reading.sure.holds } else { reading.possible.holds }
    }

    fn ways(&mut self, id: NodeId, least: usize, children: &'a [NodeId]) -> Demand {
        let mut ways = Vec::new();
        for child in children {
            if self.context.advisory(*child) {
                continue;
            }
            // What applies only perhaps is no sure way.
            match self.context.sides(*child).applies {
                Truth::False => continue,
                Truth::Unknown if self.sure() => continue,
                Truth::Unknown | Truth::True => {}
            }
            let demand = self.node(*child);
            ways.push(Way { node: *child, bound: None, demand });
        }
        choice(id, least, ways)
    }

    fn group(&mut self, id: NodeId, claim: &'a Claim) -> Demand {
        let entries = self.context.claim_entries(claim);
        let limits = self.context.item_limits(claim, &entries);
        let frame_whole = self.around.iter().any(|frame| self.frames.get(*frame).is_some_and(|f| f.scope.whole));
        let mut parts = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            if self.sure() && entry.fit != Truth::True {
                continue;
            }
            parts.extend(self.part(claim, index, entry).map(Part::stated));
        }
        let division = match &claim.measure {
            Measure::Covered { .. } => Division::Whole,
            Measure::Amount(_) | Measure::Count | Measure::Time(_) if claim.whole || frame_whole => Division::Whole,
            Measure::Count => Division::Counts,
            Measure::Amount(_) | Measure::Time(_) => Division::Parts,
        };
        let mut group = Group {
            node: id,
            claim: Some(claim),
            measure: &claim.measure,
            entries,
            parts,
            sets: Vec::new(),
            asks: Vec::new(),
            division,
            frames: self.around.clone(),
            of_scope: None,
        };
        self.context.asks_of_claim(claim, &mut group, &limits, self.side);
        let index = self.groups.len();
        for frame in &self.around {
            let Some(frame) = self.frames.get_mut(*frame) else { continue };
            let Some(twice) = &frame.scope.twice else { continue };
            let members = self.context.members(twice, &group.entries, self.side, true);
            let fitting = group.parts.iter().enumerate().filter(|(_, part)| members.get(part.entry) == Some(&true));
            frame.twice.extend(fitting.map(|(part, _)| (index, part)));
        }
        self.groups.push(group);
        Demand::Group(index)
    }

    /// The part that an entry gives to a claim; none if it gives nothing on this side.
    fn part(&mut self, claim: &Claim, index: usize, entry: &Entry) -> Option<Part> {
        let side = |low: Number, high: Option<Number>| if self.sure() { (Some(low), high) } else { (high, Some(low)) };
        let (plus, minus) = side(entry.low, entry.high);
        let (plus, minus, full, days) = match (&claim.measure, entry.derived) {
            (_, Some(conversion)) => {
                if let Some((days, clock)) = self.derived_days(conversion, claim, entry) {
                    let amount = Some(entry.low).filter(|_| self.sure()).or(entry.high);
                    let part = Part {
                        entry: index,
                        item: entry.item,
                        plus: amount,
                        minus: amount,
                        full: amount,
                        segment: None,
                        days: Some(days),
                        clock: Some(clock),
                    };
                    return Some(part).filter(|part| part.plus.is_none_or(|plus| plus > Number::ZERO));
                }
                (plus, minus, self.full_of_derived(conversion, entry), None)
            }
            (Measure::Amount(unit), None) => {
                let (mut low, mut high) = (Number::ZERO, Some(Number::ZERO));
                for portion in entry.portions.iter() {
                    let portion = self.context.record.portions.get(portion)?;
                    let amount = self.context.amount(portion, *unit);
                    low += amount.0;
                    high = high.zip(amount.1).map(|(a, b)| a + b);
                }
                (plus, minus, side(low, high).0, None)
            }
            (Measure::Count | Measure::Covered { .. }, None) => (plus, minus, Some(entry.low), None),
            (Measure::Time(unit), None) => {
                let item = self.context.item(entry.item)?;
                let windows = self.context.windows_of(claim.selection, entry);
                let possible = !self.sure();
                match self.context.span(item, &windows, possible) {
                    Some((first, last)) => {
                        let long = self.context.time_of(first, last, item.load, *unit);
                        (Some(long), Some(long), Some(long), Some((first, last)))
                    }
                    None if possible && item.started.lo.is_none() => (None, Some(Number::ZERO), None, None),
                    None => return None,
                }
            }
        };
        if plus.is_some_and(|plus| plus <= Number::ZERO) {
            return None;
        }
        let clock = match &claim.measure {
            Measure::Time(unit) => days.map(|_| Clock::plain(*unit)),
            Measure::Amount(_) | Measure::Count | Measure::Covered { .. } => None,
        };
        Some(Part { entry: index, item: entry.item, plus, minus, full, segment: None, days, clock })
    }

    /// The days that stand for another kind of evidence, where a conversion takes calendar time.
    fn derived_days(
        &mut self,
        conversion: usize,
        claim: &Claim,
        entry: &Entry,
    ) -> Option<((jiff::civil::Date, jiff::civil::Date), Clock)> {
        let known = self.context.framework.program.conversions.get(conversion)?;
        let Measure::Time(unit) = known.from.0 else { return None };
        let per = self.context.rate(known, &claim.measure)?;
        let item = self.context.item(entry.item)?;
        let windows = self.context.windows_of(known.source, entry);
        let days = self.context.span(item, &windows, !self.sure())?;
        // Of days that are shared out no whole steps are sure but those within each stretch.
        let step = Some(known.from.1).filter(|_| known.each_full && self.sure());
        Some((days, Clock { unit, factor: per.checked_div(known.from.1)?, step }))
    }

    /// How much of the kind all of the source would be, without rounding to whole steps.
    fn full_of_derived(&self, conversion: usize, entry: &Entry) -> Option<Number> {
        let known = self.context.framework.program.conversions.get(conversion)?;
        let weight = if self.sure() { Some(entry.low) } else { entry.high };
        if !known.each_full {
            return weight;
        }
        // Of whole steps a rest of the source is left over, which other claims may count.
        let Measure::Amount(unit) = &known.from.0 else { return weight };
        let mut source = Some(Number::ZERO);
        for portion in entry.portions.iter() {
            let (low, high) = self.context.amount(self.context.record.portions.get(portion)?, *unit);
            source = source.zip(if self.sure() { Some(low) } else { high }).map(|(a, b)| a + b);
        }
        let steps = source?.checked_div(known.from.1)?;
        let whole = Number::whole(steps.floor());
        weight.and_then(|weight| (weight * steps).checked_div(whole)).or(weight)
    }

    /// The groups that the rows of scopes speak of: all that a claim in the scope may count, once for each measure.
    fn scope_groups(&mut self) {
        for frame in 0..self.frames.len() {
            let Some((node, scope)) = self.frames.get(frame).map(|known| (known.node, known.scope)) else { continue };
            let mut measures: Vec<&'a Measure> = Vec::new();
            for (measure, _) in &scope.rows {
                if !measures.contains(&measure) {
                    measures.push(measure);
                }
            }
            for measure in measures {
                let group = self.scope_group(frame, node, scope, measure);
                self.groups.push(group);
            }
        }
    }

    fn scope_group(&mut self, frame: usize, node: NodeId, scope: &'a JointScope, measure: &'a Measure) -> Group<'a> {
        // The finest pieces that any claim in the scope can count.
        let mut entries: Vec<Entry> = Vec::new();
        let mut days = Vec::new();
        let within = |group: &&Group<'a>| group.of_scope.is_none() && group.frames.contains(&frame);
        for group in self.groups.iter().filter(within) {
            for part in &group.parts {
                let Some(entry) = group.entries.get(part.entry) else { continue };
                let pieces: Vec<Entry> = if matches!(measure, Measure::Amount(_)) && entry.derived.is_none() {
                    let one =
                        |portion| Entry { portions: crate::eval::measure::Portions::one(portion), ..entry.clone() };
                    entry.portions.iter().map(one).collect()
                } else {
                    vec![entry.clone()]
                };
                for piece in pieces {
                    let same = |known: &Entry| {
                        known.item == piece.item
                            && known.derived == piece.derived
                            && (!matches!(measure, Measure::Amount(_)) || known.portions == piece.portions)
                    };
                    match entries.iter().position(same) {
                        Some(at) => {
                            if let Some(known) = entries.get_mut(at) {
                                known.fit = known.fit.max(piece.fit);
                            }
                        }
                        None => {
                            entries.push(piece);
                            days.push(part.days);
                        }
                    }
                }
            }
        }
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by_key(|at| entries.get(*at).map(|entry| (entry.item, entry.portions.first(), entry.derived)));
        let mut sorted = Vec::new();
        let mut parts = Vec::new();
        for at in order {
            let (Some(entry), Some(days)) = (entries.get(at), days.get(at)) else { continue };
            let mut entry = entry.clone();
            let amount = match (measure, entry.derived) {
                (_, Some(_)) => (entry.low, entry.high),
                (Measure::Amount(unit), None) => {
                    let portion = self.context.record.portions.get(entry.portions.first());
                    portion.map_or((Number::ZERO, None), |portion| self.context.amount(portion, *unit))
                }
                (Measure::Count | Measure::Covered { .. } | Measure::Time(_), None) => {
                    let count = self.context.item(entry.item).map_or(Number::ONE, |item| item.count);
                    (count, Some(count))
                }
            };
            (entry.low, entry.high) = amount;
            let (mut plus, minus) = if self.sure() { (Some(amount.0), amount.1) } else { (amount.1, Some(amount.0)) };
            if let (Measure::Time(unit), Some((first, last))) = (measure, days) {
                let load = self.context.item(entry.item).and_then(|item| item.load);
                plus = Some(self.context.time_of(*first, *last, load, *unit));
            }
            let part = Part {
                entry: sorted.len(),
                item: entry.item,
                plus,
                minus,
                full: plus,
                segment: None,
                days: days.filter(|_| matches!(measure, Measure::Time(_))),
                clock: match measure {
                    Measure::Time(unit) => days.map(|_| Clock::plain(*unit)),
                    Measure::Amount(_) | Measure::Count | Measure::Covered { .. } => None,
                },
            };
            sorted.push(entry);
            parts.push(part.stated());
        }
        let mut frames = Vec::new();
        for group in &self.groups {
            if let Some(at) = group.frames.iter().position(|known| *known == frame) {
                frames = group.frames.iter().take(at).copied().collect();
            }
        }
        let division = match measure {
            _ if scope.whole => Division::Whole,
            Measure::Count | Measure::Covered { .. } => Division::Counts,
            Measure::Amount(_) | Measure::Time(_) => Division::Parts,
        };
        let mut group = Group {
            node,
            claim: None,
            measure,
            entries: sorted,
            parts,
            sets: Vec::new(),
            asks: Vec::new(),
            division,
            frames,
            of_scope: Some(frame),
        };
        for (index, (of, row)) in scope.rows.iter().enumerate() {
            if of == measure {
                self.context.ask_of_row((index, row), &mut group, None, self.side);
            }
        }
        group
    }

    /// Cuts calendar time at all begins and ends, and lets each day of a claim count once.
    fn segments(&mut self) {
        let mut cuts: Vec<jiff::civil::Date> = Vec::new();
        for group in &self.groups {
            let days = group.parts.iter().filter_map(|part| part.days);
            cuts.extend(days.flat_map(|(first, last)| [first, crate::model::date::shift(last, 1)]));
        }
        cuts.sort();
        cuts.dedup();
        for index in 0..self.groups.len() {
            let Some(group) = self.groups.get(index) else { continue };
            if group.parts.iter().all(|part| part.days.is_none()) {
                continue;
            }
            let mut parts = Vec::new();
            let mut from = Vec::new();
            for (old, part) in group.parts.iter().enumerate() {
                let Some(((first, last), clock)) = part.days.zip(part.clock) else {
                    parts.push(part.clone());
                    from.push(old);
                    continue;
                };
                for (segment, pair) in cuts.windows(2).enumerate() {
                    let [begin, next] = pair else { continue };
                    if *begin < first || *begin > last {
                        continue;
                    }
                    let end = crate::model::date::shift(*next, -1);
                    let load = self.context.item(part.item).and_then(|item| item.load);
                    let long = Some(clock.worth(self.context.time_of(*begin, end, load, clock.unit)));
                    let cut = Part { plus: long, minus: long, full: long, segment: Some(segment), ..part.clone() };
                    parts.push(Part { days: Some((*begin, end)), ..cut });
                    from.push(old);
                }
            }
            self.resegment(index, parts, &from, &cuts);
        }
    }

    fn resegment(&mut self, index: usize, parts: Vec<Part>, from: &[usize], cuts: &[jiff::civil::Date]) {
        for frame in &mut self.frames {
            let (own, mut others): (Vec<_>, Vec<_>) =
                frame.twice.iter().copied().partition(|(group, _)| *group == index);
            for (part, old) in from.iter().enumerate() {
                if own.contains(&(index, *old)) {
                    others.push((index, part));
                }
            }
            frame.twice = others;
        }
        let Some(group) = self.groups.get_mut(index) else { return };
        for set in &mut group.sets {
            *set = from.iter().map(|old| set.get(*old).copied().unwrap_or(false)).collect();
        }
        for asked in &mut group.asks {
            asked.ask.resegment(from);
        }
        group.parts = parts;
        // The rows of a scope see what its claims count, and no claim counts a day twice.
        if group.of_scope.is_some() {
            return;
        }
        for (segment, pair) in cuts.windows(2).enumerate() {
            let [begin, next] = pair else { continue };
            let mut clocks: Vec<Clock> = Vec::new();
            let there = group.parts.iter().filter(|part| part.segment == Some(segment));
            for clock in there.filter_map(|part| part.clock) {
                if !clocks.contains(&clock) {
                    clocks.push(clock);
                }
            }
            for clock in clocks {
                let inside = |part: &Part| part.segment == Some(segment) && part.clock == Some(clock);
                let set: Vec<bool> = group.parts.iter().map(inside).collect();
                if set.iter().filter(|inside| **inside).count() < 2 {
                    continue;
                }
                let last = crate::model::date::shift(*next, -1);
                let most = clock.worth(self.context.time_of(*begin, last, None, clock.unit));
                group.sets.push(set);
                let set = Some(group.sets.len() - 1);
                group.asks.push(Asked { row: None, ask: Ask::Most { set, most }, formula: None, fixed: true });
            }
        }
    }
}

/// All of these demands.
fn all_of(demands: Vec<Demand>) -> Demand {
    let mut all = Vec::new();
    for demand in demands {
        match demand {
            Demand::Settled(true) => {}
            Demand::Settled(false) => return Demand::Settled(false),
            Demand::All(_) | Demand::Ways { .. } | Demand::Group(_) | Demand::Scope(..) => all.push(demand),
        }
    }
    if all.is_empty() { Demand::Settled(true) } else { Demand::All(all) }
}

/// At least so many of these ways, those that are settled taken into account.
fn choice(node: NodeId, least: usize, ways: Vec<Way>) -> Demand {
    let sure = ways.iter().filter(|way| matches!(way.demand, Demand::Settled(true))).count();
    if sure >= least {
        return Demand::Settled(true);
    }
    let open = ways.iter().filter(|way| !matches!(way.demand, Demand::Settled(_))).count();
    if sure + open < least {
        return Demand::Settled(false);
    }
    Demand::Ways { node, least, ways }
}
