//! What the page says is proven, as a planner meets it: after a run, after a change by hand, after a change of the folder, and
//! after mending.
//!
//! In: the quickstart, planned. Out: nothing, where the page claims what still holds and says why it does not claim more.

use std::fs;

mod support;

use support::place::Place;

const ALL: &str = "Every goal is proven";

#[test]
fn a_run_is_believed_as_long_as_folder_and_values_are_its_own() {
    let place = Place::planned();
    assert!(place.page(&["out/roster.csv"]).contains(ALL));

    // Rows in another order are the same roster; it lies beside the summary under another name.
    place.edit("out/roster.csv", |text| {
        let (head, rows) = text.split_once('\n').expect("a header");
        let mut rows: Vec<&str> = rows.lines().collect();
        rows.reverse();
        format!("{head}\n{}\n", rows.join("\n"))
    });
    assert!(place.page(&["out/roster.csv"]).contains(ALL));

    fs::copy(place.path("out/roster.csv"), place.path("elsewhere.csv")).unwrap();
    let elsewhere = place.page(&["elsewhere.csv"]);
    assert!(!elsewhere.contains(ALL) && elsewhere.contains("does not lie beside the roster"));

    place.edit("plan.toml", |text| text + "\n# a thought\n");
    let changed = place.page(&["out/roster.csv"]);
    assert!(!changed.contains(ALL) && changed.contains("The folder has changed since the roster was made: plan.toml."));
}

#[test]
fn a_roster_that_was_changed_by_hand_loses_the_proofs_from_there_on() {
    let place = Place::planned();
    // Nobody is on the last window any more.
    place.edit("out/roster.csv", |text| {
        let rows: Vec<&str> = text.lines().collect();
        rows[..rows.len() - 1].join("\n") + "\n"
    });
    let page = place.page(&["out/roster.csv"]);
    assert!(!page.contains(ALL));
    assert!(page.contains("from the goal coverage on, its values are not those that were proven"), "{page}");
    assert!(page.contains("No roster comes below 0"));
    // A member's page says the same.
    let page = place.page(&["out/roster.csv", "--per-municipality"]);
    let packs = fs::read_dir(place.path("out/report/municipalities")).expect("packs");
    for pack in packs {
        let summary = fs::read_to_string(pack.unwrap().path().join("summary.html")).expect("a page of its own");
        assert!(summary.contains("from the goal coverage on, its values are not those"), "{summary}");
        assert!(!summary.contains(ALL) && !page.contains(ALL));
    }

    // A summary that boasts is refuted by the roster itself.
    let place = Place::planned();
    place.edit("out/summary.json", |text| {
        text.replacen("\"value\": 0.0", "\"value\": 1.0", 1).replacen("\"bound\": 0.0", "\"bound\": 1.0", 1)
    });
    let page = place.page(&["out/roster.csv"]);
    assert!(
        !page.contains(ALL) && page.contains("better in coverage than the result of the search says any can be"),
        "{page}"
    );
}

#[test]
fn a_mended_roster_is_proven_beside_the_one_it_mends() {
    let place = Place::planned();
    place.edit("availability.csv", |text| text + "SKI1,unavailable,,,2026-01-12,\n");
    assert!(matches!(place.run(&["replan", ".", "--published", "out/roster.csv", "--from", "2026-01-12"]), 0 | 4));
    let mended = "out/replan/roster.csv";
    // The one it mends is found by its hash, where commands put rosters.
    for with in [place.page(&[mended, "--published", "out/roster.csv"]), place.page(&[mended])] {
        assert!(with.contains(ALL) && with.contains("published shifts not kept"));
        assert!(with.contains("leave the shifts before that day as they were published"));
    }
    // The page lies beside a roster of which as much is known.
    assert!(place.page(&["out/report/roster.csv"]).contains(ALL));

    let other = place.page(&[mended, "--published", mended]);
    fs::rename(place.path("out/roster.csv"), place.path("elsewhere.csv")).unwrap();
    for without in [other, place.page(&[mended])] {
        assert!(
            !without.contains(ALL) && without.contains("mends a published one that was not given here, or is another")
        );
    }
}

/// Two colleagues of one town, who can take each other's shift: every swap of theirs keeps what towns owe.
fn swap(place: &Place, roster: &str, out: &str) -> (String, String) {
    let rows = place.text(roster);
    let rows: Vec<Vec<&str>> = rows.lines().skip(1).map(|row| row.split(',').collect()).collect();
    let turn = |row: &[&str]| format!("{}@{}T{}", row[8], row[0], row[3]);
    for gives in &rows {
        for takes in rows.iter().filter(|takes| takes[6] == gives[6] && takes[8] > gives[8]) {
            let (gives, takes) = (turn(gives), turn(takes));
            if matches!(place.run(&["swap", ".", roster, &gives, &takes, "--out", out]), 0 | 4) {
                return (gives, takes);
            }
        }
    }
    panic!("no two shifts can be swapped");
}

#[test]
fn a_swap_keeps_the_proofs_of_the_goals_it_leaves_alone() {
    let place = Place::planned();
    let (gives, takes) = swap(&place, "out/roster.csv", "swapped");
    let run = place.summary("out/summary.json");
    let swapped = place.summary("swapped/summary.json");
    let goals = |summary: &serde_json::Value| summary["goals"].as_array().expect("a list").clone();
    let mut holds = true;
    for (before, after) in goals(&run).iter().zip(goals(&swapped)) {
        // Down to the first goal that is worse, and no further.
        assert_eq!(after["bound"], if holds { before["bound"].clone() } else { serde_json::Value::Null }, "{after}");
        holds &= before["value"] == after["value"];
        assert_eq!(after["proven"], holds, "{after}");
    }
    assert_eq!(swapped["proofs"]["status"], "proven");
    assert_eq!(swapped["status"] == "proven", holds);
    let page = place.page(&["swapped/roster.csv"]);
    assert!(!page.contains("does not lie beside the roster"));
    assert!(goals(&swapped)[0]["proven"] == true && page.contains("No roster that keeps the rules is better."));

    // What is swapped back is proven as it was.
    let [(giver, given), (taker, taken)] = [&gives, &takes].map(|shift| shift.split_once('@').expect("a window"));
    let (back, forth) = (format!("{taker}@{given}"), format!("{giver}@{taken}"));
    assert!(matches!(place.run(&["swap", ".", "swapped/roster.csv", &back, &forth, "--out", "back"]), 0 | 4));
    assert_eq!(place.text("back/roster.csv"), place.text("out/roster.csv"));
    assert_eq!(place.summary("back/summary.json")["status"], "proven");
    assert!(place.page(&["back/roster.csv"]).contains(ALL));

    // The proofs are of the folder as it was when the roster was made, not when it was swapped in.
    place.edit("plan.toml", |text| text + "\n# a thought\n");
    assert!(matches!(place.run(&["swap", ".", "out/roster.csv", &gives, &takes, "--out", "later"]), 0 | 4));
    let page = place.page(&["later/roster.csv"]);
    assert!(
        !page.contains(ALL) && page.contains("The folder has changed since the roster was made: plan.toml."),
        "{page}"
    );
}

#[test]
fn of_a_swap_in_an_unknown_roster_nothing_is_claimed() {
    let place = Place::planned();
    fs::copy(place.path("out/roster.csv"), place.path("elsewhere.csv")).unwrap();
    swap(&place, "elsewhere.csv", "swapped");
    assert!(place.summary("swapped/summary.json")["proofs"].is_null());
    let page = place.page(&["swapped/roster.csv"]);
    assert!(page.contains("The roster comes from another one, of which it is not known what was proven"), "{page}");
}
