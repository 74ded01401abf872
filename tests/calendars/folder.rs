//! A small planning folder to write calendars from, and the rosters that come of it.
//!
//! In: what is to be in it. Out: a folder that is gone afterwards, and what the program did there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A planning folder of the test's own.
pub struct Folder {
    place: tempfile::TempDir,
}

/// Two towns and a pool, for two weeks over the change to summer time: days, evenings and nights.
pub const PLAN: &str = r#"
title = "Hotline"
language = "da"
period = { from = 2026-03-23, to = 2026-04-05 }
[[windows]]
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
start = "08:00"
seats = 2
[[windows]]
days = ["fri", "sat"]
start = "22:00"
seats = 1
[rules]
shifts_per_week = 4
"#;

pub const MUNICIPALITIES: &str =
    "code,name,population\n665,Lemvig,19722\n751,Aarhus,60000\n760,Ringkøbing-Skjern,20000\n";

pub const STAFF: &str = "\
id,name,municipality,heads
a1,Anna Ø,751,
a2,Bo,751,
l1,Lars,665,
l2,Lise,665,
r,Puljen,760,4
";

impl Folder {
    /// The folder with a plan of its own.
    pub fn new(plan: &str) -> Self {
        let folder = Folder { place: tempfile::tempdir().expect("a temporary folder") };
        folder.put("plan.toml", plan);
        folder.put("municipalities.csv", MUNICIPALITIES);
        folder.put("staff.csv", STAFF);
        folder
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    /// Writes a file.
    pub fn put(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a folder of the test's own");
    }

    /// Runs the program in it, and sees that it ends with one of `codes`.
    pub fn run(&self, arguments: &[&str], codes: &[i32]) -> Output {
        let program = env!("CARGO_BIN_EXE_vagtplan");
        let output = Command::new(program).args(arguments).current_dir(self.place.path()).output().expect("it starts");
        let code = output.status.code().expect("a code");
        assert!(codes.contains(&code), "{arguments:?}: {code}\n{}", String::from_utf8_lossy(&output.stderr));
        output
    }

    /// Plans into `out` with calendars.
    pub fn plan(&self, out: &str) {
        self.run(&["plan", ".", "--out", out, "--calendars"], &[0, 4]);
    }

    /// Mends the roster of `published` into `out` with calendars.
    pub fn replan(&self, published: &str, out: &str) {
        let published = format!("{published}/roster.csv");
        let from = "2026-03-23";
        self.run(&["replan", ".", "--published", &published, "--from", from, "--out", out, "--calendars"], &[0, 4]);
    }

    /// A calendar in an output folder.
    pub fn calendar(&self, out: &str, name: &str) -> Vec<u8> {
        let path = self.path(out).join("calendars").join(name);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The shifts of a roster: date, start and end by municipality code and staff id, once a seat.
    pub fn shifts(&self, out: &str) -> Vec<(String, String, String, String, String)> {
        let mut reader = csv::Reader::from_path(self.path(out).join("roster.csv")).expect("a roster");
        let rows = reader.records().map(|row| row.expect("a row"));
        rows.filter(|row| &row[10] == "assigned")
            .map(|row| (row[6].to_owned(), row[8].to_owned(), row[0].to_owned(), row[3].to_owned(), row[4].to_owned()))
            .collect()
    }
}

/// Every file below a folder, by its name there.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(here) = folders.pop() {
        for entry in fs::read_dir(&here).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}
