//! Rows of claims and of blocks as lines of their own: what is counted of what each asks for.

use super::{Explainer, finding, row_line};
use crate::eval::assessment::{Finding, Needed, QuantityUnit, Range, Uncovered, Verdict};
use crate::eval::claim::Side;
use crate::eval::measure::Entry;
use crate::model::date::{Length, Truth};
use crate::model::number::Number;
use crate::model::program::{Formula, Measure, NodeId, RowKind};
use crate::model::vocabulary::{AttributeId, CompetencyId, SymbolId};

/// Evidence, and how much of each piece is counted on a side; none is unbounded.
pub(super) type Counting = (Vec<Entry>, Vec<Option<Number>>);

/// The row of a node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) node: NodeId,
    pub(super) row: usize,
    pub(super) kind: &'a RowKind,
    pub(super) measure: &'a Measure,
    pub(super) unit: QuantityUnit,
}

fn counts(amount: Option<Number>) -> bool {
    amount.is_none_or(|amount| amount > Number::ZERO)
}

fn whole(count: usize) -> Number {
    Number::whole(i64::try_from(count).unwrap_or(i64::MAX))
}

impl<'a> Explainer<'a> {
    /// A row as a line; none where it speaks of single claims in another way, or nothing is there to speak of.
    ///
    /// Limits, groups and gates choose what counts: nobody can fail them by themselves, and they are shown as met.
    pub(super) fn row_finding(&mut self, place: Place<'a>, sure: &Counting, possible: &Counting) -> Option<Finding> {
        let Place { node, row, kind, measure, unit } = place;
        let limit = |needed: Option<Needed>, measured: Option<Range>| Finding {
            row: Some(row),
            needed,
            measured,
            ..finding(node, Verdict::Met)
        };
        Some(match kind {
            RowKind::Including(least, formula) => {
                let there = self.sums(formula, sure, possible);
                row_line(node, row, there, (Some(*least), None), unit)
            }
            RowKind::Counting(most, formula) => {
                let there = self.sums(formula, sure, possible);
                row_line(node, row, there, (None, Some(*most)), unit)
            }
            RowKind::IncludingShare(share, formula) => {
                return self.share_line(place, (*share, formula), sure, possible);
            }
            RowKind::Gate { least, by, .. } => {
                let (low, high) = self.sums(by, sure, possible);
                let needed = Needed { least: Some(*least), most: None, unit };
                limit(Some(needed), Some(Range { low, high, unit }))
            }
            RowKind::Distinct { least, attribute, each } => {
                let each = each.unwrap_or_else(|| self.main.least_of(measure));
                let low = self.values_counted(*attribute, each, sure, Side::Sure);
                let high = self.values_counted(*attribute, each, possible, Side::Possible).max(low);
                let least = Some(Number::whole(i64::from(*least)));
                row_line(node, row, (low, Some(high)), (least, None), QuantityUnit::Values)
            }
            RowKind::Over(length) => {
                let holds = self.spread_over(*length, sure, Side::Sure);
                let may = holds || self.spread_over(*length, possible, Side::Possible);
                Finding { row: Some(row), ..finding(node, Verdict::from_sides(holds, may)) }
            }
            RowKind::TogetherCover { members, least } => self.together_line(place, (members, *least), sure, possible),
            RowKind::CountingShare(..)
            | RowKind::CountingPer(..)
            | RowKind::FromAtMost(..)
            | RowKind::WithinAny(_)
            | RowKind::Consecutive(_)
            | RowKind::NoBreak(_) => limit(None, None),
            RowKind::IncludingMembers { .. } => return None,
        })
    }

    /// How much of what is counted fits a predicate, on both sides.
    fn sums(&mut self, formula: &'a Formula, sure: &Counting, possible: &Counting) -> (Number, Option<Number>) {
        let mut sum = |counting: &Counting, side: Side| {
            let mut sum = Some(Number::ZERO);
            for (entry, amount) in counting.0.iter().zip(&counting.1) {
                let truth = self.main.entry_formula(formula, entry);
                if truth == Truth::True || side == Side::Possible && truth == Truth::Unknown {
                    sum = sum.zip(*amount).map(|(a, b)| a + b);
                }
            }
            sum
        };
        let low = sum(sure, Side::Sure).unwrap_or(Number::ZERO);
        (low, sum(possible, Side::Possible).map(|high| high.max(low)))
    }

