//! One reading of one record: what dates, tests and selections come to.
//!
//! A [`Context`] holds the assessment date, the mode of reading (with or without decisions, items under way as they are
//! or as finished) and the items that names are bound to. What does not depend on a binding is computed once.

use std::rc::Rc;

use jiff::civil::Date;

use crate::model::date::{Interval, Length, Truth};
use crate::model::framework::{Framework, Validity};
use crate::model::program::{
    Alternative, BindingId, Comparison, Constant, DateComparison, DateId, DateTerm, Dependence, Event, Formula, Pick,
    SelectionId, Straddle, Test, TestId, Window,
};
use crate::model::vocabulary::{AttributeId, FactId, Kind, Level, SymbolId, builtin};
use crate::record::evidence::{DecisionKind, FactValue, Item, Portion, Record, Status, Value};

/// How a record is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Mode {
    /// Decisions apply.
    pub(crate) decisions: bool,
    /// Items under way are taken as finished on the assessment date.
    pub(crate) completion: bool,
}

/// In which sense evidence is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// For the person: what failed, is under way or planned does not fit.
    For,
    /// Against the person: everything visible fits.
    Against,
}

/// The items that the names a term depends on are bound to; what was computed under one key holds while it lasts.
type Key = u128;

/// What fits a selection under a key.
type Kept = (Key, Rc<[Fit]>);

/// A portion that fits a selection, surely or possibly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fit {
    pub(crate) portion: usize,
    pub(crate) truth: Truth,
}

/// How surely a portion fits, out of a list in the order of portions.
pub(crate) fn fit_of(fits: &[Fit], portion: usize) -> Truth {
    let at = fits.binary_search_by_key(&portion, |fit| fit.portion);
    at.ok().and_then(|at| fits.get(at)).map_or(Truth::False, |fit| fit.truth)
}

/// One reading of one record by one framework.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) framework: &'a Framework,
    pub(crate) record: &'a Record,
    pub(crate) as_of: Date,
    pub(crate) governing: Interval,
    pub(crate) mode: Mode,
    /// The item each binding is bound to.
    pub(crate) bound: Vec<Option<usize>>,
    /// Full ids of the requirements around the line being evaluated.
    pub(crate) path: Vec<&'a str>,
    /// Whether any decision changes which evidence fits where (pin, accept).
    pub(crate) directed: bool,
    dependence: &'a Dependence,
    dates: Vec<Option<(Key, Interval)>>,
    /// Truth of each test for each portion as far as it was asked.
    tests: Vec<(Key, Vec<Option<Truth>>)>,
    /// What fits each selection, for the person and against.
    selections: [Vec<Option<Kept>>; 2],
    /// The portions of items of each kind, in order: a selection looks only at its own kinds.
    by_kind: [Vec<usize>; Kind::ALL.len()],
    /// The hours of programmes without listed parts, which standards read as training.
    unlisted: Vec<usize>,
    /// Per item: visible, and done and not failed.
    visible: Vec<Truth>,
    usable: Vec<Truth>,
    /// Guards against terms that refer to themselves; the checker refuses them.
    depth: u32,
}

/// Terms nest at most as deep as the text of a framework, which is limited; this only ends what should not exist.
const DEPTH_LIMIT: u32 = 500;

impl<'a> Context<'a> {
    pub(crate) fn new(framework: &'a Framework, record: &'a Record, as_of: Date, mode: Mode) -> Self {
        let program = &framework.program;
        let mut context = Self {
            framework,
            record,
            as_of,
            governing: Interval::UNKNOWN,
            mode,
            bound: vec![None; program.bindings.len()],
            path: Vec::new(),
            directed: false,
            dependence: program.dependence(),
            dates: vec![None; program.dates.len()],
            tests: vec![(0, Vec::new()); program.tests.len()],
            selections: [vec![None; program.selections.len()], vec![None; program.selections.len()]],
            by_kind: Default::default(),
            unlisted: Vec::new(),
            visible: Vec::new(),
            usable: Vec::new(),
            depth: 0,
        };
        for item in &record.items {
            if let Some(list) = context.by_kind.get_mut(item.kind as usize) {
                list.extend(item.portions.clone());
            }
            let unlisted = |index: &usize| record.portions.get(*index).is_some_and(|portion| portion.unlisted);
            if item.kind == Kind::Qualification {
                context.unlisted.extend(item.portions.clone().filter(unlisted));
            }
        }
        context.visible = record.items.iter().map(|item| context.visibility(item)).collect();
        context.usable = record.items.iter().map(|item| context.usability(item)).collect();
        if mode.decisions {
            for index in 0..record.decisions.len() {
                context.directed |= context.applies(index)
                    && matches!(
                        record.decisions.get(index).map(|decision| &decision.kind),
                        Some(DecisionKind::Pin(..) | DecisionKind::Accept { .. })
                    );
            }
        }
        context
    }

