//! "Did you mean".

/// The candidate that is very probably meant.
pub(crate) fn nearest<'n>(wanted: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let candidates: std::collections::BTreeSet<&str> = candidates.into_iter().collect();
    candidates.into_iter().find(|known| known.eq_ignore_ascii_case(wanted))
}
