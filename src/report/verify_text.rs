//! What `verify` shows: broken rules, who is over or under target, the goals, the seats nobody sits on, shifts that
//! lie too close, and last what that comes to.
//!
//! In: an instance, a judgement and what keeps the empty seats empty. Out: text with ANSI styles, never wider than asked.

use crate::domain::Instance;
use crate::domain::language::Language;
use crate::domain::roster::Roster;
use crate::report::facts::verdict;
use crate::report::figures::{goals, terminal, violations};
use crate::report::plan_text::heading;
use crate::report::table::{self, Cell, Column, Terminal};
use crate::report::{accounts, heat_text, shortfall_text, too_close_text};
use crate::shortfall::Shortfall;
use crate::verify::{Judgement, Violation};

/// The report.
pub fn render(
    instance: &Instance,
    roster: &Roster,
    judgement: &Judgement,
    shortfalls: &[Shortfall],
    on: &Terminal,
) -> String {
    let locale = &on.locale;
    let mut parts = vec![heading(instance, locale)];
    parts.extend(broken(instance, judgement, on));
    parts.push(accounts::render(instance, judgement, on));
    let goals = goals::unproven(&judgement.values).only(&[goals::called(locale), "counts", "value"]);
    parts.push(terminal::render(&goals, on));
    parts.extend(heat_text::render(instance, judgement, on));
    if !shortfalls.is_empty() {
        let rest = locale.pick("'verify --json' har dem alle", "'verify --json' lists them all");
        parts.push(shortfall_text::render(instance, shortfalls, rest, on));
    }
    parts.extend(too_close_text::render(instance, roster, judgement, on));
    parts.push(table::sentences(&verdict::of_roster(locale, instance, roster, judgement, false), on.width));
    parts.join("\n")
}

/// The heading, and what a roster is worth in a few sentences.
pub fn verdicts(instance: &Instance, roster: &Roster, judgement: &Judgement, on: &Terminal) -> String {
    let sentences = verdict::of_roster(&on.locale, instance, roster, judgement, false);
    format!("{}\n{}", heading(instance, &on.locale), table::sentences(&sentences, on.width))
}

/// The rules that are broken, and those that were before the roster was mended.
pub fn broken(instance: &Instance, judgement: &Judgement, on: &Terminal) -> Vec<String> {
    let parts = [(BROKEN, &judgement.violations), (BROKEN_BEFORE, &judgement.past)];
    parts
        .into_iter()
        .filter(|(_, some)| !some.is_empty())
        .map(|(title, some)| violations(instance, title, some, on))
        .collect()
}

/// Above rules that are broken.
pub const BROKEN: [&str; 2] = ["brudt regel", "broken rule"];
/// Above those that were broken before.
pub const BROKEN_BEFORE: [&str; 2] = ["brudt før", "broken before"];

/// Every broken rule: a planner who put a roster together by hand wants the whole list. The sentences with all figures are
/// English, as those of findings; in another language the table says who and when.
pub fn violations<'a>(
    instance: &Instance,
    [danish, english]: [&'static str; 2],
    violations: impl IntoIterator<Item = &'a Violation>,
    on: &Terminal,
) -> String {
    let violations: Vec<&Violation> = violations.into_iter().collect();
    let rules = violations.iter().map(|violation| Cell::judged(false, violation.rule.name())).collect();
    let rules = Column::word(on.locale.pick(danish, english), rules);
    if on.locale.language() != Language::English {
        let told = violations::table(instance, violations.iter().copied(), &on.locale).only(&violations::TOLD);
        return table::render(&[vec![rules], terminal::columns(&told, &on.locale)].concat(), on.width);
    }
    // The sentences begin with the rule's name, for those who read them without this table.
    let what = |violation: &&Violation| {
        let message = &violation.message;
        let sentence = message.strip_prefix(violation.rule.name()).and_then(|rest| rest.strip_prefix(": "));
        Cell::plain(sentence.unwrap_or(message))
    };
    let columns = [rules, Column::text("by whom and when", violations.iter().map(what).collect())];
    table::render(&columns, on.width)
}
