//! What lines count together, and what counts as something else, in words.

use super::language::{Rounding, plural};
use super::speech::Speech;
use crate::eval::assessment::{Finding, QuantityUnit};
use crate::model::number::Number;
use crate::model::program::{Conversion, ConversionLimit, Formula, JointScope, Measure, NodeId, NodeKind, RowKind};
use crate::model::vocabulary::Kinds;

/// Lines nest no deeper than blocks do in a file, standards written out.
const MAX_DEPTH: usize = 200;

impl Speech<'_> {
    /// How the lines of a block share their evidence, and what they may count together; a sentence and its parts.
    pub(crate) fn together(&self, scope: &JointScope, body: NodeId) -> (String, Vec<String>) {
        let words = self.words;
        let head = match &scope.twice {
            Some(twice) if scope.once => words.with("joint-once-twice", [("what", self.formula(twice).into())]),
            Some(_) | None if scope.once => words.say("joint-once"),
            Some(_) | None => words.say("joint-limits"),
        };
        let mut kinds = Kinds::default();
        self.kinds_below(body, MAX_DEPTH, &mut kinds);
        let mut parts = Vec::new();
        for (measure, row) in &scope.rows {
            parts.extend(
                self.row_in(&row.kind, unit(measure, kinds)).or_else(|| self.row(&row.kind, unit(measure, kinds))),
            );
        }
        if scope.whole {
            parts.push(words.say("row-whole"));
        }
        (head, parts)
    }

    /// The row that a finding is about, and the unit in which it is counted.
    pub(crate) fn row_of(&self, finding: &Finding) -> Option<(&RowKind, QuantityUnit)> {
        let row = finding.row?;
        match &self.framework.program.nodes.get(finding.node.index())?.kind {
            NodeKind::Claim(claim) => Some((&claim.rows.get(row)?.kind, self.row_unit(claim))),
            NodeKind::Joint(scope, body) => {
                let (measure, row) = scope.rows.get(row)?;
                let mut kinds = Kinds::default();
                self.kinds_below(*body, MAX_DEPTH, &mut kinds);
                Some((&row.kind, unit(measure, kinds)))
            }
            NodeKind::All(_)
            | NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Choose { .. }
            | NodeKind::Guarded { .. }
            | NodeKind::Bind(..)
            | NodeKind::Named(_)
            | NodeKind::Share { .. }
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Judged { .. }
            | NodeKind::Open => None,
        }
    }

    /// All that a row says, how much included: of a claim, or of all lines of a block together.
    pub(crate) fn row_asked(&self, finding: &Finding) -> Option<String> {
        let (row, unit) = self.row_of(finding)?;
        let block = matches!(self.kind_of(finding), Some(NodeKind::Joint(..)));
        let said = |key: &str, number: Number, formula: &Formula| {
            let quantity = self.quantity(number, unit, Rounding::Up);
            self.words.with(key, [("quantity", quantity.into()), ("what", self.formula(formula).into())])
        };
        if let (RowKind::Including(least, formula), true) = (row, block) {
            return Some(said("block-including", *least, formula));
        }
        if let (RowKind::Counting(most, formula), true) = (row, block) {
            return Some(said("block-counting", *most, formula));
        }
        self.row_in(row, unit).or_else(|| self.row(row, unit))
    }

    /// The kinds of evidence that lines choose from.
    fn kinds_below(&self, id: NodeId, depth: usize, kinds: &mut Kinds) {
        let (Some(node), Some(depth)) = (self.framework.program.nodes.get(id.index()), depth.checked_sub(1)) else {
            return;
        };
        match &node.kind {
            NodeKind::All(list) | NodeKind::Any(list) | NodeKind::AtLeast(_, list) => {
                list.iter().for_each(|child| self.kinds_below(*child, depth, kinds));
            }
            NodeKind::Choose { then, otherwise, .. } => {
                self.kinds_below(*then, depth, kinds);
                otherwise.iter().for_each(|child| self.kinds_below(*child, depth, kinds));
            }
            NodeKind::Guarded { body, .. }
            | NodeKind::Bind(_, body)
            | NodeKind::Named(body)
            | NodeKind::Joint(_, body) => self.kinds_below(*body, depth, kinds),
            NodeKind::Claim(claim) => {
                if !claim.closed && claim.bounds.least.is_some() {
                    *kinds = kinds.union(self.selected_kinds(claim.selection));
                }
            }
            NodeKind::Share { .. }
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Judged { .. }
            | NodeKind::Open => {}
        }
    }

    /// `2,000 h (experience) count as 500 h (training, mode: practice), up to 25 % of the need`.
    pub(crate) fn conversion(&self, conversion: &Conversion) -> String {
        let words = self.words;
        let amount = |(measure, number): &(Measure, Number)| {
            let unit = unit(measure, Kinds::ALL);
            if let QuantityUnit::Count(_) = unit {
                words.number(*number, Rounding::Up)
            } else {
                self.quantity(*number, unit, Rounding::Up)
            }
        };
        let mut becomes = vec![self.kinds(conversion.kinds, Number::whole(2))];
        for (attribute, constant) in &conversion.attributes {
            let value = self.constant(*attribute, *constant);
            becomes.push(
                words.with("predicate", [("attribute", self.attribute(*attribute).into()), ("value", value.into())]),
            );
        }
        let mut parts = vec![words.with(
            "accepted-as",
            [
                ("from", amount(&conversion.from).into()),
                ("n", plural(conversion.from.1)),
                ("source", self.selection(conversion.source).into()),
                ("to", amount(&conversion.to).into()),
                ("kind", becomes.join(", ").into()),
            ],
        )];
        if conversion.each_full {
            parts.push(words.say("accepted-full"));
        }
        let percent = |share: Number| {
            let share = share * Number::whole(100);
            [("share", self.quantity(share, QuantityUnit::Percent, Rounding::Up).into())]
        };
        let up_to = |measure: &Measure, most: Number| {
            let most = amount(&(measure.clone(), most));
            words.with("up-to", [("quantity", most.into())])
        };
        parts.extend(match conversion.limit {
            ConversionLimit::None => None,
            ConversionLimit::Amount(unit, most) => Some(up_to(&Measure::Amount(unit), most)),
            ConversionLimit::Time(unit, most) => Some(up_to(&Measure::Time(unit), most)),
            ConversionLimit::Count(most) => Some(up_to(&Measure::Count, most)),
            ConversionLimit::OfNeed(share) => Some(words.with("accepted-of-need", percent(share))),
            ConversionLimit::OfCounted(share) => Some(words.with("accepted-of-counted", percent(share))),
        });
        parts.join(", ")
    }
}

/// The unit of a measure of these kinds; of coverage, pieces of evidence.
fn unit(measure: &Measure, kinds: Kinds) -> QuantityUnit {
    match measure {
        Measure::Amount(unit) => QuantityUnit::Unit(*unit),
        Measure::Time(unit) => QuantityUnit::Time(*unit),
        Measure::Count | Measure::Covered { .. } => QuantityUnit::Count(kinds),
    }
}
