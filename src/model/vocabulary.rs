//! The words that a framework and the records judged by it share: kinds, attributes, symbols, titles, competencies,
//! units, scales and facts, all as small numbers.

use indexmap::{IndexMap, IndexSet};

use super::date::Interval;
use super::number::Number;
use super::program::SelectionId;
use super::text::{Citation, Place, Texts};

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident),+ $(,)?) => {
        $($(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
        impl $name {
            /// As an index.
            #[must_use]
            pub const fn index(self) -> usize { self.0 as usize }
            /// From an index; indexes stay far below the limit because files are limited in size.
            #[must_use]
            pub fn from_index(index: usize) -> Self { Self(u32::try_from(index).unwrap_or(u32::MAX)) }
        })+
    };
}
pub(crate) use ids;

ids! {
    /// An attribute of evidence.
    AttributeId,
    /// A symbol: a declared value, or any other word or text that is only compared for equality.
    SymbolId,
    /// A title.
    TitleId,
    /// A competency.
    CompetencyId,
    /// A unit.
    UnitId,
    /// A scale of levels.
    ScaleId,
    /// A declared fact.
    FactId,
}

/// The kinds of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// A taught course.
    Course,
    /// Supervised practice at a site.
    Placement,
    /// A completed programme, degree or title.
    Qualification,
    /// An examination.
    Exam,
    /// Work.
    Experience,
    /// A competency shown once.
    Demonstration,
    /// A certificate, registration or licence held.
    Credential,
    /// Continuing professional development.
    Cpd,
    /// A language.
    Language,
    /// What somebody states about the person: a reference, an attestation.
    Statement,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::Course,
        Self::Placement,
        Self::Qualification,
        Self::Exam,
        Self::Experience,
        Self::Demonstration,
        Self::Credential,
        Self::Cpd,
        Self::Language,
        Self::Statement,
    ];

    /// The word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Placement => "placement",
            Self::Qualification => "qualification",
            Self::Exam => "exam",
            Self::Experience => "experience",
            Self::Demonstration => "demonstration",
            Self::Credential => "credential",
            Self::Cpd => "cpd",
            Self::Language => "language",
            Self::Statement => "statement",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Kinds(pub u16);

impl Kinds {
    /// Courses and placements.
    pub const TRAINING: Self = Self(1 << Kind::Course as u16 | 1 << Kind::Placement as u16);
    /// Every kind.
    pub const ALL: Self = Self(0x3ff);

    /// One kind.
    #[must_use]
    pub const fn one(kind: Kind) -> Self {
        Self(1 << kind as u16)
    }

    /// Whether the kind is in it.
    #[must_use]
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u16) != 0
    }

    /// Both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Its kinds.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |kind| self.has(*kind))
    }
}

/// What values an attribute has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttributeType {
    /// Yes or no.
    YesNo,
    /// A number.
    Number,
    /// A date.
    Date,
    /// A free text, compared for equality.
    Text,
    /// A country or subdivision.
    Place,
    /// One of the declared symbols.
    Symbol,
    /// A title of a catalog.
    Title,
    /// A level of a scale.
    Level,
}

/// An attribute of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name: `category`, `provider.country`.
    pub name: String,
    /// The type of its values.
    pub kind: AttributeType,
    /// A listing: what is not listed is not there. Else absent means unknown.
    pub listing: bool,
    /// Whether it may have several values at once.
    pub many: bool,
    /// The kinds that have it.
    pub of: Kinds,
    /// Declared symbols with their labels. Empty for a symbol attribute: any word.
    pub values: IndexMap<SymbolId, Texts>,
    /// Its label; empty for built-in ones, which reports name by message `attribute-NAME`.
    pub text: Texts,
}

/// A competency. The tree is flat: a child stands behind its parent, before the parent's next sibling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competency {
    /// `us.tx.chw-core/advocacy`; for one declared in a framework: `us.tx.chw/advocacy`.
    pub id: String,
    /// Its label.
    pub text: Texts,
    /// The competency above.
    pub parent: Option<CompetencyId>,
    /// The competencies directly below.
    pub children: Vec<CompetencyId>,
    /// One behind the last competency below it: descendants are `self + 1 .. end`.
    pub end: u32,
    /// Its kind word, if any.
    pub kind: Option<SymbolId>,
    /// What counts as showing it (inherited from above): a demonstration on it must fit this selection.
    pub shown_by: Option<SelectionId>,
    /// Earlier ids.
    pub was: Vec<String>,
    /// Alignments: relation, scheme, address.
    pub aligned: Vec<(String, String, String)>,
    /// Citations.
    pub cite: Vec<Citation>,
}

/// A title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// `co.titles/auxiliar-enfermeria`
    pub id: String,
    /// Its label.
    pub text: Texts,
    /// Level.
    pub level: Option<Level>,
    /// Country.
    pub country: Option<Place>,
    /// What it attests as a whole.
    pub covers: Vec<CompetencyId>,
    /// Standards it attests: name, days of issue.
    pub attests: Vec<(String, Interval)>,
    /// Earlier ids.
    pub was: Vec<String>,
    /// Citations.
    pub cite: Vec<Citation>,
}

