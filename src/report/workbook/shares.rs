//! Shares and balances: what each municipality owes, what it was given, and what it takes into the next period.
//!
//! In: a view. Out: a sheet, a row a municipality and below them the sums: first all shifts, then each burden. The new balance
//! is the one that closing the period with this roster would carry over.

use num_traits::Zero;
use rust_xlsxwriter::{Format, Worksheet};

use crate::closing::{self, Line};
use crate::domain::Exact;
use crate::report::facts::standing::{self, Standing};
use crate::report::facts::{fairness, taken_over};
use crate::report::numbers::{TEXT_PLACES, deviation, signed};
use crate::shares::Account;

use super::sheet::{Setup, Sheet};
use super::style::{opening, painted};
use super::view::View;

const WIDEST: u32 = 200;
/// Municipality, code, which shifts, inhabitants, share; then the account.
const BEFORE_ACCOUNT: usize = 5;
/// Columns of an account.
const ACCOUNT: usize = 6;

/// The sheet.
pub fn sheet(view: &View<'_>) -> Worksheet {
    let (instance, locale, styles) = (view.subject.instance, view.locale(), &view.styles);
    let judgement = view.subject.judgement;
    let closing = closing::close(instance, judgement);
    let mut sheet = Sheet::new(locale.pick("Andele og saldi", "Shares and balances"), locale, WIDEST);
    header(&mut sheet, view);

    let all = Kind { name: locale.pick("alle", "all"), standings: standing::in_all(judgement), lines: &closing.total };
    let burdens = instance.burdens.iter().enumerate().map(|(c, burden)| Kind {
        name: locale.burden(&burden.name),
        standings: standing::in_burden(judgement, c),
        lines: &closing.burdens[c],
    });
    let mut row = 1;
    for kind in [all].into_iter().chain(burdens) {
        for &municipality in view.municipalities() {
            let member = &instance.municipalities[municipality];
            sheet.text(row, 0, &member.name, &painted(&styles.text, view.places[municipality]));
            sheet.verbatim(row, 1, &member.code, &styles.muted);
            sheet.text(row, 2, kind.name, &styles.text);
            sheet.count(row, 3, member.population, &styles.count);
            sheet.exact(row, 4, &judgement.shares.share[municipality], &styles.percent);
            let standing = &kind.standings[municipality];
            let account = standing.account;
            let balance = closing::balance(&kind.lines[municipality].after);
            let figures = Figures { entitled: &account.entitled, carried: &account.carried, target: &account.target };
            figures.write(&mut sheet, view, row, (standing.shifts, &balance), standing.is_off(), &|look| look.clone());
            row += 1;
        }
        // A sum of all would tell a member nothing of its own, and hardly anything else of the others.
        if view.only.is_none() {
            sums(&mut sheet, view, &kind, row);
            row += 1;
        }
    }
    let last = row - 1;
    let may_name = |m: usize| view.only.is_none_or(|only| only == m);
    let open = fairness::open_balances(locale, instance, judgement, may_name);
    for note in notes(view).into_iter().chain(open) {
        row += 1;
        sheet.paragraph(row, BEFORE_ACCOUNT + ACCOUNT, &note, &styles.note);
    }
    let filter = view.only.is_none().then_some((0, last.max(1)));
    let setup = Setup { header_rows: 1, header_columns: 1, filter, landscape: true };
    sheet.finish(instance, &setup)
}

/// All shifts, or a burden.
struct Kind<'a> {
    /// What people call it.
    name: &'a str,
    /// By municipality.
    standings: Vec<Standing<'a>>,
    /// By municipality.
    lines: &'a [Line],
}

/// An account, or a sum of accounts.
struct Figures<'a> {
    entitled: &'a Exact,
    carried: &'a Exact,
    target: &'a Exact,
}

