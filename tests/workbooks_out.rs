//! `roster.xlsx`, read back by another library than the one that writes it, taken apart, and opened in LibreOffice.
//!
//! In: small rosters made by hand, with holes, a pool and names that mean harm. Out: the sheets say what the roster says, in
//! dates and numbers where it has dates and numbers, in words where it has words; nobody's workbook names anybody else.

mod support;

use std::io::{Cursor, Read};
use std::process::Command;

use calamine::{Data, DataType, Range, Reader, Xlsx};
use chrono::Weekday;
use support::by_hand::{date, instance, municipality, person, roster, staff, time};
use vagtplan::domain::language::Language;
use vagtplan::domain::roster::Roster;
use vagtplan::domain::sheet::COLUMNS;
use vagtplan::domain::{Burden, Instance};
use vagtplan::report::locale::Locale;
use vagtplan::report::subject::Subject;
use vagtplan::report::workbook;
use vagtplan::verify::judge;

/// Two days, two windows a day, two seats each, three members, a pool, an evening.
fn town() -> Instance {
    let evening =
        Burden { name: "evening".into(), days: vec![Weekday::Mon, Weekday::Tue], starts: vec![time("16:00")] };
    let members = vec![
        municipality("0190", "Furesø", 40_000),
        municipality("665", "Lemvig", 20_000),
        municipality("751", "Aarhus", 60_000),
    ];
    let people = vec![
        staff("007", "Åse Bond", 0, 1),
        staff("a1", "Anna Ø", 2, 1),
        staff("l1", "Lars", 1, 1),
        staff("p", "Alle i Aarhus", 2, 3),
    ];
    let mut town = instance(("2026-01-05", "2026-01-06"), &["08:00", "16:00"], 2, vec![evening], members, people);
    town.edit(|town| town.title = "Hotline & co. &P".into());
    town
}

/// A seat is open on Monday evening, two are on Tuesday evening.
fn shifts(instance: &Instance) -> Roster {
    let seats = [
        ("2026-01-05 08:00", "007"),
        ("2026-01-05 08:00", "l1"),
        ("2026-01-05 16:00", "p"),
        ("2026-01-06 08:00", "p"),
        ("2026-01-06 08:00", "a1"),
    ];
    roster(instance, &seats)
}

fn with<T>(
    instance: &Instance,
    roster: &Roster,
    published: Option<&Roster>,
    language: Language,
    then: impl FnOnce(&Subject<'_>) -> T,
) -> T {
    let (judgement, locale) = (judge(instance, roster), Locale::new(language));
    then(&Subject::of_roster(instance, roster, &judgement, published, &locale))
}

fn bytes(instance: &Instance, language: Language) -> Vec<u8> {
    with(instance, &shifts(instance), None, language, workbook::bytes)
}

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    open(bytes.to_vec()).worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The rows of a sheet as text, cells separated by a bar.
fn rows(range: &Range<Data>) -> Vec<String> {
    let cells = |row: &[Data]| row.iter().map(|cell| cell.to_string().replace('\n', "/")).collect::<Vec<_>>();
    range.rows().map(|row| cells(row).join("|").trim_end_matches('|').to_owned()).collect()
}

/// What a cell says that holds a date or a time as such.
fn moment(cell: &Data) -> String {
    let Data::DateTime(moment) = cell else { panic!("{cell:?} is no date") };
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    // A serial number below one is a time of day.
    let (year, month, day) = if moment.as_f64() < 1.0 { (1899, 12, 30) } else { (year, month, day) };
    format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}")
}

/// Every file inside the workbook, by name.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a zip archive");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("a part of text");
            (part.name().expect("a plain name").into_owned(), text)
        })
        .collect()
}

