//! The bill of a year, a row a municipality.
//!
//! In: a bill. Out: a table, whose money is in kroner and øre and adds up.

use crate::domain::Exact;
use crate::report::figures::{Column, Figure, Kind, Table};
use crate::settlement::{Bill, Line, ORE};

const COLUMNS: [Column; 12] = [
    Column::new("municipality", Kind::Code, ["Kode", "Code"]),
    Column::new("municipality_name", Kind::Name, ["Kommune", "Municipality"]),
    Column::new("days", Kind::Whole, ["Dage", "Days"]),
    Column::new("part", Kind::Percent, ["Andel", "Part"]),
    Column::new("cost", Kind::Amount(2), ["Del af udgiften", "Part of the cost"]),
    Column::new("items", Kind::Amount(2), ["Særlige poster", "Items"]),
    Column::new("shifts", Kind::Whole, ["Vagter", "Shifts"]),
    Column::new("hours", Kind::Amount(2), ["Timer", "Hours"]),
    Column::new("credit", Kind::Amount(2), ["Godskrevet", "Credited"]),
    Column::new("balance", Kind::Amount(2), ["Saldo", "Balance"]),
    Column::new("pays", Kind::Amount(2), ["Betaler", "Pays"]).standing_out(),
    Column::new("per_call", Kind::Amount(2), ["Pr. opkald", "Per call"]),
];

/// The table, with its sums.
pub fn table(bill: &Bill) -> Table {
    let row = |line: &Line| {
        [
            Figure::text(&line.code),
            Figure::text(&line.name),
            Figure::Count(line.days),
            Figure::Exact(line.part.clone()),
            Figure::Ore(line.cost),
            Figure::Ore(line.items.iter().sum()),
            Figure::Count(line.shifts),
            Figure::Exact(line.hours.clone()),
            Figure::Ore(line.credit),
            Figure::Ore(line.balance),
            Figure::Ore(line.pays),
            Figure::exact(line.per_call().map(|ore| ore / Exact::from_integer(ORE.into()))),
        ]
    };
    let ore = |of: &dyn Fn(&Line) -> i64| Figure::Ore(bill.lines.iter().map(of).sum());
    let calls: Option<u64> = bill.lines.iter().map(|line| line.calls).sum();
    let all: i64 = bill.lines.iter().map(|line| line.cost + line.items.iter().sum::<i64>()).sum();
    let per_call =
        calls.filter(|&calls| calls > 0).map(|calls| Exact::new(all.into(), (u128::from(calls) * 100).into()));
    let sum = [
        Figure::Unknown,
        Figure::Unknown,
        Figure::Unknown,
        Figure::Exact(bill.lines.iter().map(|line| &line.part).sum()),
        ore(&|line| line.cost),
        ore(&|line| line.items.iter().sum()),
        Figure::Count(bill.lines.iter().map(|line| line.shifts).sum()),
        Figure::Exact(bill.lines.iter().map(|line| &line.hours).sum()),
        ore(&|line| line.credit),
        ore(&|line| line.balance),
        ore(&|line| line.pays),
        Figure::exact(per_call),
    ];
    Table::new(COLUMNS, bill.lines.iter().map(row)).summed(sum)
}

/// The columns of `settlement.csv` and the workbook.
pub fn columns(bill: &Bill) -> Vec<&'static str> {
    let all = COLUMNS.iter().map(|column| column.key);
    all.filter(|key| *key != "per_call" || bill.lines.iter().any(|line| line.calls.is_some())).collect()
}

/// The columns of the terminal: those that say anything.
pub fn shown(bill: &Bill) -> Vec<&'static str> {
    let has = |of: &dyn Fn(&Line) -> bool| bill.lines.iter().any(of);
    let says = |key: &&str| match *key {
        "municipality" | "days" | "shifts" => false,
        "items" => !bill.terms.items.is_empty(),
        "credit" | "hours" => bill.terms.price_per_hour.is_some(),
        "balance" => has(&|line| line.balance != 0),
        _ => true,
    };
    columns(bill).into_iter().filter(says).collect()
}
