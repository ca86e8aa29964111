//! What is right in a text that has slips, and what is wrong with the rest.
//!
//! The grammar is strict and stops at the first slip. So the text is read piece by piece: each item, declaration and line
//! begins with a word of the language. A piece that cannot be read is reported at the exact place where its rule stops,
//! and blanked out with spaces; where the slip lies in the braces of a piece, only the smallest piece around it is. What
//! remains follows the grammar and is read as a whole, with all its places unchanged.

use std::ops::Range;

use super::keywords::expected;
use super::limits;
use super::lower::{self, Texts};
use super::messages::{self, Found};
use super::parser::{Rule, Stop, read_strictly as read};
use super::places::{Place, begins_line, first_word};
use super::scan::Scan;
use super::tokens::{Inside, Lonely, Token, TokenKind, pair_up, tokens};
use super::trivia::Trivia;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{FileId, Span};

/// Reports all slips of a text and gives the text without the pieces that have them.
pub(super) fn recover(file: FileId, source: &str, scan: &Scan<'_>) -> (String, Vec<Diagnostic>) {
    let text = scan.clean.as_ref();
    let mut tokens = tokens(text);
    let lonely = pair_up(text, &mut tokens, begins_line);
    let broken: Vec<Range<usize>> = scan.broken.iter().map(|span| span.start as usize..span.end as usize).collect();
    let mut recovery = Recovery {
        file,
        text: text.to_owned(),
        tokens,
        diagnostics: Vec::new(),
        source,
        trivia: &scan.trivia,
        lost: false,
        broken_lines: broken.clone(),
        broken,
        headless: Vec::new(),
        refused: scan.diagnostics.iter().filter_map(|diagnostic| Some(diagnostic.primary.as_ref()?.span)).collect(),
        budget: text.len().saturating_mul(limits::REREADS).max(limits::FILE_BYTES),
    };
    recovery.brackets(&lonely);
    let all = recovery.head()..recovery.tokens.len();
    recovery.pieces(Place::File, all);
    (recovery.text, recovery.diagnostics)
}

struct Recovery<'t> {
    file: FileId,
    /// The text; what is blanked out here stays blank.
    text: String,
    tokens: Vec<Token>,
    diagnostics: Vec<Diagnostic>,
    source: &'t str,
    trivia: &'t Trivia,
    /// What is read now will be lost, as the piece around it has a slip: whatever else is wrong with it is said now.
    lost: bool,
    /// Where the text is so broken that a slip around it says nothing new.
    broken: Vec<Range<usize>>,
    /// The same as whole lines, before brackets were looked at.
    broken_lines: Vec<Range<usize>>,
    /// Pieces whose opening brace is missing, up to the closing one.
    headless: Vec<Range<usize>>,
    /// Single signs that have been refused.
    refused: Vec<Span>,
    /// How many bytes may still be read: a bound for texts made to be read again and again.
    budget: usize,
}

