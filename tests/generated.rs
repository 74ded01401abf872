//! Made-up folders are what they say: each passes `check` without a warning, but for who has had no turn by chance, the same
//! numbers make the same bytes, and what is hard about a folder can be counted in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use num_traits::{Signed, ToPrimitive};
use vagtplan::diagnostic::Code;
use vagtplan::domain::goal::Rung;
use vagtplan::domain::rule::Rule;
use vagtplan::domain::{Exact, Instance};
use vagtplan::generate::Hard;
use vagtplan::planning::{self, Options, Plan, Status};
use vagtplan::{check, presence, read, shares};

/// The kinds that are made in their own way; those of features are for `tests/generated_features.rs`.
fn kinds() -> Vec<&'static str> {
    Hard::ALL.into_iter().filter(|kind| !kind.is_made_of_features()).map(Hard::name).collect()
}

/// Members, staff, weeks: from the least there is to more members than Denmark has.
const SIZES: [(u32, u32, u32); 8] =
    [(1, 1, 1), (2, 3, 1), (3, 8, 2), (6, 14, 3), (5, 30, 4), (12, 84, 13), (98, 700, 13), (130, 900, 26)];

/// Writes a folder below `place` with the options, and returns its path.
fn generate(place: &Path, options: &str) -> std::path::PathBuf {
    let folder = place.join(options.replace([' ', '-'], "_"));
    let status = Command::new(env!("CARGO_BIN_EXE_vagtplan"))
        .arg("generate")
        .arg(&folder)
        .args(options.split_whitespace())
        .output()
        .expect("the binary starts");
    assert!(status.status.success(), "{options}: {}", String::from_utf8_lossy(&status.stderr));
    folder
}

/// The folder as the program understands it, which has nothing to say against it.
fn checked(folder: &Path) -> Instance {
    let (rows, mut findings) = read::folder(folder);
    let (instance, more) = check::instance(&rows);
    findings.extend(more);
    // Where everybody works twice a week, some have had no shift in the two weeks before, and that is asked after.
    findings.retain(|found| found.code != Code::NoTurnsBefore || !folder.to_string_lossy().contains("rest_rules"));
    assert!(findings.is_empty(), "{}: {findings:#?}", folder.display());
    instance.expect("no finding refuses the folder")
}

fn instance(options: &str) -> Instance {
    let place = tempfile::tempdir().expect("a temporary folder");
    checked(&generate(place.path(), options))
}

fn hard(kind: &str, size: &str) -> Instance {
    instance(&format!("{size} --hard {kind}"))
}

fn plan(instance: Instance) -> Plan {
    let plan = planning::plan(&Arc::new(instance), &Options::default(), &mut |_| ());
    plan.expect("no defect").expect("a roster")
}

fn values(plan: &Plan) -> Vec<f64> {
    plan.rungs.iter().map(|rung| rung.value).collect()
}

const SMALL: &str = "--municipalities 5 --staff 30 --weeks 4";
const USUAL: &str = "--municipalities 26 --staff 190 --weeks 13";

#[test]
fn every_folder_passes_check_without_a_warning() {
    let place = tempfile::tempdir().unwrap();
    for (members, staff, weeks) in SIZES {
        for kind in std::iter::once("").chain(kinds()) {
            let hard = if kind.is_empty() { String::new() } else { format!("--hard {kind}") };
            let options = format!("--municipalities {members} --staff {staff} --weeks {weeks} --seed {weeks} {hard}");
            let instance = checked(&generate(place.path(), &options));
            assert_eq!(instance.municipalities.len(), members as usize, "{options}");
            assert_eq!(instance.staff.iter().map(|person| person.heads).sum::<u32>(), staff, "{options}");
            assert_eq!(instance.period.length_in_days(), i64::from(weeks) * 7, "{options}");
        }
    }
}

#[test]
fn many_seeds_and_first_days_pass_check() {
    let place = tempfile::tempdir().unwrap();
    for seed in 0..40 {
        // Around the turn of the year and around Easter most days are closed, and a period may begin on any of them.
        let month = if seed % 2 == 0 { 4 } else { 12 };
        let (kind, from) = (kinds()[seed % kinds().len()], format!("2026-{month:02}-{:02}", 1 + seed % 30));
        checked(&generate(
            place.path(),
            &format!("--municipalities 4 --staff 19 --weeks 1 --from {from} --seed {seed} --hard {kind}"),
        ));
    }
}

