//! What each member's citizens use of the hotline against what it gives.
//!
//! In: a roster with all that is known of it. Out: a sentence and a table with a row a municipality; nothing where no calls are known.

use maud::{Markup, html};

use super::cells::cells;
use super::frame::{captioned, heads, link};
use crate::report::facts::calls;
use crate::report::figures::calls::table;
use crate::report::subject::Subject;

/// Columns: what stands beside the name.
const COLUMNS: [&str; 6] =
    ["calls_a_month", "calls_per_1000", "part_of_calls", "shifts_a_month", "part_of_shifts", "calls_per_shift"];

/// The section.
pub(super) fn part(subject: &Subject<'_>) -> Option<Markup> {
    let (locale, instance) = (subject.locale, subject.instance);
    let usages = calls::by_name(subject);
    if usages.is_empty() {
        return None;
    }
    let all = table(instance, &usages);
    let columns = all.only(&COLUMNS);
    let titles = columns.columns.iter().map(|column| column.title(locale));
    let head = heads(std::iter::once(locale.pick("Kommune", "Municipality")).chain(titles));
    let body = html! {
        tbody {
            @for (usage, row) in usages.iter().zip(&columns.rows) {
                tr data-m=(usage.municipality) {
                    @let name = &instance.municipalities[usage.municipality].name;
                    th scope="row" { (link(name, name)) }
                    (cells(&columns, row, locale))
                }
            }
        }
    };
    let caption = locale.pick("Opkald og vagter pr. måned", "Calls and shifts by the month");
    Some(html! {
        p { (calls::meaning(locale, instance)) }
        (captioned("numbers sorts", caption, &head, &body))
    })
}
