//! The windows that a row of municipalities.csv names, cell by cell.
//!
//! In: the cell, and plan.toml. Out: classes of windows; nothing where these are all windows that there are.

use chrono::{NaiveTime, Weekday};
use vagtplan::domain::Burden;
use vagtplan::domain::participation::WindowClass;

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

pub(super) fn classes(cell: &str, plan: &toml::Table, burdens: &[Burden]) -> Option<Vec<WindowClass>> {
    let mut classes: Vec<WindowClass> = Vec::new();
    for name in cell.split(';').filter(|name| !name.is_empty()) {
        let class = match burdens.iter().find(|burden| burden.name == name) {
            Some(burden) => {
                WindowClass { burden: Some(name.to_owned()), days: burden.days.clone(), starts: burden.starts.clone() }
            }
            None => of_week(name),
        };
        if !classes.contains(&class) {
            classes.push(class);
        }
    }
    let is_named = |day: Weekday, start: NaiveTime| {
        classes
            .iter()
            .any(|class| class.days.contains(&day) && (class.starts.is_empty() || class.starts.contains(&start)))
    };
    let is_all = plan["windows"].as_array().expect("windows").iter().all(|kind| {
        let start = time(kind["start"].as_str().expect("a start"));
        let days = kind["days"].as_array().expect("days").iter().map(|day| day.as_str().expect("a day"));
        days.map(|day| DAYS.iter().find(|(word, _)| *word == day).expect("a day").1).all(|day| is_named(day, start))
    });
    (!classes.is_empty() && !is_all).then_some(classes)
}

/// `17:00`, `mon-sun 17:00`, `fri` or `fri17`.
fn of_week(name: &str) -> WindowClass {
    let digits = name.find(|letter: char| letter.is_ascii_digit()).unwrap_or(name.len());
    let (day, at) = (name[..digits].trim(), &name[digits..]);
    let days = DAYS.iter().filter(|(word, _)| matches!(day, "" | "mon-sun") || *word == day).map(|(_, day)| *day);
    let starts = match at.len() {
        0 => Vec::new(),
        2 => vec![time(&format!("{at}:00"))],
        _ => vec![time(at)],
    };
    WindowClass { burden: None, days: days.collect(), starts }
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time")
}
