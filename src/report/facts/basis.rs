//! How far the weeks of a period are from ordinary ones.
//!
//! In: a [`Basis`] and perhaps the day that is asked about. Out: sentences in either language, and the same as JSON. Weeks, months
//! and years are taken from the period as it is; whoever reads them should know how unusual it was.

use chrono::NaiveDate;
use num_traits::Signed;

use crate::domain::Exact;
use crate::domain::basis::Basis;
use crate::report::json::number;
use crate::report::locale::Locale;
use crate::report::numbers::TEXT_PLACES;

/// A period this far from ordinary weeks is pointed out, in hundredths.
const UNUSUAL: i64 = 5;

/// Whether the period is so far from ordinary weeks that its weeks, months and years mislead.
pub fn is_unusual(basis: &Basis) -> bool {
    hundred(&basis.more()).abs() >= Exact::from_integer(UNUSUAL.into())
}

/// `It has 1,027 seats, 79.88 a week, where an ordinary week has 84 (-4.9%): 5 closed days take 60.`; `None` where its weeks are
/// ordinary ones.
pub fn weeks(basis: &Basis, locale: &Locale) -> Option<String> {
    let percent = hundred(&basis.more());
    // A month has no whole number of weeks; what that makes is nothing unusual.
    let is_whole = percent.abs() < Exact::from_integer(1.into());
    if is_whole && basis.closed.is_empty() && basis.demanded == 0 {
        return None;
    }
    let seats = locale.counted(basis.seats, ["plads", "pladser"], ["seat", "seats"]);
    let (week, ordinary) = (locale.exact(&basis.seats_a_week(), TEXT_PLACES), locale.whole(basis.ordinary_week));
    let percent = locale.hundredths(&percent, 1);
    let mut text = locale.pick(
        format!("Perioden har {seats}, {week} om ugen, hvor en almindelig uge har {ordinary} ({percent})"),
        format!("It has {seats}, {week} a week, where an ordinary week has {ordinary} ({percent})"),
    );
    let why = [closed(basis, locale), demanded(basis, locale)].into_iter().flatten().collect::<Vec<_>>();
    if !why.is_empty() {
        text += &format!(": {}", locale.list(&why));
    }
    text += locale.pick(
        ". Tallene for uger, måneder og år er regnet ud fra perioden, som den er",
        ". Weeks, months and years are taken from it as it is",
    );
    Some(text + ".")
}

/// What a figure that grows with the seats would be in ordinary weeks, where the period is unusual.
pub fn in_ordinary_weeks(basis: &Basis, figure: &Exact) -> Option<Exact> {
    let times = Exact::from_integer(1.into()) + basis.more();
    (is_unusual(basis) && times.is_positive()).then(|| figure / times)
}

/// That another period can be taken, where this one is unusual.
pub fn choice(basis: &Basis, locale: &Locale) -> Option<String> {
    let choice =
        || locale.pick("En anden periode kan tages med --period.", "Another period can be taken with --period.");
    is_unusual(basis).then(|| choice().to_owned())
}

fn hundred(part: &Exact) -> Exact {
    part * Exact::from_integer(100.into())
}

fn closed(basis: &Basis, locale: &Locale) -> Option<String> {
    let days = locale.counted(
        basis.closed.len() as u64,
        ["lukket dag tager", "lukkede dage tager"],
        ["closed day takes", "closed days take"],
    );
    (!basis.closed.is_empty()).then(|| format!("{days} {}", locale.whole(basis.closed_seats)))
}

fn demanded(basis: &Basis, locale: &Locale) -> Option<String> {
    let windows = locale.counted(basis.demanded, ["tidsrum", "tidsrum"], ["window", "windows"]);
    let seats = locale.signed(&Exact::from_integer(basis.demanded_seats.into()), 0);
    (basis.demanded > 0).then(|| {
        locale.pick(
            format!("ændret behov i {windows} giver {seats}"),
            format!("changed demand in {windows} makes {seats}"),
        )
    })
}

/// The basis in JSON.
#[derive(serde::Serialize)]
pub struct Document {
    /// Whether it is another period than the folder's.
    other_period: bool,
    /// The day whose members and staff are counted, for all of the period; `null` where each is there on its own days.
    members_and_staff_of: Option<String>,
    seats_a_week: f64,
    ordinary_week: u64,
    more_percent: f64,
    closed: Vec<String>,
    closed_seats: u64,
    demand_windows: u64,
    demand_seats: i64,
}

impl Document {
    /// The basis of figures for a day, or for a period.
    pub fn of(basis: &Basis, day: Option<NaiveDate>) -> Self {
        Document {
            other_period: basis.is_other,
            members_and_staff_of: day.map(|day| day.to_string()),
            seats_a_week: number(&basis.seats_a_week()),
            ordinary_week: basis.ordinary_week,
            more_percent: number(&hundred(&basis.more())),
            closed: basis.closed.iter().map(ToString::to_string).collect(),
            closed_seats: basis.closed_seats,
            demand_windows: basis.demanded,
            demand_seats: basis.demanded_seats,
        }
    }
}

/// A basis for tests, and tests.
#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::domain::calendar::Period;
    use crate::domain::language::Language;

    /// A period whose weeks are ordinary ones.
    pub fn ordinary(period: Period, seats: u64) -> Basis {
        let week = 7 * seats / period.length_in_days() as u64;
        Basis {
            period,
            is_other: false,
            seats,
            ordinary_week: week,
            closed: Vec::new(),
            closed_seats: 0,
            demanded: 0,
            demanded_seats: 0,
        }
    }

    #[test]
    fn where_a_period_is_unusual_another_one_is_pointed_to() {
        let date = |day| NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
        let fortnight = ordinary(Period { from: date(5), to: date(18) }, 200);
        let locale = Locale::new(Language::English);
        assert_eq!(
            [209, 210].map(|seats| choice(&Basis { seats, ..fortnight.clone() }, &locale).is_some()),
            [false, true]
        );
        assert_eq!(
            [191, 190].map(|seats| choice(&Basis { seats, ..fortnight.clone() }, &locale).is_some()),
            [false, true]
        );
    }

    #[test]
    fn what_is_unusual_is_said_in_both_languages() {
        let date = |day| NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
        let period = Period { from: date(5), to: date(18) };
        let basis = ordinary(period, 20);
        assert_eq!(weeks(&basis, &Locale::new(Language::English)), None);
        let basis =
            Basis { seats: 22, closed: vec![date(6)], closed_seats: 2, demanded: 1, demanded_seats: 4, ..basis };
        assert_eq!(
            weeks(&basis, &Locale::new(Language::English)).as_deref(),
            Some(
                "It has 22 seats, 11.00 a week, where an ordinary week has 10 (+10.0%): 1 closed day takes 2 and changed \
                 demand in 1 window makes +4. Weeks, months and years are taken from it as it is."
            )
        );
        assert_eq!(
            weeks(&basis, &Locale::new(Language::Danish)).as_deref(),
            Some(
                "Perioden har 22 pladser, 11,00 om ugen, hvor en almindelig uge har 10 (+10,0\u{a0}%): 1 lukket dag tager 2 og ændret \
                 behov i 1 tidsrum giver +4. Tallene for uger, måneder og år er regnet ud fra perioden, som den er."
            )
        );
    }
}
