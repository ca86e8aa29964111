//! The meaning of rules by enumeration, after `docs/semantics.md`, sections 1 to 6: slow, plain, and without any code of
//! the evaluator.
//!
//! What is divided, is divided into whole hours: every constant of the generated rules and records is a whole number,
//! and where the sets of the rows are nested or disjoint a solution exists in whole numbers if one exists at all (the
//! rows then form a totally unimodular system). Shares have other corners: with `r = a/b` the best amount beside `P` is
//! `P·(b−a)/a`. And what is unknown can make sets overlap. So a twin has a `scale`: hours are divided into so many
//! parts. The laws ask again with a finer scale before they believe in a disagreement.

mod joint;
mod rows;

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use joint::Demand;
pub use joint::Shown;

use super::language::{
    Atom, Attribute, By, Claim, Compare, CompareDate, Condition, Covers, End, Group, Hours, Item, Kind, Length, Line,
    Measure, Partial, Pick, Predicate, Quantity, Record, Row, Rules, SKILLS, Selection, Shape, Status, TODAY, Term,
    VARIABLE, Value, Way, Window, below, members_of as members,
};

/// Three-valued truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    No,
    Unknown,
    Yes,
}

use Truth::{No, Unknown, Yes};

impl Truth {
    fn of(value: bool) -> Self {
        if value { Yes } else { No }
    }

    fn not(self) -> Self {
        match self {
            No => Yes,
            Unknown => Unknown,
            Yes => No,
        }
    }
}

/// One of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Sure,
    Possible,
}

/// Whether a portion belongs to a set: on the sure side what helps must be certain, and what hurts may be doubtful.
fn belongs(truth: Truth, side: Side, helps: bool) -> bool {
    if (side == Side::Sure) == helps { truth == Yes } else { truth != No }
}

/// The days that something may mean.
type Days = (Option<Date>, Option<Date>);

const ANY_DAY: Days = (None, None);

fn day(date: Date) -> Days {
    (Some(date), Some(date))
}

fn days_of(date: Partial) -> Days {
    let at = |y, m, d| Date::new(y, m, d).unwrap();
    match date {
        Partial::Day(y, m, d) => day(at(y, m, d)),
        Partial::Month(y, m) => (Some(at(y, m, 1)), Some(at(y, m, 1).last_of_month())),
        Partial::Year(y) => (Some(at(y, 1, 1)), Some(at(y, 12, 31))),
    }
}

fn before(one: Days, other: Days) -> Truth {
    if one.1.zip(other.0).is_some_and(|(a, b)| a < b) {
        Yes
    } else if one.0.zip(other.1).is_some_and(|(a, b)| a >= b) {
        No
    } else {
        Unknown
    }
}

fn not_after(one: Days, other: Days) -> Truth {
    before(other, one).not()
}

fn moved(date: Date, length: Length, sign: i64) -> Date {
    match length {
        Length::Days(n) => date.checked_add((sign * i64::from(n)).days()).unwrap(),
        Length::Months(n) => date.checked_add((sign * i64::from(n)).months()).unwrap(),
        Length::Years(n) => date.checked_add((sign * i64::from(n)).years()).unwrap(),
    }
}

fn moved_days(days: Days, length: Length, sign: i64) -> Days {
    (days.0.map(|date| moved(date, length, sign)), days.1.map(|date| moved(date, length, sign)))
}

fn number(how: Compare, left: i64, right: i64) -> bool {
    match how {
        Compare::AtLeast => left >= right,
        Compare::AtMost => left <= right,
        Compare::Over => left > right,
        Compare::Under => left < right,
    }
}

fn compare_days(left: Days, how: CompareDate, right: Days) -> Truth {
    match how {
        CompareDate::Before => before(left, right),
        CompareDate::After => before(right, left),
        CompareDate::From => not_after(right, left),
        CompareDate::Until => not_after(left, right),
    }
}

/// What a partial date in the rules means: before its first day, after its last.
fn edge(how: CompareDate) -> fn(Days) -> Days {
    match how {
        CompareDate::Before | CompareDate::From => |days| (days.0, days.0),
        CompareDate::After | CompareDate::Until => |days| (days.1, days.1),
    }
}

/// The finest part of an item.
#[derive(Debug, Clone)]
struct Portion<'a> {
    index: usize,
    item: &'a Item,
    /// Its place among the portions of its item.
    part: usize,
    /// The line `accept … as` that makes it of another kind.
    derived: Option<usize>,
    mode: Option<&'static str>,
    least: i64,
    /// None: without limit.
    most: Option<i64>,
    /// The hours of a programme without listed parts.
    unlisted: bool,
}

/// What a portion says of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stated {
    Value(Value),
    /// It has none.
    Absent,
    Nothing,
}

/// A portion that may fit a selection.
#[derive(Debug, Clone)]
struct Entry<'a> {
    portion: Portion<'a>,
    fits: Truth,
    least: i64,
    most: Option<i64>,
}

/// What a line comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    pub sure: bool,
    pub possible: bool,
    /// Whether it applies.
    pub applies: Truth,
}

impl State {
    fn new(sure: bool, possible: bool) -> Self {
        Self { sure, possible, applies: Yes }
    }

    fn of(truth: Truth) -> Self {
        Self::new(truth == Yes, truth != No)
    }

    const NEUTRAL: Self = Self { sure: true, possible: true, applies: No };

    /// Met is `Yes`, unmet `No`.
    pub fn verdict(self) -> Truth {
        if self.sure {
            Yes
        } else if self.possible {
            Unknown
        } else {
            No
        }
    }
}

/// What names mean at a place.
#[derive(Debug, Clone, Default)]
struct Env {
    /// Items that the `let`s mean.
    lets: Vec<usize>,
    programme: Programme,
    /// The competency of a `for`.
    member: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Programme {
    #[default]
    None,
    One(usize),
    Pooled,
}

/// Evaluates rules on a record.
pub struct Twin<'a> {
    rules: &'a Rules,
    record: &'a Record,
    scale: i64,
}

/// An amount without limit, where nothing is enumerated. Larger than everything else.
const ENDLESS: i64 = 1_000_000;

impl<'a> Twin<'a> {
    pub fn new(rules: &'a Rules, record: &'a Record) -> Self {
        Self { rules, record, scale: 1 }
    }

    /// Divides hours into so many parts.
    pub fn finer(rules: &'a Rules, record: &'a Record, scale: i64) -> Self {
        Self { rules, record, scale }
    }

    /// The whole grant.
    pub fn grant(&self) -> State {
        self.lines(&self.rules.lines, &Env::default())
    }

    // ---- lines ----

    fn lines(&self, lines: &[Line], env: &Env) -> State {
        let judged = lines.iter().filter(|line| !matches!(line, Line::Requirement { advisory: true, .. }));
        all(judged.map(|line| self.line(line, env)))
    }

