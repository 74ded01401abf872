//! What `swap` shows: who gives what to whom, the rules it breaks or what it costs, and who is over or under target then.
//!
//! In: an instance, the seats that change hands, and the judgements before and after. Out: text with ANSI styles, never
//! wider than asked. A rule the roster broke before is told apart from one the swap breaks.

use std::collections::BTreeSet;

use crate::difference::Change;
use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::report::numbers::{counted, grouped, value};
use crate::report::plan_text::heading;
use crate::report::substitutes_text::{person, slot};
use crate::report::verdict::{self, Verdict};
use crate::report::{accounts, goals, verify_text};
use crate::substitution::first_difference;
use crate::verify::{self, Judgement, Violation};

/// The report of a swap that breaks no rule.
pub fn done(instance: &Instance, changes: &[Change], before: &Judgement, after: &Judgement, width: u16) -> String {
    let mut verdicts =
        vec![told(instance, changes), lawful(after), cost(before, after), verdict::fair(instance, after)];
    verdicts.splice(2..2, verify_text::past(after));
    verdicts.extend(verdict::fair_burdens(instance, after));
    let touched: BTreeSet<usize> = changes
        .iter()
        .flat_map(|change| [change.was, change.is])
        .flatten()
        .map(|staff| instance.staff[staff].municipality)
        .collect();
    let mut parts = vec![heading(instance), verdict::render(&verdicts, width)];
    let old: Vec<&Violation> = after.violations.iter().chain(&after.past).collect();
    if !old.is_empty() {
        parts.push(verify_text::violations("broken before", old, width));
    }
    parts.push(goals::before_and_after(&before.values, &after.values, width));
    parts.push(accounts::some(instance, after, &touched, width));
    parts.join("\n")
}

/// The report of one that breaks rules which the roster did not break before.
pub fn refused(instance: &Instance, changes: &[Change], before: &Judgement, after: &Judgement, width: u16) -> String {
    let new = verify::added(instance, before, after);
    let old: Vec<&Violation> = after.violations.iter().filter(|violation| !new.contains(violation)).collect();
    let text = match (new.len() as u64, old.is_empty()) {
        (1, true) => "The swap would break a rule.".to_owned(),
        (2, true) => "The swap would break rules twice.".to_owned(),
        (many, true) => format!("The swap would break rules {} times.", grouped(many)),
        (many, false) => {
            format!("The swap would break {}, and the roster breaks some already.", counted(many, "rule", "rules"))
        }
    };
    let verdicts = [told(instance, changes), Verdict { label: "rules", good: false, text }];
    let mut parts = vec![heading(instance), verdict::render(&verdicts, width)];
    for (title, violations) in [("broken rule", new), ("broken before", old)] {
        if !violations.is_empty() {
            parts.push(verify_text::violations(title, violations, width));
        }
    }
    parts.join("\n")
}

/// `mon 2026-01-05 08:00: Per Holm (SKI2) for Inge Klit (LEM1); tue …`.
fn told(instance: &Instance, changes: &[Change]) -> Verdict {
    let name = |staff: Option<usize>| staff.map_or_else(|| "nobody".to_owned(), |staff| person(instance, staff));
    let seats = changes
        .iter()
        .map(|change| format!("{}: {} for {}", slot(instance, change.window), name(change.is), name(change.was)));
    Verdict { label: "swap", good: true, text: seats.collect::<Vec<_>>().join("; ") + "." }
}

/// Nothing is added to what is broken already.
fn lawful(after: &Judgement) -> Verdict {
    let text = match after.violations.len() as u64 {
        0 => "No rule is broken.".to_owned(),
        1 => "The swap breaks no rule; one that was broken before still is.".to_owned(),
        more => format!("The swap breaks no rule; {} that were broken before still are.", grouped(more)),
    };
    Verdict { label: "rules", good: after.violations.is_empty(), text }
}

/// What it does to the goals: the ladder decides by the first one that changes, and the later ones are told as well.
fn cost(before: &Judgement, after: &Judgement) -> Verdict {
    let Some((first, more)) = first_difference(after, before) else {
        return Verdict { label: "costs", good: true, text: "Nothing: every goal is as good as before.".to_owned() };
    };
    let good = more < 0.0;
    let moved = before.values.iter().zip(&after.values).filter(|(old, new)| value(old.1) != value(new.1));
    let told = |(old, new): (&(Rung, f64), &(Rung, f64))| format!("{} {} → {}", old.0, value(old.1), value(new.1));
    let (decisive, later): (Vec<_>, Vec<_>) = moved.partition(|(old, _)| old.0 == first);
    let mut text = format!("The roster gets {}: ", if good { "better" } else { "worse" });
    text.extend(decisive.into_iter().map(told));
    if !later.is_empty() {
        let later: Vec<String> = later.into_iter().map(told).collect();
        text.push_str(&format!("; further down the ladder: {}", later.join(", ")));
    }
    Verdict { label: "costs", good, text: text + "." }
}
