//! A run's summary against the roster that lies beside it: which of its proofs hold for this roster and this folder.
//!
//! In: what the summary says, the files of the folder now, and the values that `verify` computes now. Out: the claims that
//! hold, and why the others do not. A proof is about a value in a ladder, not about one roster: whatever roster reaches the
//! same values, goal after goal, has the same proofs.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::Instance;
use crate::domain::breach::{Breach, Past};
use crate::domain::calendar::Period;
use crate::domain::evidence::{Claim, Doubt, Evidence, Run, Searched};
use crate::domain::goal::{Goal, Rung};
use crate::domain::input_file::InputFile;
use crate::domain::price::{Answer, Price, Priced};
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;
use crate::domain::state::State;
use crate::domain::value::same;
use crate::read::summary::{Beside, PastRow, PastWindow, SummaryRows};
use crate::read::{self, Folder};

/// The ladder that a mended roster was made with, and the first day that could change, where the summary says that this
/// published roster was mended.
pub fn mended(instance: &Instance, beside: &Beside, published: &InputFile) -> Option<(Vec<Goal>, NaiveDate)> {
    let Beside::Read(rows) = beside else { return None };
    let from = mended_from(rows, instance.period)?;
    if !is_of(rows, published) {
        return None;
    }
    let run = rows.run.as_ref()?;
    let others: Vec<Goal> = instance.goals.iter().copied().filter(|&goal| goal != Goal::Stability).collect();
    let ladders = (0..=others.len()).map(|place| [&others[..place], &[Goal::Stability], &others[place..]].concat());
    let is_its = |goals: &Vec<Goal>| {
        let rungs = instance.rungs_of(goals);
        rungs.iter().map(|rung| rung.name()).eq(run.goals.iter().map(|goal| goal.goal.as_str()))
    };
    ladders.into_iter().find(is_its).map(|goals| (goals, from))
}

/// The first day that could change when the roster was mended, where the summary is about this folder's period: before it, what
/// was entered since says nothing.
pub fn from(folder: &Folder, beside: &Beside) -> Option<NaiveDate> {
    let Beside::Read(rows) = beside else { return None };
    let (from, to) = folder.plan.as_ref()?.period.as_ref()?.value;
    mended_from(rows, Period { from, to })
}

/// The same, where the summary is about the period and names the roster that was mended. One that lies here from another period, or
/// in which a day was written by hand, tells of nothing that is over.
fn mended_from(rows: &SummaryRows, period: Period) -> Option<NaiveDate> {
    let is_its = rows.period == Some((period.from, period.to)) && published(rows).next().is_some();
    rows.replanned_from.filter(|&from| is_its && period.contains(from))
}

/// The files that the run read beside those of the folder: the published roster is among them, where one was mended.
fn published(rows: &SummaryRows) -> impl Iterator<Item = &InputFile> {
    rows.inputs.iter().filter(|input| !read::names::is_read(&input.file))
}

/// The files of the folder, and those beside them that the run read.
pub fn inputs(inputs: &[InputFile], beside: &Beside) -> Vec<InputFile> {
    let Beside::Read(rows) = beside else { return inputs.to_vec() };
    inputs.iter().chain(published(rows)).cloned().collect()
}

/// Whether the roster that was mended is this one.
fn is_of(rows: &SummaryRows, roster: &InputFile) -> bool {
    rows.inputs.iter().any(|input| input.sha256 == roster.sha256)
}

/// Whether the roster with these shifts was sent out, where the summary says so. One that was changed since is a draft that changes what
/// was sent out.
pub fn state(beside: &Beside, file: &str, shifts: Option<&str>) -> Option<State> {
    let Beside::Read(rows) = beside else { return None };
    let (state, roster) = (rows.state.clone()?, rows.roster.as_deref()?);
    if shifts == Some(roster) {
        return Some(state);
    }
    Some(state.followed(file, roster))
}

/// What was over when the roster was mended, where the summary says that it was. What it names and the folder does not
/// know, or what lies on a later day, does not count: it is judged like everything else. So is everything where the published
/// roster is at hand and is another one than the summary names, and what was not broken in it already.
pub fn past(
    instance: &Instance,
    beside: &Beside,
    roster: &Roster,
    published: Option<(&InputFile, &Roster)>,
) -> Option<Past> {
    let Beside::Read(rows) = beside else { return None };
    let from = mended_from(rows, instance.period)?;
    if published.is_some_and(|(file, _)| !is_of(rows, file)) {
        return None;
    }
    let stood = |window: usize| published.is_none_or(|(_, before)| before.shifts[window] == roster.shifts[window]);
    let breaches = rows.past.iter().filter_map(|row| breach(instance, row));
    let is_over =
        |breach: &Breach| breach.windows.iter().all(|&window| instance.windows[window].date < from && stood(window));
    Some(Past { from, breaches: breaches.filter(is_over).collect() })
}

