//! What a change of membership is worked out on: the windows and closed days of a period, and the staff of a day.
//!
//! In: a folder that is not refused and its instance; another period, or a day. Out: an instance of that period with whoever
//! is employed on that day, and how far it is from ordinary weeks. Another period has neither locks nor a history, and rows of
//! `demand.csv` and `availability.csv` that are about days of the folder's own period only say nothing there. Members and
//! balances are those of the folder.

use chrono::{Datelike, NaiveDate};

use super::agreements::Agreements;
use super::arguments::Refusal;
use super::windows::Windows;
use super::{agreements, attendance, availability, members, own, people, plan, windows};
use crate::diagnostic::{Code, Diagnostic};
use crate::domain::attendance::Attendance;
use crate::domain::basis::Basis;
use crate::domain::calendar::Period;
use crate::domain::concession::Agreed;
use crate::domain::{Instance, Parts};
use crate::read::Folder;

/// A period to compare in, and how far it is from ordinary weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// The windows, staff and limits; members have their own dates.
    pub instance: Instance,
    /// How far its windows are from ordinary weeks.
    pub basis: Basis,
}

/// The pattern of a folder in its own period or another one. With a day the staff are those employed on it, for all of the
/// period.
///
/// # Errors
/// Where no window is open in the other period, or it is too large.
pub fn pattern(
    folder: &Folder,
    instance: &Instance,
    other: Option<Period>,
    day: Option<NaiveDate>,
) -> Result<Pattern, Refusal> {
    let period = other.unwrap_or(instance.period);
    // What is to be said of the folder has been said when the instance was made, and it was made for its own period.
    let (mut findings, mut said) = (Vec::new(), Vec::new());
    let frame = plan::check_in(folder, Some(period), &mut said);
    let windows = windows::check(folder, &frame, &mut findings);
    let basis = basis(&frame, &windows, period, other.is_some());
    if other.is_none() && day.is_none() {
        return Ok(Pattern { instance: instance.clone(), basis });
    }
    let members = members::check(folder, &frame, &mut said);
    let folder = &*own::settled(folder, None, &members, &mut said);
    let mut people = people::check(folder, &frame, &members, &mut said);
    if let Some(day) = day {
        for staff in people.list.iter_mut().map(|person| &mut person.staff) {
            let is_there = staff.is_employed(day);
            (staff.joined, staff.left) = (None, (!is_there).then_some(period.from));
        }
    }
    let remembered = attendance::remembered(folder, &frame);
    let agreements = match other {
        Some(_) => Agreements::default(),
        None => agreements::check(folder, &frame, (&members, &people), &windows, &mut said),
    };
    agreements.raise(&mut people);
    let stances = availability::check(folder, &people, &windows, &remembered, &agreements, &mut findings);
    if let Some(found) = findings.iter().find(|found| [Code::NoWindows, Code::TooLarge].contains(&found.code)) {
        return Err(refusal(found));
    }
    let mut parts = Parts {
        period,
        windows: windows.list.into_iter().map(|slot| slot.window).collect(),
        staff: people.list.into_iter().map(|person| person.staff).collect(),
        stances,
        ..Parts::clone(instance)
    };
    if other.is_some() {
        parts.fixed.clear();
        parts.forbidden.clear();
        parts.agreed = Agreed::default();
        parts.history.clear();
        parts.attendance = Attendance::of(period);
    }
    let staff = &parts.staff;
    parts.fixed.retain(|&(s, _), _| day.is_none() || staff[s].left.is_none());
    Ok(Pattern { instance: Instance::new(parts), basis })
}

/// How far the folder's own period is from ordinary weeks.
pub fn own(folder: &Folder, instance: &Instance) -> Basis {
    let frame = plan::check_in(folder, None, &mut Vec::new());
    let windows = windows::check(folder, &frame, &mut Vec::new());
    basis(&frame, &windows, instance.period, false)
}

fn basis(frame: &plan::Frame, windows: &Windows, period: Period, is_other: bool) -> Basis {
    let mut basis = Basis {
        period,
        is_other,
        seats: windows.list.iter().map(|slot| u64::from(slot.window.seats)).sum(),
        ordinary_week: frame.kinds.iter().map(|kind| u64::from(kind.seats) * kind.days.len() as u64).sum(),
        closed: Vec::new(),
        closed_seats: 0,
        demanded: 0,
        demanded_seats: 0,
    };
    for date in period.days() {
        for kind in frame.kinds.iter().filter(|kind| kind.days.contains(&date.weekday())) {
            if frame.closed.contains_key(&date) {
                basis.closed.extend((kind.seats > 0).then_some(date));
                basis.closed_seats += u64::from(kind.seats);
                continue;
            }
            let seats = windows.position(date, kind.start).map_or(0, |window| windows.list[window].window.seats);
            if seats != kind.seats {
                basis.demanded += 1;
                basis.demanded_seats += i64::from(seats) - i64::from(kind.seats);
            }
        }
    }
    basis.closed.dedup();
    basis
}

fn refusal(found: &Diagnostic) -> Refusal {
    Refusal { message: format!("--period: {}", found.message), help: vec!["name a period with open days".to_owned()] }
}
