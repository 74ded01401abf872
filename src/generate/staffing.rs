//! People, their availability and the seats, which go by each other.
//!
//! In: members, rules and the size. Out: [`Staffed`]: seats by the number of staff, or by what they could take, where it is
//! asked for how tight that is to be.

use super::chance::Chance;
use super::features::THOUSAND;
use super::opening::{self, Opening};
use super::people::{self, Person};
use super::rota::Rules;
use super::sheet::Availability;
use super::towns::Town;
use super::{Hard, Size, availability, capacity, reach, rests};

/// Seats of an ordinary week for a hundred staff: each takes five or six shifts a quarter, as in `examples/ddh-2025`.
const SEATS_PER_HUNDRED: u64 = 45;

/// The same where rest is to bind: who works once a week is always rested, so here it is twice.
const BUSY_SEATS_PER_HUNDRED: u64 = 190;

/// What a hundred staff could take in a week, about: who has few seats to fill opens fewer windows.
const SHIFTS_PER_HUNDRED: u64 = 150;

/// Of a hundred seats, those that can be filled where staff are too few.
const FILLED_PERCENT: u64 = 80;

/// What each part is drawn from.
#[derive(Clone)]
pub struct Chances {
    /// Names, weights and the limits of an ordinary folder.
    pub people: Chance,
    /// Limits that are asked for.
    pub limits: Chance,
    /// Habits, absences and wishes.
    pub availability: Chance,
    /// Who comes and goes.
    pub dates: Chance,
    /// Availability that is asked for.
    pub patterns: Chance,
    /// Weeks that stand out.
    pub seats: Chance,
    /// Burdens out of reach.
    pub reach: Chance,
}

/// People, when they can work, and what there is to do.
pub struct Staffed {
    /// The people.
    pub people: Vec<Person>,
    /// When they can work.
    pub availability: Availability,
    /// The windows with their seats.
    pub opening: Opening,
}

/// Makes them. `chances` have moved on afterwards.
pub fn staffed(size: &Size, rules: Rules, towns: &[Town], chances: &mut Chances) -> Staffed {
    let busy = if rests(size) { BUSY_SEATS_PER_HUNDRED } else { SEATS_PER_HUNDRED };
    let tight = |tightness| SHIFTS_PER_HUNDRED * tightness / THOUSAND;
    let mut weekly = (size.staff * size.has().tightness.map_or(busy, tight) / 100).max(1);
    loop {
        let mut drawn = chances.clone();
        let (staffed, seats) = opened(size, rules, towns, (weekly, &mut drawn));
        // Fewer seats than windows: then as good a hotline opens fewer windows, as long as there is more than one a week.
        let opening = &staffed.opening;
        if seats.is_none_or(|seats| seats >= opening.period().len() as u64) || opening.windows() == 1 {
            *chances = drawn;
            return staffed;
        }
        weekly = opening.windows() - 1;
    }
}

/// The same for a hotline that has windows for so many seats a week, and how many seats there should be, where that is
/// asked for.
fn opened(size: &Size, rules: Rules, towns: &[Town], (usual, chances): (u64, &mut Chances)) -> (Staffed, Option<u64>) {
    let has = size.has();
    let mut people = people::people(size, towns, &mut chances.people);
    people::limit(&mut people, size, &mut chances.limits);
    let mut opening = opening::opening(size, usual);
    let drawn = (&mut chances.availability, &mut chances.dates, &mut chances.patterns);
    let mut availability = availability::availability(size, &opening, (towns, &mut people), drawn);
    let weekly = if matches!(size.hard, Some(Hard::TooFewStaff | Hard::NeededSeats)) {
        let all = capacity::capacity(rules, &opening, &people, &availability) * 100 / FILLED_PERCENT;
        all * 1000 / opening.ordinary_weeks().max(1)
    } else {
        usual
    };
    opening.seat(weekly);
    opening.surge(size, &mut chances.seats);
    let fit = |opening: &mut Opening, availability: &Availability| {
        let all = capacity::capacity(rules, opening, &people, availability);
        let seats = has.tightness.map(|tightness| (all * tightness + THOUSAND / 2) / THOUSAND);
        seats.inspect(|&seats| opening.fit(seats))
    };
    let mut seats = fit(&mut opening, &availability);
    if let Some(percent) = has.out_of_reach {
        reach::out_of_reach(&mut availability, &opening, (towns, &people), percent, &mut chances.reach);
        // The staff can take a little less now.
        seats = fit(&mut opening, &availability);
    }
    (Staffed { people, availability, opening }, seats)
}
