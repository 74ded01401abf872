//! The period after another.
//!
//! In: a period. Out: the next one, as long: months after whole months, else as many days, and how plan.toml writes it.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::domain::calendar::Period;

/// The period that follows; `None` at the end of the calendar.
pub fn following(period: Period) -> Option<Period> {
    let from = period.to.succ_opt()?;
    let days = u64::try_from(period.length_in_days()).ok()?;
    let to = match months(period) {
        Some(months) => from.checked_add_months(Months::new(months))?.pred_opt()?,
        None => from.checked_add_days(Days::new(days - 1))?,
    };
    Some(Period { from, to })
}

/// How many whole months of the calendar a period is; `None` where it is none.
fn months(period: Period) -> Option<u32> {
    let (from, after) = (period.from, period.to.succ_opt()?);
    let whole = from.day() == 1 && after.day() == 1;
    let number = |date: NaiveDate| date.year() * 12 + date.month0() as i32;
    whole.then(|| u32::try_from(number(after) - number(from)).ok()).flatten()
}

/// `2026-Q1`, `2026-03`, `2026`; `None` where the period is none of these.
pub fn name(period: Period) -> Option<String> {
    let (year, month) = (period.from.year(), period.from.month());
    match months(period)? {
        1 => Some(format!("{year:04}-{month:02}")),
        3 if month % 3 == 1 => Some(format!("{year:04}-Q{}", month.div_ceil(3))),
        12 if month == 1 => Some(format!("{year:04}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_period_is_as_long() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let next = |from, to| {
            let next = following(Period { from: date(from), to: date(to) }).unwrap();
            (next.from.to_string(), next.to.to_string(), name(next))
        };
        let days = |from: &str, to: &str, name: Option<&str>| (from.to_owned(), to.to_owned(), name.map(str::to_owned));
        assert_eq!(next("2026-10-01", "2026-12-31"), days("2027-01-01", "2027-03-31", Some("2027-Q1")));
        assert_eq!(next("2026-01-01", "2026-01-31"), days("2026-02-01", "2026-02-28", Some("2026-02")));
        assert_eq!(next("2026-01-01", "2026-12-31"), days("2027-01-01", "2027-12-31", Some("2027")));
        assert_eq!(next("2026-02-01", "2026-04-30"), days("2026-05-01", "2026-07-31", None));
        assert_eq!(next("2026-01-05", "2026-03-29"), days("2026-03-30", "2026-06-21", None));
    }
}