#[test]
fn sheets_stand_in_the_order_of_use_and_speak_the_language() {
    let town = town();
    let names = |published, language| {
        with(&town, &shifts(&town), published, language, |subject| open(workbook::bytes(subject)).sheet_names())
    };
    let danish = ["Overblik", "Kalender", "Pr. kommune", "Pr. person", "Andele og saldi", "Mål og bevis", "roster"];
    assert_eq!(names(None, Language::Danish), danish);
    let english = [
        "Overview",
        "Calendar",
        "By municipality",
        "By person",
        "Shares and balances",
        "Goals with proof",
        "Changes",
        "roster",
    ];
    assert_eq!(names(Some(&shifts(&town)), Language::English), english);
}

#[test]
fn the_flat_list_is_the_contracts_in_dates_and_numbers() {
    for language in Language::ALL {
        let list = sheet(&bytes(&town(), language), "roster");
        let header: Vec<String> = list.rows().next().unwrap().iter().map(Data::to_string).collect();
        assert_eq!(header, COLUMNS);
        assert_eq!(list.height(), 1 + 8);
        let row: Vec<&Data> = list.rows().nth(1).unwrap().iter().collect();
        assert_eq!(moment(row[0]), "2026-01-05 00:00");
        assert_eq!([moment(row[3]), moment(row[4])], ["1899-12-30 08:00", "1899-12-30 12:00"], "times have no date");
        assert_eq!(row[5], &Data::Float(1.0));
        let texts = ["mon", "2026-W02", "0190", "Furesø", "007", "Åse Bond", "assigned"];
        for (column, text) in [1, 2, 6, 7, 8, 9, 10].into_iter().zip(texts) {
            assert_eq!(row[column], &Data::String(text.to_owned()));
        }
        assert!(rows(&list)[4].ends_with("|2|||||unfilled"), "{}", rows(&list)[4]);
    }
}

#[test]
fn the_calendar_has_names_dates_and_holes() {
    let calendar = sheet(&bytes(&town(), Language::Danish), "Kalender");
    let rows = rows(&calendar);
    assert_eq!(rows[0], "Hotline & co. &P, 5. januar 2026 – 6. januar 2026");
    assert_eq!(rows[1], "3 af 8 pladser er ubemandede; de er røde.");
    assert_eq!(rows[2], "Uge|Mandag||Tirsdag");
    assert_eq!(rows[3], "|08:00–12:00|16:00–20:00|08:00–12:00|16:00–20:00");
    assert!(rows[4].starts_with("Uge 2|"));
    assert_eq!(moment(calendar.get_value((4, 3)).unwrap()), "2026-01-06 00:00");
    assert_eq!(rows[5], "2|Åse Bond/Furesø|Alle i Aarhus (pulje)/Aarhus|Anna Ø/Aarhus|UBEMANDET");
    assert_eq!(rows[6], "2|Lars/Lemvig|UBEMANDET|Alle i Aarhus (pulje)/Aarhus|UBEMANDET");
    assert_eq!(rows[8..].last().unwrap(), "|Furesø|Lemvig|Aarhus", "the legend, Å last");
    let english = self::rows(&sheet(&bytes(&town(), Language::English), "Calendar"));
    assert_eq!(english[1], "3 of 8 seats are unfilled; they are red.");
    assert!(english[5].ends_with("|UNFILLED"));
}

#[test]
fn a_day_without_its_window_is_closed_and_other_hours_are_told() {
    let mut town = instance(
        ("2026-01-05", "2026-01-14"),
        &["08:00"],
        1,
        Vec::new(),
        vec![municipality("665", "Lemvig", 1)],
        vec![staff("a", "Anna", 0, 1)],
    );
    town.edit(|town| {
        town.windows[7].length = chrono::TimeDelta::hours(2);
        town.windows.remove(2);
        town.stances.truncate(town.windows.len());
    });
    let empty = Roster::empty(town.windows.len());
    let bytes = with(&town, &empty, None, Language::English, workbook::bytes);
    let rows = rows(&sheet(&bytes, "Calendar"));
    assert_eq!(rows[5], "2|UNFILLED|UNFILLED|closed|UNFILLED|UNFILLED|UNFILLED|UNFILLED");
    assert_eq!(rows[7], "3|UNFILLED|UNFILLED|UNFILLED|–|–|–|–", "the period is over by then");
    let styles = &parts(&bytes).into_iter().find(|(name, _)| name == "xl/styles.xml").unwrap().1;
    assert!(styles.contains("–10:00"), "a window of other hours says so beside its date");
}

