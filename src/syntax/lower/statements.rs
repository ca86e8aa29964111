//! Blocks and their lines.

use super::{Lower, Parts, inner, word};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{
    Block, MeetsBy, Period, Pick, RequirementDecl, SelectionHead, Spanned, Statement, StatementKind, Way,
};
use crate::syntax::parser::{Pair, Rule};

impl Lower<'_> {
    /// A block of lines that all hold.
    pub(super) fn block(&mut self, pair: Pair<'_>) -> Option<Block> {
        let (block, periods) = self.grant_block(pair)?;
        for period in periods {
            self.report(
                Diagnostic::new(
                    Code::Syntax,
                    format!("the period `{}` stands inside another block", period.name.value),
                )
                .at(period.name.span, "belongs directly into a `grant`"),
            );
        }
        Some(block)
    }

    /// The block of a grant, which may declare periods.
    pub(super) fn grant_block(&mut self, pair: Pair<'_>) -> Option<(Block, Vec<Period>)> {
        let span = self.span(&pair);
        let mut statements = Vec::new();
        let mut periods = Vec::new();
        for line in Parts::of(pair).all(Rule::line) {
            let place = self.span(&line);
            let line = inner(line)?;
            match line.as_rule() {
                Rule::route => {
                    if let Some(Way::Route { name, .. }) = self.route(line) {
                        self.report(
                            Diagnostic::new(Code::Syntax, format!("the route `{}` is not one of several", name.value))
                                .at(name.span, "belongs into `any of { … }` or `at least 2 of { … }`"),
                        );
                    }
                }
                Rule::period => {
                    let parts = Parts::of(line);
                    periods.push(Period {
                        name: self.token(&parts.one(Rule::name)?),
                        length: self.quantity(parts.one(Rule::quantity)?)?,
                        from: self.datex(parts.one(Rule::datex)?)?,
                    });
                }
                _ => match self.statement(line) {
                    Some(kind) => statements.push(Statement { kind, span: place }),
                    None => self.bug(place),
                },
            }
        }
        Some((Block { statements, span }, periods))
    }

    /// A line without its block: only what is wrong with it matters.
    pub(super) fn lost_line(&mut self, pair: Pair<'_>) -> Option<()> {
        let line = inner(pair)?;
        match line.as_rule() {
            Rule::route => drop(self.route(line)),
            Rule::period => {}
            _ => drop(self.statement(line)),
        }
        Some(())
    }

    /// The block of `any of` or `at least 2 of`.
    fn ways(&mut self, pair: Pair<'_>) -> Option<Vec<Way>> {
        let mut ways = Vec::new();
        for line in Parts::of(pair).all(Rule::line) {
            let span = self.span(&line);
            let line = inner(line)?;
            let way = match line.as_rule() {
                Rule::route => self.route(line),
                Rule::period => {
                    self.report(
                        Diagnostic::new(Code::Syntax, "a period stands inside another block")
                            .at(span, "belongs directly into a `grant`"),
                    );
                    continue;
                }
                _ => self.statement(line).map(|kind| Way::Statement(Statement { kind, span })),
            };
            match way {
                Some(way) => ways.push(way),
                None => self.bug(span),
            }
        }
        Some(ways)
    }

    fn route(&mut self, pair: Pair<'_>) -> Option<Way> {
        let span = self.span(&pair);
        let parts = Parts::of(pair);
        let when = match parts.one(Rule::route_when) {
            Some(when) => {
                let condition = Parts::of(when).one(Rule::condition)?;
                Some(self.condition(condition)?)
            }
            None => None,
        };
        Some(Way::Route {
            name: self.token(&parts.one(Rule::name)?),
            text: self.texts(&parts),
            suffix: self.suffix(&parts)?,
            when,
            block: self.block(parts.one(Rule::block)?)?,
            span,
        })
    }

    fn statement(&mut self, pair: Pair<'_>) -> Option<StatementKind> {
        let rule = pair.as_rule();
        if rule == Rule::requirement {
            return Some(StatementKind::Requirement(Box::new(self.requirement(pair)?)));
        }
        if rule == Rule::modifier {
            return Some(StatementKind::Modifier(self.modifier(pair)?));
        }
        let parts = Parts::of(pair);
        Some(match rule {
            Rule::let_line => StatementKind::Let {
                name: self.token(&parts.one(Rule::name)?),
                pick: parts.pairs.iter().find_map(|part| match part.as_rule() {
                    Rule::kw_first => Some(Spanned { value: Pick::First, span: self.span(part) }),
                    Rule::kw_last => Some(Spanned { value: Pick::Last, span: self.span(part) }),
                    _ => None,
                }),
                selection: self.selection(parts.one(Rule::selection)?)?,
            },
            Rule::all_of => StatementKind::AllOf(self.block(parts.one(Rule::block)?)?),
            Rule::any_of => StatementKind::AnyOf(self.ways(parts.one(Rule::block)?)?),
            Rule::ways_of => {
                let count = self.count_of_lines(parts.one(Rule::amount)?)?;
                StatementKind::AtLeastOf(count, self.ways(parts.one(Rule::block)?)?)
            }
            Rule::once => StatementKind::Once {
                except_twice: match parts.one(Rule::filter) {
                    Some(filter) => Some(self.filter(filter)?),
                    None => None,
                },
                block: self.block(parts.one(Rule::block)?)?,
            },
            Rule::when => StatementKind::When {
                negated: parts.has(Rule::kw_unless),
                condition: self.condition(parts.one(Rule::condition)?)?,
                then: self.block(parts.nth(Rule::block, 0)?)?,
                otherwise: match parts.nth(Rule::block, 1) {
                    Some(block) => Some(self.block(block)?),
                    None => None,
                },
            },
            Rule::for_each | Rule::for_some => self.repeated(&parts)?,
            Rule::meets => StatementKind::Meets {
                standard: self.token(&parts.one(Rule::path)?),
                arguments: self.values(&parts)?,
                by: match (self.by_selection(&parts)?, parts.one(Rule::kw_by_all_training)) {
                    (Some(selection), _) => MeetsBy::Selection(selection),
                    (None, Some(all)) => MeetsBy::AllTraining(self.span(&all)),
                    (None, None) => MeetsBy::AnyProgramme,
                },
            },
            Rule::judged => StatementKind::Judged {
                name: self.token(&parts.one(Rule::name)?),
                text: self.texts(&parts),
                by: self.plain(parts.one(Rule::text)?)?,
                suffix: self.suffix(&parts)?,
            },
            Rule::open => StatementKind::Open { text: self.texts(&parts), suffix: self.suffix(&parts)? },
            Rule::statement_atom => StatementKind::Atom(self.atom(parts.one(Rule::atom)?, parts.one(Rule::modifiers))?),
            _ => return None,
        })
    }

    /// How many ways of a block are asked: a bare number.
    fn count_of_lines(&mut self, pair: Pair<'_>) -> Option<Spanned<i64>> {
        let span = self.span(&pair);
        let number = Parts::of(pair.clone()).one(Rule::quantity).map(Parts::of);
        let number = number.filter(|parts| !parts.has(Rule::unit));
        if let Some(number) = number.and_then(|parts| parts.one(Rule::number)) {
            return Some(self.integer(&number));
        }
        self.report(
            Diagnostic::new(Code::Syntax, format!("`{}` does not count ways", word(&pair)))
                .at(span, "a bare number is expected before `of {`"),
        );
        Some(Spanned { value: 1, span })
    }

    fn repeated(&mut self, parts: &Parts<'_>) -> Option<StatementKind> {
        let at_least = parts.one(Rule::number).map(|number| self.integer(&number));
        let over = match parts.one(Rule::selection) {
            Some(pair) => {
                let place = self.span(&pair);
                let over = self.selection(pair)?;
                match over.head {
                    SelectionHead::Named(name) if name.span == place => name,
                    SelectionHead::Named(name) => {
                        self.refuse_evidence(place);
                        name
                    }
                    SelectionHead::AnyOf(_) => {
                        self.refuse_evidence(place);
                        Spanned { value: "evidence".to_owned(), span: place }
                    }
                }
            }
            None => self.token(&parts.one(Rule::path)?),
        };
        Some(StatementKind::For {
            at_least,
            variable: self.token(&parts.one(Rule::name)?),
            over,
            block: self.block(parts.one(Rule::block)?)?,
        })
    }

    fn refuse_evidence(&mut self, place: crate::source::Span) {
        self.report(
            Diagnostic::new(Code::Syntax, "`for each` goes through a set, a catalog or a table, not through evidence")
                .at(place, "a name is expected"),
        );
    }

    fn requirement(&mut self, pair: Pair<'_>) -> Option<RequirementDecl> {
        let doc = self.doc(self.span(&pair));
        let parts = Parts::of(pair);
        Some(RequirementDecl {
            advisory: parts.has(Rule::kw_advisory),
            name: self.token(&parts.one(Rule::name)?),
            text: self.texts(&parts),
            doc,
            suffix: self.suffix(&parts)?,
            block: self.block(parts.one(Rule::block)?)?,
        })
    }
}
