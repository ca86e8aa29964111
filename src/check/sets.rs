//! Sets of competencies, and tables.

use std::collections::{BTreeMap, BTreeSet};

use super::competencies;
use super::declarations::{Context, Scope};
use super::names::{SetDef, TableDef, class};
use super::{scales, units};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::vocabulary::CompetencyId;
use crate::syntax::ast::{self, DeclKind, SetExpr, Value, ValueKind};

/// Competencies, sets, tables and aliases are named in the same places, and so must differ.
pub(crate) const SPACE: &str = "competency, set or table";

/// The types of columns.
const COLUMNS: &[&str] = &["competency", "count", "quantity", "yes-no", "symbol", "level", "set", "date"];

/// A declared set.
#[derive(Debug)]
struct Pending<'a> {
    path: String,
    prefix: String,
    name: &'a ast::Name,
    members: &'a SetExpr,
    own: bool,
}

/// Reads the sets of all items. Sets may hold sets that are declared behind them.
pub(crate) fn sets<'a>(context: &mut Context<'a>, scopes: &[&Scope<'a>]) {
    let mut pending: Vec<Pending<'a>> = Vec::new();
    for scope in scopes {
        for decl in &scope.item.decls {
            let DeclKind::Set { name, members, .. } = &decl.kind else { continue };
            let path = scope.path(&name.value);
            if context.claim(SPACE, path.clone(), name) {
                pending.push(Pending { path, prefix: scope.prefix.clone(), name, members, own: scope.own() });
            }
        }
    }
    let by_path: BTreeMap<&str, usize> =
        pending.iter().enumerate().map(|(index, set)| (set.path.as_str(), index)).collect();
    let edges: Vec<Vec<usize>> = pending
        .iter()
        .map(|set| {
            let named = set.members.members.iter().chain(&set.members.without);
            named.filter_map(|name| by_path.get(format!("{}{}", set.prefix, name.value).as_str()).copied()).collect()
        })
        .collect();
    let sorted = super::graph::sort(&edges);
    for circle in &sorted.circles {
        let mut sets = circle.iter().filter_map(|index| pending.get(*index));
        let Some(first) = sets.next() else { continue };
        let way: Vec<&str> = sets.map(|set| set.name.value.as_str()).collect();
        let message = super::graph::message(&first.name.value, "is a member of itself", &way);
        context.names.report(Diagnostic::new(Code::Cycle, message).at(first.name.span, "in a circle"));
    }
    let circular: BTreeSet<usize> = sorted.circles.into_iter().flatten().collect();
    for index in sorted.order {
        let Some(set) = pending.get(index) else { continue };
        let found = if circular.contains(&index) { None } else { members(context, set) };
        match found {
            Some(members) => {
                context.names.sets.insert(set.path.clone(), SetDef { members });
            }
            None => context.names.break_off(&set.path),
        }
    }
}

/// The members of a set, or none if it has faults (which are reported).
fn members(context: &Context<'_>, set: &Pending<'_>) -> Option<Vec<CompetencyId>> {
    let expr = set.members;
    let mut found: Vec<CompetencyId> = Vec::new();
    let mut sound = true;
    for name in &expr.members {
        match &expr.kind {
            None => match of(context, set, name) {
                Some(members) => found.extend(members),
                None => sound = false,
            },
            Some(_) => match below(context, set, name) {
                Some(nodes) => found.extend(nodes),
                None => sound = false,
            },
        }
    }
    if let Some(kind) = &expr.kind
        && sound
    {
        found = of_kind(context, kind, found)?;
    }
    let mut left_out: BTreeSet<CompetencyId> = BTreeSet::new();
    for name in &expr.without {
        match of(context, set, name) {
            Some(members) => left_out.extend(members),
            None => sound = false,
        }
    }
    if !sound {
        return None;
    }
    let mut seen = BTreeSet::new();
    found.retain(|member| !left_out.contains(member) && seen.insert(*member));
    if found.is_empty() {
        let message = format!("the set `{}` has no members", set.name.value);
        context.names.report(Diagnostic::new(Code::EmptySet, message).at(set.name.span, "is empty"));
        return None;
    }
    Some(found)
}

