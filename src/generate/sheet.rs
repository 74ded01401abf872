//! What people have said of when they can work, as it is written down row by row.
//!
//! In: rows. Out: [`Availability`], in which rows and windows always agree: a row is taken or it is not.

use chrono::{Datelike, NaiveDate, Weekday};

use super::opening::{Opening, Slot};

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Index into the people.
    pub person: usize,
    /// `available`, `unavailable`, `prefers` or `avoids`.
    pub kind: &'static str,
    /// Days; empty means all.
    pub days: Vec<Weekday>,
    /// Parts of the day; empty means all.
    pub parts: Vec<usize>,
    /// First and last date.
    pub dates: Option<(NaiveDate, NaiveDate)>,
}

/// The rows, and what those about being available amount to.
#[derive(Debug, Clone)]
pub struct Availability {
    /// By person.
    pub rows: Vec<Row>,
    /// By person, then window: whether they can work there.
    pub free: Vec<Vec<bool>>,
}

impl Availability {
    /// The windows that somebody would lose, and how many of the period would be left of theirs.
    fn without(&self, opening: &Opening, person: usize, is_out: impl Fn(&Slot) -> bool) -> (Vec<usize>, usize) {
        let slots = &opening.slots;
        let free = &self.free[person];
        let lost: Vec<usize> = (0..slots.len()).filter(|&at| free[at] && is_out(&slots[at])).collect();
        let left = (opening.first..slots.len()).filter(|at| free[*at] && lost.binary_search(at).is_err()).count();
        (lost, left)
    }

    /// Takes a row of kind `unavailable`, whoever else is away, unless the person would be left without any window. Says
    /// whether it did.
    pub fn cut(&mut self, opening: &Opening, row: Row) -> bool {
        let (lost, left) = self.without(opening, row.person, |slot| fits(&row, slot));
        let taken = left > 0 && opening.period().iter().any(|slot| fits(&row, slot));
        if taken {
            lost.into_iter().for_each(|at| self.free[row.person][at] = false);
            self.rows.push(row);
        }
        taken
    }
}

/// Days and parts of the day.
pub type Times<'a> = (&'a [Weekday], &'a [usize]);

/// What has been written so far.
pub struct Sheet<'a> {
    /// The windows.
    pub opening: &'a Opening,
    /// By person.
    pub heads: Vec<u64>,
    /// By window: heads that are away.
    pub away: Vec<u64>,
    /// Heads that may be away in a window.
    pub most_away: u64,
    /// Windows of the period that everybody keeps, at least one.
    pub least_free: usize,
    /// The rows so far.
    pub made: Availability,
}

impl Sheet<'_> {
    /// Takes the rows about being available, all or none; and none that no window of the period fits. Says whether it did.
    pub fn take(&mut self, person: usize, mut rows: Vec<Row>) -> bool {
        rows.retain(|row| self.opening.period().iter().any(|slot| fits(row, slot)));
        let Some(first) = rows.first() else { return false };
        let only = first.kind == "available";
        let taken = self.lose(person, |slot| rows.iter().any(|row| fits(row, slot)) != only);
        if taken {
            self.made.rows.append(&mut rows);
        }
        taken
    }

    /// Takes somebody out of windows, unless too few would be left of theirs or too many would be away. Says whether it did.
    pub fn lose(&mut self, person: usize, is_out: impl Fn(&Slot) -> bool) -> bool {
        let (lost, left) = self.made.without(self.opening, person, is_out);
        if left < self.least_free.max(1) || lost.iter().any(|&at| self.away[at] + self.heads[person] > self.most_away) {
            return false;
        }
        for at in lost {
            self.away[at] += self.heads[person];
            self.made.free[person][at] = false;
        }
        true
    }
}

/// A row without dates.
pub fn row(person: usize, kind: &'static str, (days, parts): &Times<'_>) -> Row {
    Row { person, kind, days: days.to_vec(), parts: parts.to_vec(), dates: None }
}

/// Whether a window is one of those that a row is about.
pub fn fits(row: &Row, slot: &Slot) -> bool {
    (row.days.is_empty() || row.days.contains(&slot.date.weekday()))
        && (row.parts.is_empty() || row.parts.contains(&slot.part))
        && row.dates.is_none_or(|(from, to)| (from..=to).contains(&slot.date))
}
