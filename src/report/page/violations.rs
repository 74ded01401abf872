//! The broken rules of a roster, each with who and when.
//!
//! In: a roster with all that is known of it. Out: a table, or nothing where no rule is broken. Every broken rule is there, however
//! many there are.

use maud::{Markup, html};

use super::frame::{captioned, heads};
use super::names::Names;
use crate::domain::rule::Rule;
use crate::report::locale::Locale;
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
                    th scope="row" { (meaning(locale, violation.rule)) " " code { (violation.rule.name()) } }
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

/// A broken rule in a few words.
fn meaning(locale: &Locale, rule: Rule) -> &'static str {
    match rule {
        Rule::Seats => locale.pick("Flere end pladser, eller en to gange", "More than seats, or somebody twice"),
        Rule::Membership => locale.pick("Kommunen er ikke medlem den dag", "Municipality is no member that day"),
        Rule::Availability => locale.pick("Kan ikke være på den tid", "Not available"),
        Rule::ShiftsPerDay => locale.pick("For mange vagter på en dag", "Too many shifts on a day"),
        Rule::ShiftsPerWeek => locale.pick("For mange vagter på en uge", "Too many shifts in a week"),
        Rule::ShiftsPerPeriod => locale.pick("For mange vagter i perioden", "Too many shifts in the period"),
        Rule::RestHours => locale.pick("For lidt hvile mellem vagter", "Too little rest between shifts"),
        Rule::AwayAtOnce => locale.pick("For mange fra kommunen på én gang", "Too many of the municipality at once"),
        Rule::Locks => locale.pick("Imod en lås eller en udsendt vagt", "Against a lock or a published shift"),
    }
}
