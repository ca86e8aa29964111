//! Puts the questions: does it hold on every way, on some, on none.

use super::formula::{Asked, Former, Formula, all};
use super::project::{Matter, Projection, Projector};
use super::search::{Aim, Found, Search};
use super::ways::Ways;
use super::{Analysis, Goal, Nearest, Outcome, Requirement, Subject, Trouble, Way, below, taught};
use crate::eval::{Part, Verdict};
use crate::model::number::Number;
use crate::model::program::{BindingId, NodeId, NodeKind, NoteKind};
use crate::model::vocabulary::{Kind, Kinds};
use crate::record::curriculum::AWARD_ID;

/// Steps toward the least that lacks, each smaller than the one before. Amounts of real curricula differ in some dozens
/// of sums; where they are not exhausted, the answer says that less may lack.
const NEARER_LIMIT: u32 = 200;

/// Analyses what a curriculum guarantees.
///
/// # Errors
///
/// There is no way through the curriculum, or none was found, or a graduate's record is judged otherwise.
pub fn analyse(subject: Subject<'_>, goal: Goal<'_>) -> Result<Analysis, Trouble> {
    let (framework, record) = (subject.framework, subject.record);
    let days = (subject.as_of, subject.governing);
    let modules: Vec<Option<usize>> = record.items.iter().map(|item| subject.curriculum.module(&item.id)).collect();
    let award = record.items.iter().position(|item| item.id == AWARD_ID).unwrap_or(usize::MAX);
    let (root, bound) = root(&subject, goal, award);
    let mut part = Part::new(framework, record, days, &[]);
    let given = record
        .items
        .iter()
        .fold(Kinds::TRAINING.union(Kinds::one(Kind::Qualification)), |kinds, item| kinds.union(Kinds::one(item.kind)));
    // What is accepted in place of another kind gives that kind too.
    let given = framework.program.conversions.iter().fold(given, |kinds, conversion| {
        let from = part.kinds(conversion.source);
        if given.iter().any(|kind| from.has(kind)) { kinds.union(conversion.kinds) } else { kinds }
    });
    let rules = Projector::new(&mut part, framework, award, given).project(root, bound);
    let ways = Ways::of(subject.curriculum);
    let mut judge = Judge {
        subject,
        former: Former::new(&rules, record, &modules, days),
        search: Search::new(&ways, &rules, record, &modules, days),
        rules: &rules,
        advisory_root: None,
    };
    match judge.search.best(&judge.everything(), true, &Aim::Short) {
        Found::Way(usual) => judge.search.usual = usual,
        Found::None => return Err(Trouble::NoWay),
        Found::Unknown => return Err(Trouble::Unknown),
    }
    let mut nodes = Vec::new();
    outermost(framework, root, &mut nodes);
    let mut requirements = Vec::new();
    let mut formulas = [Vec::new(), Vec::new()];
    let mut counted = Vec::new();
    for node in nodes {
        let advisory = judge.advisory(node);
        let matter = judge.rules.matter.get(&node).copied().unwrap_or(Matter::Absent);
        let (left, aside) = judge.left(node, matter);
        let outcome = match matter {
            Matter::Individual => Outcome::Individual,
            Matter::Absent => Outcome::Absent,
            Matter::Curriculum | Matter::Mixed => {
                let sides = [judge.former.form(node, true), judge.former.form(node, false)];
                let outcome = judge.outcome(node, &sides)?;
                judge.counted(node, &mut counted);
                let [sure, possible] = sides;
                if !advisory {
                    let [all_sure, all_possible] = &mut formulas;
                    all_sure.push(sure);
                    all_possible.push(possible);
                }
                outcome
            }
        };
        requirements.push(Requirement { node, advisory, outcome, left, aside });
    }
    let [sure, possible] = formulas;
    let together = judge.together(root, &requirements, [all(sure), all(possible)])?;
    counted.sort_unstable();
    counted.dedup();
    let idle = (0..ways.count()).filter(|module| counted.binary_search(module).is_err()).collect();
    let taught = taught::taught(&judge.search, root);
    let totals = taught::totals(&mut judge.search);
    let compulsory = ways.fixed.clone();
    Ok(Analysis { requirements, together, compulsory, taught, totals, idle, rules: rules.framework })
}

