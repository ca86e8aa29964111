//! From the blocks of grants, standards and scopes to the normal form (`docs/semantics.md`, section 9).
//!
//! Comes in: one item of a file, and what its names mean. Goes out: [`Rules`]; problems and uses go to the names.
//! A line that could not be understood becomes an empty line, so that its fault is said once.

mod accepts;
mod amounts;
mod atoms;
mod blocks;
mod bounds;
mod claims;
mod conditions;
mod constants;
mod dates;
mod env;
mod grants;
mod ids;
mod joint;
mod lets;
mod loops;
mod nodes;
mod predicates;
mod relations;
mod rows;
mod scopes;
mod selections;
mod standards;

#[cfg(test)]
mod dump;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::names::Names;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::date::Interval;
use crate::model::framework::{Governed, Grant, Scope, Validity};
use crate::model::program::{BindingId, NodeId, Note, PeriodId, Program, SelectionId};
use crate::model::vocabulary::{CompetencyId, SymbolId, TitleId};
use crate::source::Span;
use crate::syntax::ast;

/// The rules of one framework.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    /// The normal form.
    pub(crate) program: Program,
    /// What readers see of each node. The first is empty: it belongs to nodes that only hold others together.
    pub(crate) notes: Vec<Note>,
    /// Grants in the order of the file.
    pub(crate) grants: Vec<Grant>,
    /// Scopes of practice.
    pub(crate) scopes: Vec<Scope>,
    /// The governing date.
    pub(crate) governed: Option<Governed>,
    /// How long each grant holds, by full id.
    pub(crate) validities: Vec<(String, Validity)>,
    /// What counts as showing a competency.
    pub(crate) shown: Vec<(CompetencyId, SelectionId)>,
}

/// Lowers the rules of an item. Of a catalog that is checked by itself, its standards and definitions are looked at.
pub(crate) fn lower<'a>(names: &Names<'a>, item: &'a ast::Item) -> Rules {
    let mut lowering = Lowering::new(names);
    lowering.item(item);
    lowering.rules
}

/// How deep lines may lie in one another, standards and definitions written out: more than the text of one file may
/// nest, and little enough for the stack of any thread.
const MAX_DEPTH: usize = 80;

/// Why a line has no meaning of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// A cell says `none`: the line is not there.
    Absent,
    /// A cell or value says `unknown`: nobody can decide the line.
    Unknown,
    /// A fault was reported.
    Broken,
}

/// The grant whose lines are read.
#[derive(Debug, Clone)]
struct GrantContext {
    /// The symbol of its full id.
    symbol: SymbolId,
    /// The symbol of the grant it builds on or renews.
    of: Option<SymbolId>,
}

/// A declared period of the grant whose lines are read.
#[derive(Debug, Clone)]
struct PeriodInfo {
    name: String,
    id: PeriodId,
    span: Span,
    used: bool,
}

/// A dated value that the line being read uses, and which of its values is meant this time.
#[derive(Debug, Clone)]
struct Dated {
    path: String,
    choice: usize,
    periods: Vec<Interval>,
}

