//! The least further training that closes a gap, out of what is on offer.
//!
//! The person's record with everything on offer is one record in which modules may be there or not; what is asked for is
//! a formula over them, as in the analysis of a curriculum, and the solver finds the cheapest choice for which it holds.
//! The choice is made into an ordinary record again and judged; if that says otherwise there is no plan but
//! [`Trouble::Disagreement`].

use jiff::civil::Date;

use super::formula::{Former, Formula, Sum, all};
use super::judge::outermost;
use super::project::Projection;
use super::search::{Aim, Found, Search};
use super::ways::{ModuleRow, Ways};
use crate::eval::assessment::Finding;
use crate::eval::{Part, Verdict};
use crate::model::date::Interval;
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::model::program::NodeId;
use crate::record::evidence::Record;
use crate::solve::Sense;

/// What is on offer: a module, or the award of a whole programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The id of the evidence that it becomes.
    pub id: String,
    /// Hours that it takes.
    pub hours: Number,
    /// What it costs; none: not stated.
    pub cost: Option<Number>,
    /// How many days it takes; none: not stated.
    pub days: Option<i64>,
    /// It is a module: the award of a programme takes no time of its own.
    pub module: bool,
    /// What must be taken before it: places in the list of what is on offer.
    pub requires: Vec<usize>,
}

/// What must be taken of a programme for its award: `Σ a·z ≥ b`, or at most, if the award is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Structure {
    /// The award: place in the list of what is on offer.
    pub award: usize,
    /// Places in the list of what is on offer, with what each is worth.
    pub terms: Vec<(usize, Number)>,
    /// At least or at most.
    pub at_least: bool,
    /// The bound.
    pub bound: Number,
}

/// What is to be least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Minimise {
    /// Hours, then modules, then the time until the last one ends.
    Hours,
    /// Modules, then hours, then time.
    Modules,
    /// Cost, then hours, then modules, then time.
    Cost,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The rules.
    pub framework: &'a Framework,
    /// The line that holds all that is asked.
    pub root: NodeId,
    /// The person's record with everything on offer.
    pub record: &'a Record,
    /// What is on offer.
    pub offered: &'a [Offered],
    /// What the programmes ask for their awards.
    pub structure: &'a [Structure],
    /// The day on which the training is finished and judged.
    pub as_of: Date,
    /// The governing date.
    pub governing: Interval,
    /// What is to be least.
    pub minimise: Minimise,
}

/// What comes of a requirement.
#[derive(Debug)]
pub enum Closing {
    /// It is met already.
    Met,
    /// The plan makes it met.
    Planned,
    /// Nothing on offer makes it met: what it lacks with all of it.
    Beyond(Box<Finding>),
    /// It could be closed, but not together with the requirements before it.
    NotTogether(Box<Finding>),
    /// Whether anything on offer closes it was not found within the limit.
    Unknown,
}

/// A plan.
#[derive(Debug)]
pub struct Plan {
    /// Each requirement.
    pub requirements: Vec<(NodeId, Closing)>,
    /// What is to be taken: places in the list of what is on offer, in an order in which prerequisites come first.
    pub taken: Vec<usize>,
    /// Hours in all.
    pub hours: Number,
    /// Modules in all.
    pub modules: usize,
    /// Cost in all; none if a module taken does not state it.
    pub cost: Option<Number>,
    /// Days until the last module ends, if what does not ask for another is taken side by side; none if a module taken
    /// does not state how long it takes.
    pub days: Option<i64>,
    /// Whether it is proven that nothing less would do.
    pub least: bool,
    /// The record with what is taken.
    pub record: Record,
    /// The record with everything on offer, of which the findings of [`Closing::Beyond`] speak.
    pub everything: Record,
    /// What the evaluator finds of each requirement that the plan closes.
    pub closed: Vec<Finding>,
    /// Whether the whole is met then.
    pub verdict: Verdict,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The evaluator judges the record with the plan otherwise: a fault of this program.
    Disagreement {
        /// What was to be taken.
        taken: Vec<usize>,
    },
}

