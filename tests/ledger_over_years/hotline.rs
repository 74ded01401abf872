//! An invented hotline of ten municipalities, small and large, and the ten years it is run for.
//!
//! In: nothing. Out: what stands in the ledger after each quarter, and what each member was entitled to and worked in
//! truth. Every quarter is a folder on disk: its ledger and history are the bytes that closing the last one wrote. The
//! true entitlements are summed here window by window and must not come from the code under test.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use chrono::{Datelike, Days, Months, NaiveDate};
use num_traits::Zero;
use vagtplan::domain::{Exact, Instance};
use vagtplan::planning::{self, Options, Status};
use vagtplan::report::rows::Style;
use vagtplan::report::{ledger_csv, roster_csv};
use vagtplan::{check, closing, diagnostic, read};

/// How many quarters are run.
pub const QUARTERS: usize = 40;

/// The first of them.
const FIRST: &str = "2026-01-01";

/// A member: populations are those of 2020 (Statistics Denmark) and grow or shrink from year to year at an invented
/// rate; who joins and leaves is invented.
pub struct Member {
    pub code: &'static str,
    pub name: &'static str,
    pub population: u64,
    /// Inhabitants in a thousand that are added each year.
    pub growth: i64,
    pub joined: &'static str,
    pub left: &'static str,
}

const fn member(code: &'static str, name: &'static str, population: u64, growth: i64) -> Member {
    Member { code, name, population, growth, joined: "", left: "" }
}

/// The members, by code. They come and go on the first day of a quarter and in the middle of one.
pub const MEMBERS: [Member; 10] = [
    Member { joined: "2029-07-01", ..member("563", "Fanø", 3_488, -3) },
    member("615", "Horsens", 90_966, 9),
    Member { left: "2031-01-01", ..member("665", "Lemvig", 19_722, -7) },
    member("671", "Struer", 21_036, -5),
    Member { joined: "2028-02-15", left: "2033-07-01", ..member("727", "Odder", 22_844, 6) },
    member("751", "Aarhus", 349_983, 11),
    member("779", "Skive", 45_851, -4),
    Member { left: "2027-11-20", ..member("791", "Viborg", 96_921, 2) },
    member("825", "Læsø", 1_786, -6),
    member("851", "Aalborg", 217_075, 8),
];

/// How one member stands after a quarter.
pub struct Account {
    /// What it was entitled to since the beginning, exactly, with its part of what leavers left behind.
    pub entitled: Exact,
    /// What it worked since the beginning.
    pub worked: u64,
    /// Its balance in the ledger, as the next quarter reads it.
    pub balance: Exact,
    /// The same for evenings.
    pub evening_balance: Exact,
}

/// A quarter that is over.
pub struct Quarter {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// Seats nobody sat on.
    pub unfilled: u64,
    /// By member.
    pub accounts: Vec<Account>,
}

/// Plans and closes quarter after quarter.
pub fn run() -> Vec<Quarter> {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let mut from: NaiveDate = FIRST.parse().expect("a literal date");
    let mut quarters = Vec::new();
    let mut true_accounts: Vec<(Exact, u64)> = vec![(Exact::zero(), 0); MEMBERS.len()];
    write(place.path(), from);
    let mut instance = folder(place.path());
    for _ in 0..QUARTERS {
        take_over(&instance, &mut true_accounts);
        let plan = planning::plan(&instance, &Options::default(), &mut |_| ())
            .unwrap_or_else(|defect| panic!("{from}: {defect}"))
            .expect("there is no time limit");
        assert_eq!(plan.status, Status::Proven, "{from}");
        let (roster, judgement) = (plan.verified.roster(), plan.verified.judgement());
        let closing = closing::close(&instance, judgement);
        for (m, (entitled, worked)) in true_accounts.iter_mut().enumerate() {
            *entitled += owed(&instance, m);
            *worked += judgement.shifts[m];
        }
        let (until, unfilled) = (instance.period.to, judgement.unfilled);

        put(place.path(), "ledger.csv", &ledger_csv::bytes(&instance, &closing, Style::Plain));
        put(place.path(), "history.csv", &roster_csv::history(&instance, &[], roster, from, Style::Plain));
        let next = until + Days::new(1);
        write(place.path(), next);
        instance = folder(place.path());
        let balance = |m: usize, burden: Option<usize>| {
            instance.ledger.get(&(m, burden)).map_or_else(Exact::zero, closing::balance)
        };
        let accounts = true_accounts.iter().enumerate().map(|(m, (entitled, worked))| Account {
            entitled: entitled.clone(),
            worked: *worked,
            balance: balance(m, None),
            evening_balance: balance(m, Some(0)),
        });
        quarters.push(Quarter { from, until, unfilled, accounts: accounts.collect() });
        from = next;
    }
    quarters
}

