//! When the hotline is open: kinds of windows, burdens, closed days, and every single window with its seats.
//!
//! In: the size. Out: an [`Opening`] that keeps to the hours of the real hotline: 60 a week, Monday to Thursday from eight
//! to eight, Friday until four, Sunday from four. A hotline with few staff opens fewer of these windows.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::chance::Chance;
use super::{Hard, Size};
use crate::domain::calendar::danish_holidays;

/// Length of every window, in hours.
pub const HOURS: u64 = 4;

/// Weeks before the period that the history tells of.
const HISTORY_WEEKS: u64 = 2;

/// Days a week has.
const WEEK: u64 = 7;

/// Weeks between two surges, such as passports before Easter.
const SURGE_WEEKS: u64 = 13;

/// A period must be this long to have one week that stands out.
const WEEKS_WITH_SURGE: u64 = 4;

/// Seats are compared with weights in so many parts.
const SCALE: u64 = 1000;

/// A kind of window.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Days it is open.
    pub days: &'static [Weekday],
    /// 0 in the morning, 1 at noon, 2 in the evening.
    pub part: usize,
    /// Its seats in proportion to those of the others.
    weight: u64,
    /// Seats of a window.
    pub seats: u64,
}

/// A class of unpopular windows.
#[derive(Debug, Clone)]
pub struct Burden {
    /// Name.
    pub name: &'static str,
    /// Days; empty means all.
    pub days: &'static [Weekday],
    /// Parts of the day; empty means all.
    pub parts: &'static [usize],
}

/// A window on a date.
#[derive(Debug, Clone)]
pub struct Slot {
    /// The date.
    pub date: NaiveDate,
    /// Index into the kinds.
    pub kind: usize,
    /// Part of the day.
    pub part: usize,
    /// Its seats.
    pub seats: u64,
}

/// The opening hours, from the first day of the history to the last of the period.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Starting hours of the parts of the day.
    pub starts: [u64; 3],
    /// Kinds of windows.
    pub kinds: Vec<Kind>,
    /// Burdens that some kind belongs to.
    pub burdens: Vec<Burden>,
    /// Last day of the period.
    pub to: NaiveDate,
    /// Whether holidays are closed.
    pub holidays: bool,
    /// Other closed dates of the period.
    pub closed: Vec<NaiveDate>,
    /// All windows, by date and start; those of the history first.
    pub slots: Vec<Slot>,
    /// The first window of the period.
    pub first: usize,
}

const MON: &[Weekday] = &[Weekday::Mon];
const MIDWEEK: &[Weekday] = &[Weekday::Tue, Weekday::Wed, Weekday::Thu];
const FRI: &[Weekday] = &[Weekday::Fri];
const SUN: &[Weekday] = &[Weekday::Sun];
const MON_TO_THU: &[Weekday] = &[Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu];
const FRI_AND_SUN: &[Weekday] = &[Weekday::Fri, Weekday::Sun];

/// The kinds of windows, those that a small hotline opens first: days, part of the day, seats where there are 86 a week,
/// and seats where evenings and mornings are to be in each other's way.
const KINDS: [(&[Weekday], usize, u64, u64); 9] = [
    (MON, 0, 8, 8),
    (MON, 2, 4, 8),
    (SUN, 2, 3, 8),
    (FRI, 0, 7, 7),
    (MON, 1, 8, 4),
    (FRI, 1, 5, 4),
    (MIDWEEK, 0, 7, 7),
    (MIDWEEK, 2, 3, 7),
    (MIDWEEK, 1, 7, 4),
];

const BURDENS: [Burden; 2] = [
    Burden { name: "evening", days: MON_TO_THU, parts: &[2] },
    Burden { name: "weekend", days: &[Weekday::Sat, Weekday::Sun], parts: &[] },
];

/// A Friday noon is in two of them, a Sunday in all three.
const OVERLAPPING: [Burden; 3] = [
    Burden { name: "evening", days: &[], parts: &[2] },
    Burden { name: "late", days: &[], parts: &[1, 2] },
    Burden { name: "weekend", days: FRI_AND_SUN, parts: &[] },
];

/// The windows of a hotline that has so many seats a week to man; they get their seats later.
pub fn opening(size: &Size, weekly: u64) -> Opening {
    let rest = size.hard == Some(Hard::RestRules);
    let mut kinds: Vec<Kind> = Vec::new();
    let mut windows = 0;
    for (days, part, usual, evenings) in KINDS {
        if windows == 0 || windows + days.len() as u64 <= weekly {
            windows += days.len() as u64;
            kinds.push(Kind { days, part, weight: if rest { evenings } else { usual }, seats: 1 });
        }
    }
    // As planners write them: by the first day, then by time.
    kinds.sort_by_key(|kind| (kind.days[0].num_days_from_monday(), kind.part));
    let burdens: &[Burden] = if size.hard == Some(Hard::OverlappingBurdens) { &OVERLAPPING } else { &BURDENS };
    let burdens = burdens.iter().filter(|burden| kinds.iter().any(|kind| burden.includes(kind))).cloned().collect();

    let to = size.from + Days::new(size.weeks * WEEK - 1);
    let since = size.from - Days::new(HISTORY_WEEKS * WEEK);
    let dates = || since.iter_days().take_while(|&date| date <= to);
    let extra: Vec<NaiveDate> =
        dates().filter(|date| [(6, 5), (12, 24), (12, 31)].contains(&month_day(*date))).collect();
    let mut shut: Vec<NaiveDate> = extra.clone();
    shut.extend((since.year()..=to.year()).flat_map(danish_holidays).map(|(date, _)| date));
    let is_open = |kind: &Kind, date: NaiveDate| kind.days.contains(&date.weekday()) && !shut.contains(&date);
    // In a period so short that some kind of window would have no date left, holidays are worked.
    let holidays = kinds.iter().all(|kind| dates().any(|date| date >= size.from && is_open(kind, date)));
    if !holidays {
        shut.clear();
    }
    let mut slots = Vec::new();
    for date in dates().filter(|date| !shut.contains(date)) {
        let open = kinds.iter().enumerate().filter(|(_, kind)| kind.days.contains(&date.weekday()));
        slots.extend(open.map(|(number, kind)| Slot { date, kind: number, part: kind.part, seats: 1 }));
    }
    let first = slots.partition_point(|slot| slot.date < size.from);
    let closed = extra.into_iter().filter(|&date| holidays && date >= size.from).collect();
    let starts = if rest { [7, 11, 17] } else { [8, 12, 16] };
    Opening { starts, kinds, burdens, to, holidays, closed, slots, first }
}

