//! A small part of the language as plain values: what is generated, printed and evaluated by enumeration.
//!
//! Nothing here comes from the program. Kinds, attributes and their words are written out again, so that a slip in the
//! program's own tables shows as a disagreement.

/// The assessment date of all generated records.
pub const TODAY: jiff::civil::Date = jiff::civil::date(2025, 6, 15);

/// A kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Course,
    Placement,
    Qualification,
    Exam,
    Experience,
    Demonstration,
    Credential,
    Cpd,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::Course,
        Self::Placement,
        Self::Qualification,
        Self::Exam,
        Self::Experience,
        Self::Demonstration,
        Self::Credential,
        Self::Cpd,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Placement => "placement",
            Self::Qualification => "qualification",
            Self::Exam => "exam",
            Self::Experience => "experience",
            Self::Demonstration => "demonstration",
            Self::Credential => "credential",
            Self::Cpd => "cpd",
        }
    }

    /// Whether it may be part of a programme.
    pub fn is_part(self) -> bool {
        matches!(self, Self::Course | Self::Placement | Self::Exam | Self::Demonstration)
    }

    /// Whether it has hours that a line may add up.
    pub fn has_hours(self) -> bool {
        matches!(self, Self::Course | Self::Placement | Self::Cpd | Self::Experience)
    }

    /// The attributes that its items may have here.
    pub fn attributes(self) -> &'static [Attribute] {
        use Attribute::{
            Area, Category, Issuer, Level, Mode, Paid, Part, Passed, Provider, Result, Role, Score, Setting, Status,
            Success, Topic, Verified,
        };
        match self {
            Self::Course => &[Verified, Mode, Topic, Provider, Setting, Passed],
            Self::Placement => &[Verified, Mode, Setting, Area, Provider],
            Self::Qualification => &[Verified, Level, Provider],
            Self::Exam => &[Verified, Result, Part, Area, Score],
            Self::Experience => &[Verified, Role, Area, Paid],
            Self::Demonstration => &[Verified, Setting, Success],
            Self::Credential => &[Verified, Status, Issuer],
            Self::Cpd => &[Verified, Category, Topic, Provider],
        }
    }
}

/// An attribute of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attribute {
    Verified,
    Category,
    Topic,
    Provider,
    Mode,
    Setting,
    Area,
    Part,
    Result,
    Score,
    Role,
    Paid,
    Success,
    Status,
    Issuer,
    Level,
    Passed,
}

/// What an attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    YesNo,
    /// One of these words.
    One(&'static [&'static str]),
    /// Any of these words together.
    Many(&'static [&'static str]),
    Number,
    /// ISCED level.
    Level,
}

impl Attribute {
    pub fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Category => "category",
            Self::Topic => "topic",
            Self::Provider => "provider.name",
            Self::Mode => "mode",
            Self::Setting => "setting",
            Self::Area => "area",
            Self::Part => "part",
            Self::Result => "result",
            Self::Score => "score",
            Self::Role => "role",
            Self::Paid => "paid",
            Self::Success => "success",
            Self::Status => "status",
            Self::Issuer => "issuer",
            Self::Level => "level",
            Self::Passed => "passed",
        }
    }

    pub fn shape(self) -> Shape {
        match self {
            Self::Verified | Self::Paid | Self::Success | Self::Passed => Shape::YesNo,
            Self::Category => Shape::One(&["law", "ethics", "other"]),
            Self::Topic => Shape::Many(&["wounds", "drugs"]),
            Self::Provider => Shape::One(&["north-school", "south-school"]),
            Self::Mode => Shape::One(&["theory", "practice", "simulation"]),
            Self::Setting => Shape::One(&["live", "simulated", "laboratory"]),
            Self::Area => Shape::Many(&["ward", "clinic"]),
            Self::Part => Shape::One(&["i", "ii", "iii"]),
            Self::Result => Shape::One(&["passed", "failed", "absent", "annulled"]),
            Self::Score => Shape::Number,
            Self::Role => Shape::One(&["chw", "aide"]),
            Self::Status => Shape::One(&["active", "lapsed", "suspended", "revoked"]),
            Self::Issuer => Shape::One(&["board", "state"]),
            Self::Level => Shape::Level,
        }
    }

    /// Whether a predicate on it means to see what failed.
    pub fn is_of_result(self) -> bool {
        matches!(self, Self::Result | Self::Passed | Self::Success | Self::Status)
    }
}

/// A value that a record states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    YesNo(bool),
    Word(&'static str),
    Words(Vec<&'static str>),
    Number(i64),
    Level(u8),
}

/// A date, perhaps without its day or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Partial {
    Day(i16, i8, i8),
    Month(i16, i8),
    Year(i16),
}

