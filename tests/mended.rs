//! After a replan: what was broken before it is past, for every command that judges the roster, and nothing else is.
//!
//! In: the folder of a case whose published roster broke a rule before it was mended, and variants of it. Out: exit codes
//! and words of `verify`, `swap`, `report`, `close` and a second `replan`.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use calamine::Reader;
use support::by_hand::{instance, municipality, person, roster, staff, window};
use tempfile::TempDir;
use vagtplan::domain::breach::Breach;
use vagtplan::domain::rule::Rule;
use vagtplan::verify::{added, judge};

const CASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/replan-past-broken-rule/cmd.in");

/// A copy of the case, with the roster mended from 12 January on.
fn mended() -> TempDir {
    let place = copied();
    let said = replan(place.path(), "published.csv", "2026-01-12");
    assert_eq!(said.status.code(), Some(0), "{}", err(&said));
    place
}

fn copied() -> TempDir {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    for entry in fs::read_dir(CASE).expect("the case") {
        let path = entry.expect("a file").path();
        fs::copy(&path, place.path().join(path.file_name().expect("a name"))).expect("a file can be copied");
    }
    place
}

fn replan(folder: &Path, published: &str, from: &str) -> Output {
    run(folder, &["replan", ".", "--published", published, "--from", from, "--out", "out/replan"])
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vagtplan")).current_dir(folder).args(arguments).output().expect("it starts")
}

fn out(said: &Output) -> String {
    String::from_utf8_lossy(&said.stdout).into_owned()
}

fn err(said: &Output) -> String {
    String::from_utf8_lossy(&said.stderr).into_owned()
}

fn json(said: &Output) -> serde_json::Value {
    serde_json::from_slice(&said.stdout).unwrap_or_else(|error| panic!("{error}: {}", out(said)))
}

fn edit(file: PathBuf, change: impl Fn(&str) -> String) {
    let text = fs::read_to_string(&file).expect("a file to edit");
    let changed = change(&text);
    assert_ne!(text, changed, "{}: nothing was edited", file.display());
    fs::write(file, changed).expect("a file can be written");
}

const ROSTER: &str = "out/replan/roster.csv";
const ILL_THAT_DAY: &str = "Yasmin Lund (SKI4";

#[test]
fn what_was_broken_before_a_roster_was_mended_is_past_for_every_command() {
    let place = mended();
    let verified = run(place.path(), &["verify", ".", ROSTER]);
    assert_eq!(verified.status.code(), Some(0), "{}", out(&verified));
    let said = out(&verified);
    assert!(
        said.contains("No rule is broken.") && said.contains("A rule was broken before the roster was mended"),
        "{said}"
    );
    assert!(said.contains("broken before") && said.contains(ILL_THAT_DAY), "what it was is told: {said}");
    let document = json(&run(place.path(), &["verify", ".", ROSTER, "--json"]));
    assert_eq!(document["violations"].as_array().map(Vec::len), Some(0));
    assert_eq!(document["past"][0]["rule"], "availability");

    let reported = run(place.path(), &["report", ".", ROSTER]);
    assert_eq!(reported.status.code(), Some(0), "{}{}", out(&reported), err(&reported));
    let closed = run(place.path(), &["close", ".", ROSTER, "--out", "next"]);
    assert_eq!(closed.status.code(), Some(0));
    assert!(out(&closed).contains("A rule was broken before the roster was mended"), "{}", out(&closed));

    // A second one, from a later day on, goes on knowing it.
    edit(place.path().join("availability.csv"), |text| format!("{text}SKI1,unavailable,,,2026-01-15,\n"));
    fs::copy(place.path().join(ROSTER), place.path().join("again.csv")).expect("a copy");
    let again = replan(place.path(), "again.csv", "2026-01-15");
    assert!(matches!(again.status.code(), Some(0 | 4)), "{}", err(&again));
    assert_eq!(run(place.path(), &["verify", ".", ROSTER]).status.code(), Some(0));
}

