//! The words of a form as those of the contract.
//!
//! In: the records of a sheet, headed in Danish or English. Out: the same with the contract's columns, ids of people, kinds instead of
//! marks and English days, each in the place where it was written. What is not known stays as it is, for whoever reads it to refuse.

use std::collections::BTreeMap;

use crate::domain::form::{Columns, DATES, REQUESTS, STAFF, WANTS};
use crate::read::heading::{self, Heading};
use crate::read::mark;
use crate::read::records::{Record, Records};
use crate::read::rows::AvailabilityKind;
use crate::read::when;

/// Days as Danish calendars have them in two letters. Where only days are written none of them can be another word.
const DAYS: [(&str, &str); 7] =
    [("ma", "mon"), ("ti", "tue"), ("on", "wed"), ("to", "thu"), ("fr", "fri"), ("lø", "sat"), ("sø", "sun")];
const ENGLISH: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Where a column stands.
pub fn position(first: &Record, columns: &Columns, name: &str) -> Option<usize> {
    let (_, words) = columns.iter().find(|(known, _)| *known == name)?;
    let is_it = |cell: &String| {
        let cell = cell.trim().to_lowercase();
        cell == name || words.contains(&cell.as_str())
    };
    first.cells.iter().position(is_it)
}

/// How many of the columns a record heads.
pub fn known(first: &Record, columns: &Columns) -> usize {
    columns.iter().filter(|(name, _)| position(first, columns, name).is_some()).count()
}

/// The sheet of single days as rows of availability.
pub fn dates(mut records: Records, names: &BTreeMap<String, Option<String>>) -> Records {
    let Some(first) = records.list.first().cloned() else { return records };
    let at = |name: &str| position(&first, &DATES, name);
    let (staff, kind, days, start) = (at("staff"), at("kind"), at("days"), at("start"));
    head(&mut records, &DATES);
    keep(&mut records, &DATES);
    for (number, record) in records.list.iter_mut().enumerate() {
        let strength = if number == 0 { Some("strength".to_owned()) } else { of_mark(record, kind) };
        if number > 0 {
            change(record, staff, |cell| person(cell, names));
            change(record, days, english);
            // Nobody can give a cell of a protected sheet the format of a time; in a column of times a part of a day means nothing else.
            change(record, start, when::part_of_day);
        }
        // The strength stands in the mark, and is told in its place.
        let span = kind.and_then(|at| record.spans.get(at)).cloned().unwrap_or(record.span.end..record.span.end);
        while record.cells.len() < first.cells.len() {
            record.cells.push(String::new());
            record.spans.push(record.span.end..record.span.end);
        }
        record.cells.insert(first.cells.len(), strength.unwrap_or_default());
        record.spans.insert(first.cells.len().min(record.spans.len()), span);
    }
    records
}

/// The sheet of staff as rows of staff, all of the municipality's.
pub fn staff(mut records: Records, code: &str) -> Records {
    head(&mut records, &STAFF);
    keep(&mut records, &STAFF);
    let width = records.list.first().map_or(0, |first| first.cells.len());
    for (number, record) in records.list.iter_mut().enumerate() {
        while record.cells.len() < width {
            record.cells.push(String::new());
            record.spans.push(record.span.end..record.span.end);
        }
        let cell = if number == 0 { "municipality" } else { code };
        record.cells.insert(width, cell.to_owned());
        record.spans.insert(width.min(record.spans.len()), record.spans.first().cloned().unwrap_or(0..0));
    }
    records
}

/// The sheet of requests as rows of requests.
pub fn requests(mut records: Records, names: &BTreeMap<String, Option<String>>) -> Records {
    head(&mut records, &REQUESTS);
    keep(&mut records, &REQUESTS);
    let Some(first) = records.list.first().cloned() else { return records };
    let at = |name: &str| position(&first, &REQUESTS, name);
    for record in records.list.iter_mut().skip(1) {
        for column in ["staff", "with"] {
            change(record, at(column), |cell| person(cell, names));
        }
        for column in ["start", "with_start"] {
            change(record, at(column), when::part_of_day);
        }
        change(record, at("wants"), |cell| {
            let cell = cell.to_lowercase();
            WANTS.iter().find(|(_, words)| words.contains(&cell.as_str())).map(|(name, _)| (*name).to_owned())
        });
    }
    records
}

