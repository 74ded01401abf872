//! The schema of plan.toml against the reader, the reference and every plan.toml there is.
//!
//! In: the table of keys, the schema that is made of it, and files. Out: nothing, where an editor that knows the schema and the
//! program that reads the file know the same keys.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use vagtplan::diagnostic::{Code, Diagnostic, Source, any_error};
use vagtplan::domain::Instance;
use vagtplan::domain::language::Language;
use vagtplan::domain::plan_key::{Form, Key, Section};
use vagtplan::report::schema;
use vagtplan::{check, read};

fn schema_in(language: Language) -> Value {
    serde_json::from_slice(&schema::bytes(language)).expect("JSON")
}

/// Whether an editor with the schema is content with a file; `None` where it is no TOML.
fn is_taken(text: &str) -> Option<bool> {
    let document: toml::Table = text.parse().ok()?;
    let validator = jsonschema::validator_for(&schema_in(Language::English)).expect("a schema");
    Some(validator.is_valid(&as_json(&toml::Value::Table(document))))
}

/// A file as editors hand it to a schema: dates and times are texts.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::Datetime(when) => json!(when.to_string()),
        toml::Value::Array(list) => list.iter().map(as_json).collect(),
        toml::Value::Table(table) => table.iter().map(|(key, value)| (key.clone(), as_json(value))).collect(),
        other => serde_json::to_value(other).expect("a value"),
    }
}

/// What the reader finds in a file.
fn read_alone(text: &str) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    read::plan::read(&Source::file("plan.toml".to_owned(), text.to_owned()), &mut findings);
    findings
}

/// A file that is in order, a table of every kind in it.
const WHOLE: &str = "\
period = { from = 2026-01-05, to = 2026-01-18 }
[[windows]]
days = \"mon-fri\"
start = 08:00:00
seats = 2
[burdens.early]
[closed]
[rules]
[rotation]
[withdrawal]
[relax]
[demand]
[settlement]
";

/// `WHOLE` with a line more in a section.
fn with(section: Section, line: &str) -> String {
    let header = match section {
        Section::File => return format!("{line}\n{WHOLE}"),
        Section::Period => return WHOLE.replace("{ from", &format!("{{ {line}, from")),
        Section::Windows => "[[windows]]".to_owned(),
        Section::Burdens => "[burdens.early]".to_owned(),
        other => format!("[{}]", other.name()),
    };
    WHOLE.replace(&format!("{header}\n"), &format!("{header}\n{line}\n"))
}

/// `WHOLE` with another value of a key, whether it is there already or not.
fn with_value(section: Section, name: &str, value: &str) -> String {
    let written = match (section, name) {
        (Section::Period, "from" | "to") => {
            let day = if name == "from" { "2026-01-05" } else { "2026-01-18" };
            return WHOLE.replace(&format!("{name} = {day}"), &format!("{name} = {value}"));
        }
        (Section::Windows, "days" | "start" | "seats") | (Section::File, "period") => {
            WHOLE.lines().find(|line| line.starts_with(&format!("{name} =")))
        }
        _ => None,
    };
    let line = format!("{name} = {value}");
    written.map_or_else(|| with(section, &line), |written| WHOLE.replacen(written, &line, 1))
}

/// The properties that the schema has for a section.
fn properties(section: Section) -> BTreeSet<String> {
    let schema = schema_in(Language::English);
    let file = &schema["properties"];
    let table = match section {
        Section::File => &schema,
        Section::Period => &file["period"]["anyOf"][1],
        Section::Windows => &file["windows"]["items"],
        Section::Burdens => &file["burdens"]["additionalProperties"],
        other => &file[other.name()],
    };
    assert_eq!(table["additionalProperties"], false, "{section:?}");
    table["properties"].as_object().expect("properties").keys().cloned().collect()
}

/// Every plan.toml below these folders.
fn files(below: &[&str]) -> Vec<PathBuf> {
    fn collect(directory: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, found);
            } else if path.file_name().is_some_and(|name| name == "plan.toml") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    below.iter().for_each(|below| collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(below), &mut found));
    found.sort();
    found
}

