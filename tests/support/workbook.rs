//! Workbooks made from tables, as Excel would keep them.
//!
//! In: sheets as CSV text. Out: the bytes of an .xlsx file. A date is written as a date, a time as a part of a day, a number as
//! a number, an error as a formula with that result, what begins with an equals sign as a formula that nobody has calculated; an apostrophe in front makes text
//! of anything, as in Excel, and `merged 3: x` is an x over three cells.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

/// A workbook with these sheets.
pub fn workbook<N: AsRef<str>, T: AsRef<str>>(sheets: &[(N, T)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, text) in sheets {
        let sheet = workbook.add_worksheet().set_name(name.as_ref()).expect("a name that Excel takes");
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_ref().as_bytes());
        for (row, record) in (0..).zip(reader.records()) {
            for (column, cell) in (0..).zip(record.expect("CSV").iter()) {
                write(sheet, row, column, cell);
            }
        }
    }
    workbook.save_to_buffer().expect("memory never refuses a write")
}

/// Writes a cell as Excel would keep what was typed.
pub fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) {
    if let Some((columns, text)) = cell.strip_prefix("merged ").and_then(|rest| rest.split_once(": ")) {
        let last = column + columns.parse::<u16>().expect("how many cells") - 1;
        sheet.merge_range(row, column, row, last, text, &Format::new()).expect("cells of the sheet");
        return;
    }
    const FORMATS: [(&str, &str); 3] =
        [("%Y-%m-%d", "dd-mm-yyyy"), ("%H:%M", "hh:mm"), ("%Y-%m-%d %H:%M", "yyyy-mm-dd hh:mm")];
    let dates = [
        chrono::NaiveDate::parse_from_str(cell, FORMATS[0].0).is_ok(),
        chrono::NaiveTime::parse_from_str(cell, FORMATS[1].0).is_ok(),
        chrono::NaiveDateTime::parse_from_str(cell, FORMATS[2].0).is_ok(),
    ];
    let format = dates.iter().position(|fits| *fits).map(|kind| Format::new().set_num_format(FORMATS[kind].1));
    let done = match (cell.strip_prefix('\''), format, cell.parse::<f64>()) {
        (Some(text), _, _) => sheet.write_string(row, column, text),
        (None, Some(format), _) => {
            let date = ExcelDateTime::parse_from_str(cell).expect("a date");
            sheet.write_datetime_with_format(row, column, &date, &format)
        }
        (None, None, Ok(number)) => sheet.write_number(row, column, number),
        _ if cell.starts_with('#') => sheet.write_formula(row, column, Formula::new("NA()").set_result(cell)),
        _ if cell.starts_with('=') => sheet.write_formula(row, column, Formula::new(cell)),
        _ if cell.is_empty() => sheet.write_blank(row, column, &Format::new().set_bold()),
        _ => sheet.write_string(row, column, cell),
    };
    done.expect("a cell of the sheet");
}

/// The parts of a workbook.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let part = |number| {
        let mut part = archive.by_index(number).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    (0..zip::ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(part).collect()
}

/// An archive of these parts.
pub fn archive<N: AsRef<str>>(parts: &[(N, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_ref(), zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook with a piece of one of its parts replaced.
pub fn edited(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut parts = parts(bytes);
    let text = &mut parts.iter_mut().find(|(name, _)| name == part).unwrap().1;
    let old = String::from_utf8(text.clone()).unwrap();
    assert!(old.contains(from), "{old}");
    *text = old.replace(from, to).into_bytes();
    archive(&parts)
}

/// The sheets of a form, as parts of its workbook.
pub const FORM_SHEETS: [&str; 4] =
    ["xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml", "xl/worksheets/sheet5.xml"];

/// A form with a text in a cell, as a program would save it.
pub fn fill(form: &[u8], sheet: usize, cell: &str, text: &str) -> Vec<u8> {
    let mut parts = parts(form);
    let (_, bytes) = parts.iter_mut().find(|(name, _)| name == FORM_SHEETS[sheet]).expect("a sheet of the form");
    let xml = String::from_utf8(bytes.clone()).expect("XML");
    let begin = xml.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("{cell} is no cell to write in"));
    let open = begin + xml[begin..].find('>').expect("its end");
    let end =
        if xml[..open].ends_with('/') { open + 1 } else { begin + xml[begin..].find("</c>").expect("its end") + 4 };
    let style = xml[begin..open].split(" s=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("0");
    let new = format!("<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    *bytes = [&xml[..begin], &new, &xml[end..]].concat().into_bytes();
    archive(&parts)
}
