//! Workbooks that came back with changes: an edit counts or is refused, whichever sheet somebody made it in.
//!
//! In: the workbook of a small folder, with single cells changed as a spreadsheet would. Out: every command that reads a roster names
//! sheet, cell and cure, or reads the change. Nothing is said of workbooks in which nothing was changed.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output};

use calamine::{Data, Range, Reader, Xlsx};

const PLAN: &str = r#"
title = "Hotline"
language = "da"
period = { from = 2026-01-05, to = 2026-01-18 }
[[windows]]
days = ["mon", "tue", "wed", "thu", "fri"]
start = "08:00"
seats = 2
[rules]
shifts_per_week = 4
"#;

const MUNICIPALITIES: &str = "code,name,population\n665,Lemvig,19722\n751,Aarhus,60000\n";

const STAFF: &str = "\
id,name,municipality,heads
a1,Anna Ø,751,
a2,Bo,751,
a3,Hele holdet,751,3
l1,Lars,665,
l2,Lise,665,
";

/// The sheets, by the number of their part.
const CALENDAR: usize = 2;
const BY_PERSON: usize = 4;
const ROSTER: usize = 7;

struct Folder {
    place: tempfile::TempDir,
}

impl Folder {
    /// A folder with a roster.
    fn new() -> Self {
        let folder = Folder { place: tempfile::tempdir().unwrap() };
        for (name, text) in [("plan.toml", PLAN), ("municipalities.csv", MUNICIPALITIES), ("staff.csv", STAFF)] {
            fs::write(folder.path(name), text).unwrap();
        }
        fs::create_dir(folder.path("rosters")).unwrap();
        let planned = folder.run(&["plan", "."]);
        assert_eq!(planned.status.code(), Some(0), "{}", said(&planned));
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let program = env!("CARGO_BIN_EXE_vagtplan");
        Command::new(program).args(arguments).current_dir(self.place.path()).output().unwrap()
    }

    fn workbook(&self) -> Vec<u8> {
        fs::read(self.path("out/roster.xlsx")).unwrap()
    }

    /// What `verify` says of a workbook.
    fn verify(&self, workbook: &[u8]) -> Output {
        fs::write(self.path("rosters/mine.xlsx"), workbook).unwrap();
        self.run(&["verify", ".", "rosters/mine.xlsx"])
    }
}

