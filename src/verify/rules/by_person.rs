//! The rules that follow one person through the calendar: the limits per day, week and period, those in a burden, and rest.
//!
//! In: an instance and each person's shifts. Out: violations, each about one person. Shifts of `history.csv` count in
//! the ISO week that reaches over the period's first day, and for rest; never for the day or the period.

use chrono::{Datelike, TimeDelta};

use crate::domain::Instance;
use crate::domain::calendar::week_name;
use crate::domain::clock::Moment;
use crate::domain::rule::Rule;

use super::super::{ByPerson, Violation, wording};

/// A person has at most `shifts_per_day` shifts on one date.
pub(super) fn shifts_per_day(instance: &Instance, held: &ByPerson<'_>) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (staff, shifts) in held.shifts.iter().enumerate() {
        let most = instance.staff[staff].limits.most(Rule::ShiftsPerDay) as usize;
        for day in shifts.chunk_by(|&a, &b| instance.windows[a].date == instance.windows[b].date) {
            if day.len() > most {
                let message = format!(
                    "shifts_per_day: {} has {} on {}, but may have at most {most}: {}.",
                    wording::person(instance, staff),
                    wording::counted(day.len() as u64, "shift", "shifts"),
                    wording::day(instance.windows[day[0]].date),
                    wording::windows(instance, day)
                );
                violations.push(violation(
                    instance,
                    Rule::ShiftsPerDay,
                    staff,
                    day,
                    (day.len() - most) as u64,
                    message,
                ));
            }
        }
    }
    violations
}

/// A person has at most `shifts_per_week` shifts in one ISO week, those worked before the period included.
pub(super) fn shifts_per_week(instance: &Instance, held: &ByPerson<'_>) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (staff, shifts) in held.shifts.iter().enumerate() {
        for week in shifts.chunk_by(|&a, &b| instance.windows[a].week() == instance.windows[b].week()) {
            let first = &instance.windows[week[0]];
            let more = instance.agreed.in_week(staff, first.week());
            let most = instance.staff[staff].limits.most(Rule::ShiftsPerWeek).saturating_add(more) as usize;
            let past = held.history[staff].iter().filter(|past| past.date.iso_week() == first.week()).count();
            if week.len() + past > most {
                let from_history =
                    if past == 0 { String::new() } else { format!(", and {past} before the period (history.csv)") };
                let message = format!(
                    "shifts_per_week: {} has {} in week {}, but may have at most {most}: {}{from_history}.",
                    wording::person(instance, staff),
                    wording::counted((week.len() + past) as u64, "shift", "shifts"),
                    week_name(first.date),
                    wording::windows(instance, week)
                );
                let over = (week.len() + past - most) as u64;
                violations.push(violation(instance, Rule::ShiftsPerWeek, staff, week, over, message));
            }
        }
    }
    violations
}

/// A person has at most `shifts_per_period` shifts in the period.
pub(super) fn shifts_per_period(instance: &Instance, held: &ByPerson<'_>) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (staff, shifts) in held.shifts.iter().enumerate() {
        if let Some(most) =
            instance.staff[staff].limits[Rule::ShiftsPerPeriod].filter(|&most| shifts.len() > most as usize)
        {
            let message = format!(
                "shifts_per_period: {} has {} in the period, but may have at most {most}: {}.",
                wording::person(instance, staff),
                wording::counted(shifts.len() as u64, "shift", "shifts"),
                wording::windows(instance, shifts)
            );
            let over = shifts.len() as u64 - u64::from(most);
            violations.push(violation(instance, Rule::ShiftsPerPeriod, staff, shifts, over, message));
        }
    }
    violations
}

/// A person has at most `per_person_week` shifts of a burden in one ISO week, those worked before the period included.
pub(super) fn per_person_week(instance: &Instance, held: &ByPerson<'_>) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (staff, burden, most, shifts) in capped(instance, held, Rule::PerPersonWeek) {
        for week in shifts.chunk_by(|&a, &b| instance.windows[a].week() == instance.windows[b].week()) {
            let first = &instance.windows[week[0]];
            let past = held.history[staff].iter().filter(|past| past.burdens.contains(&burden));
            let past = past.filter(|past| past.date.iso_week() == first.week()).count();
            if week.len() + past > most {
                let from_history =
                    if past == 0 { String::new() } else { format!(", and {past} before the period (history.csv)") };
                let message = format!(
                    "per_person_week: {} has {} in the burden {} in week {}, but may have at most {most}: {}{from_history}.",
                    wording::person(instance, staff),
                    wording::counted((week.len() + past) as u64, "shift", "shifts"),
                    instance.burdens[burden].name,
                    week_name(first.date),
                    wording::windows(instance, week)
                );
                let over = (week.len() + past - most) as u64;
                let found = violation(instance, Rule::PerPersonWeek, staff, week, over, message);
                violations.push(Violation { burden: Some(burden), ..found });
            }
        }
    }
    violations
}

