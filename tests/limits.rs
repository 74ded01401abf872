//! What ends a search early, and what is left then: no memory, a solver that fails, an engine that breaks rules.
//!
//! In: an engine's messages as a test sends them, and folders whose search is cut off at once. Out: the best verified
//! roster wherever there is one, with a status that says why it is not better; the same roster on any number of threads.

mod support;

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use support::by_hand::{instance, municipality, staff};
use support::random::RandomFolder;
use vagtplan::domain::Instance;
use vagtplan::domain::goal::Rung;
use vagtplan::domain::roster::Roster;
use vagtplan::planning::{self, Defect, Options, Plan, Progress, Search, Status, memory};
use vagtplan::solve::{Event, Halt, Limits, fast};

/// What an engine does, as a test has it.
enum Message {
    Event(Event),
    Ended(Result<(), Halt>),
}

/// Two people, and a window a day for five days, with a seat each.
fn two_people() -> Instance {
    let people = vec![staff("a", "a", 0, 1), staff("b", "b", 0, 1)];
    instance(("2026-01-05", "2026-01-09"), &["08:00"], 1, Vec::new(), vec![municipality("1", "One", 1000)], people)
}

/// Nobody sits anywhere, but for the first person in the first window.
fn poor(instance: &Instance) -> Roster {
    let mut roster = Roster::empty(instance.windows.len());
    roster.set(0, vec![0]);
    roster
}

fn coverage(bound: f64) -> Message {
    Message::Event(Event::Bound { rung: Rung::Coverage, bound, spent: Duration::ZERO })
}

fn broken_off() -> Message {
    Message::Ended(Err(Halt::Defect("both methods fail".to_owned())))
}

/// What comes of an engine that finds this and ends as it says, or then is silent, but goes on until it is asked to stop.
fn followed(
    instance: &Instance,
    options: &Options,
    messages: Vec<Message>,
    watch: &mut dyn FnMut(Progress),
) -> Result<Option<Plan>, Defect> {
    let mut search = Search::with(options, move |limits, report| {
        for message in messages {
            match message {
                Message::Event(event) => report(event),
                Message::Ended(ended) => return ended,
            }
        }
        while !limits.stop.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(1));
        }
        Err(Halt::Stopped)
    });
    search.follow(instance, options, watch)
}

#[test]
fn a_solver_that_fails_leaves_the_best_roster_and_what_was_proven() {
    let instance = two_people();
    let messages = vec![coverage(0.0), Message::Event(Event::Roster(poor(&instance))), broken_off()];
    let plan = followed(&instance, &Options::default(), messages, &mut |_| ()).expect("no defect").expect("a roster");
    assert_eq!(plan.status, Status::Unproven);
    assert_eq!(plan.failure, Some(Defect("both methods fail".to_owned())));
    assert_eq!(plan.verified.roster(), &poor(&instance));
    assert_eq!((plan.rungs[0].value, plan.rungs[0].bound), (4.0, Some(0.0)));
    assert!(plan.rungs.iter().all(|rung| !rung.proven));
}

#[test]
fn an_engine_that_is_gone_without_a_word_has_failed() {
    let instance = two_people();
    let roster = poor(&instance);
    let mut search = Search::with(&Options::default(), |_, report| {
        report(Event::Roster(roster));
        panic!("a panic of an engine, on purpose");
    });
    let plan = search.follow(&instance, &Options::default(), &mut |_| ());
    let plan = plan.expect("no defect").expect("a roster");
    assert_eq!((plan.status, plan.failure.is_some()), (Status::Unproven, true));
}

#[test]
fn without_a_roster_a_solver_that_fails_is_a_defect() {
    let instance = two_people();
    let ended = followed(&instance, &Options::default(), vec![coverage(0.0), broken_off()], &mut |_| ());
    assert_eq!(ended, Err(Defect("both methods fail".to_owned())));
}

/// Two people on one seat.
fn crowded(instance: &Instance) -> Roster {
    let mut crowded = poor(instance);
    crowded.set(0, vec![0, 1]);
    crowded
}

fn offered(roster: Roster) -> Message {
    Message::Event(Event::Roster(roster))
}

#[test]
fn a_roster_that_breaks_a_rule_ends_the_search_and_leaves_the_best_that_breaks_none() {
    let instance = two_people();
    let mut better = poor(&instance);
    better.set(1, vec![1]);
    let messages =
        vec![offered(poor(&instance)), coverage(2.0), offered(crowded(&instance)), coverage(3.0), offered(better)];
    let plan = followed(&instance, &Options::default(), messages, &mut |_| ()).expect("a roster is left");
    let plan = plan.expect("a roster");
    assert_eq!((plan.verified.roster(), plan.status), (&poor(&instance), Status::Unproven));
    assert!(plan.failure.as_ref().is_some_and(|defect| defect.0.contains("breaks rules")), "{plan:?}");
    assert_eq!((plan.rungs[0].value, plan.rungs[0].bound, plan.rungs[0].proven), (4.0, Some(2.0), false));
}

#[test]
fn a_good_roster_counts_even_after_one_that_breaks_a_rule_but_no_bound_does() {
    let instance = two_people();
    let messages = vec![offered(crowded(&instance)), coverage(3.0), offered(poor(&instance)), coverage(4.0)];
    let plan = followed(&instance, &Options::default(), messages, &mut |_| ()).expect("a roster is left");
    let plan = plan.expect("a roster");
    assert_eq!((plan.verified.roster(), plan.status), (&poor(&instance), Status::Unproven));
    assert!(plan.failure.is_some() && plan.rungs.iter().all(|rung| rung.bound.is_none()), "{plan:?}");
}

