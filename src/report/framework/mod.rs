//! A framework for readers: `show` for one version, `list` for a library. Text for people, JSON for programs.

pub mod document;
mod json;
mod list;
mod rules;
mod show;
#[cfg(test)]
mod tests;

pub use document::{FrameworkDocument, ListDocument};
pub use json::{list_document, list_json, show_document, show_json};
pub use list::list;
pub use show::show;
