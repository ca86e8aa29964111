//! Prints results. Decides nothing: verdicts, quantities and reasons come from `eval`, words from Fluent files.
//!
//! `json` is for programs; `text` and `framework` for people, in the words of `language`. `speech`, `quantities`,
//! `phrases`, `sentences` and `together` say what belongs to a framework and a record, `layout` and `bars` draw it.

mod bars;
pub mod curriculum;
pub mod framework;
pub mod json;
pub mod language;
mod layout;
pub mod names;
mod phrases;
pub mod plan;
mod quantities;
mod sentences;
mod speech;
pub mod text;
mod together;
