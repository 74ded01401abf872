//! What becomes of requests, a row each: who asks for what, whether it is granted, and why not.
//!
//! In: an instance, the requests and the answers. Out: a table in the order of the requests, which are numbered from 1 on.

use crate::difference::Change;
use crate::domain::Instance;
use crate::domain::goal::{Goal, Rung};
use crate::domain::request::{Request, Wants};
use crate::granting::{Granting, Why};
use crate::report::explanation;
use crate::report::figures::{Column, Figure, Kind, Table, changes};
use crate::report::locale::{Locale, capitalised};

const COLUMNS: [Column; 14] = [
    Column::new("number", Kind::Whole, ["Nr.", "No."]),
    Column::new("staff", Kind::Code, ["Id", "Id"]),
    Column::new("name", Kind::Person, ["Hvem", "Who"]),
    Column::new("municipality", Kind::Text, ["Kommune", "Municipality"]),
    Column::new("date", Kind::Date, ["Dato", "Date"]),
    Column::new("start", Kind::Time, ["Start", "Start"]),
    Column::new("wants", Kind::Code, ["Ønsker", "Wants"]),
    Column::new("with", Kind::Code, ["Med", "With"]),
    Column::new("with_date", Kind::Date, ["Deres dato", "Their date"]),
    Column::new("with_start", Kind::Time, ["Deres start", "Their start"]),
    Column::new("granted", Kind::Judged, ["Imødekommet", "Granted"]),
    Column::new("why", Kind::Text, ["Hvorfor", "Why"]),
    Column::new("asks", Kind::Text, ["Beder om", "Asks"]),
    Column::new("answer", Kind::Text, ["Svar", "Answer"]),
];

/// The columns of a file or document.
pub const FILE: [&str; 12] = [
    "number",
    "staff",
    "name",
    "municipality",
    "date",
    "start",
    "wants",
    "with",
    "with_date",
    "with_start",
    "granted",
    "why",
];

/// The columns that people are shown.
pub const TOLD: [&str; 4] = ["number", "name", "asks", "answer"];

/// The rows.
pub fn table(instance: &Instance, requests: &[Request], granting: &Granting, locale: &Locale) -> Table {
    let rows = (0..requests.len()).map(|place| {
        let request = requests[place];
        let why = granting.why[place].as_ref();
        let staff = &instance.staff[request.staff];
        let other = match request.wants {
            Wants::Swap(_, other) => Some(&instance.windows[other]),
            _ => None,
        };
        let window = &instance.windows[request.window];
        let sentence = why.map_or_else(
            || taken_over(instance, requests, granting, place, locale),
            |why| reason(instance, requests, why, place, locale),
        );
        let answer = match why {
            None if sentence.is_empty() => locale.pick("ja", "yes").to_owned(),
            None => format!("{}: {sentence}", locale.pick("ja", "yes")),
            Some(_) => format!("{}: {sentence}", locale.pick("nej", "no")),
        };
        [
            Figure::Count(place as u64 + 1),
            Figure::text(&staff.id),
            Figure::text(&staff.name),
            Figure::text(&instance.municipalities[staff.municipality].name),
            Figure::Date(window.date),
            Figure::Time(window.start),
            Figure::text(request.wants.name()),
            Figure::told(request.wants.with().map(|with| instance.staff[with].id.as_str())),
            other.map_or(Figure::Unknown, |other| Figure::Date(other.date)),
            other.map_or(Figure::Unknown, |other| Figure::Time(other.start)),
            Figure::Flag(why.is_none()),
            Figure::Text(if sentence.is_empty() { sentence } else { capitalised(&sentence) + "." }),
            Figure::Text(asked(instance, request, locale)),
            Figure::Text(answer),
        ]
    });
    Table::new(COLUMNS, rows)
}