/// A level: scale and rank, the lowest is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level {
    /// The scale.
    pub scale: ScaleId,
    /// The rank.
    pub rank: u16,
}

/// A scale of levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Its name: `isced`.
    pub name: String,
    /// Levels with labels, lowest first.
    pub levels: Vec<(String, Texts)>,
    /// Order-preserving maps to other scales: for each rank here, the rank there.
    pub maps: Vec<(ScaleId, Vec<u16>)>,
}

/// What an amount measures; amounts of different bases do not mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Base {
    /// Taught or supervised time, in minutes.
    Contact,
    /// All work of a student, in minutes.
    Workload,
    /// Work, in minutes.
    Experience,
    /// A unit of its own, which others may be declared in.
    Own(UnitId),
}

/// A unit of amounts (not of calendar time).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its name: `h`, `ects`.
    pub name: String,
    /// Its label.
    pub text: Texts,
    /// The base; none: the base of the kind of evidence (`h`, `min`).
    pub base: Option<Base>,
    /// The least that one unit is worth in the base (minutes, or units of an own base); zero if opaque.
    pub least: Number,
    /// The most; none if unbounded or opaque.
    pub most: Option<Number>,
    /// By mode, where it differs: mode, least, most.
    pub by_mode: Vec<(SymbolId, Number, Option<Number>)>,
    /// Citations.
    pub cite: Vec<Citation>,
}

/// The type of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FactType {
    /// Yes or no.
    YesNo,
    /// A date.
    Date,
    /// A number.
    Number,
    /// A place.
    Place,
}

/// A declared fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: FactType,
    /// The question to ask.
    pub text: Texts,
    /// Citations.
    pub cite: Vec<Citation>,
}

/// All words of one framework version.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Attributes by name; the index is the [`AttributeId`]. The built-in ones come first ([`builtin`]).
    pub attributes: IndexMap<String, Attribute>,
    /// Symbols; the index is the [`SymbolId`].
    pub symbols: IndexSet<String>,
    /// Competencies by full id; the index is the [`CompetencyId`].
    pub competencies: IndexMap<String, Competency>,
    /// Titles by full id; the index is the [`TitleId`].
    pub titles: IndexMap<String, Title>,
    /// Units by name; the index is the [`UnitId`]. `h` and `min` come first.
    pub units: IndexMap<String, Unit>,
    /// Scales by name; the index is the [`ScaleId`]. `isced` and `cefr` come first.
    pub scales: IndexMap<String, Scale>,
    /// Facts by name; the index is the [`FactId`].
    pub facts: IndexMap<String, Fact>,
}

/// Built-in attributes, in the order of their ids.
pub mod builtin {
    use super::{Attribute, AttributeId, AttributeType, IndexMap, Kind, Kinds, SymbolId, Texts};