/// What members who have left were still owed or ahead, from the first day on is the affair of the members of that day, by
/// population.
fn take_over(instance: &Instance, accounts: &mut [(Exact, u64)]) {
    let first = instance.period.from;
    let populations: Vec<u64> = (instance.municipalities.iter())
        .map(|member| if member.is_member(first) { member.population } else { 0 })
        .collect();
    let all: u64 = populations.iter().sum();
    for leaver in 0..accounts.len() {
        if instance.municipalities[leaver].left.is_none_or(|left| left > first) {
            continue;
        }
        let worked = Exact::from_integer(accounts[leaver].1.into());
        let open = std::mem::replace(&mut accounts[leaver].0, worked.clone()) - worked;
        for ((entitled, _), &population) in accounts.iter_mut().zip(&populations) {
            *entitled += &open * Exact::new(population.into(), all.into());
        }
    }
}

/// Σ_w d_w · share_m(w), window by window.
fn owed(instance: &Instance, m: usize) -> Exact {
    let mut seats: BTreeMap<u64, u64> = BTreeMap::new();
    for window in &instance.windows {
        let members = instance.municipalities.iter().filter(|member| member.is_member(window.date));
        if instance.municipalities[m].is_member(window.date) {
            *seats.entry(members.map(|member| member.population).sum()).or_default() += u64::from(window.seats);
        }
    }
    let own = instance.municipalities[m].population;
    seats.into_iter().map(|(all, seats)| Exact::new((seats * own).into(), all.into())).sum()
}

/// Writes the quarter's files; the ledger and the history are there already.
fn write(place: &Path, from: NaiveDate) {
    let to = from + Months::new(3) - Days::new(1);
    put(place, "plan.toml", PLAN.replace("FROM", &from.to_string()).replace("TO", &to.to_string()).as_bytes());
    let years = i64::from(from.year()) - 2026;
    let mut members = "code,name,population,joined,left\n".to_owned();
    let mut staff = "id,name,municipality,heads\n".to_owned();
    for Member { code, name, population, growth, joined, left } in &MEMBERS {
        let population = population * u64::try_from(1000 + growth * years).expect("nobody shrinks to nothing") / 1000;
        members += &format!("{code},{name},{population},{joined},{left}\n");
        // Colleagues enough, also in a small town.
        staff += &format!("p{code},{name},{code},{}\n", 2 + population / 10_000);
    }
    put(place, "municipalities.csv", members.as_bytes());
    put(place, "staff.csv", staff.as_bytes());
}

const PLAN: &str = r#"
period = { from = FROM, to = TO }
closed.holidays = "DK"

[[windows]]
days = ["mon", "wed"]
start = "08:00"
seats = 5

[[windows]]
days = ["thu"]
start = "16:00"
seats = 3

[burdens.evening]
start = "16:00"
"#;

fn put(place: &Path, name: &str, bytes: &[u8]) {
    fs::write(place.join(name), bytes).expect("a temporary folder can be written to");
}

/// The folder as the program understands it.
fn folder(place: &Path) -> Arc<Instance> {
    let (rows, mut findings) = read::folder(place);
    let (instance, more) = check::instance(&rows);
    findings.extend(more);
    let instance = instance.unwrap_or_else(|| panic!("{}", diagnostic::render(&findings, false)));
    Arc::new(instance)
}
