//! What holds for every folder, whatever is in it: sums of the arithmetic, and what must make no difference.
//!
//! In: random folders. Out: nothing, where each property holds; otherwise the seed of a folder where it does not.

mod support;

use std::collections::BTreeMap;

use fastrand::Rng;
use num_traits::{Signed, Zero};
use support::brute;
use support::folder::{Dialect, Folder};
use support::plainly;
use support::random::RandomFolder;
use support::random::rosters::any_roster;
use vagtplan::domain::goal::{Goal, Rung};
use vagtplan::domain::rule::Rule;
use vagtplan::domain::{Exact, Instance, Published};
use vagtplan::model;
use vagtplan::presence;
use vagtplan::shares::{Account, shares};
use vagtplan::verify::judge;

const SEEDS: std::ops::Range<u64> = 0..120;

fn folders() -> impl Iterator<Item = RandomFolder> {
    SEEDS.flat_map(|seed| [RandomFolder::tiny(seed), RandomFolder::small(seed)])
}

fn seats_of(instance: &Instance, burden: Option<usize>) -> u64 {
    let counted = instance.windows.iter().filter(|window| burden.is_none_or(|burden| window.burdens.contains(&burden)));
    counted.map(|window| u64::from(window.seats)).sum()
}

/// Every seat is owed by someone, and what is carried comes on top.
#[test]
fn targets_add_up_to_the_filled_seats_and_what_is_carried() {
    for RandomFolder { seed, instance, .. } in folders() {
        // Seats of windows that nobody takes part in are nobody's.
        let mut instance = instance;
        let keeps: Vec<bool> = instance.windows.iter().map(|window| instance.is_somebodys(window)).collect();
        if !keeps.contains(&true) {
            continue;
        }
        instance.edit(|parts| {
            let mut kept = keeps.iter().cycle();
            parts.stances.retain(|_| kept.next() == Some(&true));
            let mut kept = keeps.iter();
            parts.windows.retain(|_| kept.next() == Some(&true));
            (parts.fixed, parts.forbidden, parts.agreed) = Default::default();
        });
        let seats = instance.seats();
        for unfilled in [0, 1.min(seats), seats / 2, seats] {
            let shares = shares(&instance, unfilled);
            let filled = Exact::new((seats - unfilled).into(), seats.into());
            assert_eq!(shares.phi, filled, "seed {seed}");
            let classes = std::iter::once((None, &shares.total))
                .chain(shares.burdens.iter().enumerate().map(|(burden, accounts)| (Some(burden), accounts)));
            for (burden, accounts) in classes {
                let sum = |of: fn(&Account) -> &Exact| accounts.iter().map(of).sum::<Exact>();
                let carried: Exact = (instance.ledger.iter().filter(|((_, class), _)| *class == burden))
                    .map(|(_, entry)| &entry.entitled - &entry.worked)
                    .sum();
                let entitled = &filled * Exact::from_integer(seats_of(&instance, burden).into());
                assert_eq!(sum(|account| &account.entitled), entitled, "seed {seed}");
                assert_eq!(sum(|account| &account.carried), carried, "seed {seed}");
                assert_eq!(sum(|account| &account.target), entitled + carried, "seed {seed}");
            }
        }
    }
}

#[test]
fn shares_add_up_to_one_and_do_not_depend_on_what_is_unfilled() {
    for RandomFolder { seed, instance, .. } in folders() {
        let all = shares(&instance, 0);
        assert_eq!(all.share.iter().sum::<Exact>(), Exact::from_integer(1.into()), "seed {seed}");
        assert_eq!(shares(&instance, instance.seats()).share, all.share, "seed {seed}");
    }
}

/// What is owed up to a week's end only grows, in the direction of the target, and ends there.
#[test]
fn the_pace_ends_at_the_target() {
    for RandomFolder { seed, instance, .. } in folders() {
        let shares = shares(&instance, 0);
        let mut weeks: Vec<_> = instance.windows.iter().map(|window| window.week()).collect();
        weeks.dedup();
        assert_eq!(shares.weeks, weeks, "seed {seed}");
        for (account, pace) in shares.total.iter().zip(&shares.pace) {
            assert_eq!(pace.is_empty(), account.entitled.is_zero(), "seed {seed}");
            if let Some(last) = pace.last() {
                assert_eq!((pace.len(), last), (weeks.len(), &account.target), "seed {seed}");
            }
            assert!(pace.windows(2).all(|weeks| weeks[0].abs() <= weeks[1].abs()), "seed {seed}: {pace:?}");
        }
    }
}

#[test]
fn a_folder_means_what_the_contract_says() {
    for RandomFolder { seed, folder, instance, .. } in folders() {
        assert_eq!(instance, plainly::instance(&folder), "seed {seed}");
    }
}

#[test]
fn the_dialect_of_the_files_makes_no_difference() {
    for RandomFolder { seed, folder, instance, .. } in folders() {
        let mut random = Rng::with_seed(seed);
        for dialect in [Dialect::PLAIN, Dialect::random(&mut random), Dialect::random(&mut random)] {
            let resaved = Folder { dialect, ..folder.clone() };
            assert_eq!(resaved.instance(), instance, "seed {seed}: {dialect:?}");
        }
    }
}

