//! Whatever the bytes: an answer, at places that exist, in bounded time, and never silence about what was left out.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::corpus::corpus;
use super::{good, parse, print, slips_in_block, slips_in_framework};
use crate::source::FileId;
use crate::syntax::parser::{Rule, read, read_strictly};
use crate::syntax::{headers, limits, recover, scan};

/// What holds of every text.
fn holds(text: &str) {
    let file = FileId(0);
    let _ = headers(text);
    let parse = parse(file, text);
    let mut last = 0;
    for diagnostic in &parse.diagnostics {
        let primary = diagnostic.primary.as_ref().expect("a place");
        assert!(primary.span.start >= last, "sorted by place");
        last = primary.span.start;
        let places = std::iter::once(primary).chain(&diagnostic.secondary).map(|label| label.span);
        for span in places.chain(diagnostic.fix.iter().map(|fix| fix.span)) {
            let (start, end) = (span.start as usize, span.end as usize);
            assert!(start <= end && text.get(start..end).is_some(), "{start}..{end} lies in the text");
        }
        assert!(!diagnostic.message.ends_with('.') && !diagnostic.message.is_empty());
    }
    let scan = scan::scan(file, text);
    assert_eq!(scan.clean.len(), text.len(), "places stay the same");
    if parse.diagnostics.is_empty() {
        assert!(read_strictly(Rule::file, &scan.clean).is_ok(), "what is left out is reported");
        let printed = print::file(&parse.file);
        assert_eq!(printed.lines().count() == 0, parse.file.items.is_empty() && parse.file.language.is_none());
    } else if !scan.too_deep && text.len() <= limits::FILE_BYTES && read(Rule::file, &scan.clean).is_err() {
        let (mended, _) = recover::recover(file, text, &scan);
        assert_eq!(mended.len(), text.len(), "places stay the same");
        assert!(read_strictly(Rule::file, &mended).is_ok(), "recovery leaves what follows the grammar:\n{mended}");
    }
}

#[test]
fn prefixes() {
    let text = include_str!("example.hab");
    for end in (0..text.len()).step_by(29).filter(|end| text.is_char_boundary(*end)) {
        holds(&text[..end]);
        holds(&text[end..]);
    }
    for (_, text) in corpus() {
        for end in (0..text.len()).step_by(text.len() / 2 + 1).filter(|end| text.is_char_boundary(*end)) {
            holds(&text[..end]);
        }
    }
}

/// Pieces that texts are made of, and some they are not.
const PIECES: &[&str] = &[
    "framework a version 1 {",
    "catalog b version 2 {",
    "}",
    "{",
    "(",
    ")",
    "\"",
    "\"x\"@en",
    "\"x\"",
    ",",
    ":",
    "=",
    "\n",
    "\n  ",
    "// c\n",
    "/*",
    "*/",
    "grant g award",
    "requirement r \"R\"@en",
    "any of {",
    "route a \"A\"@en",
    "at least",
    "3",
    "180 h",
    "of",
    "course",
    "where",
    "role is chw",
    "and",
    "or",
    "not",
    "fact f",
    "when",
    "otherwise {",
    "for each c in k",
    "within 3 years before application",
    "cite A \"(1)\"",
    "assume A",
    "in force from 2017-01-01",
    "until",
    "2017",
    "name",
    "use a.b as c",
    "values v {",
    "competency c \"C\"@en",
    "table t (a: count) {",
    "row 1, 2",
    "scope of g {",
    "independent: a",
    "define d = 3",
    "define d:",
    "source A \"A\"",
    "including at least 2",
    "whole",
    "unless",
    "¿",
    "é",
    "“",
    "”",
    ">=",
    ";",
    "\0",
    "\r",
    "#",
    "'",
    "–",
    "language es",
    "route",
    "requirement",
    "?",
    "\\",
    "x",
    "x.y",
    "all",
    "exactly 2",
    "makes",
    "%",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        holds(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_pieces(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60), glue in "[ \n]") {
        holds(&pieces.join(&glue));
        holds(&format!("framework a version 1 {{\n  grant g award {{\n{}\n}}\n}}", pieces.join(&glue)));
    }

}

proptest! {
    // A whole framework each time.
    #![proptest_config(ProptestConfig { cases: 50, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mutation(at in 0.0..1.0_f64, length in 0_usize..40, instead in proptest::sample::select(PIECES)) {
        let text = include_str!("example.hab");
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, clippy::float_arithmetic, reason = "a place in the text")]
        let mut start = (at * text.len() as f64) as usize;
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + length).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        holds(&format!("{}{instead}{}", &text[..start], &text[end..]));
    }
}

