//! Text to tree. The only room that knows pest.
//!
//! Comes in: the text of one framework file. Goes out: its tree (`ast`), its comments and blank lines (`trivia`), and what
//! is wrong with its form. Never: looks a name up, knows another file, or panics.

pub mod ast;
mod headers;
mod keywords;
pub mod limits;
mod lower;
mod messages;
mod parser;
mod places;
mod recover;
mod scan;
mod signs;
#[cfg(test)]
mod tests;
mod tokens;
pub mod trivia;

pub use headers::{Header, HeaderKind, headers};
pub use trivia::Trivia;

use crate::diagnostic::render::sorted;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use lower::Texts;
use parser::Rule;

/// What [`parse`] gives.
#[derive(Debug, Clone)]
pub struct Parse {
    /// The tree; what could not be read is not in it.
    pub file: ast::File,
    /// Comments and blank lines.
    pub trivia: Trivia,
    /// What is wrong with the form of the text, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the text of a file. Never fails: what cannot be read is reported and left out of the tree.
///
/// Names that are missing from the tree because their declaration could not be read are not told apart from names that
/// were never declared: if there are errors here, later stages should not report unknown names.
///
/// ```
/// use habilita::source::FileId;
/// use habilita::syntax::parse;
///
/// let read = parse(FileId(0), "framework us.tx.chw version 2026 { country US-TX status regulatd since }");
/// assert_eq!(read.file.items.len(), 1);
/// assert!(read.diagnostics[0].message.starts_with("expected a date such as `2017-01-31`"));
/// ```
#[must_use]
pub fn parse(file: FileId, text: &str) -> Parse {
    if text.len() > limits::FILE_BYTES {
        let message = format!("the file has {} bytes, more than {} are not read", text.len(), limits::FILE_BYTES);
        let diagnostic = Diagnostic::new(Code::TooLarge, message).at(Span::new(file, 0, 0), "");
        return Parse { file: ast::File::default(), trivia: Trivia::default(), diagnostics: vec![diagnostic] };
    }
    let scan = scan::scan(file, text);
    let mut diagnostics = scan.diagnostics.clone();
    let mut tree = ast::File::default();
    if !scan.too_deep {
        let read = read(file, Texts { source: text, clean: &scan.clean }, &scan).or_else(|_| {
            let (mended, slips) = recover::recover(file, text, &scan);
            diagnostics.extend(slips);
            read(file, Texts { source: text, clean: &mended }, &scan)
        });
        match read {
            Ok((read, slips)) => {
                diagnostics.extend(slips);
                tree = read;
            }
            // INVARIANT: what recovery leaves follows the grammar; should it not, the file is refused as a whole.
            Err(stop) => {
                let span = lower::whole(file, text, stop.at, stop.at);
                let end = messages::Found { text: "", span };
                diagnostics.push(messages::slip(end, end, &stop.tried, &[]));
            }
        }
    }
    let mut diagnostics = sorted(diagnostics);
    diagnostics.truncate(limits::PROBLEMS);
    Parse { file: tree, trivia: scan.trivia, diagnostics }
}

/// Reads a text without slips.
fn read(file: FileId, text: Texts<'_>, scan: &scan::Scan<'_>) -> Result<(ast::File, Vec<Diagnostic>), parser::Stop> {
    let pair = parser::read(Rule::file, text.clean)?;
    lower::file(file, text, &scan.trivia, pair).ok_or(parser::Stop { at: 0, tried: Vec::new() })
}
