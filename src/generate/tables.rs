//! The tables of the folder, as text in cells.
//!
//! In: everything that was made up. Out: [`Table`]s with the columns of the reference. A table without rows has its header
//! all the same.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::chance::{Chance, apportion};
use super::opening::{HOURS, Opening, Slot};
use super::people::{Person, WHOLE};
use super::sheet::{Availability, Row};
use super::towns::Town;
use super::{Hard, Size, Table};
use crate::domain::calendar::{week_name, weekday_name};
use crate::domain::sheet::COLUMNS;

/// The ledger's figures have so many parts.
const THOUSANDTHS: u64 = 1000;

/// Large balances are up to so many hundredths of what a period asks for.
const LARGE_PERCENT: u64 = 60;

/// Staff for each shift that is fixed beforehand, and for each that is ruled out.
const STAFF_PER_LOCK: u64 = 40;

/// Of a hundred seats, how many are fixed and how many shifts are ruled out where locks are many.
const MANY_FIXED: u64 = 27;
const MANY_FORBIDDEN: u64 = 3;

/// `municipalities.csv`.
pub fn municipalities(towns: &[Town]) -> Table {
    const TOWNS: [&str; 6] = ["code", "name", "population", "away_at_once", "joined", "left"];
    let dates = towns.iter().any(|town| town.joined.is_some() || town.left.is_some());
    let mut table = Table::new("municipalities.csv", if dates { &TOWNS } else { &TOWNS[..4] });
    for town in towns {
        let away = town.away_at_once.map_or(String::new(), |away| away.to_string());
        let mut row = vec![town.code.clone(), town.name.clone(), town.population.to_string(), away];
        if dates {
            row.extend([town.joined, town.left].map(day));
        }
        table.rows.push(row);
    }
    table
}

/// `staff.csv`.
pub fn staff(people: &[Person], towns: &[Town], opening: &Opening) -> Table {
    const STAFF: [&str; 9] =
        ["id", "name", "municipality", "shifts_per_week", "shifts_per_period", "weight", "heads", "joined", "left"];
    // Without dates there are no columns of them.
    let dates = people.iter().any(|person| person.joined.is_some() || person.left.is_some());
    let columns = if dates { &STAFF[..] } else { &STAFF[..STAFF.len() - 2] };
    let mut table = Table::new("staff.csv", columns);
    // Without caps there are no columns of them, nor where all have the one in plan.toml.
    let common = caps(people, opening);
    let capped: Vec<usize> =
        (0..common.len()).filter(|&burden| people.iter().any(|person| person.caps[burden] != common[burden])).collect();
    table.columns.extend(capped.iter().map(|&burden| format!("{}_per_period", opening.burdens[burden].name)));
    let limit = |limit: Option<u64>| limit.map_or(String::new(), |limit| limit.to_string());
    for person in people {
        let usual = person.weight == WHOLE * person.heads;
        let weight = if usual { String::new() } else { decimal(person.weight, WHOLE) };
        let mut row = vec![
            person.id.clone(),
            person.name.clone(),
            towns[person.town].code.clone(),
            limit(person.shifts_per_week),
            limit(person.shifts_per_period),
            weight,
            if person.heads > 1 { person.heads.to_string() } else { String::new() },
        ];
        if dates {
            row.extend([day(person.joined), day(person.left)]);
        }
        let own = |burden: &usize| limit(Some(person.caps[*burden]).filter(|cap| *cap != common[*burden]));
        row.extend(capped.iter().map(own));
        table.rows.push(row);
    }
    table
}

/// By burden: the cap that plan.toml has, which is the one that most people have; nothing where there are no caps.
pub fn caps(people: &[Person], opening: &Opening) -> Vec<u64> {
    let most = |burden: usize| {
        let mut caps: Vec<u64> = people.iter().filter_map(|person| person.caps.get(burden).copied()).collect();
        caps.sort_unstable();
        caps.chunk_by(|one, other| one == other).max_by_key(|same| same.len()).map(|same| same[0])
    };
    (0..opening.burdens.len()).filter_map(most).collect()
}