fn said(output: &Output) -> String {
    // Long lines are broken at their spaces.
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The workbook with cells changed; an empty text empties the cell.
fn edited(workbook: &[u8], sheet: usize, cells: &[(String, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == format!("xl/worksheets/sheet{sheet}.xml") {
            let mut text = String::from_utf8(bytes).unwrap();
            cells.iter().for_each(|(cell, value)| set(&mut text, cell, value));
            bytes = text.into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn set(sheet: &mut String, cell: &str, value: &str) {
    let start = sheet.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("{cell} is there"));
    let head = start + sheet[start..].find('>').unwrap() + 1;
    let end = if sheet[..head].ends_with("/>") { head } else { head + sheet[head..].find("</c>").unwrap() + 4 };
    let new = match value {
        "" => format!("<c r=\"{cell}\"/>"),
        value => format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{value}</t></is></c>"),
    };
    sheet.replace_range(start..end, &new);
}

fn sheet(workbook: &[u8], name: &str) -> Range<Data> {
    Xlsx::new(Cursor::new(workbook.to_vec())).unwrap().worksheet_range(name).unwrap()
}

fn cell(row: usize, column: usize) -> String {
    format!("{}{}", char::from(b'A' + u8::try_from(column).unwrap()), row + 1)
}

/// The cells of the sheet `name` that hold a text.
fn holding(workbook: &[u8], name: &str, is: impl Fn(&str) -> bool) -> Vec<(usize, usize)> {
    let range = sheet(workbook, name);
    range.used_cells().filter(|(.., value)| is(&value.to_string())).map(|(row, column, _)| (row, column)).collect()
}

/// Where the calendar names Lars.
fn lars(workbook: &[u8]) -> String {
    let (row, column) = holding(workbook, "Kalender", |text| text.starts_with("Lars"))[0];
    cell(row, column)
}

#[test]
fn every_command_that_reads_a_roster_notices_a_name_changed_in_the_calendar() {
    let folder = Folder::new();
    let lars = lars(&folder.workbook());
    for (name, what) in
        [("Lise\nLemvig", "'Lise Lemvig'"), ("Lise", "it shows 'Lise' on"), ("", "it does not show 'Lars Lemvig' on")]
    {
        let changed = edited(&folder.workbook(), CALENDAR, &[(lars.clone(), name)]);
        fs::write(folder.path("rosters/mine.xlsx"), changed).unwrap();
        for arguments in [
            &["verify", ".", "rosters/mine.xlsx"][..],
            &["diff", "out/roster.csv", "rosters/mine.xlsx"],
            &["diff", "rosters/mine.xlsx", "out/roster.csv"],
            &["close", ".", "rosters/mine.xlsx"],
            &["report", ".", "rosters/mine.xlsx"],
            &["swap", ".", "rosters/mine.xlsx", "l1@2026-01-05T08:00", "l2"],
            &["substitutes", ".", "rosters/mine.xlsx", "--date", "2026-01-05", "--start", "08:00"],
            &["replan", ".", "--published", "rosters/mine.xlsx", "--from", "2026-01-12"],
        ] {
            let output = folder.run(arguments);
            let said = said(&output);
            assert_eq!(output.status.code(), Some(3), "{arguments:?}: {said}");
            assert!(said.contains("[V613]") && said.contains("sheet 'Kalender'"), "{arguments:?}: {said}");
            assert!(said.contains(what), "{name:?}: {said}");
            assert!(name.is_empty() || said.contains(&format!("cell {lars}")), "{said}");
            assert!(!folder.path("out/ledger.csv").exists() && !folder.path("out/swap").exists());
        }
    }
}

#[test]
fn a_list_that_was_changed_is_noticed_as_well() {
    let folder = Folder::new();
    let workbook = folder.workbook();
    let list = sheet(&workbook, "Pr. person");
    let dated = holding(&workbook, "Pr. person", |text| text.starts_with("Lars"));
    // The first row of Lars has his sums, the second his first shift.
    let row = dated[1].0;
    assert_eq!(list.get((row, 1)).unwrap().to_string(), "l1");
    for column in [0, 1, 2] {
        let output = folder.verify(&edited(&workbook, BY_PERSON, &[(cell(row, column), "somebody")]));
        assert!(said(&output).contains("the sheet 'Pr. person' was changed"), "{}", said(&output));
        assert_eq!(output.status.code(), Some(3));
    }
    // What is none of the roster's own may be changed.
    let sums = edited(&workbook, BY_PERSON, &[(cell(dated[0].0, 3), "many"), (cell(0, 3), "Antal")]);
    assert_eq!(folder.verify(&sums).status.code(), Some(0));
}

#[test]
fn a_change_in_the_sheet_that_is_read_counts_and_leaves_the_others_behind() {
    let folder = Folder::new();
    let workbook = folder.workbook();
    let (row, _) = holding(&workbook, "roster", |text| text == "Lars")[0];
    let emptied: Vec<(String, &str)> = (6..=9).map(|column| (cell(row, column), "")).collect();
    let cells = [emptied.clone(), vec![(cell(row, 10), "unfilled")]].concat();
    let output = folder.verify(&edited(&workbook, ROSTER, &cells));
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("1 of 20 seats"),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    // The same change in the calendar agrees with it.
    let both = edited(&edited(&workbook, ROSTER, &cells), CALENDAR, &[(lars(&workbook), "")]);
    assert_eq!(said(&folder.verify(&both)), "");
    // Without its mark, as other programs save it, the sheets bear witness for each other.
    let unmarked = |workbook: &[u8]| {
        let text = workbook.to_vec();
        let mut archive = zip::ZipArchive::new(Cursor::new(text)).unwrap();
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for number in 0..archive.len() {
            let mut part = archive.by_index(number).unwrap();
            let name = part.name().unwrap().into_owned();
            if name != "docProps/custom.xml" {
                out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
                std::io::copy(&mut part, &mut out).unwrap();
            }
        }
        out.finish().unwrap().into_inner()
    };
    assert_eq!(said(&folder.verify(&unmarked(&edited(&workbook, ROSTER, &cells)))), "");
    let calendar = folder.verify(&unmarked(&edited(&workbook, CALENDAR, &[(lars(&workbook), "Lise\nLemvig")])));
    assert!(said(&calendar).contains("[V613]"), "{}", said(&calendar));
}

#[test]
fn a_name_changed_or_emptied_beside_its_id_is_refused() {
    let folder = Folder::new();
    let workbook = folder.workbook();
    let (row, column) = holding(&workbook, "roster", |text| text == "Lars")[0];
    for (name, what) in [
        ("Lise", "Lars (l1) is not called 'Lise'"),
        ("", "the name of Lars (l1) is emptied"),
        ("Ib", "is not called 'Ib'"),
    ] {
        let changed = edited(&workbook, ROSTER, &[(cell(row, column), name)]);
        let output = folder.verify(&changed);
        assert_eq!(output.status.code(), Some(3), "{name}: {}", said(&output));
        assert!(said(&output).contains("[V612]") && said(&output).contains(what), "{name}: {}", said(&output));
        let output = folder.run(&["diff", "out/roster.csv", "rosters/mine.xlsx"]);
        assert!(output.status.code() == Some(3) && said(&output).contains("[V612]"), "{name}: {}", said(&output));
    }
    // Who is called something else by now is no edit.
    fs::write(folder.path("staff.csv"), STAFF.replace("Lars", "Lars Holm")).unwrap();
    let output = folder.verify(&workbook);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("[V604]"), "{}", said(&output));
}

#[test]
fn what_libreoffice_saves_is_no_edit() {
    let folder = Folder::new();
    if Command::new("soffice").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), ".ci/viewers installs soffice");
        return;
    }
    let saved = |name: &str| {
        let home = format!("-env:UserInstallation=file://{}", folder.path("home").display());
        let out = folder.path("saved");
        let mut office = Command::new("soffice");
        office.args([&home, "--headless", "--convert-to", "xlsx", "--outdir"]).arg(&out).arg(folder.path(name));
        assert!(office.output().unwrap().status.success());
        let file = PathBuf::from(name).file_name().unwrap().to_owned();
        fs::read(out.join(file)).unwrap()
    };
    let output = folder.verify(&saved("out/roster.xlsx"));
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
    let workbook = folder.workbook();
    fs::write(folder.path("rosters/changed.xlsx"), edited(&workbook, CALENDAR, &[(lars(&workbook), "Lise\nLemvig")]))
        .unwrap();
    let output = folder.verify(&saved("rosters/changed.xlsx"));
    assert!(said(&output).contains("[V613]"), "{}", said(&output));
}
