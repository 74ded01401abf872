//! The broken rules of a roster, each with who and when.
//!
//! In: a roster with all that is known of it. Out: a table, or nothing where no rule is broken. Every broken rule is there, however
//! many there are. What was broken before the roster was mended stands in a table of its own.

use maud::{Markup, html};

use super::frame::{captioned, heads};
use super::names::Names;
use crate::report::facts::broken;
use crate::report::subject::Subject;
use crate::verify::Violation;

/// The tables: what is broken, and what was broken before the roster was mended.
pub(super) fn tables(subject: &Subject<'_>, names: &Names) -> Markup {
    let (locale, judgement) = (subject.locale, subject.judgement);
    let before = locale.pick("Regler, der blev brudt før rettelsen", "Rules that were broken before the mending");
    html! {
        (table(subject, names, locale.pick("Brudte regler", "Broken rules"), &judgement.violations))
        (table(subject, names, before, &judgement.past))
    }
}

fn table(subject: &Subject<'_>, names: &Names, caption: &str, violations: &[Violation]) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    if violations.is_empty() {
        return html! {};
    }
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
                            (None, None) => (broken::everybody(locale)),
                        }
                    }
                    td { (broken::when(locale, instance, &violation.windows)) }
                }
            }
        }
    };
    captioned("", caption, &head, &body)
}
