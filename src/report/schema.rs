//! A JSON schema of `plan.toml`, from which editors complete and check it, and one of `scenarios.toml`, which changes its keys.
//!
//! In: the table of keys, and a language. Out: a schema of draft 7, the one that editors for TOML know. It says which keys there
//! are, what they mean and what they may hold; whether the values make sense together is for `check` to say. A value that the
//! schema takes may be refused by the reader, such as 30 February; one in its usual spelling that the reader takes is never
//! refused here.

use serde_json::{Map, Value, json};

use crate::domain::language::{Language, Words};
use crate::domain::plan_key::{self, Form, Key, Section};
use crate::report::json::pretty;

/// What the schema is called beside a `plan.toml`.
pub const FILE: &str = "plan.schema.json";

/// The line by which an editor finds it there.
pub const LINE: &str = "#:schema ./plan.schema.json";

/// What that of scenarios is called beside them.
pub const SCENARIOS_FILE: &str = "scenarios.schema.json";

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

const DATE: &str =
    "^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}|[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{4})$";
const TIME: &str = "^[0-9]{1,2}:[0-9]{2}(:00)?( ?[AaPp][Mm])?$";
const YEAR_DAY: &str = "^[0-9]{1,2}-[0-9]{1,2}$";
const PERIOD: &str = "^[0-9]{4}(-([Qq][1-4]|0[1-9]|1[0-2]))?$";
/// Days alone, from one to another, and in lists.
const DAYS: &str = "^(mon|tue|wed|thu|fri|sat|sun)([-;, ]+(mon|tue|wed|thu|fri|sat|sun))*$";

const MINUTES_PER_HOUR: f64 = 60.0;

/// The file.
pub fn bytes(language: Language) -> Vec<u8> {
    let mut schema = table(Section::File, language);
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("plan.toml");
    pretty(&schema)
}

/// The file of scenarios.
pub fn scenarios(language: Language) -> Vec<u8> {
    let said = |words: Words| words.of(language);
    let texts = |words: Words, example: Value| {
        let text = json!({ "type": "string", "minLength": 1 });
        let mut several = one_or_several(&text);
        several["description"] = json!(said(words));
        several["examples"] = json!([example]);
        several
    };
    let mut scenario = table(Section::File, language);
    if let Some(settings) = scenario["properties"].as_object_mut() {
        settings.remove(Section::Windows.name());
    }
    scenario["required"] = json!(["name"]);
    scenario["description"] = json!(said(Words::new(
        "Et scenarie: ændringer af mappen, der prøves sammen. Nøgler i plan.toml kan få en anden værdi.",
        "A scenario: changes of the folder that are tried together. Keys of plan.toml may have another value.",
    )));
    let own = &mut scenario["properties"];
    own["name"] = json!({
        "type": "string", "minLength": 1, "description": said(Words::new("Hvad det hedder.", "What it is called.")),
        "examples": ["Three shifts a week"],
    });
    let without = Words::new("Hvem der træder ud, med kode eller navn.", "Who leaves, by code or name.");
    own["without"] = texts(without, json!(["Lemvig", "Struer"]));
    let unset = Words::new("Nøgler i plan.toml, der udelades.", "Keys of plan.toml that are left out.");
    own["unset"] = texts(unset, json!(["rules.away_at_once"]));
    let joining = json!({ "anyOf": [{ "type": "string", "minLength": 1 }, {
        "type": "object",
        "properties": {
            "name": { "type": "string", "minLength": 1 },
            "population": { "type": "integer", "minimum": 1, "maximum": 100_000_000 },
            "staff": { "type": "integer", "minimum": 0, "maximum": 1_000 },
        },
        "required": ["name"],
        "additionalProperties": false,
    }] });
    own["with"] = one_or_several(&joining);
    own["with"]["description"] = json!(said(Words::new(
        "Hvem der træder ind: NAVN:INDBYGGERE:MEDARBEJDERE, eller en tabel.",
        "Who joins: NAME:POPULATION:STAFF, or a table.",
    )));
    own["with"]["examples"] = json!([["Holstebro:58000:5"]]);
    let (least, most) = (plan_key::SEATS.start(), plan_key::SEATS.end());
    own["seats"] = json!({
        "type": "object",
        "additionalProperties": { "type": "integer", "minimum": least, "maximum": most },
        "description": said(Words::new(
            "Andre antal pladser, efter ugedag og starttid.", "Other numbers of seats, by day of the week and start.",
        )),
        "examples": [{ "fri 12:00": 4 }],
    });
    pretty(&json!({
        "$schema": DRAFT,
        "title": "scenarios.toml",
        "description": said(Words::new(
            "Scenarier, som 'vagtplan compare' sammenligner med mappen, som den er.",
            "Scenarios that 'vagtplan compare' compares with the folder as it is.",
        )),
        "type": "object",
        "properties": { "scenarios": { "type": "array", "items": scenario } },
        "required": ["scenarios"],
        "additionalProperties": false,
    }))
}

