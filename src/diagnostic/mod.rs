//! What is wrong with a text, as data. Words and drawing are in [`render`].

mod code;
pub mod render;
mod suggest;

pub use code::{Code, Severity};
pub use suggest::nearest;

use crate::source::Span;

/// A place with a short phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A short phrase; may be empty.
    pub text: String,
}

/// A replacement that mends the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What to replace.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// One problem of a framework, record or case.
///
/// The message is one lower-case sentence without a full stop, with the user's own words in backticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which problem.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// What was found and what was expected.
    pub message: String,
    /// The place underlined; none only where a whole file or an argument is meant.
    pub primary: Option<Label>,
    /// Other places that matter.
    pub secondary: Vec<Label>,
    /// Facts.
    pub notes: Vec<String>,
    /// What to do, only where it is very probably right.
    pub help: Option<String>,
    /// The text that does it.
    pub fix: Option<Fix>,
    /// The path inside a record: `evidence[3].hours.practice`.
    pub path: Option<String>,
}

impl Diagnostic {
    /// Begins a diagnostic with its code's own severity.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            primary: None,
            secondary: Vec::new(),
            notes: Vec::new(),
            help: None,
            fix: None,
            path: None,
        }
    }

    /// Sets the place underlined.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.primary = Some(Label { span, text: text.into() });
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Sets what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the help to "did you mean", if something near is known.
    #[must_use]
    pub fn suggest(mut self, nearest: Option<&str>) -> Self {
        if let Some(nearest) = nearest {
            self.help = Some(format!("did you mean `{nearest}`?"));
            if let Some(primary) = &self.primary {
                self.fix = Some(Fix { span: primary.span, replacement: nearest.to_owned() });
            }
        }
        self
    }

    /// Sets the path inside a record.
    #[must_use]
    pub fn in_path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }
}

/// A value that exists only if there was no error, and all that was said about it.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    /// The value; none if there is an error among the diagnostics.
    pub value: Option<T>,
    /// Errors and warnings, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}
