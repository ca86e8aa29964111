//! Decides a bound record by a framework. Total: it always returns an answer, never an error.

pub mod assessment;

pub use assessment::Assessment;
