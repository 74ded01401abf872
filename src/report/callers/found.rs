//! What a roster's seats mean for callers, as `verify` and `report` tell it.
//!
//! In: an instance, outlooks and how many seats of each window are manned. Out: tables, sentences, and rows for programs. A hole costs what
//! callers lose by it: the calls that are answered with all seats manned, and are not as it is.

use chrono::{NaiveTime, Weekday};

use super::{answered, by_window, part, per_cent, wait, waits};
use crate::callers::outlook::Outlooks;
use crate::callers::seats::{self, Served};
use crate::domain::Instance;
use crate::report::figures::{Column, Figure, Kind, Table};
use crate::report::locale::Locale;
use crate::report::table::{self, Cell, Terminal};

/// What callers find.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'a> {
    /// What is expected.
    pub outlooks: &'a Outlooks,
    /// Of each window with calls, how many seats are manned, and what that means.
    pub manned: Vec<(u32, Served)>,
    /// The same with all seats manned.
    pub all: Vec<Served>,
}

/// The windows of one start on one day of the week.
pub struct Line {
    /// The day.
    pub day: Weekday,
    /// The start.
    pub start: NaiveTime,
    /// How many windows these are.
    pub windows: usize,
    /// What callers find.
    pub served: Served,
    /// Calls lost by holes.
    pub by_holes: f64,
    /// Windows that do not hold the targets.
    pub short: usize,
}

impl<'a> Found<'a> {
    /// What callers find where so many seats of each window are unfilled.
    pub fn of(instance: &Instance, outlooks: &'a Outlooks, unfilled: &[u32]) -> Self {
        let manned = |window: usize| instance.windows[window].seats.saturating_sub(unfilled[window]);
        let served = outlooks.served(instance, manned);
        let seats = outlooks.windows.iter().map(|one| manned(one.window));
        Found {
            outlooks,
            manned: seats.zip(served).collect(),
            all: outlooks.served(instance, |window| instance.windows[window].seats),
        }
    }

    /// Of each start of each day of the week.
    pub fn lines(&self, instance: &Instance) -> Vec<Line> {
        let targets = seats::targets(&instance.service);
        let line = |slot: crate::callers::outlook::Slot| {
            let served = seats::together(slot.windows.iter().map(|&number| &self.manned[number].1));
            let by_holes = slot.windows.iter().map(|&number| self.by_holes(number)).sum();
            let short = slot.windows.iter().filter(|&&number| !targets.hold(&self.manned[number].1.answer)).count();
            Line { day: slot.day, start: slot.start, windows: slot.windows.len(), served, by_holes, short }
        };
        self.outlooks.slots(instance).into_iter().map(line).collect()
    }

    /// The calls that are lost by holes of a window.
    fn by_holes(&self, number: usize) -> f64 {
        (self.manned[number].1.lost - self.all[number].lost).max(0.0)
    }

    /// As programs read it.
    pub fn table(&self, instance: &Instance) -> Table {
        by_window(instance, self.outlooks, &self.manned, &self.all)
    }

    /// As people read it on pages and in workbooks: a row for each start of each day of the week.
    pub fn by_slot(&self, instance: &Instance, locale: &Locale) -> Table {
        const COLUMNS: [Column; 7] = [
            Column::new("slot", Kind::Name, ["Tidsrum", "Window"]),
            Column::new("calls", Kind::Whole, ["Opkald", "Calls"]),
            Column::new("answered", Kind::Percent, ["Besvaret", "Answered"]),
            Column::new("wait", Kind::Text, ["Ventetid", "Wait"]),
            Column::new("occupancy", Kind::Percent, ["Optaget", "Busy"]),
            Column::new("short", Kind::Text, ["Tidsrum under mål", "Windows below target"]),
            Column::new("by_holes", Kind::Whole, ["Tabt ved huller", "Lost by holes"]),
        ];
        let row = |line: Line| {
            [
                Figure::Text(format!("{} {}", locale.short_weekday(line.day), line.start.format("%H:%M"))),
                whole(line.served.calls / line.windows.max(1) as f64),
                part(line.served.answer.answered),
                Figure::Text(waits(locale, &line.served.answer)),
                part(line.served.answer.occupancy),
                Figure::Text(locale.pick(
                    format!("{} af {}", line.short, line.windows),
                    format!("{} of {}", line.short, line.windows),
                )),
                whole(line.by_holes),
            ]
        };
        Table::new(COLUMNS, self.lines(instance).into_iter().map(row))
    }

