//! Dates, times and days of the week as planners write them.
//!
//! In: the text of a cell. Out: the value, or a [`Fault`] with its cure. Dates are `2026-01-05`, `05-01-2026` or `05.01.2026`, times
//! `08:00`; a form that only some read the same way, such as `05/01/2026`, is refused.

use chrono::{Days, NaiveDate, NaiveTime, Timelike, Weekday};

use super::cell::Fault;
use crate::diagnostic::suggest::closest;
use crate::diagnostic::{Code, quote};
use crate::domain::terms::YearDay;

/// A date.
pub fn date(cell: &str) -> Result<NaiveDate, Fault> {
    // Points are used for day, month and year alone, so with all digits of the year there is one reading.
    let separator = if cell.contains('.') { '.' } else { '-' };
    let parts: Vec<&str> = cell.split(separator).collect();
    if let [one, two, three] = parts.as_slice()
        && let (Some(one), Some(two), Some(three)) = (number(one, 4), number(two, 2), number(three, 4))
    {
        let lengths = (parts[0].len(), parts[2].len());
        let date = match lengths {
            // One digit after two may be the rest of a date that was cut off.
            (4, 1 | 2) if separator == '-' && (parts[1].len() == 1 || parts[2].len() == 2) => Some((one, two, three)),
            (1 | 2, 4) => Some((three, two, one)),
            _ => None,
        };
        if let Some((year, month, day)) = date {
            return calendar(year, month, day).ok_or_else(|| {
                let message = format!("{} is not in the calendar", quote(cell));
                Fault::new(
                    Code::BadDate,
                    message,
                    "look up the day and the month; dates are year-month-day or day-month-year",
                )
            });
        }
    }
    Err(Fault::new(Code::BadDate, format!("{} is not a date that is read", quote(cell)), date_cure(cell)))
}

/// What to write instead, with the user's own digits where they leave no doubt about which part is which.
fn date_cure(cell: &str) -> String {
    let general = "write year-month-day, such as 2026-01-05, or day-month-year, such as 05-01-2026";
    let before_time = cell.split([' ', 'T']).next().unwrap_or_default();
    if before_time.len() < cell.len() && date(before_time).is_ok() {
        return format!("write the date alone: {before_time}");
    }
    if cell.len() == 5
        && let Some(days) = number(cell, 5)
        // Excel counts days from the last day but one of 1899.
        && let Some(date) = calendar(1899, 12, 30).and_then(|zero| zero.checked_add_days(Days::new(u64::from(days))))
    {
        return format!(
            "Excel keeps {date} as {cell}: format the column as a date, such as 2026-01-05, and save again"
        );
    }
    let parts: Vec<&str> = cell.split(['/', '.', ' ', '-']).collect();
    if let [one, two, three] = parts.as_slice()
        && let (Some(day), Some(month), Some(year)) = (number(one, 2), number(two, 2), number(three, 4))
    {
        let year = if three.len() == 2 { 2000 + year } else { year };
        if three.len() != 3
            && let Some(date) = calendar(year, month, day)
        {
            return format!("write {date} or {}, if it is day, month and year here", date.format("%d-%m-%Y"));
        }
    }
    general.to_owned()
}

