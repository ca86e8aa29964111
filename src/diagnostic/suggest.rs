//! Which name somebody may have meant.

/// Characters beyond which a word is not compared: nobody misspells so long a name by a third.
const LONGEST: usize = 80;

/// Finds the candidate most like a word: the same but for case, else the one with the fewest slips of the pen (letters
/// left out, added, changed or two exchanged), up to a third of the word's length.
///
/// Candidates are put in order first, so that the answer does not depend on the order in which they come.
///
/// ```
/// use habilita::diagnostic::nearest;
///
/// assert_eq!(nearest("us.tx.hcw", ["us.tx.chw", "us.ca.lvn"].into_iter()), Some("us.tx.chw"));
/// assert_eq!(nearest("radiography", ["us.tx.chw"].into_iter()), None);
/// ```
pub fn nearest<'a>(wanted: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let letters: Vec<char> = wanted.chars().take(LONGEST + 1).collect();
    if letters.is_empty() || letters.len() > LONGEST {
        return None;
    }
    let mut candidates: Vec<&str> = candidates.collect();
    candidates.sort_unstable();
    let lower = wanted.to_lowercase();
    if let Some(found) = candidates.iter().find(|candidate| candidate.to_lowercase() == lower) {
        return Some(found);
    }
    let most = (letters.len() / 3).max(1);
    let near = candidates.into_iter().filter_map(|candidate| Some((distance(&letters, candidate, most)?, candidate)));
    near.min_by_key(|(slips, _)| *slips).map(|(_, candidate)| candidate)
}

/// Counts slips between two words (optimal string alignment); none if there are more than `most`, or if nothing of the
/// word is left.
fn distance(wanted: &[char], candidate: &str, most: usize) -> Option<usize> {
    let candidate: Vec<char> = candidate.chars().take(wanted.len() + most + 1).collect();
    if candidate.len().abs_diff(wanted.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=candidate.len()).collect();
    for (row, letter) in wanted.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, other) in candidate.iter().enumerate() {
            let at = |cells: &[usize], cell: usize| cells.get(cell).copied().unwrap_or(usize::MAX / 2);
            let mut slips = (at(&above, column) + usize::from(letter != other))
                .min(at(&above, column + 1) + 1)
                .min(at(&line, column) + 1);
            let exchanged = row > 0
                && column > 0
                && wanted.get(row - 1) == Some(other)
                && candidate.get(column - 1) == Some(letter);
            if exchanged {
                slips = slips.min(at(&before, column - 1) + 1);
            }
            line.push(slips);
        }
        before = std::mem::replace(&mut above, line);
    }
    above.last().copied().filter(|slips| *slips <= most && *slips < wanted.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(wanted: &str, candidates: &[&'static str]) -> Option<&'static str> {
        nearest(wanted, candidates.iter().copied())
    }

    #[test]
    fn case_goes_before_slips() {
        assert_eq!(near("CHW", &["chv", "chw"]), Some("chw"));
        assert_eq!(near("Ñandú", &["ñandú", "Nandu"]), Some("ñandú"));
    }

    #[test]
    fn slips_up_to_a_third() {
        assert_eq!(near("venipuncture", &["venepuncture"]), Some("venepuncture"));
        assert_eq!(near("evidnece", &["evidence"]), Some("evidence"), "exchanged");
        assert_eq!(near("hour", &["hours"]), Some("hours"), "left out");
        assert_eq!(near("course", &["covers"]), None, "too many");
        assert_eq!(near("abc", &["xyz"]), None);
        assert_eq!(near("a", &["b"]), None, "nothing is left of the word");
    }

    #[test]
    fn ties_go_to_the_first_in_order() {
        assert_eq!(near("cat", &["cot", "bat", "cut"]), Some("bat"));
        assert_eq!(near("cat", &["cut", "cot", "bat"]), Some("bat"));
    }

    #[test]
    fn long_and_empty_words_are_left_alone() {
        assert_eq!(near("", &["a"]), None);
        assert_eq!(nearest(&"a".repeat(100_000), ["a"].into_iter()), None);
        assert_eq!(near("hours", &[""]), None);
    }
}
