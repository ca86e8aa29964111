//! Modifiers become rows of their claim.

use std::rc::Rc;

use super::amounts::Unit;
use super::{Gap, Lowering};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::number::Number;
use crate::model::program::{Formula, Measure, Per, Row, RowKind};
use crate::model::vocabulary::{AttributeId, AttributeType, CompetencyId, Kinds, builtin};
use crate::source::Span;
use crate::syntax::ast::{self, CoverQuantity, Modifier, ModifierKind};

/// How many modifiers a line may have: each is compared with each other. Real lines have fewer than ten.
pub(super) const MAX_ROWS: usize = 64;

/// The claim that rows belong to.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// Kinds of its evidence.
    pub(super) kinds: Kinds,
    /// How it is measured.
    pub(super) measure: Measure,
    /// How much is needed.
    pub(super) least: Option<Number>,
    /// Exactly so much is counted, so that a share of it is a number.
    pub(super) exactly: bool,
    /// Where the claim stands.
    pub(super) span: Span,
}

/// The rows of a claim.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    /// Rows.
    pub(super) rows: Vec<Row>,
    /// `whole` is said.
    pub(super) whole: bool,
}

impl<'a> Lowering<'_, 'a> {
    /// The rows that modifiers stand for.
    pub(super) fn rows(&mut self, modifiers: &[&'a Modifier], shape: &Shape) -> Result<Rows, Gap> {
        if let Some(beyond) = modifiers.get(MAX_ROWS) {
            let message = format!("a line has more than {MAX_ROWS} modifiers");
            return self.fail(Diagnostic::new(Code::TooMuch, message).at(beyond.span, "beyond the limit"));
        }
        let mut rows = Rows::default();
        let mut gap = None;
        for modifier in modifiers {
            if modifier.kind == ModifierKind::Whole {
                rows.whole = true;
                continue;
            }
            match self.row(modifier, shape) {
                Ok(kind) => rows.rows.push(Row { kind, span: modifier.span }),
                // What a cell does not ask is not asked.
                Err(Gap::Absent) => {}
                Err(Gap::Unknown) => gap = gap.or(Some(Gap::Unknown)),
                Err(Gap::Broken) => gap = Some(Gap::Broken),
            }
        }
        gap.map_or(Ok(rows), Err)
    }

    /// The row that a modifier stands for.
    pub(super) fn row(&mut self, modifier: &'a Modifier, shape: &Shape) -> Result<RowKind, Gap> {
        let span = modifier.span;
        match &modifier.kind {
            ModifierKind::Including(amount, predicate) => {
                self.not_of_coverage(shape, span, "write `including at least … of` and the name of a set")?;
                let formula = match predicate {
                    None => Ok(Formula::True),
                    Some(predicate) => self.predicate(predicate, shape.kinds),
                };
                let amount = self.amount(amount)?;
                if amount.unit == Unit::Percent {
                    let share = self.share(amount)?;
                    if let Some(exactly) = shape.least.filter(|_| shape.exactly && share <= Number::ONE) {
                        return Ok(RowKind::Including(Number::whole((share * exactly).ceil()), formula?));
                    }
                    return Ok(RowKind::IncludingShare(share, formula?));
                }
                let number = self.in_measure(amount, &shape.measure);
                Ok(RowKind::Including(number?, formula?))
            }
            ModifierKind::IncludingOf(amount, set) => self.including_members(amount, set, shape, span),
            ModifierKind::Counting { most, of_need, predicate } => {
                let formula = self.predicate(predicate, shape.kinds);
                let most = self.amount(most)?;
                let formula = formula?;
                self.counting(most, *of_need, formula, shape)
            }
            ModifierKind::CountingPer(amount, per) => {
                let per = self.per(per, shape.kinds);
                let amount = self.amount(amount)?;
                let number = self.in_measure(amount, &shape.measure)?;
                Ok(RowKind::CountingPer(number, per?))
            }
            ModifierKind::Gate { gated, least, by } => {
                let gated = self.predicate(gated, shape.kinds);
                let by = self.predicate(by, shape.kinds);
                let least = self.amount(least)?;
                let least = self.in_measure(least, &shape.measure)?;
                Ok(RowKind::Gate { gated: gated?, least, by: by? })
            }
            ModifierKind::DistinctAtLeast(least, attribute, each) => {
                let attribute = self.group(attribute, shape.kinds);
                let each = match each {
                    None => None,
                    Some(each) => {
                        let each = self.amount(each)?;
                        Some(self.in_measure(each, &shape.measure)?)
                    }
                };
                let least = self.small(*least, span)?;
                Ok(RowKind::Distinct { least, attribute: attribute?, each })
            }
            ModifierKind::DistinctAtMost(most, attribute) => {
                let attribute = self.group(attribute, shape.kinds)?;
                self.distinct_at_most(*most, attribute, span)
            }
            ModifierKind::Over(length) => {
                self.not_of_coverage(shape, span, "a set of competencies has no length in time")?;
                Ok(RowKind::Over(self.length(length)?))
            }
            ModifierKind::TogetherCover(quantity, set) => {
                self.not_of_coverage(shape, span, "write a `cover` line of its own")?;
                let members = self.set(&set.value, set.span)?;
                let least = self.cover_need(quantity, &members, span)?;
                Ok(RowKind::TogetherCover { members: members.to_vec(), least })
            }
            ModifierKind::WithinAny(length) => Ok(RowKind::WithinAny(self.length(length)?)),
            ModifierKind::Consecutive(attribute) => {
                self.not_of_coverage(shape, span, "competencies are not in a row")?;
                let attribute = self.group(attribute, shape.kinds)?;
                self.ordered(attribute, span)?;
                Ok(RowKind::Consecutive(attribute))
            }
            ModifierKind::NoBreak(length) => {
                if !matches!(shape.measure, Measure::Time(_)) {
                    let message = "only a length of calendar time can be without a break".to_owned();
                    let wrong = Diagnostic::new(Code::MisplacedModifier, message).at(span, "of what length?");
                    return self.fail(wrong.also(shape.span, "measured otherwise"));
                }
                Ok(RowKind::NoBreak(self.length(length)?))
            }
            // Handled by the caller.
            ModifierKind::Whole => Err(Gap::Absent),
        }
    }

    fn not_of_coverage(&mut self, shape: &Shape, span: Span, help: &str) -> Result<(), Gap> {
        if !matches!(shape.measure, Measure::Covered { .. }) {
            return Ok(());
        }
        let message = "this modifier does not fit a line that counts competencies".to_owned();
        let wrong = Diagnostic::new(Code::MisplacedModifier, message).at(span, "not here");
        self.fail(wrong.also(shape.span, "counts competencies").note(help))
    }

    fn counting(
        &mut self,
        most: super::amounts::Amount,
        of_need: bool,
        formula: Formula,
        shape: &Shape,
    ) -> Result<RowKind, Gap> {
        if most.unit == Unit::Percent {
            let share = self.share(most)?;
            if !of_need && !shape.exactly {
                let help = "write how many pieces of evidence may be counted, or `of the need` behind the percentage";
                self.not_of_coverage(shape, most.span, help)?;
                return Ok(RowKind::CountingShare(share, formula));
            }
            let Some(least) = shape.least else {
                let message = "a share of the need is meant, and the line needs nothing".to_owned();
                let wrong = Diagnostic::new(Code::MisplacedModifier, message).at(most.span, "of which need?");
                return self.fail(wrong.also(shape.span, "no `at least`"));
            };
            let number = share * least;
            // Of counted things a whole number is counted.
            let whole = matches!(shape.measure, Measure::Count | Measure::Covered { .. });
            return Ok(RowKind::Counting(if whole { Number::whole(number.floor()) } else { number }, formula));
        }
        if of_need {
            let message = "`of the need` belongs to a percentage".to_owned();
            return self.fail(Diagnostic::new(Code::UnitMismatch, message).at(most.span, "not a percentage"));
        }
        Ok(RowKind::Counting(self.in_measure(most, &shape.measure)?, formula))
    }

    fn including_members(
        &mut self,
        amount: &'a ast::Amount,
        set: &'a ast::Name,
        shape: &Shape,
        span: Span,
    ) -> Result<RowKind, Gap> {
        let Measure::Covered { members: all, .. } = &shape.measure else {
            let message = "the members of a set are counted only by a `cover` line".to_owned();
            let wrong = Diagnostic::new(Code::MisplacedModifier, message).at(span, "not here");
            return self.fail(wrong.also(shape.span, "counts no competencies"));
        };
        let subset = self.set(&set.value, set.span);
        let amount = self.amount(amount)?;
        let subset = subset?;
        let members: Vec<CompetencyId> = subset.iter().copied().filter(|member| all.contains(member)).collect();
        let least = if amount.unit == Unit::Percent {
            let share = self.share(amount)?;
            share_of(share, subset.len())
        } else {
            self.count(amount)?
        };
        if least as usize > members.len() {
            let message =
                format!("{least} of `{}` are asked for, and the set has {} of them", set.value, members.len());
            let small = Diagnostic::new(Code::SetTooSmall, message).at(span, "more than there are");
            let outside = subset.len() - members.len();
            let small = if outside > 0 && (least as usize) <= subset.len() {
                small.note(format!("{outside} members of `{}` are not in the set that is covered", set.value))
            } else {
                small
            };
            return self.fail(small.also(shape.span, "covered here"));
        }
        Ok(RowKind::IncludingMembers { least, members })
    }

    fn distinct_at_most(&mut self, most: i64, attribute: AttributeId, span: Span) -> Result<RowKind, Gap> {
        let name = self.attribute_name(attribute);
        match u32::try_from(most) {
            Ok(most @ 1..) => Ok(RowKind::FromAtMost(most, attribute)),
            Ok(0) | Err(_) => {
                let message = format!("evidence from no `{name}` at all can count nothing");
                self.fail(Diagnostic::new(Code::NeverMet, message).at(span, "leaves nothing"))
            }
        }
    }

    /// How many members of a set a quantity asks for.
    pub(super) fn cover_need(
        &mut self,
        quantity: &'a CoverQuantity,
        members: &Rc<[CompetencyId]>,
        span: Span,
    ) -> Result<u32, Gap> {
        let size = u32::try_from(members.len()).unwrap_or(u32::MAX);
        if members.is_empty() {
            let message = "the set has no members".to_owned();
            return self.fail(Diagnostic::new(Code::EmptySet, message).at(span, "of an empty set"));
        }
        let least = match quantity {
            CoverQuantity::All => size,
            CoverQuantity::AtLeast(amount) => {
                let amount = self.amount(amount)?;
                if amount.unit == Unit::Percent {
                    let share = self.share(amount)?;
                    share_of(share, members.len())
                } else {
                    self.count(amount)?
                }
            }
        };
        if least > size {
            let message = format!("{least} are asked for, and the set has {size}");
            return self.fail(Diagnostic::new(Code::SetTooSmall, message).at(span, "more than there are"));
        }
        Ok(least)
    }

    /// A count of groups.
    fn small(&mut self, count: i64, span: Span) -> Result<u32, Gap> {
        if let Ok(count) = u32::try_from(count)
            && count > 0
        {
            return Ok(count);
        }
        let message = "at least one value has to be asked for".to_owned();
        self.fail(Diagnostic::new(Code::InvalidNumber, message).at(span, "not above zero"))
    }

    /// The attribute that evidence is grouped by.
    fn group(&mut self, name: &ast::Name, kinds: Kinds) -> Result<AttributeId, Gap> {
        if name.value == "provider" {
            let whole = ast::Name { value: "provider.name".to_owned(), span: name.span };
            return self.attribute(&whole, kinds);
        }
        self.attribute(name, kinds)
    }

    fn per(&mut self, name: &ast::Name, kinds: Kinds) -> Result<Per, Gap> {
        match name.value.as_str() {
            "day" => Ok(Per::Day),
            "month" => Ok(Per::Month),
            "year" => Ok(Per::Year),
            "item" | "activity" => Ok(Per::Item),
            _ => self.group(name, kinds).map(Per::Attribute),
        }
    }

    fn ordered(&mut self, attribute: AttributeId, span: Span) -> Result<(), Gap> {
        let Some(known) = self.attribute_of(attribute) else { return Err(Gap::Broken) };
        let ordered = match known.kind {
            AttributeType::Number | AttributeType::Date | AttributeType::Level => true,
            // Declared symbols are in the order of their declaration.
            AttributeType::Symbol => !known.values.is_empty() || attribute == builtin::PART,
            AttributeType::YesNo | AttributeType::Text | AttributeType::Place | AttributeType::Title => false,
        };
        if ordered {
            return Ok(());
        }
        let message = format!("`{}` has no order in which values could follow one another", known.name);
        self.fail(Diagnostic::new(Code::TypeMismatch, message).at(span, "without order"))
    }
}

/// The least whole number that is a share of a set.
fn share_of(share: Number, size: usize) -> u32 {
    let size = Number::whole(i64::try_from(size).unwrap_or(i64::MAX));
    u32::try_from((share * size).ceil()).unwrap_or(u32::MAX)
}
