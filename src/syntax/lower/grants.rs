//! Standards, grants, scopes and provisions.

use super::{Lower, Parts, inner};
use crate::source::Span;
use crate::syntax::ast::{DeclKind, GrantDecl, Name, ProvisionValue, ScopeLine, Spanned, Validity};
use crate::syntax::parser::{Pair, Rule};

impl Lower<'_> {
    /// `standard NAME(params) { … }`
    pub(super) fn standard(&mut self, parts: &Parts<'_>) -> Option<DeclKind> {
        let params = match parts.one(Rule::params) {
            Some(params) => self.typed(&Parts::of(params))?,
            None => Vec::new(),
        };
        Some(DeclKind::Standard {
            name: self.token(&parts.one(Rule::name)?),
            params,
            text: self.texts(parts),
            suffix: self.suffix(parts)?,
            block: self.block(parts.one(Rule::block)?)?,
        })
    }

    /// Names with their types.
    pub(super) fn typed(&mut self, parts: &Parts<'_>) -> Option<Vec<(Name, Name)>> {
        parts
            .all(Rule::typed)
            .map(|pair| {
                let parts = Parts::of(pair);
                Some((self.token(&parts.one(Rule::name)?), self.token(&parts.one(Rule::type_word)?)))
            })
            .collect()
    }

    /// `grant NAME KIND of PATH … { … }`
    pub(super) fn grant(&mut self, parts: &Parts<'_>) -> Option<GrantDecl> {
        let (mut kind, mut of) = (self.token(&parts.one(Rule::grant_kind)?), None);
        if let Some(pair) = parts.one(Rule::grant_of) {
            let base = Parts::of(pair);
            if let Some(renewal) = base.one(Rule::kw_renewal_of) {
                let start = self.span(&renewal).start;
                let span = Span::new(self.file, start, start.saturating_add(7));
                kind = Spanned { value: "renewal".to_owned(), span };
            }
            of = Some(self.token(&base.one(Rule::path)?));
        }
        let valid = match parts.one(Rule::valid) {
            Some(valid) => Some(self.validity(valid)?),
            None => None,
        };
        let (block, periods) = self.grant_block(parts.one(Rule::block)?)?;
        Some(GrantDecl {
            name: self.token(&parts.nth(Rule::name, 0)?),
            kind,
            of,
            text: self.texts(parts),
            valid,
            suffix: self.suffix(parts)?,
            periods,
            block,
        })
    }

    fn validity(&mut self, pair: Pair<'_>) -> Option<Validity> {
        let parts = Parts::of(pair);
        if let Some(quantity) = parts.one(Rule::quantity) {
            return self.quantity(quantity).map(Validity::For);
        }
        if let Some(date) = parts.one(Rule::datex) {
            return self.datex(date).map(Validity::Until);
        }
        if let Some(word) = parts.one(Rule::kw_indefinitely) {
            return Some(Validity::Indefinitely(self.span(&word)));
        }
        parts.one(Rule::kw_unknown).map(|word| Validity::Unknown(self.span(&word)))
    }

    /// `scope of GRANT { … }`
    pub(super) fn scope(&mut self, parts: &Parts<'_>) -> Option<DeclKind> {
        Some(DeclKind::Scope {
            of: self.token(&parts.one(Rule::path)?),
            suffix: self.suffix(parts)?,
            lines: parts.all(Rule::scope_line).map(|line| self.scope_line(line)).collect::<Option<_>>()?,
        })
    }

    fn scope_line(&mut self, pair: Pair<'_>) -> Option<ScopeLine> {
        let span = self.span(&pair);
        let parts = Parts::of(pair);
        let role = match parts.one(Rule::scope_role) {
            Some(role) => Some(self.token(&Parts::of(role).one(Rule::name)?)),
            None => None,
        };
        let requires = match parts.one(Rule::block) {
            Some(block) => Some(self.block(block)?),
            None => None,
        };
        Some(ScopeLine {
            how: self.token(&parts.one(Rule::name)?),
            directly: parts.has(Rule::kw_directly),
            role,
            acts: self.paths(&parts)?,
            requires,
            condition: self.texts(&parts),
            suffix: self.suffix(&parts)?,
            span,
        })
    }

    /// The paths of a list.
    pub(super) fn paths(&mut self, parts: &Parts<'_>) -> Option<Vec<Name>> {
        let list = parts.one(Rule::paths)?;
        Some(Parts::of(list).all(Rule::path).map(|path| self.token(&path)).collect())
    }

    /// `provision NAME about … topic … value …`
    pub(super) fn provision(&mut self, parts: &Parts<'_>) -> Option<DeclKind> {
        let value = match parts.one(Rule::provision_value) {
            Some(pair) => self.provision_value(pair)?,
            None => ProvisionValue::Text,
        };
        Some(DeclKind::Provision {
            name: self.token(&parts.nth(Rule::name, 0)?),
            about: self.token(&parts.nth(Rule::name, 1)?),
            text: self.texts(parts),
            topic: self.token(&parts.one(Rule::path)?),
            value,
            suffix: self.suffix(parts)?,
        })
    }

    fn provision_value(&mut self, pair: Pair<'_>) -> Option<ProvisionValue> {
        match inner(pair.clone())?.as_rule() {
            Rule::kw_none => Some(ProvisionValue::None),
            Rule::kw_not_found => Some(ProvisionValue::NotFound),
            _ => {
                let values = pair.into_inner().filter(|part| part.as_rule() != Rule::kw_value);
                values.map(|value| self.value(value)).collect::<Option<_>>().map(ProvisionValue::Values)
            }
        }
    }
}
