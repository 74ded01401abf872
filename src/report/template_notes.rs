//! What the headings of the workbook to start from say when the mouse rests on them.
//!
//! In: a sheet and a column. Out: a sentence or two for whoever fills it in.

use crate::domain::rule::{Amount, Rule};

/// On the first column of marks.
pub const FIRST_WINDOW: &str = "A column for each window of the week: x available, - unavailable, + gladly, (x) rather not. \
                                Who has an x in the row is available only where the row is marked; who has none is available \
                                wherever there is no minus. 'mandag 08-12' works too.";
/// On the first column that is a date.
pub const FIRST_DATE: &str =
    "A column may also be a date, for all its windows, or a date with a time such as 2026-02-09 16:00.";

/// What is said of a column.
pub fn note(sheet: &str, column: &str) -> Option<&'static str> {
    let limit = |sheet| move |(rule, amount): (Rule, &Amount)| Some((sheet, rule.name(), amount.column?.note));
    let limits = Rule::of_staff().filter_map(limit("staff"));
    let limits = limits.chain(Rule::of_municipalities().filter_map(limit("municipalities")));
    let all = NOTES.into_iter().chain(ROSTER).chain(limits);
    all.filter(|&(of, name, _)| (of, name) == (sheet, column)).map(|(_, _, text)| text).next()
}

/// The notes; those of limits stand in the table of rules.
const NOTES: [(&str, &str, &str); 29] = [
    (
        "municipalities",
        "code",
        "The municipality's number or any other short name. It is kept as text, zeros in front included.",
    ),
    ("municipalities", "name", "The name as tables show it."),
    ("municipalities", "population", "Inhabitants: shares of the hotline go by them."),
    ("municipalities", "joined", "The first day of membership; empty for who has been there all along."),
    ("municipalities", "left", "The first day after membership; empty for who stays."),
    ("staff", "id", "A short name of your own that is never given to anyone else. It is kept as text."),
    ("staff", "name", "The name as tables show it."),
    ("staff", "municipality", "The name or code of the municipality that employs the person."),
    ("staff", "weight", "The person's part in the municipality's turns: 1 if empty, 0.5 for half."),
    ("staff", "joined", "The person's first day; empty for who has been there all along. Turns go by time present."),
    ("staff", "left", "The first day after the person's last; empty for who stays."),
    ("availability", "staff", "The id from sheet staff. Who is available everywhere and wishes nothing needs no row."),
    ("availability", "name", "For you alone: it is not read."),
    ("demand", "date", "The date of a window that has another number of seats than plan.toml says."),
    ("demand", "from", "Instead of a date: the first day of a range; empty for the beginning of the period."),
    ("demand", "to", "The last day of the range; empty for the end of the period."),
    ("demand", "days", "Days of the week within the range, such as mon-thu; empty for all."),
    ("demand", "start", "When the window starts. In a range there may be several, and empty means all."),
    ("demand", "seats", "Its seats; 0 closes it."),
    (
        "demand",
        "factor",
        "Instead of seats: so many times the seats of plan.toml, such as 1.5; half a seat is rounded up.",
    ),
    ("demand", "least", "So many of the seats are filled before any others; empty for what plan.toml says."),
    ("ledger", "municipality", "The name or code of the municipality."),
    ("ledger", "burden", "The burden from plan.toml; empty for all shifts."),
    ("ledger", "entitled", "What it owed in all earlier periods, in shifts."),
    ("ledger", "worked", "What it worked in all earlier periods, in shifts."),
    ("locks", "date", "The date of the window."),
    ("locks", "start", "When the window starts."),
    ("locks", "staff", "The id from sheet staff."),
    ("locks", "kind", "fixed: the person has this shift. forbidden: the person does not get it."),
];

const ROSTER: [(&str, &str, &str); 11] = [
    ("history", "date", "The date of a shift before the period. Paste the last weeks of the earlier roster.csv here."),
    ("history", "weekday", "Repeats the date; may be empty."),
    ("history", "week", "Repeats the date; may be empty."),
    ("history", "start", "When the shift started."),
    ("history", "end", "When it ended; empty if it was as long as such windows are now."),
    ("history", "seat", "Not read."),
    ("history", "municipality", "Not read: the person's id decides."),
    ("history", "municipality_name", "Not read: the person's id decides."),
    ("history", "staff", "The id from sheet staff; empty for a seat that was unfilled."),
    ("history", "staff_name", "Not read: the person's id decides."),
    ("history", "status", "assigned or unfilled; may be empty."),
];

#[cfg(test)]
mod tests {
    use super::note;
    use crate::domain::sheet::COLUMNS;

    #[test]
    fn every_column_of_a_roster_is_explained() {
        assert!(COLUMNS.iter().all(|column| note("history", column).is_some()));
        assert_eq!(note("history", "phone"), None);
    }
}
