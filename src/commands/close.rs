//! `close`: a period that is over goes into the ledger.
//!
//! In: its folder and the roster that was worked. Out: `ledger.csv` and `history.csv` for the next period's folder, and
//! the balances on stdout. The folder's own files must never be overwritten: closing twice gives the same bytes twice.

use std::path::Path;

use chrono::{Days, NaiveDate};

use crate::check;
use crate::check::arguments::Refusal;
use crate::cli;
use crate::closing;
use crate::commands::{Exit, finish, load, style};
use crate::difference;
use crate::domain::calendar::Period;
use crate::read;
use crate::read::actual::Actual;
use crate::report::worked::Worked;
use crate::report::{close_json, close_text, ledger_csv, roster_csv, write};

const LEDGER: &str = "ledger.csv";
const HISTORY: &str = "history.csv";

/// The last weeks that go into `history.csv`: a quarter, whatever the length of the period. Limits and rest need a week at most; turns need long enough for
/// their rounding to even out, and not so long that a new colleague has years to make up for.
const WEEKS: u64 = 13;

/// Runs the command.
pub fn run(arguments: &cli::Close) -> Exit {
    let Some(planned) = load::worked(&arguments.folder, &arguments.roster) else {
        return Exit::Refused;
    };
    let Some((judged, actual)) = corrected(planned, arguments.actual.as_deref()) else {
        return Exit::Refused;
    };
    let judgement = judged.judgement();
    let load::Judged { loaded, roster, file, state, .. } = &judged;
    if state.as_ref().is_some_and(|state| state.sent().is_none()) {
        load::warn(
            "by the summary beside it, this roster is a draft that was not sent out",
            "close the roster that was worked; if it is this one, 'vagtplan publish' says that it was sent out",
        );
    }
    let instance = &loaded.instance;
    let out = arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out"));
    if write::is_same(&out, &arguments.folder) {
        return in_the_way(&out);
    }

    let closing = closing::close(instance, &judgement);
    let report = if arguments.printed.is_json() {
        close_json::bytes(instance, &loaded.inputs, file.as_ref(), &judgement, &closing, actual.as_ref())
    } else {
        close_text::render(
            instance,
            &judgement,
            &closing,
            actual.as_ref(),
            &write::terminal(arguments.printed.language).in_full(arguments.printed.tables),
        )
        .into_bytes()
    };
    let style = style::csv(&arguments.style);
    let since = remembered_from(instance.period);
    let before = check::history::kept(&loaded.folder, instance, since);
    let files = [
        (LEDGER, ledger_csv::bytes(instance, &closing, style)),
        (HISTORY, roster_csv::history(instance, &before, roster, since, style)),
    ];
    let written = write::Folder::open(&out, &[LEDGER, HISTORY]).and_then(|out| out.write(&files));
    match written {
        Ok(paths) => write::wrote(&paths),
        Err(error) => {
            load::complain(&error, "put that right and close again, or choose another folder with --out DIR");
            return Exit::Refused;
        }
    }
    let folder = arguments.folder.display();
    let closing = arguments.out.as_ref().map_or_else(String::new, |out| format!(" --closing {}", out.display()));
    let next = format!("'vagtplan next {folder} NEW{closing}'");
    write::note(&write::said(
        format!("næste: {next} laver den næste periodes mappe med begge dele i"),
        format!("next: {next} makes the folder of the next period with both in it"),
    ));
    finish(&report, Exit::Done)
}

/// The roster as it was worked, and what that changes, where somebody says who really sat there; `None` where that is refused.
fn corrected(planned: load::Judged, path: Option<&Path>) -> Option<(load::Judged, Option<Worked>)> {
    let Some(path) = path else { return Some((planned, None)) };
    let (rows, mut findings) = read::actual::actual(path);
    let instance = &planned.loaded.instance;
    let (roster, more) = check::actual(instance, &planned.roster, &rows);
    findings.extend(more);
    load::show(&mut findings);
    let roster = roster?;
    let changes = difference::changes(instance, &planned.roster, &roster);
    let file = match rows {
        Actual::Corrections { input, .. } => input,
        Actual::Roster(rows) => rows.input,
    };
    Some((load::Judged { roster, ..planned }, Some(Worked { file, changes })))
}

/// The first day whose shifts the next period remembers.
fn remembered_from(period: Period) -> NaiveDate {
    let days = Days::new(7 * WEEKS - 1);
    period.to.checked_sub_days(days).unwrap_or(period.from)
}

/// The ledger that the period began with is needed to judge, plan or close it again.
fn in_the_way(out: &Path) -> Exit {
    let what = "is the folder of the period that is closed; its ledger.csv is what the period began with";
    let cure = "nothing was written; choose the next period's folder, or any other, with --out DIR";
    load::refuse(&Refusal::cured(format!("'{}' {what}", out.display()), cure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirteen_weeks_are_remembered_whatever_the_period() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let from = |from, to| remembered_from(Period { from: date(from), to: date(to) });
        assert_eq!(from("2026-01-01", "2026-12-31"), date("2026-10-02"));
        // Of a month all of it, and of the two before it nearly all.
        assert_eq!(from("2026-03-01", "2026-03-31"), date("2025-12-31"));
    }
}