#[test]
fn nothing_but_rosters_that_break_rules_is_a_defect_however_it_ends() {
    let instance = two_people();
    let ends = [Message::Ended(Ok(())), Message::Ended(Err(Halt::Stopped)), broken_off()];
    for end in ends {
        let messages = vec![offered(crowded(&instance)), end];
        let ended = followed(&instance, &Options::default(), messages, &mut |_| ());
        assert!(ended.as_ref().is_err_and(|defect| defect.0.contains("breaks rules")), "{ended:?}");
    }
}

#[test]
fn memory_that_runs_short_stops_the_search_with_the_best_roster() {
    const ROOM: u64 = 48 << 20;
    let instance = two_people();
    let held = memory::resident().expect("the tests' systems tell");
    let options = Options { memory: Some(held + ROOM), ..Options::default() };
    let (mut hoard, mut told) = (Vec::new(), None);
    let mut watch = |progress| match progress {
        // Ones, since zeros might not be backed by memory before they are looked at.
        Progress::Improved { .. } => hoard = vec![1_u8; 4 * ROOM as usize],
        Progress::Stopped(status) => told = Some(status),
        _ => {}
    };
    let messages = vec![coverage(0.0), Message::Event(Event::Roster(poor(&instance)))];
    let plan = followed(&instance, &options, messages, &mut watch).expect("no defect").expect("a roster");
    assert_eq!((plan.status, told), (Status::MemoryLimit, Some(Status::MemoryLimit)));
    assert_eq!((plan.rungs[0].value, plan.rungs[0].bound), (4.0, Some(0.0)));
    assert!(hoard.iter().all(|&byte| byte == 1));
}

#[test]
fn whoever_asks_to_stop_is_told_so() {
    let instance = two_people();
    let options = Options::default();
    let messages = vec![Message::Event(Event::Roster(poor(&instance))), broken_off()];
    let mut watch = |_| options.stop.store(true, Ordering::Relaxed);
    let plan = followed(&instance, &options, messages, &mut watch).expect("no defect").expect("a roster");
    assert_eq!((plan.status, plan.failure), (Status::Interrupted, None));
}

/// The first roster is what a search that is stopped has to show, so it is built whatever the clock says.
#[test]
fn an_engine_that_is_stopped_as_it_begins_offers_its_first_roster_and_no_more() {
    let (stop, instance) = (AtomicBool::new(true), two_people());
    let limits = Limits { deadline: None, stop: &stop, threads: NonZeroUsize::MIN };
    let mut events = Vec::new();
    assert_eq!(fast::solve(&instance, None, &limits, &mut |event| events.push(event)), Err(Halt::Stopped));
    assert!(matches!(&events[..], [Event::Roster(_)]), "{events:?}");
}

#[test]
fn any_number_of_threads_makes_the_same_roster() {
    let planned = |instance: &Arc<Instance>, threads: usize| {
        let options = Options { threads: NonZeroUsize::new(threads), ..Options::default() };
        let plan = planning::plan(instance, &options, &mut |_| ()).expect("no defect").expect("a roster");
        plan.verified.roster().clone()
    };
    for seed in 0..8 {
        let instance = Arc::new(RandomFolder::small(seed).instance);
        let alone = planned(&instance, 1);
        for threads in [2, 7] {
            assert_eq!(planned(&instance, threads), alone, "seed {seed}, {threads} threads");
        }
    }
}

#[test]
fn the_summary_says_that_memory_ran_short() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_vagtplan"))
        .current_dir(root.join("tests"))
        // A roster is there from the start, so there is one to write when the limit is reached at once.
        .args(["plan", "cases/plan-filled/cmd.in", "--import-solution", "solutions/scip.sol"])
        .args(["--memory", "1", "--time-limit", "60", "--out"])
        .arg(out.path())
        .output()
        .expect("the program starts");
    let printed = String::from_utf8(run.stdout).unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(printed.contains("0 of 10 goals are proven optimal; the memory limit came first"), "{printed}");
    let summary: Value = serde_json::from_slice(&fs::read(out.path().join("summary.json")).unwrap()).unwrap();
    assert_eq!((&summary["status"], &summary["unfilled"]), (&"memory-limit".into(), &0.into()));
    assert!(out.path().join("roster.csv").exists());
}

/// Staff times windows is what memory grows by: a folder beyond the limit is refused, and one just below it is not.
#[test]
fn more_staff_times_windows_than_memory_has_room_for_are_refused() {
    let said = |staff: usize| {
        let place = tempfile::tempdir().expect("a temporary folder can be made");
        let put = |name: &str, text: &str| fs::write(place.path().join(name), text).expect("a file can be written");
        let window = |start: &str| format!("[[windows]]\ndays = \"mon-sun\"\nstart = \"{start}\"\nseats = 1\n");
        let windows: String = ["00:00", "08:00", "12:00", "16:00"].map(window).concat();
        // 500 days of four windows.
        put("plan.toml", &format!("period = {{ from = 2026-01-05, to = 2027-05-19 }}\n{windows}"));
        put("municipalities.csv", "code,name,population\n1,One,100\n");
        let rows: String = (0..staff).map(|number| format!("a{number},A{number},1\n")).collect();
        put("staff.csv", &format!("id,name,municipality\n{rows}"));
        let (rows, mut findings) = vagtplan::read::folder(place.path());
        findings.extend(vagtplan::check::instance(&rows).1);
        vagtplan::diagnostic::render(&findings, false)
    };
    assert_eq!(said(2000), "");
    let refused = said(2001);
    assert!(refused.contains("[V207]: 2001 staff and 2000 windows are more than can be planned at once"), "{refused}");
    assert!(refused.contains("may be 4000000, and are 4002000"), "{refused}");
}
