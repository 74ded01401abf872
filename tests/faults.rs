//! The last second of a run, with every step of the writer failing once, and the process killed at every step: what lies there
//! afterwards is one set of files, or whoever reads it says that it is not.
//!
//! In: a small folder and two rosters. Out: the set of the first or of the second, no file of both unnoticed, and nothing left behind.
//! The program runs in a process of its own: this test binary once more, with the writer's steps watched.
//!
//! `cargo test --release --test faults -- --counts` takes the counts of all of it, and prints them as a table.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use clap::Parser;
use nix::sys::signal::{Signal, kill, raise};
use nix::unistd::Pid;
use tempfile::TempDir;
use vagtplan::cli::Cli;
use vagtplan::commands;
use vagtplan::report::write::disk::{self, Step};

#[path = "faults/counts.rs"]
mod counts;
#[path = "faults/limits.rs"]
mod limits;

/// What is to happen, and at which step: `fail 3`, `kill 3`, at which file that takes its place: `fail-rename 3`, `kill-rename 3`, `refuse`
/// from the first file in its place on, `slow`.
const FAULT: &str = "FAULT";
/// The arguments of the program, a line each.
const ARGUMENTS: &str = "ARGUMENTS";
/// A file that tells that files are taking their places.
const PLACING: &str = "PLACING";

const PLAN: &str = "\
title = \"Two days\"
period = { from = 2026-01-05, to = 2026-01-06 }
[[windows]]
days = [\"mon\", \"tue\"]
start = \"08:00\"
seats = 1
";

/// The folder, and two rosters for it.
fn folder() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(place.path().join(name), text).unwrap();
    fs::create_dir(place.path().join("passing")).unwrap();
    put("plan.toml", PLAN);
    put("municipalities.csv", "code,name,population\n665,Lemvig,10\n");
    put("staff.csv", "id,name,municipality\na,Ada,665\nb,Bo,665\n");
    put("one.csv", "date,start,staff\n2026-01-05,08:00,a\n2026-01-06,08:00,b\n");
    put("two.csv", "date,start,staff\n2026-01-05,08:00,b\n2026-01-06,08:00,a\n");
    place
}

/// The tests. They have no harness: the program has to run in the first thread of its process, where it asks for signals.
const TESTS: [(&str, fn()); 9] = [
    ("whichever_step_fails_no_file_is_new_or_all_are", whichever_step_fails_no_file_is_new_or_all_are),
    (
        "whenever_a_run_is_killed_the_next_reader_knows_of_a_mixed_set",
        whenever_a_run_is_killed_the_next_reader_knows_of_a_mixed_set,
    ),
    ("what_cannot_be_taken_back_is_named", what_cannot_be_taken_back_is_named),
    (
        "a_roster_that_its_folder_refuses_late_is_saved_beside_it",
        a_roster_that_its_folder_refuses_late_is_saved_beside_it,
    ),
    ("every_place_is_tried_before_the_search", every_place_is_tried_before_the_search),
    ("two_runs_do_not_write_to_one_folder_at_once", two_runs_do_not_write_to_one_folder_at_once),
    ("a_signal_never_ends_the_program_between_two_files", a_signal_never_ends_the_program_between_two_files),
    (
        "without_threads_the_cure_is_said_and_the_engine_works",
        limits::without_threads_the_cure_is_said_and_the_engine_works,
    ),
    ("a_file_that_may_grow_no_longer_loses_no_roster", limits::a_file_that_may_grow_no_longer_loses_no_roster),
];

fn main() {
    if let Ok(arguments) = std::env::var(ARGUMENTS) {
        the_program_itself(&arguments);
    }
    if std::env::args().any(|word| word == "--counts") {
        counts::print();
        return;
    }
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    for (name, test) in
        TESTS.iter().filter(|(name, _)| asked.is_empty() || asked.iter().any(|word| name.contains(word.as_str())))
    {
        println!("test {name}");
        test();
    }
}

