//! Predicates, brought to negation normal form.

use super::constants::compare_constants;
use super::env::{Found, Ground, PROGRAMME, Programme};
use super::relations;
use super::{Gap, Lowering};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::program::{Comparison, DateComparison, Formula, Test};
use crate::model::vocabulary::{Attribute, AttributeId, AttributeType, Kind, Kinds, builtin};
use crate::source::Span;
use crate::syntax::ast::{self, Predicate, PredicateKind, Value};

use super::dates::Edge;

/// How many comparisons a predicate may make: some are compared with each other. Real ones have fewer than fifty.
pub(super) const MAX_TESTS: usize = 200;

/// How many attributes a note lists.
const LISTED: usize = 5;

impl<'n> Lowering<'n, '_> {
    /// The attributes that all these kinds have; those peculiar to few kinds first.
    fn attributes_of(&self, kinds: Kinds) -> Vec<&'n str> {
        let all = self.names.vocabulary.attributes.values();
        let mut own: Vec<&Attribute> = all.filter(|one| kinds.iter().all(|kind| one.of.has(kind))).collect();
        own.sort_by_key(|one| one.of.0.count_ones());
        own.into_iter().map(|one| one.name.as_str()).collect()
    }
}

impl<'a> Lowering<'_, 'a> {
    /// A predicate over evidence of these kinds.
    pub(super) fn predicate(&mut self, predicate: &'a Predicate, kinds: Kinds) -> Result<Formula, Gap> {
        if size(predicate) > MAX_TESTS {
            let message = format!("a predicate has more than {MAX_TESTS} comparisons");
            return self.fail(Diagnostic::new(Code::TooMuch, message).at(predicate.span, "beyond the limit"));
        }
        self.formula(predicate, false, kinds)
    }

    fn formula(&mut self, predicate: &'a Predicate, negated: bool, kinds: Kinds) -> Result<Formula, Gap> {
        match &predicate.kind {
            PredicateKind::And(parts) | PredicateKind::Or(parts) => {
                let made: Vec<_> = parts.iter().map(|part| self.formula(part, negated, kinds)).collect();
                let made = made.into_iter().collect::<Result<Vec<_>, _>>()?;
                let and = matches!(predicate.kind, PredicateKind::And(_)) != negated;
                Ok(if and { relations::and(made) } else { relations::or(made) })
            }
            PredicateKind::Not(part) => self.formula(part, !negated, kinds),
            PredicateKind::Compare(name, comparison, value) => {
                if let Some(cell) = self.column(name)? {
                    return self.compare_column(name, cell, *comparison, value, negated);
                }
                let attribute = self.attribute(name, kinds);
                let attribute = attribute?;
                let test = self.compare(attribute, name, *comparison, value);
                self.tested(test, negated != (*comparison == ast::Comparison::IsNot))
            }
            PredicateKind::CompareDate(name, comparison, date) => {
                let attribute = self.date_attribute(name, kinds)?;
                self.compare_date(attribute, *comparison, date, predicate.span, negated)
            }
            PredicateKind::Within(name, amount, side, date) => {
                let attribute = self.date_attribute(name, kinds)?;
                let test = self.within(amount, *side, date).map(|(from, until)| Test::Between(attribute, from, until));
                self.tested(test, negated)
            }
            PredicateKind::In(name, outside, values) => {
                let attribute = self.attribute(name, kinds)?;
                self.one_of(attribute, values, negated != *outside)
            }
            PredicateKind::Flag(name) => self.flag(name, negated, kinds),
            PredicateKind::Current(at) => {
                let test = self.date_or_assessment(at.as_ref(), Edge::First).map(Test::Current);
                self.tested(test, negated)
            }
            PredicateKind::PartOf(name) => {
                let test = self.part_of(name, kinds);
                self.tested(test, negated)
            }
        }
    }

    /// A test as a formula; a cell that says `none` asks for nothing, one that says `unknown` decides nothing.
    fn tested(&mut self, test: Result<Test, Gap>, negated: bool) -> Result<Formula, Gap> {
        match test {
            Ok(test) => Ok(self.test(test, negated)),
            Err(Gap::Absent) => Ok(Formula::True),
            Err(Gap::Unknown) => Ok(self.test(Test::Unknown, false)),
            Err(Gap::Broken) => Err(Gap::Broken),
        }
    }

    /// Whether a predicate speaks of the result or status, so that it means to see what failed.
    pub(super) fn speaks_of_result(&self, predicate: &Predicate) -> bool {
        let speaks = |name: &ast::Name| {
            let attributes = &self.names.vocabulary.attributes;
            let id = attributes.get_index_of(&name.value).map(AttributeId::from_index);
            [builtin::RESULT, builtin::PASSED, builtin::SUCCESS, builtin::STATUS].into_iter().any(|one| id == Some(one))
        };
        match &predicate.kind {
            PredicateKind::And(parts) | PredicateKind::Or(parts) => {
                parts.iter().any(|part| self.speaks_of_result(part))
            }
            PredicateKind::Not(part) => self.speaks_of_result(part),
            PredicateKind::Compare(name, ..)
            | PredicateKind::CompareDate(name, ..)
            | PredicateKind::Within(name, ..)
            | PredicateKind::In(name, ..)
            | PredicateKind::Flag(name) => speaks(name),
            PredicateKind::Current(_) | PredicateKind::PartOf(_) => false,
        }
    }

    /// The attribute of a name, which all these kinds must have.
    pub(super) fn attribute(&mut self, name: &ast::Name, kinds: Kinds) -> Result<AttributeId, Gap> {
        let (word, span) = (name.value.as_str(), name.span);
        let attributes = &self.names.vocabulary.attributes;
        let dotted = || {
            let known = attributes.keys().find(|known| known.contains('.') && known.replace('.', "-") == word);
            known.and_then(|known| attributes.get_full(known))
        };
        let Some((index, _, attribute)) = attributes.get_full(word).or_else(dotted) else {
            if self.is_broken(word) {
                return Err(Gap::Broken);
            }
            return self.unknown_attribute(word, span, kinds);
        };
        let Some(without) = kinds.iter().find(|kind| !attribute.of.has(*kind)) else {
            self.names.mark("attribute", word);
            return Ok(AttributeId::from_index(index));
        };
        let message = format!("evidence of the kind `{}` has no attribute `{word}`", without.name());
        let unknown = Diagnostic::new(Code::UnknownAttribute, message).at(span, format!("not of `{}`", without.name()));
        let own = self.attributes_of(Kinds::one(without));
        let near = nearest(word, own.iter().copied());
        let unknown = unknown.note(self.listed(without, &own)).suggest(near);
        self.fail(unknown)
    }

    fn unknown_attribute<T>(&mut self, word: &str, span: Span, kinds: Kinds) -> Result<T, Gap> {
        let own = self.attributes_of(kinds);
        let near = nearest(word, own.iter().copied().chain(["current", "part-of"]));
        let message = format!("evidence has no attribute `{word}`");
        let mut unknown = Diagnostic::new(Code::UnknownAttribute, message).at(span, "not an attribute");
        if let Some(kind) = kinds.iter().next()
            && near.is_none()
        {
            unknown = unknown.note(self.listed(kind, &self.attributes_of(Kinds::one(kind))));
        }
        let unknown = unknown.suggest(near);
        self.fail(unknown)
    }

    fn listed(&self, kind: Kind, own: &[&str]) -> String {
        let shown: Vec<String> = own.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
        let more = own.len().saturating_sub(LISTED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("`{}` has {}{more}", kind.name(), shown.join(", "))
    }

    /// The attribute.
    pub(super) fn attribute_of(&self, id: AttributeId) -> Option<&Attribute> {
        self.names.vocabulary.attributes.get_index(id.index()).map(|(_, attribute)| attribute)
    }

    /// Its name.
    pub(super) fn attribute_name(&self, id: AttributeId) -> String {
        self.attribute_of(id).map_or_else(String::new, |attribute| attribute.name.clone())
    }

    fn date_attribute(&mut self, name: &ast::Name, kinds: Kinds) -> Result<AttributeId, Gap> {
        let id = self.attribute(name, kinds)?;
        if self.attribute_of(id).is_some_and(|attribute| attribute.kind == AttributeType::Date) {
            return Ok(id);
        }
        let message = format!("`{}` is not a date", name.value);
        self.fail(Diagnostic::new(Code::TypeMismatch, message).at(name.span, "not a date"))
    }

    /// A yes-or-no attribute by itself.
    fn flag(&mut self, name: &'a ast::Name, negated: bool, kinds: Kinds) -> Result<Formula, Gap> {
        if let Some(cell) = self.column(name)? {
            return match &cell.kind {
                ast::ValueKind::Yes => Ok(relations::constant(!negated)),
                ast::ValueKind::No => Ok(relations::constant(negated)),
                ast::ValueKind::None => Ok(Formula::True),
                ast::ValueKind::Unknown => Ok(self.test(Test::Unknown, false)),
                ast::ValueKind::Quantity(_)
                | ast::ValueKind::Date(_)
                | ast::ValueKind::Path(_)
                | ast::ValueKind::Text(_) => self.not_yes_no(name),
            };
        }
        let id = self.attribute(name, kinds)?;
        if self.attribute_of(id).is_none_or(|attribute| attribute.kind != AttributeType::YesNo) {
            return self.not_yes_no(name);
        }
        let yes = Test::OneOf(id, vec![crate::model::program::Constant::YesNo(true)]);
        Ok(self.test(yes, negated))
    }

    fn not_yes_no<T>(&mut self, name: &ast::Name) -> Result<T, Gap> {
        let message = format!("`{}` is not answered by yes or no", name.value);
        let wrong = Diagnostic::new(Code::TypeMismatch, message).at(name.span, "compared with what?");
        self.fail(wrong.help(format!("write `{} is …`", name.value)))
    }

    /// `part-of is NAME`
    fn part_of(&mut self, name: &'a ast::Name, kinds: Kinds) -> Result<Test, Gap> {
        let (word, span) = (name.value.as_str(), name.span);
        let parts = Kinds::TRAINING.union(Kinds::one(Kind::Exam)).union(Kinds::one(Kind::Demonstration));
        if let Some(stranger) = kinds.iter().find(|kind| !parts.has(*kind)) {
            let message = format!("evidence of the kind `{}` is never part of a programme", stranger.name());
            let wrong = Diagnostic::new(Code::UnknownAttribute, message).at(span, "part of what?");
            let wrong = wrong.note("courses, placements, examinations and demonstrations may be part of one");
            return self.fail(wrong);
        }
        match self.lookup(word, span) {
            Some(Ok(Found::Let(index, None))) => {
                let (binding, kinds) = self.use_let(index)?;
                if kinds == Kinds::one(Kind::Qualification) {
                    return Ok(Test::PartOf(binding));
                }
                let message = format!("`{word}` is not a qualification, and only those have parts");
                return self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "not a qualification"));
            }
            Some(Err(gap)) => return Err(gap),
            Some(Ok(_)) | None => {}
        }
        if word == PROGRAMME
            && let Some(programme) = self.env.programme
        {
            return match programme {
                Programme::One(binding) => Ok(Test::PartOf(binding)),
                Programme::Pooled => self.no_programme(span),
            };
        }
        let lets = self.env.vars.iter().map(|var| var.name);
        let near = nearest(word, lets);
        let message = format!("no `let` of this block is called `{word}`");
        let unknown = Diagnostic::new(Code::UnknownEvent, message).at(span, "not known");
        let unknown = unknown.suggest(near);
        self.fail(unknown)
    }

    /// A column or parameter where an attribute may stand.
    fn column(&mut self, name: &'a ast::Name) -> Result<Option<&'a Value>, Gap> {
        match self.lookup(&name.value, name.span) {
            None => Ok(None),
            Some(Ok(Found::Ground(Ground::Value(value)))) => Ok(Some(value)),
            Some(Ok(_)) => {
                let message = format!("`{}` is not an attribute of evidence", name.value);
                self.fail(Diagnostic::new(Code::TypeMismatch, message).at(name.span, "not an attribute"))
            }
            Some(Err(gap)) => Err(gap),
        }
    }

    /// A column compared with a constant is decided here.
    fn compare_column(
        &mut self,
        name: &ast::Name,
        cell: &'a Value,
        comparison: ast::Comparison,
        value: &'a Value,
        negated: bool,
    ) -> Result<Formula, Gap> {
        let value = match self.ground(value)? {
            Ground::Value(value) => value,
            Ground::Competency(_) | Ground::Set(_) => return self.incomparable(name, value.span),
        };
        if cell.kind == ast::ValueKind::Unknown || value.kind == ast::ValueKind::Unknown {
            return Ok(self.test(Test::Unknown, false));
        }
        match compare_constants(&cell.kind, comparison, &value.kind) {
            Some(holds) => Ok(relations::constant(holds != negated)),
            None => self.incomparable(name, value.span),
        }
    }

    fn incomparable<T>(&mut self, name: &ast::Name, span: Span) -> Result<T, Gap> {
        let message = format!("`{}` cannot be compared with this", name.value);
        self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "another type"))
    }

    fn compare(
        &mut self,
        id: AttributeId,
        name: &ast::Name,
        comparison: ast::Comparison,
        value: &'a Value,
    ) -> Result<Test, Gap> {
        let Some(kind) = self.attribute_of(id).map(|attribute| attribute.kind) else { return Err(Gap::Broken) };
        let order = match comparison {
            ast::Comparison::Is | ast::Comparison::IsNot => {
                if kind == AttributeType::Date {
                    return self.on_day(id, value);
                }
                return Ok(Test::OneOf(id, vec![self.constant(id, value)?]));
            }
            ast::Comparison::AtLeast => Comparison::AtLeast,
            ast::Comparison::AtMost => Comparison::AtMost,
            ast::Comparison::Over => Comparison::Over,
            ast::Comparison::Under => Comparison::Under,
            ast::Comparison::Before | ast::Comparison::After | ast::Comparison::From | ast::Comparison::Until => {
                return self.compare_day(id, name, comparison, value);
            }
        };
        match kind {
            AttributeType::Number => Ok(Test::Number(id, order, self.number(value)?)),
            AttributeType::Level => Ok(Test::Level(id, order, self.level(value)?)),
            AttributeType::YesNo
            | AttributeType::Date
            | AttributeType::Text
            | AttributeType::Place
            | AttributeType::Symbol
            | AttributeType::Title => {
                let message = format!("`{}` has no order, so nothing is more or less than it", name.value);
                let wrong = Diagnostic::new(Code::TypeMismatch, message).at(name.span, "neither a number nor a level");
                self.fail(if kind == AttributeType::Date {
                    wrong.help("compare dates by `before`, `after`, `from` and `until`")
                } else {
                    wrong
                })
            }
        }
    }

    /// `issued before row.since`: a date that stands in a column.
    fn compare_day(
        &mut self,
        id: AttributeId,
        name: &ast::Name,
        comparison: ast::Comparison,
        value: &'a Value,
    ) -> Result<Test, Gap> {
        if self.attribute_of(id).is_none_or(|attribute| attribute.kind != AttributeType::Date) {
            let message = format!("`{}` is not a date", name.value);
            return self.fail(Diagnostic::new(Code::TypeMismatch, message).at(name.span, "not a date"));
        }
        let (how, edge) = date_order(comparison);
        let date = self.day(value, edge)?;
        Ok(Test::Date(id, how, date))
    }

    /// `completed is 2017`: the whole period of a partial date.
    fn on_day(&mut self, id: AttributeId, value: &'a Value) -> Result<Test, Gap> {
        let (from, until) = (self.day(value, Edge::First)?, self.day(value, Edge::Last)?);
        Ok(if from == until { Test::Date(id, DateComparison::On, from) } else { Test::Between(id, from, until) })
    }

    fn compare_date(
        &mut self,
        id: AttributeId,
        comparison: ast::Comparison,
        date: &'a ast::DateExpr,
        span: Span,
        negated: bool,
    ) -> Result<Formula, Gap> {
        let test = match comparison {
            ast::Comparison::Is | ast::Comparison::IsNot => {
                let (from, until) = (self.date(date, Edge::First)?, self.date(date, Edge::Last)?);
                Ok(if from == until {
                    Test::Date(id, DateComparison::On, from)
                } else {
                    Test::Between(id, from, until)
                })
            }
            ast::Comparison::Before | ast::Comparison::After | ast::Comparison::From | ast::Comparison::Until => {
                let (how, edge) = date_order(comparison);
                self.date(date, edge).map(|date| Test::Date(id, how, date))
            }
            ast::Comparison::AtLeast | ast::Comparison::AtMost | ast::Comparison::Over | ast::Comparison::Under => {
                let message = "dates are compared by `before`, `after`, `from` and `until`".to_owned();
                return self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "a date"));
            }
        };
        self.tested(test, negated != (comparison == ast::Comparison::IsNot))
    }

    fn one_of(&mut self, id: AttributeId, values: &'a [Value], negated: bool) -> Result<Formula, Gap> {
        let mut constants = Vec::new();
        let mut gap = None;
        for value in values {
            match self.constant(id, value) {
                Ok(constant) if constants.contains(&constant) => {}
                Ok(constant) => constants.push(constant),
                Err(Gap::Unknown) => constants.push(crate::model::program::Constant::Unknown),
                Err(one) => gap = Some(one),
            }
        }
        match gap {
            Some(Gap::Broken) => return Err(Gap::Broken),
            Some(Gap::Absent | Gap::Unknown) if constants.is_empty() => return Ok(Formula::True),
            Some(Gap::Absent | Gap::Unknown) | None => {}
        }
        self.one_scale(&constants, values)?;
        Ok(self.test(Test::OneOf(id, constants), negated))
    }
}

