//! A search that is stopped: by a time limit, by Ctrl-C, by whoever asks. It ends soon, wherever it is, leaves the best
//! roster, and leaves no thread at work.
//!
//! In: a made-up folder whose goals on people alone take seconds of linear programs on any machine, and an engine that never
//! ends. Out: status, bounds, files, and the threads that the system still shows.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use vagtplan::check;
use vagtplan::domain::Instance;
use vagtplan::domain::goal::Rung;
use vagtplan::planning::{self, Options, Progress, Search, Status};
use vagtplan::read;
use vagtplan::solve::Halt;

const PROGRAM: &str = env!("CARGO_BIN_EXE_vagtplan");

/// Threads are counted process by process, so one test runs at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// A folder of all Denmark's municipalities for a quarter.
fn large(place: &Path) -> String {
    let folder = place.join("large");
    let made = Command::new(PROGRAM)
        .args(["generate", "--municipalities", "98", "--staff", "700", "--weeks", "13", "--seed", "1", "-q"])
        .arg(&folder)
        .status()
        .expect("the program starts");
    assert!(made.success());
    folder.to_str().expect("temporary folders have plain names").to_owned()
}

fn instance(folder: &str) -> Arc<Instance> {
    let (rows, _) = read::folder(Path::new(folder));
    let (instance, findings) = check::instance(&rows);
    Arc::new(instance.unwrap_or_else(|| panic!("{findings:?}")))
}

/// How many threads of engines the system shows in this process.
#[cfg(target_os = "linux")]
fn shown() -> usize {
    let threads = fs::read_dir("/proc/self/task").expect("Linux shows threads");
    let names = threads.filter_map(|thread| fs::read_to_string(thread.ok()?.path().join("comm")).ok());
    names.filter(|name| name.trim() == "engine").count()
}

#[cfg(not(target_os = "linux"))]
fn shown() -> usize {
    0
}

/// How many threads of engines stay. Whoever waits for a thread is woken a moment before the system has let go of it, on
/// a busy machine a long moment: so one that is still shown is looked at again.
fn engines() -> usize {
    const LET_GO: Duration = Duration::from_secs(10);
    let begun = Instant::now();
    while shown() > 0 && begun.elapsed() < LET_GO {
        thread::sleep(Duration::from_millis(1));
    }
    shown()
}

/// Stops a search as soon as it begins a rung.
fn stopped_at(instance: &Arc<Instance>, rung: Rung) -> planning::Plan {
    let options = Options::default();
    let mut watch = |progress: Progress| {
        if progress == Progress::Started(rung) {
            options.stop.store(true, Ordering::Relaxed);
        }
    };
    planning::plan(instance, &options, &mut watch).expect("no defect").expect("a roster")
}

#[test]
fn a_stop_inside_a_long_linear_program_keeps_what_was_proven_and_leaves_no_thread() {
    let _alone = ALONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let place = tempfile::tempdir().unwrap();
    let instance = instance(&large(place.path()));
    let plan = stopped_at(&instance, Rung::Rotation);
    assert_eq!((plan.status, engines()), (Status::Interrupted, 0), "{:#?}", plan.rungs);
    let rotation = plan.rungs.iter().position(|rung| rung.rung == Rung::Rotation).expect("it is in the ladder");
    assert!(plan.rungs[0].bound.is_some() && plan.rungs[rotation..].iter().all(|rung| rung.bound.is_none()));
}

#[test]
fn a_time_limit_inside_a_long_linear_program_ends_it() {
    let _alone = ALONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let place = tempfile::tempdir().unwrap();
    let instance = instance(&large(place.path()));
    // How long it takes to get there is measured on the way, so that the limit falls into it on any machine.
    let begun = Instant::now();
    let first = stopped_at(&instance, Rung::Rotation);
    let limit = Duration::from_secs_f64(first.seconds) + begun.elapsed() / 10;
    let options = Options { time_limit: Some(limit), ..Options::default() };
    let plan = planning::plan(&instance, &options, &mut |_| ()).expect("no defect").expect("a roster");
    assert_eq!((plan.status, engines()), (Status::TimeLimit, 0), "{:#?}", plan.rungs);
    assert!(plan.rungs.iter().any(|rung| rung.bound.is_none()));
}

#[test]
fn a_search_that_is_dropped_has_stopped() {
    let _alone = ALONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let ended = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&ended);
    let search = Search::with(&Options::default(), move |limits, _| {
        while !limits.stop.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(1));
        }
        // It takes its time to end, so that nobody who does not wait for it sees it ended.
        thread::sleep(Duration::from_millis(100));
        told.store(true, Ordering::Relaxed);
        Err(Halt::Stopped)
    });
    assert!(!search.ends_within(Duration::ZERO));
    // A thread gives itself its name once it runs.
    let begun = Instant::now();
    while cfg!(target_os = "linux") && shown() == 0 {
        assert!(begun.elapsed() < Duration::from_secs(60), "the system shows no thread of that name");
        thread::sleep(Duration::from_millis(1));
    }
    drop(search);
    assert!(ended.load(Ordering::Relaxed), "it was not waited for");
    assert_eq!(engines(), 0);
}

/// A run of `plan` that has found its first roster, and will search for long yet.
#[cfg(unix)]
fn searching(folder: &str, out: &Path, stdout: Stdio) -> Child {
    let mut plan = Command::new(PROGRAM)
        .args(["plan", folder, "-v", "--json", "--out"])
        .arg(out)
        .stdout(stdout)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut told = BufReader::new(plan.stderr.take().expect("it is piped"));
    let mut line = String::new();
    while !line.contains("first roster") {
        line.clear();
        assert!(told.read_line(&mut line).expect("it is text") > 0, "it ended before it had a roster");
    }
    // What else it says is read and let go, so that it never waits for a reader.
    thread::spawn(move || std::io::copy(&mut told, &mut std::io::sink()));
    plan
}

