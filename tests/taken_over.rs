//! The balance of a municipality that has left: taken over once, by those who are members then, and never lost.
//!
//! In: a folder that is planned and closed twice, a hotline of five towns closed eight times, and random folders. Out:
//! agreement with sums that share no line with the program: populations, dates and counts of shifts.

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use chrono::{Days, NaiveDate};
use fastrand::Rng;
use num_traits::{Signed, Zero};
use support::by_hand::{date, exact, instance, municipality, staff};
use support::random::RandomFolder;
use support::random::rosters::any_roster;
use vagtplan::closing::{self, balance};
use vagtplan::domain::{Burden, Exact, Instance, LedgerEntry};
use vagtplan::shares::shares;
use vagtplan::verify;

const PLAN: &str = "[[windows]]\ndays = \"mon-fri\"\nstart = \"08:00\"\nseats = 2\n\
                    [[windows]]\ndays = \"mon-thu\"\nstart = \"16:00\"\nseats = 1\n[burdens.evening]\nstart = [\"16:00\"]\n";

/// A folder with four towns, of which West left owing five shifts and has worked an evening and a half too many.
fn folder(place: &Path, period: &str, ledger: &[u8]) {
    let put = |name: &str, text: &[u8]| std::fs::write(place.join(name), text).expect("a file can be written");
    put("plan.toml", format!("period = {period}\n{PLAN}").as_bytes());
    put(
        "municipalities.csv",
        b"code,name,population,left\n101,North,10000,\n102,South,30000,\n103,East,20000,\n104,West,40000,2026-07-01\n",
    );
    let people = [("101", 4), ("102", 9), ("103", 7)];
    let rows = people.iter().flat_map(|(town, heads)| (0..*heads).map(move |n| format!("p{town}{n},P,{town}\n")));
    put("staff.csv", format!("id,name,municipality\n{}", rows.collect::<String>()).as_bytes());
    put("ledger.csv", ledger);
}

const LEDGER: &[u8] =
    b"municipality,burden,entitled,worked,until\n101,,100,100.8333,2026-06-30\n102,,100,102.5,2026-06-30\n\
                        103,,100,101.6667,2026-06-30\n104,,100,95,2026-06-30\n104,evening,10,11.5,2026-06-30\n\
                        101,evening,10,8.5,2026-06-30\n";

