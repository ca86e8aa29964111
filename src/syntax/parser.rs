//! The parser that pest makes of `grammar/`. Nothing of it leaves this room.

use pest::Parser as _;
use pest_derive::Parser;

use super::keywords::is_reserved;

/// Made of the grammar files, in reading order.
#[derive(Parser)]
#[grammar = "../grammar/lexical.pest"]
#[grammar = "../grammar/expressions.pest"]
#[grammar = "../grammar/items.pest"]
struct Grammar;

/// A piece of text that a rule has read, with its parts.
pub(super) type Pair<'t> = pest::iterators::Pair<'t, Rule>;

/// Where reading stopped, and what could have stood there.
#[derive(Debug)]
pub(super) struct Stop {
    /// The byte.
    pub(super) at: usize,
    /// What was tried there.
    pub(super) tried: Vec<Rule>,
}

/// Reads a rule from the beginning of a text; what lies behind it does not matter unless the rule says so.
pub(super) fn read(rule: Rule, text: &str) -> Result<Pair<'_>, Stop> {
    match Grammar::parse(rule, text) {
        Ok(mut pairs) => pairs.next().ok_or(Stop { at: 0, tried: vec![rule] }),
        Err(error) => {
            let at = match error.location {
                pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
            };
            let tried = match error.variant {
                pest::error::ErrorVariant::ParsingError { positives, .. } => positives,
                pest::error::ErrorVariant::CustomError { .. } => Vec::new(),
            };
            Err(Stop { at, tried })
        }
    }
}

/// Reads a rule and refuses reserved words where names stand.
pub(super) fn read_strictly(rule: Rule, text: &str) -> Result<Pair<'_>, Stop> {
    let pair = read(rule, text)?;
    let mut parts = pair.clone().into_inner().flatten();
    match parts.find(|part| is_name(part.as_rule()) && is_reserved(part.as_str().trim_ascii_end())) {
        Some(word) => Err(Stop { at: word.as_span().start(), tried: vec![word.as_rule()] }),
        None => Ok(pair),
    }
}

/// Whether a rule reads names, so that reserved words are refused.
pub(super) fn is_name(rule: Rule) -> bool {
    matches!(rule, Rule::name | Rule::path | Rule::status_word | Rule::grant_kind)
}
