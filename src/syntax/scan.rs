//! One pass over the bytes before the grammar: comments, blank lines, nesting, and signs that are not ours.
//!
//! Sees strings, comments and signs as `grammar/lexical.pest` does. What is no plain space, what looks like one of our
//! signs, and text that is never closed is reported here and replaced, byte for byte, so that the grammar reads on.

use std::borrow::Cow;

use super::limits;
use super::lower::offset;
use super::messages::Mend as _;
use super::signs;
use super::trivia::{Comment, CommentKind, Trivia};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// What the pass has found.
#[derive(Debug)]
pub(super) struct Scan<'t> {
    /// Comments and blank lines.
    pub(super) trivia: Trivia,
    /// What is wrong with single signs.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Places where the text is so broken that what stands around them cannot be judged.
    pub(super) broken: Vec<Span>,
    /// The text for the grammar, of the same length.
    pub(super) clean: Cow<'t, str>,
    /// Brackets nest beyond the limit.
    pub(super) too_deep: bool,
}

/// Passes over a text.
pub(super) fn scan(file: FileId, text: &str) -> Scan<'_> {
    let mut scanner = Scanner {
        file,
        text,
        at: 0,
        depth: 0,
        too_deep: false,
        breaks: 0,
        first_break: 0,
        fresh_line: true,
        line_start: 0,
        trivia: Trivia::default(),
        diagnostics: Vec::new(),
        broken: Vec::new(),
        edits: Vec::new(),
    };
    scanner.run();
    let clean = scanner.clean();
    let Scanner { trivia, diagnostics, broken, too_deep, .. } = scanner;
    Scan { trivia, diagnostics, broken, clean, too_deep }
}

struct Scanner<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    depth: usize,
    too_deep: bool,
    /// Line ends since the last content.
    breaks: usize,
    /// The byte behind the first of them.
    first_break: usize,
    /// Nothing but space stands on this line so far.
    fresh_line: bool,
    line_start: usize,
    trivia: Trivia,
    diagnostics: Vec<Diagnostic>,
    broken: Vec<Span>,
    /// What the grammar is to see instead: bytes from, to, and what to put at the end of the gap.
    edits: Vec<(usize, usize, &'static str)>,
}