#[test]
fn lists_are_in_the_alphabets_order_with_sums() {
    let bytes = bytes(&town(), Language::Danish);
    let firsts = |name: &str| -> Vec<String> {
        let mut names: Vec<String> = sheet(&bytes, name).rows().skip(1).map(|row| row[0].to_string()).collect();
        names.dedup();
        names
    };
    assert_eq!(firsts("Pr. kommune"), ["Furesø", "Lemvig", "Aarhus"]);
    assert_eq!(firsts("Pr. person"), ["Alle i Aarhus (pulje)", "Anna Ø", "Lars", "Åse Bond"]);
    let people = sheet(&bytes, "Pr. person");
    let header = "Person|Id|Kommune|Vagter|Aften|Tættest, dage|Længst, dage|Som ønsket|Dato|Ugedag|Start|Slut|Dage siden \
                  forrige|Uge 2";
    assert_eq!(rows(&people)[..2], [header, "Alle i Aarhus (pulje)|p|Aarhus|2|1|||||||||A •"]);
    assert_eq!(moment(people.get_value((2, 8)).unwrap()), "2026-01-05 00:00");
    assert_eq!(people.get_value((2, 4)), Some(&Data::String("•".into())));
    let towns = rows(&sheet(&bytes, "Pr. kommune"));
    assert_eq!(towns[1], "Furesø|1");
    assert_eq!(towns.last().unwrap().split('|').nth(6), Some("Alle i Aarhus (pulje)"));
}

#[test]
fn shares_are_numbers_that_add_up() {
    let shares = sheet(&bytes(&town(), Language::Danish), "Andele og saldi");
    let number = |row: u32, column: u32| shares.get_value((row, column)).and_then(|cell| cell.as_f64()).unwrap();
    // Furesø has a third of the inhabitants; five of eight seats are filled.
    assert_eq!(number(1, 4), 0.333333);
    assert_eq!([number(1, 5), number(1, 7), number(1, 8)], [1.666667, 1.666667, 1.0]);
    assert_eq!([number(1, 9), number(1, 10)], [-0.666667, 0.666667]);
    assert_eq!([number(4, 4), number(4, 5), number(4, 8), number(4, 10)], [1.0, 5.0, 5.0, 0.0]);
    let text = |row: u32, column: u32| shares.get_value((row, column)).map(ToString::to_string).unwrap();
    assert_eq!([text(4, 0), text(4, 2), text(5, 2), text(8, 0)], ["I alt", "alle", "aften", "I alt"]);
}

#[test]
fn goals_promise_nothing_that_nobody_proved() {
    let goals = rows(&sheet(&bytes(&town(), Language::Danish), "Mål og bevis"));
    assert!(goals[1].starts_with("Bemanding|pladser, som ingen sidder på|3|–|vides ikke|"), "{}", goals[1]);
}

#[test]
fn changes_are_told_and_that_there_are_none_too() {
    let town = town();
    let (now, mut before) = (shifts(&town), shifts(&town));
    before = before.without(0, person(&town, "l1")).with(0, person(&town, "a1"));
    let told = |published| {
        let bytes = with(&town, &now, Some(published), Language::English, workbook::bytes);
        rows(&sheet(&bytes, "Changes"))
    };
    assert!(told(&before)[1].ends_with("|Anna Ø|Aarhus|Lars|Lemvig"), "{:?}", told(&before));
    assert_eq!(told(&now)[1], "Nothing has changed since the roster was published.");
}

