//! The tree of one framework file, as written: names are still text, nothing has been looked up.
//!
//! Every node that a message may point at carries its [`Span`]. The checker turns this tree into the model.

#![expect(
    clippy::large_enum_variant,
    reason = "a tree holds few nodes of each kind and is walked once; boxes would only hide its shape"
)]

use crate::source::Span;

/// A value with the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// A name or dotted path, as written.
pub type Name = Spanned<String>;

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct File {
    /// The language of untagged texts (`language es` at the head).
    pub language: Option<Name>,
    /// Catalogs and frameworks in the order of the file.
    pub items: Vec<Item>,
}

/// What an item of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// `catalog …`
    Catalog,
    /// `framework …`
    Framework,
}

/// A catalog or a framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Catalog or framework.
    pub kind: ItemKind,
    /// Its dotted identifier.
    pub id: Name,
    /// Its version.
    pub version: Name,
    /// `///` lines above it.
    pub doc: Option<String>,
    /// Its declarations in the order of the file.
    pub decls: Vec<Decl>,
    /// From the keyword to the closing brace.
    pub span: Span,
}

/// One string of a text with its language tag, if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The language tag after `@`.
    pub language: Option<Name>,
    /// The string, unescaped.
    pub value: String,
    /// The string with its tag.
    pub span: Span,
}

/// A text in one or more languages; the first is the official one.
pub type Texts = Vec<Text>;

/// A reference to a source: its key and the places in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The key of a `source`.
    pub source: Name,
    /// Places in it: `"(a)(1)"`.
    pub places: Vec<Spanned<String>>,
}

/// What may follow many items, in any order: citations, assumptions, a period in force, earlier ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suffix {
    /// `cite A "…", B "…"`
    pub cite: Vec<Reference>,
    /// `assume A1, A2`
    pub assume: Vec<Name>,
    /// `in force from D until D`
    pub in_force: Option<InForce>,
    /// `was old-id`
    pub was: Vec<Name>,
}

/// A period in force; both days are included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// First day.
    pub from: Option<Spanned<DateText>>,
    /// Last day.
    pub until: Option<Spanned<DateText>>,
    /// The clause.
    pub span: Span,
}

/// A date as written: year, year and month, or a day. Validity of month and day is checked by the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateText {
    /// Year, 1 to 9999.
    pub year: i16,
    /// Month, if given.
    pub month: Option<u8>,
    /// Day, if given.
    pub day: Option<u8>,
}

/// A decimal number as written: `digits` × 10^-`scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// All digits, without the point.
    pub digits: i64,
    /// How many of them stand behind the point (at most 6).
    pub scale: u8,
}

/// A declaration with its place and its `///` lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decl {
    /// What it declares.
    pub kind: DeclKind,
    /// `///` lines above it.
    pub doc: Option<String>,
    /// From the keyword to the end.
    pub span: Span,
}

