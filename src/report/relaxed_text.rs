//! What `relax` shows: how many seats are missing, what fills them, and a list to phone through for each set.
//!
//! In: an instance, what was wanted and what was found. Out: text with ANSI styles, never wider than asked.

use crate::domain::Instance;
use crate::domain::concession::KINDS;
use crate::relaxation::{Relaxation, Set, Wanted};
use crate::report::facts::sentence::Sentence;
use crate::report::locale::Locale;
use crate::report::plan_text::heading;
use crate::report::relaxed::{home, said};
use crate::report::table::{self, Cell, Column, Terminal};

/// The most calls of a set that are shown: two screenfuls. A file has the rest.
const SHOWN: usize = 60;

/// The report.
pub fn render(instance: &Instance, wanted: &Wanted, found: &Relaxation, on: &Terminal) -> String {
    let locale = &on.locale;
    let mut text = heading(instance, locale) + "\n";
    text += &table::sentences(&sentences(instance, wanted, found, locale), on.width);
    let is_several = found.sets.len() > 1;
    for (set, number) in found.sets.iter().zip(1_u64..).filter(|(set, _)| !set.asked.is_empty()) {
        text.push('\n');
        if is_several {
            let title = locale.pick(format!("Forslag {number}"), format!("Set {number}"));
            text += &table::list(&[Column::text("", vec![Cell::strong(title)])], on.width);
        }
        text += &calls(instance, set, on);
    }
    if found.sets.iter().any(|set| !set.asked.is_empty()) {
        let note = locale.pick(
            "--apply NY_MAPPE laver en kopi af mappen, hvor et forslag er aftalt; relax.csv har rækkerne",
            "--apply NEW writes a copy of the folder in which a set is agreed on; relax.csv has the rows",
        );
        text += &format!("\n{}", table::note(note, on.width));
    }
    text
}

fn sentences(instance: &Instance, wanted: &Wanted, found: &Relaxation, locale: &Locale) -> Vec<Sentence> {
    let seats = |count: u64| locale.counted(count, ["plads", "pladser"], ["seat", "seats"]);
    let empty = |count: u64| {
        let words = (["plads ubemandet", "pladser ubemandede"], ["seat stays unfilled", "seats stay unfilled"]);
        locale.counted(count, words.0, words.1)
    };
    let now = locale.pick("nu", "now");
    let mut sentences = Vec::new();
    if found.now <= wanted.unfilled {
        let told = match found.now {
            0 => locale
                .pick(
                    "Ingen skal spørges: alle pladser kan bemandes, som mappen er.",
                    "Nobody has to be asked: every seat can be filled as the folder is.",
                )
                .to_owned(),
            now => locale.pick(
                format!("Ingen skal spørges: som mappen er, bliver kun {}.", empty(now)),
                format!("Nobody has to be asked: as the folder is, only {}.", empty(now)),
            ),
        };
        sentences.push(Sentence::judged(now, true, told));
        return sentences;
    }
    let least = locale.pick("færre kan det ikke blive", "no roster leaves fewer");
    sentences.push(Sentence::judged(
        now,
        false,
        format!(
            "{}; {least}.",
            locale.pick(
                format!("{} kan ikke bemandes, som mappen er", seats(found.now)),
                format!("{} cannot be filled as the folder is", seats(found.now)),
            )
        ),
    ));
    if found.falls_short(wanted) {
        let told = locale.pick(
            format!("Selv om alle, der må spørges, siger ja til alt, bliver {}.", empty(found.least)),
            format!("Whatever those who may be asked agree to, {}.", empty(found.least)),
        );
        sentences.push(Sentence::judged(locale.pick("rækker ikke", "not enough"), false, told));
    }
    let label = locale.pick("opkald", "to ask");
    let Some(set) = found.sets.first() else {
        let told = locale.pick(
            format!("Tiden gik, før der var et forslag. Det koster mindst {}.", found.at_least),
            format!("The time was over before there was a set. It costs at least {}.", found.at_least),
        );
        sentences.push(Sentence::judged(label, false, told));
        return sentences;
    };
    if set.asked.is_empty() {
        let told =
            locale.pick("Der er intet at spørge om, som ville hjælpe.", "There is nothing to ask for that would help.");
        sentences.push(Sentence::judged(label, false, told));
        return sentences;
    }
    sentences.push(Sentence::judged(label, found.is_proven(), enough(instance, found, set, locale)));
    if wanted.alternatives > 0 {
        let others = found.sets.len() as u64 - 1;
        let counted = locale.counted(others, ["andet forslag", "andre forslag"], ["other set", "other sets"]);
        let told = match (others, found.is_all) {
            (0, true) => locale.pick("Intet andet forslag er lige så billigt.", "No other set is as cheap.").to_owned(),
            (_, true) => locale.pick(
                format!("{counted} til samme pris; flere er der ikke."),
                format!("{counted} at the same price; there are no more."),
            ),
            (_, false) => locale.pick(
                format!("{counted} til samme pris; der er måske flere."),
                format!("{counted} at the same price; there may be more."),
            ),
        };
        sentences.push(Sentence::fact(locale.pick("andre", "others"), told));
    }
    sentences
}

