//! Finds what can be closed together, and the least that closes it.

use jiff::civil::Date;

use super::offer::{aims, ends, finish, in_order, ways};
use super::{Closed, Closing, Lack, Offered, Plan, Request, Trouble};
use crate::analysis::formula::{Asked, Former, Formula, Sum, all, at_least};
use crate::analysis::judge::outermost;
use crate::analysis::project::Projection;
use crate::analysis::search::{Aim, Found, Search};
use crate::eval::assessment::Finding;
use crate::eval::{Part, Verdict};
use crate::model::date::Interval;
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::model::program::{NodeId, NodeKind};
use crate::record::evidence::Record;

/// Steps toward the least that lacks, each smaller than the one before; where they are not exhausted, the answer says
/// that less may lack.
const NEARER_LIMIT: u32 = 100;

/// Finds the least further training.
///
/// # Errors
///
/// The evaluator judges the record with the plan otherwise than the search did.
pub fn plan(request: &Request<'_>) -> Result<Plan, Trouble> {
    let places: Vec<Option<usize>> = request
        .record
        .items
        .iter()
        .map(|item| request.offered.iter().position(|offered| offered.id == item.id))
        .collect();
    let rules = Projection::whole(request.framework);
    let ways = ways(request);
    let days = (request.as_of, request.governing);
    let mut planner = Planner {
        request,
        rules: &rules,
        former: Former::new(&rules, request.record, &places, days).guided(),
        search: Search::new(&ways, &rules, request.record, &places, days),
        goals: Vec::new(),
    };
    let mut nodes = Vec::new();
    outermost(request.framework, request.root, &mut nodes);
    nodes.retain(|node| !advisory(request.framework, *node));
    let drafts = nodes.iter().map(|node| planner.requirement(*node)).collect::<Result<Vec<_>, _>>()?;
    let together = planner.together();
    let kept: Vec<Formula> = planner.kept(&together.kept);
    let (way, least) = planner.cheapest(&kept, together.way);
    planner.finish(&nodes, drafts, &together.kept, &way, least && together.proven)
}

/// What is to be closed: a requirement, or a line of one that cannot be closed as a whole.
struct Goal {
    requirement: NodeId,
    node: NodeId,
    formula: Formula,
    /// What is sure, or what is possible.
    sure: bool,
    /// It holds without any training.
    now: bool,
}

/// What was found of a requirement by itself.
struct Draft {
    now: bool,
    lacking: Vec<Lack>,
    /// Lines that can be possible only: what decides is not stated.
    doubtful: Vec<NodeId>,
    unknown: bool,
}

/// What can be closed together.
struct Together {
    /// For each goal, whether it is closed.
    kept: Vec<bool>,
    /// A way that closes them.
    way: Vec<bool>,
    /// It is proven that no more can be.
    proven: bool,
}

struct Planner<'a> {
    request: &'a Request<'a>,
    rules: &'a Projection,
    former: Former<'a>,
    search: Search<'a>,
    goals: Vec<Goal>,
}