fn breach(instance: &Instance, row: &PastRow) -> Option<Breach> {
    let rule = Rule::ALL.into_iter().find(|rule| rule.name() == row.rule)?;
    let staff = match &row.staff {
        Some(id) => Some(instance.staff.binary_search_by(|staff| staff.id.cmp(id)).ok()?),
        None => None,
    };
    let municipality = match &row.municipality {
        Some(code) => Some(instance.municipalities.iter().position(|municipality| municipality.code == *code)?),
        None => None,
    };
    let window = |window: &PastWindow| {
        let start = NaiveTime::parse_from_str(&window.start, "%H:%M").ok()?;
        instance.window_at(window.date.parse().ok()?, start)
    };
    let windows = row.windows.iter().map(window).collect::<Option<Vec<usize>>>()?;
    Some(Breach { rule, staff, municipality, windows })
}

/// What the goals cost, where the summary says so of this very roster and all that it says is proven still is.
pub fn prices(beside: &Beside, evidence: &Evidence, shifts: &str, values: &[(Rung, f64)]) -> Option<Vec<Price>> {
    let Beside::Read(rows) = beside else { return None };
    let prices = rows.prices.clone()?;
    let is_proven = evidence.doubt.is_none() && evidence.claims.iter().all(|claim| *claim == Some(Claim::Proven));
    let is_its = |priced: &Priced| {
        let of = values.iter().find(|(rung, _)| *rung == priced.rung);
        of.is_some_and(|&(_, value)| same(value, priced.now))
    };
    let answers = prices.iter().flat_map(|price| price.left_out.iter().chain(&price.loosened));
    let mut rungs = answers.filter_map(Answer::outcome).flat_map(|outcome| &outcome.rungs);
    let holds = is_proven && rows.roster.as_deref() == Some(shifts) && rungs.all(is_its);
    holds.then_some(prices)
}

/// What holds of a summary for a roster with these values. `published` is the file that people have in their calendars.
pub fn evidence(
    inputs: &[InputFile],
    published: Option<&InputFile>,
    beside: &Beside,
    values: &[(Rung, f64)],
    is_lawful: bool,
) -> Evidence {
    let unknown = |doubt| Evidence { claims: vec![None; values.len()], doubt: Some(doubt) };
    let rows = match beside {
        Beside::Missing => return unknown(Doubt::NoSummary),
        Beside::Unreadable => return unknown(Doubt::Unreadable),
        Beside::Read(rows) => rows,
    };
    let Some(run) = &rows.run else { return unknown(Doubt::NoRun) };
    if let Some(doubt) = folder(inputs, published, rows.replanned_from.is_some(), run) {
        return unknown(doubt);
    }
    if !run.goals.iter().map(|goal| goal.goal.as_str()).eq(values.iter().map(|(rung, _)| rung.name())) {
        return unknown(if rows.replanned_from.is_some() { Doubt::OtherPublished } else { Doubt::OtherLadder });
    }
    if !is_lawful {
        return unknown(Doubt::BreaksRules);
    }
    let mut claims = Vec::new();
    for (row, &(rung, value)) in run.goals.iter().zip(values) {
        if row.bound.is_some_and(|bound| value < bound && !same(value, bound)) {
            // No roster can be below the bound, and this one is: whatever the summary says, it is not to be believed.
            return unknown(Doubt::Refuted(rung));
        }
        claims.push(Some(claim(row, value)));
        if !same(row.value, value) {
            // The next bounds hold for rosters with the run's value here, which this one has not.
            claims.resize(values.len(), None);
            return Evidence { claims, doubt: Some(Doubt::OtherRoster(rung)) };
        }
    }
    Evidence { claims, doubt: None }
}

/// What a bound says of a value, where all earlier goals have the values of the run.
fn claim(row: &Searched, value: f64) -> Claim {
    match row.bound {
        Some(bound) if row.proven && same(bound, value) => Claim::Proven,
        Some(bound) => Claim::AtLeast(bound),
        None => Claim::Open,
    }
}

