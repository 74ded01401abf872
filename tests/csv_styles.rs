//! The styles of CSV files: what is written in either is read back to the same values, and no name, however it begins, is
//! a formula to a spreadsheet.
//!
//! In: folders whose ids, codes, names and burdens begin with signs, apostrophes and control characters. Out: files, read
//! again by the program and, cell by cell, as a spreadsheet would.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use fastrand::Rng;
use support::random::rosters::good_roster;
use vagtplan::domain::Instance;
use vagtplan::domain::letters::settled;
use vagtplan::domain::roster::Roster;
use vagtplan::report::figures::{Column, Figure, Table};
use vagtplan::report::rows::Style;
use vagtplan::report::{ledger_csv, roster_csv, shares_csv};
use vagtplan::{check, closing, diagnostic, read, verify};

const STYLES: [Style; 2] = [Style::Plain, Style::ExcelDa];
const SEEDS: std::ops::Range<u64> = 0..60;

/// What a text is made of here: all that means something to a spreadsheet or to CSV, and a letter or two.
const LETTERS: [char; 20] = [
    '=', '+', '-', '@', '＝', '＋', '－', '＠', '\'', '\'', '"', ' ', '\u{a0}', ',', ';', '\t', '\n', '\u{1}',
    '\u{7f}', 'å',
];

/// A text as CSV can hold it, since spaces around a cell do not count; the number keeps it apart from all others.
fn nasty(random: &mut Rng, number: usize) -> String {
    let letters: String = (0..random.usize(1..6)).map(|_| LETTERS[random.usize(..LETTERS.len())]).collect();
    format!("{}x{number}", letters.trim())
}

struct Names {
    codes: Vec<[String; 2]>,
    staff: Vec<[String; 2]>,
    burden: String,
}

impl Names {
    fn random(random: &mut Rng) -> Self {
        let mut number = 0;
        let mut next = || {
            number += 1;
            nasty(random, number)
        };
        let mut pairs = |count| (0..count).map(|_| [next(), next()]).collect();
        let (codes, staff) = (pairs(2), pairs(4));
        // A name of a burden is a key of plan.toml as well, where control characters are refused.
        Names { codes, staff, burden: next().replace(char::is_control, "o") }
    }

    /// The folder of a week, in which these are all there is.
    fn put(&self, place: &Path, monday: &str, style: Style) {
        let days = toml::Table::from_iter([("days".to_owned(), toml::Value::from("sat"))]);
        let burdens = toml::Table::from_iter([(self.burden.clone(), toml::Value::from(days))]);
        let burdens = toml::Table::from_iter([("burdens".to_owned(), toml::Value::from(burdens))]);
        let sunday = monday.parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(6);
        let plan = format!(
            "period = {{ from = {monday}, to = {sunday} }}\n[[windows]]\ndays = \"mon-sun\"\nstart = \"08:00\"\n\
             seats = 2\n{burdens}"
        );
        fs::write(place.join("plan.toml"), plan).unwrap();
        let towns = self.codes.iter().map(|[code, name]| [Figure::text(code), Figure::text(name), Figure::Count(1000)]);
        fs::write(
            place.join("municipalities.csv"),
            Table::new(["code", "name", "population"].map(Column::of_a_file), towns).csv(style),
        )
        .unwrap();
        let town = |index: usize| Figure::text(&self.codes[index % self.codes.len()][index / 2 % 2]);
        let staff = self.staff.iter().enumerate();
        let staff = staff.map(|(index, [id, name])| [Figure::text(id), Figure::text(name), town(index)]);
        fs::write(
            place.join("staff.csv"),
            Table::new(["id", "name", "municipality"].map(Column::of_a_file), staff).csv(style),
        )
        .unwrap();
    }
}

fn instance(place: &Path) -> Instance {
    let (rows, mut findings) = read::folder(place);
    let (instance, more) = check::instance(&rows);
    findings.extend(more);
    assert_eq!(diagnostic::render(&findings, false), "");
    instance.unwrap()
}

fn read_roster(instance: &Instance, path: &Path) -> Roster {
    let (rows, mut findings) = read::roster(path);
    let (roster, more) = check::roster(instance, &rows);
    findings.extend(more);
    assert_eq!(diagnostic::render(&findings, false), "");
    roster.unwrap()
}

