//! What forms are filled in with before they go out: each with its own people, what they said last time, and nobody else.
//!
//! In: the example of 26 members, and small folders. Out: nothing, where forms hold what they should in every part of the file.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use calamine::{Data, Reader, Xlsx};

/// A copy of a folder.
struct Folder {
    place: tempfile::TempDir,
}

impl Folder {
    fn of(files: &[(&str, &str)]) -> Self {
        let folder = Folder { place: tempfile::tempdir().unwrap() };
        for (name, text) in files {
            fs::write(folder.path(name), text).unwrap();
        }
        folder
    }

    fn example() -> Self {
        let folder = Folder::of(&[]);
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ddh-2025");
        for entry in fs::read_dir(example).unwrap() {
            let path = entry.unwrap().path();
            // Whoever has planned it as the README says has a folder there.
            if path.is_file() {
                fs::copy(&path, folder.path(&path.file_name().unwrap().to_string_lossy())).unwrap();
            }
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_vagtplan"))
            .args(arguments)
            .env("NO_COLOR", "1")
            .current_dir(self.place.path())
            .output()
            .unwrap()
    }

    fn forms(&self) -> Vec<(String, Vec<u8>)> {
        let done = self.run(&["forms", ".", "--deadline", "2025-03-14"]);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        let mut forms: Vec<(String, Vec<u8>)> = fs::read_dir(self.path("out/forms"))
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap()))
            .collect();
        forms.sort();
        forms
    }
}

/// All parts of a workbook as text, one after the other.
fn all_parts(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        all += &format!("{:?}\n{}\n", part.name(), String::from_utf8_lossy(&bytes));
    }
    all
}

fn rows(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let text = |cell: &Data| match cell {
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

#[test]
fn each_member_gets_its_own_people_and_nobody_else() {
    let folder = Folder::example();
    let forms = folder.forms();
    assert_eq!(forms.len(), 26);
    let staff = fs::read_to_string(folder.path("staff.csv")).unwrap();
    let people: Vec<Vec<&str>> = staff.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let towns: Vec<&str> =
        forms.iter().map(|(file, _)| file.trim_end_matches(".xlsx").split_once(' ').unwrap().1).collect();
    for ((file, bytes), town) in forms.iter().zip(&towns) {
        let text = all_parts(bytes);
        for person in &people {
            let is_own = person[2] == *town;
            assert_eq!(text.contains(&format!(">{}<", person[0])), is_own, "{file}: {person:?}");
            let is_namesake = people.iter().any(|other| other[2] == *town && other[1] == person[1]);
            assert_eq!(text.contains(person[1]), is_own || is_namesake, "{file}: {person:?}");
            assert!(is_own || !text.contains(person[0]), "{file}: {person:?}");
        }
        for other in towns.iter().filter(|other| *other != town) {
            assert!(!text.contains(other), "{file} names {other}");
        }
    }
    assert_eq!(forms, folder.forms(), "the same folder gives the same bytes");
}

const PLAN: &str = r#"
title = "Hotline"
period = "2026-Q1"
[[windows]]
days = ["mon", "wed"]
start = "08:00"
seats = 1
[[windows]]
days = ["mon"]
start = "12:30"
seats = 1
[[windows]]
days = ["sat"]
start = "10:00"
seats = 0
[rules]
shifts_per_week = 2
"#;

#[test]
fn what_was_said_last_time_stands_in_grid_and_dates() {
    let folder = Folder::of(&[
        ("plan.toml", PLAN),
        ("municipalities.csv", "code,name,population\n7,Nordby,100\n"),
        (
            "staff.csv",
            "id,name,municipality,weight,shifts_per_week,left\na,Anna,7,0.5,1,\nb,Bo,7,,,2026-03-01\nc,Carla,7,,,2025-12-01\n",
        ),
        (
            "availability.csv",
            "staff,kind,days,start,from,to,strength\n\
             a,available,mon,,,,\na,prefers,mon,08:00,,,3\na,prefers,wed,,,,\n\
             b,avoids,,,,,\nb,unavailable,wed,,,,\nb,unavailable,,,2026-02-02,2026-02-06,\nb,unavailable,,,2025-02-02,2025-02-06,\n",
        ),
        ("demand.csv", "date,start,seats\n2026-01-10,10:00,1\n"),
    ]);
    let forms = folder.forms();
    let form = &forms[0].1;
    assert_eq!(forms[0].0, "7 Nordby.xlsx");
    let grid = rows(form, "Availability");
    assert_eq!(grid[0][0], "7 2026-01-01..2026-03-31");
    assert_eq!(grid[5], ["Staff", "Name", "mon\n08:00", "mon\n12:30", "wed\n08:00"]);
    // A wish where she is not available would say more than she did; whoever has left has no row.
    assert_eq!(grid[6..8], [["a", "Anna", "+ 3", "x", ""], ["b", "Bo", "(x)", "(x)", "-"]]);
    // Rows for new people; further down there is nothing.
    assert!(grid[8..].iter().flatten().all(String::is_empty));
    let dates = rows(form, "Dates");
    let filled: Vec<&[String]> = dates[4..].iter().filter(|row| !row[0].is_empty()).map(Vec::as_slice).collect();
    let expected = [
        ["Bo (b)", "(x)", "2026-01-10", "2026-01-10", "", "10:00"],
        ["Bo (b)", "-", "2026-02-02", "2026-02-06", "", ""],
    ];
    assert_eq!(filled, expected);
    let staff = rows(form, "Staff");
    assert_eq!(staff[5], ["a", "Anna", "0.5", "1", "", ""]);
    assert_eq!(staff[6], ["b", "Bo", "", "", "", "2026-03-01"]);
    assert!(all_parts(form).contains("<sheetProtection"));
}

#[test]
fn who_is_available_on_wished_windows_alone_stays_so() {
    let folder = Folder::of(&[
        ("plan.toml", PLAN),
        ("municipalities.csv", "code,name,population\n7,Nordby,100\n"),
        ("staff.csv", "id,name,municipality\na,Anna,7\nb,Bo,7\n"),
        ("availability.csv", "staff,kind,days,start\na,available,mon,08:00\na,prefers,mon,08:00\n"),
    ]);
    // No x would say that she can nowhere else.
    assert_eq!(rows(&folder.forms()[0].1, "Availability")[6], ["a", "Anna", "+", "-", "-"]);
}

#[test]
fn a_deadline_after_the_period_is_a_slip() {
    let folder = Folder::example();
    let refused = folder.run(&["forms", ".", "--deadline", "2025-07-01"]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("2025-07-01 is after the period"));
    assert!(!folder.path("out").exists());
}

#[test]
fn a_pool_is_as_many_as_it_has_heads() {
    let folder = Folder::of(&[
        ("plan.toml", PLAN),
        ("municipalities.csv", "code,name,population\n7,Nordby,100\n"),
        ("staff.csv", "id,name,municipality,heads\na,Anna,7,\nn,Nattevagt,7,3\n"),
    ]);
    let list: serde_json::Value =
        serde_json::from_slice(&folder.run(&["forms", ".", "--json"]).stdout).expect("whole JSON");
    assert_eq!((&list["forms"][0]["staff"], list["forms"].as_array().unwrap().len()), (&4.into(), 1));
    assert_eq!(rows(&folder.forms()[0].1, "Availability")[7][1], "Nattevagt (pool, 3)");
}
