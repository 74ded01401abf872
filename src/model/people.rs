//! Who can be where, person by person, and the limits on one person: `shifts_per_day`, `shifts_per_week`,
//! `shifts_per_period`, `per_person_week`, `per_person_period`, `availability`, `membership`, `participation`, `locks`.
//!
//! In: the instance. Out: the columns x_sw (seats of window w that person s takes) and their rows. `availability`,
//! `membership`, `participation` and forbidden locks are columns that do not exist; fixed locks are lower bounds.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, IsoWeek};

use super::manning::Manning;
use super::names::{self, Words};
use super::program::Program;
use crate::domain::Instance;
use crate::domain::rule::Rule;

/// What each person can do, before anything is decided.
pub(super) struct People {
    /// By person: (window, most seats of it) where the person may be rostered, by window.
    pub places: Vec<Vec<(usize, u32)>>,
    /// By person: shifts already worked, by the ISO week they were worked in, and of which burden, or any.
    worked: Vec<BTreeMap<(IsoWeek, Option<usize>), u32>>,
}

impl People {
    pub(super) fn of(instance: &Instance) -> Self {
        let mut worked = vec![BTreeMap::new(); instance.staff.len()];
        for past in &instance.history {
            for burden in std::iter::once(None).chain(past.burdens.iter().copied().map(Some)) {
                *worked[past.staff].entry((past.date.iso_week(), burden)).or_default() += 1;
            }
        }
        let mut rested_from = vec![None; instance.staff.len()];
        for past in instance.history.iter().filter(|past| !instance.staff[past.staff].is_pool()) {
            let rested = past.ends_at + instance.rest;
            let from = rested_from[past.staff].get_or_insert(rested);
            *from = rested.max(*from);
        }
        let places = (0..instance.staff.len())
            .map(|s| {
                let person = &instance.staff[s];
                let home = &instance.municipalities[person.municipality];
                let open = |w: usize| {
                    let window = &instance.windows[w];
                    home.takes_part(window)
                        && instance.stance(s, w).available
                        && !instance.forbidden.contains(&(s, w))
                        && rested_from[s].is_none_or(|from| from <= window.starts_at())
                };
                let most = person.heads.min(person.limits.most(Rule::ShiftsPerDay));
                let seats = |w: usize| match instance.is_past(w) {
                    // What has been worked is given, whatever the rules say of it.
                    true => instance.published_seats(s, w),
                    false if open(w) => most.min(instance.windows[w].seats),
                    false => 0,
                };
                (0..instance.windows.len()).map(|w| (w, seats(w))).filter(|&(_, seats)| seats > 0).collect()
            })
            .collect();
        People { places, worked }
    }

    /// What is left of a person's weekly limit in a week, after the shifts of `history.csv`.
    pub(super) fn weekly_limit(&self, instance: &Instance, person: usize, week: IsoWeek) -> u32 {
        instance.most_in_week(person, week).saturating_sub(self.worked(person, week, None))
    }

    /// What is left of a person's weekly cap in a burden, after the shifts of `history.csv`; `None` where there is no cap.
    fn weekly_cap(&self, instance: &Instance, person: usize, burden: usize, week: IsoWeek) -> Option<u32> {
        let cap = instance.staff[person].limits.cap(Rule::PerPersonWeek, burden)?;
        Some(cap.saturating_sub(self.worked(person, week, Some(burden))))
    }

    /// How many shifts of `history.csv` a person has in a week, in a burden or at all.
    pub(super) fn worked(&self, person: usize, week: IsoWeek, burden: Option<usize>) -> u32 {
        self.worked[person].get(&(week, burden)).copied().unwrap_or(0)
    }

