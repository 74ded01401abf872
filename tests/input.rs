//! Planning folders as they really arrive: every dialect gives the same instance, the order of rows never matters, and
//! no bytes, however broken, make the program panic.
//!
//! In: one folder with every table, written in different ways. Out: assertions on the instance.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use vagtplan::diagnostic::{Code, any_error, render};
use vagtplan::domain::roster::Roster;
use vagtplan::domain::rule::{Limits, Rule};
use vagtplan::domain::{Exact, Instance};
use vagtplan::{check, read};

const PLAN: &str = r#"
title = "Prøve"
period = { from = 2026-04-01, to = "30-04-2026" }
weekly_hours = 41
goals = ["coverage", "shares", "burdens"]

[[windows]]
days = "mon-thu"
start = "08:00"
seats = 2

[[windows]]
days = ["mon-thu"]
start = 12:00:00
seats = 1

[[windows]]
days = ["sat", "sun"]
start = "22:00"
hours = 4.5
seats = 1

[burdens.weekend]
days = ["sat", "sun"]
[burdens.afternoon]
start = "12:00"

[closed]
holidays = "DK"
dates = [2026-04-13]

[rules]
shifts_per_day = 2
rest_hours = 10.5
"#;

/// Every table in the plainest dialect.
const TABLES: [(&str, &str); 8] = [
    (
        "municipalities.csv",
        "code,name,population,joined,left,away_at_once\n\
         370,Næstved,83000,,,2\n\
         482,Langeland,12000,2026-04-15,,\n\
         580,Aabenraa,58000,,2026-04-20,\n",
    ),
    (
        "staff.csv",
        "id,name,municipality,shifts_per_week,shifts_per_period,weight,heads\n\
         æ1,Åse Ørsted,Næstved,3,10,0.5,\n\
         b1,Bo,580,,,,\n\
         l9,Pool,langeland,1,,,4\n",
    ),
    (
        "availability.csv",
        "staff,kind,days,start,from,to\n\
         æ1,available,mon-wed;sat,08:00;22:00,,\n\
         æ1,unavailable,,,2026-04-07,2026-04-08\n\
         b1,prefers,sun,,,\n\
         b1,avoids,,12:00,2026-04-14,\n",
    ),
    ("demand.csv", "date,start,seats\n2026-04-14,08:00,5\n2026-04-15,12:00,0\n"),
    ("ledger.csv", "municipality,burden,entitled,worked\n370,,10.125,9\nAabenraa,weekend,3.5,4\n"),
    (
        "locks.csv",
        "date,start,staff,kind\n2026-04-14,08:00,b1,fixed\n2026-04-21,08:00,l9,fixed\n2026-04-21,12:00,l9,fixed\n2026-04-16,08:00,b1,forbidden\n",
    ),
    (
        "history.csv",
        "date,start,end,staff,status\n2026-03-31,08:00,13:00,b1,assigned\n2026-03-28,22:00,,æ1,\n2026-03-30,08:00,12:00,,unfilled\n",
    ),
    (
        "roster.csv",
        "date,start,seat,staff,status\n2026-04-14,08:00,1,b1,assigned\n2026-04-14,08:00,2,æ1,assigned\n2026-04-16,12:00,1,,unfilled\n",
    ),
];

/// How a table is written in another dialect.
type Rewrite = Box<dyn Fn(&str) -> Vec<u8>>;

/// Writes the folder, each table rewritten.
fn write(folder: &Path, rewrite: impl Fn(&str) -> Vec<u8>) {
    fs::write(folder.join("plan.toml"), PLAN).unwrap();
    for (name, table) in TABLES {
        fs::write(folder.join(name), rewrite(table)).unwrap();
    }
}

/// The instance and the roster, neither with anything unexpected to say of it.
fn checked(folder: &Path) -> (Instance, Roster) {
    let (rows, mut all) = read::folder(folder);
    let (instance, found) = check::instance(&rows);
    all.extend(found);
    let instance = instance.unwrap_or_else(|| panic!("{}", render(&all, false)));
    let (rows, found) = read::roster(&folder.join("roster.csv"));
    all.extend(found);
    let (roster, found) = check::roster(&instance, &rows);
    all.extend(found);
    // A ledger that does not sum to zero and a limit that limits nothing are asked after; here they are meant.
    all.retain(|found| !matches!(found.code, Code::UnbalancedLedger | Code::LimitAboveStaff));
    assert_eq!(render(&all, false), "");
    (instance, roster.unwrap())
}

