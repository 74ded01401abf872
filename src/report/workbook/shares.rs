//! Shares and balances: what each municipality owes, what it was given, and what it takes into the next period.
//!
//! In: a view. Out: a sheet, a row a municipality and below them the sums: first all shifts, then each burden. The new balance
//! is the one that closing the period with this roster would carry over.

use num_traits::Zero;
use rust_xlsxwriter::{Format, Worksheet};

use crate::closing;
use crate::report::facts::{broken, fairness, part, sums, taken_over};
use crate::report::figures::{accounts, balances, classes};
use crate::report::numbers::TEXT_PLACES;
use crate::verify::Violation;

use super::cells;
use crate::report::locale::Locale;

use super::sheet::{Printed, Setup, Sheet};
use super::style::{opening, painted};
use super::view::View;

const WIDEST: u32 = 200;

/// Columns: whose account it is, the account, and the balance that the next period starts from.
const COLUMNS: [&str; 10] = [
    "municipality_name",
    "municipality",
    "burden",
    "population",
    "share",
    "entitled",
    "carried",
    "target",
    "shifts",
    "deviation",
];

/// The sheet's name.
pub fn name(locale: &Locale) -> &'static str {
    locale.pick("Andele og saldi", "Shares and balances")
}

/// The sheet.
pub fn sheet(view: &View<'_>) -> Worksheet {
    let (instance, locale, styles) = (view.subject.instance, view.locale(), &view.styles);
    let judgement = view.subject.judgement;
    let closing = closing::close(instance, judgement);
    let accounts = accounts::given(instance, judgement);
    let of_class = |class: Option<usize>| {
        let members = || view.municipalities().iter().copied();
        let balances = balances::in_class(instance, &closing, class, members()).only(&["balance_after"]);
        accounts.in_class(class, members()).only(&COLUMNS).beside(balances)
    };
    let mut sheet = Sheet::new(name(locale), locale, WIDEST);
    let mut row = 1;
    for (class, table) in classes(instance).map(|class| (class, of_class(class))) {
        if class.is_none() {
            cells::header(&mut sheet, &table, locale, styles);
        }
        for (&municipality, figures) in view.municipalities().iter().zip(&table.rows) {
            let look = |column: usize, look: &Format| match column {
                0 => painted(look, view.places[municipality]),
                _ => look.clone(),
            };
            cells::row(&mut sheet, row, (&table, figures), (locale, styles), &look);
            row += 1;
        }
        // A sum of all would tell a member nothing of its own, and hardly anything else of the others.
        if let Some(sum) = table.sum.as_ref().filter(|_| view.only.is_none()) {
            cells::row(&mut sheet, row, (&table, sum), (locale, styles), &|_, look| opening(look));
            sheet.text(row, 0, locale.pick("I alt", "Sum"), &opening(&styles.text));
            row += 1;
        }
    }
    let last = row - 1;
    let may_name = |m: usize| view.only.is_none_or(|only| only == m);
    let open = fairness::open_balances(locale, instance, judgement, may_name);
    // The planner's workbook tells of everybody's beside the goals.
    let own = view.only.into_iter().flat_map(|only| broken::past_of_municipality(instance, judgement, only));
    let own: Vec<&Violation> = own.collect();
    let each = own.iter().map(|violation| broken::told(locale, instance, violation));
    let past = broken::past(locale, own.iter().copied()).into_iter().chain(each);
    // Only who sees the sums asks why they are not zero.
    let unequal = if view.only.is_none() { sums::unequal(locale, judgement) } else { Vec::new() };
    for note in notes(view).into_iter().chain(unequal).chain(open).chain(past) {
        row += 1;
        sheet.paragraph(row, COLUMNS.len() + 1, &note, &styles.note);
    }
    let filter = view.only.is_none().then_some((0, last.max(1)));
    let setup = Setup { header_rows: 1, header_columns: 1, filter, landscape: false, printed: Printed::OnePage };
    sheet.finish(instance, &setup)
}

fn notes(view: &View<'_>) -> Vec<String> {
    let texts = view.locale().pick(
        [
            "Forpligtelse er andelen af de pladser, der kan bemandes; måltal er forpligtelsen og det, der er overført fra \
             tidligere perioder; afvigelse er tildelte vagter minus måltallet.",
            "* en hel vagt eller mere fra måltallet",
            "Overført og ny saldo: over nul mangler kommunen at tage vagter, under nul har den taget mere end sin del. Ny saldo er den, \
             som næste periode begynder med, når denne er afsluttet.",
        ],
        [
            "Entitled is the share of the seats that can be filled; target is that and what is carried over from earlier \
             periods; deviation is shifts given less target.",
            "* off target by a whole shift or more",
            "Carried and new balance: above zero the municipality has still to take shifts, below zero it has taken more than its part. The \
             new balance is what the next period starts from once this one is closed.",
        ],
    );
    let (locale, instance) = (view.locale(), view.subject.instance);
    let parts: Vec<String> = match view.only {
        Some(only) => part::sentence(locale, instance, only).into_iter().collect(),
        None => part::each(locale, instance),
    };
    texts.into_iter().map(str::to_owned).chain(parts).chain(handed_on(view)).collect()
}

/// What was taken over from those who have left. A municipality's own workbook names none of them.
fn handed_on(view: &View<'_>) -> Option<String> {
    let (locale, opening) = (view.locale(), &view.subject.judgement.shares.opening);
    let Some(only) = view.only else {
        let sentence = taken_over::sentence(view.subject.instance, opening, locale)?;
        return Some(format!("{}{sentence}.", locale.pick("Overført indeholder: ", "Carried holds: ")));
    };
    let taken = opening.taken.iter().map(|taken| &taken[only]);
    if opening.leavers.contains(&only) || taken.clone().all(Zero::is_zero) {
        return None;
    }
    let names = std::iter::once(locale.pick("alle", "all"));
    let names = names.chain(view.subject.instance.burdens.iter().map(|burden| locale.burden(&burden.name)));
    let amounts: Vec<String> =
        names.zip(taken).map(|(name, taken)| format!("{name} {}", locale.signed(taken, TEXT_PLACES))).collect();
    let amounts = amounts.join(", ");
    let by = match part::is_any(view.subject.instance) {
        true => locale.pick("efter andel", "by share"),
        false => locale.pick("efter befolkning", "by population"),
    };
    Some(locale.pick(
        format!("Overført indeholder det, der er overtaget {by} fra kommuner, der er udtrådt: {amounts}."),
        format!("Carried holds what is taken over {by} from municipalities that have left: {amounts}."),
    ))
}