/// Every cell is harmless to a spreadsheet that separates cells by `separator`, be that the file's own or not.
fn assert_harmless(bytes: &[u8], separator: u8, about: &str) {
    let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(separator).has_headers(false).flexible(true);
    for record in reader.from_reader(text.as_bytes()).records() {
        for cell in &record.unwrap() {
            let is_number = cell.replace(',', ".").parse::<f64>().is_ok();
            let begins = cell.trim_start_matches([' ', '\u{a0}']).chars().next();
            let is_formula = begins.is_some_and(|first| "=+-@＝＋－＠".contains(first));
            assert!(is_number || !is_formula, "{about}: {cell:?}");
        }
    }
}

/// Where cells are separated as the file means them, a text begins with no control character either.
fn assert_printable(bytes: &[u8], separator: u8, about: &str) {
    for record in csv::ReaderBuilder::new().delimiter(separator).from_reader(bytes).records() {
        for cell in &record.unwrap() {
            assert!(!cell.starts_with(char::is_control), "{about}: {cell:?}");
        }
    }
}

#[test]
fn what_is_written_is_read_whatever_people_are_called() {
    for (seed, style) in SEEDS.flat_map(|seed| STYLES.map(|style| (seed, style))) {
        let about = format!("seed {seed}, {style:?}");
        let mut random = Rng::with_seed(seed);
        let names = Names::random(&mut random);
        let place = tempfile::tempdir().unwrap();
        names.put(place.path(), "2026-01-05", style);
        let now = instance(place.path());
        // Every space is read as the usual one; all else to the letter.
        let usual = |[id, name]: [String; 2]| [id, name].map(|text| settled(&text).into_owned());
        let mut expected: Vec<_> = [names.codes.clone(), names.staff.clone()].concat().into_iter().map(usual).collect();
        expected.sort();
        let towns = now.municipalities.iter().map(|town| [town.code.clone(), town.name.clone()]);
        let mut read: Vec<_> =
            towns.chain(now.staff.iter().map(|person| [person.id.clone(), person.name.clone()])).collect();
        read.sort();
        assert_eq!(read, expected, "{about}");

        let roster = good_roster(&mut random, &now);
        let judgement = verify::judge(&now, &roster);
        let closing = closing::close(&now, &judgement);
        let files = [
            ("roster.csv", roster_csv::bytes(&now, &roster, style)),
            ("history.csv", roster_csv::history(&now, &[], &roster, now.period.from, style)),
            ("ledger.csv", ledger_csv::bytes(&now, &closing, style)),
            ("shares.csv", shares_csv::bytes(&now, &judgement, style)),
        ];
        for (name, bytes) in &files {
            let about = format!("{about}, {name}");
            for separator in [b',', b';', b'\t'] {
                assert_harmless(bytes, separator, &about);
            }
            assert_printable(bytes, if style == Style::Plain { b',' } else { b';' }, &about);
        }
        fs::write(place.path().join("roster.csv"), &files[0].1).unwrap();
        assert_eq!(read_roster(&now, &place.path().join("roster.csv")), roster, "{about}");

        let next = tempfile::tempdir().unwrap();
        names.put(next.path(), "2026-01-12", style);
        fs::write(next.path().join("history.csv"), &files[1].1).unwrap();
        fs::write(next.path().join("ledger.csv"), &files[2].1).unwrap();
        let next = instance(next.path());
        assert_eq!(next.history.len() as u64, now.seats() - judgement.unfilled, "{about}");
        for (class, lines) in [(None, &closing.total), (Some(0), &closing.burdens[0])] {
            for (m, line) in lines.iter().enumerate() {
                let kept = line.is_kept.then_some(&line.after);
                assert_eq!(next.ledger.get(&(m, class)), kept, "{about}");
            }
        }
    }
}

fn vagtplan(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vagtplan"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").output().expect("the program starts")
}

