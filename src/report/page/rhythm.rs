//! How each municipality's shifts fall through the period, compared with what falls due.
//!
//! In: a roster with all that is known of it. Out: a sentence; whoever is off by a whole shift or more at once, and everybody folded away:
//! a picture and a table with a row a municipality.

use maud::{Markup, html};

use super::frame::{captioned, figure, heads, link};
use crate::report::facts::rhythm::{Course, courses, sentence};
use crate::report::numbers::TEXT_PLACES;
use crate::report::picture;
use crate::report::subject::Subject;

/// The section.
pub(super) fn part(subject: &Subject<'_>) -> Markup {
    let locale = subject.locale;
    let courses = courses(subject);
    let off: Vec<&Course> = courses.iter().filter(|course| course.outside > 0).collect();
    let all: Vec<&Course> = courses.iter().collect();
    html! {
        p { (sentence(subject, &courses)) }
        @if !off.is_empty() && off.len() < all.len() { (figure(&picture::rhythm_of(subject, &off))) }
        details.whole {
            summary {
                (locale.counted(all.len() as u64, ["kommune", "kommuner"], ["municipality", "municipalities"]))
                (locale.pick(", uge for uge", ", week by week"))
            }
            (figure(&picture::rhythm_of(subject, &all)))
            (table(subject, &courses))
        }
    }
}

fn table(subject: &Subject<'_>, courses: &[Course]) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let caption = locale.pick(
        "Vagter gennem perioden, sammenlignet med det planmæssige",
        "Shifts through the period, compared with what was due",
    );
    let head = heads([
        locale.pick("Kommune", "Municipality"),
        locale.pick("Vagter", "Shifts"),
        locale.pick("Mest foran", "Most ahead"),
        locale.pick("Mest bagud", "Most behind"),
        locale.pick("Uger uden for ±1 vagt", "Weeks beyond ±1 shift"),
    ]);
    let body = html! {
        tbody {
            @for course in courses {
                tr data-m=(course.municipality) {
                    @let name = &instance.municipalities[course.municipality].name;
                    th scope="row" { (link(name, name)) }
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
    captioned("numbers sorts", caption, &head, &body)
}
