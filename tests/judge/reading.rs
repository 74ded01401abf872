//! A planning folder as its files say it, read by the csv and toml crates and nothing else.
//!
//! In: a folder whose files are in the plain notation. Out: what the reference says they mean. Whatever is not expected panics.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use num_rational::BigRational;

use super::cells::{date, days, decimal, is_holiday, time, times, weekday};
use super::membership::Membership;

pub type Fraction = BigRational;
pub type Row = BTreeMap<String, String>;
/// A window: its date and when it starts.
pub type Slot = (NaiveDate, NaiveTime);

#[derive(Debug, PartialEq)]
pub struct Municipality {
    pub code: String,
    pub name: String,
    pub population: u64,
    pub joined: Option<NaiveDate>,
    pub left: Option<NaiveDate>,
    pub away_at_once: Option<u64>,
    /// Its rows, in any order.
    pub rows: Vec<Membership>,
}

#[derive(Debug, PartialEq)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub municipality: usize,
    pub heads: u64,
    pub weight: Fraction,
    pub joined: Option<NaiveDate>,
    pub left: Option<NaiveDate>,
    pub per_day: u64,
    pub per_week: u64,
    pub per_period: Option<u64>,
    /// By burden: the caps of a week and of the period.
    pub caps: Vec<(Option<u64>, Option<u64>)>,
}

#[derive(Debug, PartialEq)]
pub struct Window {
    pub slot: Slot,
    pub ends: NaiveDateTime,
    pub seats: u64,
    pub least: u64,
    pub burdens: Vec<usize>,
}

#[derive(Debug, PartialEq)]
pub struct Burden {
    pub name: String,
    days: Vec<u32>,
    starts: Vec<NaiveTime>,
    caps: (Option<u64>, Option<u64>),
}

#[derive(Debug)]
pub struct Past {
    pub person: usize,
    pub date: NaiveDate,
    pub ends: NaiveDateTime,
    pub burdens: Vec<usize>,
}

/// The folder.
#[derive(Debug)]
pub struct Read {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub goals: Vec<String>,
    pub rest_hours: f64,
    pub long_absence_days: u64,
    pub burdens: Vec<Burden>,
    pub windows: Vec<Window>,
    pub municipalities: Vec<Municipality>,
    pub people: Vec<Person>,
    /// By person: their rows of availability.csv.
    pub says: Vec<Vec<Row>>,
    pub fixed: BTreeMap<(usize, usize), u64>,
    pub forbidden: BTreeSet<(usize, usize)>,
    /// Entitled less worked, by municipality and burden.
    pub ledger: BTreeMap<(usize, Option<usize>), Fraction>,
    pub history: Vec<Past>,
    /// The first date of history.csv, also of a row that counts for nothing.
    pub first: NaiveDate,
    /// The windows of an ordinary week: weekday, start and end in minutes.
    pub usual: Vec<(u32, NaiveTime, i64)>,
}

fn rows(folder: &Path, name: &str) -> Vec<Row> {
    let path = folder.join(name);
    if !path.exists() {
        return Vec::new();
    }
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

fn cell<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).map_or("", String::as_str)
}

fn count(text: &str) -> Option<u64> {
    (!text.is_empty()).then(|| text.parse().unwrap_or_else(|_| panic!("a whole number: {text}")))
}

fn words(value: Option<&toml::Value>) -> String {
    match value {
        None => String::new(),
        Some(toml::Value::String(word)) => word.clone(),
        Some(toml::Value::Array(all)) => {
            all.iter().map(|word| word.as_str().expect("a word")).collect::<Vec<_>>().join(";")
        }
        Some(other) => panic!("words: {other}"),
    }
}

