//! Formulas of a workbook whose result was never saved.
//!
//! In: cells as the workbook keeps them. Out: which of them hold a formula and no result, and the finding about it. Excel saves
//! the result beside each formula. Many programs write formulas and leave it to Excel to calculate them: such a cell looks
//! empty, or like a zero, to whoever only reads the file, and must not be read as that.

use std::io::{Cursor, Read};

use calamine::{DataRef, XlsxCellFormulaMetadataRecord, XlsxFormulaMetadata};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::records::{Record, Records};
use crate::diagnostic::{Code, Diagnostic};

/// The part of a workbook that says how it is to be calculated.
const WORKBOOK_PART: &str = "xl/workbook.xml";

/// What a formula begins with, where Excel shows it.
const SIGN: char = '=';

/// Letters of a formula that a message shows.
const SHOWN: usize = 30;

/// The formula of a cell without a saved result, as Excel shows it; `None` where there is a result or no formula. A formula
/// with an empty text for its result has one.
pub fn unsaved(cell: &XlsxCellFormulaMetadataRecord<'_>, awaits_calculation: bool) -> Option<String> {
    let formula = match cell.formula.as_ref()? {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => formula.as_str(),
        _ => "…",
    };
    let zero = match &cell.value {
        DataRef::Float(value) => *value == 0.0,
        DataRef::DateTime(value) => value.as_f64() == 0.0,
        DataRef::Int(value) => *value == 0,
        _ => false,
    };
    let missing = matches!(cell.value, DataRef::Empty) || (awaits_calculation && zero);
    let shown: String = formula.chars().take(SHOWN).collect();
    let more = if formula.chars().nth(SHOWN).is_some() { "…" } else { "" };
    (missing && !formula.is_empty()).then(|| format!("{SIGN}{shown}{more}"))
}

/// Whether the program that wrote a workbook asks Excel to calculate everything when it is opened. Then a result of zero is
/// what some programs write in place of one.
pub fn awaits_calculation(bytes: &[u8]) -> bool {
    let mut text = String::new();
    let part = ZipArchive::new(Cursor::new(bytes)).ok().and_then(|mut archive| {
        archive.by_name(WORKBOOK_PART).ok().and_then(|mut part| part.read_to_string(&mut text).ok())
    });
    if part.is_none() {
        return false;
    }
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) if element.local_name().as_ref() == "calcPr" => {
                let mut attributes = element.attributes().flatten();
                return attributes.any(|attribute| {
                    attribute.key.as_ref() == "fullCalcOnLoad" && matches!(attribute.value.as_ref(), "1" | "true")
                });
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// The finding about a cell of a column that is read; `None` where its result was saved.
pub fn finding(records: &Records, record: &Record, position: usize) -> Option<Diagnostic> {
    let span = record.spans.get(position).filter(|_| record.unsaved.contains(&position))?;
    let found = Diagnostic::new(Code::UnsavedFormula, "this cell holds a formula whose result was never saved");
    Some(
        found
            .at(&records.place(span), "")
            .help("the program that wrote the workbook has not calculated it: open it in Excel, save it, and run again")
            .help("or write the value itself into the cell"),
    )
}
