//! A roster of any origin with all that is known of it: what `report` and `publish` have in common.
//!
//! In: the folder, the roster, and perhaps the one that was published. Out: the judgement, what is proven, what people had before, and
//! whether it was sent out. Nothing is solved: what is proven comes from the run that made the roster, where that still fits.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::check;
use crate::commands::{load, sending};
use crate::domain::evidence::{Evidence, Run};
use crate::domain::input_file::InputFile;
use crate::domain::price::Price;
use crate::domain::roster::{ClosedShift, Roster};
use crate::domain::state::State;
use crate::domain::{Instance, Published};
use crate::read::summary::Beside;
use crate::read::{self, Folder};
use crate::report::locale::Locale;
use crate::report::subject::Subject;
use crate::report::summary_json::{Summary, fingerprint};
use crate::verify::{self, Judgement};

/// A roster, judged.
#[derive(Debug)]
pub struct Known {
    /// The problem; with its published roster, where that was mended.
    pub instance: Instance,
    /// The problem as the folder has it, without a published roster.
    pub planned: Arc<Instance>,
    /// The rows of the folder.
    pub folder: Folder,
    /// The files of the folder.
    pub inputs: Vec<InputFile>,
    /// The roster.
    pub roster: Roster,
    /// Its file.
    pub file: Option<InputFile>,
    /// What it is worth.
    pub judgement: Judgement,
    /// Whether it was sent out, where that is known.
    pub state: Option<State>,
    /// The rosters that it replaces, itself among them.
    pub replaced: Vec<PathBuf>,
    evidence: Evidence,
    /// What its goals cost, where that still holds.
    prices: Option<Vec<Price>>,
    /// What people had before, and its shifts in windows that are closed by now.
    before: Option<(Roster, Vec<ClosedShift>)>,
    beside: Beside,
    /// The first day that could change, where it was mended.
    from: Option<NaiveDate>,
}

/// Reads and judges; `None` where something is refused.
pub fn known(folder: &Path, path: &Path, published_by: Option<&Path>) -> Option<Known> {
    let load::Judged { loaded, roster, file, beside, past, state } = load::judged(folder, path)?;
    let planned = loaded.instance;
    let mut instance = Instance::clone(&planned);
    let given = published_by.map(Path::to_owned);
    let mends = given.clone().or_else(|| sending::mends(folder, &beside));
    let before = given.or_else(|| sending::before(folder, state.as_ref())).or_else(|| mends.clone());
    let mended = match mends.as_deref().map(|path| published(&instance, path)) {
        Some(None) => return None,
        other => other.flatten(),
    };
    let before_read = match before.as_deref().filter(|_| before != mends).map(|path| published(&instance, path)) {
        Some(None) => return None,
        other => other.flatten().or_else(|| mended.clone()),
    };
    // What somebody has changed before the day of mending since, such as who worked, breaks no rule unless that is asked for.
    let stood = |mended: &Mended| {
        let windows = instance.windows.iter().zip(&roster.shifts).zip(&mended.0.shifts);
        let over = |date: NaiveDate| past.as_ref().is_some_and(|past| date < past.from);
        windows.into_iter().all(|((window, now), then)| !over(window.date) || now == then)
    };
    let mended = mended.filter(|mended| published_by.is_some() || stood(mended));
    let from = past.map(|past| past.from);
    let past =
        check::summary::past(&instance, &beside, &roster, mended.as_ref().map(|(before, _, file)| (file, before)));
    // A mended roster is judged by the ladder it was mended with: keeping published shifts is a goal of it.
    let ladder = mended.as_ref().and_then(|(_, _, file)| check::summary::mended(&instance, &beside, file));
    if let (Some((goals, from)), Some((roster, ..))) = (ladder, &mended) {
        instance = instance.with_goals(goals).mended(Published { roster: roster.clone(), from });
    }
    let breaches = past.map(|past| past.breaches).unwrap_or_default();
    let judgement = verify::judge(&instance, &roster).knowing(&breaches);
    let evidence = check::summary::evidence(
        &loaded.inputs,
        mended.as_ref().map(|(.., file)| file),
        &beside,
        &judgement.values,
        judgement.violations.is_empty(),
    );
    let shifts = fingerprint(&instance, &roster);
    let prices = check::summary::prices(&beside, &evidence, &shifts, &judgement.values);
    let before_read = before_read.map(|(roster, closed, _)| (roster, closed));
    let replaced = [Some(path.to_owned()), before].into_iter().flatten().collect();
    let (rows, inputs) = (loaded.folder, loaded.inputs);
    Some(Known {
        instance,
        planned,
        folder: rows,
        inputs,
        roster,
        file,
        judgement,
        state,
        replaced,
        evidence,
        prices,
        before: before_read,
        beside,
        from,
    })
}

impl Known {
    /// What is told of it.
    pub fn subject<'a>(&'a self, locale: &'a Locale, state: Option<&'a State>) -> Subject<'a> {
        let before = self.before.as_ref().map(|(roster, _)| roster);
        Subject::of_roster(&self.instance, &self.roster, &self.judgement, before, locale)
            .with_evidence(&self.evidence)
            .with_state(state)
            .with_prices(self.prices.as_deref())
    }

    /// Shifts that people had in windows that are closed by now.
    pub fn closed(&self) -> &[ClosedShift] {
        self.before.as_ref().map_or(&[], |(_, closed)| closed)
    }

    /// The files of its set, where the roster of the set is the one at `place` and has the same shifts.
    pub fn outputs(&self, place: &Path) -> Vec<InputFile> {
        match &read::summary::beside(place).0 {
            Beside::Read(rows) if rows.roster == Some(fingerprint(&self.instance, &self.roster)) => {
                rows.outputs.clone()
            }
            _ => Vec::new(),
        }
    }

    /// The summary that goes with it.
    pub fn summary(&self, subject: &Subject<'_>, state: Option<&State>) -> Summary {
        let inputs = check::summary::inputs(&self.inputs, &self.beside);
        Summary::carried(subject, &inputs, self.from, state, run(&self.beside))
    }
}

/// The search that a roster comes from, where the summary beside it tells of one.
pub fn run(beside: &Beside) -> Option<&Run> {
    match beside {
        Beside::Read(rows) => rows.run.as_ref(),
        Beside::Missing | Beside::Unreadable => None,
    }
}

/// A published roster, its shifts in windows that are closed by now, and its file.
type Mended = (Roster, Vec<ClosedShift>, InputFile);

fn published(instance: &Instance, path: &Path) -> Option<Mended> {
    let (rows, mut findings) = read::roster(path);
    let (roster, more) = check::published(instance, &rows, instance.period.from);
    findings.extend(more);
    load::show(&mut findings);
    let (roster, closed) = roster?;
    Some((roster, closed, rows.input?))
}