/// All texts of a workbook, a sheet after the other.
fn texts(file: &Path) -> String {
    let mut workbook = calamine::open_workbook::<calamine::Xlsx<_>, _>(file).expect("a workbook");
    let sheets = workbook.worksheets();
    let rows = sheets.iter().flat_map(|(_, cells)| cells.rows()).flatten();
    rows.map(|cell| format!("{cell}\n")).collect()
}

#[test]
fn page_workbook_and_packs_tell_what_is_past_and_never_as_a_breach_of_today() {
    let place = mended();
    let told = [
        (
            "en",
            "A rule was broken before the roster was mended; that is past, and stays as it was.",
            "Not available: Yasmin Lund (SKI4), Skive, Tue 6 Jan 08:00",
            ["No rule is broken.", "broken rule", "Rules that were broken before the mending"],
        ),
        (
            "da",
            "En regel blev brudt, før vagtplanen blev rettet; det er fortid og bliver stående.",
            "Kan ikke være på den tid: Yasmin Lund (SKI4), Skive, tir 6. jan 08:00",
            ["Ingen regel er brudt.", "regelbrud", "Regler, der blev brudt før rettelsen"],
        ),
    ];
    for (language, past, which, [lawful, unlawful, table]) in told {
        let out = format!("out/{language}");
        let said =
            run(place.path(), &["report", ".", ROSTER, "--out", &out, "--language", language, "--per-municipality"]);
        assert_eq!(said.status.code(), Some(0), "{}", err(&said));
        let place = place.path().join(&out);
        let page = fs::read_to_string(place.join("report.html")).expect("the page");
        assert!(page.contains(lawful) && page.contains(past) && page.contains(table), "{language}");
        assert!(!page.contains(unlawful), "{language}: nothing is broken today");
        let all = texts(&place.join("roster.xlsx"));
        assert!(all.contains(past) && all.contains(which), "{language}: {all}");
        for pack in fs::read_dir(place.join("municipalities")).expect("packs").map(|pack| pack.expect("a pack").path())
        {
            let is_theirs = pack.ends_with("779 Skive");
            let (page, book) =
                (fs::read_to_string(pack.join("summary.html")).expect("a page"), texts(&pack.join("roster.xlsx")));
            for text in [page, book] {
                assert_eq!(text.contains(past), is_theirs, "{language}, {}", pack.display());
                assert_eq!(text.contains(which), is_theirs, "{language}, {}", pack.display());
            }
        }
    }
}

#[test]
fn no_real_breach_hides_behind_the_past() {
    // On a past day, by hand, after the roster was mended.
    let place = mended();
    edit(place.path().join(ROSTER), |text| {
        text.lines()
            .filter(|row| !row.starts_with("2026-01-05,mon,2026-W02,08:00"))
            .map(|row| format!("{row}\n"))
            .collect::<String>()
            + "2026-01-05,mon,2026-W02,08:00,12:00,1,779,Skive,SKI4,Yasmin Lund,assigned\n"
            + "2026-01-05,mon,2026-W02,08:00,12:00,2,779,Skive,SKI4,Yasmin Lund,assigned\n"
    });
    let verified = run(place.path(), &["verify", ".", ROSTER]);
    assert_eq!(verified.status.code(), Some(1), "{}", out(&verified));
    assert!(out(&verified).contains("has 2 seats on mon 2026-01-05 08:00"), "{}", out(&verified));

    // A summary that names something else as past, on a day that could change or of people there are not.
    let place = mended();
    edit(place.path().join("out/replan/summary.json"), |text| text.replace("\"2026-01-12\"", "\"2026-01-06\""));
    assert_eq!(run(place.path(), &["verify", ".", ROSTER]).status.code(), Some(1), "its window does not lie before");
    let place = mended();
    edit(place.path().join("out/replan/summary.json"), |text| text.replace("\"SKI4\"", "\"SKI9\""));
    assert_eq!(run(place.path(), &["verify", ".", ROSTER]).status.code(), Some(1), "nobody else's breach is excused");

    // Without the summary nobody knows.
    let place = mended();
    fs::remove_file(place.path().join("out/replan/summary.json")).expect("it is there");
    assert_eq!(run(place.path(), &["verify", ".", ROSTER]).status.code(), Some(1));
}