    fn line(&self, line: &Line, env: &Env) -> State {
        match line {
            Line::Atom(atom) => self.atom(atom, env),
            Line::All(lines) => self.lines(lines, env),
            Line::Any(ways) => self.ways(1, ways, env),
            Line::AtLeast(least, ways) => self.ways(*least as usize, ways, env),
            Line::When { condition, unless, then, otherwise } => {
                let (mut holds, mut fails) = self.condition(condition, env);
                if *unless {
                    (holds, fails) = (fails, holds);
                }
                let a = self.lines(then, env);
                let b = otherwise.as_ref().map(|lines| self.lines(lines, env));
                let (b_sure, b_possible) = b.map_or((true, true), |b| (b.sure, b.possible));
                if b.is_none() && fails.0 {
                    return State::NEUTRAL;
                }
                let sure = (fails.0 || a.sure) && (holds.0 || b_sure);
                let possible = holds.1 && a.possible || fails.1 && b_possible;
                let applies = if b.is_none() && !holds.0 { Unknown } else { Yes };
                State { sure, possible, applies }
            }
            Line::Requirement { in_force, lines, advisory: _ } => {
                let inner = self.lines(lines, env);
                match self.in_force(in_force.as_ref(), env) {
                    Yes => inner,
                    No => State::NEUTRAL,
                    Unknown => State { sure: inner.sure, possible: true, applies: inner.applies.min(Unknown) },
                }
            }
            Line::Let { pick, selection, lines } => {
                let mut state = State::new(false, false);
                for (item, fits) in self.meant(*pick, selection, env) {
                    let mut inner = env.clone();
                    inner.lets.push(item);
                    let inner = self.lines(lines, &inner);
                    state.sure |= fits == Yes && inner.sure;
                    state.possible |= inner.possible;
                }
                state
            }
            Line::Meets(standard, by) => {
                let lines = &self.rules.standards[*standard];
                let inside = |programme| Env { lets: Vec::new(), programme, member: None };
                let selection = match by {
                    By::AllTraining => return self.lines(lines, &inside(Programme::Pooled)),
                    By::AnyProgramme => &Selection::of(Kind::Qualification),
                    By::Selection(selection) => selection,
                };
                let mut state = State::new(false, false);
                for (item, fits) in self.meant(None, selection, env) {
                    let inner = self.lines(lines, &inside(Programme::One(item)));
                    state.sure |= fits == Yes && inner.sure;
                    state.possible |= inner.possible;
                }
                state
            }
            Line::For { least, set, lines } => {
                let copies = members(set).iter().map(|member| {
                    let env = Env { member: Some(member), ..env.clone() };
                    self.lines(lines, &env)
                });
                match least {
                    None => all(copies),
                    Some(least) => at_least(usize::try_from(*least).unwrap(), copies),
                }
            }
            Line::Joint(_) => self.joint(line, env),
            Line::Judged | Line::Open => State::new(false, true),
        }
    }

    fn ways(&self, least: usize, ways: &[Way], env: &Env) -> State {
        at_least(
            least,
            ways.iter().map(|way| {
                let inner = self.lines(&way.lines, env);
                let Some(when) = &way.when else { return inner };
                let (holds, _) = self.condition(when, env);
                State { sure: holds.0 && inner.sure, possible: holds.1 && inner.possible, ..inner }
            }),
        )
    }

    // ---- conditions ----

    /// Whether it holds, and whether it fails: each on the sure and on the possible side. Silence proves no failure.
    fn condition(&self, condition: &Condition, env: &Env) -> ((bool, bool), (bool, bool)) {
        match condition {
            Condition::Is(atom) => {
                let state = self.atom(atom, env);
                let fails = (!state.possible && self.listed(atom, env), !state.sure);
                ((state.sure, state.possible), fails)
            }
            Condition::Not(one) => {
                let (holds, fails) = self.condition(one, env);
                (fails, holds)
            }
            Condition::And(list) => {
                let each: Vec<_> = list.iter().map(|one| self.condition(one, env)).collect();
                (
                    (each.iter().all(|(h, _)| h.0), each.iter().all(|(h, _)| h.1)),
                    (each.iter().any(|(_, f)| f.0), each.iter().any(|(_, f)| f.1)),
                )
            }
            Condition::Or(list) => {
                let each: Vec<_> = list.iter().map(|one| self.condition(one, env)).collect();
                (
                    (each.iter().any(|(h, _)| h.0), each.iter().any(|(h, _)| h.1)),
                    (each.iter().all(|(_, f)| f.0), each.iter().all(|(_, f)| f.1)),
                )
            }
        }
    }

    /// Whether the failure of an atom can be read off the record. What is seen of a prohibition proves its failure.
    fn listed(&self, atom: &Atom, env: &Env) -> bool {
        match atom {
            Atom::Claim(Claim { quantity: Quantity::AtMost(_), .. }) => true,
            Atom::Claim(claim) => self.complete(&claim.selection, env),
            Atom::Share { part, whole, .. } => self.complete(part, env) && self.complete(whole, env),
            Atom::Cover { by, .. } => match by {
                Some(by) => self.complete(by, env),
                None => false,
            },
            Atom::Fit(_)
            | Atom::Years(..)
            | Atom::Hired(..)
            | Atom::Age(..)
            | Atom::Since(..)
            | Atom::Order(..)
            | Atom::Resident(_) => true,
        }
    }

    // ---- dates ----

    fn term(&self, term: &Term, env: &Env) -> Days {
        let stated = |date: Option<Partial>| date.map_or(ANY_DAY, days_of);
        match term {
            Term::On(date) => days_of(*date),
            Term::Application => stated(self.record.application),
            Term::Assessment => day(TODAY),
            Term::Birth => stated(self.record.born),
            Term::Hired => stated(self.record.hired),
            Term::Meant(index) => self.date(&self.record.items[env.lets[*index]]),
            Term::Programme => match env.programme {
                Programme::One(item) => self.date(&self.record.items[item]),
                Programme::None | Programme::Pooled => ANY_DAY,
            },
            Term::Before(by, of) => moved_days(self.term(of, env), *by, -1),
            Term::After(by, of) => moved_days(self.term(of, env), *by, 1),
        }
    }

    /// A date as the right side of a comparison.
    fn right(&self, how: CompareDate, term: &Term, env: &Env) -> Days {
        let days = self.term(term, env);
        if matches!(term, Term::On(_)) { edge(how)(days) } else { days }
    }

    #[expect(clippy::unused_self, reason = "reads like the others")]
    fn date(&self, item: &Item) -> Days {
        match item.end {
            End::NotStated => ANY_DAY,
            End::Ongoing => day(TODAY),
            End::On(date) => days_of(date),
        }
    }

    // ---- selections ----

