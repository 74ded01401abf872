//! `scenarios.toml`: changes of a folder, each set of them under a name. The options of `compare` say the same and come out alike.
//!
//! In: a decoded source, or the texts of options. Out: [`ScenarioRow`]s, every change with its place, and all findings at once. Whether
//! the folder has what is changed is for others to say; a setting of `plan.toml` is kept as it is written, and read there.

mod options;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use chrono::{NaiveTime, Weekday};
use toml::de::{DeTable, DeValue};

use super::cell::{Fault, whole};
use super::keys::{Keys, Value};
use super::names::SCENARIOS;
use super::table::Field;
use super::{bytes, fingerprint, syntax, text, unreadable, when};
use crate::diagnostic::{Code, Diagnostic, Place, Source, quote};
use crate::domain::input_file::InputFile;
use crate::domain::plan_key::{SEATS, Section};

pub use options::options;

/// The changes that are tried together.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioRow {
    /// The table in the file, or the option.
    pub place: Place,
    /// What it is called; an option has no name.
    pub name: Option<Field<String>>,
    /// Settings of `plan.toml`.
    pub settings: Vec<Setting>,
    /// Who leaves, by code or name.
    pub without: Vec<Field<String>>,
    /// Who joins.
    pub with: Vec<Field<Joining>>,
    /// Other numbers of seats.
    pub seats: Vec<SeatsRow>,
}

/// A setting of `plan.toml` that is another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The names that lead to it, such as `rules` and `shifts_per_week`.
    pub key: Vec<String>,
    /// Its value, as TOML writes it; `None` where the setting is left out.
    pub value: Option<String>,
    /// Where it is said.
    pub place: Place,
}

/// Somebody who joins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joining {
    /// Code or name.
    pub name: String,
    /// Inhabitants; `None` where they are looked up.
    pub population: Option<u64>,
    /// How many colleagues it brings.
    pub staff: u32,
}

/// Another number of seats in some windows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatsRow {
    /// On these days of the week.
    pub days: Vec<Weekday>,
    /// That start then; all of these days where there is none.
    pub start: Option<NaiveTime>,
    /// The number.
    pub seats: u32,
    /// Where it is said.
    pub place: Place,
}

impl ScenarioRow {
    fn new(place: Place, name: Option<Field<String>>) -> Self {
        ScenarioRow { place, name, settings: Vec::new(), without: Vec::new(), with: Vec::new(), seats: Vec::new() }
    }

    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.settings.is_empty() && self.without.is_empty() && self.with.is_empty() && self.seats.is_empty()
    }
}

/// Inhabitants and colleagues of a municipality that joins, at most.
const POPULATION: std::ops::RangeInclusive<i64> = 1..=100_000_000;
const STAFF: std::ops::RangeInclusive<i64> = 0..=1_000;

/// The keys of a scenario that are none of `plan.toml`.
pub const OWN_KEYS: [&str; 5] = ["name", "without", "with", "seats", "unset"];

/// Reads the file of a folder; `None` where it has none.
pub fn file(folder: &Path, findings: &mut Vec<Diagnostic>) -> Option<(Vec<ScenarioRow>, Option<InputFile>)> {
    let path = folder.join(SCENARIOS);
    let shown = path.display().to_string();
    let bytes = match bytes::found(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => {
            findings.push(unreadable(&path, &error, "put a file of that name there that you may open", Vec::new()));
            return Some((Vec::new(), None));
        }
    };
    let input = InputFile { file: SCENARIOS.to_owned(), sha256: fingerprint(&bytes) };
    let rows = match text::decode(shown, &bytes) {
        Ok(source) => read(&source, findings),
        Err(found) => {
            findings.push(*found);
            Vec::new()
        }
    };
    Some((rows, Some(input)))
}

/// Reads the file.
pub fn read(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Vec<ScenarioRow> {
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    let errors = errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message().to_owned()));
    let mut slips = syntax::slips(source, errors);
    slips.findings.iter_mut().for_each(|found| found.rename("plan.toml", SCENARIOS));
    findings.append(&mut slips.findings);
    if slips.swallowed {
        return Vec::new();
    }
    let mut more = Vec::new();
    let whole = Place { source: Arc::clone(source), span: 0..0 };
    let mut file = Keys::new(source, document.get_ref(), whole, &mut more);
    let belongs = "write it under the name of a scenario: a line [[scenarios]], a name and the changes below";
    file.refuse_others(&["scenarios"], SCENARIOS, |_| Some(belongs.to_owned()));
    file.require("scenarios", "write a [[scenarios]] table for each of them, with a name and what it changes");
    let rows = file.tables("scenarios", scenario);
    findings.extend(more.into_iter().filter(|finding| !slips.explain(finding)));
    rows
}

