//! Workbooks as input: the same tables give the same instance as CSV files and as sheets, and cells are read as Excel keeps
//! them.
//!
//! In: the example folders, made-up ones, and workbooks written here. Out: assertions on instances and findings.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Formula, Workbook};
use support::random::RandomFolder;
use support::workbook::{edited, parts, workbook, write};
use vagtplan::commands::init;
use vagtplan::diagnostic::{any_error, render};
use vagtplan::domain::Instance;
use vagtplan::domain::language::Language;
use vagtplan::{check, read};

const TABLES: [&str; 8] =
    ["municipalities", "staff", "availability", "demand", "ledger", "locks", "history", "calls_by_member"];
const PLAN: &str = "period = { from = 2026-01-05, to = 2026-01-18 }\n[[windows]]\ndays = [\"mon\", \"tue\"]\nstart = \"08:00\"\nseats = 1\n";
const MEMBERS: &str = "code,name,population\n101,North,1000\n102,South,3000\n";
const STAFF: &str = "id,name,municipality\na1,Anna Berg,101\nb1,Bo Dahl,102\n";

/// What is made of a folder, and what is said of it.
fn read_folder(folder: &Path) -> (Option<Instance>, String) {
    let (rows, mut all) = read::folder(folder);
    let (instance, found) = check::instance(&rows);
    all.extend(found);
    assert_eq!(instance.is_none(), any_error(&all));
    (instance, render(&all, false))
}

fn good(folder: &Path) -> Instance {
    let (instance, said) = read_folder(folder);
    instance.unwrap_or_else(|| panic!("{said}"))
}

/// A folder with `plan.toml` and these files.
fn folder(files: &[(&str, Vec<u8>)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("plan.toml"), PLAN).unwrap();
    files.iter().for_each(|(name, bytes)| fs::write(place.path().join(name), bytes).unwrap());
    place
}

/// What is said of a workbook of these sheets, members and staff beside them if they are not among them.
fn said(sheets: &[(&str, &str)]) -> String {
    let rest = [("municipalities", MEMBERS), ("staff", STAFF)].into_iter();
    let all: Vec<_> =
        rest.filter(|(name, _)| !sheets.iter().any(|sheet| sheet.0 == *name)).chain(sheets.to_vec()).collect();
    read_folder(folder(&[("plan.xlsx", workbook(&all))]).path()).1
}

/// The same folder with all its tables in `plan.xlsx`.
fn bound(from: &Path) -> tempfile::TempDir {
    let table = |name| fs::read_to_string(from.join(format!("{name}.csv"))).ok().map(|text| (name, text));
    let sheets: Vec<_> = TABLES.into_iter().filter_map(table).collect();
    let place = tempfile::tempdir().unwrap();
    fs::copy(from.join("plan.toml"), place.path().join("plan.toml")).unwrap();
    fs::write(place.path().join("plan.xlsx"), workbook(&sheets)).unwrap();
    place
}

fn examples() -> Vec<PathBuf> {
    let below = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    ["quickstart", "sjaelland-2015", "ddh-2025"].map(|name| below.join(name)).to_vec()
}

#[test]
fn a_folder_and_its_workbook_give_the_same_instance() {
    for example in examples() {
        assert_eq!(good(bound(&example).path()), good(&example), "{}", example.display());
    }
    for seed in 0..12 {
        let made = RandomFolder::small(seed);
        let tables = made.folder.tables.iter().map(|table| {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&table.header).unwrap();
            table.rows.iter().for_each(|row| writer.write_record(row).unwrap());
            (table.name.trim_end_matches(".csv"), String::from_utf8(writer.into_inner().unwrap()).unwrap())
        });
        let place = folder(&[("plan.xlsx", workbook(&tables.collect::<Vec<_>>()))]);
        fs::write(place.path().join("plan.toml"), &made.folder.plan).unwrap();
        assert_eq!(good(place.path()), made.instance, "seed {seed}");
    }
}

#[test]
fn made_up_folders_do_too() {
    for options in ["--municipalities 6 --staff 40 --weeks 4 --seed 3", "--hard many-locks", "--hard large-balances"] {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("made");
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_vagtplan"));
        let output = command.arg("generate").arg(&path).args(options.split(' ')).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(good(bound(&path).path()), good(&path), "{options}");
    }
}

