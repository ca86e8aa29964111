//! The normal form of the rules (`docs/semantics.md`, section 9): dates, tests, selections, claims and nodes in flat tables.
//!
//! Equal dates, tests and selections are stored once, so that each is evaluated once per portion. Loop variables,
//! parameters, table columns and defined names are already replaced by their values. Children stand before their
//! parents. What readers see (texts, citations, places) stands in [`super::framework`], beside these tables.

use indexmap::IndexSet;

use super::date::{Interval, Length};
use super::number::Number;
use super::text::{Place, Texts};
use super::vocabulary::{AttributeId, CompetencyId, FactId, Kinds, Level, SymbolId, TitleId, UnitId, ids};
use crate::source::Span;

ids! {
    /// A date term.
    DateId,
    /// A test.
    TestId,
    /// A selection.
    SelectionId,
    /// A node.
    NodeId,
    /// A `let`, or the programme of a standard.
    BindingId,
    /// A named period.
    PeriodId,
}

/// All rules of one framework version.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// Dates that depend on the record.
    pub dates: IndexSet<DateTerm>,
    /// Tests.
    pub tests: IndexSet<Test>,
    /// Selections.
    pub selections: IndexSet<Selection>,
    /// Nodes, children first.
    pub nodes: Vec<Node>,
    /// Bindings.
    pub bindings: Vec<Binding>,
    /// Named periods.
    pub periods: Vec<Period>,
    /// `accept … as …`, in the order of the file.
    pub conversions: Vec<Conversion>,
    /// On which bindings the terms depend; made on first use, once per framework.
    pub dependence: std::sync::OnceLock<Dependence>,
}

/// An event of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// The date of the item: end, else issue, else date.
    Date,
    /// Begin.
    Started,
    /// End.
    Completed,
    /// Issue.
    Issued,
    /// Expiry (from the grant's validity if not stated).
    Expires,
    /// Issue of the first credential of the grant.
    FirstIssued,
}

/// `first` or `last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pick {
    /// The earliest.
    First,
    /// The latest.
    Last,
}

/// A date that may depend on facts and evidence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DateTerm {
    /// Stated in the framework.
    Fixed(Interval),
    /// The date of application.
    Application,
    /// The assessment date.
    Assessment,
    /// The date of birth.
    Birth,
    /// A fact.
    Fact(FactId),
    /// An event of a bound item.
    Bound(BindingId, Event),
    /// An event of the credential of a grant (the latest one issued; for [`Event::FirstIssued`] the earliest).
    Grant(SymbolId, Event),
    /// The first or last such event of a selection.
    Picked(Pick, Event, SelectionId),
    /// Before (negative length) or after another date.
    Offset(Length, DateId),
    /// The first or last day of the month or year of a date.
    Edge {
        /// Last instead of first.
        end: bool,
        /// Year instead of month.
        year: bool,
        /// The date.
        of: DateId,
    },
    /// The next such day of the year after a date.
    Next {
        /// Month.
        month: i8,
        /// Day.
        day: i8,
        /// After which date (excluded).
        after: DateId,
    },
    /// The earlier of two.
    Earlier(DateId, DateId),
    /// The later of two.
    Later(DateId, DateId),
    /// First day of a named period.
    PeriodStart(PeriodId),
    /// Last day of a named period.
    PeriodEnd(PeriodId),
}

/// A named period: from its first day for its length, the last day included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its name.
    pub name: String,
    /// First day.
    pub from: DateId,
    /// Length.
    pub length: Length,
}

/// A constant in a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Constant {
    /// A symbol, or a text interned as one.
    Symbol(SymbolId),
    /// A title.
    Title(TitleId),
    /// A number.
    Number(Number),
    /// Yes or no.
    YesNo(bool),
    /// A place; a country contains its subdivisions.
    Place(Place),
    /// A level.
    Level(Level),
    /// A cell or value that the framework itself does not know.
    Unknown,
}

/// How numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// ≥
    AtLeast,
    /// ≤
    AtMost,
    /// >
    Over,
    /// <
    Under,
}

/// How dates are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateComparison {
    /// <
    Before,
    /// >
    After,
    /// ≥
    From,
    /// ≤
    Until,
    /// The same day.
    On,
}

