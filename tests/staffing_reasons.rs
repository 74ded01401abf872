//! Why a municipality's staff cannot carry its part: every reason that is printed is tried out.
//!
//! In: small random folders, and for each municipality and account parts that its staff cannot carry. Out: agreement: what is
//! said to help helps, and what is said not to be enough is not, by counting with a program of the test's own. It lists what
//! each person could work within the rules and fills the seats person by person; it knows no solver.

mod support;

use std::collections::BTreeSet;
use std::process::Command;

use chrono::Datelike;
use num_traits::{One, Zero};
use support::greenwich::greenwich;
use support::random::RandomFolder;
use vagtplan::domain::rule::Rule;
use vagtplan::domain::{Exact, Instance, Newcomer};
use vagtplan::membership::ceiling::ceiling;
use vagtplan::membership::effect::{Member, Picture};
use vagtplan::membership::staffing::{Cause, Staffing, Verdict, verdict};
use vagtplan::planning::staffing::reach;

/// More colleagues than any of these folders has seats in a window.
const MANY: usize = 6;

/// Every way in which person `s` can work, by window, within the rules that are about one person. `is_new` is for a colleague
/// like `s` without a past and without fixed shifts.
fn ways(instance: &Instance, s: usize, is_new: bool) -> Vec<Vec<u32>> {
    let staff = &instance.staff[s];
    let windows = &instance.windows;
    let mut ways = vec![Vec::new()];
    for (w, window) in windows.iter().enumerate() {
        let fixed = if is_new { 0 } else { instance.fixed.get(&(s, w)).copied().unwrap_or(0) };
        let takes_part = instance.municipalities[staff.municipality].takes_part(window);
        let may = takes_part && instance.stance(s, w).available && !instance.forbidden.contains(&(s, w));
        let most = if may { staff.heads.min(window.seats) } else { 0 };
        ways = ways
            .into_iter()
            .flat_map(|way: Vec<u32>| (fixed..=most).map(move |seats| [way.clone(), vec![seats]].concat()))
            .collect();
    }
    let history: Vec<_> = instance.history.iter().filter(|past| past.staff == s && !is_new).collect();
    let is_lawful = |way: &Vec<u32>| {
        let sum = |of: &dyn Fn(usize) -> bool| (0..way.len()).filter(|&w| of(w)).map(|w| way[w]).sum::<u32>();
        let limits = &staff.limits;
        let in_days =
            windows.iter().all(|day| sum(&|w| windows[w].date == day.date) <= limits.most(Rule::ShiftsPerDay));
        let in_weeks = windows.iter().all(|week| {
            let past = history.iter().filter(|past| past.date.iso_week() == week.date.iso_week()).count() as u32;
            let planned = sum(&|w| windows[w].date.iso_week() == week.date.iso_week());
            planned == 0 || past + planned <= limits.most(Rule::ShiftsPerWeek)
        });
        let rests = staff.heads > 1
            || (0..way.len()).filter(|&w| way[w] > 0).all(|late| {
                let begins = greenwich(windows[late].date.and_time(windows[late].start));
                let early = (0..way.len()).filter(|&w| way[w] > 0 && windows[w].date < windows[late].date);
                let ends = early.map(|w| greenwich(windows[w].date.and_time(windows[w].start) + windows[w].length));
                let past = history.iter().filter(|past| past.date < windows[late].date);
                let past = past.map(|past| greenwich(past.ends_at.wall()));
                ends.chain(past).all(|end| begins - end >= instance.rest)
            });
        let in_caps = (0..instance.burdens.len()).all(|c| {
            let inside = |w: usize| windows[w].burdens.contains(&c);
            let weeks = limits.cap(Rule::PerPersonWeek, c).is_none_or(|cap| {
                windows.iter().all(|week| {
                    let this = |date: chrono::NaiveDate| date.iso_week() == week.date.iso_week();
                    let past =
                        history.iter().filter(|past| this(past.date) && past.burdens.contains(&c)).count() as u32;
                    let planned = sum(&|w| inside(w) && this(windows[w].date));
                    planned == 0 || past + planned <= cap
                })
            });
            weeks && limits.cap(Rule::PerPersonPeriod, c).is_none_or(|cap| sum(&inside) <= cap)
        });
        in_days && in_weeks && in_caps && rests && sum(&|_| true) <= limits.most(Rule::ShiftsPerPeriod)
    };
    ways.retain(is_lawful);
    ways
}