impl Planner<'_> {
    fn days(&self) -> (Date, Interval) {
        (self.request.as_of, self.request.governing)
    }

    /// Both sides of a line on a way.
    fn sides(&self, node: NodeId, way: &[bool]) -> (bool, bool) {
        let record = self.search.graduate(way);
        let (sure, possible, _) = Part::new(&self.rules.framework, &record, self.days(), &[]).sides(node);
        (sure, possible)
    }

    fn explain(&self, node: NodeId, record: &Record) -> Finding {
        Part::new(&self.rules.framework, record, self.days(), &[]).explain(node)
    }

    /// Any way on which a formula holds.
    fn any(&mut self, formula: &Formula) -> Found {
        self.search.best(formula, true, &Aim::Any)
    }

    fn nothing(&self) -> Vec<bool> {
        vec![false; self.request.offered.len()]
    }

    fn goal(&mut self, requirement: NodeId, node: NodeId, formula: Formula, sure: bool) {
        let (is_sure, possible) = self.sides(node, &self.nothing());
        let now = if sure { is_sure } else { possible };
        self.goals.push(Goal { requirement, node, formula, sure, now });
    }

    /// Looks whether a requirement can be closed as a whole, and if not, which of its lines can.
    fn requirement(&mut self, node: NodeId) -> Result<Draft, Trouble> {
        let now = self.sides(node, &self.nothing()).0;
        let mut draft = Draft { now, lacking: Vec::new(), doubtful: Vec::new(), unknown: false };
        let formula = self.former.form(node, true);
        match self.any(&formula) {
            Found::Way(_) => {
                self.goal(node, node, formula, true);
                return Ok(draft);
            }
            // The record as it is, is a way.
            Found::None if now => return Err(Trouble::Disagreement { taken: Vec::new() }),
            Found::Unknown if now => {
                self.goal(node, node, Formula::Constant(true), true);
                draft.unknown = true;
                return Ok(draft);
            }
            Found::Unknown => draft.unknown = true,
            Found::None => {}
        }
        let mut lines = Vec::new();
        if self.former.directed() {
            lines.push(node);
        } else {
            lines_of(self.request.framework, &|line| self.former.waived(line), node, &mut lines);
        }
        for line in lines {
            let formula = self.former.form(line, true);
            let found = if line == node { Found::None } else { self.any(&formula) };
            match found {
                Found::Way(_) => {
                    self.goal(node, line, formula, true);
                    continue;
                }
                Found::Unknown => {
                    draft.unknown = true;
                    continue;
                }
                Found::None => {}
            }
            let formula = self.former.form(line, false);
            match self.any(&formula) {
                Found::Way(_) => {
                    self.goal(node, line, formula, false);
                    draft.doubtful.push(line);
                }
                Found::Unknown => draft.unknown = true,
                Found::None if draft.unknown && line == node => {}
                Found::None => draft.lacking.push(self.nearest(line)?),
            }
        }
        Ok(draft)
    }

    /// A way on which a line that fails on all of them lacks least.
    fn nearest(&mut self, line: NodeId) -> Result<Lack, Trouble> {
        let everything: Vec<bool> = self.request.offered.iter().map(|offered| !offered.had).collect();
        let terms = (0..everything.len()).map(|place| (place, Number::ONE)).collect();
        let allowed = self.search.ways.allows(&everything);
        let mut best = match self.search.best(&Formula::Constant(true), true, &Aim::Most(terms)) {
            _ if allowed => everything,
            Found::Way(way) => way,
            Found::None | Found::Unknown => self.nothing(),
        };
        let mut least = false;
        for _ in 0..NEARER_LIMIT {
            let record = self.search.graduate(&best);
            let finding = self.explain(line, &record);
            if finding.verdict != Verdict::Unmet {
                return Err(Trouble::Disagreement { taken: in_order(self.request.offered, &best) });
            }
            let (lines, share) = self.search.lack(&finding);
            let asked = self.former.ask(line, Asked::Nearer(lines, share), false);
            // Where more never hurts, nothing is nearer than everything.
            let settled = allowed && matches!(&asked, Formula::Ask(question) if question.monotone);
            if finding.shortfall.is_none() {
                least = settled;
                break;
            }
            let nearer = if settled { Found::None } else { self.any(&asked) };
            match nearer {
                Found::Way(nearer) => best = nearer,
                Found::None => {
                    least = true;
                    break;
                }
                Found::Unknown => break,
            }
        }
        let record = self.search.graduate(&best);
        let finding = self.explain(line, &record);
        Ok(Lack { node: line, record, finding, least })
    }

    fn kept(&self, kept: &[bool]) -> Vec<Formula> {
        self.goals.iter().zip(kept).filter(|(_, kept)| **kept).map(|(goal, _)| goal.formula.clone()).collect()
    }

    /// The goals that can be closed together: as many as can be, and of several such choices the one that keeps what
    /// stands first. What holds already goes on to hold.
    fn together(&mut self) -> Together {
        let mut kept: Vec<bool> = self.goals.iter().map(|goal| goal.now).collect();
        let everything = vec![true; self.goals.len()];
        match self.any(&all(self.kept(&everything))) {
            Found::Way(way) => return Together { kept: everything, way, proven: true },
            Found::None | Found::Unknown => {}
        }
        let mut way = self.nothing();
        let mut proven = true;
        let open: Vec<usize> = (0..kept.len()).filter(|goal| kept.get(*goal) == Some(&false)).collect();
        let formulas: Vec<Formula> =
            open.iter().filter_map(|goal| self.goals.get(*goal)).map(|goal| goal.formula.clone()).collect();
        for count in (1..=open.len()).rev() {
            let so_many = |kept: &[Formula]| {
                let mut wanted = kept.to_vec();
                wanted.push(at_least(count, formulas.clone()));
                all(wanted)
            };
            match self.any(&so_many(&self.kept(&kept))) {
                Found::None => continue,
                Found::Unknown => {
                    proven = false;
                    continue;
                }
                Found::Way(found) => way = found,
            }
            for goal in open {
                let mut more = kept.clone();
                if let Some(slot) = more.get_mut(goal) {
                    *slot = true;
                }
                match self.any(&so_many(&self.kept(&more))) {
                    Found::Way(found) => (kept, way) = (more, found),
                    Found::None => {}
                    Found::Unknown => proven = false,
                }
            }
            break;
        }
        Together { kept, way, proven }
    }

    /// The goals kept with which one that was left out cannot be closed, of which none can be left out.
    fn clash(&mut self, left: usize, kept: &[bool]) -> Vec<NodeId> {
        let mut with: Vec<usize> = (0..kept.len()).filter(|goal| kept.get(*goal) == Some(&true)).collect();
        let mut at = with.len();
        while at > 0 {
            at -= 1;
            let mut fewer = with.clone();
            fewer.remove(at);
            let formulas = fewer.iter().chain([&left]).filter_map(|goal| self.goals.get(*goal));
            let formulas = formulas.map(|goal| goal.formula.clone()).collect();
            if self.any(&all(formulas)) == Found::None {
                with = fewer;
            }
        }
        with.into_iter().filter_map(|goal| self.goals.get(goal)).map(|goal| goal.node).collect()
    }

    /// The cheapest way, and whether it is proven that there is no cheaper one.
    fn cheapest(&mut self, formulas: &[Formula], feasible: Vec<bool>) -> (Vec<bool>, bool) {
        let offered = self.request.offered;
        let mut best = feasible;
        let mut proven = true;
        let mut wanted = formulas.to_vec();
        for aim in aims(self.request) {
            let costs: Vec<(usize, Number)> = aim.iter().map(|(place, worth)| (*place, -*worth)).collect();
            match self.search.best(&all(wanted.clone()), true, &Aim::Most(costs.clone())) {
                Found::Way(way) => best = way,
                // What was found before still does; it may not be the least.
                Found::None | Found::Unknown => proven = false,
            }
            // No more of it from now on.
            let bound =
                costs.iter().filter(|(place, _)| best.get(*place) == Some(&true)).map(|(_, worth)| *worth).sum();
            wanted.push(Formula::Sum(Sum { terms: costs, bound }));
        }
        // Then whatever ends earlier.
        let ends = ends(offered);
        let end_of = |way: &[bool]| {
            let taken = ends.iter().zip(way).filter(|(_, taken)| **taken).map(|(end, _)| end.unwrap_or(0));
            taken.max().unwrap_or(0)
        };
        let late_from = |last: i64| -> Formula {
            let late = ends.iter().enumerate().filter(|(_, end)| end.is_some_and(|end| end >= last));
            Formula::Sum(Sum { terms: late.map(|(place, _)| (place, -Number::ONE)).collect(), bound: Number::ZERO })
        };
        loop {
            let last = end_of(&best);
            if last == 0 {
                break;
            }
            let mut earlier = wanted.clone();
            earlier.push(late_from(last));
            match self.any(&all(earlier)) {
                Found::Way(way) => best = way,
                Found::None => break,
                Found::Unknown => {
                    proven = false;
                    break;
                }
            }
        }
        // No award that nothing asks for.
        wanted.push(late_from(end_of(&best).saturating_add(1)));
        let awards = offered.iter().enumerate().filter(|(_, one)| !one.module);
        let awards: Vec<(usize, Number)> = awards.map(|(place, _)| (place, -Number::ONE)).collect();
        if !awards.iter().any(|(place, _)| best.get(*place) == Some(&true)) {
            return (best, proven);
        }
        match self.search.best(&all(wanted), true, &Aim::Most(awards)) {
            Found::Way(way) => (way, proven),
            Found::None | Found::Unknown => (best, proven),
        }
    }

    /// Makes the way into a record and asks the evaluator of all of it.
    fn finish(
        mut self,
        nodes: &[NodeId],
        drafts: Vec<Draft>,
        kept: &[bool],
        way: &[bool],
        least: bool,
    ) -> Result<Plan, Trouble> {
        let taken = in_order(self.request.offered, way);
        let record = self.search.graduate(way);
        let mut judged = Part::new(&self.rules.framework, &record, self.days(), &[]);
        let holds = |goal: &Goal, judged: &mut Part<'_>| {
            let (sure, possible, _) = judged.sides(goal.node);
            if goal.sure { sure } else { possible }
        };
        let all_hold = self.goals.iter().zip(kept).filter(|(_, kept)| **kept).all(|(goal, _)| holds(goal, &mut judged));
        if !all_hold || !self.search.ways.allows(way) {
            return Err(Trouble::Disagreement { taken });
        }
        let (sure, possible, _) = judged.sides(self.request.root);
        let mut requirements = Vec::new();
        for (node, draft) in nodes.iter().zip(drafts) {
            let own = |goal: &&usize| self.goals.get(**goal).is_some_and(|goal| goal.requirement == *node);
            let indexes: Vec<usize> = (0..self.goals.len()).collect();
            let left = indexes.iter().filter(own).find(|goal| kept.get(**goal) == Some(&false)).copied();
            let closing = if !draft.lacking.is_empty() {
                Closing::Beyond(draft.lacking)
            } else if let Some(left) = left {
                Closing::NotTogether(self.clash(left, kept))
            } else if draft.now {
                Closing::Met
            } else if draft.unknown {
                Closing::Unknown
            } else if draft.doubtful.is_empty() {
                Closing::Planned
            } else {
                let lack = |line: &NodeId| Lack {
                    node: *line,
                    finding: self.explain(*line, &record),
                    record: record.clone(),
                    least: true,
                };
                Closing::Undetermined(draft.doubtful.iter().map(lack).collect())
            };
            requirements.push((*node, closing));
        }
        let closed = self.goals.iter().zip(kept).filter(|(goal, kept)| **kept && !goal.now);
        let closed = closed
            .map(|(goal, _)| Closed { requirement: goal.requirement, finding: self.explain(goal.node, &record) })
            .collect();
        let of = |place: &usize| self.request.offered.get(*place).filter(|offered| offered.module);
        let modules: Vec<&Offered> = taken.iter().filter_map(of).collect();
        Ok(Plan {
            hours: modules.iter().filter_map(|module| module.hours).sum(),
            unstated: modules.iter().filter(|module| module.hours.is_none()).count(),
            cost: modules.iter().map(|module| module.cost).sum(),
            modules: modules.len(),
            days: finish(self.request.offered, &taken),
            requirements,
            taken,
            least,
            closed,
            record,
            verdict: Verdict::from_sides(sure, possible),
        })
    }
}