    /// What it comes to, in sentences.
    pub fn sentences(&self, instance: &Instance, locale: &Locale) -> Vec<String> {
        let all = seats::together(self.manned.iter().map(|(_, served)| served));
        let whole = |number: f64| locale.whole(number.round().max(0.0) as u64);
        let targets = seats::targets(&instance.service);
        let short = self.manned.iter().filter(|(_, served)| !targets.hold(&served.answer)).count();
        let windows = locale.counted(self.manned.len() as u64, ["tidsrum", "tidsrum"], ["window", "windows"]);
        let answered = answered(locale, &all);
        let (calls, lost) = (whole(all.calls), whole(all.lost));
        let mut lines = vec![locale.pick(
            format!("{calls} opkald i {windows}: {answered}; {lost} går tabt"),
            format!("{calls} calls in {windows}: {answered}; {lost} are lost"),
        )];
        let short = locale.counted(short as u64, ["tidsrum", "tidsrum"], ["window", "windows"]);
        let (part, longest) = (per_cent(locale, targets.answered), wait(locale, Some(targets.mean_wait)));
        lines.push(locale.pick(
            format!("{short} holder ikke målet om {part}\u{a0}% besvarede og højst {longest} i ventetid"),
            format!("{short} below the target of {part}% answered and a wait of at most {longest}"),
        ));
        let missing: u64 = self
            .outlooks
            .windows
            .iter()
            .zip(&self.manned)
            .map(|(one, (manned, _))| u64::from(instance.windows[one.window].seats.saturating_sub(*manned)))
            .sum();
        if missing > 0 {
            let holes: f64 = (0..self.manned.len()).map(|number| self.by_holes(number)).sum();
            let seats =
                locale.counted(missing, ["ubemandet plads", "ubemandede pladser"], ["unfilled seat", "unfilled seats"]);
            let cost = locale.decimal(holes, 0);
            lines.push(locale.pick(
                format!("{seats} koster {cost} opkald, som ellers var blevet besvaret"),
                format!("{seats} cost {cost} calls that would have been answered"),
            ));
            lines.extend(self.worst(instance, locale));
        }
        if !self.outlooks.unknown.is_empty() {
            let unknown = self.outlooks.unknown.len() as u64;
            let unknown = locale.counted(unknown, ["tidsrum", "tidsrum"], ["window is", "windows are"]);
            lines.push(locale.pick(
                format!("{unknown} er ikke talt med, fordi ingen opkald kendes"),
                format!("{unknown} not counted, since no calls are known"),
            ));
        }
        if instance.service.patience_seconds.is_none() {
            lines.push(
                locale
                    .pick(
                        "der regnes med, at ingen lægger på: et opkald går kun tabt, hvor der kommer flere, end der kan besvares",
                        "nobody is taken to hang up: a call is lost only where more come than can be answered",
                    )
                    .to_owned(),
            );
        }
        lines
    }

    /// The holes that cost most.
    fn worst(&self, instance: &Instance, locale: &Locale) -> Option<String> {
        const NAMED: usize = 5;
        let mut holes: Vec<(f64, usize)> = (0..self.manned.len())
            .map(|number| (self.by_holes(number), number))
            .filter(|(lost, _)| *lost >= 0.5)
            .collect();
        holes.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let name = |&(lost, number): &(f64, usize)| {
            let window = &instance.windows[self.outlooks.windows[number].window];
            let (slot, lost) = (locale.slot(window.date, window.start), locale.decimal(lost, 0));
            locale.pick(format!("{slot} ({lost} opkald)"), format!("{slot} ({lost} calls)"))
        };
        let names: Vec<String> = holes.iter().take(NAMED).map(name).collect();
        (!names.is_empty()).then(|| {
            locale.pick(format!("dyrest er {}", names.join(", ")), format!("what costs most: {}", names.join(", ")))
        })
    }
}

/// A number without decimals.
fn whole(number: f64) -> Figure {
    Figure::Count(number.round().max(0.0) as u64)
}

/// The table and the sentences on the terminal.
pub fn render(instance: &Instance, found: &Found<'_>, on: &Terminal) -> String {
    let locale = &on.locale;
    let lines = found.lines(instance);
    let targets = seats::targets(&instance.service);
    let column = |cell: &dyn Fn(&Line) -> Cell| lines.iter().map(cell).collect::<Vec<Cell>>();
    let columns = [
        table::Column::word(
            locale.pick("for dem, der ringer", "for callers"),
            column(&|line| Cell::plain(format!("{} {}", locale.short_weekday(line.day), line.start.format("%H:%M")))),
        ),
        table::Column::number(
            locale.pick("opkald", "calls"),
            column(&|line| Cell::plain(locale.decimal(line.served.calls / line.windows.max(1) as f64, 0))),
        ),
        table::Column::number(
            locale.pick("besvaret %", "answered %"),
            column(&|line| {
                let answered = line.served.answer.answered;
                Cell::judged(answered >= targets.answered, per_cent(locale, answered))
            }),
        ),
        table::Column::number(
            locale.pick("ventetid", "wait"),
            column(&|line| {
                let answer = &line.served.answer;
                Cell::judged(
                    answer.mean_wait.is_some_and(|seconds| seconds <= targets.mean_wait),
                    waits(locale, answer),
                )
            }),
        ),
        table::Column::number(
            locale.pick("optaget %", "busy %"),
            column(&|line| Cell::plain(per_cent(locale, line.served.answer.occupancy))),
        ),
        table::Column::number(
            locale.pick("under mål", "below target"),
            column(&|line| Cell::judged(line.short == 0, format!("{}/{}", line.short, line.windows))),
        ),
        table::Column::number(
            locale.pick("tabt ved huller", "lost by holes"),
            column(&|line| Cell::plain(locale.decimal(line.by_holes, 0))),
        ),
    ];
    let mut text = table::render(&columns, on.width);
    text.push('\n');
    for line in found.sentences(instance, locale) {
        text.push_str(&table::note(&line, on.width));
    }
    text
}
