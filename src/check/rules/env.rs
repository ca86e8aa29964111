//! What names mean at one place: loop variables, parameters, columns, `let`s, and the names of the framework.

use std::rc::Rc;

use super::{Gap, Lowering};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::program::BindingId;
use crate::model::vocabulary::{CompetencyId, SymbolId};
use crate::source::Span;
use crate::syntax::ast::{self, Value, ValueKind};

/// The word for the measured programme inside a standard.
pub(super) const PROGRAMME: &str = "programme";

/// What a standard is measured on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Programme {
    /// One bound qualification.
    One(BindingId),
    /// All training (`by all training`).
    Pooled,
}

/// What names mean at one place.
#[derive(Debug, Clone, Default)]
pub(super) struct Env<'a> {
    /// Loop variables, parameters and `let`s, the innermost last.
    pub(super) vars: Vec<Var<'a>>,
    /// Inside a standard: what it is measured on.
    pub(super) programme: Option<Programme>,
}

impl Env<'_> {
    /// Whether the place stands inside a standard.
    pub(super) fn in_standard(&self) -> bool {
        self.programme.is_some()
    }
}

/// A name of a block.
#[derive(Debug, Clone)]
pub(super) struct Var<'a> {
    pub(super) name: &'a str,
    pub(super) span: Span,
    pub(super) meaning: Meaning<'a>,
}

/// What a name of a block means.
#[derive(Debug, Clone)]
pub(super) enum Meaning<'a> {
    /// A member of a set.
    Competency(CompetencyId),
    /// A set.
    Set(Rc<[CompetencyId]>),
    /// A row of a table: columns and cells.
    Row(&'a [(ast::Name, ast::Name)], &'a [Value]),
    /// A value, in which no name of a block stands.
    Value(&'a Value),
    /// A `let`: index into those met so far.
    Let(usize),
    /// Something whose fault was reported.
    Broken,
}

/// A value without names of blocks in it.
#[derive(Debug, Clone)]
pub(super) enum Ground<'a> {
    /// A value as written somewhere.
    Value(&'a Value),
    /// A competency.
    Competency(CompetencyId),
    /// A set.
    Set(Rc<[CompetencyId]>),
}

