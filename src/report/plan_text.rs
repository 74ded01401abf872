//! What `plan` shows on the terminal: the tables, and below them, where the eye is when a command ends, whether the roster is complete,
//! fair and proven.
//!
//! In: an instance, a plan and what keeps its empty seats empty. Out: text with ANSI styles, never wider than asked.

use crate::domain::Instance;
use crate::domain::price::Price;
use crate::planning::Plan;
use crate::report::facts::{prices, verdict};
use crate::report::figures::{goals, terminal};
use crate::report::locale::Locale;
use crate::report::table::{self, Terminal, printable};
use crate::report::{accounts, heat_text, shortfall_text};
use crate::shortfall::Shortfall;

/// The report, with what the goals cost where that was asked for.
pub fn render(
    instance: &Instance,
    plan: &Plan,
    prices: Option<&[Price]>,
    shortfalls: &[Shortfall],
    on: &Terminal,
) -> String {
    let verdict = table::sentences(&verdict::of_plan(&on.locale, instance, plan), on.width);
    let mut parts = vec![heading(instance, &on.locale), tables(instance, plan, shortfalls, on)];
    parts.extend(prices.map(|prices| {
        let bold = anstyle::Style::new().bold();
        let told = table::sentences(&prices::sentences(&on.locale, prices), on.width);
        format!("{bold}{}{bold:#}\n{told}", prices::title(&on.locale))
    }));
    parts.push(verdict);
    parts.join("\n")
}

/// The tables.
pub fn tables(instance: &Instance, plan: &Plan, shortfalls: &[Shortfall], on: &Terminal) -> String {
    let (judgement, locale) = (plan.verified.judgement(), &on.locale);
    let goals =
        goals::proven(&plan.rungs).only(&[goals::called(locale), "counts", "value", "bound", "proven", "seconds"]);
    let mut parts = vec![accounts::render(instance, judgement, on), terminal::render(&goals, on)];
    parts.extend(heat_text::render(instance, judgement, on));
    if !shortfalls.is_empty() {
        let rest = locale.pick("de står alle i roster.xlsx", "roster.csv has them all, with status 'unfilled'");
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
        let styled = render(instance, &plan, None, &shortfalls(instance, plan.verified.roster()), &on);
        anstream::adapter::strip_str(&styled).to_string()
    }

    #[test]
    fn the_verdict_comes_last() {
        let text = text(&sample::instance(), WIDEST);
        let begins = "\
Den Digitale Hotline, 2026-01-05 to 2026-01-11

municipality          share %  entitled  carried  target  shifts  deviation  evening  weekend
";
        assert!(text.starts_with(begins), "{text}");
        let ends = "
incomplete   2 of 14 seats are unfilled, in 2 windows.
not fair     1 of 3 municipalities is off target by a whole shift or more: Aarhus, \"the city of
             smiles\" +1.30. No roster meets the goal shares better without giving up an earlier one.
burdens      1 part of a burden is off target by a whole shift or more: Aarhus, \"the city of smiles\"
             −1.03 in weekend.
people       Closest: 2 days, Anna Ø (a1), evenly 4; 1 pair is under half of an even pace. Longest
             beyond even: 6 days, Lars (l1), evenly 2.
part proven  3 of 10 goals are proven optimal; the time limit came first, after 1 min 01 s. Open:
             shares-rounding stands at 7 and can't be below 6.6667; open after it: burdens,
             burdens-rounding, rhythm, rotation, wishes, wishes-spread.
";
        assert!(text.ends_with(ends), "{text}");
    }

    #[test]
    fn of_many_municipalities_those_farthest_off_are_shown() {
        let mut instance = sample::instance();
        instance.edit(|sample| {
            for number in 0..20 {
                let mut member = sample.municipalities[0].clone();
                (member.code, member.name) = (format!("x{number}"), format!("Town {number}"));
                sample.municipalities.push(member);
            }
        });
        let on = Terminal::new(Language::English, WIDEST);
        let judgement = crate::verify::judge(&instance, &sample::roster());
        let plain =
            |on: &Terminal| anstream::adapter::strip_str(&accounts::render(&instance, &judgement, on)).to_string();
        let short = plain(&on);
        assert!(short.contains("8 of 23 municipalities, those farthest off; --tables shows all"), "{short}");
        assert!(short.contains("Aarhus") && short.contains("\nall "), "{short}");
        let full = plain(&on.in_full(true));
        assert!(full.contains("\nTown 19") && !full.contains("--tables"), "{full}");
    }

    #[test]
    fn the_same_is_told_in_danish() {
        let text = told(&sample::instance(), Language::Danish, WIDEST);
        let expected = "
ikke bemandet   2 af 14 pladser er ubemandede, i 2 tidsrum.
ikke retfærdig  1 af 3 kommuner ligger en hel vagt eller mere fra måltallet: Aarhus, \"the city of";
        assert!(text.contains(expected), "{text}");
        for word in ["forpligtelse", "hvad det tæller", "uge       man tir ons tor søn", "tidsrum"] {
            assert!(text.contains(word), "{word}: {text}");
        }
        // The name of a town is wrapped in one place or another.
        let plain = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("the city of", "");
        for word in [" of ", " is ", "shifts", "the ", "window", "seat"] {
            assert!(!plain.contains(word), "{word}: {text}");
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