/// What a name in a set stands for: the leaves of a competency, the members of a set.
fn of(context: &Context<'_>, set: &Pending<'_>, name: &ast::Name) -> Option<Vec<CompetencyId>> {
    let path = format!("{}{}", set.prefix, name.value);
    if let Some(id) = context.names.competencies.get(&path) {
        return Some(competencies::leaves(&context.names, *id));
    }
    if let Some(known) = context.names.sets.get(&path) {
        if set.own {
            context.names.mark(class::SET, &path);
        }
        return Some(known.members.clone());
    }
    if !context.names.is_broken(&path) {
        competencies::unknown(context, name);
    }
    None
}

/// All competencies, leaves or not, that `where kind is` chooses from: those below a competency or in a catalog.
fn below(context: &Context<'_>, set: &Pending<'_>, name: &ast::Name) -> Option<Vec<CompetencyId>> {
    let path = format!("{}{}", set.prefix, name.value);
    let names = &context.names;
    let all = &names.vocabulary.competencies;
    if let Some(id) = names.competencies.get(&path) {
        let end = all.get_index(id.index()).map_or(id.0, |(_, competency)| competency.end);
        return Some((id.0..end).map(CompetencyId).collect());
    }
    let prefix = format!("{path}.");
    let direct = |known: &str| known.strip_prefix(&prefix).is_some_and(|rest| !rest.contains('.'));
    if names.aliases.iter().any(|(_, alias)| *alias == path) {
        let mut nodes: Vec<CompetencyId> =
            names.competencies.iter().filter(|(known, _)| direct(known)).map(|(_, id)| *id).collect();
        nodes.sort_unstable();
        return Some(nodes);
    }
    of(context, set, name)
}

fn of_kind(context: &Context<'_>, kind: &ast::Name, from: Vec<CompetencyId>) -> Option<Vec<CompetencyId>> {
    let vocabulary = &context.names.vocabulary;
    let kind_of = |id: &CompetencyId| vocabulary.competencies.get_index(id.index()).and_then(|(_, node)| node.kind);
    let wanted = vocabulary.symbols.get_index_of(&kind.value);
    let fits = |id: &CompetencyId| wanted.is_some() && kind_of(id).map(|symbol| symbol.index()) == wanted;
    let found: Vec<CompetencyId> = from.iter().copied().filter(fits).collect();
    if found.is_empty() {
        let kinds = from.iter().filter_map(kind_of).filter_map(|symbol| vocabulary.symbols.get_index(symbol.index()));
        let message = format!("none of these competencies is of the kind `{}`", kind.value);
        let unknown = Diagnostic::new(Code::EmptySet, message).at(kind.span, "of no competency");
        context.names.report(unknown.suggest(nearest(&kind.value, kinds.map(String::as_str))));
        return None;
    }
    Some(found)
}

