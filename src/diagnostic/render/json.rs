//! Diagnostics for programs.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::{SourceMap, Span};

/// Writes diagnostics as a JSON array, one object each, in the order given.
///
/// Lines and columns are counted from one, columns in characters; the end is the place behind the last character. What
/// does not apply is `null` or an empty list, so that every object has every key.
#[must_use]
pub fn json(map: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    let objects: Vec<Object<'_>> = diagnostics.iter().map(|diagnostic| object(map, diagnostic)).collect();
    let mut text = serde_json::to_string_pretty(&objects).unwrap_or_else(|_| "[]".to_owned());
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Object<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
    label: Option<&'a str>,
    path: Option<&'a str>,
    labels: Vec<Other<'a>>,
    notes: &'a [String],
    help: Option<&'a str>,
    fix: Option<Replacement<'a>>,
}

#[derive(Serialize)]
struct Other<'a> {
    #[serde(flatten)]
    place: Range<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct Replacement<'a> {
    #[serde(flatten)]
    place: Range<'a>,
    replacement: &'a str,
}

#[derive(Serialize)]
struct Range<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

fn object<'a>(map: &'a SourceMap, diagnostic: &'a Diagnostic) -> Object<'a> {
    let other = |label: &'a Label| Other { place: range(map, label.span), text: &label.text };
    let place = diagnostic.primary.as_ref().map(|label| range(map, label.span));
    let place = place.as_ref();
    Object {
        code: diagnostic.code.name(),
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: &diagnostic.message,
        file: place.map(|place| place.file),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        end_line: place.map(|place| place.end_line),
        end_column: place.map(|place| place.end_column),
        label: diagnostic.primary.as_ref().map(|label| label.text.as_str()).filter(|text| !text.is_empty()),
        path: diagnostic.path.as_deref(),
        labels: diagnostic.secondary.iter().map(other).collect(),
        notes: &diagnostic.notes,
        help: diagnostic.help.as_deref(),
        fix: diagnostic
            .fix
            .as_ref()
            .map(|fix| Replacement { place: range(map, fix.span), replacement: &fix.replacement }),
    }
}

fn range(map: &SourceMap, span: Span) -> Range<'_> {
    let (start, end) = (map.place(span.file, span.start), map.place(span.file, span.end.max(span.start)));
    Range {
        file: map.name(span.file),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn every_object_has_every_key() {
        let mut map = SourceMap::default();
        let file = map.add("ñ.hab", "año\nuno dos\n");
        let full = Diagnostic::new(Code::UnknownKey, "no key `dos`")
            .at(Span::new(file, 9, 12), "not a key")
            .also(Span::new(file, 0, 4), "")
            .note("keys are `uno`")
            .suggest(Some("uno"))
            .in_path("a[0].dos");
        let bare = Diagnostic::new(Code::Unused, "bare");
        let text = json(&map, &[full, bare]);
        let keys = |object: &serde_json::Value| object.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let parsed: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        assert_eq!(keys(&parsed[0]), keys(&parsed[1]));
        insta::assert_snapshot!(text, @r#"
        [
          {
            "code": "unknown-key",
            "severity": "error",
            "message": "no key `dos`",
            "file": "ñ.hab",
            "line": 2,
            "column": 5,
            "end_line": 2,
            "end_column": 8,
            "label": "not a key",
            "path": "a[0].dos",
            "labels": [
              {
                "file": "ñ.hab",
                "line": 1,
                "column": 1,
                "end_line": 1,
                "end_column": 4,
                "text": ""
              }
            ],
            "notes": [
              "keys are `uno`"
            ],
            "help": "did you mean `uno`?",
            "fix": {
              "file": "ñ.hab",
              "line": 2,
              "column": 5,
              "end_line": 2,
              "end_column": 8,
              "replacement": "uno"
            }
          },
          {
            "code": "unused",
            "severity": "warning",
            "message": "bare",
            "file": null,
            "line": null,
            "column": null,
            "end_line": null,
            "end_column": null,
            "label": null,
            "path": null,
            "labels": [],
            "notes": [],
            "help": null,
            "fix": null
          }
        ]
        "#);
    }

    #[test]
    fn nothing_is_an_empty_array() {
        assert_eq!(json(&SourceMap::default(), &[]), "[]\n");
    }
}
