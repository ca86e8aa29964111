//! A demand as linear rows over classes of evidence.
//!
//! Items that no row and no claim can tell apart are added up (`docs/semantics.md`, section 9). What nobody competes for
//! and nothing limits is counted in full and is no variable at all. Choices (routes, gates, windows, groups) are
//! variables of 0 or 1.

use std::collections::BTreeMap;

use super::demand::{Demand, Demanded, Division, Group, Part};
use super::gap::Novelties;
use super::lines::{Ask, Asked};
use crate::eval::context::Context;
use crate::model::number::Number;
use crate::model::program::{BindingId, NodeId};
use crate::solve::{Problem, Sense};

/// Stands for an amount without limit where a choice has to close it.
const LARGE: Number = super::demand::UNSTATED;

/// What stands for a variable: a number times it, or a fixed amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    /// All of it is counted, if the item is there.
    Full,
    /// As much as the variable says.
    Part(usize),
    /// All or nothing: the variable is 0 or 1.
    Whole(usize),
}

/// Parts that are counted together.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    /// The parts, in their order.
    pub(crate) parts: Vec<usize>,
    /// How much is counted.
    pub(crate) amount: Amount,
    /// Their weight together; none is unbounded.
    pub(crate) plus: Option<Number>,
    pub(crate) minus: Option<Number>,
    /// The variable of the item's presence, where that is a choice.
    pub(crate) presence: Option<usize>,
}

/// Where a row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A line: the group and its row; no row is the claim's own bound.
    Line(usize, Option<usize>),
    /// What evidence there is, and how choices hang together.
    Given,
}

/// A way of a choice, with the variable that takes it.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    /// The choice.
    pub(crate) choice: NodeId,
    /// The way.
    pub(crate) node: NodeId,
    /// What a name means on it.
    pub(crate) bound: Option<(BindingId, usize)>,
    /// Whether it is taken.
    pub(crate) by: Active,
}

/// Whether a demand is asked at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Active {
    /// Always.
    Always,
    /// Never.
    Never,
    /// If the variable is 1.
    If(usize),
}

/// New evidence for a group.
#[derive(Debug, Clone)]
pub(crate) struct Novel {
    pub(crate) group: usize,
    pub(crate) variable: usize,
}

/// A problem that stands for a demand.
#[derive(Debug, Default)]
pub(crate) struct Encoded {
    pub(crate) problem: Problem,
    pub(crate) origins: Vec<Origin>,
    /// The cells of each group.
    pub(crate) cells: Vec<Vec<Cell>>,
    /// The ways of choices.
    pub(crate) taken: Vec<Taken>,
    /// New evidence, where the gap is looked for.
    pub(crate) novel: Vec<Novel>,
    /// What of new evidence costs how much.
    pub(crate) objective: Vec<(usize, Number)>,
    /// A demand that nothing can satisfy.
    pub(crate) impossible: bool,
}

/// A linear expression with a constant.
#[derive(Debug, Clone, Default)]
pub(super) struct Sum {
    pub(super) terms: Vec<(usize, Number)>,
    pub(super) constant: Number,
}

impl Sum {
    pub(super) fn add(&mut self, variable: usize, coefficient: Number) {
        self.terms.push((variable, coefficient));
    }

    fn extend(&mut self, other: &Self, factor: Number) {
        self.terms.extend(other.terms.iter().map(|(variable, coefficient)| (*variable, *coefficient * factor)));
        self.constant += other.constant * factor;
    }
}

/// Which items are there by choice: the variable of each.
pub(crate) type Presence<'p> = &'p dyn Fn(usize) -> Option<usize>;

/// Nothing is there by choice.
pub(crate) fn all_there(_: usize) -> Option<usize> {
    None
}

/// Encodes a demand, beside the rows of a problem that says which items are there by choice.
pub(crate) fn encode(demanded: &Demanded<'_>, problem: Problem, presence: Presence<'_>) -> Encoded {
    encoded(demanded, problem, presence, None)
}

/// Encodes a demand with new evidence, of which the objective asks for the least.
pub(crate) fn encode_gap(context: &Context<'_>, demanded: &Demanded<'_>) -> Encoded {
    encoded(demanded, Problem::default(), &all_there, Some(Novelties::of(context, demanded)))
}

fn encoded(demanded: &Demanded<'_>, problem: Problem, presence: Presence<'_>, novelties: Option<Novelties>) -> Encoded {
    let rows = problem.rows.len();
    let encoded = Encoded {
        problem,
        origins: vec![Origin::Given; rows],
        cells: demanded.groups.iter().map(|_| Vec::new()).collect(),
        ..Encoded::default()
    };
    let mut encoder = Encoder { demanded, encoded, presence, novelties };
    encoder.cells();
    encoder.demand(&demanded.demand, Active::Always);
    encoder.price();
    encoder.encoded
}

pub(super) struct Encoder<'e, 'a> {
    pub(super) demanded: &'e Demanded<'a>,
    pub(super) encoded: Encoded,
    pub(super) novelties: Option<Novelties>,
    presence: Presence<'e>,
}