/// `availability.csv`. A town that says nothing of anybody would be asked whether its list has come: there somebody says to be
/// free at any time, as people do who always are.
pub fn availability(availability: &Availability, people: &[Person], opening: &Opening) -> Table {
    let mut table = Table::new("availability.csv", &["staff", "kind", "days", "start", "from", "to"]);
    let row = |row: &Row| {
        let starts: Vec<String> = row.parts.iter().map(|&part| clock(opening.starts[part])).collect();
        let (from, to) = row.dates.map_or_else(Default::default, |(from, to)| (from.to_string(), to.to_string()));
        let who = people[row.person].id.clone();
        (row.person, vec![who, row.kind.to_owned(), days(&row.days), starts.join(";"), from, to])
    };
    let mut rows: Vec<(usize, Vec<String>)> = availability.rows.iter().map(row).collect();
    let mut told: BTreeSet<usize> = availability.rows.iter().map(|row| people[row.person].town).collect();
    for (number, person) in people.iter().enumerate().filter(|(_, person)| person.heads == 1) {
        if told.insert(person.town) {
            let blank = std::iter::repeat_n(String::new(), 4);
            rows.push((number, [person.id.clone(), "available".to_owned()].into_iter().chain(blank).collect()));
        }
    }
    rows.sort_by_key(|(person, _)| *person);
    table.rows.extend(rows.into_iter().map(|(_, row)| row));
    table
}

/// `demand.csv`: the windows whose seats are not those of their kind.
pub fn demand(size: &Size, opening: &Opening) -> Table {
    let needed = size.hard == Some(Hard::NeededSeats);
    let columns = ["date", "start", "seats", "least"];
    let mut table = Table::new("demand.csv", if needed { &columns } else { &columns[..3] });
    for slot in opening.period().iter().filter(|slot| slot.seats != opening.kinds[slot.kind].seats) {
        let mut row = vec![slot.date.to_string(), clock(opening.starts[slot.part]), slot.seats.to_string()];
        // In a week that stands out all the seats of an ordinary one are needed.
        row.extend(needed.then(|| opening.kinds[slot.kind].seats.to_string()));
        table.rows.push(row);
    }
    table
}

/// `ledger.csv`: what each member owed and worked in the time before, with balances that sum to zero. They are below one
/// shift, as `vagtplan` leaves them, or up to a part of what a period asks for. Who joins later has not been there.
pub fn ledger(size: &Size, towns: &[Town], opening: &Opening, chance: &mut Chance) -> Table {
    let mut table = Table::new("ledger.csv", &["municipality", "burden", "entitled", "worked", "until"]);
    let until = size.from - Days::new(1);
    let large = if size.hard == Some(Hard::LargeBalances) { Some(LARGE_PERCENT) } else { size.has().balances };
    let towns: Vec<&Town> = towns.iter().filter(|town| town.joined.is_none()).collect();
    let populations: Vec<u64> = towns.iter().map(|town| town.population).collect();
    for burden in std::iter::once(None).chain(opening.burdens.iter().map(Some)) {
        let seats = opening.seats(burden);
        let entitled = apportion(seats * THOUSANDTHS, &populations);
        let worked = if let Some(percent) = large {
            let pull = |&part: &u64| part * chance.between(100 - percent, 100 + percent);
            let pulled: Vec<u64> = entitled.iter().map(pull).collect();
            apportion(seats, &pulled)
        } else {
            // Whoever is rounded up is a matter of luck, as it is after a quarter in which colleagues fell ill.
            let whole: Vec<u64> = entitled.iter().map(|part| part / THOUSANDTHS).collect();
            let mut order: Vec<usize> =
                (0..towns.len()).filter(|&town| !entitled[town].is_multiple_of(THOUSANDTHS)).collect();
            chance.shuffle(&mut order);
            let left = seats - whole.iter().sum::<u64>();
            let mut worked = whole;
            order.iter().zip(0..left).for_each(|(&town, _)| worked[town] += 1);
            worked
        };
        for (town, (entitled, worked)) in towns.iter().zip(entitled.iter().zip(worked)) {
            let burden = burden.map_or("", |burden| burden.name).to_owned();
            let (entitled, worked) = (decimal(*entitled, THOUSANDTHS), worked.to_string());
            table.rows.push(vec![town.code.clone(), burden, entitled, worked, until.to_string()]);
        }
    }
    table
}

