//! Towns that cannot take part in a burden as others do.
//!
//! In: towns, people and windows. Out: rows of kind `unavailable`. Somebody who can work at no other time keeps theirs.

use chrono::Days;

use super::chance::Chance;
use super::opening::{Burden, Opening};
use super::people::Person;
use super::sheet::{Availability, Row, row};
use super::towns::Town;

/// Towns and their people.
type Members<'a> = (&'a [Town], &'a [Person]);

/// Takes everybody in so many towns out of the evenings; one town at least keeps them.
pub fn without_evenings(
    made: &mut Availability,
    opening: &Opening,
    (towns, people): Members<'_>,
    count: u64,
    chance: &mut Chance,
) {
    let Some(evening) = opening.burdens.iter().find(|burden| burden.name == "evening") else { return };
    let mut order: Vec<usize> = (0..towns.len()).collect();
    chance.shuffle(&mut order);
    for town in order.into_iter().take(some_of(count, towns.len())) {
        for person in (0..people.len()).filter(|&person| people[person].town == town) {
            made.cut(opening, row(person, "unavailable", &(evening.days, evening.parts)));
        }
    }
}

/// Has so many of a hundred towns take at most half their share of a burden, which is drawn for each of them: of their staff
/// one alone can work in its windows, and only in the last ones of the period.
pub fn out_of_reach(
    made: &mut Availability,
    opening: &Opening,
    (towns, people): Members<'_>,
    percent: u64,
    chance: &mut Chance,
) {
    let all: u64 = towns.iter().map(|town| town.population).sum();
    if all == 0 || opening.burdens.is_empty() {
        return;
    }
    let mut order: Vec<(usize, usize)> =
        (0..towns.len()).map(|town| (town, chance.index(opening.burdens.len()))).collect();
    chance.shuffle(&mut order);
    let half = |town: usize, burden: usize| {
        let burden: &Burden = &opening.burdens[burden];
        let windows = opening.period().iter().filter(|slot| burden.includes_on(slot.date, slot.part));
        let seats: u64 = windows.filter(|slot| towns[town].is_member(slot.date)).map(|slot| slot.seats).sum();
        seats * towns[town].population / (2 * all)
    };
    // Half of little is nothing, and no share that anybody would miss: those with a share of two or more come first.
    order.sort_by_key(|&(town, burden)| half(town, burden) == 0);
    let count = some_of((towns.len() as u64 * percent / 100).max(1), towns.len());
    for (town, burden) in order.into_iter().take(count) {
        let staff: Vec<usize> = (0..people.len()).filter(|&person| people[person].town == town).collect();
        hold_back(made, opening, (people, &staff), (&opening.burdens[burden], half(town, burden)));
    }
}

/// Leaves so many shifts of a burden, at most, that somebody of a town's staff could work.
fn hold_back(
    made: &mut Availability,
    opening: &Opening,
    (people, staff): (&[Person], &[usize]),
    (burden, most): (&Burden, u64),
) {
    let slots = &opening.slots;
    let is_mine = |slot: &usize| burden.includes_on(slots[*slot].date, slots[*slot].part);
    let windows = |made: &Availability, person: usize| -> Vec<usize> {
        (opening.first..slots.len()).filter(|slot| made.free[person][*slot]).filter(is_mine).collect()
    };
    let able = staff.iter().filter(|&&person| people[person].heads == 1);
    let one = able.copied().max_by_key(|&person| windows(made, person).len());
    for &person in staff {
        let mine = windows(made, person);
        let kept = if one == Some(person) { usize::try_from(most).unwrap_or(usize::MAX).min(mine.len()) } else { 0 };
        let Some(first) = mine.len().checked_sub(kept).filter(|&lost| lost > 0) else { continue };
        let until = mine.get(first).map(|&slot| slots[slot].date - Days::new(1));
        let from = slots[opening.first].date;
        let dates = until.map(|until| (from, until));
        made.cut(opening, Row { dates, ..row(person, "unavailable", &(burden.days, burden.parts)) });
    }
}

/// So many, but not all of several.
fn some_of(count: u64, all: usize) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX).min(all.saturating_sub(1))
}