/// The line that holds all that is asked, and the names that stand for the programme in it.
fn root(subject: &Subject<'_>, goal: Goal<'_>, award: usize) -> (NodeId, Vec<(BindingId, usize)>) {
    match goal {
        Goal::Grant(grant) => (grant.root, Vec::new()),
        // The programme that is measured is this one, whatever the grant says of its title.
        Goal::Standard(node) => match subject.framework.program.nodes.get(node.index()).map(|node| &node.kind) {
            Some(NodeKind::Bind(binding, body)) => (*body, vec![(*binding, award)]),
            Some(_) | None => (node, Vec::new()),
        },
    }
}

/// The outermost requirements; a line outside any requirement counts as one.
pub(super) fn outermost(framework: &crate::model::framework::Framework, id: NodeId, into: &mut Vec<NodeId>) {
    let Some(node) = framework.program.nodes.get(id.index()) else { return };
    let note = framework.notes.get(node.note as usize);
    let named = note.is_some_and(|note| matches!(note.kind, NoteKind::Requirement | NoteKind::Route));
    match &node.kind {
        NodeKind::All(children) if !named && !children.is_empty() => {
            for child in children {
                outermost(framework, *child, into);
            }
        }
        // A name for the programme, or the like, around requirements.
        NodeKind::Named(child) if !named => outermost(framework, *child, into),
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
        | NodeKind::Age { .. }
        | NodeKind::Resident { .. }
        | NodeKind::Since { .. }
        | NodeKind::DateOrder(..)
        | NodeKind::Judged { .. }
        | NodeKind::Open => into.push(id),
    }
}

struct Judge<'a> {
    subject: Subject<'a>,
    former: Former<'a>,
    search: Search<'a>,
    rules: &'a Projection,
    /// The requirement whose lines are asked for.
    advisory_root: Option<NodeId>,
}

