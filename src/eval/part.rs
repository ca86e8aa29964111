//! One line of the rules by itself, for analyses that ask the same of many records.

use jiff::civil::Date;

use super::assessment::Finding;
use super::claim::ItemRow;
use super::context::{Context, Mode, Use};
use super::explain::Explainer;
use crate::model::date::{Interval, Truth};
use crate::model::framework::Framework;
use crate::model::program::{BindingId, Claim, Condition, DateId, Measure, NodeId, NodeKind, SelectionId};
use crate::model::vocabulary::Kinds;
use crate::record::evidence::Record;

/// One reading of one record, of which single lines are asked.
#[derive(Debug)]
pub(crate) struct Part<'a> {
    context: Context<'a>,
}

impl<'a> Part<'a> {
    /// Reads a record as it is, with names bound to items (by their index).
    pub(crate) fn new(
        framework: &'a Framework,
        record: &'a Record,
        (as_of, governing): (Date, Interval),
        names: &[(BindingId, usize)],
    ) -> Self {
        let mut context = Context::new(framework, record, as_of, Mode { decisions: true, completion: false });
        context.governing = governing;
        let mut part = Self { context };
        part.bind(names);
        part
    }

    /// Binds names to items; all others are unbound.
    pub(crate) fn bind(&mut self, names: &[(BindingId, usize)]) {
        self.context.bound.fill(None);
        for (binding, item) in names {
            if let Some(slot) = self.context.bound.get_mut(binding.0 as usize) {
                *slot = Some(*item);
            }
        }
    }

    /// The names that are bound.
    pub(crate) fn names(&self) -> Vec<(BindingId, usize)> {
        let bound = self.context.bound.iter().enumerate();
        let id = |index: usize| BindingId(u32::try_from(index).unwrap_or(u32::MAX));
        bound.filter_map(|(index, item)| Some((id(index), (*item)?))).collect()
    }

    /// Whether a line holds: surely, possibly, and whether it applies.
    pub(crate) fn sides(&mut self, node: NodeId) -> (bool, bool, Truth) {
        let sides = self.context.sides(node);
        (sides.sure, sides.possible, sides.applies)
    }

    /// Whether the members of a coverage are covered, by number.
    pub(crate) fn covered(&mut self, node: NodeId) -> Vec<Truth> {
        match self.context.node(node).map(|node| &node.kind) {
            Some(NodeKind::Claim(claim @ Claim { measure: Measure::Covered { .. }, .. })) => {
                self.context.claim(claim, false).coverage.into_iter().map(|(truth, _)| truth).collect()
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// Whether a line is in force.
    pub(crate) fn in_force(&self, node: NodeId) -> Truth {
        self.context.node(node).map_or(Truth::False, |node| self.context.in_force(node))
    }

    /// The rows that a line comes to on a side, if it is a plain sum over items.
    pub(crate) fn linear(&mut self, node: NodeId, sure: bool) -> Option<Vec<ItemRow>> {
        let kind = &self.context.node(node)?.kind;
        self.context.linear(kind, sure)
    }

    /// Rows without which a claim fails on a side, whatever competes for its evidence.
    pub(crate) fn needed(&mut self, claim: &'a Claim, sure: bool) -> Vec<ItemRow> {
        self.context.needed(claim, sure)
    }

    /// The row without which claims that share no evidence fail on a side.
    pub(crate) fn needed_apart(&mut self, claims: &[&'a Claim], sure: bool) -> Option<ItemRow> {
        self.context.needed_apart(claims, sure)
    }

    /// Whether decisions say where evidence counts: then a line means what it means below its requirement only.
    pub(crate) fn directed(&self) -> bool {
        self.context.directed
    }

    /// Whether a decision takes a line as met.
    pub(crate) fn waived(&self, node: NodeId) -> bool {
        let id = self.context.node(node).and_then(|node| self.context.id_of(node));
        id.is_some_and(|id| self.context.waived(id).is_some())
    }

    /// Whether evidence fits a claim whatever other evidence there is.
    pub(crate) fn alone(&self, claim: &Claim) -> bool {
        self.context.claim_alone(claim)
    }

    /// Whether a selection fits an item whatever other items there are.
    pub(crate) fn fits_alone(&self, selection: SelectionId) -> bool {
        self.context.fits_alone(selection)
    }

    /// Whether a date is the same whatever items there are.
    pub(crate) fn date_alone(&self, date: DateId) -> bool {
        self.context.date_alone(self.context.framework.program.date(date))
    }

    /// A condition: whether it holds and whether it fails, each surely and possibly.
    pub(crate) fn condition(&mut self, condition: &'a Condition) -> [(bool, bool); 2] {
        let (holds, fails) = self.context.condition(condition);
        [(holds.sure, holds.possible), (fails.sure, fails.possible)]
    }

    /// The kinds of evidence that a selection may fit.
    pub(crate) fn kinds(&self, selection: SelectionId) -> Kinds {
        let known = self.context.framework.program.selections.get_index(selection.index());
        let all = known.map(|known| known.alternatives.as_slice()).unwrap_or_default();
        all.iter().fold(Kinds::default(), |kinds, one| kinds.union(one.kinds))
    }

    /// The items that may fit a selection, for the person or against, in order.
    pub(crate) fn items(&mut self, selection: SelectionId) -> Vec<usize> {
        let mut items: Vec<usize> = Vec::new();
        for sense in [Use::For, Use::Against] {
            let fits = self.context.fits(selection, sense);
            let portions = &self.context.record.portions;
            items.extend(fits.iter().filter_map(|fit| portions.get(fit.portion).map(|portion| portion.item)));
        }
        items.sort_unstable();
        items.dedup();
        items
    }

    /// The items that a name may stand for, with the truth that they are meant.
    pub(crate) fn candidates(&mut self, binding: BindingId) -> Vec<(usize, Truth)> {
        self.context.candidates(binding)
    }

    /// The finding of a line.
    pub(crate) fn explain(self, node: NodeId) -> Finding {
        Explainer { main: self.context, plain: None, completed: None, arranged: Vec::new() }.explain(node)
    }
}
