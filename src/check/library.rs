//! The items of all files given, and which of them an item uses.

use super::Input;
use super::texts;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::date::Interval;
use crate::source::{FileId, Span};
use crate::syntax::ast::{self, DeclKind, ItemKind};

/// How many catalogs one item may use, those used by its catalogs included: ten times what any known framework needs,
/// and few enough that catalogs that use one another twice cannot multiply without end.
pub(crate) const MAX_IMPORTS: usize = 64;

/// An item with the file it stands in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    /// The item.
    pub(crate) item: &'a ast::Item,
    /// Its file.
    pub(crate) file: FileId,
    /// The text of its file.
    pub(crate) text: &'a str,
    /// Days on which it is in force; unbounded where nothing is said.
    pub(crate) in_force: Interval,
}

impl Entry<'_> {
    /// `us.tx.chw`
    pub(crate) fn id(&self) -> &str {
        &self.item.id.value
    }

    /// `2026`
    pub(crate) fn version(&self) -> &str {
        &self.item.version.value
    }
}

/// All items.
#[derive(Debug)]
pub(crate) struct Library<'a> {
    /// Items in the order of files.
    pub(crate) entries: Vec<Entry<'a>>,
    /// The language of untagged texts of each file.
    pub(crate) languages: Vec<(FileId, String)>,
}

/// A catalog used by an item, directly or by way of another catalog.
#[derive(Debug, Clone)]
pub(crate) struct Import<'a> {
    /// The alias under which its names are known: `core`, or `titles.core` by way of another catalog.
    pub(crate) alias: String,
    /// Where the alias is declared.
    pub(crate) span: Span,
    /// The catalog.
    pub(crate) entry: Entry<'a>,
}

/// What an item uses.
#[derive(Debug, Default)]
pub(crate) struct Imports<'a> {
    /// Catalogs, each behind those it uses itself.
    pub(crate) list: Vec<Import<'a>>,
    /// Aliases that stand for nothing, because their catalog was not found. Names under them are not reported again.
    pub(crate) broken: Vec<String>,
    /// Problems.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl<'a> Library<'a> {
    /// Gathers the items of all files.
    pub(crate) fn new(inputs: &[Input<'a>]) -> Self {
        let mut entries = Vec::new();
        let mut languages = Vec::new();
        for input in inputs {
            let language = input.tree.language.as_ref().map_or("en", |name| name.value.as_str());
            languages.push((input.file, language.to_owned()));
            for item in &input.tree.items {
                entries.push(Entry { item, file: input.file, text: input.text, in_force: in_force(item) });
            }
        }
        Self { entries, languages }
    }

    /// The catalogs that an item uses, directly or not.
    pub(crate) fn imports(&self, root: Entry<'a>) -> Imports<'a> {
        let mut imports = Imports::default();
        self.follow(root, root, "", &mut vec![root.item], &mut imports);
        imports
    }

    // Recursion ends because an item on the way is not entered again, and the number of imports is limited.
    fn follow(
        &self,
        root: Entry<'a>,
        from: Entry<'a>,
        prefix: &str,
        way: &mut Vec<&'a ast::Item>,
        imports: &mut Imports<'a>,
    ) {
        for decl in &from.item.decls {
            let DeclKind::Use { id, version, alias } = &decl.kind else { continue };
            let path = format!("{prefix}{}", alias.value);
            let found = self.resolve(root, id, version.as_ref()).map_err(Some);
            match found.and_then(|found| admit(id, found, way, imports)) {
                Ok(entry) => {
                    way.push(entry.item);
                    self.follow(root, entry, &format!("{path}."), way, imports);
                    way.pop();
                    imports.list.push(Import { alias: path, span: alias.span, entry });
                }
                Err(diagnostic) => {
                    imports.broken.push(path);
                    imports.diagnostics.extend(diagnostic.map(|diagnostic| *diagnostic));
                }
            }
        }
    }

    fn resolve(
        &self,
        root: Entry<'a>,
        id: &ast::Name,
        version: Option<&ast::Name>,
    ) -> Result<Entry<'a>, Box<Diagnostic>> {
        let catalogs = || self.entries.iter().filter(|entry| entry.item.kind == ItemKind::Catalog);
        let known: Vec<_> = catalogs().filter(|entry| entry.id() == id.value).copied().collect();
        if known.is_empty() {
            return Err(Box::new(self.unknown(id, catalogs().map(Entry::id))));
        }
        let versions = list(known.iter().map(|entry| entry.version()));
        if let Some(version) = version {
            let found = known.iter().find(|entry| entry.version() == version.value);
            return found.copied().ok_or_else(|| {
                let message = format!("no version `{}` of the catalog `{}`", version.value, id.value);
                let missing = Diagnostic::new(Code::UnknownImport, message).at(version.span, "no such version");
                Box::new(missing.note(format!("there is {versions}")))
            });
        }
        if let [only] = known.as_slice() {
            return Ok(*only);
        }
        let day = root.in_force.lo;
        let holds = |entry: &&Entry<'a>| {
            let Interval { lo, hi } = entry.in_force;
            day.is_some_and(|day| lo.is_none_or(|lo| lo <= day) && hi.is_none_or(|hi| day <= hi))
        };
        let in_force: Vec<_> = known.iter().filter(holds).collect();
        if let [only] = in_force.as_slice() {
            return Ok(**only);
        }
        // A catalog that is checked by itself has no day of its own: the last version will do.
        if root.item.kind == ItemKind::Catalog && day.is_none() {
            return known.last().copied().ok_or_else(|| Box::new(self.unknown(id, catalogs().map(Entry::id))));
        }
        let message = match day {
            Some(day) if in_force.is_empty() => {
                format!("no version of the catalog `{}` is in force on {day}", id.value)
            }
            Some(day) => format!("more than one version of the catalog `{}` is in force on {day}", id.value),
            None => {
                format!("the catalog `{}` has more than one version, and `{}` no first day", id.value, root.id())
            }
        };
        let unsaid = Diagnostic::new(Code::UnknownImport, message).at(id.span, "which version is not said");
        Err(Box::new(unsaid.note(format!("there is {versions}")).help("name one: `use … version … as …`")))
    }

    fn unknown<'n>(&'n self, id: &ast::Name, catalogs: impl Iterator<Item = &'n str>) -> Diagnostic {
        let framework = self.entries.iter().any(|entry| entry.id() == id.value);
        if framework {
            let message = format!("`{}` is a framework, and only catalogs can be used", id.value);
            return Diagnostic::new(Code::UnknownImport, message).at(id.span, "not a catalog");
        }
        let message = format!("no catalog `{}` was found", id.value);
        Diagnostic::new(Code::UnknownImport, message).at(id.span, "not found").suggest(nearest(&id.value, catalogs))
    }
}

