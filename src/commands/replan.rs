//! `replan`: mends a published roster from a day on, and changes as little as the goals allow.
//!
//! In: the folder as it is now, the roster that is in everybody's calendar, a day. Out: the new roster, its shares and
//! summary, and the list of changes. The published roster itself is never written over.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::check::{self, arguments};
use crate::cli;
use crate::commands::delivery::{Cures, Delivery};
use crate::commands::{Exit, finish, load, search};
use crate::diagnostic::any_error;
use crate::domain::goal::Goal;
use crate::domain::input_file::InputFile;
use crate::domain::roster::{ClosedShift, Roster};
use crate::domain::{Instance, Published};
use crate::planning::Engine;
use crate::read::{self, RosterRows};
use crate::replanning;
use crate::report::figures::changes;
use crate::report::locale::Locale;
use crate::report::subject::Subject;
use crate::report::{replan_text, roster_csv, shares_csv, summary_json, write};
use crate::shortfall;

const ROSTER: &str = "roster.csv";
const SHARES: &str = "shares.csv";
const SUMMARY: &str = "summary.json";
const CHANGES: &str = "changes.csv";

const CURES: Cures = Cures {
    before: "nothing was planned; make it writable, or choose another folder with --out DIR",
    after: "put that right and replan again, or choose another folder with --out DIR",
};

/// Runs the command; `quit` is for a second Ctrl-C.
pub fn run(arguments: &cli::Replan, quit: fn() -> !) -> Exit {
    let from = match arguments::date("--from", &arguments.from) {
        Ok(from) => from,
        Err(refusal) => return load::refuse(&refusal),
    };
    let Some(loaded) = load::folder_from(&arguments.folder, |_| Some(from)) else {
        return Exit::Refused;
    };
    let mut inputs = loaded.inputs;
    let instance = Arc::unwrap_or_clone(loaded.instance);
    if !is_in_period(&instance, from) {
        return Exit::Refused;
    }
    let (rows, published) = published(&instance, &arguments.published, from, &mut inputs);
    let Some((roster, closed)) = published else {
        return Exit::Refused;
    };
    let goals = ladder(&instance.goals, arguments.fair_first);
    let instance = instance.with_goals(goals).mended(Published { roster, from });
    // Before there was a published roster, nobody could know of these.
    let mut findings = check::beside_past::locks(&loaded.folder, &instance, &rows);
    load::show(&mut findings);
    if any_error(&findings) {
        return Exit::Refused;
    }
    let instance = Arc::new(instance);

    let place = arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out").join("replan"));
    let (names, replaced) = ([ROSTER, SHARES, SUMMARY, CHANGES], [arguments.published.as_path()]);
    let Some(delivery) =
        Delivery::open(&arguments.outputs, &instance, &arguments.folder, &place, &replaced, &names, CURES)
    else {
        return Exit::Refused;
    };
    let (plan, _ending) = match search::search(&instance, &arguments.limits, Engine::Fast, None, quit) {
        Ok(plan) => plan,
        Err(exit) => return exit,
    };

    let roster = plan.verified.roster();
    let judgement = plan.verified.judgement();
    let mends = replanning::mends(&instance, roster);
    let summary = summary_json::bytes(&instance, &inputs, &plan);
    let report = if arguments.printed.is_json() {
        summary.clone()
    } else {
        let shortfalls = shortfall::shortfalls(&instance, roster);
        replan_text::render(
            &instance,
            &plan,
            &mends,
            &closed,
            &shortfalls,
            &write::terminal(arguments.printed.language),
        )
        .into_bytes()
    };
    let style = delivery.style();
    // Its sentences are sent out, so they are in the language of the others that are.
    let locale = Locale::new(arguments.printed.language.unwrap_or(instance.language));
    let changes = changes::mended(&instance, &mends, &closed, &locale);
    let files = vec![
        (ROSTER.to_owned(), roster_csv::bytes(&instance, roster, style)),
        (SHARES.to_owned(), shares_csv::bytes(&instance, judgement, style)),
        (SUMMARY.to_owned(), summary),
        (CHANGES.to_owned(), changes.only(&changes::FILE).csv(style)),
    ];
    let subject = Subject::of_plan(&instance, &plan, &locale);
    if delivery.deliver(files, &subject, &closed).is_none() {
        return Exit::Refused;
    }
    finish(&report, if judgement.unfilled == 0 { Exit::Done } else { Exit::Unfilled })
}

/// Whether the day from which on the roster may change is one of the period; says so where it is not.
fn is_in_period(instance: &Instance, from: NaiveDate) -> bool {
    let period = instance.period;
    if !period.contains(from) {
        let message = format!("--from: {from} is not in the period, {} to {}", period.from, period.to);
        load::complain(&message, "give the first day that may change, or the folder of the period you mean");
        return false;
    }
    true
}

/// The rows of the published roster; and the roster they make, with its shifts in windows that are closed by now.
fn published(
    instance: &Instance,
    path: &Path,
    from: NaiveDate,
    inputs: &mut Vec<InputFile>,
) -> (RosterRows, Option<(Roster, Vec<ClosedShift>)>) {
    let (rows, mut findings) = read::roster(path);
    load::told_roster(path, &rows);
    let (roster, more) = check::published(instance, &rows, from);
    findings.extend(more);
    load::show(&mut findings);
    inputs.extend(rows.input.clone());
    (rows, roster)
}

/// The ladder with stability in it: where plan.toml has it, else after coverage, or after what is fair.
fn ladder(goals: &[Goal], fair_first: bool) -> Vec<Goal> {
    if goals.contains(&Goal::Stability) && !fair_first {
        return goals.to_vec();
    }
    let mut goals: Vec<Goal> = goals.iter().copied().filter(|&goal| goal != Goal::Stability).collect();
    let fair = [Goal::Coverage, Goal::Shares, Goal::Burdens];
    let above: &[Goal] = if fair_first { &fair } else { &fair[..1] };
    let place = goals.iter().rposition(|goal| above.contains(goal)).map_or(0, |last| last + 1);
    goals.insert(place, Goal::Stability);
    goals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stability_stands_after_coverage_or_after_what_is_fair() {
        let names = |goals: &[Goal]| goals.iter().map(|goal| goal.name()).collect::<Vec<_>>().join(" ");
        let default = Goal::default_ladder();
        assert_eq!(names(&ladder(&default, false)), "coverage stability shares burdens rhythm rotation wishes");
        assert_eq!(names(&ladder(&default, true)), "coverage shares burdens stability rhythm rotation wishes");
        let own = [Goal::Coverage, Goal::Wishes, Goal::Stability];
        assert_eq!(names(&ladder(&own, false)), "coverage wishes stability");
        assert_eq!(names(&ladder(&own, true)), "coverage stability wishes");
    }
}
