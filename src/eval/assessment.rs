//! The answer: a tree parallel to the requirements. It holds ids, quantities and reasons; words are made in `report`.

use jiff::civil::Date;

use crate::model::date::Interval;
use crate::model::number::Number;
use crate::model::program::{NodeId, TimeUnit};
use crate::model::vocabulary::{AttributeId, CompetencyId, FactId, Kinds, Level, UnitId};

/// The state of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It fails even on the possible side.
    Unmet,
    /// Something unknown decides.
    Undetermined,
    /// It holds on the sure side.
    Met,
}

impl Verdict {
    /// From the two sides.
    #[must_use]
    pub const fn from_sides(sure: bool, possible: bool) -> Self {
        if sure {
            Self::Met
        } else if possible {
            Self::Undetermined
        } else {
            Self::Unmet
        }
    }
}

/// The assessment of one record for one grant.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The verdict over all versions that the governing date reaches.
    pub verdict: Verdict,
    /// The verdict with every item under way taken as finished; none if there is no such item.
    pub on_completion: Option<Verdict>,
    /// Items under way that would have expired before the latest expected end: ids.
    pub expiring: Vec<String>,
    /// The assessment date.
    pub as_of: Date,
    /// The governing date.
    pub governing: Interval,
    /// What is between several versions: all must agree, or the person may choose.
    pub choice: bool,
    /// One for each version in force; usually one. Empty if no version is in force on the governing date, or the
    /// framework has no grants (absent occupations): then the verdict is unmet for lack of anything to meet, and
    /// `nothing` says why.
    pub versions: Vec<VersionAssessment>,
    /// Why there is no version to assess.
    pub nothing: Option<Nothing>,
    /// The pseudonym.
    pub person: String,
    /// Digest of the record.
    pub record_sha256: String,
}

/// Why there is nothing to assess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {
    /// The occupation is absent, closed, or no rule was found: the framework grants nothing.
    NoGrant,
    /// No version is in force on the governing date.
    NoVersion,
}

/// The assessment by one version.
#[derive(Debug, Clone)]
pub struct VersionAssessment {
    /// Index into the frameworks given.
    pub framework: usize,
    /// Full id of the grant.
    pub grant: String,
    /// The verdict.
    pub verdict: Verdict,
    /// The verdict without any decision, where decisions exist.
    pub without_decisions: Option<Verdict>,
    /// The requirements of the grant: the children of its root.
    pub findings: Vec<Finding>,
    /// How many applicable requirements at the top level are met, and how many there are.
    pub progress: (usize, usize),
    /// Assumptions on which the findings rest: index into the framework's, in its order.
    pub assumptions: Vec<usize>,
    /// Unverified sources cited: index into the framework's, in its order.
    pub unverified: Vec<usize>,
}

/// One line of the rules, judged.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The node; its note holds id, text, citations and the line as written.
    pub node: NodeId,
    /// The row of the node's claim that this line is about; none: the node as a whole.
    pub row: Option<usize>,
    /// The verdict.
    pub verdict: Verdict,
    /// It holds only with a decision: index into the record's decisions.
    pub by_decision: Option<usize>,
    /// False: a condition or period excludes it; it is neutral.
    pub applicable: bool,
    /// False: a route that the person does not need, because another one holds; in a block that divides evidence also
    /// one that the arrangement shown does not take.
    pub taken: bool,
    /// The verdict with items under way finished, where that differs or such items exist.
    pub on_completion: Option<Verdict>,
    /// What is asked.
    pub needed: Option<Needed>,
    /// What is there: sure and possible amount.
    pub measured: Option<Range>,
    /// The least new evidence that mends it.
    pub shortfall: Option<Range>,
    /// How much is too much; nothing added mends that.
    pub excess: Option<Range>,
    /// Portions counted, merged by item.
    pub counted: Vec<Counted>,
    /// Portions of the right kind that are not counted, each with one reason.
    pub refused: Vec<Refused>,
    /// Questions that would decide.
    pub questions: Vec<Question>,
    /// Competencies not covered, with the best level reached.
    pub uncovered: Vec<Uncovered>,
    /// Lines that cannot hold together with the evidence there is, though each may by itself: node and row. Without any
    /// one of them the others could be satisfied.
    pub clash: Vec<(NodeId, Option<usize>)>,
    /// Which item a `let` or a standard took: name, item id.
    pub bound: Option<(String, Option<String>)>,
    /// Children, in the order of the file; of a choice: routes with the nearest first.
    pub children: Vec<Finding>,
}