/// Reads the tables of an item.
pub(crate) fn tables<'a>(context: &mut Context<'a>, scope: &Scope<'a>) {
    for decl in &scope.item.decls {
        let DeclKind::Table { name, columns, rows } = &decl.kind else { continue };
        let path = scope.path(&name.value);
        if !context.claim(SPACE, path.clone(), name) {
            continue;
        }
        let mut sound = true;
        for (index, (column, kind)) in columns.iter().enumerate() {
            if let Some((first, _)) = columns.iter().take(index).find(|(other, _)| other.value == column.value) {
                let message = format!("the column `{}` stands twice in the table `{}`", column.value, name.value);
                let twice = Diagnostic::new(Code::DuplicateName, message).at(column.span, "stands again");
                context.names.report(twice.also(first.span, "stands first here"));
                sound = false;
            }
            if !COLUMNS.contains(&kind.value.as_str()) {
                let message = format!("`{}` is not a type of columns", kind.value);
                let unknown = Diagnostic::new(Code::UnknownWord, message).at(kind.span, "not a type");
                let unknown = unknown.note(format!("types are `{}`", COLUMNS.join("`, `")));
                context.names.report(unknown.suggest(nearest(&kind.value, COLUMNS.iter().copied())));
                sound = false;
            }
        }
        for row in rows {
            if row.len() == columns.len() {
                for (cell, (_, kind)) in row.iter().zip(columns) {
                    sound &= self::cell(context, scope, cell, &kind.value);
                }
            } else {
                sound = false;
                let message =
                    format!("this row fills {} of the {} columns of `{}`", row.len(), columns.len(), name.value);
                let span = row.first().map_or(name.span, |cell| cell.span);
                let short = Diagnostic::new(Code::WrongArguments, message).at(span, "in this row");
                context.names.report(short.also(name.span, "the table"));
            }
        }
        if rows.is_empty() {
            sound = false;
            let message = format!("the table `{}` has no rows", name.value);
            context.names.report(Diagnostic::new(Code::EmptySet, message).at(name.span, "is empty"));
        }
        if sound {
            context.names.tables.insert(path, TableDef { columns, rows });
        } else {
            context.names.break_off(&path);
        }
    }
}

/// Checks a cell against the type of its column. `none` and `unknown` may stand in any.
fn cell(context: &Context<'_>, scope: &Scope<'_>, cell: &Value, kind: &str) -> bool {
    let names = &context.names;
    let name = |path: &str| ast::Name { value: path.to_owned(), span: cell.span };
    let (fits, known) = match (&cell.kind, kind) {
        (ValueKind::None | ValueKind::Unknown, _)
        | (ValueKind::Yes | ValueKind::No, "yes-no")
        | (ValueKind::Date(_), "date")
        | (ValueKind::Text(_), "symbol") => (true, true),
        // A year alone is written like a number.
        (ValueKind::Quantity(quantity), "date" | "count") => (quantity.unit.is_none(), true),
        (ValueKind::Quantity(quantity), "quantity") => {
            (true, quantity.unit.as_ref().is_none_or(|unit| has_unit(context, unit)))
        }
        (ValueKind::Path(path), "competency") => {
            let known = names.competencies.contains_key(&scope.path(path));
            if !known {
                competencies::unknown(context, &name(path));
            }
            (true, known)
        }
        (ValueKind::Path(path), "set") => {
            let path_here = scope.path(path);
            let known = names.sets.contains_key(&path_here) || names.competencies.contains_key(&path_here);
            if known && scope.own() {
                names.mark(class::SET, &path_here);
            } else if !known && !names.is_broken(&path_here) {
                competencies::unknown(context, &name(path));
            }
            (true, known)
        }
        (ValueKind::Path(path), "level") => (true, scales::level_or_report(context, &name(path)).is_some()),
        (ValueKind::Path(_), "symbol") => (true, true),
        // A column of no known type has been reported.
        (_, other) => (!COLUMNS.contains(&other), true),
    };
    if !fits {
        let message = format!("a cell of type `{kind}` cannot hold {}", value_word(&cell.kind));
        names.report(Diagnostic::new(Code::TypeMismatch, message).at(cell.span, format!("not a `{kind}`")));
    }
    fits && known
}

fn has_unit(context: &Context<'_>, unit: &ast::Name) -> bool {
    let units = &context.names.vocabulary.units;
    let word = unit.value.as_str();
    if units.contains_key(word) {
        context.names.mark(class::UNIT, word);
        return true;
    }
    if units::CALENDAR.contains(&word) || word == "%" {
        return true;
    }
    context.names.report(units::unknown(word, unit.span, units.keys().map(String::as_str)));
    false
}

/// What a value is, in words.
fn value_word(value: &ValueKind) -> &'static str {
    match value {
        ValueKind::Quantity(_) => "a quantity",
        ValueKind::Date(_) => "a date",
        ValueKind::Path(_) => "a name",
        ValueKind::Text(_) => "a text",
        ValueKind::Yes | ValueKind::No => "yes or no",
        ValueKind::None => "nothing",
        ValueKind::Unknown => "something unknown",
    }
}
