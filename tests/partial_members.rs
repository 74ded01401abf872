//! Members who take part in some windows only: shares window by window, what is carried over when a trial becomes membership, and
//! what is the same as ever where nobody does.
//!
//! In: random folders, of which many have such members, and the example of a trial. Out: sums that must hold to the last fraction.

mod support;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate};
use num_traits::{One, Zero};
use support::random::RandomFolder;
use vagtplan::closing::{self, Closing};
use vagtplan::domain::participation::Stretch;
use vagtplan::domain::rule::Rule;
use vagtplan::domain::{Exact, Instance};
use vagtplan::planning::{self, Options, Status};
use vagtplan::shares::shares;
use vagtplan::shares::standing::Pattern;
use vagtplan::{check, read, verify};

const TRIAL: &str = "examples/sjaelland-trial";

fn whole(number: u64) -> Exact {
    Exact::from_integer(number.into())
}

/// Random folders in which somebody takes part in a part.
fn folders() -> impl Iterator<Item = RandomFolder> {
    let all = (0..400).map(RandomFolder::tiny);
    all.filter(|made| made.instance.municipalities.iter().any(|town| town.is_partial_in(made.instance.period)))
}

fn instance(folder: &Path) -> Instance {
    let (rows, _) = read::folder(folder);
    let (instance, findings) = check::instance(&rows);
    instance.unwrap_or_else(|| panic!("{findings:#?}"))
}

#[test]
fn every_windows_seats_are_shared_out_among_those_who_take_part() {
    let mut partial = 0;
    for made in folders() {
        let all = &made.instance;
        for w in 0..all.windows.len() {
            // The same period with that window alone.
            let mut alone = all.clone();
            alone.edit(|parts| {
                let people = parts.staff.len();
                parts.stances = (0..people).map(|s| all.stance(s, w)).collect();
                parts.windows = vec![all.windows[w].clone()];
                (parts.fixed, parts.forbidden, parts.agreed) = Default::default();
            });
            let window = &all.windows[w];
            let owed = shares(&alone, 0).total;
            let sum: Exact = owed.iter().map(|account| &account.entitled).sum();
            assert_eq!(sum, if all.is_somebodys(window) { whole(window.seats.into()) } else { Exact::zero() });
            for (town, account) in all.municipalities.iter().zip(&owed) {
                assert_eq!(town.takes_part(window), !account.entitled.is_zero(), "seed {}: {}", made.seed, town.name);
            }
            partial += usize::from(
                all.municipalities.iter().any(|town| town.is_member(window.date) && !town.takes_part(window)),
            );
        }
        // What is owed window by window is what is owed of all.
        let somebodys = all.windows.iter().filter(|window| all.is_somebodys(window));
        let seats: u64 = somebodys.map(|window| u64::from(window.seats)).sum();
        let total: Exact = shares(all, 0).total.iter().map(|account| &account.entitled).sum();
        assert_eq!(total, whole(seats), "seed {}", made.seed);
    }
    assert!(partial > 100, "too few windows that somebody takes no part in: {partial}");
}

#[test]
fn parts_of_a_day_sum_to_one_in_every_class() {
    for made in folders().take(60) {
        let all = &made.instance;
        for class in std::iter::once(None).chain((0..all.burdens.len()).map(Some)) {
            for day in [all.period.from, all.period.to] {
                let parts = Pattern::of(all, class).parts(all, day, |_| true);
                let somebody = all.municipalities.iter().any(|town| town.is_member(day));
                let sum: Exact = parts.iter().sum();
                assert_eq!(sum, if somebody { Exact::one() } else { Exact::zero() }, "seed {}", made.seed);
            }
        }
    }
}

