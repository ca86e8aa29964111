//! Signs of other languages and notations, with what we write instead.

use super::messages::Mend as _;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// A sign that is not ours.
#[derive(Debug)]
pub(super) struct Sign {
    /// How others write it.
    pub(super) theirs: &'static str,
    /// What we write; empty where we write nothing.
    pub(super) ours: &'static str,
    /// The ASCII sign that the grammar reads in its place.
    pub(super) read_as: &'static str,
}

/// All of them, longer ones before their beginnings. A lone `=` is ours in other places; lowering refuses it.
pub(super) const SIGNS: &[Sign] = &[
    Sign { theirs: "==", ours: "is", read_as: "==" },
    Sign { theirs: "=>", ours: "at least", read_as: "=>" },
    Sign { theirs: "=<", ours: "at most", read_as: "=<" },
    Sign { theirs: "!=", ours: "is not", read_as: "!=" },
    Sign { theirs: "≠", ours: "is not", read_as: "!=" },
    Sign { theirs: "<>", ours: "is not", read_as: "<>" },
    Sign { theirs: ">=", ours: "at least", read_as: ">=" },
    Sign { theirs: "≥", ours: "at least", read_as: ">=" },
    Sign { theirs: "<=", ours: "at most", read_as: "<=" },
    Sign { theirs: "≤", ours: "at most", read_as: "<=" },
    Sign { theirs: "&&", ours: "and", read_as: "&&" },
    Sign { theirs: "||", ours: "or", read_as: "||" },
    Sign { theirs: ">", ours: "over", read_as: ">" },
    Sign { theirs: "<", ours: "under", read_as: "<" },
    Sign { theirs: "!", ours: "not", read_as: "!" },
    Sign { theirs: "&", ours: "and", read_as: "&" },
    Sign { theirs: "|", ours: "or", read_as: "|" },
    Sign { theirs: ";", ours: "", read_as: "" },
    Sign { theirs: "；", ours: "", read_as: "" },
];

/// Whether `=>` only leads to a block.
pub(super) fn is_arrow_to_block(sign: &Sign, behind: &str) -> bool {
    sign.theirs == "=>" && behind.trim_start().starts_with('{')
}

/// Says what we write instead.
pub(super) fn refuse(sign: &Sign, place: Span, before: &str, behind: &str) -> Diagnostic {
    let theirs = sign.theirs;
    if sign.ours.is_empty() || is_arrow_to_block(sign, behind) {
        return Diagnostic::new(Code::ForeignSpelling, format!("`{theirs}` has no meaning here"))
            .at(place, "not needed")
            .help(format!("remove `{theirs}`"))
            .mend(place, "");
    }
    let mut diagnostic = Diagnostic::new(Code::ForeignSpelling, format!("`{theirs}` is not a word of this language"))
        .at(place, format!("is written `{}`", sign.ours));
    // Dates are compared by `before` and `after`; only before a plain number is the other word sure.
    let number = behind.trim_start().split([' ', '\n', '\r', ')', '}']).next().unwrap_or_default();
    let plain = number.starts_with(|char: char| char.is_ascii_digit()) && !number.contains(['-', '/']);
    if matches!(theirs, "<" | ">") && !plain {
        return diagnostic.note("for dates it is `before` or `after`");
    }
    let left = if before.ends_with(|char: char| char.is_alphanumeric()) { " " } else { "" };
    let right = if behind.starts_with(char::is_whitespace) { "" } else { " " };
    diagnostic = diagnostic.help(format!("write `{}`", sign.ours));
    diagnostic.mend(place, format!("{left}{}{right}", sign.ours))
}

/// Characters that look like a space and are none of the four that separate words.
pub(super) fn is_odd_space(char: char) -> bool {
    matches!(
        char,
        '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{180e}' | '\u{2000}'
            ..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}' | '\u{feff}'
    )
}
