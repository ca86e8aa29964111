//! Conditions: facts and atoms without rows, joined by `and`, `or` and `not`.

use super::Lowering;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::program::Condition;
use crate::syntax::ast::{self, AtomKind, ConditionKind};

impl<'a> Lowering<'_, 'a> {
    /// A condition, or its contrary.
    pub(super) fn condition(&mut self, condition: &'a ast::Condition, negated: bool) -> Condition {
        let made = self.plain_condition(condition);
        match (negated, made) {
            (true, Condition::Not(inner)) => *inner,
            (true, made @ (Condition::And(_) | Condition::Or(_) | Condition::Node(_))) => {
                Condition::Not(Box::new(made))
            }
            (false, made) => made,
        }
    }

    fn plain_condition(&mut self, condition: &'a ast::Condition) -> Condition {
        match &condition.kind {
            ConditionKind::And(parts) => Condition::And(parts.iter().map(|part| self.plain_condition(part)).collect()),
            ConditionKind::Or(parts) => Condition::Or(parts.iter().map(|part| self.plain_condition(part)).collect()),
            ConditionKind::Not(part) => self.condition(part, true),
            ConditionKind::Atom(atom) => {
                self.without_rows(atom);
                Condition::Node(self.atom(atom))
            }
        }
    }

    /// Refuses modifiers in a condition: whether it does not hold could not be said of what was chosen to count.
    fn without_rows(&mut self, atom: &'a ast::Atom) {
        let modifiers = match &atom.kind {
            AtomKind::Quantity { modifiers, .. } | AtomKind::Cover { modifiers, .. } => modifiers,
            AtomKind::Holds { .. }
            | AtomKind::Resident { .. }
            | AtomKind::Age { .. }
            | AtomKind::Fact { .. }
            | AtomKind::Since { .. }
            | AtomKind::DateOrder { .. }
            | AtomKind::Share { .. } => return,
        };
        let Some(first) = modifiers.first() else { return };
        let message = "a condition has no modifiers".to_owned();
        let wrong = Diagnostic::new(Code::MisplacedModifier, message).at(first.span, "not in a condition");
        self.report(wrong.also(atom.span, "the condition"));
    }
}
