//! The first row of a table: which column is which.
//!
//! In: the records of a table and the columns it may have. Out: where each column stands, and findings about columns that are
//! missing, twice there or not known.

use super::column::{Column, Need, meant};
use super::danish;
use super::formula;
use super::records::{Record, Records};
use super::shape::{is_one_quoted_cell, open_quote};
use crate::diagnostic::sheet::letters;
use crate::diagnostic::suggest::closest;
use crate::diagnostic::{Code, Diagnostic, Place, list, quote};

/// The first record, if it can tell the columns apart.
pub fn record<'a>(records: &'a Records, columns: &[Column], findings: &mut Vec<Diagnostic>) -> Option<&'a Record> {
    let names: Vec<&str> = columns.iter().filter(|column| column.need == Need::Required).map(|c| c.name).collect();
    let Some(first) = records.list.first() else {
        findings.push(empty(&records.source.name, "file", &names));
        return None;
    };
    if let Some(open) = &first.open {
        findings.push(open_quote(&records.place(open)));
        return None;
    }
    if !first.unsaved.is_empty() {
        findings.extend(first.unsaved.iter().filter_map(|at| formula::finding(records, first, *at)));
        return None;
    }
    if !first.cells.iter().any(|cell| meant(cell, columns).is_some_and(|name| names.contains(&name))) {
        findings.push(no_header(records, first, &names, below(records, columns)));
        return None;
    }
    Some(first)
}

/// The finding about a file or sheet with nothing in it.
pub fn empty(name: &str, what: &str, needed: &[&str]) -> Diagnostic {
    let line = if what == "sheet" { "row" } else { "line" };
    Diagnostic::new(Code::EmptyTable, format!("the {what} is empty"))
        .on_file(name)
        .help(format!("its first {line} names the columns: {}", needed.join(",")))
}

/// How far down a header is looked for: a title and a line or two of text stand above it, if anything.
const TITLE_LINES: usize = 10;

/// Where the columns are named, if not in the first line.
fn below(records: &Records, columns: &[Column]) -> Option<Place> {
    let required = columns.iter().filter(|column| column.need == Need::Required);
    let names_all = |record: &&Record| {
        required.clone().all(|column| record.cells.iter().any(|cell| meant(cell, columns) == Some(column.name)))
    };
    let below = records.list.iter().skip(1).take(TITLE_LINES).find(names_all);
    below.map(|record| records.place(&record.span))
}

/// The finding about a first line that names none of the columns that are needed.
fn no_header(records: &Records, first: &Record, required: &[&str], better: Option<Place>) -> Diagnostic {
    let (place, line) = (records.place(&first.span), records.lines());
    let message = format!("the first {line} does not name the columns of this table");
    let found = Diagnostic::new(Code::MissingColumn, message);
    if is_one_quoted_cell(&first.cells, &place.source.text[place.span.clone()]) {
        return found
            .at(&place, "the whole line stands in quotation marks, which makes it one cell")
            .help("delete the quotation marks at both ends of each line; two in a row in it are one");
    }
    let found = found.at(&place, "none of the columns that are needed is here");
    if let Some(better) = better {
        let (label, help) = (format!("this {line} does"), format!("delete the {line}s above the one with the names"));
        return found.at(&better, label).help(help);
    }
    let separators = "cells are separated by commas, semicolons or tabs".to_owned();
    let meant = required.iter().filter_map(|name| {
        let danish = first.cells.iter().find(|cell| danish::is_column(cell, name))?;
        Some(format!("{} to {name}", quote(danish.trim())))
    });
    let renamed: Vec<String> = meant.collect();
    found
        .help(format!("the columns {} are needed", list(required, "and")))
        .help_if((!renamed.is_empty()).then(|| format!("if it is meant so, rename {}", list(&renamed, "and"))))
        .help_if(records.separator.is_some().then_some(separators))
}

/// How many of the columns the first row names.
pub fn known(records: &Records, columns: &[Column]) -> usize {
    let first = records.list.first();
    let named = |column: &&Column| {
        first.is_some_and(|first| first.cells.iter().any(|cell| meant(cell, columns) == Some(column.name)))
    };
    columns.iter().filter(named).count()
}

/// The columns that a file has for itself, such as those of its own burdens.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// Where they stand.
    pub at: Vec<usize>,
    /// What such columns may be called.
    pub names: Vec<String>,
}

