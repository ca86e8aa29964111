//! Words for what does not follow the grammar.

use super::keywords::{Expected, expected};
use super::parser::Rule;
use super::places::{first_word, is_keyword};
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

/// Words that say most about what is missing, before all others.
const TELLING: &[&str] = &["is", "of", "by", "as", "to", "in", "at least", "at most", "where", "on", "before", "after"];

/// A piece of text with its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'t> {
    /// The text; empty at the end.
    pub(super) text: &'t str,
    /// Where it stands.
    pub(super) span: Span,
}

/// Says what was expected at a place and what was found there.
///
/// `next` is what follows it, and `starts` are the words that may begin a piece at this place, for suggestions.
pub(super) fn slip(here: Found<'_>, next: Found<'_>, tried: &[Rule], starts: &[&'static str]) -> Diagnostic {
    let mut wanted: Vec<Expected> = tried.iter().map(|rule| expected(*rule)).collect();
    wanted.retain(|one| *one != Expected::Hidden);
    wanted.sort_by_key(|one| (rank(one), *one));
    wanted.dedup();
    // `at most` is one word to the reader.
    let paired = here.text == "at" && matches!(next.text, "least" | "most");
    let (whole, shown) =
        if paired { (here.span.to(next.span), format!("`at {}`", next.text)) } else { (here.span, found(here.text)) };
    let message = match list(&wanted) {
        Some(list) => format!("expected {list}, found {shown}"),
        None => format!("{shown} cannot stand here"),
    };
    let diagnostic = Diagnostic::new(Code::Syntax, message).at(whole, "not expected here");
    if paired || !here.text.starts_with(char::is_alphabetic) {
        return diagnostic;
    }
    let words = wanted.iter().filter_map(|one| match one {
        Expected::Word(word) => Some(*word),
        Expected::Thing(_) | Expected::Sign(_) | Expected::Hidden => None,
    });
    let words: Vec<&str> = words.chain(starts.iter().copied()).collect();
    // `any` alone is the beginning of `any of`, and so is `any fo`.
    let begun = words.iter().find_map(|word| word.split_once(' ').filter(|(first, _)| *first == here.text));
    if let Some((first, rest)) = begun {
        let second = rest.split(' ').next().unwrap_or(rest);
        let diagnostic = diagnostic.help(format!("did you mean `{first} {rest}`?"));
        return if nearest(next.text, [second].into_iter()).is_some() {
            diagnostic.mend(here.span.to(next.span), format!("{first} {second}"))
        } else {
            diagnostic.mend(here.span, format!("{first} {rest}"))
        };
    }
    if is_keyword(here.text) {
        return diagnostic;
    }
    let firsts = words.iter().map(|word| first_word(word));
    let near = nearest(here.text, firsts).filter(|near| *near != here.text);
    let phrase = near.and_then(|near| words.iter().find(|word| first_word(word) == near));
    match phrase.and_then(|phrase| phrase.split_once(' ')) {
        // The rest of the phrase stands there already.
        Some((first, rest)) if next.text == first_word(rest) => {
            diagnostic.help(format!("did you mean `{first} {rest}`?")).mend(here.span, first)
        }
        _ => diagnostic.suggest(phrase.copied()),
    }
}

fn rank(one: &Expected) -> usize {
    match one {
        Expected::Word(word) => {
            TELLING.iter().position(|telling| telling == word).map_or(TELLING.len() + 4, |rank| rank + 1)
        }
        // What closes or goes on is possible nearly everywhere.
        Expected::Sign("}" | ")" | ",") => TELLING.len() + 3,
        Expected::Sign(_) => 0,
        Expected::Thing(_) => TELLING.len() + 2,
        Expected::Hidden => usize::MAX,
    }
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
