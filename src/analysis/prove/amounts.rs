//! How much of each offered item is needed: one linear problem over the lines of a way.
//!
//! Which item serves which line is not guessed: the ordinary evaluator reads the record that offers all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::branches::{Line, Way};
use super::build::Builder;
use super::draft::Person;
use super::replay;
use crate::eval::context::{Context, Mode, Use};
use crate::model::date::Truth;
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::model::program::{Claim, Formula, Measure, NodeId, NodeKind, Per, Row as Line_, RowKind, SelectionId};
use crate::model::vocabulary::{AttributeId, Kind, UnitId};
use crate::record::evidence::Record;
use crate::solve::{Answer, Exact, Limit, Problem, Sense, Solver};

/// How an item states an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stated {
    /// Items.
    Count,
    /// Minutes.
    Minutes,
    /// In a unit of its own.
    Unit(UnitId),
}

/// How a measure is stated, and how much of the measure one is. None for calendar time and coverage.
pub(super) fn stated(framework: &Framework, measure: &Measure) -> Option<(Stated, Number)> {
    match measure {
        Measure::Count => Some((Stated::Count, Number::ONE)),
        Measure::Amount(unit) => {
            let (_, known) = framework.vocabulary.units.get_index(unit.index())?;
            if known.base.is_none() && known.by_mode.is_empty() && known.most == Some(known.least) {
                Some((Stated::Minutes, Number::ONE.checked_div(known.least)?))
            } else {
                Some((Stated::Unit(*unit), Number::ONE))
            }
        }
        Measure::Time(_) | Measure::Covered { .. } => None,
    }
}

/// Steps of one search: an example that is not found within them is not claimed.
const STEPS: u64 = 20_000;

/// More than any example needs: what is not there at all has no amount.
const MOST: i64 = 10_000_000;

struct Table<'c, 'a> {
    framework: &'a Framework,
    person: &'c Person,
    fixed: &'c BTreeSet<usize>,
    context: Context<'a>,
    record: &'a Record,
    /// Which item of the person each item of the record is.
    origin: Vec<usize>,
    problem: Problem,
    amounts: BTreeMap<(usize, Stated), usize>,
    /// What a block may use of an item.
    used: BTreeMap<(NodeId, usize, Stated), usize>,
    /// What the lines of a block that counts once take of an item.
    taken: BTreeMap<(NodeId, usize, Stated), Vec<(usize, Number)>>,
}

/// An item that serves a line, with its portion and the variable and weight of what is counted of it.
struct Served {
    item: usize,
    portion: usize,
    counted: (usize, Number),
}

/// The person with only what is needed of all that is offered; none if the lines cannot be satisfied so.
pub(super) fn amounts(builder: &Builder<'_>, way: &Way, grant: &str) -> Option<Person> {
    let framework = builder.framework;
    let text = builder.person.text(framework, grant);
    let record = replay::bound(framework, &[framework], &text)?;
    let origin: Vec<usize> = record
        .items
        .iter()
        .filter_map(|item| {
            builder.person.there().map(|(index, _)| index).find(|index| builder.person.id(*index) == item.id)
        })
        .collect();
    if origin.len() != record.items.len() {
        return None;
    }
    let mut context = Context::new(framework, &record, builder.day, Mode { decisions: true, completion: false });
    for (name, item) in &builder.named {
        let at = origin.iter().position(|index| index == item);
        if let Some(slot) = context.bound.get_mut(name.0 as usize) {
            *slot = at;
        }
    }
    let mut table = Table {
        framework,
        person: &builder.person,
        fixed: &builder.fixed,
        context,
        record: &record,
        origin,
        problem: Problem::default(),
        amounts: BTreeMap::new(),
        used: BTreeMap::new(),
        taken: BTreeMap::new(),
    };
    let mut blocks: Vec<NodeId> = Vec::new();
    for line in &way.lines {
        table.line(line)?;
        blocks.extend(&line.frames);
    }
    blocks.sort_unstable();
    blocks.dedup();
    for block in blocks {
        table.block(block)?;
    }
    table.solved()
}