/// What somebody asks for.
fn asked(instance: &Instance, request: Request, locale: &Locale) -> String {
    let slot = |window: usize| locale.slot(instance.windows[window].date, instance.windows[window].start);
    let name = |staff: usize| instance.staff[staff].name.clone();
    let own = slot(request.window);
    match request.wants {
        Wants::Off => locale.pick(format!("fri {own}"), format!("off {own}")),
        Wants::Take => locale.pick(format!("at få {own}"), format!("to have {own}")),
        Wants::Trade => locale.pick(format!("en anden vagt for {own}"), format!("another shift for {own}")),
        Wants::Give(with) => {
            let with = name(with);
            locale.pick(format!("at give {own} til {with}"), format!("to give {own} to {with}"))
        }
        Wants::Swap(with, other) => {
            let (with, other) = (name(with), slot(other));
            let s = if with.ends_with(['s', 'x', 'z']) { "'" } else { "s" };
            locale.pick(format!("at bytte {own} med {with}{s} {other}"), format!("to swap {own} for {with}'s {other}"))
        }
    }
}

/// The seat that somebody gets who asked for another shift instead, by its place among those that change hands: the first for the first
/// of their requests, and so on.
fn in_exchange(requests: &[Request], granting: &Granting, place: usize) -> Option<usize> {
    let Request { staff, wants: Wants::Trade, .. } = requests[place] else { return None };
    let is_named = |window: usize| requests.iter().any(|request| request.takes().contains(&(staff, window)));
    let is_trade = |other: &usize| requests[*other].staff == staff && requests[*other].wants == Wants::Trade;
    let before = granting.granted().into_iter().filter(is_trade).take_while(|&other| other < place).count();
    let got = granting.handed.iter().enumerate();
    let mut got = got.filter(|(_, (change, _))| change.is == Some(staff) && !is_named(change.window));
    got.nth(before).map(|(at, _)| at)
}

/// Who takes over, where the request does not say so itself.
fn taken_over(instance: &Instance, requests: &[Request], granting: &Granting, place: usize, locale: &Locale) -> String {
    let instead = in_exchange(requests, granting, place);
    let is_told = |(at, (_, of)): &(usize, &(Change, usize))| *of == place || instead == Some(*at);
    let handed = granting.handed.iter().enumerate().filter(is_told).map(|(_, handed)| handed);
    let sentences = handed.map(|(change, _)| change).filter_map(|change| {
        let window = &instance.windows[change.window];
        let slot = locale.slot(window.date, window.start);
        let name = |staff: usize| locale.person(&instance.staff[staff]);
        Some(match (change.was, change.is) {
            (_, Some(is)) => {
                let is = name(is);
                locale.pick(format!("{is} tager {slot}"), format!("{is} takes {slot}"))
            }
            (Some(_), None) => locale.pick(format!("{slot} står tom"), format!("{slot} stays empty")),
            (None, None) => return None,
        })
    });
    sentences.collect::<Vec<_>>().join("; ")
}

fn reason(instance: &Instance, requests: &[Request], why: &Why, place: usize, locale: &Locale) -> String {
    let slot = |window: usize| locale.slot(instance.windows[window].date, instance.windows[window].start);
    match why {
        Why::Rules { shift: (staff, window), rules } => {
            let (name, slot) = (locale.person(&instance.staff[*staff]), slot(*window));
            let rules = explanation::held(locale, rules);
            locale
                .pick(format!("{name} må ikke tage {slot} ({rules})"), format!("{name} may not take {slot} ({rules})"))
        }
        Why::Locked((staff, window)) => {
            let (name, slot) = (locale.person(&instance.staff[*staff]), slot(*window));
            locale
                .pick(format!("en lås giver {name} vagten {slot}"), format!("a lock gives {name} the shift on {slot}"))
        }
        Why::Full => locale
            .pick(
                "ingen plads er tom der, og ingen bliver ledig",
                "no seat is empty there, and none is set free for it",
            )
            .to_owned(),
        Why::NoOther => {
            locale.pick("der er ingen anden vagt at få for den", "there is no other shift to be had for it").to_owned()
        }
        Why::Worse { rung: Rung::Coverage | Rung::CoverageLeast, .. } => {
            let slot = slot(requests[place].window);
            locale.pick(
                format!("ingen kan overtage {slot}: en plads mere ville stå tom"),
                format!("nobody can take {slot} over: one seat more would be empty"),
            )
        }
        Why::Worse { rung, by } => {
            let (goal, by) = (locale.goal(*rung), locale.value(*by));
            let worse = locale.pick(
                format!("målet {goal} ville blive {by} dårligere"),
                format!("the goal {goal} would get worse by {by}"),
            );
            if requests[place].wants != Wants::Off || Goal::Coverage.rungs().contains(rung) {
                return worse;
            }
            // A colleague of the same municipality would leave both goals as they are. "Can", since by the rules one may be allowed who has
            // asked to be off and so gets nothing.
            let home = &instance.municipalities[instance.staff[requests[place].staff].municipality].name;
            locale.pick(
                format!("ingen anden i {home} kan overtage den, og med en fra en anden kommune: {worse}"),
                format!("nobody else of {home} can take it over, and with somebody of another municipality {worse}"),
            )
        }
        Why::Instead(others) => {
            let others: Vec<String> = others.iter().map(|&other| locale.whole(other as u64 + 1)).collect();
            let others = locale.list(&others);
            locale.pick(
                format!("det går ikke sammen med nr. {others}, som imødekommes"),
                format!("it does not go together with no. {others}, granted"),
            )
        }
        Why::Unknown => locale
            .pick("søgningen blev stoppet, før det var vist", "the search was stopped before it was known")
            .to_owned(),
    }
}

