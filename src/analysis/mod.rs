//! What a curriculum guarantees: for each requirement whether every way through leads to it, some, or none.
//!
//! Comes in: a framework, a curriculum and the record of somebody who took all its modules. Goes out: an [`Analysis`].
//! `project` sets aside what is left to the individual; `ways` are the choices that the structure allows; `formula` is a
//! requirement over what is taken; `search` finds a way, or shows that there is none; `judge` puts the questions; `taught`
//! lists what is taught where. Every way that is named is made into an ordinary record again and judged by the ordinary
//! evaluator; if that says otherwise, there is no answer but [`Trouble::Disagreement`]. This room makes no words.

mod formula;
mod judge;
pub mod plan;
mod project;
pub mod prove;
mod search;
mod taught;
mod ways;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::eval::assessment::Finding;
use crate::model::date::Interval;
use crate::model::framework::{Framework, Grant};
use crate::model::number::Number;
use crate::model::program::{NodeId, NodeKind, NoteKind};
use crate::model::vocabulary::{CompetencyId, Level, SymbolId};
use crate::record::curriculum::Curriculum;
use crate::record::evidence::Record;

pub use self::judge::analyse;

/// What is analysed.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The rules.
    pub framework: &'a Framework,
    /// The curriculum.
    pub curriculum: &'a Curriculum,
    /// The record of somebody who took all modules, bound to the rules.
    pub record: &'a Record,
    /// The day on which graduates finish, and are assessed.
    pub as_of: Date,
    /// The governing date.
    pub governing: Interval,
    /// The text of the curriculum, from which the digests of graduates' records are made.
    pub text: &'a str,
}

/// What graduates are to reach.
#[derive(Debug, Clone, Copy)]
pub enum Goal<'a> {
    /// All that a grant takes.
    Grant(&'a Grant),
    /// The lines of a standard, of which the curriculum is the programme: the line that asks for it.
    Standard(NodeId),
}

/// Why there is no analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The structure leaves no way through.
    NoWay,
    /// Whether there is any way through was not found within the limit.
    Unknown,
    /// The evaluator judges a graduate's record otherwise than the analysis did: a fault of this program.
    Disagreement {
        /// The requirement's line.
        node: NodeId,
        /// The modules taken.
        taken: Vec<usize>,
    },
}

/// What a curriculum guarantees.
#[derive(Debug)]
pub struct Analysis {
    /// The rules as they were judged: what is left to the individual is neutral in them. Findings speak of these.
    pub rules: Framework,
    /// Each requirement.
    pub requirements: Vec<Requirement>,
    /// All requirements together, but for what is left to the individual.
    pub together: Outcome,
    /// Modules that everybody takes.
    pub compulsory: Vec<bool>,
    /// What is taught where: competencies, in the order of the framework.
    pub taught: Vec<Taught>,
    /// Hours by mode; the first is the whole.
    pub totals: Vec<Total>,
    /// Modules that no requirement counts: indexes.
    pub idle: Vec<usize>,
}

/// What comes of one requirement.
#[derive(Debug)]
pub struct Requirement {
    /// Its line.
    pub node: NodeId,
    /// Shown, and not part of the whole.
    pub advisory: bool,
    /// What comes of it, as far as the curriculum goes.
    pub outcome: Outcome,
    /// Lines within it that are left to the individual.
    pub left: Vec<NodeId>,
    /// Ways of a choice that were set aside, because the curriculum has a way of its own.
    pub aside: Vec<NodeId>,
}

/// What comes of a requirement, over all ways through a curriculum.
#[derive(Debug)]
pub enum Outcome {
    /// It holds on every way.
    Guaranteed,
    /// It holds on some ways and fails on others.
    Possible {
        /// A way on which it holds.
        works: Way,
        /// It surely holds there.
        sure: bool,
        /// A way on which it fails.
        fails: Way,
    },
    /// It fails on every way.
    Impossible {
        /// What lacks at best, line by line.
        nearest: Vec<Nearest>,
        /// Lines that cannot all hold on one way, though each can: none if `nearest` says why.
        clash: Vec<NodeId>,
    },
    /// It surely fails on no way, but on some it is not sure to hold: the curriculum, or the framework, does not say what
    /// decides.
    Undetermined {
        /// A way on which it surely holds, if there is one.
        works: Option<Way>,
        /// A way on which something decides that is not stated.
        doubtful: Way,
    },
    /// No module has any influence on it.
    Individual,
    /// It does not apply.
    Absent,
    /// The limit of the search was reached.
    Unknown,
}

