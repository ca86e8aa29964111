//! The few lines of a file that a diagnostic shows.

use std::ops::Range;

use crate::source::SourceFile;

/// Lines between two labels beyond which they are shown as two excerpts: more lines are never read together.
const FAR: u32 = 200;
/// Bytes of a line beyond which it is cut: three rows of a terminal.
const LONG: usize = 240;
/// Bytes kept before a label of a long line.
const BEFORE: usize = 40;

/// A place in a file, asked to be shown.
pub(super) struct Wanted<'a> {
    pub(super) range: Range<usize>,
    pub(super) text: &'a str,
    pub(super) primary: bool,
}

/// Neighbouring lines with their labels.
pub(super) struct Excerpt<'a> {
    /// Number of the first line.
    pub(super) first_line: u32,
    /// The lines; those that no label stands in are empty unless they lie next to one that has.
    pub(super) text: String,
    /// Labels with their bytes in `text`.
    pub(super) labels: Vec<(Range<usize>, Wanted<'a>)>,
}

/// A label on its (first) line.
struct Placed<'a> {
    line: u32,
    /// Bytes from the line's beginning.
    range: Range<usize>,
    wanted: Wanted<'a>,
}

/// Cuts the excerpts out of a file; the one with the primary label comes first.
pub(super) fn excerpts<'a>(file: &SourceFile, wanted: Vec<Wanted<'a>>) -> Vec<Excerpt<'a>> {
    let mut placed: Vec<Placed<'a>> = wanted.into_iter().filter_map(|wanted| place(file, wanted)).collect();
    placed.sort_by_key(|label| (label.line, label.range.start));
    let mut clusters: Vec<Vec<Placed<'a>>> = Vec::new();
    for label in placed {
        match clusters.last_mut() {
            Some(cluster) if belongs(cluster, &label) => cluster.push(label),
            Some(_) | None => clusters.push(vec![label]),
        }
    }
    clusters.sort_by_key(|cluster| !cluster.iter().any(|label| label.wanted.primary));
    clusters.into_iter().map(|cluster| draw(file, cluster)).collect()
}

/// Finds the line of a label. What reaches over several lines is shown on its first: fifty lines underlined say less
/// than one.
fn place<'a>(file: &SourceFile, wanted: Wanted<'a>) -> Option<Placed<'a>> {
    let text = file.text();
    let start = floor(text, wanted.range.start);
    let line = file.place(u32::try_from(start).ok()?).line;
    let bounds = file.index().range(text, line)?;
    let start = start.min(bounds.end) - bounds.start;
    let end = ceil(text, wanted.range.end).clamp(bounds.start + start, bounds.end) - bounds.start;
    Some(Placed { line, range: start..end, wanted })
}

fn belongs(cluster: &[Placed<'_>], label: &Placed<'_>) -> bool {
    let Some(last) = cluster.last() else { return false };
    let on_line = cluster.iter().find(|other| other.line == label.line);
    let within = on_line.is_none_or(|first| label.range.start < first.range.start + LONG - 2 * BEFORE);
    label.line - last.line <= FAR && within
}

fn draw<'a>(file: &SourceFile, cluster: Vec<Placed<'a>>) -> Excerpt<'a> {
    let first = cluster.first().map_or(1, |label| label.line);
    let last = cluster.last().map_or(1, |label| label.line);
    let mut excerpt = Excerpt { first_line: first, text: String::new(), labels: Vec::new() };
    let mut labels = cluster.into_iter().peekable();
    let mut before = None;
    for line in first..=last {
        if line > first {
            excerpt.text.push('\n');
        }
        let next = labels.peek().map(|label| label.line);
        let near = before.is_some_and(|before| line - before <= 1) || next.is_some_and(|next| next - line <= 1);
        if !near {
            continue;
        }
        let bounds = file.index().range(file.text(), line).unwrap_or_default();
        let whole = file.text().get(bounds).unwrap_or_default();
        let from = labels.peek().filter(|label| label.line == line).map_or(0, |label| label.range.start);
        let shown = window(whole, from);
        let base = excerpt.text.len();
        let (head, tail) = (if shown.start > 0 { "…" } else { "" }, if shown.end < whole.len() { "…" } else { "" });
        excerpt.text.push_str(head);
        excerpt.text.push_str(whole.get(shown.clone()).unwrap_or_default());
        excerpt.text.push_str(tail);
        while let Some(label) = labels.next_if(|label| label.line == line) {
            let place = |byte: usize| base + head.len() + byte.clamp(shown.start, shown.end) - shown.start;
            excerpt.labels.push((place(label.range.start)..place(label.range.end), label.wanted));
            before = Some(line);
        }
    }
    excerpt
}

/// The part of a line that is shown when something stands at `at`.
fn window(line: &str, at: usize) -> Range<usize> {
    if line.len() <= LONG {
        return 0..line.len();
    }
    let start = floor(line, at.saturating_sub(BEFORE));
    start..floor(line, start + LONG)
}

fn floor(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn ceil(text: &str, byte: usize) -> usize {
    (byte..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}
