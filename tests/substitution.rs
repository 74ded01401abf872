//! Substitutes, exchanges and differences on random folders: whoever is proposed breaks no rule, whoever is not breaks just
//! the rules that are named, the ranking is that of the verified goals, and a difference leads from the old roster to the
//! new one.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use fastrand::Rng;
use support::brute;
use support::by_hand::{instance, municipality, person, roster, staff, window};
use support::random::RandomFolder;
use support::random::rosters::{any_roster, good_roster};
use vagtplan::check::arguments;
use vagtplan::difference::{Change, changes};
use vagtplan::domain::Instance;
use vagtplan::domain::roster::Roster;
use vagtplan::domain::rule::Rule;
use vagtplan::substitution::{Seat, compare, exchanges, first_difference, opened, substitutes};
use vagtplan::verify::{Judgement, judge};

const FOLDERS: u64 = 240;

/// More exchanges than a tiny folder has.
const ALL: usize = usize::MAX;

/// A folder's instance with a roster that holds every rule, some of its seats fixed by locks, and a seat of it.
fn drawn(seed: u64, folder: fn(u64) -> RandomFolder) -> (Instance, Roster, Seat) {
    let mut random = Rng::with_seed(seed);
    let mut instance = folder(seed).instance;
    instance.edit(|instance| instance.fixed.clear());
    let roster = good_roster(&mut random, &instance);
    let window = random.usize(0..instance.windows.len());
    let out = (!roster.shifts[window].is_empty()).then(|| random.choice(&roster.shifts[window]).copied()).flatten();
    for (other, staff) in roster.shifts.iter().enumerate() {
        for &staff in staff {
            if (Some(staff), other) != (out, window) && random.f64() < 0.1 {
                instance.edit(|instance| instance.fixed.insert((staff, other), 1));
            }
        }
    }
    let open = roster.shifts[window].len() < instance.windows[window].seats as usize;
    let seat = Seat { window, out: if open && random.bool() { None } else { out } };
    (instance, roster, seat)
}

/// The rules a roster breaks.
fn rules(judgement: &Judgement) -> BTreeSet<Rule> {
    judgement.violations.iter().map(|violation| violation.rule).collect()
}

#[test]
fn whoever_is_proposed_breaks_no_rule_and_whoever_is_not_breaks_those_named() {
    let (mut proposed, mut held) = (0, BTreeSet::new());
    for seed in 0..FOLDERS {
        let (instance, roster, seat) = drawn(seed, RandomFolder::small);
        let empty = opened(&roster, seat);
        let found = substitutes(&instance, &roster, seat);
        assert_eq!(found.open, Some(judge(&instance, &empty)), "seed {seed}");
        assert_eq!(found.now, judge(&instance, &roster), "seed {seed}");
        for candidate in &found.candidates {
            let with = empty.clone().with(seat.window, candidate.staff);
            assert_eq!(candidate.judgement, judge(&instance, &with), "seed {seed}");
            assert_eq!(candidate.judgement.violations, [], "seed {seed}");
            proposed += 1;
        }
        for excluded in &found.excluded {
            let with = empty.clone().with(seat.window, excluded.staff);
            let named: BTreeSet<Rule> = excluded.rules.iter().copied().collect();
            assert_eq!(rules(&judge(&instance, &with)), named, "seed {seed}, {}", instance.staff[excluded.staff].id);
            held.extend(named);
        }
        let everybody = found.candidates.len() + found.excluded.len() + usize::from(seat.out.is_some());
        assert_eq!(everybody, instance.staff.len(), "seed {seed}");
        assert!(
            found.candidates.windows(2).all(|pair| compare(&pair[0].judgement, &pair[1].judgement).is_le()),
            "seed {seed}"
        );
    }
    assert!(proposed > 100, "{proposed}");
    assert_eq!(held, BTreeSet::from(Rule::ALL), "a reason that nobody has is not tested");
}

/// Everybody is judged once more by brute force, which shares no line with the program: who breaks no rule is proposed, and in
/// the order of the goals.
#[test]
fn the_ranking_is_the_one_brute_force_finds() {
    let (mut proposed, mut apart) = (0, 0);
    for seed in 0..FOLDERS {
        let (instance, roster, seat) =
            drawn(seed, if seed % 2 == 0 { RandomFolder::tiny } else { RandomFolder::small });
        let empty = opened(&roster, seat);
        let with = |staff: usize| empty.clone().with(seat.window, staff);
        let found = substitutes(&instance, &roster, seat);
        let ids: BTreeSet<usize> = found.candidates.iter().map(|candidate| candidate.staff).collect();
        let lawful = (0..instance.staff.len())
            .filter(|&staff| Some(staff) != seat.out && brute::broken(&instance, &with(staff)).is_empty());
        assert_eq!(ids, lawful.collect(), "seed {seed}");
        let values: Vec<Vec<f64>> =
            found.candidates.iter().map(|candidate| brute::values(&instance, &with(candidate.staff))).collect();
        for pair in values.windows(2) {
            let mut rungs = pair[0].iter().zip(&pair[1]);
            let differs = rungs.find(|(one, other)| (*one - *other).abs() > brute::TOLERANCE);
            assert!(differs.is_none_or(|(one, other)| one < other), "seed {seed}: {pair:?}");
            apart += usize::from(differs.is_some());
        }
        proposed += ids.len();
    }
    assert!(proposed > 100 && apart > 40, "{proposed} proposed, {apart} told apart");
}

