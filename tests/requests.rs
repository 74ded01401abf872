//! Requests as whole commands on the quickstart: from a form or a file to the new roster, its changes, and what is said of those that are not
//! granted. That as many are granted as can be is for `granting.rs`.
//!
//! In: the quickstart, planned. Out: what `requests` writes and says.

#[path = "support/office.rs"]
mod office;
mod support;

use std::fs;

use support::forms::{collect, put, skive, states};
use support::place::Place;

const COLUMNS: &str = "staff,date,start,wants,with,with_date,with_start";

/// The shifts of a roster: date, start and staff.
fn shifts(place: &Place, roster: &str) -> Vec<[String; 3]> {
    let text = place.text(roster);
    let rows = text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    rows.map(|row| [row[0].clone(), row[3].clone(), row[8].clone()]).collect()
}

/// What `requests` says of these rows.
fn asked(place: &Place, rows: &[String]) -> (i32, String, serde_json::Value) {
    fs::write(place.path("requests.csv"), format!("{COLUMNS}\n{}\n", rows.join("\n"))).expect("requests");
    let output = place.output(&["requests", ".", "out/roster.csv", "--from", "2026-01-05", "--json", "--calendars"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().expect("an exit code"), said, serde_json::from_slice(&output.stdout).unwrap_or_default())
}

#[test]
fn a_swap_two_agree_on_is_granted_and_told_of_in_every_file() {
    let place = Place::planned();
    let before = shifts(&place, "out/roster.csv");
    // Whoever may swap by the rules: tried pair by pair.
    let (mine, theirs) = pairs(&before)
        .find(|(mine, theirs)| {
            let turn = |shift: &[String; 3]| format!("{}@{} {}", shift[2], shift[0], shift[1]);
            place.run(&["swap", ".", "out/roster.csv", &turn(mine), &turn(theirs), "--out", "tried", "-q"]) == 0
        })
        .expect("a lawful swap");
    let row = |mine: &[String; 3], theirs: &[String; 3]| {
        format!("{},{},{},swap,{},{},{}", mine[2], mine[0], mine[1], theirs[2], theirs[0], theirs[1])
    };
    // Both write it down.
    let (code, said, answer) = asked(&place, &[row(&mine, &theirs), row(&theirs, &mine)]);
    assert!(matches!(code, 0 | 4), "{said}");
    assert_eq!((&answer["granted"], &answer["proven"]), (&2.into(), &true.into()), "{answer}");
    assert_eq!(
        (&answer["to_ask"], &answer["to_confirm"]),
        (&serde_json::json!([]), &serde_json::json!([])),
        "{answer}"
    );
    let after = shifts(&place, "out/requests/roster.csv");
    let expected = |shift: &[String; 3]| {
        let staff = match shift {
            shift if *shift == mine => &theirs[2],
            shift if *shift == theirs => &mine[2],
            other => &other[2],
        };
        [shift[0].clone(), shift[1].clone(), staff.clone()]
    };
    let sorted = |mut shifts: Vec<[String; 3]>| {
        shifts.sort();
        shifts
    };
    assert_eq!(sorted(after), sorted(before.iter().map(expected).collect()));
    let changes = place.text("out/requests/changes.csv");
    assert_eq!(changes.lines().count(), 3, "{changes}");
    assert!(changes.contains(" og ") && changes.contains(" bytter; "), "{changes}");
    let answers = place.text("out/requests/requests.csv");
    assert_eq!(answers.lines().filter(|line| line.contains(",yes,")).count(), 2, "{answers}");
    assert!(place.path("out/requests/calendars").is_dir() && place.path("out/requests/summary.json").is_file());
    assert_eq!(place.run(&["verify", ".", "out/requests/roster.csv", "-q"]), code, "no rule is broken");

    // One alone writes it down, in the words of a Danish form: the other is to be heard.
    let (_, said, answer) = asked(&place, &[row(&mine, &theirs).replace(",swap,", ",Bytte,")]);
    assert_eq!(answer["granted"], 1, "{said}");
    assert_eq!(answer["to_confirm"], serde_json::json!([{ "number": 1, "staff": theirs[2] }]), "{answer}");
}

/// Two shifts of two colleagues of one municipality, in every way.
fn pairs(shifts: &[[String; 3]]) -> impl Iterator<Item = ([String; 3], [String; 3])> + '_ {
    let home = |shift: &[String; 3]| shift[2].chars().take(3).collect::<String>();
    let is_pair = move |one: &[String; 3], other: &[String; 3]| {
        !one[2].is_empty() && home(one) == home(other) && one[2] != other[2] && one[..2] != other[..2]
    };
    shifts.iter().flat_map(move |one| {
        shifts.iter().filter(move |other| is_pair(one, other)).map(|other| (one.clone(), other.clone()))
    })
}

