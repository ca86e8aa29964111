//! Lines that are sums over items: which rows they come to if items may be there or not.
//!
//! For one record a claim is decided by `open` and `closed`. An analysis asks the same of every record that can be made
//! of some of the items, so it needs the sums themselves. What is no plain sum (a limit, a gate, the calendar) has none.

use super::Side;
use super::closed::bounds_of;
use crate::eval::context::{Context, Use};
use crate::eval::measure::Entry;
use crate::model::date::Truth;
use crate::model::number::Number;
use crate::model::program::{Claim, DateTerm, Formula, Measure, NodeKind, RowKind, SelectionId, Test};
use crate::model::vocabulary::Kinds;

/// `Σ a·z ≥ b`, where `z` is 1 for an item that is there. A row without terms says whether `0 ≥ b`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemRow {
    /// Items, in order, with their coefficients, none of them zero.
    pub(crate) terms: Vec<(usize, Number)>,
    /// The constant.
    pub(crate) bound: Number,
}

impl ItemRow {
    /// Adds up terms of one item.
    fn new(mut terms: Vec<(usize, Number)>, bound: Number) -> Self {
        terms.sort_by_key(|(item, _)| *item);
        terms.dedup_by(|next, first| {
            let same = next.0 == first.0;
            if same {
                first.1 += next.1;
            }
            same
        });
        terms.retain(|(_, coefficient)| !coefficient.is_zero());
        Self { terms, bound }
    }

    /// Never holds.
    fn never() -> Self {
        Self { terms: Vec::new(), bound: Number::ONE }
    }
}

impl<'a> Context<'a> {
    /// The rows that a node comes to on a side; all of them must hold. None if it is no plain sum.
    pub(crate) fn linear(&mut self, kind: &'a NodeKind, sure: bool) -> Option<Vec<ItemRow>> {
        let side = if sure { Side::Sure } else { Side::Possible };
        match kind {
            NodeKind::Claim(claim) => self.linear_claim(claim, side),
            NodeKind::Share { part, whole, at_least, share, measure } => {
                self.linear_share((*part, *whole), *at_least, *share, measure, side)
            }
            NodeKind::All(_)
            | NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Choose { .. }
            | NodeKind::Guarded { .. }
            | NodeKind::Bind(..)
            | NodeKind::Named(_)
            | NodeKind::Joint(..)
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Judged { .. }
            | NodeKind::Open => None,
        }
    }

    /// Whether an item fits a selection whatever other items there are.
    pub(crate) fn fits_alone(&self, id: SelectionId) -> bool {
        let program = &self.framework.program;
        let Some(selection) = program.selections.get_index(id.index()) else { return true };
        selection.alternatives.iter().all(|alternative| {
            let dates = alternative.windows.iter().flat_map(|window| [window.from, window.until]).flatten();
            dates.map(|(date, _)| date).all(|date| self.date_alone(program.date(date)))
                && self.formula_alone(&alternative.formula)
        })
    }

    /// Whether evidence fits a claim and its rows whatever other evidence there is.
    pub(crate) fn claim_alone(&self, claim: &Claim) -> bool {
        self.fits_alone(claim.selection)
            && claim.rows.iter().all(|row| match &row.kind {
                RowKind::Including(_, formula)
                | RowKind::IncludingShare(_, formula)
                | RowKind::Counting(_, formula)
                | RowKind::CountingShare(_, formula) => self.formula_alone(formula),
                RowKind::Gate { gated, by, .. } => self.formula_alone(gated) && self.formula_alone(by),
                RowKind::CountingPer(..)
                | RowKind::Distinct { .. }
                | RowKind::FromAtMost(..)
                | RowKind::Over(_)
                | RowKind::TogetherCover { .. }
                | RowKind::WithinAny(_)
                | RowKind::Consecutive(_)
                | RowKind::NoBreak(_)
                | RowKind::IncludingMembers { .. } => true,
            })
    }

