//! "Did you mean" for paths.

use crate::diagnostic::nearest;

/// The candidate that is most like a path. Of those that agree with it up to the last point only what follows is
/// compared, so that a long beginning does not make all that follows it alike.
pub(crate) fn nearest_path<'n>(wanted: &str, candidates: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let candidates: Vec<&str> = candidates.collect();
    let Some((beginning, end)) = wanted.rsplit_once('.') else { return nearest(wanted, candidates.into_iter()) };
    let tail = |candidate: &'n str| candidate.strip_prefix(beginning)?.strip_prefix('.').map(|tail| (tail, candidate));
    let siblings: Vec<(&str, &str)> = candidates.iter().filter_map(|candidate| tail(candidate)).collect();
    if siblings.is_empty() {
        return nearest(wanted, candidates.into_iter());
    }
    let near = nearest(end, siblings.iter().map(|(tail, _)| *tail))?;
    siblings.into_iter().find(|(tail, _)| *tail == near).map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_beginning_does_not_count() {
        let known = ["programme.hours", "programme.content", "registration.fee"];
        assert_eq!(nearest_path("programme.colour", known.into_iter()), None);
        assert_eq!(nearest_path("programme.hour", known.into_iter()), Some("programme.hours"));
        assert_eq!(nearest_path("program.hours", known.into_iter()), Some("programme.hours"));
    }
}
