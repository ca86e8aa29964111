//! Bars of quantities: what is sure `█`, what is possible `▒`, what lacks `░`.

use crate::model::number::Number;

/// Cells of a bar: each is a tenth.
pub(crate) const CELLS: i64 = 10;

/// The bar of an amount between `low` and `high` (none: no limit is known) against what is asked. A cell is filled only
/// if all of it is reached, so that a full bar always means enough.
pub(crate) fn bar(low: Number, high: Option<Number>, need: Number) -> String {
    let cells = |amount: Number| {
        let part = (amount * Number::whole(CELLS)).checked_div(need);
        part.map_or(CELLS, |part| part.floor().clamp(0, CELLS))
    };
    let sure = cells(low);
    let possible = high.map_or(CELLS, cells).max(sure);
    let repeat = |sign: &str, count: i64| sign.repeat(usize::try_from(count).unwrap_or(0));
    format!("[{}{}{}]", repeat("█", sure), repeat("▒", possible - sure), repeat("░", CELLS - possible))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(low: i64, high: Option<i64>, need: i64) -> String {
        bar(Number::whole(low), high.map(Number::whole), Number::whole(need))
    }

    #[test]
    fn bars() {
        assert_eq!(draw(150, Some(150), 180), "[████████░░]");
        assert_eq!(draw(179, Some(179), 180), "[█████████░]");
        assert_eq!(draw(180, Some(180), 180), "[██████████]");
        assert_eq!(draw(60, Some(120), 120), "[█████▒▒▒▒▒]");
        assert_eq!(draw(0, None, 20), "[▒▒▒▒▒▒▒▒▒▒]");
        assert_eq!(draw(500, Some(400), 20), "[██████████]");
        assert_eq!(draw(-5, Some(0), 20), "[░░░░░░░░░░]");
        assert_eq!(draw(0, Some(0), 0), "[██████████]");
    }
}
