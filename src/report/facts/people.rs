//! What a roster is to those who work it, in one sentence of the verdict: the closest two shifts and those that lie
//! farthest beyond an even pace, whose wishes are met most and least, and who has it hard.
//!
//! In: an instance and everybody's strip. Out: a sentence with its mark. It is bad news where somebody has it hard whose days would leave
//! another way; else it is a fact.

use std::cmp::Reverse;

use num_traits::{Signed, ToPrimitive};

use super::hardships::{self, Hard, Hardships};
use super::sentence::{Mark, Sentence};
use super::strips::{self, Pair, Strip};
use crate::domain::roster::Roster;
use crate::domain::{Exact, Instance};
use crate::report::locale::Locale;
use crate::verify::Judgement;

/// A person's wishes: so many shifts as wished, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met {
    /// Who.
    pub staff: usize,
    /// Shifts as wished.
    pub met: u64,
    /// All of the person's shifts.
    pub of: u64,
}

/// What there is to say of people.
#[derive(Debug, Clone, PartialEq)]
pub struct People {
    /// The closest two shifts of one person.
    pub closest: Option<Pair>,
    /// The two that lie the most days beyond an even pace apart, where any lie beyond it.
    pub longest: Option<Pair>,
    /// Pairs of shifts that lie too close.
    pub too_close: u64,
    /// Who has most of the shifts as wished, and who has fewest; `None` where nobody with wishes has a shift.
    pub wishes: Option<(Met, Met)>,
    /// How many have wishes and shifts.
    pub wishing: u64,
    /// Who has it hard.
    pub hard: Hardships,
}

/// What there is to say, of everybody's strip.
pub fn people(instance: &Instance, strips: &[Strip]) -> People {
    let pairs = strips::pairs(instance, strips);
    let beyond = |pair: &Pair| Exact::from_integer(pair.days.into()) - pair.pace.clone().unwrap_or_default();
    let closest = pairs.iter().min_by_key(|pair| (pair.days, Reverse(pair.apart), pair.to, pair.staff));
    let paced = pairs.iter().filter(|pair| pair.pace.is_some() && beyond(pair).is_positive());
    let longest = paced.max_by_key(|pair| (beyond(pair), Reverse(pair.to), Reverse(pair.staff)));
    let met = |(staff, strip): (usize, &Strip)| {
        let (met, of) = strip.met().filter(|&(_, of)| strip.apart.is_some() && of > 0)?;
        Some(Met { staff, met, of })
    };
    let wishes: Vec<Met> = strips.iter().enumerate().filter_map(met).collect();
    let part = |met: &Met| Exact::new(met.met.into(), met.of.into());
    // Among equals, of whom more shifts are known comes first, then the id.
    let most = wishes.iter().max_by_key(|met| (part(met), met.of, Reverse(met.staff)));
    let least = wishes.iter().min_by_key(|met| (part(met), Reverse(met.of), met.staff));
    People {
        closest: closest.cloned(),
        longest: longest.cloned(),
        too_close: strips::too_close(instance, strips).len() as u64,
        wishes: most.copied().zip(least.copied()),
        wishing: wishes.len() as u64,
        hard: hardships::hardships(instance, strips),
    }
}

/// The sentence; `None` where no person has two shifts, wishes or hardship to tell of.
pub fn sentence(locale: &Locale, instance: &Instance, roster: &Roster, judgement: &Judgement) -> Option<Sentence> {
    let people = people(instance, &strips::strips(instance, roster, judgement));
    let text = [
        people.closest.as_ref().map(|pair| closest(locale, instance, pair)),
        people
            .longest
            .as_ref()
            .filter(|_| people.closest != people.longest)
            .map(|pair| longest(locale, instance, pair)),
        pairs(locale, people.too_close),
        people.wishes.map(|(most, least)| wishes(locale, instance, people.wishing, most, least)),
        crowded(locale, instance, &people.hard.crowded),
        idle(locale, instance, &people.hard.idle),
        refused(locale, instance, &people.hard.refused),
    ];
    let text: Vec<String> = text.into_iter().flatten().collect();
    let mark = if people.hard.are_avoidable() { Mark::Bad } else { Mark::Fact };
    let label = locale.pick("medarbejdere", "people");
    (!text.is_empty()).then(|| Sentence { label, mark, text: text.join(" ") })
}

fn name(locale: &Locale, instance: &Instance, staff: usize) -> String {
    locale.person(&instance.staff[staff])
}

/// `5 dage`, `5 days`.
pub fn days(locale: &Locale, days: i64) -> String {
    locale.counted(days.unsigned_abs(), ["dag", "dage"], ["day", "days"])
}

/// Days at an even pace, in whole days and at least one.
pub fn even(pace: &Exact) -> u64 {
    pace.round().to_integer().to_u64().unwrap_or(u64::MAX).max(1)
}

