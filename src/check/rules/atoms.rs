//! Atoms that do not count: titles and grants held, residence, age, facts, dates.

use super::dates::{Edge, fixed};
use super::env::{Found, Ground};
use super::predicates::date_order;
use super::selections::whole;
use super::{Gap, Lowering, relations};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::number::Number;
use crate::model::program::{
    Bounds, Claim, Comparison, Constant, DateComparison, FactTest, Measure, NodeId, NodeKind, Selection, Test,
};
use crate::model::vocabulary::{FactId, FactType, Kind, Kinds, SymbolId, builtin};
use crate::source::Span;
use crate::syntax::ast::{self, Atom, AtomKind, DateExpr, DateExprKind, FactValue, Value, ValueKind};

impl<'a> Lowering<'_, 'a> {
    /// An atom as a node.
    pub(super) fn atom(&mut self, atom: &'a Atom) -> NodeId {
        let note = self.line(atom.span);
        let made = self.atom_kind(atom, note);
        let node = self.made(made, note);
        if matches!(atom.kind, AtomKind::Holds { .. }) {
            self.held.insert(node);
        }
        node
    }

    fn atom_kind(&mut self, atom: &'a Atom, note: u32) -> Result<NodeKind, Gap> {
        match &atom.kind {
            AtomKind::Holds { what, current } => self.holds(what, current.as_ref().map(Option::as_ref)),
            AtomKind::Resident { place, from, to } => self.resident(place, from.as_ref(), to.as_ref()),
            AtomKind::Age { comparison, age, at } => {
                let comparison = self.comparison(*comparison, atom.span);
                let age = self.length(age);
                let edge = match comparison {
                    Ok(Comparison::AtLeast | Comparison::Over) | Err(_) => Edge::First,
                    Ok(Comparison::AtMost | Comparison::Under) => Edge::Last,
                };
                let at = self.date_or_assessment(at.as_ref(), edge);
                Ok(NodeKind::Age { comparison: comparison?, age: age?, at: at? })
            }
            AtomKind::Fact { name, test } => self.fact_atom(name, test.as_ref(), note),
            AtomKind::Since { comparison, length, since } => {
                let comparison = self.comparison(*comparison, atom.span);
                let length = self.length(length);
                let since = self.date(since, Edge::Last);
                Ok(NodeKind::Since { comparison: comparison?, length: length?, since: since? })
            }
            AtomKind::DateOrder { left, comparison, negated, right } => {
                self.date_order_atom(left, *comparison, *negated, right)
            }
            AtomKind::Quantity { quantity, all, selection, modifiers } => {
                let modifiers = self.with_pending(modifiers, atom.span);
                let parts = super::claims::QuantityParts { quantity, all: *all, selection, modifiers, span: atom.span };
                self.quantity(&parts, note)
            }
            AtomKind::Share { part, comparison, percent, whole } => {
                self.share_atom(part, *comparison, percent, whole, atom.span)
            }
            AtomKind::Cover { quantity, set, level, by, modifiers } => {
                let modifiers = self.with_pending(modifiers, atom.span);
                let parts = super::claims::CoverParts {
                    quantity,
                    set,
                    level: level.as_ref(),
                    by: by.as_ref(),
                    modifiers,
                    span: atom.span,
                };
                self.cover(&parts, note)
            }
        }
    }

    /// The modifiers of an atom, and those of its blocks if it is the only atom that they can speak of.
    fn with_pending(&self, modifiers: &'a [ast::Modifier], span: Span) -> Vec<&'a ast::Modifier> {
        let pending = self.pending.iter().filter(|(atom, _)| *atom == span).map(|(_, modifier)| *modifier);
        modifiers.iter().chain(pending).collect()
    }

    /// A comparison of numbers.
    fn comparison(&mut self, comparison: ast::Comparison, span: Span) -> Result<Comparison, Gap> {
        match comparison {
            ast::Comparison::AtLeast | ast::Comparison::From => Ok(Comparison::AtLeast),
            ast::Comparison::AtMost | ast::Comparison::Until => Ok(Comparison::AtMost),
            ast::Comparison::Over | ast::Comparison::After => Ok(Comparison::Over),
            ast::Comparison::Under | ast::Comparison::Before => Ok(Comparison::Under),
            ast::Comparison::Is | ast::Comparison::IsNot => {
                let message = "only `at least`, `over`, `at most` and `under` can stand here".to_owned();
                self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "compared otherwise"))
            }
        }
    }

    /// `holds TITLE` or `holds GRANT`
    fn holds(&mut self, what: &'a ast::Name, current: Option<Option<&'a DateExpr>>) -> Result<NodeKind, Gap> {
        let current = current.map(|at| self.date_or_assessment(at, Edge::First));
        let (path, span) = (what.value.as_str(), what.span);
        let (kind, test) = match self.lookup(path, span) {
            Some(Ok(Found::Ground(Ground::Value(Value { kind: ValueKind::Path(path), span })))) => {
                self.held(path, *span)?
            }
            Some(Ok(Found::Ground(Ground::Value(Value { kind: ValueKind::None, .. })))) => return Err(Gap::Absent),
            Some(Ok(Found::Ground(Ground::Value(Value { kind: ValueKind::Unknown, .. })))) => return Err(Gap::Unknown),
            Some(Err(gap)) => return Err(gap),
            Some(Ok(_)) => {
                let message = format!("`{path}` is neither a title nor a grant");
                return self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "not held by anybody"));
            }
            None => self.held(path, span)?,
        };
        let mut parts = vec![self.test(test, false)];
        if let Some(current) = current {
            let current = current?;
            parts.push(self.test(Test::Current(current), false));
        }
        Ok(self.one_of_alternatives(vec![crate::model::program::Alternative {
            formula: relations::and(parts),
            ..whole(Kinds::one(kind))
        }]))
    }

    /// The kind of evidence that shows a title or grant, and the test that it is that one.
    fn held(&mut self, path: &str, span: Span) -> Result<(Kind, Test), Gap> {
        let names = self.names;
        if self.key(path, span, |key| names.titles.contains_key(key)).is_some() {
            let title = self.title(path, span)?;
            return Ok((Kind::Qualification, Test::OneOf(builtin::TITLE, vec![Constant::Title(title)])));
        }
        let grant = self.grant_symbol(path, span)?;
        Ok((Kind::Credential, Test::OneOf(builtin::GRANT, vec![Constant::Symbol(grant)])))
    }

    /// The symbol of a grant's full id: of this framework by its name, of another one by its dotted id.
    pub(super) fn grant_symbol(&mut self, path: &str, span: Span) -> Result<SymbolId, Gap> {
        let names = self.names;
        if names.grants.contains_key(path) {
            return Ok(self.own_grant(path));
        }
        if let Some(own) = path.strip_prefix(names.id.as_str()).and_then(|rest| rest.strip_prefix('.'))
            && names.grants.contains_key(own)
        {
            return Ok(self.own_grant(own));
        }
        if let Some(symbol) = self.foreign_grant(path) {
            return Ok(symbol);
        }
        if self.is_broken(path) {
            return Err(Gap::Broken);
        }
        let known = names.grants.keys().chain(names.titles.keys()).map(String::as_str);
        let near = nearest(path, known);
        let message = format!("no grant or title `{path}` is declared");
        let code = if path.contains('.') && names.grants.get(path).is_none() && self.is_alias(path) {
            Code::UnknownTitle
        } else {
            Code::UnknownGrant
        };
        let unknown = Diagnostic::new(code, message).at(span, "not declared").suggest(near);
        self.fail(unknown)
    }

    fn is_alias(&self, path: &str) -> bool {
        let first = path.split('.').next().unwrap_or(path);
        self.names.aliases.iter().any(|(_, alias)| alias == first)
    }

    /// The symbol of a grant of this framework.
    pub(super) fn own_grant(&self, name: &str) -> SymbolId {
        self.names.symbol(&format!("{}/{name}", self.names.id))
    }

    /// The symbol of a grant of another framework. An id of a framework has two parts or more, so that a misspelt
    /// alias is not taken for one.
    pub(super) fn foreign_grant(&self, path: &str) -> Option<SymbolId> {
        let (framework, grant) = path.rsplit_once('.')?;
        let own = framework == self.names.id;
        (framework.contains('.') && !own && !self.is_alias(path))
            .then(|| self.names.symbol(&format!("{framework}/{grant}")))
    }

    /// A claim that one item fits.
    pub(super) fn one_of_alternatives(&mut self, alternatives: Vec<crate::model::program::Alternative>) -> NodeKind {
        let selection = self.add_selection(Selection { alternatives });
        NodeKind::Claim(Claim {
            selection,
            measure: Measure::Count,
            bounds: Bounds { least: Some(Number::ONE), most: None, exactly: false },
            closed: false,
            whole: false,
            competes: false,
            rows: Vec::new(),
        })
    }

    fn resident(
        &mut self,
        place: &'a ast::Name,
        from: Option<&'a DateExpr>,
        to: Option<&'a DateExpr>,
    ) -> Result<NodeKind, Gap> {
        let place = match self.lookup(&place.value, place.span) {
            Some(Ok(Found::Ground(Ground::Value(Value { kind: ValueKind::Path(code), span })))) => {
                self.place(code, *span)
            }
            Some(Ok(Found::Ground(Ground::Value(Value { kind: ValueKind::None, .. })))) => Err(Gap::Absent),
            Some(Ok(Found::Ground(Ground::Value(Value { kind: ValueKind::Unknown, .. })))) => Err(Gap::Unknown),
            Some(Err(gap)) => Err(gap),
            Some(Ok(_)) | None => self.place(&place.value, place.span),
        };
        let from = from.map(|from| self.date(from, Edge::First));
        let to = to.map(|to| self.date(to, Edge::Last));
        Ok(NodeKind::Resident { place: place?, from: from.transpose()?, to: to.transpose()? })
    }

    /// A declared fact.
    pub(super) fn fact(&mut self, name: &ast::Name) -> Result<(FactId, FactType), Gap> {
        let facts = &self.names.vocabulary.facts;
        let word = name.value.as_str();
        let last = word.rsplit_once('.').filter(|_| self.is_alias(word)).map_or(word, |(_, last)| last);
        let Some((index, key, fact)) = facts.get_full(word).or_else(|| facts.get_full(last)) else {
            if self.is_broken(word) {
                return Err(Gap::Broken);
            }
            let near = nearest(word, facts.keys().map(String::as_str));
            let message = format!("no fact `{word}` is declared");
            let unknown = Diagnostic::new(Code::UnknownFact, message).at(name.span, "not declared").suggest(near);
            return self.fail(unknown);
        };
        self.names.mark("fact", key);
        Ok((FactId::from_index(index), fact.kind))
    }

    fn fact_atom(
        &mut self,
        name: &'a ast::Name,
        test: Option<&'a (ast::Comparison, FactValue)>,
        note: u32,
    ) -> Result<NodeKind, Gap> {
        let (id, kind) = self.fact(name)?;
        let Some((comparison, value)) = test else {
            if kind == FactType::YesNo {
                return Ok(NodeKind::Fact(id, FactTest::Yes));
            }
            let message = format!("the fact `{}` is {}, and is compared with nothing", name.value, fact_word(kind));
            return self.fail(Diagnostic::new(Code::TypeMismatch, message).at(name.span, "compared with what?"));
        };
        if kind == FactType::Date {
            return self.date_fact_test(id, *comparison, value, name, note);
        }
        let value = match value {
            FactValue::Value(value) => value,
            FactValue::Date(date) => return self.fact_mismatch(name, kind, date.span),
        };
        let test = self.fact_test(name, kind, *comparison, value)?;
        Ok(NodeKind::Fact(id, test))
    }

    fn fact_test(
        &mut self,
        name: &'a ast::Name,
        kind: FactType,
        comparison: ast::Comparison,
        value: &'a Value,
    ) -> Result<FactTest, Gap> {
        let ground = match self.ground(value)? {
            Ground::Value(ground) => ground,
            Ground::Competency(_) | Ground::Set(_) => return self.fact_mismatch(name, kind, value.span),
        };
        match &ground.kind {
            ValueKind::None => return Err(Gap::Absent),
            ValueKind::Unknown => return Err(Gap::Unknown),
            ValueKind::Quantity(_)
            | ValueKind::Date(_)
            | ValueKind::Path(_)
            | ValueKind::Text(_)
            | ValueKind::Yes
            | ValueKind::No => {}
        }
        let equal = match comparison {
            ast::Comparison::Is => Some(true),
            ast::Comparison::IsNot => Some(false),
            ast::Comparison::AtLeast
            | ast::Comparison::AtMost
            | ast::Comparison::Over
            | ast::Comparison::Under
            | ast::Comparison::Before
            | ast::Comparison::After
            | ast::Comparison::From
            | ast::Comparison::Until => None,
        };
        match (kind, equal, &ground.kind) {
            (FactType::YesNo, Some(equal), ValueKind::Yes) => Ok(FactTest::Is(Constant::YesNo(equal))),
            (FactType::YesNo, Some(equal), ValueKind::No) => Ok(FactTest::Is(Constant::YesNo(!equal))),
            (FactType::Number, Some(true), _) => Ok(FactTest::Is(Constant::Number(self.number(ground)?))),
            (FactType::Number, None, _) => {
                let number = self.number(ground);
                let comparison = self.comparison(comparison, value.span);
                Ok(FactTest::Number(comparison?, number?))
            }
            (FactType::Place, Some(true), ValueKind::Path(code)) => {
                Ok(FactTest::Is(Constant::Place(self.place(code, ground.span)?)))
            }
            (FactType::Number | FactType::Place, Some(false), _) => {
                let message = "a fact is not compared by `is not`".to_owned();
                let wrong = Diagnostic::new(Code::TypeMismatch, message).at(value.span, "not this");
                self.fail(wrong.help(format!("write `unless fact {} is … {{ … }}`", name.value)))
            }
            (FactType::YesNo | FactType::Place | FactType::Date, _, _) => self.fact_mismatch(name, kind, value.span),
        }
    }

    fn fact_mismatch<T>(&mut self, name: &ast::Name, kind: FactType, span: Span) -> Result<T, Gap> {
        let message = format!("the fact `{}` is {}, and this is something else", name.value, fact_word(kind));
        self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, format!("not {}", fact_word(kind))))
    }

    fn date_fact_test(
        &mut self,
        id: FactId,
        comparison: ast::Comparison,
        value: &'a FactValue,
        name: &'a ast::Name,
        note: u32,
    ) -> Result<NodeKind, Gap> {
        let (how, edge) = date_order(comparison);
        if comparison == ast::Comparison::IsNot {
            let message = "a fact is not compared by `is not`".to_owned();
            let wrong = Diagnostic::new(Code::TypeMismatch, message).at(name.span, "not this");
            return self.fail(wrong.help(format!("write `unless fact {} is … {{ … }}`", name.value)));
        }
        let (first, last) = match value {
            FactValue::Date(date) => match (&date.kind, how) {
                // Of a partial date, every day is meant.
                (DateExprKind::Date(written), DateComparison::On) => {
                    (self.add_date(fixed(*written, Edge::First)), self.add_date(fixed(*written, Edge::Last)))
                }
                _ => {
                    let date = self.date(date, edge)?;
                    (date, date)
                }
            },
            FactValue::Value(value) => match how {
                DateComparison::On => (self.day(value, Edge::First)?, self.day(value, Edge::Last)?),
                DateComparison::Before | DateComparison::After | DateComparison::From | DateComparison::Until => {
                    let date = match &value.kind {
                        ValueKind::Path(path)
                            if self.key(path, value.span, |key| self.names.values.contains_key(key)).is_some() =>
                        {
                            let defined = self.defined_value(path, value.span)?;
                            self.day(defined, edge)?
                        }
                        ValueKind::Quantity(_)
                        | ValueKind::Date(_)
                        | ValueKind::Path(_)
                        | ValueKind::Text(_)
                        | ValueKind::Yes
                        | ValueKind::No
                        | ValueKind::None
                        | ValueKind::Unknown => self.day(value, edge)?,
                    };
                    (date, date)
                }
            },
        };
        if first == last {
            return Ok(NodeKind::Fact(id, FactTest::Date(how, first)));
        }
        let from = self.node(NodeKind::Fact(id, FactTest::Date(DateComparison::From, first)), note);
        let until = self.node(NodeKind::Fact(id, FactTest::Date(DateComparison::Until, last)), note);
        Ok(NodeKind::All(vec![from, until]))
    }

    fn date_order_atom(
        &mut self,
        left: &'a DateExpr,
        comparison: ast::Comparison,
        negated: bool,
        right: &'a DateExpr,
    ) -> Result<NodeKind, Gap> {
        let (how, edge) = date_order(comparison);
        let (how, edge) = match (how, negated) {
            (how, false) => (how, edge),
            (DateComparison::Before, true) => (DateComparison::From, Edge::First),
            (DateComparison::After, true) => (DateComparison::Until, Edge::Last),
            (DateComparison::From, true) => (DateComparison::Before, Edge::First),
            (DateComparison::Until, true) => (DateComparison::After, Edge::Last),
            (DateComparison::On, true) => {
                let message = "dates are compared by `before`, `after`, `not before` and `not after`".to_owned();
                return self.fail(Diagnostic::new(Code::TypeMismatch, message).at(left.span, "compared otherwise"));
            }
        };
        // The left date holds as a whole: before the other with its last day, after it with its first.
        let own = match how {
            DateComparison::Before | DateComparison::Until => Edge::Last,
            DateComparison::After | DateComparison::From | DateComparison::On => Edge::First,
        };
        let (left, right) = (self.date(left, own), self.date(right, edge));
        Ok(NodeKind::DateOrder(left?, how, right?))
    }
}

fn fact_word(kind: FactType) -> &'static str {
    match kind {
        FactType::YesNo => "yes or no",
        FactType::Date => "a date",
        FactType::Number => "a number",
        FactType::Place => "a place",
    }
}
