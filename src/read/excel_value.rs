//! What a cell of Excel holds, as text that is read like that of any other table.
//!
//! In: a value as the workbook keeps it: texts, numbers, days counted from 1900 or 1904, times as parts of a day. Out: a text:
//! `2026-01-05`, `08:00`, `0.5`. Nothing is rounded that Excel shows.

use calamine::{DataRef, ExcelDateTime};
use chrono::{Days, NaiveDate};

const SECONDS_A_DAY: i64 = 86_400;
/// Excel's numbers have so many digits; what a sum has beyond them is dust.
const DIGITS: usize = 15;
/// From here on numbers are shown with an exponent, as Excel does; no table has them.
const LARGE: f64 = 1e15;
/// The last day Excel knows, in the year 9999.
const LAST_DAY: i64 = 2_958_465;

/// The text of a value; empty for a cell that only carries a format. `is_1904` is the workbook's way to count days.
pub fn text(value: &DataRef<'_>, is_1904: bool) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(value) => number(*value),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(value) => date_time(value, is_1904),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A number with three decimals as it is read: `12.345` becomes `12.3450`, which nobody can take for thousands. A text
/// `12.345` might mean either and is left as it is, but a number needs no guess.
pub fn unambiguous(value: &DataRef<'_>, shown: &str) -> Option<String> {
    let three = shown.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 3);
    (three && matches!(value, DataRef::Float(_))).then(|| format!("{shown}0"))
}

fn number(value: f64) -> String {
    if !value.is_finite() || value.abs() >= LARGE {
        return format!("{value:e}");
    }
    let rounded: f64 = format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value);
    // Zero has no sign.
    format!("{}", rounded + 0.0)
}

fn date_time(value: &ExcelDateTime, is_1904: bool) -> String {
    let days = value.as_f64();
    if !(0.0..=LAST_DAY as f64).contains(&days) {
        return number(days);
    }
    // A day is counted exactly, a time to the second: 08:00 is a third of a day, which no number of Excel is.
    let seconds = (days * SECONDS_A_DAY as f64).round() as i64;
    let (day, rest) = (seconds / SECONDS_A_DAY, seconds % SECONDS_A_DAY);
    // A duration goes on after a day; and a time that is midnight at the end of the day is no date of 1900.
    if day == 0 || value.is_duration() || seconds == SECONDS_A_DAY {
        return clock(seconds);
    }
    match date(day, is_1904) {
        Some(date) if rest == 0 => date.to_string(),
        Some(date) => format!("{date} {}", clock(rest)),
        None => number(days),
    }
}

/// The date with so many days before it, as Excel counts them.
fn date(day: i64, is_1904: bool) -> Option<NaiveDate> {
    // Excel's 1900 has a 29 February, the sixtieth day, that the calendar has not.
    let zero = match (is_1904, day) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1),
        (false, ..60) => NaiveDate::from_ymd_opt(1899, 12, 31),
        (false, _) => NaiveDate::from_ymd_opt(1899, 12, 30),
    };
    zero?.checked_add_days(Days::new(u64::try_from(day).ok()?))
}

fn clock(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if seconds == 0 { format!("{hours:02}:{minutes:02}") } else { format!("{hours:02}:{minutes:02}:{seconds:02}") }
}

/// A date and time that was written as text, `2026-01-05T08:00:00`, as the others are.
fn iso(text: &str) -> String {
    let text = text.trim_end_matches('Z');
    let text =
        text.split_once('.').filter(|(_, rest)| rest.bytes().all(|digit| digit == b'0')).map_or(text, |(t, _)| t);
    match text.split_once('T') {
        Some((date, "00:00" | "00:00:00")) => date.to_owned(),
        Some((date, time)) if time.len() == 8 => format!("{date} {}", time.strip_suffix(":00").unwrap_or(time)),
        Some((date, time)) => format!("{date} {time}"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, DataRef, ExcelDateTime, ExcelDateTimeType};

    use super::{text, unambiguous};

    fn day(value: f64, is_1904: bool) -> String {
        text(&DataRef::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, is_1904)), is_1904)
    }

    #[test]
    fn days_and_parts_of_days_are_dates_and_times() {
        assert_eq!(day(46_027.0, false), "2026-01-05");
        assert_eq!(day(44_565.0, true), "2026-01-05");
        assert_eq!(day(60.0, false), "1900-02-28");
        assert_eq!((day(1.0 / 3.0, false), day(0.0, false)), ("08:00".into(), "00:00".into()));
        assert_eq!((day(0.333_333_333_3, true), day(1.0, false)), ("08:00".into(), "24:00".into()));
        assert_eq!(day(46_027.0 + 16.0 / 24.0, false), "2026-01-05 16:00");
        assert_eq!(day(46_027.999_999_999, false), "2026-01-06");
        assert_eq!(day(0.5 + 30.0 / 86_400.0, false), "12:00:30");
        assert_eq!((day(-1.0, false), day(1e300, false)), ("-1".into(), "1e300".into()));
        let long = ExcelDateTime::new(1.25, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(text(&DataRef::DateTime(long), false), "30:00");
    }

    #[test]
    fn dates_written_as_text_are_read_like_the_others() {
        for (written, expected) in [
            ("2026-01-05T00:00:00", "2026-01-05"),
            ("2026-01-05T16:00:00.000Z", "2026-01-05 16:00"),
            ("2026-01-05", "2026-01-05"),
            ("08:00:00", "08:00:00"),
        ] {
            assert_eq!(text(&DataRef::DateTimeIso(written.to_owned()), false), expected);
        }
    }

    #[test]
    fn numbers_are_what_excel_shows() {
        for (value, expected) in [(751.0, "751"), (0.1 + 0.2, "0.3"), (-0.0, "0"), (1.0 / 3.0, "0.333333333333333")] {
            assert_eq!(text(&DataRef::Float(value), false), expected);
        }
        assert_eq!(text(&DataRef::Float(f64::NAN), false), "NaN");
        assert_eq!(text(&DataRef::Float(1e300), false), "1e300");
        let exact = DataRef::Float(12.345);
        assert_eq!(unambiguous(&exact, &text(&exact, false)).as_deref(), Some("12.3450"));
        assert_eq!(unambiguous(&DataRef::String("12.345".to_owned()), "12.345"), None);
    }

    #[test]
    fn other_values_have_their_words() {
        assert_eq!(text(&DataRef::Bool(true), false), "TRUE");
        assert_eq!(text(&DataRef::Error(CellErrorType::NA), false), "#N/A");
        assert_eq!(text(&DataRef::Empty, false), "");
    }
}
