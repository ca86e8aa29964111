//! Texts, citations and partial dates: what every declaration and rule has in common.

use super::names::{Names, class};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::date::Interval;
use crate::model::text::{Citation, Texts};
use crate::source::Span;
use crate::syntax::ast;

/// Gives every string of a text its language: its tag, or the language of its file.
pub(crate) fn texts(names: &Names, texts: &ast::Texts) -> Texts {
    let language = |text: &ast::Text| match &text.language {
        Some(tag) => tag.value.clone(),
        None => names.language(text.span.file).to_owned(),
    };
    Texts(texts.iter().map(|text| (language(text), text.value.clone())).collect())
}

/// Looks up the sources and assumptions of a suffix: citations, and indexes of assumptions.
///
/// What is unknown is reported here and left out.
pub(crate) fn cite(names: &Names, suffix: &ast::Suffix) -> (Vec<Citation>, Vec<usize>) {
    let cited = references(names, &suffix.cite);
    let assumed = suffix.assume.iter().filter_map(|name| {
        let path = names.qualify(&name.value, name.span);
        match names.assumptions.get(&path) {
            Some(index) => {
                names.mark(class::ASSUMPTION, &path);
                Some(*index)
            }
            None => {
                let message = format!("no assumption `{}` is declared", name.value);
                let unknown = Diagnostic::new(Code::UnknownAssumption, message).at(name.span, "not declared");
                names.report(unknown.suggest(near(names, name, names.assumptions.keys())));
                None
            }
        }
    });
    (cited, assumed.collect())
}

/// Looks up the sources of references.
pub(crate) fn references(names: &Names, references: &[ast::Reference]) -> Vec<Citation> {
    references.iter().filter_map(|reference| self::reference(names, reference)).collect()
}

/// Looks up the source of one reference.
pub(crate) fn reference(names: &Names, reference: &ast::Reference) -> Option<Citation> {
    let key = &reference.source;
    let path = names.qualify(&key.value, key.span);
    if let Some(source) = names.sources.get(&path) {
        names.mark(class::SOURCE, &path);
        let places = reference.places.iter().map(|place| place.value.clone()).collect();
        return Some(Citation { source: *source, places });
    }
    let message = format!("no source `{}` is declared", key.value);
    let unknown = Diagnostic::new(Code::UnknownSource, message).at(key.span, "not declared");
    names.report(unknown.suggest(near(names, key, names.sources.keys())));
    None
}

/// The key that may be meant: one that is known where the name stands.
fn near<'n>(names: &Names, name: &ast::Name, keys: impl Iterator<Item = &'n String>) -> Option<&'n str> {
    let prefix = names.qualify("", name.span);
    let here = keys.filter_map(|key| key.strip_prefix(&prefix)).filter(|key| !key.contains('.'));
    nearest(&name.value, here)
}

/// The days of a written date.
pub(crate) fn date(written: ast::DateText) -> Interval {
    Interval::partial(written.year, written.month, written.day).unwrap_or(Interval::UNKNOWN)
}

/// A period from the first day of one written date to the last day of another; refused if it ends before it begins.
pub(crate) fn period(
    names: &Names,
    from: Option<&ast::Spanned<ast::DateText>>,
    until: Option<&ast::Spanned<ast::DateText>>,
    span: Span,
) -> Interval {
    let lo = from.and_then(|from| date(from.value).lo);
    let hi = until.and_then(|until| date(until.value).hi);
    if let (Some(first), Some(last)) = (lo, hi)
        && last < first
    {
        let message = format!("the period ends on {last}, before it begins on {first}");
        names.report(Diagnostic::new(Code::EmptyPeriod, message).at(span, "has no day"));
        return Interval::UNKNOWN;
    }
    Interval { lo, hi }
}

/// The period of an `in force` suffix.
pub(crate) fn in_force(names: &Names, suffix: &ast::Suffix) -> Option<Interval> {
    let clause = suffix.in_force.as_ref()?;
    Some(period(names, clause.from.as_ref(), clause.until.as_ref(), clause.span))
}
