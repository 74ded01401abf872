//! What a planner wants to know first, a sentence each: is it complete, is it fair, is it proven.
//!
//! In: a judgement and, for the proof, what is known of each rung. Out: sentences, each with whether it is good news.
//! A sentence never claims more than the exact figures say; nothing unproven is called optimal here.

use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::domain::language::Language;
use crate::planning::{Plan, Status};
use crate::report::facts::fairness::NAMED;
use crate::report::facts::standing::{self, Standing};
use crate::report::facts::{coverage, fairness};
use crate::report::goals;
use crate::report::locale::Locale;
use crate::report::numbers::{TEXT_PLACES, counted, grouped, signed};
use crate::report::table::{self, Cell, Column};
use crate::verify::Judgement;

/// A sentence under a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What it is about. A word that claims something, such as `complete`, stands beside nothing that denies it.
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
    let (good, text) = (coverage::is_complete(judgement), coverage::sentence(&english(), instance, judgement));
    let label = match judgement.unfilled {
        0 if good => "complete",
        // Nobody is missing, and yet it cannot be worked like this.
        0 => "seats",
        _ => "incomplete",
    };
    Verdict { label, good, text }
}

/// Whether every municipality's shifts are within rounding of the target.
pub fn fair(instance: &Instance, judgement: &Judgement) -> Verdict {
    let owing = standing::owing(standing::in_all(judgement));
    let off = owing.iter().filter(|standing| standing.is_off()).count() as u64;
    let text = match owing.first() {
        None => "No municipality owes any shifts.".to_owned(),
        Some(worst) if off == 0 => {
            format!("Every municipality is within rounding of its target; farthest off: {}.", named(instance, worst))
        }
        Some(_) => format!(
            "{} of {} off target by more than rounding: {}.",
            grouped(off),
            if off == 1 {
                format!("{} is", counted(owing.len() as u64, "municipality", "municipalities"))
            } else {
                format!("{} municipalities are", grouped(owing.len() as u64))
            },
            culprits(instance, &owing)
        ),
    };
    let label = match off {
        0 if judgement.violations.is_empty() => "fair",
        // Nobody is off target, but only with shifts that break rules.
        0 => "shares",
        _ => "not fair",
    };
    judged(label, judgement, off, text)
}

/// Whether every municipality's part of each burden is within rounding of the target; `None` where there are no burdens.
pub fn fair_burdens(instance: &Instance, judgement: &Judgement) -> Option<Verdict> {
    let owing = standing::owing(standing::in_burdens(judgement));
    let off = owing.iter().filter(|standing| standing.is_off()).count() as u64;
    let text = if off == 0 {
        format!("Every municipality is within rounding in each; farthest off: {}.", named(instance, owing.first()?))
    } else {
        format!(
            "{} off target by more than rounding: {}.",
            counted(off, "part of a burden is", "parts of burdens are"),
            culprits(instance, &owing)
        )
    };
    Some(judged("burdens", judgement, off, text))
}

/// Whose balance no roster of this period can settle; `None` where there is nobody.
pub fn open_balances(instance: &Instance, judgement: &Judgement) -> Option<Verdict> {
    let text = fairness::open_balances(&english(), instance, judgement, |_| true)?;
    Some(Verdict { label: "balances", good: false, text })
}

/// What is not lawful is nothing to call fair.
fn judged(label: &'static str, judgement: &Judgement, off: u64, text: String) -> Verdict {
    let text = text + fairness::counted_in(&english(), judgement);
    Verdict { label, good: off == 0 && judgement.violations.is_empty(), text }
}

/// The terminal's language.
fn english() -> Locale {
    Locale::new(Language::English)
}

/// Bad news about fairness with what is proven of it. Somebody is off by a whole shift or more then, so it is the goal that is
/// called proven, and no roster is called fair: balances carried in may have left no better one.
pub fn settled(verdict: Verdict, plan: &Plan, rung: Rung) -> Verdict {
    let proven = plan.rungs.iter().any(|report| report.rung == rung && report.proven);
    if verdict.good || !proven {
        return verdict;
    }
    let text = format!("{} No roster meets the goal {rung} better without giving up an earlier one.", verdict.text);
    Verdict { text, ..verdict }
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
    Verdict { label: if done == 0 { "not proven" } else { "part proven" }, good: false, text }
}

/// Those off by more than rounding, by name.
fn culprits(instance: &Instance, owing: &[Standing<'_>]) -> String {
    let off: Vec<String> =
        owing.iter().filter(|standing| standing.is_off()).map(|standing| named(instance, standing)).collect();
    let more = match off.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", off[..off.len().min(NAMED)].join(", "))
}

fn named(instance: &Instance, standing: &Standing<'_>) -> String {
    let (name, deviation) = (&instance.municipalities[standing.municipality].name, &standing.deviation);
    let deviation = signed(deviation, TEXT_PLACES);
    match standing.burden {
        Some(burden) => format!("{name} {deviation} in {}", instance.burdens[burden].name),
        None => format!("{name} {deviation}"),
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
    use crate::domain::roster::Roster;
    use crate::report::sample;
    use crate::verify;

    #[test]
    fn no_word_claims_what_its_sentence_denies() {
        let (instance, mut roster) = (sample::instance(), sample::roster());
        let labels = |roster: &Roster| {
            let judgement = verify::judge(&instance, roster);
            [complete(&instance, &judgement), fair(&instance, &judgement)].map(|verdict| (verdict.label, verdict.good))
        };
        assert_eq!(labels(&roster), [("incomplete", false), ("not fair", false)]);
        // Everybody's seat is taken, by Lars twice in one window.
        roster.shifts[0] = vec![1, 1];
        roster.shifts[7] = vec![3];
        roster.shifts[8] = vec![1, 0];
        assert_eq!(labels(&roster)[0], ("seats", false));
    }

    #[test]
    fn times_are_told_in_the_words_one_would_use() {
        assert_eq!(duration(0.04), "less than a second");
        assert_eq!(duration(59.9), "59.9 s");
        assert_eq!(duration(61.0), "1 min 01 s");
        assert_eq!(duration(3.0 * 3600.0 + 5.0 * 60.0), "3 h 05 min");
    }
}
