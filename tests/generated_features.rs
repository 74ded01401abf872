//! The features that `generate` can be asked for, one by one and in mixtures: each folder passes `check`, each feature can be
//! counted in it, and the seats are the part of what the staff could take that was asked for, as it is worked out here.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, Timelike};
use fastrand::Rng;
use num_traits::{Signed, ToPrimitive};
use support::generated;
use vagtplan::diagnostic::Code;
use vagtplan::domain::goal::Rung;
use vagtplan::domain::rule::Rule;
use vagtplan::domain::{Exact, Instance};
use vagtplan::generate::Hard;
use vagtplan::planning::{self, Options, Status};
use vagtplan::{check, read, shares};

/// The kinds that are made of features.
/// The kinds that are made of features.
fn kinds() -> impl Iterator<Item = &'static str> {
    Hard::ALL.into_iter().filter(|kind| kind.is_made_of_features()).map(Hard::name)
}

const USUAL: &str = "--municipalities 26 --staff 190 --weeks 13";
const SMALL: &str = "--municipalities 5 --staff 30 --weeks 4";

fn instance(options: &str) -> Instance {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (rows, mut findings) = read::folder(&generated::generate(place.path(), options));
    let (instance, more) = check::instance(&rows);
    findings.extend(more);
    // Warnings that are true: where there is much to do some had no shift by chance, and in a hotline of a few windows those of
    // a town that joins late, or of everybody whose burden is out of reach, may have nobody.
    const TRUE: [Code; 4] = [Code::NoTurnsBefore, Code::NobodyAvailable, Code::SilentMunicipality, Code::NeverRostered];
    findings.retain(|found| !TRUE.contains(&found.code));
    assert!(findings.is_empty(), "{options}: {findings:#?}");
    instance.unwrap_or_else(|| panic!("{options}: the folder is refused"))
}

/// Whether somebody can work in a window: by the rows about it, the dates of employment, and those of membership.
fn is_free(instance: &Instance, person: usize, window: usize) -> bool {
    let (staff, date) = (&instance.staff[person], instance.windows[window].date);
    let town = &instance.municipalities[staff.municipality];
    let within = |joined: Option<NaiveDate>, left: Option<NaiveDate>| {
        joined.is_none_or(|joined| joined <= date) && left.is_none_or(|left| date < left)
    };
    instance.stance(person, window).available && within(staff.joined, staff.left) && within(town.joined, town.left)
}

/// What the staff could take, if there were always a seat for them: in each week a shift on every day on which somebody can work,
/// up to their limit; in the period no more than their limit; for a pool as often as it has heads.
fn capacity(instance: &Instance) -> u32 {
    let of = |person: usize| {
        let staff = &instance.staff[person];
        let mut days: BTreeMap<_, std::collections::BTreeSet<NaiveDate>> = BTreeMap::new();
        for window in (0..instance.windows.len()).filter(|&window| is_free(instance, person, window)) {
            let date = instance.windows[window].date;
            days.entry((date.iso_week().year(), date.iso_week().week())).or_default().insert(date);
        }
        // The limits of a pool are those of all its heads together.
        let weekly = staff.limits[Rule::ShiftsPerWeek].expect("a weekly limit");
        let all = days.values().map(|days| (days.len() as u32 * staff.heads).min(weekly)).sum::<u32>();
        all.min(staff.limits[Rule::ShiftsPerPeriod].unwrap_or(u32::MAX))
    };
    (0..instance.staff.len()).map(of).sum()
}

#[track_caller]
fn assert_tight(options: &str, tightness: f64) {
    let instance = instance(options);
    let (seats, wanted) = (instance.seats() as f64, f64::from(capacity(&instance)) * tightness);
    // No hotline opens less than one window a week, with a seat in it.
    let least: std::collections::BTreeSet<_> = instance.windows.iter().map(|window| window.date.iso_week()).collect();
    let is_least = instance.windows.len() == least.len() && instance.windows.iter().all(|window| window.seats == 1);
    assert!(
        (seats - wanted).abs() <= 0.5 || (seats > wanted && is_least),
        "{options}: {seats} seats, and {wanted} are wanted"
    );
}

