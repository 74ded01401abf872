//! What a change of membership is worked out on: the windows of another period, the staff of a day, and what is said of both.
//!
//! In: the hotline of the examples and a small invented one, whose municipalities and people come and go. Out: agreement with
//! sums from calendars, populations and dates alone.

use std::path::Path;
use std::process::{Command, Output};

use chrono::{Datelike, NaiveDate};
use serde_json::Value;
use tempfile::TempDir;

/// Seats of examples/ddh-2025 from Monday to Sunday, an ordinary week.
const WEEK: [u64; 7] = [8 + 8 + 4, 7 + 7 + 3, 7 + 7 + 3, 7 + 7 + 3, 7 + 5, 0, 3];
/// Inhabitants of all its members, and of one.
const ALL: f64 = 1_699_007.0;
const STRUER: f64 = 21_036.0;

/// Danish public holidays of 2026, by law.
const HOLIDAYS: [&str; 10] = [
    "2026-01-01",
    "2026-04-02",
    "2026-04-03",
    "2026-04-05",
    "2026-04-06",
    "2026-05-14",
    "2026-05-24",
    "2026-05-25",
    "2026-12-25",
    "2026-12-26",
];

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a literal date")
}

fn run(place: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vagtplan"));
    command.args(arguments).current_dir(place).output().expect("the binary starts")
}

