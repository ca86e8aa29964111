//! Blocks and their lines.

use std::rc::Rc;

use super::env::{Found, Ground, Meaning};
use super::{Gap, Lowering};
use crate::check::names::{TableDef, class};
use crate::check::texts;
use crate::check::walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::program::{NodeId, NodeKind, Note, NoteKind};
use crate::model::text::Texts;
use crate::model::vocabulary::CompetencyId;
use crate::source::Span;
use crate::syntax::ast::{self, Block, Modifier, RequirementDecl, Statement, StatementKind, ValueKind, Way};

/// What a `for` runs over: the meaning of its variable, the word for ids, the label for readers.
struct Member<'a> {
    meaning: Meaning<'a>,
    word: String,
    text: Texts,
}

impl<'a> Lowering<'_, 'a> {
    /// A block: its lines, under its `let`s.
    pub(super) fn block(&mut self, block: &'a Block) -> NodeId {
        let (children, opened) = self.lines(block);
        let body = self.all(children);
        self.close_lets(opened, body)
    }

    /// A block as one node with a note of its own.
    pub(super) fn noted_block(&mut self, block: &'a Block, note: u32) -> NodeId {
        let children = self.children(block);
        self.node(NodeKind::All(children), note)
    }

    /// The lines of a block, or the `let` around them.
    pub(super) fn children(&mut self, block: &'a Block) -> Vec<NodeId> {
        let (lines, opened) = self.lines(block);
        if opened.is_empty() {
            return lines;
        }
        let body = self.all(lines);
        vec![self.close_lets(opened, body)]
    }

    /// The lines of a block, with its `let`s still open.
    pub(super) fn lines(&mut self, block: &'a Block) -> (Vec<NodeId>, Vec<super::lets::Opened<'a>>) {
        let outer = self.block_modifiers(block);
        let mut opened = Vec::new();
        let mut children = Vec::new();
        for statement in &block.statements {
            match &statement.kind {
                StatementKind::Let { name, pick, selection } => {
                    if !children.is_empty() {
                        let message =
                            format!("`{}` is named behind lines of the block that it is to hold for", name.value);
                        let late = Diagnostic::new(Code::MisplacedDeclaration, message).at(statement.span, "too late");
                        self.report(late.help("move it to the head of the block"));
                    }
                    opened.push(self.open_let(statement.span, name, pick.as_ref(), selection));
                }
                StatementKind::Modifier(_) => {}
                StatementKind::Requirement(_)
                | StatementKind::AllOf(_)
                | StatementKind::AnyOf(_)
                | StatementKind::AtLeastOf(..)
                | StatementKind::Once { .. }
                | StatementKind::When { .. }
                | StatementKind::For { .. }
                | StatementKind::Meets { .. }
                | StatementKind::Atom(_)
                | StatementKind::Judged { .. }
                | StatementKind::Open { .. } => children.push(self.statement(statement)),
            }
        }
        self.pending = outer;
        self.not_too_many(&opened);
        (children, opened)
    }

    /// Modifiers of a block belong to its only atom; over several atoms they need joint counting.
    fn block_modifiers(&mut self, block: &'a Block) -> Vec<&'a Modifier> {
        let own: Vec<&'a Modifier> = block
            .statements
            .iter()
            .filter_map(|statement| {
                let StatementKind::Modifier(modifier) = &statement.kind else { return None };
                Some(modifier)
            })
            .collect();
        let Some(first) = own.first() else { return std::mem::take(&mut self.pending) };
        let atoms = counted(block);
        match atoms.as_slice() {
            [] => {
                let message = "there is no line in this block whose counting this could change".to_owned();
                let lost = Diagnostic::new(Code::MisplacedModifier, message).at(first.span, "of what?");
                self.report(lost);
                std::mem::take(&mut self.pending)
            }
            [_] => {
                let outer = self.pending.clone();
                self.pending.extend(own);
                outer
            }
            [_, second, ..] => {
                let message = "a modifier over several lines has to divide the evidence between them".to_owned();
                let help = "put it inside the braces of one line";
                let _: Result<(), Gap> =
                    self.joint(message, first.span, "over several lines", Some((*second, "another line")), Some(help));
                std::mem::take(&mut self.pending)
            }
        }
    }

    /// A line.
    pub(super) fn statement(&mut self, statement: &'a Statement) -> NodeId {
        self.with_dates(|this| this.one_statement(statement))
    }

    fn one_statement(&mut self, statement: &'a Statement) -> NodeId {
        let span = statement.span;
        match &statement.kind {
            StatementKind::Requirement(requirement) => self.requirement(requirement, span),
            StatementKind::AllOf(block) => {
                let note = self.head_note(span, block.span);
                let note = self.note(note);
                self.noted_block(block, note)
            }
            StatementKind::AnyOf(ways) => {
                let children = self.ways(ways);
                let note = self.choice_note(span, "any of");
                self.node(NodeKind::Any(children), note)
            }
            StatementKind::AtLeastOf(count, ways) => self.at_least_of(count, ways, span),
            StatementKind::Once { except_twice, block } => self.once(except_twice.as_ref(), block, span),
            StatementKind::When { negated, condition, then, otherwise } => {
                let made = self.condition(condition, *negated);
                let then_node = self.block(then);
                let otherwise = otherwise.as_ref().map(|block| self.block(block));
                let note = self.head_note(span, then.span);
                let note = self.note(note);
                self.node(NodeKind::Choose { condition: made, then: then_node, otherwise }, note)
            }
            StatementKind::For { at_least, variable, over, block } => {
                self.repeat(at_least.as_ref(), variable, over, block, span)
            }
            StatementKind::Meets { standard, arguments, by } => self.meets(standard, arguments, by, span),
            StatementKind::Atom(atom) => self.atom(atom),
            StatementKind::Judged { name, text, by, suffix } => {
                let (cite, assume) = texts::cite(self.names, suffix);
                let id = self.child_id(&name.value);
                self.take_id(&id, name);
                let note =
                    Note { id: Some(id), text: texts::texts(self.names, text), cite, assume, ..self.line_note(span) };
                let note = self.note(note);
                let node = self.node(NodeKind::Judged { by: by.value.clone() }, note);
                self.limit(node, texts::in_force(self.names, suffix));
                node
            }
            StatementKind::Open { text, suffix } => {
                let (cite, assume) = texts::cite(self.names, suffix);
                let note = Note { text: texts::texts(self.names, text), cite, assume, ..self.line_note(span) };
                let note = self.note(note);
                let node = self.node(NodeKind::Open, note);
                self.limit(node, texts::in_force(self.names, suffix));
                node
            }
            // Read with the block.
            StatementKind::Let { .. } | StatementKind::Modifier(_) => self.gap(Gap::Absent, 0),
        }
    }

    /// The note of a choice: its head.
    fn choice_note(&mut self, span: Span, head: &str) -> u32 {
        let note = Note { line: head.to_owned(), ..self.line_note(span) };
        self.note(note)
    }

    fn requirement(&mut self, requirement: &'a RequirementDecl, span: Span) -> NodeId {
        let id = self.child_id(&requirement.name.value);
        self.take_id(&id, &requirement.name);
        let outer = std::mem::replace(&mut self.path, id.clone());
        let body = self.block(&requirement.block);
        let body = self.or_accepted(&id, body);
        self.path = outer;
        let (cite, assume) = texts::cite(self.names, &requirement.suffix);
        let note = Note {
            kind: NoteKind::Requirement,
            text: texts::texts(self.names, &requirement.text),
            doc: requirement.doc.clone(),
            cite,
            assume,
            advisory: requirement.advisory,
            was: self.earlier(&requirement.suffix),
            id: Some(id),
            ..self.head_note(span, requirement.block.span)
        };
        let note = self.note(note);
        let node = self.node(NodeKind::Named(body), note);
        self.limit(node, texts::in_force(self.names, &requirement.suffix));
        node
    }

    /// The ways of a choice.
    fn ways(&mut self, ways: &'a [Way]) -> Vec<NodeId> {
        ways.iter().map(|way| self.with_dates(|this| this.way(way))).collect()
    }

    fn way(&mut self, way: &'a Way) -> NodeId {
        match way {
            Way::Route { name, text, suffix, when, block, span } => {
                let id = self.child_id(&name.value);
                self.take_id(&id, name);
                let outer = std::mem::replace(&mut self.path, id.clone());
                let condition = when.as_ref().map(|when| self.condition(when, false));
                let body = self.block(block);
                let body = self.or_accepted(&id, body);
                self.path = outer;
                let body = match condition {
                    None => body,
                    Some(condition) => {
                        let note = self.head_note(*span, block.span);
                        let note = self.note(note);
                        self.node(NodeKind::Guarded { condition, body }, note)
                    }
                };
                let (cite, assume) = texts::cite(self.names, suffix);
                let note = Note {
                    kind: NoteKind::Route,
                    text: texts::texts(self.names, text),
                    cite,
                    assume,
                    was: self.earlier(suffix),
                    id: Some(id),
                    ..self.head_note(*span, block.span)
                };
                let note = self.note(note);
                let node = self.node(NodeKind::Named(body), note);
                self.limit(node, texts::in_force(self.names, suffix));
                node
            }
            Way::Statement(statement) => self.bare_way(statement),
        }
    }

    /// A line as a way of a choice.
    fn bare_way(&mut self, statement: &'a Statement) -> NodeId {
        let span = statement.span;
        if let StatementKind::When { negated, .. } = &statement.kind {
            let (word, then) = if *negated { ("unless", "when not") } else { ("when", "when") };
            let message = format!("under `any of`, whoever `{word}` does not speak of would pass by that alone");
            let wrong = Diagnostic::new(Code::ConditionInChoice, message).at(span, "a condition as a way");
            self.report(wrong.help(format!("write `route NAME {then} … {{ … }}`, which the condition closes")));
        }
        if let StatementKind::Let { .. } | StatementKind::Modifier(_) = &statement.kind {
            let message = "this belongs to a block of lines, and here stand ways to choose from".to_owned();
            let wrong = Diagnostic::new(Code::MisplacedModifier, message).at(span, "not a way");
            self.report(wrong.help("put it into the braces of a route"));
        }
        self.one_statement(statement)
    }

    fn at_least_of(&mut self, count: &ast::Spanned<i64>, ways: &'a [Way], span: Span) -> NodeId {
        let children = self.ways(ways);
        let head = format!("at least {} of", count.value);
        let note = self.choice_note(span, &head);
        let there = children.len();
        let Ok(least) = u32::try_from(count.value) else { return self.gap(Gap::Broken, note) };
        if least as usize > there {
            let message = format!("{least} ways are asked for, and there are {there}");
            self.report(Diagnostic::new(Code::NeverMet, message).at(count.span, "more than there are"));
            return self.gap(Gap::Broken, note);
        }
        if least == 0 {
            let message = "none of the ways is needed".to_owned();
            self.report(Diagnostic::new(Code::AlwaysMet, message).at(count.span, "always met"));
        }
        self.node(NodeKind::AtLeast(least, children), note)
    }

    /// `each counted once`: with a single line that counts, nothing competes.
    fn once(&mut self, except_twice: Option<&'a ast::Predicate>, block: &'a Block, span: Span) -> NodeId {
        let note = self.head_note(span, block.span);
        let note = self.note(note);
        if let [first, second, ..] = counted(block).as_slice() {
            let message = "evidence that counts once has to be divided between the lines of this block".to_owned();
            let head = Span::new(span.file, span.start, block.span.start.max(span.start));
            let _: Result<(), Gap> = self.joint(
                message,
                head,
                "counts each piece once",
                Some((*second, "competes with another line")),
                None,
            );
            let _ = (first, except_twice);
        }
        self.noted_block(block, note)
    }

    /// `for each x in SET`, `for at least k of x in SET`
    fn repeat(
        &mut self,
        at_least: Option<&ast::Spanned<i64>>,
        variable: &'a ast::Name,
        over: &'a ast::Name,
        block: &'a Block,
        span: Span,
    ) -> NodeId {
        let note = self.head_note(span, block.span);
        let note = self.note(note);
        let members = match self.members(over) {
            Ok(members) => members,
            Err(gap) => {
                // The lines are read all the same, for what is wrong with them by themselves.
                self.define(variable, Meaning::Broken);
                let path = self.path.clone();
                self.block(block);
                self.path = path;
                self.env.vars.pop();
                return self.gap(gap, note);
            }
        };
        if members.is_empty() {
            let message = format!("`{}` has no members, so nothing is asked here", over.value);
            self.report(Diagnostic::new(Code::EmptySet, message).at(over.span, "is empty"));
        }
        let there = members.len();
        let mut children = Vec::new();
        self.copies += 1;
        for member in members {
            if !self.may_grow(span) {
                break;
            }
            self.define(variable, member.meaning);
            let path = format!("{}/{}", self.path, member.word);
            let outer = std::mem::replace(&mut self.path, path);
            let body = self.children(block);
            self.path = outer;
            self.env.vars.pop();
            let copy = Note { kind: NoteKind::Member, text: member.text, ..self.line_note(over.span) };
            let copy = self.note(copy);
            children.push(self.node(NodeKind::All(body), copy));
        }
        self.copies -= 1;
        let Some(count) = at_least else { return self.node(NodeKind::All(children), note) };
        match u32::try_from(count.value) {
            Ok(least) if least as usize <= there => {
                if least == 0 {
                    let message = "none of the members is needed".to_owned();
                    self.report(Diagnostic::new(Code::AlwaysMet, message).at(count.span, "always met"));
                }
                self.node(NodeKind::AtLeast(least, children), note)
            }
            _ => {
                let message = format!("{} of `{}` are asked for, and it has {there}", count.value, over.value);
                self.report(Diagnostic::new(Code::SetTooSmall, message).at(count.span, "more than there are"));
                self.gap(Gap::Broken, note)
            }
        }
    }

    /// What a `for` runs over.
    fn members(&mut self, over: &'a ast::Name) -> Result<Vec<Member<'a>>, Gap> {
        let (path, span) = (over.value.as_str(), over.span);
        let names = self.names;
        let bound = match self.lookup(path, span) {
            None => None,
            Some(found) => Some(found?),
        };
        if bound.is_none()
            && let Some(key) = self.key(path, span, |key| names.tables.contains_key(key))
        {
            self.mark(class::TABLE, &key);
            let Some(table) = names.tables.get(&key) else { return Err(Gap::Broken) };
            return Ok(self.table_members(table));
        }
        let members: Rc<[CompetencyId]> = match bound {
            None => self.set(path, span)?,
            Some(Found::Ground(Ground::Set(members))) => members,
            Some(Found::Ground(Ground::Competency(id))) => self.leaves(id).into(),
            Some(Found::Ground(Ground::Value(value))) => self.set_value(value, span)?,
            Some(Found::Row | Found::Let(..)) => {
                let message = format!("`{path}` is neither a set nor a table");
                return self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "nothing to repeat over"));
            }
        };
        Ok(members.iter().map(|id| self.competency_member(*id)).collect())
    }

    fn competency_member(&self, id: CompetencyId) -> Member<'a> {
        let (word, text) = self.competency_label(id);
        Member { meaning: Meaning::Competency(id), word, text }
    }

    fn competency_label(&self, id: CompetencyId) -> (String, Texts) {
        let Some((full, competency)) = self.names.vocabulary.competencies.get_index(id.index()) else {
            return (String::new(), Texts::default());
        };
        (full.rsplit('/').next().unwrap_or(full).to_owned(), competency.text.clone())
    }

    /// Rows, called by their first competency or name, else by their number.
    fn table_members(&mut self, table: &TableDef<'a>) -> Vec<Member<'a>> {
        let columns = table.columns;
        let mut members: Vec<Member<'a>> = Vec::new();
        for (index, row) in table.rows.iter().enumerate() {
            let named = row.iter().zip(columns).find_map(|(cell, (_, kind))| match (&cell.kind, kind.value.as_str()) {
                (ValueKind::Path(path), "competency") => {
                    let key = self.key(path, cell.span, |key| self.names.competencies.contains_key(key))?;
                    self.names.competencies.get(&key).map(|id| self.competency_label(*id))
                }
                (ValueKind::Path(path), _) => Some((path.clone(), Texts::default())),
                (ValueKind::Text(text), _) => {
                    Some((format!("row-{}", index + 1), Texts(vec![("und".to_owned(), text.clone())])))
                }
                _ => None,
            });
            let (mut word, text) = named.unwrap_or_else(|| (format!("row-{}", index + 1), Texts::default()));
            if members.iter().any(|member| member.word == word) {
                word = format!("{word}-{}", index + 1);
            }
            members.push(Member { meaning: Meaning::Row(columns, row), word, text });
        }
        members
    }

    /// The full id of something named in the lines that are read.
    pub(super) fn child_id(&self, name: &str) -> String {
        format!("{}/{name}", self.path)
    }

    /// Claims an id for a requirement, route or judgement.
    pub(super) fn take_id(&mut self, id: &str, name: &ast::Name) {
        if self.again {
            return;
        }
        let Some(first) = self.ids.get(id).copied() else {
            self.ids.insert(id.to_owned(), name.span);
            return;
        };
        let twice = if first == name.span {
            let message = format!("`{}` stands twice under one id, `{id}`", name.value);
            Diagnostic::new(Code::DuplicateName, message)
                .at(name.span, "made twice from here")
                .help("give each use of the standard a requirement or route of its own")
        } else {
            let message = format!("`{}` is declared twice", name.value);
            Diagnostic::new(Code::DuplicateName, message)
                .at(name.span, "declared again")
                .also(first, "first declared here")
        };
        self.report(twice);
    }

    /// Earlier ids: `was NAME` beside it, `was GRANT.NAME` anywhere in the framework.
    pub(super) fn earlier(&mut self, suffix: &ast::Suffix) -> Vec<String> {
        let mut earlier = Vec::new();
        for was in &suffix.was {
            let id = if was.value.contains('.') {
                format!("{}/{}", self.names.id, was.value.replace('.', "/"))
            } else {
                self.child_id(&was.value)
            };
            if let Some(first) = self.was.insert(id.clone(), was.span)
                && first != was.span
            {
                let message = format!("two requirements say that they were `{}`", was.value);
                let twice = Diagnostic::new(Code::DuplicateName, message).at(was.span, "said again");
                self.report(twice.also(first, "first said here"));
            }
            earlier.push(id);
        }
        earlier
    }

    /// The body, or what an `accept … for` line accepts in its place.
    pub(super) fn or_accepted(&mut self, id: &str, body: NodeId) -> NodeId {
        let names = self.names;
        let mut ways = vec![body];
        for (index, (selection, node, suffix, span)) in names.accepts.iter().enumerate() {
            if !self.is_meant(id, &node.value) {
                continue;
            }
            if let Some(fitting) = self.accepted.get_mut(index) {
                fitting.insert(id.to_owned());
            }
            // What is accepted stands outside all blocks.
            let env = std::mem::take(&mut self.env);
            let made = self.alternatives(selection).map(|alternatives| self.one_of_alternatives(alternatives));
            self.env = env;
            let (cite, assume) = texts::cite(names, suffix);
            let note = Note { kind: NoteKind::Accepted, cite, assume, ..self.line_note(*span) };
            let note = self.note(note);
            let Ok(kind) = made else { continue };
            let node = self.node(kind, note);
            self.limit(node, texts::in_force(names, suffix));
            ways.push(node);
        }
        if ways.len() == 1 { body } else { self.node(NodeKind::Any(ways), 0) }
    }

    /// Whether a path of an `accept … for` line means an id: a grant by its name, what stands below by the end.
    fn is_meant(&self, id: &str, path: &str) -> bool {
        let own = id.strip_prefix(self.names.id.as_str()).and_then(|rest| rest.strip_prefix('/')).unwrap_or(id);
        let wanted = path.replace('.', "/");
        if self.names.grants.contains_key(path) {
            return own == wanted;
        }
        own == wanted || own.strip_suffix(&wanted).is_some_and(|head| head.ends_with('/'))
    }
}

/// The places of the lines of a block that count evidence. One that is repeated is there twice.
fn counted(block: &Block) -> Vec<Span> {
    let mut found = Vec::new();
    walk::statements(block, &mut |statement| match &statement.kind {
        StatementKind::Atom(atom) => {
            if let ast::AtomKind::Quantity { .. } | ast::AtomKind::Cover { .. } = atom.kind {
                found.push(atom.span);
            }
        }
        StatementKind::Meets { .. } => found.extend([statement.span, statement.span]),
        StatementKind::For { block, .. } => {
            // Those inside are met on the way down as well.
            if !counted(block).is_empty() {
                found.push(statement.span);
            }
        }
        StatementKind::Requirement(_)
        | StatementKind::Let { .. }
        | StatementKind::AllOf(_)
        | StatementKind::AnyOf(_)
        | StatementKind::AtLeastOf(..)
        | StatementKind::Once { .. }
        | StatementKind::When { .. }
        | StatementKind::Modifier(_)
        | StatementKind::Judged { .. }
        | StatementKind::Open { .. } => {}
    });
    found
}
