//! Lines of a terminal: words wrapped to a width, indented, perhaps in colour. Knows nothing of what they say.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Narrower than this, indented text would have no room for a word.
const MIN_WIDTH: usize = 40;
/// Longer lines are hard to read.
const MAX_WIDTH: usize = 200;
/// Keeps words together without being shown: a plain space is written for it.
pub(crate) const GLUE: char = '\u{a0}';

/// What a piece of text is, for the colour; never the only sign of anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tone {
    /// Ordinary.
    #[default]
    Plain,
    /// Important.
    Strong,
    /// Beside the point for most readers.
    Dim,
    /// Met.
    Good,
    /// Not met.
    Bad,
    /// Undetermined.
    Doubt,
}

impl Tone {
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\u{1b}[1m",
            Self::Dim => "\u{1b}[2m",
            Self::Good => "\u{1b}[32m",
            Self::Bad => "\u{1b}[31m",
            Self::Doubt => "\u{1b}[33m",
        }
    }
}

/// A text in one tone.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    text: String,
    tone: Tone,
}

impl Piece {
    /// A text in a tone.
    pub(crate) fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }

    /// An ordinary text.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Plain)
    }

    /// Columns it takes when nothing is wrapped.
    pub(crate) fn width(&self) -> usize {
        clean(&self.text).width()
    }
}

/// A word: what must not be broken, perhaps in several tones.
type Word = Vec<Piece>;

/// The text so far.
#[derive(Debug)]
pub(crate) struct Page {
    width: usize,
    colour: bool,
    text: String,
}

impl Page {
    /// An empty page of a width.
    pub(crate) fn new(width: usize, colour: bool) -> Self {
        Self { width: width.clamp(MIN_WIDTH, MAX_WIDTH), colour, text: String::new() }
    }

    /// The columns there are.
    pub(crate) const fn width(&self) -> usize {
        self.width
    }

    /// The text.
    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// One empty line; never two, and none at the top.
    pub(crate) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A heading, underlined.
    pub(crate) fn heading(&mut self, text: &str) {
        self.blank();
        self.write(0, 0, &[Piece::new(text, Tone::Strong)]);
        let width = clean(text).width().min(self.width);
        self.text.push_str(&"─".repeat(width));
        self.text.push('\n');
    }

    /// A paragraph: the first line indented by `first`, the others by `rest`.
    pub(crate) fn write(&mut self, first: usize, rest: usize, pieces: &[Piece]) {
        // Deep trees move to the right no further than the middle.
        let limit = self.width / 2;
        let (first, rest) = (first.min(limit), rest.min(limit));
        let mut column = first;
        let mut line: Vec<Word> = Vec::new();
        let mut lines = vec![];
        for word in words(pieces) {
            let width: usize = word.iter().map(|piece| piece.text.width()).sum();
            let space = usize::from(!line.is_empty());
            if column + space + width > self.width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                column = rest;
            }
            if column + width > self.width {
                for part in broken(word, self.width - rest) {
                    if !line.is_empty() {
                        lines.push(std::mem::take(&mut line));
                    }
                    column = rest + part.iter().map(|piece| piece.text.width()).sum::<usize>();
                    line.push(part);
                }
                continue;
            }
            column += usize::from(!line.is_empty()) + width;
            line.push(word);
        }
        if !line.is_empty() {
            lines.push(line);
        }
        for (index, line) in lines.into_iter().enumerate() {
            self.text.push_str(&" ".repeat(if index == 0 { first } else { rest }));
            self.line(&line);
        }
    }

    fn line(&mut self, line: &[Word]) {
        let mut tone = Tone::Plain;
        for (index, word) in line.iter().enumerate() {
            let next = word.first().map_or(Tone::Plain, |piece| piece.tone);
            if index > 0 {
                if tone != next {
                    self.tone(&mut tone, Tone::Plain);
                }
                self.text.push(' ');
            }
            for piece in word {
                self.tone(&mut tone, piece.tone);
                self.text.extend(piece.text.chars().map(|letter| if letter == GLUE { ' ' } else { letter }));
            }
        }
        self.tone(&mut tone, Tone::Plain);
        self.text.push('\n');
    }

    fn tone(&mut self, from: &mut Tone, to: Tone) {
        if !self.colour || *from == to {
            return;
        }
        if *from != Tone::Plain {
            self.text.push_str("\u{1b}[0m");
        }
        self.text.push_str(to.code());
        *from = to;
    }
}

