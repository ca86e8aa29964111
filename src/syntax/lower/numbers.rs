//! Numbers, quantities and amounts.

use super::{Lower, Parts, word};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Amount, Decimal, Name, Quantity, Spanned};
use crate::syntax::limits;
use crate::syntax::messages::Mend as _;
use crate::syntax::parser::{Pair, Rule};

impl Lower<'_> {
    /// A number with an optional unit: the parts of a `quantity`, `value_quantity`, `duration` or `percent`.
    pub(super) fn quantity(&mut self, pair: Pair<'_>) -> Option<Quantity> {
        let span = self.span(&pair);
        let parts = Parts::of(pair);
        let unit = parts.one(Rule::unit).map(|unit| self.token(&unit));
        let number = parts.one(Rule::number).or_else(|| parts.one(Rule::plain_number))?;
        let number = self.decimal(&number, unit.as_ref());
        Some(Quantity { number, unit, span })
    }

    /// A quantity, or the name of a value.
    pub(super) fn amount(&mut self, pair: Pair<'_>) -> Option<Amount> {
        let parts = Parts::of(pair);
        match parts.one(Rule::quantity) {
            Some(quantity) => self.quantity(quantity).map(Amount::Quantity),
            None => parts.one(Rule::path).map(|path| Amount::Named(self.token(&path))),
        }
    }

    /// A number that counts things.
    pub(super) fn integer(&mut self, pair: &Pair<'_>) -> Spanned<i64> {
        let span = self.span(pair);
        let number = self.decimal(pair, None);
        if number.scale > 0 {
            self.report(
                Diagnostic::new(Code::InvalidNumber, format!("`{}` is not a whole number", word(pair)))
                    .at(span, "a whole number is expected"),
            );
        }
        let whole = number.digits.checked_div(10_i64.pow(u32::from(number.scale))).unwrap_or_default();
        Spanned { value: whole, span }
    }

    fn decimal(&mut self, pair: &Pair<'_>, unit: Option<&Name>) -> Decimal {
        let span = self.span(pair);
        let written = word(pair);
        let ours = self.plain_number(written, span, unit);
        let (whole, fraction) = ours.split_once('.').unwrap_or((ours.as_str(), ""));
        if fraction.len() > limits::DECIMALS {
            self.report(
                Diagnostic::new(Code::InvalidNumber, format!("`{written}` has more than six decimals"))
                    .at(span, "too precise to be kept exactly"),
            );
        }
        let fraction: String = fraction.chars().take(limits::DECIMALS).collect();
        let scale = u8::try_from(fraction.len()).unwrap_or_default();
        let factor = 10_i64.pow(u32::from(scale));
        let digits = format!("{whole}{fraction}").parse::<i64>().ok();
        match digits.filter(|digits| *digits <= limits::NUMBER * factor) {
            Some(digits) => Decimal { digits, scale },
            None => {
                self.report(
                    Diagnostic::new(Code::InvalidNumber, format!("`{written}` is more than 1000000000"))
                        .at(span, "too large"),
                );
                Decimal { digits: limits::NUMBER, scale: 0 }
            }
        }
    }

    /// The digits with at most one point; a number written otherwise is reported.
    fn plain_number(&mut self, written: &str, span: Span, unit: Option<&Name>) -> String {
        if written.bytes().all(|byte| byte.is_ascii_digit()) {
            return written.to_owned();
        }
        let points = written.matches('.').count();
        let grouped = written.contains([' ', '\'']) || points > 1 || written.matches(',').count() > 1;
        let last = written.rsplit(['.', ',', ' ', '\'']).next().unwrap_or_default();
        let thousands = last.len() == 3 && written.len() > 3;
        let hours = unit.is_some_and(|unit| unit.value == "h");
        let without: String = written.chars().filter(char::is_ascii_digit).collect();
        let (message, ours, sure) = if grouped || (written.contains(',') && points > 0) {
            let decimals = (!thousands && written.contains(',') && points > 0).then_some(last.len());
            (
                format!("`{written}` has more than one separator"),
                point(&without, decimals.unwrap_or_default()),
                thousands,
            )
        } else if written.contains(',') && thousands {
            // `1,600` is 1600 to some readers and 1.6 to others; with three digits behind it the thousands are meant.
            (format!("`{written}` has a comma"), without, true)
        } else if written.contains(',') {
            (format!("`{written}` has a decimal comma"), written.replace(',', "."), true)
        } else if points == 1 && thousands && hours {
            (format!("`{written} h` may be read in two ways"), without, true)
        } else {
            return written.to_owned();
        };
        let unit = unit.map_or(String::new(), |unit| format!(" {}", unit.value));
        let mut diagnostic = Diagnostic::new(Code::ForeignSpelling, message)
            .at(span, "digits, and at most one point before the decimals")
            .help(format!("write `{ours}{unit}`"));
        if sure {
            diagnostic = diagnostic.mend(span, ours.clone());
        }
        self.report(diagnostic);
        ours
    }
}

/// Puts a point before so many last digits.
fn point(digits: &str, decimals: usize) -> String {
    let at = digits.len().saturating_sub(decimals);
    match (digits.get(..at), digits.get(at..)) {
        (Some(whole), Some(fraction)) if !fraction.is_empty() => format!("{whole}.{fraction}"),
        _ => digits.to_owned(),
    }
}