/// A way through a curriculum.
#[derive(Debug, Clone)]
pub struct Way {
    /// The modules taken, in the order of the file.
    pub taken: Vec<usize>,
    /// The record of such a graduate.
    pub record: Record,
    /// What the evaluator finds of the requirement.
    pub finding: Finding,
}

/// The least that a line lacks.
#[derive(Debug)]
pub struct Nearest {
    /// The line.
    pub node: NodeId,
    /// A way on which it lacks least.
    pub way: Way,
    /// No other way lacks less; else this was not shown.
    pub least: bool,
}

/// Where a competency is taught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taught {
    /// The competency.
    pub competency: CompetencyId,
    /// A requirement asks for it.
    pub asked: bool,
    /// The modules that cover it, in order.
    pub cells: Vec<Cell>,
}

/// How a module covers a competency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The module.
    pub module: usize,
    /// At which level; none: not stated.
    pub level: Option<Level>,
    /// Hours on it; none: not stated.
    pub hours: Option<Number>,
    /// It covers something below the competency, not the whole of it.
    pub partly: bool,
}

/// Hours of one mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// The mode; none: all hours, or in second place hours whose mode is not stated.
    pub mode: Option<SymbolId>,
    /// All hours, whatever their mode.
    pub whole: bool,
    /// Hours of compulsory modules.
    pub compulsory: Number,
    /// The least and the most that a graduate has; none if that was not found within the limit.
    pub range: Option<(Number, Number)>,
}

/// The lines of a standard in a framework, under the grant or any: what is measured on the programme.
#[must_use]
pub fn standard(framework: &Framework, wanted: &str, grant: Option<&Grant>) -> Option<NodeId> {
    let program = &framework.program;
    let named = |id: &NodeId| {
        let node = program.nodes.get(id.index());
        node.and_then(|node| framework.notes.get(node.note as usize)).and_then(standard_name) == Some(wanted)
    };
    let all = (0..program.nodes.len()).map(NodeId::from_index);
    let mut all: Vec<NodeId> = all.filter(named).collect();
    if let Some(grant) = grant {
        let below = below(framework, grant.root);
        all.retain(|id| below.contains(id));
    }
    // A use that the program measures on one programme goes before one on all training.
    let bound = |id: &NodeId| matches!(program.nodes.get(id.index()).map(|node| &node.kind), Some(NodeKind::Bind(..)));
    all.iter().copied().find(bound).or_else(|| all.first().copied())
}

/// The standards that a framework's grants ask for, in order of their names.
#[must_use]
pub fn standards(framework: &Framework) -> Vec<&str> {
    let mut names: Vec<&str> = framework.notes.iter().filter_map(standard_name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The name of the standard that a line asks for: `meets NAME …`.
fn standard_name(note: &crate::model::program::Note) -> Option<&str> {
    let rest = note.line.strip_prefix("meets ").filter(|_| note.kind == NoteKind::Standard)?;
    rest.split(|letter: char| letter.is_whitespace() || letter == '(').next()
}

/// All lines from a line down, in no order that matters.
fn below(framework: &Framework, root: NodeId) -> Vec<NodeId> {
    let mut all = vec![root];
    let mut at = 0;
    while let Some(id) = all.get(at).copied() {
        at += 1;
        let Some(node) = framework.program.nodes.get(id.index()) else { continue };
        match &node.kind {
            NodeKind::All(children) | NodeKind::Any(children) | NodeKind::AtLeast(_, children) => all.extend(children),
            NodeKind::Choose { then, otherwise, .. } => {
                all.push(*then);
                all.extend(*otherwise);
            }
            NodeKind::Guarded { body: child, .. }
            | NodeKind::Bind(_, child)
            | NodeKind::Named(child)
            | NodeKind::Joint(_, child) => all.push(*child),
            NodeKind::Claim(_)
            | NodeKind::Share { .. }
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Judged { .. }
            | NodeKind::Open => {}
        }
    }
    all
}
