//! What `substitutes` shows: who can take the seat, best first, who can't and why, and exchanges over a second window.
//!
//! In: an instance, the seat and who was found for it. Out: text with ANSI styles, never wider than asked. However many
//! staff there are, it fits a page or two: those far down the list are named in its order, without figures.

use crate::domain::Instance;
use crate::domain::rule::Rule;
use crate::report::effect;
use crate::report::facts::sentence::Sentence;
use crate::report::locale::Locale;
use crate::report::plan_text::heading;
use crate::report::table::{self, Cell, Column, Terminal};
use crate::substitution::{Candidate, Exchange, Seat, Substitutes, first_difference};
use crate::verify::Judgement;

/// The most candidates with figures; the others follow by name.
const SHOWN: usize = 20;

/// The report. `exchanges` is `None` where nobody asked for any.
pub fn render(
    instance: &Instance,
    seat: Seat,
    found: &Substitutes,
    exchanges: Option<&[Exchange]>,
    on: &Terminal,
) -> String {
    [heading(instance, &on.locale), self::seat(instance, seat, found, exchanges, on)].join("\n")
}

/// The same without the heading.
pub fn seat(
    instance: &Instance,
    seat: Seat,
    found: &Substitutes,
    exchanges: Option<&[Exchange]>,
    on: &Terminal,
) -> String {
    let locale = &on.locale;
    let mut parts = vec![table::sentences(&sentences(locale, instance, seat, found), on.width)];
    if !found.candidates.is_empty() {
        parts.push(candidates(instance, seat, &found.candidates, on));
    }
    if !found.excluded.is_empty() {
        parts.push(excluded(instance, found, on));
    }
    match exchanges {
        Some([]) => {
            let none = locale.pick(
                "intet bytte over et andet tidsrum overholder alle regler",
                "no exchange over another window breaks no rule",
            );
            parts.push(table::note(none, on.width));
        }
        Some(exchanges) => parts.push(self::exchanges(instance, seat, exchanges, on)),
        None => {}
    }
    parts.join("\n")
}

fn sentences(locale: &Locale, instance: &Instance, seat: Seat, found: &Substitutes) -> Vec<Sentence> {
    let slot = slot(locale, instance, seat.window);
    let asked = match seat.out {
        Some(out) => {
            let out = person(locale, instance, out);
            locale.pick(format!("{slot}: {out} falder ud."), format!("{slot}: {out} falls out."))
        }
        None => locale.pick(format!("{slot}: en plads er ubemandet."), format!("{slot}: a seat is open.")),
    };
    let free = locale.pick("ledige", "free");
    let (label, text) = match found.candidates.len() {
        0 => (
            locale.pick("ingen ledig", "none free"),
            locale.pick("Ingen kan tage den.", "Nobody is free for it.").to_owned(),
        ),
        1 => (free, locale.pick("Én kunne tage den.", "One could take it.").to_owned()),
        many => (
            free,
            locale.pick(
                format!("{many} kunne tage den; den bedste for målene står først."),
                format!("{many} could take it; the best for the goals comes first."),
            ),
        ),
    };
    let mut sentences = vec![
        Sentence::judged(locale.pick("plads", "seat"), true, asked),
        Sentence::judged(label, !found.candidates.is_empty(), text),
    ];
    if !found.open.violations.is_empty() {
        let broken = locale.counted(
            found.open.violations.len() as u64,
            ["regel er brudt", "regler er brudt"],
            ["rule is broken", "rules are broken"],
        );
        let text = locale.pick(
            format!("{broken} i denne vagtplan bortset fra det; 'vagtplan verify' viser dem."),
            format!("{broken} in this roster apart from that; 'vagtplan verify' lists them."),
        );
        sentences.push(Sentence::judged(locale.pick("regler", "rules"), false, text));
    }
    sentences
}

