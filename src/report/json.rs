//! What the JSON outputs share: versions, input hashes, and how numbers are written.
//!
//! In: an instance and what is known of it. Out: values that serde writes in a fixed order. No number here is `null`
//! unless it is unknown, and none carries floating-point noise.

use chrono::{NaiveDate, NaiveTime};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::domain::input_file::InputFile;
use crate::domain::{Exact, Instance};
use crate::report::numbers::{FILE_PLACES, fixed, tidy};

/// As every document names a file.
impl Serialize for InputFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut file = serializer.serialize_struct("InputFile", 2)?;
        file.serialize_field("file", &self.file)?;
        file.serialize_field("sha256", &self.sha256)?;
        file.end()
    }
}

/// What made the output.
#[derive(Debug, Serialize)]
pub struct Versions {
    /// This program.
    pub vagtplan: &'static str,
    /// The solver, where it has proven something.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub highs: Option<String>,
}

impl Versions {
    /// The versions of this build.
    pub fn current() -> Self {
        Versions { vagtplan: env!("CARGO_PKG_VERSION"), highs: None }
    }
}

/// The days planned for, both included.
#[derive(Debug, Serialize)]
pub struct Period {
    from: String,
    to: String,
}

impl Period {
    /// The period of an instance.
    pub fn of(instance: &Instance) -> Self {
        Period { from: instance.period.from.to_string(), to: instance.period.to.to_string() }
    }
}

/// What a document is about: how it begins where a roster file was judged.
#[derive(Debug, Serialize)]
pub struct Head<'a> {
    versions: Versions,
    inputs: &'a [InputFile],
    roster: Option<&'a InputFile>,
    title: &'a str,
    period: Period,
}

impl<'a> Head<'a> {
    /// The folder, its files and the roster's.
    pub fn of(instance: &'a Instance, inputs: &'a [InputFile], roster: Option<&'a InputFile>) -> Self {
        let (versions, period) = (Versions::current(), Period::of(instance));
        Head { versions, inputs, roster, title: &instance.title, period }
    }
}

/// A window as the files name it.
#[derive(Debug, Serialize)]
pub struct Slot {
    date: String,
    start: String,
}

impl Slot {
    /// A window by date and start.
    pub fn new(date: NaiveDate, start: NaiveTime) -> Self {
        Slot { date: date.to_string(), start: start.format("%H:%M").to_string() }
    }

    /// A window of an instance.
    pub fn of(instance: &Instance, window: usize) -> Self {
        Slot::new(instance.windows[window].date, instance.windows[window].start)
    }
}

/// A fraction as JSON writes it: rounded as in the CSV files.
pub fn number(value: &Exact) -> f64 {
    fixed(value, FILE_PLACES).parse().expect("a decimal of our own is a number")
}

/// Seconds as JSON writes them: to the millisecond.
pub fn seconds(seconds: f64) -> f64 {
    tidy((seconds * 1000.0).round() / 1000.0)
}

/// A value as indented JSON with a newline at the end.
pub fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("strings, numbers and lists always make JSON");
    bytes.push(b'\n');
    bytes
}
