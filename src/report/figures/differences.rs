//! What is different between two roster files: the seats that changed hands, and shifts gained and lost.
//!
//! In: a difference. Out: tables in order of time, of staff id, of municipality code. People are named as far as the files say.

use chrono::Datelike;

use crate::difference::{Difference, Tally};
use crate::domain::Exact;
use crate::domain::sheet::Holder;
use crate::report::figures::{Column, Figure, Kind, Table};

const SEATS: [Column; 7] = [
    Column::new("date", Kind::Date, ["Dato", "Date"]),
    Column::new("weekday", Kind::Weekday, ["", ""]),
    Column::new("start", Kind::Time, ["Start", "Start"]),
    Column::new("was", Kind::Code, ["Id før", "Id was"]),
    Column::new("is", Kind::Code, ["Id nu", "Id is"]),
    Column::new("was_named", Kind::Person, ["Før", "Was"]),
    Column::new("is_named", Kind::Person, ["Nu", "Is"]),
];

const GAINED: Column = Column::new("gained", Kind::Whole, ["Vagter fået", "Shifts gained"]);
const LOST: Column = Column::new("lost", Kind::Whole, ["Mistet", "Lost"]);
const NET: Column = Column::new("net", Kind::Signed(0), ["Netto", "Net"]);
const CODE: Column = Column::new("municipality", Kind::Code, ["Kode", "Code"]);
const TOWN: Column = Column::new("municipality_name", Kind::Text, ["Kommune", "Municipality"]);

/// What a document has of the seats.
pub const SEATS_OF_A_FILE: [&str; 5] = ["date", "weekday", "start", "was", "is"];
/// What it has of people.
pub const PEOPLE_OF_A_FILE: [&str; 6] = ["staff", "staff_name", "municipality", "municipality_name", "gained", "lost"];
/// What it has of municipalities.
pub const TOWNS_OF_A_FILE: [&str; 4] = ["municipality", "municipality_name", "gained", "lost"];
/// What people are shown of shifts gained and lost.
pub const TALLY: [&str; 4] = ["named", "gained", "lost", "net"];

/// The seats that changed hands.
pub fn seats(difference: &Difference) -> Table {
    let rows = difference.changes.iter().map(|change| {
        let [was, is] = [&change.was, &change.is].map(|id| Figure::told(id.as_deref()));
        let named = |id: &Option<String>| id.as_ref().map_or(Figure::Unknown, |id| Figure::Text(named(difference, id)));
        let (day, start) = (Figure::Weekday(change.date.weekday()), Figure::Time(change.start));
        [Figure::Date(change.date), day, start, was, is, named(&change.was), named(&change.is)]
    });
    Table::new(SEATS, rows)
}

/// Shifts gained and lost by person.
pub fn people(difference: &Difference) -> Table {
    let columns = [
        Column::new("staff", Kind::Code, ["Id", "Id"]),
        Column::new("staff_name", Kind::Text, ["Navn", "Name"]),
        CODE,
        TOWN,
        GAINED,
        LOST,
        NET,
        Column::new("named", Kind::Name, ["Person", "Person"]),
    ];
    let rows = difference.people.iter().map(|(id, tally)| {
        let unknown = Holder::default();
        let holder = difference.holders.get(id).unwrap_or(&unknown);
        let [name, code, town] =
            [&holder.name, &holder.municipality, &holder.municipality_name].map(|t| Figure::text(t));
        let [gained, lost, net] = counts(tally);
        [Figure::text(id), name, code, town, gained, lost, net, Figure::Text(named(difference, id))]
    });
    Table::new(columns, rows)
}

/// Shifts gained and lost by municipality.
pub fn municipalities(difference: &Difference) -> Table {
    let columns = [CODE, TOWN, GAINED, LOST, NET, Column::new("named", Kind::Name, ["Kommune", "Municipality"])];
    let rows = difference.municipalities.iter().map(|((code, name), tally)| {
        let [gained, lost, net] = counts(tally);
        let named = Figure::text(if name.is_empty() { code } else { name });
        [Figure::text(code), Figure::text(name), gained, lost, net, named]
    });
    Table::new(columns, rows)
}

fn counts(tally: &Tally) -> [Figure; 3] {
    let net = i128::from(tally.gained) - i128::from(tally.lost);
    [Figure::Count(tally.gained), Figure::Count(tally.lost), Figure::Exact(Exact::from_integer(net.into()))]
}

/// `Inge Klit (LEM1, Lemvig)`, as far as the sheets say.
fn named(difference: &Difference, id: &str) -> String {
    let nobody = Holder::default();
    let holder = difference.holders.get(id).unwrap_or(&nobody);
    let town = if holder.municipality_name.is_empty() { &holder.municipality } else { &holder.municipality_name };
    let has_name = !holder.name.is_empty() && holder.name != id;
    match (has_name, town.is_empty()) {
        (true, false) => format!("{} ({id}, {town})", holder.name),
        (true, true) => format!("{} ({id})", holder.name),
        (false, false) => format!("{id} ({town})"),
        (false, true) => id.to_owned(),
    }
}
