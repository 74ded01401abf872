//! The windows of the period: every kind on every date that fits, closed days left out, seats as `demand.csv` has them.
//!
//! In: the frame and the rows of `demand.csv`. Out: [`Windows`], sorted by date and start, none without seats.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::demand::{self, Given, Seats};
use super::members::Members;
use super::missing::{Missing, Why, starts_on};
use super::plan::{Frame, Kind, covers};
use super::{count, day, slot};
use crate::diagnostic::{Code, Diagnostic, Place, list, quote};
use crate::domain::Window;
use crate::read::Folder;
use crate::read::plan::PlanRows;
use crate::read::table::Field;

/// A window and where it comes from.
#[derive(Debug)]
pub struct Slot {
    /// The window.
    pub window: Window,
    /// Where its number of seats is written.
    pub seats_place: Place,
    /// Index into [`Frame::kinds`].
    pub kind: usize,
}

/// All windows of the period.
#[derive(Debug, Default)]
pub struct Windows {
    /// Sorted by date and start.
    pub list: Vec<Slot>,
    /// Whether these are all: false where the period or a kind of window could not be read.
    pub complete: bool,
    /// Windows that `demand.csv` has closed.
    dropped: Vec<(NaiveDate, NaiveTime)>,
}

/// More windows than two years of quarter-hours in office time; only a slip asks for more.
const MOST_WINDOWS: usize = 100_000;

/// What 30,000 staff could man in two years is 1.4 million; the whole country with 5,000 staff has half a million a year. Each is a step of what unfilled seats cost, so this is what the
/// model has to hold.
const MOST_SEATS: u64 = 1_500_000;

/// Makes the windows.
pub fn check(folder: &Folder, frame: &Frame, findings: &mut Vec<Diagnostic>) -> Windows {
    folder.plan.iter().for_each(|plan| needed_above_seats(plan, findings));
    let (Some(period), Some(plan)) = (frame.period, &folder.plan) else {
        return Windows::default();
    };
    let mut windows = Seats::new();
    let mut used = vec![false; frame.kinds.len()];
    'days: for date in period.days() {
        for (number, kind) in frame.kinds.iter().enumerate() {
            if kind.days.contains(&date.weekday()) {
                used[number] = true;
                if !frame.closed.contains_key(&date) {
                    let (seats, least, seats_place) = (kind.seats, kind.least, kind.seats_place.clone());
                    windows.insert((date, kind.start), Given { seats, least, seats_place, kind: number });
                }
            }
        }
        if windows.len() > MOST_WINDOWS {
            let found = Diagnostic::new(Code::TooLarge, format!("the period has more than {MOST_WINDOWS} windows"))
                .at(plan.period.as_ref().map_or(&plan.place, |period| &period.place), "")
                .help("shorten the period, or make the windows longer");
            findings.push(found);
            break 'days;
        }
    }
    let any_used = used.contains(&true);
    for (kind, _) in frame.kinds.iter().zip(used).filter(|(_, used)| any_used && !used) {
        let found = Diagnostic::new(Code::WindowsUnused, "this kind of window has no date in the period")
            .at(&kind.place, format!("none of its days lies between {} and {}", period.from, period.to))
            .help("look at its 'days' and at 'period', if that is not meant");
        findings.push(found);
    }
    demand::check(folder, frame, period, &mut windows, findings);
    let dropped = windows.iter().filter(|(_, given)| given.seats == 0).map(|(&key, _)| key).collect();
    let list = windows.into_iter().filter(|(_, given)| given.seats > 0);
    let list = list.map(|((date, start), Given { seats, least, seats_place, kind })| Slot {
        window: Window {
            date,
            start,
            length: frame.kinds[kind].length(),
            seats,
            least,
            burdens: frame.burdens_of(date, start),
        },
        seats_place,
        kind,
    });
    let windows = Windows { list: list.collect(), complete: frame.kinds_complete, dropped };
    findings.extend(too_many_seats(&windows));
    if windows.list.is_empty() && frame.kinds_complete {
        let found =
            Diagnostic::new(Code::NoWindows, format!("between {} and {} no window is open", period.from, period.to))
                .at(plan.period.as_ref().map_or(&plan.place, |period| &period.place), "nothing to plan")
                .help("look at the days of [[windows]], at [closed] and at demand.csv");
        findings.push(found);
    } else if frame.kinds_complete {
        unused_burdens(frame, &windows, findings);
    }
    windows
}

/// Refuses kinds of windows of which more seats are needed than there are.
fn needed_above_seats(plan: &PlanRows, findings: &mut Vec<Diagnostic>) {
    for row in &plan.windows {
        if let (Some(least), Some(seats)) = (&row.least, &row.seats)
            && least.value > seats.value
        {
            let message = format!("{} needed of {}", count(least.value, "seat"), count(seats.value, "seat"));
            let found = Diagnostic::new(Code::LeastAboveSeats, message)
                .at(&least.place, "needed whatever else")
                .at(&seats.place, "all there are")
                .help("raise 'seats', or lower 'least' to at most as many");
            findings.push(found);
        }
    }
}

/// The finding about more seats than can be planned, at the window that has most of them.
fn too_many_seats(windows: &Windows) -> Option<Diagnostic> {
    let seats: u64 = windows.list.iter().map(|slot| u64::from(slot.window.seats)).sum();
    let largest = windows.list.iter().max_by_key(|slot| slot.window.seats).filter(|_| seats > MOST_SEATS)?;
    let message = format!("the period has {seats} seats, more than the {MOST_SEATS} that can be planned at once");
    Some(
        Diagnostic::new(Code::TooLarge, message)
            .at(&largest.seats_place, "the largest windows are these")
            .help("look whether so many are meant; if so, plan a shorter period"),
    )
}

