//! Lifelike planning folders of any size, made up from a seed.
//!
//! In: how many municipalities, staff and weeks, a seed, what should be hard about it, and the municipalities there are.
//! Out: the text and the tables of a [`Draft`], the same for the same numbers on every machine. Everybody in it is
//! invented and said to be. No file is touched here, and every folder passes `check`.

mod availability;
mod capacity;
mod chance;
mod features;
mod hard;
mod opening;
mod patterns;
mod people;
mod plan_toml;
mod reach;
mod rota;
mod sheet;
mod staffing;
mod tables;
mod towns;

use chrono::NaiveDate;

pub use features::{Features, Pattern};
pub use hard::Hard;

use crate::domain::Municipality;
use chance::{Chance, apportion};
use opening::Opening;
use people::Person;
use rota::Rules;
use sheet::Availability;
use staffing::{Chances, Staffed};

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
    /// The features asked for one by one; each stands in the place of the kind's own.
    pub features: Features,
}

impl Size {
    /// The features that the folder has: those asked for, and those that its kind is made of.
    fn has(&self) -> Features {
        self.features.or(self.hard.map_or_else(Features::default, Hard::features))
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

/// Shifts that limits allow for a hundred seats where they bind.
const LIMITS_PERCENT: u64 = 105;

/// The same of caps in a burden, which days and weeks hold back as well.
const CAPS_PERCENT: u64 = 115;

/// Makes a folder. `known` are the municipalities there are.
pub fn folder(size: &Size, known: &[Municipality]) -> Draft {
    let mut chance = Chance::of(size.seed);
    // Each part has a stream of its own: what is hard about a folder leaves the rest of it as it was.
    let [mut of_towns, of_people, of_availability, of_seats, mut of_ledger, mut of_locks, of_dates] =
        std::array::from_fn(|_| chance.fork());
    let [mut of_members, of_limits, of_patterns, of_reach] = std::array::from_fn(|_| chance.fork());
    let capped = size.hard == Some(Hard::BurdenCaps);
    let rules = Rules { shifts_per_week: if rests(size) { 3 } else { 2 }, rest_hours: 11, capped };

    let mut towns = towns::towns(size, known, &mut of_towns);
    towns::change(&mut towns, size, &mut of_members);
    let mut chances = Chances {
        people: of_people,
        limits: of_limits,
        availability: of_availability,
        dates: of_dates,
        patterns: of_patterns,
        seats: of_seats,
        reach: of_reach,
    };
    let Staffed { mut people, mut availability, opening } = staffing::staffed(size, rules, &towns, &mut chances);
    let Chances { availability: mut of_availability, seats: mut of_seats, .. } = chances;
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

/// Whether rest is to bind.
fn rests(size: &Size) -> bool {
    size.hard == Some(Hard::RestRules)
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
