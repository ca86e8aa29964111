//! What can be proved about predicates: that one lies within another, or that they exclude one another.

use super::Lowering;
use crate::model::program::{Comparison, Constant, Formula, Program, Test};
use crate::model::vocabulary::{AttributeId, Vocabulary};

/// Proves relations between formulas.
#[derive(Debug, Clone, Copy)]
pub(super) struct Logic<'l> {
    program: &'l Program,
    vocabulary: &'l Vocabulary,
}

/// A formula that always or never holds.
pub(super) fn constant(holds: bool) -> Formula {
    if holds { Formula::True } else { Formula::Or(Vec::new()) }
}

/// Whether a formula was decided to be false where it stands.
pub(super) fn is_false(formula: &Formula) -> bool {
    matches!(formula, Formula::Or(parts) if parts.is_empty())
}

/// All of the parts, flat.
pub(super) fn and(parts: Vec<Formula>) -> Formula {
    let mut flat: Vec<Formula> = Vec::new();
    for part in parts {
        if is_false(&part) {
            return part;
        }
        match part {
            Formula::True => {}
            Formula::And(inner) => flat.extend(inner),
            part @ (Formula::Test { .. } | Formula::Or(_)) => flat.push(part),
        }
    }
    let mut unique: Vec<Formula> = Vec::new();
    for part in flat {
        if !unique.contains(&part) {
            unique.push(part);
        }
    }
    match unique.len() {
        0 => Formula::True,
        1 => unique.pop().unwrap_or(Formula::True),
        _ => Formula::And(unique),
    }
}

/// One of the parts, flat.
pub(super) fn or(parts: Vec<Formula>) -> Formula {
    let mut flat: Vec<Formula> = Vec::new();
    for part in parts {
        match part {
            Formula::True => return Formula::True,
            Formula::Or(inner) => flat.extend(inner),
            part @ (Formula::Test { .. } | Formula::And(_)) => flat.push(part),
        }
    }
    match flat.len() {
        1 => flat.pop().unwrap_or(Formula::True),
        _ => Formula::Or(flat),
    }
}

/// How many parts a formula has at its top.
pub(super) fn width(formula: &Formula) -> usize {
    match formula {
        Formula::True => 0,
        Formula::Test { .. } => 1,
        Formula::And(parts) | Formula::Or(parts) => parts.len(),
    }
}

/// The parts of a conjunction.
fn conjuncts(formula: &Formula) -> &[Formula] {
    match formula {
        Formula::True => &[],
        Formula::And(parts) => parts,
        Formula::Test { .. } | Formula::Or(_) => std::slice::from_ref(formula),
    }
}

impl Lowering<'_, '_> {
    /// What can be proved about the formulas made so far.
    pub(super) fn logic(&self) -> Logic<'_> {
        Logic { program: &self.rules.program, vocabulary: &self.names.vocabulary }
    }
}

