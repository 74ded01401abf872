//! `surge`: more seats at short notice, all of it in one step: the seats into the folder, the roster mended, the messages to send.
//!
//! In: the folder, the roster that is in everybody's calendar, the days and how many times their seats. Out: what `replan` writes, the
//! messages, what it is to each municipality, and the seats as rows of the folder's demand.csv. These are written with the roster or not at all.

use std::path::PathBuf;

use chrono::NaiveTime;

use crate::callers::outlook::Outlooks;
use crate::check::arguments::{self, Refusal};
use crate::cli;
use crate::commands::delivery::Cures;
use crate::commands::mending::{self, Mended, Order};
use crate::commands::{Exit, calls, load, sending, style};
use crate::domain::absence::Revised;
use crate::domain::as_written::AsWritten;
use crate::domain::calendar::Period;
use crate::domain::plan_key::SEATS;
use crate::domain::surge::{Raised, Surge, times};
use crate::domain::{Exact, Instance};
use crate::read::decimal::{Spelling, decimal};
use crate::read::{as_written, when};
use crate::report::absent_text::{self, Open};
use crate::report::callers::found::{self, Found};
use crate::report::figures::surge;
use crate::report::{demand_csv, messages, surge_text, write};
use crate::substitution::{self, Seat};
use crate::verify::{self, Judgement};

const DEMAND: &str = "demand.csv";
const MESSAGE: &str = "message.txt";
const EFFECT: &str = "surge.csv";

const CURES: Cures = Cures {
    before: "nothing was planned and nothing entered; make it writable, or choose another folder with --out DIR",
    after: "nothing was entered; put that right and run the command again, or choose another folder with --out DIR",
};

/// Runs the command.
pub fn run(arguments: &cli::Surge) -> Exit {
    let asked = asked(arguments).and_then(|asked| Ok((asked, sending::asked(&arguments.sending)?)));
    let (asked, on) = match asked {
        Ok(asked) => asked,
        Err(refusal) => return load::refuse(&refusal),
    };
    // Seats are multiplied as the folder has them now; what is told of the folder is told with the new ones in it.
    let (days, factor) = asked;
    let as_it_is = load::found_from(&arguments.folder, |_| Some(days.from));
    let Some(before) = as_it_is.instance.clone() else {
        load::taken(as_it_is);
        return Exit::Refused;
    };
    let outlooks = match &arguments.calls {
        Some(path) => match calls::outlooks(&as_it_is.folder, &before, path) {
            Some((mut outlooks, _)) => {
                outlooks.windows.retain(|one| days.contains(before.windows[one.window].date));
                outlooks.unknown.retain(|&window| days.contains(before.windows[window].date));
                Some(outlooks)
            }
            None => return Exit::Refused,
        },
        None => None,
    };
    let seats = |window: usize, was: u32| match (&factor, &outlooks) {
        (Some(factor), _) => times(factor, was),
        (None, outlooks) => {
            let need = outlooks.iter().flat_map(|outlooks| &outlooks.windows).find(|one| one.window == window);
            let seats = need.map_or(was, |one| one.need.seats.max(was));
            SEATS.contains(&seats.into()).then_some(seats)
        }
    };
    let revised = surge(&before, days, seats).and_then(|surge| Ok((revised(&surge, arguments)?, surge)));
    let (revised, surge) = match revised {
        Ok(revised) => revised,
        Err(refusal) => return load::refuse(&refusal),
    };
    let kept = as_written::file(&arguments.folder, DEMAND).ok();
    let Some(loaded) = load::folder_revised(&arguments.folder, days.from, Some(&revised)) else {
        // Findings name lines that are not there yet.
        write::note(&format!("nothing was entered: the last lines of {DEMAND} are the seats as they would have been"));
        return Exit::Refused;
    };
    let folder = match write::Folder::open(&arguments.folder, &[DEMAND]) {
        Ok(folder) => folder,
        Err(error) => {
            load::complain(&error, CURES.before);
            return Exit::Refused;
        }
    };
    let place = place(arguments, days);
    let calendars = arguments.outputs.calendars || mending::has_calendars(&arguments.published);
    let outputs = cli::Outputs { calendars, ..arguments.outputs };
    let order = Order {
        folder: &arguments.folder,
        published: &arguments.published,
        from: days.from,
        fair_first: arguments.fair_first,
        on,
        limits: &arguments.limits,
        printed: arguments.printed,
        outputs: &outputs,
        place: &place,
        more: &[MESSAGE, EFFECT],
        cures: CURES,
    };
    let mended = match mending::mend(loaded, &order) {
        Ok(mended) => mended,
        Err(exit) => return exit,
    };
    let published = mended.instance.published.as_ref().expect("a roster was mended");
    let was = verify::judge(&before, &published.roster);
    let messages = messages::text(&mended.instance, None, &mended.mends, &mended.closed, &mended.locale());
    let report = report(&mended, (&surge, &was), (&messages, outlooks.as_ref()), arguments);
    // Somebody may have entered more while this was planned; that must not be lost.
    if as_written::file(&arguments.folder, DEMAND).ok() != kept {
        let message = format!("{DEMAND} was changed while this was planned");
        load::complain(&message, "nothing was written and nothing entered; run the command again");
        return Exit::Refused;
    }
    let effect = surge::members(&mended.instance, &was, mended.plan.verified.judgement());
    let effect = effect.only(&surge::FILE).csv(style::csv(&arguments.outputs.style));
    let more = vec![(MESSAGE.to_owned(), messages.into_bytes()), (EFFECT.to_owned(), effect)];
    mended.deliver(more, Some((&folder, &revised)), report)
}