    fn portions(&self) -> Vec<Portion<'a>> {
        let mut all = Vec::new();
        for (index, item) in self.record.items.iter().enumerate() {
            let mode = |item: &Item| match item.attributes.get(&Attribute::Mode) {
                Some(Value::Word(word)) => Some(*word),
                _ => None,
            };
            let has_parts = self.record.items.iter().any(|other| other.part_of.as_ref() == Some(&item.id));
            let stated = item.hours != Hours::NotStated;
            let one =
                |mode, least, most| Portion { index, item, part: 0, derived: None, mode, least, most, unlisted: false };
            match &item.hours {
                Hours::NotStated => all.push(one(mode(item), 0, None)),
                Hours::Whole(hours) => all.push(one(mode(item), *hours, Some(*hours))),
                Hours::ByMode(modes) => {
                    let each = modes.iter().enumerate();
                    all.extend(
                        each.map(|(part, (mode, hours))| Portion { part, ..one(Some(*mode), *hours, Some(*hours)) }),
                    );
                }
            }
            if item.kind == Kind::Qualification && stated && !has_parts {
                let whole = all.last().unwrap().clone();
                all.push(Portion { unlisted: true, ..whole });
            }
        }
        all
    }

    fn visible(&self, item: &Item) -> Truth {
        let date = if item.kind == Kind::Experience { item.started.map_or(ANY_DAY, days_of) } else { self.date(item) };
        not_after(date, day(TODAY))
    }

    fn failed(&self, item: &Item) -> Truth {
        match item.kind {
            Kind::Exam => match item.attributes.get(&Attribute::Result) {
                None => Unknown,
                Some(result) => Truth::of(*result != Value::Word("passed")),
            },
            Kind::Credential => match item.attributes.get(&Attribute::Status) {
                None => Unknown,
                Some(status) => Truth::of(*status == Value::Word("revoked")),
            },
            Kind::Course => Truth::of(item.attributes.get(&Attribute::Passed) == Some(&Value::YesNo(false))),
            Kind::Placement | Kind::Qualification | Kind::Experience | Kind::Demonstration | Kind::Cpd => No,
        }
    }

    /// What a portion states of an attribute: a value; that there is none, as of what is derived; or nothing.
    fn attribute(&self, portion: &Portion<'_>, attribute: Attribute) -> Stated {
        let stated = |value: Option<&Value>| value.map_or(Stated::Nothing, |value| Stated::Value(value.clone()));
        if let Some(accept) = portion.derived {
            if attribute == Attribute::Provider {
                return stated(portion.item.attributes.get(&attribute));
            }
            let asserted = self.rules.accepts[accept].attributes.iter().find(|(known, _)| *known == attribute);
            return asserted.map_or(Stated::Absent, |(_, word)| {
                Stated::Value(match attribute.shape() {
                    Shape::Many(_) => Value::Words(vec![word]),
                    Shape::One(_) | Shape::YesNo | Shape::Number | Shape::Level => Value::Word(word),
                })
            });
        }
        match attribute {
            Attribute::Mode => stated(portion.mode.map(Value::Word).as_ref()),
            Attribute::Passed if portion.item.kind == Kind::Exam => {
                match portion.item.attributes.get(&Attribute::Result) {
                    Some(result) => Stated::Value(Value::YesNo(*result == Value::Word("passed"))),
                    None => Stated::Nothing,
                }
            }
            other => stated(portion.item.attributes.get(&other)),
        }
    }

    fn predicate(&self, predicate: &Predicate, portion: &Portion<'_>, env: &Env) -> Truth {
        let known = |attribute: Attribute, holds: &dyn Fn(&Value) -> bool| match self.attribute(portion, attribute) {
            Stated::Value(value) => Truth::of(holds(&value)),
            Stated::Absent => No,
            Stated::Nothing => Unknown,
        };
        match predicate {
            Predicate::Is(attribute, list) => known(*attribute, &|value| match value {
                Value::Word(word) => list.contains(word),
                Value::Words(words) => words.iter().any(|word| list.contains(word)),
                Value::YesNo(_) | Value::Number(_) | Value::Level(_) => false,
            }),
            Predicate::IsNot(attribute, list) => {
                self.predicate(&Predicate::Is(*attribute, list.clone()), portion, env).not()
            }
            Predicate::Yes(attribute) => known(*attribute, &|value| *value == Value::YesNo(true)),
            Predicate::Number(attribute, how, right) => {
                known(*attribute, &|value| matches!(value, Value::Number(left) if number(*how, *left, *right)))
            }
            Predicate::Level(how, right) => known(
                Attribute::Level,
                &|value| matches!(value, Value::Level(left) if number(*how, i64::from(*left), i64::from(*right))),
            ),
            Predicate::Date(how, right) => compare_days(self.date(portion.item), *how, self.right(*how, right, env)),
            Predicate::Current(at) => self.current(portion.item, self.term(at, env)),
            Predicate::PartOf(index) => {
                let whole = &self.record.items[env.lets[*index]];
                Truth::of(portion.item.part_of.as_ref() == Some(&whole.id))
            }
            Predicate::Not(one) => self.predicate(one, portion, env).not(),
            Predicate::And(list) => list.iter().map(|one| self.predicate(one, portion, env)).min().unwrap_or(Yes),
            Predicate::Or(list) => list.iter().map(|one| self.predicate(one, portion, env)).max().unwrap_or(No),
        }
    }

    fn current(&self, item: &Item, at: Days) -> Truth {
        let begun = not_after(self.date(item), at);
        let lasts = match (item.kind, item.expires) {
            (_, Some(date)) => not_after(at, days_of(date)),
            (Kind::Credential, None) => Unknown,
            (_, None) => Yes,
        };
        let stopped = match (item.kind, item.attributes.get(&Attribute::Status)) {
            (Kind::Credential, None) => Unknown,
            (Kind::Credential, Some(status)) => Truth::of(*status != Value::Word("active")),
            (_, _) => No,
        };
        begun.min(lasts).min(stopped.not())
    }

    fn window(&self, window: &Window, wholly: bool, item: &Item, env: &Env) -> Truth {
        let (from, until) = self.bounds(window, env);
        let date = self.date(item);
        let started = item.started.map_or(ANY_DAY, days_of);
        // Work is inside as far as it overlaps; other evidence by its end, or as a whole.
        let (first, last) = match item.kind {
            Kind::Experience => (date, started),
            Kind::Course | Kind::Placement | Kind::Qualification if wholly => {
                (if item.started.is_none() && item.end == End::NotStated { date } else { started }, date)
            }
            Kind::Cpd if wholly && item.started.is_some() => (started, date),
            _ => (date, date),
        };
        let from = from.map_or(Yes, |(how, from)| compare_days(first, how, from));
        let until = until.map_or(Yes, |(how, until)| compare_days(last, how, until));
        from.min(until)
    }

    /// First and last day of a window, with how they are compared.
    #[expect(clippy::type_complexity, reason = "read once")]
    fn bounds(&self, window: &Window, env: &Env) -> (Option<(CompareDate, Days)>, Option<(CompareDate, Days)>) {
        let (from, until) = (CompareDate::From, CompareDate::Until);
        match window {
            Window::Compare(how, term) => {
                let bound = Some((*how, self.right(*how, term, env)));
                match how {
                    CompareDate::From | CompareDate::After => (bound, None),
                    CompareDate::Until | CompareDate::Before => (None, bound),
                }
            }
            Window::Between(first, last) => {
                (Some((from, self.right(from, first, env))), Some((until, self.right(until, last, env))))
            }
            Window::WithinBefore(by, term) => {
                let last = self.term(term, env);
                (Some((from, moved_days(last, *by, -1))), Some((until, last)))
            }
            Window::WithinAfter(by, term) => {
                let first = self.term(term, env);
                (Some((from, first)), Some((until, moved_days(first, *by, 1))))
            }
        }
    }

    fn head_fits(
        &self,
        (kinds, own): &(Vec<Kind>, Option<Predicate>),
        selection: &Selection,
        portion: &Portion<'_>,
        helps: bool,
        env: &Env,
    ) -> Truth {
        let item = portion.item;
        if let Some(accept) = portion.derived {
            let accept = &self.rules.accepts[accept];
            let source = Portion { derived: None, ..portion.clone() };
            let mut fits = self.fits(&accept.source, &source, true, &Env::default());
            let outside = env.programme != Programme::None || selection.on.is_some();
            fits = fits.min(Truth::of(helps && kinds.contains(&accept.kind) && !outside));
            for one in [own, &selection.predicate].into_iter().flatten() {
                fits = fits.min(self.predicate(one, portion, env));
            }
            for window in &selection.windows {
                fits = fits.min(self.window(window, selection.wholly, item, env));
            }
            return fits;
        }
        let in_programme = if let Programme::One(programme) = env.programme
            && kinds.iter().all(|kind| kind.is_part())
        {
            Some(programme)
        } else {
            None
        };
        let mut fits = if portion.unlisted {
            // Hours of a programme whose parts are not listed: training of one kind or the other.
            let course = kinds.contains(&Kind::Course);
            let placement = kinds.contains(&Kind::Placement);
            match in_programme {
                Some(programme) if programme == portion.index && course && placement => Yes,
                Some(programme) if programme == portion.index && (course || placement) => Unknown,
                _ => No,
            }
        } else {
            let part =
                in_programme.is_none_or(|programme| item.part_of.as_ref() == Some(&self.record.items[programme].id));
            Truth::of(kinds.contains(&item.kind) && part)
        };
        fits = fits.min(self.visible(item));
        if helps {
            fits = fits.min(Truth::of(item.status == Status::Completed));
            let speaks = [own, &selection.predicate].into_iter().flatten().any(speaks_of_result);
            if !speaks {
                fits = fits.min(self.failed(item).not());
            }
        }
        if let Some(on) = self.on(selection, env) {
            fits = fits.min(touches(item, on));
        }
        for one in [own, &selection.predicate].into_iter().flatten() {
            fits = fits.min(self.predicate(one, portion, env));
        }
        for window in &selection.windows {
            fits = fits.min(self.window(window, selection.wholly, item, env));
        }
        fits
    }

    #[expect(clippy::unused_self, reason = "reads like the others")]
    fn on(&self, selection: &Selection, env: &Env) -> Option<&'static str> {
        match selection.on {
            Some(VARIABLE) => env.member,
            other => other,
        }
    }

    fn fits(&self, selection: &Selection, portion: &Portion<'_>, helps: bool, env: &Env) -> Truth {
        let each = selection.heads.iter().map(|head| self.head_fits(head, selection, portion, helps, env));
        each.max().unwrap_or(No)
    }

    /// Items that may fit, each once.
    fn items(&self, selection: &Selection, helps: bool, env: &Env) -> Vec<Entry<'a>> {
        let mut all: Vec<Entry<'a>> = Vec::new();
        for portion in self.portions() {
            if portion.unlisted {
                continue;
            }
            let fits = self.fits(selection, &portion, helps, env);
            if fits == No {
                continue;
            }
            match all.last_mut() {
                Some(last) if last.portion.index == portion.index => last.fits = last.fits.max(fits),
                _ => {
                    let count = portion.item.count;
                    all.push(Entry { portion, fits, least: count, most: Some(count) });
                }
            }
        }
        all
    }

    /// Portions that may fit, in hours.
    fn hours(&self, selection: &Selection, env: &Env) -> Vec<Entry<'a>> {
        let mut all: Vec<Entry<'a>> = Vec::new();
        for portion in self.portions() {
            let fits = self.fits(selection, &portion, true, env);
            if fits == No || portion.item.kind == Kind::Qualification && !portion.unlisted {
                continue;
            }
            if let Some(on) = self.on(selection, env) {
                if all.last().is_none_or(|last| last.portion.index != portion.index) {
                    let (least, most) = hours_on(portion.item, on);
                    all.push(Entry { portion, fits, least, most });
                }
                continue;
            }
            let least = if portion.item.kind == Kind::Experience {
                self.worked(selection, &portion, env)
            } else {
                portion.least
            };
            all.push(Entry { fits, least, most: portion.most, portion });
        }
        all
    }

    /// Portions of other kinds that are accepted as what is asked for; their amounts are those of their sources.
    fn derived(&self, selection: &Selection, env: &Env) -> Vec<Entry<'a>> {
        let accepts = 0..self.rules.accepts.len();
        let portions = self.portions();
        let portions = portions.iter().filter(|portion| !portion.unlisted);
        portions
            .flat_map(|portion| accepts.clone().map(|accept| Portion { derived: Some(accept), ..portion.clone() }))
            .map(|portion| Entry {
                fits: self.fits(selection, &portion, true, env),
                least: portion.least,
                most: portion.most,
                portion,
            })
            .filter(|entry| entry.fits != No)
            .collect()
    }

    /// The hours of work that surely lie in a window and before today: those that the days outside cannot hold.
    fn worked(&self, selection: &Selection, portion: &Portion<'_>, env: &Env) -> i64 {
        let mut bounds: Vec<_> = selection.windows.iter().map(|window| self.bounds(window, env)).collect();
        let (begin, end) = (portion.item.started.and_then(|date| days_of(date).0), self.date(portion.item).1);
        if end.is_none_or(|end| end > TODAY) {
            bounds.push((None, Some((CompareDate::Until, day(TODAY)))));
        }
        if bounds.is_empty() {
            return portion.least;
        }
        // As many days as possible lie outside: the work lasted from the first day it may have begun to the last.
        let cut_before = bounds.iter().any(|(from, _)| from.is_some());
        let begin = begin.or((!cut_before).then_some(Date::constant(2021, 1, 1)));
        let (Some(begin), Some(end)) = (begin, end) else { return 0 };
        let mut outside = 0;
        let mut date = begin;
        while date <= end && outside < 30 {
            let inside = bounds.iter().all(|(from, until)| {
                from.is_none_or(|(how, from)| compare_days(day(date), how, from) == Yes)
                    && until.is_none_or(|(how, until)| compare_days(day(date), how, until) == Yes)
            });
            outside += i64::from(!inside);
            date = moved(date, Length::Days(1), 1);
        }
        (portion.least - 24 * outside).max(0)
    }

    /// Items that a name may mean.
    fn meant(&self, pick: Option<Pick>, selection: &Selection, env: &Env) -> Vec<(usize, Truth)> {
        let items = self.items(selection, true, env);
        let Some(pick) = pick else { return items.iter().map(|one| (one.portion.index, one.fits)).collect() };
        // "And no other one is dated before it" forbids: it sees what failed, and is sure only if all are listed.
        let others = self.items(selection, false, env);
        let complete = self.complete(selection, env);
        let each = items.iter().map(|one| {
            let mut fits = one.fits;
            for other in others.iter().filter(|other| other.portion.index != one.portion.index) {
                let (mine, its) = (self.date(one.portion.item), self.date(other.portion.item));
                let earlier = match pick {
                    Pick::First => before(its, mine),
                    Pick::Last => before(mine, its),
                };
                fits = fits.min(other.fits.min(earlier).not());
            }
            if !complete {
                fits = fits.min(Unknown);
            }
            (one.portion.index, fits)
        });
        each.filter(|(_, fits)| *fits != No).collect()
    }

    /// Whether everything that could fit is listed.
    fn complete(&self, selection: &Selection, env: &Env) -> bool {
        selection.heads.iter().all(|(kinds, own)| {
            let mut tests = Vec::new();
            for one in [own, &selection.predicate].into_iter().flatten() {
                conjuncts(one, &mut tests);
            }
            if let Programme::One(item) = env.programme
                && kinds.iter().all(|kind| kind.is_part())
                && self.record.items[item].complete
            {
                return true;
            }
            let of_complete = tests.iter().any(|test| match test {
                Predicate::PartOf(index) => self.record.items[env.lets[*index]].complete,
                _ => false,
            });
            of_complete
                || kinds.iter().all(|kind| {
                    self.record.complete.kinds.contains(kind)
                        || tests.iter().any(|test| match test {
                            Predicate::Is(attribute, words) => words
                                .iter()
                                .all(|word| self.record.complete.partly.contains(&(*kind, *attribute, *word))),
                            _ => false,
                        })
                })
        })
    }

    // ---- atoms ----

    fn atom(&self, atom: &Atom, env: &Env) -> State {
        match atom {
            Atom::Claim(claim) => self.claim(claim, env),
            Atom::Share { part, at_least, percent, whole } => self.share(part, *at_least, *percent, whole, env),
            Atom::Cover { how, set, level, by, rows } => {
                let demand = Demand::Cover { how: *how, set, level: *level, by: by.as_ref(), rows };
                let sides = [Side::Sure, Side::Possible].map(|side| self.alone(demand.clone(), side, env));
                State::new(sides[0], sides[1])
            }
            Atom::Fit(wanted) => State::of(self.record.fit.map_or(Unknown, |fit| Truth::of(fit == *wanted))),
            Atom::Years(how, wanted) => {
                State::of(self.record.years.map_or(Unknown, |years| Truth::of(number(*how, years, *wanted))))
            }
            Atom::Hired(how, term) => {
                State::of(compare_days(self.term(&Term::Hired, env), *how, self.right(*how, term, env)))
            }
            Atom::Age(how, years, at) => {
                let born = self.term(&Term::Birth, env);
                let at = at.as_ref().map_or(day(TODAY), |at| self.term(at, env));
                let years = i32::try_from(*years).unwrap();
                let birthday = moved_days(born, Length::Years(years), 1);
                State::of(match how {
                    Compare::AtLeast => not_after(birthday, at),
                    Compare::Over => before(birthday, at),
                    Compare::Under => before(at, birthday),
                    Compare::AtMost => before(at, moved_days(born, Length::Years(years + 1), 1)),
                })
            }
            Atom::Since(at_least, by, term) => {
                let reached = moved_days(self.term(term, env), *by, 1);
                State::of(if *at_least { not_after(reached, day(TODAY)) } else { not_after(day(TODAY), reached) })
            }
            Atom::Order(left, how, right) => State::of(compare_days(self.term(left, env), *how, self.term(right, env))),
            Atom::Resident(place) => State::of(self.resident(place)),
        }
    }

    fn resident(&self, place: &str) -> Truth {
        let today = day(TODAY);
        let (mut here, mut elsewhere) = (No, No);
        for (home, from, to) in &self.record.residence {
            let begun = from.map_or(Yes, |from| not_after(days_of(from), today));
            let lasts = to.map_or(Yes, |to| not_after(today, days_of(to)));
            let inside = *home == place || home.split('-').next() == Some(place);
            let side = if inside { &mut here } else { &mut elsewhere };
            *side = (*side).max(begun.min(lasts));
        }
        match (here, elsewhere) {
            (Yes, _) => Yes,
            (No, Yes) => No,
            _ => Unknown,
        }
    }

    fn share(&self, part: &Selection, at_least: bool, percent: i64, whole: &Selection, env: &Env) -> State {
        let counts = part.kinds().iter().any(|kind| !kind.has_hours() && *kind != Kind::Qualification);
        let side = |side: Side| {
            // A − r·B ≥ 0, in hundredths; each portion once.
            let mut sum = 0_i64;
            for portion in self.portions() {
                if counts && portion.unlisted
                    || !counts && portion.item.kind == Kind::Qualification && !portion.unlisted
                {
                    continue;
                }
                let in_part = self.fits(part, &portion, true, env);
                let in_whole = self.fits(whole, &portion, true, env);
                let mut factor = 0;
                if belongs(in_part, side, at_least) {
                    factor += 100;
                }
                if belongs(in_whole, side, !at_least) {
                    factor -= percent;
                }
                if !at_least {
                    factor = -factor;
                }
                let (least, most) = if counts {
                    (portion.item.count, Some(portion.item.count))
                } else if portion.item.kind == Kind::Experience {
                    (self.worked(part, &portion, env).min(self.worked(whole, &portion, env)), portion.most)
                } else {
                    (portion.least, portion.most)
                };
                let low = (side == Side::Sure) == (factor > 0);
                sum += factor * if low { least } else { most.unwrap_or(ENDLESS) };
            }
            sum >= 0
        };
        // What of the part is not listed could only help to reach a share, and could break an upper limit.
        let listed = self.complete(whole, env) && (at_least || self.complete(part, env));
        State::new(side(Side::Sure) && listed, side(Side::Possible))
    }

    // ---- claims ----

    fn claim(&self, claim: &Claim, env: &Env) -> State {
        if matches!(claim.measure, Measure::Days | Measure::Months) {
            let sides = [Side::Sure, Side::Possible].map(|side| self.time(claim, side, env));
            return State::new(sides[0], sides[1]);
        }
        let counts = claim.measure == Measure::Count;
        let closed = claim.all || (env.programme != Programme::None && !counts);
        let sides = [Side::Sure, Side::Possible].map(|side| {
            if closed {
                return self.closed(claim, side, env);
            }
            let most = match claim.quantity {
                Quantity::AtLeast(_) | Quantity::Exactly(_) => None,
                Quantity::AtMost(most) | Quantity::Between(_, most) => Some(most),
            };
            let open = self.is_open(claim, env);
            (!open || self.alone(Demand::Claim(claim), side, env))
                && most.is_none_or(|most| self.forbids(claim, most, open, side, env))
        });
        State::new(sides[0], sides[1])
    }

    fn entries(&self, claim: &Claim, env: &Env) -> Vec<Entry<'a>> {
        if claim.measure == Measure::Count {
            self.items(&claim.selection, true, env)
        } else {
            let mut entries = self.hours(&claim.selection, env);
            if self.is_open(claim, env) {
                entries.extend(self.derived(&claim.selection, env));
            }
            entries
        }
    }

    /// `at most n`: sees everything visible, and silence does not acquit.
    fn forbids(&self, claim: &Claim, most: i64, between: bool, side: Side, env: &Env) -> bool {
        if side == Side::Sure && !self.complete(&claim.selection, env) {
            return false;
        }
        let entries = self.items(&claim.selection, false, env);
        let entries: Vec<_> = entries.iter().filter(|entry| belongs(entry.fits, side, false)).collect();
        let window = claim.rows.iter().find_map(|row| match row {
            Row::WithinAny(length) => Some(*length),
            _ => None,
        });
        let Some(length) = window.filter(|_| !between) else {
            return entries.iter().map(|entry| entry.least).sum::<i64>() <= most;
        };
        let days: Vec<Days> = entries.iter().map(|entry| self.date(entry.portion.item)).collect();
        let starts = days.iter().flat_map(|days| [days.0, days.1]).flatten();
        let starts: Vec<Date> = starts.chain([TODAY]).collect();
        starts.into_iter().all(|start| {
            let window = (start, moved(start, length, 1));
            let inside = |days: &Days| match side {
                Side::Sure => days.0.is_none_or(|lo| lo <= window.1) && days.1.is_none_or(|hi| hi >= window.0),
                Side::Possible => days.0.is_some_and(|lo| lo >= window.0) && days.1.is_some_and(|hi| hi <= window.1),
            };
            let inside = entries.iter().zip(&days).filter(|(_, days)| inside(days));
            inside.map(|(entry, _)| entry.least).sum::<i64>() <= most
        })
    }

    /// `of all`: everything counts.
    fn closed(&self, claim: &Claim, side: Side, env: &Env) -> bool {
        let entries = self.entries(claim, env);
        let amount = |truth: &dyn Fn(&Entry<'_>) -> Truth, helps: bool| -> i64 {
            let inside = entries.iter().filter(|entry| belongs(truth(entry), side, helps));
            let low = (side == Side::Sure) == helps;
            inside.map(|entry| if low { entry.least } else { entry.most.unwrap_or(ENDLESS) }).sum()
        };
        let (least, most) = match claim.quantity {
            Quantity::AtLeast(least) => (Some(least), None),
            Quantity::AtMost(most) => (None, Some(most)),
            Quantity::Exactly(number) => (Some(number), Some(number)),
            Quantity::Between(least, most) => (Some(least), Some(most)),
        };
        let own = |entry: &Entry<'_>| entry.fits;
        let mut upper = most.is_some();
        let mut holds = least.is_none_or(|least| amount(&own, true) >= least)
            && most.is_none_or(|most| amount(&own, false) <= most);
        for row in &claim.rows {
            let of = |predicate: &Predicate, entry: &Entry<'_>| {
                entry.fits.min(self.predicate(predicate, &entry.portion, env))
            };
            let rest = |predicate: &Predicate, entry: &Entry<'_>| {
                entry.fits.min(self.predicate(predicate, &entry.portion, env).not())
            };
            holds &= match row {
                Row::Including(least, p) => amount(&|entry| of(p, entry), true) >= *least,
                Row::Counting(most, p) => {
                    upper = true;
                    amount(&|entry| of(p, entry), false) <= *most
                }
                Row::IncludingShare(r, p) => {
                    upper = true;
                    (100 - r) * amount(&|entry| of(p, entry), true) >= r * amount(&|entry| rest(p, entry), false)
                }
                Row::CountingShare(r, p) => {
                    upper = true;
                    (100 - r) * amount(&|entry| of(p, entry), false) <= r * amount(&|entry| rest(p, entry), true)
                }
                _ => panic!("no row of `of all`: {row:?}"),
            };
        }
        holds && (side == Side::Possible || !upper || self.complete(&claim.selection, env))
    }

    fn values(&self, portion: &Portion<'_>, of: Attribute) -> Option<Vec<&'static str>> {
        match self.attribute(portion, of) {
            Stated::Value(Value::Word(word)) => Some(vec![word]),
            Stated::Value(Value::Words(words)) => Some(words),
            Stated::Value(Value::YesNo(_) | Value::Number(_) | Value::Level(_)) => panic!("no groups by numbers"),
            Stated::Absent => Some(Vec::new()),
            Stated::Nothing => None,
        }
    }

    /// The place of a value in its order.
    fn place(&self, portion: &Portion<'_>, of: Attribute) -> Option<i64> {
        let Stated::Value(value) = self.attribute(portion, of) else { return None };
        match value {
            Value::Word(word) => match of.shape() {
                Shape::One(words) => {
                    words.iter().position(|one| *one == word).map(|place| i64::try_from(place).unwrap())
                }
                _ => None,
            },
            Value::Number(number) => Some(number),
            Value::Words(_) | Value::YesNo(_) | Value::Level(_) => None,
        }
    }

    // ---- calendar time ----

    /// Counts day by day.
    fn time(&self, claim: &Claim, side: Side, env: &Env) -> bool {
        let Quantity::AtLeast(least) = claim.quantity else { panic!("no other quantity of time") };
        let mut stays: Vec<(Portion<'a>, Date, Date)> = Vec::new();
        for entry in self.items(&claim.selection, true, env) {
            if !belongs(entry.fits, side, true) {
                continue;
            }
            let item = entry.portion.item;
            let (started, ended) = (item.started.map_or(ANY_DAY, days_of), self.date(item));
            let (mut first, mut last) = match side {
                Side::Sure => (started.1, ended.0),
                Side::Possible => (started.0, ended.1.or(Some(TODAY))),
            };
            last = last.map(|last| last.min(TODAY));
            for window in &claim.selection.windows {
                let (from, until) = self.bounds(window, env);
                if let Some((how, from)) = from {
                    let from = if side == Side::Sure { from.1 } else { from.0 };
                    let from =
                        from.map(|date| if how == CompareDate::After { moved(date, Length::Days(1), 1) } else { date });
                    first = match (first, from) {
                        (Some(first), Some(from)) => Some(first.max(from)),
                        (one, other) if side == Side::Possible => one.or(other),
                        _ => None,
                    };
                }
                if let Some((how, until)) = until {
                    let until = if side == Side::Sure { until.0 } else { until.1 };
                    let until = until
                        .map(|date| if how == CompareDate::Before { moved(date, Length::Days(1), -1) } else { date });
                    last = match (last, until) {
                        (Some(last), Some(until)) => Some(last.min(until)),
                        (one, other) if side == Side::Possible => one.or(other),
                        _ => None,
                    };
                }
            }
            match (first, last) {
                (Some(first), Some(last)) if first <= last => stays.push((entry.portion, first, last)),
                (None, _) if side == Side::Possible => return true,
                _ => {}
            }
        }
        // In thirtieths of a month, or in days.
        let (unit, months) = if claim.measure == Measure::Months { (30, true) } else { (1, false) };
        let worth = |runs: &[(Date, Date)]| runs.iter().map(|run| run_length(*run, months)).sum::<i64>();
        let all: Vec<(Date, Date)> = stays.iter().map(|(_, first, last)| (*first, *last)).collect();
        let mut totals = vec![worth(&runs(&all))];
        let mut holds = true;
        for row in &claim.rows {
            let values = |of: Attribute| stays.iter().map(|(portion, ..)| self.values(portion, of)).collect::<Vec<_>>();
            let of_value = |values: &[Option<Vec<&'static str>>], word: &str| -> i64 {
                let inside =
                    |v: &Option<Vec<&'static str>>| v.as_ref().map_or(side == Side::Possible, |v| v.contains(&word));
                let stays: Vec<_> = all.iter().zip(values).filter(|(_, v)| inside(v)).map(|(s, _)| *s).collect();
                worth(&runs(&stays))
            };
            match row {
                Row::NoBreak(longest) => totals = stretches(&all, *longest).iter().map(|runs| worth(runs)).collect(),
                Row::Distinct { least, of, each } => {
                    let values = values(*of);
                    let words = match of.shape() {
                        Shape::One(words) | Shape::Many(words) => words,
                        _ => panic!("no groups by numbers"),
                    };
                    let each = each.map_or(1, |each| each * unit);
                    let known: BTreeSet<&str> = values.iter().flatten().flatten().copied().collect();
                    let unknown = values.iter().filter(|v| v.is_none()).count();
                    let mut have = known.iter().filter(|word| of_value(&values, word) >= each).count();
                    if side == Side::Possible && of_value(&values, "") >= each {
                        have = (have + unknown).min(words.len());
                    }
                    holds &= have >= *least as usize;
                }
                Row::FromOne(of) => {
                    let values = values(*of);
                    let words: BTreeSet<&str> = values.iter().flatten().flatten().copied().collect();
                    totals = words.iter().map(|word| of_value(&values, word)).collect();
                    totals.push(if side == Side::Possible { of_value(&values, "") } else { 0 });
                }
                _ => panic!("no row of time: {row:?}"),
            }
        }
        holds && totals.into_iter().max().unwrap_or(0) >= least * unit
    }
}

/// All children hold; those that do not apply are neutral.
fn all(children: impl Iterator<Item = State>) -> State {
    let children: Vec<State> = children.collect();
    State {
        sure: children.iter().all(|child| child.sure),
        possible: children.iter().all(|child| child.possible),
        applies: children.iter().map(|child| child.applies).max().unwrap_or(Yes),
    }
}

/// So many children hold. One that may not apply is no sure way.
fn at_least(least: usize, children: impl Iterator<Item = State>) -> State {
    let children: Vec<State> = children.filter(|child| child.applies != No).collect();
    let sure = children.iter().filter(|child| child.sure && child.applies == Yes).count();
    let possible = children.iter().filter(|child| child.possible).count();
    State::new(sure >= least, possible >= least)
}

fn conjuncts<'p>(predicate: &'p Predicate, into: &mut Vec<&'p Predicate>) {
    if let Predicate::And(list) = predicate {
        for one in list {
            conjuncts(one, into);
        }
    } else {
        into.push(predicate);
    }
}