#[test]
fn any_mixture_of_features_passes_check_and_is_as_tight_as_was_asked() {
    const SIZES: [&str; 7] = [
        "--municipalities 1 --staff 1 --weeks 1",
        "--municipalities 2 --staff 3 --weeks 1 --from 2026-04-01",
        "--municipalities 3 --staff 8 --weeks 2",
        "--municipalities 4 --staff 19 --weeks 1 --from 2026-12-28",
        "--municipalities 6 --staff 40 --weeks 5 --from 2026-12-03",
        "--municipalities 12 --staff 84 --weeks 13",
        "--municipalities 5 --staff 30 --weeks 27",
    ];
    let mut random = Rng::with_seed(11);
    for seed in 0..84 {
        // About half of the features are there, in one half of the folders; few in the other.
        let often = if seed % 2 == 0 { 0.5 } else { 0.15 };
        let mixture = generated::mixture(&mut random, often);
        let options = format!("{} --seed {seed} {mixture}", SIZES[seed % SIZES.len()]);
        match options.split("--tightness ").nth(1).and_then(|rest| rest.split(' ').next()) {
            Some(number) => assert_tight(&options, number.parse().expect("a number")),
            None => drop(instance(&options)),
        }
    }
}

#[test]
fn every_kind_made_of_features_passes_check_with_any_seed() {
    for kind in kinds() {
        for seed in 0..6 {
            let size = ["--municipalities 3 --staff 9 --weeks 2", SMALL, "--municipalities 14 --staff 60 --weeks 6"];
            instance(&format!("{} --seed {seed} --hard {kind}", size[seed % size.len()]));
        }
    }
    instance("--municipalities 98 --staff 700 --hard tight");
    assert_tight(&format!("{USUAL} --hard scattered"), 0.5);
    assert_tight(&format!("{USUAL} --hard tight"), 0.9);
    assert_tight(&format!("{USUAL} --hard tight --tightness 1.2"), 1.2);
}

/// The tables of a folder, without `plan.toml`, which says how it was made.
fn tables(options: &str) -> BTreeMap<String, String> {
    let place = tempfile::tempdir().expect("a temporary folder");
    let files = fs::read_dir(generated::generate(place.path(), options)).unwrap().map(|entry| entry.unwrap().path());
    let tables = files.filter(|file| file.extension().is_some_and(|extension| extension == "csv"));
    let name = |file: &Path| file.file_name().unwrap().to_string_lossy().into_owned();
    tables.map(|file| (name(&file), fs::read_to_string(&file).unwrap())).collect()
}

