//! What would have to be asked for, against brute force over all sets and against a program written the other way round.
//!
//! In: tiny random instances, and small ones. Out: the least price, proven; sets that are enough, and of which none has a thing too
//! many; every set of that price where all are asked for; nobody asked who may not be.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fastrand::Rng;
use good_lp::solvers::highs::highs;
use good_lp::{Expression, ProblemVariables, Solution, SolverModel, Variable, constraint, variable};
use support::random::RandomFolder;
use vagtplan::domain::Instance;
use vagtplan::domain::concession::{Asking, Concession, KINDS, Prices, monday};
use vagtplan::domain::goal::{Goal, Rung};
use vagtplan::domain::rule::Rule;
use vagtplan::planning::staffing::unfilled;
use vagtplan::planning::{self, Options};
use vagtplan::relaxation::{Relaxation, Wanted, relax};
use vagtplan::verify::judge;
use vagtplan::{check, read};

fn wanted(asking: Asking, unfilled: u64, alternatives: usize) -> Wanted {
    Wanted { asking, unfilled, alternatives, time_limit: None }
}

fn found(instance: &Instance, wanted: &Wanted) -> Relaxation {
    relax(instance, wanted).expect("no defect").expect("no limit")
}

/// The fewest seats that stay empty: needed ones first, as the ladder has it.
fn least(instance: &Instance) -> u64 {
    unfilled(instance, None).expect("no defect").seats
}

/// The fewest needed seats that stay empty, and then the fewest of all.
fn levels(instance: &Instance) -> (u64, u64) {
    if instance.windows.iter().all(|window| window.least == 0) {
        return (0, least(instance));
    }
    let instance = Arc::new(instance.clone().with_goals(vec![Goal::Coverage]));
    let plan = planning::plan(&instance, &Options::default(), &mut |_| {}).expect("no defect").expect("no limit");
    let value = |rung| plan.rungs.iter().find(|report| report.rung == rung).map_or(0.0, |report| report.value);
    (value(Rung::CoverageLeast).round() as u64, value(Rung::Coverage).round() as u64)
}

/// Everything that may be asked for; shifts so many times for each head.
fn everything(instance: &Instance, asking: &Asking, times: usize) -> Vec<Concession> {
    let mut all = Vec::new();
    for (s, person) in instance.staff.iter().enumerate() {
        let is_asked = |kind| asking.is_asked(kind, person.municipality);
        let often = person.heads as usize * times;
        let mut weeks = BTreeSet::new();
        for (w, window) in instance.windows.iter().enumerate().filter(|(w, _)| asking.is_about(*w)) {
            if is_asked(Rule::Availability) && !instance.stance(s, w).available && person.is_employed_through(window) {
                all.push(Concession::Window { staff: s, window: w });
            }
            let is_locked = instance.forbidden.contains(&(s, w)) || instance.fixed.contains_key(&(s, w));
            if is_asked(Rule::Locks) && is_locked {
                all.push(Concession::Lock { staff: s, window: w });
            }
            if is_asked(Rule::ShiftsPerWeek) && weeks.insert(monday(window.date)) {
                all.extend([Concession::Week { staff: s, monday: monday(window.date) }].repeat(often));
            }
        }
        if is_asked(Rule::ShiftsPerPeriod) && person.limits[Rule::ShiftsPerPeriod].is_some() {
            all.extend([Concession::Period { staff: s }].repeat(often));
        }
    }
    for m in 0..instance.municipalities.len() {
        let limit = instance.municipalities[m].limits[Rule::AwayAtOnce];
        for w in (0..instance.windows.len()).filter(|&w| asking.is_about(w)) {
            if asking.is_asked(Rule::AwayAtOnce, m) && limit.is_some() {
                let seats = instance.windows[w].seats as usize;
                all.extend([Concession::Away { municipality: m, window: w }].repeat(seats));
            }
        }
    }
    all
}

