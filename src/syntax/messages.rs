//! Words for what is wrong.

use crate::diagnostic::{Diagnostic, Fix};
use crate::source::Span;

/// Adds a replacement to a diagnostic.
pub(super) trait Mend {
    /// Sets the text that mends the fault.
    fn mend(self, span: Span, replacement: impl Into<String>) -> Self;
}

impl Mend for Diagnostic {
    fn mend(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }
}

/// Finds the candidate that is most like a word.
pub(super) fn nearest<'a>(_word: &str, _candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    None
}