    /// Whether a decision applies on the assessment date.
    pub(crate) fn applies(&self, decision: usize) -> bool {
        let today = Interval::day(self.as_of);
        self.mode.decisions
            && self.record.decisions.get(decision).is_some_and(|decision| {
                decision.date.until(today) == Truth::True
                    && decision.until.is_none_or(|until| today.until(until) == Truth::True)
            })
    }

    /// The decision that waives a node, if one applies.
    pub(crate) fn waived(&self, id: &str) -> Option<usize> {
        (0..self.record.decisions.len()).find(|index| {
            let kind = self.record.decisions.get(*index).map(|decision| &decision.kind);
            matches!(kind, Some(DecisionKind::Waive(waived)) if waived == id) && self.applies(*index)
        })
    }

    fn excluded(&self, item: usize) -> bool {
        self.mode.decisions
            && self.record.decisions.iter().enumerate().any(|(index, decision)| {
                matches!(decision.kind, DecisionKind::Exclude(excluded) if excluded == item) && self.applies(index)
            })
    }

    /// The limit that a decision sets on an item.
    pub(crate) fn limit(&self, item: usize) -> Option<crate::model::number::Number> {
        if !self.mode.decisions {
            return None;
        }
        let limits = self.record.decisions.iter().enumerate().filter_map(|(index, decision)| match decision.kind {
            DecisionKind::Limit(limited, amount) if limited == item && self.applies(index) => Some(amount),
            DecisionKind::Exclude(_)
            | DecisionKind::Limit(..)
            | DecisionKind::Pin(..)
            | DecisionKind::Accept { .. }
            | DecisionKind::Waive(_) => None,
        });
        limits.min()
    }

