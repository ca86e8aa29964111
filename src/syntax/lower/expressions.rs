//! Values and selections.

use super::{Lower, Parts, inner, word};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{Selection, SelectionHead, Value, ValueKind};
use crate::syntax::parser::{Pair, Rule};

impl Lower<'_> {
    /// A value of a predicate, table, argument or provision: a `value`, or one of the pairs it is made of.
    pub(super) fn value(&mut self, pair: Pair<'_>) -> Option<Value> {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::value | Rule::listed_name => return self.value(inner(pair)?),
            Rule::path => ValueKind::Path(self.token(&pair).value),
            Rule::long_date => ValueKind::Date(self.date(&pair).value),
            Rule::value_quantity => ValueKind::Quantity(self.quantity(pair)?),
            Rule::text => ValueKind::Text(self.plain(pair)?.value),
            Rule::kw_yes => ValueKind::Yes,
            Rule::kw_no => ValueKind::No,
            Rule::kw_none => ValueKind::None,
            Rule::kw_unknown => ValueKind::Unknown,
            _ => return None,
        };
        Some(Value { kind, span })
    }

    /// `KIND on COMPETENCY WINDOW where PREDICATE`
    pub(super) fn selection(&mut self, pair: Pair<'_>) -> Option<Selection> {
        let span = self.span(&pair);
        let parts = Parts::of(pair);
        let head = match parts.first()?.as_rule() {
            Rule::choice => {
                let choice = parts.one(Rule::choice)?;
                let members = Parts::of(choice);
                SelectionHead::AnyOf(
                    members.all(Rule::selection).map(|member| self.selection(member)).collect::<Option<_>>()?,
                )
            }
            Rule::kind => SelectionHead::Named(self.token(&parts.one(Rule::kind)?)),
            _ => SelectionHead::Named(self.token(&parts.one(Rule::path)?)),
        };
        let mut on = match parts.one(Rule::on) {
            Some(on) => Some(self.path_of(on)?),
            None => None,
        };
        let mut windows = parts.all(Rule::window).map(|window| self.window(window)).collect::<Option<Vec<_>>>()?;
        let predicate = match parts.one(Rule::filter) {
            Some(filter) => Some(self.filter(filter)?),
            None => None,
        };
        for late in parts.all(Rule::late) {
            let late = inner(late)?;
            let place = self.span(&late);
            let written = word(&late);
            let first = written.split_whitespace().next().unwrap_or_default();
            self.report(
                Diagnostic::new(Code::Syntax, format!("`{first} …` stands behind `where`"))
                    .at(place, "belongs before `where`")
                    .help(format!("write `{written}` before `where`")),
            );
            if late.as_rule() == Rule::on {
                on = Some(self.path_of(late)?);
            } else {
                windows.push(self.window(late)?);
            }
        }
        Some(Selection { head, on, windows, predicate, span })
    }
}
