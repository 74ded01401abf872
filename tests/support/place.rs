//! The quickstart in a folder of its own, as a planner works in it.
//!
//! In: the example. Out: a folder that is gone afterwards, in which commands run and files are changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The folder. It is the folder that commands run in.
pub struct Place(TempDir);

impl Place {
    /// As it is.
    pub fn new() -> Self {
        let place = Place(tempfile::tempdir().expect("a temporary folder"));
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quickstart");
        for entry in fs::read_dir(from).expect("the quickstart") {
            let path = entry.expect("a file of it").path();
            if path.is_file() {
                fs::copy(&path, place.path(&path.file_name().expect("a name").to_string_lossy())).expect("a copy");
            }
        }
        place
    }

    /// Planned.
    pub fn planned() -> Self {
        let place = Place::new();
        place.run(&["plan", "."]);
        place
    }

    /// A file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// What a command comes to.
    pub fn output(&self, arguments: &[&str]) -> Output {
        let output = Command::new(env!("CARGO_BIN_EXE_vagtplan")).args(arguments).current_dir(self.0.path()).output();
        output.expect("the program starts")
    }

    /// Its exit code.
    pub fn run(&self, arguments: &[&str]) -> i32 {
        self.output(arguments).status.code().expect("an exit code")
    }

    /// Runs a command that does what it is asked to; what it says on stderr.
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.output(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(0 | 4)), "{arguments:?}: {said}");
        said
    }

    /// What a file says.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Changes a file.
    pub fn edit(&self, name: &str, change: impl Fn(String) -> String) {
        fs::write(self.path(name), change(self.text(name))).expect("a changed file");
    }

    /// The page of a roster, in English.
    pub fn page(&self, arguments: &[&str]) -> String {
        let status = self.run(&[&["report", ".", "--language", "en"], arguments].concat());
        assert!(matches!(status, 0 | 1 | 4), "{status}");
        self.text("out/report/report.html")
    }

    /// A summary.
    pub fn summary(&self, name: &str) -> serde_json::Value {
        serde_json::from_str(&self.text(name)).expect("whole JSON")
    }
}