/// What the first set is enough for, and that none is cheaper.
fn enough(instance: &Instance, found: &Relaxation, set: &Set, locale: &Locale) -> String {
    let things = locale.counted(
        set.asked.len() as u64,
        ["aftale er nok", "aftaler er nok"],
        ["agreement is enough", "agreements are enough"],
    );
    let seats = locale.counted(
        found.target,
        ["plads er ubemandet", "pladser er ubemandede"],
        ["seat stays unfilled", "seats stay unfilled"],
    );
    let first = match found.target {
        0 => locale.pick(format!("{things} til at bemande alle pladser"), format!("{things} to fill every seat")),
        _ => locale.pick(format!("{things} til, at højst {seats}"), format!("{things} so that at most {seats}")),
    };
    let is_one_price = KINDS.into_iter().all(|kind| instance.prices.of(kind) == 1);
    let (price, at_least) = (set.price, found.at_least);
    match (is_one_price, found.is_proven()) {
        (true, true) => locale.pick(
            format!("{first}; det er bevist, at færre ikke er nok."),
            format!("{first}; it is proven that fewer are not."),
        ),
        (true, false) => locale.pick(
            format!("{first}. Tiden gik, før det var bevist, at færre ikke er nok: der skal mindst {at_least} til."),
            format!("{first}. The time was over before it was proven that fewer are not: it takes {at_least} at least."),
        ),
        (false, true) => locale.pick(
            format!("{first} til prisen {price}; det er bevist, at intet er billigere."),
            format!("{first} at the price of {price}; it is proven that nothing is cheaper."),
        ),
        (false, false) => locale.pick(
            format!("{first} til prisen {price}. Tiden gik, før det var bevist, at intet er billigere: det koster mindst {at_least}."),
            format!("{first} at the price of {price}. The time was over before it was proven that nothing is cheaper: it costs {at_least} at least."),
        ),
    }
}

/// The list to phone through: each municipality and each person is named where their calls begin.
fn calls(instance: &Instance, set: &Set, on: &Terminal) -> String {
    let locale = &on.locale;
    let is_one_price = KINDS.into_iter().all(|kind| instance.prices.of(kind) == 1);
    let (mut towns, mut people, mut fills, mut prices) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut last = None;
    let shown = if on.full { set.asked.len() } else { set.asked.len().min(SHOWN) };
    for asked in &set.asked[..shown] {
        let (town, person) = (home(instance, asked.concession), asked.concession.staff());
        let is_town = last.is_some_and(|(before, _)| before == town);
        let name = person.map_or_else(
            || locale.pick("kommunen", "the municipality").to_owned(),
            |person| locale.person(&instance.staff[person]),
        );
        let town_name = if is_town { String::new() } else { instance.municipalities[town].name.clone() };
        towns.push(Cell::strong(town_name));
        people.push(Cell::plain(if last == Some((town, person)) { String::new() } else { name }));
        last = Some((town, person));
        let slot = |window: usize| {
            let window = &instance.windows[window];
            locale.slot(window.date, window.start)
        };
        fills.push(Cell::plain(asked.fills.map_or_else(String::new, slot)));
        prices.push(Cell::plain(asked.price.to_string()));
    }
    let words = said(instance, set, locale).into_iter().take(shown).map(Cell::plain).collect();
    let mut columns = vec![
        Column::word(locale.pick("kommune", "municipality"), towns),
        Column::word(locale.pick("hvem", "whom"), people),
        Column::text(locale.pick("bedes om", "ask for"), words),
        Column::word(locale.pick("bemander", "fills"), fills),
    ];
    if !is_one_price {
        columns.push(Column::number(locale.pick("pris", "price"), prices));
    }
    let hidden = (set.asked.len() - shown) as u64;
    let more = locale.pick(
        format!("{} til; relax.csv har dem alle, og --tables viser dem", locale.whole(hidden)),
        format!("{} more; relax.csv has them all, and --tables shows them", locale.whole(hidden)),
    );
    let more = if hidden == 0 { String::new() } else { table::note(&more, on.width) };
    table::render(&columns, on.width) + &more
}