fn json(place: &Path, arguments: &[&str]) -> Value {
    let output = run(place, &[arguments, &["--json"]].concat());
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn text(place: &Path, arguments: &[&str]) -> String {
    let output = run(place, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    // Lines are broken where the terminal ends; sentences go on.
    String::from_utf8(output.stdout).expect("UTF-8").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A figure of a municipality, of all shifts.
fn figure(document: &Value, code: &str, figure: &str) -> f64 {
    let rows = document["members"].as_array().expect("rows").iter();
    let mut own = rows.filter(|row| row["municipality"] == code && row["burden"] == "");
    own.next().expect("the member's row")[figure].as_f64().expect("a number")
}

fn near(found: &Value, expected: f64) {
    assert!((found.as_f64().expect("a number") - expected).abs() < 1e-6, "{found} is not {expected}");
}

fn hotline() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ddh-2025");
    for file in std::fs::read_dir(example).unwrap().map(Result::unwrap).filter(|file| file.path().is_file()) {
        std::fs::copy(file.path(), place.path().join(file.file_name())).unwrap();
    }
    place
}

/// Windows and closed days of another period, in every form that a period has.
#[test]
fn another_period_is_counted_day_by_day() {
    let place = hotline();
    let forms = [
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-05", "2026-05-01", "2026-05-31"),
        ("2026-01-05..2026-03-29", "2026-01-05", "2026-03-29"),
        ("{ from = 2026-12-21, to = 2026-12-31 }", "2026-12-21", "2026-12-31"),
    ];
    for (number, (written, from, to)) in forms.into_iter().enumerate() {
        let days = || date(from).iter_days().take_while(|day| *day <= date(to));
        let is_closed = |day: &NaiveDate| HOLIDAYS.contains(&day.to_string().as_str());
        let usual = |day: NaiveDate| WEEK[day.weekday().num_days_from_monday() as usize];
        let seats: u64 = days().filter(|day| !is_closed(day)).map(usual).sum();
        let closed: Vec<String> =
            days().filter(|day| is_closed(day) && usual(*day) > 0).map(|day| day.to_string()).collect();
        let closed_seats: u64 = days().filter(is_closed).map(usual).sum();
        // With a day and without: nobody joins or leaves there.
        let day = if number % 2 == 0 { vec!["--from", "2027-01-01"] } else { vec![] };
        let asked = [&["withdraw", ".", "--municipality", "Struer", "--period", written], day.as_slice()].concat();
        let found = json(place.path(), &asked);
        assert_eq!((&found["period"]["from"], &found["period"]["to"]), (&Value::from(from), &Value::from(to)));
        assert_eq!(found["seats"], seats, "{written}");
        let basis = &found["basis"];
        assert_eq!((&basis["other_period"], &basis["ordinary_week"]), (&Value::from(true), &Value::from(86)));
        assert_eq!((&basis["closed"], &basis["closed_seats"]), (&Value::from(closed), &Value::from(closed_seats)));
        assert_eq!((&basis["demand_windows"], &basis["demand_seats"]), (&Value::from(0), &Value::from(0)));
        let length = days().count() as f64;
        near(&basis["seats_a_week"], 7.0 * seats as f64 / length);
        near(&basis["more_percent"], 100.0 * (7.0 * seats as f64 / length / 86.0 - 1.0));
        let owed = seats as f64 * STRUER / ALL;
        assert!((figure(&found, "671", "entitled_before") - owed).abs() < 1e-6, "{written}");
        assert!((figure(&found, "671", "year_before") - owed * 365.25 / length).abs() < 1e-5, "{written}");
    }
    // The others take it as well, and what is no period is refused with its cure.
    let all = json(place.path(), &["withdraw", ".", "--all", "--period", "2026-05"]);
    assert_eq!(
        all["seats"],
        (1..=31)
            .filter(|day| ![14, 24, 25].contains(day))
            .map(|day| {
                WEEK[NaiveDate::from_ymd_opt(2026, 5, day).unwrap().weekday().num_days_from_monday() as usize]
            })
            .sum::<u64>()
    );
    let joins = json(place.path(), &["join", ".", "--municipality", "Holstebro", "--period", "2026-05"]);
    assert_eq!((&joins["seats"], &joins["basis"]), (&all["seats"], &all["basis"]));
    for (written, said) in [
        ("2026-Q5", "is not a period"),
        ("2026-05-01..2026-04-01", "ends on 2026-04-01, before it begins"),
        ("2026-01-01..2029-01-01", "has 1097 days"),
        ("2026-12-26..2026-12-26", "no window is open"),
    ] {
        for asked in [&["withdraw", ".", "--all"][..], &["join", ".", "--municipality", "Holstebro"]] {
            let output = run(place.path(), &[asked, &["--period", written]].concat());
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(3), "{written}: {told}");
            assert!(told.contains("--period") && told.contains(said) && told.contains("help"), "{told}");
        }
    }
}

/// An invented hotline of three towns for two weeks, three mornings a week. `left` of the second town, and who works when.
fn towns(left: &str) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| std::fs::write(place.path().join(name), text).unwrap();
    put(
        "plan.toml",
        "title = \"Towns\"\nperiod = { from = 2026-01-05, to = 2026-01-18 }\n\
         [[windows]]\ndays = [\"mon\", \"tue\", \"wed\"]\nstart = \"08:00\"\nseats = 2\n\
         [closed]\ndates = [2026-01-06]\n[rules]\nshifts_per_day = 1\nshifts_per_week = 2\nrest_hours = 0\n",
    );
    put("demand.csv", "date,start,seats\n2026-01-12,08:00,6\n");
    put(
        "municipalities.csv",
        &format!("code,name,population,left\n101,North,10000,\n102,South,20000,{left}\n103,West,30000,\n"),
    );
    put(
        "staff.csv",
        "id,name,municipality,heads,joined,left\nn1,Ann,101,,,\nn2,Bo,101,,,2026-07-01\nn3,Carl,101,,2027-01-01,\n\
         n4,Dorte,101,4,2020-01-01,2021-01-01\ns1,Eva,102,,,\nw1,Finn,103,,,2026-01-12\nw2,Gry,103,3,2026-06-01,\n",
    );
    place
}

/// Who is employed on the day that is asked about is there in all of the period, and nobody else is.
#[test]
fn staff_are_those_of_the_day() {
    let place = towns("");
    // By day: heads and the most shifts of North and West in two weeks of at most two shifts each; the closed day leaves the
    // first week two mornings.
    for (day, north, west) in [
        (None, (2, 8), (1, 2)),
        (Some("2026-01-12"), (2, 8), (0, 0)),
        (Some("2026-06-30"), (2, 8), (3, 10)),
        (Some("2026-07-01"), (1, 4), (3, 10)),
        (Some("2027-01-01"), (2, 8), (3, 10)),
        (Some("2020-06-01"), (6, 14), (1, 4)),
    ] {
        let from = day.map_or_else(Vec::new, |day| vec!["--from", day]);
        let leaves = [&["withdraw", ".", "--municipality", "South"], from.as_slice()].concat();
        let leaves = if day.is_some() { [&leaves[..], &["--override-notice"]].concat() } else { leaves };
        let joins = [&["join", ".", "--municipality", "Holstebro"], from.as_slice()].concat();
        for asked in [leaves, joins] {
            let found = json(place.path(), &asked);
            for (code, (heads, most)) in [("101", north), ("103", west)] {
                let own = ["heads", "most"].map(|key| figure(&found, code, key));
                assert_eq!(own, [heads, most].map(f64::from), "{asked:?}, {code}");
            }
            assert_eq!(found["basis"]["members_and_staff_of"], day.map_or(Value::Null, Value::from));
        }
    }
    let found =
        json(place.path(), &["withdraw", ".", "--municipality", "South", "--from", "2026-01-12", "--override-notice"]);
    let west = found["members"].as_array().unwrap().iter().find(|row| row["municipality"] == "103").unwrap();
    assert!(west["reasons"].as_str().unwrap().starts_with("no_staff"), "{west}");
}