fn speaks_of_result(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::Is(attribute, _) | Predicate::IsNot(attribute, _) | Predicate::Yes(attribute) => {
            attribute.is_of_result()
        }
        Predicate::Number(attribute, ..) => attribute.is_of_result(),
        Predicate::Level(..) | Predicate::Date(..) | Predicate::Current(_) | Predicate::PartOf(_) => false,
        Predicate::Not(one) => speaks_of_result(one),
        Predicate::And(list) | Predicate::Or(list) => list.iter().any(speaks_of_result),
    }
}

/// Evidence that shows what it covers as a whole.
fn attests(item: &Item) -> bool {
    match item.kind {
        Kind::Qualification | Kind::Credential => true,
        Kind::Exam => item.attributes.get(&Attribute::Result) == Some(&Value::Word("passed")),
        Kind::Course | Kind::Placement | Kind::Experience | Kind::Demonstration | Kind::Cpd => false,
    }
}

fn is_above(above: &str, competency: &str) -> bool {
    above != competency && below(above).contains(&competency)
}

/// Whether an item lies on a competency, below it or above it.
fn touches(item: &Item, on: &str) -> Truth {
    let Covers::Listed(list) = &item.covers else { return Unknown };
    let each = list.iter().map(|(competency, ..)| {
        if below(on).contains(competency) {
            Yes
        } else if is_above(competency, on) {
            if attests(item) { Yes } else { Unknown }
        } else {
            No
        }
    });
    each.max().unwrap_or(No)
}

