//! Bounds within one line that can never, or always, hold.

use super::rows::Rows;
use super::{Gap, Lowering};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::number::Number;
use crate::model::program::{Bounds, Claim, Constant, Formula, Measure, Row, RowKind, SelectionId, Test};
use crate::model::vocabulary::{AttributeId, SymbolId};
use crate::source::Span;

impl Lowering<'_, '_> {
    /// Bounds of the line itself.
    pub(super) fn sensible_bounds(&mut self, bounds: &Bounds, measure: &Measure, span: Span) -> Result<(), Gap> {
        if let (Some(least), Some(most)) = (bounds.least, bounds.most)
            && least > most
        {
            let unit = self.measure_word(measure);
            let message = format!("nothing lies between {least} and {most} {unit}");
            return self.fail(Diagnostic::new(Code::NeverMet, message).at(span, "the first is more than the second"));
        }
        if bounds.least.is_some_and(|least| least <= Number::ZERO) && bounds.most.is_none() {
            let message = "at least nothing is asked, which every record has".to_owned();
            self.report(Diagnostic::new(Code::AlwaysMet, message).at(span, "always met"));
        }
        Ok(())
    }

    /// Rows that contradict one another or the line.
    pub(super) fn sensible_rows(&mut self, claim: &Claim, rows: &Rows, span: Span) -> Result<(), Gap> {
        for row in &rows.rows {
            self.sensible_row(row, claim.bounds.most, span)?;
        }
        self.needs_under_caps(&rows.rows)?;
        self.needs_add_up(claim, &rows.rows, span)?;
        self.all_values_capped(claim, &rows.rows, span)?;
        self.percentages(&rows.rows)
    }

    /// Rows of a block that contradict one another.
    pub(super) fn sensible_scope(&mut self, rows: &[(Measure, Row)]) {
        let mut measures: Vec<&Measure> = Vec::new();
        for (measure, row) in rows {
            if self.sensible_row(row, None, row.span).is_err() {
                return;
            }
            if !measures.contains(&measure) {
                measures.push(measure);
            }
        }
        for measure in measures {
            let alike = rows.iter().filter(|(other, _)| other == measure).map(|(_, row)| row.clone());
            let alike: Vec<Row> = alike.collect();
            if self.needs_under_caps(&alike).and_then(|()| self.percentages(&alike)).is_err() {
                return;
            }
        }
    }

    fn sensible_row(&mut self, row: &Row, most: Option<Number>, span: Span) -> Result<(), Gap> {
        match &row.kind {
            RowKind::Including(number, _) if *number <= Number::ZERO => self.says_nothing(row.span),
            RowKind::IncludingShare(share, _) if *share <= Number::ZERO => self.says_nothing(row.span),
            RowKind::CountingShare(share, _) if *share >= Number::ONE => self.says_nothing(row.span),
            RowKind::IncludingShare(share, _) if *share > Number::ONE => {
                let message = "more than all of what is counted is asked for".to_owned();
                return self.fail(Diagnostic::new(Code::NeverMet, message).at(row.span, "more than 100 %"));
            }
            RowKind::Distinct { least, attribute, each } => {
                self.enough_values(*least, *attribute, row.span)?;
                if let (Some(each), Some(most)) = (each, most)
                    && *each * Number::whole(i64::from(*least)) > most
                {
                    return self.never(row.span, "more than the line allows", (span, "the limit"));
                }
            }
            RowKind::FromAtMost(most, attribute) if self.no_more_values(*most, *attribute) => {
                self.says_nothing(row.span);
            }
            RowKind::Including(..)
            | RowKind::IncludingShare(..)
            | RowKind::Counting(..)
            | RowKind::CountingShare(..)
            | RowKind::CountingPer(..)
            | RowKind::Gate { .. }
            | RowKind::FromAtMost(..)
            | RowKind::Over(_)
            | RowKind::TogetherCover { .. }
            | RowKind::WithinAny(_)
            | RowKind::Consecutive(_)
            | RowKind::NoBreak(_)
            | RowKind::IncludingMembers { .. } => {}
        }
        Ok(())
    }

    fn says_nothing(&mut self, span: Span) {
        let message = "this modifier is met by whatever is counted".to_owned();
        self.report(Diagnostic::new(Code::AlwaysMet, message).at(span, "always met"));
    }

    fn never<T>(&mut self, span: Span, label: &str, other: (Span, &str)) -> Result<T, Gap> {
        let message = "no record can meet this line".to_owned();
        self.fail(Diagnostic::new(Code::NeverMet, message).at(span, label).also(other.0, other.1))
    }

    /// As many values as are asked for must exist.
    fn enough_values(&mut self, least: u32, attribute: AttributeId, span: Span) -> Result<(), Gap> {
        let Some(known) = self.attribute_of(attribute) else { return Ok(()) };
        let there = known.values.len();
        if there == 0 || least as usize <= there {
            return Ok(());
        }
        let message = format!("{least} values of `{}` are asked for, and {there} are declared", known.name);
        self.fail(Diagnostic::new(Code::NeverMet, message).at(span, "more than there are"))
    }

    /// Whether an attribute has no more values than so many.
    fn no_more_values(&self, most: u32, attribute: AttributeId) -> bool {
        let there = self.attribute_of(attribute).map_or(0, |known| known.values.len());
        there > 0 && there <= most as usize
    }

    /// A need within a set of which less may be counted.
    fn needs_under_caps(&mut self, rows: &[Row]) -> Result<(), Gap> {
        let logic = self.logic();
        let clash = rows.iter().find_map(|need| {
            let RowKind::Including(least, set) = &need.kind else { return None };
            rows.iter().find_map(|cap| {
                let RowKind::Counting(most, wider) = &cap.kind else { return None };
                (least > most && logic.within(set, wider)).then_some((need.span, cap.span))
            })
        });
        match clash {
            None => Ok(()),
            Some((need, cap)) => self.never(need, "asks for more", (cap, "than may be counted")),
        }
    }

