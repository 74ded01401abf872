//! The broken rules of a roster, each with who and when.
//!
//! In: a roster with all that is known of it. Out: a table, or nothing where no rule is broken. Every broken rule is there, however
//! many there are.

use maud::{Markup, html};

use super::frame::{captioned, heads};
use super::names::Names;
use crate::report::subject::Subject;

/// The table.
pub(super) fn table(subject: &Subject<'_>, names: &Names) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let violations = &subject.judgement.violations;
    if violations.is_empty() {
        return html! {};
    }
    let caption = locale.pick("Brudte regler", "Broken rules");
    let head = heads([locale.pick("Regel", "Rule"), locale.pick("Hvem", "Who"), locale.pick("Hvornår", "When")]);
    let body = html! {
        tbody {
            @for violation in violations {
                tr {
                    th scope="row" { (violation.rule.row().broken.of(locale.language())) " " code { (violation.rule.name()) } }
                    td {
                        @match (violation.staff, violation.municipality) {
                            (Some(staff), _) => {
                                (names.person(staff)) ", "
                                (instance.municipalities[instance.staff[staff].municipality].name)
                            }
                            (None, Some(m)) => (instance.municipalities[m].name),
                            (None, None) => (locale.pick("alle i tidsrummet", "everybody in the window")),
                        }
                    }
                    td { (when(subject, &violation.windows)) }
                }
            }
        }
    };
    captioned("", caption, &head, &body)
}

/// The windows, each once.
fn when(subject: &Subject<'_>, windows: &[usize]) -> String {
    let named = windows.chunk_by(|one, other| one == other).map(|seats| {
        let window = &subject.instance.windows[seats[0]];
        let times = if seats.len() > 1 { format!(" ×{}", seats.len()) } else { String::new() };
        format!("{} {}{times}", subject.locale.day(window.date), window.start.format("%H:%M"))
    });
    named.collect::<Vec<_>>().join(", ")
}
