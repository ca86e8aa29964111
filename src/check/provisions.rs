//! Provisions: rules that no record can show.

use super::names::Names;
use super::near::nearest_path;
use super::{texts, topics};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::framework::{Provision, ProvisionValue};
use crate::source::Span;
use crate::syntax::ast::{self, DeclKind};

/// Reads the provisions of a framework.
pub(crate) fn provisions(names: &Names<'_>, item: &ast::Item) -> Vec<Provision> {
    let mut found: Vec<(Provision, Span)> = Vec::new();
    for decl in &item.decls {
        let DeclKind::Provision { name, about, text, topic, value, suffix } = &decl.kind else { continue };
        if let Some((_, first)) = found.iter().find(|(known, _)| known.name == name.value) {
            let message = format!("the provision `{}` is declared twice", name.value);
            let twice = Diagnostic::new(Code::DuplicateName, message).at(name.span, "declared again");
            names.report(twice.also(*first, "first declared here"));
        }
        word(names, about, "not something that provisions are about", topics::ABOUT);
        word(names, topic, "not a topic of provisions", topics::TOPICS);
        let (cite, assume) = texts::cite(names, suffix);
        let provision = Provision {
            name: name.value.clone(),
            about: about.value.clone(),
            text: texts::texts(names, text),
            topic: topic.value.clone(),
            value: match value {
                ast::ProvisionValue::Text => ProvisionValue::Text,
                ast::ProvisionValue::Values(values) => {
                    ProvisionValue::Values(values.iter().map(|value| written(names, value.span)).collect())
                }
                ast::ProvisionValue::None => ProvisionValue::None,
                ast::ProvisionValue::NotFound => ProvisionValue::NotFound,
            },
            cite,
            assume,
            in_force: texts::in_force(names, suffix),
        };
        found.push((provision, name.span));
    }
    found.into_iter().map(|(provision, _)| provision).collect()
}

/// Reports a word outside a closed list.
fn word(names: &Names<'_>, word: &ast::Name, label: &str, list: &[&str]) {
    if list.contains(&word.value.as_str()) {
        return;
    }
    let unknown = Diagnostic::new(Code::UnknownWord, format!("`{}` is {label}", word.value)).at(word.span, label);
    let family = word.value.split('.').next().unwrap_or_default();
    let meant = topics::meant(&word.value).filter(|topic| list.contains(topic));
    let near = meant.or_else(|| nearest_path(&word.value, list.iter().copied()));
    let related: Vec<&str> = list.iter().copied().filter(|topic| topic.split('.').next() == Some(family)).collect();
    names.report(match near {
        Some(near) => unknown.suggest(Some(near)),
        None if related.is_empty() => unknown.note(format!("it is one of {}", beginnings(list))),
        None => unknown.note(format!("there is `{}`", related.join("`, `"))),
    });
}

/// The first parts of the words of a list.
fn beginnings(list: &[&str]) -> String {
    let mut parts: Vec<&str> = list.iter().filter_map(|word| word.split('.').next()).collect();
    parts.dedup();
    format!("`{}`", parts.join("`, `"))
}

/// The text at a place, white space folded.
pub(crate) fn written(names: &Names<'_>, span: Span) -> String {
    let text = names.texts.iter().find(|(file, _)| *file == span.file).map_or("", |(_, text)| text);
    let slice = text.get(span.start as usize..span.end as usize).unwrap_or_default();
    slice.split_whitespace().collect::<Vec<_>>().join(" ")
}
