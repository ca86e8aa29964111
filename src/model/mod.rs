//! Checked rules. No input or output, no serde, no text where an id belongs.

pub mod date;
pub mod framework;
pub mod number;
pub mod program;
pub mod text;
pub mod vocabulary;
