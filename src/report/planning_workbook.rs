//! The workbook of a planning folder to start from: a sheet for each table.
//!
//! In: tables as CSV text, the same that a folder of CSV files starts from, and a language. Out: the bytes of `plan.xlsx`. The same tables give
//! the same bytes: the workbook bears no date of its own making.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    IgnoreError, Note, ObjectMovement, Shape, ShapeFormat, ShapeLine, Workbook, Worksheet, XlsxError,
};

use super::template_notes::{FIRST_DATE, FIRST_WINDOW, MARKS as MARKS_SAID, MARKS_RULE, MARKS_TITLE, note};
use crate::domain::language::Language;
use crate::domain::rule::Rule;

/// What the cells of a column hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Text, also where it is digits: Excel would take the zeros from the front of a number.
    Text,
    Number,
    Date,
    Time,
    /// A mark in the grid of availability.
    Mark,
}

/// Rows that are made ready for whoever fills them in.
const READY_ROWS: u32 = 2000;
/// The day that the workbook says it was made, so that it is the same every time.
const MADE: (u16, u8, u8) = (2026, 1, 1);
const HEADER_COLOUR: u32 = 0x00DD_E8F0;
/// The widths of columns, in characters.
const NARROWEST: usize = 9;
const WIDEST: usize = 24;
const MARK_WIDTH: f64 = 7.0;
const DATE_WIDTH: f64 = 12.0;
/// The first row of the grid holds a day above a time, in points.
const GRID_HEADER_HEIGHT: f64 = 32.0;
const GRID_LINES: u32 = 0x00C8_C8C8;
/// The notes that explain a column, in pixels.
const NOTE_WIDTH: u32 = 260;
const NOTE_HEIGHT: u32 = 110;
/// The legend beside the grid, in pixels, and how far it stands off.
const LEGEND_WIDTH: u32 = 300;
const LEGEND_HEIGHT: u32 = 300;
const LEGEND_GAP: u32 = 16;
const PAPER_A4: u8 = 9;

/// Columns whose cells are one of a few words, by sheet.
const CHOICES: [(&str, &str, &[&str]); 2] =
    [("locks", "kind", &["fixed", "forbidden"]), ("history", "status", &["assigned", "unfilled"])];
/// The marks to choose from; other words for them may be typed as well.
const MARKS: [&str; 4] = ["x", "-", "+", "(x)"];
/// Columns whose cells stand in another sheet already: the sheet, the column, and where to choose from.
const REFERENCES: [(&str, &str, &str); 4] = [
    ("staff", "municipality", "=municipalities!$B$2:$B$200"),
    ("availability", "staff", "=staff!$A$2:$A$2000"),
    ("locks", "staff", "=staff!$A$2:$A$2000"),
    ("ledger", "municipality", "=municipalities!$B$2:$B$200"),
];

/// The workbook. A table is its sheet's name and its text as CSV.
pub fn bytes(tables: &[(&str, &str)], language: Language) -> Vec<u8> {
    workbook(tables, language).expect("a workbook made of the program's own templates is well-formed")
}

