//! Looks at a whole item for what is no fault in any one line. One file for each lint.

pub(crate) mod circles;
pub(crate) mod missing_citation;
pub(crate) mod missing_translation;
pub(crate) mod unused;
