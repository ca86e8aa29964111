//! What a line of the rules asks for, in words: evidence, windows, dates and predicates.
//!
//! A phrase is a list of complete labels (`courses, in the 3 years before the application, approving body: DSHS`), so
//! that no language has to bend one to fit another. Terms for dates have one gender and no article within a language,
//! and messages choose the article by `$sort`: `day` for a day, `date` for a month or year, `term` for any other.

use super::language::{Rounding, plural};
use super::speech::Speech;
use crate::eval::assessment::QuantityUnit;
use crate::model::date::Length;
use crate::model::number::Number;
use crate::model::program::{
    Alternative, BindingId, Claim, Comparison, Constant, DateComparison, DateId, DateTerm, Event, Formula, Measure,
    Per, PeriodId, Pick, RowKind, SelectionId, Straddle, Test, Window,
};
use crate::model::text::Place;
use crate::model::vocabulary::{AttributeId, CompetencyId, builtin};

/// Competencies named in a phrase.
const MAX_NAMES: usize = 3;
/// Dates may be counted from dates that are counted from dates; a phrase goes no deeper.
const MAX_DEPTH: usize = 6;
/// The name that a standard gives to the programme it measures.
const PROGRAMME: &str = "programme";

/// A date in words, and which article it takes.
struct Term {
    text: String,
    sort: &'static str,
}

