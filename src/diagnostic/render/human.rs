//! Diagnostics for people: a headline, the place drawn, facts and help.

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use super::excerpt::{Excerpt, Wanted, excerpts};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::{SourceFile, SourceMap};

/// Columns of a terminal.
const WIDTH: usize = 80;
/// Diagnostics shown at most; a file with more is not of the kind that one mends from the top.
const SHOWN: usize = 200;
/// Characters of one message, note or label at most: what a file says of itself may be megabytes long.
const LONGEST: usize = 1000;

/// How diagnostics are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// With the colours of a terminal.
    pub colour: bool,
}

/// Draws diagnostics in the order given, one blank line between two.
///
/// ```
/// use habilita::diagnostic::{Code, Diagnostic, render};
/// use habilita::source::{SourceMap, Span};
///
/// let mut map = SourceMap::default();
/// let file = map.add("lab.hab", "requires venipuncture\n");
/// let problem = Diagnostic::new(Code::UnknownCompetency, "no competency `venipuncture` in this framework")
///     .at(Span::new(file, 9, 21), "not declared");
/// let text = render::human(&map, &[problem], render::Style::default());
/// assert!(text.contains("--> lab.hab:1:10"));
/// assert!(text.contains("^^^^^^^^^^^^ not declared"));
/// ```
#[must_use]
pub fn human(map: &SourceMap, diagnostics: &[Diagnostic], style: Style) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let drawn = diagnostics.iter().take(SHOWN).map(|diagnostic| draw(&renderer, map, diagnostic));
    let mut text = drawn.collect::<Vec<_>>().join("\n");
    if diagnostics.len() > SHOWN {
        text.push_str(&format!("\n… and {} more\n", diagnostics.len() - SHOWN));
    }
    text
}

fn draw(renderer: &Renderer, map: &SourceMap, diagnostic: &Diagnostic) -> String {
    let (elements, columns) = places(map, diagnostic);
    let mut text = renderer.render(&[group(map, diagnostic, elements)]);
    for Column { counted, real } in columns {
        text = text.replacen(&counted, &real, 1);
    }
    text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// A place whose column was counted in a line that had been cut, and the real one.
struct Column {
    counted: String,
    real: String,
}

fn group<'a>(map: &SourceMap, diagnostic: &'a Diagnostic, elements: Vec<Element<'a>>) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let head = match diagnostic.severity {
        Severity::Error => "error[]: ",
        Severity::Warning => "warning[]: ",
    };
    let indent = head.len() + diagnostic.code.name().len();
    let title = wrapped(&diagnostic.message, indent);
    let mut group = level.primary_title(title).id(diagnostic.code.name()).elements(elements);
    if let Some(path) = &diagnostic.path {
        group = group.element(Level::NOTE.with_name("path").message(clean(path)));
    }
    let margin = margin(map, diagnostic);
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(wrapped(note, margin)));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(wrapped(help, margin)));
    }
    group
}

/// Columns before the text of a note: ` 12 = note: `.
fn margin(map: &SourceMap, diagnostic: &Diagnostic) -> usize {
    let labels = diagnostic.primary.iter().chain(&diagnostic.secondary);
    let widest = labels.map(|label| map.place(label.span.file, label.span.start).line).max().unwrap_or(1);
    widest.to_string().len() + " = note: ".len()
}

