//! Scenarios against what they stand for: the folder changed by hand, `withdraw` and `join`, and runs of their own.
//!
//! In: the examples. Out: the same instances, the same numbers. As the engine is deterministic, the same instance is the same roster.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;
use vagtplan::diagnostic::{Diagnostic, Source, any_error};
use vagtplan::domain::{Instance, Newcomer};
use vagtplan::read::scenarios::ScenarioRow;
use vagtplan::scenarios::{self, Base, Made};
use vagtplan::{check, read};

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

fn copy(name: &str) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(example(name)).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        fs::copy(&entry, place.path().join(entry.file_name().unwrap())).unwrap();
    }
    place
}

fn rows(text: &str) -> Vec<ScenarioRow> {
    let mut findings = Vec::new();
    let rows = read::scenarios::read(&Source::file("scenarios.toml".to_owned(), text.to_owned()), &mut findings);
    assert_eq!(findings, []);
    rows
}

/// What a scenario makes of a folder; below its name are the changes.
fn made(folder: &Path, changes: &str) -> Made {
    let (rows_of_it, mut findings) = read::folder(folder);
    let (instance, more) = check::instance(&rows_of_it);
    findings.extend(more);
    let instance = instance.expect("a folder in order");
    let base = Base { path: folder, folder: &rows_of_it, instance: &instance, findings: &findings };
    scenarios::made(&base, &rows(&format!("[[scenarios]]\nname = \"A\"\n{changes}"))[0])
}

fn instance(made: Made) -> Instance {
    assert_eq!(made.faults, []);
    made.instance.unwrap_or_else(|| panic!("{:?}", made.findings))
}

fn loaded(folder: &Path) -> Instance {
    check::instance(&read::folder(folder).0).0.expect("a folder in order")
}

/// Texts of plan.toml, and what stands there instead.
type ByHand<'a> = &'a [(&'a str, &'a str)];

#[test]
fn a_changed_setting_is_the_folder_with_that_line_changed() {
    let ddh = "days = [\"fri\"]\nstart = \"12:00\"\nseats = ";
    let cases: [(&str, &str, ByHand); 8] = [
        ("quickstart", "rules.shifts_per_week = 3", &[("shifts_per_week = 2", "shifts_per_week = 3")]),
        ("quickstart", "rules.rest_hours = 13.5", &[("shifts_per_week = 2", "shifts_per_week = 2\nrest_hours = 13.5")]),
        ("quickstart", "unset = \"rules.shifts_per_week\"", &[("shifts_per_week = 2\n", "")]),
        (
            "quickstart",
            "goals = [\"coverage\", \"shares\"]",
            &[("language = \"da\"", "goals = [\"coverage\", \"shares\"]\nlanguage = \"da\"")],
        ),
        ("quickstart", "rotation.long_absence_days = 3", &[("[rules]", "[rotation]\nlong_absence_days = 3\n[rules]")]),
        (
            "quickstart",
            "burdens.evening.per_person_period = 1",
            &[("start = [\"16:00\"]", "start = [\"16:00\"]\nper_person_period = 1")],
        ),
        (
            "quickstart",
            "seats = { \"wed-thu 08:00\" = 3, tue16 = 2 }",
            &[
                ("days = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]", "days = [\"mon\", \"tue\", \"fri\"]"),
                ("days = [\"tue\", \"thu\"]\nstart = \"16:00\"", "days = [\"thu\"]\nstart = \"16:00\""),
                (
                    "[burdens.evening]",
                    "[[windows]]\ndays = \"wed-thu\"\nstart = \"08:00\"\nseats = 3\n[[windows]]\ndays = \"tue\"\nstart = \"16:00\"\nseats = 2\n[burdens.evening]",
                ),
            ],
        ),
        ("ddh-2025", "seats = { fri12 = 2 }", &[(ddh, "days = [\"fri\"]\nstart = \"12:00\"\nseats = 2 #")]),
    ];
    for (name, changes, by_hand) in cases {
        for line_end in ["\n", "\r\n"] {
            let place = copy(name);
            let plan = place.path().join("plan.toml");
            let written = fs::read_to_string(&plan).unwrap();
            fs::write(&plan, written.replace('\n', line_end)).unwrap();
            let found = instance(made(place.path(), changes));
            let changed = by_hand.iter().fold(written, |text, (from, to)| {
                assert!(text.contains(from), "{from} is no line of {name}");
                text.replacen(from, to, 1)
            });
            fs::write(&plan, changed).unwrap();
            assert!(found == loaded(place.path()), "{name}: {changes}");
        }
    }
}

