//! What the system limits: threads, and how large a file may grow. Whoever runs the tests as root has them run as somebody else, whom
//! such limits are for.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;

use super::*;

/// Whom the limit on processes does not spare, and who has no other processes.
const NOBODY: u32 = 65534;

/// The program with a limit of the shell.
fn limited(place: &Path, limit: &str, arguments: &[&str]) -> Command {
    let program = place.join("vagtplan");
    if !program.exists() {
        fs::copy(env!("CARGO_BIN_EXE_vagtplan"), &program).unwrap();
        for (path, mode) in [(place.to_owned(), 0o777), (place.join("passing"), 0o777), (program.clone(), 0o755)] {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
    }
    let mut command = Command::new("bash");
    command.args(["-c", &format!("{limit}; exec \"$0\" \"$@\"")]).arg(program).args(arguments);
    command.current_dir(place).env("TMPDIR", place.join("passing"));
    command
}

/// Without a further thread there is no workbook, and that is said before the search; what needs none is done in one thread.
pub fn without_threads_the_cure_is_said_and_the_engine_works() {
    let folder = folder();
    let place = folder.path();
    let without_threads = |arguments: &[&str]| {
        let mut command = limited(place, "ulimit -u 1", arguments);
        // What was made here belongs to whoever runs the tests.
        if fs::metadata(place).unwrap().uid() == 0 {
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output().expect("it starts")
    };
    let ended = without_threads(&["plan", "."]);
    assert_eq!(ended.status.code(), Some(3), "{}", said(&ended));
    assert!(said(&ended).contains("no further threads") && said(&ended).contains("ulimit -u"), "{}", said(&ended));
    assert!(!place.join("out").exists(), "a folder was made for nothing");
    let question = ["explain", ".", "one.csv", "--staff", "a", "--date", "2026-01-05", "--start", "08:00", "--json"];
    let (alone, usual) = (without_threads(&question), vagtplan(place, &question));
    assert_eq!((alone.status.code(), said(&alone)), (Some(0), String::new()));
    assert_eq!(alone.stdout, usual.stdout);
}

/// The signal that comes then is held, so that it is an error like any other.
pub fn a_file_that_may_grow_no_longer_loses_no_roster() {
    let folder = folder();
    let place = folder.path();
    let ended = limited(place, "ulimit -f 8", &["plan", "."]).output().expect("it starts");
    assert_eq!(ended.status.code(), Some(3), "{}", said(&ended));
    assert!(said(&ended).contains("roster.xlsx': no file may be as large"), "{}", said(&ended));
    assert!(said(&ended).contains("the roster is not lost: it was saved in './out-saved'"), "{}", said(&ended));
    assert!(!place.join("out").exists(), "a folder was made for nothing");
    let verified = vagtplan(place, &["verify", ".", "out-saved/roster.csv"]);
    assert_eq!((verified.status.code(), said(&verified)), (Some(0), String::new()));
}
