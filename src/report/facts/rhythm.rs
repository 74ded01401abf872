//! How each municipality's shifts fall through the period, against what falls due.
//!
//! In: a roster with all that is known of it. Out: courses and a sentence. What is due at a week's end is the part of the target
//! that the contract's pace gives; less than a shift from it is rounding.

use num_traits::{Signed, ToPrimitive, Zero};

use crate::domain::Exact;
use crate::report::facts::standing::beyond_rounding;
use crate::report::subject::Subject;

/// One municipality's way through the period.
pub struct Course {
    /// Index into the municipalities.
    pub municipality: usize,
    /// Shifts given up to each week's end.
    pub given: Vec<u64>,
    /// Shifts due up to each week's end.
    pub due: Vec<Exact>,
    /// Weeks at whose end it is off by more than rounding.
    pub outside: u64,
    /// The most that it was ahead.
    pub ahead: Exact,
    /// The most that it was behind: below zero.
    pub behind: Exact,
}

/// The courses of those who owe anything, by name.
pub fn courses(subject: &Subject<'_>) -> Vec<Course> {
    let (instance, judgement) = (subject.instance, subject.judgement);
    let weeks = &judgement.shares.weeks;
    let mut by_week = vec![vec![0_u64; weeks.len()]; instance.municipalities.len()];
    for (window, staff) in instance.windows.iter().zip(&subject.roster.shifts) {
        let Ok(week) = weeks.binary_search(&window.week()) else { continue };
        staff.iter().for_each(|&staff| by_week[instance.staff[staff].municipality][week] += 1);
    }
    let owing = subject.municipalities_by_name().into_iter().filter(|&m| !judgement.shares.pace[m].is_empty());
    owing.map(|m| course(m, &by_week[m], &judgement.shares.pace[m])).collect()
}

fn course(municipality: usize, by_week: &[u64], due: &[Exact]) -> Course {
    let given: Vec<u64> = by_week
        .iter()
        .scan(0, |sum, week| {
            *sum += week;
            Some(*sum)
        })
        .collect();
    let off: Vec<Exact> = given.iter().zip(due).map(|(&given, due)| Exact::from_integer(given.into()) - due).collect();
    let outside = given.iter().zip(due).filter(|(given, due)| beyond_rounding(due, **given)).count();
    let ahead = off.iter().max().cloned().filter(Signed::is_positive).unwrap_or_else(Exact::zero);
    let behind = off.iter().min().cloned().filter(Signed::is_negative).unwrap_or_else(Exact::zero);
    Course { municipality, given, due: due.to_vec(), outside: outside.to_u64().unwrap_or(u64::MAX), ahead, behind }
}

/// Whether everybody has an even pace.
pub fn sentence<'a>(subject: &Subject<'_>, courses: impl IntoIterator<Item = &'a Course>) -> String {
    let locale = subject.locale;
    let off = courses.into_iter().filter(|course| course.outside > 0).count() as u64;
    match off {
        0 => locale
            .pick(
                "Ved hver uges udgang ligger hver kommune mindre end én vagt fra det planmæssige.",
                "At every week's end each municipality is less than one shift from what was due.",
            )
            .to_owned(),
        off => format!(
            "{} {}",
            locale.counted(off, ["kommune ligger", "kommuner ligger"], ["municipality is", "municipalities are"]),
            locale.pick(
                "i mindst én uge en hel vagt eller mere fra det planmæssige.",
                "ahead or behind by a whole shift or more in at least one week.",
            )
        ),
    }
}
