//! What a change of membership means for one municipality, in about ten sentences that a council can read.
//!
//! In: a [`Change`], the municipality and a language. Out: sentences, which terminal and page say alike. Every figure in them is in
//! `withdraw.csv` or `join.csv` too.

use num_traits::{Signed, Zero};

use super::statements::{self, growth, hundred, shown};
use super::{Change, Movement, calls, lacks, newcomer};
use crate::domain::Exact;
use crate::domain::terms::Settlement;
use crate::membership::effect::{MONTH, Member, WEEK, YEAR};
use crate::report::locale::{Locale, is_singular};
use crate::report::numbers::{TEXT_PLACES, fixed};
use crate::report::table::{self, Cell, Column, Terminal, printable};

/// The sentences on the terminal.
pub fn render(change: &Change, m: usize, on: &Terminal) -> String {
    let locale = &on.locale;
    let bold = anstyle::Style::new().bold();
    let title = printable(&title(change, m, locale));
    let lines = lines(change, m, locale);
    let dashes = lines.iter().map(|_| Cell::plain("-")).collect();
    let lines = lines.iter().map(Cell::plain).collect();
    let list = table::list(&[Column::word("", dashes), Column::text("", lines)], on.width);
    format!("{bold}{title}{bold:#}\n\n{list}")
}

/// What the sentences are about.
pub fn title(change: &Change, m: usize, locale: &Locale) -> String {
    let (name, movers) = (change.name(m), change.movers_named(locale));
    let joins = change.kind != Movement::Leaves;
    let verb = match (joins, change.moving.len()) {
        (true, _) => locale.pick("indtræder", "joins"),
        (false, 1) => locale.pick("udtræder", "leaves"),
        (false, _) => locale.pick("udtræder", "leave"),
    };
    match (change.moving, joins) {
        ([only], false) if *only == m => {
            locale.pick(format!("Hvad det betyder for {name} at udtræde"), format!("What it means for {name} to leave"))
        }
        ([only], true) if *only == m => {
            locale.pick(format!("Hvad det betyder for {name} at indtræde"), format!("What it means for {name} to join"))
        }
        _ => locale.pick(
            format!("Hvad det betyder for {name}, hvis {movers} {verb}"),
            format!("What it means for {name} if {movers} {verb}"),
        ),
    }
}

/// The sentences, in the order in which they are told.
pub fn lines(change: &Change, m: usize, locale: &Locale) -> Vec<String> {
    let moves = change.moving.contains(&m);
    let mut lines = vec![statements::who(change, locale).text];
    lines.extend(statements::expected(change, locale).into_iter().map(|sentence| sentence.text));
    lines.extend(match (&change.kind, moves) {
        (_, false) => staying(change, m, locale),
        (Movement::Leaves, true) => leaving(change, m, locale),
        (Movement::Joins { .. }, true) => joining(change, m, locale),
    });
    lines.push(statements::seats(change, locale).text);
    lines.extend(calls::sentence(change, locale).map(|calls| calls.text));
    if !moves {
        lines.extend(calls::of_member(change, m, locale));
    }
    lines.extend(statements::balance(change, locale).map(|balance| balance.text));
    if !moves {
        lines.extend(taken(change, m, locale));
    }
    lines
}

/// For who joins: what it owes, and how many of its staff can carry that.
fn joining(change: &Change, m: usize, locale: &Locale) -> Vec<String> {
    let member = &change.members[m];
    let mut lines: Vec<String> = newcomer::sentence(change, locale).into_iter().map(|part| part.text).collect();
    let part = |class: usize| owed_of(locale, &member.after.owed[class]);
    lines.extend(burdens(change, locale, part).map(|burdens| of_these(locale, &burdens)));
    lines.extend(member.this_period.as_ref().map(|owed| {
        let owed = locale.of_shifts(owed);
        locale.pick(
            format!("I selve perioden, som den indtræder midt i, skylder den {owed}."),
            format!("In the period itself, in the middle of which it joins, it owes {owed}."),
        )
    }));
    lines.push(statements::shifts(change, locale).text);
    lines
}

fn period(change: &Change, locale: &Locale) -> String {
    let [from, to] = [change.instance.period.from, change.instance.period.to].map(|day| locale.date(day));
    locale.pick(format!("en periode som {from} til {to}"), format!("a period like {from} to {to}"))
}

/// `1.90 in evening and 0.40 in weekend`; nothing where there are no burdens. A figure is told with whether its noun is singular.
fn burdens(change: &Change, locale: &Locale, figure: impl Fn(usize) -> (String, bool)) -> Option<String> {
    let named = change.instance.burdens.iter().enumerate();
    let named = named.map(|(number, burden)| {
        let (figure, is_one) = figure(number + 1);
        locale.in_burden(&figure, is_one, &burden.name)
    });
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| locale.list(&named))
}

