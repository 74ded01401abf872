//! Who, when and how many, in the English of findings, of broken rules and of the terminal.
//!
//! In: names, dates, counts. Out: words. Dates are ISO and days are the contract's words, as in `roster.csv`, so that whatever a
//! sentence names can be searched for in the sheet. What people read in another language is `report/locale.rs`.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::calendar::weekday_name;

/// `Inge Klit (LEM1)`, or the id where the name says no more.
pub fn person(name: &str, id: &str) -> String {
    if name == id { id.to_owned() } else { format!("{name} ({id})") }
}

/// `mon 2026-01-05`.
pub fn day(date: NaiveDate) -> String {
    format!("{} {date}", weekday_name(date.weekday()))
}

/// A window by date and start: `mon 2026-01-05 08:00`.
pub fn slot(date: NaiveDate, start: NaiveTime) -> String {
    format!("{} {}", day(date), start.format("%H:%M"))
}

/// A count with commas between the thousands, such as `1,118`.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count with its noun: `1 seat`, `1,118 seats`.
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(
            [0, 12, 999, 1000, 1_699_007].map(grouped),
            ["0", "12", "999", "1,000", "1,699,007"].map(str::to_owned)
        );
        assert_eq!(counted(1, "seat", "seats"), "1 seat");
        assert_eq!(counted(0, "seat", "seats"), "0 seats");
    }
}
