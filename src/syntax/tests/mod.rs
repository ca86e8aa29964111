//! Tests of the room as a whole: source and answer side by side.

use super::parse;
use crate::source::FileId;

#[test]
fn the_example_of_the_design_is_read() {
    let parse = parse(FileId(0), include_str!("example.hab"));
    assert_eq!(parse.diagnostics, Vec::new());
    assert_eq!(parse.file.items.len(), 2);
}
