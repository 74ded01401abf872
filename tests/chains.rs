//! Periods that are closed one after the other: what `close` writes is what the next folder takes, and turns are
//! remembered for 13 weeks whatever the length of the periods.
//!
//! In: random folders with random rosters, and a chain of monthly closings through the program itself. Out: nothing, where
//! the next folder takes what was written; otherwise the seed of a folder where not.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use fastrand::Rng;
use support::folder::{Dialect, Folder};
use support::random::RandomFolder;
use support::random::rosters::any_roster;
use vagtplan::diagnostic::{Diagnostic, render};
use vagtplan::domain::Instance;
use vagtplan::domain::roster::Roster;
use vagtplan::report::rows::Style;
use vagtplan::report::{ledger_csv, roster_csv};
use vagtplan::{check, closing, read, verify};

const SEEDS: std::ops::Range<u64> = 0..150;

#[test]
fn whatever_was_worked_the_next_folder_takes_what_close_writes() {
    let (mut closed, mut refused) = (0, 0);
    for seed in SEEDS {
        let mut random = Rng::with_seed(seed);
        let RandomFolder { folder, instance, .. } = RandomFolder::small(seed);
        let roster = any_roster(&mut random, &instance);
        let place = tempfile::tempdir().expect("a temporary folder can be made");
        folder.write(place.path());
        let style = if random.bool() { Style::Plain } else { Style::ExcelDa };
        if !closes(place.path(), &instance, &roster, style) {
            assert!(stands_twice(&instance, &roster), "seed {seed}: nothing else keeps a roster from being closed");
            refused += 1;
            continue;
        }
        assert!(!stands_twice(&instance, &roster), "seed {seed}: a shift was booked twice");
        next_period(place.path(), &folder, &instance);
        let (rows, mut findings) = read::folder(place.path());
        findings.extend(check::instance(&rows).1);
        findings.retain(Diagnostic::is_error);
        assert!(findings.is_empty(), "seed {seed}:\n{}", render(&findings, false));
        closed += 1;
    }
    assert!(closed > 100 && refused > 5, "{closed} closed, {refused} refused");
}

/// Closes the period with a roster that is written and read; whether it could be.
fn closes(place: &Path, instance: &Instance, roster: &Roster, style: Style) -> bool {
    let file = place.join("worked.csv");
    fs::write(&file, roster_csv::bytes(instance, roster, style)).expect("a file can be written");
    let (rows, findings) = read::roster(&file);
    assert!(findings.is_empty(), "{}", render(&findings, false));
    let Some(worked) = check::worked(instance, &rows).0 else { return false };
    assert_eq!(&worked, roster);
    let since = instance.period.to - Days::new(90);
    let before = check::history::kept(&read::folder(place).0, instance, since);
    let closing = closing::close(instance, &verify::judge(instance, &worked));
    let put = |name: &str, bytes: Vec<u8>| fs::write(place.join(name), bytes).expect("a file can be written");
    put("ledger.csv", ledger_csv::bytes(instance, &closing, style));
    put("history.csv", roster_csv::history(instance, &before, &worked, since, style));
    true
}

fn stands_twice(instance: &Instance, roster: &Roster) -> bool {
    let people = |staff: &&usize| !instance.staff[**staff].is_pool();
    roster.shifts.iter().any(|staff| {
        let named: Vec<&usize> = staff.iter().filter(people).collect();
        named.iter().collect::<BTreeSet<_>>().len() < named.len()
    })
}

/// The same folder two weeks on: what was about single dates is gone.
fn next_period(place: &Path, folder: &Folder, instance: &Instance) {
    let old = format!("period = {{ from = {}, to = {} }}", instance.period.from, instance.period.to);
    let (from, to) = (instance.period.to + Days::new(1), instance.period.to + Days::new(21));
    let plan = folder.plan.replace(&old, &format!("period = {{ from = {from}, to = {to} }}"));
    assert_ne!(plan, folder.plan, "the period is written as it was");
    fs::write(place.join("plan.toml"), plan).expect("a file can be written");
    for name in ["demand.csv", "locks.csv", "availability.csv"] {
        let _ = fs::remove_file(place.join(name));
    }
}

