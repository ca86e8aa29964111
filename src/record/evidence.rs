//! A record bound to the words of one framework: what the evaluator reads. No text is compared after this.

use crate::model::date::{Interval, Truth};
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::model::text::Place;
use crate::model::vocabulary::{AttributeId, CompetencyId, FactId, Kind, Kinds, Level, SymbolId, TitleId, UnitId};

/// One person's record, bound to one framework version.
#[derive(Debug, Clone)]
pub struct Record {
    /// The pseudonym.
    pub person: String,
    /// SHA-256 of the document's text, in hexadecimal.
    pub sha256: String,
    /// Date of birth; unknown if not stated.
    pub born: Interval,
    /// Places of residence.
    pub residence: Vec<Residence>,
    /// Facts stated; the index is the [`FactId`]; none if not stated.
    pub facts: Vec<Option<FactValue>>,
    /// The date of application; unknown if not stated.
    pub application: Interval,
    /// Full id of the grant applied for.
    pub applied_for: Option<String>,
    /// What is listed in full.
    pub complete: Complete,
    /// Evidence, sorted by (date, id) so that the order of the file changes nothing.
    pub items: Vec<Item>,
    /// The portions of all items, in the order of items.
    pub portions: Vec<Portion>,
    /// Decisions of authorities, sorted by kind (exclude, limit, pin, accept, waive), then date, then target.
    pub decisions: Vec<Decision>,
    /// Words of the record that the framework does not have; the id of the first is the number of the framework's
    /// symbols.
    pub words: Vec<String>,
}

/// A place of residence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Residence {
    /// Where.
    pub place: Place,
    /// From; unknown if not stated.
    pub from: Interval,
    /// To; none: still.
    pub to: Option<Interval>,
}

/// The value of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactValue {
    /// Yes or no.
    YesNo(bool),
    /// A date.
    Date(Interval),
    /// A number.
    Number(Number),
    /// A place.
    Place(Place),
}

/// What a record lists in full.
#[derive(Debug, Clone, Default)]
pub struct Complete {
    /// Kinds listed in full.
    pub kinds: Kinds,
    /// Kinds listed in full where an attribute has a value.
    pub partly: Vec<(Kind, AttributeId, Value)>,
}

/// The status of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Done.
    Completed,
    /// Under way.
    InProgress,
    /// Intended.
    Planned,
}

/// A value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A symbol or text.
    Symbol(SymbolId),
    /// Several; an empty list is known to be empty.
    Symbols(Vec<SymbolId>),
    /// A title of a catalog.
    Title(TitleId),
    /// A number.
    Number(Number),
    /// A date.
    Date(Interval),
    /// A place.
    Place(Place),
    /// Yes or no.
    YesNo(bool),
    /// A level.
    Level(Level),
}

/// One piece of evidence.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// Its status.
    pub status: Status,
    /// The qualification it is part of: index into the items.
    pub part_of: Option<usize>,
    /// A qualification: its parts are listed in full.
    pub complete: bool,
    /// Whether any other item is part of it.
    pub has_parts: bool,
    /// Begin; unknown if not stated.
    pub started: Interval,
    /// End; unknown if not stated.
    pub completed: Interval,
    /// The end is `ongoing`.
    pub ongoing: bool,
    /// Issue; unknown if not stated.
    pub issued: Interval,
    /// Expiry; none: not stated (the evaluator derives it from the grant's validity, else it is unknown).
    pub expires: Option<Interval>,
    /// End, else issue, else date; for ongoing and unstated ones: unknown.
    pub date: Interval,
    /// Other attributes, sorted by id. What is absent is unknown.
    pub attributes: Vec<(AttributeId, Value)>,
    /// What it covers, sorted by competency.
    pub covers: Vec<Cover>,
    /// `covers: unknown`: anything may be covered.
    pub covers_unknown: bool,
    /// What it covers, it attests as a whole: titles, qualifications, credentials, passed examinations, statements.
    pub attests: bool,
    /// It failed, was absent, annulled or revoked; unknown is false unless a result is stated that is not a pass.
    pub failed: bool,
    /// How many it stands for (`count: 12`); usually one.
    pub count: Number,
    /// Fraction of full time; none: not stated (taken as full time where calendar time is measured).
    pub load: Option<Number>,
    /// Its portions: range of indexes.
    pub portions: std::ops::Range<usize>,
}

/// A competency covered by an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The competency.
    pub competency: CompetencyId,
    /// At which level; none: not stated.
    pub level: Option<Level>,
    /// Hours on it, in minutes; none: not stated.
    pub minutes: Option<Number>,
}

/// The finest part of an item that the record tells apart.
#[derive(Debug, Clone)]
pub struct Portion {
    /// Its item.
    pub item: usize,
    /// Time in minutes: contact time of training and cpd, working time of experience; none: not stated.
    pub minutes: Option<Number>,
    /// Amounts in other units as stated (`60 ects`).
    pub amounts: Vec<(UnitId, Number)>,
    /// Attributes that differ from the item's (mode, topic, delivery, setting …), sorted by id; they win.
    pub attributes: Vec<(AttributeId, Value)>,
    /// The hours of a qualification without listed parts: they count as its training, inside a standard only.
    pub unlisted: bool,
}

