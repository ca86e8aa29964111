//! Bytes to lines and columns: the only place that counts them.

/// Line and columns of a byte, all counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column in characters (Unicode scalar values), as people count.
    pub column: u32,
    /// The column in UTF-16 code units, as editors count.
    pub utf16: u32,
}

impl Place {
    /// The beginning of a text.
    pub const FIRST: Self = Self { line: 1, column: 1, utf16: 1 };

    /// Goes on behind a character of the same line.
    fn pass(&mut self, character: char) {
        self.column += 1;
        self.utf16 += if character.len_utf16() == 1 { 1 } else { 2 };
    }
}

/// Where the lines of a text begin.
///
/// A line ends with its line feed; a carriage return before it belongs to the line's end, not to its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineIndex {
    /// First bytes, ascending; the first is zero.
    starts: Vec<u32>,
    /// Bytes inside long lines with their columns, ascending, so that a record written in one line of many megabytes
    /// is not counted again from its beginning for each of its problems.
    marks: Vec<(u32, Place)>,
}

/// Bytes between two marks: short enough to count again, long enough that ordinary texts have none.
const STRIDE: usize = 4096;

impl LineIndex {
    /// Finds the lines of a text.
    ///
    /// What lies beyond 4 GiB is not found; no text of that size gets so far.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = ends.map_while(|(at, _)| u32::try_from(at + 1).ok());
        let mut index = Self { starts: std::iter::once(0).chain(starts).collect(), marks: Vec::new() };
        index.marks = index.long_lines(text);
        index
    }

    fn long_lines(&self, text: &str) -> Vec<(u32, Place)> {
        let mut marks = Vec::new();
        for line in 1..=u32::try_from(self.starts.len()).unwrap_or(u32::MAX) {
            let Some(range) = self.range(text, line).filter(|range| range.len() > STRIDE) else { continue };
            let mut place = Place { line, ..Place::FIRST };
            let mut next = range.start + STRIDE;
            for (at, character) in text.get(range.clone()).unwrap_or_default().char_indices() {
                if range.start + at >= next {
                    marks.extend(u32::try_from(range.start + at).ok().map(|byte| (byte, place)));
                    next += STRIDE;
                }
                place.pass(character);
            }
        }
        marks
    }

    /// Number of lines; a text that ends in a line feed has an empty last one.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of a line (from one), without its end; none if there are not so many.
    #[must_use]
    pub fn range(&self, text: &str, line: u32) -> Option<std::ops::Range<usize>> {
        let at = usize::try_from(line.checked_sub(1)?).ok()?;
        let start = usize::try_from(*self.starts.get(at)?).ok()?;
        let next = self.starts.get(at + 1).map_or(text.len(), |next| usize::try_from(*next).unwrap_or(text.len()));
        let whole = text.get(start..next)?;
        let bare = whole.strip_suffix('\n').map_or(whole, |bare| bare.strip_suffix('\r').unwrap_or(bare));
        Some(start..start + bare.len())
    }

    /// Line and columns of a byte. A byte inside a character counts as the character's first; one behind the end as the
    /// end. `text` is the one that the index was made of.
    #[must_use]
    pub fn place(&self, text: &str, byte: u32) -> Place {
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let first = Place { line: u32::try_from(line).unwrap_or(u32::MAX), ..Place::FIRST };
        let mark = self.marks.partition_point(|(at, _)| *at <= byte).checked_sub(1);
        let mark = mark.and_then(|mark| self.marks.get(mark)).filter(|(at, _)| *at >= start);
        let (from, mut place) = mark.copied().unwrap_or((start, first));
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        for (at, character) in text.get(from..).unwrap_or_default().char_indices() {
            if from + at + character.len_utf8() > byte {
                break;
            }
            place.pass(character);
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, byte: u32) -> (u32, u32, u32) {
        let Place { line, column, utf16 } = LineIndex::new(text).place(text, byte);
        (line, column, utf16)
    }

    #[test]
    fn counts_characters_and_utf16() {
        let text = "año 🩺 fin\nça";
        assert_eq!(place(text, 0), (1, 1, 1));
        assert_eq!(place(text, 1), (1, 2, 2), "ñ begins");
        assert_eq!(place(text, 2), (1, 2, 2), "inside ñ");
        assert_eq!(place(text, 3), (1, 3, 3), "behind ñ");
        assert_eq!(place(text, 5), (1, 5, 5), "the emoji");
        assert_eq!(place(text, 9), (1, 6, 7), "behind the emoji, which is two units");
        let second = u32::try_from(text.find('ç').unwrap()).unwrap();
        assert_eq!(place(text, second), (2, 1, 1));
        assert_eq!(place(text, second + 2), (2, 2, 2));
    }

    #[test]
    fn line_ends_of_both_kinds() {
        let text = "a\r\nb\n\nc";
        let index = LineIndex::new(text);
        assert_eq!(index.lines(), 4);
        let lines: Vec<&str> = (1..=4).map(|line| &text[index.range(text, line).unwrap()]).collect();
        assert_eq!(lines, ["a", "b", "", "c"]);
        assert_eq!(place(text, 3), (2, 1, 1));
        assert_eq!(index.range(text, 0), None);
        assert_eq!(index.range(text, 5), None);
    }

    #[test]
    fn the_end_with_and_without_a_final_line_end() {
        assert_eq!(place("ab", 2), (1, 3, 3));
        assert_eq!(place("ab\n", 3), (2, 1, 1));
        assert_eq!(place("", 0), (1, 1, 1));
    }

    #[test]
    fn behind_the_end_is_the_end() {
        assert_eq!(place("ab\ncd", 99), (2, 3, 3));
        assert_eq!(place("", u32::MAX), (1, 1, 1));
    }

    #[test]
    fn a_lone_carriage_return_is_no_line_end() {
        assert_eq!(LineIndex::new("a\rb").lines(), 1);
        assert_eq!(place("a\rb", 2), (1, 3, 3));
    }

    #[test]
    fn long_lines_are_counted_as_short_ones() {
        let long = "ñ🩺x".repeat(5000);
        let text = format!("ab\n{long}\ncd\n{long}");
        for (at, _) in text.char_indices().step_by(997) {
            let before = &text[..at];
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let line = before.matches('\n').count() + 1;
            let column = before[start..].chars().count() + 1;
            let utf16 = before[start..].encode_utf16().count() + 1;
            let (found_line, found_column, found_utf16) = place(&text, u32::try_from(at).unwrap());
            assert_eq!((found_line as usize, found_column as usize, found_utf16 as usize), (line, column, utf16));
        }
    }
}
