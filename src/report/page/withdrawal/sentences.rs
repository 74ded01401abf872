//! What a change of membership means, in a few sentences: when, which shifts, which seats, whose staff, which balance.
//!
//! In: a change. Out: sentences in the page's language. None claims more than the exact figures say.

use num_traits::{Signed, Zero};

use crate::domain::Exact;
use crate::domain::terms::Settlement;
use crate::membership::effect::{Member, YEAR};
use crate::report::facts::sentence::{Mark, Sentence};
use crate::report::locale::Locale;
use crate::report::membership::{Change, Kind, expected, lacks, statements};
use crate::report::numbers::TEXT_PLACES;

/// Everything, in the order it is told in.
pub(super) fn all(change: &Change<'_>, locale: &Locale) -> Vec<Sentence> {
    let mut all = vec![when(change, locale), moved(change, locale)];
    let fact = |label, text| Sentence { label, mark: Mark::Fact, text };
    let known = expected::known(change.instance, change.when, &change.known, locale)
        .map(|text| fact(locale.pick("Ventes", "Known"), text));
    let steps = expected::steps(change, locale).map(|text| fact(locale.pick("Dag for dag", "Step by step"), text));
    all.extend(known.into_iter().chain(steps));
    all.extend([seats(change, locale), carried(change, locale)]);
    all.extend(balance(change, locale));
    all
}

fn when(change: &Change<'_>, locale: &Locale) -> Sentence {
    let when = change.when;
    let mut text = match when.from {
        Some(from) => {
            locale.pick(format!("Fra {}.", locale.long_date(from)), format!("From {}.", locale.long_date(from)))
        }
        None => locale
            .pick("Ingen dato er givet: vist for hele perioden.", "No date is given: shown for the whole period.")
            .to_owned(),
    };
    if let Some(last) = when.last_notice {
        let last = locale.long_date(last);
        text +=
            &locale.pick(format!(" Varsel skal gives senest {last}."), format!(" Notice has to be given by {last}."));
    }
    if when.breaks_rule {
        text += locale.pick(" Dagen er imod reglen om varsel.", " The day is against the notice rule.");
    }
    Sentence {
        label: locale.pick("Hvornår", "When"),
        mark: if when.breaks_rule { Mark::Bad } else { Mark::Fact },
        text,
    }
}

fn moved(change: &Change<'_>, locale: &Locale) -> Sentence {
    let sum = |of: &dyn Fn(&Member) -> Exact| change.movers().map(of).sum::<Exact>();
    let joins = change.kind != Kind::Leaves;
    let period = sum(&|m| if joins { m.after.owed[0].clone() } else { m.before.owed[0].clone() });
    let year = sum(&|m| if joins { m.after.rate(0, YEAR) } else { m.before.rate(0, YEAR) });
    let (period, year) = (locale.exact(&period, TEXT_PLACES), locale.exact(&year, 1));
    let others = locale.counted(
        change.staying().count() as u64,
        ["anden kommune", "andre kommuner"],
        ["other member", "other members"],
    );
    let mut text = match joins {
        true => locale.pick(
            format!("{period} vagter pr. periode ({year} om året) tages fra {others}"),
            format!("{period} shifts a period ({year} a year) are taken off {others}"),
        ),
        false => locale.pick(
            format!("{period} vagter pr. periode ({year} om året) går over til {others}"),
            format!("{period} shifts a period ({year} a year) move to {others}"),
        ),
    };
    let hardest = change.staying().max_by(|one, other| {
        one.more(0).abs().cmp(&other.more(0).abs()).then(other.municipality.cmp(&one.municipality))
    });
    if let Some(member) = hardest {
        let (name, more) = (change.name(member.municipality), locale.signed(&member.more(0), TEXT_PLACES));
        text += &locale
            .pick(format!("; mest for {name}: {more} pr. periode"), format!("; most for {name}: {more} a period"));
    }
    Sentence { label: locale.pick("Vagter", "Shifts"), mark: Mark::Fact, text: text + "." }
}

