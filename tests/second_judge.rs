//! A second judge, written from docs/reference.md alone, beside `verify`: on folders of every kind that `generate` makes, on small ones that
//! have what those lack, and on thousands of rosters that were changed in a few places, both find the same rules broken by the same people,
//! and the same value of every goal. What the folder says, the judge reads by itself, and it is the same that `check` has accepted.
//!
//! In: made-up folders. Out: nothing, or the folder, the roster and what they differ in.

#[path = "judge/cells.rs"]
mod cells;
#[path = "judge/goals.rs"]
mod goals;
#[path = "judge/membership.rs"]
mod membership;
#[path = "judge/part.rs"]
mod part;
#[path = "judge/presence.rs"]
mod presence;
#[path = "judge/reading.rs"]
mod reading;
#[path = "judge/rules.rs"]
mod rules;
#[path = "judge/slips.rs"]
mod slips;
#[path = "judge/small.rs"]
mod small;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use chrono::{Days, NaiveDate};
use fastrand::Rng;
use num_traits::ToPrimitive;
use vagtplan::domain::Instance;
use vagtplan::domain::roster::Roster;
use vagtplan::domain::rule::Rule;
use vagtplan::generate::Hard;
use vagtplan::planning::{self, Options, Progress};
use vagtplan::{check, read, verify};

use goals::{Known, Values};
use reading::Read;
use rules::{Broken, Seats};
use slips::SLIPS;

/// The easy kind, the one with dates, and the hard ones.
const KINDS: usize = 2 + Hard::ALL.len();

/// What a folder of `generate` is, by its number.
fn kind(number: usize) -> &'static str {
    match number % KINDS {
        0 => "",
        1 => "--dates",
        hard => Hard::ALL[hard - 2].name(),
    }
}

/// Those in which members join and leave already.
const CHANGING: [&str; 3] = ["scattered", "tight", "uneven-towns"];

/// The folders that `generate` makes: each kind twice. Those after them are small ones.
const GENERATED: usize = 2 * KINDS;
const FOLDERS: usize = GENERATED + small::FOLDERS;

/// Rosters of each folder, where `JUDGE_ROSTERS` does not say how many.
const ROSTERS: usize = 20;
/// Those by which slips are found.
const TELLING: usize = 6;
/// So many more the small ones have, which are judged faster, and where a change of the clock is met by few.
const MORE: usize = 42;

/// Around the change to summer time, and a week that lies in two years.
const FIRST_DAYS: [&str; 3] = ["2026-01-05", "2026-03-23", "2025-12-29"];

/// A folder, with every goal in its ladder, as its files say it and as the program understands it.
fn folder(place: &Path, number: usize) -> (Read, Instance) {
    let folder = place.join(format!("{number}"));
    if number < GENERATED {
        generated(&folder, number);
    } else {
        small::write(&folder, number - GENERATED);
    }
    let plan = std::fs::read_to_string(folder.join("plan.toml")).unwrap();
    let goals = "goals = [\"coverage\", \"shares\", \"burdens\", \"rhythm\", \"rotation\", \"spacing\", \"wishes\"]\n";
    let plan = plan.lines().filter(|line| !line.starts_with("goals")).collect::<Vec<_>>().join("\n");
    std::fs::write(folder.join("plan.toml"), format!("{goals}{plan}\n")).unwrap();
    let (rows, _) = read::folder(&folder);
    let (instance, findings) = check::instance(&rows);
    (reading::read(&folder), instance.unwrap_or_else(|| panic!("{}: {findings:?}", called(number))))
}

/// What a folder is called where it fails.
fn called(number: usize) -> String {
    let kind = if number < GENERATED { kind(number) } else { "small" };
    format!("folder {number} ({kind})")
}

/// Has `generate` make a folder of a kind.
fn generated(folder: &Path, number: usize) {
    let kind = kind(number);
    let mut generate = Command::new(env!("CARGO_BIN_EXE_vagtplan"));
    generate.args(["generate", "-q", "--municipalities", "6", "--staff", "26", "--weeks", "4"]).arg(folder);
    generate.args(["--seed", &number.to_string(), "--from", FIRST_DAYS[number % FIRST_DAYS.len()]]);
    match kind {
        "" => {}
        "--dates" => drop(generate.arg(kind)),
        hard => drop(generate.args(["--hard", hard])),
    }
    assert!(generate.status().expect("the program starts").success());
    wishes_of_several_strengths(folder);
    if number >= KINDS && kind != "many-locks" && !CHANGING.contains(&kind) {
        members_come_and_go(folder);
    }
}

/// Has every other wish of a folder be stronger than usual.
fn wishes_of_several_strengths(folder: &Path) {
    let path = folder.join("availability.csv");
    let table = std::fs::read_to_string(&path).unwrap();
    let line = |(number, line): (usize, &str)| match number {
        0 => format!("{line},strength\n"),
        _ if line.contains(",prefers,") || line.contains(",avoids,") => format!("{line},{}\n", number % 3 + 1),
        _ => format!("{line},\n"),
    };
    std::fs::write(path, table.lines().enumerate().map(line).collect::<String>()).unwrap();
}

