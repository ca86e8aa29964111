//! Class K2: rows that are two families of sets, each nested or disjoint, as a flow with lower bounds.
//!
//! One family is a tree that divides, the other a tree that collects, and every variable is an edge from the smallest set
//! of the first family that holds it to the smallest of the second. The roots are one node, so that amounts are a
//! circulation. It starts at nothing and is mended edge by edge along shortest cycles; what a cycle cannot mend is a cut
//! that no circulation passes, and names the rows that clash. Whole bounds give whole amounts.

use std::cmp::Ordering;

use super::form::{Band, Form, Fraction};
use super::int::{Int, Sure};
use super::meter::Meter;
use super::store::Store;

/// What a flow found.
#[derive(Debug, Clone)]
pub(super) enum Flow<I> {
    Holds(Vec<Fraction<I>>),
    /// Rows of a cut that no amounts pass.
    Fails(Vec<usize>),
    Unbounded,
}

/// What is asked of a flow.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wish<'a> {
    Any,
    /// The least of the form's cost, which is one set.
    Least,
    /// As much as possible of these variables, in order.
    Order(&'a [usize]),
}

/// Whether two sets have something in common, and neither holds the other.
fn crosses(one: &[usize], other: &[usize]) -> bool {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut common = 0;
    while let (Some(first), Some(second)) = (left.peek(), right.peek()) {
        match first.cmp(second) {
            Ordering::Less => left.next(),
            Ordering::Greater => right.next(),
            Ordering::Equal => {
                common += 1;
                left.next();
                right.next()
            }
        };
    }
    0 < common && common < one.len().min(other.len())
}

#[derive(Debug, Clone, Default)]
struct Edge<I> {
    tail: usize,
    head: usize,
    least: I,
    most: Option<I>,
    flow: I,
    from: [Option<usize>; 2],
}

/// Trees and edges of one form.
#[derive(Debug, Clone)]
pub(super) struct Network<I> {
    /// The edges of the variables come first, then those of the sets.
    edges: Store<Edge<I>>,
    nodes: usize,
    /// Edges at each node: those of node `n` stand from `starts[n]` to `starts[n + 1]`.
    starts: Store<usize>,
    ends: Store<usize>,
    /// By which edge a node was reached, of the last search.
    via: Store<usize>,
    stamp: Store<usize>,
    round: usize,
    queue: Vec<usize>,
    variables: usize,
    lower: Store<I>,
    /// The edge of the set that is the cost, and whether less of it is better.
    goal: Option<(usize, bool)>,
}

impl<I: Int> Network<I> {
    /// The network of a form, if it is one.
    pub(super) fn new(form: &Form<I>) -> Sure<Option<Self>> {
        let count = form.lower.len();
        let one = I::one();
        if form.bands.iter().any(|band| band.terms.iter().any(|(_, coefficient)| *coefficient != one)) {
            return Ok(None);
        }
        if form.unit != one && form.whole.iter().any(|whole| *whole) {
            return Ok(None);
        }
        let members = |terms: &[(usize, I)]| terms.iter().map(|(variable, _)| *variable).collect::<Vec<usize>>();
        let mut sets: Store<Vec<usize>> = form.bands.iter().map(|band| members(&band.terms)).collect::<Vec<_>>().into();
        let mut goal = None;
        if let Some((_, first)) = form.cost.first() {
            if form.cost.iter().any(|(_, cost)| cost != first) {
                return Ok(None);
            }
            let set = members(&form.cost);
            let known = sets.iter().position(|known| *known == set);
            goal = Some((known.unwrap_or(sets.len()), first.sign() > 0));
            if known.is_none() {
                sets.push(set);
            }
        }
        // The sets of each variable, smallest first.
        let mut order: Vec<usize> = (0..sets.len()).collect();
        order.sort_by_key(|set| (sets[*set].len(), *set));
        let mut holders: Store<Vec<usize>> = Store::filled(count, Vec::new());
        for set in &order {
            for variable in &sets[*set] {
                holders[*variable].push(*set);
            }
        }
        let Some(colours) = coloured(&sets, &holders) else { return Ok(None) };
        let mut network = Self {
            edges: Store::default(),
            nodes: sets.len() + 1,
            starts: Store::default(),
            ends: Store::default(),
            via: Store::default(),
            stamp: Store::default(),
            round: 0,
            queue: Vec::new(),
            variables: count,
            lower: form.lower.clone(),
            goal: goal.map(|(set, less)| (count + set, less)),
        };
        network.edges = Store::filled(count + sets.len(), Edge::default());
        for variable in 0..count {
            let edge = &mut network.edges[variable];
            edge.most = match &form.upper[variable] {
                Some(upper) => Some(upper.minus(&form.lower[variable])?),
                None => None,
            };
            let smallest = |colour: bool| holders[variable].iter().find(|set| colours[**set] == colour);
            edge.tail = smallest(true).map_or(0, |set| set + 1);
            edge.head = smallest(false).map_or(0, |set| set + 1);
        }
        let nothing = Band::default();
        for (number, set) in sets.iter().enumerate() {
            let colour = colours[number];
            // Of one family, whatever shares a variable and is larger holds all of the set.
            let mut larger = set.first().map(|first| holders[*first].iter()).into_iter().flatten();
            let parent = larger
                .find(|other| colours[**other] == colour && sets[**other].len() > set.len())
                .map_or(0, |parent| parent + 1);
            let band = form.bands.get(number).unwrap_or(&nothing);
            let mut shift = I::default();
            for variable in set {
                if form.lower[*variable].sign() != 0 {
                    shift = shift.plus(&form.lower[*variable])?;
                }
            }
            let moved = |bound: &Option<I>| bound.as_ref().map(|bound| bound.minus(&shift)).transpose();
            let (tail, head) = if colour { (parent, number + 1) } else { (number + 1, parent) };
            let least = moved(&band.least)?.filter(|least| least.sign() > 0).unwrap_or_default();
            let edge = Edge { tail, head, least, most: moved(&band.most)?, flow: I::default(), from: band.from };
            network.edges[count + number] = edge;
        }
        network.link();
        Ok(Some(network))
    }

