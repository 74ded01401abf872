//! Places: the one order in which the further shifts of all municipalities are given, were there a seat for each.
//!
//! In: one account of each municipality, the rate at which it owes from now on, and when its staff last had a shift. Out: the
//! cost of so many shifts, Σ place(m, k) over the shifts k beyond those that are due already. Fractions are compared as fractions
//! wherever floating point could not tell them apart.

use std::cmp::Ordering;

use num_traits::{One, ToPrimitive, Zero};

use crate::domain::clock::Moment;
use crate::domain::{Exact, Instance};
use crate::shares::Account;

/// Times that lie closer together than this part of themselves are compared as fractions. A few roundings to the nearest
/// float are a thousand times smaller.
const CLOSE: f64 = 1e-12;

/// One class of windows as places see it.
pub(super) struct Class<'a> {
    /// By municipality.
    pub accounts: &'a [Account],
    /// By municipality: its share on its last day of membership in the period.
    pub rates: &'a [Exact],
    /// By municipality: when its staff's last shift of the class ended, if history.csv has one.
    pub last: Vec<Option<Moment>>,
    /// Seats of the class in the period: no municipality can be given more shifts.
    pub seats: u64,
}

/// What n shifts cost, for n from 0 on.
pub(super) type Costs = Vec<f64>;

/// When the staff of each municipality last ended a shift, of a burden or at all.
pub(super) fn last_shifts(instance: &Instance, burden: Option<usize>) -> Vec<Option<Moment>> {
    let mut last = vec![None; instance.municipalities.len()];
    for past in instance.history.iter().filter(|past| burden.is_none_or(|burden| past.burdens.contains(&burden))) {
        let last = &mut last[instance.staff[past.staff].municipality];
        *last = (*last).max(Some(past.ends_at));
    }
    last
}

/// By municipality: what 0, 1, 2 … up to `most` shifts cost. Who is entitled to nothing has no place, and costs nothing.
pub(super) fn costs(class: &Class<'_>, most: &[u32]) -> Vec<Costs> {
    let half: Exact =
        class.accounts.iter().map(|account| &account.entitled).sum::<Exact>() / Exact::from_integer(2.into());
    let lines: Vec<Option<Line>> = (0..class.accounts.len()).map(|m| Line::of(class, m, &half)).collect();
    let mut shifts: Vec<Shift> = Vec::new();
    for (m, line) in lines.iter().enumerate() {
        let Some(line) = line else { continue };
        let until = class.seats.max(most[m].into());
        let further = (line.due_already + 1..=until).enumerate();
        shifts.extend(further.map(|(nth, k)| {
            let (soon, beyond) = (k <= line.soon, line.wait + nth as f64);
            Shift { soon, key: if soon { beyond } else { beyond / line.rate }, m, nth, k }
        }));
    }
    shifts.sort_unstable_by(|a, b| compare(class, &lines, a, b));
    let mut costs: Vec<Costs> = lines
        .iter()
        .zip(most)
        .map(|(line, &most)| {
            let free = line.as_ref().map_or(u64::from(most), |line| line.due_already.min(most.into()));
            vec![0.0; free as usize + 1]
        })
        .collect();
    let mut before = 0_u64;
    for shift in &shifts {
        let (costs, most) = (&mut costs[shift.m], most[shift.m] as usize);
        if costs.len() <= most {
            let so_far = costs.last().expect("no shift at all costs nothing");
            costs.push(so_far + (before + 1) as f64);
        }
        before += u64::from(shift.k <= class.seats);
    }
    costs
}

/// A municipality in the order.
struct Line {
    /// max(⌊target⌋, 0): shifts that no place is asked of.
    due_already: u64,
    /// The last shift that falls due within half a period like this one.
    soon: u64,
    /// How far the target is from the next shift.
    wait: f64,
    rate: f64,
    /// The same two, exactly.
    exact: (Exact, Exact),
}

impl Line {
    fn of(class: &Class<'_>, m: usize, half: &Exact) -> Option<Self> {
        let (account, rate) = (&class.accounts[m], &class.rates[m]);
        if account.entitled <= Exact::zero() {
            return None;
        }
        let floor = account.target.floor().max(Exact::zero());
        let wait = &floor + Exact::one() - &account.target;
        Some(Line {
            due_already: float(&floor) as u64,
            soon: float(&(&account.target + rate * half).floor().max(Exact::zero())) as u64,
            wait: float(&wait),
            rate: float(rate),
            exact: (wait, rate.clone()),
        })
    }

    /// What a shift is ordered by among those that fall due soon, or later: by how much it is beyond the target, or when it
    /// falls due, in seats after the period's end.
    fn key(&self, shift: &Shift) -> Exact {
        let (wait, rate) = &self.exact;
        let beyond = wait + Exact::from_integer(shift.nth.into());
        if shift.soon { beyond } else { beyond / rate }
    }
}

/// The shift k of municipality m, the `nth` after its next one.
struct Shift {
    /// Whether it falls due within half a period like this one.
    soon: bool,
    /// The nearest float to [`Line::key`].
    key: f64,
    m: usize,
    nth: usize,
    k: u64,
}

/// First what falls due soon, nearest to its target first; then what falls due first. Of equals who has been longest without,
/// then by code.
fn compare(class: &Class<'_>, lines: &[Option<Line>], a: &Shift, b: &Shift) -> Ordering {
    if a.soon != b.soon {
        return b.soon.cmp(&a.soon);
    }
    if (a.key - b.key).abs() > CLOSE * a.key.max(b.key) {
        return a.key.total_cmp(&b.key);
    }
    if a.m == b.m {
        return a.k.cmp(&b.k);
    }
    let key = |shift: &Shift| lines[shift.m].as_ref().map(|line| line.key(shift));
    key(a).cmp(&key(b)).then_with(|| class.last[a.m].cmp(&class.last[b.m])).then(a.m.cmp(&b.m))
}

fn float(exact: &Exact) -> f64 {
    exact.to_f64().expect("a fraction has a nearest float")
}
