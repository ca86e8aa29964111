//! From trees to frameworks: names become ids, types and units are checked, rules become the normal form.
//!
//! `declarations` reads everything that is declared into [`names::Names`] and the framework's head; `rules` turns the
//! blocks of grants and standards into the program; `lints` look at the result.

pub(crate) mod names;
pub(crate) mod texts;
