//! What becomes of the calls where members leave or join: those of who leaves go with it, the seats stay.
//!
//! In: a [`Change`] and a language. Out: sentences; none where the calls of those concerned are not known.

use super::{Change, Movement};
use crate::domain::Exact;
use crate::membership::effect::{Member, Picture};
use crate::report::facts::calls::{Usage, in_months, months, usage};
use crate::report::facts::sentence::Sentence;
use crate::report::locale::Locale;

/// Who leaves or joins, and how many calls with them.
pub fn sentence(change: &Change, locale: &Locale) -> Option<Sentence> {
    let leaves = change.kind == Movement::Leaves;
    let usages = by_shifts(change, |member| if leaves { &member.before } else { &member.after });
    let movers: Vec<&Usage> = usages.iter().filter(|usage| change.moving.contains(&usage.municipality)).collect();
    let sum = |of: fn(&Usage) -> Option<&Exact>| movers.iter().map(|usage| of(usage).cloned()).sum::<Option<Exact>>();
    let calls = sum(|usage| usage.calls.as_ref()).filter(|_| !movers.is_empty())?;
    let part = sum(|usage| usage.part_of_calls.as_ref()).map(|part| locale.percent(&part));
    let of_shifts = locale.percent(&sum(|usage| usage.part_of_shifts.as_ref())?);
    let names = change.movers_named(locale);
    let (calls, when) = (shown(locale, &calls), in_months(locale, &months(change.instance)));
    let of_all = part.map(|part| locale.pick(format!(", {part} af alle"), format!(", {part} of all")));
    let of_all = of_all.unwrap_or_default();
    let of = locale
        .pick(format!("{calls} opkald om måneden ({when}){of_all}"), format!("{calls} calls a month ({when}){of_all}"));
    let text = match leaves {
        true => locale.pick(
            format!("Med {names} forsvinder {of}, og {of_shifts} af vagterne."),
            format!("With {names} go {of}, and {of_shifts} of the shifts."),
        ),
        false => locale.pick(
            format!("Med {names} kommer {of}; {of_shifts} af vagterne bliver taget derfra."),
            format!("With {names} come {of}; {of_shifts} of the shifts will be taken there."),
        ),
    };
    Some(Sentence::fact(locale.pick("opkald", "calls"), text))
}

/// What the citizens of a member that stays use, against what it gives before and after.
pub fn of_member(change: &Change, m: usize, locale: &Locale) -> Option<String> {
    let of =
        |picture: fn(&Member) -> &Picture| by_shifts(change, picture).into_iter().find(|usage| usage.municipality == m);
    let (before, after) = (of(|member| &member.before)?, of(|member| &member.after)?);
    let calls = shown(locale, before.calls.as_ref()?);
    let per_thousand = locale.exact(before.per_thousand.as_ref()?, 2);
    let (was, will) = (locale.exact(before.per_shift.as_ref()?, 1), locale.exact(after.per_shift.as_ref()?, 1));
    let (name, when) = (change.name(m), in_months(locale, &months(change.instance)));
    Some(locale.pick(
        format!(
            "Borgerne i {name} ringer {calls} gange om måneden ({when}), {per_thousand} pr. 1.000 indbyggere: {was} opkald for hver af \
             kommunens vagter nu, {will} bagefter."
        ),
        format!(
            "Citizens of {name} make {calls} calls a month ({when}), {per_thousand} per 1,000 inhabitants: {was} calls for each of its \
             shifts now, {will} afterwards."
        ),
    ))
}

/// Everybody's calls, against the shifts that they owe in one of the two pictures.
fn by_shifts(change: &Change, picture: impl Fn(&Member) -> &Picture) -> Vec<Usage> {
    let owed: Vec<Exact> = change.members.iter().map(|member| picture(member).owed[0].clone()).collect();
    usage(change.instance, &owed)
}

/// Calls a month: a whole number, or with one decimal.
fn shown(locale: &Locale, calls: &Exact) -> String {
    locale.exact(calls, u32::from(!calls.is_integer()))
}
