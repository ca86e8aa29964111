//! What names mean inside one framework: the contract between the declarations and the rules.

use std::cell::RefCell;
use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};

use crate::diagnostic::Diagnostic;
use crate::model::date::MonthEnd;
use crate::model::framework::{Act, Assumption, Policy, Source};
use crate::model::number::Number;
use crate::model::vocabulary::{CompetencyId, SymbolId, Vocabulary};
use crate::source::{FileId, Span};
use crate::syntax::ast;

/// Something that can be used, so that what nobody uses can be said: a class of names, and the name as declared.
pub(crate) type Use = (&'static str, String);

/// The classes of what can be used. Names in them are paths as the framework writes them: `core.mandatory`.
pub(crate) mod class {
    /// Sources.
    pub(crate) const SOURCE: &str = "source";
    /// Assumptions.
    pub(crate) const ASSUMPTION: &str = "assumption";
    /// Facts.
    pub(crate) const FACT: &str = "fact";
    /// Attributes.
    pub(crate) const ATTRIBUTE: &str = "attribute";
    /// Units.
    pub(crate) const UNIT: &str = "unit";
    /// Sets, and catalogs used as sets.
    pub(crate) const SET: &str = "set";
    /// Tables.
    pub(crate) const TABLE: &str = "table";
    /// Defined selections.
    pub(crate) const SELECTION: &str = "selection";
    /// Defined values.
    pub(crate) const VALUE: &str = "value";
    /// Standards.
    pub(crate) const STANDARD: &str = "standard";
    /// Acts.
    pub(crate) const ACT: &str = "act";
}

/// A named set of competencies.
#[derive(Debug, Clone)]
pub(crate) struct SetDef {
    /// Members: a chapter stands for its leaves.
    pub(crate) members: Vec<CompetencyId>,
}

/// A declared table.
#[derive(Debug, Clone)]
pub(crate) struct TableDef<'a> {
    /// Columns: name and type.
    pub(crate) columns: &'a [(ast::Name, ast::Name)],
    /// Rows of as many cells.
    pub(crate) rows: &'a [Vec<ast::Value>],
}