    /// A built-in attribute: name, type, several values at once, kinds, symbols.
    type Row = (&'static str, AttributeType, bool, Kinds, &'static [&'static str]);

    const fn kinds(list: &[Kind]) -> Kinds {
        let mut bits = 0;
        let mut rest = list;
        while let [first, others @ ..] = rest {
            bits |= 1 << *first as u16;
            rest = others;
        }
        Kinds(bits)
    }

    use AttributeType::{Date, Level, Number, Place, Symbol, Text, Title, YesNo};
    use Kind::{
        Course, Cpd, Credential, Demonstration, Exam, Experience, Language, Placement, Qualification, Statement,
    };

    macro_rules! table {
        ($($constant:ident = $index:literal: $name:literal, $kind:expr, $many:literal, $of:expr, $values:expr;)+) => {
            $(#[doc = concat!("`", $name, "`")] pub const $constant: AttributeId = AttributeId($index);)+
            /// The table.
            pub(crate) const TABLE: &[Row] = &[$(($name, $kind, $many, $of, $values),)+];
        };
    }

    // The dates come first: an item holds them in fields of its own, not among its other attributes.
    table! {
        DATE = 0: "date", Date, false, Kinds::ALL, &[];
        STARTED = 1: "started", Date, false, Kinds::ALL, &[];
        COMPLETED = 2: "completed", Date, false, Kinds::ALL, &[];
        ISSUED = 3: "issued", Date, false, Kinds::ALL, &[];
        EXPIRES = 4: "expires", Date, false, Kinds::ALL, &[];
        ENDED = 5: "ended", Date, false, Kinds::ALL, &[];
        VERIFIED = 6: "verified", YesNo, false, Kinds::ALL, &[];
        NAME = 7: "name", Text, false, Kinds::ALL, &[];
        TITLE = 8: "title", Title, false, kinds(&[Qualification]), &[];
        LEVEL = 9: "level", Level, false, kinds(&[Qualification, Demonstration, Language]), &[];
        FIELD = 10: "field", Text, false, kinds(&[Qualification]), &[];
        COUNTRY = 11: "country", Place, false, kinds(&[Qualification, Experience]), &[];
        PROVIDER_NAME = 12: "provider.name", Text, false, kinds(&[Course, Placement, Qualification, Cpd]), &[];
        PROVIDER_COUNTRY = 13: "provider.country", Place, false, kinds(&[Course, Placement, Qualification, Cpd]), &[];
        APPROVED_BY = 14: "approved-by", Symbol, true, kinds(&[Course, Placement, Cpd, Qualification]), &[];
        ACCREDITED_BY = 15: "accredited-by", Symbol, true, kinds(&[Qualification, Course]), &[];
        RECOGNISED_BY = 16: "recognised.by", Symbol, false, kinds(&[Qualification]), &[];
        RECOGNISED_AS = 17: "recognised.as", Title, false, kinds(&[Qualification]), &[];
        RECOGNISED_DATE = 18: "recognised.date", Date, false, kinds(&[Qualification]), &[];
        CODE = 19: "code", Text, false, kinds(&[Course]), &[];
        DELIVERY = 20: "delivery", Symbol, false, kinds(&[Course, Placement, Cpd]), &["in-person", "live-online", "self-paced"];
        MODE = 21: "mode", Symbol, false, kinds(&[Course, Placement, Cpd]), &["theory", "practice", "simulation"];
        TOPIC = 22: "topic", Symbol, true, kinds(&[Course, Placement, Cpd]), &[];
        GRADE = 23: "grade", Symbol, false, kinds(&[Course, Exam]), &[];
        PASSED = 24: "passed", YesNo, false, kinds(&[Course, Exam]), &[];
        PURPOSE = 25: "purpose", Symbol, false, kinds(&[Course, Placement, Cpd]), &[];
        SITE = 26: "site", Text, false, kinds(&[Placement]), &[];
        AREA = 27: "area", Symbol, true, kinds(&[Placement, Exam, Experience]), &[];
        SETTING = 28: "setting", Symbol, false, kinds(&[Course, Placement, Demonstration]), &["live", "simulated", "laboratory"];
        SUPERVISOR = 29: "supervisor", Symbol, false, kinds(&[Placement]), &[];
        PART = 30: "part", Symbol, false, kinds(&[Exam]), &[];
        RESULT = 31: "result", Symbol, false, kinds(&[Exam]), &["passed", "failed", "absent", "annulled"];
        SCORE = 32: "score", Number, false, kinds(&[Exam, Language]), &[];
        SCALE = 33: "scale", Symbol, false, kinds(&[Exam, Language]), &[];
        ROLE = 34: "role", Symbol, false, kinds(&[Experience]), &[];
        EMPLOYER = 35: "employer", Text, false, kinds(&[Experience]), &[];
        LOAD = 36: "load", Number, false, kinds(&[Experience]), &[];
        SUPERVISED_BY = 37: "supervised-by", Symbol, true, kinds(&[Experience]), &[];
        PAID = 38: "paid", YesNo, false, kinds(&[Experience]), &[];
        ENCOUNTER = 39: "encounter", Text, false, kinds(&[Demonstration]), &[];
        SUCCESS = 40: "success", YesNo, false, kinds(&[Demonstration]), &[];
        ASSESSOR_ROLE = 41: "assessor.role", Symbol, false, kinds(&[Demonstration]), &[];
        GRANT = 42: "grant", Text, false, kinds(&[Credential]), &[];
        ISSUER = 43: "issuer", Symbol, false, kinds(&[Credential]), &[];
        NUMBER = 44: "number", Text, false, kinds(&[Credential]), &[];
        STATUS = 45: "status", Symbol, false, kinds(&[Credential]), &["active", "lapsed", "suspended", "revoked"];
        CATEGORY = 46: "category", Symbol, false, kinds(&[Cpd]), &[];
        LANGUAGE = 47: "language", Symbol, false, kinds(&[Language]), &[];
        TYPE = 48: "type", Symbol, false, kinds(&[Statement]), &[];
        AUTHOR = 49: "author", Text, false, kinds(&[Statement]), &[];
        ID = 50: "id", Text, false, Kinds::ALL, &[];
    }

    /// Fills the attributes and their symbols into an empty vocabulary.
    pub(crate) fn fill(vocabulary: &mut super::Vocabulary) {
        for (name, kind, many, of, values) in TABLE {
            let mut symbols = IndexMap::new();
            for value in *values {
                let (index, _) = vocabulary.symbols.insert_full((*value).to_owned());
                symbols.insert(SymbolId::from_index(index), Texts::default());
            }
            vocabulary.attributes.insert(
                (*name).to_owned(),
                Attribute {
                    name: (*name).to_owned(),
                    kind: *kind,
                    listing: false,
                    many: *many,
                    of: *of,
                    values: symbols,
                    text: Texts::default(),
                },
            );
        }
    }
}