fn places<'a>(map: &'a SourceMap, diagnostic: &'a Diagnostic) -> (Vec<Element<'a>>, Vec<Column>) {
    let (mut elements, mut columns) = (Vec::new(), Vec::new());
    let primary = diagnostic.primary.as_ref();
    let all = || primary.into_iter().map(|label| (label, true)).chain(diagnostic.secondary.iter().map(|l| (l, false)));
    let mut files: Vec<_> = Vec::new();
    for (label, _) in all() {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    for file in files {
        let Some(source) = map.get(file) else { continue };
        let name = clean(source.name());
        let wanted = |(label, primary): (&'a Label, bool)| Wanted {
            range: usize::try_from(label.span.start).unwrap_or(0)..usize::try_from(label.span.end).unwrap_or(0),
            text: &label.text,
            primary,
        };
        let here = all().filter(|(label, _)| label.span.file == file).map(wanted).collect();
        for excerpt in excerpts(source, here) {
            columns.extend(column(source, &name, &excerpt));
            let annotations = excerpt.labels.into_iter().map(|(range, wanted)| {
                let kind = if wanted.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
                let text = (!wanted.text.is_empty()).then(|| clean(wanted.text));
                kind.span(range).label(text)
            });
            let first = usize::try_from(excerpt.first_line).unwrap_or_default();
            let snippet = Snippet::source(excerpt.text).line_start(first).path(name.clone());
            elements.push(snippet.annotations(annotations).into());
        }
    }
    (elements, columns)
}

/// Finds out whether the column that the drawing will state is that of a cut line.
fn column(source: &SourceFile, name: &str, excerpt: &Excerpt<'_>) -> Option<Column> {
    let (range, wanted) = excerpt.labels.iter().find(|(_, wanted)| wanted.primary).or(excerpt.labels.first())?;
    let real = source.place(u32::try_from(wanted.range.start).ok()?);
    let line = excerpt.text.get(..range.start)?.rsplit('\n').next()?;
    let counted = u32::try_from(line.chars().count() + 1).ok()?;
    let place = |column: u32| format!("{name}:{}:{column}", real.line);
    (real.column != counted).then(|| Column { counted: place(counted), real: place(real.column) })
}

/// Makes control characters visible and cuts what is too long.
fn clean(text: &str) -> Cow<'_, str> {
    let cut: Cow<'_, str> = match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()).into(),
        None => text.into(),
    };
    if cut.chars().any(|character| !character.is_ascii_graphic() && character != ' ') {
        return normalize_untrusted_str(&cut).into();
    }
    cut
}

