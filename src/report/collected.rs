//! What came back from the members: who has answered, what that changes, and who has not.
//!
//! In: an instance and an entry for each member or file. Out: text, JSON, the rows of a CSV file, and the record of what was laid in.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::Instance;
use crate::domain::collection::{Changed, LaidIn, StaffChange};
use crate::report::json::{Period, pretty};
use crate::report::locale::Locale;
use crate::report::plan_text::heading;
use crate::report::rows::{self, Style};
use crate::report::table::{self, Cell, Column, Terminal};

/// How an answer fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Laid in.
    Taken,
    /// Laid in before already.
    Same,
    /// It changes staff, and nobody has accepted that.
    Waiting,
    /// Something is wrong with it.
    Faulty,
    /// Something else stands against it, which is for the planner to put right.
    Blocked,
    /// A newer one lies in the folder.
    Older,
    /// A newer one came with it.
    Superseded,
    /// There is none.
    Missing,
}

/// What an answer changes against the last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Difference {
    /// People, before and after.
    pub people: [u64; 2],
    /// Hours of windows in which they can come, before and after, summed over people.
    pub hours: [u64; 2],
    /// Windows with a wish, before and after, summed over people.
    pub wishes: [u64; 2],
}

/// A member, or a file that is of none.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Whose it is: index into `Instance::municipalities`.
    pub municipality: usize,
    /// The file that came back.
    pub file: Option<String>,
    /// How it fared.
    pub state: State,
    /// What it changes.
    pub difference: Option<Difference>,
    /// What it changes about staff.
    pub staff: Vec<StaffChange>,
    /// How many requests its people have.
    pub requests: usize,
    /// How many faults it has.
    pub faults: usize,
}

/// All that came back.
#[derive(Debug)]
pub struct Collection<'a> {
    /// The problem.
    pub instance: &'a Instance,
    /// By member, in the order of their names, superseded files behind those that count.
    pub entries: Vec<Entry>,
    /// Files that are no form.
    pub others: Vec<String>,
}

impl State {
    /// Whether what the municipality says lies in the folder.
    pub fn has_come(self) -> bool {
        matches!(self, State::Taken | State::Same | State::Older | State::Superseded)
    }

    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            State::Taken => "taken",
            State::Same => "same",
            State::Waiting => "waiting",
            State::Faulty => "faulty",
            State::Blocked => "blocked",
            State::Older => "older",
            State::Superseded => "superseded",
            State::Missing => "missing",
        }
    }

    fn told(self, locale: &Locale) -> &'static str {
        let [danish, english] = match self {
            State::Taken => ["lagt ind", "laid in"],
            State::Same => ["lå der i forvejen", "there already"],
            State::Waiting => ["venter: ændrer medarbejdere", "waits: changes staff"],
            State::Faulty => ["har fejl", "has faults"],
            State::Blocked => ["kan ikke lægges ind", "can't be laid in"],
            State::Older => ["ældre end det, der ligger der", "older than what lies there"],
            State::Superseded => ["et nyere kom med", "a newer one came with it"],
            State::Missing => ["mangler", "missing"],
        };
        locale.pick(danish, english)
    }
}

