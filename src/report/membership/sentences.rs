//! What a withdrawal means for one municipality, in about ten sentences that a council can read.
//!
//! In: a [`Change`] and the municipality. Out: plain text, a sentence or two a line. Every figure in it is in
//! `withdraw.csv` too.

use num_traits::{Signed, Zero};

use super::Change;
use super::statements::{self, hundred, shown};
use crate::domain::Exact;
use crate::domain::terms::Settlement;
use crate::domain::words::{counted, grouped};
use crate::membership::effect::{MONTH, Member, WEEK, YEAR};
use crate::report::numbers::{TEXT_PLACES, fixed, percent, signed};
use crate::report::table::{self, Cell, Column, printable};

/// The sentences.
pub fn render(change: &Change, m: usize, width: u16) -> String {
    let bold = anstyle::Style::new().bold();
    let verb = if change.moving.len() == 1 { "leaves" } else { "leave" };
    let name = change.name(m);
    let title = match change.moving {
        [only] if *only == m => format!("What it means for {name} to leave"),
        _ => format!("What it means for {name} if {} {verb}", change.movers_named()),
    };
    let title = printable(&title);
    let mut lines = vec![statements::who(change).text];
    lines.extend(statements::expected(change).into_iter().map(|sentence| sentence.text));
    lines.extend(if change.moving.contains(&m) { leaving(change, m) } else { staying(change, m) });
    lines.push(statements::seats(change).text);
    lines.extend(statements::balance(change).map(|balance| balance.text));
    if !change.moving.contains(&m) {
        lines.extend(taken(change, m));
    }
    let dashes = lines.iter().map(|_| Cell::plain("-")).collect();
    let lines = lines.iter().map(|line| Cell::plain(statements::unbroken(line))).collect();
    let list = table::list(&[Column::word("", dashes), Column::text("", lines)], width);
    format!("{bold}{title}{bold:#}\n\n{list}")
}

fn period(change: &Change) -> String {
    let period = change.instance.period;
    format!("a period like {} to {}", period.from, period.to)
}

fn burdens(change: &Change, figure: impl Fn(usize) -> String) -> Option<String> {
    let named: Vec<String> = change
        .instance
        .burdens
        .iter()
        .enumerate()
        .map(|(number, burden)| format!("{} in {}", figure(number + 1), burden.name))
        .collect();
    (!named.is_empty()).then(|| crate::diagnostic::list(&named, "and"))
}

/// For who stays: more shifts, and whether its staff can carry them.
fn staying(change: &Change, m: usize) -> Vec<String> {
    let member = &change.members[m];
    let (name, before, after) = (change.name(m), &member.before, &member.after);
    let more = member.more(0);
    let population = change.instance.municipalities[m].population;
    let (was, will) = (percent(&before.share), percent(&after.share));
    let share = match was == will {
        true => format!("stays at {will} %, to two decimals"),
        false => format!("grows from {was} % to {will} %"),
    };
    let relative =
        member.more_relative(0).map_or_else(String::new, |part| format!(", {} %", signed(&hundred(&part), 1)));
    let mut lines = vec![
        format!("{name} has {} inhabitants. Its share of the hotline {share}.", grouped(population)),
        format!(
            "In {} it owes {} shifts instead of {}: {} more{relative}.",
            period(change),
            shown(&after.owed[0]),
            shown(&before.owed[0]),
            shown(&more),
        ),
        format!(
            "That is {} shifts a week instead of {}, {} a month instead of {}, and {} a year instead of {}: {} more a year.",
            shown(&after.rate(0, WEEK)),
            shown(&before.rate(0, WEEK)),
            shown(&after.rate(0, MONTH)),
            shown(&before.rate(0, MONTH)),
            fixed(&after.rate(0, YEAR), 1),
            fixed(&before.rate(0, YEAR), 1),
            fixed(&member.more_per(0, YEAR), 1),
        ),
    ];
    let part = |class: usize| format!("{} instead of {}", shown(&after.owed[class]), shown(&before.owed[class]));
    lines.extend(burdens(change, part).map(|burdens| format!("Of the shifts of such a period it owes {burdens}.")));
    lines.extend(this_period(member));
    lines.extend(carrying(change, member));
    lines
}

