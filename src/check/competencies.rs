//! Competencies: trees, laid out flat so that what stands below one follows it.

use super::declarations::{Context, Scope};
use super::names::Names;
use super::near::nearest_path;
use super::sets::SPACE;
use super::texts;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::vocabulary::{Competency, CompetencyId, SymbolId};
use crate::syntax::ast::{self, CompetencyDecl, CompetencyItem, DeclKind};

/// How an alignment relates two things.
const RELATIONS: &[&str] = &["exact", "close", "broader", "narrower", "related"];

/// Whether nothing stands below a competency.
pub(crate) fn is_leaf(names: &Names<'_>, id: CompetencyId) -> bool {
    names.vocabulary.competencies.get_index(id.index()).is_none_or(|(_, competency)| competency.children.is_empty())
}

/// The leaves below a competency, or itself.
pub(crate) fn leaves(names: &Names<'_>, id: CompetencyId) -> Vec<CompetencyId> {
    let end = names.vocabulary.competencies.get_index(id.index()).map_or(id.0, |(_, competency)| competency.end);
    (id.0..end.max(id.0 + 1)).map(CompetencyId).filter(|below| is_leaf(names, *below)).collect()
}

/// Reads the competencies of an item.
pub(crate) fn competencies<'a>(context: &mut Context<'a>, scope: &Scope<'a>) {
    for decl in &scope.item.decls {
        let DeclKind::Competency(competency) = &decl.kind else { continue };
        self::competency(context, scope, competency, None, &[]);
    }
}

/// Reads a competency and those below it; `above` holds the names from the root to its parent. The parser limits depth.
fn competency<'a>(
    context: &mut Context<'a>,
    scope: &Scope<'a>,
    decl: &'a CompetencyDecl,
    parent: Option<CompetencyId>,
    above: &[&'a str],
) -> CompetencyId {
    let path = scope.path(&decl.name.value);
    let free = context.claim(SPACE, path.clone(), &decl.name);
    let placed = context.placed.get(&decl.span).map(|index| CompetencyId::from_index(*index));
    let id = match placed {
        Some(id) => id,
        None => place(context, scope, decl, parent),
    };
    if free {
        context.names.competencies.insert(path, id);
        // A longer form may stand for the name: `head.hed-01`, with any number of the names above it.
        for start in 0..above.len() {
            let chain: Vec<&str> = above.iter().copied().skip(start).chain([decl.name.value.as_str()]).collect();
            context.names.competencies.entry(scope.path(&chain.join("."))).or_insert(id);
        }
    }
    let mut way = above.to_vec();
    way.push(&decl.name.value);
    let mut children = Vec::new();
    for item in &decl.items {
        if let CompetencyItem::Child(child) = item {
            children.push(competency(context, scope, child, Some(id), &way));
        }
    }
    if placed.is_none() {
        let end = u32::try_from(context.names.vocabulary.competencies.len()).unwrap_or(u32::MAX);
        if let Some((_, competency)) = context.names.vocabulary.competencies.get_index_mut(id.index()) {
            competency.children = children;
            competency.end = end;
        }
    }
    id
}

/// Gives a competency its place in the vocabulary, as yet without those below it.
fn place<'a>(
    context: &mut Context<'a>,
    scope: &Scope<'a>,
    decl: &'a CompetencyDecl,
    parent: Option<CompetencyId>,
) -> CompetencyId {
    let id = CompetencyId::from_index(context.names.vocabulary.competencies.len());
    context.placed.insert(decl.span, id.index());
    let (cite, _) = texts::cite(&context.names, &decl.suffix);
    let text = texts::texts(&context.names, &decl.text);
    let full = scope.full(&decl.name.value);
    let mut competency = Competency {
        id: full.clone(),
        text,
        parent,
        children: Vec::new(),
        end: id.0 + 1,
        kind: None,
        shown_by: None,
        was: decl.suffix.was.iter().map(|was| scope.full(&was.value)).collect(),
        aligned: Vec::new(),
        cite,
    };
    for item in &decl.items {
        match item {
            CompetencyItem::Kind(word) => {
                let index = context.names.vocabulary.symbols.insert_full(word.value.clone()).0;
                competency.kind = Some(SymbolId::from_index(index));
            }
            CompetencyItem::Aligned(relation, scheme, address) => {
                self::relation(context, relation);
                competency.aligned.push((relation.value.clone(), scheme.value.clone(), address.value.clone()));
            }
            CompetencyItem::ShownBy(selection) => context.names.shown.push((id, selection)),
            CompetencyItem::Was(was) => competency.was.push(scope.full(&was.value)),
            CompetencyItem::About(_) | CompetencyItem::Child(_) => {}
        }
    }
    // A second competency of one name has been reported; it gets a key that nobody can write.
    let mut key = full;
    while context.names.vocabulary.competencies.contains_key(&key) {
        key.push('\'');
    }
    context.names.vocabulary.competencies.insert(key, competency);
    id
}

/// Checks the word of an alignment.
pub(crate) fn relation(context: &Context<'_>, word: &ast::Name) {
    if RELATIONS.contains(&word.value.as_str()) {
        return;
    }
    let message = format!("`{}` is not a relation of alignments", word.value);
    let unknown = Diagnostic::new(Code::UnknownWord, message).at(word.span, "not a relation");
    let unknown = unknown.note("relations are `exact`, `close`, `broader`, `narrower` and `related`");
    context.names.report(unknown.suggest(nearest(&word.value, RELATIONS.iter().copied())));
}

/// Hands `shown by` down to the competencies below, which may have their own.
pub(crate) fn inherit(competencies: &mut indexmap::IndexMap<String, Competency>) {
    for index in 0..competencies.len() {
        let Some((_, competency)) = competencies.get_index(index) else { continue };
        if competency.shown_by.is_some() {
            continue;
        }
        // Parents stand before their children, so theirs is settled already.
        let above = competency.parent.and_then(|parent| competencies.get_index(parent.index()));
        let shown_by = above.and_then(|(_, parent)| parent.shown_by);
        if let Some((_, competency)) = competencies.get_index_mut(index) {
            competency.shown_by = shown_by;
        }
    }
}

/// Reports that a name is no competency, set or catalog.
pub(crate) fn unknown(context: &Context<'_>, name: &ast::Name) {
    let names = &context.names;
    let known = names.competencies.keys().chain(names.sets.keys()).map(String::as_str);
    let message = format!("no competency or set `{}` is declared", name.value);
    let unknown = Diagnostic::new(Code::UnknownCompetency, message).at(name.span, "not declared");
    names.report(unknown.suggest(nearest_path(&name.value, known)));
}