    /// Whether a predicate says the same of an item whatever other items there are.
    fn formula_alone(&self, formula: &Formula) -> bool {
        let program = &self.framework.program;
        match formula {
            Formula::True => true,
            Formula::And(list) | Formula::Or(list) => list.iter().all(|one| self.formula_alone(one)),
            Formula::Test { test, .. } => program.tests.get_index(test.index()).is_none_or(|test| match test {
                Test::Date(_, _, date) | Test::Current(date) => self.date_alone(program.date(*date)),
                Test::Between(_, from, until) => {
                    self.date_alone(program.date(*from)) && self.date_alone(program.date(*until))
                }
                Test::OneOf(..)
                | Test::Number(..)
                | Test::Level(..)
                | Test::PartOf(_)
                | Test::Is(_)
                | Test::Unknown => true,
            }),
        }
    }

    /// Whether a date is the same whatever items there are.
    pub(crate) fn date_alone(&self, term: &DateTerm) -> bool {
        let program = &self.framework.program;
        match term {
            DateTerm::Fixed(_)
            | DateTerm::Application
            | DateTerm::Assessment
            | DateTerm::Birth
            | DateTerm::Fact(_)
            | DateTerm::Bound(..) => true,
            DateTerm::Grant(..) | DateTerm::Picked(..) => false,
            DateTerm::Offset(_, date) | DateTerm::Edge { of: date, .. } | DateTerm::Next { after: date, .. } => {
                self.date_alone(program.date(*date))
            }
            DateTerm::Earlier(one, other) | DateTerm::Later(one, other) => {
                self.date_alone(program.date(*one)) && self.date_alone(program.date(*other))
            }
            DateTerm::PeriodStart(period) | DateTerm::PeriodEnd(period) => {
                let period = program.periods.get(period.index());
                period.is_none_or(|period| self.date_alone(program.date(period.from)))
            }
        }
    }

    /// Rows that a claim needs, whatever else it asks and whatever else competes for its evidence: none of them may fail.
    ///
    /// What fits is enough; so is what fits and is not under a limit, up to what the limit leaves to be counted elsewhere.
    pub(crate) fn needed(&mut self, claim: &'a Claim, sure: bool) -> Vec<ItemRow> {
        let side = if sure { Side::Sure } else { Side::Possible };
        let Some(entries) = self.plain_entries(claim) else { return Vec::new() };
        let mut rows = Vec::new();
        if let Some(least) = claim.bounds.least {
            rows.extend(at_least(&entries, side, least));
        }
        for row in &claim.rows {
            let (formula, helps, amount) = match &row.kind {
                RowKind::Including(least, formula) => (formula, true, *least),
                // What is not under the limit has to give the rest.
                RowKind::Counting(most, formula) => {
                    (formula, false, claim.bounds.least.unwrap_or(Number::ZERO) - *most)
                }
                RowKind::IncludingShare(..)
                | RowKind::CountingShare(..)
                | RowKind::CountingPer(..)
                | RowKind::Gate { .. }
                | RowKind::Distinct { .. }
                | RowKind::FromAtMost(..)
                | RowKind::Over(_)
                | RowKind::TogetherCover { .. }
                | RowKind::WithinAny(_)
                | RowKind::Consecutive(_)
                | RowKind::NoBreak(_)
                | RowKind::IncludingMembers { .. } => continue,
            };
            if amount <= Number::ZERO || !self.formula_alone(formula) {
                continue;
            }
            let inside = self.members(formula, &entries, side, helps);
            let kept = entries.iter().zip(&inside).filter(|(_, inside)| **inside == helps);
            let kept: Vec<Entry> = kept.map(|(entry, _)| entry.clone()).collect();
            rows.extend(at_least(&kept, side, amount));
        }
        rows
    }

