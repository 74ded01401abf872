//! Whether a roster was sent out, from the first draft to the close of its period: what files say of it, and what commands make of it.
//!
//! In: the quickstart. Out: summary, page, workbook and packs that say the same, and rosters whose columns know nothing of it.

use std::fs;
use std::io::{Cursor, Read};

mod support;

use support::place::Place;

const DRAFT: &str = "Kladde – ikke udsendt";
const PUBLISHED: &str = "Udsendt 1. december 2025";

/// The text of a workbook's parts.
fn workbook(place: &Place, name: &str) -> String {
    let bytes = fs::read(place.path(name)).expect("a workbook");
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut all = String::new();
    for part in 0..parts.len() {
        parts.by_index(part).unwrap().read_to_string(&mut all).expect("text");
    }
    all
}

/// What summary, workbook, page and packs beside a roster say; all of them the same.
fn say(place: &Place, folder: &str, said: &str) {
    let pack = format!("{folder}/municipalities/665 Lemvig");
    let zip = fs::read(place.path(&format!("{pack}.zip"))).expect("a pack in one file");
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut zipped = String::new();
    zip.by_name("665 Lemvig/summary.html").unwrap().read_to_string(&mut zipped).unwrap();
    place.done(&["report", ".", &format!("{folder}/roster.csv")]);
    for text in [
        workbook(place, &format!("{folder}/roster.xlsx")),
        workbook(place, &format!("{pack}/roster.xlsx")),
        place.text(&format!("{pack}/summary.html")),
        zipped,
        place.text("out/report/report.html"),
        workbook(place, "out/report/roster.xlsx"),
    ] {
        assert!(text.contains(said), "{said}");
        assert_eq!(text.contains(DRAFT), said.contains(DRAFT));
    }
    let state = place.summary(&format!("{folder}/summary.json"))["state"].clone();
    assert_eq!(place.summary("out/report/summary.json")["state"], state);
}

#[test]
fn a_roster_is_a_draft_until_it_is_sent_out() {
    let place = Place::new();
    place.done(&["plan", ".", "--zip"]);
    say(&place, "out", DRAFT);
    let summary = place.summary("out/summary.json");
    assert_eq!((&summary["state"], &summary["sent"]), (&"draft".into(), &serde_json::Value::Null));
    let (roster, shares) = (place.text("out/roster.csv"), place.text("out/shares.csv"));

    let publish = ["publish", ".", "out/roster.csv", "--zip", "--on", "01-12-2025"];
    place.done(&publish);
    say(&place, "out", PUBLISHED);
    assert_eq!((place.text("out/roster.csv"), place.text("out/shares.csv")), (roster, shares));
    let published = place.summary("out/summary.json");
    assert_eq!((&published["state"], &published["sent"]), (&"published".into(), &"2025-12-01".into()));
    assert_eq!((&published["roster"], &published["status"]), (&summary["roster"], &"proven".into()));
    let goals = |summary: &serde_json::Value| -> Vec<[serde_json::Value; 4]> {
        let goals = summary["goals"].as_array().unwrap().iter();
        goals.map(|goal| ["goal", "value", "bound", "proven"].map(|key| goal[key].clone())).collect()
    };
    assert_eq!(goals(&published), goals(&summary), "what was proven is");

    // The same again gives the same files, and a roster is sent out for the first time only once.
    let bytes = |name: &str| fs::read(place.path(name)).unwrap();
    let files = ["out/summary.json", "out/roster.xlsx", "out/municipalities/665 Lemvig.zip"];
    let before = files.map(bytes);
    place.done(&publish);
    assert!(before == files.map(bytes));
    let said = place.done(&["publish", ".", "out/roster.csv", "--zip", "--on", "2025-12-24"]);
    assert!(said.contains("sent out on 2025-12-01 already"), "{said}");
    assert!(before == files.map(bytes));

    // In one step it is the same roster.
    place.done(&["plan", ".", "--out", "once", "--zip", "--publish", "--on", "2025-12-01"]);
    say(&place, "once", PUBLISHED);
    for name in ["roster.csv", "shares.csv", "roster.xlsx", "municipalities/665 Lemvig.zip"] {
        assert!(bytes(&format!("once/{name}")) == bytes(&format!("out/{name}")), "{name}");
    }
}

