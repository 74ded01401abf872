//! A copy of a folder for one member: the same problem, and nobody else's name in any file.
//!
//! In: the quickstart with a history, locks and a column of the planner's own, and folders made up. Out: the roster that comes of the copy is the
//! same but for names.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use support::place::Place;
use support::workbook::parts;

/// The quickstart with everything in it that names people.
fn full() -> Place {
    let place = Place::new();
    place.edit("plan.toml", |text| format!("# Ask Gitte Skov about this\n{text}"));
    fs::write(place.path("locks.csv"), "date,start,staff,kind\n2026-01-05,08:00,SKI1,fixed\n").expect("locks");
    place.edit("staff.csv", |text| {
        let mut lines = text.lines();
        let head = format!("{},phone", lines.next().expect("a header"));
        let rows: Vec<String> = lines.map(|line| format!("{line},Gitte Skov knows")).collect();
        format!("{head}\n{}\n", rows.join("\n"))
    });
    place
}

/// Every file below a folder, workbooks taken apart.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.display().to_string();
        if path.is_dir() {
            all.extend(texts(&path));
            continue;
        }
        let bytes = fs::read(&path).expect("a file");
        match name.ends_with(".xlsx") {
            true => all.extend(
                parts(&bytes)
                    .into_iter()
                    .map(|(part, bytes)| (format!("{name}: {part}"), String::from_utf8_lossy(&bytes).into_owned())),
            ),
            false => all.push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    all
}

/// The pseudonyms by id, as `--json` tells them to whoever has made the copy.
fn exported(place: &Place, member: &str) -> BTreeMap<String, (String, String)> {
    let output = place.output(&["export", ".", "--for", member, "--pseudonyms", "--out", "copy", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a document");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let all = said["pseudonyms"].as_array().expect("a list").iter();
    all.map(|one| (text(&one["staff"]), (text(&one["name"]), text(&one["pseudonym"])))).collect()
}

#[test]
fn the_roster_of_the_copy_is_the_same_but_for_names() {
    for member in ["Lemvig", "671", "Skive"] {
        let place = full();
        let names = exported(&place, member);
        assert!(!names.is_empty() && names.len() < 9, "{names:?}");
        place.done(&["plan", "."]);
        place.done(&["plan", "copy"]);
        let rows = |roster: &str| -> Vec<[String; 3]> {
            let text = place.text(roster);
            let rows = text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
            rows.map(|row| [row[0].clone(), row[3].clone(), row[8].clone()]).collect()
        };
        let renamed = |[date, start, staff]: [String; 3]| {
            let new = names.get(&staff).map_or(staff.clone(), |(_, pseudonym)| pseudonym.clone());
            [date, start, new]
        };
        let expected: Vec<[String; 3]> = rows("out/roster.csv").into_iter().map(renamed).collect();
        assert_eq!(rows("copy/out/roster.csv"), expected, "{member}");
        assert_eq!(place.text("copy/out/shares.csv"), place.text("out/shares.csv"), "{member}");

        // The same of a roster that is made for the member at once.
        place.done(&["plan", ".", "--for", member]);
        let code = fs::read_dir(place.path("out"))
            .expect("a folder")
            .flatten()
            .find_map(|entry| entry.file_name().to_string_lossy().strip_prefix("for-").map(str::to_owned));
        let out = format!("out/for-{}", code.expect("a folder of the member's"));
        assert_eq!(place.text(&format!("{out}/roster.csv")), place.text("copy/out/roster.csv"), "{member}");

        place.done(&["report", "copy", "copy/out/roster.csv", "--out", "copy/page"]);
        for (file, text) in texts(&place.path("copy")).into_iter().chain(texts(&place.path(&out))) {
            for (id, (name, _)) in &names {
                assert!(!text.contains(name), "{member}: {name} in {file}");
                let is_word = |at: usize| {
                    let around = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
                    around(text[..at].chars().next_back()) && around(text[at + id.len()..].chars().next())
                };
                assert!(!text.match_indices(id.as_str()).any(|(at, _)| is_word(at)), "{member}: {id} in {file}");
            }
        }
        assert!(!place.text("copy/plan.toml").contains('#'));
    }
}

#[test]
fn who_leaves_means_the_same_in_the_copy() {
    let place = full();
    exported(&place, "Lemvig");
    let figures = |folder: &str| {
        let output = place.output(&["withdraw", folder, "--municipality", "Struer", "--json", "--out", "withdrawn"]);
        let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a document");
        said["members"].clone()
    };
    let (original, copy) = (figures("."), figures("copy"));
    assert!(original.is_array(), "{original}");
    assert_eq!(original, copy);
}

#[test]
fn folders_made_up_are_copied_too() {
    for (number, member) in [("3", 0), ("5", 2), ("8", 1)] {
        let place = Place::new();
        place.done(&["generate", "made", "--municipalities", "4", "--staff", "20", "--weeks", "4", "--seed", number]);
        let text = place.text("made/municipalities.csv");
        let code = text.lines().nth(member + 1).and_then(|line| line.split(',').next()).expect("a code").to_owned();
        place.done(&["export", "made", "--for", &code, "--pseudonyms", "--out", "copy"]);
        place.done(&["check", "copy"]);
    }
}

#[test]
fn nothing_is_written_where_somebody_else_is_named() {
    let place = full();
    place.edit("plan.toml", |text| text.replacen("title = \"", "title = \"Gitte Skovs plan, ", 1));
    let output = place.output(&["export", ".", "--for", "Lemvig", "--pseudonyms", "--out", "copy"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("'Gitte Skov' is named in plan.toml") && !place.path("copy").exists(), "{said}");
    for (arguments, why) in [
        (["export", ".", "--for", "Lemvig", "--out", "x"].as_slice(), "--pseudonyms"),
        (&["export", ".", "--for", "Nowhere", "--pseudonyms"], "Nowhere"),
        (&["export", ".", "--for", "Lemvig", "--pseudonyms", "--out", "."], "not empty"),
    ] {
        let output = place.output(arguments);
        assert!(String::from_utf8_lossy(&output.stderr).contains(why), "{arguments:?}");
        assert!(matches!(output.status.code(), Some(2 | 3)), "{arguments:?}");
    }
}
