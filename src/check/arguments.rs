//! What the command line names, looked up in an instance: dates, times, windows, people and seats.
//!
//! In: texts as typed, in the ways a table may write them. Out: what they mean, or a [`Refusal`] with its cure. A guess is
//! shown, never acted on: a name that fits two people is refused.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::plan::LONGEST_PERIOD_DAYS;
use super::{day, slot, who};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, list, plain, quote};
use crate::domain::calendar::Period;
use crate::domain::letters::settled;
use crate::domain::roster::Roster;
use crate::domain::{Instance, Staff};
use crate::read::cell::Fault;
use crate::read::when;

/// Why an argument is not taken, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it, a line each.
    pub help: Vec<String>,
}

impl Refusal {
    /// What is wrong, and the one thing to do about it.
    pub fn cured(message: impl Into<String>, cure: impl Into<String>) -> Self {
        Refusal::new(message, [cure.into()])
    }

    pub(super) fn new(message: impl Into<String>, help: impl IntoIterator<Item = String>) -> Self {
        Refusal { message: message.into(), help: help.into_iter().collect() }
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Refusal::new(fault.message, [fault.help])
    }
}

/// The date of an option.
///
/// # Errors
/// Where it is no date in one of the forms that tables may have.
pub fn date(option: &str, written: &str) -> Result<NaiveDate, Refusal> {
    when::date(written.trim()).map_err(|fault| Refusal::new(format!("{option}: {}", fault.message), [fault.help]))
}

/// The period of an option, in any of the forms that `period` of `plan.toml` takes, or as two dates with two points between.
///
/// # Errors
/// Where it is none, has no day or is too long.
pub fn period(option: &str, written: &str) -> Result<Period, Refusal> {
    let (from, to) = crate::read::period::argument(written.trim())
        .map_err(|fault| Refusal::new(format!("{option}: {}", fault.message), [fault.help]))?;
    let period = Period { from, to };
    if from > to {
        let message = format!("{option}: the period ends on {to}, before it begins on {from}");
        return Err(Refusal::new(message, ["exchange the two dates; both of them belong to the period".to_owned()]));
    }
    let days = period.length_in_days();
    if days > LONGEST_PERIOD_DAYS {
        let cure = format!("name at most two years ({LONGEST_PERIOD_DAYS} days); a quarter is usual");
        return Err(Refusal::new(format!("{option}: the period has {days} days"), [cure]));
    }
    Ok(period)
}

/// The name without what letterheads add to it.
pub fn bare(written: &str) -> &str {
    written.trim().trim_end_matches(" Kommune").trim_end_matches(" kommune")
}

/// The municipality that a code or name means.
///
/// # Errors
/// Where there is no such municipality, or several.
pub fn municipality(instance: &Instance, written: &str) -> Result<usize, Refusal> {
    let municipalities = &instance.municipalities;
    let settled = settled(written);
    let written = settled.as_ref();
    if let Some(place) = municipalities.iter().position(|known| known.code == written.trim()) {
        return Ok(place);
    }
    let lower = bare(written).to_lowercase();
    let same: Vec<usize> =
        (0..municipalities.len()).filter(|&m| municipalities[m].name.to_lowercase() == lower).collect();
    match same.as_slice() {
        [one] => Ok(*one),
        [] => {
            let letters = written.chars().any(char::is_alphabetic);
            let meant = if letters {
                did_you_mean(bare(written), municipalities.iter().map(|known| known.name.as_str()))
            } else {
                did_you_mean(written, municipalities.iter().map(|known| known.code.as_str()))
            };
            let help = meant.into_iter().chain(["write a code or name as in municipalities.csv".to_owned()]);
            Err(Refusal::new(format!("{} is no municipality of municipalities.csv", quote(written)), help))
        }
        several => {
            let codes: Vec<String> = several.iter().map(|&m| quote(&municipalities[m].code)).collect();
            Err(Refusal::new(
                format!("{} is the name of several municipalities", quote(written)),
                [format!("write the code instead: {}", list(&codes, "or"))],
            ))
        }
    }
}

/// The window that starts at `start` on `date`.
///
/// # Errors
/// Where it is no date or time, or no window of the instance.
pub fn window(instance: &Instance, date: &str, start: &str) -> Result<usize, Refusal> {
    let (date, start): (NaiveDate, NaiveTime) = (when::date(date.trim())?, when::time(start.trim())?);
    if let Some(window) = instance.window_at(date, start) {
        return Ok(window);
    }
    Err(no_window(instance, date, Some(start)))
}

/// Why there is no window then.
pub(super) fn no_window(instance: &Instance, date: NaiveDate, start: Option<NaiveTime>) -> Refusal {
    let Period { from, to } = instance.period;
    if !instance.period.contains(date) {
        return Refusal::new(
            format!("{} is not in the period", day(date)),
            [format!("the period is {from} to {to}: correct the date, or give the folder of its period")],
        );
    }
    let name = start.map_or_else(|| format!("on {}", day(date)), |start| slot(date, start));
    Refusal::new(format!("there is no window {name}"), [starts_on(instance, date)])
}

/// When windows start on a day.
pub(super) fn starts_on(instance: &Instance, date: NaiveDate) -> String {
    let on_day = instance.windows.iter().filter(|window| window.date == date);
    let starts: Vec<String> = on_day.map(|window| window.start.format("%H:%M").to_string()).collect();
    match starts.is_empty() {
        true => "no window is open on this day: correct the date".to_owned(),
        false => format!("on {} windows start at {}", day(date), list(&starts, "and")),
    }
}

