//! What `demand` shows: seats by day of the week and start, what callers find with them, and how good the forecast is.
//!
//! In: an instance, outlooks, what was tried by chance. Out: text, never wider than asked.

use chrono::{NaiveTime, Weekday};
use num_traits::{ToPrimitive, Zero};

use super::{answered, per_cent, wait, waits};
use crate::callers::outlook::{Outlooks, Slot};
use crate::callers::seats::{self, Served};
use crate::domain::Instance;
use crate::queueing::simulation::Observed;
use crate::report::locale::Locale;
use crate::report::plan_text::heading;
use crate::report::table::{self, Cell, Column, Terminal};

/// The report.
pub fn render(
    instance: &Instance,
    outlooks: &Outlooks,
    planned: &[Served],
    tried: &[((Weekday, NaiveTime), Observed)],
    on: &Terminal,
) -> String {
    let locale = &on.locale;
    let mut text = format!("{}\n{}", heading(instance, locale), slots(instance, outlooks, planned, tried, on));
    text.push('\n');
    for line in sentences(instance, outlooks, planned, locale) {
        text.push_str(&table::note(&line, on.width));
    }
    text
}

/// A row for each start of each day of the week.
fn slots(
    instance: &Instance,
    outlooks: &Outlooks,
    planned: &[Served],
    tried: &[((Weekday, NaiveTime), Observed)],
    on: &Terminal,
) -> String {
    let locale = &on.locale;
    let slots = outlooks.slots(instance);
    let of = |slot: &Slot, seats: &dyn Fn(usize) -> u32| range(slot.windows.iter().map(|&number| seats(number)));
    let seats = |slot: &Slot| of(slot, &|number| instance.windows[outlooks.windows[number].window].seats);
    let need = |slot: &Slot| of(slot, &|number| outlooks.windows[number].need.seats);
    let column = |cell: &dyn Fn(&Slot) -> Cell| slots.iter().map(cell).collect::<Vec<Cell>>();
    let with_planned = |slot: &Slot| seats::together(slot.windows.iter().map(|&number| &planned[number]));
    let with_needed =
        |slot: &Slot| seats::together(slot.windows.iter().map(|&number| &outlooks.windows[number].needed));
    let targets = seats::targets(&instance.service);
    let key = Column::word(
        locale.pick("tidsrum", "window"),
        column(&|slot| Cell::plain(format!("{} {}", locale.short_weekday(slot.day), slot.start.format("%H:%M")))),
    );
    let short = |slot: &Slot| {
        slot.windows.iter().any(|&number| {
            instance.windows[outlooks.windows[number].window].seats < outlooks.windows[number].need.seats
        })
    };
    let calls = |slot: &Slot| {
        let served = with_planned(slot);
        locale.decimal(served.calls / slot.windows.len().max(1) as f64, 0)
    };
    let three = |title: [&str; 2], served: &dyn Fn(&Slot) -> Served| {
        let [danish, english] = title;
        let part = |slot: &Slot| {
            let answer = served(slot).answer;
            Cell::judged(answer.answered >= targets.answered, per_cent(locale, answer.answered))
        };
        let wait_of = |slot: &Slot| {
            let answer = served(slot).answer;
            let good = answer.mean_wait.is_some_and(|wait| wait <= targets.mean_wait);
            Cell::judged(good, waits(locale, &answer))
        };
        let busy = |slot: &Slot| Cell::plain(per_cent(locale, served(slot).answer.occupancy));
        vec![
            Column::number(
                locale.pick(format!("{danish}: besvaret %"), format!("{english}: answered %")),
                column(&part),
            ),
            Column::number(locale.pick("ventetid", "wait"), column(&wait_of)),
            Column::number(locale.pick("optaget %", "busy %"), column(&busy)),
        ]
    };
    let first = vec![
        Column::number(locale.pick("opkald", "calls"), column(&|slot| Cell::plain(calls(slot)))),
        Column::number(locale.pick("pladser", "seats"), column(&|slot| Cell::plain(seats(slot)))),
        Column::number(locale.pick("behov", "needed"), column(&|slot| Cell::judged(!short(slot), need(slot)))),
    ];
    let chance = |slot: &Slot| {
        let seen = tried.iter().find(|(known, _)| *known == (slot.day, slot.start)).map(|(_, observed)| observed);
        Cell::plain(seen.map_or_else(String::new, |seen| {
            format!("{}, {}", per_cent(locale, seen.answered.mean), wait(locale, Some(seen.mean_wait.mean)))
        }))
    };
    let mut needed = three(["behov", "needed"], &with_needed);
    needed.push(Column::number(locale.pick("simuleret", "simulated"), column(&chance)));
    table::stack(&key, &[first, three(["som planlagt", "as planned"], &with_planned), needed], on.width)
}

