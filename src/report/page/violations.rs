//! The broken rules of a roster, each with who and when.
//!
//! In: a roster with all that is known of it. Out: a table, or nothing where no rule is broken. Every broken rule is there, however
//! many there are. What was broken before the roster was mended stands in a table of its own.

use maud::{Markup, html};

use super::cells::{cells, head};
use super::frame::captioned;
use crate::report::figures::violations::{self, TOLD};
use crate::report::subject::Subject;
use crate::verify::Violation;

/// The tables: what is broken, and what was broken before the roster was mended.
pub(super) fn tables(subject: &Subject<'_>) -> Markup {
    let (locale, judgement) = (subject.locale, subject.judgement);
    let before = locale.pick("Regler, der blev brudt før rettelsen", "Rules that were broken before the mending");
    html! {
        (table(subject, locale.pick("Brudte regler", "Broken rules"), &judgement.violations))
        (table(subject, before, &judgement.past))
    }
}

fn table(subject: &Subject<'_>, caption: &str, violations: &[Violation]) -> Markup {
    if violations.is_empty() {
        return html! {};
    }
    let locale = subject.locale;
    let table = violations::table(subject.instance, violations, locale).only(&TOLD);
    let body = html! { tbody { @for row in &table.rows { tr { (cells(&table, row, locale)) } } } };
    captioned("", caption, &head(&table, locale), &body)
}