fn scenario(keys: &mut Keys<'_>) -> ScenarioRow {
    let settings: Vec<&str> = Section::File.names().into_iter().filter(|name| *name != "windows").collect();
    let known: Vec<&str> = OWN_KEYS.into_iter().chain(settings.iter().copied()).collect();
    keys.refuse_others(&known, "a scenario", |key| match key {
        "windows" => Some("write other numbers of seats as seats = { \"fri 12:00\" = 4 }".to_owned()),
        _ if Section::Rules.names().contains(&key) => Some(format!("'{key}' belongs under rules: rules.{key}")),
        _ => None,
    });
    keys.require("name", "call it something, such as name = \"Three shifts a week\"");
    let mut row = ScenarioRow::new(keys.place.clone(), None);
    row.name = keys.get("name", |value| match value.text() {
        Some(name) if name.is_empty() => value.wrong("write a name between the quotes"),
        name => name,
    });
    row.without = keys.get("without", |value| Some(value.list(|name| name.text()))).map_or_else(Vec::new, |f| f.value);
    row.with = keys.get("with", |value| Some(value.list(joining))).map_or_else(Vec::new, |field| field.value);
    row.seats = keys.get("seats", seats).map_or_else(Vec::new, |field| field.value);
    let unset = keys.get("unset", |value| Some(value.list(|key| key.text()))).map_or_else(Vec::new, |f| f.value);
    let left_out = unset.into_iter().map(|key| Setting { key: path(&key.value), value: None, place: key.place });
    leaves(keys.source, keys.table, &[], &|name| settings.contains(&name), &mut row.settings);
    row.settings.extend(left_out);
    row
}

/// The settings in a table and the tables below it, in the order of the file.
fn leaves(
    source: &Arc<Source>,
    table: &DeTable<'_>,
    above: &[String],
    is_setting: &dyn Fn(&str) -> bool,
    settings: &mut Vec<Setting>,
) {
    let mut entries: Vec<_> = table.iter().filter(|(key, _)| !above.is_empty() || is_setting(key.get_ref())).collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (name, value) in entries {
        let key: Vec<String> = above.iter().cloned().chain([name.get_ref().to_string()]).collect();
        match value.get_ref() {
            // A period may be two dates, which are one value.
            DeValue::Table(below) if key != ["period"] => leaves(source, below, &key, is_setting, settings),
            _ => {
                let place = Place { source: Arc::clone(source), span: name.span().start..value.span().end };
                let place = if is_one_line(source, &place.span) { place } else { Place { span: name.span(), ..place } };
                let value = source.text.get(value.span()).unwrap_or_default().to_owned();
                settings.push(Setting { key, value: Some(value), place });
            }
        }
    }
}

fn is_one_line(source: &Source, span: &Range<usize>) -> bool {
    source.text.get(span.clone()).is_some_and(|text| !text.contains('\n'))
}

/// The names that a key with points leads through.
fn path(written: &str) -> Vec<String> {
    written.split('.').map(|name| name.trim().trim_matches(['"', '\'']).to_owned()).collect()
}

/// A municipality that joins: `"Holstebro:58000:5"`, or a table.
fn joining(value: &mut Value<'_>) -> Option<Joining> {
    let cure = "write \"NAME:POPULATION:STAFF\", such as \"Holstebro:58000:5\", or { name = \"Holstebro\", population = 58000, staff = 5 }";
    if let Some(text) = value.as_text() {
        return value.or_report(joining_of(&text));
    }
    let Some(mut keys) = value.as_keys() else { return value.wrong(cure) };
    keys.refuse_others(&["name", "population", "staff"], "a municipality that joins", |_| None);
    keys.require("name", cure);
    let name = keys.get("name", |name| name.text())?.value;
    let population = keys.get("population", |number| number.whole(POPULATION)).map(|field| u64::from(field.value));
    let staff = keys.get("staff", |number| number.whole(STAFF)).map_or(0, |field| field.value);
    Some(Joining { name, population, staff })
}

fn joining_of(text: &str) -> Result<Joining, Fault> {
    let parts: Vec<&str> = text.split(':').map(str::trim).collect();
    let number = |at: usize, range| match parts.get(at).filter(|part| !part.is_empty()) {
        Some(part) => whole(range)(part).map(Some),
        None => Ok(None),
    };
    if parts[0].is_empty() || parts.len() > 3 {
        let message = format!("{} names nobody who could join", quote(text));
        return Err(Fault::new(Code::WrongValue, message, "write NAME:POPULATION:STAFF, such as Holstebro:58000:5"));
    }
    let (population, staff) = (number(1, POPULATION)?, number(2, STAFF)?);
    Ok(Joining { name: parts[0].to_owned(), population: population.map(u64::from), staff: staff.unwrap_or(0) })
}

