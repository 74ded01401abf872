//! The fixed locks of an instance are, on their own, a roster that breaks no rule, and nothing else is refused.
//!
//! In: random locks on a small folder with tight limits. Out: `check` accepts them exactly where a judge that compares
//! every pair of shifts finds nothing. The judge shares no code with `check`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use vagtplan::domain::Instance;
use vagtplan::domain::clock::Moment;
use vagtplan::domain::rule::Rule;
use vagtplan::{check, read};

const ROUNDS: usize = 400;

const PLAN: &str = r#"
period = { from = 2026-01-07, to = 2026-01-18 }

[[windows]]
days = ["mon-sun"]
start = "06:00"
seats = 2

[[windows]]
days = ["mon-sun"]
start = "18:00"
hours = 6
seats = 1

[rules]
shifts_per_day = 1
shifts_per_week = 3
rest_hours = 8
"#;

const FILES: [(&str, &str); 4] = [
    (
        "municipalities.csv",
        "code,name,population,left,away_at_once\n1,North,100,2026-01-16,\n2,South,300,,1\n3,East,300,,\n",
    ),
    ("staff.csv", "id,name,municipality,shifts_per_period,heads\na,A,1,,\nb,B,2,3,\nc,C,2,,\nd,D,3,,\np,P,3,,2\n"),
    ("availability.csv", "staff,kind,days,from,to\nb,available,mon-sat,,\nc,unavailable,,2026-01-11,2026-01-11\n"),
    ("history.csv", "date,start,end,staff\n2026-01-05,18:00,00:00,a\n2026-01-06,18:00,00:00,a\n2026-01-06,06:00,,d\n"),
];

/// Random locks: (date, start, staff, fixed or not).
fn locks(instance: &Instance, random: &mut fastrand::Rng) -> Vec<(usize, usize, bool)> {
    let count = random.usize(1..=12);
    let lock = |random: &mut fastrand::Rng| {
        (random.usize(..instance.staff.len()), random.usize(..instance.windows.len()), random.u8(..8) > 0)
    };
    (0..count).map(|_| lock(random)).collect()
}

fn write_locks(folder: &Path, instance: &Instance, locks: &[(usize, usize, bool)]) {
    let mut table = "date,start,staff,kind\n".to_owned();
    for &(staff, window, fixed) in locks {
        let window = &instance.windows[window];
        let kind = if fixed { "fixed" } else { "forbidden" };
        let start = window.start.format("%H:%M");
        writeln!(table, "{},{start},{},{kind}", window.date, instance.staff[staff].id).unwrap();
    }
    fs::write(folder.join("locks.csv"), table).unwrap();
}

/// Whether the fixed locks break a rule.
fn broken(instance: &Instance, locks: &[(usize, usize, bool)]) -> bool {
    let fixed: Vec<(usize, usize)> = locks.iter().filter(|lock| lock.2).map(|lock| (lock.0, lock.1)).collect();
    let forbidden: BTreeSet<(usize, usize)> =
        locks.iter().filter(|lock| !lock.2).map(|lock| (lock.0, lock.1)).collect();
    let mut seats: BTreeMap<usize, u32> = BTreeMap::new();
    let mut heads: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    let mut away: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    let mut days: BTreeMap<(usize, NaiveDate), u32> = BTreeMap::new();
    let mut weeks: BTreeMap<(usize, chrono::IsoWeek), u32> = BTreeMap::new();
    let mut periods: BTreeMap<usize, u32> = BTreeMap::new();
    // By person: date, start and end of every shift, worked ones included.
    let mut shifts: Vec<(usize, NaiveDate, Moment, Moment)> = Vec::new();
    let mut broken = false;
    for &(s, w) in &fixed {
        let (staff, window) = (&instance.staff[s], &instance.windows[w]);
        broken |= forbidden.contains(&(s, w)) || !instance.stance(s, w).available;
        broken |= !instance.municipalities[staff.municipality].is_member(window.date);
        *seats.entry(w).or_default() += 1;
        *heads.entry((s, w)).or_default() += 1;
        *away.entry((staff.municipality, w)).or_default() += 1;
        *days.entry((s, window.date)).or_default() += 1;
        *weeks.entry((s, window.week())).or_default() += 1;
        *periods.entry(s).or_default() += 1;
        shifts.push((s, window.date, window.starts_at(), window.ends_at()));
    }
    let mut fixed_weeks: Vec<(usize, chrono::IsoWeek)> = weeks.keys().copied().collect();
    for past in &instance.history {
        *weeks.entry((past.staff, past.date.iso_week())).or_default() += 1;
        shifts.push((past.staff, past.date, past.ends_at, past.ends_at));
    }
    // What was worked was worked: a week counts only where something is fixed in it.
    fixed_weeks.retain(|key| weeks[key] > instance.staff[key.0].limits.most(Rule::ShiftsPerWeek));
    broken |= !fixed_weeks.is_empty();
    broken |= seats.iter().any(|(&w, &n)| n > instance.windows[w].seats);
    broken |= heads.iter().any(|(&(s, _), &n)| n > instance.staff[s].heads);
    broken |= away
        .iter()
        .any(|(&(m, _), &n)| instance.municipalities[m].limits[Rule::AwayAtOnce].is_some_and(|limit| n > limit));
    broken |= days.iter().any(|(&(s, _), &n)| n > instance.staff[s].limits.most(Rule::ShiftsPerDay));
    broken |=
        periods.iter().any(|(&s, &n)| instance.staff[s].limits[Rule::ShiftsPerPeriod].is_some_and(|limit| n > limit));
    for (i, one) in shifts.iter().enumerate() {
        for (j, other) in shifts.iter().enumerate() {
            let person = one.0 == other.0 && !instance.staff[one.0].is_pool();
            broken |= person && i != j && one.1 == other.1 && one.2 == other.2;
            broken |= person && one.1 < other.1 && i.min(j) < fixed.len() && other.2 < one.3 + instance.rest;
        }
    }
    broken
}

