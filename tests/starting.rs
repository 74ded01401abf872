//! The folder to start from, for any period: it is in order as it stands, and the same in Excel.
//!
//! In: periods. Out: `init` writes a folder for each of which nothing is said, neither of its tables nor of its sheets.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use vagtplan::{check, read};

fn init(place: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_vagtplan");
    Command::new(program).arg("init").args(arguments).current_dir(place).output().unwrap()
}

#[test]
fn a_folder_of_any_period_is_in_order_in_both_forms() {
    let quarters = (2026..=2029).flat_map(|year| (1..=4).map(move |quarter| format!("{year}-Q{quarter}")));
    let others = ["2027", "2027-02", "2028-05", "2026-12", "2027-01-04..2027-03-28", "05-04-2027..18-04-2027"];
    for period in quarters.chain(others.map(str::to_owned)) {
        for language in ["en", "da"] {
            let place = tempfile::tempdir().unwrap();
            let instances = [("csv", None), ("excel", Some("--excel"))].map(|(name, form)| {
                let arguments = [name, "--period", &period, "--language", language];
                let arguments: Vec<&str> = arguments.into_iter().chain(form).collect();
                let output = init(place.path(), &arguments);
                assert_eq!(output.status.code(), Some(0), "{period}: {}", String::from_utf8_lossy(&output.stderr));
                let (rows, mut findings) = read::folder(&place.path().join(name));
                let (instance, more) = check::instance(&rows);
                findings.extend(more);
                assert_eq!(vagtplan::diagnostic::render(&findings, false), "", "{period}, {name}");
                instance.unwrap()
            });
            assert!(instances[0].period.length_in_days() >= 14, "{period}");
            assert_eq!(instances[0], instances[1], "{period}");
        }
    }
}

#[test]
fn a_folder_is_for_the_next_quarter_unless_it_is_asked_for_another() {
    let place = tempfile::tempdir().unwrap();
    let said = String::from_utf8(init(place.path(), &["next"]).stderr).unwrap();
    let plan = fs::read_to_string(place.path().join("next/plan.toml")).unwrap();
    let period = plan.lines().find_map(|line| line.strip_prefix("period = \"")).unwrap().trim_end_matches('"');
    assert!(said.contains(&format!("it is for {period}, the next quarter")), "{said}");
    assert!(period.len() == 7 && &period[4..6] == "-Q", "{period}");
    let output = init(place.path(), &["other", "--period", "soon"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(3) && said.contains("--period: 'soon' is not a period"), "{said}");
    assert!(!place.path().join("other").exists());
}