    /// The most shifts a person can take in those of the windows `between` that `among` picks: Σ_week min(weekly limit,
    /// Σ_day min(daily limit, seats open to the person)), capped by the period's limit. Where burdens are capped, a week and
    /// the period are also the sum of what each burden allows and what is in none; a window of several counts in the first
    /// alone. Rest is left out, so this is an upper bound. What has been worked beyond a limit stands.
    ///
    /// Only the person's places in that stretch are looked at, so asking for every day or every week takes no longer than
    /// asking for the period a few times.
    pub(super) fn most(
        &self,
        instance: &Instance,
        person: usize,
        between: RangeInclusive<usize>,
        among: impl Fn(usize) -> bool,
    ) -> u32 {
        let staff = &instance.staff[person];
        let places = &self.places[person];
        let from = places.partition_point(|&(w, _)| w < *between.start());
        let to = from + places[from..].partition_point(|&(w, _)| w <= *between.end());
        let picked: Vec<(usize, u32)> = places[from..to].iter().copied().filter(|&(w, _)| among(w)).collect();
        let open = |places: &[(usize, u32)]| places.iter().map(|&(_, most)| most).sum::<u32>();
        let worked = |places: &[(usize, u32)]| {
            places.iter().filter(|&&(w, _)| instance.is_past(w)).map(|&(_, seats)| seats).sum::<u32>()
        };
        let in_days = |places: &[(usize, u32)]| -> u32 {
            let days = places.chunk_by(|a, b| instance.windows[a.0].date == instance.windows[b.0].date);
            days.map(|day| open(day).min(staff.limits.most(Rule::ShiftsPerDay).max(worked(day)))).sum()
        };
        let week_of = |place: &(usize, u32)| instance.windows[place.0].week();
        // By capped burden, and at last those of none.
        let capped = capped_burdens(instance, person);
        let mut total = 0;
        let mut classes = vec![(0, 0); capped.len() + 1];
        for week in picked.chunk_by(|a, b| week_of(a) == week_of(b)) {
            let limit = self.weekly_limit(instance, person, week_of(&week[0])).max(worked(week));
            let mut of_week = in_days(week).min(limit);
            if !capped.is_empty() {
                let mut apart = 0;
                for (class, part) in split(instance, &capped, week).into_iter().enumerate() {
                    let cap = capped
                        .get(class)
                        .and_then(|&burden| self.weekly_cap(instance, person, burden, week_of(&week[0])));
                    let most = in_days(&part).min(cap.map_or(u32::MAX, |cap| cap.max(worked(&part)))).min(limit);
                    apart += most;
                    classes[class] = (classes[class].0 + most, classes[class].1 + worked(&part));
                }
                of_week = of_week.min(apart);
            }
            total += of_week;
        }
        if !capped.is_empty() {
            let caps = classes.iter().enumerate().map(|(class, &(most, worked))| {
                let cap = capped.get(class).and_then(|&burden| staff.limits.cap(Rule::PerPersonPeriod, burden));
                most.min(cap.map_or(u32::MAX, |cap| cap.max(worked)))
            });
            total = total.min(caps.sum());
        }
        total.min(staff.limits[Rule::ShiftsPerPeriod].unwrap_or(u32::MAX).max(worked(&picked)))
    }
}

/// The burdens in which a person's shifts are capped, by week or period.
fn capped_burdens(instance: &Instance, person: usize) -> Vec<usize> {
    let limits = &instance.staff[person].limits;
    let is_capped = |burden: &usize| {
        [Rule::PerPersonWeek, Rule::PerPersonPeriod].into_iter().any(|rule| limits.cap(rule, *burden).is_some())
    };
    (0..instance.burdens.len()).filter(is_capped).collect()
}

/// Places by the first of some burdens that each is in, and at last those in none of them.
fn split(instance: &Instance, burdens: &[usize], places: &[(usize, u32)]) -> Vec<Vec<(usize, u32)>> {
    let mut parts = vec![Vec::new(); burdens.len() + 1];
    for &place in places {
        let class = burdens.iter().position(|burden| instance.windows[place.0].burdens.contains(burden));
        parts[class.unwrap_or(burdens.len())].push(place);
    }
    parts
}

/// The columns x_sw.
pub(super) struct Shifts {
    /// By person: (window, column), by window.
    pub of: Vec<Vec<(usize, usize)>>,
}

impl Shifts {
    pub(super) fn listed(&self) -> Vec<(usize, usize, usize)> {
        self.of
            .iter()
            .enumerate()
            .flat_map(|(s, places)| places.iter().map(move |&(w, column)| (s, w, column)))
            .collect()
    }
}