impl Logic<'_> {
    /// Whether everything that fits one formula surely fits the other.
    pub(super) fn within(&self, one: &Formula, other: &Formula) -> bool {
        if one == other || *other == Formula::True || is_false(one) {
            return true;
        }
        if let Formula::Or(parts) = one
            && parts.iter().all(|part| self.within(part, other))
        {
            return true;
        }
        if let Formula::Or(parts) = other
            && parts.iter().any(|part| self.within(one, part))
        {
            return true;
        }
        let premises = conjuncts(one);
        conjuncts(other).iter().all(|conclusion| premises.iter().any(|premise| self.implies(premise, conclusion)))
    }

    /// Whether nothing surely fits both.
    pub(super) fn disjoint(&self, one: &Formula, other: &Formula) -> bool {
        if is_false(one) || is_false(other) {
            return true;
        }
        if let Formula::Or(parts) = one {
            return parts.iter().all(|part| self.disjoint(part, other));
        }
        if let Formula::Or(parts) = other {
            return parts.iter().all(|part| self.disjoint(one, part));
        }
        conjuncts(one).iter().any(|left| {
            conjuncts(other).iter().any(|right| match (left, right) {
                (Formula::Or(_), _) | (_, Formula::Or(_)) => {
                    // One level of alternatives inside conjunctions is enough for what is written.
                    !(matches!(left, Formula::Or(_)) && matches!(right, Formula::Or(_))) && self.disjoint(left, right)
                }
                _ => self.exclude(left, right).is_some(),
            })
        })
    }

    /// The attribute on which two of these conjuncts exclude one another, if any do.
    pub(super) fn clash(&self, parts: &[Formula]) -> Option<AttributeId> {
        let pairs =
            parts.iter().enumerate().flat_map(|(index, one)| parts.iter().skip(index + 1).map(move |two| (one, two)));
        pairs.into_iter().find_map(|(one, two)| self.exclude(one, two))
    }

    fn literal(&self, formula: &Formula) -> Option<(&Test, bool)> {
        match formula {
            Formula::Test { test, negated } => Some((self.program.tests.get_index(test.index())?, *negated)),
            Formula::True | Formula::And(_) | Formula::Or(_) => None,
        }
    }

    fn implies(&self, premise: &Formula, conclusion: &Formula) -> bool {
        if premise == conclusion {
            return true;
        }
        if let Formula::Or(parts) = conclusion {
            return parts.iter().any(|part| self.implies(premise, part));
        }
        if let Formula::Or(parts) = premise {
            return !parts.is_empty() && parts.iter().all(|part| self.implies(part, conclusion));
        }
        let (Some((one, not_one)), Some((two, not_two))) = (self.literal(premise), self.literal(conclusion)) else {
            return false;
        };
        match (one, two) {
            (Test::Unknown, _) | (_, Test::Unknown) => false,
            (Test::OneOf(a, one), Test::OneOf(b, two)) if a == b => match (not_one, not_two) {
                (false, false) => one.iter().all(|value| two.iter().any(|wider| contains(wider, value))),
                (true, true) => two.iter().all(|value| one.iter().any(|wider| contains(wider, value))),
                (false, true) => self.single(*a) && one.iter().all(|left| two.iter().all(|right| apart(left, right))),
                (true, false) => false,
            },
            (Test::Number(a, how_one, one), Test::Number(b, how_two, two)) if a == b => bounds(*how_one, not_one)
                .zip(bounds(*how_two, not_two))
                .is_some_and(|((up, open), (up_two, open_two))| {
                    up == up_two
                        && if up { tighter(one, open, two, open_two) } else { tighter(two, open, one, open_two) }
                }),
            (Test::Level(a, how_one, one), Test::Level(b, how_two, two)) if a == b && one.scale == two.scale => {
                bounds(*how_one, not_one).zip(bounds(*how_two, not_two)).is_some_and(
                    |((up, open), (up_two, open_two))| {
                        up == up_two
                            && if up {
                                tighter(&one.rank, open, &two.rank, open_two)
                            } else {
                                tighter(&two.rank, open, &one.rank, open_two)
                            }
                    },
                )
            }
            _ => false,
        }
    }

    /// The attribute on which two literals exclude one another.
    fn exclude(&self, one: &Formula, two: &Formula) -> Option<AttributeId> {
        let ((one, not_one), (two, not_two)) = (self.literal(one)?, self.literal(two)?);
        let attribute = attribute_of(one)?;
        if one == two {
            return (not_one != not_two).then_some(attribute);
        }
        if attribute_of(two)? != attribute || !self.single(attribute) {
            return None;
        }
        let exclusive = match (one, two) {
            (Test::OneOf(_, one), Test::OneOf(_, two)) => match (not_one, not_two) {
                (false, false) => one.iter().all(|left| two.iter().all(|right| apart(left, right))),
                (false, true) => one.iter().all(|value| two.iter().any(|wider| contains(wider, value))),
                (true, false) => two.iter().all(|value| one.iter().any(|wider| contains(wider, value))),
                (true, true) => false,
            },
            (Test::Number(_, how_one, one), Test::Number(_, how_two, two)) => bounds(*how_one, not_one)
                .zip(bounds(*how_two, not_two))
                .is_some_and(|(left, right)| apart_bounds(one, left, two, right)),
            (Test::Level(_, how_one, one), Test::Level(_, how_two, two)) if one.scale == two.scale => {
                bounds(*how_one, not_one)
                    .zip(bounds(*how_two, not_two))
                    .is_some_and(|(left, right)| apart_bounds(&one.rank, left, &two.rank, right))
            }
            (Test::OneOf(_, values), Test::Number(_, how, number)) if !not_one => {
                outside(values, *how, not_two, number)
            }
            (Test::Number(_, how, number), Test::OneOf(_, values)) if !not_two => {
                outside(values, *how, not_one, number)
            }
            _ => false,
        };
        exclusive.then_some(attribute)
    }

    fn single(&self, attribute: AttributeId) -> bool {
        self.vocabulary.attributes.get_index(attribute.index()).is_some_and(|(_, attribute)| !attribute.many)
    }
}

