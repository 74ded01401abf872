//! Who a random folder is about: members, staff, what they can and wish, what they bring along from earlier periods.
//!
//! In: a draft whose calendar stands. Out: the tables that name municipalities and people.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use fastrand::Rng;

use super::super::folder::{Folder, Table};
use super::{DAYS, Draft, STARTS, Size};

/// Says in some folders how long an absence is long, and sends people on leave, before the period as well. Chance of its own
/// leaves the rest of a seed's folder as it is.
pub(super) fn leaves(folder: &mut Folder, windows: &[(NaiveDate, &'static str, u32)], seed: u64) {
    let mut random = Rng::with_seed(!seed);
    if random.bool() {
        folder.plan += &format!("[rotation]\nlong_absence_days = {}\n", random.u32(0..5));
    }
    let table = |name: &str| folder.tables.iter().position(|table| table.name == name);
    let staff = table("staff.csv").expect("staff");
    let rows = match table("availability.csv") {
        Some(at) => at,
        None => {
            folder.tables.push(Table::new("availability.csv", "staff,kind,days,start,from,to"));
            folder.tables.len() - 1
        }
    };
    for _ in 0..random.usize(0..3) {
        let person = random.choice(&folder.tables[staff].rows).expect("somebody").clone();
        let (date, ..) = random.choice(windows).copied().expect("a window");
        let from = (date - Days::new(random.u64(0..20))).to_string();
        let to = if random.bool() { date } else { date + Days::new(random.u64(0..12)) }.to_string();
        let (from, to) = match random.u8(0..5) {
            0 => (String::new(), to),
            1 => (from, String::new()),
            _ => (from, to),
        };
        // A pool sends somebody else.
        if person[6].is_empty() {
            folder.tables[rows].push([&person[0], "unavailable", "", "", &from, &to]);
        }
    }
    if folder.tables[rows].rows.is_empty() {
        folder.tables.remove(rows);
    }
}

/// Caps the burdens of some folders in plan.toml, and of some people in columns. Chance of its own leaves the rest of a seed's
/// folder as it is.
pub(super) fn caps(folder: &mut Folder, seed: u64) {
    const COLUMNS: [(&str, [&str; 2]); 3] = [
        ("evening", ["evening_per_week", "evening_per_period"]),
        ("late", ["late_per_week", "late_per_period"]),
        ("weekend", ["weekend_per_week", "weekend_per_period"]),
    ];
    let mut random = Rng::with_seed(seed.rotate_left(32));
    for (burden, columns) in COLUMNS {
        let header = format!("[burdens.{burden}]\n");
        if !folder.plan.contains(&header) || random.u8(0..3) == 0 {
            continue;
        }
        for (key, column) in ["per_person_week", "per_person_period"].into_iter().zip(columns) {
            if random.u8(0..3) == 0 {
                folder.plan = folder.plan.replace(&header, &format!("{header}{key} = {}\n", random.u32(1..=3)));
            }
            if random.u8(0..3) == 0 {
                let staff = folder.tables.iter_mut().find(|table| table.name == "staff.csv").expect("staff");
                staff.header.push(column);
                for row in &mut staff.rows {
                    row.push(if random.u8(0..3) == 0 { random.u32(0..=2).to_string() } else { String::new() });
                }
            }
        }
    }
}

/// Says in some folders how strong wishes are. Chance of its own leaves the rest of a seed's folder as it is.
pub(super) fn strengths(folder: &mut Folder, seed: u64) {
    let mut random = Rng::with_seed(seed.rotate_left(48));
    let table = folder.tables.iter_mut().find(|table| table.name == "availability.csv");
    let Some(table) = table.filter(|_| random.bool()) else { return };
    table.header.push("strength");
    for row in &mut table.rows {
        let is_wish = matches!(row[1].as_str(), "prefers" | "avoids");
        row.push(if is_wish && random.bool() { random.u32(1..=3).to_string() } else { String::new() });
    }
}

impl Draft<'_> {
    pub(super) fn municipalities(&mut self) -> Table {
        let mut table = Table::new("municipalities.csv", "code,name,population,joined,left,away_at_once");
        let names = ["Læsø", "Ærø", "Fanø", "Samsø", "Møn", "Als"];
        let members = if self.size == Size::Tiny { self.random.usize(2..=3) } else { self.random.usize(3..=6) };
        for (m, name) in names.iter().enumerate().take(members) {
            // Round numbers make targets whole now and then, and fair parts tie.
            let population = self.random.u32(1..=12) * if self.chance(0.5) { 100 } else { 37 };
            let (mut joined, mut left) = (String::new(), String::new());
            // One member always stays, so that no day is without.
            if m > 0 && self.chance(0.3) {
                let day = self.a_day();
                match self.random.u8(0..3) {
                    0 => joined = day.to_string(),
                    1 => left = day.to_string(),
                    _ => {
                        joined = (self.from - Days::new(30)).to_string();
                        left = (day + Days::new(1)).to_string();
                    }
                }
            }
            let away = if self.chance(0.3) { self.random.u32(1..=2).to_string() } else { String::new() };
            let code = (100 + 7 * m).to_string();
            table.push([&code, name, &population.to_string(), &joined, &left, &away]);
        }
        table
    }

    pub(super) fn staff(&mut self, municipalities: &Table) -> Table {
        let mut table =
            Table::new("staff.csv", "id,name,municipality,shifts_per_week,shifts_per_period,weight,heads,joined,left");
        let people = if self.size == Size::Tiny { self.random.usize(2..=5) } else { self.random.usize(6..=14) };
        for s in 0..people {
            let home = self.random.choice(&municipalities.rows).expect("some").clone();
            let home = if self.chance(0.5) { &home[0] } else { &home[1] };
            let mut maybe = |probability: f64, cells: &[&str]| {
                let cell = self.random.choice(cells).expect("some");
                if self.random.f64() < probability { (*cell).to_owned() } else { String::new() }
            };
            let per_week = maybe(0.3, &["1", "2", "3"]);
            let per_period = maybe(0.3, &["1", "2", "3", "4"]);
            let weight = maybe(0.4, &["0.5", "0.8", "1", "1.25", "2"]);
            let heads = maybe(0.25, &["1", "2", "2", "3"]);
            // A few come in the middle of the period, or go.
            let (mut joined, mut left) = (String::new(), String::new());
            if self.chance(0.1) {
                let day = self.a_day();
                if self.chance(0.5) { joined = day.to_string() } else { left = day.to_string() }
            }
            let id = format!("s{s:02}");
            table.push([&id, &format!("Søs {s}"), home, &per_week, &per_period, &weight, &heads, &joined, &left]);
        }
        table
    }

    pub(super) fn availability(&mut self, staff: &Table, windows: &[(NaiveDate, &'static str, u32)]) -> Table {
        let mut table = Table::new("availability.csv", "staff,kind,days,start,from,to");
        for person in &staff.rows {
            for (kind, rows) in [("available", 0.45), ("unavailable", 0.3), ("prefers", 0.4), ("avoids", 0.4)] {
                let mut probability = rows;
                while self.chance(probability) {
                    let row = self.availability_row(windows);
                    table.push([&person[0], kind, &row[0], &row[1], &row[2], &row[3]]);
                    probability *= 0.5;
                }
            }
        }
        self.random.shuffle(&mut table.rows);
        table
    }

    /// Days, start, from, to, around some window so that the row has one to be about.
    fn availability_row(&mut self, windows: &[(NaiveDate, &'static str, u32)]) -> [String; 4] {
        let (date, start, _) = self.random.choice(windows).copied().expect("a draft without windows is drawn again");
        let day = date.weekday().num_days_from_monday() as usize;
        let days = match self.random.u8(0..4) {
            0 => DAYS[day].to_owned(),
            1 => format!("{};{}", DAYS[self.random.usize(0..7)], DAYS[day]),
            2 if day > 0 => format!("{}-{}", DAYS[self.random.usize(0..day)], DAYS[day]),
            _ => String::new(),
        };
        let starts = match self.random.u8(0..4) {
            0 => start.to_owned(),
            1 => format!("{start};{}", STARTS[self.random.usize(0..3)]),
            _ => String::new(),
        };
        let starts = if starts == format!("{start};{start}") { start.to_owned() } else { starts };
        let days = if days == format!("{0};{0}", DAYS[day]) { DAYS[day].to_owned() } else { days };
        let from = if self.chance(0.3) { (date - Days::new(self.random.u64(0..3))).to_string() } else { String::new() };
        let to = if self.chance(0.3) { (date + Days::new(self.random.u64(0..5))).to_string() } else { String::new() };
        [days, starts, from, to]
    }

    pub(super) fn ledger(&mut self, municipalities: &Table) -> Table {
        let mut table = Table::new("ledger.csv", "municipality,burden,entitled,worked");
        let burdens: Vec<&str> = std::iter::once("").chain(self.burdens.iter().map(|burden| burden.0)).collect();
        if self.chance(0.5) {
            return table;
        }
        for municipality in &municipalities.rows {
            for burden in &burdens {
                if self.chance(0.6) {
                    let worked = self.random.i32(0..9);
                    let balance = self.random.i32(-25..=25).max(-10 * worked);
                    let entitled = f64::from(10 * worked + balance) / 10.0;
                    table.push([&municipality[0], burden, &entitled.to_string(), &worked.to_string()]);
                }
            }
        }
        table
    }

    /// Some shifts of the week before the period, evenings of its last day among them.
    pub(super) fn history(&mut self, municipalities: &Table, staff: &Table) -> Table {
        let header = "date,weekday,week,start,end,seat,municipality,municipality_name,staff,staff_name,status";
        let mut table = Table::new("history.csv", header);
        let mut shifts = BTreeSet::new();
        for _ in 0..self.random.usize(0..=staff.rows.len()) {
            let (back, start) =
                if self.chance(0.5) { (1, 2) } else { (self.random.u64(1..8), self.random.usize(0..3)) };
            shifts.insert((self.from - Days::new(back), start, self.random.usize(0..staff.rows.len())));
        }
        for (seat, (date, start, person)) in (1..).zip(shifts) {
            let person = &staff.rows[person];
            let home = municipalities.rows.iter().find(|home| person[2] == home[0] || person[2] == home[1]);
            let home = home.expect("a municipality of the folder");
            let day = DAYS[date.weekday().num_days_from_monday() as usize];
            let week = format!("{:04}-W{:02}", date.iso_week().year(), date.iso_week().week());
            let (date, seat, end) = (date.to_string(), seat.to_string(), ["11:00", "16:00", "21:00"][start]);
            let (code, name) = (&home[0], &home[1]);
            table.push([&date, day, &week, STARTS[start], end, &seat, code, name, &person[0], &person[1], "assigned"]);
        }
        table
    }
}
