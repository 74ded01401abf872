//! Several plans side by side: a folder as it is and what scenarios make of it, or several folders.
//!
//! In: [`Variant`]s, the first of which the others are compared with. Out: sentences, tables, bytes. Which figures there are and how far
//! each is from the first, `lines` says once for all outputs.

pub mod json;
pub mod lines;
pub mod sentences;
pub mod text;

use crate::diagnostic::Diagnostic;
use crate::domain::Instance;
use crate::domain::calendar::Period;
use crate::domain::plan_key::{self, Section};
use crate::domain::rule::Rule;
use crate::domain::scenario::Change;
use crate::planning::Plan;
use crate::report::locale::{Locale, capitalised};

/// What a variant is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Called<'a> {
    /// The folder as it is.
    Now,
    /// A scenario or a folder, by its name.
    Named(&'a str),
    /// A scenario by what it changes.
    Changes,
}

/// One of what is compared.
#[derive(Debug, Clone, Copy)]
pub struct Variant<'a> {
    /// What it is called.
    pub called: Called<'a>,
    /// What it changes.
    pub changes: &'a [Change],
    /// What is planned; nothing where it is refused.
    pub instance: Option<&'a Instance>,
    /// What the search came to; nothing where it is refused, or a limit came before any roster.
    pub plan: Option<&'a Plan>,
    /// What there is to say of it: of a scenario what is not found in the folder as it is.
    pub findings: &'a [Diagnostic],
}

/// What is compared.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'a> {
    /// What each is about.
    pub title: &'a str,
    /// The first is what the others are compared with.
    pub variants: &'a [Variant<'a>],
}

impl Variant<'_> {
    /// Its name.
    pub fn name(&self, locale: &Locale) -> String {
        match self.called {
            Called::Now => locale.pick("nu", "now").to_owned(),
            Called::Named(name) => name.to_owned(),
            Called::Changes => self.change(locale),
        }
    }

    /// What it changes, in words.
    pub fn change(&self, locale: &Locale) -> String {
        self.changes.iter().map(|change| said(change, locale)).collect::<Vec<_>>().join("; ")
    }

    /// Its name on a page, which a council reads: a rule has its own words there, with its key behind them.
    pub fn heading(&self, locale: &Locale) -> String {
        let own = |change: &Change| in_words(change, locale).unwrap_or_else(|| said(change, locale));
        match self.called {
            Called::Changes => capitalised(&self.changes.iter().map(own).collect::<Vec<_>>().join("; ")),
            _ => capitalised(&self.name(locale)),
        }
    }

    /// Whether it has another name than what it changes.
    pub fn is_named(&self) -> bool {
        matches!(self.called, Called::Named(_))
    }

    /// How it ended, in a word of documents.
    pub fn status(&self) -> &'static str {
        match (self.instance, self.plan) {
            (None, _) => "refused",
            (Some(_), None) => "no-roster",
            (Some(_), Some(plan)) => plan.status.name(),
        }
    }
}

impl Comparison<'_> {
    /// The period, where all have the same.
    pub fn period(&self) -> Option<Period> {
        let mut periods = self.variants.iter().filter_map(|variant| variant.instance).map(|instance| instance.period);
        let first = periods.next()?;
        periods.all(|other| other == first).then_some(first)
    }

    /// Whether anything is a variant of one folder, and not a folder of its own.
    pub fn is_of_one_folder(&self) -> bool {
        self.variants.first().is_some_and(|first| first.called == Called::Now)
    }
}

fn said(change: &Change, locale: &Locale) -> String {
    match change {
        Change::Set(key, value) => format!("{key} = {value}"),
        // Without its line such a key still has a value: 'no limit' would be wrong of it.
        Change::Unset(key) => match plan_key::of_path(key).and_then(|key| key.default) {
            Some(default) => {
                locale.pick(format!("{key} = {default} (standard)"), format!("{key} = {default} (default)"))
            }
            None => locale.pick(format!("uden {key}"), format!("no {key}")),
        },
        Change::Without(names) => {
            let names = locale.list(names);
            locale.pick(format!("uden {names}"), format!("without {names}"))
        }
        Change::With { name, population, staff } => {
            let of = population
                .map(|number| locale.counted(number, ["indbygger", "indbyggere"], ["inhabitant", "inhabitants"]));
            let staff = locale.counted(u64::from(*staff), ["medarbejder", "medarbejdere"], ["colleague", "colleagues"]);
            let brings = of.into_iter().chain([staff]).collect::<Vec<_>>().join(", ");
            locale.pick(format!("med {name} ({brings})"), format!("with {name} ({brings})"))
        }
        Change::Seats { days, start, seats } => {
            let is_row = days.windows(2).all(|pair| pair[0].succ() == pair[1]);
            let days = match days.as_slice() {
                all if all.len() == 7 => locale.pick("alle dage", "every day").to_owned(),
                [first, .., last] if is_row && days.len() > 2 => {
                    let [first, last] = [first, last].map(|day| locale.day_of_the_week(*day));
                    format!("{first}–{last}")
                }
                _ => locale.list(&days.iter().map(|day| locale.day_of_the_week(*day)).collect::<Vec<_>>()),
            };
            let at = start.map(|start| start.format(" %H:%M").to_string()).unwrap_or_default();
            format!("{days}{at}: {}", locale.counted(u64::from(*seats), ["plads", "pladser"], ["seat", "seats"]))
        }
    }
}

