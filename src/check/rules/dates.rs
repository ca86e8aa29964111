//! Dates that depend on the record, and windows normalised to their bounds.

use super::amounts::value_word;
use super::env::{Found, Ground, PROGRAMME, Programme};
use super::{Gap, Lowering};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::date::{Interval, Length};
use crate::model::program::{DateId, DateTerm, Event, PeriodId, Pick, Straddle, TimeUnit, Window};
use crate::model::vocabulary::{Kind, Kinds, SymbolId};
use crate::source::Span;
use crate::syntax::ast::{self, DateExpr, DateExprKind, DateText, Side, Value, ValueKind, WindowKind};

/// Which day of a partial date is meant: "before 2017" is before its first day, "until 2017" includes its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// The first day.
    First,
    /// The last day.
    Last,
}

/// What has dates, as named by a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// A `let` or the programme, and its kinds.
    Bound(crate::model::program::BindingId, Kinds),
    /// A grant.
    Grant(SymbolId),
    /// A declared period.
    Period(PeriodId),
}

/// A window, or what of its neighbours it changes.
enum Part {
    Window(Window),
    Straddle(Straddle),
}

/// Events by their words.
const EVENTS: &[(&str, Event)] = &[
    ("date", Event::Date),
    ("started", Event::Started),
    ("completed", Event::Completed),
    ("ended", Event::Completed),
    ("issued", Event::Issued),
    ("expires", Event::Expires),
    ("first-issued", Event::FirstIssued),
];

