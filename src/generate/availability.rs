//! Who can work when, and who would like to: the rows of `availability.csv`.
//!
//! In: people and windows. Out: [`Availability`]. At every window six in ten of all staff can work (a third where rest is
//! to bind), and everybody can work in a fifth of the windows or more: a row that would break this is not written. Where
//! a pattern is asked for, nothing is promised but a window for everybody. Where availability is to be tight, it is cut
//! down to a roster that is known to work, with a tenth of it to spare.

use std::collections::BTreeSet;

use chrono::{Days, Weekday};

use super::chance::Chance;
use super::opening::{Opening, Slot};
use super::people::{Person, WHOLE};
use super::sheet::{Availability, Row, Sheet, fits, row};
use super::towns::Town;
use super::{Hard, Pattern, Size, patterns, reach};

/// In no window are more of a hundred staff away than this.
const MOST_AWAY: u64 = 40;

/// The same where most have few working days that follow each other.
const MOST_AWAY_RESTING: u64 = 65;

/// Everybody can work in one of so many windows.
const LEAST_FREE: usize = 5;

/// Weeks that somebody is on holiday about once in.
const QUARTER: u64 = 13;

/// Lengths of a holiday or another absence, in days.
const ABSENCES: [u64; 10] = [2, 3, 3, 5, 7, 7, 9, 14, 16, 23];

/// The shortest and the longest leave, in days.
const LONG_LEAVE: (u64, u64) = (20, 80);

/// Days and parts of the day.
type Usual = (&'static [Weekday], &'static [usize]);

const MON_TO_THU: &[Weekday] = &[Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu];
const EVENINGS: Usual = (MON_TO_THU, &[2]);
const SUNDAYS: Usual = (&[Weekday::Sun], &[]);

/// What somebody with fixed working days can do.
const WORKING_DAYS: [&[Usual]; 8] = [
    &[(&[Weekday::Mon, Weekday::Tue, Weekday::Wed], &[])],
    &[(&[Weekday::Wed, Weekday::Thu, Weekday::Fri], &[])],
    &[(&[Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri], &[0, 1])],
    &[(&[Weekday::Mon, Weekday::Wed], &[]), SUNDAYS],
    &[(&[Weekday::Tue, Weekday::Thu], &[]), SUNDAYS],
    &[(MON_TO_THU, &[0, 1])],
    &[(&[Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri], &[0, 1])],
    &[EVENINGS, SUNDAYS],
];

/// Working days next to each other, for whom rest matters most: an evening rules out the next morning.
const NEIGHBOURING_DAYS: [&[Usual]; 4] = [
    &[(&[Weekday::Sun, Weekday::Mon, Weekday::Tue], &[])],
    &[(&[Weekday::Mon, Weekday::Tue, Weekday::Wed], &[])],
    &[(&[Weekday::Tue, Weekday::Wed, Weekday::Thu], &[])],
    &[(&[Weekday::Wed, Weekday::Thu, Weekday::Fri], &[])],
];

const DAYS_OFF: [Usual; 3] = [(&[Weekday::Fri], &[]), (&[Weekday::Mon], &[]), (&[Weekday::Wed], &[])];

const LIKED: [Usual; 7] = [
    EVENINGS,
    SUNDAYS,
    (&[Weekday::Mon], &[0]),
    (&[Weekday::Mon], &[1]),
    (&[Weekday::Tue, Weekday::Wed, Weekday::Thu], &[0]),
    (&[Weekday::Tue, Weekday::Thu], &[1]),
    (&[Weekday::Fri], &[]),
];

const DISLIKED: [Usual; 6] = [
    (&[Weekday::Fri], &[1]),
    SUNDAYS,
    EVENINGS,
    (&[Weekday::Wed], &[0]),
    (&[Weekday::Mon], &[0]),
    (&[Weekday::Thu], &[0]),
];

/// What a staff of this size says of itself.
///
/// `chance` is for habits, absences and wishes, and `dates` for who comes and goes: without dates the rest is the same.
/// `patterned` is for what is asked for in the place of habits, and for what is added to them.
pub fn availability(
    size: &Size,
    opening: &Opening,
    (towns, people): (&[Town], &mut [Person]),
    (chance, dates, patterned): (&mut Chance, &mut Chance, &mut Chance),
) -> Availability {
    let has = size.has();
    let usual = if size.hard == Some(Hard::RestRules) { MOST_AWAY_RESTING } else { MOST_AWAY };
    let bound = has.pattern.is_none() && has.alternate_weeks.is_none() && has.holiday_weeks.is_none();
    let is_member =
        |person: &Person| opening.slots.iter().map(|slot| towns[person.town].is_member(slot.date)).collect();
    let mut sheet = Sheet {
        opening,
        heads: people.iter().map(|person| person.heads).collect(),
        away: vec![0; opening.slots.len()],
        most_away: if bound { size.staff * usual / 100 } else { size.staff },
        least_free: if bound { opening.period().len() / LEAST_FREE } else { 1 },
        made: Availability { rows: Vec::new(), free: people.iter().map(is_member).collect() },
    };
    if let Some(count) = has.without_evenings {
        reach::without_evenings(&mut sheet.made, opening, (towns, people), count, patterned);
    }
    for (number, person) in people.iter().enumerate() {
        if person.heads == 1 {
            match has.pattern {
                Some(pattern) => patterns::pattern(&mut sheet, pattern, number, patterned),
                None => habits(&mut sheet, size, number, person, chance),
            }
            absences(&mut sheet, size, number, chance);
        }
        match has.pattern {
            Some(Pattern::Scattered) => patterns::scattered_wishes(&mut sheet, number, patterned),
            _ => wishes(&mut sheet, number, chance),
        }
    }
    if let Some(percent) = has.alternate_weeks {
        patterns::alternate_weeks(&mut sheet, size, percent, patterned);
    }
    if let Some(percent) = has.holiday_weeks {
        patterns::holiday_weeks(&mut sheet, size, percent, patterned);
    }
    if size.dates {
        for (number, person) in people.iter_mut().enumerate().filter(|(_, person)| person.heads == 1) {
            comes_and_goes(&mut sheet, size, number, person, dates);
        }
    }
    sheet.made
}