#[test]
fn a_summary_of_something_else_excuses_nothing() {
    let summary = "out/replan/summary.json";
    for (was, is) in [("\"from\": \"2026-01-05\"", "\"from\": \"2025-12-29\""), ("\"published.csv\"", "\"staff.csv\"")]
    {
        let place = mended();
        edit(place.path().join(summary), |text| text.replace(was, is));
        assert_eq!(run(place.path(), &["verify", ".", ROSTER]).status.code(), Some(1), "{is}");
    }
    // Where the roster that was mended is at hand, it has to be the one that is named.
    let place = mended();
    let report = |published: &str| {
        let said = run(place.path(), &["report", ".", ROSTER, "--published", published, "--out", "out/page"]);
        said.status.code()
    };
    assert_ne!(report("published.csv"), Some(1));
    edit(place.path().join("published.csv"), |text| format!("{text}\n"));
    assert_eq!(report("published.csv"), Some(1));
}

/// Two people who are both on later days and whose swap breaks no rule, as the roster has it.
fn a_swap(place: &Path, roster: &str) -> (String, String) {
    let rows = fs::read_to_string(place.join(roster)).expect("a roster");
    let shifts: Vec<(String, String)> = rows
        .lines()
        .filter(|row| row.starts_with("2026-01-1") && row.as_bytes().get(9) >= Some(&b'2') && row.ends_with("assigned"))
        .map(|row| row.split(',').map(str::to_owned).collect::<Vec<_>>())
        .map(|cells| (cells[8].clone(), format!("{}@{}T{}", cells[8], cells[0], cells[3])))
        .collect();
    for (place_of, (giver, given)) in shifts.iter().enumerate() {
        for (taker, taken) in &shifts[place_of + 1..] {
            let said = run(place, &["swap", ".", roster, given, taken, "--out", "out/tried"]);
            if giver != taker && said.status.code() == Some(0) {
                fs::remove_dir_all(place.join("out/tried")).expect("it was written");
                return (given.clone(), taken.clone());
            }
        }
    }
    panic!("no two can swap");
}

#[test]
fn a_swap_in_a_mended_roster_is_done_and_the_past_goes_on_being_known() {
    let place = mended();
    let (given, taken) = a_swap(place.path(), ROSTER);
    let swapped = run(place.path(), &["swap", ".", ROSTER, &given, &taken, "--out", "out/swap"]);
    assert_eq!(swapped.status.code(), Some(0));
    assert!(out(&swapped).contains("broken before") && out(&swapped).contains(ILL_THAT_DAY), "{}", out(&swapped));
    let verified = run(place.path(), &["verify", ".", "out/swap/roster.csv"]);
    assert_eq!(verified.status.code(), Some(0), "{}", out(&verified));
    // And a swap of the swapped one.
    let (given, taken) = a_swap(place.path(), "out/swap/roster.csv");
    let again = run(place.path(), &["swap", ".", "out/swap/roster.csv", &given, &taken, "--out", "out/again"]);
    assert_eq!(again.status.code(), Some(0));
    assert_eq!(run(place.path(), &["verify", ".", "out/again/roster.csv"]).status.code(), Some(0));
}

const BROKEN: &str =
    "date,start,staff\n2026-01-05,08:00,a1\n2026-01-05,08:00,a2\n2026-01-06,08:00,b1\n2026-01-07,08:00,b2\n";

/// One breach, of a limit that knows more and less: two of One's staff in a window where one may be.
fn with_an_older_breach() -> TempDir {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let put = |name: &str, text: &str| fs::write(place.path().join(name), text).expect("a file can be written");
    put(
        "plan.toml",
        "period = { from = 2026-01-05, to = 2026-01-08 }\n[[windows]]\ndays = \"mon-thu\"\nstart = \"08:00\"\nseats = 3\n[rules]\nshifts_per_week = 2\n",
    );
    put("municipalities.csv", "code,name,population,away_at_once\n1,One,100,1\n2,Two,100,\n");
    put("staff.csv", "id,name,municipality\na1,,1\na2,,1\na3,,1\nb1,,2\nb2,,2\n");
    put("worked.csv", BROKEN);
    place
}

