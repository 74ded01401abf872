//! What a change of membership means, a sentence or two to each question: who and when, which seats, which shifts, whose
//! staff, what becomes of the balance.
//!
//! In: a [`Change`]. Out: sentences, each with whether it is good news. No sentence claims more than the exact figures say.

use num_traits::{Signed, Zero};

use super::{Change, Kind, expected, lacks};
use crate::diagnostic::list;
use crate::domain::Exact;
use crate::domain::language::Language;
use crate::domain::terms::Settlement;
use crate::domain::words::{counted, grouped};
use crate::membership::effect::{MONTH, Member, WEEK, YEAR};
use crate::membership::staffing::Verdict;
use crate::report::facts::basis;
use crate::report::facts::sentence::{Mark, Sentence};
use crate::report::locale::Locale;
use crate::report::numbers::{TEXT_PLACES, fixed, percent, signed};

/// Everything, in the order it is told in.
pub fn all(change: &Change) -> Vec<Sentence> {
    let mut sentences = vec![who(change)];
    sentences.extend(expected(change));
    sentences.push(worked_out_on(change));
    sentences.extend(newcomer(change));
    sentences.extend([seats(change), shifts(change), staff(change)]);
    sentences.extend(balance(change));
    sentences.iter_mut().for_each(|sentence| sentence.text = unbroken(&sentence.text));
    sentences
}

fn said(label: &'static str, text: String) -> Sentence {
    Sentence::judged(label, true, text)
}

/// Who leaves or joins, and when.
pub fn who(change: &Change) -> Sentence {
    let (names, when) = (change.movers_named(), change.when);
    let (label, verb) = match (&change.kind, change.moving.len()) {
        (Kind::Leaves, 1) => ("leaves", "leaves"),
        (Kind::Leaves, _) => ("leave", "leave"),
        (Kind::Joins { .. }, _) => ("joins", "joins"),
    };
    let mut text = match when.from {
        Some(from) => format!("{names} {verb} on {from}."),
        None => {
            let state = match (&change.kind, change.moving.len()) {
                (Kind::Leaves, 1) => "were gone",
                (Kind::Leaves, _) => "were all gone",
                (Kind::Joins { .. }, _) => "were a member",
            };
            format!("No date is given: shown as if {names} {state} for the whole period.")
        }
    };
    match (when.notice, when.last_notice) {
        (Some(notice), Some(last)) => {
            text.push_str(&format!(" Notice on {notice} takes effect then; the last day of notice for it is {last}."));
        }
        (None, Some(last)) if when.breaks_rule => {
            text.push_str(&format!(
                " That breaks the notice rule ({}) and is shown all the same; notice would have to be given by {last}.",
                rule(change)
            ));
        }
        (None, Some(last)) => text.push_str(&format!(" Notice has to be given by {last}.")),
        _ => {}
    }
    Sentence::judged(label, !when.breaks_rule, text)
}

/// What is known of other changes, and what each day brings.
pub fn expected(change: &Change) -> Vec<Sentence> {
    let locale = Locale::new(Language::English);
    let known = expected::known(change.instance, change.when, &change.known, &locale).map(|text| said("known", text));
    let steps = expected::steps(change, &locale).map(|text| said("steps", text));
    known.into_iter().chain(steps).collect()
}

/// The notice rule in a few words: `6 months' notice, to 1 January or 1 July`.
fn rule(change: &Change) -> String {
    let rule = &change.instance.withdrawal;
    let days: Vec<String> = rule.effective.iter().map(ToString::to_string).collect();
    let notice = match rule.notice_months {
        1 => "1 month's notice".to_owned(),
        months => format!("{months} months' notice"),
    };
    format!("{notice}, to {}", list(&days, "or"))
}

/// What the figures are worked out on.
fn worked_out_on(change: &Change) -> Sentence {
    let (period, with) = (change.instance.period, if change.kind == Kind::Leaves { "without" } else { "with" });
    let names = change.movers_named();
    let days = format!("{} to {}", period.from, period.to);
    let what = match (change.when.from, change.basis.is_other) {
        (None, false) => format!("This period, and then all of it {with} {names}"),
        (None, true) => format!("The period {days}, and then all of it {with} {names}"),
        (Some(from), other) => {
            let like = if other { format!("A period like {days}") } else { format!("A period like this one ({days})") };
            format!("{like} with the members and staff of {from}, and then the same {with} {names}")
        }
    };
    let locale = Locale::new(Language::English);
    let what = format!("{what}: its windows and seats, as if every seat were filled.");
    let weeks = [basis::weeks(&change.basis, &locale), basis::choice(&change.basis, &locale)];
    let text = [what].into_iter().chain(weeks.into_iter().flatten()).collect::<Vec<_>>().join(" ");
    Sentence { label: "basis", mark: if basis::is_unusual(&change.basis) { Mark::Bad } else { Mark::Fact }, text }
}

