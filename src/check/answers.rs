//! Rows of availability as answers, whatever form they were written in.
//!
//! In: rows, and the windows of the week. Out: answers. Hours, which only a grid has, become the starts of the windows within them. Rows of
//! which anything could not be read are left out: they have been reported.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::{Datelike, NaiveTime, Weekday};

use super::availability;
use crate::domain::Window;
use crate::domain::answer::{Answer, Mark};
use crate::read::rows::{AvailabilityKind, AvailabilityRow};

/// The answers that rows give, as few as say it, in order.
pub fn answers<'a>(rows: impl IntoIterator<Item = &'a AvailabilityRow>, windows: &[Window]) -> Vec<Answer> {
    let all: Vec<Answer> = rows.into_iter().flat_map(|row| answer(row, windows)).collect();
    // Windows that start at one time on several days are one answer, and so are several times of the same days.
    let by_start = joined(
        all,
        |answer| answer.days.is_empty(),
        |answer, others| answer.days.extend(&others.days),
        |answer| {
            answer.days.clear();
        },
    );
    joined(
        by_start,
        |answer| answer.starts.is_empty(),
        |answer, others| answer.starts.extend(&others.starts),
        |answer| {
            answer.starts.clear();
        },
    )
}

/// Answers that differ only in what is taken away of them, as one. Where that is all there can be, an answer stays alone.
fn joined(
    answers: Vec<Answer>,
    is_all: impl Fn(&Answer) -> bool,
    join: impl Fn(&mut Answer, &Answer),
    take: impl Fn(&mut Answer),
) -> Vec<Answer> {
    let mut groups: BTreeMap<(bool, Answer), Answer> = BTreeMap::new();
    for answer in answers {
        let mut key = answer.clone();
        take(&mut key);
        match groups.entry((is_all(&answer), key)) {
            Entry::Vacant(place) => {
                place.insert(answer);
            }
            Entry::Occupied(mut place) => join(place.get_mut(), &answer),
        }
    }
    let mut all: Vec<Answer> = groups.into_values().collect();
    for answer in &mut all {
        answer.days.sort_unstable();
        answer.days.dedup();
        answer.starts.sort_unstable();
        answer.starts.dedup();
    }
    all.sort();
    all
}

/// What a row says, as a mark; `None` where its kind could not be read.
pub fn mark(row: &AvailabilityRow) -> Option<Mark> {
    let strength = row.strength.as_ref().map_or(1, |strength| strength.value);
    Some(match row.kind.as_ref()?.value {
        AvailabilityKind::Available => Mark::Available,
        AvailabilityKind::Unavailable => Mark::Unavailable,
        AvailabilityKind::Prefers => Mark::Prefers(strength),
        AvailabilityKind::Avoids => Mark::Avoids(strength),
    })
}

fn answer(row: &AvailabilityRow, windows: &[Window]) -> Vec<Answer> {
    let (Some(staff), Some(mark)) = (&row.staff, mark(row)) else { return Vec::new() };
    let mut days: Vec<u8> =
        row.days.iter().flat_map(|days| &days.value).map(|day| day.num_days_from_monday() as u8).collect();
    days.sort_unstable();
    days.dedup();
    let mut starts: Vec<NaiveTime> = row.start.iter().flat_map(|starts| &starts.value).copied().collect();
    starts.sort_unstable();
    starts.dedup();
    let all = Answer {
        staff: staff.value.clone(),
        mark,
        from: row.from.as_ref().map(|from| from.value),
        to: row.to.as_ref().map(|to| to.value),
        days,
        starts,
    };
    if row.hours.is_none() {
        return vec![all];
    }
    // A day at a time: windows of different days may start at different times within the same hours.
    let within = |day: Weekday| {
        let about = windows.iter().filter(|window| window.date.weekday() == day && availability::names(row, window));
        let mut starts: Vec<NaiveTime> = about.map(|window| window.start).collect();
        starts.sort_unstable();
        starts.dedup();
        (day, starts)
    };
    let week = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    let of_days = week.into_iter().map(within).filter(|(_, starts)| !starts.is_empty());
    of_days
        .map(|(day, starts)| Answer { days: vec![day.num_days_from_monday() as u8], starts, ..all.clone() })
        .collect()
}
