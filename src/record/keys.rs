//! Which keys each kind of evidence has.

use std::sync::LazyLock;

use super::document::Evidence;
use super::faults::Faults;
use super::forms::KINDS;
use super::locate::{At, Side};
use crate::diagnostic::{Code, nearest};
use crate::model::vocabulary::Kind;

const COMMON: &[&str] = &["id", "kind", "status", "verified", "attributes", "name"];
const TAUGHT: &[&str] = &[
    "provider",
    "approved-by",
    "delivery",
    "mode",
    "hours",
    "credits",
    "duration",
    "minutes-per-hour",
    "topics",
    "covers",
    "purpose",
];

/// The keys of a kind, beside the common ones.
const fn keys(kind: Kind) -> &'static [&'static [&'static str]] {
    match kind {
        Kind::Course => &[
            TAUGHT,
            &["part-of", "code", "accredited-by", "setting", "started", "completed", "expires", "grade", "passed"],
        ],
        Kind::Placement => {
            &[TAUGHT, &["part-of", "site", "area", "setting", "supervisor", "started", "completed", "passed"]]
        }
        Kind::Qualification => &[
            &["title", "recognised", "level", "field", "provider", "approved-by", "accredited-by", "country"],
            &["started", "completed", "issued", "expires", "complete"],
            &["hours", "credits", "duration", "minutes-per-hour", "covers"],
        ],
        Kind::Exam => {
            &[&["part-of", "part", "date", "result", "passed", "score", "scale", "grade", "area", "covers", "expires"]]
        }
        Kind::Experience => &[
            &["role", "employer", "country", "started", "ended", "load", "area", "supervised-by", "paid"],
            &["hours", "minutes-per-hour", "covers"],
        ],
        Kind::Demonstration => {
            &[&["part-of", "competency", "level", "date", "encounter", "setting", "count", "success", "assessor"]]
        }
        Kind::Credential => &[&["grant", "issuer", "number", "issued", "expires", "covers"]],
        Kind::Cpd => &[TAUGHT, &["category", "code", "started", "completed", "date", "expires"]],
        Kind::Language => &[&["language", "level", "scale", "score", "date", "expires"]],
        Kind::Statement => &[&["type", "author", "date", "covers", "expires"]],
    }
}

/// All keys of a kind.
pub(super) fn keys_of(kind: Kind) -> impl Iterator<Item = &'static str> {
    COMMON.iter().chain(keys(kind).iter().copied().flatten()).copied()
}

/// For each kind the keys it may have, as bits.
static ALLOWED: LazyLock<[u128; KINDS.len()]> = LazyLock::new(|| {
    Kind::ALL.map(|kind| {
        let bit = |key: &str| Evidence::KEYS.iter().position(|known| *known == key).map_or(0, |place| 1 << place);
        keys_of(kind).fold(0, |bits, key| bits | bit(key))
    })
});

/// Keys that another kind of evidence has.
pub(super) fn foreign(faults: &mut Faults<'_, '_>, path: &At<'_>, item: &Evidence) {
    let allowed = ALLOWED.get(item.kind as usize).copied().unwrap_or(u128::MAX);
    let foreign = item.present() & !allowed;
    if foreign == 0 {
        return;
    }
    for (place, key) in Evidence::KEYS.iter().enumerate() {
        if foreign >> place & 1 == 0 {
            continue;
        }
        let kind = item.kind.name();
        let owners: Vec<&str> =
            Kind::ALL.iter().filter(|other| keys_of(**other).any(|known| known == *key)).map(|it| it.name()).collect();
        let message = format!("a piece of evidence of kind `{kind}` has no `{key}`");
        faults.tell(Code::UnknownKey, &path.key(key), Side::Key, message, |diagnostic| {
            diagnostic
                .note(format!("`{key}` belongs to {}", owners.join(", ")))
                .suggest(nearest(key, keys_of(item.kind)).or_else(|| same_meaning(key, item.kind)))
        });
    }
}

/// The key that a kind has in place of another kind's.
fn same_meaning(key: &str, kind: Kind) -> Option<&'static str> {
    let instead: &[&str] = match key {
        "completed" | "date" | "ended" | "issued" => &["completed", "date", "ended", "issued"],
        "area" | "topics" => &["area", "topics"],
        "provider" | "employer" | "site" | "issuer" | "author" => &["provider", "employer", "site", "issuer", "author"],
        "passed" | "result" | "success" => &["result", "passed", "success"],
        "competency" | "covers" => &["competency", "covers"],
        "supervisor" | "supervised-by" => &["supervisor", "supervised-by"],
        _ => return None,
    };
    instead.iter().copied().find(|instead| keys_of(kind).any(|known| known == *instead))
}