/// One comparison of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Test {
    /// The attribute has one of these values (a list attribute: among its values).
    OneOf(AttributeId, Vec<Constant>),
    /// A number.
    Number(AttributeId, Comparison, Number),
    /// A level of this scale, or of one that maps to it.
    Level(AttributeId, Comparison, Level),
    /// A date against another.
    Date(AttributeId, DateComparison, DateId),
    /// A date between two (both included).
    Between(AttributeId, DateId, DateId),
    /// Begun, and not ended, expired, suspended or revoked on the day.
    Current(DateId),
    /// Part of the bound qualification (or the bound qualification itself, where it stands for its unlisted parts).
    PartOf(BindingId),
    /// Is the bound item.
    Is(BindingId),
    /// The framework does not know the value compared with.
    Unknown,
}

/// A formula of tests in negation normal form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Formula {
    /// Always.
    True,
    /// One test, perhaps negated.
    Test {
        /// The test.
        test: TestId,
        /// Negated.
        negated: bool,
    },
    /// All of them.
    And(Vec<Self>),
    /// One of them.
    Or(Vec<Self>),
}

/// What of an item that straddles the edge of a window counts. Experience is always cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Straddle {
    /// It counts by its end.
    #[default]
    EndInside,
    /// Only if it lies inside as a whole.
    Wholly,
    /// The part of its days that lies inside.
    ProRata,
}

/// A window; both ends are included unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    /// First day; the flag excludes it.
    pub from: Option<(DateId, bool)>,
    /// Last day; the flag excludes it.
    pub until: Option<(DateId, bool)>,
    /// What straddles.
    pub straddle: Straddle,
}

/// Evidence of some kinds that fits windows and a formula.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Alternative {
    /// Kinds.
    pub kinds: Kinds,
    /// Only what lies on this competency (hours) or covers it (counts).
    pub on: Option<CompetencyId>,
    /// Windows, all of which hold.
    pub windows: Vec<Window>,
    /// The predicate.
    pub formula: Formula,
    /// The predicate speaks of the result or status, so that what failed or was revoked is not left out beforehand.
    pub speaks_of_result: bool,
    /// Inside a standard: parts of this programme only. (The formula contains the test as well.)
    pub programme: Option<BindingId>,
}

/// Evidence that fits one of several alternatives.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Selection {
    /// Alternatives.
    pub alternatives: Vec<Alternative>,
}

/// A name for one item, for a whole block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Its name.
    pub name: String,
    /// What it may be.
    pub selection: SelectionId,
    /// `first` or `last`.
    pub pick: Option<Pick>,
}

/// A measure of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// An amount in a unit.
    Amount(UnitId),
    /// Items (or their `count`).
    Count,
    /// Calendar time of experience or placement; each day once.
    Time(TimeUnit),
    /// Members of a set covered.
    Covered {
        /// Members: competencies that hold the leaves, in order.
        members: Vec<CompetencyId>,
        /// At this level at least.
        level: Option<Level>,
    },
}

/// A unit of calendar time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeUnit {
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// How much a claim asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// At least.
    pub least: Option<Number>,
    /// At most. On a claim that is not closed and counts, this forbids: it sees everything visible (section 5).
    pub most: Option<Number>,
    /// `exactly n`: a counted set of exactly `n` (both bounds are `n`, and the upper one does not forbid).
    pub exactly: bool,
}

