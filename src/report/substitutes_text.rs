//! What `substitutes` shows: who can take the seat, best first, who can't and why, and exchanges over a second window.
//!
//! In: an instance, the seat and who was found for it. Out: text with ANSI styles, never wider than asked. However many
//! staff there are, it fits a page or two: those far down the list are named in its order, without figures.

use chrono::Datelike;

use crate::domain::Instance;
use crate::domain::calendar::weekday_name;
use crate::domain::language::Language;
use crate::domain::rule::Rule;
use crate::report::effect::{behind, burdens, ordinal, standing, wish};
use crate::report::numbers::counted;
use crate::report::plan_text::heading;
use crate::report::table::{self, Cell, Column};
use crate::report::verdict::{self, Verdict};
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
    width: u16,
) -> String {
    let mut parts = vec![heading(instance), verdict::render(&verdicts(instance, seat, found), width)];
    if !found.candidates.is_empty() {
        parts.push(candidates(instance, seat, &found.candidates, width));
    }
    if !found.excluded.is_empty() {
        parts.push(excluded(instance, found, width));
    }
    match exchanges {
        Some([]) => parts.push(table::note("no exchange over another window breaks no rule", width)),
        Some(exchanges) => parts.push(self::exchanges(instance, seat, exchanges, width)),
        None => {}
    }
    parts.join("\n")
}

fn verdicts(instance: &Instance, seat: Seat, found: &Substitutes) -> Vec<Verdict> {
    let slot = slot(instance, seat.window);
    let asked = match seat.out {
        Some(out) => format!("{slot}: {} falls out.", person(instance, out)),
        None => format!("{slot}: a seat is open."),
    };
    let (label, text) = match found.candidates.len() {
        0 => ("none free", "Nobody is free for it.".to_owned()),
        1 => ("free", "One could take it.".to_owned()),
        many => ("free", format!("{many} could take it; the best for the goals comes first.")),
    };
    let mut verdicts = vec![
        Verdict { label: "seat", good: true, text: asked },
        Verdict { label, good: !found.candidates.is_empty(), text },
    ];
    if !found.open.violations.is_empty() {
        let broken = counted(found.open.violations.len() as u64, "rule is broken", "rules are broken");
        let text = format!("{broken} in this roster apart from that; 'vagtplan verify' lists them.");
        verdicts.push(Verdict { label: "rules", good: false, text });
    }
    verdicts
}

fn candidates(instance: &Instance, seat: Seat, candidates: &[Candidate], width: u16) -> String {
    let (shown, others) = candidates.split_at(candidates.len().min(SHOWN));
    let column = |cell: &dyn Fn(usize, &Candidate) -> String| {
        shown.iter().enumerate().map(|(place, candidate)| Cell::plain(cell(place, candidate))).collect::<Vec<Cell>>()
    };
    let best = &candidates[0].judgement;
    let columns = [
        Column::number("", column(&|place, _| (place + 1).to_string())),
        Column::text("could take it", column(&|_, candidate| person(instance, candidate.staff))),
        Column::text("then", column(&|_, candidate| effect(instance, seat, candidate))),
        Column::word("goals", column(&|place, candidate| place_of(place, &candidate.judgement, best))),
    ];
    let mut text = table::render(&columns, width);
    if !others.is_empty() {
        let names: Vec<String> = others.iter().map(|candidate| person(instance, candidate.staff)).collect();
        text.push_str(&table::note(&format!("then, in this order: {}", names.join(", ")), width));
    }
    text.push_str(&table::note(&legend(), width));
    text
}

/// `Lemvig 12 of 11.50, evening 3 of 1.66; 5th shift; avoids it`.
pub fn effect(instance: &Instance, seat: Seat, candidate: &Candidate) -> String {
    let staff = &instance.staff[candidate.staff];
    let standing = standing(instance, &candidate.judgement, staff.municipality, seat.window);
    let whose = if staff.is_pool() { "the pool's " } else { "" };
    let shift = ordinal(candidate.shifts);
    let wish = wish(instance, candidate.staff, seat.window).map_or_else(String::new, |wish| format!("; {wish}"));
    format!("{standing}; {whose}{shift} shift{wish}")
}