/// Adds x_sw for every person and open window, and ties them to the municipal level:
/// a municipality mans a window with exactly its colleagues who take it. Σ_{s of m} x_sw = z_mw
///
/// Also returns (column of z_mw, row that ties it).
pub(super) fn shifts(
    instance: &Instance,
    people: &People,
    manning: &Manning,
    program: &mut Program,
) -> (Shifts, Vec<(usize, usize)>) {
    let mut of = Vec::with_capacity(instance.staff.len());
    let mut tied: BTreeMap<(usize, usize), Vec<(usize, f64)>> = BTreeMap::new();
    for (s, places) in people.places.iter().enumerate() {
        let m = instance.staff[s].municipality;
        let mut columns = Vec::with_capacity(places.len());
        for &(w, most) in places {
            let given = instance.given_seats(s, w);
            program.call(|words| format!("shift.{}.{}", words.person(s), words.window(w)));
            let column = program.column(Some(m), f64::from(given), f64::from(most.max(given)));
            tied.entry((m, w)).or_default().push((column, 1.0));
            columns.push((w, column));
        }
        of.push(columns);
    }
    let mut ties = Vec::new();
    for (m, columns) in manning.of.iter().enumerate() {
        for &(w, manned) in columns {
            ties.push((manned, program.rows.len()));
            let mut terms = tied.remove(&(m, w)).unwrap_or_default();
            terms.push((manned, -1.0));
            program.call(|words| format!("tie.{}.{}", words.municipality(m), words.window(w)));
            program.equal(terms, 0.0);
        }
    }
    (Shifts { of }, ties)
}

/// A person's shifts of a day, a week and the period, and those of a burden in a week and the period, stay within the person's
/// limits; what has been worked beyond them stands, and nothing is added to it. Σ_{w in day} x_sw ≤ limit_s
pub(super) fn limits(instance: &Instance, people: &People, shifts: &Shifts, program: &mut Program) {
    for (s, places) in shifts.of.iter().enumerate() {
        let staff = &instance.staff[s];
        let mut hold = |places: &[(usize, usize)], limit: u32, name: &dyn Fn(&Words) -> String| {
            let worked = places.iter().filter(|&&(w, _)| instance.is_past(w));
            let worked = worked.map(|&(w, _)| instance.published_seats(s, w)).sum();
            let columns: Vec<usize> = places.iter().map(|&(_, column)| column).collect();
            program.call(name);
            program.limit(&columns, limit.max(worked));
        };
        for day in places.chunk_by(|a, b| instance.windows[a.0].date == instance.windows[b.0].date) {
            let date = instance.windows[day[0].0].date;
            let name = |words: &Words| format!("shifts_per_day.{}.{}", words.person(s), names::date(date));
            hold(day, staff.limits.most(Rule::ShiftsPerDay), &name);
        }
        for week in places.chunk_by(|a, b| instance.windows[a.0].week() == instance.windows[b.0].week()) {
            let number = instance.windows[week[0].0].week();
            let name = |words: &Words| format!("shifts_per_week.{}.{}", words.person(s), names::week(number));
            hold(week, people.weekly_limit(instance, s, number), &name);
        }
        if let Some(limit) = staff.limits[Rule::ShiftsPerPeriod] {
            hold(places, limit, &|words| format!("shifts_per_period.{}", words.person(s)));
        }
        let of_burden = |burden: usize| -> Vec<(usize, usize)> {
            places.iter().copied().filter(|&(w, _)| instance.windows[w].burdens.contains(&burden)).collect()
        };
        for (burden, _) in staff.limits.caps(Rule::PerPersonWeek) {
            for week in of_burden(burden).chunk_by(|a, b| instance.windows[a.0].week() == instance.windows[b.0].week())
            {
                let number = instance.windows[week[0].0].week();
                let cap = people.weekly_cap(instance, s, burden, number).unwrap_or(u32::MAX);
                let of = |words: &Words| format!("{}.{}", words.person(s), words.burden(burden));
                hold(week, cap, &|words| format!("per_person_week.{}.{}", of(words), names::week(number)));
            }
        }
        for (burden, cap) in staff.limits.caps(Rule::PerPersonPeriod) {
            let name = |words: &Words| format!("per_person_period.{}.{}", words.person(s), words.burden(burden));
            hold(&of_burden(burden), cap, &name);
        }
    }
}
