//! Grants, scopes of practice, and what else an item says in rules.

use super::amounts::Unit;
use super::dates::Edge;
use super::env::{Meaning, PROGRAMME, Programme, Var};
use super::selections::whole;
use super::{GrantContext, Lowering, PeriodInfo};
use crate::check::names::{StandardDef, class};
use crate::check::texts;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::framework::{Autonomy, Governed, Grant, GrantKind, Scope, ScopeLine, Validity};
use crate::model::program::{NodeId, NodeKind, Note, NoteKind, Period, PeriodId, Selection};
use crate::model::vocabulary::{Kind, Kinds};
use crate::source::Span;
use crate::syntax::ast::{self, DeclKind, GrantDecl, Item};

/// Words for the kinds of grant.
const GRANT_KINDS: &[(&str, GrantKind)] = &[
    ("admission", GrantKind::Admission),
    ("award", GrantKind::Award),
    ("registration", GrantKind::Registration),
    ("licence", GrantKind::Licence),
    ("endorsement", GrantKind::Endorsement),
    ("permit", GrantKind::Permit),
    ("renewal", GrantKind::Renewal),
    ("post", GrantKind::Post),
];

/// How many nodes are made of standards that nothing uses, only to see whether they are sound. Real files have a few
/// dozen such lines; a file made on purpose could ask for hours.
const MAX_UNUSED: usize = 20_000;

/// Words for how an act may be done.
const HOW: &[&str] = &["independent", "supervised", "delegated", "assisting", "on-prescription", "prohibited"];

