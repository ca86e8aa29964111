//! Attributes of evidence and the symbols that are their values.

use indexmap::IndexMap;

use super::declarations::{Context, Scope};
use super::texts;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::text::Texts;
use crate::model::vocabulary::{Attribute, AttributeType, Kind, Kinds, SymbolId};
use crate::syntax::ast::{self, DeclKind, Item};

/// The types that a declared attribute may have. Titles and levels are attributes of qualifications, built in.
const TYPES: &[(&str, AttributeType)] = &[
    ("yes-no", AttributeType::YesNo),
    ("number", AttributeType::Number),
    ("date", AttributeType::Date),
    ("text", AttributeType::Text),
    ("place", AttributeType::Place),
    ("symbol", AttributeType::Symbol),
];

/// Both kinds of training under one word.
const TRAINING: &str = "training";

/// Reads the attributes that an item declares.
pub(crate) fn attributes<'a>(context: &mut Context<'a>, scope: &Scope<'a>) {
    for decl in &scope.item.decls {
        let DeclKind::Attribute { name, kind, listing, of, text } = &decl.kind else { continue };
        let declared = TYPES.iter().find(|(word, _)| *word == kind.value).map(|(_, kind)| *kind);
        if declared.is_none() {
            let message = format!("`{}` is not a type of attributes", kind.value);
            let words = TYPES.iter().map(|(word, _)| *word);
            let unknown = Diagnostic::new(Code::UnknownWord, message).at(kind.span, "not a type");
            let unknown = unknown.note("types are `yes-no`, `number`, `date`, `text`, `place` and `symbol`");
            context.names.report(unknown.suggest(nearest(&kind.value, words)));
            context.names.break_off(&name.value);
        }
        let of = of.iter().fold(Kinds::default(), |kinds, word| kinds.union(kinds_of(context, word)));
        if context.placed.contains_key(&decl.span) {
            continue;
        }
        if is_built_in(&name.value) {
            let message = format!("`{}` is an attribute that evidence has already", name.value);
            context.names.report(Diagnostic::new(Code::DuplicateName, message).at(name.span, "built in"));
            continue;
        }
        let Some(kind) = declared.filter(|_| context.claim("attribute", name.value.clone(), name)) else { continue };
        context.placed.insert(decl.span, 0);
        let text = texts::texts(&context.names, text);
        context.names.vocabulary.attributes.insert(
            name.value.clone(),
            Attribute {
                name: name.value.clone(),
                kind,
                listing: *listing,
                many: *listing,
                of,
                values: IndexMap::new(),
                text,
            },
        );
    }
}

fn is_built_in(name: &str) -> bool {
    crate::model::vocabulary::builtin::TABLE.iter().any(|(known, ..)| *known == name)
}

fn kinds_of(context: &Context<'_>, word: &ast::Name) -> Kinds {
    if word.value == TRAINING {
        return Kinds::TRAINING;
    }
    if let Some(kind) = Kind::from_name(&word.value) {
        return Kinds::one(kind);
    }
    let words = Kind::ALL.iter().map(|kind| kind.name()).chain([TRAINING]);
    let unknown = Diagnostic::new(Code::UnknownKind, format!("`{}` is not a kind of evidence", word.value));
    context.names.report(unknown.at(word.span, "not a kind").suggest(nearest(&word.value, words)));
    Kinds::ALL
}

/// Adds the symbols that an item declares to those of their attributes.
pub(crate) fn values<'a>(context: &mut Context<'a>, scope: &Scope<'a>) {
    for decl in &scope.item.decls {
        let DeclKind::Values { name, values } = &decl.kind else { continue };
        let Some(attribute) = attribute(context, name) else { continue };
        let Item { id, version, .. } = scope.item;
        for (symbol, text) in values {
            // Two items may declare one symbol, an item only once.
            let path = format!("{} {} {attribute} {}", id.value, version.value, symbol.value);
            if !context.claim("symbol", path, symbol) {
                continue;
            }
            let label = texts::texts(&context.names, text);
            let vocabulary = &mut context.names.vocabulary;
            let id = SymbolId::from_index(vocabulary.symbols.insert_full(symbol.value.clone()).0);
            if let Some((_, attribute)) = vocabulary.attributes.get_index_mut(attribute) {
                let known: &mut Texts = attribute.values.entry(id).or_default();
                if known.is_empty() {
                    *known = label;
                }
            }
        }
    }
}

/// The attribute that a `values` block speaks of: `assessor.role` may be written `assessor-role`.
fn attribute(context: &Context<'_>, name: &ast::Name) -> Option<usize> {
    let attributes = &context.names.vocabulary.attributes;
    let found = attributes.get_full(&name.value).or_else(|| {
        let known = attributes.keys().find(|known| known.contains('.') && known.replace('.', "-") == name.value)?;
        attributes.get_full(known)
    });
    let Some((index, _, attribute)) = found else {
        let symbols = attributes.values().filter(|attribute| attribute.kind == AttributeType::Symbol);
        let nearest = nearest(&name.value, symbols.map(|attribute| attribute.name.as_str()));
        context.names.break_off(&name.value);
        let message = format!("no attribute `{}` of any kind of evidence", name.value);
        let unknown = Diagnostic::new(Code::UnknownAttribute, message).at(name.span, "not an attribute");
        context.names.report(match nearest {
            Some(nearest) => unknown.suggest(Some(nearest)),
            None => unknown.help(format!("declare it: `attribute {}: symbol of …`", name.value)),
        });
        return None;
    };
    if attribute.kind != AttributeType::Symbol {
        let word = type_word(attribute.kind);
        let message = format!("`{}` is {word}, and only attributes with symbols have `values`", name.value);
        context.names.report(Diagnostic::new(Code::TypeMismatch, message).at(name.span, word));
        return None;
    }
    Some(index)
}

/// A type in words.
pub(crate) const fn type_word(kind: AttributeType) -> &'static str {
    match kind {
        AttributeType::YesNo => "yes or no",
        AttributeType::Number => "a number",
        AttributeType::Date => "a date",
        AttributeType::Text => "a text",
        AttributeType::Place => "a place",
        AttributeType::Symbol => "a symbol",
        AttributeType::Title => "a title",
        AttributeType::Level => "a level",
    }
}
