//! A framework for readers: `show` for one version, `list` for a library. Text for people, JSON for programs.

mod json;
mod list;
mod rules;
mod show;

pub use json::{FrameworkDocument, LIST_SCHEMA, ListDocument, SCHEMA, document, list_document, list_json, show_json};
pub use list::list;
pub use show::show;