/// A stretch that names every window is no stretch: nothing may depend on how full membership is written.
#[test]
fn taking_part_in_every_window_is_full_membership() {
    for seed in 0..60 {
        let made = RandomFolder::tiny(seed);
        let mut full = made.instance.clone();
        full.edit(|parts| parts.municipalities.iter_mut().for_each(|town| town.stretches.clear()));
        let mut named = full.clone();
        let days = (0..7).map(|day| chrono::Weekday::try_from(day).expect("seven days")).collect::<Vec<_>>();
        let every = vagtplan::domain::participation::WindowClass { burden: None, days, starts: Vec::new() };
        named.edit(|parts| {
            for town in &mut parts.municipalities {
                town.stretches = vec![Stretch { from: None, until: None, windows: vec![every.clone()] }];
            }
        });
        let [one, other] = [&full, &named].map(|instance| shares(instance, 0));
        assert_eq!(one, other, "seed {seed}");
    }
}

/// The seats that a municipality has in a month.
fn in_month(instance: &Instance, plan: &planning::Plan, town: &str, month: u32) -> usize {
    let m = instance.municipalities.iter().position(|one| one.name == town).expect("a town of the example");
    let windows = instance.windows.iter().zip(&plan.verified.roster().shifts);
    let of_month = windows.filter(|(window, _)| window.date.month() == month);
    of_month.map(|(_, on)| on.iter().filter(|&&s| instance.staff[s].municipality == m).count()).sum()
}

fn balances(closing: &Closing, class: Option<usize>) -> Vec<Exact> {
    closing.lines(class).iter().map(|line| closing::balance(&line.after)).collect()
}

#[test]
fn a_trial_becomes_membership_and_no_shift_is_lost() {
    let trial = Arc::new(instance(Path::new(TRIAL)));
    let plan = planning::plan(&trial, &Options::default(), &mut |_| ()).expect("no defect").expect("a roster");
    assert_eq!(plan.status, Status::Proven);
    let judgement = plan.verified.judgement();
    assert_eq!(judgement.unfilled, 0);
    // Slagelse's part of an ordinary month of 65 seats is 9.85 from January on: ten shifts.
    let slagelse = trial.municipalities.iter().position(|town| town.name == "Slagelse").expect("Slagelse");
    let rate = &judgement.shares.rate[slagelse];
    assert_eq!((rate * whole(65)).round(), whole(10));
    assert_eq!(*rate, Exact::new(79_073.into(), 521_959.into()));
    let january = in_month(&trial, &plan, "Slagelse", 1);
    assert!((9..=10).contains(&january), "{january}");
    assert_eq!(in_month(&trial, &plan, "Kalundborg", 1), 0);

    let closed = closing::close(&trial, judgement);
    let classes: Vec<Option<usize>> = std::iter::once(None).chain((0..trial.burdens.len()).map(Some)).collect();
    for &class in &classes {
        let sum: Exact = balances(&closed, class).iter().sum();
        assert_eq!(sum, Exact::zero(), "{class:?}");
    }
    // The ten who have left by then hand over to the nine in February; every sum stays zero, and theirs come to nothing.
    let mut next = Instance::clone(&trial);
    let from: NaiveDate = "2015-02-01".parse().expect("a date");
    next.edit(|parts| {
        let shift = from - parts.period.from;
        let weeks = Days::new((shift.num_days() as u64).div_ceil(7) * 7);
        parts.period.from = parts.period.from + weeks;
        parts.period.to = parts.period.to + weeks;
        parts.attendance.since = parts.period.from;
        parts.attendance.absent.clear();
        parts.attendance.idle.clear();
        parts.windows.iter_mut().for_each(|window| window.date = window.date + weeks);
        parts.ledger = classes
            .iter()
            .flat_map(|&class| {
                closed.lines(class).iter().enumerate().map(move |(m, line)| ((m, class), line.after.clone()))
            })
            .collect();
    });
    let opened = shares(&next, 0);
    for &class in &classes {
        let carried: Exact = opened.accounts(class).iter().map(|account| &account.carried).sum();
        assert_eq!(carried, Exact::zero(), "{class:?}");
    }
    assert_eq!(opened.opening.leavers.len(), 10);
    for (town, account) in next.municipalities.iter().zip(&opened.total) {
        assert!(town.is_member(next.period.from) || account.target.is_zero(), "{}", town.name);
    }
}

