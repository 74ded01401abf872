//! Decimal numbers, exact, in the spelling that goes with the file's separator.
//!
//! In: the text of a cell and the [`Spelling`] of its file. Out: an [`Exact`] fraction, never a rounded one. A point or
//! comma that could be a thousands separator as well as a decimal one is refused with both cures.

use num_bigint::BigInt;

use super::cell::{Fault, is_thousands_separator};
use crate::diagnostic::{Code, quote};
use crate::domain::Exact;

/// Which mark stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// The point, where commas separate the cells, and in `plan.toml`.
    Point,
    /// The comma, where semicolons separate the cells: so does Excel in Danish.
    Comma,
    /// Either, where tabs do.
    Either,
}

/// More digits than any sum of shifts has, and few enough for quick fractions.
const MOST_DIGITS: usize = 18;

/// A decimal number.
pub fn decimal(spelling: Spelling) -> impl Fn(&str) -> Result<Exact, Fault> {
    move |cell| parse(cell, spelling)
}

fn parse(cell: &str, spelling: Spelling) -> Result<Exact, Fault> {
    let digits = cell.strip_prefix(['-', '\u{2212}']).unwrap_or(cell);
    let negative = digits.len() != cell.len();
    let is_mark = |c: char| c == '.' || c == ',';
    let bad = || {
        let example = if spelling == Spelling::Comma { "0,5" } else { "0.5" };
        Fault::new(
            Code::BadNumber,
            format!("{} is not a number", quote(cell)),
            format!("write a number such as {example}"),
        )
    };
    let parts: Vec<&str> = digits.split(is_thousands_separator).collect();
    if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(bad());
    }
    let (units, decimals) = match parts.as_slice() {
        [units] => (*units, ""),
        [units, decimals] if digits.contains(is_mark) => (*units, *decimals),
        _ => {
            let plain = without_grouping(digits, &parts, spelling);
            return Err(Fault::new(
                Code::ThousandsPoint,
                format!("{} has a separator between its digits", quote(cell)),
                format!("write the number without it, such as {plain}"),
            ));
        }
    };
    let expected = match spelling {
        Spelling::Point => digits.contains('.'),
        Spelling::Comma => digits.contains(','),
        Spelling::Either => false,
    };
    if !expected && decimals.len() == 3 && units.len() <= 3 && !units.starts_with('0') {
        let (mark, more) = match spelling {
            Spelling::Point => ('.', ""),
            Spelling::Comma => (',', ""),
            Spelling::Either => (',', "0"),
        };
        return Err(Fault::new(
            Code::ThousandsPoint,
            format!("{} can be read in two ways", quote(cell)),
            format!("write {units}{decimals} if thousands are meant, {units}{mark}{decimals}{more} if decimals are"),
        ));
    }
    if units.len() + decimals.len() > MOST_DIGITS {
        return Err(Fault::new(
            Code::OutOfRange,
            format!("{} has too many digits", quote(cell)),
            format!("write at most {MOST_DIGITS} digits"),
        ));
    }
    let numerator: BigInt = format!("{units}{decimals}").parse().map_err(|_| bad())?;
    let denominator = BigInt::from(10).pow(u32::try_from(decimals.len()).map_err(|_| bad())?);
    Ok(Exact::new(if negative { -numerator } else { numerator }, denominator))
}

/// A number in several groups as it should be written: what comes after its last mark are decimals where that mark is
/// another than those before it.
fn without_grouping(digits: &str, parts: &[&str], spelling: Spelling) -> String {
    let marks: Vec<char> = digits.chars().filter(|&c| is_thousands_separator(c)).collect();
    match (marks.as_slice(), parts) {
        ([first, .., last], [units @ .., decimals]) if first != last && matches!(last, '.' | ',') => {
            let mark = if spelling == Spelling::Comma { ',' } else { '.' };
            format!("{}{mark}{decimals}", units.concat())
        }
        _ => parts.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Spelling, decimal};
    use crate::diagnostic::Code;
    use crate::domain::Exact;

    fn exact(numerator: i64, denominator: i64) -> Exact {
        Exact::new(numerator.into(), denominator.into())
    }

    fn code(cell: &str, spelling: Spelling) -> Code {
        decimal(spelling)(cell).unwrap_err().code
    }

    #[test]
    fn decimals_are_exact() {
        assert_eq!(decimal(Spelling::Point)("0.1"), Ok(exact(1, 10)));
        assert_eq!(decimal(Spelling::Point)("12.345"), Ok(exact(12345, 1000)));
        assert_eq!(decimal(Spelling::Comma)("12,345"), Ok(exact(12345, 1000)));
        assert_eq!(decimal(Spelling::Comma)("-0,5"), Ok(exact(-1, 2)));
        assert_eq!(decimal(Spelling::Either)("0,5"), decimal(Spelling::Either)("0.5"));
        assert_eq!(decimal(Spelling::Comma)("0.5"), Ok(exact(1, 2)));
        assert_eq!(decimal(Spelling::Comma)("0.125"), Ok(exact(1, 8)));
        assert_eq!(decimal(Spelling::Either)("1234.567"), Ok(exact(1_234_567, 1000)));
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        assert_eq!(code("1.234", Spelling::Comma), Code::ThousandsPoint);
        assert_eq!(code("1,234", Spelling::Point), Code::ThousandsPoint);
        assert_eq!(code("1,234", Spelling::Either), Code::ThousandsPoint);
        assert_eq!(code("1.234,5", Spelling::Comma), Code::ThousandsPoint);
        assert_eq!(code("1 234", Spelling::Comma), Code::ThousandsPoint);
        for (cell, spelling, cure) in [
            ("1.234,5", Spelling::Point, "such as 1234.5"),
            ("1.234,5", Spelling::Comma, "such as 1234,5"),
            ("1 234,5", Spelling::Comma, "such as 1234,5"),
            ("1.234.567", Spelling::Comma, "such as 1234567"),
        ] {
            assert!(decimal(spelling)(cell).unwrap_err().help.ends_with(cure), "{cell}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for cell in ["", "-", ".", ".5", "5.", "1,,2", "1e5", "nan", "½", "--1", "0x1"] {
            assert_eq!(code(cell, Spelling::Point), Code::BadNumber, "{cell}");
        }
        assert_eq!(code(&"9".repeat(400), Spelling::Point), Code::OutOfRange);
    }
}
