//! What each member's citizens use of the hotline against what it gives: calls and shifts, by the month.
//!
//! In: an instance with calls, and the shifts of each municipality. Out: figures, exact until they are shown. Months are compared on
//! average, so it does not matter that a period and the months that are counted are not of one length.

use std::collections::BTreeSet;

use chrono::{Datelike, Months, NaiveDate};
use num_traits::Zero;

use crate::domain::calendar::Period;
use crate::domain::{Exact, Instance};
use crate::report::locale::Locale;
use crate::report::subject::Subject;

/// How many of the last months count where none lies in the period.
const LAST: usize = 12;

/// Days in a month on average: 365.25 / 12.
const DAYS: (i64, i64) = (487, 16);

/// Inhabitants to whom calls are compared.
const INHABITANTS: i64 = 1000;

/// One municipality.
#[derive(Debug, Clone, PartialEq)]
pub struct Usage {
    /// Index into the municipalities.
    pub municipality: usize,
    /// Calls a month, on average; `None` where none of the months is known.
    pub calls: Option<Exact>,
    /// Of these, by a thousand inhabitants.
    pub per_thousand: Option<Exact>,
    /// Its part of all calls; `None` where somebody's are not known who has shifts.
    pub part_of_calls: Option<Exact>,
    /// Shifts a month.
    pub shifts: Exact,
    /// Its part of all shifts.
    pub part_of_shifts: Option<Exact>,
    /// Calls for each shift; `None` where it has no shift.
    pub per_shift: Option<Exact>,
}

/// The months that are compared: those of which most days lie in the period, else the last twelve there are.
pub fn months(instance: &Instance) -> Vec<NaiveDate> {
    let all: BTreeSet<NaiveDate> = instance.calls.keys().map(|&(_, month)| month).collect();
    let (within, others): (Vec<NaiveDate>, Vec<NaiveDate>) =
        all.into_iter().partition(|&month| lies_within(month, instance.period));
    if within.is_empty() { others[others.len().saturating_sub(LAST)..].to_vec() } else { within }
}

fn lies_within(month: NaiveDate, period: Period) -> bool {
    let days = month.iter_days().take_while(|day| day.month() == month.month());
    let (inside, outside): (Vec<NaiveDate>, Vec<NaiveDate>) = days.partition(|&day| period.contains(day));
    inside.len() > outside.len()
}

/// Everybody who is a member in the period or whose calls are known, by index; none where no calls are known. `shifts` are those of the
/// period, by municipality.
pub fn usage(instance: &Instance, shifts: &[Exact]) -> Vec<Usage> {
    let months = months(instance);
    if months.is_empty() {
        return Vec::new();
    }
    let calls: Vec<Option<Exact>> = (0..instance.municipalities.len()).map(|m| a_month(instance, m, &months)).collect();
    let is_known = calls.iter().zip(shifts).all(|(calls, shifts)| calls.is_some() || shifts.is_zero());
    let all_calls: Exact = if is_known { calls.iter().flatten().sum() } else { Exact::zero() };
    let all_shifts: Exact = shifts.iter().sum();
    let part = |of: &Exact, all: &Exact| (!all.is_zero()).then(|| of / all);
    let is_there = |&m: &usize| calls[m].is_some() || !shifts[m].is_zero();
    let of = |m: usize| {
        let calls = calls[m].clone();
        let given = by_month(instance, m, &shifts[m]);
        let thousands = Exact::new(instance.municipalities[m].population.into(), INHABITANTS.into());
        Usage {
            municipality: m,
            per_thousand: calls.as_ref().map(|calls| calls / thousands),
            part_of_calls: calls.as_ref().and_then(|calls| part(calls, &all_calls)),
            part_of_shifts: part(&shifts[m], &all_shifts),
            per_shift: calls.as_ref().and_then(|calls| part(calls, &given)),
            shifts: given,
            calls,
        }
    };
    (0..instance.municipalities.len()).filter(is_there).map(of).collect()
}

