//! Strings, texts, citations and what else may follow an item.

use super::{Lower, Parts, offset, word};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{InForce, Name, Reference, Spanned, Suffix, Text, Texts};
use crate::syntax::messages::Mend as _;
use crate::syntax::parser::{Pair, Rule};

impl Lower<'_> {
    /// The texts among parts: side by side, or wrapped in a `texts`.
    pub(super) fn texts(&mut self, parts: &Parts<'_>) -> Texts {
        let pairs: Vec<Pair<'_>> = match parts.one(Rule::texts) {
            Some(texts) => texts.into_inner().collect(),
            None => parts.all(Rule::text).collect(),
        };
        let texts: Texts = pairs.into_iter().filter_map(|pair| self.text_of(pair)).collect();
        self.check_languages(&texts);
        texts
    }

    fn check_languages(&mut self, texts: &Texts) {
        for (index, text) in texts.iter().enumerate() {
            let mut before = texts.iter().take(index);
            let same = |other: &&Text| self.language_of(other).eq_ignore_ascii_case(self.language_of(text));
            let Some(other) = before.find(same) else { continue };
            let diagnostic = if text.language.is_none() && other.language.is_none() {
                Diagnostic::new(Code::InvalidText, "two texts without a language stand side by side")
                    .at(text.span, "second text")
                    .also(other.span, "first text")
                    .help("write the language behind each: `\"…\"@en \"…\"@es`")
            } else {
                let language = self.language_of(text);
                Diagnostic::new(Code::InvalidText, format!("two texts are in the language `{language}`"))
                    .at(text.span, "second text")
                    .also(other.span, "first text")
            };
            self.diagnostics.push(diagnostic);
        }
    }

    fn language_of<'a>(&'a self, text: &'a Text) -> &'a str {
        text.language.as_ref().map_or(self.language.as_str(), |tag| tag.value.as_str())
    }

    fn text_of(&mut self, pair: Pair<'_>) -> Option<Text> {
        let whole = self.span(&pair);
        let parts = Parts::of(pair);
        let string = self.string(&parts.one(Rule::string)?);
        let language = parts.one(Rule::tag).map(|tag| self.tag(&tag));
        Some(Text { language, value: string.value, span: whole })
    }

    /// A string that is not in a language: a place in a source, a title of a publication, an address.
    pub(super) fn plain(&mut self, pair: Pair<'_>) -> Option<Spanned<String>> {
        let parts = Parts::of(pair);
        let string = self.string(&parts.one(Rule::string)?);
        if let Some(tag) = parts.one(Rule::tag) {
            let span = self.span(&tag);
            self.report(
                Diagnostic::new(Code::InvalidText, "this string is given as the source has it, without a language")
                    .at(span, "not needed here")
                    .help(format!("remove `{}`", word(&tag)))
                    .mend(span, ""),
            );
        }
        Some(string)
    }

    /// The content of a string token.
    pub(super) fn string(&mut self, pair: &Pair<'_>) -> Spanned<String> {
        let span = self.span(pair);
        let body = word(pair);
        let body = body.strip_prefix('"').unwrap_or(body);
        let body = body.strip_suffix('"').unwrap_or(body);
        if !body.contains('\\') {
            return Spanned { value: body.to_owned(), span };
        }
        let mut value = String::with_capacity(body.len());
        let mut at = span.start as usize + 1;
        let mut chars = body.chars();
        while let Some(char) = chars.next() {
            let start = at;
            at += char.len_utf8();
            if char != '\\' {
                value.push(char);
                continue;
            }
            let escaped = chars.next().unwrap_or('\\');
            at += escaped.len_utf8();
            match escaped {
                'n' => value.push('\n'),
                '"' | '\\' => value.push(escaped),
                other => {
                    value.push(other);
                    let place = Span::new(self.file, offset(start), offset(at));
                    self.report(
                        Diagnostic::new(Code::InvalidText, format!("`\\{other}` has no meaning in a text"))
                            .at(place, "unknown")
                            .note("a backslash stands before `\"`, `\\` or `n` (a new line)"),
                    );
                }
            }
        }
        Spanned { value, span }
    }

    /// A language tag; its form is checked, not whether the language exists.
    pub(super) fn tag(&mut self, pair: &Pair<'_>) -> Name {
        let mut tag = self.token(pair);
        if let Some(language) = tag.value.strip_prefix('@') {
            tag.value = language.to_owned();
            tag.span.start += 1;
        }
        if !is_language_tag(&tag.value) {
            self.report(
                Diagnostic::new(Code::InvalidText, format!("`{}` is not the tag of a language", tag.value))
                    .at(tag.span, "not a language")
                    .note("tags follow BCP 47: `en`, `es`, `pt-BR`"),
            );
        }
        tag
    }

    /// The citations, assumptions, periods and earlier names in a `suffix` or `notes`, if there is one.
    pub(super) fn suffix(&mut self, parts: &Parts<'_>) -> Option<Suffix> {
        let mut suffix = Suffix::default();
        let Some(pair) = parts.one(Rule::suffix).or_else(|| parts.one(Rule::notes)) else { return Some(suffix) };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::cite => suffix.cite.extend(self.cite(part)?),
                Rule::assume_ref => {
                    suffix.assume.extend(Parts::of(part).all(Rule::name).map(|name| self.token(&name)));
                }
                Rule::was => suffix.was.push(self.path_of(part)?),
                Rule::in_force => {
                    let period = self.in_force(part)?;
                    if let Some(first) = &suffix.in_force {
                        self.diagnostics.push(
                            Diagnostic::new(Code::Syntax, "`in force` is said twice")
                                .at(period.span, "second period")
                                .also(first.span, "first period"),
                        );
                    }
                    suffix.in_force = Some(period);
                }
                _ => return None,
            }
        }
        Some(suffix)
    }

    /// `cite A "…", B "…"`
    pub(super) fn cite(&mut self, pair: Pair<'_>) -> Option<Vec<Reference>> {
        Parts::of(pair).all(Rule::reference).map(|reference| self.reference(reference)).collect()
    }

    /// A source with places in it.
    pub(super) fn reference(&mut self, pair: Pair<'_>) -> Option<Reference> {
        let parts = Parts::of(pair);
        let source = self.token(&parts.one(Rule::name)?);
        let places = parts.all(Rule::text).map(|text| self.plain(text)).collect::<Option<_>>()?;
        Some(Reference { source, places })
    }

    /// `in force from D until D`
    pub(super) fn in_force(&mut self, pair: Pair<'_>) -> Option<InForce> {
        let span = self.span(&pair);
        let parts = Parts::of(pair);
        let from = parts.one(Rule::date).map(|date| self.date(&date));
        let until = self.last_date(&parts);
        Some(InForce { from, until, span })
    }

    /// The first path among the parts of a pair.
    pub(super) fn path_of(&mut self, pair: Pair<'_>) -> Option<Name> {
        Parts::of(pair).one(Rule::path).map(|path| self.token(&path))
    }
}

/// Whether a tag has the form of BCP 47: a language of two or three letters, then parts of up to eight.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