impl Judge<'_> {
    /// A formula that holds on every way, and for which every module matters.
    fn everything(&self) -> Formula {
        let count = self.search.ways.count();
        let terms = (0..count).map(|module| (module, Number::ONE)).collect();
        Formula::Sum(super::formula::Sum { terms, bound: Number::ZERO })
    }

    fn advisory(&self, id: NodeId) -> bool {
        let framework = self.subject.framework;
        let node = framework.program.nodes.get(id.index());
        node.and_then(|node| framework.notes.get(node.note as usize)).is_some_and(|note| note.advisory)
    }

    /// What of a requirement is left to the individual, and which ways were set aside.
    fn left(&self, node: NodeId, matter: Matter) -> (Vec<NodeId>, Vec<NodeId>) {
        if matches!(matter, Matter::Individual | Matter::Absent) {
            return (Vec::new(), Vec::new());
        }
        let (mut left, mut aside) = (Vec::new(), Vec::new());
        let mut open = vec![node];
        while let Some(id) = open.pop() {
            let set_aside = self.rules.aside.get(&id).map(Vec::as_slice).unwrap_or_default();
            aside.extend(set_aside);
            if self.rules.matter.get(&id) == Some(&Matter::Individual) {
                left.push(id);
                continue;
            }
            let Some(known) = self.subject.framework.program.nodes.get(id.index()) else { continue };
            let mut children = match &known.kind {
                NodeKind::All(children) | NodeKind::Any(children) | NodeKind::AtLeast(_, children) => children.clone(),
                NodeKind::Choose { then, otherwise, .. } => [Some(*then), *otherwise].into_iter().flatten().collect(),
                NodeKind::Guarded { body: child, .. }
                | NodeKind::Bind(_, child)
                | NodeKind::Named(child)
                | NodeKind::Joint(_, child) => vec![*child],
                NodeKind::Claim(_)
                | NodeKind::Share { .. }
                | NodeKind::Fact(..)
                | NodeKind::Age { .. }
                | NodeKind::Resident { .. }
                | NodeKind::Since { .. }
                | NodeKind::DateOrder(..)
                | NodeKind::Judged { .. }
                | NodeKind::Open => Vec::new(),
            };
            children.retain(|child| !set_aside.contains(child));
            open.extend(children.into_iter().rev());
        }
        (left, aside)
    }

    /// What comes of a requirement.
    fn outcome(&mut self, node: NodeId, [sure, possible]: &[Formula; 2]) -> Result<Outcome, Trouble> {
        let doubtful = match self.search.find(sure, false) {
            Found::None => return Ok(Outcome::Guaranteed),
            Found::Unknown => return Ok(Outcome::Unknown),
            Found::Way(way) => way,
        };
        let works = match self.search.find(sure, true) {
            Found::Way(way) => Some(self.way(node, &way, (true, true))?),
            Found::None => None,
            Found::Unknown => return Ok(Outcome::Unknown),
        };
        let fails = if sure == possible {
            Some(doubtful.clone())
        } else {
            match self.search.find(possible, false) {
                Found::Way(way) => Some(way),
                Found::None => None,
                Found::Unknown => return Ok(Outcome::Unknown),
            }
        };
        let Some(fails) = fails else {
            return Ok(Outcome::Undetermined { works, doubtful: self.way(node, &doubtful, (false, true))? });
        };
        let (works, is_sure) = match works {
            Some(works) => (works, true),
            None if sure == possible => return self.impossible(node, possible),
            None => match self.search.find(possible, true) {
                Found::Way(way) => (self.way(node, &way, (false, true))?, false),
                Found::None => return self.impossible(node, possible),
                Found::Unknown => return Ok(Outcome::Unknown),
            },
        };
        Ok(Outcome::Possible { works, sure: is_sure, fails: self.way(node, &fails, (false, false))? })
    }

    /// The modules that some line below a line counts, whether or not that is enough.
    fn counted(&mut self, node: NodeId, into: &mut Vec<usize>) {
        for line in below(&self.rules.framework, node) {
            let kind = self.rules.framework.program.nodes.get(line.index()).map(|node| &node.kind);
            let counts = matches!(kind, Some(NodeKind::Claim(_) | NodeKind::Share { .. } | NodeKind::Joint(..)));
            let own = self.rules.matter.get(&line) == Some(&Matter::Curriculum);
            if counts && own {
                self.former.form(line, false).relevant(into);
            }
        }
    }

    /// All requirements together.
    fn together(
        &mut self,
        root: NodeId,
        requirements: &[Requirement],
        [sure, possible]: [Formula; 2],
    ) -> Result<Outcome, Trouble> {
        let judged = || requirements.iter().filter(|requirement| !requirement.advisory);
        if judged().all(|it| matches!(it.outcome, Outcome::Individual | Outcome::Absent)) {
            return Ok(if judged().any(|it| matches!(it.outcome, Outcome::Individual)) {
                Outcome::Individual
            } else {
                Outcome::Guaranteed
            });
        }
        if judged().any(|it| matches!(it.outcome, Outcome::Impossible { .. })) {
            return Ok(Outcome::Impossible { nearest: Vec::new(), clash: Vec::new() });
        }
        if judged().any(|it| matches!(it.outcome, Outcome::Unknown)) {
            return Ok(Outcome::Unknown);
        }
        // `Guaranteed` splits over requirements; whether one way leads to all of them does not.
        self.outcome(root, &[sure, possible])
    }

    /// A way, made into a record anew and judged by the evaluator; it must say what the search said.
    fn way(&self, node: NodeId, taken: &[bool], (sure, possible): (bool, bool)) -> Result<Way, Trouble> {
        let way = self.replayed(node, taken)?;
        let mut part = self.search.part(&way.record, self.rules, node);
        let (is_sure, is_possible, _) = part.sides(node);
        if (is_sure, is_possible) == (sure, possible) {
            return Ok(way);
        }
        Err(Trouble::Disagreement { node, taken: way.taken })
    }

    fn replayed(&self, node: NodeId, taken: &[bool]) -> Result<Way, Trouble> {
        let Subject { framework, curriculum, as_of, governing, text, .. } = self.subject;
        let modules: Vec<usize> =
            taken.iter().enumerate().filter(|(_, taken)| **taken).map(|(module, _)| module).collect();
        let disagreement = || Trouble::Disagreement { node, taken: modules.clone() };
        let bound = curriculum.bind(&modules, framework, as_of, text).value;
        let record = bound.filter(|_| self.search.ways.allows(taken)).ok_or_else(disagreement)?;
        // Where nothing is left to the individual, the rules as they are written say the same.
        if self.rules.matter.get(&node) == Some(&Matter::Curriculum)
            && self.left(node, Matter::Curriculum) == (Vec::new(), Vec::new())
        {
            let names = self.search.part(&record, self.rules, node).names();
            let mut plain = Part::new(framework, &record, (as_of, governing), &names);
            let mut judged = self.search.part(&record, self.rules, node);
            if plain.sides(node) != judged.sides(node) {
                return Err(disagreement());
            }
        }
        let finding = self.search.part(&record, self.rules, node).explain(node);
        Ok(Way { taken: modules, record, finding })
    }

    /// What lacks at best of a requirement that fails on every way.
    fn impossible(&mut self, node: NodeId, possible: &Formula) -> Result<Outcome, Trouble> {
        let mut lines = Vec::new();
        self.advisory_root = Some(node);
        self.lines(node, &mut lines);
        let mut nearest = Vec::new();
        for line in lines.iter().copied() {
            let formula = self.former.form(line, false);
            if self.search.find(&formula, true) == Found::None {
                let (taken, least) = self.nearest(line, &formula);
                let way = self.replayed(line, &taken)?;
                if way.finding.verdict != Verdict::Unmet {
                    return Err(Trouble::Disagreement { node: line, taken: way.taken });
                }
                nearest.push(Nearest { node: line, way, least });
            }
        }
        let clash = if nearest.is_empty() { self.clash(&lines, possible) } else { Vec::new() };
        Ok(Outcome::Impossible { nearest, clash })
    }

    /// The lines below a line that must all hold.
    fn lines(&self, id: NodeId, into: &mut Vec<NodeId>) {
        let matter = self.rules.matter.get(&id);
        // What is only recommended is no line of a requirement, unless it is the requirement that is asked about.
        let within = !into.is_empty() || self.advisory_root != Some(id);
        if matches!(matter, Some(Matter::Individual | Matter::Absent) | None) || self.advisory(id) && within {
            return;
        }
        let Some(node) = self.rules.framework.program.nodes.get(id.index()) else { return };
        match &node.kind {
            NodeKind::All(children) => children.iter().for_each(|child| self.lines(*child, into)),
            NodeKind::Named(child) => self.lines(*child, into),
            NodeKind::Any(ways) if ways.len() == 1 => ways.iter().for_each(|way| self.lines(*way, into)),
            NodeKind::Bind(binding, body)
                if self.rules.names.get(body).is_some_and(|names| names.iter().any(|(name, _)| name == binding)) =>
            {
                self.lines(*body, into);
            }
            NodeKind::Any(_)
            | NodeKind::AtLeast(..)
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
            | NodeKind::Open => into.push(id),
        }
    }

    /// A way on which a line that fails on all of them lacks least, and whether that is shown.
    fn nearest(&mut self, line: NodeId, formula: &Formula) -> (Vec<bool>, bool) {
        let usual = self.search.usual.clone();
        let sums: &[Formula] = match formula {
            Formula::Sum(_) => std::slice::from_ref(formula),
            Formula::All(list) => list,
            // A row that nothing can fill says nothing of the others.
            Formula::Constant(_) | Formula::Ask(_) | Formula::AtLeast(..) => &[],
        };
        let mut best = usual;
        let failing: Vec<&Formula> = sums.iter().filter(|one| self.search.find(one, true) == Found::None).collect();
        if let Some(Formula::Sum(sum)) = failing.first() {
            let aim = Aim::Most(sum.terms.clone());
            if let Found::Way(way) = self.search.best(&Formula::Constant(true), true, &aim) {
                // Between two bounds of all evidence only one can be far; other rows may lack together.
                if sums.len() == 1 || failing.len() == 1 && self.is_plain(line) {
                    return (way, true);
                }
                best = way;
            }
        }
        for _ in 0..NEARER_LIMIT {
            let record = self.search.graduate(&best);
            let finding = self.search.part(&record, self.rules, line).explain(line);
            let (lines, share) = self.search.lack(&finding);
            let asked = self.former.ask(line, Asked::Nearer(lines, share), false);
            match self.search.best(&asked, true, &Aim::Short) {
                Found::Way(nearer) => best = nearer,
                Found::None => return (best, true),
                Found::Unknown => return (best, false),
            }
        }
        (best, false)
    }

    /// Whether a line is a claim of all evidence without rows.
    fn is_plain(&self, line: NodeId) -> bool {
        let node = self.rules.framework.program.nodes.get(line.index());
        node.is_some_and(|node| match &node.kind {
            NodeKind::Claim(claim) => claim.closed && claim.rows.is_empty(),
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
            | NodeKind::Open => false,
        })
    }

    /// Lines that cannot all hold on one way, of which none can be left out.
    fn clash(&mut self, lines: &[NodeId], possible: &Formula) -> Vec<NodeId> {
        let mut kept: Vec<(NodeId, Formula)> =
            lines.iter().map(|line| (*line, self.former.form(*line, false))).collect();
        let together = |list: &[(NodeId, Formula)]| all(list.iter().map(|(_, formula)| formula.clone()).collect());
        if together(&kept) != *possible && self.search.find(&together(&kept), true) != Found::None {
            return Vec::new();
        }
        let mut at = kept.len();
        while at > 0 {
            at -= 1;
            let mut fewer = kept.clone();
            fewer.remove(at);
            if self.search.find(&together(&fewer), true) == Found::None {
                kept = fewer;
            }
        }
        kept.into_iter().map(|(line, _)| line).collect()
    }
}