/// A rule's number under the rule's own words.
fn in_words(change: &Change, locale: &Locale) -> Option<String> {
    let (key, value) = match change {
        Change::Set(key, value) => (key, Some(value.clone())),
        Change::Unset(key) => (key, None),
        _ => return None,
    };
    if let Some(name) = key.strip_prefix(Section::Rules.name()).and_then(|key| key.strip_prefix('.')) {
        let rule = Rule::ALL.into_iter().find(|rule| rule.name() == name)?;
        let default = plan_key::of_path(key).and_then(|key| key.default);
        let number = match (value, default) {
            (Some(value), _) => value,
            (None, Some(default)) => locale.pick(format!("{default}, standard"), format!("{default}, the default")),
            (None, None) => locale.pick("ingen grænse", "no limit").to_owned(),
        };
        return Some(format!("{}: {number} ({key})", rule.row().heading.of(locale.language())));
    }
    // A cap is one of a burden: what is limited are its shifts.
    let (burden, name) = key.strip_prefix(Section::Burdens.name())?.strip_prefix('.')?.split_once('.')?;
    let (rule, _) = Rule::caps().find(|(rule, _)| rule.name() == name)?;
    let shifts = capitalised(&locale.shifts_in(burden, false));
    let what = rule.row().heading.of(locale.language());
    let span = what.split_once(", ").map_or(what, |(_, span)| span);
    let number = value.unwrap_or_else(|| locale.pick("ingen grænse", "no limit").to_owned());
    Some(locale.pick(
        format!("{shifts} pr. person, {span}: {number} ({key})"),
        format!("{shifts} per person, {span}: {number} ({key})"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use chrono::{NaiveTime, Weekday};

    #[test]
    fn changes_are_said_in_both_languages() {
        let changes = [
            Change::Set("rules.shifts_per_week".to_owned(), "3".to_owned()),
            Change::Without(vec!["Lemvig".to_owned(), "Struer".to_owned()]),
            Change::With { name: "Holstebro".to_owned(), population: Some(58_000), staff: 5 },
            Change::Seats { days: vec![Weekday::Fri], start: NaiveTime::from_hms_opt(12, 0, 0), seats: 4 },
            Change::Unset("rules.away_at_once".to_owned()),
        ];
        let said = |language| {
            let variant =
                Variant { called: Called::Changes, changes: &changes, instance: None, plan: None, findings: &[] };
            variant.name(&Locale::new(language))
        };
        assert_eq!(
            said(Language::English),
            "rules.shifts_per_week = 3; without Lemvig and Struer; with Holstebro (58,000 inhabitants, 5 colleagues); fri 12:00: 4 seats; no rules.away_at_once"
        );
        assert_eq!(
            said(Language::Danish),
            "rules.shifts_per_week = 3; uden Lemvig og Struer; med Holstebro (58.000 indbyggere, 5 medarbejdere); fre 12:00: 4 pladser; uden rules.away_at_once"
        );
    }

    #[test]
    fn a_setting_that_is_left_out_says_its_default_where_it_has_one() {
        let unset = |key: &str| said(&Change::Unset(key.to_owned()), &Locale::new(Language::Danish));
        assert_eq!(unset("rules.shifts_per_week"), "rules.shifts_per_week = 2 (standard)");
        assert_eq!(unset("rules.away_at_once"), "uden rules.away_at_once");
        assert_eq!(unset("burdens.evening"), "uden burdens.evening");
    }

    #[test]
    fn a_heading_has_a_rule_in_its_own_words() {
        let changes = [
            Change::Set("rules.shifts_per_week".to_owned(), "3".to_owned()),
            Change::Set("goals".to_owned(), "[\"coverage\"]".to_owned()),
        ];
        let heading = |called, language| {
            let variant = Variant { called, changes: &changes, instance: None, plan: None, findings: &[] };
            variant.heading(&Locale::new(language))
        };
        let words = heading(Called::Changes, Language::Danish);
        assert_eq!(words, "Ugegrænse: 3 (rules.shifts_per_week); goals = [\"coverage\"]");
        let words = heading(Called::Changes, Language::English);
        assert_eq!(words, "Week limit: 3 (rules.shifts_per_week); goals = [\"coverage\"]");
        assert_eq!(heading(Called::Named("tre om ugen"), Language::Danish), "Tre om ugen");
        let words = |change: Change, language| in_words(&change, &Locale::new(language));
        let unset = |key: &str, language| words(Change::Unset(key.to_owned()), language).unwrap();
        assert_eq!(unset("rules.shifts_per_week", Language::Danish), "ugegrænse: 2, standard (rules.shifts_per_week)");
        assert_eq!(unset("rules.away_at_once", Language::English), "away at once: no limit (rules.away_at_once)");
        let cap = Change::Set("burdens.evening.per_person_week".to_owned(), "1".to_owned());
        assert_eq!(
            words(cap.clone(), Language::Danish).unwrap(),
            "Aftenvagter pr. person, uge: 1 (burdens.evening.per_person_week)"
        );
        assert_eq!(
            words(cap, Language::English).unwrap(),
            "Shifts in evening per person, week: 1 (burdens.evening.per_person_week)"
        );
        assert_eq!(words(Change::Unset("goals".to_owned()), Language::English), None);
    }
}
