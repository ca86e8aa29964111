//! Predicates and conditions: chains of `and` or of `or`.

use super::{Lower, Parts, inner, word};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Comparison, Condition, ConditionKind, Name, Predicate, PredicateKind, Value, ValueKind};
use crate::syntax::limits;
use crate::syntax::messages::Mend as _;
use crate::syntax::parser::{Pair, Rule};

impl Lower<'_> {
    /// `where PREDICATE`
    pub(super) fn filter(&mut self, pair: Pair<'_>) -> Option<Predicate> {
        let parts = Parts::of(pair);
        self.predicate(parts.one(Rule::predicate)?)
    }

    /// A chain of tests.
    pub(super) fn predicate(&mut self, pair: Pair<'_>) -> Option<Predicate> {
        let mut chain = Chain::default();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::kw_and | Rule::kw_or => chain.joint(self.span(&part), part.as_rule() == Rule::kw_and),
                _ => chain.terms.push(self.predicate_term(part)?),
            }
        }
        self.join(chain)
    }

    fn predicate_term(&mut self, pair: Pair<'_>) -> Option<Predicate> {
        let whole = self.span(&pair);
        let parts = Parts::of(pair);
        let body = if let Some(nested) = parts.one(Rule::predicate) {
            let mut nested = self.predicate(nested)?;
            nested.span = self.parenthesised(&parts, whole);
            nested
        } else if let Some(current) = parts.one(Rule::current) {
            let span = self.span(&current);
            Predicate { kind: PredicateKind::Current(self.at_date(&Parts::of(current))?), span }
        } else {
            self.test(parts.one(Rule::test)?)?
        };
        let nots: Vec<Span> = parts.all(Rule::kw_not).map(|not| self.span(&not)).collect();
        Some(self.negate(body, nots, whole))
    }

    /// The place of a term in parentheses, with them: what it is cut out for in a fix must stay balanced.
    fn parenthesised(&self, parts: &Parts<'_>, whole: Span) -> Span {
        let start = parts.one(Rule::lparen).map_or(whole.start, |paren| self.span(&paren).start);
        Span::new(self.file, start, whole.end)
    }

    fn negate<T: Term>(&mut self, mut body: T, nots: Vec<Span>, whole: Span) -> T {
        if let Some(over) = nots.get(limits::CHAIN) {
            self.report(
                Diagnostic::new(Code::TooDeep, format!("more than {} `not` stand in a row", limits::CHAIN))
                    .at(*over, "one too many"),
            );
        }
        for not in nots.into_iter().take(limits::CHAIN).rev() {
            body = T::not(body, Span::new(self.file, not.start, whole.end));
        }
        body
    }

    fn test(&mut self, pair: Pair<'_>) -> Option<Predicate> {
        let span = self.span(&pair);
        let parts = Parts::of(pair);
        let attribute = self.token(&parts.one(Rule::path)?);
        let kind = if parts.has(Rule::kw_in) {
            let negated = parts.has(Rule::kw_not);
            PredicateKind::In(attribute, negated, self.values(&parts)?)
        } else if let Some(side) = parts.one(Rule::side) {
            let amount = self.amount(parts.one(Rule::amount)?)?;
            PredicateKind::Within(attribute, amount, side_of(side)?, self.datex(parts.one(Rule::datex)?)?)
        } else if let Some(comparison) = self.comparison(&parts) {
            match parts.one(Rule::datex) {
                Some(date) => PredicateKind::CompareDate(attribute, comparison, self.datex(date)?),
                None => {
                    let value = self.value(parts.one(Rule::value)?)?;
                    match (attribute.value.as_str(), comparison, value) {
                        (
                            "part-of",
                            Comparison::Is | Comparison::IsNot,
                            Value { kind: ValueKind::Path(name), span: place },
                        ) => {
                            let part = PredicateKind::PartOf(Name { value: name, span: place });
                            if comparison == Comparison::IsNot {
                                PredicateKind::Not(Box::new(Predicate { kind: part, span }))
                            } else {
                                part
                            }
                        }
                        (_, comparison, value) => PredicateKind::Compare(attribute, comparison, value),
                    }
                }
            }
        } else {
            PredicateKind::Flag(attribute)
        };
        Some(Predicate { kind, span })
    }

    /// The values of a list in parentheses.
    pub(super) fn values(&mut self, parts: &Parts<'_>) -> Option<Vec<Value>> {
        parts.all(Rule::value).map(|value| self.value(value)).collect()
    }

    /// The comparison among parts, if there is one; `=` for `is` is reported.
    pub(super) fn comparison(&mut self, parts: &Parts<'_>) -> Option<Comparison> {
        parts.pairs.iter().find_map(|pair| {
            Some(match pair.as_rule() {
                Rule::kw_is => {
                    self.refuse_equals(pair);
                    if parts.has(Rule::kw_not) { Comparison::IsNot } else { Comparison::Is }
                }
                Rule::kw_is_not => Comparison::IsNot,
                Rule::kw_at_least => Comparison::AtLeast,
                Rule::kw_at_most => Comparison::AtMost,
                Rule::kw_over => Comparison::Over,
                Rule::kw_under => Comparison::Under,
                Rule::kw_before => Comparison::Before,
                Rule::kw_after => Comparison::After,
                Rule::kw_from => Comparison::From,
                Rule::kw_until => Comparison::Until,
                _ => return None,
            })
        })
    }

    /// The other foreign signs are seen by the scan; `=` alone is ours in other places.
    pub(super) fn refuse_equals(&mut self, pair: &Pair<'_>) {
        if word(pair) == "=" {
            let start = self.span(pair).start;
            let span = Span::new(self.file, start, start + 1);
            self.report(
                Diagnostic::new(Code::ForeignSpelling, "`=` does not compare")
                    .at(span, "is written `is`")
                    .help("write `is`")
                    .mend(span, "is"),
            );
        }
    }

    /// A condition, outside or inside parentheses.
    pub(super) fn condition(&mut self, pair: Pair<'_>) -> Option<Condition> {
        let mut chain = Chain::default();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::kw_and | Rule::kw_or => chain.joint(self.span(&part), part.as_rule() == Rule::kw_and),
                _ => chain.terms.push(self.condition_term(part)?),
            }
        }
        self.join(chain)
    }

    fn condition_term(&mut self, pair: Pair<'_>) -> Option<Condition> {
        let whole = self.span(&pair);
        let parts = Parts::of(pair);
        let body = if let Some(nested) = parts.one(Rule::inner_condition) {
            let mut nested = self.condition(nested)?;
            nested.span = self.parenthesised(&parts, whole);
            nested
        } else {
            let atom = match parts.one(Rule::share_atom) {
                Some(share) => share,
                None => parts.one(Rule::atom)?,
            };
            let atom = self.atom(atom, parts.one(Rule::modifiers))?;
            let span = atom.span;
            Condition { kind: ConditionKind::Atom(Box::new(atom)), span }
        };
        let nots: Vec<Span> = parts.all(Rule::kw_not).map(|not| self.span(&not)).collect();
        Some(self.negate(body, nots, whole))
    }

    /// Joins a chain; where `and` and `or` are mixed, `and` binds closer and the mixture is reported.
    fn join<T: Term>(&mut self, chain: Chain<T>) -> Option<T> {
        let Chain { terms, joints } = chain;
        let and = joints.iter().find(|(_, and)| *and).map(|(span, _)| *span);
        let or = joints.iter().find(|(_, and)| !*and).map(|(span, _)| *span);
        let (Some(and), Some(or)) = (and, or) else {
            return group(terms, and.is_some());
        };
        let mut groups: Vec<Vec<T>> = vec![Vec::new()];
        let mut joints = joints.into_iter();
        for term in terms {
            match groups.last_mut() {
                Some(last) => last.push(term),
                None => groups.push(vec![term]),
            }
            if joints.next().is_some_and(|(_, and)| !and) {
                groups.push(Vec::new());
            }
        }
        let mut written = Vec::new();
        let mut members = Vec::new();
        for terms in groups {
            let several = terms.len() > 1;
            let Some(joined) = group(terms, true) else { continue };
            let text =
                self.text.clean.get(joined.span().start as usize..joined.span().end as usize).unwrap_or_default();
            written.push(if several { format!("({text})") } else { text.to_owned() });
            members.push(joined);
        }
        let joined = group(members, false)?;
        let mut diagnostic = Diagnostic::new(Code::MixedAndOr, "`and` and `or` are mixed without parentheses")
            .at(and, "`and` here")
            .also(or, "`or` here")
            .help("put parentheses around what belongs together");
        // A fix would lose comments that stand between.
        if !self.trivia.has_comment(joined.span()) {
            diagnostic = diagnostic.mend(joined.span(), written.join(" or "));
        }
        self.report(diagnostic);
        Some(joined)
    }
}