/// 6 + 4 in one week and 6 + 4 more at one window in the other: 10 seats and 2 closed away, and four by demand.csv.
#[test]
fn how_unusual_a_period_is_is_said() {
    let place = towns("");
    let told = "It has 14 seats, 7.00 a week, where an ordinary week has 6 (+16.7%): 1 closed day takes 2 and changed \
                demand in 1 window makes +4. Weeks, months and years are taken from it as it is.";
    let asked = ["withdraw", ".", "--municipality", "South"];
    for asked in
        [&asked[..], &["withdraw", ".", "--all"], &["join", ".", "--municipality", "Holstebro"], &["shares", "."]]
    {
        let found = text(place.path(), asked).replace('\u{a0}', " ");
        assert!(found.contains(told), "{asked:?}: {found}");
        let offers = found.to_lowercase().contains("another period can be taken with --period");
        assert_eq!(offers, asked[0] != "shares", "{found}");
        let basis = &json(place.path(), asked)["basis"];
        assert_eq!(basis["closed"], Value::from(vec!["2026-01-06"]));
        let counts = ["closed_seats", "demand_windows", "demand_seats", "ordinary_week"].map(|key| basis[key].as_i64());
        assert_eq!(counts, [2, 1, 4, 6].map(Some));
    }
    for name in ["withdraw.html", "withdraw-all.html", "join.html"] {
        let page = std::fs::read_to_string(place.path().join("out").join(name)).unwrap().replace('\u{a0}', " ");
        assert!(page.contains("where an ordinary week has 6 (+16.7"), "{name}");
    }
    // South owes a third of it: a year of such fortnights, and one of ordinary weeks.
    let found = text(place.path(), &asked);
    assert!(found.contains("4.67 shifts a period (121.8 a year, 104.4 in ordinary weeks) move to"), "{found}");
    let page = std::fs::read_to_string(place.path().join("out/withdraw.html")).unwrap();
    assert!(page.contains("(121.8 a year, 104.4 in ordinary weeks)"));
    // Two ordinary weeks have nothing to tell.
    let february = [&asked[..], &["--period", "2026-02-02..2026-02-15"]].concat();
    let found = text(place.path(), &february);
    assert!(found.contains("The period 2026-02-02 to 2026-02-15, and then all of it without South"), "{found}");
    assert!(!found.contains("an ordinary week has"), "{found}");
    near(&json(place.path(), &february)["basis"]["more_percent"], 0.0);
}

/// A day in municipalities.csv that the notice rule does not allow is said, wherever what is known is told.
#[test]
fn a_day_against_the_notice_rule_is_said() {
    for (left, breaks) in [("2026-07-01", false), ("2026-05-15", true)] {
        let place = towns(left);
        for asked in [
            &["withdraw", ".", "--municipality", "North", "--from", "2027-01-01"][..],
            &["withdraw", ".", "--all", "--from", "2027-01-01"],
            &["join", ".", "--municipality", "Holstebro", "--from", "2026-09-01"],
        ] {
            let known = &json(place.path(), asked)["known"][0];
            assert_eq!((&known["municipality"], &known["breaks_notice"]), (&Value::from("102"), &Value::from(breaks)));
            assert_eq!((&known["change"], &known["counted"]), (&Value::from("leaves"), &Value::from(true)));
            let rule = if breaks { ", a day that the notice rule does not allow," } else { "" };
            let told = format!("South leaves on {left}{rule} and is counted out already.");
            let found = text(place.path(), asked);
            assert!(found.contains(&told), "{asked:?}: {found}");
        }
    }
}

