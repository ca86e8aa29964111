//! Limits on a file, checked before the grammar is applied.

/// The largest file, in bytes: the longest real framework has some 60 kB, and all rules of one country fit many times.
pub const FILE_BYTES: usize = 1 << 20;

/// How deep braces and parentheses may nest: real rules stay below ten, and a release build reads this depth on half of the
/// smallest stack (1 MiB, as on the web).
pub const NESTING: usize = 64;

/// How many `not`, or steps like `3 years before`, may follow one another: the tree nests once for each.
pub const CHAIN: usize = 16;

/// The largest number that a text may state; the same as in the model.
pub const NUMBER: i64 = 1_000_000_000;

/// How many digits may stand behind the point.
pub const DECIMALS: usize = 6;

/// How many problems of form are reported of one file: after so many, the file is not one of ours.
pub const PROBLEMS: usize = 200;

/// How often recovery may read the text of a file in all: each level of braces around a slip is read twice.
pub const REREADS: usize = 16;