fn candidates(instance: &Instance, seat: Seat, candidates: &[Candidate], on: &Terminal) -> String {
    let locale = &on.locale;
    let (shown, others) = candidates.split_at(candidates.len().min(SHOWN));
    let best = &candidates[0].judgement;
    let rows = shown.iter().map(|candidate| {
        let what = effect::candidate(locale, instance, seat, candidate);
        [person(locale, instance, candidate.staff), what, behind(locale, &candidate.judgement, best)]
    });
    let mut text = ranked(locale.pick("kunne tage den", "could take it"), rows, on);
    if !others.is_empty() {
        let names: Vec<String> = others.iter().map(|candidate| person(locale, instance, candidate.staff)).collect();
        let then = locale.pick("derefter, i denne rækkefølge", "then, in this order");
        text.push_str(&table::note(&format!("{then}: {}", names.join(", ")), on.width));
    }
    let legend = locale.pick(
        "12 af 11,50: vagter med denne, af et måltal; * mere end afrunding fra det; mål: det første mål, der er dårligere \
         end med den bedste, og hvor meget",
        "12 of 11.50: shifts with this one, of a target; * off by more than rounding; goals: the first goal of the ladder \
         that is worse than with the best one, and by how much",
    );
    text + &table::note(legend, on.width)
}

/// A numbered table of who, what it means, and how far it lies behind the first, which is the best.
fn ranked(who: &str, rows: impl Iterator<Item = [String; 3]>, on: &Terminal) -> String {
    let locale = &on.locale;
    let rows: Vec<[Cell; 3]> = rows
        .enumerate()
        .map(|(place, [who, what, behind])| {
            let behind = if place == 0 { locale.pick("bedst", "best").to_owned() } else { behind };
            [who, what, behind].map(Cell::plain)
        })
        .collect();
    let column = |of: usize| rows.iter().map(|row| row[of].clone()).collect();
    let columns = [
        Column::number("", (1..=rows.len()).map(|place| Cell::plain(place.to_string())).collect()),
        Column::text(who, column(0)),
        Column::text(locale.pick("derefter", "then"), column(1)),
        Column::word(locale.pick("mål", "goals"), column(2)),
    ];
    table::render(&columns, on.width)
}

fn behind(locale: &Locale, judgement: &Judgement, best: &Judgement) -> String {
    effect::behind(locale, first_difference(judgement, best))
}

fn excluded(instance: &Instance, found: &Substitutes, on: &Terminal) -> String {
    let locale = &on.locale;
    let mut rows: Vec<(&str, Vec<String>)> = Vec::new();
    for rule in Rule::by_precedence() {
        let held = found.excluded.iter().filter(|excluded| excluded.rules[0] == rule);
        let names: Vec<String> = held.map(|excluded| person(locale, instance, excluded.staff)).collect();
        if !names.is_empty() {
            rows.push((rule.row().held.of(locale.language()), names));
        }
    }
    let columns = [
        Column::word(locale.pick("kan ikke", "can't"), rows.iter().map(|(why, _)| Cell::plain(*why)).collect()),
        Column::number("", rows.iter().map(|(_, names)| Cell::plain(names.len().to_string())).collect()),
        Column::text(locale.pick("hvem", "who"), rows.iter().map(|(_, names)| Cell::plain(names.join(", "))).collect()),
    ];
    let note = locale.pick(
        "hver står under det første, der holder vedkommende tilbage; --json har dem alle",
        "each stands under the first thing that holds them back; --json has all of them",
    );
    table::render(&columns, on.width) + &table::note(note, on.width)
}

fn exchanges(instance: &Instance, seat: Seat, exchanges: &[Exchange], on: &Terminal) -> String {
    let locale = &on.locale;
    let best = &exchanges[0].judgement;
    let rows = exchanges.iter().map(|exchange| {
        let what = effect::exchange(locale, instance, seat, exchange);
        [told(locale, instance, exchange), what, behind(locale, &exchange.judgement, best)]
    });
    let note = locale.pick(
        "de bedste bytter over et andet tidsrum står først",
        "the best exchanges over a second window come first",
    );
    ranked(locale.pick("bytte", "exchange"), rows, on) + &table::note(note, on.width)
}

/// `Inge Klit (LEM1) moves here from mon 2026-01-05 08:00, Per Holm (SKI2) goes there`.
fn told(locale: &Locale, instance: &Instance, exchange: &Exchange) -> String {
    let [mover, filler] = [exchange.mover, exchange.filler].map(|staff| person(locale, instance, staff));
    let from = slot(locale, instance, exchange.from);
    locale.pick(
        format!("{mover} flytter hertil fra {from}, {filler} tager den"),
        format!("{mover} moves here from {from}, {filler} goes there"),
    )
}

fn person(locale: &Locale, instance: &Instance, staff: usize) -> String {
    locale.person(&instance.staff[staff])
}

fn slot(locale: &Locale, instance: &Instance, window: usize) -> String {
    locale.slot(instance.windows[window].date, instance.windows[window].start)
}
