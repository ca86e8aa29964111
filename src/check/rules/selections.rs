//! Selections: kinds, windows and predicates of evidence.

use super::env::{Found, PROGRAMME, Programme};
use super::predicates::MAX_TESTS;
use super::relations;
use super::{Gap, Lowering};
use crate::check::names::class;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::program::{Alternative, Constant, Formula, Selection, SelectionId, Test};
use crate::model::vocabulary::{CompetencyId, Kind, Kinds, ScaleId, builtin};
use crate::source::Span;
use crate::syntax::ast::{self, SelectionHead};

/// The word for courses and placements.
pub(super) const TRAINING: &str = "training";

/// The built-in scales come first.
const ISCED: ScaleId = ScaleId(0);
const CEFR: ScaleId = ScaleId(1);

/// How many alternatives a selection may have, definitions expanded. Real ones have fewer than ten; definitions that
/// name one another twice could double without end.
const MAX_ALTERNATIVES: usize = 256;

/// Kinds that are parts of a programme, inside a standard.
const PARTS: Kinds = Kinds(Kinds::TRAINING.0 | Kinds::one(Kind::Exam).0 | Kinds::one(Kind::Demonstration).0);

impl<'a> Lowering<'_, 'a> {
    /// A selection, and all kinds of evidence in it.
    pub(super) fn selection(&mut self, selection: &'a ast::Selection) -> Result<(SelectionId, Kinds), Gap> {
        let alternatives = self.alternatives(selection)?;
        let kinds = kinds_of(&alternatives);
        Ok((self.add_selection(Selection { alternatives }), kinds))
    }

    /// The alternatives of a selection; inside a standard, narrowed to the programme.
    pub(super) fn alternatives(&mut self, selection: &'a ast::Selection) -> Result<Vec<Alternative>, Gap> {
        let mut alternatives = self.open_alternatives(selection)?;
        if let Some(Programme::One(binding)) = self.env.programme {
            for alternative in &mut alternatives {
                self.narrow(alternative, binding);
            }
        }
        Ok(alternatives)
    }

    /// Narrows an alternative to the parts of a programme.
    fn narrow(&mut self, alternative: &mut Alternative, binding: crate::model::program::BindingId) {
        let kinds = alternative.kinds;
        if kinds == Kinds::default() || kinds.iter().any(|kind| !PARTS.has(kind)) {
            return;
        }
        let part = self.test(Test::PartOf(binding), false);
        let formula = std::mem::replace(&mut alternative.formula, Formula::True);
        alternative.formula = relations::and(vec![part, formula]);
        alternative.programme = Some(binding);
    }

    /// Any evidence that covers something; inside a standard, the programme and its parts.
    pub(super) fn all_alternatives(&mut self) -> Vec<Alternative> {
        match self.env.programme {
            None | Some(Programme::Pooled) => vec![whole(Kinds::ALL)],
            Some(Programme::One(binding)) => {
                let mut parts = whole(PARTS);
                self.narrow(&mut parts, binding);
                let itself = self.test(Test::Is(binding), false);
                vec![parts, Alternative { formula: itself, ..whole(Kinds::one(Kind::Qualification)) }]
            }
        }
    }

    fn open_alternatives(&mut self, selection: &'a ast::Selection) -> Result<Vec<Alternative>, Gap> {
        let head = self.head(selection);
        let on = match &selection.on {
            None => Ok(None),
            Some(name) => self.competency(&name.value, name.span).map(|id| Some((id, name.span))),
        };
        let windows = self.windows(&selection.windows);
        let Ok(mut alternatives) = head else {
            // What is wrong with the predicate can be said without the head only where it does not depend on it.
            return head;
        };
        let kinds = kinds_of(&alternatives);
        let predicate = match &selection.predicate {
            None => Ok(Formula::True),
            Some(predicate) => self.predicate(predicate, kinds),
        };
        let speaks = selection.predicate.as_ref().is_some_and(|predicate| self.speaks_of_result(predicate));
        let (on, windows, predicate) = (on?, windows?, predicate?);
        for alternative in &mut alternatives {
            if let Some((on, span)) = on {
                alternative.on = Some(self.both(alternative.on, on, span)?);
            }
            alternative.windows.extend(windows.iter().copied());
            let formula = std::mem::replace(&mut alternative.formula, Formula::True);
            if relations::width(&formula) + relations::width(&predicate) > MAX_TESTS {
                let message = format!("a selection makes more than {MAX_TESTS} comparisons, definitions written out");
                return self.fail(Diagnostic::new(Code::TooMuch, message).at(selection.span, "beyond the limit"));
            }
            alternative.formula = relations::and(vec![formula, predicate.clone()]);
            alternative.speaks_of_result |= speaks;
        }
        if let Some(predicate) = &selection.predicate {
            self.not_contradictory(&alternatives, predicate.span)?;
            for alternative in &alternatives {
                self.known_scales(alternative.kinds, &alternative.formula, predicate.span)?;
            }
        }
        Ok(alternatives)
    }

    /// The competency that lies below the other.
    fn both(&mut self, known: Option<CompetencyId>, on: CompetencyId, span: Span) -> Result<CompetencyId, Gap> {
        let Some(known) = known else { return Ok(on) };
        let competencies = &self.names.vocabulary.competencies;
        let below = |one: CompetencyId, other: CompetencyId| {
            let end = competencies.get_index(other.index()).map_or(other.0 + 1, |(_, above)| above.end);
            one == other || (one.0 > other.0 && one.0 < end)
        };
        if below(on, known) {
            return Ok(on);
        }
        if below(known, on) {
            return Ok(known);
        }
        let message = "what is selected here lies on another competency already".to_owned();
        self.fail(Diagnostic::new(Code::NeverMet, message).at(span, "nothing lies on both"))
    }

    /// What comes before windows and predicate.
    fn head(&mut self, selection: &'a ast::Selection) -> Result<Vec<Alternative>, Gap> {
        match &selection.head {
            SelectionHead::AnyOf(parts) => {
                let mut all = Vec::new();
                let mut broken = None;
                for part in parts {
                    match self.deeper(part.span, |this| this.open_alternatives(part)) {
                        Ok(alternatives) => all.extend(alternatives),
                        Err(gap) => broken = Some(gap),
                    }
                    if all.len() > MAX_ALTERNATIVES {
                        let message = format!("the selection stands for more than {MAX_ALTERNATIVES} others");
                        let much = Diagnostic::new(Code::TooMuch, message).at(selection.span, "beyond the limit");
                        return self.fail(much);
                    }
                }
                broken.map_or(Ok(all), Err)
            }
            SelectionHead::Named(name) => self.named(name),
        }
    }

    fn named(&mut self, name: &'a ast::Name) -> Result<Vec<Alternative>, Gap> {
        let (word, span) = (name.value.as_str(), name.span);
        if word == TRAINING {
            return Ok(vec![whole(Kinds::TRAINING)]);
        }
        if let Some(kind) = Kind::from_name(word) {
            return Ok(vec![whole(Kinds::one(kind))]);
        }
        match self.lookup(word, span) {
            Some(Ok(Found::Let(index, None))) => {
                let (binding, kinds) = self.use_let(index)?;
                let itself = self.test(Test::Is(binding), false);
                return Ok(vec![Alternative { formula: itself, ..whole(kinds) }]);
            }
            Some(Err(gap)) => return Err(gap),
            Some(Ok(_)) => {
                let message = format!("`{word}` is not a kind of evidence");
                return self.fail(Diagnostic::new(Code::UnknownKind, message).at(span, "not a kind"));
            }
            None => {}
        }
        if word == PROGRAMME
            && let Some(programme) = self.env.programme
        {
            let Programme::One(binding) = programme else { return self.no_programme(span) };
            let itself = self.test(Test::Is(binding), false);
            return Ok(vec![Alternative { formula: itself, ..whole(Kinds::one(Kind::Qualification)) }]);
        }
        self.defined(word, span)
    }

    /// A defined selection, written in its place.
    fn defined(&mut self, word: &str, span: Span) -> Result<Vec<Alternative>, Gap> {
        let names = self.names;
        let Some(key) = self.key(word, span, |key| names.selections.contains_key(key)) else {
            if self.is_broken(word) || self.is_broken(&names.qualify(word, span)) {
                return Err(Gap::Broken);
            }
            let kinds = Kind::ALL.iter().map(|kind| kind.name()).chain([TRAINING]);
            let vars = self.env.vars.iter().map(|var| var.name);
            let known = kinds.chain(vars).chain(names.selections.keys().map(String::as_str));
            let message = format!("no kind of evidence or definition is called `{word}`");
            let unknown = Diagnostic::new(Code::UnknownKind, message).at(span, "not known");
            let unknown = unknown.suggest(nearest(word, known));
            return self.fail(unknown);
        };
        self.mark(class::SELECTION, &key);
        let Some((selection, _)) = names.selections.get(&key) else { return Err(Gap::Broken) };
        if self.expanding.iter().any(|(class, path)| *class == "define" && *path == key) {
            let message = format!("`{key}` is defined by way of itself");
            return self.fail(Diagnostic::new(Code::Cycle, message).at(span, "in a circle"));
        }
        // A definition does not know the names of the block that uses it.
        let vars = std::mem::take(&mut self.env.vars);
        self.read.insert(("define", key.clone()));
        self.expanding.push(("define", key));
        let alternatives = self.deeper(span, |this| this.open_alternatives(selection));
        self.expanding.pop();
        self.env.vars = vars;
        let alternatives = alternatives?;
        if alternatives.len() > MAX_ALTERNATIVES {
            let message = format!("`{word}` stands for more than {MAX_ALTERNATIVES} selections");
            return self.fail(Diagnostic::new(Code::TooMuch, message).at(span, "beyond the limit"));
        }
        Ok(alternatives)
    }

    /// Refuses a selection that no evidence can fit.
    fn not_contradictory(&mut self, alternatives: &[Alternative], span: Span) -> Result<(), Gap> {
        let logic = self.logic();
        let clash = alternatives.iter().find_map(|alternative| match &alternative.formula {
            Formula::And(parts) => logic.clash(parts),
            Formula::True | Formula::Test { .. } | Formula::Or(_) => None,
        });
        let Some(attribute) = clash else { return Ok(()) };
        let name = self.attribute_name(attribute);
        let message = format!("no evidence fits this, for what is asked of `{name}` contradicts itself");
        self.fail(Diagnostic::new(Code::NeverMet, message).at(span, "never fits"))
    }

    /// Refuses levels of scales that cannot be compared: with one another, or with those in which languages or
    /// qualifications are stated.
    fn known_scales(&mut self, kinds: Kinds, formula: &Formula, span: Span) -> Result<(), Gap> {
        let mut scales = Vec::new();
        self.scales_in(formula, &mut scales);
        let stated = if kinds == Kinds::one(Kind::Language) {
            Some(CEFR)
        } else if kinds == Kinds::one(Kind::Qualification) && scales.contains(&CEFR) {
            Some(ISCED)
        } else {
            None
        };
        let Some(first) = stated.or_else(|| scales.first().copied()) else { return Ok(()) };
        scales.into_iter().try_for_each(|scale| self.comparable(first, scale, span))
    }

    /// The scales of the levels in a formula.
    pub(super) fn scales_in(&self, formula: &Formula, found: &mut Vec<ScaleId>) {
        match formula {
            Formula::True => {}
            Formula::And(parts) | Formula::Or(parts) => parts.iter().for_each(|part| self.scales_in(part, found)),
            Formula::Test { test, .. } => match self.rules.program.tests.get_index(test.index()) {
                Some(Test::Level(builtin::LEVEL, _, level)) => found.push(level.scale),
                Some(Test::OneOf(builtin::LEVEL, values)) => found.extend(values.iter().filter_map(|value| {
                    let Constant::Level(level) = value else { return None };
                    Some(level.scale)
                })),
                _ => {}
            },
        }
    }

    /// `in each of the last N years` in a selection: how many, and where it stands.
    pub(super) fn each_of_last(&mut self, selection: &'a ast::Selection) -> Option<(i64, Span)> {
        let own = selection.windows.iter().find_map(|window| match &window.kind {
            ast::WindowKind::EachOfLast(count, _) => Some((*count, window.span)),
            ast::WindowKind::Within(..)
            | ast::WindowKind::Before(_)
            | ast::WindowKind::After(_)
            | ast::WindowKind::From(_)
            | ast::WindowKind::Until(_)
            | ast::WindowKind::Between(..)
            | ast::WindowKind::During(_)
            | ast::WindowKind::Wholly
            | ast::WindowKind::ProRata => None,
        });
        own.or_else(|| match &selection.head {
            SelectionHead::AnyOf(parts) => parts.iter().find_map(|part| self.each_of_last(part)),
            SelectionHead::Named(_) => None,
        })
    }
}

/// All kinds of evidence among alternatives.
pub(super) fn kinds_of(alternatives: &[Alternative]) -> Kinds {
    alternatives.iter().fold(Kinds::default(), |kinds, one| kinds.union(one.kinds))
}

/// All evidence of some kinds.
pub(super) fn whole(kinds: Kinds) -> Alternative {
    Alternative {
        kinds,
        on: None,
        windows: Vec::new(),
        formula: Formula::True,
        speaks_of_result: false,
        programme: None,
    }
}
