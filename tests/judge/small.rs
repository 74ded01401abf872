//! Small folders, thrown with dice, of what `generate` makes too little of: a period that begins within a week, with shifts in
//! `history.csv` on the days before; pools that wish; caps of a week in a burden; nights in which the clock changes; locks; leave that a
//! closed day lies in; municipalities of one size, so that who was longest without a shift decides.

use std::path::Path;

use chrono::{Days, NaiveDate};
use fastrand::Rng;

use super::cells::{days as days_of, is_holiday, weekday};
use super::reading;

pub const FOLDERS: usize = 12;

/// Both changes of the clock, within the period or in the night before it; and hours of rest that are there from Saturday to Sunday but for
/// the night in which summer time begins, or only in the one in which it ends.
const FIRST_DAYS: [(&str, &str); 4] =
    [("2026-03-25", "11"), ("2026-10-22", "11.5"), ("2026-03-29", "11"), ("2026-10-25", "11.5")];

/// Windows of an ordinary week: the days, the start, the end, the hours, the seats.
const WINDOWS: [(&str, &str, &str, &str, u64); 6] = [
    ("mon-fri", "08:00", "12:00", "4", 2),
    ("mon-thu", "16:00", "21:30", "5.5", 2),
    ("sat", "18:00", "22:00", "4", 2),
    ("sat", "22:00", "02:30", "4.5", 4),
    ("sun", "09:00", "13:00", "4", 2),
    ("sun", "13:30", "17:30", "4", 3),
];

/// The staff: the municipality, the heads, the weight.
const STAFF: [(&str, u64, &str); 9] = [
    ("X001", 1, ""),
    ("X001", 1, "0.5"),
    ("X001", 3, ""),
    ("X002", 1, ""),
    ("X002", 1, ""),
    ("X002", 2, "1.2"),
    ("X003", 1, ""),
    ("X003", 1, "0.8"),
    ("X004", 4, ""),
];

/// Writes the folder of a number.
pub fn write(folder: &Path, number: usize) {
    let mut random = Rng::with_seed(number as u64);
    let (from, rest_hours) = FIRST_DAYS[number % FIRST_DAYS.len()];
    let from: NaiveDate = from.parse().unwrap();
    std::fs::create_dir(folder).unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    let day = |n: u64| from + Days::new(n);

    let mut plan = format!("period = {{ from = {from}, to = {} }}\n", day(19));
    WINDOWS.iter().for_each(|(days, start, _, hours, seats)| {
        plan += &format!("[[windows]]\ndays = \"{days}\"\nstart = \"{start}\"\nhours = {hours}\nseats = {seats}\n");
    });
    plan += "[burdens.evening]\ndays = \"mon-thu\"\nstart = \"16:00\"\nper_person_week = 1\n";
    plan += "[burdens.weekend]\ndays = [\"sat\", \"sun\"]\nper_person_week = 2\nper_person_period = 3\n";
    plan += &format!("[closed]\nholidays = \"DK\"\ndates = [{}]\n", day(8));
    plan += &format!("[rules]\nrest_hours = {rest_hours}\n");
    put("plan.toml", &plan);
    // In some of them a member takes part in the evenings at first, in the weekends alone, or is away for some days.
    let (south, west) = match number % 4 {
        1 => {
            (format!("X002,Syd,30000,,{0},evening\nX002,Syd,30000,{0},,\n", day(9)), "X003,Vest,20000,,,\n".to_owned())
        }
        2 => ("X002,Syd,30000,,,\n".to_owned(), "X003,Vest,20000,,,weekend;mon-fri 08:00\n".to_owned()),
        3 => (
            "X002,Syd,30000,,,mon-thu 16:00\n".to_owned(),
            format!("X003,Vest,20000,,{},weekend\nX003,Vest,20000,{},,\n", day(5), day(8)),
        ),
        _ => ("X002,Syd,30000,,,\n".to_owned(), "X003,Vest,20000,,,\n".to_owned()),
    };
    put(
        "municipalities.csv",
        &format!("code,name,population,joined,left,windows\nX001,Nord,30000,,,\n{south}{west}X004,Øst,30000,,,\n"),
    );
    // Where nobody is owed anything, those of one size are alike.
    if random.bool() {
        let (owed, in_evenings) = (random.u16(100..900), random.u16(100..900));
        let balances = format!("X001,,2.{owed},2\nX003,,2,2.{owed}\n");
        let of_evenings = format!("X002,evening,2.{in_evenings},2\nX004,evening,2,2.{in_evenings}\n");
        put("ledger.csv", &format!("municipality,burden,entitled,worked\n{balances}{of_evenings}"));
    }

    let id = |p: usize| format!("p{p}");
    let mut staff = "id,name,municipality,heads,weight\n".to_owned();
    let mut says = "staff,kind,days,start,from,to,strength\n".to_owned();
    for (p, (town, heads, weight)) in STAFF.iter().enumerate() {
        let id = id(p);
        staff += &format!("{id},,{town},{heads},{weight}\n");
        says += &match random.u8(0..4) {
            0 => format!("{id},prefers,,16:00,,,{}\n", random.u8(1..=3)),
            1 => format!("{id},prefers,mon-wed,,,,\n{id},avoids,sat-sun,,,,{}\n", random.u8(1..=3)),
            // Two weeks and a bit, the closed day in between.
            2 => format!("{id},unavailable,,,{},{},\n{id},unavailable,,,{},{},\n", day(1), day(7), day(9), day(16)),
            _ => format!("{id},available,mon-thu,,,,\n{id},available,sat-sun,,,,\n"),
        };
        if *heads > 1 {
            says += &format!("{id},avoids,{},08:00,,,{}\n", ["mon-wed", "tue-fri"][p % 2], random.u8(1..=3));
        }
    }
    put("staff.csv", &staff);
    put("availability.csv", &says);

    let mut history = "date,start,end,staff\n".to_owned();
    for before in (1..=16).rev() {
        let date = from - Days::new(before);
        for (days, start, end, _, seats) in WINDOWS {
            let is_open = days_of(days).contains(&weekday(date)) && !is_holiday(date);
            let of_day = random.choose_multiple(0..STAFF.len(), if is_open { seats as usize } else { 0 });
            of_day.into_iter().for_each(|p| history += &format!("{date},{start},{end},{}\n", id(p)));
        }
    }
    put("history.csv", &history);

    // Two heads of the last pool are settled in a week that no history is about; of the rest, one in eight is ruled out.
    let read = reading::read(folder);
    let pool = STAFF.len() - 1;
    let is_settled = |w: &usize| read.windows[*w].slot.0 >= day(9) && read.stance(pool, *w).0;
    let settled = (0..read.windows.len()).find(is_settled);
    let mut locks = "date,start,staff,kind\n".to_owned();
    for (w, window) in read.windows.iter().enumerate() {
        let mut lock = |p: usize, kind: &str| {
            locks += &format!("{},{},{},{kind}\n", window.slot.0, window.slot.1.format("%H:%M"), id(p));
        };
        if settled == Some(w) {
            (0..2).for_each(|_| lock(pool, "fixed"));
        } else {
            (0..STAFF.len()).filter(|_| random.u8(0..8) == 0).for_each(|p| lock(p, "forbidden"));
        }
    }
    put("locks.csv", &locks);
}
