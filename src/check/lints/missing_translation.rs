//! Texts that lack one of the languages which the item says it has.

use crate::check::library::list;
use crate::check::names::Names;
use crate::check::walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{DeclKind, Item, Text};

/// Warns of each text that lacks a language.
pub(crate) fn check(names: &Names<'_>, item: &Item) {
    let languages: Vec<&str> = item
        .decls
        .iter()
        .filter_map(|decl| if let DeclKind::Languages(tags) = &decl.kind { Some(tags) } else { None })
        .flatten()
        .map(|tag| tag.value.as_str())
        .collect();
    if languages.is_empty() {
        return;
    }
    for texts in walk::texts(item) {
        let Some(first) = texts.first() else { continue };
        let lacks = languages.iter().copied().filter(|wanted| !texts.iter().any(|text| speaks(names, text, wanted)));
        let lacks: Vec<&str> = lacks.collect();
        if !lacks.is_empty() {
            let whole = texts.last().map_or(first.span, |last| first.span.to(last.span));
            let message = format!("this text is missing in {}", list(lacks));
            names.report(Diagnostic::new(Code::MissingTranslation, message).at(whole, "not in all `languages`"));
        }
    }
}

/// Whether a text is in a language: `es-CO` is Spanish too.
fn speaks(names: &Names<'_>, text: &Text, wanted: &str) -> bool {
    let tag = text.language.as_ref().map_or_else(|| names.language(text.span.file), |tag| tag.value.as_str());
    let within = |long: &str, short: &str| {
        let head = long.get(..short.len()).unwrap_or_default();
        let rest = long.get(short.len()..).unwrap_or_default();
        head.eq_ignore_ascii_case(short) && (rest.is_empty() || rest.starts_with('-'))
    };
    within(tag, wanted)
}