/// What a path that begins with a name of a block leads to.
#[derive(Debug, Clone)]
pub(super) enum Found<'a> {
    /// A value, competency or set.
    Ground(Ground<'a>),
    /// A row of a table.
    Row,
    /// A `let`, and what follows its name.
    Let(usize, Option<&'a str>),
}

impl<'a> Lowering<'_, 'a> {
    /// Whether the declaration of a name failed, so that its use is not reported as well.
    pub(super) fn is_broken(&self, path: &str) -> bool {
        self.names.is_broken(path)
    }

    /// Gives a name of a block its meaning; refused if it would hide another.
    pub(super) fn define(&mut self, name: &'a ast::Name, meaning: Meaning<'a>) {
        if let Some(known) = self.env.vars.iter().find(|var| var.name == name.value) {
            let message = format!("`{}` is already the name of something else here", name.value);
            let twice = Diagnostic::new(Code::DuplicateName, message).at(name.span, "hides the other");
            let twice = twice.also(known.span, "named here");
            self.report(twice);
        } else if let Some(what) = self.taken(&name.value) {
            let message = format!("`{}` is already the name of {what}", name.value);
            self.report(Diagnostic::new(Code::DuplicateName, message).at(name.span, "hides it"));
        }
        self.env.vars.push(Var { name: &name.value, span: name.span, meaning });
    }

    /// What else has a name that no name of a block may hide.
    fn taken(&self, name: &str) -> Option<&'static str> {
        if name == PROGRAMME && self.env.in_standard() {
            return Some("the qualification that the standard is measured on");
        }
        if self.names.aliases.iter().any(|(_, alias)| alias == name) {
            return Some("a catalog");
        }
        if self.names.selections.contains_key(name) {
            return Some("a definition");
        }
        if self.names.grants.contains_key(name) {
            return Some("a grant");
        }
        self.periods.iter().any(|period| period.name == name).then_some("a period")
    }

    /// Looks up a path among the names of blocks. None: it begins with none of them.
    pub(super) fn lookup(&mut self, path: &'a str, span: Span) -> Option<Result<Found<'a>, Gap>> {
        let (first, rest) = match path.split_once('.') {
            Some((first, rest)) => (first, Some(rest)),
            None => (path, None),
        };
        let var = self.env.vars.iter().rev().find(|var| var.name == first)?;
        Some(match (var.meaning.clone(), rest) {
            (Meaning::Broken, _) => Err(Gap::Broken),
            (Meaning::Let(index), rest) => Ok(Found::Let(index, rest)),
            (Meaning::Row(..), None) => Ok(Found::Row),
            (Meaning::Row(columns, cells), Some(column)) => self.cell(columns, cells, column, span),
            (Meaning::Competency(id), None) => Ok(Found::Ground(Ground::Competency(id))),
            (Meaning::Set(members), None) => Ok(Found::Ground(Ground::Set(members))),
            (Meaning::Value(value), None) => Ok(Found::Ground(Ground::Value(value))),
            (Meaning::Competency(_) | Meaning::Set(_) | Meaning::Value(_), Some(rest)) => {
                let message = format!("`{first}` has no `{rest}`");
                self.fail(Diagnostic::new(Code::UnknownValue, message).at(span, "not a row of a table"))
            }
        })
    }

    fn cell(
        &mut self,
        columns: &'a [(ast::Name, ast::Name)],
        cells: &'a [Value],
        column: &str,
        span: Span,
    ) -> Result<Found<'a>, Gap> {
        let Some(index) = columns.iter().position(|(name, _)| name.value == column) else {
            let message = format!("the table has no column `{column}`");
            let nearest = nearest(column, columns.iter().map(|(name, _)| name.value.as_str()));
            let unknown = Diagnostic::new(Code::UnknownValue, message).at(span, "no such column");
            return self.fail(self.renamed(unknown, span, column, nearest));
        };
        // A row with too few cells is reported where the table stands.
        cells.get(index).map(|cell| Found::Ground(Ground::Value(cell))).ok_or(Gap::Broken)
    }

    /// Suggests another last part of a path.
    fn renamed(&self, diagnostic: Diagnostic, span: Span, last: &str, nearest: Option<&str>) -> Diagnostic {
        match (nearest, self.source(span).strip_suffix(last)) {
            (Some(nearest), Some(head)) => diagnostic.suggest(Some(&format!("{head}{nearest}"))),
            _ => diagnostic.suggest(nearest),
        }
    }

    /// Replaces names of blocks in a value.
    pub(super) fn ground(&mut self, value: &'a Value) -> Result<Ground<'a>, Gap> {
        let ValueKind::Path(path) = &value.kind else { return Ok(Ground::Value(value)) };
        match self.lookup(path, value.span) {
            None => Ok(Ground::Value(value)),
            Some(Ok(Found::Ground(ground))) => Ok(ground),
            Some(Ok(Found::Row)) => {
                let message = format!("`{path}` is a row of a table, and a column of it is needed");
                let row = Diagnostic::new(Code::TypeMismatch, message).at(value.span, "which column?");
                self.fail(row.help(format!("write `{path}.` and the name of a column")))
            }
            Some(Ok(Found::Let(..))) => {
                let message = format!("`{path}` names a piece of evidence, and a value is needed");
                self.fail(Diagnostic::new(Code::TypeMismatch, message).at(value.span, "not a value"))
            }
            Some(Err(gap)) => Err(gap),
        }
    }

    /// The key of a name as declared: under the alias of the catalog it is written in, else as written.
    pub(super) fn key(&self, path: &str, span: Span, known: impl Fn(&str) -> bool) -> Option<String> {
        let qualified = self.names.qualify(path, span);
        if known(&qualified) {
            return Some(qualified);
        }
        (qualified != path && known(path)).then(|| path.to_owned())
    }

    /// Notes that a name is used, and the catalog it comes from.
    pub(super) fn mark(&self, class: &'static str, path: &str) {
        self.names.mark(class, path);
        let of = |alias: &str| path.strip_prefix(alias).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        if let Some((_, alias)) = self.names.aliases.iter().find(|(_, alias)| of(alias)) {
            self.names.mark("use", alias);
        }
    }

    /// The competency of a path.
    pub(super) fn competency(&mut self, path: &'a str, span: Span) -> Result<CompetencyId, Gap> {
        match self.lookup(path, span) {
            Some(Ok(Found::Ground(Ground::Competency(id)))) => return Ok(id),
            Some(Ok(Found::Ground(Ground::Value(value)))) => return self.competency_value(value, span),
            Some(Ok(Found::Ground(Ground::Set(_)))) => return self.not_one(path, span),
            Some(Ok(Found::Row | Found::Let(..))) => {
                let message = format!("`{path}` is not a competency");
                return self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "not a competency"));
            }
            Some(Err(gap)) => return Err(gap),
            None => {}
        }
        self.declared_competency(path, span)
    }

    fn declared_competency(&mut self, path: &str, span: Span) -> Result<CompetencyId, Gap> {
        let names = self.names;
        if let Some(key) = self.key(path, span, |key| names.competencies.contains_key(key)) {
            self.mark("competency", &key);
            return names.competencies.get(&key).copied().ok_or(Gap::Broken);
        }
        if self.key(path, span, |key| names.sets.contains_key(key)).is_some() {
            return self.not_one(path, span);
        }
        self.unknown_competency(path, span)
    }

    /// The competency that a cell or argument names.
    pub(super) fn competency_value(&mut self, value: &'a Value, span: Span) -> Result<CompetencyId, Gap> {
        match &value.kind {
            ValueKind::Path(path) => self.declared_competency(path, value.span),
            ValueKind::None => Err(Gap::Absent),
            ValueKind::Unknown => Err(Gap::Unknown),
            ValueKind::Quantity(_) | ValueKind::Date(_) | ValueKind::Text(_) | ValueKind::Yes | ValueKind::No => {
                let message = "a competency is needed here".to_owned();
                self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "not a competency"))
            }
        }
    }

    fn not_one<T>(&mut self, path: &str, span: Span) -> Result<T, Gap> {
        let message = format!("`{path}` is a set, and one competency is needed");
        let set = Diagnostic::new(Code::TypeMismatch, message).at(span, "a set");
        self.fail(set.help(format!("repeat the line for each member: `for each x in {path} {{ … }}`")))
    }

    fn unknown_competency<T>(&mut self, path: &str, span: Span) -> Result<T, Gap> {
        if self.is_broken(path) || self.is_broken(&self.names.qualify(path, span)) {
            return Err(Gap::Broken);
        }
        let names = self.names;
        let known = names.competencies.keys().chain(names.sets.keys()).map(String::as_str);
        let message = format!("no competency or set `{path}` is declared");
        let unknown = Diagnostic::new(Code::UnknownCompetency, message).at(span, "not declared");
        let unknown = unknown.suggest(nearest(path, known));
        self.fail(unknown)
    }

    /// The members of a set, of a catalog, or the leaves of a competency.
    pub(super) fn set(&mut self, path: &'a str, span: Span) -> Result<Rc<[CompetencyId]>, Gap> {
        match self.lookup(path, span) {
            None => self.declared_set(path, span),
            Some(found) => match found? {
                Found::Ground(Ground::Competency(id)) => Ok(self.leaves(id).into()),
                Found::Ground(Ground::Set(members)) => Ok(members),
                Found::Ground(Ground::Value(value)) => self.set_value(value, span),
                Found::Row | Found::Let(..) => {
                    let message = format!("`{path}` is not a set");
                    self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "not a set"))
                }
            },
        }
    }

    /// The members of the set that a cell or argument names.
    pub(super) fn set_value(&mut self, value: &'a Value, span: Span) -> Result<Rc<[CompetencyId]>, Gap> {
        match &value.kind {
            ValueKind::Path(path) => self.declared_set(path, value.span),
            ValueKind::None => Err(Gap::Absent),
            ValueKind::Unknown => Err(Gap::Unknown),
            ValueKind::Quantity(_) | ValueKind::Date(_) | ValueKind::Text(_) | ValueKind::Yes | ValueKind::No => {
                let message = "a set is needed here".to_owned();
                self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "not a set"))
            }
        }
    }

    fn declared_set(&mut self, path: &str, span: Span) -> Result<Rc<[CompetencyId]>, Gap> {
        let names = self.names;
        if let Some(key) = self.key(path, span, |key| names.sets.contains_key(key)) {
            self.mark("set", &key);
            return names.sets.get(&key).map(|set| Rc::from(set.members.as_slice())).ok_or(Gap::Broken);
        }
        if let Some(key) = self.key(path, span, |key| names.competencies.contains_key(key)) {
            self.mark("competency", &key);
            let id = names.competencies.get(&key).copied().ok_or(Gap::Broken)?;
            return Ok(self.leaves(id).into());
        }
        self.unknown_competency(path, span)
    }

    /// The leaves below a competency; itself if there are none.
    pub(super) fn leaves(&self, id: CompetencyId) -> Vec<CompetencyId> {
        let all = &self.names.vocabulary.competencies;
        let Some((_, top)) = all.get_index(id.index()) else { return vec![id] };
        let below = (id.0..top.end.max(id.0 + 1)).map(CompetencyId);
        let leaf = |id: &CompetencyId| all.get_index(id.index()).is_some_and(|(_, one)| one.children.is_empty());
        below.filter(leaf).collect()
    }

    /// The word of a symbol.
    pub(super) fn word(&self, symbol: SymbolId) -> &str {
        self.names.vocabulary.symbols.get_index(symbol.index()).map_or("", String::as_str)
    }
}
