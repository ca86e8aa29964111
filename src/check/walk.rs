//! Ways through the tree of an item, for lints. Nesting is limited by the parser, so these may recurse.

use crate::syntax::ast::{
    Block, CompetencyDecl, CompetencyItem, Decl, DeclKind, Item, Statement, StatementKind, Texts, Way,
};

/// Calls a function with every line of a block, those within before those behind.
pub(crate) fn statements<'a>(block: &'a Block, f: &mut dyn FnMut(&'a Statement)) {
    for statement in &block.statements {
        self::statement(statement, f);
    }
}

fn statement<'a>(statement: &'a Statement, f: &mut dyn FnMut(&'a Statement)) {
    f(statement);
    for block in blocks(statement) {
        statements(block, f);
    }
    for way in ways(statement) {
        match way {
            Way::Route { block, .. } => statements(block, f),
            Way::Statement(line) => self::statement(line, f),
        }
    }
}

/// The blocks directly within a line.
pub(crate) fn blocks(statement: &Statement) -> Vec<&Block> {
    match &statement.kind {
        StatementKind::Requirement(requirement) => vec![&requirement.block],
        StatementKind::AllOf(block) | StatementKind::Once { block, .. } | StatementKind::For { block, .. } => {
            vec![block]
        }
        StatementKind::When { then, otherwise, .. } => [Some(then), otherwise.as_ref()].into_iter().flatten().collect(),
        StatementKind::Let { .. }
        | StatementKind::AnyOf(_)
        | StatementKind::AtLeastOf(..)
        | StatementKind::Meets { .. }
        | StatementKind::Atom(_)
        | StatementKind::Modifier(_)
        | StatementKind::Judged { .. }
        | StatementKind::Open { .. } => Vec::new(),
    }
}

/// The ways of a choice.
pub(crate) fn ways(statement: &Statement) -> &[Way] {
    if let StatementKind::AnyOf(ways) | StatementKind::AtLeastOf(_, ways) = &statement.kind { ways } else { &[] }
}

/// The blocks of a declaration.
pub(crate) fn blocks_of(decl: &Decl) -> Vec<&Block> {
    if let DeclKind::Grant(grant) = &decl.kind {
        vec![&grant.block]
    } else if let DeclKind::Standard { block, .. } = &decl.kind {
        vec![block]
    } else if let DeclKind::Scope { lines, .. } = &decl.kind {
        lines.iter().filter_map(|line| line.requires.as_ref()).collect()
    } else {
        Vec::new()
    }
}

/// All texts of an item, in the order of the file.
pub(crate) fn texts(item: &Item) -> Vec<&Texts> {
    let mut found = Vec::new();
    for decl in &item.decls {
        declared(decl, &mut found);
        for block in blocks_of(decl) {
            statements(block, &mut |statement| spoken(statement, &mut found));
        }
    }
    found.retain(|texts| !texts.is_empty());
    found.sort_by_key(|texts| texts.first().map(|text| text.span));
    found
}

fn declared<'a>(decl: &'a Decl, found: &mut Vec<&'a Texts>) {
    match &decl.kind {
        DeclKind::Name(text) | DeclKind::About(text) | DeclKind::Regulator(text) => found.push(text),
        DeclKind::Assume { text, .. }
        | DeclKind::Fact { text, .. }
        | DeclKind::Attribute { text, .. }
        | DeclKind::Unit { text, .. }
        | DeclKind::Set { text, .. }
        | DeclKind::Title { text, .. }
        | DeclKind::Standard { text, .. }
        | DeclKind::Act { text, .. }
        | DeclKind::Provision { text, .. } => found.push(text),
        DeclKind::Values { values: labels, .. } | DeclKind::Scale { levels: labels, .. } => {
            found.extend(labels.iter().map(|(_, text)| text));
        }
        DeclKind::Competency(competency) => self::competency(competency, found),
        DeclKind::Grant(grant) => found.push(&grant.text),
        DeclKind::Scope { lines, .. } => found.extend(lines.iter().map(|line| &line.condition)),
        DeclKind::Languages(_)
        | DeclKind::Family(_)
        | DeclKind::Country(_)
        | DeclKind::Occupation(_)
        | DeclKind::Status { .. }
        | DeclKind::InForce(_)
        | DeclKind::Governed { .. }
        | DeclKind::Replaces { .. }
        | DeclKind::MonthEnd(..)
        | DeclKind::DaysPerMonth(..)
        | DeclKind::Source { .. }
        | DeclKind::Use { .. }
        | DeclKind::Map { .. }
        | DeclKind::Table { .. }
        | DeclKind::DefineSelection { .. }
        | DeclKind::DefineValue { .. }
        | DeclKind::AcceptFor { .. }
        | DeclKind::AcceptAs { .. } => {}
    }
}

fn competency<'a>(decl: &'a CompetencyDecl, found: &mut Vec<&'a Texts>) {
    found.push(&decl.text);
    for item in &decl.items {
        match item {
            CompetencyItem::Child(child) => competency(child, found),
            CompetencyItem::About(text) => found.push(text),
            CompetencyItem::Aligned(..)
            | CompetencyItem::ShownBy(_)
            | CompetencyItem::Kind(_)
            | CompetencyItem::Was(_) => {}
        }
    }
}

fn spoken<'a>(statement: &'a Statement, found: &mut Vec<&'a Texts>) {
    if let StatementKind::Requirement(requirement) = &statement.kind {
        found.push(&requirement.text);
    } else if let StatementKind::Judged { text, .. } | StatementKind::Open { text, .. } = &statement.kind {
        found.push(text);
    }
    for way in ways(statement) {
        if let Way::Route { text, .. } = way {
            found.push(text);
        }
    }
}
