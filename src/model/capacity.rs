//! What a municipality's staff can man, as far as the municipal level can say it: `away_at_once` exactly, and the
//! limits on people summed over colleagues, which every roster obeys (Hall's condition for single windows, sets of a
//! day's windows, weeks, burdens and the whole period).
//!
//! In: who can be where. Out: the columns z_mw (seats of window w that municipality m mans) and rows over them.

use chrono::NaiveDate;

use super::manning::Manning;
use super::names::{self, Words};
use super::people::People;
use super::program::Program;
use crate::domain::Instance;

/// Days with more windows than this get rows for single windows and the whole day only: subsets double with each.
const MOST_WINDOWS_FOR_SUBSETS: usize = 4;

/// Adds z_mw for every municipality and window it has somebody for: at least its fixed and worked shifts, at most what
/// its colleagues can take there and `away_at_once`.
pub(super) fn manning(instance: &Instance, people: &People, program: &mut Program) -> Manning {
    let windows = instance.windows.len();
    let mut open = vec![vec![0u32; windows]; instance.municipalities.len()];
    let mut fixed = open.clone();
    for (s, places) in people.places.iter().enumerate() {
        let m = instance.staff[s].municipality;
        for &(w, most) in places {
            open[m][w] += most;
            fixed[m][w] += instance.given_seats(s, w);
        }
    }
    let of = (0..instance.municipalities.len())
        .map(|m| {
            (0..windows)
                .filter(|&w| open[m][w] > 0)
                .map(|w| {
                    let away = instance.most_away(m, w).unwrap_or(u32::MAX);
                    let most = open[m][w].min(away).min(instance.windows[w].seats).max(fixed[m][w]);
                    program.call(|words| format!("manned.{}.{}", words.municipality(m), words.window(w)));
                    (w, program.column(Some(m), f64::from(fixed[m][w]), f64::from(most)))
                })
                .collect()
        })
        .collect();
    Manning { of }
}

/// No set of windows is manned by more shifts than the colleagues together can take there.
/// Σ_{w in set} z_mw ≤ Σ_{s of m} most_s(set)
///
/// Returns the right sides for the whole period and for each burden in it, by municipality.
pub(super) fn limits(instance: &Instance, people: &People, manning: &Manning, program: &mut Program) -> Vec<Vec<u32>> {
    let mut colleagues = vec![Vec::new(); instance.municipalities.len()];
    for (s, person) in instance.staff.iter().enumerate() {
        colleagues[person.municipality].push(s);
    }
    let mut capacities = Vec::with_capacity(colleagues.len());
    for (m, (places, colleagues)) in manning.of.iter().zip(&colleagues).enumerate() {
        let most = |set: &[(usize, usize)]| -> u32 {
            let [(first, _), .., (last, _)] = *set else { return u32::MAX };
            let inside = |w: usize| set.binary_search_by_key(&w, |&(inside, _)| inside).is_ok();
            colleagues.iter().map(|&s| people.most(instance, s, first..=last, inside)).sum()
        };
        let mut hold = |set: &[(usize, usize)], name: &dyn Fn(&Words) -> String| {
            let most = most(set);
            let columns: Vec<usize> = set.iter().map(|&(_, column)| column).collect();
            program.call(|words| format!("capacity.{}{}", words.municipality(m), name(words)));
            program.limit(&columns, most);
            most
        };
        for day in places.chunk_by(|a, b| date(instance, a.0) == date(instance, b.0)) {
            for set in subsets(day) {
                hold(&set, &|words| match set.len() == day.len() {
                    true => format!(".{}", names::date(date(instance, set[0].0))),
                    false => set.iter().map(|&(w, _)| format!(".{}", words.window(w))).collect(),
                });
            }
        }
        let mut sets = vec![(None, places.clone())];
        for burden in 0..instance.burdens.len() {
            let inside = |&(w, _): &(usize, usize)| instance.windows[w].burdens.contains(&burden);
            sets.push((Some(burden), places.iter().copied().filter(inside).collect()));
        }
        let capacity = sets.iter().map(|(burden, set)| {
            let of = |words: &Words| burden.map_or(String::new(), |burden| format!(".{}", words.burden(burden)));
            for week in set.chunk_by(|a, b| instance.windows[a.0].week() == instance.windows[b.0].week()) {
                let number = instance.windows[week[0].0].week();
                hold(week, &|words| format!("{}.{}", of(words), names::week(number)));
            }
            hold(set, &of)
        });
        capacities.push(capacity.collect());
    }
    capacities
}

fn date(instance: &Instance, window: usize) -> NaiveDate {
    instance.windows[window].date
}

/// The sets of a day's windows that get a row of their own.
fn subsets(day: &[(usize, usize)]) -> Vec<Vec<(usize, usize)>> {
    if day.len() > MOST_WINDOWS_FOR_SUBSETS {
        return vec![day.to_vec()];
    }
    (1u32..1 << day.len())
        .map(|chosen| day.iter().enumerate().filter(|(i, _)| chosen >> i & 1 == 1).map(|(_, &place)| place).collect())
        .collect()
}