/// Reads a folder.
pub fn read(folder: &Path) -> Read {
    let plan: toml::Table = std::fs::read_to_string(folder.join("plan.toml")).unwrap().parse().unwrap();
    let period = &plan["period"];
    let day = |key: &str| date(&period[key].to_string()).expect("a date");
    let (from, to) = (day("from"), day("to"));
    let section = |name: &str| plan.get(name).and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let rules = section("rules");
    let rule = |name: &str| rules.get(name).and_then(toml::Value::as_integer).map(|number| number as u64);

    let whole = |table: &toml::Table, key: &str| table.get(key).and_then(toml::Value::as_integer).map(|n| n as u64);
    let mut burdens: Vec<Burden> = section("burdens")
        .into_iter()
        .map(|(name, table)| {
            let table = table.as_table().expect("a table").clone();
            let caps = (whole(&table, "per_person_week"), whole(&table, "per_person_period"));
            let (covered, starts) = (days(&words(table.get("days"))), times(&words(table.get("start"))));
            Burden { name, days: covered, starts, caps }
        })
        .collect();
    burdens.sort_by(|a, b| a.name.cmp(&b.name));
    let of = |date: NaiveDate, start: NaiveTime| -> Vec<usize> {
        let has = |burden: &Burden| {
            burden.days.contains(&weekday(date)) && (burden.starts.is_empty() || burden.starts.contains(&start))
        };
        (0..burdens.len()).filter(|&b| has(&burdens[b])).collect()
    };

    let mut usual = Vec::new();
    let mut templates = Vec::new();
    for window in plan["windows"].as_array().expect("windows") {
        let window = window.as_table().expect("a table");
        let hours = window
            .get("hours")
            .map_or(4.0, |hours| hours.as_float().or(hours.as_integer().map(|whole| whole as f64)).expect("hours"));
        let start = time(&words(window.get("start")));
        let minutes = (hours * 60.0).round() as i64;
        let covered = days(&words(window.get("days")));
        usual.extend(covered.iter().map(|&day| (day, start, minutes)));
        templates.push((covered, start, minutes, whole(window, "seats").unwrap(), whole(window, "least").unwrap_or(0)));
    }
    let closed = section("closed");
    let holidays = closed.contains_key("holidays");
    let own: Vec<NaiveDate> = closed
        .get("dates")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|day| date(&day.to_string()))
        .collect();
    let demand = rows(folder, "demand.csv");
    let mut windows = Vec::new();
    for date in
        from.iter_days().take_while(|day| *day <= to).filter(|day| !(holidays && is_holiday(*day) || own.contains(day)))
    {
        for (covered, start, minutes, seats, least) in &templates {
            if !covered.contains(&weekday(date)) {
                continue;
            }
            let (seats, least) = demanded(&demand, (date, *start), *seats, *least);
            if seats > 0 {
                let ends = date.and_time(*start) + TimeDelta::minutes(*minutes);
                windows.push(Window {
                    slot: (date, *start),
                    ends,
                    seats,
                    least: least.min(seats),
                    burdens: of(date, *start),
                });
            }
        }
    }
    windows.sort_by_key(|window| window.slot);

    let mut municipalities: Vec<Municipality> = Vec::new();
    for row in rows(folder, "municipalities.csv") {
        let (joined, left) = (date(cell(&row, "joined")), date(cell(&row, "left")));
        let named =
            |name: &str| burdens.iter().find(|burden| burden.name == name).map(|b| (b.days.clone(), b.starts.clone()));
        let term = Membership::read((joined, left), cell(&row, "windows"), named);
        match municipalities.iter_mut().find(|town| town.code == row["code"]) {
            Some(town) => {
                // The first day is that of its first row, the last that of its last: none is before or after all others.
                town.joined = town.joined.zip(joined).map(|(one, other)| one.min(other));
                town.left = town.left.zip(left).map(|(one, other)| one.max(other));
                town.rows.push(term);
            }
            None => municipalities.push(Municipality {
                code: row["code"].clone(),
                name: row["name"].clone(),
                population: row["population"].parse().unwrap(),
                joined,
                left,
                away_at_once: count(cell(&row, "away_at_once")).or(rule("away_at_once")),
                rows: vec![term],
            }),
        }
    }
    municipalities.sort_by(|a, b| a.code.cmp(&b.code));
    let town =
        |cell: &str| municipalities.iter().position(|m| m.code == cell || m.name == cell).expect("a municipality");
    let mut people: Vec<Person> = rows(folder, "staff.csv")
        .iter()
        .map(|row| {
            let heads = count(cell(row, "heads")).unwrap_or(1);
            let weight = cell(row, "weight");
            let own = |column: &str, usual: Option<u64>| count(cell(row, column)).or(usual).map(|n| n * heads);
            let cap = |burden: &Burden| {
                let (week, period) = (format!("{}_per_week", burden.name), format!("{}_per_period", burden.name));
                (own(&week, burden.caps.0), own(&period, burden.caps.1))
            };
            Person {
                id: row["id"].clone(),
                name: row["name"].clone(),
                municipality: town(&row["municipality"]),
                heads,
                weight: if weight.is_empty() { Fraction::from_integer(heads.into()) } else { decimal(weight) },
                joined: date(cell(row, "joined")),
                left: date(cell(row, "left")),
                per_day: rule("shifts_per_day").unwrap_or(1) * heads,
                per_week: own("shifts_per_week", rule("shifts_per_week").or(Some(2))).unwrap(),
                per_period: own("shifts_per_period", rule("shifts_per_period")),
                caps: burdens.iter().map(cap).collect(),
            }
        })
        .collect();
    people.sort_by(|a, b| a.id.cmp(&b.id));
    let who = |id: &str| people.iter().position(|person| person.id == id);
    let at = |row: &Row| {
        let slot = (date(&row["date"]).unwrap(), time(&row["start"]));
        windows.iter().position(|window| window.slot == slot).expect("a window")
    };

    let mut says: Vec<Vec<Row>> = people.iter().map(|_| Vec::new()).collect();
    rows(folder, "availability.csv").into_iter().for_each(|row| says[who(&row["staff"]).unwrap()].push(row));
    let (mut fixed, mut forbidden) = (BTreeMap::new(), BTreeSet::new());
    for row in rows(folder, "locks.csv") {
        let lock = (who(&row["staff"]).unwrap(), at(&row));
        if row["kind"] == "fixed" {
            *fixed.entry(lock).or_default() += 1;
        } else {
            forbidden.insert(lock);
        }
    }
    let burden =
        |name: &str| (!name.is_empty()).then(|| burdens.iter().position(|burden| burden.name == name).unwrap());
    let balance = |row: &Row| decimal(&row["entitled"]) - decimal(&row["worked"]);
    let ledger = rows(folder, "ledger.csv");
    let ledger = ledger.iter().map(|row| ((town(&row["municipality"]), burden(cell(row, "burden"))), balance(row)));
    let ledger = ledger.collect();

    let past = rows(folder, "history.csv");
    let first = past.iter().filter_map(|row| date(&row["date"])).chain([from]).min().unwrap();
    let history = past
        .iter()
        .filter_map(|row| {
            let (day, start) = (date(&row["date"]).unwrap(), time(&row["start"]));
            let ends = day.and_time(time(cell(row, "end")));
            let ends = if ends > day.and_time(start) { ends } else { ends + TimeDelta::days(1) };
            Some(Past { person: who(&row["staff"])?, date: day, ends, burdens: of(day, start) })
        })
        .collect();
    let rest_hours = rules
        .get("rest_hours")
        .map_or(11.0, |hours| hours.as_float().or(hours.as_integer().map(|n| n as f64)).unwrap());
    let goals = plan.get("goals").map(|goals| words(Some(goals)));
    let goals = goals.unwrap_or_else(|| "coverage;shares;burdens;rhythm;rotation;wishes".to_owned());
    let long_absence_days = whole(&section("rotation"), "long_absence_days").unwrap_or(14);
    let goals = goals.split(';').map(str::to_owned).collect();
    Read {
        from,
        to,
        goals,
        rest_hours,
        long_absence_days,
        burdens,
        windows,
        municipalities,
        people,
        says,
        fixed,
        forbidden,
        ledger,
        history,
        first,
        usual,
    }
}