#[test]
fn who_is_on_trial_is_on_in_the_evening_alone() {
    let trial = instance(Path::new(TRIAL));
    let mut roster = vagtplan::domain::roster::Roster::empty(trial.windows.len());
    let person = trial.staff.iter().position(|staff| staff.id == "KAL").expect("Kalundborg's pool");
    let day: NaiveDate = "2014-11-04".parse().expect("a date");
    (0..trial.windows.len()).filter(|&w| trial.windows[w].date == day).for_each(|w| roster.give(w, person));
    // Before New Year only evenings are open at all.
    assert_eq!(verify::judge(&trial, &roster).violations, []);
    let mut open = trial.clone();
    open.edit(|parts| {
        let morning = parts.windows.iter().find(|window| window.start.format("%H").to_string() == "08").cloned();
        let morning = morning.expect("a morning in January");
        parts.windows.push(vagtplan::domain::Window { date: day, ..morning });
        let free = parts.stances.first().copied().expect("a stance");
        let (people, windows) = (parts.staff.len(), parts.windows.len());
        parts.stances = vec![free; people * windows];
    });
    let mut roster = vagtplan::domain::roster::Roster::empty(open.windows.len());
    (0..open.windows.len()).filter(|&w| open.windows[w].date == day).for_each(|w| roster.give(w, person));
    let rules: Vec<Rule> = verify::judge(&open, &roster).violations.iter().map(|violation| violation.rule).collect();
    assert_eq!(rules, [Rule::Participation]);
}

/// The folder as a planner has it, through every command that says something of members.
#[test]
fn the_trial_is_planned_closed_and_taken_on() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| place.path().join(name).to_str().expect("a path").to_owned();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_vagtplan")).args(arguments).output().expect("the program starts");
        let said = [output.stdout, output.stderr].map(|said| String::from_utf8(said).expect("UTF-8")).concat();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        said
    };
    let (folder, out) = (path("trial"), path("trial/out"));
    std::fs::create_dir(&folder).expect("a folder");
    for file in std::fs::read_dir(TRIAL).expect("the example") {
        let file = file.expect("a file");
        if file.path().is_file() {
            std::fs::copy(file.path(), Path::new(&folder).join(file.file_name())).expect("a copy");
        }
    }
    let owed = run(&["shares", &folder, "--language", "en"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(owed.contains("Ringsted and Lejre take part in evening and weekend only until 2014-12-31 "), "{owed}");
    let then = "Sorø and Næstved take part in evening and weekend only until 2014-12-31, then in all windows";
    assert!(owed.contains(then), "{owed}");
    let said = run(&["plan", &folder, "-q"]);
    run(&["verify", &folder, &format!("{out}/roster.csv")]);
    assert!(!said.contains("participation"), "{said}");
    run(&["close", &folder, &format!("{out}/roster.csv")]);
    run(&["next", &folder, &path("february"), "--period", "2015-02"]);
    let owed = run(&["shares", &path("february"), "--language", "en"]);
    assert!(owed.contains("taken over by population"), "{owed}");
    assert!(!owed.contains("take part in"), "{owed}");
    run(&["forms", &folder, "--out", &path("forms")]);
    // Who is on trial may join the rest, and owes what that is more; whoever is there in all windows may not.
    let joined = run(&[
        "join",
        &folder,
        "--municipality",
        "Lejre",
        "--from",
        "2014-12-01",
        "--language",
        "en",
        "--out",
        &path("joined"),
    ]);
    let joined = joined.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(joined.contains("It takes part in some windows already; here it is in all of them."), "{joined}");
    let again = Command::new(env!("CARGO_BIN_EXE_vagtplan"))
        .args(["join", &folder, "--municipality", "Slagelse", "--from", "2015-01-15"])
        .output()
        .expect("the program starts");
    assert!(String::from_utf8_lossy(&again.stderr).contains("Slagelse is a member already"));
    run(&[
        "withdraw",
        &folder,
        "--municipality",
        "Slagelse",
        "--from",
        "2015-07-01",
        "--override-notice",
        "--out",
        &path("withdrawn"),
    ]);
}
