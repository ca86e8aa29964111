//! Titles: degrees and certificates with an identity.

use super::competencies;
use super::declarations::{Context, Scope};
use super::names::class;
use super::{places, scales, texts};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::date::Interval;
use crate::model::vocabulary::{CompetencyId, Title};
use crate::syntax::ast::{self, DeclKind, ItemKind, TitleItem};

/// Reads the titles of an item.
pub(crate) fn titles<'a>(context: &mut Context<'a>, scope: &Scope<'a>) {
    for decl in &scope.item.decls {
        let DeclKind::Title { name, text, items, suffix } = &decl.kind else { continue };
        let path = scope.path(&name.value);
        if !context.claim("title", path.clone(), name) {
            continue;
        }
        let index = match context.placed.get(&decl.span) {
            Some(index) => *index,
            None => {
                let (cite, _) = texts::cite(&context.names, suffix);
                let mut title = Title {
                    id: scope.full(&name.value),
                    text: texts::texts(&context.names, text),
                    level: None,
                    country: None,
                    covers: Vec::new(),
                    attests: Vec::new(),
                    was: suffix.was.iter().map(|was| scope.full(&was.value)).collect(),
                    cite,
                };
                for item in items {
                    self::item(context, scope, item, &mut title);
                }
                let index = context.names.vocabulary.titles.len();
                context.names.vocabulary.titles.insert(title.id.clone(), title);
                context.placed.insert(decl.span, index);
                index
            }
        };
        context.names.titles.insert(path, u32::try_from(index).unwrap_or(u32::MAX));
    }
}

fn item(context: &Context<'_>, scope: &Scope<'_>, item: &TitleItem, title: &mut Title) {
    match item {
        TitleItem::Level(name) => title.level = scales::level_or_report(context, name),
        TitleItem::Country(name) => title.country = places::place(context, name),
        TitleItem::Attests { standard, from, until } => {
            let span = standard.span;
            let days = texts::period(&context.names, from.as_ref(), until.as_ref(), span);
            attests(context, scope, standard, days, title);
        }
        TitleItem::Covers(covered) => {
            for name in covered {
                title.covers.extend(covers(context, scope, name));
            }
        }
        TitleItem::Aligned(relation, _, _) => competencies::relation(context, relation),
        TitleItem::Cite(references) => title.cite.extend(texts::references(&context.names, references)),
        TitleItem::Was(was) => title.was.push(scope.full(&was.value)),
    }
}

/// A standard is named as the framework names it; a catalog may name one of a framework that it does not know.
fn attests(context: &Context<'_>, scope: &Scope<'_>, standard: &ast::Name, days: Interval, title: &mut Title) {
    let names = &context.names;
    let own = format!("{}.", names.id);
    let name = standard.value.strip_prefix(&own).unwrap_or(&standard.value);
    let path = scope.path(name);
    if names.standards.contains_key(&path) {
        names.mark(class::STANDARD, &path);
        title.attests.push((path, days));
        return;
    }
    if names.standards.contains_key(name) {
        names.mark(class::STANDARD, name);
    } else if scope.own() && scope.item.kind == ItemKind::Framework && !names.is_broken(name) {
        let message = format!("no standard `{}` is declared", standard.value);
        let unknown = Diagnostic::new(Code::UnknownStandard, message).at(standard.span, "not declared");
        names.report(unknown.suggest(nearest(name, names.standards.keys().map(String::as_str))));
    }
    title.attests.push((name.to_owned(), days));
}

fn covers(context: &Context<'_>, scope: &Scope<'_>, name: &ast::Name) -> Vec<CompetencyId> {
    let names = &context.names;
    let path = scope.path(&name.value);
    if let Some(id) = names.competencies.get(&path) {
        return vec![*id];
    }
    if let Some(set) = names.sets.get(&path) {
        if scope.own() {
            names.mark(class::SET, &path);
        }
        return set.members.clone();
    }
    if !names.is_broken(&path) {
        competencies::unknown(context, name);
    }
    Vec::new()
}