/// Leaves of the tree of competencies: `trunk` holds the first two, the others stand alone.
pub const LEAVES: [&str; 4] = ["a1", "a2", "b", "c"];
/// All competencies.
pub const COMPETENCIES: [&str; 5] = ["trunk", "a1", "a2", "b", "c"];
/// Sets, with their members.
pub const SETS: [(&str, &[&str]); 3] =
    [("leaves", &["a1", "a2", "b", "c"]), ("few", &["a1", "b"]), ("two", &["a1", "a2"])];
/// The members of a set.
pub fn members_of(set: &str) -> &'static [&'static str] {
    SETS.iter().find(|(name, _)| *name == set).map(|(_, members)| *members).unwrap()
}

/// Levels of skill, the lowest first.
pub const SKILLS: [&str; 3] = ["seen", "knows", "does"];

/// The competencies below one, itself included.
pub fn below(competency: &str) -> &'static [&'static str] {
    match competency {
        "trunk" => &["trunk", "a1", "a2"],
        "a1" => &["a1"],
        "a2" => &["a2"],
        "b" => &["b"],
        _ => &["c"],
    }
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    Days(i32),
    Months(i32),
    Years(i32),
}

/// A date in the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    On(Partial),
    Application,
    Assessment,
    Birth,
    /// The fact `hired`.
    Hired,
    /// The date of the item that the so-many-th `let` around the line means.
    Meant(usize),
    /// The end of the programme, inside a standard.
    Programme,
    Before(Length, Box<Term>),
    After(Length, Box<Term>),
}

/// How numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    AtLeast,
    AtMost,
    Over,
    Under,
}

/// How dates are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompareDate {
    Before,
    After,
    From,
    Until,
}

/// A predicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Predicate {
    Is(Attribute, Vec<&'static str>),
    IsNot(Attribute, Vec<&'static str>),
    Yes(Attribute),
    Number(Attribute, Compare, i64),
    Level(Compare, u8),
    Date(CompareDate, Term),
    Current(Term),
    /// Part of what the so-many-th `let` means.
    PartOf(usize),
    Not(Box<Predicate>),
    And(Vec<Predicate>),
    Or(Vec<Predicate>),
}

/// A window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Window {
    Compare(CompareDate, Term),
    Between(Term, Term),
    WithinBefore(Length, Term),
    WithinAfter(Length, Term),
}

/// Evidence that a line speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// One kind, or `training` (courses and placements), or several with their own predicates.
    pub heads: Vec<(Vec<Kind>, Option<Predicate>)>,
    pub on: Option<&'static str>,
    pub windows: Vec<Window>,
    /// What straddles an edge counts only if it lies inside as a whole.
    pub wholly: bool,
    pub predicate: Option<Predicate>,
}

impl Selection {
    pub fn of(kind: Kind) -> Self {
        Self { heads: vec![(vec![kind], None)], on: None, windows: Vec::new(), wholly: false, predicate: None }
    }

    pub fn kinds(&self) -> Vec<Kind> {
        self.heads.iter().flat_map(|(kinds, _)| kinds.iter().copied()).collect()
    }
}

/// What evidence is grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Of(Attribute),
    Day,
    Month,
    Year,
    Item,
}

/// A modifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    Including(i64, Predicate),
    IncludingShare(i64, Predicate),
    Counting(i64, Predicate),
    CountingShare(i64, Predicate),
    CountingOfNeed(i64, Predicate),
    CountingPer(i64, Group),
    Gate {
        gated: Predicate,
        least: i64,
        by: Predicate,
    },
    Distinct {
        least: u32,
        of: Attribute,
        each: Option<i64>,
    },
    FromOne(Attribute),
    FromAtMost(u32, Attribute),
    /// `together cover QUANTITY of SET`.
    Together(Cover, &'static str),
    WithinAny(Length),
    Consecutive(Attribute),
    NoBreak(Length),
    Whole,
    /// Coverage: `including at least k of SET`.
    Members(i64, &'static str),
}

/// How a line measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    Hours,
    Count,
    Days,
    Months,
}

/// How much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    AtLeast(i64),
    AtMost(i64),
    Exactly(i64),
    Between(i64, i64),
}

/// A line about a quantity of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    pub quantity: Quantity,
    pub measure: Measure,
    /// `of all`.
    pub all: bool,
    pub selection: Selection,
    pub rows: Vec<Row>,
}

/// How much of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    All,
    AtLeast(i64),
    Percent(i64),
}

/// An atom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Atom {
    Claim(Claim),
    Share { part: Selection, at_least: bool, percent: i64, whole: Selection },
    Cover { how: Cover, set: &'static str, level: Option<&'static str>, by: Option<Selection>, rows: Vec<Row> },
    Fit(bool),
    Years(Compare, i64),
    Hired(CompareDate, Term),
    Age(Compare, i64, Option<Term>),
    Since(bool, Length, Term),
    Order(Term, CompareDate, Term),
    Resident(&'static str),
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    Is(Box<Atom>),
    Not(Box<Condition>),
    And(Vec<Condition>),
    Or(Vec<Condition>),
}

