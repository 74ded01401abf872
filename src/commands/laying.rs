//! How an answer is laid into a folder: the tables of its municipality, and what it comes to in figures.
//!
//! In: a folder, its instance and answers without faults. Out: files by their names in the folder.

use std::collections::BTreeSet;
use std::path::Path;

use crate::check::collected::Collected;
use crate::domain::answer;
use crate::domain::as_written::AsWritten;
use crate::domain::{Instance, Staff};
use crate::read::{Folder, as_written, ceded, parts, requests};
use crate::report::file_names::towns;
use crate::report::rows;

/// What the files of a municipality are called, without their ending: `665 Lemvig`.
pub fn name(instance: &Instance, municipality: usize) -> String {
    towns(instance).swap_remove(municipality)
}

/// The tables of an answer.
pub fn files(folder: &Path, instance: &Instance, answer: &Collected) -> Vec<(String, Vec<u8>)> {
    let name = name(instance, answer.municipality);
    let written = |table: &AsWritten| rows::copied(table.separator.unwrap_or(b';'), &table.header, &table.rows);
    let file = format!("availability/{name}.csv");
    let mut files = vec![(file.clone(), written(&answer::table(&file, &answer.answers)))];
    if !answer.staff.is_empty() {
        let file = format!("staff/{name}.csv");
        files.push((file.clone(), written(&staff(folder, instance, answer, &file))));
    }
    if let Some(asked) = &answer.requests {
        let file = format!("requests/{name}.csv");
        // An answer that asks for nothing any more leaves none of the requests of an earlier one.
        if !asked.is_empty() || folder.join(&file).is_file() {
            files.push((file, rows::copied(b';', &requests::HEADER.map(str::to_owned), &requests::written(asked))));
        }
    }
    files
}

/// The single tables without the rows that have files of their own now.
pub fn ceded<'a>(
    folder: &Path,
    instance: &Instance,
    answers: impl Iterator<Item = &'a Collected> + Clone,
) -> Vec<(String, Vec<u8>)> {
    let people = |answers: &mut dyn Iterator<Item = &'a Collected>| -> BTreeSet<String> {
        answers
            .flat_map(|answer| instance.staff_of(answer.municipality))
            .map(|s| instance.staff[s].id.clone())
            .collect()
    };
    let availability = people(&mut answers.clone());
    let staff = people(&mut answers.filter(|answer| !answer.staff.is_empty()));
    let all = [("availability", availability), ("staff", staff)];
    all.into_iter().filter_map(|(table, people)| ceded::without(folder, table, &people)).collect()
}

/// A file of the municipality's own that lies in the folder under another name than the answer would have.
pub fn in_the_way(folder: &Folder, instance: &Instance, municipality: usize) -> Option<String> {
    let (code, name) = (&instance.municipalities[municipality].code, name(instance, municipality));
    let is_own = |part: &&parts::PartFile| match &part.form {
        Some(form) => form.code == *code,
        None => parts::code(&part.file) == Some(code),
    };
    let is_other = |part: &&parts::PartFile| part.file != format!("{}/{name}.csv", part.table);
    let both = |part: &&parts::PartFile| ["availability", "staff"].contains(&part.table);
    folder.parts.iter().filter(both).filter(is_own).find(is_other).map(|part| part.file.clone())
}

/// The staff of a municipality as the folder has it, with what an answer changes.
fn staff(folder: &Path, instance: &Instance, answer: &Collected, file: &str) -> AsWritten {
    let ids: BTreeSet<&str> =
        instance.staff_of(answer.municipality).map(|staff| instance.staff[staff].id.as_str()).collect();
    let tables = as_written::parts(folder, "staff").into_iter().filter(|table| table.file.as_deref() == Some(file));
    let tables = tables.chain(as_written::table(folder, "staff"));
    let is_theirs = |table: &AsWritten, row: &[String]| table.cell(row, "id").is_some_and(|id| ids.contains(id));
    let with_rows = tables.filter(|table| table.rows.iter().any(|row| is_theirs(table, row)));
    let mut table = with_rows.into_iter().next().unwrap_or_else(|| AsWritten {
        name: "staff",
        file: None,
        separator: Some(b';'),
        columns: ["id", "name", "municipality"].into_iter().map(Some).collect(),
        dates: vec![None; 3],
        header: ["id", "name", "municipality"].map(str::to_owned).to_vec(),
        rows: Vec::new(),
    });
    let kept: Vec<Vec<String>> = table.rows.iter().filter(|row| is_theirs(&table, row)).cloned().collect();
    table.rows = kept;
    table.file = Some(file.to_owned());
    for change in &answer.staff {
        let at = table.rows.iter().position(|row| table.cell(row, "id") == Some(&change.id)).unwrap_or_else(|| {
            table.rows.push(vec![String::new(); table.header.len()]);
            table.rows.len() - 1
        });
        let home = ("municipality", instance.municipalities[answer.municipality].code.clone());
        for (column, value) in change.cells().into_iter().chain(change.is_new().then_some(home)) {
            set(&mut table, at, column, value);
        }
    }
    table
}

/// Writes a cell; a column that the table does not have yet comes behind the others.
fn set(table: &mut AsWritten, row: usize, column: &'static str, value: String) {
    let at = table.columns.iter().position(|name| *name == Some(column)).unwrap_or_else(|| {
        table.columns.push(Some(column));
        table.dates.push(None);
        table.header.push(column.to_owned());
        table.rows.iter_mut().for_each(|row| row.push(String::new()));
        table.header.len() - 1
    });
    table.rows[row][at] = value;
}

/// The people of a municipality in the period, the hours of windows in which they can come, and the windows with a wish, summed over people.
pub fn figures(instance: &Instance, code: &str) -> (u64, u64, u64) {
    let Some(town) = instance.municipalities.iter().position(|town| town.code == code) else { return (0, 0, 0) };
    let people: Vec<usize> =
        instance.staff_of(town).filter(|&staff| instance.staff[staff].is_employed_in(instance.period)).collect();
    let heads = |staff: &Staff| u64::from(staff.heads);
    let (mut minutes, mut wishes) = (0, 0);
    for &staff in &people {
        for (window, open) in instance.windows.iter().enumerate() {
            let stance = instance.stance(staff, window);
            let length = u64::try_from(open.length.num_minutes()).unwrap_or(0);
            minutes += if stance.available { length * heads(&instance.staff[staff]) } else { 0 };
            // A wish for a window in which the person can't come says nothing.
            wishes += u64::from(stance.available && (stance.prefers > 0 || stance.avoids > 0));
        }
    }
    (people.iter().map(|&staff| heads(&instance.staff[staff])).sum(), minutes / 60, wishes)
}
