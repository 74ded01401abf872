//! What part each municipality has of the seats of a class, as things are on one day: who is a member then, and in which windows.
//!
//! In: an instance, a class and a day. Out: fractions that sum to one. The windows of the period are the pattern, whichever day is
//! asked about: what is owed from then on is owed in weeks like its own.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use num_traits::Zero;

use super::{fraction, whole};
use crate::domain::{Exact, Instance, Municipality};

/// The seats of a class by day of the week and start, over all windows of the period.
pub struct Pattern(Vec<(Weekday, NaiveTime, u64)>);

impl Pattern {
    /// The pattern of a burden, or of all shifts.
    pub fn of(instance: &Instance, class: Option<usize>) -> Self {
        let mut seats: BTreeMap<(u32, NaiveTime), (Weekday, u64)> = BTreeMap::new();
        let inside =
            instance.windows.iter().filter(|window| class.is_none_or(|burden| window.burdens.contains(&burden)));
        for window in inside {
            let day = window.date.weekday();
            seats.entry((day.num_days_from_monday(), window.start)).or_insert((day, 0)).1 += u64::from(window.seats);
        }
        Pattern(seats.into_iter().map(|((_, start), (day, seats))| (day, start, seats)).collect())
    }

    /// Whether a municipality takes part in windows of the class, as things are on a day: in all (`Some(true)`), in none
    /// (`Some(false)`), or in some of them.
    pub fn is_taken_by(&self, municipality: &Municipality, day: NaiveDate) -> Option<bool> {
        let mut each = self.0.iter().map(|&(weekday, start, _)| municipality.takes_part_as_of(day, weekday, start));
        let first = each.next().unwrap_or_else(|| municipality.is_member(day));
        each.all(|takes| takes == first).then_some(first)
    }

    /// By municipality: its part of the seats of the class as things are on `day`, where those of `among` alone are there:
    /// `Σ_w d_w · share_m(w) / Σ_w d_w` over the windows in which one of them takes part. Where the class has no such windows, its part of
    /// their population; zeros where nobody is there.
    pub fn parts(&self, instance: &Instance, day: NaiveDate, among: impl Fn(usize) -> bool) -> Vec<Exact> {
        let municipalities = &instance.municipalities;
        let there: Vec<usize> =
            (0..municipalities.len()).filter(|&m| municipalities[m].is_member(day) && among(m)).collect();
        let mut parts = vec![Exact::zero(); municipalities.len()];
        let population =
            |members: &[usize]| members.iter().map(|&m| u128::from(municipalities[m].population)).sum::<u128>();
        if there.iter().all(|&m| municipalities[m].part_on(day).is_none()) {
            let all = population(&there);
            there.iter().for_each(|&m| parts[m] = fraction(municipalities[m].population.into(), all));
            return parts;
        }
        let mut all_seats = 0;
        for &(weekday, start, seats) in &self.0 {
            let takes = |m: &usize| municipalities[*m].takes_part_as_of(day, weekday, start);
            let taking: Vec<usize> = there.iter().copied().filter(takes).collect();
            if taking.is_empty() {
                continue;
            }
            all_seats += seats;
            let all = population(&taking);
            taking.iter().for_each(|&m| parts[m] += whole(seats) * fraction(municipalities[m].population.into(), all));
        }
        if all_seats == 0 {
            let all = population(&there);
            there.iter().for_each(|&m| parts[m] = fraction(municipalities[m].population.into(), all));
            return parts;
        }
        parts.iter_mut().for_each(|part| *part /= whole(all_seats));
        parts
    }

    /// By municipality: the rate at which it owes shifts of the class from now on, its part on the last day of the period on
    /// which it takes part in any windows of it; zero where there is no such day.
    pub fn rates(&self, instance: &Instance) -> Vec<Exact> {
        let mut known: BTreeMap<NaiveDate, Vec<Exact>> = BTreeMap::new();
        let rate = |(m, municipality): (usize, &Municipality)| {
            let Some(last) = self.last_day(instance, municipality) else { return Exact::zero() };
            known.entry(last).or_insert_with(|| self.parts(instance, last, |_| true))[m].clone()
        };
        instance.municipalities.iter().enumerate().map(rate).collect()
    }

    fn last_day(&self, instance: &Instance, municipality: &Municipality) -> Option<NaiveDate> {
        let period = instance.period;
        let last = municipality.left.and_then(|left| left.pred_opt()).map_or(period.to, |last| last.min(period.to));
        let takes = |day: &NaiveDate| self.is_taken_by(municipality, *day) != Some(false);
        if municipality.stretches.is_empty() {
            return (period.from <= last).then_some(last).filter(|day| municipality.is_member(*day));
        }
        std::iter::successors(Some(last), |day| day.pred_opt()).take_while(|day| period.from <= *day).find(takes)
    }
}
