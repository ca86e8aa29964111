//! Atoms: the lines that may also stand in a condition.

use super::{Lower, Parts, inner};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Amount, Atom, AtomKind, CoverQuantity, FactValue, Modifier, Quantifier};
use crate::syntax::messages::Mend as _;
use crate::syntax::parser::{Pair, Rule};

impl Lower<'_> {
    /// An atom with the modifiers that follow it in braces, if there are any.
    pub(super) fn atom(&mut self, pair: Pair<'_>, modifiers: Option<Pair<'_>>) -> Option<Atom> {
        let mut span = self.span(&pair);
        let pair = inner(pair)?;
        let mut list = Vec::new();
        if let Some(modifiers) = modifiers {
            let place = self.span(&modifiers);
            if !matches!(pair.as_rule(), Rule::counted | Rule::cover) {
                self.report(
                    Diagnostic::new(
                        Code::MisplacedModifier,
                        "modifiers in braces stand only behind a quantity or `cover`",
                    )
                    .at(place, "does not belong here")
                    .also(span, "this line counts nothing"),
                );
            }
            list = Parts::of(modifiers)
                .all(Rule::modifier)
                .map(|modifier| self.modifier(modifier))
                .collect::<Option<Vec<_>>>()?;
            span = span.to(place);
        }
        let kind = self.atom_kind(pair, list)?;
        Some(Atom { kind, span })
    }

    fn atom_kind(&mut self, pair: Pair<'_>, modifiers: Vec<Modifier>) -> Option<AtomKind> {
        let rule = pair.as_rule();
        let parts = Parts::of(pair);
        Some(match rule {
            Rule::since => AtomKind::Since {
                comparison: self.comparison(&parts)?,
                length: self.amount(parts.one(Rule::amount)?)?,
                since: self.datex(parts.one(Rule::datex)?)?,
            },
            Rule::counted => {
                let (quantity, all) = self.quantifier(parts.one(Rule::quantifier)?)?;
                let selection = self.selection(parts.one(Rule::selection)?)?;
                AtomKind::Quantity { quantity, all, selection, modifiers }
            }
            Rule::cover => {
                let quantity = self.cover_quantity(parts.one(Rule::cover_quantity)?)?;
                let level = match parts.one(Rule::at_level) {
                    Some(level) => Some(self.path_of(level)?),
                    None => None,
                };
                let by = self.by_selection(&parts)?;
                AtomKind::Cover { quantity, set: self.token(&parts.one(Rule::path)?), level, by, modifiers }
            }
            Rule::holds => AtomKind::Holds {
                what: self.token(&parts.one(Rule::path)?),
                current: match parts.one(Rule::current) {
                    Some(current) => Some(self.at_date(&Parts::of(current))?),
                    None => None,
                },
            },
            Rule::resident => AtomKind::Resident {
                place: self.token(&parts.one(Rule::place)?),
                from: self.dated(&parts, Rule::from_date)?,
                to: self.dated(&parts, Rule::to_date)?,
            },
            Rule::age => AtomKind::Age {
                comparison: self.comparison(&parts)?,
                age: self.amount(parts.one(Rule::amount)?)?,
                at: self.at_date(&parts)?,
            },
            Rule::fact_test => AtomKind::Fact {
                name: self.token(&parts.one(Rule::path)?),
                test: match self.comparison(&parts) {
                    Some(comparison) => Some((comparison, self.fact_value(&parts)?)),
                    None => None,
                },
            },
            Rule::date_order => AtomKind::DateOrder {
                left: self.datex(parts.nth(Rule::datex, 0)?)?,
                comparison: self.comparison(&parts)?,
                negated: parts.has(Rule::kw_not),
                right: self.datex(parts.nth(Rule::datex, 1)?)?,
            },
            Rule::share => {
                if !parts.has(Rule::kw_all) {
                    let of = self.span(&parts.one(Rule::kw_of)?);
                    self.report(
                        Diagnostic::new(Code::Syntax, "a share is a share of all")
                            .at(of, "`of all` is expected")
                            .help("write `of all`")
                            .mend(of, "of all"),
                    );
                }
                AtomKind::Share {
                    part: self.selection(parts.nth(Rule::selection, 0)?)?,
                    comparison: self.comparison(&parts)?,
                    percent: self.amount(parts.one(Rule::amount)?)?,
                    whole: self.selection(parts.nth(Rule::selection, 1)?)?,
                }
            }
            _ => return None,
        })
    }

    fn fact_value(&mut self, parts: &Parts<'_>) -> Option<FactValue> {
        match parts.one(Rule::datex) {
            Some(date) => self.datex(date).map(FactValue::Date),
            None => self.value(parts.one(Rule::value)?).map(FactValue::Value),
        }
    }

    /// The selection behind `by`, if there is one; the outer option is a fault of ours.
    pub(super) fn by_selection(&mut self, parts: &Parts<'_>) -> Option<Option<crate::syntax::ast::Selection>> {
        match parts.one(Rule::by_selection) {
            Some(by) => {
                let selection = Parts::of(by).one(Rule::selection)?;
                Some(Some(self.selection(selection)?))
            }
            None => Some(None),
        }
    }

    /// How much, and whether `of all` is said.
    fn quantifier(&mut self, pair: Pair<'_>) -> Option<(Quantifier, bool)> {
        let end = self.span(&pair).end;
        let parts = Parts::of(pair);
        let amounts: Vec<Amount> = parts.all(Rule::amount).map(|amount| self.amount(amount)).collect::<Option<_>>()?;
        if parts.has(Rule::missing_of) {
            let place = Span::new(self.file, end, end);
            self.report(
                Diagnostic::new(Code::Syntax, "`of` is missing between the quantity and what it counts")
                    .at(place, "`of` is expected")
                    .help("write `of`")
                    .mend(place, " of"),
            );
        }
        let all = parts.has(Rule::kw_all);
        let mut amounts = amounts.into_iter();
        let quantifier = match parts.first()?.as_rule() {
            Rule::kw_a | Rule::kw_an => Quantifier::One,
            Rule::kw_no => Quantifier::None,
            Rule::kw_at_least => Quantifier::AtLeast(amounts.next()?),
            Rule::kw_at_most => Quantifier::AtMost(amounts.next()?),
            Rule::kw_exactly => Quantifier::Exactly(amounts.next()?),
            Rule::kw_between => Quantifier::Between(amounts.next()?, amounts.next()?),
            _ => return None,
        };
        Some((quantifier, all))
    }

    /// `all of` or `at least … of`
    pub(super) fn cover_quantity(&mut self, pair: Pair<'_>) -> Option<CoverQuantity> {
        let parts = Parts::of(pair);
        match parts.one(Rule::amount) {
            Some(amount) => self.amount(amount).map(CoverQuantity::AtLeast),
            None => Some(CoverQuantity::All),
        }
    }
}