#[test]
fn the_same_roster_gives_the_same_bytes() {
    for language in Language::ALL {
        let first = bytes(&town(), language);
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert!(first == bytes(&town(), language));
    }
}

#[test]
fn no_name_is_ever_a_formula_and_none_breaks_the_file() {
    let hostile =
        ["=1+1", "@x", "-1", "+45 12", "=HYPERLINK(\"http://x\")", "a\u{1}b\u{fffe}<c>&amp;", "_x0041_", "\r\n="];
    let roster = shifts(&town());
    let long = format!("={}", "😀".repeat(20_000));
    for (number, name) in hostile.into_iter().chain([long.as_str()]).enumerate() {
        let mut town = town();
        town.edit(|town| {
            // The others' codes come behind all of these, so everything keeps its place.
            town.municipalities.iter_mut().for_each(|municipality| municipality.code.insert(0, 'x'));
            town.title = name.into();
            town.burdens[0].name = name.into();
            town.municipalities[0].name = name.into();
            town.municipalities[0].code = name.into();
            town.staff[0].name = name.into();
            town.staff[0].id = name.into();
        });
        let bytes = with(&town, &roster, None, Language::Danish, workbook::bytes);
        for (part, text) in parts(&bytes) {
            assert!(!text.contains("<f>") && !text.contains("relationships/hyperlink"), "{number} {part}");
            // The first sheet leads to the others, and nothing leads anywhere else.
            assert!(part == "xl/worksheets/sheet1.xml" || !text.contains("<hyperlink"), "{number} {part}");
            let broken = text.chars().find(|&c| c == '\u{fffe}' || (c < ' ' && !matches!(c, '\n' | '\r' | '\t')));
            assert_eq!(broken, None, "{number} {part}");
        }
        let list = sheet(&bytes, "roster");
        let Some(Data::String(id)) = list.get_value((1, 8)) else { panic!("an id is text") };
        assert!(id.encode_utf16().count() <= 32_767);
        if name.chars().count() < 100 && !name.contains(|c: char| c.is_control() || c == '\u{fffe}' || c == '_') {
            assert_eq!(id, name);
        }
    }
}

#[test]
fn headers_of_printed_pages_hold_no_codes_from_outside() {
    for (part, text) in parts(&bytes(&town(), Language::Danish)) {
        if part.starts_with("xl/worksheets/sheet") {
            assert!(text.contains("<oddHeader>&amp;LHotline &amp;&amp; co. &amp;&amp;P&amp;R5. januar 2026"), "{part}");
            assert!(
                text.contains("<pageSetup paperSize=\"9\"") && text.contains("<pageSetUpPr fitToPage=\"1\""),
                "{part}"
            );
            assert!(text.contains("<pane ") && text.contains("state=\"frozen\""), "{part}");
        }
        if part == "xl/workbook.xml" {
            assert_eq!(text.matches("_xlnm.Print_Area").count(), 7);
            assert_eq!(text.matches("_xlnm.Print_Titles").count(), 7);
        }
    }
}

#[test]
fn a_municipality_sees_nobody_elses_names() {
    let town = town();
    let before = shifts(&town).without(0, person(&town, "l1")).with(0, person(&town, "a1"));
    let foreign = ["Furesø", "0190", "Åse", "007", "Aarhus", "751", "Anna", "a1", "60000", "40000"];
    let lemvig = town.municipalities.iter().position(|member| member.name == "Lemvig").unwrap();
    for language in Language::ALL {
        let bytes =
            with(&town, &shifts(&town), Some(&before), language, |subject| workbook::of_municipality(subject, lemvig));
        let parts = parts(&bytes);
        for (part, text) in &parts {
            for name in foreign {
                assert!(!part.starts_with("xl/shared") || !text.contains(name), "{part} names {name}");
                // Numbers stand in places and sizes too; as the whole content of a cell they may not.
                assert!(!text.contains(&format!(">{name}<")), "{part} names {name}");
                if name.starts_with(char::is_uppercase) || name.starts_with('Å') {
                    assert!(!text.contains(name), "{part} names {name}");
                }
            }
        }
        let own = parts.iter().find(|(part, _)| part == "xl/sharedStrings.xml").unwrap();
        assert!(own.1.contains("Lars") && own.1.contains("Lemvig"));
        let changes = sheet(&bytes, language_of("Ændringer", "Changes", language));
        assert!(rows(&changes)[1].contains(language_of("en anden kommune", "another municipality", language)));
        let names = open(bytes).sheet_names();
        assert_eq!(names.len(), 4, "calendar, people, shares, changes: {names:?}");
    }
}