impl<'a> Lowering<'_, 'a> {
    /// A date.
    pub(super) fn date(&mut self, date: &'a DateExpr, edge: Edge) -> Result<DateId, Gap> {
        let term = match &date.kind {
            DateExprKind::Date(written) => fixed(*written, edge),
            DateExprKind::Application => DateTerm::Application,
            DateExprKind::Assessment => DateTerm::Assessment,
            DateExprKind::Birth => DateTerm::Birth,
            DateExprKind::Fact(name) => DateTerm::Fact(self.date_fact(name)?),
            DateExprKind::Event(name) => return self.event(name, edge),
            DateExprKind::Pick(pick, event, selection) => {
                let event = self.event_word(&event.value, event.span);
                let selection = self.selection(selection);
                let (event, (selection, _)) = (event?, selection?);
                DateTerm::Picked(picked(*pick), event, selection)
            }
            DateExprKind::Offset(amount, side, of) => {
                let length = self.length(amount);
                let of = self.date(of, edge);
                let (length, of) = (length?, of?);
                let length = match side {
                    Side::Before => -length,
                    Side::After | Side::Around => length,
                };
                DateTerm::Offset(length, of)
            }
            DateExprKind::Edge { end, year, of } => DateTerm::Edge { end: *end, year: *year, of: self.date(of, edge)? },
            DateExprKind::Next { day, month, after } => {
                let after = self.date(after, edge)?;
                let (Ok(day), Ok(month)) = (i8::try_from(*day), i8::try_from(*month)) else { return Err(Gap::Broken) };
                DateTerm::Next { month, day, after }
            }
            DateExprKind::Earlier(one, other) | DateExprKind::Later(one, other) => {
                let (one, other) = (self.date(one, edge), self.date(other, edge));
                let (one, other) = (one?, other?);
                if matches!(date.kind, DateExprKind::Earlier(..)) {
                    DateTerm::Earlier(one, other)
                } else {
                    DateTerm::Later(one, other)
                }
            }
        };
        Ok(self.add_date(term))
    }

    /// The assessment date, where none is named.
    pub(super) fn date_or_assessment(&mut self, date: Option<&'a DateExpr>, edge: Edge) -> Result<DateId, Gap> {
        match date {
            Some(date) => self.date(date, edge),
            None => Ok(self.add_date(DateTerm::Assessment)),
        }
    }

    fn date_fact(&mut self, name: &ast::Name) -> Result<crate::model::vocabulary::FactId, Gap> {
        let (id, kind) = self.fact(name)?;
        if kind == crate::model::vocabulary::FactType::Date {
            return Ok(id);
        }
        let message = format!("the fact `{}` is not a date", name.value);
        self.fail(Diagnostic::new(Code::TypeMismatch, message).at(name.span, "not a date"))
    }

    /// `x.completed`, `certification.expires`, `cycle.start`, or a value that is a date.
    fn event(&mut self, name: &'a ast::Name, edge: Edge) -> Result<DateId, Gap> {
        let (path, span) = (name.value.as_str(), name.span);
        match self.lookup(path, span) {
            Some(Ok(Found::Ground(Ground::Value(value)))) => return self.date_value(value, span, edge),
            Some(Ok(Found::Let(index, rest))) => {
                let owner = self.owner_of_let(index)?;
                return self.event_of(owner, rest, name);
            }
            Some(Ok(Found::Ground(_) | Found::Row)) => {
                let message = format!("`{path}` is not a date");
                return self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "not a date"));
            }
            Some(Err(gap)) => return Err(gap),
            None => {}
        }
        if let Some((owner, rest)) = self.owner(path, span)? {
            return self.event_of(owner, rest, name);
        }
        if self.key(path, span, |key| self.names.values.contains_key(key)).is_some() {
            let value = self.defined_value(path, span)?;
            return self.date_value(value, span, edge);
        }
        self.unknown_event(path, span)
    }

    fn unknown_event<T>(&mut self, path: &str, span: Span) -> Result<T, Gap> {
        if self.is_broken(path) {
            return Err(Gap::Broken);
        }
        let first = path.split('.').next().unwrap_or(path);
        let names = self.names;
        let vars = self.env.vars.iter().map(|var| var.name);
        let periods = self.periods.iter().map(|period| period.name.as_str());
        let grants = names.grants.keys().map(String::as_str);
        let values = names.values.keys().map(String::as_str);
        let nearest = nearest(first, vars.chain(periods).chain(grants).chain(values));
        let suggestion = nearest.map(|nearest| path.replacen(first, nearest, 1));
        let message = format!("nothing with a date is called `{first}` here");
        let unknown = Diagnostic::new(Code::UnknownEvent, message).at(span, "not known");
        let unknown = unknown.suggest(suggestion.as_deref());
        self.fail(unknown)
    }

    fn owner_of_let(&mut self, index: usize) -> Result<Owner, Gap> {
        let (binding, kinds) = self.use_let(index)?;
        Ok(Owner::Bound(binding, kinds))
    }

    /// What the first part of a path names, if it has dates, and the rest.
    fn owner(&mut self, path: &'a str, span: Span) -> Result<Option<(Owner, Option<&'a str>)>, Gap> {
        let (first, rest) = match path.split_once('.') {
            Some((first, rest)) => (first, Some(rest)),
            None => (path, None),
        };
        if first == PROGRAMME
            && let Some(programme) = self.env.programme
        {
            let Programme::One(binding) = programme else { return self.no_programme(span) };
            return Ok(Some((Owner::Bound(binding, Kinds::one(Kind::Qualification)), rest)));
        }
        if let Some(period) = self.periods.iter_mut().find(|period| period.name == first) {
            period.used = true;
            return Ok(Some((Owner::Period(period.id), rest)));
        }
        if self.names.grants.contains_key(first) {
            return Ok(Some((Owner::Grant(self.own_grant(first)), rest)));
        }
        if first == "grant" {
            // In a renewal: the grant renewed, or the one that is built on.
            let symbol = self.grant.as_ref().map(|grant| grant.of.unwrap_or(grant.symbol));
            return Ok(symbol.map(|symbol| (Owner::Grant(symbol), rest)));
        }
        // An event of a grant of another framework: `us.tx.chw.certification.expires`.
        if let Some((grant, event)) = path.rsplit_once('.')
            && (EVENTS.iter().any(|(word, _)| *word == event) || event == "period")
            && let Some(symbol) = self.foreign_grant(grant)
        {
            return Ok(Some((Owner::Grant(symbol), Some(event))));
        }
        Ok(None)
    }

    /// `programme` where all training is pooled.
    pub(super) fn no_programme<T>(&mut self, span: Span) -> Result<T, Gap> {
        let message = "there is no programme where the standard is measured `by all training`".to_owned();
        self.fail(Diagnostic::new(Code::UnknownEvent, message).at(span, "names nothing"))
    }

    fn event_of(&mut self, owner: Owner, rest: Option<&str>, name: &ast::Name) -> Result<DateId, Gap> {
        let (path, span) = (name.value.as_str(), name.span);
        if let Owner::Period(period) = owner {
            let term = match rest {
                Some("start") => DateTerm::PeriodStart(period),
                Some("end") => DateTerm::PeriodEnd(period),
                Some(_) | None => {
                    let message = "a period has a `start` and an `end`".to_owned();
                    return self.fail(Diagnostic::new(Code::UnknownEvent, message).at(span, "which day of it?"));
                }
            };
            return Ok(self.add_date(term));
        }
        let Some(word) = rest else {
            let message = format!("`{path}` has several dates");
            let which = Diagnostic::new(Code::UnknownEvent, message).at(span, "which date of it?");
            return self.fail(which.note(format!("dates are `{path}.date`, {}", event_list(path))));
        };
        let event = self.event_word(word, span)?;
        let term = match owner {
            Owner::Bound(binding, _) => DateTerm::Bound(binding, event),
            Owner::Grant(grant) => DateTerm::Grant(grant, event),
            Owner::Period(_) => return Err(Gap::Broken),
        };
        Ok(self.add_date(term))
    }

    /// The event of a word.
    fn event_word(&mut self, word: &str, span: Span) -> Result<Event, Gap> {
        if let Some((_, event)) = EVENTS.iter().find(|(known, _)| *known == word) {
            return Ok(*event);
        }
        let message = format!("evidence has no date called `{word}`");
        let unknown = Diagnostic::new(Code::UnknownEvent, message).at(span, "not a date of evidence");
        let nearest = nearest(word, EVENTS.iter().map(|(known, _)| *known));
        self.fail(match nearest {
            Some(nearest) if self.source(span) == word => unknown.suggest(Some(nearest)),
            Some(nearest) => unknown.help(format!("did you mean `{nearest}`?")),
            None => unknown.note("dates are `date`, `started`, `completed`, `issued`, `expires` and `first-issued`"),
        })
    }

    /// A cell or definition as a date.
    fn date_value(&mut self, value: &'a Value, span: Span, edge: Edge) -> Result<DateId, Gap> {
        match &value.kind {
            ValueKind::Date(written) => Ok(self.add_date(fixed(*written, edge))),
            ValueKind::Quantity(quantity) => match year(quantity) {
                Some(written) => Ok(self.add_date(fixed(written, edge))),
                None => self.not_a_date(&value.kind, span),
            },
            ValueKind::None => Err(Gap::Absent),
            ValueKind::Unknown => Err(Gap::Unknown),
            ValueKind::Path(path)
                if self.key(path, value.span, |key| self.names.values.contains_key(key)).is_some() =>
            {
                let value = self.defined_value(path, value.span)?;
                if matches!(value.kind, ValueKind::Path(_)) {
                    return self.not_a_date(&value.kind, span);
                }
                self.date_value(value, span, edge)
            }
            ValueKind::Path(_) | ValueKind::Text(_) | ValueKind::Yes | ValueKind::No => {
                self.not_a_date(&value.kind, span)
            }
        }
    }

    fn not_a_date<T>(&mut self, value: &ValueKind, span: Span) -> Result<T, Gap> {
        let message = format!("a date is needed, and this is {}", value_word(value));
        self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "not a date"))
    }

    /// All windows of a selection.
    pub(super) fn windows(&mut self, windows: &'a [ast::Window]) -> Result<Vec<Window>, Gap> {
        let mut found = Vec::new();
        let mut straddle = None;
        let mut broken = None;
        for window in windows {
            match self.window(window) {
                Ok(Part::Window(one)) => found.push(one),
                Ok(Part::Straddle(how)) => straddle = Some((how, window.span)),
                // A length that a cell does not state limits nothing.
                Err(Gap::Absent) => {}
                Err(gap) => broken = Some(gap),
            }
        }
        if let Some(gap) = broken {
            return Err(gap);
        }
        if let Some((how, span)) = straddle {
            if found.is_empty() {
                let message = "`wholly` and `pro rata` say what of a window counts, and there is none".to_owned();
                return self.fail(Diagnostic::new(Code::MisplacedModifier, message).at(span, "of which window?"));
            }
            for window in &mut found {
                window.straddle = how;
            }
        }
        Ok(found)
    }

    fn window(&mut self, window: &'a ast::Window) -> Result<Part, Gap> {
        let (from, until) = match &window.kind {
            WindowKind::Wholly => return Ok(Part::Straddle(Straddle::Wholly)),
            WindowKind::ProRata => return Ok(Part::Straddle(Straddle::ProRata)),
            WindowKind::Within(amount, side, of) => {
                let (from, until) = self.within(amount, *side, of)?;
                (Some((from, false)), Some((until, false)))
            }
            WindowKind::Before(date) => (None, Some((self.date(date, Edge::First)?, true))),
            WindowKind::After(date) => (Some((self.date(date, Edge::Last)?, true)), None),
            WindowKind::From(date) => (Some((self.date(date, Edge::First)?, false)), None),
            WindowKind::Until(date) => (None, Some((self.date(date, Edge::Last)?, false))),
            WindowKind::Between(from, until) => {
                let (lo, hi) = (self.date(from, Edge::First), self.date(until, Edge::Last));
                let (lo, hi) = (lo?, hi?);
                self.no_empty_window(lo, hi, window.span)?;
                (Some((lo, false)), Some((hi, false)))
            }
            WindowKind::During(name) => {
                let (from, until) = self.during(name)?;
                (Some((from, false)), Some((until, false)))
            }
            WindowKind::EachOfLast(_, unit) => {
                let (from, until) = self.one_of_last(unit, window.span)?;
                (Some((from, true)), Some((until, false)))
            }
        };
        Ok(Part::Window(Window { from, until, straddle: Straddle::EndInside }))
    }

    /// The bounds of `within N before D`.
    pub(super) fn within(
        &mut self,
        amount: &'a ast::Amount,
        side: Side,
        of: &'a DateExpr,
    ) -> Result<(DateId, DateId), Gap> {
        let length = self.length(amount);
        let (first, last) = (self.date(of, Edge::First), self.date(of, Edge::Last));
        let (length, first, last) = (length?, first?, last?);
        let from = match side {
            Side::Before | Side::Around => self.add_date(DateTerm::Offset(-length, first)),
            Side::After => first,
        };
        let until = match side {
            Side::After | Side::Around => self.add_date(DateTerm::Offset(length, last)),
            Side::Before => last,
        };
        Ok((from, until))
    }

    fn no_empty_window(&mut self, from: DateId, until: DateId, span: Span) -> Result<(), Gap> {
        let program = &self.rules.program;
        let (DateTerm::Fixed(from), DateTerm::Fixed(until)) = (program.date(from), program.date(until)) else {
            return Ok(());
        };
        let (Some(first), Some(last)) = (from.lo, until.hi) else { return Ok(()) };
        if first <= last {
            return Ok(());
        }
        let message = format!("the window ends on {last}, before it begins on {first}");
        self.fail(Diagnostic::new(Code::EmptyPeriod, message).at(span, "has no day"))
    }

    /// `during x.period`, `during cycle`.
    fn during(&mut self, name: &'a ast::Name) -> Result<(DateId, DateId), Gap> {
        let (path, span) = (name.value.as_str(), name.span);
        let (owner, rest) = match self.lookup(path, span) {
            Some(Ok(Found::Let(index, rest))) => (self.owner_of_let(index)?, rest),
            Some(Err(gap)) => return Err(gap),
            Some(Ok(Found::Ground(_) | Found::Row)) => return self.unknown_event(path, span),
            None => match self.owner(path, span)? {
                Some(owner) => owner,
                None => return self.unknown_event(path, span),
            },
        };
        let (from, until) = match (owner, rest) {
            (Owner::Period(period), None) => (DateTerm::PeriodStart(period), DateTerm::PeriodEnd(period)),
            (Owner::Grant(grant), Some("period")) => {
                (DateTerm::Grant(grant, Event::Issued), DateTerm::Grant(grant, Event::Expires))
            }
            (Owner::Bound(binding, kinds), Some("period")) if kinds == Kinds::one(Kind::Credential) => {
                (DateTerm::Bound(binding, Event::Issued), DateTerm::Bound(binding, Event::Expires))
            }
            (Owner::Bound(binding, _), Some("period")) => {
                (DateTerm::Bound(binding, Event::Started), DateTerm::Bound(binding, Event::Completed))
            }
            (Owner::Period(_) | Owner::Grant(_) | Owner::Bound(..), _) => {
                let message = format!("`{path}` is not a period");
                let wrong = Diagnostic::new(Code::UnknownEvent, message).at(span, "not a period");
                let first = path.split('.').next().unwrap_or(path);
                return self.fail(match owner {
                    Owner::Period(_) => wrong.help(format!("write `during {first}`")),
                    Owner::Grant(_) | Owner::Bound(..) => wrong.help(format!("write `during {first}.period`")),
                });
            }
        };
        Ok((self.add_date(from), self.add_date(until)))
    }

    /// The year or month whose turn it is in `in each of the last N years`; its first day is excluded.
    fn one_of_last(&mut self, unit: &ast::Name, span: Span) -> Result<(DateId, DateId), Gap> {
        let Some(index) = self.each else {
            let message = "`in each of the last …` cannot stand here, because it makes several lines of one".to_owned();
            let wrong = Diagnostic::new(Code::MisplacedModifier, message).at(span, "not here");
            return self.fail(wrong.note("it belongs into a line that asks for a quantity"));
        };
        let months = match self.last_unit(unit)? {
            TimeUnit::Years => 12,
            TimeUnit::Months | TimeUnit::Weeks | TimeUnit::Days => 1,
        };
        let assessment = self.add_date(DateTerm::Assessment);
        let back = |periods: i64| Length { months: i32::try_from(periods * -months).unwrap_or(0), days: 0 };
        let from = self.add_date(DateTerm::Offset(back(index + 1), assessment));
        let until = if index == 0 { assessment } else { self.add_date(DateTerm::Offset(back(index), assessment)) };
        Ok((from, until))
    }

    /// Years or months.
    pub(super) fn last_unit(&mut self, unit: &ast::Name) -> Result<TimeUnit, Gap> {
        match unit.value.as_str() {
            "year" | "years" => Ok(TimeUnit::Years),
            "month" | "months" => Ok(TimeUnit::Months),
            _ => {
                let message = "only years and months can be counted back here".to_owned();
                self.fail(Diagnostic::new(Code::UnitMismatch, message).at(unit.span, "years or months"))
            }
        }
    }
}

/// `first` or `last`.
pub(super) fn picked(pick: ast::Pick) -> Pick {
    match pick {
        ast::Pick::First => Pick::First,
        ast::Pick::Last => Pick::Last,
    }
}

/// The day of a written date that is meant.
pub(super) fn fixed(written: DateText, edge: Edge) -> DateTerm {
    let days = crate::check::texts::date(written);
    let day = match edge {
        Edge::First => days.lo,
        Edge::Last => days.hi,
    };
    DateTerm::Fixed(day.map_or(Interval::UNKNOWN, Interval::day))
}

/// A number that is written like a year, as a date.
pub(super) fn year(quantity: &ast::Quantity) -> Option<DateText> {
    let plain = quantity.unit.is_none() && quantity.number.scale == 0 && quantity.number.digits >= 1000;
    let year = i16::try_from(quantity.number.digits).ok().filter(|year| plain && *year <= 9999)?;
    Some(DateText { year, month: None, day: None })
}

fn event_list(path: &str) -> String {
    let words = ["started", "completed", "issued"].map(|word| format!("`{path}.{word}`"));
    format!("{} and `{path}.expires`", words.join(", "))
}
