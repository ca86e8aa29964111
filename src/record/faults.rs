//! Collects what is wrong with one document.

use super::locate::{At, Places, Side};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Span;

/// Errors told of one document, and as many warnings. Who reads fifty of a kind has understood.
const TOLD_LIMIT: usize = 50;

/// Collects what is wrong, each with its path and place.
#[derive(Debug)]
pub(super) struct Faults<'a, 't> {
    places: &'a Places<'t>,
    diagnostics: &'a mut Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl<'a, 't> Faults<'a, 't> {
    /// None yet, beyond those already there.
    pub(super) const fn new(places: &'a Places<'t>, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        Self { places, diagnostics, errors: 0, warnings: 0 }
    }

    /// Tells a problem of a value, or of a key, with its code's severity.
    pub(super) fn tell(
        &mut self,
        code: Code,
        path: &At<'_>,
        side: Side,
        message: impl Into<String>,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.say(code, code.severity(), path, side, message, more);
    }

    /// Tells a problem that leaves something to be assessed.
    pub(super) fn warn(
        &mut self,
        code: Code,
        path: &At<'_>,
        side: Side,
        message: impl Into<String>,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.say(code, Severity::Warning, path, side, message, more);
    }

    fn say(
        &mut self,
        code: Code,
        severity: Severity,
        path: &At<'_>,
        side: Side,
        message: impl Into<String>,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let told = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *told = told.saturating_add(1);
        if *told > TOLD_LIMIT {
            return;
        }
        let last = *told == TOLD_LIMIT;
        let path = path.path();
        let span = self.places.find(&path, side);
        let mut diagnostic = more(Diagnostic::new(code, message).at(span, "")).in_path(path.to_string());
        diagnostic.severity = severity;
        if last {
            diagnostic = diagnostic.note("there may be more problems of this document");
        }
        self.diagnostics.push(diagnostic);
    }

    /// Tells a problem of a value.
    pub(super) fn value(&mut self, code: Code, path: &At<'_>, message: impl Into<String>) {
        self.tell(code, path, Side::Value, message, |diagnostic| diagnostic);
    }

    /// Tells a problem of a value, with the name that may be meant.
    pub(super) fn meant<'n>(
        &mut self,
        code: Code,
        path: &At<'_>,
        message: impl Into<String>,
        near: impl FnOnce() -> Option<&'n str>,
    ) {
        self.tell(code, path, Side::Value, message, |diagnostic| diagnostic.suggest(near()));
    }

    /// The place of a value.
    pub(super) fn place(&self, path: &At<'_>) -> Span {
        self.places.find(&path.path(), Side::Value)
    }
}