/// What is printed, where the command did what was asked without a word of complaint.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = vagtplan(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    assert!(!said.contains("warning") && !said.contains("error"), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// A folder whose ids and names all begin as formulas do, typed as people type them, without apostrophes.
fn signs() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(place.path().join(name), text).unwrap();
    put(
        "plan.toml",
        "period = { from = 2026-01-05, to = 2026-01-11 }\n[[windows]]\ndays = \"mon-fri\"\nstart = \"08:00\"\nseats = 2\n\
         [burdens.\"=late\"]\ndays = \"fri\"\n[rules]\nshifts_per_week = 4\n",
    );
    put("municipalities.csv", "code,name,population\n-665,+Lemvig,20000\n779,@Skive,40000\n");
    put(
        "staff.csv",
        "id,name,municipality\n-1,=1+1,-665\n=A1,Åse Bro,+Lemvig\n@x,'+Ærø,779\n'@x2,\"Bo; =2\",@Skive\nz,Zoë,779\n",
    );
    put("availability.csv", "staff,kind,days\n-1,unavailable,mon\n");
    place
}

#[test]
fn every_command_takes_what_excel_in_danish_takes() {
    for style in ["plain", "excel-da"] {
        let place = signs();
        let run = |arguments: &[&str]| done(place.path(), arguments);
        let text = |path: &str| String::from_utf8(fs::read(place.path().join(path)).unwrap()).unwrap();
        run(&["plan", ".", "--csv-style", style, "--publish", "--on", "2026-01-02"]);
        let roster = text("out/roster.csv");
        assert_eq!(roster.starts_with("\u{feff}date;weekday;week;start;"), style == "excel-da");
        assert_eq!(roster.contains("\r\n05-01-2026;mon;2026-W02;08:00;12:00;1;"), style == "excel-da");
        assert!(roster.contains("'=A1") && roster.contains("'-665"), "{roster}");
        run(&["verify", ".", "out/roster.csv"]);

        run(&["plan", ".", "--out", "plain"]);
        assert!(run(&["diff", "plain/roster.csv", "out/roster.csv"]).starts_with("No seat has changed"));

        // The one who is on Tuesday's first seat falls ill.
        let second = roster.lines().find(|line| line.contains("tue")).unwrap();
        let id = second.split([',', ';']).nth(8).unwrap();
        let absences = text("availability.csv") + &format!("\"{id}\",unavailable,tue\n");
        fs::write(place.path().join("availability.csv"), absences).unwrap();
        let mend = ["replan", ".", "--published", "out/roster.csv", "--from", "2026-01-06", "--csv-style", style];
        run(&[mend.as_slice(), &["--publish", "--on", "2026-01-05"]].concat());
        let changes = text("out/replan/changes.csv");
        assert!(changes.contains(&format!("{id}{}", if style == "plain" { ',' } else { ';' })), "{changes}");
        assert_harmless(changes.as_bytes(), b';', style);

        run(&["close", ".", "out/replan/roster.csv", "--csv-style", style, "--out", "next"]);
        let next = place.path().join("next");
        for name in ["municipalities.csv", "staff.csv"] {
            fs::copy(place.path().join(name), next.join(name)).unwrap();
        }
        let plan = text("plan.toml").replace("2026-01-05", "2026-01-12").replace("2026-01-11", "2026-01-18");
        fs::write(next.join("plan.toml"), plan).unwrap();
        run(&["check", "next"]);

        run(&["withdraw", ".", "--municipality=-665", "--csv-style", style]);
        run(&["join", ".", "--municipality", "Struer", "--csv-style", style]);
        for name in ["withdraw.csv", "join.csv"] {
            let table = text(&format!("out/{name}"));
            assert!(table.contains("'-665") && table.contains("'=late"), "{table}");
            assert_eq!(table.contains("0,333333;"), style == "excel-da", "{table}");
        }
    }
}

#[test]
fn a_swap_is_written_in_the_style_that_was_asked_for() {
    let place = signs();
    let sheet =
        "date,start,staff\n2026-01-05,08:00,'=A1\n2026-01-05,08:00,@x\n2026-01-06,08:00,-1\n2026-01-06,08:00,z\n";
    fs::write(place.path().join("mine.csv"), sheet).unwrap();
    let swap = ["swap", ".", "mine.csv", "=A1@2026-01-05T08:00", "z@2026-01-06T08:00", "--csv-style", "excel-da"];
    // Most seats of the week are open, which is what exit code 4 says.
    assert_eq!(vagtplan(place.path(), &swap).status.code(), Some(4));
    let roster = fs::read_to_string(place.path().join("out/swap/roster.csv")).unwrap();
    let wednesday = "06-01-2026;tue;2026-W02;08:00;12:00;2;'-665;'+Lemvig;'=A1;Åse Bro;assigned\r\n";
    assert!(roster.contains(wednesday), "{roster}");
}
