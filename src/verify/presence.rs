//! The part that each person has in turns, by weight and time present, counted day by day.
//!
//! In: an instance. Out: weight_s · p_s by staff. What the tables say of single days is taken from the instance; what it comes
//! to is worked out here, by nobody else's code.

use chrono::NaiveDate;

use crate::domain::{Exact, Instance, Staff};

/// By staff: weight_s · p_s, where p_s is the part of the days from the first one of `history.csv` to the period's last that
/// s is present on; `None` where that is none of them.
pub(super) fn parts(instance: &Instance) -> Vec<Option<Exact>> {
    let days: Vec<NaiveDate> =
        instance.attendance.since.iter_days().take_while(|day| *day <= instance.period.to).collect();
    let part = |(staff, person): (usize, &Staff)| {
        let away = away(instance, staff);
        let present =
            days.iter().filter(|day| is_employed(instance, person, **day) && away.binary_search(day).is_err()).count();
        (present > 0).then(|| person.weight.clone() * Exact::new(present.into(), days.len().into()))
    };
    instance.staff.iter().enumerate().map(part).collect()
}

/// Whether a person works for a member on a day.
fn is_employed(instance: &Instance, person: &Staff, day: NaiveDate) -> bool {
    let begun = person.joined.is_none_or(|joined| day >= joined);
    let over = person.left.is_some_and(|left| day >= left);
    begun && !over && instance.municipalities[person.municipality].is_member(day)
}

/// The days on which a person is away for long, ascending.
fn away(instance: &Instance, staff: usize) -> Vec<NaiveDate> {
    let attendance = &instance.attendance;
    let Some(absent) = attendance.absent.get(&staff) else { return Vec::new() };
    let known = attendance.known(instance.period);
    let mut away = Vec::new();
    // The stretch that is under way, with days without windows at its end, and how many of its days go up to the last absence.
    let (mut stretch, mut sure) = (Vec::new(), 0);
    let mut close = |stretch: &mut Vec<NaiveDate>, sure: &mut usize| {
        stretch.truncate(std::mem::take(sure));
        if stretch.len() > attendance.long_absence_days as usize {
            away.append(stretch);
        }
        stretch.clear();
    };
    for day in known.days() {
        if absent.contains(&day) {
            stretch.push(day);
            sure = stretch.len();
        } else if attendance.idle.contains(&day) && !stretch.is_empty() {
            stretch.push(day);
        } else {
            close(&mut stretch, &mut sure);
        }
    }
    close(&mut stretch, &mut sure);
    away
}
