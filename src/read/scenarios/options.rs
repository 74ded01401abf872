//! The options of `compare`, which say what `scenarios.toml` says.
//!
//! In: their texts. Out: a [`ScenarioRow`] for each, with the option as its place, and a finding for each that cannot be read.

use toml::de::DeTable;

use super::{ScenarioRow, SeatsRow, Setting, joining_of, path};
use crate::diagnostic::{Code, Diagnostic, Place, Source, plain, quote};
use crate::domain::letters::settled;
use crate::domain::plan_key::{SEATS, Section};
use crate::read::cell::{Fault, whole};
use crate::read::table::Field;
use crate::read::when;

/// The scenarios of options, one for each time an option is given: settings, then who leaves, who joins, and seats.
pub fn options([set, without, with, seats]: [&[String]; 4], findings: &mut Vec<Diagnostic>) -> Vec<ScenarioRow> {
    let mut rows = Vec::new();
    let mut each = |option: &str, texts: &[String], read: fn(&mut ScenarioRow, &Place, &str) -> Result<(), Fault>| {
        for text in texts {
            let source = Source::file(option.to_owned(), text.clone());
            let place = Place { span: 0..text.len(), source };
            let mut row = ScenarioRow::new(place.clone(), None);
            match read(&mut row, &place, &settled(text)) {
                Ok(()) => rows.push(row),
                Err(Fault { code, message, help }) => {
                    findings.push(Diagnostic::new(code, message).at(&place, "").help(help));
                }
            }
        }
    };
    each("--set", set, set_of);
    each("--without", without, |row, place, text| {
        let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
        row.without = names.map(|name| Field { value: name.to_owned(), place: place.clone() }).collect();
        Ok(())
    });
    each("--with", with, |row, place, text| {
        for one in text.split(',').map(str::trim).filter(|one| !one.is_empty()) {
            row.with.push(Field { value: joining_of(one)?, place: place.clone() });
        }
        Ok(())
    });
    each("--seats", seats, |row, place, text| {
        for one in text.split(',').map(str::trim).filter(|one| !one.is_empty()) {
            let Some((window, number)) = one.rsplit_once('=') else {
                let message = format!("{} gives no number of seats", quote(one));
                return Err(Fault::new(Code::WrongValue, message, "write WINDOW=SEATS, such as fri12=4"));
            };
            let (days, start) = when::windows_of_week(window.trim())?;
            row.seats.push(SeatsRow { days, start, seats: whole(SEATS)(number.trim())?, place: place.clone() });
        }
        Ok(())
    });
    rows
}

/// `rules.shifts_per_week=3`; with nothing behind the equals sign the setting is left out.
fn set_of(row: &mut ScenarioRow, place: &Place, text: &str) -> Result<(), Fault> {
    let fault = |what: String, help: String| Err(Fault::new(Code::WrongValue, what, help));
    let Some((key, value)) = text.split_once('=') else {
        return fault(
            format!("{} gives no value", quote(text)),
            format!("write KEY=VALUE, such as rules.shifts_per_week=3; {}= leaves it out", plain(text.trim())),
        );
    };
    let (key, value) = (path(key), value.trim());
    let first = key.first().map_or("", String::as_str);
    if first == "windows" {
        return fault(
            "numbers of seats are no setting of their own".to_owned(),
            "write --seats WINDOW=SEATS, such as --seats fri12=4".to_owned(),
        );
    }
    if !Section::File.names().contains(&first) {
        let in_rules = Section::Rules.names().contains(&first).then(|| format!("write rules.{first}"));
        let known = Section::File.names().join(", ");
        let help = in_rules.unwrap_or_else(|| format!("the keys of plan.toml begin with {known}"));
        return Err(Fault::new(Code::UnknownKey, format!("{} is not a key of plan.toml", quote(first)), help));
    }
    // What is no value as TOML writes it is a text, whose quotes a shell would take.
    let written = match DeTable::parse(&format!("value = {value}")) {
        Ok(table) if table.get_ref().len() == 1 => value.to_owned(),
        _ => toml::Value::String(value.to_owned()).to_string(),
    };
    let value = (!value.is_empty()).then_some(written);
    row.settings.push(Setting { key, value, place: place.clone() });
    Ok(())
}