impl<'a> Lowering<'_, 'a> {
    /// All rules of an item.
    pub(super) fn item(&mut self, item: &'a Item) {
        for decl in &item.decls {
            if let DeclKind::Grant(grant) = &decl.kind
                && self.names.grants.get(&grant.name.value).is_some_and(|known| std::ptr::eq(*known, grant))
            {
                self.grant(grant, decl.span);
            } else if let DeclKind::Scope { of, suffix, lines } = &decl.kind {
                self.scope(of, suffix, lines);
            } else if let DeclKind::Governed { by, choice } = &decl.kind {
                let by = self.date(by, Edge::First);
                if let Ok(by) = by {
                    self.rules.governed = Some(Governed { by, choice: *choice });
                }
            } else if let DeclKind::AcceptAs { .. } = &decl.kind {
                self.accept_as(decl);
            }
        }
        self.shown();
        self.accepts_fit();
        self.unused(item);
        self.no_dates_left(item);
    }

    fn grant(&mut self, grant: &'a GrantDecl, span: Span) {
        let name = grant.name.value.as_str();
        let id = format!("{}/{name}", self.names.id);
        let of = grant.of.as_ref().and_then(|of| self.grant_symbol(&of.value, of.span).ok());
        self.grant = Some(GrantContext { symbol: self.own_grant(name), of });
        self.grown = 0;
        self.beyond.remove("expansions");
        self.path.clone_from(&id);
        self.ids.insert(id.clone(), grant.name.span);
        self.open_periods(grant);
        let children = self.grant_lines(grant);
        let children = self.accepted_for_grant(&id, children);
        let (cite, assume) = texts::cite(self.names, &grant.suffix);
        let text = texts::texts(self.names, &grant.text);
        let note = Note {
            kind: NoteKind::Grant,
            id: Some(id.clone()),
            text: text.clone(),
            cite: cite.clone(),
            assume,
            was: self.earlier_grants(&grant.suffix),
            ..self.head_note(span, grant.block.span)
        };
        let note = self.note(note);
        let root = self.node(NodeKind::All(children), note);
        let valid = self.validity(grant.valid.as_ref(), name);
        self.rules.validities.push((id.clone(), valid.clone()));
        let kind = self.grant_kind(&grant.kind);
        let of = of.map(|symbol| self.symbol_text(symbol));
        let in_force = texts::in_force(self.names, &grant.suffix);
        self.close_periods();
        self.grant = None;
        let name = name.to_owned();
        self.rules.grants.push(Grant { name, id, kind, of, text, valid, in_force, cite, root });
    }

    fn grant_lines(&mut self, grant: &'a GrantDecl) -> Vec<NodeId> {
        let base = self.dated.len();
        let lines = self.children(&grant.block);
        if self.dated.len() > base {
            let message = "a dated value cannot stand in a `let` or a modifier of a whole grant".to_owned();
            self.report(Diagnostic::new(Code::TypeMismatch, message).at(grant.name.span, "in this grant"));
            self.dated.truncate(base);
        }
        lines
    }

    fn accepted_for_grant(&mut self, id: &str, children: Vec<NodeId>) -> Vec<NodeId> {
        let own = id.rsplit('/').next().unwrap_or(id);
        if !self.names.accepts.iter().any(|(_, node, ..)| node.value == own) {
            return children;
        }
        let body = self.all(children);
        vec![self.or_accepted(id, body)]
    }

    fn earlier_grants(&mut self, suffix: &ast::Suffix) -> Vec<String> {
        suffix.was.iter().map(|was| format!("{}/{}", self.names.id, was.value.replace('.', "/"))).collect()
    }

    fn symbol_text(&self, symbol: crate::model::vocabulary::SymbolId) -> String {
        let known = self.names.vocabulary.symbols.get_index(symbol.index()).cloned();
        known.unwrap_or_else(|| {
            let index = symbol.index().saturating_sub(self.names.vocabulary.symbols.len());
            self.names.extra_symbols.borrow().get_index(index).cloned().unwrap_or_default()
        })
    }

    fn grant_kind(&mut self, kind: &ast::Name) -> GrantKind {
        if let Some((_, known)) = GRANT_KINDS.iter().find(|(word, _)| *word == kind.value) {
            return *known;
        }
        let near = nearest(&kind.value, GRANT_KINDS.iter().map(|(word, _)| *word));
        let message = format!("`{}` is not a kind of grant", kind.value);
        let words: Vec<String> = GRANT_KINDS.iter().map(|(word, _)| format!("`{word}`")).collect();
        let unknown = Diagnostic::new(Code::UnknownWord, message).at(kind.span, "not a kind of grant");
        self.report(unknown.note(format!("kinds are {}", words.join(", "))).suggest(near));
        GrantKind::Award
    }

    fn validity(&mut self, valid: Option<&'a ast::Validity>, grant: &str) -> Validity {
        match valid {
            None => Validity::Unstated,
            Some(ast::Validity::Indefinitely(_)) => Validity::Indefinitely,
            Some(ast::Validity::Unknown(_)) => Validity::Unknown,
            Some(ast::Validity::For(quantity)) => {
                let amount = self.quantity_value(quantity);
                let length = amount.and_then(|amount| {
                    if amount.unit == Unit::Count {
                        let message = format!("how long `{grant}` holds needs a unit");
                        return self
                            .fail(Diagnostic::new(Code::UnitMismatch, message).at(amount.span, "years, months?"));
                    }
                    self.length_of(amount)
                });
                length.map_or(Validity::Unknown, Validity::For)
            }
            Some(ast::Validity::Until(date)) => self.date(date, Edge::Last).map_or(Validity::Unknown, Validity::Until),
        }
    }

    fn open_periods(&mut self, grant: &'a GrantDecl) {
        for period in &grant.periods {
            let name = &period.name;
            let length = self.quantity_value(&period.length).and_then(|amount| self.length_of(amount));
            let from = self.date(&period.from, Edge::First);
            if let Some(first) = self.periods.iter().find(|known| known.name == name.value) {
                let message = format!("the period `{}` is declared twice", name.value);
                let twice = Diagnostic::new(Code::DuplicateName, message).at(name.span, "declared again");
                let twice = twice.also(first.span, "first declared here");
                self.report(twice);
                continue;
            }
            let (Ok(length), Ok(from)) = (length, from) else {
                self.names.break_off(&name.value);
                continue;
            };
            let id = PeriodId::from_index(self.rules.program.periods.len());
            self.rules.program.periods.push(Period { name: name.value.clone(), from, length });
            self.periods.push(PeriodInfo { name: name.value.clone(), id, span: name.span, used: false });
        }
    }

    fn close_periods(&mut self) {
        for period in std::mem::take(&mut self.periods) {
            if !period.used {
                let message = format!("the period `{}` is declared and never used", period.name);
                self.report(Diagnostic::new(Code::Unused, message).at(period.span, "never used"));
            }
        }
    }

    fn scope(&mut self, of: &'a ast::Name, suffix: &'a ast::Suffix, lines: &'a [ast::ScopeLine]) {
        let grant = self.grant_symbol(&of.value, of.span).map(|symbol| self.symbol_text(symbol));
        let in_force = texts::in_force(self.names, suffix);
        let (cite, _) = texts::cite(self.names, suffix);
        let mut made = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            self.path = format!("{}/scope-of-{}/{}", self.names.id, of.value, index + 1);
            if let Some(mut line) = self.scope_line(line) {
                line.in_force = line.in_force.or(in_force);
                made.push(line);
            }
        }
        if let Ok(of) = grant {
            self.rules.scopes.push(Scope { of, lines: made, cite });
        }
    }

    fn scope_line(&mut self, line: &'a ast::ScopeLine) -> Option<ScopeLine> {
        let how = self.autonomy(line);
        let acts = line.acts.iter().filter_map(|act| self.act(act)).collect();
        self.grown = 0;
        let requires = line.requires.as_ref().map(|block| self.with_dates(|this| this.block(block)));
        let (cite, assume) = texts::cite(self.names, &line.suffix);
        Some(ScopeLine {
            how: how?,
            acts,
            requires,
            condition: texts::texts(self.names, &line.condition),
            cite,
            assume,
            in_force: texts::in_force(self.names, &line.suffix),
        })
    }

    fn autonomy(&mut self, line: &'a ast::ScopeLine) -> Option<Autonomy> {
        let role = line.role.as_ref().map(|role| role.value.clone()).unwrap_or_default();
        Some(match line.how.value.as_str() {
            "independent" => Autonomy::Independent,
            "supervised" => Autonomy::Supervised { directly: line.directly, by: role },
            "delegated" => Autonomy::Delegated { by: role },
            "assisting" => Autonomy::Assisting { role },
            "on-prescription" => Autonomy::OnPrescription,
            "prohibited" => Autonomy::Prohibited,
            other => {
                let message = format!("`{other}` does not say how an act may be done");
                let unknown = Diagnostic::new(Code::UnknownWord, message).at(line.how.span, "not such a word");
                let unknown = unknown.note(format!("words are `{}`", HOW.join("`, `")));
                let unknown = unknown.suggest(nearest(other, HOW.iter().copied()));
                self.report(unknown);
                return None;
            }
        })
    }

    fn act(&mut self, act: &ast::Name) -> Option<usize> {
        let (path, span) = (act.value.as_str(), act.span);
        let names = self.names;
        if let Some(key) = self.key(path, span, |key| names.acts.contains_key(key)) {
            self.mark(class::ACT, &key);
            return names.acts.get(&key).copied();
        }
        if !self.is_broken(path) {
            let near = nearest(path, names.acts.keys().map(String::as_str));
            let message = format!("no act `{path}` is declared");
            let unknown = Diagnostic::new(Code::UnknownAct, message).at(span, "not declared").suggest(near);
            self.report(unknown);
        }
        None
    }

    /// What counts as showing a competency.
    fn shown(&mut self) {
        let names = self.names;
        for (competency, selection) in &names.shown {
            if let Ok(alternatives) = self.alternatives(selection) {
                let selection = self.add_selection(Selection { alternatives });
                self.rules.shown.push((*competency, selection));
            }
        }
    }

    /// Every `accept … for` line must name one grant, requirement or route.
    fn accepts_fit(&mut self) {
        let names = self.names;
        for (index, (selection, node, _, _)) in names.accepts.iter().enumerate() {
            let fitting: Vec<String> = self.accepted.get(index).into_iter().flatten().cloned().collect();
            if let [_] = fitting.as_slice() {
                continue;
            }
            if let [first, second, ..] = fitting.as_slice() {
                let message = format!("several requirements are called `{}`", node.value);
                let which = Diagnostic::new(Code::UnknownRequirement, message).at(node.span, "which of them?");
                self.report(which.note(format!("there is `{first}` and `{second}`")));
                continue;
            }
            let _ = self.alternatives(selection);
            let prefix = format!("{}/", names.id);
            let paths: Vec<String> =
                self.ids.keys().filter_map(|id| id.strip_prefix(&prefix)).map(|id| id.replace('/', ".")).collect();
            let lasts = paths.iter().filter_map(|path| path.rsplit('.').next());
            let near = nearest(&node.value, paths.iter().map(String::as_str).chain(lasts));
            let message = format!("no grant, requirement or route `{}` is declared", node.value);
            let unknown = Diagnostic::new(Code::UnknownRequirement, message).at(node.span, "not declared");
            self.report(unknown.suggest(near));
        }
    }

    /// Definitions and standards that no line has used are looked at as well, for what is wrong with them.
    fn unused(&mut self, item: &'a Item) {
        let names = self.names;
        self.grant = None;
        let mut made = 0;
        // The last first, because they use those before them, which then need not be read by themselves.
        for decl in item.decls.iter().rev() {
            if made > MAX_UNUSED {
                break;
            }
            if let DeclKind::DefineSelection { name, selection, .. } = &decl.kind {
                if !self.read.contains(&("define", name.value.clone())) {
                    let mark = self.mark_program();
                    let _ = self.alternatives(selection);
                    self.back_to(mark);
                }
            } else if let DeclKind::Standard { name, .. } = &decl.kind
                && !self.read.contains(&("standard", name.value.clone()))
                && let Some(definition) = names.standards.get(&name.value).cloned()
            {
                made += self.unused_standard(&name.value, &definition);
            }
        }
    }

    /// Reads a standard with parameters of which nothing is known, and leaves nothing of it behind. Answers how many
    /// nodes it made.
    fn unused_standard(&mut self, path: &str, definition: &StandardDef<'a>) -> usize {
        let params = definition.params.iter();
        let vars = params.map(|(name, _)| Var { name: &name.value, span: name.span, meaning: Meaning::Broken });
        let vars: Vec<Var<'a>> = vars.collect();
        let mark = self.mark_program();
        let alternatives = vec![whole(Kinds::one(Kind::Qualification))];
        let selection = self.add_selection(Selection { alternatives });
        if let Ok(binding) = self.add_binding(PROGRAMME, selection, None, definition.span) {
            self.grown = 0;
            self.path = format!("{}/{path}", self.names.id);
            let programme = Some(Programme::One(binding));
            self.with_dates(|this| this.body(path, definition, Vec::clone(&vars), programme, definition.span));
        }
        self.back_to(mark);
        self.grown
    }

    /// Dated values outside of lines.
    fn no_dates_left(&mut self, item: &'a Item) {
        if self.dated.is_empty() {
            return;
        }
        let message = "a dated value stands where its period could not be regarded".to_owned();
        self.report(Diagnostic::new(Code::TypeMismatch, message).at(item.id.span, "in this item"));
    }
}
