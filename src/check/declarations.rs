//! Everything that is declared, read into [`Names`]: first what stands for itself, then what refers to it.

use std::collections::BTreeMap;

use super::library::{Entry, Imports, Library};
use super::names::{Names, SetDef, StandardDef};
use super::{competencies, facts, scales, sets, sources, titles, units, values};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::builtin;
use crate::source::Span;
use crate::syntax::ast::{self, DeclKind};

/// An item whose declarations are read, and the path before its names.
#[derive(Debug, Clone)]
pub(crate) struct Scope<'a> {
    /// The item.
    pub(crate) item: &'a ast::Item,
    /// Nothing for the item itself, `core.` for a catalog used as `core`.
    pub(crate) prefix: String,
}

impl Scope<'_> {
    /// The path of a name declared here.
    pub(crate) fn path(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// The full id of a name declared here: `us.tx.chw-core/advocacy`.
    pub(crate) fn full(&self, name: &str) -> String {
        format!("{}/{name}", self.item.id.value)
    }

    /// Whether it is the item itself and not a catalog that it uses.
    pub(crate) fn own(&self) -> bool {
        self.prefix.is_empty()
    }
}

/// Names while they are gathered.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// The names so far.
    pub(crate) names: Names<'a>,
    /// Where each name of a namespace was first declared.
    origins: BTreeMap<(&'static str, String), Span>,
    /// What became of a declaration, so that a catalog used under two aliases is read once.
    pub(crate) placed: BTreeMap<Span, usize>,
}

impl Context<'_> {
    /// Claims a name in a namespace. False if it is taken: by another declaration, which is reported, or by this one
    /// under another alias.
    pub(crate) fn claim(&mut self, space: &'static str, path: String, name: &ast::Name) -> bool {
        self.claim_at(space, path, &name.value, name.span)
    }

    fn claim_at(&mut self, space: &'static str, path: String, name: &str, span: Span) -> bool {
        let Some(first) = self.origins.get(&(space, path.clone())) else {
            self.origins.insert((space, path), span);
            return true;
        };
        if *first != span {
            let message = format!("`{name}` is declared twice");
            let twice = Diagnostic::new(Code::DuplicateName, message).at(span, "declared again");
            self.names.report(twice.also(*first, "first declared here"));
        }
        false
    }
}

/// Reads all declarations of an item and of the catalogs it uses.
pub(crate) fn declare<'a>(library: &Library<'a>, root: Entry<'a>, imports: &Imports<'a>) -> Names<'a> {
    let mut names = Names::new(root.id());
    builtin::fill(&mut names.vocabulary);
    names.languages.clone_from(&library.languages);
    names.texts = library.entries.iter().map(|entry| (entry.file, entry.text)).collect();
    names.texts.dedup_by_key(|(file, _)| *file);
    names.aliases = imports.list.iter().map(|import| (import.entry.item.span, import.alias.clone())).collect();
    let mut context = Context { names, origins: BTreeMap::new(), placed: BTreeMap::new() };
    let context = &mut context;
    units::built_in(context);
    scales::built_in(context);

    let own = Scope { item: root.item, prefix: String::new() };
    let used: Vec<Scope<'a>> = imports
        .list
        .iter()
        .map(|import| Scope { item: import.entry.item, prefix: format!("{}.", import.alias) })
        .collect();
    // Catalogs first, so that a second declaration is reported where it is added; sources and acts of the item itself
    // first, because readers look for those.
    let scopes: Vec<&Scope<'a>> = used.iter().chain([&own]).collect();
    let listed: Vec<&Scope<'a>> = [&own].into_iter().chain(&used).collect();

    for scope in &listed {
        sources::declare(context, scope);
    }
    for scope in &listed {
        sources::acts(context, scope);
    }
    for scope in &scopes {
        values::attributes(context, scope);
    }
    for scope in &scopes {
        values::values(context, scope);
        scales::scales(context, scope);
        facts::facts(context, scope);
    }
    units::units(context, &scopes);
    for scope in &scopes {
        scales::maps(context, scope);
    }
    for (scope, import) in used.iter().zip(&imports.list) {
        competencies::competencies(context, scope);
        alias(context, &import.alias, import.span);
    }
    competencies::competencies(context, &own);
    for scope in &scopes {
        definitions(context, scope);
    }
    sets::sets(context, &scopes);
    for scope in &scopes {
        sets::tables(context, scope);
        titles::titles(context, scope);
    }
    std::mem::replace(&mut context.names, Names::new(""))
}

/// A catalog's alias alone is the set of all its leaves.
fn alias(context: &mut Context<'_>, alias: &str, span: Span) {
    if !context.claim_at(sets::SPACE, alias.to_owned(), alias, span) {
        return;
    }
    let prefix = format!("{alias}.");
    let mut members: Vec<_> = context
        .names
        .competencies
        .iter()
        .filter(|(path, _)| path.strip_prefix(&prefix).is_some_and(|name| !name.contains('.')))
        .map(|(_, id)| *id)
        .filter(|id| competencies::is_leaf(&context.names, *id))
        .collect();
    members.sort_unstable();
    members.dedup();
    if !members.is_empty() {
        context.names.sets.insert(alias.to_owned(), SetDef { members });
    }
}

/// Definitions, standards, grants and `accept … for` lines: kept as written, for the rules.
fn definitions<'a>(context: &mut Context<'a>, scope: &Scope<'a>) {
    const DEFINED: &str = "definition";
    for decl in &scope.item.decls {
        if let DeclKind::DefineSelection { name, selection, suffix } = &decl.kind {
            let path = scope.path(&name.value);
            super::texts::cite(&context.names, suffix);
            if context.claim(DEFINED, path.clone(), name) {
                context.names.selections.insert(path, (selection, name.span));
            }
        } else if let DeclKind::DefineValue { name, values, suffix } = &decl.kind {
            let path = scope.path(&name.value);
            super::texts::cite(&context.names, suffix);
            dated(context, name, values);
            if context.claim(DEFINED, path.clone(), name) {
                context.names.values.insert(path, (values, name.span));
            }
        } else if let DeclKind::Standard { name, params, text, suffix, block } = &decl.kind {
            let path = scope.path(&name.value);
            if context.claim("standard", path.clone(), name) {
                let span = name.span;
                context.names.standards.insert(path, StandardDef { params, text, suffix, block, span });
            }
        } else if let DeclKind::Grant(grant) = &decl.kind {
            if scope.own() && context.claim("grant", grant.name.value.clone(), &grant.name) {
                context.names.grants.insert(grant.name.value.clone(), grant);
            }
        } else if let DeclKind::AcceptFor { selection, node, suffix } = &decl.kind
            && scope.own()
        {
            context.names.accepts.push((selection, node, suffix, decl.span));
        }
    }
}

/// Checks that the periods of dated values have days, and that no two of them hold on one day.
fn dated(context: &Context<'_>, name: &ast::Name, values: &[ast::DatedValue]) {
    let periods: Vec<_> = values
        .iter()
        .map(|value| {
            let from = value.from.as_ref();
            let until = value.until.as_ref();
            super::texts::period(&context.names, from, until, value.value.span)
        })
        .collect();
    for (index, (value, period)) in values.iter().zip(&periods).enumerate() {
        let earlier =
            values.iter().zip(&periods).take(index).find(|(_, other)| super::versions::meet(**other, *period));
        if let Some((other, _)) = earlier {
            let message = format!("two values of `{}` hold on one day", name.value);
            let overlap = Diagnostic::new(Code::VersionOverlap, message).at(value.value.span, "holds as well");
            context.names.report(overlap.also(other.value.span, "holds already"));
        }
    }
}
