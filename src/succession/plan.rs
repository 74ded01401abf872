//! `plan.toml` for another period.
//!
//! In: its text and the period. Out: the text with that period and without closed days that lie before it. Everything else stays as
//! it is, comments too.

use chrono::NaiveDate;
use toml_edit::{DocumentMut, Item, Value};

use super::period;
use crate::domain::calendar::Period;
use crate::read::when;

/// `plan.toml` for another period, and the closed days that were left out of it; `None` where the text can't be read.
pub fn of(text: &str, next: Period) -> Option<(String, Vec<NaiveDate>)> {
    let mut document: DocumentMut = text.parse().ok()?;
    let written = document.get_mut("period")?;
    match (written.is_str(), period::name(next)) {
        (true, Some(name)) => put(written, Value::from(name))?,
        (true, None) => {
            let mut table = toml_edit::InlineTable::new();
            table.insert("from", Value::from(day(next.from)));
            table.insert("to", Value::from(day(next.to)));
            put(written, Value::from(table))?;
        }
        (false, _) => {
            for (key, date) in [("from", next.from), ("to", next.to)] {
                let item = written.as_table_like_mut()?.get_mut(key)?;
                let value = if item.is_str() { Value::from(date.to_string()) } else { Value::from(day(date)) };
                put(item, value)?;
            }
        }
    }
    let mut past = Vec::new();
    let closed = document.get_mut("closed").and_then(Item::as_table_like_mut);
    if let Some(dates) = closed.and_then(|closed| closed.get_mut("dates")).and_then(Item::as_array_mut) {
        let before_the_first = dates.get(0).and_then(|first| first.decor().prefix()).cloned();
        dates.retain(|value| match date(value) {
            Some(date) if date < next.from => {
                past.push(date);
                false
            }
            _ => true,
        });
        if let (Some(first), Some(prefix)) = (dates.get_mut(0), before_the_first) {
            first.decor_mut().set_prefix(prefix);
        }
    }
    let told = document.to_string();
    // Lines end as they did.
    let told = if text.contains("\r\n") { told.replace("\r\n", "\n").replace('\n', "\r\n") } else { told };
    Some((told, past))
}

/// Replaces a value and keeps what stands around it.
fn put(item: &mut Item, value: Value) -> Option<()> {
    let written = item.as_value_mut()?;
    let around = written.decor().clone();
    *written = value;
    *written.decor_mut() = around;
    Some(())
}

fn date(value: &Value) -> Option<NaiveDate> {
    match value {
        Value::Datetime(date) => date.value().to_string().parse().ok(),
        Value::String(date) => when::date(date.value().trim()).ok(),
        _ => None,
    }
}

fn day(date: NaiveDate) -> toml_edit::Datetime {
    date.to_string().parse().expect("dates are written alike in both")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, from: &str, to: &str) -> (String, Vec<String>) {
        let next = Period { from: from.parse().unwrap(), to: to.parse().unwrap() };
        let (text, past) = super::of(text, next).unwrap();
        (text, past.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn comments_and_order_stay() {
        let text = "# ours\ntitle = \"H\" # name\nperiod = \"2026-Q1\" # the quarter\n\n[closed]\nholidays = \"DK\"\ndates = [2026-01-02, \"03-01-2026\", 2026-06-05] # by us\n";
        let expected = "# ours\ntitle = \"H\" # name\nperiod = \"2026-Q2\" # the quarter\n\n[closed]\nholidays = \"DK\"\ndates = [2026-06-05] # by us\n";
        assert_eq!(
            of(text, "2026-04-01", "2026-06-30"),
            (expected.to_owned(), vec!["2026-01-02".to_owned(), "2026-01-03".to_owned()])
        );
    }

    #[test]
    fn a_period_of_two_dates_stays_one() {
        let told = of("period = { from = 2026-01-05, to = \"2026-03-29\" }\n", "2026-03-30", "2026-06-21").0;
        assert_eq!(told, "period = { from = 2026-03-30, to = \"2026-06-21\" }\n");
        let told = of("period = \"2026-Q1\"\n", "2026-04-06", "2026-06-28").0;
        assert_eq!(told, "period = { from = 2026-04-06, to = 2026-06-28 }\n");
        let told = of("[period]\nfrom = 2026-01-05 # Monday\nto = 2026-03-29\n", "2026-03-30", "2026-06-21").0;
        assert_eq!(told, "[period]\nfrom = 2026-03-30 # Monday\nto = 2026-06-21\n");
    }

    #[test]
    fn lines_end_as_they_did() {
        let told = of("period = \"2026-Q1\"\r\n\r\n[rules] # ours\r\n", "2026-04-01", "2026-06-30").0;
        assert_eq!(told, "period = \"2026-Q2\"\r\n\r\n[rules] # ours\r\n");
    }

    #[test]
    fn all_closed_days_may_be_past() {
        let text = "period = \"2026-Q1\"\nclosed.dates = [\n  2026-01-02, # bridge\n]\n";
        let (told, past) = of(text, "2026-04-01", "2026-06-30");
        assert_eq!(past, ["2026-01-02"]);
        assert!(told.parse::<DocumentMut>().is_ok() && told.starts_with("period = \"2026-Q2\"\n"), "{told}");
    }
}
