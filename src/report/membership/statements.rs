//! What a change of membership means, a sentence or two to each question: who and when, which seats, which shifts, whose
//! staff, what becomes of the balance.
//!
//! In: a [`Change`] and a language. Out: sentences, each with whether it is good news, that terminal and page say alike. None
//! claims more than the exact figures say.

use chrono::NaiveDate;
use num_traits::{Signed, Zero};

use super::{Change, Movement, calls, expected, lacks, newcomer};
use crate::domain::Exact;
use crate::domain::terms::Settlement;
use crate::membership::effect::{Member, YEAR};
use crate::report::facts::sentence::{Mark, Sentence};
use crate::report::facts::staffless;
use crate::report::facts::{basis, part};
use crate::report::locale::Locale;
use crate::report::numbers::TEXT_PLACES;

/// Everything, in the order it is told in.
pub fn all(change: &Change, locale: &Locale) -> Vec<Sentence> {
    let mut sentences = vec![who(change, locale)];
    sentences.extend(expected(change, locale));
    sentences.push(worked_out_on(change, locale));
    sentences.extend(newcomer::sentence(change, locale));
    sentences.extend([seats(change, locale), shifts(change, locale), staff(change, locale)]);
    sentences.extend(calls::sentence(change, locale));
    sentences.extend(balance(change, locale));
    sentences
}

/// Who leaves or joins, and when.
pub fn who(change: &Change, locale: &Locale) -> Sentence {
    let (names, when) = (change.movers_named(locale), change.when);
    let joins = change.kind != Movement::Leaves;
    let verb = match (joins, change.moving.len()) {
        (true, _) => locale.pick("indtræder", "joins"),
        (false, 1) => locale.pick("udtræder", "leaves"),
        (false, _) => locale.pick("udtræder", "leave"),
    };
    let mut text = match when.from.map(|from| locale.date(from)) {
        Some(from) => locale.pick(format!("{names} {verb} {from}."), format!("{names} {verb} on {from}.")),
        None => {
            let state = match (joins, change.moving.len()) {
                (true, _) => locale.pick("var medlem", "were a member"),
                (false, 1) => locale.pick("var ude", "were gone"),
                (false, _) => locale.pick("alle var ude", "were all gone"),
            };
            locale.pick(
                format!("Ingen dato er givet: vist, som om {names} {state} i hele perioden."),
                format!("No date is given: shown as if {names} {state} for the whole period."),
            )
        }
    };
    if joins && change.movers().any(|member| !member.before.owed[0].is_zero()) {
        text.push_str(locale.pick(
            " Den deltager allerede i nogle tidsrum; her er det i alle.",
            " It takes part in some windows already; here it is in all of them.",
        ));
    }
    let [notice, last] = [when.notice, when.last_notice].map(|day| day.map(|day| locale.date(day)));
    match (notice, last) {
        (Some(notice), Some(last)) => text.push_str(&locale.pick(
            format!(" Opsigelse {notice} får virkning den dag; sidste dag for opsigelse til den er {last}."),
            format!(" Notice on {notice} takes effect then; the last day of notice for it is {last}."),
        )),
        (None, Some(last)) if when.breaks_rule => {
            let rule = rule(change, locale);
            text.push_str(&locale.pick(
                format!(" Det er imod reglen om opsigelse ({rule}) og vises alligevel; opsigelsen skulle være sket senest {last}."),
                format!(
                    " That breaks the notice rule ({rule}) and is shown all the same; notice would have to be given by {last}."
                ),
            ));
        }
        (None, Some(last)) => text.push_str(
            &locale.pick(format!(" Opsigelse skal ske senest {last}."), format!(" Notice has to be given by {last}.")),
        ),
        _ => {}
    }
    Sentence { label: verb, mark: if when.breaks_rule { Mark::Bad } else { Mark::Fact }, text }
}

/// What is known of other changes, and what each day brings.
pub fn expected(change: &Change, locale: &Locale) -> Vec<Sentence> {
    let known = expected::known(change.instance, change.when, &change.known, locale);
    let known = known.map(|text| Sentence::fact(locale.pick("ventes", "known"), text));
    let steps = expected::steps(change, locale);
    let steps = steps.map(|text| Sentence::fact(locale.pick("dag for dag", "steps"), text));
    known.into_iter().chain(steps).collect()
}