/// How a standard is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    AnyProgramme,
    AllTraining,
    Selection(Selection),
}

/// A way of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// A condition that closes the way.
    pub when: Option<Condition>,
    pub lines: Vec<Line>,
    /// Written as a `route`; a bare line otherwise. Only a route may have a condition, or other than one line.
    pub route: bool,
}

/// A line of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    Atom(Atom),
    All(Vec<Line>),
    Any(Vec<Way>),
    AtLeast(u32, Vec<Way>),
    When {
        condition: Condition,
        unless: bool,
        then: Vec<Line>,
        otherwise: Option<Vec<Line>>,
    },
    /// A requirement; its block may begin with `let`s.
    Requirement {
        advisory: bool,
        in_force: Option<(CompareDate, Partial)>,
        lines: Vec<Line>,
    },
    /// A `let`, and the lines behind it. Printed as an `all of` around them.
    Let {
        pick: Option<Pick>,
        selection: Selection,
        lines: Vec<Line>,
    },
    /// The so-many-th standard.
    Meets(usize, By),
    /// `for each x in SET` or `for at least k of x in SET`; selections `on x` are written with `x` as competency.
    For {
        least: Option<i64>,
        set: &'static str,
        lines: Vec<Line>,
    },
    Joint(Joint),
    Judged,
    Open,
}

/// `each counted once`, or a block with modifiers over its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joint {
    pub once: bool,
    /// `except twice where P`.
    pub twice: Option<Predicate>,
    /// How the modifiers measure.
    pub measure: Measure,
    pub rows: Vec<Row>,
    pub lines: Vec<Line>,
}

/// `accept S as KIND where … at X h = Y h`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accept {
    pub source: Selection,
    pub kind: Kind,
    pub attributes: Vec<(Attribute, &'static str)>,
    pub from: i64,
    pub to: i64,
    pub each_full: bool,
    pub limit: Limit,
}

/// `up to …`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    None,
    Hours(i64),
    /// A percentage of the need.
    OfNeed(i64),
    /// A percentage of what is counted.
    OfCounted(i64),
}

/// `first` or `last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    First,
    Last,
}

/// The competency that stands for the variable of a `for`.
pub const VARIABLE: &str = "x";

/// A framework with one grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// `governed by application`; else by the assessment date.
    pub by_application: bool,
    pub standards: Vec<Vec<Line>>,
    pub accepts: Vec<Accept>,
    pub lines: Vec<Line>,
}

impl Rules {
    pub fn of(lines: Vec<Line>) -> Self {
        Self { by_application: false, standards: Vec::new(), accepts: Vec::new(), lines }
    }
}

/// The hours of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hours {
    NotStated,
    Whole(i64),
    ByMode(Vec<(&'static str, i64)>),
}

/// How far an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Completed,
    InProgress,
    Planned,
}

/// The end of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    NotStated,
    Ongoing,
    On(Partial),
}

/// What an item covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Covers {
    /// Nothing else: competency, level, hours.
    Listed(Vec<(&'static str, Option<&'static str>, Option<i64>)>),
    Unknown,
}

/// An item of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub id: String,
    pub kind: Kind,
    pub status: Status,
    pub started: Option<Partial>,
    /// End, issue or date, as the kind has it.
    pub end: End,
    pub expires: Option<Partial>,
    pub hours: Hours,
    pub attributes: std::collections::BTreeMap<Attribute, Value>,
    pub covers: Covers,
    /// Demonstrations: how many.
    pub count: i64,
    /// Id of the programme.
    pub part_of: Option<String>,
    /// A programme: its parts are all listed.
    pub complete: bool,
}

impl Item {
    pub fn new(id: &str, kind: Kind) -> Self {
        Self {
            id: id.to_owned(),
            kind,
            status: Status::Completed,
            started: None,
            end: End::NotStated,
            expires: None,
            hours: Hours::NotStated,
            attributes: std::collections::BTreeMap::new(),
            covers: Covers::Listed(Vec::new()),
            count: 1,
            part_of: None,
            complete: false,
        }
    }
}

/// What a record lists in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complete {
    pub kinds: Vec<Kind>,
    /// Kinds where an attribute has a value.
    pub partly: Vec<(Kind, Attribute, &'static str)>,
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub born: Option<Partial>,
    pub application: Option<Partial>,
    pub fit: Option<bool>,
    pub years: Option<i64>,
    pub hired: Option<Partial>,
    pub residence: Vec<(&'static str, Option<Partial>, Option<Partial>)>,
    pub complete: Complete,
    pub items: Vec<Item>,
}

impl Record {
    pub fn new(items: Vec<Item>) -> Self {
        Self {
            born: None,
            application: None,
            fit: None,
            years: None,
            hired: None,
            residence: Vec::new(),
            complete: Complete { kinds: Vec::new(), partly: Vec::new() },
            items,
        }
    }
}