/// What a row limits or asks, within a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKind {
    /// `including at least q where P`
    Including(Number, Formula),
    /// `including at least r % where P` (of what is counted); the number is a fraction of 1
    IncludingShare(Number, Formula),
    /// `counting at most q where P`
    Counting(Number, Formula),
    /// `counting at most r % where P` (of what is counted)
    CountingShare(Number, Formula),
    /// `counting at most q per day, month, year or attribute`
    CountingPer(Number, Per),
    /// `counting where P only if at least q where G`
    Gate {
        /// What the gate opens.
        gated: Formula,
        /// How much is asked.
        least: Number,
        /// Of what.
        by: Formula,
    },
    /// `from at least k distinct a with at least q each`
    Distinct {
        /// How many values.
        least: u32,
        /// Of which attribute.
        attribute: AttributeId,
        /// How much on each.
        each: Option<Number>,
    },
    /// `from at most k distinct a`; `from one a` is one of one
    FromAtMost(u32, AttributeId),
    /// `over at least 8 weeks`: from the first begin to the last end
    Over(Length),
    /// `together cover …`
    TogetherCover {
        /// Members.
        members: Vec<CompetencyId>,
        /// How many of them.
        least: u32,
    },
    /// `within any 12 months`
    WithinAny(Length),
    /// `consecutive by a`
    Consecutive(AttributeId),
    /// `without a break of more than d`
    NoBreak(Length),
    /// Coverage: `including at least k of SUBSET`
    IncludingMembers {
        /// How many.
        least: u32,
        /// Of which members.
        members: Vec<CompetencyId>,
    },
}

/// What `counting at most q per …` groups by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// The day of the item's date.
    Day,
    /// Its month.
    Month,
    /// Its year.
    Year,
    /// An attribute.
    Attribute(AttributeId),
    /// The item.
    Item,
}

/// A row with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it says.
    pub kind: RowKind,
    /// Where it stands.
    pub span: Span,
}

/// A demand on evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Which evidence.
    pub selection: SelectionId,
    /// How it is measured.
    pub measure: Measure,
    /// How much.
    pub bounds: Bounds,
    /// `of all`: nothing may be left out.
    pub closed: bool,
    /// `whole`: an item counts with all its amount or not at all.
    pub whole: bool,
    /// Its rows compete for the same evidence in a way that no single pass over them decides: what is counted is found
    /// by the solver. The checker says so once, so that all other claims pay nothing.
    pub competes: bool,
    /// Rows.
    pub rows: Vec<Row>,
}

/// A block whose lines divide evidence between them, or are limited together (sections 3 and 7).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JointScope {
    /// `each counted once`: the claims below, however deep, take disjoint shares.
    pub once: bool,
    /// `except twice where P`: what fits may serve two of them.
    pub twice: Option<Formula>,
    /// Rows over all that the claims below may count, each in its own measure.
    pub rows: Vec<(Measure, Row)>,
    /// `whole`: an item is counted with all its amount or not at all.
    pub whole: bool,
}

/// How much of a claim a conversion may serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConversionLimit {
    /// All of it.
    None,
    /// So much, in the unit that the conversion gives.
    Amount(UnitId, Number),
    /// So much calendar time, in the unit that the conversion gives.
    Time(TimeUnit, Number),
    /// So many items.
    Count(Number),
    /// A fraction of what the claim asks.
    OfNeed(Number),
    /// A fraction of what the claim counts.
    OfCounted(Number),
}

/// `accept S as KIND … at X = Y`: evidence that stands for another kind of evidence (section 7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// What is accepted.
    pub source: SelectionId,
    /// What it becomes: one kind, or `training`. It fits a selection that takes all of them.
    pub kinds: Kinds,
    /// Attributes that the line asserts; every other attribute of the derived evidence is known to be absent.
    pub attributes: Vec<(AttributeId, Constant)>,
    /// So much of the source, in this measure …
    pub from: (Measure, Number),
    /// … is worth so much of the kind.
    pub to: (Measure, Number),
    /// `each full`: whole steps only.
    pub each_full: bool,
    /// The limit, in each claim that counts it.
    pub limit: ConversionLimit,
    /// The period in which it applies, against the governing date.
    pub in_force: Option<Interval>,
    /// What readers see: index into [`super::framework::Framework::notes`].
    pub note: u32,
}

/// The value a fact is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactTest {
    /// The fact is yes.
    Yes,
    /// Yes or no, a number, a place.
    Is(Constant),
    /// A number.
    Number(Comparison, Number),
    /// A date.
    Date(DateComparison, DateId),
}

