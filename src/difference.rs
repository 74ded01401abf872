//! What is different between two rosters of the same windows: who sits where now, and who did before.
//!
//! In: two rosters of an instance, or two sheets without one. Out: changes, window by window. The people of a window are
//! a set: whoever only moved to another seat number has not changed. Nothing is judged here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};

use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::domain::sheet::{Holder, Sheet};

/// A seat that changed hands. `was` and `is` are never the same, and never both empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Index into `Instance::windows`.
    pub window: usize,
    /// Who sat there: index into `Instance::staff`; `None` where nobody did.
    pub was: Option<usize>,
    /// Who sits there now; `None` where nobody does.
    pub is: Option<usize>,
}

/// The seats that changed hands, in order of time. Within a window, colleagues of one municipality are paired first.
///
/// # Panics
/// Where the rosters are of another instance: another number of windows, or staff that is not there.
pub fn changes(instance: &Instance, old: &Roster, new: &Roster) -> Vec<Change> {
    for roster in [old, new] {
        assert_eq!(roster.shifts.len(), instance.windows.len(), "a roster has one entry per window of its instance");
    }
    let home = |&person: &usize| instance.staff[person].municipality;
    let both = old.shifts.iter().zip(&new.shifts).enumerate();
    both.flat_map(|(window, (old, new))| {
        exchanged(old, new, home).into_iter().map(move |(was, is)| Change { window, was, is })
    })
    .collect()
}

/// A seat that changed hands between two sheets; people by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetChange {
    /// The date of the window.
    pub date: NaiveDate,
    /// When it starts.
    pub start: NaiveTime,
    /// Who sat there.
    pub was: Option<String>,
    /// Who sits there now.
    pub is: Option<String>,
}

/// Shifts gained and lost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Seats held now that were not before.
    pub gained: u64,
    /// Seats held before that are not now.
    pub lost: u64,
}

/// What is different between two sheets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// The seats that changed hands, in order of time.
    pub changes: Vec<SheetChange>,
    /// By id: shifts gained and lost, for everybody a change names.
    pub people: BTreeMap<String, Tally>,
    /// By the municipality's code and name: the same, where the sheets say whose staff it is. A shift that went from one
    /// colleague to another is both gained and lost.
    pub municipalities: BTreeMap<(String, String), Tally>,
    /// By id: what the sheets say of the person, the new one first.
    pub holders: BTreeMap<String, Holder>,
    /// Windows compared.
    pub windows: u64,
}

/// Compares two sheets of the same windows; a window that one of them lacks has nobody on it there.
pub fn compare(old: &Sheet, new: &Sheet) -> Difference {
    let mut holders = old.people.clone();
    for (id, said) in &new.people {
        let known = holders.entry(id.clone()).or_default();
        for (known, said) in [
            (&mut known.name, &said.name),
            (&mut known.municipality, &said.municipality),
            (&mut known.municipality_name, &said.municipality_name),
        ] {
            if !said.is_empty() {
                known.clone_from(said);
            }
        }
    }
    let home = |id: &String| holders.get(id).map(|holder| holder.municipality.clone());
    let windows: BTreeSet<&(NaiveDate, NaiveTime)> = old.windows.keys().chain(new.windows.keys()).collect();
    let mut difference = Difference { windows: windows.len() as u64, ..Difference::default() };
    for window in windows {
        let on = |sheet: &Sheet| sheet.windows.get(window).cloned().unwrap_or_default();
        for (was, is) in exchanged(&on(old), &on(new), home) {
            difference.changes.push(SheetChange { date: window.0, start: window.1, was, is });
        }
    }
    for SheetChange { was, is, .. } in &difference.changes {
        for (id, gained) in [(was, 0), (is, 1)].into_iter().filter_map(|(id, gained)| Some((id.as_ref()?, gained))) {
            let town =
                holders.get(id).filter(|town| !town.municipality.is_empty() || !town.municipality_name.is_empty());
            let town = town.map(|town| (town.municipality.clone(), town.municipality_name.clone()));
            let tallies = [Some(difference.people.entry(id.clone()).or_default())];
            let towns = town.map(|town| difference.municipalities.entry(town).or_default());
            for tally in tallies.into_iter().chain([towns]).flatten() {
                tally.gained += gained;
                tally.lost += 1 - gained;
            }
        }
    }
    holders.retain(|id, _| difference.people.contains_key(id));
    difference.holders = holders;
    difference
}

/// Who of a window went and who came, paired: first those of one home, then the others in their order. Whoever is in
/// both lists as often has stayed.
fn exchanged<P: Ord + Clone, H: PartialEq>(
    old: &[P],
    new: &[P],
    home: impl Fn(&P) -> H,
) -> Vec<(Option<P>, Option<P>)> {
    let without = |all: &[P], others: &[P]| {
        let mut others = others.to_vec();
        let mut left: Vec<P> = Vec::new();
        for person in all {
            match others.iter().position(|other| other == person) {
                Some(same) => {
                    others.swap_remove(same);
                }
                None => left.push(person.clone()),
            }
        }
        left.sort();
        left
    };
    let (mut gone, mut came) = (without(old, new), without(new, old));
    let mut pairs = Vec::new();
    gone.retain(|was| match came.iter().position(|is| home(is) == home(was)) {
        Some(colleague) => {
            pairs.push((Some(was.clone()), Some(came.remove(colleague))));
            false
        }
        None => true,
    });
    let (mut gone, mut came) = (gone.into_iter(), came.into_iter());
    loop {
        match (gone.next(), came.next()) {
            (None, None) => return pairs,
            pair => pairs.push(pair),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(old: &[&str], new: &[&str]) -> Vec<String> {
        let pairs = exchanged(old, new, |person| person.chars().next());
        let shown = |person: Option<&str>| person.unwrap_or("-").to_owned();
        pairs.into_iter().map(|(was, is)| format!("{} {}", shown(was), shown(is))).collect()
    }

    #[test]
    fn people_of_a_window_are_a_set() {
        assert!(pairs(&["a1", "b1"], &["b1", "a1"]).is_empty());
        assert_eq!(pairs(&["a1", "b1"], &["b1", "c1"]), ["a1 c1"]);
        // A pool that holds one seat less has lost a seat.
        assert_eq!(pairs(&["p", "p"], &["p"]), ["p -"]);
        assert_eq!(pairs(&[], &["a1"]), ["- a1"]);
    }

    #[test]
    fn colleagues_are_paired_first() {
        assert_eq!(pairs(&["a1", "b1"], &["b2", "a2"]), ["a1 a2", "b1 b2"]);
        assert_eq!(pairs(&["a1", "b1", "c1"], &["b2", "d2"]), ["b1 b2", "a1 d2", "c1 -"]);
    }

    #[test]
    fn tallies_count_both_sides_of_an_exchange() {
        let date = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
        let sheet = |people: &[&str]| Sheet {
            windows: BTreeMap::from([((date, NaiveTime::MIN), people.iter().map(|&id| id.to_owned()).collect())]),
            people: people
                .iter()
                .map(|&id| (id.to_owned(), Holder { municipality: id[..1].to_owned(), ..Holder::default() }))
                .collect(),
        };
        let difference = compare(&sheet(&["a1", "b1"]), &sheet(&["a2", "b1"]));
        assert_eq!(difference.changes.len(), 1);
        assert_eq!(difference.people["a2"], Tally { gained: 1, lost: 0 });
        assert_eq!(difference.municipalities[&("a".to_owned(), String::new())], Tally { gained: 1, lost: 1 });
        assert!(!difference.holders.contains_key("b1"));
    }
}
