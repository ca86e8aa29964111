//! A person's record: read from YAML or JSON, and bound to the words of a framework.

pub mod evidence;

pub use evidence::Record;
