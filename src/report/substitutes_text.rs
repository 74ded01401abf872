//! What `substitutes` shows: who can take the seat, best first, whether somebody is better than who sits there now, who can't and why,
//! and exchanges over a second window.
//!
//! In: an instance, the window and who was found for it. Out: text with ANSI styles, never wider than asked. However many
//! staff there are, it fits a page or two: those far down the list are named in its order, without figures.

use crate::domain::Instance;
use crate::domain::rule::Rule;
use crate::report::effect;
use crate::report::facts::sentence::Sentence;
use crate::report::facts::verdict;
use crate::report::locale::Locale;
use crate::report::plan_text::heading;
use crate::report::table::{self, Cell, Column, Terminal};
use crate::substitution::{Exchange, Substitutes, first_difference};
use crate::verify::Judgement;

/// The most candidates with figures; the others follow by name.
const SHOWN: usize = 20;

/// The report. `exchanges` is `None` where nobody asked for any.
pub fn render(
    instance: &Instance,
    window: usize,
    found: &Substitutes,
    exchanges: Option<&[Exchange]>,
    on: &Terminal,
) -> String {
    [heading(instance, &on.locale), seat(instance, window, found, exchanges, on)].join("\n")
}

/// The same without the heading.
pub fn seat(
    instance: &Instance,
    window: usize,
    found: &Substitutes,
    exchanges: Option<&[Exchange]>,
    on: &Terminal,
) -> String {
    let locale = &on.locale;
    let mut parts = vec![table::sentences(&sentences(locale, instance, window, found), on.width)];
    if !found.candidates.is_empty() {
        parts.push(candidates(instance, window, found, on));
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
        Some(exchanges) => parts.push(self::exchanges(instance, window, exchanges, several(found), on)),
        None => {}
    }
    parts.join("\n")
}

/// Whether the seats of several people are tried in turn.
fn several(found: &Substitutes) -> bool {
    found.sitting.len() > 1
}

fn sentences(locale: &Locale, instance: &Instance, window: usize, found: &Substitutes) -> Vec<Sentence> {
    let mut sentences = vec![
        Sentence::judged(locale.pick("plads", "seat"), true, asked(locale, instance, window, found)),
        free(locale, found),
    ];
    sentences.extend(now(locale, instance, found));
    if !found.fixed.is_empty() {
        let names: Vec<String> = found.fixed.iter().map(|&staff| person(locale, instance, staff)).collect();
        let names = locale.list(&names);
        let text = locale.pick(
            format!("{names} er låst der i locks.csv og er ikke prøvet."),
            format!("{names}: fixed there by locks.csv, and not tried."),
        );
        sentences.push(Sentence::fact(locale.pick("låse", "locks"), text));
    }
    let elsewhere = found.open.as_ref().unwrap_or(&found.now).violations.len() as u64;
    if elsewhere > 0 {
        let broken =
            locale.counted(elsewhere, ["regel er brudt", "regler er brudt"], ["rule is broken", "rules are broken"]);
        let text = match found.open {
            Some(_) => locale.pick(
                format!("{broken} i denne vagtplan bortset fra det; 'vagtplan verify' viser dem."),
                format!("{broken} in this roster apart from that; 'vagtplan verify' lists them."),
            ),
            None => locale.pick(
                format!("{broken} i denne vagtplan; 'vagtplan verify' viser dem."),
                format!("{broken} in this roster; 'vagtplan verify' lists them."),
            ),
        };
        sentences.push(Sentence::judged(locale.pick("regler", "rules"), false, text));
    }
    sentences
}

/// What was asked.
fn asked(locale: &Locale, instance: &Instance, window: usize, found: &Substitutes) -> String {
    let slot = slot(locale, instance, window);
    match found.sitting.as_slice() {
        [] => locale.pick(format!("{slot}: en plads er ubemandet."), format!("{slot}: a seat is open.")),
        [one] => {
            let out = person(locale, instance, one.staff);
            locale.pick(format!("{slot}: {out} falder ud."), format!("{slot}: {out} falls out."))
        }
        _ => locale.pick(
            format!("{slot}: alle pladser er besat; hver, der sidder der, prøves erstattet."),
            format!("{slot}: every seat is taken; each of who sits there is replaced in turn."),
        ),
    }
}

