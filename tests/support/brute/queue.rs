//! Who is rounded up, by brute force: every shift that could be given, sorted by its place.
//!
//! In: an instance and the accounts of a class. Out: Σ place(m, k), as docs/reference.md, "Goals", has it. Shares no code with `verify`.

use std::collections::BTreeMap;

use num_rational::BigRational;
use num_traits::ToPrimitive;
use vagtplan::domain::Instance;

use super::part;

/// Whether a shift falls due later than half a period from now; how far it is beyond the target, or when it falls due if later, in
/// seats after the period; the last shift before it, if any; whose it is.
type Due = (bool, BigRational, Option<vagtplan::domain::clock::Moment>, usize);

/// The shifts of one class that may be given beyond those that are due already, in the order of docs/reference.md, "Goals".
pub(super) struct Queue {
    /// Of every municipality all numbers up to the seats of the class, in order.
    possible: Vec<Due>,
    /// By municipality: target, share, last shift; nothing where nothing is owed.
    municipalities: Vec<Option<(BigRational, BigRational, Option<vagtplan::domain::clock::Moment>)>>,
    /// Half of what all are entitled to.
    half: BigRational,
    /// Places that have been asked for: (municipality, number of the shift).
    known: std::cell::RefCell<BTreeMap<(usize, u32), usize>>,
}

impl Queue {
    pub(super) fn new(instance: &Instance, class: Option<usize>, accounts: &[(BigRational, BigRational)]) -> Self {
        let in_class = |burdens: &Vec<usize>| class.is_none_or(|burden| burdens.contains(&burden));
        let seats: u32 = instance.windows.iter().filter(|w| in_class(&w.burdens)).map(|w| w.seats).sum();
        let municipalities: Vec<_> = (0..accounts.len())
            .map(|m| {
                let (entitled, target) = &accounts[m];
                let day = part::last_day(instance, m, class)?;
                let staff = |s: usize| instance.staff[s].municipality == m;
                let past = instance.history.iter().filter(|past| staff(past.staff) && in_class(&past.burdens));
                let share = part::part(instance, m, day, class);
                (*entitled > ratio(0, 1)).then(|| (target.clone(), share, past.map(|past| past.ends_at).max()))
            })
            .collect();
        let half = accounts.iter().map(|(entitled, _)| entitled).sum::<BigRational>() / ratio(2, 1);
        let mut queue = Queue { possible: Vec::new(), municipalities, half, known: Default::default() };
        for m in 0..accounts.len() {
            let free = queue.free(m);
            queue
                .possible
                .extend((1..=seats).filter(|&k| k > free).filter_map(|k| queue.due(m, k)).collect::<Vec<_>>());
        }
        queue.possible.sort();
        queue
    }

    fn due(&self, m: usize, k: u32) -> Option<Due> {
        let (target, share, last) = self.municipalities[m].as_ref()?;
        let due = (ratio(k.into(), 1) - target) / share;
        let beyond = ratio(k.into(), 1) - target;
        Some(if due > self.half { (true, due, *last, m) } else { (false, beyond, *last, m) })
    }

    /// max(⌊target⌋, 0).
    fn free(&self, m: usize) -> u32 {
        self.municipalities[m].as_ref().map_or(0, |(target, ..)| float(&target.floor()).max(0.0) as u32)
    }

    pub(super) fn sum(&self, m: usize, given: u32) -> f64 {
        let place = |k: u32| {
            let due = self.due(m, k)?;
            let find = || self.possible.iter().filter(|other| **other < due).count() + 1;
            Some(*self.known.borrow_mut().entry((m, k)).or_insert_with(find))
        };
        (self.free(m) + 1..=given).filter_map(place).sum::<usize>() as f64
    }
}

pub(super) fn ratio(numerator: u64, denominator: u64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

pub(super) fn float(number: &BigRational) -> f64 {
    number.to_f64().expect("a small number")
}
