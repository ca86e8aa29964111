//! `habilita explain`

use std::fmt::Write as _;

use serde_json::json;

use super::io::{ExitStatus, Io};
use super::options::{Common, Format};
use crate::diagnostic::{Code, Severity, nearest};

/// Explain a problem by its code
///
/// Every problem that `habilita` reports has a code in brackets: `error[unknown-symbol]`. Its page says what it means,
/// why it matters, and shows an example before and after. Without a code, all are listed.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:\n  habilita explain unknown-symbol\n  habilita explain")]
pub(super) struct Args {
    /// The code in brackets
    code: Option<String>,
}

pub(super) fn run(args: &Args, common: &Common, io: &mut Io<'_>) -> ExitStatus {
    let Some(wanted) = &args.code else { return list(common, io) };
    let Some(code) = Code::named(wanted) else { return unknown(wanted, io) };
    let text = match common.format {
        Format::Text => page(code),
        Format::Json => format!("{:#}\n", object(code)),
    };
    io.print(&text);
    ExitStatus::Clean
}

fn unknown(wanted: &str, io: &mut Io<'_>) -> ExitStatus {
    let near = nearest(wanted, Code::ALL.iter().map(|code| code.name()));
    let help = near.map_or("`habilita explain` lists all".to_owned(), |near| format!("did you mean `{near}`?"));
    io.message(&format!("error: there is no code `{wanted}`\n  help: {help}\n"));
    ExitStatus::Trouble
}

const fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn object(code: Code) -> serde_json::Value {
    json!({ "code": code.name(), "severity": severity(code), "page": code.page() })
}

/// The page without the marks of Markdown: examples are indented, headings stand at the margin.
fn page(code: Code) -> String {
    let mut text = String::new();
    let mut example = false;
    for line in code.page().lines() {
        if line.starts_with("```") {
            example = !example;
        } else if example {
            text.push_str(if line.is_empty() { "\n" } else { "    " });
            text.push_str(line);
            text.push_str(if line.is_empty() { "" } else { "\n" });
        } else if let Some(name) = line.strip_prefix("# ") {
            let _ = writeln!(text, "{name} ({})", severity(code));
        } else if let Some(heading) = line.strip_prefix("## ") {
            let _ = writeln!(text, "{}", heading.to_uppercase());
        } else {
            let _ = writeln!(text, "{line}");
        }
    }
    text
}

fn list(common: &Common, io: &mut Io<'_>) -> ExitStatus {
    let text = match common.format {
        Format::Text => Code::ALL.iter().map(|code| format!("{:<24}{}\n", code.name(), severity(*code))).collect(),
        Format::Json => format!("{:#}\n", serde_json::Value::Array(Code::ALL.iter().copied().map(object).collect())),
    };
    io.print(&text);
    ExitStatus::Clean
}