#[test]
fn the_same_numbers_make_the_same_bytes_and_others_do_not() {
    let place = tempfile::tempdir().unwrap();
    let bytes = |name: &str, options: &str| -> BTreeMap<String, Vec<u8>> {
        let folder = generate(&place.path().join(name), options);
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        files.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap())).collect()
    };
    for kind in kinds() {
        let options = format!("{SMALL} --seed 5 --hard {kind}");
        assert_eq!(bytes("one", &options), bytes("two", &options), "{kind}");
    }
    let [five, six] = [5, 6].map(|seed| bytes("one", &format!("{USUAL} --seed {seed}")));
    for (name, text) in &five {
        assert!(six[name] != *text, "{name} does not depend on the seed");
    }
}

#[test]
fn an_ordinary_folder_looks_like_the_hotline() {
    let instance = instance(USUAL);
    let codes: Vec<&str> = instance.municipalities.iter().map(|member| member.code.as_str()).collect();
    assert!(codes.iter().all(|code| !code.starts_with('X')), "26 members are real ones: {codes:?}");
    let per_person = instance.seats() as f64 / 190.0;
    assert!((5.0..6.5).contains(&per_person), "{per_person} shifts each");
    let of = |town: usize| instance.staff_of(town).map(|person| instance.staff[person].heads).sum::<u32>();
    assert!((0..26).all(|town| of(town) >= 2));
    let some = |what: &str, count: usize| assert!((1..95).contains(&count), "{count} {what}");
    some("part-timers", instance.staff.iter().filter(|person| person.weight < Exact::from_integer(1.into())).count());
    some("limits", instance.staff.iter().filter(|person| person.limits[Rule::ShiftsPerPeriod].is_some()).count());
    some("pools", instance.staff.iter().filter(|person| person.is_pool()).count());
    some("small towns", instance.municipalities.iter().filter(|town| town.limits[Rule::AwayAtOnce].is_some()).count());
    some("fixed", instance.fixed.len());
    some("forbidden", instance.forbidden.len());
    assert!(instance.history.len() > 50);
    let all = instance.stances.len() as f64;
    let part =
        |of: fn(&vagtplan::domain::Stance) -> bool| instance.stances.iter().filter(|s| of(s)).count() as f64 / all;
    assert!((0.05..0.4).contains(&part(|stance| !stance.available)));
    assert!((0.005..0.2).contains(&part(|stance| stance.prefers > 0)));
    assert!((0.005..0.2).contains(&part(|stance| stance.avoids > 0)));
    let balances = |class: Option<usize>| -> Vec<Exact> {
        let of_class = instance.ledger.iter().filter(|((_, burden), _)| *burden == class);
        of_class.map(|(_, entry)| &entry.entitled - &entry.worked).collect()
    };
    for class in [None, Some(0), Some(1)] {
        assert_eq!(balances(class).iter().sum::<Exact>(), Exact::from_integer(0.into()));
        assert!(balances(class).iter().all(|balance| balance.abs() < Exact::from_integer(1.into())));
    }
}

#[test]
fn beyond_denmark_members_are_invented_and_say_so() {
    let instance = instance("--municipalities 100 --staff 300 --weeks 2");
    let invented: Vec<_> = instance.municipalities.iter().filter(|member| member.code.starts_with('X')).collect();
    assert_eq!(invented.len(), 2);
    assert!(invented.iter().all(|member| member.name.starts_with("Opdigtet ")));
}

#[test]
fn too_few_staff_leave_a_fifth_of_the_seats() {
    for seed in 1..=3 {
        let instance = hard("too-few-staff", &format!("{SMALL} --seed {seed}"));
        let seats = instance.seats() as f64;
        let plan = plan(instance);
        assert_eq!(plan.status, Status::Proven);
        let unfilled = plan.rungs[0].value / seats;
        assert!((0.12..0.30).contains(&unfilled), "seed {seed}: {unfilled} of the seats are unfilled");
    }
}