fn plain(rewrite: impl Fn(&str) -> Vec<u8>) -> (Instance, Roster) {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), rewrite);
    checked(folder.path())
}

/// As Excel in Denmark writes it: semicolons, decimal commas, dates from the day on.
fn danish(table: &str) -> String {
    let cell = |cell: &str| {
        let date = NaiveDate::parse_from_str(cell, "%Y-%m-%d").map(|date| date.format("%d-%m-%Y").to_string());
        date.unwrap_or_else(|_| if cell.contains(';') { format!("\"{cell}\"") } else { cell.replace('.', ",") })
    };
    table.lines().map(|line| line.split(',').map(cell).collect::<Vec<_>>().join(";") + "\r\n").collect()
}

#[test]
fn every_dialect_gives_the_same_instance() {
    let expected = plain(|table| table.into());
    let bytes_1252 = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let variants: [(&str, Rewrite); 6] = [
        ("semicolons", Box::new(|table| danish(table).into())),
        ("semicolons in Windows-1252", Box::new(move |table| bytes_1252(&danish(table)))),
        ("byte-order mark and sep=", Box::new(|table| format!("\u{feff}sep=;\r\n{}", danish(table)).into())),
        ("tabs", Box::new(|table| table.replace(',', "\t").replace("10.125", "10,1250").into())),
        ("blank lines", Box::new(|table| format!("\n\n{}\n,,,\n\n ,, \n", table.replace('\n', "\n\n")).into())),
        (
            "capitals and spaces",
            Box::new(|table| {
                let (header, rest) = table.split_once('\n').unwrap();
                format!("{}\n{rest}", header.to_uppercase().replace(',', " , ")).into()
            }),
        ),
    ];
    for (what, rewrite) in variants {
        assert_eq!(plain(rewrite), expected, "{what}");
    }
}

#[test]
fn the_order_of_rows_never_matters() {
    let expected = plain(|table| table.into());
    let reversed = plain(|table| {
        let (header, rest) = table.split_once('\n').unwrap();
        let mut rows: Vec<&str> = rest.lines().collect();
        rows.reverse();
        format!("{header}\n{}", rows.join("\n")).into()
    });
    assert_eq!(reversed, expected);
}

#[test]
fn the_instance_says_what_the_folder_says() {
    let (instance, roster) = plain(|table| table.into());
    let date = |day| NaiveDate::from_ymd_opt(2026, 4, day).unwrap();
    let eight = NaiveTime::from_hms_opt(8, 0, 0).unwrap();
    let window = |day, hour| instance.window_at(date(day), NaiveTime::from_hms_opt(hour, 0, 0).unwrap());

    assert_eq!(instance.title, "Prøve");
    assert_eq!(instance.rest, TimeDelta::minutes(630));
    assert_eq!(instance.municipalities.iter().map(|m| m.code.as_str()).collect::<Vec<_>>(), ["370", "482", "580"]);
    assert_eq!(instance.staff.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["b1", "l9", "æ1"]);
    assert_eq!(instance.burdens.iter().map(|b| b.name.as_str()).collect::<Vec<_>>(), ["afternoon", "weekend"]);

    // Easter 2026 is on 5 April: Maundy Thursday and Easter Monday have no windows, nor has the 13th, nor 15:12:00.
    assert_eq!(
        (window(2, 8), window(5, 22), window(6, 8), window(13, 8), window(15, 12)),
        (None, None, None, None, None)
    );
    assert_eq!(instance.windows[window(14, 8).unwrap()].seats, 5);
    let night = &instance.windows[window(11, 22).unwrap()];
    assert_eq!((night.length, night.burdens.as_slice()), (TimeDelta::minutes(270), &[1][..]));

    let (bo, pool, aase) = (&instance.staff[0], &instance.staff[1], &instance.staff[2]);
    assert_eq!(
        bo.limits,
        Limits::of(|rule| match rule {
            Rule::ShiftsPerDay | Rule::ShiftsPerWeek => Some(2),
            Rule::RestHours => Some(630),
            _ => None,
        })
    );
    assert_eq!(
        (pool.limits[Rule::ShiftsPerDay], pool.limits[Rule::ShiftsPerWeek], pool.weight.clone()),
        (Some(8), Some(4), Exact::from_integer(4.into()))
    );
    assert_eq!((aase.limits[Rule::ShiftsPerPeriod], aase.weight.clone()), (Some(10), Exact::new(1.into(), 2.into())));

    let stance = |staff, day, hour| instance.stance(staff, window(day, hour).unwrap());
    assert!(stance(2, 1, 8).available && !stance(2, 1, 12).available && !stance(2, 7, 8).available);
    assert!(stance(0, 12, 22).prefers == 1 && stance(0, 14, 12).avoids == 1 && stance(0, 8, 12).avoids == 0);

    assert_eq!(instance.fixed.len(), 3);
    assert!(instance.forbidden.contains(&(0, window(16, 8).unwrap())));
    assert_eq!(instance.ledger[&(0, None)].entitled, Exact::new(81.into(), 8.into()));
    assert_eq!(instance.ledger[&(2, Some(1))].worked, Exact::from_integer(4.into()));

    // A shift of the past without an end is as long as such windows are now, also over midnight.
    let ends: Vec<String> = instance.history.iter().map(|shift| shift.ends_at.wall().to_string()).collect();
    // Four hours after 22:30 the clock shows 03:30 in that night: 02:30 is left out.
    assert_eq!(ends, ["2026-03-29 03:30:00", "2026-03-31 13:00:00"]);

    let taken = window(14, 8).unwrap();
    assert_eq!(roster.shifts[taken], [0, 2]);
    assert_eq!(roster.shifts.iter().map(Vec::len).sum::<usize>(), 2);
    assert_eq!(instance.windows[taken].start, eight);
}

