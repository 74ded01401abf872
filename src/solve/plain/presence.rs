//! The part of the time that a person is present, as plainly as it can be.
//!
//! In: an [`Instance`] and a person. Out: p_s. Each day is asked by itself.

use chrono::NaiveDate;

use crate::domain::{Exact, Instance};

/// Days present of all days over which turns are counted.
pub(super) fn part(instance: &Instance, staff: usize) -> Exact {
    let (mut present, mut all) = (0, 0);
    let mut day = instance.attendance.since;
    while day <= instance.period.to {
        all += 1;
        present += i32::from(is_present(instance, staff, day));
        day = next(day);
    }
    Exact::new(present.into(), all.into())
}

fn is_present(instance: &Instance, staff: usize, day: NaiveDate) -> bool {
    let person = &instance.staff[staff];
    let joined = person.joined.unwrap_or(NaiveDate::MIN);
    let left = person.left.unwrap_or(NaiveDate::MAX);
    let is_member = instance.municipalities[person.municipality].is_member(day);
    joined <= day && day < left && is_member && !is_away(instance, staff, day)
}

/// Whether a day lies in a stretch of absence that is long enough to count.
fn is_away(instance: &Instance, staff: usize, day: NaiveDate) -> bool {
    let attendance = &instance.attendance;
    let is_absent = |day: NaiveDate| attendance.absent.get(&staff).is_some_and(|days| days.contains(&day));
    let goes_on = |day: NaiveDate| is_absent(day) || attendance.idle.contains(&day);
    if !goes_on(day) {
        return false;
    }
    let (mut first, mut last) = (None, None);
    let mut back = day;
    while goes_on(back) {
        if is_absent(back) {
            first = Some(back);
        }
        back = before(back);
    }
    let mut ahead = day;
    while goes_on(ahead) {
        if is_absent(ahead) {
            last = Some(ahead);
        }
        ahead = next(ahead);
    }
    match (first, last) {
        // Days without windows before the first absence or after the last are none of it.
        (Some(first), Some(last)) => (last - first).num_days() + 1 > i64::from(attendance.long_absence_days),
        _ => false,
    }
}

fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(NaiveDate::MAX)
}

fn before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(NaiveDate::MIN)
}
