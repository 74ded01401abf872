//! Who takes part: municipalities with their inhabitants and how many staff each sends.
//!
//! In: the size and the municipalities of Denmark. Out: so many [`Town`]s, by code. Up to as many as there are they are
//! real, and beyond that invented, with a code that no real one has.

use chrono::{Days, NaiveDate};

use super::chance::{Chance, apportion};
use super::{Hard, Size};
use crate::domain::Municipality;

/// A member.
#[derive(Debug, Clone)]
pub struct Town {
    /// Code; an invented one begins with `X`.
    pub code: String,
    /// Name.
    pub name: String,
    /// Inhabitants.
    pub population: u64,
    /// Staff it sends.
    pub heads: u64,
    /// The most of them that may be away in one window.
    pub away_at_once: Option<u64>,
    /// The first day of membership, where it lies in the period.
    pub joined: Option<NaiveDate>,
    /// The first day after membership, where it lies in the period.
    pub left: Option<NaiveDate>,
}

impl Town {
    /// Whether it takes part on a day.
    pub fn is_member(&self, day: NaiveDate) -> bool {
        self.joined.is_none_or(|joined| joined <= day) && self.left.is_none_or(|left| day < left)
    }
}

/// Everybody sends at least so many, where that is possible: nobody takes turns alone.
const FEWEST_STAFF: u64 = 2;

/// Who sends fewer than this may well not do without two of them at the same time.
const SMALL: u64 = 6;

/// Of a hundred members, those that are held to a part of their staff where that is asked for.
const HELD_PERCENT: u64 = 75;

/// Members there must be for one to join and one to leave: somebody is there all the time.
const FEWEST_WITH_CHANGE: usize = 3;

/// The inhabitants of a member that is alone and has half of all staff.
const ALONE: u64 = 500_000;

/// The members.
pub fn towns(size: &Size, known: &[Municipality], chance: &mut Chance) -> Vec<Town> {
    let mut towns = members(size, known, chance);
    let odd: Vec<u64> = towns.iter().map(|_| if chance.percent(8) { chance.between(60, 150) } else { 100 }).collect();
    let weights: Vec<u64> = towns.iter().zip(odd).map(|(town, odd)| town.population * odd).collect();
    let giant = size.hard == Some(Hard::Giant);
    let heads = if giant { with_giant(size.staff, &weights) } else { heads(size.staff, &weights) };
    for (town, heads) in towns.iter_mut().zip(heads) {
        town.heads = heads;
        if heads < SMALL && chance.percent(40) {
            town.away_at_once = Some(chance.between(1, heads.clamp(1, 2)));
        }
    }
    towns.sort_by(|one, other| one.code.cmp(&other.code));
    towns
}

/// Gives them what is asked for: limits by the staff they send, one that joins in the first half of the period and one that
/// leaves in the second.
pub fn change(towns: &mut [Town], size: &Size, chance: &mut Chance) {
    let has = size.has();
    if let Some(percent) = has.away_at_once {
        for town in towns.iter_mut() {
            let held = chance.percent(HELD_PERCENT);
            town.away_at_once = held.then(|| (town.heads * percent / 100).max(1));
        }
    }
    if has.members_change.is_some() && towns.len() >= FEWEST_WITH_CHANGE {
        let half = size.weeks * 7 / 2;
        let [early, late] = [chance.between(1, half), chance.between(half + 1, size.weeks * 7 - 1)];
        let newcomer = chance.index(towns.len());
        let leaver = (newcomer + 1 + chance.index(towns.len() - 1)) % towns.len();
        towns[newcomer].joined = Some(size.from + Days::new(early));
        towns[leaver].left = Some(size.from + Days::new(late));
    }
}

fn members(size: &Size, known: &[Municipality], chance: &mut Chance) -> Vec<Town> {
    let giant = size.hard == Some(Hard::Giant);
    let wanted = size.municipalities - usize::from(giant);
    let mut by_size: Vec<&Municipality> = known.iter().collect();
    by_size.sort_by_key(|municipality| (municipality.population, &municipality.code));
    // One out of each slice of the list: a city or two, many of the middle, an island now and then.
    let count = wanted.min(by_size.len());
    let slice = |number: usize| number * by_size.len() / count.max(1);
    let mut towns: Vec<Town> = (0..count)
        .map(|number| by_size[slice(number) + chance.index(slice(number + 1) - slice(number))])
        .map(|real| town(real.code.clone(), real.name.clone(), real.population))
        .collect();
    for number in count + 1..=wanted {
        let population = chance.pick(known).population * chance.between(80, 120) / 100;
        towns.push(town(format!("X{number:03}"), format!("Opdigtet {number:03}"), population.max(1)));
    }
    if giant {
        let others: u64 = towns.iter().map(|town| town.population).sum();
        let population = if others == 0 { ALONE } else { others };
        towns.insert(0, town("X000".to_owned(), "Opdigtet Storby".to_owned(), population));
    }
    towns
}

fn town(code: String, name: String, population: u64) -> Town {
    Town { code, name, population, heads: 0, away_at_once: None, joined: None, left: None }
}

/// In proportion to the weights, but nobody sends fewer than the fewest: those who would are set apart, and the rest is
/// split anew among the others, until it comes out.
fn heads(staff: u64, weights: &[u64]) -> Vec<u64> {
    let fewest = FEWEST_STAFF.min(staff / (weights.len() as u64).max(1));
    let mut apart = vec![false; weights.len()];
    loop {
        let left = staff - fewest * apart.iter().filter(|&&apart| apart).count() as u64;
        let others: Vec<u64> =
            weights.iter().zip(&apart).map(|(&weight, &apart)| if apart { 0 } else { weight }).collect();
        let mut parts = apportion(left, &others);
        let short: Vec<usize> = (0..parts.len()).filter(|&at| !apart[at] && parts[at] < fewest).collect();
        if short.is_empty() {
            parts.iter_mut().zip(&apart).filter(|(_, apart)| **apart).for_each(|(part, _)| *part = fewest);
            return parts;
        }
        short.into_iter().for_each(|at| apart[at] = true);
    }
}

/// The first sends half of all, as far as that leaves one for each of the others.
fn with_giant(staff: u64, weights: &[u64]) -> Vec<u64> {
    let others = weights.len() as u64 - 1;
    let half = if others == 0 { staff } else { (staff / 2).min(staff - others).max(1) };
    std::iter::once(half).chain(heads(staff - half, &weights[1..])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_sends_fewer_than_the_fewest_and_the_sum_holds() {
        for (staff, weights) in [(10, vec![1000, 1, 1]), (3, vec![5, 5, 5]), (190, vec![90, 5, 5, 1, 1, 1])] {
            let heads = heads(staff, &weights);
            assert_eq!(heads.iter().sum::<u64>(), staff);
            assert!(heads.iter().all(|&heads| heads >= FEWEST_STAFF.min(staff / weights.len() as u64)), "{heads:?}");
        }
        assert_eq!(with_giant(100, &[60, 30, 30]), [50, 25, 25]);
        assert_eq!(with_giant(4, &[60, 30, 30, 30]), [1, 1, 1, 1]);
        assert_eq!(with_giant(4, &[60]), [4]);
    }
}