/// Terms with what stands between them.
struct Chain<T> {
    terms: Vec<T>,
    /// Place, and whether it is `and`.
    joints: Vec<(Span, bool)>,
}

impl<T> Default for Chain<T> {
    fn default() -> Self {
        Self { terms: Vec::new(), joints: Vec::new() }
    }
}

impl<T> Chain<T> {
    fn joint(&mut self, span: Span, and: bool) {
        self.joints.push((span, and));
    }
}

/// What predicates and conditions have in common.
trait Term: Sized {
    fn span(&self) -> Span;
    fn not(body: Self, span: Span) -> Self;
    fn several(terms: Vec<Self>, and: bool, span: Span) -> Self;
}

impl Term for Predicate {
    fn span(&self) -> Span {
        self.span
    }

    fn not(body: Self, span: Span) -> Self {
        Self { kind: PredicateKind::Not(Box::new(body)), span }
    }

    fn several(terms: Vec<Self>, and: bool, span: Span) -> Self {
        Self { kind: if and { PredicateKind::And(terms) } else { PredicateKind::Or(terms) }, span }
    }
}

impl Term for Condition {
    fn span(&self) -> Span {
        self.span
    }

    fn not(body: Self, span: Span) -> Self {
        Self { kind: ConditionKind::Not(Box::new(body)), span }
    }

    fn several(terms: Vec<Self>, and: bool, span: Span) -> Self {
        Self { kind: if and { ConditionKind::And(terms) } else { ConditionKind::Or(terms) }, span }
    }
}

fn group<T: Term>(mut terms: Vec<T>, and: bool) -> Option<T> {
    match (terms.first(), terms.last()) {
        (Some(first), Some(last)) if terms.len() > 1 => {
            let span = first.span().to(last.span());
            Some(T::several(terms, and, span))
        }
        _ => terms.pop(),
    }
}

/// `before`, `after` or `of`.
pub(super) fn side_of(pair: Pair<'_>) -> Option<crate::syntax::ast::Side> {
    use crate::syntax::ast::Side;
    match inner(pair)?.as_rule() {
        Rule::kw_before => Some(Side::Before),
        Rule::kw_after => Some(Side::After),
        Rule::kw_of => Some(Side::Around),
        _ => None,
    }
}
