//! Calls by member: what citizens use beside what their municipality gives, as whole commands tell it.
//!
//! In: copies of the examples, with calls. Out: nothing, where the figures that are known of Slagelse and Lemvig come out.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A copy of an example.
fn example(name: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    for file in fs::read_dir(from).expect("it is there").map(|file| file.expect("a file").path()) {
        if file.is_file() {
            fs::copy(&file, place.path().join(file.file_name().expect("a name"))).expect("a copy");
        }
    }
    place
}

/// What a command says.
fn said(arguments: &[&str]) -> String {
    let done =
        Command::new(env!("CARGO_BIN_EXE_vagtplan")).args(arguments).env("COLUMNS", "400").output().expect("it runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a page, tag by tag.
fn text(page: &Path) -> String {
    let page = fs::read_to_string(page).expect("a page");
    let body = page.split("<script").next().unwrap_or_default();
    let texts = body.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim());
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" | ").replace('\u{a0}', " ")
}

#[test]
fn slagelse_makes_a_third_of_the_calls_and_has_a_seventh_of_the_shifts() {
    let place = example("sjaelland-2015");
    let (folder, out) = (place.path().to_str().unwrap(), place.path().join("out"));
    said(&["plan", folder, "-q"]);
    said(&["report", folder, out.join("roster.csv").to_str().unwrap(), "-q"]);
    let page = text(&out.join("report/report.html"));
    assert!(page.contains("Slagelse | 478,0 | 6,05 | 31,99 % | 10,0 | 14,93 % | 47,8"), "{page}");
    assert!(page.contains("Roskilde | 202,0 | 2,30 | 13,52 % | 11,0 | 16,42 % | 18,4"), "{page}");
    let told = said(&["withdraw", folder, "--municipality", "Slagelse", "--for", "Roskilde", "-q"]);
    let parts = "With Slagelse go 478 calls a month (January 2015), 31.99% of all, and 15.15% of the shifts.";
    assert!(told.contains(parts), "{told}");
    let own = "Citizens of Roskilde make 202 calls a month (January 2015), 2.30 per 1,000 inhabitants: 17.9 calls for each of its \
               shifts now, 15.2 afterwards.";
    assert!(told.contains(own), "{told}");

    // Calls that come later take no proof away.
    let calls = place.path().join("calls_by_member.csv");
    fs::write(&calls, fs::read_to_string(&calls).unwrap().replace("2015-01,478", "2015-03,500")).unwrap();
    said(&["report", folder, out.join("roster.csv").to_str().unwrap(), "-q"]);
    let page = text(&out.join("report/report.html"));
    assert!(page.contains("Slagelse | 500,0"), "March lies in the period: {page}");
    assert!(!page.contains("Roskilde | 202,0"), "and January does not");
    assert!(page.contains("Bevist."), "{page}");
}

/// 225 calls in 2024, as the council's paper says; how they fall on months is made up.
#[test]
fn lemvig_makes_five_calls_for_each_of_its_shifts() {
    let place = example("ddh-2025");
    let months = (1..=12).map(|month| format!("Lemvig,2024-{month:02},{}\n", if month <= 9 { 19 } else { 18 }));
    let table = "code,month,calls\n".to_owned() + &months.collect::<String>();
    fs::write(place.path().join("calls_by_member.csv"), table).unwrap();
    let folder = place.path().to_str().unwrap();
    let told = said(&["withdraw", folder, "--municipality", "Lemvig", "--for", "Lemvig", "--from", "2026-01-01", "-q"]);
    assert!(told.contains("With Lemvig go 18.8 calls a month (January to December 2024), and 1."), "{told}");
    let other =
        said(&["withdraw", folder, "--municipality", "Struer", "--for", "Lemvig", "--from", "2026-01-01", "-q"]);
    assert!(other.contains("Citizens of Lemvig make 18.8 calls a month (January to December 2024), 0.95 per 1,000 inhabitants: 4.7 calls for each"), "{other}");
    assert!(!other.contains("With Struer go"), "its calls are not known: {other}");
}
