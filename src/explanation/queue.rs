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
    shares.accounts(class)
}

/// The seats of a class.
pub fn seats(instance: &Instance, class: Option<usize>) -> u64 {
    let in_class = instance.windows.iter().filter(|window| class.is_none_or(|c| window.burdens.contains(&c)));
    in_class.map(|window| u64::from(window.seats)).sum()
}

/// The claims of a class in their order: of each municipality with something entitled those up to `further` shifts beyond
/// what it was given, and none to more shifts than the class has seats.
pub fn claims(instance: &Instance, shares: &Shares, class: Option<usize>, given: &[u64], further: u64) -> Vec<Claim> {
    let order = Order::new(instance, shares, class, given, further);
    order.keyed.into_iter().map(|(_, claim)| claim).collect()
}

/// What decides which of two claims comes first.
type Key = (bool, Exact, Option<Moment>, usize);

/// The claims of a class in their order, of each municipality as many as were asked for.
pub struct Order<'a> {
    accounts: &'a [Account],
    /// By municipality: the rate at which it owes shifts of the class from now on.
    rates: &'a [Exact],
    /// Half a period, in seats.
    half: Exact,
    /// The seats of the class.
    seats: u64,
    /// By municipality: the first of its shifts that is not among the claims yet.
    next: Vec<u64>,
    /// By municipality: what it was given, at least the shifts that are certain.
    given: Vec<u64>,
    /// By municipality: the end of its last shift of the class in history.csv.
    last: Vec<Option<Moment>>,
    keyed: Vec<(Key, Claim)>,
}

impl<'a> Order<'a> {
    /// The claims of each municipality with something entitled up to `further` shifts beyond what it was given.
    pub fn new(instance: &Instance, shares: &'a Shares, class: Option<usize>, given: &[u64], further: u64) -> Self {
        let accounts = accounts(shares, class);
        let certain: Vec<u64> = accounts.iter().map(certain).collect();
        let mut order = Order {
            accounts,
            rates: shares.rates(class),
            half: accounts.iter().map(|account| &account.entitled).sum::<Exact>() / whole(2),
            seats: seats(instance, class),
            next: certain.iter().map(|certain| certain + 1).collect(),
            given: certain.into_iter().zip(given).map(|(certain, &given)| certain.max(given)).collect(),
            last: last_shifts(instance, class),
            keyed: Vec::new(),
        };
        (0..accounts.len()).for_each(|m| order.add(m, further));
        order.sort();
        order
    }

    /// Twice as many claims of each of these municipalities; whether there were any more.
    pub fn grow(&mut self, municipalities: &[usize]) -> bool {
        let before = self.keyed.len();
        for &m in municipalities {
            let further = (self.next[m] - 1).saturating_sub(self.given[m]);
            self.add(m, further.saturating_mul(2).max(1));
        }
        self.sort();
        self.keyed.len() > before
    }

    fn add(&mut self, m: usize, further: u64) {
        let account = &self.accounts[m];
        if !account.entitled.is_positive() {
            return;
        }
        let upto = self.given[m].saturating_add(further).min(self.seats);
        for shift in self.next[m]..=upto {
            let beyond = whole(shift) - &account.target;
            let later = beyond > &self.rates[m] * &self.half;
            // Within half a period what is open counts, behind that when it falls due.
            let when = if later { &beyond / &self.rates[m] } else { beyond.clone() };
            let claim = Claim { municipality: m, shift, open: whole(1) - beyond };
            self.keyed.push(((later, when, self.last[m], m), claim));
        }
        self.next[m] = self.next[m].max(upto + 1);
    }

    fn sort(&mut self) {
        self.keyed.sort_by(|(one, _), (other, _)| one.cmp(other));
    }

    /// The claims, first come first.
    pub fn claims(&self) -> Vec<&Claim> {
        self.keyed.iter().map(|(_, claim)| claim).collect()
    }
}

/// The shifts that an account is given whatever the rounding: ⌊target⌋, at least none.
pub fn certain(account: &Account) -> u64 {
    account.target.floor().to_integer().to_u64().unwrap_or(0)
}

/// By municipality: the end of its last shift of the class in history.csv.
fn last_shifts(instance: &Instance, class: Option<usize>) -> Vec<Option<Moment>> {
    let mut last = vec![None; instance.municipalities.len()];
    for past in instance.history.iter().filter(|past| class.is_none_or(|burden| past.burdens.contains(&burden))) {
        let of = &mut last[instance.staff[past.staff].municipality];
        *of = (*of).max(Some(past.ends_at));
    }
    last
}

fn whole(number: u64) -> Exact {
    Exact::from_integer(number.into())
}