/// The windows of the period on a day of the week.
///
/// # Errors
/// Where it is no day of the week, or none of the period's windows lies on it.
pub fn windows_on(instance: &Instance, written: &str) -> Result<Vec<usize>, Refusal> {
    let days = when::days(written.trim())?;
    let windows: Vec<usize> =
        (0..instance.windows.len()).filter(|&w| days.contains(&instance.windows[w].date.weekday())).collect();
    if windows.is_empty() {
        return Err(Refusal::new(
            format!("the period has no window on {}", quote(written)),
            ["name another day of the week".to_owned()],
        ));
    }
    Ok(windows)
}

/// The person with this id or, if only one has it, this name.
///
/// # Errors
/// Where there is nobody of that id or name, or several.
pub fn person(instance: &Instance, written: &str) -> Result<usize, Refusal> {
    person_of(instance, written).map_err(|(_, refusal)| refusal)
}

/// The same, with the code that a finding about it has.
pub(super) fn person_of(instance: &Instance, written: &str) -> Result<usize, (Code, Refusal)> {
    let settled = settled(written);
    let written = settled.trim();
    if let Some(found) = exactly(instance, written) {
        return Ok(found);
    }
    let lower = written.to_lowercase();
    let fitting = |of: fn(&Staff) -> &str| -> Vec<usize> {
        (0..instance.staff.len()).filter(|&staff| of(&instance.staff[staff]).to_lowercase() == lower).collect()
    };
    for found in [fitting(|staff| &staff.id), fitting(|staff| &staff.name)] {
        match found.as_slice() {
            [] => {}
            [one] => return Ok(*one),
            several => {
                let named: Vec<String> = several.iter().map(|&staff| at_home(instance, staff)).collect();
                let message = format!("{} fits {} people", quote(written), several.len());
                let cure = format!("write the id: {}", list(&named, "or"));
                return Err((Code::AmbiguousStaff, Refusal::new(message, [cure])));
            }
        }
    }
    let known = instance.staff.iter().flat_map(|staff| [staff.id.as_str(), staff.name.as_str()]);
    let cure = "write an id or a name as in staff.csv".to_owned();
    let help = did_you_mean(written, known).into_iter().chain([cure]);
    let refusal = Refusal::new(format!("{} is no id and no name of staff.csv", quote(written)), help);
    Err((Code::UnknownStaff, refusal))
}

/// A person and, after the last `@`, a window: `LEM1@2026-02-03T16:00`, or with a space instead of the `T`. Only the
/// person where there is no window.
///
/// # Errors
/// Where either is not there.
pub fn turn(instance: &Instance, written: &str) -> Result<(usize, Option<usize>), Refusal> {
    // An id may have an @ of its own, as mail addresses do.
    let (name, window) = match written.rsplit_once('@') {
        Some(parts) if exactly(instance, written.trim()).is_none() => parts,
        _ => return Ok((person(instance, written)?, None)),
    };
    let window = window.trim();
    let Some((date, start)) = window.split_once(['T', 't', ' ']) else {
        return Err(Refusal::new(
            format!("{} is no window", quote(window)),
            ["write date and start, such as LEM1@2026-02-03T16:00".to_owned()],
        ));
    };
    Ok((person(instance, name)?, Some(self::window(instance, date, start)?)))
}

/// The window of a turn that must have one, with a seat of the person in it.
///
/// # Errors
/// Where there is none.
pub fn held(instance: &Instance, roster: &Roster, staff: usize, window: usize) -> Result<(), Refusal> {
    if roster.shifts[window].contains(&staff) {
        return Ok(());
    }
    let name = |window: usize| slot(instance.windows[window].date, instance.windows[window].start);
    let there: Vec<String> =
        roster.seated(instance, window).into_iter().map(|staff| at_home(instance, staff)).collect();
    let there = if there.is_empty() { "nobody is on it".to_owned() } else { format!("on it: {}", there.join("; ")) };
    let shifts: Vec<usize> =
        (0..roster.shifts.len()).filter(|&window| roster.shifts[window].contains(&staff)).collect();
    let person = who(&instance.staff[staff]);
    let own = shifts_of(instance, &person, &shifts);
    Err(Refusal::new(format!("{person} is not on {} in this roster", name(window)), [there, own]))
}

/// Which shifts a person has, the first of them.
pub(super) fn shifts_of(instance: &Instance, person: &str, shifts: &[usize]) -> String {
    let name = |&window: &usize| slot(instance.windows[window].date, instance.windows[window].start);
    let shown: Vec<String> = shifts.iter().take(SHOWN).map(name).collect();
    match shifts.len().saturating_sub(SHOWN) {
        _ if shown.is_empty() => format!("{person} has no shift in this roster"),
        0 => format!("{person} is on {}", shown.join(", ")),
        more => format!("{person} is on {} and {more} more", shown.join(", ")),
    }
}

/// The most shifts of a person that a refusal lists.
const SHOWN: usize = 8;

fn exactly(instance: &Instance, id: &str) -> Option<usize> {
    instance.staff.binary_search_by(|staff| staff.id.as_str().cmp(id)).ok()
}

/// `Inge Klit (LEM1), Lemvig`.
pub(super) fn at_home(instance: &Instance, staff: usize) -> String {
    let staff = &instance.staff[staff];
    format!("{}, {}", who(staff), plain(&instance.municipalities[staff.municipality].name))
}