/// The most shifts in windows that count that the staff of `m` and `copies` colleagues like each of them could take.
fn most(instance: &Instance, m: usize, counts: &dyn Fn(usize) -> bool, copies: usize, away: Option<u32>) -> u64 {
    let staff: Vec<usize> = (0..instance.staff.len()).filter(|&s| instance.staff[s].municipality == m).collect();
    let left = |w: usize| {
        let others =
            instance.fixed.iter().filter(|((s, at), _)| *at == w && !staff.contains(s)).map(|(_, seats)| seats);
        let seats = instance.windows[w].seats.saturating_sub(others.sum());
        let own: u32 = instance.fixed.iter().filter(|((s, at), _)| *at == w && staff.contains(s)).map(|(_, n)| n).sum();
        away.map_or(seats, |away| seats.min(away)).max(own)
    };
    let room: Vec<u32> = (0..instance.windows.len()).map(left).collect();
    let mut filled = BTreeSet::from([vec![0; room.len()]]);
    let everybody = staff.iter().flat_map(|&s| (0..=copies).map(move |copy| (s, copy > 0)));
    for (s, is_new) in everybody {
        let ways = ways(instance, s, is_new);
        let add =
            |seats: &Vec<u32>, way: &Vec<u32>| -> Vec<u32> { seats.iter().zip(way).map(|(a, b)| a + b).collect() };
        filled = filled
            .iter()
            .flat_map(|seats| ways.iter().map(|way| add(seats, way)).collect::<Vec<_>>())
            .filter(|seats| seats.iter().zip(&room).all(|(seats, room)| seats <= room))
            .collect();
    }
    let counted = |seats: &Vec<u32>| (0..seats.len()).filter(|&w| counts(w)).map(|w| u64::from(seats[w])).sum();
    filled.iter().map(counted).max().expect("the locks can be held")
}

/// A member that owes so much of a class, and nothing else.
fn owing(instance: &Instance, m: usize, class: usize, owed: &Exact) -> Member {
    let nothing = vec![Exact::zero(); instance.burdens.len() + 1];
    let mut after = Picture { share: Exact::zero(), days: 1, owed: nothing.clone() };
    after.owed[class] = owed.clone();
    Member { municipality: m, before: Picture { owed: nothing, ..after.clone() }, after, this_period: None }
}

/// The number of colleagues that `join` names carries the newcomer's part, and one fewer does not: entitlements from populations
/// and days, and what so many could take by the program above.
#[test]
fn a_newcomer_needs_as_many_colleagues_as_are_counted_one_by_one() {
    let (mut named, mut none) = (0, 0);
    for seed in 0..40 {
        let folder = RandomFolder::tiny(seed);
        let instance = &folder.instance;
        let place = tempfile::tempdir().expect("a temporary directory");
        folder.write(place.path());
        let population = 1 + 37 * seed % 50_000;
        let output = Command::new(env!("CARGO_BIN_EXE_vagtplan"))
            .args(["join", ".", "--json", "--municipality", "Nowhere", "--population", &population.to_string()])
            .current_dir(place.path())
            .output()
            .expect("the binary starts");
        assert!(output.status.success(), "seed {seed}: {}", String::from_utf8_lossy(&output.stderr));
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let owed = |class: usize| -> Exact {
            let windows = instance.windows.iter().filter(|window| class == 0 || window.burdens.contains(&(class - 1)));
            let part = windows.map(|window| {
                let there = instance.municipalities.iter().filter(|member| member.takes_part(window));
                let all: u64 = there.map(|member| member.population).sum::<u64>() + population;
                Exact::new((u64::from(window.seats) * population).into(), all.into())
            });
            part.sum()
        };
        // One colleague who is free everywhere, and others like her.
        let newcomer = Newcomer {
            code: "Nowhere".into(),
            name: "Nowhere".into(),
            population,
            limits: instance.rules.of_municipality(|_| None),
            staff: 1,
        };
        let (one, m) = instance.clone().with_newcomer(&newcomer, None);
        let carries = |people: usize| {
            people > 0
                && (0..=instance.burdens.len()).all(|class| {
                    let counts = |w: usize| class == 0 || one.windows[w].burdens.contains(&(class - 1));
                    let away = one.municipalities[m].limits[Rule::AwayAtOnce];
                    Exact::from_integer(most(&one, m, &counts, people - 1, away).into()) >= owed(class)
                })
        };
        match told["staff_needed"].as_u64() {
            Some(needed) => {
                let needed = needed as usize;
                assert!(carries(needed) && !carries(needed - 1), "seed {seed}: {needed} of {population}");
                named += 1;
            }
            None => {
                assert!(!carries(MANY), "seed {seed}: {population}");
                none += 1;
            }
        }
    }
    assert!(named > 20, "{named} named, {none} without");
}

