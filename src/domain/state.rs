//! Whether a roster was sent out: a draft, published on a day, or changed on a day since it was.
//!
//! In: nothing. Out: the types, how one state follows from another, and what tells the shifts of two rosters from each other. Which
//! day it is, is not asked here.

use chrono::{NaiveDate, NaiveTime};

use super::Instance;
use super::roster::Roster;

/// A roster that people have, and that another one changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The name of its file.
    pub file: String,
    /// The fingerprint of its shifts.
    pub roster: String,
    /// The day on which it was sent out; `None` where nobody has written that down.
    pub sent: Option<NaiveDate>,
    /// The day on which the first roster of all was, from which this one comes.
    pub published: Option<NaiveDate>,
}

/// Whether a roster was sent out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It was not; where it changes a roster that was, that one.
    Draft {
        /// The roster that people have.
        of: Option<Earlier>,
    },
    /// It was, on this day, and it was the first.
    Published {
        /// The day.
        on: NaiveDate,
    },
    /// It was, on this day, in place of another one.
    Changed {
        /// The day.
        on: NaiveDate,
        /// The roster that people had before.
        of: Earlier,
    },
}

impl State {
    /// A draft that changes nothing that people have.
    pub const DRAFT: State = State::Draft { of: None };

    /// The words of `summary.json`.
    pub const WORDS: [&'static str; 3] = ["draft", "published", "changed"];

    /// The word in `summary.json`.
    pub fn word(&self) -> &'static str {
        let [draft, published, changed] = Self::WORDS;
        match self {
            State::Draft { .. } => draft,
            State::Published { .. } => published,
            State::Changed { .. } => changed,
        }
    }

    /// The day on which it was sent out.
    pub fn sent(&self) -> Option<NaiveDate> {
        match self {
            State::Draft { .. } => None,
            State::Published { on } | State::Changed { on, .. } => Some(*on),
        }
    }

    /// The roster that it changes.
    pub fn of(&self) -> Option<&Earlier> {
        match self {
            State::Draft { of } => of.as_ref(),
            State::Published { .. } => None,
            State::Changed { of, .. } => Some(of),
        }
    }

    /// The same, sent out on this day; what was sent out before stays as it is.
    #[must_use]
    pub fn sent_on(self, on: NaiveDate) -> Self {
        match self {
            State::Draft { of: None } => State::Published { on },
            State::Draft { of: Some(of) } => State::Changed { on, of },
            sent => sent,
        }
    }

    /// That of a roster made of this one, whose file and shifts these are: a draft, which changes what was sent out last.
    #[must_use]
    pub fn followed(self, file: &str, roster: &str) -> Self {
        let published = match &self {
            State::Draft { .. } => return self,
            State::Published { on } => Some(*on),
            State::Changed { of, .. } => of.published,
        };
        let sent = self.sent();
        State::Draft { of: Some(Earlier { file: file.to_owned(), roster: roster.to_owned(), sent, published }) }
    }
}

/// The shifts of a roster, a line each with date, start and id, in order: the same for the same shifts, however a file has them.
pub fn listing<'a>(shifts: impl IntoIterator<Item = (NaiveDate, NaiveTime, &'a str)>) -> String {
    let line =
        |(date, start, staff): (NaiveDate, NaiveTime, &str)| format!("{date} {} {staff}\n", start.format("%H:%M"));
    let mut lines: Vec<String> = shifts.into_iter().map(line).collect();
    lines.sort();
    lines.concat()
}

/// The shifts of a roster for an instance.
pub fn shifts(instance: &Instance, roster: &Roster) -> String {
    let windows = instance.windows.iter().zip(&roster.shifts);
    listing(windows.flat_map(|(window, on)| {
        on.iter().map(|&person| (window.date, window.start, instance.staff[person].id.as_str()))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
    }

    #[test]
    fn what_is_made_of_a_published_roster_changes_it_once_it_is_sent() {
        let first = State::DRAFT.sent_on(day(1));
        assert_eq!(first, State::Published { on: day(1) });
        assert_eq!(first.clone().sent_on(day(5)), first, "it was sent out already");
        let draft = first.followed("roster.csv", "f1");
        assert_eq!((draft.word(), draft.sent()), ("draft", None));
        // A draft of a draft changes what people have, which is the roster before both.
        assert_eq!(draft.clone().followed("roster.csv", "f2"), draft);
        let second = draft.sent_on(day(10));
        let State::Changed { on, of } = second.clone().followed("x.csv", "f3").sent_on(day(20)) else { panic!() };
        assert_eq!((second.word(), on), ("changed", day(20)));
        assert_eq!((of.file.as_str(), of.roster.as_str()), ("x.csv", "f3"));
        assert_eq!((of.sent, of.published), (Some(day(10)), Some(day(1))));
        assert_eq!(State::DRAFT.followed("x.csv", "f"), State::DRAFT);
    }

    #[test]
    fn shifts_are_listed_in_one_order() {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let (one, other) = ((day(1), at(8), "b"), (day(1), at(8), "a"));
        assert_eq!(listing([one, other]), "2026-03-01 08:00 a\n2026-03-01 08:00 b\n");
        assert_eq!(listing([one, other]), listing([other, one]));
    }
}