/// Numbers of seats by window: `{ "fri 12:00" = 4 }`.
fn seats(value: &mut Value<'_>) -> Option<Vec<SeatsRow>> {
    let Some(mut keys) = value.as_keys() else {
        return value.wrong("write them by window, such as seats = { \"fri 12:00\" = 4, \"mon-thu 16:00\" = 3 }");
    };
    let names: BTreeMap<usize, (Range<usize>, String)> =
        keys.table.keys().map(|key| (key.span().start, (key.span(), key.get_ref().to_string()))).collect();
    let mut rows = Vec::new();
    for (span, name) in names.into_values() {
        let place = Place { source: Arc::clone(keys.source), span };
        let number = keys.get(&name, |value| value.whole(SEATS));
        match when::windows_of_week(&name) {
            Ok((days, start)) => rows.extend(number.map(|number| {
                let place = Place { span: place.span.start..number.place.span.end, ..place };
                SeatsRow { days, start, seats: number.value, place }
            })),
            Err(Fault { code, message, help }) => {
                keys.findings.push(Diagnostic::new(code, message).at(&place, "").help(help));
            }
        }
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> (Vec<ScenarioRow>, Vec<(Code, String)>) {
        let mut findings = Vec::new();
        let rows = read(&Source::file("f/scenarios.toml".to_owned(), text.to_owned()), &mut findings);
        (
            rows,
            findings
                .into_iter()
                .map(|found| (found.code, found.labels.first().map_or("", |l| l.place.text()).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn a_scenario_holds_its_changes_each_with_its_place() {
        let (rows, findings) = rows(
            "[[scenarios]]\nname = \"A\"\nrules.shifts_per_week = 3 # more\nwithout = \"Lemvig\"\nunset = [\"rules.away_at_once\"]\n\
             with = [\"Holstebro:58000:5\", { name = \"Thisted\" }]\nseats = { \"fri 12:00\" = 4, mon-thu16 = 3, sat = 0 }\n\
             [scenarios.burdens.evening]\nper_person_week = 1\n\n[[scenarios]]\nname = \"B\"\nperiod = { from = 2026-01-05, to = 2026-01-18 }\n",
        );
        assert_eq!(findings, []);
        let [a, b] = rows.as_slice() else { panic!("{rows:?}") };
        let settings: Vec<_> =
            a.settings.iter().map(|one| (one.key.join("."), one.value.as_deref(), one.place.text())).collect();
        assert_eq!(
            settings,
            [
                ("rules.shifts_per_week".to_owned(), Some("3"), "shifts_per_week = 3"),
                ("burdens.evening.per_person_week".to_owned(), Some("1"), "per_person_week = 1"),
                ("rules.away_at_once".to_owned(), None, "\"rules.away_at_once\""),
            ]
        );
        assert_eq!(a.without[0].value, "Lemvig");
        let with: Vec<_> =
            a.with.iter().map(|one| (one.value.name.as_str(), one.value.population, one.value.staff)).collect();
        assert_eq!(with, [("Holstebro", Some(58_000), 5), ("Thisted", None, 0)]);
        let seats: Vec<_> =
            a.seats.iter().map(|one| (one.days.len(), one.start.map(|at| at.to_string()), one.seats)).collect();
        let time = |at: &str| Some(at.to_owned());
        assert_eq!(seats, [(1, time("12:00:00"), 4), (4, time("16:00:00"), 3), (1, None, 0)]);
        assert_eq!(b.settings[0].value.as_deref(), Some("{ from = 2026-01-05, to = 2026-01-18 }"));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let (_, findings) = rows(
            "name = 1\n[[scenarios]]\nnam = \"A\"\nshifts_per_week = 3\nwindows = 1\nwith = [\"Holstebro:x\", 3]\nseats = { fri99 = 1, fri12 = -1 }\n",
        );
        let codes: Vec<Code> = findings.iter().map(|(code, _)| *code).collect();
        use Code::{BadNumber, BadTime, OutOfRange, UnknownKey, WrongValue};
        assert_eq!(
            codes,
            [UnknownKey, UnknownKey, UnknownKey, UnknownKey, BadNumber, WrongValue, BadTime, OutOfRange],
            "{findings:?}"
        );
    }

    #[test]
    fn an_option_says_what_a_file_says() {
        let mut findings = Vec::new();
        let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<String>>();
        let (set, without) =
            (texts(&["rules.shifts_per_week=3", "withdrawal.balance=paid", "rules.rest_hours="]), texts(&["A, B"]));
        let (with, seats) = (texts(&["Holstebro:58000:5,Thisted"]), texts(&["fri12=4,mon-thu 16:00=3"]));
        let rows = options([&set, &without, &with, &seats], &mut findings);
        assert_eq!(findings, []);
        let values: Vec<_> = rows.iter().flat_map(|row| &row.settings).map(|one| one.value.clone()).collect();
        assert_eq!(values, [Some("3".to_owned()), Some("\"paid\"".to_owned()), None]);
        let counts: Vec<_> = rows.iter().map(|row| (row.without.len(), row.with.len(), row.seats.len())).collect();
        assert_eq!(counts, [(0, 0, 0), (0, 0, 0), (0, 0, 0), (2, 0, 0), (0, 2, 0), (0, 0, 2)]);
    }
}
