//! What `surge` shows besides what `replan` does: how many more seats, how many of them were filled, what that is to each municipality,
//! and who was asked for what stays open.
//!
//! In: an instance with the seats, the surge, and for each seat that stays open who was found for it. Out: text with ANSI styles.

use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::domain::surge::Surge;
use crate::report::absent_text::{self, Open};
use crate::report::facts::sentence::Sentence;
use crate::report::figures::{surge, terminal};
use crate::report::table::{self, Terminal};
use crate::verify::Judgement;

/// The first lines of the report: when there are more seats, and how many of them somebody sits on.
pub fn heading(instance: &Instance, roster: &Roster, surge: &Surge, on: &Terminal) -> String {
    let locale = &on.locale;
    let days = match surge.days.from == surge.days.to {
        true => locale.date(surge.days.from),
        false => locale.pick(
            format!("{} til {}", locale.date(surge.days.from), locale.date(surge.days.to)),
            format!("{} to {}", locale.date(surge.days.from), locale.date(surge.days.to)),
        ),
    };
    let sum = |of: fn(&crate::domain::surge::Raised) -> u32| {
        surge.windows.iter().map(|window| u64::from(of(window))).sum::<u64>()
    };
    let (was, seats) = (sum(|window| window.was), sum(|window| window.seats));
    let is_raised = |w: &usize| {
        let window = &instance.windows[*w];
        surge.windows.iter().any(|raised| (raised.date, raised.start) == (window.date, window.start))
    };
    let filled: u64 = (0..instance.windows.len()).filter(is_raised).map(|w| roster.shifts[w].len() as u64).sum();
    let windows = locale.counted(surge.windows.len() as u64, ["tidsrum", "tidsrum"], ["window", "windows"]);
    let [was, now, taken] = [was, seats, filled].map(|seats| locale.whole(seats));
    let text = locale.pick(
        format!("{days}: {windows} får {now} pladser i stedet for {was}; {taken} af dem er bemandet."),
        format!("{days}: {windows} get {now} seats instead of {was}; {taken} of them are filled."),
    );
    table::sentences(&[Sentence::judged(locale.pick("ekstra", "surge"), filled == seats, text)], on.width) + "\n"
}

/// What stands above the verdict.
pub fn rest(
    instance: &Instance,
    (before, after): (&Judgement, &Judgement),
    (roster, of): (&Roster, &Surge),
    (messages, open, folder): (&str, &[Open], &str),
    on: &Terminal,
) -> String {
    let locale = &on.locale;
    let windows = surge::windows(instance, roster, &of.windows).only(&["window", "seats_before", "seats", "filled"]);
    let members = surge::members(instance, before, after).only(&[
        "municipality_name",
        "shifts_more",
        "owed_more",
        "credit",
        "deviation",
    ]);
    let mut parts = vec![terminal::render(&windows, on)];
    if !members.is_empty() {
        let meaning = locale.pick(
            "vagter: flere end i den offentliggjorte plan; forpligtelse: mere, fordi der er flere pladser; til gode: forskellen, som \
             saldoen får ved 'vagtplan close'; afvigelse: vagter minus måltal i hele perioden",
            "shifts: more than in the published roster; entitled: more, since there are more seats; credit: the difference, which the balance \
             gets with 'vagtplan close'; deviation: shifts less target, over the period",
        );
        parts.push(terminal::render(&members, on) + &table::note(meaning, on.width));
    }
    parts.push(absent_text::rest(instance, messages, open, on));
    if !open.is_empty() {
        let text = locale.pick(
            format!("'vagtplan relax {folder}' finder de færreste at spørge, og om hvad"),
            format!("'vagtplan relax {folder}' finds the fewest people to ask, and for what"),
        );
        parts.push(table::note(&text, on.width));
    }
    parts.join("\n")
}