#[test]
fn the_schema_is_one_of_draft_7_in_both_languages() {
    for language in Language::ALL {
        let schema = schema_in(language);
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        assert!(jsonschema::meta::is_valid(&schema));
    }
    let said = |language| schema_in(language)["properties"]["title"]["description"].clone();
    assert_ne!(said(Language::Danish), said(Language::English));
}

#[test]
fn what_the_reader_takes_the_schema_takes() {
    let (mut taken, mut refused) = (0, 0);
    for path in files(&["examples", "templates", "tests/cases", "tests/diagnostics"]) {
        // A slip in the writing or in the encoding is nothing that a schema could be asked of.
        let Some(text) = fs::read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else { continue };
        let Some(by_schema) = is_taken(&text) else { continue };
        let findings = read_alone(&text);
        if !any_error(&findings) {
            taken += 1;
            assert!(by_schema || is_for_check(&path), "{}", path.display());
        } else if findings.iter().any(|found| [Code::UnknownKey, Code::MissingKey].contains(&found.code)) {
            refused += 1;
            assert!(!by_schema, "{}", path.display());
        }
    }
    assert!(taken > 50 && refused > 3, "{taken} taken, {refused} refused");
}

/// Whether the folder is refused for words that the reader hands on as they are: the schema refuses them at once.
fn is_for_check(path: &Path) -> bool {
    // A case of the diagnostics lies over a folder that is good.
    let place = tempfile::tempdir().unwrap();
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/_base");
    for from in [base.as_path(), path.parent().unwrap()] {
        for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
            fs::copy(&entry, place.path().join(entry.file_name().unwrap())).unwrap();
        }
    }
    let (rows, mut findings) = read::folder(place.path());
    findings.extend(check::instance(&rows).1);
    any_error(&findings)
}

#[test]
fn what_is_broken_both_refuse() {
    assert_eq!((is_taken(WHOLE), read_alone(WHOLE)), (Some(true), Vec::new()));
    let pointed = with_value(Section::Closed, "dates", "[\"24.12.2026\"]");
    assert_eq!((is_taken(&pointed), read_alone(&pointed)), (Some(true), Vec::new()));
    for (section, name, value, code) in [
        (Section::File, "tittle", "\"x\"", Code::UnknownKey),
        (Section::File, "holidays", "\"DK\"", Code::UnknownKey),
        (Section::Period, "until", "2026-01-18", Code::UnknownKey),
        (Section::Windows, "seat", "2", Code::UnknownKey),
        (Section::Burdens, "hours", "2", Code::UnknownKey),
        (Section::Closed, "date", "2026-01-06", Code::UnknownKey),
        (Section::Rules, "rest_hour", "11", Code::UnknownKey),
        (Section::Withdrawal, "notice", "6", Code::UnknownKey),
        (Section::Relax, "rest_hours", "2", Code::UnknownKey),
        (Section::File, "title", "2026", Code::WrongValue),
        (Section::File, "weekly_hours", "\"60\"", Code::WrongValue),
        (Section::File, "period", "\"first quarter\"", Code::BadPeriod),
        (Section::Windows, "seats", "\"2\"", Code::WrongValue),
        (Section::Windows, "seats", "-1", Code::OutOfRange),
        (Section::Windows, "seats", "5001", Code::OutOfRange),
        (Section::Windows, "hours", "0", Code::OutOfRange),
        (Section::Windows, "hours", "24.5", Code::OutOfRange),
        (Section::Windows, "start", "\"8\"", Code::BadTime),
        (Section::Windows, "days", "[]", Code::WrongValue),
        (Section::Windows, "days", "\"mandag\"", Code::UnknownDay),
        (Section::Burdens, "start", "[16]", Code::WrongValue),
        (Section::Closed, "dates", "[\"24.12.26\"]", Code::BadDate),
        (Section::Rules, "shifts_per_week", "10001", Code::OutOfRange),
        (Section::Rules, "rest_hours", "745", Code::OutOfRange),
        (Section::Rules, "away_at_once", "true", Code::WrongValue),
        (Section::Rotation, "long_absence_days", "367", Code::OutOfRange),
        (Section::Withdrawal, "notice_months", "121", Code::OutOfRange),
        (Section::Relax, "availability", "0", Code::OutOfRange),
        (Section::Relax, "shifts_per_week", "1001", Code::OutOfRange),
        (Section::Demand, "mean_wait", "2", Code::UnknownKey),
        (Section::Demand, "answered", "1", Code::OutOfRange),
        (Section::Demand, "answered", "0", Code::OutOfRange),
        (Section::Demand, "patience_seconds", "0", Code::OutOfRange),
        (Section::Demand, "shrinkage", "0.91", Code::OutOfRange),
        (Section::Demand, "growth", "-1", Code::OutOfRange),
        (Section::Demand, "deflected", "\"5 %\"", Code::WrongValue),
        (Section::Withdrawal, "effective", "[]", Code::WrongValue),
        (Section::Withdrawal, "effective", "\"1 July\"", Code::BadDate),
    ] {
        let text = with_value(section, name, value);
        let found: Vec<Code> = read_alone(&text).iter().map(|found| found.code).collect();
        assert_eq!((is_taken(&text), found), (Some(false), vec![code]), "{text}");
    }
}