/// Has the first municipality of a folder be gone by its first day, the next one leave and the third one join within it. Locks would hold
/// some of their staff to shifts.
fn members_come_and_go(folder: &Path) {
    std::fs::remove_file(folder.join("locks.csv")).ok();
    let day = reading::read(folder).from;
    let path = folder.join("municipalities.csv");
    let table = std::fs::read_to_string(&path).unwrap();
    let line = |(number, line): (usize, &str)| match number {
        0 => format!("{line},joined,left\n"),
        1 => format!("{line},,{day}\n"),
        2 => format!("{line},,{}\n", day + Days::new(15)),
        3 => format!("{line},{},\n", day + Days::new(9)),
        _ => format!("{line},,\n"),
    };
    std::fs::write(path, table.lines().enumerate().map(line).collect::<String>()).unwrap();
}

/// The first roster of a search.
fn first(instance: &Instance) -> Roster {
    let instance = Arc::new(instance.clone());
    let options = Options::default();
    let mut first = None;
    let mut watch = |progress: Progress| {
        if let Progress::Found(found) = progress {
            first.get_or_insert_with(|| found.roster().clone());
            options.stop.store(true, Ordering::Relaxed);
        }
    };
    planning::plan(&instance, &options, &mut watch).expect("no defect");
    first.expect("a roster")
}

/// A roster that differs in a few places.
fn changed(random: &mut Rng, instance: &Instance, roster: &Roster) -> Roster {
    let mut shifts = roster.shifts.to_vec();
    for _ in 0..random.usize(1..=4) {
        let (w, v) = (random.usize(0..shifts.len()), random.usize(0..shifts.len()));
        match random.u8(0..6) {
            0 => drop(shifts[w].pop()),
            1 => shifts[w].push(random.usize(0..instance.staff.len())),
            2 => {
                if let Some(person) = shifts[w].pop() {
                    shifts[v].push(person);
                }
            }
            3 => {
                if let (Some(one), Some(other)) = (shifts[w].pop(), shifts[v].pop()) {
                    shifts[w].push(other);
                    shifts[v].push(one);
                }
            }
            4 => {
                // The same seat again, which pools may have.
                let again = shifts[w].first().map(|&person| vec![person; random.usize(1..=3)]);
                shifts[w].extend(again.unwrap_or_default());
            }
            _ => {
                // One of the next windows: the same day, or too little rest.
                if let Some(&person) = shifts[w].first() {
                    let next = (w + random.usize(1..=3)) % shifts.len();
                    shifts[next].push(person);
                }
            }
        }
    }
    Roster::new(shifts)
}

/// What the program finds broken, in the words of the second judge.
fn broken(instance: &Instance, judgement: &verify::Judgement) -> Broken {
    let who = |violation: &verify::Violation| match (violation.staff, violation.municipality) {
        (Some(person), _) => instance.staff[person].id.clone(),
        (None, Some(m)) => instance.municipalities[m].code.clone(),
        (None, None) => String::new(),
    };
    judgement.violations.iter().map(|violation| (violation.rule.name(), who(violation))).collect()
}

/// The seats of a roster, by the windows and people of the folder.
fn seats(folder: &Read, instance: &Instance, roster: &Roster) -> Seats {
    let mut seats = vec![vec![0; folder.people.len()]; folder.windows.len()];
    for (w, on) in roster.shifts.iter().enumerate() {
        let slot = (instance.windows[w].date, instance.windows[w].start);
        let at = folder.windows.iter().position(|window| window.slot == slot).expect("the same windows");
        for &person in on {
            let id = &instance.staff[person].id;
            seats[at][folder.people.iter().position(|other| other.id == *id).expect("the same people")] += 1;
        }
    }
    seats
}

/// A folder with rosters, and what `verify` finds of each.
struct Sample {
    what: String,
    folder: Read,
    rosters: Vec<(Seats, Broken, Values)>,
}

/// How many rosters a folder has, where a generated one has so many.
fn of(number: usize, rosters: usize) -> usize {
    if number < GENERATED { rosters } else { rosters + MORE }
}

/// Rosters of each kind of folder, the small ones ahead, the first of them as a search finds it.
fn samples(place: &Path, rosters: usize) -> impl Iterator<Item = Sample> {
    let mut random = Rng::with_seed(1);
    let sample = move |number: usize| {
        let (folder, instance) = folder(place, number);
        let first = first(&instance);
        let judged = |roster: usize| {
            let roster = if roster == 0 { first.clone() } else { changed(&mut random, &instance, &first) };
            let judgement = verify::judge(&instance, &roster);
            let values = judgement.values.iter().map(|(rung, value)| (rung.name().to_owned(), *value)).collect();
            (seats(&folder, &instance, &roster), broken(&instance, &judgement), values)
        };
        let rosters = (0..of(number, rosters)).map(judged).collect();
        Sample { what: called(number), folder, rosters }
    };
    (0..FOLDERS).rev().map(sample)
}