/// Hours of an item on a competency.
fn hours_on(item: &Item, on: &str) -> (i64, Option<i64>) {
    let all = match &item.hours {
        Hours::NotStated => None,
        Hours::Whole(hours) => Some(*hours),
        Hours::ByMode(modes) => Some(modes.iter().map(|(_, hours)| hours).sum()),
    };
    let Covers::Listed(list) = &item.covers else { return (0, all) };
    let inside = |competency: &str| below(on).contains(&competency);
    if let [(competency, _, None)] = list.as_slice()
        && inside(competency)
        && let Some(all) = all
    {
        return (all, Some(all));
    }
    let (mut sure, mut above, mut elsewhere, mut open) = (0, 0, 0, false);
    for (competency, _, hours) in list {
        match (inside(competency), is_above(competency, on), hours) {
            (true, _, Some(hours)) => sure += hours,
            (false, true, Some(hours)) => above += hours,
            (false, false, Some(hours)) => elsewhere += hours,
            (true, _, None) | (_, true, None) => open = true,
            (false, false, None) => {}
        }
    }
    let cap = |hours: i64| all.map_or(hours, |all| hours.min(all));
    let most = if open { all.map(|all| (all - elsewhere).max(sure)) } else { Some(sure + above) };
    (cap(sure), most.map(cap))
}

