//! Declarations of words: values, attributes, scales, units, competencies, sets, titles, tables.

use super::{Lower, Parts, inner, word};
use crate::syntax::ast::{
    CompetencyDecl, CompetencyItem, DeclKind, Name, Quantity, SetExpr, Spanned, Texts, TitleItem, UnitDef, UnitWorth,
};
use crate::syntax::parser::{Pair, Rule};

impl Lower<'_> {
    /// Names with their labels.
    pub(super) fn labelled(&mut self, parts: &Parts<'_>) -> Option<Vec<(Name, Texts)>> {
        parts
            .all(Rule::labelled)
            .map(|pair| {
                let parts = Parts::of(pair);
                Some((self.token(&parts.one(Rule::name)?), self.texts(&parts)))
            })
            .collect()
    }

    /// `unit NAME TEXTS = …`
    pub(super) fn unit(&mut self, parts: &Parts<'_>) -> Option<DeclKind> {
        let worth = parts.one(Rule::unit_worth)?;
        let mut span = self.span(&worth);
        let base = match parts.one(Rule::base) {
            Some(pair) => {
                let place = self.span(&pair);
                span = span.to(place);
                Some(Spanned { value: word(&pair).to_owned(), span: place })
            }
            None => None,
        };
        let worth = self.unit_worth(inner(worth)?)?;
        Some(DeclKind::Unit {
            name: self.token(&parts.one(Rule::name)?),
            text: self.texts(parts),
            definition: UnitDef { worth, base, span },
            suffix: self.suffix(parts)?,
        })
    }

    fn unit_worth(&mut self, pair: Pair<'_>) -> Option<UnitWorth> {
        let rule = pair.as_rule();
        let parts = Parts::of(pair);
        let mut quantities =
            parts.all(Rule::quantity).map(|quantity| self.quantity(quantity)).collect::<Option<Vec<Quantity>>>()?;
        Some(match rule {
            Rule::unit_opaque => UnitWorth::Opaque,
            Rule::unit_at_least => UnitWorth::AtLeast(quantities.pop()?),
            Rule::unit_range => {
                let high = quantities.pop()?;
                UnitWorth::Range(quantities.pop().unwrap_or_else(|| high.clone()), high)
            }
            Rule::unit_by_mode => UnitWorth::ByMode(
                parts
                    .all(Rule::unit_mode)
                    .map(|mode| {
                        let parts = Parts::of(mode);
                        let name = self.token(&parts.one(Rule::name)?);
                        Some((name, parts.has(Rule::kw_at_least), self.quantity(parts.one(Rule::quantity)?)?))
                    })
                    .collect::<Option<_>>()?,
            ),
            _ => return None,
        })
    }

    /// `competency NAME TEXTS { … }`
    pub(super) fn competency(&mut self, pair: Pair<'_>) -> Option<CompetencyDecl> {
        let span = self.span(&pair);
        let parts = Parts::of(pair);
        let mut declaration = CompetencyDecl {
            name: self.token(&parts.one(Rule::name)?),
            text: self.texts(&parts),
            suffix: self.suffix(&parts)?,
            items: Vec::new(),
            span,
        };
        for line in parts.all(Rule::competency_line) {
            let line = inner(line)?;
            let item = match line.as_rule() {
                Rule::competency => CompetencyItem::Child(self.competency(line)?),
                Rule::aligned => {
                    let (relation, scheme, address) = self.aligned(line)?;
                    CompetencyItem::Aligned(relation, scheme, address)
                }
                Rule::competency_shown => {
                    let selection = Parts::of(line).one(Rule::selection)?;
                    CompetencyItem::ShownBy(self.selection(selection)?)
                }
                Rule::competency_kind => {
                    let parts = Parts::of(line);
                    CompetencyItem::Kind(self.token(&parts.one(Rule::name)?))
                }
                Rule::was => CompetencyItem::Was(self.path_of(line)?),
                Rule::about_decl => CompetencyItem::About(self.texts(&Parts::of(line))),
                Rule::cite => {
                    declaration.suffix.cite.extend(self.cite(line)?);
                    continue;
                }
                _ => return None,
            };
            declaration.items.push(item);
        }
        Some(declaration)
    }

    fn aligned(&mut self, pair: Pair<'_>) -> Option<(Name, Name, Spanned<String>)> {
        let parts = Parts::of(pair);
        let relation = self.token(&parts.nth(Rule::name, 0)?);
        let scheme = self.token(&parts.nth(Rule::name, 1)?);
        Some((relation, scheme, self.plain(parts.one(Rule::text)?)?))
    }

    /// `set NAME TEXTS = …`
    pub(super) fn set(&mut self, parts: &Parts<'_>) -> Option<DeclKind> {
        let kind = match parts.one(Rule::set_kind) {
            Some(kind) => {
                let kind = Parts::of(kind);
                if let Some(is) = kind.one(Rule::kw_is) {
                    self.refuse_equals(&is);
                }
                Some(self.token(&kind.one(Rule::name)?))
            }
            None => None,
        };
        let without = match parts.one(Rule::set_without) {
            Some(without) => self.paths(&Parts::of(without))?,
            None => Vec::new(),
        };
        Some(DeclKind::Set {
            name: self.token(&parts.one(Rule::name)?),
            text: self.texts(parts),
            members: SetExpr { members: self.paths(parts)?, kind, without },
        })
    }

    /// `title NAME TEXTS { … }`
    pub(super) fn title(&mut self, parts: &Parts<'_>) -> Option<DeclKind> {
        let items = parts.all(Rule::title_line).map(|line| self.title_line(line)).collect::<Option<_>>()?;
        Some(DeclKind::Title {
            name: self.token(&parts.one(Rule::path)?),
            text: self.texts(parts),
            items,
            suffix: self.suffix(parts)?,
        })
    }

    fn title_line(&mut self, pair: Pair<'_>) -> Option<TitleItem> {
        let line = inner(pair)?;
        Some(match line.as_rule() {
            Rule::title_level => TitleItem::Level(self.path_of(line)?),
            Rule::country => TitleItem::Country(self.token(&Parts::of(line).one(Rule::place)?)),
            Rule::title_attests => {
                let parts = Parts::of(line);
                TitleItem::Attests {
                    standard: self.token(&parts.one(Rule::path)?),
                    from: parts.one(Rule::date).map(|date| self.date(&date)),
                    until: self.last_date(&parts),
                }
            }
            Rule::title_covers => TitleItem::Covers(self.paths(&Parts::of(line))?),
            Rule::aligned => {
                let (relation, scheme, address) = self.aligned(line)?;
                TitleItem::Aligned(relation, scheme, address)
            }
            Rule::cite => TitleItem::Cite(self.cite(line)?),
            Rule::was => TitleItem::Was(self.path_of(line)?),
            _ => return None,
        })
    }

    /// `table NAME (…) { row … }`
    pub(super) fn table(&mut self, parts: &Parts<'_>) -> Option<DeclKind> {
        let rows = parts.all(Rule::row).map(|row| self.values(&Parts::of(row))).collect::<Option<_>>()?;
        Some(DeclKind::Table { name: self.token(&parts.one(Rule::name)?), columns: self.typed(parts)?, rows })
    }
}