/// A decision of an authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What was decided.
    pub kind: DecisionKind,
    /// Who decided.
    pub author: String,
    /// When.
    pub date: Interval,
    /// Until when; none: for good.
    pub until: Option<Interval>,
    /// Why.
    pub reason: String,
    /// File number.
    pub reference: Option<String>,
}

/// The kinds of decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionKind {
    /// The item counts nowhere.
    Exclude(usize),
    /// So much of the item counts at most: minutes for hours, else a number in its unit or count.
    Limit(usize, Number),
    /// The item counts only for this requirement.
    Pin(usize, String),
    /// The item fits the selections of this requirement, with these attributes.
    Accept {
        /// The item.
        item: usize,
        /// Full id of the requirement.
        requirement: String,
        /// Attributes it is taken to have.
        attributes: Vec<(AttributeId, Value)>,
    },
    /// The requirement holds.
    Waive(String),
}

impl Decision {
    /// The decision where items have other indexes; none if its item is not there any more.
    fn moved(&self, moved: &[Option<usize>]) -> Option<Self> {
        let place = |item: usize| moved.get(item).copied().flatten();
        let kind = match &self.kind {
            DecisionKind::Exclude(item) => DecisionKind::Exclude(place(*item)?),
            DecisionKind::Limit(item, amount) => DecisionKind::Limit(place(*item)?, *amount),
            DecisionKind::Pin(item, requirement) => DecisionKind::Pin(place(*item)?, requirement.clone()),
            DecisionKind::Accept { item, requirement, attributes } => DecisionKind::Accept {
                item: place(*item)?,
                requirement: requirement.clone(),
                attributes: attributes.clone(),
            },
            DecisionKind::Waive(requirement) => DecisionKind::Waive(requirement.clone()),
        };
        Some(Self { kind, ..self.clone() })
    }
}

impl Record {
    /// The record with only some of its items. What was part of an item that is left out is part of nothing,
    /// and what was decided of it is gone.
    #[must_use]
    pub fn only(&self, keep: impl Fn(usize) -> bool) -> Self {
        let mut moved = vec![None; self.items.len()];
        let mut items = Vec::with_capacity(self.items.len());
        let mut portions = Vec::with_capacity(self.portions.len());
        for (index, item) in self.items.iter().enumerate().filter(|(index, _)| keep(*index)) {
            let (at, first) = (items.len(), portions.len());
            let own = self.portions.get(item.portions.clone()).unwrap_or_default();
            portions.extend(own.iter().map(|portion| Portion { item: at, ..portion.clone() }));
            items.push(Item { portions: first..portions.len(), has_parts: false, ..item.clone() });
            if let Some(slot) = moved.get_mut(index) {
                *slot = Some(at);
            }
        }
        let mut wholes = Vec::new();
        for item in &mut items {
            item.part_of = item.part_of.and_then(|whole| moved.get(whole).copied().flatten());
            wholes.extend(item.part_of);
        }
        for whole in wholes {
            if let Some(item) = items.get_mut(whole) {
                item.has_parts = true;
            }
        }
        let decisions = self.decisions.iter().filter_map(|decision| decision.moved(&moved)).collect();
        Self { items, portions, decisions, ..self.clone_without_items() }
    }

    /// All of it but the evidence, and the decisions about it.
    fn clone_without_items(&self) -> Self {
        Self {
            person: self.person.clone(),
            sha256: self.sha256.clone(),
            born: self.born,
            residence: self.residence.clone(),
            facts: self.facts.clone(),
            application: self.application,
            applied_for: self.applied_for.clone(),
            complete: self.complete.clone(),
            items: Vec::new(),
            portions: Vec::new(),
            decisions: Vec::new(),
            words: self.words.clone(),
        }
    }

    /// The attribute of a portion: its own, else its item's; none is unknown.
    #[must_use]
    pub fn attribute<'a>(&'a self, portion: &'a Portion, attribute: AttributeId) -> Option<&'a Value> {
        let find =
            |list: &'a [(AttributeId, Value)]| list.iter().find(|(id, _)| *id == attribute).map(|(_, value)| value);
        find(&portion.attributes).or_else(|| find(&self.items.get(portion.item)?.attributes))
    }

    /// The value of a fact.
    #[must_use]
    pub fn fact(&self, fact: FactId) -> Option<FactValue> {
        self.facts.get(fact.index()).copied().flatten()
    }

    /// The text of a symbol, of the framework or of the record.
    #[must_use]
    pub fn word<'a>(&'a self, framework: &'a Framework, symbol: SymbolId) -> &'a str {
        let known = framework.vocabulary.symbols.get_index(symbol.index());
        let own = || self.words.get(symbol.index().checked_sub(framework.vocabulary.symbols.len())?);
        known.or_else(own).map(String::as_str).unwrap_or_default()
    }

    /// Whether a value has, lacks, or may have a symbol.
    #[must_use]
    pub fn has_symbol(value: Option<&Value>, symbol: SymbolId) -> Truth {
        match value {
            None => Truth::Unknown,
            Some(Value::Symbol(known)) => Truth::from_bool(*known == symbol),
            Some(Value::Symbols(list)) => Truth::from_bool(list.contains(&symbol)),
            Some(_) => Truth::False,
        }
    }
}