/// Four months, each closed into the next one's folder. Carl leaves staff.csv after the first and comes back in the last.
#[test]
fn months_are_remembered_as_long_as_quarters() {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let mut from: NaiveDate = "2026-01-01".parse().expect("a literal date");
    let mut worked: Vec<(NaiveDate, &str)> = Vec::new();
    // By hand, out of order and without ends: the window of the sixth began earlier in those days.
    let history = "date,start,staff\n2025-12-28,08:00,anna\n2025-10-01,08:00,bo\n2025-12-06,07:00,carl\n";
    for month in 0..4 {
        let folder = place.path().join(format!("month-{month}"));
        fs::create_dir_all(&folder).expect("a folder can be made");
        if month == 0 {
            put(&folder, "history.csv", history);
        }
        let to = from + Months::new(1) - Days::new(1);
        let people: &[&str] = if (1..3).contains(&month) { &["anna", "bo"] } else { &["anna", "bo", "carl"] };
        write(&folder, from, to, people);
        let days: Vec<NaiveDate> = from.iter_days().take_while(|day| *day <= to).filter(is_weekday).collect();
        let rows: Vec<(NaiveDate, &str)> =
            (0..).zip(days).map(|(n, day): (usize, _)| (day, people[n % people.len()])).collect();
        let roster: String = rows.iter().map(|(day, staff)| format!("{day},08:00,{staff}\n")).collect();
        put(&folder, "worked.csv", &format!("date,start,staff\n{roster}"));
        worked.extend(rows);

        let next = place.path().join(format!("month-{}", month + 1));
        let said = close(&folder, &next);
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        let (kept, since) = (history_of(&next), to - Days::new(7 * 13 - 1));
        let mut expected: Vec<(NaiveDate, String)> =
            worked.iter().filter(|(day, _)| since <= *day).map(|(day, staff)| (*day, (*staff).to_owned())).collect();
        let by_hand = [("2025-12-06", "carl"), ("2025-12-28", "anna")]
            .map(|(day, staff)| (day.parse().expect("a date"), staff.to_owned()));
        expected.splice(0..0, by_hand.into_iter().filter(|(day, _)| since <= *day));
        assert_eq!(kept, expected, "month {month}: 13 weeks, in order of time");
        if month == 0 {
            let text = fs::read_to_string(next.join("history.csv")).expect("close wrote it");
            let first = "2025-12-06,sat,2025-W49,07:00,11:00,1,1,One,carl,Carl,assigned";
            assert_eq!(text.lines().nth(1), Some(first), "what the row left out is what the folder says");
        }
        from = to + Days::new(1);
    }
    // A row that stands twice in history.csv is refused by the folder itself, so it is never carried on.
    let last = place.path().join("month-3");
    let text = fs::read_to_string(last.join("history.csv")).expect("close wrote it");
    let row = text.lines().nth(1).expect("a row");
    put(&last, "history.csv", &format!("{text}{row}\n"));
    let said = close(&last, &place.path().join("nowhere"));
    assert_eq!(said.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&said.stderr).contains("V607"));
}

fn is_weekday(day: &NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn write(folder: &Path, from: NaiveDate, to: NaiveDate, people: &[&str]) {
    let windows = "[[windows]]\ndays = \"mon-fri\"\nstart = \"08:00\"\nseats = 1\n";
    put(folder, "plan.toml", &format!("period = {{ from = {from}, to = {to} }}\n{windows}"));
    put(folder, "municipalities.csv", "code,name,population\n1,One,100\n");
    let name = |id: &str| format!("{}{}", id[..1].to_uppercase(), &id[1..]);
    let rows: String = people.iter().map(|id| format!("{id},{},1\n", name(id))).collect();
    put(folder, "staff.csv", &format!("id,name,municipality\n{rows}"));
}

fn put(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("a file can be written");
}

fn close(folder: &Path, next: &Path) -> Output {
    let arguments = [folder.as_os_str(), folder.join("worked.csv").as_os_str()].map(ToOwned::to_owned);
    let mut command = Command::new(env!("CARGO_BIN_EXE_vagtplan"));
    command.arg("close").args(arguments).arg("--out").arg(next).output().expect("the binary starts")
}

fn history_of(folder: &Path) -> Vec<(NaiveDate, String)> {
    let text = fs::read_to_string(folder.join("history.csv")).expect("close wrote it");
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        (cells[0].parse().expect("an ISO date"), cells[8].to_owned())
    };
    text.lines().skip(1).map(row).collect()
}

/// Rows by hand in any dialect are kept as they were meant.
#[test]
fn an_old_history_is_kept_in_any_dialect() {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let mut folder = RandomFolder::small(3).folder;
    folder.dialect = Dialect { separator: ';', danish_dates: true, ..Dialect::PLAIN };
    let from = folder.instance().period.from;
    folder.tables.retain(|table| table.name != "history.csv");
    folder.write(place.path());
    let day = from - Days::new(1);
    put(
        place.path(),
        "history.csv",
        &format!("date;start;staff;staff_name\n{};8:00;gone;Else Øst\n", day.format("%d-%m-%Y")),
    );
    let (rows, _) = read::folder(place.path());
    let instance = check::instance(&rows).0.expect("who has left is only warned of");
    let kept = check::history::kept(&rows, &instance, day);
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].date, &*kept[0].staff, &*kept[0].holder.name), (day, "gone", "Else Øst"));
    assert!(check::history::kept(&rows, &instance, from).is_empty(), "older than what is remembered");
}