#[test]
fn windows_on_one_line_are_split_as_well() {
    let place = copy("quickstart");
    let plan = place.path().join("plan.toml");
    let text = |windows: &str| format!("period = {{ from = 2026-01-05, to = 2026-01-18 }}\nwindows = [{windows}]\n");
    fs::write(&plan, text("{ days = \"mon-fri\", start = 08:00:00, seats = 2 }")).unwrap();
    let found = instance(made(place.path(), "seats = { fri8 = 1 }"));
    fs::write(
        &plan,
        text("{ days = \"mon-thu\", start = 08:00:00, seats = 2 }, { days = \"fri\", start = 08:00:00, seats = 1 }"),
    )
    .unwrap();
    assert!(found == loaded(place.path()));
}

#[test]
fn who_leaves_or_joins_does_so_as_in_withdraw_and_join() {
    let folder = example("ddh-2025");
    let before = loaded(&folder);
    for leavers in [&["Lemvig"][..], &["Lemvig", "Struer"]] {
        let places: Vec<usize> =
            leavers.iter().map(|name| check::arguments::municipality(&before, name).unwrap()).collect();
        let made = made(&folder, &format!("without = {leavers:?}"));
        assert_eq!(made.findings, [], "that its staff is not rostered is no finding");
        assert!(instance(made) == before.clone().without(&places, None), "{leavers:?}");
    }
    let holstebro = Newcomer {
        code: "661".to_owned(),
        name: "Holstebro".to_owned(),
        population: 58_000,
        limits: before.rules.of_municipality(|_| None),
        staff: 5,
    };
    let found = instance(made(&folder, "with = \"Holstebro:58000:5\""));
    assert!(found == before.clone().with_newcomer(&holstebro, None).0);
    // Both at once, and with a setting.
    let both =
        instance(made(&folder, "with = { name = \"Holstebro\" }\nwithout = \"Lemvig\"\nrules.shifts_per_week = 3"));
    assert_eq!(both.municipalities.len(), 27);
}

#[test]
fn a_member_that_joins_in_the_period_can_leave_and_one_that_left_comes_back() {
    let place = copy("quickstart");
    let members = place.path().join("municipalities.csv");
    let text = "code,name,population,joined,left\n665,Lemvig,19722,2026-01-12,\n671,Struer,21036,,2025-07-01\n779,Skive,45851,,\n";
    fs::write(&members, text).unwrap();
    let without = instance(made(place.path(), "without = \"Lemvig\""));
    let first = without.period.from;
    assert!(without.period.days().all(|day| !without.municipalities[0].is_member(day)));
    let back = instance(made(place.path(), "with = \"Struer\""));
    assert!(back.municipalities[1].is_member(first) && back.municipalities[1].population == 21_036);
    assert!(any_error(&made(place.path(), "without = \"Struer\"").faults), "who has left cannot leave");
}

#[test]
fn an_option_that_is_there_twice_and_a_newcomer_without_a_name_are_told_how_to_mend_it() {
    let place = copy("quickstart");
    let folder = place.path().display().to_string();
    let twice = run(&["compare", &folder, "--without", "Lemvig", "--without", "Lemvig"]);
    let told = String::from_utf8_lossy(&twice.stderr);
    assert_eq!(twice.status.code(), Some(3));
    assert!(told.contains("help: give it once") && !told.contains("another name"), "{told}");
    let nameless = made(place.path(), "with = { name = \"\" }").faults;
    assert_eq!(nameless[0].help, ["write its name or its code"], "in a file there is no --municipality");
}

