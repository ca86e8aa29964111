//! Pieces of a text that does not follow the grammar, and which bracket closes which.

use super::limits;
use super::scan::closed;

/// What a token is, as far as recovery cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A word or a number.
    Word,
    /// A string.
    Text,
    /// `{` or `(`.
    Open(Inside),
    /// `}` or `)`.
    Close,
    /// Any other sign.
    Sign,
}

/// What a bracket encloses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Inside {
    /// The index of the token that closes it, or of the token before which it should have been closed.
    pub(super) end: usize,
    /// It is closed.
    pub(super) closed: bool,
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// It is the first on its line.
    pub(super) first: bool,
    /// The space before it, if it is the first on its line.
    column: usize,
}

/// A bracket without its partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lonely {
    /// The byte of a bracket that is never closed, and of what stands where it should have been.
    Unclosed(usize, usize),
    /// The byte of a bracket that closes nothing, and where the piece begins that probably lacks the opening one.
    Unopened(usize, usize),
}

/// Cuts a text without comments into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 0);
    let mut first = true;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let char = rest.chars().next().unwrap_or(' ');
        let (kind, length) = match char {
            '\n' | '\r' => {
                first = true;
                line = at + 1;
                at += 1;
                continue;
            }
            _ if char.is_whitespace() => {
                at += char.len_utf8();
                continue;
            }
            '"' => (TokenKind::Text, closed(rest).unwrap_or(1)),
            // The partner is filled in later.
            '{' | '(' => (TokenKind::Open(Inside { end: usize::MAX, closed: true }), 1),
            '}' | ')' => (TokenKind::Close, 1),
            _ if is_word(char) => (TokenKind::Word, word(rest)),
            _ => (TokenKind::Sign, char.len_utf8()),
        };
        tokens.push(Token { kind, start: at, end: at + length, first, column: at - line });
        first = false;
        at += length;
    }
    tokens
}

/// The length of the word that a text begins with; a point belongs to it only if the word goes on.
fn word(text: &str) -> usize {
    let end = text.find(|char| !is_word(char) && char != '.').unwrap_or(text.len());
    text.get(..end).map_or(end, |word| word.trim_end_matches('.').len()).max(1)
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '-' | '_')
}

/// Finds the partner of every bracket. Where they do not match, indentation says which one is lonely: the brace that
/// closes a block stands in the column in which the neighbours of that block begin. `begins` tells the words that begin
/// a line of the language; the column of other lines means nothing.
pub(super) fn pair_up(text: &str, tokens: &mut [Token], begins: impl Fn(&str) -> bool) -> Vec<Lonely> {
    // A first pass without guesses: a text whose brackets match is left alone, however it is indented.
    if simple_pairs(text, tokens) {
        return Vec::new();
    }
    let braces = |sign| tokens.iter().filter(|token| byte(text, token.start) == Some(sign)).count();
    let surplus = braces(b'}') > braces(b'{');
    let mut pairing = Pairing { lonely: Vec::new(), open: Vec::new(), heads: Vec::new(), line: 0, surplus };
    let mut dropped = Vec::new();
    for index in 0..tokens.len() {
        let Some(token) = tokens.get(index).copied() else { break };
        let word = text.get(token.start..token.end).unwrap_or_default();
        if token.first {
            pairing.line = index;
            pairing.line_begins(tokens, index, word, begins(word));
        }
        match (token.kind, word) {
            (TokenKind::Open(_), _) => pairing.open(index, word == "{"),
            (TokenKind::Close, "}") => {
                if !pairing.close_brace(tokens, index, token) {
                    dropped.push(index);
                }
            }
            (TokenKind::Close, _) => {
                if !pairing.close_parenthesis(tokens, index, token) {
                    dropped.push(index);
                }
            }
            (TokenKind::Word | TokenKind::Text | TokenKind::Sign, _) => {}
        }
    }
    let end = tokens.len();
    while let Some(opening) = pairing.open.pop() {
        pairing.abandon(tokens, opening, end, text.len());
    }
    for index in dropped {
        if let Some(token) = tokens.get_mut(index) {
            token.kind = TokenKind::Sign;
        }
    }
    pairing.lonely
}

#[derive(Clone, Copy)]
struct Opening {
    index: usize,
    brace: bool,
    /// The first token of the line on which it stands.
    line: usize,
    /// The column in which its neighbours begin.
    indent: usize,
    /// The column in which its own content begins, once a line of it has been seen.
    content: Option<usize>,
    /// There is no such brace, but lines stand deeper as if there were one: where the piece begins that lacks it.
    phantom: Option<usize>,
}

struct Pairing {
    lonely: Vec<Lonely>,
    open: Vec<Opening>,
    /// Where the latest line of the language began in each column: column and byte.
    heads: Vec<(usize, usize)>,
    /// The first token of the present line.
    line: usize,
    /// There are more closing than opening braces.
    surplus: bool,
}

