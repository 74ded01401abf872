//! A planning folder read a second time, straight from the cells a test has put into it.
//!
//! In: a [`Folder`] that is known to be right. Out: the instance the contract says it means. Shares no code with `read`
//! and `check`, knows one notation only, and panics at whatever it does not expect.

mod attendance;
mod part;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime, TimeDelta, Weekday};
use vagtplan::domain::calendar::{Period, danish_holidays};
use vagtplan::domain::clock::Moment;
use vagtplan::domain::goal::Goal;
use vagtplan::domain::participation::Stretch;
use vagtplan::domain::rule::{Limits, Rule};
use vagtplan::domain::{Burden, Exact, Instance, LedgerEntry, Municipality, Parts, PastShift, Staff, Stance, Window};

use super::folder::{Folder, Table};

/// What the folder means.
pub fn instance(folder: &Folder) -> Instance {
    let plan: toml::Table = folder.plan.parse().expect("TOML");
    let period = Period { from: date(&text(&plan["period"]["from"])), to: date(&text(&plan["period"]["to"])) };
    let burdens = burdens(&plan);
    let windows = windows(folder, &plan, period, &burdens);
    let rows = |name: &str| rows(folder, name);
    let municipalities = municipalities(&rows("municipalities.csv"), &plan, &burdens);
    let of = |cell: &str| municipalities.iter().position(|m| m.code == cell || m.name == cell).expect("a municipality");
    let mut staff: Vec<Staff> =
        rows("staff.csv").iter().map(|row| person(row, of(&row["municipality"]), (&plan, &burdens))).collect();
    staff.sort_by(|a, b| a.id.cmp(&b.id));
    let who = |row: &Row| staff.iter().position(|person| person.id == row["staff"]).expect("staff");

    let mut stances = Vec::new();
    for person in &staff {
        let own: Vec<Row> = rows("availability.csv").into_iter().filter(|row| row["staff"] == person.id).collect();
        for window in &windows {
            let any = |kind: &str| own.iter().any(|row| row["kind"] == kind && is_about(row, window));
            let available = own.iter().all(|row| row["kind"] != "available") || any("available");
            // The night before the first day after employment reaches into it.
            let last = (window.date.and_time(window.start) + window.length - TimeDelta::minutes(1)).date();
            let employed =
                person.joined.is_none_or(|day| day <= window.date) && person.left.is_none_or(|day| last < day);
            let strongest = |kind: &str| {
                let about = own.iter().filter(|row| row["kind"] == kind && is_about(row, window));
                let strength = |row: &Row| row.get("strength").and_then(|cell| count(cell)).unwrap_or(1) as u8;
                about.map(strength).max().unwrap_or(0)
            };
            let (prefers, avoids) = (strongest("prefers"), strongest("avoids"));
            stances.push(Stance { available: available && employed && !any("unavailable"), prefers, avoids });
        }
    }
    let mut fixed = BTreeMap::new();
    let mut forbidden = BTreeSet::new();
    for row in rows("locks.csv") {
        let at = (date(&row["date"]), time(&row["start"]));
        let window = windows.iter().position(|window| (window.date, window.start) == at).expect("a window");
        match row["kind"].as_str() {
            "fixed" => *fixed.entry((who(&row), window)).or_default() += 1,
            _ => assert!(forbidden.insert((who(&row), window)), "one lock per person and window"),
        }
    }
    let named = |name: &str| burdens.iter().position(|burden| burden.name == name);
    let entry = |row: &Row| LedgerEntry { entitled: decimal(&row["entitled"]), worked: decimal(&row["worked"]) };
    let ledger =
        rows("ledger.csv").iter().map(|row| ((of(&row["municipality"]), named(&row["burden"])), entry(row))).collect();
    let month = |row: &Row| date(&format!("{}-01", row["month"]));
    let made = |row: &Row| row["calls"].parse().expect("a whole number");
    let calls = rows("calls_by_member.csv").iter().map(|row| ((of(&row["code"]), month(row)), made(row))).collect();
    let mut history: Vec<PastShift> = rows("history.csv").iter().map(|row| past(row, who(row), &burdens)).collect();
    history.sort_by_key(|past| (past.date, past.ends_at, past.staff));
    let days = (&rows("history.csv")[..], &rows("availability.csv")[..]);
    let mut rules = Limits::of(|rule| match rule {
        Rule::ShiftsPerDay | Rule::ShiftsPerWeek => Some(number(&plan["rules"][rule.name()]) as u32),
        Rule::RestHours => Some(60 * number(&plan["rules"]["rest_hours"]) as u32),
        _ => None,
    });
    caps(&mut rules, &Row::new(), (&plan, &burdens), 1);
    let attendance = attendance::attendance((&plan, period), days, &staff, &windows);
    Instance::new(Parts {
        title: text(&plan["title"]),
        period,
        goals: goals(&plan),
        rest: TimeDelta::hours(number(&plan["rules"]["rest_hours"])),
        burdens,
        windows,
        municipalities,
        staff,
        stances,
        fixed,
        forbidden,
        ledger,
        calls,
        history,
        attendance,
        published: None,
        language: Default::default(),
        withdrawal: Default::default(),
        service: Default::default(),
        price_per_hour: Default::default(),
        agreed: Default::default(),
        prices: Default::default(),
        rules,
    })
}

