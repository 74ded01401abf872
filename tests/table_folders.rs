//! Tables that are folders: the same as one file, whatever dialect each of the files is in.
//!
//! In: the quickstart, its tables cut into files as municipalities send them. Out: the same roster, the same absence, the next period.

mod support;

use std::fs;

use rust_xlsxwriter::Workbook;
use support::place::Place;

/// Writes a file of a table.
fn put(place: &Place, file: &str, bytes: impl AsRef<[u8]>) {
    let path = place.path(file);
    fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

fn plan(place: &Place) -> String {
    place.done(&["plan", "."]);
    place.text("out/roster.csv")
}

/// Availability by towns: a workbook, a grid of a Danish spreadsheet, and the long form.
fn answers(place: &Place) {
    fs::remove_file(place.path("availability.csv")).expect("one file of all");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, cell) in (0..).zip(["staff", "kind", "days", "start", "from", "to"]) {
        sheet.write(0, column, cell).unwrap();
    }
    for (column, cell) in (0..).zip(["LEM1", "unavailable", "", "", "2026-01-12", "2026-01-18"]) {
        sheet.write(1, column, cell).unwrap();
    }
    put(place, "availability/665 Lemvig.xlsx", book.save_to_buffer().unwrap());
    put(place, "availability/671 Struer.csv", "\u{feff}staff;kind;days;from;to\r\nSTR2;available;mon-wed;;\r\n");
    // Skive's people, in Windows-1252.
    let skive = "medarbejder;tir 16;tor 16;fre 8\r\nSKI1;-;-;\r\nSKI4;+;;\r\nSKI2;;;(x)\r\n";
    put(place, "availability/779.csv", skive.bytes().collect::<Vec<u8>>());
}

#[test]
fn files_of_many_towns_are_one_table() {
    let place = Place::new();
    let before = plan(&place);
    answers(&place);
    let said = place.done(&["check", "."]);
    assert_eq!(said, "", "nothing to find fault with");
    assert_eq!(plan(&place), before);
    let inputs = place.summary("out/summary.json")["inputs"].to_string();
    for file in ["availability/665 Lemvig.xlsx", "availability/671 Struer.csv", "availability/779.csv"] {
        assert!(inputs.contains(file), "{inputs}");
    }
    // What is proven is proven for these files: one that changes afterwards is named.
    place.edit("availability/779.csv", |text| text.replace("(x)", "-"));
    assert!(place.page(&["out/roster.csv"]).contains("availability/779.csv"));
}

#[test]
fn any_table_of_people_and_days_may_be_a_folder() {
    let place = Place::new();
    put(&place, "locks.csv", "date,start,staff,kind\n2026-01-06,16:00,SKI4,fixed\n2026-01-05,08:00,LEM1,forbidden\n");
    put(&place, "demand.csv", "date,start,seats\n2026-01-07,08:00,1\n2026-01-08,08:00,3\n");
    let before = plan(&place);
    for (table, files) in
        [("staff", ["665 Lemvig.csv", "andre.csv"]), ("locks", ["b.csv", "a.csv"]), ("demand", ["1.csv", "2.csv"])]
    {
        let text = place.text(&format!("{table}.csv"));
        let (header, rows) = text.split_once('\n').expect("a header");
        let rows: Vec<&str> = rows.lines().collect();
        let cut = if table == "staff" { 2 } else { 1 };
        for (file, rows) in files.iter().zip([&rows[..cut], &rows[cut..]]) {
            put(&place, &format!("{table}/{file}"), format!("{header}\n{}\n", rows.join("\n")));
        }
        fs::remove_file(place.path(&format!("{table}.csv"))).expect("the single file");
    }
    assert_eq!(place.done(&["check", "."]), "");
    assert_eq!(plan(&place), before);
}

#[test]
fn a_towns_own_staff_stands_for_its_rows() {
    let place = Place::new();
    put(&place, "staff/665 Lemvig.csv", "id,name,municipality,weight\nLEM1,Inge Klit,665,\nLEM3,Kaj Ny,Lemvig,\n");
    let said = place.done(&["plan", "."]);
    assert!(said.contains("staff.csv is not read for Lemvig: its own file counts"), "{said}");
    // What the single file still says of whom the town has left out gives way too.
    put(&place, "availability/665 Lemvig.csv", "staff,kind,days\nLEM1,avoids,fri\n");
    place.edit("availability.csv", |text| text + "LEM2,unavailable,mon,,,\n");
    let said = place.done(&["plan", "."]);
    assert!(said.contains("availability.csv is not read for Lemvig: its own file counts"), "{said}");
    let roster = place.text("out/roster.csv");
    assert!(roster.contains("LEM3") && !roster.contains("LEM2"), "{roster}");
}

#[test]
fn an_absence_is_entered_where_the_person_has_answered() {
    let place = Place::new();
    answers(&place);
    place.done(&["plan", "."]);
    let absent = |staff: &str| {
        let arguments = ["absent", ".", "--published", "out/roster.csv", "--staff", staff, "--from", "2026-01-14"];
        let output = place.output(&[&arguments[..], &["--to", "2026-01-15", "--out", staff]].concat());
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    // Ole has rows there; Hanne has none yet, and the file is her town's own.
    for staff in ["STR2", "STR1"] {
        let (code, said) = absent(staff);
        assert!(matches!(code, Some(0 | 4)) && said.contains("availability/671 Struer.csv"), "{said}");
    }
    let rows = "STR2;available;mon-wed;;\r\nSTR2;unavailable;;14-01-2026;15-01-2026\r\nSTR1;unavailable;;14-01-2026;15-01-2026\r\n";
    assert_eq!(place.text("availability/671 Struer.csv"), format!("\u{feff}staff;kind;days;from;to\r\n{rows}"));
    // Nobody writes over a workbook, or knows in which cell of a grid an absence goes.
    for (staff, file) in [("LEM1", "availability/665 Lemvig.xlsx"), ("SKI2", "availability/779.csv")] {
        let (code, said) = absent(staff);
        assert!(code == Some(3) && said.contains(&format!("in {file}")), "{said}");
    }
}

#[test]
fn the_next_period_has_the_same_files() {
    let place = Place::new();
    answers(&place);
    put(&place, "availability/rejser.csv", "staff,kind,from,to\nSTR1,unavailable,2026-01-06,2026-01-07\n");
    place.done(&["plan", "."]);
    place.done(&["close", ".", "out/roster.csv"]);
    place.done(&["next", ".", "next"]);
    let skive = place.text("next/availability/779.csv");
    assert!(skive.contains("SKI4;+;;") && !place.path("next/availability.csv").exists(), "{skive}");
    assert!(place.path("next/availability/671 Struer.csv").exists());
    // What is over stays behind, and a file that has nothing else to say with it.
    assert!(!place.path("next/availability/665 Lemvig.csv").exists());
    assert!(!place.path("next/availability/rejser.csv").exists());
    assert_eq!(place.run(&["check", "next"]), 0);
}
