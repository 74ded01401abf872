//! What the seats mean for callers, by day of the week and start.
//!
//! In: a roster with all that is known of it, and what callers find. Out: a table and sentences.

use maud::{Markup, html};

use super::cells;
use super::frame::captioned;
use crate::report::callers::found::Found;
use crate::report::subject::Subject;

/// The section.
pub(super) fn part(subject: &Subject<'_>, found: &Found<'_>) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let table = found.by_slot(instance, locale);
    let caption = locale.pick(
        "Hvad bemandingen betyder for dem, der ringer, efter ugedag og starttid",
        "What the seats that are manned mean for callers, by day of the week and start",
    );
    let body = html! {
        tbody { @for row in &table.rows { tr { (cells::cells(&table, row, locale)) } } }
    };
    html! {
        @for sentence in found.sentences(instance, locale) { p { (crate::report::locale::capitalised(&sentence)) "." } }
        (captioned("numbers", caption, &cells::head(&table, locale), &body))
    }
}
