//! What a withdrawal means for one municipality, in about ten sentences that a council can read.
//!
//! In: a [`Change`], the municipality and a language. Out: plain text, a sentence or two a line. Every figure in it is in
//! `withdraw.csv` too.

use num_traits::{Signed, Zero};

use super::statements::{self, growth, hundred, shown};
use super::{Change, lacks};
use crate::domain::Exact;
use crate::domain::terms::Settlement;
use crate::membership::effect::{MONTH, Member, WEEK, YEAR};
use crate::report::locale::Locale;
use crate::report::numbers::TEXT_PLACES;
use crate::report::table::{self, Cell, Column, Terminal, printable};

/// The sentences.
pub fn render(change: &Change, m: usize, on: &Terminal) -> String {
    let locale = &on.locale;
    let bold = anstyle::Style::new().bold();
    let (name, movers) = (change.name(m), change.movers_named(locale));
    let leave = if change.moving.len() == 1 { "leaves" } else { "leave" };
    let title = match change.moving {
        [only] if *only == m => {
            locale.pick(format!("Hvad det betyder for {name} at udtræde"), format!("What it means for {name} to leave"))
        }
        _ => locale.pick(
            format!("Hvad det betyder for {name}, hvis {movers} udtræder"),
            format!("What it means for {name} if {movers} {leave}"),
        ),
    };
    let title = printable(&title);
    let moves = change.moving.contains(&m);
    let mut lines = vec![statements::who(change, locale).text];
    lines.extend(statements::expected(change, locale).into_iter().map(|sentence| sentence.text));
    lines.extend(if moves { leaving(change, m, locale) } else { staying(change, m, locale) });
    lines.push(statements::seats(change, locale).text);
    lines.extend(statements::balance(change, locale).map(|balance| balance.text));
    if !moves {
        lines.extend(taken(change, m, locale));
    }
    let dashes = lines.iter().map(|_| Cell::plain("-")).collect();
    let lines = lines.iter().map(Cell::plain).collect();
    let list = table::list(&[Column::word("", dashes), Column::text("", lines)], on.width);
    format!("{bold}{title}{bold:#}\n\n{list}")
}

fn period(change: &Change, locale: &Locale) -> String {
    let [from, to] = [change.instance.period.from, change.instance.period.to].map(|day| locale.date(day));
    locale.pick(format!("en periode som {from} til {to}"), format!("a period like {from} to {to}"))
}

/// `1.90 in evening and 0.40 in weekend`; nothing where there are no burdens.
fn burdens(change: &Change, locale: &Locale, figure: impl Fn(usize) -> String) -> Option<String> {
    let named = change.instance.burdens.iter().enumerate();
    let named = named.map(|(number, burden)| {
        format!("{} {} {}", figure(number + 1), locale.pick("i", "in"), locale.burden(&burden.name))
    });
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| locale.list(&named))
}

fn of_these(locale: &Locale, burdens: &str) -> String {
    locale.pick(
        format!("Af en sådan periodes vagter skylder den {burdens}."),
        format!("Of the shifts of such a period it owes {burdens}."),
    )
}

