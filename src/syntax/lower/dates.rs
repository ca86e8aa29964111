//! Dates, date expressions and windows.

use super::predicates::side_of;
use super::{Lower, Parts, inner, word};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::Span;
use crate::syntax::ast::{Amount, DateExpr, DateExprKind, DateText, Pick, Side, Spanned, Window, WindowKind};
use crate::syntax::limits;
use crate::syntax::messages::Mend as _;
use crate::syntax::parser::{Pair, Rule};

/// The months in order, as they are written.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Lower<'_> {
    /// A date token; one that does not exist is reported and replaced by the nearest that does.
    pub(super) fn date(&mut self, pair: &Pair<'_>) -> Spanned<DateText> {
        let span = self.span(pair);
        let written = word(pair);
        let mut parts = written.split(['-', '/', '.']).map(|part| part.parse::<u16>().unwrap_or_default());
        let first = parts.next().unwrap_or_default();
        let (second, third) = (parts.next(), parts.next());
        let day_first = third.is_some_and(|year| year > 31);
        let (year, month, day) =
            if day_first { (third.unwrap_or_default(), second, Some(first)) } else { (first, second, third) };
        let ours =
            [Some(format!("{year:04}")), month.map(|month| format!("{month:02}")), day.map(|day| format!("{day:02}"))]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("-");
        if day_first {
            // Whether day or month stands first differs from country to country: no fix.
            self.report(
                Diagnostic::new(Code::ForeignSpelling, format!("`{written}` does not begin with the year"))
                    .at(span, "year, month, day are expected")
                    .help("write the date as `2017-12-31`"),
            );
        } else if ours != written {
            self.report(
                Diagnostic::new(Code::ForeignSpelling, format!("`{written}` is not written as a date"))
                    .at(span, "four digits, and two, and two, joined by `-`")
                    .help(format!("write `{ours}`"))
                    .mend(span, ours),
            );
        }
        Spanned { value: self.existing(written, span, year, month, day, day_first), span }
    }

    fn existing(
        &mut self,
        written: &str,
        span: Span,
        year: u16,
        month: Option<u16>,
        day: Option<u16>,
        lax: bool,
    ) -> DateText {
        let real_year = year.clamp(1, 9999);
        let real_month = month.map(|month| month.clamp(1, 12));
        let longest = real_month.map_or(31, |month| days_in(real_year, month));
        let real_day = day.map(|day| day.clamp(1, longest));
        let fault = if real_year != year {
            Some("there is no year 0".to_owned())
        } else if let Some(month) = month.filter(|_| real_month != month) {
            Some(format!("there is no month {month}"))
        } else if real_day != day {
            Some(format!("this month has {longest} days"))
        } else {
            None
        };
        if let Some(fault) = fault.filter(|_| !lax) {
            self.report(
                Diagnostic::new(Code::InvalidDate, format!("the date `{written}` does not exist")).at(span, fault),
            );
        }
        let small = |number: u16| u8::try_from(number).unwrap_or(1);
        DateText {
            year: i16::try_from(real_year).unwrap_or(9999),
            month: real_month.map(small),
            day: real_day.map(small),
        }
    }

    /// The date behind `until`, if there is one.
    pub(super) fn last_date(&mut self, parts: &Parts<'_>) -> Option<Spanned<DateText>> {
        let date = inner(parts.one(Rule::date_last)?)?;
        Some(self.date(&date))
    }

    /// A date expression: its steps are applied from the last to the first.
    pub(super) fn datex(&mut self, pair: Pair<'_>) -> Option<DateExpr> {
        let whole = self.span(&pair);
        let parts = Parts::of(pair);
        let mut date = self.date_base(parts.one(Rule::date_base)?)?;
        let steps: Vec<Pair<'_>> = parts.all(Rule::date_step).collect();
        if let Some(over) = steps.get(limits::CHAIN) {
            self.report(
                Diagnostic::new(Code::TooDeep, format!("more than {} steps lead to one date", limits::CHAIN))
                    .at(self.span(over), "one too many"),
            );
        }
        for step in steps.into_iter().take(limits::CHAIN).rev() {
            let span = Span::new(self.file, self.span(&step).start, whole.end);
            let kind = self.date_step(step, date)?;
            date = DateExpr { kind, span };
        }
        Some(date)
    }

    fn date_step(&mut self, pair: Pair<'_>, of: DateExpr) -> Option<DateExprKind> {
        let parts = Parts::of(pair);
        let of = Box::new(of);
        if let Some(duration) = parts.one(Rule::duration) {
            let side = if parts.has(Rule::kw_before) { Side::Before } else { Side::After };
            return Some(DateExprKind::Offset(Amount::Quantity(self.quantity(duration)?), side, of));
        }
        if parts.has(Rule::kw_next) {
            let day = self.integer(&parts.one(Rule::number)?);
            let name = self.token(&parts.one(Rule::name)?);
            let month = MONTHS.iter().zip(1_u8..).find(|(month, _)| month.eq_ignore_ascii_case(&name.value));
            let Some((_, month)) = month else {
                self.report(
                    Diagnostic::new(Code::InvalidDate, format!("`{}` is not a month", name.value))
                        .at(name.span, "`January` to `December` are expected")
                        .suggest(nearest(&name.value, MONTHS.iter().copied())),
                );
                return Some(DateExprKind::Next { day: 1, month: 1, after: of });
            };
            // 29 February is a date, in some years.
            let longest = days_in(2000, u16::from(month));
            let real = u8::try_from(day.value.clamp(1, i64::from(longest))).unwrap_or(1);
            if i64::from(real) != day.value {
                self.report(
                    Diagnostic::new(
                        Code::InvalidDate,
                        format!("the date `{} {}` does not exist", day.value, name.value),
                    )
                    .at(day.span.to(name.span), format!("this month has {longest} days")),
                );
            }
            return Some(DateExprKind::Next { day: real, month, after: of });
        }
        Some(DateExprKind::Edge { end: parts.has(Rule::kw_end_of), year: parts.has(Rule::kw_year), of })
    }

    fn date_base(&mut self, pair: Pair<'_>) -> Option<DateExpr> {
        let span = self.span(&pair);
        let parts = Parts::of(pair);
        let kind = match parts.first()?.as_rule() {
            Rule::date => DateExprKind::Date(self.date(&parts.one(Rule::date)?).value),
            Rule::kw_application => DateExprKind::Application,
            Rule::kw_assessment => DateExprKind::Assessment,
            Rule::kw_birth => DateExprKind::Birth,
            Rule::kw_fact => DateExprKind::Fact(self.token(&parts.one(Rule::path)?)),
            Rule::kw_first | Rule::kw_last => {
                let pick = if parts.has(Rule::kw_first) { Pick::First } else { Pick::Last };
                let attribute = self.token(&parts.one(Rule::name)?);
                let selection = match parts.one(Rule::selection) {
                    Some(selection) => self.selection(selection)?,
                    None => {
                        let name = self.token(&parts.one(Rule::path)?);
                        let span = name.span;
                        super::named(name, span)
                    }
                };
                DateExprKind::Pick(pick, attribute, Box::new(selection))
            }
            Rule::kw_earlier | Rule::kw_later => {
                let left = Box::new(self.datex(parts.nth(Rule::datex, 0)?)?);
                let right = Box::new(self.datex(parts.nth(Rule::datex, 1)?)?);
                if parts.has(Rule::kw_earlier) {
                    DateExprKind::Earlier(left, right)
                } else {
                    DateExprKind::Later(left, right)
                }
            }
            Rule::lparen => {
                let date = self.datex(parts.one(Rule::datex)?)?;
                match parts.one(Rule::path) {
                    Some(length) => {
                        let side = if parts.has(Rule::kw_before) { Side::Before } else { Side::After };
                        DateExprKind::Offset(Amount::Named(self.token(&length)), side, Box::new(date))
                    }
                    None => date.kind,
                }
            }
            _ => DateExprKind::Event(self.token(&parts.one(Rule::path)?)),
        };
        Some(DateExpr { kind, span })
    }

    /// The date behind `at`, if there is one; the outer option is a fault of ours.
    pub(super) fn at_date(&mut self, parts: &Parts<'_>) -> Option<Option<DateExpr>> {
        self.dated(parts, Rule::at_date)
    }

    /// The date in a part that wraps one, if there is such a part; the outer option is a fault of ours.
    pub(super) fn dated(&mut self, parts: &Parts<'_>, rule: Rule) -> Option<Option<DateExpr>> {
        match parts.one(rule) {
            Some(pair) => {
                let date = Parts::of(pair).one(Rule::datex)?;
                Some(Some(self.datex(date)?))
            }
            None => Some(None),
        }
    }

    /// A window.
    pub(super) fn window(&mut self, pair: Pair<'_>) -> Option<Window> {
        let span = self.span(&pair);
        let parts = Parts::of(pair);
        let kind = match parts.first()?.as_rule() {
            Rule::kw_within => {
                let amount = self.amount(parts.one(Rule::amount)?)?;
                WindowKind::Within(amount, side_of(parts.one(Rule::side)?)?, self.datex(parts.one(Rule::datex)?)?)
            }
            Rule::kw_before => WindowKind::Before(self.datex(parts.one(Rule::datex)?)?),
            Rule::kw_after => WindowKind::After(self.datex(parts.one(Rule::datex)?)?),
            Rule::kw_from => WindowKind::From(self.datex(parts.one(Rule::datex)?)?),
            Rule::kw_until => WindowKind::Until(self.datex(parts.one(Rule::datex)?)?),
            Rule::kw_between => {
                WindowKind::Between(self.datex(parts.nth(Rule::datex, 0)?)?, self.datex(parts.nth(Rule::datex, 1)?)?)
            }
            Rule::kw_during => WindowKind::During(self.token(&parts.one(Rule::path)?)),
            Rule::kw_in_each => {
                let count = self.integer(&parts.one(Rule::number)?);
                WindowKind::EachOfLast(count.value, self.token(&parts.one(Rule::unit)?))
            }
            Rule::kw_wholly => WindowKind::Wholly,
            Rule::kw_pro_rata => WindowKind::ProRata,
            _ => return None,
        };
        Some(Window { kind, span })
    }
}

fn days_in(year: u16, month: u16) -> u16 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