#[test]
fn a_swap_that_adds_no_breach_to_older_ones_is_done() {
    let place = with_an_older_breach();
    let swap = |gives: &str, takes: &str| {
        run(place.path(), &["swap", ".", "worked.csv", gives, takes, "--out", "out/swap", "--json"])
    };
    // Elsewhere.
    let done = swap("b1@2026-01-06T08:00", "b2@2026-01-07T08:00");
    assert_eq!(done.status.code(), Some(4), "done, with seats open: {}", out(&done));
    let document = json(&done);
    assert_eq!((&document["done"], document["violations"].as_array().map(Vec::len)), (&true.into(), Some(0)));
    assert_eq!(document["violations_before"][0]["rule"], "away_at_once");
    assert_eq!(run(place.path(), &["verify", ".", "out/swap/roster.csv"]).status.code(), Some(1), "it is still broken");
    fs::remove_dir_all(place.path().join("out")).expect("it was written");
    // In the window itself, by another colleague of the same town: two as before.
    let done = swap("a2@2026-01-05T08:00", "a3");
    assert_eq!(json(&done)["done"], true, "{}", out(&done));
    fs::remove_dir_all(place.path().join("out")).expect("it was written");
    // One that puts it right.
    let done = swap("a2@2026-01-05T08:00", "b1@2026-01-06T08:00");
    assert_eq!(json(&done)["violations_before"].as_array().map(Vec::len), Some(0));
    fs::remove_dir_all(place.path().join("out")).expect("it was written");
    // One that makes a third of One's staff be there: the limit was passed, and is passed by more.
    edit(place.path().join("worked.csv"), |text| format!("{text}2026-01-05,08:00,b2\n"));
    let refused = swap("b2@2026-01-05T08:00", "a3");
    assert_eq!(refused.status.code(), Some(1), "{}", out(&refused));
    let document = json(&refused);
    assert_eq!((&document["done"], &document["violations"][0]["rule"]), (&false.into(), &"away_at_once".into()));
    // One that breaks another rule: what is old and what is new stand apart.
    let refused = swap("b2@2026-01-05T08:00", "a1");
    let document = json(&refused);
    assert_eq!(refused.status.code(), Some(1));
    assert!(document["violations"].as_array().is_some_and(|new| new.iter().any(|new| new["rule"] == "seats")));
    let told = run(place.path(), &["swap", ".", "worked.csv", "b2@2026-01-05T08:00", "a1", "--out", "out/swap"]);
    assert!(out(&told).contains("The swap would break"), "{}", out(&told));
}

