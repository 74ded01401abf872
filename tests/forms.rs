//! Forms out to the members and answers back: what a municipality gets, what people do to it, and what comes of it.
//!
//! In: the quickstart and the example of a quarter. Forms are filled in as Excel or LibreOffice would save them. Out: the folder with the
//! answers in it, and nothing of anybody else in any form.

mod support;

use std::fs;
use support::forms::{collect, form, formed, put, skive, states};
use support::place::Place;
use support::workbook::{FORM_SHEETS, edited, parts};

/// Cells of a form: the number of the sheet, the cell, and what is written there.
type Cells = &'static [(usize, &'static str, &'static str)];

#[test]
fn a_form_that_nobody_has_touched_says_what_was_said_before() {
    let place = Place::new();
    place.done(&["plan", "."]);
    let before = place.text("out/roster.csv");
    place.done(&["forms", "."]);
    for name in ["665 Lemvig", "671 Struer", "779 Skive"] {
        put(&place, &format!("svar {name}.xlsx"), &form(&place, name));
    }
    let (code, said, summary) = collect(&place, &[]);
    assert_eq!((code, states(&summary)), (0, vec!["taken".to_owned(); 3]), "{said}");
    assert_eq!(place.done(&["check", "."]), "", "all rows have files of their own");
    place.done(&["plan", "."]);
    assert_eq!(place.text("out/roster.csv"), before);
    // The same once more is no other answer.
    let (code, _, summary) = collect(&place, &[]);
    assert_eq!((code, states(&summary)), (0, vec!["same".to_owned(); 3]));
}

#[test]
fn nobody_elses_people_are_in_any_form() {
    let place = formed();
    let people = [
        ("665 Lemvig", ["LEM1", "Inge Klit"]),
        ("671 Struer", ["STR2", "Ole Vang"]),
        ("779 Skive", ["SKI3", "Rikke Bro"]),
    ];
    for (name, own) in people {
        let all: Vec<String> =
            parts(&form(&place, name)).iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
        for (other, words) in people {
            for word in words {
                let is_there = all.iter().any(|part| part.contains(word));
                assert_eq!(is_there, own.contains(&word), "{word} of {other} in the form of {name}");
            }
        }
        assert!(!all.iter().any(|part| people.iter().any(|(other, _)| *other != name && part.contains(&other[4..]))));
    }
    let again = Place::new();
    again.done(&["forms", ".", "--language", "en", "--deadline", "2025-12-01"]);
    assert_eq!(form(&again, "779 Skive"), form(&place, "779 Skive"), "the same folder gives the same bytes");
}

/// What comes of the form of Skive with these cells: the state, and what is said; texts to send back are in the language.
fn answered(cells: &[(usize, &str, &str)], language: &str) -> (String, String, Place) {
    let place = formed();
    put(&place, "a.xlsx", &skive(&place, cells));
    let (_, said, summary) = collect(&place, &["--language", language]);
    (states(&summary)[1].clone(), said, place)
}

