//! Tests of the room as a whole: source and answer side by side.

use super::parse;
use crate::source::FileId;

#[test]
fn the_example_of_the_design_is_read() {
    let parse = parse(FileId(0), include_str!("example.hab"));
    assert_eq!(parse.diagnostics, Vec::new());
    assert_eq!(parse.file.items.len(), 2);
}

#[test]
fn corpus_try() {
    for file in std::env::var("CORPUS").unwrap().split_whitespace() {
        let text = std::fs::read_to_string(file).unwrap();
        let started = std::time::Instant::now();
        let parse = parse(FileId(0), &text);
        println!("{file} {:?}", started.elapsed());
        for d in parse.diagnostics {
            let s = d.primary.as_ref().unwrap().span.start as usize;
            let line = text[..s].lines().count();
            println!(
                "  {line}: {} -- {:?} {:?}",
                d.message,
                text[s..].chars().take(50).collect::<String>(),
                d.primary.as_ref().map(|p| &p.text)
            );
        }
    }
}
