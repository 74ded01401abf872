//! Forms that were filled in as people do, in LibreOffice or as a CSV file of Danish Excel, and came back.
//!
//! In: the forms of a small folder and of the example of 26 members. Out: each answer is understood, or refused with its cell and a cure; what
//! was understood lies in the folder, and a roster is planned from it. Nothing is guessed.

#[path = "support/office.rs"]
mod office;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const PLAN: &str = r#"
title = "Hotline"
language = "da"
period = { from = 2026-01-05, to = 2026-02-01 }
[[windows]]
days = ["mon", "tue", "wed", "thu", "fri"]
start = "08:00"
seats = 1
[[windows]]
days = ["thu"]
start = "16:00"
seats = 1
[rules]
shifts_per_week = 3
"#;

const MUNICIPALITIES: &str = "code,name,population\n665,Lemvig,20000\n779,Skive,40000\n";

const STAFF: &str = "\
id,name,municipality,weight
LEM1,Inge Klit,Lemvig,
LEM2,Jens Toft,Lemvig,0.5
SKI1,Gitte Skov,Skive,
SKI2,Per Holm,Skive,
";

const AVAILABILITY: &str = "staff,kind,days,start,from,to\nLEM1,unavailable,fri,,,\nSKI2,avoids,mon,,,\n";

/// The sheets of a form.
const GRID: &str = "Tilgængelighed";
const DATES: &str = "Datoer";
const STAFF_SHEET: &str = "Medarbejdere";

struct Desk {
    place: tempfile::TempDir,
}

impl Desk {
    fn small() -> Self {
        let desk = Desk { place: tempfile::tempdir().unwrap() };
        let files = [
            ("plan.toml", PLAN),
            ("municipalities.csv", MUNICIPALITIES),
            ("staff.csv", STAFF),
            ("availability.csv", AVAILABILITY),
        ];
        fs::create_dir_all(desk.path("q")).unwrap();
        for (name, text) in files {
            fs::write(desk.path(&format!("q/{name}")), text).unwrap();
        }
        desk
    }

    fn example() -> Self {
        let desk = Desk { place: tempfile::tempdir().unwrap() };
        fs::create_dir_all(desk.path("q")).unwrap();
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ddh-2025");
        for entry in fs::read_dir(example).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
            fs::copy(entry.path(), desk.path("q").join(entry.file_name())).unwrap();
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let program = env!("CARGO_BIN_EXE_vagtplan");
        Command::new(program).args(arguments).env("NO_COLOR", "1").current_dir(self.place.path()).output().unwrap()
    }

    /// Runs a command that ends with this code; what it says, in one line.
    fn says(&self, arguments: &[&str], code: i32) -> String {
        let output = self.run(arguments);
        let text = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).into_owned()).concat();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{text}");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What `collect` prints as JSON, by municipality: the state.
    fn states(&self, arguments: &[&str]) -> BTreeMap<String, String> {
        let output = self.run(&[&["collect", "q"], arguments, &["--json"]].concat());
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
            panic!("{error}: {}", String::from_utf8_lossy(&output.stderr));
        });
        let answers = json["answers"].as_array().expect("answers").iter();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        answers.map(|answer| (text(&answer["municipality_name"]), text(&answer["state"]))).collect()
    }

    /// Orders that open a form, do something to it, and save it among the answers.
    fn filled(&self, form: &str, answer: &str, orders: &[String]) -> Vec<String> {
        let open = format!("open\t{}", self.path(&format!("q/out/forms/{form}.xlsx")).display());
        let save = format!("save\t{}", self.path(answer).display());
        [&[open], orders, &[save]].concat()
    }
}

fn text(sheet: &str, cell: &str, written: &str) -> String {
    format!("text\t{sheet}\t{cell}\t{written}")
}

fn typed(sheet: &str, cell: &str, written: &str) -> String {
    format!("type\t{sheet}\t{cell}\t{written}")
}

