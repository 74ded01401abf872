//! The progress bar in a real terminal: it is drawn, it is never as wide as the terminal, and it is gone at the end.
//!
//! In: an example, and the command `script`, which runs a program in a terminal of its own. Out: nothing where what was drawn
//! is in order. Where there is no such command there is no terminal to try it in.
#![cfg(target_os = "linux")]

use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_vagtplan");
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/ddh-2025");

#[test]
fn the_bar_is_drawn_within_the_terminal_and_gone_at_the_end() {
    for columns in [60, 120] {
        let Some(drawn) = in_a_terminal(columns, &[]) else { return };
        assert!(drawn.contains("█") && drawn.contains(" of 10"), "{drawn:?}");
        // A line begins anew where the cursor returns to its start.
        for line in stripped(&drawn).split(['\r', '\n']).filter(|line| line.contains('░')) {
            let width = line.trim_end().chars().count();
            assert!(width + 3 <= columns, "{width} of {columns} columns: {line:?}");
        }
        let (_, after) = drawn.rsplit_once(['█', '░']).expect("it was drawn");
        let cleared = after.rsplit_once("\u{1b}[2K").map(|(_, rest)| stripped(rest));
        let wrote = cleared.unwrap_or_else(|| panic!("the last bar is cleared away: {after:?}"));
        let lines: Vec<&str> = wrote.split(['\r', '\n']).filter(|line| !line.trim().is_empty()).collect();
        let (next, wrote) = lines.split_last().expect("something is said after the bar");
        assert!(!wrote.is_empty() && wrote.iter().all(|line| line.starts_with("wrote ")), "{lines:?}");
        assert!(next.starts_with("next: open roster.xlsx; "), "{lines:?}");
    }
}

#[test]
fn quiet_is_quiet() {
    if let Some(drawn) = in_a_terminal(100, &["--quiet"]) {
        assert_eq!(drawn.trim(), "");
    }
}

/// What `plan` draws on stderr in a terminal of so many columns.
fn in_a_terminal(columns: usize, more: &[&str]) -> Option<String> {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let out = place.path().join("out");
    let plan = format!(
        "stty rows 40 cols {columns} && '{PROGRAM}' plan '{FOLDER}' --out '{}' {} > '{}'",
        out.display(),
        more.join(" "),
        place.path().join("stdout").display()
    );
    let output = Command::new("script")
        .args(["--quiet", "--return", "--command", &plan, "/dev/null"])
        .env("TERM", "xterm")
        .output()
        .ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The text without what moves the cursor.
fn stripped(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}
