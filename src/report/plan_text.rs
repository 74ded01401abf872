//! What `plan` shows on the terminal: complete, fair and proven first, the tables after.
//!
//! In: an instance, a plan and what keeps its empty seats empty. Out: text with ANSI styles, never wider than asked.

use crate::domain::Instance;
use crate::planning::Plan;
use crate::report::table::printable;
use crate::report::{accounts, goals, shortfall_text, verdict};
use crate::shortfall::Shortfall;

/// The report.
pub fn render(instance: &Instance, plan: &Plan, shortfalls: &[Shortfall], width: u16) -> String {
    let judgement = plan.verified.judgement();
    let mut verdicts = vec![verdict::complete(instance, judgement), verdict::fair(instance, judgement)];
    verdicts.extend(verdict::fair_burdens(instance, judgement));
    verdicts.push(verdict::proven(plan));

    let mut parts = vec![
        heading(instance),
        verdict::render(&verdicts, width),
        accounts::render(instance, judgement, width),
        goals::with_proofs(&plan.rungs, width),
    ];
    if !shortfalls.is_empty() {
        parts.push(shortfall_text::render(
            instance,
            shortfalls,
            "roster.csv has them all, with status `unfilled`",
            width,
        ));
    }
    parts.join("\n")
}

/// What is planned, in one line.
pub fn heading(instance: &Instance) -> String {
    let bold = anstyle::Style::new().bold();
    format!("{bold}{}{bold:#}, {} to {}\n", printable(&instance.title), instance.period.from, instance.period.to)
}
