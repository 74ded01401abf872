//! `absent`: somebody is away, all of it in one step: the absence into the folder, the roster mended, the messages to send.
//!
//! In: the folder, the roster that is in everybody's calendar, who is away and from when on. Out: what `replan` writes, the
//! messages, and the absence as a row of the folder's availability.csv. That row is written with the roster or not at all.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::check::arguments::{self, Refusal};
use crate::cli;
use crate::commands::delivery::Cures;
use crate::commands::mending::{self, Mended, Order};
use crate::commands::{Exit, load, sending, style};
use crate::domain::Instance;
use crate::domain::absence::{Absence, Revised};
use crate::read::absences::{self, Kept};
use crate::report::absence_csv::{self, Unwritten};
use crate::report::absent_text::{self, Open};
use crate::report::{messages, write};
use crate::substitution::{self, Seat};

const MESSAGE: &str = "message.txt";

const CURES: Cures = Cures {
    before: "nothing was planned and nothing entered; make it writable, or choose another folder with --out DIR",
    after: "nothing was entered; put that right and run the command again, or choose another folder with --out DIR",
};

/// The most exchanges looked for.
const EXCHANGES: usize = 10;

/// Runs the command.
pub fn run(arguments: &cli::Absent) -> Exit {
    let dates = days(arguments).and_then(|days| Ok((days, sending::asked(&arguments.sending)?)));
    let (days, on) = match dates {
        Ok(dates) => dates,
        Err(refusal) => return load::refuse(&refusal),
    };
    // The person is looked up in the folder as it is; what is told of the folder is told with the absence in it.
    let as_it_is = load::found_from(&arguments.folder, |_| Some(days.0));
    let Some(instance) = as_it_is.instance.clone() else {
        load::taken(as_it_is);
        return Exit::Refused;
    };
    if !mending::is_in_period(&instance, days.0) {
        return Exit::Refused;
    }
    let absence = match absence(&instance, arguments, days) {
        Ok(absence) => absence,
        Err(refusal) => return load::refuse(&refusal),
    };
    let code = arguments::person(&instance, &arguments.staff).map_or_else(
        |_| String::new(),
        |staff| instance.municipalities[instance.staff[staff].municipality].code.clone(),
    );
    let (file, kept) = absences::kept(&arguments.folder, &absence.staff, &code);
    let revised = match revised(&file, &kept, &absence, arguments) {
        Ok(revised) => revised,
        Err(refusal) => return load::refuse(&refusal),
    };
    let Some(loaded) = load::folder_revised(&arguments.folder, absence.from, revised.as_ref()) else {
        if revised.is_some() {
            // Findings name a line that is not there yet.
            write::note(&format!("nothing was entered: the last line of {file} is the absence as it would have been"));
        }
        return Exit::Refused;
    };
    let folder = match write::Folder::open(
        &arguments.folder,
        &revised.iter().map(|new| new.file.as_str()).collect::<Vec<_>>(),
    ) {
        Ok(folder) => folder,
        Err(error) => {
            load::complain(&error, CURES.before);
            return Exit::Refused;
        }
    };
    let place = place(arguments, absence.from);
    let calendars = arguments.outputs.calendars || mending::has_calendars(&arguments.published);
    let outputs = cli::Outputs { calendars, ..arguments.outputs };
    let order = Order {
        folder: &arguments.folder,
        published: &arguments.published,
        from: absence.from,
        fair_first: arguments.fair_first,
        on,
        limits: &arguments.limits,
        printed: arguments.printed,
        outputs: &outputs,
        place: &place,
        more: &[MESSAGE],
        cures: CURES,
    };
    let mended = match mending::mend(loaded, &order) {
        Ok(mended) => mended,
        Err(exit) => return exit,
    };
    let messages = told(&mended, &absence);
    let report = report(&mended, &absence, &messages, arguments);
    // Somebody may have entered more while this was planned; that must not be lost.
    let before = match &kept {
        Kept::LongForm(written, _) => Some(&written.bytes),
        _ => None,
    };
    if revised.is_some() && absences::bytes(&arguments.folder, &file).as_ref() != before {
        let message = format!("{file} was changed while this was planned");
        load::complain(&message, "nothing was written and nothing entered; run the command again");
        return Exit::Refused;
    }
    let message = (MESSAGE.to_owned(), messages.into_bytes());
    mended.deliver(vec![message], revised.as_ref().map(|revised| (&folder, revised)), report)
}

/// The first day and the last, if one is known.
fn days(arguments: &cli::Absent) -> Result<(NaiveDate, Option<NaiveDate>), Refusal> {
    let from = arguments::date("--from", &arguments.from)?;
    let to = arguments.to.as_ref().map(|to| arguments::date("--to", to)).transpose()?;
    match to.filter(|to| *to < from) {
        Some(to) => Err(Refusal {
            message: format!("the absence ends on {to}, before it begins on {from}"),
            help: vec!["exchange the two dates; both of them are included".to_owned()],
        }),
        None => Ok((from, to)),
    }
}