#[test]
fn rules_are_defaults_that_columns_override() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), |table| table.into());
    let rules = "[rules]\naway_at_once = 1\nshifts_per_period = 6\nshifts_per_week = 4\n";
    fs::write(folder.path().join("plan.toml"), PLAN.replace("[rules]\n", rules)).unwrap();
    let (instance, _) = checked(folder.path());
    let away: Vec<_> =
        instance.municipalities.iter().map(|municipality| municipality.limits[Rule::AwayAtOnce]).collect();
    assert_eq!(away, [Some(2), Some(1), Some(1)]);
    // The pool has four heads, and limits are multiplied by them.
    let limits: Vec<_> =
        instance.staff.iter().map(|s| (s.limits.most(Rule::ShiftsPerWeek), s.limits[Rule::ShiftsPerPeriod])).collect();
    assert_eq!(limits, [(4, Some(6)), (4, Some(24)), (3, Some(10))]);
}

#[test]
fn fingerprints_are_those_of_the_bytes() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), |table| table.into());
    fs::write(folder.path().join("demand.csv"), "date,start,seats\n").unwrap();
    let (rows, _) = read::folder(folder.path());
    let names: Vec<&str> = rows.inputs.iter().map(|input| input.file.as_str()).collect();
    assert!(names.is_sorted() && names.len() == 8, "{names:?}");
    let demand = rows.inputs.iter().find(|input| input.file == "demand.csv").unwrap();
    assert_eq!(demand.sha256, "2355c5787ef4e6ec1c700114577f0f9dcb36dd68c2d394241b0330738ccd3363");
}

/// How long random bytes are tried.
const PATIENCE: Duration = Duration::from_secs(4);

#[test]
fn broken_bytes_are_refused_without_panic() {
    let folder = tempfile::tempdir().unwrap();
    let mut random = fastrand::Rng::with_seed(20_260_401);
    let begun = Instant::now();
    let (mut accepted, mut refused) = (0, 0);
    while begun.elapsed() < PATIENCE {
        write(folder.path(), |table| if random_bool(table) { danish(table).into() } else { table.into() });
        let names = TABLES.iter().map(|(name, _)| *name).chain(["plan.toml"]).collect::<Vec<_>>();
        for _ in 0..random.usize(1..=3) {
            let path = folder.path().join(names[random.usize(..names.len())]);
            let mut bytes = fs::read(&path).unwrap();
            mutate(&mut bytes, &mut random);
            fs::write(path, bytes).unwrap();
        }
        let (rows, mut all) = read::folder(folder.path());
        let (instance, found) = check::instance(&rows);
        all.extend(found);
        assert_eq!(instance.is_none(), any_error(&all));
        if let Some(instance) = instance {
            accepted += 1;
            let (rows, found) = read::roster(&folder.path().join("roster.csv"));
            all.extend(found);
            all.extend(check::roster(&instance, &rows).1);
        } else {
            refused += 1;
        }
        assert_eq!(render(&all, false).is_empty(), all.is_empty());
        render(&all, true);
    }
    assert!(accepted > 0 && refused > 0, "{accepted} accepted, {refused} refused");
}