fn this_period(member: &Member) -> Option<String> {
    let owed = member.this_period.as_ref()?;
    Some(format!(
        "In the period itself, in the middle of which the change falls, it owes {} shifts: {} more.",
        shown(owed),
        shown(&(owed - &member.before.owed[0])),
    ))
}

fn carrying(change: &Change, member: &Member) -> Option<String> {
    let m = member.municipality;
    let staffing = change.staffing[m].as_ref()?;
    let name = change.name(m);
    let heads = counted(staffing.heads, "colleague", "colleagues");
    let burdens = burdens(change, |class| grouped(staffing.most[class]));
    let burdens = burdens.map_or_else(String::new, |burdens| format!(" (at most {burdens})"));
    let most = grouped(staffing.most[0]);
    let answer = match statements::lacking(change, member) {
        None => "they can carry its part".to_owned(),
        Some(lacks) => format!("they cannot carry its part: {lacks}"),
    };
    Some(format!(
        "{name} has {heads}. Within every rule they can take at most {most} shifts a period{burdens}: {answer}."
    ))
}

/// What the municipality takes over of the balance.
fn taken(change: &Change, m: usize) -> Option<String> {
    let balance = &change.balances[0][m];
    let [before, after] = [&balance.before, &balance.after].map(|side| signed(side, TEXT_PLACES));
    let withdrawal = &change.instance.withdrawal;
    let paid = withdrawal.price_per_shift.as_ref().filter(|_| withdrawal.balance == Settlement::Paid);
    // What is nothing to two decimals is worth a sentence where money moves for it.
    let is_nothing = before == after && before == signed(&Exact::zero(), TEXT_PLACES) && paid.is_none();
    if balance.taken().is_zero() || is_nothing {
        return None;
    }
    let paid = paid.map(|price| balance.paid(price)).map_or_else(String::new, |paid| {
        let verb = if paid.is_negative() { "pays" } else { "is paid" };
        format!(" It {verb} {} kr.", fixed(&paid.abs(), TEXT_PLACES))
    });
    let name = change.name(m);
    Some(match before == after {
        true => format!("{name}'s own balance stays at {before} shifts, to two decimals.{paid}"),
        false => format!("{name}'s own balance goes from {before} to {after} shifts.{paid}"),
    })
}

/// For who leaves: what it is relieved of, and who takes it over.
fn leaving(change: &Change, m: usize) -> Vec<String> {
    let member = &change.members[m];
    let (name, before) = (change.name(m), &member.before);
    let mut lines = vec![
        format!(
            "{name} has {} inhabitants and a share of {} %. Until it leaves it owes that part of the shifts.",
            grouped(change.instance.municipalities[m].population),
            percent(&before.share),
        ),
        format!(
            "In {} that is {} shifts: {} a week, {} a month, {} a year. From then on it owes none.",
            period(change),
            shown(&before.owed[0]),
            shown(&before.rate(0, WEEK)),
            shown(&before.rate(0, MONTH)),
            fixed(&before.rate(0, YEAR), 1),
        ),
    ];
    let part = |class: usize| shown(&before.owed[class]);
    lines.extend(burdens(change, part).map(|burdens| format!("Of the shifts of such a period it owes {burdens}.")));
    if let Some(owed) = &member.this_period {
        lines.push(format!("In the period itself, in the middle of which it leaves, it owes {} shifts.", shown(owed)));
    }
    let staying: Vec<&Member> = change.staying().collect();
    let least = staying.iter().filter_map(|member| member.more_relative(0)).min();
    let most = staying.iter().filter_map(|member| member.more_relative(0)).max();
    if let (Some(least), Some(most)) = (least, most) {
        let (least, most) = (fixed(&hundred(&least), 1), fixed(&hundred(&most), 1));
        let range = if least == most { least } else { format!("{least} to {most}") };
        let others = counted(staying.len() as u64, "other member", "other members");
        lines.push(format!(
            "The {others} take them over: each works {range} % more, and opening hours stay as they are."
        ));
    }
    let falls: Vec<&str> = staying
        .iter()
        .filter(|member| statements::lacking(change, member).is_some())
        .map(|member| change.name(member.municipality))
        .collect();
    lines.push(match falls.len() {
        0 => "All of them can carry their part with the staff they have.".to_owned(),
        1..=4 => format!("With the staff of now, {} cannot carry their part.", crate::diagnostic::list(&falls, "and")),
        many => format!("With the staff of now, {many} of them cannot carry their part."),
    });
    lines
}
