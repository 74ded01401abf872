//! What each municipality's balance was before a period that is closed, what the period added, and what it is now.
//!
//! In: an instance and its closing. Out: tables, a row an account.

use crate::closing::{Closing, Line, balance};
use crate::domain::{Exact, Instance};
use crate::report::figures::{Column, Figure, Kind, Table, class_name, classes};
use crate::report::numbers::TEXT_PLACES;

const COLUMNS: [Column; 8] = [
    Column::new("municipality", Kind::Code, ["Kode", "Code"]),
    Column::new("municipality_name", Kind::Name, ["Kommune", "Municipality"]),
    Column::new("burden", Kind::Burden, ["Vagter", "Shifts"]),
    Column::new("balance_before", Kind::Signed(TEXT_PLACES), ["Gammel saldo", "Old balance"]),
    Column::new("taken_over", Kind::Signed(TEXT_PLACES), ["Overtaget", "Taken over"]),
    Column::new("entitled", Kind::Amount(TEXT_PLACES), ["Forpligtelse", "Entitled"]),
    Column::new("worked", Kind::Whole, ["Taget", "Worked"]),
    Column::new("balance_after", Kind::Signed(TEXT_PLACES), ["Ny saldo", "New balance"]),
];

/// Every account: by municipality code, first all shifts, then the burdens by name.
pub fn all(instance: &Instance, closing: &Closing) -> Table {
    let members = 0..instance.municipalities.len();
    let of = |m| classes(instance).map(move |class| row(instance, closing, m, class));
    Table::new(COLUMNS, members.flat_map(of))
}

/// The accounts of some municipalities in a class; the sum is that of all.
pub fn in_class(
    instance: &Instance,
    closing: &Closing,
    class: Option<usize>,
    municipalities: impl IntoIterator<Item = usize>,
) -> Table {
    let rows = municipalities.into_iter().map(|m| row(instance, closing, m, class));
    let lines = closing.lines(class);
    let sum = |pick: fn(&Line) -> Exact| lines.iter().map(pick).sum::<Exact>();
    let parts = [
        sum(|line| balance(&line.before)),
        sum(|line| line.taken.clone()),
        sum(|line| line.entitled.clone()),
        sum(|line| balance(&line.after)),
    ];
    let worked = lines.iter().map(|line| line.worked).sum();
    let sum = figures([Figure::Unknown, Figure::Unknown], class_name(instance, class), parts, worked);
    Table::new(COLUMNS, rows).summed(sum)
}

fn row(instance: &Instance, closing: &Closing, m: usize, class: Option<usize>) -> [Figure; COLUMNS.len()] {
    let (municipality, line) = (&instance.municipalities[m], &closing.lines(class)[m]);
    let whose = [Figure::text(&municipality.code), Figure::text(&municipality.name)];
    let parts = [balance(&line.before), line.taken.clone(), line.entitled.clone(), balance(&line.after)];
    figures(whose, class_name(instance, class), parts, line.worked)
}

fn figures(
    [code, name]: [Figure; 2],
    class: Figure,
    [before, taken, entitled, after]: [Exact; 4],
    worked: u64,
) -> [Figure; COLUMNS.len()] {
    let [before, taken, entitled, after] = [before, taken, entitled, after].map(Figure::Exact);
    [code, name, class, before, taken, entitled, Figure::Count(worked), after]
}