/// Whether a catalog may be used here: not in a circle, not in two versions, not beyond the limit. A circle is reported
/// only where it comes back to its first catalog.
fn admit<'a>(
    id: &ast::Name,
    found: Entry<'a>,
    way: &[&'a ast::Item],
    imports: &Imports<'a>,
) -> Result<Entry<'a>, Option<Box<Diagnostic>>> {
    if let Some(begin) = way.iter().position(|item| std::ptr::eq(*item, found.item)) {
        let circle = || way.iter().skip(begin).map(|item| item.id.span);
        if circle().min() != Some(found.item.id.span) {
            return Err(None);
        }
        let others: Vec<&str> = way.iter().skip(begin + 1).map(|item| item.id.value.as_str()).collect();
        let message = super::graph::message(&id.value, "uses itself", &others);
        return Err(Some(Box::new(Diagnostic::new(Code::Cycle, message).at(id.span, "closes the circle"))));
    }
    if imports.list.len().max(way.len()) >= MAX_IMPORTS {
        let message = format!("more than {MAX_IMPORTS} catalogs are used, directly or by way of other catalogs");
        return Err(Some(Box::new(Diagnostic::new(Code::TooMuch, message).at(id.span, "beyond the limit"))));
    }
    let other = imports.list.iter().find(|import| import.entry.id() == found.id());
    if let Some(other) = other
        && other.entry.version() != found.version()
    {
        let (one, two) = (other.entry.version(), found.version());
        let message = format!("`{}` is used in two versions, `{one}` and `{two}`", id.value);
        let twice = Diagnostic::new(Code::DuplicateName, message).at(id.span, format!("version `{two}` here"));
        return Err(Some(Box::new(twice.also(other.span, format!("version `{one}` here")))));
    }
    Ok(found)
}

/// The days of an item's own `in force` line. What is wrong with it is said elsewhere.
fn in_force(item: &ast::Item) -> Interval {
    let Some(clause) = days(item) else { return Interval::UNKNOWN };
    let lo = clause.from.as_ref().and_then(|from| texts::date(from.value).lo);
    let hi = clause.until.as_ref().and_then(|until| texts::date(until.value).hi);
    if lo.zip(hi).is_some_and(|(lo, hi)| hi < lo) { Interval::UNKNOWN } else { Interval { lo, hi } }
}

/// An item's own `in force` line.
pub(crate) fn days(item: &ast::Item) -> Option<&ast::InForce> {
    item.decls.iter().find_map(|decl| if let DeclKind::InForce(clause) = &decl.kind { Some(clause) } else { None })
}

/// Writes at most five names: "`a`, `b` and `c`".
pub(crate) fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    const SHOWN: usize = 5;
    let all: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    let hidden = all.len().saturating_sub(SHOWN);
    let shown: Vec<String> = all.into_iter().take(SHOWN).collect();
    if hidden > 0 {
        return format!("{} and {hidden} more", shown.join(", "));
    }
    match shown.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
