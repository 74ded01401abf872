//! `agreements.csv`: what was agreed on beyond answers and limits.
//!
//! In: its rows, members, people and windows. Out: [`Agreements`]: windows and locks that do not hold somebody back any more, and
//! how many more there may be in a week, in the period and in a window. What is not in the list of kinds can't be agreed on.

use std::collections::BTreeSet;

use super::members::Members;
use super::missing;
use super::people::People;
use super::plan::Frame;
use super::together;
use super::windows::Windows;
use super::{slot, who};
use crate::diagnostic::{Code, Diagnostic, Place, list, plain};
use crate::domain::calendar::week_name;
use crate::domain::concession::{Agreed, monday};
use crate::domain::rule::Rule;
use crate::read::Folder;
use crate::read::agreement::AgreementRow;
use crate::read::table::Field;

/// What was agreed on.
#[derive(Debug, Default)]
pub struct Agreements<'a> {
    /// (staff, window): windows in which somebody can be although their answer says otherwise.
    pub windows: BTreeSet<(usize, usize)>,
    /// (staff, window) of locks that are given up, each with its row.
    pub locks: Vec<((usize, usize), &'a Place)>,
    /// For single weeks and windows.
    pub agreed: Agreed,
    /// Who takes one more shift in the period, as often as it was agreed on.
    pub period: Vec<usize>,
}

/// Checks `agreements.csv`.
pub fn check<'a>(
    folder: &'a Folder,
    frame: &Frame,
    (members, people): (&Members<'_>, &People<'_>),
    windows: &Windows,
    findings: &mut Vec<Diagnostic>,
) -> Agreements<'a> {
    let mut agreements = Agreements::default();
    let (mut strangers, mut missing, mut idle) = (Vec::new(), Vec::new(), Vec::new());
    for row in folder.agreements.iter().flat_map(|table| &table.rows) {
        let Some(kind) = row.kind.as_ref().map(|kind| kind.value) else { continue };
        let lacking = lacking(row, kind);
        if !lacking.is_empty() {
            findings.push(incomplete(row, kind, &lacking));
            continue;
        }
        let mut find = |date, start| windows.find(frame, date, start, &mut missing);
        if kind == Rule::AwayAtOnce {
            let (Some(town), Some(date), Some(start)) = (&row.municipality, &row.date, &row.start) else { continue };
            let (Some(town), Some(window)) = (members.find(town, findings), find(date, start)) else { continue };
            let municipality = &members.list[town].municipality;
            match municipality.limits[kind] {
                Some(_) => *agreements.agreed.away.entry((town, window)).or_default() += 1,
                None => idle.push((row, format!("{} has no limit away_at_once", plain(&municipality.name)))),
            }
            continue;
        }
        let Some(staff) = row.staff.as_ref().and_then(|staff| people.find(staff, &mut strangers)) else { continue };
        let person = &people.list[staff].staff;
        match (kind, &row.date, &row.start) {
            (Rule::ShiftsPerPeriod, ..) if person.limits[kind].is_none() => {
                idle.push((row, format!("{} has no limit shifts_per_period", who(person))));
            }
            (Rule::ShiftsPerPeriod, ..) => agreements.period.push(staff),
            (Rule::ShiftsPerWeek, Some(date), _) => {
                let first = monday(date.value);
                if windows.list.iter().any(|slot| monday(slot.window.date) == first) {
                    *agreements.agreed.weeks.entry((staff, first)).or_default() += 1;
                } else if windows.complete {
                    idle.push((row, format!("week {} has no window of the period", week_name(date.value))));
                }
            }
            (_, Some(date), Some(start)) => {
                let Some(window) = find(date, start) else { continue };
                if kind == Rule::Locks {
                    agreements.locks.push(((staff, window), &row.place));
                } else if person.is_employed_through(&windows.list[window].window) {
                    agreements.windows.insert((staff, window));
                } else {
                    let said = format!("{} is not employed for all of {}", who(person), slot(date.value, start.value));
                    idle.push((row, said));
                }
            }
            _ => {}
        }
    }
    people.unknown(&strangers, findings);
    if let Some(period) = frame.period {
        missing::report(&missing, period, |_| Code::AgreementWithoutWindow, findings);
    }
    unused(&idle, findings);
    agreements
}

