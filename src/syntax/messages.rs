//! Words for what does not follow the grammar.

use super::keywords::{Expected, expected};
use super::parser::Rule;
use crate::diagnostic::{Code, Diagnostic, Fix, nearest};
use crate::source::Span;

/// How many expectations a sentence lists: more are not read.
const LISTED: usize = 5;

/// How much of a text is repeated in a sentence.
const QUOTED: usize = 24;

/// Adds a replacement to a diagnostic.
pub(super) trait Mend {
    /// Sets the text that mends the fault.
    fn mend(self, span: Span, replacement: impl Into<String>) -> Self;
}

impl Mend for Diagnostic {
    fn mend(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }
}

/// What was found at a place, in words.
pub(super) fn found(text: &str) -> String {
    if text.is_empty() {
        return "the end of the text".to_owned();
    }
    let mut short: String = text.chars().take(QUOTED).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("`{short}`")
}

/// Says what was expected at a place and what was found there.
///
/// `starts` are the words that may begin a piece at this place, for suggestions.
pub(super) fn slip(span: Span, text: &str, tried: &[Rule], starts: &[&'static str]) -> Diagnostic {
    let mut wanted: Vec<Expected> = tried.iter().map(|rule| expected(*rule)).collect();
    wanted.retain(|one| *one != Expected::Hidden);
    wanted.sort_unstable();
    wanted.dedup();
    let words: Vec<&str> = wanted
        .iter()
        .filter_map(|one| match one {
            Expected::Word(word) => Some(*word),
            Expected::Thing(_) | Expected::Sign(_) | Expected::Hidden => None,
        })
        .chain(starts.iter().copied())
        .collect();
    let found = found(text);
    let message = match list(&wanted) {
        Some(list) => format!("expected {list}, found {found}"),
        None => format!("{found} cannot stand here"),
    };
    let mut diagnostic = Diagnostic::new(Code::Syntax, message).at(span, "not expected here");
    if text.starts_with(char::is_alphabetic) {
        // `any` alone is the beginning of `any of`; a word with slips is near a whole one.
        let begun = words.iter().find(|word| word.split_once(' ').is_some_and(|(first, _)| first == text));
        let near = begun.copied().or_else(|| nearest(text, words.iter().copied())).filter(|near| *near != text);
        diagnostic = diagnostic.suggest(near);
    }
    diagnostic
}

/// `a, b or c`
fn list(wanted: &[Expected]) -> Option<String> {
    let mut words: Vec<String> = wanted
        .iter()
        .filter_map(|one| match one {
            Expected::Thing(thing) => Some((*thing).to_owned()),
            Expected::Sign(sign) | Expected::Word(sign) => Some(format!("`{sign}`")),
            Expected::Hidden => None,
        })
        .take(LISTED)
        .collect();
    let last = words.pop()?;
    Some(if words.is_empty() { last } else { format!("{} or {last}", words.join(", ")) })
}
