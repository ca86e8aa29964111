//! Scales of levels, and maps between them.

use super::declarations::{Context, Scope};
use super::library::list;
use super::texts;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::text::Texts;
use crate::model::vocabulary::{Level, Scale, ScaleId, Vocabulary};
use crate::source::Span;
use crate::syntax::ast::{self, DeclKind};

/// How many levels a scale may have; no known one has more than a dozen.
pub(crate) const MAX_LEVELS: usize = 1000;

/// The scales that need no declaration: education (ISCED 2011) and languages (CEFR).
const BUILT_IN: &[(&str, &[&str])] =
    &[("isced", &["0", "1", "2", "3", "4", "5", "6", "7", "8"]), ("cefr", &["a1", "a2", "b1", "b2", "c1", "c2"])];

/// Declares the built-in scales.
pub(crate) fn built_in(context: &mut Context<'_>) {
    for (name, levels) in BUILT_IN {
        let levels = levels.iter().map(|level| ((*level).to_owned(), Texts::default())).collect();
        let scale = Scale { name: (*name).to_owned(), levels, maps: Vec::new() };
        context.names.vocabulary.scales.insert((*name).to_owned(), scale);
    }
}

/// Reads the scales of an item.
pub(crate) fn scales<'a>(context: &mut Context<'a>, scope: &Scope<'a>) {
    for decl in &scope.item.decls {
        let DeclKind::Scale { name, levels } = &decl.kind else { continue };
        if context.placed.contains_key(&decl.span) {
            continue;
        }
        if BUILT_IN.iter().any(|(known, _)| *known == name.value) {
            let message = format!("the scale `{}` is built in", name.value);
            context.names.report(Diagnostic::new(Code::DuplicateName, message).at(name.span, "declared again"));
            continue;
        }
        if !context.claim("scale", name.value.clone(), name) {
            continue;
        }
        context.placed.insert(decl.span, 0);
        if levels.len() > MAX_LEVELS {
            let message = format!("the scale `{}` has {} levels, more than {MAX_LEVELS}", name.value, levels.len());
            context.names.report(Diagnostic::new(Code::TooMuch, message).at(name.span, "too many levels"));
            continue;
        }
        let mut known: Vec<(String, Texts)> = Vec::new();
        for (level, text) in levels {
            if known.iter().any(|(word, _)| *word == level.value) {
                let message = format!("the level `{}` stands twice in the scale `{}`", level.value, name.value);
                context.names.report(Diagnostic::new(Code::DuplicateName, message).at(level.span, "stands again"));
                continue;
            }
            known.push((level.value.clone(), texts::texts(&context.names, text)));
        }
        let scale = Scale { name: name.value.clone(), levels: known, maps: Vec::new() };
        context.names.vocabulary.scales.insert(name.value.clone(), scale);
    }
}

/// Reads the maps between scales: each level has its counterpart, and the order is kept.
pub(crate) fn maps<'a>(context: &mut Context<'a>, scope: &Scope<'a>) {
    for decl in &scope.item.decls {
        let DeclKind::Map { from, to, pairs } = &decl.kind else { continue };
        let scales = &context.names.vocabulary.scales;
        let (Some((from_id, _, source)), Some((to_id, _, target))) =
            (scales.get_full(&from.value), scales.get_full(&to.value))
        else {
            for name in [from, to].into_iter().filter(|name| !scales.contains_key(&name.value)) {
                unknown_scale(context, name);
            }
            continue;
        };
        if source.maps.iter().any(|(known, _)| known.index() == to_id) {
            if !context.placed.contains_key(&decl.span) {
                let message = format!("`{}` is mapped to `{}` twice", from.value, to.value);
                context.names.report(Diagnostic::new(Code::DuplicateName, message).at(from.span, "mapped again"));
            }
            continue;
        }
        let Some(ranks) = ranks(context, source, target, pairs, from.span) else { continue };
        context.placed.insert(decl.span, 0);
        if let Some((_, source)) = context.names.vocabulary.scales.get_index_mut(from_id) {
            source.maps.push((ScaleId::from_index(to_id), ranks));
        }
    }
}

fn unknown_scale(context: &Context<'_>, name: &ast::Name) {
    let known = context.names.vocabulary.scales.keys().map(String::as_str);
    let unknown = Diagnostic::new(Code::UnknownLevel, format!("no scale `{}` is declared", name.value));
    context.names.report(unknown.at(name.span, "not declared").suggest(nearest(&name.value, known)));
}