fn calendar(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// A month: `2026-01`. The value is its first day.
pub fn month(cell: &str) -> Result<NaiveDate, Fault> {
    let parts = cell.split_once('-').filter(|(year, month)| (year.len(), month.len()) == (4, 2));
    let month = parts.and_then(|(year, month)| calendar(number(year, 4)?, number(month, 2)?, 1));
    month.ok_or_else(|| {
        let message = format!("{} is not a month that is read", quote(cell));
        Fault::new(Code::BadDate, message, "write year and month, such as 2026-01, or the month's first day")
    })
}

/// A day of the year, month first: `07-01`.
pub fn year_day(cell: &str) -> Result<YearDay, Fault> {
    let day = cell.split_once('-').and_then(|(month, day)| YearDay::new(number(month, 2)?, number(day, 2)?));
    day.ok_or_else(|| {
        let message = format!("{} is not a day that every year has", quote(cell));
        Fault::new(Code::BadDate, message, "write month-day, such as 01-01 for 1 January or 07-01 for 1 July")
    })
}

/// A time of the day, in whole minutes.
pub fn time(cell: &str) -> Result<NaiveTime, Fault> {
    let time = match half_of_day(cell) {
        None => colons(cell),
        Some((twelve, noon)) => colons(twelve).filter(|time| (1..=12).contains(&time.hour())).and_then(|time| {
            // Twelve comes before one there: 12:30 AM is half past midnight.
            time.with_hour(time.hour() % 12 + if noon { 12 } else { 0 })
        }),
    };
    time.ok_or_else(|| {
        Fault::new(Code::BadTime, format!("{} is not a time of the day that is read", quote(cell)), time_cure(cell))
    })
}

/// A time as spreadsheets in English save it, such as `08:00:00 AM`: what stands before the mark, and whether it is
/// after noon.
fn half_of_day(cell: &str) -> Option<(&str, bool)> {
    let at = cell.len().checked_sub(2).filter(|&at| cell.is_char_boundary(at))?;
    let (time, mark) = cell.split_at(at);
    match mark.to_ascii_uppercase().as_str() {
        "AM" => Some((time.trim_end(), false)),
        "PM" => Some((time.trim_end(), true)),
        _ => None,
    }
}

fn colons(cell: &str) -> Option<NaiveTime> {
    let parts: Vec<&str> = cell.split(':').collect();
    match parts.as_slice() {
        [hour, minute] if minute.len() == 2 => clock(hour, minute),
        [hour, minute, second] if minute.len() == 2 && *second == "00" => clock(hour, minute),
        _ => None,
    }
}

fn time_cure(cell: &str) -> String {
    if let Some((day, time)) = cell.split_once(' ')
        && date(day).is_ok()
        && colons(time).is_some()
    {
        return format!("write the time alone: {time}");
    }
    if let Some(time) = part_of_day(cell) {
        return format!("Excel keeps {time} as {cell}: format the column as a time, such as 08:00, and save again");
    }
    if cell == "24:00" || cell == "24:00:00" {
        return "midnight is 00:00 of the next day".to_owned();
    }
    let parts: Vec<&str> = cell.split(['.', ':', ' ']).collect();
    let meant = match parts.as_slice() {
        [hour] if hour.len() <= 2 => clock(hour, "00"),
        [digits] if (3..=4).contains(&digits.len()) && digits.is_ascii() => {
            clock(&digits[..digits.len() - 2], &digits[digits.len() - 2..])
        }
        [hour, minute] if minute.len() == 2 => clock(hour, minute),
        _ => None,
    };
    match meant {
        Some(time) => format!("write {}", time.format("%H:%M")),
        None => "write hours and minutes with a colon, such as 08:00".to_owned(),
    }
}

/// The time that Excel keeps as a part of a day, such as 0.333333333333333 or 0.5.
pub(super) fn part_of_day(cell: &str) -> Option<String> {
    let is_decimal = cell.starts_with("0.") && cell.len() > 2 && cell[2..].bytes().all(|byte| byte.is_ascii_digit());
    let part = cell.parse::<f64>().ok().filter(|_| is_decimal)?;
    const MINUTES: f64 = 24.0 * 60.0;
    let minutes = (part * MINUTES).round();
    // Only a part that is a whole minute, but for the last digit, can have been a time of a roster.
    if (part * MINUTES - minutes).abs() > 1e-3 {
        return None;
    }
    let minutes = minutes as u32;
    Some(format!("{:02}:{:02}", minutes / 60, minutes % 60))
}

fn clock(hour: &str, minute: &str) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(number(hour, 2)?, number(minute, 2)?, 0)
}