    fn link(&mut self) {
        let mut degree = Store::filled(self.nodes + 1, 0_usize);
        for edge in self.edges.iter() {
            degree[edge.tail] += 1;
            degree[edge.head] += 1;
        }
        self.starts = Store::filled(self.nodes + 1, 0);
        let mut sum = 0;
        for node in 0..self.nodes {
            self.starts[node] = sum;
            sum += degree[node];
        }
        self.starts[self.nodes] = sum;
        let mut next = self.starts.clone();
        self.ends = Store::filled(sum, 0);
        for (number, edge) in self.edges.iter().enumerate() {
            for node in [edge.tail, edge.head] {
                self.ends[next[node]] = number;
                next[node] += 1;
            }
        }
        self.via = Store::filled(self.nodes, 0);
        self.stamp = Store::filled(self.nodes, 0);
    }

    /// Whether more can flow along an edge (`true`) or less.
    fn room(&self, edge: &Edge<I>, more: bool) -> bool {
        if more { edge.most.as_ref().is_none_or(|most| edge.flow < *most) } else { edge.flow > edge.least }
    }

    /// Looks for a way from one node to another in what is left of the edges, backwards and without one edge. Nodes that
    /// can reach `to` are stamped with the round.
    fn search(&mut self, from: usize, to: usize, without: usize) -> bool {
        self.round += 1;
        let round = self.round;
        self.stamp[to] = round;
        if from == to {
            return true;
        }
        self.queue.clear();
        self.queue.push(to);
        let mut at = 0;
        while let Some(node) = self.queue.get(at).copied() {
            at += 1;
            for slot in self.starts[node]..self.starts[node + 1] {
                let number = self.ends[slot];
                if number == without {
                    continue;
                }
                let edge = &self.edges[number];
                let forward = edge.head == node;
                let other = if forward { edge.tail } else { edge.head };
                if self.stamp[other] == round || !self.room(edge, forward) {
                    continue;
                }
                self.stamp[other] = round;
                self.via[other] = number;
                if other == from {
                    return true;
                }
                self.queue.push(other);
            }
        }
        false
    }

    /// Pushes more (or less) along an edge, around one cycle, at most so much; tells how much, none if there is no
    /// cycle. The inner none is "without limit".
    fn push(&mut self, number: usize, more: bool, wanted: Option<&I>, meter: &mut Meter) -> Sure<Option<Option<I>>> {
        meter.step()?;
        let edge = &self.edges[number];
        if !self.room(edge, more) {
            return Ok(None);
        }
        let (from, to) = if more { (edge.head, edge.tail) } else { (edge.tail, edge.head) };
        if !self.search(from, to, number) {
            return Ok(None);
        }
        let left = |edge: &Edge<I>, more: bool| -> Sure<Option<I>> {
            match (&edge.most, more) {
                (None, true) => Ok(None),
                (Some(most), true) => most.minus(&edge.flow).map(Some),
                (_, false) => edge.flow.minus(&edge.least).map(Some),
            }
        };
        let mut amount = left(&self.edges[number], more)?;
        if let Some(wanted) = wanted
            && amount.as_ref().is_none_or(|amount| wanted < amount)
        {
            amount = Some(wanted.clone());
        }
        let mut node = from;
        while node != to {
            let edge = &self.edges[self.via[node]];
            let forward = edge.tail == node;
            if let Some(left) = left(edge, forward)?
                && amount.as_ref().is_none_or(|amount| left < *amount)
            {
                amount = Some(left);
            }
            node = if forward { edge.head } else { edge.tail };
        }
        let Some(amount) = amount else { return Ok(Some(None)) };
        let moved = |edge: &mut Edge<I>, more: bool| -> Sure<()> {
            edge.flow = if more { edge.flow.plus(&amount)? } else { edge.flow.minus(&amount)? };
            Ok(())
        };
        moved(&mut self.edges[number], more)?;
        let mut node = from;
        while node != to {
            let via = self.via[node];
            let edge = &mut self.edges[via];
            let forward = edge.tail == node;
            moved(edge, forward)?;
            node = if forward { edge.head } else { edge.tail };
        }
        Ok(Some(Some(amount)))
    }