/// Texts come from records and frameworks: what would move the cursor, ring a bell or turn the direction of writing
/// becomes a space.
fn clean(text: &str) -> String {
    let harmful = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
    };
    let space = |letter: char| letter.is_whitespace() && letter != GLUE;
    text.chars().map(|letter| if harmful(letter) || space(letter) { ' ' } else { letter }).collect()
}

/// Cuts at spaces; punctuation that stands alone (as French and Spanish have it) stays with its neighbour.
fn words(pieces: &[Piece]) -> Vec<Word> {
    let mut all: Vec<Word> = Vec::new();
    let mut open = false;
    for piece in pieces {
        for letter in clean(&piece.text).chars() {
            if letter == ' ' {
                open = false;
                continue;
            }
            if !open {
                all.push(Vec::new());
                open = true;
            }
            let Some(word) = all.last_mut() else { continue };
            match word.last_mut() {
                Some(last) if last.tone == piece.tone => last.text.push(letter),
                Some(_) | None => word.push(Piece::new(letter, piece.tone)),
            }
        }
    }
    let mut kept: Vec<Word> = Vec::with_capacity(all.len());
    for mut word in all {
        unglue(&mut word);
        if word.is_empty() {
            continue;
        }
        let alone = |marks: &[&str]| matches!(word.as_slice(), [one] if marks.contains(&one.text.trim_end_matches([',', '.', ';'])));
        let closes = alone(&[":", ";", "?", "!", "»", "%", "·", "»?", "–"]);
        let after_opening = kept.last().is_some_and(|last| {
            matches!(last.as_slice(), [one] if matches!(one.text.as_str(), "«" | "✓" | "✗" | "?" | "–" | "•" | "·"))
        });
        match kept.last_mut() {
            Some(last) if closes || after_opening => {
                last.push(Piece::plain(GLUE));
                last.extend(word);
            }
            Some(_) | None => kept.push(word),
        }
    }
    kept
}

/// Glue at the end of a word would be a space at the end of a line.
fn unglue(word: &mut Word) {
    while let Some(last) = word.last_mut() {
        let kept = last.text.trim_end_matches(GLUE).len();
        last.text.truncate(kept);
        if kept > 0 {
            break;
        }
        word.pop();
    }
}

/// A word that is wider than a line, in parts that fit.
fn broken(word: Word, width: usize) -> Vec<Word> {
    let mut parts: Vec<Word> = vec![Vec::new()];
    let mut column = 0;
    for piece in word {
        for letter in piece.text.chars() {
            let columns = letter.width().unwrap_or(0);
            if column + columns > width && column > 0 {
                parts.push(Vec::new());
                column = 0;
            }
            column += columns;
            let Some(part) = parts.last_mut() else { continue };
            match part.last_mut() {
                Some(last) if last.tone == piece.tone => last.text.push(letter),
                Some(_) | None => part.push(Piece::new(letter, piece.tone)),
            }
        }
    }
    parts.iter_mut().for_each(unglue);
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: usize, first: usize, rest: usize, text: &str) -> String {
        let mut page = Page::new(width, false);
        page.write(first, rest, &[Piece::plain(text)]);
        page.finish()
    }

    #[test]
    fn wraps_with_a_hanging_indent() {
        let text = "one two three four five six seven eight nine ten eleven";
        assert_eq!(drawn(40, 2, 4, text), "  one two three four five six seven\n    eight nine ten eleven\n");
        assert_eq!(drawn(40, 0, 0, ""), "");
    }

    #[test]
    fn keeps_glued_words_and_lone_marks_together() {
        let text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 180\u{a0}h : « b »";
        assert_eq!(drawn(40, 0, 0, text), "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n180 h : « b »\n");
    }

    #[test]
    fn breaks_what_is_wider_than_a_line() {
        let text = format!("see {} end", "x".repeat(70));
        let lines = drawn(40, 0, 2, &text);
        assert_eq!(lines, format!("see\n  {}\n  {} end\n", "x".repeat(38), "x".repeat(32)));
    }

    #[test]
    fn deep_indents_leave_room() {
        assert_eq!(drawn(40, 500, 600, "word"), format!("{}word\n", " ".repeat(20)));
    }
}