/// What a node says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// All children hold. An empty one holds.
    All(Vec<NodeId>),
    /// One child holds.
    Any(Vec<NodeId>),
    /// At least so many children hold.
    AtLeast(u32, Vec<NodeId>),
    /// `when c { then } otherwise { otherwise }`
    Choose {
        /// The condition.
        condition: Condition,
        /// If it holds.
        then: NodeId,
        /// If it does not.
        otherwise: Option<NodeId>,
    },
    /// A route that a condition closes: the condition and the child.
    Guarded {
        /// The condition.
        condition: Condition,
        /// The child.
        body: NodeId,
    },
    /// There is one item for which the child holds.
    Bind(BindingId, NodeId),
    /// A requirement or route: its child, with texts in the parallel table.
    Named(NodeId),
    /// A demand on evidence.
    Claim(Claim),
    /// A block whose lines divide evidence between them, or are limited together.
    Joint(Box<JointScope>, NodeId),
    /// `part makes at least r % of all whole`
    Share {
        /// The part.
        part: SelectionId,
        /// The whole.
        whole: SelectionId,
        /// At least, or at most.
        at_least: bool,
        /// A fraction of 1.
        share: Number,
        /// How both are measured.
        measure: Measure,
    },
    /// A fact.
    Fact(FactId, FactTest),
    /// The age in completed years and months.
    Age {
        /// How.
        comparison: Comparison,
        /// The age.
        age: Length,
        /// On which day.
        at: DateId,
    },
    /// Residence, on the assessment date or throughout a period.
    Resident {
        /// Where.
        place: Place,
        /// From.
        from: Option<DateId>,
        /// To.
        to: Option<DateId>,
    },
    /// `at least 5 years since D` on the assessment date.
    Since {
        /// At least or at most.
        comparison: Comparison,
        /// How long.
        length: Length,
        /// Since when.
        since: DateId,
    },
    /// One date against another.
    DateOrder(DateId, DateComparison, DateId),
    /// A judgement of an authority; only a decision that waives or grants it makes it hold.
    Judged {
        /// Who judges.
        by: String,
    },
    /// Something the framework does not know.
    Open,
}

/// A node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it says.
    pub kind: NodeKind,
    /// The period in which it applies, against the governing date.
    pub in_force: Option<Interval>,
    /// What readers see: index into [`super::framework::Framework::notes`].
    pub note: u32,
    /// Bindings that it, or anything below it, refers to and does not bind itself: a bit for each of the first 64.
    pub free: u64,
}

/// A condition: facts and atoms without rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// All of them.
    And(Vec<Self>),
    /// One of them.
    Or(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
    /// A node.
    Node(NodeId),
}

/// What a reader sees of a node.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Note {
    /// What sort of line it is.
    pub kind: NoteKind,
    /// The full id of a requirement or route: `us.tx.chw/certification/age`; of a `judged`: its name below that.
    pub id: Option<String>,
    /// Its text.
    pub text: Texts,
    /// `///` lines.
    pub doc: Option<String>,
    /// The line as written, white space folded, at most 200 characters.
    pub line: String,
    /// Citations.
    pub cite: Vec<super::text::Citation>,
    /// Assumptions: index into the framework's.
    pub assume: Vec<usize>,
    /// Shown, not judged.
    pub advisory: bool,
    /// Earlier full ids.
    pub was: Vec<String>,
    /// Where it stands.
    pub span: Option<Span>,
}

/// What sort of line a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoteKind {
    /// The whole of a grant.
    Grant,
    /// A requirement.
    Requirement,
    /// A route.
    Route,
    /// The lines of a standard.
    Standard,
    /// Any other line.
    #[default]
    Line,
    /// One copy of a `for each`: the text is the member's label.
    Member,
    /// Evidence accepted in place of the body.
    Accepted,
}

impl Program {
    /// The date term.
    #[must_use]
    pub fn date(&self, id: DateId) -> &DateTerm {
        const UNKNOWN: DateTerm = DateTerm::Fixed(Interval::UNKNOWN);
        self.dates.get_index(id.index()).unwrap_or(&UNKNOWN)
    }

    /// On which bindings the terms depend.
    pub fn dependence(&self) -> &Dependence {
        self.dependence.get_or_init(|| Dependence::of(self))
    }

    /// Stores a date term once.
    pub fn add_date(&mut self, term: DateTerm) -> DateId {
        DateId::from_index(self.dates.insert_full(term).0)
    }

    /// Stores a test once.
    pub fn add_test(&mut self, test: Test) -> TestId {
        TestId::from_index(self.tests.insert_full(test).0)
    }

