//! The folder of the next period: its files, and what is said of them.
//!
//! In: the tables that are carried on, and what was left behind. Out: bytes for each file, and text or JSON on what was taken over,
//! what was left and why.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::as_written::AsWritten;
use crate::domain::calendar::Period;
use crate::domain::language::Language;
use crate::report::json::pretty;
use crate::report::locale::Locale;
use crate::report::table::{self, Cell, Column, Terminal};
use crate::report::{planning_workbook, rows};
use crate::succession::{Carried, Why};

/// What goes into the folder.
#[derive(Debug)]
pub struct Files<'a> {
    /// The text of `plan.toml`.
    pub plan: String,
    /// The tables.
    pub tables: &'a [Carried],
    /// The language in which a workbook explains itself.
    pub language: Language,
}

/// What was done.
#[derive(Debug)]
pub struct Told {
    /// The period that is closed.
    pub old: Period,
    /// The one that follows.
    pub new: Period,
    /// Closed days of `plan.toml` that were left out.
    pub closed: Vec<NaiveDate>,
    /// The tables.
    pub tables: Vec<Carried>,
}

/// The files by name: a CSV file for each that was one, in the same dialect, and `plan.xlsx` for tables that were sheets.
pub fn files(files: &Files<'_>) -> Vec<(String, Vec<u8>)> {
    let mut all = vec![("plan.toml".to_owned(), files.plan.clone().into_bytes())];
    let mut sheets: Vec<(&str, String)> = Vec::new();
    for Carried { table, .. } in files.tables {
        let AsWritten { name, file, separator, header, rows, .. } = table;
        match (file, separator) {
            // Of the files of a folder one that has nothing left to say stays behind.
            (Some(_), _) if rows.is_empty() => {}
            (Some(file), _) => {
                let name = free(&all, file.rsplit_once('.').map_or(file, |(stem, _)| stem));
                all.push((name, rows::copied(separator.unwrap_or(b';'), header, rows)));
            }
            (None, Some(separator)) => all.push((format!("{name}.csv"), rows::copied(*separator, header, rows))),
            (None, None) => {
                let text = rows::copied(b',', header, rows);
                sheets.push((name, String::from_utf8(text).expect("texts make text")));
            }
        }
    }
    if !sheets.is_empty() {
        let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, text)| (*name, text.as_str())).collect();
        all.push(("plan.xlsx".to_owned(), planning_workbook::bytes(&sheets, files.language)));
    }
    all
}

/// The name of a CSV file that no other has: what was a workbook may be called as a CSV file beside it.
fn free(taken: &[(String, Vec<u8>)], stem: &str) -> String {
    let numbered = (2..).map(|number| format!("{stem} ({number}).csv"));
    let mut names = std::iter::once(format!("{stem}.csv")).chain(numbered);
    names.find(|name| taken.iter().all(|(other, _)| other != name)).expect("there is always one more number")
}

/// The most rows that are named of each table; JSON has them all.
const NAMED: usize = 4;

/// The report.
pub fn text(told: &Told, on: &Terminal) -> String {
    let locale = &on.locale;
    let between = |period: Period| {
        let (from, to) = (locale.date(period.from), locale.date(period.to));
        locale.pick(format!("{from} til {to}"), format!("{from} to {to}"))
    };
    let (old, new) = (between(told.old), between(told.new));
    let heading = locale.pick(format!("{new}, efter {old}"), format!("{new}, after {old}"));
    let names = told.tables.iter().map(|carried| Cell::plain(carried.table.called())).collect();
    let kept = told.tables.iter().map(|carried| Cell::plain(locale.whole(carried.table.rows.len() as u64))).collect();
    let left = told.tables.iter().map(|carried| Cell::plain(left(locale, carried))).collect();
    let columns = [
        Column::word(locale.pick("tabel", "table"), names),
        Column::number(locale.pick("taget med", "taken over"), kept),
        Column::text(locale.pick("ikke taget med", "left behind"), left),
    ];
    let mut notes = Vec::new();
    if !told.closed.is_empty() {
        let days: Vec<String> = told.closed.iter().map(|day| locale.date(*day)).collect();
        let days = locale.first(&days, ", ");
        notes.push(locale.pick(
            format!("plan.toml: lukkedage før perioden er taget ud: {days}"),
            format!("plan.toml: closed days before the period are left out: {days}"),
        ));
    }
    notes.push(
        locale
            .pick(
                "se efter: titlen i plan.toml, indbyggertal, hvem der er kommet til, fravær i den nye periode og ønsker",
                "to look at: the title in plan.toml, inhabitants, who is new, absences in the new period, and wishes",
            )
            .to_owned(),
    );
    let notes: String = notes.iter().map(|line| table::note(line, on.width)).collect();
    format!("{heading}\n\n{}{notes}", table::render(&columns, on.width))
}

/// `3 rows of days before the period; 2 who have left: LEM1 Inge Klit, SKI2 Per Holm`.
fn left(locale: &Locale, carried: &Carried) -> String {
    let of = |why: Why| carried.left.iter().filter(move |left| left.why == why);
    let mut parts = Vec::new();
    let past = of(Why::Past).count() as u64;
    if past > 0 {
        let (danish, english) = (["række", "rækker"], ["row", "rows"]);
        let counted = locale.counted(past, danish, english);
        parts.push(
            locale.pick(format!("{counted} om dage før perioden"), format!("{counted} on days before the period")),
        );
    }
    let named = [
        (Why::Settled, locale.pick("udtrådt, intet udestående", "has left, nothing open")),
        (Why::Gone, locale.pick("ikke ansat længere", "not employed any more")),
    ];
    for (why, said) in named {
        let rows: Vec<String> = of(why).map(|left| left.what.clone()).collect();
        if !rows.is_empty() {
            let more = rows.len().saturating_sub(NAMED) as u64;
            let first = rows[..rows.len().min(NAMED)].join("; ");
            let more = if more == 0 { String::new() } else { format!(" +{}", locale.whole(more)) };
            parts.push(format!("{said}: {first}{more}"));
        }
    }
    parts.join(". ")
}

#[derive(Serialize)]
struct Document<'a> {
    period: Days,
    after: Days,
    closed_days_left: Vec<String>,
    tables: Vec<Table<'a>>,
}

#[derive(Serialize)]
struct Days {
    from: String,
    to: String,
}

#[derive(Serialize)]
struct Table<'a> {
    table: &'a str,
    taken_over: usize,
    left: Vec<LeftBehind>,
}

#[derive(Serialize)]
struct LeftBehind {
    what: String,
    /// `past`, `settled` or `gone`.
    why: &'static str,
}

/// The same as JSON.
pub fn json(told: &Told) -> Vec<u8> {
    let days = |period: Period| Days { from: period.from.to_string(), to: period.to.to_string() };
    pretty(&Document {
        period: days(told.new),
        after: days(told.old),
        closed_days_left: told.closed.iter().map(ToString::to_string).collect(),
        tables: told.tables.iter().map(carried_on).collect(),
    })
}

fn carried_on(carried: &Carried) -> Table<'_> {
    Table {
        table: carried.table.called(),
        taken_over: carried.table.rows.len(),
        left: carried
            .left
            .iter()
            .map(|left| LeftBehind {
                what: left.what.clone(),
                why: match left.why {
                    Why::Past => "past",
                    Why::Settled => "settled",
                    Why::Gone => "gone",
                },
            })
            .collect(),
    }
}
