//! Pieces of a text that does not follow the grammar, and which bracket closes which.

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
    /// The byte of a bracket that closes nothing.
    Unopened(usize),
}

/// Cuts a text into tokens. Comments are left out.
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
            '/' if rest.starts_with("//") => {
                at += rest.find(['\n', '\r']).unwrap_or(rest.len());
                continue;
            }
            '/' if rest.starts_with("/*") => {
                at += rest.get(2..).and_then(|body| body.find("*/")).map_or(rest.len(), |end| end + 4);
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

/// Finds the partner of every bracket. Where they do not match, indentation says which one is lonely: `begins` tells the
/// words that begin a line of the language, as only their indentation means something.
pub(super) fn pair_up(text: &str, tokens: &mut [Token], begins: impl Fn(&str) -> bool) -> Vec<Lonely> {
    // A first pass without guesses: a text whose brackets match is left alone, however it is indented.
    if simple_pairs(text, tokens) {
        return Vec::new();
    }
    let braces = |sign| text.bytes().filter(|byte| *byte == sign).count();
    let mut pairing = Pairing { lonely: Vec::new(), open: Vec::new(), surplus: braces(b'}') > braces(b'{') };
    let mut indent = 0;
    let mut dropped = Vec::new();
    for index in 0..tokens.len() {
        let Some(token) = tokens.get(index).copied() else { break };
        let word = text.get(token.start..token.end).unwrap_or_default();
        if token.first && (begins(word) || matches!(word, "{" | "}")) {
            indent = token.column;
        }
        if token.first && begins(word) && !pairing.surplus {
            // Only a file that is indented at all says something by it; an item begins at the margin anyway.
            let margin = usize::from(token.column == 0 && !matches!(word, "catalog" | "framework"));
            pairing.dedent(tokens, index, token, token.column + margin);
        }
        match (token.kind, word) {
            (TokenKind::Open(_), _) => pairing.open.push(Opening { index, indent, brace: word == "{" }),
            (TokenKind::Close, "}") => {
                if !pairing.close_brace(tokens, index, token) {
                    dropped.push(index);
                }
            }
            (TokenKind::Close, _) => match pairing.open.last().copied() {
                Some(opening) if !opening.brace => {
                    pairing.open.pop();
                    set_end(tokens, opening.index, index, true);
                }
                _ => {
                    pairing.lonely.push(Lonely::Unopened(token.start));
                    dropped.push(index);
                }
            },
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
    /// The column of the line that it belongs to.
    indent: usize,
    brace: bool,
}

struct Pairing {
    lonely: Vec<Lonely>,
    open: Vec<Opening>,
    /// There are more closing than opening braces.
    surplus: bool,
}

impl Pairing {
    /// A line that begins no deeper than the line of an open brace ends the block of that brace.
    fn dedent(&mut self, tokens: &mut [Token], index: usize, token: Token, column: usize) {
        while let Some(opening) = self.open.last().copied().filter(|opening| opening.indent >= column) {
            self.open.pop();
            self.abandon(tokens, opening, index, token.start);
        }
    }

    /// A brace at the head of its line closes the block whose line begins in the same column. False if it closes none.
    fn close_brace(&mut self, tokens: &mut [Token], index: usize, token: Token) -> bool {
        let same = |opening: &&Opening| opening.brace && opening.indent == token.column;
        let aligned = self.open.iter().rev().find(same).filter(|_| token.first).copied();
        let innermost = self.open.iter().rev().find(|opening| opening.brace).copied();
        let partner = match (aligned, innermost) {
            (Some(aligned), _) => aligned,
            (None, Some(innermost)) if !(self.surplus && token.first) => innermost,
            _ => {
                self.lonely.push(Lonely::Unopened(token.start));
                return false;
            }
        };
        while let Some(opening) = self.open.pop() {
            if opening.index == partner.index {
                set_end(tokens, opening.index, index, true);
                break;
            }
            self.abandon(tokens, opening, index, token.start);
        }
        true
    }

    fn abandon(&mut self, tokens: &mut [Token], opening: Opening, partner: usize, instead: usize) {
        set_end(tokens, opening.index, partner, false);
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
