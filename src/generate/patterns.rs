//! Availability that is laid out otherwise than by the habits of an ordinary folder.
//!
//! In: people and windows. Out: rows, so that everybody is left with a window of the period: a row that would take the last
//! one is not written.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::Size;
use super::chance::Chance;
use super::features::Pattern;
use super::sheet::{Row, Sheet, row};

/// Of a hundred windows of the day, and of the evening, those in which somebody with scattered times can work.
const DAY_PERCENT: u64 = 50;
const EVENING_PERCENT: u64 = 33;

/// Of a hundred windows that somebody with scattered times can work in, those they would like, and as many they would not.
const WISH_PERCENT: u64 = 12;

/// Of a hundred people with weekdays of their own, those who work no evenings.
const DAYTIME_PERCENT: u64 = 40;

/// How many weekdays somebody works on.
const WEEKDAYS: [usize; 6] = [1, 2, 2, 3, 3, 4];

/// Part of the day that is an evening.
const EVENING: usize = 2;

/// Weeks that a shared holiday stands in once, and how many of them it takes.
const QUARTER: u64 = 13;
const HOLIDAY_WEEKS: u64 = 2;

/// A period as long as this has a holiday of whole weeks, a shorter one some days of it.
const WEEKS_WITH_HOLIDAY: u64 = 4;

/// Days of a week, and of a holiday in a short period.
const WEEK: u64 = 7;
const SHORT_HOLIDAY: u64 = 3;

/// When somebody can work.
pub fn pattern(sheet: &mut Sheet<'_>, pattern: Pattern, person: usize, chance: &mut Chance) {
    match pattern {
        Pattern::Scattered => scattered(sheet, person, chance),
        Pattern::Weekdays => weekdays(sheet, person, chance),
    }
}

/// Windows by chance. Whoever has none of the period among them gets another one.
fn scattered(sheet: &mut Sheet<'_>, person: usize, chance: &mut Chance) {
    let times = times(sheet);
    let percent = |&(_, part): &(Weekday, usize)| if part == EVENING { EVENING_PERCENT } else { DAY_PERCENT };
    let mut mine: Vec<bool> = times.iter().map(|time| chance.percent(percent(time))).collect();
    // A window at a time until one of the period is among them; with all of them there is one.
    for _ in 0..times.len() {
        if sheet.take(person, rows(person, &times, &mine)) {
            return;
        }
        let others: Vec<usize> = (0..times.len()).filter(|&at| !mine[at]).collect();
        if others.is_empty() {
            return;
        }
        mine[*chance.pick(&others)] = true;
    }
}

/// A row for each weekday, with its times.
fn rows(person: usize, times: &[(Weekday, usize)], mine: &[bool]) -> Vec<Row> {
    let by_day = times.iter().zip(mine).filter(|(_, mine)| **mine).map(|(time, _)| *time).collect::<Vec<_>>();
    let of_day = |times: &[(Weekday, usize)]| {
        let parts: Vec<usize> = times.iter().map(|&(_, part)| part).collect();
        row(person, "available", &(&[times[0].0], &parts))
    };
    by_day.chunk_by(|one, other| one.0 == other.0).map(of_day).collect()
}

/// Likes and dislikes of single windows among those that somebody can work in; no window is both.
pub fn scattered_wishes(sheet: &mut Sheet<'_>, person: usize, chance: &mut Chance) {
    for (day, part) in times(sheet) {
        let drawn = chance.below(100);
        let is_mine = |slot: usize| {
            let slot = &sheet.opening.slots[slot];
            slot.date.weekday() == day && slot.part == part
        };
        let free = &sheet.made.free[person];
        if (sheet.opening.first..free.len()).any(|slot| free[slot] && is_mine(slot)) {
            let kind = match drawn {
                _ if drawn < WISH_PERCENT => "prefers",
                _ if drawn < 2 * WISH_PERCENT => "avoids",
                _ => continue,
            };
            sheet.made.rows.push(row(person, kind, &(&[day], &[part])));
        }
    }
}

