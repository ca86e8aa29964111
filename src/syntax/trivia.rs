//! What the tree does not hold: comments and blank lines, kept for the formatter and for the documentation of items.

use crate::source::Span;

/// How a comment is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentKind {
    /// `// …`, to the end of the line
    Line,
    /// `/* … */`
    Block,
    /// `/// …`: documents the item below it
    Doc,
}

/// One comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// How it is written.
    pub kind: CommentKind,
    /// From its first sign to its last, without the end of the line.
    pub span: Span,
    /// Nothing but space stands before it on its line.
    pub own_line: bool,
}

/// Comments and blank lines of a file, each in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trivia {
    /// The comments.
    pub comments: Vec<Comment>,
    /// Where blank lines begin: the byte behind the line end before them. Several blank lines in a row are one entry.
    pub blank_lines: Vec<u32>,
}

impl Trivia {
    /// Whether a comment stands within a place.
    pub(super) fn has_comment(&self, span: Span) -> bool {
        let index = self.comments.partition_point(|comment| comment.span.start < span.start);
        self.comments.get(index).is_some_and(|comment| comment.span.start < span.end)
    }

    /// Collects the `///` lines that stand directly above a byte, without their slashes.
    pub(super) fn documentation(&self, text: &str, start: u32) -> Option<String> {
        let mut index = self.comments.partition_point(|comment| comment.span.start < start);
        let mut below = start;
        let mut lines = Vec::new();
        while let Some(comment) = index.checked_sub(1).and_then(|previous| self.comments.get(previous)) {
            let between = text.get(comment.span.end as usize..below as usize).unwrap_or("x");
            if comment.kind != CommentKind::Doc || !comment.own_line || !between.trim().is_empty() {
                break;
            }
            let line = text.get(comment.span.start as usize..comment.span.end as usize).unwrap_or_default();
            let line = line.trim_start_matches('/');
            lines.push(line.strip_prefix(' ').unwrap_or(line).trim_end());
            below = comment.span.start;
            index -= 1;
        }
        lines.reverse();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}
