//! A year of an invented hotline, quarter after quarter, as its planner lives through it: forms out, answers in, the roster, requests, somebody ill, who really
//! sat there, the closing, and the next quarter's folder.
//!
//! In: a folder that `generate` makes. Out: at each step the balances sum to zero, the ledger has what was worked, and the history
//! reaches back thirteen weeks and no further.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{Days, NaiveDate};

struct Year(tempfile::TempDir);

impl Year {
    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs a command that does what it is asked to, whether all seats can be filled or not; what it prints.
    fn done(&self, arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_vagtplan")).args(arguments).current_dir(self.0.path()).output();
        let output = output.expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(0 | 4)), "{arguments:?}: {said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// The rows of a CSV file by their columns.
    fn rows(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_path(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        reader.deserialize().map(|row| row.expect("a row")).collect()
    }
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Millionths of a shift, so that sums are exact.
fn millionths(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    let part: i64 = format!("{part:0<6}").parse().expect("decimals");
    whole.parse::<i64>().expect("a number") * 1_000_000 + sign * part
}

fn worked(row: &BTreeMap<String, String>) -> bool {
    row["status"] == "assigned"
}

#[test]
fn a_year_of_four_quarters_goes_round() {
    let year = Year(tempfile::tempdir().expect("a temporary folder"));
    let quarters = ["q1", "q2", "q3", "q4", "q5"];
    year.done(&["generate", "q1", "--municipalities", "4", "--staff", "16", "--weeks", "13", "--seed", "11", "-q"]);
    let mut before: BTreeMap<(String, String), i64> = BTreeMap::new();
    for row in year.rows("q1/ledger.csv") {
        before.insert((row["municipality"].clone(), row["burden"].clone()), millionths(&row["worked"]));
    }
    let mut granted = 0;
    for pair in quarters.windows(2) {
        let (quarter, next) = (pair[0], pair[1]);
        let inside = |name: &str| format!("{quarter}/{name}");
        // Everybody but one answers what the form says already.
        year.done(&["forms", quarter, "-q"]);
        let mut forms: Vec<PathBuf> =
            fs::read_dir(year.path(&inside("out/forms"))).unwrap().map(|form| form.unwrap().path()).collect();
        forms.sort();
        assert_eq!(forms.len(), 4);
        let answers = format!("answers-{quarter}");
        fs::create_dir(year.path(&answers)).unwrap();
        for form in &forms[1..] {
            fs::copy(form, year.path(&answers).join(form.file_name().unwrap())).unwrap();
        }
        let said = year.done(&["collect", quarter, &answers, "--json", "-q"]);
        let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
        let states: Vec<&str> =
            said["answers"].as_array().unwrap().iter().map(|one| one["state"].as_str().unwrap()).collect();
        let count = |state: &str| states.iter().filter(|other| **other == state).count();
        assert_eq!((count("taken"), count("missing")), (3, 1), "{quarter}: {said}");

        year.done(&["plan", quarter, "-q"]);
        let roster = year.rows(&inside("out/roster.csv"));
        let (first, last) = (date(&roster[0]["date"]), date(&roster[roster.len() - 1]["date"]));
        // In the hearing two ask to be off, and somebody for another shift; as far as can be, they are granted.
        let asks = |number: usize, wants: &str| {
            let row = roster.iter().filter(|row| worked(row)).nth(number).expect("a shift");
            format!("{},{},{},{wants},\n", row["staff"], row["date"], row["start"])
        };
        let asked = ["staff,date,start,wants,with\n".to_owned(), asks(3, "off"), asks(20, "off"), asks(40, "swap")];
        fs::write(year.path(&inside("requests.csv")), asked.concat()).unwrap();
        let (hearing, day) = (inside("out/roster.csv"), first.to_string());
        let said = year.done(&["requests", quarter, &hearing, "--from", &day, "--json", "-q"]);
        let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
        assert_eq!(said["proven"], true, "{quarter}");
        granted += said["granted"].as_u64().expect("a number");
        let published = match said["granted"].as_u64() {
            Some(0) => hearing,
            _ => inside("out/requests/roster.csv"),
        };
        let roster = year.rows(&published);
        // Somebody with a shift in the middle falls ill for a week.
        let middle = first + Days::new(42);
        let ill = roster.iter().find(|row| worked(row) && date(&row["date"]) >= middle).expect("a shift");
        let (staff, from) = (ill["staff"].clone(), ill["date"].clone());
        let to = (date(&from) + Days::new(6)).to_string();
        let mended = inside("out/mended");
        year.done(&[
            "absent",
            quarter,
            "--published",
            &published,
            "--staff",
            &staff,
            "--from",
            &from,
            "--to",
            &to,
            "--out",
            &mended,
            "-q",
        ]);
        let mended = year.rows(&inside("out/mended/roster.csv"));
        let is_away =
            |row: &&BTreeMap<String, String>| row["staff"] == staff && row["date"] >= from && row["date"] <= to;
        assert_eq!(mended.iter().filter(is_away).count(), 0, "{staff} is away from {from} to {to}");

        // On the first day one did not come, and nobody came instead.
        let gone = mended.iter().find(|row| worked(row)).expect("a shift");
        let list = format!("date,start,staff,instead_of\n{},{},,{}\n", gone["date"], gone["start"], gone["staff"]);
        fs::write(year.path(&inside("worked.csv")), list).unwrap();
        year.done(&["close", quarter, &inside("out/mended/roster.csv"), "--actual", &inside("worked.csv"), "-q"]);
        let ledger = year.rows(&inside("out/ledger.csv"));
        let history = year.rows(&inside("out/history.csv"));
        settled(quarter, &ledger);
        // What is worked in the ledger is what it was before, with every seat that somebody sat on.
        let seats = mended.iter().filter(|row| worked(row)).count() as i64 - 1;
        let mut after: BTreeMap<(String, String), i64> = BTreeMap::new();
        for row in &ledger {
            after.insert((row["municipality"].clone(), row["burden"].clone()), millionths(&row["worked"]));
        }
        let all = |sums: &BTreeMap<(String, String), i64>| -> i64 {
            sums.iter().filter(|((_, burden), _)| burden.is_empty()).map(|(_, worked)| worked).sum()
        };
        assert_eq!(all(&after) - all(&before), seats * 1_000_000, "{quarter}");
        before = after;
        let is_gone =
            |row: &&BTreeMap<String, String>| ["date", "start", "staff"].iter().all(|key| row[*key] == gone[*key]);
        assert_eq!(history.iter().filter(is_gone).count(), 0, "{quarter}: nobody came");
        let days: Vec<NaiveDate> = history.iter().map(|row| date(&row["date"])).collect();
        let (oldest, newest) = (days.iter().min().unwrap(), days.iter().max().unwrap());
        assert!(*newest <= last && *newest - *oldest < chrono::TimeDelta::weeks(13), "{quarter}: {oldest} to {newest}");

        year.done(&["next", quarter, next, "-q"]);
        assert!(Path::new(&year.path(next)).join("availability").is_dir(), "answers are carried on, town by town");
        assert_eq!(year.rows(&format!("{next}/ledger.csv")).len(), ledger.len());
        assert_eq!(year.rows(&format!("{next}/history.csv")).len(), history.len());
        year.done(&["check", next]);
    }
    assert!(granted >= 4, "of twelve requests {granted} were granted");
}

/// Whether the balances of a ledger sum to what they did, in all shifts and in each burden: the invented one begins with sums of zero.
fn settled(quarter: &str, ledger: &[BTreeMap<String, String>]) {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for row in ledger {
        *sums.entry(&row["burden"]).or_default() += millionths(&row["entitled"]) - millionths(&row["worked"]);
    }
    assert!(sums.values().all(|sum| *sum == 0), "{quarter}: {sums:?}");
}
