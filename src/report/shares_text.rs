//! The table of `shares`: who owes what, by period, week and month.
//!
//! In: an instance and its shares. Out: a table whose weekly and monthly figures also stand rounded to whole shifts,
//! since that is how municipalities speak of them: ten a month, one a week.

use num_traits::Zero;

use crate::domain::basis::Basis;
use crate::domain::{Exact, Instance, Municipality};
use crate::report::accounts::title;
use crate::report::facts::{basis, part, taken_over};
use crate::report::figures::{accounts, terminal};
use crate::report::locale::Locale;
use crate::report::numbers::TEXT_PLACES;
use crate::report::plan_text::heading;
use crate::report::promises;
use crate::report::table::{self, Cell, Column, Terminal};
use crate::shares::promise::Promises;
use crate::shares::{Account, Shares};

/// Days in a week.
const WEEK: (i64, i64) = (7, 1);

/// Days in a month: 365.25 / 12 = 487 / 16.
const MONTH: (i64, i64) = (487, 16);

/// The title, the table and how to read it.
pub fn render(instance: &Instance, basis: &Basis, shares: &Shares, promises: &Promises, on: &Terminal) -> String {
    let Terminal { locale, width, .. } = on;
    let every = |cell: &dyn Fn(usize) -> String, sum: String| {
        let cells = (0..instance.municipalities.len()).map(|m| Cell::plain(cell(m)));
        cells.chain([Cell::strong(sum)]).collect::<Vec<Cell>>()
    };
    let all = |pick: fn(&Account) -> &Exact| shares.total.iter().map(pick).sum::<Exact>();
    let rate = |unit| {
        let days_of = |m: usize| days(instance, &instance.municipalities[m]);
        let all = rate_of(locale, &all(|account| &account.entitled), instance.period.length_in_days(), unit);
        every(&|m| rate_of(locale, &shares.total[m].entitled, days_of(m), unit), all)
    };

    let members = 0..instance.municipalities.len();
    let accounts = accounts::owed(instance, shares);
    let keys = ["municipality_name", "population", "share", "entitled", "carried", "target"];
    let shown = accounts.in_class(None, members.clone()).only(&keys);
    let [names, population, share, entitled, carried, target] =
        terminal::columns(&shown, locale).try_into().expect("there is a column for each key");
    let rates = [
        Column::number(locale.pick("om ugen", "a week"), rate(WEEK)),
        Column::number(locale.pick("om måneden", "a month"), rate(MONTH)),
    ];
    let owed = [vec![share, entitled], rates.into(), vec![carried, target]].concat();
    let burdens = instance.burdens.iter().enumerate().map(|(burden, named)| {
        let class = accounts.in_class(Some(burden), members.clone());
        terminal::joined(&class, &title(&named.name, locale), &["target"], "", locale)
    });
    // The population is in municipalities.csv as well: it goes first where space is short.
    let whole = [vec![names.clone(), population.clone()], owed.clone()].concat();
    let columns = if table::fits(&whole, *width) { [vec![population], owed].concat() } else { owed };

    let seats = locale.counted(instance.seats(), ["plads", "pladser"], ["seat", "seats"]);
    let windows = locale.counted(instance.windows.len() as u64, ["tidsrum", "tidsrum"], ["window", "windows"]);
    let mut text = format!("{}{seats} {} {windows}\n\n", heading(instance, locale), locale.pick("i", "in"));
    text.push_str(&table::stack(&names, &[columns, burdens.collect()], *width));
    let entitled = locale.pick(
        "forpligtelse er andel × pladser, hvis hver plads bemandes; måltal er forpligtelse + overført",
        "entitled is share × seats, if every seat is filled; target is entitled + carried",
    );
    let mut notes = vec![entitled.to_owned()];
    if !instance.burdens.is_empty() {
        let part = locale.pick(
            "en byrdes kolonne er dens måltal, som er en del af måltallet for alle vagter",
            "a burden's column is its target, which is part of the target of all shifts",
        );
        notes.push(part.to_owned());
    }
    notes.extend(nobodys(locale, instance));
    let whole = locale.pick(
        "≈ runder til hele vagter; en måned er 365,25 / 12 dage",
        "≈ rounds to whole shifts; a month is 365.25 / 12 days",
    );
    notes.push(whole.to_owned());
    notes.extend(basis::weeks(basis, locale).filter(|_| basis::is_unusual(basis)));
    notes.extend(taken_over::sentence(instance, &shares.opening, locale));
    notes.extend(instance.municipalities.iter().filter_map(|municipality| membership(locale, instance, municipality)));
    notes.extend(part::each(locale, instance).iter().map(|told| told.trim_end_matches('.').to_owned()));
    notes.iter().for_each(|line| text.push_str(&table::note(line, *width)));
    let drift = promises::render(instance, promises, on);
    if drift.is_empty() { text } else { format!("{text}\n{drift}") }
}

/// Shifts per unit of time over the days of membership, exact and in whole shifts: `9.88 ≈ 10`.
fn rate_of(locale: &Locale, entitled: &Exact, days: i64, (numerator, denominator): (i64, i64)) -> String {
    if days == 0 {
        return "-".to_owned();
    }
    let rate = entitled * Exact::new(numerator.into(), (denominator * days).into());
    if rate.is_zero() {
        return "0".to_owned();
    }
    format!("{} ≈ {}", locale.exact(&rate, TEXT_PLACES), locale.exact(&rate, 0))
}