/// `locks.csv`: fixed shifts of a roster that keeps every rule, and shifts ruled out that it does not need.
pub fn locks(
    size: &Size,
    opening: &Opening,
    people: &[Person],
    availability: &Availability,
    roster: &[Vec<usize>],
    chance: &mut Chance,
) -> Table {
    let mut table = Table::new("locks.csv", &["date", "start", "staff", "kind"]);
    let seats = opening.seats(None);
    let (fixed, forbidden) = if size.hard == Some(Hard::ManyLocks) {
        (seats * MANY_FIXED / 100, seats * MANY_FORBIDDEN / 100)
    } else {
        (size.staff / STAFF_PER_LOCK, size.staff / STAFF_PER_LOCK)
    };
    let mut locks: Vec<(usize, usize, &str)> = Vec::new();
    let mut shifts: Vec<(usize, usize)> = (opening.first..opening.slots.len())
        .flat_map(|slot| roster[slot].iter().map(move |&person| (slot, person)))
        .collect();
    chance.shuffle(&mut shifts);
    locks.extend(shifts.iter().zip(0..fixed).map(|(&(slot, person), _)| (slot, person, "fixed")));
    let mut ruled_out: BTreeSet<(usize, usize)> = BTreeSet::new();
    for _ in 0..forbidden {
        let slot = opening.first + chance.index(opening.slots.len() - opening.first);
        let person = chance.index(people.len());
        let free = availability.free[person][slot] && !roster[slot].contains(&person);
        if free {
            ruled_out.insert((slot, person));
        }
    }
    locks.extend(ruled_out.into_iter().map(|(slot, person)| (slot, person, "forbidden")));
    locks.sort_unstable();
    for (slot, person, kind) in locks {
        let Slot { date, part, .. } = opening.slots[slot];
        let start = clock(opening.starts[part]);
        table.rows.push(vec![date.to_string(), start, people[person].id.clone(), kind.to_owned()]);
    }
    table
}

/// `history.csv`: the weeks before the period.
pub fn history(opening: &Opening, towns: &[Town], people: &[Person], roster: &[Vec<usize>]) -> Table {
    let mut table = Table::new("history.csv", &COLUMNS);
    for (slot, seated) in opening.slots.iter().zip(roster).take(opening.first) {
        let start = opening.starts[slot.part];
        for (seat, &person) in seated.iter().enumerate() {
            let (person, town) = (&people[person], &towns[people[person].town]);
            table.rows.push(vec![
                slot.date.to_string(),
                weekday_name(slot.date.weekday()).to_owned(),
                week_name(slot.date),
                clock(start),
                clock(start + HOURS),
                (seat + 1).to_string(),
                town.code.clone(),
                town.name.clone(),
                person.id.clone(),
                person.name.clone(),
                "assigned".to_owned(),
            ]);
        }
    }
    table
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or(String::new(), |day| day.to_string())
}

fn clock(hour: u64) -> String {
    format!("{hour:02}:00")
}

/// So many parts of a whole, as a decimal number.
fn decimal(parts: u64, whole: u64) -> String {
    let digits = whole.ilog10() as usize;
    format!("{}.{:0digits$}", parts / whole, parts % whole)
}

/// Days that follow each other as a range.
fn days(days: &[Weekday]) -> String {
    let follow = days.windows(2).all(|pair| pair[0].succ() == pair[1]);
    match days {
        [first, _, .., last] if follow => format!("{}-{}", weekday_name(*first), weekday_name(*last)),
        _ => days.iter().map(|&day| weekday_name(day)).collect::<Vec<_>>().join(";"),
    }
}
