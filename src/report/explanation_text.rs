//! What `explain` shows of a roster: a heading and sentences for each question, and tables of who could and who could not.
//!
//! In: an instance and the answers. Out: text with ANSI styles, never wider than asked.

use crate::domain::Instance;
use crate::domain::rule::Rule;
use crate::explanation::Explained;
use crate::explanation::account::Reasons;
use crate::explanation::person;
use crate::explanation::window::Held;
use crate::report::explanation::person::Proven;
use crate::report::explanation::{self, windows};
use crate::report::facts::sentence::Sentence;
use crate::report::locale::Locale;
use crate::report::plan_text::heading;
use crate::report::table::{self, Cell, Column, Terminal};

/// The report.
pub fn render(instance: &Instance, explained: &[Explained], on: &Terminal) -> String {
    let parts = explained.iter().map(|one| match one {
        Explained::Municipality(reasons) => municipality(instance, reasons, on),
        Explained::Person(reasons) => person(instance, reasons, on),
        Explained::Seat { staff, answers } => {
            let told = answers.iter().map(|(answer, changes)| {
                let sentences = explanation::seat(&on.locale, instance, *staff, answer, changes);
                table::note(&sentences.join(" "), on.width)
            });
            told.collect::<Vec<String>>().join("\n")
        }
        Explained::Window(held) => window(instance, held, on),
    });
    let text = [heading(instance, &on.locale)].into_iter().chain(parts).collect::<Vec<String>>().join("\n");
    let accounts = explained.iter().any(|one| matches!(one, Explained::Municipality(_)));
    if accounts { text + "\n" + &table::note(explanation::order(&on.locale), on.width) } else { text }
}

fn municipality(instance: &Instance, reasons: &[Reasons], on: &Terminal) -> String {
    let locale = &on.locale;
    let told = reasons.iter().map(|of| {
        (explanation::class(locale, instance, of.class), explanation::account(locale, instance, of).join(" "))
    });
    list(told, on)
}

/// Texts, each under its label.
fn list(told: impl Iterator<Item = (String, String)>, on: &Terminal) -> String {
    let (labels, texts): (Vec<Cell>, Vec<Cell>) =
        told.map(|(label, text)| (Cell::strong(label), Cell::plain(text))).unzip();
    table::list(&[Column::word("", labels), Column::text("", texts)], on.width)
}

fn person(instance: &Instance, reasons: &person::Reasons, on: &Terminal) -> String {
    let locale = &on.locale;
    let person = &instance.staff[reasons.staff];
    let (name, home) = (locale.person(person), &instance.municipalities[person.municipality].name);
    let shifts: u64 = reasons.kinds.iter().map(|kind| kind.shifts).sum();
    let shifts = locale.counted(shifts, ["vagt", "vagter"], ["shift", "shifts"]);
    let told = locale.pick(format!("{name}, {home}, har {shifts}."), format!("{name}, {home}, has {shifts}."));
    let lines = explanation::person::lines(locale, instance, reasons, &name, Proven::default());
    let lines = list(lines.iter().map(|line| (line.label.text(), line.text())), on);
    let kinds = &reasons.kinds;
    let names = kinds.iter().map(|kind| Cell::plain(windows::name(locale, kind)));
    let mut columns = vec![Column::word(locale.pick("tidsrum", "window"), names.collect())];
    columns.extend(windows::columns(kinds.iter()).into_iter().map(|column| {
        let figures = kinds.iter().map(|kind| Cell::plain(locale.whole(column.figure(kind))));
        Column::number(column.title(locale), figures.collect())
    }));
    let note = locale.pick(
        "--weekday eller --date med --start spørger, hvorfor en vagt ikke er der, og hvad den ville koste",
        "--weekday, or --date with --start, asks why a shift is not there and what it would cost",
    );
    [table::note(&told, on.width), lines, table::render(&columns, on.width) + &table::note(note, on.width)].join("\n")
}

fn window(instance: &Instance, held: &Held, on: &Terminal) -> String {
    let locale = &on.locale;
    let slot = explanation::slot(locale, instance, held.window);
    let names = |of: &[usize]| {
        of.iter().map(|&staff| locale.person(&instance.staff[staff])).collect::<Vec<String>>().join(", ")
    };
    let label = locale.pick("tidsrum", "window");
    let unfilled = locale.counted(
        u64::from(held.unfilled),
        ["plads er ubemandet", "pladser er ubemandede"],
        ["seat is unfilled", "seats are unfilled"],
    );
    let first = match held.unfilled {
        0 => locale.pick(format!("{slot}: hver plads er bemandet."), format!("{slot}: every seat is filled.")),
        _ => format!("{slot}: {unfilled}."),
    };
    let mut sentences = vec![Sentence::judged(label, held.unfilled == 0, first)];
    if !held.seated.is_empty() {
        sentences.push(Sentence::fact(locale.pick("har den", "on it"), names(&held.seated)));
    }
    if held.unfilled == 0 {
        // Who else could is nobody's question here, and would be a list of half the staff.
        let note = locale.pick(
            "--staff spørger, hvorfor nogen har den eller ikke har den; 'vagtplan substitutes' viser, hvem der kunne overtage",
            "--staff asks why somebody has it or does not; 'vagtplan substitutes' shows who could take over",
        );
        return table::sentences(&sentences, on.width) + &table::note(note, on.width);
    }
    let free = match held.free.as_slice() {
        [] => locale.pick("ingen uden at bryde en regel", "nobody without breaking a rule").to_owned(),
        free => names(free),
    };
    sentences.push(Sentence::fact(locale.pick("kunne", "could"), free));
    table::sentences(&sentences, on.width) + "\n" + &others(instance, held, on)
}

/// Everybody whom a rule holds back, by the first one in the order of precedence.
fn others(instance: &Instance, held: &Held, on: &Terminal) -> String {
    let locale = &on.locale;
    let mut rows: Vec<(&str, Vec<String>)> = Vec::new();
    for rule in Rule::by_precedence() {
        let by = held.held.iter().filter(|(_, rules)| rules[0] == rule);
        let names: Vec<String> = by.map(|&(staff, _)| locale.person(&instance.staff[staff])).collect();
        if !names.is_empty() {
            rows.push((held_by(locale, rule), names));
        }
    }
    let columns = [
        Column::word(locale.pick("kan ikke", "can't"), rows.iter().map(|(why, _)| Cell::plain(*why)).collect()),
        Column::number("", rows.iter().map(|(_, names)| Cell::plain(names.len().to_string())).collect()),
        Column::text(locale.pick("hvem", "who"), rows.iter().map(|(_, names)| Cell::plain(names.join(", "))).collect()),
    ];
    if rows.is_empty() { String::new() } else { table::render(&columns, on.width) }
}

fn held_by(locale: &Locale, rule: Rule) -> &'static str {
    rule.row().held.of(locale.language())
}
