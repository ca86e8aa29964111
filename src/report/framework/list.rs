//! What a library holds.

use indexmap::IndexMap;

use super::show::status;
use crate::model::framework::Framework;
use crate::report::layout::{Page, Piece, Tone};
use crate::report::speech::Speech;
use crate::report::text::TextOptions;

/// Versions by id, in the order given; the last version of each speaks for it.
pub(super) fn grouped<'a>(frameworks: &[&'a Framework]) -> IndexMap<&'a str, Vec<&'a Framework>> {
    let mut groups: IndexMap<&str, Vec<&Framework>> = IndexMap::new();
    for framework in frameworks {
        groups.entry(framework.id.as_str()).or_default().push(framework);
    }
    for versions in groups.values_mut() {
        versions.sort_by_key(|framework| framework.in_force.lo);
    }
    groups
}

/// The frameworks of a library as text: id, name, status, codes, and each version with its period.
#[must_use]
pub fn list(frameworks: &[&Framework], options: &TextOptions) -> String {
    let mut page = Page::new(options.width, options.colour);
    let words = options.language.words();
    for (id, versions) in grouped(frameworks) {
        let Some(latest) = versions.last() else { continue };
        let speech = Speech { words, framework: latest, record: None };
        page.write(0, 2, &[Piece::new(id, Tone::Strong), Piece::plain(" – "), Piece::plain(speech.text(&latest.name))]);
        let mut parts: Vec<String> = latest.country.map(|place| place.code().to_owned()).into_iter().collect();
        parts.push(status(words, latest.status));
        parts.extend(latest.occupation.iter().map(|(scheme, code)| format!("{scheme}:{code}")));
        page.write(2, 2, &[Piece::new(parts.join(" · "), Tone::Dim)]);
        for version in versions {
            let values =
                [("version", version.version.as_str().into()), ("period", words.period(version.in_force).into())];
            page.write(2, 4, &[Piece::plain(words.with("list-version", values))]);
        }
    }
    page.finish()
}