/// A coin that falls the same way for the same table.
fn random_bool(table: &str) -> bool {
    table.len().is_multiple_of(2)
}

fn mutate(bytes: &mut Vec<u8>, random: &mut fastrand::Rng) {
    const PIECES: [&str; 20] = [
        "\"",
        "\n",
        "\r",
        ";",
        ",",
        "\t",
        "\0",
        "æ",
        "\u{feff}",
        "-",
        "9999999999",
        "0",
        "[",
        "]",
        "=",
        "'",
        "sep=;\n",
        "\u{1b}[31m",
        "}",
        "\u{202e}",
    ];
    for _ in 0..random.usize(1..=4) {
        let at = random.usize(..=bytes.len());
        match random.u8(..6) {
            0 if at < bytes.len() => bytes[at] = random.u8(..),
            1 if at < bytes.len() => drop(bytes.remove(at)),
            2 => bytes.truncate(at),
            3 if !bytes.is_empty() => {
                let (one, other) = (random.usize(..bytes.len()), random.usize(..bytes.len()));
                let piece = bytes[one.min(other)..one.max(other)].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                let piece = PIECES[random.usize(..PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
        }
    }
}

#[test]
fn tables_with_danish_headings_say_what_they_say_in_english() {
    let plan = "title = \"Hotline\"\nperiod = { from = 2026-01-05, to = 2026-01-18 }\n\n[[windows]]\ndays = [\"mon\", \"tue\"]\n\
                start = \"08:00\"\nseats = 1\n";
    let english = [
        ("plan.toml", plan),
        ("municipalities.csv", "code,name,population,joined\n101,North,1000,\n102,South,3000,2026-01-06\n"),
        ("staff.csv", "id,name,municipality,weight,shifts_per_week\na1,Anna,North,0.5,1\nb1,Bo,102,,\n"),
        ("availability.csv", "staff,kind,days,from,to\na1,unavailable,mon,2026-01-12,2026-01-13\n"),
        ("locks.csv", "date,start,staff,kind\n2026-01-13,08:00,b1,fixed\n"),
    ];
    let danish = [
        ("plan.toml", plan),
        (
            "municipalities.csv",
            "Kommunekode;Kommune;Indbyggertal;Indtrådt\n101;North;1000;\n102;South;3000;06.01.2026\n",
        ),
        ("staff.csv", "id;Navn;Kommune;Vægt;Vagter/uge\na1;Anna;North;0,5;1\nb1;Bo;102;;\n"),
        ("availability.csv", "Medarbejder;kind;Ugedage;Fra;Til\na1;unavailable;mon;12.01.2026;13.1.2026\n"),
        ("locks.csv", "Dato;Starttid;Initialer;kind\n13-01-2026;08:00;b1;fixed\n"),
    ];
    let read = |files: &[(&str, &str)]| {
        let folder = tempfile::tempdir().unwrap();
        files.iter().for_each(|(name, text)| std::fs::write(folder.path().join(name), text).unwrap());
        let (rows, mut findings) = vagtplan::read::folder(folder.path());
        let (instance, more) = vagtplan::check::instance(&rows);
        findings.extend(more);
        let said = vagtplan::diagnostic::render(&findings, false);
        (instance, said.replace(&folder.path().display().to_string(), "FOLDER"))
    };
    let (expected, said) = read(&english);
    assert!(!said.contains("error"), "{said}");
    let (found, also) = read(&danish);
    assert!(!also.contains("error") && !also.contains("V108"), "{also}");
    assert_eq!(found.expect(&also), expected.expect(&said));
    // A finding tells of a column by the heading that stands over it.
    let mut wrong = danish;
    wrong[2].1 = "id;Navn;Kommune;Vægt\na1;Anna;North;halv\nb1;Bo;;\n";
    let (_, said) = read(&wrong);
    assert!(said.contains("in column Vægt") && said.contains("the cell in column Kommune is empty"), "{said}");
    // A grid of marks has its people below a Danish word as well.
    let mut grid = danish;
    grid[3].1 = "Initialer;mandag;12.01.2026\na1;x;-\n";
    let (found, said) = read(&grid);
    assert!(found.is_some(), "{said}");
}
