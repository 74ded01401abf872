//! How each municipality's shifts fall through the period, against what falls due.
//!
//! In: a roster with all that is known of it. Out: a sentence, a picture and a table with a row a municipality.

use maud::{Markup, html};

use super::frame::{captioned, figure, heads};
use crate::report::facts::rhythm::{courses, sentence};
use crate::report::numbers::TEXT_PLACES;
use crate::report::picture;
use crate::report::subject::Subject;

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