#[test]
fn a_kind_is_the_features_that_its_help_says() {
    let help = Command::new(env!("CARGO_BIN_EXE_vagtplan")).args(["generate", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for kind in kinds().filter(|&kind| kind != "tight") {
        let says = help.split(&format!("- {kind}:")).nth(1).expect(kind).split("\n\n").next().unwrap();
        let says = says.split("\n          - ").next().unwrap();
        assert_eq!(tables(&format!("{SMALL} --hard {kind}")), tables(&format!("{SMALL} {says}")), "{kind}: {says}");
    }
    let both = [format!("{SMALL} --hard tight"), format!("{SMALL} --hard scattered --tightness 0.9")];
    assert_eq!(tables(&both[0]), tables(&both[1]));
    assert_eq!(tables(&both[0]), tables(&both[0]), "the same numbers make the same bytes");
}

/// What a feature is about changes, and what it is not about stays.
#[test]
fn a_feature_leaves_alone_what_it_is_not_about() {
    let usual = tables(USUAL);
    let same = |options: &str, names: &[&str]| {
        let with = tables(&format!("{USUAL} {options}"));
        for (name, text) in &with {
            let (as_before, expected) = (usual[name] == *text, names.contains(&name.as_str()));
            assert_eq!(as_before, expected, "{options}: {name}");
        }
    };
    // Who sits where before the period, and so the locks, goes by everything.
    same("--availability scattered", &["municipalities.csv", "staff.csv", "demand.csv", "ledger.csv"]);
    same("--holiday-weeks", &["municipalities.csv", "staff.csv", "demand.csv", "ledger.csv", "history.csv"]);
    same(
        "--mixed-limits",
        &["municipalities.csv", "availability.csv", "demand.csv", "ledger.csv", "locks.csv", "history.csv"],
    );
    same(
        "--balances",
        &["municipalities.csv", "staff.csv", "availability.csv", "demand.csv", "locks.csv", "history.csv"],
    );
}

/// By day of the week and hour: whether somebody can work there in some week of the period.
fn laid_out(instance: &Instance, person: usize) -> BTreeMap<(u32, u32), bool> {
    let mut out = BTreeMap::new();
    for (window, there) in instance.windows.iter().enumerate() {
        let free = instance.stance(person, window).available;
        *out.entry((there.date.weekday().num_days_from_monday(), there.start.hour())).or_default() |= free;
    }
    out
}

#[test]
fn scattered_availability_has_no_common_pattern() {
    let instance = instance(&format!("{USUAL} --availability scattered"));
    let people: Vec<_> = (0..instance.staff.len()).filter(|&person| !instance.staff[person].is_pool()).collect();
    let (mut day, mut evening, mut patterns) = ((0, 0), (0, 0), std::collections::BTreeSet::new());
    for &person in &people {
        let laid_out = laid_out(&instance, person);
        patterns.insert(laid_out.values().copied().collect::<Vec<bool>>());
        for ((_, hour), free) in laid_out {
            let counted = if hour == 16 { &mut evening } else { &mut day };
            *counted = (counted.0 + u32::from(free), counted.1 + 1);
        }
    }
    let part = |(free, all): (u32, u32)| f64::from(free) / f64::from(all);
    assert!((0.45..0.55).contains(&part(day)) && (0.28..0.38).contains(&part(evening)), "{day:?} {evening:?}");
    assert!(patterns.len() * 100 > people.len() * 98, "{} patterns of {} people", patterns.len(), people.len());
}

#[test]
fn fixed_weekdays_are_whole_ones() {
    let instance = instance(&format!("{USUAL} --availability weekdays"));
    for person in (0..instance.staff.len()).filter(|&person| !instance.staff[person].is_pool()) {
        let laid_out = laid_out(&instance, person);
        let mut days: Vec<u32> = laid_out.iter().filter(|(_, free)| **free).map(|((day, _), _)| *day).collect();
        days.dedup();
        assert!((1..=4).contains(&days.len()), "{days:?}");
        let daytime =
            laid_out.iter().filter(|((day, hour), _)| days.contains(day) && *hour < 16).all(|(_, free)| *free);
        assert!(daytime, "{:?}", instance.staff[person].name);
    }
}

/// The ISO weeks of the period in which somebody can work.
fn weeks(instance: &Instance, person: usize) -> Vec<u32> {
    let free = (0..instance.windows.len()).filter(|&window| instance.stance(person, window).available);
    let mut weeks: Vec<u32> = free.map(|window| instance.windows[window].date.iso_week().week()).collect();
    weeks.dedup();
    weeks
}

#[test]
fn half_the_staff_work_in_every_other_week() {
    let instance = instance(&format!("{USUAL} --alternate-weeks"));
    let of = |parity: u32| {
        let only = |person: &usize| weeks(&instance, *person).iter().all(|week| week % 2 == parity);
        (0..instance.staff.len()).filter(only).count()
    };
    let (even, odd) = (of(0), of(1));
    assert!((30..65).contains(&even) && (30..65).contains(&odd), "{even} in even weeks, {odd} in odd ones");
}

#[test]
fn half_the_staff_are_on_holiday_in_the_same_weeks() {
    let instance = instance(&format!("{USUAL} --holiday-weeks"));
    let all: Vec<u32> = (2..=14).collect();
    let there =
        |week: u32| (0..instance.staff.len()).filter(|&person| weeks(&instance, person).contains(&week)).count();
    let there: Vec<usize> = all.into_iter().map(there).collect();
    let few: Vec<usize> = (0..there.len()).filter(|&week| there[week] * 100 < instance.staff.len() * 55).collect();
    assert!(few.len() == 2 && few[0] + 1 == few[1], "{there:?}");
}

#[test]
fn limits_stand_side_by_side() {
    let instance = instance(&format!("{USUAL} --mixed-limits"));
    for limit in 1..=3 {
        let limited = |person: &&vagtplan::domain::Staff| person.limits[Rule::ShiftsPerWeek] == Some(limit);
        let count = instance.staff.iter().filter(limited).count();
        assert!((25..110).contains(&count), "{count} with {limit}");
    }
    let limited = instance.staff.iter().filter(|person| person.limits[Rule::ShiftsPerPeriod].is_some()).count();
    assert!((35..80).contains(&limited), "{limited} with a limit for the period");
}

#[test]
fn part_timers_have_limits_of_their_own() {
    let instance = instance(&format!("{USUAL} --part-timers=70"));
    let part: Vec<_> = instance.staff.iter().filter(|person| person.weight < Exact::from_integer(1.into())).collect();
    assert!((120..160).contains(&part.len()), "{}", part.len());
    let limited = |limit| part.iter().filter(|person| person.limits[Rule::ShiftsPerWeek] == Some(limit)).count();
    assert!(limited(1) > 50 && limited(2) > 40, "{} once a week, {} twice", limited(1), limited(2));
    let for_the_period = part.iter().filter(|person| person.limits[Rule::ShiftsPerPeriod].is_some()).count();
    assert!(for_the_period > 120, "{for_the_period} with a limit for the period");
}

#[test]
fn towns_are_held_to_half_their_staff_some_are_pools_one_comes_and_one_goes() {
    let instance = instance(&format!("{USUAL} --away-at-once --pools=5 --members-change --balances=20"));
    let heads = |town: usize| instance.staff_of(town).map(|person| instance.staff[person].heads).sum::<u32>();
    let limits: Vec<_> = (0..26)
        .filter_map(|town| Some((heads(town), instance.municipalities[town].limits[Rule::AwayAtOnce]?)))
        .collect();
    assert!((14..26).contains(&limits.len()) && limits.iter().all(|&(heads, most)| most == (heads / 2).max(1)));
    assert_eq!(instance.staff.iter().filter(|person| person.is_pool()).count(), 5);
    let dates = |of: fn(&vagtplan::domain::Municipality) -> Option<NaiveDate>| -> Vec<NaiveDate> {
        instance.municipalities.iter().filter_map(of).collect()
    };
    let (joined, left) = (dates(|town| town.joined), dates(|town| town.left));
    assert!(joined.len() == 1 && left.len() == 1 && joined[0] < left[0] && instance.period.contains(left[0]));
    let parts: Vec<f64> = instance
        .ledger
        .iter()
        .filter(|((_, burden), _)| burden.is_none())
        .map(|(_, entry)| ((&entry.entitled - &entry.worked) / &entry.entitled).abs().to_f64().unwrap())
        .collect();
    assert_eq!(parts.len(), 25, "who joins later owes nothing yet");
    assert!(parts.iter().filter(|&&part| part > 0.05).count() > 12, "{parts:?}");
}

/// Shifts of a burden that a town's staff could work at most, by days and weekly limits alone.
fn reach(instance: &Instance, town: usize, burden: usize) -> u32 {
    let of = |person: usize| {
        let mine =
            |window: &usize| instance.windows[*window].burdens.contains(&burden) && is_free(instance, person, *window);
        let dates: std::collections::BTreeSet<NaiveDate> =
            (0..instance.windows.len()).filter(mine).map(|window| instance.windows[window].date).collect();
        dates.len() as u32 * instance.staff[person].heads
    };
    instance.staff_of(town).map(of).sum()
}

#[test]
fn one_town_has_no_evenings() {
    let instance = instance(&format!("{USUAL} --without-evenings"));
    let evening = instance.burdens.iter().position(|burden| burden.name == "evening").expect("the burden");
    let without = (0..26).filter(|&town| reach(&instance, town, evening) == 0).count();
    assert_eq!(without, 1);
}

#[test]
fn burdens_are_out_of_reach_and_their_goal_is_not_zero() {
    let reached = |options: &str| {
        let instance = instance(options);
        let shares = shares::shares(&instance, 0);
        let short = |&(town, burden): &(usize, usize)| {
            let target = shares.burdens[burden][town].target.to_f64().unwrap();
            f64::from(reach(&instance, town, burden)) < target - 1.0
        };
        let members = instance.municipalities.len();
        (0..members).flat_map(|town| [(town, 0), (town, 1)]).filter(short).count()
    };
    assert_eq!(reached(USUAL), 0);
    let count = reached(&format!("{USUAL} --out-of-reach=30"));
    assert!((5..=7).contains(&count), "{count} of 26");
    let value = |options: &str| {
        let plan = planning::plan(&Arc::new(instance(options)), &Options::default(), &mut |_| ());
        let plan = plan.expect("no defect").expect("a roster");
        assert_eq!(plan.status, Status::Proven);
        plan.rungs.iter().find(|rung| rung.rung == Rung::Burdens).expect("the goal").value
    };
    assert_eq!(value(&format!("{SMALL} --tightness 0.5")), 0.0);
    assert!(value(&format!("{SMALL} --tightness 0.5 --out-of-reach")) > 1.0);
}
