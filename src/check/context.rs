//! What has been made of the folder before locks are looked at, and a lock on it.
//!
//! In: the parts that the other files of `check` have found. Out: people and windows by the indices of a lock.

use chrono::NaiveDate;

use super::agreements::Agreements;
use super::members::Members;
use super::people::{People, Person};
use super::plan::Frame;
use super::windows::{Slot, Windows};
use crate::diagnostic::Place;
use crate::read::Folder;

/// What locks are judged against.
pub struct Context<'f, 'a> {
    /// The folder.
    pub folder: &'f Folder,
    /// `plan.toml`.
    pub frame: &'a Frame,
    /// The municipalities.
    pub members: &'a Members<'f>,
    /// The staff.
    pub people: &'a People<'f>,
    /// The windows.
    pub windows: &'a Windows,
    /// What was agreed on.
    pub agreements: &'a Agreements<'f>,
    /// The first day that can change, where a roster is mended.
    pub from: Option<NaiveDate>,
}

impl<'f, 'a> Context<'f, 'a> {
    /// The person of a lock.
    pub fn person(&self, lock: &Lock<'_>) -> &'a Person<'f> {
        &self.people.list[lock.staff]
    }

    /// Whether a day is over: a lock on it says nothing any more.
    pub fn is_past(&self, date: NaiveDate) -> bool {
        self.from.is_some_and(|from| date < from) && self.frame.period.is_some_and(|period| period.contains(date))
    }

    /// The window of a lock.
    pub fn slot(&self, lock: &Lock<'_>) -> &'a Slot {
        &self.windows.list[lock.window]
    }
}

/// A row that names a person and a window there are.
#[derive(Debug, Clone, Copy)]
pub struct Lock<'a> {
    /// Index into the staff.
    pub staff: usize,
    /// Index into the windows.
    pub window: usize,
    /// The row.
    pub place: &'a Place,
}