    /// Stores a selection once.
    pub fn add_selection(&mut self, selection: Selection) -> SelectionId {
        SelectionId::from_index(self.selections.insert_full(selection).0)
    }
}

/// On which bindings dates, tests and selections depend: a bit for each of the first 64 bindings.
#[derive(Debug, Clone, Default)]
pub struct Dependence {
    /// Of each date.
    pub dates: Vec<u64>,
    /// Of each test.
    pub tests: Vec<u64>,
    /// Of each selection.
    pub selections: Vec<u64>,
}

impl Dependence {
    /// Computes it. Dates refer to selections and these to tests and dates, so it is repeated until nothing changes;
    /// the checker has refused circles, and each round settles at least one more step of the longest chain.
    #[must_use]
    pub fn of(program: &Program) -> Self {
        let mut all = Self {
            dates: vec![0; program.dates.len()],
            tests: vec![0; program.tests.len()],
            selections: vec![0; program.selections.len()],
        };
        loop {
            let mut changed = false;
            for (index, term) in program.dates.iter().enumerate() {
                let bits = all.date(program, term);
                changed |= replace(&mut all.dates, index, bits);
            }
            for (index, test) in program.tests.iter().enumerate() {
                let bits = match test {
                    Test::Date(_, _, date) | Test::Current(date) => all.date_bits(*date),
                    Test::Between(_, from, until) => all.date_bits(*from) | all.date_bits(*until),
                    Test::PartOf(binding) | Test::Is(binding) => bit(*binding),
                    Test::OneOf(..) | Test::Number(..) | Test::Level(..) | Test::Unknown => 0,
                };
                changed |= replace(&mut all.tests, index, bits);
            }
            for (index, selection) in program.selections.iter().enumerate() {
                let bits = selection.alternatives.iter().fold(0, |bits, alternative| {
                    let windows = alternative.windows.iter().flat_map(|window| [window.from, window.until]);
                    let windows = windows.flatten().fold(0, |bits, (date, _)| bits | all.date_bits(date));
                    bits | windows | all.formula(&alternative.formula) | alternative.programme.map_or(0, bit)
                });
                changed |= replace(&mut all.selections, index, bits);
            }
            if !changed {
                return all;
            }
        }
    }

    fn date_bits(&self, date: DateId) -> u64 {
        self.dates.get(date.index()).copied().unwrap_or(0)
    }

    /// The bindings a formula depends on.
    #[must_use]
    pub fn formula(&self, formula: &Formula) -> u64 {
        match formula {
            Formula::True => 0,
            Formula::Test { test, .. } => self.tests.get(test.index()).copied().unwrap_or(0),
            Formula::And(list) | Formula::Or(list) => list.iter().fold(0, |bits, one| bits | self.formula(one)),
        }
    }

    fn date(&self, program: &Program, term: &DateTerm) -> u64 {
        match term {
            DateTerm::Fixed(_)
            | DateTerm::Application
            | DateTerm::Assessment
            | DateTerm::Birth
            | DateTerm::Fact(_)
            | DateTerm::Grant(..) => 0,
            DateTerm::Bound(binding, _) => bit(*binding),
            DateTerm::Picked(_, _, selection) => self.selections.get(selection.index()).copied().unwrap_or(0),
            DateTerm::Offset(_, date) | DateTerm::Edge { of: date, .. } | DateTerm::Next { after: date, .. } => {
                self.date_bits(*date)
            }
            DateTerm::Earlier(one, other) | DateTerm::Later(one, other) => {
                self.date_bits(*one) | self.date_bits(*other)
            }
            DateTerm::PeriodStart(period) | DateTerm::PeriodEnd(period) => {
                program.periods.get(period.index()).map_or(0, |period| self.date_bits(period.from))
            }
        }
    }
}

fn bit(binding: BindingId) -> u64 {
    1_u64.checked_shl(binding.0).unwrap_or(0)
}

fn replace(list: &mut [u64], index: usize, bits: u64) -> bool {
    list.get_mut(index).is_some_and(|slot| {
        let changed = *slot != bits;
        *slot = bits;
        changed
    })
}
