//! Text to tree. The only room that knows pest.

pub mod ast;
