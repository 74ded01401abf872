//! The settings of a scenario, put into the text of `plan.toml`, and its numbers of seats, for which a kind of windows may become two.
//!
//! In: the text and a scenario. Out: the text with them; everything else stays as it is. What the values mean is for the reader of
//! `plan.toml` to say.

use chrono::{NaiveTime, Weekday};
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use super::Base;
use super::places::Told;
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, list, quote};
use crate::domain::calendar::weekday_name;
use crate::domain::plan_key::Section;
use crate::read::scenarios::{ScenarioRow, SeatsRow, Setting};

/// Puts them there; what cannot be put is told.
pub(super) fn put(base: &Base<'_>, row: &ScenarioRow, told: &mut Told, faults: &mut Vec<Diagnostic>) {
    for setting in &row.settings {
        let fault = strange(base, row, setting).map(Box::new);
        match fault.map_or_else(|| written(told.text(), setting), Err) {
            Ok(text) => told.change(text),
            Err(fault) => faults.push(*fault),
        }
    }
    let mut kinds: Vec<Kind> = kinds(base);
    for seats in &row.seats {
        match seated(told.text(), &mut kinds, seats) {
            Ok((text, windows)) => {
                told.change(text);
                told.windows.retain(|(window, _)| !windows.contains(window));
                told.windows.extend(windows.into_iter().map(|window| (window, seats.place.clone())));
            }
            Err(fault) => faults.push(*fault),
        }
    }
}

/// What is wrong with a setting before it is put anywhere: a burden that is not there would become one of all windows, and what is to be
/// left out has to be there.
fn strange(base: &Base<'_>, row: &ScenarioRow, setting: &Setting) -> Option<Diagnostic> {
    let fault = |message: String| Diagnostic::new(Code::UnknownKey, message).at(&setting.place, "");
    if let [first, ..] = setting.key.as_slice()
        && (first == Section::Windows.name() || !Section::File.names().contains(&first.as_str()))
    {
        let known: Vec<&str> =
            Section::File.names().into_iter().filter(|key| *key != Section::Windows.name()).collect();
        let found = fault(format!("{} is no key that a scenario changes", quote(&setting.key.join("."))));
        return Some(
            found.help_if(did_you_mean(first, known.iter().copied())).help(format!("those are {}", known.join(", "))),
        );
    }
    let [first, name, ..] = setting.key.as_slice() else { return None };
    let mut burdens = base.instance.burdens.iter().map(|burden| burden.name.as_str());
    if first == Section::Burdens.name() && !burdens.clone().any(|known| known == name) {
        let covers = |other: &Setting| {
            let of_it = other.key.starts_with(&setting.key[..2]);
            of_it && other.key.get(2).is_some_and(|key| key == "days" || key == "start")
        };
        let meant = did_you_mean(name, burdens.by_ref());
        return (!row.settings.iter().any(covers)).then(|| {
            fault(format!("{} is no burden of plan.toml", quote(name)))
                .help_if(meant)
                .help("a new burden needs 'days' or 'start' in the scenario, which say what it covers")
        });
    }
    None
}

/// The text with a setting.
fn written(text: &str, setting: &Setting) -> Result<String, Box<Diagnostic>> {
    let called = setting.key.join(".");
    let fault = |code: Code, message: String| Diagnostic::new(code, message).at(&setting.place, "");
    let mut document = parsed(text);
    let (last, above) = setting.key.split_last().expect("a key has a name");
    let mut table: &mut dyn TableLike = document.as_table_mut();
    for name in above {
        let item = table.entry(name).or_insert_with(|| Item::Table(Table::new()));
        let Some(below) = item.as_table_like_mut() else {
            let message = format!("{} is no key of plan.toml: {} has no keys below it", quote(&called), quote(name));
            let help = format!("write {name} alone, with its value");
            return Err(Box::new(fault(Code::UnknownKey, message).help(help)));
        };
        table = below;
    }
    let Some(value) = &setting.value else {
        let missing = || {
            fault(Code::EmptyScenario, format!("{} is not in plan.toml", quote(&called)))
                .help("there is nothing to leave out: correct the key, or take this out of the scenario")
        };
        return table.remove(last).map(|_| text_of(text, &document)).ok_or_else(|| Box::new(missing()));
    };
    let Ok(value) = value.parse::<Value>() else {
        let message = format!("the value of {} is no value of TOML", quote(&called));
        let help = "write a number, a text in quotes or a list, as plan.toml has them";
        return Err(Box::new(fault(Code::WrongValue, message).help(help)));
    };
    match table.get_mut(last).and_then(Item::as_value_mut) {
        Some(old) => {
            let around = old.decor().clone();
            *old = value.decorated("", "");
            *old.decor_mut() = around;
        }
        None => {
            table.insert(last, Item::Value(value.decorated(" ", "")));
        }
    }
    Ok(text_of(text, &document))
}

fn parsed(text: &str) -> DocumentMut {
    text.parse().expect("the folder is in order, and what was put there is TOML")
}

