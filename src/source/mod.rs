//! Files and places in them. Knows no other room.
//!
//! In come names and texts that somebody else has read; out go numbers of files ([`FileId`]), ranges of bytes ([`Span`])
//! and, for people and editors, lines and columns ([`Place`]). It never opens a file.

mod lines;

pub use lines::{LineIndex, Place};

use std::sync::{Arc, OnceLock};

/// Number of a file in a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A half-open range of bytes in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// Makes a span.
    #[must_use]
    pub const fn new(file: FileId, start: u32, end: u32) -> Self {
        Self { file, start, end }
    }

    /// Makes the smallest span that holds both; `other` must lie in the same file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A text with its name and, once somebody asks for a line, the index of its lines.
#[derive(Debug, Clone)]
pub struct SourceFile {
    name: String,
    text: Arc<str>,
    index: OnceLock<LineIndex>,
}

impl SourceFile {
    /// Makes a file out of its name, as a person would write it, and its text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), text: text.into(), index: OnceLock::new() }
    }

    /// The name as a person would write it: a path, `<stdin>`, or the place in the built-in library.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The index of its lines. It is made when first asked for, because a text without problems never needs it.
    pub fn index(&self) -> &LineIndex {
        self.index.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and columns of a byte.
    #[must_use]
    pub fn place(&self, byte: u32) -> Place {
        self.index().place(&self.text, byte)
    }
}

/// All files of one run.
///
/// ```
/// use habilita::source::SourceMap;
///
/// let mut map = SourceMap::default();
/// let file = map.add("año.hab", "catalog ñ\nversion 1");
/// assert_eq!(map.name(file), "año.hab");
/// assert_eq!(map.place(file, 12).line, 2);
/// ```
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Adds a file and gives it its number.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile::new(name, text));
        id
    }

    /// The file of this number; none if the number is of another map.
    #[must_use]
    pub fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(usize::try_from(file.0).ok()?)
    }

    /// The name of a file; empty if the number is of another map.
    #[must_use]
    pub fn name(&self, file: FileId) -> &str {
        self.get(file).map_or("", SourceFile::name)
    }

    /// The text of a file; empty if the number is of another map.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.get(file).map_or("", SourceFile::text)
    }

    /// Line and columns of a byte; the first place if the number is of another map.
    #[must_use]
    pub fn place(&self, file: FileId, byte: u32) -> Place {
        self.get(file).map_or(Place::FIRST, |found| found.place(byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_keep_their_numbers() {
        let mut map = SourceMap::default();
        let one = map.add("one.hab", "a");
        let two = map.add("two.hab", "b\nc");
        assert_eq!((map.name(one), map.text(one)), ("one.hab", "a"));
        assert_eq!((map.name(two), map.text(two)), ("two.hab", "b\nc"));
        assert_eq!(map.place(two, 2), Place { line: 2, column: 1, utf16: 1 });
    }

    #[test]
    fn a_number_of_another_map_is_harmless() {
        let map = SourceMap::default();
        assert_eq!((map.name(FileId(7)), map.text(FileId(7))), ("", ""));
        assert_eq!(map.place(FileId(7), 3), Place::FIRST);
    }

    #[test]
    fn a_span_to_another_holds_both() {
        let file = FileId(0);
        assert_eq!(Span::new(file, 4, 6).to(Span::new(file, 1, 5)), Span::new(file, 1, 6));
    }
}