/// Every set of the least price that leaves no more than `target` seats empty, as brute force finds it: all sets of a price, then
/// those of the next one. `None` where there are more than it would take an afternoon to look at.
fn by_force(
    instance: &Instance,
    all: &[Concession],
    (needed, target): (u64, u64),
) -> Option<(u64, BTreeSet<Vec<Concession>>)> {
    const MOST: usize = 300;
    let mut looked_at = 0;
    let is_enough = |(short, empty): (u64, u64)| short <= needed && empty <= target;
    for price in 0.. {
        let mut sets = BTreeSet::new();
        subsets(instance, all, price, &mut Vec::new(), &mut sets);
        looked_at += sets.len();
        if looked_at > MOST {
            return None;
        }
        let enough: BTreeSet<Vec<Concession>> =
            sets.into_iter().filter(|set| is_enough(levels(&instance.clone().conceding(set)))).collect();
        if !enough.is_empty() {
            return Some((price, enough));
        }
    }
    unreachable!("everything together is enough")
}

/// All sets of exactly that price, each in order.
fn subsets(
    instance: &Instance,
    all: &[Concession],
    price: u64,
    so_far: &mut Vec<Concession>,
    sets: &mut BTreeSet<Vec<Concession>>,
) {
    if price == 0 {
        let mut set = so_far.clone();
        set.sort_unstable();
        sets.insert(set);
        return;
    }
    if sets.len() > 500 {
        return;
    }
    for (place, &next) in all.iter().enumerate() {
        let costs = u64::from(instance.prices.of(next.kind()));
        if costs <= price {
            so_far.push(next);
            subsets(instance, &all[place + 1..], price - costs, so_far, sets);
            so_far.pop();
        }
    }
}

/// The least price by covering: whatever is not enough, as much of it as can be, is a set outside which something must be asked
/// for; the cheapest that hits all such sets so far is tried until it is enough. `None` where that takes too many.
fn by_covering(instance: &Instance, all: &[Concession], (needed, target): (u64, u64)) -> Option<u64> {
    let is_enough = |chosen: &[bool]| {
        let set: Vec<Concession> = all.iter().zip(chosen).filter(|(_, is)| **is).map(|(one, _)| *one).collect();
        let (short, empty) = levels(&instance.clone().conceding(&set));
        short <= needed && empty <= target
    };
    let price = |place: usize| f64::from(instance.prices.of(all[place].kind()));
    let mut outside: Vec<Vec<usize>> = Vec::new();
    for _ in 0..25 {
        let mut variables = ProblemVariables::new();
        let asked: Vec<Variable> = all.iter().map(|_| variables.add(variable().binary())).collect();
        let costs: Expression = asked.iter().enumerate().map(|(place, &one)| price(place) * one).sum();
        let mut model = variables.minimise(costs).using(highs);
        for cut in &outside {
            let sum: Expression = cut.iter().map(|&place| asked[place]).sum();
            model = model.with(constraint!(sum >= 1));
        }
        let solution = model.solve().expect("asking for everything is enough");
        let mut chosen: Vec<bool> = asked.iter().map(|&one| solution.value(one) > 0.5).collect();
        if is_enough(&chosen) {
            return Some((0..all.len()).filter(|&place| chosen[place]).map(|place| price(place) as u64).sum());
        }
        let rest: Vec<usize> = (0..all.len()).filter(|&place| !chosen[place]).collect();
        for some in rest.chunks(8) {
            some.iter().for_each(|&place| chosen[place] = true);
            if !is_enough(&chosen) {
                continue;
            }
            some.iter().for_each(|&place| chosen[place] = false);
            for &place in some {
                chosen[place] = true;
                chosen[place] = !is_enough(&chosen);
            }
        }
        outside.push((0..all.len()).filter(|&place| !chosen[place]).collect());
    }
    None
}