/// The report.
pub fn text(collection: &Collection<'_>, on: &Terminal) -> String {
    let locale = &on.locale;
    let name = |entry: &Entry| collection.instance.municipalities[entry.municipality].name.clone();
    let change = |entry: &Entry, of: fn(&Difference) -> [u64; 2]| match entry.difference.as_ref().map(of) {
        None => Cell::plain(""),
        Some([before, after]) if before == after => Cell::plain(locale.whole(after)),
        Some([before, after]) => Cell::plain(format!("{} → {}", locale.whole(before), locale.whole(after))),
    };
    let column = |of: &dyn Fn(&Entry) -> Cell| collection.entries.iter().map(of).collect::<Vec<Cell>>();
    let columns = [
        Column::word(locale.pick("kommune", "municipality"), column(&|entry| Cell::plain(name(entry)))),
        Column::text(locale.pick("svar", "answer"), column(&|entry| Cell::plain(entry.state.told(locale)))),
        Column::number(locale.pick("medarbejdere", "staff"), column(&|entry| change(entry, |all| all.people))),
        Column::number(locale.pick("timer", "hours"), column(&|entry| change(entry, |all| all.hours))),
        Column::number(locale.pick("ønsker", "wishes"), column(&|entry| change(entry, |all| all.wishes))),
    ];
    let mut text = format!("{}\n{}", heading(collection.instance, locale), table::render(&columns, on.width));
    let staff: Vec<String> = collection
        .entries
        .iter()
        .flat_map(|entry| entry.staff.iter().map(|change| format!("{}: {}", name(entry), told(change, locale))))
        .collect();
    let mut notes = Vec::new();
    if !staff.is_empty() {
        notes.push(format!("{} {}", locale.pick("medarbejdere:", "staff:"), staff.join("; ")));
    }
    let of = |state: State| -> Vec<String> {
        collection.entries.iter().filter(|entry| entry.state == state).map(name).collect()
    };
    let faulty = of(State::Faulty);
    if !faulty.is_empty() {
        let all = locale.list(&faulty);
        notes.push(locale.pick(
            format!("til at sende tilbage: out/answers har en tekst til {all}"),
            format!("to send back: out/answers has a text for {all}"),
        ));
    }
    if !of(State::Waiting).is_empty() {
        let all = locale.list(&of(State::Waiting));
        notes.push(locale.pick(
            format!("{all}: intet er taget med; --accept tager det hele med, også ændringerne af medarbejdere"),
            format!("{all}: nothing is taken over; --accept takes all of it, the changes of staff as well"),
        ));
    }
    let asked = collection.entries.iter().filter(|entry| entry.requests > 0 && entry.state.has_come());
    let asked: Vec<String> = asked.map(|entry| format!("{} {}", name(entry), entry.requests)).collect();
    if !asked.is_empty() {
        let all = locale.list(&asked);
        notes.push(locale.pick(
            format!("anmodninger: {all}; 'vagtplan requests' prøver dem på vagtplanen"),
            format!("requests: {all}; 'vagtplan requests' tries them on the roster"),
        ));
    }
    if !collection.others.is_empty() {
        let all = collection.others.join(", ");
        notes.push(locale.pick(format!("er ikke formularer: {all}"), format!("are no forms: {all}")));
    }
    let missing = of(State::Missing);
    notes.push(match missing.len() {
        0 => locale.pick("alle har svaret", "everybody has answered").to_owned(),
        _ => {
            let all = locale.list(&missing);
            locale.pick(format!("har ikke svaret: {all}"), format!("have not answered: {all}"))
        }
    });
    notes.iter().for_each(|note| text += &table::note(note, on.width));
    text
}

/// A change of staff in words: `Kaj Ny (LEM6): new`.
fn told(change: &StaffChange, locale: &Locale) -> String {
    let day = |day: &Option<NaiveDate>| day.map_or_else(|| "–".to_owned(), |day| locale.date(day));
    let what = change.what.iter().map(|what| match what {
        Changed::New => locale.pick("ny", "new").to_owned(),
        Changed::Name => locale.pick("nyt navn", "another name").to_owned(),
        Changed::Weight(weight) => {
            format!("{} {}", locale.pick("vægt", "weight"), weight.as_deref().unwrap_or("1"))
        }
        Changed::ShiftsPerWeek(limit) => {
            let limit = limit.map_or_else(|| "–".to_owned(), |limit| limit.to_string());
            format!("{} {limit}", locale.pick("vagter pr. uge", "shifts a week"))
        }
        Changed::Joined(joined) => format!("{} {}", locale.pick("ansat fra", "employed from"), day(joined)),
        Changed::Left(left) => format!("{} {}", locale.pick("fratrådt", "left"), day(left)),
    });
    format!("{} ({}): {}", change.name, change.id, what.collect::<Vec<_>>().join(", "))
}

