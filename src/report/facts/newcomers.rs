//! What is said of who came after a roster was published: what they have, and why not more.
//!
//! In: an instance with its published roster, and the new one. Out: sentences in the language, that terminal and page say alike.

use super::sentence::Sentence;
use super::verdict;
use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::newcomers::{Newcomer, Why};
use crate::report::locale::Locale;

/// The most of whom a sentence each is said.
const SHOWN: usize = 5;

/// A sentence for each newcomer.
pub fn sentences(locale: &Locale, instance: &Instance, newcomers: &[Newcomer]) -> Vec<Sentence> {
    let label = locale.pick("ny", "new");
    let (shown, others) = newcomers.split_at(newcomers.len().min(SHOWN));
    let mut sentences: Vec<Sentence> =
        shown.iter().map(|newcomer| Sentence::fact(label, told(locale, instance, newcomer))).collect();
    if !others.is_empty() {
        let many =
            locale.counted(others.len() as u64, ["anden er ny", "andre er nye"], ["other is new", "others are new"]);
        sentences.push(Sentence::fact(
            label,
            locale.pick(
                format!("{many}; summary.json har, hvad der gælder for hver."),
                format!("{many}; summary.json has what is so of each."),
            ),
        ));
    }
    sentences
}

fn told(locale: &Locale, instance: &Instance, newcomer: &Newcomer) -> String {
    let Newcomer { staff, shifts, part, changes, why } = newcomer;
    let person = &instance.staff[*staff];
    let who = locale.person(person);
    let home = &instance.municipalities[person.municipality].name;
    let has = match shifts {
        0 => locale.pick(format!("{who} får ingen vagt"), format!("{who} gets no shift")),
        _ => {
            let shifts = locale.counted(*shifts, ["vagt", "vagter"], ["shift", "shifts"]);
            locale.pick(format!("{who} får {shifts}"), format!("{who} gets {shifts}"))
        }
    };
    let even = locale.exact(part, 1);
    let Some(why) = why else {
        return match shifts {
            0 => locale.pick(
                format!("{has}: en jævn del af vagterne i {home} ville være {even}."),
                format!("{has}: an even part of {home}'s shifts would be {even}."),
            ),
            _ => locale.pick(
                format!("{has}; en jævn del af vagterne i {home} er {even}."),
                format!("{has}; an even part of {home}'s shifts is {even}."),
            ),
        };
    };
    let from = instance.published.as_ref().map_or_else(String::new, |published| locale.date(published.from));
    let more = *shifts > 0;
    let rotation = verdict::goal(locale, Rung::Rotation);
    let reason = match why {
        Why::NoWindow => locale.pick(
            format!("reglerne levner ingen {}vagt fra {from}", if more { "anden " } else { "" }),
            format!("the rules leave no {}shift from {from} on", if more { "other " } else { "" }),
        ),
        Why::Kept => locale.pick(
            format!(
                "hver vagt {}ville koste en udsendt vagt, og at beholde dem går forud for {rotation}",
                if more { "mere " } else { "" }
            ),
            format!(
                "each {}one would cost a published shift, and keeping those comes before {rotation}",
                if more { "further " } else { "" }
            ),
        ),
        Why::Goal(rung) => {
            let goal = verdict::goal(locale, *rung);
            let danish = match rung {
                Rung::SharesRounding => {
                    "en vagt mere ville gøre fordelingen af hele vagter mellem kommunerne dårligere".to_owned()
                }
                Rung::BurdensRounding => {
                    "en vagt mere ville gøre fordelingen af byrdernes hele vagter mellem kommunerne dårligere"
                        .to_owned()
                }
                _ => format!("en vagt mere ville være dårligere for målet {goal}"),
            };
            locale.pick(danish, format!("one more would be worse for the goal {goal}"))
        }
        Why::Open => locale.pick(
            "en plan med en vagt mere er mindst lige så god, men søgningen nåede den ikke".to_owned(),
            "a roster with one more is as good at least, and the search did not come to it".to_owned(),
        ),
    };
    let count = locale.counted(*changes, ["ændring", "ændringer"], ["change", "changes"]);
    let then = match changes {
        0 => locale.pick(
            format!("En jævn del af vagterne i {home} ville være {even}."),
            format!("An even part of {home}'s shifts would be {even}."),
        ),
        _ => locale.pick(
            format!(
                "En jævn del af vagterne i {home} ville være {even}: {count} blandt kollegerne ville bringe den nærmest, og \
                 'vagtplan swap' gør dem, de er enige om."
            ),
            format!(
                "An even part of {home}'s shifts would be {even}: {count} among the colleagues would come nearest to it, and \
                 'vagtplan swap' does those that they agree on."
            ),
        ),
    };
    format!("{has}: {reason}. {then}")
}