/// The days, and how many times their seats.
fn asked(arguments: &cli::Surge) -> Result<(Period, Option<Exact>), Refusal> {
    let from = arguments::date("--date", &arguments.date)?;
    let to = arguments.to.as_ref().map_or(Ok(from), |to| arguments::date("--to", to))?;
    if to < from {
        let message = format!("--to: {to} lies before --date, {from}");
        return Err(Refusal::cured(message, "exchange the two dates; both of them are included"));
    }
    let Some(written) = arguments.factor.as_ref().map(|factor| factor.trim()) else {
        return Ok((Period { from, to }, None));
    };
    let factor = decimal(Spelling::Either)(written)
        .map_err(|fault| Refusal::cured(format!("--factor: {}", fault.message), fault.help))?;
    if factor <= Exact::from_integer(1.into()) {
        let message = format!("--factor: {written} makes no more seats");
        let cure = "write a number above 1, such as 1.5 or 2; for fewer seats use demand.csv and replan";
        return Err(Refusal::cured(message, cure));
    }
    Ok((Period { from, to }, Some(factor)))
}

/// The windows of the days, with the seats that they get; `None` where a window may not have as many.
fn surge(instance: &Instance, days: Period, seats_of: impl Fn(usize, u32) -> Option<u32>) -> Result<Surge, Refusal> {
    let period = instance.period;
    if let Some(day) = [days.from, days.to].into_iter().find(|&day| !period.contains(day)) {
        let message = format!("{day} is not in the period, {} to {}", period.from, period.to);
        return Err(Refusal::cured(message, "give days of the period, or the folder of the period you mean"));
    }
    let mut windows = Vec::new();
    for (w, window) in instance.windows.iter().enumerate().filter(|(_, window)| days.contains(window.date)) {
        let Some(seats) = seats_of(w, window.seats) else {
            let (date, most) = (window.date, SEATS.end());
            let message = format!("that makes more seats on {date} than the {most} that a window may have");
            return Err(Refusal::cured(message, "lower --factor, or look whether the calls are right"));
        };
        let (date, start) = (window.date, window.start);
        windows.push(Raised { date, start, was: window.seats, seats, least: window.least });
    }
    if windows.is_empty() {
        let message = format!("no window is open from {} to {}", days.from, days.to);
        return Err(Refusal::cured(message, "give days with windows; a closed day is opened in plan.toml"));
    }
    if windows.iter().all(|window| window.seats <= window.was) {
        let message = "no window gets a seat more";
        let cure =
            "give a larger factor: less than half a seat is rounded down; or calls that need more than there are";
        return Err(Refusal::cured(message, cure));
    }
    Ok(Surge { days, windows })
}

