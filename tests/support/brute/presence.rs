//! The part of the time that a person is present: from each day of absence, how far the stretch goes.

use chrono::NaiveDate;
use num_rational::BigRational;
use vagtplan::domain::Instance;

use super::queue::{float, ratio};

/// By person: weight_s · p_s.
pub(super) fn parts(instance: &Instance) -> Vec<f64> {
    (0..instance.staff.len()).map(|s| float(&(&instance.staff[s].weight * part(instance, s)))).collect()
}

/// Days present over all days from the first of `history.csv` to the period's last.
pub(super) fn part(instance: &Instance, s: usize) -> BigRational {
    let (person, attendance) = (&instance.staff[s], &instance.attendance);
    let nobody = Default::default();
    let absent = attendance.absent.get(&s).unwrap_or(&nobody);
    let between = |from: NaiveDate, to: NaiveDate| from.iter_days().take_while(move |day| *day <= to);
    let mut long: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    let mut looked_at = NaiveDate::MIN;
    for &first in absent {
        if first <= looked_at {
            continue;
        }
        let goes_on = |day: &NaiveDate| absent.contains(day) || attendance.idle.contains(day);
        let last = first.iter_days().take_while(goes_on).filter(|day| absent.contains(day)).last().expect("the first");
        looked_at = last;
        if between(first, last).count() > attendance.long_absence_days as usize {
            long.push((first, last));
        }
    }
    let is_away = |day: NaiveDate| long.iter().any(|&(first, last)| first <= day && day <= last);
    let is_there = |day: NaiveDate| {
        let employed = person.joined.is_none_or(|first| first <= day) && person.left.is_none_or(|gone| day < gone);
        employed && super::part::is_member(instance, person.municipality, day)
    };
    let days = || between(attendance.since, instance.period.to);
    let present = days().filter(|&day| is_there(day) && !is_away(day)).count();
    ratio(present as u64, days().count() as u64)
}