impl Recovery<'_> {
    // ---- texts and tokens ----

    fn token(&self, index: usize) -> Option<Token> {
        self.tokens.get(index).copied()
    }

    fn word(&self, index: usize) -> &str {
        self.token(index).and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default()
    }

    /// The byte at which a token begins; the end of the text behind the last.
    fn start(&self, index: usize) -> usize {
        self.token(index).map_or(self.text.len(), |token| token.start)
    }

    /// The first token at or behind a byte.
    fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.end <= byte)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        lower::whole(self.file, self.source, start, end)
    }

    /// The token behind a token and all that it encloses.
    fn behind(&self, index: usize) -> usize {
        match self.token(index).map(|token| token.kind) {
            Some(TokenKind::Open(inside)) => {
                inside.end.saturating_add(usize::from(inside.closed)).min(self.tokens.len()).max(index + 1)
            }
            Some(TokenKind::Word | TokenKind::Text | TokenKind::Close | TokenKind::Sign) | None => index + 1,
        }
    }

    /// The next token of the same depth at or behind `from`, starting at `index`, where a piece begins; else the end.
    fn next_piece(&self, place: Place, index: usize, from: usize, end: usize) -> usize {
        let mut at = self.behind(index);
        while at < end {
            let words = [self.word(at), self.word(at + 1), self.word(at + 2)];
            if at >= from && self.token(at).is_some_and(|token| place.begins(words, token.first)) {
                return at;
            }
            at = self.behind(at);
        }
        end
    }

    /// Blanks out what stands between two tokens.
    fn blank(&mut self, from: usize, to: usize) {
        let range = self.start(from)..self.start(to);
        if let Some(piece) = self.text.get(range.clone()) {
            let spaces: String = piece
                .chars()
                .flat_map(|char| {
                    let kept = if matches!(char, '\n' | '\r') { char } else { ' ' };
                    std::iter::repeat_n(kept, char.len_utf8())
                })
                .collect();
            self.text.replace_range(range, &spaces);
        }
    }

    // ---- reading ----

    /// Reads one piece. Gives the token behind it, or where reading stopped.
    ///
    /// Only as much text as the piece may need is given to the parser, and more if it stops at the end of that: it would
    /// else look through the whole file for each piece.
    fn read(&mut self, place: Place, index: usize, end: usize) -> Result<usize, Stop> {
        let start = self.start(index);
        let mut clip = self.next_piece(place, index, 0, end);
        let mut step = 1_usize;
        let mut lost = Vec::new();
        loop {
            for _ in 0..step {
                clip = if clip < end { self.next_piece(place, clip, 0, end) } else { end };
            }
            step = step.saturating_mul(2);
            let limit = self.start(clip);
            let piece = self.text.get(start..limit).unwrap_or_default();
            self.budget = self.budget.saturating_sub(piece.len());
            let (at, outcome) = match read(place.rule(), piece) {
                Ok(pair) => {
                    let at = start + pair.as_span().end();
                    let texts = Texts { source: self.source, clean: &self.text };
                    if self.lost && (at < limit || clip >= end) {
                        lost.extend(lower::piece(self.file, texts, self.trivia, start, pair));
                    }
                    (at, Ok(self.token_at(at)))
                }
                Err(stop) => {
                    let at = start + stop.at;
                    (at, Err(Stop { at, tried: stop.tried }))
                }
            };
            if at < limit || clip >= end {
                self.diagnostics.extend(lost);
                return outcome;
            }
        }
    }

    /// Reads the pieces of a list and blanks out those that have slips.
    fn pieces(&mut self, place: Place, range: Range<usize>) {
        let mut index = range.start;
        let mut before = None;
        while index < range.end {
            if self.diagnostics.len() >= limits::PROBLEMS {
                self.blank(index, range.end);
                return;
            }
            if self.word(index).trim().is_empty() {
                // Blanked out before.
                index += 1;
                continue;
            }
            if let Some(next) = self.headless(place, index, range.end) {
                index = next;
                continue;
            }
            let end = self.end_of_unclosed(place, index, range.end);
            match self.read(place, index, end) {
                Ok(next) if next > index => {
                    before = Some(index);
                    index = next;
                }
                Ok(_) => index += 1,
                Err(mut stop) => {
                    if stop.at <= self.start(index) {
                        // The grammar looks at first letters; what it tried by them says little.
                        stop.tried = vec![place.rule()];
                    }
                    index = self.slip(place, index, end, before, stop);
                }
            }
        }
    }

    /// Deals with a piece whose opening brace is missing, if one begins here: what stands in the missing braces is read,
    /// and the whole is blanked out. Gives the token behind it.
    fn headless(&mut self, place: Place, index: usize, end: usize) -> Option<usize> {
        let start = self.start(index);
        let close = self.headless.iter().find(|piece| piece.start == start)?.end;
        let close = self.token_at(close);
        if close >= end {
            return None;
        }
        let inner = place.braces(&[self.word(index)]);
        if let Some(inner) = inner {
            let body = self.next_piece(inner, index, 0, close);
            let lost = std::mem::replace(&mut self.lost, true);
            self.pieces(inner, body..close);
            self.lost = lost;
        }
        self.blank(index, close + 1);
        Some(close + 1)
    }

    /// Where a piece ends at the latest: if its brace is never closed, where that should have been.
    fn end_of_unclosed(&self, place: Place, index: usize, end: usize) -> usize {
        let next = self.next_piece(place, index, 0, end);
        let mut at = index;
        while at < next {
            if let Some(TokenKind::Open(Inside { end: behind, closed: false })) = self.token(at).map(|token| token.kind)
            {
                return behind.clamp(at + 1, end.max(at + 1));
            }
            at = self.behind(at);
        }
        end
    }

    /// Deals with a piece that cannot be read. Gives the token where reading goes on.
    fn slip(&mut self, place: Place, index: usize, end: usize, before: Option<usize>, mut stop: Stop) -> usize {
        let mut seen = Vec::new();
        while self.budget > 0 {
            let Some((open, close, inner)) = self.block_around(place, index, end, stop.at) else { break };
            if seen.contains(&open) {
                // Its pieces have been read and reported; what is left cannot be told.
                return self.drop_piece(place, index, end, &stop, false);
            }
            seen.push(open);
            self.pieces(inner, open + 1..close.min(end));
            match self.read(place, index, end) {
                Ok(next) if next > index => return next,
                Ok(_) => break,
                Err(next) => stop = next,
            }
        }
        if let Some(before) = before.filter(|_| stop.at <= self.start(index)) {
            stop = self.stop_behind(place, before, index, end, stop);
        }
        self.drop_piece(place, index, end, &stop, true)
    }

    /// What could have stood behind a piece that was read, where the next one does not begin.
    fn stop_behind(&mut self, place: Place, before: usize, index: usize, end: usize, stop: Stop) -> Stop {
        let limit = self.next_piece(place, index, 0, end);
        let start = self.start(before);
        let piece = self.text.get(start..self.start(limit)).unwrap_or_default();
        self.budget = self.budget.saturating_sub(piece.len());
        match read(place.only(), piece) {
            // It goes on, and stops further behind.
            Err(longer) if start + longer.at > stop.at => Stop { at: start + longer.at, ..longer },
            Err(longer) if start + longer.at == stop.at => {
                Stop { at: stop.at, tried: longer.tried.into_iter().chain(stop.tried).collect() }
            }
            Ok(_) | Err(_) => stop,
        }
    }

    /// The outermost braces of a piece that hold a byte and are themselves a list of pieces.
    fn block_around(&self, place: Place, index: usize, end: usize, byte: usize) -> Option<(usize, usize, Place)> {
        let mut words = Vec::new();
        let mut at = index;
        while at < end && self.start(at) < byte {
            if let Some(TokenKind::Open(inside)) = self.token(at).map(|token| token.kind) {
                if byte <= self.start(inside.end) {
                    let inner = (self.word(at) == "{").then(|| place.braces(&words))??;
                    return Some((at, inside.end, inner));
                }
                at = self.behind(at);
                // What stands behind a block (`otherwise { … }`) has its own words, but the piece keeps its first.
                words.truncate(1);
                continue;
            }
            words.push(self.word(at));
            at += 1;
        }
        None
    }

    /// Reports a slip and blanks its piece out.
    fn drop_piece(&mut self, place: Place, index: usize, end: usize, stop: &Stop, report: bool) -> usize {
        let from = self.token_at(stop.at);
        let next = self.next_piece(place, index, from, end).max(index + 1).min(end.max(index + 1));
        let whole = self.start(index)..self.start(next);
        let broken = self.broken.iter().any(|broken| broken.start < whole.end && whole.start < broken.end);
        if report && !broken {
            self.report(place, stop);
        }
        self.look_inside(place, index, next, stop.at);
        self.blank(index, next);
        next
    }

    /// Reads the braces behind a slip, so that it does not hide what is wrong there.
    fn look_inside(&mut self, place: Place, index: usize, end: usize, from: usize) {
        let mut words: Vec<String> = Vec::new();
        let mut at = index;
        while at < end {
            let Some(TokenKind::Open(inside)) = self.token(at).map(|token| token.kind) else {
                words.push(self.word(at).to_owned());
                at += 1;
                continue;
            };
            if self.start(at) >= from && self.word(at) == "{" && self.budget > 0 {
                let mut all: Vec<&str> = words.iter().map(String::as_str).collect();
                // A misspelt word still says what the braces hold.
                if let Some(word) = all.first_mut() {
                    let starts = place.starts().iter().map(|start| first_word(start));
                    *word = nearest(word, starts).unwrap_or(word);
                }
                if let Some(inner) = place.braces(&all) {
                    let lost = std::mem::replace(&mut self.lost, true);
                    self.pieces(inner, at + 1..inside.end.min(end));
                    self.lost = lost;
                }
            }
            at = self.behind(at);
        }
    }

    // ---- reports ----

    fn report(&mut self, place: Place, stop: &Stop) {
        let index = self.token_at(stop.at);
        let here = self.found(index);
        // A refused sign that the grammar does not know at this place is not refused twice.
        let refused = |span: &Span| span.start <= here.span.start && here.span.start <= span.end;
        if self.refused.iter().any(refused) {
            return;
        }
        let begins = stop.tried.iter().any(|rule| expected(*rule) == expected(place.rule()));
        let starts = if begins { place.starts() } else { &[] };
        let mut diagnostic = messages::slip(here, self.found(index + 1), &stop.tried, starts);
        if let Some(note) = place.misplaced(here.text).filter(|_| begins) {
            diagnostic = diagnostic.note(note);
        }
        self.diagnostics.push(diagnostic);
    }

    /// A token, or the end of the text.
    fn found(&self, index: usize) -> Found<'_> {
        match self.token(index) {
            Some(token) => Found { text: self.word(index), span: self.span(token.start, token.end) },
            None => Found { text: "", span: self.end_of_text() },
        }
    }

    fn end_of_text(&self) -> Span {
        let end = self.tokens.last().map_or(0, |token| token.end);
        self.span(end, end)
    }

    /// Whether a text that is never closed, or the like, makes this line unreadable.
    fn in_broken_line(&self, byte: usize) -> bool {
        self.broken_lines.iter().any(|line| line.contains(&byte))
    }

    fn brackets(&mut self, lonely: &[Lonely]) {
        for one in lonely.iter().take(limits::PROBLEMS) {
            match *one {
                // A bracket beside a text that is never closed was probably swallowed by it.
                Lonely::Unclosed(open, _) if self.in_broken_line(open) => self.broken.push(open..open + 1),
                Lonely::Unopened(close, head) if self.in_broken_line(head) || self.in_broken_line(close) => {
                    self.broken.push(close..close + 1);
                    if head < close {
                        self.headless.push(head..close);
                    }
                }
                Lonely::Unclosed(open, instead) => {
                    let sign = self.text.get(open..=open).unwrap_or_default();
                    let closing = if sign == "{" { "}" } else { ")" };
                    let index = self.token_at(instead);
                    let place = match self.token(index).filter(|_| instead < self.text.len()) {
                        Some(token) => self.span(token.start, token.end),
                        None => self.end_of_text(),
                    };
                    self.diagnostics.push(
                        Diagnostic::new(Code::Syntax, format!("this `{sign}` is never closed"))
                            .at(self.span(open, open + 1), "opens here")
                            .also(place, format!("`{closing}` is missing before this")),
                    );
                    self.broken.push(open..open + 1);
                }
                Lonely::Unopened(close, head) => {
                    let sign = self.text.get(close..=close).unwrap_or_default();
                    let mut diagnostic = Diagnostic::new(Code::Syntax, format!("this `{sign}` closes nothing"))
                        .at(self.span(close, close + 1), "nothing is open here");
                    if head < close {
                        let index = self.token_at(head);
                        let place = self.token(index).map_or(head + 1, |token| token.end);
                        let opening = if sign == "}" { "{" } else { "(" };
                        diagnostic = diagnostic
                            .also(self.span(head, place), format!("perhaps `{opening}` is missing behind this"));
                    }
                    self.diagnostics.push(diagnostic);
                    self.broken.push(close..close + 1);
                    if head < close {
                        self.headless.push(head..close);
                    }
                }
            }
        }
    }

    /// `language es` before the first item. Gives the first token behind it.
    fn head(&mut self) -> usize {
        if self.word(0) != "language" {
            return 0;
        }
        let next = self.next_piece(Place::File, 0, 0, self.tokens.len());
        let start = self.start(0);
        let piece = self.text.get(start..self.start(next)).unwrap_or_default();
        match read(Rule::head, piece) {
            Ok(pair) => self.token_at(start + pair.as_span().end()),
            Err(stop) => {
                let stop = Stop { at: start + stop.at, tried: stop.tried };
                self.report(Place::File, &stop);
                self.blank(0, next);
                next
            }
        }
    }
}
