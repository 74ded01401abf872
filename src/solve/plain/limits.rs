//! The limits on one person, row by row, and what of them is worked already.
//!
//! In: an instance and the variables of people's shifts. Out: constraints in good_lp's words, as the contract has them.

use std::collections::BTreeMap;

use chrono::{Datelike, IsoWeek};
use good_lp::{Constraint, Expression, Variable, constraint};

use crate::domain::Instance;
use crate::domain::rule::Rule;

/// (person, window) to the seats the person takes there.
type Takes = BTreeMap<(usize, usize), Variable>;

/// Seats of a window before the day of replanning that a person has held; they stand whatever the rules say.
pub(super) fn worked_seats(instance: &Instance, s: usize, w: usize) -> u32 {
    let Some(published) = instance.published.as_ref().filter(|published| instance.windows[w].date < published.from)
    else {
        return 0;
    };
    published.roster.shifts[w].iter().filter(|&&other| other == s).count() as u32
}

/// `shifts_per_day`, `shifts_per_week`, `shifts_per_period`, `per_person_week`, `per_person_period` and `rest_hours`, one row each.
pub(super) fn on_people(instance: &Instance, takes: &Takes) -> Vec<Constraint> {
    let mut rows = Vec::new();
    for (s, staff) in instance.staff.iter().enumerate() {
        let mine: Vec<(usize, Variable)> =
            takes.range((s, 0)..(s + 1, 0)).map(|(&(_, w), &takes)| (w, takes)).collect();
        // (shifts, those of them that are worked already)
        let mut days: BTreeMap<_, (Expression, u32)> = BTreeMap::new();
        let mut weeks: BTreeMap<_, (Expression, u32)> = BTreeMap::new();
        let mut period = (Expression::default(), 0);
        for past in instance.history.iter().filter(|past| past.staff == s) {
            let week = weeks.entry(past.date.iso_week()).or_default();
            week.0 += 1.0;
            week.1 += 1;
        }
        for &(w, takes) in &mine {
            let date = instance.windows[w].date;
            for count in [days.entry(date).or_default(), weeks.entry(date.iso_week()).or_default(), &mut period] {
                count.0 += takes;
                count.1 += worked_seats(instance, s, w);
            }
        }
        // What has been worked beyond a limit is nothing the plan could change.
        let limits = days.into_values().map(|day| (day, staff.limits.most(Rule::ShiftsPerDay)));
        let agreed = |week: IsoWeek| {
            let mine = instance.agreed.weeks.iter().filter(|((of, monday), _)| *of == s && monday.iso_week() == week);
            mine.map(|(_, more)| more).sum::<u32>()
        };
        let weekly = |week| staff.limits.most(Rule::ShiftsPerWeek).saturating_add(agreed(week));
        let limits = limits.chain(weeks.into_iter().map(|(week, shifts)| (shifts, weekly(week))));
        let limits = limits.chain(staff.limits[Rule::ShiftsPerPeriod].map(|limit| (period, limit)));
        for ((shifts, worked), limit) in limits {
            rows.push(constraint!(shifts <= limit.max(worked)));
        }
        for burden in 0..instance.burdens.len() {
            rows.extend(caps(instance, (s, burden), &mine));
        }
        if staff.heads > 1 {
            continue;
        }
        for (i, &(first, takes_first)) in mine.iter().enumerate() {
            for &(second, takes_second) in &mine[i + 1..] {
                let limit = (worked_seats(instance, s, first) + worked_seats(instance, s, second)).max(1);
                let (first, second) = (&instance.windows[first], &instance.windows[second]);
                if first.date != second.date && second.starts_at() < first.ends_at() + instance.rest {
                    rows.push(constraint!(takes_first + takes_second <= limit));
                }
            }
            let too_soon = |past: &crate::domain::PastShift| {
                past.staff == s && instance.windows[first].starts_at() < past.ends_at + instance.rest
            };
            if worked_seats(instance, s, first) == 0 && instance.history.iter().any(too_soon) {
                rows.push(constraint!(takes_first <= 0));
            }
        }
    }
    rows
}

/// `per_person_week` and `per_person_period` of one burden.
fn caps(instance: &Instance, (s, burden): (usize, usize), mine: &[(usize, Variable)]) -> Vec<Constraint> {
    let mut rows = Vec::new();
    let limits = &instance.staff[s].limits;
    let mine = || mine.iter().filter(|(w, _)| instance.windows[*w].burdens.contains(&burden));
    let worked = |w: usize| worked_seats(instance, s, w);
    if let Some(cap) = limits.cap(Rule::PerPersonPeriod, burden) {
        let shifts: Expression = mine().map(|&(_, takes)| takes).sum();
        rows.push(constraint!(shifts <= cap.max(mine().map(|&(w, _)| worked(w)).sum())));
    }
    let Some(cap) = limits.cap(Rule::PerPersonWeek, burden) else { return rows };
    for &(first, _) in mine() {
        // The same row again for each window of a week says nothing new.
        let week = instance.windows[first].date.iso_week();
        let in_week = || mine().filter(|(w, _)| instance.windows[*w].date.iso_week() == week);
        let past = instance.history.iter().filter(|past| past.staff == s && past.burdens.contains(&burden));
        let past = past.filter(|past| past.date.iso_week() == week).count() as u32;
        let shifts: Expression = in_week().map(|&(_, takes)| takes).sum();
        let most = cap.max(past + in_week().map(|&(w, _)| worked(w)).sum::<u32>());
        rows.push(constraint!(shifts + past <= most));
    }
    rows
}