/// Everything that a name may mean in the rules of one framework.
///
/// Keys are the paths that the framework writes: `mandatory` for its own declarations, `procedures.mandatory` for
/// those of a catalog used as `procedures`.
#[derive(Debug)]
pub(crate) struct Names<'a> {
    /// The framework's id.
    pub(crate) id: String,
    /// Words, already filled with built-ins, catalogs, values, units, scales, titles and facts.
    pub(crate) vocabulary: Vocabulary,
    /// Competencies by the paths under which they can be written.
    pub(crate) competencies: IndexMap<String, CompetencyId>,
    /// `shown by` lines of competencies, those of catalogs too.
    pub(crate) shown: Vec<(CompetencyId, &'a ast::Selection)>,
    /// Sets by path; a catalog's alias alone is the set of all its leaves.
    pub(crate) sets: IndexMap<String, SetDef>,
    /// Titles by path: index into the vocabulary's titles.
    pub(crate) titles: IndexMap<String, u32>,
    /// Tables by path.
    pub(crate) tables: IndexMap<String, TableDef<'a>>,
    /// Defined selections by path.
    pub(crate) selections: IndexMap<String, (&'a ast::Selection, Span)>,
    /// Defined values by path.
    pub(crate) values: IndexMap<String, (&'a [ast::DatedValue], Span)>,
    /// Standards by path: the declaration's parts.
    pub(crate) standards: IndexMap<String, StandardDef<'a>>,
    /// Grants of this framework by name, with the declaration.
    pub(crate) grants: IndexMap<String, &'a ast::GrantDecl>,
    /// `accept S for NODE` lines.
    pub(crate) accepts: Vec<(&'a ast::Selection, &'a ast::Name, &'a ast::Suffix, Span)>,
    /// Sources by key: index into `source_list`.
    pub(crate) sources: IndexMap<String, usize>,
    /// Sources.
    pub(crate) source_list: Vec<Source>,
    /// Assumptions by key: index into `assumption_list`.
    pub(crate) assumptions: IndexMap<String, usize>,
    /// Assumptions.
    pub(crate) assumption_list: Vec<Assumption>,
    /// Acts by path: index into `act_list`.
    pub(crate) acts: IndexMap<String, usize>,
    /// Acts of the framework, those of catalogs behind.
    pub(crate) act_list: Vec<Act>,
    /// Calendar settings.
    pub(crate) policy: Policy,
    /// The text of the file a span lies in, for the line shown to readers.
    pub(crate) texts: Vec<(FileId, &'a str)>,
    /// The language of untagged texts of a file.
    pub(crate) languages: Vec<(FileId, String)>,
    /// Catalogs used: where each stands, and the alias under which its names are known here. What is written inside
    /// such a span (a standard or table of a catalog) is looked up under the alias: see [`Names::qualify`].
    pub(crate) aliases: Vec<(Span, String)>,
    /// Symbols that the rules need beyond those of the vocabulary: texts in predicates, full ids of grants. The first
    /// has the number of the vocabulary's symbols as its id. Whoever calls `rules::lower` appends them, in this order,
    /// to the vocabulary's symbols afterwards.
    pub(crate) extra_symbols: RefCell<IndexSet<String>>,
    /// Names whose declaration failed: what is unknown under them has been reported where they are declared.
    pub(crate) broken: RefCell<BTreeSet<String>>,
    /// What was used.
    pub(crate) used: RefCell<BTreeSet<Use>>,
    /// Problems found so far.
    pub(crate) diagnostics: RefCell<Vec<Diagnostic>>,
}

/// A declared standard.
#[derive(Debug, Clone)]
pub(crate) struct StandardDef<'a> {
    /// Parameters: name and type.
    pub(crate) params: &'a [(ast::Name, ast::Name)],
    /// Label.
    pub(crate) text: &'a ast::Texts,
    /// Citations, period.
    pub(crate) suffix: &'a ast::Suffix,
    /// Lines.
    pub(crate) block: &'a ast::Block,
    /// Where it stands.
    pub(crate) span: Span,
}

impl Names<'_> {
    /// Makes names without anything in them, not even the built-in words.
    pub(crate) fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            vocabulary: Vocabulary::default(),
            competencies: IndexMap::new(),
            shown: Vec::new(),
            sets: IndexMap::new(),
            titles: IndexMap::new(),
            tables: IndexMap::new(),
            selections: IndexMap::new(),
            values: IndexMap::new(),
            standards: IndexMap::new(),
            grants: IndexMap::new(),
            accepts: Vec::new(),
            sources: IndexMap::new(),
            source_list: Vec::new(),
            assumptions: IndexMap::new(),
            assumption_list: Vec::new(),
            acts: IndexMap::new(),
            act_list: Vec::new(),
            policy: Policy { month_end: MonthEnd::Clamp, days_per_month: Number::whole(30) },
            texts: Vec::new(),
            languages: Vec::new(),
            aliases: Vec::new(),
            extra_symbols: RefCell::default(),
            broken: RefCell::default(),
            used: RefCell::default(),
            diagnostics: RefCell::default(),
        }
    }

    /// The language of untagged texts of a file.
    pub(crate) fn language(&self, file: FileId) -> &str {
        self.languages.iter().find(|(known, _)| *known == file).map_or("en", |(_, language)| language)
    }

    /// The path under which a name written at a place is known here: itself, or, if it stands inside a used catalog,
    /// with the alias of that catalog before it.
    pub(crate) fn qualify(&self, name: &str, span: Span) -> String {
        let inside = |outer: Span| outer.file == span.file && outer.start <= span.start && span.end <= outer.end;
        match self.aliases.iter().find(|(outer, _)| inside(*outer)) {
            Some((_, alias)) => format!("{alias}.{name}"),
            None => name.to_owned(),
        }
    }

    /// The symbol of a word or text, made if it is not known yet.
    pub(crate) fn symbol(&self, text: &str) -> SymbolId {
        if let Some(index) = self.vocabulary.symbols.get_index_of(text) {
            return SymbolId::from_index(index);
        }
        let (index, _) = self.extra_symbols.borrow_mut().insert_full(text.to_owned());
        SymbolId::from_index(self.vocabulary.symbols.len() + index)
    }

    /// Notes that a name is used.
    pub(crate) fn mark(&self, class: &'static str, name: &str) {
        self.used.borrow_mut().insert((class, name.to_owned()));
    }

    /// Notes that the declaration of a name failed, so that its uses are not reported as well.
    pub(crate) fn break_off(&self, name: &str) {
        self.broken.borrow_mut().insert(name.to_owned());
    }

    /// Whether the declaration of a name, or of the first part of its path, failed.
    pub(crate) fn is_broken(&self, path: &str) -> bool {
        let within = |name: &String| {
            path.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.broken.borrow().iter().any(within)
    }

    /// Adds a problem.
    pub(crate) fn report(&self, diagnostic: Diagnostic) {
        self.diagnostics.borrow_mut().push(diagnostic);
    }
}
