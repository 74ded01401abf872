//! The value of each rung, term by term as docs/reference.md, "Goals", has it, and what is owed, on which they stand.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use num_rational::BigRational;
use vagtplan::domain::goal::Rung;
use vagtplan::domain::{Instance, Window};

use super::queue::{Queue, float, ratio};
use super::{Counts, part, presence, somebodys, unfilled};

/// Targets, entitlements and parts in turns, for a number of unfilled seats on days that have members.
pub(super) struct Owed {
    /// By class (all shifts, then each burden) and municipality: (entitled, target).
    accounts: Vec<Vec<(BigRational, BigRational)>>,
    /// By class: who comes when.
    queues: Vec<Queue>,
    /// By municipality and last day of a week that has windows: T.
    pace: Vec<BTreeMap<NaiveDate, BigRational>>,
    /// By person: weight_s · p_s.
    parts: Vec<f64>,
}

impl Owed {
    pub(super) fn new(instance: &Instance, unfilled: u32) -> Self {
        let counted = (0..instance.windows.len()).filter(|&w| somebodys(instance, w));
        let seats: u64 = counted.map(|w| u64::from(instance.windows[w].seats)).sum();
        let phi = if seats == 0 { ratio(1, 1) } else { ratio(seats - u64::from(unfilled), seats) };
        let members = 0..instance.municipalities.len();
        let share = |m: usize, window: &Window| {
            let population = |of: &dyn Fn(usize) -> bool| -> u64 {
                members.clone().filter(|&m| of(m)).map(|m| instance.municipalities[m].population).sum()
            };
            let takes = |m: usize| part::takes(instance, m, window);
            if takes(m) { ratio(population(&|n| n == m), population(&takes)) } else { ratio(0, 1) }
        };
        let entitled = |m: usize, until: NaiveDate, class: Option<usize>| {
            let counted = instance
                .windows
                .iter()
                .filter(|window| window.date <= until && class.is_none_or(|burden| window.burdens.contains(&burden)));
            counted.map(|window| &phi * ratio(window.seats.into(), 1) * share(m, window)).sum::<BigRational>()
        };
        let account = |m: usize, class: Option<usize>| {
            let balance = |m: usize| match instance.ledger.get(&(m, class)) {
                Some(entry) => entry.entitled.clone() - entry.worked.clone(),
                None => ratio(0, 1),
            };
            // Whoever has left when the period begins hands its balance over to those who are there on its first day.
            let begins = instance.period.from;
            let is_gone = |m: usize| {
                let was = instance.municipalities[m].joined.is_none_or(|joined| joined < begins);
                was && !part::is_member(instance, m, begins)
            };
            let is_deserted = members.clone().all(|m| !part::is_member(instance, m, begins));
            let carried = match is_gone(m) && !is_deserted {
                true => ratio(0, 1),
                false => {
                    let left: BigRational = members.clone().filter(|&m| is_gone(m)).map(balance).sum();
                    balance(m) + left * part::part(instance, m, begins, class)
                }
            };
            let entitled = entitled(m, NaiveDate::MAX, class);
            (entitled.clone(), entitled + carried)
        };
        let classes = std::iter::once(None).chain((0..instance.burdens.len()).map(Some));
        let accounts: Vec<Vec<_>> = classes.map(|class| members.clone().map(|m| account(m, class)).collect()).collect();
        let queues = accounts.iter().enumerate();
        let queues = queues.map(|(class, accounts)| Queue::new(instance, class.checked_sub(1), accounts)).collect();
        let sunday = |date: NaiveDate| date + chrono::Days::new((6 - date.weekday().num_days_from_monday()).into());
        let sundays: BTreeSet<_> = instance.windows.iter().map(|window| sunday(window.date)).collect();
        let pace = |m: usize| {
            let (all, target) = &accounts[0][m];
            if *all == ratio(0, 1) {
                return BTreeMap::new();
            }
            sundays.iter().map(|&end| (end, target * entitled(m, end, None) / all)).collect()
        };
        let pace = members.clone().map(pace).collect();
        Owed { accounts, queues, pace, parts: presence::parts(instance) }
    }
}

impl Owed {
    /// L: half the days from one of a person's shifts to the next, where all of them come evenly.
    fn apart(&self, instance: &Instance, s: usize, class: usize) -> i64 {
        let home = instance.staff[s].municipality;
        let part = |s: usize| &instance.staff[s].weight * presence::part(instance, s);
        let turns: BigRational = instance.staff_of(home).map(part).sum();
        let target = &self.accounts[class][home].1;
        let none = ratio(0, 1);
        if turns <= none || *target <= none {
            return 28;
        }
        let expected = target * &instance.staff[s].weight / turns;
        let is_member = |day: &NaiveDate| part::is_member(instance, home, *day);
        let all = instance.period.from.iter_days().take_while(|day| *day <= instance.period.to);
        let days = ratio(all.filter(is_member).count() as u64, 1);
        (1..28).find(|&apart| ratio(2 * apart, 1) * &expected >= days).unwrap_or(28) as i64
    }
}

/// How far `n` lies outside of [⌊target⌋, ⌈target⌉].
fn outside(n: u32, target: &BigRational) -> f64 {
    (float(&target.floor()) - f64::from(n)).max(f64::from(n) - float(&target.ceil())).max(0.0)
}

