//! Random rosters of an instance, and random locks, which are parts of one.
//!
//! In: an instance and a source of chance. Out: rosters that hold the rules as brute force reads them, or that break a
//! few of them.

use fastrand::Rng;
use vagtplan::domain::Instance;
use vagtplan::domain::roster::Roster;

use super::super::brute;
use super::super::folder::Table;

/// A few fixed seats, all of one roster that holds every rule, and a few forbidden ones that none of them is.
pub(super) fn locks(random: &mut Rng, instance: &Instance) -> Table {
    let mut table = Table::new("locks.csv", "date,start,staff,kind");
    let roster = good_roster(random, instance);
    let mut lock = |w: usize, s: usize, kind| {
        let window = &instance.windows[w];
        let (date, start) = (window.date.to_string(), window.start.format("%H:%M").to_string());
        table.push([&date, &start, &instance.staff[s].id, kind]);
    };
    for (w, staff) in roster.shifts.iter().enumerate() {
        for s in 0..instance.staff.len() {
            let seats = staff.iter().filter(|&&other| other == s).count();
            if seats > 0 && random.f64() < 0.2 {
                // Of a pool, as many seats as the roster has, or fewer.
                (0..random.usize(1..=seats)).for_each(|_| lock(w, s, "fixed"));
            } else if seats == 0 && random.f64() < 0.1 {
                lock(w, s, "forbidden");
            }
        }
    }
    table
}

/// A roster that holds every rule but perhaps fixed locks, filled as far as a random order of seats takes it.
pub fn good_roster(random: &mut Rng, instance: &Instance) -> Roster {
    let mut instance = instance.clone();
    instance.edit(|instance| instance.fixed.clear());
    let mut roster = Roster::empty(instance.windows.len());
    let mut seats: Vec<(usize, usize)> =
        (0..instance.windows.len()).flat_map(|w| (0..instance.staff.len()).map(move |s| (w, s))).collect();
    random.shuffle(&mut seats);
    // Pools come again for each further head, half of them at once.
    for (w, s) in seats.clone() {
        for _ in 1..instance.staff[s].heads {
            let at = if random.bool() { 0 } else { seats.len() };
            seats.insert(at, (w, s));
        }
    }
    for (w, s) in seats {
        roster.give(w, s);
        if !brute::broken(&instance, &roster).is_empty() {
            roster.take_back(w, s);
        }
    }
    roster
}

/// Any roster: a good one with a few seats added, moved or taken away, so that rules are broken one at a time as well
/// as all at once.
pub fn any_roster(random: &mut Rng, instance: &Instance) -> Roster {
    let mut shifts = good_roster(random, instance).shifts.to_vec();
    for _ in 0..random.usize(0..5) {
        let w = random.usize(0..instance.windows.len());
        if random.bool() {
            shifts[w].push(random.usize(0..instance.staff.len()));
        } else {
            shifts[w].pop();
        }
    }
    Roster::new(shifts)
}
