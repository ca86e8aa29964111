//! Countries (ISO 3166-1 alpha-2). Subdivisions (ISO 3166-2) are checked by their form only: there are some five
//! thousand of them, and countries redraw them.

use super::declarations::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::text::Place;
use crate::source::Span;
use crate::syntax::ast;

/// The countries and territories that have a code of their own.
const COUNTRIES: &[&str] = &[
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW", "AX", "AZ", "BA", "BB", "BD",
    "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV", "BW", "BY", "BZ", "CA",
    "CC", "CD", "CF", "CG", "CH", "CI", "CK", "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CW", "CX", "CY", "CZ", "DE",
    "DJ", "DK", "DM", "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK", "FM", "FO", "FR", "GA",
    "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ", "GR", "GS", "GT", "GU", "GW", "GY", "HK",
    "HM", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IR", "IS", "IT", "JE", "JM", "JO", "JP",
    "KE", "KG", "KH", "KI", "KM", "KN", "KP", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS", "LT",
    "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK", "ML", "MM", "MN", "MO", "MP", "MQ", "MR", "MS",
    "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NF", "NG", "NI", "NL", "NO", "NP", "NR", "NU", "NZ",
    "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM", "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO", "RS",
    "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST",
    "SV", "SX", "SY", "SZ", "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO", "TR", "TT", "TV", "TW",
    "TZ", "UA", "UG", "UM", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VI", "VN", "VU", "WF", "WS", "YE", "YT", "ZA",
    "ZM", "ZW",
];

/// Codes that people write, and the code that is meant.
const MISTAKEN: &[(&str, &str)] = &[("UK", "GB"), ("EL", "GR")];

/// Whether the country of a place exists.
#[must_use]
pub fn exists(place: Place) -> bool {
    let country = place.code().split('-').next().unwrap_or_default();
    COUNTRIES.binary_search(&country).is_ok()
}

/// Reads a code of a place; says what is wrong with it otherwise.
///
/// # Errors
///
/// A diagnostic at the span, if it has not the form of a code or there is no such country.
pub fn read(code: &str, span: Span) -> Result<Place, Box<Diagnostic>> {
    let Some(place) = Place::parse(code) else {
        let message = format!("`{code}` is not a code of a place");
        let wrong = Diagnostic::new(Code::UnknownPlace, message).at(span, "not a code");
        return Err(Box::new(wrong.note("codes are those of ISO 3166: `US` for a country, `US-TX` for a part of one")));
    };
    if exists(place) {
        return Ok(place);
    }
    let country = code.split('-').next().unwrap_or_default();
    let meant = MISTAKEN.iter().find(|(wrong, _)| *wrong == country).map(|(_, right)| code.replacen(country, right, 1));
    let unknown = Diagnostic::new(Code::UnknownPlace, format!("no country has the code `{country}`"));
    Err(Box::new(unknown.at(span, "no such country").suggest(meant.as_deref())))
}

/// The place of a name, or a report that there is none.
pub(crate) fn place(context: &Context<'_>, name: &ast::Name) -> Option<Place> {
    read(&name.value, name.span).map_err(|diagnostic| context.names.report(*diagnostic)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_sorted_and_complete() {
        assert!(COUNTRIES.is_sorted());
        assert_eq!(COUNTRIES.len(), 249);
    }
}