#[cfg(unix)]
fn interrupt(plan: &Child, signal: &str) {
    let sent = Command::new("kill").args([signal, &plan.id().to_string()]).status();
    assert!(sent.expect("there is a kill command").success());
}

#[cfg(unix)]
#[test]
fn whatever_asks_it_to_stop_it_writes_the_best_roster_so_far() {
    let place = tempfile::tempdir().unwrap();
    let folder = large(place.path());
    // A terminal that is closed asks twice.
    for signals in [&["-INT"][..], &["-TERM"], &["-HUP", "-HUP"]] {
        // Under nohup the program goes on, as whoever has called it so wants.
        if signals[0] == "-HUP" && hangup_is_ignored() {
            continue;
        }
        stopped_by(signals, &folder, &place.path().join(signals[0]));
    }
}

/// Whether SIGHUP, the first signal, is ignored here, and so by every program that is started from here.
#[cfg(unix)]
fn hangup_is_ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & 1 == 1)
}

#[cfg(unix)]
fn stopped_by(signals: &[&str], folder: &str, out: &Path) {
    let plan = searching(folder, out, Stdio::piped());
    signals.iter().for_each(|signal| interrupt(&plan, signal));
    let ended = plan.wait_with_output().expect("it ends");
    assert!(matches!(ended.status.code(), Some(0 | 4)), "{}", ended.status);
    let mut files: Vec<String> =
        fs::read_dir(out).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert_eq!(files, ["roster.csv", "roster.xlsx", "shares.csv", "summary.json"]);
    let summary = fs::read(out.join("summary.json")).unwrap();
    assert_eq!(summary, ended.stdout);
    let summary: serde_json::Value = serde_json::from_slice(&summary).expect("whole JSON");
    assert_eq!(summary["status"], "interrupted");
    for goal in summary["goals"].as_array().unwrap() {
        assert!(goal["proven"] == false || goal["bound"] == goal["value"], "{goal}");
    }
    let verify = Command::new(PROGRAM).args(["verify", folder]).arg(out.join("roster.csv")).output();
    assert!(matches!(verify.expect("the program starts").status.code(), Some(0 | 4)));
}

/// A run of `plan` that has saved the best roster so far beside its folder, and will search for long yet.
#[cfg(unix)]
fn saving(folder: &str, place: &Path) -> Child {
    let plan = Command::new(PROGRAM)
        .args(["plan", folder, "-q", "--out"])
        .arg(place.join("out"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let begun = Instant::now();
    while !place.join("out-saved/summary.json").exists() {
        assert!(begun.elapsed() < Duration::from_secs(120), "nothing is saved");
        thread::sleep(Duration::from_millis(5));
    }
    // A moment later the program knows that it is there, too; the search lasts much longer.
    thread::sleep(Duration::from_secs(1));
    plan
}

#[cfg(unix)]
#[test]
fn whatever_ends_a_search_the_best_roster_so_far_lies_beside_it() {
    let place = tempfile::tempdir().unwrap();
    let folder = large(place.path());
    // No program can answer the first; the second is what the system sends where there is no memory left.
    for (signal, says) in [("-KILL", false), ("-ABRT", true)] {
        let plan = saving(&folder, place.path());
        interrupt(&plan, signal);
        let ended = plan.wait_with_output().expect("it ends");
        assert_eq!(ended.status.code(), None, "{signal}");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(said.contains("the best roster so far is not lost: it was saved in"), says, "{signal}: {said}");
        let verify =
            Command::new(PROGRAM).args(["verify", &folder]).arg(place.path().join("out-saved/roster.csv")).output();
        let verify = verify.expect("the program starts");
        assert!(matches!(verify.status.code(), Some(0 | 4)), "{}", String::from_utf8_lossy(&verify.stderr));
        fs::remove_dir_all(place.path().join("out-saved")).unwrap();
    }
    // Whoever ends it on purpose has its files, or wants none.
    for signals in [&["-TERM"][..], &["-INT", "-INT"]] {
        let mut plan = saving(&folder, place.path());
        signals.iter().for_each(|signal| interrupt(&plan, signal));
        assert!(matches!(plan.wait().unwrap().code(), Some(0 | 4 | 130)), "{signals:?}");
        assert!(!place.path().join("out-saved").exists(), "{signals:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_second_ctrl_c_ends_the_program_at_once() {
    let place = tempfile::tempdir().unwrap();
    let folder = large(place.path());
    let out = place.path().join("out");
    // A pipe that is always full: with its files written, the program waits for a reader of its stdout.
    let (reader, mut writer) = std::io::pipe().unwrap();
    let stdout = Stdio::from(writer.try_clone().unwrap());
    thread::spawn(move || while writer.write_all(&[b'.'; 4096]).is_ok() {});
    let mut plan = searching(&folder, &out, stdout);
    interrupt(&plan, "-INT");
    let begun = Instant::now();
    while !out.join("summary.json").exists() {
        assert!(begun.elapsed() < Duration::from_secs(120), "nothing is written");
        thread::sleep(Duration::from_millis(5));
    }
    assert!(plan.try_wait().unwrap().is_none(), "it waits for its reader");
    interrupt(&plan, "-INT");
    assert_eq!(plan.wait().unwrap().code(), Some(130));
    drop(reader);
}
