//! Lifelike planning folders of any size, made up from a seed.
//!
//! In: how many municipalities, staff and weeks, a seed, what should be hard about it, and the municipalities there are.
//! Out: the text and the tables of a [`Draft`], the same for the same numbers on every machine. Everybody in it is
//! invented and said to be. No file is touched here, and every folder passes `check`.

mod availability;
mod chance;
mod opening;
mod people;
mod plan_toml;
mod rota;
mod tables;
mod towns;

use chrono::NaiveDate;

use crate::domain::Municipality;
use availability::Availability;
use chance::{Chance, apportion};
use opening::Opening;
use people::Person;
use rota::Rules;

/// How large a folder is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Members, at least one.
    pub municipalities: usize,
    /// Staff of all of them, the heads of pools counted one by one; at least one a member.
    pub staff: u64,
    /// Weeks of the period, at least one.
    pub weeks: u64,
    /// Where chance begins.
    pub seed: u64,
    /// First day of the period.
    pub from: NaiveDate,
    /// Whether some come and go within the period, or are on leave for long.
    pub dates: bool,
    /// What should be hard about it.
    pub hard: Option<Hard>,
}

/// What makes a folder hard to plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hard {
    /// About a fifth of the seats cannot be filled.
    TooFewStaff,
    /// About 1.1 people can work for each seat of a window.
    TightAvailability,
    /// One member has half of all inhabitants and staff.
    Giant,
    /// Locks on 30 % of the seats.
    ManyLocks,
    /// Balances of up to 60 % of what a period asks for.
    LargeBalances,
    /// Three burdens that overlap.
    OverlappingBurdens,
    /// A limit for the period on everybody, hardly above what there is to do.
    PeriodLimits,
    /// Evenings until 21:00, mornings from 07:00, eleven hours of rest.
    RestRules,
    /// A cap in each burden on everybody, 0 for some where it has fewer seats than there are people: all of a burden together
    /// are 15 % above its seats.
    BurdenCaps,
    /// As with too few staff, and in each window half the seats are needed whatever else.
    NeededSeats,
}

impl Hard {
    /// Every kind.
    pub const ALL: [Hard; 10] = [
        Hard::TooFewStaff,
        Hard::TightAvailability,
        Hard::Giant,
        Hard::ManyLocks,
        Hard::LargeBalances,
        Hard::OverlappingBurdens,
        Hard::PeriodLimits,
        Hard::RestRules,
        Hard::BurdenCaps,
        Hard::NeededSeats,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Hard::TooFewStaff => "too-few-staff",
            Hard::TightAvailability => "tight-availability",
            Hard::Giant => "giant",
            Hard::ManyLocks => "many-locks",
            Hard::LargeBalances => "large-balances",
            Hard::OverlappingBurdens => "overlapping-burdens",
            Hard::PeriodLimits => "period-limits",
            Hard::RestRules => "rest-rules",
            Hard::BurdenCaps => "burden-caps",
            Hard::NeededSeats => "needed-seats",
        }
    }

    /// What it says of itself in `plan.toml`.
    fn says(self) -> &'static str {
        match self {
            Hard::TooFewStaff => "about a fifth of the seats cannot be filled",
            Hard::TightAvailability => "about 1.1 people are available for each seat",
            Hard::Giant => "one member has half of all inhabitants and staff",
            Hard::ManyLocks => "locks stand on 30 % of the seats",
            Hard::LargeBalances => "balances are up to 60 % of what a period asks for",
            Hard::OverlappingBurdens => "three burdens overlap",
            Hard::PeriodLimits => "everybody has a limit for the period, hardly above what there is to do",
            Hard::RestRules => "who works until 21:00 is not rested at 07:00",
            Hard::BurdenCaps => "everybody has a cap in each burden, together hardly above its seats",
            Hard::NeededSeats => {
                "about a fifth of the seats cannot be filled, and half of each window's seats are needed whatever else"
            }
        }
    }
}

/// A folder that is on no disk yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Text of `plan.toml`.
    pub plan: String,
    /// The other files.
    pub tables: Vec<Table>,
}

/// A table of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// File name.
    pub name: &'static str,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Cells, a row a line.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    fn new(name: &'static str, columns: &[&str]) -> Self {
        Table { name, columns: columns.iter().map(|&column| column.to_owned()).collect(), rows: Vec::new() }
    }
}

/// Seats of an ordinary week for a hundred staff: each takes five or six shifts a quarter, as in `examples/ddh-2025`.
const SEATS_PER_HUNDRED: u64 = 45;

/// The same where rest is to bind: who works once a week is always rested, so here it is twice.
const BUSY_SEATS_PER_HUNDRED: u64 = 190;

/// Of a hundred seats, those that can be filled where staff are too few.
const FILLED_PERCENT: u64 = 80;

/// Shifts that limits allow for a hundred seats where they bind.
const LIMITS_PERCENT: u64 = 105;

/// The same of caps in a burden, which days and weeks hold back as well.
const CAPS_PERCENT: u64 = 115;