    pub(crate) fn item(&self, index: usize) -> Option<&'a Item> {
        self.record.items.get(index)
    }

    /// The date of an item in this reading.
    pub(crate) fn item_date(&self, item: &Item) -> Interval {
        if item.ongoing && item.kind == Kind::Experience || self.mode.completion && item.status == Status::InProgress {
            Interval::day(self.as_of)
        } else {
            item.date
        }
    }

    fn visibility(&self, item: &Item) -> Truth {
        if item.kind == Kind::Experience {
            // Work is cut to the assessment date: it is there as soon as it has begun.
            return item.started.until(Interval::day(self.as_of));
        }
        self.item_date(item).until(Interval::day(self.as_of))
    }

    fn usability(&self, item: &Item) -> Truth {
        match item.status {
            Status::Completed => Truth::True,
            Status::InProgress if self.mode.completion || item.kind == Kind::Experience => Truth::True,
            Status::InProgress | Status::Planned => Truth::False,
        }
    }

    /// Whether an item failed, was annulled or revoked. Not stated is unknown for examinations and credentials; a
    /// completed course or demonstration that states nothing has not failed.
    pub(crate) fn failed(&self, item: &Item) -> Truth {
        if item.failed {
            return Truth::True;
        }
        let stated = |attribute: AttributeId| item.attributes.iter().any(|(id, _)| *id == attribute);
        let unknown = match item.kind {
            Kind::Exam => !stated(builtin::RESULT) && !stated(builtin::PASSED),
            Kind::Credential => !stated(builtin::STATUS),
            Kind::Course
            | Kind::Placement
            | Kind::Qualification
            | Kind::Experience
            | Kind::Demonstration
            | Kind::Cpd
            | Kind::Language
            | Kind::Statement => false,
        };
        if unknown { Truth::Unknown } else { Truth::False }
    }

    pub(crate) fn visible(&self, item: usize) -> Truth {
        self.visible.get(item).copied().unwrap_or(Truth::False)
    }

    pub(crate) fn done(&self, item: usize) -> Truth {
        self.usable.get(item).copied().unwrap_or(Truth::False)
    }

    /// The key of a term that depends on these bindings; none if they are too many to be packed.
    fn key(&self, free: u64) -> Option<Key> {
        if free == 0 {
            return Some(0);
        }
        if free.count_ones() > 4 {
            return None;
        }
        let mut key: Key = 0;
        for (binding, item) in self.bound.iter().enumerate().take(64) {
            if free >> binding & 1 == 1 {
                let item = item.and_then(|item| u32::try_from(item + 1).ok()).unwrap_or(0);
                key = key << 32 | Key::from(item);
            }
        }
        Some(key)
    }

    // ---- dates ----

    /// The days a date term may stand for.
    pub(crate) fn date(&mut self, id: DateId) -> Interval {
        let key = self.key(self.dependence.dates.get(id.index()).copied().unwrap_or(0));
        if let Some((known, value)) = self.dates.get(id.index()).copied().flatten()
            && Some(known) == key
        {
            return value;
        }
        if self.depth > DEPTH_LIMIT {
            return Interval::UNKNOWN;
        }
        self.depth += 1;
        let value = self.date_term(self.framework.program.date(id));
        self.depth -= 1;
        if let (Some(key), Some(slot)) = (key, self.dates.get_mut(id.index())) {
            *slot = Some((key, value));
        }
        value
    }

    fn date_term(&mut self, term: &'a DateTerm) -> Interval {
        let policy = self.framework.policy.month_end;
        match term {
            DateTerm::Fixed(interval) => *interval,
            DateTerm::Application => self.record.application,
            DateTerm::Assessment => Interval::day(self.as_of),
            DateTerm::Birth => self.record.born,
            DateTerm::Fact(fact) => match self.record.fact(*fact) {
                Some(FactValue::Date(date)) => date,
                Some(FactValue::YesNo(_) | FactValue::Number(_) | FactValue::Place(_)) | None => Interval::UNKNOWN,
            },
            DateTerm::Bound(binding, event) => self
                .bound
                .get(binding.0 as usize)
                .copied()
                .flatten()
                .and_then(|item| self.item(item))
                .map_or(Interval::UNKNOWN, |item| self.event(item, *event)),
            DateTerm::Grant(grant, event) => self.grant_event(*grant, *event),
            DateTerm::Picked(pick, event, selection) => self.picked(*pick, *event, *selection),
            DateTerm::Offset(length, of) => {
                let of = self.date(*of);
                policy.add_to(of, *length)
            }
            DateTerm::Edge { end, year, of } => self.date(*of).map(|date| {
                let month = |month| Date::new(date.year(), month, 1).ok();
                match (end, year) {
                    (false, false) => month(date.month()),
                    (false, true) => month(1),
                    (true, false) => Some(date.last_of_month()),
                    (true, true) => month(12).map(Date::last_of_month),
                }
            }),
            DateTerm::Next { month, day, after } => self.date(*after).map(|after| next(after, *month, *day)),
            DateTerm::Earlier(one, other) => {
                let one = self.date(*one);
                one.earlier(self.date(*other))
            }
            DateTerm::Later(one, other) => {
                let one = self.date(*one);
                one.later(self.date(*other))
            }
            DateTerm::PeriodStart(period) => {
                self.framework.program.periods.get(period.index()).map_or(Interval::UNKNOWN, |p| self.date(p.from))
            }
            DateTerm::PeriodEnd(period) => {
                let Some(period) = self.framework.program.periods.get(period.index()) else { return Interval::UNKNOWN };
                let from = self.date(period.from);
                policy.add_to(from, period.length).map(|date| Some(crate::model::date::shift(date, -1)))
            }
        }
    }

    /// When an event of an item happened.
    pub(crate) fn event(&mut self, item: &Item, event: Event) -> Interval {
        match event {
            Event::Date => self.item_date(item),
            Event::Started => item.started,
            Event::Completed => {
                if self.mode.completion && item.status == Status::InProgress || item.ongoing {
                    Interval::day(self.as_of)
                } else if item.completed.is_unknown() {
                    item.date
                } else {
                    item.completed
                }
            }
            Event::Issued | Event::FirstIssued => item.issued,
            Event::Expires => self.expiry(item),
        }
    }

    /// The expiry stated, else the one that follows from the validity of the grant named.
    fn expiry(&mut self, item: &Item) -> Interval {
        if let Some(expires) = item.expires {
            return expires;
        }
        let grant = item.attributes.iter().find(|(id, _)| *id == builtin::GRANT).map(|(_, value)| value);
        let Some(Value::Symbol(grant)) = grant else { return Interval::UNKNOWN };
        let word = self.record.word(self.framework, *grant);
        let framework = self.framework;
        let validity = framework.validities.iter().find(|(id, _)| id == word).map(|(_, validity)| validity);
        match validity {
            Some(Validity::For(length)) => framework.policy.month_end.add_to(item.issued, *length),
            Some(Validity::Until(date)) => self.date(*date),
            Some(Validity::Indefinitely) => Interval { lo: Some(Date::MAX), hi: None },
            Some(Validity::Unstated | Validity::Unknown) | None => Interval::UNKNOWN,
        }
    }

    fn grant_event(&mut self, grant: SymbolId, event: Event) -> Interval {
        let today = Interval::day(self.as_of);
        let record = self.record;
        let held = record.items.iter().filter(|item| {
            item.kind == Kind::Credential
                && item.attributes.iter().any(|(id, value)| *id == builtin::GRANT && *value == Value::Symbol(grant))
                && item.issued.until(today) != Truth::False
        });
        // Items are in the order of their dates, so the last one is the latest and the first one the earliest.
        let item = if event == Event::FirstIssued {
            held.min_by_key(|item| item.issued.lo)
        } else {
            held.max_by_key(|item| item.issued.hi)
        };
        item.map_or(Interval::UNKNOWN, |item| self.event(item, event))
    }

    /// The first or last event of a selection: what is not listed could be earlier (later) unless the kind is complete.
    fn picked(&mut self, pick: Pick, event: Event, selection: SelectionId) -> Interval {
        let fits = self.item_fits(selection, Use::For);
        let complete = self.complete(selection);
        let mut answer: Option<Interval> = None;
        let mut sure = false;
        for (item, fit) in fits {
            let Some(item) = self.item(item) else { continue };
            let date = self.event(item, event);
            sure |= fit == Truth::True;
            let date = match (fit, pick) {
                (Truth::True, _) => date,
                (_, Pick::First) => Interval { lo: date.lo, hi: None },
                (_, Pick::Last) => Interval { lo: None, hi: date.hi },
            };
            answer = Some(answer.map_or(date, |known| match pick {
                Pick::First => known.earlier(date),
                Pick::Last => known.later(date),
            }));
        }
        match (answer, pick) {
            (Some(answer), _) if complete && sure => answer,
            (Some(answer), Pick::First) => Interval { lo: None, hi: answer.hi },
            (Some(answer), Pick::Last) => Interval { lo: answer.lo, hi: None },
            (None, _) => Interval::UNKNOWN,
        }
    }

    // ---- tests ----

    /// Whether a portion passes a test.
    pub(crate) fn test(&mut self, id: TestId, index: usize) -> Truth {
        let free = self.dependence.tests.get(id.index()).copied().unwrap_or(0);
        let key = self.key(free);
        if let Some((known, answers)) = self.tests.get(id.index())
            && Some(*known) == key
            && let Some(answer) = answers.get(index).copied().flatten()
        {
            return answer;
        }
        let Some(test) = self.framework.program.tests.get_index(id.index()) else { return Truth::Unknown };
        let answer = self.evaluate(test, index);
        let portions = self.record.portions.len();
        if let (Some(key), Some((known, answers))) = (key, self.tests.get_mut(id.index())) {
            if *known != key {
                *known = key;
                answers.clear();
            }
            answers.resize(portions, None);
            if let Some(slot) = answers.get_mut(index) {
                *slot = Some(answer);
            }
        }
        answer
    }

    fn evaluate(&mut self, test: &'a Test, index: usize) -> Truth {
        let record = self.record;
        let Some(portion) = record.portions.get(index) else { return Truth::Unknown };
        match test {
            Test::OneOf(attribute, constants) => self.one_of(record.attribute(portion, *attribute), constants),
            Test::Number(attribute, comparison, wanted) => match record.attribute(portion, *attribute) {
                Some(Value::Number(number)) => Truth::from_bool(match comparison {
                    Comparison::AtLeast => number >= wanted,
                    Comparison::AtMost => number <= wanted,
                    Comparison::Over => number > wanted,
                    Comparison::Under => number < wanted,
                }),
                Some(_) => Truth::False,
                None => Truth::Unknown,
            },
            Test::Level(attribute, comparison, wanted) => match record.attribute(portion, *attribute) {
                Some(Value::Level(level)) => self.compare_level(*level, *comparison, *wanted),
                Some(_) => Truth::False,
                None => Truth::Unknown,
            },
            Test::Date(attribute, comparison, date) => {
                let date = self.date(*date);
                compare_dates(self.date_attribute(portion, *attribute), *comparison, date)
            }
            Test::Between(attribute, from, until) => {
                let (from, until) = (self.date(*from), self.date(*until));
                let date = self.date_attribute(portion, *attribute);
                from.until(date).min(date.until(until))
            }
            Test::Current(day) => {
                let day = self.date(*day);
                self.current(portion.item, day)
            }
            Test::PartOf(binding) => {
                let bound = self.bound.get(binding.0 as usize).copied().flatten();
                let item = record.items.get(portion.item);
                Truth::from_bool(
                    bound.is_some()
                        && item.is_some_and(|item| {
                            item.part_of == bound || portion.unlisted && Some(portion.item) == bound
                        }),
                )
            }
            Test::Is(binding) => {
                Truth::from_bool(self.bound.get(binding.0 as usize).copied().flatten() == Some(portion.item))
            }
            Test::Unknown => Truth::Unknown,
        }
    }

    pub(crate) fn one_of(&self, value: Option<&Value>, constants: &[Constant]) -> Truth {
        let mut answer = Truth::False;
        for constant in constants {
            let one = match (value, constant) {
                (None, _) | (_, Constant::Unknown) => Truth::Unknown,
                (value, Constant::Symbol(symbol)) => Record::has_symbol(value, *symbol),
                (Some(Value::Title(title)), Constant::Title(wanted)) => Truth::from_bool(title == wanted),
                (Some(Value::Number(number)), Constant::Number(wanted)) => Truth::from_bool(number == wanted),
                (Some(Value::YesNo(answer)), Constant::YesNo(wanted)) => Truth::from_bool(answer == wanted),
                (Some(Value::Place(place)), Constant::Place(wanted)) => {
                    if wanted.contains(place) {
                        Truth::True
                    } else if place.contains(wanted) {
                        // The country is known, the subdivision asked for is not.
                        Truth::Unknown
                    } else {
                        Truth::False
                    }
                }
                (Some(Value::Level(level)), Constant::Level(wanted)) => {
                    let least = self.compare_level(*level, Comparison::AtLeast, *wanted);
                    least.min(self.compare_level(*level, Comparison::AtMost, *wanted))
                }
                (
                    Some(_),
                    Constant::Title(_)
                    | Constant::Number(_)
                    | Constant::YesNo(_)
                    | Constant::Place(_)
                    | Constant::Level(_),
                ) => Truth::False,
            };
            answer = answer.max(one);
        }
        answer
    }

    /// Compares levels, mapping the left one to the scale of the right one where a map is declared.
    pub(crate) fn compare_level(&self, level: Level, comparison: Comparison, wanted: Level) -> Truth {
        let rank = if level.scale == wanted.scale {
            Some(level.rank)
        } else {
            let scale = self.framework.vocabulary.scales.get_index(level.scale.index()).map(|(_, scale)| scale);
            scale
                .and_then(|scale| scale.maps.iter().find(|(to, _)| *to == wanted.scale))
                .and_then(|(_, ranks)| ranks.get(usize::from(level.rank)).copied())
        };
        rank.map_or(Truth::Unknown, |rank| {
            Truth::from_bool(match comparison {
                Comparison::AtLeast => rank >= wanted.rank,
                Comparison::AtMost => rank <= wanted.rank,
                Comparison::Over => rank > wanted.rank,
                Comparison::Under => rank < wanted.rank,
            })
        })
    }

    pub(crate) fn date_attribute(&mut self, portion: &Portion, attribute: AttributeId) -> Interval {
        let Some(item) = self.item(portion.item) else { return Interval::UNKNOWN };
        match attribute {
            builtin::DATE => self.event(item, Event::Date),
            builtin::STARTED => self.event(item, Event::Started),
            builtin::COMPLETED | builtin::ENDED => self.event(item, Event::Completed),
            builtin::ISSUED => self.event(item, Event::Issued),
            builtin::EXPIRES => self.event(item, Event::Expires),
            other => match self.record.attribute(portion, other) {
                Some(Value::Date(date)) => *date,
                Some(
                    Value::Symbol(_)
                    | Value::Symbols(_)
                    | Value::Title(_)
                    | Value::Number(_)
                    | Value::Place(_)
                    | Value::YesNo(_)
                    | Value::Level(_),
                )
                | None => Interval::UNKNOWN,
            },
        }
    }

    /// Begun, and not ended, expired, suspended or revoked on the day.
    pub(crate) fn current(&mut self, index: usize, day: Interval) -> Truth {
        let Some(item) = self.item(index) else { return Truth::Unknown };
        let begun = match item.kind {
            Kind::Credential => item.issued,
            Kind::Qualification if !item.issued.is_unknown() => item.issued,
            Kind::Experience => item.started,
            Kind::Qualification
            | Kind::Course
            | Kind::Placement
            | Kind::Exam
            | Kind::Demonstration
            | Kind::Cpd
            | Kind::Language
            | Kind::Statement => self.item_date(item),
        };
        let mut answer = begun.until(day);
        if item.kind == Kind::Experience {
            let ended = if item.ongoing { Interval { lo: Some(Date::MAX), hi: None } } else { item.completed };
            answer = answer.min(day.until(ended));
        }
        let expires = match (item.kind, item.expires) {
            (Kind::Credential, _) | (_, Some(_)) => Some(self.expiry(item)),
            // Titles and examinations do not expire unless they say so.
            (_, None) => None,
        };
        if let Some(expires) = expires {
            answer = answer.min(day.until(expires));
        }
        if item.kind == Kind::Credential {
            let status = item.attributes.iter().find(|(id, _)| *id == builtin::STATUS).map(|(_, value)| value);
            let stopped = ["lapsed", "suspended", "revoked"].into_iter().fold(Truth::False, |stopped, word| {
                let symbol = self.framework.vocabulary.symbols.get_index_of(word).map(SymbolId::from_index);
                symbol.map_or(stopped, |symbol| stopped.max(Record::has_symbol(status, symbol)))
            });
            answer = answer.min(stopped.negate());
        }
        answer
    }

    /// A formula for a portion.
    pub(crate) fn formula(&mut self, formula: &'a Formula, portion: usize) -> Truth {
        match formula {
            Formula::True => Truth::True,
            Formula::Test { test, negated } => {
                let truth = self.test(*test, portion);
                if *negated { truth.negate() } else { truth }
            }
            Formula::And(list) => {
                let mut answer = Truth::True;
                for one in list {
                    answer = answer.min(self.formula(one, portion));
                    if answer == Truth::False {
                        break;
                    }
                }
                answer
            }
            Formula::Or(list) => {
                let mut answer = Truth::False;
                for one in list {
                    answer = answer.max(self.formula(one, portion));
                    if answer == Truth::True {
                        break;
                    }
                }
                answer
            }
        }
    }

    // ---- selections ----

    /// The portions that fit a selection, in order.
    pub(crate) fn fits(&mut self, id: SelectionId, sense: Use) -> Rc<[Fit]> {
        let free = self.dependence.selections.get(id.index()).copied().unwrap_or(0);
        let side = usize::from(sense == Use::Against);
        let key = self.key(free);
        if let Some(Some((known, fits))) = self.selections.get(side).and_then(|list| list.get(id.index()))
            && Some(*known) == key
        {
            return Rc::clone(fits);
        }
        let Some(selection) = self.framework.program.selections.get_index(id.index()) else { return Rc::new([]) };
        if self.depth > DEPTH_LIMIT {
            return (0..self.record.portions.len()).map(|portion| Fit { portion, truth: Truth::Unknown }).collect();
        }
        self.depth += 1;
        let mut all: Vec<Fit> = Vec::new();
        for alternative in &selection.alternatives {
            for kind in alternative.kinds.iter() {
                self.fit_list(alternative, sense, Some(kind), &mut all);
            }
            if alternative.programme.is_some() {
                self.fit_list(alternative, sense, None, &mut all);
            }
        }
        self.depth -= 1;
        // Several kinds or alternatives: one entry for each portion, with the surest answer.
        all.sort_unstable_by_key(|fit| (fit.portion, std::cmp::Reverse(fit.truth)));
        all.dedup_by_key(|fit| fit.portion);
        let all: Rc<[Fit]> = all.into();
        if let Some(key) = key
            && let Some(slot) = self.selections.get_mut(side).and_then(|list| list.get_mut(id.index()))
        {
            *slot = Some((key, Rc::clone(&all)));
        }
        all
    }

    /// Adds what fits an alternative among the portions of a kind, or among the hours of programmes without parts.
    fn fit_list(&mut self, alternative: &'a Alternative, sense: Use, kind: Option<Kind>, all: &mut Vec<Fit>) {
        let record = self.record;
        let mut at = 0;
        loop {
            let list = match kind {
                Some(kind) => self.by_kind.get(kind as usize),
                None => Some(&self.unlisted),
            };
            let Some(index) = list.and_then(|list| list.get(at)).copied() else { return };
            at += 1;
            let Some(portion) = record.portions.get(index) else { continue };
            let truth = self.fit_portion(alternative, sense, index, portion);
            if truth != Truth::False {
                all.push(Fit { portion: index, truth });
            }
        }
    }

    fn fit_portion(&mut self, alternative: &'a Alternative, sense: Use, index: usize, portion: &Portion) -> Truth {
        let mut fit = self.kind_fits(alternative, portion).min(self.visible(portion.item));
        if fit == Truth::False || self.excluded(portion.item) {
            return Truth::False;
        }
        if sense == Use::For {
            fit = fit.min(self.done(portion.item));
            if fit != Truth::False && !alternative.speaks_of_result {
                let failed = self.item(portion.item).map_or(Truth::False, |item| self.failed(item));
                fit = fit.min(failed.negate());
            }
        }
        if fit == Truth::False {
            return fit;
        }
        if let Some(on) = alternative.on {
            fit = fit.min(self.item(portion.item).map_or(Truth::False, |item| self.touches(item, on)));
        }
        if fit != Truth::False {
            fit = fit.min(self.formula(&alternative.formula, index));
        }
        for window in &alternative.windows {
            if fit == Truth::False {
                break;
            }
            fit = fit.min(self.window(window, portion.item));
        }
        fit
    }

    pub(crate) fn kind_fits(&self, alternative: &Alternative, portion: &Portion) -> Truth {
        let Some(item) = self.record.items.get(portion.item) else { return Truth::False };
        if portion.unlisted && !alternative.kinds.has(item.kind) {
            // The hours of a programme without listed parts: training of an unknown kind, inside a standard only.
            let both = alternative.kinds.has(Kind::Course) && alternative.kinds.has(Kind::Placement);
            let one = alternative.kinds.has(Kind::Course) || alternative.kinds.has(Kind::Placement);
            return Truth::from_sides(both, one).min(Truth::from_bool(alternative.programme.is_some()));
        }
        Truth::from_bool(alternative.kinds.has(item.kind))
    }

    /// Whether an item has anything to do with a competency: it, one below it, or one above it.
    fn touches(&self, item: &Item, on: crate::model::vocabulary::CompetencyId) -> Truth {
        if item.covers_unknown {
            return Truth::Unknown;
        }
        let end = self.framework.vocabulary.competencies.get_index(on.index()).map_or(on.0 + 1, |(_, c)| c.end);
        let mut answer = Truth::False;
        for cover in &item.covers {
            if (on.0..end).contains(&cover.competency.0) {
                return Truth::True;
            }
            if self.is_ancestor(cover.competency, on) {
                answer = if item.attests { Truth::True } else { answer.max(Truth::Unknown) };
            }
        }
        answer
    }

    /// Whether the first competency lies above the second.
    pub(crate) fn is_ancestor(
        &self,
        above: crate::model::vocabulary::CompetencyId,
        below: crate::model::vocabulary::CompetencyId,
    ) -> bool {
        let end = self.framework.vocabulary.competencies.get_index(above.index()).map_or(0, |(_, c)| c.end);
        above.0 < below.0 && below.0 < end
    }

    /// Whether an item lies in a window. Experience is inside as far as it overlaps; other evidence counts by its end.
    pub(crate) fn window(&mut self, window: &Window, index: usize) -> Truth {
        let kind = self.item(index).map_or(Kind::Course, |item| item.kind);
        self.window_as(window, index, kind)
    }

    /// Whether an item lies in a window, read as evidence of a kind.
    pub(crate) fn window_as(&mut self, window: &Window, index: usize, kind: Kind) -> Truth {
        let Some(item) = self.item(index) else { return Truth::Unknown };
        let (first, last) = if kind == Kind::Experience {
            let end = self.event(item, Event::Completed);
            (end, item.started)
        } else {
            let date = self.item_date(item);
            match window.straddle {
                Straddle::EndInside => (date, date),
                Straddle::Wholly => {
                    (if item.started.is_unknown() && item.completed.is_unknown() { date } else { item.started }, date)
                }
                // Inside as far as it overlaps.
                Straddle::ProRata => (date, if item.started.is_unknown() { date } else { item.started }),
            }
        };
        let mut answer = Truth::True;
        if let Some((from, excluded)) = window.from {
            let from = self.date(from);
            answer = answer.min(if excluded { from.before(first) } else { from.until(first) });
        }
        if let Some((until, excluded)) = window.until {
            let until = self.date(until);
            answer = answer.min(if excluded { last.before(until) } else { last.until(until) });
        }
        answer
    }

    /// The items that may fit a selection, in order.
    pub(crate) fn item_fits(&mut self, id: SelectionId, sense: Use) -> Vec<(usize, Truth)> {
        let fits = self.fits(id, sense);
        let mut answer: Vec<(usize, Truth)> = Vec::new();
        for fit in fits.iter() {
            let Some(portion) = self.record.portions.get(fit.portion) else { continue };
            let truth = if portion.unlisted { self.fits_itself(id, sense, fit.portion) } else { fit.truth };
            if truth == Truth::False {
                continue;
            }
            match answer.last_mut() {
                Some((item, known)) if *item == portion.item => *known = (*known).max(truth),
                _ => answer.push((portion.item, truth)),
            }
        }
        answer
    }

    /// Whether a qualification without listed parts fits as what it is: only its hours stand for courses and placements.
    pub(crate) fn fits_itself(&mut self, id: SelectionId, sense: Use, index: usize) -> Truth {
        let (Some(selection), Some(portion)) =
            (self.framework.program.selections.get_index(id.index()), self.record.portions.get(index))
        else {
            return Truth::False;
        };
        let mut fit = Truth::False;
        for alternative in selection.alternatives.iter().filter(|one| one.kinds.has(Kind::Qualification)) {
            fit = fit.max(self.fit_portion(alternative, sense, index, portion));
        }
        fit
    }

    // ---- completeness ----

    /// Whether everything that could fit a selection is listed: its kinds are complete, or it speaks of the parts of a
    /// qualification that is.
    pub(crate) fn complete(&self, id: SelectionId) -> bool {
        self.framework.program.selections.get_index(id.index()).is_some_and(|selection| {
            selection.alternatives.iter().all(|alternative| self.complete_alternative(alternative))
        })
    }

    fn complete_alternative(&self, alternative: &Alternative) -> bool {
        let mut conjuncts = Vec::new();
        conjuncts_of(&alternative.formula, &mut conjuncts);
        let tests = conjuncts.iter().filter_map(|test| self.framework.program.tests.get_index(test.index()));
        let tests: Vec<&Test> = tests.collect();
        let part = |binding: &BindingId| {
            let bound = self.bound.get(binding.0 as usize).copied().flatten();
            bound.and_then(|item| self.record.items.get(item)).is_some_and(|item| item.complete)
        };
        if alternative.programme.as_ref().is_some_and(part) {
            return true;
        }
        if tests.iter().any(|test| matches!(test, Test::PartOf(binding) if part(binding))) {
            return true;
        }
        alternative.kinds.iter().all(|kind| {
            self.record.complete.kinds.has(kind)
                || tests.iter().any(|test| match test {
                    Test::OneOf(attribute, constants) => constants.iter().all(|constant| {
                        self.record.complete.partly.iter().any(|(partly, of, value)| {
                            *partly == kind && of == attribute && self.one_of(Some(value), &[*constant]) == Truth::True
                        })
                    }),
                    Test::Number(..)
                    | Test::Level(..)
                    | Test::Date(..)
                    | Test::Between(..)
                    | Test::Current(_)
                    | Test::PartOf(_)
                    | Test::Is(_)
                    | Test::Unknown => false,
                })
        })
    }

    /// The value of a fact.
    pub(crate) fn fact(&self, fact: FactId) -> Option<FactValue> {
        self.record.fact(fact)
    }

    /// Adds a length to every day of an interval by the framework's policy.
    pub(crate) fn add(&self, interval: Interval, length: Length) -> Interval {
        self.framework.policy.month_end.add_to(interval, length)
    }
}