/// What a newcomer's own staff have to do.
fn newcomer(change: &Change) -> Option<Sentence> {
    let Kind::Joins { staffed, needed, looked_up } = change.kind else {
        return None;
    };
    let m = *change.moving.first()?;
    let (name, member) = (change.name(m), &change.members[m]);
    let population = grouped(change.instance.municipalities[m].population);
    let source = looked_up.map_or_else(String::new, |year| format!(" (1 January {year}, Statistics Denmark)"));
    let owed = format!(
        "{population} inhabitants{source} make a share of {} %: {} shifts a period, {} a week, {} a month, {} a year.",
        percent(&member.after.share),
        shown(&member.after.owed[0]),
        shown(&member.after.rate(0, WEEK)),
        shown(&member.after.rate(0, MONTH)),
        shown(&member.after.rate(0, YEAR)),
    );
    let fewest = needed.map(|needed| counted(needed.into(), "ordinary colleague", "ordinary colleagues"));
    let heads = change.staffing[m].as_ref().map_or(0, |staffing| staffing.heads);
    let (good, people) = match (staffed, &change.verdicts[m], fewest) {
        (true, Some(Verdict::Carries), _) => (true, format!("{name}'s {heads} can carry that.")),
        (true, _, Some(fewest)) => (false, format!("{name}'s {heads} cannot carry that: {fewest} would do.")),
        (false, _, Some(fewest)) => (true, format!("{fewest} of its own can carry that.")),
        (_, _, None) => {
            let could =
                change.staffing[m].as_ref().is_some_and(|staffing| member.beyond(&staffing.ceiling.open).is_empty());
            let why = if could { ": away_at_once is too low" } else { "" };
            (false, format!("No number of ordinary colleagues of {name} could carry that{why}."))
        }
    };
    Some(Sentence::judged("its part", good, format!("{owed} {people}")))
}

/// Seats nobody can fill.
pub fn seats(change: &Change) -> Sentence {
    let (before, after) = change.unfilled;
    let seats = counted(change.instance.seats(), "seat", "seats");
    let bound = if before.proven && after.proven { "proven" } else { "not proven to be the fewest" };
    let text = match (before.seats, after.seats) {
        (0, 0) => format!("All {seats} can be filled, before and after ({bound})."),
        (before, after) if before == after => {
            format!("{} of {seats} cannot be filled, before and after ({bound}).", grouped(before))
        }
        (0, after) => format!("All {seats} can be filled now; afterwards {} cannot ({bound}).", grouped(after)),
        (before, after) => {
            format!("{} of {seats} cannot be filled, and {} afterwards ({bound}).", grouped(before), grouped(after))
        }
    };
    Sentence::judged("seats", after.seats <= before.seats, text)
}

/// How the shifts move.
fn shifts(change: &Change) -> Sentence {
    let moved = |of: &dyn Fn(&Member) -> Exact| change.movers().map(of).sum::<Exact>();
    let (period, year) = match change.kind {
        Kind::Leaves => (moved(&|m| m.before.owed[0].clone()), moved(&|m| m.before.rate(0, YEAR))),
        Kind::Joins { .. } => (moved(&|m| m.after.owed[0].clone()), moved(&|m| m.after.rate(0, YEAR))),
    };
    let staying = change.staying().count() as u64;
    let hardest = change.staying().max_by(|one, other| {
        one.more(0).abs().cmp(&other.more(0).abs()).then(other.municipality.cmp(&one.municipality))
    });
    let people: u64 =
        change.staying().map(|member| change.instance.municipalities[member.municipality].population).sum();
    let other = format!("{} with {} inhabitants", counted(staying, "other member", "other members"), grouped(people));
    let mut text = match change.kind {
        Kind::Leaves => {
            format!("{} shifts a period ({} a year) move to the {other}", shown(&period), fixed(&year, 1))
        }
        Kind::Joins { .. } => {
            format!("{} shifts a period ({} a year) are taken off the {other}", shown(&period), fixed(&year, 1))
        }
    };
    if let Some(member) = hardest {
        let most = match member.more_relative(0) {
            Some(part) => format!(" ({} %)", signed(&hundred(&part), 1)),
            None => String::new(),
        };
        text.push_str(&format!(
            "; most to {}: {} a period, {} a year{most}",
            change.name(member.municipality),
            signed(&member.more(0), TEXT_PLACES),
            signed(&member.more_per(0, YEAR), 1),
        ));
    }
    let text = if change.kind == Kind::Leaves { text } else { text.replace("; most to", "; most off") };
    said("shifts", text + ".")
}

