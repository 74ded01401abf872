//! Instructions instead of seconds, for machines whose clock is too noisy.
//!
//! In: a folder. Out: how many instructions the program takes for each step, counted by `perf stat` or, where the processor's
//! counters are out of reach, by valgrind's callgrind. One thread with a fixed seed takes the same ones every time, up to
//! some hundredths of a percent; how often the clock is looked at is part of it.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::program::{Engine, VAGTPLAN, command};

/// The steps that are counted, in this order.
pub const STEPS: [&str; 4] = ["check", "shares", "plan", "verify"];

/// Instructions by step, and who counted.
#[derive(Debug)]
pub struct Counts {
    /// `perf` or `valgrind`.
    pub counter: &'static str,
    /// In the order of [`STEPS`].
    pub steps: Vec<u64>,
}

/// Counts; nothing where neither counter is there.
pub fn count(folder: &Path, limit: u64) -> Option<Counts> {
    let out = tempfile::tempdir().expect("a temporary folder");
    let roster = out.path().join("roster.csv");
    let simple = |words: &[&Path]| {
        let mut program = Command::new(VAGTPLAN);
        program.args(words);
        program
    };
    let steps = [
        simple(&[Path::new("check"), folder]),
        simple(&[Path::new("shares"), folder]),
        command(folder, out.path(), Engine::Fast, limit),
        simple(&[Path::new("verify"), folder, &roster]),
    ];
    COUNTERS.into_iter().find_map(|(counter, arguments, read)| {
        let counted = steps.iter().map(|step| {
            let output = Command::new(counter)
                .args(arguments)
                .arg(step.get_program())
                .args(step.get_args())
                .stdin(Stdio::null())
                .output()
                .ok()?;
            read(&String::from_utf8_lossy(&output.stderr))
        });
        Some(Counts { counter, steps: counted.collect::<Option<Vec<u64>>>()? })
    })
}

/// A program, its arguments, and how its stderr tells the number.
type Counter = (&'static str, &'static [&'static str], fn(&str) -> Option<u64>);

const COUNTERS: [Counter; 2] = [
    ("perf", &["stat", "-x", ";", "-e", "instructions:u"], perf),
    ("valgrind", &["--tool=callgrind", "--callgrind-out-file=/dev/null"], callgrind),
];

/// `1234567;;instructions:u;…`
fn perf(stderr: &str) -> Option<u64> {
    stderr.lines().find(|line| line.contains(";instructions"))?.split(';').next()?.parse().ok()
}

/// `==123== Collected : 1234567`
fn callgrind(stderr: &str) -> Option<u64> {
    stderr.lines().find_map(|line| line.split_once("Collected :"))?.1.trim().parse().ok()
}
