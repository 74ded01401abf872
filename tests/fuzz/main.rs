//! Files that nobody would write: whatever stands in them, the program refuses it with findings or takes it, and never panics.
//!
//! In: `tests/corpus`, a folder for each kind of file, and a seed. Out: nothing, or the file that was too much, kept in the folder for temporary
//! files. All files of the corpus are tried, then files that are made of them by chance. `FUZZ_RUNS` says how many of each kind, `FUZZ_SEED`
//! where chance begins. `.ci/fuzz` runs the same targets led by what they reach (`guided.rs`). What once was too much belongs into the corpus.

mod mutator;
mod targets;
#[expect(dead_code, reason = "other tests use the rest")]
#[path = "../support/workbook.rs"]
mod workbook;

use std::fs;
use std::panic::{self, AssertUnwindSafe};

use fastrand::Rng;
use targets::{Ground, KINDS};

/// How many files are tried of each kind, where nobody says.
const RUNS: usize = 80;

fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).map_or(usual, |number| number.parse().expect("a number"))
}

/// Tries the corpus as it is and files that are made of it.
fn tried(name: &str) {
    let kind = KINDS.iter().find(|kind| kind.name == name).expect("a kind");
    let (corpus, ground) = (targets::corpus(kind), Ground::new(kind));
    let mut random = Rng::with_seed(number("FUZZ_SEED", 1) as u64);
    let (mut taken, mut refused) = (0, 0);
    for run in 0..corpus.len() + number("FUZZ_RUNS", RUNS) {
        let bytes = corpus.get(run).cloned().unwrap_or_else(|| {
            let file = random.usize(..corpus.len());
            mutator::mutated(&mut random, &corpus[file], &corpus)
        });
        match panic::catch_unwind(AssertUnwindSafe(|| targets::tried(kind, &ground, &bytes))) {
            Ok(true) => taken += 1,
            Ok(false) => refused += 1,
            Err(cause) => {
                let kept = tempfile::Builder::new().prefix(&format!("fuzz-{name}-")).tempfile().unwrap();
                fs::write(kept.path(), &bytes).unwrap();
                eprintln!("{name}: run {run} was too much: {}", kept.keep().unwrap().1.display());
                panic::resume_unwind(cause);
            }
        }
    }
    assert!(taken > 0 && refused > 0, "{name}: {taken} taken, {refused} refused");
}

#[test]
fn tables() {
    KINDS.iter().filter(|kind| kind.name.ends_with(".csv")).for_each(|kind| tried(kind.name));
}

#[test]
fn grids() {
    tried("grid");
}

#[test]
fn plans() {
    tried("plan.toml");
}

#[test]
fn workbooks() {
    tried("sheets");
    tried("workbook");
}

#[test]
fn rosters() {
    tried("roster");
}

#[test]
fn records_of_calendars() {
    tried("calendars");
}

#[test]
fn solutions() {
    tried("solution");
}

#[test]
fn what_is_closed_is_taken_by_the_next_period() {
    tried("close");
}
