//! The folder to start from, for another period than the one its files are written for.
//!
//! In: a period. Out: the same texts with it in `plan.toml`, its closed days in that year, and the week of the leave that the folder
//! shows somewhere in the midst of it, where no public holiday takes its windows away.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::calendar::{Period, danish_holidays};

/// The period that the files are written for, as it stands in `plan.toml`.
const WRITTEN: &str = "period = \"2026-Q1\"";

/// Its year, and the days of it that are closed.
const YEAR: i32 = 2026;
const CLOSED: [(u32, u32); 2] = [(12, 24), (12, 31)];

/// The first day of the leave, and how many days after the period's first it begins.
const LEAVE: (i32, u32, u32) = (2026, 2, 9);
const LEAVE_BEGINS: i64 = 39;
const LEAVE_DAYS: RangeInclusive<u64> = 0..=6;

/// The last day on which a quarter begins.
const MONTHS_A_QUARTER: u32 = 3;
const QUARTERS: u32 = 4;

/// A period to start with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// Its days.
    pub period: Period,
    /// As it stands in `plan.toml`.
    pub written: String,
}

impl Start {
    /// A period that was asked for by `option`, which is one.
    pub fn asked(option: &str, period: Period) -> Self {
        let bare = option.trim().trim_matches(['"', '\'']);
        let is_named = !bare.contains(['.', '{', '=']);
        let written =
            if is_named { format!("\"{bare}\"") } else { format!("{{ from = {}, to = {} }}", period.from, period.to) };
        Start { period, written }
    }

    /// A text of the folder, for this period.
    pub fn text(&self, text: &str) -> String {
        let text = text.replace(WRITTEN, &format!("period = {}", self.written));
        let text = CLOSED.iter().fold(text, |text, (month, day)| {
            text.replace(
                &format!("{YEAR}-{month:02}-{day:02}"),
                &format!("{}-{month:02}-{day:02}", self.period.to.year()),
            )
        });
        let old = NaiveDate::from_ymd_opt(LEAVE.0, LEAVE.1, LEAVE.2).expect("a day of the calendar");
        let day = |first: NaiveDate, days: u64| first.checked_add_days(Days::new(days)).unwrap_or(first).to_string();
        match self.leave() {
            // Each of the seven has a place of its own, so none is taken for another that was just written.
            Some(new) => {
                let marked = LEAVE_DAYS.fold(text, |text, days| text.replace(&day(old, days), &format!("<{days}>")));
                LEAVE_DAYS.fold(marked, |text, days| text.replace(&format!("<{days}>"), &day(new, days)))
            }
            None => without(&text, &LEAVE_DAYS.map(|days| day(old, days)).collect::<Vec<_>>()),
        }
    }

    /// The Monday of a whole week in the period without a public holiday or a closed day, as near as can be to where the leave is.
    fn leave(&self) -> Option<NaiveDate> {
        let Period { from, to } = self.period;
        let usual = from.checked_add_signed(chrono::TimeDelta::days(LEAVE_BEGINS))?;
        let is_open = |day: NaiveDate| {
            let is_holiday = danish_holidays(day.year()).iter().any(|(holiday, _)| *holiday == day);
            self.period.contains(day) && !is_holiday && !CLOSED.contains(&(day.month(), day.day()))
        };
        let whole = |monday: &NaiveDate| {
            LEAVE_DAYS.map(|days| monday.checked_add_days(Days::new(days))).all(|day| day.is_some_and(is_open))
        };
        let mondays = from.iter_days().take_while(|day| *day <= to).filter(|day| day.weekday() == chrono::Weekday::Mon);
        mondays.filter(whole).min_by_key(|monday| (monday.signed_duration_since(usual).num_days().abs(), *monday))
    }
}

/// A table without the rows, and the columns of a grid, that are about these days.
fn without(text: &str, days: &[String]) -> String {
    let names = |cell: &str| days.iter().any(|day| day == cell);
    let Some(head) = text.lines().next() else { return text.to_owned() };
    let kept: Vec<bool> = head.split(',').map(|cell| !names(cell)).collect();
    if !text.lines().any(|line| line.split(',').any(names)) {
        return text.to_owned();
    }
    let rows = text.lines().filter(|line| *line == head || !line.split(',').any(names));
    let row = |line: &str| {
        let cells = line.split(',').zip(&kept).filter(|(_, kept)| **kept).map(|(cell, _)| cell);
        format!("{}\n", cells.collect::<Vec<_>>().join(","))
    };
    rows.map(row).collect()
}

/// The quarter after the one that a day lies in, as `--period` takes it.
pub fn next_quarter(day: NaiveDate) -> String {
    match day.month0() / MONTHS_A_QUARTER + 1 {
        QUARTERS => format!("{}-Q1", day.year() + 1),
        quarter => format!("{}-Q{}", day.year(), quarter + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(from: &str, to: &str) -> Start {
        let period = Period { from: from.parse().unwrap(), to: to.parse().unwrap() };
        Start::asked(&format!("{from}..{to}"), period)
    }

    #[test]
    fn the_next_quarter_is_that_after_a_day() {
        let after = |day: &str| next_quarter(day.parse().unwrap());
        assert_eq!([after("2026-01-01"), after("2026-03-31"), after("2026-12-31")], ["2026-Q2", "2026-Q2", "2027-Q1"]);
    }

    #[test]
    fn the_files_are_those_of_the_quarter_they_were_written_for() {
        let period = Period { from: "2026-01-01".parse().unwrap(), to: "2026-03-31".parse().unwrap() };
        let all = crate::domain::language::Language::ALL.map(super::super::files);
        for (_, text) in all.concat() {
            assert_eq!(Start::asked("2026-Q1", period).text(text), text);
        }
    }

    #[test]
    fn a_leave_lies_in_a_week_without_holidays() {
        // Ascension Day, Whitsun and Christmas are passed by.
        assert_eq!(start("2027-04-01", "2027-06-30").leave().unwrap().to_string(), "2027-04-26");
        assert_eq!(start("2026-12-14", "2026-12-31").leave().unwrap().to_string(), "2026-12-14");
        assert_eq!(start("2026-12-21", "2026-12-31").leave(), None);
        assert_eq!(without("a,2026-02-09\nx,1\n", &["2026-02-09".to_owned()]), "a\nx\n");
        assert_eq!(without("s,f\nx,2026-02-09\ny,\n", &["2026-02-09".to_owned()]), "s,f\ny,\n");
    }
}
