//! The tables of a folder with other ids and names for some of its people.
//!
//! In: tables as they are written, or typed rows, and the new ids and names. Out: tables with the contract's columns alone: what stands in
//! columns of the planner's own nobody knows.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::Exact;
use crate::domain::as_written::AsWritten;
use crate::domain::rule::Rule;
use crate::read::rows::StaffRow;
use crate::read::table::Field;

/// Columns of free text, in which anybody may be named.
const FREE: [&str; 1] = ["note"];

/// How many columns of staff there are even where they are empty: id, name and municipality.
const NEEDED: usize = 3;

/// By id: the id and name that somebody is to have; those who keep theirs stand there too.
pub type Names = BTreeMap<String, (String, String)>;

/// Columns that hold an id.
const IDS: [&str; 1] = ["staff"];
/// Columns that hold a name of somebody on the staff.
const NAMES: [&str; 1] = ["staff_name"];

/// A table with the contract's columns and the new ids and names. Rows about people who are not on the staff any more are left out, as
/// whatever reads them does.
pub fn table(table: &AsWritten, names: &Names) -> AsWritten {
    let kept: Vec<usize> =
        (0..table.header.len()).filter(|&at| table.columns[at].is_some_and(|column| !FREE.contains(&column))).collect();
    let pick = |cells: &[String]| kept.iter().map(|&at| cells[at].clone()).collect::<Vec<_>>();
    let columns: Vec<Option<&'static str>> = kept.iter().map(|&at| table.columns[at]).collect();
    let id = IDS.into_iter().find(|column| columns.contains(&Some(*column)));
    let rows = table.rows.iter().filter_map(|row| {
        let Some(id) = id.and_then(|column| table.cell(row, column)) else { return Some(pick(row)) };
        let (new, name) = names.get(id)?;
        let cell = |(at, cell): (usize, String)| match columns[at] {
            Some(column) if IDS.contains(&column) => new.clone(),
            Some(column) if NAMES.contains(&column) => name.clone(),
            _ => cell,
        };
        Some(pick(row).into_iter().enumerate().map(cell).collect())
    });
    AsWritten {
        name: table.name,
        file: None,
        separator: table.separator,
        dates: vec![None; columns.len()],
        header: columns.iter().map(|column| column.unwrap_or_default().to_owned()).collect(),
        rows: rows.collect(),
        columns,
    }
}

/// Tables of the same name as one, with the columns of all of them.
pub fn together(tables: Vec<AsWritten>) -> Option<AsWritten> {
    let mut tables = tables.into_iter();
    let mut all = tables.next()?;
    for table in tables {
        for column in table.columns.iter().flatten() {
            if !all.columns.contains(&Some(column)) {
                all.columns.push(Some(column));
                all.dates.push(None);
                all.header.push((*column).to_owned());
                all.rows.iter_mut().for_each(|row| row.push(String::new()));
            }
        }
        let cell = |row: &[String], column: &Option<&'static str>| {
            let at = table.columns.iter().position(|other| other == column);
            at.map_or_else(String::new, |at| row[at].clone())
        };
        all.rows.extend(
            table.rows.iter().map(|row| all.columns.iter().map(|column| cell(row, column)).collect::<Vec<_>>()),
        );
    }
    Some(all)
}

/// The rows of staff that count, as a table. `written` says how a weight is written.
pub fn staff<'a>(
    rows: impl Iterator<Item = (&'a StaffRow, String)>,
    names: &Names,
    burdens: &[String],
    written: impl Fn(&Exact) -> String,
) -> AsWritten {
    let day = |day: &Option<Field<NaiveDate>>| day.as_ref().map_or_else(String::new, |day| day.value.to_string());
    let limits: Vec<Rule> = Rule::of_staff().map(|(rule, _)| rule).collect();
    let caps: Vec<(Rule, &String)> =
        Rule::caps().flat_map(|(rule, _)| burdens.iter().map(move |burden| (rule, burden))).collect();
    let mut header: Vec<String> =
        ["id", "name", "municipality", "weight", "heads", "joined", "left"].map(str::to_owned).to_vec();
    header.extend(limits.iter().map(|rule| rule.name().to_owned()));
    header.extend(caps.iter().filter_map(|(rule, burden)| rule.column_of(burden)));
    let row = |(row, home): (&StaffRow, String)| {
        let (id, name) = names.get(&row.id.as_ref()?.value)?;
        let mut cells = vec![
            id.clone(),
            name.clone(),
            home,
            row.weight.as_ref().map_or_else(String::new, |weight| written(&weight.value)),
            row.heads.as_ref().map_or_else(String::new, |heads| heads.value.to_string()),
            day(&row.joined),
            day(&row.left),
        ];
        let limit = |limit: Option<&Field<u32>>| limit.map_or_else(String::new, |limit| limit.value.to_string());
        cells.extend(limits.iter().map(|rule| limit(row.limits.get(rule))));
        cells.extend(caps.iter().map(|(rule, burden)| limit(row.caps.get(&(*rule, (*burden).clone())))));
        Some(cells)
    };
    let rows: Vec<Vec<String>> = rows.filter_map(row).collect();
    let used: Vec<usize> =
        (0..header.len()).filter(|&at| at < NEEDED || rows.iter().any(|row| !row[at].is_empty())).collect();
    let pick = |cells: &Vec<String>| used.iter().map(|&at| cells[at].clone()).collect::<Vec<_>>();
    AsWritten {
        name: "staff",
        file: None,
        separator: None,
        columns: vec![None; used.len()],
        dates: vec![None; used.len()],
        rows: rows.iter().map(pick).collect(),
        header: pick(&header),
    }
}
