//! The goals with proof: what each counts, how far the roster comes, and what is known of whether it could be better.
//!
//! In: a view. Out: a sheet, a row a goal, in the order of the ladder. Nothing is called proven that is not, and a sentence
//! says what that means.

use rust_xlsxwriter::Worksheet;

use crate::report::facts::{broken, proof};
use crate::report::numbers::tidy;
use crate::report::subject::Proof;

use super::sheet::{Setup, Sheet};
use super::style::opening;
use super::text::capitalised;
use super::view::View;

const WIDEST: u32 = 330;

/// The sheet.
pub fn sheet(view: &View<'_>) -> Worksheet {
    let (locale, styles) = (view.locale(), &view.styles);
    let mut sheet = Sheet::new(locale.pick("Mål og bevis", "Goals with proof"), locale, WIDEST);
    let columns = locale.pick(
        ["Mål", "Hvad det tæller", "Værdi", "Grænse", "Bevis", "Hvad det betyder"],
        ["Goal", "What it counts", "Value", "Bound", "Proof", "What that means"],
    );
    for (column, title) in columns.into_iter().enumerate() {
        sheet.header(0, column, title, if matches!(column, 2 | 3) { &styles.over } else { &styles.header });
    }
    let mut row = 1;
    for (n, goal) in view.subject.attained.iter().enumerate() {
        let rung = goal.rung;
        sheet.text(row, 0, &capitalised(locale.goal(rung)), &opening(&styles.text));
        sheet.text(row, 1, locale.goal_meaning(rung), &styles.text);
        value(&mut sheet, view, (row, 2), goal.value);
        match goal.proof {
            Proof::Proven => value(&mut sheet, view, (row, 3), goal.value),
            Proof::Bounded(bound) => value(&mut sheet, view, (row, 3), bound),
            Proof::Open | Proof::Unknown => sheet.text(row, 3, "–", &super::sheet::right(&styles.text)),
        }
        sheet.text(row, 4, proof::proven(locale, goal.proof), &styles.strong);
        sheet.text(row, 5, &proof::meaning(locale, goal, n == 0), &styles.text);
        row += 1;
    }
    let ladder = locale.pick(
        "Målene står i den rækkefølge, de vejer: intet mål bliver dårligere for at gøre et senere bedre. For dem alle er \
         mindre bedre.",
        "The goals stand in the order they count: none is made worse to make a later one better. For all of them less is \
         better.",
    );
    let doubt = view.subject.doubt.map(|doubt| proof::doubted(locale, doubt));
    let past = &view.subject.judgement.past;
    let each = past.iter().map(|violation| broken::told(locale, view.subject.instance, violation));
    let notes = [doubt, proof::mended(view.subject), Some(ladder.to_owned()), broken::past(locale, past)];
    for (below, note) in (row + 1..).zip(notes.into_iter().flatten().chain(each)) {
        sheet.paragraph(below, columns.len(), &note, &styles.note);
    }
    let setup = Setup { header_rows: 1, header_columns: 1, filter: None, landscape: true };
    sheet.finish(view.subject.instance, &setup)
}

fn value(sheet: &mut Sheet<'_>, view: &View<'_>, (row, column): (u32, usize), value: f64) {
    let value = tidy(value);
    let shown = view.locale().value(value);
    let is_whole = value.fract() == 0.0;
    let format = if is_whole { "#,##0" } else { "#,##0.00##" };
    sheet.number(row, column, value, &shown, &view.styles.count.clone().set_num_format(format));
}
