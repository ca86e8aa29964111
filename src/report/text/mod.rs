//! The assessment for people: the verdict and what is missing first, then every line of the rules.
//!
//! `curriculum` is another report, of the same parts: what a curriculum guarantees.
//!
//! `head` says the verdict; `missing` what lacks; `clash` which lines fail only together; `questions` what would decide and what the rules leave open; `tree`
//! every requirement; `tail` what the verdict rests on. `shown` leaves out levels of the tree that say nothing.

mod clash;
pub(super) mod curriculum;
mod head;
mod missing;
pub(crate) mod plan;
mod questions;
mod shown;
mod tail;
mod tree;

#[cfg(test)]
mod tests;

use super::language::Language;
use super::layout::{Page, Piece, Tone};
use super::speech::Speech;
use crate::eval::assessment::{Assessment, Finding, Verdict, VersionAssessment};
use crate::model::framework::Framework;
use crate::record::evidence::Record;

/// Evidence in one line; a record may hold thousands, and JSON has them all.
const MAX_EVIDENCE: usize = 40;

/// How the text is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextOptions {
    /// Its language.
    pub language: Language,
    /// Columns of the terminal; it is kept between 40 and 200.
    pub width: usize,
    /// With colours. They repeat what signs and words say.
    pub colour: bool,
}

impl Default for TextOptions {
    /// English, 80 columns, no colour.
    fn default() -> Self {
        Self { language: Language::English, width: 80, colour: false }
    }
}

/// The assessment as text. `frameworks` are those assessed by, and `records` the record bound to each of them;
/// [`VersionAssessment::framework`] points into both.
#[must_use]
pub fn text(
    assessment: &Assessment,
    frameworks: &[&Framework],
    records: &[Option<&Record>],
    options: &TextOptions,
) -> String {
    let mut page = Page::new(options.width, options.colour);
    let words = options.language.words();
    let speech = |index: usize| {
        let framework = frameworks.get(index)?;
        Some(Speech { words, framework, record: records.get(index).copied().flatten() })
    };
    let shown: Vec<(Speech<'_>, &VersionAssessment)> =
        assessment.versions.iter().filter_map(|version| Some((speech(version.framework)?, version))).collect();
    let mut out = Page::new(options.width, options.colour);
    std::mem::swap(&mut page, &mut out);
    head::head(&mut page, words, assessment, frameworks, &shown);
    for (speech, version) in &shown {
        let mut section = Section { speech: *speech, page: &mut page };
        if shown.len() > 1 {
            head::version(&mut section, version);
        }
        section.version(version);
    }
    tail::tail(&mut page, words, assessment, frameworks, &shown);
    page.finish()
}

/// A part of the report that speaks of one version.
#[derive(Debug)]
struct Section<'a, 'p> {
    speech: Speech<'a>,
    page: &'p mut Page,
}

impl Section<'_, '_> {
    fn version(&mut self, version: &VersionAssessment) {
        self.missing(version);
        self.questions(version);
        self.open(version);
        self.tree(version);
    }

    /// A requirement that is shown and not judged.
    fn advisory(&self, finding: &Finding) -> bool {
        finding.row.is_none() && self.speech.note(finding).is_some_and(|note| note.advisory)
    }
}

/// The sign of a line, in its colour.
fn sign(finding: &Finding) -> Piece {
    if !finding.applicable || !finding.taken {
        return Piece::new("–", Tone::Dim);
    }
    let (sign, tone) = verdict_sign(finding.verdict);
    Piece::new(sign, tone)
}

/// The sign and colour of a verdict.
const fn verdict_sign(verdict: Verdict) -> (&'static str, Tone) {
    match verdict {
        Verdict::Met => ("✓", Tone::Good),
        Verdict::Unmet => ("✗", Tone::Bad),
        Verdict::Undetermined => ("?", Tone::Doubt),
    }
}