#[test]
fn where_nothing_can_be_granted_nothing_is_written() {
    let place = Place::planned();
    let shift = shifts(&place, "out/roster.csv").into_iter().find(|shift| shift[2] == "SKI1").expect("a shift");
    // A lock says that it is hers.
    fs::write(place.path("locks.csv"), format!("date,start,staff,kind\n{},{},SKI1,fixed\n", shift[0], shift[1]))
        .expect("locks");
    let (code, said, answer) = asked(&place, &[format!("SKI1,{},{},off,,,", shift[0], shift[1])]);
    assert_eq!((code, &answer["granted"]), (0, &0.into()), "{said}");
    assert!(answer["requests"][0]["why"].as_str().expect("a reason").starts_with("A lock gives"), "{answer}");
    assert!(said.contains("nothing is written") && !place.path("out/requests").exists(), "{said}");
}

#[test]
fn the_roster_that_people_have_is_never_written_over() {
    let place = Place::planned();
    let before = place.text("out/roster.csv");
    fs::write(place.path("requests.csv"), format!("{COLUMNS}\n")).expect("requests");
    let said = place.output(&["requests", ".", "out/roster.csv", "--from", "2026-01-05", "--out", "out"]);
    assert_eq!(said.status.code(), Some(3), "{}", String::from_utf8_lossy(&said.stderr));
    assert_eq!(place.text("out/roster.csv"), before);
    // So is one that was broken before the day from which on shifts may change.
    let worked = shifts(&place, "out/roster.csv")
        .into_iter()
        .find(|shift| shift[2] == "SKI2" && shift[0].as_str() < "2026-01-12")
        .expect("a shift");
    let later = shifts(&place, "out/roster.csv")
        .into_iter()
        .find(|shift| shift[2] == "SKI1" && shift[0].as_str() >= "2026-01-12")
        .expect("a shift");
    place.edit("availability.csv", |text| {
        let columns = text.lines().next().expect("a header").split(',').count();
        format!("{text}SKI2,unavailable,,,{0},{0}{1}\n", worked[0], ",".repeat(columns - 6))
    });
    fs::write(place.path("requests.csv"), format!("{COLUMNS}\nSKI1,{},{},off,,,\n", later[0], later[1]))
        .expect("requests");
    let said = place.output(&["requests", ".", "out/roster.csv", "--from", "2026-01-12"]);
    assert_eq!(said.status.code(), Some(1), "{}", String::from_utf8_lossy(&said.stderr));
    assert!(!place.path("out/requests").exists());
    // A roster that breaks a rule is mended first.
    let doubled = before.lines().nth(1).expect("a row").to_owned();
    fs::write(place.path("broken.csv"), format!("{before}{doubled}\n")).expect("a roster");
    let said = place.output(&["requests", ".", "broken.csv", "--from", "2026-01-05"]);
    assert!(matches!(said.status.code(), Some(1 | 3)), "{}", String::from_utf8_lossy(&said.stderr));
}

