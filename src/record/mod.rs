//! A person's record: read from YAML or JSON, and bound to the words of a framework.
//!
//! `read` makes documents of a text, `bind` makes a [`Record`] of a document: every word of it is then a number of the
//! framework's vocabulary. A document that could not be read or bound comes with all that is wrong about it, each with
//! line, column and path. This room opens no files and decides nothing about anybody.

mod bind;
pub mod case;
mod change;
pub mod curriculum;
pub mod document;
pub mod evidence;
mod faults;
pub mod forms;
mod keyed;
mod keys;
pub mod locate;
mod read;
pub mod scalar;
mod schema;
mod tree;
mod typed;
mod validate;

pub use bind::{OTHER, bind, bind_among, bind_at};
pub use case::{Case, read_cases};
pub use change::{Changed, apply};
pub use curriculum::{Curriculum, bind_curriculum, read_curricula};
pub use document::Document;
pub use evidence::Record;
pub use read::{decode, read, read_bytes};
pub use schema::{case_schema, curriculum_schema, record_schema};
pub use tree::{ALIAS_LIMIT, DEPTH_LIMIT, NODE_LIMIT, SIZE_LIMIT};

#[cfg(test)]
mod tests;