/// A run of at most `longest` digits, and nothing else.
fn number(text: &str, longest: usize) -> Option<u32> {
    let digits = !text.is_empty() && text.len() <= longest && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// Times separated by semicolons, commas or spaces.
pub fn times(cell: &str) -> Result<Vec<NaiveTime>, Fault> {
    match time(cell) {
        Ok(time) => Ok(vec![time]),
        // A date with a time, as spreadsheets keep one, is no list of two.
        Err(fault) if words(cell).next().is_some_and(|word| date(word).is_ok()) => Err(fault),
        Err(_) => words(cell).map(time).collect(),
    }
}

/// The words for days, Monday first.
const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

/// The first letters of the Danish words, for cures and for the column that only repeats the date.
const DANISH_DAYS: [&str; 7] = ["man", "tir", "ons", "tor", "fre", "lør", "søn"];

/// Days of the week: `mon`, `mon;wed`, `mon-thu`, `fri-mon`; each once, Monday first.
pub fn days(cell: &str) -> Result<Vec<Weekday>, Fault> {
    let mut found = [false; 7];
    let spaced = cell.replace(" - ", "-").replace(['–', '—'], "-");
    for word in words(&spaced) {
        let (first, last) = match word.split_once('-') {
            Some((first, last)) => (day(first.trim())?, day(last.trim())?),
            None => (day(word)?, day(word)?),
        };
        let length = (last + 7 - first) % 7;
        (0..=length).for_each(|step| found[(first + step) % 7] = true);
    }
    Ok(DAYS.iter().zip(found).filter(|(_, found)| *found).map(|((_, day), _)| *day).collect())
}

/// The number of a day, Monday being 0.
fn day(word: &str) -> Result<usize, Fault> {
    let lower = word.to_lowercase();
    if let Some(number) = DAYS.iter().position(|(name, _)| *name == lower) {
        return Ok(number);
    }
    let meant = weekday(&lower).map(|day| DAYS[day.num_days_from_monday() as usize].0);
    let meant = meant.or_else(|| closest(&lower, DAYS.iter().map(|(name, _)| *name)));
    let general = "days are mon, tue, wed, thu, fri, sat, sun, alone, in a list such as mon;wed or from day to day such as mon-thu";
    let help = match meant {
        Some(name) => format!("did you mean '{name}'? {general}"),
        None => general.to_owned(),
    };
    Err(Fault::new(Code::UnknownDay, format!("{} is not a day of the week", quote(word)), help))
}

/// The day of the week that a word in English or Danish means, long or short.
pub fn weekday(word: &str) -> Option<Weekday> {
    let start: String = word.to_lowercase().chars().take(3).collect();
    let number = (DAYS.iter().position(|(name, _)| *name == start))
        .or_else(|| DANISH_DAYS.iter().position(|name| *name == start));
    number.map(|number| DAYS[number].1)
}

/// Days of the week and a time, such as `fri12`, `fri 12:00`, `mon-thu 16`, `fri` or `16:00`.
pub fn windows_of_week(written: &str) -> Result<(Vec<Weekday>, Option<NaiveTime>), Fault> {
    let split = written.find(|letter: char| letter.is_ascii_digit()).unwrap_or(written.len());
    let (on, at) = (written[..split].trim(), written[split..].trim());
    let all = "mon-sun";
    let days = days(if on.is_empty() && !at.is_empty() { all } else { on })?;
    if days.is_empty() {
        let message = format!("{} is no window", quote(written));
        return Err(Fault::new(Code::WrongValue, message, "write day and start, such as fri12 or fri 12:00"));
    }
    let is_hour = at.len() <= 2 && at.bytes().all(|byte| byte.is_ascii_digit());
    match at {
        "" => Ok((days, None)),
        hour if is_hour => time(&format!("{hour}:00")).map(|time| (days, Some(time))),
        at => time(at).map(|time| (days, Some(time))),
    }
}

fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', ',', ' ', '\n', '\r', '\t', '/', '+']).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime, Weekday};

    use super::{date, days, time, times};

    #[test]
    fn both_forms_of_a_date_are_read() {
        let expected = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
        for cell in ["2026-01-05", "05-01-2026", "5-1-2026", "2026-1-5", "2026-1-05", "05.01.2026", "5.1.2026"] {
            assert_eq!(date(cell), Ok(expected), "{cell}");
        }
    }

    #[test]
    fn other_dates_are_refused_with_a_cure() {
        for (cell, cure) in [
            ("05/01/2026", "2026-01-05"),
            ("5.1.26", "2026-01-05"),
            ("2026.01.05", "year-month-day"),
            ("5.1-2026", "2026-01-05"),
            ("31.02.2026", "look up"),
            ("5-1-26", "2026-01-05"),
            ("46027", "2026-01-05"),
            ("2026-01-05 00:00:00", "date alone: 2026-01-05"),
            ("2026-02-30", "look up"),
            ("2026-01-2", "year-month-day"),
            ("2026-10-5", "year-month-day"),
            ("soon", "year-month-day"),
            ("", "year-month-day"),
            ("99999-1-1", "year-month-day"),
            ("1-2-345", "year-month-day"),
            ("ø-ø-øøøø", "year-month-day"),
        ] {
            assert!(date(cell).unwrap_err().help.contains(cure), "{cell}: {:?}", date(cell));
        }
    }

    #[test]
    fn a_list_of_times_may_be_one_with_a_mark_of_its_own() {
        let hours = |hours: &[u32]| hours.iter().map(|&hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap()).collect();
        assert_eq!(times("08:00:00 AM"), Ok(hours(&[8])));
        assert_eq!(times("08:00 12:00"), Ok(hours(&[8, 12])));
        assert!(times("2026-01-05 08:00").unwrap_err().help.contains("write the time alone: 08:00"));
    }

    #[test]
    fn times_have_a_colon() {
        let eight = NaiveTime::from_hms_opt(8, 0, 0).unwrap();
        for cell in ["08:00", "8:00", "08:00:00"] {
            assert_eq!(time(cell), Ok(eight), "{cell}");
        }
        for (cell, hour) in [("08:00:00 AM", 8), ("12:00 pm", 12), ("4:00PM", 16), ("12:00:00 AM", 0)] {
            assert_eq!(time(cell), Ok(NaiveTime::from_hms_opt(hour, 0, 0).unwrap()), "{cell}");
        }
        for (cell, cure) in [
            ("8.00", "write 08:00"),
            ("0800", "write 08:00"),
            ("8", "write 08:00"),
            ("24:00", "midnight"),
            ("2026-01-05 08:00", "write the time alone: 08:00"),
            ("0.333333333333333", "Excel keeps 08:00"),
            ("0.5", "Excel keeps 12:00"),
            ("0.25", "Excel keeps 06:00"),
            ("0.3001", "colon"),
            ("øø", "colon"),
            ("08:00:30", "colon"),
            ("7:5", "colon"),
            ("13:00 PM", "colon"),
            ("0:30 AM", "colon"),
            ("PM", "colon"),
            ("", "colon"),
        ] {
            assert!(time(cell).unwrap_err().help.contains(cure), "{cell}: {:?}", time(cell));
        }
        assert_eq!(times("08:00; 8:00,08:00:00"), Ok(vec![eight; 3]));
    }

    #[test]
    fn days_are_lists_and_ranges() {
        use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
        assert_eq!(days("mon-thu"), Ok(vec![Mon, Tue, Wed, Thu]));
        assert_eq!(days("Wed;mon"), Ok(vec![Mon, Wed]));
        assert_eq!(days("mon,wed"), Ok(vec![Mon, Wed]));
        assert_eq!(days("fri-mon"), Ok(vec![Mon, Fri, Sat, Sun]));
        assert_eq!(days("mon - tue, sun"), Ok(vec![Mon, Tue, Sun]));
        assert_eq!(days("sun-sun"), Ok(vec![Sun]));
        assert!(days("ons").unwrap_err().help.contains("'wed'"));
        assert!(days("monday").unwrap_err().help.contains("'mon'"));
        assert!(days("mon-").is_err());
        assert!(days("x-y-z").is_err());
    }
}
