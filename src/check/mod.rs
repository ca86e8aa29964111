//! From trees to frameworks: names become ids, types and units are checked, rules become the normal form.
//!
//! [`library`] finds what an item uses; [`declarations`] reads everything that is declared into [`names::Names`], and
//! [`head`] the head; [`rules`] turns the blocks of grants and standards into the program; [`lints`] look at the result.
//! All problems are gathered and sorted; a name that is unknown is reported where it stands, and nothing that rests on
//! it is reported as well.

mod competencies;
mod declarations;
mod facts;
mod graph;
mod head;
mod library;
mod lints;
pub(crate) mod names;
pub(crate) mod near;
pub mod places;
mod provisions;
mod rules;
pub(crate) mod scales;
mod sets;
mod sources;
#[cfg(test)]
mod tests;
pub(crate) mod texts;
mod titles;
pub mod topics;
mod units;
mod values;
mod versions;
mod walk;

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use self::library::{Entry, Imports, Library};
use self::names::Names;
use crate::diagnostic::{Checked, Code, Diagnostic, Severity, render};
use crate::model::framework::{Framework, Status};
use crate::source::FileId;
use crate::syntax::ast::{self, DeclKind, ItemKind};

/// A file to be checked.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The file.
    pub file: FileId,
    /// Its tree.
    pub tree: &'a ast::File,
    /// Its text.
    pub text: &'a str,
}

/// Lists the catalogs that the items of a file use, with the version if one is named: what else must be loaded.
#[must_use]
pub fn uses(tree: &ast::File) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    for decl in tree.items.iter().flat_map(|item| &item.decls) {
        if let DeclKind::Use { id, version, .. } = &decl.kind {
            let wanted = (id.value.clone(), version.as_ref().map(|version| version.value.clone()));
            if !found.contains(&wanted) {
                found.push(wanted);
            }
        }
    }
    found
}

/// Checks files that belong together: the versions of frameworks and the catalogs they use.
///
/// The value holds every version of every framework; there is none if anything is wrong. Diagnostics are sorted by place.
#[must_use]
pub fn check(inputs: &[Input<'_>]) -> Checked<Vec<Framework>> {
    let library = Library::new(inputs);
    let mut diagnostics = versions::check(&library);
    let mut frameworks = Vec::new();
    for entry in &library.entries {
        let (framework, found) = item(&library, *entry);
        frameworks.extend(framework);
        diagnostics.extend(found);
    }
    // What was found in a catalog, and again by each framework that uses it, is folded here.
    let diagnostics = render::sorted(diagnostics);
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    Checked { value: (!failed).then_some(frameworks), diagnostics }
}

/// Checks one item: a framework, or a catalog by itself.
fn item<'a>(library: &Library<'a>, entry: Entry<'a>) -> (Option<Framework>, Vec<Diagnostic>) {
    let imports = library.imports(entry);
    let mut names = declarations::declare(library, entry, &imports);
    for alias in &imports.broken {
        names.break_off(alias);
    }
    let head = head::head(&mut names, entry.item);
    let provisions = provisions::provisions(&names, entry.item);
    // Rules are written out with what they refer to, which in a circle would have no end.
    let rules = lints::circles::check(&names).then(|| rules::lower(&names, entry.item));
    lints::missing_citation::check(&names, entry.item);
    lints::missing_translation::check(&names, entry.item);

    let mut diagnostics = imports.diagnostics.clone();
    diagnostics.append(&mut names.diagnostics.take());
    diagnostics.retain(|diagnostic| !is_consequence(&names, &imports, diagnostic));
    let sound = !diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if sound {
        // Where something is wrong, what seems unused may be what was meant.
        lints::unused::check(&names, entry.item, &imports);
        diagnostics.append(&mut names.diagnostics.take());
    }
    let Some(rules) = rules.filter(|_| sound && entry.item.kind == ItemKind::Framework) else {
        return (None, diagnostics);
    };
    let mut vocabulary = names.vocabulary;
    vocabulary.symbols.extend(names.extra_symbols.take());
    for (competency, selection) in rules.shown {
        if let Some((_, competency)) = vocabulary.competencies.get_index_mut(competency.index()) {
            competency.shown_by = Some(selection);
        }
    }
    competencies::inherit(&mut vocabulary.competencies);
    let framework = Framework {
        id: entry.id().to_owned(),
        version: entry.version().to_owned(),
        sha256: digest(entry, &imports),
        name: head.name,
        about: head.about,
        languages: head.languages,
        family: head.family,
        country: head.country,
        occupation: head.occupation,
        regulator: head.regulator,
        status: head.status.unwrap_or(Status::Regulated),
        status_since: head.status_since,
        in_force: entry.in_force,
        governed: rules.governed,
        replaces: head.replaces,
        policy: names.policy,
        sources: names.source_list,
        assumptions: names.assumption_list,
        vocabulary,
        grants: rules.grants,
        acts: names.act_list,
        scopes: rules.scopes,
        provisions,
        program: rules.program,
        notes: rules.notes,
        validities: rules.validities,
        span: entry.item.span,
    };
    (Some(framework), diagnostics)
}

/// Whether a diagnostic says that a name is unknown whose declaration has been reported already.
fn is_consequence(names: &Names<'_>, imports: &Imports<'_>, diagnostic: &Diagnostic) -> bool {
    // Words that are known without an alias may be those of a catalog that was not found.
    let word = matches!(
        diagnostic.code,
        Code::UnknownSymbol | Code::UnknownAttribute | Code::UnknownUnit | Code::UnknownFact | Code::UnknownLevel
    );
    if word && !imports.broken.is_empty() {
        return true;
    }
    let unknown = matches!(
        diagnostic.code,
        Code::UnknownCompetency
            | Code::UnknownSymbol
            | Code::UnknownKind
            | Code::UnknownTitle
            | Code::UnknownStandard
            | Code::UnknownFact
            | Code::UnknownUnit
            | Code::UnknownLevel
            | Code::UnknownAct
            | Code::UnknownValue
            | Code::UnknownEvent
    );
    let Some(label) = diagnostic.primary.as_ref().filter(|_| unknown) else { return false };
    let written = provisions::written(names, label.span);
    names.is_broken(&names.qualify(&written, label.span))
}

/// SHA-256 over the text of the framework's file, then the texts of the files of the catalogs it uses, in the order of
/// their ids and versions, each file once. Line ends are LF, and a zero byte stands between two texts.
fn digest(entry: Entry<'_>, imports: &Imports<'_>) -> String {
    let mut used: Vec<Entry<'_>> = imports.list.iter().map(|import| import.entry).collect();
    used.sort_by(|one, other| (one.id(), one.version()).cmp(&(other.id(), other.version())));
    let mut files = BTreeSet::from([entry.file]);
    let mut hash = Sha256::new();
    hash.update(entry.text.replace("\r\n", "\n"));
    for entry in used {
        if files.insert(entry.file) {
            hash.update([0]);
            hash.update(entry.text.replace("\r\n", "\n"));
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