impl Finding {
    /// What a gate asks for is not there, so that what it keeps out does not count.
    #[must_use]
    pub fn closed(&self) -> bool {
        let least = self.needed.as_ref().and_then(|needed| needed.least);
        least.zip(self.measured.as_ref()).is_some_and(|(least, there)| there.low < least)
    }
}

/// What a line asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// At least.
    pub least: Option<Number>,
    /// At most.
    pub most: Option<Number>,
    /// The unit.
    pub unit: QuantityUnit,
}

/// The unit of a measured or needed quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuantityUnit {
    /// A unit of amounts; numbers are in that unit.
    Unit(UnitId),
    /// Items of these kinds.
    Count(Kinds),
    /// Calendar time.
    Time(TimeUnit),
    /// Competencies of a set of this many.
    Competencies(usize),
    /// A percentage (of 100).
    Percent,
    /// Completed years of age.
    Age,
    /// Ways of a choice.
    Ways,
    /// Different values of an attribute.
    Values,
}

/// A quantity between two values; a missing end is unbounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// The sure amount (or the smaller gap).
    pub low: Number,
    /// The possible amount (or the larger gap); none: no limit is known.
    pub high: Option<Number>,
    /// The unit.
    pub unit: QuantityUnit,
}

/// An item that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Index into the record's items.
    pub item: usize,
    /// How much of it.
    pub amount: Range,
    /// Mode or topic that tells this portion from the item's others: attribute and word.
    pub portion: Option<String>,
    /// The `accept … as …` by which it counts as evidence of another kind: index into the program's conversions.
    pub by: Option<usize>,
}

/// An item of the right kind that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Index into the record's items.
    pub item: usize,
    /// Why.
    pub reason: Reason,
}

/// The catalogue of reasons for which evidence is not counted. The first that applies is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Dated after the assessment date.
    AfterAssessment,
    /// Excluded by a decision.
    Excluded,
    /// Pinned by a decision to another requirement.
    PinnedElsewhere,
    /// Under way.
    InProgress,
    /// Only planned.
    Planned,
    /// Failed, absent, annulled or revoked.
    Failed,
    /// Not part of the programme that is measured.
    NotPartOfProgramme,
    /// Not on the competency asked for.
    OtherCompetency,
    /// Outside the window.
    OutsideWindow,
    /// An attribute has another value.
    OtherValue(AttributeId),
    /// An attribute is not stated; it could fit.
    NotStated(AttributeId),
    /// Its date is not stated precisely enough.
    DateNotStated,
    /// Its amount is not stated in a unit that the requirement can use.
    AmountNotStated,
    /// Its level is too low.
    LevelTooLow,
    /// Its level is not stated.
    LevelNotStated,
    /// It covers an ancestor only, and such evidence does not attest the whole.
    OnlyAncestor,
    /// A cap is used up.
    CapReached,
    /// Another line of the same block counts it, and it counts once.
    CountedElsewhere,
    /// Not needed to be in the chosen group (one provider, one window).
    OutsideGroup,
    /// The item is none the block was bound to.
    NotTheOneMeant,
    /// Nothing of it is on the competencies of the set.
    CoversNothing,
}

/// Something unknown that would decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// An attribute of an item.
    Attribute {
        /// Index into the record's items.
        item: usize,
        /// The attribute.
        attribute: AttributeId,
    },
    /// An amount of an item.
    Amount {
        /// Index into the record's items.
        item: usize,
    },
    /// What an item covers, or at which level.
    Covers {
        /// Index into the record's items.
        item: usize,
    },
    /// A fact.
    Fact(FactId),
    /// The date of birth.
    Birth,
    /// The date of application.
    Application,
    /// Where the person lives or lived.
    Residence,
    /// Whether these kinds are listed in full.
    Complete(Kinds),
    /// Whether the parts of this qualification are listed in full.
    CompleteParts {
        /// Index into the record's items.
        item: usize,
    },
    /// A credential of a grant, with its dates: full id.
    GrantDates(String),
    /// The judgement of an authority: who.
    Judgement(String),
    /// The framework itself does not know.
    Framework,
    /// The evidence could not be divided among the lines within the limit of steps: nothing is said of the verdict.
    Undecided,
}

/// A competency that is not covered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncovered {
    /// The competency.
    pub competency: CompetencyId,
    /// The best level reached, if any.
    pub best: Option<Level>,
    /// It might be covered: something unknown decides.
    pub possible: bool,
}