/// The notice rule in a few words: `6 months' notice, to 1 January or 1 July`.
fn rule(change: &Change, locale: &Locale) -> String {
    let rule = &change.instance.withdrawal;
    let days = rule.effective.iter().filter_map(|day| NaiveDate::from_ymd_opt(2000, day.month, day.day));
    let days: Vec<String> = days.map(|day| locale.day_of_the_year(day)).collect();
    let (months, days) = (rule.notice_months, locale.either(&days));
    let notice = match months {
        1 => locale.pick("1 måneds varsel", "1 month's notice").to_owned(),
        _ => locale.pick(format!("{months} måneders varsel"), format!("{months} months' notice")),
    };
    format!("{notice}, {} {days}", locale.pick("til", "to"))
}

/// What the figures are worked out on.
fn worked_out_on(change: &Change, locale: &Locale) -> Sentence {
    let leaves = change.kind == Movement::Leaves;
    let names = change.movers_named(locale);
    let then = match leaves {
        true => locale.pick(format!("uden {names}"), format!("without {names}")),
        false => locale.pick(format!("med {names}"), format!("with {names}")),
    };
    let [from, to] = [change.instance.period.from, change.instance.period.to].map(|day| locale.date(day));
    let days = locale.pick(format!("{from} til {to}"), format!("{from} to {to}"));
    let what =
        match (change.when.from.map(|day| locale.date(day)), change.basis.is_other) {
            (None, false) => {
                locale.pick(format!("Hele denne periode {then}"), format!("This period, and then all of it {then}"))
            }
            (None, true) => locale
                .pick(format!("Hele perioden {days} {then}"), format!("The period {days}, and then all of it {then}")),
            (Some(day), other) => {
                let like = match other {
                    true => locale.pick(format!("En periode som {days}"), format!("A period like {days}")),
                    false => locale
                        .pick(format!("En periode som denne ({days})"), format!("A period like this one ({days})")),
                };
                locale.pick(
                    format!("{like} med medlemmer og personale som {day}, og så den samme {then}"),
                    format!("{like} with the members and staff of {day}, and then the same {then}"),
                )
            }
        };
    let mut text = locale.pick(
        format!("{what}, med dens tidsrum og pladser, som om hver plads var bemandet."),
        format!("{what}: its windows and seats, as if every seat were filled."),
    );
    if let Some(weeks) = basis::weeks(&change.basis, locale) {
        text.push_str(&format!(" {weeks}"));
    }
    // An unusual quarter is nobody's fault, and the sentence says how unusual it is.
    Sentence { label: locale.pick("grundlag", "basis"), mark: Mark::Fact, text }
}

/// Seats nobody can fill.
pub fn seats(change: &Change, locale: &Locale) -> Sentence {
    let (before, after) = change.unfilled;
    let seats = locale.counted(change.instance.seats(), ["plads", "pladser"], ["seat", "seats"]);
    let bound = match before.proven && after.proven {
        true => locale.pick("bevist", "proven"),
        false => locale.pick("ikke bevist, at det er det mindste", "not proven to be the fewest"),
    };
    let [was, is] = [before.seats, after.seats].map(|seats| locale.whole(seats));
    let text = match (before.seats, after.seats) {
        (0, 0) => locale.pick(
            format!("Alle {seats} kan bemandes, før og efter ({bound})."),
            format!("All {seats} can be filled, before and after ({bound})."),
        ),
        (before, after) if before == after => locale.pick(
            format!("{was} af {seats} kan ikke bemandes, før og efter ({bound})."),
            format!("{was} of {seats} cannot be filled, before and after ({bound})."),
        ),
        (0, _) => locale.pick(
            format!("Alle {seats} kan bemandes nu; bagefter kan {is} ikke ({bound})."),
            format!("All {seats} can be filled now; afterwards {is} cannot ({bound})."),
        ),
        _ => locale.pick(
            format!("{was} af {seats} kan ikke bemandes nu; bagefter er det {is} ({bound})."),
            format!("{was} of {seats} cannot be filled, and {is} afterwards ({bound})."),
        ),
    };
    let bare = staffless::sentence(locale, change.instance).filter(|_| after.seats > 0);
    let text = [Some(text), bare].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let label = locale.pick("pladser", "seats");
    // Seats that stay empty are no good news, even where they are no more than before.
    match after.seats > 0 && after.seats <= before.seats {
        true => Sentence::fact(label, text),
        false => Sentence::judged(label, after.seats == 0, text),
    }
}