/// The parts of one item: group and part.
type ItemParts = Vec<(usize, usize)>;

/// What tells classes apart: for each group that may count the item, the sets it is in there and the scopes in which it
/// may serve twice.
type Signature = Vec<(usize, Vec<bool>, Vec<bool>)>;

impl<'a> Encoder<'_, 'a> {
    pub(super) fn group(&self, group: usize) -> Option<&Group<'a>> {
        self.demanded.groups.get(group)
    }

    pub(super) fn row(&mut self, sum: Sum, sense: Sense, bound: Number, origin: Origin) {
        let bound = bound - sum.constant;
        if sum.terms.is_empty() {
            let holds = match sense {
                Sense::AtLeast => bound <= Number::ZERO,
                Sense::AtMost => bound >= Number::ZERO,
            };
            if holds {
                return;
            }
        }
        self.encoded.problem.row(sum.terms, sense, bound);
        self.encoded.origins.push(origin);
    }

    pub(super) fn binary(&mut self) -> usize {
        self.encoded.problem.variable(Number::ZERO, Some(Number::ONE), true)
    }

    /// Whether another group competes for an item, or rows of a scope see it.
    fn contested(&self, users: &BTreeMap<usize, Vec<usize>>, group: &Group<'a>, index: usize, item: usize) -> bool {
        group.frames.iter().any(|frame| {
            let Some(known) = self.demanded.frames.get(*frame) else { return false };
            let others = users.get(&item).map(Vec::as_slice).unwrap_or_default();
            let inside = |other: &&usize| {
                **other != index && self.group(**other).is_some_and(|other| other.frames.contains(frame))
            };
            !known.scope.rows.is_empty()
                || known.scope.once
                    && others
                        .iter()
                        .filter(inside)
                        .any(|other| self.group(*other).is_some_and(|o| o.of_scope.is_none()))
        })
    }

    /// Makes the cells of all groups.
    fn cells(&mut self) {
        // Which groups use which item.
        let mut users: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, group) in self.demanded.groups.iter().enumerate() {
            for part in &group.parts {
                let list = users.entry(part.item).or_default();
                if list.last() != Some(&index) {
                    list.push(index);
                }
            }
        }
        let mut uses: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (index, group) in self.demanded.groups.iter().enumerate() {
            let limited = group.limited() || group.of_scope.is_some();
            // An item may serve a claim as itself and as something else; then it has to be divided.
            let twice_used = |item: usize| {
                group.parts.iter().any(|part| {
                    part.item == item && group.entries.get(part.entry).is_some_and(|entry| entry.derived.is_some())
                }) && group.parts.iter().filter(|part| part.item == item).count() > 1
            };
            let derives = group.entries.iter().any(|entry| entry.derived.is_some());
            for (at, part) in group.parts.iter().enumerate() {
                let divided = limited || derives && twice_used(part.item);
                if !divided && !self.contested(&users, group, index, part.item) {
                    let cell = Cell {
                        parts: vec![at],
                        amount: Amount::Full,
                        plus: part.plus,
                        minus: part.minus,
                        presence: (self.presence)(part.item),
                    };
                    if let Some(cells) = self.encoded.cells.get_mut(index) {
                        cells.push(cell);
                    }
                } else {
                    uses.entry(part.item).or_default().push((index, at));
                }
            }
        }
        let mut classes: Vec<Vec<ItemParts>> = Vec::new();
        let mut alone: Vec<ItemParts> = Vec::new();
        let mut known: BTreeMap<Signature, usize> = BTreeMap::new();
        for (item, parts) in uses {
            match self.signature(item, &parts) {
                Some(signature) => match known.get(&signature) {
                    Some(class) => {
                        if let Some(members) = classes.get_mut(*class) {
                            members.push(parts);
                        }
                    }
                    None => {
                        known.insert(signature, classes.len());
                        classes.push(vec![parts]);
                    }
                },
                None => alone.push(parts),
            }
        }
        for members in classes {
            self.class(&members);
        }
        for parts in alone {
            self.class(&[parts]);
        }
    }

    /// What tells an item from others; none if it must stay apart.
    fn signature(&self, item: usize, parts: &[(usize, usize)]) -> Option<Signature> {
        if (self.presence)(item).is_some() {
            return None;
        }
        let mut signature = Signature::new();
        let mut weight: Option<Number> = None;
        for (index, at) in parts {
            let group = self.group(*index)?;
            let part = group.parts.get(*at)?;
            let one = signature.last().is_none_or(|(last, ..)| last != index);
            let apart = group.division == Division::Whole
                || group.asks.iter().any(|asked| asked.ask.tells_apart())
                || group.entries.get(part.entry).is_none_or(|entry| {
                    entry.derived.is_some()
                        || entry.portions.len() > 1
                        || self.demanded.groups.len() > 1
                            && group.measure != self.group(0).map_or(group.measure, |g| g.measure)
                });
            let same = part.plus == part.full && weight.is_none_or(|weight| part.plus == Some(weight));
            if !one || apart || !same || part.plus.is_none() {
                return None;
            }
            weight = part.plus;
            let sets = group.sets.iter().map(|set| set.get(*at).copied().unwrap_or(false)).collect();
            let twice = self.demanded.frames.iter().map(|frame| frame.twice.contains(&(*index, *at))).collect();
            signature.push((*index, sets, twice));
        }
        Some(signature)
    }

    /// Adds the cells of items that are added up: one cell for each part of the first.
    fn class(&mut self, members: &[Vec<(usize, usize)>]) {
        let Some(first) = members.first() else { return };
        let mut rows: Vec<(usize, usize)> = Vec::new();
        let mut wholes: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (place, (index, at)) in first.iter().enumerate() {
            let Some(group) = self.group(*index) else { continue };
            let Some(part) = group.parts.get(*at) else { continue };
            let division = group.division;
            let item = part.item;
            let mut parts = Vec::new();
            let (mut plus, mut minus) = (Some(Number::ZERO), Some(Number::ZERO));
            for member in members {
                let Some((_, at)) = member.get(place) else { continue };
                let Some(part) = self.group(*index).and_then(|group| group.parts.get(*at)) else { continue };
                parts.push(*at);
                plus = plus.zip(part.plus).map(|(a, b)| a + b);
                minus = minus.zip(part.minus).map(|(a, b)| a + b);
            }
            let presence = (self.presence)(item);
            let amount = match division {
                Division::Whole => {
                    let whole = wholes.get(&(*index, item)).copied();
                    Amount::Whole(whole.unwrap_or_else(|| {
                        let made = self.binary();
                        wholes.insert((*index, item), made);
                        made
                    }))
                }
                Division::Counts => Amount::Part(self.encoded.problem.variable(Number::ZERO, plus, true)),
                Division::Parts => Amount::Part(self.encoded.problem.variable(Number::ZERO, plus, false)),
            };
            let cell = Cell { parts, amount, plus, minus, presence };
            if let Some(presence) = presence {
                self.only_if_there(&cell, presence);
            }
            let Some(cells) = self.encoded.cells.get_mut(*index) else { continue };
            cells.push(cell);
            rows.push((*index, cells.len() - 1));
        }
        self.divided(&rows);
    }

    /// What is not there is not counted.
    fn only_if_there(&mut self, cell: &Cell, presence: usize) {
        let mut sum = Sum::default();
        match cell.amount {
            Amount::Part(variable) => {
                sum.add(variable, Number::ONE);
                sum.add(presence, -cell.plus.unwrap_or(LARGE));
            }
            Amount::Whole(variable) => {
                sum.add(variable, Number::ONE);
                sum.add(presence, -Number::ONE);
            }
            Amount::Full => return,
        }
        self.row(sum, Sense::AtMost, Number::ZERO, Origin::Given);
    }

    fn first_part(&self, group: usize, cell: usize) -> Option<&Part> {
        let cell = self.encoded.cells.get(group)?.get(cell)?;
        self.group(group)?.parts.get(*cell.parts.first()?)
    }

    /// How much of a portion a cell uses up, as a sum that is 1 where it is all of it.
    fn used(&self, group: usize, cell: usize) -> Option<(usize, Number)> {
        let known = self.encoded.cells.get(group)?.get(cell)?;
        match known.amount {
            Amount::Whole(variable) => Some((variable, Number::ONE)),
            Amount::Part(variable) => {
                let all: Option<Number> =
                    known.parts.iter().map(|part| self.group(group)?.parts.get(*part)?.full).sum();
                Some((variable, Number::ONE.checked_div(all?)?))
            }
            Amount::Full => None,
        }
    }

    /// The finest pieces of an item that any of these cells speaks of.
    fn atoms(&self, cells: &[(usize, usize)]) -> Vec<Vec<(usize, usize)>> {
        let part = |(group, cell): &(usize, usize)| self.first_part(*group, *cell);
        let segments: Vec<usize> = {
            let mut list: Vec<usize> = cells.iter().filter_map(part).filter_map(|part| part.segment).collect();
            list.sort_unstable();
            list.dedup();
            list
        };
        let mut atoms: Vec<Vec<(usize, usize)>> = Vec::new();
        if segments.is_empty() {
            let portions = |(group, cell): &(usize, usize)| {
                let entry = self.group(*group)?.entries.get(self.first_part(*group, *cell)?.entry)?;
                Some(entry.portions.iter().collect::<Vec<usize>>())
            };
            let mut all: Vec<usize> = cells.iter().filter_map(portions).flatten().collect();
            all.sort_unstable();
            all.dedup();
            for atom in all {
                let inside = |cell: &&(usize, usize)| portions(cell).is_some_and(|portions| portions.contains(&atom));
                atoms.push(cells.iter().filter(inside).copied().collect());
            }
        } else {
            for atom in segments {
                let inside = |cell: &&(usize, usize)| {
                    part(cell).is_some_and(|part| part.segment.is_none_or(|segment| segment == atom))
                };
                atoms.push(cells.iter().filter(inside).copied().collect());
            }
        }
        atoms.sort();
        atoms.dedup();
        atoms
    }

    /// How the claims that may count an item divide it.
    fn divided(&mut self, cells: &[(usize, usize)]) {
        for atom in self.atoms(cells) {
            for frame in 0..self.demanded.frames.len() {
                self.divided_in(frame, &atom);
            }
            self.with_its_source(&atom);
        }
    }

    /// The rows of one scope for one piece.
    fn divided_in(&mut self, frame: usize, atom: &[(usize, usize)]) {
        let Some(known) = self.demanded.frames.get(frame) else { return };
        let inside: Vec<(usize, usize)> = atom
            .iter()
            .filter(|(group, _)| self.group(*group).is_some_and(|group| group.frames.contains(&frame)))
            .copied()
            .collect();
        let claims: Vec<(usize, usize)> = inside
            .iter()
            .filter(|(group, _)| self.group(*group).is_some_and(|group| group.of_scope.is_none()))
            .copied()
            .collect();
        let own: Vec<(usize, usize)> = atom
            .iter()
            .filter(|(group, _)| self.group(*group).is_some_and(|group| group.of_scope == Some(frame)))
            .copied()
            .collect();
        // What limits the claims: the counted amounts of this scope, else of the nearest scope with rows around it.
        let limits = if own.is_empty() { self.nearest(frame, atom) } else { own.clone() };
        // The rows of an inner scope count no more than those of an outer one.
        if !own.is_empty() {
            let of_rows =
                |(group, _): &&(usize, usize)| self.group(*group).is_some_and(|group| group.of_scope.is_some());
            let inner: Vec<(usize, usize)> = inside.iter().filter(of_rows).copied().collect();
            for one in &inner {
                for outer in
                    own.iter().filter(|outer| self.derived(**outer) == self.derived(*one)).copied().collect::<Vec<_>>()
                {
                    self.no_more(&[*one], Some(outer), Number::ONE);
                }
            }
        }
        // Inside a block in which each piece counts once, what an inner block counts of it is the sum of its lines.
        let once = known.scope.once
            || self
                .around_of(frame)
                .iter()
                .any(|outer| self.demanded.frames.get(*outer).is_some_and(|outer| outer.scope.once));
        if once && (known.scope.once || !own.is_empty()) {
            let twice = claims.iter().any(|(group, cell)| {
                let part = self.encoded.cells.get(*group).and_then(|cells| cells.get(*cell)?.parts.first().copied());
                let may = |frame: &usize| {
                    let frame = self.demanded.frames.get(*frame);
                    frame.zip(part).is_some_and(|(frame, part)| frame.twice.contains(&(*group, part)))
                };
                may(&frame) || self.around_of(frame).iter().any(may)
            });
            let times = if twice { Number::whole(2) } else { Number::ONE };
            let derives = claims.iter().chain(&limits).any(|cell| self.derived(*cell).is_some());
            if (limits.is_empty() || derives) && claims.len() > if twice { 2 } else { 1 } {
                self.no_more(&claims, None, times);
            }
            for limit in &limits {
                let under = self.alike(&claims, *limit);
                self.no_more(&under, Some(*limit), times);
                if twice {
                    for claim in &under {
                        self.no_more(&[*claim], Some(*limit), Number::ONE);
                    }
                }
            }
        } else if !own.is_empty() {
            for limit in &own {
                for claim in self.alike(&claims, *limit) {
                    self.no_more(&[claim], Some(*limit), Number::ONE);
                }
            }
        }
    }

    /// As what the entry of a cell stands: none is as itself.
    fn derived(&self, (group, cell): (usize, usize)) -> Option<usize> {
        let part = self.first_part(group, cell)?;
        self.group(group)?.entries.get(part.entry)?.derived
    }

    /// The cells that stand for the same evidence as another: as themselves, or by the same conversion.
    fn alike(&self, cells: &[(usize, usize)], as_this: (usize, usize)) -> Vec<(usize, usize)> {
        let wanted = self.derived(as_this);
        cells.iter().copied().filter(|cell| self.derived(*cell) == wanted).collect()
    }

    /// The scopes around a scope, outermost first.
    fn around_of(&self, frame: usize) -> Vec<usize> {
        let around = self.demanded.groups.iter().find_map(|group| {
            let at = group.frames.iter().position(|known| *known == frame)?;
            group.frames.get(..at)
        });
        around.unwrap_or_default().to_vec()
    }

    /// What the nearest scope with rows around a scope counts of a piece.
    fn nearest(&self, frame: usize, atom: &[(usize, usize)]) -> Vec<(usize, usize)> {
        for outer in self.around_of(frame).iter().rev() {
            let of = |(group, _): &&(usize, usize)| self.group(*group).is_some_and(|g| g.of_scope == Some(*outer));
            let list: Vec<(usize, usize)> = atom.iter().filter(of).copied().collect();
            if !list.is_empty() {
                return list;
            }
        }
        Vec::new()
    }

    /// These cells use up no more of a piece than what is counted of it, or there is, so many times.
    fn no_more(&mut self, cells: &[(usize, usize)], limit: Option<(usize, usize)>, times: Number) {
        let mut sum = Sum::default();
        let mut scale: Option<Number> = None;
        let mut add = |sum: &mut Sum, variable: usize, per: Number, sign: Number| {
            // In units of the first one, so that like units have the coefficient one.
            let scale = *scale.get_or_insert(per);
            sum.add(variable, sign * per / scale);
        };
        for (group, cell) in cells {
            if let Some((variable, per)) = self.used(*group, *cell) {
                add(&mut sum, variable, per, Number::ONE);
            }
        }
        let mut bound = Number::ZERO;
        match limit {
            Some((group, cell)) => {
                let Some((variable, per)) = self.used(group, cell) else { return };
                add(&mut sum, variable, per, -times);
            }
            None => {
                let Some(scale) = scale else { return };
                bound = times.checked_div(scale).unwrap_or(Number::ONE);
            }
        }
        if sum.terms.len() > 1 {
            self.row(sum, Sense::AtMost, bound, Origin::Given);
        }
    }

    /// In one claim, evidence and what is derived from it share what there is.
    fn with_its_source(&mut self, atom: &[(usize, usize)]) {
        // What a block counts of the source and of what is derived is the matter of its lines.
        let claims = atom.iter().filter(|(group, _)| self.group(*group).is_some_and(|group| group.of_scope.is_none()));
        let mut groups: Vec<usize> = claims.map(|(group, _)| *group).collect();
        groups.sort_unstable();
        groups.dedup();
        for index in groups {
            let own: Vec<(usize, usize)> = atom.iter().filter(|(group, _)| *group == index).copied().collect();
            let derived = own.iter().any(|(group, cell)| {
                let entry = self.first_part(*group, *cell).map(|part| part.entry);
                entry.is_some_and(|entry| {
                    self.group(*group).and_then(|g| g.entries.get(entry)).is_some_and(|entry| entry.derived.is_some())
                })
            });
            if derived && own.len() > 1 {
                self.no_more(&own, None, Number::ONE);
            }
        }
    }

    // ---- what is asked ----

    /// Encodes a demand that is asked if a variable says so.
    pub(super) fn demand(&mut self, demand: &Demand, active: Active) {
        match demand {
            Demand::Settled(true) => {}
            Demand::Settled(false) => match active {
                Active::Always => self.encoded.impossible = true,
                Active::If(variable) => {
                    let mut sum = Sum::default();
                    sum.add(variable, Number::ONE);
                    self.row(sum, Sense::AtMost, Number::ZERO, Origin::Given);
                }
                Active::Never => {}
            },
            Demand::All(all) => {
                for one in all {
                    self.demand(one, active);
                }
            }
            Demand::Group(group) => self.asks(*group, active),
            Demand::Scope(frame, inner) => {
                self.demand(inner, active);
                for index in 0..self.demanded.groups.len() {
                    if self.group(index).is_some_and(|group| group.of_scope == Some(*frame)) {
                        self.asks(index, active);
                    }
                }
            }
            Demand::Ways { node, least, ways } => {
                let open = ways.iter().filter(|way| !matches!(way.demand, Demand::Settled(false))).count();
                let mut count = Sum::default();
                for way in ways {
                    let by = match way.demand {
                        Demand::Settled(false) => Active::Never,
                        _ if open <= *least => active,
                        Demand::Settled(true) => {
                            count.constant += Number::ONE;
                            active
                        }
                        Demand::All(_) | Demand::Ways { .. } | Demand::Group(_) | Demand::Scope(..) => {
                            let variable = self.binary();
                            count.add(variable, Number::ONE);
                            Active::If(variable)
                        }
                    };
                    self.encoded.taken.push(Taken { choice: *node, node: way.node, bound: way.bound, by });
                    if by != Active::Never {
                        self.demand(&way.demand, by);
                    }
                }
                if open > *least {
                    let least = Number::whole(i64::try_from(*least).unwrap_or(i64::MAX));
                    let bound = self.if_active(&mut count, active, least);
                    self.row(count, Sense::AtLeast, bound, Origin::Given);
                }
            }
        }
    }

    /// The bound of a row that is asked only if a variable is 1: `Σ ≥ b·active`.
    pub(super) fn if_active(&self, sum: &mut Sum, active: Active, bound: Number) -> Number {
        match active {
            Active::Always => bound,
            Active::Never => sum.constant,
            Active::If(variable) => {
                sum.add(variable, -bound);
                Number::ZERO
            }
        }
    }

    /// What is counted of a set of parts, where more of it helps.
    pub(super) fn counted(&self, index: usize, set: Option<usize>, factor: Number) -> Sum {
        self.total(index, set, factor, true)
    }

    /// What is counted of a set of parts, where more of it hurts.
    fn counted_against(&self, index: usize, set: Option<usize>, factor: Number) -> Sum {
        self.total(index, set, factor, false)
    }

    fn total(&self, index: usize, set: Option<usize>, factor: Number, helps: bool) -> Sum {
        let mut sum = Sum::default();
        let Some(group) = self.group(index) else { return sum };
        for cell in self.encoded.cells.get(index).map(Vec::as_slice).unwrap_or_default() {
            let inside = set.is_none_or(|set| cell.parts.first().is_some_and(|part| group.inside(set, *part)));
            if inside {
                let one = amount(cell, helps);
                sum.extend(&one, factor);
            }
        }
        sum
    }

    /// The rows of a group.
    fn asks(&mut self, index: usize, active: Active) {
        let Some(group) = self.demanded.groups.get(index) else { return };
        let mut members = Vec::new();
        self.invent(index);
        for (at, asked) in group.asks.iter().enumerate() {
            let origin = if asked.fixed { Origin::Given } else { Origin::Line(index, asked.row) };
            self.ask((index, at), asked, active, origin, &mut members);
        }
    }

    fn ask(
        &mut self,
        (index, at): (usize, usize),
        asked: &Asked<'a>,
        active: Active,
        origin: Origin,
        covered: &mut Vec<usize>,
    ) {
        match &asked.ask {
            Ask::Least { set, least } => {
                let mut sum = self.counted(index, *set, Number::ONE);
                self.new_in(index, at, Number::ONE, &mut sum);
                let bound = self.if_active(&mut sum, active, *least);
                self.row(sum, Sense::AtLeast, bound, origin);
            }
            Ask::Most { set, most } => {
                let mut sum = self.counted_against(index, *set, Number::ONE);
                for news in self.new_under(index, at) {
                    let mut limited = sum.clone();
                    for variable in news {
                        limited.add(variable, Number::ONE);
                    }
                    self.row(limited, Sense::AtMost, *most, origin);
                }
                self.new_in(index, at, Number::ONE, &mut sum);
                self.row(sum, Sense::AtMost, *most, origin);
            }
            Ask::ShareLeast { set, share } => {
                // (1 − r)·Σ_P − r·Σ_rest ≥ 0, with P for and the rest against the person.
                let mut sum = self.counted(index, Some(*set), Number::ONE - *share);
                sum.extend(&self.rest(index, *set, false), -*share);
                self.new_in(index, at, Number::ONE - *share, &mut sum);
                self.new_outside(index, at, -*share, &mut sum);
                self.row(sum, Sense::AtLeast, Number::ZERO, origin);
            }
            Ask::ShareMost { set, share } => {
                let mut sum = self.counted_against(index, Some(*set), Number::ONE - *share);
                sum.extend(&self.rest(index, *set, true), -*share);
                self.new_in(index, at, Number::ONE - *share, &mut sum);
                self.new_outside(index, at, -*share, &mut sum);
                self.row(sum, Sense::AtMost, Number::ZERO, origin);
            }
            Ask::Gate { gated, least, by } => {
                let open = self.binary();
                self.closes(index, Some(*gated), &[open]);
                let mut sum = self.counted(index, Some(*by), Number::ONE);
                self.new_in(index, at, Number::ONE, &mut sum);
                sum.add(open, -*least);
                self.row(sum, Sense::AtLeast, Number::ZERO, origin);
            }
            Ask::Within { sets, most } => {
                let chosen: Vec<usize> = sets.iter().map(|_| self.binary()).collect();
                self.only_in(index, sets, &chosen);
                let mut sum = Sum::default();
                for variable in &chosen {
                    sum.add(*variable, Number::ONE);
                }
                self.row(sum, Sense::AtMost, Number::whole(i64::from(*most)), origin);
            }
            Ask::Exactly { sets } => {
                let chosen: Vec<usize> = sets.iter().map(|_| self.binary()).collect();
                self.only_in(index, sets, &chosen);
                let mut sum = Sum::default();
                for variable in &chosen {
                    sum.add(*variable, Number::ONE);
                }
                self.row(sum, Sense::AtMost, Number::ONE, origin);
                for (set, variable) in sets.iter().zip(&chosen) {
                    self.all_of_set(index, *set, *variable, origin);
                }
            }
            Ask::Runs { values, runs } => {
                let chosen: Vec<usize> = runs.iter().map(|_| self.binary()).collect();
                let sets: Vec<usize> = runs.iter().map(|(_, set)| *set).collect();
                self.only_in(index, &sets, &chosen);
                let mut sum = Sum::default();
                for variable in &chosen {
                    sum.add(*variable, Number::ONE);
                }
                self.row(sum, Sense::AtMost, Number::ONE, origin);
                let least = self.least(index);
                for ((of, _), variable) in runs.iter().zip(&chosen) {
                    for value in of.iter().filter_map(|place| values.get(*place)) {
                        let mut sum = self.counted(index, Some(*value), Number::ONE);
                        sum.add(*variable, -least);
                        self.row(sum, Sense::AtLeast, Number::ZERO, origin);
                    }
                }
            }
            Ask::Distinct { least, each, values, unknown, others } => {
                self.distinct(index, (*least, *each, values, *unknown, *others), active, origin);
            }
            Ask::Over { pairs } => {
                let something = |this: &mut Self, part: usize| this.something(index, part);
                let mut begins = Sum::default();
                for (begin, ends) in pairs {
                    let first = something(self, *begin);
                    begins.add(first, Number::ONE);
                    let mut sum = Sum::default();
                    for end in ends {
                        let last = something(self, *end);
                        sum.add(last, Number::ONE);
                    }
                    sum.add(first, -Number::ONE);
                    self.row(sum, Sense::AtLeast, Number::ZERO, origin);
                }
                self.new_end(index, &mut begins);
                let bound = self.if_active(&mut begins, active, Number::ONE);
                self.row(begins, Sense::AtLeast, bound, origin);
            }
            Ask::Together { members, least } => {
                let found = self.members(index, members);
                let mut sum = Sum::default();
                for variable in found {
                    sum.add(variable, Number::ONE);
                }
                let bound = self.if_active(&mut sum, active, Number::whole(i64::from(*least)));
                self.row(sum, Sense::AtLeast, bound, origin);
            }
            Ask::Cover { members, least } => {
                *covered = self.members(index, members);
                let mut sum = Sum::default();
                for variable in covered.iter() {
                    sum.add(*variable, Number::ONE);
                }
                let bound = self.if_active(&mut sum, active, *least);
                self.row(sum, Sense::AtLeast, bound, origin);
            }
            Ask::Including { of, least } => {
                let mut sum = Sum::default();
                for place in of {
                    if let Some(variable) = covered.get(*place) {
                        sum.add(*variable, Number::ONE);
                    }
                }
                let bound = self.if_active(&mut sum, active, Number::whole(i64::from(*least)));
                self.row(sum, Sense::AtLeast, bound, origin);
            }
        }
    }

    /// What is counted outside a set.
    fn rest(&self, index: usize, set: usize, helps: bool) -> Sum {
        let mut sum = Sum::default();
        let Some(group) = self.group(index) else { return sum };
        for cell in self.encoded.cells.get(index).map(Vec::as_slice).unwrap_or_default() {
            if !cell.parts.first().is_some_and(|part| group.inside(set, *part)) {
                sum.extend(&amount(cell, helps), Number::ONE);
            }
        }
        sum
    }

    /// What is in a set is counted only if one of these variables is 1.
    fn closes(&mut self, index: usize, set: Option<usize>, by: &[usize]) {
        let Some(group) = self.demanded.groups.get(index) else { return };
        let cells = self.encoded.cells.get(index).cloned().unwrap_or_default();
        for cell in cells {
            if set.is_none_or(|set| cell.parts.first().is_some_and(|part| group.inside(set, *part))) {
                self.closed_unless(&cell, by);
            }
        }
    }

    fn closed_unless(&mut self, cell: &Cell, by: &[usize]) {
        let mut sum = amount(cell, true);
        let weight = cell.plus.unwrap_or(LARGE);
        for variable in by {
            sum.add(*variable, -weight);
        }
        self.row(sum, Sense::AtMost, Number::ZERO, Origin::Given);
    }

    /// What is counted lies in the sets that are chosen.
    fn only_in(&mut self, index: usize, sets: &[usize], chosen: &[usize]) {
        let Some(group) = self.demanded.groups.get(index) else { return };
        let cells = self.encoded.cells.get(index).cloned().unwrap_or_default();
        for cell in cells {
            let Some(part) = cell.parts.first() else { continue };
            let inside = |(set, _): &(&usize, &usize)| group.inside(**set, *part);
            let by: Vec<usize> = sets.iter().zip(chosen).filter(inside).map(|(_, variable)| *variable).collect();
            self.closed_unless(&cell, &by);
        }
    }

    /// All of a set is counted if the variable is 1.
    fn all_of_set(&mut self, index: usize, set: usize, variable: usize, origin: Origin) {
        let Some(group) = self.demanded.groups.get(index) else { return };
        let cells = self.encoded.cells.get(index).cloned().unwrap_or_default();
        for cell in cells {
            if !cell.parts.first().is_some_and(|part| group.inside(set, *part)) {
                continue;
            }
            // Two pieces of one day fill it together; then this asks too much, and never too little.
            let mut sum = amount(&cell, true);
            sum.add(variable, -cell.plus.unwrap_or(Number::ZERO));
            self.row(sum, Sense::AtLeast, Number::ZERO, origin);
        }
    }

    /// A variable that is 1 only if something of a part is counted.
    fn something(&mut self, index: usize, part: usize) -> usize {
        let made = self.binary();
        let least = self.least(index);
        let cell = self.encoded.cells.get(index).and_then(|cells| cells.iter().find(|cell| cell.parts.contains(&part)));
        let Some(cell) = cell.cloned() else { return made };
        let mut sum = amount(&cell, true);
        let least = cell.plus.map_or(least, |plus| plus.min(least));
        sum.add(made, -least);
        self.row(sum, Sense::AtLeast, Number::ZERO, Origin::Given);
        made
    }

    /// The least that is anything in the measure of a group.
    pub(super) fn least(&self, index: usize) -> Number {
        self.demanded.least.get(index).copied().unwrap_or(Number::ONE)
    }

    /// A variable for each member: at most 1, and only as much as parts that cover it are counted.
    fn members(&mut self, index: usize, members: &[usize]) -> Vec<usize> {
        let Some(group) = self.demanded.groups.get(index) else { return Vec::new() };
        let cells = self.encoded.cells.get(index).cloned().unwrap_or_default();
        let mut something: Vec<Option<Sum>> = vec![None; cells.len()];
        let mut made = Vec::new();
        for set in members {
            let member = self.encoded.problem.variable(Number::ZERO, Some(Number::ONE), false);
            let mut sum = Sum::default();
            let mut sure = false;
            for (at, cell) in cells.iter().enumerate() {
                if !cell.parts.first().is_some_and(|part| group.inside(*set, *part)) {
                    continue;
                }
                sure |= cell.amount == Amount::Full && cell.presence.is_none();
                let one = match (cell.amount, something.get(at).cloned().flatten()) {
                    (Amount::Full, _) => match cell.presence {
                        None => Sum { terms: Vec::new(), constant: Number::ONE },
                        Some(there) => Sum { terms: vec![(there, Number::ONE)], constant: Number::ZERO },
                    },
                    (Amount::Whole(variable), _) => {
                        Sum { terms: vec![(variable, Number::ONE)], constant: Number::ZERO }
                    }
                    (Amount::Part(_), Some(known)) => known,
                    (Amount::Part(_), None) => {
                        let part = cell.parts.first().copied().unwrap_or(0);
                        let variable = self.something(index, part);
                        Sum { terms: vec![(variable, Number::ONE)], constant: Number::ZERO }
                    }
                };
                if let Some(slot) = something.get_mut(at) {
                    *slot = Some(one.clone());
                }
                sum.extend(&one, Number::ONE);
            }
            if !sure {
                self.new_member(index, &mut sum);
                sum.add(member, -Number::ONE);
                self.row(sum, Sense::AtLeast, Number::ZERO, Origin::Given);
            }
            made.push(member);
        }
        made
    }

    fn distinct(
        &mut self,
        index: usize,
        (least, each, values, unknown, others): (u32, Number, &[usize], usize, usize),
        active: Active,
        origin: Origin,
    ) {
        let Some(group) = self.demanded.groups.get(index) else { return };
        let open = self.counted(index, Some(unknown), Number::ONE);
        let mut reached = Sum::default();
        for value in values {
            let there = self.binary();
            reached.add(there, Number::ONE);
            // What is not stated may be of this value.
            let mut sum = self.counted(index, Some(*value), Number::ONE);
            self.new_of_value(index, Number::ONE, &mut sum);
            // Something is of this value; what is not stated may add to it.
            let mut something = sum.clone();
            something.add(there, -self.least(index));
            self.row(something, Sense::AtLeast, Number::ZERO, origin);
            sum.extend(&open, Number::ONE);
            sum.add(there, -each);
            self.row(sum, Sense::AtLeast, Number::ZERO, origin);
        }
        // Or of a value that nothing else has: each piece of one, as far as there are others.
        let cells = self.encoded.cells.get(index).cloned().unwrap_or_default();
        let mut further = Sum::default();
        for cell in &cells {
            let Some(part) = cell.parts.first().filter(|part| group.inside(unknown, **part)) else { continue };
            let there = self.something(index, *part);
            let mut sum = open.clone();
            sum.add(there, -each);
            self.row(sum, Sense::AtLeast, Number::ZERO, origin);
            reached.add(there, Number::ONE);
            further.add(there, Number::ONE);
        }
        if !further.terms.is_empty() {
            let most = Number::whole(i64::try_from(others).unwrap_or(i64::MAX));
            self.row(further, Sense::AtMost, most, Origin::Given);
        }
        self.new_values(index, each, &mut reached);
        let bound = self.if_active(&mut reached, active, Number::whole(i64::from(least)));
        self.row(reached, Sense::AtLeast, bound, origin);
    }
}

/// How much a cell adds to a sum, where more of it helps or hurts.
pub(super) fn amount(cell: &Cell, helps: bool) -> Sum {
    let weight = if helps { cell.plus } else { cell.minus };
    let mut sum = Sum::default();
    match cell.amount {
        Amount::Part(variable) => sum.add(variable, Number::ONE),
        Amount::Whole(variable) => sum.add(variable, weight.unwrap_or(LARGE)),
        Amount::Full => match cell.presence {
            Some(there) => sum.add(there, weight.unwrap_or(LARGE)),
            None => sum.constant = weight.unwrap_or(LARGE),
        },
    }
    sum
}
