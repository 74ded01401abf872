//! What a newcomer owes, of how many inhabitants, and whether its own staff can carry that.
//!
//! In: a [`Change`] and a language. Out: a sentence that terminal and page say alike; it asks for the staff where nobody has said how many
//! there are.

use super::{Change, Movement};
use crate::membership::effect::{MONTH, WEEK, YEAR};
use crate::membership::staffing::Verdict;
use crate::report::facts::sentence::{Mark, Sentence};
use crate::report::locale::Locale;
use crate::report::numbers::TEXT_PLACES;

/// What a newcomer's own staff have to do.
pub fn sentence(change: &Change, locale: &Locale) -> Option<Sentence> {
    let Movement::Joins { staffed, needed, looked_up } = change.kind else {
        return None;
    };
    let m = *change.moving.first()?;
    let (name, member) = (change.name(m), &change.members[m]);
    let people = change.instance.municipalities[m].population;
    let population = locale.counted(people, ["indbygger", "indbyggere"], ["inhabitant", "inhabitants"]);
    let source = match looked_up {
        Some(year) => locale.pick(
            format!(" (1. januar {year}, Danmarks Statistik)"),
            format!(" (1 January {year}, Statistics Denmark)"),
        ),
        None => locale.pick(" (som oplyst)", " (as given)").to_owned(),
    };
    let (share, owed) = (locale.percent(&member.after.share), locale.exact(&member.after.owed[0], TEXT_PLACES));
    let [week, month, year] = [WEEK, MONTH, YEAR].map(|unit| locale.exact(&member.after.rate(0, unit), TEXT_PLACES));
    let owed = locale.pick(
        format!(
            "{population}{source} giver en andel på {share}: {owed} vagter pr. periode, {week} om ugen, {month} om måneden, {year} om året."
        ),
        format!(
            "{population}{source} make a share of {share}: {owed} shifts a period, {week} a week, {month} a month, {year} a year."
        ),
    );
    let fewest = needed.map(|needed| {
        locale.counted(
            needed.into(),
            ["almindelig medarbejder", "almindelige medarbejdere"],
            ["ordinary colleague", "ordinary colleagues"],
        )
    });
    let heads = change.staffing[m].as_ref().map_or(0, |staffing| staffing.heads);
    let staff = match heads {
        1 => "Den ene medarbejder".to_owned(),
        _ => format!("De {} medarbejdere", locale.whole(heads)),
    };
    let (good, people) = match (staffed, &change.verdicts[m], fewest) {
        (true, Some(Verdict::Carries), _) => {
            (true, locale.pick(format!("{staff} i {name} kan bære det."), format!("{name}'s {heads} can carry that.")))
        }
        (true, _, Some(fewest)) => (
            false,
            locale.pick(
                format!("{staff} i {name} kan ikke bære det: {fewest} kunne."),
                format!("{name}'s {heads} cannot carry that: {fewest} would do."),
            ),
        ),
        (false, _, Some(fewest)) => {
            let asked = locale.pick(
                format!("Hvor mange medarbejdere den kommer med, er ikke oplyst; {fewest} kan bære det."),
                format!("How many colleagues it brings is not said; {fewest} of its own can carry that."),
            );
            let label = locale.pick("dens del", "its part");
            return Some(Sentence { label, mark: Mark::Open, text: format!("{owed} {asked}") });
        }
        (_, _, None) => {
            let staffing = change.staffing[m].as_ref();
            let could = staffing.is_some_and(|staffing| member.beyond(&staffing.ceiling.open).is_empty());
            let why = match could {
                true => locale.pick(": for få må være på vagt samtidig", ": too few may be on duty at once"),
                false => "",
            };
            let none = locale.pick(
                format!("Intet antal almindelige medarbejdere i {name} kunne bære det{why}."),
                format!("No number of ordinary colleagues of {name} could carry that{why}."),
            );
            (false, none)
        }
    };
    Some(Sentence::judged(locale.pick("dens del", "its part"), good, format!("{owed} {people}")))
}
