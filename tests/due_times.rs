//! What due times alone decide: which balances can be kept below one shift for ever, and that a burden beside all shifts cannot.
//!
//! In: balances, shares and courses of seats. Out: the program's test agrees with a walk seat by seat, and a game that nobody wins.

mod support;

use fastrand::Rng;
use num_traits::{One, Signed, Zero};
use support::by_hand::exact;
use vagtplan::domain::Exact;
use vagtplan::shares::promise::falls_due_in_time;

fn is_below_one(balance: &Exact) -> bool {
    balance.abs() < Exact::one()
}

/// The test of all later periods against a walk seat by seat, in which every moment is the end of a period.
#[test]
fn falling_due_in_time_is_what_a_walk_seat_by_seat_finds() {
    let (mut kept, mut broken) = (0, 0);
    for seed in 0..3_000 {
        let mut random = Rng::with_seed(seed);
        let members = random.usize(2..=6);
        let populations: Vec<i64> = (0..members).map(|_| random.choice([1, 1, 2, 9, 15]).expect("some")).collect();
        let all: i64 = populations.iter().sum();
        let rates: Vec<Exact> = populations.iter().map(|&population| exact(population, all)).collect();
        let mut balances: Vec<Exact> =
            (1..members).map(|_| exact(random.choice([-11, -9, -4, 5, 9, 10, 11]).expect("some"), 12)).collect();
        balances.push(-balances.iter().sum::<Exact>());
        if !balances.iter().all(is_below_one) {
            continue;
        }
        let pairs: Vec<(&Exact, &Exact)> = balances.iter().zip(&rates).collect();
        let expected = walk(&balances, &rates, 12 * all as usize);
        assert_eq!(falls_due_in_time(&pairs, &Exact::zero()), expected, "seed {seed}: {balances:?} {rates:?}");
        *(if expected { &mut kept } else { &mut broken }) += 1;
    }
    assert!(kept > 100 && broken > 100, "{kept} {broken}");
}

/// Whether nobody is ever a whole shift off when each seat goes to whom it falls due first among those who may be rounded up.
fn walk(balances: &[Exact], rates: &[Exact], seats: usize) -> bool {
    let mut balances = balances.to_vec();
    for _ in 0..seats {
        balances.iter_mut().zip(rates).for_each(|(balance, rate)| *balance += rate);
        let may = (0..balances.len()).filter(|&m| balances[m].is_positive());
        let Some(first) = may.min_by_key(|&m| (Exact::one() - &balances[m]) / &rates[m]) else { return false };
        balances[first] -= Exact::one();
        if !balances.iter().all(is_below_one) {
            return false;
        }
    }
    true
}

/// No rule for the next seat alone keeps all shifts and a burden below one shift: with populations of 1, 2 and 3 whoever chooses
/// which seats are evenings, a seat a period, forces it within six seats, and not within five.
#[test]
fn all_shifts_and_a_burden_cannot_be_promised_together() {
    assert!(!is_forced(&mut vec![[0; 2]; 3], 5) && is_forced(&mut vec![[0; 2]; 3], 6));
}

/// Whether somebody can be brought a whole shift off within so many seats. By member: shifts, and those of them that are evenings.
fn is_forced(given: &mut Vec<[i64; 2]>, seats: u32) -> bool {
    if seats == 0 {
        return false;
    }
    let is_fair = |given: &[[i64; 2]]| {
        (0..2).all(|class| {
            let all: i64 = given.iter().map(|given| given[class]).sum();
            // |population · all / 6 − given| < 1
            given.iter().zip([1, 2, 3]).all(|(given, population)| (population * all - 6 * given[class]).abs() < 6)
        })
    };
    [0, 1].into_iter().any(|evening| {
        !(0..given.len()).any(|m| {
            let before = given[m];
            given[m] = [before[0] + 1, before[1] + evening];
            let goes_on = is_fair(given) && !is_forced(given, seats - 1);
            given[m] = before;
            goes_on
        })
    })
}