/// Whether an item shows a leaf at a level.
fn evidenced(item: &Item, member: &str, level: Option<&str>) -> Truth {
    let Covers::Listed(list) = &item.covers else { return Unknown };
    let rank = |level: &str| SKILLS.iter().position(|one| *one == level);
    let each = list.iter().map(|(competency, has, _)| {
        let reached = match (has, level) {
            (_, None) => Yes,
            (None, Some(_)) => Unknown,
            (Some(has), Some(level)) => Truth::of(rank(has) >= rank(level)),
        };
        if *competency == member {
            reached
        } else if is_above(competency, member) {
            if attests(item) { reached } else { reached.min(Unknown) }
        } else {
            No
        }
    });
    each.max().unwrap_or(No)
}

/// The runs of days that stays make together.
fn runs(stays: &[(Date, Date)]) -> Vec<(Date, Date)> {
    let mut stays = stays.to_vec();
    stays.sort();
    let mut runs: Vec<(Date, Date)> = Vec::new();
    for (first, last) in stays {
        match runs.last_mut() {
            Some(run) if first <= moved(run.1, Length::Days(1), 1) => run.1 = run.1.max(last),
            _ => runs.push((first, last)),
        }
    }
    runs
}

/// Runs with short gaps between them.
fn stretches(stays: &[(Date, Date)], longest: Length) -> Vec<Vec<(Date, Date)>> {
    let mut stretches: Vec<Vec<(Date, Date)>> = Vec::new();
    for run in runs(stays) {
        let joins = stretches
            .last()
            .and_then(|stretch| stretch.last())
            .is_some_and(|last| run.0 <= moved(moved(last.1, longest, 1), Length::Days(1), 1));
        if joins {
            stretches.last_mut().unwrap().push(run);
        } else {
            stretches.push(vec![run]);
        }
    }
    stretches
}