/// For who stays: more shifts, and whether its staff can carry them.
fn staying(change: &Change, m: usize, locale: &Locale) -> Vec<String> {
    let member = &change.members[m];
    let (name, before, after) = (change.name(m), &member.before, &member.after);
    let people = locale.whole(change.instance.municipalities[m].population);
    let (was, will) = (locale.percent(&before.share), locale.percent(&after.share));
    let share = match was == will {
        true => locale.pick(format!("bliver på {will}, med to decimaler"), format!("stays at {will}, to two decimals")),
        false => locale.pick(format!("vokser fra {was} til {will}"), format!("grows from {was} to {will}")),
    };
    let instead =
        |was: String, is: String| locale.pick(format!("{is} i stedet for {was}"), format!("{is} instead of {was}"));
    let relative = member.more_relative(0).map_or_else(String::new, |part| format!(", {}", growth(locale, &part)));
    let (more, period) = (shown(locale, &member.more(0)), period(change, locale));
    let [owed_before, owed_after] = [before, after].map(|side| shown(locale, &side.owed[0]));
    let [week, month] =
        [WEEK, MONTH].map(|unit| instead(shown(locale, &before.rate(0, unit)), shown(locale, &after.rate(0, unit))));
    let year = instead(locale.exact(&before.rate(0, YEAR), 1), locale.exact(&after.rate(0, YEAR), 1));
    let more_a_year = locale.exact(&member.more_per(0, YEAR), 1);
    let mut lines = vec![
        locale.pick(
            format!("{name} har {people} indbyggere. Dens andel af hotlinen {share}."),
            format!("{name} has {people} inhabitants. Its share of the hotline {share}."),
        ),
        locale.pick(
            format!("I {period} skylder den {owed_after} vagter i stedet for {owed_before}: {more} mere{relative}."),
            format!("In {period} it owes {owed_after} shifts instead of {owed_before}: {more} more{relative}."),
        ),
        locale.pick(
            format!("Det er {week} vagter om ugen, {month} om måneden og {year} om året: {more_a_year} mere om året."),
            format!("That is {week} shifts a week, {month} a month, and {year} a year: {more_a_year} more a year."),
        ),
    ];
    let part = |class: usize| instead(shown(locale, &before.owed[class]), shown(locale, &after.owed[class]));
    lines.extend(burdens(change, locale, part).map(|burdens| of_these(locale, &burdens)));
    lines.extend(member.this_period.as_ref().map(|owed| {
        let (owed, more) = (shown(locale, owed), shown(locale, &(owed - &before.owed[0])));
        locale.pick(
            format!("I selve perioden, som ændringen falder midt i, skylder den {owed} vagter: {more} mere."),
            format!(
                "In the period itself, in the middle of which the change falls, it owes {owed} shifts: {more} more."
            ),
        )
    }));
    lines.extend(carrying(change, member, locale));
    lines
}

fn carrying(change: &Change, member: &Member, locale: &Locale) -> Option<String> {
    let staffing = change.staffing[member.municipality].as_ref()?;
    let name = change.name(member.municipality);
    let heads = locale.counted(staffing.heads, ["kollega", "kolleger"], ["colleague", "colleagues"]);
    let burdens = burdens(change, locale, |class| locale.whole(staffing.most[class]));
    let at_most = locale.pick("højst", "at most");
    let burdens = burdens.map_or_else(String::new, |burdens| format!(" ({at_most} {burdens})"));
    let most = locale.whole(staffing.most[0]);
    let answer = match lacks::lacking(change, member, locale) {
        None => locale.pick("de kan bære dens del", "they can carry its part").to_owned(),
        Some(lacks) => {
            locale.pick(format!("de kan ikke bære dens del: {lacks}"), format!("they cannot carry its part: {lacks}"))
        }
    };
    Some(locale.pick(
        format!(
            "{name} har {heads}. Inden for alle regler kan de tage højst {most} vagter pr. periode{burdens}: {answer}."
        ),
        format!(
            "{name} has {heads}. Within every rule they can take at most {most} shifts a period{burdens}: {answer}."
        ),
    ))
}

/// What the municipality takes over of the balance.
fn taken(change: &Change, m: usize, locale: &Locale) -> Option<String> {
    let balance = &change.balances[0][m];
    let [before, after] = [&balance.before, &balance.after].map(|side| locale.shifts_signed(side));
    let withdrawal = &change.instance.withdrawal;
    let price = withdrawal.price_per_shift.as_ref().filter(|_| withdrawal.balance == Settlement::Paid);
    let paid = price.map(|price| balance.paid(price));
    // What is nothing to two decimals is worth a sentence where money moves for it.
    let is_nothing = before == after && before == locale.shifts_signed(&Exact::zero()) && paid.is_none();
    if balance.taken().is_zero() || is_nothing {
        return None;
    }
    let paid = paid.map_or_else(String::new, |paid| {
        let kroner = locale.exact(&paid.abs(), TEXT_PLACES);
        let verb = match paid.is_negative() {
            true => locale.pick("betaler", "pays"),
            false => locale.pick("får", "is paid"),
        };
        locale.pick(format!(" Den {verb} {kroner} kr."), format!(" It {verb} {kroner} kr."))
    });
    let name = change.name(m);
    Some(match before == after {
        true => locale.pick(
            format!("{name} har stadig en saldo på {before} vagter, med to decimaler.{paid}"),
            format!("{name}'s own balance stays at {before} shifts, to two decimals.{paid}"),
        ),
        false => locale.pick(
            format!("Saldoen for {name} går fra {before} til {after} vagter.{paid}"),
            format!("{name}'s own balance goes from {before} to {after} shifts.{paid}"),
        ),
    })
}