/// The state of lowering.
#[derive(Debug)]
struct Lowering<'n, 'a> {
    /// What names mean in the framework.
    names: &'n Names<'a>,
    /// What has been made so far.
    rules: Rules,
    /// Bindings that dates, tests and selections refer to.
    masks: nodes::Masks,
    /// What names mean at this place.
    env: env::Env<'a>,
    /// The full id of the grant, requirement or route whose lines are read.
    path: String,
    /// Places of problems already reported, so that copies of a line do not repeat them.
    reported: BTreeSet<(Code, Option<Span>)>,
    /// Places of requirements, routes and judgements by full id.
    ids: IndexMap<String, Span>,
    /// Earlier ids, and the place that states them.
    was: BTreeMap<String, Span>,
    /// The end of the ids that each `accept … for` line means.
    wanted: Vec<String>,
    /// Titles that attest a standard, by its name, with the days of issue.
    attesting: BTreeMap<&'n str, Vec<(TitleId, Interval)>>,
    /// For each `accept … for` line, the ids it fits.
    accepted: Vec<BTreeSet<String>>,
    /// Standards and definitions that are being expanded.
    expanding: Vec<(&'static str, String)>,
    /// Standards and definitions that some line has used.
    read: BTreeSet<(&'static str, String)>,
    /// How many blocks, standards and definitions the line lies in.
    depth: usize,
    /// How many expansions the line stands in.
    copies: u32,
    /// Nodes made by expansions of this grant so far.
    grown: usize,
    /// Limits that have been said to be passed.
    beyond: BTreeSet<&'static str>,
    /// Bindings in whose scope the line stands.
    active: Vec<BindingId>,
    /// All `let`s met so far.
    lets: Vec<lets::LetInfo>,
    /// Dated values that the line uses.
    dated: Vec<Dated>,
    /// The line is read again with another of its dated values.
    again: bool,
    /// The line forbids.
    against: bool,
    /// Which of the last years or months is meant.
    each: Option<i64>,
    /// The grant.
    grant: Option<GrantContext>,
    /// Its periods.
    periods: Vec<PeriodInfo>,
    /// Modifiers of blocks, with the place of the only atom that takes them over.
    pending: Vec<(Span, &'a ast::Modifier)>,
    /// Lines that ask whether a title or grant is held.
    held: BTreeSet<NodeId>,
}

impl<'n, 'a> Lowering<'n, 'a> {
    fn new(names: &'n Names<'a>) -> Self {
        let rules = Rules { notes: vec![Note::default()], ..Rules::default() };
        let mut attesting: BTreeMap<&'n str, Vec<(TitleId, Interval)>> = BTreeMap::new();
        for (index, title) in names.vocabulary.titles.values().enumerate() {
            for (standard, days) in &title.attests {
                attesting.entry(standard).or_default().push((TitleId::from_index(index), *days));
            }
        }
        Self {
            names,
            rules,
            masks: nodes::Masks::default(),
            env: env::Env::default(),
            path: String::new(),
            reported: BTreeSet::new(),
            ids: IndexMap::new(),
            was: BTreeMap::new(),
            wanted: names.accepts.iter().map(|(_, node, ..)| node.value.replace('.', "/")).collect(),
            attesting,
            accepted: vec![BTreeSet::new(); names.accepts.len()],
            expanding: Vec::new(),
            read: BTreeSet::new(),
            depth: 0,
            copies: 0,
            grown: 0,
            beyond: BTreeSet::new(),
            active: Vec::new(),
            lets: Vec::new(),
            dated: Vec::new(),
            again: false,
            against: false,
            each: None,
            grant: None,
            periods: Vec::new(),
            pending: Vec::new(),
            held: BTreeSet::new(),
        }
    }

    /// Reports a problem once for each place.
    fn report(&mut self, diagnostic: Diagnostic) {
        let place = diagnostic.primary.as_ref().map(|label| label.span);
        if self.reported.insert((diagnostic.code, place)) {
            self.names.report(diagnostic);
        }
    }

    /// Reports a problem, and answers that the line is broken.
    fn fail<T>(&mut self, diagnostic: Diagnostic) -> Result<T, Gap> {
        self.report(diagnostic);
        Err(Gap::Broken)
    }

    /// Goes one level deeper, if that is not too deep.
    fn deeper<T>(&mut self, span: Span, read: impl FnOnce(&mut Self) -> Result<T, Gap>) -> Result<T, Gap> {
        if self.depth >= MAX_DEPTH {
            if self.beyond.insert("depth") {
                let message = format!("lines, standards and definitions lie in one another more than {MAX_DEPTH} deep");
                self.report(Diagnostic::new(Code::TooMuch, message).at(span, "too deep"));
            }
            return Err(Gap::Broken);
        }
        self.depth += 1;
        let made = read(self);
        self.depth -= 1;
        made
    }

    /// The text of a place.
    fn source(&self, span: Span) -> &'a str {
        let text = self.names.texts.iter().find(|(file, _)| *file == span.file).map_or("", |(_, text)| *text);
        text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }
}