impl Pairing {
    fn line_begins(&mut self, tokens: &mut [Token], index: usize, word: &str, begins: bool) {
        let Some(token) = tokens.get(index).copied() else { return };
        if begins {
            // Only a file that is indented at all says something by it; an item begins at the margin anyway.
            let margin = token.column == 0 && !matches!(word, "catalog" | "framework");
            if !self.surplus && !margin {
                // A line that begins no deeper than the neighbours of an open block ends that block.
                while let Some(opening) = self.open.last().copied().filter(|opening| opening.indent >= token.column) {
                    self.open.pop();
                    self.abandon(tokens, opening, index, token.start);
                }
            }
            if self.surplus {
                self.indent(index, token);
            }
            self.heads.retain(|(column, _)| *column < token.column);
            self.heads.push((token.column, token.start));
        }
        let innermost = self.open.last_mut().filter(|innermost| innermost.phantom.is_none());
        if let Some(innermost) = innermost.filter(|_| token.kind != TokenKind::Close) {
            innermost.content.get_or_insert(token.column);
        }
    }

    /// Where neighbours of the next block begin.
    fn level(&self) -> usize {
        self.open.last().map_or(0, |parent| parent.content.unwrap_or(parent.indent))
    }

    fn open(&mut self, index: usize, brace: bool) {
        let indent = self.level();
        self.open.push(Opening { index, brace, line: self.line, indent, content: None, phantom: None });
    }

    /// A line that begins deeper than its neighbours stands in a block whose brace is missing.
    fn indent(&mut self, index: usize, token: Token) {
        while self.open.last().is_some_and(|last| last.phantom.is_some() && token.column <= last.indent) {
            self.open.pop();
        }
        let known = self.open.last().is_none_or(|parent| parent.content.is_some());
        let (level, content) = (self.level(), Some(token.column));
        if known && token.column > level {
            let head = self.heads.iter().rev().find(|(column, _)| *column <= level).map(|(_, start)| *start);
            let phantom = Some(head.unwrap_or(token.start));
            self.open.push(Opening { index, brace: true, line: self.line, indent: level, content, phantom });
        }
    }

    /// False if the brace closes nothing.
    fn close_brace(&mut self, tokens: &mut [Token], index: usize, token: Token) -> bool {
        let aligned = |opening: &&Opening| opening.brace && opening.indent == token.column;
        let aligned = self.open.iter().rev().find(aligned).filter(|_| token.first).copied();
        let innermost = self.open.iter().rev().find(|opening| opening.brace).copied();
        // In a text with too many closing braces, one within a line closes only what was opened on that line.
        let trusted = |opening: &Opening| !self.surplus || (!token.first && opening.line == self.line);
        let Some(partner) = aligned.or_else(|| innermost.filter(trusted)) else {
            let head = if token.first {
                self.heads.iter().rev().find(|(column, _)| *column <= token.column).map(|(_, start)| *start)
            } else {
                tokens.get(self.line).map(|line| line.start)
            };
            // A line that has its brace lacks none.
            let has_brace = |token: &Token| matches!(token.kind, TokenKind::Open(_));
            let reported = self.lonely.len() < limits::PROBLEMS;
            let lacks = |head: &usize| {
                let from = tokens.partition_point(|token| token.start < *head);
                reported && !tokens.get(from..index).unwrap_or_default().iter().any(has_brace)
            };
            self.lonely.push(Lonely::Unopened(token.start, head.filter(lacks).unwrap_or(token.start)));
            return false;
        };
        while let Some(opening) = self.open.pop() {
            if opening.index != partner.index {
                self.abandon(tokens, opening, index, token.start);
                continue;
            }
            if let Some(head) = opening.phantom {
                self.lonely.push(Lonely::Unopened(token.start, head));
                return false;
            }
            set_end(tokens, opening.index, index, true);
            break;
        }
        true
    }

    /// False if the parenthesis closes nothing.
    fn close_parenthesis(&mut self, tokens: &mut [Token], index: usize, token: Token) -> bool {
        match self.open.last().copied() {
            Some(opening) if !opening.brace => {
                self.open.pop();
                set_end(tokens, opening.index, index, true);
                true
            }
            Some(_) | None => {
                self.lonely.push(Lonely::Unopened(token.start, token.start));
                false
            }
        }
    }

    fn abandon(&mut self, tokens: &mut [Token], opening: Opening, end: usize, instead: usize) {
        if opening.phantom.is_some() {
            return;
        }
        set_end(tokens, opening.index, end, false);
        let start = tokens.get(opening.index).map_or(instead, |token| token.start);
        self.lonely.push(Lonely::Unclosed(start, instead));
    }
}

/// Pairs brackets as they come; false if they do not match.
fn simple_pairs(text: &str, tokens: &mut [Token]) -> bool {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Open(_) => open.push((index, byte(text, token.start))),
            TokenKind::Close => match (open.pop(), byte(text, token.start)) {
                (Some((opening, Some(b'{'))), Some(b'}')) | (Some((opening, Some(b'('))), Some(b')')) => {
                    pairs.push((opening, index));
                }
                _ => return false,
            },
            TokenKind::Word | TokenKind::Text | TokenKind::Sign => {}
        }
    }
    for (opening, closing) in pairs {
        set_end(tokens, opening, closing, true);
    }
    open.is_empty()
}

fn byte(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at).copied()
}

fn set_end(tokens: &mut [Token], opening: usize, end: usize, closed: bool) {
    if let Some(token) = tokens.get_mut(opening) {
        token.kind = TokenKind::Open(Inside { end, closed });
    }
}