#[test]
fn the_folder_to_start_from_is_the_same_in_excel() {
    for language in Language::ALL {
        let excel_files = || init::excel(language, str::to_owned);
        let csv = tempfile::tempdir().unwrap();
        init::files(language).iter().for_each(|(name, text)| fs::write(csv.path().join(name), text).unwrap());
        let excel = tempfile::tempdir().unwrap();
        excel_files().iter().for_each(|(name, bytes)| fs::write(excel.path().join(name), bytes).unwrap());
        // The marks are explained beside the grid, where nothing takes them for part of it.
        assert_eq!(read_folder(excel.path()).1, "");
        assert_eq!(good(excel.path()), good(csv.path()));
        assert_eq!(excel_files(), excel_files());
        let plan = String::from_utf8(excel_files()[0].1.clone()).unwrap();
        assert!(!plan.replace("as ledger.csv", "").replace("fx\n# ledger.csv", "").contains(".csv"), "{plan}");
        let drawings =
            parts(&excel_files()[1].1).into_iter().filter(|(name, _)| name.starts_with("xl/drawings/drawing"));
        let boxes: String = drawings.map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect();
        let told = match language {
            Language::Danish => ["(x)  helst ikke", "vagtplan check MAPPE"],
            Language::English => ["(x)  rather not", "vagtplan check FOLDER"],
        };
        assert!(boxes.contains(told[0]) && plan.contains(told[1]), "{boxes}");
    }
}

#[test]
fn a_grid_says_what_the_long_form_says() {
    for example in examples() {
        let expected = good(&example);
        let slots: Vec<_> =
            expected.windows.iter().map(|w| format!("{} {}", w.date, w.start.format("%H:%M"))).collect();
        let mut grid = format!("staff,name,{}\n", slots.join(","));
        for (number, person) in expected.staff.iter().enumerate() {
            let stances = (0..slots.len()).map(|window| expected.stance(number, window));
            let everywhere = stances.clone().all(|stance| stance.available);
            let marks = stances.map(|stance| match (stance.available, stance.prefers > 0, stance.avoids > 0) {
                (false, ..) => "-",
                (_, true, _) => "+",
                (_, _, true) => "(x)",
                _ if everywhere => "",
                _ => "x",
            });
            grid += &format!("{},{},{}\n", person.id, person.name, marks.collect::<Vec<_>>().join(","));
        }
        let place = bound(&example);
        let as_csv = |text: &str| {
            fs::write(place.path().join("availability.csv"), text).unwrap();
            let sheets = TABLES.iter().filter(|name| **name != "availability");
            let sheets =
                sheets.filter_map(|name| Some((*name, fs::read_to_string(example.join(format!("{name}.csv"))).ok()?)));
            fs::write(place.path().join("plan.xlsx"), workbook(&sheets.collect::<Vec<_>>())).unwrap();
            good(place.path())
        };
        let from_csv = as_csv(&grid);
        fs::remove_file(place.path().join("availability.csv")).unwrap();
        fs::write(place.path().join("availability.xlsx"), workbook(&[("Ark1", &grid)])).unwrap();
        assert_eq!(good(place.path()), from_csv);
        for (stance, wanted) in from_csv.stances.iter().zip(&expected.stances) {
            assert_eq!(stance.available, wanted.available);
            // A mark says one thing: where somebody is not available, or both likes and dislikes a window, it is that.
            let both = wanted.prefers > 0 && wanted.avoids > 0;
            assert!(!wanted.available || both || stance == wanted, "{stance:?} for {wanted:?}");
        }
    }
}

#[test]
fn a_row_with_an_x_is_available_where_it_is_marked() {
    let grid = "staff,mon,tue 8-12,2026-01-12,2026-01-13\na1,,x,+,-\nb1,,,-,\n";
    let place = folder(&[
        (
            "plan.xlsx",
            workbook(&[("Municipalities", MEMBERS), ("STAFF ", STAFF), ("availability", grid), ("my notes", "hello")]),
        ),
        ("~$plan.xlsx", b"locked".to_vec()),
    ]);
    let told = read_folder(place.path()).1;
    assert!(told.starts_with("warning[V104]: 'plan.xlsx' is open in Excel\n") && !told.contains("error"), "{told}");
    let instance = good(place.path());
    let free = |staff| instance.windows.iter().enumerate().map(move |(w, _)| w).map(move |w| (staff, w));
    let of = |staff| free(staff).map(|(staff, w)| instance.stance(staff, w).available).collect::<Vec<_>>();
    // Mondays and Tuesdays of two weeks.
    assert_eq!(of(0), [false, true, true, false]);
    assert_eq!(of(1), [true, true, false, true]);
    assert_eq!(instance.stance(0, 2).prefers, 1);
}

