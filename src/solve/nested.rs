//! Class K1: rows that are nested or disjoint sets, in one pass over their tree.

use crate::model::number::Number;

/// A set of classes with what must and what may be counted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetRow {
    /// The classes, as bits.
    pub classes: u64,
    /// At least so much.
    pub least: Number,
    /// At most so much.
    pub most: Option<Number>,
}

/// The most that can be counted when all sets are nested or disjoint, and whether every minimum can be reached with
/// that (class K1). None if two sets overlap.
///
/// `weights` holds what each class has; none is unbounded. The answer's first part is none if it is unbounded.
#[must_use]
pub fn laminar(weights: &[Option<Number>], sets: &[SetRow]) -> Option<(Option<Number>, bool)> {
    if weights.len() > 64 {
        return None;
    }
    let mut order: Vec<&SetRow> = sets.iter().filter(|set| set.classes != 0 || set.least > Number::ZERO).collect();
    order.sort_by_key(|set| set.classes.count_ones());
    for (index, one) in order.iter().enumerate() {
        for other in order.iter().skip(index + 1) {
            let common = one.classes & other.classes;
            if common != 0 && common != one.classes && common != other.classes {
                return None;
            }
        }
    }
    // Smallest sets first: each takes the unclaimed classes and finished sets inside it, with what they need together.
    let mut holds = true;
    let mut done: Vec<(u64, Number, Option<Number>)> = weights
        .iter()
        .enumerate()
        .map(|(class, weight)| {
            (1_u64.checked_shl(u32::try_from(class).unwrap_or(64)).unwrap_or(0), Number::ZERO, *weight)
        })
        .collect();
    for set in order {
        let (inside, outside): (Vec<_>, Vec<_>) =
            done.into_iter().partition(|(classes, ..)| *classes != 0 && classes & set.classes == *classes);
        let need = inside.iter().map(|(_, need, _)| *need).sum::<Number>().max(set.least);
        let sum = inside.iter().try_fold(Number::ZERO, |sum, (.., most)| most.map(|most| sum + most));
        let most = match (sum, set.most) {
            (Some(sum), Some(cap)) => Some(sum.min(cap)),
            (one, None) | (None, one) => one,
        };
        holds &= most.is_none_or(|most| most >= need);
        done = outside;
        done.push((set.classes, need, most));
    }
    let total = done.iter().try_fold(Number::ZERO, |sum, (.., most)| most.map(|most| sum + most));
    Some((total, holds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(value: i64) -> Number {
        Number::whole(value)
    }

    #[test]
    fn nested_sets_take_one_pass() {
        // 15 other, 5 certified; at most 5 of other, at least 5 certified, at least 20 in all.
        let weights = [Some(n(15)), Some(n(5))];
        let sets = [
            SetRow { classes: 0b01, least: n(0), most: Some(n(5)) },
            SetRow { classes: 0b10, least: n(5), most: None },
            SetRow { classes: 0b11, least: n(20), most: None },
        ];
        assert_eq!(laminar(&weights, &sets), Some((Some(n(10)), false)));
    }
}