#[test]
fn what_people_really_write_is_understood() {
    let understood: [(Cells, &str); 6] = [
        (&[(0, "C7", "X ")], "SKI1;available;mon;08:00;;;\r\n"),
        (&[(0, "C8", "Nej")], "SKI2;unavailable;mon;08:00;;;\r\n"),
        (&[(0, "D9", "gerne 3")], "SKI3;prefers;tue;08:00;;;3\r\n"),
        (
            &[(1, "A5", "per holm"), (1, "B5", "ferie"), (1, "C5", "07-01-2026"), (1, "D5", "2026-01-09")],
            "SKI2;unavailable;;;2026-01-07;2026-01-09;\r\n",
        ),
        (
            &[(1, "A5", "SKI3"), (1, "B5", "-"), (1, "C5", "2026-01-05"), (1, "E5", "ma-on"), (1, "F5", "08:00")],
            "SKI3;unavailable;\"mon;tue;wed\";08:00;2026-01-05;;\r\n",
        ),
        // Two rows have changed places: ids say who they are about.
        (&[(0, "A7", "SKI4"), (0, "A10", "SKI1"), (0, "C7", "-")], "SKI4;unavailable;mon;08:00;;;\r\n"),
    ];
    for (cells, row) in understood {
        let (state, said, place) = answered(cells, "en");
        assert_eq!(state, "taken", "{cells:?}: {said}");
        let text = place.text("availability/779 Skive.csv");
        assert!(text.contains(row), "{cells:?}: {text}");
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_refused_with_its_cell() {
    let refused: [(Cells, &str, &str); 8] = [
        (&[(0, "C7", "måske")], "V122", "cell C7: 'måske' is not a mark"),
        (&[(0, "C7", "ma-fr")], "V122", "cell C7: 'ma-fr' is not a mark"),
        (&[(0, "C6", "whenever"), (0, "C7", "x")], "V123", "cell C6: the headings"),
        (&[(0, "A11", "SKI1")], "V309", "cell A11: 'SKI1' has two rows"),
        (&[(0, "A11", "Greetings, Gitte")], "V401", "cell A11: 'Greetings, Gitte' is none of your staff"),
        (
            &[(1, "A5", "Gita Skov"), (1, "B5", "-"), (1, "C5", "2026-01-07")],
            "V401",
            "cell A5: 'Gita Skov' is none of your staff",
        ),
        (
            &[(1, "A5", "LEM1"), (1, "B5", "-"), (1, "C5", "2026-01-07")],
            "V418",
            "cell A5: 'LEM1' is another municipality's",
        ),
        (
            &[(1, "A5", "SKI1"), (1, "B5", "-"), (1, "C5", "2026-01-09"), (1, "D5", "2026-01-07")],
            "V402",
            "cell D5: the last day",
        ),
    ];
    for (cells, code, reply) in refused {
        let (state, said, place) = answered(cells, "en");
        assert_eq!(state, "faulty", "{cells:?}: {said}");
        assert!(said.contains(&format!("error[{code}]")) && said.contains("answers/a.xlsx"), "{cells:?}: {said}");
        let text = place.text("out/answers/779 Skive.txt");
        assert!(text.contains(reply), "{cells:?}: {text}");
        assert!(!place.path("availability").exists(), "nothing is half taken");
    }
}

#[test]
fn a_text_to_send_back_is_in_the_folders_language() {
    let (_, _, place) =
        answered(&[(0, "C7", "måske"), (1, "A5", "SKI1"), (1, "B5", "-"), (1, "C5", "32-01-2026")], "da");
    let text = place.text("out/answers/779 Skive.txt");
    assert!(text.starts_with("Emne: Skives svar for 5. januar 2026 til 18. januar 2026\n"), "{text}");
    assert!(text.contains("- Availability, celle C7: »måske« er ikke et mærke. Skriv x, -, + eller (x)"), "{text}");
    assert!(text.contains("- Dates, celle C5: »32-01-2026« er ikke en dato."), "{text}");
}

#[test]
fn a_text_to_send_back_tells_nothing_of_the_planners_files() {
    let place = Place::new();
    fs::write(place.path("locks.csv"), "date,start,staff,kind\n2026-01-05,08:00,SKI1,fixed\n").expect("locks");
    place.done(&["forms", ".", "--language", "en"]);
    put(
        &place,
        "a.xlsx",
        &skive(&place, &[(0, "C7", "-"), (1, "A5", "SKI11"), (1, "B5", "-"), (1, "C5", "2026-01-07")]),
    );
    let (_, said, summary) = collect(&place, &["--language", "en"]);
    assert_eq!(states(&summary)[1], "faulty", "{said}");
    assert!(said.contains("locks.csv"), "the planner is told: {said}");
    let text = place.text("out/answers/779 Skive.txt");
    assert!(text.contains("cell A5: 'SKI11' is none of your staff. Do you mean 'SKI1'? "), "{text}");
    assert!(!text.contains("locks") && !text.contains("line 2"), "{text}");
    assert!(!place.path("answers.json").exists(), "nothing was laid in, so there is nothing to record");

    put(&place, "a.xlsx", &skive(&place, &[(0, "C7", "-")]));
    let (_, said, summary) = collect(&place, &["--language", "en"]);
    assert_eq!(states(&summary)[1], "faulty", "{said}");
    let text = place.text("out/answers/779 Skive.txt");
    assert!(
        text.contains("has a settled shift on Monday 5 January 2026 at 08:00, and the answer does not fit it. "),
        "{text}"
    );
    assert!(!text.contains("locks") && !text.contains("line 2"), "{text}");
}

#[test]
fn merged_cells_renamed_sheets_and_other_periods() {
    let place = formed();
    let merged = edited(
        &skive(&place, &[(0, "C7", "x")]),
        FORM_SHEETS[0],
        "</sheetData>",
        "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"C7:E7\"/></mergeCells>",
    );
    put(&place, "a.xlsx", &merged);
    let (code, said, _) = collect(&place, &[]);
    assert!(code == 3 && said.contains("the cells C7:E7 are merged"), "{said}");
    put(&place, "a.xlsx", &edited(&skive(&place, &[(0, "C7", "x")]), "xl/workbook.xml", "Availability", "Ark1"));
    let (code, said, _) = collect(&place, &[]);
    assert_eq!(code, 0, "{said}");
    // The form of the quarter before.
    let place = formed();
    put(&place, "a.xlsx", &form(&place, "779 Skive"));
    place.edit("plan.toml", |text| text.replace("2026-01-05", "2026-02-02").replace("2026-01-18", "2026-02-15"));
    let (code, said, _) = collect(&place, &[]);
    assert!(code == 3 && said.contains("this form is of 2026-01-05 to 2026-01-18"), "{said}");
}

#[test]
fn a_form_may_come_back_as_danish_excel_saves_csv() {
    let place = Place::new();
    place.edit("staff.csv", |text| text.replace("Gitte Skov", "Gitte Skøv"));
    let rows = "779 2026-01-05..2026-01-18;;;;\r\nSkive: hvornår kan I tage vagter?;;;;\r\nmedarbejder;navn;man 08:00;tir 16:00;\r\n\
                SKI1;Gitte Skøv;-;gerne;\r\nSKI2;Per Holm;;;\r\nSKI3;Rikke Bro;x;;\r\nSKI4;Yasmin Lund;;;\r\n;;;;\r\n";
    let bytes: Vec<u8> = rows.chars().map(|letter| u8::try_from(u32::from(letter)).expect("Windows-1252")).collect();
    put(&place, "svar.csv", &bytes);
    let (code, said, summary) = collect(&place, &[]);
    assert_eq!((code, states(&summary)[1].as_str()), (0, "taken"), "{said}");
    let text = place.text("availability/779 Skive.csv");
    assert!(
        text.contains("SKI1;unavailable;mon;08:00;;;\r\nSKI1;prefers;tue;16:00;;;\r\nSKI3;available;mon;08:00;;;\r\n"),
        "{text}"
    );
    // A column that somebody has put in between is named, and changes nothing.
    let noted = rows.replace("navn;man", "navn;bemærkning;man").replace("Gitte Skøv;", "Gitte Skøv;ring først;");
    let noted = noted.replace("Rikke Bro;x", "Rikke Bro;;x");
    put(&place, "svar.csv", noted.as_bytes());
    let (code, said, summary) = collect(&place, &[]);
    assert_eq!((code, states(&summary)[1].as_str()), (0, "taken"), "{said}");
    assert!(said.contains("warning[V108]") && said.contains("bemærkning"), "{said}");
    assert_eq!(place.text("availability/779 Skive.csv"), text);
    let others = place.text("availability.csv");
    assert!(others.contains("LEM1") && !others.contains("SKI"), "{others}");
}

#[test]
fn changes_of_staff_wait_until_they_are_accepted() {
    let place = formed();
    // Headings in row 5, Gitte in row 6; the first empty row is row 10.
    let cells = [(2, "C6", "0.5"), (2, "F7", "2026-01-10"), (2, "A10", "SKI9"), (2, "B10", "Kaj Ny"), (0, "C7", "-")];
    put(&place, "a.xlsx", &skive(&place, &cells));
    let (code, said, summary) = collect(&place, &[]);
    assert_eq!((code, states(&summary)[1].as_str()), (0, "waiting"), "{said}");
    let changes = serde_json::json!([
        { "id": "SKI1", "name": "Gitte Skov", "new": false, "changes": { "weight": "0.5" } },
        { "id": "SKI2", "name": "Per Holm", "new": false, "changes": { "left": "2026-01-10" } },
        { "id": "SKI9", "name": "Kaj Ny", "new": true, "changes": { "name": "Kaj Ny" } },
    ]);
    assert_eq!(summary["answers"][1]["staff"], changes);
    let told = place.output(&["collect", ".", "answers", "--language", "da"]).stdout;
    let told = String::from_utf8(told).expect("text").split_whitespace().collect::<Vec<_>>().join(" ");
    let words = "Gitte Skov (SKI1): vægt 0.5; Skive: Per Holm (SKI2): fratrådt 10-01-2026; Skive: Kaj Ny (SKI9): ny";
    assert!(told.contains(words), "{told}");
    assert!(!place.path("availability").exists() && !place.path("staff").exists());
    let (code, said, summary) = collect(&place, &["--accept"]);
    assert_eq!((code, states(&summary)[1].as_str()), (0, "taken"), "{said}");
    let text = place.text("staff/779 Skive.csv");
    assert!(text.contains("SKI1,Gitte Skov,Skive,0.5") && text.contains("SKI9,Kaj Ny,779,"), "{text}");
    assert!(text.contains("SKI2,Per Holm,Skive,,2026-01-10"), "{text}");
    assert!(!place.text("staff.csv").contains("SKI"));
    assert_eq!(place.done(&["check", "."]), "");
    place.done(&["plan", "."]);
}

#[test]
fn a_newer_answer_is_never_written_over_by_an_older_one() {
    let saved = |form: &[u8], at: &str| {
        let core = parts(form).into_iter().find(|(name, _)| name == "docProps/core.xml").expect("a part").1;
        let core = String::from_utf8(core).unwrap();
        let (_, rest) = core.split_once("<dcterms:modified").expect("when it was saved");
        let old = rest.split_once('>').unwrap().1.split('<').next().unwrap().to_owned();
        edited(form, "docProps/core.xml", &format!(">{old}</dcterms:modified>"), &format!(">{at}</dcterms:modified>"))
    };
    let place = formed();
    let [old, new] = [("-", "2025-11-01T08:00:00Z"), ("x", "2025-11-05T08:00:00Z")]
        .map(|(mark, at)| saved(&skive(&place, &[(0, "C7", mark)]), at));
    // Of two that come together the newer one counts.
    put(&place, "a.xlsx", &new);
    put(&place, "b.xlsx", &old);
    let (code, said, summary) = collect(&place, &[]);
    assert_eq!(
        (code, states(&summary)[1..3].to_vec()),
        (0, vec!["taken".to_owned(), "superseded".to_owned()]),
        "{said}"
    );
    assert!(place.text("availability/779 Skive.csv").contains("SKI1;available;mon;08:00"));
    // One that comes later and is older is not taken, unless it is asked for.
    fs::remove_file(place.path("answers/a.xlsx")).unwrap();
    assert_eq!(states(&collect(&place, &[]).2)[1], "older");
    assert_eq!(states(&collect(&place, &["--older"]).2)[1], "taken");
    assert!(place.text("availability/779 Skive.csv").contains("SKI1;unavailable;mon;08:00"));
    // Which of two is newer can't be told where they were saved at the same time.
    put(&place, "a.xlsx", &saved(&new, "2025-11-01T08:00:00Z"));
    let (code, said, summary) = collect(&place, &[]);
    assert_eq!((code, states(&summary)[1].as_str()), (3, "blocked"));
    assert!(said.contains("which is the newest can't be told"), "{said}");
}

#[test]
fn what_was_entered_since_an_answer_is_not_lost() {
    let place = formed();
    put(&place, "a.xlsx", &skive(&place, &[(0, "C7", "-")]));
    assert_eq!(collect(&place, &[]).0, 0);
    place.done(&["plan", "."]);
    place.done(&[
        "absent",
        ".",
        "--published",
        "out/roster.csv",
        "--staff",
        "SKI2",
        "--from",
        "2026-01-14",
        "--to",
        "2026-01-15",
    ]);
    let entered = place.text("availability/779 Skive.csv");
    assert!(
        entered.contains("SKI2;unavailable;;;14-01-2026;15-01-2026")
            || entered.contains("SKI2;unavailable;;;2026-01-14;2026-01-15"),
        "{entered}"
    );
    put(&place, "a.xlsx", &skive(&place, &[(0, "C7", "x")]));
    let (code, said, summary) = collect(&place, &[]);
    assert_eq!((code, states(&summary)[1].as_str()), (3, "blocked"), "{said}");
    assert!(said.contains("was changed since an answer was laid in"), "{said}");
    assert_eq!(place.text("availability/779 Skive.csv"), entered);
}

#[test]
fn what_is_no_form_is_left_alone_and_named() {
    let place = formed();
    put(&place, "tilbud.pdf", b"x");
    put(&place, "tal.csv", b"a,b\n1,2\n");
    put(&place, "a.xlsx", &form(&place, "671 Struer"));
    let (code, said, summary) = collect(&place, &[]);
    assert_eq!((code, states(&summary)), (0, ["missing", "missing", "taken"].map(str::to_owned).to_vec()), "{said}");
    assert_eq!(summary["no_forms"], serde_json::json!(["answers/tal.csv", "answers/tilbud.pdf"]));
}