#[test]
fn cells_are_read_as_excel_keeps_them() {
    let mut book = Workbook::new();
    let date = |text: &str| rust_xlsxwriter::ExcelDateTime::parse_from_str(text).unwrap();
    let sheet = book.add_worksheet().set_name("demand").unwrap();
    for (column, name) in (0..).zip(["date", "start", "seats", "note"]) {
        sheet.write_string(0, column, name).unwrap();
    }
    // A title cell far below that only carries a colour, and a note beside the table in a column of its own.
    sheet.write_blank(5000, 2, &Format::new().set_bold()).unwrap();
    let day = Format::new().set_num_format("d. mmmm yyyy");
    let clock = Format::new().set_num_format("h:mm AM/PM");
    sheet.write_datetime_with_format(2, 0, date("2026-01-05"), &day).unwrap();
    sheet.write_number_with_format(2, 1, 1.0 / 3.0, &clock).unwrap();
    sheet.write_formula(2, 2, Formula::new("1+1").set_result("2")).unwrap();
    sheet.write_boolean(2, 3, true).unwrap();
    sheet.write_string(3, 0, " 06-01-2026 ").unwrap();
    sheet.write_string(3, 1, "8:00").unwrap();
    sheet.write_number_with_format(3, 2, 0.0, &Format::new().set_num_format("0%")).unwrap();
    let staff = book.add_worksheet().set_name("staff").unwrap();
    for (row, line) in (0..).zip(["id,name,municipality,weight", "751,Anna Berg,101,0.3", "'0752,Bo Dahl,102,'0,5"]) {
        let cells: Vec<&str> =
            if row == 2 { vec!["'0752", "Bo Dahl", "102", "'0,5"] } else { line.split(',').collect() };
        (0..).zip(cells).for_each(|(column, cell)| write(staff, row, column, cell));
    }
    let ledger = book.add_worksheet().set_name("ledger").unwrap();
    for (row, line) in (0..).zip(["municipality,entitled,worked", "101,1.234,1", "102,'0.766,0"]) {
        (0..).zip(line.split(',')).for_each(|(column, cell)| write(ledger, row, column, cell));
    }
    let members = book.add_worksheet().set_name("municipalities").unwrap();
    for (row, line) in (0..).zip(MEMBERS.lines()) {
        (0..).zip(line.split(',')).for_each(|(column, cell)| write(members, row, column, cell));
    }
    let bytes = book.save_to_buffer().unwrap();
    let place = folder(&[("plan.xlsx", bytes.clone())]);
    let (instance, said) = read_folder(place.path());
    assert!(said.contains("the column 'note' is not known") && !said.contains("error"), "{said}");
    let instance = instance.unwrap();
    assert_eq!(instance.windows.iter().map(|window| window.seats).collect::<Vec<_>>(), [2, 1, 1]);
    assert_eq!(instance.staff.iter().map(|staff| staff.id.as_str()).collect::<Vec<_>>(), ["0752", "751"]);
    assert_eq!(instance.staff[0].weight, "1/2".parse().unwrap());
    assert_eq!(instance.ledger[&(0, None)].entitled, "1234/1000".parse().unwrap());
    let (rows, _) = read::folder(place.path());
    assert_eq!(rows.inputs.iter().map(|input| input.file.as_str()).collect::<Vec<_>>(), ["plan.toml", "plan.xlsx"]);

    // The same day is four years and a day earlier in a workbook that counts from 1904.
    let shifted = edited(&bytes, "xl/workbook.xml", "<workbookPr ", "<workbookPr date1904=\"1\" ");
    let said = read_folder(folder(&[("plan.xlsx", shifted)]).path()).1;
    assert!(said.contains("2030-01-06"), "{said}");
}

