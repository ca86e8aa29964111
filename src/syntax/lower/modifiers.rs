//! Modifiers of an atom or block.

use super::{Lower, Parts, inner};
use crate::syntax::ast::{Modifier, ModifierKind};
use crate::syntax::parser::{Pair, Rule};

impl Lower<'_> {
    /// One modifier.
    pub(super) fn modifier(&mut self, pair: Pair<'_>) -> Option<Modifier> {
        let span = self.span(&pair);
        let pair = inner(pair)?;
        let rule = pair.as_rule();
        let parts = Parts::of(pair);
        let kind = match rule {
            Rule::including => {
                let least = self.amount(parts.one(Rule::amount)?)?;
                match (parts.one(Rule::filter), parts.one(Rule::path)) {
                    (Some(filter), _) => ModifierKind::Including(least, Some(self.filter(filter)?)),
                    (None, Some(set)) => ModifierKind::IncludingOf(least, self.token(&set)),
                    (None, None) => return None,
                }
            }
            Rule::counting => self.counting(&parts)?,
            Rule::distinct_at_least => {
                let least = self.integer(&parts.one(Rule::number)?);
                let attribute = self.token(&parts.one(Rule::path)?);
                let each = match parts.one(Rule::amount) {
                    Some(amount) => Some(self.amount(amount)?),
                    None => None,
                };
                ModifierKind::DistinctAtLeast(least.value, attribute, each)
            }
            Rule::distinct_at_most => {
                let most = match parts.one(Rule::number) {
                    Some(number) => self.integer(&number).value,
                    None => 1,
                };
                ModifierKind::DistinctAtMost(most, self.token(&parts.one(Rule::path)?))
            }
            Rule::over => ModifierKind::Over(self.amount(parts.one(Rule::amount)?)?),
            Rule::together => {
                let quantity = self.cover_quantity(parts.one(Rule::cover_quantity)?)?;
                ModifierKind::TogetherCover(quantity, self.token(&parts.one(Rule::path)?))
            }
            Rule::within_any => ModifierKind::WithinAny(self.amount(parts.one(Rule::amount)?)?),
            Rule::consecutive => ModifierKind::Consecutive(self.token(&parts.one(Rule::path)?)),
            Rule::no_break => ModifierKind::NoBreak(self.amount(parts.one(Rule::amount)?)?),
            Rule::whole => ModifierKind::Whole,
            _ => return None,
        };
        Some(Modifier { kind, span })
    }

    fn counting(&mut self, parts: &Parts<'_>) -> Option<ModifierKind> {
        let amount = self.amount(parts.one(Rule::amount)?)?;
        if let Some(per) = parts.one(Rule::name) {
            return Some(ModifierKind::CountingPer(amount, self.token(&per)));
        }
        let first = self.filter(parts.nth(Rule::filter, 0)?)?;
        if parts.has(Rule::kw_only_if) {
            let by = self.filter(parts.nth(Rule::filter, 1)?)?;
            return Some(ModifierKind::Gate { gated: first, least: amount, by });
        }
        Some(ModifierKind::Counting { most: amount, of_need: parts.has(Rule::kw_of_the_need), predicate: first })
    }
}
