//! How each municipality's shifts fall through the period, against what falls due.
//!
//! In: a roster with all that is known of it. Out: courses, a table and a sentence. What is due at a week's end is the part of the
//! target that the contract's pace gives; less than a shift from it is rounding.

use maud::{Markup, html};
use num_traits::{Signed, ToPrimitive, Zero};

use super::frame::{captioned, figure, heads};
use crate::domain::Exact;
use crate::report::numbers::{TEXT_PLACES, beyond_rounding};
use crate::report::picture;
use crate::report::subject::Subject;

/// One municipality's way through the period.
pub(crate) struct Course {
    /// Index into the municipalities.
    pub(crate) municipality: usize,
    /// Shifts given up to each week's end.
    pub(crate) given: Vec<u64>,
    /// Shifts due up to each week's end.
    pub(crate) due: Vec<Exact>,
    /// Weeks at whose end it is off by more than rounding.
    pub(crate) outside: u64,
    /// The most that it was ahead, and behind.
    ahead: Exact,
    behind: Exact,
}

/// The courses of those who owe anything, by name.
pub(crate) fn courses(subject: &Subject<'_>) -> Vec<Course> {
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
pub(crate) fn sentence(subject: &Subject<'_>, courses: &[Course]) -> String {
    let locale = subject.locale;
    let off = courses.iter().filter(|course| course.outside > 0).count() as u64;
    match off {
        0 => locale
            .pick(
                "Ved hver uges slutning har hver kommune taget de vagter, der var forfaldne, inden for afrunding.",
                "At every week's end each municipality has taken the shifts that were due, within rounding.",
            )
            .to_owned(),
        off => format!(
            "{} {}",
            locale.counted(off, ["kommune er", "kommuner er"], ["municipality is", "municipalities are"]),
            locale.pick(
                "i mindst én uge længere foran eller bagud end afrunding.",
                "ahead or behind by more than rounding in at least one week.",
            )
        ),
    }
}

/// The section.
pub(super) fn part(subject: &Subject<'_>) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let courses = courses(subject);
    let caption =
        locale.pick("Vagter gennem perioden, mod det forfaldne", "Shifts through the period, against what was due");
    let head = heads([
        locale.pick("Kommune", "Municipality"),
        locale.pick("Vagter", "Shifts"),
        locale.pick("Mest foran", "Most ahead"),
        locale.pick("Mest bagud", "Most behind"),
        locale.pick("Skæve uger", "Weeks off"),
    ]);
    let body = html! {
        tbody {
            @for course in &courses {
                tr data-m=(course.municipality) {
                    th scope="row" { (instance.municipalities[course.municipality].name) }
                    td { (locale.whole(course.given.last().copied().unwrap_or(0))) }
                    td { (locale.signed(&course.ahead, TEXT_PLACES)) }
                    td { (locale.signed(&course.behind, TEXT_PLACES)) }
                    @if course.outside > 0 {
                        td.bad { span aria-hidden="true" { "✗ " } (locale.whole(course.outside)) }
                    } @else {
                        td { "0" }
                    }
                }
            }
        }
    };
    let table = captioned("numbers", caption, &head, &body);
    html! {
        p { (sentence(subject, &courses)) }
        (figure(&picture::rhythm(subject)))
        (table)
    }
}
