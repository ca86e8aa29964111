//! Declarations, each by its kind; the larger ones are lowered in `vocabulary` and `grants`.

use super::{Lower, Parts, inner};
use crate::syntax::ast::{DatedValue, Decl, DeclKind, Spanned, UpTo};
use crate::syntax::parser::{Pair, Rule};

impl Lower<'_> {
    /// One declaration.
    pub(super) fn decl(&mut self, pair: Pair<'_>) -> Option<Decl> {
        let span = self.span(&pair);
        let pair = inner(pair)?;
        let rule = pair.as_rule();
        let kind = match rule {
            Rule::competency => DeclKind::Competency(self.competency(pair)?),
            Rule::in_force => DeclKind::InForce(self.in_force(pair)?),
            _ => {
                let parts = Parts::of(pair);
                match self.head(rule, &parts) {
                    Some(kind) => kind,
                    None => self.body(rule, &parts)?,
                }
            }
        };
        Some(Decl { kind, doc: self.doc(span), span })
    }

    /// What the head of an item declares.
    fn head(&mut self, rule: Rule, parts: &Parts<'_>) -> Option<DeclKind> {
        Some(match rule {
            Rule::name_decl => DeclKind::Name(self.texts(parts)),
            Rule::about_decl => DeclKind::About(self.texts(parts)),
            Rule::regulator => DeclKind::Regulator(self.texts(parts)),
            Rule::languages => DeclKind::Languages(parts.all(Rule::language).map(|tag| self.tag(&tag)).collect()),
            Rule::family => DeclKind::Family(self.token(&parts.one(Rule::name)?)),
            Rule::country => DeclKind::Country(self.token(&parts.one(Rule::place)?)),
            Rule::occupation => {
                DeclKind::Occupation(parts.all(Rule::code).map(|code| self.code(&code)).collect::<Option<_>>()?)
            }
            Rule::status => {
                let word = parts.one(Rule::status_word)?;
                DeclKind::Status {
                    status: self.token(&word),
                    since: parts.one(Rule::date).map(|date| self.date(&date)),
                    suffix: self.suffix(parts)?,
                }
            }
            Rule::governed => {
                DeclKind::Governed { by: self.datex(parts.one(Rule::datex)?)?, choice: parts.has(Rule::kw_choice) }
            }
            Rule::replaces => DeclKind::Replaces {
                id: self.token(&parts.one(Rule::path)?),
                version: self.token(&parts.one(Rule::version)?),
            },
            Rule::month_end => DeclKind::MonthEnd(self.token(&parts.one(Rule::name)?), self.suffix(parts)?),
            Rule::days_per_month => {
                DeclKind::DaysPerMonth(self.integer(&parts.one(Rule::number)?), self.suffix(parts)?)
            }
            Rule::source => self.source(parts)?,
            Rule::assumption => DeclKind::Assume {
                key: self.token(&parts.one(Rule::name)?),
                text: self.texts(parts),
                about: match parts.one(Rule::reference) {
                    Some(about) => Some(self.reference(about)?),
                    None => None,
                },
            },
            Rule::use_decl => DeclKind::Use {
                id: self.token(&parts.one(Rule::path)?),
                version: parts.one(Rule::version).map(|version| self.token(&version)),
                alias: self.token(&parts.one(Rule::name)?),
            },
            _ => return None,
        })
    }

    /// What stands below the head.
    fn body(&mut self, rule: Rule, parts: &Parts<'_>) -> Option<DeclKind> {
        Some(match rule {
            Rule::fact_decl => DeclKind::Fact {
                name: self.token(&parts.one(Rule::name)?),
                kind: self.token(&parts.one(Rule::type_word)?),
                text: self.texts(parts),
                suffix: self.suffix(parts)?,
            },
            Rule::values => {
                DeclKind::Values { name: self.token(&parts.one(Rule::path)?), values: self.labelled(parts)? }
            }
            Rule::statement_type => {
                // A longer way to say `values type { … }`.
                let span = self.span(&parts.one(Rule::kw_statement_type)?);
                DeclKind::Values { name: Spanned { value: "type".to_owned(), span }, values: self.labelled(parts)? }
            }
            Rule::attribute => DeclKind::Attribute {
                name: self.token(&parts.one(Rule::path)?),
                kind: self.token(&parts.one(Rule::type_word)?),
                listing: parts.has(Rule::kw_listing),
                of: parts.all(Rule::kind).map(|kind| self.token(&kind)).collect(),
                text: self.texts(parts),
            },
            Rule::scale => DeclKind::Scale { name: self.token(&parts.one(Rule::name)?), levels: self.labelled(parts)? },
            Rule::map => DeclKind::Map {
                from: self.token(&parts.nth(Rule::path, 0)?),
                to: self.token(&parts.nth(Rule::path, 1)?),
                pairs: parts
                    .all(Rule::map_pair)
                    .map(|pair| {
                        let parts = Parts::of(pair);
                        Some((self.token(&parts.nth(Rule::path, 0)?), self.token(&parts.nth(Rule::path, 1)?)))
                    })
                    .collect::<Option<_>>()?,
            },
            Rule::unit_decl => self.unit(parts)?,
            Rule::set => self.set(parts)?,
            Rule::title => self.title(parts)?,
            Rule::table => self.table(parts)?,
            Rule::define_selection => DeclKind::DefineSelection {
                name: self.token(&parts.one(Rule::name)?),
                selection: self.selection(parts.one(Rule::selection)?)?,
                suffix: self.suffix(parts)?,
            },
            Rule::define_value => DeclKind::DefineValue {
                name: self.token(&parts.one(Rule::name)?),
                values: parts.all(Rule::dated_value).map(|value| self.dated_value(value)).collect::<Option<_>>()?,
                suffix: self.suffix(parts)?,
            },
            Rule::accept_for => DeclKind::AcceptFor {
                selection: self.selection(parts.one(Rule::selection)?)?,
                node: self.token(&parts.one(Rule::path)?),
                suffix: self.suffix(parts)?,
            },
            Rule::accept_as => self.accept_as(parts)?,
            Rule::standard => self.standard(parts)?,
            Rule::grant => DeclKind::Grant(self.grant(parts)?),
            Rule::act => DeclKind::Act {
                name: self.token(&parts.one(Rule::name)?),
                text: self.texts(parts),
                suffix: self.suffix(parts)?,
            },
            Rule::scope => self.scope(parts)?,
            Rule::provision => self.provision(parts)?,
            _ => return None,
        })
    }

    fn source(&mut self, parts: &Parts<'_>) -> Option<DeclKind> {
        let title = self.plain(parts.one(Rule::text)?)?;
        let by = self.plain_in(parts, Rule::source_by)?;
        let url = self.plain_in(parts, Rule::source_url)?;
        Some(DeclKind::Source {
            key: self.token(&parts.one(Rule::name)?),
            title,
            by,
            published: self.date_in(parts, Rule::source_published),
            read: self.date_in(parts, Rule::source_read),
            url,
            unverified: parts.has(Rule::kw_unverified),
        })
    }

    /// The string in a part that wraps one, if there is such a part; the outer option is a fault of ours.
    fn plain_in(&mut self, parts: &Parts<'_>, rule: Rule) -> Option<Option<Spanned<String>>> {
        match parts.one(rule) {
            Some(pair) => {
                let text = Parts::of(pair).one(Rule::text)?;
                Some(Some(self.plain(text)?))
            }
            None => Some(None),
        }
    }

    fn date_in(&mut self, parts: &Parts<'_>, rule: Rule) -> Option<Spanned<crate::syntax::ast::DateText>> {
        let date = Parts::of(parts.one(rule)?).one(Rule::date)?;
        Some(self.date(&date))
    }

    fn dated_value(&mut self, pair: Pair<'_>) -> Option<DatedValue> {
        let parts = Parts::of(pair);
        Some(DatedValue {
            from: parts.one(Rule::date).map(|date| self.date(&date)),
            until: self.last_date(&parts),
            value: self.value(parts.one(Rule::value)?)?,
        })
    }

    fn accept_as(&mut self, parts: &Parts<'_>) -> Option<DeclKind> {
        let mut attributes = Vec::new();
        if let Some(pair) = parts.one(Rule::accept_where) {
            for attribute in Parts::of(pair).all(Rule::accept_attribute) {
                let attribute = Parts::of(attribute);
                if let Some(is) = attribute.one(Rule::kw_is) {
                    self.refuse_equals(&is);
                }
                let name = self.token(&attribute.one(Rule::path)?);
                attributes.push((name, self.value(attribute.one(Rule::value)?)?));
            }
        }
        let up_to = match parts.one(Rule::up_to) {
            Some(pair) => {
                let limit = Parts::of(pair);
                let quantity = self.quantity(limit.one(Rule::quantity)?)?;
                Some(if limit.has(Rule::kw_of_the_need) {
                    UpTo::PercentOfNeed(quantity)
                } else if limit.has(Rule::kw_of_what) {
                    UpTo::PercentOfCounted(quantity)
                } else {
                    UpTo::Amount(quantity)
                })
            }
            None => None,
        };
        Some(DeclKind::AcceptAs {
            selection: self.selection(parts.one(Rule::selection)?)?,
            kind: self.token(&parts.one(Rule::kind)?),
            attributes,
            source: self.quantity(parts.nth(Rule::quantity, 0)?)?,
            target: self.quantity(parts.nth(Rule::quantity, 1)?)?,
            each_full: parts.has(Rule::kw_each_full),
            up_to,
            suffix: self.suffix(parts)?,
        })
    }
}