/// The attribute that a test compares with constants.
pub(super) fn attribute_of(test: &Test) -> Option<AttributeId> {
    match test {
        Test::OneOf(attribute, _) | Test::Number(attribute, ..) | Test::Level(attribute, ..) => Some(*attribute),
        Test::Date(..) | Test::Between(..) | Test::Current(_) | Test::PartOf(_) | Test::Is(_) | Test::Unknown => None,
    }
}

/// Whether a bound is a lower one, and whether it excludes its number; with negation taken in.
fn bounds(comparison: Comparison, negated: bool) -> Option<(bool, bool)> {
    Some(match (comparison, negated) {
        (Comparison::AtLeast, false) | (Comparison::Under, true) => (true, false),
        (Comparison::Over, false) | (Comparison::AtMost, true) => (true, true),
        (Comparison::AtMost, false) | (Comparison::Over, true) => (false, false),
        (Comparison::Under, false) | (Comparison::AtLeast, true) => (false, true),
    })
}

/// Whether a lower bound is at least as high as another.
fn tighter<T: Ord>(one: &T, one_open: bool, two: &T, two_open: bool) -> bool {
    one > two || (one == two && (one_open || !two_open))
}

fn apart_bounds<T: Ord>(one: &T, (up, open): (bool, bool), two: &T, (up_two, open_two): (bool, bool)) -> bool {
    if up == up_two {
        return false;
    }
    let (low, high) = if up { (one, two) } else { (two, one) };
    low > high || (low == high && (open || open_two))
}

/// Whether all numbers lie outside a bound.
fn outside(values: &[Constant], comparison: Comparison, negated: bool, number: &crate::model::number::Number) -> bool {
    let Some((up, open)) = bounds(comparison, negated) else { return false };
    values.iter().all(|value| match value {
        Constant::Number(value) => {
            let beyond = if up { value < number } else { value > number };
            beyond || (open && value == number)
        }
        Constant::Symbol(_)
        | Constant::Title(_)
        | Constant::YesNo(_)
        | Constant::Place(_)
        | Constant::Level(_)
        | Constant::Unknown => false,
    })
}

/// Whether what has the second value has the first.
fn contains(wider: &Constant, value: &Constant) -> bool {
    match (wider, value) {
        (Constant::Unknown, _) | (_, Constant::Unknown) => false,
        (Constant::Place(wider), Constant::Place(value)) => wider.contains(value),
        _ => wider == value,
    }
}

/// Whether nothing has both values.
fn apart(one: &Constant, two: &Constant) -> bool {
    match (one, two) {
        (Constant::Unknown, _) | (_, Constant::Unknown) => false,
        (Constant::Place(one), Constant::Place(two)) => !one.contains(two) && !two.contains(one),
        (Constant::Level(one), Constant::Level(two)) => one.scale == two.scale && one.rank != two.rank,
        _ => one != two,
    }
}
