//! The first sheet: what the roster comes to, in sentences and sums, and the way to the other sheets.
//!
//! In: a view of all. Out: a sheet. The sentences are those of the page; what each sheet is for stands beside its name.

use rust_xlsxwriter::Worksheet;

use crate::domain::views::View as Shown;
use crate::report::facts::sentence::Mark;
use crate::report::facts::{state, whole};
use crate::report::locale::{Locale, capitalised};

use super::sheet::{Printed, Setup, Sheet, period};
use super::view::View;

/// The widest column: a sentence of the verdict in two or three lines.
const WIDEST: u32 = 640;

/// The sheet's name.
pub fn name(locale: &Locale) -> &'static str {
    locale.pick("Overblik", "Overview")
}

/// The sheet.
pub fn sheet(view: &View<'_>) -> Worksheet {
    let (subject, instance, locale, styles) = (view.subject, view.subject.instance, view.locale(), &view.styles);
    let mut sheet = Sheet::new(name(locale), locale, WIDEST);
    sheet.line(0, 0, &format!("{}, {}", instance.title, period(locale, instance)), &styles.title);
    let mut row = 1;
    if let Some(state) = subject.state {
        sheet.line(row, 0, &state::told(locale, state), &styles.note);
        row += 1;
    }
    row += 1;
    for sentence in whole::all(subject, 0) {
        let glyph = match sentence.mark {
            Mark::Good => "✓",
            Mark::Bad => "✗",
            Mark::Open => "?",
            Mark::Fact => "–",
        };
        sheet.text(row, 0, &format!("{glyph} {}", capitalised(sentence.label)), &styles.strong);
        sheet.text(row, 1, &sentence.text, &styles.text);
        row += 1;
    }
    row += 1;
    for (what, count) in sums(view) {
        sheet.text(row, 0, &what, &styles.text);
        sheet.count(row, 1, count, &super::style::left(&styles.count));
        row += 1;
    }
    row += 1;
    for (name, about) in sheets(view) {
        sheet.link(row, 0, name, &styles.link);
        sheet.text(row, 1, about, &styles.text);
        row += 1;
    }
    let setup = Setup { header_rows: 1, header_columns: 0, filter: None, landscape: false, printed: Printed::OnePage };
    sheet.finish(instance, &setup)
}

/// What there is of everything.
fn sums(view: &View<'_>) -> Vec<(String, u64)> {
    let (instance, judgement, locale) = (view.subject.instance, view.subject.judgement, view.locale());
    let given: u64 = judgement.shifts.iter().sum();
    let people = instance.staff.iter().map(|staff| u64::from(staff.heads)).sum();
    let mut sums = vec![
        (locale.pick("Pladser", "Seats").to_owned(), instance.seats()),
        (locale.pick("Tildelte vagter", "Shifts given").to_owned(), given),
        (locale.pick("Ubemandede pladser", "Unfilled seats").to_owned(), judgement.unfilled),
    ];
    for (burden, shifts) in instance.burdens.iter().zip(&judgement.burden_shifts) {
        let what = locale.shifts_in(&burden.name, false);
        sums.push((locale.pick(format!("Heraf {what}"), format!("Of these, {what}")), shifts.iter().sum()));
    }
    sums.push((locale.pick("Kommuner", "Municipalities").to_owned(), instance.municipalities.len() as u64));
    sums.push((locale.pick("Medarbejdere", "Colleagues").to_owned(), people));
    sums
}

/// The other sheets, and what each is for.
fn sheets(view: &View<'_>) -> Vec<(&'static str, &'static str)> {
    let locale = view.locale();
    let of = |shown: Shown| locale.pick_of(shown.titles());
    let mut sheets = vec![
        (of(Shown::Calendar), locale.pick("hvem er på hvornår, uge for uge", "who is on when, week by week")),
        (of(Shown::ByMunicipality), locale.pick("hver kommunes vagter", "the shifts of each municipality")),
        (of(Shown::ByPerson), locale.pick("hver persons vagter", "the shifts of each person")),
        (
            super::shares::name(locale),
            locale.pick(
                "hvad hver kommune skylder, har fået og tager med videre",
                "what each owes, was given and carries on",
            ),
        ),
        (super::goals::name(locale), locale.pick("hvad der er bevist, mål for mål", "what is proven, goal by goal")),
    ];
    if view.subject.published.is_some() {
        sheets.push((super::changes::name(locale), locale.pick("hvad der er ændret", "what has changed")));
    }
    sheets.push((super::roster::NAME, locale.pick("listen, som programmer læser", "the list that programs read")));
    sheets
}
