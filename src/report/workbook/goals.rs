//! The goals with proof: what each counts, how far the roster comes, and what is known of whether it could be better.
//!
//! In: a view. Out: a sheet, a row a goal, in the order of the ladder. Nothing is called proven that is not, and a sentence
//! says what that means.

use rust_xlsxwriter::Worksheet;

use crate::report::locale::Locale;
use crate::report::numbers::tidy;
use crate::report::subject::{Proof, Standing};

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
        ["Mål", "Hvad det tæller", "Værdi", "Grænse", "Bevist", "Hvad det betyder"],
        ["Goal", "What it counts", "Value", "Bound", "Proven", "What that means"],
    );
    for (column, title) in columns.into_iter().enumerate() {
        sheet.header(0, column, title, if matches!(column, 2 | 3) { &styles.over } else { &styles.header });
    }
    let mut row = 1;
    for (n, standing) in view.subject.standings.iter().enumerate() {
        let rung = standing.rung;
        sheet.text(row, 0, &capitalised(locale.goal(rung)), &opening(&styles.text));
        sheet.text(row, 1, locale.goal_meaning(rung), &styles.text);
        value(&mut sheet, view, (row, 2), standing.value);
        match standing.proof {
            Proof::Proven => value(&mut sheet, view, (row, 3), standing.value),
            Proof::Bounded(bound) => value(&mut sheet, view, (row, 3), bound),
            Proof::Open | Proof::Unknown => sheet.text(row, 3, "–", &super::sheet::right(&styles.text)),
        }
        sheet.text(row, 4, proven(locale, standing.proof), &styles.strong);
        sheet.text(row, 5, &meaning(locale, standing, n == 0), &styles.text);
        row += 1;
    }
    let ladder = locale.pick(
        "Målene står i den rækkefølge, de vejer: intet mål bliver dårligere for at gøre et senere bedre. For dem alle er \
         mindre bedre.",
        "The goals stand in the order they count: none is made worse to make a later one better. For all of them less is \
         better.",
    );
    sheet.paragraph(row + 1, columns.len(), ladder, &styles.note);
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

fn proven(locale: &Locale, proof: Proof) -> &'static str {
    match proof {
        Proof::Proven => locale.pick("ja", "yes"),
        Proof::Bounded(_) | Proof::Open => locale.pick("nej", "no"),
        Proof::Unknown => locale.pick("ukendt", "unknown"),
    }
}

fn meaning(locale: &Locale, standing: &Standing, is_first: bool) -> String {
    let value = tidy(standing.value);
    match standing.proof {
        Proof::Proven if is_first => locale.pick(
            "Ingen vagtplan, der overholder reglerne, er bedre.".to_owned(),
            "No roster that keeps the rules is better.".to_owned(),
        ),
        Proof::Proven => locale.pick(
            "Ingen vagtplan er bedre uden at gøre et mål ovenfor dårligere.".to_owned(),
            "No roster is better without making a goal above it worse.".to_owned(),
        ),
        Proof::Bounded(bound) if tidy(bound) < value => {
            let (value, bound) = (locale.value(value), locale.value(bound));
            // Above the first goal there are only the rules.
            let price = if is_first {
                locale.pick("og overholde reglerne", "and keeps the rules")
            } else {
                locale.pick("uden at gøre et mål ovenfor dårligere", "without making a goal above it worse")
            };
            locale.pick(
                format!(
                    "Søgningen nåede {value}. Ingen vagtplan kan komme under {bound} {price}; om en ligger derimellem, \
                     vides ikke."
                ),
                format!(
                    "The search got to {value}. No roster comes below {bound} {price}; whether one lies between is not \
                     known."
                ),
            )
        }
        // The bound may have been reached while an earlier goal is still open.
        Proof::Bounded(_) => locale.pick(
            "Grænsen er nået, men et mål ovenfor er ikke bevist: bliver det bedre, kan dette ændre sig.".to_owned(),
            "The bound is reached, but a goal above is not proven: if that gets better, this may change.".to_owned(),
        ),
        Proof::Open => locale.pick(
            "Søgningen sluttede, før der var vist noget om dette mål.".to_owned(),
            "The search ended before anything was shown of this goal.".to_owned(),
        ),
        Proof::Unknown => locale.pick(
            "Værdien er regnet ud; om en anden vagtplan er bedre, har ingen søgt efter.".to_owned(),
            "The value is worked out; whether another roster is better, nobody has searched.".to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::goal::Rung;
    use crate::domain::language::Language;

    #[test]
    fn a_sentence_promises_no_more_than_is_proven() {
        let locale = Locale::new(Language::English);
        let say = |value, proof| meaning(&locale, &Standing { rung: Rung::Rotation, value, proof }, false);
        assert!(say(3.0, Proof::Proven).starts_with("No roster is better without"));
        assert!(say(3.5, Proof::Bounded(3.0)).starts_with("The search got to 3.5. No roster comes below 3 "));
        let first = Standing { rung: Rung::Coverage, value: 2.0, proof: Proof::Bounded(1.0) };
        assert!(meaning(&locale, &first, true).contains("No roster comes below 1 and keeps the rules;"));
        assert!(say(3.0, Proof::Bounded(3.0)).starts_with("The bound is reached, but"));
        assert!(say(3.0, Proof::Open).starts_with("The search ended"));
        assert_eq!(proven(&locale, Proof::Unknown), "unknown");
    }
}
