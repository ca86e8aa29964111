//! A rules engine for the competency frameworks of health technicians.

// The parser that pest generates without `std` names its boxes by this crate.
extern crate alloc;

pub mod check;
pub mod diagnostic;
pub mod eval;
pub mod model;
pub mod record;
pub mod source;
pub mod syntax;