    /// The row that claims need together if no evidence serves two of them; none if they are not measured alike.
    pub(crate) fn needed_apart(&mut self, claims: &[&'a Claim], sure: bool) -> Option<ItemRow> {
        let side = if sure { Side::Sure } else { Side::Possible };
        let measure = &claims.first()?.measure;
        let mut all: Vec<Entry> = Vec::new();
        let mut least = Number::ZERO;
        for claim in claims {
            if claim.measure != *measure {
                return None;
            }
            // Hours on one competency and on another may be different hours of one portion.
            let known = self.framework.program.selections.get_index(claim.selection.index())?;
            if known.alternatives.iter().any(|alternative| alternative.on.is_some()) {
                return None;
            }
            least += claim.bounds.least?;
            for entry in self.plain_entries(claim)? {
                let same = |known: &&mut Entry| {
                    known.item == entry.item
                        && known.portions == entry.portions
                        && (known.low, known.high) == (entry.low, entry.high)
                };
                match all.iter_mut().find(same) {
                    Some(known) => known.fit = known.fit.max(entry.fit),
                    None => all.push(entry),
                }
            }
        }
        at_least(&all, side, least)
    }

    /// What an open claim may count, if each of it fits whatever else there is, and nothing stands for other evidence.
    fn plain_entries(&mut self, claim: &'a Claim) -> Option<Vec<Entry>> {
        if claim.closed || self.directed || !self.fits_alone(claim.selection) || self.is_given(claim.selection) {
            return None;
        }
        match &claim.measure {
            Measure::Amount(unit) => Some(self.amount_entries(claim.selection, *unit, Use::For)),
            Measure::Count => Some(self.count_entries(claim.selection, Use::For)),
            Measure::Time(_) | Measure::Covered { .. } => None,
        }
    }

    /// Whether evidence of another kind may stand for what a selection takes.
    fn is_given(&self, selection: SelectionId) -> bool {
        let kinds = self.framework.program.selections.get_index(selection.index());
        let all = kinds.map(|known| known.alternatives.as_slice()).unwrap_or_default();
        let takes = |given: Kinds| all.iter().any(|one| given.iter().any(|kind| one.kinds.has(kind)));
        self.framework.program.conversions.iter().any(|conversion| takes(conversion.kinds))
    }

    fn linear_claim(&mut self, claim: &'a Claim, side: Side) -> Option<Vec<ItemRow>> {
        let entries = match &claim.measure {
            Measure::Amount(unit) => self.amount_entries(claim.selection, *unit, Use::For),
            Measure::Count => self.count_entries(claim.selection, Use::For),
            Measure::Time(_) | Measure::Covered { .. } => return None,
        };
        if claim.competes || self.directed || !self.fits_alone(claim.selection) {
            return None;
        }
        if claim.closed {
            return self.linear_closed(claim, &entries, side);
        }
        // What is accepted in place of other evidence serves claims of which things may be left out.
        if self.is_given(claim.selection) {
            return None;
        }
        let forbids = claim.bounds.most.is_some();
        if claim.whole || claim.bounds.exactly || forbids && !claim.rows.is_empty() {
            return None;
        }
        let mut rows = Vec::new();
        if let Some(least) = claim.bounds.least {
            rows.push(at_least(&entries, side, least)?);
        }
        for row in &claim.rows {
            let RowKind::Including(least, formula) = &row.kind else { return None };
            if !self.formula_alone(formula) {
                return None;
            }
            let inside = self.members(formula, &entries, side, true);
            let inside: Vec<Entry> =
                entries.iter().zip(&inside).filter(|(_, inside)| **inside).map(|(entry, _)| entry.clone()).collect();
            rows.push(at_least(&inside, side, *least)?);
        }
        if let Some(most) = claim.bounds.most {
            if side == Side::Sure && !self.complete(claim.selection) {
                return Some(vec![ItemRow::never()]);
            }
            let entries = self.count_entries(claim.selection, Use::Against);
            let counts = |entry: &&Entry| entry.fit == Truth::True || side == Side::Sure;
            let terms = entries.iter().filter(counts).map(|entry| (entry.item, -entry.low)).collect();
            rows.push(ItemRow::new(terms, -most));
        }
        Some(rows)
    }

    /// A claim of all evidence: everything counts, as it is worst or best.
    fn linear_closed(&mut self, claim: &'a Claim, entries: &[Entry], side: Side) -> Option<Vec<ItemRow>> {
        let mut rows = Vec::new();
        let shares = claim.rows.iter().any(|row| {
            matches!(row.kind, RowKind::IncludingShare(..) | RowKind::CountingShare(..) | RowKind::Counting(..))
        });
        if side == Side::Sure && (claim.bounds.most.is_some() || shares) && !self.complete(claim.selection) {
            return Some(vec![ItemRow::never()]);
        }
        if let Some(least) = claim.bounds.least {
            rows.push(at_least(entries, side, least)?);
        }
        if let Some(most) = claim.bounds.most {
            let mut terms = Vec::new();
            for entry in entries {
                let amount = match side {
                    // Without a known end it is too much as soon as it is there.
                    Side::Sure => entry.high.unwrap_or(most + Number::ONE),
                    Side::Possible if entry.fit == Truth::True => entry.low,
                    Side::Possible => continue,
                };
                terms.push((entry.item, -amount));
            }
            rows.push(ItemRow::new(terms, -most));
        }
        for row in &claim.rows {
            let (formula, lower, amount, share) = match &row.kind {
                RowKind::Including(q, formula) => (formula, true, *q, Number::ZERO),
                RowKind::Counting(q, formula) => (formula, false, *q, Number::ZERO),
                RowKind::IncludingShare(share, formula) => (formula, true, Number::ZERO, *share),
                RowKind::CountingShare(share, formula) => (formula, false, Number::ZERO, *share),
                RowKind::CountingPer(..)
                | RowKind::Gate { .. }
                | RowKind::Distinct { .. }
                | RowKind::FromAtMost(..)
                | RowKind::Over(_)
                | RowKind::TogetherCover { .. }
                | RowKind::WithinAny(_)
                | RowKind::Consecutive(_)
                | RowKind::NoBreak(_)
                | RowKind::IncludingMembers { .. } => return None,
            };
            if !self.formula_alone(formula) {
                return None;
            }
            let mut terms = Vec::new();
            for entry in entries {
                let inside = self.entry_formula(formula, entry);
                let (low, high) = bounds_of(entry, inside, share);
                // The sure side is the worst case: the least of what is to reach a bound, the most of what is to keep one.
                let value = if (side == Side::Sure) == lower { low? } else { high? };
                terms.push((entry.item, if lower { value } else { -value }));
            }
            rows.push(ItemRow::new(terms, if lower { amount } else { -amount }));
        }
        Some(rows)
    }

    /// `part makes at least r % of all whole`: one row, in which an item that is in both has the coefficient `1 − r`.
    fn linear_share(
        &mut self,
        (part, whole): (SelectionId, SelectionId),
        lower: bool,
        share: Number,
        measure: &Measure,
        side: Side,
    ) -> Option<Vec<ItemRow>> {
        if !self.fits_alone(part) || !self.fits_alone(whole) {
            return None;
        }
        let complete = self.complete(whole) && (lower || self.complete(part));
        if side == Side::Sure && !complete {
            return Some(vec![ItemRow::never()]);
        }
        let mut entries: Vec<(Entry, Truth, Truth)> = Vec::new();
        for (selection, first) in [(part, true), (whole, false)] {
            let list = match measure {
                Measure::Amount(unit) => self.amount_entries(selection, *unit, Use::For),
                Measure::Count | Measure::Time(_) | Measure::Covered { .. } => self.count_entries(selection, Use::For),
            };
            for entry in list {
                let fit = entry.fit;
                match entries.iter_mut().find(|(known, _, _)| known.portions == entry.portions) {
                    Some((_, in_part, in_whole)) => *(if first { in_part } else { in_whole }) = fit,
                    None if first => entries.push((entry, fit, Truth::False)),
                    None => entries.push((entry, Truth::False, fit)),
                }
            }
        }
        let mut terms = Vec::new();
        for (entry, in_part, in_whole) in &entries {
            let counts = |truth: Truth, helps: bool| {
                if (side == Side::Sure) == helps { truth == Truth::True } else { truth != Truth::False }
            };
            let mut coefficient = Number::ZERO;
            if counts(*in_part, lower) {
                coefficient += Number::ONE;
            }
            if counts(*in_whole, !lower) {
                coefficient += -share;
            }
            if !lower {
                coefficient = -coefficient;
            }
            if coefficient.is_zero() {
                continue;
            }
            let low = (side == Side::Sure) == (coefficient > Number::ZERO);
            terms.push((entry.item, coefficient * if low { entry.low } else { entry.high? }));
        }
        Some(vec![ItemRow::new(terms, Number::ZERO)])
    }
}

/// What is there reaches an amount.
fn at_least(entries: &[Entry], side: Side, least: Number) -> Option<ItemRow> {
    let mut terms = Vec::new();
    for entry in entries {
        let amount = match side {
            Side::Sure if entry.fit == Truth::True => entry.low,
            Side::Sure => continue,
            // Without a known end it may be all that is asked.
            Side::Possible => entry.high.unwrap_or(least.max(Number::ZERO)),
        };
        terms.push((entry.item, amount));
    }
    Some(ItemRow::new(terms, least))
}
