//! Paper: how many sheets pages and workbook take, that none is half empty, and that what is cut by a break says again what it is of.
//!
//! In: pages and a workbook of whole hotlines. Out: nothing, where Chromium and LibreOffice print them so; `pdftotext` tells what
//! stands where.

use std::fs;
use std::path::Path;
use std::process::Command;

use headless_chrome::types::PrintToPdfOptions;

use super::browser::{as_is, hotline, open, short_hotline};

/// A printed sheet: its words, and how far down the last of them stands, from 0 at the top to 1.
struct Sheet {
    text: String,
    filled: f64,
}

/// The sheets of a PDF file.
fn sheets(pdf: &Path) -> Vec<Sheet> {
    let output = |arguments: &[&str]| {
        let output = Command::new("pdftotext").args(arguments).arg(pdf).arg("-").output().expect("pdftotext");
        String::from_utf8(output.stdout).expect("text")
    };
    let (layout, boxes) = (output(&["-layout"]), output(&["-bbox"]));
    let number = |line: &str, name: &str| {
        let rest = &line[line.find(&format!("{name}=\""))? + name.len() + 2..];
        rest.split('"').next()?.parse::<f64>().ok()
    };
    let filled = boxes.split("<page ").skip(1).map(|page| {
        let height = number(page, "height").expect("a height");
        let lowest = page.lines().skip(1).filter_map(|line| number(line, "yMax")).fold(0.0, f64::max);
        lowest / height
    });
    layout.split('\u{c}').zip(filled).map(|(text, filled)| Sheet { text: text.to_owned(), filled }).collect()
}

/// Whether a program is there; CI has to have it.
fn is_there(program: &str, version: &str) -> bool {
    let is_there = Command::new(program).arg(version).output().is_ok();
    if !is_there {
        assert!(std::env::var_os("CI").is_none(), ".ci/viewers installs {program}");
        eprintln!("skipped: {program} is not installed; .ci/viewers installs it");
    }
    is_there
}

/// The sheets of a page as Chromium prints it; none where a program is missing.
fn printed(place: &Path, page: &str) -> Vec<Sheet> {
    let mut found = Vec::new();
    if !is_there("pdftotext", "-v") {
        return found;
    }
    open(place, page, as_is, |tab, _| {
        let options = PrintToPdfOptions { prefer_css_page_size: Some(true), ..PrintToPdfOptions::default() };
        let file = tempfile::tempdir().expect("a temporary folder");
        let pdf = file.path().join("page.pdf");
        fs::write(&pdf, tab.print_to_pdf(Some(options)).expect("a PDF")).expect("a file");
        found = sheets(&pdf);
    });
    found
}

/// How much of a sheet is filled at least where another follows.
const FILLED: f64 = 0.5;

#[test]
fn no_page_leaves_half_a_sheet_empty() {
    for (place, most) in [(hotline(), 16), (short_hotline(), 16)] {
        for (page, most) in [
            ("report.html", most),
            ("withdraw.html", 3),
            ("withdraw-all.html", 1),
            ("join.html", 3),
            ("compare.html", 4),
        ] {
            let sheets = printed(place, page);
            let filled: Vec<String> = sheets.iter().map(|sheet| format!("{:.2}", sheet.filled)).collect();
            let full = sheets.iter().rev().skip(1).all(|sheet| sheet.filled >= FILLED);
            assert!(full && sheets.len() <= most, "{page} of {}: {filled:?}", place.display());
        }
    }
}

#[test]
fn what_goes_over_a_break_says_again_what_it_is_of() {
    let sheets = printed(hotline(), "report.html");
    // People: heads on each sheet, and in the rows of a large municipality, which goes over a break, its name.
    let wishes = |line: &str| line.split_whitespace().rev().nth(1) == Some("af");
    let people: Vec<&Sheet> = sheets.iter().filter(|sheet| sheet.text.lines().any(wishes)).collect();
    assert!(
        people.iter().all(|sheet| sheet.text.contains("Vagter Aften Weekend")),
        "{} sheets of people",
        people.len()
    );
    let named = people.iter().map(|sheet| sheet.text.matches("Aarhus").count()).max();
    assert!(sheets.is_empty() || named >= Some(10), "rows of Aarhus: {named:?}");
    // A window of the calendar says its day, whichever sheet it stands on, and what no click can open is not printed.
    assert!(sheets.is_empty() || sheets.iter().any(|sheet| sheet.text.contains("tir 1. apr")));
    assert!(sheets.iter().all(|sheet| !sheet.text.contains("uge for uge")));
}

/// A quarter of a whole hotline: each list under its heads, and what is for programs is cut short and says so.
#[test]
fn the_workbook_of_a_whole_hotline_prints_on_a_few_pages() {
    if !is_there("soffice", "--version") || !is_there("pdftotext", "-v") {
        return;
    }
    let out = tempfile::tempdir().expect("a temporary folder");
    let profile = format!("-env:UserInstallation=file://{}/profile", out.path().display());
    let convert = [&profile, "--headless", "--convert-to", "pdf", "--outdir"];
    let workbook = hotline().join("roster.xlsx");
    Command::new("soffice").args(convert).arg(out.path()).arg(workbook).output().expect("LibreOffice");
    let sheets = sheets(&out.path().join("roster.pdf"));
    let of = |name: &str| {
        let foot = |sheet: &&Sheet| sheet.text.lines().rev().take(4).any(|line| line.trim_start().starts_with(name));
        sheets.iter().filter(foot).collect::<Vec<_>>()
    };
    for (name, most, head) in [
        ("Overblik", 1, "Regler"),
        ("Kalender", 4, "Mandag"),
        ("Pr. kommune", 1, "Vagter"),
        ("Pr. person", 3, "Person"),
        ("Andele og saldi", 1, "Afvigelse"),
        ("Mål og bevis", 1, "Bemanding"),
        ("roster", 1, "municipality_name"),
    ] {
        let pages = of(name);
        assert!((1..=most).contains(&pages.len()), "{name}: {} pages", pages.len());
        assert!(pages.iter().all(|page| page.text.contains(head)), "{name}: {head} stands above each page");
    }
    assert!(of("roster")[0].text.contains("Kun de første rækker"), "{}", of("roster")[0].text);
    assert!(sheets.len() <= 12, "{} pages", sheets.len());
}
