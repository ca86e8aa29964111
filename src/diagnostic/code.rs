//! The list of problems. Each has a kebab-case name, a severity and a page in `docs/diagnostics/`.

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing can be decided with this text.
    Error,
    /// It can, but somebody should look.
    Warning,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// Which problem. The name says the fault, never the remedy.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// All codes, in the order of the list.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The kebab-case name.
            #[must_use]
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $name,)+ } }

            /// The severity.
            #[must_use]
            pub const fn severity(self) -> Severity { match self { $(Self::$variant => Severity::$severity,)+ } }

            /// The page that explains it, in Markdown: `docs/diagnostics/NAME.md`.
            #[must_use]
            pub const fn page(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("../../docs/diagnostics/", $name, ".md")),)+
                }
            }

            /// The code of a name.
            ///
            /// ```
            /// use habilita::diagnostic::Code;
            ///
            /// assert_eq!(Code::named("unknown-key"), Some(Code::UnknownKey));
            /// assert_eq!(Code::named("E0001"), None);
            /// ```
            #[must_use]
            pub fn named(name: &str) -> Option<Self> { Self::ALL.iter().copied().find(|code| code.name() == name) }
        }
    };
}

codes! {
    // ---- text ----
    /// The text does not follow the grammar.
    Syntax = "syntax", Error;
    /// A spelling of another language or notation.
    ForeignSpelling = "foreign-spelling", Error;
    /// `and` and `or` are mixed without parentheses.
    MixedAndOr = "mixed-and-or", Error;
    /// Brackets are nested too deeply.
    TooDeep = "too-deep", Error;
    /// The file is too large.
    TooLarge = "too-large", Error;
    /// The bytes are not UTF-8 text.
    NotText = "not-text", Error;
    /// A date that does not exist.
    InvalidDate = "invalid-date", Error;
    /// A number outside the range or precision that is exact.
    InvalidNumber = "invalid-number", Error;
    /// A language tag that is not BCP 47, or two texts of one language.
    InvalidText = "invalid-text", Error;
    // ---- names ----
    /// The same name is declared twice.
    DuplicateName = "duplicate-name", Error;
    /// No catalog or framework of this name.
    UnknownImport = "unknown-import", Error;
    /// Catalogs or definitions refer to one another in a circle.
    Cycle = "cycle", Error;
    /// No competency, set or catalog of this name.
    UnknownCompetency = "unknown-competency", Error;
    /// No symbol of this name among the values of the attribute.
    UnknownSymbol = "unknown-symbol", Error;
    /// No attribute of this name for the kind of evidence.
    UnknownAttribute = "unknown-attribute", Error;
    /// No kind of evidence or definition of this name.
    UnknownKind = "unknown-kind", Error;
    /// No title of this name.
    UnknownTitle = "unknown-title", Error;
    /// No grant of this name.
    UnknownGrant = "unknown-grant", Error;
    /// No standard of this name.
    UnknownStandard = "unknown-standard", Error;
    /// No fact of this name.
    UnknownFact = "unknown-fact", Error;
    /// No unit of this name.
    UnknownUnit = "unknown-unit", Error;
    /// No level or scale of this name.
    UnknownLevel = "unknown-level", Error;
    /// No source of this key.
    UnknownSource = "unknown-source", Error;
    /// No assumption of this key.
    UnknownAssumption = "unknown-assumption", Error;
    /// No date, period, `let` or event of this name.
    UnknownEvent = "unknown-event", Error;
    /// No act of this name.
    UnknownAct = "unknown-act", Error;
    /// No value, parameter or column of this name.
    UnknownValue = "unknown-value", Error;
    /// A word outside a closed list (status, topic, kind of grant …).
    UnknownWord = "unknown-word", Error;
    /// No place of this code.
    UnknownPlace = "unknown-place", Error;
    /// No requirement of this name.
    UnknownRequirement = "unknown-requirement", Error;
    // ---- meaning ----
    /// A declaration that does not belong here, or is missing.
    MisplacedDeclaration = "misplaced-declaration", Error;
    /// A declaration that must be there is missing.
    MissingDeclaration = "missing-declaration", Error;
    /// A value of the wrong type.
    TypeMismatch = "type-mismatch", Error;
    /// Units or bases that do not mix.
    UnitMismatch = "unit-mismatch", Error;
    /// Levels of two scales without a map between them.
    ScaleMismatch = "scale-mismatch", Error;
    /// A map that does not keep the order of levels.
    InvalidMap = "invalid-map", Error;
    /// A set without members.
    EmptySet = "empty-set", Error;
    /// More is asked than the set has.
    SetTooSmall = "set-too-small", Error;
    /// A line that no record can meet.
    NeverMet = "never-met", Error;
    /// A line that every record meets.
    AlwaysMet = "always-met", Warning;
    /// A line that other lines of the same article imply.
    ImpliedLine = "implied-line", Warning;
    /// An upper limit on a sum that does not say `of all`.
    BareUpperLimit = "bare-upper-limit", Error;
    /// `when` directly under `any of`.
    ConditionInChoice = "condition-in-choice", Error;
    /// A `let` that only prohibitions use.
    LetOnlyForbids = "let-only-forbids", Warning;
    /// More than two `let`s in one block.
    ManyLets = "many-lets", Warning;
    /// A modifier that does not fit the line it stands in.
    MisplacedModifier = "misplaced-modifier", Error;
    /// Wrong number or kind of arguments.
    WrongArguments = "wrong-arguments", Error;
    /// A period that ends before it begins.
    EmptyPeriod = "empty-period", Error;
    /// Two versions are in force on one day.
    VersionOverlap = "version-overlap", Error;
    /// No version is in force on some day between two.
    VersionHole = "version-hole", Warning;
    /// Something is declared and never used.
    Unused = "unused", Warning;
    /// A requirement without a citation.
    MissingCitation = "missing-citation", Warning;
    /// A text that lacks a language.
    MissingTranslation = "missing-translation", Warning;
    /// A scale level, row or expansion beyond the limit.
    TooMuch = "too-much", Error;
    // ---- records and cases ----
    /// The record is not well-formed YAML or JSON.
    RecordSyntax = "record-syntax", Error;
    /// A key that the format does not have.
    UnknownKey = "unknown-key", Error;
    /// A key stands twice.
    DuplicateKey = "duplicate-key", Error;
    /// A key that must be there is missing.
    MissingKey = "missing-key", Error;
    /// A value of the wrong form.
    InvalidValue = "invalid-value", Error;
    /// The `habilita:` line names another schema or version.
    WrongSchema = "wrong-schema", Error;
    /// Two pieces of evidence have one id.
    DuplicateEvidence = "duplicate-evidence", Error;
    /// No evidence of this id.
    UnknownEvidence = "unknown-evidence", Error;
    /// Decisions that contradict one another.
    ContradictoryDecisions = "contradictory-decisions", Error;
    /// A value that can hardly be meant (more than 24 hours a day …).
    ImplausibleValue = "implausible-value", Warning;
    // ---- curricula ----
    /// Two modules have one code, or a list names a module twice.
    DuplicateModule = "duplicate-module", Error;
    /// No module of this code.
    UnknownModule = "unknown-module", Error;
    /// A module that no entry of the structure names.
    UnplacedModule = "unplaced-module", Error;
    /// Prerequisites that lead in a circle.
    PrerequisiteCycle = "prerequisite-cycle", Error;
    /// A choice that nobody can make.
    ImpossibleChoice = "impossible-choice", Error;
    /// An analysis and the evaluator disagree: a fault of the program.
    Disagreement = "disagreement", Error;
    // ---- the library and the command line ----
    /// No framework of this id.
    UnknownFramework = "unknown-framework", Error;
    /// A file cannot be read.
    UnreadableFile = "unreadable-file", Error;
    /// An expectation of a case that the assessment does not fulfil.
    CaseFailed = "case-failed", Error;
    /// A requirement that no case decides both ways.
    UndecidedRequirement = "undecided-requirement", Warning;
}
