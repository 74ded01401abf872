//! What is sent to the people whom a mended roster concerns: a text for each, who takes which shift and who has one no more.
//!
//! In: an instance with its published roster, who is absent and the changes. Out: one text with all messages, the absent person's
//! first. A message names nobody of another municipality, and to nobody but the absent person it says who is absent.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use crate::domain::Instance;
use crate::domain::absence::Absence;
use crate::domain::roster::ClosedShift;
use crate::replanning::Mend;
use crate::report::locale::Locale;

/// What changes for a person: lines, in order of time.
#[derive(Debug, Default)]
struct Changes {
    gone: Vec<((NaiveDate, NaiveTime), String)>,
    new: Vec<((NaiveDate, NaiveTime), String)>,
}

/// The messages; empty where nothing changes for anybody.
pub fn text(
    instance: &Instance,
    absence: Option<&Absence>,
    mends: &[Mend],
    closed: &[ClosedShift],
    locale: &Locale,
) -> String {
    let mut people: BTreeMap<usize, Changes> = BTreeMap::new();
    for mend in mends {
        let window = &instance.windows[mend.window];
        let (key, when) =
            ((window.date, window.start), when(locale, window.date, window.start, Some(window.end().time())));
        if let Some(was) = mend.was {
            let line = format!("- {when}: {}", taken_over(instance, was, mend.is, locale));
            people.entry(was).or_default().gone.push((key, line));
        }
        if let Some(is) = mend.is {
            people.entry(is).or_default().new.push((key, format!("- {when}")));
        }
    }
    for &ClosedShift { date, start, end, staff } in closed {
        let closed = locale.pick("tidsrummet er lukket", "the window is closed");
        let line = format!("- {}: {closed}", when(locale, date, start, end));
        people.entry(staff).or_default().gone.push(((date, start), line));
    }
    let mut people: Vec<(usize, Changes)> = people.into_iter().collect();
    let is_absent = |person: usize| absence.is_some_and(|absence| instance.staff[person].id == absence.staff);
    people.sort_by_key(|(person, _)| (!is_absent(*person), instance.staff[*person].municipality, *person));
    let messages: Vec<String> = people
        .into_iter()
        .map(|(person, changes)| message(instance, person, changes, absence.filter(|_| is_absent(person)), locale))
        .collect();
    messages.join("\n")
}

/// The message to a person.
fn message(instance: &Instance, person: usize, changes: Changes, absence: Option<&Absence>, locale: &Locale) -> String {
    let staff = &instance.staff[person];
    let to = locale.pick("Til", "To");
    let home = &instance.municipalities[staff.municipality].name;
    let mut text = format!("{to} {}, {home}:\n", locale.person(staff));
    text.push_str(&absence.map_or_else(
        || locale.pick("Vagtplanen er ændret.", "The roster has changed.").to_owned(),
        |absence| noted(absence, locale),
    ));
    let Changes { mut gone, mut new } = changes;
    let parts = [
        (&mut gone, locale.pick("Du har ikke længere:", "You no longer have:")),
        (&mut new, locale.pick("Du har fået:", "You have a new shift:")),
    ];
    for (lines, title) in parts {
        if lines.is_empty() {
            continue;
        }
        lines.sort();
        let lines: String = lines.iter().map(|(_, line)| format!("{line}\n")).collect();
        text.push_str(&format!(" {title}\n{lines}"));
    }
    text
}

/// That the absence is known.
fn noted(absence: &Absence, locale: &Locale) -> String {
    let from = locale.long_date(absence.from);
    match absence.to {
        Some(to) if to == absence.from => {
            locale.pick(format!("Dit fravær {from} er noteret."), format!("Your absence on {from} is noted."))
        }
        Some(to) => {
            let to = locale.long_date(to);
            locale.pick(
                format!("Dit fravær fra {from} til {to} er noteret."),
                format!("Your absence from {from} to {to} is noted."),
            )
        }
        None => locale.pick(
            format!("Dit fravær fra {from} og indtil videre er noteret."),
            format!("Your absence from {from} until further notice is noted."),
        ),
    }
}

/// Who has the shift now, as far as somebody of the municipality of `was` may know.
fn taken_over(instance: &Instance, was: usize, is: Option<usize>, locale: &Locale) -> String {
    let Some(is) = is else {
        return locale.pick("ingen kunne overtage den", "nobody could take it over").to_owned();
    };
    let (was, is) = (&instance.staff[was], &instance.staff[is]);
    if was.municipality == is.municipality {
        return locale.pick(format!("{} overtager", is.name), format!("{} takes over", is.name));
    }
    locale.pick("en kollega i en anden kommune overtager", "a colleague of another municipality takes over").to_owned()
}

/// `tir 13-01-2026 08:00–12:00`.
fn when(locale: &Locale, date: NaiveDate, start: NaiveTime, end: Option<NaiveTime>) -> String {
    let slot = locale.slot(date, start);
    end.map_or(slot.clone(), |end| format!("{slot}–{}", end.format("%H:%M")))
}