/// `(3. apr og 8. apr; jævnt 18 dage)`.
fn between(locale: &Locale, pair: &Pair) -> String {
    let [from, to] = [pair.from, pair.to].map(|date| locale.short_day(date).replace('\u{a0}', " "));
    let even = pair.pace.as_ref().map(|pace| {
        let even = locale.counted(even(pace), ["dag", "dage"], ["day", "days"]);
        locale.pick(format!("; jævnt fordelt {even}"), format!("; evenly {even}"))
    });
    let dates = match pair.days {
        0 => to,
        _ => locale.pick(format!("{from} og {to}"), format!("{from} and {to}")),
    };
    format!("({dates}{})", even.unwrap_or_default())
}

fn closest(locale: &Locale, instance: &Instance, pair: &Pair) -> String {
    let (who, between) = (name(locale, instance, pair.staff), between(locale, pair));
    if pair.days == 0 {
        return locale.pick(
            format!("Tættest: {who}, to vagter samme dag {between}."),
            format!("Closest: {who}, two shifts on one day {between}."),
        );
    }
    let days = days(locale, pair.days);
    locale.pick(
        format!("Tættest: {who}, {days} mellem to vagter {between}."),
        format!("Closest: {who}, {days} between two shifts {between}."),
    )
}

fn longest(locale: &Locale, instance: &Instance, pair: &Pair) -> String {
    let (who, days, between) = (name(locale, instance, pair.staff), days(locale, pair.days), between(locale, pair));
    locale.pick(
        format!("Længst ud over en jævn fordeling: {who}, {days} {between}."),
        format!("Farthest beyond an even pace: {who}, {days} {between}."),
    )
}

fn pairs(locale: &Locale, count: u64) -> Option<String> {
    let pairs = locale.counted(count, ["par", "par"], ["pair", "pairs"]);
    (count > 0).then(|| {
        locale.pick(
            format!("{pairs} tættere end det halve af en jævn fordeling."),
            format!("{pairs} closer than half of an even pace."),
        )
    })
}

fn wishes(locale: &Locale, instance: &Instance, wishing: u64, most: Met, least: Met) -> String {
    let [best, worst] = [most, least].map(|met| {
        let [met, of] = [met.met, met.of].map(|count| locale.whole(count));
        locale.pick(format!("{met} af {of}"), format!("{met} of {of}"))
    });
    let [first, last] = [most, least].map(|met| name(locale, instance, met.staff));
    if least.met == least.of {
        let all = locale.counted(wishing, ["person", "personer"], ["person", "people"]);
        return locale.pick(
            format!("Ønsker: alle vagter er som ønsket for {all} med ønsker."),
            format!("Wishes: all shifts are as wished for {all} with wishes."),
        );
    }
    if most.staff == least.staff {
        return locale.pick(
            format!("Ønsker: {first} får {best} vagter som ønsket."),
            format!("Wishes: {first} has {best} shifts as wished."),
        );
    }
    locale.pick(
        format!("Ønsker: flest opfyldt for {first}, {best} vagter; færrest for {last}, {worst}."),
        format!("Wishes: met most for {first}, {best} shifts; least for {last}, {worst}."),
    )
}

fn crowded(locale: &Locale, instance: &Instance, hard: &[Hard]) -> Option<String> {
    let what = locale.pick("Tre vagter på ni dage", "Three shifts in nine days");
    told(locale, instance, what, hard, locale.pick("kan ikke på andre dage", "can't come on other days"))
}

fn idle(locale: &Locale, instance: &Instance, hard: &[Hard]) -> Option<String> {
    let what = locale.pick("Ingen vagt i 60 dage", "No shift for 60 days");
    told(locale, instance, what, hard, locale.pick("kan ikke derimellem", "can't come in between"))
}

fn refused(locale: &Locale, instance: &Instance, hard: &[Hard]) -> Option<String> {
    let what = locale.pick("Alle vagter imod ønskerne", "Every shift against wishes");
    told(locale, instance, what, hard, locale.pick("kan ikke på ønskede tider", "can't come at wished times"))
}

/// `Three shifts in nine days: Bo (LEM2), Ida (LEM3) and 4 more; Ida (LEM3) can't come on other days.`
fn told(locale: &Locale, instance: &Instance, what: &str, hard: &[Hard], excuse: &str) -> Option<String> {
    let names =
        |some: Vec<&Hard>| -> Vec<String> { some.iter().map(|hard| name(locale, instance, hard.staff)).collect() };
    // Whoever could have it otherwise is named first.
    let (forced, free): (Vec<&Hard>, Vec<&Hard>) = hard.iter().partition(|hard| hard.no_other_way);
    let (forced, free) = (names(forced), names(free));
    let excused = match (free.is_empty(), forced.len()) {
        (_, 0) => String::new(),
        (true, 1) => format!("; {} {excuse}", locale.pick("vedkommende", "who")),
        (true, _) => format!("; {} {excuse}", locale.pick("de", "they")),
        (false, _) => format!("; {} {excuse}", locale.first(&forced, ", ")),
    };
    let all = [free, forced].concat();
    (!all.is_empty()).then(|| format!("{what}: {}{excused}.", locale.first(&all, ", ")))
}