/// One number, or the least and the most.
fn range(numbers: impl Iterator<Item = u32> + Clone) -> String {
    match numbers.clone().min().zip(numbers.max()) {
        Some((least, most)) if least == most => least.to_string(),
        Some((least, most)) => format!("{least}–{most}"),
        None => String::new(),
    }
}

/// What it comes to, and what was reckoned with.
pub fn sentences(instance: &Instance, outlooks: &Outlooks, planned: &[Served], locale: &Locale) -> Vec<String> {
    let service = &instance.service;
    let all = seats::together(planned);
    let needed = seats::together(outlooks.windows.iter().map(|one| &one.needed));
    let seats: u64 = outlooks.windows.iter().map(|one| u64::from(instance.windows[one.window].seats)).sum();
    let need: u64 = outlooks.windows.iter().map(|one| u64::from(one.need.seats)).sum();
    let whole = |number: f64| locale.whole(number.round().max(0.0) as u64);
    let said = |served: &Served| answered(locale, served);
    let windows = locale.counted(outlooks.windows.len() as u64, ["tidsrum", "tidsrum"], ["window", "windows"]);
    let (calls, [have, want]) = (whole(all.calls), [seats, need].map(|number| locale.whole(number)));
    let mut lines = vec![
        locale.pick(
            format!("{windows} med {calls} opkald: {want} pladser er nødvendige, {have} er planlagt"),
            format!("{windows} with {calls} calls: {want} seats are needed, {have} are planned"),
        ),
        locale.pick(
            format!("med de planlagte pladser: {}; {} opkald går tabt", said(&all), whole(all.lost)),
            format!("with the seats that are planned: {}; {} calls are lost", said(&all), whole(all.lost)),
        ),
        locale.pick(
            format!("med de nødvendige: {}; {} opkald går tabt", said(&needed), whole(needed.lost)),
            format!("with those that are needed: {}; {} calls are lost", said(&needed), whole(needed.lost)),
        ),
    ];
    let (part, longest) =
        (per_cent(locale, seats::targets(service).answered), wait(locale, Some(f64::from(service.mean_wait_seconds))));
    lines.push(locale.pick(
        format!("mål i hvert interval: mindst {part}\u{a0}% besvares, højst {longest} i gennemsnitlig ventetid"),
        format!("targets in each interval: at least {part}% answered, a mean wait of at most {longest}"),
    ));
    lines.push(match service.patience_seconds {
        Some(patience) => {
            let patience = wait(locale, Some(f64::from(patience)));
            locale.pick(
                format!("borgere lægger på efter {patience} i gennemsnit (Erlang A)"),
                format!("callers hang up after {patience} on average (Erlang A)"),
            )
        }
        None => locale
            .pick(
                "der regnes med, at ingen lægger på (Erlang C), så ventetiden afgør; skriv patience_seconds under [demand], hvis tålmodigheden kendes",
                "nobody is taken to hang up (Erlang C), so the wait decides; write patience_seconds under [demand] if patience is known",
            )
            .to_owned(),
    });
    if !service.shrinkage.is_zero() {
        let away = per_cent(locale, service.shrinkage.to_f64().unwrap_or(0.0));
        lines.push(locale.pick(
            format!("{away}\u{a0}% af hver vagt går med andet end telefonen: pauser og oplæring"),
            format!("{away}% of each shift are away from the phones: breaks and training"),
        ));
    }
    if outlooks.sources().1 > 0 && !(service.growth.is_zero() && service.deflected.is_zero()) {
        const HUNDRED: u32 = 100;
        let growth = locale.hundredths(&(&service.growth * crate::domain::Exact::from_integer(HUNDRED.into())), 0);
        let deflected = per_cent(locale, service.deflected.to_f64().unwrap_or(0.0));
        lines.push(locale.pick(
            format!("prognosen regner med {growth} opkald i forhold til før, og at andre kanaler overtager {deflected}\u{a0}% af dem"),
            format!("the forecast counts with {growth} calls compared with before, {deflected}% of which other channels take over"),
        ));
    }
    lines.extend(reckoned(outlooks, locale));
    lines.extend(left_out(instance, outlooks, locale));
    lines
}