    /// A part of what is counted, in percent; what lacks is the least that, added, makes the part large enough.
    fn share_line(
        &mut self,
        place: Place<'a>,
        (share, formula): (Number, &'a Formula),
        sure: &Counting,
        possible: &Counting,
    ) -> Option<Finding> {
        let (low, high) = self.sums(formula, sure, possible);
        let total = |counting: &Counting| counting.1.iter().copied().sum::<Option<Number>>();
        let (sure_total, possible_total) = (total(sure)?, total(possible)?);
        let high = high?;
        let hundred = Number::whole(100);
        let gap = |part: Number, whole: Number| {
            let lacks = (whole * share - part).max(Number::ZERO);
            let gap = lacks.checked_div(Number::ONE - share).unwrap_or(lacks);
            if let Measure::Count = place.measure { Number::whole(gap.ceil()) } else { gap }
        };
        let percent = |part: Number, whole: Number| (part * hundred).checked_div(whole);
        let (most, least) = (gap(low, sure_total), gap(high, possible_total));
        let verdict = Verdict::from_sides(most.is_zero(), least.is_zero());
        let low = percent(low, sure_total)?;
        let high = percent(high, possible_total)?.max(low);
        let unit = QuantityUnit::Percent;
        let mut line = finding(place.node, verdict);
        line.row = Some(place.row);
        line.needed = Some(Needed { least: Some(share * hundred), most: None, unit });
        line.measured = Some(Range { low, high: Some(high), unit });
        if verdict != Verdict::Met {
            line.shortfall = Some(Range { low: least.min(most), high: Some(most), unit: place.unit });
        }
        Some(line)
    }

    /// How many values of an attribute what is counted has, with at least so much each.
    fn values_counted(&self, attribute: AttributeId, each: Number, counting: &Counting, side: Side) -> Number {
        let mut sums: Vec<(SymbolId, Option<Number>)> = Vec::new();
        let mut unknown = 0;
        for (entry, amount) in counting.0.iter().zip(&counting.1) {
            if !counts(*amount) {
                continue;
            }
            let Some(values) = self.main.values(entry, attribute) else {
                unknown += 1;
                continue;
            };
            for value in values {
                match sums.iter_mut().find(|(known, _)| *known == value) {
                    Some((_, sum)) => *sum = sum.zip(*amount).map(|(a, b)| a + b),
                    None => sums.push((value, *amount)),
                }
            }
        }
        let enough = sums.iter().filter(|(_, sum)| sum.is_none_or(|sum| sum >= each)).count();
        whole(enough + if side == Side::Possible { unknown } else { 0 })
    }

    /// Whether what is counted spreads over so much time.
    fn spread_over(&mut self, length: Length, counting: &Counting, side: Side) -> bool {
        let counted = counting.0.iter().zip(&counting.1).filter(|(_, amount)| counts(**amount));
        let items: Vec<usize> = counted.map(|(entry, _)| entry.item).collect();
        !self.main.spans(&items, length, side).is_empty()
    }

    /// What all that is counted covers together.
    fn together_line(
        &mut self,
        place: Place<'a>,
        (members, least): (&'a [CompetencyId], u32),
        sure: &Counting,
        possible: &Counting,
    ) -> Finding {
        let mut covered = |counting: &Counting| {
            let counted = counting.0.iter().zip(&counting.1);
            let counted = counted.filter(|(entry, amount)| counts(**amount) && entry.derived.is_none());
            let entries: Vec<Entry> = counted.map(|(entry, _)| entry.clone()).collect();
            self.main.coverage(&entries, members, None)
        };
        let (sure, possible) = (covered(sure), covered(possible));
        let low = whole(sure.iter().filter(|(truth, _)| *truth == Truth::True).count());
        let high = whole(possible.iter().filter(|(truth, _)| *truth != Truth::False).count()).max(low);
        let unit = QuantityUnit::Competencies(members.len());
        let least = Some(Number::whole(i64::from(least)));
        let mut line = row_line(place.node, place.row, (low, Some(high)), (least, None), unit);
        for (member, ((truth, best), (may, _))) in members.iter().zip(sure.iter().zip(&possible)) {
            if *truth != Truth::True {
                let possible = *may != Truth::False;
                line.uncovered.push(Uncovered { competency: *member, best: *best, possible });
            }
        }
        line
    }
}
