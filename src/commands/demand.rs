//! `demand`: how many seats each window needs, from calls.
//!
//! In: the folder and a table of calls. Out: `demand.csv` as the folder reads it, what callers find window by window and interval by
//! interval, a picture, and a table or JSON on stdout. Nothing of the folder is changed: the planner puts `demand.csv` into it.

use crate::cli;
use crate::commands::{Exit, calls, files, finish, load, style};
use crate::report::callers::{self, demand_json, demand_text};
use crate::report::locale::Locale;
use crate::report::{picture, write};

const FILES: [&str; 4] = ["demand.csv", "windows.csv", "intervals.csv", "demand.svg"];

/// Runs the command.
pub fn run(arguments: &cli::Demand) -> Exit {
    let Some(loaded) = load::folder(&arguments.folder) else {
        return Exit::Refused;
    };
    let instance = &loaded.instance;
    let Some((outlooks, file)) = calls::outlooks(&loaded.folder, instance, &arguments.calls) else {
        return Exit::Refused;
    };
    let place = arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out").join("demand"));
    if write::is_same(&place, &arguments.folder) {
        load::complain(
            &format!("'{}' is the planning folder, and its own demand.csv would be written over", place.display()),
            "nothing was written; choose another folder with --out DIR, and copy demand.csv when you have looked at it",
        );
        return Exit::Refused;
    }
    let Some(out) = files::open(&place, &FILES) else {
        return Exit::Refused;
    };
    let planned = outlooks.served(instance, |window| instance.windows[window].seats);
    let locale = Locale::new(arguments.printed.language.unwrap_or(instance.language));
    let csv = style::csv(&arguments.style);
    let contents = [
        callers::demand(instance, &outlooks).csv(csv),
        callers::windows(instance, &outlooks, &planned).csv(csv),
        callers::intervals(instance, &outlooks).csv(csv),
        picture::demand::demand(instance, &outlooks, &locale).into_bytes(),
    ];
    if !files::written(&out, &FILES.into_iter().zip(contents).collect::<Vec<_>>()) {
        return Exit::Refused;
    }
    let (written, folder) = (place.join(FILES[0]), arguments.folder.display());
    write::note(&write::said(
        format!("se den igennem, og læg så {} i {folder} for at planlægge med de pladser", written.display()),
        format!("look through it, then put {} into {folder} to plan with these seats", written.display()),
    ));
    let data = if arguments.printed.is_json() {
        demand_json::bytes(instance, &loaded.inputs, file.as_ref(), &outlooks, &planned)
    } else {
        let tried = outlooks.simulated(instance, |one| one.need.seats);
        let on = write::terminal(arguments.printed.language).in_full(arguments.printed.tables);
        demand_text::render(instance, &outlooks, &planned, &tried, &on).into_bytes()
    };
    finish(&data, Exit::Done)
}