/// Makes a folder. `known` are the municipalities there are.
pub fn folder(size: &Size, known: &[Municipality]) -> Draft {
    let mut chance = Chance::of(size.seed);
    // Each part has a stream of its own: what is hard about a folder leaves the rest of it as it was.
    let [mut of_towns, mut of_people, mut of_availability, mut of_seats, mut of_ledger, mut of_locks, mut of_dates] =
        std::array::from_fn(|_| chance.fork());
    let rest = size.hard == Some(Hard::RestRules);
    let capped = size.hard == Some(Hard::BurdenCaps);
    let rules = Rules { shifts_per_week: if rest { 3 } else { 2 }, rest_hours: 11, capped };
    let usual = (size.staff * if rest { BUSY_SEATS_PER_HUNDRED } else { SEATS_PER_HUNDRED } / 100).max(1);

    let towns = towns::towns(size, known, &mut of_towns);
    let mut people = people::people(size, &towns, &mut of_people);
    let mut opening = opening::opening(size, usual);
    let mut availability =
        availability::availability(size, &opening, &mut people, (&mut of_availability, &mut of_dates));
    let weekly = if matches!(size.hard, Some(Hard::TooFewStaff | Hard::NeededSeats)) {
        let all = capacity(rules, &opening, &people, &availability) * 100 / FILLED_PERCENT;
        all * 1000 / opening.ordinary_weeks().max(1)
    } else {
        usual
    };
    opening.seat(weekly);
    opening.surge(size, &mut of_seats);
    if size.hard == Some(Hard::PeriodLimits) {
        limit(&mut people, &opening, &mut of_seats);
    }
    if capped {
        cap(&mut people, &opening, &availability, &mut of_seats);
    }
    let roster = rota::rota(rules, &towns, &people, &opening, &availability);
    if size.hard == Some(Hard::TightAvailability) {
        availability::tight(&mut availability, &opening, &people, &roster, &mut of_availability);
    }
    let real = towns.iter().filter(|town| known.iter().any(|known| known.code == town.code)).count();
    Draft {
        plan: plan_toml::text(size, rules, (&opening, &people), real),
        tables: vec![
            tables::municipalities(&towns),
            tables::staff(&people, &towns, &opening),
            tables::availability(&availability, &people, &opening),
            tables::demand(size, &opening),
            tables::ledger(size, &towns, &opening, &mut of_ledger),
            tables::locks(size, &opening, &people, &availability, &roster, &mut of_locks),
            tables::history(&opening, &towns, &people, &roster),
        ],
    }
}

/// The most shifts that people could take in the period, if seats were never the matter: in each week as many as their
/// limit and their days allow.
fn capacity(rules: Rules, opening: &Opening, people: &[Person], availability: &Availability) -> u64 {
    let slots = &opening.slots;
    let mut sum = 0;
    for (person, free) in people.iter().zip(&availability.free) {
        let mut mine = 0;
        let in_period: Vec<usize> = (opening.first..slots.len()).collect();
        for week in in_period.chunk_by(|&one, &other| week(opening, one) == week(opening, other)) {
            let days = week.chunk_by(|&one, &other| slots[one].date == slots[other].date);
            let days = days.filter(|day| day.iter().any(|&slot| free[slot])).count() as u64;
            mine += days.min(person.shifts_per_week.unwrap_or(rules.shifts_per_week));
        }
        sum += person.shifts_per_period.map_or(mine, |limit| mine.min(limit)) * person.heads;
    }
    sum
}

fn week(opening: &Opening, slot: usize) -> chrono::IsoWeek {
    chrono::Datelike::iso_week(&opening.slots[slot].date)
}

/// Gives everybody a limit for the period, by weight and luck.
fn limit(people: &mut [Person], opening: &Opening, chance: &mut Chance) {
    let weights: Vec<u64> = people.iter().map(|person| person.weight * chance.between(85, 115)).collect();
    let limits = apportion(opening.seats(None) * LIMITS_PERCENT / 100, &weights);
    for (person, limit) in people.iter_mut().zip(limits) {
        person.shifts_per_period = Some(limit.max(1));
    }
}

/// Gives everybody a cap in each burden, by weight and luck. A burden with fewer seats than people is no work of some: their cap
/// is 0, since one for each would hold nobody back.
fn cap(people: &mut [Person], opening: &Opening, availability: &Availability, chance: &mut Chance) {
    for burden in &opening.burdens {
        let weights: Vec<u64> = people.iter().map(|person| person.weight * chance.between(75, 125)).collect();
        let caps = apportion(opening.seats(Some(burden)) * CAPS_PERCENT / 100, &weights);
        people.iter_mut().zip(caps).for_each(|(person, cap)| person.caps.push(cap));
    }
    // Who can work in such windows alone takes over a shift of whoever has most, where there are most seats.
    let burdens = |slot: &usize| {
        let kind = &opening.kinds[opening.slots[*slot].kind];
        (0..opening.burdens.len()).filter(|&burden| opening.burdens[burden].includes(kind)).collect::<Vec<usize>>()
    };
    let seats =
        |slot: &usize| burdens(slot).into_iter().map(|burden| opening.seats(Some(&opening.burdens[burden]))).min();
    for (one, free) in availability.free.iter().enumerate() {
        let free = || (opening.first..opening.slots.len()).filter(|&slot| free[slot]);
        let is_shut = |slot: usize| burdens(&slot).into_iter().any(|burden| people[one].caps[burden] == 0);
        let Some(slot) = free().max_by_key(seats).filter(|_| free().all(is_shut)) else { continue };
        for burden in burdens(&slot) {
            let most = (0..people.len()).max_by_key(|&other| people[other].caps[burden]).expect("there are people");
            people[most].caps[burden] = people[most].caps[burden].saturating_sub(1);
            people[one].caps[burden] += 1;
        }
    }
}
