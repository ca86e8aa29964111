//! A rules engine for the competency frameworks of health technicians.

#![cfg_attr(test, allow(clippy::string_slice, reason = "a test may fail at once"))]

// The parser that pest generates without `std` names its boxes by this crate.
extern crate alloc;

pub mod analysis;
pub mod assess;
pub mod cases;
pub mod check;
#[cfg(feature = "cli")]
#[expect(clippy::disallowed_methods, reason = "the command line is the room that touches files, environment and clock")]
pub mod cli;
pub mod diagnostic;
pub mod eval;
pub mod library;
pub mod model;
pub mod record;
pub mod report;
pub mod solve;
pub mod source;
pub mod syntax;