/// The same for a roster, by name.
pub fn by_name(subject: &Subject<'_>) -> Vec<Usage> {
    let shifts: Vec<Exact> =
        subject.judgement.shifts.iter().map(|&shifts| Exact::from_integer(shifts.into())).collect();
    let mut usages = usage(subject.instance, &shifts);
    let order = subject.municipalities_by_name();
    usages.sort_by_key(|usage| order.iter().position(|&m| m == usage.municipality));
    usages
}

/// The calls of a municipality a month, of those months that it has.
fn a_month(instance: &Instance, m: usize, months: &[NaiveDate]) -> Option<Exact> {
    let known: Vec<u64> = months.iter().filter_map(|&month| instance.calls.get(&(m, month)).copied()).collect();
    let sum: u64 = known.iter().sum();
    (!known.is_empty()).then(|| Exact::new(sum.into(), known.len().into()))
}

/// Shifts of the period by the month, over the days of membership. A period of whole months has as many as it has, any other has one
/// for each 30.4375 days.
fn by_month(instance: &Instance, m: usize, shifts: &Exact) -> Exact {
    let Period { from, to } = instance.period;
    let days = instance.period.days().filter(|&day| instance.municipalities[m].is_member(day)).count() as i64;
    if days == 0 {
        return Exact::zero();
    }
    let begins = (0_u32..).map_while(|month| from.checked_add_months(Months::new(month)));
    let whole = begins.take_while(|&day| day <= to).count() as i64;
    let ends = to.succ_opt().filter(|end| from.day() == 1 && end.day() == 1);
    match ends {
        Some(_) if days == instance.period.length_in_days() => shifts / Exact::from_integer(whole.into()),
        _ => shifts * Exact::new(DAYS.0.into(), (DAYS.1 * days).into()),
    }
}

/// The months in words: `januar 2026`, `januar til marts 2026`, `oktober 2025 til marts 2026`.
pub fn in_months(locale: &Locale, months: &[NaiveDate]) -> String {
    let Some((first, last)) = months.first().zip(months.last()) else { return String::new() };
    // A long date is the day, the month and the year.
    let shown = |month: &NaiveDate| locale.long_date(*month).split(' ').skip(1).collect::<Vec<_>>().join(" ");
    let (begin, end) = (shown(first), shown(last));
    if first == last {
        return end;
    }
    let begin = match first.year() == last.year() {
        true => begin.split(' ').next().unwrap_or_default().to_owned(),
        false => begin,
    };
    locale.pick(format!("{begin} til {end}"), format!("{begin} to {end}"))
}

