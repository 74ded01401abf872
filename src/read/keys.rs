//! The keys and values of one TOML table, turned into typed fields.
//!
//! In: a parsed table with spans. Out: [`Field`]s, and a finding for each value of the wrong kind. A key that is wrong
//! never hides another. No TOML type leaves this file, `plan.rs` and those of scenarios.

use std::ops::RangeInclusive;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime, Weekday};
use num_traits::ToPrimitive;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::cell::{Fault, out_of_range, without_empty_decimals};
use super::decimal::{Spelling, decimal};
use super::table::Field;
use super::when;
use crate::diagnostic::suggest::{closest, did_you_mean};
use crate::diagnostic::{Code, Diagnostic, Place, Source, quote};
use crate::domain::Exact;
use crate::domain::letters::settled;
use crate::domain::plan_key::Section;
use crate::domain::terms::YearDay;

/// A TOML table and where its findings go.
pub struct Keys<'a> {
    /// Where it stands.
    pub(super) source: &'a Arc<Source>,
    /// What stands in it.
    pub(super) table: &'a DeTable<'a>,
    /// The table's header.
    pub place: Place,
    /// Keys that others were taken for: they are not missing, but misspelt.
    misspelt: Vec<String>,
    /// What there is to say of it.
    pub(super) findings: &'a mut Vec<Diagnostic>,
}

/// A TOML value, its key, and where its findings go.
pub struct Value<'a> {
    source: &'a Arc<Source>,
    key: &'a str,
    value: &'a DeValue<'a>,
    /// The value.
    pub place: Place,
    findings: &'a mut Vec<Diagnostic>,
}

impl<'a> Keys<'a> {
    /// The keys of a table.
    pub fn new(
        source: &'a Arc<Source>,
        table: &'a DeTable<'a>,
        place: Place,
        findings: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Keys { source, table, place, misspelt: Vec::new(), findings }
    }

    /// Refuses keys that the section does not have; `hint` may know better than their spelling what is meant.
    pub fn refuse_strangers(&mut self, section: Section, hint: impl Fn(&str) -> Option<String>) {
        self.refuse_others(&section.names(), section.called(), hint);
    }