#[test]
fn one_form_goes_out_is_filled_in_comes_back_and_is_planned() {
    if !office::is_there() {
        return;
    }
    let desk = Desk::small();
    desk.says(&["forms", "q"], 0);
    fs::create_dir(desk.path("mail")).unwrap();
    // Inge comes on Mondays alone, and is away in the third week; Jens is gladly there on Thursday evenings.
    let orders = [
        text(GRID, "C7", "X "),
        text(GRID, "G8", "-"),
        text(GRID, "F8", "Gerne 2"),
        text(DATES, "A5", "Inge Klit (LEM1)"),
        typed(DATES, "C5", "2026-01-19"),
        typed(DATES, "D5", "2026-01-25"),
        text(DATES, "A6", "Jens Toft"),
        text(DATES, "B6", "-"),
        typed(DATES, "C6", "2026-01-06"),
        typed(DATES, "F6", "08:00"),
        text(DATES, "E5", "ma-fr"),
        text(DATES, "B5", "nej"),
    ];
    office::work(desk.place.path(), &desk.filled("665 Lemvig", "mail/Svar (2).xlsx", &orders));
    fs::write(desk.path("mail/image001.png"), b"\x89PNG").unwrap();
    let said = desk.says(&["collect", "q", "mail"], 0);
    assert!(said.contains("image001.png"), "{said}");
    let laid = fs::read_to_string(desk.path("q/availability/665 Lemvig.csv")).unwrap();
    let mut rows: Vec<&str> = laid.trim_start_matches('\u{feff}').lines().collect();
    rows.sort_unstable();
    let expected = [
        "LEM1;available;mon;08:00;;;",
        "LEM1;unavailable;\"mon;tue;wed;thu;fri\";;2026-01-19;2026-01-25;",
        "LEM1;unavailable;fri;08:00;;;",
        "LEM2;prefers;thu;08:00;;;2",
        "LEM2;unavailable;;08:00;2026-01-06;;",
        "LEM2;unavailable;thu;16:00;;;",
        "staff;kind;days;start;from;to;strength",
    ];
    assert_eq!(rows, expected);
    // Its rows are no longer in the table of all.
    assert_eq!(
        fs::read_to_string(desk.path("q/availability.csv")).unwrap(),
        AVAILABILITY.replace("LEM1,unavailable,fri,,,\n", "")
    );
    assert_eq!(
        desk.states(&["mail"]),
        [("Lemvig", "same"), ("Skive", "missing")].map(|(a, b)| (a.to_owned(), b.to_owned())).into()
    );
    desk.says(&["plan", "q"], 0);
}

/// A way in which people change a form.
struct Way {
    called: &'static str,
    orders: Vec<String>,
    /// How it fares, and words that are said of it, in what is sent back where it is faulty.
    state: &'static str,
    said: &'static [&'static str],
}

fn ways() -> Vec<Way> {
    let way = |called, orders: &[String], state, said| Way { called, orders: orders.to_vec(), state, said };
    vec![
        way("untouched", &[], "taken", &[]),
        way(
            "other case and language",
            &[text(GRID, "C7", "JA"), text(GRID, "D7", "Yes"), text(GRID, "E7", " nej ")],
            "taken",
            &[],
        ),
        way("no mark", &[text(GRID, "D7", "måske")], "faulty", &["Tilgængelighed, celle D7", "»måske«", "Skriv x"]),
        way("a week in one cell", &[text(GRID, "C8", "ma-fr")], "faulty", &["celle C8", "»ma-fr«"]),
        way(
            "a row moved",
            &[
                format!("free\t{GRID}"),
                text(GRID, "A7", "LEM2"),
                text(GRID, "B7", "Jens Toft"),
                text(GRID, "A8", "LEM1"),
                text(GRID, "B8", "Inge Klit"),
            ],
            "taken",
            &[],
        ),
        way("a column inserted", &[format!("column\t{GRID}\t2")], "taken", &[]),
        way(
            "a column of marks that is headed by nothing",
            &[format!("column\t{GRID}\t2"), text(GRID, "C7", "x")],
            "faulty",
            &["celle C"],
        ),
        way("a name retyped", &[format!("free\t{GRID}"), text(GRID, "B7", "Inge Klitt")], "taken", &[]),
        way(
            "a name corrected",
            &[format!("free\t{STAFF_SHEET}"), text(STAFF_SHEET, "B6", "Inge Klitt")],
            "waiting",
            &[],
        ),
        way(
            "someone twice",
            &[format!("free\t{GRID}"), text(GRID, "A8", "LEM1")],
            "faulty",
            &["celle A8", "»LEM1« har to rækker"],
        ),
        way(
            "somebody left out",
            &[format!("free\t{GRID}"), text(GRID, "A7", ""), text(GRID, "B7", ""), text(GRID, "H7", "")],
            "faulty",
            &["Inge Klit"],
        ),
        way("marks of nobody", &[format!("free\t{GRID}"), text(GRID, "A7", "")], "faulty", &["celle A7"]),
        way("a sheet renamed", &[format!("rename\t{GRID}\tSvar"), format!("rename\t{DATES}\tFerie")], "taken", &[]),
        way(
            "cells merged",
            &[text(GRID, "C7", "x"), format!("merge\t{GRID}\tC7:E7")],
            "faulty",
            &["celle C7", "flettet"],
        ),
        way("a note in the margin", &[text(GRID, "K7", "ring til mig")], "faulty", &["K7"]),
        way(
            "no date",
            &[text(DATES, "A5", "Inge Klit (LEM1)"), text(DATES, "C5", "uge 4"), text(DATES, "B5", "-")],
            "faulty",
            &["Datoer, celle C5", "»uge 4« er ikke en dato"],
        ),
        way(
            "no such person",
            &[text(DATES, "A5", "Hans"), typed(DATES, "C5", "2026-01-07"), text(DATES, "B5", "-")],
            "faulty",
            &["Datoer, celle A5", "»Hans«"],
        ),
        way(
            "somebody else's",
            &[text(DATES, "A5", "SKI1"), typed(DATES, "C5", "2026-01-07"), text(DATES, "B5", "-")],
            "faulty",
            &["celle A5"],
        ),
        way(
            "somebody new",
            &[
                text(STAFF_SHEET, "A8", "LEM3"),
                text(STAFF_SHEET, "B8", "Kaj Ny"),
                text(GRID, "A9", "LEM3"),
                text(GRID, "C9", "x"),
            ],
            "waiting",
            &[],
        ),
        way("somebody leaves", &[typed(STAFF_SHEET, "F6", "2026-01-20")], "waiting", &[]),
    ]
}

