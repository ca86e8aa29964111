//! Prints results. Decides nothing: verdicts, quantities and reasons come from `eval`, words from Fluent files.

pub mod json;
pub mod names;