#[test]
fn what_is_made_of_a_published_roster_changes_it() {
    let place = Place::new();
    place.done(&["plan", ".", "--publish", "--on", "2025-12-01"]);
    let first = place.summary("out/summary.json")["roster"].clone();
    let lem1 = |file: &str| {
        let text = place.text(file);
        let row: Vec<&str> = text.lines().find(|row| row.contains(",LEM1,")).expect("a shift").split(',').collect();
        format!("{}T{}", row[0], row[3])
    };

    // A change is a draft as well, until it is sent.
    place.edit("availability.csv", |text| text + "SKI1,unavailable,,,2026-01-12,\n");
    let replan = ["replan", ".", "--published", "out/roster.csv", "--from", "2026-01-12"];
    let said = place.done(&[&replan[..], &["--zip"]].concat());
    assert!(!said.contains("draft"), "{said}");
    say(&place, "out/replan", "Kladde – ikke udsendt: ændrer planen, der blev udsendt 1. december 2025");
    let had_changes = workbook(&place, "out/replan/roster.xlsx").contains("Ændringer");
    place.done(&["publish", ".", "out/replan/roster.csv", "--zip", "--on", "2026-01-10"]);
    let changed = "Ændret 10. januar 2026 i forhold til planen, der blev udsendt 1. december 2025";
    say(&place, "out/replan", changed);
    assert!(had_changes && workbook(&place, "out/replan/roster.xlsx").contains("Ændringer"));
    let summary = place.summary("out/replan/summary.json");
    assert_eq!((&summary["state"], &summary["sent"]), (&"changed".into(), &"2026-01-10".into()));
    let changes = &summary["changes"];
    assert_eq!((&changes["file"], &changes["roster"]), (&"roster.csv".into(), &first));
    assert_eq!((&changes["sent"], &changes["published"]), (&"2025-12-01".into(), &"2025-12-01".into()));

    // A swap in it changes it once more.
    let gives = format!("LEM1@{}", lem1("out/replan/roster.csv"));
    let others = ["LEM2", "STR1", "STR2", "SKI2", "SKI3"];
    let takes = others.iter().find(|taker| {
        matches!(
            place.run(&[
                "swap",
                ".",
                "out/replan/roster.csv",
                &gives,
                taker,
                "--zip",
                "--publish",
                "--on",
                "2026-01-11"
            ]),
            0 | 4
        )
    });
    assert!(takes.is_some());
    let twice =
        "Ændret 11. januar 2026 i forhold til planen, der blev udsendt 10. januar 2026 (den første 1. december 2025)";
    say(&place, "out/swap", twice);
    assert_eq!(place.summary("out/swap/summary.json")["changes"]["roster"], summary["roster"]);
}

#[test]
fn who_changes_a_published_roster_by_hand_has_a_draft() {
    let place = Place::planned();
    place.done(&["publish", ".", "out/roster.csv", "--on", "2025-12-01"]);
    // A file in another order has the same shifts.
    place.edit("out/roster.csv", |text| {
        let (head, rows) = text.split_once('\n').expect("a header");
        format!("{head}\n{}\n", rows.lines().rev().collect::<Vec<_>>().join("\n"))
    });
    assert!(place.page(&["out/roster.csv"]).contains("Published on 1 December 2025"));
    assert!(place.page(&["out/roster.xlsx"]).contains("Published on 1 December 2025"));
    // Nobody is on one window any more.
    place.edit("out/roster.csv", |text| {
        let rows: Vec<&str> = text.lines().collect();
        rows[..rows.len() - 1].join("\n") + "\n"
    });
    assert!(
        place
            .page(&["out/roster.csv"])
            .contains("Draft – not sent out: changes the roster sent out on 1 December 2025")
    );
    place.done(&["publish", ".", "out/roster.csv", "--on", "2025-12-05"]);
    let summary = place.summary("out/summary.json");
    assert_eq!((&summary["state"], &summary["sent"]), (&"changed".into(), &"2025-12-05".into()));
    assert_eq!(summary["changes"]["sent"], "2025-12-01");
}

#[test]
fn drafts_that_are_taken_for_more_are_warned_of_and_unknown_rosters_are_not() {
    let place = Place::planned();
    place.edit("availability.csv", |text| text + "SKI1,unavailable,,,2026-01-12,\n");
    let mend = |roster: &str| place.done(&["replan", ".", "--published", roster, "--from", "2026-01-12"]);
    let draft = "is a draft that was not sent out";
    assert!(mend("out/roster.csv").contains(draft));
    // Whoever calls it published knows better than its summary: the new one changes it, from nobody knows when.
    let summary = place.summary("out/replan/summary.json");
    assert!(summary["state"] == "draft" && summary["changes"]["sent"].is_null() && !summary["changes"].is_null());
    fs::copy(place.path("out/roster.csv"), place.path("mine.csv")).unwrap();
    assert!(!mend("mine.csv").contains(draft));
    let close = |roster: &str| place.done(&["close", ".", roster, "--out", "closed"]);
    assert!(close("out/roster.csv").contains(draft) && !close("mine.csv").contains(draft));
    let page = place.page(&["mine.csv"]);
    assert!(!page.contains("Draft") && !page.contains("Published"));
    // The folder has to be as it was when the roster was made: it would be sent out with a rule broken.
    place.edit("availability.csv", |text| text.replace("SKI1,unavailable,,,2026-01-12,\n", ""));
    place.done(&["publish", ".", "out/roster.csv", "--on", "2025-12-01"]);
    assert!(!close("out/roster.csv").contains(draft) && !mend("out/roster.csv").contains(draft));
}

