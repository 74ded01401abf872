//! What `verify` shows: broken rules first, then who is over or under target, the goals, and the seats nobody sits on.
//!
//! In: an instance, a judgement and what keeps the empty seats empty. Out: text with ANSI styles, never wider than asked.

use crate::domain::Instance;
use crate::domain::language::Language;
use crate::report::facts::broken;
use crate::report::locale::Locale;
use crate::report::numbers::grouped;
use crate::report::plan_text::heading;
use crate::report::table::{self, Cell, Column};
use crate::report::verdict::{self, Verdict};
use crate::report::{accounts, goals, heat_text, shortfall_text};
use crate::shortfall::Shortfall;
use crate::verify::{Judgement, Violation};

/// The report.
pub fn render(instance: &Instance, judgement: &Judgement, shortfalls: &[Shortfall], width: u16) -> String {
    let mut parts = vec![verdicts(instance, judgement, width)];
    if !judgement.violations.is_empty() {
        parts.push(violations("broken rule", &judgement.violations, width));
    }
    if !judgement.past.is_empty() {
        parts.push(violations("broken before", &judgement.past, width));
    }
    parts.push(accounts::render(instance, judgement, width));
    parts.push(goals::values(&judgement.values, width));
    parts.extend(heat_text::render(instance, &judgement.unfilled_by_window, width));
    if !shortfalls.is_empty() {
        parts.push(shortfall_text::render(instance, shortfalls, "'verify --json' lists them all", width));
    }
    parts.join("\n")
}

/// The heading, and what a roster is worth in a few sentences.
pub fn verdicts(instance: &Instance, judgement: &Judgement, width: u16) -> String {
    let mut verdicts =
        vec![lawful(judgement), verdict::complete(instance, judgement), verdict::fair(instance, judgement)];
    verdicts.splice(1..1, past(judgement));
    verdicts.extend(verdict::fair_burdens(instance, judgement));
    verdicts.extend(verdict::open_balances(instance, judgement));
    format!("{}\n{}", heading(instance), verdict::render(&verdicts, width))
}

/// Whether any rule is broken, and how often.
pub(super) fn lawful(judgement: &Judgement) -> Verdict {
    let count = judgement.violations.len() as u64;
    let text = match count {
        0 => "No rule is broken.".to_owned(),
        1 => "A rule is broken once.".to_owned(),
        2 => "Rules are broken twice.".to_owned(),
        _ => format!("Rules are broken {} times.", grouped(count)),
    };
    Verdict { label: "rules", good: count == 0, text }
}

/// What was broken before the roster was mended, and is past.
pub(super) fn past(judgement: &Judgement) -> Option<Verdict> {
    let text = broken::past(&Locale::new(Language::English), &judgement.past)?;
    Some(Verdict { label: "past", good: false, text })
}

/// Every broken rule: a planner who put a roster together by hand wants the whole list.
pub fn violations<'a>(title: &str, violations: impl IntoIterator<Item = &'a Violation>, width: u16) -> String {
    let violations: Vec<&Violation> = violations.into_iter().collect();
    let rules = violations.iter().map(|violation| Cell::judged(false, violation.rule.name())).collect();
    // The sentences begin with the rule's name, for those who read them without this table.
    let what = |violation: &&Violation| {
        let message = &violation.message;
        let sentence = message.strip_prefix(violation.rule.name()).and_then(|rest| rest.strip_prefix(": "));
        Cell::plain(sentence.unwrap_or(message))
    };
    let columns = [Column::word(title, rules), Column::text("by whom and when", violations.iter().map(what).collect())];
    table::render(&columns, width)
}
