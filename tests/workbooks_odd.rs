//! Files that are no workbooks, or odd ones: none does more than be refused, whatever it claims to hold.
//!
//! In: workbooks made here and broken on purpose. Out: assertions on what is said of them.

mod support;

use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use support::workbook::{archive, edited, parts, workbook, write};
use vagtplan::diagnostic::{Code, any_error, render};
use vagtplan::domain::Instance;
use vagtplan::{check, read};

const PLAN: &str = "period = { from = 2026-01-05, to = 2026-01-18 }\n[[windows]]\ndays = [\"mon\", \"tue\"]\nstart = \"08:00\"\nseats = 1\n";
const MEMBERS: &str = "code,name,population\n101,North,1000\n102,South,3000\n";
const STAFF: &str = "id,name,municipality\na1,Anna Berg,101\nb1,Bo Dahl,102\n";

/// What is made of a folder, and what is said of it.
fn read_folder(folder: &Path) -> (Option<Instance>, String) {
    let (rows, mut all) = read::folder(folder);
    let (instance, found) = check::instance(&rows);
    all.extend(found);
    assert_eq!(instance.is_none(), any_error(&all));
    (instance, render(&all, false))
}

/// A folder with `plan.toml` and these files.
fn folder(files: &[(&str, Vec<u8>)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("plan.toml"), PLAN).unwrap();
    files.iter().for_each(|(name, bytes)| fs::write(place.path().join(name), bytes).unwrap());
    place
}

#[test]
fn what_is_no_workbook_is_refused() {
    let refused = |bytes: Vec<u8>| {
        let (_, found) = read::folder(folder(&[("plan.xlsx", bytes)]).path());
        assert_eq!(
            found.len(),
            1,
            "one finding, and none on tables that nobody can know of: {}",
            render(&found, false)
        );
        assert_eq!(found[0].code, Code::Workbook);
        render(&found, false)
    };
    let good = workbook(&[("municipalities", MEMBERS), ("staff", STAFF)]);
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    assert!(refused(locked.clone()).contains("older kind"));
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(refused(locked).contains("protected by a password"));
    assert!(refused(Vec::new()).contains("the file is empty"));
    assert!(refused(b"id,name".to_vec()).contains("only bears the name"));
    assert!(refused(good[..good.len() / 2].to_vec()).contains("damaged"));
    assert!(refused(archive(&[("hello.txt", b"hello".to_vec())])).contains("damaged"));
    assert!(refused(archive(&[("xl/sharedStrings.xml", vec![b' '; 300 << 20])])).contains("too large"));
}

#[test]
fn no_claim_of_a_sheet_takes_more_memory_than_its_cells() {
    let sheets = [("municipalities", MEMBERS), ("staff", STAFF), ("demand", "date,start,seats\n")];
    let claimed = edited(
        &workbook(&sheets),
        "xl/worksheets/sheet2.xml",
        "<dimension ref=\"A1:C3\"/>",
        "<dimension ref=\"A1:XFD1048576\"/>",
    );
    assert_eq!(read_folder(folder(&[("plan.xlsx", claimed)]).path()).1, "");

    let far = |rows: u32| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("demand").unwrap();
        (0..).zip(["date", "start", "seats"]).for_each(|(column, name)| write(sheet, 0, column, name));
        (0..rows).for_each(|row| write(sheet, 1_048_575 - row, 16_383, "7"));
        let all = [("municipalities.csv", MEMBERS.into()), ("staff.csv", STAFF.into())];
        let mut all = all.to_vec();
        all.push(("plan.xlsx", book.save_to_buffer().unwrap()));
        read_folder(folder(&all).path()).1
    };
    assert!(far(1).contains("column XFD has values but no heading") && far(1).contains("cell XFD1048576"));
    assert!(far(300).contains("the sheet is too large"));
}

/// It would be looked for in a text of two thousand million lines.
#[test]
fn a_cell_beyond_the_last_row_of_any_sheet_is_refused() {
    let good = workbook(&[("municipalities", MEMBERS), ("staff", STAFF)]);
    for far in ["A1048577", "A2147483647", "XFE3"] {
        let far = edited(&good, "xl/worksheets/sheet2.xml", "r=\"A3\"", &format!("r=\"{far}\""));
        let said = read_folder(folder(&[("plan.xlsx", far)]).path()).1;
        assert!(said.contains("a cell stands beyond the last row or column that a sheet has"), "{said}");
    }
}

#[test]
fn broken_workbooks_are_refused_without_panic() {
    let bytes = workbook(&[
        ("municipalities", MEMBERS),
        ("staff", STAFF),
        ("availability", "staff,mon 08:00,2026-01-06\na1,x,-\n"),
    ]);
    let parts = parts(&bytes);
    let mut random = fastrand::Rng::with_seed(20_260_105);
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..400 {
        let mut parts = parts.clone();
        for _ in 0..random.usize(1..=3) {
            let part = random.usize(..parts.len());
            let text = &mut parts[part].1;
            if text.is_empty() {
                continue;
            }
            let at = random.usize(..text.len());
            let pieces: [&[u8]; 8] = [
                b"<",
                b">",
                b"\"",
                b"&#0;",
                b"99999999999999999999",
                b"-1",
                b"XFE1048577",
                b"<c r=\"A1\" t=\"s\"><v>9</v></c>",
            ];
            match random.u8(..4) {
                0 => text.truncate(at),
                1 => text[at] = random.u8(..),
                2 => drop(text.splice(at..at, pieces[random.usize(..pieces.len())].iter().copied())),
                _ => drop(text.drain(at..(at + random.usize(1..40)).min(text.len()))),
            }
        }
        let place = folder(&[("plan.xlsx", archive(&parts))]);
        match read_folder(place.path()).0 {
            Some(_) => taken += 1,
            None => refused += 1,
        }
    }
    assert!(taken > 0 && refused > 0, "{taken} taken, {refused} refused");
}
