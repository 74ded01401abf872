//! What `replan` shows: what changes for whom and why, before everything that `plan` shows of the new roster.
//!
//! In: an instance with its published roster, the new plan and the changes. Out: text with ANSI styles, never wider than asked.

use crate::difference::Change;
use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::domain::roster::ClosedShift;
use crate::newcomers;
use crate::planning::Plan;
use crate::replanning::Mend;
use crate::report::facts::newcomers as told;
use crate::report::facts::sentence::{Mark, Sentence};
use crate::report::facts::{changed, verdict};
use crate::report::figures::{changes, terminal};
use crate::report::locale::Locale;
use crate::report::plan_text;
use crate::report::table::{self, Terminal};
use crate::shortfall::Shortfall;

/// Changes shown before the file is pointed at.
const SHOWN: usize = 40;

/// The report. What else is told stands right above the verdict.
pub fn render(
    instance: &Instance,
    plan: &Plan,
    mends: &[Mend],
    closed: &[ClosedShift],
    shortfalls: &[Shortfall],
    before_the_verdict: Option<String>,
    on: &Terminal,
) -> String {
    let locale = &on.locale;
    let mut sentences = vec![changed(locale, instance, plan, mends, closed), past(locale, plan)];
    let newcomers = newcomers::newcomers(instance, plan.verified.roster());
    sentences.extend(told::sentences(locale, instance, &newcomers));
    sentences.extend(verdict::of_plan(locale, instance, plan));
    let mut parts = vec![plan_text::heading(instance, locale), plan_text::tables(instance, plan, shortfalls, on)];
    if !mends.is_empty() {
        let shown = &mends[..mends.len().min(SHOWN)];
        let rows = changes::mended(instance, shown, &[], locale).only(&["window", "was_name", "is_name", "why"]);
        let mut text = terminal::render(&rows, on);
        if mends.len() > SHOWN {
            let more = locale.whole((mends.len() - SHOWN) as u64);
            let more = locale.pick(
                format!("og {more} til: changes.csv har dem alle"),
                format!("and {more} more: changes.csv has them all"),
            );
            text.push_str(&table::note(&more, on.width));
        }
        parts.push(text);
    }
    parts.extend(before_the_verdict);
    parts.push(table::sentences(&sentences, on.width));
    parts.join("\n")
}

fn changed(locale: &Locale, instance: &Instance, plan: &Plan, mends: &[Mend], closed: &[ClosedShift]) -> Sentence {
    let seats = |mend: &Mend| Change { window: mend.window, was: mend.was, is: mend.is };
    let changes: Vec<Change> = mends.iter().map(seats).collect();
    let proven = plan.rungs.iter().any(|report| report.rung == Rung::Stability && report.proven);
    changed::sentence(locale, instance, &changes, closed.len(), Some(proven))
}

/// Rules that were broken before the day of replanning. The sentence of a broken rule is English, as those of findings.
fn past(locale: &Locale, plan: &Plan) -> Sentence {
    let label = locale.pick("fortid", "past");
    let Some((first, rest)) = plan.verified.judgement().past.split_first() else {
        return Sentence::judged(
            label,
            true,
            locale.pick("Det, der ligger før, bliver stående.", "What lies before stays as it was."),
        );
    };
    let more = match rest.len() as u64 {
        0 => String::new(),
        more => {
            let more = locale.whole(more);
            locale.pick(format!(" Og {more} til."), format!(" And {more} more."))
        }
    };
    let stays = locale.pick(
        "Det, der ligger før, bliver stående, selv om det brød en regel.",
        "What lies before stays as it was, though it broke a rule.",
    );
    Sentence { label, mark: Mark::Bad, text: format!("{stays} {}{more}", first.message) }
}
