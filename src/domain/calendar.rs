//! Periods, ISO weeks, days of the week and Danish public holidays.
//!
//! In: dates. Out: dates and the contract's words for them. No window, no person is known here.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The days planned for, both included; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// Whether `date` is one of its days.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }

    /// Its days in order.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let to = self.to;
        self.from.iter_days().take_while(move |&day| day <= to)
    }

    /// How many days it has.
    pub fn length_in_days(&self) -> i64 {
        (self.to - self.from).num_days() + 1
    }
}

/// The contract's word for a day of the week: `mon` … `sun`.
pub fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "mon",
        Weekday::Tue => "tue",
        Weekday::Wed => "wed",
        Weekday::Thu => "thu",
        Weekday::Fri => "fri",
        Weekday::Sat => "sat",
        Weekday::Sun => "sun",
    }
}

/// The ISO week of a date, such as `2026-W02`.
pub fn week_name(date: NaiveDate) -> String {
    let week = date.iso_week();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The last year in which Great Prayer Day was a public holiday (abolished by Act no. 214 of 6 March 2023).
const LAST_GREAT_PRAYER_DAY: i32 = 2023;

/// The Danish public holidays of a year, in order, with their names. Christmas Eve, Constitution Day and New Year's
/// Eve are no public holidays by law: who closes then says so under `closed.dates`.
///
/// Returns nothing for years the Gregorian computus does not cover.
pub fn danish_holidays(year: i32) -> Vec<(NaiveDate, &'static str)> {
    let fixed = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let Some(easter) = easter_sunday(year) else {
        return Vec::new();
    };
    let after = |days: u64| easter.checked_add_days(Days::new(days));
    let before = |days: u64| easter.checked_sub_days(Days::new(days));
    let mut holidays = vec![
        (fixed(1, 1), "New Year's Day"),
        (before(3), "Maundy Thursday"),
        (before(2), "Good Friday"),
        (Some(easter), "Easter Sunday"),
        (after(1), "Easter Monday"),
    ];
    if year <= LAST_GREAT_PRAYER_DAY {
        holidays.push((after(26), "Great Prayer Day"));
    }
    holidays.extend([
        (after(39), "Ascension Day"),
        (after(49), "Whit Sunday"),
        (after(50), "Whit Monday"),
        (fixed(12, 25), "Christmas Day"),
        (fixed(12, 26), "Second Day of Christmas"),
    ]);
    let mut holidays: Vec<_> = holidays.into_iter().filter_map(|(date, name)| Some((date?, name))).collect();
    holidays.sort();
    holidays
}

fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let easter = computus::gregorian(year).ok()?;
    NaiveDate::from_ymd_opt(easter.year, easter.month, easter.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(year: i32) -> Vec<(String, &'static str)> {
        danish_holidays(year).into_iter().map(|(date, name)| (date.to_string(), name)).collect()
    }

    #[test]
    fn the_holidays_of_2025_are_the_official_ones() {
        let expected = [
            ("2025-01-01", "New Year's Day"),
            ("2025-04-17", "Maundy Thursday"),
            ("2025-04-18", "Good Friday"),
            ("2025-04-20", "Easter Sunday"),
            ("2025-04-21", "Easter Monday"),
            ("2025-05-29", "Ascension Day"),
            ("2025-06-08", "Whit Sunday"),
            ("2025-06-09", "Whit Monday"),
            ("2025-12-25", "Christmas Day"),
            ("2025-12-26", "Second Day of Christmas"),
        ];
        assert_eq!(names(2025), expected.map(|(date, name)| (date.to_owned(), name)));
    }

    #[test]
    fn great_prayer_day_ends_with_2023() {
        assert!(names(2023).contains(&("2023-05-05".to_owned(), "Great Prayer Day")));
        assert!(names(2024).iter().all(|(_, name)| *name != "Great Prayer Day"));
    }

    #[test]
    fn weeks_are_named_by_iso_8601() {
        assert_eq!(week_name(NaiveDate::from_ymd_opt(2027, 1, 1).unwrap()), "2026-W53");
        assert_eq!(week_name(NaiveDate::from_ymd_opt(2026, 1, 5).unwrap()), "2026-W02");
    }
}
