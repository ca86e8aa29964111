//! What a selection asks for, in words.

use super::speech::Speech;
use crate::model::number::Number;
use crate::model::program::{Alternative, Formula, SelectionId};

impl Speech<'_> {
    /// Evidence that fits: `courses on Advocacy`.
    pub(crate) fn selection(&self, id: SelectionId) -> String {
        let Some(selection) = self.framework.program.selections.get_index(id.index()) else {
            return String::new();
        };
        let all: Vec<String> = selection.alternatives.iter().map(|one| self.alternative(one)).collect();
        self.words.or(&all)
    }

    fn alternative(&self, alternative: &Alternative) -> String {
        let kinds = self.kinds(alternative.kinds, Number::whole(2));
        match alternative.on {
            Some(on) => {
                self.words.with("evidence-on", [("kinds", kinds.into()), ("competency", self.competency(on).into())])
            }
            None => kinds,
        }
    }

    /// A predicate.
    pub(crate) fn formula(&self, _formula: &Formula) -> String {
        String::new()
    }
}