#[test]
fn what_people_ask_for_in_a_form_is_tried_on_the_roster() {
    let place = Place::planned();
    place.done(&["forms", ".", "--language", "da"]);
    // The headings stand in row 4 of the sheet of requests.
    let roster = place.text("out/roster.csv");
    let held = roster.lines().find(|line| line.contains(",SKI1,")).expect("a shift of Gitte's");
    let (date, start) = (held.split(',').next().unwrap(), held.split(',').nth(3).unwrap());
    let cells: [(usize, &str, &str); 4] =
        [(3, "A5", "Gitte Skov"), (3, "B5", date), (3, "C5", start), (3, "D5", "Fri")];
    put(&place, "a.xlsx", &skive(&place, &cells));
    let (_, said, summary) = collect(&place, &[]);
    assert_eq!((states(&summary)[1].as_str(), &summary["answers"][1]["requests"]), ("taken", &1.into()), "{said}");
    let asked = format!("staff;date;start;wants;with;with_date;with_start\r\nSKI1;{date};{start};off;;;\r\n");
    assert_eq!(place.text("requests/779 Skive.csv").trim_start_matches('\u{feff}'), asked);
    let output = place.output(&["requests", ".", "out/roster.csv", "--from", "2026-01-05", "--json"]);
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a document");
    assert_eq!(said["requests"][0]["staff"], "SKI1", "{said}");

    let odd: [(usize, &str, &str); 8] = [
        (3, "A5", "LEM1"),
        (3, "B5", date),
        (3, "C5", "09:00"),
        (3, "D5", "hjem"),
        (3, "A6", "SKI1"),
        (3, "C6", start),
        (3, "D6", "fri"),
        (3, "E6", "Ingen Her"),
    ];
    put(&place, "a.xlsx", &skive(&place, &odd));
    let (_, said, summary) = collect(&place, &[]);
    assert_eq!(states(&summary)[1], "faulty", "{said}");
    let text = place.text("out/answers/779 Skive.txt");
    for fault in [
        "celle A5: »LEM1« er ansat i en anden kommune.",
        "celle B5: der er ingen vagt på den dag og tid.",
        "celle D5: »hjem« er ikke en anmodning. Skriv fri, bytte, tage eller give.",
        "celle B6: feltet er tomt",
        "celle E6: »Ingen Her« er ikke blandt jeres medarbejdere.",
    ] {
        assert!(text.contains(fault), "{fault}: {text}");
    }

    // A form that asks for nothing any more takes back what it has asked for.
    put(&place, "a.xlsx", &skive(&place, &[(0, "C7", "-")]));
    let (_, said, _) = collect(&place, &[]);
    assert_eq!(place.text("requests/779 Skive.csv").lines().count(), 1, "{said}");
}

/// Dates and times are typed as such: the sheet is protected, so a time stays the part of a day that a spreadsheet makes of it.
#[test]
fn what_is_typed_into_the_sheet_in_libreoffice_is_what_was_meant() {
    if !office::is_there() {
        return;
    }
    let place = Place::new();
    place.done(&["forms", ".", "--language", "da"]);
    let cell = |how: &str, cell: &str, written: &str| format!("{how}\tAnmodninger\t{cell}\t{written}");
    let orders = [
        format!("open\t{}", place.path("out/forms/665 Lemvig.xlsx").display()),
        cell("text", "A5", "Inge Klit (LEM1)"),
        cell("type", "B5", "2026-01-12"),
        cell("type", "C5", "08:00"),
        cell("text", "D5", "Bytte"),
        cell("text", "A6", "jens toft"),
        cell("text", "B6", "13-01-2026"),
        cell("type", "C6", "16:00"),
        cell("text", "D6", "give"),
        cell("text", "E6", "Per Holm"),
        format!("save\t{}", place.path("svar.xlsx").display()),
    ];
    office::work(&place.path(""), &orders);
    place.done(&["collect", ".", "svar.xlsx"]);
    let asked = place.text("requests/665 Lemvig.csv");
    let rows: Vec<&str> = asked.lines().skip(1).collect();
    assert_eq!(rows, ["LEM1;2026-01-12;08:00;swap;;;", "LEM2;2026-01-13;16:00;give;Per Holm;;"]);
}
