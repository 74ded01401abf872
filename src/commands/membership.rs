//! What `withdraw` and `join` share: refusals, the output folder, and what the staff can take.
//!
//! In: an instance. Out: numbers, or a refusal with its cure.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::check::arguments::{self, Refusal};
use crate::check::{self, Pattern};
use crate::commands::load::Loaded;
use crate::commands::{Exit, files};
use crate::domain::Instance;
use crate::domain::rule::Rule;
use crate::membership::ceiling::ceiling;
use crate::membership::effect::Member;
use crate::membership::staffing::Staffing;
use crate::planning::{Defect, staffing};
use crate::report::write;

/// What figures are worked out on: the folder's period or the one that is asked for, with the staff of a day.
pub fn pattern(loaded: &Loaded, period: Option<&String>, day: Option<NaiveDate>) -> Result<Pattern, Refusal> {
    let other = period.map(|written| arguments::period("--period", written)).transpose()?;
    check::pattern(&loaded.folder, &loaded.instance, other, day)
}

/// The day after which changes are still to come: the first of what is compared with, by day of the folder's own period.
pub fn since(loaded: &Loaded, pattern: &Instance, day: Option<NaiveDate>) -> NaiveDate {
    day.map_or(pattern.period.from, |_| loaded.instance.period.from)
}

/// What the staff of `members` can take in `instance`, by municipality; nothing for the others.
pub fn staffing(instance: &Instance, members: &[&Member]) -> Result<Vec<Option<Staffing>>, Defect> {
    let places: Vec<usize> = members.iter().map(|member| member.municipality).collect();
    let mut all = vec![None; instance.municipalities.len()];
    for (&m, most) in places.iter().zip(most(instance, &places)?) {
        let staff = instance.staff_of(m).map(|s| &instance.staff[s]);
        let employed = staff.filter(|staff| staff.is_employed_in(instance.period));
        let heads = employed.map(|staff| u64::from(staff.heads)).sum();
        all[m] = Some(Staffing { heads, most, freely: None, ceiling: ceiling(instance, m) });
    }
    // Where the limit on who is away stands in the way as well, more people alone would not help.
    let held: Vec<usize> = members
        .iter()
        .filter(|member| {
            let m = member.municipality;
            let falls = all[m].as_ref().is_some_and(|staffing| !member.beyond(&staffing.most).is_empty());
            falls && instance.municipalities[m].limits[Rule::AwayAtOnce].is_some()
        })
        .map(|member| member.municipality)
        .collect();
    if !held.is_empty() {
        let freed = instance.clone().without_limit(Rule::AwayAtOnce, &held);
        for (&m, freely) in held.iter().zip(most(&freed, &held)?) {
            if let Some(staffing) = &mut all[m] {
                staffing.freely = Some(freely);
            }
        }
    }
    Ok(all)
}

/// The most shifts by class that the staff of members of both could take before, by municipality of `after`.
pub fn most_before(
    before: &Instance,
    after: &Instance,
    members: &[Member],
    staffing: &[Option<Staffing>],
) -> Result<Vec<Option<Vec<u64>>>, Defect> {
    let both = members.iter().filter(|member| member.before.days > 0 && member.after.days > 0);
    let both: Vec<usize> = both.map(|member| member.municipality).collect();
    let mut all = vec![None; after.municipalities.len()];
    // What others can take depends on who moves through locks alone.
    if before.fixed == after.fixed {
        both.iter().for_each(|&m| all[m] = staffing[m].as_ref().map(|staffing| staffing.most.clone()));
        return Ok(all);
    }
    let places = both.iter().map(|&m| before.municipality_with(&after.municipalities[m].code));
    let places: Vec<usize> = places.map(|place| place.expect("whoever is a member before has a place there")).collect();
    for (m, most) in both.into_iter().zip(most(before, &places)?) {
        all[m] = Some(most);
    }
    Ok(all)
}

/// The most shifts of each of `places`, by class.
pub fn most(instance: &Instance, places: &[usize]) -> Result<Vec<Vec<u64>>, Defect> {
    let reaches = staffing::reach(instance, places)?;
    Ok(reaches.into_iter().map(|reach| [vec![reach.shifts], reach.burdens].concat()).collect())
}

/// Opens the output folder, or says why that can't be.
pub fn open(out: Option<&PathBuf>, folder: &std::path::Path, names: &[&str]) -> Option<write::Folder> {
    files::open(&out.cloned().unwrap_or_else(|| folder.join("out")), names)
}

/// Files by their names.
pub fn named<const N: usize>(names: [&'static str; N], contents: [Vec<u8>; N]) -> Vec<(&'static str, Vec<u8>)> {
    names.into_iter().zip(contents).collect()
}

/// Writes the files and then the data.
pub fn close(out: &write::Folder, files: &[(&str, Vec<u8>)], data: &[u8]) -> Exit {
    match files::written(out, files) {
        true => crate::commands::finish(data, Exit::Done),
        false => Exit::Refused,
    }
}
