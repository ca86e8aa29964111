//! Names for evidence: `let`s, and what becomes of them.

use super::env::Meaning;
use super::{Gap, Lowering};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::program::{BindingId, NodeId, NodeKind};
use crate::model::vocabulary::Kinds;
use crate::source::Span;
use crate::syntax::ast;

/// How many `let`s of one block are read without a warning: each multiplies what has to be tried.
const MANY: usize = 2;

/// A `let`.
#[derive(Debug, Clone)]
pub(super) struct LetInfo {
    name: String,
    span: Span,
    /// Its binding, unless its selection is broken.
    binding: Option<BindingId>,
    kinds: Kinds,
    /// `first` or `last` was said: then one item is meant on purpose.
    picked: bool,
    /// Something refers to it that helps the person, or decides.
    helps: bool,
    /// A prohibition refers to it.
    forbids: bool,
}

/// A `let` of the block that is read.
pub(super) struct Opened<'a> {
    index: usize,
    statement: Span,
    name: &'a ast::Name,
}

impl<'a> Lowering<'_, 'a> {
    /// Notes a use of a `let`, and answers its binding and kinds.
    pub(super) fn use_let(&mut self, index: usize) -> Result<(BindingId, Kinds), Gap> {
        let against = self.against;
        let Some(info) = self.lets.get_mut(index) else { return Err(Gap::Broken) };
        if against {
            info.forbids = true;
        } else {
            info.helps = true;
        }
        info.binding.map(|binding| (binding, info.kinds)).ok_or(Gap::Broken)
    }

    /// Brings a `let` into scope.
    pub(super) fn open_let(
        &mut self,
        statement: Span,
        name: &'a ast::Name,
        pick: Option<&ast::Spanned<ast::Pick>>,
        selection: &'a ast::Selection,
    ) -> Opened<'a> {
        let found = self.selection(selection);
        let kinds = found.as_ref().map_or(Kinds::ALL, |(_, kinds)| *kinds);
        let pick = pick.map(|pick| super::dates::picked(pick.value));
        let binding = match found {
            Ok((selection, _)) => self.add_binding(&name.value, selection, pick, name.span).ok(),
            Err(_) => None,
        };
        if let Some(binding) = binding {
            self.active.push(binding);
        }
        let index = self.lets.len();
        self.lets.push(LetInfo {
            name: name.value.clone(),
            span: name.span,
            binding,
            kinds,
            picked: pick.is_some(),
            helps: false,
            forbids: false,
        });
        self.define(name, Meaning::Let(index));
        Opened { index, statement, name }
    }

    /// Warns of a block with many `let`s.
    pub(super) fn not_too_many(&mut self, opened: &[Opened<'a>]) {
        let (Some(first), Some(third)) = (opened.first(), opened.get(MANY)) else { return };
        let message =
            format!("{} pieces of evidence are named at once, and every combination of them is tried", opened.len());
        let many = Diagnostic::new(Code::ManyLets, message).at(third.name.span, "one more");
        self.report(many.also(first.name.span, "the first one"));
    }

    /// Ends the scopes of the `let`s of a block, the innermost first, around its lines.
    pub(super) fn close_lets(&mut self, opened: Vec<Opened<'a>>, body: NodeId) -> NodeId {
        let mut node = body;
        for one in opened.into_iter().rev() {
            self.env.vars.pop();
            let Some(info) = self.lets.get(one.index).cloned() else { continue };
            self.judge_let(&info);
            let Some(binding) = info.binding else { continue };
            self.active.retain(|active| *active != binding);
            let note = self.line(one.statement);
            node = self.node(NodeKind::Bind(binding, node), note);
        }
        node
    }

    fn judge_let(&mut self, info: &LetInfo) {
        if info.helps || (info.forbids && info.picked) {
            return;
        }
        let name = &info.name;
        if info.forbids {
            let message = format!("only prohibitions speak of `{name}`, so the person may choose which item it is");
            let only = Diagnostic::new(Code::LetOnlyForbids, message).at(info.span, "used only to forbid");
            let only = only.note("the law probably means every such item");
            self.report(only.help("write `first` or `last` before the selection, or put it into the prohibition"));
            return;
        }
        let message = format!("`{name}` is never used");
        let unused = Diagnostic::new(Code::Unused, message).at(info.span, "never used");
        self.report(unused.note("the block still asks that there is such evidence"));
    }
}