/// `Lemvig 12 of 11.50; Aarhus evening 4 of 3.61; Inge Klit avoids it`: the filler's municipality has one shift more, and
/// the mover's has another burden, if anything.
pub fn exchange_effect(instance: &Instance, seat: Seat, exchange: &Exchange) -> String {
    let Exchange { mover, from, filler, judgement } = exchange;
    let (here, there) = (&instance.windows[seat.window].burdens, &instance.windows[*from].burdens);
    let moved: Vec<usize> = (0..instance.burdens.len()).filter(|c| here.contains(c) != there.contains(c)).collect();
    let home = |staff: usize| instance.staff[staff].municipality;
    let mut parts = if home(*mover) == home(*filler) {
        vec![standing(instance, judgement, home(*filler), seat.window)]
    } else {
        vec![standing(instance, judgement, home(*filler), *from)]
    };
    if home(*mover) != home(*filler) && !moved.is_empty() {
        parts.push(burdens(instance, judgement, home(*mover), &moved));
    }
    for (staff, window) in [(*mover, seat.window), (*filler, *from)] {
        if let Some(wish) = wish(instance, staff, window) {
            parts.push(format!("{} {wish}", instance.staff[staff].name));
        }
    }
    parts.join("; ")
}

fn place_of(place: usize, judgement: &Judgement, best: &Judgement) -> String {
    if place == 0 { "best".to_owned() } else { behind(first_difference(judgement, best)) }
}

fn legend() -> String {
    "12 of 11.50: shifts with this one, of a target; * off by more than rounding; goals: the first goal of the ladder \
     that is worse than with the best one, and by how much"
        .to_owned()
}

fn excluded(instance: &Instance, found: &Substitutes, width: u16) -> String {
    let mut rows: Vec<(&str, Vec<String>)> = Vec::new();
    for rule in Rule::by_precedence() {
        let held = found.excluded.iter().filter(|excluded| excluded.rules[0] == rule);
        let names: Vec<String> = held.map(|excluded| person(instance, excluded.staff)).collect();
        if !names.is_empty() {
            rows.push((rule.row().held.of(Language::English), names));
        }
    }
    let columns = [
        Column::word("can't", rows.iter().map(|(why, _)| Cell::plain(*why)).collect()),
        Column::number("", rows.iter().map(|(_, names)| Cell::plain(names.len().to_string())).collect()),
        Column::text("who", rows.iter().map(|(_, names)| Cell::plain(names.join(", "))).collect()),
    ];
    let note = "each stands under the first thing that holds them back; --json has all of them";
    table::render(&columns, width) + &table::note(note, width)
}

fn exchanges(instance: &Instance, seat: Seat, exchanges: &[Exchange], width: u16) -> String {
    let column = |cell: &dyn Fn(usize, &Exchange) -> String| {
        exchanges.iter().enumerate().map(|(place, exchange)| Cell::plain(cell(place, exchange))).collect::<Vec<Cell>>()
    };
    let best = &exchanges[0].judgement;
    let columns = [
        Column::number("", column(&|place, _| (place + 1).to_string())),
        Column::text("exchange", column(&|_, exchange| told(instance, exchange))),
        Column::text("then", column(&|_, exchange| exchange_effect(instance, seat, exchange))),
        Column::word("goals", column(&|place, exchange| place_of(place, &exchange.judgement, best))),
    ];
    table::render(&columns, width) + &table::note("the best exchanges over a second window come first", width)
}

/// `Inge Klit (LEM1) moves here from mon 2026-01-05 08:00, Per Holm (SKI2) goes there`.
fn told(instance: &Instance, exchange: &Exchange) -> String {
    let (mover, filler) = (person(instance, exchange.mover), person(instance, exchange.filler));
    format!("{mover} moves here from {}, {filler} goes there", slot(instance, exchange.from))
}

/// `Inge Klit (LEM1)`, or the id where the name says no more.
pub fn person(instance: &Instance, staff: usize) -> String {
    let staff = &instance.staff[staff];
    if staff.name == staff.id { staff.id.clone() } else { format!("{} ({})", staff.name, staff.id) }
}

/// `mon 2026-01-05 08:00`.
pub fn slot(instance: &Instance, window: usize) -> String {
    let window = &instance.windows[window];
    format!("{} {} {}", weekday_name(window.date.weekday()), window.date, window.start.format("%H:%M"))
}
