//! Files, catalogs and frameworks.

use super::{Lower, Parts, offset, word};
use crate::source::Span;
use crate::syntax::ast::{File, Item, ItemKind, Name, Spanned};
use crate::syntax::parser::{Pair, Rule};

impl Lower<'_> {
    /// A whole file.
    pub(super) fn file(&mut self, pair: Pair<'_>) -> File {
        let mut file = File::default();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::head => {
                    if let Some(tag) = Parts::of(part).one(Rule::language) {
                        let tag = self.tag(&tag);
                        self.language.clone_from(&tag.value);
                        file.language = Some(tag);
                    }
                }
                Rule::item => {
                    let span = self.span(&part);
                    match self.item(part, span) {
                        Some(item) => file.items.push(item),
                        None => self.bug(span),
                    }
                }
                _ => {}
            }
        }
        file
    }

    fn item(&mut self, pair: Pair<'_>, span: Span) -> Option<Item> {
        let parts = Parts::of(pair);
        let mut decls = Vec::new();
        for pair in parts.all(Rule::decl) {
            let place = self.span(&pair);
            match self.decl(pair) {
                Some(decl) => decls.push(decl),
                None => self.bug(place),
            }
        }
        Some(Item {
            kind: if parts.has(Rule::kw_catalog) { ItemKind::Catalog } else { ItemKind::Framework },
            id: self.token(&parts.one(Rule::path)?),
            version: self.token(&parts.one(Rule::version)?),
            doc: self.doc(span),
            decls,
            span,
        })
    }

    /// `isco:3253`: the scheme and the code.
    pub(super) fn code(&mut self, pair: &Pair<'_>) -> Option<(Name, Name)> {
        let start = self.base + pair.as_span().start();
        let (scheme, code) = word(pair).split_once(':')?;
        let colon = start + scheme.len();
        let place = |from: usize, to: usize| Span::new(self.file, offset(from), offset(to));
        Some((
            Spanned { value: scheme.to_owned(), span: place(start, colon) },
            Spanned { value: code.to_owned(), span: place(colon + 1, colon + 1 + code.len()) },
        ))
    }
}
