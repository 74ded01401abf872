//! What stands in a cell: days, times, numbers; and the days that are closed by law.

use chrono::{Datelike, NaiveDate, NaiveTime};
use num_bigint::BigInt;

use super::reading::Fraction;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

pub fn weekday(date: NaiveDate) -> u32 {
    date.weekday().num_days_from_monday()
}

pub fn date(text: &str) -> Option<NaiveDate> {
    (!text.is_empty()).then(|| text.parse().unwrap_or_else(|_| panic!("a date: {text}")))
}

pub fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap_or_else(|_| panic!("a time: {text}"))
}

/// `mon-thu`, `mon;wed`, `fri-mon`; empty means all.
pub fn days(text: &str) -> Vec<u32> {
    let day = |word: &str| DAYS.iter().position(|day| *day == word).unwrap_or_else(|| panic!("a day: {word}")) as u32;
    let mut all = Vec::new();
    for part in text.split(';').filter(|part| !part.is_empty()) {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to) = (day(from), day(to));
        all.extend((0..=(7 + to - from) % 7).map(|step| (from + step) % 7));
    }
    if all.is_empty() { (0..7).collect() } else { all }
}

pub fn times(text: &str) -> Vec<NaiveTime> {
    text.split(';').filter(|part| !part.is_empty()).map(time).collect()
}

/// A decimal number, exactly.
pub fn decimal(text: &str) -> Fraction {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{whole}{part}").parse().unwrap_or_else(|_| panic!("a number: {text}"));
    Fraction::new(digits, BigInt::from(10).pow(part.len() as u32))
}

/// Easter Sunday, by the method that Nature printed in 1876.
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, (n / 31) as u32, (n % 31 + 1) as u32).expect("a date")
}

pub fn is_holiday(day: NaiveDate) -> bool {
    let after = (day - easter(day.year())).num_days();
    let moving = [-3, -2, 0, 1, 39, 49, 50].contains(&after) || (after == 26 && day.year() <= 2023);
    moving || [(1, 1), (12, 25), (12, 26)].contains(&(day.month(), day.day()))
}
