//! Who, when and how many, in the English of findings, of broken rules and of the terminal.
//!
//! In: names, dates, counts. Out: words. Dates are ISO and days are the contract's words, as in `roster.csv`, so that whatever a
//! sentence names can be searched for in the sheet. What people read in another language is `report/locale.rs`.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::calendar::weekday_name;
use super::participation::WindowClass;

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

/// Days of the week, in their order, as `plan.toml` has them: `mon-thu`, `mon, wed`.
pub fn days(days: &[Weekday]) -> String {
    runs(days).iter().map(|run| ends(run, "-", |day| weekday_name(day).to_owned())).collect::<Vec<_>>().join(", ")
}

/// Days that follow each other in a week, together.
pub fn runs(days: &[Weekday]) -> Vec<&[Weekday]> {
    days.chunk_by(|one, next| one.succ() == *next).collect()
}

/// A run of days by its ends: one day, two with a comma, more from the first to the last.
pub fn ends(run: &[Weekday], to: &str, name: impl Fn(Weekday) -> String) -> String {
    match run {
        [] => String::new(),
        [day] => name(*day),
        [one, other] => format!("{}, {}", name(*one), name(*other)),
        [first, .., last] => format!("{}{to}{}", name(*first), name(*last)),
    }
}

/// Classes of windows: `evening`, `mon-thu 16:00`, `evening and fri 12:00`.
pub fn classes(classes: &[WindowClass]) -> String {
    let class = |class: &WindowClass| match &class.burden {
        Some(burden) => burden.clone(),
        None => {
            let starts = class.starts.iter().map(|start| start.format("%H:%M").to_string());
            let days = if class.days.len() == 7 && !class.starts.is_empty() { None } else { Some(days(&class.days)) };
            days.into_iter().chain(starts).collect::<Vec<_>>().join(" ")
        }
    };
    let all: Vec<String> = classes.iter().map(class).collect();
    match all.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
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
