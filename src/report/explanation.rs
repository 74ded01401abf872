//! What `explain` says of a roster, in sentences: why an account has its number, why somebody sits on a window or does not.
//!
//! In: an instance, its roster and what was found out. Out: sentences in the language, for the terminal and the JSON document
//! alike. Every number is that of the tables.

pub mod person;
pub mod windows;

use num_traits::{Signed, Zero};

use crate::difference::Change;
use crate::domain::rule::Rule;
use crate::domain::value::same;
use crate::domain::{Exact, Instance};
use crate::explanation::account::{Reasons, Rounding};
use crate::explanation::cost::Cost;
use crate::explanation::queue::Claim;
use crate::explanation::seat::{Answer, Forbidden};
use crate::report::effect::ordinal;
use crate::report::facts::part;
use crate::report::locale::Locale;
use crate::report::numbers::{TEXT_PLACES, deviation};

/// The sentences on an account.
pub fn account(locale: &Locale, instance: &Instance, reasons: &Reasons) -> Vec<String> {
    let name = &instance.municipalities[reasons.municipality].name;
    let mut sentences = vec![owed(locale, instance, name, reasons)];
    if !reasons.account.entitled.is_positive() {
        return sentences;
    }
    sentences.push(given(locale, reasons));
    sentences.extend(reasons.rounding.as_ref().map(|rounding| rounded(locale, instance, rounding)));
    sentences.push(limit(locale, reasons));
    sentences
}

/// `Lemvig has 19,722 of the members' 1,699,007 inhabitants, 1.16%. Of 1,118 seats its part is 12.98; with -0.12 from earlier
/// periods it owes 12.86.` Inhabitants are told with all shifts alone.
fn owed(locale: &Locale, instance: &Instance, name: &str, reasons: &Reasons) -> String {
    let exact = |value: &Exact| locale.exact(value, TEXT_PLACES);
    let account = &reasons.account;
    if !account.entitled.is_positive() {
        return locale.pick(
            format!("{name} skylder ingen af dem i denne periode."),
            format!("{name} owes none of them in this period."),
        );
    }
    let (own, all) = reasons.inhabitants;
    let percent = locale.percent(&Exact::new(own.into(), all.max(1).into()));
    let [own, all] = [own, all].map(|number| locale.whole(number));
    let inhabitants = match reasons.class {
        None => locale.pick(
            format!("{name} har {own} af medlemmernes {all} indbyggere, {percent}. "),
            format!("{name} has {own} of the members' {all} inhabitants, {percent}. "),
        ),
        Some(_) => String::new(),
    };
    let inhabitants = match reasons.class {
        None if part::is_any(instance) => {
            let own = part::sentence(locale, instance, reasons.municipality).map(|own| format!("{own} "));
            let among = locale.pick(
                "Af hvert tidsrum skylder den sin del blandt dem, der deltager i det. ",
                "Of each window it owes its part among those who take part in it. ",
            );
            format!("{inhabitants}{}{among}", own.unwrap_or_default())
        }
        _ => inhabitants,
    };
    let seats = locale.counted(reasons.seats, ["plads", "pladser"], ["seat", "seats"]);
    let filled = locale.whole(reasons.filled);
    let seats = match reasons.seats == reasons.filled {
        true => locale.pick(format!("Af {seats}"), format!("Of {seats}")),
        false => locale.pick(format!("Af {seats} ({filled} bemandet)"), format!("Of {seats} ({filled} filled)")),
    };
    let entitled = exact(&account.entitled);
    let carried = if account.carried.is_zero() {
        String::new()
    } else {
        let (carried, target) = (locale.shifts_signed(&account.carried), exact(&account.target));
        locale.pick(
            format!("; med {carried} fra tidligere perioder skylder den {target}"),
            format!("; with {carried} from earlier periods it owes {target}"),
        )
    };
    locale.pick(
        format!("{inhabitants}{seats} er dens del {entitled}{carried}."),
        format!("{inhabitants}{seats} its part is {entitled}{carried}."),
    )
}

fn given(locale: &Locale, reasons: &Reasons) -> String {
    let off = deviation(&reasons.account.target, reasons.given);
    let shifts = locale.whole(reasons.given);
    if off.is_zero() {
        return locale.pick(format!("Den har netop {shifts}."), format!("It has just {shifts}."));
    }
    let far = locale.exact(&off.abs(), TEXT_PLACES);
    match off.is_positive() {
        true => locale.pick(format!("Den har {shifts}, {far} mere."), format!("It has {shifts}, {far} more.")),
        false => locale.pick(format!("Den har {shifts}, {far} mindre."), format!("It has {shifts}, {far} less.")),
    }
}

