//! `roster.xlsx`: the roster as planners and members look at it, a sheet per view.
//!
//! In: a roster with all that is known of it. Out: the bytes of a workbook, the same for the same roster. A municipality's own
//! workbook names nobody else's people and no other municipality, in no part of the file.

mod bill;
mod by_municipality;
mod by_person;
mod calendar;
mod callers;
mod calls;
mod cells;
mod changes;
mod goals;
mod overview;
mod owed;
mod roster;
mod shares;
mod sheet;
mod style;
mod text;
mod view;

use std::sync::Mutex;
use std::thread;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};
use sha2::{Digest, Sha256};

use crate::domain::views::{self, Seat};
use crate::domain::{Instance, Window};
use crate::report::facts::state;
use crate::report::locale::Locale;
use crate::report::subject::Subject;
use crate::settlement::Bill;
use crate::shares::Shares;

use text::clean;
use view::View;

/// The longest text that a spreadsheet takes as a property of a file, in letters.
const LONGEST_PROPERTY: usize = 200;

/// The workbook of the planner, with every municipality in it.
pub fn bytes(subject: &Subject<'_>) -> Vec<u8> {
    let view = View::new(subject, None);
    let mut sheets = vec![
        overview::sheet(&view),
        calendar::sheet(&view),
        by_municipality::sheet(&view),
        by_person::sheet(&view),
        shares::sheet(&view),
        goals::sheet(&view),
    ];
    sheets.extend(calls::sheet(&view));
    sheets.extend(subject.callers.map(|found| callers::sheet(&view, found)));
    sheets.extend(subject.published.map(|_| changes::sheet(&view)));
    sheets.push(roster::sheet(&view));
    head(subject, &mut sheets);
    file(&subject.instance.title, Some(&mark(subject)), sheets)
}

/// The workbook of one municipality, which holds nobody else's names.
pub fn of_municipality(subject: &Subject<'_>, municipality: usize) -> Vec<u8> {
    let view = View::new(subject, Some(municipality));
    let mut sheets = vec![calendar::sheet(&view), by_person::sheet(&view), shares::sheet(&view)];
    sheets.extend(subject.published.map(|_| changes::sheet(&view)));
    head(subject, &mut sheets);
    let title = format!("{}, {}", subject.instance.title, subject.instance.municipalities[municipality].name);
    // From the workbook of a municipality no roster is read.
    file(&title, None, sheets)
}

/// Says above every printed page whether the roster was sent out.
fn head(subject: &Subject<'_>, sheets: &mut [Worksheet]) {
    let Some(state) = subject.state.map(|state| state::short(subject.locale, state)) else { return };
    for sheet in sheets {
        sheet.set_header(sheet::above(subject.locale, subject.instance, Some(&state)));
    }
}

/// What tells whether the sheets that show the roster still say what they say now: without ids and with them.
fn mark(subject: &Subject<'_>) -> String {
    let instance = subject.instance;
    let windows = instance.windows.iter().zip(&subject.roster.shifts);
    let seat = |window: &Window, person: usize| {
        let staff = &instance.staff[person];
        let who =
            views::who(&format!("{} {}", clean(&staff.name), clean(&instance.municipalities[staff.municipality].name)));
        Seat { date: window.date, start: window.start, who, id: staff.id.clone() }
    };
    let seats: Vec<Seat> =
        windows.flat_map(|(window, on)| on.iter().map(move |&person| seat(window, person))).collect();
    let hash = |with_ids| {
        let hash = Sha256::digest(views::listing(&seats, with_ids).as_bytes());
        hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    format!("{} {}", hash(false), hash(true))
}

/// As many sheets as a workbook has at most. Each is put together by a thread of its own.
const MOST_SHEETS: usize = 10;

/// Whether the system gives the threads that a workbook takes.
pub fn has_threads() -> bool {
    let gate = Mutex::new(());
    thread::scope(|scope| {
        let held = gate.lock();
        let waits = || drop(gate.lock());
        let all = (0..MOST_SHEETS).all(|_| thread::Builder::new().spawn_scoped(scope, waits).is_ok());
        drop(held);
        all
    })
}

/// What `shares` tells, as a workbook.
pub fn of_shares(instance: &Instance, shares: &Shares, locale: &Locale) -> Vec<u8> {
    file(&instance.title, None, vec![owed::sheet(instance, shares, locale)])
}

/// What `settle` tells, as a workbook.
pub fn of_bill(instance: &Instance, of: &Bill, locale: &Locale) -> Vec<u8> {
    file(&instance.title, None, vec![bill::sheet(instance, of, locale)])
}

fn file(title: &str, mark: Option<&str>, sheets: Vec<Worksheet>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    // A file that said when it was made would be another one each time.
    let always = ExcelDateTime::from_ymd(2000, 1, 1).expect("a day that spreadsheets know");
    let title: String = clean(title).chars().take(LONGEST_PROPERTY).collect();
    let properties = DocProperties::new().set_title(title).set_author("vagtplan").set_creation_datetime(&always);
    workbook.set_properties(&match mark {
        Some(mark) => properties.set_custom_property(views::MARK, mark),
        None => properties,
    });
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer().expect("sheets with names of their own are written to memory")
}
