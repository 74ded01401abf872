//! `replan`: mends a published roster from a day on, and changes as little as the goals allow.
//!
//! In: the folder as it is now, the roster that is in everybody's calendar, a day. Out: the new roster, its shares and
//! summary, and the list of changes.

use crate::check::arguments;
use crate::cli;
use crate::commands::delivery::Cures;
use crate::commands::mending::{self, Order};
use crate::commands::{Exit, load, sending};

const CURES: Cures = Cures {
    before: "nothing was planned; make it writable, or choose another folder with --out DIR",
    after: "put that right and replan again, or choose another folder with --out DIR",
};

/// Runs the command.
pub fn run(arguments: &cli::Replan) -> Exit {
    let dates =
        arguments::date("--from", &arguments.from).and_then(|from| Ok((from, sending::asked(&arguments.sending)?)));
    let (from, on) = match dates {
        Ok(dates) => dates,
        Err(refusal) => return load::refuse(&refusal),
    };
    let Some(loaded) = load::folder_from(&arguments.folder, |_| Some(from)) else {
        return Exit::Refused;
    };
    let place = arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out").join("replan"));
    let order = Order {
        folder: &arguments.folder,
        published: &arguments.published,
        from,
        fair_first: arguments.fair_first,
        on,
        limits: &arguments.limits,
        printed: arguments.printed,
        outputs: &arguments.outputs,
        place: &place,
        more: &[],
        cures: CURES,
    };
    let mended = match mending::mend(loaded, &order) {
        Ok(mended) => mended,
        Err(exit) => return exit,
    };
    let report = mended.report(None);
    mended.deliver(Vec::new(), None, report)
}
