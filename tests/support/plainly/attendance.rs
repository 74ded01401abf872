//! Over which days turns are counted and who is absent on which of them, read a second time from a folder's cells.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use vagtplan::domain::attendance::Attendance;
use vagtplan::domain::calendar::Period;
use vagtplan::domain::{Staff, Window};

use super::{Row, date, day, list, text, time};

/// What `history`, the rows of `availability.csv` and `plan.toml` say of single days.
pub fn attendance(
    (plan, period): (&toml::Table, Period),
    (history, availability): (&[Row], &[Row]),
    staff: &[Staff],
    windows: &[Window],
) -> Attendance {
    let since = history.iter().map(|row| date(&row["date"])).chain([period.from]).min().expect("the first day");
    let long = plan.get("rotation").map_or(14, |table| table["long_absence_days"].as_integer().expect("days"));
    let first = since - Days::new(long as u64);
    let starts = |date: NaiveDate| -> Vec<String> {
        if (period.from..=period.to).contains(&date) {
            let here = windows.iter().filter(|window| window.date == date);
            return here.map(|window| window.start.format("%H:%M").to_string()).collect();
        }
        let kinds = plan["windows"].as_array().expect("windows").iter();
        let kinds = kinds.filter(|kind| list(kind.get("days")).iter().any(|name| day(name) == date.weekday()));
        kinds.map(|kind| text(&kind["start"])).collect()
    };
    let mut idle = BTreeSet::new();
    let mut absent: BTreeMap<usize, BTreeSet<NaiveDate>> = BTreeMap::new();
    for date in first.iter_days().take_while(|day| *day <= period.to + Days::new(long as u64)) {
        let starts = starts(date);
        if starts.is_empty() {
            idle.insert(date);
        }
        for (s, person) in staff.iter().enumerate() {
            let mine = availability.iter().filter(|row| row["staff"] == person.id && row["kind"] == "unavailable");
            let mine: Vec<&Row> = mine.filter(|row| is_on(row, date)).collect();
            let dated = |row: &Row| !row["from"].is_empty() || !row["to"].is_empty();
            let whole_day = mine.iter().any(|row| dated(row) && row["days"].is_empty() && row["start"].is_empty());
            let covering = |start: &String| {
                let covers =
                    |row: &&&Row| row["start"].is_empty() || row["start"].split(';').any(|s| time(s) == time(start));
                mine.iter().filter(covers).collect::<Vec<_>>()
            };
            let every = !starts.is_empty() && starts.iter().all(|start| !covering(start).is_empty());
            let by_date = starts.iter().flat_map(covering).any(|row| dated(row));
            if whole_day || (every && by_date) {
                absent.entry(s).or_default().insert(date);
            }
        }
    }
    // What lies between two days of absence and has no windows is absence as well.
    for days in absent.values_mut() {
        for (from, to) in days.clone().iter().zip(days.clone().iter().skip(1)) {
            let between: Vec<NaiveDate> = from.iter_days().skip(1).take_while(|day| day < to).collect();
            if between.iter().all(|day| idle.contains(day)) {
                days.extend(between);
            }
        }
    }
    Attendance { since, long_absence_days: long as u32, idle, absent }
}

/// Whether a row's dates and days of the week hold a day.
fn is_on(row: &Row, on: NaiveDate) -> bool {
    let number = |name: &str| day(name).num_days_from_monday();
    let in_days = row["days"].is_empty()
        || row["days"].split(';').any(|days| {
            let (first, last) = days.split_once('-').unwrap_or((days, days));
            (number(first)..=number(last)).contains(&on.weekday().num_days_from_monday())
        });
    let since = row["from"].is_empty() || date(&row["from"]) <= on;
    let until = row["to"].is_empty() || on <= date(&row["to"]);
    in_days && since && until
}
