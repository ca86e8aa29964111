//! Diagnostics as text for people and as JSON.
//!
//! In come diagnostics and the files they speak of; out go strings. Nothing here decides what is a problem. Texts that
//! come from a file are shown cut and with control characters made visible, so that no file can flood or steer a
//! terminal.

mod excerpt;
mod human;
mod json;

pub use human::{Style, human};
pub use json::json;

use super::Diagnostic;

/// Sorts by file, place and code, and folds what was said twice.
///
/// Problems without a place come first: they speak of a whole file or of an argument.
#[must_use]
pub fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)));
    diagnostics
        .dedup_by(|later, earlier| key(later) == key(earlier) && (later.help.is_none() || later.help == earlier.help));
    diagnostics
}

/// What two diagnostics are told apart by. A second one with the same place, code and words says nothing new.
fn key(diagnostic: &Diagnostic) -> impl Ord + '_ {
    let place = diagnostic.primary.as_ref().map(|label| (label.span.file, label.span.start));
    let end = diagnostic.primary.as_ref().map(|label| label.span.end);
    (place, diagnostic.code, end, &diagnostic.message, &diagnostic.path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::{FileId, Span};

    fn at(file: u32, start: u32, code: Code) -> Diagnostic {
        Diagnostic::new(code, "a message").at(Span::new(FileId(file), start, start + 1), "")
    }

    #[test]
    fn sorts_by_file_place_and_code() {
        let general = Diagnostic::new(Code::UnreadableFile, "cannot be read");
        let mixed = vec![
            at(1, 0, Code::Syntax),
            at(0, 9, Code::Syntax),
            at(0, 3, Code::UnknownKind),
            at(0, 3, Code::Syntax),
            general.clone(),
        ];
        let expected = vec![
            general,
            at(0, 3, Code::Syntax),
            at(0, 3, Code::UnknownKind),
            at(0, 9, Code::Syntax),
            at(1, 0, Code::Syntax),
        ];
        assert_eq!(sorted(mixed), expected);
    }

    #[test]
    fn folds_what_was_said_twice() {
        let twice = vec![at(0, 3, Code::Syntax), at(0, 5, Code::Syntax), at(0, 3, Code::Syntax)];
        assert_eq!(sorted(twice), vec![at(0, 3, Code::Syntax), at(0, 5, Code::Syntax)]);
        let helped = vec![at(0, 3, Code::Syntax).help("write `a`"), at(0, 3, Code::Syntax)];
        assert_eq!(sorted(helped).len(), 1);
    }

    #[test]
    fn different_words_at_one_place_both_stay() {
        let span = Span::new(FileId(0), 0, 1);
        let said = |text: &str| Diagnostic::new(Code::InvalidValue, text).at(span, "");
        assert_eq!(sorted(vec![said("a"), said("b")]).len(), 2);
    }
}