/// The exchanges found by judging each one there could be.
fn every_exchange(instance: &Instance, roster: &Roster, seat: Seat) -> Vec<(usize, usize, usize, Judgement)> {
    let empty = opened(roster, seat);
    let mut found = Vec::new();
    for from in (0..roster.shifts.len()).filter(|&from| from != seat.window) {
        let movers: BTreeSet<usize> = empty.shifts[from].iter().copied().collect();
        for mover in movers.into_iter().filter(|&mover| Some(mover) != seat.out) {
            for filler in (0..instance.staff.len()).filter(|&filler| filler != mover && Some(filler) != seat.out) {
                let moved = empty.clone().without(from, mover).with(seat.window, mover).with(from, filler);
                let judgement = judge(instance, &moved);
                if judgement.violations.is_empty() {
                    found.push((mover, from, filler, judgement));
                }
            }
        }
    }
    found.sort_by(|one, other| {
        compare(&one.3, &other.3).then_with(|| (one.0, one.1, one.2).cmp(&(other.0, other.1, other.2)))
    });
    found
}

#[test]
fn exchanges_are_those_that_break_no_rule_ranked_by_their_goals() {
    let mut proposed = 0;
    for seed in 0..FOLDERS {
        let folder = if seed % 2 == 0 { RandomFolder::tiny } else { RandomFolder::small };
        let (instance, roster, seat) = drawn(seed, folder);
        let expected = every_exchange(&instance, &roster, seat);
        proposed += expected.len();
        for most in [ALL, 10, 3, 0] {
            let found = exchanges(&instance, &roster, seat, most);
            let found: Vec<_> = found.into_iter().map(|e| (e.mover, e.from, e.filler, e.judgement)).collect();
            let best = &expected[..expected.len().min(most)];
            assert_eq!(found.len(), best.len(), "seed {seed}");
            for (found, best) in found.iter().zip(best) {
                assert_eq!((found.0, found.1, found.2), (best.0, best.1, best.2), "seed {seed}, best {most}");
                assert_eq!(found.3, best.3, "seed {seed}");
            }
        }
    }
    assert!(proposed > 100, "{proposed}");
}

#[test]
fn changes_lead_from_one_roster_to_the_other() {
    for seed in 0..FOLDERS {
        let instance = RandomFolder::small(seed).instance;
        let mut random = Rng::with_seed(seed);
        let (old, new) = (any_roster(&mut random, &instance), any_roster(&mut random, &instance));
        let found = changes(&instance, &old, &new);
        let mut replayed = old.clone();
        for &Change { window, was, is } in &found {
            assert_ne!(was, is, "seed {seed}");
            replayed = was.map_or(replayed.clone(), |was| replayed.without(window, was));
            replayed = is.map_or(replayed.clone(), |is| replayed.with(window, is));
        }
        assert_eq!(replayed, new, "seed {seed}");
        // No shorter list does: each window changes as often as it has to.
        let kept = |window: usize| {
            let mut left = new.shifts[window].clone();
            old.shifts[window]
                .iter()
                .filter(|&&who| left.iter().position(|&other| other == who).map(|at| left.remove(at)).is_some())
                .count()
        };
        for window in 0..instance.windows.len() {
            let most = old.shifts[window].len().max(new.shifts[window].len());
            let here = found.iter().filter(|change| change.window == window).count();
            assert_eq!(here, most - kept(window), "seed {seed}");
        }
        assert!(found.is_sorted_by_key(|change| change.window));
        assert_eq!(changes(&instance, &old, &old), []);
    }
}

/// Two colleagues in one town, one in another, who could be taken for each other.
fn town() -> Instance {
    let people = vec![staff("a@b.dk", "Bo", 0, 1), staff("anna", "Anna Holm", 0, 1), staff("bo", "Bo", 1, 1)];
    let members = vec![municipality("1", "One", 100), municipality("2", "Two", 100)];
    instance(("2026-01-05", "2026-01-06"), &["08:00", "16:00"], 2, vec![], members, people)
}

