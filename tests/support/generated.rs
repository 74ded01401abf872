//! Folders of `generate` in any mixture of features.
//!
//! In: options, or chance. Out: the folder, made by the program itself.

use std::path::{Path, PathBuf};
use std::process::Command;

use fastrand::Rng;

/// Every option, at its usual value and at the ends of what it takes; and the kinds that go with any of them. At most one of
/// each line is taken.
const OPTIONS: [&[&str]; 14] = [
    &["--availability scattered", "--availability weekdays"],
    &["--alternate-weeks", "--alternate-weeks=100"],
    &["--holiday-weeks", "--holiday-weeks=100"],
    &["--mixed-limits"],
    &["--part-timers", "--part-timers=100"],
    &["--away-at-once", "--away-at-once=10"],
    &["--pools", "--pools=0", "--pools=1000"],
    &["--balances", "--balances=90"],
    &["--members-change"],
    &["--without-evenings", "--without-evenings=1000"],
    &["--out-of-reach", "--out-of-reach=100"],
    &["--tightness 0.05", "--tightness 0.3", "--tightness 0.6", "--tightness 0.9", "--tightness 1.2", "--tightness 2"],
    &["--dates"],
    &["--hard giant", "--hard many-locks", "--hard overlapping-burdens"],
];

/// Options by chance: each line of them with this probability.
pub fn mixture(random: &mut Rng, often: f64) -> String {
    let mut mixture = Vec::new();
    for choices in OPTIONS {
        if random.f64() < often {
            mixture.push(choices[random.usize(..choices.len())]);
        }
    }
    mixture.join(" ")
}

/// Writes the folder below `place`, and returns its path.
pub fn generate(place: &Path, options: &str) -> PathBuf {
    let folder = place.join("made");
    let output = Command::new(env!("CARGO_BIN_EXE_vagtplan"))
        .args(["generate", "-q"])
        .arg(&folder)
        .args(options.split_whitespace())
        .output()
        .expect("the binary starts");
    assert!(output.status.success(), "{options}: {}", String::from_utf8_lossy(&output.stderr));
    folder
}