/// Days, or whole months and thirtieths.
fn run_length((first, last): (Date, Date), months: bool) -> i64 {
    let after = moved(last, Length::Days(1), 1);
    if !months {
        return i64::from((after - first).get_days());
    }
    let mut whole = 0;
    while moved(first, Length::Months(whole + 1), 1) <= after {
        whole += 1;
    }
    let rest = after - moved(first, Length::Months(whole), 1);
    i64::from(whole) * 30 + i64::from(rest.get_days())
}

// ---- completions ----

/// The attributes that each predicate of a claim asks for, as often as it does.
pub fn attributes_of(claim: &Claim) -> Vec<Vec<Attribute>> {
    let mut lists = Vec::new();
    // A portion is in a row's set if it fits the selection and the row's predicate.
    let mut selection = Vec::new();
    for (kinds, own) in &claim.selection.heads {
        own.iter().for_each(|own| gather(own, &mut selection));
        // Whether it failed is asked as well.
        if kinds.contains(&Kind::Exam) {
            selection.push(Attribute::Result);
        }
        if kinds.contains(&Kind::Credential) {
            selection.push(Attribute::Status);
        }
    }
    claim.selection.predicate.iter().for_each(|predicate| gather(predicate, &mut selection));
    if claim.selection.predicate.iter().any(speaks_of_result) {
        let (mut result, mut status) = (false, false);
        // The predicate itself is what speaks of it.
        selection.retain(|one| match one {
            Attribute::Result => std::mem::replace(&mut result, true),
            Attribute::Status => std::mem::replace(&mut status, true),
            _ => true,
        });
        if selection.contains(&Attribute::Passed) {
            selection.push(Attribute::Result);
        }
    }
    lists.extend(claim.rows.iter().map(attributes_of_row));
    lists.push(selection);
    lists
}

