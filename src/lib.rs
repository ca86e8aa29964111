//! A rules engine for the competency frameworks of health technicians.

pub mod diagnostic;
pub mod source;
pub mod syntax;