#[test]
fn what_cannot_be_read_is_told_with_its_cell() {
    let demand = |cells: &str| said(&[("demand", &format!("date,start,seats\n{cells}\n"))]);
    for (cells, expected) in [
        ("2026-01-05,0.25,1", "cell B2"),
        ("2026-01-05 08:00,08:00,1", "write the date alone: 2026-01-05"),
        ("46027,08:00,1", "Excel keeps 2026-01-05 as 46027"),
        ("2026-01-05,2026-01-05 08:00,1", "write the time alone: 08:00"),
        ("2026-01-05,08:00,'1.234", "cell C2"),
        ("2026-01-05,08:00,1.5", "'1.5' is not a whole number"),
        ("2026-01-05,08:00,TRUE", "'TRUE' is not a whole number"),
        ("2026-01-05,08:00,#DIV/0!", "Excel's error #DIV/0!"),
        ("2026-01-06,09:00,1", "plan.xlsx, sheet 'demand', cell B2"),
        (",08:00,1", "cell A2"),
    ] {
        let said = demand(cells);
        assert!(said.contains(expected) && said.contains("sheet 'demand'"), "{cells}: {said}");
    }
    let ambiguous = said(&[("ledger", "municipality,entitled,worked\n101,'1.234,1\n102,1,1.234\n")]);
    assert!(ambiguous.contains("cell B2") && ambiguous.contains("two ways"), "{ambiguous}");
    let twice = said(&[("staff", "id,name,municipality\n7,Anna Berg,101\n\n,,\n7,Bo Dahl,102\n")]);
    assert!(twice.contains("cell A4") && twice.contains("first (cell A2)"), "{twice}");
    let title = said(&[("staff", "Our staff\nid,name,municipality\n")]);
    assert!(title.contains("delete the rows above the one with the names"), "{title}");
}

#[test]
fn grids_are_told_with_their_cells() {
    let grid = |text: &str| said(&[("availability", text)]);
    let marks = grid("staff,mon 08:00,2026-01-06\na1,?,x\nb1,?,x\n");
    assert!(marks.contains("cell B2") && marks.contains("the same in cell B3"), "{marks}");
    let unknown = grid("staff,mon 08:00\na1,x\nzz,\n");
    assert!(unknown.contains("'zz' is no id of sheet 'staff'") && unknown.contains("cell A3"), "{unknown}");
    let unused = grid("staff,sat,2026-01-05 12:00,2025-01-05\na1,x,x,x\nb1,x,x,x\n");
    assert_eq!(unused.matches("' fits no window of the period").count(), 3, "{unused}");
    assert!(unused.contains("cell B1") && unused.contains("cell C1") && unused.contains("cell D1"), "{unused}");
    let headless = grid("staff,mon,,\na1,x,,x\n");
    assert!(headless.contains("V123") && headless.contains("column D has values but no heading"), "{headless}");
    let doubled = grid("staff,mon 8,mandag 08:00\na1,x,x\na1,,-\n");
    assert!(doubled.contains("V107") && !doubled.contains("V309"), "{doubled}");
    let doubled = grid("staff,mon 8\na1,x\na1,-\n");
    assert!(doubled.contains("the grid has two rows for 'a1'"), "{doubled}");
}

#[test]
fn a_table_is_kept_in_one_place() {
    let both = [("municipalities", MEMBERS), ("staff", STAFF)];
    let twice = |files: &[(&str, Vec<u8>)]| {
        let mut all = vec![("plan.xlsx", workbook(&both))];
        all.extend_from_slice(files);
        read_folder(folder(&all).path()).1
    };
    assert_eq!(twice(&[("demand.xlsx", workbook(&[("Sheet1", "date,start,seats\n2026-01-05,08:00,2\n")]))]), "");
    assert_eq!(twice(&[("staff.csv", b"id,name,municipality\n".to_vec())]), "");
    let said = twice(&[("Staff.XLSX", workbook(&[("Ark1", STAFF)]))]);
    assert!(said.contains("the table staff is there twice: ") && said.contains("sheet 'Ark1'"), "{said}");
    let two = workbook(&[
        ("2025", "date,start,seats\n2026-01-05,08:00,2\n"),
        ("2026", "date,start,seats\n2026-01-06,08:00,2\n"),
    ]);
    assert!(twice(&[("demand.xlsx", two)]).contains("name the one that counts 'demand'"));
    let none = workbook(&[("one", "a,b\n1,2\n"), ("two", "c\n3\n")]);
    assert!(twice(&[("demand.xlsx", none)]).contains("no sheet 'demand', and none with its columns"));
    let stray = workbook(&[("demand", "date,start,seats\n"), ("ledger", "municipality,entitled,worked\n")]);
    assert!(twice(&[("demand.xlsx", stray)]).contains("several tables in one workbook belong into plan.xlsx"));
}

