//! The places where reading may go on after a slip: what stands there, which words begin it, and what its braces hold.

use super::parser::Rule;

/// A list of pieces, each of which begins with a word of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A file: catalogs and frameworks.
    File,
    /// A catalog or framework: declarations.
    Item,
    /// A block: requirements and other lines.
    Block,
    /// The braces of a competency.
    Competency,
    /// The braces of a title.
    Title,
    /// The braces of a scope.
    Scope,
    /// The braces of a table.
    Table,
    /// The braces of `values` and `scale`.
    Labels,
    /// The braces behind a quantity.
    Modifiers,
}

impl Place {
    /// The rule of one piece.
    pub(super) const fn rule(self) -> Rule {
        match self {
            Self::File => Rule::item,
            Self::Item => Rule::decl,
            Self::Block => Rule::line,
            Self::Competency => Rule::competency_line,
            Self::Title => Rule::title_line,
            Self::Scope => Rule::scope_line,
            Self::Table => Rule::row,
            Self::Labels => Rule::labelled,
            Self::Modifiers => Rule::modifier,
        }
    }

    /// The rule of one piece with nothing behind it.
    pub(super) const fn only(self) -> Rule {
        match self {
            Self::File => Rule::item_only,
            Self::Item => Rule::decl_only,
            Self::Block => Rule::line_only,
            Self::Competency => Rule::competency_line_only,
            Self::Title => Rule::title_line_only,
            Self::Scope => Rule::scope_line_only,
            Self::Table => Rule::row_only,
            Self::Labels => Rule::labelled_only,
            Self::Modifiers => Rule::modifier_only,
        }
    }

    /// The words that begin a piece.
    pub(super) const fn starts(self) -> &'static [&'static str] {
        match self {
            Self::File => FILE,
            Self::Item => ITEM,
            Self::Block => BLOCK,
            Self::Competency => &["competency", "aligned", "shown by", "kind", "was", "about", "cite"],
            Self::Title => &["level", "country", "attests", "covers", "aligned", "cite", "was"],
            Self::Scope => &["independent", "supervised", "delegated", "assisting", "on-prescription", "prohibited"],
            Self::Table => &["row"],
            Self::Labels => &[],
            Self::Modifiers => MODIFIERS,
        }
    }

    /// Whether a piece begins here: three words, and whether the first of them is the first on its line.
    ///
    /// Words that also go on with a piece begin one only at the head of a line, and some not even there: a wrong
    /// beginning reports what is right, a missed one only hides what stands behind a slip.
    pub(super) fn begins(self, [word, next, third]: [&str; 3], first: bool) -> bool {
        match self {
            Self::File => matches!(word, "catalog" | "framework") && first,
            Self::Item => match word {
                "competency" | "provision" | "grant" | "define" | "standard" | "scope" | "source" | "attribute" => {
                    first
                }
                "name" | "about" | "regulator" => first && next.starts_with('"'),
                // `assume A1, A2` and `in force` also end other declarations.
                "assume" => first && third.starts_with('"'),
                "in" => false,
                _ => first && next != "is" && ITEM.iter().any(|start| first_word(start) == word),
            },
            Self::Block => match word {
                "requirement" | "advisory" | "route" => true,
                // These also go on with a line above.
                "from" | "within" | "over" | "without" | "when" => false,
                _ => first && BLOCK.iter().any(|start| first_word(start) == word),
            },
            Self::Competency => match word {
                "competency" | "aligned" | "shown" => true,
                "kind" | "was" => first,
                "about" => first && next.starts_with('"'),
                _ => false,
            },
            Self::Title => match word {
                "level" | "country" | "attests" | "covers" | "aligned" => true,
                "was" | "cite" => first,
                _ => false,
            },
            Self::Scope => self.starts().contains(&word),
            Self::Table => word == "row",
            Self::Labels => first && next.starts_with('"'),
            Self::Modifiers => match word {
                "including" | "counting" | "together" | "consecutive" => true,
                "whole" | "without" | "over" => first,
                "from" => matches!(next, "at" | "one"),
                "within" => next == "any",
                _ => false,
            },
        }
    }

    /// What the braces of a piece hold: `words` are the piece's words before the brace.
    pub(super) fn braces(self, words: &[&str]) -> Option<Self> {
        let first = words.first().copied().unwrap_or_default();
        let last = words.last().copied().unwrap_or_default();
        match self {
            Self::File => Some(Self::Item),
            Self::Item => match first {
                "grant" | "standard" => Some(Self::Block),
                "competency" => Some(Self::Competency),
                "title" => Some(Self::Title),
                "scope" => Some(Self::Scope),
                "table" => Some(Self::Table),
                "values" | "scale" => Some(Self::Labels),
                _ => None,
            },
            Self::Block => match first {
                "requirement" | "advisory" | "route" | "when" | "unless" | "for" | "each" | "all" | "any" => {
                    Some(Self::Block)
                }
                "at" if last == "of" => Some(Self::Block),
                "at" | "a" | "an" | "no" | "exactly" | "between" | "cover" => Some(Self::Modifiers),
                _ => None,
            },
            Self::Competency => (first == "competency").then_some(Self::Competency),
            Self::Scope => (last == "requires").then_some(Self::Block),
            Self::Title | Self::Table | Self::Labels | Self::Modifiers => None,
        }
    }

    /// A fact about a word that begins a piece elsewhere.
    pub(super) fn misplaced(self, word: &str) -> Option<&'static str> {
        let begins = |list: &[&str]| list.iter().any(|start| first_word(start) == word);
        match self {
            Self::File if begins(ITEM) || begins(BLOCK) => {
                Some("declarations stand inside a `catalog` or a `framework`")
            }
            Self::Item if matches!(word, "catalog" | "framework") => Some("catalogs and frameworks do not nest"),
            Self::Item if begins(BLOCK) => Some("requirements and their lines stand inside a `grant` or a `standard`"),
            Self::Block if begins(ITEM) => Some("declarations stand outside of grants, standards and requirements"),
            Self::Block if matches!(word, "catalog" | "framework") => Some("catalogs and frameworks do not nest"),
            Self::File
            | Self::Item
            | Self::Block
            | Self::Competency
            | Self::Title
            | Self::Scope
            | Self::Table
            | Self::Labels
            | Self::Modifiers => None,
        }
    }
}