/// The first goal of which the two find different values.
fn differing(one: &Values, other: &Values) -> Option<String> {
    let keys = one.keys().chain(other.keys());
    let is_other = |key: &&String| match (one.get(*key), other.get(*key)) {
        (Some(one), Some(other)) => (one - other).abs() > 1e-9 * one.abs().max(1.0),
        _ => true,
    };
    keys.into_iter().find(is_other).map(|key| format!("{key}: {:?} and {:?}", one.get(key), other.get(key)))
}

#[test]
fn two_judges_find_the_same_of_every_roster() {
    let place = tempfile::tempdir().unwrap();
    let number = std::env::var("JUDGE_ROSTERS").map_or(ROSTERS, |number| number.parse().expect("a number"));
    let (mut judged, mut rules) = (0, BTreeSet::new());
    for Sample { what, folder, rosters } in samples(place.path(), number) {
        let known = Known::new(&folder);
        for (seats, broken, values) in rosters {
            assert_eq!(rules::broken(&folder, &seats), broken, "{what}: {seats:?}");
            assert_eq!(differing(&values, &known.values(&seats)), None, "{what}: {seats:?}");
            rules.extend(broken.into_iter().map(|(rule, _)| rule));
            judged += 1;
        }
    }
    // Otherwise nothing was tried here.
    assert_eq!(judged, (0..FOLDERS).map(|folder| of(folder, number)).sum::<usize>());
    assert_eq!(rules, Rule::ALL.into_iter().map(Rule::name).collect());
}

/// The comparison is worth what it would find. The judge is made to slip in each of its rules and goals, and every slip shows.
#[test]
fn slips_of_a_judge_are_found() {
    let place = tempfile::tempdir().unwrap();
    let samples: Vec<Sample> = samples(place.path(), TELLING).collect();
    let names: Vec<&str> = Rule::ALL.into_iter().map(Rule::name).collect();
    let differ = |Sample { folder, rosters, .. }: &Sample, of_rules: bool, of_goals: bool| {
        let known = of_goals.then(|| Known::new(folder));
        rosters.iter().any(|(seats, broken, values)| {
            let goals = known.as_ref().is_some_and(|known| differing(values, &known.values(seats)).is_some());
            goals || of_rules && rules::broken(folder, seats) != *broken
        })
    };
    // Without a slip there is nothing to find.
    let differing: Vec<&str> =
        samples.iter().filter(|sample| differ(sample, true, true)).map(|sample| sample.what.as_str()).collect();
    assert_eq!(differing, [""; 0]);
    let is_found = |slip: &'static str| {
        slips::make(Some(slip));
        let is_rule = names.contains(&slip.split(':').next().unwrap_or_default());
        let found = samples.iter().any(|sample| differ(sample, is_rule, !is_rule));
        slips::make(None);
        found
    };
    let missed: Vec<&str> = SLIPS.into_iter().filter(|slip| !is_found(slip)).collect();
    println!("{} of {} slips found; not found: {missed:?}", SLIPS.len() - missed.len(), SLIPS.len());
    assert_eq!(missed, [""; 0]);
}

#[test]
fn what_is_accepted_means_what_the_files_say() {
    let place = tempfile::tempdir().unwrap();
    for number in (0..KINDS).chain(GENERATED..FOLDERS) {
        let what = called(number);
        let (folder, instance) = folder(place.path(), number);
        assert_eq!((folder.from, folder.to), (instance.period.from, instance.period.to), "{what}");
        let towns = |of: (&str, &str, u64, Option<NaiveDate>, Option<NaiveDate>)| format!("{of:?}");
        let own = folder.municipalities.iter().map(|m| towns((&m.code, &m.name, m.population, m.joined, m.left)));
        let theirs = instance.municipalities.iter().map(|m| towns((&m.code, &m.name, m.population, m.joined, m.left)));
        assert!(own.eq(theirs), "{what}");
        assert_eq!(folder.people.len(), instance.staff.len(), "{what}");
        for (own, staff) in folder.people.iter().zip(&instance.staff) {
            let name = if own.name.is_empty() { &own.id } else { &own.name };
            assert_eq!((&own.id, name, own.municipality), (&staff.id, &staff.name, staff.municipality), "{what}");
            assert_eq!((own.heads, own.joined, own.left), (u64::from(staff.heads), staff.joined, staff.left), "{what}");
            assert_eq!(own.weight.to_f64(), staff.weight.to_f64(), "{what}");
        }
        let own = folder.windows.iter().map(|window| (window.slot, window.ends, window.seats, window.least));
        let theirs = instance.windows.iter();
        let theirs = theirs.map(|w| ((w.date, w.start), w.end(), u64::from(w.seats), u64::from(w.least)));
        assert!(own.eq(theirs), "{what}");
        for p in 0..folder.people.len() {
            for w in 0..folder.windows.len() {
                let stance = instance.stance(p, w);
                let theirs = (stance.available, u64::from(stance.prefers), u64::from(stance.avoids));
                assert_eq!(folder.stance(p, w), theirs, "{what}: {} {:?}", folder.people[p].id, folder.windows[w].slot);
            }
        }
    }
}
