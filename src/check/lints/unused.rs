//! What is declared and never used.
//!
//! Values, units, titles, competencies, levels and standards are left alone: records and curricula name them. Of a catalog
//! only sources and assumptions are looked at, because what else it declares is there for others.

use crate::check::library::Imports;
use crate::check::names::{Names, class};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{Decl, DeclKind, Item, ItemKind, Name};

/// Warns of declarations that nothing in the item uses.
pub(crate) fn check(names: &Names<'_>, item: &Item, imports: &Imports<'_>) {
    let used = names.used.borrow().clone();
    for decl in &item.decls {
        if let DeclKind::Use { alias, .. } = &decl.kind {
            if item.kind == ItemKind::Framework && !is_alias_used(&used, imports, alias) {
                warn(names, "catalog", alias);
            }
            continue;
        }
        let Some((class, what, name)) = declared(decl) else { continue };
        let for_others = item.kind == ItemKind::Catalog && class != class::SOURCE && class != class::ASSUMPTION;
        if !for_others && !used.contains(&(class, name.value.clone())) {
            warn(names, what, name);
        }
    }
}

/// What a declaration declares that should be used: its class, the word for it, its name.
fn declared(decl: &Decl) -> Option<(&'static str, &'static str, &Name)> {
    if let DeclKind::Source { key, .. } = &decl.kind {
        Some((class::SOURCE, "source", key))
    } else if let DeclKind::Assume { key, .. } = &decl.kind {
        Some((class::ASSUMPTION, "assumption", key))
    } else if let DeclKind::Fact { name, .. } = &decl.kind {
        Some((class::FACT, "fact", name))
    } else if let DeclKind::Attribute { name, .. } = &decl.kind {
        Some((class::ATTRIBUTE, "attribute", name))
    } else if let DeclKind::Set { name, .. } = &decl.kind {
        Some((class::SET, "set", name))
    } else if let DeclKind::Table { name, .. } = &decl.kind {
        Some((class::TABLE, "table", name))
    } else if let DeclKind::DefineSelection { name, .. } = &decl.kind {
        Some((class::SELECTION, "definition", name))
    } else if let DeclKind::DefineValue { name, .. } = &decl.kind {
        Some((class::VALUE, "value", name))
    } else if let DeclKind::Act { name, .. } = &decl.kind {
        Some((class::ACT, "act", name))
    } else {
        None
    }
}

/// Whether a name of the catalog is used, or the catalog declares words that are known without its alias.
fn is_alias_used(
    used: &std::collections::BTreeSet<crate::check::names::Use>,
    imports: &Imports<'_>,
    alias: &Name,
) -> bool {
    let prefix = format!("{}.", alias.value);
    if used.iter().any(|(_, path)| *path == alias.value || path.starts_with(&prefix)) {
        return true;
    }
    let merged = |decl: &Decl| {
        matches!(
            decl.kind,
            DeclKind::Values { .. }
                | DeclKind::Unit { .. }
                | DeclKind::Fact { .. }
                | DeclKind::Attribute { .. }
                | DeclKind::Scale { .. }
                | DeclKind::Map { .. }
        )
    };
    let catalogs =
        imports.list.iter().filter(|import| import.alias == alias.value || import.alias.starts_with(&prefix));
    catalogs.into_iter().any(|import| import.entry.item.decls.iter().any(merged))
}

fn warn(names: &Names<'_>, what: &str, name: &Name) {
    let message = format!("the {what} `{}` is declared and never used", name.value);
    names.report(Diagnostic::new(Code::Unused, message).at(name.span, "never used"));
}
