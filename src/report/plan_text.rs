//! What `plan` shows on the terminal: complete, fair and proven first, the tables after.
//!
//! In: an instance, a plan and what keeps its empty seats empty. Out: text with ANSI styles, never wider than asked.

use crate::domain::Instance;
use crate::planning::Plan;
use crate::report::facts::verdict;
use crate::report::figures::{goals, terminal};
use crate::report::locale::Locale;
use crate::report::table::{self, Terminal, printable};
use crate::report::{accounts, heat_text, shortfall_text};
use crate::shortfall::Shortfall;

/// The report.
pub fn render(instance: &Instance, plan: &Plan, shortfalls: &[Shortfall], on: &Terminal) -> String {
    format!("{}\n{}", heading(instance, &on.locale), body(instance, plan, shortfalls, on))
}

/// The report below its heading.
pub fn body(instance: &Instance, plan: &Plan, shortfalls: &[Shortfall], on: &Terminal) -> String {
    let (judgement, locale) = (plan.verified.judgement(), &on.locale);
    let goals =
        goals::proven(&plan.rungs).only(&[goals::called(locale), "counts", "value", "bound", "proven", "seconds"]);
    let mut parts = vec![
        table::sentences(&verdict::of_plan(locale, instance, plan), on.width),
        accounts::render(instance, judgement, on),
        terminal::render(&goals, on),
    ];
    parts.extend(heat_text::render(instance, judgement, on));
    if !shortfalls.is_empty() {
        let rest = locale
            .pick("roster.csv har dem alle, med status 'unfilled'", "roster.csv has them all, with status 'unfilled'");
        parts.push(shortfall_text::render(instance, shortfalls, rest, on));
    }
    parts.join("\n")
}

/// What is planned, in one line.
pub fn heading(instance: &Instance, locale: &Locale) -> String {
    let bold = anstyle::Style::new().bold();
    let [from, to] = [instance.period.from, instance.period.to].map(|day| locale.date(day));
    format!("{bold}{}{bold:#}, {from} {} {to}\n", printable(&instance.title), locale.pick("til", "to"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::sample;
    use crate::report::table::{NARROWEST, WIDEST};
    use crate::shortfall::shortfalls;

    fn text(instance: &Instance, width: u16) -> String {
        told(instance, Language::English, width)
    }

    fn told(instance: &Instance, language: Language, width: u16) -> String {
        let (plan, on) = (sample::plan(instance), Terminal::new(language, width));
        let styled = render(instance, &plan, &shortfalls(instance, plan.verified.roster()), &on);
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
part proven  3 of 10 goals are proven optimal; the time limit came first, after 1 min 01 s. Open:
             shares-rounding stands at 7 and can't be below 6.6667; open after it: burdens,
             burdens-rounding, rhythm, rotation, wishes, wishes-spread.

municipality          share %  entitled  carried  target  shifts  deviation  evening  weekend
─────────────────────────────────────────────────────────────────────────────────────────────
Lemvig                  20.00      2.40    +0.50    2.90       2      -0.90   0/0.69   1/0.34
";
        assert!(text.starts_with(expected), "{text}");
    }

    #[test]
    fn the_same_is_told_in_danish() {
        let text = told(&sample::instance(), Language::Danish, WIDEST);
        let expected = "\
Den Digitale Hotline, 05-01-2026 til 11-01-2026

ikke bemandet   2 af 14 pladser er ubemandede, i 2 tidsrum.
ikke retfærdig  1 af 3 kommuner er længere fra måltallet end afrunding: Aarhus, \"the city of smiles\"
";
        assert!(text.starts_with(expected), "{text}");
        for word in ["forpligtelse", "hvad det tæller", "uge       man tir ons tor søn", "tidsrum"] {
            assert!(text.contains(word), "{word}: {text}");
        }
        for word in [" of ", " is ", "shifts", "the ", "window", "seat"] {
            assert!(!text.replace("the city of", "").contains(word), "{word}: {text}");
        }
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
