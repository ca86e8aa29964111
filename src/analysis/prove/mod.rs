//! What can be proven of the rules before anyone is assessed (`docs/language.md`, what is proven).
//!
//! Comes in: checked frameworks. Goes out: for each grant a record that the ordinary evaluator finds met, or lines that
//! clash; and lines that others imply. An example is never claimed without that evaluator; that nothing meets a grant,
//! or that a line is implied, is never claimed without a proof.

mod amounts;
mod branches;
mod build;
mod clash;
mod dates;
mod draft;
mod evidence;
mod replay;
mod report;
mod scalars;
mod witness;

pub use self::report::{all_problems, problems, versions};
pub use self::witness::Witness;

use crate::model::framework::{Framework, Grant};

/// A smallest record that meets a grant of one of several versions of a framework: nothing of it can be left out, and no
/// amount lowered by one. None: no record was found, which proves nothing.
#[must_use]
pub fn witness(versions: &[&Framework], this: usize, grant: &Grant) -> Option<Witness> {
    witness::witness(versions, this, grant, true)
}

#[cfg(test)]
mod tests;
