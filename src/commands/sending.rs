//! Whether the roster of a command is sent out, and which roster it changes then.
//!
//! In: the options, and the roster that it is made of. Out: its state. Where nobody has written down that a roster was sent out, nothing
//! is said of it.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::check;
use crate::check::arguments::{self, Refusal};
use crate::cli;
use crate::commands::outputs;
use crate::commands::{load, today};
use crate::domain::state::{Earlier, State};
use crate::read::summary::Beside;
use crate::read::{self, RosterRows};
use crate::report::write;

/// The roster, which programs read.
const ROSTER: &str = "roster.csv";

/// The day on which the roster is sent out, where it is: that of `--on`, or today.
pub fn asked(sending: &cli::Sending) -> Result<Option<NaiveDate>, Refusal> {
    sending.publish.then(|| day(sending.on.as_deref())).transpose()
}

/// The day of `--on`, or today.
pub fn day(on: Option<&str>) -> Result<NaiveDate, Refusal> {
    on.map_or_else(|| Ok(today::today()), |on| arguments::date("--on", on))
}

/// That of a roster, sent out on this day if there is one.
pub fn made(state: State, on: Option<NaiveDate>) -> State {
    let Some(on) = on else { return state };
    let before = state.of().filter(|_| state.sent().is_none()).and_then(|of| of.sent);
    if let Some(before) = before.filter(|&before| on < before) {
        load::warn(
            &format!("by --on it is sent out on {on}, before the roster that it changes, which was on {before}"),
            "look at the day, and at which of the two people have",
        );
    }
    state.sent_on(on)
}

/// That of a roster which mends the published one at `path`; says so where that was never sent out.
pub fn mended(path: &Path, rows: &RosterRows) -> State {
    let (Some(file), Some(roster)) = (rows.input.as_ref().map(|input| input.file.clone()), rows.shifts()) else {
        return State::DRAFT;
    };
    // What cannot be read in it is told by whoever reads proofs from it.
    let (beside, _) = read::summary::beside(path);
    load::one_set(path, rows, &beside);
    let known = check::summary::state(&beside, &file, Some(&roster));
    if known.as_ref().is_some_and(|state| state.sent().is_none()) {
        let what = format!("by the summary beside it, '{}' is a draft that was not sent out", path.display());
        load::warn(
            &what,
            "if people have this roster, say so with 'vagtplan publish'; if not, plan anew instead of mending it",
        );
    }
    match known {
        Some(state) if state.sent().is_some() => state.followed(&file, &roster),
        // Whoever calls it published knows better than the summary, but not since when.
        known => {
            let published = known.as_ref().and_then(State::of).and_then(|of| of.published);
            State::Draft { of: Some(Earlier { file, roster, sent: None, published }) }
        }
    }
}

/// Whether a roster may be written to a place: one that was sent out is never written over, since it is what people have. Says so where
/// it may not.
pub fn is_free(place: &Path, cure: &str) -> bool {
    let path = place.join(ROSTER);
    let (Beside::Read(rows), _) = read::summary::beside(&path) else { return true };
    let sent = rows.state.as_ref().and_then(State::sent).filter(|_| path.is_file());
    if let Some(sent) = sent {
        let what = format!("'{}' was sent out on {sent}, and would be written over", path.display());
        load::complain(&what, cure);
    }
    sent.is_none()
}

/// The same for a roster that is there already: it may take its own place, and that of one with the same shifts.
pub fn is_free_for(place: &Path, roster: &Path, shifts: &str, cure: &str) -> bool {
    let there = place.join(ROSTER);
    write::is_same(&there, roster) || read::roster(&there).0.shifts().as_deref() == Some(shifts) || is_free(place, cure)
}

/// Whether the roster at a place is that of a page, which the next page replaces: the one that people have lies elsewhere.
pub fn is_of_a_page(place: &Path, page: &str) -> bool {
    let (beside, _) = read::summary::beside(&place.join(ROSTER));
    matches!(beside, Beside::Read(rows) if rows.outputs.iter().any(|output| output.file == page))
}

/// Where a roster lies that the summary of another one names, among the places where commands put rosters for this folder: the one
/// that it mends, or the one that it changes.
pub fn earlier(folder: &Path, is_it: impl Fn(&RosterRows) -> bool) -> Option<PathBuf> {
    let rosters = outputs::usual(folder).into_iter().map(|place| place.join(ROSTER)).filter(|roster| roster.is_file());
    rosters.into_iter().find(|roster| is_it(&read::roster(roster).0))
}

/// The published roster that was mended, where the summary names one.
pub fn mends(folder: &Path, beside: &Beside) -> Option<PathBuf> {
    let Beside::Read(rows) = beside else { return None };
    rows.replanned_from?;
    let inputs = &rows.run.as_ref()?.inputs;
    earlier(folder, |roster| {
        roster.input.as_ref().is_some_and(|file| inputs.iter().any(|input| input.sha256 == file.sha256))
    })
}

/// The roster that people had before, where the state names one.
pub fn before(folder: &Path, state: Option<&State>) -> Option<PathBuf> {
    let of = state?.of()?;
    earlier(folder, |roster| roster.shifts().as_ref() == Some(&of.roster))
}
