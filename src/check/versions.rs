//! Versions of one framework or catalog: they must not overlap, and should leave no day out.

use std::collections::BTreeMap;

use super::library::{Entry, Library};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::date::{Interval, shift};
use crate::source::Span;
use crate::syntax::ast::{DeclKind, ItemKind};

/// Whether two periods have a day in common.
pub(crate) fn meet(one: Interval, other: Interval) -> bool {
    let before = |a: Interval, b: Interval| matches!((a.hi, b.lo), (Some(end), Some(begin)) if end < begin);
    !before(one, other) && !before(other, one)
}

/// Compares the versions of each framework and catalog.
pub(crate) fn check(library: &Library<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut groups: BTreeMap<&str, Vec<&Entry<'_>>> = BTreeMap::new();
    for entry in &library.entries {
        groups.entry(entry.id()).or_default().push(entry);
    }
    for versions in groups.values() {
        twice(versions, &mut diagnostics);
        let mut dated: Vec<&Entry<'_>> = versions.iter().copied().filter(|entry| is_dated(entry)).collect();
        dated.sort_by_key(|entry| (entry.in_force.lo, entry.item.span));
        for (index, later) in dated.iter().enumerate() {
            let earlier = dated.iter().take(index).filter(|earlier| earlier.item.kind == later.item.kind);
            let overlap = earlier
                .clone()
                .find(|earlier| earlier.version() != later.version() && meet(earlier.in_force, later.in_force));
            if let Some(earlier) = overlap {
                if !(has_choice(earlier) || has_choice(later)) {
                    diagnostics.push(overlaps(earlier, later));
                }
            } else if let Some(last) = earlier.max_by_key(|earlier| earlier.in_force.hi) {
                diagnostics.extend(hole(last, later));
            }
        }
    }
    diagnostics
}

/// A catalog may be without dates: then it is chosen by version only.
fn is_dated(entry: &Entry<'_>) -> bool {
    super::library::days(entry.item).is_some()
}

/// Whether the person may choose among the versions in force.
fn has_choice(entry: &Entry<'_>) -> bool {
    entry.item.decls.iter().any(|decl| matches!(decl.kind, DeclKind::Governed { choice: true, .. }))
}

fn twice(versions: &[&Entry<'_>], diagnostics: &mut Vec<Diagnostic>) {
    for (index, later) in versions.iter().enumerate() {
        let before = versions.iter().take(index);
        let Some(first) = before.clone().find(|other| other.version() == later.version()) else {
            let other = before.clone().find(|other| other.item.kind != later.item.kind);
            if let Some(other) = other {
                let message = format!("`{}` is the name of a catalog and of a framework", later.id());
                let both = Diagnostic::new(Code::DuplicateName, message).at(later.item.id.span, "named again");
                diagnostics.push(both.also(other.item.id.span, "named first here"));
            }
            continue;
        };
        let message = format!("`{}` version `{}` is declared twice", later.id(), later.version());
        let again = Diagnostic::new(Code::DuplicateName, message).at(later.item.version.span, "declared again");
        diagnostics.push(again.also(first.item.version.span, "first declared here"));
    }
}

/// Where the days of an item are stated.
fn place(entry: &Entry<'_>) -> Span {
    super::library::days(entry.item).map_or(entry.item.version.span, |clause| clause.span)
}

fn overlaps(earlier: &Entry<'_>, later: &Entry<'_>) -> Diagnostic {
    let day = later.in_force.lo.or(earlier.in_force.lo);
    let (one, two) = (earlier.version(), later.version());
    let message = match day {
        Some(day) => format!("`{}` has two versions in force on {day}, `{one}` and `{two}`", later.id()),
        None => format!("`{}` has two versions in force on one day, `{one}` and `{two}`", later.id()),
    };
    Diagnostic::new(Code::VersionOverlap, message)
        .at(place(later), format!("version `{two}`"))
        .also(place(earlier), format!("version `{one}`"))
}

fn hole(earlier: &Entry<'_>, later: &Entry<'_>) -> Option<Diagnostic> {
    // A catalog is chosen by version where its dates do not help: days without one do no harm.
    if later.item.kind == ItemKind::Catalog {
        return None;
    }
    let (end, begin) = (earlier.in_force.hi?, later.in_force.lo?);
    let (first, last) = (shift(end, 1), shift(begin, -1));
    if first > last {
        return None;
    }
    let days = if first == last { format!("on {first}") } else { format!("from {first} to {last}") };
    let message = format!("no version of `{}` is in force {days}", later.id());
    Some(
        Diagnostic::new(Code::VersionHole, message)
            .at(place(later), format!("version `{}` begins later", later.version()))
            .also(place(earlier), format!("version `{}` ends", earlier.version())),
    )
}