/// How the shifts move.
pub fn shifts(change: &Change, locale: &Locale) -> Sentence {
    let moved = |of: &dyn Fn(&Member) -> Exact| change.movers().map(of).sum::<Exact>();
    let leaves = change.kind == Movement::Leaves;
    let period = moved(&|m| if leaves { m.before.owed[0].clone() } else { m.more(0) });
    let year = moved(&|m| if leaves { m.before.rate(0, YEAR) } else { m.more_per(0, YEAR) });
    let ordinary = basis::in_ordinary_weeks(&change.basis, &year).map(|year| locale.exact(&year, 1));
    let ordinary = ordinary.map_or_else(String::new, |year| {
        locale.pick(format!("; {year}, hvis alle uger var almindelige"), format!(", {year} in ordinary weeks"))
    });
    let names = change.movers_named(locale);
    let (period, year) = (locale.of_shifts(&period), locale.exact(&year, 1));
    let staying = change.staying().count() as u64;
    let people: u64 =
        change.staying().map(|member| change.instance.municipalities[member.municipality].population).sum();
    let people = locale.whole(people);
    let others = locale.counted(staying, ["andet medlem", "andre medlemmer"], ["other member", "other members"]);
    let other =
        locale.pick(format!("de {others} med {people} indbyggere"), format!("the {others} with {people} inhabitants"));
    let mut text = match leaves {
        true => locale.pick(
            format!("{period} pr. periode ({year} om året{ordinary}) går over til {other}"),
            format!("{period} a period ({year} a year{ordinary}) move to {other}"),
        ),
        false => locale.pick(
            format!("{names} tager {period} pr. periode ({year} om året{ordinary}) og aflaster {other}"),
            format!("{names} takes {period} a period ({year} a year{ordinary}) and relieves {other}"),
        ),
    };
    let hardest = change.staying().max_by(|one, other| {
        one.more(0).abs().cmp(&other.more(0).abs()).then(other.municipality.cmp(&one.municipality))
    });
    // A change in windows that nobody else takes part in moves nothing.
    let hardest = hardest.filter(|member| !member.more(0).is_zero());
    if let Some((least, most)) = change.growth().filter(|_| hardest.is_some()) {
        let [least, most] = [&least, &most].map(|part| growth(locale, part));
        text.push_str(&match least == most {
            true => locale.pick(format!(": {most} for hver af dem"), format!(": {most} for each of them")),
            false => locale
                .pick(format!(": {least} til {most} for hver af dem"), format!(": {least} to {most} for each of them")),
        });
    }
    if let Some(member) = hardest {
        let (name, more) = (change.name(member.municipality), locale.shifts_signed(&member.more(0)));
        let more_a_year = locale.signed(&member.more_per(0, YEAR), 1);
        text.push_str(&locale.pick(
            format!(", mest for {name}: {more} pr. periode, {more_a_year} om året"),
            format!(", most for {name}: {more} a period, {more_a_year} a year"),
        ));
    }
    Sentence::fact(locale.pick("vagter", "shifts"), text + ".")
}

/// Who can't carry their part: those whom the change brings to it, and apart from them those who could not before either.
fn staff(change: &Change, locale: &Locale) -> Sentence {
    let (anew, before): (Vec<&Member>, Vec<&Member>) =
        change.staying().filter(|member| change.falls(member)).partition(|member| change.falls_anew(member));
    let named = |members: &[&Member]| {
        let named = members.iter().filter_map(|member| {
            let lacks = lacks::lacking(change, member, locale)?;
            Some(format!("{} ({lacks})", change.name(member.municipality)))
        });
        locale.first(&named.collect::<Vec<_>>(), ", ")
    };
    let counted =
        |members: &[&Member]| locale.counted(members.len() as u64, ["medlem", "medlemmer"], ["member", "members"]);
    let mut text = match (anew.len(), before.is_empty()) {
        (0, true) => locale
            .pick(
                "Alle andre medlemmer kan bære deres del med deres eget personale.",
                "Every other member's own staff can carry its part.",
            )
            .to_owned(),
        (0, false) => locale
            .pick(
                "Hvert medlem, der kunne bære sin del før, kan det stadig.",
                "Every member that could carry its part before still can.",
            )
            .to_owned(),
        (many, _) => {
            let (members, named) = (counted(&anew), named(&anew));
            let (sin, its) = if many == 1 { ("sin", "its") } else { ("deres", "their") };
            locale.pick(
                format!("{members} kan ikke længere bære {sin} del med det nuværende personale: {named}."),
                format!("{members} can no longer carry {its} part with today's staff: {named}."),
            )
        }
    };
    if !before.is_empty() {
        let (members, named) = (counted(&before), named(&before));
        text.push_str(&locale.pick(
            format!(" {members} kunne heller ikke før: {named}."),
            format!(" {members} could not before either: {named}."),
        ));
    }
    Sentence::judged(locale.pick("personale", "staff"), anew.is_empty(), text)
}