/// Breaks a message at blanks so that it fits behind `indent` columns.
fn wrapped(text: &str, indent: usize) -> String {
    let width = WIDTH.saturating_sub(indent).max(WIDTH / 2);
    let (mut result, mut used) = (String::new(), 0);
    for word in clean(text).split(' ') {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            result.push('\n');
            used = 0;
        } else if !result.is_empty() {
            result.push(' ');
            used += 1;
        }
        result.push_str(word);
        used += length;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::{FileId, Span};

    fn span(text: &str, part: &str) -> Span {
        let start = u32::try_from(text.find(part).unwrap()).unwrap();
        Span::new(FileId(0), start, start + u32::try_from(part.len()).unwrap())
    }

    fn drawn(text: &str, diagnostic: Diagnostic) -> String {
        let mut map = SourceMap::default();
        map.add("lab.hab", text);
        human(&map, &[diagnostic], Style::default())
    }

    #[test]
    fn everything_at_once() {
        let text = "framework a version 1 {\n  name \"Año 🩺\"@es\n\n\n\n\n  unit ects = 25 h\n  at least 60 ects of course\n}\n";
        let problem = Diagnostic::new(Code::UnitMismatch, "hours and credits cannot be added")
            .at(span(text, "60 ects"), "credits here")
            .also(span(text, "25 h"), "hours here")
            .also(span(text, "@es"), "of this framework")
            .note("this framework declares no rate between them")
            .help("declare one with `unit`")
            .in_path("evidence[3].hours");
        insta::assert_snapshot!(drawn(text, problem), @r#"
        error[unit-mismatch]: hours and credits cannot be added
         --> lab.hab:8:12
          |
        2 |   name "Año 🩺"@es
          |                --- of this framework
        ...
        7 |   unit ects = 25 h
          |               ---- hours here
        8 |   at least 60 ects of course
          |            ^^^^^^^ credits here
          |
          = path: evidence[3].hours
          = note: this framework declares no rate between them
          = help: declare one with `unit`
        "#);
    }

    #[test]
    fn without_a_place() {
        let problem = Diagnostic::new(Code::UnreadableFile, "cannot read `a.yaml`: no such file").help("look again");
        insta::assert_snapshot!(drawn("", problem), @r#"
        error[unreadable-file]: cannot read `a.yaml`: no such file
         |
         = help: look again
        "#);
    }

    #[test]
    fn warnings_and_long_messages_are_wrapped() {
        let long = "this sentence is so long that it does not fit a terminal of eighty columns by any means at all";
        let problem = Diagnostic::new(Code::Unused, long).at(span("abc", "b"), "").note(long).help(long);
        let text = drawn("abc", problem);
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        insta::assert_snapshot!(text, @r#"
        warning[unused]: this sentence is so long that it does not fit a terminal of
                         eighty columns by any means at all
         --> lab.hab:1:2
          |
        1 | abc
          |  ^
          |
          = note: this sentence is so long that it does not fit a terminal of eighty
                  columns by any means at all
          = help: this sentence is so long that it does not fit a terminal of eighty
                  columns by any means at all
        "#);
    }

    #[test]
    fn a_place_over_several_lines_is_shown_on_its_first() {
        let text = "grant a award {\n  one\n  two\n}\n";
        let problem = Diagnostic::new(Code::Syntax, "one slip").at(span(text, text.trim_end()), "this grant");
        insta::assert_snapshot!(drawn(text, problem), @r#"
        error[syntax]: one slip
         --> lab.hab:1:1
          |
        1 | grant a award {
          | ^^^^^^^^^^^^^^^ this grant
        "#);
    }

    #[test]
    fn two_files() {
        let mut map = SourceMap::default();
        let (one, two) = (map.add("one.hab", "aaa bbb\n"), map.add("two.hab", "ccc\n"));
        let problem = Diagnostic::new(Code::DuplicateName, "`a` is declared twice")
            .at(Span::new(one, 4, 7), "here")
            .also(Span::new(two, 0, 3), "and here");
        insta::assert_snapshot!(human(&map, &[problem], Style::default()), @r#"
        error[duplicate-name]: `a` is declared twice
         --> one.hab:1:5
          |
        1 | aaa bbb
          |     ^^^ here
          |
         ::: two.hab:1:1
          |
        1 | ccc
          | --- and here
        "#);
    }

    #[test]
    fn a_line_of_megabytes_is_cut() {
        let text = format!("{}wrong{}also{}", "ñ".repeat(3_000_000), " x".repeat(1_000_000), "y".repeat(1_000_000));
        let problem = Diagnostic::new(Code::RecordSyntax, "not well-formed")
            .at(span(&text, "wrong"), "here")
            .also(span(&text, "also"), "opened here");
        let drawn = drawn(&text, problem);
        assert!(drawn.len() < 2000, "{} bytes", drawn.len());
        insta::assert_snapshot!(drawn, @r#"
        error[record-syntax]: not well-formed
         --> lab.hab:1:3000001
          |
        1 | …ññññññññññññññññññññwrong x x x x x x x x x x x x x x x x x x x x x x x ...
          |                      ^^^^^ here
          |
         ::: lab.hab:1:5000006
          |
        1 | … x x x x x x x x x x x x x x x x x x x xalsoyyyyyyyyyyyyyyyyyyyyyyyyyyyy...
          |                                          ---- opened here
        "#);
    }

    #[test]
    fn a_message_of_megabytes_is_cut() {
        let problem = Diagnostic::new(Code::InvalidValue, "x ".repeat(1_000_000)).note("y".repeat(1_000_000));
        assert!(drawn("", problem).len() < 4000);
    }

    #[test]
    fn control_characters_are_made_visible() {
        let text = "a\u{1b}[31mred\u{0}\u{202e}\tb\r\n";
        let problem = Diagnostic::new(Code::UnknownKey, "unknown key `\u{1b}[2J\u{7}`")
            .at(span(text, "red"), "\u{1b}]0;title\u{7}")
            .note("\u{202e}note")
            .in_path("a\u{1b}b");
        let drawn = drawn(text, problem);
        assert!(drawn.chars().all(|character| character == '\n' || !character.is_control()), "{drawn:?}");
        assert!(!drawn.contains('\u{202e}'));
    }

    #[test]
    fn places_beyond_the_text_do_no_harm() {
        for (start, end) in [(0, 0), (3, 99), (99, 100), (4, 2), (u32::MAX, u32::MAX), (1, 2), (7, 7)] {
            let problem = Diagnostic::new(Code::Syntax, "a slip").at(Span::new(FileId(0), start, end), "here");
            assert!(drawn("ñañ\nb\n", problem.clone()).contains("lab.hab:"));
            assert!(drawn("", problem).contains("lab.hab:1:1"));
        }
        let nowhere = Diagnostic::new(Code::Syntax, "a slip").at(Span::new(FileId(9), 0, 1), "here");
        assert!(drawn("a", nowhere).starts_with("error[syntax]: a slip"));
    }

    #[test]
    fn a_flood_is_counted() {
        let map = SourceMap::default();
        let many: Vec<_> = (0..SHOWN + 7).map(|at| Diagnostic::new(Code::Unused, format!("{at}"))).collect();
        assert!(human(&map, &many, Style::default()).ends_with("… and 7 more\n"));
    }

    #[test]
    fn colour_only_where_asked() {
        let map = SourceMap::default();
        let problem = [Diagnostic::new(Code::Syntax, "a slip")];
        assert!(human(&map, &problem, Style { colour: true }).contains('\u{1b}'));
        assert!(!human(&map, &problem, Style { colour: false }).contains('\u{1b}'));
    }
}