/// Who can't carry their part.
fn staff(change: &Change) -> Sentence {
    let falls: Vec<(&Member, String)> =
        change.staying().filter_map(|member| Some((member, lacking(change, member)?))).collect();
    if falls.is_empty() {
        return said("staff", "Every other member's own staff can carry its part.".to_owned());
    }
    let named: Vec<String> =
        falls.iter().map(|(member, lacks)| format!("{} ({lacks})", change.name(member.municipality))).collect();
    let text = format!(
        "{} cannot carry {} part with the staff of now: {}.",
        counted(falls.len() as u64, "member", "members"),
        if falls.len() == 1 { "its" } else { "their" },
        Locale::new(Language::English).first(&named, ", "),
    );
    Sentence::judged("staff", false, text)
}

/// What a member lacks in English, as the terminal has it; `None` where it carries its part.
pub fn lacking(change: &Change, member: &Member) -> Option<String> {
    lacks::lacking(change, member, &Locale::new(Language::English))
}

/// What becomes of the balance.
pub fn balance(change: &Change) -> Option<Sentence> {
    if change.kind != Kind::Leaves {
        return None;
    }
    let left: Exact = change.moving.iter().map(|&m| &change.balances[0][m].before).sum();
    let (names, verb) = (change.movers_named(), if change.moving.len() == 1 { "has" } else { "have together" });
    let [before, after] = balances(change);
    let sum = format!("All balances sum to {} before and {} after.", shown(&before), shown(&after));
    if left.is_zero() {
        return Some(said("balance", format!("{names} {verb} a balance of zero. {sum}")));
    }
    // What is nothing to two decimals moves nothing that anybody would call a shift.
    if is_less_than_shown(&left) {
        return Some(said("balance", format!("{names} {verb} a balance of less than 0.01 of a shift. {sum}")));
    }
    let worked = if left.is_positive() { "fewer shifts than owed" } else { "shifts more than owed" };
    let withdrawal = &change.instance.withdrawal;
    let over = if left.is_positive() {
        "The rest take these over in proportion to population"
    } else {
        "The rest inherit that credit in proportion to population"
    };
    let money = match (withdrawal.balance, &withdrawal.price_per_shift) {
        (Settlement::Spread, _) => ", and no money moves".to_owned(),
        (Settlement::Paid, None) if left.is_positive() => ", and are paid for them by who leaves".to_owned(),
        (Settlement::Paid, None) => ", and pay who leaves for it".to_owned(),
        (Settlement::Paid, Some(price)) => {
            let kroner = fixed(&(left.abs() * price), TEXT_PLACES);
            if left.is_positive() {
                format!(", and are paid {kroner} kr by who leaves")
            } else {
                format!(", and pay {kroner} kr to who leaves")
            }
        }
    };
    Some(said("balance", format!("{names} {verb} worked {} {worked}. {over}{money}. {sum}", shown(&left.abs()))))
}

/// What all balances sum to, before and after.
pub(super) fn balances(change: &Change) -> [Exact; 2] {
    let all = &change.balances[0];
    [all.iter().map(|balance| &balance.before).sum(), all.iter().map(|balance| &balance.after).sum()]
}

/// A sentence in which no percent sign comes loose from its number at the end of a line.
pub(super) fn unbroken(sentence: &str) -> String {
    sentence.replace(" %", "\u{a0}%")
}

/// Whether a balance is there, but nothing to the decimals that people are shown.
pub fn is_less_than_shown(balance: &Exact) -> bool {
    !balance.is_zero() && shown(&balance.abs()) == shown(&Exact::zero())
}

pub(super) fn hundred(part: &Exact) -> Exact {
    part * Exact::from_integer(100.into())
}

pub(super) fn shown(exact: &Exact) -> String {
    fixed(exact, TEXT_PLACES)
}