/// What is owed of a class, for [`burdens`].
fn owed_of(locale: &Locale, owed: &Exact) -> (String, bool) {
    (shown(locale, owed), is_singular(owed))
}

/// The same as it is after a change and was before: in Danish the noun stands after the first figure, in English after both.
fn burdens_instead(change: &Change, member: &Member, locale: &Locale) -> Option<String> {
    let named = change.instance.burdens.iter().enumerate().map(|(number, burden)| {
        let [was, is] = [&member.before, &member.after].map(|side| &side.owed[number + 1]);
        let (was, (now, is_one)) = (shown(locale, was), owed_of(locale, is));
        let shifts = locale.shifts_in(&burden.name, is_one);
        locale.pick(
            format!("{now} {shifts} i stedet for {was}"),
            locale.in_burden(&format!("{now} instead of {was}"), is_one, &burden.name),
        )
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
        true => locale
            .pick(format!("er stadig {will} (afrundet til to decimaler)"), format!("stays at {will}, to two decimals")),
        false if member.more(0).is_negative() => {
            locale.pick(format!("falder fra {was} til {will}"), format!("falls from {was} to {will}"))
        }
        false => locale.pick(format!("vokser fra {was} til {will}"), format!("grows from {was} to {will}")),
    };
    let instead =
        |was: String, is: String| locale.pick(format!("{is} i stedet for {was}"), format!("{is} instead of {was}"));
    let relative = member.more_relative(0).map_or_else(String::new, |part| format!(", {}", growth(locale, &part)));
    // More, or less where it is relieved.
    let by = |by: &Exact, places: u32| {
        let amount = locale.exact(&by.abs(), places);
        match by.is_negative() {
            true => locale.pick(format!("{amount} mindre"), format!("{amount} less")),
            false => locale.pick(format!("{amount} mere"), format!("{amount} more")),
        }
    };
    let (more, period) = (by(&member.more(0), TEXT_PLACES), period(change, locale));
    let (owed_before, owed_after) = (shown(locale, &before.owed[0]), locale.of_shifts(&after.owed[0]));
    let [week, month] =
        [WEEK, MONTH].map(|unit| instead(shown(locale, &before.rate(0, unit)), shown(locale, &after.rate(0, unit))));
    let year = instead(locale.exact(&before.rate(0, YEAR), 1), locale.exact(&after.rate(0, YEAR), 1));
    let more_a_year = by(&member.more_per(0, YEAR), 1);
    let mut lines = vec![
        locale.pick(
            format!("{name} har {people} indbyggere. Dens andel af hotlinen {share}."),
            format!("{name} has {people} inhabitants. Its share of the hotline {share}."),
        ),
        locale.pick(
            format!("I {period} skylder den {owed_after} i stedet for {owed_before}: {more}{relative}."),
            format!("In {period} it owes {owed_after} instead of {owed_before}: {more}{relative}."),
        ),
        locale.pick(
            format!("Det er {week} vagter om ugen, {month} om måneden og {year} om året: {more_a_year} om året."),
            format!("That is {week} shifts a week, {month} a month, and {year} a year: {more_a_year} a year."),
        ),
    ];
    lines.extend(burdens_instead(change, member, locale).map(|burdens| of_these(locale, &burdens)));
    lines.extend(member.this_period.as_ref().map(|owed| {
        let (owed, more) = (locale.of_shifts(owed), by(&(owed - &before.owed[0]), TEXT_PLACES));
        locale.pick(
            format!("I selve perioden, som ændringen falder midt i, skylder den {owed}: {more}."),
            format!("In the period itself, in the middle of which the change falls, it owes {owed}: {more}."),
        )
    }));
    lines.extend(rounded(member, locale));
    lines.extend(carrying(change, member, locale));
    lines
}

/// That figures are rounded each on its own, where those that are told do not add up.
fn rounded(member: &Member, locale: &Locale) -> Option<String> {
    let (before, after) = (&member.before, &member.after);
    let this = member.this_period.as_ref().is_some_and(|owed| !adds_up(&before.owed[0], owed, TEXT_PLACES));
    let period = this || !adds_up(&before.owed[0], &after.owed[0], TEXT_PLACES);
    let year = !adds_up(&before.rate(0, YEAR), &after.rate(0, YEAR), 1);
    let off = match (period, year) {
        (false, false) => return None,
        (true, false) => locale.pick("0,01", "0.01 off"),
        (false, true) => locale.pick("0,1 om året", "0.1 off a year"),
        (true, true) => locale.pick("0,01 og om året med 0,1", "0.01 off and by the year 0.1"),
    };
    Some(locale.pick(
        format!("Tallene er afrundet hver for sig, så forskellen kan afvige med {off}."),
        format!("Figures are rounded each on its own, so the difference may be {off}."),
    ))
}

/// Whether two figures and their difference add up as they are shown.
fn adds_up(before: &Exact, after: &Exact, places: u32) -> bool {
    let units = |figure: &Exact| fixed(figure, places).replace('.', "").parse::<i128>().unwrap_or_default();
    units(after) - units(before) == units(&(after - before))
}

fn carrying(change: &Change, member: &Member, locale: &Locale) -> Option<String> {
    let staffing = change.staffing[member.municipality].as_ref()?;
    let name = change.name(member.municipality);
    let heads = locale.counted(staffing.heads, ["medarbejder", "medarbejdere"], ["colleague", "colleagues"]);
    let burdens = burdens(change, locale, |class| (locale.whole(staffing.most[class]), staffing.most[class] == 1));
    let at_most = locale.pick("højst", "at most");
    let burdens = burdens.map_or_else(String::new, |burdens| format!(" ({at_most} {burdens})"));
    let most = locale.whole(staffing.most[0]);
    let answer = match lacks::lacking(change, member, locale) {
        None => locale.pick(": de kan bære dens del", ": they can carry its part").to_owned(),
        Some(lacks) => locale.pick(
            format!(". De kan ikke bære dens del; den {lacks}"),
            format!(": they cannot carry its part: {lacks}"),
        ),
    };
    Some(locale.pick(
        format!(
            "{name} har {heads}. Inden for alle regler kan de tage højst {most} vagter pr. periode{burdens}{answer}."
        ),
        format!("{name} has {heads}. Within every rule they can take at most {most} shifts a period{burdens}{answer}."),
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
            format!("Saldoen for {name} er stadig {before} vagter (afrundet til to decimaler).{paid}"),
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
    let (share, owed) = (locale.percent(&before.share), locale.of_shifts(&before.owed[0]));
    let [week, month] = [WEEK, MONTH].map(|unit| shown(locale, &before.rate(0, unit)));
    let (year, period) = (locale.exact(&before.rate(0, YEAR), 1), period(change, locale));
    let mut lines = vec![
        locale.pick(
            format!("{name} har {people} indbyggere og en andel på {share}. Indtil den udtræder, skylder den den del af vagterne."),
            format!("{name} has {people} inhabitants and a share of {share}. Until it leaves it owes that part of the shifts."),
        ),
        locale.pick(
            format!("I {period} er det {owed}: {week} om ugen, {month} om måneden, {year} om året. Derefter skylder den ingen."),
            format!("In {period} that is {owed}: {week} a week, {month} a month, {year} a year. From then on it owes none."),
        ),
    ];
    let part = |class: usize| owed_of(locale, &before.owed[class]);
    lines.extend(burdens(change, locale, part).map(|burdens| of_these(locale, &burdens)));
    lines.extend(member.this_period.as_ref().map(|owed| {
        let owed = locale.of_shifts(owed);
        locale.pick(
            format!("I selve perioden, som den udtræder midt i, skylder den {owed}."),
            format!("In the period itself, in the middle of which it leaves, it owes {owed}."),
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
    let falls = staying.iter().filter(|member| change.falls_anew(member));
    let falls: Vec<&str> = falls.map(|member| change.name(member.municipality)).collect();
    let before = staying.iter().filter(|member| change.falls(member)).count() - falls.len();
    lines.push(match falls.len() {
        0 if before == 0 => locale
            .pick(
                "De kan alle bære deres del med det personale, de har.",
                "All of them can carry their part with the staff they have.",
            )
            .to_owned(),
        0 => locale
            .pick(
                "Alle, der kunne bære deres del før, kan det stadig.",
                "All that could carry their part before still can.",
            )
            .to_owned(),
        1..=4 => {
            let falls = locale.list(&falls);
            locale.pick(
                format!("Med det nuværende personale kan {falls} ikke længere bære deres del."),
                format!("With today's staff, {falls} can no longer carry their part."),
            )
        }
        many => locale.pick(
            format!("Med det nuværende personale kan {many} af dem ikke længere bære deres del."),
            format!("With today's staff, {many} of them can no longer carry their part."),
        ),
    });
    if before > 0 {
        let members = locale.counted(before as u64, ["medlem", "medlemmer"], ["member", "members"]);
        lines.push(
            locale.pick(format!("{members} kunne heller ikke før."), format!("{members} could not before either.")),
        );
    }
    lines
}