/// How many could take it.
fn free(locale: &Locale, found: &Substitutes) -> Sentence {
    let free = locale.pick("ledige", "free");
    let (label, text) = match found.free as u64 {
        0 => (
            locale.pick("ingen ledig", "none free"),
            locale.pick("Ingen kan tage den.", "Nobody is free for it.").to_owned(),
        ),
        1 => (free, locale.pick("Én kunne tage den.", "One could take it.").to_owned()),
        many if several(found) => {
            let many = locale.whole(many);
            (
                free,
                locale.pick(
                    format!("{many} kunne tage en af dem; den bedste erstatning for målene står først."),
                    format!("{many} could take one of them; the best replacement for the goals comes first."),
                ),
            )
        }
        many => {
            let many = locale.whole(many);
            (
                free,
                locale.pick(
                    format!("{many} kunne tage den; den bedste for målene står først."),
                    format!("{many} could take it; the best for the goals comes first."),
                ),
            )
        }
    };
    Sentence::judged(label, found.free > 0, text)
}

/// Whether somebody would be better than who sits there now, as the ladder ranks rosters; nothing of an open seat, and nothing where
/// nobody could take it.
fn now(locale: &Locale, instance: &Instance, found: &Substitutes) -> Vec<Sentence> {
    let label = locale.pick("nu", "now");
    let mut sentences: Vec<Sentence> = Vec::new();
    for sitting in found.sitting.iter().filter(|sitting| !sitting.breaks.is_empty()) {
        let who = person(locale, instance, sitting.staff);
        let held: Vec<&str> = sitting.breaks.iter().map(|rule| rule.row().held.of(locale.language())).collect();
        let held = held.join(", ");
        let text = locale.pick(
            format!("{who} sidder der mod reglerne: {held}."),
            format!("{who} sits there against the rules: {held}."),
        );
        sentences.push(Sentence::judged(label, false, text));
    }
    let Some(best) = found.candidates.first().filter(|best| best.out.is_some()) else { return sentences };
    let one = found.sitting.first().filter(|_| !several(found)).map(|one| person(locale, instance, one.staff));
    if let Some((rung, more)) = first_difference(&best.judgement, &found.now).filter(|_| found.better > 0) {
        let value =
            |judgement: &Judgement| judgement.values.iter().find(|(of, _)| *of == rung).map(|&(_, value)| value);
        let after = value(&best.judgement).unwrap_or_default();
        let change =
            format!("{} {} → {}", verdict::goal(locale, rung), locale.value(after - more), locale.value(after));
        let best_one = person(locale, instance, best.staff);
        let whom = best.out.map_or_else(String::new, |out| person(locale, instance, out));
        let text = match found.better as u64 {
            1 => locale.pick(
                format!("{best_one} ville være bedre for målene end {whom}, som sidder der nu: {change}."),
                format!("{best_one} would be better for the goals than {whom}, who sits there now: {change}."),
            ),
            many if several(found) => {
                let many = locale.whole(many);
                locale.pick(
                    format!("{many} erstatninger ville være bedre for målene end dem, der sidder der nu, bedst {best_one} for {whom}: {change}."),
                    format!("{many} replacements would be better for the goals than who sits there now, best {best_one} for {whom}: {change}."),
                )
            }
            many => {
                let many = locale.whole(many);
                locale.pick(
                    format!("De første {many} er bedre for målene end {whom}, som sidder der nu; med {best_one}: {change}."),
                    format!("The first {many} are better for the goals than {whom}, who sits there now; with {best_one}: {change}."),
                )
            }
        };
        sentences.push(Sentence::fact(label, text));
        return sentences;
    }
    let same = found.candidates.iter().take_while(|one| first_difference(&one.judgement, &found.now).is_none());
    let same = same.count() as u64;
    let nobody = match &one {
        Some(one) => locale.pick(
            format!("Ingen er bedre for målene end {one}, som sidder der nu"),
            format!("Nobody is better for the goals than {one}, who sits there now"),
        ),
        None => locale
            .pick(
                "Ingen er bedre for målene end dem, der sidder der nu",
                "Nobody is better for the goals than who sits there now",
            )
            .to_owned(),
    };
    let equal = match same {
        0 => String::new(),
        1 => locale.pick("; den første er lige så god", "; the first is as good").to_owned(),
        many => {
            let many = locale.whole(many);
            locale.pick(format!("; de første {many} er lige så gode"), format!("; the first {many} are as good"))
        }
    };
    sentences.push(Sentence::judged(label, true, format!("{nobody}{equal}.")));
    sentences
}

