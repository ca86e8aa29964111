//! Requirements and provisions without a source.
//!
//! A requirement inside another one may rest on the source of the outer one; a grant's own source is not enough, because
//! it says where the grant comes from and not what it takes.

use crate::check::names::Names;
use crate::check::walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Block, DeclKind, Item, Statement, StatementKind, Way};

/// Warns of requirements and provisions that cite nothing.
pub(crate) fn check(names: &Names<'_>, item: &Item) {
    for decl in &item.decls {
        if let DeclKind::Provision { name, suffix, .. } = &decl.kind
            && suffix.cite.is_empty()
        {
            warn(names, "provision", &name.value, name.span);
        }
        for outer in walk::blocks_of(decl) {
            block(names, outer);
        }
    }
}

fn block(names: &Names<'_>, block: &Block) {
    for line in &block.statements {
        statement(names, line);
    }
}

fn statement(names: &Names<'_>, statement: &Statement) {
    if let StatementKind::Requirement(requirement) = &statement.kind {
        if !requirement.suffix.cite.is_empty() {
            return;
        }
        // One whose parts all cite needs no source of its own.
        if !parts_cite(&requirement.block) {
            warn(names, "requirement", &requirement.name.value, requirement.name.span);
            return;
        }
    }
    for inner in walk::blocks(statement) {
        block(names, inner);
    }
    for way in walk::ways(statement) {
        match way {
            Way::Route { block: inner, .. } => block(names, inner),
            Way::Statement(line) => self::statement(names, line),
        }
    }
}

/// Whether the lines of a block are requirements that cite, and nothing else.
fn parts_cite(block: &Block) -> bool {
    !block.statements.is_empty()
        && block.statements.iter().all(|statement| match &statement.kind {
            StatementKind::Requirement(part) => !part.suffix.cite.is_empty(),
            StatementKind::AnyOf(ways) | StatementKind::AtLeastOf(_, ways) => ways.iter().all(|way| match way {
                Way::Route { suffix, .. } => !suffix.cite.is_empty(),
                Way::Statement(_) => false,
            }),
            StatementKind::Judged { suffix, .. } | StatementKind::Open { suffix, .. } => !suffix.cite.is_empty(),
            StatementKind::Let { .. }
            | StatementKind::AllOf(_)
            | StatementKind::Once { .. }
            | StatementKind::When { .. }
            | StatementKind::For { .. }
            | StatementKind::Meets { .. }
            | StatementKind::Atom(_)
            | StatementKind::Modifier(_) => false,
        })
}

fn warn(names: &Names<'_>, what: &str, name: &str, span: Span) {
    let message = format!("the {what} `{name}` cites no source");
    names.report(Diagnostic::new(Code::MissingCitation, message).at(span, "without `cite`"));
}
