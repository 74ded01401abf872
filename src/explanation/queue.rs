//! The order in which accounts are rounded up: whose next shift comes before whose.
//!
//! In: an instance and the accounts of a class of windows. Out: the claims to a shift beyond each whole number, first come
//! first, as the reference orders them ("Goals", places): what falls due within half the period by how much is open of it, then by when it falls due;
//! of equals whoever was longest without. `verify` counts the same places without sorting; a test compares the two.

use num_traits::{Signed, ToPrimitive};

use crate::domain::clock::Moment;
use crate::domain::{Exact, Instance};
use crate::shares::{Account, Shares};

/// A municipality's claim to one more shift.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Index into the municipalities.
    pub municipality: usize,
    /// Which of its shifts: the first one beyond its whole number is ⌊target⌋ + 1.
    pub shift: u64,
    /// How much of that shift the target calls for: 1 − (shift − target), in shifts; below zero where it calls for none of it.
    pub open: Exact,
}

/// The accounts of all shifts (`None`), or of a burden.
pub fn accounts(shares: &Shares, class: Option<usize>) -> &[Account] {
    class.map_or(&shares.total, |burden| &shares.burdens[burden])
}

/// The seats of a class.
pub fn seats(instance: &Instance, class: Option<usize>) -> u64 {
    let in_class = instance.windows.iter().filter(|window| class.is_none_or(|c| window.burdens.contains(&c)));
    in_class.map(|window| u64::from(window.seats)).sum()
}

/// The claims of a class in their order: of each municipality with something entitled those up to `further` shifts beyond
/// what it was given, and none to more shifts than the class has seats.
pub fn claims(instance: &Instance, shares: &Shares, class: Option<usize>, given: &[u64], further: u64) -> Vec<Claim> {
    let accounts = accounts(shares, class);
    let half = accounts.iter().map(|account| &account.entitled).sum::<Exact>() / whole(2);
    let seats = seats(instance, class);
    let mut keyed = Vec::new();
    for (m, account) in accounts.iter().enumerate().filter(|(_, account)| account.entitled.is_positive()) {
        let last = last_shift(instance, class, m);
        let free = certain(account);
        for shift in free + 1..=(free.max(given[m]) + further).min(seats) {
            let beyond = whole(shift) - &account.target;
            let later = beyond > &shares.rate[m] * &half;
            // Within half a period what is open counts, behind that when it falls due.
            let when = if later { &beyond / &shares.rate[m] } else { beyond.clone() };
            let claim = Claim { municipality: m, shift, open: whole(1) - beyond };
            keyed.push(((later, when, last, m), claim));
        }
    }
    keyed.sort_by(|(one, _), (other, _)| one.cmp(other));
    keyed.into_iter().map(|(_, claim)| claim).collect()
}

/// The shifts that an account is given whatever the rounding: ⌊target⌋, at least none.
pub fn certain(account: &Account) -> u64 {
    account.target.floor().to_integer().to_u64().unwrap_or(0)
}

/// The end of the municipality's last shift of the class in history.csv.
fn last_shift(instance: &Instance, class: Option<usize>, m: usize) -> Option<Moment> {
    let own = instance.history.iter().filter(|past| instance.staff[past.staff].municipality == m);
    own.filter(|past| class.is_none_or(|burden| past.burdens.contains(&burden))).map(|past| past.ends_at).max()
}

fn whole(number: u64) -> Exact {
    Exact::from_integer(number.into())
}
