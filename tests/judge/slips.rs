//! Slips that the judge can be made to make, one at a time: what the comparison with `verify` would not find, nobody would.

use std::cell::Cell;

/// All of them.
pub const SLIPS: [&str; 56] = [
    "rest_hours: by the clock on the wall",
    "rest_hours: the second of two hours",
    "seats: one more",
    "away_at_once: one more",
    "seats: a person twice",
    "seats: more than a pool has heads",
    "membership: nobody asks",
    "participation: nobody asks",
    "availability: nobody asks",
    "locks: forbidden is allowed",
    "shifts_per_week: no history",
    "shifts_per_day: one more",
    "shifts_per_week: one more",
    "shifts_per_period: one more",
    "per_person_week: no history",
    "per_person_week: one more",
    "per_person_period: one more",
    "rest_hours: pools rest",
    "rest_hours: no history",
    "rest_hours: an hour less",
    "locks: fixed is forgotten",
    "rounding: down alone",
    "shares: as if all were filled",
    "coverage-least: all seats",
    "coverage-spread: whatever the size",
    "shares: not squared",
    "shares: not by size",
    "burdens: filled on their own",
    "shares: whoever is a member",
    "shares: no ledger",
    "shares: nothing is taken over",
    "places: by population",
    "places: no history",
    "places: the rate of the first day",
    "places: all by when they fall due",
    "places: all by what is beyond",
    "rhythm: no balance",
    "rotation: no weights",
    "rotation: always there",
    "rotation: no history",
    "rotation: no burdens",
    "spacing: pools as well",
    "spacing: always there",
    "spacing: no burdens",
    "spacing: not half",
    "spacing: however far",
    "spacing: no history",
    "wishes: avoids alone",
    "wishes: no strengths",
    "wishes-spread: what is avoided is fine",
    "wishes-spread: what is not preferred is fine",
    "wishes-spread: a pool is one person",
    "wishes-spread: not squared",
    "present: a closed day ends a leave",
    "present: twice as long",
    "present: before and after employment",
];

thread_local! {
    static SLIP: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// Makes the judge slip from now on, in this thread, or none.
pub fn make(slip: Option<&'static str>) {
    SLIP.set(slip);
}

/// Whether the judge is to make this slip.
pub fn slip(name: &str) -> bool {
    SLIP.get() == Some(name)
}
