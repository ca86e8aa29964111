//! Sources, assumptions and acts.

use super::declarations::{Context, Scope};
use super::texts;
use crate::model::framework::{Act, Assumption, Source};
use crate::syntax::ast::DeclKind;

/// Reads the sources of an item, then its assumptions, which cite them.
pub(crate) fn declare<'a>(context: &mut Context<'a>, scope: &Scope<'a>) {
    for decl in &scope.item.decls {
        let DeclKind::Source { key, title, by, published, read, url, unverified } = &decl.kind else { continue };
        let path = scope.path(&key.value);
        if !context.claim("source", path.clone(), key) {
            continue;
        }
        let next = context.names.source_list.len();
        let index = *context.placed.entry(decl.span).or_insert(next);
        context.names.sources.insert(path, index);
        if index == next {
            context.names.source_list.push(Source {
                key: key.value.clone(),
                title: title.value.clone(),
                by: by.as_ref().map(|by| by.value.clone()),
                published: published.as_ref().map(|date| texts::date(date.value)),
                read: read.as_ref().map(|date| texts::date(date.value)),
                url: url.as_ref().map(|url| url.value.clone()),
                unverified: *unverified,
                catalog: (!scope.own()).then(|| scope.item.id.value.clone()),
            });
        }
    }
    for decl in &scope.item.decls {
        let DeclKind::Assume { key, text, about } = &decl.kind else { continue };
        let path = scope.path(&key.value);
        if !context.claim("assumption", path.clone(), key) {
            continue;
        }
        let next = context.names.assumption_list.len();
        let index = *context.placed.entry(decl.span).or_insert(next);
        context.names.assumptions.insert(path, index);
        if index == next {
            let about = about.as_ref().and_then(|about| texts::reference(&context.names, about));
            let text = texts::texts(&context.names, text);
            context.names.assumption_list.push(Assumption { key: key.value.clone(), text, about });
        }
    }
}

/// Reads the acts of an item.
pub(crate) fn acts<'a>(context: &mut Context<'a>, scope: &Scope<'a>) {
    for decl in &scope.item.decls {
        let DeclKind::Act { name, text, suffix } = &decl.kind else { continue };
        let path = scope.path(&name.value);
        if !context.claim("act", path.clone(), name) {
            continue;
        }
        let next = context.names.act_list.len();
        let index = *context.placed.entry(decl.span).or_insert(next);
        context.names.acts.insert(path, index);
        if index == next {
            let (cite, _) = texts::cite(&context.names, suffix);
            texts::in_force(&context.names, suffix);
            let text = texts::texts(&context.names, text);
            context.names.act_list.push(Act { name: name.value.clone(), text, cite });
        }
    }
}
