//! `staff.csv`: people and pools, and how they are found by id.
//!
//! In: its rows, the rules for everyone, the members. Out: [`People`], sorted by id, limits of pools multiplied by
//! their heads. Of an id that is not in an incomplete list nothing is reported.

use std::collections::{BTreeMap, BTreeSet};

use num_traits::Zero;

use super::members::{DOUBLED, Member, Members, doubled};
use super::plan::Frame;
use super::together::{self, named};
use super::{respelt, who};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Place, plain, quote};
use crate::domain::calendar::Period;
use crate::domain::{Exact, Staff};
use crate::read::Folder;
use crate::read::rows::StaffRow;
use crate::read::table::Field;

/// A weight lies between one part in this many and this many: outside, turns cannot be counted in floating point.
const WEIGHT_RANGE: u32 = 10_000;

fn weight_bounds() -> std::ops::RangeInclusive<Exact> {
    let most = Exact::from_integer(WEIGHT_RANGE.into());
    most.recip()..=most
}

/// Ten times the colleagues of a call centre of the whole country; the turns of each are counted one by one.
const MOST_HEADS: u64 = 50_000;

/// A row of `staff.csv` that has an id.
#[derive(Debug)]
pub struct Person<'a> {
    /// The person; the municipality is only right where `home` is.
    pub staff: Staff,
    /// The municipality, if it was found.
    pub home: Option<usize>,
    /// The row.
    pub row: &'a StaffRow,
}

/// All staff.
#[derive(Debug, Default)]
pub struct People<'a> {
    /// Sorted by id.
    pub list: Vec<Person<'a>>,
    /// Whether these are all.
    pub complete: bool,
}

/// Checks `staff.csv`.
pub fn check<'a>(
    folder: &'a Folder,
    frame: &Frame,
    members: &Members<'_>,
    findings: &mut Vec<Diagnostic>,
) -> People<'a> {
    let Some(table) = &folder.staff else {
        return People::default();
    };
    let mut complete = table.complete;
    if table.rows.is_empty() && table.complete {
        let found = Diagnostic::new(Code::EmptyTable, "staff.csv names nobody")
            .at(&table.header, "no row follows")
            .help("add a row for each person, such as a1,Anna Berg,751");
        findings.push(found);
        complete = false;
    }
    let mut by_id: BTreeMap<&str, &StaffRow> = BTreeMap::new();
    let mut again = Vec::new();
    for row in &table.rows {
        let Some(id) = &row.id else {
            complete = false;
            continue;
        };
        if let Some(first) = by_id.get(id.value.as_str()).and_then(|first| first.id.as_ref()) {
            again.push(doubled("the staff id", id, first));
            continue;
        }
        by_id.insert(&id.value, row);
    }
    together::twice(Code::DoubledStaff, &again, "staff ids", DOUBLED, findings);
    let list = by_id.into_iter().map(|(id, row)| person(id, row, frame, members, findings)).collect();
    let people = People { list, complete };
    findings.extend(too_many_heads(&people));
    let all_at_home = people.list.iter().all(|person| person.home.is_some());
    if complete
        && all_at_home
        && let Some(period) = frame.period
    {
        without_staff(&people, members, period, findings);
    }
    people
}