/// Everything that may be declared in a catalog or framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeclKind {
    /// `name TEXTS`
    Name(Texts),
    /// `about TEXTS`
    About(Texts),
    /// `languages en, es`
    Languages(Vec<Name>),
    /// `family NAME`
    Family(Name),
    /// `country PLACE`
    Country(Name),
    /// `occupation isco:3253 …`: scheme and code
    Occupation(Vec<(Name, Name)>),
    /// `regulator TEXTS`
    Regulator(Texts),
    /// `status closed since D cite …`
    Status {
        /// The word.
        status: Name,
        /// Since when.
        since: Option<Spanned<DateText>>,
        /// Citations.
        suffix: Suffix,
    },
    /// `in force from D until D`
    InForce(InForce),
    /// `governed by DATEX [or choice]`
    Governed {
        /// The governing date.
        by: DateExpr,
        /// Whether the person may choose among the versions it reaches.
        choice: bool,
    },
    /// `replaces ID@VERSION`
    Replaces {
        /// Identifier.
        id: Name,
        /// Version.
        version: Name,
    },
    /// `month-end clamp`
    MonthEnd(Name, Suffix),
    /// `days-per-month 30`
    DaysPerMonth(Spanned<i64>, Suffix),
    /// `source KEY "…" by … published … read … url … unverified`
    Source {
        /// Key.
        key: Name,
        /// Title.
        title: Spanned<String>,
        /// Author or authority.
        by: Option<Spanned<String>>,
        /// Date of publication.
        published: Option<Spanned<DateText>>,
        /// Date on which it was read.
        read: Option<Spanned<DateText>>,
        /// Address.
        url: Option<Spanned<String>>,
        /// Nobody has read it.
        unverified: bool,
    },
    /// `assume KEY TEXTS about SOURCE "…"`
    Assume {
        /// Key.
        key: Name,
        /// What is assumed.
        text: Texts,
        /// The place that leaves it open.
        about: Option<Reference>,
    },
    /// `use ID version V as NAME`
    Use {
        /// Catalog.
        id: Name,
        /// Version, if given.
        version: Option<Name>,
        /// Name here.
        alias: Name,
    },
    /// `fact NAME: TYPE TEXTS`
    Fact {
        /// Name.
        name: Name,
        /// `yes-no`, `date`, `number`, `place`
        kind: Name,
        /// The question to ask.
        text: Texts,
        /// Citations.
        suffix: Suffix,
    },
    /// `values NAME { … }`
    Values {
        /// The attribute whose symbols these are.
        name: Name,
        /// Symbols with their labels.
        values: Vec<(Name, Texts)>,
    },
    /// `attribute NAME: TYPE listing of KIND, …`
    Attribute {
        /// Name.
        name: Name,
        /// Type.
        kind: Name,
        /// What is not listed is not there.
        listing: bool,
        /// Evidence kinds that have it.
        of: Vec<Name>,
        /// Label.
        text: Texts,
    },
    /// `scale NAME { … }`, lowest first
    Scale {
        /// Name.
        name: Name,
        /// Levels.
        levels: Vec<(Name, Texts)>,
    },
    /// `map A to B { a = b … }`
    Map {
        /// Scale mapped from.
        from: Name,
        /// Scale mapped to.
        to: Name,
        /// Pairs.
        pairs: Vec<(Name, Name)>,
    },
    /// `unit NAME TEXTS = …`
    Unit {
        /// Name.
        name: Name,
        /// Label.
        text: Texts,
        /// What it is worth.
        definition: UnitDef,
        /// Citations.
        suffix: Suffix,
    },
    /// `competency …`
    Competency(CompetencyDecl),
    /// `set NAME TEXTS = …`
    Set {
        /// Name.
        name: Name,
        /// Label.
        text: Texts,
        /// Members.
        members: SetExpr,
    },
    /// `title NAME TEXTS { … }`
    Title {
        /// Name.
        name: Name,
        /// Label.
        text: Texts,
        /// What follows in braces.
        items: Vec<TitleItem>,
        /// Citations after the text.
        suffix: Suffix,
    },
    /// `table NAME (…) { row … }`
    Table {
        /// Name.
        name: Name,
        /// Columns: name and type.
        columns: Vec<(Name, Name)>,
        /// Rows of cells.
        rows: Vec<Vec<Value>>,
    },
    /// `define NAME: SELECTION`
    DefineSelection {
        /// Name.
        name: Name,
        /// What it stands for.
        selection: Selection,
        /// Citations.
        suffix: Suffix,
    },
    /// `define NAME = VALUE …`
    DefineValue {
        /// Name.
        name: Name,
        /// Values with their periods; a plain value has no period.
        values: Vec<DatedValue>,
        /// Citations.
        suffix: Suffix,
    },
    /// `accept SELECTION for NODE`
    AcceptFor {
        /// What is accepted.
        selection: Selection,
        /// Grant or requirement.
        node: Name,
        /// Citations.
        suffix: Suffix,
    },
    /// `accept SELECTION as KIND …`
    AcceptAs {
        /// What is accepted.
        selection: Selection,
        /// The kind it becomes.
        kind: Name,
        /// Attributes asserted.
        attributes: Vec<(Name, Value)>,
        /// So much of the source …
        source: Quantity,
        /// … is worth so much.
        target: Quantity,
        /// `each full`
        each_full: bool,
        /// The limit.
        up_to: Option<UpTo>,
        /// Citations.
        suffix: Suffix,
    },
    /// `standard NAME(params) { … }`
    Standard {
        /// Name.
        name: Name,
        /// Parameters: name and type.
        params: Vec<(Name, Name)>,
        /// Label.
        text: Texts,
        /// Citations, period.
        suffix: Suffix,
        /// Lines.
        block: Block,
    },
    /// `grant …`
    Grant(GrantDecl),
    /// `act NAME TEXTS`
    Act {
        /// Name.
        name: Name,
        /// Label.
        text: Texts,
        /// Citations.
        suffix: Suffix,
    },
    /// `scope of GRANT { … }`
    Scope {
        /// The grant whose holders are meant.
        of: Name,
        /// Citations, period.
        suffix: Suffix,
        /// Lines.
        lines: Vec<ScopeLine>,
    },
    /// `provision …`
    Provision {
        /// Name.
        name: Name,
        /// School, service, authority …
        about: Name,
        /// Text.
        text: Texts,
        /// Dotted topic.
        topic: Name,
        /// Values, or the absence of a rule.
        value: ProvisionValue,
        /// Citations.
        suffix: Suffix,
    },
}