    /// Needs on sets that exclude one another add up to more than the line allows.
    fn needs_add_up(&mut self, claim: &Claim, rows: &[Row], span: Span) -> Result<(), Gap> {
        let Some(most) = claim.bounds.most else { return Ok(()) };
        let logic = self.logic();
        let mut apart: Vec<(&Formula, Number, Span)> = Vec::new();
        for row in rows {
            if let RowKind::Including(least, set) = &row.kind
                && apart.iter().all(|(other, ..)| logic.disjoint(set, other))
            {
                apart.push((set, *least, row.span));
            }
        }
        let sum: Number = apart.iter().map(|(_, least, _)| *least).sum();
        match apart.last().map(|(.., last)| *last) {
            Some(last) if sum > most => self.never(last, "too much together with the others", (span, "the limit")),
            Some(_) | None => Ok(()),
        }
    }

    /// Caps on all values that an attribute can have leave less than is needed.
    fn all_values_capped(&mut self, claim: &Claim, rows: &[Row], span: Span) -> Result<(), Gap> {
        let Some(least) = claim.bounds.least.filter(|_| !claim.closed) else { return Ok(()) };
        let mut by_attribute: Vec<(AttributeId, Vec<SymbolId>, Number, Span)> = Vec::new();
        for row in rows {
            let RowKind::Counting(most, set) = &row.kind else { continue };
            if *set == Formula::True && *most < least {
                return self.never(span, "asks for more", (row.span, "than may be counted"));
            }
            let Some((attribute, values)) = self.symbols_of(set) else { continue };
            match by_attribute.iter_mut().find(|(known, ..)| *known == attribute) {
                Some((_, all, sum, place)) => {
                    all.extend(values);
                    *sum += *most;
                    *place = row.span;
                }
                None => by_attribute.push((attribute, values, *most, row.span)),
            }
        }
        for (attribute, capped, sum, place) in by_attribute {
            let Some(known) = self.attribute_of(attribute) else { continue };
            let closed = !known.values.is_empty() && known.values.keys().all(|value| capped.contains(value));
            if closed && sum < least {
                let message =
                    format!("every value of `{}` is limited, to {sum} in all, and {least} are asked for", known.name);
                let never = Diagnostic::new(Code::NeverMet, message).at(span, "asks for more");
                return self.fail(never.also(place, "the last of the limits"));
            }
        }
        Ok(())
    }

    /// The symbols that a set is made of, if it is no more than that.
    fn symbols_of(&self, set: &Formula) -> Option<(AttributeId, Vec<SymbolId>)> {
        let Formula::Test { test, negated: false } = set else { return None };
        let Test::OneOf(attribute, values) = self.rules.program.tests.get_index(test.index())? else { return None };
        let symbols = values.iter().map(|value| {
            let Constant::Symbol(symbol) = value else { return None };
            Some(*symbol)
        });
        Some((*attribute, symbols.collect::<Option<Vec<_>>>()?))
    }

    /// Shares of what is counted that leave no room for one another.
    fn percentages(&mut self, rows: &[Row]) -> Result<(), Gap> {
        let logic = self.logic();
        let shares: Vec<(&Number, &Formula, Span)> = rows
            .iter()
            .filter_map(|row| {
                let RowKind::IncludingShare(share, set) = &row.kind else { return None };
                Some((share, set, row.span))
            })
            .collect();
        let clash = rows.iter().find_map(|cap| {
            let RowKind::CountingShare(most, wider) = &cap.kind else { return None };
            let need = shares.iter().find(|(share, set, _)| *share > most && logic.within(set, wider));
            need.map(|(.., need)| (*need, cap.span))
        });
        let clash = clash.or_else(|| {
            shares.iter().enumerate().find_map(|(index, (one, set, first))| {
                shares.iter().skip(index + 1).find_map(|(two, other, second)| {
                    (**one + **two > Number::ONE && logic.disjoint(set, other)).then_some((*second, *first))
                })
            })
        });
        match clash {
            None => Ok(()),
            Some((one, other)) => self.never(one, "leaves no room", (other, "for this")),
        }
    }

    /// Shares that hold or fail whatever there is, because the part lies within the whole.
    pub(super) fn sensible_share(
        &mut self,
        part: SelectionId,
        whole: SelectionId,
        at_least: bool,
        share: Number,
        span: Span,
    ) -> Result<(), Gap> {
        if at_least && share <= Number::ZERO {
            self.says_nothing(span);
            return Ok(());
        }
        if share < Number::ONE || !self.selection_within(part, whole) {
            return Ok(());
        }
        if !at_least {
            self.says_nothing(span);
        } else if share > Number::ONE {
            let message = "a part is never more than 100 % of the whole it lies in".to_owned();
            return self.fail(Diagnostic::new(Code::NeverMet, message).at(span, "more than 100 %"));
        }
        Ok(())
    }

    fn selection_within(&self, part: SelectionId, whole: SelectionId) -> bool {
        let logic = self.logic();
        let selections = &self.rules.program.selections;
        let of = |id: SelectionId| selections.get_index(id.index()).map_or(&[][..], |one| one.alternatives.as_slice());
        of(part).iter().all(|inner| {
            of(whole).iter().any(|outer| {
                inner.kinds.union(outer.kinds) == outer.kinds
                    && (outer.on.is_none() || outer.on == inner.on)
                    && outer.windows.iter().all(|window| inner.windows.contains(window))
                    && logic.within(&inner.formula, &outer.formula)
            })
        })
    }
}