/// The document, with lines that end as they did.
fn text_of(before: &str, document: &DocumentMut) -> String {
    let told = document.to_string();
    if before.contains("\r\n") { told.replace("\r\n", "\n").replace('\n', "\r\n") } else { told }
}

/// A `[[windows]]` table: its days and its start.
struct Kind {
    days: Vec<Weekday>,
    start: NaiveTime,
}

fn kinds(base: &Base<'_>) -> Vec<Kind> {
    let windows = base.folder.plan.iter().flat_map(|plan| &plan.windows);
    let kind = |row: &crate::read::plan::WindowRow| {
        Some(Kind { days: row.days.as_ref()?.value.clone(), start: row.start.as_ref()?.value })
    };
    // Of a folder in order each has both.
    windows.filter_map(kind).collect()
}

/// The text with other numbers of seats, and which tables have them.
fn seated(text: &str, kinds: &mut Vec<Kind>, row: &SeatsRow) -> Result<(String, Vec<usize>), Box<Diagnostic>> {
    let mut document = parsed(text);
    let mut touched = Vec::new();
    for place in 0..kinds.len() {
        let Kind { days, start } = &kinds[place];
        let start = *start;
        let (meant, rest): (Vec<Weekday>, Vec<Weekday>) = days.iter().partition(|day| row.days.contains(day));
        if meant.is_empty() || row.start.is_some_and(|asked| asked != start) {
            continue;
        }
        let windows = document.get_mut("windows");
        if rest.is_empty() {
            with_table(windows, place, |table| seat(table, row.seats));
            touched.push(place);
            continue;
        }
        split(
            windows,
            place,
            |table| on(table, &rest),
            |table| {
                on(table, &meant);
                seat(table, row.seats);
            },
        );
        kinds[place].days = rest;
        touched.push(kinds.len());
        kinds.push(Kind { days: meant, start });
    }
    if touched.is_empty() {
        return Err(Box::new(no_window(kinds, row)));
    }
    Ok((text_of(text, &document), touched))
}

fn no_window(kinds: &[Kind], row: &SeatsRow) -> Diagnostic {
    let mut starts: Vec<NaiveTime> =
        kinds.iter().filter(|kind| kind.days.iter().any(|day| row.days.contains(day))).map(|kind| kind.start).collect();
    starts.sort_unstable();
    starts.dedup();
    let days: Vec<&str> = row.days.iter().map(|day| weekday_name(*day)).collect();
    let days = list(&days, "and");
    let cure = match starts.is_empty() {
        true => format!("no window of plan.toml is open on {days}"),
        false => {
            let starts: Vec<String> = starts.iter().map(|start| start.format("%H:%M").to_string()).collect();
            format!("on {days} windows start at {}", list(&starts, "and"))
        }
    };
    let when = row.start.map_or_else(|| days.clone(), |start| format!("{days} at {}", start.format("%H:%M")));
    Diagnostic::new(Code::DemandWithoutWindow, format!("no window starts on {when}")).at(&row.place, "").help(cure)
}

/// Does something to one of the tables, however they are written.
fn with_table(windows: Option<&mut Item>, place: usize, change: impl FnOnce(&mut dyn TableLike)) {
    match windows {
        Some(Item::ArrayOfTables(tables)) => {
            if let Some(table) = tables.get_mut(place) {
                change(table);
            }
        }
        Some(Item::Value(Value::Array(tables))) => {
            if let Some(table) = tables.get_mut(place).and_then(Value::as_inline_table_mut) {
                change(table);
            }
        }
        _ => {}
    }
}

/// Makes two of one of the tables: it stays, changed, and a copy of what it was comes behind the others, changed otherwise.
fn split(
    mut windows: Option<&mut Item>,
    place: usize,
    stays: impl FnOnce(&mut dyn TableLike),
    comes: impl FnOnce(&mut dyn TableLike),
) {
    match &mut windows {
        Some(Item::ArrayOfTables(tables)) => {
            if let Some(mut copy) = tables.get(place).cloned() {
                // Behind the last table of its kind, wherever in the file this one stands.
                let last = tables.iter().filter_map(Table::position).max();
                copy.set_position(last);
                copy.decor_mut().clear();
                comes(&mut copy);
                tables.push(copy);
            }
        }
        Some(Item::Value(Value::Array(tables))) => {
            if let Some(Value::InlineTable(mut copy)) = tables.get(place).cloned() {
                comes(&mut copy);
                tables.push(Value::InlineTable(copy));
            }
        }
        _ => {}
    }
    with_table(windows, place, stays);
}

fn on(table: &mut dyn TableLike, days: &[Weekday]) {
    let days: Array = days.iter().map(|day| weekday_name(*day)).collect();
    table.insert("days", Item::Value(Value::Array(days).decorated(" ", "")));
}

fn seat(table: &mut dyn TableLike, seats: u32) {
    table.insert("seats", Item::Value(Value::from(i64::from(seats)).decorated(" ", "")));
}
