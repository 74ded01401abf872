//! The pages that live through a quarter, in English and in Danish: every command on them is run as it is written, in order, and
//! everything that they say to enter is entered, and nothing else.
//!
//! In: `docs/quarter.md` and `docs/kvartal.md`. A ```sh block holds commands, under `<!-- exit: N -->` those of which the last ends with that
//! code. A ```text block under `<!-- file: PATH -->` is a file, under `<!-- add: PATH -->` lines at its end, under `<!-- sheet: PATH SHEET -->` all rows
//! of a sheet, under `<!-- rows: PATH SHEET -->` rows that take the place of those with the same first cell or stand below the others, and under
//! `<!-- prints -->` lines of what the commands before it have printed. Out: nothing, where all of it is so.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::by_hand::date;
use support::workbook::workbook;
use vagtplan::commands::init;
use vagtplan::domain::language::Language;

/// A sheet of a workbook: its name, and its rows cell by cell.
type Sheet = (String, Vec<Vec<String>>);

/// A place where a page is followed.
struct Desk {
    place: tempfile::TempDir,
    /// The workbooks that were edited.
    books: BTreeMap<String, Vec<Sheet>>,
    /// What the last commands have printed.
    printed: String,
    /// How many commands were run.
    ran: usize,
}

impl Desk {
    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Runs the commands of a block; the last one ends with the code.
    fn run(&mut self, block: &[&str], exit: i32) {
        self.printed.clear();
        for (number, line) in block.iter().enumerate() {
            let arguments = line.strip_prefix("vagtplan ").unwrap_or_else(|| panic!("no command: {line}"));
            let output = Command::new(env!("CARGO_BIN_EXE_vagtplan"))
                .args(words(arguments))
                .current_dir(self.place.path())
                .env("NO_COLOR", "1")
                .output()
                .expect("the program starts");
            let said = [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said).into_owned()).concat();
            let expected = if number + 1 == block.len() { exit } else { 0 };
            assert_eq!(output.status.code(), Some(expected), "{line}\n{said}");
            self.printed.push_str(&said);
            self.ran += 1;
        }
    }

    /// The rows of a sheet; of a workbook that was not edited yet every sheet has its headings alone.
    fn sheet(&mut self, book: &str, sheet: &str) -> &mut Vec<Vec<String>> {
        let headings = || {
            let files = init::files(Language::English);
            let tables = files.iter().filter_map(|(file, text)| Some((file.strip_suffix(".csv")?, text)));
            tables
                .map(|(table, text)| (table.to_owned(), vec![cells(text.lines().next().unwrap_or_default(), ',')]))
                .collect()
        };
        let sheets: &mut Vec<_> = self.books.entry(book.to_owned()).or_insert_with(headings);
        let found = sheets.iter_mut().find(|(name, _)| name == sheet);
        &mut found.unwrap_or_else(|| panic!("no sheet {sheet}")).1
    }

    /// Saves a workbook as Excel would.
    fn save(&self, book: &str) {
        let line =
            |row: &Vec<String>| row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",") + "\n";
        let text = |rows: &Vec<Vec<String>>| rows.iter().map(line).collect::<String>();
        let sheets: Vec<(&str, String)> =
            self.books[book].iter().map(|(name, rows)| (name.as_str(), text(rows))).collect();
        fs::write(self.path(book), workbook(&sheets)).expect("the workbook can be written");
    }

    /// Does what the comment above a block says.
    fn follow(&mut self, comment: &str, block: &[&str]) {
        let (what, of) = comment.split_once(": ").unwrap_or((comment, ""));
        let lines = || block.iter().map(|line| format!("{line}\n")).collect::<String>();
        match what {
            "file" => {
                let path = self.path(of);
                fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for it");
                fs::write(path, lines()).expect("the file can be written");
            }
            "add" => fs::write(self.path(of), self.read(of) + &lines()).expect("the file can be written"),
            "sheet" | "rows" => {
                let (book, sheet) = of.split_once(' ').expect("a workbook and its sheet");
                let rows: Vec<Vec<String>> = block.iter().map(|line| cells(line, ';')).collect();
                let kept = self.sheet(book, sheet);
                if what == "sheet" {
                    kept.clear();
                }
                for row in rows {
                    match kept.iter_mut().find(|known| known[0] == row[0]).filter(|_| what == "rows") {
                        Some(known) => *known = row,
                        None => kept.push(row),
                    }
                }
                self.save(book);
            }
            "prints" => {
                // Sentences are broken into lines as wide as the terminal.
                let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                for line in block {
                    assert!(flat(&self.printed).contains(&flat(line)), "nothing prints '{line}':\n{}", self.printed);
                }
            }
            _ => panic!("what is to be done with {comment}?"),
        }
    }
}