/// Locks and absences on days that are over say nothing any more, whatever was entered since.
#[test]
fn days_that_are_over_are_not_checked_against_locks() {
    let rows = fs::read_to_string(Path::new(CASE).join("published.csv")).expect("the case");
    let monday: Vec<&str> = rows.lines().find(|row| row.starts_with("2026-01-05")).expect("a row").split(',').collect();
    let on_monday = monday[8];
    let since: [(&str, &str, String); 6] = [
        // Worked under a lock, and an absence entered later that reaches back.
        ("locks.csv", "availability.csv", format!("2026-01-05,08:00,{on_monday},fixed\n")),
        // The window of a lock was closed since.
        ("locks.csv", "demand.csv", "2026-01-08,16:00,LEM2,fixed\n".to_owned()),
        // Two locks on one window.
        ("locks.csv", "", format!("2026-01-05,08:00,{on_monday},fixed\n2026-01-05,08:00,{on_monday},fixed\n")),
        // A shift that was worked is forbidden by now, and fixed as well.
        ("locks.csv", "", format!("2026-01-05,08:00,{on_monday},fixed\n2026-01-05,08:00,{on_monday},forbidden\n")),
        // More locks in a week than anybody takes.
        (
            "locks.csv",
            "",
            "2026-01-05,08:00,SKI1,fixed\n2026-01-06,08:00,SKI1,fixed\n2026-01-07,08:00,SKI1,fixed\n".to_owned(),
        ),
        // The member has left since.
        ("locks.csv", "municipalities.csv", format!("2026-01-05,08:00,{on_monday},fixed\n")),
    ];
    for (number, (table, changed, locks)) in since.iter().enumerate() {
        let place = copied();
        fs::write(place.path().join(table), format!("date,start,staff,kind\n{locks}")).expect("a file can be written");
        match *changed {
            "availability.csv" => {
                edit(place.path().join(changed), |text| format!("{text}{on_monday},unavailable,,,2026-01-01,\n"))
            }
            "demand.csv" => {
                fs::write(place.path().join(changed), "date,start,seats\n2026-01-08,16:00,0\n").expect("written");
                edit(place.path().join("published.csv"), |text| {
                    text.lines()
                        .filter(|row| !row.starts_with("2026-01-08,thu,2026-W02,16:00"))
                        .map(|row| format!("{row}\n"))
                        .collect()
                });
            }
            "municipalities.csv" => edit(place.path().join(changed), |text| {
                let home = monday[6];
                let row = |row: &str| match row {
                    head if head.starts_with("code") => format!("{head},left\n"),
                    row if row.starts_with(home) => format!("{row},2026-01-01\n"),
                    row => format!("{row},\n"),
                };
                text.lines().map(row).collect()
            }),
            _ => {}
        }
        let checked = run(place.path(), &["check", "."]);
        assert_eq!(checked.status.code(), Some(3), "case {number}: from scratch it can't be met: {}", out(&checked));
        let mended = replan(place.path(), "published.csv", "2026-01-12");
        assert!(matches!(mended.status.code(), Some(0 | 4)), "case {number}: {}", err(&mended));
        // And the commands that follow take the folder as well.
        let verified = run(place.path(), &["verify", ".", ROSTER]);
        assert_eq!(verified.status.code(), Some(0), "case {number}: {}{}", out(&verified), err(&verified));
        // On the day itself and later everything is checked.
        edit(place.path().join("locks.csv"), |text| {
            format!("{text}2026-01-12,08:00,LEM1,fixed\n2026-01-12,08:00,LEM1,forbidden\n")
        });
        let refused = replan(place.path(), "published.csv", "2026-01-12");
        assert_eq!(refused.status.code(), Some(3), "case {number}");
        assert!(err(&refused).contains("V503"), "case {number}: {}", err(&refused));
    }
}

/// Five shifts in a week of two at most, known as past. Four of the five are that breach, made less; with another shift it is a new one.
#[test]
fn a_past_breach_that_is_made_less_stays_past() {
    let people = vec![staff("a", "A", 0, 1), staff("b", "B", 0, 1)];
    let members = vec![municipality("1", "One", 100)];
    let mut town = instance(("2026-01-05", "2026-01-18"), &["08:00"], 1, Vec::new(), members, people);
    town.edit(|town| town.staff[0].limits[Rule::ShiftsPerWeek] = Some(2));
    let days = |ids: [&'static str; 6]| {
        let names: Vec<String> = (5..11).map(|day| format!("2026-01-{day:02} 08:00")).collect();
        let seats: Vec<(&str, &str)> =
            names.iter().map(String::as_str).zip(ids).filter(|(_, id)| !id.is_empty()).collect();
        judge(&town, &roster(&town, &seats))
    };
    let windows = (5..10).map(|day| window(&town, &format!("2026-01-{day:02} 08:00"))).collect();
    let known = [Breach { rule: Rule::ShiftsPerWeek, staff: Some(person(&town, "a")), municipality: Some(0), windows }];
    let before = days(["a", "a", "a", "a", "a", ""]).knowing(&known);
    assert_eq!((before.violations.len(), before.past.len()), (0, 1));
    let less = days(["b", "a", "a", "a", "a", ""]).knowing(&known);
    assert_eq!((less.violations.len(), less.past.len()), (0, 1), "{:?}", less.violations);
    let other = days(["b", "a", "a", "a", "a", "a"]).knowing(&known);
    assert_eq!((other.violations.len(), other.past.len()), (1, 0));
    assert!(added(&town, &before, &other).is_empty(), "it passes the limit by no more than before");
    let more = days(["a", "a", "a", "a", "a", "a"]).knowing(&known);
    assert_eq!(added(&town, &before, &more).len(), 1, "by more it does");
}
