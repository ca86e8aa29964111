//! Ids of requirements and routes, and what refers to them.

use super::Lowering;
use crate::check::texts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::program::{NodeId, NodeKind, Note, NoteKind};
use crate::syntax::ast;

impl Lowering<'_, '_> {
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
            let wanted = self.wanted.get(index).map_or("", String::as_str);
            if !self.is_meant(id, &node.value, wanted) {
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
    fn is_meant(&self, id: &str, path: &str, wanted: &str) -> bool {
        let own = id.strip_prefix(self.names.id.as_str()).and_then(|rest| rest.strip_prefix('/')).unwrap_or(id);
        if self.names.grants.contains_key(path) {
            return own == wanted;
        }
        own == wanted || own.strip_suffix(wanted).is_some_and(|head| head.ends_with('/'))
    }
}
