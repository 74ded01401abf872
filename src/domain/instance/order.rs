//! The order of an instance's parts, and what has to be right of them.
//!
//! In: parts. Out: the same in order, with every index led to where its thing has gone. Nothing is mended here: what does not
//! go together is a defect, and panics.

use std::cmp::Ordering;
use std::mem;

use num_traits::Zero;

use super::Parts;
use crate::domain::goal::Goal;
use crate::domain::roster::Roster;
use crate::domain::{Exact, Stance};

/// Where everything has gone, by where it stood; nothing where all of a kind has kept its place.
struct Places(Option<Vec<usize>>);

impl Places {
    fn of(&self, place: usize) -> usize {
        self.0.as_ref().map_or(place, |places| places[place])
    }
}

/// Puts things in order; equals stay as they stood.
fn sort<T>(things: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Places {
    if things.is_sorted_by(|one, other| compare(one, other).is_le()) {
        return Places(None);
    }
    let mut order: Vec<(usize, T)> = mem::take(things).into_iter().enumerate().collect();
    order.sort_by(|(_, one), (_, other)| compare(one, other));
    let mut places = vec![0; order.len()];
    for (place, (was, _)) in order.iter().enumerate() {
        places[*was] = place;
    }
    *things = order.into_iter().map(|(_, thing)| thing).collect();
    Places(Some(places))
}

/// Puts parts in order. Every index must lead somewhere ([`assert_joined`]).
pub(super) fn put(parts: &mut Parts) {
    let burdens = sort(&mut parts.burdens, |one, other| one.name.cmp(&other.name));
    let municipalities = sort(&mut parts.municipalities, |one, other| one.code.cmp(&other.code));
    let staff = sort(&mut parts.staff, |one, other| one.id.cmp(&other.id));
    let windows = sort(&mut parts.windows, |one, other| (one.date, one.start).cmp(&(other.date, other.start)));
    if burdens.0.is_some() {
        let everyones = parts.staff.iter_mut().map(|person| &mut person.limits).chain([&mut parts.rules]);
        everyones.for_each(|limits| *limits = mem::take(limits).moved(|burden| burdens.of(burden)));
        for of in parts.windows.iter_mut().map(|window| &mut window.burdens) {
            of.iter_mut().for_each(|burden| *burden = burdens.of(*burden));
        }
        for of in parts.history.iter_mut().map(|past| &mut past.burdens) {
            of.iter_mut().for_each(|burden| *burden = burdens.of(*burden));
        }
    }
    for of in parts.windows.iter_mut().map(|window| &mut window.burdens) {
        of.sort_unstable();
    }
    for of in parts.history.iter_mut().map(|past| &mut past.burdens) {
        of.sort_unstable();
    }
    if burdens.0.is_some() || municipalities.0.is_some() {
        let ledger = mem::take(&mut parts.ledger).into_iter();
        parts.ledger =
            ledger.map(|((m, c), entry)| ((municipalities.of(m), c.map(|c| burdens.of(c))), entry)).collect();
    }
    let calls = mem::take(&mut parts.calls).into_iter();
    parts.calls = calls.map(|((m, month), calls)| ((municipalities.of(m), month), calls)).collect();
    let weeks = mem::take(&mut parts.agreed.weeks).into_iter();
    parts.agreed.weeks = weeks.map(|((s, monday), more)| ((staff.of(s), monday), more)).collect();
    let away = mem::take(&mut parts.agreed.away).into_iter();
    parts.agreed.away = away.map(|((m, w), more)| ((municipalities.of(m), windows.of(w)), more)).collect();
    parts.staff.iter_mut().for_each(|person| person.municipality = municipalities.of(person.municipality));
    parts.history.iter_mut().for_each(|past| past.staff = staff.of(past.staff));
    parts.history.sort_by_key(|past| (past.date, past.ends_at, past.staff));
    if staff.0.is_some() {
        let absent = mem::take(&mut parts.attendance.absent).into_iter();
        parts.attendance.absent = absent.map(|(s, days)| (staff.of(s), days)).collect();
    }
    if staff.0.is_some() || windows.0.is_some() {
        let moved = |(s, w): (usize, usize)| (staff.of(s), windows.of(w));
        parts.fixed = mem::take(&mut parts.fixed).into_iter().map(|(lock, seats)| (moved(lock), seats)).collect();
        parts.forbidden = mem::take(&mut parts.forbidden).into_iter().map(moved).collect();
        let columns = parts.windows.len();
        let mut stances = vec![Stance::default(); parts.stances.len()];
        for (place, stance) in parts.stances.iter().enumerate() {
            let (s, w) = moved((place / columns, place % columns));
            stances[s * columns + w] = *stance;
        }
        parts.stances = stances;
    }
    if let Some(published) = &mut parts.published {
        let mut roster = Roster::empty(parts.windows.len());
        for (w, on) in published.roster.shifts.iter().enumerate() {
            roster.set(windows.of(w), on.iter().map(|&s| staff.of(s)).collect());
        }
        published.roster = roster;
    }
}

/// Sees that every index leads somewhere, before or after parts are put in order.
pub(super) fn assert_joined(parts: &Parts) {
    let (people, windows, burdens) = (parts.staff.len(), parts.windows.len(), parts.burdens.len());
    let members = parts.municipalities.len();
    assert!(parts.staff.iter().all(|person| person.municipality < members), "everybody is of a municipality");
    assert_eq!(parts.stances.len(), people * windows, "there is a stance for each person and window");
    let mut locks = parts.fixed.keys().chain(&parts.forbidden);
    assert!(locks.all(|&(s, w)| s < people && w < windows), "a lock is about a person and a window");
    assert!(parts.agreed.weeks.keys().all(|&(s, _)| s < people), "a week was agreed on with somebody");
    let mut away = parts.agreed.away.keys();
    assert!(away.all(|&(m, w)| m < members && w < windows), "who may be away was agreed on with a municipality");
    assert!(parts.history.iter().all(|past| past.staff < people), "a past shift is somebody's");
    assert!(parts.attendance.absent.keys().all(|&s| s < people), "whoever is absent is somebody");
    let named =
        parts.windows.iter().map(|window| &window.burdens).chain(parts.history.iter().map(|past| &past.burdens));
    assert!(named.flatten().all(|&burden| burden < burdens), "a burden that is named is there");
    let mut limits = parts.staff.iter().map(|person| &person.limits).chain([&parts.rules]);
    assert!(limits.all(|limits| limits.fit(burdens)), "a cap is in a burden that is there");
    let is_there = |&(m, burden): &(usize, Option<usize>)| m < members && burden.is_none_or(|burden| burden < burdens);
    assert!(parts.ledger.keys().all(is_there), "the ledger is about municipalities and burdens that are there");
    assert!(parts.calls.keys().all(|&(m, _)| m < members), "calls are those of municipalities that are there");
    if let Some(published) = &parts.published {
        let shifts = &published.roster.shifts;
        assert_eq!(shifts.len(), windows, "the published roster has an entry per window");
        assert!(shifts.iter().flatten().all(|&s| s < people), "a published shift is somebody's");
    }
}

/// Sees that parts which stand in order are those of a planning problem.
pub(super) fn assert_sound(parts: &Parts) {
    let period = parts.period;
    assert!(period.from <= period.to, "a period has days");
    assert_eq!(parts.goals.first(), Some(&Goal::Coverage), "the ladder begins with coverage");
    let mut goals = parts.goals.clone();
    goals.sort_unstable();
    assert!(goals.is_sorted_by(|one, other| one < other), "no goal is there twice");
    assert!(parts.burdens.is_sorted_by(|one, other| one.name < other.name), "no burden is there twice");
    assert!(parts.municipalities.is_sorted_by(|one, other| one.code < other.code), "no code is there twice");
    assert!(
        parts.municipalities.iter().all(|municipality| municipality.population > 0),
        "every member has inhabitants"
    );
    assert!(parts.staff.is_sorted_by(|one, other| one.id < other.id), "no id is there twice");
    let counts = |person: &crate::domain::Staff| person.heads > 0 && person.weight > Exact::zero();
    assert!(parts.staff.iter().all(counts), "everybody counts");
    let once = parts.windows.is_sorted_by(|one, other| (one.date, one.start) < (other.date, other.start));
    assert!(once, "no window is there twice");
    let is_open = |window: &crate::domain::Window| {
        window.seats > 0 && window.least <= window.seats && period.contains(window.date)
    };
    assert!(
        parts.windows.iter().all(is_open),
        "every window has seats, no more of them needed than there are, and lies in the period"
    );
    let lists =
        parts.windows.iter().map(|window| &window.burdens).chain(parts.history.iter().map(|past| &past.burdens));
    assert!({ lists }.all(|burdens| burdens.is_sorted_by(|one, other| one < other)), "no burden is named twice");
    assert!(parts.fixed.values().all(|&seats| seats > 0), "a fixed lock holds a seat");
    assert!(parts.history.iter().all(|past| past.date < period.from), "what is past was before the period");
    assert!(parts.attendance.since <= period.from, "turns are counted over the whole period");
}
