//! Steps, counted against a limit.

use super::Limit;
use super::int::{Stop, Sure};

/// How many steps are left.
#[derive(Debug, Clone)]
pub(super) struct Meter {
    left: u64,
}

impl Meter {
    pub(super) fn new(limit: Limit) -> Self {
        Self { left: limit.0 }
    }

    /// Takes one step.
    pub(super) fn step(&mut self) -> Sure<()> {
        self.left = self.left.checked_sub(1).ok_or(Stop::Limit)?;
        Ok(())
    }
}