impl Opening {
    /// The windows of the period.
    pub fn period(&self) -> &[Slot] {
        &self.slots[self.first..]
    }

    /// Windows of an ordinary week.
    pub fn windows(&self) -> u64 {
        self.kinds.iter().map(|kind| kind.days.len() as u64).sum()
    }

    /// All seats of the period, or of a burden in it.
    pub fn seats(&self, burden: Option<&Burden>) -> u64 {
        let counts = |slot: &&Slot| burden.is_none_or(|burden| burden.includes_on(slot.date, slot.part));
        self.period().iter().filter(counts).map(|slot| slot.seats).sum()
    }

    /// How many ordinary weeks the windows of the period amount to, in thousandths.
    pub fn ordinary_weeks(&self) -> u64 {
        let there: u64 = self.period().iter().map(|slot| self.kinds[slot.kind].weight).sum();
        there * 1000 / self.weight()
    }

    /// Gives every window its seats: so many in an ordinary week, at least one in each window.
    pub fn seat(&mut self, weekly: u64) {
        let all = self.weight();
        for kind in &mut self.kinds {
            kind.seats = ((kind.weight * weekly + all / 2) / all).max(1);
        }
        for slot in &mut self.slots {
            slot.seats = self.kinds[slot.kind].seats;
        }
    }

    /// Brings the seats of the period to a sum, but not below one in each window: first those of a kind of windows in all of
    /// its windows, so that they stay near what they were, then those of single windows.
    pub fn fit(&mut self, sum: u64) {
        let sum = sum.max(self.period().len() as u64);
        let windows: Vec<u64> = (0..self.kinds.len())
            .map(|kind| self.period().iter().filter(|slot| slot.kind == kind).count() as u64)
            .collect();
        loop {
            let now = self.seats(None);
            let fits = |&kind: &usize| windows[kind] > 0 && windows[kind] <= now.abs_diff(sum);
            let kinds = (0..self.kinds.len()).filter(fits).filter(|&kind| now < sum || self.kinds[kind].seats > 1);
            // Where most are missing, or where there are most: by the weights that all kinds are seated by.
            let filled = |kind: &usize| (self.kinds[*kind].seats * SCALE / self.kinds[*kind].weight, *kind);
            let kind = if now < sum { kinds.min_by_key(filled) } else { kinds.max_by_key(filled) };
            let Some(kind) = kind else { break };
            let moved = |seats: u64| if now < sum { seats + 1 } else { seats - 1 };
            self.kinds[kind].seats = moved(self.kinds[kind].seats);
            for slot in self.slots.iter_mut().filter(|slot| slot.kind == kind) {
                slot.seats = moved(slot.seats);
            }
        }
        // What is left is less than the windows of a kind, but for kinds that have one seat in each.
        while self.seats(None) != sum {
            let now = self.seats(None);
            let open: Vec<usize> =
                (self.first..self.slots.len()).filter(|&slot| now < sum || self.slots[slot].seats > 1).collect();
            let moved = usize::try_from(now.abs_diff(sum)).unwrap_or(usize::MAX).min(open.len());
            for nth in 0..moved {
                let slot = &mut self.slots[open[nth * open.len() / moved]];
                slot.seats = if now < sum { slot.seats + 1 } else { slot.seats - 1 };
            }
        }
    }

    /// Raises the seats of the day windows of a week in each quarter by a quarter.
    pub fn surge(&mut self, size: &Size, chance: &mut Chance) {
        if size.weeks < WEEKS_WITH_SURGE {
            return;
        }
        for quarter in 0..size.weeks.div_ceil(SURGE_WEEKS) {
            let weeks = SURGE_WEEKS.min(size.weeks - quarter * SURGE_WEEKS);
            let from = size.from + Days::new((quarter * SURGE_WEEKS + chance.below(weeks)) * WEEK);
            let week = from..from + Days::new(WEEK);
            for slot in &mut self.slots[self.first..] {
                if week.contains(&slot.date) && slot.part < 2 && slot.seats > 3 {
                    slot.seats += slot.seats / 4;
                }
            }
        }
    }

    fn weight(&self) -> u64 {
        self.kinds.iter().map(|kind| kind.weight * kind.days.len() as u64).sum()
    }
}

impl Burden {
    /// Whether a window of that date and part of the day belongs to it.
    pub fn includes_on(&self, date: NaiveDate, part: usize) -> bool {
        (self.days.is_empty() || self.days.contains(&date.weekday()))
            && (self.parts.is_empty() || self.parts.contains(&part))
    }

    /// Whether a kind of window belongs to it.
    pub fn includes(&self, kind: &Kind) -> bool {
        let day = |day: &Weekday| self.days.is_empty() || self.days.contains(day);
        kind.days.iter().any(day) && (self.parts.is_empty() || self.parts.contains(&kind.part))
    }
}

fn month_day(date: NaiveDate) -> (u32, u32) {
    (date.month(), date.day())
}
