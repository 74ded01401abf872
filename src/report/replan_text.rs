//! What `replan` shows on the terminal: how much changes and why, then what `plan` shows.
//!
//! In: an instance with its published roster, a plan, the changes. Out: text with ANSI styles, never wider than asked.

use crate::domain::Instance;
use crate::domain::calendar::weekday_name;
use crate::domain::goal::Rung;
use crate::domain::roster::ClosedShift;
use crate::planning::Plan;
use crate::replanning::Mend;
use crate::report::numbers::{counted, grouped};
use crate::report::table::{self, Cell, Column};
use crate::report::verdict::{self, Verdict};
use crate::report::{changes_csv, plan_text};
use crate::shortfall::Shortfall;

use chrono::Datelike;

/// Changes shown before the file is pointed at.
const SHOWN: usize = 40;

/// The report.
pub fn render(
    instance: &Instance,
    plan: &Plan,
    mends: &[Mend],
    closed: &[ClosedShift],
    shortfalls: &[Shortfall],
    width: u16,
) -> String {
    let mut parts = vec![
        plan_text::heading(instance),
        verdict::render(&[changed(instance, plan, mends, closed), past(plan)], width),
    ];
    if !mends.is_empty() {
        parts.push(changes(instance, mends, width));
    }
    parts.push(plan_text::body(instance, plan, shortfalls, width));
    parts.join("\n")
}

fn changed(instance: &Instance, plan: &Plan, mends: &[Mend], closed: &[ClosedShift]) -> Verdict {
    let published = instance.published.as_ref();
    let later = published.iter().flat_map(|published| {
        let shifts = published.roster.shifts.iter().zip(&instance.windows);
        shifts.filter(|(_, window)| window.date >= published.from).map(|(staff, _)| staff.len() as u64)
    });
    let from = published.map_or_else(String::new, |published| published.from.to_string());
    let lost = mends.iter().filter(|mend| mend.was.is_some()).count() as u64;
    let mut text = format!(
        "{} of the {} from {from} on {} not kept",
        grouped(lost),
        counted(later.sum(), "published shift", "published shifts"),
        if lost == 1 { "is" } else { "are" },
    );
    let proven = plan.rungs.iter().any(|report| report.rung == Rung::Stability && report.proven);
    text.push_str(if proven {
        "; that is proven to be the fewest, given the goals above stability."
    } else {
        "; whether fewer would do is not proven."
    });
    let filled = mends.len() as u64 - lost;
    if filled > 0 {
        text.push_str(&format!(" {} taken that nobody had.", are(filled, "seat", "seats")));
    }
    if !closed.is_empty() {
        text.push_str(&format!(" {} away with closed windows.", counted_fall(closed.len() as u64)));
    }
    Verdict { label: "changes", good: proven, text }
}

fn are(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", counted(number, one, many), if number == 1 { "is" } else { "are" })
}

fn counted_fall(number: u64) -> String {
    format!("{} {}", counted(number, "more shift", "more shifts"), if number == 1 { "falls" } else { "fall" })
}

/// Rules that were broken before the day of replanning.
fn past(plan: &Plan) -> Verdict {
    let past = &plan.verified.judgement().past;
    let text = match past.as_slice() {
        [] => "What lies before stays as it was.".to_owned(),
        [first, rest @ ..] => {
            let more = match rest.len() as u64 {
                0 => String::new(),
                more => format!(" And {} more.", grouped(more)),
            };
            format!("What lies before stays as it was, though it broke a rule. {}{more}", first.message)
        }
    };
    Verdict { label: "past", good: past.is_empty(), text }
}

fn changes(instance: &Instance, mends: &[Mend], width: u16) -> String {
    let shown = &mends[..mends.len().min(SHOWN)];
    let when = |mend: &Mend| {
        let window = &instance.windows[mend.window];
        let day = weekday_name(window.date.weekday());
        Cell::plain(format!("{day} {} {}", window.date, window.start.format("%H:%M")))
    };
    let who =
        |person: Option<usize>| person.map_or_else(|| "–".to_owned(), |person| instance.staff[person].name.clone());
    let columns = [
        Column::word("window", shown.iter().map(when).collect()),
        Column::text("was", shown.iter().map(|mend| Cell::plain(who(mend.was))).collect()),
        Column::text("is", shown.iter().map(|mend| Cell::plain(who(mend.is))).collect()),
        Column::text("why", shown.iter().map(|mend| Cell::plain(changes_csv::why(instance, mend))).collect()),
    ];
    let mut text = table::render(&columns, width);
    if mends.len() > SHOWN {
        let more = grouped((mends.len() - SHOWN) as u64);
        text.push_str(&table::note(&format!("and {more} more: changes.csv has them all"), width));
    }
    text
}
