//! What a roster is to those who work it, in one sentence of the verdict: the closest two shifts and those that lie
//! farthest beyond an even pace, whose wishes are met most and least, and who has it hard.
//!
//! In: an instance and everybody's strip. Out: a sentence with its mark. It is bad news where somebody has it hard whose days would leave
//! another way; else it is a fact.

use std::cmp::Reverse;

use num_traits::{Signed, ToPrimitive};

use super::hardships::{self, Hard, Hardships, Way};
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

/// What there is to say, of everybody's strip; whether no roster is better in `wishes` is known from elsewhere.
pub fn people(instance: &Instance, strips: &[Strip], wishes_proven: bool) -> People {
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
        hard: hardships::hardships(instance, strips, wishes_proven),
    }
}

/// The sentence; `None` where no person has two shifts, wishes or hardship to tell of.
pub fn sentence(
    locale: &Locale,
    instance: &Instance,
    roster: &Roster,
    judgement: &Judgement,
    wishes_proven: bool,
) -> Option<Sentence> {
    let people = people(instance, &strips::strips(instance, roster, judgement), wishes_proven);
    let text = [
        people.closest.as_ref().map(|pair| closest(locale, instance, pair, people.too_close)),
        people
            .longest
            .as_ref()
            .filter(|_| people.closest != people.longest)
            .map(|pair| longest(locale, instance, pair)),
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

/// `Bo Vang (LEM2), jævnt 18`: whose it is, and the days at an even pace.
fn whose(locale: &Locale, instance: &Instance, pair: &Pair) -> String {
    let who = name(locale, instance, pair.staff);
    let even = pair.pace.as_ref().map(|pace| locale.whole(even(pace)));
    match even {
        Some(even) => locale.pick(format!("{who}, jævnt {even}"), format!("{who}, evenly {even}")),
        None => who,
    }
}

fn closest(locale: &Locale, instance: &Instance, pair: &Pair, too_close: u64) -> String {
    let close = locale.counted(too_close, ["par ligger", "par ligger"], ["pair is", "pairs are"]);
    let close = match too_close {
        0 => String::new(),
        _ => locale.pick(
            format!("; {close} under det halve af jævn fordeling"),
            format!("; {close} under half of an even pace"),
        ),
    };
    let (whose, far) = (whose(locale, instance, pair), days(locale, pair.days));
    match pair.days {
        0 => locale.pick(
            format!("Tættest: to vagter samme dag, {whose}{close}."),
            format!("Closest: two shifts on one day, {whose}{close}."),
        ),
        _ => locale.pick(format!("Tættest: {far}, {whose}{close}."), format!("Closest: {far}, {whose}{close}.")),
    }
}

fn longest(locale: &Locale, instance: &Instance, pair: &Pair) -> String {
    let (whose, days) = (whose(locale, instance, pair), days(locale, pair.days));
    locale.pick(format!("Længst ud over jævnt: {days}, {whose}."), format!("Longest beyond even: {days}, {whose}."))
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
            format!("Ønsker: alle opfyldt for {all} med ønsker."),
            format!("Wishes: all met for {all} with wishes."),
        );
    }
    // Who has none met is named among those with every shift against wishes.
    if most.staff == least.staff || least.met == 0 && most.met > 0 {
        return locale.pick(
            format!("Ønsker: {best} vagter opfyldt for {first}."),
            format!("Wishes: {best} shifts met for {first}."),
        );
    }
    locale.pick(
        format!("Ønsker: {best} vagter opfyldt for {first}, {worst} for {last}."),
        format!("Wishes: {best} shifts met for {first}, {worst} for {last}."),
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
    let names = |way: Way| -> Vec<String> {
        let some = hard.iter().filter(|hard| hard.way == way);
        some.map(|hard| name(locale, instance, hard.staff)).collect()
    };
    // Whoever could have it otherwise is named first.
    let [open, priced, forced] = [Way::Open, Way::AtAPrice, Way::None].map(names);
    let excused = match (open.len() + priced.len(), forced.len()) {
        (_, 0) => String::new(),
        (0, 1) => format!("; {} {excuse}", locale.pick("vedkommende", "who")),
        (0, _) => format!("; {} {excuse}", locale.pick("de", "they")),
        _ => format!("; {} {excuse}", locale.first(&forced, ", ")),
    };
    let price = match priced.len() {
        0 => "",
        _ => locale.pick(
            "; ønsker er bevist: en anden ville miste et, eller et tidligere mål blive dårligere",
            "; wishes are proven: somebody else would lose one, or an earlier goal be worse",
        ),
    };
    let all = [open, priced, forced].concat();
    (!all.is_empty()).then(|| format!("{what}: {}{excused}{price}.", locale.first(&all, ", ")))
}
