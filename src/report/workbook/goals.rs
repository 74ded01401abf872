//! The goals with proof: what each counts, how far the roster comes, and what is known of whether it could be better.
//!
//! In: a view. Out: a sheet, a row a goal, in the order of the ladder. Nothing is called proven that is not, and a sentence
//! says what that means.

use rust_xlsxwriter::Worksheet;

use crate::report::facts::{broken, prices, proof};
use crate::report::figures::goals;
use crate::report::locale::capitalised;

use super::cells;
use crate::report::locale::Locale;

use super::sheet::{Printed, Setup, Sheet};
use super::style::opening;
use super::view::View;

const WIDEST: u32 = 330;

/// The sheet's name.
pub fn name(locale: &Locale) -> &'static str {
    locale.pick("Mål og bevis", "Goals with proof")
}

/// The sheet.
pub fn sheet(view: &View<'_>) -> Worksheet {
    let (locale, styles) = (view.locale(), &view.styles);
    let mut sheet = Sheet::new(name(locale), locale, WIDEST);
    let goals = goals::attained(&view.subject.attained).only(&["title", "counts", "value", "bound"]);
    let (proven, means) = (goals.columns.len(), goals.columns.len() + 1);
    cells::header(&mut sheet, &goals, locale, styles);
    sheet.header(0, proven, locale.pick("Bevis", "Proof"), &styles.header);
    sheet.header(0, means, locale.pick("Hvad det betyder", "What that means"), &styles.header);
    let mut row = 1;
    for (n, (goal, figures)) in view.subject.attained.iter().zip(&goals.rows).enumerate() {
        cells::row(&mut sheet, row, (&goals, figures), (locale, styles), &|_, look| look.clone());
        sheet.text(row, 0, &capitalised(locale.goal(goal.rung)), &opening(&styles.text));
        sheet.text(row, proven, proof::proven(locale, goal.proof), &styles.strong);
        sheet.text(row, means, &proof::meaning(locale, goal, n == 0), &styles.text);
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
    let mut below = row + 1;
    for note in notes.into_iter().flatten().chain(each) {
        sheet.paragraph(below, means + 1, &note, &styles.note);
        below += 1;
    }
    if let Some(prices) = view.subject.prices {
        sheet.line(below + 1, 0, prices::title(locale), &styles.strong);
        let told = prices::sentences(locale, prices);
        let told = told.iter().map(|price| format!("{}: {}", capitalised(price.label), price.text));
        let lines = std::iter::once(prices::meaning(locale).to_owned()).chain(told);
        for (below, line) in (below + 2..).zip(lines) {
            sheet.paragraph(below, means + 1, &line, &styles.note);
        }
    }
    let setup = Setup { header_rows: 1, header_columns: 1, filter: None, landscape: true, printed: Printed::OnePage };
    sheet.finish(view.subject.instance, &setup)
}