/// The seats of a window, and how many of them are needed.
fn demanded(demand: &[Row], (day, start): Slot, seats: u64, least: u64) -> (u64, u64) {
    let fits = |row: &Row| {
        let starts = times(cell(row, "start"));
        let within = || {
            date(cell(row, "from")).is_none_or(|from| from <= day)
                && date(cell(row, "to")).is_none_or(|to| day <= to)
                && days(cell(row, "days")).contains(&weekday(day))
        };
        (starts.is_empty() || starts.contains(&start)) && date(cell(row, "date")).map_or_else(within, |own| own == day)
    };
    let of_a_date = |row: &&Row| !cell(row, "date").is_empty();
    let row = demand.iter().filter(|row| fits(row)).max_by_key(|row| of_a_date(row));
    let Some(row) = row else { return (seats, least) };
    let seats = count(cell(row, "seats")).unwrap_or_else(|| {
        // Half a seat is rounded up.
        let exact = decimal(cell(row, "factor")) * Fraction::from_integer(seats.into());
        let half = Fraction::new(1.into(), 2.into());
        (exact + half).floor().to_integer().try_into().unwrap()
    });
    (seats, count(cell(row, "least")).unwrap_or(least))
}

impl Read {
    /// Whether a row of availability.csv is about a window, and of an absence, whether it has any part in it.
    pub fn is_about(row: &Row, (day, start): Slot, ends: NaiveDateTime) -> bool {
        let (from, to) = (date(cell(row, "from")), date(cell(row, "to")));
        if Self::is_absence(row) {
            let begins = from.is_none_or(|from| from.and_time(NaiveTime::MIN) < ends);
            let lasts = to.is_none_or(|to| day.and_time(start) < (to + Days::new(1)).and_time(NaiveTime::MIN));
            return begins && lasts;
        }
        let starts = times(cell(row, "start"));
        from.is_none_or(|from| from <= day)
            && to.is_none_or(|to| day <= to)
            && days(cell(row, "days")).contains(&weekday(day))
            && (starts.is_empty() || starts.contains(&start))
    }

