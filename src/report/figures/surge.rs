//! What more seats at short notice came to: by window, and by municipality.
//!
//! In: an instance with the seats, rosters before and after. Out: tables.

use num_traits::Zero;

use crate::domain::roster::Roster;
use crate::domain::surge::Raised;
use crate::domain::{Exact, Instance};
use crate::report::figures::{Column, Figure, Kind, Table};
use crate::report::numbers::TEXT_PLACES;
use crate::verify::Judgement;

const WINDOWS: [Column; 6] = [
    Column::new("window", Kind::Slot, ["Tidsrum", "Window"]),
    Column::new("date", Kind::Date, ["Dato", "Date"]),
    Column::new("start", Kind::Time, ["Start", "Start"]),
    Column::new("seats_before", Kind::Whole, ["Pladser før", "Seats before"]),
    Column::new("seats", Kind::Whole, ["Pladser nu", "Seats now"]),
    Column::new("filled", Kind::Whole, ["Bemandet", "Filled"]),
];

const MEMBERS: [Column; 6] = [
    Column::new("municipality", Kind::Code, ["Kode", "Code"]),
    Column::new("municipality_name", Kind::Name, ["Kommune", "Municipality"]),
    Column::new("shifts_more", Kind::Signed(0), ["Vagter", "Shifts"]),
    Column::new("owed_more", Kind::Signed(TEXT_PLACES), ["Forpligtelse", "Entitled"]),
    Column::new("credit", Kind::Signed(TEXT_PLACES), ["Til gode", "Credit"]),
    Column::new("deviation", Kind::Signed(TEXT_PLACES), ["Afvigelse", "Deviation"]),
];

/// The columns of `surge.csv`.
pub const FILE: [&str; 6] = ["municipality", "municipality_name", "shifts_more", "owed_more", "credit", "deviation"];

/// The windows that got seats.
pub fn windows(instance: &Instance, roster: &Roster, raised: &[Raised]) -> Table {
    let row = |window: &Raised| {
        let at = (window.date, window.start);
        let place = instance.windows.iter().position(|other| (other.date, other.start) == at);
        [
            Figure::Slots(vec![at]),
            Figure::Date(window.date),
            Figure::Time(window.start),
            Figure::Count(window.was.into()),
            Figure::Count(window.seats.into()),
            Figure::count(place.map(|w| roster.shifts[w].len() as u64)),
        ]
    };
    Table::new(WINDOWS, raised.iter().map(row))
}

/// What it is to each municipality whose shifts or entitlement change: the shifts it has more, what it owes more since there are more
/// seats, and the difference, which its balance is credited with when the period is closed. Credits sum to zero.
pub fn members(instance: &Instance, before: &Judgement, after: &Judgement) -> Table {
    let shifts = |judgement: &Judgement, m: usize| Exact::from_integer(judgement.shifts[m].into());
    let more = |m: usize| {
        let shifts = shifts(after, m) - shifts(before, m);
        let owed = &after.shares.total[m].entitled - &before.shares.total[m].entitled;
        (shifts, owed)
    };
    let row = |m: usize| {
        let municipality = &instance.municipalities[m];
        let (shifts_more, owed_more) = more(m);
        let deviation = shifts(after, m) - &after.shares.total[m].target;
        [
            Figure::text(&municipality.code),
            Figure::text(&municipality.name),
            Figure::Exact(shifts_more.clone()),
            Figure::Exact(owed_more.clone()),
            Figure::Exact(shifts_more - owed_more),
            Figure::Exact(deviation),
        ]
    };
    let concerned: Vec<usize> =
        (0..instance.municipalities.len()).filter(|&m| more(m) != (Exact::zero(), Exact::zero())).collect();
    let (shifts_more, owed_more) = (0..instance.municipalities.len())
        .map(more)
        .fold((Exact::zero(), Exact::zero()), |(shifts, owed), (more_shifts, more_owed)| {
            (shifts + more_shifts, owed + more_owed)
        });
    let sum = [
        Figure::Unknown,
        Figure::Unknown,
        Figure::Exact(shifts_more.clone()),
        Figure::Exact(owed_more.clone()),
        Figure::Exact(shifts_more - owed_more),
        Figure::Unknown,
    ];
    Table::new(MEMBERS, concerned.into_iter().map(row)).summed(sum)
}