/// The folder's demand.csv with the seats in it, in place of rows that name these windows.
fn revised(surge: &Surge, arguments: &cli::Surge) -> Result<Revised, Refusal> {
    let kept = as_written::table(&arguments.folder, "demand");
    if kept.as_ref().is_some_and(|table| table.separator.is_none() && !table.rows.is_empty()) {
        let rows: Vec<String> = surge
            .windows
            .iter()
            .map(|window| format!("{} {} {}", window.date, window.start.format("%H:%M"), window.seats))
            .collect();
        let enter = format!("enter date, start and seats there: {}", rows.join(", "));
        let then = format!("then run 'vagtplan replan' with --published and --from {}", surge.days.from);
        let message = "demand is kept in a workbook, and no workbook is ever written over".to_owned();
        return Err(Refusal { message, help: vec![enter, then] });
    }
    let kept = kept.filter(|table| table.separator.is_some()).map(|table| without(table, surge));
    let bytes = demand_csv::bytes(&surge.windows, kept, style::csv(&arguments.outputs.style));
    Ok(Revised { file: DEMAND.to_owned(), bytes })
}

/// The table without what it says of these windows on their own dates.
fn without(mut table: AsWritten, surge: &Surge) -> AsWritten {
    let Some(start) = table.columns.iter().position(|column| *column == Some("start")) else { return table };
    let mut rows = Vec::new();
    for mut row in std::mem::take(&mut table.rows) {
        let date = table.cell(&row, "date").and_then(|cell| when::date(cell).ok());
        let starts = table.cell(&row, "start").and_then(|cell| when::times(cell).ok());
        if let Some((date, starts)) = date.zip(starts) {
            let is_raised =
                |start: &NaiveTime| surge.windows.iter().any(|window| (window.date, window.start) == (date, *start));
            let others: Vec<String> = (starts.iter().filter(|start| !is_raised(start)))
                .map(|start| start.format("%H:%M").to_string())
                .collect();
            if others.is_empty() {
                continue;
            }
            if others.len() < starts.len() {
                row[start] = others.join(" ");
            }
        }
        rows.push(row);
    }
    AsWritten { rows, ..table }
}

/// Where the files go: a folder for each day, since the roster of one is what the next one starts from.
fn place(arguments: &cli::Surge, days: Period) -> PathBuf {
    arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out").join(format!("surge-{}", days.from)))
}

/// What is printed: that of `replan`, and with it what it is to each municipality, what to send, and whom there is to ask for seats that
/// stay open.
fn report(
    mended: &Mended<'_>,
    (surge, was): (&Surge, &Judgement),
    (messages, outlooks): (&str, Option<&Outlooks>),
    arguments: &cli::Surge,
) -> Option<Vec<u8>> {
    if arguments.printed.is_json() {
        return mended.report(None);
    }
    let (instance, verified) = (&mended.instance, &mended.plan.verified);
    let on = write::terminal(arguments.printed.language).in_full(arguments.printed.tables);
    let open = open(mended, surge);
    let folder = arguments.folder.display().to_string();
    let judged = (was, verified.judgement());
    let rest = surge_text::rest(
        instance,
        judged,
        (verified.roster(), surge),
        (messages, open.as_slice(), folder.as_str()),
        &on,
    );
    // What the seats that somebody sits on mean for who calls on these days.
    let found = outlooks.map(|outlooks| {
        let found = Found::of(instance, outlooks, &verified.judgement().unfilled_by_window);
        found::render(instance, &found, &on)
    });
    let rest = [Some(rest), found].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let mending = mended.report(Some(rest))?;
    Some([surge_text::heading(instance, verified.roster(), surge, &on).into_bytes(), mending].concat())
}

/// The seats of these days that nobody sits on, and who was found for the first of them.
fn open(mended: &Mended<'_>, surge: &Surge) -> Vec<Open> {
    let (instance, roster) = (&mended.instance, mended.plan.verified.roster());
    let windows = instance.windows.iter().enumerate().filter(|(_, window)| surge.days.contains(window.date));
    let open = windows.flat_map(|(w, window)| {
        let empty = (window.seats as usize).saturating_sub(roster.shifts[w].len());
        std::iter::repeat_n(w, empty).enumerate()
    });
    let mut shown = 0;
    open.map(|(number, window)| {
        let seat = Seat { window, out: None };
        // What is said of one seat of a window holds for the others.
        let is_shown = number == 0 && shown < absent_text::SHOWN;
        shown += usize::from(is_shown);
        let found = is_shown.then(|| (substitution::substitutes(instance, roster, seat), None));
        Open { seat, found }
    })
    .collect()
}
