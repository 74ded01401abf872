//! Why: the part of the page that says why a municipality or a person that is looked for has as much as it has.
//!
//! In: pages in both languages, and what `explain` says of the same roster. Out: nothing, where the page says it in the same words, and
//! can be read on a phone, by ear and on paper.

use std::process::Command;

use headless_chrome::types::PrintToPdfOptions;
use serde_json::Value;

use super::browser::{answer, as_is, hotline, open, pages, value, wide};
use super::{PALE, UNHEARD};

/// Labels and texts of the part.
const LINES: &str = "[...document.querySelectorAll('#agenda dl div')].map(one => [one.children[0].textContent, one.children[1].textContent])";

/// What `explain --json` says of the quickstart's roster.
fn explained(place: &std::path::Path, asked: &[&str]) -> Value {
    let roster = place.join("plan/roster.csv");
    let output = Command::new(env!("CARGO_BIN_EXE_vagtplan"))
        .args(["explain", "examples/quickstart", &roster.to_string_lossy(), "--json"])
        .args(asked)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts");
    let document: Value = serde_json::from_slice(&output.stdout).expect("a document");
    document["explained"][0].clone()
}

#[test]
fn a_municipality_is_told_in_the_words_of_explain() {
    let place = pages("en");
    let accounts = explained(place.path(), &["--municipality", "Lemvig"])["accounts"].clone();
    let accounts = accounts.as_array().expect("accounts");
    let joined = |account: &Value| {
        let sentences = account["sentences"].as_array().expect("sentences").iter();
        sentences.map(|one| one.as_str().unwrap().to_owned()).collect::<Vec<String>>().join(" ")
    };
    let expected: Vec<Value> = (accounts.iter())
        .map(|account| serde_json::json!([account["burden"].as_str().unwrap_or("all shifts"), joined(account)]))
        .collect();
    assert!(expected.len() > 1);
    open(&place, "report.html#filter=Lemvig", as_is, |tab, _| {
        answer(tab);
        assert_eq!(value(tab, LINES), Value::from(expected));
        tab.find_element("#agenda button.jump")
            .and_then(|jump| jump.click().map(|_| ()))
            .expect("a way to the reasons");
        assert_eq!(value(tab, "document.activeElement.textContent"), "Why");
        assert_eq!(value(tab, "location.hash"), "#filter=Lemvig", "the link can still be sent");
    });
}

#[test]
fn a_person_is_told_in_the_words_of_explain() {
    let place = pages("en");
    let person = explained(place.path(), &["--staff", "LEM1"]);
    let name = format!("{} (LEM1)", person["staff_name"].as_str().unwrap());
    let told: Vec<String> =
        person["sentences"].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect();
    assert!(told.iter().any(|line| line.contains("by turn") || line.contains("By turn")), "{told:?}");
    open(&place, "report.html#filter=LEM1", as_is, |tab, _| {
        answer(tab);
        let lines = value(tab, LINES);
        let lines: Vec<String> = (lines.as_array().expect("lines").iter())
            .map(|line| format!("{}: {}", line[0].as_str().unwrap(), line[1].as_str().unwrap()))
            .collect();
        assert_eq!(lines.len(), told.len());
        for (line, told) in lines.iter().zip(&told).filter(|(line, _)| !line.starts_with("wishes")) {
            assert_eq!(*line, told.replace(&name, person["staff_name"].as_str().unwrap()));
        }
        // Each kind of window: has, kept and could make up all there are.
        let rows = "[...document.querySelectorAll('#agenda table.wraps tbody tr')].map(row => [...row.cells].slice(1).map(cell => Number(cell.textContent)))";
        let heads = "[...document.querySelectorAll('#agenda table.wraps thead th')].map(head => head.textContent)";
        let (rows, heads) = (value(tab, rows), value(tab, heads));
        let wishes = heads
            .as_array()
            .unwrap()
            .iter()
            .filter(|head| ["Prefers", "Avoids"].contains(&head.as_str().unwrap()))
            .count();
        let rows = rows.as_array().expect("rows");
        assert_eq!(rows.len(), person["windows"].as_array().unwrap().len());
        for row in rows {
            let cells: Vec<u64> = row.as_array().unwrap().iter().map(|cell| cell.as_u64().unwrap()).collect();
            assert_eq!(cells[0], cells[1..cells.len() - wishes].iter().sum::<u64>(), "{cells:?} below {heads}");
        }
        // Colleagues' turns, and the one who is looked for among them.
        assert_eq!(value(tab, "document.querySelectorAll('#agenda table.turns tr.own').length"), 1);
        // Nobody is sent to ask for the price of a window that a rule forbids.
        assert!(heads.as_array().unwrap().iter().all(|head| head != "Could"), "{heads}");
        assert_eq!(value(tab, "document.querySelectorAll('#agenda .ask').length"), 0);
    });
}

#[test]
fn the_reasons_are_read_heard_and_fit_in_both_languages() {
    for (language, title) in [("da", "Hvorfor"), ("en", "Why")] {
        let place = pages(language);
        for wanted in ["Lemvig", "LEM1"] {
            open(&place, &format!("report.html#filter={wanted}"), as_is, |tab, _| {
                answer(tab);
                assert_eq!(value(tab, "document.querySelector('#agenda h3.why').textContent"), title);
                assert_eq!(value(tab, PALE)["pale"], serde_json::json!([]), "{wanted}");
                assert_eq!(value(tab, UNHEARD), serde_json::json!([]), "{wanted}");
                // No place of a pattern is left open.
                let open = "/[{}]|undefined/.test(document.getElementById('agenda').textContent)";
                assert_eq!(value(tab, open), false, "{wanted}");
            });
        }
    }
}

#[test]
fn the_reasons_of_a_whole_hotline_fit_a_phone_and_two_sheets() {
    for (wanted, lines) in [("Lemvig", 3), ("HED01", 5), ("AAR01", 5)] {
        open(hotline(), &format!("report.html#filter={wanted}"), wide(390), |tab, _| {
            answer(tab);
            let widths = value(tab, "[innerWidth, document.documentElement.scrollWidth]");
            assert_eq!(widths, serde_json::json!([390, 390]), "{wanted}");
            let told = value(tab, "document.querySelectorAll('#agenda dl div').length").as_u64().unwrap();
            assert!(told >= lines, "{wanted}: {told}");
            if lines > 3 {
                let ask = value(tab, "document.querySelector('#agenda .ask code').textContent");
                let ask = ask.as_str().expect("a command");
                assert!(
                    ask.starts_with(&format!("vagtplan explain FOLDER ROSTER --staff {wanted} --date 2025-")),
                    "{ask}"
                );
            }
        });
    }
    open(hotline(), "report.html#filter=HED01", as_is, |tab, _| {
        answer(tab);
        let options = PrintToPdfOptions { prefer_css_page_size: Some(true), ..PrintToPdfOptions::default() };
        let pdf = tab.print_to_pdf(Some(options)).expect("a PDF");
        let sheets = String::from_utf8_lossy(&pdf).matches("/Type /Page\n").count();
        assert!((1..=2).contains(&sheets), "{sheets} sheets");
    });
}