impl<'t> Scanner<'t> {
    fn run(&mut self) {
        // Space before the first line of content is a blank line too.
        self.breaks = 1;
        while let Some(byte) = self.byte(0) {
            match byte {
                b' ' | b'\t' => self.at += 1,
                b'\n' | b'\r' => self.line_end(),
                _ => {
                    self.content();
                    self.piece(byte);
                    self.fresh_line = false;
                    while self.byte(0).is_some_and(|byte| byte.is_ascii_alphanumeric()) {
                        self.at += 1;
                    }
                }
            }
        }
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, offset(start), offset(end))
    }

    fn line_end(&mut self) {
        self.at += if self.rest().starts_with("\r\n") { 2 } else { 1 };
        if self.breaks == 0 {
            self.first_break = self.at;
        }
        self.breaks += 1;
        self.fresh_line = true;
        self.line_start = self.at;
    }

    /// Content begins here: a blank line before it is noted.
    fn content(&mut self) {
        if self.breaks > 1 {
            self.trivia.blank_lines.push(offset(self.first_break));
        }
        self.breaks = 0;
    }

    fn piece(&mut self, byte: u8) {
        match byte {
            b'"' => self.string(),
            b'/' if self.byte(1) == Some(b'/') => self.line_comment(),
            b'/' if self.byte(1) == Some(b'*') => self.block_comment(),
            b'{' | b'(' | b'[' => self.open(byte),
            b'}' | b')' | b']' => self.close(byte),
            b'#' => self.hash_comment(),
            b'\'' => self.single_quote(),
            b';' | b'=' | b'<' | b'>' | b'!' | b'&' | b'|' => self.sign(),
            ..=0x1f | 0x7f => self.control(byte),
            0x80.. => self.wide(),
            _ => self.at += 1,
        }
    }

    // ---- comments ----

    fn comment(&mut self, end: usize) {
        let written = self.text.get(self.at..end).unwrap_or_default();
        let kind = if written.starts_with("///") && !written.starts_with("////") {
            CommentKind::Doc
        } else if written.starts_with("/*") {
            CommentKind::Block
        } else {
            CommentKind::Line
        };
        self.trivia.comments.push(Comment { kind, span: self.span(self.at, end), own_line: self.fresh_line });
        self.edits.push((self.at, end, ""));
        self.at = end;
    }

    fn end_of_line(&self) -> usize {
        self.at + self.rest().find(['\n', '\r']).unwrap_or(self.rest().len())
    }

    fn line_comment(&mut self) {
        self.comment(self.end_of_line());
    }

    fn block_comment(&mut self) {
        match self.rest().get(2..).and_then(|body| body.find("*/")) {
            Some(length) => self.comment(self.at + length + 4),
            None => {
                let opening = self.span(self.at, self.at + 2);
                self.broken.push(self.span(self.at, self.text.len()));
                self.diagnostics
                    .push(Diagnostic::new(Code::Syntax, "this comment is never closed").at(opening, "`*/` is missing"));
                self.comment(self.text.len());
            }
        }
    }

    fn hash_comment(&mut self) {
        let sign = self.span(self.at, self.at + 1);
        self.diagnostics.push(
            Diagnostic::new(Code::ForeignSpelling, "`#` does not begin a comment")
                .at(sign, "is written `//`")
                .help("write `//`")
                .mend(sign, "//"),
        );
        self.line_comment();
    }

    // ---- brackets ----

    fn open(&mut self, byte: u8) {
        if byte == b'[' {
            self.bracket("[", "(");
        }
        self.depth += 1;
        if self.depth > limits::NESTING && !self.too_deep {
            self.too_deep = true;
            let place = self.span(self.at, self.at + 1);
            self.diagnostics.push(
                Diagnostic::new(Code::TooDeep, format!("brackets nest more than {} deep", limits::NESTING))
                    .at(place, "one too many"),
            );
        }
        self.at += 1;
    }

    fn close(&mut self, byte: u8) {
        if byte == b']' {
            self.bracket("]", ")");
        }
        self.depth = self.depth.saturating_sub(1);
        self.at += 1;
    }

    fn bracket(&mut self, sign: &str, ours: &'static str) {
        let place = self.span(self.at, self.at + 1);
        self.diagnostics.push(
            Diagnostic::new(Code::ForeignSpelling, format!("`{sign}` is not a bracket of this language"))
                .at(place, "lists stand in `( )`")
                .help(format!("write `{ours}`"))
                .mend(place, ours),
        );
        self.edits.push((self.at, self.at + 1, ours));
    }

    // ---- strings ----

    fn string(&mut self) {
        match closed(self.rest()) {
            Some(length) => self.at += length,
            None => self.unclosed(1),
        }
    }

    /// A text whose end is not on its line.
    fn unclosed(&mut self, quote: usize) {
        let (start, end) = (self.at, self.end_of_line());
        if let Some(end) = self.text_over_lines() {
            let whole = self.span(start, end);
            self.diagnostics.push(
                Diagnostic::new(Code::Syntax, "this text runs over several lines")
                    .at(whole, "ends on another line")
                    .note("a text ends on the line on which it begins; `\\n` stands for a new line"),
            );
            let inside = self.text.get(start..end).unwrap_or_default();
            for (index, _) in inside.match_indices(['\n', '\r']) {
                self.edits.push((start + index, start + index + 1, ""));
            }
            self.at = end;
            return;
        }
        let opening = self.span(start, start + quote);
        let line = self.text.get(start..end).unwrap_or_default().trim_end();
        // What is text on this line, and what is not, cannot be told.
        let line_start = self.line_start;
        self.diagnostics.retain(|diagnostic| {
            let place = diagnostic.primary.as_ref().map(|label| label.span.start as usize);
            diagnostic.code == Code::Syntax || place.is_none_or(|place| place < line_start)
        });
        self.diagnostics.push(
            Diagnostic::new(Code::Syntax, "this text is never closed")
                .at(opening, "no `\"` closes it on this line")
                .note("a text ends on the line on which it begins; `\\n` stands for a new line"),
        );
        self.broken.push(self.span(line_start, end));
        // An opening brace at the end of the line is hardly part of the text.
        let brace = line.ends_with('{') && line.len() > quote;
        let end = if brace { start + line.len() - 1 } else { end };
        self.edits.push((start, end, ""));
        self.at = end;
    }

    /// The end of a text that is closed on one of the next lines, if that is what was meant: a line with an odd number
    /// of quotes, and no bracket before it.
    fn text_over_lines(&self) -> Option<usize> {
        let mut next = self.end_of_line();
        for line in self.text.get(next..)?.split_inclusive(['\n', '\r']).take(20) {
            let at = next;
            next += line.len();
            let quotes = line.matches('"').count();
            if quotes == 0 && !line.contains(['{', '}']) {
                continue;
            }
            let quote = line.find('"')?;
            let before = line.get(..quote)?;
            return (quotes % 2 == 1 && !before.contains(['{', '}', '\\'])).then_some(at + quote + 1);
        }
        None
    }

    /// `'…'`: not after a digit, where it groups thousands, nor after a letter, where it is an apostrophe.
    fn single_quote(&mut self) {
        let before = self.at.checked_sub(1).and_then(|before| self.text.as_bytes().get(before));
        if before.is_some_and(u8::is_ascii_alphanumeric) {
            self.at += 1;
            return;
        }
        self.quoted('\'', &['\'']);
    }

    /// A text in other quotes than ours.
    fn quoted(&mut self, opening: char, closers: &[char]) {
        let (start, end) = (self.at, self.end_of_line());
        let from = start + opening.len_utf8();
        let line = self.text.get(from..end).unwrap_or_default();
        let closing = line.char_indices().find(|(_, char)| closers.contains(char));
        // Half of the quotes may be straight.
        let Some((length, closing)) = closing.or_else(|| line.char_indices().find(|(_, char)| *char == '"')) else {
            self.unclosed(opening.len_utf8());
            return;
        };
        let (inside_end, end) = (from + length, from + length + closing.len_utf8());
        let inside = self.text.get(from..inside_end).unwrap_or_default();
        let whole = self.span(start, end);
        let ours = format!("\"{}\"", inside.replace('"', "\\\""));
        self.diagnostics.push(
            Diagnostic::new(Code::ForeignSpelling, format!("`{opening}` does not begin a text"))
                .at(whole, "texts stand in straight double quotes")
                .help("write `\"` before and behind the text")
                .mend(whole, ours),
        );
        self.edits.push((start, from, "\""));
        // A straight quote inside would end the text, and a backslash would hide its end.
        for (index, _) in inside.match_indices(['"', '\\']) {
            self.edits.push((from + index, from + index + 1, "'"));
        }
        // Edits are filled up in front; the closing quote must follow the text at once.
        self.edits.push((inside_end, end, "\"  ".get(..end - inside_end).unwrap_or("\"")));
        self.at = end;
    }

    // ---- signs ----

    fn sign(&mut self) {
        let rest = self.rest();
        let Some(sign) = signs::SIGNS.iter().find(|sign| rest.starts_with(sign.theirs)) else {
            self.at += 1;
            return;
        };
        let (start, end) = (self.at, self.at + sign.theirs.len());
        let place = self.span(start, end);
        let behind = self.text.get(end..).unwrap_or_default();
        self.diagnostics.push(signs::refuse(sign, place, self.text.get(..start).unwrap_or_default(), behind));
        if sign.ours.is_empty() || signs::is_arrow_to_block(sign, behind) {
            self.edits.push((start, end, ""));
        } else if !sign.theirs.is_ascii() {
            self.edits.push((start, end, sign.read_as));
        }
        self.at = end;
    }

    fn control(&mut self, byte: u8) {
        let place = self.span(self.at, self.at + 1);
        self.diagnostics.push(
            Diagnostic::new(Code::NotText, format!("the byte {byte} is not text"))
                .at(place, "a control character")
                .note("framework files are plain UTF-8 text"),
        );
        self.edits.push((self.at, self.at + 1, ""));
        self.at += 1;
    }

    /// A character beyond ASCII.
    fn wide(&mut self) {
        let Some(char) = self.rest().chars().next() else {
            self.at += 1;
            return;
        };
        let end = self.at + char.len_utf8();
        match char {
            '“' | '”' | '„' | '‟' | '«' | '»' => self.quoted(char, &['”', '“', '»', '«']),
            '‘' | '’' | '‚' | '‹' | '›' => self.quoted(char, &['’', '‘', '›', '‹', '\'']),
            '≥' | '≤' | '≠' | '；' => self.sign(),
            // A byte order mark at the head is welcome.
            '\u{feff}' if self.at == 0 => {
                self.edits.push((self.at, end, ""));
                self.at = end;
                self.breaks = 1;
            }
            _ if signs::is_odd_space(char) => {
                let place = self.span(self.at, end);
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::ForeignSpelling,
                        format!("the character U+{:04X} is not a plain space", u32::from(char)),
                    )
                    .at(place, "looks like a space")
                    .help("write a space")
                    .mend(place, " "),
                );
                self.edits.push((self.at, end, ""));
                self.at = end;
            }
            '‐' | '‑' | '‒' | '–' | '—' | '−' => {
                let place = self.span(self.at, end);
                self.broken.push(place);
                self.diagnostics.push(
                    Diagnostic::new(Code::ForeignSpelling, format!("`{char}` is not the hyphen `-`"))
                        .at(place, "looks like a hyphen")
                        .help("write `-`")
                        .mend(place, "-"),
                );
                self.at = end;
            }
            _ => self.at = end,
        }
    }

    /// The text with all edits, each filled up with spaces in front. Line ends stay, except inside of texts.
    fn clean(&self) -> Cow<'t, str> {
        if self.edits.is_empty() {
            return Cow::Borrowed(self.text);
        }
        let mut clean = String::with_capacity(self.text.len());
        let mut at = 0;
        for (start, end, instead) in &self.edits {
            clean.push_str(self.text.get(at..*start).unwrap_or_default());
            let gap = start..&end.saturating_sub(instead.len());
            let gap = self.text.as_bytes().get(*gap.start..*gap.end).unwrap_or_default();
            let inside_text = end - start == 1;
            clean.extend(gap.iter().map(|byte| match byte {
                b'\n' | b'\r' if !inside_text => char::from(*byte),
                _ => ' ',
            }));
            clean.push_str(instead);
            at = *end;
        }
        clean.push_str(self.text.get(at..).unwrap_or_default());
        Cow::Owned(clean)
    }
}

/// The length of the string that a text begins with, if it is closed on its line.
pub(super) fn closed(text: &str) -> Option<usize> {
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((index, byte)) = bytes.next() {
        match byte {
            b'"' => return Some(index + 1),
            b'\n' | b'\r' => return None,
            b'\\' => {
                if matches!(bytes.next(), Some((_, b'\n' | b'\r'))) {
                    return None;
                }
            }
            _ => {}
        }
    }
    None
}