/// Warns of members that nobody can be rostered of.
fn without_staff(people: &People<'_>, members: &Members<'_>, period: Period, findings: &mut Vec<Diagnostic>) {
    let staffed: BTreeSet<usize> = people.list.iter().filter_map(|person| person.home).collect();
    let place = |member: &&Member<'_>| member.row.name.as_ref().map_or(&member.row.place, |name| &name.place).clone();
    let name = |member: &&Member<'_>| plain(&member.municipality.name);
    let all = members.list.iter().enumerate();
    let mut bare: Vec<&Member<'_>> =
        all.filter(|(number, member)| member.belongs_to(period) && !staffed.contains(number)).map(|(_, m)| m).collect();
    bare.sort_by_key(|member| place(member).span.start);
    let one = |member: &&Member<'_>| {
        let message = format!("{} has no staff in staff.csv", name(member));
        Diagnostic::new(Code::MemberWithoutStaff, message)
            .at(&place(member), "owes its share all the same")
            .help("add its staff, or a pool: one row with the number of colleagues in column heads")
    };
    let all = |bare: &[&Member<'_>]| {
        let names = named(&bare.iter().map(name).collect::<Vec<_>>());
        let places: Vec<Place> = bare.iter().map(place).collect();
        let found = Diagnostic::new(Code::MemberWithoutStaff, format!("{names} have no staff in staff.csv"));
        together::at(found, &places.iter().collect::<Vec<_>>(), "owe their shares all the same")
            .help("add their staff, or a pool for each: one row with the number of colleagues in column heads")
            .help("to plan for some towns alone, leave the others out of municipalities.csv or give them their dates there")
    };
    together::told(&bare, one, all, findings);
}

fn person<'a>(
    id: &str,
    row: &'a StaffRow,
    frame: &Frame,
    members: &Members<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Person<'a> {
    let heads = row.heads.as_ref().map_or(1, |field| field.value);
    let home = row.municipality.as_ref().and_then(|written| members.find(written, findings));
    let mut weight = Exact::from_integer(heads.into());
    if let Some(written) = &row.weight {
        if written.value > Exact::zero() {
            weight = written.value.clone();
        } else {
            let name = row.name.as_ref().map_or(id, |name| &name.value);
            let message = format!("the weight of {} is not above zero", plain(name));
            let found = Diagnostic::new(Code::NoWeight, message)
                .at(&written.place, "")
                .help("write 1, or less for who takes fewer turns; leave it empty for the default")
                .help("who takes none is 'unavailable' in availability.csv, or is deleted here");
            findings.push(found);
        }
        if written.value > Exact::zero() && !weight_bounds().contains(&written.value) {
            let name = row.name.as_ref().map_or(id, |name| &name.value);
            let message = format!("the weight of {} is out of range", plain(name));
            let found = Diagnostic::new(Code::OutOfRange, message)
                .at(&written.place, "")
                .help(format!("write a number from 1/{WEIGHT_RANGE} to {WEIGHT_RANGE}, such as 1 or 0.5"));
            findings.push(found);
        }
    }
    let mut limits = frame.rules.of_person(heads, |rule| row.limits.get(&rule).map(|field| field.value));
    for ((rule, name), cap) in &row.caps {
        if let Some(burden) = frame.burdens.iter().position(|burden| burden.name == *name) {
            limits.set_cap(*rule, burden, cap.value.saturating_mul(heads));
        }
    }
    let staff = Staff {
        id: id.to_owned(),
        name: row.name.as_ref().map_or_else(|| id.to_owned(), |name| name.value.clone()),
        municipality: home.unwrap_or_default(),
        heads,
        joined: row.joined.as_ref().map(|joined| joined.value),
        left: row.left.as_ref().map(|left| left.value),
        weight,
        limits,
    };
    dates_in_order(&staff, row, findings);
    Person { staff, home, row }
}

/// The finding about more colleagues in pools and rows than can be planned, at the largest pool.
fn too_many_heads(people: &People<'_>) -> Option<Diagnostic> {
    let heads: u64 = people.list.iter().map(|person| u64::from(person.staff.heads)).sum();
    let largest = people.list.iter().max_by_key(|person| person.staff.heads).filter(|_| heads > MOST_HEADS)?;
    let message = format!("staff.csv has {heads} colleagues, more than the {MOST_HEADS} that can be planned at once");
    let place = largest.row.heads.as_ref().map_or(&largest.row.place, |heads| &heads.place);
    Some(
        Diagnostic::new(Code::TooLarge, message)
            .at(place, "nobody has more")
            .help("write how many of them may be on the hotline, not how many a municipality employs"),
    )
}