/// For who leaves: what it is relieved of, and who takes it over.
fn leaving(change: &Change, m: usize, locale: &Locale) -> Vec<String> {
    let member = &change.members[m];
    let (name, before) = (change.name(m), &member.before);
    let people = locale.whole(change.instance.municipalities[m].population);
    let (share, owed) = (locale.percent(&before.share), shown(locale, &before.owed[0]));
    let [week, month] = [WEEK, MONTH].map(|unit| shown(locale, &before.rate(0, unit)));
    let (year, period) = (locale.exact(&before.rate(0, YEAR), 1), period(change, locale));
    let mut lines = vec![
        locale.pick(
            format!("{name} har {people} indbyggere og en andel på {share}. Indtil den udtræder, skylder den den del af vagterne."),
            format!("{name} has {people} inhabitants and a share of {share}. Until it leaves it owes that part of the shifts."),
        ),
        locale.pick(
            format!("I {period} er det {owed} vagter: {week} om ugen, {month} om måneden, {year} om året. Derefter skylder den ingen."),
            format!("In {period} that is {owed} shifts: {week} a week, {month} a month, {year} a year. From then on it owes none."),
        ),
    ];
    let part = |class: usize| shown(locale, &before.owed[class]);
    lines.extend(burdens(change, locale, part).map(|burdens| of_these(locale, &burdens)));
    lines.extend(member.this_period.as_ref().map(|owed| {
        let owed = shown(locale, owed);
        locale.pick(
            format!("I selve perioden, som den udtræder midt i, skylder den {owed} vagter."),
            format!("In the period itself, in the middle of which it leaves, it owes {owed} shifts."),
        )
    }));
    let staying: Vec<&Member> = change.staying().collect();
    let growths = || staying.iter().filter_map(|member| member.more_relative(0));
    if let (Some(least), Some(most)) = (growths().min(), growths().max()) {
        let [least, most] = [least, most].map(|part| locale.exact(&hundred(&part), 1));
        let percent = locale.pick("\u{a0}%", "%");
        let range = match least == most {
            true => format!("{least}{percent}"),
            false => format!("{least} {} {most}{percent}", locale.pick("til", "to")),
        };
        let others = locale.counted(
            staying.len() as u64,
            ["andet medlem", "andre medlemmer"],
            ["other member", "other members"],
        );
        lines.push(locale.pick(
            format!("De {others} overtager dem: hver tager {range} mere, og åbningstiden bliver, som den er."),
            format!("The {others} take them over: each works {range} more, and opening hours stay as they are."),
        ));
    }
    let falls = staying.iter().filter(|member| change.falls(member));
    let falls: Vec<&str> = falls.map(|member| change.name(member.municipality)).collect();
    lines.push(match falls.len() {
        0 => locale
            .pick(
                "De kan alle bære deres del med det personale, de har.",
                "All of them can carry their part with the staff they have.",
            )
            .to_owned(),
        1..=4 => {
            let falls = locale.list(&falls);
            locale.pick(
                format!("Med personalet, som det er nu, kan {falls} ikke bære deres del."),
                format!("With the staff of now, {falls} cannot carry their part."),
            )
        }
        many => locale.pick(
            format!("Med personalet, som det er nu, kan {many} af dem ikke bære deres del."),
            format!("With the staff of now, {many} of them cannot carry their part."),
        ),
    });
    lines
}