/// The value of a rung in the roster that is counted.
pub(super) fn value(instance: &Instance, counts: &Counts, owed: &Owed, rung: Rung) -> f64 {
    let windows = 0..instance.windows.len();
    let staff = 0..instance.staff.len();
    let members = 0..instance.municipalities.len();
    let sum = |in_window: &dyn Fn(usize) -> bool, in_staff: &dyn Fn(usize) -> bool| -> u32 {
        let seats = windows.clone().filter(|&w| in_window(w)).flat_map(|w| staff.clone().map(move |s| (w, s)));
        seats.filter(|&(_, s)| in_staff(s)).map(|(w, s)| counts[w][s]).sum()
    };
    let in_class = |w: usize, class: usize| class == 0 || instance.windows[w].burdens.contains(&(class - 1));
    let given = |m: usize, class: usize| sum(&|w| in_class(w, class), &|s| instance.staff[s].municipality == m);
    let burdens = 1..=instance.burdens.len();
    let off = |class: usize| -> f64 {
        members
            .clone()
            .filter(|&m| owed.accounts[class][m].0 > ratio(0, 1))
            .map(|m| {
                let (entitled, target) = &owed.accounts[class][m];
                outside(given(m, class), target).powi(2) / float(entitled)
            })
            .sum()
    };
    let rounded = |class: usize| -> f64 { members.clone().map(|m| owed.queues[class].sum(m, given(m, class))).sum() };
    match rung {
        Rung::CoverageLeast => {
            let needed = windows.clone().map(|w| (instance.windows[w].least, counts[w].iter().sum::<u32>()));
            needed.map(|(least, filled)| if filled < least { f64::from(least - filled) } else { 0.0 }).sum()
        }
        Rung::Coverage => f64::from(unfilled(instance, counts)),
        Rung::CoverageSpread => windows
            .clone()
            .map(|w| {
                let seats = instance.windows[w].seats;
                let holes = seats.saturating_sub(counts[w].iter().sum());
                f64::from(holes * holes) / f64::from(seats)
            })
            .sum(),
        Rung::Shares => off(0),
        Rung::SharesRounding => rounded(0),
        Rung::Burdens => burdens.map(off).sum(),
        Rung::BurdensRounding => burdens.map(rounded).sum(),
        Rung::Rhythm => members
            .clone()
            .flat_map(|m| owed.pace[m].iter().map(move |pace| (m, pace)))
            .map(|(m, (&end, pace))| {
                let so_far = sum(&|w| instance.windows[w].date <= end, &|s| instance.staff[s].municipality == m);
                outside(so_far, pace)
            })
            .sum(),
        Rung::Rotation => (0..=instance.burdens.len())
            .flat_map(|class| staff.clone().map(move |s| (class, s)))
            .filter(|&(_, s)| owed.parts[s] > 0.0)
            .map(|(class, s)| {
                let in_class_past = |burdens: &Vec<usize>| class == 0 || burdens.contains(&(class - 1));
                let past = instance.history.iter().filter(|past| past.staff == s && in_class_past(&past.burdens));
                let shifts = sum(&|w| in_class(w, class), &|other| other == s) + past.count() as u32;
                f64::from(shifts * shifts) / owed.parts[s]
            })
            .sum(),
        Rung::Spacing => (0..=instance.burdens.len())
            .flat_map(|class| staff.clone().map(move |s| (class, s)))
            .filter(|&(_, s)| instance.staff[s].heads == 1)
            .map(|(class, s)| {
                let shifts = windows.clone().filter(|&w| in_class(w, class));
                let shifts = shifts.flat_map(|w| vec![instance.windows[w].date; counts[w][s] as usize]);
                let past = instance.history.iter().filter(|past| past.staff == s);
                let past = past.filter(|past| class == 0 || past.burdens.contains(&(class - 1)));
                // Each shift is measured from the one before it, the first of the period from the last of history.
                let mut before = past.map(|past| past.date).max();
                let mut short = 0;
                for date in shifts {
                    let gap = before.map(|before| (date - before).num_days());
                    short += gap.map_or(0, |gap| (owed.apart(instance, s, class) - gap).max(0));
                    before = Some(date);
                }
                short as f64
            })
            .sum(),
        Rung::Wishes => windows
            .clone()
            .flat_map(|w| staff.clone().map(move |s| (w, s)))
            .map(|(w, s)| {
                let stance = instance.stance(s, w);
                let wish = f64::from(stance.avoids) - f64::from(stance.prefers);
                wish * f64::from(counts[w][s])
            })
            .sum(),
        Rung::WishesSpread => staff
            .clone()
            .map(|s| {
                let likes = windows.clone().filter(|&w| instance.stance(s, w).prefers > 0).count();
                let against = |w: usize| {
                    let stance = instance.stance(s, w);
                    stance.avoids > 0 || (likes > 0 && stance.prefers == 0)
                };
                let refused = sum(&against, &|other| other == s);
                let heads = instance.staff[s].heads;
                let share = |head: u32| (refused + heads - 1 - head) / heads;
                (0..heads).map(|head| f64::from(share(head) * share(head))).sum::<f64>()
            })
            .sum(),
        Rung::Stability => windows
            .clone()
            .flat_map(|w| staff.clone().map(move |s| (w, s)))
            .map(|(w, s)| {
                let published = instance.published.as_ref().filter(|p| instance.windows[w].date >= p.from);
                let before = published.map_or(0, |p| p.roster.shifts[w].iter().filter(|&&other| other == s).count());
                f64::from((before as u32).saturating_sub(counts[w][s]))
            })
            .sum(),
    }
}
