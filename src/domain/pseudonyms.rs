//! Pseudonyms for everybody who is not of one municipality.
//!
//! In: the ids of all, in order, and which of them stay. Out: another id for each of the others, so that all of them sort as before: whatever
//! is decided by the order of ids, such as which of two equally good rosters is found, stays as it was.

/// How many digits a pseudonym's number has at least.
const DIGITS: usize = 3;

/// What pseudonyms begin with: a letter, if one will do, so that no spreadsheet takes them for numbers.
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// New ids for all, `None` for those that stay. `None` where there is no room between two ids that stay, as between `a` and `a!`.
///
/// # Panics
/// Where the ids do not ascend.
pub fn ids(all: &[&str], stays: impl Fn(usize) -> bool) -> Option<Vec<Option<String>>> {
    assert!(all.is_sorted(), "staff stand in the order of their ids");
    let mut new = vec![None; all.len()];
    let mut at = 0;
    while at < all.len() {
        if stays(at) {
            at += 1;
            continue;
        }
        let end = (at..all.len()).find(|&place| stays(place)).unwrap_or(all.len());
        let before = at.checked_sub(1).map_or("", |place| all[place]);
        let after = all.get(end).copied();
        let digits = (end - at).to_string().len().max(DIGITS);
        let prefix = between(before, after, digits)?;
        for (number, place) in (at..end).enumerate() {
            new[place] = Some(format!("{prefix}{:0digits$}", number + 1));
        }
        at = end;
    }
    Some(new)
}

/// The shortest text that, with any number behind it, sorts between two others.
fn between(before: &str, after: Option<&str>, digits: usize) -> Option<String> {
    let (least, most) = ("0".repeat(digits), "9".repeat(digits));
    let fits = |prefix: &str| {
        let (first, last) = (format!("{prefix}{least}"), format!("{prefix}{most}"));
        before < first.as_str() && after.is_none_or(|after| last.as_str() < after)
    };
    // Whatever sorts between the two begins as one of them does, up to a place where it differs or goes on.
    let starts = |text: &str| {
        text.char_indices().map(|(at, _)| text[..at].to_owned()).chain([text.to_owned()]).collect::<Vec<_>>()
    };
    let mut begun: Vec<String> = starts(before).into_iter().chain(starts(after.unwrap_or_default())).collect();
    begun.sort_by_key(|start| start.chars().count());
    begun.into_iter().find_map(|start| {
        let mut longer = LETTERS.chars().map(|letter| format!("{start}{letter}"));
        longer.find(|prefix| fits(prefix)).or_else(|| fits(&format!("{start}-")).then(|| format!("{start}-")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(all: &[&str], own: &str) -> Vec<String> {
        let new = ids(all, |place| all[place].starts_with(own)).expect("there is room");
        let both = new.into_iter().zip(all).map(|(new, old)| new.unwrap_or_else(|| (*old).to_owned()));
        both.collect()
    }

    #[test]
    fn pseudonyms_sort_as_ids_did() {
        for (all, own) in [
            (vec!["AAR01", "AAR02", "LEM1", "LEM2", "SKI1", "STR1"], "LEM"),
            (vec!["AAR01", "LEM1", "SKI1"], "AAR"),
            (vec!["anbe", "anke", "bojo", "clfr"], "bojo"),
            (vec!["1", "2", "3", "30", "31"], "3"),
            (vec!["LEM1", "LEM10", "LEM2"], "LEM2"),
            (vec!["x", "x-1", "x1", "åse"], "x1"),
            (vec!["0", "00", "1"], "00"),
        ] {
            let new = renamed(&all, own);
            assert!(new.is_sorted() && new.windows(2).all(|pair| pair[0] != pair[1]), "{all:?}: {new:?}");
            let kept = new.iter().filter(|id| all.contains(&id.as_str())).count();
            assert_eq!(kept, all.iter().filter(|id| id.starts_with(own)).count(), "{all:?}: {new:?}");
        }
        assert_eq!(renamed(&["AAR01", "LEM1", "SKI1"], "LEM"), ["A001", "LEM1", "M001"]);
    }

    #[test]
    fn where_there_is_no_room_there_are_none() {
        assert_eq!(ids(&["a", "a!", "a\""], |place| place != 1), None);
    }
}
