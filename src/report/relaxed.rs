//! What would have to be asked for, as a table: whom to ask for what, and which window it fills.
//!
//! In: an instance and what was found. Out: figures, in the order of phone calls: by municipality and person. What is asked for is
//! said once, here, in both languages.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::domain::Instance;
use crate::domain::calendar::week_name;
use crate::domain::concession::Concession;
use crate::domain::rule::Rule;
use crate::relaxation::{Asked, Relaxation, Set};
use crate::report::figures::{Column, Figure, Kind, Table};
use crate::report::locale::Locale;

const COLUMNS: [Column; 13] = [
    Column::new("set", Kind::Whole, ["Forslag", "Set"]),
    Column::new("kind", Kind::Code, ["Slags", "Kind"]),
    Column::new("municipality", Kind::Code, ["Kode", "Code"]),
    Column::new("municipality_name", Kind::Text, ["Kommune", "Municipality"]),
    Column::new("staff", Kind::Code, ["Id", "Id"]),
    Column::new("staff_name", Kind::Text, ["Navn", "Name"]),
    Column::new("date", Kind::Date, ["Dato", "Date"]),
    Column::new("start", Kind::Time, ["Start", "Start"]),
    Column::new("week", Kind::Code, ["Uge", "Week"]),
    Column::new("fills_date", Kind::Date, ["Bemander", "Fills"]),
    Column::new("fills_weekday", Kind::Weekday, ["", ""]),
    Column::new("fills_start", Kind::Time, ["Start", "Start"]),
    Column::new("price", Kind::Whole, ["Pris", "Price"]),
];

/// All sets, one after the other. The columns `kind` to `start` are those of `agreements.csv`.
pub fn table(instance: &Instance, found: &Relaxation) -> Table {
    let sets = found.sets.iter().zip(1..);
    let rows = sets.flat_map(|(set, number)| set.asked.iter().map(move |asked| row(instance, number, asked)));
    Table::new(COLUMNS, rows)
}

/// What the file has: all of it.
pub fn file(table: &Table) -> &Table {
    table
}

fn row(instance: &Instance, set: u64, asked: &Asked) -> [Figure; COLUMNS.len()] {
    let concession = asked.concession;
    let staff = concession.staff().map(|staff| &instance.staff[staff]);
    let home = &instance.municipalities[home(instance, concession)];
    let [about, fills] =
        [concession.window(), asked.fills].map(|window| window.map(|window| &instance.windows[window]));
    let date = match concession {
        Concession::Week { monday, .. } => Some(fills.map_or(monday, |window| window.date)),
        _ => about.map(|window| window.date),
    };
    let dated = |date: Option<chrono::NaiveDate>| date.map_or(Figure::Unknown, Figure::Date);
    let week = matches!(concession, Concession::Week { .. }).then(|| date.map(week_name)).flatten();
    [
        Figure::Count(set),
        Figure::text(concession.kind().name()),
        Figure::text(&home.code),
        Figure::text(&home.name),
        Figure::told(staff.map(|staff| staff.id.as_str())),
        Figure::told(staff.map(|staff| staff.name.as_str())),
        dated(date),
        Figure::time(about.map(|window| window.start)),
        Figure::told(week.as_deref()),
        dated(fills.map(|window| window.date)),
        fills.map_or(Figure::Unknown, |window| Figure::Weekday(window.date.weekday())),
        Figure::time(fills.map(|window| window.start)),
        Figure::Count(asked.price.into()),
    ]
}

/// Whose people are asked, or which municipality.
pub fn home(instance: &Instance, concession: Concession) -> usize {
    match concession {
        Concession::Away { municipality, .. } => municipality,
        other => other.staff().map_or(0, |staff| instance.staff[staff].municipality),
    }
}

/// What each thing of a set is asked for in words, in its order.
pub fn said(instance: &Instance, set: &Set, locale: &Locale) -> Vec<String> {
    let mut before: BTreeMap<Concession, u32> = BTreeMap::new();
    let one = |asked: &Asked| {
        let times = before.entry(asked.concession).or_default();
        *times += 1;
        in_words(instance, asked.concession, *times, locale)
    };
    set.asked.iter().map(one).collect()
}

/// One thing; of several alike the so many-th.
fn in_words(instance: &Instance, concession: Concession, times: u32, locale: &Locale) -> String {
    let instead = |limit: u32| {
        let (is, was) = (limit.saturating_add(times), limit.saturating_add(times - 1));
        locale.pick(format!("{is} i stedet for {was}"), format!("{is} instead of {was}"))
    };
    match concession {
        Concession::Week { staff, monday } => {
            let (week, instead) = (monday.iso_week().week(), instead(instance.most_in_week(staff, monday.iso_week())));
            locale.pick(
                format!("en vagt mere i uge {week} ({instead})"),
                format!("one more shift in week {week} ({instead})"),
            )
        }
        Concession::Period { staff } => {
            let instead = instead(instance.staff[staff].limits.most(Rule::ShiftsPerPeriod));
            locale.pick(
                format!("en vagt mere i perioden ({instead})"),
                format!("one more shift in the period ({instead})"),
            )
        }
        Concession::Away { municipality, window } => {
            let instead = instead(instance.most_away(municipality, window).unwrap_or(0));
            locale.pick(
                format!("en kollega mere på vagt samtidig ({instead})"),
                format!("one more colleague away at once ({instead})"),
            )
        }
        Concession::Window { .. } => locale
            .pick("at komme, selv om svaret var, at det ikke går", "coming although marked as not available")
            .to_owned(),
        Concession::Lock { staff, window } if instance.fixed.contains_key(&(staff, window)) => {
            let window = &instance.windows[window];
            let slot = locale.slot(window.date, window.start);
            locale.pick(format!("at opgive den låste vagt {slot}"), format!("giving up the fixed shift {slot}"))
        }
        Concession::Lock { .. } => {
            locale.pick("at komme, selv om en lås udelukker det", "coming although a lock forbids it").to_owned()
        }
    }
}
