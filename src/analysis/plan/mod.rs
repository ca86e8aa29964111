//! The least further training that closes a gap, out of what is on offer.
//!
//! The person's record with everything on offer is one record in which modules may be there or not; what is asked for is
//! a formula over them, as in the analysis of a curriculum, and the solver finds the cheapest choice for which it holds.
//! A requirement that nothing on offer closes is taken line by line: what training can give of it is planned all the
//! same. The choice is made into an ordinary record again and judged; if that says otherwise there is no plan but
//! [`Trouble::Disagreement`] (`docs/semantics.md`, section 16).
//!
//! `offer` says which choices there are and what they are worth; `planner` finds the best one.

mod offer;
mod planner;

use jiff::civil::Date;

use crate::eval::Verdict;
use crate::eval::assessment::Finding;
use crate::model::date::Interval;
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::model::program::NodeId;
use crate::record::curriculum::Curriculum;
use crate::record::evidence::Record;

pub use self::planner::plan;

/// What is on offer: a module, or the award of a whole programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The id of the evidence that it becomes.
    pub id: String,
    /// Hours that it takes; none: not stated.
    pub hours: Option<Number>,
    /// What it costs; none: not stated.
    pub cost: Option<Number>,
    /// How many days it takes; none: not stated.
    pub days: Option<i64>,
    /// It is a module: the award of a programme takes no time of its own.
    pub module: bool,
    /// The person has it, and it counts: it is not taken again.
    pub had: bool,
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
    /// Nothing on offer makes it met: what it lacks at best.
    Beyond(Vec<Lack>),
    /// What decides is not stated, and nothing on offer makes up for it: the lines with what is asked of the person.
    Undetermined(Vec<Lack>),
    /// It could be closed, but not together with these lines, of which none can be left out.
    NotTogether(Vec<NodeId>),
    /// Whether anything on offer closes it was not found within the limit.
    Unknown,
}

/// What a line lacks.
#[derive(Debug)]
pub struct Lack {
    /// The line.
    pub node: NodeId,
    /// The record of which the finding speaks: of somebody who takes what brings the line nearest.
    pub record: Record,
    /// What the evaluator finds of it.
    pub finding: Finding,
    /// Nothing on offer brings it nearer; else this was not shown.
    pub least: bool,
}

/// A line that the plan closes.
#[derive(Debug)]
pub struct Closed {
    /// The requirement that it is part of, or is.
    pub requirement: NodeId,
    /// What the evaluator finds of the line.
    pub finding: Finding,
}

/// A plan.
#[derive(Debug)]
pub struct Plan {
    /// Each requirement.
    pub requirements: Vec<(NodeId, Closing)>,
    /// What is to be taken: places in the list of what is on offer, in an order in which prerequisites come first.
    pub taken: Vec<usize>,
    /// Hours in all, of the modules that state them.
    pub hours: Number,
    /// Modules taken that do not state their hours.
    pub unstated: usize,
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
    /// What the evaluator finds of each line that the plan closes.
    pub closed: Vec<Closed>,
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

/// A curriculum on offer, with the text of its file.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// The curriculum.
    pub curriculum: &'a Curriculum,
    /// The text of its file.
    pub text: &'a str,
}

/// A module or award on offer, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Which offer.
    pub offer: usize,
    /// Which of its modules; none is the award of the whole programme.
    pub module: Option<usize>,
}

/// What was found.
#[derive(Debug)]
pub struct FoundPlan {
    /// Index of the framework.
    pub framework: usize,
    /// Full id of the grant.
    pub grant: String,
    /// The day on which the training is finished and judged.
    pub as_of: Date,
    /// What is on offer.
    pub offered: Vec<Offered>,
    /// Where each of it comes from.
    pub sources: Vec<Source>,
    /// The plan.
    pub plan: Plan,
    /// The verdict of the person with what is taken, by all versions that may govern.
    pub verdict: Verdict,
    /// The application that the record states lies before that day, and was taken as made on it.
    pub moved: bool,
}
