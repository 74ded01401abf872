//! What a planner wants to know first, a sentence each: is it complete, is it fair, is it proven.
//!
//! In: a judgement and, for the proof, what is known of each rung. Out: sentences, each with whether it is good news.
//! A sentence never claims more than the exact figures say; nothing unproven is called optimal here.

use num_traits::{Signed, Zero};

use crate::domain::goal::Rung;
use crate::domain::{Exact, Instance};
use crate::planning::{Plan, Status};
use crate::report::goals;
use crate::report::numbers::{TEXT_PLACES, beyond_rounding, counted, deviation, grouped, signed};
use crate::report::table::{self, Cell, Column};
use crate::shares::Account;
use crate::verify::Judgement;

/// How many culprits a sentence names before it says how many more there are; the table has them all.
const NAMED: usize = 4;

/// A sentence under a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What it is about.
    pub label: &'static str,
    /// Whether it is good news.
    pub good: bool,
    /// The sentence.
    pub text: String,
}

/// The verdicts as a short list.
pub fn render(verdicts: &[Verdict], width: u16) -> String {
    let labels = verdicts.iter().map(|verdict| Cell::judged(verdict.good, verdict.label)).collect();
    let texts = verdicts.iter().map(|verdict| Cell::plain(&verdict.text)).collect();
    table::list(&[Column::word("", labels), Column::text("", texts)], width)
}

/// Whether every seat is filled.
pub fn complete(instance: &Instance, judgement: &Judgement) -> Verdict {
    let seats = instance.seats();
    let short = judgement.unfilled_by_window.iter().filter(|&&unfilled| unfilled > 0).count() as u64;
    let text = match (seats, judgement.unfilled) {
        (0, _) => "There are no seats in the period.".to_owned(),
        (1, 0) => "The one seat is filled.".to_owned(),
        (_, 0) => format!("All {} seats are filled.", grouped(seats)),
        (_, unfilled) => format!(
            "{} of {} {} unfilled, in {}.",
            grouped(unfilled),
            counted(seats, "seat", "seats"),
            if unfilled == 1 { "is" } else { "are" },
            counted(short, "window", "windows"),
        ),
    };
    Verdict { label: "complete", good: judgement.unfilled == 0, text }
}

/// Whether every municipality's shifts are within rounding of the target.
pub fn fair(instance: &Instance, judgement: &Judgement) -> Verdict {
    let standings = standings(instance, &judgement.shares.total, &judgement.shifts);
    let off = standings.iter().filter(|standing| standing.off).count() as u64;
    let text = match standings.first() {
        None => "No municipality owes any shifts.".to_owned(),
        Some(worst) if off == 0 => {
            format!("Every municipality is within rounding of its target; farthest off: {}.", named(worst))
        }
        Some(_) => format!(
            "{} of {} off target by more than rounding: {}.",
            grouped(off),
            if off == 1 {
                format!("{} is", counted(standings.len() as u64, "municipality", "municipalities"))
            } else {
                format!("{} municipalities are", grouped(standings.len() as u64))
            },
            culprits(&standings)
        ),
    };
    Verdict { label: "fair", good: off == 0, text }
}

/// Whether every municipality's part of each burden is within rounding of the target; `None` where there are no burdens.
pub fn fair_burdens(instance: &Instance, judgement: &Judgement) -> Option<Verdict> {
    let mut standings: Vec<Standing<'_>> = Vec::new();
    for (c, burden) in instance.burdens.iter().enumerate() {
        let found = self::standings(instance, &judgement.shares.burdens[c], &judgement.burden_shifts[c]);
        standings.extend(found.into_iter().map(|standing| Standing { burden: Some(&burden.name), ..standing }));
    }
    sort(&mut standings);
    let off = standings.iter().filter(|standing| standing.off).count() as u64;
    let text = if off == 0 {
        format!("Every municipality is within rounding in each; farthest off: {}.", named(standings.first()?))
    } else {
        format!(
            "{} off target by more than rounding: {}.",
            counted(off, "part of a burden is", "parts of burdens are"),
            culprits(&standings)
        )
    };
    Some(Verdict { label: "burdens", good: off == 0, text })
}

