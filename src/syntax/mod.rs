//! Text to tree. The only room that knows pest.
//!
//! Comes in: the text of one framework file. Goes out: its tree (`ast`), its comments and blank lines (`trivia`), and what
//! is wrong with its form. Never: looks a name up, knows another file, or panics.

pub mod ast;
pub mod limits;
mod lower;
mod messages;
mod parser;
#[cfg(test)]
mod tests;
pub mod trivia;

pub use trivia::Trivia;

use crate::diagnostic::Diagnostic;
use crate::source::FileId;

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

/// Reads the text of a file. Never fails: what cannot be read is reported and left out.
#[must_use]
pub fn parse(file: FileId, text: &str) -> Parse {
    let trivia = Trivia::default();
    match parser::read(parser::Rule::file, text) {
        Ok(pair) => {
            let (tree, diagnostics) = lower::file(file, text, &trivia, pair);
            Parse { file: tree, trivia, diagnostics }
        }
        Err(stop) => Parse {
            file: ast::File::default(),
            trivia,
            diagnostics: vec![
                Diagnostic::new(crate::diagnostic::Code::Syntax, format!("{:?}", stop.tried))
                    .at(crate::source::Span::new(file, lower::offset(stop.at), lower::offset(stop.at)), ""),
            ],
        },
    }
}