#[test]
fn people_and_windows_are_found_as_planners_type_them() {
    let town = town();
    let noon = window(&town, "2026-01-05 16:00");
    for written in ["anna@2026-01-05T16:00", "ANNA@05-01-2026 16:00", " anna holm @ 2026-01-05 16:00:00"] {
        assert_eq!(arguments::turn(&town, written), Ok((person(&town, "anna"), Some(noon))), "{written}");
    }
    // An id is an id, whatever signs it has and whoever is called the same.
    assert_eq!(arguments::turn(&town, "a@b.dk"), Ok((person(&town, "a@b.dk"), None)));
    assert_eq!(arguments::turn(&town, "a@b.dk@2026-01-05T16:00"), Ok((person(&town, "a@b.dk"), Some(noon))));
    assert_eq!(arguments::person(&town, "BO"), Ok(person(&town, "bo")));
}

#[test]
fn what_is_not_there_is_refused_with_a_cure() {
    let mut town = town();
    town.edit(|town| town.staff[2].id = "bb".into());
    let said = |written: &str| {
        let refusal = arguments::turn(&town, written).expect_err(written);
        format!("{} / {}", refusal.message, refusal.help.join(" / "))
    };
    let cases = [
        ("bo@2026-01-05T16:00", "'bo' fits 2 people / write the id: Bo (a@b.dk), One or Bo (bb), Two"),
        ("ana@2026-01-05T16:00", "'ana' is no id and no name of staff.csv / did you mean 'anna'? / write an id"),
        ("anna@2026-01-05", "'2026-01-05' is no window / write date and start, such as LEM1@2026-02-03T16:00"),
        ("anna@2026-01-05T16", "'16' is not a time of the day that is read / write 16:00"),
        (
            "anna@2026-01-05T12:00",
            "there is no window mon 2026-01-05 12:00 / on mon 2026-01-05 windows start at 08:00 and",
        ),
        (
            "anna@2026-01-07T08:00",
            "wed 2026-01-07 is not in the period / the period is 2026-01-05 to 2026-01-06: correct",
        ),
        ("anna@5/1/2026 08:00", "'5/1/2026' is not a date that is read / write 2026-01-05 or 05-01-2026"),
    ];
    for (written, expected) in cases {
        assert!(said(written).starts_with(expected), "{}", said(written));
    }
}

#[test]
fn the_first_goal_that_differs_tells_two_rosters_apart() {
    let town = town();
    let one = judge(&town, &roster(&town, &[("2026-01-05 16:00", "bo")]));
    let two = judge(&town, &roster(&town, &[("2026-01-05 16:00", "bo"), ("2026-01-05 08:00", "anna")]));
    assert!(compare(&two, &one).is_lt());
    assert_eq!(first_difference(&one, &two).map(|(rung, more)| (rung.name(), more)), Some(("coverage", 1.0)));
    assert_eq!(first_difference(&one, &one), None);
}

/// Runs `swap` in the folder, on its `mine.csv`; the exit code.
fn swap(folder: &Path, arguments: &[&str]) -> Option<i32> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vagtplan"));
    command.current_dir(folder).args(["swap", ".", "mine.csv"]).args(arguments);
    command.output().expect("the program starts").status.code()
}

#[test]
fn a_swap_writes_a_roster_of_its_own_or_nothing() {
    let place = tempfile::tempdir().unwrap();
    let (folder, case) = (place.path(), Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/swap/cmd.in"));
    for entry in fs::read_dir(case).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
    let published = fs::read(folder.join("mine.csv")).unwrap();
    // Inge is not available on Fridays.
    assert_eq!(swap(folder, &["SKI1@2026-01-09T08:00", "LEM1"]), Some(1));
    assert_eq!(swap(folder, &["SKI1@2026-01-09T08:00", "LEM9"]), Some(3));
    assert_eq!(swap(folder, &["SKI1", "LEM1@2026-01-07T08:00"]), Some(3));
    assert_eq!(swap(folder, &["LEM1@2026-01-07T08:00", "LEM1@2026-01-05T08:00"]), Some(3));
    assert_eq!(swap(folder, &["LEM1@2026-01-07T08:00", "SKI3@2026-01-07T08:00"]), Some(3));
    assert!(!folder.join("out").exists());

    assert_eq!(swap(folder, &["LEM1@2026-01-07T08:00", "LEM2@2026-01-06T08:00"]), Some(0));
    let new = fs::read_to_string(folder.join("out/swap/roster.csv")).unwrap();
    assert!(new.contains("2026-01-06,tue,2026-W02,08:00,12:00,1,665,Lemvig,LEM1,Inge Klit,assigned\n"), "{new}");
    assert!(new.contains("2026-01-07,wed,2026-W02,08:00,12:00,1,665,Lemvig,LEM2,Jens Toft,assigned\n"), "{new}");
    assert!(folder.join("out/swap/shares.csv").exists());
    // A second one does not write over the first.
    assert_eq!(swap(folder, &["LEM1@2026-01-05T08:00", "SKI3"]), Some(3));
    assert_eq!(fs::read_to_string(folder.join("out/swap/roster.csv")).unwrap(), new);
    assert_eq!(fs::read(folder.join("mine.csv")).unwrap(), published);
}