    /// Mends all lower bounds; the rows of a cut if that is impossible.
    fn mend(&mut self, meter: &mut Meter) -> Sure<Option<Vec<usize>>> {
        for number in 0..self.edges.len() {
            if self.edges[number].most.as_ref().is_some_and(|most| *most < self.edges[number].least || most.sign() < 0)
            {
                // More must flow than may, or less than nothing: the bounds of the variables rule the row out.
                return Ok(Some(self.edges[number].from.iter().flatten().copied().collect()));
            }
        }
        for number in 0..self.edges.len() {
            loop {
                let edge = &self.edges[number];
                let missing = edge.least.minus(&edge.flow)?;
                if missing.sign() <= 0 {
                    break;
                }
                if self.push(number, true, Some(&missing), meter)?.is_none() {
                    return Ok(Some(self.cut(number)));
                }
            }
        }
        Ok(None)
    }

    /// The rows at the border of what the last search reached, and that of the edge that is to be mended.
    fn cut(&self, number: usize) -> Vec<usize> {
        let inside = |node: usize| self.stamp[node] == self.round;
        let mut rows = Vec::new();
        for (at, edge) in self.edges.iter().enumerate() {
            let [least, most] = edge.from;
            let row = match (inside(edge.tail), inside(edge.head)) {
                _ if at == number => least,
                (false, true) => most,
                (true, false) if edge.least.sign() > 0 => least,
                (true, false) | (true, true) | (false, false) => None,
            };
            rows.extend(row);
        }
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// Amounts that do what is wished.
    pub(super) fn solve(mut self, wish: Wish<'_>, meter: &mut Meter) -> Sure<Flow<I>> {
        if let Some(rows) = self.mend(meter)? {
            return Ok(Flow::Fails(rows));
        }
        match wish {
            Wish::Any => {}
            Wish::Least => {
                if let Some((edge, less)) = self.goal {
                    loop {
                        match self.push(edge, !less, None, meter)? {
                            None => break,
                            Some(None) => return Ok(Flow::Unbounded),
                            Some(Some(_)) => {}
                        }
                    }
                }
            }
            Wish::Order(order) => {
                let variables = self.variables;
                for variable in order.iter().copied().filter(|variable| *variable < variables) {
                    loop {
                        match self.push(variable, true, None, meter)? {
                            None => break,
                            Some(None) => return Ok(Flow::Unbounded),
                            Some(Some(_)) => {}
                        }
                    }
                    let edge = &mut self.edges[variable];
                    edge.least = edge.flow.clone();
                    edge.most = Some(edge.flow.clone());
                }
            }
        }
        let amounts = (0..self.variables).map(|variable| {
            let amount = self.edges[variable].flow.plus(&self.lower[variable])?;
            Ok((amount, I::one()))
        });
        amounts.collect::<Sure<_>>().map(Flow::Holds)
    }
}

/// Two families of which each is nested or disjoint: a colour for each set. None if there are none.
fn coloured(sets: &Store<Vec<usize>>, holders: &Store<Vec<usize>>) -> Option<Store<bool>> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut crossing: Store<Vec<usize>> = Store::filled(sets.len(), Vec::new());
    for holders in holders.iter() {
        for (at, one) in holders.iter().enumerate() {
            pairs.extend(holders.iter().skip(at + 1).map(|other| (*one.min(other), *one.max(other))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    for (one, other) in pairs {
        if crosses(&sets[one], &sets[other]) {
            crossing[one].push(other);
            crossing[other].push(one);
        }
    }
    let mut colours: Store<Option<bool>> = Store::filled(sets.len(), None);
    for start in 0..sets.len() {
        if colours[start].is_some() {
            continue;
        }
        colours[start] = Some(true);
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            let other = colours[at].map(|colour| !colour);
            for next in &crossing[at] {
                if colours[*next].is_none() {
                    colours[*next] = other;
                    open.push(*next);
                } else if colours[*next] != other {
                    return None;
                }
            }
        }
    }
    Some(colours.iter().map(|colour| colour.unwrap_or(true)).collect::<Vec<_>>().into())
}