#[test]
fn a_roster_may_be_a_workbook() {
    let place = folder(&[("municipalities.csv", MEMBERS.into()), ("staff.csv", STAFF.into())]);
    let instance = good(place.path());
    let rows = "date,start,staff\n2026-01-05,08:00,a1\n2026-01-06,08:00,b1\n";
    let path = place.path().join("out.xlsx");
    let judged = |sheets: &[(&str, &str)]| {
        fs::write(&path, workbook(sheets)).unwrap();
        let (rows, mut found) = read::roster(&path);
        let (roster, more) = check::roster(&instance, &rows);
        found.extend(more);
        (roster.map(|roster| roster.shifts.to_vec()), render(&found, false))
    };
    let expected = Some(vec![vec![0], vec![1], vec![], vec![]]);
    assert_eq!(judged(&[("Calendar", "week,mon\n2,Anna\n"), ("Roster", rows)]), (expected.clone(), String::new()));
    assert_eq!(judged(&[("Calendar", "week,mon\n2,Anna\n"), ("Ark1", rows)]).0, expected);
    assert!(judged(&[("a", rows), ("b", rows)]).1.contains("name the one that counts 'roster'"));
    assert!(judged(&[("roster", "date,start,staff\n2026-01-05,08:00,zz\n")]).1.contains("sheet 'roster', cell C2"));
    fs::write(place.path().join("out.ods"), "PK").unwrap();
    assert!(render(&read::roster(&place.path().join("out.ods")).1, false).contains("Excel Workbook"));
}

#[test]
fn a_formula_counts_by_its_saved_result_and_is_refused_without_one() {
    let mut book = Workbook::new();
    for (name, text) in [("municipalities", MEMBERS), ("staff", STAFF)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, line) in (0..).zip(text.lines()) {
            (0..).zip(line.split(',')).for_each(|(column, cell)| write(sheet, row, column, cell));
        }
    }
    let demand = book.add_worksheet().set_name("demand").unwrap();
    for (row, line) in (0..).zip(["date,start,seats", "2026-01-05,08:00,1", "2026-01-06,08:00,"]) {
        (0..).zip(line.split(',')).for_each(|(column, cell)| write(demand, row, column, cell));
    }
    demand.write_formula(2, 2, Formula::new("1-1").set_result("0")).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let part = "xl/worksheets/sheet3.xml";
    let said = |bytes: Vec<u8>| read_folder(folder(&[("plan.xlsx", bytes)]).path()).1;
    // As this program writes it, Excel is to calculate everything, so a zero is only a place-holder.
    let refused = said(bytes.clone());
    assert!(refused.contains("error[V124]") && refused.contains("sheet 'demand', cell C3"), "{refused}");
    // As Excel saves it, the zero is the result.
    let calculated = edited(&bytes, "xl/workbook.xml", " fullCalcOnLoad=\"1\"", "");
    assert_eq!(said(calculated.clone()), "");
    // Other programs leave the value out, or leave it empty; both also in formulas that several cells share.
    let formula = "<f>1-1</f><v>0</v>";
    let shared = "<f t=\"shared\" ref=\"C3:C4\" si=\"0\">1-1</f>";
    for value in ["<f>1-1</f>", "<f>1-1</f><v></v>", "<f>1-1</f><v/>", shared, "<f t=\"shared\" si=\"0\"/><v/>"] {
        let refused = said(edited(&calculated, part, formula, value));
        assert!(refused.contains("error[V124]") && refused.contains("cell C3"), "{value}: {refused}");
        assert!(!refused.contains("V111"), "told twice: {refused}");
    }
    // A formula that comes to an empty text is an empty cell, and seats are needed.
    let empty = edited(&calculated, part, "<c r=\"C3\"><f>1-1</f><v>0</v>", "<c r=\"C3\" t=\"str\"><f>\"\"</f><v></v>");
    let needed = said(empty);
    assert!(needed.contains("error[V111]") && !needed.contains("V124"), "{needed}");
}

#[test]
fn two_rows_of_headings_are_never_one() {
    let refused = |rows: &str| said(&[("availability", rows)]);
    for rows in [
        "staff,man,tir\n,2026-01-05,2026-01-06\na1,-,-\n",
        "staff,2026-01-05,2026-01-06\n,man,tir\na1,-,-\n",
        "staff,man,tir\n,8-12,8-12\na1,-,-\n",
        "staff,man,tir\ndato,2026-01-05,2026-01-06\na1,-,-\n",
        "staff,man,tir\na1,-,-\n,2026-01-12,2026-01-13\na1,x,x\n",
    ] {
        let said = refused(rows);
        assert!(said.contains("error[V123]: the grid has two rows of headings"), "{rows}{said}");
        assert!(!said.contains("V111"), "the cure of an empty cell would lose the dates: {said}");
    }
    // A row whose person was forgotten is no row of headings, nor is one with something that is no mark.
    assert!(refused("staff,man,tir\n,x,-\n").contains("error[V111]"));
    assert!(refused("staff,man,tir\na1,8-12,x\n").contains("error[V122]"));
    assert!(refused("staff,man,tir\na1,8-12,8-16\n").contains("error[V122]"));
}
