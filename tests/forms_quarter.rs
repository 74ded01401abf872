//! What the planner has each quarter: 26 forms, 24 answers, two of them spoiled, and no file made by hand.
//!
//! In: the example of a quarter; its forms are filled in, and opened and saved by LibreOffice. Out: the faults told, the missing named, and
//! after their correction a roster.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::workbook::fill;

/// A form that LibreOffice has opened and saved; `None` where it is not installed.
fn saved_by_libreoffice(files: &[PathBuf], to: &Path) -> Option<()> {
    if Command::new("soffice").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), ".ci/viewers installs soffice");
        eprintln!("skipped: soffice is not installed; .ci/viewers installs it");
        return None;
    }
    let profile = tempfile::tempdir().expect("a temporary folder");
    let mut office = Command::new("soffice");
    office.arg(format!("-env:UserInstallation=file://{}", profile.path().display()));
    office.args(["--headless", "--convert-to", "xlsx", "--outdir"]).arg(to).args(files);
    let output = office.output().expect("soffice starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(())
}

/// What issue the planner has each quarter: 26 forms, 24 answers, two of them spoiled.
#[test]
fn a_quarter_of_answers_comes_back_through_libreoffice() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("q")).unwrap();
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/ddh-2025")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, at("q").join(path.file_name().unwrap())).unwrap();
        }
    }
    let run = |arguments: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_vagtplan")).args(arguments).current_dir(folder.path()).output().unwrap();
        let [out, err] = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
        (output.status.code().unwrap(), out, err)
    };
    assert_eq!(run(&["forms", "q", "--deadline", "2025-03-01", "--language", "da"]).0, 0);
    let mut forms: Vec<PathBuf> = fs::read_dir(at("q/out/forms")).unwrap().map(|entry| entry.unwrap().path()).collect();
    forms.sort();
    assert_eq!(forms.len(), 26);
    fs::create_dir_all(at("filled")).unwrap();
    let missing = ["671 Struer.xlsx", "825 Læsø.xlsx"];
    let mut filled = Vec::new();
    for form in &forms {
        let name = form.file_name().unwrap().to_string_lossy().into_owned();
        if missing.contains(&name.as_str()) {
            continue;
        }
        // The headings stand in row 7: everybody's first colleague would rather not on Monday mornings.
        let mut bytes = fill(&fs::read(form).unwrap(), 0, "C8", "(x)");
        bytes = if name.starts_with("665") { fill(&bytes, 0, "D9", "måske") } else { bytes };
        bytes =
            if name.starts_with("779") { fill(&fill(&bytes, 1, "A30", "Ida Ukendt"), 1, "B30", "-") } else { bytes };
        fs::write(at("filled").join(&name), bytes).unwrap();
        filled.push(at("filled").join(&name));
    }
    fs::create_dir_all(at("answers")).unwrap();
    if saved_by_libreoffice(&filled, &at("answers")).is_none() {
        return;
    }
    let (code, out, err) = run(&["collect", "q", "answers"]);
    assert_eq!(code, 3, "{err}");
    assert!(out.contains("have not answered: Læsø and Struer"), "{out}");
    assert!(
        out.contains("a text for Lemvig and Skive") && err.contains("cell D9") && err.contains("cell A30"),
        "{out}{err}"
    );
    let text = fs::read_to_string(at("q/out/answers/665 Lemvig.txt")).unwrap();
    assert!(text.contains("Tilgængelighed, celle D9: »måske« er ikke et mærke"), "{text}");
    // Both send them again, and the roster is planned without any file made by hand.
    for (name, cell) in [("665 Lemvig.xlsx", "D9"), ("779 Skive.xlsx", "C8")] {
        let form = forms.iter().find(|form| form.ends_with(name)).unwrap();
        fs::write(at("answers").join(name), fill(&fs::read(form).unwrap(), 0, cell, "-")).unwrap();
    }
    let (code, out, err) = run(&["collect", "q", "answers"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("have not answered: Læsø and Struer") && out.matches("there already").count() == 22, "{out}");
    assert_eq!(run(&["check", "q"]).2, "");
    let (code, out, err) = run(&["plan", "q", "--time-limit", "120"]);
    assert!(code == 0 && out.contains("All 1,027 seats are filled"), "{out}{err}");
}
