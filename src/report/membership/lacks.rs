//! What a member lacks to carry its part, account by account, in a few words of either language.
//!
//! In: a [`Change`] and a member. Out: words for the terminal, the page and the sentences, which so cannot disagree. Each
//! cause stands beside the account that it is about.

use super::Change;
use crate::membership::effect::Member;
use crate::membership::staffing::{Cause, Lack};
use crate::report::locale::{Locale, is_singular};
use crate::report::numbers::TEXT_PLACES;

/// `evening 0.80 short: nobody available then; weekend 2.00 short: 1 colleague more`; `None` where it carries its part.
pub fn lacking(change: &Change<'_>, member: &Member, locale: &Locale) -> Option<String> {
    let anew = change.falls_anew(member);
    let told = |lack: &Lack| {
        // Who lacks nothing that it had before is told of as such, and no need to say it of each account.
        let before = if anew && change.fell(member, lack.class) {
            locale.pick(" (også før)", " (before as well)")
        } else {
            ""
        };
        told(change, lack, locale) + before
    };
    let all: Vec<String> = change.lacks(member).iter().map(told).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

fn told(change: &Change<'_>, lack: &Lack, locale: &Locale) -> String {
    let burden = lack.class.checked_sub(1).map(|burden| change.instance.burdens[burden].name.as_str());
    let class = burden.map_or("", |burden| locale.burden(burden));
    let short = locale.exact(&lack.short, TEXT_PLACES);
    let shifts = match burden {
        None => locale.of_shifts(&lack.short),
        Some(burden) => locale.in_burden(&short, is_singular(&lack.short), burden),
    };
    let causes: Vec<String> = lack.causes.iter().map(|&cause| words(cause, locale)).collect();
    let causes = locale.list(&causes);
    let english = if burden.is_none() { shifts.clone() } else { format!("{class} {short}") };
    locale.pick(format!("mangler {shifts}: {causes}"), format!("{english} short: {causes}"))
}

fn words(cause: Cause, locale: &Locale) -> String {
    match cause {
        Cause::NoStaff => locale.pick("intet personale", "no staff").to_owned(),
        Cause::NobodyAvailable => locale.pick("ingen kan på de tider", "nobody available then").to_owned(),
        Cause::FewAvailable(seats) => {
            let seats = locale.counted(seats, ["plads", "pladser"], ["seat", "seats"]);
            locale.pick(format!("personalet kan kun på {seats}"), format!("staff available for {seats} only"))
        }
        Cause::LimitsLeaveNone => locale.pick("grænser og låse levner ingen", "limits and locks leave none").to_owned(),
        Cause::AwayAtOnce => {
            locale.pick("for få må være på vagt samtidig", "too few may be on duty at once").to_owned()
        }
        Cause::PartOfAShift => locale.pick("under én vagt pr. periode", "less than one shift a period").to_owned(),
        Cause::Colleagues(people) => {
            let few = if people == 1 { "for lidt" } else { "for få" };
            let people = locale.counted(people, ["medarbejder", "medarbejdere"], ["colleague", "colleagues"]);
            locale.pick(format!("{people} {few}"), format!("{people} too few"))
        }
    }
}
