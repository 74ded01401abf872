//! What municipalities.csv knows of changes to come, and how it bears on the one that is asked about.
//!
//! In: a [`Change`], or what is known where members are ranked. Out: sentences in either language, for the terminal and the page. Each known change is named with
//! whether it is counted in, since a reader who overlooks it reads every figure wrongly.

use chrono::NaiveDate;

use super::{Change, When};
use crate::domain::Instance;
use crate::membership::known::{Known, Step, What};
use crate::report::locale::{Locale, NAMED};

/// `Lemvig leaves on the same day and is counted out already.`; `None` where nothing is known of.
pub fn known(instance: &Instance, when: When, known: &[Known], locale: &Locale) -> Option<String> {
    let told: Vec<String> = known.iter().take(NAMED).map(|known| one(instance, when, known, locale)).collect();
    let more = known.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| locale.pick(format!("{more} til."), format!("{more} more.")));
    (!told.is_empty()).then(|| told.into_iter().chain(more).collect::<Vec<_>>().join(" "))
}

fn one(instance: &Instance, when: When, known: &Known, locale: &Locale) -> String {
    let name = &instance.municipalities[known.municipality].name;
    let (danish, english) = match known.what {
        What::Joins => ("indtræder", "joins"),
        What::Leaves => ("udtræder", "leaves"),
        What::TakesPart => ("deltager i andre tidsrum fra", "takes part in other windows from"),
    };
    let is_part = known.what == What::TakesPart;
    let (danish, english) = match when.from == Some(known.day) {
        true => (format!("{danish} samme dag"), format!("{english}{} the same day", if is_part { "" } else { " on" })),
        false => {
            let day = day(known.day, locale);
            (format!("{danish} {day}"), format!("{english}{} {day}", if is_part { "" } else { " on" }))
        }
    };
    let rule = match known.breaks_rule {
        true => locale
            .pick(", en dag, som reglen om opsigelse ikke tillader,", ", a day that the notice rule does not allow,"),
        false => "",
    };
    let counted = known.is_counted(when.from, instance.period);
    if is_part {
        let (danish_rule, english_rule) = match (when.from.is_some(), counted) {
            (true, true) => ("det er regnet med", "that is counted in already"),
            (true, false) => ("det er ikke regnet med endnu", "that is not counted in yet"),
            (false, true) => ("det tæller fra den dag", "that counts from that day on"),
            (false, false) => {
                ("det er ikke regnet med; det er det med en dag", "that is not counted in; with a day it is")
            }
        };
        return locale
            .pick(format!("{name} {danish}, og {danish_rule}."), format!("{name} {english}, and {english_rule}."));
    }
    let (og, and) = match (when.from.is_some(), counted, known.what == What::Joins) {
        (true, true, true) => ("er regnet med", "is counted in already"),
        (true, true, false) => ("er allerede regnet fra", "is counted out already"),
        (true, false, true) => ("er ikke regnet med endnu", "is not counted in yet"),
        (true, false, false) => ("er stadig regnet med", "is still counted in"),
        (false, true, _) => ("er medlem i sin del af perioden", "is a member for its part of the period"),
        (false, false, true) => ("er ikke regnet med; det er den med en dag", "is not counted in; with a day it is"),
        (false, false, false) => ("er regnet med; det er den ikke med en dag", "is counted in; with a day it is not"),
    };
    locale.pick(format!("{name} {danish}{rule} og {og}."), format!("{name} {english}{rule} and {and}."))
}

/// What each day changes, where there are several: `2026-01-01: Lemvig leaves, 11.92 shifts move; 25 members with 1,679,285
/// inhabitants.`
pub fn steps(change: &Change<'_>, locale: &Locale) -> Option<String> {
    if change.steps.len() < 2 {
        return None;
    }
    Some(change.steps.iter().map(|step| told(change, step, locale)).collect::<Vec<_>>().join(" "))
}

fn told(change: &Change<'_>, step: &Step, locale: &Locale) -> String {
    let names = |all: &[usize]| locale.list(&all.iter().map(|&m| change.name(m)).collect::<Vec<_>>());
    let moved = locale.of_shifts(&step.moved);
    let mut happens = Vec::new();
    if !step.leaving.is_empty() {
        let (names, one) = (names(&step.leaving), step.leaving.len() == 1);
        happens.push(locale.pick(
            format!("{names} udtræder, de andre overtager {moved}"),
            format!("{names} {}, {moved} move", if one { "leaves" } else { "leave" }),
        ));
    }
    if !step.joining.is_empty() {
        let (names, one) = (names(&step.joining), step.joining.len() == 1);
        let taken = locale.of_shifts(&step.taken);
        happens.push(locale.pick(
            format!("{names} indtræder og overtager {taken}"),
            format!("{names} {}, {taken} are taken over", if one { "joins" } else { "join" }),
        ));
    }
    if !step.changing.is_empty() {
        let (names, one) = (names(&step.changing), step.changing.len() == 1);
        let more = locale.shifts_signed(&step.more);
        happens.push(locale.pick(
            format!("{names} deltager i andre tidsrum, {more}"),
            format!("{names} {} part in other windows, {more}", if one { "takes" } else { "take" }),
        ));
    }
    let members = locale.counted(step.members, ["medlem", "medlemmer"], ["member", "members"]);
    let people = locale.whole(u64::try_from(step.population).unwrap_or(u64::MAX));
    let (day, happens) = (day(step.day, locale), happens.join(", "));
    locale.pick(
        format!("{day}: {happens}; {members} med {people} indbyggere."),
        format!("{day}: {happens}; {members} with {people} inhabitants."),
    )
}

fn day(date: NaiveDate, locale: &Locale) -> String {
    locale.date(date)
}