/// Where the calls are from, and how good such forecasts have been.
fn reckoned(outlooks: &Outlooks, locale: &Locale) -> Vec<String> {
    let (given, past) = outlooks.sources();
    let mut lines = Vec::new();
    if past > 0 {
        let windows = locale.counted(past as u64, ["tidsrum", "tidsrum"], ["window", "windows"]);
        let rest = if given > 0 {
            let given = locale.counted(given as u64, ["tidsrum", "tidsrum"], ["window", "windows"]);
            locale.pick(format!("; {given} har opkald i filen"), format!("; {given} have calls in the file"))
        } else {
            String::new()
        };
        lines.push(locale.pick(
            format!("opkaldene i {windows} er en prognose ud fra de foregående uger{rest}"),
            format!("the calls of {windows} are a forecast from the weeks before{rest}"),
        ));
        lines.push(match &outlooks.backtest {
            Some(test) => {
                let [each, window, within] =
                    [test.by_interval, test.by_window, test.within].map(|part| locale.decimal(part * 100.0, 1));
                let weeks = locale.counted(test.weeks.into(), ["uge", "uger"], ["week", "weeks"]);
                let bias = locale.decimal(test.bias.abs() * 100.0, 1);
                let direction = match (test.bias < 0.0, locale.language()) {
                    (true, crate::domain::language::Language::Danish) => "for få",
                    (false, crate::domain::language::Language::Danish) => "for mange",
                    (true, _) => "too few",
                    (false, _) => "too many",
                };
                locale.pick(
                    format!(
                        "afprøvet på de sidste {weeks}: prognosen rammer {each}\u{a0}% ved siden af pr. interval og {window}\u{a0}% pr. tidsrum, \
                         i alt {bias}\u{a0}% {direction}; {within}\u{a0}% af intervallerne lå inden for de grænser, som 90\u{a0}% skal ligge i"
                    ),
                    format!(
                        "tried on the last {weeks}: the forecast is off by {each}% an interval and {window}% a window, {bias}% {direction} \
                         in all; {within}% of intervals lay within the range that 90% should lie in"
                    ),
                )
            }
            None => locale
                .pick(
                    "de foregående uger er for få til at afprøve prognosen på: der skal tre til",
                    "the weeks before are too few to try the forecast on: it takes three",
                )
                .to_owned(),
        });
    } else if given > 0 {
        lines.push(
            locale
                .pick(
                    "opkaldene står i filen og tages, som de er",
                    "the calls stand in the file and are taken as they are",
                )
                .to_owned(),
        );
    }
    lines
}

/// What was not reckoned with.
fn left_out(instance: &Instance, outlooks: &Outlooks, locale: &Locale) -> Vec<String> {
    let mut lines = Vec::new();
    if !outlooks.unknown.is_empty() {
        let names: Vec<String> = outlooks
            .unknown
            .iter()
            .map(|&window| locale.slot(instance.windows[window].date, instance.windows[window].start))
            .collect();
        let named = locale.first(&names, ", ");
        lines.push(locale.pick(
            format!("ingen opkald kendes for: {named}; de beholder deres pladser"),
            format!("no calls are known of: {named}; they keep their seats"),
        ));
    }
    if !outlooks.closed.is_empty() {
        let names: Vec<String> = outlooks.closed.iter().map(|&date| locale.date(date)).collect();
        let named = locale.first(&names, ", ");
        lines.push(locale.pick(
            format!("opkald på lukkede dage tæller ikke: {named}"),
            format!("calls on closed days count for nothing: {named}"),
        ));
    }
    let beyond = outlooks.windows.iter().filter(|one| one.need.is_beyond).count() as u64;
    if beyond > 0 {
        let windows = locale.counted(beyond, ["tidsrum", "tidsrum"], ["window has", "windows have"]);
        lines.push(locale.pick(
            format!("{windows} har flere opkald, end noget antal pladser kan besvare"),
            format!("{windows} more calls than any number of seats can answer"),
        ));
    }
    lines
}
