//! What `plan` shows on the terminal: complete, fair and proven first, the tables after.
//!
//! In: an instance, a plan and what keeps its empty seats empty. Out: text with ANSI styles, never wider than asked.

use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::planning::Plan;
use crate::report::table::printable;
use crate::report::{accounts, goals, heat_text, shortfall_text, verdict};
use crate::shortfall::Shortfall;

/// The report.
pub fn render(instance: &Instance, plan: &Plan, shortfalls: &[Shortfall], width: u16) -> String {
    format!("{}\n{}", heading(instance), body(instance, plan, shortfalls, width))
}

/// The report below its heading.
pub fn body(instance: &Instance, plan: &Plan, shortfalls: &[Shortfall], width: u16) -> String {
    let judgement = plan.verified.judgement();
    let fair = verdict::fair(instance, judgement);
    let mut verdicts = vec![verdict::complete(instance, judgement), verdict::settled(fair, plan, Rung::Shares)];
    let burdens = verdict::fair_burdens(instance, judgement);
    verdicts.extend(burdens.map(|burdens| verdict::settled(burdens, plan, Rung::Burdens)));
    verdicts.extend(verdict::open_balances(instance, judgement));
    verdicts.push(verdict::proven(plan));

    let mut parts = vec![
        verdict::render(&verdicts, width),
        accounts::render(instance, judgement, width),
        goals::with_proofs(&plan.rungs, width),
    ];
    parts.extend(heat_text::render(instance, &judgement.unfilled_by_window, width));
    if !shortfalls.is_empty() {
        parts.push(shortfall_text::render(
            instance,
            shortfalls,
            "roster.csv has them all, with status 'unfilled'",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::report::table::{NARROWEST, WIDEST};
    use crate::shortfall::shortfalls;

    fn text(instance: &Instance, width: u16) -> String {
        let plan = sample::plan(instance);
        let styled = render(instance, &plan, &shortfalls(instance, plan.verified.roster()), width);
        anstream::adapter::strip_str(&styled).to_string()
    }

    #[test]
    fn the_verdict_comes_first() {
        let text = text(&sample::instance(), WIDEST);
        let expected = "\
Den Digitale Hotline, 2026-01-05 to 2026-01-11

incomplete   2 of 14 seats are unfilled, in 2 windows.
not fair     1 of 3 municipalities is off target by more than rounding: Aarhus, \"the city of smiles\"
             +1.30. No roster meets the goal shares better without giving up an earlier one.
burdens      1 part of a burden is off target by more than rounding: Aarhus, \"the city of smiles\"
             -1.03 in weekend.
part proven  3 of 9 goals are proven optimal; the time limit came first, after 1 min 01 s. Open:
             shares-rounding stands at 7 and can't be below 6.6667; open after it: burdens,
             burdens-rounding, rhythm, rotation, wishes.

municipality          share %  entitled  carried  target  shifts  deviation  evening  weekend
─────────────────────────────────────────────────────────────────────────────────────────────
Lemvig                  20.00      2.40    +0.50    2.90       2      -0.90   0/0.69   1/0.34
";
        assert!(text.starts_with(expected), "{text}");
    }

    #[test]
    fn no_line_is_wider_than_asked_for_however_many_burdens_there_are() {
        let mut instance = sample::instance();
        instance.edit(|sample| {
            for name in ["holiday", "a burden with a name that goes on and on", "early", "late"] {
                let mut burden = sample.burdens[0].clone();
                burden.name = name.to_owned();
                sample.burdens.push(burden);
            }
            sample.title = "Hotline\u{1b}[31m".to_owned();
        });
        for width in [WIDEST, 80, NARROWEST] {
            let text = text(&instance, width);
            for line in text.lines() {
                assert!(line.chars().count() <= usize::from(width), "{width}: {line}\n{text}");
                assert_eq!(line.trim_end(), line, "{text}");
            }
            assert!(text.contains("holiday") && text.contains("late"), "{text}");
            assert!(!text.contains('\u{1b}'), "{text}");
        }
    }
}