/// `Its 12th is owed to 0.50: 10th in the order, of which 11 were given (before it Jammerbugt 0.62, behind it Viborg 0.42).`
fn rounded(locale: &Locale, instance: &Instance, rounding: &Rounding) -> String {
    let shift = ordinal(locale, rounding.claim.shift);
    let open = locale.exact(&rounding.claim.open, TEXT_PLACES);
    let place = ordinal(locale, rounding.place as u64);
    let all = locale.whole(rounding.all_granted);
    let given = match rounding.all_granted {
        0 => locale.pick("hvor ingen blev givet".to_owned(), "of which none was given".to_owned()),
        1 => locale.pick("hvor én blev givet".to_owned(), "of which one was given".to_owned()),
        _ => locale.pick(format!("hvor {all} blev givet"), format!("of which {all} were given")),
    };
    // Who owes nothing of its next shift is no neighbour that anybody looks for, unless it was given that.
    let named = |claims: &[(Claim, bool)]| {
        let owed = claims.iter().filter(|(claim, granted)| *granted || claim.open.is_positive());
        let told = owed.map(|(claim, granted)| neighbour(locale, instance, claim, *granted));
        told.collect::<Vec<String>>().join(", ")
    };
    let mut beside = Vec::new();
    for (where_to, named) in [
        (locale.pick("før den", "before it"), named(&rounding.before)),
        (locale.pick("efter den", "behind it"), named(&rounding.behind)),
    ] {
        if !named.is_empty() {
            beside.push(format!("{where_to} {named}"));
        }
    }
    let beside = if beside.is_empty() { String::new() } else { format!(" ({})", beside.join("; ")) };
    let got = match rounding.granted {
        true => locale.pick("den fik vagten", "it got the shift"),
        false => locale.pick("den fik ikke vagten", "it did not get the shift"),
    };
    locale.pick(
        format!("Af dens {shift} vagt skylder den {open}: nummer {} i rækken, {given}{beside}; {got}.", rounding.place),
        format!("Of its {shift} shift, {open} is owed: {place} in the order, {given}{beside}; {got}."),
    )
}

/// `Struer 0.91`, and whether it was given where that is told.
fn neighbour(locale: &Locale, instance: &Instance, claim: &Claim, granted: bool) -> String {
    let name = &instance.municipalities[claim.municipality].name;
    let open = locale.exact(&claim.open, TEXT_PLACES);
    let not = if granted { "" } else { locale.pick(", ikke givet", ", not given") };
    format!("{name} {open}{not}")
}

/// What the order of rounding is, in a sentence below the tables.
pub fn order(locale: &Locale) -> &'static str {
    locale.pick(
        "hele vagter gives på forhånd; af resten gives den vagt først, som mest er skyldig",
        "whole shifts are given beforehand; of the rest the shift of which most is owed comes first",
    )
}

fn limit(locale: &Locale, reasons: &Reasons) -> String {
    let most = locale.whole(reasons.most);
    let owes = &reasons.account.target;
    if Exact::from_integer(reasons.most.into()) < owes.floor() {
        return locale.pick(
            format!("Dens personale kan højst tage {most}, så resten er gået til andre."),
            format!("Its staff can take {most} at most, so the rest went to others."),
        );
    }
    locale.pick(format!("Dens personale kunne højst tage {most}."), format!("Its staff could take {most} at most."))
}

/// The sentences on why a person sits on a window, or on none of several.
pub fn seat(locale: &Locale, instance: &Instance, staff: usize, answer: &Answer, changes: &[Change]) -> Vec<String> {
    let person = locale.person(&instance.staff[staff]);
    match answer {
        Answer::Forbidden(forbidden) => {
            let slots = slots(locale, instance, forbidden.iter().map(|(window, _)| *window));
            let why = together(locale, forbidden);
            vec![locale.pick(
                format!("{person} kan ikke have {slots}, hvad andre end gør: {why}."),
                format!("{person} can't have {slots}, whatever anybody else does: {why}."),
            )]
        }
        Answer::Fixed { window } => {
            let slot = slot(locale, instance, *window);
            vec![locale.pick(
                format!("{person} har {slot}, da locks.csv siger det."),
                format!("{person} has {slot} since locks.csv says so."),
            )]
        }
        Answer::Present { window, cost } => {
            let slot = slot(locale, instance, *window);
            let begin = locale.pick(format!("{person} har {slot}."), format!("{person} has {slot}."));
            let asked = locale.pick("Uden den vagt", "Without that shift");
            [vec![begin], self::cost(locale, instance, asked, cost, changes)].concat()
        }
        Answer::Absent { window, cost, forbidden, as_it_stands } => {
            let told = slot(locale, instance, *window);
            let mut sentences = Vec::new();
            if !forbidden.is_empty() {
                let slots = slots(locale, instance, forbidden.iter().map(|(window, _)| *window));
                let why = together(locale, forbidden);
                sentences.push(locale.pick(
                    format!("{person} kan ikke have {slots}: {why}."),
                    format!("{person} can't have {slots}: {why}."),
                ));
            }
            sentences.push(match as_it_stands.is_empty() {
                true => locale.pick(
                    format!("{person} har ikke {told}; ingen regel forbyder det."),
                    format!("{person} does not have {told}; no rule forbids it."),
                ),
                false => {
                    let rules = held(locale, as_it_stands);
                    locale.pick(
                        format!("{person} har ikke {told}; som vagtplanen er nu, står i vejen: {rules}."),
                        format!("{person} does not have {told}; as the roster is now, in the way: {rules}."),
                    )
                }
            });
            let asked = locale.pick("Med den vagt", "With that shift");
            sentences.extend(self::cost(locale, instance, asked, cost, changes));
            sentences
        }
    }
}

