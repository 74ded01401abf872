//! An instance cannot be wrong: in whatever order its parts are put together, and whatever is changed of it.
//!
//! In: random folders, and parts in another order or with something wrong. Out: the same instance, or a panic. And the sources:
//! nothing but `check` makes an instance, and the program changes one by name only.

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use fastrand::Rng;
use support::by_hand::{date, municipality, past, staff};
use support::random::RandomFolder;
use support::random::rosters::good_roster;
use support::town;
use vagtplan::domain::goal::Goal;
use vagtplan::domain::rule::{Limits, Rule};
use vagtplan::domain::{Instance, Newcomer, Parts, Published};

/// Things in another order, and where each has gone.
fn shuffled<T>(random: &mut Rng, things: &mut Vec<T>) -> Vec<usize> {
    let mut order: Vec<(usize, T)> = std::mem::take(things).into_iter().enumerate().collect();
    random.shuffle(&mut order);
    let mut places = vec![0; order.len()];
    order.iter().enumerate().for_each(|(place, (was, _))| places[*was] = place);
    *things = order.into_iter().map(|(_, thing)| thing).collect();
    places
}

/// The same limits where burdens stand elsewhere.
fn recapped(limits: &Limits, burdens: &[usize]) -> Limits {
    let mut moved = Limits::of(|rule| limits[rule]);
    for rule in [Rule::PerPersonWeek, Rule::PerPersonPeriod] {
        limits.caps(rule).for_each(|(burden, cap)| moved.set_cap(rule, burdens[burden], cap));
    }
    moved
}

/// The same parts in another order.
fn mixed(random: &mut Rng, instance: &Instance) -> Parts {
    let mut parts = Parts::clone(instance);
    let [burdens, members] = [shuffled(random, &mut parts.burdens), shuffled(random, &mut parts.municipalities)];
    let [people, windows] = [shuffled(random, &mut parts.staff), shuffled(random, &mut parts.windows)];
    shuffled(random, &mut parts.history);
    parts.windows.iter_mut().flat_map(|window| &mut window.burdens).for_each(|burden| *burden = burdens[*burden]);
    parts.history.iter_mut().flat_map(|past| &mut past.burdens).for_each(|burden| *burden = burdens[*burden]);
    parts.history.iter_mut().for_each(|past| past.staff = people[past.staff]);
    parts.staff.iter_mut().for_each(|person| person.municipality = members[person.municipality]);
    let limits = parts.staff.iter_mut().map(|person| &mut person.limits).chain([&mut parts.rules]);
    limits.for_each(|limits| *limits = recapped(limits, &burdens));
    let absent = instance.attendance.absent.iter();
    parts.attendance.absent = absent.map(|(&s, days)| (people[s], days.clone())).collect();
    let ledger = instance.ledger.iter();
    parts.calls = instance.calls.iter().map(|(&(m, month), &calls)| ((members[m], month), calls)).collect();
    parts.ledger = ledger.map(|(&(m, c), entry)| ((members[m], c.map(|c| burdens[c])), entry.clone())).collect();
    parts.fixed = instance.fixed.iter().map(|(&(s, w), &seats)| ((people[s], windows[w]), seats)).collect();
    parts.forbidden = instance.forbidden.iter().map(|&(s, w)| (people[s], windows[w])).collect();
    for (s, &person) in people.iter().enumerate() {
        for (w, &window) in windows.iter().enumerate() {
            parts.stances[person * windows.len() + window] = instance.stance(s, w);
        }
    }
    if let Some(published) = &mut parts.published {
        let shifts = &instance.published.as_ref().expect("there is one").roster.shifts;
        for (w, on) in shifts.iter().enumerate() {
            published.roster.set(windows[w], on.iter().rev().map(|&s| people[s]).collect());
        }
    }
    parts
}

#[test]
fn parts_in_any_order_make_the_same_instance() {
    for seed in 0..40 {
        let mut random = Rng::with_seed(seed);
        let instance = RandomFolder::small(seed).instance;
        let roster = good_roster(&mut random, &instance);
        let from = instance.period.from;
        for instance in [instance.clone(), instance.mended(Published { roster, from })] {
            assert_eq!(Instance::new(mixed(&mut random, &instance)), instance, "seed {seed}");
        }
    }
}

