//! What the page says is proven, as a planner meets it: after a run, after a change by hand, after a change of the folder, and
//! after mending.
//!
//! In: the quickstart, planned. Out: nothing, where the page claims what still holds and says why it does not claim more.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const ALL: &str = "Every goal is proven";

struct Place(TempDir);

impl Place {
    /// The quickstart in a folder of its own, planned.
    fn planned() -> Self {
        let place = Place(tempfile::tempdir().expect("a temporary folder"));
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quickstart");
        for entry in fs::read_dir(from).expect("the quickstart") {
            let path = entry.expect("a file of it").path();
            if path.is_file() {
                fs::copy(&path, place.path(&path.file_name().expect("a name").to_string_lossy())).expect("a copy");
            }
        }
        place.run(&["plan", "."]);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> i32 {
        let output = Command::new(env!("CARGO_BIN_EXE_vagtplan")).args(arguments).current_dir(self.0.path()).output();
        output.expect("the program starts").status.code().expect("an exit code")
    }

    fn edit(&self, name: &str, change: impl Fn(String) -> String) {
        let text = fs::read_to_string(self.path(name)).expect("a file to change");
        fs::write(self.path(name), change(text)).expect("a changed file");
    }

    /// The page of a roster, in English.
    fn page(&self, arguments: &[&str]) -> String {
        let status = self.run(&[&["report", ".", "--language", "en"], arguments].concat());
        assert!(matches!(status, 0 | 1 | 4), "{status}");
        fs::read_to_string(self.path("out/report/report.html")).expect("the page")
    }
}

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
    assert!(!elsewhere.contains(ALL) && elsewhere.contains("no summary.json beside the roster"));

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
    assert!(!page.contains(ALL) && page.contains("better in coverage than summary.json says any can be"), "{page}");
}

#[test]
fn a_mended_roster_is_proven_beside_the_one_it_mends() {
    let place = Place::planned();
    place.edit("availability.csv", |text| text + "SKI1,unavailable,,,2026-01-12,\n");
    assert!(matches!(place.run(&["replan", ".", "--published", "out/roster.csv", "--from", "2026-01-12"]), 0 | 4));
    let mended = "out/replan/roster.csv";
    let with = place.page(&[mended, "--published", "out/roster.csv"]);
    assert!(with.contains(ALL) && with.contains("published shifts not kept"));
    assert!(with.contains("leave the shifts before that day as they were published"));
    for without in [place.page(&[mended]), place.page(&[mended, "--published", mended])] {
        assert!(
            !without.contains(ALL) && without.contains("mends a published one that was not given here, or is another")
        );
    }
}