fn candidates(instance: &Instance, window: usize, found: &Substitutes, on: &Terminal) -> String {
    let (locale, several) = (&on.locale, several(found));
    let (shown, others) = found.candidates.split_at(found.candidates.len().min(SHOWN));
    let best = &found.candidates[0].judgement;
    let rows = shown.iter().map(|candidate| {
        let mut row = vec![person(locale, instance, candidate.staff)];
        row.extend(candidate.out.filter(|_| several).map(|out| person(locale, instance, out)));
        row.push(match several {
            true => effect::replacement(locale, instance, window, candidate),
            false => effect::candidate(locale, instance, window, candidate),
        });
        row.push(behind(locale, &candidate.judgement, best));
        row
    });
    let mut who = vec![locale.pick("kunne tage den", "could take it")];
    who.extend(several.then(|| locale.pick("i stedet for", "instead of")));
    let mut text = ranked(&who, rows, on);
    let more = found.possible.saturating_sub(shown.len());
    if more > 0 {
        let text_of_more = if several {
            let more = locale.whole(more as u64);
            locale.pick(format!("og {more} mere efter dem"), format!("and {more} more after them"))
        } else {
            let names: Vec<String> = others.iter().map(|candidate| person(locale, instance, candidate.staff)).collect();
            let then = locale.pick("derefter, i denne rækkefølge", "then, in this order");
            format!("{then}: {}", names.join(", "))
        };
        text.push_str(&table::note(&text_of_more, on.width));
    }
    let legend = locale.pick(
        "12 af 11,50: vagter med denne, af et måltal; * mere end afrunding fra det; mål: det første mål, der er dårligere \
         end med den bedste, og hvor meget",
        "12 of 11.50: shifts with this one, of a target; * off by more than rounding; goals: the first goal of the ladder \
         that is worse than with the best one, and by how much",
    );
    text + &table::note(legend, on.width)
}

/// A numbered table of who, what it means, and how far it lies behind the first, which is the best. `who` are the titles of the
/// columns before those two.
fn ranked(who: &[&str], rows: impl Iterator<Item = Vec<String>>, on: &Terminal) -> String {
    let locale = &on.locale;
    let mut rows: Vec<Vec<String>> = rows.collect();
    if let Some(last) = rows.first_mut().and_then(|first| first.last_mut()) {
        *last = locale.pick("bedst", "best").to_owned();
    }
    let column = |of: usize| rows.iter().filter_map(|row| row.get(of)).map(Cell::plain).collect();
    let mut columns = vec![Column::number("", (1..=rows.len()).map(|place| Cell::plain(place.to_string())).collect())];
    let titles = who.iter().copied().chain([locale.pick("derefter", "then")]);
    columns.extend(titles.enumerate().map(|(of, title)| Column::text(title, column(of))));
    columns.push(Column::word(locale.pick("mål", "goals"), column(who.len() + 1)));
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

fn exchanges(instance: &Instance, window: usize, exchanges: &[Exchange], several: bool, on: &Terminal) -> String {
    let locale = &on.locale;
    let best = &exchanges[0].judgement;
    let rows = exchanges.iter().map(|exchange| {
        let mut row = vec![told(locale, instance, exchange)];
        row.extend(exchange.out.filter(|_| several).map(|out| person(locale, instance, out)));
        row.push(effect::exchange(locale, instance, window, exchange));
        row.push(behind(locale, &exchange.judgement, best));
        row
    });
    let note = locale.pick(
        "de bedste bytter over et andet tidsrum står først",
        "the best exchanges over a second window come first",
    );
    let mut who = vec![locale.pick("bytte", "exchange")];
    who.extend(several.then(|| locale.pick("i stedet for", "instead of")));
    ranked(&who, rows, on) + &table::note(note, on.width)
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