fn seats(change: &Change<'_>, locale: &Locale) -> Sentence {
    let (before, after) = change.unfilled;
    let all = locale.whole(change.instance.seats());
    let [was, is] = [before.seats, after.seats].map(|seats| locale.whole(seats));
    let proof = match before.proven && after.proven {
        true => locale.pick("bevist", "proven"),
        false => locale.pick("ikke bevist at være det mindste", "not proven to be the fewest"),
    };
    let text = match (before.seats, after.seats) {
        (0, 0) => locale.pick(
            format!("Alle {all} pladser kan bemandes, før og efter ({proof})."),
            format!("All {all} seats can be filled, before and after ({proof})."),
        ),
        _ => locale.pick(
            format!("Af {all} pladser kan {was} ikke bemandes før og {is} ikke efter ({proof})."),
            format!("Of {all} seats {was} cannot be filled before, and {is} afterwards ({proof})."),
        ),
    };
    let mark = if after.seats > before.seats { Mark::Bad } else { Mark::Good };
    Sentence { label: locale.pick("Pladser", "Seats"), mark, text }
}

fn carried(change: &Change<'_>, locale: &Locale) -> Sentence {
    let falling: Vec<&Member> =
        change.members.iter().filter(|member| member.after.days > 0 && change.falls(member)).collect();
    let named: Vec<String> = (falling.iter())
        .map(|member| format!("{} ({})", change.name(member.municipality), lacking(change, locale, member)))
        .collect();
    let named = locale.first(&named, ", ");
    let text = match falling.len() {
        0 => locale
            .pick(
                "Alle kan bære deres del med deres eget personale.",
                "Everybody can carry its part with its own staff.",
            )
            .to_owned(),
        _ => locale.pick(
            format!("Kan ikke bære deres del med det personale, de har nu: {named}."),
            format!("Cannot carry their part with the staff of now: {named}."),
        ),
    };
    Sentence {
        label: locale.pick("Personale", "Staff"),
        mark: if falling.is_empty() { Mark::Good } else { Mark::Bad },
        text,
    }
}

fn balance(change: &Change<'_>, locale: &Locale) -> Option<Sentence> {
    if change.kind != Kind::Leaves {
        return None;
    }
    let left: Exact = change.moving.iter().map(|&m| &change.balances[0][m].before).sum();
    let shown = locale.exact(&left.abs(), TEXT_PLACES);
    let mut text = match (left.is_zero(), left.is_positive()) {
        (true, _) => locale.pick("Saldoen er nul.".to_owned(), "The balance is zero.".to_owned()),
        _ if statements::is_less_than_shown(&left) => locale.pick(
            "Saldoen er under 0,01 vagt.".to_owned(),
            "The balance is less than 0.01 of a shift.".to_owned(),
        ),
        (_, true) => locale.pick(
            format!("Der er taget {shown} vagter færre end forpligtelsen; de andre overtager dem efter befolkning."),
            format!("{shown} shifts fewer than owed have been worked; the others take them over by population."),
        ),
        _ => locale.pick(
            format!(
                "Der er taget {shown} vagter flere end forpligtelsen; de andre overtager tilgodehavendet efter befolkning."
            ),
            format!("{shown} shifts more than owed have been worked; the others inherit that credit by population."),
        ),
    };
    let terms = &change.instance.withdrawal;
    if let Some(price) = terms.price_per_shift.as_ref().filter(|_| terms.balance == Settlement::Paid && !left.is_zero())
    {
        let kroner = locale.exact(&(left.abs() * price), TEXT_PLACES);
        text += &match left.is_positive() {
            true => locale
                .pick(format!(" Den, der udtræder, betaler {kroner} kr."), format!(" Who leaves pays {kroner} kr.")),
            false => locale
                .pick(format!(" Den, der udtræder, får {kroner} kr."), format!(" Who leaves is paid {kroner} kr.")),
        };
    }
    Some(Sentence { label: locale.pick("Saldo", "Balance"), mark: Mark::Fact, text })
}

/// What a member lacks, in a few words.
pub(super) fn lacking(change: &Change<'_>, locale: &Locale, member: &Member) -> String {
    lacks::lacking(change, member, locale).unwrap_or_else(|| locale.pick("kan bære det", "can carry it").to_owned())
}
