//! Options that all commands share.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::io::{Io, Surroundings};
use crate::diagnostic::render::{self, Style};
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::language::Language;
use crate::report::text::TextOptions;
use crate::source::SourceMap;

/// Options that all commands share.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Common options")]
pub struct Common {
    /// Write text for people or JSON for programs
    #[arg(long, global = true, value_enum, value_name = "text|json", default_value_t, hide_possible_values = true)]
    pub format: Format,
    /// Choose the language of reports; else that of the locale
    #[arg(long, global = true, value_parser = language(), value_name = "en|es|pt|fr", hide_possible_values = true)]
    pub lang: Option<Language>,
    /// Colour the output; `auto`: on a terminal, unless NO_COLOR is set
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "auto|always|never",
        default_value_t,
        hide_possible_values = true
    )]
    pub color: Colour,
    /// Leave out warnings and summaries
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Look for frameworks in this folder before the built-in ones
    ///
    /// The variable HABILITA_FRAMEWORKS says the same for every command.
    #[arg(long, global = true, value_name = "DIR")]
    pub frameworks: Option<PathBuf>,
}

/// The form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Takes the tag of a language that reports speak.
fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::tag)).map(|tag| Language::from_tag(&tag).unwrap_or_default())
}

impl Common {
    /// The language: the option, else the locale, else English.
    #[must_use]
    pub fn language(&self, surroundings: &Surroundings) -> Language {
        let locale = || surroundings.locale.as_deref().and_then(Language::from_tag);
        self.lang.or_else(locale).unwrap_or_default()
    }

    /// Whether the output is coloured.
    #[must_use]
    pub const fn colour_output(&self, surroundings: &Surroundings) -> bool {
        match self.color {
            Colour::Auto => surroundings.colour_output(),
            Colour::Always => true,
            Colour::Never => false,
        }
    }

    /// How reports look.
    pub(super) fn text_options(&self, surroundings: &Surroundings) -> TextOptions {
        let (language, colour) = (self.language(surroundings), self.colour_output(surroundings));
        TextOptions { language, colour, ..TextOptions::default() }
    }

    /// Whether messages are coloured.
    #[must_use]
    pub const fn colour_errors(&self, surroundings: &Surroundings) -> bool {
        match self.color {
            Colour::Auto => surroundings.colour_errors(),
            Colour::Always => true,
            Colour::Never => false,
        }
    }

    /// The folder of frameworks: the option, else the variable.
    #[must_use]
    pub fn folder(&self, surroundings: &Surroundings) -> Option<PathBuf> {
        self.frameworks.clone().or_else(|| surroundings.frameworks.as_ref().map(PathBuf::from))
    }

    /// Leaves out what was asked to be left out, and sorts the rest.
    pub(super) fn wanted(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut wanted = render::sorted(diagnostics);
        wanted.retain(|diagnostic| !self.quiet || diagnostic.severity == Severity::Error);
        wanted
    }

    /// Writes diagnostics as messages, in the format asked for.
    pub(super) fn complain(&self, map: &SourceMap, diagnostics: Vec<Diagnostic>, io: &mut Io<'_>) {
        let wanted = self.wanted(diagnostics);
        if wanted.is_empty() {
            return;
        }
        let text = match self.format {
            Format::Text => render::human(map, &wanted, Style { colour: self.colour_errors(io.surroundings()) }),
            Format::Json => render::json(map, &wanted),
        };
        io.message(&text);
    }

    /// Writes a sentence about the whole run, unless it is to be quiet.
    pub(super) fn summarize(&self, text: &str, io: &mut Io<'_>) {
        if !self.quiet && self.format == Format::Text {
            io.message(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_goes_before_the_locale() {
        let surroundings = |locale: &str| Surroundings { locale: Some(locale.to_owned()), ..Surroundings::default() };
        let mut common = Common::default();
        for (locale, language) in [
            ("es_CO.UTF-8", Language::Spanish),
            ("pt_BR", Language::Portuguese),
            ("C.UTF-8", Language::English),
            ("POSIX", Language::English),
            ("nl_SR", Language::English),
        ] {
            assert_eq!(common.language(&surroundings(locale)), language, "{locale}");
        }
        common.lang = Some(Language::French);
        assert_eq!(common.language(&surroundings("es_CO")), Language::French);
    }

    #[test]
    fn colour_only_on_a_terminal_and_not_against_the_wish() {
        let mut surroundings = Surroundings { output_is_terminal: true, ..Surroundings::default() };
        let mut common = Common::default();
        assert!(common.colour_output(&surroundings));
        assert!(!common.colour_errors(&surroundings));
        surroundings.no_colour = true;
        assert!(!common.colour_output(&surroundings));
        common.color = Colour::Always;
        assert!(common.colour_errors(&surroundings));
        common.color = Colour::Never;
        assert!(!common.colour_output(&surroundings));
    }
}