fn advisory(framework: &Framework, id: NodeId) -> bool {
    let node = framework.program.nodes.get(id.index());
    node.and_then(|node| framework.notes.get(node.note as usize)).is_some_and(|note| note.advisory)
}

/// The lines below a line that must all hold.
fn lines_of(framework: &Framework, waived: &dyn Fn(NodeId) -> bool, id: NodeId, into: &mut Vec<NodeId>) {
    let Some(node) = framework.program.nodes.get(id.index()) else { return };
    let judged = |list: &[NodeId]| list.iter().copied().filter(|child| !advisory(framework, *child)).collect();
    let below: Vec<NodeId> = match &node.kind {
        // A line in force for a part of the time only is asked with what stands below it.
        _ if node.in_force.is_some() || waived(id) => Vec::new(),
        NodeKind::All(children) => judged(children),
        NodeKind::Named(child) => vec![*child],
        NodeKind::Any(ways) => Some(judged(ways)).filter(|ways| ways.len() == 1).unwrap_or_default(),
        NodeKind::AtLeast(..)
        | NodeKind::Choose { .. }
        | NodeKind::Guarded { .. }
        | NodeKind::Bind(..)
        | NodeKind::Claim(_)
        | NodeKind::Joint(..)
        | NodeKind::Share { .. }
        | NodeKind::Fact(..)
        | NodeKind::Age { .. }
        | NodeKind::Resident { .. }
        | NodeKind::Since { .. }
        | NodeKind::DateOrder(..)
        | NodeKind::Judged { .. }
        | NodeKind::Open => Vec::new(),
    };
    if below.is_empty() {
        into.push(id);
    }
    below.into_iter().for_each(|child| lines_of(framework, waived, child, into));
}
