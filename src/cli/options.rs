//! Options that all commands share.

use std::path::PathBuf;

use clap::ValueEnum;

use super::io::{Io, Surroundings};
use crate::diagnostic::render::{self, Style};
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::language::Language;
use crate::source::SourceMap;

/// Options that all commands share.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Common options")]
pub struct Common {
    /// Write text for people or JSON for programs
    #[arg(long, global = true, value_enum, value_name = "text|json", default_value_t, hide_possible_values = true)]
    pub format: Format,
    /// Choose the language of reports; else that of the locale
    #[arg(long, global = true, value_enum, value_name = "en|es|pt|fr", hide_possible_values = true)]
    pub lang: Option<Lang>,
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

/// The language of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
    /// Portuguese.
    Pt,
    /// French.
    Fr,
}

impl Lang {
    /// The tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Pt => "pt",
            Self::Fr => "fr",
        }
    }

    /// The language of reports.
    #[must_use]
    pub const fn words(self) -> Language {
        match self {
            Self::En => Language::English,
            Self::Es => Language::Spanish,
            Self::Pt => Language::Portuguese,
            Self::Fr => Language::French,
        }
    }

    /// The language of a locale (`es_CO.UTF-8`); English if there is none of that language.
    fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        Self::value_variants().iter().copied().find(|known| known.tag() == language).unwrap_or_default()
    }
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

impl Common {
    /// The language: the option, else the locale, else English.
    #[must_use]
    pub fn language(&self, surroundings: &Surroundings) -> Lang {
        let locale = || surroundings.locale.as_deref().map(Lang::of_locale);
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
    fn languages_of_locales() {
        let cases = [("es_CO.UTF-8", Lang::Es), ("pt-BR", Lang::Pt), ("fr", Lang::Fr), ("FR_CA", Lang::Fr)];
        let others = [("C", Lang::En), ("POSIX", Lang::En), ("nl_SR", Lang::En), ("", Lang::En), ("C.UTF-8", Lang::En)];
        for (locale, language) in cases.into_iter().chain(others) {
            assert_eq!(Lang::of_locale(locale), language, "{locale}");
        }
    }

    #[test]
    fn the_option_goes_before_the_locale() {
        let surroundings = Surroundings { locale: Some("es_CO".to_owned()), ..Surroundings::default() };
        let mut common = Common::default();
        assert_eq!(common.language(&surroundings), Lang::Es);
        common.lang = Some(Lang::Fr);
        assert_eq!(common.language(&surroundings), Lang::Fr);
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
