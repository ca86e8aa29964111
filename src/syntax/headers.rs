//! Which catalogs and frameworks a file holds, without reading it: a library is indexed by these lines.
//!
//! Depends on the standard library alone, so that a build script may include this file as it stands.

/// What an item of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeaderKind {
    /// `catalog …`
    Catalog,
    /// `framework …`
    Framework,
}

/// The first line of a catalog or framework.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Header {
    /// Catalog or framework.
    pub kind: HeaderKind,
    /// Its dotted identifier.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// Finds the items of a file: `catalog ID version V` and `framework ID version V` outside braces, strings and comments.
///
/// A file with slips gives what can be seen; nothing is reported.
#[must_use]
pub fn headers(text: &str) -> Vec<Header> {
    let mut found = Vec::new();
    let mut words = Words { rest: text };
    while let Some(word) = words.next() {
        let kind = match word {
            "catalog" => HeaderKind::Catalog,
            "framework" => HeaderKind::Framework,
            _ => continue,
        };
        // Three words that do not fit may themselves begin an item, so the reader is put back.
        let mark = words.rest;
        let (id, version, value) = (words.next(), words.next(), words.next());
        match (id, version, value) {
            (Some(id), Some("version"), Some(value)) if starts_word(id) && starts_word(value) => {
                found.push(Header { kind, id: id.to_owned(), version: value.to_owned() });
            }
            _ => words.rest = mark,
        }
    }
    found
}

/// The words of a text outside braces; other signs are given one by one.
struct Words<'t> {
    rest: &'t str,
}

impl<'t> Words<'t> {
    fn next(&mut self) -> Option<&'t str> {
        loop {
            let first = self.rest.chars().next()?;
            let length = if first == '"' {
                string(self.rest)
            } else if self.rest.starts_with("//") {
                self.rest.find(['\n', '\r']).unwrap_or(self.rest.len())
            } else if self.rest.starts_with("/*") {
                self.rest.get(2..).and_then(|body| body.find("*/")).map_or(self.rest.len(), |end| end + 4)
            } else if first == '{' {
                block(self.rest)
            } else if is_word(first) {
                let end = self.rest.find(|char| !is_word(char)).unwrap_or(self.rest.len());
                return self.take(end);
            } else if first.is_whitespace() || first == '\u{feff}' {
                first.len_utf8()
            } else {
                return self.take(first.len_utf8());
            };
            self.take(length)?;
        }
    }

    fn take(&mut self, length: usize) -> Option<&'t str> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }
}

/// The length of the block that a text begins with, or of the text if the block is never closed.
fn block(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0_usize, 0_usize);
    while let Some(byte) = bytes.get(at) {
        let rest = text.get(at..).unwrap_or_default();
        at += match byte {
            b'"' => string(rest),
            b'/' if rest.starts_with("//") => rest.find(['\n', '\r']).unwrap_or(rest.len()),
            b'/' if rest.starts_with("/*") => {
                rest.get(2..).and_then(|body| body.find("*/")).map_or(rest.len(), |end| end + 4)
            }
            b'{' => {
                depth += 1;
                1
            }
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
                1
            }
            _ => 1,
        };
    }
    text.len()
}

/// The length of the string that a text begins with; one that is not closed ends with its line.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'\n' | b'\r' => return index,
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '-' | '.' | '_')
}

fn starts_word(word: &str) -> bool {
    word.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::{Header, HeaderKind, headers};

    fn header(kind: HeaderKind, id: &str, version: &str) -> Header {
        Header { kind, id: id.to_owned(), version: version.to_owned() }
    }

    #[test]
    fn items_are_found_in_their_order() {
        let text = "language es\n\
            // framework not.this version 1\n\
            catalog a.b version 2026 { name \"framework not.this version 2 {\"@en competency c \"}\"@en { } }\n\
            /* catalog nor.this version 3 */\n\
            framework /* here */ c.d // there\n version 2019-08 { use a.b version 2026 as b }";
        assert_eq!(
            headers(text),
            [header(HeaderKind::Catalog, "a.b", "2026"), header(HeaderKind::Framework, "c.d", "2019-08")]
        );
    }

    #[test]
    fn slips_hide_only_their_own_item() {
        let text = "framework version framework a version 1 { \"\n } framework b version } framework c version 3";
        assert_eq!(headers(text), [header(HeaderKind::Framework, "a", "1"), header(HeaderKind::Framework, "c", "3")]);
    }

    #[test]
    fn nothing_gives_nothing() {
        for text in ["", "\u{feff}", "framework", "framework a", "framework a version", "{", "\"", "/*", "\\", "}"] {
            assert_eq!(headers(text), []);
        }
    }
}