/// The tests that must hold for a formula to hold.
pub(crate) fn conjuncts_of(formula: &Formula, into: &mut Vec<TestId>) {
    match formula {
        Formula::Test { test, negated: false } => into.push(*test),
        Formula::And(list) => {
            for one in list {
                conjuncts_of(one, into);
            }
        }
        Formula::True | Formula::Test { .. } | Formula::Or(_) => {}
    }
}

/// Compares two dates.
pub(crate) fn compare_dates(left: Interval, comparison: DateComparison, right: Interval) -> Truth {
    match comparison {
        DateComparison::Before => left.before(right),
        DateComparison::After => right.before(left),
        DateComparison::From => right.until(left),
        DateComparison::Until => left.until(right),
        DateComparison::On => {
            let both = left.until(right).min(right.until(left));
            let same = left.exact().is_some() && left.exact() == right.exact();
            if same { Truth::True } else { both.min(Truth::Unknown) }
        }
    }
}

/// The next such day of the year after a date.
fn next(after: Date, month: i8, day: i8) -> Option<Date> {
    let in_year = |year: i16| {
        let first = Date::new(year, month, 1).ok()?;
        Date::new(year, month, day.min(first.days_in_month())).ok()
    };
    in_year(after.year()).filter(|date| *date > after).or_else(|| in_year(after.year().checked_add(1)?))
}
