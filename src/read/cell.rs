//! One cell to one value: text and whole numbers here, decimals, dates, times and days of the week next door.
//!
//! In: the trimmed text of a cell. Out: the value, or a [`Fault`] that says what is wrong with it and what to write
//! instead. Nothing is guessed: what can be read in two ways is refused.

use std::ops::RangeInclusive;

use crate::diagnostic::{Code, quote};
use crate::domain::guard::unguarded;

/// What is wrong with a cell, before it is known where the cell stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The code.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl Fault {
    /// A fault.
    pub fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Fault { code, message: message.into(), help: help.into() }
    }
}

/// Any text. An apostrophe that keeps it from being taken for a formula is no part of it.
pub fn text(cell: &str) -> Result<String, Fault> {
    Ok(unguarded(cell))
}

/// What Excel shows where a formula fails, in English and in Danish, in cells as in files saved from them.
const SPREADSHEET_ERRORS: [&str; 16] = [
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "#DIVISION/0!",
    "#I/T",
    "#NAVN?",
    "#NUL!",
    "#REFERENCE!",
    "#VÆRDI!",
];

/// The fault of a cell that holds an error of Excel instead of a value, if it does.
pub fn spreadsheet_error(cell: &str) -> Option<Fault> {
    if !SPREADSHEET_ERRORS.contains(&cell) {
        return None;
    }
    let help = "correct the formula in the spreadsheet, or write the value itself";
    Some(Fault::new(Code::CellError, format!("this cell holds Excel's error {cell} instead of a value"), help))
}

/// A whole number within `range`.
pub fn whole(range: RangeInclusive<i64>) -> impl Fn(&str) -> Result<u32, Fault> {
    move |cell| {
        let number = integer(cell)?;
        if !range.contains(&number) {
            return Err(out_of_range(cell, *range.start(), *range.end()));
        }
        u32::try_from(number).map_err(|_| out_of_range(cell, *range.start(), *range.end()))
    }
}

/// The fault of a number outside its range.
pub fn out_of_range(shown: &str, least: i64, most: i64) -> Fault {
    Fault::new(
        Code::OutOfRange,
        format!("{} is out of range", quote(shown)),
        format!("write a number from {least} to {most}"),
    )
}

/// A whole number of any sign, without separators.
pub fn integer(cell: &str) -> Result<i64, Fault> {
    let digits = cell.strip_prefix(['-', '\u{2212}']).unwrap_or(cell);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        // More than fifteen digits are no count of anything here, and would not fit the arithmetic either.
        let number = if digits.len() > 15 { None } else { digits.parse::<i64>().ok() };
        let number = number.ok_or_else(|| {
            Fault::new(Code::OutOfRange, format!("{} is out of range", quote(cell)), "write a smaller number")
        })?;
        return Ok(if digits.len() == cell.len() { number } else { -number });
    }
    if let Some(whole) = without_empty_decimals(digits) {
        return Err(Fault::new(
            Code::BadNumber,
            format!("{} is a whole number written with decimals", quote(cell)),
            format!("write {whole}"),
        ));
    }
    if let Some(plain) = without_thousands(digits) {
        return Err(Fault::new(
            Code::ThousandsPoint,
            format!("{} has a separator between its digits", quote(cell)),
            format!("write {plain}: whole numbers are written without points, commas or spaces"),
        ));
    }
    Err(Fault::new(
        Code::BadNumber,
        format!("{} is not a whole number", quote(cell)),
        "write digits and nothing else".to_owned(),
    ))
}

/// The digits of a whole number to which a program has added decimals, as in `101.0`. Three of them may be thousands.
pub fn without_empty_decimals(number: &str) -> Option<&str> {
    let (digits, decimals) = number.split_once(['.', ','])?;
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_empty = !decimals.is_empty() && decimals.len() != 3 && decimals.bytes().all(|byte| byte == b'0');
    (is_whole && is_empty).then_some(digits)
}

/// The digits of a number that is grouped in threes by points, commas, spaces or apostrophes.
pub fn without_thousands(number: &str) -> Option<String> {
    let groups: Vec<&str> = number.split(is_thousands_separator).collect();
    let digits = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    let (first, rest) = groups.split_first()?;
    let grouped = !rest.is_empty() && (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    (digits && grouped).then(|| groups.concat())
}

/// Whether a character is one that some country or program puts between thousands.
pub fn is_thousands_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '\u{2019}') || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::{integer, whole};
    use crate::diagnostic::Code;

    #[test]
    fn whole_numbers_are_digits() {
        assert_eq!(integer("0042"), Ok(42));
        assert_eq!(integer("-7"), Ok(-7));
        for cell in ["", "-", "8,0", "8.5", "eight", "1e3", "12.34", "½", "٣"] {
            assert_eq!(integer(cell).unwrap_err().code, Code::BadNumber, "{cell}");
        }
        for (cell, cure) in [("101.0", "write 101"), ("101,00", "write 101"), ("-3.0", "write 3"), ("0.0", "write 0")] {
            let fault = integer(cell).unwrap_err();
            assert_eq!((fault.code, fault.help.as_str()), (Code::BadNumber, cure), "{cell}");
        }
        assert_eq!(integer("101.000").unwrap_err().code, Code::ThousandsPoint);
        assert_eq!(integer("9999999999999999999999").unwrap_err().code, Code::OutOfRange);
    }

    #[test]
    fn thousands_are_refused_whatever_separates_them() {
        for cell in ["353.107", "353,107", "353 107", "353\u{a0}107", "1.353.107", "353'107"] {
            let fault = integer(cell).unwrap_err();
            assert_eq!(fault.code, Code::ThousandsPoint, "{cell}");
            assert!(fault.help.contains("353107"));
        }
    }

    #[test]
    fn ranges_hold_at_both_ends() {
        assert_eq!(whole(0..=10)("10"), Ok(10));
        assert_eq!(whole(0..=10)("11").unwrap_err().code, Code::OutOfRange);
        assert_eq!(whole(0..=10)("-1").unwrap_err().code, Code::OutOfRange);
    }
}