#[test]
fn locks_are_accepted_exactly_where_they_break_no_rule() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.toml"), PLAN).unwrap();
    for (name, text) in FILES {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let bare = check::instance(&read::folder(folder.path()).0).0.unwrap();
    let mut random = fastrand::Rng::with_seed(7);
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..ROUNDS {
        let locks = locks(&bare, &mut random);
        write_locks(folder.path(), &bare, &locks);
        let (instance, findings) = check::instance(&read::folder(folder.path()).0);
        assert_eq!(instance.is_none(), broken(&bare, &locks), "{locks:?}\n{findings:#?}");
        if let Some(instance) = instance {
            accepted += 1;
            let fixed = locks.iter().filter(|lock| lock.2).count();
            assert_eq!(instance.fixed.values().sum::<u32>() as usize, fixed);
        } else {
            refused += 1;
        }
    }
    assert!(accepted > ROUNDS / 20 && refused > ROUNDS / 20, "{accepted} accepted, {refused} refused");
}

/// Rest is counted to the minute.
#[test]
fn a_lock_may_come_as_soon_as_the_rest_is_over() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in FILES {
        fs::write(folder.path().join(name), text).unwrap();
    }
    for (start, rest, said) in [
        ("06:00", "6", None),
        ("06:00", "6.5", Some("6 hours after a shift of wed 2026-01-07 ends; rest_hours is 390 minutes")),
        ("01:00", "8", Some("1 hour after a shift of wed 2026-01-07 ends; rest_hours is 8 hours")),
        ("01:30", "8", Some("90 minutes after a shift of wed 2026-01-07 ends; rest_hours is 8 hours")),
    ] {
        let plan = PLAN.replace("06:00", start).replace("rest_hours = 8", &format!("rest_hours = {rest}"));
        fs::write(folder.path().join("plan.toml"), plan).unwrap();
        let locks = format!("date,start,staff,kind\n2026-01-07,18:00,c,fixed\n2026-01-08,{start},c,fixed\n");
        fs::write(folder.path().join("locks.csv"), locks).unwrap();
        let (instance, findings) = check::instance(&read::folder(folder.path()).0);
        let messages: Vec<&str> = findings.iter().map(|found| found.message.as_str()).collect();
        match said {
            None => assert!(instance.is_some(), "{messages:?}"),
            Some(said) => {
                let is_told = messages.iter().any(|message| message.ends_with(said));
                assert!(instance.is_none() && is_told, "{messages:?}");
            }
        }
    }
}

/// With two shifts a day, a pool's day has room for more seats of one window than the pool has heads.
#[test]
fn locks_of_a_pool_stay_within_its_heads() {
    let folder = tempfile::tempdir().unwrap();
    let plan = PLAN.replace("shifts_per_day = 1", "shifts_per_day = 2").replace("seats = 2", "seats = 4");
    fs::write(folder.path().join("plan.toml"), plan).unwrap();
    for (name, text) in FILES {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let bare = check::instance(&read::folder(folder.path()).0).0.unwrap();
    let pool = bare.staff.iter().position(|staff| staff.is_pool()).unwrap();
    for times in 1..=4 {
        let locks = vec![(pool, 0, true); times];
        write_locks(folder.path(), &bare, &locks);
        let (instance, findings) = check::instance(&read::folder(folder.path()).0);
        assert_eq!(instance.is_none(), broken(&bare, &locks), "{times} times\n{findings:#?}");
    }
}