fn gather(predicate: &Predicate, into: &mut Vec<Attribute>) {
    match predicate {
        Predicate::Is(attribute, _)
        | Predicate::IsNot(attribute, _)
        | Predicate::Yes(attribute)
        | Predicate::Number(attribute, ..) => into.push(*attribute),
        Predicate::Level(..) => into.push(Attribute::Level),
        // An expiry that is not stated is no attribute here.
        Predicate::Current(_) => into.extend([Attribute::Status, Attribute::Status]),
        Predicate::Date(..) | Predicate::PartOf(_) => {}
        Predicate::Not(one) => gather(one, into),
        Predicate::And(list) | Predicate::Or(list) => {
            for one in list {
                gather(one, into);
            }
        }
    }
}

fn attributes_of_row(row: &Row) -> Vec<Attribute> {
    let mut list = Vec::new();
    match row {
        Row::Including(_, p)
        | Row::IncludingShare(_, p)
        | Row::Counting(_, p)
        | Row::CountingShare(_, p)
        | Row::CountingOfNeed(_, p) => gather(p, &mut list),
        Row::CountingPer(_, Group::Of(attribute)) => list.push(*attribute),
        Row::Gate { gated, by, .. } => {
            gather(gated, &mut list);
            gather(by, &mut list);
        }
        Row::Distinct { of, .. } | Row::FromOne(of) | Row::FromAtMost(_, of) | Row::Consecutive(of) => list.push(*of),
        Row::CountingPer(..)
        | Row::Together(..)
        | Row::WithinAny(_)
        | Row::NoBreak(_)
        | Row::Whole
        | Row::Members(..) => {}
    }
    list
}

/// What each predicate of lines asks for, as [`attributes_of`]: of a scope's row, beside what the lines ask for.
pub fn attributes_of_lines(lines: &[Line]) -> Vec<Vec<Attribute>> {
    let mut lists = Vec::new();
    for line in lines {
        match line {
            Line::Atom(Atom::Claim(claim)) => lists.extend(attributes_of(claim)),
            Line::Joint(joint) => {
                lists.extend(attributes_of_lines(&joint.lines));
                lists.extend(joint.rows.iter().map(attributes_of_row));
                lists.extend(joint.twice.iter().map(|twice| {
                    let mut list = Vec::new();
                    gather(twice, &mut list);
                    list
                }));
            }
            Line::Atom(_)
            | Line::All(_)
            | Line::Any(_)
            | Line::AtLeast(..)
            | Line::When { .. }
            | Line::Requirement { .. }
            | Line::Let { .. }
            | Line::Meets(..)
            | Line::For { .. }
            | Line::Judged
            | Line::Open => {}
        }
    }
    lists
}

/// Every record that fills in what the items do not state of the attributes that are asked for; none if there are
/// more than so many.
pub fn completions_of(asked: &[Vec<Attribute>], record: &Record, most: usize) -> Option<Vec<Record>> {
    let asked: BTreeSet<Attribute> = asked.iter().flatten().copied().collect();
    let mut all = vec![record.clone()];
    for index in 0..record.items.len() {
        for attribute in record.items[index].kind.attributes() {
            let wanted =
                asked.contains(attribute) || *attribute == Attribute::Result && asked.contains(&Attribute::Passed);
            if !wanted || record.items[index].attributes.contains_key(attribute) {
                continue;
            }
            let values = values_of(*attribute);
            if all.len() * values.len() > most {
                return None;
            }
            all = all
                .iter()
                .flat_map(|one| {
                    values.iter().map(|value| {
                        let mut one = one.clone();
                        one.items[index].attributes.insert(*attribute, value.clone());
                        one
                    })
                })
                .collect();
        }
    }
    Some(all)
}

/// Every value of an attribute, as far as rules can tell them apart.
pub fn values_of(attribute: Attribute) -> Vec<Value> {
    match attribute.shape() {
        Shape::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
        Shape::One(words) => words.iter().map(|word| Value::Word(word)).collect(),
        Shape::Many(words) => (0..1_usize << words.len())
            .map(|bits| {
                let inside = words.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
                Value::Words(inside.map(|(_, word)| *word).collect())
            })
            .collect(),
        Shape::Number => (0..4).map(Value::Number).collect(),
        Shape::Level => (2..7).map(Value::Level).collect(),
    }
}