/// A table, with its keys and the tables in it. Others are refused, since a misspelt rule would silently not hold.
fn table(section: Section, language: Language) -> Value {
    let (keys, tables) = (section.keys(), section.tables());
    let needed = keys.iter().filter(|key| key.is_needed).map(|key| key.name);
    let needed: Vec<&str> =
        needed.chain(tables.iter().filter(|table| table.is_needed()).map(|table| table.name())).collect();
    let values = keys.iter().map(|key| (key.name.to_owned(), property(key, language)));
    let below = tables.iter().map(|&table| (table.name().to_owned(), below(table, language)));
    json!({
        "type": "object",
        "description": section.meaning().of(language),
        "properties": values.chain(below).collect::<Map<String, Value>>(),
        "required": needed,
        "additionalProperties": false,
    })
}

/// What stands under the name of a table.
fn below(section: Section, language: Language) -> Value {
    let (table, said) = (table(section, language), section.meaning().of(language));
    match section {
        Section::Windows => json!({ "type": "array", "minItems": 1, "description": said, "items": table }),
        Section::Burdens => json!({ "type": "object", "description": said, "additionalProperties": table }),
        _ => table,
    }
}

fn property(key: &Key, language: Language) -> Value {
    let mut property = form(key.form, language);
    property["description"] = json!(key.meaning.of(language));
    if let Some(default) = key.default.and_then(value) {
        property["default"] = default;
    }
    if let Some(example) = key.example.split_once(" = ").and_then(|(_, example)| value(example)) {
        property["examples"] = json!([example]);
    }
    property
}

fn form(form: Form, language: Language) -> Value {
    match form {
        Form::Text => json!({ "type": "string" }),
        Form::Word(words) => json!({ "type": "string", "enum": words() }),
        Form::WordsInOrder(words) => {
            let word = json!({ "type": "string", "enum": words() });
            json!({ "anyOf": [{ "type": "array", "items": word, "minItems": 1, "uniqueItems": true }, word] })
        }
        Form::Period => json!({ "anyOf": [pattern(PERIOD), table(Section::Period, language)] }),
        Form::Decimal => json!({ "type": "number", "minimum": 0 }),
        Form::Part(least, most) => json!({ "type": "number", "minimum": parts(least), "maximum": parts(most) }),
        Form::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Form::Hours(least, most) => {
            let bound = if least > 0 { "exclusiveMinimum" } else { "minimum" };
            json!({ "type": "number", bound: 0, "maximum": hours(most) })
        }
        Form::Days => {
            let named = json!({ "type": "string", "enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] });
            let day = json!({ "anyOf": [named, pattern(DAYS)] });
            json!({ "anyOf": [{ "type": "array", "items": day, "minItems": 1 }, pattern(DAYS)] })
        }
        Form::Time => pattern(TIME),
        Form::Times => one_or_several(&pattern(TIME)),
        Form::Date => pattern(DATE),
        Form::Dates => one_or_several(&pattern(DATE)),
        Form::YearDays => {
            let mut days = one_or_several(&pattern(YEAR_DAY));
            days["anyOf"][0]["minItems"] = json!(1);
            days
        }
    }
}

/// Where a list is asked for, a single value will do.
fn one_or_several(item: &Value) -> Value {
    json!({ "anyOf": [{ "type": "array", "items": item }, item] })
}

/// A text of that form. Dates and times that stand without quotes are such texts for an editor as well.
fn pattern(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

/// Minutes as hours, as a whole number where it is one.
fn hours(minutes: i64) -> Value {
    let hours = minutes as f64 / MINUTES_PER_HOUR;
    if hours.fract() == 0.0 { json!(hours as i64) } else { json!(hours) }
}

/// Hundredths as a part of a whole.
fn parts(hundredths: i64) -> f64 {
    hundredths as f64 / 100.0
}

/// What stands behind the equals sign of a line of TOML, as JSON has it.
fn value(written: &str) -> Option<Value> {
    let document: toml::Table = format!("value = {written}").parse().ok()?;
    Some(as_json(document.get("value")?))
}

/// A value of TOML as editors hand it to a schema: dates and times are texts.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(truth) => json!(truth),
        toml::Value::Datetime(when) => json!(when.to_string()),
        toml::Value::Array(list) => list.iter().map(as_json).collect(),
        toml::Value::Table(table) => table.iter().map(|(key, value)| (key.clone(), as_json(value))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_words_and_what_its_example_and_default_say() {
        for key in Section::ALL.into_iter().flat_map(Section::keys) {
            for language in Language::ALL {
                let property = property(&key, language);
                assert_eq!(property["description"], key.meaning.of(language));
                assert!(property["examples"][0] != Value::Null, "{}: {}", key.name, key.example);
                assert_eq!(property.get("default").is_some(), key.default.is_some(), "{}", key.name);
            }
        }
    }

    #[test]
    fn the_line_names_the_file() {
        assert!(LINE.ends_with(&format!("./{FILE}")));
    }
}