/// Finds the least further training.
///
/// # Errors
///
/// The evaluator judges the record with the plan otherwise than the search did.
pub fn plan(request: &Request<'_>) -> Result<Plan, Trouble> {
    let days = (request.as_of, request.governing);
    let places: Vec<Option<usize>> = request
        .record
        .items
        .iter()
        .map(|item| request.offered.iter().position(|offered| offered.id == item.id))
        .collect();
    let rules = Projection::whole(request.framework);
    let ways = ways(request);
    let mut former = Former::new(&rules, request.record, &places, days);
    let mut search = Search::new(&ways, &rules, request.record, &places, days);
    let nothing = vec![false; request.offered.len()];
    let bare = search.graduate(&nothing);
    let everything = search.graduate(&vec![true; request.offered.len()]);
    let mut nodes = Vec::new();
    outermost(request.framework, request.root, &mut nodes);
    nodes.retain(|node| !advisory(request.framework, *node));
    let mut requirements = Vec::new();
    let mut formulas: Vec<Formula> = Vec::new();
    for node in nodes {
        let mut now = Part::new(&rules.framework, &bare, days, &[]);
        let met = now.sides(node).0;
        let formula = former.form(node, true);
        let closing = match search.find(&formula, true) {
            Found::None if met => Closing::Met,
            Found::None => Closing::Beyond(Box::new(beyond(&rules, &everything, days, node))),
            Found::Unknown => Closing::Unknown,
            Found::Way(_) => {
                let mut together = formulas.clone();
                together.push(formula.clone());
                match search.find(&all(together), true) {
                    Found::Way(_) => {
                        formulas.push(formula);
                        if met { Closing::Met } else { Closing::Planned }
                    }
                    Found::None => Closing::NotTogether(Box::new(beyond(&rules, &everything, days, node))),
                    Found::Unknown => Closing::Unknown,
                }
            }
        };
        requirements.push((node, closing));
    }
    let (way, least) = cheapest(request, &mut search, &formulas);
    let taken = in_order(request.offered, &way);
    let record = search.graduate(&way);
    let mut judged = Part::new(&rules.framework, &record, days, &[]);
    let held = |closing: &Closing| matches!(closing, Closing::Met | Closing::Planned);
    let holds = requirements.iter().filter(|(_, closing)| held(closing)).all(|(node, _)| judged.sides(*node).0);
    if !holds {
        return Err(Trouble::Disagreement { taken });
    }
    let (sure, possible, _) = judged.sides(request.root);
    let planned = requirements.iter().filter(|(_, closing)| matches!(closing, Closing::Planned));
    let closed =
        planned.map(|(node, _)| Part::new(&rules.framework, &record, days, &[]).explain(*node)).collect::<Vec<_>>();
    let of = |place: &usize| request.offered.get(*place).filter(|offered| offered.module);
    let modules: Vec<&Offered> = taken.iter().filter_map(of).collect();
    Ok(Plan {
        hours: modules.iter().map(|module| module.hours).sum(),
        cost: modules.iter().map(|module| module.cost).sum(),
        modules: modules.len(),
        days: finish(request.offered, &taken),
        requirements,
        taken,
        least,
        closed,
        everything,
        record,
        verdict: Verdict::from_sides(sure, possible),
    })
}

fn advisory(framework: &Framework, id: NodeId) -> bool {
    let node = framework.program.nodes.get(id.index());
    node.and_then(|node| framework.notes.get(node.note as usize)).is_some_and(|note| note.advisory)
}

/// What a requirement lacks with everything on offer.
fn beyond(rules: &Projection, record: &Record, days: (Date, Interval), node: NodeId) -> Finding {
    Part::new(&rules.framework, record, days, &[]).explain(node)
}

/// The choices there are: prerequisites, and what awards ask for.
fn ways(request: &Request<'_>) -> Ways {
    let mut rows = Vec::new();
    for (place, offered) in request.offered.iter().enumerate() {
        for required in &offered.requires {
            let terms = vec![(*required, Number::ONE), (place, -Number::ONE)];
            rows.push(ModuleRow { terms, sense: Sense::AtLeast, bound: Number::ZERO });
        }
    }
    for asked in request.structure {
        let mut terms = asked.terms.clone();
        let most: Number = asked.terms.iter().map(|(_, worth)| *worth).sum();
        let (sense, bound) = if asked.at_least {
            terms.push((asked.award, -asked.bound));
            (Sense::AtLeast, Number::ZERO)
        } else {
            // Without the award nothing limits what is taken.
            terms.push((asked.award, (most - asked.bound).max(Number::ZERO)));
            (Sense::AtMost, most.max(asked.bound))
        };
        terms.retain(|(_, worth)| !worth.is_zero());
        rows.push(ModuleRow { terms, sense, bound });
    }
    let count = request.offered.len();
    Ways { fixed: vec![false; count], rows, group: vec![0; count] }
}