#[test]
fn who_comes_stands_in_order_and_is_nobody_else() {
    let town = town::town();
    let comes = |code: &str, name: &str| Newcomer {
        code: code.to_owned(),
        name: name.to_owned(),
        population: 5_000,
        limits: Limits::default(),
        staff: 2,
    };
    let (joined, place) = town.clone().with_newcomer(&comes("1015", "Between"), None);
    let codes: Vec<&str> = joined.municipalities.iter().map(|municipality| municipality.code.as_str()).collect();
    assert_eq!((place, codes), (1, vec!["101", "1015", "102", "103", "104", "105"]));
    assert_eq!(
        joined.staff_of(place).map(|s| joined.staff[s].name.clone()).collect::<Vec<_>>(),
        ["Between 1", "Between 2"]
    );
    // Everybody else is where she was: at home, in her windows, under her locks.
    for (s, person) in town.staff.iter().enumerate() {
        let now = joined.staff.iter().position(|other| other.id == person.id).expect("still there");
        let homes = [(&town, s), (&joined, now)].map(|(town, s)| &town.municipalities[town.staff[s].municipality].code);
        assert_eq!(homes[0], homes[1]);
        for w in 0..town.windows.len() {
            assert_eq!(town.stance(s, w), joined.stance(now, w));
            assert_eq!(town.given_seats(s, w), joined.given_seats(now, w));
            assert_eq!(town.forbidden.contains(&(s, w)), joined.forbidden.contains(&(now, w)));
        }
    }
    let ids = |town: &Instance| town.history.iter().map(|past| town.staff[past.staff].id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&town), ids(&joined));

    // A code that is known is that municipality again, and nobody gets an id that somebody has.
    let (back, place) = joined.with_newcomer(&comes("1015", "Between"), Some(date("2026-01-12")));
    assert_eq!((place, back.municipalities.len(), back.staff_of(place).count()), (1, town.municipalities.len() + 1, 4));
    assert_eq!(back.municipalities[place].joined, Some(date("2026-01-12")));

    // Whoever takes part in a part does so until it joins the rest.
    let evenings = town.municipalities[4].stretches.clone();
    let (whole, place) = town.clone().with_newcomer(&comes("105", "Partly"), Some(date("2026-01-12")));
    let (from, part) = (whole.municipalities[place].joined, &whole.municipalities[place].stretches);
    assert_eq!((from, part.len(), part[0].until), (None, 1, Some(date("2026-01-12"))));
    assert_eq!(part[0].windows, evenings[0].windows);
    let (whole, place) = town.clone().with_newcomer(&comes("105", "Partly"), None);
    assert_eq!(whole.municipalities[place].stretches, []);
}

/// A change that makes something wrong.
type Change = fn(&mut Parts);

#[test]
fn parts_that_do_not_go_together_make_no_instance() {
    let wrong: &[(&str, Change)] = &[
        ("no ladder", |town| town.goals.clear()),
        ("a ladder from its middle", |town| town.goals.retain(|&goal| goal != Goal::Coverage)),
        ("a goal twice", |town| town.goals.push(Goal::Coverage)),
        ("no days", |town| town.period.to = date("2026-01-01")),
        ("a code twice", |town| town.municipalities[1].code = "101".into()),
        ("no inhabitants", |town| town.municipalities[0].population = 0),
        ("somebody of nowhere", |town| town.staff[0].municipality = 99),
        ("an id twice", |town| town.staff[0].id = "week".into()),
        ("nobody in a row", |town| town.staff[0].heads = 0),
        ("no stances", |town| town.staff.push(staff("new", "New", 0, 1))),
        ("a window twice", |town| town.windows[1].start = town.windows[0].start),
        ("no seats", |town| town.windows[0].seats = 0),
        ("a window outside", |town| town.period.from = date("2026-01-08")),
        ("a burden that is none", |town| town.windows[0].burdens = vec![9]),
        ("a lock of nobody", |town| _ = town.fixed.insert((99, 0), 1)),
        ("a lock of no window", |town| _ = town.forbidden.insert((0, 999))),
        ("a ledger of nobody", |town| {
            let entry = vagtplan::domain::LedgerEntry { entitled: Default::default(), worked: Default::default() };
            town.ledger.insert((99, None), entry);
        }),
        ("a past to come", |town| town.history = vec![past(town, "week", "2026-01-07 12:00")]),
        ("members taken away", |town| town.municipalities.truncate(2)),
    ];
    let town = town::town();
    for (what, change) in wrong {
        let mut changed = town.clone();
        let found = catch_unwind(AssertUnwindSafe(|| changed.edit(change)));
        assert!(found.is_err(), "{what}");
        assert_eq!(changed, town, "{what}: what it was is what it stays");
    }
    let mut more = town.clone();
    more.edit(|town| town.municipalities.push(municipality("100", "First", 1)));
    assert_eq!(more.municipalities[0].name, "First");
    assert_eq!(more.staff[0].municipality, 1, "whoever was of the first is of the second");
}

/// Files that may put parts together: they make the first instance, or are tests.
const MAKERS: [&str; 5] = [
    "src/check.rs",
    "src/check/pattern.rs",
    "src/domain/instance.rs",
    "src/domain/instance/changes.rs",
    "src/report/sample.rs",
];

#[test]
fn the_program_changes_an_instance_by_name_only() {
    let mut files = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut looked_at = 0;
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let program = text.split("#[cfg(test)]\nmod ").next().unwrap();
        if !MAKERS.iter().any(|maker| path.ends_with(maker)) {
            for word in [".edit(", "Instance::new(", "Parts {", "Parts::clone("] {
                assert!(!program.contains(word), "{}: {word}", path.display());
            }
        }
        looked_at += 1;
    }
    assert!(looked_at > 100, "{looked_at}");
}