#[test]
fn what_people_have_is_not_written_over() {
    let place = Place::new();
    place.done(&["plan", ".", "--publish", "--on", "2025-12-01"]);
    let before = place.text("out/summary.json");
    let mend = ["replan", ".", "--published", "out/roster.csv", "--from", "2026-01-12", "--out", "out"];
    for command in [&["plan", "."][..], &mend] {
        let output = place.output(command);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains("roster.csv' was sent out on 2025-12-01, and would be written over"), "{said}");
    }
    assert_eq!(place.text("out/summary.json"), before);
}

#[test]
fn no_command_puts_other_shifts_in_place_of_what_people_have() {
    let place = Place::new();
    place.done(&["plan", ".", "--publish", "--on", "2025-12-01"]);
    let (sent, summary) = (place.text("out/roster.csv"), place.text("out/summary.json"));
    // Nobody is on the last window any more.
    let rows: Vec<&str> = sent.lines().collect();
    let other = rows[..rows.len() - 1].join("\n") + "\n";
    std::fs::write(place.path("mine.csv"), &other).unwrap();
    std::fs::write(place.path("out/hand.csv"), &other).unwrap();
    for command in [
        &["publish", ".", "mine.csv", "--out", "out"][..],
        &["publish", ".", "out/hand.csv"],
        &["report", ".", "mine.csv", "--out", "out"],
    ] {
        let output = place.output(command);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{command:?}: {said}");
        assert!(said.contains("was sent out on 2025-12-01, and would be written over"), "{said}");
        assert_eq!((place.text("out/roster.csv"), place.text("out/summary.json")), (sent.clone(), summary.clone()));
    }
    // The same shifts in another file are no other roster.
    std::fs::write(place.path("same.csv"), &sent).unwrap();
    place.done(&["report", ".", "same.csv", "--out", "out"]);
    // A draft that mends may not take the place of what it mends, whatever is known of that.
    let place = Place::planned();
    let output =
        place.output(&["replan", ".", "--published", "out/roster.csv", "--from", "2026-01-12", "--out", "out"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("would be written over the published one, 'out/roster.csv'"), "{said}");
}

#[test]
fn a_change_is_not_sent_out_before_what_it_changes_without_a_word() {
    let place = Place::new();
    place.done(&["plan", ".", "--publish", "--on", "2026-01-01"]);
    let mend =
        ["replan", ".", "--published", "out/roster.csv", "--from", "2026-01-12", "--publish", "--on", "2025-06-01"];
    let said = place.done(&mend);
    assert!(
        said.contains("sent out on 2025-06-01, before the roster that it changes, which was on 2026-01-01"),
        "{said}"
    );
}

#[test]
fn what_lies_beside_a_page_of_a_roster_that_breaks_rules_is_named() {
    let place = Place::planned();
    place.done(&["report", ".", "out/roster.csv"]);
    let twice = |text: String| text.clone() + text.lines().last().expect("a row") + "\n";
    place.edit("out/roster.csv", twice);
    let output = place.output(&["report", ".", "out/roster.csv"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("roster.csv, roster.xlsx and summary.json in"), "{said}");
    assert!(said.contains("are of another roster than these files"), "{said}");
}

#[test]
fn no_roster_that_breaks_rules_is_sent_out() {
    let place = Place::planned();
    let before = place.text("out/summary.json");
    let output = place.output(&["publish", ".", "mine.csv"]);
    assert_eq!(output.status.code(), Some(3), "there is none");
    fs::write(place.path("mine.csv"), "date,start,staff\n2026-01-06,08:00,LEM1\n2026-01-06,16:00,LEM1\n").unwrap();
    let output = place.output(&["publish", ".", "mine.csv", "--out", "elsewhere"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("shifts_per_day"));
    assert!(!place.path("elsewhere").exists());
    assert_eq!(place.text("out/summary.json"), before);
}