fn cost(locale: &Locale, instance: &Instance, asked: &str, cost: &Cost, changes: &[Change]) -> Vec<String> {
    let goal = |rung| format!("{} ({})", locale.goal(rung), locale.counts(rung));
    match cost {
        Cost::Nothing { .. } => vec![locale.pick(
            format!("{asked} bliver intet mål dårligere: denne vagtplan er én af flere lige gode."),
            format!("{asked} no goal gets worse: this roster is one of several that are equally good."),
        )],
        Cost::Worse { rung, at_least, at_most, .. } => {
            let goal = goal(*rung);
            let most = locale.value(*at_most);
            let price = if same(*at_least, *at_most) {
                locale.pick(
                    format!("{asked} bliver målet {goal} {most} dårligere, og ingen vagtplan undgår det; målene før det er uændrede."),
                    format!("{asked} the goal {goal} gets worse by {most}, and no roster avoids that; the goals before it stay as they are."),
                )
            } else {
                let least = locale.value(*at_least);
                locale.pick(
                    format!(
                        "{asked} bliver målet {goal} mindst {least} og højst {most} dårligere; mere er ikke bevist."
                    ),
                    format!(
                        "{asked} the goal {goal} gets worse by {least} at least and {most} at most; more is not proven."
                    ),
                )
            };
            let mut sentences = vec![price];
            sentences.extend(expense(locale, instance, changes));
            sentences
        }
        Cost::Better { rung, by } => {
            let (goal, by) = (goal(*rung), locale.value(*by));
            vec![locale.pick(
                format!("{asked} findes der endda en bedre vagtplan: målet {goal} bliver {by} bedre. Denne vagtplan er ikke den bedste."),
                format!("{asked} there is even a better roster: the goal {goal} gets better by {by}. This roster is not the best."),
            )]
        }
        Cost::Unknown => vec![locale.pick(
            "Grænsen kom, før det var fundet ud af, hvad det koster.".to_owned(),
            "The limit came before it was found out what that costs.".to_owned(),
        )],
    }
}

/// Who would have to move.
fn expense(locale: &Locale, instance: &Instance, changes: &[Change]) -> Option<String> {
    let told: Vec<String> = changes.iter().map(|change| self::change(locale, instance, change)).collect();
    let count = locale.counted(told.len() as u64, ["plads", "pladser"], ["seat", "seats"]);
    (!told.is_empty()).then(|| {
        let first = locale.first(&told, "; ");
        locale.pick(
            format!("Den nærmeste vagtplan, der koster det, skifter {count}: {first}."),
            format!("The nearest roster at that price changes {count}: {first}."),
        )
    })
}

/// `mon 2026-01-05 08:00 Inge Klit (LEM1) → Per Holm (SKI2)`.
fn change(locale: &Locale, instance: &Instance, change: &Change) -> String {
    let empty = locale.pick("ingen", "nobody");
    let who =
        |staff: Option<usize>| staff.map_or_else(|| empty.to_owned(), |staff| locale.person(&instance.staff[staff]));
    format!("{} {} → {}", slot(locale, instance, change.window), who(change.was), who(change.is))
}

/// What an account is of: `all shifts`, or a burden.
pub fn class(locale: &Locale, instance: &Instance, class: Option<usize>) -> String {
    match class {
        None => locale.pick("alle vagter", "all shifts").to_owned(),
        Some(burden) => locale.burden(&instance.burdens[burden].name).to_owned(),
    }
}

/// What a shift would break, rule by rule: `too many shifts in a week, too little rest between shifts`.
pub fn held(locale: &Locale, rules: &[Rule]) -> String {
    let words = rules.iter().map(|rule| {
        let word = rule.row().broken.of(locale.language());
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
    });
    words.collect::<Vec<String>>().join(", ")
}

/// The reasons of several windows, each once, in the order in which they first come.
fn together(locale: &Locale, forbidden: &[(usize, Forbidden)]) -> String {
    let mut told: Vec<String> = Vec::new();
    for (_, why) in forbidden {
        let why = match why {
            Forbidden::By(rules) => held(locale, rules),
            Forbidden::AllFixed => {
                locale.pick("locks.csv giver alle pladser til andre", "locks.csv gives every seat to others").to_owned()
            }
        };
        if !told.contains(&why) {
            told.push(why);
        }
    }
    told.join("; ")
}

fn slots(locale: &Locale, instance: &Instance, windows: impl Iterator<Item = usize>) -> String {
    let told: Vec<String> = windows.map(|window| slot(locale, instance, window)).collect();
    locale.first(&told, ", ")
}

/// A window as sentences name it.
pub fn slot(locale: &Locale, instance: &Instance, window: usize) -> String {
    locale.slot(instance.windows[window].date, instance.windows[window].start)
}