#[derive(Serialize)]
struct Document<'a> {
    period: Period,
    answers: Vec<Row<'a>>,
    no_forms: &'a [String],
}

#[derive(Serialize)]
struct Row<'a> {
    municipality: &'a str,
    municipality_name: &'a str,
    state: &'static str,
    file: Option<&'a str>,
    people: Option<[u64; 2]>,
    hours: Option<[u64; 2]>,
    wishes: Option<[u64; 2]>,
    staff: Vec<Staff<'a>>,
    requests: usize,
    faults: usize,
}

#[derive(Serialize)]
struct Staff<'a> {
    id: &'a str,
    name: &'a str,
    new: bool,
    changes: BTreeMap<&'static str, String>,
}

fn staff(change: &StaffChange) -> Staff<'_> {
    let changes = change.cells().into_iter().filter(|(column, _)| *column != "id").collect();
    Staff { id: &change.id, name: &change.name, new: change.is_new(), changes }
}

/// The same as JSON.
pub fn json(collection: &Collection<'_>) -> Vec<u8> {
    let row = |entry: &'_ Entry| {
        let town = &collection.instance.municipalities[entry.municipality];
        (town.code.clone(), town.name.clone())
    };
    let towns: Vec<(String, String)> = collection.entries.iter().map(row).collect();
    let answers = collection.entries.iter().zip(&towns).map(|(entry, (code, name))| Row {
        municipality: code,
        municipality_name: name,
        state: entry.state.name(),
        file: entry.file.as_deref(),
        people: entry.difference.map(|all| all.people),
        hours: entry.difference.map(|all| all.hours),
        wishes: entry.difference.map(|all| all.wishes),
        staff: entry.staff.iter().map(staff).collect(),
        requests: entry.requests,
        faults: entry.faults,
    });
    let answers = answers.collect();
    pretty(&Document { period: Period::of(collection.instance), answers, no_forms: &collection.others })
}

/// The same as a CSV file.
pub fn csv(collection: &Collection<'_>, style: Style) -> Vec<u8> {
    const HEADER: [&str; 11] = [
        "municipality",
        "municipality_name",
        "state",
        "file",
        "people_before",
        "people",
        "hours_before",
        "hours",
        "wishes_before",
        "wishes",
        "requests",
    ];
    let rows = collection.entries.iter().map(|entry| {
        let town = &collection.instance.municipalities[entry.municipality];
        let figures = entry.difference.map(|all| [all.people, all.hours, all.wishes].concat());
        let figures = figures.unwrap_or_default().into_iter().map(|figure| figure.to_string());
        let mut row = vec![
            town.code.clone(),
            town.name.clone(),
            entry.state.name().to_owned(),
            entry.file.clone().unwrap_or_default(),
        ];
        row.extend(figures);
        row.resize(HEADER.len() - 1, String::new());
        row.push(if entry.requests == 0 { String::new() } else { entry.requests.to_string() });
        row
    });
    rows::csv(style, HEADER, rows)
}

#[derive(Serialize)]
struct Record<'a> {
    from: String,
    to: String,
    answers: Vec<Laid<'a>>,
}

#[derive(Serialize)]
struct Laid<'a> {
    municipality: &'a str,
    file: &'a str,
    sha256: &'a str,
    saved: Option<&'a str>,
    table: Option<&'a str>,
}

/// The record of what was laid into the folder, by code.
pub fn record(instance: &Instance, laid: &[LaidIn]) -> Vec<u8> {
    let answers = laid.iter().map(|one| Laid {
        municipality: &one.code,
        file: &one.file,
        sha256: &one.sha256,
        saved: one.saved.as_deref(),
        table: one.table.as_deref(),
    });
    pretty(&Record {
        from: instance.period.from.to_string(),
        to: instance.period.to.to_string(),
        answers: answers.collect(),
    })
}