impl Figures<'_> {
    /// The columns of an account: entitled, carried, target, given, deviation, new balance.
    fn write(
        &self,
        sheet: &mut Sheet<'_>,
        view: &View<'_>,
        row: u32,
        (given, balance): (u64, &Exact),
        off: bool,
        look: &dyn Fn(&Format) -> Format,
    ) {
        let styles = &view.styles;
        let rounded = |value: &Exact| {
            let is_zero = signed(value, TEXT_PLACES) == signed(&Exact::zero(), TEXT_PLACES);
            if is_zero { &styles.zero } else { &styles.signed }
        };
        let deviation = deviation(self.target, given);
        let column = BEFORE_ACCOUNT;
        sheet.exact(row, column, self.entitled, &look(&styles.amount));
        sheet.exact(row, column + 1, self.carried, &look(rounded(self.carried)));
        sheet.exact(row, column + 2, self.target, &look(&styles.amount));
        sheet.count(row, column + 3, given, &look(&styles.count.clone().set_bold()));
        sheet.exact(row, column + 4, &deviation, &look(if off { &styles.off } else { rounded(&deviation) }));
        sheet.exact(row, column + 5, balance, &look(rounded(balance)));
    }
}

fn header(sheet: &mut Sheet<'_>, view: &View<'_>) {
    let (locale, styles) = (view.locale(), &view.styles);
    let before = locale.pick(
        ["Kommune", "Kode", "Vagter", "Indbyggere", "Andel"],
        ["Municipality", "Code", "Shifts", "Inhabitants", "Share"],
    );
    let balance = locale.pick("Ny saldo", "New balance");
    let words = [0, 1, 2];
    for (column, title) in before.into_iter().chain(locale.account()).chain([balance]).enumerate() {
        sheet.header(0, column, title, if words.contains(&column) { &styles.header } else { &styles.over });
    }
}

/// The line below all municipalities: what its columns add up to.
fn sums(sheet: &mut Sheet<'_>, view: &View<'_>, kind: &Kind<'_>, row: u32) {
    let (instance, styles) = (view.subject.instance, &view.styles);
    sheet.text(row, 0, view.locale().pick("I alt", "Sum"), &opening(&styles.text));
    sheet.blank(row, 1, &opening(&styles.text));
    sheet.text(row, 2, kind.name, &opening(&styles.text));
    // Populations are checked to be far from what a count holds, but not their sum.
    let population = instance.municipalities.iter().fold(0u64, |sum, member| sum.saturating_add(member.population));
    sheet.count(row, 3, population, &opening(&styles.count));
    sheet.exact(row, 4, &view.subject.judgement.shares.share.iter().sum(), &opening(&styles.percent));
    let sum =
        |pick: fn(&Account) -> &Exact| -> Exact { kind.standings.iter().map(|standing| pick(standing.account)).sum() };
    let (entitled, carried, target) =
        (sum(|account| &account.entitled), sum(|account| &account.carried), sum(|account| &account.target));
    let balance: Exact = kind.lines.iter().map(|line| closing::balance(&line.after)).sum();
    let figures = Figures { entitled: &entitled, carried: &carried, target: &target };
    figures.write(
        sheet,
        view,
        row,
        (kind.standings.iter().map(|standing| standing.shifts).sum(), &balance),
        false,
        &opening,
    );
}

fn notes(view: &View<'_>) -> Vec<String> {
    let texts = view.locale().pick(
        [
            "Forpligtelse er andelen af de pladser, der kan bemandes; måltal er forpligtelsen og det, der er overført fra \
             tidligere perioder; afvigelse er tildelte vagter minus måltallet.",
            "* mere end afrunding fra måltallet",
            "Ny saldo er den, som næste periode begynder med, når denne er afsluttet: over nul skylder kommunen vagter, \
             under nul har den taget mere end sin del.",
        ],
        [
            "Entitled is the share of the seats that can be filled; target is that and what is carried over from earlier \
             periods; deviation is shifts given less target.",
            "* off target by more than rounding",
            "The new balance is what the next period starts from once this one is closed: above zero the municipality \
             owes shifts, below zero it has taken more than its part.",
        ],
    );
    texts.into_iter().map(str::to_owned).chain(handed_on(view)).collect()
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
    Some(locale.pick(
        format!("Overført indeholder det, der er overtaget efter befolkning fra kommuner, der er udtrådt: {amounts}."),
        format!("Carried holds what is taken over by population from municipalities that have left: {amounts}."),
    ))
}