#[test]
fn the_least_price_is_that_of_a_covering_program_where_force_is_not_enough() {
    let mut compared = 0;
    for seed in 1_000..1_200 {
        let mut random = Rng::with_seed(seed);
        let mut instance = RandomFolder::tiny(seed).instance;
        instance.edit(|parts| {
            parts.prices = KINDS.into_iter().fold(Prices::default(), |all, kind| all.with(kind, random.u32(1..9)));
        });
        let wanted = wanted(Asking::freely(), 0, 0);
        let relaxation = found(&instance, &wanted);
        if relaxation.at_least < 6 {
            continue;
        }
        holds(&instance, &relaxation);
        let all = everything(&instance, &wanted.asking, 7);
        if all.len() > 80 {
            continue;
        }
        let needed = levels(&instance.clone().conceding(&all)).0;
        let Some(price) = by_covering(&instance, &all, (needed, relaxation.target)) else { continue };
        assert_eq!(relaxation.sets[0].price, price, "seed {seed}");
        compared += 1;
        if compared == 5 {
            return;
        }
    }
    panic!("only {compared} compared");
}

#[test]
fn a_folder_with_too_few_staff_is_filled_once_it_is_agreed_on() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_vagtplan"));
        let output = command.current_dir(place.path()).args(arguments).output().expect("the binary starts");
        (output.status.code().expect("an exit code"), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let made = ["generate", "few", "--municipalities", "5", "--staff", "30", "--weeks", "2", "--hard", "too-few-staff"];
    assert_eq!(run(&made).0, 0);
    assert_eq!(run(&["plan", "few"]).0, 4, "seats stay unfilled");
    let (code, said) = run(&["relax", "few", "--apply", "agreed"]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = run(&["plan", "agreed"]);
    assert_eq!(code, 0, "every seat is filled: {said}");
    assert_eq!(run(&["verify", "agreed", "agreed/out/roster.csv"]).0, 0);
    // The folder says what the set says.
    let read = |name: &str| check::instance(&read::folder(&place.path().join(name)).0).0.expect("a folder in order");
    let before = read("few");
    let set = &found(&before, &wanted(Asking::freely(), 0, 0)).sets[0];
    assert_eq!(read("agreed"), before.clone().conceding(&set.concessions()));
    // Without any one of them a seat stays empty.
    let mut fewer = set.concessions();
    fewer.pop();
    assert!(least(&before.conceding(&fewer)) > 0);
}

fn sorted(set: &vagtplan::relaxation::Set) -> Vec<Concession> {
    let mut concessions = set.concessions();
    concessions.sort_unstable();
    concessions
}

/// Whether a set says what it is: its price, a roster without a broken rule where it is granted, windows that are filled.
fn holds(instance: &Instance, relaxation: &Relaxation) {
    for set in &relaxation.sets {
        let concessions = set.concessions();
        let price: u64 = concessions.iter().map(|one| u64::from(instance.prices.of(one.kind()))).sum();
        assert_eq!(price, set.price);
        let granted = instance.clone().conceding(&concessions);
        let judged = judge(&granted, set.verified.roster());
        assert_eq!(judged.violations, []);
        assert!(judged.unfilled <= relaxation.target);
        assert!(least(&granted) <= relaxation.target);
        for asked in &set.asked {
            let (Some(staff), Some(window)) = (asked.concession.staff(), asked.fills) else { continue };
            assert!(set.verified.roster().seats_of(staff, window) > 0);
        }
    }
}

fn asking(random: &mut Rng, instance: &Instance) -> Asking {
    let mut asking = Asking::freely();
    if random.bool() {
        asking.kinds.retain(|_| random.u8(0..3) > 0);
    }
    if random.u8(0..4) == 0 {
        asking.municipalities = Some(BTreeSet::from([random.usize(0..instance.municipalities.len())]));
    }
    if random.u8(0..4) == 0 {
        asking.windows = Some((0..2).map(|_| random.usize(0..instance.windows.len())).collect());
    }
    asking
}

#[test]
fn the_least_price_and_all_sets_of_it_are_those_of_brute_force() {
    let (mut compared, mut several, mut short, mut kinds) = (0, 0, 0, BTreeSet::new());
    for seed in 0..240 {
        let mut random = Rng::with_seed(seed);
        let mut instance = RandomFolder::tiny(seed).instance;
        instance.edit(|parts| {
            parts.prices = KINDS.into_iter().fold(Prices::default(), |all, kind| all.with(kind, random.u32(1..4)));
        });
        let asking = asking(&mut random, &instance);
        let all = everything(&instance, &asking, 2);
        let wanted = wanted(asking.clone(), random.u64(0..3), 60);
        let relaxation = found(&instance, &wanted);
        assert_eq!(relaxation.now, least(&instance), "seed {seed}");
        let granted = instance.clone().conceding(&everything(&instance, &asking, 7));
        if relaxation.now > wanted.unfilled {
            assert_eq!(relaxation.least, least(&granted), "seed {seed}");
        }
        assert!(relaxation.is_proven(), "seed {seed}: {relaxation:?} {wanted:?}");
        holds(&instance, &relaxation);
        // Of needed seats no more stay empty than whatever is asked for; where nobody need be asked, it is as it is.
        let needed = levels(if relaxation.now > wanted.unfilled { &granted } else { &instance }).0;
        let Some((price, sets)) = by_force(&instance, &all, (needed, relaxation.target)) else { continue };
        assert_eq!(relaxation.at_least, price, "seed {seed}: {:?} {sets:?}", relaxation.sets);
        let theirs: BTreeSet<Vec<Concession>> = relaxation.sets.iter().map(sorted).collect();
        assert_eq!(theirs.len(), relaxation.sets.len(), "seed {seed}: each set is another");
        assert!(theirs.is_subset(&sets), "seed {seed}: {theirs:?} {sets:?}");
        assert_eq!(relaxation.is_all, relaxation.sets.len() <= 60, "seed {seed}");
        if relaxation.is_all {
            assert_eq!(theirs, sets, "seed {seed}: every set of the price");
        }
        let twice = |set: &Vec<Concession>| {
            let mut people: BTreeMap<_, u32> = BTreeMap::new();
            for one in set {
                let whom = match one {
                    Concession::Away { municipality, .. } => (None, Some(*municipality)),
                    one => (one.staff(), None),
                };
                *people.entry(whom).or_default() += 1;
            }
            people
                .values()
                .map(|asked| [1, 2, 4, 8].map(|often| asked.saturating_sub(often)).iter().sum::<u32>())
                .sum::<u32>()
        };
        assert_eq!(
            twice(&sorted(&relaxation.sets[0])),
            sets.iter().map(twice).min().expect("a set"),
            "seed {seed}: nobody is asked twice where that can be avoided"
        );
        compared += usize::from(price > 0);
        several += usize::from(sets.len() > 1);
        short += usize::from(relaxation.falls_short(&wanted));
        kinds.extend(sets.iter().flatten().map(|one| one.kind()));
    }
    assert!(
        compared > 25 && several > 10 && short > 10 && kinds.len() == KINDS.len(),
        "{compared} {several} {short} {kinds:?}"
    );
}

#[test]
fn nobody_is_asked_where_every_seat_is_filled() {
    let instance = support::town::town();
    let least = least(&instance);
    let none = found(&instance, &wanted(Asking::freely(), least, 3));
    assert_eq!((none.sets.len(), none.at_least, none.is_all), (1, 0, true));
    assert!(none.sets[0].asked.is_empty());
}

#[test]
fn an_hour_that_is_over_is_no_proof() {
    let instance = RandomFolder::small(3).instance;
    let wanted = Wanted { time_limit: Some(std::time::Duration::from_nanos(1)), ..wanted(Asking::freely(), 0, 0) };
    assert_eq!(relax(&instance, &wanted), Ok(None));
}