/// The program in a process of its own, with a fault.
fn faulty(place: &Path, fault: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this test"));
    command
        .current_dir(place)
        .env(FAULT, fault)
        .env("TMPDIR", place.join("passing"))
        .env(PLACING, place.join("placing"))
        .env(ARGUMENTS, arguments.join("\n"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What [`faulty`] runs.
fn the_program_itself(arguments: &str) -> ! {
    disk::watch(watched);
    let cli = Cli::parse_from(["vagtplan"].into_iter().chain(arguments.lines()));
    let exit = commands::run(&cli, || std::process::exit(130));
    std::process::exit(exit.code().into())
}

fn watched(step: Step, path: &Path) -> io::Result<()> {
    static STEPS: AtomicUsize = AtomicUsize::new(0);
    static RENAMES: AtomicUsize = AtomicUsize::new(0);
    static FAULTS: OnceLock<(String, usize)> = OnceLock::new();
    let (kind, at) = FAULTS.get_or_init(|| {
        let fault = std::env::var(FAULT).unwrap_or_default();
        let (kind, at) = fault.split_once(' ').unwrap_or((&fault, "0"));
        (kind.to_owned(), at.parse().expect("a number"))
    });
    let number = STEPS.fetch_add(1, Ordering::SeqCst) + 1;
    let renames =
        RENAMES.fetch_add(usize::from(step == Step::Rename), Ordering::SeqCst) + usize::from(step == Step::Rename);
    let is_it = step == Step::Rename && renames == *at;
    match kind.as_str() {
        "fail-rename" if is_it => Err(io::ErrorKind::PermissionDenied.into()),
        "kill-rename" if is_it => raise(Signal::SIGKILL).map_err(io::Error::from),
        "fail" if number == *at => Err(io::ErrorKind::StorageFull.into()),
        "kill" if number == *at => raise(Signal::SIGKILL).map_err(io::Error::from),
        "count" => fs::write(std::env::var(PLACING).unwrap_or_default(), number.to_string()),
        // The last file of a set does not take its place, and none can be put back either.
        "stuck" if step == Step::Rename && (path.ends_with("summary.json") || STUCK.load(Ordering::SeqCst) > 0) => {
            STUCK.fetch_add(1, Ordering::SeqCst);
            Err(io::ErrorKind::PermissionDenied.into())
        }
        "refuse" if step == Step::Rename && path.ends_with("out/summary.json") => {
            Err(io::ErrorKind::PermissionDenied.into())
        }
        "slow" if step == Step::Rename => {
            fs::write(std::env::var(PLACING).unwrap_or_default(), renames.to_string())?;
            thread::sleep(Duration::from_millis(40));
            Ok(())
        }
        _ => Ok(()),
    }
}

static STUCK: AtomicUsize = AtomicUsize::new(0);

fn report(roster: &str) -> [&str; 6] {
    ["report", ".", roster, "--out", "out", "--calendars"]
}

fn vagtplan(place: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vagtplan")).args(arguments).current_dir(place).output().expect("it starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Every file below a folder.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.insert(entry.path(), fs::read(entry.path()).unwrap());
        }
    }
    found
}

/// The set of the first roster, with which every run begins, and that of the second beside it.
fn sets(place: &Path) -> [BTreeMap<PathBuf, Vec<u8>>; 2] {
    let sets = ["two.csv", "one.csv"].map(|roster| {
        let out = place.join("out");
        fs::remove_dir_all(&out).ok();
        assert_eq!(vagtplan(place, &report("one.csv")).status.code(), Some(0));
        assert_eq!(vagtplan(place, &report(roster)).status.code(), Some(0));
        files(&out)
    });
    let [two, one] = sets;
    assert_ne!(one, two);
    [one, two]
}

/// Puts a set where it was.
fn lay(place: &Path, set: &BTreeMap<PathBuf, Vec<u8>>) {
    fs::remove_dir_all(place.join("out")).ok();
    for (path, bytes) in set {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// How many steps a run takes that writes the second roster over the first.
fn steps(place: &Path, one: &BTreeMap<PathBuf, Vec<u8>>) -> usize {
    lay(place, one);
    let ended = faulty(place, "count", &report("two.csv")).output().expect("it starts");
    assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
    let steps = fs::read_to_string(place.join("placing")).unwrap().parse().unwrap();
    assert!(steps > 30, "{steps}");
    steps
}

fn whichever_step_fails_no_file_is_new_or_all_are() {
    let folder = folder();
    let place = folder.path();
    let [one, two] = sets(place);
    let mut taken_back = 0;
    for step in 1..=steps(place, &one) {
        lay(place, &one);
        let ended = faulty(place, &format!("fail {step}"), &report("two.csv")).output().expect("it starts");
        let found = files(&place.join("out"));
        match ended.status.code() {
            Some(0) => assert_eq!(found, two, "step {step}"),
            Some(3) => {
                assert_eq!(found, one, "step {step}: {}", said(&ended));
                assert!(said(&ended).contains("the disk is full"), "step {step}: {}", said(&ended));
                taken_back += 1;
            }
            code => panic!("step {step}: {code:?} {}", said(&ended)),
        }
        // Where the work was done already, the roster is saved beside.
        let saved = place.join("out-saved");
        if said(&ended).contains("the roster is not lost") {
            let verified = vagtplan(place, &["verify", ".", "out-saved/roster.csv"]);
            assert_eq!((verified.status.code(), said(&verified)), (Some(0), String::new()), "step {step}");
            fs::remove_dir_all(saved).unwrap();
        } else {
            assert!(!saved.exists(), "step {step}");
        }
    }
    assert!(taken_back > 20, "{taken_back}");
}

fn whenever_a_run_is_killed_the_next_reader_knows_of_a_mixed_set() {
    let folder = folder();
    let place = folder.path();
    let [one, two] = sets(place);
    let (mut mixed, mut left) = (0, 0);
    for step in 1..=steps(place, &one) {
        lay(place, &one);
        let ended = faulty(place, &format!("kill {step}"), &report("two.csv")).output().expect("it starts");
        assert_eq!(ended.status.code(), None, "step {step}");
        let mut found = files(&place.join("out"));
        let before = found.len();
        found.retain(|path, _| !path.file_name().unwrap().to_string_lossy().starts_with(".vagtplan-"));
        left += usize::from(found.len() < before);
        let is_one = found == one || found == two;
        mixed += usize::from(!is_one);
        for reader in [&["verify", ".", "out/roster.csv"][..], &["report", ".", "out/roster.csv", "--out", "page"]] {
            let read = vagtplan(place, reader);
            assert_eq!(said(&read).contains("V614"), !is_one, "step {step}: {}", said(&read));
        }
        // The next run writes a whole set, and leaves nothing else.
        let again = vagtplan(place, &report("two.csv"));
        assert_eq!(again.status.code(), Some(0), "step {step}");
        let names = |set: &BTreeMap<PathBuf, Vec<u8>>| set.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&files(&place.join("out"))), names(&two), "step {step}");
    }
    // Otherwise nothing was tried here.
    assert!(mixed > 3 && left > 10, "{mixed} {left}");
}

fn what_cannot_be_taken_back_is_named() {
    let folder = folder();
    let place = folder.path();
    let [one, _] = sets(place);
    lay(place, &one);
    let ended = faulty(place, "stuck", &report("two.csv")).output().expect("it starts");
    assert_eq!(ended.status.code(), Some(3));
    let said = said(&ended);
    assert!(
        said.contains("these are new, and the others are of the run before") && said.contains("roster.csv'"),
        "{said}"
    );
    assert!(vagtplan(place, &["verify", ".", "out/roster.csv"]).stderr.windows(4).any(|word| word == b"V614"));
    // Nowhere could the roster be saved, and no folder is left that was made for it.
    assert!(said.contains("could be saved nowhere else"), "{said}");
    assert!(!place.join("out-saved").exists() && fs::read_dir(place.join("passing")).unwrap().next().is_none());
}

fn a_roster_that_its_folder_refuses_late_is_saved_beside_it() {
    let folder = folder();
    let place = folder.path();
    let ended = faulty(place, "refuse", &["plan", "."]).output().expect("it starts");
    assert_eq!(ended.status.code(), Some(3));
    assert!(said(&ended).contains("the roster is not lost: it was saved in './out-saved'"), "{}", said(&ended));
    assert!(files(&place.join("out")).is_empty());
    let verified = vagtplan(place, &["verify", ".", "out-saved/roster.csv"]);
    assert_eq!((verified.status.code(), said(&verified)), (Some(0), String::new()));
    let saved: Vec<PathBuf> = files(&place.join("out-saved")).into_keys().collect();
    assert_eq!(saved, ["roster.csv", "shares.csv", "summary.json"].map(|name| place.join("out-saved").join(name)));
}

fn every_place_is_tried_before_the_search() {
    for (file, options) in [
        ("out/calendars", "--calendars"),
        ("out/municipalities", "--per-municipality"),
        ("out/municipalities/665 Lemvig/calendars", "--per-municipality"),
    ] {
        let folder = folder();
        let place = folder.path();
        fs::create_dir_all(place.join(file).parent().unwrap()).unwrap();
        fs::write(place.join(file), "").unwrap();
        let ended = vagtplan(place, &["plan", ".", options]);
        assert_eq!(ended.status.code(), Some(3), "{file}");
        assert!(said(&ended).contains("nothing was planned"), "{file}: {}", said(&ended));
        assert_eq!(files(&place.join("out")).len(), 1, "{file}");
    }
    // A file that another program has made read-only is not replaced, wherever it lies.
    let folder = folder();
    let place = folder.path();
    let pack = place.join("out/municipalities/665 Lemvig");
    fs::create_dir_all(pack.join("roster.csv")).unwrap();
    let ended = vagtplan(place, &["plan", ".", "--zip"]);
    assert_eq!(ended.status.code(), Some(3));
    assert!(said(&ended).contains("a folder of that name is in the way"), "{}", said(&ended));
}

/// A run whose files take their places slowly, and have begun to.
fn slowly(place: &Path) -> std::process::Child {
    fs::remove_file(place.join("placing")).ok();
    let run = faulty(place, "slow", &report("two.csv")).spawn().expect("it starts");
    let begun = Instant::now();
    while !place.join("placing").exists() {
        assert!(begun.elapsed() < Duration::from_secs(60), "no file takes its place");
        thread::sleep(Duration::from_millis(2));
    }
    run
}

fn two_runs_do_not_write_to_one_folder_at_once() {
    let folder = folder();
    let place = folder.path();
    let [one, two] = sets(place);
    lay(place, &one);
    let first = slowly(place);
    let second = vagtplan(place, &report("one.csv"));
    assert_eq!(second.status.code(), Some(3), "{}", said(&second));
    assert!(said(&second).contains("another run of vagtplan is writing there"), "{}", said(&second));
    assert_eq!(first.wait_with_output().unwrap().status.code(), Some(0));
    assert_eq!(files(&place.join("out")), two);
}

fn a_signal_never_ends_the_program_between_two_files() {
    let folder = folder();
    let place = folder.path();
    let [one, two] = sets(place);
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP] {
        lay(place, &one);
        let run = slowly(place);
        let id = Pid::from_raw(run.id().try_into().unwrap());
        kill(id, signal).unwrap();
        kill(id, signal).unwrap();
        let ended = run.wait_with_output().unwrap();
        assert!(matches!(ended.status.code(), Some(0 | 130)), "{signal}: {}", ended.status);
        assert_eq!(files(&place.join("out")), two, "{signal}");
    }
}
