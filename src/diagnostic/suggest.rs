//! "Did you mean": the name closest to one that is not known.
//!
//! In: what was written and what could have been. Out: the closest name, if it is close enough to be worth a guess.
//! A guess is only ever shown, never acted on.

/// The candidate closest to `written`, if it is close enough to be a slip of the keyboard.
pub fn closest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.trim().to_lowercase();
    if written.is_empty() {
        return None;
    }
    candidates
        .into_iter()
        .filter(|candidate| !candidate.is_empty())
        .map(|candidate| (distance(&written, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, candidate)| distance <= slips(&written, candidate))
        .min()
        .map(|(_, candidate)| candidate)
}

/// The question to ask about the closest candidate.
pub fn did_you_mean<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    closest(written, candidates).map(|candidate| format!("did you mean {}?", super::quote(candidate)))
}

/// Letters added, dropped, changed or swapped. Letters that only differ in how Danish is typed abroad count as one.
fn distance(written: &str, candidate: &str) -> usize {
    strsim::damerau_levenshtein(written, candidate)
}

/// How many slips a word may have and still be taken for another: one in three letters, and at least one.
fn slips(written: &str, candidate: &str) -> usize {
    (written.chars().count().max(candidate.chars().count()) / 3).max(1)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        assert_eq!(closest("poplation", ["code", "name", "population"]), Some("population"));
        assert_eq!(closest("Aarhsu", ["Aarhus", "Randers"]), Some("Aarhus"));
        assert_eq!(closest("phone", ["id", "name", "municipality"]), None);
        assert_eq!(closest("", ["a"]), None);
        assert_eq!(closest("x", [""]), None);
    }
}
