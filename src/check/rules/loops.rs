//! Repetition over sets and tables.

use std::rc::Rc;

use super::env::{Found, Ground, Meaning};
use super::{Gap, Lowering};
use crate::check::names::{TableDef, class};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::program::{NodeId, NodeKind, Note, NoteKind};
use crate::model::text::Texts;
use crate::model::vocabulary::CompetencyId;
use crate::source::Span;
use crate::syntax::ast::{self, Block, ValueKind};

/// What a `for` runs over: the meaning of its variable, the word for ids, the label for readers.
struct Member<'a> {
    meaning: Meaning<'a>,
    word: String,
    text: Texts,
}

impl<'a> Lowering<'_, 'a> {
    /// `for each x in SET`, `for at least k of x in SET`
    pub(super) fn repeat(
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
            let path = self.child_id(&member.word);
            let outer = std::mem::replace(&mut self.path, path);
            let body = self.children(block);
            self.path = outer;
            self.env.vars.pop();
            let copy =
                Note { line: member.word, kind: NoteKind::Member, text: member.text, ..self.line_note(over.span) };
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
                (ValueKind::Path(path), "competency" | "set") => {
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
}