fn language_of<'a>(danish: &'a str, english: &'a str, language: Language) -> &'a str {
    if language == Language::Danish { danish } else { english }
}

#[test]
fn what_no_spreadsheet_holds_ends_in_words() {
    let mut town = town();
    town.edit(|town| town.windows[0].seats = 1_100_000);
    let bytes = bytes(&town, Language::English);
    let told = "A spreadsheet has no room for more";
    for name in ["Calendar", "roster"] {
        assert!(rows(&sheet(&bytes, name)).iter().any(|row| row.starts_with(told)), "{name}");
    }
    // Spreadsheets begin with 1900.
    let mut old = self::town();
    let days = date("2026-01-05") - date("1850-01-07");
    old.edit(|old| {
        old.windows.iter_mut().for_each(|window| window.date -= days);
        (old.period.from, old.period.to) = (date("1850-01-07"), date("1850-01-08"));
        old.attendance.since = old.period.from;
    });
    let roster = Roster::empty(old.windows.len());
    let bytes = with(&old, &roster, None, Language::Danish, workbook::bytes);
    assert_eq!(sheet(&bytes, "roster").get_value((1, 0)), Some(&Data::String("07-01-1850".into())));
}

#[test]
fn libreoffice_opens_it_and_prints_every_sheet() {
    let is_there = |program: &str, version: &str| Command::new(program).arg(version).output().is_ok();
    if !is_there("soffice", "--version") || !is_there("pdftotext", "-v") {
        assert!(std::env::var_os("CI").is_none(), ".ci/viewers installs soffice and pdftotext");
        eprintln!("skipped: soffice or pdftotext is not installed; .ci/viewers installs them");
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let town = town();
    let before = shifts(&town).without(0, person(&town, "l1"));
    let bytes = with(&town, &shifts(&town), Some(&before), Language::Danish, workbook::bytes);
    std::fs::write(place.path().join("roster.xlsx"), bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", place.path().display());
    let converted = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "roster.xlsx"])
        .current_dir(place.path())
        .output()
        .unwrap();
    assert!(place.path().join("roster.pdf").exists(), "{}", String::from_utf8_lossy(&converted.stderr));
    let text =
        Command::new("pdftotext").args(["-layout", "roster.pdf", "-"]).current_dir(place.path()).output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert_eq!(pages.len(), 8, "a page for each sheet: {text}");
    for (page, words) in pages.iter().zip([
        ["Regler", "Tildelte vagter", "Overblik"],
        ["5. jan", "UBEMANDET", "Kalender"],
        ["05-01-2026", "mandag", "Pr. kommune"],
        ["Åse Bond", "16:00", "Pr. person"],
        ["33.33%", "I alt", "Andele og saldi"],
        ["Bemanding", "vides ikke", "Mål og bevis"],
        ["UBEMANDET", "Lars", "Ændringer"],
        ["2026-W02", "unfilled", "roster"],
    ]) {
        for word in words {
            assert!(page.contains(word), "{word} is missing: {page}");
        }
        assert!(page.contains("Hotline & co. &P") && page.contains("5. januar 2026"), "{page}");
        assert!(!page.contains("###"), "a column is too narrow: {page}");
    }
}