fn ranks(
    context: &Context<'_>,
    source: &Scale,
    target: &Scale,
    pairs: &[(ast::Name, ast::Name)],
    span: Span,
) -> Option<Vec<u16>> {
    let mut ranks: Vec<Option<(u16, Span)>> = vec![None; source.levels.len()];
    let mut sound = true;
    for (one, other) in pairs {
        let (Some(here), Some(there)) = (rank(context, source, one), rank(context, target, other)) else {
            sound = false;
            continue;
        };
        let Some(slot) = ranks.get_mut(usize::from(here)) else { continue };
        if let Some((_, first)) = slot.replace((there, one.span)) {
            sound = false;
            let message = format!("the level `{}` is mapped twice", one.value);
            let twice = Diagnostic::new(Code::InvalidMap, message).at(one.span, "mapped again");
            context.names.report(twice.also(first, "mapped first here"));
        }
    }
    let missing = source.levels.iter().zip(&ranks).filter(|(_, rank)| rank.is_none()).map(|((level, _), _)| level);
    let missing: Vec<&str> = missing.map(String::as_str).collect();
    if sound && !missing.is_empty() {
        let message = format!("the map from `{}` says nothing about {}", source.name, list(missing));
        context.names.report(Diagnostic::new(Code::InvalidMap, message).at(span, "not all levels are mapped"));
        return None;
    }
    let ranks: Vec<(u16, Span)> = ranks.into_iter().collect::<Option<_>>()?;
    for pair in ranks.windows(2) {
        let [(lower, first), (higher, second)] = pair else { continue };
        if higher < lower {
            sound = false;
            let message = format!("the map from `{}` to `{}` turns the order round", source.name, target.name);
            let falls = Diagnostic::new(Code::InvalidMap, message).at(*second, "a higher level, mapped to a lower one");
            context.names.report(falls.also(*first, "than this one"));
        }
    }
    sound.then(|| ranks.into_iter().map(|(rank, _)| rank).collect())
}

/// The rank of a level in a given scale; it may be written with the scale before it.
fn rank(context: &Context<'_>, scale: &Scale, name: &ast::Name) -> Option<u16> {
    let prefix = format!("{}.", scale.name);
    let word = name.value.strip_prefix(&prefix).unwrap_or(&name.value);
    let found = scale.levels.iter().position(|(level, _)| level == word);
    if found.is_none() {
        let message = format!("the scale `{}` has no level `{}`", scale.name, name.value);
        let known = scale.levels.iter().map(|(level, _)| level.as_str());
        let unknown = Diagnostic::new(Code::UnknownLevel, message).at(name.span, "not a level of this scale");
        context.names.report(unknown.suggest(nearest(&name.value, known)));
    }
    u16::try_from(found?).ok()
}

/// The level of a path: `isced.5`, or the bare word where only one scale has such a level.
pub(crate) fn level(vocabulary: &Vocabulary, path: &str) -> Option<Level> {
    let position = |scale: &Scale, word: &str| scale.levels.iter().position(|(level, _)| level == word);
    let make =
        |scale: usize, rank: usize| Some(Level { scale: ScaleId::from_index(scale), rank: u16::try_from(rank).ok()? });
    if let Some((scale, word)) = path.split_once('.') {
        let (index, _, scale) = vocabulary.scales.get_full(scale)?;
        return make(index, position(scale, word)?);
    }
    let mut found =
        vocabulary.scales.values().enumerate().filter_map(|(index, scale)| Some((index, position(scale, path)?)));
    match (found.next(), found.next()) {
        (Some((scale, rank)), None) => make(scale, rank),
        _ => None,
    }
}

/// All levels with their scale before them, for suggestions.
pub(crate) fn all_levels(vocabulary: &Vocabulary) -> Vec<String> {
    let of = |scale: &Scale| -> Vec<String> {
        scale.levels.iter().map(|(level, _)| format!("{}.{level}", scale.name)).collect()
    };
    vocabulary.scales.values().flat_map(of).collect()
}

/// Says that there is no such level.
pub(crate) fn unknown_level(vocabulary: &Vocabulary, path: &str, span: Span) -> Diagnostic {
    let scale = path.split_once('.').and_then(|(scale, _)| vocabulary.scales.get(scale));
    if let Some(scale) = scale {
        let message = format!("the scale `{}` has no level `{path}`", scale.name);
        let levels = list(scale.levels.iter().map(|(level, _)| level.as_str()));
        let unknown = Diagnostic::new(Code::UnknownLevel, message).at(span, "not a level of this scale");
        return unknown.note(format!("its levels are {levels}"));
    }
    let all = all_levels(vocabulary);
    let unknown = Diagnostic::new(Code::UnknownLevel, format!("no level `{path}` of any scale"));
    unknown.at(span, "not a level").suggest(nearest(path, all.iter().map(String::as_str)))
}

/// The level of a name, or a report that there is none.
pub(crate) fn level_or_report(context: &Context<'_>, name: &ast::Name) -> Option<Level> {
    let found = level(&context.names.vocabulary, &name.value);
    if found.is_none() {
        context.names.report(unknown_level(&context.names.vocabulary, &name.value, name.span));
    }
    found
}
