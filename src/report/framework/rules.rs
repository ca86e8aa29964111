//! The lines of the rules in words, without any record.

use crate::model::program::{NodeId, NodeKind, Note, NoteKind};
use crate::report::language::capital;
use crate::report::layout::{Page, Piece, Tone};
use crate::report::speech::Speech;

/// Blocks nest at most 64 deep in a file; standards may stand in standards, and what is deeper is not drawn.
const MAX_DEPTH: usize = 200;

/// Draws the lines of a node.
pub(super) fn draw(page: &mut Page, speech: &Speech<'_>, id: NodeId, indent: usize) {
    Drawing { page, speech: *speech, way: false }.node(id, indent, MAX_DEPTH);
}

struct Drawing<'a, 'p> {
    page: &'p mut Page,
    speech: Speech<'a>,
    /// The next line begins a way of a choice.
    way: bool,
}

impl<'a> Drawing<'a, '_> {
    fn kind(&self, id: NodeId) -> Option<(&'a NodeKind, Option<&'a Note>, Option<crate::model::date::Interval>)> {
        let framework = self.speech.framework;
        let node = framework.program.nodes.get(id.index())?;
        Some((&node.kind, framework.notes.get(node.note as usize), node.in_force))
    }

    fn node(&mut self, id: NodeId, indent: usize, depth: usize) {
        let Some((kind, note, in_force)) = self.kind(id) else { return };
        let Some(depth) = depth.checked_sub(1) else { return };
        let words = self.speech.words;
        let mut indent = indent;
        if let Some(note) = note.filter(|note| !note.text.is_empty() && note.kind != NoteKind::Grant) {
            let mark = match note.kind {
                NoteKind::Route => "→",
                NoteKind::Grant
                | NoteKind::Requirement
                | NoteKind::Standard
                | NoteKind::Line
                | NoteKind::Member
                | NoteKind::Accepted => "•",
            };
            let tone = if note.kind == NoteKind::Requirement { Tone::Strong } else { Tone::Plain };
            let text = self.speech.text(&note.text).to_owned();
            if std::mem::take(&mut self.way) {
                self.page.write(indent.saturating_sub(2), indent, &[Piece::plain("→ "), Piece::new(text, tone)]);
            } else {
                self.page.write(indent, indent + 2, &[Piece::plain(mark), Piece::plain(" "), Piece::new(text, tone)]);
                indent += 2;
            }
            let mut parts = Vec::new();
            if note.advisory {
                parts.push(words.say("show-advisory"));
            }
            if let Some(period) = in_force {
                parts.push(words.period(period));
            }
            parts.extend(Some(self.speech.citations(&note.cite)).filter(|cite| !cite.is_empty()));
            parts.extend(assumptions(&self.speech, &note.assume));
            self.page.write(indent, indent, &[Piece::new(parts.join(" · "), Tone::Dim)]);
            self.page.write(indent, indent, &[Piece::plain(note.doc.as_deref().unwrap_or_default())]);
        }
        self.body(kind, note, indent, depth);
    }

    fn say(&mut self, indent: usize, text: String) {
        if std::mem::take(&mut self.way) {
            self.page.write(indent.saturating_sub(2), indent + 2, &[Piece::plain("→ "), Piece::plain(text)]);
        } else {
            self.page.write(indent, indent + 2, &[Piece::plain(text)]);
        }
    }

    fn body(&mut self, kind: &'a NodeKind, note: Option<&Note>, indent: usize, depth: usize) {
        let words = self.speech.words;
        match kind {
            NodeKind::All(children) => {
                if self.members(children, indent) {
                    return;
                }
                for child in children {
                    self.node(*child, indent, depth);
                }
            }
            NodeKind::Any(children) => {
                self.say(indent, words.with("label-any", [("count", children.len().into())]));
                self.ways(children, indent, depth);
            }
            NodeKind::AtLeast(least, children) => {
                let values = [("least", i64::from(*least).into()), ("count", children.len().into())];
                self.say(indent, words.with("label-at-least", values));
                self.ways(children, indent, depth);
            }
            NodeKind::Named(child) => self.node(*child, indent, depth),
            NodeKind::Joint(scope, child) => {
                let (head, parts) = self.speech.together(scope, *child);
                self.say(indent, head);
                for part in parts {
                    self.page.write(indent + 2, indent + 4, &[Piece::plain("– "), Piece::plain(part)]);
                }
                self.node(*child, indent + 2, depth);
            }
            NodeKind::Choose { condition, then, otherwise } => {
                let condition = self.speech.condition(condition);
                self.say(indent, words.with("rule-when", [("condition", condition.into())]));
                self.node(*then, indent + 2, depth);
                if let Some(otherwise) = otherwise {
                    self.say(indent, words.say("rule-otherwise"));
                    self.node(*otherwise, indent + 2, depth);
                }
            }
            NodeKind::Guarded { condition, body } => {
                let condition = self.speech.condition(condition);
                self.say(indent, words.with("rule-only-if", [("condition", condition.into())]));
                self.node(*body, indent, depth);
            }
            NodeKind::Bind(binding, body) => {
                let known = self.speech.framework.program.bindings.get(binding.index());
                let evidence = known.map(|known| self.speech.selection(known.selection)).unwrap_or_default();
                let values = [("name", self.speech.binding(*binding).into()), ("evidence", evidence.into())];
                self.say(indent, words.with("rule-bind", values));
                self.node(*body, indent, depth);
            }
            NodeKind::Claim(claim) => {
                self.say(indent, capital(&self.speech.statement(kind)));
                for row in &claim.rows {
                    if let Some(text) = self.speech.row_said(claim, &row.kind) {
                        self.page.write(indent + 2, indent + 4, &[Piece::plain("– "), Piece::plain(text)]);
                    }
                }
            }
            NodeKind::Fact(..)
            | NodeKind::Share { .. }
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..) => {
                self.say(indent, capital(&self.speech.statement(kind)));
            }
            NodeKind::Judged { by } => {
                self.say(indent, words.with("rule-judged", [("by", by.as_str().into())]));
            }
            NodeKind::Open => {
                if note.is_none_or(|note| note.text.is_empty()) {
                    self.say(indent, capital(&words.say("predicate-unknown")));
                } else {
                    self.page.write(indent, indent, &[Piece::new(words.say("rule-open"), Tone::Dim)]);
                }
            }
        }
    }

    /// Says once what every member of a set is asked for; false if that differs.
    fn members(&mut self, children: &[NodeId], indent: usize) -> bool {
        let mut said: Option<String> = None;
        let mut names = Vec::new();
        for child in children {
            let Some((kind, Some(note), None)) = self.kind(*child) else { return false };
            let NodeKind::Claim(claim) = self.leaf(kind) else { return false };
            let this = self.speech.claim_said(claim, false);
            let rows = claim.rows.iter().any(|row| self.speech.row_said(claim, &row.kind).is_some());
            if note.kind != NoteKind::Member || rows || said.as_ref().is_some_and(|said| *said != this) {
                return false;
            }
            names.push(self.speech.text(&note.text).to_owned());
            said = Some(this);
        }
        let Some(rule) = said.filter(|_| children.len() > 1) else { return false };
        self.say(indent, self.speech.words.with("tree-each", [("rule", rule.into())]));
        for name in names {
            self.page.write(indent, indent + 2, &[Piece::plain("• "), Piece::plain(name)]);
        }
        true
    }

    /// The one line of a block of one line.
    fn leaf(&self, kind: &'a NodeKind) -> &'a NodeKind {
        let mut kind = kind;
        for _ in 0..MAX_DEPTH {
            let child = if let NodeKind::Named(child) = kind {
                *child
            } else if let NodeKind::All(list) = kind
                && let [child] = list.as_slice()
            {
                *child
            } else {
                return kind;
            };
            match self.kind(child) {
                Some((inner, _, _)) => kind = inner,
                None => return kind,
            }
        }
        kind
    }

    fn ways(&mut self, children: &[NodeId], indent: usize, depth: usize) {
        for child in children {
            self.way = true;
            self.node(*child, indent + 2, depth);
        }
        self.way = false;
    }
}

/// The keys of assumptions.
pub(super) fn assumptions(speech: &Speech<'_>, list: &[usize]) -> Option<String> {
    let keys: Vec<&str> =
        list.iter().filter_map(|index| Some(speech.framework.assumptions.get(*index)?.key.as_str())).collect();
    let values = [("count", keys.len().into()), ("keys", keys.join(", ").into())];
    (!keys.is_empty()).then(|| speech.words.with("tree-assumptions", values))
}