impl Frame {
    /// The burdens of a window, ascending.
    pub fn burdens_of(&self, date: NaiveDate, start: NaiveTime) -> Vec<usize> {
        let burdens = self.burdens.iter().enumerate();
        burdens.filter(|(_, burden)| burden.includes(date, start)).map(|(number, _)| number).collect()
    }

    /// The kind of window that starts at `start` on such a day of the week.
    pub fn kind_at(&self, date: NaiveDate, start: NaiveTime) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.start == start && kind.days.contains(&date.weekday()))
    }
}

fn unused_burdens(frame: &Frame, windows: &Windows, findings: &mut Vec<Diagnostic>) {
    for (number, burden) in frame.burdens.iter().enumerate() {
        if frame.kinds.iter().any(|kind| covers(burden, kind))
            && !windows.list.iter().any(|slot| slot.window.burdens.contains(&number))
        {
            let message = format!("the burden {} has no window in this period", quote(&burden.name));
            let found = Diagnostic::new(Code::BurdenUnused, message)
                .at(&frame.burden_places[number], "nothing to share out")
                .help("its balances are carried over unchanged; look at 'period' and [closed], if that is not meant");
            findings.push(found);
        }
    }
}

impl Windows {
    /// The window at a date and start.
    pub fn position(&self, date: NaiveDate, start: NaiveTime) -> Option<usize> {
        self.list.binary_search_by_key(&(date, start), |slot| (slot.window.date, slot.window.start)).ok()
    }

    /// The window at a date and start; where there is none, it is missing.
    pub fn find<'b>(
        &self,
        frame: &Frame,
        date: &'b Field<NaiveDate>,
        start: &'b Field<NaiveTime>,
        missing: &mut Vec<Missing<'b>>,
    ) -> Option<usize> {
        let found = self.position(date.value, start.value);
        if let (None, true, Some(period)) = (found, self.complete, frame.period) {
            let keys: Vec<_> = self.list.iter().map(|slot| (slot.window.date, slot.window.start)).collect();
            let why = match self.dropped.contains(&(date.value, start.value)) {
                true => Why::Dropped,
                false => {
                    let closed = frame.closed.get(&date.value).copied();
                    Why::of(date.value, period, closed, starts_on(keys.iter(), date.value))
                }
            };
            missing.push(Missing { date, start, why });
        }
        found
    }
}

/// Warns of days with windows on which nobody is a member: their seats are owed by nobody.
pub fn check_members(windows: &Windows, members: &Members<'_>, findings: &mut Vec<Diagnostic>) {
    let orphaned: Vec<&Slot> = (windows.list.iter())
        .filter(|slot| !members.list.iter().any(|member| member.municipality.is_member(slot.window.date)))
        .collect();
    // Where nobody is a member at all, that is an error already.
    if let Some(first) = orphaned.first()
        && orphaned.len() < windows.list.len()
        && let Some(member) = members.list.first()
    {
        let mut days: Vec<NaiveDate> = orphaned.iter().map(|slot| slot.window.date).collect();
        days.dedup();
        let more = match days.len() {
            1 => String::new(),
            2 => " and on one more day".to_owned(),
            several => format!(" and on {} more days", several - 1),
        };
        let message = format!("no municipality is a member on {}{more}", day(first.window.date));
        let found = Diagnostic::new(Code::NobodyMember, message)
            .at(member.row.joined.as_ref().map_or(&member.row.place, |joined| &joined.place), "")
            .help("seats of those days stay unfilled; look at joined and left, and at 'period' in plan.toml");
        findings.push(found);
    }
    nobody_takes_part(windows, members, findings);
}

/// How many windows a warning names before it counts.
const NAMED: usize = 4;

/// Warns of windows in which none of the day's members takes part, all of a kind at once.
fn nobody_takes_part(windows: &Windows, members: &Members<'_>, findings: &mut Vec<Diagnostic>) {
    let is_empty = |slot: &&Slot| {
        let mut there = members.list.iter().filter(|member| member.municipality.is_member(slot.window.date)).peekable();
        there.peek().is_some() && !there.any(|member| member.municipality.takes_part(&slot.window))
    };
    let mut empty: Vec<&Slot> = windows.list.iter().filter(is_empty).collect();
    empty.sort_by_key(|slot| slot.kind);
    for same in empty.chunk_by(|one, other| one.kind == other.kind) {
        let names: Vec<String> = same.iter().take(NAMED).map(|one| slot(one.window.date, one.window.start)).collect();
        let rest = same.len().saturating_sub(NAMED);
        let more = if rest > 0 { format!(" (and in {rest} more like it)") } else { String::new() };
        let message = format!("no member takes part on {}{more}", list(&names, "and"));
        let found = Diagnostic::new(Code::NobodyTakesPart, message)
            .at(&same[0].seats_place, "its seats stay unfilled, and are owed by nobody");
        let written = members.list.iter().find_map(|member| member.part_on(same[0].window.date));
        let found = match written {
            Some(written) => found.at(&written.place, "one of those who take part in other windows"),
            None => found,
        };
        findings.push(found.help("add it to the windows of a member, or close it: seats 0 in demand.csv"));
    }
}