/// Where a finding stands, as it is shown: the file, and what is underlined.
fn places(findings: &[Diagnostic]) -> Vec<(&str, &str, &str)> {
    let place = |found: &'_ Diagnostic| found.labels.first().map(|label| label.place.clone());
    let of = |found| -> (&str, &str, &str) {
        let found: &Diagnostic = found;
        let place = place(found).expect("a place");
        let file = if place.source.name.ends_with("scenarios.toml") { "scenarios.toml" } else { "another" };
        (found.code.name(), file, Box::leak(place.text().to_owned().into_boxed_str()))
    };
    findings.iter().map(of).collect()
}

#[test]
fn what_is_found_in_something_changed_stands_where_the_change_is_written() {
    let place = copy("quickstart");
    let faults = |changes: &str| made(place.path(), changes).faults;
    assert_eq!(
        places(&faults("rules.shifts_per_week = \"x\"")),
        [("V204", "scenarios.toml", "shifts_per_week = \"x\"")]
    );
    assert_eq!(places(&faults("rules.shifts = 3")), [("V202", "scenarios.toml", "shifts = 3")]);
    assert_eq!(places(&faults("title.x = 3")), [("V202", "scenarios.toml", "x = 3")]);
    assert_eq!(
        places(&faults("unset = [\"windows\", \"titel\"]")),
        [("V202", "scenarios.toml", "\"windows\""), ("V202", "scenarios.toml", "\"titel\"")]
    );
    assert_eq!(places(&faults("unset = \"period\"")), [("V203", "scenarios.toml", "[[scenarios]]")]);
    let found = made(place.path(), "period = { from = 2026-01-05, to = 2026-01-04 }\nseats = { sat9 = 1 }").faults;
    assert_eq!(places(&found), [("V405", "scenarios.toml", "sat9 = 1")]);
    // What the checks refuse is no fault of how it is written.
    let refused = made(place.path(), "weekly_hours = 99\nrules.rest_hours = 12");
    assert!(refused.instance.is_none() && refused.faults.is_empty());
    assert_eq!(places(&refused.findings), [("V210", "scenarios.toml", "weekly_hours = 99")]);
    // A finding about a line that is not changed stays there, however many lines come before it.
    fs::write(
        place.path().join("plan.toml"),
        fs::read_to_string(place.path().join("plan.toml")).unwrap() + "\n[closed]\ndates = [2026-01-06]\n",
    )
    .unwrap();
    let moved = made(place.path(), "period = \"2027-01\"\nrules.rest_hours = 12\nrules.away_at_once = 2");
    let closed = moved.findings.iter().find(|found| found.code.name() == "V219").expect("a closed day of another year");
    assert_eq!(closed.labels[0].place.text(), "2026-01-06");
    assert_eq!(closed.labels[0].place.source.text, fs::read_to_string(place.path().join("plan.toml")).unwrap());
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vagtplan")).args(arguments).output().unwrap()
}

