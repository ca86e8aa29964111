//! From what pest has read to the tree of `ast`.
//!
//! Comes in: the pairs of a file that follows the grammar. Goes out: `ast::File`, and diagnostics for what the grammar
//! accepts and the language does not: foreign spellings, mixed `and` and `or`, dates and numbers that do not exist.
//! Never: looks a name up, or decides whether a word belongs to a closed list.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each function knows the few rules that its own rule is made of; the list of all rules is in `messages`"
)]

mod atoms;
mod dates;
mod declarations;
mod expressions;
mod grants;
mod items;
mod modifiers;
mod numbers;
mod predicates;
mod statements;
mod texts;
mod vocabulary;

use super::ast::{self, Name, Selection, SelectionHead, Spanned};
use super::keywords::is_reserved;
use super::messages::Mend as _;
use super::parser::{Pair, Rule, is_name};
use super::trivia::Trivia;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// The text of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts<'t> {
    /// As it is.
    pub(super) source: &'t str,
    /// As the grammar reads it: the same places, without comments.
    pub(super) clean: &'t str,
}

/// Makes the tree of a file, with what is wrong with it; nothing if a reserved word stands for a name.
pub(super) fn file(
    file: FileId,
    text: Texts<'_>,
    trivia: &Trivia,
    pair: Pair<'_>,
) -> Option<(ast::File, Vec<Diagnostic>)> {
    let mut lower = Lower::new(file, text, trivia);
    let tree = lower.file(pair);
    (!lower.reserved).then_some((tree, lower.diagnostics))
}

/// What is wrong with a piece that follows the grammar but will be lost, as the piece around it has a slip. `base` is the
/// byte at which the piece begins.
pub(super) fn piece(file: FileId, text: Texts<'_>, trivia: &Trivia, base: usize, pair: Pair<'_>) -> Vec<Diagnostic> {
    let mut lower = Lower { base, ..Lower::new(file, text, trivia) };
    match pair.as_rule() {
        Rule::decl => drop(lower.decl(pair)),
        Rule::line => drop(lower.lost_line(pair)),
        _ => {}
    }
    lower.diagnostics
}

/// The state of one lowering.
struct Lower<'t> {
    file: FileId,
    text: Texts<'t>,
    trivia: &'t Trivia,
    /// The language of untagged texts.
    language: String,
    diagnostics: Vec<Diagnostic>,
    /// A reserved word stands where a name is expected.
    reserved: bool,
    /// Where the text that was read begins in the file.
    base: usize,
}

impl<'t> Lower<'t> {
    fn new(file: FileId, text: Texts<'t>, trivia: &'t Trivia) -> Self {
        let language = "en".to_owned();
        Self { file, text, trivia, language, diagnostics: Vec::new(), reserved: false, base: 0 }
    }
}

impl Lower<'_> {
    /// The place of a pair without the space that its last token took along.
    fn span(&self, pair: &Pair<'_>) -> Span {
        let start = self.base + pair.as_span().start();
        whole(self.file, self.text.source, start, start + word(pair).len())
    }

    /// The text and place of a token.
    fn token(&mut self, pair: &Pair<'_>) -> Name {
        let (value, span) = (word(pair), self.span(pair));
        if is_name(pair.as_rule()) {
            self.reserved |= is_reserved(value);
            if value.contains(['/', '_']) {
                return Spanned { value: self.foreign_path(value, span), span };
            }
        }
        Spanned { value: value.to_owned(), span }
    }

    fn foreign_path(&mut self, value: &str, span: Span) -> String {
        let ours = value.replace('/', ".").replace('_', "-");
        let (sign, sentence) = if value.contains('/') {
            ("/", "the parts of a path are joined by `.`, not by `/`")
        } else {
            ("_", "the parts of a name are joined by `-`, not by `_`")
        };
        self.diagnostics.push(
            Diagnostic::new(Code::ForeignSpelling, sentence)
                .at(span, format!("contains `{sign}`"))
                .help(format!("write `{ours}`"))
                .mend(span, ours.clone()),
        );
        ours
    }

    fn doc(&self, span: Span) -> Option<String> {
        self.trivia.documentation(self.text.source, span.start)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Says that a pair lacks a part that the grammar promises: a fault of ours, not of the text.
    fn bug(&mut self, span: Span) {
        self.report(
            Diagnostic::new(Code::Syntax, "this cannot be read, although it follows the grammar")
                .at(span, "")
                .note("this is a fault of habilita: please report it with the text of this line"),
        );
    }
}

/// A place in the source. Where the scan has put one of our signs for a wider one, its edge may lie inside of that.
pub(super) fn whole(file: FileId, source: &str, mut start: usize, mut end: usize) -> Span {
    while !source.is_char_boundary(start) {
        start -= 1;
    }
    while end < source.len() && !source.is_char_boundary(end) {
        end += 1;
    }
    Span::new(file, offset(start), offset(end))
}

/// A byte position as spans hold it; files are far below 4 GiB.
pub(super) fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// The text of a pair without the space that its last token took along.
fn word<'t>(pair: &Pair<'t>) -> &'t str {
    pair.as_str().trim_ascii_end()
}

/// The parts of a pair, to be picked by rule.
struct Parts<'t> {
    pairs: Vec<Pair<'t>>,
}

impl<'t> Parts<'t> {
    fn of(pair: Pair<'t>) -> Self {
        Self { pairs: pair.into_inner().collect() }
    }

    /// The only or first part of a rule.
    fn one(&self, rule: Rule) -> Option<Pair<'t>> {
        self.pairs.iter().find(|pair| pair.as_rule() == rule).cloned()
    }

    /// The part of a rule after so many others of it.
    fn nth(&self, rule: Rule, index: usize) -> Option<Pair<'t>> {
        self.all(rule).nth(index)
    }

    fn all(&self, rule: Rule) -> impl Iterator<Item = Pair<'t>> + '_ {
        self.pairs.iter().filter(move |pair| pair.as_rule() == rule).cloned()
    }

    fn has(&self, rule: Rule) -> bool {
        self.pairs.iter().any(|pair| pair.as_rule() == rule)
    }

    fn first(&self) -> Option<&Pair<'t>> {
        self.pairs.first()
    }
}

/// The only part of a pair that wraps one.
fn inner(pair: Pair<'_>) -> Option<Pair<'_>> {
    pair.into_inner().next()
}

/// A selection that is only a name.
fn named(name: Name, span: Span) -> Selection {
    Selection { head: SelectionHead::Named(name), on: None, windows: Vec::new(), predicate: None, span }
}