/// The arguments of a command, as a shell splits them.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().expect("there is one").push(other),
        }
    }
    words
}

fn cells(line: &str, separator: char) -> Vec<String> {
    line.split(separator).map(str::to_owned).collect()
}

/// Follows a page from its first line to its last.
fn followed(page: &str) -> Desk {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page)).expect("the page is there");
    let mut desk = Desk {
        place: tempfile::tempdir().expect("a temporary folder can be made"),
        books: BTreeMap::new(),
        printed: String::new(),
        ran: 0,
    };
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while at < lines.len() {
        let Some(language) = lines[at].strip_prefix("```") else {
            at += 1;
            continue;
        };
        let comment = at.checked_sub(1).and_then(|before| lines[before].strip_prefix("<!-- ")?.strip_suffix(" -->"));
        let length = lines[at + 1..].iter().position(|line| *line == "```").expect("a fence is closed");
        let block = &lines[at + 1..][..length];
        match (language, comment) {
            ("sh", None) => desk.run(block, 0),
            ("sh", Some(exit)) => {
                let code = exit.strip_prefix("exit: ").and_then(|code| code.parse().ok());
                desk.run(block, code.unwrap_or_else(|| panic!("{exit} is no exit code")));
            }
            ("text", Some(comment)) => desk.follow(comment, block),
            _ => panic!("{page}: a block that nobody follows: {block:?}"),
        }
        at += length + 2;
    }
    desk
}

/// How many rows of a roster name somebody whose id begins so.
fn shifts(roster: &str, id: &str) -> u64 {
    roster.lines().skip(1).filter(|row| row.split(',').nth(8).is_some_and(|staff| staff.starts_with(id))).count() as u64
}

/// Ea Skov is there for 31 of 90 days, beside three colleagues and one who works half time: of turns she owes that part, as far as it can be
/// whole. Mia Lind begins on 22 February, beside four colleagues; until the end of June that are 129
/// days of those since the history begins.
fn nobody_has_more_turns_than_they_are_there_for(desk: &Desk) {
    let rounded_up = |shifts: u64, present: f64, days: f64, colleagues: f64| {
        (shifts as f64 * (present / days) / (colleagues + present / days)).ceil() as u64
    };
    let roster = desk.read("q1/out/roster.csv");
    let part = rounded_up(shifts(&roster, "NB"), 31.0, 90.0, 3.5);
    let ea = shifts(&roster, "NB5");
    assert!(0 < ea && ea <= part, "{ea} shifts in a month, where {part} would be a month's part");

    let (before, next) = (desk.read("q2/history.csv"), desk.read("q2/out/roster.csv"));
    assert_eq!(shifts(&before, "SB5"), 1, "the one that Gry Dahl has given her");
    let first = before.lines().nth(1).map(|row| date(&row[..10])).expect("a history");
    let days = (date("2027-06-30") - first).num_days() + 1;
    let part = rounded_up(shifts(&before, "SB") + shifts(&next, "SB"), 129.0, days as f64, 4.0);
    let mia = shifts(&before, "SB5") + shifts(&next, "SB5");
    assert!(1 < mia && mia <= part, "{mia} shifts, where {part} would be the part of who came in February");
}

#[test]
fn the_quarter_is_lived_through_as_the_page_says() {
    let desk = followed("quarter.md");
    assert!(desk.ran > 15, "only {} commands were run", desk.ran);
    nobody_has_more_turns_than_they_are_there_for(&desk);
    assert!(desk.read("q1/out/report/report.html").contains("Mia Lind (SB5) gets no shift: each one would cost"));
    let summary: serde_json::Value = serde_json::from_str(&desk.read("q1/out/replan/summary.json")).expect("JSON");
    assert_eq!(summary["newcomers"][0]["staff"], "SB5");
    assert_eq!(summary["newcomers"][0]["why"], "published-shifts");
}

#[test]
fn the_danish_page_lives_through_the_same_quarter() {
    let desk = followed("kvartal.md");
    assert!(desk.read("q1/out/report/report.html").contains("Mia Lind (SB5) får ingen vagt: hver vagt ville koste"));
    nobody_has_more_turns_than_they_are_there_for(&desk);
    // The same commands, told in Danish, make the same rosters.
    let english = followed("quarter.md");
    assert_eq!(desk.ran, english.ran);
    for roster in [
        "q1/out/roster.csv",
        "q1/out/swap/roster.csv",
        "q1/out/replan/roster.csv",
        "q1/out/requests/roster.csv",
        "q2/out/roster.csv",
    ] {
        assert_eq!(desk.read(roster), english.read(roster), "{roster}");
    }
    assert_eq!(desk.read("q1/out/ledger.csv"), english.read("q1/out/ledger.csv"));
}