/// Weekdays, with or without their evenings.
fn weekdays(sheet: &mut Sheet<'_>, person: usize, chance: &mut Chance) {
    let mut days: Vec<Weekday> = times(sheet).into_iter().map(|(day, _)| day).collect();
    days.dedup();
    chance.shuffle(&mut days);
    days.truncate(*chance.pick(&WEEKDAYS));
    days.sort_by_key(Weekday::num_days_from_monday);
    let daytime: &[usize] = if chance.percent(DAYTIME_PERCENT) { &[0, 1] } else { &[] };
    // Who would have no window without the evenings has them.
    for parts in [daytime, &[]] {
        if sheet.take(person, vec![row(person, "available", &(&days, parts))]) {
            return;
        }
    }
}

/// Who works in every other week is away in the others: half of them in even weeks, half in odd ones.
pub fn alternate_weeks(sheet: &mut Sheet<'_>, size: &Size, percent: u64, chance: &mut Chance) {
    for person in (0..sheet.heads.len()).filter(|&person| sheet.heads[person] == 1).collect::<Vec<_>>() {
        if !chance.percent(percent) {
            chance.below(2);
            continue;
        }
        let odd = u32::from(chance.percent(50));
        let mut weeks: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        for day in size.from.iter_days().take_while(|&day| day <= sheet.opening.to) {
            match weeks.last_mut() {
                Some((_, last)) if day.weekday() != Weekday::Mon => *last = day,
                _ => weeks.push((day, day)),
            }
        }
        weeks.retain(|(from, _)| from.iso_week().week() % 2 == odd);
        let away = |dates| Row { dates: Some(dates), ..row(person, "unavailable", &(&[], &[])) };
        sheet.take(person, weeks.into_iter().map(away).collect());
    }
}

/// So many of a hundred are on holiday in the same two weeks of each quarter.
pub fn holiday_weeks(sheet: &mut Sheet<'_>, size: &Size, percent: u64, chance: &mut Chance) {
    let quarters: Vec<(NaiveDate, NaiveDate)> = (0..size.weeks.div_ceil(QUARTER))
        .map(|quarter| {
            let weeks = QUARTER.min(size.weeks - quarter * QUARTER);
            let start = size.from + Days::new(quarter * QUARTER * WEEK);
            let (from, days) = if weeks < WEEKS_WITH_HOLIDAY {
                (start + Days::new(chance.below(weeks * WEEK - SHORT_HOLIDAY + 1)), SHORT_HOLIDAY)
            } else {
                (start + Days::new(chance.below(weeks - HOLIDAY_WEEKS + 1) * WEEK), HOLIDAY_WEEKS * WEEK)
            };
            (from, from + Days::new(days - 1))
        })
        .collect();
    let mut people: Vec<usize> = (0..sheet.heads.len()).filter(|&person| sheet.heads[person] == 1).collect();
    let away = people.len() * usize::try_from(percent).unwrap_or(usize::MAX) / 100;
    chance.shuffle(&mut people);
    people.truncate(away);
    for person in people {
        let holiday =
            |&dates: &(NaiveDate, NaiveDate)| Row { dates: Some(dates), ..row(person, "unavailable", &(&[], &[])) };
        sheet.take(person, quarters.iter().map(holiday).collect());
    }
}

/// The weekdays and parts of the day at which a week has a window, in order.
fn times(sheet: &Sheet<'_>) -> Vec<(Weekday, usize)> {
    let kinds = sheet.opening.kinds.iter();
    let mut times: Vec<(Weekday, usize)> =
        kinds.flat_map(|kind| kind.days.iter().map(|&day| (day, kind.part))).collect();
    times.sort_by_key(|&(day, part)| (day.num_days_from_monday(), part));
    times
}