#[test]
fn each_way_in_which_people_change_a_form_is_understood_or_refused_with_its_cell() {
    if !office::is_there() {
        return;
    }
    let desk = Desk::small();
    desk.says(&["forms", "q"], 0);
    let ways = ways();
    let orders: Vec<String> =
        ways.iter().flat_map(|way| desk.filled("665 Lemvig", &format!("{}.xlsx", way.called), &way.orders)).collect();
    office::work(desk.place.path(), &orders);
    let before: Vec<(PathBuf, Vec<u8>)> =
        ["q/availability.csv", "q/staff.csv"].map(|name| (desk.path(name), fs::read(desk.path(name)).unwrap())).into();
    let mut wrong = String::new();
    for way in &ways {
        for (path, bytes) in &before {
            fs::write(path, bytes).unwrap();
        }
        for left in ["q/availability", "q/staff", "q/out/answers"] {
            fs::remove_dir_all(desk.path(left)).ok();
        }
        fs::remove_file(desk.path("q/answers.json")).ok();
        let states = desk.states(&[&format!("{}.xlsx", way.called)]);
        let reply = fs::read_to_string(desk.path("q/out/answers/665 Lemvig.txt")).unwrap_or_default();
        if states["Lemvig"] != way.state || !way.said.iter().all(|word| reply.contains(word)) {
            wrong += &format!("--- {}: {} instead of {}\n{reply}\n", way.called, states["Lemvig"], way.state);
        }
        let is_laid = desk.path("q/availability/665 Lemvig.csv").exists();
        if is_laid != (way.state == "taken") {
            wrong += &format!("--- {}: laid in: {is_laid}\n", way.called);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A form as Excel in Danish saves its grid as CSV: semicolons, Windows-1252, CRLF.
fn danish_csv(rows: &[&str]) -> Vec<u8> {
    let text = rows.iter().map(|row| format!("{row}\r\n")).collect::<String>();
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(&text);
    bytes.into_owned()
}

#[test]
fn a_grid_that_was_saved_as_csv_by_danish_excel_is_read() {
    let desk = Desk::small();
    let rows = [
        "665 2026-01-05..2026-02-01;Hotline · Lemvig · 5. januar 2026 – 1. februar 2026;;;;;;",
        ";x kan · - kan ikke;;;;;;",
        "Medarbejder;Navn;\"man\n08:00\";\"tir\n08:00\";\"ons\n08:00\";\"tor\n08:00\";\"tor\n16:00\";\"fre\n08:00\"",
        "LEM1;Inge Klit;x;;;nødig;;",
        "LEM2;Jens Toft;;;;;-;",
        ";;;;;;;",
    ];
    fs::write(desk.path("Kopi af svar.csv"), danish_csv(&rows)).unwrap();
    assert_eq!(desk.states(&["Kopi af svar.csv"])["Lemvig"], "taken");
    let laid = fs::read_to_string(desk.path("q/availability/665 Lemvig.csv")).unwrap();
    for row in ["LEM1;available;\"mon;thu\";08:00", "LEM1;avoids;thu;08:00", "LEM2;unavailable;thu;16:00"] {
        assert!(laid.contains(row), "{laid}");
    }
    // Of two answers that say nothing of when they were saved neither can be called the newer one.
    fs::write(desk.path("a.csv"), danish_csv(&[&rows[..4], &["LEM2;Jens Toft;-;;;;;"]].concat())).unwrap();
    fs::write(desk.path("b.csv"), danish_csv(&[&rows[..4], &["LEM2;Jens Toft;x;;;;;"]].concat())).unwrap();
    desk.says(&["collect", "q", "a.csv", "b.csv"], 3);
    assert_eq!(fs::read_to_string(desk.path("q/availability/665 Lemvig.csv")).unwrap(), laid);
    // A form of the quarter before.
    let old = rows[0].replace("2026-01-05..2026-02-01", "2025-10-01..2025-12-31");
    fs::write(desk.path("c.csv"), danish_csv(&[&[old.as_str()], &rows[1..]].concat())).unwrap();
    let said = desk.says(&["collect", "q", "c.csv"], 3);
    assert!(said.contains("2025-12-31"), "{said}");
}

#[test]
fn of_26_members_24_answer_two_of_them_with_a_fault() {
    if !office::is_there() {
        return;
    }
    let desk = Desk::example();
    desk.says(&["forms", "q", "--deadline", "2025-03-14"], 0);
    let mut forms: Vec<String> = fs::read_dir(desk.path("q/out/forms"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    forms.sort();
    assert_eq!(forms.len(), 26);
    fs::create_dir(desk.path("mail")).unwrap();
    let silent = ["825 Læsø", "849 Jammerbugt"];
    let faults = [("665 Lemvig", text(GRID, "D7", "måske")), ("727 Odder", typed(DATES, "C5", "uge 16"))];
    // Each changes something: its first person would gladly take Sunday afternoons.
    let change = text(GRID, "Q7", "+");
    let answers = forms.iter().filter(|form| !silent.contains(&form.as_str())).enumerate();
    let orders = answers.flat_map(|(number, form)| {
        let fault = faults.iter().filter(|(spoiled, _)| spoiled == form).map(|(_, order)| order.clone());
        desk.filled(
            form,
            &format!("mail/svar {number}.xlsx"),
            &[change.clone()].into_iter().chain(fault).collect::<Vec<_>>(),
        )
    });
    office::work(desk.place.path(), &orders.collect::<Vec<_>>());
    let said = desk.says(&["collect", "q", "mail"], 3);
    assert!(said.contains("cell D7") && said.contains("sheet 'Datoer', cell C5"), "{said}");
    let states = desk.states(&["mail"]);
    let of =
        |state: &str| states.iter().filter(|(_, is)| *is == state).map(|(name, _)| name.as_str()).collect::<Vec<_>>();
    assert_eq!(
        (of("missing"), of("faulty"), of("same").len()),
        (vec!["Jammerbugt", "Læsø"], vec!["Lemvig", "Odder"], 22)
    );
    for (form, words) in
        [("665 Lemvig", ["Tilgængelighed, celle D7", "»måske«"]), ("727 Odder", ["Datoer, celle C5", "»uge 16«"])]
    {
        let reply = fs::read_to_string(desk.path(&format!("q/out/answers/{form}.txt"))).unwrap();
        assert!(words.iter().all(|word| reply.contains(word)), "{reply}");
    }
    // Both correct their answers, and the folder is in order.
    let corrected = faults
        .iter()
        .flat_map(|(form, _)| desk.filled(form, &format!("{form}, rettet.xlsx"), std::slice::from_ref(&change)));
    office::work(desk.place.path(), &corrected.collect::<Vec<_>>());
    let states = desk.states(&["665 Lemvig, rettet.xlsx", "727 Odder, rettet.xlsx"]);
    assert_eq!([&*states["Lemvig"], &*states["Odder"], &*states["Læsø"]], ["taken", "taken", "missing"]);
    desk.says(&["check", "q"], 0);
}