fn dates_in_order(staff: &Staff, row: &StaffRow, findings: &mut Vec<Diagnostic>) {
    if let (Some(joined), Some(left)) = (&row.joined, &row.left)
        && left.value <= joined.value
    {
        let message = format!("{} leaves on {}, but joins only on {}", who(staff), left.value, joined.value);
        let found = Diagnostic::new(Code::PersonLeftBeforeJoined, message)
            .at(&left.place, "first day after employment")
            .at(&joined.place, "first day of employment")
            .help("exchange or correct the two dates");
        findings.push(found);
    }
}

impl<'a> People<'a> {
    /// The person with an id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.list.binary_search_by(|person| person.staff.id.as_str().cmp(id)).ok()
    }

    /// The person with an id; where there is none, the id is a stranger's.
    pub fn find<'b>(&self, written: &'b Field<String>, strangers: &mut Vec<&'b Field<String>>) -> Option<usize> {
        let found = self.position(&written.value);
        if found.is_none() && self.complete {
            strangers.push(written);
        }
        found
    }

    /// Reports the strangers of one file.
    pub fn unknown(&self, strangers: &[&Field<String>], findings: &mut Vec<Diagnostic>) {
        unknown(strangers, self.list.iter().map(|person| &person.staff), findings);
    }
}

/// Reports ids of one file that are not known. More than a few have one cause: the ids have changed, or the people are gone.
pub fn unknown<'a>(
    strangers: &[&Field<String>],
    staff: impl Iterator<Item = &'a Staff> + Clone,
    findings: &mut Vec<Diagnostic>,
) {
    let mut by_id: BTreeMap<&str, &Field<String>> = BTreeMap::new();
    for written in strangers {
        by_id.entry(&written.value).or_insert(written);
    }
    if by_id.len() <= together::ALONE {
        findings.extend(strangers.iter().map(|written| unknown_id(written, staff.clone())));
        return;
    }
    let mut first: Vec<&Field<String>> = by_id.into_values().collect();
    first.sort_by_key(|written| written.place.span.start);
    let names: Vec<String> = first.iter().map(|written| quote(&written.value)).collect();
    let places: Vec<&Place> = strangers.iter().map(|written| &written.place).collect();
    let hints = first.iter().filter_map(|written| {
        let hint = respelt_or_name(&written.value, staff.clone())?;
        Some(format!("of {}: {hint}", quote(&written.value)))
    });
    let message = format!("{} are no ids of staff.csv", named(&names));
    let found =
        together::at(Diagnostic::new(Code::UnknownStaff, message), &places, "").help_if(hints.into_iter().next()).help(
            "if ids have changed in staff.csv, change them here as well; else add the people there, or delete the rows",
        );
    findings.push(found);
}

/// What to say of an id that a program has changed, or of a name that stands for one.
fn respelt_or_name<'a>(written: &str, staff: impl Iterator<Item = &'a Staff> + Clone) -> Option<String> {
    let lower = written.to_lowercase();
    let named: Vec<&Staff> = staff.clone().filter(|staff| staff.name.to_lowercase() == lower).collect();
    match named.as_slice() {
        [one] => Some(format!("that is the name of {}: write the id", who(one))),
        _ => respelt(written, staff.map(|staff| staff.id.as_str())),
    }
}

/// The finding about a staff id that is not known.
fn unknown_id<'a>(written: &Field<String>, staff: impl Iterator<Item = &'a Staff> + Clone) -> Diagnostic {
    let hint = respelt_or_name(&written.value, staff.clone())
        .or_else(|| did_you_mean(&written.value, staff.map(|staff| staff.id.as_str())));
    Diagnostic::new(Code::UnknownStaff, format!("{} is no id of staff.csv", quote(&written.value)))
        .at(&written.place, "")
        .help_if(hint)
        .help("write the id as in staff.csv, or add the person there")
}