/// How many comparisons a predicate makes.
fn size(predicate: &Predicate) -> usize {
    match &predicate.kind {
        PredicateKind::And(parts) | PredicateKind::Or(parts) => parts.iter().map(size).sum(),
        PredicateKind::Not(part) => size(part),
        // Values are only compared with those of the same attribute, so that ten of them weigh no more than a test.
        PredicateKind::In(_, _, values) => 1 + values.len() / 10,
        PredicateKind::Compare(..)
        | PredicateKind::CompareDate(..)
        | PredicateKind::Within(..)
        | PredicateKind::Flag(_)
        | PredicateKind::Current(_)
        | PredicateKind::PartOf(_) => 1,
    }
}

/// How two dates are compared, and which day of a partial date is meant.
pub(super) fn date_order(comparison: ast::Comparison) -> (DateComparison, Edge) {
    match comparison {
        ast::Comparison::Before | ast::Comparison::Under => (DateComparison::Before, Edge::First),
        ast::Comparison::After | ast::Comparison::Over => (DateComparison::After, Edge::Last),
        ast::Comparison::From | ast::Comparison::AtLeast => (DateComparison::From, Edge::First),
        ast::Comparison::Until | ast::Comparison::AtMost => (DateComparison::Until, Edge::Last),
        ast::Comparison::Is | ast::Comparison::IsNot => (DateComparison::On, Edge::First),
    }
}