fn workbook(tables: &[(&str, &str)], language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let (year, month, day) = MADE;
    let made = ExcelDateTime::from_ymd(year, month, day)?;
    let properties = DocProperties::new();
    workbook.set_properties(&properties.set_title("vagtplan").set_author("vagtplan").set_creation_datetime(&made));
    for (name, text) in tables {
        sheet(workbook.add_worksheet().set_name(*name)?, name, &rows(text), language)?;
    }
    workbook.save_to_buffer()
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let records = reader.records().map(|record| record.expect("the program's own templates are well-formed"));
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

fn sheet(sheet: &mut Worksheet, name: &str, rows: &[Vec<String>], language: Language) -> Result<(), XlsxError> {
    sheet.set_default_note_author("vagtplan");
    let heading = Format::new().set_bold().set_background_color(HEADER_COLOUR).set_border_bottom(FormatBorder::Thin);
    let heading = heading.set_text_wrap().set_align(FormatAlign::Top);
    let is_grid = name == "availability";
    let (mut first_window, mut first_date) = (Some(FIRST_WINDOW), Some(FIRST_DATE));
    for (column, title) in (0..).zip(&rows[0]) {
        let kind = kind(title, is_grid);
        let is_date = title.parse::<NaiveDate>().is_ok();
        let align = if kind == Kind::Mark { FormatAlign::Center } else { FormatAlign::Left };
        let heading = heading.clone().set_align(align);
        if is_date {
            write(sheet, 0, column, title, Kind::Date, &heading.set_num_format("yyyy-mm-dd"))?;
        } else {
            write(sheet, 0, column, title, Kind::Text, &heading)?;
        }
        let text = match kind {
            Kind::Mark if is_date => first_date.take(),
            Kind::Mark => first_window.take(),
            _ => note(name, title),
        };
        if let Some(text) = text {
            let note =
                Note::new(text.of(language)).add_author_prefix(false).set_width(NOTE_WIDTH).set_height(NOTE_HEIGHT);
            sheet.insert_note(0, column, &note)?;
        }
        let format = format(kind);
        sheet.set_column_format(column, &format)?;
        let longest = rows.iter().map(|row| row[usize::from(column)].chars().count()).max().unwrap_or_default();
        let width = (longest + 3).clamp(NARROWEST, WIDEST) as f64;
        let width = if kind != Kind::Mark {
            width
        } else if is_date {
            DATE_WIDTH
        } else {
            MARK_WIDTH
        };
        sheet.set_column_width(column, width)?;
        validate(sheet, (name, title), column, kind, language)?;
        let lines = Format::new().set_border(FormatBorder::Thin).set_border_color(GRID_LINES);
        let format = if kind == Kind::Mark { format.merge(&lines) } else { format };
        for (row, cells) in (1..).zip(&rows[1..]) {
            if kind == Kind::Mark {
                sheet.write_blank(row, column, &format)?;
            }
            write(sheet, row, column, &cells[usize::from(column)], kind, &format)?;
        }
        if kind == Kind::Text {
            sheet.ignore_error_range(1, column, READY_ROWS, column, IgnoreError::NumberStoredAsText)?;
        }
    }
    if is_grid {
        sheet.set_row_height(0, GRID_HEADER_HEIGHT)?;
        // A box is no cell, so no reader takes it for part of the grid.
        let beside = u16::try_from(rows[0].len()).unwrap_or(u16::MAX);
        sheet.insert_shape_with_offset(1, beside, &legend(language), LEGEND_GAP, 0)?;
    }
    // In the grid, who a row is about stays in sight as well.
    sheet.set_freeze_panes(1, if is_grid { 2 } else { 0 })?;
    sheet.set_paper_size(PAPER_A4).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// What the marks mean, to the right of the grid.
fn legend(language: Language) -> Shape {
    let text = format!("{}\n\n{}\n\n{}", MARKS_TITLE.of(language), MARKS_SAID.of(language), MARKS_RULE.of(language));
    let box_format = ShapeFormat::new().set_line(&ShapeLine::new().set_color(GRID_LINES));
    Shape::textbox()
        .set_text(&text)
        .set_alt_text(MARKS_SAID.of(language))
        .set_format(&box_format)
        .set_width(LEGEND_WIDTH)
        .set_height(LEGEND_HEIGHT)
        .set_object_movement(ObjectMovement::DontMoveOrSizeWithCells)
}

fn kind(title: &str, is_grid: bool) -> Kind {
    match title {
        "date" | "joined" | "left" | "until" => Kind::Date,
        "start" | "end" => Kind::Time,
        "population" | "weight" | "heads" | "seats" | "seat" | "entitled" | "worked" => Kind::Number,
        _ if Rule::amounts().any(|(rule, _)| rule.name() == title) => Kind::Number,
        "staff" | "name" => Kind::Text,
        _ if is_grid => Kind::Mark,
        _ => Kind::Text,
    }
}

fn format(kind: Kind) -> Format {
    match kind {
        Kind::Text => Format::new().set_num_format("@"),
        Kind::Number => Format::new(),
        Kind::Date => Format::new().set_num_format("yyyy-mm-dd"),
        Kind::Time => Format::new().set_num_format("hh:mm"),
        // A minus sign alone is text here, not the beginning of a formula.
        Kind::Mark => Format::new().set_num_format("@").set_align(FormatAlign::Center),
    }
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &str,
    kind: Kind,
    format: &Format,
) -> Result<(), XlsxError> {
    match (kind, cell.parse::<f64>()) {
        _ if cell.is_empty() => {}
        (Kind::Date | Kind::Time, _) => {
            sheet.write_datetime_with_format(row, column, &ExcelDateTime::parse_from_str(cell)?, format)?;
        }
        (Kind::Number, Ok(number)) => {
            sheet.write_number_with_format(row, column, number, format)?;
        }
        _ => {
            sheet.write_string_with_format(row, column, cell, format)?;
        }
    }
    Ok(())
}

/// Offers what there is to choose from. What is no word of the program is refused at once; a person or municipality may
/// be entered later, so there it is only asked about, and so are other words for marks.
fn validate(
    sheet: &mut Worksheet,
    (name, title): (&str, &str),
    column: u16,
    kind: Kind,
    language: Language,
) -> Result<(), XlsxError> {
    let choice = CHOICES.iter().find(|(sheet, column, _)| (*sheet, *column) == (name, title));
    let reference = REFERENCES.iter().find(|(sheet, column, _)| (*sheet, *column) == (name, title));
    let validation = if let Some((_, _, words)) = choice {
        Some(DataValidation::new().allow_list_strings(words)?)
    } else if let Some((_, _, range)) = reference {
        let list = DataValidation::new().allow_list_formula(Formula::new(*range));
        Some(list.set_error_style(DataValidationErrorStyle::Warning))
    } else if kind == Kind::Mark {
        let list = DataValidation::new().allow_list_strings(&MARKS)?;
        let list = list.set_input_title(MARKS_TITLE.of(language))?.set_input_message(MARKS_SAID.of(language))?;
        Some(list.set_error_style(DataValidationErrorStyle::Information))
    } else {
        None
    };
    if let Some(validation) = validation {
        sheet.add_data_validation(1, column, READY_ROWS, column, &validation)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Language, bytes};

    #[test]
    fn the_same_tables_give_the_same_bytes() {
        let tables =
            [("staff", "id,name\n0751,Anna Berg\n"), ("availability", "staff,name,mon 08:00,2026-01-05\na,b,x,-\n")];
        let danish = bytes(&tables, Language::Danish);
        assert_eq!(bytes(&tables, Language::Danish), danish);
        assert_ne!(bytes(&tables, Language::English), danish);
    }
}