/// The contract's words in the first row.
fn head(records: &mut Records, columns: &Columns) {
    let Some(first) = records.list.first_mut() else { return };
    for (name, _) in columns {
        if let Some(at) = position(first, columns, name) {
            first.cells[at] = (*name).to_owned();
        }
    }
}

/// What stands beside the columns, such as the closed days, is none of the table.
fn keep(records: &mut Records, columns: &Columns) {
    let Some(first) = records.list.first() else { return };
    let known: Vec<bool> = first.cells.iter().map(|cell| columns.iter().any(|(name, _)| cell == name)).collect();
    let last = known.iter().rposition(|known| *known).map_or(0, |last| last + 1);
    for record in &mut records.list {
        record.cells.truncate(last);
        record.spans.truncate(last);
    }
    records.list.retain(|record| record.filled() > 0);
}

fn change(record: &mut Record, at: Option<usize>, to: impl Fn(&str) -> Option<String>) {
    if let Some(cell) = at.and_then(|at| record.cells.get_mut(at))
        && let Some(changed) = to(cell.trim())
    {
        *cell = changed;
    }
}

/// Puts the kind that a mark says in its place; the strength of a wish that says one.
fn of_mark(record: &mut Record, at: Option<usize>) -> Option<String> {
    let cell = record.cells.get_mut(at?)?;
    let (kind, strength) = mark::said(cell.trim()).ok()??;
    let word = match kind {
        AvailabilityKind::Available => "available",
        AvailabilityKind::Unavailable => "unavailable",
        AvailabilityKind::Prefers => "prefers",
        AvailabilityKind::Avoids => "avoids",
    };
    word.clone_into(cell);
    strength.map(|strength| strength.to_string())
}

/// The id of somebody who is written as `Inge Klit (LEM1)`, or by a name that one person alone has.
fn person(cell: &str, names: &BTreeMap<String, Option<String>>) -> Option<String> {
    let within = cell.strip_suffix(')').and_then(|cell| cell.rsplit_once('(')).map(|(_, id)| id.trim().to_owned());
    within.or_else(|| names.get(&cell.to_lowercase())?.clone())
}

/// Days in English: `man-tor`, `ma;on`, `mandag`; `None` where a word is no day.
fn english(cell: &str) -> Option<String> {
    let lower = cell.to_lowercase();
    let mut days = String::new();
    let mut word = String::new();
    for letter in lower.chars().chain(['\n']) {
        if letter.is_alphabetic() {
            word.push(letter);
            continue;
        }
        if !word.is_empty() {
            days.push_str(day(&word)?);
            word.clear();
        }
        match letter {
            ',' | '+' | '/' | '&' => days.push(';'),
            '.' | ' ' | '\n' => {}
            other => days.push(other),
        }
    }
    Some(days)
}

fn day(word: &str) -> Option<&'static str> {
    let short = DAYS.iter().find(|(danish, _)| *danish == word).map(|(_, english)| *english);
    short.or_else(|| match heading::read(word) {
        Heading::Windows(windows) => match windows.days.as_deref() {
            Some([day]) => Some(ENGLISH[day.num_days_from_monday() as usize]),
            _ => None,
        },
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_understood_as_towns_write_them() {
        for (written, read) in [
            ("ma-to", "mon-thu"),
            ("Man;Ons", "mon;wed"),
            ("mandag, fredag", "mon;fri"),
            ("ma-on", "mon-wed"),
            ("tirs. + fre.", "tue;fri"),
            ("tue", "tue"),
            ("", ""),
            ("to + ti", "thu;tue"),
        ] {
            assert_eq!(english(written).as_deref(), Some(read), "{written}");
        }
        assert_eq!(english("hele ugen"), None);
    }

    #[test]
    fn people_are_known_by_id_or_a_name_of_their_own() {
        let names = BTreeMap::from([("inge klit".to_owned(), Some("LEM1".to_owned())), ("bo".to_owned(), None)]);
        assert_eq!(person("Inge Klit (LEM1)", &names).as_deref(), Some("LEM1"));
        assert_eq!(person("inge klit", &names).as_deref(), Some("LEM1"));
        assert_eq!((person("Bo", &names), person("LEM1", &names)), (None, None));
    }
}