/// What becomes of the balance.
pub fn balance(change: &Change, locale: &Locale) -> Option<Sentence> {
    if change.kind != Movement::Leaves {
        return None;
    }
    let label = locale.pick("saldo", "balance");
    let left: Exact = change.moving.iter().map(|&m| &change.balances[0][m].before).sum();
    let names = change.movers_named(locale);
    let has = if change.moving.len() == 1 { "has" } else { "have together" };
    let all = &change.balances[0];
    let before = shown(locale, &all.iter().map(|balance| &balance.before).sum());
    let after = shown(locale, &all.iter().map(|balance| &balance.after).sum());
    let sum = locale.pick(
        format!("Summen af alle saldi er {before} før og {after} efter."),
        format!("All balances sum to {before} before and {after} after."),
    );
    // What is nothing to two decimals moves nothing that anybody would call a shift.
    if left.is_zero() || is_less_than_shown(&left) {
        let balance = match left.is_zero() {
            true => locale.pick("på nul", "of zero"),
            false => locale.pick("på under 0,01 vagt", "of less than 0.01 of a shift"),
        };
        let text = locale.pick(
            format!("{names} har en saldo {balance}. {sum}"),
            format!("{names} {has} a balance {balance}. {sum}"),
        );
        return Some(Sentence::fact(label, text));
    }
    let (owed, shifts) = (left.is_positive(), locale.of_shifts(&left.abs()));
    let (sin, its) = match change.moving.len() {
        1 => ("sin forpligtelse", "owed"),
        _ => ("deres forpligtelse", "owed"),
    };
    let by = match part::is_any(change.instance) {
        true => locale.pick("efter andel", "by share"),
        false => locale.pick("efter befolkning", "in proportion to population"),
    };
    let over = match owed {
        true => locale.pick(
            format!("{names} har taget {shifts} mindre end {sin}. De andre overtager dem {by}"),
            format!("{names} {has} worked {shifts} less than {its}. The rest take these over {by}"),
        ),
        false => locale.pick(
            format!("{names} har taget {shifts} mere end {sin}. De andre overtager tilgodehavendet {by}"),
            format!("{names} {has} worked {shifts} more than {its}. The rest inherit that credit {by}"),
        ),
    };
    let withdrawal = &change.instance.withdrawal;
    let price = withdrawal.price_per_shift.as_ref().map(|price| locale.exact(&(left.abs() * price), TEXT_PLACES));
    let money = match (withdrawal.balance, price, owed) {
        (Settlement::Spread, _, _) => locale.pick(", og der betales ingen penge", ", and no money moves").to_owned(),
        (Settlement::Paid, None, true) => locale
            .pick(", og får betaling for dem af den, der udtræder", ", and are paid for them by who leaves")
            .to_owned(),
        (Settlement::Paid, None, false) => {
            locale.pick(", og betaler den, der udtræder, for det", ", and pay who leaves for it").to_owned()
        }
        (Settlement::Paid, Some(kroner), true) => locale.pick(
            format!(", og får {kroner} kr. af den, der udtræder"),
            format!(", and are paid {kroner} kr by who leaves"),
        ),
        (Settlement::Paid, Some(kroner), false) => locale.pick(
            format!(", og betaler {kroner} kr. til den, der udtræder"),
            format!(", and pay {kroner} kr to who leaves"),
        ),
    };
    Some(Sentence::fact(label, format!("{over}{money}. {sum}")))
}

/// Whether a balance is there, but nothing to the decimals that people are shown.
pub fn is_less_than_shown(balance: &Exact) -> bool {
    use crate::report::numbers::fixed;
    !balance.is_zero() && fixed(&balance.abs(), TEXT_PLACES) == fixed(&Exact::zero(), TEXT_PLACES)
}

/// A part in hundredths.
pub fn hundred(part: &Exact) -> Exact {
    part * Exact::from_integer(100.into())
}

/// `+12.5%`
pub(super) fn growth(locale: &Locale, part: &Exact) -> String {
    locale.hundredths(&hundred(part), 1)
}

pub(super) fn shown(locale: &Locale, exact: &Exact) -> String {
    locale.exact(exact, TEXT_PLACES)
}
