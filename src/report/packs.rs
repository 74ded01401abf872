//! Packs: for each municipality a folder with what concerns it, and nobody else.
//!
//! In: a roster with all that is known of it, and the calendars. Out: files. Whatever is added here goes to people outside: no
//! name, code or id of another municipality or its staff may be in it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::domain::Instance;
use crate::report::calendars::{self, Calendars};
use crate::report::file_names::{file_names, towns};
use crate::report::rows::Style;
use crate::report::subject::Subject;
use crate::report::{page, roster_csv, workbook};

/// The folder of the packs.
pub const FOLDER: &str = "municipalities";

/// The files of every pack, by their names below the output folder. Who has neither staff nor shifts has a pack as well.
pub fn files(subject: &Subject<'_>, calendars: &BTreeMap<String, Calendars>, style: Style) -> Vec<(String, Vec<u8>)> {
    let instance = subject.instance;
    let mut files = Vec::new();
    for (m, folder) in towns(instance).iter().enumerate() {
        let mut add = |name: &str, bytes: Vec<u8>| files.push((format!("{FOLDER}/{folder}/{name}"), bytes));
        add("roster.csv", roster_csv::of_municipality(instance, subject.roster, m, style));
        add("roster.xlsx", workbook::of_municipality(subject, m));
        add("summary.html", page::summary(subject, m).into_bytes());
        if let Some(calendars) = calendars.get(&instance.municipalities[m].code) {
            add("calendar.ics", calendars.sent.clone());
            for (id, bytes) in calendars.people.iter().filter(|(id, _)| !calendars.elsewhere.contains(*id)) {
                add(&format!("{}/{id}.ics", calendars::FOLDER), bytes.clone());
            }
        }
    }
    files
}

/// The places of the packs' files, by their names below the output folder, so that they can be tried before a search.
pub fn places(instance: &Instance, zip: bool) -> Vec<String> {
    let mut places = Vec::new();
    for (m, folder) in towns(instance).iter().enumerate() {
        let ids = file_names(instance.staff_of(m).map(|person| instance.staff[person].id.as_str()));
        let own = ["roster.csv", "roster.xlsx", "summary.html", "calendar.ics"].map(str::to_owned);
        let people = ids.values().map(|id| format!("{}/{id}.ics", calendars::FOLDER));
        places.extend(own.into_iter().chain(people).map(|name| format!("{FOLDER}/{folder}/{name}")));
        places.extend(zip.then(|| format!("{FOLDER}/{folder}.{ENDING}")));
    }
    places
}

/// Calendars in the packs at a place that are of somebody on the staff of another municipality, by their names below it, each with
/// whose they are: nobody is to get them.
pub fn misplaced(instance: &Instance, found: &BTreeSet<String>) -> Vec<(String, usize)> {
    let folders = towns(instance);
    let mut misplaced = Vec::new();
    for (m, folder) in folders.iter().enumerate() {
        let within = format!("{folder}/{}/", calendars::FOLDER);
        let lying: BTreeSet<&str> =
            found.iter().filter_map(|file| file.strip_prefix(&within)?.strip_suffix(".ics")).collect();
        if lying.is_empty() {
            continue;
        }
        let own = file_names(instance.staff_of(m).map(|person| instance.staff[person].id.as_str()));
        let own: BTreeSet<&String> = own.values().collect();
        for (person, staff) in instance.staff.iter().enumerate().filter(|(_, staff)| staff.municipality != m) {
            let file = &file_names([staff.id.as_str()])[&staff.id];
            if lying.contains(file.as_str()) && !own.contains(file) {
                misplaced.push((format!("{within}{file}.ics"), person));
            }
        }
    }
    misplaced
}

/// What a pack is called as one file.
pub const ENDING: &str = "zip";

/// Each pack as one file, beside its folder. It unpacks to a folder of the same name.
pub fn zipped(files: &[(String, Vec<u8>)]) -> Vec<(String, Vec<u8>)> {
    let within = |name: &str| name.strip_prefix(FOLDER)?.strip_prefix('/').map(str::to_owned);
    let mut packs: BTreeMap<String, Vec<(String, &[u8])>> = BTreeMap::new();
    for (name, bytes) in files {
        let Some(name) = within(name) else { continue };
        let pack = name.split('/').next().unwrap_or_default().to_owned();
        packs.entry(pack).or_default().push((name, bytes));
    }
    packs.into_iter().map(|(pack, files)| (format!("{FOLDER}/{pack}.{ENDING}"), archive(&files))).collect()
}

/// One file of several, the same bytes for the same files: in it all are of one day, the first that the format knows.
fn archive(files: &[(String, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let in_memory = "names that differ are written to memory";
        archive.start_file(name.as_str(), options).expect(in_memory);
        archive.write_all(bytes).expect(in_memory);
    }
    archive.finish().expect("what was written to memory is finished there").into_inner()
}

/// Which of the packs, folders or single files, that lie where packs go are none of this plan's.
pub fn strangers(instance: &Instance, found: &BTreeSet<String>) -> Vec<String> {
    // Where the case of letters does not count, the folder keeps that of its first name.
    let folders: BTreeSet<String> = towns(instance).iter().map(|folder| folder.to_lowercase()).collect();
    let pack = |name: &str| {
        let name = name.to_lowercase();
        name.strip_suffix(&format!(".{ENDING}")).map(str::to_owned).unwrap_or(name)
    };
    found.iter().filter(|name| !folders.contains(&pack(name))).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_is_one_file_as_well_and_always_the_same() {
        let file = |name: &str| (name.to_owned(), name.as_bytes().to_vec());
        let files: Vec<_> =
            ["municipalities/1 A/roster.csv", "municipalities/1 A/calendars/a.ics", "municipalities/2 B/roster.csv"]
                .into_iter()
                .map(file)
                .chain([file("roster.csv")])
                .collect();
        let packs = zipped(&files);
        let names: Vec<&str> = packs.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["municipalities/1 A.zip", "municipalities/2 B.zip"]);
        assert_eq!(packs, zipped(&files));
        let mut archive = zip::ZipArchive::new(Cursor::new(&packs[0].1)).unwrap();
        let names: Vec<String> =
            (0..archive.len()).map(|n| archive.by_index(n).unwrap().name().unwrap().to_string()).collect();
        assert_eq!(names, ["1 A/roster.csv", "1 A/calendars/a.ics"]);
        assert_eq!(archive.by_index(0).unwrap().last_modified().map(|day| day.year()), Some(1980));
    }
}