/// What a provision says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProvisionValue {
    /// Only its text.
    Text,
    /// `value …`
    Values(Vec<Value>),
    /// `none`: there is no such rule.
    None,
    /// `not-found`: none was found.
    NotFound,
}

/// A value with the period in which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedValue {
    /// First day.
    pub from: Option<Spanned<DateText>>,
    /// Last day.
    pub until: Option<Spanned<DateText>>,
    /// The value.
    pub value: Value,
}

/// What a unit is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitDef {
    /// The amount.
    pub worth: UnitWorth,
    /// `workload`, `contact`, `experience`
    pub base: Option<Name>,
    /// The definition.
    pub span: Span,
}

/// The amount of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitWorth {
    /// `25 h to 30 h`, or `16 ce-credit` (both ends equal).
    Range(Quantity, Quantity),
    /// `at least 50 min`
    AtLeast(Quantity),
    /// `opaque`: not convertible.
    Opaque,
    /// `by mode { theory = at least 16 h … }`: mode, whether `at least`, amount.
    ByMode(Vec<(Name, bool, Quantity)>),
}

/// `competency …`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompetencyDecl {
    /// Name.
    pub name: Name,
    /// Label.
    pub text: Texts,
    /// Citations.
    pub suffix: Suffix,
    /// What follows in braces.
    pub items: Vec<CompetencyItem>,
    /// The whole declaration.
    pub span: Span,
}

/// A line inside a competency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompetencyItem {
    /// A competency below this one.
    Child(CompetencyDecl),
    /// `aligned close esco:"…"`: relation, scheme, address.
    Aligned(Name, Name, Spanned<String>),
    /// `shown by SELECTION`
    ShownBy(Selection),
    /// `kind NAME`
    Kind(Name),
    /// `was PATH`
    Was(Name),
    /// `about TEXTS`
    About(Texts),
}

/// A line inside a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TitleItem {
    /// `level isced.4`
    Level(Name),
    /// `country CO`
    Country(Name),
    /// `attests STANDARD from D until D`
    Attests {
        /// The standard.
        standard: Name,
        /// First day of issue.
        from: Option<Spanned<DateText>>,
        /// Last day of issue.
        until: Option<Spanned<DateText>>,
    },
    /// `covers a, b`
    Covers(Vec<Name>),
    /// `aligned exact SCHEME:"…"`
    Aligned(Name, Name, Spanned<String>),
    /// `cite …`
    Cite(Vec<Reference>),
    /// `was PATH`
    Was(Name),
}

/// The members of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetExpr {
    /// Listed members, or one node when `kind` is given.
    pub members: Vec<Name>,
    /// `where kind is NAME`
    pub kind: Option<Name>,
    /// `without a, b`
    pub without: Vec<Name>,
}

/// `grant …`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantDecl {
    /// Name.
    pub name: Name,
    /// `award`, `licence`, `renewal` …
    pub kind: Name,
    /// The grant it builds on or renews.
    pub of: Option<Name>,
    /// Label.
    pub text: Texts,
    /// How long it holds.
    pub valid: Option<Validity>,
    /// Citations, period.
    pub suffix: Suffix,
    /// `period NAME = 2 years from DATE`
    pub periods: Vec<Period>,
    /// Requirements and other lines.
    pub block: Block,
}

/// How long a grant holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Validity {
    /// `2 years`
    For(Quantity),
    /// `indefinitely`
    Indefinitely(Span),
    /// `unknown`
    Unknown(Span),
    /// `until DATE`
    Until(DateExpr),
}

/// A named period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Name.
    pub name: Name,
    /// Length.
    pub length: Quantity,
    /// First day.
    pub from: DateExpr,
}

/// `independent: a, b`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeLine {
    /// `independent`, `supervised`, `delegated`, `assisting`, `on-prescription`, `prohibited`
    pub how: Name,
    /// `directly`
    pub directly: bool,
    /// The role after `by` or `assisting`.
    pub role: Option<Name>,
    /// The acts.
    pub acts: Vec<Name>,
    /// `requires { … }`
    pub requires: Option<Block>,
    /// `where TEXTS`
    pub condition: Texts,
    /// Citations, period.
    pub suffix: Suffix,
    /// The line.
    pub span: Span,
}

