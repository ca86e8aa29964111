//! Questions about the rules themselves, answered before any person is assessed.
//!
//! Comes in: checked frameworks. Goes out: what is proven of them, and examples that the ordinary evaluator confirms.

pub mod prove;
