//! What the figures were measured on, and when.
//!
//! In: nothing. Out: text; what the system does not tell is left out.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{Days, NaiveDate};

/// Processor, cores and memory.
pub fn machine() -> String {
    let mut parts = Vec::new();
    parts.extend(fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| field(&text, "model name")));
    parts.extend(thread::available_parallelism().ok().map(|cores| format!("{cores} cores")));
    let memory = fs::read_to_string("/proc/meminfo").ok().and_then(|text| field(&text, "MemTotal"));
    let kibibytes = memory.and_then(|memory| memory.split_whitespace().next()?.parse::<f64>().ok());
    parts.extend(kibibytes.map(|kibibytes| format!("{:.0} GiB", kibibytes / f64::from(1 << 20))));
    parts.push(format!("{} {}", std::env::consts::OS, std::env::consts::ARCH));
    parts.join(", ")
}

/// Today, where it is by Greenwich.
pub fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a date");
    epoch.checked_add_days(Days::new(seconds / (24 * 60 * 60))).map_or(String::new(), |date| date.to_string())
}

/// The compiler's version.
pub fn rustc() -> String {
    let output = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())).arg("--version").output();
    output.map_or(String::new(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn field(text: &str, name: &str) -> Option<String> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