/// The reader names its keys where it refuses one that it does not know.
#[test]
fn reader_and_schema_have_the_same_keys() {
    for section in Section::ALL {
        let findings = read_alone(&with(section, "zzzzzzzzzz = 1"));
        let [found] = findings.as_slice() else { panic!("{section:?}: {findings:?}") };
        assert_eq!(found.code, Code::UnknownKey);
        let (_, keys) = found.help.iter().find_map(|help| help.split_once(" are ")).expect("a list of keys");
        assert_eq!(keys.split(", ").map(str::to_owned).collect::<BTreeSet<_>>(), properties(section), "{section:?}");
    }
}

/// Of no key anything is true or false, so whoever reads a key finds fault with that.
#[test]
fn every_key_is_read_and_not_only_known() {
    for key in Section::ALL.into_iter().flat_map(Section::keys) {
        let text = with_value(key.section, key.name, "true");
        let codes: Vec<Code> = read_alone(&text).iter().map(|found| found.code).collect();
        assert!(matches!(codes.as_slice(), [Code::WrongValue | Code::BadPeriod]), "{}: {codes:?}", key.name);
        assert_eq!(is_taken(&text), Some(false), "{}", key.name);
        let usual = with_value(key.section, key.name, key.example.split_once(" = ").unwrap().1);
        assert_eq!((is_taken(&usual), read_alone(&usual)), (Some(true), Vec::new()), "{}", key.example);
    }
    for table in Section::File.tables() {
        let text = format!("{} = true\n{}", table.name(), WHOLE.lines().next().unwrap());
        assert!(read_alone(&text).iter().any(|found| found.code == Code::WrongValue), "{table:?}");
    }
}

/// Every word that the schema offers is taken by `check`.
#[test]
fn every_word_of_the_schema_is_known() {
    for key in Section::ALL.into_iter().flat_map(Section::keys) {
        let words = match key.form {
            Form::Word(words) => words().iter().map(|word| format!("\"{word}\"")).collect(),
            Form::WordsInOrder(words) => vec![format!("[\"{}\"]", words().join("\", \""))],
            _ => Vec::new(),
        };
        for word in words {
            let text = with_value(key.section, key.name, &word);
            assert!(instance(&text).is_some() && is_taken(&text) == Some(true), "{text}");
        }
    }
}