impl<'a> Table<'_, 'a> {
    /// The variable for an amount of an item.
    fn amount(&mut self, item: usize, stated: Stated) -> usize {
        if let Some(variable) = self.amounts.get(&(item, stated)) {
            return *variable;
        }
        let fixed = self.fixed.contains(&item);
        let (lower, upper, integral) = match stated {
            Stated::Count => (if fixed { Number::ONE } else { Number::ZERO }, Number::whole(1000), true),
            Stated::Minutes => (Number::whole(if fixed { 60 } else { 0 }), Number::whole(MOST), false),
            Stated::Unit(_) => (if fixed { Number::ONE } else { Number::ZERO }, Number::whole(MOST), false),
        };
        let variable = self.problem.variable(lower, Some(upper), integral);
        self.amounts.insert((item, stated), variable);
        variable
    }

    /// Items that fit a selection: surely, or against the person also perhaps.
    fn fitting(&mut self, selection: SelectionId, sense: Use) -> Vec<(usize, usize)> {
        let fits = self.context.fits(selection, sense);
        let fitting = fits.iter().filter(|fit| fit.truth == Truth::True || sense == Use::Against);
        let fitting = fitting.filter_map(|fit| {
            let portion = self.record.portions.get(fit.portion)?;
            Some((*self.origin.get(portion.item)?, fit.portion))
        });
        fitting.collect()
    }

    /// The sum of amounts, in the measure of a line.
    fn sum(&mut self, items: &[(usize, usize)], stated: Stated, worth: Number) -> Vec<(usize, Number)> {
        let mut items: Vec<usize> = items.iter().map(|(item, _)| *item).collect();
        items.dedup();
        items.into_iter().map(|item| (self.amount(item, stated), worth)).collect()
    }

    fn line(&mut self, line: &Line) -> Option<()> {
        let framework = self.framework;
        let node = framework.program.nodes.get(line.node.index())?;
        match &node.kind {
            NodeKind::Claim(claim) => self.claim(claim, line),
            NodeKind::Share { part, whole, at_least, share, measure } => {
                let (stated, worth) = stated(framework, measure)?;
                let (for_part, for_whole) = if *at_least { (Use::For, Use::Against) } else { (Use::Against, Use::For) };
                let part = self.fitting(*part, for_part);
                let whole = self.fitting(*whole, for_whole);
                let mut terms = self.sum(&part, stated, worth);
                let all = self.sum(&whole, stated, -(worth * *share));
                terms.extend(all);
                let sense = if *at_least { Sense::AtLeast } else { Sense::AtMost };
                self.problem.row(terms, sense, Number::ZERO);
                // A share of nothing is no example.
                let whole = self.sum(&whole, stated, worth);
                self.problem.row(whole, Sense::AtLeast, Number::ONE);
                Some(())
            }
            NodeKind::All(_)
            | NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Choose { .. }
            | NodeKind::Guarded { .. }
            | NodeKind::Bind(..)
            | NodeKind::Named(_)
            | NodeKind::Joint(..)
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Judged { .. }
            | NodeKind::Open => Some(()),
        }
    }

    fn claim(&mut self, claim: &'a Claim, line: &Line) -> Option<()> {
        let Some((stated, worth)) = stated(self.framework, &claim.measure) else { return Some(()) };
        let least = claim.bounds.least.unwrap_or(Number::ZERO);
        if !line.holds {
            let against = self.fitting(claim.selection, Use::Against);
            let terms = self.sum(&against, stated, worth);
            match claim.bounds.most {
                None => {
                    let most = if stated == Stated::Count { least - Number::ONE } else { Number::ZERO };
                    self.problem.row(terms, Sense::AtMost, most);
                }
                Some(most) => {
                    self.problem.row(terms, Sense::AtLeast, most + Number::ONE);
                }
            }
            return Some(());
        }
        if let Some(most) = claim.bounds.most.filter(|_| !claim.bounds.exactly) {
            let against = self.fitting(claim.selection, Use::Against);
            let terms = self.sum(&against, stated, worth);
            self.problem.row(terms, Sense::AtMost, most);
        }
        if least <= Number::ZERO && claim.rows.is_empty() {
            return Some(());
        }
        let fitting = self.fitting(claim.selection, Use::For);
        let limits = line.frames.is_empty()
            && (claim.closed || claim.rows.iter().all(|row| matches!(row.kind, RowKind::Including(..))));
        let mut served = Vec::new();
        for (item, portion) in fitting {
            let whole = self.amount(item, stated);
            let counted = if limits {
                (whole, worth)
            } else {
                let counted = self.problem.variable(Number::ZERO, None, stated == Stated::Count);
                self.problem.row(vec![(counted, Number::ONE), (whole, -worth)], Sense::AtMost, Number::ZERO);
                for frame in &line.frames {
                    let used = self.used(*frame, item, stated);
                    self.problem.row(vec![(counted, Number::ONE), (used, -worth)], Sense::AtMost, Number::ZERO);
                    let share = Number::ONE.checked_div(worth)?;
                    self.taken.entry((*frame, item, stated)).or_default().push((counted, share));
                }
                (counted, Number::ONE)
            };
            served.push(Served { item, portion, counted });
        }
        let all = served.iter().map(|one| one.counted).collect();
        self.problem.row(all, Sense::AtLeast, least);
        for row in &claim.rows {
            self.row(row, &served);
        }
        Some(())
    }

    fn used(&mut self, block: NodeId, item: usize, stated: Stated) -> usize {
        if let Some(variable) = self.used.get(&(block, item, stated)) {
            return *variable;
        }
        let whole = self.amount(item, stated);
        let used = self.problem.variable(Number::ZERO, None, stated == Stated::Count);
        self.problem.row(vec![(used, Number::ONE), (whole, -Number::ONE)], Sense::AtMost, Number::ZERO);
        self.used.insert((block, item, stated), used);
        used
    }

    /// What the lines of a block take together.
    fn block(&mut self, block: NodeId) -> Option<()> {
        let framework = self.framework;
        let NodeKind::Joint(scope, _) = &framework.program.nodes.get(block.index())?.kind else { return None };
        if scope.once {
            let taken: Vec<_> =
                self.taken.iter().filter(|((of, ..), _)| *of == block).map(|(key, it)| (*key, it.clone())).collect();
            for ((_, item, stated), mut terms) in taken {
                terms.push((self.used(block, item, stated), -Number::ONE));
                self.problem.row(terms, Sense::AtMost, Number::ZERO);
            }
        }
        for (measure, row) in &scope.rows {
            let Some((stated, worth)) = stated(framework, measure) else { continue };
            let used: Vec<(usize, usize)> = self
                .used
                .iter()
                .filter(|((of, _, how), _)| *of == block && *how == stated)
                .map(|((_, item, _), it)| (*item, *it))
                .collect();
            let mut served = Vec::new();
            for (item, variable) in used {
                let at = self.origin.iter().position(|index| *index == item)?;
                let portion = self.record.items.get(at)?.portions.start;
                served.push(Served { item, portion, counted: (variable, worth) });
            }
            self.row(row, &served);
        }
        Some(())
    }

    fn row(&mut self, row: &'a Line_, served: &[Served]) {
        let inside = |table: &mut Self, formula: &'a Formula, helps: bool| -> Vec<bool> {
            let truths = served.iter().map(|one| table.context.formula(formula, one.portion));
            truths.map(|truth| if helps { truth == Truth::True } else { truth != Truth::False }).collect()
        };
        let weighed = |inside: &[bool], yes: Number, no: Number| -> Vec<(usize, Number)> {
            let terms = served.iter().zip(inside);
            terms.map(|(one, inside)| (one.counted.0, one.counted.1 * if *inside { yes } else { no })).collect()
        };
        match &row.kind {
            RowKind::Including(least, formula) => {
                let inside = inside(self, formula, true);
                self.problem.row(weighed(&inside, Number::ONE, Number::ZERO), Sense::AtLeast, *least);
            }
            RowKind::Counting(most, formula) => {
                let inside = inside(self, formula, false);
                self.problem.row(weighed(&inside, Number::ONE, Number::ZERO), Sense::AtMost, *most);
            }
            RowKind::IncludingShare(share, formula) => {
                let inside = inside(self, formula, true);
                self.problem.row(weighed(&inside, Number::ONE - *share, -*share), Sense::AtLeast, Number::ZERO);
            }
            RowKind::CountingShare(share, formula) => {
                let inside = inside(self, formula, false);
                self.problem.row(weighed(&inside, Number::ONE - *share, -*share), Sense::AtMost, Number::ZERO);
            }
            // The gate stays closed.
            RowKind::Gate { gated, .. } => {
                let inside = inside(self, gated, false);
                self.problem.row(weighed(&inside, Number::ONE, Number::ZERO), Sense::AtMost, Number::ZERO);
            }
            RowKind::CountingPer(most, per) => {
                for group in self.groups(served, |table, one| table.period(one, *per)) {
                    self.problem.row(group, Sense::AtMost, *most);
                }
            }
            RowKind::Distinct { least, attribute, each } => {
                let groups = self.groups(served, |table, one| table.value(one, *attribute));
                for group in groups.into_iter().take(*least as usize) {
                    self.problem.row(group, Sense::AtLeast, each.unwrap_or(Number::ONE));
                }
            }
            RowKind::FromAtMost(..)
            | RowKind::Over(_)
            | RowKind::TogetherCover { .. }
            | RowKind::WithinAny(_)
            | RowKind::Consecutive(_)
            | RowKind::NoBreak(_)
            | RowKind::IncludingMembers { .. } => {}
        }
    }

    fn groups(&self, served: &[Served], key: impl Fn(&Self, &Served) -> String) -> Vec<Vec<(usize, Number)>> {
        let mut groups: BTreeMap<String, Vec<(usize, Number)>> = BTreeMap::new();
        for one in served {
            groups.entry(key(self, one)).or_default().push(one.counted);
        }
        groups.into_values().collect()
    }

    fn value(&self, one: &Served, attribute: AttributeId) -> String {
        let item = self.person.items.get(one.item).and_then(Option::as_ref);
        item.and_then(|item| item.values.get(&attribute)).map_or_else(String::new, |value| format!("{value:?}"))
    }

    fn period(&self, one: &Served, per: Per) -> String {
        let item = self.person.items.get(one.item).and_then(Option::as_ref);
        let date = item.and_then(|item| item.dates.get(&item.main()).copied().flatten());
        let date = date.map_or_else(String::new, |date| match per {
            Per::Day | Per::Attribute(_) | Per::Item => date.to_string(),
            Per::Month => date.strftime("%Y-%m").to_string(),
            Per::Year => date.year().to_string(),
        });
        match per {
            Per::Attribute(attribute) => self.value(one, attribute),
            Per::Item => one.item.to_string(),
            Per::Day | Per::Month | Per::Year => date,
        }
    }

    /// The least amounts that satisfy all.
    fn solved(mut self) -> Option<Person> {
        let counted: Vec<(usize, Stated, usize)> =
            self.amounts.iter().map(|((item, stated), variable)| (*item, *stated, *variable)).collect();
        let mut costs = Vec::new();
        for (item, stated, variable) in &counted {
            match stated {
                Stated::Count => costs.push((*variable, Number::whole(100))),
                Stated::Minutes => costs.push((*variable, Number::fraction(1, 60)?)),
                Stated::Unit(_) => costs.push((*variable, Number::ONE)),
            }
            // Without an item there is nothing of it.
            if *stated != Stated::Count
                && let Some(there) = self.amounts.get(&(*item, Stated::Count))
            {
                let terms = vec![(*variable, Number::ONE), (*there, -Number::whole(MOST))];
                self.problem.row(terms, Sense::AtMost, Number::ZERO);
            }
        }
        costs.sort_by_key(|(variable, _)| *variable);
        let Answer::Holds(values) = Exact.minimize(&self.problem, &costs, Limit(STEPS)) else { return None };
        let mut person = self.person.clone();
        for index in 0..self.person.items.len() {
            let of = counted.iter().filter(|(item, ..)| *item == index);
            let of: Vec<(Stated, Number)> = of
                .map(|(_, stated, variable)| (*stated, values.get(*variable).copied().unwrap_or(Number::ZERO)))
                .collect();
            let needed = self.fixed.contains(&index) || of.iter().any(|(_, amount)| *amount > Number::ZERO);
            let Some(slot) = person.items.get_mut(index) else { continue };
            if !needed {
                *slot = None;
                continue;
            }
            let Some(draft) = slot.as_mut() else { continue };
            let mut times = 1;
            for (stated, amount) in of {
                match stated {
                    Stated::Count => times = amount.ceil().max(1),
                    Stated::Minutes => draft.minutes = Some(amount),
                    Stated::Unit(unit) => {
                        draft.amounts.insert(unit, amount);
                    }
                }
            }
            if draft.kind == Kind::Demonstration {
                draft.count = times;
                continue;
            }
            let mut copy = draft.clone();
            if copy.minutes.is_some() {
                copy.minutes = Some(Number::ZERO);
            }
            for _ in 1..times {
                person.items.push(Some(copy.clone()));
            }
        }
        Some(person)
    }
}