/// A person has at most `per_person_period` shifts of a burden in the period.
pub(super) fn per_person_period(instance: &Instance, held: &ByPerson<'_>) -> Vec<Violation> {
    let over = capped(instance, held, Rule::PerPersonPeriod).filter(|(.., most, shifts)| shifts.len() > *most);
    over.map(|(staff, burden, most, shifts)| {
        let message = format!(
            "per_person_period: {} has {} in the burden {} in the period, but may have at most {most}: {}.",
            wording::person(instance, staff),
            wording::counted(shifts.len() as u64, "shift", "shifts"),
            instance.burdens[burden].name,
            wording::windows(instance, &shifts)
        );
        let over = (shifts.len() - most) as u64;
        let found = violation(instance, Rule::PerPersonPeriod, staff, &shifts, over, message);
        Violation { burden: Some(burden), ..found }
    })
    .collect()
}

/// Each cap that a rule sets: the person, the burden, the most shifts, and the person's shifts of that burden.
fn capped<'a>(
    instance: &'a Instance,
    held: &'a ByPerson<'_>,
    rule: Rule,
) -> impl Iterator<Item = (usize, usize, usize, Vec<usize>)> + 'a {
    held.shifts.iter().enumerate().flat_map(move |(staff, shifts)| {
        instance.staff[staff].limits.caps(rule).map(move |(burden, most)| {
            let inside = |window: &usize| instance.windows[*window].burdens.contains(&burden);
            (staff, burden, most as usize, shifts.iter().copied().filter(inside).collect())
        })
    })
}

/// Between the end of a person's shift and the start of one on a later date lie at least `rest_hours`; pools are
/// their town's own affair. Each shift that begins too soon is one violation, against the shift that ended last.
pub(super) fn rest_hours(instance: &Instance, held: &ByPerson<'_>) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (staff, shifts) in held.shifts.iter().enumerate() {
        if instance.staff[staff].is_pool() {
            continue;
        }
        let mut distinct = shifts.clone();
        distinct.dedup();
        // The shift of an earlier date that ended last; among equals the latest.
        let past = held.history[staff].iter().map(|past| (past.ends_at, None));
        let mut last: Option<(Moment, Option<usize>)> = past.max_by_key(|&(end, _)| end);
        for day in distinct.chunk_by(|&a, &b| instance.windows[a].date == instance.windows[b].date) {
            for &later in day {
                let Some((end, earlier)) = last else { break };
                if instance.windows[later].starts_at() - end < instance.rest {
                    let windows: Vec<usize> = earlier.into_iter().chain([later]).collect();
                    let message = too_little_rest(instance, staff, end, earlier, later);
                    let missing = instance.rest - (instance.windows[later].starts_at() - end);
                    let over = u64::try_from(missing.num_minutes()).unwrap_or_default();
                    violations.push(violation(instance, Rule::RestHours, staff, &windows, over, message));
                }
            }
            let ended = day.iter().map(|&window| (instance.windows[window].ends_at(), Some(window)));
            last = last.into_iter().chain(ended).max_by_key(|&(end, _)| end);
        }
    }
    violations
}

fn too_little_rest(instance: &Instance, staff: usize, end: Moment, earlier: Option<usize>, later: usize) -> String {
    let (person, window) = (wording::person(instance, staff), &instance.windows[later]);
    let before = match earlier {
        Some(earlier) => format!("the shift of {}", wording::window(&instance.windows[earlier])),
        None => "a shift before the period (history.csv)".to_owned(),
    };
    let (until, from) = (wording::slot(end.wall().date(), end.wall().time()), wording::window(window));
    let pause = window.starts_at() - end;
    if pause < TimeDelta::zero() {
        return format!("rest_hours: {person} has {before}, which runs until {until}, and starts on {from} already.");
    }
    let (pause, rest) = (wording::hours(pause), wording::hours(instance.rest));
    format!("rest_hours: {person} has {before} until {until} and starts on {from}, {pause} later, but needs {rest}.")
}

fn violation(
    instance: &Instance,
    rule: Rule,
    staff: usize,
    windows: &[usize],
    over: u64,
    message: String,
) -> Violation {
    let mut windows = windows.to_vec();
    windows.dedup();
    let municipality = Some(instance.staff[staff].municipality);
    Violation { rule, staff: Some(staff), municipality, windows, burden: None, over, message }
}
