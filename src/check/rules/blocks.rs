//! Blocks and their lines.

use super::scopes::Once;
use super::{Gap, Lowering};
use crate::check::texts;
use crate::check::walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::program::{NodeId, NodeKind, Note, NoteKind};
use crate::source::Span;
use crate::syntax::ast::{self, AtomKind, Block, Modifier, RequirementDecl, Statement, StatementKind, Way};

impl<'a> Lowering<'_, 'a> {
    /// A block: its lines, under its `let`s.
    pub(super) fn block(&mut self, block: &'a Block) -> NodeId {
        let (children, opened) = self.lines(block, None);
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
        let (lines, opened) = self.lines(block, None);
        self.under_lets(lines, opened)
    }

    fn under_lets(&mut self, lines: Vec<NodeId>, opened: Vec<super::lets::Opened<'a>>) -> Vec<NodeId> {
        if opened.is_empty() {
            return lines;
        }
        let body = self.all(lines);
        vec![self.close_lets(opened, body)]
    }

    /// The lines of a block, with its `let`s still open.
    fn lines(&mut self, block: &'a Block, once: Option<Once<'a>>) -> (Vec<NodeId>, Vec<super::lets::Opened<'a>>) {
        let outer = self.pending.len();
        let modifiers = self.block_modifiers(block);
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
        self.pending.truncate(outer);
        self.not_too_many(&opened);
        (self.scoped(children, once, &modifiers), opened)
    }

    /// Modifiers of a block belong to the only atom that chooses what it counts; over several they limit all of them
    /// together, and are answered.
    fn block_modifiers(&mut self, block: &'a Block) -> Vec<&'a Modifier> {
        let own: Vec<&'a Modifier> = block
            .statements
            .iter()
            .filter_map(|statement| {
                let StatementKind::Modifier(modifier) = &statement.kind else { return None };
                Some(modifier)
            })
            .collect();
        let Some(first) = own.first() else { return own };
        let atoms = counted(block);
        let choosing: Vec<Span> = atoms.iter().filter(|atom| atom.chooses).map(|atom| atom.span).collect();
        let only = match (choosing.as_slice(), atoms.as_slice()) {
            ([only], _) => *only,
            ([], [only]) => only.span,
            ([], []) => {
                let message = "there is no line in this block whose counting this could change".to_owned();
                let lost = Diagnostic::new(Code::MisplacedModifier, message).at(first.span, "of what?");
                self.report(lost);
                return Vec::new();
            }
            _ => return own,
        };
        self.pending.extend(own.into_iter().map(|modifier| (only, modifier)));
        Vec::new()
    }

    /// A line.
    pub(super) fn statement(&mut self, statement: &'a Statement) -> NodeId {
        let made = self.deeper(statement.span, |this| Ok(this.with_dates(|this| this.one_statement(statement))));
        made.unwrap_or_else(|gap| self.gap(gap, 0))
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
            let message = format!("as a way of a choice, `{word}` would be met by everybody whom it does not concern");
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

    /// `each counted once`: with a single line that counts, nothing competes, and it is a plain block.
    fn once(&mut self, except_twice: Option<&'a ast::Predicate>, block: &'a Block, span: Span) -> NodeId {
        let note = self.head_note(span, block.span);
        let note = self.note(note);
        let (lines, opened) = self.lines(block, Some(Once { except_twice, note }));
        if let [only] = lines.as_slice()
            && self.rules.program.nodes.get(only.index()).is_some_and(|node| node.note == note)
        {
            return self.close_lets(opened, *only);
        }
        let children = self.under_lets(lines, opened);
        self.node(NodeKind::All(children), note)
    }
}

/// A line of a block that asks for evidence.
#[derive(Debug, Clone, Copy)]
struct Counting {
    span: Span,
    /// It may leave evidence out, so that a modifier can speak of what it counts.
    chooses: bool,
}

/// The lines of a block that ask for evidence. One that is repeated is there twice.
fn counted(block: &Block) -> Vec<Counting> {
    let mut found = Vec::new();
    counted_in(block, false, &mut found);
    found
}

fn counted_in(block: &Block, repeated: bool, found: &mut Vec<Counting>) {
    block.statements.iter().for_each(|statement| counted_by(statement, repeated, found));
}

fn counted_by(statement: &Statement, repeated: bool, found: &mut Vec<Counting>) {
    let mut push = |span: Span, chooses: bool, times: usize| {
        found.extend(std::iter::repeat_n(Counting { span, chooses }, times));
    };
    let times = if repeated { 2 } else { 1 };
    if let StatementKind::Meets { .. } = &statement.kind {
        push(statement.span, true, 2);
    } else if let StatementKind::Atom(atom) = &statement.kind {
        match &atom.kind {
            AtomKind::Quantity { quantity, all, .. } => {
                let forbids = matches!(quantity, ast::Quantifier::None | ast::Quantifier::AtMost(_));
                push(atom.span, !forbids && !all, times);
            }
            AtomKind::Cover { .. } => push(atom.span, true, times),
            AtomKind::Holds { .. }
            | AtomKind::Resident { .. }
            | AtomKind::Age { .. }
            | AtomKind::Fact { .. }
            | AtomKind::Since { .. }
            | AtomKind::DateOrder { .. }
            | AtomKind::Share { .. } => {}
        }
    }
    let repeated = repeated || matches!(statement.kind, StatementKind::For { .. });
    walk::blocks(statement).into_iter().for_each(|block| counted_in(block, repeated, found));
    for way in walk::ways(statement) {
        match way {
            Way::Route { block, .. } => counted_in(block, repeated, found),
            Way::Statement(line) => counted_by(line, repeated, found),
        }
    }
}