#[test]
fn what_is_said_to_help_helps_and_what_is_said_not_to_does_not() {
    let mut seen = [0; 7];
    for seed in 0..150 {
        let RandomFolder { instance, .. } = RandomFolder::tiny(seed);
        let places: Vec<usize> = (0..instance.municipalities.len()).collect();
        let mut freed = instance.clone();
        freed.edit(|freed| freed.municipalities.iter_mut().for_each(|member| member.limits[Rule::AwayAtOnce] = None));
        let [reaches, freely] = [&instance, &freed].map(|instance| reach(instance, &places).unwrap());
        for m in places {
            let employed = instance.staff_of(m).filter(|&s| {
                let person = &instance.staff[s];
                let (from, to) = (instance.period.from, instance.period.to);
                person.joined.is_none_or(|joined| joined <= to) && person.left.is_none_or(|left| from < left)
            });
            let heads: u64 = employed.map(|s| u64::from(instance.staff[s].heads)).sum();
            if heads == 0 || heads > 4 {
                continue;
            }
            let all = |reach: &vagtplan::solve::reach::Reach| [vec![reach.shifts], reach.burdens.clone()].concat();
            let staffing = Staffing {
                heads,
                most: all(&reaches[m]),
                freely: Some(all(&freely[m])),
                ceiling: ceiling(&instance, m),
            };
            let away = instance.municipalities[m].limits[Rule::AwayAtOnce];
            for class in 0..=instance.burdens.len() {
                let counts = |w: usize| class == 0 || instance.windows[w].burdens.contains(&(class - 1));
                let most = |copies: usize, away: Option<u32>| most(&instance, m, &counts, copies, away);
                assert_eq!(staffing.most[class], most(0, away), "seed {seed}, municipality {m}, class {class}");
                assert_eq!(staffing.freely.as_ref().unwrap()[class], most(0, None), "seed {seed}, municipality {m}");
                for more in [1, 2, 5] {
                    // A sixth of a shift, a third, and nearly one; and then whole ones on top.
                    for whole in 0..3 {
                        let owed = Exact::new((6 * (staffing.most[class] as i64 + whole) + more).into(), 6.into());
                        let short = |most: u64| Exact::from_integer(most.into()) < owed;
                        let Verdict::Falls(lacks) = verdict(&owing(&instance, m, class, &owed), &staffing, &[]) else {
                            panic!("seed {seed}: {owed} of class {class} is more than its staff can take");
                        };
                        let [lack] = lacks.as_slice() else {
                            panic!("seed {seed}: nothing is owed of any class but {class}: {lacks:?}");
                        };
                        let told = format!("seed {seed}, municipality {m}, class {class}, owed {owed}: {lack:?}");
                        let is_raised = lack.causes.contains(&Cause::AwayAtOnce);
                        let limit = if is_raised { None } else { away };
                        for &cause in &lack.causes {
                            match cause {
                                Cause::NoStaff => unreachable!("{told}"),
                                Cause::NobodyAvailable => {
                                    assert_eq!(most(MANY, None), 0, "{told}");
                                    seen[0] += 1;
                                }
                                Cause::FewAvailable(seats) => {
                                    assert_eq!(most(MANY, None), seats, "{told}");
                                    assert!(short(seats), "{told}");
                                    seen[1] += 1;
                                }
                                Cause::LimitsLeaveNone => {
                                    assert_eq!(most(0, limit), 0, "{told}");
                                    assert!(!short(most(MANY, limit)), "{told}");
                                    seen[2] += 1;
                                }
                                Cause::AwayAtOnce if lack.causes.len() == 1 => {
                                    assert!(short(most(0, away)) && !short(most(0, None)), "{told}");
                                    seen[3] += 1;
                                }
                                Cause::AwayAtOnce => {
                                    assert!(short(most(MANY, away)) && short(most(0, None)), "{told}");
                                    seen[4] += 1;
                                }
                                // Less than a shift: nobody has to be had for that, though one more would help.
                                Cause::PartOfAShift => {
                                    let taken = Exact::from_integer(most(0, limit).into());
                                    assert!(taken < owed && owed < taken + Exact::one(), "{told}");
                                    assert!(most(0, limit) > 0 && !short(most(MANY, limit)), "{told}");
                                    seen[6] += 1;
                                }
                                Cause::Colleagues(people) => {
                                    let taken = Exact::from_integer(most(0, limit).into());
                                    let average = &taken / Exact::from_integer(heads.into());
                                    let with = |people: u64| &taken + &average * Exact::from_integer(people.into());
                                    assert!(with(people) >= owed && with(people - 1) < owed, "{told}");
                                    assert!(taken + Exact::one() <= owed, "{told}");
                                    assert!(!short(most(MANY, limit)), "more of them do not help: {told}");
                                    seen[5] += 1;
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(seen.iter().all(|&times| times >= 3), "too few of a reason: {seen:?}");
}