/// Of twenty colleagues one comes within the period, one goes, and one is on leave for weeks.
fn comes_and_goes(sheet: &mut Sheet<'_>, size: &Size, number: usize, person: &mut Person, chance: &mut Chance) {
    let day = size.from + Days::new(chance.between(1, size.weeks * 7 - 1));
    match chance.below(20) {
        0 if sheet.lose(number, |slot| slot.date < day) => person.joined = Some(day),
        1 if sheet.lose(number, |slot| slot.date >= day) => person.left = Some(day),
        2 => {
            let to = (day + Days::new(chance.between(LONG_LEAVE.0, LONG_LEAVE.1))).min(sheet.opening.to);
            let leave = Row { dates: Some((day, to)), ..row(number, "unavailable", &(&[], &[])) };
            sheet.take(number, vec![leave]);
        }
        _ => {}
    }
}

fn habits(sheet: &mut Sheet<'_>, size: &Size, person: usize, who: &Person, chance: &mut Chance) {
    if size.hard == Some(Hard::RestRules) && chance.percent(75) {
        let rows = chance.pick(&NEIGHBOURING_DAYS).iter().map(|pattern| row(person, "available", pattern)).collect();
        sheet.take(person, rows);
        return;
    }
    let part_time = who.weight < WHOLE;
    if chance.percent(if part_time { 60 } else { 8 }) {
        let rows = chance.pick(&WORKING_DAYS).iter().map(|pattern| row(person, "available", pattern)).collect();
        sheet.take(person, rows);
        return;
    }
    for (percent, patterns) in [(14, &[EVENINGS][..]), (11, &[SUNDAYS]), (5, &DAYS_OFF)] {
        if chance.percent(percent) {
            sheet.take(person, vec![row(person, "unavailable", chance.pick(patterns))]);
        }
    }
}

fn absences(sheet: &mut Sheet<'_>, size: &Size, person: usize, chance: &mut Chance) {
    for quarter in 0..size.weeks.div_ceil(QUARTER) {
        let weeks = QUARTER.min(size.weeks - quarter * QUARTER);
        let start = size.from + Days::new(quarter * QUARTER * 7);
        for percent in [65, 30, 10] {
            let from = start + Days::new(chance.below(weeks * 7));
            let to = (from + Days::new(*chance.pick(&ABSENCES) - 1)).min(sheet.opening.to);
            if chance.percent(percent * weeks / QUARTER) {
                sheet.take(person, vec![Row { dates: Some((from, to)), ..row(person, "unavailable", &(&[], &[])) }]);
            }
        }
    }
}

fn wishes(sheet: &mut Sheet<'_>, person: usize, chance: &mut Chance) {
    for (kind, percent, patterns) in [("prefers", 24, &LIKED[..]), ("avoids", 30, &DISLIKED)] {
        if chance.percent(percent) {
            let wish = row(person, kind, chance.pick(patterns));
            if sheet.opening.period().iter().any(|slot| fits(&wish, slot)) {
                sheet.made.rows.push(wish);
            }
        }
    }
}

/// Cuts the availability of the period down to those who sit in a window of the roster, and one in ten besides. Wishes
/// stay. Who would be left without any window has one all the same.
pub fn tight(made: &mut Availability, opening: &Opening, staff: &[Person], roster: &[Vec<usize>], chance: &mut Chance) {
    let people = made.free.len();
    let mut windows = vec![0_u64; people];
    let mut wanted: Vec<BTreeSet<usize>> = roster.iter().map(|seated| seated.iter().copied().collect()).collect();
    wanted[opening.first..].iter().flatten().for_each(|&person| windows[person] += 1);
    for (slot, wanted) in wanted.iter_mut().enumerate().skip(opening.first) {
        let tenths = opening.slots[slot].seats;
        for _ in 0..tenths / 10 + u64::from(chance.below(10) < tenths % 10) {
            let draws: Vec<usize> = (0..DRAWS).map(|_| chance.index(people)).collect();
            let spare = draws.into_iter().filter(|person| made.free[*person][slot] && !wanted.contains(person));
            if let Some(person) = spare.min_by_key(|&person| windows[person]) {
                wanted.insert(person);
                windows[person] += 1;
            }
        }
    }
    for person in (0..people).filter(|&person| windows[person] == 0) {
        let employed = |&slot: &usize| staff[person].is_employed(opening.slots[slot].date);
        let slots: Vec<usize> = (opening.first..opening.slots.len()).filter(employed).collect();
        wanted[slots[chance.index(slots.len())]].insert(person);
    }
    made.rows.retain(|row| matches!(row.kind, "prefers" | "avoids"));
    for (slot, wanted) in wanted.iter().enumerate().skip(opening.first) {
        let Slot { date, part, .. } = opening.slots[slot];
        made.free.iter_mut().for_each(|free| free[slot] = false);
        for &person in wanted {
            made.free[person][slot] = true;
            let only = Row { dates: Some((date, date)), parts: vec![part], ..row(person, "available", &(&[], &[])) };
            made.rows.push(only);
        }
    }
    made.rows.sort_by_key(|row| row.person);
}

/// How many people are looked at for a place to spare; the one with the fewest windows gets it.
const DRAWS: usize = 8;