/// The cheapest way, and whether it is proven that there is no cheaper one.
fn cheapest(request: &Request<'_>, search: &mut Search<'_>, formulas: &[Formula]) -> (Vec<bool>, bool) {
    let offered = request.offered;
    let each = |worth: &dyn Fn(&Offered) -> Number| -> Vec<(usize, Number)> {
        let worth = offered.iter().map(|one| if one.module { worth(one) } else { Number::ZERO });
        worth.enumerate().filter(|(_, worth)| !worth.is_zero()).collect()
    };
    let hours = each(&|one| one.hours);
    let modules = each(&|_| Number::ONE);
    // What does not state its cost is taken last.
    let dear: Number = offered.iter().filter_map(|one| one.cost).sum::<Number>() + Number::ONE;
    let cost = each(&|one| one.cost.unwrap_or(dear));
    let aims = match request.minimise {
        Minimise::Hours => vec![hours, modules],
        Minimise::Modules => vec![modules, hours],
        Minimise::Cost => vec![cost, hours, modules],
    };
    let mut wanted = formulas.to_vec();
    let mut best = vec![false; offered.len()];
    let mut found = false;
    for aim in aims {
        let costs: Vec<(usize, Number)> = aim.iter().map(|(place, worth)| (*place, -*worth)).collect();
        match search.best(&all(wanted.clone()), true, &Aim::Most(costs.clone())) {
            Found::Way(way) => {
                best = way;
                found = true;
            }
            Found::None | Found::Unknown => return (fallback(search, &wanted, best, found), false),
        }
        // No more of it from now on.
        let bound = costs.iter().filter(|(place, _)| best.get(*place) == Some(&true)).map(|(_, worth)| *worth).sum();
        wanted.push(Formula::Sum(Sum { terms: costs, bound }));
    }
    // Then whatever ends earlier.
    let ends = ends(offered);
    let end_of = |way: &[bool]| {
        let taken = ends.iter().zip(way).filter(|(_, taken)| **taken).map(|(end, _)| end.unwrap_or(0));
        taken.max().unwrap_or(0)
    };
    loop {
        let last = end_of(&best);
        let late = |(place, end): (usize, &Option<i64>)| end.is_some_and(|end| end >= last).then_some(place);
        let late: Vec<(usize, Number)> =
            ends.iter().enumerate().filter_map(late).map(|place| (place, -Number::ONE)).collect();
        if last == 0 || late.is_empty() {
            return (best, true);
        }
        let mut earlier = wanted.clone();
        earlier.push(Formula::Sum(Sum { terms: late, bound: Number::ZERO }));
        match search.best(&all(earlier), true, &Aim::Short) {
            Found::Way(way) => best = way,
            Found::None => return (best, true),
            Found::Unknown => return (best, false),
        }
    }
}

/// Any way, where the cheapest was not found within the limit.
fn fallback(search: &mut Search<'_>, wanted: &[Formula], best: Vec<bool>, found: bool) -> Vec<bool> {
    if found {
        return best;
    }
    match search.find(&all(wanted.to_vec()), true) {
        Found::Way(way) => way,
        Found::None | Found::Unknown => best,
    }
}

/// When each ends, if what does not ask for another is taken side by side: days; none is not stated.
fn ends(offered: &[Offered]) -> Vec<Option<i64>> {
    let mut ends: Vec<Option<i64>> = vec![None; offered.len()];
    // Prerequisites make no circle; each round settles at least one more step of the longest chain.
    for _ in 0..offered.len() {
        let before = ends.clone();
        for (place, one) in offered.iter().enumerate() {
            let latest = one.requires.iter().filter_map(|required| before.get(*required).copied().flatten()).max();
            let own = one.days.map(|days| latest.unwrap_or(0).saturating_add(days));
            if let Some(slot) = ends.get_mut(place) {
                *slot = own.or(latest);
            }
        }
        if ends == before {
            break;
        }
    }
    ends
}

/// Days until the last of these ends; none if one does not state how long it takes.
fn finish(offered: &[Offered], taken: &[usize]) -> Option<i64> {
    let ends = ends(offered);
    let modules = || taken.iter().filter(|place| offered.get(**place).is_some_and(|one| one.module));
    if modules().any(|place| offered.get(*place).is_none_or(|one| one.days.is_none())) {
        return None;
    }
    modules().filter_map(|place| ends.get(*place).copied().flatten()).max()
}

/// What is taken, prerequisites first.
fn in_order(offered: &[Offered], way: &[bool]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..offered.len()).filter(|place| way.get(*place) == Some(&true)).collect();
    let mut order: Vec<usize> = Vec::new();
    while !left.is_empty() {
        let free = left.iter().position(|place| {
            offered.get(*place).is_none_or(|one| one.requires.iter().all(|required| !left.contains(required)))
        });
        order.push(left.remove(free.unwrap_or(0)));
    }
    // An award comes behind the modules that lead to it.
    order.sort_by_key(|place| offered.get(*place).is_some_and(|one| !one.module));
    order
}
