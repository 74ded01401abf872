//! What `swap` shows: who gives what to whom, the rules it breaks or what it costs, and who is over or under target then.
//!
//! In: an instance, the seats that change hands, and the judgements before and after. Out: text with ANSI styles, never
//! wider than asked. A rule the roster broke before is told apart from one the swap breaks.

use std::collections::BTreeSet;

use crate::difference::Change;
use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::report::accounts;
use crate::report::facts::sentence::Sentence;
use crate::report::facts::verdict;
use crate::report::figures::{self, goals, terminal};
use crate::report::locale::Locale;
use crate::report::numbers::value;
use crate::report::plan_text::heading;
use crate::report::table::{self, Terminal};
use crate::report::verify_text::{BROKEN, BROKEN_BEFORE, violations};
use crate::substitution::first_difference;
use crate::verify::{self, Judgement, Violation};

/// So many shifts that change hands are told in a sentence; more are a table.
const IN_A_SENTENCE: usize = 4;

/// The report of a swap that breaks no rule.
pub fn done(instance: &Instance, changes: &[Change], before: &Judgement, after: &Judgement, on: &Terminal) -> String {
    let locale = &on.locale;
    let mut sentences = vec![told(locale, instance, changes), lawful(locale, after)];
    sentences.extend(verdict::past(locale, after));
    sentences.extend([cost(locale, before, after), verdict::fair(locale, instance, after)]);
    sentences.extend(verdict::fair_burdens(locale, instance, after));
    let touched: BTreeSet<usize> = changes
        .iter()
        .flat_map(|change| [change.was, change.is])
        .flatten()
        .map(|staff| instance.staff[staff].municipality)
        .collect();
    let mut parts = vec![heading(instance, locale)];
    parts.extend(each(instance, changes, on));
    let old: Vec<&Violation> = after.violations.iter().chain(&after.past).collect();
    if !old.is_empty() {
        parts.push(violations(instance, BROKEN_BEFORE, old, on));
    }
    let goals = goals::before_and_after(&before.values, &after.values);
    parts.push(terminal::render(&goals.only(&[goals::called(locale), "counts", "before", "after"]), on));
    parts.extend([accounts::some(instance, after, &touched, on), table::sentences(&sentences, on.width)]);
    parts.join("\n")
}

/// The report of one that breaks rules which the roster did not break before.
pub fn refused(
    instance: &Instance,
    changes: &[Change],
    before: &Judgement,
    after: &Judgement,
    on: &Terminal,
) -> String {
    let locale = &on.locale;
    let new = verify::added(instance, before, after);
    let old: Vec<&Violation> = after.violations.iter().filter(|violation| !new.contains(violation)).collect();
    let many = new.len() as u64;
    let text = match (many, old.is_empty()) {
        (1, true) => locale.pick("Byttet ville bryde en regel.", "The swap would break a rule.").to_owned(),
        (2, true) => locale.pick("Byttet ville bryde regler to gange.", "The swap would break rules twice.").to_owned(),
        (_, true) => {
            let many = locale.whole(many);
            locale.pick(
                format!("Byttet ville bryde regler {many} gange."),
                format!("The swap would break rules {many} times."),
            )
        }
        (_, false) => {
            let many = locale.counted(many, ["regel", "regler"], ["rule", "rules"]);
            locale.pick(
                format!("Byttet ville bryde {many}, og vagtplanen bryder nogle i forvejen."),
                format!("The swap would break {many}, and the roster breaks some already."),
            )
        }
    };
    let rules = Sentence::judged(locale.pick("regler", "rules"), false, text);
    let sentences = table::sentences(&[told(locale, instance, changes), rules], on.width);
    let mut parts = vec![heading(instance, locale)];
    parts.extend(each(instance, changes, on));
    for (title, broken) in [(BROKEN, new), (BROKEN_BEFORE, old)] {
        if !broken.is_empty() {
            parts.push(violations(instance, title, broken, on));
        }
    }
    parts.push(sentences);
    parts.join("\n")
}

/// `mon 2026-01-05 08:00: Per Holm (SKI2) for Inge Klit (LEM1); tue …`.
fn told(locale: &Locale, instance: &Instance, changes: &[Change]) -> Sentence {
    let name = |staff: Option<usize>| {
        let nobody = || locale.pick("ingen", "nobody").to_owned();
        staff.map_or_else(nobody, |staff| locale.person(&instance.staff[staff]))
    };
    let seats = changes.iter().map(|change| {
        let window = &instance.windows[change.window];
        let (slot, is, was) = (locale.slot(window.date, window.start), name(change.is), name(change.was));
        format!("{slot}: {is} for {was}")
    });
    let many = changes.len() as u64;
    let text = match changes.len() <= IN_A_SENTENCE {
        true => seats.collect::<Vec<_>>().join("; "),
        false => locale.counted(
            many,
            ["vagt skifter hænder", "vagter skifter hænder"],
            ["shift changes hands", "shifts change hands"],
        ),
    };
    Sentence::judged(locale.pick("bytte", "swap"), true, text + ".")
}

/// More shifts than a sentence tells of, as a table.
fn each(instance: &Instance, changes: &[Change], on: &Terminal) -> Option<String> {
    if changes.len() <= IN_A_SENTENCE {
        return None;
    }
    let rows = figures::changes::exchanged(instance, changes, |person| figures::changes::named(instance, person));
    Some(terminal::render(&rows.only(&["window", "was_name", "is_name"]), on))
}

/// Nothing is added to what is broken already.
fn lawful(locale: &Locale, after: &Judgement) -> Sentence {
    let count = after.violations.len() as u64;
    let text = match count {
        0 => return verdict::lawful(locale, after),
        1 => locale
            .pick(
                "Byttet bryder ingen regel; én, der var brudt før, er det stadig.",
                "The swap breaks no rule; one that was broken before still is.",
            )
            .to_owned(),
        _ => {
            let more = locale.whole(count);
            locale.pick(
                format!("Byttet bryder ingen regel; {more}, der var brudt før, er det stadig."),
                format!("The swap breaks no rule; {more} that were broken before still are."),
            )
        }
    };
    Sentence::judged(locale.pick("regler", "rules"), false, text)
}

/// What it does to the goals: the ladder decides by the first one that changes, and the later ones are told as well.
fn cost(locale: &Locale, before: &Judgement, after: &Judgement) -> Sentence {
    let label = locale.pick("prisen", "costs");
    let Some((first, more)) = first_difference(after, before) else {
        let nothing = locale.pick("Ingen: alt er så godt som før.", "Nothing: every goal is as good as before.");
        return Sentence::judged(label, true, nothing);
    };
    let good = more < 0.0;
    let moved = before.values.iter().zip(&after.values).filter(|(old, new)| value(old.1) != value(new.1));
    let told = |(old, new): (&(Rung, f64), &(Rung, f64))| {
        format!("{} {} → {}", verdict::goal(locale, old.0), locale.value(old.1), locale.value(new.1))
    };
    let (decisive, later): (Vec<_>, Vec<_>) = moved.partition(|(old, _)| old.0 == first);
    let mut text = match good {
        true => locale.pick("Vagtplanen bliver bedre: ", "The roster gets better: "),
        false => locale.pick("Vagtplanen bliver dårligere: ", "The roster gets worse: "),
    }
    .to_owned();
    text.extend(decisive.into_iter().map(told));
    if !later.is_empty() {
        let later: Vec<String> = later.into_iter().map(told).collect();
        let down = locale.pick("længere nede i rækken", "further down the ladder");
        text.push_str(&format!("; {down}: {}", later.join(", ")));
    }
    Sentence::judged(label, good, text + ".")
}
