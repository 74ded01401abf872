//! What stands in people's calendars: the shifts that calendar files have told of, and which version of each.
//!
//! In: nothing. Out: the types. Who moves on, what a municipality is called and whether a window still exists is not asked
//! here: what has been sent out has been sent out, and a shift of somebody who is gone must still be cancelled.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

/// What a shift is, whatever else may change about it: whose, and when it begins.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Code of the municipality.
    pub municipality: String,
    /// Id of the person or pool.
    pub staff: String,
    /// The date it starts on.
    pub date: NaiveDate,
    /// The time it starts at.
    pub start: NaiveTime,
}

/// Whether a shift stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It does.
    Confirmed,
    /// It did, and does no longer.
    Cancelled,
}

impl Status {
    /// Both, with their words in `calendars.csv`.
    pub const WORDS: [(&'static str, Status); 2] = [("confirmed", Status::Confirmed), ("cancelled", Status::Cancelled)];

    /// The word in `calendars.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Status::Confirmed => "confirmed",
            Status::Cancelled => "cancelled",
        }
    }
}

/// What calendars say of a shift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Name of the person or pool.
    pub staff_name: String,
    /// Name of the municipality.
    pub municipality_name: String,
    /// When it ends; a time that is not after the start is on the next day. `None` where nobody knows any more.
    pub end: Option<NaiveTime>,
    /// Seats held; more than one for pools only.
    pub seats: u32,
    /// Title of the plan.
    pub title: String,
}

/// A shift in the calendars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What they say of it.
    pub told: Told,
    /// Whether it stands.
    pub status: Status,
    /// Its version: zero at first, one more with every change.
    pub sequence: u32,
}

/// Every shift that calendars have told of.
pub type Events = BTreeMap<Key, Event>;

impl Event {
    /// A shift told of for the first time.
    pub fn new(told: Told) -> Self {
        Event { told, status: Status::Confirmed, sequence: 0 }
    }

    /// The same event, so that calendars take it for the newer one.
    #[must_use]
    pub fn newer(self) -> Self {
        Event { sequence: self.sequence.saturating_add(1), ..self }
    }

    /// The event, cancelled.
    #[must_use]
    pub fn cancelled(self) -> Self {
        Event { status: Status::Cancelled, ..self }.newer()
    }
}

impl Key {
    /// The moment the shift ends, for one that ends at `end`.
    pub fn ends_at(&self, end: NaiveTime) -> NaiveDateTime {
        let days = Days::new(u64::from(end <= self.start));
        self.date.checked_add_days(days).unwrap_or(self.date).and_time(end)
    }
}

/// Takes what another record knows into `known`, the newer version of each shift. Where both say different things under the
/// same number, some people have the one and some the other, so what comes next must be newer than either.
pub fn merge(known: &mut Events, other: Events) {
    for (key, event) in other {
        let merged = match known.remove(&key) {
            Some(here) if here == event => here,
            Some(here) if here.sequence == event.sequence => here.newer(),
            Some(here) if here.sequence > event.sequence => here,
            _ => event,
        };
        known.insert(key, merged);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Key {
        let date = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
        Key {
            municipality: "1".to_owned(),
            staff: "a".to_owned(),
            date,
            start: NaiveTime::from_hms_opt(20, 0, 0).unwrap(),
        }
    }

    fn event(title: &str, sequence: u32) -> Event {
        let told = Told {
            staff_name: "A".to_owned(),
            municipality_name: "One".to_owned(),
            end: NaiveTime::from_hms_opt(0, 0, 0),
            seats: 1,
            title: title.to_owned(),
        };
        Event { sequence, ..Event::new(told) }
    }

    #[test]
    fn of_two_records_the_newer_word_counts() {
        let merged = |one: Event, other: Event| {
            let mut known = Events::from([(key(), one)]);
            merge(&mut known, Events::from([(key(), other)]));
            known.remove(&key()).unwrap()
        };
        assert_eq!(merged(event("a", 1), event("b", 2)), event("b", 2));
        assert_eq!(merged(event("a", 2), event("b", 1)), event("a", 2));
        assert_eq!(merged(event("a", 1), event("a", 1)), event("a", 1));
        assert_eq!(merged(event("a", 1), event("b", 1)), event("a", 2), "nobody has this version yet");
    }

    #[test]
    fn a_shift_until_midnight_ends_on_the_next_day() {
        let midnight = NaiveTime::from_hms_opt(0, 0, 0).unwrap();
        assert_eq!(key().ends_at(midnight).to_string(), "2026-01-06 00:00:00");
        assert_eq!(key().ends_at(NaiveTime::from_hms_opt(23, 0, 0).unwrap()).to_string(), "2026-01-05 23:00:00");
    }
}