/// Why the run is not of this folder; nothing where it is.
fn folder(inputs: &[InputFile], published: Option<&InputFile>, is_mended: bool, run: &Run) -> Option<Doubt> {
    let then = |file: &InputFile| run.inputs.contains(file) || !read::names::decides(&file.file);
    let is_needed = |file: &str| read::names::is_read(file) && read::names::decides(file);
    let now = |file: &&InputFile| !inputs.contains(file) && is_needed(&file.file);
    let is_published = |file: &InputFile| published.is_some_and(|published| published.sha256 == file.sha256);
    let changed = inputs.iter().filter(|file| !then(file));
    // Beside the folder's files a run may have read a solution, which proves nothing, or a published roster.
    let gone = run.inputs.iter().filter(|file| now(file) && !is_published(file));
    let mut names: Vec<String> = changed.chain(gone).map(|file| file.file.clone()).collect();
    names.sort();
    names.dedup();
    if !names.is_empty() {
        return Some(Doubt::OtherFolder(names));
    }
    let mends = is_mended || run.goals.iter().any(|goal| goal.goal == Rung::Stability.name());
    (mends && !run.inputs.iter().any(is_published)).then_some(Doubt::OtherPublished)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, sha256: &str) -> InputFile {
        InputFile { file: name.to_owned(), sha256: sha256.to_owned() }
    }

    fn beside(rows: &[(&str, f64, Option<f64>, bool)], inputs: &[InputFile]) -> Beside {
        let goals =
            rows.iter().map(|&(goal, value, bound, proven)| Searched { goal: goal.to_owned(), value, bound, proven });
        let (highs, status, inputs) = (None, "proven".to_owned(), inputs.to_vec());
        let run = Run { highs, inputs: inputs.clone(), status, seconds: 0.0, goals: goals.collect() };
        Beside::Read(Box::new(SummaryRows {
            inputs,
            period: None,
            replanned_from: None,
            state: None,
            roster: None,
            run: Some(run),
            past: Vec::new(),
            outputs: Vec::new(),
            prices: None,
        }))
    }

    const VALUES: [(Rung, f64); 3] = [(Rung::Coverage, 2.0), (Rung::CoverageSpread, 1.5), (Rung::Rhythm, 4.0)];
    const ROWS: [(&str, f64, Option<f64>, bool); 3] = [
        ("coverage", 2.0, Some(2.0), true),
        ("coverage-spread", 1.5, Some(1.5), true),
        ("rhythm", 4.0, Some(3.0), false),
    ];

    #[test]
    fn proofs_hold_for_the_same_folder_and_the_same_values() {
        let inputs = [file("plan.toml", "1")];
        let found = evidence(&inputs, None, &beside(&ROWS, &inputs), &VALUES, true);
        assert_eq!(found.claims, [Some(Claim::Proven), Some(Claim::Proven), Some(Claim::AtLeast(3.0))]);
        assert_eq!(found.doubt, None);
        // A solution that the run began with proves nothing, and takes nothing away.
        let more = [file("plan.toml", "1"), file("q3.sol", "9")];
        assert_eq!(evidence(&inputs, None, &beside(&ROWS, &more), &VALUES, true).doubt, None);
    }

    #[test]
    fn calls_are_counted_afterwards_and_change_no_proof() {
        let then = [file("plan.toml", "1"), file("calls_by_member.csv", "2")];
        for now in [vec![file("plan.toml", "1")], vec![file("plan.toml", "1"), file("calls_by_member.csv", "3")]] {
            assert_eq!(evidence(&now, None, &beside(&ROWS, &then), &VALUES, true).doubt, None);
            assert_eq!(evidence(&then, None, &beside(&ROWS, &now), &VALUES, true).doubt, None);
        }
    }

    /// The engine calls values one that lie this near each other, so what it has proven for one holds for the other.
    #[test]
    fn values_that_the_engine_calls_one_are_one_here() {
        let inputs = [file("plan.toml", "1")];
        for (apart, doubt) in [(5e-7, None), (5e-6, Some(Doubt::OtherRoster(Rung::CoverageSpread)))] {
            let mut values = VALUES;
            values[1].1 += apart;
            let found = evidence(&inputs, None, &beside(&ROWS, &inputs), &values, true);
            assert_eq!((found.claims[1] == Some(Claim::Proven), found.doubt), (doubt.is_none(), doubt));
        }
    }

    #[test]
    fn a_folder_that_has_changed_has_no_proofs() {
        let then = [file("plan.toml", "1"), file("locks.csv", "2")];
        for now in [vec![file("plan.toml", "1")], vec![file("plan.toml", "1"), file("locks.csv", "3")]] {
            let found = evidence(&now, None, &beside(&ROWS, &then), &VALUES, true);
            assert_eq!(found.doubt, Some(Doubt::OtherFolder(vec!["locks.csv".to_owned()])));
            assert_eq!(found.claims, [None; 3]);
        }
    }

    #[test]
    fn a_roster_that_was_changed_keeps_the_proofs_above_the_change() {
        let inputs = [file("plan.toml", "1")];
        let mut values = VALUES;
        values[1].1 = 2.0;
        let found = evidence(&inputs, None, &beside(&ROWS, &inputs), &values, true);
        assert_eq!(found.claims, [Some(Claim::Proven), Some(Claim::AtLeast(1.5)), None]);
        assert_eq!(found.doubt, Some(Doubt::OtherRoster(Rung::CoverageSpread)));
    }

    #[test]
    fn nothing_is_believed_that_the_roster_itself_refutes() {
        let inputs = [file("plan.toml", "1")];
        let mut values = VALUES;
        values[2].1 = 2.0;
        let found = evidence(&inputs, None, &beside(&ROWS, &inputs), &values, true);
        assert_eq!((found.claims, found.doubt), (vec![None; 3], Some(Doubt::Refuted(Rung::Rhythm))));
        // That a value is called proven is not enough: the bound has to be the value.
        let boast = [("coverage", 2.0, Some(0.0), true), ROWS[1], ("rhythm", 4.0, None, true)];
        let found = evidence(&inputs, None, &beside(&boast, &inputs), &VALUES, true);
        assert_eq!(found.claims, [Some(Claim::AtLeast(0.0)), Some(Claim::Proven), Some(Claim::Open)]);
        assert_eq!(evidence(&inputs, None, &beside(&ROWS, &inputs), &VALUES, false).doubt, Some(Doubt::BreaksRules));
    }

    #[test]
    fn a_roster_that_was_changed_since_is_a_draft_that_changes_it() {
        let on = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let Beside::Read(mut rows) = beside(&ROWS, &[]) else { unreachable!() };
        (rows.state, rows.roster) = (Some(State::Published { on }), Some("f1".to_owned()));
        let beside = Beside::Read(rows);
        assert_eq!(state(&beside, "roster.csv", Some("f1")), Some(State::Published { on }));
        let changed = state(&beside, "roster.csv", Some("f2")).expect("it is known");
        assert_eq!((changed.word(), changed.of().and_then(|of| of.sent)), ("draft", Some(on)));
        assert_eq!(state(&Beside::Missing, "roster.csv", Some("f1")), None);
    }

    #[test]
    fn a_roster_that_comes_from_an_unknown_one_has_no_proofs() {
        let Beside::Read(mut rows) = beside(&ROWS, &[]) else { unreachable!() };
        rows.run = None;
        assert_eq!(evidence(&[], None, &Beside::Read(rows), &VALUES, true).doubt, Some(Doubt::NoRun));
    }

    #[test]
    fn a_mended_roster_needs_the_one_it_mends() {
        let (folder, published) = (file("plan.toml", "1"), file("roster.csv", "7"));
        let mut rows = ROWS.to_vec();
        rows.insert(2, ("stability", 1.0, Some(1.0), true));
        let Beside::Read(mut read) = beside(&rows, &[folder.clone(), published.clone()]) else { unreachable!() };
        read.replanned_from = NaiveDate::from_ymd_opt(2026, 1, 7);
        let beside = Beside::Read(read);
        let inputs = [folder];
        for given in [None, Some(&file("roster.csv", "8"))] {
            assert_eq!(evidence(&inputs, given, &beside, &VALUES, true).doubt, Some(Doubt::OtherPublished));
        }
        let values = [VALUES[0], VALUES[1], (Rung::Stability, 1.0), VALUES[2]];
        assert_eq!(evidence(&inputs, Some(&published), &beside, &values, true).doubt, None);
    }

    #[test]
    fn a_day_of_mending_counts_for_its_period_and_its_published_roster_alone() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let period = Period { from: day("2026-01-05"), to: day("2026-01-18") };
        let (folder, roster) = (file("plan.toml", "1"), file("published.csv", "7"));
        let rows = |inputs: &[&InputFile], of: (&str, &str), from: &str| SummaryRows {
            inputs: inputs.iter().map(|input| (*input).clone()).collect(),
            period: Some((day(of.0), day(of.1))),
            replanned_from: Some(day(from)),
            state: None,
            roster: None,
            run: None,
            past: Vec::new(),
            outputs: Vec::new(),
            prices: None,
        };
        let ours = ("2026-01-05", "2026-01-18");
        let found = |rows: &SummaryRows| mended_from(rows, period);
        let mended = rows(&[&folder, &roster], ours, "2026-01-12");
        assert_eq!(found(&mended), Some(day("2026-01-12")));
        assert!(is_of(&mended, &roster) && !is_of(&mended, &file("published.csv", "8")));
        for other in [
            rows(&[&folder], ours, "2026-01-12"),
            rows(&[&folder, &roster], ("2025-10-06", "2026-01-18"), "2026-01-12"),
            rows(&[&folder, &roster], ours, "2026-01-19"),
        ] {
            assert_eq!(found(&other), None, "{other:?}");
        }
    }
}