fn json(arguments: &[&str]) -> Value {
    let output = run(arguments);
    assert!(matches!(output.status.code(), Some(0 | 4)), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The figure of a scenario.
fn figure(compared: &Value, place: u64, measure: &str, municipality: &str, burden: &str) -> Value {
    let rows = compared["figures"].as_array().unwrap();
    let is_it = |row: &&Value| {
        row["place"] == place
            && row["measure"] == measure
            && row["municipality"] == municipality
            && row["burden"] == burden
    };
    rows.iter().find(is_it).unwrap_or_else(|| panic!("{place} {measure} {municipality} {burden}"))["value"].clone()
}

#[test]
fn each_scenario_comes_to_what_plan_comes_to_and_nothing_is_changed() {
    let place = copy("quickstart");
    let out = tempfile::tempdir().unwrap();
    let path = |name: &str| out.path().join(name).display().to_string();
    let folder = place.path().display().to_string();
    fs::write(place.path().join("scenarios.toml"), "[[scenarios]]\nname = \"One a week\"\nrules.shifts_per_week = 1\n")
        .unwrap();
    let before: Vec<(PathBuf, Vec<u8>)> = files(place.path());
    let compared = json(&["compare", &folder, "--json", "--out", &path("compared")]);
    assert_eq!(files(place.path()), before);
    let plan = place.path().join("plan.toml");
    let text = fs::read_to_string(&plan).unwrap();
    for (number, per_week) in [(0, "2"), (1, "1")] {
        fs::write(&plan, text.replace("shifts_per_week = 2", &format!("shifts_per_week = {per_week}"))).unwrap();
        let alone = json(&["plan", &folder, "--json", "--out", &path(per_week)]);
        let goals = &compared["scenarios"][number as usize]["goals"];
        for (found, own) in goals.as_array().unwrap().iter().zip(alone["goals"].as_array().unwrap()) {
            for key in ["goal", "value", "bound", "proven"] {
                assert_eq!(found[key], own[key], "{per_week} a week: {found}");
            }
            let name = own["goal"].as_str().unwrap();
            assert_eq!(figure(&compared, number, name, "", ""), own["value"]);
        }
        assert_eq!(figure(&compared, number, "unfilled", "", "").as_u64(), alone["unfilled"].as_u64());
        assert_eq!(figure(&compared, number, "too_close", "", ""), alone["people"]["too_close"]);
        let shares = fs::read_to_string(out.path().join(per_week).join("shares.csv")).unwrap();
        let mut shares = shares.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let header = shares.next().unwrap();
        let at = |name: &str| header.iter().position(|column| *column == name).unwrap();
        for row in shares {
            let of =
                |measure: &str| figure(&compared, number, measure, row[at("municipality")], row[at("burden")]).as_f64();
            assert_eq!(of("shifts"), row[at("shifts")].parse().ok());
            assert_eq!(of("target"), row[at("target")].parse().ok());
        }
    }
    assert!(figure(&compared, 1, "unfilled", "", "").as_u64() > Some(0), "one a week is too little");
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all.into_iter().map(|path| (path.clone(), fs::read(&path).unwrap_or_default())).collect()
}

#[test]
fn a_leavers_numbers_are_those_of_withdraw_and_a_newcomers_those_of_join() {
    let out = tempfile::tempdir().unwrap();
    let out = out.path().display().to_string();
    let folder = example("quickstart").display().to_string();
    let compared = json(&[
        "compare",
        &folder,
        "--json",
        "--out",
        &out,
        "--without",
        "Lemvig",
        "--without",
        "Struer,Lemvig",
        "--with",
        "Holstebro:58000:5",
    ]);
    let others: [(u64, &str, &[&str]); 3] = [
        (1, "withdraw", &["--municipality", "Lemvig"]),
        (2, "withdraw", &["--municipality", "Struer", "Lemvig"]),
        (3, "join", &["--municipality", "Holstebro", "--population", "58000", "--staff", "5"]),
    ];
    for (place, command, arguments) in others {
        let alone = json(&[&[command, &folder, "--json", "--out", &out], arguments].concat());
        let unfilled = figure(&compared, place, "unfilled", "", "");
        assert_eq!(unfilled, alone["unfilled_after"], "{arguments:?}");
        let filled = (alone["seats"].as_f64().unwrap() - unfilled.as_f64().unwrap()) / alone["seats"].as_f64().unwrap();
        for member in alone["members"].as_array().unwrap() {
            let owed = member["entitled_after"].as_f64().unwrap();
            if owed == 0.0 {
                continue;
            }
            // There everything is counted as if every seat were filled; nobody carries anything over here.
            let (code, burden) = (member["municipality"].as_str().unwrap(), member["burden"].as_str().unwrap());
            let target = figure(&compared, place, "target", code, burden).as_f64().unwrap();
            if burden.is_empty() {
                assert!((target - owed * filled).abs() < 1e-5, "{arguments:?}, {code}: {target} of {owed}");
            }
        }
    }
}

#[test]
fn the_result_is_the_same_with_any_number_of_threads() {
    let folder = example("quickstart").display().to_string();
    let written = |threads: &str| {
        let out = tempfile::tempdir().unwrap();
        let place = out.path().display().to_string();
        let run = run(&[
            "compare",
            &folder,
            "--without",
            "Lemvig",
            "--set",
            "rules.shifts_per_week=3",
            "--threads",
            threads,
            "--out",
            &place,
        ]);
        assert_eq!(run.status.code(), Some(0));
        (run.stdout, files(out.path()).into_iter().map(|(_, bytes)| bytes).collect::<Vec<_>>())
    };
    assert_eq!(written("1"), written("3"));
}
