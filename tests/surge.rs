//! `surge`: more seats at short notice. What is entered, what changes, and what the ledger makes of it.
//!
//! In: copies of an example with a roster that was sent out. Out: nothing, where every new seat that can be filled is filled, nobody loses a
//! published shift without need, and the period is closed with the credit that was told; otherwise the day and the factor where not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn vagtplan(place: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vagtplan")).current_dir(place).args(arguments).output().expect("it runs")
}

/// The same where all goes well.
fn done(place: &Path, arguments: &[&str]) -> String {
    let output = vagtplan(place, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(matches!(output.status.code(), Some(0 | 4)), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The quickstart, with its roster sent out.
fn folder() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quickstart");
    for file in fs::read_dir(from).expect("it is there").map(|file| file.expect("a file").path()) {
        if file.is_file() {
            fs::copy(&file, place.path().join(file.file_name().expect("a name"))).expect("a copy");
        }
    }
    done(place.path(), &["plan", ".", "-q", "--publish", "--on", "2026-01-02"]);
    place
}

/// The rows of a CSV file, by column.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).expect("a table");
    let header = reader.headers().expect("a header").clone();
    let row =
        |record: csv::StringRecord| header.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

/// Who sits where: date, start and id.
fn shifts(roster: &Path) -> BTreeSet<(String, String, String)> {
    let taken = rows(roster).into_iter().filter(|row| !row["staff"].is_empty());
    taken.map(|row| (row["date"].clone(), row["start"].clone(), row["staff"].clone())).collect()
}

/// Balances in all shifts, in millionths, by municipality.
fn balances(ledger: &Path) -> BTreeMap<String, i64> {
    let all = rows(ledger).into_iter().filter(|row| row["burden"].is_empty());
    let millionths = |cell: &str| (cell.parse::<f64>().expect("a number") * 1e6).round() as i64;
    all.map(|row| (row["municipality"].clone(), millionths(&row["entitled"]) - millionths(&row["worked"]))).collect()
}

#[test]
fn every_day_gets_what_can_be_had_and_the_ledger_is_credited_with_it() {
    let days = ["2026-01-05", "2026-01-06", "2026-01-08", "2026-01-13", "2026-01-16"];
    let mut short = 0;
    for (day, factor) in days.iter().flat_map(|&day| ["2", "3", "1,5"].map(|factor| (day, factor))) {
        let about = format!("{day} times {factor}");
        let place = folder();
        let place = place.path();
        let published = place.join("out/roster.csv");
        done(place, &["close", ".", "out/roster.csv", "--out", "closed", "-q"]);
        let told = done(place, &["surge", ".", "--published", "out/roster.csv", "--date", day, "--factor", factor]);
        let new = place.join(format!("out/surge-{day}/roster.csv"));
        let (was, is) = (shifts(&published), shifts(&new));

        // Nobody was taken off a shift: the rest of the roster needs no one of them elsewhere.
        let lost: Vec<_> = was.difference(&is).collect();
        assert!(is.len() >= was.len(), "{about}");
        assert_eq!(lost.len(), told_lost(&told), "{about}: {told}");
        let gained: Vec<_> = is.difference(&was).collect();
        assert!(lost.is_empty() || gained.len() > lost.len(), "{about}: nobody is moved for nothing");
        short += usize::from(is.len() < rows(&new).len());

        // The folder has the seats, and the roster keeps its rules.
        let demand = rows(&place.join("demand.csv"));
        let seats: usize = demand.iter().map(|row| row["seats"].parse::<usize>().expect("a number")).sum();
        assert_eq!(rows(&new).iter().filter(|row| row["date"] == day).count(), seats, "{about}");
        let verified = vagtplan(place, &["verify", ".", new.to_str().unwrap(), "-q"]);
        assert!(matches!(verified.status.code(), Some(0 | 4)), "{about}");

        // Closed, each balance has changed by the credit.
        done(place, &["close", ".", new.to_str().unwrap(), "--out", "closed-now", "-q"]);
        let (before, after) =
            (balances(&place.join("closed/ledger.csv")), balances(&place.join("closed-now/ledger.csv")));
        let mut sum = 0;
        for row in rows(&place.join(format!("out/surge-{day}/surge.csv"))) {
            let credit = (row["credit"].parse::<f64>().expect("a number") * 1e6).round() as i64;
            let change = after[&row["municipality"]] - before[&row["municipality"]];
            assert!((change + credit).abs() <= 2, "{about}: {} {change} {credit}", row["municipality_name"]);
            sum += credit;
        }
        assert!(sum.abs() <= 3, "{about}: credits sum to zero but for their last decimal, not {sum}");
    }
    assert!(short > 0, "some day is short");
}

/// How many shifts the report says are not kept.
fn told_lost(told: &str) -> usize {
    let words: Vec<&str> = told.split_whitespace().collect();
    let at =
        words.windows(3).position(|words| words[0] == "of" && words[1] == "the" && words[2].parse::<usize>().is_ok());
    words[at.expect("it is told") - 1].parse().expect("a number")
}

/// Rows that name these windows already give way, other rows of the table stay as they are written.
#[test]
fn what_the_table_said_of_these_windows_gives_way() {
    let place = folder();
    let place = place.path();
    let table =
        "\u{feff}dato;starttid;pladser;bemærkning\r\n06-01-2026;08:00 16:00;2;jul\r\n07-01-2026;08:00;0;lukket\r\n";
    fs::write(place.join("demand.csv"), table).unwrap();
    done(place, &["surge", ".", "--published", "out/roster.csv", "--date", "06-01-2026", "--factor", "2", "-q"]);
    let now = fs::read_to_string(place.join("demand.csv")).unwrap();
    assert!(now.starts_with("\u{feff}dato;starttid;pladser;bemærkning\r\n07-01-2026;08:00;0;lukket\r\n"), "{now}");
    assert!(now.contains("06-01-2026;08:00;4;\r\n") && now.contains("06-01-2026;16:00;4;\r\n"), "{now}");
    assert_eq!(now.lines().count(), 4, "{now}");
}

#[test]
fn nothing_is_entered_where_something_is_wrong() {
    let refused = [
        (vec!["--date", "2026-01-05", "--factor", "1"], "makes no more seats"),
        (vec!["--date", "2026-01-05", "--factor", "two"], "is not a number"),
        (vec!["--date", "2026-01-05", "--factor", "1.01"], "no window gets a seat more"),
        (vec!["--date", "2026-01-05", "--factor", "9999"], "more seats"),
        (vec!["--date", "2026-02-05", "--factor", "2"], "is not in the period"),
        (vec!["--date", "2026-01-05", "--to", "2026-01-02", "--factor", "2"], "lies before --date"),
        (vec!["--date", "2026-01-10", "--factor", "2"], "no window is open"),
    ];
    let place = folder();
    for (more, why) in refused {
        let arguments = [vec!["surge", ".", "--published", "out/roster.csv"], more].concat();
        let output = vagtplan(place.path(), &arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), said.contains(why)), (Some(3), true), "{arguments:?}: {said}");
        assert!(!place.path().join("demand.csv").exists());
    }
}