impl Agreements<'_> {
    /// Lets everybody have as many shifts in the period as was agreed on.
    pub fn raise(&self, people: &mut People<'_>) {
        for &staff in &self.period {
            let limit = &mut people.list[staff].staff.limits[Rule::ShiftsPerPeriod];
            *limit = limit.map(|limit| limit.saturating_add(1));
        }
    }

    /// Whether the locks on a person in a window are given up.
    pub fn gives_up(&self, staff: usize, window: usize) -> bool {
        self.locks.iter().any(|(lock, _)| *lock == (staff, window))
    }

    /// Warns of locks that are given up and not there.
    pub fn without_lock(
        &self,
        locked: &BTreeSet<(usize, usize)>,
        (people, windows): (&People<'_>, &Windows),
        findings: &mut Vec<Diagnostic>,
    ) {
        for ((staff, window), place) in self.locks.iter().filter(|(lock, _)| !locked.contains(lock)) {
            let window = &windows.list[*window].window;
            let person = who(&people.list[*staff].staff);
            let said = format!("no lock is on {person} on {}", slot(window.date, window.start));
            findings.push(changes_nothing(said, place));
        }
    }
}

/// The columns that a kind needs and the row has nothing in.
fn lacking(row: &AgreementRow, kind: Rule) -> Vec<&'static str> {
    let (town, staff) = (kind == Rule::AwayAtOnce, kind != Rule::AwayAtOnce);
    let (dated, timed) = (kind != Rule::ShiftsPerPeriod, ![Rule::ShiftsPerPeriod, Rule::ShiftsPerWeek].contains(&kind));
    let columns = [
        ("municipality", town && row.municipality.is_none()),
        ("staff", staff && row.staff.is_none()),
        ("date", dated && row.date.is_none()),
        ("start", timed && row.start.is_none()),
    ];
    columns.into_iter().filter(|(_, lacks)| *lacks).map(|(column, _)| column).collect()
}

fn incomplete(row: &AgreementRow, kind: Rule, lacking: &[&str]) -> Diagnostic {
    let what = match kind {
        Rule::AwayAtOnce => "municipality, date and start: who may send one more, and to which window",
        Rule::ShiftsPerPeriod => "staff: who takes one more",
        Rule::ShiftsPerWeek => "staff and date: who takes one more, and in the week of which day",
        _ => "staff, date and start: who, and which window",
    };
    let columns = if lacking.len() == 1 { "column" } else { "columns" };
    let message = format!("an agreement of the kind {kind} has nothing in {columns} {}", list(lacking, "and"));
    let place = row.kind.as_ref().map_or(&row.place, |kind: &Field<Rule>| &kind.place);
    Diagnostic::new(Code::EmptyCell, message).at(place, "").help(format!("this kind needs {what}"))
}

fn changes_nothing(said: String, place: &Place) -> Diagnostic {
    Diagnostic::new(Code::AgreementUnused, format!("this agreement changes nothing: {said}"))
        .at(place, "")
        .help("delete the row, or correct it")
}

fn unused(idle: &[(&AgreementRow, String)], findings: &mut Vec<Diagnostic>) {
    let one = |(row, said): &(&AgreementRow, String)| changes_nothing(said.clone(), &row.place);
    let all = |rows: &[(&AgreementRow, String)]| {
        let places: Vec<&Place> = rows.iter().map(|(row, _)| &row.place).collect();
        let message = format!("{} agreements change nothing; of the first: {}", rows.len(), rows[0].1);
        together::at(Diagnostic::new(Code::AgreementUnused, message), &places, "")
            .help("delete the rows, or correct them")
    };
    together::told(idle, one, all, findings);
}