/// Who is away when. A pool is no person: its heads are.
fn absence(
    instance: &Instance,
    arguments: &cli::Absent,
    (from, to): (NaiveDate, Option<NaiveDate>),
) -> Result<Absence, Refusal> {
    let staff = &instance.staff[arguments::person(instance, &arguments.staff)?];
    if staff.is_pool() {
        return Err(Refusal {
            message: format!(
                "'{}' is a pool of {} colleagues, and an absence would be of all of them",
                staff.id, staff.heads
            ),
            help: vec!["lower its 'heads' in staff.csv, and run 'vagtplan replan'".to_owned()],
        });
    }
    Ok(Absence { staff: staff.id.clone(), from, to })
}

/// The file with the absence in it; `None` where it has it already, or cannot be read, which is told with
/// everything else of the folder.
fn revised(file: &str, kept: &Kept, absence: &Absence, arguments: &cli::Absent) -> Result<Option<Revised>, Refusal> {
    let refuse = |message: String, enter: String| {
        let then = format!("then run 'vagtplan replan' with --published and --from {}", absence.from);
        Err(Refusal { message, help: vec![enter, then] })
    };
    let until = absence.to.map_or_else(|| "'to' left empty".to_owned(), |to| format!("to {to}"));
    let row = format!("staff {}, kind unavailable, from {}, {until}", absence.staff, absence.from);
    let bytes = match kept {
        Kept::Unreadable => return Ok(None),
        kept if kept.has(absence) => {
            write::note(&format!("{file} has this absence already"));
            return Ok(None);
        }
        Kept::Nowhere => absence_csv::new_file(absence, style::csv(&arguments.outputs.style)),
        Kept::LongForm(written, _) => match absence_csv::with_row(written, absence) {
            Ok(bytes) => bytes,
            Err(Unwritten::NoColumn(column)) => {
                let message = format!("{file} has no column {column}, so the absence cannot be entered there");
                return Err(Refusal {
                    message,
                    help: vec![format!("add the column {column} and run the command again")],
                });
            }
            Err(Unwritten::NoLetter(letter)) => {
                let message = format!("{file} is saved as Windows-1252, which has no '{letter}'");
                return Err(Refusal { message, help: vec!["save it as UTF-8 and run the command again".to_owned()] });
            }
        },
        Kept::Sheet(place) => {
            return refuse(
                format!("availability is kept in {place}, and no workbook is ever written over"),
                format!("enter this row there: {row}"),
            );
        }
        Kept::Grid(place) => {
            return refuse(
                format!("availability is kept as a grid in {place}, where an absence has no row of its own"),
                format!(
                    "mark '-' there in the row of {} below each date from {}, in a column headed by the date",
                    absence.staff, absence.from
                ),
            );
        }
    };
    Ok(Some(Revised { file: file.to_owned(), bytes }))
}

/// Where the files go: a folder for each day, since the roster of one is what the next one starts from.
fn place(arguments: &cli::Absent, from: NaiveDate) -> PathBuf {
    arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out").join(format!("absent-{from}")))
}

fn told(mended: &Mended<'_>, absence: &Absence) -> String {
    let Mended { instance, mends, closed, .. } = mended;
    messages::text(instance, Some(absence), mends, closed, &mended.locale())
}

/// What is printed: that of `replan`, and with it what to send, and whom there is to ask for seats that stay open.
fn report(mended: &Mended<'_>, absence: &Absence, messages: &str, arguments: &cli::Absent) -> Option<Vec<u8>> {
    if arguments.printed.is_json() {
        return mended.report(None);
    }
    let instance = &mended.instance;
    let on = write::terminal(arguments.printed.language).in_full(arguments.printed.tables);
    let open = open(mended, absence);
    let rest = absent_text::rest(instance, messages, &open, &on);
    let mending = mended.report(Some(rest))?;
    Some([absent_text::heading(instance, absence, &on).into_bytes(), mending].concat())
}

/// The seats of the absent person that nobody sits on now, and who was found for the first of them.
fn open(mended: &Mended<'_>, absence: &Absence) -> Vec<Open> {
    let (instance, roster) = (&mended.instance, mended.plan.verified.roster());
    let theirs = mended.mends.iter().filter(|mend| mend.was.is_some_and(|was| instance.staff[was].id == absence.staff));
    let is_open = |window: usize| roster.shifts[window].len() < instance.windows[window].seats as usize;
    let windows = theirs.map(|mend| mend.window).filter(|&window| is_open(window));
    let found = |(number, window)| {
        let seat = Seat { window, out: None };
        // Further ones are only counted.
        let found = (number < absent_text::SHOWN).then(|| {
            let found = substitution::substitutes(instance, roster, seat);
            let exchanges =
                found.candidates.is_empty().then(|| substitution::exchanges(instance, roster, seat, EXCHANGES));
            (found, exchanges)
        });
        Open { seat, found }
    };
    windows.enumerate().map(found).collect()
}
