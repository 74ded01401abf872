//! What `replan` shows: what changes for whom and why, before everything that `plan` shows of the new roster.
//!
//! In: an instance with its published roster, the new plan and the changes. Out: text with ANSI styles, never wider than asked.

use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::domain::roster::ClosedShift;
use crate::newcomers;
use crate::planning::Plan;
use crate::replanning::Mend;
use crate::report::facts::newcomers as told;
use crate::report::facts::sentence::{Mark, Sentence};
use crate::report::figures::{changes, terminal};
use crate::report::locale::Locale;
use crate::report::plan_text;
use crate::report::table::{self, Terminal};
use crate::shortfall::Shortfall;

/// Changes shown before the file is pointed at.
const SHOWN: usize = 40;

/// The report.
pub fn render(
    instance: &Instance,
    plan: &Plan,
    mends: &[Mend],
    closed: &[ClosedShift],
    shortfalls: &[Shortfall],
    on: &Terminal,
) -> String {
    let locale = &on.locale;
    let mut sentences = vec![changed(locale, instance, plan, mends, closed), past(locale, plan)];
    let newcomers = newcomers::newcomers(instance, plan.verified.roster());
    sentences.extend(told::sentences(locale, instance, &newcomers));
    let mut parts = vec![plan_text::heading(instance, locale), table::sentences(&sentences, on.width)];
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
    parts.push(plan_text::body(instance, plan, shortfalls, on));
    parts.join("\n")
}

fn changed(locale: &Locale, instance: &Instance, plan: &Plan, mends: &[Mend], closed: &[ClosedShift]) -> Sentence {
    let published = instance.published.as_ref();
    let later = published.iter().flat_map(|published| {
        let shifts = published.roster.shifts.iter().zip(&instance.windows);
        shifts.filter(|(_, window)| window.date >= published.from).map(|(staff, _)| staff.len() as u64)
    });
    let from = published.map_or_else(String::new, |published| locale.date(published.from));
    let lost = mends.iter().filter(|mend| mend.was.is_some()).count() as u64;
    let all = locale.counted(later.sum(), ["udsendt vagt", "udsendte vagter"], ["published shift", "published shifts"]);
    let (many, are) = (locale.whole(lost), if lost == 1 { "is" } else { "are" });
    let mut text = locale.pick(
        format!("{many} af {all} fra {from} er ikke beholdt"),
        format!("{many} of the {all} from {from} on {are} not kept"),
    );
    let proven = plan.rungs.iter().any(|report| report.rung == Rung::Stability && report.proven);
    text.push_str(match proven {
        true => locale.pick(
            "; det er bevist at være det mindste, givet målene over stabilitet.",
            "; that is proven to be the fewest, given the goals above stability.",
        ),
        false => locale.pick("; om færre kunne gøre det, er ikke bevist.", "; whether fewer would do is not proven."),
    });
    let filled = mends.len() as u64 - lost;
    if filled > 0 {
        let seats = locale.counted(filled, ["plads er", "pladser er"], ["seat is", "seats are"]);
        text.push_str(
            &locale.pick(format!(" {seats} besat, som ingen havde."), format!(" {seats} taken that nobody had.")),
        );
    }
    if !closed.is_empty() {
        let shifts = locale.counted(
            closed.len() as u64,
            ["vagt mere falder", "vagter mere falder"],
            ["more shift falls", "more shifts fall"],
        );
        text.push_str(
            &locale
                .pick(format!(" {shifts} bort med lukkede tidsrum."), format!(" {shifts} away with closed windows.")),
        );
    }
    Sentence::judged(locale.pick("ændringer", "changes"), proven, text)
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