/// A note on seats that nobody owes, since no member takes part in their windows.
fn nobodys(locale: &Locale, instance: &Instance) -> impl Iterator<Item = String> {
    let nobodys = instance.windows.iter().filter(|window| !instance.is_somebodys(window));
    let is_deserted = |date| !instance.municipalities.iter().any(|municipality| municipality.is_member(date));
    let (deserted, open): (Vec<_>, Vec<_>) = nobodys.partition(|window| is_deserted(window.date));
    let seats = |windows: &[&crate::domain::Window]| windows.iter().map(|window| u64::from(window.seats)).sum::<u64>();
    let [deserted, open] = [seats(&deserted), seats(&open)];
    let it = |seats: u64| if seats == 1 { "it" } else { "them" };
    let on_days = locale.counted(
        deserted,
        ["plads er på en dag", "pladser er på dage"],
        ["seat is on a day", "seats are on days"],
    );
    let in_windows = locale.counted(
        open,
        ["plads er i et tidsrum", "pladser er i tidsrum"],
        ["seat is in a window", "seats are in windows"],
    );
    let deserted = (deserted > 0).then(|| {
        let it = it(deserted);
        locale.pick(
            format!("{on_days} uden noget medlem: ingen skylder dem"),
            format!("{on_days} without any member: nobody owes {it}"),
        )
    });
    let open = (open > 0).then(|| {
        let it = it(open);
        locale.pick(
            format!("{in_windows}, som intet medlem deltager i: ingen skylder dem"),
            format!("{in_windows} that no member takes part in: nobody owes {it}"),
        )
    });
    deserted.into_iter().chain(open)
}

/// Days of the period on which the municipality is a member.
fn days(instance: &Instance, municipality: &Municipality) -> i64 {
    instance.period.days().filter(|&day| municipality.is_member(day)).count() as i64
}

/// A note on a municipality that is not a member on every day of the period.
fn membership(locale: &Locale, instance: &Instance, municipality: &Municipality) -> Option<String> {
    let (name, days) = (&municipality.name, days(instance, municipality));
    if days == instance.period.length_in_days() {
        return None;
    }
    if days == 0 {
        return Some(
            locale
                .pick(format!("{name} er ikke medlem i denne periode"), format!("{name} is no member in this period")),
        );
    }
    let told = |day: Option<chrono::NaiveDate>, danish: &str, english: &str| {
        let day = locale.date(day.filter(|&day| instance.period.contains(day))?);
        Some(locale.pick(format!("{danish} {day}"), format!("{english} {day}")))
    };
    let joined = told(municipality.joined, "indtræder", "joins");
    let left = told(municipality.left, "udtræder", "leaves");
    let changes: Vec<String> = joined.into_iter().chain(left).collect();
    let change = if changes.is_empty() { String::new() } else { format!(" {}", locale.list(&changes)) };
    Some(locale.pick(
        format!("{name}{change}: en uge og en måned er regnet over dens {days} dage"),
        format!("{name}{change}: a week and a month are taken over its {days} days"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::facts::basis::tests::ordinary;
    use crate::report::sample;
    use crate::report::table::WIDEST;
    use crate::shares::promise::promises;

    #[test]
    fn ten_a_month_is_said_in_so_many_words() {
        // 15 windows a week for a year of 365.25 days, of which Slagelse owes 15.15 %.
        let entitled = Exact::new(1515.into(), 10_000.into()) * Exact::new((15 * 1461).into(), (4 * 7).into());
        let locale = Locale::new(Language::English);
        assert_eq!(rate_of(&locale, &(entitled * Exact::new(4.into(), 1461.into())), 1, MONTH), "9.88 ≈ 10");
        assert_eq!(rate_of(&locale, &Exact::zero(), 90, WEEK), "0");
        assert_eq!(rate_of(&locale, &Exact::zero(), 0, WEEK), "-");
    }

    #[test]
    fn who_joins_or_leaves_has_the_days_of_membership_counted() {
        let mut instance = sample::instance();
        let first = instance.period.from;
        instance.edit(|sample| {
            sample.municipalities[0].joined = first.succ_opt();
            sample.municipalities[2].left = Some(first);
        });
        let shares = crate::shares::shares(&instance, 0);
        let rendered = |instance: &Instance, shares: &Shares| {
            let basis = ordinary(instance.period, instance.seats());
            let on = Terminal::new(Language::English, WIDEST);
            let text = render(instance, &basis, shares, &promises(instance, shares), &on);
            anstream::adapter::strip_str(&text).to_string()
        };
        let text = rendered(&instance, &shares);
        assert!(text.contains("\nLemvig joins 2026-01-06: a week and a month are taken over its 6 days\n"), "{text}");
        assert!(text.contains("\nRingkøbing-Skjern is no member in this period\n"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= usize::from(WIDEST)), "{text}");
        instance.edit(|sample| {
            for member in &mut sample.municipalities {
                (member.joined, member.left) = (first.succ_opt(), None);
            }
        });
        let first = instance.windows.iter().filter(|window| window.date == first);
        let seats: u32 = first.map(|window| window.seats).sum();
        let text = rendered(&instance, &crate::shares::shares(&instance, 0));
        assert!(
            text.contains(&format!("\n{seats} seats are on days without any member: nobody owes them\n")),
            "{text}"
        );
    }
}
