//! Packs: for each municipality a folder with what concerns it, and nobody else.
//!
//! In: a roster with all that is known of it, and the calendars. Out: files. Whatever is added here goes to people outside: no
//! name, code or id of another municipality or its staff may be in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::Instance;
use crate::report::calendars::{self, Calendars};
use crate::report::file_names::file_names;
use crate::report::rows::Style;
use crate::report::subject::Subject;
use crate::report::{page, roster_csv, workbook};

/// The folder of the packs.
pub const FOLDER: &str = "municipalities";

/// The files of every pack, by their names below the output folder. Who has neither staff nor shifts has a pack as well.
pub fn files(subject: &Subject<'_>, calendars: &BTreeMap<String, Calendars>, style: Style) -> Vec<(String, Vec<u8>)> {
    let instance = subject.instance;
    let mut files = Vec::new();
    for (m, folder) in folders(instance).iter().enumerate() {
        let mut add = |name: &str, bytes: Vec<u8>| files.push((format!("{FOLDER}/{folder}/{name}"), bytes));
        add("roster.csv", roster_csv::of_municipality(instance, subject.roster, m, style));
        add("roster.xlsx", workbook::of_municipality(subject, m));
        add("summary.html", page::summary(subject, m).into_bytes());
        if let Some(calendars) = calendars.get(&instance.municipalities[m].code) {
            add("calendar.ics", calendars.all.clone());
            for (id, bytes) in &calendars.people {
                add(&format!("{}/{id}.ics", calendars::FOLDER), bytes.clone());
            }
        }
    }
    files
}

/// The names of the packs' folders, by municipality.
pub fn folders(instance: &Instance) -> Vec<String> {
    let names: Vec<String> = instance.municipalities.iter().map(|m| format!("{} {}", m.code, m.name)).collect();
    let folders = file_names(names.iter().map(String::as_str));
    names.iter().map(|name| folders[name].clone()).collect()
}

/// Which of the folders that lie where packs go are none of this plan's.
pub fn strangers(instance: &Instance, found: &BTreeSet<String>) -> Vec<String> {
    // Where the case of letters does not count, the folder keeps that of its first name.
    let folders: BTreeSet<String> = folders(instance).iter().map(|folder| folder.to_lowercase()).collect();
    found.iter().filter(|folder| !folders.contains(&folder.to_lowercase())).cloned().collect()
}