impl Speech<'_> {
    /// Evidence that fits: `courses on Advocacy, in the 3 years before the application`.
    pub(crate) fn selection(&self, id: SelectionId) -> String {
        self.selection_with(id, true)
    }

    /// The same without the competency, where that is said otherwise.
    pub(crate) fn selection_with(&self, id: SelectionId, on: bool) -> String {
        let Some(selection) = self.framework.program.selections.get_index(id.index()) else {
            return String::new();
        };
        let all: Vec<String> = selection.alternatives.iter().map(|one| self.alternative(one, on)).collect();
        let mut once: Vec<String> = Vec::new();
        all.into_iter().for_each(|one| {
            if !once.contains(&one) {
                once.push(one);
            }
        });
        self.words.or(&once)
    }

    fn alternative(&self, alternative: &Alternative, with_competency: bool) -> String {
        let kinds = self.kinds(alternative.kinds, Number::whole(2));
        let mut parts = vec![match alternative.on.filter(|_| with_competency) {
            Some(on) => {
                self.words.with("evidence-on", [("kinds", kinds.into()), ("competency", self.competency(on).into())])
            }
            None => kinds,
        }];
        parts.extend(alternative.windows.iter().filter_map(|window| self.window(window)));
        parts.extend(self.conjunction(&alternative.formula, alternative.programme));
        parts.join(", ")
    }

    /// What a claim asks of the evidence it counts, besides how much.
    pub(crate) fn claim(&self, claim: &Claim, with_competency: bool) -> String {
        let words = self.words;
        let evidence = self.selection_with(claim.selection, with_competency);
        let mut parts = vec![match &claim.measure {
            Measure::Covered { level: None, .. } => words.with("label-coverage", [("evidence", evidence.into())]),
            Measure::Covered { level: Some(level), .. } => words
                .with("label-coverage-level", [("evidence", evidence.into()), ("level", self.level(*level).into())]),
            Measure::Amount(_) | Measure::Count | Measure::Time(_) if claim.closed => {
                words.with("label-closed", [("evidence", evidence.into())])
            }
            Measure::Amount(_) | Measure::Count | Measure::Time(_) => evidence,
        }];
        let unit = self.row_unit(claim);
        parts.extend(claim.rows.iter().filter_map(|row| self.row(&row.kind, unit)));
        parts.extend(claim.whole.then(|| words.say("row-whole")));
        parts.join("; ")
    }

    /// Rows that no line of their own tells about.
    pub(crate) fn row(&self, row: &RowKind, unit: QuantityUnit) -> Option<String> {
        let words = self.words;
        let quantity = |number: Number| self.quantity(number, unit, Rounding::Up);
        let percent = |share: Number| self.quantity(share * Number::whole(100), QuantityUnit::Percent, Rounding::Up);
        Some(match row {
            RowKind::Including(..) | RowKind::Counting(..) | RowKind::IncludingMembers { .. } => return None,
            RowKind::IncludingShare(share, formula) => words
                .with("row-share-least", [("share", percent(*share).into()), ("what", self.formula(formula).into())]),
            RowKind::CountingShare(share, formula) => words
                .with("row-share-most", [("share", percent(*share).into()), ("what", self.formula(formula).into())]),
            RowKind::CountingPer(number, per) => {
                let (sort, name) = match per {
                    Per::Day => ("day", String::new()),
                    Per::Month => ("month", String::new()),
                    Per::Year => ("year", String::new()),
                    Per::Item => ("item", String::new()),
                    Per::Attribute(attribute) => ("attribute", self.attribute(*attribute)),
                };
                words.with(
                    "row-per",
                    [("quantity", quantity(*number).into()), ("sort", sort.into()), ("attribute", name.into())],
                )
            }
            RowKind::Gate { gated, least, by } => words.with(
                "row-gate",
                [
                    ("gated", self.formula(gated).into()),
                    ("quantity", quantity(*least).into()),
                    ("by", self.formula(by).into()),
                ],
            ),
            RowKind::Distinct { least, attribute, each } => {
                let (count, name) = (i64::from(*least), self.attribute(*attribute));
                match each {
                    Some(each) => words.with(
                        "row-distinct-each",
                        [("count", count.into()), ("attribute", name.into()), ("quantity", quantity(*each).into())],
                    ),
                    None => words.with("row-distinct", [("count", count.into()), ("attribute", name.into())]),
                }
            }
            RowKind::FromAtMost(1, builtin::ID) => words.say("row-from-one-item"),
            RowKind::FromAtMost(1, attribute) => {
                words.with("row-from-one", [("attribute", self.attribute(*attribute).into())])
            }
            RowKind::FromAtMost(most, attribute) => {
                let values = [("count", i64::from(*most).into()), ("attribute", self.attribute(*attribute).into())];
                words.with("row-from-most", values)
            }
            RowKind::Over(length) => words.with("row-over", [("length", self.length(*length).into())]),
            RowKind::TogetherCover { members, least } => words
                .with("row-together", [("count", i64::from(*least).into()), ("names", self.members(members).into())]),
            RowKind::WithinAny(length) => words.with("row-within-any", [("length", self.length(*length).into())]),
            RowKind::Consecutive(attribute) => {
                words.with("row-consecutive", [("attribute", self.attribute(*attribute).into())])
            }
            RowKind::NoBreak(length) => words.with("row-no-break", [("length", self.length(*length).into())]),
        })
    }

    /// Competencies by name, the first few of many.
    pub(crate) fn members(&self, members: &[CompetencyId]) -> String {
        let names: Vec<String> = members.iter().map(|member| self.competency(*member)).collect();
        self.words.some(&names, MAX_NAMES)
    }

    // ---- predicates ----

    /// A predicate: `category: certified by DSHS`.
    pub(crate) fn formula(&self, formula: &Formula) -> String {
        self.conjunction(formula, None).join(", ")
    }

    /// The parts of a predicate that all must hold; that something is part of the programme goes without saying.
    fn conjunction(&self, formula: &Formula, programme: Option<BindingId>) -> Vec<String> {
        match formula {
            Formula::True => Vec::new(),
            Formula::And(list) => list.iter().flat_map(|one| self.conjunction(one, programme)).collect(),
            Formula::Or(list) => {
                let ways: Vec<Vec<String>> =
                    list.iter().map(|one| self.conjunction(one, programme)).filter(|one| !one.is_empty()).collect();
                let nested = ways.iter().any(|way| way.len() > 1);
                let all: Vec<String> = ways
                    .into_iter()
                    .map(|way| if nested { format!("({})", way.join(", ")) } else { way.join(", ") })
                    .collect();
                if all.is_empty() { Vec::new() } else { vec![self.words.or(&all)] }
            }
            Formula::Test { test, negated } => {
                let Some(test) = self.framework.program.tests.get_index(test.index()) else { return Vec::new() };
                if let Test::PartOf(binding) = test
                    && (programme == Some(*binding) || self.binding_is_programme(*binding))
                {
                    return Vec::new();
                }
                vec![self.test(test, *negated)]
            }
        }
    }

    fn binding_is_programme(&self, binding: BindingId) -> bool {
        self.framework.program.bindings.get(binding.index()).is_some_and(|known| known.name == PROGRAMME)
    }

    fn test(&self, test: &Test, negated: bool) -> String {
        let words = self.words;
        let labelled = |attribute: AttributeId, value: String| {
            words.with("predicate", [("attribute", self.attribute(attribute).into()), ("value", value.into())])
        };
        let not = |text: String| if negated { words.with("predicate-not", [("what", text.into())]) } else { text };
        match test {
            Test::OneOf(attribute, list) => {
                if let [Constant::YesNo(value)] = list.as_slice() {
                    return labelled(*attribute, self.yes_no(*value != negated));
                }
                let all: Vec<String> = list.iter().map(|one| self.constant(*attribute, *one)).collect();
                labelled(*attribute, not(words.or(&all)))
            }
            Test::Number(attribute, comparison, number) => {
                let number = words.number(*number, Rounding::Up);
                labelled(*attribute, format!("{} {number}", relation(*comparison, negated)))
            }
            Test::Level(attribute, comparison, level) => {
                labelled(*attribute, format!("{} {}", relation(*comparison, negated), self.level(*level)))
            }
            Test::Date(attribute, comparison, date) => {
                let comparison = if negated { opposite(*comparison) } else { *comparison };
                let on = comparison == DateComparison::On;
                let text = self.against(comparison, *date);
                labelled(*attribute, if on { not(text) } else { text })
            }
            Test::Between(attribute, from, until) => labelled(*attribute, not(self.between_dates(*from, *until))),
            Test::Current(date) => {
                let term = self.term(*date, 0);
                not(words.with("predicate-current", [("date", term.text.into()), ("sort", term.sort.into())]))
            }
            Test::PartOf(binding) => not(words.with("predicate-part-of", [("name", self.binding(*binding).into())])),
            Test::Is(binding) => not(words.with("predicate-is-item", [("name", self.binding(*binding).into())])),
            Test::Unknown => words.say("predicate-unknown"),
        }
    }

    pub(crate) fn constant(&self, attribute: AttributeId, constant: Constant) -> String {
        match constant {
            Constant::Symbol(symbol) => {
                let word = self.framework.vocabulary.symbols.get_index(symbol.index());
                let word = word.map_or("", String::as_str);
                if attribute == builtin::GRANT { self.grant(word) } else { self.symbol(word) }
            }
            Constant::Title(title) => self.title(title),
            Constant::Number(number) => self.words.number(number, Rounding::Up),
            Constant::YesNo(value) => self.yes_no(value),
            Constant::Place(place) => place.code().to_owned(),
            Constant::Level(level) => self.level(level),
            Constant::Unknown => self.words.say("predicate-unknown"),
        }
    }

    /// The name of a `let`, or the programme.
    pub(crate) fn binding(&self, binding: BindingId) -> String {
        let name = self.framework.program.bindings.get(binding.index()).map_or("", |known| known.name.as_str());
        self.bound_name(name)
    }

    /// A name as readers see it.
    pub(crate) fn bound_name(&self, name: &str) -> String {
        if name == PROGRAMME { self.words.say("name-programme") } else { name.to_owned() }
    }

    // ---- dates ----

    /// A window; none if it is open on both sides.
    fn window(&self, window: &Window) -> Option<String> {
        let words = self.words;
        let dates = &self.framework.program;
        let text = match (window.from, window.until) {
            (None, None) => return None,
            (Some((from, false)), Some((until, false))) => {
                let offset = |id: DateId| {
                    if let DateTerm::Offset(length, of) = dates.date(id) { Some((*length, *of)) } else { None }
                };
                let counted = |key: &str, length: Length, of: DateId| {
                    let term = self.term(of, 0);
                    let length = self.length(length);
                    words.with(key, [("length", length.into()), ("date", term.text.into()), ("sort", term.sort.into())])
                };
                let period = (dates.date(from), dates.date(until));
                if let (DateTerm::PeriodStart(first), DateTerm::PeriodEnd(last)) = period
                    && first == last
                {
                    let known = dates.periods.get(first.index());
                    let name = known.map_or("", |period| period.name.as_str());
                    return Some(
                        self.straddling(window.straddle, words.with("window-during", [("name", name.into())])),
                    );
                }
                match (offset(from), offset(until)) {
                    (Some((length, of)), _) if of == until && negative(length) => {
                        counted("window-in-before", -length, of)
                    }
                    (_, Some((length, of))) if of == from && !negative(length) => {
                        counted("window-in-after", length, of)
                    }
                    (Some((back, of)), Some((ahead, other))) if of == other && back == -ahead => {
                        counted("window-around", ahead, of)
                    }
                    (_, _) => self.between_dates(from, until),
                }
            }
            (Some((from, _)), Some((until, _))) => self.between_dates(from, until),
            (Some((from, excluded)), None) => {
                self.against(if excluded { DateComparison::After } else { DateComparison::From }, from)
            }
            (None, Some((until, excluded))) => {
                self.against(if excluded { DateComparison::Before } else { DateComparison::Until }, until)
            }
        };
        Some(self.straddling(window.straddle, text))
    }

    fn straddling(&self, straddle: Straddle, window: String) -> String {
        match straddle {
            Straddle::EndInside => window,
            Straddle::Wholly => self.words.with("window-wholly", [("window", window.into())]),
            Straddle::ProRata => self.words.with("window-pro-rata", [("window", window.into())]),
        }
    }

    /// `before 1 March 2026`.
    pub(crate) fn against(&self, comparison: DateComparison, date: DateId) -> String {
        let key = match comparison {
            DateComparison::Before => "window-before",
            DateComparison::After => "window-after",
            DateComparison::From => "window-from",
            DateComparison::Until => "window-until",
            DateComparison::On => "window-on",
        };
        let term = self.term(date, 0);
        self.words.with(key, [("date", term.text.into()), ("sort", term.sort.into())])
    }

    fn between_dates(&self, from: DateId, until: DateId) -> String {
        let article = |date: DateId| {
            let term = self.term(date, 0);
            self.words.with("term-article", [("date", term.text.into()), ("sort", term.sort.into())])
        };
        self.words.with("window-between", [("from", article(from).into()), ("until", article(until).into())])
    }

    /// A date as the subject of a sentence.
    pub(crate) fn date_subject(&self, date: DateId) -> String {
        let term = self.term(date, 0);
        self.words.with("term-article", [("date", term.text.into()), ("sort", term.sort.into())])
    }

    /// Residence in a place, perhaps throughout a period.
    pub(crate) fn residence(&self, place: Place, from: Option<DateId>, to: Option<DateId>) -> String {
        let place = self.words.with("label-residence", [("place", place.code().to_owned().into())]);
        let from = from.map(|date| self.against(DateComparison::From, date));
        let to = to.map(|date| self.against(DateComparison::Until, date));
        [Some(place), from, to].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// So much time since a date.
    pub(crate) fn since(&self, comparison: Comparison, length: Length, since: DateId) -> String {
        let key = match comparison {
            Comparison::AtLeast | Comparison::Over => "label-since-least",
            Comparison::AtMost | Comparison::Under => "label-since-most",
        };
        let date = self.date_subject(since);
        self.words.with(key, [("date", date.into()), ("length", self.length(length).into())])
    }

    /// One date against another.
    pub(crate) fn date_order(&self, left: DateId, comparison: DateComparison, right: DateId) -> String {
        let values = [("date", self.date_subject(left).into()), ("window", self.against(comparison, right).into())];
        self.words.with("label-date-order", values)
    }

    fn term(&self, id: DateId, depth: usize) -> Term {
        let words = self.words;
        let term = |text: String| Term { text, sort: "term" };
        if depth > MAX_DEPTH {
            return Term { text: "…".to_owned(), sort: "date" };
        }
        let of = |id: DateId| self.term(id, depth + 1);
        let event = |event: Event, name: String| {
            let sort = match event {
                Event::Date => "date",
                Event::Started => "started",
                Event::Completed => "completed",
                Event::Issued => "issued",
                Event::Expires => "expires",
                Event::FirstIssued => "first-issued",
            };
            term(words.with("term-event", [("event", sort.into()), ("name", name.into())]))
        };
        match self.framework.program.date(id) {
            DateTerm::Fixed(date) => {
                let sort = if date.exact().is_some() { "day" } else { "date" };
                Term { text: words.date(*date), sort }
            }
            DateTerm::Application => term(words.say("term-application")),
            DateTerm::Assessment => term(words.say("term-assessment")),
            DateTerm::Birth => term(words.say("term-birth")),
            DateTerm::Fact(fact) => {
                let known = self.framework.vocabulary.facts.get_index(fact.index());
                let text = known.map_or("", |(_, fact)| self.text(&fact.text));
                term(words.with("term-fact", [("question", text.into())]))
            }
            DateTerm::Bound(binding, which) => event(*which, self.binding(*binding)),
            DateTerm::Grant(grant, which) => {
                let word = self.framework.vocabulary.symbols.get_index(grant.index()).map_or("", String::as_str);
                event(*which, self.grant(word))
            }
            DateTerm::Picked(pick, which, selection) => {
                let key = match pick {
                    Pick::First => "name-first",
                    Pick::Last => "name-last",
                };
                event(*which, words.with(key, [("evidence", self.selection(*selection).into())]))
            }
            DateTerm::Offset(length, date) => {
                let (key, length) = if negative(*length) { ("term-before", -*length) } else { ("term-after", *length) };
                let date = of(*date);
                term(words.with(
                    key,
                    [("length", self.length(length).into()), ("date", date.text.into()), ("sort", date.sort.into())],
                ))
            }
            DateTerm::Edge { end, year, of: date } => {
                let edge = match (end, year) {
                    (false, false) => "month-start",
                    (true, false) => "month-end",
                    (false, true) => "year-start",
                    (true, true) => "year-end",
                };
                let date = of(*date);
                term(
                    words.with(
                        "term-edge",
                        [("edge", edge.into()), ("date", date.text.into()), ("sort", date.sort.into())],
                    ),
                )
            }
            DateTerm::Next { month, day, after } => {
                let date = of(*after);
                term(words.with(
                    "term-next",
                    [
                        ("day", i64::from(*day).into()),
                        ("month", words.month(*month).into()),
                        ("date", date.text.into()),
                        ("sort", date.sort.into()),
                    ],
                ))
            }
            DateTerm::Earlier(one, other) => self.two("term-earlier", *one, *other, depth),
            DateTerm::Later(one, other) => self.two("term-later", *one, *other, depth),
            DateTerm::PeriodStart(period) => self.period_term("term-period-start", *period),
            DateTerm::PeriodEnd(period) => self.period_term("term-period-end", *period),
        }
    }

    fn two(&self, key: &str, one: DateId, other: DateId, depth: usize) -> Term {
        let (one, other) = (self.term(one, depth + 1).text, self.term(other, depth + 1).text);
        Term { text: self.words.with(key, [("one", one.into()), ("other", other.into())]), sort: "term" }
    }

    fn period_term(&self, key: &str, period: PeriodId) -> Term {
        let name = self.framework.program.periods.get(period.index()).map_or("", |period| period.name.as_str());
        Term { text: self.words.with(key, [("name", name.into())]), sort: "term" }
    }

    /// A length of time: `3 years`.
    pub(crate) fn length(&self, length: Length) -> String {
        let unit = |count: i32, key: &str| {
            let number = Number::whole(i64::from(count));
            self.words.with(key, [("number", count.to_string().into()), ("n", plural(number))])
        };
        let mut parts = Vec::new();
        match length.months {
            0 => {}
            months if months % 12 == 0 => parts.push(unit(months / 12, "unit-years")),
            months => parts.push(unit(months, "unit-months")),
        }
        match length.days {
            0 if length.months != 0 => {}
            days if days != 0 && days % 7 == 0 => parts.push(unit(days / 7, "unit-weeks")),
            days => parts.push(unit(days, "unit-days")),
        }
        self.words.and(&parts)
    }
}

const fn negative(length: Length) -> bool {
    length.months < 0 || length.days < 0
}

/// The sign of a comparison, or of its contrary.
pub(crate) const fn relation(comparison: Comparison, negated: bool) -> &'static str {
    match (comparison, negated) {
        (Comparison::AtLeast, false) | (Comparison::Under, true) => "≥",
        (Comparison::AtMost, false) | (Comparison::Over, true) => "≤",
        (Comparison::Over, false) | (Comparison::AtMost, true) => ">",
        (Comparison::Under, false) | (Comparison::AtLeast, true) => "<",
    }
}

/// What holds of a date if the comparison does not.
const fn opposite(comparison: DateComparison) -> DateComparison {
    match comparison {
        DateComparison::Before => DateComparison::From,
        DateComparison::From => DateComparison::Before,
        DateComparison::After => DateComparison::Until,
        DateComparison::Until => DateComparison::After,
        DateComparison::On => DateComparison::On,
    }
}