/// The limit of an `accept … as`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UpTo {
    /// An amount.
    Amount(Quantity),
    /// `25 % of the need`
    PercentOfNeed(Quantity),
    /// `25 % of what is counted`
    PercentOfCounted(Quantity),
}

/// `{ … }`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its lines.
    pub statements: Vec<Statement>,
    /// With its braces.
    pub span: Span,
}

/// A line of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub kind: StatementKind,
    /// Where it stands.
    pub span: Span,
}

/// What a line of a block says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementKind {
    /// `requirement …`
    Requirement(Box<RequirementDecl>),
    /// `let NAME = first SELECTION`
    Let {
        /// Name.
        name: Name,
        /// `first` or `last`.
        pick: Option<Spanned<Pick>>,
        /// Which evidence.
        selection: Selection,
    },
    /// `all of { … }`
    AllOf(Block),
    /// `any of { … }`
    AnyOf(Vec<Way>),
    /// `at least 2 of { … }`
    AtLeastOf(Spanned<i64>, Vec<Way>),
    /// `each counted once …`
    Once {
        /// `except twice where …`
        except_twice: Option<Predicate>,
        /// Lines.
        block: Block,
    },
    /// `when COND { … } otherwise { … }`; `unless` sets `negated`.
    When {
        /// `unless`
        negated: bool,
        /// The condition.
        condition: Condition,
        /// The lines if it holds.
        then: Block,
        /// The lines if it does not.
        otherwise: Option<Block>,
    },
    /// `for each x in SET { … }` or `for at least 3 of x in SET { … }`
    For {
        /// How many members, if not each.
        at_least: Option<Spanned<i64>>,
        /// The loop variable.
        variable: Name,
        /// Set, catalog or table.
        over: Name,
        /// Lines.
        block: Block,
    },
    /// `meets STANDARD(…) by …`
    Meets {
        /// The standard.
        standard: Name,
        /// Arguments.
        arguments: Vec<Value>,
        /// The programme, or all training.
        by: MeetsBy,
    },
    /// One that also may stand in a condition.
    Atom(Atom),
    /// A modifier of the block it stands in.
    Modifier(Modifier),
    /// `judged NAME TEXTS by "…"`
    Judged {
        /// Name.
        name: Name,
        /// What is judged.
        text: Texts,
        /// Who judges.
        by: Spanned<String>,
        /// Citations.
        suffix: Suffix,
    },
    /// `open TEXTS cite …`
    Open {
        /// What the framework does not know.
        text: Texts,
        /// Citations.
        suffix: Suffix,
    },
}

/// `first` or `last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// The earliest.
    First,
    /// The latest.
    Last,
}

/// On what a standard is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeetsBy {
    /// One programme of any kind.
    AnyProgramme,
    /// `by all training`
    AllTraining(Span),
    /// `by qualification where …`
    Selection(Selection),
}

/// `requirement …`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementDecl {
    /// Shown, not judged.
    pub advisory: bool,
    /// Its stable name.
    pub name: Name,
    /// Its text.
    pub text: Texts,
    /// `///` lines above it.
    pub doc: Option<String>,
    /// Citations, assumptions, period, earlier names.
    pub suffix: Suffix,
    /// Its body.
    pub block: Block,
}

/// A child of `any of` or `at least k of`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// `route NAME when COND { … }`
    Route {
        /// Name.
        name: Name,
        /// Text.
        text: Texts,
        /// Citations, assumptions, period.
        suffix: Suffix,
        /// The condition that closes it.
        when: Option<Condition>,
        /// Lines.
        block: Block,
        /// The whole route.
        span: Span,
    },
    /// Any other line.
    Statement(Statement),
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What it says.
    pub kind: ConditionKind,
    /// Where it stands.
    pub span: Span,
}

/// What a condition says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConditionKind {
    /// `… and …`
    And(Vec<Condition>),
    /// `… or …`
    Or(Vec<Condition>),
    /// `not …`
    Not(Box<Condition>),
    /// One test.
    Atom(Box<Atom>),
}

/// How a number or date is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `is`
    Is,
    /// `is not`
    IsNot,
    /// `at least`
    AtLeast,
    /// `at most`
    AtMost,
    /// `over`
    Over,
    /// `under`
    Under,
    /// `before`: the day is excluded.
    Before,
    /// `after`: the day is excluded.
    After,
    /// `from`: the day is included.
    From,
    /// `until`: the day is included.
    Until,
}

