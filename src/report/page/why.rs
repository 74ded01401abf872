//! Why: what the page says of the municipality or person that is looked for, beyond what they have.
//!
//! In: a roster with all that is known of it, and its reasons. Out: data for the script. A sentence that is said of many people is there
//! once, as a pattern with values; nothing here is solved, and every sentence is that of `explain`.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;

use super::names::Names;
use crate::domain::goal::Rung;
use crate::explanation::{Why, account, person};
use crate::report::explanation::person::{Line, Proven, Said, Value};
use crate::report::explanation::windows::{self, Column};
use crate::report::explanation::{self as words, order};
use crate::report::locale::capitalised;
use crate::report::numbers::TEXT_PLACES;
use crate::report::subject::Subject;

/// What all reasons of a page have in common.
#[derive(Serialize)]
pub(super) struct Common {
    /// Above all of it.
    title: &'static str,
    /// What leads there.
    ask_why: &'static str,
    /// What the order of rounding is.
    order: String,
    /// What stands before the command that works out a price.
    ask: &'static str,
    /// Sentences with places for values.
    patterns: Vec<&'static str>,
    /// Above the tables.
    windows: &'static str,
    turns: &'static str,
    /// Heads: of the first column, and of each that a person's windows may have.
    window: [&'static str; 2],
    columns: Vec<String>,
    /// The windows by day of the week and start, and how many there are.
    kinds: Vec<(String, u64)>,
    /// Heads of the turn: person, part, what there is of each class, and the classes.
    person: &'static str,
    part: &'static str,
    of_class: [&'static str; 3],
    classes: Vec<String>,
    /// Said where people are left out.
    left_out: Option<&'static str>,
}

/// A person's reasons.
#[derive(Serialize)]
pub(super) struct Person {
    /// A label and sentences, each as the place of a pattern and its values; reasons with how many windows are pairs.
    lines: Vec<Vec<Vec<Json>>>,
    /// By column that has anything: its place, and its figures by kind of window.
    kinds: Vec<(usize, Vec<u64>)>,
    /// The part of the turn, and of each class: shifts, by turn, windows in which they are available.
    part: String,
    turn: Vec<(u64, String, u64)>,
    /// What asks for the price of another window.
    #[serde(skip_serializing_if = "Option::is_none")]
    ask: Option<Vec<Json>>,
}

/// All reasons of a page.
pub(super) struct Told {
    /// What they have in common.
    pub(super) common: Common,
    /// By municipality: label and sentences.
    pub(super) members: Vec<Vec<[String; 2]>>,
    /// By staff; none where people are left out.
    pub(super) people: Vec<Person>,
}

/// Patterns and columns, each once.
#[derive(Default)]
struct Places {
    patterns: Vec<&'static str>,
    at: BTreeMap<&'static str, usize>,
    columns: Vec<Column>,
}

impl Places {
    fn said(&mut self, said: Said) -> Vec<Json> {
        let pattern = Json::from(self.place(said.pattern));
        let mut told = vec![pattern];
        for value in said.values {
            told.push(match value {
                Value::Text(text) => text.into(),
                Value::Counts(counts) => counts
                    .into_iter()
                    .map(|(why, windows)| Json::from(vec![self.place(why).into(), Json::from(windows)]))
                    .collect(),
            });
        }
        told
    }

    fn place(&mut self, text: &'static str) -> usize {
        let next = self.patterns.len();
        let at = *self.at.entry(text).or_insert(next);
        if at == next {
            self.patterns.push(text);
        }
        at
    }

    fn line(&mut self, line: Line) -> Vec<Vec<Json>> {
        std::iter::once(line.label).chain(line.said).map(|said| self.said(said)).collect()
    }
}

/// The reasons.
pub(super) fn told(subject: &Subject<'_>, names: &Names, why: &Why) -> Told {
    let (locale, instance) = (subject.locale, subject.instance);
    // Columns stand in one order, whoever comes first.
    let mut columns = windows::columns(why.people.iter().flat_map(|person| &person.kinds));
    columns.retain(|column| *column != Column::Windows);
    let mut places = Places { columns, ..Places::default() };
    let people = why.people.iter().map(|reasons| person(subject, names, reasons, &mut places)).collect();
    let kinds = why.people.first().map_or(&[][..], |person| &person.kinds);
    let burdens = instance.burdens.iter().map(|burden| capitalised(locale.burden(&burden.name)));
    let common = Common {
        title: locale.pick("Hvorfor", "Why"),
        ask_why: locale.pick("Hvorfor?", "Why?"),
        order: capitalised(order(locale)) + ".",
        ask: locale.pick(
            "Hvad en vagt dér ville koste, og hvem den gik ud over, regner vagtplan ud:",
            "What a shift there would cost, and at whose expense, vagtplan works out:",
        ),
        windows: locale.pick(
            "Periodens tidsrum: dem, vedkommende har, hvad der er i vejen for de andre (det første, der er), og dem, vedkommende kunne have haft",
            "Windows of the period: those they have, what is in the way of the others (the first thing that is), and those they could have had",
        ),
        turns: locale.pick(
            "Turen blandt kolleger; efter tur: med vagter før perioden talt med, så den kan være under nul; kan: tidsrum, de kan komme i",
            "The turn among colleagues; by turn: with shifts before the period counted in, so it may be below zero; can: windows they are available in",
        ),
        window: locale.pick(["Tidsrum", "I alt"], ["Window", "In all"]),
        columns: places.columns.iter().map(|column| capitalised(column.title(locale))).collect(),
        kinds: kinds.iter().map(|kind| (capitalised(&windows::name(locale, kind)), kind.counted.windows)).collect(),
        person: locale.pick("Medarbejder", "Person"),
        part: locale.pick("Del af turen", "Part of turn"),
        of_class: locale.pick(["har", "efter tur", "kan"], ["has", "by turn", "can"]),
        classes: std::iter::once(locale.pick("Vagter", "Shifts").to_owned()).chain(burdens).collect(),
        left_out: (why.people.is_empty() && !instance.staff.is_empty()).then(|| {
            locale.pick(
                "Med så mange medarbejdere ville siden blive for stor; hver enkelts grunde siger 'vagtplan explain' med --staff.",
                "With so many people the page would become too large; 'vagtplan explain' with --staff says each one's reasons.",
            )
        }),
        patterns: places.patterns,
    };
    let members =
        why.accounts.iter().map(|accounts| accounts.iter().map(|of| account(subject, of)).collect()).collect();
    Told { common, members, people }
}

fn account(subject: &Subject<'_>, reasons: &account::Reasons) -> [String; 2] {
    let (locale, instance) = (subject.locale, subject.instance);
    [words::class(locale, instance, reasons.class), words::account(locale, instance, reasons).join(" ")]
}

fn person(subject: &Subject<'_>, names: &Names, reasons: &person::Reasons, places: &mut Places) -> Person {
    let (locale, instance) = (subject.locale, subject.instance);
    let proven = Proven { wishes: subject.has_proven(Rung::Wishes) };
    let lines = words::person::lines(locale, instance, reasons, names.person(reasons.staff), proven);
    let figures = |column: &Column| reasons.kinds.iter().map(|kind| column.figure(kind)).collect::<Vec<u64>>();
    let kinds =
        places.columns.iter().map(figures).enumerate().filter(|(_, figures)| figures.iter().any(|&figure| figure > 0));
    let kinds = kinds.collect();
    let turn = |turn: &person::Turn| (turn.shifts.0, locale.exact(&turn.due, TEXT_PLACES), turn.available.0);
    Person {
        lines: lines.into_iter().map(|line| places.line(line)).collect(),
        kinds,
        part: locale.percent(&reasons.part.part()),
        turn: reasons.turns.iter().map(turn).collect(),
        ask: reasons.example.map(|window| places.said(words::person::command(instance, reasons.staff, window))),
    }
}