#[test]
fn the_order_of_rows_makes_no_difference() {
    for RandomFolder { seed, mut folder, instance, .. } in folders() {
        let mut random = Rng::with_seed(seed);
        for table in &mut folder.tables {
            random.shuffle(&mut table.rows);
        }
        random.shuffle(&mut folder.tables);
        assert_eq!(folder.instance(), instance, "seed {seed}");
    }
}

/// Another name for a person or a municipality, and another id that sorts the same.
fn rename(folder: &mut Folder) {
    let towns: BTreeMap<String, String> = {
        let names = folder.table("municipalities.csv").rows.iter().map(|row| row[1].clone());
        names.map(|name| (name.clone(), format!("Ny {name}"))).collect()
    };
    for table in &mut folder.tables {
        for row in &mut table.rows {
            for (column, cell) in table.header.iter().zip(row) {
                match (table.name, *column) {
                    ("staff.csv", "id") | (_, "staff") => *cell = format!("ny{cell}"),
                    ("staff.csv", "name") | (_, "staff_name") => *cell = format!("Åse {cell}"),
                    (_, "name" | "municipality" | "municipality_name") => {
                        *cell = towns.get(cell).unwrap_or(cell).clone();
                    }
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn renaming_people_changes_nothing_but_names() {
    for RandomFolder { seed, mut folder, instance, .. } in folders() {
        rename(&mut folder);
        let renamed = folder.instance();
        let mut expected = instance.clone();
        expected.edit(|expected| {
            for person in &mut expected.staff {
                (person.id, person.name) = (format!("ny{}", person.id), format!("Åse {}", person.name));
            }
            for municipality in &mut expected.municipalities {
                municipality.name = format!("Ny {}", municipality.name);
            }
        });
        assert_eq!(renamed, expected, "seed {seed}");

        let roster = any_roster(&mut Rng::with_seed(seed), &instance);
        let (mut before, mut after) = (judge(&instance, &roster), judge(&renamed, &roster));
        for violation in before.violations.iter_mut().chain(&mut after.violations) {
            violation.message.clear();
        }
        assert_eq!(before, after, "seed {seed}");
    }
}

/// Every violation says which person or municipality broke which rule, and when.
#[test]
fn every_violation_names_its_rule_its_people_and_its_days() {
    for RandomFolder { seed, instance, .. } in folders() {
        let mut random = Rng::with_seed(seed);
        for _ in 0..5 {
            for violation in judge(&instance, &any_roster(&mut random, &instance)).violations {
                let message = &violation.message;
                assert!(message.starts_with(&format!("{}: ", violation.rule)), "seed {seed}: {message}");
                assert!(message.ends_with('.') && !message.contains(". "), "seed {seed}: one sentence: {message}");
                if let Some(staff) = violation.staff {
                    let person = &instance.staff[staff];
                    assert!(message.contains(&person.id) && message.contains(&person.name), "seed {seed}: {message}");
                }
                if let Some(municipality) = violation.municipality {
                    let name = &instance.municipalities[municipality].name;
                    assert!(message.contains(name), "seed {seed}: {message}");
                }
                assert!(!violation.windows.is_empty() && violation.windows.is_sorted(), "seed {seed}: {message}");
                for &window in &violation.windows {
                    let window = &instance.windows[window];
                    let name = format!("{} {}", window.date, window.start.format("%H:%M"));
                    assert!(message.contains(&name), "seed {seed}: {message}");
                }
            }
        }
    }
}

/// The folders the other tests draw from use every feature of the contract; a feature nobody draws is not tested.
#[test]
fn random_folders_use_every_feature() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for RandomFolder { folder, instance, .. } in folders() {
        let mut see = |feature, used: bool| *seen.entry(feature).or_default() += usize::from(used);
        let (from, to) = (instance.period.from, instance.period.to);
        let within = |date: Option<chrono::NaiveDate>| date.is_some_and(|date| from < date && date <= to);
        let cell = |table: &str, column: &str, of: &dyn Fn(&str) -> bool| {
            let table = folder.tables.iter().find(|other| other.name == table);
            table.is_some_and(|table| table.rows.iter().any(|row| of(&row[table.column(column)])))
        };
        let windows = &instance.windows;
        see("several burdens in one window", windows.iter().any(|window| window.burdens.len() > 1));
        see("windows in several weeks", windows[0].week() != windows[windows.len() - 1].week());
        see("a first day in mid-week", chrono::Datelike::weekday(&from) != chrono::Weekday::Mon);
        see("a window closed by demand", cell("demand.csv", "seats", &|seats| seats == "0"));
        see("a window changed by demand", cell("demand.csv", "seats", &|seats| seats != "0"));
        see("closed dates", !folder.plan.contains("dates = []"));
        see("holidays", folder.plan.contains("holidays"));
        see("weekly_hours", folder.plan.contains("weekly_hours"));
        see("goals of its own", folder.plan.contains("goals"));
        see("pools", instance.staff.iter().any(|person| person.is_pool()));
        see("part-timers", instance.staff.iter().any(|person| person.weight < Exact::from_integer(1.into())));
        let twice =
            instance.staff.iter().any(|person| !person.is_pool() && person.limits.most(Rule::ShiftsPerDay) == 2);
        see("two shifts a day", twice && windows.windows(2).any(|pair| pair[0].date == pair[1].date));
        see(
            "a limit for the period",
            instance.staff.iter().any(|person| person.limits[Rule::ShiftsPerPeriod].is_some()),
        );
        let short_night = |pair: &[vagtplan::domain::Window]| {
            pair[0].date < pair[1].date && pair[1].starts_at() - pair[0].ends_at() < instance.rest
        };
        see("rest that binds", windows.windows(2).any(short_night));
        let after_history = |past: &vagtplan::domain::PastShift| windows[0].starts_at() - past.ends_at < instance.rest;
        see("rest over the boundary", instance.history.iter().any(after_history));
        let same_week =
            |past: &vagtplan::domain::PastShift| chrono::Datelike::iso_week(&past.date) == windows[0].week();
        see("a week over the boundary", instance.history.iter().any(same_week));
        see("history in a burden", instance.history.iter().any(|past| !past.burdens.is_empty()));
        see("away_at_once", instance.municipalities.iter().any(|m| m.limits[Rule::AwayAtOnce].is_some()));
        see("joined in the period", instance.municipalities.iter().any(|m| within(m.joined)));
        see("left in the period", instance.municipalities.iter().any(|m| within(m.left)));
        let balance = |of: fn(&Exact) -> bool, class: fn(Option<usize>) -> bool| {
            instance.ledger.iter().any(|(key, entry)| class(key.1) && of(&(&entry.entitled - &entry.worked)))
        };
        see("a balance above zero", balance(Exact::is_positive, |class| class.is_none()));
        see("a balance below zero", balance(Exact::is_negative, |class| class.is_none()));
        see("a balance of a burden", balance(|balance| !balance.is_zero(), |class| class.is_some()));
        let weights = presence::weights(&instance);
        let parts: Vec<Exact> = weights.iter().zip(&instance.staff).map(|(part, staff)| part / &staff.weight).collect();
        see("who is never present", parts.iter().any(Exact::is_zero));
        see("who is present for a part", parts.iter().any(|part| part.is_positive() && !part.is_integer()));
        let began = |days: &std::collections::BTreeSet<chrono::NaiveDate>| days.iter().any(|day| *day < from);
        see("a leave from before the period", instance.attendance.absent.values().any(began));
        see("fixed seats", !instance.fixed.is_empty());
        see("several fixed seats of a pool", instance.fixed.values().any(|&seats| seats > 1));
        see("forbidden shifts", !instance.forbidden.is_empty());
        see("prefers", instance.stances.iter().any(|stance| stance.prefers > 0));
        see("avoids", instance.stances.iter().any(|stance| stance.avoids > 0));
        see("not available", instance.stances.iter().any(|stance| !stance.available));
        let fewest = |instance| brute::best_values(instance)[0];
        let scarce = instance.windows.len() <= 6 && (0.5..instance.seats() as f64).contains(&fewest(&instance));
        see("seats that nobody can fill", scarce);
    }
    let rare: Vec<_> = seen.iter().filter(|(_, times)| **times < 5).collect();
    assert!(rare.is_empty(), "{rare:?} of {seen:?}");
}

/// The folder with every goal in its ladder, and a published roster, without which stability does not count.
fn with_every_goal(seed: u64, mut instance: Instance) -> Instance {
    instance.edit(|instance| instance.goals = Goal::ALL.to_vec());
    let roster = any_roster(&mut Rng::with_seed(seed), &instance);
    instance.edit(|instance| instance.published = Some(Published { roster, from: instance.period.from }));
    instance
}

#[test]
fn no_roster_has_less_of_a_goal_than_the_least_there_is() {
    let mut below_zero = false;
    for (seed, folder) in (0u64..).zip(folders()) {
        let instance = with_every_goal(seed, folder.instance);
        let roster = any_roster(&mut Rng::with_seed(!seed), &instance);
        for (rung, value) in judge(&instance, &roster).values {
            let least = rung.least().unwrap_or(f64::NEG_INFINITY);
            assert!(value >= least, "seed {seed}: {rung} is {value}, below {least}");
            below_zero |= value < 0.0;
        }
    }
    assert!(below_zero, "no roster has tried whether wishes are below zero");
}

#[test]
fn every_goal_counts_columns_of_its_own_level_alone() {
    for (seed, folder) in (0u64..).zip(folders()) {
        let instance = with_every_goal(seed, folder.instance);
        let rungs = instance.rungs();
        assert!(rungs.contains(&Rung::Stability), "{rungs:?}");
        let model = model::build(&instance, &shares(&instance, 0), &rungs, None);
        for rung in rungs {
            let inside = model.level(model::level_of(rung)).columns.len();
            let terms = &model.objectives[&rung].terms;
            assert!(terms.iter().all(|&(column, _)| column < inside), "seed {seed}: {rung}");
        }
    }
}