/// Calls of the day give the seats that they need, and what the seats that were filled mean for who calls.
#[test]
fn calls_give_seats_and_never_take_any() {
    let place = folder();
    let place = place.path();
    let calls = |noon: u32| {
        let hours = (8..12).map(|hour| (hour, 4)).chain((16..20).map(|hour| (hour, noon)));
        let rows: String = hours.map(|(hour, calls)| format!("2026-01-13,{hour:02}:00,{calls},180\n")).collect();
        fs::write(place.join("calls.csv"), "date,start,calls,handling\n".to_owned() + &rows).unwrap();
    };
    let surge = ["surge", ".", "--published", "out/roster.csv", "--date", "2026-01-13", "--calls", "calls.csv"];
    calls(2);
    let output = vagtplan(place, &surge);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(3) && said.contains("no window gets a seat more"), "{said}");
    calls(30);
    let told = done(place, &surge);
    let demand = rows(&place.join("demand.csv"));
    let seats: Vec<(&str, u32)> =
        demand.iter().map(|row| (row["start"].as_str(), row["seats"].parse().unwrap())).collect();
    assert_eq!(seats[0], ("08:00", 2), "as many as there were");
    assert!(seats[1].0 == "16:00" && seats[1].1 > 1, "{seats:?}");
    assert!(told.contains("calls in 2 windows"), "{told}");
    let both = [&surge[..], &["--factor", "2"]].concat();
    assert_eq!(vagtplan(place, &both).status.code(), Some(2));
    assert_eq!(vagtplan(place, &surge[..6]).status.code(), Some(2), "one of the two");
}
