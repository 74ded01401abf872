//! `plan`: from a planning folder to a roster that passed the referee.
//!
//! In: the folder. Out: three files in the output folder, and the report or the summary on stdout. The output folder is
//! tried before the search begins, so that an afternoon is not lost to a missing permission.

use std::sync::Arc;
use std::time::Duration;

use crate::cli;
use crate::commands::progress::Line;
use crate::commands::{Exit, defect, finish, interrupt, load};
use crate::domain::Instance;
use crate::planning::{self, Engine, Options, Plan};
use crate::report::{plan_text, roster_csv, shares_csv, summary_json, write};
use crate::shortfall;

const ROSTER: &str = "roster.csv";
const SHARES: &str = "shares.csv";
const SUMMARY: &str = "summary.json";

/// Runs the command; `quit` is for a second Ctrl-C.
pub fn run(arguments: &cli::Plan, quit: fn() -> !) -> Exit {
    let Some(loaded) = load::folder(&arguments.folder) else {
        return Exit::Refused;
    };
    let instance = &loaded.instance;
    let out = arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out"));
    let out = match write::Folder::open(&out, &[ROSTER, SHARES, SUMMARY]) {
        Ok(out) => out,
        Err(error) => {
            load::complain(&error, "nothing was planned; make it writable, or choose another folder with --out DIR");
            return Exit::Refused;
        }
    };

    let engine = if arguments.plain { Engine::Plain } else { Engine::Fast };
    let plan = match search(instance, arguments.time_limit, engine, quit) {
        Ok(Some(plan)) => plan,
        Ok(None) => return without_roster(),
        Err(defect) => return defect::report(&defect),
    };

    // Everything is rendered before anything is written: whatever goes wrong here, no file has appeared.
    let roster = plan.verified.roster();
    let judgement = plan.verified.judgement();
    let summary = summary_json::bytes(instance, &loaded.inputs, &plan);
    let report = if arguments.json {
        summary.clone()
    } else {
        let shortfalls = shortfall::shortfalls(instance, roster);
        plan_text::render(instance, &plan, &shortfalls, write::width()).into_bytes()
    };
    let files = [
        (ROSTER, roster_csv::bytes(instance, roster)),
        (SHARES, shares_csv::bytes(instance, judgement)),
        (SUMMARY, summary),
    ];
    match out.write(&files) {
        Ok(paths) => paths.iter().for_each(|path| write::stderr(&format!("wrote {}\n", path.display()))),
        Err(error) => {
            load::complain(&error, "put that right and plan again, or choose another folder with --out DIR");
            return Exit::Refused;
        }
    }
    finish(&report, if judgement.unfilled == 0 { Exit::Done } else { Exit::Unfilled })
}

/// Searches for the best roster of an instance, with progress on stderr, until all is proven, time is up or Ctrl-C.
pub(super) fn search(
    instance: &Arc<Instance>,
    time_limit: Option<Duration>,
    engine: Engine,
    quit: fn() -> !,
) -> Result<Option<Plan>, planning::Defect> {
    let options = Options { time_limit, engine, threads: None, stop: interrupt::watched(quit) };
    let mut line = Line::new(instance.rungs(), options.stop.clone());
    planning::plan(instance, &options, &mut |progress| line.show(progress))
}

/// Says that there is no roster.
pub(super) fn without_roster() -> Exit {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    write::stderr(&format!(
        "{red}error{red:#}: the search was stopped before any roster was found\n  = note: no output file was written\n  \
         = help: give it more time with --time-limit SECONDS, or leave the limit out\n"
    ));
    Exit::NoRoster
}