/// Of those who are members on the day, each leaves in turn: shifts by population.
#[test]
fn the_ranking_of_a_day_has_the_members_of_that_day() {
    let place = towns("2026-07-01");
    for (day, members) in [("2026-01-05", vec![10, 20, 30]), ("2026-07-01", vec![10, 30])] {
        let asked = ["withdraw", ".", "--all", "--from", day, "--override-notice"];
        let found = json(place.path(), &asked);
        let ranking = found["ranking"].as_array().unwrap();
        assert_eq!(ranking.len(), members.len());
        let all: i32 = members.iter().sum();
        for row in ranking {
            let own = match row["municipality"].as_str().unwrap() {
                "101" => 10,
                "102" => 20,
                _ => 30,
            };
            let (own, all) = (f64::from(own), f64::from(all));
            near(&row["moved"], 14.0 * own / all);
            near(&row["moved_year"], 14.0 * own / all * 365.25 / 14.0);
            // Everybody else grows alike: from own / all to own / (all less who leaves).
            near(&row["rest_percent"], 100.0 * (all / (all - own) - 1.0));
        }
    }
}

/// South leaves, a fourth town joins, North leaves, and then somebody asks to join: each day with the sums of the day.
#[test]
fn days_on_the_way_to_a_joining_are_shown_step_by_step() {
    let place = towns("2026-07-01");
    std::fs::write(
        place.path().join("municipalities.csv"),
        "code,name,population,joined,left\n101,North,10000,,2027-01-01\n102,South,20000,,2026-07-01\n103,West,30000,,\n\
         104,East,15000,2026-10-01,\n",
    )
    .unwrap();
    let asked = ["join", ".", "--municipality", "Nowhere", "--population", "5000", "--from", "2027-07-01"];
    let found = json(place.path(), &asked);
    let expected = [
        // Day, who leaves and joins, inhabitants from then on, shifts that move from who leaves, and to who joins.
        ("2026-07-01", ["102", ""], 40_000, 14.0 * 20.0 / 60.0, 0.0),
        ("2026-10-01", ["", "104"], 55_000, 0.0, 14.0 * 15.0 / 55.0),
        ("2027-01-01", ["101", ""], 45_000, 14.0 * 10.0 / 55.0, 0.0),
        ("2027-07-01", ["", "Nowhere"], 50_000, 0.0, 14.0 * 5.0 / 50.0),
    ];
    let steps = found["steps"].as_array().unwrap();
    assert_eq!(steps.len(), expected.len());
    for (step, (day, who, population, moved, taken)) in steps.iter().zip(expected) {
        let codes = ["leave", "join"].map(|key| {
            let codes = step[key].as_array().unwrap().iter().map(|code| code.as_str().unwrap());
            codes.collect::<Vec<_>>().join(" ")
        });
        assert_eq!((&step["from"], codes), (&Value::from(day), who.map(str::to_owned)));
        assert_eq!(step["population"], population, "{day}");
        near(&step["moved"], moved);
        near(&step["taken"], taken);
    }
    let found = text(place.path(), &asked);
    for told in
        ["2026-07-01: South leaves, 4.67 shifts move;", "2026-10-01: East joins, 3.82 shifts are taken over; 3 members"]
    {
        assert!(found.contains(told), "{told}\n{found}");
    }
}

/// What is nothing to two decimals is no number of shifts.
#[test]
fn a_balance_that_is_next_to_nothing_is_not_called_shifts() {
    let place = towns("");
    std::fs::write(
        place.path().join("ledger.csv"),
        "municipality,burden,entitled,worked\n101,,10.00003,10\n102,,20,20.00003\n103,,5,5\n",
    )
    .unwrap();
    let found = text(place.path(), &["withdraw", ".", "--municipality", "North"]);
    assert!(found.contains("North has a balance of less than 0.01 of a shift."), "{found}");
    assert!(!found.contains("0.00 fewer") && !found.contains("0.00 shifts"), "{found}");
    let page = std::fs::read_to_string(place.path().join("out/withdraw.html")).unwrap();
    assert!(page.contains("a balance of less than 0.01 of a shift.") && !page.contains("0.00 shifts"), "{page}");
    let found = text(place.path(), &["withdraw", ".", "--municipality", "North", "--for", "South"]);
    assert!(!found.contains("0.00 shifts") && !found.contains("0.00 to"), "{found}");
}
