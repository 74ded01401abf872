//! Time present: who is employed, a member, and not away for long.

use chrono::{Days, NaiveDate};

use super::cells::{date, weekday};
use super::reading::{Fraction, Read};
use super::slips::slip;

/// The part of the time in which turns are counted that somebody is there.
pub fn present(folder: &Read, p: usize) -> Fraction {
    let who = &folder.people[p];
    let beyond = Days::new(folder.long_absence_days + 1);
    let all: Vec<NaiveDate> =
        (folder.first - beyond).iter_days().take_while(|day| *day <= folder.to + beyond).collect();
    // Whether a day is one of absence, and whether it has windows.
    let kinds: Vec<(bool, bool)> = all
        .iter()
        .map(|&day| {
            let own: Vec<_> = if (folder.from..=folder.to).contains(&day) {
                folder
                    .windows
                    .iter()
                    .filter(|window| window.slot.0 == day)
                    .map(|window| (window.slot, window.ends))
                    .collect()
            } else {
                let of_day = folder.usual.iter().filter(|(weekday_of, ..)| *weekday_of == weekday(day));
                of_day
                    .map(|&(_, start, minutes)| {
                        ((day, start), day.and_time(start) + chrono::TimeDelta::minutes(minutes))
                    })
                    .collect()
            };
            let out: Vec<_> = folder.says[p].iter().filter(|row| row["kind"] == "unavailable").collect();
            let covers = |row: &super::reading::Row| {
                let of = |column: &str| date(row.get(column).map_or("", String::as_str));
                Read::is_absence(row)
                    && of("from").is_none_or(|from| from <= day)
                    && of("to").is_none_or(|to| day <= to)
            };
            let covered = out.iter().any(|row| covers(row));
            let rules_out = |slot, ends, dated: bool| {
                out.iter().any(|row| (!dated || Read::has_dates(row)) && Read::is_about(row, slot, ends))
            };
            let ruled_out = !own.is_empty()
                && own.iter().all(|&(slot, ends)| rules_out(slot, ends, false))
                && own.iter().any(|&(slot, ends)| rules_out(slot, ends, true));
            (covered || ruled_out, !own.is_empty())
        })
        .collect();
    let mut away = vec![false; all.len()];
    let mut at = 0;
    while at < all.len() {
        if !kinds[at].0 {
            at += 1;
            continue;
        }
        let mut last = at;
        for (place, &(absent, has_windows)) in kinds.iter().enumerate().skip(at) {
            if absent {
                last = place;
            } else if has_windows || slip("present: a closed day ends a leave") {
                break;
            }
        }
        if (last - at + 1) as u64 > folder.long_absence_days * if slip("present: twice as long") { 2 } else { 1 } {
            away[at..=last].fill(true);
        }
        at = last + 1;
    }
    let counted = |place: &usize| (folder.first..=folder.to).contains(&all[*place]);
    let there = |place: &usize| {
        let day = all[*place];
        let employed = who.joined.is_none_or(|joined| joined <= day) && who.left.is_none_or(|left| day < left);
        (employed || slip("present: before and after employment"))
            && folder.is_member(who.municipality, day)
            && !away[*place]
    };
    let days: Vec<usize> = (0..all.len()).filter(counted).collect();
    Fraction::new(days.iter().filter(|place| there(place)).count().into(), days.len().into())
}