/// A line that also may stand in a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom {
    /// What it says.
    pub kind: AtomKind,
    /// Where it stands.
    pub span: Span,
}

/// What an atom says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AtomKind {
    /// `holds TITLE current at D`
    Holds {
        /// Title or grant.
        what: Name,
        /// Whether it must be current, and on which day (the assessment date if none is named).
        current: Option<Option<DateExpr>>,
    },
    /// `resident of PLACE from D to D`
    Resident {
        /// Country or subdivision.
        place: Name,
        /// From.
        from: Option<DateExpr>,
        /// To.
        to: Option<DateExpr>,
    },
    /// `age at least 18 years at D`
    Age {
        /// At least, over, at most, under.
        comparison: Comparison,
        /// How old.
        age: Amount,
        /// On which day (the assessment date if none is named).
        at: Option<DateExpr>,
    },
    /// `fact NAME is V`
    Fact {
        /// Name.
        name: Name,
        /// Comparison; `fact NAME` alone asks for yes.
        test: Option<(Comparison, FactValue)>,
    },
    /// `at least 5 years since D`
    Since {
        /// At least or at most.
        comparison: Comparison,
        /// How long.
        length: Amount,
        /// Since when.
        since: DateExpr,
    },
    /// `date D before D`
    DateOrder {
        /// The left date.
        left: DateExpr,
        /// Before or after.
        comparison: Comparison,
        /// `not before`, `not after`
        negated: bool,
        /// The right date.
        right: DateExpr,
    },
    /// `QUANTITY of all SELECTION { … }`
    Quantity {
        /// How much.
        quantity: Quantifier,
        /// `of all`
        all: bool,
        /// Of what.
        selection: Selection,
        /// What follows in braces.
        modifiers: Vec<Modifier>,
    },
    /// `A makes at least 60 % of all B`
    Share {
        /// The part.
        part: Selection,
        /// At least or at most.
        comparison: Comparison,
        /// Percent.
        percent: Amount,
        /// The whole.
        whole: Selection,
    },
    /// `cover QUANT of SET at LEVEL by SELECTION { … }`
    Cover {
        /// How many.
        quantity: CoverQuantity,
        /// Set, catalog or competency.
        set: Name,
        /// At which level.
        level: Option<Name>,
        /// By which evidence.
        by: Option<Selection>,
        /// What follows in braces.
        modifiers: Vec<Modifier>,
    },
}

/// The right side of a fact's comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactValue {
    /// A number, symbol, place, yes or no.
    Value(Value),
    /// A date.
    Date(DateExpr),
}

/// How many of a set are to be covered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CoverQuantity {
    /// `all`
    All,
    /// `at least 15` (or a percentage: the amount's unit is `%`)
    AtLeast(Amount),
}

/// How much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quantifier {
    /// `a`, `an`
    One,
    /// `no`
    None,
    /// `at least 180 h`
    AtLeast(Amount),
    /// `at most 4`
    AtMost(Amount),
    /// `exactly 14`
    Exactly(Amount),
    /// `between 1600 h and 1800 h`
    Between(Amount, Amount),
}

/// A number with a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The number.
    pub number: Decimal,
    /// The unit; none is a count; `%` is a percentage.
    pub unit: Option<Name>,
    /// Where it stands.
    pub span: Span,
}

/// A quantity, or the name of a value, parameter or column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// `180 h`
    Quantity(Quantity),
    /// `s.minimum`, `window`
    Named(Name),
}

/// Which evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Kind, defined name, or a choice.
    pub head: SelectionHead,
    /// `on COMPETENCY`
    pub on: Option<Name>,
    /// Windows, all of which hold.
    pub windows: Vec<Window>,
    /// `where …`
    pub predicate: Option<Predicate>,
    /// Where it stands.
    pub span: Span,
}

/// The head of a selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SelectionHead {
    /// A kind of evidence, or a defined name.
    Named(Name),
    /// `(A or B)`
    AnyOf(Vec<Selection>),
}

/// When.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Which.
    pub kind: WindowKind,
    /// Where it stands.
    pub span: Span,
}

/// On which side of a date a window lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `before`
    Before,
    /// `after`
    After,
    /// `of`: on both.
    Around,
}