/// Generous, for a debug build on a busy machine; what grows exponentially takes years.
#[expect(clippy::disallowed_methods, reason = "time is what is tested")]
fn quickly<T>(work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    assert!(start.elapsed() < Duration::from_secs(20), "took {:?}", start.elapsed());
    done
}

#[test]
fn nesting_up_to_the_limit_is_read_in_time_and_on_a_small_stack() {
    let nested = |open: &str, middle: &str, close: &str| format!("{}{middle}{}", open.repeat(58), close.repeat(58));
    let texts = [
        format!("a course where {}", nested("(", "verified", ")")),
        format!("a course where {}", nested("not (x or ", "verified", ")")),
        format!("when {} {{ fact fit }}", nested("(", "fact fit", ")")),
        format!("when {} {{ fact fit }}", nested("(fact fit and ", "course makes at least 5 % of all training", ")")),
        format!("when {} {{ fact fit }}", nested("(", "(course or exam) makes at least 5 % of all training", ")")),
        format!("a {}", nested("(course or ", "exam", ")")),
        format!("{} makes at least 5 % of all training", nested("(course or ", "exam", ")")),
        format!("date birth before {}", nested("(", "birth", ")")),
        format!("date birth before {}", nested("earlier of (birth, ", "birth", ")")),
        format!("date birth before {}", nested("first x of (course before ", "birth", ")")),
        nested("all of { ", "fact fit", " }"),
        nested("when fact fit { ", "fact fit", " } otherwise { fact fat }"),
        nested("any of { route r \"R\"@en { ", "fact fit", " } }")
            .replace("route r \"R\"@en {", "")
            .replacen(" } }", " }", 58),
    ];
    for text in texts {
        let whole = format!("framework x version 1 {{ grant g award {{ requirement r \"R\"@en {{\n{text}\n}} }} }}");
        // A debug build keeps every intermediate result on the stack.
        let size = if cfg!(debug_assertions) { 4 << 20 } else { 512 << 10 };
        let thread = std::thread::Builder::new().stack_size(size);
        let shown = text.clone();
        let work = move || quickly(|| good(&whole).file.items.len());
        assert_eq!(thread.spawn(work).unwrap().join().unwrap_or_else(|_| panic!("failed on `{shown}`")), 1);
    }
}

#[test]
fn nesting_with_a_slip_inside_is_refused_in_time() {
    let nested = |open: &str, middle: &str, close: &str| format!("{}{middle}{}", open.repeat(58), close.repeat(58));
    for text in [
        format!("a course where {}", nested("(", "verified verified", ")")),
        format!("when {} {{ fact fit }}", nested("(", "course makes", ")")),
        format!("when {} {{ fact fit }}", nested("(fact fit and ", "course or exam", ")")),
        format!("a {}", nested("(course or ", "exam exam", ")")),
        format!("date birth before {}", nested("(", "birth birth", ")")),
        format!("date birth before {}", nested("first x of (course before ", "", ")")),
        nested("all of { ", "fact", " }"),
        nested("when fact fit { ", "fact", " } otherwise { fact fat }"),
    ] {
        let shown = quickly(|| slips_in_block(&text));
        assert_eq!(shown.matches("not expected here").count(), 1, "{shown}");
    }
}

#[test]
fn large_texts_are_read_in_time() {
    let fill = |piece: &str| piece.repeat(limits::FILE_BYTES / 8 / piece.len());
    for text in [
        fill("("),
        fill("{"),
        fill("}"),
        fill("a "),
        fill("a }\n"),
        fill("requirement r { "),
        fill("{ }"),
        fill("( "),
        fill("grant g award {\n"),
        fill("\""),
        fill("\"\n"),
        fill("/*"),
        fill("framework "),
        fill(";"),
        fill("?"),
    ] {
        quickly(|| parse(FileId(0), &text));
    }
    for decls in
        [fill("fact f:\n"), fill("grant g award { requirement r { at } }\n"), fill("values v { x \"X\"@en y z ? }\n")]
    {
        quickly(|| slips_in_framework(&decls));
    }
    let chain = format!("a course where x{}", fill(" and x"));
    assert_eq!(quickly(|| slips_in_block(&chain)), "");
}
