//! The table of municipalities: what each owed, what it was given, and how far that is off.
//!
//! In: an instance and a judgement. Out: a table, in two or more where the burdens don't fit beside the rest. A figure
//! off by more than rounding carries a star, so that nothing depends on colour.

use std::collections::BTreeSet;

use crate::domain::language::Language;
use crate::domain::{Exact, Instance};
use crate::report::facts::standing::{self, Standing};
use crate::report::facts::taken_over;
use crate::report::locale::Locale;
use crate::report::numbers::{TEXT_PLACES, deviation, fixed, percent, signed};
use crate::report::table::{self, Cell, Column};
use crate::shares::Account;
use crate::verify::Judgement;

/// The widest a burden's name gets as a header; planners may name them as they like.
const WIDEST_TITLE: usize = 20;

/// The table.
pub fn render(instance: &Instance, judgement: &Judgement, width: u16) -> String {
    some(instance, judgement, &(0..instance.municipalities.len()).collect(), width)
}

/// The table of some of the municipalities; the last line is still that of all.
pub fn some(instance: &Instance, judgement: &Judgement, members: &BTreeSet<usize>, width: u16) -> String {
    let shares = &judgement.shares;
    let every = |cell: &dyn Fn(usize) -> Cell, sum: String| {
        members.iter().copied().map(cell).chain([Cell::strong(sum)]).collect::<Vec<Cell>>()
    };
    let amount = |pick: fn(&Account) -> &Exact| {
        let cells = |m: usize| Cell::plain(fixed(pick(&shares.total[m]), TEXT_PLACES));
        every(&cells, fixed(&shares.total.iter().map(pick).sum(), TEXT_PLACES))
    };
    let given = |m: usize| Cell::plain(judgement.shifts[m].to_string());
    let standings = standing::in_all(judgement);
    let off = |m: usize| (signed(&standings[m].deviation, TEXT_PLACES), standings[m].is_off());
    let total_given: u64 = judgement.shifts.iter().sum();
    let total_target: Exact = shares.total.iter().map(|account| &account.target).sum();

    let names = every(&|m| Cell::plain(&instance.municipalities[m].name), "all".to_owned());
    let columns = vec![
        Column::number(
            "share %",
            every(&|m| Cell::plain(percent(&shares.share[m])), percent(&shares.share.iter().sum())),
        ),
        Column::number("entitled", amount(|account| &account.entitled)),
        Column::number("carried", amount(|account| &account.carried)),
        Column::number("target", amount(|account| &account.target)),
        Column::number("shifts", every(&given, total_given.to_string())),
        starred(
            "deviation",
            members.iter().copied().map(off).collect(),
            signed(&deviation(&total_target, total_given), TEXT_PLACES),
        ),
    ];
    let burdens = (0..instance.burdens.len()).map(|c| {
        let standings = standing::in_burden(judgement, c);
        let cell = |m: usize| (of(standings[m].shifts, &standings[m].account.target), standings[m].is_off());
        let target: Exact = standings.iter().map(|standing| &standing.account.target).sum();
        starred(
            &title(&instance.burdens[c].name),
            members.iter().copied().map(cell).collect(),
            of(standings.iter().map(|standing| standing.shifts).sum(), &target),
        )
    });
    let groups = [columns, burdens.collect()];
    let taken_over = taken_over::sentence(instance, &shares.opening, &Locale::new(Language::English));
    let notes = [legend(instance, judgement)].into_iter().chain(taken_over);
    table::stack(&Column::text("municipality", names), &groups, width)
        + &notes.map(|line| table::note(&line, width)).collect::<String>()
}

/// A burden's name as a header.
pub fn title(name: &str) -> String {
    if name.chars().count() <= WIDEST_TITLE {
        return name.to_owned();
    }
    name.chars().take(WIDEST_TITLE - 1).chain(['…']).collect()
}

/// A column of figures and a sum, with a star before those that are beyond rounding: there it moves no digits.
fn starred(title: &str, figures: Vec<(String, bool)>, sum: String) -> Column {
    let cell = |(text, beyond)| if beyond { Cell::judged(false, format!("*{text}")) } else { Cell::plain(text) };
    Column::number(title, figures.into_iter().map(cell).chain([Cell::strong(sum)]).collect())
}

fn of(shifts: u64, target: &Exact) -> String {
    format!("{shifts}/{}", fixed(target, TEXT_PLACES))
}

fn legend(instance: &Instance, judgement: &Judgement) -> String {
    let mut standings = standing::in_all(judgement).into_iter().chain(standing::in_burdens(judgement));
    let starred = standings.any(|standing: Standing<'_>| standing.is_off());
    let mut legend = String::from("deviation is shifts less target");
    if starred {
        legend.push_str("; * off by more than rounding");
    }
    if !instance.burdens.is_empty() {
        legend.push_str("; burdens show shifts/target");
    }
    legend
}
