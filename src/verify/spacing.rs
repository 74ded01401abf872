//! How evenly each colleague's shifts come, from one shift to the next.
//!
//! In: an instance, who holds which windows, parts in turns and targets. Out: the days by which shifts lie too close. Pools are left out.

use chrono::NaiveDate;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::{ByPerson, Judgement};
use crate::domain::{Exact, Instance};

/// The most days that shifts are asked to lie apart.
const MOST_DAYS: i64 = 28;

/// Σ_s Σ over consecutive shifts of s of max(0, L_s − days between their dates), and the same among those in each burden.
/// In front stands the last shift in `history.csv`.
pub(super) fn too_close(
    instance: &Instance,
    held: &ByPerson<'_>,
    parts: &[Option<Exact>],
    judgement: &Judgement,
) -> i64 {
    let classes: Vec<Option<usize>> = std::iter::once(None).chain((0..instance.burdens.len()).map(Some)).collect();
    let mut days = 0;
    for staff in (0..instance.staff.len()).filter(|&staff| !instance.staff[staff].is_pool()) {
        for &class in &classes {
            let in_class = |burdens: &[usize]| class.is_none_or(|burden| burdens.contains(&burden));
            let history = held.history[staff].iter().filter(|past| in_class(&past.burdens)).map(|past| past.date);
            let planned = held.shifts[staff].iter().map(|&window| &instance.windows[window]);
            let planned = planned.filter(|window| in_class(&window.burdens)).map(|window| window.date);
            let dates: Vec<NaiveDate> = history.max().into_iter().chain(planned).collect();
            if dates.len() > 1 {
                let apart = apart(instance, staff, class, parts, judgement);
                days += dates.windows(2).map(|pair| (apart - (pair[1] - pair[0]).num_days()).max(0)).sum::<i64>();
            }
        }
    }
    days
}

/// L: how many days apart the shifts of a person should lie, all of them or those in a burden: half of an even pace.
fn apart(
    instance: &Instance,
    staff: usize,
    class: Option<usize>,
    parts: &[Option<Exact>],
    judgement: &Judgement,
) -> i64 {
    let person = &instance.staff[staff];
    let home = person.municipality;
    let accounts = match class {
        None => &judgement.shares.total,
        Some(burden) => &judgement.shares.burdens[burden],
    };
    let colleagues = instance.staff_of(home).filter_map(|colleague| parts[colleague].as_ref());
    let turns = colleagues.fold(Exact::zero(), |sum, part| sum + part);
    if !accounts[home].target.is_positive() || !turns.is_positive() {
        return MOST_DAYS;
    }
    let expected = accounts[home].target.clone() * &person.weight / turns;
    let days = instance.period.days().filter(|&day| instance.municipalities[home].is_member(day)).count();
    let pace = Exact::from_integer(days.into()) / expected;
    let half = (pace / (Exact::one() + Exact::one())).ceil().to_integer();
    half.to_i64().unwrap_or(MOST_DAYS).clamp(1, MOST_DAYS)
}
