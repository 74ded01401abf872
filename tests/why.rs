//! The part "Why" of the page against shares.csv, in both languages, and what its data holds of whom.
//!
//! In: the example of a whole hotline, which is planned for a second. Out: nothing, where every sentence has the numbers of the tables.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

fn vagtplan(arguments: &[&str]) {
    let run =
        Command::new(env!("CARGO_BIN_EXE_vagtplan")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let run = run.expect("the program starts");
    assert!(matches!(run.status.code(), Some(0 | 4)), "{}", String::from_utf8_lossy(&run.stderr));
}

/// A roster of the hotline, with its page in each language.
fn place() -> &'static Path {
    static PLACE: OnceLock<PathBuf> = OnceLock::new();
    PLACE.get_or_init(|| {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("why");
        let path = |name: &str| place.join(name).to_string_lossy().into_owned();
        vagtplan(&["plan", "examples/ddh-2025", "--time-limit", "1", "--out", &path("plan")]);
        for language in ["da", "en"] {
            let roster = path("plan/roster.csv");
            vagtplan(&[
                "report",
                "examples/ddh-2025",
                &roster,
                "--language",
                language,
                "--per-municipality",
                "--out",
                &path(language),
            ]);
        }
        place
    })
}

/// The data of a page.
fn data(language: &str) -> Value {
    let page = std::fs::read_to_string(place().join(language).join("report.html")).expect("the page");
    let (_, rest) = page.split_once("id=\"data\">").expect("data");
    serde_json::from_str(rest.split_once("</script>").expect("its end").0).expect("JSON")
}

/// A number of shares.csv as a sentence may have it: six decimals leave open to which side a half was rounded.
fn told(number: &str, language: &str, sign: bool) -> Vec<String> {
    let value: f64 = number.parse().expect("a number");
    let near = [-1e-6, 0.0, 1e-6].map(|by| format!("{:.2}", value.abs() + by));
    let signed = |text: String| {
        let text = if language == "da" { text.replace('.', ",") } else { text };
        match (value < 0.0, sign) {
            (true, _) => format!("−{text}"),
            (false, true) if value > 0.0 => format!("+{text}"),
            _ => text,
        }
    };
    near.map(signed).to_vec()
}

#[test]
fn every_account_on_the_page_has_the_numbers_of_shares_csv() {
    let shares = std::fs::read_to_string(place().join("plan/shares.csv")).expect("shares.csv");
    for language in ["da", "en"] {
        let data = data(language);
        let members = data["members"].as_array().expect("members");
        let mut compared = 0;
        for row in shares.lines().skip(1) {
            let cells: Vec<&str> = row.split(',').collect();
            let [code, _, burden, _, _, entitled, carried, target, shifts, deviation] = cells[..] else {
                panic!("{row}")
            };
            let member = members.iter().find(|member| member["code"] == code).expect("a member");
            let label = match (burden, language) {
                ("", "da") => "alle vagter",
                ("", _) => "all shifts",
                ("evening", "da") => "aften",
                (burden, _) => burden,
            };
            let line = member["why"].as_array().unwrap().iter().find(|line| line[0] == label).expect("an account");
            let text = line[1].as_str().unwrap();
            let mut numbers =
                vec![told(entitled, language, false), told(deviation.trim_start_matches('-'), language, false)];
            if carried.parse::<f64>() != Ok(0.0) {
                numbers.extend([told(carried, language, true), told(target, language, false)]);
            }
            for number in numbers {
                assert!(number.iter().any(|number| text.contains(number)), "{number:?} in {text}");
            }
            let has = if language == "da" { "Den har" } else { "It has" };
            assert!(text.contains(&format!("{has} {shifts},")) || text.contains(&format!("{has} {shifts} ")), "{text}");
            compared += 1;
        }
        assert_eq!(compared, 26 * 3);
    }
}

#[test]
fn every_person_has_reasons_in_either_language_and_none_of_the_others() {
    let [danish, english] = ["da", "en"].map(data);
    let patterns = |data: &Value| -> Vec<String> {
        data["why"]["patterns"].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    let same: Vec<String> = patterns(&danish).into_iter().filter(|one| patterns(&english).contains(one)).collect();
    // The command alone is the same.
    assert!(same.iter().all(|one| one.starts_with("vagtplan explain ")), "{same:?}");
    for data in [&danish, &english] {
        for person in data["people"].as_array().unwrap() {
            let lines = person["why"]["lines"].as_array().expect("reasons");
            assert!(lines.len() >= 2, "{person}");
            // As many values as the pattern has places.
            for said in lines.iter().flat_map(|line| line.as_array().unwrap()) {
                let pattern = data["why"]["patterns"][said[0].as_u64().unwrap() as usize].as_str().unwrap();
                let values = said.as_array().unwrap().len() - 1;
                let used = (0..values.max(9)).filter(|place| pattern.contains(&format!("{{{place}}}"))).max();
                assert!(used.is_none_or(|used| used < values), "{pattern}: {said}");
            }
        }
    }
}

/// Packs hold nothing of it: reasons name colleagues and other towns.
#[test]
fn packs_hold_no_reasons() {
    for pack in std::fs::read_dir(place().join("da/municipalities")).expect("packs") {
        let page = std::fs::read_to_string(pack.unwrap().path().join("summary.html")).expect("a page");
        assert!(!page.contains("Hvorfor") && !page.contains("<script"), "{page}");
    }
}
