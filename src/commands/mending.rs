//! Mending a published roster from a day on: what `replan`, `absent` and `surge` have in common.
//!
//! In: the folder as it is now, the roster that is in everybody's calendar, a day. Out: the new roster with its shares, its
//! summary and the list of changes, ready to be written.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::check;
use crate::cli;
use crate::commands::delivery::{Cures, Delivery};
use crate::commands::load::Loaded;
use crate::commands::{Exit, finish, load, search, sending};
use crate::diagnostic::any_error;
use crate::domain::absence::Revised;
use crate::domain::goal::Goal;
use crate::domain::input_file::InputFile;
use crate::domain::roster::{ClosedShift, Roster};
use crate::domain::state::State;
use crate::domain::{Instance, Published};
use crate::planning::{self, Engine, Plan};
use crate::read::{self, RosterRows, calendars};
use crate::replanning::{self, Mend};
use crate::report::figures::changes;
use crate::report::locale::Locale;
use crate::report::rows::Style;
use crate::report::subject::Subject;
use crate::report::summary_json::Summary;
use crate::report::{replan_text, roster_csv, shares_csv, write};
use crate::shortfall;
use crate::verify::Verified;

const ROSTER: &str = "roster.csv";
const SHARES: &str = "shares.csv";
const CHANGES: &str = "changes.csv";
/// The record of what calendars have told of.
const RECORD: &str = "calendars.csv";

/// What is to be mended, and where the new roster goes.
#[derive(Debug)]
pub struct Order<'a> {
    /// The planning folder.
    pub folder: &'a Path,
    /// The roster that people have.
    pub published: &'a Path,
    /// The first day that may change.
    pub from: NaiveDate,
    /// Whether shares and burdens stay above stability.
    pub fair_first: bool,
    /// The day on which the new roster is sent out, where it is.
    pub on: Option<NaiveDate>,
    /// What the search may take.
    pub limits: &'a cli::Limits,
    /// As what the result is printed.
    pub printed: cli::Printed,
    /// What is written besides the CSV files.
    pub outputs: &'a cli::Outputs,
    /// The folder of the new files.
    pub place: &'a Path,
    /// Further files that the command writes there.
    pub more: &'a [&'static str],
    /// What to do where they cannot be written.
    pub cures: Cures,
}

/// A mended roster.
pub struct Mended<'a> {
    /// The folder with its published roster.
    pub instance: Arc<Instance>,
    /// The new roster.
    pub plan: Plan,
    /// The seats that changed hands.
    pub mends: Vec<Mend>,
    /// Published shifts of windows that are closed now.
    pub closed: Vec<ClosedShift>,
    state: State,
    summary: Summary,
    printed: cli::Printed,
    delivery: Delivery<'a>,
}

/// Mends the roster; nothing is written yet. How the command ended, where there is no new roster.
pub fn mend<'a>(loaded: Loaded, order: &Order<'a>) -> Result<Mended<'a>, Exit> {
    let &Order { from, limits, printed, .. } = order;
    let mut inputs = loaded.inputs;
    let instance = Arc::unwrap_or_clone(loaded.instance);
    if !is_in_period(&instance, from) {
        return Err(Exit::Refused);
    }
    let (rows, published) = published(&instance, order.published, from, &mut inputs);
    let (roster, closed) = published.ok_or(Exit::Refused)?;
    let state = sending::made(sending::mended(order.published, &rows), order.on);
    let goals = ladder(&instance.goals, order.fair_first);
    let instance = instance.with_goals(goals).mended(Published { roster, from });
    // Before there was a published roster, nobody could know of these.
    let mut findings = check::beside_past::locks(&loaded.folder, &instance, &rows);
    load::show(&mut findings);
    if any_error(&findings) {
        return Err(Exit::Refused);
    }
    let instance = Arc::new(instance);

    if !sending::is_free(order.place, order.cures.before) {
        return Err(Exit::Refused);
    }
    if write::is_same(order.published, &order.place.join(ROSTER)) {
        let published = order.published.display();
        load::complain(
            &format!("the new roster would be written over the published one, '{published}'"),
            "nothing was written; choose another folder with --out DIR",
        );
        return Err(Exit::Refused);
    }
    let names = [&[ROSTER, SHARES, CHANGES], order.more].concat();
    let mut delivery =
        Delivery::open(order.outputs, &instance, order.folder, order.place, &[order.published], &names, order.cures)
            .ok_or(Exit::Refused)?;
    let style = delivery.style();
    let mut save = |found: &Verified| {
        let summary = Summary::of_plan(&instance, &inputs, &planning::unsearched(&instance, found.clone()), &state);
        delivery.save(files(&instance, found, style), summary);
    };
    let (plan, _ending) = search::search(&instance, limits, Engine::Fast, None, &mut save)?;
    let mends = replanning::mends(&instance, plan.verified.roster());
    let summary = Summary::of_plan(&instance, &inputs, &plan, &state);
    Ok(Mended { instance, plan, mends, closed, state, summary, printed, delivery })
}

impl Mended<'_> {
    /// What is printed: what changes and what the new roster is worth, with what else is told above that; `None` where that is the
    /// summary, once it is written.
    pub fn report(&self, more: Option<String>) -> Option<Vec<u8>> {
        if self.printed.is_json() {
            return None;
        }
        let shortfalls = shortfall::shortfalls(&self.instance, self.plan.verified.roster());
        let on = write::terminal(self.printed.language).in_full(self.printed.tables);
        let text = replan_text::render(&self.instance, &self.plan, &self.mends, &self.closed, &shortfalls, more, &on);
        Some(text.into_bytes())
    }

    /// The language of files.
    pub fn locale(&self) -> Locale {
        Locale::new(self.printed.language.unwrap_or(self.instance.language))
    }

    /// Writes the files, with further ones beside them and one of another folder, all or none, and prints the report. How the command
    /// ended.
    pub fn deliver(
        self,
        more: Vec<(String, Vec<u8>)>,
        revised: Option<(&write::Folder, &Revised)>,
        report: Option<Vec<u8>>,
    ) -> Exit {
        let locale = self.locale();
        let Mended { instance, plan, mends, closed, state, summary, delivery, .. } = self;
        let (judgement, style) = (plan.verified.judgement(), delivery.style());
        // Its sentences are sent out, so they are in the language of the others that are.
        let changes = changes::mended(&instance, &mends, &closed, &locale);
        let mut files = files(&instance, &plan.verified, style);
        files.push((CHANGES.to_owned(), changes.only(&changes::FILE).csv(style)));
        files.extend(more);
        let subject = Subject::of_plan(&instance, &plan, &locale).with_state(Some(&state));
        let Some(delivered) = delivery.deliver_with(files, summary, &subject, &closed, revised) else {
            return Exit::Refused;
        };
        finish(&report.unwrap_or(delivered.summary), if judgement.unfilled == 0 { Exit::Done } else { Exit::Unfilled })
    }
}

/// The roster and its shares.
fn files(instance: &Instance, verified: &Verified, style: Style) -> Vec<(String, Vec<u8>)> {
    vec![
        (ROSTER.to_owned(), roster_csv::bytes(instance, verified.roster(), style)),
        (SHARES.to_owned(), shares_csv::bytes(instance, verified.judgement(), style)),
    ]
}

/// Whether the published roster was sent out as calendars.
pub fn has_calendars(published: &Path) -> bool {
    published.parent().is_some_and(|folder| calendars::is_there(&folder.join(RECORD)))
}

/// Whether the day from which on the roster may change is one of the period; says so where it is not.
pub fn is_in_period(instance: &Instance, from: NaiveDate) -> bool {
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