#[test]
fn what_a_key_is_said_to_be_without_holds_without_it() {
    let bare = instance(WHOLE).expect("a folder in order");
    let keys: Vec<Key> = Section::ALL.into_iter().flat_map(Section::keys).filter(|key| key.default.is_some()).collect();
    assert!(keys.len() > 8);
    for key in keys {
        let text = with_value(key.section, key.name, key.default.unwrap());
        assert_eq!(instance(&text).as_ref(), Some(&bare), "{text}");
    }
}

/// The folder of one town with this plan.
fn instance(plan: &str) -> Option<Instance> {
    let place = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("plan.toml", plan),
        ("municipalities.csv", "code,name,population\n101,North,1000\n"),
        ("staff.csv", "id,name,municipality\na1,Anna Berg,101\n"),
    ] {
        fs::write(place.path().join(name), text).unwrap();
    }
    check::instance(&read::folder(place.path()).0).0
}

/// The table of keys in the reference.
#[test]
fn the_reference_has_every_key_and_no_other() {
    let reference = include_str!("../docs/reference.md");
    let section = reference.split("\n### plan.toml\n").nth(1).and_then(|below| below.split("\n##").next()).unwrap();
    let rows: Vec<Vec<&str>> =
        section.lines().filter(|line| line.starts_with("| `")).map(|line| line.split(" | ").collect()).collect();
    let path = |key: &Key| match key.section {
        Section::File => key.name.to_owned(),
        Section::Burdens => format!("burdens.NAME.{}", key.name),
        section => format!("{}.{}", section.name(), key.name),
    };
    // Its two days are told with the period itself.
    let sections = || Section::ALL.into_iter().filter(|&section| section != Section::Period);
    let expected: Vec<String> = sections().flat_map(Section::keys).map(|key| path(&key)).collect();
    let named = rows.iter().map(|row| row[0].trim_matches(['|', ' ', '`']));
    let named: Vec<&str> = named.filter(|name| !name.starts_with('[')).collect();
    assert_eq!(named, expected);
    for key in sections().flat_map(Section::keys) {
        let row = rows.iter().find(|row| row[0] == format!("| `{}`", path(&key))).unwrap();
        assert_eq!(row[1] == "yes", key.is_needed, "{row:?}");
        let said = row[2].to_lowercase();
        let default = key.default.map(|default| default.trim_matches('"').to_lowercase());
        match default {
            Some(default) => assert!(said.contains("default") && said.contains(&default), "{row:?}"),
            None => assert!(!said.contains("default"), "{row:?}"),
        }
        if let (Form::Whole(_, most), Section::Windows) = (key.form, key.section) {
            assert!(said.replace(',', "").contains(&format!("at most {most}")), "{row:?}");
        }
    }
}

#[test]
fn the_schema_of_scenarios_takes_what_the_reader_takes() {
    let schema: Value = serde_json::from_slice(&schema::scenarios(Language::Danish)).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let cases = [
        ("rules.shifts_per_week = 3\nperiod = \"2026-Q1\"\nburdens.evening.per_person_week = 1", true),
        ("without = \"Lemvig\"\nwith = [\"Holstebro:58000:5\", { name = \"Thisted\", staff = 3 }]", true),
        ("seats = { \"fri 12:00\" = 4 }\nunset = [\"rules.away_at_once\"]", true),
        ("rules.shift_per_week = 3", false),
        ("windows = []", false),
        ("with = { nam = \"Thisted\" }", false),
        ("seats = { fri12 = -1 }", false),
        ("without = 3", false),
    ];
    for (changes, is_taken) in cases {
        let text = format!("[[scenarios]]\nname = \"A\"\n{changes}\n");
        let document: toml::Table = text.parse().expect("TOML");
        assert_eq!(validator.is_valid(&as_json(&toml::Value::Table(document))), is_taken, "{changes}");
        let mut findings = Vec::new();
        read::scenarios::read(&Source::file("scenarios.toml".to_owned(), text), &mut findings);
        // What a setting of plan.toml may be, its own reader says.
        assert_eq!(any_error(&findings), !is_taken && !changes.starts_with("rules"), "{changes}: {findings:?}");
    }
}
