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
/// assert_eq!(read.diagnostics[0].message, "expected a date such as `2017-01-31`, found `}`");
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
        let mended;
        let clean = scan.clean.as_ref();
        let (clean, outcome) = match parser::read(Rule::file, clean) {
            Ok(pair) => (clean, Ok(pair)),
            Err(_) => {
                let (text, slips) = recover::recover(file, &scan);
                diagnostics.extend(slips);
                mended = text;
                (mended.as_str(), parser::read(Rule::file, &mended))
            }
        };
        match outcome {
            Ok(pair) => {
                let (read, slips) = lower::file(file, clean, &scan.trivia, pair);
                diagnostics.extend(slips);
                tree = read;
            }
            // INVARIANT: what recovery leaves follows the grammar; should it not, the file is refused as a whole.
            Err(stop) => {
                let place = Span::new(file, lower::offset(stop.at), lower::offset(stop.at));
                diagnostics.push(messages::slip(place, "", &stop.tried, &[]));
            }
        }
    }
    let mut diagnostics = sorted(diagnostics);
    diagnostics.truncate(limits::PROBLEMS);
    Parse { file: tree, trivia: scan.trivia, diagnostics }
}