#[test]
fn tight_availability_is_wanted_by_eleven_people_for_ten_seats_and_can_be_filled() {
    let instance = hard("tight-availability", USUAL);
    let free = instance.stances.iter().filter(|stance| stance.available).count() as f64;
    let ratio = free / instance.seats() as f64;
    assert!((1.05..1.15).contains(&ratio), "{ratio} people a seat");
    let plan = plan(hard("tight-availability", SMALL));
    assert_eq!(plan.rungs[0].value, 0.0, "a roster fills every seat");
}

#[test]
fn a_giant_has_half_of_everything() {
    let instance = hard("giant", USUAL);
    let giant = instance.municipalities.iter().position(|member| member.code == "X000").expect("the giant");
    assert_eq!(instance.staff_of(giant).count(), 95);
    let all: u64 = instance.municipalities.iter().map(|member| member.population).sum();
    assert_eq!(instance.municipalities[giant].population * 2, all);
}

#[test]
fn many_locks_stand_on_three_seats_in_ten() {
    let instance = hard("many-locks", USUAL);
    let fixed = instance.fixed.values().sum::<u32>() as f64 / instance.seats() as f64;
    let forbidden = instance.forbidden.len() as f64 / instance.seats() as f64;
    assert!((0.25..0.28).contains(&fixed) && (0.01..0.04).contains(&forbidden), "{fixed} {forbidden}");
}

#[test]
fn large_balances_are_large_and_sum_to_zero() {
    let instance = hard("large-balances", USUAL);
    let shares = shares::shares(&instance, 0);
    let balance = |town: usize| {
        let entry = &instance.ledger[&(town, None)];
        &entry.entitled - &entry.worked
    };
    let sum: Exact = (0..26).map(balance).sum();
    assert_eq!(sum, Exact::from_integer(0.into()));
    let parts: Vec<f64> =
        (0..26).map(|town| (balance(town) / &shares.total[town].entitled.clone()).to_f64().unwrap().abs()).collect();
    assert!(parts.iter().filter(|&&part| part > 0.25).count() > 8, "{parts:?}");
}

#[test]
fn overlapping_burdens_share_windows() {
    let instance = hard("overlapping-burdens", USUAL);
    assert_eq!(instance.burdens.len(), 3);
    for both in [[0, 1], [0, 2], [1, 2]] {
        assert!(instance.windows.iter().any(|window| both.iter().all(|burden| window.burdens.contains(burden))));
    }
}

#[test]
fn limits_for_the_period_bind() {
    let limited = hard("period-limits", SMALL);
    let all: u32 =
        limited.staff.iter().map(|person| person.limits[Rule::ShiftsPerPeriod].expect("a limit on everybody")).sum();
    let ratio = f64::from(all) / limited.seats() as f64;
    assert!((1.0..1.3).contains(&ratio), "{ratio} shifts allowed for a seat");
    let mut free = limited.clone();
    free.edit(|free| free.staff.iter_mut().for_each(|person| person.limits[Rule::ShiftsPerPeriod] = None));
    assert!(values(&plan(limited)) > values(&plan(free)), "the limits cost nothing");
}

#[test]
fn caps_in_burdens_bind_and_stand_in_columns() {
    let capped = hard("burden-caps", "--municipalities 5 --staff 30 --weeks 13");
    for instance in [&capped, &hard("burden-caps", USUAL)] {
        assert!(!instance.burdens.is_empty());
        let mut columns = false;
        for (c, burden) in instance.burdens.iter().enumerate() {
            let caps =
                |rule| instance.staff.iter().map(move |person| person.limits.cap(rule, c).expect("a cap on everybody"));
            assert!(caps(Rule::PerPersonWeek).all(|cap| cap == 1));
            let seats: u32 = instance.windows.iter().filter(|w| w.burdens.contains(&c)).map(|w| w.seats).sum();
            let sum = caps(Rule::PerPersonPeriod).sum::<u32>();
            assert_eq!(sum, seats * 115 / 100, "{} with {seats} seats", burden.name);
            let of_rules = instance.rules.cap(Rule::PerPersonPeriod, c).expect("a cap in plan.toml");
            columns |= caps(Rule::PerPersonPeriod).any(|cap| cap != of_rules);
        }
        assert!(columns, "nobody has a cap of their own");
    }
    let mut free = capped.clone();
    free.edit(|free| {
        for person in &mut free.staff {
            person.limits = vagtplan::domain::rule::Limits::of(|rule| person.limits[rule]);
        }
    });
    assert!(values(&plan(capped)) > values(&plan(free)), "the caps cost nothing");
}

