//! Which seat somebody is looked for: as little is said of it as tells it from others.
//!
//! In: what was typed of date, start, person and number. Out: a window of the instance and whom to replace there, or a [`Refusal`]
//! with its cure.

use chrono::NaiveTime;

use super::arguments::{Refusal, at_home, held, no_window, person, shifts_of, starts_on, window};
use super::{count, day, slot, who};
use crate::diagnostic::list;
use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::read::when;

/// Whom someone is looked for to replace, in a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replaced {
    /// Nobody: a seat is open.
    Nobody,
    /// This person.
    One(usize),
    /// Each of these in turn, in the order of their seats; the window is full, and nobody was named. Who is fixed is not among them.
    Each(Vec<usize>),
}

/// What was said of a seat, as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said<'a> {
    /// Its date.
    pub date: Option<&'a str>,
    /// When its window starts.
    pub start: Option<&'a str>,
    /// Who sits there.
    pub staff: Option<&'a str>,
    /// Its number.
    pub seat: Option<usize>,
}

/// The window that is meant, and who is to be replaced there. As little needs to be said as leaves one window: the date where it has one,
/// or the person where they have one shift.
///
/// # Errors
/// Where nothing of the instance fits what was said, or several windows do, or nobody there may be replaced.
pub fn replaced(instance: &Instance, roster: &Roster, said: Said<'_>) -> Result<(usize, Replaced), Refusal> {
    if let Some(staff) = said.staff {
        let staff = person(instance, staff)?;
        let window = shift(instance, roster, staff, said)?;
        return Ok((window, Replaced::One(free(instance, roster, window, staff)?)));
    }
    let window = the_window(instance, said)?;
    let seated = roster.seated(instance, window);
    if let Some(number) = said.seat {
        let out = seat(instance, roster, window, number)?;
        return Ok((window, out.map_or(Replaced::Nobody, Replaced::One)));
    }
    if seated.len() < instance.windows[window].seats as usize {
        return Ok((window, Replaced::Nobody));
    }
    let mut each = seated;
    each.dedup();
    each.retain(|&staff| !roster.is_fixed(instance, window, staff));
    if each.is_empty() {
        let slot = slot(instance.windows[window].date, instance.windows[window].start);
        let message = format!("everybody on {slot} is fixed there by locks.csv");
        return Err(Refusal::new(message, ["delete the row of whoever gives the shift up all the same".to_owned()]));
    }
    Ok((window, Replaced::Each(each)))
}

/// The one shift of a person that fits.
fn shift(instance: &Instance, roster: &Roster, staff: usize, said: Said<'_>) -> Result<usize, Refusal> {
    if let (Some(date), Some(start)) = (said.date, said.start) {
        let window = window(instance, date, start)?;
        return held(instance, roster, staff, window).map(|()| window);
    }
    let (date, start) =
        (said.date.map(|date| when::date(date.trim())), said.start.map(|start| when::time(start.trim())));
    let (date, start) = (date.transpose()?, start.transpose()?);
    let all: Vec<usize> = (0..roster.shifts.len()).filter(|&window| roster.shifts[window].contains(&staff)).collect();
    let fits = |window: &&usize| {
        let window = &instance.windows[**window];
        date.is_none_or(|date| window.date == date) && start.is_none_or(|start| window.start == start)
    };
    let fitting: Vec<usize> = all.iter().filter(fits).copied().collect();
    let person = who(&instance.staff[staff]);
    match fitting.as_slice() {
        [one] => Ok(*one),
        [] => {
            let on = date.map_or_else(String::new, |date| format!(" on {}", day(date)));
            let at = start.map_or_else(String::new, |start| format!(" at {}", start.format("%H:%M")));
            let message = format!("{person} has no shift{on}{at} in this roster");
            Err(Refusal::new(message, [shifts_of(instance, &person, &all)]))
        }
        several => {
            let such = if date.is_none() && start.is_none() { "" } else { "such " };
            let message = format!("{person} has {} {such}shifts in this roster", several.len());
            let more = if date.is_some() { "--start" } else { "--date, or --date and --start" };
            let help = [format!("say which with {more}"), shifts_of(instance, &person, several)];
            Err(Refusal::new(message, help))
        }
    }
}

/// The one window that fits.
fn the_window(instance: &Instance, said: Said<'_>) -> Result<usize, Refusal> {
    match (said.date, said.start) {
        (Some(date), Some(start)) => window(instance, date, start),
        (Some(written), None) => {
            let date = when::date(written.trim())?;
            let mut on_day = (0..instance.windows.len()).filter(|&window| instance.windows[window].date == date);
            match (on_day.next(), on_day.next()) {
                (Some(one), None) => Ok(one),
                (None, _) => Err(no_window(instance, date, None)),
                (Some(_), Some(_)) => {
                    let message = format!("several windows are open on {}", day(date));
                    Err(Refusal::new(message, [starts_on(instance, date), "say which with --start".to_owned()]))
                }
            }
        }
        (None, Some(written)) => {
            let start = when::time(written.trim())?;
            let mut then = (0..instance.windows.len()).filter(|&window| instance.windows[window].start == start);
            let at = start.format("%H:%M");
            match (then.next(), then.next()) {
                (Some(one), None) => Ok(one),
                (None, _) => {
                    let mut all: Vec<NaiveTime> = instance.windows.iter().map(|window| window.start).collect();
                    all.sort_unstable();
                    all.dedup();
                    let all: Vec<String> = all.iter().map(|start| start.format("%H:%M").to_string()).collect();
                    let cure = format!("windows start at {}", list(&all, "and"));
                    Err(Refusal::new(format!("no window starts at {at}"), [cure]))
                }
                (Some(_), Some(_)) => {
                    Err(Refusal::new(format!("several windows start at {at}"), ["say which with --date".to_owned()]))
                }
            }
        }
        (None, None) => {
            let message = "no date is given, and nobody's name";
            let cure = "say which window with --date and --start, or whose shift with --staff".to_owned();
            Err(Refusal::new(message, [cure]))
        }
    }
}

/// Who sits on the seat of this number; `None` for an open one. Seats are numbered as `plan` writes them, whatever the roster's own
/// numbers: by municipality, then id, open ones last.
fn seat(instance: &Instance, roster: &Roster, window: usize, number: usize) -> Result<Option<usize>, Refusal> {
    let slot = slot(instance.windows[window].date, instance.windows[window].start);
    let seated = roster.seated(instance, window);
    let seats = (instance.windows[window].seats as usize).max(seated.len());
    let taken: Vec<String> = seated
        .iter()
        .enumerate()
        .map(|(seat, &staff)| format!("--seat {}  {}", seat + 1, at_home(instance, staff)))
        .collect();
    if number == 0 || number > seats {
        let all = count(u32::try_from(seats).unwrap_or(u32::MAX), "seat");
        return Err(Refusal::new(
            format!("there is no seat {number} on {slot}"),
            [format!("it has {all}, numbered from 1")].into_iter().chain(taken),
        ));
    }
    seated.get(number - 1).map(|&out| free(instance, roster, window, out)).transpose()
}

/// The person, who sits there, if no lock fixes them to it.
fn free(instance: &Instance, roster: &Roster, window: usize, staff: usize) -> Result<usize, Refusal> {
    if !roster.is_fixed(instance, window, staff) {
        return Ok(staff);
    }
    let slot = slot(instance.windows[window].date, instance.windows[window].start);
    Err(Refusal::new(
        format!("{} is fixed on {slot} by locks.csv", who(&instance.staff[staff])),
        ["delete that row of locks.csv, if the shift is given up all the same".to_owned()],
    ))
}
