//! Who takes part in what, by brute force: every day and every window is asked by itself.
//!
//! In: an instance. Out: whether a municipality is there, in a window, or in weeks like the period's as things are on a day.

use chrono::{Datelike, NaiveDate};
use num_rational::BigRational;
use vagtplan::domain::participation::Stretch;
use vagtplan::domain::{Instance, Window};

use super::queue::ratio;

/// Whether a municipality is a member on a day.
pub(super) fn is_member(instance: &Instance, m: usize, day: NaiveDate) -> bool {
    let member = &instance.municipalities[m];
    let inside = |from: Option<NaiveDate>, until: Option<NaiveDate>| {
        from.unwrap_or(NaiveDate::MIN) <= day && day < until.unwrap_or(NaiveDate::MAX)
    };
    let mut gaps = member.stretches.iter().filter(|stretch| stretch.windows.is_empty());
    inside(member.joined, member.left) && !gaps.any(|gap| inside(gap.from, gap.until))
}

/// Whether it would take part in a window as things are on a day.
pub(super) fn takes_as_of(instance: &Instance, m: usize, day: NaiveDate, window: &Window) -> bool {
    let limits = instance.municipalities[m]
        .stretches
        .iter()
        .filter(|stretch| stretch.from.is_none_or(|from| day >= from) && stretch.until.is_none_or(|until| day < until));
    let is_named = |stretch: &Stretch| {
        stretch.windows.iter().any(|class| {
            let on_day = class.days.iter().any(|other| *other == window.date.weekday());
            let then = class.starts.iter().filter(|start| **start == window.start).count();
            on_day && (then > 0 || class.starts.is_empty())
        })
    };
    is_member(instance, m, day) && { limits }.all(is_named)
}

/// Whether it takes part in a window.
pub(super) fn takes(instance: &Instance, m: usize, window: &Window) -> bool {
    takes_as_of(instance, m, window.date, window)
}

/// The part of a municipality in the seats of a class as things are on a day, seat by seat.
pub(super) fn part(instance: &Instance, m: usize, day: NaiveDate, class: Option<usize>) -> BigRational {
    let all = 0..instance.municipalities.len();
    let population = |of: &dyn Fn(usize) -> bool| -> u64 {
        all.clone().filter(|&n| of(n)).map(|n| instance.municipalities[n].population).sum()
    };
    let (mut own, mut seats) = (ratio(0, 1), 0);
    for window in instance.windows.iter().filter(|w| class.is_none_or(|c| w.burdens.contains(&c))) {
        let there = |n: usize| takes_as_of(instance, n, day, window);
        if all.clone().any(there) {
            seats += u64::from(window.seats);
            own += match there(m) {
                true => ratio(instance.municipalities[m].population * u64::from(window.seats), population(&there)),
                false => ratio(0, 1),
            };
        }
    }
    let member = |n: usize| is_member(instance, n, day);
    match (seats, member(m)) {
        (_, false) => ratio(0, 1),
        (0, true) => ratio(instance.municipalities[m].population, population(&member)),
        _ => own / ratio(seats, 1),
    }
}

/// The last day of the period on which it takes part in any windows of a class.
pub(super) fn last_day(instance: &Instance, m: usize, class: Option<usize>) -> Option<NaiveDate> {
    let windows: Vec<&Window> =
        instance.windows.iter().filter(|w| class.is_none_or(|c| w.burdens.contains(&c))).collect();
    let is_there = |day: &NaiveDate| match windows.is_empty() {
        true => is_member(instance, m, *day),
        false => windows.iter().any(|window| takes_as_of(instance, m, *day, window)),
    };
    instance.period.days().filter(is_there).last()
}
