//! A rules engine for the competency frameworks of health technicians.

pub mod cases;
pub mod check;
pub mod diagnostic;
pub mod eval;
pub mod library;
pub mod model;
pub mod record;
pub mod source;
pub mod syntax;