    /// Refuses keys that are none of `known`, in a table that messages call so.
    pub(super) fn refuse_others(&mut self, known: &[&str], called: &str, hint: impl Fn(&str) -> Option<String>) {
        let mut strangers: Vec<_> = self.table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())).collect();
        strangers.sort_by_key(|key| key.span().start);
        for key in strangers {
            let place = Place { source: Arc::clone(self.source), span: key.span() };
            let name = key.get_ref();
            self.misspelt.extend(closest(name, known.iter().copied()).map(str::to_owned));
            self.findings.push(unknown_key(name, called, known, &place, hint(name)));
        }
    }

    /// Refuses the table if a key is missing, unless one that was refused is close to it.
    pub fn require(&mut self, key: &str, cure: &str) {
        if !self.table.contains_key(key) && !self.misspelt.iter().any(|misspelt| misspelt == key) {
            let found = Diagnostic::new(Code::MissingKey, format!("'{key}' is missing"));
            // The table of the whole file has no header line to show.
            let found =
                if self.place.span.is_empty() { found.on_file(&self.source.name) } else { found.at(&self.place, "") };
            self.findings.push(found.help(cure));
        }
    }

    /// The value of a key, if it is there and `read` finds nothing wrong with it.
    pub fn get<T>(&mut self, key: &str, read: impl FnOnce(&mut Value<'_>) -> Option<T>) -> Option<Field<T>> {
        let (name, value) = self.entry(key)?;
        let mut value = Value::new(self.source, name, value, self.findings);
        let read = read(&mut value)?;
        Some(Field { value: read, place: value.place })
    }

    /// The table under a key.
    pub fn table<T>(&mut self, key: &str, read: impl FnOnce(&mut Keys<'_>) -> T) -> Option<T> {
        let (name, value) = self.entry(key)?;
        match value.get_ref() {
            DeValue::Table(table) => {
                let place = Place { source: Arc::clone(self.source), span: value.span() };
                Some(read(&mut Keys::new(self.source, table, place, self.findings)))
            }
            _ => {
                let value = Value::new(self.source, name, value, self.findings);
                value.findings.push(wrong_value(
                    &value,
                    key,
                    &format!("write a table: a line [{key}] and its keys below"),
                ));
                None
            }
        }
    }

    /// The tables under a key, as `[[key]]` makes them.
    pub fn tables<T>(&mut self, key: &str, mut read: impl FnMut(&mut Keys<'_>) -> T) -> Vec<T> {
        let Some((name, value)) = self.entry(key) else {
            return Vec::new();
        };
        let cure = format!("write a table for each of them: a line [[{key}]] and its keys below");
        let DeValue::Array(array) = value.get_ref() else {
            let value = Value::new(self.source, name, value, self.findings);
            value.findings.push(wrong_value(&value, key, &cure));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in array.iter() {
            match item.get_ref() {
                DeValue::Table(table) => {
                    let place = Place { source: Arc::clone(self.source), span: item.span() };
                    tables.push(read(&mut Keys::new(self.source, table, place, self.findings)));
                }
                _ => {
                    let value = Value::new(self.source, name, item, self.findings);
                    value.findings.push(wrong_value(&value, key, &cure));
                }
            }
        }
        tables
    }

    /// The tables under a key, as `[key.name]` makes them, sorted by name.
    pub fn named_tables<T>(&mut self, key: &str, mut read: impl FnMut(Field<String>, &mut Keys<'_>) -> T) -> Vec<T> {
        let read_all = |keys: &mut Keys<'_>| {
            let mut tables = Vec::new();
            for (name, value) in keys.table.iter() {
                let place = Place { source: Arc::clone(keys.source), span: name.span() };
                match value.get_ref() {
                    DeValue::Table(table) => {
                        let named = Field { value: settled(name.get_ref().trim()).into_owned(), place: place.clone() };
                        tables.push(read(named, &mut Keys::new(keys.source, table, place, keys.findings)));
                    }
                    _ => {
                        let value = Value::new(keys.source, name.get_ref(), value, keys.findings);
                        let cure = format!("write a table: a line [{key}.name] and its keys below");
                        value.findings.push(wrong_value(&value, value.key, &cure));
                    }
                }
            }
            tables
        };
        self.table(key, read_all).unwrap_or_default()
    }

    fn entry(&self, key: &str) -> Option<(&'a str, &'a Spanned<DeValue<'a>>)> {
        let (name, value) = self.table.get_key_value(key)?;
        Some((name.get_ref().as_ref(), value))
    }
}

impl<'a> Value<'a> {
    fn new(
        source: &'a Arc<Source>,
        key: &'a str,
        value: &'a Spanned<DeValue<'a>>,
        findings: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let place = Place { source: Arc::clone(source), span: value.span() };
        Value { source, key, value: value.get_ref(), place, findings }
    }

    /// What the value is, in words that need no manual.
    pub fn kind(&self) -> &'static str {
        match self.value {
            DeValue::String(_) => "a text in quotes",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        }
    }

    /// Reports that the value is of the wrong kind.
    pub fn wrong<T>(&mut self, cure: &str) -> Option<T> {
        let found = wrong_value(self, self.key, cure);
        self.findings.push(found);
        None
    }

    /// Reports what is wrong with the value, or hands it on.
    pub fn or_report<T>(&mut self, result: Result<T, Fault>) -> Option<T> {
        let fault = match result {
            Ok(value) => return Some(value),
            Err(fault) => fault,
        };
        self.findings.push(Diagnostic::new(fault.code, fault.message).at(&self.place, "").help(fault.help));
        None
    }

    /// The text, where the value is one, in the one way that texts are compared.
    pub fn as_text(&self) -> Option<String> {
        match self.value {
            DeValue::String(text) => Some(settled(text.trim()).into_owned()),
            _ => None,
        }
    }

    /// The date, where the value is a TOML date without a time.
    pub fn as_date(&self) -> Option<NaiveDate> {
        match self.value {
            DeValue::Datetime(when) if when.time.is_none() => {
                let date = when.date?;
                NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
            }
            _ => None,
        }
    }

    /// The entries of an inline table, where the value is one.
    pub fn as_keys(&mut self) -> Option<Keys<'_>> {
        match self.value {
            DeValue::Table(table) => Some(Keys::new(self.source, table, self.place.clone(), self.findings)),
            _ => None,
        }
    }

    /// A text.
    pub fn text(&mut self) -> Option<String> {
        match self.as_text() {
            Some(text) => Some(text),
            None => self.wrong("write a text in quotes, such as \"text\""),
        }
    }

    /// A decimal number, exact as written.
    pub fn decimal(&mut self) -> Option<Exact> {
        let text = match self.value {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            _ => return self.wrong("write a number, such as 4 or 3.5"),
        };
        let text = text.replace('_', "");
        self.or_report(decimal(Spelling::Point)(text.trim_start_matches('+')))
    }

    /// A part of a whole, exact as written, within a range of hundredths.
    pub fn part(&mut self, hundredths: RangeInclusive<i64>) -> Option<Exact> {
        let exact = self.decimal()?;
        let [least, most] = [hundredths.start(), hundredths.end()].map(|end| Exact::new((*end).into(), 100.into()));
        let shown = self.source.text.get(self.place.span.clone()).unwrap_or_default();
        let [from, to] = [hundredths.start(), hundredths.end()].map(|end| *end as f64 / 100.0);
        let cure = format!("write a part of a whole, from {from} to {to}: a tenth is 0.1");
        let is_part = (least..=most).contains(&exact);
        let fault = || Fault::new(Code::OutOfRange, format!("{} is out of range", quote(shown)), cure);
        self.or_report(if is_part { Ok(exact) } else { Err(fault()) })
    }

    /// A whole number within a range.
    pub fn whole(&mut self, range: RangeInclusive<i64>) -> Option<u32> {
        let number = match self.value {
            DeValue::Integer(number) => number,
            DeValue::Float(number) => {
                let whole = without_empty_decimals(number.as_str()).map(|whole| format!("write {whole}"));
                return self.wrong(whole.as_deref().unwrap_or("write a whole number, such as 8"));
            }
            _ => return self.wrong("write a whole number, such as 8"),
        };
        let text = number.to_string();
        let value = i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok();
        let value = value.filter(|value| range.contains(value)).and_then(|value| u32::try_from(value).ok());
        self.or_report(value.ok_or_else(|| out_of_range(&text, *range.start(), *range.end())))
    }

    /// A number of hours that is a whole number of minutes within a range, in minutes.
    pub fn minutes(&mut self, range: RangeInclusive<i64>) -> Option<u32> {
        let exact = self.decimal()? * Exact::from_integer(60.into());
        let whole = if exact.is_integer() { exact.to_integer().to_i64() } else { None };
        let minutes = whole.filter(|minutes| range.contains(minutes)).and_then(|minutes| u32::try_from(minutes).ok());
        let shown = self.source.text.get(self.place.span.clone()).unwrap_or_default();
        let least = if *range.start() > 0 { "more than 0" } else { "0 or more" };
        let cure = format!("write {least} and at most {} hours, in whole minutes, such as 4 or 3.5", range.end() / 60);
        let message = format!("{} hours are out of range", quote(shown));
        self.or_report(minutes.ok_or_else(|| Fault::new(Code::OutOfRange, message, cure)))
    }

    /// A date: bare, or in quotes as in the tables.
    pub fn date(&mut self) -> Option<NaiveDate> {
        match (self.as_date(), self.as_text()) {
            (Some(date), _) => Some(date),
            (None, Some(text)) => self.or_report(when::date(&text)),
            (None, None) => self.wrong("write a date, such as 2026-01-05"),
        }
    }

    /// Whether the value is a list with nothing in it.
    pub fn is_empty_list(&self) -> bool {
        matches!(self.value, DeValue::Array(array) if array.is_empty())
    }

    /// A day of the year, such as "01-01": month, then day.
    pub fn year_day(&mut self) -> Option<YearDay> {
        match self.as_text() {
            Some(text) => self.or_report(when::year_day(&text)),
            None => self.wrong("write month and day in quotes, such as \"01-01\" or \"07-01\""),
        }
    }

    /// A time of the day: bare, or in quotes.
    pub fn time(&mut self) -> Option<NaiveTime> {
        let cure = "write hours and minutes, such as \"08:00\"";
        match self.value {
            DeValue::String(text) => self.or_report(when::time(text.trim())),
            DeValue::Datetime(when) if when.date.is_none() && when.offset.is_none() => {
                let time = when.time.filter(|time| time.second.unwrap_or(0) == 0 && time.nanosecond.unwrap_or(0) == 0);
                let time = time.and_then(|time| NaiveTime::from_hms_opt(time.hour.into(), time.minute.into(), 0));
                self.or_report(time.ok_or_else(|| Fault::new(Code::BadTime, "this is not a whole minute", cure)))
            }
            _ => self.wrong(cure),
        }
    }

    /// Days of the week: a list of words, or one text such as "mon-thu". Never empty.
    pub fn days(&mut self) -> Option<Vec<Weekday>> {
        let cure = "write a list of days, such as [\"mon\", \"tue\"], or \"mon-thu\"";
        let days: Vec<Weekday> = match self.value {
            DeValue::Array(array) if array.is_empty() => return self.wrong(cure),
            DeValue::String(text) => self.or_report(when::days(text))?,
            DeValue::Array(_) => {
                let read = |day: &mut Value<'_>| match day.as_text() {
                    Some(text) => day.or_report(when::days(&text)),
                    None => day.wrong(cure),
                };
                let lists = self.list(read);
                let mut days: Vec<Weekday> = lists.into_iter().flat_map(|field| field.value).collect();
                days.sort_by_key(Weekday::num_days_from_monday);
                days.dedup();
                // What is left out of the list has been reported.
                return Some(days).filter(|days| !days.is_empty());
            }
            _ => return self.wrong(cure),
        };
        if days.is_empty() { self.wrong(cure) } else { Some(days) }
    }

    /// A list; a single value counts as a list of one, and what `read` cannot read is left out.
    pub fn list<T>(&mut self, read: impl Fn(&mut Value<'_>) -> Option<T>) -> Vec<Field<T>> {
        let DeValue::Array(array) = self.value else {
            return read(self).map(|value| Field { value, place: self.place.clone() }).into_iter().collect();
        };
        let items = array.iter().filter_map(|item| {
            let mut item = Value::new(self.source, self.key, item, self.findings);
            let value = read(&mut item)?;
            Some(Field { value, place: item.place })
        });
        items.collect()
    }
}

/// The finding about a key nobody knows.
fn unknown_key(key: &str, table: &str, known: &[&str], place: &Place, hint: Option<String>) -> Diagnostic {
    let hint = hint.or_else(|| did_you_mean(key, known.iter().copied()));
    Diagnostic::new(Code::UnknownKey, format!("{} is not a key of {table}", quote(key)))
        .at(place, "")
        .help_if(hint)
        .help(format!("the keys of {table} are {}", known.join(", ")))
}

/// The finding about a value of the wrong kind.
fn wrong_value(value: &Value<'_>, key: &str, cure: &str) -> Diagnostic {
    Diagnostic::new(Code::WrongValue, format!("the value of {} cannot be {}", quote(key), value.kind()))
        .at(&value.place, "")
        .help(cure.to_owned())
}