fn run(place: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_vagtplan")).args(arguments).current_dir(place).output();
    let output = output.expect("the binary starts");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// A column of a CSV file by its first two key columns.
fn column(text: &str, keys: [&str; 2], name: &str) -> BTreeMap<(String, String), f64> {
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().expect("a header");
    let place = |name: &str| header.iter().position(|column| *column == name).expect("the column");
    let [one, other, value] = [place(keys[0]), place(keys[1]), place(name)];
    lines.map(|row| ((row[one].to_owned(), row[other].to_owned()), row[value].parse().expect("a number"))).collect()
}

#[test]
fn whoever_left_is_settled_in_the_first_period_and_everybody_is_within_rounding_in_both() {
    let first = tempfile::tempdir().unwrap();
    folder(first.path(), "{ from = 2026-07-06, to = 2026-10-04 }", LEDGER);
    let (seats, evenings) = (13.0 * 14.0, 13.0 * 4.0);
    let mut ledger = Vec::new();
    for period in ["{ from = 2026-07-06, to = 2026-10-04 }", "{ from = 2026-10-05, to = 2027-01-03 }"] {
        let place = tempfile::tempdir().unwrap();
        folder(place.path(), period, if ledger.is_empty() { LEDGER } else { &ledger });
        run(place.path(), &["plan", "."]);
        let text = std::fs::read_to_string(place.path().join("out/shares.csv")).unwrap();
        for (burden, sum) in [("", seats), ("evening", evenings)] {
            let of = |name: &str| {
                let column = column(&text, ["municipality", "burden"], name);
                column.into_iter().filter(|((_, class), _)| class == burden).collect::<BTreeMap<_, _>>()
            };
            assert!((of("target").values().sum::<f64>() - sum).abs() < 1e-5, "{text}");
            assert!(of("deviation").values().all(|off| off.abs() < 1.0), "{text}");
            assert_eq!(of("target")[&("104".to_owned(), burden.to_owned())], 0.0, "{text}");
        }
        let told = run(place.path(), &["close", ".", "out/roster.csv", "--out", "next"]);
        let said = "balance of West: 5.00 shifts owed (evening −1.50), taken over by population: South +2.50, East +1.67, North";
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(told.contains(said), ledger.is_empty(), "{told}");
        let written = std::fs::read(place.path().join("next/ledger.csv")).unwrap();
        // The same period closed again starts from the same ledger, and writes the same.
        run(place.path(), &["close", ".", "out/roster.csv", "--out", "again"]);
        assert_eq!(std::fs::read(place.path().join("again/ledger.csv")).unwrap(), written);
        let text = String::from_utf8(written.clone()).unwrap();
        let [entitled, worked] = ["entitled", "worked"].map(|name| column(&text, ["municipality", "burden"], name));
        for (key, entitled) in &entitled {
            let balance = entitled - worked[key];
            assert!(balance.abs() < 1.0, "{key:?}: {text}");
            assert!(key.0 != "104" || balance == 0.0, "{text}");
        }
        ledger = written;
    }
}

/// Five towns that come and go within eight fortnights, with somebody's balance open whenever one leaves.
const TOWNS: [(u64, Option<&str>, Option<&str>); 5] = [
    (10_000, None, None),
    (25_000, None, Some("2026-02-02")),
    (40_000, Some("2026-02-10"), Some("2026-03-20")),
    (7_000, Some("2026-03-16"), None),
    (60_000, None, Some("2026-04-13")),
];

/// A hotline's balances kept with nothing but populations, dates and counts: by class, then town.
struct Books(Vec<Vec<Exact>>);

impl Books {
    fn is_member(town: usize, day: NaiveDate) -> bool {
        let (_, joined, left) = TOWNS[town];
        joined.is_none_or(|joined| date(joined) <= day) && left.is_none_or(|left| day < date(left))
    }

    fn share(town: usize, day: NaiveDate) -> Exact {
        let all: u64 = (0..TOWNS.len()).filter(|&town| Self::is_member(town, day)).map(|town| TOWNS[town].0).sum();
        if Self::is_member(town, day) { exact(TOWNS[town].0 as i64, all as i64) } else { exact(0, 1) }
    }

    /// The balances of those who have left go to the members of the first day.
    fn begin(&mut self, day: NaiveDate) {
        for balances in &mut self.0 {
            for gone in 0..TOWNS.len() {
                if TOWNS[gone].2.is_some_and(|left| date(left) <= day) {
                    let left = std::mem::replace(&mut balances[gone], exact(0, 1));
                    for (town, balance) in balances.iter_mut().enumerate() {
                        *balance += &left * Self::share(town, day);
                    }
                }
            }
        }
    }

    /// What was worked in a class is what is owed, divided by the seats that were a town's own part.
    fn close(&mut self, class: usize, seats: &[(NaiveDate, u64)], worked: &[u64]) {
        let seats_in_all: u64 = seats.iter().map(|(_, seats)| seats).sum();
        let all_worked: u64 = worked.iter().sum();
        for (town, &worked) in worked.iter().enumerate() {
            let part: Exact = seats.iter().map(|&(day, seats)| exact(seats as i64, 1) * Self::share(town, day)).sum();
            let owed =
                if seats_in_all == 0 { exact(0, 1) } else { part * exact(all_worked as i64, seats_in_all as i64) };
            self.0[class][town] += owed - exact(worked as i64, 1);
        }
    }
}

#[test]
fn eight_periods_with_joiners_and_leavers_are_what_hand_sums_say() {
    let first = date("2026-01-05");
    let mut books = Books(vec![vec![exact(0, 1); TOWNS.len()]; 2]);
    let mut ledger: BTreeMap<(usize, Option<usize>), LedgerEntry> = BTreeMap::new();
    let mut random = Rng::with_seed(7);
    let mut settled = 0;
    for number in 0..8 {
        let from = first + Days::new(14 * number);
        let towns = (0..TOWNS.len()).map(|town| {
            let (population, joined, left) = TOWNS[town];
            let mut town = municipality(&format!("{}", 101 + town), &format!("Town {town}"), population);
            (town.joined, town.left) = (joined.map(date), left.map(date));
            town
        });
        let towns: Vec<_> = towns.collect();
        let people = (0..3 * TOWNS.len()).map(|n| staff(&format!("p{n}"), "P", n % TOWNS.len(), 1)).collect();
        let evening =
            Burden { name: "evening".into(), days: every_day(), starts: vec![support::by_hand::time("16:00")] };
        let to = from + Days::new(13);
        let mut hotline =
            instance((&from.to_string(), &to.to_string()), &["08:00", "16:00"], 2, vec![evening], towns, people);
        hotline.edit(|hotline| hotline.ledger = ledger.clone());

        books.begin(from);
        let open = |m: &usize| hotline.municipalities[*m].left.is_some_and(|left| left <= from);
        settled += usize::from((0..TOWNS.len()).any(|m| open(&m) && has_balance(&hotline, m)));
        let accounts = shares(&hotline, 0);
        for (class, accounts) in [&accounts.total, &accounts.burdens[0]].into_iter().enumerate() {
            for (account, balance) in accounts.iter().zip(&books.0[class]) {
                assert!((&account.carried - balance).abs() < exact(1, 50_000), "period {number}");
            }
        }

        // Which shifts are worked, and by whom, is chance: members or not.
        let roster = any_roster(&mut random, &hotline);
        let judgement = verify::judge(&hotline, &roster);
        let seats = |evenings_only: bool| -> Vec<(NaiveDate, u64)> {
            let counted = hotline.windows.iter().filter(|window| !evenings_only || !window.burdens.is_empty());
            counted.map(|window| (window.date, u64::from(window.seats))).collect()
        };
        books.close(0, &seats(false), &judgement.shifts);
        books.close(1, &seats(true), &judgement.burden_shifts[0]);
        let closing = closing::close(&hotline, &judgement);
        ledger.clear();
        for (class, lines) in [&closing.total, &closing.burdens[0]].into_iter().enumerate() {
            for (m, line) in lines.iter().enumerate() {
                let off = (balance(&line.after) - &books.0[class][m]).abs();
                assert!(off < exact(1, 50_000), "period {number}, town {m}, class {class}");
                if line.is_kept {
                    ledger.insert((m, class.checked_sub(1)), line.after.clone());
                }
            }
            let sums = |pick: fn(&LedgerEntry) -> &Exact| lines.iter().map(|line| pick(&line.after)).sum::<Exact>();
            assert_eq!(sums(|entry| &entry.entitled), sums(|entry| &entry.worked), "period {number}, class {class}");
        }
    }
    assert!(settled >= 3, "three towns leave with something open, and chance lets some work after that");
}

fn every_day() -> Vec<chrono::Weekday> {
    use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    vec![Mon, Tue, Wed, Thu, Fri, Sat, Sun]
}

fn has_balance(hotline: &Instance, m: usize) -> bool {
    [None, Some(0)]
        .into_iter()
        .any(|class| hotline.ledger.get(&(m, class)).is_some_and(|entry| !balance(entry).is_zero()))
}

#[test]
fn taking_over_changes_no_sum_and_leaves_nothing_with_who_has_left() {
    let mut taken_over = 0;
    for seed in 0..120 {
        let mut random = Rng::with_seed(seed);
        let RandomFolder { mut instance, .. } = RandomFolder::small(seed);
        let members = instance.municipalities.len();
        let leaver = random.usize(0..members);
        instance.edit(|instance| instance.municipalities[leaver].left = Some(instance.period.from));
        let third = exact(random.i64(-20..20), 3);
        for class in [None, Some(0)].into_iter().take(1 + instance.burdens.len().min(1)) {
            let entry = LedgerEntry { entitled: third.clone() + exact(7, 1), worked: exact(5, 7) };
            instance.edit(|instance| instance.ledger.insert((leaver, class), entry));
        }
        let written: Exact =
            instance.ledger.iter().filter(|((_, class), _)| class.is_none()).map(|(_, entry)| balance(entry)).sum();
        let accounts = shares(&instance, 0);
        let somebody = instance.municipalities.iter().any(|member| member.is_member(instance.period.from));
        assert_eq!(accounts.total.iter().map(|account| &account.carried).sum::<Exact>(), written, "seed {seed}");
        assert_eq!(accounts.total[leaver].carried.is_zero(), somebody, "seed {seed}");
        let closing = closing::close(&instance, &verify::judge(&instance, &any_roster(&mut random, &instance)));
        let line = &closing.total[leaver];
        if somebody && line.worked == 0 {
            // Fractions that no decimals hold come to zero all the same.
            assert_eq!(line.after.entitled, line.after.worked, "seed {seed}");
            taken_over += 1;
        }
    }
    assert!(taken_over > 60, "{taken_over}");
}
