//! For how much of the time each person is present: turns go by it.
//!
//! In: an instance. Out: days and weights, as exact fractions. Somebody is present on a day on which they are employed, their
//! municipality is a member, and they are not away for long. The referee works the same out in its own way.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::domain::calendar::Period;
use crate::domain::{Exact, Instance};

/// By staff: the part in the turns, weight_s · p_s, where p_s is the part of the days over which turns are counted that s is
/// present on; zero for who never is.
pub fn weights(instance: &Instance) -> Vec<Exact> {
    let span = Period { from: instance.attendance.since, to: instance.period.to };
    let part = |staff| Exact::new(days(instance, staff, span).into(), span.length_in_days().into());
    instance.staff.iter().enumerate().map(|(staff, person)| &person.weight * part(staff)).collect()
}

/// On how many of these days somebody is present. They must lie among those over which turns are counted.
pub fn days(instance: &Instance, staff: usize, among: Period) -> i64 {
    let person = &instance.staff[staff];
    let away = long_absences(instance, staff);
    let home = &instance.municipalities[person.municipality];
    let from = [person.joined, home.joined].into_iter().flatten().fold(among.from, NaiveDate::max);
    let left = [person.left, home.left].into_iter().flatten().filter_map(|left| left.pred_opt());
    let to = left.fold(among.to, NaiveDate::min);
    let overlap = |one: &Period| {
        let common = Period { from: one.from.max(from), to: one.to.min(to) };
        common.length_in_days().max(0)
    };
    // Between two times of membership nobody is present, away for long or not.
    let gaps = home.stretches.iter().filter(|stretch| stretch.is_gap());
    let is_away = |day: &NaiveDate| away.iter().any(|stretch| stretch.contains(*day));
    let between = Period { from, to }.days().filter(|day| gaps.clone().any(|gap| gap.covers(*day)) && !is_away(day));
    let in_gaps = if gaps.clone().next().is_some() { between.count() as i64 } else { 0 };
    overlap(&among) - away.iter().map(overlap).sum::<i64>() - in_gaps
}

/// The stretches in which somebody is away for long, in order: from a day of absence to another, with nothing but days of
/// absence and days without windows between them.
fn long_absences(instance: &Instance, staff: usize) -> Vec<Period> {
    let Some(absent) = instance.attendance.absent.get(&staff) else { return Vec::new() };
    let idle = &instance.attendance.idle;
    let mut stretches: Vec<Period> = Vec::new();
    for &day in absent {
        match stretches.last_mut() {
            Some(stretch) if follows(stretch.to, day, idle) => stretch.to = day,
            _ => stretches.push(Period { from: day, to: day }),
        }
    }
    let most = i64::from(instance.attendance.long_absence_days);
    stretches.retain(|stretch| stretch.length_in_days() > most);
    stretches
}

/// Whether all days between the two are without windows.
fn follows(last: NaiveDate, next: NaiveDate, idle: &BTreeSet<NaiveDate>) -> bool {
    let mut between = std::iter::successors(last.succ_opt(), |day| day.checked_add_days(Days::new(1)));
    between.find(|day| !idle.contains(day)).is_none_or(|open| open >= next)
}
