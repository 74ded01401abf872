//! The text of `plan.toml`.
//!
//! In: the size and the opening hours. Out: text with comments that say what is real and what is invented.

use std::fmt::Write;

use super::opening::{HOURS, Opening};
use super::people::Person;
use super::rota::Rules;
use super::{Hard, Size, tables};
use crate::domain::calendar::weekday_name;
use chrono::Weekday;

/// The text.
pub fn text(size: &Size, rules: Rules, (opening, people): (&Opening, &[Person]), real: usize) -> String {
    let mut text = head(size, real);
    let to = opening.to;
    write_line(&mut text, &format!("\ntitle = \"Invented hotline {}\"", title(size)));
    write_line(&mut text, "language = \"da\"");
    write_line(&mut text, &format!("period = {{ from = {}, to = {to} }}", size.from));
    write_line(&mut text, &format!("weekly_hours = {}", opening.windows() * HOURS));
    for kind in &opening.kinds {
        let start = opening.starts[kind.part];
        let (days, seats) = (list(kind.days), kind.seats);
        write_line(&mut text, &format!("\n[[windows]]\ndays = [{days}]\nstart = \"{start:02}:00\"\nseats = {seats}"));
        if size.hard == Some(Hard::NeededSeats) {
            write_line(&mut text, &format!("least = {}", seats / 2));
        }
    }
    let caps = tables::caps(people, opening);
    for (number, burden) in opening.burdens.iter().enumerate() {
        write_line(&mut text, &format!("\n[burdens.{}]", burden.name));
        if !burden.days.is_empty() {
            write_line(&mut text, &format!("days = [{}]", list(burden.days)));
        }
        // A small hotline has no windows at some of these times, and a start of no window would be refused.
        let is_start = |part: &&usize| opening.kinds.iter().any(|kind| kind.part == **part);
        let starts: Vec<String> =
            (burden.parts.iter().filter(is_start)).map(|&part| format!("\"{:02}:00\"", opening.starts[part])).collect();
        if !starts.is_empty() {
            write_line(&mut text, &format!("start = [{}]", starts.join(", ")));
        }
        if let Some(cap) = caps.get(number) {
            write_line(&mut text, &format!("per_person_week = 1\nper_person_period = {cap}"));
        }
    }
    if opening.holidays {
        let dates: Vec<String> = opening.closed.iter().map(ToString::to_string).collect();
        write_line(&mut text, "\n[closed]\nholidays = \"DK\"");
        if !dates.is_empty() {
            write_line(&mut text, &format!("dates = [{}]", dates.join(", ")));
        }
    }
    let Rules { shifts_per_week, rest_hours, .. } = rules;
    write_line(
        &mut text,
        &format!("\n[rules]\nshifts_per_day = 1\nshifts_per_week = {shifts_per_week}\nrest_hours = {rest_hours}"),
    );
    text
}

fn head(size: &Size, real: usize) -> String {
    let hard = size.hard.map_or(String::new(), |hard| format!(" --hard {}", hard.name()));
    let dates = if size.dates { " --dates" } else { "" };
    let option = |(option, value, _): (&str, Option<String>, String)| match value {
        Some(value) => format!(" {option}={value}"),
        None => format!(" {option}"),
    };
    let features: String = size.features.told().into_iter().map(option).collect();
    let invented = size.municipalities - real;
    let mut text = String::from("# Written by:\n");
    write_line(
        &mut text,
        &format!(
            "#   vagtplan generate FOLDER --municipalities {} --staff {} --weeks {} --seed {} --from {}{dates}{features}{hard}",
            size.municipalities, size.staff, size.weeks, size.seed, size.from
        ),
    );
    write_line(
        &mut text,
        "#\n# Every person in this folder is invented, with name, working days, holidays and wishes. So are the seats, the\n\
         # demand, the ledger, the locks and the history, and that these municipalities staff a hotline together.",
    );
    if real > 0 {
        let which = if invented > 0 {
            "The names and populations of those whose code has no X"
        } else {
            "The names and populations of the municipalities"
        };
        write_line(&mut text, &format!("# {which} are real: Statistics Denmark, table FOLK1A, 1 January 2020."));
    }
    if invented > 0 {
        write_line(
            &mut text,
            "# A municipality whose code begins with X is invented, with its name and its population.",
        );
    }
    let kind = size.hard.and_then(Hard::says).map(str::to_owned);
    let says: Vec<String> = kind.into_iter().chain(size.has().told().into_iter().map(|(.., says)| says)).collect();
    match says.as_slice() {
        [] => {}
        [one] => write_line(&mut text, &format!("#\n# Hard on purpose: {one}.")),
        several => write_line(&mut text, &format!("#\n# Hard on purpose:\n# - {}", several.join("\n# - "))),
    }
    text
}

fn title(size: &Size) -> String {
    let hard = size.hard.map_or(String::new(), |hard| format!(", {}", Hard::name(hard)));
    format!("{}/{}/{}{hard}", size.municipalities, size.staff, size.weeks)
}

fn list(days: &[Weekday]) -> String {
    let days: Vec<String> = days.iter().map(|&day| format!("\"{}\"", weekday_name(day))).collect();
    days.join(", ")
}

fn write_line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a string takes any text");
}