/// What the figures are.
pub fn meaning(locale: &Locale, instance: &Instance) -> String {
    let months = months(instance);
    let when = in_months(locale, &months);
    let calls = match months.len() {
        1 => locale.pick(format!("Opkald er dem i {when}"), format!("Calls are those of {when}")),
        _ => locale.pick(
            format!("Opkald er gennemsnittet pr. måned, {when}"),
            format!("Calls are the monthly average, {when}"),
        ),
    };
    locale.pick(
        format!(
            "Hvad borgerne bruger, og hvad deres kommune giver. {calls}; vagter er dem i planen, omregnet til en måned. Vagterne er \
             fordelt efter befolkning, ikke efter opkald."
        ),
        format!(
            "What citizens use, and what their municipality gives. {calls}; shifts are those of the roster, by the month. Shifts are \
             shared by population, not by calls."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::sample;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn exact(numerator: i64, denominator: i64) -> Exact {
        Exact::new(numerator.into(), denominator.into())
    }

    /// The sample, with calls of its municipalities in these months.
    fn instance(calls: &[(usize, &str, u64)]) -> Instance {
        let mut instance = sample::instance();
        instance.edit(|sample| {
            sample.calls = calls.iter().map(|&(m, month, calls)| ((m, day(month)), calls)).collect();
        });
        instance
    }

    #[test]
    fn months_of_the_period_go_before_the_last_twelve() {
        let period = sample::instance().period;
        assert_eq!((period.from, period.to), (day("2026-01-05"), day("2026-01-11")), "a week");
        let mut quarter = instance(&[(0, "2025-11-01", 1), (0, "2025-12-01", 1), (0, "2026-01-01", 1)]);
        assert_eq!(months(&quarter).len(), 3, "a week is not most of a month");
        quarter.edit(|sample| sample.period.to = day("2026-01-31"));
        assert_eq!(months(&quarter), [day("2026-01-01")]);
        let years: Vec<(usize, String, u64)> =
            (2024..=2025).flat_map(|year| (1..=12).map(move |month| (0, format!("{year}-{month:02}-01"), 1))).collect();
        let years: Vec<(usize, &str, u64)> =
            years.iter().map(|(m, month, calls)| (*m, month.as_str(), *calls)).collect();
        let last = months(&instance(&years));
        assert_eq!((last.len(), last[0], last[11]), (12, day("2025-01-01"), day("2025-12-01")));
    }

    /// Calls are the average of the months that are known, shifts are those of seven days.
    #[test]
    fn what_is_used_stands_beside_what_is_given() {
        let instance =
            instance(&[(0, "2025-12-01", 30), (0, "2025-11-01", 60), (1, "2025-12-01", 15), (2, "2025-12-01", 0)]);
        let shifts = [exact(7, 1), exact(14, 1), exact(0, 1)];
        let usages = usage(&instance, &shifts);
        assert_eq!(usages.len(), 3);
        let population = instance.municipalities[0].population;
        let first = &usages[0];
        assert_eq!(first.calls, Some(exact(45, 1)));
        assert_eq!(first.per_thousand, Some(exact(45_000, population as i64)));
        assert_eq!(first.part_of_calls, Some(exact(45, 60)));
        assert_eq!(first.part_of_shifts, Some(exact(1, 3)));
        assert_eq!(first.shifts, exact(487, 16), "a shift a day is one for each day of a month");
        assert_eq!(first.per_shift, Some(exact(45 * 16, 487)));
        assert_eq!(usages[2].per_shift, None, "nobody's shift");
    }

    #[test]
    fn parts_of_calls_are_told_only_where_all_of_them_are_known() {
        let instance = instance(&[(0, "2025-12-01", 30)]);
        let usages = usage(&instance, &[exact(1, 1), exact(1, 1), exact(0, 1)]);
        let parts: Vec<_> = usages.iter().map(|usage| (usage.municipality, usage.part_of_calls.clone())).collect();
        assert_eq!(
            parts,
            [(0, None), (1, None)],
            "the second one's calls are not known, the third has nothing to do with it"
        );
        assert_eq!(usage(&sample::instance(), &[exact(1, 1), exact(1, 1), exact(1, 1)]), []);
    }

    #[test]
    fn a_period_of_whole_months_has_as_many() {
        let mut instance = instance(&[(0, "2025-12-01", 30)]);
        instance.edit(|sample| {
            (sample.period.from, sample.period.to) = (day("2026-01-01"), day("2026-03-31"));
            sample.attendance.since = day("2026-01-01");
        });
        assert_eq!(usage(&instance, &[exact(30, 1), exact(0, 1), exact(0, 1)])[0].shifts, exact(10, 1));
    }

    #[test]
    fn months_are_named_from_the_first_to_the_last() {
        let months = |of: &[&str]| of.iter().map(|month| day(month)).collect::<Vec<_>>();
        let [danish, english] = [Language::Danish, Language::English].map(Locale::new);
        let one = months(&["2026-01-01"]);
        assert_eq!(in_months(&danish, &one), "januar 2026");
        let two = months(&["2026-01-01", "2026-03-01"]);
        assert_eq!(
            [in_months(&danish, &two), in_months(&english, &two)],
            ["januar til marts 2026", "January to March 2026"]
        );
        let years = months(&["2025-12-01", "2026-02-01"]);
        assert_eq!(in_months(&danish, &years), "december 2025 til februar 2026");
    }
}