#[test]
fn needed_seats_are_filled_before_others() {
    let needing = hard("needed-seats", SMALL);
    assert!(needing.windows.iter().any(|window| window.least > 0 && window.least < window.seats));
    let least = |plan: &Plan, needing: &Instance| -> u32 {
        let shifts = &plan.verified.roster().shifts;
        let missing = needing.windows.iter().zip(shifts).map(|(w, staff)| w.least.saturating_sub(staff.len() as u32));
        missing.sum()
    };
    let mut free = needing.clone();
    free.edit(|free| free.windows.iter_mut().for_each(|window| window.least = 0));
    let (with, without) = (plan(needing.clone()), plan(free));
    assert_eq!((with.rungs[0].rung, with.status), (Rung::CoverageLeast, Status::Proven));
    assert_eq!(with.rungs[0].value, f64::from(least(&with, &needing)));
    let first: Vec<_> = with.rungs.iter().take(2).map(|rung| (rung.rung, rung.value, rung.proven)).collect();
    assert_eq!(first, [(Rung::CoverageLeast, 2.0, true), (Rung::Coverage, 69.0, true)]);
    // A fifth of all seats cannot be filled, and of those that are needed nearly all are.
    assert!(with.rungs[0].value * 10.0 < with.rungs[1].value, "{:#?}", with.rungs);
    assert!(least(&with, &needing) < least(&without, &needing), "what is needed makes no difference");
}

#[test]
fn rest_rules_bind() {
    let resting = hard("rest-rules", &format!("{SMALL} --seed 1"));
    let mut restless = resting.clone();
    restless.edit(|restless| restless.rest = chrono::TimeDelta::zero());
    assert!(values(&plan(resting)) > values(&plan(restless)), "rest costs nothing");
}

/// Without dates the folder is the one it always was; with them some come, some go and some are on leave, and each takes a part
/// of the turns that goes by the time they are there.
#[test]
fn people_with_dates_come_and_go() {
    let (without, with) = (instance(USUAL), instance(&format!("{USUAL} --dates")));
    assert_eq!((&without.windows, &without.municipalities), (&with.windows, &with.municipalities));
    assert!(without.staff.iter().all(|person| person.joined.is_none() && person.left.is_none()));
    let joined = with.staff.iter().filter(|person| person.joined.is_some()).count();
    let left = with.staff.iter().filter(|person| person.left.is_some()).count();
    assert!((3..20).contains(&joined) && (3..20).contains(&left), "{joined} join, {left} leave");
    let within = |day: Option<chrono::NaiveDate>| day.is_none_or(|day| with.period.contains(day));
    assert!(with.staff.iter().all(|person| within(person.joined) && within(person.left)));
    let parts = |of: &Instance| {
        let weights = presence::weights(of);
        let part = |(weight, person): (&Exact, &vagtplan::domain::Staff)| weight / &person.weight;
        weights.iter().zip(&of.staff).map(part).filter(|part| !part.is_integer()).count()
    };
    assert!(parts(&with) > parts(&without) + 5, "{} and {} people", parts(&with), parts(&without));
    let place = tempfile::tempdir().unwrap();
    for (number, kind) in kinds().into_iter().enumerate() {
        for size in ["--municipalities 1 --staff 2 --weeks 1", SMALL, USUAL] {
            checked(&generate(place.path(), &format!("{size} --seed {number} --dates --hard {kind}")));
        }
    }
    let plan = plan(instance(&format!("{SMALL} --dates --seed 2")));
    assert_eq!(plan.status, Status::Proven);
}
