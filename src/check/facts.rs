//! Facts: what is asked about a person beside the evidence.

use super::declarations::{Context, Scope};
use super::texts;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::vocabulary::{Fact, FactType};
use crate::syntax::ast::DeclKind;

/// The types of facts.
const TYPES: &[(&str, FactType)] =
    &[("yes-no", FactType::YesNo), ("date", FactType::Date), ("number", FactType::Number), ("place", FactType::Place)];

/// Reads the facts of an item.
pub(crate) fn facts<'a>(context: &mut Context<'a>, scope: &Scope<'a>) {
    for decl in &scope.item.decls {
        let DeclKind::Fact { name, kind, text, suffix } = &decl.kind else { continue };
        if context.placed.contains_key(&decl.span) || !context.claim("fact", name.value.clone(), name) {
            continue;
        }
        context.placed.insert(decl.span, 0);
        let declared = TYPES.iter().find(|(word, _)| *word == kind.value).map(|(_, kind)| *kind);
        if declared.is_none() {
            let message = format!("`{}` is not a type of facts", kind.value);
            let unknown = Diagnostic::new(Code::UnknownWord, message).at(kind.span, "not a type");
            let unknown = unknown.note("types are `yes-no`, `date`, `number` and `place`");
            context.names.report(unknown.suggest(nearest(&kind.value, TYPES.iter().map(|(word, _)| *word))));
            context.names.break_off(&name.value);
        }
        let (cite, _) = texts::cite(&context.names, suffix);
        let text = texts::texts(&context.names, text);
        let Some(kind) = declared else { continue };
        context.names.vocabulary.facts.insert(name.value.clone(), Fact { name: name.value.clone(), kind, text, cite });
    }
}
