//! `period`: a quarter, a month, a year, or two dates.
//!
//! In: a TOML value. Out: first and last day as written. Whether there is a day between them is for `check` to say.

use chrono::{Months, NaiveDate};

use super::cell::Fault;
use super::keys::Value;
use super::when;
use crate::diagnostic::{Code, quote};
use crate::domain::plan_key::Section;

/// How a period is written.
pub const CURE: &str = "write \"2026-Q1\" for a quarter, \"2026-03\" for a month, \"2026\" for a year, \
                    or { from = 2026-01-05, to = 2026-03-29 }, both days included";

/// Reads `period`.
pub fn read(value: &mut Value<'_>) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(text) = value.as_text() {
        let fault = || Fault::new(Code::BadPeriod, format!("{} is not a period", quote(&text)), CURE);
        return value.or_report(named(&text).ok_or_else(fault));
    }
    let Some(mut keys) = value.as_keys() else {
        let message = format!("a period cannot be {}", value.kind());
        return value.or_report(Err(Fault::new(Code::BadPeriod, message, CURE)));
    };
    keys.refuse_strangers(Section::Period, |_| None);
    keys.require("from", "write the first day, such as from = 2026-01-05");
    keys.require("to", "write the last day, such as to = 2026-03-29");
    let from = keys.get("from", |day| day.date())?;
    let to = keys.get("to", |day| day.date())?;
    Some((from.value, to.value))
}

/// A period on the command line, as it may stand in `plan.toml`, with or without quotes, or as `2026-01-05..2026-03-29`.
pub fn argument(text: &str) -> Result<(NaiveDate, NaiveDate), Fault> {
    const CURE: &str = "write 2026-Q1 for a quarter, 2026-03 for a month, 2026 for a year, \
                        or 2026-01-05..2026-03-29, both days included";
    let bare = text.trim_matches(['"', '\'']);
    let dates = bare.split_once("..").map(|(from, to)| (from.to_owned(), to.to_owned())).or_else(|| table(text));
    match dates {
        Some((from, to)) => Ok((when::date(from.trim())?, when::date(to.trim())?)),
        None => {
            let message = format!("{} is not a period", quote(text));
            named(bare).ok_or_else(|| Fault::new(Code::BadPeriod, message, CURE))
        }
    }
}

/// The two dates of `{ from = 2026-01-05, to = 2026-03-29 }`.
fn table(text: &str) -> Option<(String, String)> {
    let written: toml::Table = format!("period = {text}").parse().ok()?;
    let date = |key: &str| {
        let date = written.get("period")?.get(key)?;
        Some(date.as_str().map_or_else(|| date.to_string(), str::to_owned))
    };
    Some((date("from")?, date("to")?))
}

/// First and last day of a year, quarter or month.
fn named(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (year, part) = text.split_once('-').unwrap_or((text, ""));
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok())?;
    let year = if year.len() == 4 { i32::try_from(number(year)?).ok()? } else { return None };
    let (month, months) = match part.strip_prefix(['Q', 'q']) {
        Some(quarter) if quarter.len() == 1 => (3 * number(quarter)?.checked_sub(1)? + 1, 3),
        None if part.is_empty() && text.len() == 4 => (1, 12),
        None if part.len() == 2 => (number(part)?, 1),
        _ => return None,
    };
    let from = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((from, from.checked_add_months(Months::new(months))?.pred_opt()?))
}

#[cfg(test)]
mod tests {
    use super::{argument, named};

    fn days(text: &str) -> Option<String> {
        named(text).map(|(from, to)| format!("{from} {to}"))
    }

    #[test]
    fn quarters_months_and_years_have_names() {
        assert_eq!(days("2026-Q1").as_deref(), Some("2026-01-01 2026-03-31"));
        assert_eq!(days("2026-q4").as_deref(), Some("2026-10-01 2026-12-31"));
        assert_eq!(days("2028-02").as_deref(), Some("2028-02-01 2028-02-29"));
        assert_eq!(days("2026").as_deref(), Some("2026-01-01 2026-12-31"));
        for text in [
            "", "-", "2026-", "2026-Q0", "2026-Q5", "2026-13", "2026-00", "26-Q1", "2026-Q", "20266", "æøåå",
            "2026-W02",
        ] {
            assert_eq!(days(text), None, "{text}");
            assert!(argument(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_command_line_takes_what_plan_toml_does() {
        let days = |text: &str| argument(text).map(|(from, to)| format!("{from} {to}")).unwrap_or_default();
        assert_eq!(days("\"2026-Q1\""), "2026-01-01 2026-03-31");
        for text in [
            "2026-01-05..2026-03-29",
            "05-01-2026 .. 29-03-2026",
            "{ from = 2026-01-05, to = 2026-03-29 }",
            "{from='2026-01-05',to=\"2026-03-29\"}",
        ] {
            assert_eq!(days(text), "2026-01-05 2026-03-29", "{text}");
        }
        for text in ["2026-01-05..", "..", "{ from = 2026-01-05 }", "{", "2026-01-05..2026-02-30"] {
            assert!(argument(text).is_err(), "{text}");
        }
    }
}