/// The kinds of window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WindowKind {
    /// `within 3 years before D`
    Within(Amount, Side, DateExpr),
    /// `before D`
    Before(DateExpr),
    /// `after D`
    After(DateExpr),
    /// `from D`
    From(DateExpr),
    /// `until D`
    Until(DateExpr),
    /// `between D and D`
    Between(DateExpr, DateExpr),
    /// `during x.period`
    During(Name),
    /// `in each of the last 4 years`
    EachOfLast(i64, Name),
    /// `wholly`
    Wholly,
    /// `pro rata`
    ProRata,
}

/// What an item must be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predicate {
    /// What it says.
    pub kind: PredicateKind,
    /// Where it stands.
    pub span: Span,
}

/// What a predicate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PredicateKind {
    /// `… and …`
    And(Vec<Predicate>),
    /// `… or …`
    Or(Vec<Predicate>),
    /// `not …`
    Not(Box<Predicate>),
    /// `ATTR is V`, `ATTR at least V` …
    Compare(Name, Comparison, Value),
    /// `ATTR before D` …
    CompareDate(Name, Comparison, DateExpr),
    /// `ATTR within 3 years of D`
    Within(Name, Amount, Side, DateExpr),
    /// `ATTR [not] in (…)`: attribute, negated, values
    In(Name, bool, Vec<Value>),
    /// `verified`
    Flag(Name),
    /// `current at D`
    Current(Option<DateExpr>),
    /// `part-of is NAME`
    PartOf(Name),
}

/// A value in a predicate, table, argument or provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Which.
    pub kind: ValueKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueKind {
    /// `3`, `180 h`
    Quantity(Quantity),
    /// `2017-01-01`
    Date(DateText),
    /// `US-TX`, a symbol, a title, a level, a competency, a column.
    Path(String),
    /// `"…"`
    Text(String),
    /// `yes`
    Yes,
    /// `no`
    No,
    /// `none`
    None,
    /// `unknown`
    Unknown,
}

/// A date that may depend on facts and evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateExpr {
    /// Which.
    pub kind: DateExprKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateExprKind {
    /// `2017-01-01`
    Date(DateText),
    /// `application`
    Application,
    /// `assessment`
    Assessment,
    /// `birth`
    Birth,
    /// `fact NAME`
    Fact(Name),
    /// `x.completed`, `certification.expires`, `cycle.start`
    Event(Name),
    /// `first completed of SELECTION`
    Pick(Pick, Name, Box<Selection>),
    /// `3 years before D`; never [`Side::Around`]
    Offset(Amount, Side, Box<DateExpr>),
    /// `start of month of D`: whether `end`, and the unit (`month` or `year`).
    Edge {
        /// `end` instead of `start`.
        end: bool,
        /// `year` instead of `month`.
        year: bool,
        /// Of which date.
        of: Box<DateExpr>,
    },
    /// `next 31 July after D`
    Next {
        /// Day of the month.
        day: u8,
        /// Month, 1 to 12.
        month: u8,
        /// After which date.
        after: Box<DateExpr>,
    },
    /// `earlier of (D, D)`
    Earlier(Box<DateExpr>, Box<DateExpr>),
    /// `later of (D, D)`
    Later(Box<DateExpr>, Box<DateExpr>),
}

/// A modifier of an atom or block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modifier {
    /// Which.
    pub kind: ModifierKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of modifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModifierKind {
    /// `including at least Q where P`
    Including(Amount, Option<Predicate>),
    /// `including at least Q of SET`
    IncludingOf(Amount, Name),
    /// `counting at most Q where P`; `of the need` for a percentage of the need
    Counting {
        /// How much at most.
        most: Amount,
        /// `of the need`
        of_need: bool,
        /// What is limited.
        predicate: Predicate,
    },
    /// `counting at most Q per NAME`
    CountingPer(Amount, Name),
    /// `counting where P only if at least Q where G`
    Gate {
        /// What the gate opens.
        gated: Predicate,
        /// How much is asked.
        least: Amount,
        /// Of what.
        by: Predicate,
    },
    /// `from at least K distinct ATTR with at least Q each`
    DistinctAtLeast(i64, Name, Option<Amount>),
    /// `from at most K distinct ATTR`; `from one ATTR` is 1
    DistinctAtMost(i64, Name),
    /// `over at least DURATION`
    Over(Amount),
    /// `together cover QUANT of SET`
    TogetherCover(CoverQuantity, Name),
    /// `within any DURATION`
    WithinAny(Amount),
    /// `consecutive by ATTR`
    Consecutive(Name),
    /// `without a break of more than DURATION`
    NoBreak(Amount),
    /// `whole`
    Whole,
}