    /// Whether a row is an absence: dates, and neither days nor times.
    pub fn is_absence(row: &Row) -> bool {
        row["kind"] == "unavailable"
            && Self::has_dates(row)
            && cell(row, "days").is_empty()
            && cell(row, "start").is_empty()
    }

    pub fn has_dates(row: &Row) -> bool {
        !cell(row, "from").is_empty() || !cell(row, "to").is_empty()
    }

    /// Whether somebody is free in a window of the period, and how much they like it: prefers, avoids.
    pub fn stance(&self, person: usize, window: usize) -> (bool, u64, u64) {
        let (who, window) = (&self.people[person], &self.windows[window]);
        let about = |kind: &str| {
            self.says[person]
                .iter()
                .filter(|row| row["kind"] == kind && Self::is_about(row, window.slot, window.ends))
                .collect::<Vec<_>>()
        };
        let strength =
            |kind: &str| about(kind).iter().map(|row| count(cell(row, "strength")).unwrap_or(1)).max().unwrap_or(0);
        let listed = self.says[person].iter().any(|row| row["kind"] == "available");
        let free = (!listed || !about("available").is_empty()) && about("unavailable").is_empty();
        let day = window.slot.0;
        // A window of the night before that reaches into the first day after employment is out as well.
        let leaves = who.left.is_some_and(|left| window.ends > left.and_time(NaiveTime::MIN));
        let employed = who.joined.is_none_or(|joined| joined <= day) && !leaves;
        (free && employed, strength("prefers"), strength("avoids"))
    }

    pub fn is_member(&self, municipality: usize, day: NaiveDate) -> bool {
        self.municipalities[municipality].rows.iter().any(|row| row.holds(day))
    }

    /// Whether a municipality takes part, as things are on a day, in the windows of a weekday that start at a time.
    pub fn takes(&self, municipality: usize, day: NaiveDate, (on, start): (u32, NaiveTime)) -> bool {
        let row = self.municipalities[municipality].rows.iter().find(|row| row.holds(day));
        row.is_some_and(|row| row.names(on, start))
    }
}