/// Bad news about fairness with what is proven of it: whether anything better was to be had.
pub fn settled(verdict: Verdict, plan: &Plan, rung: Rung) -> Verdict {
    let proven = plan.rungs.iter().any(|report| report.rung == rung && report.proven);
    if verdict.good || !proven {
        return verdict;
    }
    Verdict { text: verdict.text + " No roster is fairer without giving up an earlier goal.", ..verdict }
}

/// What is proven, and why not more.
pub fn proven(plan: &Plan) -> Verdict {
    let open: Vec<_> = plan.rungs.iter().filter(|rung| !rung.proven).collect();
    let took = duration(plan.seconds);
    if open.is_empty() {
        return Verdict { label: "proven", good: true, text: format!("Every goal is proven optimal, after {took}.") };
    }
    let why = match plan.status {
        Status::TimeLimit => format!("the time limit came first, after {took}"),
        Status::MemoryLimit => {
            format!("the memory limit came first, after {took}; more --memory lets the search go on")
        }
        Status::Interrupted => format!("the search was stopped after {took}"),
        Status::Unproven if plan.highs.is_none() => "nothing was solved, since no --time-limit was given".to_owned(),
        Status::Unproven if plan.failure.is_some() => format!("the solver failed after {took}"),
        Status::Proven | Status::Unproven => format!("the search came to its end after {took}"),
    };
    let done = plan.rungs.len() - open.len();
    let later: Vec<&str> = open.iter().skip(1).map(|rung| rung.rung.name()).collect();
    let then = if later.is_empty() { String::new() } else { format!("; open after it: {}", later.join(", ")) };
    let text = format!(
        "{done} of {} goals are proven optimal; {why}. Open: {}{then}.",
        plan.rungs.len(),
        goals::standing(open[0])
    );
    Verdict { label: "proven", good: false, text }
}

struct Standing<'a> {
    name: &'a str,
    burden: Option<&'a str>,
    deviation: Exact,
    off: bool,
}

/// Where everybody stands who owes anything, the farthest from the target first.
fn standings<'a>(instance: &'a Instance, accounts: &[Account], shifts: &[u64]) -> Vec<Standing<'a>> {
    let mut standings: Vec<Standing<'_>> = accounts
        .iter()
        .zip(shifts)
        .enumerate()
        // Who has no entitlement in the period is no part of the goal either.
        .filter(|(_, (account, _))| !account.entitled.is_zero())
        .map(|(m, (account, &shifts))| Standing {
            name: &instance.municipalities[m].name,
            burden: None,
            deviation: deviation(&account.target, shifts),
            off: beyond_rounding(&account.target, shifts),
        })
        .collect();
    sort(&mut standings);
    standings
}

fn sort(standings: &mut [Standing<'_>]) {
    standings.sort_by_key(|standing| std::cmp::Reverse(standing.deviation.abs()));
}

/// Those off by more than rounding, by name.
fn culprits(standings: &[Standing<'_>]) -> String {
    let off: Vec<String> = standings.iter().filter(|standing| standing.off).map(named).collect();
    let more = match off.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", off[..off.len().min(NAMED)].join(", "))
}

fn named(standing: &Standing<'_>) -> String {
    let deviation = signed(&standing.deviation, TEXT_PLACES);
    match standing.burden {
        Some(burden) => format!("{} {deviation} in {burden}", standing.name),
        None => format!("{} {deviation}", standing.name),
    }
}

/// A length of time in the words one would use.
fn duration(seconds: f64) -> String {
    const MINUTE: f64 = 60.0;
    const HOUR: f64 = 60.0 * MINUTE;
    if seconds < 1.0 {
        "less than a second".to_owned()
    } else if seconds < MINUTE {
        format!("{seconds:.1} s")
    } else if seconds < HOUR {
        format!("{:.0} min {:02.0} s", (seconds / MINUTE).floor(), (seconds % MINUTE).floor())
    } else {
        format!("{:.0} h {:02.0} min", (seconds / HOUR).floor(), (seconds % HOUR / MINUTE).floor())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_the_words_one_would_use() {
        assert_eq!(duration(0.04), "less than a second");
        assert_eq!(duration(59.9), "59.9 s");
        assert_eq!(duration(61.0), "1 min 01 s");
        assert_eq!(duration(3.0 * 3600.0 + 5.0 * 60.0), "3 h 05 min");
    }
}
