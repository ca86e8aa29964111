//! What a framework file holds, found without parsing it.
//!
//! Used twice: by the build script, for the built-in library, and at run time for files that a loader is given. It
//! needs the standard library only. It is not the parser: of a file with mistakes it says what it can.

/// A catalog or framework of a file, as found at its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Whether it is a framework; else it is a catalog.
    pub(crate) framework: bool,
    /// Its identifier.
    pub(crate) id: String,
    /// Its version; empty if none was found.
    pub(crate) version: String,
    /// Identifiers of the catalogs that it uses.
    pub(crate) uses: Vec<String>,
}

/// Finds the catalogs and frameworks of a text.
pub(crate) fn scan(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut words = Words { rest: text };
    let (mut depth, mut expected) = (0_usize, Expected::Nothing);
    while let Some(token) = words.next_token() {
        match token {
            Token::Open => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            Token::Word(word) => {
                match expected {
                    Expected::Id { framework } => {
                        found.push(Found { framework, id: word.to_owned(), version: String::new(), uses: Vec::new() });
                    }
                    Expected::Version => {
                        found.iter_mut().last().into_iter().for_each(|it| it.version = word.to_owned())
                    }
                    Expected::Use => found.iter_mut().last().into_iter().for_each(|it| it.uses.push(word.to_owned())),
                    Expected::Nothing => {}
                }
                expected = match (expected, depth, word) {
                    (Expected::Nothing, 0, "catalog") => Expected::Id { framework: false },
                    (Expected::Nothing, 0, "framework") => Expected::Id { framework: true },
                    (Expected::Nothing, 0, "version") => Expected::Version,
                    (Expected::Nothing, 1, "use") => Expected::Use,
                    _ => Expected::Nothing,
                };
            }
        }
    }
    found
}

/// What the next word is.
#[derive(Clone, Copy)]
enum Expected {
    Nothing,
    Id { framework: bool },
    Version,
    Use,
}

enum Token<'a> {
    Open,
    Close,
    Word(&'a str),
}

struct Words<'a> {
    rest: &'a str,
}

impl<'a> Words<'a> {
    /// The next brace or word; comments, strings and other signs are passed over.
    fn next_token(&mut self) -> Option<Token<'a>> {
        loop {
            let first = self.rest.chars().next()?;
            if self.rest.starts_with("//") {
                self.skip_to(self.rest.find('\n').unwrap_or(self.rest.len()));
            } else if self.rest.starts_with("/*") {
                self.skip_to(self.rest.find("*/").map_or(self.rest.len(), |at| at + 2));
            } else if first == '"' {
                self.skip_string();
            } else if first.is_alphanumeric() {
                let word = |character: char| character.is_alphanumeric() || matches!(character, '-' | '.' | '_');
                let end = self.rest.find(|character| !word(character)).unwrap_or(self.rest.len());
                let found = self.rest.get(..end)?;
                self.skip_to(end);
                return Some(Token::Word(found));
            } else {
                self.skip_to(first.len_utf8());
                match first {
                    '{' => return Some(Token::Open),
                    '}' => return Some(Token::Close),
                    _ => {}
                }
            }
        }
    }

    fn skip_string(&mut self) {
        let mut escaped = true;
        for (at, character) in self.rest.char_indices() {
            if character == '"' && !escaped {
                return self.skip_to(at + 1);
            }
            // The opening mark counts as escaped, so that it does not close the string.
            escaped = character == '\\' && !escaped;
        }
        self.skip_to(self.rest.len());
    }

    fn skip_to(&mut self, byte: usize) {
        self.rest = self.rest.get(byte..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(framework: bool, id: &str, version: &str, uses: &[&str]) -> Found {
        let uses = uses.iter().map(|one| (*one).to_owned()).collect();
        Found { framework, id: id.to_owned(), version: version.to_owned(), uses }
    }

    #[test]
    fn heads_and_uses() {
        let text = r#"// framework not.this version 0 {
            language es
            /* catalog nor.this version 0 */
            catalog co.títulos version 2019-08 { name "framework neither.this version 1 { \" use x" }
            /// A doc.
            framework us.tx.chw version 1.2 {
              use us.tx.chw-core version 2026 as core
              grant a award { requirement use "use y as z" { } }
              use co.títulos as titles
            }
            framework us.tx.chw version 2026 { use us.tx.chw-core as core }"#;
        let expected = [
            found(false, "co.títulos", "2019-08", &[]),
            found(true, "us.tx.chw", "1.2", &["us.tx.chw-core", "co.títulos"]),
            found(true, "us.tx.chw", "2026", &["us.tx.chw-core"]),
        ];
        assert_eq!(scan(text), expected);
    }

    #[test]
    fn broken_files_do_no_harm() {
        for text in
            ["", "framework", "framework {", "}}} catalog a", "\"", "/*", "version 1 use", "framework a version"]
        {
            let _ = scan(text);
        }
        assert_eq!(scan("}}} catalog a"), [found(false, "a", "", &[])]);
    }
}