/// By known column, the position of its cells.
pub fn positions(
    columns: &[Column],
    records: &Records,
    first: &Record,
    own: &Own,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Option<usize>> {
    let header = &first.cells;
    let names: Vec<String> = header.iter().map(|cell| cell.trim().to_lowercase()).collect();
    let read: Vec<Option<&str>> = header.iter().map(|cell| meant(cell, columns)).collect();
    let line = &records.place(&first.span);
    let place = |position: usize| records.place(first.spans.get(position).unwrap_or(&first.span));
    let known: Vec<&str> =
        columns.iter().map(|column| column.name).chain(own.names.iter().map(String::as_str)).collect();
    let positions: Vec<Option<usize>> =
        columns.iter().map(|column| read.iter().position(|name| *name == Some(column.name))).collect();
    let mut strangers: Vec<usize> =
        (0..names.len()).filter(|&at| !names[at].is_empty() && read[at].is_none() && !own.at.contains(&at)).collect();
    let missing = |(column, position): &(&Column, &Option<usize>)| column.need == Need::Required && position.is_none();
    let only_one = columns.iter().zip(&positions).filter(missing).count() == 1;
    for (column, position) in columns.iter().zip(&positions) {
        match position {
            None if column.need == Need::Required => {
                let meant = closest(column.name, strangers.iter().map(|&at| names[at].as_str()));
                let meant = meant.and_then(|meant| strangers.iter().copied().find(|&at| names[at] == meant));
                let meant =
                    meant.or_else(|| strangers.iter().copied().find(|&at| danish::is_column(&names[at], column.name)));
                // One column is missing and one is not known: they may well be the same one in another language.
                let meant = meant.or(strangers.first().copied().filter(|_| only_one && strangers.len() == 1));
                let mut found = Diagnostic::new(Code::MissingColumn, format!("the column {} is missing", column.name));
                if let Some(at) = meant {
                    strangers.retain(|&stranger| stranger != at);
                    found = found.at(&place(at), "is it this one?").help(format!("rename it to {}", column.name));
                } else {
                    let cure = format!("rename the column that holds it to {}, or add one", column.name);
                    found = found.at(line, "").help(cure);
                }
                findings.push(found);
            }
            None => {}
            Some(first) => {
                for again in (first + 1..names.len()).filter(|&at| read[at] == Some(column.name)) {
                    let found = if names[again] == names[*first] {
                        Diagnostic::new(Code::DoubledColumn, format!("the column {} is there twice", column.name))
                    } else {
                        let both = [first, &again].map(|&at| quote(header[at].trim()));
                        let message = format!("{} both name the column {}", list(&both, "and"), column.name);
                        Diagnostic::new(Code::DoubledColumn, message)
                    };
                    findings.push(
                        found
                            .at(&place(again), "again")
                            .at(&place(*first), "first")
                            .help("rename or delete the one that is not meant"),
                    );
                }
            }
        }
    }
    unknown_columns(&strangers, header, &known, place, findings);
    if records.separator.is_none() {
        findings.extend(headless(records, first));
    }
    positions
}

/// The finding about values of a sheet that stand below no heading, if there are any. In a text they make the row too long.
pub fn headless(records: &Records, first: &Record) -> Option<Diagnostic> {
    let has_heading = |column: usize| first.cells.get(column).is_some_and(|cell| !cell.trim().is_empty());
    let values = records.list.iter().flat_map(|record| {
        let filled = record.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        filled.map(move |(column, _)| (column, record)).filter(|(column, _)| !has_heading(*column))
    });
    let (column, record) = values.min_by_key(|(column, record)| (*column, record.span.start))?;
    let name = letters(u32::try_from(column).unwrap_or_default());
    Some(
        Diagnostic::new(Code::UnknownColumn, format!("column {name} has values but no heading, and is not read"))
            .at(&records.place(&record.spans[column]), "")
            .help("write the column's name in the first row if it is meant to be read"),
    )
}

/// Columns close to a known one are asked after one by one, the rest are named in one breath.
pub fn unknown_columns(
    strangers: &[usize],
    header: &[String],
    known: &[&str],
    place: impl Fn(usize) -> Place,
    findings: &mut Vec<Diagnostic>,
) {
    let mut rest = Vec::new();
    for &at in strangers {
        let name = quote(header[at].trim());
        let danish = || known.iter().copied().find(|column| danish::is_column(&header[at], column));
        match closest(header[at].trim(), known.iter().copied()).or_else(danish) {
            Some(meant) => {
                let found =
                    Diagnostic::new(Code::UnknownColumn, format!("the column {name} is not known and not read"))
                        .at(&place(at), format!("did you mean '{meant}'?"))
                        .help("rename it if so; otherwise leave it, other columns do no harm");
                findings.push(found);
            }
            None => rest.push((at, name)),
        }
    }
    if let Some((first, _)) = rest.first() {
        let names: Vec<&str> = rest.iter().map(|(_, name)| name.as_str()).collect();
        let (noun, verb) = if rest.len() == 1 { ("column", "is") } else { ("columns", "are") };
        let message = format!("the {noun} {} {verb} not known and not read", list(&names, "and"));
        let optional: Vec<&str> = known.to_vec();
        let found = Diagnostic::new(Code::UnknownColumn, message)
            .at(&place(*first), "")
            .help(format!("this table's columns are {}; others do no harm", list(&optional, "and")));
        findings.push(found);
    }
}