/// The seats that change hands, each with why in a sentence, as `changes.csv` has them.
pub fn changes(instance: &Instance, requests: &[Request], granting: &Granting, locale: &Locale) -> Table {
    let handed =
        granting.handed.iter().map(|(change, place)| (change.clone(), why(instance, requests[*place], change, locale)));
    changes::granted(instance, handed)
}

/// Why a seat changes hands: `Inge Klit has asked to be off; Per Holm takes over.`
fn why(instance: &Instance, request: Request, change: &Change, locale: &Locale) -> String {
    let name = |staff: usize| instance.staff[staff].name.clone();
    let who = name(change.was.unwrap_or(request.staff));
    let reason = match request.wants {
        Wants::Take if change.was.is_none() => locale.pick("Ingen havde pladsen", "Nobody had the seat").to_owned(),
        Wants::Off | Wants::Take => locale.pick(format!("{who} har bedt om fri"), format!("{who} has asked to be off")),
        Wants::Trade if change.was.is_none() => locale.pick("Ingen havde pladsen", "Nobody had the seat").to_owned(),
        Wants::Trade => {
            locale.pick(format!("{who} har bedt om en anden vagt"), format!("{who} has asked for another shift"))
        }
        Wants::Give(_) => locale.pick(format!("{who} giver vagten væk"), format!("{who} gives the shift away")),
        Wants::Swap(with, _) => {
            let (one, other) = (name(request.staff), name(with));
            locale.pick(format!("{one} og {other} bytter"), format!("{one} and {other} swap"))
        }
    };
    let then = match change.is.map(name) {
        Some(is) if change.was.is_some() => locale.pick(format!("{is} overtager"), format!("{is} takes over")),
        Some(is) => locale.pick(format!("{is} tager den"), format!("{is} takes it")),
        None => locale.pick("ingen kan overtage", "nobody can take over").to_owned(),
    };
    format!("{reason}; {then}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::sample;

    #[test]
    fn what_is_asked_for_reads_as_a_sentence() {
        let (instance, danish) = (sample::instance(), Locale::new(Language::Danish));
        let swap = |staff: usize, with: usize| Request { staff, window: 0, wants: Wants::Swap(with, 3) };
        let end = "tir 06-01-2026 20:00";
        assert!(asked(&instance, swap(0, 1), &danish).ends_with(&format!(" med Lars' {end}")));
        assert!(asked(&instance, swap(1, 3), &danish).ends_with(&format!(" med Ries {end}")));
    }

    #[test]
    fn only_what_is_counted_by_municipality_is_said_of_a_colleague_at_home() {
        let (instance, english) = (sample::instance(), Locale::new(Language::English));
        let off = [Request { staff: 1, window: 0, wants: Wants::Off }];
        let said = |rung: Rung| reason(&instance, &off, &Why::Worse { rung, by: 0.5 }, 0, &english);
        let spread = Goal::Coverage.rungs().iter().find(|rung| !matches!(rung, Rung::Coverage | Rung::CoverageLeast));
        assert!(!said(*spread.expect("how holes heap up")).contains("Lemvig"));
        assert!(said(Goal::Shares.rungs()[0]).contains("nobody else of Lemvig"));
    }
}