/// Whether a word begins a line of the language whose indentation shows how deep it stands.
pub(super) fn begins_line(word: &str) -> bool {
    let continues =
        matches!(word, "assume" | "in" | "about" | "from" | "within" | "over" | "without" | "when" | "name");
    !continues && FIRST_WORDS.iter().any(|list| list.iter().any(|start| first_word(start) == word))
}

/// Whether a word begins a piece somewhere, so that it is hardly a slip of the pen.
pub(super) fn is_keyword(word: &str) -> bool {
    FIRST_WORDS.iter().any(|list| list.iter().any(|start| first_word(start) == word))
}

/// The first of the words that begin a piece.
pub(super) fn first_word(start: &str) -> &str {
    start.split(' ').next().unwrap_or(start)
}

/// All words that begin a piece.
pub(super) const FIRST_WORDS: [&[&str]; 3] = [FILE, ITEM, BLOCK];

const FILE: &[&str] = &["catalog", "framework"];

const ITEM: &[&str] = &[
    "name",
    "about",
    "languages",
    "family",
    "country",
    "occupation",
    "regulator",
    "status",
    "in force",
    "governed by",
    "replaces",
    "month-end",
    "days-per-month",
    "source",
    "assume",
    "use",
    "fact",
    "values",
    "attribute",
    "scale",
    "map",
    "unit",
    "competency",
    "set",
    "title",
    "statement-type",
    "table",
    "define",
    "accept",
    "standard",
    "grant",
    "act",
    "scope of",
    "provision",
];

const BLOCK: &[&str] = &[
    "requirement",
    "advisory requirement",
    "route",
    "let",
    "period",
    "all of",
    "any of",
    "at least",
    "at most",
    "a",
    "an",
    "no",
    "exactly",
    "between",
    "each counted once",
    "when",
    "unless",
    "for each",
    "for at least",
    "meets",
    "holds",
    "resident of",
    "age",
    "fact",
    "date",
    "judged",
    "open",
    "cover",
    "including",
    "counting",
    "from",
    "over",
    "together cover",
    "within any",
    "consecutive by",
    "without a break of more than",
    "whole",
    "course",
    "placement",
    "training",
    "qualification",
    "exam",
    "experience",
    "demonstration",
    "credential",
    "cpd",
    "language",
    "statement",
];

const MODIFIERS: &[&str] = &[
    "including",
    "counting",
    "from at least",
    "from at most",
    "from one",
    "over at least",
    "together cover",
    "within any",
    "consecutive by",
    "without a break of more than",
    "whole",
];