type Row = BTreeMap<&'static str, String>;

fn rows(folder: &Folder, name: &str) -> Vec<Row> {
    let table = folder.tables.iter().find(|table| table.name == name);
    let row = |table: &Table, row: &Vec<String>| table.header.iter().copied().zip(row.iter().cloned()).collect();
    table.map_or_else(Vec::new, |table| table.rows.iter().map(|cells| row(table, cells)).collect())
}

fn text(value: &toml::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn number(value: &toml::Value) -> i64 {
    value.as_integer().expect("a whole number")
}

fn list(value: Option<&toml::Value>) -> Vec<String> {
    value.map_or_else(Vec::new, |value| value.as_array().expect("a list").iter().map(text).collect())
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("an ISO date")
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time")
}

fn day(text: &str) -> Weekday {
    text.parse().expect("a day")
}

fn count(cell: &str) -> Option<u32> {
    (!cell.is_empty()).then(|| cell.parse().expect("a whole number"))
}

fn decimal(cell: &str) -> Exact {
    let (whole, part) = cell.split_once('.').unwrap_or((cell, ""));
    let digits: i64 = format!("{whole}{part}").parse().expect("a number");
    Exact::new(digits.into(), 10_i64.pow(part.len() as u32).into())
}

fn goals(plan: &toml::Table) -> Vec<Goal> {
    let named = |name: String| Goal::ALL.into_iter().find(|goal| goal.name() == name).expect("a goal");
    plan.get("goals").map_or_else(Goal::default_ladder, |goals| list(Some(goals)).into_iter().map(named).collect())
}

fn burdens(plan: &toml::Table) -> Vec<Burden> {
    let Some(burdens) = plan.get("burdens") else {
        return Vec::new();
    };
    let burdens: BTreeMap<_, _> = burdens.as_table().expect("a table").iter().collect();
    let burden = |(name, burden): (&String, &toml::Value)| Burden {
        name: name.clone(),
        days: list(burden.get("days")).iter().map(|name| day(name)).collect(),
        starts: list(burden.get("start")).iter().map(|start| time(start)).collect(),
    };
    burdens.into_iter().map(burden).collect()
}

fn windows(folder: &Folder, plan: &toml::Table, period: Period, burdens: &[Burden]) -> Vec<Window> {
    let closed = list(plan["closed"].get("dates"));
    let holidays = plan["closed"].get("holidays").is_some();
    let is_closed = |date: NaiveDate| {
        let years = [2025, 2026, 2027];
        let holiday = |year| danish_holidays(year).iter().any(|(holiday, _)| *holiday == date);
        closed.contains(&date.to_string()) || holidays && years.into_iter().any(holiday)
    };
    let mut windows = Vec::new();
    for date in period.from.iter_days().take_while(|day| *day <= period.to).filter(|day| !is_closed(*day)) {
        for kind in plan["windows"].as_array().expect("windows") {
            let weekday = chrono::Datelike::weekday(&date);
            if !list(kind.get("days")).iter().any(|name| day(name) == weekday) {
                continue;
            }
            let start = text(&kind["start"]);
            let demand = rows(folder, "demand.csv");
            let demand = demand.iter().find(|row| row["date"] == date.to_string() && row["start"] == start);
            let seats = demand.map_or(number(&kind["seats"]) as u32, |row| count(&row["seats"]).expect("seats"));
            let own = demand.and_then(|row| row.get("least")).and_then(|cell| count(cell));
            let least = own.unwrap_or(kind.get("least").map_or(0, |least| number(least) as u32).min(seats));
            if seats > 0 {
                let burdens = (0..burdens.len()).filter(|&b| is_in(&burdens[b], weekday, time(&start))).collect();
                let length = TimeDelta::hours(kind.get("hours").map_or(4, number));
                windows.push(Window { date, start: time(&start), length, seats, least, burdens });
            }
        }
    }
    windows.sort_by_key(|window| (window.date, window.start));
    windows
}

fn is_in(burden: &Burden, day: Weekday, start: NaiveTime) -> bool {
    burden.days.contains(&day) && (burden.starts.is_empty() || burden.starts.contains(&start))
}

/// The members, each of one row or more.
fn municipalities(rows: &[Row], plan: &toml::Table, burdens: &[Burden]) -> Vec<Municipality> {
    let mut by_code: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    rows.iter().for_each(|row| by_code.entry(row["code"].clone()).or_default().push(row.clone()));
    let municipality = |mut rows: Vec<Row>| {
        rows.sort_by_key(|row| row["joined"].clone());
        let mut all = municipality(&rows[0]);
        all.left = municipality(&rows[rows.len() - 1]).left;
        let days = rows.iter().map(|row| (municipality(row).joined, municipality(row).left));
        let days: Vec<_> = days.collect();
        for (at, row) in rows.iter().enumerate() {
            if at > 0 && days[at - 1].1 < days[at].0 {
                all.stretches.push(Stretch { from: days[at - 1].1, until: days[at].0, windows: Vec::new() });
            }
            let windows = part::classes(row.get("windows").map_or("", String::as_str), plan, burdens);
            let (from, until) = days[at];
            all.stretches.extend(windows.map(|windows| Stretch { from, until, windows }));
        }
        all
    };
    by_code.into_values().map(municipality).collect()
}

fn municipality(row: &Row) -> Municipality {
    let day = |cell: &str| (!cell.is_empty()).then(|| date(cell));
    Municipality {
        code: row["code"].clone(),
        name: row["name"].clone(),
        population: row["population"].parse().expect("a population"),
        joined: day(&row["joined"]),
        left: day(&row["left"]),
        stretches: Vec::new(),
        limits: Limits::of(|rule| if rule == Rule::AwayAtOnce { count(&row["away_at_once"]) } else { None }),
    }
}

/// The caps of each burden: the cell of a row, else what plan.toml says, for each head.
fn caps(limits: &mut Limits, row: &Row, (plan, burdens): (&toml::Table, &[Burden]), heads: u32) {
    for (c, burden) in burdens.iter().enumerate() {
        let rules = [
            (Rule::PerPersonWeek, "per_week", "per_person_week"),
            (Rule::PerPersonPeriod, "per_period", "per_person_period"),
        ];
        for (rule, ending, key) in rules {
            let own = row.get(format!("{}_{ending}", burden.name).as_str()).and_then(|cell| count(cell));
            let usual = plan["burdens"][&burden.name].get(key).map(|cap| number(cap) as u32);
            own.or(usual).into_iter().for_each(|cap| limits.set_cap(rule, c, cap * heads));
        }
    }
}

fn person(row: &Row, municipality: usize, (plan, burdens): (&toml::Table, &[Burden])) -> Staff {
    let heads = count(&row["heads"]).unwrap_or(1);
    let rule = |name: &str| number(&plan["rules"][name]) as u32;
    let weight = if row["weight"].is_empty() { Exact::from_integer(heads.into()) } else { decimal(&row["weight"]) };
    Staff {
        id: row["id"].clone(),
        name: row["name"].clone(),
        municipality,
        heads,
        joined: row.get("joined").filter(|cell| !cell.is_empty()).map(|cell| date(cell)),
        left: row.get("left").filter(|cell| !cell.is_empty()).map(|cell| date(cell)),
        weight,
        limits: {
            let mut limits = Limits::of(|limit| match limit {
                Rule::ShiftsPerDay => Some(rule("shifts_per_day") * heads),
                Rule::ShiftsPerWeek => Some(count(&row["shifts_per_week"]).unwrap_or(rule("shifts_per_week")) * heads),
                Rule::ShiftsPerPeriod => count(&row["shifts_per_period"]).map(|most| most * heads),
                Rule::RestHours if heads == 1 => Some(60 * rule("rest_hours")),
                _ => None,
            });
            caps(&mut limits, row, (plan, burdens), heads);
            limits
        },
    }
}

/// Whether a row of `availability.csv` covers the window.
fn is_about(row: &Row, window: &Window) -> bool {
    let from_monday = |day: Weekday| day.num_days_from_monday();
    let weekday = chrono::Datelike::weekday(&window.date);
    let in_days = row["days"].is_empty()
        || row["days"].split(';').any(|days| {
            let (first, last) = days.split_once('-').unwrap_or((days, days));
            (from_monday(day(first))..=from_monday(day(last))).contains(&from_monday(weekday))
        });
    let starts = row["start"].is_empty() || row["start"].split(';').any(|start| time(start) == window.start);
    let since = row["from"].is_empty() || date(&row["from"]) <= window.date;
    let until = row["to"].is_empty() || window.date <= date(&row["to"]);
    // Who is away on the day after a night shift can't be on it.
    let next_day = window.date.succ_opt().expect("a day after");
    let into_next_day = window.date.and_time(window.start) + window.length > next_day.and_time(NaiveTime::MIN);
    if row["kind"] == "unavailable" && row["days"].is_empty() && row["start"].is_empty() && into_next_day {
        return until && (since || date(&row["from"]) == next_day);
    }
    in_days && starts && since && until
}

fn past(row: &Row, staff: usize, burdens: &[Burden]) -> PastShift {
    let (date, start) = (date(&row["date"]), time(&row["start"]));
    let in_burden = |&b: &usize| is_in(&burdens[b], chrono::Datelike::weekday(&date), start);
    let burdens = (0..burdens.len()).filter(in_burden).collect();
    PastShift { staff, date, ends_at: Moment::at(date.and_time(time(&row["end"]))), burdens }
}
