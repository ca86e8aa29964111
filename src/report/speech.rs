//! The words of a framework and a record, said in a language: quantities, kinds, attributes, citations, reasons.

use super::json::reason;
use super::language::{Rounding, Words, capital};
use super::layout::GLUE;
use super::names::Names;
use super::phrases::relation;
use crate::eval::assessment::{Finding, Needed, QuantityUnit, Reason, Uncovered, Verdict};
use crate::model::framework::Framework;
use crate::model::number::Number;
use crate::model::program::{Claim, Constant, FactTest, Measure, NodeKind, Note};
use crate::model::text::{Citation, Texts};
use crate::model::vocabulary::{
    AttributeId, AttributeType, CompetencyId, FactId, Kind, Kinds, Level, TitleId, builtin,
};
use crate::record::evidence::{self, FactValue, Record};

/// Ids of evidence shown in one line.
pub(crate) const MAX_IDS: usize = 5;

/// Citations of a line in the summary; the tree has all.
const MAX_CITATIONS: usize = 2;

/// Says what belongs to one framework and one record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Speech<'a> {
    pub(crate) words: &'static Words,
    pub(crate) framework: &'a Framework,
    pub(crate) record: Option<&'a Record>,
}

impl<'a> Speech<'a> {
    /// A text in the language, or in the official one.
    pub(crate) fn text<'b>(&self, texts: &'b Texts) -> &'b str {
        texts.get(self.words.language().tag()).unwrap_or_default()
    }

    /// What readers see of a node.
    pub(crate) fn note(&self, finding: &Finding) -> Option<&'a Note> {
        let node = self.framework.program.nodes.get(finding.node.index())?;
        self.framework.notes.get(node.note as usize)
    }

    /// What a node says.
    pub(crate) fn kind_of(&self, finding: &Finding) -> Option<&'a NodeKind> {
        self.framework.program.nodes.get(finding.node.index()).map(|node| &node.kind)
    }

    /// The id of an item.
    pub(crate) fn item(&self, index: usize) -> &'a str {
        let record: Option<&'a Record> = self.record;
        record.and_then(|record| record.items.get(index)).map_or("?", |item| item.id.as_str())
    }

    /// The kind of an item.
    pub(crate) fn item_kind(&self, index: usize) -> Option<Kind> {
        Some(self.record?.items.get(index)?.kind)
    }

    // ---- words of the vocabulary ----

    /// The label of a symbol: declared, built in, or the word itself.
    pub(crate) fn symbol(&self, word: &str) -> String {
        let vocabulary = &self.framework.vocabulary;
        if let Some(index) = vocabulary.symbols.get_index_of(word) {
            let id = crate::model::vocabulary::SymbolId::from_index(index);
            let mut labels = vocabulary.attributes.values().filter_map(|attribute| attribute.values.get(&id));
            if let Some(label) = labels.find(|label| !label.is_empty()) {
                return self.text(label).to_owned();
            }
        }
        let key = format!("symbol-{word}");
        if self.words.has(&key) { self.words.say(&key) } else { word.to_owned() }
    }

    /// The label of an attribute.
    pub(crate) fn attribute(&self, attribute: AttributeId) -> String {
        let known = self.framework.vocabulary.attributes.get_index(attribute.index());
        let Some((name, known)) = known else { return String::new() };
        if !known.text.is_empty() {
            return self.text(&known.text).to_owned();
        }
        let key = format!("attribute-{}", name.replace('.', "-"));
        if self.words.has(&key) { self.words.say(&key) } else { name.clone() }
    }

    /// What sort of question asks for an attribute.
    pub(crate) fn attribute_sort(&self, attribute: AttributeId) -> &'static str {
        let known = self.framework.vocabulary.attributes.get_index(attribute.index());
        match known.map(|(_, known)| known.kind) {
            Some(AttributeType::YesNo) => "yes-no",
            Some(AttributeType::Date) => "date",
            Some(
                AttributeType::Number
                | AttributeType::Text
                | AttributeType::Place
                | AttributeType::Symbol
                | AttributeType::Title
                | AttributeType::Level,
            )
            | None => "other",
        }
    }

    /// A fact: its question, and which answer is asked for where that is not yes.
    pub(crate) fn fact(&self, fact: FactId, test: &FactTest) -> String {
        let Some((name, known)) = self.framework.vocabulary.facts.get_index(fact.index()) else {
            return String::new();
        };
        let text = self.text(&known.text);
        let question = if text.is_empty() { name.as_str() } else { text };
        match self.fact_asked(test) {
            Some(asked) => self.words.with("fact-asked", [("question", question.into()), ("asked", asked.into())]),
            None => question.to_owned(),
        }
    }

    /// Which answer to a fact is asked for; none: yes.
    fn fact_asked(&self, test: &FactTest) -> Option<String> {
        Some(match test {
            FactTest::Yes | FactTest::Is(Constant::YesNo(true)) => return None,
            FactTest::Is(constant) => self.constant(AttributeId(u32::MAX), *constant),
            FactTest::Number(comparison, number) => {
                format!("{}{GLUE}{}", relation(*comparison, false), self.words.number(*number, Rounding::Up))
            }
            FactTest::Date(comparison, date) => self.against(*comparison, *date),
        })
    }

    /// What the record says of a fact.
    pub(crate) fn fact_answer(&self, fact: FactId) -> Option<String> {
        Some(match self.record?.fact(fact)? {
            FactValue::YesNo(value) => self.yes_no(value),
            FactValue::Date(date) => self.words.date(date),
            FactValue::Number(number) => self.words.number(number, Rounding::Down),
            FactValue::Place(place) => place.code().to_owned(),
        })
    }

    /// A level: its label, else `isced.4`.
    pub(crate) fn level(&self, level: Level) -> String {
        let scale = self.framework.vocabulary.scales.get_index(level.scale.index()).map(|(_, scale)| scale);
        let label = scale.and_then(|scale| scale.levels.get(usize::from(level.rank))).map(|(_, text)| self.text(text));
        match label {
            Some(label) if !label.is_empty() => label.to_owned(),
            Some(_) | None => Names::new(self.framework).level(level),
        }
    }

    /// The label of a competency, else its id.
    pub(crate) fn competency(&self, competency: CompetencyId) -> String {
        let Some((id, known)) = self.framework.vocabulary.competencies.get_index(competency.index()) else {
            return String::new();
        };
        let label = self.text(&known.text);
        if label.is_empty() { id.clone() } else { label.to_owned() }
    }

    /// Fewer competencies are asked for than there are to choose from.
    pub(crate) fn is_choice_of(&self, finding: &Finding) -> bool {
        let Some(Needed { least: Some(least), unit: QuantityUnit::Competencies(all), .. }) = &finding.needed else {
            return false;
        };
        *least < Number::whole(i64::try_from(*all).unwrap_or(i64::MAX))
    }

    /// A competency that is not covered, with the level reached if that is too low.
    pub(crate) fn uncovered(&self, finding: &Finding, uncovered: &Uncovered) -> String {
        let name = self.competency(uncovered.competency);
        let asked = match self.kind_of(finding) {
            Some(NodeKind::Claim(Claim { measure: Measure::Covered { level, .. }, .. })) => *level,
            Some(_) | None => None,
        };
        let low = |best: &Level| asked.is_none_or(|asked| asked.scale != best.scale || best.rank < asked.rank);
        match uncovered.best.filter(low) {
            Some(best) => {
                self.words.with("tree-best-level", [("competency", name.into()), ("level", self.level(best).into())])
            }
            None => name,
        }
    }

    /// The label of a title, else its id.
    pub(crate) fn title(&self, title: TitleId) -> String {
        let Some((id, known)) = self.framework.vocabulary.titles.get_index(title.index()) else {
            return String::new();
        };
        let label = self.text(&known.text);
        if label.is_empty() { id.clone() } else { label.to_owned() }
    }

    /// The value of an attribute of an item, if it is one that can be said.
    pub(crate) fn value(&self, index: usize, attribute: AttributeId) -> Option<String> {
        let record = self.record?;
        let item = record.items.get(index)?;
        let dated = |date: crate::model::date::Interval| (!date.is_unknown()).then(|| self.words.date(date));
        match attribute {
            builtin::DATE => return dated(item.date),
            builtin::STARTED => return dated(item.started),
            builtin::COMPLETED | builtin::ENDED => return dated(item.completed),
            builtin::ISSUED => return dated(item.issued),
            builtin::EXPIRES => return dated(item.expires?),
            _ => {}
        }
        let value = record
            .portions
            .get(item.portions.clone())?
            .iter()
            .find_map(|portion| record.attribute(portion, attribute))
            .or_else(|| item.attributes.iter().find(|(id, _)| *id == attribute).map(|(_, value)| value))?;
        Some(match value {
            evidence::Value::Symbol(symbol) => self.symbol(record.word(self.framework, *symbol)),
            evidence::Value::Symbols(list) if list.is_empty() => return None,
            evidence::Value::Symbols(list) => {
                let all: Vec<String> =
                    list.iter().map(|symbol| self.symbol(record.word(self.framework, *symbol))).collect();
                all.join(", ")
            }
            evidence::Value::Title(title) => self.title(*title),
            evidence::Value::Number(number) => self.words.number(*number, Rounding::Down),
            evidence::Value::Date(date) => return dated(*date),
            evidence::Value::Place(place) => place.code().to_owned(),
            evidence::Value::YesNo(value) => self.yes_no(*value),
            evidence::Value::Level(level) => self.level(*level),
        })
    }

    /// Yes or no.
    pub(crate) fn yes_no(&self, value: bool) -> String {
        self.words.say(if value { "yes" } else { "no" })
    }

    // ---- verdicts, reasons, sources ----

    /// The word of a verdict.
    pub(crate) fn verdict(&self, verdict: Verdict) -> String {
        self.words.say(verdict_key(verdict))
    }

    /// Why an item is not counted.
    pub(crate) fn reason(&self, because: &Reason, item: usize) -> String {
        let (key, attribute) = reason(because);
        let Some(attribute) = attribute else { return self.words.say(&format!("reason-{key}")) };
        let label = self.attribute(attribute);
        match (because, self.value(item, attribute)) {
            (Reason::OtherValue(_), Some(value)) => {
                self.words.with("reason-other-value-stated", [("attribute", label.into()), ("value", value.into())])
            }
            (_, _) => self.words.with(&format!("reason-{key}"), [("attribute", label.into())]),
        }
    }

    /// A citation: `25 TAC §146.6 (a)(4)`.
    pub(crate) fn citation(&self, citation: &Citation) -> Option<String> {
        let source = self.framework.sources.get(citation.source)?;
        let mut text = source.title.clone();
        if !citation.places.is_empty() {
            text.push(' ');
            text.push_str(&citation.places.join(", ").replace(' ', &GLUE.to_string()));
        }
        Some(if source.unverified { self.words.with("citation-unverified", [("citation", text.into())]) } else { text })
    }

    /// The first citations of a line below a requirement, which has them all in the tree.
    pub(crate) fn first_citations(&self, list: &[Citation]) -> String {
        let all: Vec<String> = list.iter().filter_map(|citation| self.citation(citation)).collect();
        if all.len() <= MAX_CITATIONS {
            return all.join("; ");
        }
        let first: Vec<&str> = all.iter().take(MAX_CITATIONS).map(String::as_str).collect();
        let values = [("list", first.join("; ").into()), ("count", (all.len() - first.len()).into())];
        self.words.with("list-more", values)
    }

    /// Citations in one line.
    pub(crate) fn citations(&self, list: &[Citation]) -> String {
        let all: Vec<String> = list.iter().filter_map(|citation| self.citation(citation)).collect();
        all.join("; ")
    }

    /// A full id as a reader knows it: the text of the requirement, else the id.
    pub(crate) fn requirement(&self, id: &str) -> String {
        let note = self.framework.notes.iter().find(|note| note.id.as_deref() == Some(id) && !note.text.is_empty());
        note.map_or_else(|| id.to_owned(), |note| self.text(&note.text).to_owned())
    }

    /// The label of a grant of a full id.
    pub(crate) fn grant(&self, id: &str) -> String {
        let grant = self.framework.grants.iter().find(|grant| grant.id == id || grant.name == id);
        let label = grant.map_or("", |grant| self.text(&grant.text));
        if label.is_empty() { id.to_owned() } else { label.to_owned() }
    }

    /// Kinds and ids of items: `Courses c1, c2`.
    pub(crate) fn items(&self, items: &[usize]) -> String {
        let kinds = items.iter().filter_map(|item| self.item_kind(*item)).map(Kinds::one);
        let kinds = kinds.fold(Kinds::default(), Kinds::union);
        let count = Number::whole(i64::try_from(items.len()).unwrap_or(i64::MAX));
        let ids: Vec<String> = items.iter().map(|item| self.item(*item).to_owned()).collect();
        format!("{} {}", capital(&self.kinds(kinds, count)), self.words.some(&ids, MAX_IDS))
    }
}

/// The message of a verdict's word.
const fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "verdict-met",
        Verdict::Unmet => "verdict-unmet",
        Verdict::Undetermined => "verdict-undetermined",
    }
}
