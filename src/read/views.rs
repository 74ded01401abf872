//! The sheets of a roster's workbook that show the roster to people: whom they name on which window, and in which cell.
//!
//! In: a workbook whose sheet `roster` is read. Out: the seats of each other sheet that shows the roster, with their cells, and whether
//! it still says what it said when it was written. Sheets that are not there, were renamed or are the planner's own are no matter; in
//! which order their rows stand is none either.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use chrono::{Days, NaiveDate, NaiveTime};
use quick_xml::Reader;
use quick_xml::events::Event;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::records::{Record, Records};
use super::when::{date, time};
use super::workbook::Workbook;
use crate::diagnostic::Place;
use crate::domain::guard::unguarded;
use crate::domain::views::{
    CLOSED, DATE, ID, MARK, MUNICIPALITY, OUTSIDE, PERSON, START, Seat, UNFILLED, View, listing, who,
};

/// The part of a workbook with its own properties.
/// The part that says when a workbook was saved.
const CORE_PART: &str = "docProps/core.xml";
const PROPERTIES_PART: &str = "docProps/custom.xml";

/// A sheet that shows the roster.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewRows {
    /// Which.
    pub view: View,
    /// What it is called.
    pub sheet: String,
    /// Whom it names, and where.
    pub seats: Vec<(Seat, Place)>,
    /// Where it tells of a window, whoever sits there.
    pub windows: BTreeMap<(NaiveDate, NaiveTime), Place>,
    /// Its first row.
    pub head: Place,
    /// Whether it says what it said when it was written; `None` where the workbook does not tell any more.
    pub as_written: Option<bool>,
}

/// What a workbook keeps of the seats it was written with: without ids and with them.
pub fn mark(bytes: &[u8]) -> Option<String> {
    property(bytes, MARK)
}

/// A property that a workbook was given by the program that wrote it.
pub fn property(bytes: &[u8], name: &str) -> Option<String> {
    let mut text = String::new();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    archive.by_name(PROPERTIES_PART).ok()?.take(MOST_BYTES).read_to_string(&mut text).ok()?;
    let mut reader = Reader::from_str(&text);
    let mut ours = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "property" => {
                let mut attributes = element.attributes().flatten();
                ours = attributes.any(|attribute| attribute.key.as_ref() == "name" && attribute.value.as_ref() == name);
            }
            Ok(Event::Text(text)) if ours && !text.trim().is_empty() => return Some(text.trim().to_owned()),
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// When a workbook was saved, as it says itself: `2025-02-27T09:12:00Z`, of which the order is that of time.
pub fn saved(bytes: &[u8]) -> Option<String> {
    let mut text = String::new();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    archive.by_name(CORE_PART).ok()?.take(MOST_BYTES).read_to_string(&mut text).ok()?;
    let mut reader = Reader::from_str(&text);
    let mut is_it = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => is_it = element.local_name().as_ref() == "modified",
            Ok(Event::Text(text)) if is_it && !text.trim().is_empty() => return Some(text.trim().to_owned()),
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// Longer than that the part of the properties is none of ours.
const MOST_BYTES: u64 = 1 << 20;

/// The sheets of a workbook that show its roster. One that cannot be read is no matter: the roster stands in another.
pub fn views(book: &mut Workbook, mark: Option<&str>) -> Vec<ViewRows> {
    let sheets = book.sheets.clone();
    let called = |sheet: &String| {
        let view =
            View::ALL.into_iter().find(|view| view.titles().iter().any(|title| title.eq_ignore_ascii_case(sheet)));
        view.map(|view| (view, sheet.clone()))
    };
    let mut found = Vec::new();
    for (view, sheet) in sheets.iter().filter_map(called) {
        let Ok(records) = book.records(&sheet) else { continue };
        let read = if view == View::Calendar { calendar(&records) } else { list(&records) };
        let Some((seats, windows)) = read else { continue };
        let Some(head) = records.list.first().map(|first| records.place(&first.span)) else { continue };
        let told: Vec<Seat> = seats.iter().map(|(seat, _)| seat.clone()).collect();
        let as_written = mark
            .map(|mark| mark.split(' ').nth(usize::from(view != View::Calendar)) == Some(&*fingerprint(&told, view)));
        found.push(ViewRows { view, sheet, seats, windows, head, as_written });
    }
    found
}

/// What tells the seats of a sheet from others.
fn fingerprint(seats: &[Seat], view: View) -> String {
    let hash = Sha256::digest(listing(seats, view != View::Calendar).as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

type Found = (Vec<(Seat, Place)>, BTreeMap<(NaiveDate, NaiveTime), Place>);

/// The seats of the calendar: a row of times heads it; below it each week has a row of dates and then a row for every seat. The
/// first cell of each row says which week it is, and nothing that stands below the last week has one.
fn calendar(records: &Records) -> Option<Found> {
    let starts = |record: &Record| -> BTreeMap<usize, NaiveTime> {
        let start = |cell: &String| time(cell.split_once('–')?.0.trim()).ok();
        record.cells.iter().enumerate().filter_map(|(column, cell)| Some((column, start(cell)?))).collect()
    };
    let head = records.list.iter().position(|record| !starts(record).is_empty())?;
    let starts = starts(&records.list[head]);
    let mut days: BTreeMap<usize, NaiveDate> = BTreeMap::new();
    let (mut seats, mut windows) = (Vec::new(), BTreeMap::new());
    for record in &records.list[head + 1..] {
        let week = record.cells.first().map_or("", |cell| cell.trim());
        if week.is_empty() {
            continue;
        }
        let begins_a_week = !week.bytes().all(|byte| byte.is_ascii_digit());
        if begins_a_week {
            days.clear();
        }
        for (&column, &start) in &starts {
            let Some(cell) = record.cells.get(column).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) else {
                continue;
            };
            let place = records.place(&record.spans[column]);
            if begins_a_week {
                if let Some(day) = day(cell) {
                    days.insert(column, day);
                    windows.insert((day, start), place);
                }
            } else if let Some(&date) = days.get(&column)
                && !CLOSED.iter().chain(&UNFILLED).chain(&[OUTSIDE]).any(|word| *word == cell)
            {
                seats.push((Seat { date, start, who: who(cell), id: String::new() }, place));
            }
        }
    }
    Some((seats, windows))
}

/// The seats of a list, which has a row for each.
fn list(records: &Records) -> Option<Found> {
    let first = records.list.first()?;
    let column = |titles: [&str; 2]| {
        first.cells.iter().position(|cell| titles.iter().any(|title| title.eq_ignore_ascii_case(cell.trim())))
    };
    let (on, start, person, home, id) =
        (column(DATE)?, column(START)?, column(PERSON)?, column(MUNICIPALITY)?, column(ID)?);
    let mut seats = Vec::new();
    for record in &records.list[1..] {
        let cell = |column: usize| record.cells.get(column).map_or("", |cell| cell.trim());
        let (Some(date), Ok(start)) = (day(cell(on)), time(cell(start))) else { continue };
        let who = who(&format!("{} {}", cell(person), cell(home)));
        let place = records.place(record.spans.get(person).unwrap_or(&record.span));
        seats.push((Seat { date, start, who, id: unguarded(cell(id)) }, place));
    }
    Some((seats, BTreeMap::new()))
}

/// A date, also one that a program has saved as the number it is kept as.
fn day(cell: &str) -> Option<NaiveDate> {
    let counted = || {
        let days = cell.parse::<u32>().ok().filter(|_| cell.len() == 5)?;
        // Spreadsheets count days from the last day but one of 1899.
        NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days.into()))
    };
    date(cell).ok().or_else(counted)
}
